import type { RandomState } from "../learn/random.ts";
import { type RankPart, rankOf } from "../metrics/rank-order.ts";
import type { Design } from "./resample-design.ts";

/** What is worked out on each resample. */
export interface Resampled {
  design: Design;
  /** Summed over units; of each as many values. */
  terms: readonly Float64Array[];
  ranks: readonly RankPart[];
  state: RandomState;
  /** The units of every resample instead of drawn ones, row-major. */
  indices?: ArrayLike<number> | undefined;
}

/** Draws some resamples at a time, one a lane, and works out what is asked. What it gives is overwritten by the next. */
export interface Resampler {
  lanes: number;
  /** Draws so many resamples, at most one a lane, from a number on. */
  draw(resample: number, size: number): void;
  /** The sums of the terms. */
  sums(lane: number): Float64Array;
  ranks(lane: number): Float64Array;
  /** How often each row counts. */
  counts(lane: number): Int32Array;
}

/** One resample at a time, in plain TypeScript. */
export function plainResampler({ design, terms, ranks, state, indices }: Resampled): Resampler {
  const { units, unitOf, rows } = design;
  const drawn = new Int32Array(units);
  const rowCounts = unitOf ? new Int32Array(rows) : drawn;
  const sums = new Float64Array(terms.length);
  const values = new Float64Array(ranks.length);
  return {
    lanes: 1,
    draw(resample) {
      if (indices === undefined) design.draw(state, drawn);
      else countIndices(indices, resample, drawn);
      if (unitOf !== undefined) spreadCounts(drawn, unitOf, rowCounts);
    },
    sums() {
      for (const [index, term] of terms.entries()) {
        let sum = 0;
        for (let unit = 0; unit < units; unit++) sum += drawn[unit]! * term[unit]!;
        sums[index] = sum;
      }
      return sums;
    },
    ranks() {
      for (const [index, part] of ranks.entries()) values[index] = rankOf(part, rowCounts);
      return values;
    },
    counts: () => rowCounts,
  };
}

/** Counts the units of one resample. */
export function countIndices(indices: ArrayLike<number>, resample: number, counts: Int32Array): void {
  counts.fill(0);
  const start = resample * counts.length;
  for (let place = 0; place < counts.length; place++) counts[indices[start + place]!]!++;
}

/** How often rows count, by how often their units do. */
export function spreadCounts(counts: Int32Array, unitOf: Int32Array, rowCounts: Int32Array): void {
  for (let row = 0; row < rowCounts.length; row++) rowCounts[row] = counts[unitOf[row]!]!;
}
