import { dateParts } from "../features/date-part.ts";
import { thresholdMetrics } from "../learn/threshold-metrics.ts";
import { windowStatistics } from "../series/window-statistics.ts";
import { engines } from "./default-config.ts";
import * as z from "./draft.ts";
import { paramValue } from "./param-value.ts";
import { programKeys, refuseForeignKeys } from "./program.ts";
import { searchSection } from "./search.ts";

const recipe = {
  impute: z
    .enum(["median", "mean", "mode", "none"])
    .optional()
    .describe("What a missing value becomes; none leaves it missing"),
  fill: z
    .union([z.number(), z.boolean(), z.string()])
    .optional()
    .describe("A value for missing ones, in the place of impute"),
  indicator: z.boolean().optional().describe("Whether a feature of its own says that the value is missing"),
  scale: z
    .enum(["none", "standard", "minmax", "robust"])
    .optional()
    .describe("How numbers are scaled; default: as the engine needs it"),
  encode: z
    .enum(["one_hot", "native", "ordinal", "target", "words"])
    .optional()
    .describe(
      "How a text becomes numbers; default: native for gradient-boosting, else one_hot, and words for prose",
    ),
  max_categories: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe(
      "Categories that one_hot and native keep, the most frequent ones; default 100, of native 10000",
    ),
  max_words: z.int().min(1).max(20_000).optional().describe("Words that words keeps; default 300"),
  pairs: z.boolean().optional().describe("Whether words also counts pairs of neighbouring words"),
};

const columnRecipe = z
  .strictObject({
    ...recipe,
    parts: z
      .array(z.enum(dateParts))
      .min(1)
      .optional()
      .describe("What a date is taken apart into; default: days, month, day_of_week, and of a datetime hour"),
  })
  .refine(({ impute, fill }) => impute === undefined || fill === undefined, {
    error: "expected impute or fill, not both",
  });

const { fill: _, ...withoutFill } = recipe;

/** `train.features`: how columns become features. */
const featuresSection = z.strictObject({
  ...withoutFill,
  columns: z
    .record(z.string(), columnRecipe)
    .optional()
    .describe("The same keys for single columns, and parts"),
});

const steps = z.int().min(1).max(100_000);

/** `train.series`: what the model sees of the past. */
const seriesSection = z.strictObject({
  by: z
    .string()
    .min(1)
    .optional()
    .describe("Column that tells the series apart, such as the store; default: all rows are one series"),
  columns: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("Columns that are looked back at; default: the target"),
  lags: z.array(steps).max(100).default([]).describe("Steps back, from the horizon on"),
  rolling: z.array(steps).max(100).default([]).describe("Steps that windows span; they end at the horizon"),
  statistics: z.array(z.enum(windowStatistics)).min(1).default(["mean"]).describe("What is told of a window"),
  season: steps.optional().describe("Steps of a season, for the seasonal naive forecast and MASE"),
  backtests: z
    .int()
    .min(0)
    .max(50)
    .default(3)
    .describe("Forecasts from earlier moments that the report shows"),
});

/** `train.threshold`: one of the ways to find it. */
const thresholdSection = z.union(
  [
    z.strictObject({
      maximize: z.enum(thresholdMetrics).describe("The metric that is as high as can be at the threshold"),
    }),
    z.strictObject({
      minimize: z
        .literal("expected_cost")
        .describe("The mean of train.costs is as low as can be at the threshold"),
    }),
    z.strictObject({
      recall_at_precision: z
        .number()
        .gt(0)
        .max(1)
        .describe("The recall is as high as can be where the precision is at least this"),
    }),
    z.strictObject({ value: z.number().min(0).max(1).describe("The threshold itself") }),
  ],
  { error: "expected one of maximize, minimize, recall_at_precision and value" },
);

const cost = (what: string) => z.number().min(0).default(0).describe(`What ${what} costs`);

/** `train.costs`: what answers cost. */
const costsSection = z.strictObject({
  false_positive: cost("a negative row that is said to be positive"),
  false_negative: cost("a positive row that is said to be negative"),
  true_positive: cost("a positive row that is found"),
  true_negative: cost("a negative row that is let go"),
});

/** `train.cross_validation`: how training rows are divided into folds. */
const crossValidationSection = z.strictObject({
  folds: z.int().min(2).max(100).default(5).describe("How many folds"),
  column: z.string().min(1).optional().describe("Column whose values are the folds; no feature then"),
});

/** Engines whose models are trees. */
const treeEngines: readonly string[] = ["random-forest", "extra-trees", "decision-tree", "gradient-boosting"];

/** `train`: how the model is trained. */
export const trainSection = z
  .strictObject({
    engine: z.enum(engines).default("random-forest").describe("What learns"),
    task: z
      .enum(["regression", "classification"])
      .optional()
      .describe(
        "What is predicted; default: classification for text, boolean and 0/1 targets, else regression",
      ),
    params: z
      .record(z.string(), paramValue)
      .default({})
      .describe("The engine's parameters by scikit-learn's names, for example n_estimators"),
    features: featuresSection.prefault({}).describe("How columns become features"),
    series: seriesSection.optional().describe("What the model sees of the past; needs data.split.time"),
    cross_validation: crossValidationSection
      .optional()
      .describe("Trains on all folds but one and predicts that one, in turn; the report shows the metrics"),
    search: searchSection
      .optional()
      .describe("Parameters that are tried; the model is trained with the best"),
    learning_curve: z
      .union([z.boolean(), z.array(z.number().gt(0).lt(1)).min(1).max(5)])
      .optional()
      .describe(
        "Whether models of growing parts of the training rows show what more rows would bring; or the parts, at most five shares",
      ),
    calibrate: z
      .enum(["sigmoid", "isotonic"])
      .optional()
      .describe("How probabilities are corrected, on validation or out-of-fold rows"),
    costs: costsSection.optional().describe("What the answers of two classes cost, for expected_cost"),
    threshold: thresholdSection
      .optional()
      .describe(
        "From which probability on a row is positive; chosen on validation or out-of-fold rows, never on test rows",
      ),
    onnx_opset: z
      .union([z.literal(3), z.literal(5)])
      .optional()
      .describe("Version of the operators for trees, ai.onnx.ml, in model.onnx; default 5"),
    ...programKeys,
  })
  .superRefine(refuseForeignKeys)
  .refine(({ threshold, costs }) => costs !== undefined || !(threshold && "minimize" in threshold), {
    error: "minimize needs train.costs",
    path: ["threshold"],
  })
  .refine(
    ({ engine, calibrate, onnx_opset }) =>
      onnx_opset !== 3 || calibrate !== "isotonic" || !treeEngines.includes(engine),
    {
      error:
        "version 3 of the trees' operators rounds to float32, which isotonic calibration does not bear: take onnx_opset 5 or calibrate sigmoid",
      path: ["onnx_opset"],
    },
  );
