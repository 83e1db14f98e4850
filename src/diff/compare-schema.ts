import { createHash } from "node:crypto";
import type { Profile } from "../profile/profile-schema.ts";
import type { Column, ColumnType, Table } from "../tables/table.ts";
import { hashesOf } from "./compare-rows.ts";

/** How the columns of two tables differ. */
export interface SchemaChanges {
  added: string[];
  removed: string[];
  renamed: { before: string; after: string }[];
  /** Columns of one name whose cells are read as another type. */
  retyped: { column: string; before: ColumnType; after: ColumnType }[];
}

/** Compares columns by name; renamed ones are known by rows alone. */
export function compareSchema(before: Profile, after: Profile): SchemaChanges {
  const types = new Map(before.columns.map(({ name, type }) => [name, type]));
  const names = new Set(after.columns.map(({ name }) => name));
  return {
    added: [...names].filter((name) => !types.has(name)),
    removed: [...types.keys()].filter((name) => !names.has(name)),
    renamed: [],
    retyped: after.columns.flatMap(({ name, type }) => {
      const earlier = types.get(name);
      return earlier === undefined || earlier === type
        ? []
        : [{ column: name, before: earlier, after: type }];
    }),
  };
}

/**
 * Takes columns that have the same values under another name, in whatever order the rows are, for renamed. One that has
 * no values, or whose values several columns have, is not.
 */
export function findRenamed(changes: SchemaChanges, before: Table, after: Table): SchemaChanges {
  if (before.rows !== after.rows || changes.added.length === 0) return changes;
  const [removed, added] = [digestsOf(before, changes.removed), digestsOf(after, changes.added)];
  const renamed = [...removed].flatMap(([digest, from]) => {
    const to = added.get(digest);
    return from === undefined || to === undefined ? [] : [{ before: from, after: to }];
  });
  return {
    ...changes,
    added: changes.added.filter((name) => renamed.every((each) => each.after !== name)),
    removed: changes.removed.filter((name) => renamed.every((each) => each.before !== name)),
    renamed,
  };
}

/** The table under the names that the other one has. */
export function renameColumns(table: Table, renamed: SchemaChanges["renamed"]): Table {
  if (renamed.length === 0) return table;
  const names = new Map(renamed.map((each) => [each.before, each.after]));
  return {
    ...table,
    columns: table.columns.map((column) => ({ ...column, name: names.get(column.name) ?? column.name })),
  };
}

/** The columns by a digest of their values; undefined stands for several of one digest. */
function digestsOf(table: Table, names: readonly string[]): Map<string, string | undefined> {
  const wanted = new Set(names);
  const digests = new Map<string, string | undefined>();
  for (const column of table.columns) {
    if (!wanted.has(column.name)) continue;
    const hashes = hashesOf({ ...table, columns: [nameless(column)] }, [""]).sort();
    if (hashes.at(-1) === 0n) continue;
    const digest = createHash("sha256").update(hashes).digest("hex");
    digests.set(digest, digests.has(digest) ? undefined : column.name);
  }
  return digests;
}

function nameless(column: Column): Column {
  return { ...column, name: "" };
}
