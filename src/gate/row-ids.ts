import { textOf } from "../program/predicted-columns.ts";
import { decodeText } from "../tables/dictionary.ts";
import type { RowHashes } from "../tables/row-hash.ts";
import type { Column, Table } from "../tables/table.ts";
import { encodeTexts, textEntries } from "../tables/text-entries.ts";
import { unusable } from "./model-rows.ts";

/**
 * What identifies each row, as UTF-8: that of `row` is `bytes[starts[row] … ends[row])`, and its base, which says whose row
 * it is, ends at `bases[row]`. As texts, those of a million rows take most of a gate's time and memory.
 */
export interface RowIds {
  bytes: Uint8Array;
  starts: Uint32Array;
  bases: Uint32Array;
  ends: Uint32Array;
}

/** The identities in a column. Throws UserError for a row without one. */
export function readIds(table: Table, column: Column): RowIds {
  const { rows } = table;
  const isText = column.kind === "text";
  const { bytes, offsets } = isText ? textEntries(column) : encodeTexts(writeOut(table, column));
  const [starts, bases, ends] = [new Uint32Array(rows), new Uint32Array(rows), new Uint32Array(rows)];
  for (let row = 0; row < rows; row++) {
    const code = isText ? column.codes[row]! : row;
    if (code < 0) throw withoutId(table, column, row);
    const start = offsets[code]!;
    const end = offsets[code + 1]!;
    starts[row] = start;
    bases[row] = baseEnd(bytes, start, end);
    ends[row] = end;
  }
  return { bytes, starts, bases, ends };
}

/** Numbers and dates as the texts that they are identities by. */
function writeOut(table: Table, column: Column): string[] {
  return Array.from({ length: table.rows }, (_, row) => {
    const id = textOf(column, row);
    if (id === undefined) throw withoutId(table, column, row);
    return id;
  });
}

function withoutId(table: Table, { name }: Column, row: number): Error {
  return unusable(table, `row ${row + 1} has no "${name}"`);
}

/** Digits of a hash of ours, before the number of the occurrence where its content repeats: `0123456789abcdef-2`. */
const hashDigits = 16;
const [zero, nine, letterA, hyphen] = [48, 57, 97, 45];

/** Rows of one content are told apart by numbers that follow their order in the data, which says nothing about them. */
function baseEnd(bytes: Uint8Array, start: number, end: number): number {
  const base = start + hashDigits;
  if (end < base + 2 || bytes[base] !== hyphen || bytes[base + 1] === zero) return end;
  for (let at = base + 1; at < end; at++) if (bytes[at]! < zero || bytes[at]! > nine) return end;
  return hexWord(bytes, start) === undefined || hexWord(bytes, start + 8) === undefined ? end : base;
}

/** A row's identity as text. */
export function idOf({ bytes, starts, ends }: RowIds, row: number): string {
  return decodeText(bytes, starts[row]!, ends[row]!);
}

/** What an identity says of its row, as text. */
export function baseOf({ bytes, starts, bases }: RowIds, row: number): string {
  return decodeText(bytes, starts[row]!, bases[row]!);
}

/** The hashes that the bases of these rows are; undefined where one is another text. */
export function hashesOf({ bytes, starts, bases }: RowIds, rows: Uint32Array): RowHashes | undefined {
  const hashes = { high: new Uint32Array(rows.length), low: new Uint32Array(rows.length) };
  for (let index = 0; index < rows.length; index++) {
    const start = starts[rows[index]!]!;
    if (bases[rows[index]!] !== start + hashDigits) return undefined;
    const high = hexWord(bytes, start);
    const low = hexWord(bytes, start + 8);
    if (high === undefined || low === undefined) return undefined;
    hashes.high[index] = high;
    hashes.low[index] = low;
  }
  return hashes;
}

/** The number of eight digits, 0 to f; undefined where one is none of them. */
function hexWord(bytes: Uint8Array, start: number): number | undefined {
  let word = 0;
  for (let at = start; at < start + 8; at++) {
    const byte = bytes[at]!;
    const digit = byte <= nine ? byte - zero : byte - letterA + 10;
    if (digit < 0 || digit > 15 || (digit < 10 && byte > nine)) return undefined;
    word = (word << 4) | digit;
  }
  return word >>> 0;
}

/**
 * Places of bytes in the order of texts, from 1: that of UTF-16, in which the characters that UTF-8 starts with 0xf0 come
 * before those of 0xee and 0xef.
 */
export const rankOf = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0xee || byte > 0xf4 ? Math.min(255, byte + 1) : byte < 0xf0 ? byte + 6 : byte - 1,
);

/** Whether the rows of both have the same identities, row by row. */
export function areSameIds(one: RowIds, other: RowIds): boolean {
  const rows = one.starts.length;
  if (rows !== other.starts.length) return false;
  for (let row = 0; row < rows; row++) {
    const [start, end] = [one.starts[row]!, one.ends[row]!];
    const shift = other.starts[row]! - start;
    if (other.ends[row]! - shift !== end) return false;
    for (let at = start; at < end; at++) if (one.bytes[at] !== other.bytes[at + shift]) return false;
  }
  return true;
}

/** Compares bases as texts, from the byte `skip` on, before which they are the same. */
export function compareBases(one: RowIds, a: number, other: RowIds, b: number, skip = 0): number {
  const [from, until] = [one.starts[a]! + skip, one.bases[a]!];
  const [start, end] = [other.starts[b]! + skip, other.bases[b]!];
  return compareBytes(one.bytes, from, until, other.bytes, start, end);
}

/** Compares identities of one file as texts. */
export function compareIds({ bytes, starts, ends }: RowIds, a: number, b: number): number {
  return compareBytes(bytes, starts[a]!, ends[a]!, bytes, starts[b]!, ends[b]!);
}

function compareBytes(
  bytes: Uint8Array,
  from: number,
  until: number,
  others: Uint8Array,
  start: number,
  end: number,
): number {
  const length = Math.min(until - from, end - start);
  for (let index = 0; index < length; index++) {
    const byte = bytes[from + index]!;
    const twin = others[start + index]!;
    if (byte !== twin) return rankOf[byte]! - rankOf[twin]!;
  }
  return until - from - (end - start);
}
