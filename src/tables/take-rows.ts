import { type InvalidCells, rowsOfInvalid } from "./invalid-rows.ts";
import type { Column, NumericColumn, Table, TextColumn } from "./table.ts";

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
  if (column.kind === "text") return takeTexts(column, rows);
  const { invalidRows: _, ...rest } = column;
  const values = gather(column.values, rows, new Float64Array(rows.length));
  return column.invalidCount === 0 ? { ...rest, values } : { ...rest, values, ...takeInvalid(column, rows) };
}

/** The texts themselves stay as they are, decoded or not yet. */
function takeTexts(column: TextColumn, rows: Uint32Array): TextColumn {
  const { kind, name, type, entries, tally } = column;
  return {
    ...{ kind, name, type },
    codes: gather(column.codes, rows, new Int32Array(rows.length)),
    get dictionary() {
      return column.dictionary;
    },
    ...(entries && { entries }),
    ...(tally && { tally }),
  };
}

/** The entries of `from` at these places, in `to`. */
function gather<T extends Int32Array | Float64Array>(from: T, places: Uint32Array, to: T): T {
  for (let i = 0; i < places.length; i++) to[i] = from[places[i]!]!;
  return to;
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
