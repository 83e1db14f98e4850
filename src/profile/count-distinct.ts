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
}

/** Distinct values that are counted exactly; past them the number is estimated. */
export const exactDistinct = 65_536;

const slotCount = 4 * exactDistinct;
const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/**
 * Counts the values that are not NaN; -0 counts as 0. Past `exactDistinct` values, the ones known by then are
 * still counted exactly, so a frequent value is only missed when it first appears later.
 */
export function countDistinct(
  values: Float64Array,
  options: { min: number; max: number; isInteger: boolean; atLeast: number; most: number },
): ValueCounts {
  const { min, max, isInteger, atLeast, most } = options;
  if (isInteger && max - min < exactDistinct) {
    const counts = new Int32Array(Math.max(0, max - min + 1));
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!;
      if (!Number.isNaN(value)) counts[value - min]!++;
    }
    const keys = new Float64Array(counts.length);
    for (let index = 0; index < keys.length; index++) keys[index] = min + index;
    return { distinct: countFilled(counts), error: undefined, top: topOf(keys, counts, atLeast, most) };
  }
  const { keys, counts, sketch } = countHashed(values);
  const top = topOf(keys, counts, atLeast, most);
  if (sketch === undefined) return { distinct: countFilled(counts), error: undefined, top };
  return { distinct: Math.round(estimateDistinct(sketch)), error: hyperLogLogError, top };
}

function countHashed(values: Float64Array): {
  keys: Float64Array;
  counts: Int32Array;
  sketch: HyperLogLog | undefined;
} {
  const size = Math.min(slotCount, 2 ** Math.ceil(Math.log2(values.length * 2 + 2)));
  const keys = new Float64Array(size);
  const counts = new Int32Array(size);
  let known = 0;
  let sketch: HyperLogLog | undefined;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]! + 0;
    if (Number.isNaN(value)) continue;
    const hash = hashOf(value);
    let slot = hash & (size - 1);
    while (counts[slot] !== 0 && keys[slot] !== value) slot = (slot + 1) & (size - 1);
    if (counts[slot] === 0) {
      if (known === exactDistinct) {
        sketch ??= sketchOf(keys, counts);
        addHash(sketch, hash, secondHash(hash));
        continue;
      }
      keys[slot] = value;
      known++;
    }
    counts[slot]!++;
  }
  return { keys, counts, sketch };
}

function sketchOf(keys: Float64Array, counts: Int32Array): HyperLogLog {
  const sketch = createHyperLogLog();
  for (let slot = 0; slot < keys.length; slot++) {
    if (counts[slot] === 0) continue;
    const hash = hashOf(keys[slot]!);
    addHash(sketch, hash, secondHash(hash));
  }
  return sketch;
}

/** 32 mixed bits of a float64; the value's words stay behind for `secondHash`. */
function hashOf(value: number): number {
  doubles[0] = value;
  return mix(mix(words[0]! ^ 0x9e3779b9) ^ words[1]!);
}

/** 32 more bits for the value that `hashOf` saw last. */
function secondHash(first: number): number {
  return mix(mix(words[1]! ^ 0x85ebca6b) + Math.imul(words[0]!, 0x27d4eb2f) + first);
}

function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}

function countFilled(counts: Int32Array): number {
  let filled = 0;
  for (let slot = 0; slot < counts.length; slot++) if (counts[slot] !== 0) filled++;
  return filled;
}

function topOf(keys: Float64Array, counts: Int32Array, atLeast: number, most: number): ValueCounts["top"] {
  const top: ValueCounts["top"] = [];
  for (let slot = 0; slot < keys.length; slot++) {
    const count = counts[slot]!;
    if (count >= atLeast) top.push({ value: keys[slot]!, count });
  }
  return top.sort((a, b) => b.count - a.count || a.value - b.value).slice(0, most);
}
