import fc from "fast-check";
import { expect, test } from "vitest";
import { compileExpression } from "../../src/expression/compile-expression.ts";
import { parseExpression } from "../../src/expression/parse-expression.ts";
import { interpret } from "./interpret.ts";
import { randomColumns, randomExpression, randomRows } from "./random-expressions.ts";
import { cellsOf, disagreements, tableOf } from "./table.ts";

test("closures over columns agree with an interpreter of rows", () => {
  fc.assert(
    fc.property(randomExpression, randomRows, (text, rows) => {
      const expression = parseExpression(text);
      const table = tableOf(
        randomColumns.map(({ name, type }) => ({ name, type, values: rows.map((row) => row[name]) })),
      );
      const column = compileExpression(expression, table.columns).evaluate(table);
      const wanted = rows.map((row) => interpret(expression.root, row));
      expect(disagreements(cellsOf(column), wanted)).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});
