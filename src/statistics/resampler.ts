import { hashSeed, randomFrom, randomState } from "../learn/random.ts";
import { type RankPart, rankOf } from "../metrics/rank-order.ts";
import { sumTimes } from "../metrics/sums.ts";
import type { Cells } from "./cells.ts";
import { drawRows, rowTable } from "./draw-rows.ts";
import type { Design } from "./resample-design.ts";

/** What is worked out on each resample. */
export interface Resampled {
  design: Design;
  /** Summed over units; of each as many values. */
  terms: readonly Float64Array[];
  ranks: readonly RankPart[];
  /** Terms of which each cell has one value: its units are counted before it is summed. */
  cells: readonly Cells[];
  seed: number;
  /** The units of every resample instead of drawn ones, row-major. */
  indices?: ArrayLike<number> | undefined;
}

/** Draws some resamples at a time, one a lane, and works out what is asked. What it gives is overwritten by the next. */
export interface Resampler {
  lanes: number;
  /** Draws so many resamples, at most one a lane, from a number on that is a multiple of the lanes. */
  draw(resample: number, size: number): void;
  /** The sums of the terms, and after them those of the terms of each of the cells. */
  sums(lane: number): Float64Array;
  ranks(lane: number): Float64Array;
  /** How often each row counts. */
  counts(lane: number): Int32Array;
}

/** The stream of random numbers that the first two resamples share; the next two have the next one. */
export const firstStream = 2;

/** Fills how often each unit counts in each of two or more resamples, the first of which has this number. */
export type DrawUnits = (resample: number, counts: readonly Int32Array[]) => void;

/** Draws resamples one after the other, or reads which units they have. */
export function unitDraw({
  design,
  seed,
  indices,
}: Pick<Resampled, "design" | "seed" | "indices">): DrawUnits {
  if (indices !== undefined)
    return (resample, counts) => {
      for (const [lane, own] of counts.entries()) countIndices(indices, resample + lane, own);
    };
  if (design.drawBlocks !== undefined) {
    const random = randomFrom(randomState(seed, 0));
    return (_, counts) => {
      for (const own of counts) design.drawBlocks!(random, own);
    };
  }
  const [hashed, table] = [hashSeed(seed), rowTable(design.units)];
  return (resample, [first, second]) =>
    drawRows({ hashed, stream: firstStream + resample / 2 }, table, [first!, second!]);
}

/** Two resamples at a time, in plain TypeScript. */
export function plainResampler(asked: Resampled): Resampler {
  const { design, terms, ranks, cells, indices } = asked;
  const { units, unitOf, rows } = design;
  const draw = unitDraw(asked);
  const drawn = [new Int32Array(units), new Int32Array(units)];
  const spread = unitOf ? drawn.map(() => new Int32Array(rows)) : drawn;
  const sums = new Float64Array(countSums(asked));
  const values = new Float64Array(ranks.length);
  return {
    lanes: 2,
    draw(resample, size) {
      draw(resample, indices === undefined ? drawn : drawn.slice(0, size));
      if (unitOf !== undefined)
        for (const lane of drawn.keys()) spreadCounts(drawn[lane]!, unitOf, spread[lane]!);
    },
    sums(lane) {
      let place = 0;
      const counts = drawn[lane]!;
      for (const term of terms) {
        let sum = 0;
        for (let unit = 0; unit < units; unit++) sum += counts[unit]! * term[unit]!;
        sums[place++] = sum;
      }
      for (const { codes, sizes, terms: ofCells } of cells) {
        const tally = countByCode(counts, codes, sizes.length);
        for (const term of ofCells) sums[place++] = sumTimes(term, tally);
      }
      return sums;
    },
    ranks(lane) {
      for (const [index, part] of ranks.entries()) values[index] = rankOf(part, spread[lane]);
      return values;
    },
    counts: (lane) => spread[lane]!,
  };
}

/** Sums that a resampler gives. */
export function countSums({ terms, cells }: Pick<Resampled, "terms" | "cells">): number {
  return cells.reduce((sum, each) => sum + each.terms.length, terms.length);
}

function countByCode(counts: Int32Array, codes: Int32Array, size: number): Float64Array {
  const tally = new Float64Array(size);
  for (let unit = 0; unit < codes.length; unit++) tally[codes[unit]!]! += counts[unit]!;
  return tally;
}

/** Counts the units of one resample. */
function countIndices(indices: ArrayLike<number>, resample: number, counts: Int32Array): void {
  counts.fill(0);
  const start = resample * counts.length;
  for (let place = 0; place < counts.length; place++) counts[indices[start + place]!]!++;
}

/** How often rows count, by how often their units do. */
export function spreadCounts(counts: Int32Array, unitOf: Int32Array, rowCounts: Int32Array): void {
  for (let row = 0; row < rowCounts.length; row++) rowCounts[row] = counts[unitOf[row]!]!;
}
