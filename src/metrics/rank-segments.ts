import type { RankOrder } from "./rank-order.ts";

/** Rows by score, the highest first, in segments: between its ends no row matters to the metric by itself. */
export interface RankSegments {
  rows: Int32Array;
  /** Two a segment: where its first part ends in `rows`, and its second. */
  ends: Int32Array;
}

/**
 * For average precision: each segment has the negative rows since the one before and those of the same score, then the
 * positive rows of one score. Negative rows below all positive ones are left out of the segments.
 */
export function precisionSegments(ranked: RankOrder): RankSegments {
  const ends: number[] = [];
  const rows = orderEachCut(ranked, false, (_, middle, end) => {
    if (middle < end) ends.push(middle, end);
  });
  return { rows, ends: Int32Array.from(ends) };
}

/**
 * For the area under the ROC curve: each segment has the positive, then the negative rows of one score, or rows of one
 * kind alone, of scores that none of the other kind lies between.
 */
export function areaSegments(ranked: RankOrder): RankSegments {
  const ends: number[] = [];
  let last: "hits" | "misses" | undefined;
  const rows = orderEachCut(ranked, true, (start, middle, end) => {
    const kind = middle === end ? "hits" : middle === start ? "misses" : undefined;
    if (kind !== undefined && kind === last) ends.length -= 2;
    last = kind;
    ends.push(kind === "misses" ? (ends.at(-1) ?? 0) : middle, end);
  });
  return { rows, ends: Int32Array.from(ends) };
}

/** Rows in order, of each score those of one kind first; says where each score starts, its second kind starts, and it ends. */
function orderEachCut(
  { order, positive, ends }: RankOrder,
  hitsFirst: boolean,
  visit: (start: number, middle: number, end: number) => void,
): Int32Array {
  const rows = new Int32Array(order.length);
  let start = 0;
  for (const end of ends) {
    let at = start;
    for (const isFirst of [true, false]) {
      for (let place = start; place < end; place++)
        if (positive[place]! > 0 === (isFirst === hitsFirst)) rows[at++] = order[place]!;
      if (isFirst) visit(start, at, end);
    }
    start = end;
  }
  return rows;
}
