import { readCell, readCellAs } from "./cell.ts";
import { isByText } from "./cell-rule.ts";
import { type ColumnBuilder, dateKind, numberKind, readTyped, store, textKind } from "./csv-columns.ts";
import { createDictionary, decodeEntries, textsOf } from "./dictionary.ts";
import { invalidCells } from "./invalid-rows.ts";
import type { Column, ColumnType } from "./table.ts";
import { fits, isPlainlyText, presentCount, type Tally, tallyDictionary } from "./tally.ts";

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

/** Types a column that was scanned as text by its cells so far; booleans and what fits no type stay as they are. */
export function settleColumn(column: ColumnBuilder, rows: number): void {
  if (column.kind !== textKind || column.forced !== undefined || isByText(column.rule)) return;
  if (isPlainlyText(column)) return;
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
    type ??= isPlainlyText(column) ? "text" : inferType(tallyDictionary(column, rows));
    if (type === "text") return finishText(column, rows);
    retype(column, type, rows);
  }
  const values = trimmed(column.values, rows);
  type ??= finalType(column, values);
  if (type === "text") return undefined;
  return { kind: "numeric", name, type, values, ...invalidCells(column.misfits) };
}

/** The first rows of an array; copied only where much room was left over. */
export function trimmed<T extends Float64Array | Int32Array>(array: T, rows: number): T {
  return (rows * 8 < array.length * 7 ? array.slice(0, rows) : array.subarray(0, rows)) as T;
}

/** Turns the dictionary codes of a column into values. */
export function retype(column: ColumnBuilder, type: Exclude<ColumnType, "text">, rows: number): void {
  const { codes } = column;
  const texts = decodeEntries(column.dictionary);
  column.kind = type === "date" || type === "datetime" ? dateKind : numberKind;
  if (column.values.length < codes.length) column.values = new Float64Array(codes.length);
  column.codes = new Int32Array(0);
  column.cells = new Int32Array(0);
  column.dictionary = createDictionary();
  const read = texts.map((text) =>
    type === "boolean" ? readCellAs(text, type, column.rule) : readTyped(column, text),
  );
  placeValues(
    codes,
    Float64Array.from(read, (value) => value ?? Number.NaN),
    column.values,
    rows,
  );
  if (!read.includes(undefined)) return;
  for (let row = 0; row < rows; row++) {
    const code = codes[row]!;
    if (code >= 0 && read[code] === undefined) store(column, row, texts[code]!, undefined);
  }
}

function placeValues(codes: Int32Array, read: Float64Array, values: Float64Array, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const code = codes[row]!;
    values[row] = code < 0 ? Number.NaN : read[code]!;
  }
}

/** Judges a column of numbers or dates by the rules of `inferType`. */
function finalType(column: ColumnBuilder, values: Float64Array): ColumnType {
  const isDate = column.kind === dateKind;
  const invalid = column.misfits.rows.length;
  // Where nothing is invalid, one value that fits says as much as all of them.
  const fitting = invalid === 0 ? Number(hasPresent(values)) : countPresent(values);
  return typeByFlags({ ...column, isDate, fitting, invalid });
}

/** What a column that was scanned as numbers or dates was seen to hold. */
export interface TypeFlags {
  isDate: boolean;
  /** Cells that are numbers or dates, and those that are neither. */
  fitting: number;
  invalid: number;
  hasDecimal: boolean;
  hasAmbiguous: boolean;
  hasPadded: boolean;
  hasInfinite: boolean;
  hasTime: boolean;
}

/** The type of a column that was scanned as numbers or dates; text where too much else is in it. */
export function typeByFlags(of: TypeFlags): ColumnType {
  const isFit = fits(of.fitting, of.fitting + of.invalid);
  if (of.isDate) return isFit ? (of.hasTime ? "datetime" : "date") : "text";
  if (!isFit || of.hasPadded || (of.hasAmbiguous && !of.hasDecimal)) return "text";
  return of.hasDecimal || of.hasInfinite ? "number" : "integer";
}

function hasPresent(values: Float64Array): boolean {
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) return true;
  return false;
}

/** Values that are not missing. */
export function countPresent(values: Float64Array): number {
  let present = 0;
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) present++;
  return present;
}

/** A column of texts, decoded when they are first asked for; `isPart` leaves its codes in their place. */
export function finishText(column: ColumnBuilder, rows: number, isPart = false): Column {
  const { size, bytes, offsets, shown } = column.dictionary;
  const entries = shown ?? { size, bytes, offsets };
  dropMissing(column, rows);
  return {
    kind: "text",
    name: column.name,
    type: "text",
    codes: isPart ? column.codes.subarray(0, rows) : trimmed(column.codes, rows),
    get dictionary() {
      return textsOf(entries);
    },
    entries,
  };
}

/** Texts that are declared to be missing are; their entries stay in the dictionary, in no row. */
function dropMissing({ codes, dictionary, rule }: ColumnBuilder, rows: number): void {
  if (rule.missing_values === undefined) return;
  const isMissing = decodeEntries(dictionary).map((text) => readCell(text, rule).shape === "missing");
  for (let row = 0; row < rows; row++) if (isMissing[codes[row]!] === true) codes[row] = -1;
}
