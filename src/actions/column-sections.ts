import { shownOf } from "../first-items.ts";
import { formatNumber, formatPercent } from "../number-format.ts";
import type { ColumnProfile, Profile } from "../profile/profile-schema.ts";
import type { Cell, Chart, Section } from "../report.ts";
import { clipText } from "../visible-text.ts";
import { piiNames } from "./profile-section.ts";

type Table = NonNullable<Section["tables"]>[number];

/** Columns that get a section of their own; drawing more would take longer than they are worth. */
const mostColumns = 24;
const topShown = 10;

/** The first columns, for the page, each a group: what it is, its spread as a histogram, its top values. */
export function columnSections({ columns }: Profile): Section[] {
  const shown = columns.slice(0, shownOf(columns.length, mostColumns));
  const rest = columns.length - shown.length;
  if (shown.length === 0) return [];
  return [
    {
      title: "Columns",
      rank: 7,
      pageOnly: true,
      ...(rest > 0 && {
        text: [`${formatNumber(rest)} more columns are in profile.json, with the same statistics.`],
      }),
      tables: shown.flatMap((column) =>
        [statisticsTable(column), ...topTable(column)].map((table) => ({ group: groupOf(column), ...table })),
      ),
      charts: shown.flatMap((column) =>
        histogramOf(column).map((chart) => ({ group: groupOf(column), ...chart })),
      ),
    },
  ];
}

function groupOf({ name }: ColumnProfile): string {
  return clipText(name, 200);
}

/** What is to say of any column. */
function describeColumn(column: ColumnProfile): [string, Cell][] {
  const { type, role, why, count, missing, distinct, distinct_error: error, pii, declared } = column;
  return [
    ["Type", `${type}${declared === undefined ? "" : " (declared)"}${role === type ? "" : `, ${role}`}`],
    ["Because", why],
    ...(pii === undefined ? [] : [["Likely", `${piiNames[pii]}: no value is shown`] as [string, Cell]]),
    ["Values", count],
    ["Missing", missing],
    ["Different", error === undefined ? distinct : `about ${formatNumber(distinct)}`],
  ];
}

/** What the profile's table has no room for; a statistic that the column lacks is left out. */
function statisticsTable(column: ColumnProfile): Table {
  const { quantiles = {}, days, largest_gap: gap } = column;
  const rows: [string, Cell | undefined][] = [
    ...describeColumn(column),
    ["Minimum", column.min],
    ...(isTime(column)
      ? []
      : shownQuantiles.map(([p, name]): [string, Cell | undefined] => [name, quantiles[p]])),
    ["Maximum", column.max],
    ["Mean", column.mean],
    ["Std. deviation", column.std],
    ["Skewness", column.skewness],
    ["Zeros", column.zeros],
    ["Negative", column.negatives],
    ["Infinite", column.infinite || undefined],
    ["Days", days],
    ["Days without a value", column.missing_days],
    ["Longest gap in days", gap],
    ["Shortest text", column.min_length],
    ["Longest text", column.max_length],
    ["Mean length", column.mean_length],
  ];
  const told = rows.filter((row): row is [string, Cell] => row[1] !== undefined);
  return { columns: [{ label: "Statistic" }, { label: "Value", align: "right" }], rows: told };
}

const shownQuantiles = [
  ["0.05", "5 %"],
  ["0.25", "25 %"],
  ["0.5", "Median"],
  ["0.75", "75 %"],
  ["0.95", "95 %"],
] as const;

function isTime({ type }: ColumnProfile): boolean {
  return type === "date" || type === "datetime";
}

function topTable({ top_values: top, count }: ColumnProfile): Table[] {
  if (top.length === 0) return [];
  return [
    {
      columns: [
        { label: "Most frequent", align: typeof top[0]?.value === "number" ? "right" : "left" },
        { label: "Rows", align: "right" },
        { label: "Share", align: "right" },
      ],
      rows: top
        .slice(0, topShown)
        .map(({ value, count: times }): Cell[] => [showExactly(value), times, formatPercent(times / count)]),
    },
  ];
}

/** Two values that differ in a late digit must not look alike. */
function showExactly(value: string | number | boolean): Cell {
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" && !Number.isInteger(value)
    ? formatNumber(value, { digits: 15 }).replace(/(\.\d*?)0+$/, "$1")
    : value;
}

/** Of dates the bins are named by their first days. */
function histogramOf(column: ColumnProfile): Chart[] {
  const { histogram } = column;
  const name = clipText(column.name, 200);
  if (histogram === undefined || histogram.counts.length < 2) return [];
  const series = [{ label: "", values: histogram.counts }];
  const y = { label: "Rows" };
  if (!isTime(column))
    return [
      {
        kind: "histogram",
        title: `Distribution of ${name}`,
        x: { label: name, values: histogram.edges },
        y,
        series,
      },
    ];
  const days = histogram.edges.slice(0, -1).map((moment) => new Date(moment).toISOString().slice(0, 10));
  return [
    { kind: "bar", title: `Rows by ${name}, from each day on`, x: { label: name, values: days }, y, series },
  ];
}
