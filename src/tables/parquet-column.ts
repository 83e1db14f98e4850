import type { SchemaElement } from "hyparquet";
import { encode } from "./dictionary.ts";
import type { ColumnType } from "./table.ts";
import { createValueColumn, storeCode, storeNumber, type ValueColumn } from "./value-column.ts";

/** A column of a Parquet file as it grows; its type is the file's. */
export interface ParquetColumn {
  cells: ValueColumn;
  /** `integer` becomes text with the first value beyond 2^53. */
  type: ColumnType;
  /** A raw value as a number, or as text. */
  read(value: unknown): number | Uint8Array | string;
  /** What its pages need to be checked by. */
  pages: { isNullable: boolean; isBoolean: boolean };
  /** Where its values may be byte strings: those of the chunk that is read, for which their places here stand. */
  strings?: ByteStrings;
}

/** Byte strings of a chunk: each of its dictionary once, and each that is in no dictionary. */
export interface ByteStrings {
  bytes: Uint8Array[];
  /** Their codes in the column's dictionary, once they were met in a row. */
  codes: (number | undefined)[];
}

/** None yet. */
export function openStrings(): ByteStrings {
  return { bytes: [], codes: [] };
}

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true });

/**
 * The column of a leaf of the schema; undefined for types that no table holds. Takes decimals and times of day off
 * the element, so that hyparquet hands their integers over as they are.
 */
export function createParquetColumn(element: SchemaElement): ParquetColumn | undefined {
  const plan = planColumn(element);
  if (plan === undefined) return undefined;
  const cells = createValueColumn(element.name, false);
  const pages = {
    isNullable: element.repetition_type !== "REQUIRED",
    isBoolean: element.type === "BOOLEAN",
  };
  return { ...plan, cells, pages };
}

function planColumn(element: SchemaElement): Pick<ParquetColumn, "type" | "read" | "strings"> | undefined {
  const { type, converted_type: converted, logical_type: logical } = element;
  const kind = logical?.type;
  if (converted === "INTERVAL" || converted === "BSON") return undefined;
  if (
    kind === "VARIANT" ||
    kind === "GEOMETRY" ||
    kind === "GEOGRAPHY" ||
    kind === "BSON" ||
    kind === "INTERVAL"
  )
    return undefined;
  if (converted === "DECIMAL" || kind === "DECIMAL") {
    const scale = element.scale ?? (logical?.type === "DECIMAL" ? logical.scale : 0);
    makeRaw(element);
    return scale === 0
      ? { type: "integer", read: (value) => wholeNumber(unscaled(value)) }
      : { type: "number", read: (value) => decimalNumber(unscaled(value), scale) };
  }
  if (converted === "TIME_MILLIS" || converted === "TIME_MICROS" || logical?.type === "TIME") {
    const unit = logical?.type === "TIME" ? logical.unit : converted === "TIME_MILLIS" ? "MILLIS" : "MICROS";
    const digits = { MILLIS: 3, MICROS: 6, NANOS: 9 }[unit];
    makeRaw(element);
    return { type: "text", read: (value) => timeOfDay(BigInt(value as number | bigint), digits) };
  }
  if (type === "BOOLEAN") return { type: "boolean", read: Number };
  if (converted === "DATE" || kind === "DATE") {
    element.converted_type = "DATE"; // the one of the two that hyparquet looks at
    return { type: "date", read: Number };
  }
  if (type === "INT96" || kind === "TIMESTAMP" || converted?.startsWith("TIMESTAMP_"))
    return { type: "datetime", read: Number };
  if (type === "FLOAT" || type === "DOUBLE" || kind === "FLOAT16") return { type: "number", read: Number };
  if (type === "INT32" || type === "INT64")
    return { type: "integer", read: (value) => wholeNumber(value as number | bigint) };
  return { type: "text", read: (value) => value as Uint8Array | string, strings: openStrings() };
}

/** Stores the values of rows `row …`; null and undefined are missing. Throws TypeError for bytes that are no text. */
export function storeParquetValues(column: ParquetColumn, row: number, values: ArrayLike<unknown>): void {
  const capacity = Math.max(1024, 2 ** Math.ceil(Math.log2(row + values.length + 1)));
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === null || value === undefined) continue;
    if (column.strings !== undefined && typeof value === "number") {
      storeString(column, column.strings, row + i, value, capacity);
      continue;
    }
    const read = column.read(value);
    if (typeof read === "number" && column.type !== "text")
      storeNumber(column.cells, row + i, read, capacity);
    else {
      if (column.type !== "text") becomeText(column, row + i, capacity);
      storeText(column, row + i, typeof read === "number" ? String(read) : read, capacity);
    }
  }
}

/** Stores the byte string at a place of those of the chunk. */
function storeString(
  column: ParquetColumn,
  { bytes, codes }: ByteStrings,
  row: number,
  place: number,
  capacity: number,
): void {
  const text = bytes[place]!;
  if (text.length === 0) return;
  const code = codes[place] ?? encodeText(column, text);
  codes[place] = code;
  storeCode(column.cells, row, code, capacity);
}

function storeText(column: ParquetColumn, row: number, text: Uint8Array | string, capacity: number): void {
  if (text.length === 0) return;
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  storeCode(column.cells, row, encodeText(column, bytes), capacity);
}

function encodeText({ cells }: ParquetColumn, bytes: Uint8Array): number {
  const known = cells.dictionary.size;
  const code = encode(cells.dictionary, bytes, 0, bytes.length);
  if (code === known) strictDecoder.decode(bytes);
  return code;
}

/** The whole numbers so far as texts: a float64 holds them exactly, so nothing is lost. */
function becomeText(column: ParquetColumn, rows: number, capacity: number): void {
  const { values } = column.cells;
  column.type = "text";
  for (let row = 0; row < Math.min(rows, values.length); row++)
    if (!Number.isNaN(values[row])) storeText(column, row, String(values[row]), capacity);
  column.cells.values = new Float64Array(0);
}

/** hyparquet then gives the numbers or bytes as they are stored. */
function makeRaw(element: SchemaElement): void {
  delete element.converted_type;
  delete element.logical_type;
}

function wholeNumber(value: number | bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** The integer of a decimal: a number, or two's complement bytes, the highest first. */
function unscaled(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value as number | bigint);
  let result = 0n;
  for (const byte of value) result = (result << 8n) | BigInt(byte);
  return BigInt.asIntN(value.length * 8, result);
}

/** The float64 nearest to a decimal. */
function decimalNumber(value: bigint, scale: number): number {
  return Number(`${value}e-${scale}`);
}

/** `hh:mm:ss` with the digits of the unit. */
function timeOfDay(value: bigint, digits: number): string {
  const perSecond = 10n ** BigInt(digits);
  const seconds = Number(value / perSecond);
  const pad = (part: number | bigint, size: number): string => String(part).padStart(size, "0");
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => pad(Math.floor(part), 2));
  return `${clock.join(":")}.${pad(value % perSecond, digits)}`;
}
