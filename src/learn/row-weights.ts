import { UserError } from "../errors.ts";
import { type ClassWeight, weighClasses } from "./class-weight.ts";
import type { Training } from "./engines.ts";
import { powerBelow } from "./exponential.ts";

/**
 * Each row's weight: its own times its class's; undefined where all weigh 1. Throws UserError where a named class is
 * none, and where nothing weighs anything.
 */
export function weightRows(
  { target, classes, labels, weights }: Pick<Training, "target" | "classes" | "labels" | "weights">,
  classWeight: ClassWeight,
): Float64Array | undefined {
  if (classWeight === null) return weights;
  const sums = new Float64Array(classes);
  for (const [row, code] of target.entries()) sums[code] = sums[code]! + (weights?.[row] ?? 1);
  const ofClass = weighClasses(classWeight, sums, labels);
  if (sums.every((sum, code) => sum * ofClass[code]! === 0))
    throw new UserError("Cannot train: every training row has the weight 0", {
      hint: "Give a class more than 0 in class_weight",
    });
  return Float64Array.from(target, (code, row) => ofClass[code]! * (weights?.[row] ?? 1));
}

/** What whole weights may sum up to, so that their sums stay exact in a forest's kernel. */
const wholeSum = 2 ** 25;

/**
 * Weights as whole numbers in nearly the same proportions, or in the very same where they are whole and not many times
 * as large as others; one that is not 0 is at least 1.
 */
export function wholeWeights(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const scale = powerBelow(wholeSum / sum);
  const whole = new Float64Array(new SharedArrayBuffer(weights.byteLength));
  for (const [row, weight] of weights.entries())
    whole[row] = weight > 0 ? Math.max(1, Math.round(weight * scale)) : 0;
  return whole;
}

/** The sum of the weights up to each row, for drawing rows by their weight. */
export function sumWeights(weights: Float64Array): Float64Array {
  const sums = new Float64Array(new SharedArrayBuffer(weights.byteLength));
  let sum = 0;
  for (const [row, weight] of weights.entries()) {
    sum += weight;
    sums[row] = sum;
  }
  return sums;
}
