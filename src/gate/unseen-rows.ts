import type { Manifest } from "../evidence/manifest.ts";
import type { TrainingRows } from "../evidence/training-rows.ts";
import { hashGroups } from "../tables/hash-groups.ts";
import type { RowHashes } from "../tables/row-hash.ts";
import { placesOf } from "../tables/split.ts";
import { findColumn, type Table } from "../tables/table.ts";

/** Rows, and what the rule of a split looks at. */
export interface DividedRows {
  /** With the column of the group or of the time. */
  table: Table;
  /** Of each row by the rule's own key. */
  hashes: RowHashes;
  /** Where the rule alone does not tell. */
  seen: TrainingRows | undefined;
}

/**
 * Says of each row whether a model was neither trained nor chosen on it nor on what belongs to it, by the rule of its
 * split: also of rows that were not there at the time. By hash or group those of the test share, by time those from the
 * first test row on, else those that are not among the rows that it saw. In words why it cannot be told.
 */
export function unseenRows(
  split: NonNullable<Manifest["split"]>,
  { table, hashes, seen }: DividedRows,
): ((row: number) => boolean) | string {
  if (split.rule === "sets" || split.rule === "column" || split.stratify) {
    if (seen === undefined) return "nothing tells which rows it was trained on";
    return (row) => !seen.has(hashes.high[row]!, hashes.low[row]!);
  }
  const column = split.column === undefined ? undefined : findColumn(table, split.column);
  if (split.rule === "time") {
    const cut = Date.parse(split.cut ?? "");
    if (Number.isNaN(cut)) return "its manifest does not say when its test rows begin";
    if (column?.kind !== "numeric") return `there is no column of dates "${split.column}" any more`;
    return (row) => column.values[row]! >= cut;
  }
  if (split.rule === "group" && column === undefined) return `there is no column "${split.column}" any more`;
  const places = placesOf(column === undefined ? hashes : hashGroups(table, column, hashes), split.seed);
  return (row) => places[row]! < split.test;
}
