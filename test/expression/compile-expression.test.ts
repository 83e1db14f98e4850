import { describe, expect, test } from "vitest";
import { compileExpression } from "../../src/expression/compile-expression.ts";
import { parseExpression } from "../../src/expression/parse-expression.ts";
import { readGolden } from "./golden.ts";
import { type Cell, cellsOf, disagreements } from "./table.ts";

const { table, cases, differences } = readGolden();

function run(text: string): { type: string; values: Cell[] } {
  const compiled = compileExpression(parseExpression(text), table.columns);
  const column = compiled.evaluate(table);
  expect(column.type).toBe(compiled.type);
  return { type: compiled.type, values: cellsOf(column) };
}

describe("golden values of DuckDB 2.0.0", () => {
  test("there are hundreds", () => expect(cases.length).toBeGreaterThan(300));

  test.each(cases)("$expression", ({ expression, type, values }) => {
    const ours = run(expression);
    expect(disagreements(ours.values, values)).toEqual([]);
    expect(ours.type).toBe(type ?? ours.type);
  });
});

/**
 * Where the language differs from DuckDB on purpose: our values in every row that has no missing input (one value
 * where it is the same everywhere), or the error. docs/expressions.md says the same in words.
 */
const decisions: Record<string, Cell | { error: string } | { rows: Cell[] }> = {
  "a / 0": null,
  "i / 0": null,
  "0 / 0": null,
  "i % 0": null,
  "a % 0": null,
  "sqrt(-1)": null,
  "ln(0)": null,
  "ln(-1)": null,
  "log(0)": null,
  "exp(1000)": null,
  "power(0e0, -1)": null,
  "1e300 * 1e300": null,
  "a / 0 > 1": null,
  "coalesce(a / 0, 0)": 0,
  "0.1 + 0.2 = 0.3": false,
  "round(1.005, 2)": 1,
  "9007199254740993": 2 ** 53,
  "i * 9223372036854775807": {
    rows: [7, -7, 0, 15, null, 25, 1e6, 3, -15, 1].map((i) => (i === null ? null : i * 2 ** 63)),
  },
  "CAST('x' AS DOUBLE)": null,
  "CAST(1e30 AS BIGINT)": null,
  "upper('ß')": "ß",
  "i AND f": { error: "a condition is wanted here, not integer at character 1" },
  "NOT i": { error: "a condition is wanted here, not integer at character 5" },
  "f = 1": { error: "= cannot mix boolean and integer at character 3" },
  "s = 1": { error: "= cannot mix text and integer at character 3" },
  "i = '7'": { error: "= cannot mix integer and text at character 3" },
  "i = 7 IN (TRUE)": { error: "IN cannot mix integer and boolean at character 7" },
  "CASE WHEN f THEN 1 ELSE 'a' END": { error: "CASE cannot mix integer and text at character 1" },
  "i IN ()": { error: 'expected a value, not ")" at character 7' },
  "isnan(a)": { error: 'unknown function "isnan" at character 1' },
  "least('a', 'b')": { error: "least takes numbers or dates, not text at character 1" },
  "2 ** 3": { error: 'expected a value, not "*" at character 4' },
  "7 // 2": { error: 'unknown operator "//" at character 3' },
  "s ILIKE 'A%'": { error: 'expected an operator or the end, not "ILIKE" at character 3' },
  "f IS TRUE": { error: 'expected NULL, not "TRUE" at character 6' },
  "a IS NOT NULL = TRUE": { error: 'expected an operator or the end, not "=" at character 15' },
  "CAST(a AS INTEGER)": { error: 'unknown type "INTEGER" at character 11' },
};

describe("deliberate differences from DuckDB", () => {
  test("each has a decision", () =>
    expect(differences.map(({ expression }) => expression).sort()).toEqual(Object.keys(decisions).sort()));

  test.each(differences)("$expression", ({ expression, values, error }) => {
    const decision = decisions[expression] ?? null;
    if (typeof decision === "object" && decision !== null && "error" in decision) {
      expect(() => run(expression)).toThrow(
        expect.objectContaining({
          name: "UserError",
          message: `Cannot read expression "${expression}": ${decision.error}`,
        }),
      );
      return;
    }
    const wanted =
      typeof decision === "object" && decision !== null
        ? decision.rows
        : new Array(table.rows).fill(decision);
    const ours = run(expression).values;
    expect(disagreements(ours, wanted)).toEqual([]);
    if (error === undefined) expect(ours.map(String)).not.toEqual(values?.map(String));
  });
});
