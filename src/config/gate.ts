import * as z from "./draft.ts";
import { refuseRivals, thresholdKeys, thresholdsOf } from "./mlflow-thresholds.ts";
import { boundOf, quantityPattern } from "./quantity.ts";
import { waiversSchema } from "./waivers.ts";

/** `1%` of the baseline's value, or an absolute number. */
const margin = z.union([
  z.number().min(0),
  z.string().regex(/^\d+(\.\d+)?\s*%$/, "expected a number or a percentage such as 1%"),
]);

/** A number, or a text with its unit. */
const bound = z.union([
  z.number(),
  z.string().regex(quantityPattern, "expected a number or a text such as 25MB, 30d, 50ms or 5%"),
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
    min: bound.optional().describe("The metric must be at least this: a number, or a text such as 80%"),
    max: bound
      .optional()
      .describe("The metric must be at most this: a number, or a text such as 25MB, 30d or 5%"),
    on: z
      .enum(["bound", "point"])
      .optional()
      .describe(
        "Whether min and max are asked of the 95 % interval (default where there are rows) or of the value",
      ),
    by: z
      .string()
      .min(1)
      .optional()
      .describe("Asks the rule of each value of this column, or of each class (class)"),
    no_worse_than: z
      .enum(["baseline", "anchor"])
      .optional()
      .describe("The metric may be worse than the baseline's, or than the anchor's, by the margin"),
    better_than: z
      .enum(["baseline", "anchor", "dummy"])
      .optional()
      .describe(
        "The metric must be better by the margin than the baseline's, the anchor's or the dummy model's",
      ),
    margin: margin
      .optional()
      .describe("Allowance for no_worse_than, or lead for better_than: a number or a percentage"),
    direction: z
      .enum(["maximize", "minimize"])
      .optional()
      .describe("Which way is better; needed only for a metric that is not in the table"),
    ...thresholdKeys,
  })
  .refine(
    (rule) =>
      [rule.min, rule.max, rule.no_worse_than, rule.better_than, ...thresholdsOf(rule)].some(
        (each) => each !== undefined,
      ),
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
  .refine((rule) => !(boundOf(rule.min) > boundOf(rule.max)), {
    error: "min is greater than max",
    path: ["min"],
  })
  .superRefine(refuseRivals);

const onInconclusive = z.enum(["neutral", "fail"]);

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
  anchor: z
    .string()
    .min(1)
    .optional()
    .describe(
      "An older model that no_worse_than: anchor compares with: metrics, predictions, evidence or a bundle",
    ),
  on_inconclusive: z
    .union([
      onInconclusive,
      z.strictObject({
        pull_request: onInconclusive.optional().describe("In pull requests; default: neutral"),
        merge_group: onInconclusive.optional().describe("In the merge queue; default: fail"),
        release: onInconclusive.optional().describe("For releases and tags; default: fail"),
        other: onInconclusive.optional().describe("For everything else; default: neutral"),
      }),
    ])
    .optional()
    .describe(
      "Whether a gate that cannot decide lets the step succeed (neutral) or fail; by event, or for all",
    ),
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
        .describe("Slices with fewer test rows have no metrics; the three largest of them are listed"),
    })
    .optional()
    .describe("Metrics by the values of these columns, shown in the report"),
});
