import type { RandomState } from "../learn/random.ts";
import type { RankPart } from "../metrics/rank-order.ts";
import { fitsKernel, kernelResampler } from "./kernel-resampler.ts";
import type { Measure } from "./measure.ts";
import type { Design } from "./resample-design.ts";
import type { OpenResampleKernel } from "./resample-kernel.ts";
import { plainResampler, type Resampler } from "./resampler.ts";
import { uniteTerms } from "./unite-terms.ts";

/**
 * Measures on resamples of units, all on the same ones. Terms that measures share are summed once; so are other statistics
 * worked out that they share. The kernel changes nothing but the time.
 */
export function replicateMeasures(
  measures: readonly Measure[],
  design: Design,
  {
    resamples,
    state,
    indices,
    open,
  }: {
    resamples: number;
    state: RandomState;
    indices?: ArrayLike<number> | undefined;
    open?: OpenResampleKernel | undefined;
  },
): Float64Array[] {
  const replicates = measures.map(() => new Float64Array(resamples));
  if (measures.length === 0) return replicates;
  const sums = planSums(measures, design);
  const counts = planCounts(measures);
  const asked = { design, terms: sums.terms, ranks: counts.ranks, state, indices };
  const isWorth = sums.terms.length + counts.ranks.length > 0;
  const resampler =
    open && isWorth && fitsKernel(asked) ? kernelResampler(open, asked) : plainResampler(asked);
  for (let from = 0; from < resamples; from += resampler.lanes) {
    const size = Math.min(resampler.lanes, resamples - from);
    resampler.draw(from, size);
    for (let lane = 0; lane < size; lane++) {
      const set = (index: number, value: number): void => {
        replicates[index]![from + lane] = value;
      };
      sums.read(resampler, lane, set);
      counts.read(resampler, lane, set);
    }
  }
  return replicates;
}

type Set = (index: number, value: number) => void;
type Read = (resampler: Resampler, lane: number, set: Set) => void;

/** Of the measures that are functions of sums: the terms that vary, and how their sums are read. */
function planSums(
  measures: readonly Measure[],
  { units }: Design,
): { terms: readonly Float64Array[]; read: Read } {
  const { terms, places } = uniteTerms(measures.flatMap((measure) => measure.terms ?? []));
  const varying = [...terms.keys()].filter((place) => !isConstant(terms[place]!));
  const all = Float64Array.from(terms, (term) => units * (term[0] ?? 0));
  let from = 0;
  const parts = [...measures.entries()].flatMap(([index, measure]) => {
    if (measure.terms === undefined) return [];
    const own = places.subarray(from, from + measure.terms.length);
    from += measure.terms.length;
    return [{ index, own, sums: new Float64Array(own.length), combine: measure.combine }];
  });
  return {
    terms: varying.map((place) => terms[place]!),
    read(resampler, lane, set) {
      if (parts.length === 0) return;
      const found = resampler.sums(lane);
      for (let index = 0; index < varying.length; index++) all[varying[index]!] = found[index]!;
      for (const { index, own, sums, combine } of parts) {
        for (let term = 0; term < own.length; term++) sums[term] = all[own[term]!]!;
        set(index, combine(sums));
      }
    },
  };
}

/** Of the measures that go through the rows: the ranks that they are made of, and how all are worked out. */
function planCounts(measures: readonly Measure[]): { ranks: readonly RankPart[]; read: Read } {
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
    return { index, own, other, join };
  });
  const values = new Float64Array(statistics.length);
  return {
    ranks,
    read(resampler, lane, set) {
      for (let place = 0; place < readers.length; place++) values[place] = readers[place]!(resampler, lane);
      for (const { index, own, other, join } of asked)
        set(index, join(values[own]!, other < 0 ? 0 : values[other]!));
    },
  };
}

function isConstant(term: Float64Array): boolean {
  for (let unit = 1; unit < term.length; unit++) if (term[unit] !== term[0]) return false;
  return true;
}
