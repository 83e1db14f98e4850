import { sortRows } from "../statistics/sort-rows.ts";

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

/** Sorts rows by the score of one class, whose rows are positive. `among` leaves out rows by giving false. */
export function orderRows(
  { actual, scores, classes, weights }: RankedScores,
  code: number,
  among?: (row: number) => boolean,
): RankOrder {
  const rows = chooseRows(actual.length, among);
  const { length } = rows;
  const fallen = new Float64Array(length);
  for (let index = 0; index < length; index++) fallen[index] = -scores[rows[index]! * classes + code]!;
  const order = sortRows(fallen);
  const ends = new Int32Array(length);
  let cuts = 0;
  for (let place = 0; place < length; place++) {
    if (place + 1 === length || fallen[order[place]!] !== fallen[order[place + 1]!]) ends[cuts++] = place + 1;
  }
  const [positive, negative] = [new Float64Array(length), new Float64Array(length)];
  for (let place = 0; place < length; place++) {
    const row = rows[order[place]!]!;
    order[place] = row;
    (actual[row] === code ? positive : negative)[place] = weights ? weights[row]! : 1;
  }
  return { order, positive, negative, ends: ends.slice(0, cuts) };
}

function chooseRows(rows: number, among: ((row: number) => boolean) | undefined): Uint32Array {
  const chosen = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (among === undefined || among(row)) chosen[count++] = row;
  return chosen.subarray(0, count);
}

/** Probabilities of classes, as in `Probabilities`. */
export interface RankedScores {
  actual: Int32Array;
  scores: Float64Array;
  classes: number;
  weights: Float64Array | undefined;
}

/** Weights of positive and negative rows at or above each different score. */
export interface Cuts {
  hits: Float64Array;
  misses: Float64Array;
}

/** A metric of one order of rows. */
export interface RankPart {
  metric: "area" | "precision";
  order: RankOrder;
}

/** The value of a part where row i counts `counts[i]` times. */
export function rankOf({ metric, order }: RankPart, counts: ArrayLike<number>): number {
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
export function areaOf(ranked: RankOrder, counts: ArrayLike<number>): number {
  const { order, positive, negative, ends } = ranked;
  let hits = 0;
  let misses = 0;
  let twice = 0;
  if (ends.length === order.length) {
    for (let place = 0; place < order.length; place++) {
      const count = counts[order[place]!]!;
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
      const count = counts[order[place]!]!;
      hits += count * positive[place]!;
      misses += count * negative[place]!;
    }
    twice += (misses - missesBefore) * (hits + before);
  }
  return twice / 2 / (hits * misses);
}

/** The mean precision over the steps of recall, each at its own cut; 0 where there are no positive rows. */
export function precisionOf(ranked: RankOrder, counts: ArrayLike<number>): number {
  const { order, positive, negative, ends } = ranked;
  if (ends.length === order.length) return precisionOfRows(ranked, counts);
  let hits = 0;
  let rows = 0;
  let sum = 0;
  let place = 0;
  for (let cut = 0; cut < ends.length; cut++) {
    const before = hits;
    for (const end = ends[cut]!; place < end; place++) {
      const count = counts[order[place]!]!;
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
function precisionOfRows({ order, positive, negative }: RankOrder, counts: ArrayLike<number>): number {
  let hits = 0;
  let rows = 0;
  let sum = 0;
  for (let place = 0; place < order.length; place++) {
    const count = counts[order[place]!]!;
    const gain = count * positive[place]!;
    hits += gain;
    rows += gain + count * negative[place]!;
    sum += (gain * hits) / (rows + Number.MIN_VALUE);
  }
  if (rows === 0) return Number.NaN;
  return hits === 0 ? 0 : sum / hits;
}
