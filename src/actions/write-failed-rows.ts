import path from "node:path";
import type { Context } from "../action.ts";
import { renderFailedRows } from "../checks/failed-rows.ts";
import type { CheckOutcome } from "../checks/judge-checks.ts";
import { counted, formatNumber } from "../number-format.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Table } from "../tables/table.ts";
import { rowsThatFail } from "./validated.ts";

/** Where the failing rows are, and what the report says of them. */
export interface FailedRowsFile {
  path: string | undefined;
  note: string;
}

/** Writes the rows that break checks beside the profile; the file of an earlier run goes away where there are none. */
export async function writeFailedRows(
  { project, files }: Pick<Context, "project" | "files">,
  of: { table: Table; profile: Profile; outcomes: readonly CheckOutcome[]; set: string | undefined },
): Promise<FailedRowsFile> {
  const { table, profile, outcomes, set } = of;
  const name = set === undefined ? "failed-rows.csv" : `failed-rows-${set}.csv`;
  const file = path.join(project.folders.root, name);
  await table.pick?.(rowsThatFail(outcomes));
  const { csv, rows, failures } = renderFailedRows(table, profile, outcomes);
  if (rows === 0) {
    await files.remove(file);
    return { path: undefined, note: `No row breaks a check, so there is no ${name}.` };
  }
  await files.write(file, csv);
  return {
    path: file,
    note: `${counted(rows, "row")} ${rows === 1 ? "is" : "are"} in ${file}, of ${formatNumber(failures)} failures in all: the first 100 of each check.`,
  };
}
