import type { Task } from "../learn/target.ts";
import { codesOf, numbersOf } from "../program/predicted-columns.ts";
import { type Column, findColumn, type Table } from "../tables/table.ts";
import { type ModelRows, type RowFacts, unusable } from "./model-rows.ts";
import { actualOf, labelsOf, taskOf } from "./read-labels.ts";
import { areSameIds, baseOf, hashesOf, idOf, type RowIds, readIds } from "./row-ids.ts";
import { digestInOrder, digestRows, endOfBase, orderRows, type RowOrder } from "./row-order.ts";

/** Names of the column with identities. */
export const idNames = ["row_id", "mlops_row_id"];

/** One model's predictions, read as far as no other is needed. */
export interface ReadModel extends RowOrder {
  model: ModelRows;
  task: Task;
  classes: readonly string[];
  /** Of each row of the file. */
  actual: Float64Array | Int32Array;
  ids: RowIds | undefined;
}

const known = new WeakMap<Table, ReadModel>();

/**
 * Reads what identifies the rows and what was so, once for the same facts. Rows that stand as in `like` have its order.
 * Throws UserError where they cannot be judged.
 */
export function readModel(model: ModelRows, like?: ReadModel): ReadModel {
  const { table, facts } = model;
  if (table.rows === 0) throw unusable(table, "it has no rows");
  const column = actualOf(table, facts);
  const task = taskOf(model);
  const classes = task === "regression" ? [] : (facts.classes ?? labelsOf(model));
  const before = known.get(table);
  if (before !== undefined && isReadAs(before, { task, classes, facts })) return before;
  const read = readRows(model, column, { task, classes, like });
  known.set(table, read);
  return read;
}

function isReadAs(
  { model, ...read }: ReadModel,
  { task, classes, facts }: Pick<ReadModel, "task" | "classes"> & { facts: RowFacts },
): boolean {
  const names = Object.keys({ ...facts, ...model.facts }) as (keyof RowFacts)[];
  return (
    read.task === task &&
    read.classes.length === classes.length &&
    read.classes.every((label, code) => label === classes[code]) &&
    names.every((name) => name === "task" || name === "classes" || facts[name] === model.facts[name])
  );
}

function readRows(
  model: ModelRows,
  column: Column,
  { task, classes, like }: Pick<ReadModel, "task" | "classes"> & { like: ReadModel | undefined },
): ReadModel {
  const { table } = model;
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const actual =
    task === "regression" ? numbersOf(table, column, rows) : codesOf(table, column, rows, classes);
  if (task === "classification" && actual.every((code) => code === actual[0]))
    throw unusable(table, "what was so is one class only", "More test rows are needed, of the other classes");
  const idColumn = idNames.map((name) => findColumn(table, name)).find((found) => found !== undefined);
  const ids = idColumn && readIds(table, idColumn);
  if (ids === undefined)
    return { model, task, classes, actual, ids, order: rows, repeats: new Uint8Array(rows.length) };
  const isLike = like?.ids !== undefined && areSame(actual, like.actual) && areSameIds(ids, like.ids);
  const { order, repeats } = isLike ? like : orderRows(ids, actual);
  refuseRepeated(table, ids, { order, repeats });
  const actualText = (row: number) => (task === "regression" ? actual[row]! : classes[actual[row]!]!);
  const lineOf = (row: number) => `${baseOf(ids, row)} ${actualText(row)}`;
  requireDigest(model, () =>
    hashesOf(ids, order) === undefined
      ? digestRows(Array.from(order, lineOf))
      : digestInOrder({ order, repeats }, lineOf),
  );
  return { model, task, classes, actual, ids, order, repeats };
}

function areSame(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one.length !== other.length) return false;
  for (let row = 0; row < one.length; row++) if (one[row] !== other[row]) return false;
  return true;
}

/** Rows of one id stand together in the order: they have one base. */
function refuseRepeated(table: Table, ids: RowIds, { order, repeats }: RowOrder): void {
  for (let at = repeats.indexOf(1); at > 0; at = repeats.indexOf(1, at)) {
    const start = at - 1;
    at = endOfBase(repeats, start);
    refuseCopies(table, order.slice(start, at).sort(), ids);
  }
}

function refuseCopies(table: Table, rows: Uint32Array, ids: RowIds): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const id = idOf(ids, row);
    if (seen.has(id)) throw unusable(table, `row ${row + 1} is there twice`, "A row_id names one row");
    seen.add(id);
  }
}

function requireDigest({ table, facts }: ModelRows, digestOf: () => string): void {
  if (facts.evaluation === undefined || facts.isDividedByProgram) return;
  if (digestOf() === facts.evaluation) return;
  throw unusable(
    table,
    "its rows, or what was so, are not those that its manifest speaks of",
    "A file of the evidence changed after training; train again",
  );
}
