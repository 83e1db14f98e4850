import type { Place } from "../errors.ts";
import { readCellAs } from "../tables/cell.ts";
import type { Column, ColumnType } from "../tables/table.ts";
import { boundTest, textValue } from "./bound-test.ts";
import type { Check } from "./check.ts";
import type { CellConstraint } from "./constraints.ts";
import { findRepeated } from "./find-repeated.ts";
import { dateFormatTest, formatTest, isDateFormat } from "./format-test.ts";
import { orderTest, outlierTest, requireNumbers } from "./spread-test.ts";

/** Whether a value that is there holds. A text, given with its code, gives undefined where it counts as missing. */
export interface CellTest {
  /** Called row by row from the first. */
  number(value: number): boolean;
  text(text: string, code: number): boolean | undefined;
  /** The same of a text as UTF-8 in `bytes[from … to)`, for tests that can do without the text. */
  bytes?(bytes: Uint8Array, from: number, to: number): boolean;
}

/** Whether a text holds. */
type TextTest = Pick<CellTest, "bytes"> & { text(text: string): boolean };

/** The test of a constraint on one cell. Throws UserError at the check's place when the constraint makes no sense. */
export async function testOf(
  check: Check,
  constraint: Exclude<CellConstraint, "required">,
  column: Column,
  place: Place,
): Promise<CellTest> {
  switch (constraint) {
    case "type":
      return typeTest(check.type ?? "text", column.type);
    case "unique":
      return findRepeated(column);
    case "min":
    case "max":
    case "exclusive_min":
    case "exclusive_max":
      return boundTest(check[constraint] ?? Number.NaN, constraint, column, place);
    case "enum":
      return enumTest(check.enum ?? [], column.type);
    case "not_enum":
      return negated(enumTest(check.not_enum ?? [], column.type));
    case "increasing":
    case "decreasing":
      requireNumbers(column, constraint, place);
      return orderTest(check, constraint);
    case "zscore":
    case "iqr":
      return outlierTest(check, constraint, requireNumbers(column, constraint, place));
    default: {
      const holds = await spellingTest(check, constraint, place);
      const isDates = column.type === "date" || column.type === "datetime";
      if (constraint === "format" && isDates && isDateFormat(check.format ?? ""))
        return { ...holds, number: dateFormatTest(check.format ?? "", column.type) };
      return { ...holds, number: (value) => holds.text(spellingOf(value, column.type)) };
    }
  }
}

/** Patterns bring the code that compiles them. */
const patternTests = (): Promise<typeof import("./pattern-test.ts")> => import("./pattern-test.ts");

/** The constraints that look at a value as a text. */
async function spellingTest(
  check: Check,
  constraint:
    | "pattern"
    | "not_pattern"
    | "any_pattern"
    | "format"
    | "json_schema"
    | "min_length"
    | "max_length",
  place: Place,
): Promise<TextTest> {
  const { min_length: min = 0, max_length: max = Infinity } = check;
  switch (constraint) {
    case "pattern":
      return (await patternTests()).patternTest(check.pattern ?? "", place);
    case "not_pattern": {
      const { patternTest } = await patternTests();
      const found = await patternTest(check.not_pattern ?? "", place);
      return {
        text: (text) => !found.text(text),
        bytes: (bytes, from, to) => !found.bytes(bytes, from, to),
      };
    }
    case "any_pattern": {
      const { patternTest } = await patternTests();
      const tests = await Promise.all((check.any_pattern ?? []).map((each) => patternTest(each, place)));
      return {
        text: (text) => tests.some((found) => found.text(text)),
        bytes: (bytes, from, to) => tests.some((found) => found.bytes(bytes, from, to)),
      };
    }
    case "format":
      return { text: formatTest(check.format ?? "json") };
    case "json_schema": {
      const [{ jsonSchemaTest }, { patternTestWith }, { RE2JS }] = await Promise.all([
        import("./json-schema.ts"),
        patternTests(),
        import("re2js"),
      ]);
      const compile = (pattern: string) => patternTestWith(RE2JS, pattern, place);
      return { text: jsonSchemaTest(check.json_schema, compile, place) };
    }
    case "min_length":
      return lengthTest((length) => length >= min);
    case "max_length":
      return lengthTest((length) => length <= max);
  }
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

/** The test that a value is one of these. */
export function enumTest(allowed: readonly (string | number | boolean)[], type: ColumnType): CellTest {
  const texts = new Set(allowed.map(String));
  const values = new Set(
    allowed.map((each) => {
      if (typeof each !== "string") return Number(each);
      return type === "text" ? Number.NaN : (readCellAs(each, type) ?? Number.NaN);
    }),
  );
  return { number: (value) => values.has(value), text: (text) => texts.has(text) };
}

function negated({ number, text }: CellTest): CellTest {
  return { number: (value) => !number(value), text: (each, code) => text(each, code) === false };
}

/** A number or date as text, for the constraints on texts: canonical, not as it stands in the file. */
function spellingOf(value: number, type: ColumnType): string {
  if (type === "boolean") return String(value === 1);
  if (type === "date") return new Date(value).toISOString().slice(0, 10);
  return type === "datetime" ? new Date(value).toISOString() : String(value);
}

/** The test of how many Unicode code points a text has. */
function lengthTest(holds: (length: number) => boolean): TextTest {
  return {
    text(text) {
      let length = 0;
      for (const _ of text) length++;
      return holds(length);
    },
    bytes(bytes, from, to) {
      let length = 0;
      for (let i = from; i < to; i++) if ((bytes[i]! & 0xc0) !== 0x80) length++;
      return holds(length);
    },
  };
}
