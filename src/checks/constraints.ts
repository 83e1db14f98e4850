import type { Check } from "./check.ts";

/** Constraints on the table as a whole, in the order in which they are judged. */
export const tableConstraints = [
  "row_count",
  "columns",
  "duplicate_rows",
  "expression",
  "sql",
  "correlation",
  "leakage",
] as const satisfies readonly (keyof Check)[];

/** Constraints that each cell of a column holds or breaks. */
export const cellConstraints = [
  "type",
  "required",
  "unique",
  "min",
  "max",
  "exclusive_min",
  "exclusive_max",
  "pattern",
  "not_pattern",
  "any_pattern",
  "enum",
  "not_enum",
  "min_length",
  "max_length",
  "format",
  "json_schema",
  "increasing",
  "decreasing",
  "zscore",
  "iqr",
] as const satisfies readonly (keyof Check)[];

/** Constraints on a column as a whole. */
export const columnConstraints = [
  "missing",
  "distinct",
  "balance",
  "values",
  "mean",
  "median",
  "sum",
  "std",
  "min_value",
  "max_value",
  "quantiles",
  "max_age",
  "newer_than_reference",
  "time_overlap",
] as const satisfies readonly (keyof Check)[];

/** Constraints on one column where it is named, and else on the whole table. */
export const eitherConstraints = [
  "most_frequent",
  "drift",
  "overlap",
  "references",
] as const satisfies readonly (keyof Check)[];

/** A constraint that each cell holds or breaks. */
export type CellConstraint = (typeof cellConstraints)[number];
/** A constraint on a column as a whole. */
export type ColumnConstraint = (typeof columnConstraints)[number];
/** A key of a check that makes a constraint of its own. */
export type Constraint =
  | (typeof tableConstraints)[number]
  | (typeof eitherConstraints)[number]
  | CellConstraint
  | ColumnConstraint;

/** The keys of a check that each make a constraint of their own. */
export const constraints: readonly Constraint[] = [
  ...tableConstraints,
  ...eitherConstraints,
  ...cellConstraints,
  ...columnConstraints,
];

/** Whether single cells or rows break a constraint, so that `mostly` and `max_failed` have a meaning. */
export function isRowWise(constraint: Constraint): boolean {
  return (
    ["expression", "sql", "references"].includes(constraint) ||
    cellConstraints.some((each) => each === constraint)
  );
}
