import type { ColumnType } from "../tables/table.ts";

/** How many there may be; both bounds belong to the range. */
export interface CountRange {
  min?: number | undefined;
  max?: number | undefined;
}

/**
 * One entry of `checks:` in mlops.yml: a rule on the table (`row_count`) or one or more constraints on a
 * `column`. Missing cells break `required` and no other constraint.
 */
export interface Check {
  row_count?: CountRange | undefined;
  column?: string | undefined;
  type?: ColumnType | undefined;
  required?: boolean | undefined;
  unique?: boolean | undefined;
  /** A number; an ISO 8601 date or time for a column of dates. */
  min?: number | string | undefined;
  max?: number | string | undefined;
  /** RE2 syntax, matched anywhere in the text. */
  pattern?: string | undefined;
  enum?: readonly (string | number | boolean)[] | undefined;
  /** In Unicode characters. */
  min_length?: number | undefined;
  max_length?: number | undefined;
  severity?: "error" | "warning" | undefined;
  name?: string | undefined;
}

/** The keys of a check that each make a constraint of their own. */
export const constraints = [
  "row_count",
  "type",
  "required",
  "unique",
  "min",
  "max",
  "pattern",
  "enum",
  "min_length",
  "max_length",
] as const satisfies readonly (keyof Check)[];

/** A key of a check that makes a constraint. */
export type Constraint = (typeof constraints)[number];
