import type { ClassCounts } from "../metrics/confusion-matrix.ts";
import { labelMetrics } from "../metrics/label-metrics.ts";
import type { Cut, Ranked } from "../metrics/ranked.ts";
import type { thresholdMetrics } from "./threshold-metrics.ts";

/** What a threshold is chosen by. */
export type ThresholdGoal =
  | { maximize: ThresholdMetric }
  | { minimize: "expected_cost"; costs: Costs }
  | { recall_at_precision: number };

type ThresholdMetric = (typeof thresholdMetrics)[number];

/** What each outcome costs; none is negative. */
export interface Costs {
  true_positive: number;
  false_positive: number;
  false_negative: number;
  true_negative: number;
}

/** The costs of two classes as a confusion matrix: actual × predicted. */
export function costMatrix(costs: Costs, positive: number): Float64Array {
  const negative = 1 - positive;
  const matrix = new Float64Array(4);
  matrix[2 * positive + positive] = costs.true_positive;
  matrix[2 * positive + negative] = costs.false_negative;
  matrix[2 * negative + positive] = costs.false_positive;
  matrix[2 * negative + negative] = costs.true_negative;
  return matrix;
}

/** A threshold and what it reaches on the rows that it was chosen on. */
export interface ChosenThreshold {
  /** Rows whose positive class has at least this probability are positive. */
  value: number;
  /** The metric, the expected cost, or the recall. */
  reached: number;
  /** Of `recall_at_precision`: the precision at it. */
  precision?: number;
}

/**
 * The threshold that is best by the goal, half-way between two of the scores: of equal ones the one nearest to a half.
 * Where no precision is as high as asked, the one of the highest precision.
 */
export function chooseThreshold(ranked: Ranked, goal: ThresholdGoal): ChosenThreshold {
  const candidates = [nothing, ...ranked.cuts].flatMap((cut, index): Candidate[] => {
    const next = ranked.cuts[index]?.score ?? 0;
    const value = cut.score === Number.POSITIVE_INFINITY ? (1 + next) / 2 : (cut.score + next) / 2;
    return value > next || cut === ranked.cuts.at(-1) ? [{ ...cut, value }] : [];
  });
  if ("recall_at_precision" in goal) return mostRecall(candidates, ranked, goal.recall_at_precision);
  const gainOf =
    "maximize" in goal
      ? (cut: Cut) => metricAt(cut, ranked, goal.maximize)
      : (cut: Cut) => -costAt(cut, ranked, goal.costs);
  const best = bestOf(candidates, gainOf);
  return { value: best.value, reached: "maximize" in goal ? gainOf(best) : -gainOf(best) };
}

interface Candidate extends Cut {
  value: number;
}

/** Nobody is positive. */
const nothing: Cut = { score: Number.POSITIVE_INFINITY, hits: 0, misses: 0 };

function bestOf(candidates: readonly Candidate[], gainOf: (cut: Cut) => number): Candidate {
  let best: { candidate: Candidate; gain: number } | undefined;
  for (const candidate of candidates) {
    const gain = gainOf(candidate);
    const isNearer = best && Math.abs(candidate.value - 0.5) < Math.abs(best.candidate.value - 0.5);
    if (best === undefined || gain > best.gain || (gain === best.gain && isNearer))
      best = { candidate, gain };
  }
  if (best === undefined) throw new RangeError("There are no scores to choose a threshold from");
  return best.candidate;
}

function mostRecall(candidates: readonly Candidate[], ranked: Ranked, wanted: number): ChosenThreshold {
  const some = candidates.filter(({ hits, misses }) => hits + misses > 0);
  const precisionOf = ({ hits, misses }: Cut): number => hits / (hits + misses);
  const fine = some.filter((cut) => precisionOf(cut) >= wanted);
  const best = fine.length > 0 ? bestOf(fine, ({ hits }) => hits) : bestOf(some, precisionOf);
  return { value: best.value, reached: best.hits / ranked.positives, precision: precisionOf(best) };
}

function metricAt(cut: Cut, ranked: Ranked, name: ThresholdMetric): number {
  const { negative, positive } = countsAt(cut, ranked);
  const metric = labelMetrics([negative, positive], 1)[name === "youden" ? "balanced_accuracy" : name]!();
  return name === "youden" ? 2 * metric - 1 : metric;
}

function costAt({ hits, misses }: Cut, { positives, negatives }: Ranked, costs: Costs): number {
  const sum =
    costs.true_positive * hits +
    costs.false_positive * misses +
    costs.false_negative * (positives - hits) +
    costs.true_negative * (negatives - misses);
  return sum / (positives + negatives);
}

function countsAt(
  { hits, misses }: Cut,
  { positives, negatives }: Ranked,
): { negative: ClassCounts; positive: ClassCounts } {
  return {
    positive: { hits, actual: positives, predicted: hits + misses },
    negative: {
      hits: negatives - misses,
      actual: negatives,
      predicted: positives + negatives - hits - misses,
    },
  };
}
