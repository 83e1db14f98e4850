import type { Split } from "./split.ts";

/**
 * Cuts rows at a moment: the latest `test` of those with a time are the test rows, with all of the moment's own rows;
 * the others, and rows without a time (NaN), are for training.
 */
export function splitTime(times: Float64Array, test: number): Split {
  const sorted = times.filter((time) => !Number.isNaN(time)).sort();
  const cut = sorted[Math.max(0, sorted.length - Math.max(1, Math.round(sorted.length * test)))] ?? Infinity;
  const rows = Uint32Array.from(times.keys());
  return {
    train: rows.filter((row) => !(times[row]! >= cut)),
    test: rows.filter((row) => times[row]! >= cut),
    validation: new Uint32Array(0),
  };
}
