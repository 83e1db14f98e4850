import type { Place } from "../errors.ts";
import { listFirst } from "../first-items.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { counted, formatNumber } from "../number-format.ts";
import type { Fact, Finding, Report, Section, Verdict } from "../report.ts";
import { fullName, nameOf } from "./claim.ts";
import type { Evaluation } from "./evaluation.ts";
import { formatChange, formatInterval, formatMetric, tellChange } from "./format-metric.ts";
import { findingsOf, roundUp } from "./gate-findings.ts";
import { guardSections, methodSections } from "./gate-sections.ts";
import { metricsTable, rulesTable } from "./gate-tables.ts";
import { alpha, type Judgement, pointOf } from "./judge.ts";
import type { GateMetrics } from "./parse-metrics.ts";
import type { Waivable } from "./waivers.ts";

/** What the gate's report is made of. */
export interface GateReport {
  title: string;
  judgements: readonly Judgement[];
  metrics: GateMetrics;
  /** The baseline's, of the same rows. */
  baseline: GateMetrics | undefined;
  /** The model's own rows, where they are there. */
  evaluation?: Evaluation | undefined;
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
  const open = judgements.filter(({ verdict }) => verdict === "inconclusive");
  const unjudged = judgements.filter(({ verdict }) => verdict === "unjudged");
  const total = judgements.filter(({ isGuard, verdict }) => !isGuard || verdict === "fail").length;
  if (failed.length > 0) {
    const names = listFirst(failed.map(fullName), 3, { between: "; " });
    return `${failed.length} of ${total} gate rules ${failed.length === 1 ? "does" : "do"} not hold: ${names}`;
  }
  if (judgements.length === 0) return "there was nothing to judge";
  const [first = unjudged[0]] = open;
  if (first) {
    const [named, word] = open.length > 0 ? ([open, "decided"] as const) : ([unjudged, "judged"] as const);
    const rest = open.length > 0 && unjudged.length > 0 ? `; ${unjudged.length} could not be judged` : "";
    return `${named.length} of ${total} gate rules could not be ${word}: ${first.reason}${enoughRows(named)}${rest}`;
  }
  const waived = judgements.filter(({ verdict }) => verdict === "waived").length;
  if (waived > 0) return `the gate holds but for ${counted(waived, "waived rule")}`;
  return total === 1 ? "the gate holds" : "every gate holds";
}

/** How many rows would decide all that is open, or else the first of it. */
function enoughRows(open: readonly Judgement[]): string {
  const all = open.every(({ rowsNeeded }) => rowsNeeded !== undefined);
  const most = (all ? open : open.slice(0, 1)).reduce((a, b) =>
    (b.rowsNeeded ?? 0) > (a.rowsNeeded ?? 0) ? b : a,
  );
  if (most.rowsNeeded === undefined) return "";
  const what = `${most.unit === "repeat" ? "" : "test "}${most.unit ?? "row"}s`;
  return `; about ${formatNumber(roundUp(most.rowsNeeded))} ${what} would${all && open.length > 1 ? " decide all" : ""}`;
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
    const before = each.claim.against === "baseline" ? each.reference : baseline?.values.get(name);
    const note = noteOf(each, before);
    facts.set(name, {
      label: findMetric(name)?.label ?? name,
      value: formatMetric(name, value, boundsOf(each)),
      ...(note !== undefined && { note }),
    });
  }
  return [...facts.values()].slice(0, 4);
}

/** Of the difference where there is one, as the note says it, else of the value. */
function boundsOf({ actual, difference, claim }: Judgement): readonly [number, number] | undefined {
  if (difference && claim.against === "baseline") return difference.bounds(alpha);
  return typeof actual === "object" ? actual.bounds(alpha) : undefined;
}

function noteOf(each: Judgement, before: number | undefined): string | undefined {
  const { claim, actual, difference } = each;
  const { metric, against, sign } = claim;
  const bounds = boundsOf(each);
  const isCompared = difference !== undefined && against === "baseline";
  const change = isCompared ? difference.value : pointOf(actual)! - (before ?? Number.NaN);
  const ofChange = isCompared ? bounds : undefined;
  const interval = bounds && `95 % CI ${formatInterval(metric, bounds, { isChange: isCompared })}`;
  if (Number.isNaN(change)) return interval;
  const { arrow, word } = tellChange(change, sign, ofChange);
  const told = [formatChange(metric, change, ofChange), arrow, word === "" ? "from" : `${word} than`];
  const text = `${told.filter((part) => part !== "").join(" ")} the baseline`;
  if (interval === undefined) return text;
  return isCompared ? `${text}, ${interval}` : `${interval}; ${text}`;
}
