import type { Config } from "../config/config.ts";
import { findMetric } from "../metrics/metric-table.ts";

/**
 * Whether the configuration asks for what only classes have, where it does not say `train.task`: a rule for a
 * classifier's metric, a split by class, a positive class, a threshold, costs, or the classifying linear engine. A target
 * of whole numbers is classes then.
 */
export function asksForClasses({ data, train, gate }: Config): boolean {
  return (
    data.split.stratify ||
    data.positive !== undefined ||
    train.threshold !== undefined ||
    train.costs !== undefined ||
    train.engine === "logistic" ||
    gate.rules.some(({ metric }) => ofClasses.test(findMetric(metric)?.name ?? ""))
  );
}

const ofClasses =
  /^(accuracy|balanced_accuracy|roc_auc|average_precision|recall_at_precision|top_k_accuracy|matthews_corrcoef|cohen_kappa|log_loss|brier|ece|expected_cost|(f1|precision|recall|jaccard)(_(macro|micro|weighted))?)(_ov[ro](_weighted)?)?$/;
