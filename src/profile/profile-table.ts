import type { Table } from "../tables/table.ts";
import { isWorthKernel, type OpenColumnKernel } from "./column-kernel.ts";
import { kernelLoops } from "./kernel-loops.ts";
import { profileNumbers } from "./profile-numbers.ts";
import type { ColumnProfile, Profile } from "./profile-schema.ts";
import { profileText } from "./profile-text.ts";
import { plainLoops } from "./row-loops.ts";

/**
 * Describes a table. Every statistic is exact and agrees with pandas and numpy, but for the number of distinct numbers
 * past 65,536 that lie on no small grid (see `countDistinct`), which is an estimate that says its error. The kernel makes
 * the same of small tables at once.
 */
export function profileTable(table: Table, open?: OpenColumnKernel): Profile {
  const steps = profileColumns(table, open);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same with a pause between columns, which may throw. */
export async function profileInSteps(
  table: Table,
  pause: () => Promise<void>,
  open?: OpenColumnKernel,
): Promise<Profile> {
  const steps = profileColumns(table, open);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await pause();
  }
}

function* profileColumns(table: Table, open?: OpenColumnKernel): Generator<undefined, Profile> {
  const loops = open !== undefined && isWorthKernel(table.rows) ? kernelLoops(open, table.rows) : plainLoops;
  const columns: ColumnProfile[] = [];
  for (const column of table.columns) {
    columns.push(column.kind === "text" ? profileText(column, loops) : profileNumbers(column, loops));
    yield;
  }
  // Where a column has another value in every row, no row can repeat.
  const isUnique = columns.some(
    ({ distinct, distinct_error }) => distinct === table.rows && distinct_error === undefined,
  );
  return {
    schema: "mlops/profile@1",
    rows: table.rows,
    bytes: table.bytes,
    digest: table.digest,
    duplicate_rows: isUnique ? 0 : loops.countDuplicateRows(table),
    columns,
  };
}
