import { log, square } from "../learn/exponential.ts";
import type { MetricSource } from "./label-metrics.ts";
import { meanOver } from "./mean-over.ts";

/** Probabilities of classes, and the classes that the rows are of. */
export interface Probabilities {
  /** Codes from 0. */
  actual: Int32Array;
  /** Rows × classes, row-major. */
  scores: Float64Array;
  classes: number;
  /** One a row, not negative; 1 without. */
  weights?: Float64Array | undefined;
}

/** NumPy's float64 epsilon, to which scikit-learn clips probabilities. */
const epsilon = 2 ** -52;
/** Bins of equal width of the calibration error. */
export const calibrationBins = 10;

/** scikit-learn 1.9's metrics of probabilities, and the expected calibration error. */
export function probabilityMetrics(outcome: Probabilities): MetricSource {
  const { actual, classes } = outcome;
  const relative = (loss: (of: Probabilities) => number) => (): number =>
    actual.length < 2 ? Number.NaN : 1 - loss(outcome) / loss({ ...outcome, scores: shares(outcome) });
  return {
    log_loss: () => logLoss(outcome),
    brier: () => brierScore(outcome),
    d2_log_loss_score: relative(logLoss),
    d2_brier_score: relative(brierScore),
    ece: () => calibrationError(outcome),
    ...(classes > 2 && { top_k_accuracy: () => topAccuracy(outcome, 2) }),
  };
}

/** The share of rows whose class is among the k most probable ones; of equal ones the later classes, as in scikit-learn. */
export function topAccuracy(outcome: Probabilities, k: number): number {
  return meanOver(outcome.actual.length, outcome.weights, (row) => topHit(outcome, row, k));
}

/** 1 where the row's class is among the k most probable ones, else 0. */
export function topHit({ actual, scores, classes }: Probabilities, row: number, k: number): number {
  const own = scores[row * classes + actual[row]!]!;
  let before = 0;
  for (let code = 0; code < classes; code++) {
    const score = scores[row * classes + code]!;
    if (score > own || (score === own && code > actual[row]!)) before++;
  }
  return before < k ? 1 : 0;
}

function logLoss(outcome: Probabilities): number {
  return meanOver(outcome.actual.length, outcome.weights, (row) => logLossAt(outcome, row));
}

/** -log of the actual class's probability. */
export function logLossAt({ actual, scores, classes }: Probabilities, row: number): number {
  return -logOfShare(scores[row * classes + actual[row]!]!);
}

/** The logarithm of a probability, clipped to [ε, 1 - ε]. */
export function logOfShare(share: number): number {
  return log(Math.min(Math.max(share, epsilon), 1 - epsilon));
}

function brierScore(outcome: Probabilities): number {
  return meanOver(outcome.actual.length, outcome.weights, (row) => brierAt(outcome, row));
}

/** The squared distance to the actual class; for two classes half of it, which is the usual Brier score. */
export function brierAt({ actual, scores, classes }: Probabilities, row: number): number {
  let distance = 0;
  for (let code = 0; code < classes; code++)
    distance += square(scores[row * classes + code]! - Number(code === actual[row]));
  return classes === 2 ? distance / 2 : distance;
}

/**
 * How far the share of hits is from what was promised, in ten bins of equal width by the probability of the later of
 * two classes, or of the most probable of several (Guo, Pleiss, Sun, Weinberger 2017).
 */
function calibrationError(outcome: Probabilities): number {
  const gaps = new Float64Array(calibrationBins);
  let total = 0;
  for (let row = 0; row < outcome.actual.length; row++) {
    const { bin, promised, hit } = promiseAt(outcome, row);
    const weight = outcome.weights ? outcome.weights[row]! : 1;
    gaps[bin] = gaps[bin]! + weight * (hit - promised);
    total += weight;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
}

/** What a row's class was promised with, the bin of that promise, and 1 where it came true. */
export function promiseAt(
  { actual, scores, classes }: Probabilities,
  row: number,
): { bin: number; promised: number; hit: number } {
  let code = classes === 2 ? 1 : 0;
  if (classes !== 2)
    for (let other = 1; other < classes; other++)
      if (scores[row * classes + other]! > scores[row * classes + code]!) code = other;
  const promised = scores[row * classes + code]!;
  const bin = Math.min(calibrationBins - 1, Math.floor(promised * calibrationBins));
  return { bin, promised, hit: Number(actual[row] === code) };
}

/** For every row the classes' shares of all of them. */
function shares({ actual, classes, weights }: Probabilities): Float64Array {
  const counts = new Float64Array(classes);
  let total = 0;
  for (const [row, code] of actual.entries()) {
    const weight = weights ? weights[row]! : 1;
    counts[code] = counts[code]! + weight;
    total += weight;
  }
  return Float64Array.from({ length: actual.length * classes }, (_, at) => counts[at % classes]! / total);
}
