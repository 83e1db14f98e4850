import type { Rule } from "../config/config.ts";
import type { Waiver } from "../config/waivers.ts";
import { type Place, UserError } from "../errors.ts";
import { placed } from "../finding-text.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { didYouMean } from "../nearest.ts";
import type { Finding } from "../report.ts";
import { canonicalName } from "./parse-metrics.ts";

/** What a waiver can be for. */
export interface Waivable {
  /** Names of the rule: its own, its metric, and what it is called in reports. */
  names: readonly string[];
  /** `column=value`, where the rule failed in a slice. */
  slice?: string | undefined;
}

/** What waivers make of failures. */
export interface Waived<F> {
  /** Failures that no waiver is for. */
  failures: F[];
  waived: { failure: F; waiver: Waiver }[];
  /** Waivers that have expired, or that nothing needs any more. */
  findings: Finding[];
}

/**
 * Takes the failures out that a waiver of today is for. A waiver without a slice is for the rule with all of its slices,
 * and one that has expired is for nothing. `today` is a date such as 2026-01-31, in UTC.
 */
export function applyWaivers<F extends Waivable>(
  failures: readonly F[],
  waivers: readonly Waiver[],
  { today, placeOf = () => ({}) }: { today: string; placeOf?: (waiver: number) => Place },
): Waived<F> {
  const isFor = (waiver: Waiver, { names, slice }: Waivable): boolean =>
    names.some((name) => isSameRule(name, waiver.rule)) &&
    (waiver.slice === undefined || waiver.slice === slice);
  const findings = waivers.flatMap((waiver, index): Finding[] => {
    const count = failures.filter((failure) => isFor(waiver, failure)).length;
    const isOver = waiver.until < today;
    if (!isOver && count > 0) return [];
    return [
      {
        severity: "warning",
        rule: "waivers",
        message: isOver
          ? `The waiver of ${shown(waiver)} ended on ${waiver.until}`
          : `The waiver of ${shown(waiver)} until ${waiver.until} is not needed: nothing of it fails`,
        hint:
          isOver && count > 0 ? "Mend the model, or ask for another waiver" : "Remove it from gate.waivers",
        ...placed(placeOf(index)),
      },
    ];
  });
  const left: F[] = [];
  const waived: Waived<F>["waived"] = [];
  for (const failure of failures) {
    const waiver = waivers.find((each) => each.until >= today && isFor(each, failure));
    if (waiver === undefined) left.push(failure);
    else waived.push({ failure, waiver });
  }
  return { failures: left, waived, findings };
}

/** Refuses, at its place, a waiver of a rule that is not there. Without rules those count that the gate then asks. */
export function checkWaivers(
  waivers: readonly Waiver[],
  rules: readonly Pick<Rule, "name" | "metric">[],
  placeOf: (path: readonly PropertyKey[]) => Place,
): void {
  const known =
    rules.length > 0
      ? rules.flatMap(({ name, metric }) => (name === undefined ? [metric] : [name, metric]))
      : ["rmse", "roc_auc", "balanced_accuracy"];
  for (const [index, { rule }] of waivers.entries()) {
    if (known.some((name) => isSameRule(name, rule))) continue;
    throw new UserError(`Cannot waive "${rule}": there is no such rule${didYouMean(rule, known)}`, {
      ...placeOf(["gate", "waivers", index, "rule"]),
      hint: `Name a rule of gate.rules by its name or its metric: ${[...new Set(known)].slice(0, 10).join(", ")}`,
    });
  }
}

/** Metrics may be called by any of their names. */
function isSameRule(name: string, asked: string): boolean {
  if (name === asked) return true;
  return findMetric(asked) !== undefined && canonicalName(name) === canonicalName(asked);
}

function shown({ rule, slice, by }: Waiver): string {
  return `"${rule}"${slice === undefined ? "" : ` in the slice ${slice}`} by ${by}`;
}
