/**
 * Row numbers in the order of their values, which are all finite, from the least on; equal ones stay in their order.
 * Values and row numbers are packed into one number each, since numbers alone are sorted many times faster than by a
 * comparison; what falls together in the packed digits is compared.
 */
export function sortRows(values: Float64Array): Uint32Array {
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
  let [from, last, isEqual] = [0, -1, true];
  for (let i = 0; i < length; i++) {
    const step = Math.floor(packed[i]! / length);
    const row = packed[i]! - step * length;
    if (step !== last) {
      if (!isEqual) sortRun(rows.subarray(from, i), values);
      [from, last, isEqual] = [i, step, true];
    } else if (values[row] !== values[rows[i - 1]!]) isEqual = false;
    rows[i] = row;
  }
  if (!isEqual) sortRun(rows.subarray(from), values);
  return rows;
}

function sortRun(rows: Uint32Array, values: Float64Array): void {
  rows.sort((a, b) => values[a]! - values[b]! || a - b);
}
