import type { Cuts, RankOrder } from "./rank-order.ts";

/** Weights of positive and negative rows at or above each cut, and of all. */
function cutsOf({ positive, negative, ends }: RankOrder): Cuts & { allHits: number; allMisses: number } {
  const cuts = { hits: new Float64Array(ends.length), misses: new Float64Array(ends.length) };
  let [allHits, allMisses] = [0, 0];
  for (let cut = 0, place = 0; cut < ends.length; cut++) {
    for (const end = ends[cut]!; place < end; place++) {
      allHits += positive[place]!;
      allMisses += negative[place]!;
    }
    cuts.hits[cut] = allHits;
    cuts.misses[cut] = allMisses;
  }
  return { ...cuts, allHits, allMisses };
}

/** The weight of rows of the other kind that each row is on the right side of, ties half: its placement. */
function eachPlacement(
  ranked: RankOrder,
  visit: (row: number, of: { own: number; isPositive: boolean; right: number }) => void,
): { area: number; hits: number; misses: number } {
  const { order, positive, negative, ends } = ranked;
  const { hits, misses, allHits, allMisses } = cutsOf(ranked);
  let area = 0;
  for (let cut = 0, place = 0; cut < ends.length; cut++) {
    const above = (hits[cut - 1] ?? 0) + hits[cut]!;
    const missesAbove = (misses[cut - 1] ?? 0) + misses[cut]!;
    for (const end = ends[cut]!; place < end; place++) {
      const isPositive = positive[place]! > 0;
      const own = isPositive ? positive[place]! : negative[place]!;
      const right = isPositive ? allMisses - missesAbove / 2 : above / 2;
      if (isPositive) area += own * right;
      visit(order[place]!, { own, isPositive, right });
    }
  }
  return { area, hits: allHits, misses: allMisses };
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
  const { order, positive, negative, ends } = ranked;
  const { hits, misses, allHits } = cutsOf(ranked);
  const influence = new Float64Array(order.length);
  const gainOf = (cut: number): number => hits[cut]! - (cut > 0 ? hits[cut - 1]! : 0);
  let sum = 0;
  for (let cut = 0; cut < ends.length; cut++) {
    const gain = gainOf(cut);
    if (gain > 0) sum += (gain * hits[cut]!) / (hits[cut]! + misses[cut]!);
  }
  const value = sum / allHits;
  // Below: what one more hit, and one more row, does to the precisions of this cut and those after it.
  let [byHit, byRow] = [0, 0];
  for (let cut = ends.length - 1; cut >= 0; cut--) {
    const rows = hits[cut]! + misses[cut]!;
    if (rows === 0) continue;
    const gain = gainOf(cut);
    byHit += gain / rows;
    byRow += (gain * hits[cut]!) / (rows * rows);
    for (let place = cut > 0 ? ends[cut - 1]! : 0; place < ends[cut]!; place++)
      influence[order[place]!] =
        positive[place]! > 0
          ? (positive[place]! * (hits[cut]! / rows + byHit - byRow - value)) / allHits
          : (-negative[place]! * byRow) / allHits;
  }
  return influence;
}

/** Average precision without each row, of rows that all weigh 1. */
export function precisionsWithout(ranked: RankOrder): Float64Array {
  const { order, positive, ends } = ranked;
  const { hits, misses, allHits } = cutsOf(ranked);
  const without = new Float64Array(order.length);
  const gainOf = (cut: number): number => hits[cut]! - (cut > 0 ? hits[cut - 1]! : 0);
  let before = 0;
  for (let cut = 0; cut < ends.length; cut++)
    before += (gainOf(cut) * hits[cut]!) / (hits[cut]! + misses[cut]!);
  // After: the cuts below, where a positive and where a negative row is gone.
  let [afterHit, afterMiss] = [0, 0];
  for (let cut = ends.length - 1; cut >= 0; cut--) {
    const [gain, rows] = [gainOf(cut), hits[cut]! + misses[cut]!];
    before -= (gain * hits[cut]!) / rows;
    const ofHit = rows > 1 ? ((gain - 1) * (hits[cut]! - 1)) / (rows - 1) : 0;
    const ofMiss = rows > 1 ? (gain * hits[cut]!) / (rows - 1) : 0;
    for (let place = cut > 0 ? ends[cut - 1]! : 0; place < ends[cut]!; place++) {
      const sum = positive[place]! > 0 ? before + ofHit + afterHit : before + ofMiss + afterMiss;
      const left = positive[place]! > 0 ? allHits - 1 : allHits;
      without[order[place]!] = order.length === 1 ? Number.NaN : left === 0 ? 0 : sum / left;
    }
    if (rows > 1) {
      afterHit += (gain * (hits[cut]! - 1)) / (rows - 1);
      afterMiss += (gain * hits[cut]!) / (rows - 1);
    }
  }
  return without;
}
