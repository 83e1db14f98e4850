import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainRow } from "../../src/learn/explain-trees.ts";
import type { TreesModel } from "../../src/learn/model.ts";
import { predictTrees } from "../../src/learn/predict-trees.ts";
import { features, forests, setForests, treeOf, valuesAt } from "../model/random-trees.ts";
import { matrixOf } from "./make-data.ts";

interface Golden {
  features: number;
  cases: Record<
    string,
    {
      trees: Record<"feature" | "threshold" | "left" | "right" | "value", number[]>[];
      outputs: number;
      rows: number[];
      background: number[];
      shap: number[][];
    }
  >;
}

const golden = JSON.parse(
  readFileSync(new URL("../golden/shap-values.json", import.meta.url), "utf8"),
) as Golden;

function modelOf(
  trees: readonly Record<"feature" | "threshold" | "left" | "right" | "value", number[]>[],
  outputs: number,
): TreesModel {
  return {
    kind: "trees",
    outputs,
    margins: outputs,
    width: outputs,
    base: new Float64Array(outputs),
    link: "identity",
    divisor: trees.length,
    importance: new Float64Array(0),
    trees: trees.map(({ feature, threshold, left, right, value }) => ({
      feature: Int32Array.from(feature),
      threshold: Float32Array.from(threshold),
      left: Int32Array.from(left),
      right: Int32Array.from(right),
      value: Float32Array.from(value),
    })),
  };
}

describe("SHAP values are those of the shap package", () => {
  const { cases } = golden;
  test.each(Object.entries(cases))("%s", (_name, { trees, outputs, rows, background, shap }) => {
    const model = modelOf(trees, outputs);
    const others = { features: golden.features, values: Float32Array.from(background) };
    for (const [index, expected] of shap.entries()) {
      const row = Float32Array.from(rows.slice(index * golden.features, (index + 1) * golden.features));
      const values = explainRow(model, row, others);
      for (const [place, value] of expected.entries()) expect(values[place]).toBeCloseTo(value, 6);
    }
  });
});

test("they add up to the prediction less the background's mean, and what does not differ has none", () => {
  const asked = forests.filter(({ rows }) => rows.length > 1);
  fc.assert(
    fc.property(asked, ({ outputs, roots, rows }) => {
      const trees = roots.map((root) => treeOf(root, outputs));
      const model: TreesModel = {
        kind: "trees",
        outputs,
        margins: outputs,
        width: outputs,
        base: new Float64Array(outputs),
        link: "identity",
        divisor: 2,
        importance: new Float64Array(0),
        trees,
      };
      const [own = [], ...others] = rows.map(([, ...rest]) => [1, ...rest]);
      const values = Float32Array.from(others.flat());
      const shares = explainRow(model, Float32Array.from(own), { features, values });
      const predicted = predictTrees(
        model,
        matrixOf(own.map((_, at) => [own, ...others].map((row) => row[at]!))),
      );
      for (let output = 0; output < outputs; output++) {
        let expected = predicted[output]!;
        for (let row = 1; row < rows.length; row++)
          expected -= predicted[row * outputs + output]! / others.length;
        let sum = 0;
        for (let feature = 0; feature < features; feature++) sum += shares[feature * outputs + output]!;
        expect(sum).toBeCloseTo(expected, 10);
        expect(shares[output]).toBe(0);
      }
    }),
    { numRuns: 300 },
  );
});

test("of trees that ask for sets of categories, they are Shapley's by his formula", () => {
  // What a group of the three features is worth: the prediction where the row says them, and the others the rest.
  const weights = [1 / 3, 1 / 6, 1 / 3];
  fc.assert(
    fc.property(setForests, ({ outputs, roots, rows }) => {
      fc.pre(rows.length > 1);
      const [own = [], ...others] = rows;
      const trees = roots.map((root) => treeOf(root, outputs));
      const model = { ...modelOf([], outputs), trees, divisor: 1 };
      const shares = explainRow(model, Float32Array.from(own), {
        features,
        values: Float32Array.from(others.flat()),
      });
      const worth = (group: number, output: number): number => {
        let sum = 0;
        for (const other of others) {
          const mixed = own.map((value, at) => (((group >> at) & 1) === 1 ? value : other[at]!));
          for (const root of roots) sum += Math.fround(valuesAt(root, mixed)[output]!);
        }
        return sum / others.length;
      };
      for (let feature = 0; feature < features; feature++)
        for (let output = 0; output < outputs; output++) {
          let expected = 0;
          for (let group = 0; group < 8; group++) {
            if (((group >> feature) & 1) === 1) continue;
            const size = (group & 1) + ((group >> 1) & 1) + (group >> 2);
            expected += weights[size]! * (worth(group | (1 << feature), output) - worth(group, output));
          }
          expect(shares[feature * outputs + output]).toBeCloseTo(expected, 9);
        }
    }),
    { numRuns: 300 },
  );
});
