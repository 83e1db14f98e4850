import type { Config } from "../config/config.ts";

/**
 * Whether the configuration asks for what only classes have, where it does not say `train.task`: a rule for a
 * classifier's metric, a threshold, costs, or the classifying linear engine. A target of whole numbers is classes then.
 */
export function asksForClasses({ train, gate }: Config): boolean {
  return (
    train.threshold !== undefined ||
    train.costs !== undefined ||
    train.engine === "logistic" ||
    gate.rules.some(({ metric }) => ofClasses.test(metric.toLowerCase().replaceAll("-", "_")))
  );
}

/** Names and other names of metrics, as `findMetric` knows them; the table itself would load with every action. */
export const ofClasses =
  /^(neg_)?((test|val|valid|validation|eval)_)?(acc|accuracy|balanced_accuracy|au(ro)?c|roc_auc|pr_auc|average_precision|recall_at_precision|top_k_accuracy|mcc|matthews_corrcoef|(cohen_)?kappa|log_?loss|(binary_|multi_|m)logloss|cross_entropy|brier|ece|gini|ks|positive_likelihood_ratio|d2_(log_loss|brier)|expected_calibration_error|expected_cost|(f1|precision|recall|jaccard)(_(macro|micro|weighted|samples))?)(_ov[ro](_weighted)?)?(_score|_score_loss)?(@[\d.]+)?$/;
