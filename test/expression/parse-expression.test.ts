import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { compileExpression } from "../../src/expression/compile-expression.ts";
import { parseExpression } from "../../src/expression/parse-expression.ts";
import { randomColumns } from "./random-expressions.ts";

const columns = [
  { name: "total_rooms", type: "number" },
  { name: "households", type: "number" },
  { name: "Ocean", type: "text" },
  { name: "NEAR BAY", type: "boolean" },
  { name: "built", type: "date" },
  { name: "seen", type: "datetime" },
  { name: "Case", type: "number" },
  { name: "CASE", type: "number" },
] as const;

function failure(text: string): UserError {
  try {
    compileExpression(parseExpression(text, { file: "mlops.yml", line: 7, column: 5 }), columns);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`"${text}" was accepted`);
}

const wrong: [text: string, message: string, hint?: string][] = [
  ["total_rooms / housholds", 'unknown column "housholds" at character 15, did you mean "households"'],
  ["rond(total_rooms)", 'unknown function "rond" at character 1, did you mean "round"'],
  ['Ocean = "INLAND"', 'unknown column "INLAND" at character 9', "Text stands in single quotes: 'INLAND'"],
  [
    '"case" + 1',
    '"case" may be any of "Case", "CASE" at character 1',
    "Write the name exactly as in the data",
  ],
  [
    "isnan(households)",
    'unknown function "isnan" at character 1',
    "What is not a number counts as missing: write x IS NULL",
  ],
  ["households + 'a'", '"+" takes numbers, not text at character 14', "Write a || b to join text"],
  [
    '1 + "NEAR BAY"',
    '"+" takes numbers, not boolean at character 5',
    "Write CAST(x AS BIGINT) to count TRUE as 1",
  ],
  ["seen - seen", '"-" takes numbers, not datetime at character 1', "Write epoch(x) for its seconds"],
  [
    "Ocean * 2",
    '"*" takes numbers, not text at character 1',
    "Write CAST(x AS DOUBLE) for text that holds numbers",
  ],
  [
    "Ocean = 1",
    "= cannot mix text and integer at character 7",
    "Convert one of them, for example CAST(x AS DOUBLE)",
  ],
  [
    "built > 'June'",
    "> cannot mix date and text at character 7",
    "A date is written '2024-02-29', a time '2024-02-29 13:45:10'",
  ],
  ["built = '2023-02-29'", "= cannot mix date and text at character 7"],
  ["households AND TRUE", "a condition is wanted here, not number at character 1", "Write x <> 0"],
  ["CASE WHEN Ocean THEN 1 END", "a condition is wanted here, not text at character 11"],
  ["round(households, 1.5)", '"digits" of round(x, digits) must be an integer, not number at character 19'],
  ["lower(households)", '"t" of lower(t) must be text, not number at character 7'],
  ["sqrt()", '"sqrt" takes other arguments: sqrt(x) at character 1'],
  [
    "substr(Ocean)",
    '"substr" takes other arguments: substring(t, start) or substring(t, start, length) at character 1',
  ],
  [
    "CAST(built AS DOUBLE)",
    "cannot cast date to DOUBLE at character 1",
    "Use epoch(x), year(x) and so on for numbers of a date",
  ],
  [
    "CAST(households AS DUBLE)",
    'unknown type "DUBLE" at character 20, did you mean "DOUBLE"',
    "CAST knows DOUBLE, BIGINT, VARCHAR, BOOLEAN",
  ],
  ["households LIKE 'a'", "LIKE takes text, not number at character 1", "Write CAST(x AS VARCHAR)"],
  ["Ocean LIKE 'a' ESCAPE 'xy'", "ESCAPE takes one character at character 23"],
  ["Ocean LIKE 'a!!!' ESCAPE '!'", "the pattern ends with its escape character at character 12"],
  ["1 < 2 < 3", "comparisons cannot be chained at character 7", "Join them with AND: a < b AND b < c"],
  [
    "households--1",
    '"--" starts a comment in SQL at character 11',
    'Write "- -x" or "-(-x)" for a double minus',
  ],
  ["households; DROP TABLE x", 'unexpected ";" at character 11'],
  [
    "`households`",
    'unexpected "`" at character 1',
    'A column name with special characters stands in double quotes: "my column"',
  ],
  ["1 +   ", "expected a value, not the end at character 4"],
  ["'it's'", "the quote ' is not closed at character 6"],
  ["1.2.3", '"1.2." is not a number at character 1'],
  ["1e999", "the number 1e999 is too large at character 1"],
  [
    "end + 1",
    'expected a value, not "end" at character 1',
    'A column of that name stands in double quotes: "end"',
  ],
  ["households IN 1", 'expected "(", not "1" at character 15'],
  ["", "expected a value, not the end at character 1"],
  ["(1", 'expected ")", not the end at character 3'],
  ["households total_rooms", 'expected an operator or the end, not "total_rooms" at character 12'],
];

describe("what is wrong is said at its place", () => {
  test.each(wrong)("%s", (text, message, hint) => {
    const error = failure(text);
    expect(error.message).toBe(`Cannot read expression "${text}": ${message}`);
    expect(error.place).toEqual({ file: "mlops.yml", line: 7, column: 5 });
    if (hint !== undefined) expect(error.hint).toBe(hint);
  });
});

describe("bounds", () => {
  test.each([
    ["text", "1 + ".repeat(3000), "it has 12000 characters, 10000 are allowed"],
    ["parentheses", "(".repeat(5000), "it nests deeper than 100 levels at character 101"],
    ["functions", "abs(".repeat(2000), "it nests deeper than 100 levels"],
    ["minus", "- ".repeat(4000), "it nests deeper than 100 levels"],
    ["not", "NOT ".repeat(2000), "it nests deeper than 100 levels"],
    ["cases", "CASE WHEN ".repeat(900), "it nests deeper than 100 levels"],
    ["chains", `1${" + 1".repeat(2000)}`, "more than 500 operations build on one another"],
    ["suffixes", `1${" IS NULL".repeat(1000)}`, "more than 500 operations build on one another"],
  ])("%s", (_, text, message) => expect(failure(text).message).toContain(message));

  test("a long sum and a deep nesting within the bounds work", () => {
    const table = { source: "", rows: 1, columns: [], lines: new Uint32Array(), bytes: 0, digest: "" };
    const value = (text: string) => compileExpression(parseExpression(text), []).evaluate(table);
    expect(value(`1${" + 1".repeat(490)}`)).toMatchObject({ values: Float64Array.of(491) });
    expect(value(`${"(".repeat(90)}7${")".repeat(90)}`)).toMatchObject({ values: Float64Array.of(7) });
  });

  test.each([
    ["replace", `${"replace(".repeat(60)}'aa'${", 'a', 'aa')".repeat(60)}`],
    ["concat", `${"replace(".repeat(20)}'aaaa'${", 'a', 'aaaaaaaaaa')".repeat(20)} || 'x'`],
  ])("texts do not grow without end: %s", (_, text) =>
    expect(failure(text).message).toMatch(/^Cannot compute a text of \d+ characters: 1000000 are allowed$/),
  );

  test("an operand that stands in many places is computed once", () => {
    const nested = (depth: number): string =>
      depth === 0 ? "total_rooms" : `if(${nested(depth - 1)} BETWEEN 0 AND 5, 1, 2)`;
    const compiled = compileExpression(parseExpression(nested(90)), columns);
    expect(compiled.columns).toEqual(["total_rooms"]);
  });
});

describe("column names", () => {
  test.each([
    ["Total_Rooms / HOUSEHOLDS", ["total_rooms", "households"]],
    ['"NEAR BAY" AND ocean IS NULL', ["NEAR BAY", "Ocean"]],
    ['"CASE" + "Case"', ["CASE", "Case"]],
  ])("%s", (text, used) => expect(compileExpression(parseExpression(text), columns).columns).toEqual(used));

  test("a quote in a name is doubled", () => {
    const odd = [{ name: 'a "b"', type: "number" }] as const;
    expect(compileExpression(parseExpression('"a ""b""" + 1'), odd).columns).toEqual(['a "b"']);
  });
});

describe("any text gives an expression or a UserError", () => {
  const survives = (text: string): void => {
    try {
      compileExpression(parseExpression(text), randomColumns);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
    }
  };

  test("random characters", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), survives), { numRuns: 3000 });
  });

  test("random words of the language", () => {
    const words =
      "x y n p s t ( ) , + - * / % || = <> < <= > >= 'a' '' 1 2.5 1e3 \"x\" AND OR NOT IN BETWEEN LIKE ESCAPE IS NULL TRUE CASE WHEN THEN ELSE END CAST AS DOUBLE BIGINT round abs coalesce if concat least substring year pi log";
    const text = fc
      .array(fc.constantFrom(...words.split(" ")), { maxLength: 25 })
      .map((each) => each.join(" "));
    fc.assert(fc.property(text, survives), { numRuns: 5000 });
  });

  test("long runs of one part", () => {
    const part = fc.constantFrom(
      "'",
      '"',
      "(",
      "1.",
      "a ",
      " ",
      "é",
      "\u0000",
      "-",
      "NOT ",
      "||",
      "1e",
      "CASE ",
      ",",
      "a.",
      "IN (",
    );
    fc.assert(
      fc.property(part, fc.integer({ min: 1, max: 9000 }), (each, count) =>
        survives(each.repeat(count).slice(0, 10_000)),
      ),
    );
  });
});
