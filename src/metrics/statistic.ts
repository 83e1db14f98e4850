import type { Evaluation, Outcome } from "../gate/evaluation.ts";
import { labelStatistic } from "./label-statistic.ts";
import { probabilityStatistic } from "./probability-statistic.ts";
import type { RankPart } from "./rank-order.ts";
import { rankStatistic } from "./rank-statistic.ts";
import { regressionStatistic } from "./regression-statistic.ts";
import { metricLoss } from "./row-losses.ts";
import { fromSums, weigh } from "./sums.ts";

/** A metric as a function of how often each row counts: what a resample asks. */
export interface Statistic {
  rows: number;
  /** The metric where row i counts `counts[i]` times; of every row once without. Weights of the rows count on top. */
  at(counts?: ArrayLike<number>): number;
  /** The metric from sums over rows of a few terms, where it is a smooth function of them. */
  sums?: Sums | undefined;
  /** The metric from areas and precisions of orders of rows, where it is made of them. */
  ranks?: (() => Ranks) | undefined;
  /**
   * What the bootstrap is good for here: BCa, percentiles alone (medians and cuts at a rank have no smooth influence),
   * or nothing (a greatest error, a binned calibration error).
   */
  interval: "bca" | "percentile" | "none";
  /** The metric's derivative by the weight of each row; it sums to 0. */
  influence?: (() => Float64Array) | undefined;
  /** The metric without each row. */
  leaveOneOut?: (() => Float64Array) | undefined;
}

/** Sums over rows of some terms (the rows' weights in them), and the metric made of them. */
export interface Sums {
  /** One value a row. */
  terms: readonly Float64Array[];
  /** Must not keep `sums`. */
  combine(sums: ArrayLike<number>): number;
}

/** Areas and average precisions of orders of rows, and the metric made of them. */
export interface Ranks {
  parts: readonly RankPart[];
  /** Must not keep `values`. */
  combine(values: ArrayLike<number>): number;
}

/**
 * The metric of a name (as in the metric table, with its number after an `@`, with `neg_` negated) of what a model says,
 * or the mean of a numeric column of that name; undefined where the predictions have no such metric. The evaluation's
 * weights and costs count. `at()` is what `classificationMetrics` and `regressionMetrics` have.
 */
export function statisticOf(name: string, evaluation: Evaluation, outcome: Outcome): Statistic | undefined {
  const known = evaluation.hasOnlyNumbers ? undefined : metricStatistic(name, evaluation, outcome);
  if (known !== undefined) return known;
  const column = outcome.numbers.get(name);
  return column && meanStatistic(column, evaluation.weights);
}

/**
 * One value a row (without the row's weight), of which the metric is the (weighted) mean: 0 or 1 for accuracy, the loss
 * for a loss, the column itself for a numeric column of the predictions. Undefined where the metric is no mean over rows.
 */
export function lossOf(name: string, evaluation: Evaluation, outcome: Outcome): Float64Array | undefined {
  if (evaluation.hasOnlyNumbers) return outcome.numbers.get(name);
  const loss = metricLoss(name, evaluation, outcome);
  if (loss !== undefined) return loss;
  if (name.startsWith("neg_")) {
    const negated = metricLoss(name.slice("neg_".length), evaluation, outcome);
    if (negated !== undefined) return negated.map((each) => -each);
  }
  return metricStatistic(name, evaluation, outcome) === undefined ? outcome.numbers.get(name) : undefined;
}

function metricStatistic(name: string, evaluation: Evaluation, outcome: Outcome): Statistic | undefined {
  if (name.startsWith("neg_")) {
    const loss = metricStatistic(name.slice("neg_".length), evaluation, outcome);
    return loss && negated(loss);
  }
  const losses = metricLoss(name, evaluation, outcome);
  if (losses !== undefined) return meanStatistic(losses, evaluation.weights);
  if (evaluation.task === "regression") return regressionStatistic(name, evaluation, outcome);
  return (
    labelStatistic(name, evaluation, outcome) ??
    probabilityStatistic(name, evaluation, outcome) ??
    rankStatistic(name, evaluation, outcome)
  );
}

/** The mean of one value a row. */
export function meanStatistic(values: Float64Array, weights: Float64Array | undefined): Statistic {
  const { length } = values;
  return fromSums(length, () => ({
    terms: [weigh(values, weights), weights ?? new Float64Array(length).fill(1)],
    combine: (sums) => sums[0]! / sums[1]!,
  }));
}

function negated(loss: Statistic): Statistic {
  const { rows, interval, influence, leaveOneOut } = loss;
  return {
    rows,
    interval,
    at: (counts) => -loss.at(counts),
    get sums() {
      const { sums } = loss;
      return sums && { terms: sums.terms, combine: (of: ArrayLike<number>) => -sums.combine(of) };
    },
    influence: influence && (() => influence().map((each) => -each)),
    leaveOneOut: leaveOneOut && (() => leaveOneOut().map((each) => -each)),
  };
}
