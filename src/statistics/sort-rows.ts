/** Rows by their values. */
export interface SortedRows {
  order: Uint32Array;
  /** For each different value the place after its last row. */
  ends: Int32Array;
}

/** Row numbers in the order of their values, which are all finite, from the least on; equal ones stay in their order. */
export function sortRows(values: Float64Array): Uint32Array {
  return sortWithEnds(values).order;
}

/**
 * The same, and where each value ends.
 * Values and row numbers are packed into one number each, since numbers alone are sorted many times faster than by a
 * comparison; what falls together in the packed digits is compared.
 */
export function sortWithEnds(values: Float64Array): SortedRows {
  const { length } = values;
  let [min, max] = [Infinity, -Infinity];
  for (let row = 0; row < length; row++) {
    if (values[row]! < min) min = values[row]!;
    if (values[row]! > max) max = values[row]!;
  }
  // Two bits short of all digits, so that no quotient below is rounded up to the next whole number.
  const steps = Math.floor(2 ** 51 / Math.max(1, length)) - 1;
  // Halves, since the range itself may be too large for a number.
  const scale = Math.min(Number.MAX_VALUE, steps / (max / 2 - min / 2));
  const packed = new Float64Array(length);
  for (let row = 0; row < length; row++)
    packed[row] = Math.min(steps, Math.floor((values[row]! / 2 - min / 2) * scale)) * length + row;
  packed.sort();
  const rows = new Uint32Array(length);
  const ends = new Int32Array(length);
  let count = 0;
  let [from, last, isEqual] = [0, -1, true];
  for (let i = 0; i < length; i++) {
    const step = Math.floor(packed[i]! / length);
    const row = packed[i]! - step * length;
    if (step !== last) {
      if (!isEqual) count = sortRun(rows.subarray(0, i), from, values, ends, count);
      if (i > 0) ends[count++] = i;
      [from, last, isEqual] = [i, step, true];
    } else if (values[row] !== values[rows[i - 1]!]) isEqual = false;
    rows[i] = row;
  }
  if (!isEqual) count = sortRun(rows, from, values, ends, count);
  if (length > 0) ends[count++] = length;
  return { order: rows, ends: ends.slice(0, count) };
}

/** Sorts the rows from a place on, and says where their values end but for the last; gives back how many ends there are. */
function sortRun(
  rows: Uint32Array,
  from: number,
  values: Float64Array,
  ends: Int32Array,
  count: number,
): number {
  rows.subarray(from).sort((a, b) => values[a]! - values[b]! || a - b);
  let known = count;
  for (let place = from + 1; place < rows.length; place++)
    if (values[rows[place]!] !== values[rows[place - 1]!]) ends[known++] = place;
  return known;
}
