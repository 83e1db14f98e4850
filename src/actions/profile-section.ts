import { listFirst } from "../first-items.ts";
import { counted, formatBytes, formatNumber, formatPercent } from "../number-format.ts";
import type { ColumnProfile, Profile } from "../profile/profile-schema.ts";
import type { Cell, Section } from "../report.ts";

type Table = NonNullable<Section["tables"]>[number];

/** From here on a correlation is told, at most so many, the strongest first. */
const strong = 0.8;
const mostPairs = 10;
const mostPatterns = 5;

/** The profile as a table of its columns, and what is worth telling of them together. */
export function profileSection(profile: Profile): Section {
  return {
    title: "Profile",
    rank: 6,
    folded: true,
    text: [profileText(profile), ...piiText(profile)],
    tables: [profileTable(profile), ...strongPairs(profile), ...missingTogether(profile)],
  };
}

function profileText({ bytes, columns, digest, ...profile }: Profile): string {
  const about = profile.duplicate_rows_estimated ? "about " : "";
  return `${columns.length} columns, ${formatBytes(bytes)}, ${about}${counted(profile.duplicate_rows, "duplicate row")}; SHA-256 ${digest.slice(0, 16)}….`;
}

function profileTable({ columns, rows }: Profile): NonNullable<Section["tables"]>[number] {
  return {
    columns: [
      { label: "Column" },
      { label: "Type" },
      { label: "Role" },
      { label: "Missing", align: "right" },
      { label: "Distinct", align: "right" },
      { label: "Min", align: "right" },
      { label: "Median", align: "right" },
      { label: "Mean", align: "right" },
      { label: "Max", align: "right" },
      { label: "Outliers", align: "right" },
    ],
    rows: columns.map((column): Cell[] => [
      column.name,
      column.type,
      column.pii === undefined ? column.role : `${column.role} (${column.pii})`,
      column.missing === 0
        ? "0"
        : `${formatNumber(column.missing)} (${formatPercent(column.missing / rows)})`,
      `${column.distinct_error === undefined ? "" : "≈ "}${formatNumber(column.distinct)}`,
      column.min ?? null,
      isTime(column) ? null : (column.quantiles?.["0.5"] ?? null),
      isTime(column) ? null : (column.mean ?? null),
      column.max ?? null,
      column.outliers ?? null,
    ]),
  };
}

function isTime({ type }: ColumnProfile): boolean {
  return type === "date" || type === "datetime";
}

/** The columns that seem to hold personal data, by its kind. */
function piiText({ columns }: Profile): string[] {
  const found = columns.flatMap(({ name, pii }) =>
    pii === undefined ? [] : [`"${name}" (${piiNames[pii]})`],
  );
  if (found.length === 0) return [];
  return [`Likely personal data, whose values are shown nowhere: ${listFirst(found, 20)}.`];
}

/** What the kinds of personal data are called. */
export const piiNames: Record<NonNullable<ColumnProfile["pii"]>, string> = {
  email: "email addresses",
  phone: "phone numbers",
  card_number: "payment card numbers",
  iban: "bank account numbers",
  ip_address: "IP addresses",
  us_ssn: "US social security numbers",
  uk_nino: "UK national insurance numbers",
  es_dni: "Spanish DNI or NIE numbers",
  fr_nir: "French NIR numbers",
  de_steuer_id: "German tax numbers",
};

const measures = {
  pearson: "Pearson",
  spearman: "Spearman",
  cramers_v: "Cramér's V",
  correlation_ratio: "correlation ratio",
} as const;

function strongPairs({ correlations, rows }: Profile): Table[] {
  if (correlations === undefined) return [];
  const found = correlations.pairs
    .flatMap(({ columns: [a = "", b = ""], ...values }) => {
      const [first] = (Object.keys(measures) as (keyof typeof measures)[])
        .map((measure) => ({ measure, value: values[measure] ?? 0 }))
        .sort((x, y) => Math.abs(y.value) - Math.abs(x.value));
      return first !== undefined && Math.abs(first.value) >= strong ? [{ a, b, ...first }] : [];
    })
    .sort((x, y) => Math.abs(y.value) - Math.abs(x.value));
  if (found.length === 0) return [];
  const of = correlations.rows < rows ? ` (on a sample of ${formatNumber(correlations.rows)} rows)` : "";
  return [
    {
      title: `Columns that go together${of}`,
      columns: [{ label: "Column" }, { label: "With" }, { label: "Measure" }, { label: "Value", digits: 3 }],
      rows: found
        .slice(0, mostPairs)
        .map(({ a, b, measure, value }): Cell[] => [a, b, measures[measure], value]),
      total: found.length,
    },
  ];
}

/** Worth telling are columns that are missing with others. */
function missingTogether({ missing_patterns: patterns = [], rows }: Profile): Table[] {
  if (!patterns.some(({ columns }) => columns.length > 1)) return [];
  return [
    {
      title: "Missing together",
      columns: [{ label: "Columns" }, { label: "Rows", align: "right" }],
      rows: patterns
        .slice(0, mostPatterns)
        .map(({ columns, more_columns: hidden = 0, rows: count }): Cell[] => [
          listFirst(columns, 5, { total: columns.length + hidden }),
          `${formatNumber(count)} (${formatPercent(count / rows)})`,
        ]),
      total: patterns.length,
    },
  ];
}
