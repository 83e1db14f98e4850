import { hashSeed } from "../learn/random.ts";
import type { RankPart } from "../metrics/rank-order.ts";
import { areaSegments, precisionSegments, type RankSegments } from "../metrics/rank-segments.ts";
import { type Arena, memoryOf, openArena } from "../profile/column-kernel.ts";
import { rowOdds } from "./draw-rows.ts";
import type { OpenResampleKernel } from "./resample-kernel.ts";
import {
  countSums,
  type DrawUnits,
  firstStream,
  type Resampled,
  type Resampler,
  spreadCounts,
  unitDraw,
} from "./resampler.ts";

/** The kernel's lanes: a byte a unit each. */
const lanes = 8;
/** From here on a rank's counts are more than 16 bits may hold. */
const mostRanked = 2 ** 15;
/** Units whose counts are widened at a time. */
const tile = 256;

/** Whether the kernel does all that is asked: its counts are bytes, and its ranks those of some thousand rows of weight 1. */
export function fitsKernel({ design, ranks, indices }: Omit<Resampled, "seed">): boolean {
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
  const { design, ranks, indices } = asked;
  const { units, unitOf, rows } = design;
  const { kernel, counts, drawing, wide, summed, cells, sums, plans, values } = layOut(open, asked);
  const drawn = new Int32Array(units);
  const rowCounts = unitOf ? new Int32Array(rows) : drawn;
  const own = { sums: new Float64Array(countSums(asked)), values: new Float64Array(ranks.length) };
  const isByKernel = indices === undefined && design.drawBlocks === undefined;
  const drawUnits = isByKernel ? undefined : unitDraw(asked);
  const hashed = hashSeed(asked.seed);
  const drawEach = (draw: DrawUnits, resample: number, size: number): void => {
    for (let lane = 0; lane < size; lane++) {
      draw(resample + lane, [drawn]);
      for (let unit = 0; unit < units; unit++) counts[unit * lanes + lane] = drawn[unit]!;
    }
  };
  return {
    lanes,
    draw(resample, size) {
      if (drawUnits !== undefined) drawEach(drawUnits, resample, size);
      else kernel.draw(hashed, firstStream + resample / 2, counts.byteOffset, units, ...drawing);
      if (summed.size > 0)
        kernel.sum(counts.byteOffset, units, summed.at, summed.size, wide.byteOffset, sums.byteOffset);
      for (const [index, { metric, places, ends, segments }] of plans.entries())
        kernel[metric](counts.byteOffset, places, ends, segments, values.byteOffset + index * lanes * 8);
      for (const each of cells) kernel.sumCells(counts.byteOffset, ...each);
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
function layOut(open: OpenResampleKernel, asked: Resampled) {
  const { design, terms, ranks } = asked;
  const { units, unitOf } = design;
  const segments = ranks.map(({ metric, order }) =>
    metric === "area" ? areaSegments(order) : precisionSegments(order),
  );
  const kernel = open(memoryOf(bytesOf(asked, segments)));
  const arena = openArena(kernel);
  const counts = new Uint8Array(kernel.memory.buffer, arena.ints(2 * units).byteOffset, units * lanes);
  // Terms are summed two at a time: what one too many leaves after its place is overwritten by the next sums.
  const sums = arena.floats((countSums(asked) + 1) * lanes);
  const [at = 0] = terms.map((term) => arena.place(term));
  const odds = rowOdds(units);
  return {
    kernel,
    counts,
    drawing: [
      odds === undefined ? 0 : arena.place(new Int32Array(odds.limits.buffer)),
      odds === undefined ? 0 : arena.place(odds.rest),
      arena.ints(oddOf(units)).byteOffset,
      arena.ints(24).byteOffset,
    ] as const,
    summed: { at, size: terms.length },
    plans: segments.map(({ rows, ends }, index) => ({
      metric: ranks[index]!.metric,
      // Where each row's counts are, from the counts on.
      places: arena.place(rows.map((row) => lanes * (unitOf ? unitOf[row]! : row))),
      ends: arena.place(ends),
      segments: ends.length / 2,
    })),
    cells: placeCells(asked, sums, arena),
    wide: arena.floats(tile * lanes),
    sums,
    values: arena.floats(ranks.length * lanes),
  };
}

/** Bytes of all that is asked; each piece may begin up to 7 bytes after the one before it. */
function bytesOf(asked: Resampled, segments: readonly RankSegments[]): number {
  const { design, terms, ranks, cells } = asked;
  const { units } = design;
  const floats =
    (tile + countSums(asked) + 1 + ranks.length) * lanes +
    terms.length * units +
    cells.reduce((sum, { sizes, terms: { length } }) => sum + (lanes + length) * sizes.length, 0);
  const ints =
    (2 + cells.length) * units +
    segments.reduce((sum, { rows, ends }) => sum + rows.length + ends.length, 0) +
    cells.reduce((sum, { sizes }) => sum + sizes.length, 0) +
    oddOf(units);
  return 8 * floats + 4 * ints + 16 * (segments.length + cells.length) + 512;
}

/** Room for the units whose counts 16 bits do not tell: many times as many as there are likely to be. */
function oddOf(units: number): number {
  return Math.ceil(units / 100) + 64;
}

/** What the kernel sums each set of cells by, from the sums of the unit's own terms on. */
function placeCells({ terms, cells, design: { units } }: Resampled, sums: Float64Array, arena: Arena) {
  let out = sums.byteOffset + terms.length * lanes * 8;
  return cells.map(({ codes, sizes, terms: ofCells }) => {
    let end = 0;
    const ends = sizes.map((size) => (end += size));
    const next = ends.map((each, cell) => each - sizes[cell]!);
    const places = new Int32Array(units);
    for (let unit = 0; unit < units; unit++) places[next[codes[unit]!]!++] = lanes * unit;
    const [at = 0] = ofCells.map((term) => arena.place(term));
    const wide = arena.floats(sizes.length * lanes).byteOffset;
    const own = out;
    out += ofCells.length * lanes * 8;
    return [arena.place(places), arena.place(ends), sizes.length, at, ofCells.length, wide, own] as const;
  });
}

/** The values of one lane. */
function pick(values: Float64Array, lane: number, own: Float64Array): Float64Array {
  for (let index = 0; index < own.length; index++) own[index] = values[index * lanes + lane]!;
  return own;
}
