import { describe, expect, test } from "vitest";
import { classificationMetrics } from "../../src/metrics/classification-metrics.ts";
import { findMetric, metricTable } from "../../src/metrics/metric-table.ts";
import { regressionMetrics } from "../../src/metrics/regression-metrics.ts";

describe("findMetric", () => {
  test.each([
    ["r2", "r2"],
    ["r2_score", "r2"],
    ["R2", "r2"],
    ["f1_score", "f1"],
    ["F1-Macro", "f1_macro"],
    ["test_accuracy", "accuracy"],
    ["val_auc", "roc_auc"],
    ["root_mean_squared_error", "rmse"],
    ["mean absolute error", "mae"],
    ["roc_auc_score", "roc_auc"],
    ["brier_score_loss", "brier"],
    ["logloss", "log_loss"],
    ["explained_variance_score", "explained_variance"],
    ["matthews_corrcoef", "matthews_corrcoef"],
    ["d2_brier_score", "d2_brier_score"],
    ["ndcg@10", "ndcg@10"],
  ])("%s is %s", (name, found) => {
    expect(findMetric(name)?.name).toBe(found);
  });

  test("what the gate measures elsewhere is known by its own name alone", () => {
    expect(findMetric("model_size")).toMatchObject({ direction: "minimize", unit: "bytes", beside: true });
    expect(findMetric("demographic_parity_ratio")).toMatchObject({ direction: "maximize", beside: true });
    expect(metricTable).not.toHaveProperty("model_size");
    expect(findMetric("neg_model_size")).toBeUndefined();
  });

  test("a gap is that of a metric of the table, and more of it is worse", () => {
    expect(findMetric("gap.r2_score")).toMatchObject({ name: "gap.r2", direction: "minimize", beside: true });
    expect(findMetric("gap.mape")).toMatchObject({ name: "gap.mape", percent: true });
    for (const name of ["gap.", "gap.quality", "gap.gap.r2", "gap.model_size"])
      expect(findMetric(name)).toBeUndefined();
  });

  test("a negated loss is better when it grows, and is no loss", () => {
    expect(findMetric("neg_root_mean_squared_error")).toEqual({
      name: "neg_rmse",
      label: "−RMSE",
      direction: "maximize",
      range: [Number.NEGATIVE_INFINITY, 0],
      loss: false,
    });
  });

  test.each([
    "",
    "quality",
    "neg_r2",
    "neg_",
    "ndcg@",
    "ndcg@x",
    "__proto__",
    "constructor",
    "test_",
    "score",
  ])("does not guess what %j is", (name) => {
    expect(findMetric(name)).toBeUndefined();
  });
});

describe("the table", () => {
  test("knows every scorer of scikit-learn 1.9 that is a metric of predictions", () => {
    const scorers = [
      "accuracy balanced_accuracy matthews_corrcoef average_precision neg_log_loss neg_brier_score top_k_accuracy",
      "d2_log_loss_score d2_brier_score positive_likelihood_ratio r2 explained_variance neg_mean_absolute_error",
      "neg_mean_squared_error neg_root_mean_squared_error neg_mean_squared_log_error neg_max_error",
      "neg_root_mean_squared_log_error neg_median_absolute_error neg_mean_absolute_percentage_error",
      "neg_mean_poisson_deviance neg_mean_gamma_deviance d2_absolute_error_score",
      "roc_auc roc_auc_ovr roc_auc_ovo roc_auc_ovr_weighted roc_auc_ovo_weighted",
      ...["f1", "precision", "recall", "jaccard"].flatMap((name) =>
        ["", "_macro", "_micro", "_weighted", "_samples"].map((average) => name + average),
      ),
    ].flatMap((line) => line.split(" "));
    expect(scorers.filter((name) => findMetric(name)?.direction !== "maximize")).toEqual([]);
  });

  test("has a direction for everything that is measured here", () => {
    const code = Int32Array.of(0, 1);
    const outcomes = [
      regressionMetrics(Float64Array.of(1, 2), Float64Array.of(1, 2)),
      ...[
        ["a", "b"],
        ["a", "b", "c"],
      ].map((classes) =>
        classificationMetrics({
          actual: code,
          predicted: code,
          scores: new Float64Array(2 * classes.length),
          classes,
          positive: 1,
        }),
      ),
    ];
    for (const name of outcomes.flatMap((metrics) => Object.keys(metrics)))
      expect(metricTable).toHaveProperty(name);
  });

  test("calls a loss what is at best 0 and better when it shrinks", () => {
    for (const [name, metric] of Object.entries(metricTable)) {
      expect(metric.name).toBe(name);
      expect(metric.loss).toBe(metric.direction === "minimize");
      if (metric.loss) expect(metric.range[0]).toBe(0);
      expect(metric.range[0]).toBeLessThan(metric.range[1]);
    }
  });
});
