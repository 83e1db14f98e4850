import * as z from "zod";
import { UserError } from "../errors.ts";

const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe("SHA-256, lower-case hex");
const count = z.int().min(0);
const key = z.array(z.string().max(1000)).max(200_000).describe("Columns that identify a row");

/** How a user's program ran. */
const programSchema = z
  .strictObject({
    command: z.string().max(100_000),
    predict_command: z.string().max(100_000).optional(),
    exit_code: z.int(),
    duration_ms: z.number().min(0),
    cpu_ms: z.number().min(0).optional(),
    peak_memory_bytes: z.number().min(0).optional(),
    dirty: z.boolean().optional().describe("Whether files of the checkout differed from the commit"),
    python: z.string().max(100).optional().describe("Version of Python"),
    packages: digest.optional().describe("Digest of evidence/environment.txt"),
    accelerator: z.string().max(1000).optional().describe("GPU, its driver and its memory"),
    cuda: z.string().max(100).optional().describe("Newest version of CUDA that the driver runs"),
    cost: z
      .strictObject({
        amount: z.number().min(0),
        currency: z.string().max(10),
        per_minute: z.number().min(0),
      })
      .optional()
      .describe("Estimate: minutes by a rate"),
    cached: z.boolean().optional().describe("Whether the model came from the cache"),
  })
  .describe("The user's program that trained it");

/** What a trained model is and came from: the first link of the evidence chain. */
export const manifestSchema = z.strictObject({
  schema: z.literal("mlops/manifest@1"),
  name: z.string().max(200),
  task: z
    .enum(["regression", "classification"])
    .optional()
    .describe("Unknown of a program that tells metrics alone"),
  target: z.string().max(1000).optional(),
  engine: z.string().max(100),
  params: z.record(
    z.string().max(200),
    z.union([
      z.number(),
      z.string().max(1000),
      z.boolean(),
      z.null(),
      z.record(z.string().max(1000), z.number()),
    ]),
  ),
  seed: z.int().min(0),
  features: z.array(z.string().max(1000)).max(200_000).describe("The raw columns that the model reads"),
  classes: z.array(z.string().max(10_000)).max(100_000).optional(),
  positive: z.string().max(10_000).optional().describe("The positive class of two"),
  weight: z.string().max(1000).optional().describe("The column of what rows weigh in training and metrics"),
  threshold: z
    .number()
    .optional()
    .describe("Rows whose positive class has at least this probability are positive"),
  calibration: z
    .discriminatedUnion("method", [
      z.strictObject({
        method: z.literal("sigmoid"),
        curves: z.array(z.strictObject({ a: z.number(), b: z.number() })).max(100_000),
      }),
      z.strictObject({
        method: z.literal("isotonic"),
        curves: z.array(z.strictObject({ x: z.array(z.number()), y: z.array(z.number()) })).max(100_000),
      }),
    ])
    .optional()
    .describe("What corrects the probabilities: a curve for the second of two classes, else one a class"),
  costs: z
    .strictObject({
      false_positive: z.number(),
      false_negative: z.number(),
      true_positive: z.number(),
      true_negative: z.number(),
    })
    .optional()
    .describe("What answers cost"),
  split: z
    .discriminatedUnion("rule", [
      z.strictObject({
        rule: z.enum(["hash", "group", "time", "column"]),
        test: z.number(),
        validation: z.number().optional(),
        seed: z.int(),
        stratify: z.boolean(),
        key,
        horizon: z.int().min(1).optional().describe("Steps of time that are predicted ahead"),
        gap: z.int().min(0).optional().describe("Steps of time between training and test rows"),
        cut: z
          .string()
          .max(100)
          .optional()
          .describe(
            "Of a split by time the moment of the first test row (ISO 8601): later rows were not seen",
          ),
        column: z
          .string()
          .max(1000)
          .optional()
          .describe("The column of the group, of the time, or of the parts"),
      }),
      z.strictObject({
        rule: z.literal("sets"),
        sets: z
          .strictObject({ train: digest, validation: digest.optional(), test: digest })
          .describe("Digest of each set"),
        key,
      }),
    ])
    .describe(
      "How rows were divided: hash(seed, identity or group) below the share, the latest rows, or by the set that they came in",
    )
    .optional(),
  rows: z
    .strictObject({ total: count, train: count, validation: count.optional(), test: count })
    .optional()
    .describe("Missing where a program divided them"),
  digests: z
    .strictObject({
      data: digest.optional(),
      config: digest,
      environment: digest,
      model: digest,
      evaluation: digest.optional().describe("Digest of the test rows' identities and actual values"),
      metrics: digest.describe("Digest of metrics.json"),
      predictions: digest.optional().describe("Digest of predictions.csv"),
      curves: digest.optional().describe("Digest of curves.json"),
      training_rows: digest
        .optional()
        .describe("Digest of training-rows.bin, where the rule alone does not tell which rows were seen"),
      inputs: digest.optional().describe("Digest of the program's files"),
    })
    .describe("What the model was made of, and the model"),
  environment: z
    .strictObject({
      mlops_actions: z.string().max(100),
      node: z.string().max(100),
      platform: z.string().max(100),
    })
    .describe("What trained it"),
  model_kind: z.string().max(50).optional().describe("What reads the model's file: pickle, onnx, xgboost, …"),
  program: programSchema.optional(),
  commit: z.string().max(100).optional(),
  run: z.strictObject({ id: z.string().max(100).optional(), attempt: z.int().optional() }).optional(),
});

/** A manifest that was validated. */
export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest of a model that was trained here: all is known of its rows. */
export type TrainedManifest = Manifest &
  Present<Manifest, "task" | "target" | "split" | "rows"> & {
    digests: Present<Manifest["digests"], "data" | "evaluation" | "predictions">;
  };

type Present<T, K extends keyof T> = { [Key in K]-?: NonNullable<T[Key]> };

/** Parses a manifest's text. Throws UserError that names the file and the value that is wrong. */
export function parseManifest(text: string, file: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UserError(`Cannot read "${file}": it is not JSON`, { file, cause });
  }
  const result = manifestSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new UserError(`Cannot read "${file}": ${issue?.path.join(".")}: ${issue?.message}`, {
    file,
    hint: "Train again with this version of mlops-actions",
  });
}
