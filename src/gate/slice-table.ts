import { findMetric } from "../metrics/metric-table.ts";
import { statisticOf } from "../metrics/statistic.ts";
import type { Cell, Chart, Finding, Table as ReportTable } from "../report.ts";
import type { Column } from "../tables/table.ts";
import { type Effort, estimateMetrics, type MetricEstimates } from "./estimate-metrics.ts";
import type { Evaluation } from "./evaluation.ts";
import { formatInterval, formatMetric } from "./format-metric.ts";
import { alpha } from "./judge.ts";
import { ofOwnMean } from "./measure.ts";
import { type BaselineRows, shownEffort, sliceChart } from "./slice-chart.ts";
import { mostSlices, type SliceColumn, sliceBy, unjudgedSlices } from "./slices.ts";

/** Slices that are shown of a column. */
const mostShown = 50;
/** Slices that are listed without metrics. */
const mostSmall = 3;
/** Metrics of each slice. */
const mostMetrics = 4;

/** A slice, and what is known of each metric. */
interface MeasuredSlice {
  value: string;
  rows: number;
  estimates: readonly (MetricEstimates | undefined)[] | undefined;
}

/** The different values of a column and which row has which; `(missing)` for empty cells. */
export function sliceColumn(column: Column): SliceColumn {
  const { name } = column;
  const values: string[] = [];
  const known = new Map<string, number>();
  const count = column.kind === "text" ? column.codes.length : column.values.length;
  const codes = Int32Array.from({ length: count }, (_, row) => {
    const label = labelAt(column, row);
    const code = known.get(label) ?? values.length;
    if (code === values.length) values.push(label);
    known.set(label, code);
    return code;
  });
  return { name, values, codes };
}

/** What a reader must know of slices that are not judged, because they are too many. */
export function slicesFinding({ name, values, codes }: SliceColumn, minRows: number): Finding[] {
  const slices = values.map(() => ({ rows: 0 }));
  for (const code of codes) slices[code]!.rows++;
  const missing = values.length > mostSlices ? unjudgedSlices(slices, minRows) : undefined;
  return missing === undefined ? [] : [{ severity: "warning", message: `${name}: ${missing}` }];
}

/**
 * Metrics with their 95 % intervals for each value of a column, the worst slices first, and a chart of the first of them
 * beside the baseline's. Slices of fewer than `minRows` rows are listed without metrics. R² is left out: within a slice
 * it compares with the slice's own mean.
 */
export function reportSlices(
  evaluation: Evaluation,
  column: SliceColumn,
  {
    minRows,
    asked,
    baseline,
    openKernel,
  }: {
    minRows: number;
    asked: readonly string[];
    baseline?: BaselineRows | undefined;
    openKernel?: Effort["openKernel"];
  },
): { table: ReportTable; charts: Chart[] } {
  const names = shownMetrics(evaluation, asked);
  const effort = { ...shownEffort, openKernel };
  const slices = sliceBy({ ...evaluation, champion: undefined }, column, minRows).map(
    (slice): MeasuredSlice => ({
      ...slice,
      estimates:
        slice.evaluation &&
        estimateMetrics(
          slice.evaluation,
          names.map((metric) => ({ metric, factors: [] })),
          effort,
        ),
    }),
  );
  const [leading] = names;
  const sign = leading !== undefined && findMetric(leading)?.direction === "minimize" ? -1 : 1;
  const worst = (estimates: readonly (MetricEstimates | undefined)[] | undefined): number => {
    const value = estimates?.[0] && pointOf(estimates[0]);
    return value === undefined || Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value;
  };
  const ordered = slices.toSorted((a, b) => worst(a.estimates) - worst(b.estimates) || b.rows - a.rows);
  const small = ordered.findIndex(({ estimates }) => estimates === undefined);
  const shown = ordered.slice(0, small < 0 ? mostShown : Math.min(mostShown, small + mostSmall));
  const charts =
    leading === undefined
      ? []
      : sliceChart(leading, {
          evaluation,
          column,
          slices: shown.map(({ value, estimates }) => ({ value, estimate: estimates?.[0] })),
          baseline,
          minRows,
          effort,
        });
  return { table: tableOf(shown, { column, names, total: ordered.length }), charts };
}

/** Those that are asked for and that the predictions have, and the usual ones. */
function shownMetrics(evaluation: Evaluation, asked: readonly string[]): string[] {
  const usual = evaluation.classes.length > 0 ? ["accuracy", "f1_macro"] : ["rmse", "mae"];
  return [...new Set([...asked.filter((name) => !ofOwnMean.has(name)), ...usual])]
    .filter((name) => statisticOf(name, evaluation, evaluation.challenger) !== undefined)
    .slice(0, mostMetrics);
}

function tableOf(
  slices: readonly MeasuredSlice[],
  { column, names, total }: { column: SliceColumn; names: readonly string[]; total: number },
): ReportTable {
  const rows = slices.map((slice): Cell[] => [
    slice.value,
    slice.rows,
    ...names.map((name, index) => cellOf(name, slice.estimates?.[index])),
  ]);
  return {
    title: column.name,
    group: column.name,
    columns: [
      { label: column.name },
      { label: "Test rows", align: "right" },
      ...names.map((name) => ({
        label: `${findMetric(name)?.label ?? name} (95 % CI)`,
        align: "right" as const,
      })),
    ],
    rows,
    ...(total > rows.length && { total }),
  };
}

function cellOf(name: string, estimates: MetricEstimates | undefined): Cell {
  if (estimates === undefined) return null;
  const { challenger } = estimates;
  if (typeof challenger === "number") return formatMetric(name, challenger);
  const bounds = challenger.bounds(alpha);
  return `${formatMetric(name, challenger.value, bounds)} (${formatInterval(name, bounds)})`;
}

function pointOf({ challenger }: MetricEstimates): number {
  return typeof challenger === "number" ? challenger : challenger.value;
}

function labelAt(column: Column, row: number): string {
  if (column.kind === "text")
    return column.codes[row]! < 0 ? "(missing)" : column.dictionary[column.codes[row]!]!;
  const value = column.values[row]!;
  if (Number.isNaN(value)) return "(missing)";
  return column.type === "boolean" ? String(value === 1) : String(value);
}
