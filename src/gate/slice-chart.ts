import { findMetric } from "../metrics/metric-table.ts";
import { formatNumber } from "../number-format.ts";
import type { Chart, ChartSeries } from "../report.ts";
import { type Effort, estimateMetrics, type MetricEstimates } from "./estimate-metrics.ts";
import type { Evaluation } from "./evaluation.ts";
import { alpha } from "./judge.ts";
import { type SliceColumn, sliceBy } from "./slices.ts";

/** Both models on the same rows, and which of these have which value of the column. */
export interface BaselineRows {
  evaluation: Evaluation;
  column: SliceColumn;
}

/** For intervals that nothing is judged by. */
export const shownEffort = { resamples: 1999, mostUnits: 500 };

/** Digits that a chart keeps of a value: more than anyone reads off it. */
const digits = 6;

/**
 * A metric of all rows and of each slice, with 95 % intervals, and the baseline's below them; none of a single slice.
 * `slices` are those to show, in their order, with what is known of the metric.
 */
export function sliceChart(
  metric: string,
  {
    evaluation,
    column,
    slices,
    baseline,
    minRows,
    effort,
  }: {
    evaluation: Evaluation;
    column: SliceColumn;
    slices: readonly { value: string; estimate: MetricEstimates | undefined }[];
    baseline: BaselineRows | undefined;
    minRows: number;
    effort: Partial<Effort>;
  },
): Chart[] {
  const shown = slices.filter(({ estimate }) => estimate !== undefined);
  if (shown.length < 2) return [];
  const { label = metric, percent = false } = findMetric(metric) ?? {};
  const own = [estimateAlone(evaluation, metric, effort), ...shown.map(({ estimate }) => estimate)];
  return [
    {
      kind: "interval",
      title: `${label} by ${column.name}`,
      group: column.name,
      pageOnly: true,
      x: { label: column.name, values: ["All test rows", ...shown.map(({ value }) => value)] },
      y: { label: `${label}${percent ? " in %" : ""} (95 % CI)` },
      series: [
        seriesOf("This commit", own, percent),
        ...(baseline
          ? [baselineSeries(metric, { evaluation, shown, baseline, minRows, percent, effort })]
          : []),
      ],
    },
  ];
}

function baselineSeries(
  metric: string,
  {
    evaluation,
    shown,
    baseline,
    minRows,
    percent,
    effort,
  }: {
    evaluation: Evaluation;
    shown: readonly { value: string }[];
    baseline: BaselineRows;
    minRows: number;
    percent: boolean;
    effort: Partial<Effort>;
  },
): ChartSeries {
  const alone = (both: Evaluation): Evaluation => ({ ...both, challenger: both.champion! });
  const parts = new Map(
    sliceBy(alone(baseline.evaluation), baseline.column, minRows).map((each) => [
      each.value,
      each.evaluation,
    ]),
  );
  const { rows } = baseline.evaluation;
  return seriesOf(
    rows === evaluation.rows ? "Baseline" : `Baseline, on ${formatNumber(rows)} of the rows`,
    [
      estimateAlone(alone(baseline.evaluation), metric, effort),
      ...shown.map(({ value }) => {
        const part = parts.get(value);
        return part && estimateAlone(part, metric, effort);
      }),
    ],
    percent,
  );
}

/** Of the challenger, beside no other. */
function estimateAlone(
  evaluation: Evaluation,
  metric: string,
  effort: Partial<Effort>,
): MetricEstimates | undefined {
  return estimateMetrics({ ...evaluation, champion: undefined }, [{ metric, factors: [] }], effort)[0];
}

function seriesOf(
  label: string,
  estimates: readonly (MetricEstimates | undefined)[],
  percent: boolean,
): ChartSeries {
  const scaled = (value: number): number => Number((percent ? value * 100 : value).toPrecision(digits));
  const values = estimates.map((each): ChartSeries["values"][number] => {
    if (each === undefined) return null;
    const { challenger } = each;
    const value = typeof challenger === "number" ? challenger : challenger.value;
    return Number.isFinite(value) ? scaled(value) : null;
  });
  const bounds = estimates.map((each): NonNullable<ChartSeries["bounds"]>[number] => {
    if (each === undefined || typeof each.challenger === "number") return null;
    const [lower, upper] = each.challenger.bounds(alpha);
    return Number.isFinite(lower) && Number.isFinite(upper) ? [scaled(lower), scaled(upper)] : null;
  });
  return { label, values, bounds };
}
