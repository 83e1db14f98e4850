import { type InvalidCells, rowsOfInvalid } from "./invalid-rows.ts";
import type { Column, NumericColumn, Table } from "./table.ts";

/** A table of the given rows (indices from 0), in their order; dictionaries are shared with the original. */
export function takeRows(table: Table, rows: Uint32Array): Table {
  const { fileOf, rowInFile } = table;
  return {
    ...table,
    ...(fileOf !== undefined && { fileOf: (row) => fileOf(rows[row]!) }),
    ...(rowInFile !== undefined && { rowInFile: (row) => rowInFile(rows[row]!) }),
    rows: rows.length,
    columns: table.columns.map((column) => takeColumn(column, rows)),
    lines: table.lines.length === 0 ? table.lines : rows.map((row) => table.lines[row] ?? 0),
  };
}

function takeColumn(column: Column, rows: Uint32Array): Column {
  if (column.kind === "text") return { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]!) };
  const { invalidRows: _, ...rest } = column;
  const values = Float64Array.from(rows, (row) => column.values[row]!);
  return column.invalidCount === 0 ? { ...rest, values } : { ...rest, values, ...takeInvalid(column, rows) };
}

function takeInvalid(column: NumericColumn, rows: Uint32Array): InvalidCells {
  const position = new Map(Array.from(rows, (row, index) => [row, index]));
  const invalid = column.invalid.flatMap(({ row, text }) => {
    const at = position.get(row);
    return at === undefined ? [] : [{ row: at, text }];
  });
  const taken = Array.from(rowsOfInvalid(column)).flatMap((row) => position.get(row) ?? []);
  const known = { invalid, invalidCount: taken.length };
  return taken.length === invalid.length ? known : { ...known, invalidRows: Uint32Array.from(taken).sort() };
}
