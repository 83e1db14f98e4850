import { type SortedRows, sortWithEnds } from "../statistics/sort-rows.ts";

/** Rows sorted by their scores once, so that any counts of them can be ranked by going through. */
export interface RankOrder {
  /** Rows, the highest score first. */
  order: Uint32Array;
  /** The weight of each place's row where it is positive, else 0; and the other way round. */
  positive: Float64Array;
  negative: Float64Array;
  /** For each different score the place after its last row. */
  ends: Int32Array;
}

/** What is known of an array of scores, by the code of a class: several metrics ask for the same. */
interface Known {
  falling?: SortedRows;
  ranked?: { actual: Int32Array; weights: Float64Array | undefined; order: RankOrder };
}

const known = new WeakMap<Float64Array, Map<number, Known>>();

function knownOf(scores: Float64Array, code: number): Known {
  const ofScores = known.get(scores) ?? new Map<number, Known>();
  known.set(scores, ofScores);
  const found = ofScores.get(code) ?? {};
  ofScores.set(code, found);
  return found;
}

/**
 * Sorts rows by the score of one class, whose rows are positive; not to be written to. `among` leaves out rows by giving
 * false.
 */
export function orderRows(of: RankedScores, code: number, among?: (row: number) => boolean): RankOrder {
  const { actual, scores, classes, weights } = of;
  const { order, ends } = sortByScore(scores, classes, code);
  if (among !== undefined) {
    const some = order.filter(among);
    return placeKinds(of, code, { order: some, ends: endsOf(some, of, code) });
  }
  const found = knownOf(scores, code);
  if (found.ranked?.actual !== actual || found.ranked.weights !== weights)
    found.ranked = { actual, weights, order: placeKinds(of, code, { order, ends }) };
  return found.ranked.order;
}

function placeKinds({ actual, weights }: RankedScores, code: number, { order, ends }: SortedRows): RankOrder {
  const { length } = order;
  const [positive, negative] = [new Float64Array(length), new Float64Array(length)];
  for (let place = 0; place < length; place++) {
    const row = order[place]!;
    (actual[row] === code ? positive : negative)[place] = weights ? weights[row]! : 1;
  }
  return { order, positive, negative, ends };
}

function endsOf(order: Uint32Array, { scores, classes }: RankedScores, code: number): Int32Array {
  const scoreAt = (place: number): number => scores[order[place]! * classes + code]!;
  const ends: number[] = [];
  for (let place = 0; place < order.length; place++)
    if (place + 1 === order.length || scoreAt(place) !== scoreAt(place + 1)) ends.push(place + 1);
  return Int32Array.from(ends);
}

/** Rows by the score of a class (rows × classes, row-major), the highest first; not to be written to. */
export function sortByScore(scores: Float64Array, classes: number, code: number): SortedRows {
  const found = knownOf(scores, code);
  if (found.falling !== undefined) return found.falling;
  const fallen = new Float64Array(scores.length / classes);
  for (let row = 0; row < fallen.length; row++) fallen[row] = -scores[row * classes + code]!;
  found.falling = sortWithEnds(fallen);
  return found.falling;
}

/** Probabilities of classes, as in `Probabilities`. */
export interface RankedScores {
  actual: Int32Array;
  scores: Float64Array;
  classes: number;
  weights?: Float64Array | undefined;
}

/** Weights of positive and negative rows at or above each different score. */
export interface Cuts {
  hits: Float64Array;
  misses: Float64Array;
}

/** Cuts to be filled. */
export function emptyCuts({ ends }: RankOrder): Cuts {
  return { hits: new Float64Array(ends.length), misses: new Float64Array(ends.length) };
}

/** The greatest distance between the distributions of both kinds of rows (Kolmogorov and Smirnov). */
export function greatestDistance({ hits, misses }: Cuts): number {
  const [positives, negatives] = [hits.at(-1) ?? 0, misses.at(-1) ?? 0];
  if (positives * negatives === 0) return Number.NaN;
  let most = 0;
  for (let cut = 0; cut < hits.length; cut++)
    most = Math.max(most, Math.abs(hits[cut]! / positives - misses[cut]! / negatives));
  return most;
}

/** A metric of one order of rows. */
export interface RankPart {
  metric: "area" | "precision";
  order: RankOrder;
}

/** The value of a part where row i counts `counts[i]` times; each once without. */
export function rankOf({ metric, order }: RankPart, counts?: ArrayLike<number>): number {
  return metric === "area" ? areaOf(order, counts) : precisionOf(order, counts);
}

/** Counts of every row once. */
export function onceEach(rows: number): Int32Array {
  return new Int32Array(rows).fill(1);
}

/** Fills the cuts for rows that count so often; gives back the sums of all. */
export function fillCuts(
  { order, positive, negative, ends }: RankOrder,
  counts: ArrayLike<number>,
  cuts: Cuts,
): void {
  let hits = 0;
  let misses = 0;
  let place = 0;
  for (let cut = 0; cut < ends.length; cut++) {
    for (const end = ends[cut]!; place < end; place++) {
      const count = counts[order[place]!]!;
      hits += count * positive[place]!;
      misses += count * negative[place]!;
    }
    cuts.hits[cut] = hits;
    cuts.misses[cut] = misses;
  }
}

/**
 * The chance that a positive row scores above a negative one, ties counting half. NaN where there are no positive or no
 * negative rows.
 */
export function areaOf(ranked: RankOrder, counts?: ArrayLike<number>): number {
  const { order, positive, negative, ends } = ranked;
  let hits = 0;
  let misses = 0;
  let twice = 0;
  if (ends.length === order.length) {
    for (let place = 0; place < order.length; place++) {
      const count = counts ? counts[order[place]!]! : 1;
      twice += count * negative[place]! * hits;
      hits += count * positive[place]!;
      misses += count * negative[place]!;
    }
    return twice / (hits * misses);
  }
  let place = 0;
  for (let cut = 0; cut < ends.length; cut++) {
    const before = hits;
    const missesBefore = misses;
    for (const end = ends[cut]!; place < end; place++) {
      const count = counts ? counts[order[place]!]! : 1;
      hits += count * positive[place]!;
      misses += count * negative[place]!;
    }
    twice += (misses - missesBefore) * (hits + before);
  }
  return twice / 2 / (hits * misses);
}

/** The mean precision over the steps of recall, each at its own cut; 0 where there are no positive rows. */
export function precisionOf(ranked: RankOrder, counts?: ArrayLike<number>): number {
  const { order, positive, negative, ends } = ranked;
  if (ends.length === order.length) return precisionOfRows(ranked, counts);
  let hits = 0;
  let rows = 0;
  let sum = 0;
  let place = 0;
  for (let cut = 0; cut < ends.length; cut++) {
    const before = hits;
    for (const end = ends[cut]!; place < end; place++) {
      const count = counts ? counts[order[place]!]! : 1;
      const gain = count * positive[place]!;
      hits += gain;
      rows += gain + count * negative[place]!;
    }
    // Too small to change a sum of weights, it makes 0 / 0 a 0.
    sum += ((hits - before) * hits) / (rows + Number.MIN_VALUE);
  }
  if (rows === 0) return Number.NaN;
  return hits === 0 ? 0 : sum / hits;
}

/** The same of rows that all score differently: a bootstrap spends its time here. */
function precisionOfRows({ order, positive, negative }: RankOrder, counts?: ArrayLike<number>): number {
  let hits = 0;
  let rows = 0;
  let sum = 0;
  for (let place = 0; place < order.length; place++) {
    const count = counts ? counts[order[place]!]! : 1;
    const gain = count * positive[place]!;
    hits += gain;
    rows += gain + count * negative[place]!;
    sum += (gain * hits) / (rows + Number.MIN_VALUE);
  }
  if (rows === 0) return Number.NaN;
  return hits === 0 ? 0 : sum / hits;
}
