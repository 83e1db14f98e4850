import { hashRows } from "../tables/row-hash.ts";
import type { Table } from "../tables/table.ts";
import { countDuplicates } from "./count-duplicates.ts";
import { profileNumbers } from "./profile-numbers.ts";
import type { Profile } from "./profile-schema.ts";
import { profileText } from "./profile-text.ts";

/**
 * Describes a table. Every statistic is exact and agrees with pandas and numpy, but for the number of distinct
 * numbers past 65,536, which is an estimate that says its error.
 */
export function profileTable(table: Table): Profile {
  const names = table.columns.map((column) => column.name);
  return {
    schema: "mlops/profile@1",
    rows: table.rows,
    bytes: table.bytes,
    digest: table.digest,
    duplicate_rows: countDuplicates(hashRows(table, names)),
    columns: table.columns.map((column) =>
      column.kind === "text" ? profileText(column) : profileNumbers(column),
    ),
  };
}
