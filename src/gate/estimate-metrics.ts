import { findMetric } from "../metrics/metric-table.ts";
import { sortByScore } from "../metrics/rank-order.ts";
import { lossOf, type Statistic, statisticOf } from "../metrics/statistic.ts";
import { estimateAuc, estimateAucDifference } from "../statistics/auc.ts";
import { bootstrapEstimates } from "../statistics/bootstrap.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { estimateMean } from "../statistics/mean.ts";
import type { BootstrapRequest } from "../statistics/measure.ts";
import type { OpenResampleKernel } from "../statistics/resample-kernel.ts";
import { estimateShare } from "../statistics/share.ts";
import { estimateShareDifference } from "../statistics/share-difference.ts";
import type { SortedRows } from "../statistics/sort-rows.ts";
import { transformEstimate } from "../statistics/transform-estimate.ts";
import type { Evaluation, Outcome } from "./evaluation.ts";
import { flawlessEstimate } from "./flawless.ts";
import { alpha } from "./judge.ts";
import { seedOf } from "./seed-of.ts";

/** A metric that is asked for, and beside the difference of both models what else: ours less so many times theirs. */
export interface AskedMetric {
  metric: string;
  factors: readonly number[];
}

/** What is known of a metric; numbers where no interval holds what it promises. */
export interface MetricEstimates {
  /** Beside a champion the value alone: the difference is what is asked. */
  challenger: Estimate | number;
  /** Undefined where there is no champion. */
  champion: number | undefined;
  difference: Estimate | number | undefined;
  /** Factor → the challenger's metric less so many times the champion's. */
  contrasts: ReadonlyMap<number, Estimate | number>;
}

/** How much work goes into intervals: without, as much as a verdict deserves. */
export interface Effort {
  /** Resamples of the bootstrap. */
  resamples: number;
  /** Of more units than this the infinitesimal jackknife stands for resamples. */
  mostUnits: number;
  /** Draws for a metric that no resample changes. */
  draws: number;
  /** Of what is drawn; without, it comes from what is judged. */
  seed: number;
  /** Opens the compiled kernel of the bootstrap: it changes nothing but the time. */
  openKernel: OpenResampleKernel | undefined;
}

/** Rows from which on a mean of losses is about normal. */
const normalRows = 100;

/**
 * Metrics with their intervals, and their differences on the same rows; undefined for those that the predictions do not
 * have. Wilson's and Tango's score intervals for shares of rows, DeLong's for ROC AUC, Student's t for means over many
 * rows or over groups; all others, and all of rows in time, by the bootstrap (`bootstrapEstimates`), on one set of resamples.
 */
export function estimateMetrics(
  evaluation: Evaluation,
  asked: readonly AskedMetric[],
  effort?: Partial<Effort>,
): (MetricEstimates | undefined)[] {
  const names = [...new Set(asked.map(({ metric }) => metric))];
  const pairs = names.flatMap((metric) => readPair(evaluation, metric) ?? []);
  const questions = pairs.flatMap((pair) => {
    const factors = asked.flatMap(({ metric, factors: of }) => (metric === pair.metric ? of : []));
    const wanted = pair.champion === undefined ? [undefined] : [...new Set([1, ...factors])];
    return wanted.map((factor) => ({ pair, factor }));
  });
  const answers = answer(evaluation, questions, effort);
  return asked.map(({ metric }) => {
    const of = questions.flatMap(({ pair, factor }, index) =>
      pair.metric === metric ? [{ factor, pair, found: answers[index]! }] : [],
    );
    if (of.length === 0) return undefined;
    const contrasts = new Map(
      of.flatMap((each) => (each.factor === undefined ? [] : [[each.factor, each.found]])),
    );
    const { factor, found, pair } = of[0]!;
    return {
      challenger: factor === undefined ? found : pair.challenger,
      champion: pair.champion,
      difference: contrasts.get(1),
      contrasts,
    };
  });
}

/** A metric of both models, and its values on all rows. */
interface Pair {
  metric: string;
  own: Statistic;
  theirs: Statistic | undefined;
  challenger: number;
  champion: number | undefined;
}

/** `factor` undefined: of the challenger alone; else less so many times the champion's. */
interface Question {
  pair: Pair;
  factor: number | undefined;
}

function readPair(evaluation: Evaluation, metric: string): Pair | undefined {
  const { challenger, champion } = evaluation;
  const own = statisticOf(metric, evaluation, challenger);
  const theirs = champion && statisticOf(metric, evaluation, champion);
  return own && { metric, own, theirs, challenger: own.at(), champion: theirs?.at() };
}

function answer(
  evaluation: Evaluation,
  questions: readonly Question[],
  effort: Partial<Effort> | undefined,
): (Estimate | number)[] {
  let made: number | undefined;
  const seed = (): number => (made ??= effort?.seed ?? seedOf(evaluation));
  const known = questions.map(({ pair, factor }) => {
    const value = pair.challenger - (factor === undefined ? 0 : factor * pair.champion!);
    if (pair.own.interval === "none" || Number.isNaN(value)) return value;
    return closedForm(evaluation, pair.metric, factor);
  });
  const open = questions.filter((_, index) => known[index] === undefined);
  const found = open.length === 0 ? [] : resample(evaluation, open, { ...effort, seed });
  return questions.map((question, index) => {
    const estimate = known[index] ?? found.shift()!;
    if (typeof estimate === "number" || !isOpen(estimate, question)) return estimate;
    const { pair, factor } = question;
    const range = rangeOf(pair.metric, factor);
    const of = { factor, value: estimate.value, seed: seed(), range, draws: effort?.draws };
    return flawlessEstimate(evaluation, pair.metric, of) ?? estimate;
  });
}

/** Whether the bounds say nothing of a value that is there. */
function isOpen({ value, bounds }: Estimate, { pair, factor }: Question): boolean {
  const [lower, upper] = bounds(alpha);
  const [low, high] = rangeOf(pair.metric, factor);
  return Number.isFinite(value) && lower <= low && upper >= high;
}

function resample(
  evaluation: Evaluation,
  open: readonly Question[],
  { seed, resamples, mostUnits, openKernel }: { seed: () => number } & Partial<Omit<Effort, "seed">>,
): Estimate[] {
  const { groups, time } = evaluation;
  const requests = open.map(({ pair, factor }): BootstrapRequest => {
    const shared = { statistic: pair.own, range: rangeOf(pair.metric, factor) };
    return factor === undefined ? shared : { ...shared, minus: pair.theirs, factor };
  });
  return bootstrapEstimates(requests, { groups, time, seed, resamples, mostUnits, openKernel });
}

/** The least and the greatest value of a metric, or of one less so many times another. */
function rangeOf(metric: string, factor: number | undefined): readonly [number, number] {
  const [low, high] = findMetric(metric)?.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return factor === undefined ? [low, high] : [low - factor * high, high - factor * low];
}

function closedForm(
  evaluation: Evaluation,
  metric: string,
  factor: number | undefined,
): Estimate | undefined {
  if (evaluation.time !== undefined && evaluation.groups === undefined) return undefined;
  if (metric === "roc_auc" || metric === "gini") return ofAreas(evaluation, metric, factor);
  return ofShares(evaluation, metric, factor) ?? ofMeans(evaluation, metric, factor);
}

/** Shares of rows, each as good as another: accuracy of all, recall of the positive ones. */
function ofShares(evaluation: Evaluation, metric: string, factor: number | undefined): Estimate | undefined {
  const { actual, positive, rows, challenger, champion, classes } = evaluation;
  if (evaluation.weights || evaluation.groups || classes.length === 0) return undefined;
  if (metric !== "accuracy" && !(metric === "recall" && positive !== undefined)) return undefined;
  if (factor !== undefined && factor !== 1) return undefined;
  let [counted, own, other] = [0, 0, 0];
  let hits = 0;
  for (let row = 0; row < rows; row++) {
    if (metric === "recall" && actual[row] !== positive) continue;
    counted++;
    const isHit = challenger.predicted[row] === actual[row];
    hits += Number(isHit);
    if (factor === undefined) continue;
    const isTheirs = champion!.predicted[row] === actual[row];
    if (isHit !== isTheirs) isHit ? own++ : other++;
  }
  return factor === undefined
    ? estimateShare(hits, counted)
    : estimateShareDifference({ firstOnly: own, secondOnly: other, rows: counted });
}

/** The mean of one loss a row. */
function ofMeans(evaluation: Evaluation, metric: string, factor: number | undefined): Estimate | undefined {
  const { weights, groups, rows, challenger, champion } = evaluation;
  if (groups === undefined && rows < normalRows) return undefined;
  const own = lossOf(metric, evaluation, challenger);
  const other = factor === undefined ? undefined : lossOf(metric, evaluation, champion!);
  if (own === undefined || (factor !== undefined && other === undefined)) return undefined;
  const values = other === undefined ? own : own.map((loss, row) => loss - factor! * other[row]!);
  const [low, high] = rangeOf(metric, factor);
  const range = Number.isFinite(low) && Number.isFinite(high) ? ([low, high] as const) : undefined;
  return estimateMean(values, { weights, groups, range, isSkewed: other === undefined });
}

/** ROC AUC of two classes, and Gini, which is twice as far from a half. */
function ofAreas(evaluation: Evaluation, metric: string, factor: number | undefined): Estimate | undefined {
  const { actual, classes, weights, groups, challenger, champion } = evaluation;
  const code = evaluation.positive ?? 1;
  if (classes.length !== 2 || challenger.scores === undefined) return undefined;
  if (factor !== undefined && (factor !== 1 || champion?.scores === undefined)) return undefined;
  const positive = new Uint8Array(actual.length);
  for (let row = 0; row < positive.length; row++) positive[row] = Number(actual[row] === code);
  const scoresOf = ({ scores }: Outcome): Float64Array => {
    const own = new Float64Array(actual.length);
    for (let row = 0; row < own.length; row++) own[row] = scores![2 * row + code]!;
    return own;
  };
  const fallingOf = ({ scores }: Outcome): SortedRows => sortByScore(scores!, 2, code);
  const rows = { positive, weights, groups };
  const first = scoresOf(challenger);
  const falling = fallingOf(challenger);
  const area =
    factor === undefined
      ? estimateAuc({ ...rows, scores: first, falling })
      : estimateAucDifference({
          ...{ ...rows, first, second: scoresOf(champion!) },
          falling: [falling, fallingOf(champion!)],
        });
  if (metric === "roc_auc") return area;
  return transformEstimate(area, { scale: 2, offset: factor === undefined ? -1 : 0 });
}
