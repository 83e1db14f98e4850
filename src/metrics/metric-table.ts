import { besideTable, gapOf } from "./beside-metrics.ts";

/** What is known of a metric before its value is: a direction is never guessed from a name that is not here. */
export interface Metric {
  /** scikit-learn's word for it, without `neg_`. */
  name: string;
  /** As people read it: `R²`. */
  label: string;
  direction: "maximize" | "minimize";
  /** The least and the greatest value that it can take. */
  range: readonly [number, number];
  /** A positive loss, 0 at best: a margin in percent of it means something. */
  loss: boolean;
  /** A share that is read as a percentage: 0.12 is 12 %. */
  percent?: boolean;
  /** What it is counted in, where that is not plain numbers. */
  unit?: "bytes" | "seconds";
  /** Not a metric of the table: the gate measures it elsewhere, and judges it by bounds alone. */
  beside?: true;
}

type Entry = readonly [name: string, label: string];

/** Scores from 0 to 1, more is better. */
const shares: readonly Entry[] = [
  ["accuracy", "Accuracy"],
  ["balanced_accuracy", "Balanced accuracy"],
  ["roc_auc", "ROC AUC"],
  ["roc_auc_ovr", "ROC AUC, one vs. rest"],
  ["roc_auc_ovr_weighted", "ROC AUC, one vs. rest, weighted"],
  ["roc_auc_ovo", "ROC AUC, one vs. one"],
  ["roc_auc_ovo_weighted", "ROC AUC, one vs. one, weighted"],
  ["average_precision", "Average precision"],
  ["recall_at_precision", "Recall at a precision"],
  ["top_k_accuracy", "Top-k accuracy"],
  ["ndcg", "NDCG"],
  ["map", "MAP"],
  ["mrr", "MRR"],
  ["hit", "Hit rate"],
  ["ks", "Kolmogorov–Smirnov"],
  ["exact_match", "Exact match"],
  ["acc_norm", "Accuracy, normalized"],
  ["success", "Success rate"],
  ["pass", "Pass rate"],
  ...averaged("f1", "F1"),
  ...averaged("precision", "Precision"),
  ...averaged("recall", "Recall"),
  ...averaged("jaccard", "Jaccard"),
];

/** Scores up to 1 that may be negative, more is better; with the least value that they can take. */
const scores: readonly (readonly [...Entry, lowest: number])[] = [
  ["matthews_corrcoef", "Matthews correlation", -1],
  ["cohen_kappa", "Cohen’s kappa", -1],
  ["gini", "Gini", -1],
  ["r2", "R²", Number.NEGATIVE_INFINITY],
  ["explained_variance", "Explained variance", Number.NEGATIVE_INFINITY],
  ["d2_absolute_error_score", "D² absolute error", Number.NEGATIVE_INFINITY],
  ["d2_log_loss_score", "D² log loss", Number.NEGATIVE_INFINITY],
  ["d2_brier_score", "D² Brier score", Number.NEGATIVE_INFINITY],
  ["oob_score", "Out-of-bag score", Number.NEGATIVE_INFINITY],
];

/** Losses from 0 up, less is better; with the greatest value that they can take. */
const losses: readonly (readonly [...Entry, highest: number])[] = [
  ["mse", "MSE", Number.POSITIVE_INFINITY],
  ["rmse", "RMSE", Number.POSITIVE_INFINITY],
  ["mae", "MAE", Number.POSITIVE_INFINITY],
  ["mape", "MAPE", Number.POSITIVE_INFINITY],
  ["wape", "WAPE", Number.POSITIVE_INFINITY],
  ["smape", "SMAPE", 2],
  ["mase", "MASE", Number.POSITIVE_INFINITY],
  ["median_absolute_error", "Median absolute error", Number.POSITIVE_INFINITY],
  ["max_error", "Largest error", Number.POSITIVE_INFINITY],
  ["mean_squared_log_error", "MSLE", Number.POSITIVE_INFINITY],
  ["root_mean_squared_log_error", "RMSLE", Number.POSITIVE_INFINITY],
  ["mean_poisson_deviance", "Poisson deviance", Number.POSITIVE_INFINITY],
  ["mean_gamma_deviance", "Gamma deviance", Number.POSITIVE_INFINITY],
  ["pinball", "Pinball loss", Number.POSITIVE_INFINITY],
  ["log_loss", "Log loss", Number.POSITIVE_INFINITY],
  ["brier", "Brier score", 2],
  ["ece", "Expected calibration error", 1],
  ["expected_cost", "Expected cost", Number.POSITIVE_INFINITY],
];

const percentages = new Set(["mape", "wape", "smape"]);

/** Every metric of a model's predictions that is known, by its name. */
export const metricTable: Readonly<Record<string, Metric>> = Object.fromEntries(
  [
    ...shares.map(([name, label]) => metric(name, label, "maximize", [0, 1])),
    ...scores.map(([name, label, lowest]) => metric(name, label, "maximize", [lowest, 1])),
    ...losses.map(([name, label, highest]) => metric(name, label, "minimize", [0, highest])),
    metric("positive_likelihood_ratio", "Positive likelihood ratio", "maximize", [
      0,
      Number.POSITIVE_INFINITY,
    ]),
  ].map((each) => [each.name, each]),
);

/** The names of the table, for suggestions. */
export const metricNames: readonly string[] = Object.keys(metricTable);

/** Other common names: scikit-learn's functions, Keras, XGBoost, LightGBM, MLflow. */
const aliases: Readonly<Record<string, string>> = {
  acc: "accuracy",
  auc: "roc_auc",
  auroc: "roc_auc",
  brier_score: "brier",
  brier_score_loss: "brier",
  cohen_kappa_score: "cohen_kappa",
  kappa: "cohen_kappa",
  cross_entropy: "log_loss",
  logloss: "log_loss",
  binary_logloss: "log_loss",
  multi_logloss: "log_loss",
  mlogloss: "log_loss",
  expected_calibration_error: "ece",
  explained_variance_score: "explained_variance",
  mcc: "matthews_corrcoef",
  hit_rate: "hit",
  mean_average_precision: "map",
  mean_reciprocal_rank: "mrr",
  max_absolute_error: "max_error",
  mean_absolute_error: "mae",
  l1: "mae",
  mean_absolute_percentage_error: "mape",
  mean_pinball_loss: "pinball",
  mean_squared_error: "mse",
  l2: "mse",
  medae: "median_absolute_error",
  msle: "mean_squared_log_error",
  rmsle: "root_mean_squared_log_error",
  pr_auc: "average_precision",
  root_mean_squared_error: "rmse",
  r_squared: "r2",
  d2_absolute_error: "d2_absolute_error_score",
};

/**
 * The metric of a name as tools write it: `r2_score`, `test_accuracy`, `val_auc`, `F1-Macro`, `ndcg@10`, `pinball@0.9`. A `neg_…`
 * name (scikit-learn's scorers) gives the negated loss under its own name: there, more is better. Undefined when
 * the name is not known. Those of `besideTable` are known too.
 */
export function findMetric(name: string): Metric | undefined {
  const word = name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_")
    .replace(/^(test|val|valid|validation|eval)_/, "");
  if (word.startsWith("neg_")) return negated(lookUp(word.slice("neg_".length)));
  if (word.startsWith("gap.")) return gapOf(findMetric(word.slice("gap.".length)));
  if (Object.hasOwn(besideTable, word)) return besideTable[word];
  const [stem = "", cut] = word.split("@");
  const found = lookUp(stem);
  return found && cut !== undefined && /^\d+(\.\d+)?$/.test(cut)
    ? { ...found, name: `${found.name}@${cut}`, label: `${found.label}@${cut}` }
    : lookUp(word);
}

function lookUp(word: string): Metric | undefined {
  const names = [word, word.replace(/_score$/, "")];
  for (const each of names) {
    const name = Object.hasOwn(aliases, each) ? aliases[each]! : each;
    if (Object.hasOwn(metricTable, name)) return metricTable[name];
  }
  return undefined;
}

function negated(loss: Metric | undefined): Metric | undefined {
  if (!loss?.loss) return undefined;
  const [lowest, highest] = loss.range;
  const range = [-highest, 0 - lowest] as const;
  return {
    ...loss,
    name: `neg_${loss.name}`,
    label: `−${loss.label}`,
    direction: "maximize",
    range,
    loss: false,
  };
}

function metric(
  name: string,
  label: string,
  direction: Metric["direction"],
  range: readonly [number, number],
): Metric {
  const loss = direction === "minimize";
  return { name, label, direction, range, loss, ...(percentages.has(name) ? { percent: true } : {}) };
}

function averaged(name: string, label: string): Entry[] {
  const averages = ["macro", "micro", "weighted", "samples"];
  return [[name, label], ...averages.map((average): Entry => [`${name}_${average}`, `${label}, ${average}`])];
}
