import type { ColumnProfile } from "../profile/profile-schema.ts";
import { findNamed } from "../tables/find-named.ts";
import type { Column } from "../tables/table.ts";
import type { Case } from "./case.ts";
import type { CellConstraint } from "./constraints.ts";
import type { CellTest } from "./test-of.ts";

/** The column's profile, where it is of the rows that are asked. */
export function knownColumn(
  { profile, isWhole }: Pick<Case, "profile" | "isWhole">,
  name: string,
): ColumnProfile | undefined {
  return isWhole ? findNamed(profile.columns, name) : undefined;
}

/**
 * Whether the profile alone tells that all values hold: a column of the wanted type, or one whose extremes are in bounds.
 * False where the values must be looked at.
 */
export function allHold(
  { min, max, infinite }: ColumnProfile,
  constraint: CellConstraint,
  column: Column,
  { check, test }: { check: Case["check"]; test: CellTest },
): boolean {
  if (constraint === "type")
    return check.type === column.type || (check.type === "number" && column.type === "integer");
  // Of dates, the profile has texts.
  if (column.kind === "text" || infinite !== 0 || typeof min !== "number" || typeof max !== "number")
    return false;
  if (constraint === "min" || constraint === "exclusive_min") return test.number(min);
  return (constraint === "max" || constraint === "exclusive_max") && test.number(max);
}
