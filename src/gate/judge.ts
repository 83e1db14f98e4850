import type { Rule } from "../config/config.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { didYouMean } from "../nearest.ts";
import { formatNumber } from "../number-format.ts";
import { canonicalName, type GateMetrics, nameIn } from "./parse-metrics.ts";

/** What came of one condition of a rule. `unjudged`: what it compares with is not there. */
export interface Judgement {
  /** Index of the rule in the configuration. */
  index: number;
  /** The rule's name, or its metric and condition. */
  name: string;
  /** Canonical name of the metric. */
  metric: string;
  condition: "min" | "max" | "no_worse_than" | "better_than";
  /** The model's value; undefined when the metrics do not have it. */
  actual: number | undefined;
  /** The bound, or the value that it was compared with. */
  reference: number | undefined;
  /** What the value had to be, for a reader: `≥ 0.75`. */
  required: string;
  verdict: "pass" | "fail" | "unjudged";
  /** Why it failed or was not judged; empty on a pass. */
  reason: string;
}

/**
 * Judges each condition of each rule on point values. A missing or NaN metric fails its rule; a rule whose
 * baseline is not there is unjudged. Margins in percent are of the reference's value and need a positive loss
 * (checked by `checkRules`).
 */
export function judge(metrics: GateMetrics, rules: readonly Rule[], baseline?: GateMetrics): Judgement[] {
  return rules.flatMap((rule, index) =>
    conditionsOf(rule).map((condition) => judgeCondition({ metrics, rule, index, condition, baseline })),
  );
}

/** Which way is better, from the table or as the rule says; undefined when neither knows. */
export function directionOf(rule: Pick<Rule, "metric" | "direction">): "maximize" | "minimize" | undefined {
  return findMetric(canonicalName(rule.metric))?.direction ?? rule.direction;
}

function conditionsOf(rule: Rule): Judgement["condition"][] {
  const conditions = ["min", "max", "no_worse_than", "better_than"] as const;
  return conditions.filter((condition) => rule[condition] !== undefined);
}

interface Case {
  metrics: GateMetrics;
  rule: Rule;
  index: number;
  condition: Judgement["condition"];
  baseline: GateMetrics | undefined;
}

function judgeCondition({ metrics, rule, index, condition, baseline }: Case): Judgement {
  const metric = nameIn(metrics, rule.metric);
  const actual = metrics.values.get(metric);
  const requirement = requirementOf(rule, condition, baseline, metrics.dummy);
  const outcome = (verdict: Judgement["verdict"], reason = ""): Judgement => ({
    index,
    name: rule.name ?? `${metric} ${requirement.text}`,
    metric,
    condition,
    actual,
    reference: requirement.reference,
    required: requirement.text,
    verdict,
    reason,
  });
  if (actual === undefined)
    return outcome(
      "fail",
      `the metrics have no "${rule.metric}"${didYouMean(rule.metric, metrics.values.keys())}`,
    );
  if (Number.isNaN(actual)) return outcome("fail", `${metric} is not a number`);
  if (requirement.bound === undefined) return outcome("unjudged", requirement.missing);
  return requirement.holds(actual) ? outcome("pass") : outcome("fail", `${metric} is ${requirement.failure}`);
}

interface Requirement {
  text: string;
  reference: number | undefined;
  /** The value to reach; undefined when there is nothing to compare with. */
  bound: number | undefined;
  missing: string;
  /** What a value that does not hold is: `worse than baseline by more than the margin 1%`. */
  failure: string;
  holds(actual: number): boolean;
}

function requirementOf(
  rule: Rule,
  condition: Judgement["condition"],
  baseline: GateMetrics | undefined,
  dummy: GateMetrics["dummy"],
): Requirement {
  if (condition === "min" || condition === "max") {
    const bound = rule[condition]!;
    const isMin = condition === "min";
    return {
      text: `${isMin ? "≥" : "≤"} ${showBound(bound)}`,
      reference: bound,
      bound,
      missing: "",
      failure: `not ${isMin ? "≥" : "≤"} ${showBound(bound)}`,
      holds: (actual) => (isMin ? actual >= bound : actual <= bound),
    };
  }
  const metric = canonicalName(rule.metric);
  const against = condition === "better_than" ? rule.better_than! : "baseline";
  const reference =
    against === "dummy" ? dummy?.get(metric) : baseline?.values.get(nameIn(baseline, rule.metric));
  const sign = directionOf(rule) === "minimize" ? -1 : 1;
  const margin = reference === undefined ? 0 : marginOf(rule, reference);
  const strict = condition === "better_than";
  const bound =
    reference === undefined || Number.isNaN(reference)
      ? undefined
      : reference + sign * (strict ? margin : -margin);
  const lead = rule.margin === undefined ? "" : ` by ${strict ? "" : "more than "}the margin ${rule.margin}`;
  return {
    text: `${strict ? "better than" : "no worse than"} ${against}${rule.margin === undefined ? "" : `, margin ${rule.margin}`}`,
    reference,
    bound,
    missing: missingReference(
      against,
      metric,
      against === "dummy" ? dummy !== undefined : baseline !== undefined,
    ),
    failure: `${strict ? "not better" : "worse"} than the ${against}'s${lead}`,
    holds: (actual) => (strict ? sign * (actual - bound!) > 0 : sign * (actual - bound!) >= 0),
  };
}

/** A bound keeps every digit that was written. */
function showBound(bound: number): string {
  return Number.isInteger(bound) ? formatNumber(bound) : String(bound);
}

function marginOf(rule: Rule, reference: number): number {
  if (rule.margin === undefined) return 0;
  if (typeof rule.margin === "number") return rule.margin;
  return (Number.parseFloat(rule.margin) / 100) * Math.abs(reference);
}

function missingReference(against: string, metric: string, isThere: boolean): string {
  if (isThere) return `the ${against}'s metrics have no "${metric}"`;
  return against === "dummy"
    ? "the metrics file does not say what a dummy model reaches"
    : "there is no baseline to compare with yet";
}
