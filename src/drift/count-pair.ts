import { countBins, sturgesEdges } from "../statistics/sturges-edges.ts";
import type { NumberSample, TextSample } from "./column-sample.ts";

/** How often each bin occurs on either side; the bins are the same. */
export interface CountedPair {
  reference: Float64Array;
  current: Float64Array;
}

/** Numbers with more different values in the reference are cut into bins. */
const mostCategories = 20;

/**
 * Counts numbers as Evidently does: each value by itself where the reference has at most 20 different ones, else in
 * numpy's `sturges` bins over both sides. Whole numbers get bins at least 1 wide.
 */
export function countNumbers(reference: NumberSample, current: NumberSample): CountedPair {
  if (countDistinct(reference.values, mostCategories + 1) <= mostCategories)
    return countKeys(countEach(reference.values), countEach(current.values));
  let [min, max] = [Infinity, -Infinity];
  for (const { values } of [reference, current])
    for (const value of values) {
      if (value < min) min = value;
      if (value > max) max = value;
    }
  const edges = sturgesEdges({
    min,
    max,
    count: reference.values.length + current.values.length,
    isInteger: reference.isInteger && current.isInteger,
  });
  return { reference: countBins(reference.values, edges), current: countBins(current.values, edges) };
}

/** Counts texts, each by itself. */
export function countTexts(reference: TextSample, current: TextSample): CountedPair {
  return countKeys(reference.counts, current.counts);
}

/** How many different values there are, counted up to `enough`. */
export function countDistinct(values: Iterable<number>, enough: number): number {
  const seen = new Set<number>();
  for (const value of values) {
    seen.add(value);
    if (seen.size === enough) break;
  }
  return seen.size;
}

function countEach(values: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Keys in order, so that the first one is the same whichever side it came from. */
function countKeys<T extends string | number>(
  reference: ReadonlyMap<T, number>,
  current: ReadonlyMap<T, number>,
): CountedPair {
  const keys = [...new Set([...reference.keys(), ...current.keys()])].sort((a, b) => (a < b ? -1 : 1));
  const read = (counts: ReadonlyMap<T, number>): Float64Array =>
    Float64Array.from(keys, (key) => counts.get(key) ?? 0);
  return { reference: read(reference), current: read(current) };
}
