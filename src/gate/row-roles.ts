import { numbersOf, wrongCell } from "../program/predicted-columns.ts";
import { type Column, findColumn, type Table } from "../tables/table.ts";
import { type RowFacts, unusable } from "./model-rows.ts";

/** Columns that say how rows count, and belong together: they are no numbers of the model. */
export function roleColumns(table: Table, { weight, group, time }: RowFacts): Column[] {
  return [weight, group, time].flatMap((names) => roleColumn(table, names) ?? []);
}

/** What rows weigh. Throws UserError for a weight that is missing or negative, and where none weighs anything. */
export function readWeights(table: Table, names: RowFacts["weight"]): Float64Array | undefined {
  const column = roleColumn(table, names);
  if (column === undefined) return undefined;
  const weights = numbersOf(table, column, everyRow(table));
  const wrong = weights.findIndex((weight) => weight < 0);
  if (wrong >= 0) throw wrongCell(table, wrong, `"${column.name}" is a negative weight`);
  if (weights.every((weight) => weight === 0))
    throw unusable(table, `every row weighs 0 in "${column.name}"`);
  return weights;
}

/** Codes of groups in the order in which they appear; a row without one is a group of its own. */
export function readGroups(table: Table, names: RowFacts["group"]): Int32Array | undefined {
  const column = roleColumn(table, names);
  if (column === undefined) return undefined;
  const codes = new Map<number, number>();
  const values = column.kind === "text" ? column.codes : column.values;
  let groups = 0;
  return Int32Array.from(values, (value) => {
    if (Number.isNaN(value) || (column.kind === "text" && value < 0)) return groups++;
    const code = codes.get(value) ?? groups++;
    codes.set(value, code);
    return code;
  });
}

/** When rows happened, in milliseconds for dates; a column of texts says nothing of it. Throws UserError for a row without a time. */
export function readTimes(table: Table, names: RowFacts["time"]): Float64Array | undefined {
  const column = roleColumn(table, names);
  return column?.kind === "numeric" ? numbersOf(table, column, everyRow(table)) : undefined;
}

function roleColumn(table: Table, names: readonly string[] | undefined): Column | undefined {
  return names?.map((name) => findColumn(table, name)).find((column) => column !== undefined);
}

function everyRow({ rows }: Table): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row);
}
