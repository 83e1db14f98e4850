import * as z from "zod";
import { engines } from "./default-config.ts";

/** `train`: how the model is trained. */
export const trainSection = z.strictObject({
  engine: z.enum(engines).default("random-forest").describe("What learns"),
  task: z
    .enum(["regression", "classification"])
    .optional()
    .describe(
      "What is predicted; default: classification for text, boolean and 0/1 targets, else regression",
    ),
  params: z
    .record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()]))
    .default({})
    .describe("The engine's parameters by scikit-learn's names, for example n_estimators"),
});
