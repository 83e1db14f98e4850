import { limits } from "./csv-errors.ts";
import { createDictionary, encode } from "./dictionary.ts";
import { type InvalidCells, rowsOfInvalid } from "./invalid-rows.ts";
import { isEmptyColumn } from "./settle-types.ts";
import type { Column, ColumnType, NumericColumn, TextColumn } from "./table.ts";
import { textEntries } from "./text-entries.ts";
import { codeOf, textColumn } from "./value-column.ts";

/** Columns of one name and type, one below the other. */
export function joinColumns(name: string, type: ColumnType, columns: readonly Column[]): Column {
  return type === "text"
    ? joinTexts(name, columns.filter(isText))
    : joinNumbers(name, type, columns.filter(isNumeric));
}

/** The column as of a type, where it shows in what was read; undefined where cells must be read again. */
export function convertColumn(column: Column, type: ColumnType): Column | undefined {
  if (column.type === type) return column;
  if (isEmptyColumn(column)) {
    const rows = column.kind === "text" ? column.codes.length : column.values.length;
    return emptyColumn(column.name, type, rows);
  }
  const isWider =
    (column.type === "integer" && type === "number") || (column.type === "date" && type === "datetime");
  return isWider && column.kind === "numeric" ? { ...column, type } : undefined;
}

/** A column without values. */
export function emptyColumn(name: string, type: ColumnType, rows: number): Column {
  if (type === "text") return textColumn(name, new Int32Array(rows).fill(codeOf.missing), createDictionary());
  const values = new Float64Array(rows).fill(Number.NaN);
  return { kind: "numeric", name, type, values, invalid: [], invalidCount: 0 };
}

function isText(column: Column): column is TextColumn {
  return column.kind === "text";
}

function isNumeric(column: Column): column is NumericColumn {
  return column.kind === "numeric";
}

/** Codes change to those of a common dictionary, in order of first appearance. */
function joinTexts(name: string, columns: readonly TextColumn[]): Column {
  const dictionary = createDictionary();
  const codes = new Int32Array(columns.reduce((rows, column) => rows + column.codes.length, 0));
  let at = 0;
  for (const column of columns) {
    const { size, bytes, offsets } = textEntries(column);
    const renamed = new Int32Array(size);
    for (let code = 0; code < size; code++)
      renamed[code] = encode(dictionary, bytes, offsets[code]!, offsets[code + 1]!);
    for (const code of column.codes) codes[at++] = code < 0 ? codeOf.missing : renamed[code]!;
  }
  return textColumn(name, codes, dictionary);
}

function joinNumbers(name: string, type: NumericColumn["type"], columns: readonly NumericColumn[]): Column {
  const values = new Float64Array(columns.reduce((rows, column) => rows + column.values.length, 0));
  const joined: InvalidCells = { invalid: [], invalidCount: 0 };
  const rows: number[] = [];
  let at = 0;
  for (const column of columns) {
    values.set(column.values, at);
    for (const { row, text } of column.invalid.slice(0, limits.invalidKept - joined.invalid.length))
      joined.invalid.push({ row: at + row, text });
    for (const row of rowsOfInvalid(column)) rows.push(at + row);
    at += column.values.length;
  }
  joined.invalidCount = rows.length;
  if (rows.length > joined.invalid.length) joined.invalidRows = Uint32Array.from(rows);
  return { kind: "numeric", name, type, values, ...joined };
}
