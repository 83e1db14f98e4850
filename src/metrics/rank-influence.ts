import type { RankOrder } from "./rank-order.ts";

/** What stands above, in and below a cut. */
interface Cut {
  from: number;
  end: number;
  /** Weights of positive and negative rows above the cut's score, and at or above it. */
  above: { hits: number; misses: number };
  until: { hits: number; misses: number };
}

function cutsOf({ positive, negative, ends }: RankOrder): Cut[] {
  let until = { hits: 0, misses: 0 };
  let from = 0;
  return Array.from(ends, (end) => {
    const above = until;
    let { hits, misses } = above;
    for (let place = from; place < end; place++) {
      hits += positive[place]!;
      misses += negative[place]!;
    }
    until = { hits, misses };
    const cut = { from, end, above, until };
    from = end;
    return cut;
  });
}

/** The weight of rows of the other kind that each row is on the right side of, ties half: its placement. */
function eachPlacement(
  ranked: RankOrder,
  visit: (row: number, of: { own: number; isPositive: boolean; right: number }) => void,
): { area: number; hits: number; misses: number } {
  const cuts = cutsOf(ranked);
  const { hits, misses } = cuts.at(-1)?.until ?? { hits: 0, misses: 0 };
  let area = 0;
  for (const { from, end, above, until } of cuts)
    for (let place = from; place < end; place++) {
      const isPositive = ranked.positive[place]! > 0;
      const own = isPositive ? ranked.positive[place]! : ranked.negative[place]!;
      const right = isPositive ? misses - (above.misses + until.misses) / 2 : (above.hits + until.hits) / 2;
      if (isPositive) area += own * right;
      visit(ranked.order[place]!, { own, isPositive, right });
    }
  return { area, hits, misses };
}

/** The derivative of the area under the ROC curve by each row's weight: placements (DeLong, DeLong, Clarke-Pearson 1988). */
export function areaInfluence(ranked: RankOrder): Float64Array {
  const rights = new Float64Array(ranked.order.length);
  const kinds = new Uint8Array(rights.length);
  const owns = new Float64Array(rights.length);
  const { area, hits, misses } = eachPlacement(ranked, (row, { own, isPositive, right }) => {
    rights[row] = right;
    owns[row] = own;
    kinds[row] = Number(isPositive);
  });
  const value = area / (hits * misses);
  return rights.map((right, row) =>
    kinds[row] === 1
      ? (owns[row]! * (right / misses - value)) / hits
      : (owns[row]! * (right / hits - value)) / misses,
  );
}

/** The area under the ROC curve without each row. */
export function areasWithout(ranked: RankOrder): Float64Array {
  const lost = new Float64Array(ranked.order.length);
  const owns = new Float64Array(lost.length);
  const { area, hits, misses } = eachPlacement(ranked, (row, { own, isPositive, right }) => {
    lost[row] = own * right;
    owns[row] = isPositive ? own : -own;
  });
  return lost.map((loss, row) => {
    const own = owns[row]!;
    return (area - loss) / (own > 0 ? (hits - own) * misses : hits * (misses + own));
  });
}

/**
 * The derivative of average precision by each row's weight. With h and t the weights of positive and of all rows at or
 * above a cut, AP = sum of (positive weight of the cut) h / t over P: a row adds its own cut's h / t where it is
 * positive, and changes h and t of its own cut and all below.
 */
export function precisionInfluence(ranked: RankOrder): Float64Array {
  const { order, positive, negative } = ranked;
  const cuts = cutsOf(ranked);
  const positives = cuts.at(-1)?.until.hits ?? 0;
  const influence = new Float64Array(order.length);
  let sum = 0;
  for (const { above, until } of cuts)
    if (until.hits > above.hits)
      sum += ((until.hits - above.hits) * until.hits) / (until.hits + until.misses);
  const value = sum / positives;
  // Below: what one more hit, and one more row, does to the precisions of this cut and those after it.
  let [byHit, byRow] = [0, 0];
  for (const { from, end, above, until } of cuts.toReversed()) {
    const rows = until.hits + until.misses;
    if (rows === 0) continue;
    byHit += (until.hits - above.hits) / rows;
    byRow += ((until.hits - above.hits) * until.hits) / (rows * rows);
    for (let place = from; place < end; place++)
      influence[order[place]!] =
        positive[place]! > 0
          ? (positive[place]! * (until.hits / rows + byHit - byRow - value)) / positives
          : (-negative[place]! * byRow) / positives;
  }
  return influence;
}

/** Average precision without each row, of rows that all weigh 1. */
export function precisionsWithout(ranked: RankOrder): Float64Array {
  const { order, positive } = ranked;
  const cuts = cutsOf(ranked);
  const positives = cuts.at(-1)?.until.hits ?? 0;
  const without = new Float64Array(order.length);
  let before = 0;
  for (const { above, until } of cuts)
    before += ((until.hits - above.hits) * until.hits) / (until.hits + until.misses);
  // After: the cuts below, where a positive and where a negative row is gone.
  let [afterHit, afterMiss] = [0, 0];
  for (const { from, end, above, until } of cuts.toReversed()) {
    const [gain, rows] = [until.hits - above.hits, until.hits + until.misses];
    before -= (gain * until.hits) / rows;
    const ofHit = rows > 1 ? ((gain - 1) * (until.hits - 1)) / (rows - 1) : 0;
    const ofMiss = rows > 1 ? (gain * until.hits) / (rows - 1) : 0;
    for (let place = from; place < end; place++) {
      const sum = positive[place]! > 0 ? before + ofHit + afterHit : before + ofMiss + afterMiss;
      const left = positive[place]! > 0 ? positives - 1 : positives;
      without[order[place]!] = order.length === 1 ? Number.NaN : left === 0 ? 0 : sum / left;
    }
    if (rows > 1) {
      afterHit += (gain * (until.hits - 1)) / (rows - 1);
      afterMiss += (gain * until.hits) / (rows - 1);
    }
  }
  return without;
}
