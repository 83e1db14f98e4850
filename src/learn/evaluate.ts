import type { Metrics } from "../evidence/metrics-file.ts";
import { classificationMetrics } from "../metrics/classification-metrics.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { regressionMetrics } from "../metrics/regression-metrics.ts";
import { drawClasses, trainDummyClassifier, trainDummyRegressor } from "./dummy.ts";
import { type Target, weightsAt } from "./target.ts";

/** Predictions of some rows and how good they are. */
export interface Evaluation {
  /** A number a row for regression, a class code a row for classes. */
  predicted: Float64Array | Int32Array;
  /** Probabilities, rows × classes, row-major; undefined for regression. */
  scores: Float64Array | undefined;
  metrics: Metrics;
}

/** How probabilities become classes. */
export interface Decision {
  /** Rows whose positive class has at least this probability are positive; without it the most probable class counts. */
  threshold?: number | undefined;
  /** Costs of answers, classes × classes, row-major as a confusion matrix. */
  costs?: Float64Array | undefined;
}

/**
 * Judges a model's outputs (rows × outputs, row-major: the prediction, or a probability a class) against the
 * target in the given table rows. The predicted class is the first of the most probable ones, as NumPy's argmax, unless
 * there is a threshold.
 * Metrics of the positive class are left out where nobody said which of two text classes it is. `asked` names metrics
 * beside the usual ones.
 */
export function evaluate(
  target: Target,
  rows: Uint32Array,
  outputs: Float64Array,
  { asked = [], threshold, costs }: Decision & { asked?: readonly string[] | undefined } = {},
): Evaluation {
  const weights = weightsAt(target, rows);
  const extra = asked.map((name) => findMetric(name)?.name.replace(/^neg_/, "") ?? name);
  if (target.task === "regression") {
    const actual = Float64Array.from(rows, (row) => target.values[row]!);
    return {
      predicted: outputs,
      scores: undefined,
      metrics: regressionMetrics(actual, outputs, weights, extra),
    };
  }
  const { classes, positive } = target;
  const actual = Int32Array.from(rows, (row) => target.values[row]!);
  const predicted =
    threshold === undefined || positive === undefined
      ? mostProbable(outputs, classes.length)
      : Int32Array.from(actual, (_, row) =>
          outputs[2 * row + positive]! >= threshold ? positive : 1 - positive,
        );
  const metrics: Metrics = classificationMetrics(
    { actual, predicted, scores: outputs, classes, positive, weights, costs },
    extra,
  );
  return { predicted, scores: outputs, metrics };
}

/** What answers drawn by the shares of the classes give for `count` rows; undefined for numbers. */
export function stratifiedOutputs(
  target: Target,
  trainRows: Uint32Array,
  { count, seed }: { count: number; seed: number },
): Float64Array | undefined {
  if (target.task === "regression") return undefined;
  const shares = dummyOutputs(target, trainRows, 1);
  return drawClasses(shares, count, seed);
}

/** What a model that ignores the features gives for `count` rows: the training mean, or the class shares. */
export function dummyOutputs(target: Target, trainRows: Uint32Array, count: number): Float64Array {
  const weights = weightsAt(target, trainRows);
  if (target.task === "regression") {
    const values = Float64Array.from(trainRows, (row) => target.values[row]!);
    return new Float64Array(count).fill(trainDummyRegressor(values, "mean", weights).value);
  }
  const codes = Int32Array.from(trainRows, (row) => target.values[row]!);
  const { scores } = trainDummyClassifier(codes, target.classes.length, "prior", weights);
  const outputs = new Float64Array(count * scores.length);
  for (let index = 0; index < count; index++) outputs.set(scores, index * scores.length);
  return outputs;
}

function mostProbable(scores: Float64Array, classes: number): Int32Array {
  const codes = new Int32Array(scores.length / classes);
  for (let row = 0; row < codes.length; row++) {
    let best = 0;
    for (let code = 1; code < classes; code++)
      if (scores[row * classes + code]! > scores[row * classes + best]!) best = code;
    codes[row] = best;
  }
  return codes;
}
