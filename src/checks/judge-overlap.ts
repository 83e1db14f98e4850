import { UserError } from "../errors.ts";
import { counted, formatNumber } from "../number-format.ts";
import { hashRows } from "../tables/row-hash.ts";
import { type Column, findColumn } from "../tables/table.ts";
import { brokenBound, formatAmount } from "./amount.ts";
import { type Case, type Judgement, keptRows, type Parts, type SharedRows, unjudged } from "./case.ts";
import type { Amount } from "./check.ts";
import { noColumn } from "./judge-rows.ts";

const noParts = "not judged: the rows are not divided here";

/**
 * Judges how many test rows are in the training part, too: with the same value of the check's column (a group), or
 * without one, with the same value of every feature. Values are compared by hashes of 53 bits.
 */
export async function judgeOverlap({ check, profile, context, table, place }: Case): Promise<Judgement> {
  const { parts, target, exclude = [], key = [] } = context;
  if (parts === undefined) return unjudged(noParts);
  const { column } = check;
  if (column !== undefined && findColumn(table, column) === undefined) return noColumn(table, column);
  const others = [target, ...exclude, ...key];
  const names =
    column === undefined
      ? profile.columns.map(({ name }) => name).filter((name) => !others.includes(name))
      : [column];
  if (names.length === 0)
    throw new UserError("Cannot check overlap: no column is a feature", {
      ...place,
      hint: "All columns are the target, in data.key or in data.exclude; name one as the check's column",
    });
  const shared = (await parts.countShared?.(names)) ?? countShared(parts, names);
  const { found } = shared;
  const what =
    column === undefined
      ? `${found === 1 ? "has" : "have"} the features of a training row`
      : `${found === 1 ? "has" : "have"} a "${column}" that a training row has`;
  const considered = column === undefined ? shared.rows : shared.there;
  return judgedRows(check.overlap?.max ?? 0, {
    rows: parts.test.table.source === table.source ? shared.first : undefined,
    failed: found,
    considered,
    words: `${formatNumber(found)} of ${counted(considered, "test row")} ${what}`,
  });
}

function countShared(parts: Parts, names: readonly string[]): SharedRows {
  const seen = new Set(hashPart(parts.train, names).filter((hash) => !Number.isNaN(hash)));
  const hashes = hashPart(parts.test, names);
  const found = parts.test.rows.filter((_, i) => seen.has(hashes[i]!));
  return {
    rows: hashes.length,
    there: countThere(hashes),
    found: found.length,
    first: [...found.subarray(0, keptRows)],
  };
}

/** Judges how many training rows are later than the first test row, by the dates of a column. */
export function judgeTimeOverlap({ check, context, table }: Case, column: Column): Judgement {
  const { parts } = context;
  if (parts === undefined) return unjudged(noParts);
  const [train, test] = [timesOf(parts.train, column.name), timesOf(parts.test, column.name)];
  if (train === undefined || test === undefined)
    return {
      considered: 0,
      failed: 1,
      message: `"${column.name}" has no dates: it is a column of type ${column.type}`,
    };
  const first = test.reduce((least, time) => (time < least ? time : least), Infinity);
  const found = parts.train.rows.filter((_, i) => train[i]! > first);
  const considered = countThere(train);
  const are = found.length === 1 ? "is" : "are";
  return judgedRows(check.time_overlap?.max ?? 0, {
    rows: parts.train.table.source === table.source ? [...found.subarray(0, keptRows)] : undefined,
    failed: found.length,
    considered,
    words: `${formatNumber(found.length)} of ${counted(considered, "training row")} ${are} later than the first test row by "${column.name}"`,
  });
}

type Part = Parts["train"];

/** A number for each row of a part, equal where the columns' values are; NaN where none of them has one. */
function hashPart({ table, rows }: Part, names: readonly string[]): Float64Array {
  const { high, low } = hashRows(table, names);
  const columns = names.flatMap((name) => findColumn(table, name) ?? []);
  const isThere = (row: number): boolean => columns.some((column) => hasValue(column, row));
  return Float64Array.from(rows, (row) =>
    isThere(row) ? high[row]! * 2 ** 21 + (low[row]! >>> 11) : Number.NaN,
  );
}

function hasValue(column: Column, row: number): boolean {
  return column.kind === "text" ? column.codes[row]! >= 0 : !Number.isNaN(column.values[row]);
}

function timesOf({ table, rows }: Part, name: string): Float64Array | undefined {
  const column = findColumn(table, name);
  if (column?.kind !== "numeric" || (column.type !== "date" && column.type !== "datetime")) return undefined;
  return Float64Array.from(rows, (row) => column.values[row]!);
}

function countThere(values: Float64Array): number {
  return values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
}

function judgedRows(
  max: Amount,
  found: { rows: readonly number[] | undefined; failed: number; considered: number; words: string },
): Judgement {
  const { rows, failed, considered, words } = found;
  const judgement = { considered, measured: failed };
  if (brokenBound(failed, considered, { max }) === undefined)
    return { ...judgement, failed: 0, message: words };
  return {
    ...judgement,
    failed,
    ...(rows !== undefined && { first: rows }),
    message: `${words}, expected at most ${formatAmount(max)}`,
  };
}
