import { confusionMatrix, countClasses } from "./confusion-matrix.ts";
import { labelMetrics, type MetricSource } from "./label-metrics.ts";
import { type Probabilities, probabilityMetrics, topAccuracy } from "./probability-metrics.ts";
import { hitsAmong, type Ranked, recallAtPrecision } from "./ranked.ts";
import { rankClass, rankingMetrics } from "./ranking-metrics.ts";

/** Options of `classificationMetrics`. */
export interface ClassificationOutcome {
  /** Codes into `classes`. */
  actual: Int32Array;
  predicted: Int32Array;
  /** Probabilities, rows × classes, row-major; metrics that need them are left out without. */
  scores?: Float64Array | undefined;
  classes: readonly string[];
  /** Code of the positive class of two; its own metrics are left out without. */
  positive?: number | undefined;
  /** One a row, not negative; 1 without. */
  weights?: Float64Array | undefined;
  /** Costs, classes × classes, row-major as a confusion matrix; `expected_cost` is left out without. */
  costs?: Float64Array | undefined;
}

/** What is worked out where nobody asks for more. */
const usual: readonly string[] = [
  "accuracy",
  "balanced_accuracy",
  ...["f1", "precision", "recall"].flatMap((name) => [`${name}_macro`, `${name}_weighted`]),
  "matthews_corrcoef",
  "cohen_kappa",
  "f1",
  "precision",
  "recall",
  "expected_cost",
  "log_loss",
  "brier",
  "ece",
  "roc_auc",
  "average_precision",
  "roc_auc_ovr",
  "roc_auc_ovr_weighted",
];

/**
 * scikit-learn 1.9's metrics by the names of the metric table: the usual ones, and those in `extra` that the outcome
 * has, `precision@100`, `recall@100`, `recall_at_precision@0.9` and `top_k_accuracy@3` among them.
 */
export function classificationMetrics(
  outcome: ClassificationOutcome,
  extra: readonly string[] = [],
): Record<string, number> {
  const sources = classificationSources(outcome);
  const metrics: Record<string, number> = {};
  for (const name of [...usual, ...extra]) {
    const source = Object.hasOwn(sources, name) ? sources[name] : cutMetric(outcome, name);
    if (source !== undefined) metrics[name] = source();
  }
  return metrics;
}

/** Every metric of the outcome that needs no number of its own. */
export function classificationSources(outcome: ClassificationOutcome): MetricSource {
  const { actual, predicted, scores, classes, positive, weights, costs } = outcome;
  const counts = confusionMatrix(actual, predicted, classes.length, weights);
  const shared = { actual, scores: scores ?? new Float64Array(0), classes: classes.length, weights };
  return {
    ...labelMetrics(countClasses(counts, classes.length), positive),
    ...(costs && { expected_cost: () => expectedCost(counts, costs) }),
    ...(scores && { ...probabilityMetrics(shared), ...rankingMetrics(shared, positive) }),
  };
}

/** The mean of what the predictions cost. */
export function expectedCost(counts: Float64Array, costs: Float64Array): number {
  let sum = 0;
  let rows = 0;
  for (const [cell, count] of counts.entries()) {
    sum += count * costs[cell]!;
    rows += count;
  }
  return sum / rows;
}

/** A metric with its number after an `@`. */
function cutMetric(outcome: ClassificationOutcome, name: string): (() => number) | undefined {
  const { actual, scores, classes, positive, weights } = outcome;
  const [stem = "", text = ""] = name.split("@");
  const cut = Number(text);
  if (scores === undefined || text === "" || !(cut > 0)) return undefined;
  const shared: Probabilities = { actual, scores, classes: classes.length, weights };
  if (stem === "top_k_accuracy" && classes.length > 2) return () => topAccuracy(shared, cut);
  if (classes.length !== 2 || positive === undefined) return undefined;
  const ofRanked: Record<string, (ranked: Ranked) => number> = {
    precision: (ranked) => hitsAmong(ranked, cut) / Math.min(cut, ranked.positives + ranked.negatives),
    recall: (ranked) => hitsAmong(ranked, cut) / ranked.positives,
    recall_at_precision: (ranked) => recallAtPrecision(ranked, cut),
  };
  const metric = Object.hasOwn(ofRanked, stem) ? ofRanked[stem] : undefined;
  return metric && (() => metric(rankClass(shared, positive)));
}
