import { findActual, findPredicted, textOf } from "../program/predicted-columns.ts";
import { type Column, findColumn, type Table } from "../tables/table.ts";
import type { Cases } from "./cases.ts";
import { type ImportedFile, unreadable } from "./imported-metrics.ts";

/** Names of the column that says which case a row is of, and of that which tells its repeats apart. */
const idNames = ["case_id", "id"];
const repeatName = "repeat";

/**
 * Scores of cases as a plain table: `case_id` or `id`, any columns of numbers (`score`), and `repeat` where a case has
 * several rows. Undefined for a table that has none of these ids, or says what was so: those are predictions. Throws
 * UserError for a row without an id, and for one that is there twice.
 */
export function findPlainCases(
  table: Table,
  file: ImportedFile,
  target: string | undefined,
): Cases | undefined {
  const id = idNames.map((name) => findColumn(table, name)).find((column) => column !== undefined);
  if (id === undefined || findActual(table, target) !== undefined) return undefined;
  if (findPredicted(table) !== undefined) return undefined;
  const repeat = findColumn(table, repeatName);
  const scores = table.columns.filter((column) => column !== id && column !== repeat && isScore(column));
  if (scores.length === 0) return undefined;
  const ids = Array.from({ length: table.rows }, (_, row) => {
    const text = textOf(id, row);
    if (text === undefined) throw unreadable(file, `row ${row + 1} has no "${id.name}"`);
    return text;
  });
  refuseRepeated(ids, repeat, file);
  const numbers = new Map(
    scores.flatMap((column) => (column.kind === "numeric" ? [[column.name, column.values] as const] : [])),
  );
  return { from: "scores of cases", ids, numbers };
}

function isScore(column: Column): boolean {
  return column.kind === "numeric" && column.type !== "date" && column.type !== "datetime";
}

function refuseRepeated(ids: readonly string[], repeat: Column | undefined, file: ImportedFile): void {
  const seen = new Set<string>();
  for (const [row, id] of ids.entries()) {
    const key = repeat === undefined ? id : JSON.stringify([id, textOf(repeat, row) ?? null]);
    if (seen.has(key))
      throw unreadable(
        file,
        `row ${row + 1} is of a case that is there already`,
        repeat === undefined
          ? 'Add a column "repeat", which numbers the rows of one case'
          : `A case has one row of each "${repeatName}"`,
      );
    seen.add(key);
  }
}
