import type { RandomState } from "../learn/random.ts";
import type { Measure } from "./measure.ts";
import type { Design } from "./resample-design.ts";
import { sumTerms, uniteTerms } from "./sum-terms.ts";

/** Measures on resamples of units, all on the same ones. Terms that measures share are summed once. */
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
  const counts = new Int32Array(design.units);
  const summed = sumMeasures(measures);
  const counted = [...measures.entries()].filter(([, { terms }]) => terms === undefined);
  const rowCounts =
    design.unitOf === undefined || counted.length === 0 ? counts : new Int32Array(design.rows);
  for (let resample = 0; resample < resamples; resample++) {
    if (indices === undefined) design.draw(state, counts);
    else countIndices(indices, resample, counts);
    summed(counts, (index, value) => {
      replicates[index]![resample] = value;
    });
    if (rowCounts !== counts) spread(counts, design.unitOf!, rowCounts);
    for (const [index, { at }] of counted) replicates[index]![resample] = at(rowCounts);
  }
  return replicates;
}

/** Works out the measures that are functions of sums. */
function sumMeasures(
  measures: readonly Measure[],
): (counts: Int32Array, set: (index: number, value: number) => void) => void {
  const { terms, places } = uniteTerms(measures.flatMap((measure) => measure.terms ?? []));
  const sums = new Float64Array(terms.length);
  let from = 0;
  const parts = [...measures.entries()].flatMap(([index, measure]) => {
    if (measure.terms === undefined) return [];
    const own = places.subarray(from, from + measure.terms.length);
    from += measure.terms.length;
    return [{ index, own, sums: new Float64Array(own.length), combine: measure.combine }];
  });
  return (counts, set) => {
    sumTerms(terms, counts, sums);
    for (const { index, own, sums: picked, combine } of parts) {
      for (let place = 0; place < own.length; place++) picked[place] = sums[own[place]!]!;
      set(index, combine(picked));
    }
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
