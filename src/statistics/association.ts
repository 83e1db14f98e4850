import type { Centred } from "./pearson.ts";

/** Categories as codes from 0; -1 is missing. */
export interface Categories {
  codes: Int32Array;
  size: number;
}

/**
 * Cramér's V with Bergsma's bias correction ("A bias-correction for Cramér's V and Tschuprow's T", 2013), over the rows
 * that have both; NaN where fewer than two categories of one are left.
 */
export function cramersV(left: Categories, right: Categories): number {
  const table = new Int32Array(left.size * right.size);
  for (let row = 0; row < left.codes.length; row++) {
    const a = left.codes[row]!;
    const b = right.codes[row]!;
    if (a >= 0 && b >= 0) table[a * right.size + b]!++;
  }
  return cramersVOfTable(table, right.size);
}

/** The same, of how often each two categories come together: a row for each on the left, of `width` on the right. */
export function cramersVOfTable(table: Int32Array, width: number): number {
  const rows = new Float64Array(table.length / width);
  const columns = new Float64Array(width);
  let count = 0;
  for (const [place, times] of table.entries()) {
    rows[Math.floor(place / width)]! += times;
    columns[place % width]! += times;
    count += times;
  }
  let chiSquare = 0;
  for (let a = 0; a < rows.length; a++) {
    for (let b = 0; b < width; b++) {
      const expected = (rows[a]! * columns[b]!) / count;
      if (expected > 0) chiSquare += (table[a * width + b]! - expected) ** 2 / expected;
    }
  }
  const [r, k] = [rows, columns].map((each) => each.filter((total) => total > 0).length) as [number, number];
  if (r < 2 || k < 2) return Number.NaN;
  const phi = Math.max(0, chiSquare / count - ((r - 1) * (k - 1)) / (count - 1));
  const least = Math.min(r - (r - 1) ** 2 / (count - 1), k - (k - 1) ** 2 / (count - 1)) - 1;
  return least > 0 ? Math.min(1, Math.sqrt(phi / least)) : Number.NaN;
}

/**
 * The correlation ratio η: the root of the share of the numbers' variance that lies between the categories, over the
 * rows that have both; NaN where the numbers do not vary.
 */
export function correlationRatio({ codes, size }: Categories, values: Float64Array): number {
  const sums = new Float64Array(size);
  const squares = new Float64Array(size);
  const counts = new Float64Array(size);
  const shift = meanOf(values);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    const value = values[row]! - shift;
    if (code < 0 || value - value !== 0) continue;
    sums[code]! += value;
    squares[code]! += value * value;
    counts[code]!++;
  }
  const [sum, square, count] = [sums, squares, counts].map((each) => each.reduce((a, b) => a + b, 0)) as [
    number,
    number,
    number,
  ];
  const mean = sum / count;
  let between = 0;
  for (let code = 0; code < size; code++)
    if (counts[code]! > 0) between += counts[code]! * (sums[code]! / counts[code]! - mean) ** 2;
  const total = square - mean * sum;
  return total > 0 ? Math.min(1, Math.sqrt(between / total)) : Number.NaN;
}

/** The same, of numbers without gaps whose mean is taken out: much cheaper where there are several categories. */
export function correlationRatioOfCentred({ codes, size }: Categories, { values, norm }: Centred): number {
  const sums = new Float64Array(size);
  const counts = new Int32Array(size);
  for (let row = 0; row < codes.length; row++) {
    sums[codes[row]!]! += values[row]!;
    counts[codes[row]!]!++;
  }
  return ratioOfSums(sums, counts, norm);
}

/** The same, by each category's sum and count. */
export function ratioOfSums(sums: Float64Array, counts: Int32Array, norm: number): number {
  let between = 0;
  for (let code = 0; code < sums.length; code++)
    if (counts[code]! > 0) between += sums[code]! ** 2 / counts[code]!;
  return norm > 0 ? Math.min(1, Math.sqrt(between) / norm) : Number.NaN;
}

/** The mean of the finite values; of values far from 0 no square holds the differences. */
function meanOf(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value - value !== 0) continue;
    sum += value;
    count++;
  }
  return sum / count;
}
