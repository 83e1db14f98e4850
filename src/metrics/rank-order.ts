import { searchCodes } from "../statistics/ranks.ts";

/** Rows sorted by their scores once, so that any counts of them can be ranked by going through. */
export interface RankOrder {
  /** Rows, the highest score first. */
  order: Int32Array;
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
  const rows = Int32Array.from(actual.keys()).filter((row) => among === undefined || among(row));
  const { codes, size } = searchCodes(Float64Array.from(rows, (row) => scores[row * classes + code]!));
  const ends = new Int32Array(size + 1);
  for (const rank of codes) ends[size - 1 - rank]!++;
  for (let cut = 1; cut <= size; cut++) ends[cut]! += ends[cut - 1]!;
  const next = Int32Array.from(ends, (_, cut) => (cut === 0 ? 0 : ends[cut - 1]!));
  const order = new Int32Array(rows.length);
  for (const [index, rank] of codes.entries()) order[next[size - 1 - rank]!++] = rows[index]!;
  const weightOf = (row: number): number => (weights ? weights[row]! : 1);
  return {
    order,
    positive: Float64Array.from(order, (row) => (actual[row] === code ? weightOf(row) : 0)),
    negative: Float64Array.from(order, (row) => (actual[row] === code ? 0 : weightOf(row))),
    ends: ends.subarray(0, ends[size] === ends[size - 1] || size === 0 ? size : size + 1),
  };
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
  let hits = 0;
  let rows = 0;
  let sum = 0;
  if (ends.length === order.length) {
    for (let place = 0; place < order.length; place++) {
      const count = counts[order[place]!]!;
      const gain = count * positive[place]!;
      hits += gain;
      rows += gain + count * negative[place]!;
      // Too small to change a sum of weights, it makes 0 / 0 a 0.
      sum += (gain * hits) / (rows + Number.MIN_VALUE);
    }
  } else {
    let place = 0;
    for (let cut = 0; cut < ends.length; cut++) {
      const before = hits;
      for (const end = ends[cut]!; place < end; place++) {
        const count = counts[order[place]!]!;
        const gain = count * positive[place]!;
        hits += gain;
        rows += gain + count * negative[place]!;
      }
      sum += ((hits - before) * hits) / (rows + Number.MIN_VALUE);
    }
  }
  if (rows === 0) return Number.NaN;
  return hits === 0 ? 0 : sum / hits;
}
