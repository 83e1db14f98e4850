import { type KeyKind, keyKindOf, tokenOfText } from "../checks/find-unmatched.ts";
import { evaluateCondition } from "../checks/judge-rows.ts";
import type { Place } from "../errors.ts";
import { hashContent } from "../profile/hash-content.ts";
import { hashText, hashTexts, type TextHashes } from "../profile/hash-texts.ts";
import { decodeEntries } from "../tables/dictionary.ts";
import { hashRows } from "../tables/row-hash.ts";
import { type Column, findColumn, type Table, type TextColumn } from "../tables/table.ts";
import { textEntries } from "../tables/text-entries.ts";
import { hashAgain } from "./hash-again.ts";
import { type HashKey, hashByKey, hashTextsByKey } from "./keyed-hash.ts";

/** What hashes of rows are wanted of. */
export type KeyRequest =
  /** What rows hold in columns, as `hashRows` has it. */
  | { kind: "rows"; columns: readonly string[] }
  /** Keys of columns, as `findUnmatched` compares them with those of other columns; of the rows that a condition chooses. */
  | {
      kind: "keys";
      columns: readonly { name: string; other: KeyKind }[];
      where: string | undefined;
      place: Place;
      /** What they are hashed with: the same for both that are compared. */
      key: HashKey;
    }
  /** What is compared among the rows of one table, with 32 bits more: keys of columns, or all that rows hold in them. */
  | {
      kind: "own keys" | "content";
      columns: readonly string[];
      where: string | undefined;
      place: Place;
    };

/** 64 bits for each row. */
export interface RowKeys {
  high: Uint32Array;
  low: Uint32Array;
  /** 1 where a row has a key, 0 where all of it is missing, 2 where a condition leaves the row out. */
  state: Uint8Array;
  /** Where they were asked for, 32 bits more, made in another way. */
  more?: Uint32Array;
}

/** What `RowKeys.state` says of a row. */
export const keyStates = { missing: 0, there: 1, leftOut: 2 } as const;

/** Hashes the rows of a table, or of a part of one, so that rows of several can be compared. */
export function hashKeys(table: Table, request: KeyRequest): RowKeys {
  const names = request.columns.map((each) => (typeof each === "string" ? each : each.name));
  const columns = names.flatMap((name) => findColumn(table, name) ?? []);
  const state = new Uint8Array(table.rows);
  for (const column of columns) markThere(column, state);
  if (request.kind === "rows") return { ...hashRows(table, names), state };
  const { where, place } = request;
  if (request.kind === "content") state.fill(keyStates.there);
  const chosen = where === undefined ? undefined : evaluateCondition(table, where, "where", place);
  if (chosen !== undefined)
    for (let row = 0; row < table.rows; row++) if (chosen[row] !== 1) state[row] = keyStates.leftOut;
  const more = request.kind === "keys" ? undefined : hashAgain({ rows: table.rows, columns });
  if (request.kind === "content")
    return { ...hashContent({ rows: table.rows, columns }, hashTexts), state, ...(more && { more }) };
  const high = new Int32Array(table.rows);
  const low = new Int32Array(table.rows);
  const hash = request.kind === "keys" ? hashedBy(request.key, columns.length) : plain;
  for (const [index, column] of columns.entries()) {
    const other = request.kind === "keys" ? request.columns[index]!.other : keyKindOf(column);
    mixColumn({ high, low }, column, other, hash);
  }
  const words = { high: new Uint32Array(high.buffer), low: new Uint32Array(low.buffer) };
  return { ...words, state, ...(more && { more }) };
}

function markThere(column: Column, state: Uint8Array): void {
  if (column.kind === "text") {
    for (let row = 0; row < state.length; row++) if (column.codes[row]! >= 0) state[row] = 1;
  } else for (let row = 0; row < state.length; row++) if (!Number.isNaN(column.values[row])) state[row] = 1;
}

/** How cells are hashed, into two halves at an index. */
interface CellHash {
  /** All texts of a column, by code. */
  texts: (column: TextColumn) => TextHashes;
  text: (text: string, into: TextHashes, index: number) => void;
  number: (value: number, into: TextHashes, index: number) => void;
}

const bits = new DataView(new ArrayBuffer(9));
const bytes = new Uint8Array(bits.buffer);
// No text starts with this byte in UTF-8.
bytes[0] = 0xff;

const plain: CellHash = {
  texts: hashTexts,
  text(text, into, index) {
    const { high, low } = hashText(text);
    into.high[index] = high;
    into.low[index] = low;
  },
  number(value, into, index) {
    bits.setFloat64(1, value === 0 ? 0 : value);
    into.high[index] = bits.getInt32(1) ^ 0x6e756d62;
    into.low[index] = bits.getInt32(5);
  },
};

/** With a key. Numbers of one column stay apart as they are; those of several are hidden, lest they be made to cancel out. */
function hashedBy(key: HashKey, columns: number): CellHash {
  const encoder = new TextEncoder();
  return {
    texts: (column) => hashTextsByKey(column, key),
    text(text, into, index) {
      const encoded = encoder.encode(text);
      hashByKey(key, { bytes: encoded, start: 0, end: encoded.length }, into, index);
    },
    number(value, into, index) {
      plain.number(value, into, index);
      if (columns > 1) hashByKey(key, { bytes, start: 0, end: bytes.length }, into, index);
    },
  };
}

/** Mixes a column's cells into the rows' hashes by a permutation of 64 bits, so that keys of one column stay apart. */
function mixColumn(into: TextHashes, column: Column, other: KeyKind, hash: CellHash): void {
  const { high } = into;
  if (column.kind === "text") {
    const texts = textHashes(column, other, hash);
    for (let row = 0; row < high.length; row++) {
      const code = column.codes[row]!;
      mixIn(into, row, code < 0 ? 1 : texts.high[code]!, code < 0 ? 0 : texts.low[code]!);
    }
    return;
  }
  const own = keyKindOf(column);
  const isSame = other === "text" || other === own;
  const cell = { high: new Int32Array(1), low: new Int32Array(1) };
  for (let row = 0; row < high.length; row++) {
    const value = column.values[row]!;
    if (Number.isNaN(value)) mixIn(into, row, 1, 0);
    else {
      // One that equals no text or value of another kind is hashed under the column's kind.
      if (isSame) hash.number(value, cell, 0);
      else hash.text(`${own} ${value}`, cell, 0);
      mixIn(into, row, cell.high[0]!, cell.low[0]!);
    }
  }
}

function textHashes(column: TextColumn, other: KeyKind, hash: CellHash): TextHashes {
  if (other === "text") return hash.texts(column);
  const texts = decodeEntries(textEntries(column));
  const hashes = { high: new Int32Array(texts.length), low: new Int32Array(texts.length) };
  for (const [code, text] of texts.entries()) {
    const token = tokenOfText(text, other);
    if (typeof token === "number") hash.number(token, hashes, code);
    else hash.text(token, hashes, code);
  }
  return hashes;
}

function mixIn({ high, low }: TextHashes, row: number, upper: number, lower: number): void {
  let first = Math.imul(high[row]! ^ upper, 0x9e3779b1);
  first ^= first >>> 15;
  let second = Math.imul(low[row]! ^ lower ^ first, 0x85ebca6b);
  second ^= second >>> 16;
  second = Math.imul(second, 0xc2b2ae35);
  second ^= second >>> 13;
  high[row] = (first + second) ^ (second << 7);
  low[row] = second;
}
