import type { Training } from "./engines.ts";

/** Each row's weight: its own, times with `balanced` its class's; undefined where all weigh 1. */
export function weightRows(
  { target, classes, weights }: Pick<Training, "target" | "classes" | "weights">,
  classWeight: "balanced" | null,
): Float64Array | undefined {
  if (classWeight === null) return weights;
  const counts = new Float64Array(classes);
  for (const code of target) counts[code]!++;
  const present = counts.reduce((sum, count) => sum + Number(count > 0), 0);
  const balanced = counts.map((count) => target.length / (present * Math.max(1, count)));
  return Float64Array.from(target, (code, row) => balanced[code]! * (weights?.[row] ?? 1));
}

/** What weights are scaled to sum up to, so that sums of whole ones stay exact in a forest's kernel. */
const wholeSum = 2 ** 25;

/** Weights as whole numbers in nearly the same proportions; one that is not 0 is at least 1. */
export function wholeWeights(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const whole = new Float64Array(new SharedArrayBuffer(weights.byteLength));
  for (const [row, weight] of weights.entries())
    whole[row] = weight > 0 ? Math.max(1, Math.round((weight / sum) * wholeSum)) : 0;
  return whole;
}
