import * as z from "./draft.ts";
import { waiversSchema } from "./waivers.ts";

/** `1%` of the baseline's value, or an absolute number. */
const margin = z.union([
  z.number().min(0),
  z.string().regex(/^\d+(\.\d+)?\s*%$/, "expected a number or a percentage such as 1%"),
]);

/** One rule: a metric and at least one condition. */
export const ruleSchema = z
  .strictObject({
    metric: z
      .string()
      .min(1)
      .describe("Name of the metric, as scikit-learn's, for example r2, rmse, f1_macro"),
    name: z
      .string()
      .min(1)
      .optional()
      .describe("Name of the rule in reports; default: the metric and its bound"),
    min: z.number().optional().describe("The metric must be at least this"),
    max: z.number().optional().describe("The metric must be at most this"),
    no_worse_than: z
      .literal("baseline")
      .optional()
      .describe("The metric may be worse than the baseline's by the margin"),
    better_than: z
      .enum(["baseline", "dummy"])
      .optional()
      .describe("The metric must be better than the baseline's, or than the dummy model's, by the margin"),
    margin: margin
      .optional()
      .describe("Allowance for no_worse_than, or lead for better_than: a number or a percentage"),
    direction: z
      .enum(["maximize", "minimize"])
      .optional()
      .describe("Which way is better; needed only for a metric that is not in the table"),
  })
  .refine(
    (rule) => [rule.min, rule.max, rule.no_worse_than, rule.better_than].some((each) => each !== undefined),
    {
      error: "a rule needs one of min, max, no_worse_than, better_than",
    },
  )
  .refine(
    (rule) => rule.margin === undefined || rule.no_worse_than !== undefined || rule.better_than !== undefined,
    {
      error: "margin goes with no_worse_than or better_than",
      path: ["margin"],
    },
  )
  .refine((rule) => rule.min === undefined || rule.max === undefined || rule.min <= rule.max, {
    error: "min is greater than max",
    path: ["min"],
  });

/** `gate`: what the model must reach. */
export const gateSection = z.strictObject({
  rules: z
    .array(ruleSchema)
    .default([])
    .describe("What must hold; without rules the model must beat the dummy baseline"),
  baseline: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .default("auto")
    .describe(
      "What the model is compared with: auto (an earlier run's), base_commit, base_branch, or a path of metrics (JSON), a folder of evidence or a bundle; of several the first that is there",
    ),
  waivers: waiversSchema.default([]).describe("Rules that may fail for a while, and who answers for it"),
  allow_pickle: z
    .array(z.string().min(1))
    .optional()
    .describe("What loading the model may import beside what models are made of, as module.name"),
  slices: z
    .strictObject({
      columns: z.array(z.string().min(1)).min(1).describe("Columns whose values make the slices"),
      min_rows: z
        .int()
        .min(1)
        .default(100)
        .describe("Slices with fewer test rows are listed without metrics"),
    })
    .optional()
    .describe("Metrics by the values of these columns, shown in the report"),
});
