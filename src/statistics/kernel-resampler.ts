import type { RankPart } from "../metrics/rank-order.ts";
import { areaSegments, precisionSegments } from "../metrics/rank-segments.ts";
import { memoryOf, openArena } from "../profile/column-kernel.ts";
import type { OpenResampleKernel } from "./resample-kernel.ts";
import { countIndices, type Resampled, type Resampler, spreadCounts } from "./resampler.ts";

/** The kernel's lanes: a byte a unit each. */
const lanes = 8;
/** From here on a rank's counts are more than 16 bits may hold. */
const mostRanked = 2 ** 15;
/** Units whose counts are widened at a time. */
const tile = 256;

/** Whether the kernel does all that is asked: its counts are bytes, and its ranks those of some thousand rows of weight 1. */
export function fitsKernel({ design, ranks, indices }: Omit<Resampled, "state">): boolean {
  if (indices !== undefined && design.units > 255) return false;
  return ranks.length === 0 || (mostCounted(design) < mostRanked && ranks.every(isUnweighted));
}

/** Rows that a resample counts at most: the largest group may be drawn each time. */
function mostCounted({ units, unitOf, rows }: Resampled["design"]): number {
  if (unitOf === undefined) return rows;
  const sizes = new Uint32Array(units);
  for (const unit of unitOf) sizes[unit]! += 1;
  return units * sizes.reduce((most, size) => Math.max(most, size));
}

function isUnweighted({ order: { positive, negative } }: RankPart): boolean {
  return positive.every((weight, place) => weight + negative[place]! === 1);
}

/** Eight resamples at a time, by the kernel: the same draws as the plain resampler's, and the same sums and ranks. */
export function kernelResampler(open: OpenResampleKernel, asked: Resampled): Resampler {
  const { design, terms, ranks, state, indices } = asked;
  const { units, unitOf, rows } = design;
  const { kernel, counts, apart, wide, summed, sums, plans, values, words } = layOut(open, asked);
  const drawn = new Int32Array(units);
  const rowCounts = unitOf ? new Int32Array(rows) : drawn;
  const own = { sums: new Float64Array(terms.length), values: new Float64Array(ranks.length) };
  const isPlain = indices === undefined && design.blockOf === undefined;
  const drawEach = (resample: number, size: number): void => {
    for (let lane = 0; lane < size; lane++) {
      if (indices === undefined) design.draw(state, drawn);
      else countIndices(indices, resample + lane, drawn);
      for (let unit = 0; unit < units; unit++) counts[unit * lanes + lane] = drawn[unit]!;
    }
  };
  return {
    lanes,
    draw(resample, size) {
      if (isPlain) {
        words.set(state);
        kernel.draw(words.byteOffset, counts.byteOffset, units, size, apart.byteOffset);
        state.set(words);
      } else drawEach(resample, size);
      if (summed.size > 0)
        kernel.sum(counts.byteOffset, units, summed.at, summed.size, wide.byteOffset, sums.byteOffset);
      for (const [index, { metric, places, ends, segments }] of plans.entries())
        kernel[metric](counts.byteOffset, places, ends, segments, values.byteOffset + index * lanes * 8);
    },
    sums: (lane) => pick(sums, lane, own.sums),
    ranks: (lane) => pick(values, lane, own.values),
    counts(lane) {
      for (let unit = 0; unit < units; unit++) drawn[unit] = counts[unit * lanes + lane]!;
      if (unitOf !== undefined) spreadCounts(drawn, unitOf, rowCounts);
      return rowCounts;
    },
  };
}

/** Opens a kernel with room for all that is asked, and places the terms and the orders of rows in it. */
function layOut(open: OpenResampleKernel, { design, terms, ranks }: Resampled) {
  const { units, unitOf } = design;
  const segments = ranks.map(({ metric, order }) =>
    metric === "area" ? areaSegments(order) : precisionSegments(order),
  );
  // Two terms are summed at a time: where one is lacking, the last stands for it.
  const summed = terms.length % 2 === 0 ? terms : [...terms, terms.at(-1)!];
  const ranked = segments.reduce(
    (bytes, { rows, ends }) => bytes + rows.byteLength + ends.byteLength + 16,
    0,
  );
  const found = (tile + summed.length + ranks.length) * lanes * 8;
  const kernel = open(
    memoryOf(2 * (units + lanes) * lanes + summed.length * units * 8 + ranked + found + 64),
  );
  const arena = openArena(kernel);
  const counts = new Uint8Array(kernel.memory.buffer, arena.ints(2 * units).byteOffset, units * lanes);
  const [at = 0] = summed.map((term) => arena.place(term));
  return {
    kernel,
    counts,
    apart: arena.ints(2 * (units + lanes)),
    summed: { at, size: summed.length },
    plans: segments.map(({ rows, ends }, index) => ({
      metric: ranks[index]!.metric,
      // Where each row's counts are, from the counts on.
      places: arena.place(rows.map((row) => lanes * (unitOf ? unitOf[row]! : row))),
      ends: arena.place(ends),
      segments: ends.length / 2,
    })),
    wide: arena.floats(tile * lanes),
    sums: arena.floats(summed.length * lanes),
    values: arena.floats(ranks.length * lanes),
    words: arena.ints(4),
  };
}

/** The values of one lane. */
function pick(values: Float64Array, lane: number, own: Float64Array): Float64Array {
  for (let index = 0; index < own.length; index++) own[index] = values[index * lanes + lane]!;
  return own;
}
