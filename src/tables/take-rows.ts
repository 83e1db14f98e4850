import type { Column, Table } from "./table.ts";

/** A table of the given rows (indices from 0), in their order; dictionaries are shared with the original. */
export function takeRows(table: Table, rows: Uint32Array): Table {
  return {
    ...table,
    rows: rows.length,
    columns: table.columns.map((column) => takeColumn(column, rows)),
    lines: table.lines.length === 0 ? table.lines : rows.map((row) => table.lines[row] ?? 0),
  };
}

function takeColumn(column: Column, rows: Uint32Array): Column {
  if (column.kind === "text") return { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]!) };
  const position = new Map(Array.from(rows, (row, index) => [row, index]));
  const invalid = column.invalid.flatMap(({ row, text }) => {
    const at = position.get(row);
    return at === undefined ? [] : [{ row: at, text }];
  });
  return {
    ...column,
    values: Float64Array.from(rows, (row) => column.values[row]!),
    invalid,
    invalidCount: invalid.length,
  };
}
