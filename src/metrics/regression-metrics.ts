import { log, log1p, square } from "../learn/exponential.ts";
import type { MetricSource } from "./label-metrics.ts";
import { meanOver } from "./mean-over.ts";

/** What is worked out where nobody asks for more. */
const usual = [
  "r2",
  "rmse",
  "mae",
  "mape",
  "mse",
  "median_absolute_error",
  "max_error",
  "explained_variance",
] as const;

/** Metrics of predicted numbers, by the names of the metric table. */
export type RegressionMetrics = Record<(typeof usual)[number], number> & Record<string, number>;

/** NumPy's float64 epsilon: what MAPE divides by where the actual value is 0. */
const epsilon = 2 ** -52;

/**
 * scikit-learn 1.9's regression metrics: the usual ones, and those of `extra` that there are, `pinball@0.9` among them.
 * R² and explained variance of a constant target are 1 for exact predictions, else 0; R² of fewer than two rows is
 * NaN; everything is NaN without rows. `weights` are not negative and have a positive sum; the largest error does not
 * heed them, as in scikit-learn.
 */
export function regressionMetrics(
  actual: Float64Array,
  predicted: Float64Array,
  weights?: Float64Array,
  extra: readonly string[] = [],
): RegressionMetrics {
  const sources = regressionSources(actual, predicted, weights);
  const metrics: Record<string, number> = {};
  for (const name of [...usual, ...extra]) {
    const [stem, quantile] = name.split("@");
    const share = Number(quantile);
    if (Object.hasOwn(sources, name)) metrics[name] = sources[name]!();
    else if (stem === "pinball" && share > 0 && share < 1)
      metrics[name] = pinballLoss(actual, predicted, share, weights);
  }
  return metrics as RegressionMetrics;
}

/**
 * Every metric of predicted numbers that needs no number of its own. NaN: a logarithmic error of values at or below
 * -1, a deviance of predictions at or below 0 or of actual values that its distribution does not have.
 */
export function regressionSources(
  actual: Float64Array,
  predicted: Float64Array,
  weights?: Float64Array,
): MetricSource {
  const { length } = actual;
  const mean = (term: (row: number) => number): number => meanOver(length, weights, term);
  const meanWhere = (
    holds: (y: number, p: number) => boolean,
    term: (y: number, p: number) => number,
  ): number =>
    mean((row) => (holds(actual[row]!, predicted[row]!) ? term(actual[row]!, predicted[row]!) : Number.NaN));
  const errorOf = (row: number): number => actual[row]! - predicted[row]!;
  const absolute = actual.map((_, row) => Math.abs(errorOf(row)));
  const variance = (): number => {
    const center = mean((row) => actual[row]!);
    return mean((row) => square(actual[row]! - center));
  };
  const mse = (): number => mean((row) => square(errorOf(row)));
  const mae = (): number => mean((row) => absolute[row]!);
  const squaredLogError = (): number =>
    meanWhere(
      (y, p) => y > -1 && p > -1,
      (y, p) => square(log1p(y) - log1p(p)),
    );
  return {
    r2: () => (length < 2 ? Number.NaN : shareExplained(mse(), variance())),
    rmse: () => Math.sqrt(mse()),
    mae,
    mape: () => mean((row) => absolute[row]! / Math.max(Math.abs(actual[row]!), epsilon)),
    mse,
    median_absolute_error: () => weightedMedian(absolute, weights),
    max_error: () =>
      absolute.reduce((greatest, each) => Math.max(greatest, each), length === 0 ? Number.NaN : 0),
    explained_variance: () => {
      const center = mean(errorOf);
      return shareExplained(
        mean((row) => square(errorOf(row) - center)),
        variance(),
      );
    },
    wape: () => mae() / mean((row) => Math.abs(actual[row]!)),
    smape: () =>
      mean((row) => {
        const sum = Math.abs(actual[row]!) + Math.abs(predicted[row]!);
        return sum === 0 ? 0 : (2 * absolute[row]!) / sum;
      }),
    mean_squared_log_error: squaredLogError,
    root_mean_squared_log_error: () => Math.sqrt(squaredLogError()),
    mean_poisson_deviance: () =>
      meanWhere(
        (y, p) => y >= 0 && p > 0,
        (y, p) => 2 * ((y === 0 ? 0 : y * log(y / p)) - y + p),
      ),
    mean_gamma_deviance: () =>
      meanWhere(
        (y, p) => y > 0 && p > 0,
        (y, p) => 2 * (log(p / y) + y / p - 1),
      ),
    d2_absolute_error_score: () => {
      const middle = weightedMedian(actual, weights);
      return length < 2
        ? Number.NaN
        : shareExplained(
            mae(),
            mean((row) => Math.abs(actual[row]! - middle)),
          );
    },
    pinball: () => pinballLoss(actual, predicted, 0.5, weights),
  };
}

/** The mean loss of predicting a quantile: `share` for each unit below the actual value, the rest above it. */
function pinballLoss(
  actual: Float64Array,
  predicted: Float64Array,
  share: number,
  weights: Float64Array | undefined,
): number {
  return meanOver(actual.length, weights, (row) => {
    const error = actual[row]! - predicted[row]!;
    return Math.max(share * error, (share - 1) * error);
  });
}

function shareExplained(unexplained: number, variance: number): number {
  if (variance !== 0) return 1 - unexplained / variance;
  if (Number.isNaN(unexplained)) return Number.NaN;
  return unexplained === 0 ? 1 : 0;
}

/** The averaged inverted distribution function at one half (Hyndman and Fan 1996, definition 2). */
function weightedMedian(values: Float64Array, weights: Float64Array | undefined): number {
  const weightOf = (row: number): number => (weights ? weights[row]! : 1);
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
