import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ensembleAttributes, planEnsemble } from "../../src/model/onnx-ensemble.ts";
import { createGraph } from "../../src/model/onnx-graph.ts";
import { join } from "../../src/model/protobuf.ts";
import { features, forests, treeOf, valuesAt } from "../model/random-trees.ts";
import { describeWith, requireTool } from "../require-tool.ts";

describeWith("python", "tree ensembles in onnxruntime", () => {
  test("sum to the very numbers of the trees, whatever their shape", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "mlops-ensemble-"));
    try {
      const samples = fc.sample(forests, { seed: 5, numRuns: 200 }).filter(({ rows }) => rows.length > 0);
      for (const [index, { roots, outputs }] of samples.entries()) {
        const graph = createGraph();
        const input = graph.input("x", "double", ["rows", features]);
        const trees = roots.map((root) => treeOf(root, outputs));
        const sums = graph.node(
          "TreeEnsemble",
          [input],
          ensembleAttributes(planEnsemble({ trees, margins: outputs, width: outputs })),
          "ai.onnx.ml",
        );
        graph.output(sums, "y", "double", ["rows", outputs]);
        writeFileSync(path.join(folder, `${index}.onnx`), join(graph.encode({ name: "trees" })));
      }
      writeFileSync(path.join(folder, "rows.json"), JSON.stringify(samples.map(({ rows }) => rows)));
      const script = path.join(import.meta.dirname, "ensemble-python.py");
      const { status, stderr } = spawnSync(requireTool("python"), [script, folder], { encoding: "utf8" });
      expect(stderr).toBe("");
      expect(status).toBe(0);
      const answers = JSON.parse(readFileSync(path.join(folder, "answers.json"), "utf8")) as number[][][];
      for (const [index, { roots, outputs, rows }] of samples.entries())
        for (const [at, row] of rows.entries())
          for (let output = 0; output < outputs; output++) {
            const expected = roots.reduce((sum, root) => sum + Math.fround(valuesAt(root, row)[output]!), 0);
            expect(answers[index]![at]![output]).toBeCloseTo(expected, 12);
          }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
