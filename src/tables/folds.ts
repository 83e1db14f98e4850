import type { RowHashes } from "./row-hash.ts";
import { placesOf, rankWithin } from "./split.ts";
import { momentBefore } from "./split-time.ts";

/** Row indices of a fold, ascending: what is learnt from, and what that is tested on. */
export interface Fold {
  train: Uint32Array;
  test: Uint32Array;
}

/**
 * Divides rows into `count` folds of about equal size by their hashes, so that rows of one content (or, with the hashes
 * of groups, of one group) are in one; each class by itself where `classes` has a code for each row of the table. Folds
 * that would be empty are left out.
 */
export function foldRows(
  rows: Uint32Array,
  {
    hashes,
    count,
    seed,
    classes,
  }: { hashes: RowHashes; count: number; seed: number; classes?: Int32Array | undefined },
): Fold[] {
  // Not the places that divide training from test rows: of these, only a part is left here.
  const all = placesOf(hashes, seed + 0.5);
  const places = Float64Array.from(rows, (row) => all[row]!);
  rankWithin(places, classes ? Int32Array.from(rows, (row) => classes[row]!) : new Int32Array(rows.length));
  return foldsBy(rows, (index) => Math.floor(places[index]! * count));
}

/** One fold for each different number that rows have, in ascending order; rows without one (NaN) are always learnt from. */
export function foldValues(rows: Uint32Array, values: Float64Array): Fold[] {
  return foldsBy(rows, (index) => values[rows[index]!]!);
}

function foldsBy(rows: Uint32Array, foldOf: (index: number) => number): Fold[] {
  const numbers = [...new Set(Array.from(rows, (_, index) => foldOf(index)))];
  return numbers
    .filter((fold) => !Number.isNaN(fold))
    .sort((a, b) => a - b)
    .map((fold) => ({
      train: rows.filter((_, index) => foldOf(index) !== fold),
      test: rows.filter((_, index) => foldOf(index) === fold),
    }))
    .filter(({ train, test }) => train.length > 0 && test.length > 0);
}

/**
 * Folds in time, as scikit-learn's TimeSeriesSplit: the rows in `count` + 1 stretches of about equal size, of which each
 * but the first is predicted from all before it. Rows of one moment are in one stretch; rows without a time (NaN) are
 * always learnt from, and those of the `gap` moments before a stretch not for it.
 */
export function foldTimes(rows: Uint32Array, times: Float64Array, count: number, gap = 0): Fold[] {
  const sorted = Float64Array.from(rows, (row) => times[row]!)
    .filter((time) => !Number.isNaN(time))
    .sort();
  const starts = Array.from(
    { length: count },
    (_, fold) => sorted[Math.floor(((fold + 1) * sorted.length) / (count + 1))]!,
  );
  return starts
    .map((start, fold) => ({ start, known: momentBefore(sorted, start, gap), fold }))
    .map(({ start, known, fold }) => ({
      train: rows.filter((row) => !(times[row]! >= known)),
      test: rows.filter((row) => times[row]! >= start && !(times[row]! >= (starts[fold + 1] ?? Infinity))),
    }))
    .filter(({ train, test }) => train.length > 0 && test.length > 0);
}
