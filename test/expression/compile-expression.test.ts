import { describe, expect, test } from "vitest";
import { compileExpression } from "../../src/expression/compile-expression.ts";
import { parseExpression } from "../../src/expression/parse-expression.ts";
import { readGolden } from "./golden.ts";
import { type Cell, cellsOf } from "./table.ts";

const { table, cases, differences } = readGolden();

function run(text: string): { type: string; values: Cell[] } {
  const compiled = compileExpression(parseExpression(text), table.columns);
  const column = compiled.evaluate(table);
  expect(column.type).toBe(compiled.type);
  return { type: compiled.type, values: cellsOf(column) };
}

/** Numbers agree to 1e-12 of their size; everything else is equal. */
function agrees(ours: Cell | undefined, theirs: Cell): boolean {
  if (typeof ours !== "number" || typeof theirs !== "number") return ours === theirs;
  return Math.abs(ours - theirs) <= 1e-12 * Math.max(1, Math.abs(theirs));
}

describe("golden values of DuckDB 2.0.0", () => {
  test("there are hundreds", () => expect(cases.length).toBeGreaterThan(300));

  test.each(cases)("$expression", ({ expression, type, values }) => {
    const ours = run(expression);
    const wrong = values.flatMap((theirs, row) =>
      agrees(ours.values[row], theirs) ? [] : [{ row, ours: ours.values[row], theirs }],
    );
    expect(wrong).toEqual([]);
    expect(ours.type).toBe(type ?? ours.type);
  });
});
