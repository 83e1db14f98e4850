import { meanOver } from "../metrics/mean-over.ts";
import { randomFrom, randomState } from "./random.ts";

/** scikit-learn's DummyRegressor: the same number for every row. */
export interface DummyRegressor {
  strategy: "mean" | "median";
  value: number;
}

/** scikit-learn's DummyClassifier: the most frequent class (the first of equals), with its or all classes' shares. */
export interface DummyClassifier {
  strategy: "most_frequent" | "prior";
  /** Code of the predicted class. */
  code: number;
  /** Predicted probability of each class: 0 and 1 for most_frequent, their shares for prior. */
  scores: Float64Array;
}

/** Learns the mean (or median) of the target; NaN without rows. Of weighted rows it is the lower median. */
export function trainDummyRegressor(
  target: Float64Array,
  strategy: DummyRegressor["strategy"] = "mean",
  weights?: Float64Array,
): DummyRegressor {
  if (weights)
    return {
      strategy,
      value:
        strategy === "mean"
          ? meanOver(target.length, weights, (row) => target[row]!)
          : lowerMedian(target, weights),
    };
  if (strategy === "mean") {
    const sum = target.reduce((total, value) => total + value, 0);
    return { strategy, value: sum / target.length };
  }
  const sorted = target.toSorted();
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return { strategy, value: (lower + upper) / 2 };
}

/** Learns the shares of the classes from codes 0 … classes - 1. */
export function trainDummyClassifier(
  target: Int32Array,
  classes: number,
  strategy: DummyClassifier["strategy"] = "prior",
  weights?: Float64Array,
): DummyClassifier {
  const counts = new Float64Array(classes);
  let total = 0;
  for (const [row, code] of target.entries()) {
    const weight = weights?.[row] ?? 1;
    counts[code] = counts[code]! + weight;
    total += weight;
  }
  const code = counts.indexOf(counts.reduce((most, each) => Math.max(most, each), 0));
  const scores =
    strategy === "prior"
      ? counts.map((each) => each / total)
      : counts.map((_, each) => Number(each === code));
  return { strategy, code, scores };
}

/**
 * scikit-learn's DummyClassifier with the strategy `stratified`: of each row one class, drawn by the shares of the
 * classes; the same for the same seed. Rows × classes, row-major.
 */
export function drawClasses(shares: Float64Array, rows: number, seed: number): Float64Array {
  const random = randomFrom(randomState(seed, 0));
  const outputs = new Float64Array(rows * shares.length);
  for (let row = 0; row < rows; row++) {
    let rest = random.next() / 2 ** 32;
    let code = 0;
    while (code < shares.length - 1 && rest >= shares[code]!) rest -= shares[code++]!;
    outputs[row * shares.length + code] = 1;
  }
  return outputs;
}

/** The least value below and at which half of the weight lies. */
function lowerMedian(values: Float64Array, weights: Float64Array): number {
  const order = Uint32Array.from(values.keys())
    .filter((row) => weights[row]! > 0)
    .sort((a, b) => values[a]! - values[b]!);
  const half = order.reduce((sum, row) => sum + weights[row]!, 0) / 2;
  let below = 0;
  for (const row of order) {
    below += weights[row]!;
    if (below >= half) return values[row]!;
  }
  return Number.NaN;
}
