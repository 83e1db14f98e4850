import type { Table } from "../tables/table.ts";
import { type ColumnChange, compareColumns, type Side } from "./compare-columns.ts";
import { compareRows, type RowChanges } from "./compare-rows.ts";
import { compareSchema, findRenamed, renameColumns, type SchemaChanges } from "./compare-schema.ts";

/** What changed between two tables. Before and after can be exchanged: added is removed then. */
export interface DataDiff {
  rows: { before: number; after: number };
  schema: SchemaChanges;
  /** Columns whose values differ as a whole. */
  columns: ColumnChange[];
  /** Columns whose distributions were too many to compare. */
  undrifted: number;
  /** Absent where one side is known by its profile alone. */
  changes?: RowChanges;
  /** The columns that rows are known by, where they are declared and both sides have them. */
  key?: readonly string[];
}

/** What rows are known by. */
export interface DiffOptions {
  key?: readonly string[] | undefined;
  target?: string | undefined;
}

/**
 * Compares data row by row where both sides' rows are there, else by their profiles. Rows are known by the key; without
 * one by all columns that both have but the target, so that a row whose target alone is another one has changed.
 */
export function diffData(before: Side, after: Side, options: DiffOptions = {}): DataDiff {
  const { table: earlier } = before;
  const { table } = after;
  const rows = { before: before.profile.rows, after: after.profile.rows };
  const names = compareSchema(before.profile, after.profile);
  const isWhole = !before.isSample && !after.isSample;
  if (!isWhole || earlier === undefined || table === undefined)
    return { rows, schema: names, ...compareColumns(before, after) };
  const schema = findRenamed(names, earlier, table);
  const renamed = renameColumns(earlier, schema.renamed);
  return { rows, schema, ...compareColumns(before, after), ...knowRows(renamed, table, options) };
}

function knowRows(
  before: Table,
  after: Table,
  options: DiffOptions,
): Required<Pick<DataDiff, "changes">> & Pick<DataDiff, "key"> {
  const names = new Set(before.columns.map(({ name }) => name));
  const columns = after.columns.map(({ name }) => name).filter((name) => names.has(name));
  const key = options.key?.every((name) => columns.includes(name)) ? options.key : undefined;
  const identity = key ?? columns.filter((name) => name !== options.target);
  return { changes: compareRows(before, after, { columns, identity }), ...(key && { key }) };
}

/** Whether the data hold the same, in whatever order. */
export function isUnchanged({ rows, schema, columns, changes }: DataDiff): boolean {
  const { added, removed, renamed, retyped } = schema;
  return (
    rows.before === rows.after &&
    [added, removed, renamed, retyped, columns].every((each) => each.length === 0) &&
    (changes === undefined || changes.added + changes.removed + changes.changed === 0)
  );
}
