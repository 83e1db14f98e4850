import type { Rule } from "../config/config.ts";
import { parseQuantity, type Quantity } from "../config/quantity.ts";
import { type Place, UserError } from "../errors.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { canonicalName } from "./parse-metrics.ts";

/** Throws UserError for a bound in a unit that the metric is not counted in. */
export function requireUnits(
  rule: Pick<Rule, "metric" | "min" | "max">,
  place: (key: string) => Place,
): void {
  for (const key of ["min", "max"] as const) {
    const written = rule[key];
    if (typeof written !== "string" || fits(rule.metric, parseQuantity(written)?.unit)) continue;
    throw new UserError(`Cannot judge "${rule.metric}": it is not counted in what "${written}" says`, {
      ...place(key),
      hint: `Write ${wordsOf(rule.metric)}`,
    });
  }
}

function fits(name: string, unit: Quantity["unit"] | undefined): boolean {
  return unit === "share" ? isShare(name) : findMetric(canonicalName(name))?.unit === unit;
}

/** What reaches 1 at most, or is compared with 1. */
function isShare(name: string): boolean {
  const metric = findMetric(canonicalName(name));
  if (metric === undefined || metric.unit !== undefined) return false;
  return metric.percent === true || metric.range[1] <= 1 || metric.name === "latency_ratio";
}

function wordsOf(name: string): string {
  const unit = findMetric(canonicalName(name))?.unit;
  if (unit === "bytes") return "a number of bytes, or a size such as 25MB";
  if (unit === "seconds") return "a number of seconds, or a duration such as 50ms or 30d";
  return isShare(name) ? "a number, or a percentage such as 5%" : "a number without a unit";
}
