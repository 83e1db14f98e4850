import type { RankPart } from "../metrics/rank-order.ts";
import { fitsKernel, kernelResampler } from "./kernel-resampler.ts";
import type { Measure } from "./measure.ts";
import type { SharedCells } from "./replicate-cells.ts";
import type { Design } from "./resample-design.ts";
import type { OpenResampleKernel } from "./resample-kernel.ts";
import { plainResampler, type Resampled, type Resampler } from "./resampler.ts";
import { uniteTerms } from "./unite-terms.ts";

/**
 * Measures on resamples of units, all on the same ones. Terms that measures share are summed once; so are other statistics
 * worked out that they share. Of the members of `cells` (by their index among the measures) units are counted by cell. The
 * kernel changes nothing but the time.
 */
export function replicateMeasures(
  measures: readonly Measure[],
  design: Design,
  {
    resamples,
    seed,
    cells = [],
    indices,
    open,
  }: {
    resamples: number;
    seed: number;
    cells?: readonly SharedCells[] | undefined;
    indices?: ArrayLike<number> | undefined;
    open?: OpenResampleKernel | undefined;
  },
): Float64Array[] {
  const replicates = measures.map(() => new Float64Array(resamples));
  const sums = planSums(measures, cells, { units: design.units, replicates });
  const counts = planCounts(measures, replicates);
  const asked = { design, seed, indices, terms: sums.terms, cells: sums.cells, ranks: counts.ranks };
  const isWorth = sums.terms.length + sums.cells.length + counts.ranks.length > 0;
  const resampler =
    open && isWorth && fitsKernel(asked) ? kernelResampler(open, asked) : plainResampler(asked);
  for (let from = 0; from < resamples; from += resampler.lanes) {
    const size = Math.min(resampler.lanes, resamples - from);
    resampler.draw(from, size);
    for (let lane = 0; lane < size; lane++) {
      sums.read(resampler, lane, from + lane);
      counts.read(resampler, lane, from + lane);
    }
  }
  return replicates;
}

/** Works out measures of what is in a lane, and writes them down as those of a resample. */
type Read = (resampler: Resampler, lane: number, resample: number) => void;

/** Of the measures that are functions of sums: the terms that vary, and how their sums are read. */
function planSums(
  measures: readonly Measure[],
  shared: readonly SharedCells[],
  { units, replicates }: { units: number; replicates: readonly Float64Array[] },
): Pick<Resampled, "terms" | "cells"> & { read: Read } {
  const ofCells = shared.map(({ members, cells }) =>
    planTerms(
      members.map(({ index, measure: { terms, combine }, from }) => ({
        ...{ combine, replicates: replicates[index]! },
        terms: cells.terms.slice(from, from + terms!.length),
      })),
      units,
    ),
  );
  const inCells = new Set(shared.flatMap(({ members }) => members.map(({ index }) => index)));
  const alone = planTerms(
    measures.flatMap(({ terms, combine }, index) =>
      terms === undefined || inCells.has(index) ? [] : [{ terms, combine, replicates: replicates[index]! }],
    ),
    units,
  );
  const plans = [alone, ...ofCells];
  const isAny = plans.some(({ parts }) => parts.length > 0);
  return {
    terms: alone.terms,
    cells: shared.map(({ cells }, place) => ({ ...cells, terms: ofCells[place]!.terms })),
    read(resampler, lane, resample) {
      if (!isAny) return;
      const found = resampler.sums(lane);
      let place = 0;
      for (const { varying, all, parts } of plans) {
        for (let index = 0; index < varying.length; index++) all[varying[index]!] = found[place++]!;
        for (const { own, sums, combine, replicates: replicated } of parts) {
          for (let term = 0; term < own.length; term++) sums[term] = all[own[term]!]!;
          replicated[resample] = combine(sums);
        }
      }
    },
  };
}

/** The terms that vary of some measures, each once, their places among all terms' sums, and those of each measure. */
function planTerms(
  asked: readonly (Pick<Measure, "combine"> & { terms: readonly Float64Array[]; replicates: Float64Array })[],
  units: number,
) {
  const { terms, places } = uniteTerms(asked.flatMap((each) => each.terms));
  const varying = [...terms.keys()].filter((place) => !isConstant(terms[place]!));
  let from = 0;
  return {
    terms: varying.map((place) => terms[place]!),
    varying: Int32Array.from(varying),
    all: Float64Array.from(terms, (term) => units * (term[0] ?? 0)),
    parts: asked.map(({ terms: { length }, combine, replicates }) => {
      const own = places.subarray(from, from + length);
      from += length;
      return { own, sums: new Float64Array(length), combine, replicates };
    }),
  };
}

/** Of the measures that go through the rows: the ranks that they are made of, and how all are worked out. */
function planCounts(
  measures: readonly Measure[],
  replicates: readonly Float64Array[],
): { ranks: readonly RankPart[]; read: Read } {
  const counted = [...measures.entries()].filter(([, { terms }]) => terms === undefined);
  const ranks: RankPart[] = [];
  const statistics = [...new Set(counted.flatMap(([, { parts }]) => parts))];
  const readers = statistics.map((statistic) => {
    const made = statistic.ranks?.();
    if (made === undefined)
      return (resampler: Resampler, lane: number) => statistic.at(resampler.counts(lane));
    const own = made.parts.map((part) => {
      const known = ranks.findIndex(({ metric, order }) => metric === part.metric && order === part.order);
      return known >= 0 ? known : ranks.push(part) - 1;
    });
    const values = new Float64Array(own.length);
    return (resampler: Resampler, lane: number) => {
      const found = resampler.ranks(lane);
      for (let part = 0; part < own.length; part++) values[part] = found[own[part]!]!;
      return made.combine(values);
    };
  });
  const asked = counted.map(([index, { parts, join }]) => {
    const [own = 0, other = -1] = parts.map((part) => statistics.indexOf(part));
    return { own, other, join, replicates: replicates[index]! };
  });
  const values = new Float64Array(statistics.length);
  return {
    ranks,
    read(resampler, lane, resample) {
      for (let place = 0; place < readers.length; place++) values[place] = readers[place]!(resampler, lane);
      for (const { own, other, join, replicates: replicated } of asked)
        replicated[resample] = join(values[own]!, other < 0 ? 0 : values[other]!);
    },
  };
}

function isConstant(term: Float64Array): boolean {
  for (let unit = 1; unit < term.length; unit++) if (term[unit] !== term[0]) return false;
  return true;
}
