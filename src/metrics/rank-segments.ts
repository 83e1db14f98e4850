import type { RankOrder } from "./rank-order.ts";

/** Rows by score, the highest first, in segments: between its ends no row matters to the metric by itself. */
export interface RankSegments {
  rows: Int32Array;
  /** Two a segment: where its first part ends in `rows`, and its second. */
  ends: Int32Array;
}

/**
 * For average precision: each segment has the negative rows since the one before and those of the same score, then the
 * positive rows of one score. Negative rows below all positive ones are left out.
 */
export function precisionSegments(ranked: RankOrder): RankSegments {
  const rows: number[] = [];
  const ends: number[] = [];
  eachCut(ranked, (hits, misses) => {
    rows.push(...misses);
    if (hits.length === 0) return;
    ends.push(rows.length);
    rows.push(...hits);
    ends.push(rows.length);
  });
  return { rows: Int32Array.from(rows), ends: Int32Array.from(ends) };
}

/**
 * For the area under the ROC curve: each segment has the positive, then the negative rows of one score, or rows of one
 * kind alone, of scores that none of the other kind lies between.
 */
export function areaSegments(ranked: RankOrder): RankSegments {
  const rows: number[] = [];
  const ends: number[] = [];
  let last: "hits" | "misses" | undefined;
  eachCut(ranked, (hits, misses) => {
    const kind = misses.length === 0 ? "hits" : hits.length === 0 ? "misses" : undefined;
    if (kind !== undefined && kind === last) ends.length -= 2;
    last = kind;
    rows.push(...hits);
    ends.push(kind === "misses" ? (ends.at(-1) ?? 0) : rows.length);
    rows.push(...misses);
    ends.push(rows.length);
  });
  return { rows: Int32Array.from(rows), ends: Int32Array.from(ends) };
}

/** Gives the positive and the negative rows of each score. */
function eachCut(
  { order, positive, ends }: RankOrder,
  visit: (hits: readonly number[], misses: readonly number[]) => void,
): void {
  let place = 0;
  for (const end of ends) {
    const hits: number[] = [];
    const misses: number[] = [];
    for (; place < end; place++) (positive[place]! > 0 ? hits : misses).push(order[place]!);
    visit(hits, misses);
  }
}
