import type { MetricSource } from "./label-metrics.ts";
import type { Probabilities } from "./probability-metrics.ts";
import {
  areaOf,
  type Cuts,
  emptyCuts,
  fillCuts,
  greatestDistance,
  onceEach,
  orderRows,
  precisionOf,
  type RankOrder,
} from "./rank-order.ts";
import { areaUnderRoc, averagePrecision, type Ranked, rankRows } from "./ranked.ts";

/** The rows ranked by the probability of a class, against all others. */
export function rankClass({ actual, scores, classes, weights }: Probabilities, code: number): Ranked {
  return rankRows(
    actual.length,
    (row) => scores[row * classes + code]!,
    (row) => actual[row] === code,
    weights,
  );
}

/**
 * Metrics of the order that probabilities put rows in. Two classes have those of the positive one (the later, where
 * none is known, of which only the ROC AUC is the same for both), more have averages as scikit-learn 1.9 with `labels`:
 * NaN where a class has all rows; where one has none, the plain mean over the rest of ROC AUCs is NaN too.
 */
export function rankingMetrics(outcome: Probabilities, positive: number | undefined): MetricSource {
  const { classes } = outcome;
  if (classes === 2) {
    const order = once(() => orderRows(outcome, positive ?? 1));
    return {
      roc_auc: () => areaOf(order()),
      gini: () => 2 * areaOf(order()) - 1,
      ks: () => greatestDistance(cutsOf(order(), onceEach(outcome.actual.length))),
      ...(positive !== undefined && { average_precision: () => precisionOf(order()) }),
    };
  }
  const ranked = once(() => Array.from({ length: classes }, (_, code) => rankClass(outcome, code)));
  const pairs = once(() => pairAreas(outcome));
  return {
    roc_auc_ovr: () => mean(ranked().map((each) => [areaUnderRoc(each), 1])),
    roc_auc_ovr_weighted: () =>
      mean(
        ranked()
          .filter(({ positives }) => positives > 0)
          .map((each) => [areaUnderRoc(each), each.positives]),
      ),
    roc_auc_ovo: () => mean(pairs().map(({ area }) => [area, 1])),
    roc_auc_ovo_weighted: () => mean(pairs().map(({ area, rows }) => [area, rows])),
    average_precision: () => mean(ranked().map((each) => [averagePrecision(each), 1])),
  };
}

function cutsOf(order: RankOrder, counts: Int32Array): Cuts {
  const cuts = emptyCuts(order);
  fillCuts(order, counts, cuts);
  return cuts;
}

/** ROC AUC of each pair of classes that are there on the rows of both, the mean of both directions (Hand and Till 2001). */
function pairAreas({ actual, scores, classes }: Probabilities): { area: number; rows: number }[] {
  const members = Array.from({ length: classes }, (): number[] => []);
  for (const [row, code] of actual.entries()) members[code]!.push(row);
  const there = [...members.entries()].filter(([, rows]) => rows.length > 0);
  return there.flatMap(([a, own], index) =>
    there.slice(index + 1).map(([b, others]) => {
      const rows = [...own, ...others];
      const areaFor = (code: number): number =>
        areaUnderRoc(
          rankRows(
            rows.length,
            (index) => scores[rows[index]! * classes + code]!,
            (index) => actual[rows[index]!] === code,
          ),
        );
      return { area: (areaFor(a) + areaFor(b)) / 2, rows: rows.length };
    }),
  );
}

function mean(values: readonly (readonly [value: number, weight: number])[]): number {
  let sum = 0;
  let total = 0;
  for (const [value, weight] of values) {
    sum += value * weight;
    total += weight;
  }
  return sum / total;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
