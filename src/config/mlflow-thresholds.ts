import * as z from "./draft.ts";

/** Keys of a rule in the words of MLflow's `MetricThreshold`. */
export const thresholdKeys = {
  threshold: z
    .number()
    .optional()
    .describe("MLflow's word for min, or for max of a metric that is better when it shrinks"),
  min_absolute_change: z
    .number()
    .gt(0)
    .optional()
    .describe("MLflow's word for better_than: baseline with this margin"),
  min_relative_change: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("The same with a share of the baseline's value: 0.05 is 5 %"),
  greater_is_better: z
    .boolean()
    .optional()
    .describe("MLflow's word for direction: true is maximize, false is minimize"),
};

interface Thresholds {
  threshold?: number | undefined;
  min_absolute_change?: number | undefined;
  min_relative_change?: number | undefined;
}

/** The conditions among them. */
export function thresholdsOf(rule: Thresholds): (number | undefined)[] {
  return [rule.threshold, rule.min_absolute_change, rule.min_relative_change];
}

/** What MLflow's words do not go with, as they say the same. */
const rivals = [
  ["threshold", ["min", "max"]],
  ["min_absolute_change", ["no_worse_than", "better_than", "margin"]],
  ["min_relative_change", ["no_worse_than", "better_than", "margin"]],
  ["greater_is_better", ["direction"]],
] as const;

/** Refuses a rule that says a thing in our words and in MLflow's. */
export function refuseRivals(
  rule: object,
  context: { addIssue(issue: { code: "custom"; path: string[]; message: string }): void },
): void {
  const value = rule as Readonly<Record<string, unknown>>;
  for (const [key, others] of rivals) {
    const rival = others.find((other) => value[other] !== undefined);
    if (value[key] === undefined || rival === undefined) continue;
    context.addIssue({
      code: "custom",
      path: [key],
      message: `${key} and ${rival} say the same: give one of them`,
    });
  }
}
