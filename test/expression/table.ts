import type { Column, ColumnType, Table } from "../../src/tables/table.ts";

/** A value as tests write it: null is missing, dates are UTC milliseconds. */
export type Cell = number | string | boolean | null;

/** A table of columns written as lists. */
export function tableOf(
  columns: readonly { name: string; type: ColumnType; values: readonly Cell[] }[],
): Table {
  const rows = columns[0]?.values.length ?? 0;
  return {
    source: "test.csv",
    rows,
    columns: columns.map(columnOf),
    lines: new Uint32Array(),
    bytes: 0,
    digest: "",
  };
}

function columnOf({
  name,
  type,
  values,
}: {
  name: string;
  type: ColumnType;
  values: readonly Cell[];
}): Column {
  if (type !== "text") {
    const numbers = Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value)));
    return { kind: "numeric", name, type, values: numbers, invalid: [], invalidCount: 0 };
  }
  const dictionary = [...new Set(values.filter((value) => value !== null).map(String))];
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : dictionary.indexOf(String(value))));
  return { kind: "text", name, type, codes, dictionary };
}

/** The values of a column as tests write them. */
export function cellsOf(column: Column): Cell[] {
  if (column.kind === "text") return [...column.codes].map((code) => column.dictionary[code] ?? null);
  const cell = (value: number): Cell =>
    Number.isNaN(value) ? null : column.type === "boolean" ? value === 1 : value;
  return [...column.values].map(cell);
}

/** Numbers agree to 1e-12 of their size, or of 1 where they are smaller; everything else is equal. */
export function agrees(ours: Cell | undefined, theirs: Cell | undefined): boolean {
  if (typeof ours !== "number" || typeof theirs !== "number") return ours === theirs;
  return Math.abs(ours - theirs) <= 1e-12 * Math.max(1, Math.abs(theirs));
}

/** The rows on which two lists of values do not agree. */
export function disagreements(ours: readonly Cell[], theirs: readonly Cell[]): unknown[] {
  const rows = Array.from({ length: Math.max(ours.length, theirs.length) }, (_, row) => row);
  return rows
    .filter((row) => !agrees(ours[row], theirs[row]))
    .map((row) => ({ row, ours: ours[row], theirs: theirs[row] }));
}
