import * as z from "zod";
import { mostPoints } from "./curves-file.ts";

const curveSchema = z.strictObject({
  name: z.enum([
    "roc",
    "precision_recall",
    "calibration",
    "residuals",
    "residual_quantiles",
    "learning",
    "loss",
  ]),
  part: z.enum(["training", "validation", "test"]).describe("The rows that it is of"),
  class: z.string().max(10_000).optional().describe("The class that is told from the others"),
  x: z.string().max(200).describe("What the first number of a point is"),
  y: z.string().max(200).describe("What the second number of a point is"),
  points: z.array(z.tuple([z.number(), z.number()])).max(mostPoints),
});

/** What `evidence/curves.json` holds. */
export const curvesSchema = z.strictObject({
  schema: z.literal("mlops/curves@1"),
  curves: z.array(curveSchema).max(1000),
});

/** A curve as evidence. */
export type EvidenceCurve = z.infer<typeof curveSchema>;
