import type { Split } from "./split.ts";

/**
 * Cuts rows at a moment: the latest `test` of those with a time are the test rows, with all of the moment's own rows;
 * the others, and rows without a time (NaN), are for training. The rows of the `gap` moments before the first test row are in
 * no part.
 */
export function splitTime(times: Float64Array, test: number, gap = 0): Split {
  const sorted = times.filter((time) => !Number.isNaN(time)).sort();
  const cut = sorted[Math.max(0, sorted.length - Math.max(1, Math.round(sorted.length * test)))] ?? Infinity;
  const rows = Uint32Array.from(times.keys());
  const known = gap === 0 ? cut : momentBefore(sorted, cut, gap);
  return {
    train: rows.filter((row) => !(times[row]! >= known)),
    test: rows.filter((row) => times[row]! >= cut),
    validation: new Uint32Array(0),
  };
}

/** Of ascending moments, the one that many different ones before another; all are later than it where there are fewer. */
export function momentBefore(sorted: Float64Array, moment: number, steps: number): number {
  let at = sorted.indexOf(moment);
  let before = moment;
  for (let step = 0; step < steps; step++) {
    while (at >= 0 && sorted[at]! >= before) at--;
    if (at < 0) return Number.NEGATIVE_INFINITY;
    before = sorted[at]!;
  }
  return before;
}
