import { countUpTo } from "./count-up-to.ts";
import type { Centred } from "./pearson.ts";

/** A code from 0 for each value, in the order of the values: equal where they are; -1 where a value is not finite. */
export interface RankedCodes {
  codes: Int32Array;
  size: number;
}

/** Numbers of few decimals in a range of so many places get their place as code, without sorting. */
export const mostPlaces = 2 ** 20;

/** The smallest and the largest of the finite values. */
export interface Range {
  min: number;
  max: number;
}

/** Codes in the order of the values. */
export function rankCodes(values: Float64Array, range: Range): RankedCodes {
  return (
    findRankGrid(values.length, range, (grid) => placesOf(values, range.min, grid)) ?? searchCodes(values)
  );
}

/** Numbers `(base + place) / scale`, from place 0 on. */
export interface RankGrid {
  scale: number;
  base: number;
  size: number;
}

/** What `place` makes of the coarsest grid that the values lie on; it gives undefined where one lies beside it. */
export function findRankGrid(
  rows: number,
  { min, max }: Range,
  place: (grid: RankGrid) => Int32Array | undefined,
): RankedCodes | undefined {
  for (const scale of [1, 10, 100, 1000, 10_000]) {
    const base = Math.round(min * scale);
    const size = Math.round(max * scale) - base + 1;
    if (!(size <= Math.min(mostPlaces, 16 * rows) && Math.abs(base) < 2 ** 30)) continue;
    const codes = place({ scale, base, size });
    if (codes !== undefined) return { codes, size };
  }
  return undefined;
}

/** The places of numbers on a grid; undefined where one lies beside it. */
function placesOf(values: Float64Array, min: number, { scale, base }: RankGrid): Int32Array | undefined {
  const codes = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const place = ((value - min) * scale + 0.5) | 0;
    codes[row] = place;
    if ((base + place) / scale === value) continue;
    if (value - value === 0) return undefined;
    codes[row] = -1;
  }
  return codes;
}

/** By sorting the values, and looking each one up; ids and times are most often sorted. */
export function searchCodes(values: Float64Array): RankedCodes {
  return countSteps(values) ?? sortedCodes(values);
}

/** Codes of values none of which is less than one before it; undefined of others. */
function countSteps(values: Float64Array): RankedCodes | undefined {
  const codes = new Int32Array(values.length);
  let size = 0;
  let last = Number.NaN;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value < last) return undefined;
    const isThere = value - value === 0;
    if (isThere && value !== last) {
      size++;
      last = value;
    }
    codes[row] = isThere ? size - 1 : -1;
  }
  return { codes, size };
}

function sortedCodes(values: Float64Array): RankedCodes {
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row++)
    if (values[row]! - values[row]! === 0) finite[count++] = values[row]!;
  const sorted = finite.subarray(0, count).sort();
  let size = 0;
  for (let i = 0; i < count; i++)
    if (size === 0 || sorted[size - 1] !== sorted[i]) sorted[size++] = sorted[i]!;
  const codes = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    codes[row] = value - value === 0 ? countUpTo(sorted, value, size) - 1 : -1;
  }
  return { codes, size };
}

/**
 * Average ranks from 1 as scipy's `rankdata`, among the rows where this code and the other one are not -1; NaN for the
 * other rows.
 */
export function averageRanks({ codes, size }: RankedCodes, others: Int32Array = codes): Float64Array {
  const counts = new Int32Array(size);
  for (let row = 0; row < codes.length; row++)
    if (codes[row]! >= 0 && others[row]! >= 0) counts[codes[row]!]!++;
  const ranks = new Float64Array(size);
  for (let code = 0, below = 0; code < size; code++) {
    ranks[code] = below + (counts[code]! + 1) / 2;
    below += counts[code]!;
  }
  const ranked = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row++)
    ranked[row] = codes[row]! >= 0 && others[row]! >= 0 ? ranks[codes[row]!]! : Number.NaN;
  return ranked;
}

/** The average ranks of codes of which none is -1, centred. */
export function centredRanks({ codes, size }: RankedCodes): Centred {
  const counts = new Int32Array(size);
  for (let row = 0; row < codes.length; row++) counts[codes[row]!]!++;
  const ranks = new Float64Array(size);
  let squares = 0;
  for (let code = 0, below = 0; code < size; code++) {
    const count = counts[code]!;
    const rank = below + (count + 1) / 2 - (codes.length + 1) / 2;
    ranks[code] = rank;
    squares += count * rank * rank;
    below += count;
  }
  const values = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row++) values[row] = ranks[codes[row]!]!;
  return { values, norm: Math.sqrt(squares) };
}
