import type { Source } from "./generators.ts";

/** What speed is measured on: rows of two classes, and of numbers. */
export const classes: Source = { kind: "classes", noise: [0.6, 0.7] };
export const numbers: Source = { kind: "normal", noise: [0.5, 0.6] };

/** The six metrics of the bar. */
export const six = {
  classes: ["accuracy", "f1", "roc_auc", "log_loss", "average_precision", "matthews_corrcoef"],
  numbers: ["rmse", "r2", "mae", "mape", "explained_variance", "wape"],
} as const;
