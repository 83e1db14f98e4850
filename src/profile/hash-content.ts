import type { RowHashes } from "../tables/row-hash.ts";
import type { NumericColumn, Table, TextColumn } from "../tables/table.ts";

/** Rows that all columns are mixed in for before the next ones, so that their hashes stay in the cache. */
const blockRows = 4096;

const firstFactor = 0x9e3779b1;
const secondFactor = 0x85ebca6b;
/** Index of a float64's low word on this machine. */
const lowWord = new Uint32Array(new Float64Array([1]).buffer)[0] === 0 ? 0 : 1;

/**
 * 64 bits a row that are equal where rows hold the same, missing and invalid cells included; -0 is 0. They compare rows
 * of one table only (a text counts by its code), and so are much cheaper than `hashRows`; with `textsOf`, the hashes of
 * a column's texts by code, they compare rows of several. Each cell is mixed in by a
 * permutation of the 64 bits, so rows that differ in one cell never collide.
 */
export function hashContent(
  table: Pick<Table, "rows" | "columns">,
  textsOf: (column: TextColumn) => { high: Int32Array; low: Int32Array } | undefined = () => undefined,
): RowHashes {
  const { rows, columns } = table;
  const high = new Int32Array(rows);
  const low = new Int32Array(rows);
  for (let from = 0; from < rows; from += blockRows) {
    const to = Math.min(rows, from + blockRows);
    for (const column of columns) {
      const texts = column.kind === "text" ? textsOf(column) : undefined;
      if (column.kind === "text" && texts !== undefined)
        mixTexts(high, low, column.codes, texts, { from, to });
      else if (column.kind === "text") mixCodes(high, low, column.codes, from, to);
      else mixNumbers(high, low, column.values, from, to);
    }
  }
  for (const column of columns) if (column.kind === "numeric") mixInvalid(high, low, column);
  for (let row = 0; row < rows; row++) high[row] = finalize(high[row]! ^ finalize(low[row]!));
  return { high: new Uint32Array(high.buffer), low: new Uint32Array(low.buffer) };
}

function mixNumbers(
  high: Int32Array,
  low: Int32Array,
  values: NumericColumn["values"],
  from: number,
  to: number,
): void {
  const words = new Int32Array(values.buffer, values.byteOffset + from * 8, (to - from) * 2);
  const highWord = 1 - lowWord;
  for (let row = from, at = 0; row < to; row++, at += 2) {
    let upper = words[at + highWord]!;
    let lower = words[at + lowWord]!;
    if (((upper + 0x100000) & 0x7fffffff) <= 0x100000) {
      const value = values[row]!;
      // One bit pattern for all NaN, and for both zeros.
      if (Number.isNaN(value)) upper = lower = 0x7ff80000;
      else if (value === 0) upper = 0;
    }
    let first = Math.imul(high[row]! ^ lower, firstFactor);
    first ^= first >>> 15;
    let second = Math.imul(low[row]! ^ upper ^ first, secondFactor);
    second ^= second >>> 16;
    high[row] = first + second;
    low[row] = second;
  }
}

function mixTexts(
  high: Int32Array,
  low: Int32Array,
  codes: TextColumn["codes"],
  texts: { high: Int32Array; low: Int32Array },
  { from, to }: { from: number; to: number },
): void {
  for (let row = from; row < to; row++) {
    const code = codes[row]!;
    let first = Math.imul(high[row]! ^ (code < 0 ? 1 : texts.high[code]!), firstFactor);
    first ^= first >>> 15;
    let second = Math.imul(low[row]! ^ (code < 0 ? 0 : texts.low[code]!) ^ first, secondFactor);
    second ^= second >>> 16;
    high[row] = first + second;
    low[row] = second;
  }
}

function mixCodes(
  high: Int32Array,
  low: Int32Array,
  codes: TextColumn["codes"],
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    let first = Math.imul(high[row]! ^ codes[row]!, firstFactor);
    first ^= first >>> 15;
    let second = Math.imul(low[row]! ^ first, secondFactor);
    second ^= second >>> 16;
    high[row] = first + second;
    low[row] = second;
  }
}

/** Invalid cells count by their texts. */
export function mixInvalid(high: Int32Array, low: Int32Array, column: NumericColumn): void {
  for (const { row, text } of column.invalid) {
    const codes = Int32Array.from(`${text}\0`, (character) => character.codePointAt(0) ?? 0);
    for (const code of codes) mixCodes(high.subarray(row), low.subarray(row), Int32Array.of(code), 0, 1);
  }
}

function finalize(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
