import { countUpTo } from "./count-up-to.ts";
/**
 * A KLL sketch of many numbers, from which quantiles and ranks are told within `kllError` (Karnin, Lang, Liberty:
 * "Optimal Quantile Approximation in Streams", FOCS 2016, with a sampler in place of the lowest compactors).
 * It is plain data, so that it can go from one thread to another as it is.
 */
export interface Kll {
  k: number;
  /** Finite values that were added: the sum of all weights. */
  count: number;
  min: number;
  max: number;
  /** Each value of the buffer stands for 2^base values. */
  base: number;
  /** Of a group of 2^base values: how many came, which of them is taken (from 0), and that one (until then the first). */
  pending: number;
  picked: number;
  taken: number;
  /** Values that are not sorted yet, `filled` of them. */
  buffer: Float64Array;
  filled: number;
  /** Ascending values that stand for 2^level values each. */
  levels: Float64Array[];
  /** State of the random numbers. */
  state: number;
}

/** Values that are sorted at once; below so many, everything is exact. */
const bufferValues = 1024;
/** Values of a group, by base. */
const groupSizes = Float64Array.from({ length: 54 }, (_, base) => 2 ** base);
/** No level holds less. */
const leastCapacity = 8;

/** An empty sketch; a larger k (8 … 65,535) errs less and holds about 3 k numbers. The same seed gives the same sketch. */
export function createKll(k: number, seed: number): Kll {
  return {
    k,
    count: 0,
    min: Infinity,
    max: -Infinity,
    base: 0,
    pending: 0,
    picked: 0,
    taken: 0,
    buffer: new Float64Array(32),
    filled: 0,
    levels: [],
    state: mix(seed) | 0,
  };
}

/**
 * How far the told rank of a value may be from the true one, as a share of all values, in 99 % of sketches: the error
 * that Apache DataSketches states for its KLL sketch (`KllHelper.getNormalizedRankError`, one-sided). 0.68 % for 400.
 */
export function kllError(k: number): number {
  return 2.296 / k ** 0.9723;
}

/** Adds the finite ones of `values[from … to - 1]`. */
export function addValues(sketch: Kll, values: Float64Array, from = 0, to = values.length): void {
  for (let i = from; i < to; i++) {
    // One zero, so that an order is an order.
    const value = values[i]! + 0;
    if (value - value === 0) addValue(sketch, value);
  }
}

function addValue(sketch: Kll, value: number): void {
  if (value < sketch.min) sketch.min = value;
  if (value > sketch.max) sketch.max = value;
  if (sketch.pending === 0 || sketch.pending === sketch.picked) sketch.taken = value;
  sketch.count++;
  if (++sketch.pending < groupSizes[sketch.base]!) return;
  sketch.pending = 0;
  push(sketch, sketch.taken);
  sketch.picked = sketch.base === 0 ? 0 : random(sketch) >>> (32 - sketch.base);
}

/**
 * Adds to a sketch all that another one of the same k has seen. To the bit, the result depends on the order of merges:
 * merge parts in the order of their rows.
 */
export function mergeKll(into: Kll, other: Kll): void {
  if (into.base < other.base) settle(into, other.base);
  other.levels.forEach((values, level) => {
    addSorted(into, level, values);
  });
  addWeighted(into, other.taken, other.pending);
  compact(into);
  const rest = other.buffer.slice(0, other.filled);
  if (other.base === into.base && into.filled + rest.length < bufferValues)
    for (const value of rest) push(into, value);
  else addSorted(into, other.base, rest.sort());
  compact(into);
  into.count += other.count;
  into.min = Math.min(into.min, other.min);
  into.max = Math.max(into.max, other.max);
}

/**
 * Quantiles of the values by probability, as numpy's method "linear" tells them from what the sketch kept; NaN where
 * there are no values. Exact up to 1,023 values.
 */
export function quantilesOfKll(sketch: Kll, probabilities: readonly number[]): number[] {
  const { values, ends } = sortedValues(sketch);
  const last = sketch.count - 1;
  const at = (rank: number): number => {
    if (rank <= 0) return sketch.min;
    return rank >= last ? sketch.max : values[countUpTo(ends, rank)]!;
  };
  return probabilities.map((probability) => {
    if (last < 0) return Number.NaN;
    const position = probability * last;
    const rank = Math.floor(position);
    const [low, high] = [at(rank), at(rank + 1)];
    const share = position - rank;
    return share >= 0.5 ? high - (high - low) * (1 - share) : low + (high - low) * share;
  });
}

/** The share of the values that are at most each of these; NaN where there are no values. */
export function ranksOfKll(sketch: Kll, values: readonly number[]): number[] {
  const sorted = sortedValues(sketch);
  return values.map((value) => {
    if (sketch.count === 0) return Number.NaN;
    if (value >= sketch.max) return 1;
    const above = countUpTo(sorted.values, value);
    return above === 0 || value < sketch.min ? 0 : sorted.ends[above - 1]! / sketch.count;
  });
}

/** The share of the values that are at most this one. */
export function rankOf(sketch: Kll, value: number): number {
  return ranksOfKll(sketch, [value])[0] ?? Number.NaN;
}

/** What the sketch holds in ascending order, and how many values are at most each. */
function sortedValues(sketch: Kll): { values: Float64Array; ends: Float64Array } {
  const all = [{ value: sketch.taken, weight: sketch.pending }];
  for (const value of sketch.buffer.subarray(0, sketch.filled)) all.push({ value, weight: 2 ** sketch.base });
  sketch.levels.forEach((values, level) => {
    for (const value of values) all.push({ value, weight: 2 ** level });
  });
  all.sort((a, b) => a.value - b.value);
  let end = 0;
  return {
    values: Float64Array.from(all, ({ value }) => value),
    ends: Float64Array.from(all, ({ weight }) => (end += weight)),
  };
}

/** Puts a value into the buffer. A full buffer becomes a level, and the levels are compacted. */
function push(sketch: Kll, value: number): void {
  if (sketch.filled === sketch.buffer.length) {
    const wider = new Float64Array(sketch.buffer.length * 2);
    wider.set(sketch.buffer);
    sketch.buffer = wider;
  }
  sketch.buffer[sketch.filled++] = value;
  if (sketch.filled < bufferValues) return;
  addSorted(sketch, sketch.base + 1, halve(sketch, sketch.buffer.sort()));
  sketch.filled = 0;
  compact(sketch);
}

/**
 * While the levels hold more than they may in all, the lowest one that is full is halved into the next one. The base
 * is raised where the levels became many, once buffer and group are empty.
 */
function compact(sketch: Kll): void {
  const { levels, k } = sketch;
  // Deeper levels would err less than the sampler in their place, but the error of all hardly shows it.
  const depth = Math.max(4, Math.floor(Math.log2(k)) - 1);
  for (;;) {
    const top = levels.length - 1;
    const capacities = levels.map((_, level) =>
      level <= sketch.base ? 1 : Math.max(leastCapacity, Math.ceil(k * (2 / 3) ** (top - level))),
    );
    if (sum(levels.map(({ length }) => length)) <= sum(capacities)) break;
    const full = levels.findIndex(({ length }, level) => length > capacities[level]!);
    const values = levels[full]!;
    const odd = values.length % 2;
    levels[full] = values.slice(0, odd);
    addSorted(sketch, full + 1, halve(sketch, values.subarray(odd)));
  }
  if (sketch.filled === 0 && sketch.pending === 0)
    sketch.base = Math.max(sketch.base, levels.length - 1 - depth);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** Every second value, the first or the second of each pair at random; the number of values is even. */
function halve(sketch: Kll, ascending: Float64Array): Float64Array {
  const half = new Float64Array(ascending.length / 2);
  for (let i = 0, from = random(sketch) >>> 31; i < half.length; i++) half[i] = ascending[2 * i + from]!;
  return half;
}

/** Adds ascending values to a level. */
function addSorted(sketch: Kll, level: number, added: Float64Array): void {
  while (sketch.levels.length <= level) sketch.levels.push(new Float64Array(0));
  const held = sketch.levels[level]!;
  const all = new Float64Array(held.length + added.length);
  mergeSorted(held, added, all);
  sketch.levels[level] = all;
}

function mergeSorted(a: Float64Array, b: Float64Array, into: Float64Array): void {
  for (let i = 0, left = 0, right = 0; i < into.length; i++) {
    const isLeft = right === b.length || (left < a.length && a[left]! <= b[right]!);
    into[i] = isLeft ? a[left++]! : b[right++]!;
  }
}

/** Empties buffer and group into the levels, so that the base can be another one. */
function settle(sketch: Kll, base: number): void {
  addSorted(sketch, sketch.base, sketch.buffer.slice(0, sketch.filled).sort());
  addWeighted(sketch, sketch.taken, sketch.pending);
  Object.assign(sketch, { filled: 0, pending: 0, picked: 0, base: Math.max(sketch.base, base) });
}

/** Adds a value that stands for `weight` ones: once to each level that the weight is a sum of. */
function addWeighted(sketch: Kll, value: number, weight: number): void {
  for (let level = 0; 2 ** level <= weight; level++)
    if (Math.floor(weight / 2 ** level) % 2 === 1) addSorted(sketch, level, Float64Array.of(value));
}

/** 32 random bits. */
function random(sketch: Kll): number {
  sketch.state = (sketch.state + 0x9e3779b9) | 0;
  return mix(sketch.state);
}

/** The finaliser of MurmurHash3 (Austin Appleby): an unsigned number. */
function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}
