import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { readCell } from "./cell.ts";
import { decodeEntries } from "./dictionary.ts";
import { finalize, murmurHash } from "./murmur-hash.ts";
import { findColumn, type NumericColumn, type Table, type TextColumn } from "./table.ts";
import { textEntries } from "./text-entries.ts";

/** 64 bits a row, as two halves. */
export interface RowHashes {
  high: Uint32Array;
  low: Uint32Array;
}

/**
 * Hashes what rows hold in the named columns. A row's hash is the sum over its cells that are not missing of a
 * mix of column name and value, so neither the order of columns nor an empty column matters. A value hashes the
 * same however its column was typed: a text that is the canonical spelling of a number (as JavaScript writes it),
 * `true` or `false`, or an ISO date hashes as that value; integers and numbers alike; -0 as 0.
 *
 * The mix is MurmurHash3's (A. Appleby, public domain): texts by x86_32 with two seeds; the two words of a float64 by
 * three rounds of its finalizer, which together are a permutation of 64 bits, so that two numbers in a column never
 * collide. Splits and row ids rest on it: it must never change (a test holds its values).
 */
export function hashRows(table: Table, columns: readonly string[]): RowHashes {
  const sums = { high: new Int32Array(table.rows), low: new Int32Array(table.rows) };
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const adders = [...new Set(columns)].map((name) => {
    const column = byName.get(name);
    if (column === undefined) throw unknownColumn(table, name);
    return column.kind === "text" ? textAdder(sums, column) : numberAdder(sums, column);
  });
  for (let from = 0; from < table.rows; from += blockRows)
    for (const add of adders) add(from, Math.min(table.rows, from + blockRows));
  return { high: new Uint32Array(sums.high.buffer), low: new Uint32Array(sums.low.buffer) };
}

/**
 * The columns that identify a row: the key where there is one, else all but the target. Throws UserError for a
 * key column that the table has not.
 */
export function identityColumns(
  table: Table,
  options: { key?: readonly string[] | undefined; target?: string | undefined },
): string[] {
  const { key, target } = options;
  if (key === undefined || key.length === 0)
    return table.columns.map((column) => column.name).filter((name) => name !== target);
  for (const name of key) if (findColumn(table, name) === undefined) throw unknownColumn(table, name);
  return [...key];
}

/** 16 lower-case hex digits a row; the second and later rows of one content end in `-2`, `-3` … in row order. */
export function rowIds(hashes: RowHashes): string[] {
  const idOf = rowNamer(hashes);
  return Array.from(hashes.high, (_, row) => idOf(row));
}

/** The id of a row, as `rowIds` has it; made when it is asked for, as most are not. */
export function rowNamer(hashes: RowHashes): (row: number) => string {
  const { high, low } = hashes;
  const counts = occurrencesOf(hashes);
  return (row) => {
    const id = hex(high[row]!) + hex(low[row]!);
    return counts[row] === 1 ? id : `${id}-${counts[row]}`;
  };
}

const counted = new WeakMap<RowHashes, Uint32Array>();

/** The how-many-th row of its hash each row is, from 1. */
function occurrencesOf(hashes: RowHashes): Uint32Array {
  const found = counted.get(hashes) ?? countOccurrences(hashes);
  counted.set(hashes, found);
  return found;
}

/** By a table of last rows with open places, twice as large as there are rows. */
function countOccurrences({ high, low }: RowHashes): Uint32Array {
  const counts = new Uint32Array(high.length);
  const mask = 2 ** Math.ceil(Math.log2(2 * high.length + 2)) - 1;
  const lastRows = new Int32Array(mask + 1).fill(-1);
  for (let row = 0; row < high.length; row++) {
    let place = (high[row]! ^ Math.imul(low[row]!, spread)) & mask;
    let last = lastRows[place]!;
    while (last >= 0 && (high[last] !== high[row] || low[last] !== low[row])) {
      place = (place + 1) & mask;
      last = lastRows[place]!;
    }
    counts[row] = last < 0 ? 1 : counts[last]! + 1;
    lastRows[place] = row;
  }
  return counts;
}

function hex(half: number): string {
  return half.toString(16).padStart(8, "0");
}

function unknownColumn(table: Table, name: string): UserError {
  const names = table.columns.map((column) => column.name);
  return new UserError(`Cannot use "${table.source}": it has no column "${name}"${didYouMean(name, names)}`, {
    file: table.source,
    line: 1,
  });
}

const encoder = new TextEncoder();
const highSeed = 0x6d6c6f70;
const lowSeed = 0x73726f77;
/** Kinds of values start from seeds of their own, so that the date 0 is not the number 0. */
const numberTag = 0x6e756d62;
const booleanTag = 0x626f6f6c;
const dateTag = 0x64617465;
const textTag = 0x74657874;
/** An odd factor, from the golden ratio. */
const spread = 0x9e3779b1;

/** Index of a float64's low word on this machine. */
const lowWord = new Uint32Array(new Float64Array([1]).buffer)[0] === 0 ? 0 : 1;

/** Sums wrap around at 32 bits, which is quicker on signed words. */
interface Sums {
  high: Int32Array;
  low: Int32Array;
}

/** Rows that all columns are added for before the next ones, so that their sums stay in the cache. */
const blockRows = 4096;

/** Adds a column's part to the sums of rows `from … to - 1`. */
type Adder = (from: number, to: number) => void;

function numberAdder(sums: Sums, column: NumericColumn): Adder {
  const { name, values, type } = column;
  const tag = type === "boolean" ? booleanTag : type === "date" || type === "datetime" ? dateTag : numberTag;
  const seeds = nameSeeds(name, tag);
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  addInvalid(sums, column);
  return (from, to) => addNumbers(sums, words, seeds, from, to);
}

function addNumbers(sums: Sums, words: Int32Array, seeds: [number, number], from: number, to: number): void {
  const { high, low } = sums;
  const [highSeed, lowSeed] = seeds;
  const highWord = 1 - lowWord;
  for (let row = from; row < to; row++) {
    let upper = words[row * 2 + highWord]!;
    const lower = words[row * 2 + lowWord]!;
    const magnitude = upper & 0x7fffffff;
    if (magnitude > 0x7ff00000 || (magnitude === 0x7ff00000 && lower !== 0)) continue; // NaN
    if (magnitude === 0 && lower === 0) upper = 0; // -0 is 0
    const first = finalize(lower ^ lowSeed);
    const second = finalize(upper ^ highSeed ^ first);
    high[row] = (high[row]! + second) | 0;
    low[row] = (low[row]! + finalize((first + Math.imul(second, spread)) | 0)) | 0;
  }
}

/** Invalid cells hash as texts. */
function addInvalid({ high, low }: Sums, column: NumericColumn): void {
  const [highText, lowText] = nameSeeds(column.name, textTag);
  for (const { row, text } of column.invalid) {
    const bytes = encoder.encode(text);
    high[row] = (high[row]! + murmurHash(highText, bytes, 0, bytes.length)) | 0;
    low[row] = (low[row]! + murmurHash(lowText, bytes, 0, bytes.length)) | 0;
  }
}

function textAdder({ high, low }: Sums, column: TextColumn): Adder {
  const { codes } = column;
  const entries = hashEntries(column);
  return (from, to) => {
    for (let row = from; row < to; row++) {
      const code = codes[row]!;
      if (code < 0) continue;
      high[row] = (high[row]! + entries.high[code]!) | 0;
      low[row] = (low[row]! + entries.low[code]!) | 0;
    }
  };
}

/** The hash of each text of the dictionary together with the column's name. */
function hashEntries(column: TextColumn): Sums {
  const { size, bytes, offsets } = textEntries(column);
  const hashes = { high: new Int32Array(size), low: new Int32Array(size) };
  const [highText, lowText] = nameSeeds(column.name, textTag);
  for (let code = 0; code < size; code++) {
    const start = offsets[code]!;
    const end = offsets[code + 1]!;
    if (end - start <= 40 && mayBeTyped(bytes[start]!)) {
      const [text = ""] = decodeEntries({ size: 1, bytes, offsets: offsets.subarray(code) });
      const typed = canonicalValue(text);
      if (typed !== undefined) {
        const { high, low } = hashTyped(column.name, typed);
        hashes.high[code] = high[0]!;
        hashes.low[code] = low[0]!;
        continue;
      }
    }
    hashes.high[code] = murmurHash(highText, bytes, start, end);
    hashes.low[code] = murmurHash(lowText, bytes, start, end);
  }
  return hashes;
}

/** The hash of one value, as a column of its type has it. */
function hashTyped(name: string, { type, value }: TypedValue): Sums {
  const sums = { high: new Int32Array(1), low: new Int32Array(1) };
  const values = Float64Array.of(value);
  numberAdder(sums, { kind: "numeric", name, type, values, invalid: [], invalidCount: 0 })(0, 1);
  return sums;
}

/** Digits, `-`, `I` of Infinity, `t`, `T`, `f`, `F`: what a number, boolean or date starts with. */
function mayBeTyped(byte: number): boolean {
  if ((byte >= 48 && byte <= 57) || byte === 45 || byte === 73) return true;
  return byte === 84 || byte === 116 || byte === 70 || byte === 102;
}

interface TypedValue {
  type: NumericColumn["type"];
  value: number;
}

function canonicalValue(text: string): TypedValue | undefined {
  const { shape, value } = readCell(text);
  const isTyped = shape === "boolean" || shape === "date" || shape === "datetime";
  if (isTyped && text === text.trim()) return { type: shape, value };
  return String(value) === text && !Number.isNaN(value) ? { type: "number", value } : undefined;
}

function nameSeeds(name: string, tag: number): [high: number, low: number] {
  const bytes = encoder.encode(name);
  return [
    murmurHash(highSeed ^ tag, bytes, 0, bytes.length),
    murmurHash(lowSeed ^ tag, bytes, 0, bytes.length),
  ];
}
