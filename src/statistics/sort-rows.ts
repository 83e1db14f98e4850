import { orderByKeys } from "./order-by-keys.ts";

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

/** The same, and where each value ends: by steps of equal size, and what falls on one step by comparison. */
export function sortWithEnds(values: Float64Array): SortedRows {
  const { length } = values;
  const { order, keys } = orderByKeys(stepsOf(values));
  const ends = new Int32Array(length);
  let count = 0;
  let [from, isEqual] = [0, true];
  for (let i = 1; i < length; i++) {
    if (keys[i] !== keys[i - 1]) {
      if (!isEqual) count = sortRun(order.subarray(0, i), from, values, ends, count);
      ends[count++] = i;
      [from, isEqual] = [i, true];
    } else if (values[order[i]!] !== values[order[i - 1]!]) isEqual = false;
  }
  if (!isEqual) count = sortRun(order, from, values, ends, count);
  if (length > 0) ends[count++] = length;
  return { order, ends: ends.slice(0, count) };
}

/** Which of 2^32 equal steps from the least value to the greatest each is on. */
function stepsOf(values: Float64Array): Uint32Array {
  let [min, max] = [Infinity, -Infinity];
  for (let row = 0; row < values.length; row++) {
    if (values[row]! < min) min = values[row]!;
    if (values[row]! > max) max = values[row]!;
  }
  const last = 2 ** 32 - 1;
  // Halves, since the range itself may be too large for a number.
  const scale = Math.min(Number.MAX_VALUE, last / (max / 2 - min / 2));
  const steps = new Uint32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const step = (values[row]! / 2 - min / 2) * scale;
    steps[row] = step < last ? step : last;
  }
  return steps;
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
