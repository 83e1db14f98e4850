import {
  type CountedValues,
  countFilled,
  countGrid,
  countInto,
  createTable,
  hashOf,
  secondHash,
} from "./count-distinct.ts";
import { addHash, createHyperLogLog, estimateDistinct, type HyperLogLog } from "./hyperloglog.ts";
import type { PartLoops } from "./part-loops.ts";

/** The different values of a part: told one by one where they are few, sketched where they are many. */
export interface PartCounts {
  /** In no order; no count is 0. */
  values: CountedValues | undefined;
  sketch: HyperLogLog | undefined;
}

/** Where a sketch tells of so many times more values than are counted, there are more: 30 of its standard errors. */
const clearly = 1.25;

/** Counts the values that are not NaN; -0 counts as 0. More than `most` different ones are sketched. */
export function countPart(
  values: Float64Array,
  { min, max }: { min: number; max: number },
  most: number,
  loops: Pick<PartLoops, "sketch" | "countGrid"> = { sketch: sketchAll, countGrid },
): PartCounts {
  // In a narrow range there is most often a grid, and no need for the sketch.
  const isNarrow = max - min < most;
  const grid = isNarrow ? loops.countGrid(values, min, max) : undefined;
  const counted = grid && countedOnGrid(grid, most);
  if (counted !== undefined) return { values: counted, sketch: undefined };
  const sketch = loops.sketch(values);
  if (grid !== undefined || estimateDistinct(sketch) > most * clearly) return { values: undefined, sketch };
  const found = isNarrow ? undefined : loops.countGrid(values, min, max);
  const exact = found ? countedOnGrid(found, most) : countedByHash(values, most);
  return { values: exact, sketch: exact ? undefined : sketch };
}

function countedOnGrid(grid: CountedValues, most: number): CountedValues | undefined {
  const filled = countFilled(grid.counts);
  return filled > most ? undefined : withoutEmpty(grid, filled);
}

function countedByHash(values: Float64Array, most: number): CountedValues | undefined {
  const table = createTable(most);
  return countInto(table, values, most) < 0 ? withoutEmpty(table, table.size) : undefined;
}

/** Adds a value to a sketch of different values. */
export function addValue(sketch: HyperLogLog, value: number): void {
  const hash = hashOf(value);
  addHash(sketch, hash, secondHash(hash));
}

/** A sketch of the values that are not NaN. */
export function sketchAll(values: Float64Array): HyperLogLog {
  const sketch = createHyperLogLog();
  for (let row = 0; row < values.length; row++) {
    const value = values[row]! + 0;
    if (!Number.isNaN(value)) addValue(sketch, value);
  }
  return sketch;
}

function withoutEmpty({ keys, counts }: CountedValues, filled: number): CountedValues {
  const kept = { keys: new Float64Array(filled), counts: new Int32Array(filled) };
  for (let slot = 0, at = 0; at < filled; slot++) {
    if (counts[slot] === 0) continue;
    kept.keys[at] = keys[slot]!;
    kept.counts[at++] = counts[slot]!;
  }
  return kept;
}
