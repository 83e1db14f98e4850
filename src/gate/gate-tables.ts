import { isFairness } from "../metrics/beside-metrics.ts";
import { findMetric } from "../metrics/metric-table.ts";
import type { Cell, Table } from "../report.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { formatChange, formatInterval, formatMetric } from "./format-metric.ts";
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
    const show = (number: number | undefined): Cell =>
      number === undefined ? null : formatMetric(metric, number);
    return [
      `${findMetric(metric)?.label ?? metric}${groups} ${required}`,
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
  if (difference) return formatChange(claim.metric, difference.value);
  return value === undefined || reference === undefined
    ? null
    : formatChange(claim.metric, value - reference);
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
  return `${formatMetric(name, measured.value)} (${formatInterval(name, measured.bounds(alpha))})`;
}

/** Every metric, beside those of the baseline and of the dummy. */
export function metricsTable(metrics: GateMetrics, baseline: GateMetrics | undefined): Table {
  const show = (name: string, value: number | undefined): Cell =>
    value === undefined ? null : formatMetric(name, value);
  const rows = [...metrics.values].map(([name, value]): Cell[] => [
    findMetric(name)?.label ?? name,
    metrics.aliases.get(name) ?? name,
    show(name, value),
    ...(baseline ? [show(name, baseline.values.get(name))] : []),
    ...(metrics.dummy ? [show(name, metrics.dummy.get(name))] : []),
  ]);
  return {
    columns: [
      { label: "Metric" },
      { label: "Name" },
      { label: "This commit", align: "right" },
      ...(baseline ? [{ label: "Baseline", align: "right" as const }] : []),
      ...(metrics.dummy ? [{ label: "Dummy", align: "right" as const }] : []),
    ],
    rows,
  };
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
