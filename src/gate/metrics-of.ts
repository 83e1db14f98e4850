import type { Rule } from "../config/config.ts";
import { classificationMetrics } from "../metrics/classification-metrics.ts";
import { regressionMetrics } from "../metrics/regression-metrics.ts";
import type { Evaluation } from "./evaluation.ts";
import { canonicalName, type GateMetrics } from "./parse-metrics.ts";

/** The usual metrics of predictions, and those that rules name, where there is no file of metrics. */
export function metricsOf(evaluation: Evaluation, rules: readonly Rule[]): GateMetrics {
  const { task, actual, classes, positive, costs, weights, rows } = evaluation;
  const { predicted, scores, numbers } = evaluation.challenger;
  const extra = rules.map(({ metric }) => canonicalName(metric).replace(/^neg_/, ""));
  const found = evaluation.hasOnlyNumbers
    ? {}
    : task === "regression"
      ? regressionMetrics(actual as Float64Array, predicted as Float64Array, weights, extra)
      : classificationMetrics(
          {
            actual: actual as Int32Array,
            predicted: predicted as Int32Array,
            scores,
            classes,
            positive,
            weights,
            costs,
          },
          extra,
        );
  const means = [...numbers].map(([name, values]): [string, number] => [
    name,
    values.reduce((sum, value) => sum + value, 0) / values.length,
  ]);
  return {
    values: new Map([...means, ...Object.entries(found)]),
    aliases: new Map(),
    dummy: undefined,
    rows,
    task,
    evaluation: undefined,
    model: undefined,
  };
}

/** The metrics of the model that is compared with, on these rows; undefined where there is none. */
export function championMetrics(evaluation: Evaluation, rules: readonly Rule[]): GateMetrics | undefined {
  const { champion } = evaluation;
  return champion && metricsOf({ ...evaluation, challenger: champion, champion: undefined }, rules);
}
