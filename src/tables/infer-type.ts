import { type CellShape, readCell, readCellAs } from "./cell.ts";
import { type ColumnBuilder, dateKind, numberKind, readTyped, store, textKind } from "./csv-columns.ts";
import { createDictionary, decodeEntries } from "./dictionary.ts";
import { invalidCells } from "./invalid-rows.ts";
import type { Column, ColumnType } from "./table.ts";

type Tally = Record<CellShape, number>;

/**
 * The type of a column by what its cells look like, `text` where no other fits. Markers such as `NA` are left out.
 * At most 1 % of at least 20 other cells (always one) may not fit a type. Padded integers (`007`) keep a column
 * text; so do ambiguous ones (`1E5`, beyond 2^53) unless it holds decimals too.
 */
export function inferType(tally: Readonly<Tally>): ColumnType {
  const present = presentCount(tally);
  const numbers = tally.integer + tally.decimal;
  const isNumeric =
    numbers > 0 &&
    tally.padded === 0 &&
    (tally.ambiguous === 0 || tally.decimal > 0) &&
    fits(numbers + tally.ambiguous + tally.infinite, present);
  if (isNumeric) return numbers === tally.integer && tally.infinite === 0 ? "integer" : "number";
  if (fits(tally.boolean, present)) return "boolean";
  if (fits(tally.date + tally.datetime, present)) return tally.datetime > 0 ? "datetime" : "date";
  return "text";
}

/** Whether enough of the present cells fit for the others to be invalid cells, not proof of another type. */
function fits(count: number, present: number): boolean {
  if (count === 0) return false;
  return count >= present - allowedInvalid(present);
}

function allowedInvalid(present: number): number {
  return present < 20 ? 0 : Math.max(1, Math.floor(present / 100));
}

function presentCount(tally: Readonly<Tally>): number {
  const { integer, decimal, infinite, ambiguous, padded, boolean, date, datetime, text } = tally;
  return integer + decimal + infinite + ambiguous + padded + boolean + date + datetime + text;
}

/** Types a column that was scanned as text by its cells so far; booleans and what fits no type stay as they are. */
export function settleColumn(column: ColumnBuilder, rows: number): void {
  if (column.kind !== textKind || column.forced !== undefined) return;
  const type = inferType(tallyDictionary(column, rows));
  if (type !== "text" && type !== "boolean") retype(column, type, rows);
}

/**
 * The finished column, or undefined when a column scanned as numbers or dates turns out to hold too much else:
 * its texts are gone, so the file must be read again with it as text.
 */
export function finishColumn(column: ColumnBuilder, rows: number): Column | undefined {
  const { name } = column;
  let type = column.forced;
  if (column.kind === textKind) {
    type ??= inferType(tallyDictionary(column, rows));
    if (type === "text") return finishText(column, rows);
    retype(column, type, rows);
  }
  const values = trimmed(column.values, rows);
  type ??= finalType(column, values);
  if (type === "text") return undefined;
  return { kind: "numeric", name, type, values, ...invalidCells(column.misfits) };
}

/** The first rows of an array; copied only where much room was left over. */
function trimmed<T extends Float64Array | Int32Array>(array: T, rows: number): T {
  return (rows * 8 < array.length * 7 ? array.slice(0, rows) : array.subarray(0, rows)) as T;
}

/** Turns the dictionary codes of a column into values. */
function retype(column: ColumnBuilder, type: Exclude<ColumnType, "text">, rows: number): void {
  const { codes } = column;
  const texts = decodeEntries(column.dictionary);
  column.kind = type === "date" || type === "datetime" ? dateKind : numberKind;
  column.values = new Float64Array(codes.length);
  column.codes = new Int32Array(0);
  column.cells = new Int32Array(0);
  column.dictionary = createDictionary();
  const read = texts.map((text) => (type === "boolean" ? readCellAs(text, type) : readTyped(column, text)));
  for (let row = 0; row < rows; row++) {
    const code = codes[row]!;
    if (code < 0) column.values[row] = Number.NaN;
    else store(column, row, texts[code]!, read[code]);
  }
}

/** Judges a column of numbers or dates by the rules of `inferType`. */
function finalType(column: ColumnBuilder, values: Float64Array): ColumnType {
  let fitting = 0;
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) fitting++;
  const isFit = fits(fitting, fitting + column.misfits.rows.length);
  if (column.kind === dateKind) return isFit ? (column.hasTime ? "datetime" : "date") : "text";
  if (!isFit || column.hasPadded || (column.hasAmbiguous && !column.hasDecimal)) return "text";
  return column.hasDecimal || column.hasInfinite ? "number" : "integer";
}

function finishText(column: ColumnBuilder, rows: number): Column {
  const { size, bytes, offsets } = column.dictionary;
  const entries = { size, bytes, offsets };
  let decoded: string[] | undefined;
  return {
    kind: "text",
    name: column.name,
    type: "text",
    codes: trimmed(column.codes, rows),
    get dictionary() {
      decoded ??= decodeEntries(entries);
      return decoded;
    },
    entries,
  };
}

/** Counts the shapes of all cells; stops early, short of the full count, once only text can come of it. */
function tallyDictionary(column: ColumnBuilder, rows: number): Tally {
  const { codes, dictionary } = column;
  const counts = new Int32Array(dictionary.size);
  let missing = 0;
  for (let row = 0; row < rows; row++) {
    const code = codes[row]!;
    if (code < 0) missing++;
    else counts[code]!++;
  }
  const tally: Tally = {
    missing,
    marker: 0,
    integer: 0,
    decimal: 0,
    infinite: 0,
    ambiguous: 0,
    padded: 0,
    boolean: 0,
    date: 0,
    datetime: 0,
    text: 0,
  };
  const limit = allowedInvalid(rows - missing);
  const step = 256;
  for (let from = 0; from < dictionary.size; from += step) {
    const size = Math.min(step, dictionary.size - from);
    const texts = decodeEntries({
      size,
      bytes: dictionary.bytes,
      offsets: dictionary.offsets.subarray(from),
    });
    for (const [offset, text] of texts.entries()) tally[readCell(text).shape] += counts[from + offset]!;
    if (isHopeless(tally, limit)) break;
  }
  return tally;
}

function isHopeless(tally: Readonly<Tally>, limit: number): boolean {
  const present = presentCount(tally);
  const { integer, decimal, infinite, ambiguous } = tally;
  const isNotNumeric = tally.padded > 0 || present - (integer + decimal + infinite + ambiguous) > limit;
  return isNotNumeric && present - tally.boolean > limit && present - tally.date - tally.datetime > limit;
}
