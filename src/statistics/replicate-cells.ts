import { type Random, randomFrom, randomState } from "../learn/random.ts";
import { type Cells, findCells } from "./cells.ts";
import { type Deletions, withoutEach } from "./jackknife.ts";
import type { Measure } from "./measure.ts";
import { multinomial } from "./multinomial.ts";
import { uniteTerms } from "./unite-terms.ts";

/** Measures whose cells are the same units, so that they are drawn together. */
export interface SharedCells {
  cells: Cells;
  /** Each measure by its place among those that were given, and where its terms begin among those of the cells. */
  members: { index: number; measure: Measure; from: number }[];
}

/** Puts measures that are sums together by their cells; undefined for those whose units fall into more than `most`. */
export function shareCells(measures: readonly Measure[], most: number): (SharedCells | undefined)[] {
  const groups: SharedCells[] = [];
  return measures.map((measure, index) => {
    const { terms } = measure;
    const own = terms && findCells(terms, most);
    if (terms === undefined || own === undefined) return undefined;
    for (const group of groups) {
      const known = group.members.flatMap((member) => member.measure.terms!);
      if (group.cells.sizes.length !== own.sizes.length) continue;
      const both = findCells([...known, ...terms], own.sizes.length);
      if (both === undefined) continue;
      group.cells = both;
      group.members.push({ index, measure, from: known.length });
      return group;
    }
    const group = { cells: own, members: [{ index, measure, from: 0 }] };
    groups.push(group);
    return group;
  });
}

/** A measure without a unit of each cell. */
export function deletionsOfCells({ cells, members }: SharedCells, index: number): Deletions {
  const { from, measure } = members.find((member) => member.index === index)!;
  const terms = cells.terms.slice(from, from + measure.terms!.length);
  return { values: withoutEach(terms, measure.combine, cells.sizes), times: cells.sizes };
}

/** Measures on resamples, of which only matters how often each cell comes: an array of each member, at its index. */
export function replicateCells(
  groups: readonly SharedCells[],
  { resamples, seed }: { resamples: number; seed: number },
): Float64Array[] {
  const replicates: Float64Array[] = [];
  for (const group of groups)
    for (const part of drawCells(group, resamples, randomFrom(randomState(seed, 1))))
      replicates[part.index] = part.replicates;
  return replicates;
}

function drawCells(
  { cells: { sizes, terms }, members }: SharedCells,
  resamples: number,
  random: Random,
): readonly { index: number; replicates: Float64Array }[] {
  const draw = multinomial(sizes);
  const counts = new Int32Array(sizes.length);
  // One array of all, and one loop: numbers that functions give back would be objects here.
  const { terms: different, places } = uniteTerms(terms);
  const values = Float64Array.from(different.flatMap((term) => Array.from(term)));
  const found = new Float64Array(different.length);
  const sums = new Float64Array(terms.length);
  const parts = members.map(({ index, measure, from }) => ({
    index,
    combine: measure.combine,
    sums: sums.subarray(from, from + measure.terms!.length),
    replicates: new Float64Array(resamples),
  }));
  for (let resample = 0; resample < resamples; resample++) {
    draw(random, counts);
    for (let term = 0, at = 0; term < found.length; term++) {
      let sum = 0;
      for (let cell = 0; cell < counts.length; cell++, at++) sum += counts[cell]! * values[at]!;
      found[term] = sum;
    }
    for (let term = 0; term < sums.length; term++) sums[term] = found[places[term]!]!;
    for (const part of parts) part.replicates[resample] = part.combine(part.sums);
  }
  return parts;
}
