import type { Place } from "../errors.ts";
import { isFairness } from "../metrics/beside-metrics.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { counted, formatNumber } from "../number-format.ts";
import type { Cell, Fact, Finding, Report, Section, Table, Verdict } from "../report.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { nameOf } from "./claim.ts";
import { formatChange, formatInterval, formatMetric } from "./format-metric.ts";
import { alpha, type Judgement, pointOf, type Slice } from "./judge.ts";
import type { GateMetrics } from "./parse-metrics.ts";
import type { Waivable } from "./waivers.ts";

/** What the gate's report is made of. */
export interface GateReport {
  title: string;
  judgements: readonly Judgement[];
  metrics: GateMetrics;
  baseline: GateMetrics | undefined;
  /** Why there is no baseline, and what helps. */
  noBaseline?: { why: string; hint?: string | undefined } | undefined;
  /** Whether a gate that cannot decide fails the step. */
  failsUndecided?: boolean | undefined;
  /** Further sections, for example slices. */
  sections: readonly Section[];
  /** Findings that are not a rule's, for example that the baseline was measured on other rows. */
  notes: readonly Finding[];
  /** Where a rule stands in the configuration; without a file where there are none written. */
  placeOf(judgement: Judgement): Place;
}

/** Fail when a claim fails; inconclusive when one is not decided or there is none. */
export function verdictOf(judgements: readonly Pick<Judgement, "verdict">[]): Verdict {
  if (judgements.some(({ verdict }) => verdict === "fail")) return "fail";
  const undecided =
    judgements.length === 0 || judgements.some(({ verdict }) => verdict !== "pass" && verdict !== "waived");
  return undecided ? "inconclusive" : "pass";
}

/** The gate's report: the verdict first, then what each rule asked and got, then every metric. */
export function reportGate(gate: GateReport): Report {
  const { judgements, metrics, baseline } = gate;
  const verdict = verdictOf(judgements);
  return {
    schema: "mlops/report@1",
    action: "quality-gate",
    title: gate.title,
    verdict,
    ...(verdict === "inconclusive" && gate.failsUndecided && { fails: true }),
    headline: headlineOf(judgements),
    facts: factsOf(judgements, baseline),
    sections: [
      { title: "Quality gate", rank: 1, tables: [rulesTable(judgements)], findings: findingsOf(gate) },
      ...guardSections(judgements),
      ...gate.sections,
      ...methodSections(judgements),
      // What was trained here has its metrics beside the dummy's in its own report.
      ...(baseline || !metrics.dummy
        ? [{ title: "All metrics", rank: 4, folded: true, tables: [metricsTable(metrics, baseline)] }]
        : []),
    ],
  };
}

/** The judgement's name with its slice: `accuracy ≥ 0.8, island = Dream`. */
export function fullName({ claim, slice }: Pick<Judgement, "claim" | "slice">): string {
  return slice === undefined ? nameOf(claim) : `${nameOf(claim)}, ${slice.column} = ${slice.value}`;
}

/** What a waiver may call a judgement. */
export function waivableOf({ claim, slice }: Pick<Judgement, "claim" | "slice">): Waivable {
  const { rule, metric } = claim;
  return {
    names: [nameOf(claim), metric, rule.metric],
    ...(slice && { slice: `${slice.column}=${slice.value}` }),
  };
}

function headlineOf(judgements: readonly Judgement[]): string {
  const failed = judgements.filter(({ verdict }) => verdict === "fail");
  const open = judgements.filter(({ verdict }) => verdict === "inconclusive" || verdict === "unjudged");
  const total = judgements.filter(({ isGuard, verdict }) => !isGuard || verdict === "fail").length;
  if (failed.length > 0) {
    const names = failed.slice(0, 3).map(fullName);
    const more = failed.length > names.length ? ` and ${failed.length - names.length} more` : "";
    return `${failed.length} of ${total} gate rules ${failed.length === 1 ? "does" : "do"} not hold: ${names.join("; ")}${more}`;
  }
  if (judgements.length === 0) return "there was nothing to judge";
  const [first] = open;
  if (first) {
    const word = open.every(({ verdict }) => verdict === "unjudged") ? "judged" : "decided";
    const rows = Math.max(...open.map(({ rowsNeeded = 0 }) => rowsNeeded));
    return `${open.length} of ${total} gate rules could not be ${word}: ${first.reason}${rows > 0 ? `; about ${formatNumber(roundUp(rows))} test rows would` : ""}`;
  }
  const waived = judgements.filter(({ verdict }) => verdict === "waived").length;
  if (waived > 0) return `the gate holds but for ${counted(waived, "waived rule")}`;
  return total === 1 ? "the gate holds" : "every gate holds";
}

/** The metrics that rules name, in their order, with the interval, and the difference from the baseline. */
function factsOf(judgements: readonly Judgement[], baseline: GateMetrics | undefined): Fact[] {
  const facts = new Map<string, Fact>();
  const whole = judgements.filter(({ slice, actual }) => slice === undefined && actual !== undefined);
  // A comparison with the baseline says more of a metric than its bound does.
  const ranked = [...whole].sort(
    (a, b) => Number(b.claim.against === "baseline") - Number(a.claim.against === "baseline"),
  );
  for (const name of new Set(whole.map(({ claim }) => claim.metric))) {
    const each = ranked.find(({ claim }) => claim.metric === name)!;
    const value = pointOf(each.actual)!;
    const note = noteOf(each, baseline?.values.get(name));
    facts.set(name, {
      label: findMetric(name)?.label ?? name,
      value: formatMetric(name, value),
      ...(note !== undefined && { note }),
    });
  }
  return [...facts.values()].slice(0, 4);
}

function noteOf({ claim, actual, difference }: Judgement, before: number | undefined): string | undefined {
  const { metric, against } = claim;
  const value = pointOf(actual)!;
  if (difference && against === "baseline")
    return `${formatChange(metric, difference.value)} from the baseline, 95 % CI ${formatInterval(metric, difference.bounds(alpha), { isChange: true })}`;
  const interval =
    typeof actual === "object" ? `95 % CI ${formatInterval(metric, actual.bounds(alpha))}` : undefined;
  if (before === undefined || Number.isNaN(before)) return interval;
  const change = `${formatChange(metric, value - before)} from the baseline`;
  return interval === undefined ? change : `${interval}; ${change}`;
}

function rulesTable(judgements: readonly Judgement[]): Table {
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

function measuredCell(name: string, measured: Estimate | number | undefined): Cell {
  if (measured === undefined) return null;
  if (typeof measured === "number") return formatMetric(name, measured);
  return `${formatMetric(name, measured.value)} (${formatInterval(name, measured.bounds(alpha))})`;
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

/** Slices shown beside the baseline. */
const mostGuards = 20;

/** The slices that no comparison may be worse on, the worst first. */
function guardSections(judgements: readonly Judgement[]): Section[] {
  const guards = judgements.filter(({ isGuard }) => isGuard);
  if (guards.length === 0) return [];
  const worst = [...guards].sort((a, b) => (a.p ?? 1) - (b.p ?? 1) || pointOf(a.lead)! - pointOf(b.lead)!);
  const rows = worst
    .slice(0, mostGuards)
    .map(({ claim, slice, actual, reference, difference, p }): Cell[] => [
      `${slice!.column} = ${slice!.value}`,
      difference?.n ?? null,
      findMetric(claim.metric)?.label ?? claim.metric,
      formatMetric(claim.metric, pointOf(actual)!),
      formatMetric(claim.metric, reference!),
      difference
        ? `${formatChange(claim.metric, difference.value)} (${formatInterval(claim.metric, difference.bounds(alpha), { isChange: true })})`
        : null,
      p === undefined ? null : formatP(p),
    ]);
  const failed = guards.some(({ verdict }) => verdict === "fail");
  return [
    {
      title: "Slices beside the baseline",
      rank: failed ? 2 : 3,
      folded: !failed,
      text: [
        "A slice fails the gate only where it is shown to be worse by more than the rule's margin, with p corrected for all rules and slices (Holm) at most 0.025.",
      ],
      tables: [
        {
          columns: [
            { label: "Slice" },
            { label: "Rows", align: "right" },
            { label: "Metric" },
            { label: "This commit", align: "right" },
            { label: "Compared with", align: "right" },
            { label: "Difference (95 % CI)", align: "right" },
            { label: "p of harm", align: "right" },
          ],
          rows,
          ...(guards.length > rows.length && { total: guards.length }),
        },
      ],
    },
  ];
}

/** Of each claim that was judged by an interval: how many rows, which method, which p. */
function methodSections(judgements: readonly Judgement[]): Section[] {
  const tested = judgements.filter((each) => typeof each.lead === "object" && !each.isGuard);
  if (tested.length === 0)
    return judgements.length === 0
      ? []
      : [
          {
            title: "How this was judged",
            rank: 7,
            folded: true,
            text: ["By the numbers alone: without predictions nothing says how much of them is chance."],
          },
        ];
  const rows = tested.map(({ claim, slice, lead, p, isUnchanged }): Cell[] => [
    fullName({ claim, slice }),
    (lead as Estimate).n,
    isUnchanged ? "the predictions are the same" : (lead as Estimate).method,
    p === undefined ? null : formatP(p),
  ]);
  const cautions = [...new Set(tested.flatMap(({ lead }) => (lead as Estimate).caution ?? []))];
  return [
    {
      title: "How this was judged",
      rank: 7,
      folded: true,
      text: [
        "A rule holds where its whole 95 % interval does. It fails where the opposite is shown, with p corrected for all rules and slices (Holm) at most 0.025. Between them it is not decided.",
        ...cautions,
        "The verdict is about this model on rows like these: not about the same training with another seed, nor about data to come.",
      ],
      tables: [
        {
          columns: [
            { label: "Rule" },
            { label: "Rows", align: "right" },
            { label: "Interval" },
            { label: "p of failing", align: "right" },
          ],
          rows,
        },
      ],
    },
  ];
}

function formatP(p: number): string {
  return p < 0.0001 ? "< 0.0001" : formatNumber(Number(p.toPrecision(2)), { digits: 2 });
}

function findingsOf(gate: GateReport): Finding[] {
  const broken = gate.judgements.filter(({ verdict }) => verdict !== "pass");
  const near = gate.judgements.filter(isNearPoint).map((each) => nearFinding(each, gate));
  return [...broken.map((each) => findingOf(each, gate)), ...near, ...gate.notes];
}

/** A rule on the point alone changes its mind with the rows where the bound is within two standard errors. */
function isNearPoint({ actual, lead, claim }: Judgement): boolean {
  if (typeof actual !== "object" || typeof lead !== "number" || claim.against !== undefined) return false;
  return Math.abs(lead) < 2 * actual.standardError;
}

function nearFinding(each: Judgement, { placeOf }: GateReport): Finding {
  const { file, line, column } = placeOf(each);
  return {
    severity: "warning",
    rule: fullName(each),
    message: `${each.claim.metric} is within two standard errors of its bound: on other test rows the rule may say otherwise`,
    hint: "Ask for the bound of the interval (on: bound), or move the threshold",
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}

function findingOf(each: Judgement, { placeOf, baseline, noBaseline, failsUndecided }: GateReport): Finding {
  const { file, line, column } = placeOf(each);
  const { claim, verdict, reason } = each;
  const actual = pointOf(each.actual);
  const missing =
    verdict === "unjudged" && claim.against === "baseline" && !baseline ? noBaseline : undefined;
  const hint = missing?.hint ?? hintOf(each);
  const isError = verdict === "fail" || (verdict === "inconclusive" && failsUndecided === true);
  return {
    severity: isError ? "error" : "warning",
    rule: fullName(each),
    message: {
      fail: `${sliceWords(each)}${reason}${actual === undefined || Number.isNaN(actual) || each.isUnchanged ? "" : `: it is ${measuredCell(claim.metric, each.actual)}`}`,
      inconclusive: `"${fullName(each)}" is not decided: ${reason}, which is ${measuredCell(claim.metric, each.actual)}`,
      unjudged: `"${fullName(each)}" could not be judged: ${reason}${missing ? `: ${missing.why}` : ""}`,
      waived: `"${fullName(each)}" fails, which ${each.waiver?.by} lets it until ${each.waiver?.until}: ${each.waiver?.reason}`,
      pass: "",
    }[verdict],
    ...(hint !== undefined && { hint }),
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}

function sliceWords({ slice }: Judgement): string {
  return slice === undefined ? "" : `where ${slice.column} is ${slice.value}, `;
}

/** What helps where a rule could not be judged by its numbers. */
function hintOf({ actual, verdict, claim, rowsNeeded }: Judgement): string | undefined {
  const value = pointOf(actual);
  if (value !== undefined && Number.isNaN(value))
    return "Test rows that lack a class leave some metrics undefined: add rows, or set data.split.stratify";
  if (verdict === "inconclusive") {
    if (rowsNeeded !== undefined)
      return `About ${formatNumber(roundUp(rowsNeeded))} test rows would tell with a chance of 80 %`;
    return claim.condition === "no_worse_than" && claim.margin.value === 0
      ? "Give the rule a margin: without one, no number of rows shows that equal models are equal"
      : "More test rows, a wider margin, or on: point for a bound that need not be shown";
  }
  if (verdict !== "unjudged" || claim.against === undefined) return undefined;
  return claim.against === "baseline" || claim.against === "anchor"
    ? `Give the metrics of the model to compare with as gate.${claim.against} or, of the baseline, the input baseline`
    : "Judge the metrics of a model that train made, which say what a dummy model reaches";
}

/** Rows with two significant digits. */
function roundUp(rows: number): number {
  const place = 10 ** Math.max(0, Math.floor(Math.log10(rows)) - 1);
  return Math.ceil(rows / place) * place;
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
