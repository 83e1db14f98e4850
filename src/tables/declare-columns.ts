import { readCell, readCellAs } from "./cell.ts";
import { type CellRule, type DeclaredColumn, type DeclaredColumns, declaredType } from "./cell-rule.ts";
import { createDictionary, encode } from "./dictionary.ts";
import { addInvalid, type InvalidLog, invalidCells, rowsOfInvalid } from "./invalid-rows.ts";
import type { Column, NumericColumn, TextColumn } from "./table.ts";
import { textColumn } from "./value-column.ts";

/** The columns as they are declared, where a file has types of its own: JSON and Parquet. */
export function declareColumns(columns: readonly Column[], declared: DeclaredColumns): Column[] {
  return columns.map((column) =>
    Object.hasOwn(declared, column.name) ? declareColumn(column, declared[column.name] ?? {}) : column,
  );
}

/** One column as it is declared. */
export function declareColumn(column: Column, declared: DeclaredColumn): Column {
  const type = declaredType(declared);
  if (column.kind === "numeric") {
    const known = withMissing(column, declared.missing_values ?? []);
    if (type === undefined || type === column.type) return known;
    return type === "text" ? spelled(known) : converted(known, type);
  }
  const codes = withoutMissing(column, declared);
  return type === undefined || type === "text" ? { ...column, codes } : parsed(column, codes, type, declared);
}

/** Codes of a text column, declared texts missing. */
function withoutMissing(column: TextColumn, rule: CellRule): Int32Array {
  if (rule.missing_values === undefined) return column.codes;
  const isMissing = column.dictionary.map((text) => readCell(text, rule).shape === "missing");
  return column.codes.map((code) => (code >= 0 && isMissing[code] === true ? -1 : code));
}

function parsed(
  { name, dictionary }: TextColumn,
  codes: Int32Array,
  type: NumericColumn["type"],
  rule: CellRule,
): NumericColumn {
  const read = dictionary.map((text) => readCellAs(text, type, rule));
  const values = new Float64Array(codes.length).fill(Number.NaN);
  const misfits: InvalidLog = { invalid: [], rows: [] };
  for (const [row, code] of codes.entries()) {
    if (code < 0) continue;
    const value = read[code];
    if (value === undefined) addInvalid(misfits, row, dictionary[code] ?? "");
    else values[row] = value;
  }
  return { kind: "numeric", name, type, values, ...invalidCells(misfits) };
}

/** Numbers that are declared to be missing are, and so are invalid cells of such a text. */
function withMissing(column: NumericColumn, texts: readonly string[]): NumericColumn {
  if (texts.length === 0) return column;
  const isNumeric = column.type === "integer" || column.type === "number";
  const missing = new Set(isNumeric ? texts.filter((text) => text.trim() !== "").map(Number) : []);
  const values = column.values.map((value) => (missing.has(value) ? Number.NaN : value));
  return { ...column, values, ...invalidCells(misfitsOf(column, (text) => !texts.includes(text.trim()))) };
}

function converted(column: NumericColumn, type: NumericColumn["type"]): NumericColumn {
  const known = new Map(column.invalid.map(({ row, text }) => [row, text]));
  const isInvalid = new Set(rowsOfInvalid(column));
  const misfits: InvalidLog = { invalid: [], rows: [] };
  const values = column.values.map((value, row) => {
    if (isInvalid.has(row)) addInvalid(misfits, row, known.get(row) ?? "");
    else if (!Number.isNaN(value) && !suits(value, column.type, type))
      addInvalid(misfits, row, String(value));
    else return value;
    return Number.NaN;
  });
  return { ...column, type, values, ...invalidCells(misfits) };
}

/** Whether a value of one type is one of another, too. */
function suits(value: number, from: NumericColumn["type"], to: NumericColumn["type"]): boolean {
  const isDate = (type: NumericColumn["type"]): boolean => type === "date" || type === "datetime";
  if (isDate(from) || isDate(to))
    return isDate(from) && isDate(to) && (to === "datetime" || value % 86_400_000 === 0);
  if (to === "boolean") return value === 0 || value === 1;
  return to === "number" || Number.isSafeInteger(value);
}

/** Numbers, booleans and dates as texts; cells that did not fit are what they were. */
function spelled(column: NumericColumn): Column {
  const { name, values, type } = column;
  const dictionary = createDictionary();
  const encoder = new TextEncoder();
  const codes = new Int32Array(values.length).fill(-1);
  const store = (row: number, text: string): void => {
    const bytes = encoder.encode(text);
    codes[row] = encode(dictionary, bytes, 0, bytes.length);
  };
  for (const [row, value] of values.entries()) if (!Number.isNaN(value)) store(row, spell(value, type));
  for (const { row, text } of column.invalid) store(row, text);
  return textColumn(name, codes, dictionary);
}

function spell(value: number, type: NumericColumn["type"]): string {
  if (type === "boolean") return String(value === 1);
  if (type === "integer" || type === "number") return String(value);
  const moment = new Date(value).toISOString();
  return type === "date" ? moment.slice(0, 10) : moment;
}

function misfitsOf(column: NumericColumn, keeps: (text: string) => boolean): InvalidLog {
  const known = new Map(column.invalid.map(({ row, text }) => [row, text]));
  const misfits: InvalidLog = { invalid: [], rows: [] };
  for (const row of rowsOfInvalid(column)) {
    const text = known.get(row);
    if (text === undefined || keeps(text)) addInvalid(misfits, row, text ?? "");
  }
  return misfits;
}
