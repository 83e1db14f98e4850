import { readCell } from "./cell.ts";
import { createDictionary, type Dictionary, decodeEntries } from "./dictionary.ts";
import { inferType } from "./infer-type.ts";
import { addInvalid, type InvalidLog, invalidCells } from "./invalid-rows.ts";
import type { Column, ColumnType, NumericColumn } from "./table.ts";
import type { Tally } from "./tally.ts";

/** Codes of cells that are no texts. */
export const codeOf = { missing: -1, false: -2, true: -3 } as const;

/**
 * A column as it grows, of a format whose values say what they are: a cell is a number in `values` (NaN for none), or
 * a code in `codes`. The arrays are empty until a value of their kind comes.
 */
export interface ValueColumn {
  name: string;
  values: Float64Array;
  codes: Int32Array;
  dictionary: Dictionary;
  hasDecimal: boolean;
  /** Whole numbers beyond 2^53, which a float64 does not hold. */
  hasAmbiguous: boolean;
  hasInfinite: boolean;
  /** Numbers and booleans are stored as texts, as they are written. */
  isText: boolean;
}

/** A column without cells. */
export function createValueColumn(name: string, isText: boolean): ValueColumn {
  return {
    name,
    values: new Float64Array(0),
    codes: new Int32Array(0),
    dictionary: createDictionary(),
    hasDecimal: false,
    hasAmbiguous: false,
    hasInfinite: false,
    isText,
  };
}

/** Stores a number; `capacity` is the room that an array gets when it is short. */
export function storeNumber(column: ValueColumn, row: number, value: number, capacity: number): void {
  if (row >= column.values.length) {
    const wider = new Float64Array(capacity).fill(Number.NaN, column.values.length);
    wider.set(column.values);
    column.values = wider;
  }
  column.values[row] = value;
}

/** Stores a text's code in the dictionary, or one of `codeOf`. */
export function storeCode(column: ValueColumn, row: number, code: number, capacity: number): void {
  if (row >= column.codes.length) {
    const wider = new Int32Array(capacity).fill(codeOf.missing, column.codes.length);
    wider.set(column.codes);
    column.codes = wider;
  }
  column.codes[row] = code;
}

/**
 * The finished column, typed by `inferType` unless its type is `declared`: texts may be dates, never numbers. Undefined for a column of text that
 * holds other values too: how those were written is gone, so the file must be read again with `isText`.
 */
export function finishValueColumn(
  column: ValueColumn,
  rows: number,
  declared?: ColumnType,
): Column | undefined {
  return finishWithTally(column, rows, declared).column;
}

/** As `finishValueColumn`, and how many cells are of which shape; `isMixed` where some are no texts. */
export function finishWithTally(
  column: ValueColumn,
  rows: number,
  declared?: ColumnType,
): { column: Column | undefined; tally: Tally; isMixed: boolean } {
  const { name, dictionary } = column;
  const { values, codes, texts, tally } = settleCells(column, rows);
  const type = column.isText ? "text" : (declared ?? inferType(tally));
  const { integer, decimal, ambiguous, infinite, boolean } = tally;
  const isMixed = integer + decimal + ambiguous + infinite + boolean > 0;
  if (type !== "text") return { column: numericColumn(name, type, { values, codes, texts }), tally, isMixed };
  return { column: isMixed ? undefined : textColumn(name, codes, dictionary), tally, isMixed };
}

/** How many cells are of which shape. */
export function tallyValues(column: ValueColumn, rows: number): Tally {
  return settleCells(column, rows).tally;
}

function settleCells(column: ValueColumn, rows: number) {
  const values = filled(column.values, new Float64Array(rows).fill(Number.NaN));
  const codes = filled(column.codes, new Int32Array(rows).fill(codeOf.missing));
  const texts = readTexts(column.dictionary);
  const tally: Tally = { ...countCells(column, values, codes, texts), missing: 0, padded: 0 };
  return { values, codes, texts, tally };
}

/** A column of text over a dictionary, which is decoded when it is first asked for. */
export function textColumn(name: string, codes: Int32Array, dictionary: Dictionary): Column {
  const { size, bytes, offsets } = dictionary;
  const entries = { size, bytes, offsets };
  let decoded: string[] | undefined;
  return {
    kind: "text",
    name,
    type: "text",
    codes,
    get dictionary() {
      decoded ??= decodeEntries(entries);
      return decoded;
    },
    entries,
  };
}

function filled<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from.subarray(0, to.length));
  return to;
}

/** Shapes of the distinct texts: what is no date and no marker is text, however it looks. */
interface Texts {
  texts: string[];
  shapes: ("date" | "datetime" | "marker" | "text")[];
  values: number[];
}

function readTexts(dictionary: Dictionary): Texts {
  const texts = decodeEntries(dictionary);
  const read = texts.map((text) => readCell(text));
  return {
    texts,
    shapes: read.map(({ shape }) =>
      shape === "date" || shape === "datetime" || shape === "marker" ? shape : "text",
    ),
    values: read.map(({ value }) => value),
  };
}

function countCells(column: ValueColumn, values: Float64Array, codes: Int32Array, { shapes }: Texts) {
  const tally = { integer: 0, decimal: 0, infinite: 0, ambiguous: 0, boolean: 0 };
  const counts = { date: 0, datetime: 0, marker: 0, text: 0 };
  let numbers = 0;
  for (const value of values) if (!Number.isNaN(value)) numbers++;
  for (const code of codes) {
    if (code >= 0) counts[shapes[code]!]++;
    else if (code !== codeOf.missing) tally.boolean++;
  }
  // How many there are of each kind of number does not matter, only that there are some.
  tally.ambiguous = column.hasAmbiguous ? 1 : 0;
  tally.infinite = column.hasInfinite ? 1 : 0;
  tally[column.hasDecimal ? "decimal" : "integer"] = numbers - tally.ambiguous - tally.infinite;
  return { ...tally, ...counts };
}

function numericColumn(
  name: string,
  type: NumericColumn["type"],
  cells: { values: Float64Array; codes: Int32Array; texts: Texts },
): NumericColumn {
  const { values, codes, texts } = cells;
  const misfits: InvalidLog = { invalid: [], rows: [] };
  const isDate = type === "date" || type === "datetime";
  const refuse = (row: number, text: string): void => {
    values[row] = Number.NaN;
    addInvalid(misfits, row, text);
  };
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const code = codes[row]!;
    if (!Number.isNaN(value)) {
      if (type === "number" || (type === "integer" && Number.isSafeInteger(value))) continue;
      if (type !== "boolean" || (value !== 0 && value !== 1)) refuse(row, String(value));
    } else if (code < codeOf.missing) {
      if (type === "boolean") values[row] = code === codeOf.true ? 1 : 0;
      else refuse(row, String(code === codeOf.true));
    } else if (code >= 0) {
      const shape = texts.shapes[code]!;
      if (shape === "marker") continue;
      if (shape === "date" ? isDate : type === shape) values[row] = texts.values[code]!;
      else refuse(row, texts.texts[code]!);
    }
  }
  return { kind: "numeric", name, type, values, ...invalidCells(misfits) };
}
