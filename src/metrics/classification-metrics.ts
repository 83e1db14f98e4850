import { type ClassCounts, confusionMatrix, countClasses } from "./confusion-matrix.ts";
import { rocAuc, rocAucOneVsRest } from "./roc-auc.ts";

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
}

/** NumPy's float64 epsilon, to which scikit-learn clips probabilities. */
const epsilon = 2 ** -52;

/**
 * scikit-learn 1.9's metrics by the names of the metric table. Two classes also have `roc_auc`, which is the
 * same whichever is positive, and `precision`, `recall`, `f1` of the positive one; more have `roc_auc_ovr` and `roc_auc_ovr_weighted`. A share of nothing is 0
 * (`zero_division=0`). NaN: a ROC AUC where the rows lack a class, kappa where both sides hold the same single class,
 * averages without rows.
 */
export function classificationMetrics(outcome: ClassificationOutcome): Record<string, number> {
  const { actual, predicted, scores, classes, positive } = outcome;
  const rows = actual.length;
  const counts = countClasses(confusionMatrix(actual, predicted, classes.length), classes.length);
  const present = counts.filter((each) => each.actual + each.predicted > 0);
  const metrics: Record<string, number> = {
    accuracy: sumOf(counts, (each) => each.hits) / rows,
    balanced_accuracy: macro(
      counts.filter((each) => each.actual > 0),
      recall,
    ),
    ...averages("f1", f1, present, rows),
    ...averages("precision", precision, present, rows),
    ...averages("recall", recall, present, rows),
    matthews_corrcoef: matthewsCorrelation(counts, rows),
    cohen_kappa: cohenKappa(counts, rows),
  };
  const positiveCounts = positive === undefined ? undefined : counts[positive];
  if (classes.length === 2 && positiveCounts) {
    metrics.f1 = f1(positiveCounts);
    metrics.precision = precision(positiveCounts);
    metrics.recall = recall(positiveCounts);
  }
  return scores ? { ...metrics, ...scoreMetrics(actual, scores, classes.length) } : metrics;
}

function scoreMetrics(actual: Int32Array, scores: Float64Array, classes: number): Record<string, number> {
  const calibration = {
    log_loss: logLoss(actual, scores, classes),
    brier: brierScore(actual, scores, classes),
  };
  if (classes === 2) {
    const area = rocAuc(
      actual.length,
      (row) => scores[row * 2 + 1]!,
      (row) => actual[row] === 1,
    );
    return { ...calibration, roc_auc: area };
  }
  const { macro, weighted } = rocAucOneVsRest(actual, scores, classes);
  return { ...calibration, roc_auc_ovr: macro, roc_auc_ovr_weighted: weighted };
}

function averages(
  name: string,
  metric: (counts: ClassCounts) => number,
  present: readonly ClassCounts[],
  rows: number,
): Record<string, number> {
  return {
    [`${name}_macro`]: macro(present, metric),
    [`${name}_weighted`]: sumOf(present, (each) => metric(each) * each.actual) / rows,
  };
}

function macro(counts: readonly ClassCounts[], metric: (counts: ClassCounts) => number): number {
  return sumOf(counts, metric) / counts.length;
}

function precision({ hits, predicted }: ClassCounts): number {
  return predicted === 0 ? 0 : hits / predicted;
}

function recall({ hits, actual }: ClassCounts): number {
  return actual === 0 ? 0 : hits / actual;
}

function f1({ hits, actual, predicted }: ClassCounts): number {
  return actual + predicted === 0 ? 0 : (2 * hits) / (actual + predicted);
}

/** Gorodkin's R_K (2004), 0 where either side holds one class. */
function matthewsCorrelation(counts: readonly ClassCounts[], rows: number): number {
  const covariance =
    sumOf(counts, (each) => each.hits) * rows - sumOf(counts, (each) => each.actual * each.predicted);
  const ofPredicted = rows ** 2 - sumOf(counts, (each) => each.predicted ** 2);
  const ofActual = rows ** 2 - sumOf(counts, (each) => each.actual ** 2);
  const product = ofPredicted * ofActual;
  if (rows === 0) return Number.NaN;
  return product === 0 ? 0 : covariance / Math.sqrt(product);
}

function cohenKappa(counts: readonly ClassCounts[], rows: number): number {
  const disagreeing = rows - sumOf(counts, (each) => each.hits);
  const expected = rows - sumOf(counts, (each) => each.actual * each.predicted) / rows;
  return expected === 0 ? Number.NaN : 1 - disagreeing / expected;
}

/** Mean of -log of the actual class's probability, clipped to [ε, 1 - ε]. */
function logLoss(actual: Int32Array, scores: Float64Array, classes: number): number {
  let loss = 0;
  for (const [row, code] of actual.entries())
    loss -= Math.log(Math.min(Math.max(scores[row * classes + code]!, epsilon), 1 - epsilon));
  return loss / actual.length;
}

/** Mean of the squared distance to the actual class; for two classes half of it, which is the usual Brier score. */
function brierScore(actual: Int32Array, scores: Float64Array, classes: number): number {
  let sum = 0;
  for (const [row, code] of actual.entries())
    for (let index = 0; index < classes; index++)
      sum += (scores[row * classes + index]! - Number(index === code)) ** 2;
  return (classes === 2 ? sum / 2 : sum) / actual.length;
}

function sumOf(counts: readonly ClassCounts[], term: (counts: ClassCounts) => number): number {
  return counts.reduce((sum, each) => sum + term(each), 0);
}
