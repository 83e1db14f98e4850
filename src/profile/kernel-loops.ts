import type { Table } from "../tables/table.ts";
import {
  type Arena,
  type ColumnKernel,
  memoryOf,
  type OpenColumnKernel,
  openArena,
} from "./column-kernel.ts";
import { type CountedValues, exactDistinct, findGrid } from "./count-distinct.ts";
import { mixInvalid } from "./hash-content.ts";
import { type MomentPasses, momentsOf } from "./moments.ts";
import { plainLoops, type RowLoops } from "./row-loops.ts";

/** The loops by the kernel, the same to the last bit, for a table of so many rows. */
export function kernelLoops(open: OpenColumnKernel, rows: number): RowLoops {
  const slots = 2 ** Math.ceil(Math.log2(rows * 2 + 2));
  const places = Math.max(exactDistinct, rows);
  const kernel = open(memoryOf(rows * 16 + Math.max(slots * 4, places * 12)));
  const arena = openArena(kernel);
  const passes = momentPasses(kernel, arena);
  const start = arena.mark();
  return {
    momentsOf(values) {
      arena.release(start);
      return momentsOf(values, passes);
    },
    countGrid(values, min, max) {
      arena.release(start);
      return countGridOn(kernel, arena, values, { min, max });
    },
    countCodes(codes, size) {
      if (size > places) return plainLoops.countCodes(codes, size);
      arena.release(start);
      const at = arena.place(codes);
      const counts = arena.ints(size);
      const missing = kernel.countCodes(at, codes.length, counts.byteOffset);
      return { counts, missing };
    },
    countDuplicateRows(table) {
      arena.release(start);
      return countDuplicateRows(kernel, arena, table, slots);
    },
  };
}

/** `countGrid` by the kernel, in the arena, which must have room for the values and their places. */
export function countGridOn(
  kernel: ColumnKernel,
  arena: Arena,
  values: Float64Array,
  range: { min: number; max: number },
): CountedValues | undefined {
  const start = arena.mark();
  return findGrid(values, range, ({ scale, base, places }) => {
    arena.release(start);
    const at = arena.place(values);
    const counts = arena.ints(places);
    if (kernel.countGrid(at, values.length, range.min, scale, base, places, counts.byteOffset) === 0)
      return undefined;
    const keys = arena.floats(places);
    const filled = kernel.compact(counts.byteOffset, places, base, scale, keys.byteOffset);
    return { keys: keys.subarray(0, filled), counts: counts.subarray(0, filled) };
  });
}

/** The passes by the kernel; the arena must have room for the values. */
export function momentPasses(kernel: ColumnKernel, arena: Arena): MomentPasses {
  /** The values are placed once for both passes. */
  let placed: { values: Float64Array; at: number } | undefined;
  const sums = arena.floats(7);
  const placeOf = (values: Float64Array): number => {
    if (placed?.values !== values) placed = { values, at: arena.place(values) };
    return placed.at;
  };
  return {
    sums(values) {
      placed = undefined;
      kernel.sums(placeOf(values), values.length, sums.byteOffset);
      const [finite = 0, infinite = 0, zeros = 0, negatives = 0, min = 0, max = 0, sum = 0] = sums;
      return { finite, infinite, zeros, negatives, min, max, sum };
    },
    deviations(values, mean, scale) {
      kernel.deviations(placeOf(values), values.length, mean, scale, sums.byteOffset);
      const [cubes = 0, squares = 0, rest = 0] = sums;
      return { cubes, squares, rest };
    },
  };
}

function countDuplicateRows(
  kernel: ColumnKernel,
  arena: Arena,
  { rows, columns }: Table,
  slots: number,
): number {
  const high = arena.ints(rows);
  const low = arena.ints(rows);
  const mark = arena.mark();
  for (const column of columns) {
    arena.release(mark);
    if (column.kind === "text")
      kernel.mixCodes(high.byteOffset, low.byteOffset, arena.place(column.codes), rows);
    else kernel.mixNumbers(high.byteOffset, low.byteOffset, arena.place(column.values), rows);
  }
  for (const column of columns) if (column.kind === "numeric") mixInvalid(high, low, column);
  arena.release(mark);
  const table = arena.ints(slots);
  return kernel.countDuplicates(high.byteOffset, low.byteOffset, rows, table.byteOffset, slots - 1);
}
