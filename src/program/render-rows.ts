import { quoteField } from "../tables/quote-field.ts";
import type { Column, NumericColumn, Table } from "../tables/table.ts";

/** Which rows, and how they are named. */
export interface NamedRows {
  rows: Uint32Array;
  /** Identity of every table row. */
  ids: readonly string[];
  /** Name of the column with identities. */
  idColumn: string;
}

/**
 * Rows of a table as CSV with a first column of identities, in chunks of some thousand rows. Cells read back as the same
 * values: numbers in their shortest form, dates by ISO 8601, cells that did not fit their column's type as they were;
 * missing ones are empty.
 */
export function* renderRows(
  table: Pick<Table, "columns">,
  { rows, ids, idColumn }: NamedRows,
): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const cells = table.columns.map(cellReader);
  let lines = [[idColumn, ...table.columns.map(({ name }) => quoteField(name))].join(",")];
  for (const row of rows) {
    let line = ids[row]!;
    for (const cell of cells) line += `,${cell(row)}`;
    lines.push(line);
    if (lines.length < 5000) continue;
    yield encoder.encode(`${lines.join("\n")}\n`);
    lines = [];
  }
  if (lines.length > 0) yield encoder.encode(`${lines.join("\n")}\n`);
}

function cellReader(column: Column): (row: number) => string {
  if (column.kind === "text") {
    const quoted = column.dictionary.map(quoteField);
    return (row) => quoted[column.codes[row]!] ?? "";
  }
  const invalid = new Map(column.invalid.map(({ row, text }) => [row, text]));
  const render = rendererOf(column);
  return (row) => {
    const value = column.values[row]!;
    return Number.isNaN(value) ? quoteField(invalid.get(row) ?? "") : render(value);
  };
}

function rendererOf({ type }: NumericColumn): (value: number) => string {
  switch (type) {
    case "boolean":
      return (value) => String(value === 1);
    case "date":
      return (value) => new Date(value).toISOString().slice(0, 10);
    case "datetime":
      return (value) => new Date(value).toISOString();
    default:
      return String;
  }
}
