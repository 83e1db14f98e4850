import type { Measure } from "./measure.ts";
import { type Design, sumByUnit } from "./resample-design.ts";

/** A number without each unit. */
export interface Deletions {
  values: Float64Array;
  /** How many units each value is that of; one without. */
  times?: ArrayLike<number> | undefined;
  /** Units were left out in so many blocks, not one by one. */
  blocks?: number | undefined;
}

/** Counting rows anew for each unit costs their product. */
const mostWork = 3e7;
const fewBlocks = 200;

/**
 * The jackknife of a measure: from sums and from placements in closed form; else from the influence of units, which is
 * the jackknife's limit; else by leaving out units, in 200 blocks where there are many.
 */
export function deletionsOf(measure: Measure, design: Design): Deletions {
  const { units, unitOf, blockOf } = design;
  const { terms, combine, value, influence, leaveOneOut } = measure;
  if (terms !== undefined) {
    const blocks = blockOf === undefined ? units : blockCount(blockOf);
    return {
      values: withoutEach(
        terms.map((term) => sumByUnit(term, blockOf, blocks)),
        combine,
      ),
    };
  }
  if (leaveOneOut !== undefined && unitOf === undefined && blockOf === undefined)
    return { values: leaveOneOut() };
  const slopes = influence();
  if (slopes === undefined) return withoutBlocks(measure, design);
  const summed = blockOf === undefined ? slopes : sumByUnit(slopes, blockOf, blockCount(blockOf));
  return { values: summed.map((slope) => value - slope) };
}

/** Times the terms' cells, of which each has so many units, the number without one of them. */
export function withoutEach(
  terms: readonly Float64Array[],
  combine: Measure["combine"],
  times?: ArrayLike<number>,
): Float64Array {
  const whole = Float64Array.from(terms, (term) => {
    let sum = 0;
    for (let unit = 0; unit < term.length; unit++) sum += (times ? times[unit]! : 1) * term[unit]!;
    return sum;
  });
  const rest = new Float64Array(terms.length);
  const without = new Float64Array(terms[0]!.length);
  for (let unit = 0; unit < without.length; unit++) {
    for (let index = 0; index < terms.length; index++) rest[index] = whole[index]! - terms[index]![unit]!;
    without[unit] = combine(rest);
  }
  return without;
}

function withoutBlocks({ at }: Measure, { rows, units, unitOf, blockOf }: Design): Deletions {
  const isMany = rows * units > mostWork;
  const block = (row: number): number => {
    const unit = unitOf ? unitOf[row]! : row;
    if (blockOf !== undefined) return blockOf[unit]!;
    return isMany ? unit % fewBlocks : unit;
  };
  const members: number[][] = [];
  for (let row = 0; row < rows; row++) {
    members[block(row)] ??= [];
    members[block(row)]!.push(row);
  }
  const counts = new Int32Array(rows).fill(1);
  const values = Float64Array.from(members, (own = []) => {
    for (const row of own) counts[row] = 0;
    const value = at(counts);
    for (const row of own) counts[row] = 1;
    return value;
  });
  return { values, blocks: isMany ? fewBlocks : undefined };
}

function blockCount(blockOf: Int32Array): number {
  let blocks = 0;
  for (const block of blockOf) blocks = Math.max(blocks, block + 1);
  return blocks;
}
