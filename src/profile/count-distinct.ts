import {
  addHash,
  createHyperLogLog,
  estimateDistinct,
  type HyperLogLog,
  hyperLogLogError,
} from "./hyperloglog.ts";

/** How often each value occurs. `error` is that of `distinct` where it is an estimate. */
export interface ValueCounts {
  distinct: number;
  error: number | undefined;
  /** The most frequent values first; of equals the smaller. */
  top: { value: number; count: number }[];
  /** All values in ascending order, where they lie on a grid. */
  grid?: CountedValues;
}

/** How often each value occurs; some counts may be 0. */
export interface CountedValues {
  keys: Float64Array;
  counts: Int32Array;
}

/** Distinct values that are counted exactly; past them the number is estimated. */
export const exactDistinct = 65_536;

/** Values that are still counted after that: the most frequent ones until then. */
const keptValues = 1024;

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/**
 * Counts the values that are not NaN; -0 counts as 0. Whole numbers and numbers of few decimals are counted exactly where
 * they may be at most 2^20. Of others past `exactDistinct` values, only the 1,024 most frequent ones
 * until then are still counted, exactly. Sorted values, such as ids and times often are, are counted by their runs.
 */
export function countDistinct(
  values: Float64Array,
  options: { min: number; max: number; atLeast: number; most: number; countGrid?: typeof countGrid },
): ValueCounts {
  const { min, max, atLeast, most } = options;
  const grid = (options.countGrid ?? countGrid)(values, min, max);
  if (grid !== undefined) {
    const { keys, counts } = grid;
    return { distinct: countFilled(counts), error: undefined, top: topOf(keys, counts, atLeast, most), grid };
  }
  const runs = countRuns(values, atLeast);
  if (runs !== undefined) {
    const top = runs.top.sort((a, b) => b.count - a.count || a.value - b.value).slice(0, most);
    return { distinct: runs.distinct, error: undefined, top };
  }
  const { table, sketch } = countHashed(values);
  const top = topOf(table.keys, table.counts, atLeast, most);
  if (sketch === undefined) return { distinct: table.size, error: undefined, top };
  return { distinct: Math.round(estimateDistinct(sketch)), error: hyperLogLogError, top };
}

/** Places of a grid at most, and values that say which grid it may be. */
const gridPlaces = 2 ** 20;
const gridSample = 64;

/** Numbers a place apart from each other: `(base + place) / scale`, from place 0 on. */
export interface Grid {
  scale: number;
  base: number;
  places: number;
}

/**
 * Counts values that are all whole numbers, or all have few decimals, in an array with a place for each number that
 * they may be; undefined when they are not. `min` and `max` are of the finite values.
 */
export function countGrid(values: Float64Array, min: number, max: number): CountedValues | undefined {
  return findGrid(values, { min, max }, (grid) => countPlaces(values, min, grid));
}

/** What `count` makes of the coarsest grid that the values lie on; it gives undefined where one lies beside it. */
export function findGrid<Counted>(
  values: Float64Array,
  { min, max }: { min: number; max: number },
  count: (grid: Grid) => Counted | undefined,
): Counted | undefined {
  for (const scale of [1, 10, 100, 1000, 10_000]) {
    if (!isOnGrid(values, scale)) continue;
    const base = Math.round(min * scale);
    const places = Math.round(max * scale) - base + 1;
    const isSmall = places <= Math.min(gridPlaces, Math.max(exactDistinct, values.length));
    if (!isSmall || Math.abs(base) > 2 ** 30 || base + places > 2 ** 30) return undefined;
    const counted = count({ scale, base, places });
    if (counted !== undefined) return counted;
  }
  return undefined;
}

function countPlaces(
  values: Float64Array,
  min: number,
  { scale, base, places }: Grid,
): CountedValues | undefined {
  const counts = new Int32Array(places);
  if (!countOnGrid(values, counts, min, scale, base)) return undefined;
  const keys = new Float64Array(places);
  for (let place = 0; place < places; place++) keys[place] = (base + place) / scale;
  return { keys, counts };
}

function countOnGrid(
  values: Float64Array,
  counts: Int32Array,
  min: number,
  scale: number,
  base: number,
): boolean {
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const place = ((value - min) * scale + 0.5) | 0;
    if ((base + place) / scale === value) counts[place]!++;
    else if (!Number.isNaN(value)) return false;
  }
  return true;
}

function isOnGrid(values: Float64Array, scale: number): boolean {
  let seen = 0;
  for (let row = 0; row < values.length && seen < gridSample; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    if (Math.round(value * scale) / scale !== value) return false;
    seen++;
  }
  return seen > 0;
}

/** Counts values that come in ascending order; undefined when they do not. */
function countRuns(values: Float64Array, atLeast: number): Pick<ValueCounts, "distinct" | "top"> | undefined {
  const top: ValueCounts["top"] = [];
  let distinct = 0;
  let last = -Infinity;
  let length = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]! + 0;
    if (Number.isNaN(value)) continue;
    if (value < last) return undefined;
    if (value === last && length > 0) {
      length++;
      continue;
    }
    if (length >= atLeast) top.push({ value: last, count: length });
    distinct++;
    last = value;
    length = 1;
  }
  if (length >= atLeast) top.push({ value: last, count: length });
  return { distinct, top };
}

/** An open-addressing hash table; a count of 0 marks an empty slot. */
export interface CountTable {
  keys: Float64Array;
  counts: Int32Array;
  size: number;
}

/** An empty table with room for that many values. */
export function createTable(values: number): CountTable {
  const slots = 2 ** Math.ceil(Math.log2(values * 4));
  return { keys: new Float64Array(slots), counts: new Int32Array(slots), size: 0 };
}

/**
 * Counts the values that are not NaN, -0 as 0, until one more than `most` different ones would be needed: the row of that
 * value, or -1 where all are counted.
 */
export function countInto(table: CountTable, values: Float64Array, most: number): number {
  const { keys, counts } = table;
  const mask = keys.length - 1;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]! + 0;
    if (Number.isNaN(value)) continue;
    let slot = hashOf(value) & mask;
    while (counts[slot] !== 0 && keys[slot] !== value) slot = (slot + 1) & mask;
    if (counts[slot] === 0) {
      if (table.size === most) return row;
      keys[slot] = value;
      table.size++;
    }
    counts[slot]!++;
  }
  return -1;
}

function countHashed(values: Float64Array): { table: CountTable; sketch: HyperLogLog | undefined } {
  const table = createTable(Math.min(exactDistinct, values.length + 1));
  const left = countInto(table, values, exactDistinct);
  return left < 0 ? { table, sketch: undefined } : countOn(values.subarray(left), table);
}

/** Goes on with the rest of the values: all into a sketch, and the most frequent ones until now by count. */
function countOn(values: Float64Array, before: CountTable): { table: CountTable; sketch: HyperLogLog } {
  const sketch = createHyperLogLog();
  for (let slot = 0; slot < before.keys.length; slot++) {
    if (before.counts[slot] === 0) continue;
    const hash = hashOf(before.keys[slot]!);
    addHash(sketch, hash, secondHash(hash));
  }
  const table = createTable(keptValues);
  const { keys, counts } = table;
  const mask = keys.length - 1;
  for (const { value, count } of topOf(before.keys, before.counts, 2, keptValues)) {
    let slot = hashOf(value) & mask;
    while (counts[slot] !== 0) slot = (slot + 1) & mask;
    keys[slot] = value;
    counts[slot] = count;
  }
  for (let row = 0; row < values.length; row++) {
    const value = values[row]! + 0;
    if (Number.isNaN(value)) continue;
    const hash = hashOf(value);
    addHash(sketch, hash, secondHash(hash));
    let slot = hash & mask;
    while (counts[slot] !== 0 && keys[slot] !== value) slot = (slot + 1) & mask;
    if (counts[slot] !== 0) counts[slot]!++;
  }
  return { table, sketch };
}

/** 32 mixed bits of a float64; the value's words stay behind for `secondHash`. */
export function hashOf(value: number): number {
  doubles[0] = value;
  return mix(mix(words[0]! ^ 0x9e3779b9) ^ words[1]!);
}

/** 32 more bits for the value that `hashOf` saw last. */
export function secondHash(first: number): number {
  return mix(mix(words[1]! ^ 0x85ebca6b) + Math.imul(words[0]!, 0x27d4eb2f) + first);
}

function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}

/** Counts that are not 0. */
export function countFilled(counts: Int32Array): number {
  let filled = 0;
  for (let slot = 0; slot < counts.length; slot++) if (counts[slot] !== 0) filled++;
  return filled;
}

/** The most frequent keys first; of equals the smaller. */
export function topOf(
  keys: Float64Array,
  counts: Int32Array,
  atLeast: number,
  most: number,
): ValueCounts["top"] {
  const top: ValueCounts["top"] = [];
  for (let slot = 0; slot < keys.length; slot++) {
    const count = counts[slot]!;
    if (count >= atLeast) top.push({ value: keys[slot]!, count });
  }
  return top.sort((a, b) => b.count - a.count || a.value - b.value).slice(0, most);
}
