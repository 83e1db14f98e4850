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

/** Learns the mean (or median) of the target; NaN without rows. */
export function trainDummyRegressor(
  target: Float64Array,
  strategy: DummyRegressor["strategy"] = "mean",
): DummyRegressor {
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
): DummyClassifier {
  const counts = new Float64Array(classes);
  for (const code of target) counts[code] = counts[code]! + 1;
  const code = counts.indexOf(counts.reduce((most, each) => Math.max(most, each), 0));
  const scores =
    strategy === "prior"
      ? counts.map((each) => each / target.length)
      : counts.map((_, each) => Number(each === code));
  return { strategy, code, scores };
}
