import type { Evaluation, Outcome } from "../gate/evaluation.ts";
import { pairStatistic } from "./pair-statistic.ts";
import { areaInfluence, areasWithout, precisionInfluence, precisionsWithout } from "./rank-influence.ts";
import {
  type Cuts,
  emptyCuts,
  fillCuts,
  greatestDistance,
  onceEach,
  orderRows,
  type RankedScores,
  type RankOrder,
  type RankPart,
  rankOf,
} from "./rank-order.ts";
import type { Ranks, Statistic } from "./statistic.ts";
import { keepWhole } from "./sums.ts";

/** A metric of the order that probabilities put rows in. */
export function rankStatistic(
  name: string,
  { actual, classes, weights, positive }: Evaluation,
  { scores }: Outcome,
): Statistic | undefined {
  if (scores === undefined || classes.length < 2) return undefined;
  const of = { actual: actual as Int32Array, scores, classes: classes.length, weights };
  return classes.length === 2 ? binaryStatistic(name, of, positive) : averagedStatistic(name, of);
}

function binaryStatistic(
  name: string,
  of: RankedScores,
  positive: number | undefined,
): Statistic | undefined {
  const ranked = lazy(() => orderRows(of, positive ?? 1));
  if (name === "roc_auc") return areaStatistic(of, ranked);
  if (name === "gini") return doubled(areaStatistic(of, ranked));
  if (name === "ks") return cutStatistic(of, ranked, greatestDistance);
  if (positive === undefined) return undefined;
  if (name === "average_precision") return precisionStatistic(of, ranked);
  const [stem = "", text = ""] = name.split("@");
  const bound = Number(text);
  if (text === "" || !(bound > 0)) return undefined;
  if (stem === "recall_at_precision") return cutStatistic(of, ranked, (cuts) => recallAt(cuts, bound));
  if (stem === "precision")
    return cutStatistic(of, ranked, (cuts) => hitsAmong(cuts, bound) / Math.min(bound, rowsOf(cuts)));
  if (stem === "recall")
    return cutStatistic(of, ranked, (cuts) => hitsAmong(cuts, bound) / (cuts.hits.at(-1) ?? 0));
  return undefined;
}

/** Averages over the classes, each against all others. */
function averagedStatistic(name: string, of: RankedScores): Statistic | undefined {
  const eachClass = (make: typeof areaStatistic): Statistic[] =>
    Array.from({ length: of.classes }, (_, code) =>
      make(
        of,
        lazy(() => orderRows(of, code)),
      ),
    );
  if (name === "roc_auc_ovr") return meanOf(eachClass(areaStatistic));
  if (name === "average_precision") return meanOf(eachClass(precisionStatistic));
  if (name === "roc_auc_ovr_weighted") return weightedByClass(of, eachClass(areaStatistic));
  if (name === "roc_auc_ovo" || name === "roc_auc_ovo_weighted") return pairStatistic(name, of);
  return undefined;
}

function areaStatistic({ actual }: RankedScores, ranked: () => RankOrder): Statistic {
  return {
    ...ofOne("area", actual.length, ranked),
    influence: () => areaInfluence(ranked()),
    leaveOneOut: () => areasWithout(ranked()),
  };
}

function precisionStatistic({ actual, weights }: RankedScores, ranked: () => RankOrder): Statistic {
  return {
    ...ofOne("precision", actual.length, ranked),
    influence: () => precisionInfluence(ranked()),
    leaveOneOut: weights === undefined ? () => precisionsWithout(ranked()) : undefined,
  };
}

function ofOne(metric: RankPart["metric"], rows: number, ranked: () => RankOrder): Statistic {
  return fromRanks(rows, () => ({
    parts: [{ metric, order: ranked() }],
    combine: (values) => values[0]!,
  }));
}

function fromRanks(rows: number, ranks: () => Ranks): Statistic {
  const measure = (counts?: ArrayLike<number>): number => {
    const { parts, combine } = ranks();
    return combine(parts.map((part) => rankOf(part, counts)));
  };
  return { rows, interval: "bca", at: keepWhole(measure), ranks };
}

/** 2 AUC - 1. */
function doubled(area: Statistic): Statistic {
  return {
    ...fromRanks(area.rows, () => ({ parts: area.ranks!().parts, combine: (values) => 2 * values[0]! - 1 })),
    influence: () => area.influence!().map((each) => 2 * each),
    leaveOneOut: () => area.leaveOneOut!().map((each) => 2 * each - 1),
  };
}

/** A metric of the cuts, which jumps from one to the next. */
function cutStatistic(
  { actual }: RankedScores,
  ranked: () => RankOrder,
  metric: (cuts: Cuts) => number,
): Statistic {
  const cuts = lazy(() => emptyCuts(ranked()));
  return {
    rows: actual.length,
    interval: "percentile",
    at(counts) {
      fillCuts(ranked(), counts ?? onceEach(actual.length), cuts());
      return metric(cuts());
    },
  };
}

function rowsOf({ hits, misses }: Cuts): number {
  return (hits.at(-1) ?? 0) + (misses.at(-1) ?? 0);
}

/** As `recallAtPrecision` of ranked rows. */
function recallAt({ hits, misses }: Cuts, precision: number): number {
  let found = 0;
  for (let cut = 0; cut < hits.length; cut++)
    if (hits[cut]! / (hits[cut]! + misses[cut]!) >= precision) found = hits[cut]!;
  const positives = hits.at(-1) ?? 0;
  return positives === 0 ? Number.NaN : found / positives;
}

/** As `hitsAmong` of ranked rows. */
function hitsAmong({ hits, misses }: Cuts, k: number): number {
  let [before, known] = [0, 0];
  for (let cut = 0; cut < hits.length; cut++) {
    const size = hits[cut]! + misses[cut]!;
    if (size >= k) return before + ((hits[cut]! - before) * (k - known)) / (size - known);
    [before, known] = [hits[cut]!, size];
  }
  return before;
}

/** The plain mean of statistics of one rank each. */
function meanOf(all: readonly Statistic[]): Statistic {
  const rows = all[0]!.rows;
  const meanRows = (of: (each: Statistic) => Float64Array): Float64Array => {
    const sums = new Float64Array(rows);
    for (const each of all) for (const [row, value] of of(each).entries()) sums[row]! += value / all.length;
    return sums;
  };
  return {
    ...fromRanks(rows, () => ({
      parts: all.flatMap((each) => each.ranks!().parts),
      combine(values) {
        let sum = 0;
        for (let part = 0; part < all.length; part++) sum += values[part]!;
        return sum / all.length;
      },
    })),
    influence: () => meanRows((each) => each.influence!()),
    leaveOneOut: all[0]!.leaveOneOut && (() => meanRows((each) => each.leaveOneOut!())),
  };
}

/** The mean of the classes' statistics by their rows, of the classes that are there. */
function weightedByClass({ actual, classes, weights }: RankedScores, all: readonly Statistic[]): Statistic {
  const rows = actual.length;
  const sizes = new Float64Array(classes);
  const measure = (counts?: ArrayLike<number>): number => {
    sizes.fill(0);
    for (let row = 0; row < rows; row++)
      sizes[actual[row]!]! += (counts ? counts[row]! : 1) * (weights ? weights[row]! : 1);
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  const at = (counts?: ArrayLike<number>): number => {
    const whole = measure(counts);
    return (
      all.reduce((sum, each, code) => sum + (sizes[code]! > 0 ? sizes[code]! * each.at(counts) : 0), 0) /
      whole
    );
  };
  const influence = (): Float64Array => {
    const values = all.map((each) => each.at());
    const whole = measure();
    const mean = at();
    const sums = new Float64Array(rows);
    for (const [code, each] of all.entries())
      if (sizes[code]! > 0)
        for (const [row, slope] of each.influence!().entries()) sums[row]! += (sizes[code]! / whole) * slope;
    return sums.map(
      (sum, row) => sum + ((weights ? weights[row]! : 1) * (values[actual[row]!]! - mean)) / whole,
    );
  };
  return { rows, interval: "bca", at, influence };
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
