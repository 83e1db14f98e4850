/** Metrics that a threshold can be chosen by. */
export const thresholdMetrics = [
  "f1",
  "balanced_accuracy",
  "youden",
  "accuracy",
  "matthews_corrcoef",
  "cohen_kappa",
  "jaccard",
] as const;
