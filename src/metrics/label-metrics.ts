import { square } from "../learn/exponential.ts";
import type { ClassCounts } from "./confusion-matrix.ts";

/** Metrics of predicted classes alone, by name, each worked out when it is asked for. */
export type MetricSource = Record<string, () => number>;

/**
 * Metrics of a confusion matrix; `positive` is the code of the positive class of two. A share of nothing is 0
 * (`zero_division=0`). NaN: kappa where both sides hold the same single class, averages without rows, a likelihood
 * ratio without false positives.
 */
export function labelMetrics(counts: readonly ClassCounts[], positive: number | undefined): MetricSource {
  const rows = sumOf(counts, (each) => each.actual);
  const present = counts.filter((each) => each.actual + each.predicted > 0);
  const there = counts.filter((each) => each.actual > 0);
  const own = counts.length === 2 && positive !== undefined ? counts[positive] : undefined;
  return {
    accuracy: () => sumOf(counts, (each) => each.hits) / rows,
    balanced_accuracy: () => macro(there, recall),
    ...averages("f1", f1, { present, rows, own }),
    ...averages("precision", precision, { present, rows, own }),
    ...averages("recall", recall, { present, rows, own }),
    ...averages("jaccard", jaccard, { present, rows, own }),
    matthews_corrcoef: () => matthewsCorrelation(counts, rows),
    cohen_kappa: () => cohenKappa(counts, rows),
    ...(own && { positive_likelihood_ratio: () => likelihoodRatio(own, rows) }),
  };
}

type ClassMetric = (counts: ClassCounts) => number;

/** Of the positive class; the plain mean; of all counts together; the mean by the classes' rows. */
function averages(
  name: string,
  metric: ClassMetric,
  { present, rows, own }: { present: readonly ClassCounts[]; rows: number; own: ClassCounts | undefined },
): MetricSource {
  return {
    ...(own && { [name]: () => metric(own) }),
    [`${name}_macro`]: () => macro(present, metric),
    [`${name}_micro`]: () => metric(together(present)),
    [`${name}_weighted`]: () => sumOf(present, (each) => metric(each) * each.actual) / rows,
  };
}

function together(counts: readonly ClassCounts[]): ClassCounts {
  const sum = (key: keyof ClassCounts): number => sumOf(counts, (each) => each[key]);
  return { hits: sum("hits"), actual: sum("actual"), predicted: sum("predicted") };
}

function macro(counts: readonly ClassCounts[], metric: ClassMetric): number {
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

function jaccard({ hits, actual, predicted }: ClassCounts): number {
  return actual + predicted === 0 ? 0 : hits / (actual + predicted - hits);
}

/** Gorodkin's R_K (2004), 0 where either side holds one class. */
function matthewsCorrelation(counts: readonly ClassCounts[], rows: number): number {
  const covariance =
    sumOf(counts, (each) => each.hits) * rows - sumOf(counts, (each) => each.actual * each.predicted);
  const ofPredicted = square(rows) - sumOf(counts, (each) => square(each.predicted));
  const ofActual = square(rows) - sumOf(counts, (each) => square(each.actual));
  const product = ofPredicted * ofActual;
  if (rows === 0) return Number.NaN;
  return product === 0 ? 0 : covariance / Math.sqrt(product);
}

function cohenKappa(counts: readonly ClassCounts[], rows: number): number {
  const disagreeing = rows - sumOf(counts, (each) => each.hits);
  const expected = rows - sumOf(counts, (each) => each.actual * each.predicted) / rows;
  return expected === 0 ? Number.NaN : 1 - disagreeing / expected;
}

/** The share of positives among them over that among the others. */
function likelihoodRatio({ hits, actual, predicted }: ClassCounts, rows: number): number {
  const misses = predicted - hits;
  const negatives = rows - actual;
  return misses === 0 || actual === 0 ? Number.NaN : hits / actual / (misses / negatives);
}

function sumOf(counts: readonly ClassCounts[], term: ClassMetric): number {
  return counts.reduce((sum, each) => sum + term(each), 0);
}
