import type { Evaluation, Outcome } from "../gate/evaluation.ts";
import { square } from "../learn/exponential.ts";
import { meanOver } from "./mean-over.ts";
import { findRegressionLoss } from "./regression-losses.ts";
import { shareExplained, weightedMedianAt } from "./regression-metrics.ts";
import type { Statistic, Sums } from "./statistic.ts";
import { fromSums, sumInfluence, sumTimes } from "./sums.ts";

/** A metric of predicted numbers that is no mean over rows. */
export function regressionStatistic(
  name: string,
  { actual: codes, rows, weights }: Evaluation,
  outcome: Outcome,
): Statistic | undefined {
  const [actual, predicted] = [codes as Float64Array, outcome.predicted as Float64Array];
  const of: Numbers = { rows, actual, predicted, weights };
  if (Object.hasOwn(ofSums, name)) return fromSums(rows, () => ofSums[name]!(of));
  if (Object.hasOwn(ofOrder, name)) return ofOrder[name]!(of);
  return undefined;
}

interface Numbers {
  rows: number;
  actual: Float64Array;
  predicted: Float64Array;
  weights: Float64Array | undefined;
}

const ofSums: Readonly<Record<string, (of: Numbers) => Sums>> = {
  rmse: (of) => rootOf(of, (row) => square(of.actual[row]! - of.predicted[row]!)),
  root_mean_squared_log_error: (of) =>
    rootOf(of, (row) => findRegressionLoss("mean_squared_log_error")!(of.actual[row]!, of.predicted[row]!)),
  wape: (of) => ({
    terms: [
      termOf(of, (row) => Math.abs(of.actual[row]! - of.predicted[row]!)),
      termOf(of, (row) => Math.abs(of.actual[row]!)),
    ],
    combine: (sums) => sums[0]! / sums[1]!,
  }),
  r2: (of) => ({
    terms: [
      ...varianceTerms(of, (row) => of.actual[row]!),
      termOf(of, (row) => square(of.actual[row]! - of.predicted[row]!)),
    ],
    combine: (sums) =>
      of.rows < 2
        ? Number.NaN
        : shareExplained(sums[3]! / sums[0]!, varianceOf(sums[0]!, sums[1]!, sums[2]!)),
  }),
  explained_variance: (of) => ({
    terms: [
      ...varianceTerms(of, (row) => of.actual[row]!),
      ...varianceTerms(of, (row) => of.actual[row]! - of.predicted[row]!).slice(1),
    ],
    combine: (sums) =>
      shareExplained(varianceOf(sums[0]!, sums[3]!, sums[4]!), varianceOf(sums[0]!, sums[1]!, sums[2]!)),
  }),
};

const ofOrder: Readonly<Record<string, (of: Numbers) => Statistic>> = {
  median_absolute_error: ({ rows, actual, predicted, weights }) => {
    const errors = actual.map((value, row) => Math.abs(value - predicted[row]!));
    return { rows, interval: "percentile", at: weightedMedianAt(errors, weights) };
  },
  max_error: ({ rows, actual, predicted }) => ({
    rows,
    interval: "none",
    at(counts) {
      let most = rows === 0 ? Number.NaN : 0;
      for (let row = 0; row < rows; row++)
        if (counts === undefined || counts[row]! > 0)
          most = Math.max(most, Math.abs(actual[row]! - predicted[row]!));
      return most;
    },
  }),
  d2_absolute_error_score: absoluteShare,
};

/**
 * D² of absolute errors. The median is where the mean distance is least, so to first order it does not matter that a
 * resample has another one: the influence is that of a fixed median.
 */
function absoluteShare(of: Numbers): Statistic {
  const { rows, actual, weights } = of;
  const medianAt = weightedMedianAt(actual, weights);
  const errors = termOf(of, (row) => Math.abs(actual[row]! - of.predicted[row]!));
  const distances = (middle: number): Float64Array => termOf(of, (row) => Math.abs(actual[row]! - middle));
  return {
    rows,
    interval: "bca",
    at(counts) {
      if (rows < 2) return Number.NaN;
      return shareExplained(sumTimes(errors, counts), sumTimes(distances(medianAt(counts)), counts));
    },
    influence: () =>
      sumInfluence({
        terms: [errors, distances(medianAt())],
        combine: (sums) => shareExplained(sums[0]!, sums[1]!),
      }),
  };
}

function rootOf(of: Numbers, loss: (row: number) => number): Sums {
  return {
    terms: [termOf(of, loss), of.weights ?? new Float64Array(of.rows).fill(1)],
    combine: (sums) => Math.sqrt(sums[0]! / sums[1]!),
  };
}

function termOf({ rows, weights }: Numbers, term: (row: number) => number): Float64Array {
  // A loop: Float64Array.from takes ten times as long.
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) values[row] = weights ? term(row) * weights[row]! : term(row);
  return values;
}

/** Weights, values and squares of values around their mean: so that no digits are lost between large squares. */
function varianceTerms(
  of: Numbers,
  value: (row: number) => number,
): [Float64Array, Float64Array, Float64Array] {
  const center = meanOver(of.rows, of.weights, value);
  return [
    of.weights ?? new Float64Array(of.rows).fill(1),
    termOf(of, (row) => value(row) - center),
    termOf(of, (row) => square(value(row) - center)),
  ];
}

/** 0 where nothing but rounding is left of the squares. */
function varianceOf(weight: number, sum: number, squares: number): number {
  const variance = squares / weight - square(sum / weight);
  return variance > (1e-14 * squares) / weight ? variance : 0;
}
