import type { Place } from "../errors.ts";
import { placed } from "../finding-text.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { formatDifference, formatNumber, formatPercent } from "../number-format.ts";
import type { Cell, Fact, Finding, Report, Section, Table, Verdict } from "../report.ts";
import type { Judgement } from "./judge.ts";
import type { GateMetrics } from "./parse-metrics.ts";

/** What the gate's report is made of. */
export interface GateReport {
  title: string;
  judgements: readonly Judgement[];
  metrics: GateMetrics;
  baseline: GateMetrics | undefined;
  /** Why there is no baseline, and what helps. */
  noBaseline?: { why: string; hint?: string | undefined } | undefined;
  /** Further sections, for example slices. */
  sections: readonly Section[];
  /** Findings that are not a rule's, for example that the baseline was measured on other rows. */
  notes: readonly Finding[];
  /** Where a rule stands in the configuration; without a file where there are none written. */
  placeOf(judgement: Judgement): Place;
}

/** Fail when a condition fails; inconclusive when one has nothing to compare with, or there is no condition. */
export function verdictOf(judgements: readonly Judgement[]): Verdict {
  if (judgements.some(({ verdict }) => verdict === "fail")) return "fail";
  const undecided = judgements.length === 0 || judgements.some(({ verdict }) => verdict === "unjudged");
  return undecided ? "inconclusive" : "pass";
}

/** The gate's report: the verdict first, then what each rule asked and got, then every metric. */
export function reportGate(gate: GateReport): Report {
  const { judgements, metrics, baseline } = gate;
  return {
    schema: "mlops/report@1",
    action: "quality-gate",
    title: gate.title,
    verdict: verdictOf(judgements),
    headline: headlineOf(judgements),
    facts: factsOf(judgements, metrics, baseline),
    sections: [
      {
        title: "Quality gate",
        rank: 1,
        tables: [rulesTable(judgements)],
        findings: findingsOf(gate),
      },
      ...gate.sections,
      // What was trained here has its metrics beside the dummy's in its own report.
      ...(baseline || !metrics.dummy
        ? [{ title: "All metrics", rank: 4, folded: true, tables: [metricsTable(metrics, baseline)] }]
        : []),
    ],
  };
}

function headlineOf(judgements: readonly Judgement[]): string {
  const failed = judgements.filter(({ verdict }) => verdict === "fail");
  const unjudged = judgements.filter(({ verdict }) => verdict === "unjudged");
  if (failed.length > 0) {
    const names = failed.slice(0, 3).map(({ name }) => name);
    const more = failed.length > names.length ? ` and ${failed.length - names.length} more` : "";
    return `${failed.length} of ${judgements.length} gate rules ${failed.length === 1 ? "does" : "do"} not hold: ${names.join("; ")}${more}`;
  }
  if (judgements.length === 0) return "there was nothing to judge";
  if (unjudged.length > 0)
    return `${unjudged.length} of ${judgements.length} gate rules could not be judged: ${unjudged[0]?.reason}`;
  return judgements.length === 1 ? "the gate holds" : "every gate holds";
}

/** The metrics that rules name, in their order, with the difference from the baseline. */
function factsOf(
  judgements: readonly Judgement[],
  metrics: GateMetrics,
  baseline: GateMetrics | undefined,
): Fact[] {
  const names = [...new Set(judgements.map(({ metric }) => metric))].filter((name) =>
    metrics.values.has(name),
  );
  return names.slice(0, 4).map((name) => {
    const value = metrics.values.get(name)!;
    const before = baseline?.values.get(name);
    return {
      label: findMetric(name)?.label ?? name,
      value: formatMetric(name, value),
      ...(before !== undefined && { note: `${formatChange(name, value - before)} from the baseline` }),
    };
  });
}

function rulesTable(judgements: readonly Judgement[]): Table {
  const compares = judgements.some((each) => !isBound(each));
  const show = (each: Judgement, value: number | undefined): Cell =>
    value === undefined ? null : formatMetric(each.metric, value);
  const rows = judgements.map((each): Cell[] => [
    findMetric(each.metric)?.label ?? each.metric,
    each.required,
    show(each, each.actual),
    ...(compares ? [isBound(each) ? null : show(each, each.reference)] : []),
    verdictText(each.verdict),
  ]);
  return {
    columns: [
      { label: "Metric" },
      { label: "Required" },
      { label: "This commit", align: "right" },
      ...(compares ? [{ label: "Compared with", align: "right" as const }] : []),
      { label: "Verdict" },
    ],
    rows,
  };
}

function metricsTable(metrics: GateMetrics, baseline: GateMetrics | undefined): Table {
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

function findingsOf({ judgements, notes, placeOf, baseline, noBaseline }: GateReport): Finding[] {
  const broken = judgements.filter(({ verdict }) => verdict !== "pass");
  const findings = broken.map((each): Finding => {
    const { file, line, column } = placeOf(each);
    const value =
      each.actual === undefined || Number.isNaN(each.actual)
        ? ""
        : `: it is ${formatMetric(each.metric, each.actual)}`;
    const missing = baseline === undefined && isAgainstBaseline(each) ? noBaseline : undefined;
    const hint = missing?.hint ?? hintOf(each);
    return {
      severity: each.verdict === "fail" ? "error" : "warning",
      rule: each.name,
      message:
        each.verdict === "fail"
          ? `${each.reason}${value}`
          : `"${each.name}" could not be judged: ${each.reason}${missing ? `: ${missing.why}` : ""}`,
      ...(hint !== undefined && { hint }),
      ...placed({ file, line, column }),
    };
  });
  return [...findings, ...notes];
}

/** What helps where a rule could not be judged by its numbers. */
function hintOf({ actual, verdict, required }: Judgement): string | undefined {
  if (actual !== undefined && Number.isNaN(actual))
    return "Test rows that lack a class leave some metrics undefined: add rows, or set data.split.stratify";
  if (verdict !== "unjudged") return undefined;
  return !isAgainstBaseline({ required })
    ? "Judge the metrics of a model that train made, which say what a dummy model reaches"
    : "Give the metrics of the model to compare with as gate.baseline or the input baseline";
}

function isAgainstBaseline({ required }: Pick<Judgement, "required">): boolean {
  return /^(no worse|better) than baseline/.test(required);
}

function isBound({ condition }: Judgement): boolean {
  return condition === "min" || condition === "max";
}

function verdictText(verdict: Judgement["verdict"]): string {
  return { pass: "✅ holds", fail: "❌ fails", unjudged: "⚪ not judged" }[verdict];
}

/** A metric's value as people read it: percentages where the metric is a share, else four significant digits. */
export function formatMetric(name: string, value: number): string {
  if (Number.isNaN(value)) return "undefined";
  // What is left of a difference of equal numbers is not a value that anyone wants to read.
  if (Math.abs(value) < 1e-12) return "0";
  return findMetric(name)?.percent ? formatPercent(value) : formatNumber(value, { digits: 4 });
}

function formatChange(name: string, difference: number): string {
  if (findMetric(name)?.percent) return `${formatDifference(difference * 100, { digits: 2 })} points`;
  return formatDifference(difference, { digits: 3 });
}
