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
const calibrationBins = 10;

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
export function topAccuracy({ actual, scores, classes, weights }: Probabilities, k: number): number {
  return meanOver(actual.length, weights, (row) => {
    const own = scores[row * classes + actual[row]!]!;
    let before = 0;
    for (let code = 0; code < classes; code++) {
      const score = scores[row * classes + code]!;
      if (score > own || (score === own && code > actual[row]!)) before++;
    }
    return before < k ? 1 : 0;
  });
}

/** Mean of -log of the actual class's probability, clipped to [ε, 1 - ε]. */
function logLoss({ actual, scores, classes, weights }: Probabilities): number {
  return meanOver(actual.length, weights, (row) => {
    const score = scores[row * classes + actual[row]!]!;
    return -log(Math.min(Math.max(score, epsilon), 1 - epsilon));
  });
}

/** Mean of the squared distance to the actual class; for two classes half of it, which is the usual Brier score. */
function brierScore({ actual, scores, classes, weights }: Probabilities): number {
  const sum = meanOver(actual.length, weights, (row) => {
    let distance = 0;
    for (let code = 0; code < classes; code++)
      distance += square(scores[row * classes + code]! - Number(code === actual[row]));
    return distance;
  });
  return classes === 2 ? sum / 2 : sum;
}

/**
 * How far the share of hits is from what was promised, in ten bins of equal width by the probability of the later of
 * two classes, or of the most probable of several (Guo, Pleiss, Sun, Weinberger 2017).
 */
function calibrationError({ actual, scores, classes, weights }: Probabilities): number {
  const gaps = new Float64Array(calibrationBins);
  let total = 0;
  for (let row = 0; row < actual.length; row++) {
    const own = scores.subarray(row * classes, (row + 1) * classes);
    const code = classes === 2 ? 1 : own.indexOf(own.reduce((most, each) => Math.max(most, each), 0));
    const bin = Math.min(calibrationBins - 1, Math.floor(own[code]! * calibrationBins));
    const weight = weights ? weights[row]! : 1;
    gaps[bin] = gaps[bin]! + weight * (Number(actual[row] === code) - own[code]!);
    total += weight;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
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
