import type { Evaluation, Outcome } from "../gate/evaluation.ts";
import type { ClassCounts } from "./confusion-matrix.ts";
import { labelMetricTable, positiveMetrics } from "./label-metrics.ts";
import type { Statistic, Sums } from "./statistic.ts";
import { gradientOf } from "./sums.ts";

/** With more classes than this their terms are too many, and counts are gathered row by row. */
const mostTermClasses = 12;

/** A metric of predicted classes. */
export function labelStatistic(
  name: string,
  evaluation: Evaluation,
  outcome: Outcome,
): Statistic | undefined {
  const { classes, positive, rows } = evaluation;
  const ofPositive = positiveMetrics.has(name);
  if (!Object.hasOwn(labelMetricTable, name)) return undefined;
  if (ofPositive && (classes.length !== 2 || positive === undefined)) return undefined;
  const metric = labelMetricTable[name]!;
  const tally = Array.from(classes, (): ClassCounts => ({ hits: 0, actual: 0, predicted: 0 }));
  const count = countLabels(evaluation, outcome, tally);
  const at = (counts?: ArrayLike<number>): number => {
    count(counts);
    return metric({ counts: tally, positive });
  };
  if (classes.length > mostTermClasses)
    return { rows, interval: "bca", at, influence: () => cellInfluence(evaluation, outcome, at) };
  const combine = (sums: ArrayLike<number>): number => {
    for (let code = 0; code < tally.length; code++) {
      const each = tally[code]!;
      each.hits = sums[3 * code]!;
      each.actual = sums[3 * code + 1]!;
      each.predicted = sums[3 * code + 2]!;
    }
    return metric({ counts: tally, positive });
  };
  return {
    rows,
    interval: "bca",
    at,
    get sums(): Sums {
      return { terms: labelTerms(evaluation, outcome), combine };
    },
    influence() {
      count();
      const sums = Float64Array.from(tally.flatMap((each) => [each.hits, each.actual, each.predicted]));
      return labelInfluence(evaluation, outcome, gradientOf(combine, sums, sums));
    },
  };
}

/** Fills the tally with the weights of the rows, each so often as it counts. */
function countLabels(
  { actual, weights, rows }: Evaluation,
  { predicted }: Outcome,
  tally: ClassCounts[],
): (counts?: ArrayLike<number>) => void {
  const sums = new Float64Array(3 * tally.length);
  return (counts) => {
    sums.fill(0);
    for (let row = 0; row < rows; row++) {
      const weight = (counts ? counts[row]! : 1) * (weights ? weights[row]! : 1);
      const [own, said] = [actual[row]!, predicted[row]!];
      if (own === said) sums[3 * own]! += weight;
      sums[3 * own + 1]! += weight;
      sums[3 * said + 2]! += weight;
    }
    for (const [code, each] of tally.entries())
      [each.hits, each.actual, each.predicted] = [sums[3 * code]!, sums[3 * code + 1]!, sums[3 * code + 2]!];
  };
}

/** For each class whether a row of it was found, is of it, was taken for it: hits, actual, predicted. */
function labelTerms({ actual, weights, classes, rows }: Evaluation, { predicted }: Outcome): Float64Array[] {
  const terms = Array.from({ length: 3 * classes.length }, () => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    const weight = weights ? weights[row]! : 1;
    const [own, said] = [actual[row]!, predicted[row]!];
    if (own === said) terms[3 * own]![row] = weight;
    terms[3 * own + 1]![row] = weight;
    terms[3 * said + 2]![row] = weight;
  }
  return terms;
}

/** What each row adds to the sums of its classes, by their slopes: as `sumInfluence` of their terms, without making them. */
function labelInfluence(
  { actual, weights, rows }: Evaluation,
  { predicted }: Outcome,
  slopes: Float64Array,
): Float64Array {
  const influence = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const [own, said] = [actual[row]!, predicted[row]!];
    const slope = slopes[3 * own + 1]! + slopes[3 * said + 2]! + (own === said ? slopes[3 * own]! : 0);
    influence[row] = (weights ? weights[row]! : 1) * slope;
  }
  return influence;
}

/** Rows of one actual and one predicted class have one influence: a difference of the metric with one counted more. */
function cellInfluence(
  { actual, classes, rows, weights }: Evaluation,
  { predicted }: Outcome,
  at: (counts?: ArrayLike<number>) => number,
): Float64Array {
  const step = 1e-3;
  const counts = new Float64Array(rows).fill(1);
  const slopes = new Map<number, number>();
  const slopeAt = (row: number, unit: number): number => {
    counts[row] = 1 + step * unit;
    const above = at(counts);
    counts[row] = 1 - step * unit;
    const below = at(counts);
    counts[row] = 1;
    return (above - below) / (2 * step);
  };
  return Float64Array.from({ length: rows }, (_, row) => {
    const weight = weights ? weights[row]! : 1;
    if (weight === 0) return 0;
    const cell = actual[row]! * classes.length + predicted[row]!;
    if (!slopes.has(cell)) slopes.set(cell, slopeAt(row, 1 / weight));
    return slopes.get(cell)! * weight;
  });
}
