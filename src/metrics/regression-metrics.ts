import { square } from "../learn/exponential.ts";
import type { MetricSource } from "./label-metrics.ts";
import { meanOver } from "./mean-over.ts";
import { findRegressionLoss, type RegressionLoss } from "./regression-losses.ts";

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
    const loss = findRegressionLoss(name);
    if (Object.hasOwn(sources, name)) metrics[name] = sources[name]!();
    else if (loss !== undefined) metrics[name] = meanLoss(actual, predicted, loss, weights);
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
  const loss = (name: string): (() => number) => {
    const of = findRegressionLoss(name)!;
    return () => meanLoss(actual, predicted, of, weights);
  };
  const errorOf = (row: number): number => actual[row]! - predicted[row]!;
  const absolute = actual.map((_, row) => Math.abs(errorOf(row)));
  const variance = (): number => {
    const center = mean((row) => actual[row]!);
    return mean((row) => square(actual[row]! - center));
  };
  const [mse, mae, squaredLogError] = [loss("mse"), loss("mae"), loss("mean_squared_log_error")];
  return {
    r2: () => (length < 2 ? Number.NaN : shareExplained(mse(), variance())),
    rmse: () => Math.sqrt(mse()),
    mae,
    mape: loss("mape"),
    mse,
    median_absolute_error: () => medianOf(absolute, weights),
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
    smape: loss("smape"),
    mean_squared_log_error: squaredLogError,
    root_mean_squared_log_error: () => Math.sqrt(squaredLogError()),
    mean_poisson_deviance: loss("mean_poisson_deviance"),
    mean_gamma_deviance: loss("mean_gamma_deviance"),
    d2_absolute_error_score: () => {
      const middle = medianOf(actual, weights);
      return length < 2
        ? Number.NaN
        : shareExplained(
            mae(),
            mean((row) => Math.abs(actual[row]! - middle)),
          );
    },
    pinball: loss("pinball"),
  };
}

function meanLoss(
  actual: Float64Array,
  predicted: Float64Array,
  loss: RegressionLoss,
  weights: Float64Array | undefined,
): number {
  return meanOver(actual.length, weights, (row) => loss(actual[row]!, predicted[row]!));
}

/** One less a share; of a constant target 1 where nothing is unexplained, else 0. */
export function shareExplained(unexplained: number, variance: number): number {
  if (variance !== 0) return 1 - unexplained / variance;
  if (Number.isNaN(unexplained)) return Number.NaN;
  return unexplained === 0 ? 1 : 0;
}

/**
 * The averaged inverted distribution function at one half (Hyndman and Fan 1996, definition 2), of values each of which
 * counts so often: the values are sorted once.
 */
export function weightedMedianAt(
  values: Float64Array,
  weights?: Float64Array,
): (counts?: ArrayLike<number>) => number {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  return (counts) => {
    const weightOf = (row: number): number => (counts ? counts[row]! : 1) * (weights ? weights[row]! : 1);
    let whole = 0;
    for (const row of order) whole += weightOf(row);
    let below = 0;
    let found: number | undefined;
    for (const row of order) {
      const weight = weightOf(row);
      if (weight <= 0) continue;
      if (found !== undefined) return (values[found]! + values[row]!) / 2;
      below += weight;
      if (below < whole / 2) continue;
      if (below - whole / 2 > epsilon) return values[row]!;
      found = row;
    }
    return found === undefined ? Number.NaN : values[found]!;
  };
}

/** The same once: without weights the values are sorted as numbers, which is many times as fast as by their places. */
function medianOf(values: Float64Array, weights: Float64Array | undefined): number {
  if (weights !== undefined || values.some(Number.isNaN)) return weightedMedianAt(values, weights)();
  const sorted = values.toSorted();
  const { length } = sorted;
  return length % 2 === 1
    ? sorted[(length - 1) / 2]!
    : length === 0
      ? Number.NaN
      : (sorted[length / 2 - 1]! + sorted[length / 2]!) / 2;
}
