import type { Rule } from "../config/config.ts";
import { type Place, UserError } from "../errors.ts";
import { besideNames, isFairness } from "../metrics/beside-metrics.ts";
import { findMetric, metricNames } from "../metrics/metric-table.ts";
import { didYouMean } from "../nearest.ts";
import { requireUnits } from "./bounds.ts";
import { directionOf } from "./claim.ts";
import { checkThresholds, translateThresholds } from "./mlflow-thresholds.ts";
import { canonicalName } from "./parse-metrics.ts";

/**
 * Refuses rules that cannot be judged whatever the metrics are: a comparison by a metric whose direction nobody
 * knows, a percentage of a metric that is not a positive loss.
 */
export function checkRules(rules: readonly Rule[], placeOf: (path: readonly PropertyKey[]) => Place): void {
  for (const [index, rule] of rules.entries()) {
    const place = (key: string): Place => placeOf(["gate", "rules", index, key]);
    checkThresholds(rule, place);
    for (const each of translateThresholds(rule)) checkRule(each, rule, place);
  }
}

/** Of a rule in MLflow's words, what its author wrote has been checked before. */
function checkRule(rule: Rule, written: Rule, place: (key: string) => Place): void {
  const known = findMetric(canonicalName(rule.metric));
  const compares = rule.no_worse_than !== undefined || rule.better_than !== undefined;
  if (known && rule.direction !== undefined && rule.direction !== known.direction)
    throw new UserError(
      `Cannot judge "${rule.metric}": it is better when it ${words[known.direction]}, not the reverse`,
      {
        ...place("direction"),
        hint: "Remove direction: it is known for this metric",
      },
    );
  if (compares && directionOf(rule) === undefined)
    throw new UserError(
      `Cannot judge "${rule.metric}": it is not known which way is better${didYouMean(rule.metric, [...metricNames, ...besideNames])}`,
      { ...place("metric"), hint: "Add direction: maximize or direction: minimize to the rule" },
    );
  requireUnits(rule, place);
  if (known?.beside) checkBeside(rule, place);
  if (typeof written.margin === "string" && !known?.loss)
    throw new UserError(
      `Cannot judge "${rule.metric}": a margin in percent needs a positive loss such as rmse`,
      {
        ...place("margin"),
        hint: "Give the margin as a number in the metric's own units",
      },
    );
}

/** What the gate measures elsewhere is judged by bounds, and by a column only if it compares groups. */
function checkBeside({ metric, by, ...rule }: Rule, place: (key: string) => Place): void {
  const refuse = (why: string, key: string, hint: string): UserError =>
    new UserError(`Cannot judge "${metric}": ${why}`, { ...place(key), hint });
  for (const key of ["no_worse_than", "better_than"] as const)
    if (rule[key] !== undefined)
      throw refuse("it is judged by min and max alone", key, "Give the rule min or max instead");
  const isOfGroups = isFairness(canonicalName(metric));
  if (isOfGroups && (by === undefined || by === "class"))
    throw refuse(
      "it compares groups, and no column says which",
      "metric",
      "Add by and the name of the column",
    );
  if (!isOfGroups && by !== undefined)
    throw refuse("it is not measured by slice", "by", "Remove by from the rule");
}

const words = { maximize: "grows", minimize: "shrinks" };
