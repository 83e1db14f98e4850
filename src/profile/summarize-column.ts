import { addValues, createKll, type Kll } from "../statistics/kll.ts";
import type { Column, NumericColumn, TextColumn } from "../tables/table.ts";
import { numberTexts, type TextNumbers, textEntries } from "../tables/text-entries.ts";
import { countPart } from "./count-part.ts";
import { type Days, daysOf } from "./describe-days.ts";
import { hashTexts } from "./hash-texts.ts";
import { addHash, createHyperLogLog, type HyperLogLog } from "./hyperloglog.ts";
import type { Moments } from "./moments.ts";
import { type PartLoops, plainPartLoops } from "./part-loops.ts";
import { countCharacters } from "./profile-text.ts";

/** Different values of a part that are told one by one; a part with more gives a sketch of them. */
export const partValues = 8192;

/** What a part's column of numbers, booleans or dates adds to the profile; made to be sent between threads. */
export interface NumberSummary {
  kind: "numeric";
  missing: number;
  invalid: number;
  moments: Moments;
  /** The different values and how often each occurs, where they are few. */
  values: { keys: Float64Array; counts: Int32Array } | undefined;
  /** Of the different values, where they are many. */
  sketch: HyperLogLog | undefined;
  quantiles: Kll;
  /** First and last value where each row has one that is greater than the one before. */
  ascending: { first: number; last: number } | undefined;
  /** Of a column of dates, where they are not too far apart. */
  days: Days | undefined;
}

/** What a part's column of texts adds to the profile. */
export interface TextSummary {
  kind: "text";
  count: number;
  missing: number;
  /** In characters; of no texts Infinity and 0. */
  shortest: number;
  longest: number;
  /** Of all texts. */
  characters: number;
  values: { texts: string[]; counts: Int32Array } | undefined;
  sketch: HyperLogLog | undefined;
}

/** What a part's column adds to the profile. */
export type ColumnSummary = NumberSummary | TextSummary;

/** How a part is summarized: the seed is the part's, the rows those of the whole file, about. */
export interface SummaryOptions {
  seed: number;
  rows: number;
  loops?: PartLoops;
}

/** Summarizes a part's column. */
export function summarizeColumn(column: Column, options: SummaryOptions): ColumnSummary {
  return column.kind === "text" ? summarizeTexts(column) : summarizeNumbers(column, options);
}

/** Of the quantiles' sketches: their error is `kllError(kllSize)`. */
export const kllSize = 400;
/** Values that a file's quantiles are told from at least: one of 2, 4, 8 … stands for the others where there are many. */
const pickedValues = 250_000;

function summarizeNumbers(
  column: NumericColumn,
  { seed, rows, loops = plainPartLoops }: SummaryOptions,
): NumberSummary {
  const { values, invalidCount: invalid } = column;
  const moments = loops.momentsOf(values);
  const { finite, infinite } = moments;
  const quantiles = createKll(kllSize, seed);
  addValues(quantiles, pickValues(values, seed, rows));
  return {
    kind: "numeric",
    missing: values.length - finite - infinite - invalid,
    invalid,
    moments,
    ...countPart(values, moments, partValues, loops),
    quantiles,
    ascending: findAscending(values),
    days: column.type === "date" || column.type === "datetime" ? daysOf(values, moments) : undefined,
  };
}

/** The first and the last value, where each is greater than the one before and none is missing. */
export function findAscending(values: Float64Array): NumberSummary["ascending"] {
  const isAscending = values.length > 0 && isEachGreater(values);
  return isAscending ? { first: values[0]!, last: values.at(-1)! } : undefined;
}

function isEachGreater(values: Float64Array): boolean {
  let last = -Infinity;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (!(value > last)) return false;
    last = value;
  }
  return true;
}

/**
 * One random value of each 2, 4, 8 … that follow one another, as KLL's sampler picks them (Karnin, Lang, Liberty 2016,
 * section 4); all of them where the file has few rows. What is not finite is left out.
 */
function pickValues(values: Float64Array, seed: number, rows: number): Float64Array {
  const bits = Math.max(0, Math.min(16, Math.floor(Math.log2(rows / pickedValues))));
  if (bits === 0) return values;
  const picked = new Float64Array(Math.ceil(values.length / 2 ** bits));
  return picked.subarray(0, pickInto(picked, values, bits, seed));
}

function pickInto(picked: Float64Array, values: Float64Array, bits: number, seed: number): number {
  const step = 2 ** bits;
  let state = Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995;
  let size = 0;
  for (let from = 0; from < values.length; from += step) {
    state = (Math.imul(state, 0x19660d) + 0x3c6ef35f) | 0;
    const at = from + (state >>> (32 - bits));
    if (at >= values.length) break;
    const value = values[at]!;
    if (value - value === 0) picked[size++] = value;
  }
  return size;
}

const lengths: TextNumbers = new WeakMap();

function summarizeTexts(column: TextColumn): TextSummary {
  const { codes } = column;
  const entries = textEntries(column);
  const { counts, present } = countPresent(codes, entries.size);
  const sums = new Float64Array([0, 0, Infinity, 0, 0]);
  sumTexts(present, counts, entries.offsets, numberTexts(lengths, entries, countCharacters), sums);
  const [count = 0, characters = 0, shortest = 0, longest = 0, bytes = 0] = sums;
  const isFew = present.length <= partValues && bytes <= partValues * 64;
  return {
    kind: "text",
    count,
    missing: codes.length - count,
    shortest,
    longest,
    characters,
    values: isFew
      ? {
          texts: Array.from(present, (code) => column.dictionary[code]!),
          counts: present.map((code) => counts[code]!),
        }
      : undefined,
    sketch: isFew ? undefined : sketchTexts(column, present),
  };
}

/** Adds to the sums: rows, their characters, the fewest and the most of a text, and the bytes of the different texts. */
function sumTexts(
  present: Int32Array,
  counts: Int32Array,
  offsets: Uint32Array,
  charactersOf: Int32Array,
  sums: Float64Array,
): void {
  for (let i = 0; i < present.length; i++) {
    const code = present[i]!;
    const length = charactersOf[code]!;
    sums[0]! += counts[code]!;
    sums[1]! += length * counts[code]!;
    if (length < sums[2]!) sums[2] = length;
    if (length > sums[3]!) sums[3] = length;
    sums[4]! += offsets[code + 1]! - offsets[code]!;
  }
}

/** Used again for each column: what is left over from part to part waits long to be collected. */
let scratch = { counts: new Int32Array(0), present: new Int32Array(0) };

/**
 * How often each code occurs, and those that do, in order of first appearance: a dictionary may hold other parts' texts
 * too. Both are valid until the next call.
 */
function countPresent(codes: Int32Array, size: number): { counts: Int32Array; present: Int32Array } {
  if (scratch.counts.length < size)
    scratch = { counts: new Int32Array(size * 2), present: new Int32Array(size * 2) };
  const { counts, present } = scratch;
  counts.fill(0, 0, size);
  return { counts, present: present.subarray(0, findPresent(codes, counts, present)) };
}

function findPresent(codes: Int32Array, counts: Int32Array, present: Int32Array): number {
  let found = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code >= 0 && counts[code]!++ === 0) present[found++] = code;
  }
  return found;
}

function sketchTexts(column: TextColumn, present: Int32Array): HyperLogLog {
  const sketch = createHyperLogLog();
  const { high, low } = hashTexts(column);
  addHashes(sketch, present, high, low);
  return sketch;
}

function addHashes(sketch: HyperLogLog, present: Int32Array, high: Int32Array, low: Int32Array): void {
  for (let i = 0; i < present.length; i++) addHash(sketch, high[present[i]!]!, low[present[i]!]!);
}
