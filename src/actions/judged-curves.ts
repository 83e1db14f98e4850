import type { Evaluation } from "../learn/evaluate.ts";
import { type Target, weightsAt } from "../learn/target.ts";
import { calibrationCurve, type Point, precisionRecallCurve, rocCurve } from "../metrics/curves.ts";
import { rankClass } from "../metrics/ranking-metrics.ts";

/** What curves are drawn from. */
export interface Judged {
  target: Target;
  testRows: Uint32Array;
  evaluation: Evaluation;
}

/** How well a class is told from the others. */
export interface ClassCurves {
  label: string;
  roc: Point[];
  precisionRecall: Point[];
  calibration: Point[];
}

/** Classes that have a curve of their own. */
const mostCurves = 5;
const calibrationBins = 10;

/** Of the positive class of two, or of the first five; none of a class that all test rows have, or none. */
export function classCurves({ target, testRows, evaluation: { scores } }: Judged): ClassCurves[] {
  if (scores === undefined) return [];
  const { classes, positive } = target;
  const actual = Int32Array.from(testRows, (row) => target.values[row]!);
  const weights = weightsAt(target, testRows);
  const codes = classes.length === 2 ? [positive ?? 1] : [...classes.keys()].slice(0, mostCurves);
  return codes.flatMap((code): ClassCurves[] => {
    const ranks = rankClass({ actual, scores, classes: classes.length, weights }, code);
    if (!(ranks.positives > 0 && ranks.negatives > 0)) return [];
    const calibration = calibrationCurve(
      {
        rows: actual.length,
        scoreOf: (row) => scores[row * classes.length + code]!,
        isPositive: (row) => actual[row] === code,
        weights,
      },
      calibrationBins,
    );
    const [roc, precisionRecall] = [rocCurve(ranks), precisionRecallCurve(ranks)];
    return [{ label: classes[code]!, roc, precisionRecall, calibration }];
  });
}

/** Of a tenth of the test rows, by the size of the prediction: means of the prediction, the residual and its size. */
export interface ErrorTenth {
  prediction: number;
  mean: number;
  size: number;
}

/** Where a regression errs; the mean residual (actual − predicted) is above 0 where predictions are too low. */
export function errorTenths({ target, testRows, evaluation: { predicted } }: Judged): ErrorTenth[] {
  const order = Uint32Array.from(predicted.keys()).sort((a, b) => predicted[a]! - predicted[b]! || a - b);
  const count = Math.min(10, order.length);
  return Array.from({ length: count }, (_, tenth) => {
    const rows = order.subarray(
      Math.floor((tenth * order.length) / count),
      Math.floor(((tenth + 1) * order.length) / count),
    );
    const mean = (of: (index: number) => number): number =>
      rows.reduce((sum, index) => sum + of(index), 0) / rows.length;
    const errorOf = (index: number): number => target.values[testRows[index]!]! - predicted[index]!;
    return {
      prediction: mean((index) => predicted[index]!),
      mean: mean(errorOf),
      size: mean((index) => Math.abs(errorOf(index))),
    };
  });
}
