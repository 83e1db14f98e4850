import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { formatNumber } from "../number-format.ts";
import { type Column, findColumn, type Table } from "../tables/table.ts";
import { describeTolerance, isTolerated } from "./amount.ts";
import type { Case, Judgement } from "./case.ts";
import { findUnmatched, indexKeys } from "./find-unmatched.ts";
import { noColumn } from "./judge-rows.ts";

/**
 * Judges that each key of a column, or of several together, is one of another set's, or of the same table. Throws
 * UserError for a set or a column of it that is not there.
 */
export async function judgeReferences(of: Case): Promise<Judgement> {
  const { check, table, context, place } = of;
  const {
    set,
    column = check.column ?? "",
    columns = { [check.column ?? ""]: column },
  } = check.references ?? {};
  const own = Object.keys(columns);
  const absent = own.find((name) => findColumn(table, name) === undefined);
  if (absent !== undefined) return noColumn(table, absent);
  const referenced = set === undefined ? (context.whole ?? table) : await context.loadSet?.(set, place);
  if (referenced === undefined)
    throw new UserError(`Cannot check "references": there is no set "${set}"`, place);
  const references = Object.values(columns).map((name) => requireColumn(of, referenced, name));
  const find = table.findUnmatched ?? referenced.findUnmatched;
  const keys = own.flatMap((name) => findColumn(table, name) ?? []);
  const found =
    find === undefined
      ? findUnmatched(indexKeys(references, keys), keys)
      : await find(
          // Of rows in memory, those that a condition chooses are the table already.
          { table, columns: own, where: table.eachKeys && check.where, place },
          { table: referenced, columns: Object.values(columns) },
        );
  const passed = isTolerated(check, found.considered, found.failed);
  return { ...found, passed, message: describe(of, columns, found) };
}

function requireColumn({ check, place }: Case, table: Table, name: string): Column {
  const column = findColumn(table, name);
  if (column !== undefined) return column;
  const names = table.columns.map((each) => each.name);
  const { set } = check.references ?? {};
  throw new UserError(
    `Cannot check "references": ${set === undefined ? "the data" : `the set "${set}"`} has no column "${name}"${didYouMean(name, names)}`,
    { ...place, hint: "Name the column that holds the keys as references.column" },
  );
}

function describe(
  { check }: Case,
  columns: Readonly<Record<string, string>>,
  { considered, failed }: { considered: number; failed: number },
): string {
  const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");
  const { set } = check.references ?? {};
  const where = `${list(Object.values(columns))}${set === undefined ? "" : ` of the set "${set}"`}`;
  const asked = `${formatNumber(considered)} ${considered === 1 ? "value" : "values"} of ${list(Object.keys(columns))}`;
  if (failed === 0) return `all ${asked} are in ${where}`;
  return `${formatNumber(failed)} of ${asked} ${failed === 1 ? "is" : "are"} not in ${where}${describeTolerance(check)}`;
}
