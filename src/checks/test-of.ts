import { type Place, UserError } from "../errors.ts";
import { readCell, readCellAs } from "../tables/cell.ts";
import type { Column, ColumnType } from "../tables/table.ts";
import type { Check, Constraint } from "./check.ts";

/** Whether a value that is there holds. A text, given with its code, gives undefined where it counts as missing. */
export interface CellTest {
  number(value: number): boolean;
  text(text: string, code: number): boolean | undefined;
}

/** The test of a constraint on one cell. Throws UserError at the check's place when the constraint makes no sense. */
export async function testOf(
  check: Check,
  constraint: Constraint,
  column: Column,
  place: Place,
): Promise<CellTest> {
  if (constraint === "type") return typeTest(check.type ?? "text", column.type);
  if (constraint === "min" || constraint === "max") return boundTest(check, constraint, column, place);
  if (constraint === "enum") return enumTest(check.enum ?? [], column.type);
  const spell = (value: number): string => spellingOf(value, column.type);
  if (constraint === "pattern") {
    const matches = await compilePattern(check.pattern ?? "", place);
    return { number: (value) => matches(spell(value)), text: matches };
  }
  const { min_length: min = 0, max_length: max = Infinity } = check;
  const isLong = (text: string): boolean => characters(text) >= min;
  const isShort = (text: string): boolean => characters(text) <= max;
  const holds = constraint === "min_length" ? isLong : isShort;
  return { number: (value) => holds(spell(value)), text: holds };
}

/** Every integer is a number, every date a datetime, and everything a text. */
function typeTest(wanted: ColumnType, actual: ColumnType): CellTest {
  if (wanted === "text") return { number: () => true, text: () => true };
  const isNumeric = (type: ColumnType): boolean => type === "integer" || type === "number";
  const isTime = (type: ColumnType): boolean => type === "date" || type === "datetime";
  const number = (value: number): boolean => {
    if (wanted === actual || (wanted === "number" && actual === "integer")) return true;
    if (wanted === "integer" && isNumeric(actual)) return Number.isSafeInteger(value);
    if (wanted === "boolean" && isNumeric(actual)) return value === 0 || value === 1;
    return isTime(wanted) && isTime(actual) && (wanted === "datetime" || value % 86_400_000 === 0);
  };
  return { number, text: (text) => textValue(text, wanted, () => true) };
}

function boundTest(check: Check, constraint: "min" | "max", column: Column, place: Place): CellTest {
  const given = check[constraint];
  const isDate = typeof given === "string";
  const bound = isDate ? readCellAs(given, "datetime") : given;
  if (bound === undefined || Number.isNaN(bound))
    throw new UserError(
      `Cannot check column "${column.name}": ${constraint} is neither a number nor an ISO 8601 date`,
      { ...place, hint: `Write ${constraint} as a number without quotes, or as a date such as 2026-01-31` },
    );
  const isTimeColumn = column.type === "date" || column.type === "datetime";
  if (column.kind === "numeric" && isTimeColumn !== isDate)
    throw new UserError(
      `Cannot check column "${column.name}": ${constraint} is a ${isDate ? "date" : "number"}, the column holds values of type ${column.type}`,
      {
        ...place,
        hint: isDate ? "Write the bound as a number" : "Write the bound as a date such as 2026-01-31",
      },
    );
  const holds = (value: number): boolean => (constraint === "min" ? value >= bound : value <= bound);
  return { number: holds, text: (text) => textValue(text, isDate ? "datetime" : "number", holds) };
}

function enumTest(allowed: readonly (string | number | boolean)[], type: ColumnType): CellTest {
  const texts = new Set(allowed.map(String));
  const values = new Set(
    allowed.map((each) => {
      if (typeof each !== "string") return Number(each);
      return type === "text" ? Number.NaN : (readCellAs(each, type) ?? Number.NaN);
    }),
  );
  return { number: (value) => values.has(value), text: (text) => texts.has(text) };
}

/** Judges a text of a text column by its value; false where it has none of that type. */
function textValue(
  text: string,
  type: Exclude<ColumnType, "text">,
  holds: (value: number) => boolean,
): boolean | undefined {
  if (readCell(text).shape === "marker") return undefined;
  const value = readCellAs(text, type);
  return value !== undefined && holds(value);
}

/** A number or date as text, for the constraints on texts: canonical, not as it stands in the file. */
function spellingOf(value: number, type: ColumnType): string {
  if (type === "boolean") return String(value === 1);
  if (type === "date") return new Date(value).toISOString().slice(0, 10);
  return type === "datetime" ? new Date(value).toISOString() : String(value);
}

/** Unicode code points. */
function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

async function compilePattern(pattern: string, place: Place): Promise<(text: string) => boolean> {
  const { RE2JS } = await import("re2js");
  try {
    const compiled = RE2JS.compile(pattern);
    return (text) => compiled.matcher(text).find();
  } catch (cause) {
    const isLookAround = /\(\?<?[=!]/.test(pattern);
    const why = isLookAround
      ? "it uses look-around, which is not supported"
      : `it is not a regular expression of RE2 syntax: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new UserError(`Cannot check pattern "${pattern}": ${why}`, {
      ...place,
      hint: isLookAround
        ? "Write it without (?=, (?!, (?<= and (?<!, for example as two checks: patterns run in linear time"
        : "See the syntax at https://github.com/google/re2/wiki/Syntax",
      cause,
    });
  }
}
