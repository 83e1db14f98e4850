import { log } from "./exponential.ts";

/** The score that every row starts with, one an output: the mean, the log odds, or the logarithm of each class's share. */
export function startOf(
  target: Float64Array,
  weights: Float64Array | undefined,
  { objective, classes }: { objective: "squared_error" | "logistic" | "softmax"; classes: number },
): Float64Array {
  const sums = new Float64Array(objective === "softmax" ? classes : 1);
  let total = 0;
  for (let row = 0; row < target.length; row++) {
    const weight = weights?.[row] ?? 1;
    const value = target[row]!;
    if (objective === "softmax") sums[value]! += weight;
    else sums[0]! += weight * value;
    total += weight;
  }
  const shares = sums.map((sum) => sum / total);
  if (objective === "squared_error") return shares;
  const bounded = shares.map((share) => Math.min(Math.max(share, 1e-15), 1 - 1e-15));
  if (objective === "softmax") return bounded.map(log);
  return bounded.map((share) => log(share / (1 - share)));
}
