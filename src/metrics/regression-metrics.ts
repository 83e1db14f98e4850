/** Metrics of predicted numbers, by the names of the metric table. */
export type RegressionMetrics = Record<
  "r2" | "rmse" | "mae" | "mape" | "mse" | "median_absolute_error" | "max_error" | "explained_variance",
  number
>;

/** NumPy's float64 epsilon: what MAPE divides by where the actual value is 0. */
const epsilon = 2 ** -52;

/**
 * scikit-learn 1.9's regression metrics. R² and explained variance of a constant target are 1 for exact predictions,
 * else 0; R² of fewer than two rows is NaN; everything is NaN without rows. `weights` are not negative and have a
 * positive sum; the largest error does not heed them, as in scikit-learn.
 */
export function regressionMetrics(
  actual: Float64Array,
  predicted: Float64Array,
  weights?: Float64Array,
): RegressionMetrics {
  const { length } = actual;
  const weightOf = (row: number): number => (weights ? weights[row]! : 1);
  const mean = (term: (row: number) => number): number => {
    let sum = 0;
    let total = 0;
    for (let row = 0; row < length; row++) {
      sum += weightOf(row) * term(row);
      total += weightOf(row);
    }
    return sum / total;
  };
  const errorOf = (row: number): number => actual[row]! - predicted[row]!;
  const meanActual = mean((row) => actual[row]!);
  const meanError = mean(errorOf);
  const variance = mean((row) => (actual[row]! - meanActual) ** 2);
  const mse = mean((row) => errorOf(row) ** 2);
  const absolute = actual.map((_, row) => Math.abs(errorOf(row)));
  return {
    r2: length < 2 ? Number.NaN : shareExplained(mse, variance),
    rmse: Math.sqrt(mse),
    mae: mean((row) => absolute[row]!),
    mape: mean((row) => absolute[row]! / Math.max(Math.abs(actual[row]!), epsilon)),
    mse,
    median_absolute_error: weightedMedian(absolute, weightOf),
    max_error: absolute.reduce((greatest, each) => Math.max(greatest, each), length === 0 ? Number.NaN : 0),
    explained_variance: shareExplained(
      mean((row) => (errorOf(row) - meanError) ** 2),
      variance,
    ),
  };
}

function shareExplained(unexplained: number, variance: number): number {
  if (variance !== 0) return 1 - unexplained / variance;
  if (Number.isNaN(unexplained)) return Number.NaN;
  return unexplained === 0 ? 1 : 0;
}

/** The averaged inverted distribution function at one half (Hyndman and Fan 1996, definition 2). */
function weightedMedian(values: Float64Array, weightOf: (row: number) => number): number {
  const order = Uint32Array.from(values.keys())
    .filter((row) => weightOf(row) > 0)
    .sort((a, b) => values[a]! - values[b]!);
  const half = order.reduce((sum, row) => sum + weightOf(row), 0) / 2;
  let below = 0;
  for (const [rank, row] of order.entries()) {
    below += weightOf(row);
    if (below < half) continue;
    const next = order[below - half > epsilon ? rank : rank + 1] ?? row;
    return (values[row]! + values[next]!) / 2;
  }
  return Number.NaN;
}
