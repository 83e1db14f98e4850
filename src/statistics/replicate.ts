import type { RandomState } from "../learn/random.ts";
import type { Measure } from "./measure.ts";
import type { Design } from "./resample-design.ts";
import { type CountPair, sumTerms, uniteTerms } from "./sum-terms.ts";

/**
 * Measures on resamples of units, all on the same ones. Terms that measures share are summed once, those of two resamples
 * in one pass; so are other statistics that they share.
 */
export function replicateMeasures(
  measures: readonly Measure[],
  design: Design,
  {
    resamples,
    state,
    indices,
  }: { resamples: number; state: RandomState; indices?: ArrayLike<number> | undefined },
): Float64Array[] {
  const replicates = measures.map(() => new Float64Array(resamples));
  if (measures.length === 0) return replicates;
  const set = (index: number, resample: number, value: number): void => {
    replicates[index]![resample] = value;
  };
  const sum = sumMeasures(measures, design, set);
  const count = countMeasures(measures, design, set);
  const both = [new Int32Array(design.units), new Int32Array(design.units)] as const;
  for (let resample = 0; resample < resamples; resample += 2) {
    const of = both.slice(0, resamples - resample);
    for (const [place, counts] of of.entries()) {
      if (indices === undefined) design.draw(state, counts);
      else countIndices(indices, resample + place, counts);
      count(counts, resample + place);
    }
    sum(both, { resample, size: of.length });
  }
  return replicates;
}

type Set = (index: number, resample: number, value: number) => void;

/** Works out the measures that are functions of sums. */
function sumMeasures(
  measures: readonly Measure[],
  { units }: Design,
  set: Set,
): (counts: CountPair, of: { resample: number; size: number }) => void {
  const { terms, places } = uniteTerms(measures.flatMap((measure) => measure.terms ?? []));
  const sum = sumTerms(terms, units);
  let from = 0;
  const parts = [...measures.entries()].flatMap(([index, measure]) => {
    if (measure.terms === undefined) return [];
    const own = places.subarray(from, from + measure.terms.length);
    from += measure.terms.length;
    return [{ index, own, sums: new Float64Array(own.length), combine: measure.combine }];
  });
  if (parts.length === 0) return () => {};
  return (counts, { resample, size }) => {
    const sums = sum(counts);
    for (let place = 0; place < size; place++)
      for (const { index, own, sums: picked, combine } of parts) {
        for (let term = 0; term < own.length; term++) picked[term] = sums[place]![own[term]!]!;
        set(index, resample + place, combine(picked));
      }
  };
}

/** Works out the measures that go through the rows. */
function countMeasures(
  measures: readonly Measure[],
  { unitOf, rows }: Design,
  set: Set,
): (counts: Int32Array, resample: number) => void {
  const counted = [...measures.entries()].filter(([, { terms }]) => terms === undefined);
  const statistics = [...new Set(counted.flatMap(([, { parts }]) => parts))];
  const values = new Float64Array(statistics.length);
  const asked = counted.map(([index, { parts, join }]) => {
    const [own = 0, other = -1] = parts.map((part) => statistics.indexOf(part));
    return { index, own, other, join };
  });
  if (asked.length === 0) return () => {};
  const rowCounts = unitOf && new Int32Array(rows);
  return (counts, resample) => {
    if (unitOf !== undefined) spread(counts, unitOf, rowCounts!);
    for (const [place, statistic] of statistics.entries()) values[place] = statistic.at(rowCounts ?? counts);
    for (const { index, own, other, join } of asked)
      set(index, resample, join(values[own]!, other < 0 ? 0 : values[other]!));
  };
}

function countIndices(indices: ArrayLike<number>, resample: number, counts: Int32Array): void {
  counts.fill(0);
  const start = resample * counts.length;
  for (let place = 0; place < counts.length; place++) counts[indices[start + place]!]!++;
}

function spread(counts: Int32Array, unitOf: Int32Array, rowCounts: Int32Array): void {
  for (let row = 0; row < rowCounts.length; row++) rowCounts[row] = counts[unitOf[row]!]!;
}
