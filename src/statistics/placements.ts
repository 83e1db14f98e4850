import { type SortedRows, sortWithEnds } from "./sort-rows.ts";

/** Rows of two classes, each with a weight and a group. */
export interface LabelledRows {
  /** 1 for positive rows, 0 for negative ones. */
  positive: ArrayLike<number | boolean>;
  /** One a row, not negative; rows of weight 0 do not count. */
  weights?: Float64Array | undefined;
  /** Dense codes of which rows belong together, and stand or fall together. */
  groups?: Int32Array | undefined;
}

/** Where each row's score stands among those of the other class. */
export interface Placements {
  /** The area under the ROC curve, the mean placement of either class; NaN where one has no rows. */
  auc: number;
  /**
   * For a positive row, the share of the negative ones that score below it; for a negative row, the share of the
   * positive ones above; equal scores count half.
   */
  ofRow: Float64Array;
  /** The sums of the weights of the positive and the negative rows. */
  positives: number;
  negatives: number;
}

/**
 * Places the rows, of scores that are all finite, by one sort (Sun and Xu, "Fast implementation of DeLong's algorithm",
 * 2014). `falling` has them by score, the highest first, where they are sorted already.
 */
export function placeRows(
  { positive, weights }: LabelledRows,
  scores: Float64Array,
  falling?: SortedRows,
): Placements {
  const { order, ends } = falling ?? sortWithEnds(scores);
  const ofRow = new Float64Array(scores.length);
  const [above, below] =
    weights === undefined && ends.length === order.length
      ? countBelow({ positive, order, isFalling: falling !== undefined }, ofRow)
      : weighBelow({ positive, weights, order, ends, isFalling: falling !== undefined }, ofRow);
  // Above are all positive rows now, and below all negative ones.
  let sum = 0;
  for (let row = 0; row < ofRow.length; row++) {
    if (positive[row]) {
      sum += (weights ? weights[row]! : 1) * ofRow[row]!;
      ofRow[row]! /= below;
    } else ofRow[row] = 1 - ofRow[row]! / above;
  }
  return { auc: sum / (above * below), ofRow, positives: above, negatives: below };
}

/** Of rows that all score differently and weigh the same: how many of the other kind score below each. Gives back all of both kinds. */
function countBelow(
  {
    positive,
    order,
    isFalling,
  }: { positive: LabelledRows["positive"]; order: Uint32Array; isFalling: boolean },
  ofRow: Float64Array,
): [positives: number, negatives: number] {
  let [above, below] = [0, 0];
  const last = order.length - 1;
  for (let step = 0; step <= last; step++) {
    const row = order[isFalling ? last - step : step]!;
    if (positive[row]) {
      ofRow[row] = below;
      above++;
    } else {
      ofRow[row] = above;
      below++;
    }
  }
  return [above, below];
}

/** The same by weight, of equal scores half. */
function weighBelow(
  {
    positive,
    weights,
    order,
    ends,
    isFalling,
  }: Pick<LabelledRows, "positive" | "weights"> & SortedRows & { isFalling: boolean },
  ofRow: Float64Array,
): [positives: number, negatives: number] {
  let [above, below] = [0, 0];
  // From the lowest score on, through either order.
  for (let step = 0; step < ends.length; step++) {
    const cut = isFalling ? ends.length - 1 - step : step;
    const from = cut > 0 ? ends[cut - 1]! : 0;
    const to = ends[cut]!;
    const last = from + to - 1;
    let [tiedAbove, tiedBelow] = [0, 0];
    for (let place = from; place < to; place++) {
      const row = order[isFalling ? last - place : place]!;
      const weight = weights ? weights[row]! : 1;
      if (positive[row]) tiedAbove += weight;
      else tiedBelow += weight;
    }
    for (let place = from; place < to; place++) {
      const row = order[place]!;
      ofRow[row] = positive[row] ? below + tiedBelow / 2 : above + tiedAbove / 2;
    }
    above += tiedAbove;
    below += tiedBelow;
  }
  return [above, below];
}
