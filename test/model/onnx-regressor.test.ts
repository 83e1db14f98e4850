import fc from "fast-check";
import { expect, test } from "vitest";
import { createGraph } from "../../src/model/onnx-graph.ts";
import { regressorAttributes } from "../../src/model/onnx-regressor.ts";
import { join } from "../../src/model/protobuf.ts";
import { parseModel } from "../../src/onnx/parse-model.ts";
import { runGraph } from "../../src/onnx/run-graph.ts";
import { asNumbers, numbers } from "../../src/onnx/tensor.ts";
import { features, forests, treeOf, valuesAt } from "./random-trees.ts";

test("a regressor's sums are those of the trees, rounded to float32", async () => {
  await fc.assert(
    fc.asyncProperty(forests, async ({ roots, outputs, rows }) => {
      fc.pre(rows.length > 0);
      const graph = createGraph(3);
      const input = graph.input("x", "double", ["rows", features]);
      const trees = roots.map((root) => treeOf(root, outputs));
      const model = { trees, margins: outputs, width: outputs };
      const sums = graph.node("TreeEnsembleRegressor", [input], regressorAttributes(model), "ai.onnx.ml");
      graph.output(sums, "y", "float", ["rows", outputs]);
      const file = parseModel(join(graph.encode({ name: "trees" })), "trees.onnx");
      const x = numbers("double", [rows.length, features], Float64Array.from(rows.flat()));
      const { data } = asNumbers((await runGraph(file, new Map([["x", x]]))).get("y"));
      for (const [at, row] of rows.entries())
        for (let output = 0; output < outputs; output++) {
          const sum = roots.reduce((all, root) => all + Math.fround(valuesAt(root, row)[output]!), 0);
          expect(data[at * outputs + output]).toBeCloseTo(Math.fround(sum), 12);
        }
    }),
    { numRuns: 300 },
  );
});
