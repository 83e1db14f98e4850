import type { Rule } from "../config/config.ts";
import { type Place, UserError } from "../errors.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { canonicalName } from "./parse-metrics.ts";

/**
 * A rule in the words of MLflow's `MetricThreshold` (3.17) as rules in ours, of one condition each: `threshold` is a `min`
 * or, where less is better, a `max`; `min_absolute_change` a lead over the baseline, `min_relative_change` one in percent.
 * MLflow lets a change that is exactly the least one pass, and compares numbers; here the interval has to be beyond it.
 * A rule in other words is itself.
 */
export function translateThresholds(rule: Rule): Rule[] {
  const {
    threshold,
    min_absolute_change: absolute,
    min_relative_change: relative,
    greater_is_better: _,
    ...own
  } = rule;
  const direction = directionOf(rule);
  const { min, max, no_worse_than, better_than, margin, ...rest } = own;
  const shared: Rule = { ...rest, ...(rule.greater_is_better !== undefined && direction && { direction }) };
  const rules: Rule[] = [];
  if ([min, max, no_worse_than, better_than].some((each) => each !== undefined))
    rules.push({ ...own, ...shared });
  if (threshold !== undefined)
    rules.push({ ...shared, ...(direction === "minimize" ? { max: threshold } : { min: threshold }) });
  if (absolute !== undefined) rules.push({ ...shared, better_than: "baseline", margin: absolute });
  if (relative === 0) rules.push({ ...shared, no_worse_than: "baseline" });
  else if (relative !== undefined)
    rules.push({
      ...shared,
      better_than: "baseline",
      margin: `${Number((relative * 100).toPrecision(15))}%`,
    });
  return rules;
}

/** Throws UserError for words of MLflow's that say nothing of this metric, or what it does not have. */
export function checkThresholds(rule: Rule, place: (key: string) => Place): void {
  const { metric, threshold, greater_is_better: greater, min_relative_change: relative } = rule;
  const known = findMetric(canonicalName(metric));
  if (known && greater !== undefined && greater !== (known.direction === "maximize"))
    throw new UserError(
      `Cannot judge "${metric}": it is better when it ${greater ? "shrinks" : "grows"}, so greater_is_better is ${!greater}`,
      { ...place("greater_is_better"), hint: "Remove greater_is_better: it is known for this metric" },
    );
  if (threshold !== undefined && directionOf(rule) === undefined)
    throw new UserError(`Cannot judge "${metric}": it is not known which way is better`, {
      ...place("threshold"),
      hint: "Add greater_is_better: true or greater_is_better: false to the rule",
    });
  if (relative !== undefined && relative > 0 && !(known && known.range[0] >= 0))
    throw new UserError(
      `Cannot judge "${metric}": a relative change needs a metric that cannot be negative, such as accuracy or rmse`,
      { ...place("min_relative_change"), hint: "Give min_absolute_change in the metric's own units" },
    );
}

function directionOf({ metric, direction, greater_is_better: greater }: Rule): Rule["direction"] {
  const told = greater === undefined ? direction : greater ? "maximize" : "minimize";
  return findMetric(canonicalName(metric))?.direction ?? told;
}
