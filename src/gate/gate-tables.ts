import { isFairness } from "../metrics/beside-metrics.ts";
import { findMetric } from "../metrics/metric-table.ts";
import type { Cell, Table } from "../report.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { formatChange, formatInterval, formatMetric, showChange } from "./format-metric.ts";
import { alpha, type Judgement, pointOf, type Slice } from "./judge.ts";
import type { GateMetrics } from "./parse-metrics.ts";

/** What each rule asked and got. */
export function rulesTable(judgements: readonly Judgement[]): Table {
  const shown = judgements.filter(({ isGuard, verdict }) => !isGuard || verdict === "fail");
  const isCompared = shown.some(({ claim }) => claim.against !== undefined);
  const columns = [...new Set(shown.flatMap(({ slice }) => slice?.column ?? []))];
  const hasIntervals = shown.some((each) => intervalCell(each) !== null);
  const rows = shown.map((each): Cell[] => {
    const { claim, slice, actual, reference } = each;
    const { metric, required } = claim;
    const groups = isFairness(metric) ? ` by ${claim.rule.by}` : "";
    const value = each.lead === undefined && slice !== undefined ? undefined : pointOf(actual);
    const bounds = (each.difference ?? (typeof actual === "object" ? actual : undefined))?.bounds(alpha);
    const show = (number: number | undefined): Cell =>
      number === undefined ? null : formatMetric(metric, number, bounds);
    return [
      `${findMetric(metric)?.label ?? metric}${groups} ${required}${claim.rule.branch === undefined ? "" : `, as ${claim.rule.branch} asks`}`,
      ...(columns.length > 0 ? [sliceCell(slice, columns)] : []),
      show(value),
      ...(isCompared ? [show(reference), changeCell(each)] : []),
      ...(hasIntervals ? [intervalCell(each)] : []),
      verdictText(each),
    ];
  });
  const right = (label: string) => ({ label, align: "right" as const });
  return {
    columns: [
      { label: "Gate" },
      ...(columns.length > 0 ? [{ label: columns.length === 1 ? columns[0]! : "Of" }] : []),
      right("This commit"),
      ...(isCompared ? [right("Compared with"), right("Difference")] : []),
      ...(hasIntervals ? [right("95 % CI")] : []),
      { label: "Verdict" },
    ],
    rows,
  };
}

function sliceCell(slice: Slice | undefined, columns: readonly string[]): Cell {
  if (slice === undefined) return "all rows";
  return columns.length === 1 ? slice.value : `${slice.value} (${slice.column})`;
}

function changeCell({ claim, actual, reference, difference }: Judgement): Cell {
  const value = pointOf(actual);
  const { metric, sign } = claim;
  if (difference) return showChange(metric, difference.value, { sign, bounds: difference.bounds(alpha) });
  return value === undefined || reference === undefined ? null : showChange(metric, value - reference);
}

/** Of the difference, where there is one, else of the value. */
function intervalCell({ claim, actual, difference }: Judgement): string | null {
  const { metric } = claim;
  if (difference) return formatInterval(metric, difference.bounds(alpha), { isChange: true });
  return typeof actual === "object" ? formatInterval(metric, actual.bounds(alpha)) : null;
}

/** A value with its interval, where it has one. */
export function measuredCell(name: string, measured: Estimate | number | undefined): Cell {
  if (measured === undefined) return null;
  if (typeof measured === "number") return formatMetric(name, measured);
  const bounds = measured.bounds(alpha);
  return `${formatMetric(name, measured.value, bounds)} (${formatInterval(name, bounds)})`;
}

/** A difference with its interval: `−0.007 (−0.037 … +0.019)`. */
export function changeWithInterval(metric: string, difference: Estimate): string {
  const bounds = difference.bounds(alpha);
  return `${formatChange(metric, difference.value, bounds)} (${formatInterval(metric, bounds, { isChange: true })})`;
}

/** Every metric, beside those of the baseline and of the dummy. */
export function metricsTable(metrics: GateMetrics, baseline: GateMetrics | undefined): Table {
  const show = (name: string, value: number | undefined): Cell =>
    value === undefined ? null : formatMetric(name, value);
  const rows = [...metrics.values].map(([name, value]): Cell[] => [
    findMetric(name)?.label ?? name,
    metrics.aliases.get(name) ?? name,
    show(name, value),
    ...(baseline ? [show(name, baseline.values.get(name)), changeOf(name, value, baseline)] : []),
    ...(metrics.dummy ? [show(name, metrics.dummy.get(name))] : []),
  ]);
  return {
    columns: [
      { label: "Metric" },
      { label: "Name" },
      { label: "This commit", align: "right" },
      ...(baseline ? ["Baseline", "Difference"].map((label) => ({ label, align: "right" as const })) : []),
      ...(metrics.dummy ? [{ label: "Dummy", align: "right" as const }] : []),
    ],
    rows,
  };
}

function changeOf(name: string, value: number, { values }: GateMetrics): Cell {
  const before = values.get(name);
  return before === undefined || Number.isNaN(value - before) ? null : showChange(name, value - before);
}

function verdictText({ verdict, claim, difference }: Judgement): string {
  if (verdict === "pass" && difference && claim.condition === "no_worse_than") {
    const [worst, best] = difference
      .bounds(alpha)
      .map((end) => claim.sign * end)
      .sort((a, b) => a - b);
    if (best! < 0) return "✅ worse, within the margin";
    if (worst! > 0) return "✅ better";
  }
  return {
    pass: "✅ holds",
    fail: "❌ fails",
    inconclusive: "❔ not decided",
    unjudged: "⚪ not judged",
    waived: "🩹 waived",
  }[verdict];
}
