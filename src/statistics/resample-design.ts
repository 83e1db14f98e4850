import type { Random } from "../learn/random.ts";
import { drawBlocks } from "./draw-rows.ts";

/** What is drawn: rows, groups of them, or blocks of rows that are near in time. */
export interface Resampling {
  /** Dense codes of which rows stand or fall together. */
  groups?: Int32Array | undefined;
  /** When each row happened; blocks are drawn. Of groups only the groups are. */
  time?: Float64Array | undefined;
  /** Rows of a block; the cube root of the rows without. */
  blockLength?: number | undefined;
}

/** How a resample is drawn, and what a jackknife leaves out at a time. */
export interface Design {
  rows: number;
  /** What is drawn, and how many of them there are: rows or groups. */
  units: number;
  /** The unit of each row; undefined where units are rows. */
  unitOf: Int32Array | undefined;
  /** Which units a jackknife leaves out together; undefined for each alone. */
  blockOf: Int32Array | undefined;
  blockLength: number | undefined;
  /** Fills how often each unit counts, where blocks are drawn; undefined where units are, each by itself. */
  drawBlocks: ((random: Random, counts: Int32Array) => void) | undefined;
}

/** The design for some rows. */
export function designOf(rows: number, { groups, time, blockLength }: Resampling): Design {
  const none = { blockOf: undefined, blockLength: undefined, drawBlocks: undefined };
  const whole = { ...none, rows, unitOf: undefined };
  if (groups !== undefined) {
    let units = 0;
    for (const group of groups) units = Math.max(units, group + 1);
    return { ...whole, units, unitOf: groups };
  }
  if (time === undefined) return { ...whole, units: rows };
  const order = Int32Array.from(time.keys()).sort((a, b) => time[a]! - time[b]! || a - b);
  const length = Math.max(1, Math.min(rows, blockLength ?? Math.ceil(Math.cbrt(rows))));
  const blockOf = new Int32Array(rows);
  for (const [place, row] of order.entries()) blockOf[row] = Math.floor(place / length);
  const steps = new Int32Array(rows);
  return {
    ...whole,
    units: rows,
    blockOf,
    blockLength: length,
    drawBlocks: (random, counts) => drawBlocks(random, { order, length, steps }, counts),
  };
}

/** Sums of one value a row over the rows of each unit. */
export function sumByUnit(values: Float64Array, unitOf: Int32Array | undefined, units: number): Float64Array {
  if (unitOf === undefined) return values;
  const sums = new Float64Array(units);
  for (let row = 0; row < values.length; row++) sums[unitOf[row]!]! += values[row]!;
  return sums;
}
