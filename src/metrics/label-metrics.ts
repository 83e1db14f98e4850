import { square } from "../learn/exponential.ts";
import type { ClassCounts } from "./confusion-matrix.ts";

/** Metrics of predicted classes alone, by name, each worked out when it is asked for. */
export type MetricSource = Record<string, () => number>;

/** What a metric of predicted classes is worked out from. */
export interface ClassTally {
  counts: readonly ClassCounts[];
  /** Code of the positive class of two; a metric that needs it is NaN without. */
  positive: number | undefined;
}

/** A metric of counts of classes. */
export type LabelMetric = (tally: ClassTally) => number;

/**
 * Metrics of a confusion matrix. A share of nothing is 0 (`zero_division=0`). NaN: kappa where both sides hold the same
 * single class, averages without rows, a likelihood ratio without false positives.
 */
export const labelMetricTable: Readonly<Record<string, LabelMetric>> = {
  accuracy: ({ counts }) => sumOf(counts, (each) => each.hits) / rowsOf(counts),
  balanced_accuracy: ({ counts }) =>
    macro(
      counts.filter((each) => each.actual > 0),
      recall,
    ),
  ...averages("f1", f1),
  ...averages("precision", precision),
  ...averages("recall", recall),
  ...averages("jaccard", jaccard),
  matthews_corrcoef: ({ counts }) => matthewsCorrelation(counts, rowsOf(counts)),
  cohen_kappa: ({ counts }) => cohenKappa(counts, rowsOf(counts)),
  positive_likelihood_ratio: ofPositive((own, counts) => likelihoodRatio(own, rowsOf(counts))),
};

/** Metrics of the positive class of two alone. */
export const positiveMetrics: ReadonlySet<string> = new Set([
  ...["f1", "precision", "recall", "jaccard"],
  "positive_likelihood_ratio",
]);

/** Those metrics that the counts have; `positive` is the code of the positive class of two. */
export function labelMetrics(counts: readonly ClassCounts[], positive: number | undefined): MetricSource {
  const isBinary = counts.length === 2 && positive !== undefined;
  return Object.fromEntries(
    Object.entries(labelMetricTable)
      .filter(([name]) => isBinary || !positiveMetrics.has(name))
      .map(([name, metric]) => [name, () => metric({ counts, positive })]),
  );
}

type ClassMetric = (counts: ClassCounts) => number;

/** Of the positive class; the plain mean; of all counts together; the mean by the classes' rows. */
function averages(name: string, metric: ClassMetric): Record<string, LabelMetric> {
  return {
    [name]: ofPositive(metric),
    [`${name}_macro`]: ({ counts }) => macro(present(counts), metric),
    [`${name}_micro`]: ({ counts }) => metric(together(counts)),
    [`${name}_weighted`]: ({ counts }) =>
      sumOf(counts, (each) => (each.actual > 0 ? metric(each) * each.actual : 0)) / rowsOf(counts),
  };
}

function ofPositive(metric: (own: ClassCounts, counts: readonly ClassCounts[]) => number): LabelMetric {
  return ({ counts, positive }) =>
    positive === undefined || counts.length !== 2 ? Number.NaN : metric(counts[positive]!, counts);
}

function present(counts: readonly ClassCounts[]): readonly ClassCounts[] {
  return counts.filter((each) => each.actual + each.predicted > 0);
}

function rowsOf(counts: readonly ClassCounts[]): number {
  return sumOf(counts, (each) => each.actual);
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
  let sum = 0;
  for (const each of counts) sum += term(each);
  return sum;
}
