import type { Rule } from "../config/config.ts";
import { boundOf } from "../config/quantity.ts";
import { isFairness } from "../metrics/beside-metrics.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { formatNumber } from "../number-format.ts";
import { translateThresholds } from "./mlflow-thresholds.ts";
import { canonicalName } from "./parse-metrics.ts";
import type { JudgedRule } from "./rules-in-force.ts";

const conditions = ["min", "max", "no_worse_than", "better_than"] as const;

/** What a model may be compared with. */
export type Reference = "baseline" | "anchor" | "dummy";

/** What one condition of one rule says. */
export interface Claim {
  rule: JudgedRule;
  /** Of the rule among those that are judged. */
  index: number;
  condition: (typeof conditions)[number];
  /** Canonical name. */
  metric: string;
  /** 1 where more is better, -1 where less is. */
  sign: 1 | -1;
  /** What it is compared with; undefined for a bound. */
  against: Reference | undefined;
  /** Allowance or lead, in the metric's units, or as a share of the reference's value. */
  margin: { value: number; isShare: boolean };
  /** Of `min` and `max`, in the metric's own unit. */
  bound: number | undefined;
  /** What the value has to be, for a reader: `≥ 0.75`. */
  required: string;
  /** Whether the claim holds only beyond its border. */
  isStrict: boolean;
}

/** The claims of the rules, in their order. */
export function claimsOf(rules: readonly JudgedRule[]): Claim[] {
  return rules.flatMap((rule, index) =>
    translateThresholds(rule).flatMap((each) => claimsOfRule(each, index)),
  );
}

function claimsOfRule(rule: Rule, index: number): Claim[] {
  return conditions
    .filter((condition) => rule[condition] !== undefined)
    .map((condition): Claim => {
      const margin = marginOf(rule);
      return {
        rule,
        index,
        condition,
        metric: canonicalName(rule.metric),
        sign: signOf(rule, condition),
        against: againstOf(rule, condition),
        margin,
        bound: condition === "min" || condition === "max" ? boundOf(rule[condition]!) : undefined,
        required: requirementOf(rule, condition),
        isStrict: condition === "better_than",
      };
    });
}

/** The rule's name, or its metric and condition. */
export function nameOf({ rule, metric, required }: Pick<Claim, "rule" | "metric" | "required">): string {
  return rule.name ?? `${isFairness(metric) ? `${metric} by ${rule.by}` : metric} ${required}`;
}

/**
 * Which way is better, from the table or as the rule says; undefined when neither knows. A score is better when it grows,
 * unless the rule says otherwise.
 */
export function directionOf(rule: Pick<Rule, "metric" | "direction">): "maximize" | "minimize" | undefined {
  const name = canonicalName(rule.metric);
  return findMetric(name)?.direction ?? rule.direction ?? (name === "score" ? "maximize" : undefined);
}

function signOf(rule: Rule, condition: Claim["condition"]): 1 | -1 {
  if (condition === "min") return 1;
  return condition === "max" || directionOf(rule) === "minimize" ? -1 : 1;
}

function againstOf(rule: Rule, condition: Claim["condition"]): Reference | undefined {
  if (condition === "no_worse_than") return rule.no_worse_than;
  return condition === "better_than" ? rule.better_than : undefined;
}

function marginOf({ margin = 0 }: Rule): Claim["margin"] {
  return typeof margin === "number"
    ? { value: margin, isShare: false }
    : { value: Number.parseFloat(margin) / 100, isShare: true };
}

function requirementOf(rule: Rule, condition: Claim["condition"]): string {
  if (condition === "min") return `≥ ${showBound(rule.min!)}`;
  if (condition === "max") return `≤ ${showBound(rule.max!)}`;
  const margin = rule.margin === undefined ? "" : `, margin ${rule.margin}`;
  const words = condition === "better_than" ? "better than" : "no worse than";
  return `${words} ${againstOf(rule, condition)}${margin}`;
}

/** A bound keeps every digit that was written, and its unit. */
function showBound(bound: number | string): string {
  if (typeof bound === "string") return bound.replace(/ ?([^\d ]+)$/, " $1").replace("-", "−");
  return Number.isInteger(bound) ? formatNumber(bound) : String(bound);
}

/** The name with the slice that is meant: `accuracy ≥ 0.8, island = Dream`. */
export function fullName({
  claim,
  slice,
}: {
  claim: Pick<Claim, "rule" | "metric" | "required">;
  slice?: { column: string; value: string } | undefined;
}): string {
  return slice === undefined ? nameOf(claim) : `${nameOf(claim)}, ${slice.column} = ${slice.value}`;
}
