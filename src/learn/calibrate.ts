import { log } from "./exponential.ts";
import { fitIsotonic, type Isotonic, isotonicAt } from "./isotonic.ts";
import { minimize } from "./lbfgs.ts";
import { sigmoid } from "./link.ts";
import { logisticLoss } from "./logistic-loss.ts";

/** A curve that probabilities are put on: 1 / (1 + e^(a p + b)). */
export interface Sigmoid {
  a: number;
  b: number;
}

/** What corrects probabilities: one curve for the later of two classes, else one a class, made to sum to 1. */
export type Calibration =
  | { method: "sigmoid"; curves: Sigmoid[] }
  | { method: "isotonic"; curves: Isotonic[] };

/** Probabilities, and the classes that their rows are of. */
export interface Judged {
  /** Rows × classes, row-major. */
  scores: Float64Array;
  /** Codes from 0. */
  actual: Int32Array;
  classes: number;
  /** One a row, where they do not all weigh the same. */
  weights?: Float64Array | undefined;
}

/**
 * Learns the curves from rows that the model was not trained on, as scikit-learn 1.9's CalibratedClassifierCV does of
 * predicted probabilities: each class against the others.
 */
export function fitCalibration(
  method: Calibration["method"],
  { scores, actual, classes, weights }: Judged,
): Calibration {
  const codes = classes === 2 ? [1] : Array.from({ length: classes }, (_, code) => code);
  const parts = codes.map((code) => ({
    x: Float64Array.from(actual, (_, row) => scores[row * classes + code]!),
    y: Float64Array.from(actual, (own) => Number(own === code)),
  }));
  return method === "sigmoid"
    ? { method, curves: parts.map(({ x, y }) => fitSigmoid(x, y, weights)) }
    : { method, curves: parts.map(({ x, y }) => fitIsotonic(x, y, weights)) };
}

/** The corrected probabilities, rows × classes, row-major; equal ones where every curve gives 0. */
export function calibrate(calibration: Calibration, scores: Float64Array, classes: number): Float64Array {
  const calibrated = new Float64Array(scores.length);
  for (let at = 0; at < scores.length; at += classes) {
    if (classes === 2) {
      const share = valueAt(calibration, 0, scores[at + 1]!);
      calibrated.set([1 - share, share], at);
      continue;
    }
    let sum = 0;
    for (let code = 0; code < classes; code++) {
      calibrated[at + code] = valueAt(calibration, code, scores[at + code]!);
      sum += calibrated[at + code]!;
    }
    for (let code = 0; code < classes; code++)
      calibrated[at + code] = sum === 0 ? 1 / classes : calibrated[at + code]! / sum;
  }
  return calibrated;
}

function valueAt(calibration: Calibration, curve: number, score: number): number {
  if (calibration.method === "isotonic") return isotonicAt(calibration.curves[curve]!, score);
  const { a, b } = calibration.curves[curve]!;
  return sigmoid(-(a * score + b));
}

/**
 * Platt's sigmoid with his targets (Probabilistic outputs for support vector machines, 1999): the least log loss of
 * shares that are not quite 0 and 1.
 */
function fitSigmoid(x: Float64Array, y: Float64Array, weights?: Float64Array): Sigmoid {
  const weightOf = (row: number): number => weights?.[row] ?? 1;
  const total = y.reduce((sum, _, row) => sum + weightOf(row), 0);
  const positives = y.reduce((sum, each, row) => sum + each * weightOf(row), 0);
  const negatives = total - positives;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  // Each row stands twice: as a positive with its target, and as a negative with the rest.
  const codes = Int32Array.from({ length: 2 * x.length }, (_, at) => (at < x.length ? 1 : 0));
  const shares = Float64Array.from(codes, (code, at) => {
    const target = y[at % x.length] === 1 ? high : low;
    return ((code === 1 ? target : 1 - target) * weightOf(at % x.length)) / total;
  });
  const margins = new Float64Array(codes.length);
  const start = Float64Array.of(0, log((negatives + 1) / (positives + 1)));
  const { point } = minimize(
    ([a = 0, b = 0], gradient) => {
      for (let at = 0; at < margins.length; at++) margins[at] = -(a * x[at % x.length]! + b);
      const loss = logisticLoss(margins, { codes, shares, outputs: 1 });
      gradient.fill(0);
      for (let at = 0; at < margins.length; at++) {
        gradient[0] = gradient[0]! - margins[at]! * x[at % x.length]!;
        gradient[1] = gradient[1]! - margins[at]!;
      }
      return loss;
    },
    start,
    { tol: 1e-11, maxIter: 1000 },
  );
  return { a: point[0]!, b: point[1]! };
}
