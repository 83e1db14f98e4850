import type { Rule } from "../config/config.ts";
import type { GateMetrics } from "./parse-metrics.ts";

/**
 * What is asked of a model when no rules are written: to be better than the dummy model (mean, or most frequent
 * class). ROC AUC serves two classes, balanced accuracy several, RMSE numbers: a dummy cannot score on them by luck
 * of the class shares. Empty when the metrics hold none of them.
 */
export function defaultRules(metrics: GateMetrics): Rule[] {
  const metric = ["rmse", "roc_auc", "balanced_accuracy"].find(
    (name) => metrics.dummy?.has(name) && metrics.values.has(name),
  );
  return metric === undefined ? [] : [{ metric, better_than: "dummy" }];
}
