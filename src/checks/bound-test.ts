import { type Place, UserError } from "../errors.ts";
import { readCell, readCellAs } from "../tables/cell.ts";
import type { Column, ColumnType } from "../tables/table.ts";
import type { Bound } from "./check.ts";
import type { CellTest } from "./test-of.ts";

/** A bound as a value of a column, and the type that texts are read as to be compared with it. */
export interface ReadBound {
  value: number;
  type: "number" | "datetime";
}

/** Reads a bound for a column. `name` is its key. Throws UserError where the two do not suit each other. */
export function readBound(given: Bound, column: Column, name: string, place: Place): ReadBound {
  const isDate = typeof given === "string";
  const value = isDate ? readCellAs(given, "datetime") : given;
  if (value === undefined || Number.isNaN(value))
    throw new UserError(
      `Cannot check column "${column.name}": ${name} is neither a number nor an ISO 8601 date`,
      { ...place, hint: `Write ${name} as a number without quotes, or as a date such as 2026-01-31` },
    );
  const isTimeColumn = column.type === "date" || column.type === "datetime";
  if (column.kind === "numeric" && isTimeColumn !== isDate)
    throw new UserError(
      `Cannot check column "${column.name}": ${name} is a ${isDate ? "date" : "number"}, the column holds values of type ${column.type}`,
      {
        ...place,
        hint: isDate ? "Write the bound as a number" : "Write the bound as a date such as 2026-01-31",
      },
    );
  return { value, type: isDate ? "datetime" : "number" };
}

const comparisons = {
  min: (value: number, bound: number) => value >= bound,
  max: (value: number, bound: number) => value <= bound,
  exclusive_min: (value: number, bound: number) => value > bound,
  exclusive_max: (value: number, bound: number) => value < bound,
};

/** The test of `min`, `max` and their exclusive kin. */
export function boundTest(
  given: Bound,
  constraint: keyof typeof comparisons,
  column: Column,
  place: Place,
): CellTest {
  const { value: bound, type } = readBound(given, column, constraint, place);
  const compare = comparisons[constraint];
  const holds = (value: number): boolean => compare(value, bound);
  return { number: holds, text: (text) => textValue(text, type, holds) };
}

/** Judges a text of a text column by its value; false where it has none of that type, undefined where missing. */
export function textValue(
  text: string,
  type: Exclude<ColumnType, "text">,
  holds: (value: number) => boolean,
): boolean | undefined {
  if (readCell(text).shape === "marker") return undefined;
  const value = readCellAs(text, type);
  return value !== undefined && holds(value);
}
