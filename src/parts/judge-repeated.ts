import { type Judgement, keptRows } from "../checks/case.ts";
import { cellJudgement } from "../checks/judge-cells.ts";
import { distinctJudgement } from "../checks/judge-counts.ts";
import { duplicatesJudgement, uniqueKeyJudgement } from "../checks/judge-rows.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { findColumn, type Table } from "../tables/table.ts";
import type { RepeatedKeys } from "./count-repeated.ts";
import type { PartCheck } from "./judge-part.ts";
import type { KeyRequest } from "./row-keys.ts";

/** The keys that tell whether rows repeat each other, as the check asks; undefined where a column is not there. */
export function repeatedKeysOf(
  table: Table,
  { columns }: Profile,
  { check, constraint, place }: PartCheck,
): KeyRequest | undefined {
  const { column = "", unique, where } = check;
  if (constraint === "duplicate_rows")
    return { kind: "content", columns: columns.map(({ name }) => name), where, place };
  const names = constraint === "unique" && typeof unique === "object" ? unique : [column];
  if (names.some((name) => findColumn(table, name) === undefined)) return undefined;
  return { kind: "own keys", columns: names, where, place };
}

/** The judgement on rows that repeat each other, once they are counted. */
export function repeatedJudgement(
  { check, constraint }: PartCheck,
  { distinct, all, later, considered }: RepeatedKeys & { considered: number },
): Judgement {
  const column = { name: check.column ?? "" };
  if (constraint === "duplicate_rows")
    return duplicatesJudgement(check, considered, { failed: later.count, first: later.first });
  if (constraint === "distinct") return distinctJudgement(check, column, { count: considered, distinct });
  const failures = { considered, failed: all.count, first: all.first.slice(0, keptRows) };
  if (typeof check.unique === "object")
    return uniqueKeyJudgement(check, check.unique, { ...failures, distinct });
  return cellJudgement(check, "unique", column, failures);
}
