import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { compileExpression } from "../../src/expression/compile-expression.ts";
import { canLower, lowerExpression } from "../../src/expression/lower-onnx.ts";
import { parseExpression } from "../../src/expression/parse-expression.ts";
import { createGraph } from "../../src/model/onnx-graph.ts";
import { join } from "../../src/model/protobuf.ts";
import type { Table } from "../../src/tables/table.ts";
import { readGolden } from "../expression/golden.ts";
import { randomColumns, randomExpression, randomRows } from "../expression/random-expressions.ts";
import { type Cell, cellsOf, disagreements, tableOf } from "../expression/table.ts";
import { describeWith, requireTool } from "../require-tool.ts";

const golden = readGolden();
const goldenExpressions = [...golden.cases, ...golden.differences].map(({ expression }) => expression);
const sampled = { seed: 3, numRuns: 400 };
const randomTable = tableOf(
  randomColumns.map(({ name, type }) => ({
    name,
    type,
    values: fc
      .sample(randomRows, sampled)
      .flat()
      .slice(0, 60)
      .map((row) => row[name]),
  })),
);

compareWithOnnxruntime("golden expressions in ONNX", withoutEmptyText(golden.table), goldenExpressions, 220);
compareWithOnnxruntime(
  "random expressions in ONNX",
  withoutEmptyText(randomTable),
  fc.sample(randomExpression, sampled),
  120,
);

/** One model with an output for each expression that can be lowered must give what our closures give. */
function compareWithOnnxruntime(
  title: string,
  table: Table,
  texts: readonly string[],
  atLeast: number,
): void {
  describeWith("python", title, () => {
    const expressions = [...new Set(texts)].filter((text) => isLowerable(text, table));
    let outputs: Record<string, Cell[]>;
    beforeAll(() => {
      outputs = runModel(encodeModel(table, expressions), table);
    });

    test("there are many", () => expect(expressions.length).toBeGreaterThan(atLeast));

    test.each(expressions.map((text, index) => ({ text, index })))("$text", ({ text, index }) => {
      const column = compileExpression(parseExpression(text), table.columns).evaluate(table);
      const ours = cellsOf(column).map((cell) =>
        typeof cell === "boolean" ? Number(cell) : cell || (cell === 0 ? 0 : null),
      );
      const theirs = (outputs[`out_${index}`] ?? []).map((cell) => (cell === "" ? null : cell));
      expect(disagreements(theirs, ours)).toEqual([]);
    });
  });
}

/** The empty text stands for what is missing in a graph. */
function withoutEmptyText(table: Table): Table {
  return tableOf(
    table.columns.map((column) => ({
      name: column.name,
      type: column.type,
      values: cellsOf(column).map((cell) => (cell === "" ? null : cell)),
    })),
  );
}

function isLowerable(text: string, table: Table): boolean {
  try {
    return canLower(parseExpression(text), table.columns);
  } catch {
    return false;
  }
}

function encodeModel(table: Table, expressions: readonly string[]): Uint8Array {
  const graph = createGraph();
  const columns = table.columns.map(({ name, type, kind }) => {
    const value = graph.input(name, kind === "text" ? "string" : "double", ["rows"]);
    return { name, type, kind, value };
  });
  for (const [index, text] of expressions.entries()) {
    const { kind, value } = lowerExpression(parseExpression(text), columns, graph);
    graph.output(value, `out_${index}`, kind === "text" ? "string" : "double", ["rows"]);
  }
  return join(graph.encode({ name: "expressions" }));
}

function runModel(model: Uint8Array, table: Table): Record<string, Cell[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "onnx-expression-"));
  try {
    const file = path.join(folder, "model.onnx");
    writeFileSync(file, model);
    const inputs = table.columns.map((column) => [
      column.name,
      cellsOf(column).map((cell) =>
        column.kind === "text" ? (cell ?? "") : cell === null ? null : Number(cell),
      ),
    ]);
    const script = path.join(import.meta.dirname, "onnx-expression.py");
    const { stdout, stderr, status } = spawnSync(requireTool("python"), [script, file], {
      input: JSON.stringify(Object.fromEntries(inputs)),
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
