import { placed } from "../finding-text.ts";
import { formatNumber } from "../number-format.ts";
import type { Finding } from "../report.ts";
import { whyAbsent } from "./absent-metric.ts";
import { fullName } from "./claim.ts";
import { changeWithInterval, measuredCell } from "./gate-tables.ts";
import { alpha, type Judgement, pointOf } from "./judge.ts";
import type { GateReport } from "./render-gate.ts";

/** What is wrong, undecided or worth a word. */
export function findingsOf(gate: GateReport): Finding[] {
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
  return {
    severity: "warning",
    rule: fullName(each),
    message: `${each.claim.metric} is within two standard errors of its bound: on other test rows the rule may say otherwise`,
    hint: "Ask for the bound of the interval (on: bound), or move the threshold",
    ...placed(placeOf(each)),
  };
}

function findingOf(each: Judgement, gate: GateReport): Finding {
  const { placeOf, baseline, noBaseline, failsUndecided } = gate;
  const { claim, verdict, reason } = each;
  const actual = pointOf(each.actual);
  const missing =
    verdict === "unjudged" && claim.against === "baseline" && !baseline ? noBaseline : undefined;
  const hint = missing?.hint ?? hintOf(each, gate);
  const isError = verdict === "fail" || (verdict === "inconclusive" && failsUndecided === true);
  return {
    severity: isError ? "error" : "warning",
    rule: fullName(each),
    message: {
      fail: `${sliceWords(each)}${reason}${actual === undefined || Number.isNaN(actual) || each.isUnchanged ? "" : `: it is ${shownValue(each)}`}`,
      inconclusive: `"${fullName(each)}" is not decided: ${reason}; it is ${shownValue(each)}`,
      unjudged: `"${fullName(each)}" could not be judged: ${reason}${missing ? `: ${missing.why}` : ""}`,
      waived: `"${fullName(each)}" ${(each.p ?? 0) > alpha ? "is not decided" : "fails"}, which ${each.waiver?.by} allows until ${each.waiver?.until}: ${each.waiver?.reason}`,
      pass: "",
    }[verdict],
    ...(hint !== undefined && { hint }),
    ...placed(placeOf(each)),
  };
}

/** The value with its interval, and of a comparison how far it is from the other one. */
function shownValue({ claim, actual, difference }: Judgement): string {
  const { metric, against } = claim;
  const value = measuredCell(metric, actual) ?? "";
  if (difference === undefined) return String(value);
  return `${value}, ${changeWithInterval(metric, difference)} from the ${against}'s`;
}

function sliceWords({ slice }: Judgement): string {
  return slice === undefined ? "" : `where ${slice.column} is ${slice.value}, `;
}

/** What helps where a rule could not be judged by its numbers. */
function hintOf(each: Judgement, { metrics, evaluation }: GateReport): string | undefined {
  const { actual, verdict, claim } = each;
  const value = pointOf(actual);
  if (verdict === "fail" && value === undefined) return whyAbsent(claim.rule.metric, metrics, evaluation);
  if (value !== undefined && Number.isNaN(value))
    return "Test rows that lack a class leave some metrics undefined: add rows, or set data.split.stratify";
  if (verdict === "inconclusive") return openHint(each);
  if (verdict !== "unjudged" || claim.against === undefined) return undefined;
  return claim.against === "baseline" || claim.against === "anchor"
    ? `Give the metrics of the model to compare with as gate.${claim.against} or, of the baseline, the input baseline`
    : "Judge the metrics of a model that train made, which say what a dummy model reaches";
}

/** What helps where the rows do not tell. */
function openHint({ claim, lead, rowsNeeded, unit = "row" }: Judgement): string {
  const { condition, margin, isStrict } = claim;
  const isAllowance = condition === "no_worse_than";
  if (rowsNeeded !== undefined) {
    const rows = `${formatNumber(roundUp(rowsNeeded))} ${unit === "repeat" ? "" : "test "}${unit}s`;
    return `About ${rows} would tell with a chance of 80 %${isAllowance ? ", if both models were equal" : ""}`;
  }
  if (isAllowance)
    return margin.value === 0
      ? "Give the rule a margin: without one, no number of rows shows that equal models are equal"
      : "More test rows, or a wider margin";
  if (isStrict)
    return `More test rows, or a ${margin.value === 0 ? "model that is better by more" : "smaller margin"}`;
  return pointOf(lead)! > 0
    ? "More test rows, or on: point, which asks it of the value alone"
    : "The value itself does not reach the bound: more test rows, another model or another bound";
}

/** Rows with two significant digits. */
export function roundUp(rows: number): number {
  const place = 10 ** Math.max(0, Math.floor(Math.log10(rows)) - 1);
  return Math.ceil(rows / place) * place;
}
