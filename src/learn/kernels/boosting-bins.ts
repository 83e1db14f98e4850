/** Values into bins. */
/**
 * Puts `count` float32 values from `values` on into bins: the number of `borders` (ascending float32, 2^steps - 1 of them,
 * Infinity where there are fewer) that are less than the value, `missing` for NaN.
 */
export function binValues(values: usize, count: i32, borders: usize, steps: i32, missing: i32, to: usize): void {
  for (let i = 0; i < count; i++) {
    const value = load<f32>(values + (<usize>i << 2));
    let bin: usize = 0;
    for (let step = <usize>1 << (steps - 1); step != 0; step >>= 1) {
      bin += select<usize>(step, 0, value > load<f32>(borders + ((bin + step - 1) << 2)));
    }
    store<u8>(to + <usize>i, <u8>(value == value ? <i32>bin : missing));
  }
}

/** Copies the bins of training rows from columns to rows: `columns` × `rows` bytes to `bins`, `groups` × 8 bytes a row. */
export function arrange(columns: usize, bins: usize, features: i32, allRows: i32, from: i32, to: i32): void {
  const rowBytes = <usize>((features + 7) >> 3) << 3;
  for (let group: i32 = 0; group < features; group += 8) {
    const width = min(8, features - group);
    for (let row = from; row < to; row++) {
      let word: u64 = 0;
      for (let k = 0; k < width; k++) {
        const bin = <u64>load<u8>(columns + <usize>(group + k) * <usize>allRows + <usize>row);
        word |= bin << (<u64>k << 3);
      }
      store<u64>(bins + <usize>row * rowBytes + <usize>group, word);
    }
  }
}
