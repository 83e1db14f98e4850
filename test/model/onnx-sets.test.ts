import fc from "fast-check";
import { expect, test } from "vitest";
import type { TreesModel } from "../../src/learn/model.ts";
import { predictTrees } from "../../src/learn/predict-trees.ts";
import type { Tree } from "../../src/learn/tree.ts";
import { numberTrees, type Order } from "../../src/model/onnx-sets.ts";
import { matrixOf } from "../learn/make-data.ts";
import { features, setForests, treeOf, valuesAt } from "./random-trees.ts";

const modelOf = (trees: Tree[], outputs: number): TreesModel => ({
  kind: "trees",
  trees,
  outputs,
  margins: outputs,
  width: outputs,
  divisor: 1,
  base: new Float64Array(outputs),
  link: "identity",
  importance: new Float64Array(features),
});

const predictAll = (model: TreesModel, rows: readonly (readonly number[])[]) =>
  Array.from(predictTrees(model, matrixOf((rows[0] ?? []).map((_, at) => rows.map((row) => row[at]!)))));

/** A row with its places in the orders after it. */
function withPlaces(row: readonly number[], orders: readonly Order[]): number[] {
  const placeOf = ({ feature, places }: Order) => places[row[feature]!] ?? places.at(-1)!;
  return [...row, ...orders.map(placeOf)];
}

test("trees of places give what trees of sets give, for every code", () => {
  fc.assert(
    fc.property(setForests, ({ outputs, roots, rows }) => {
      fc.pre(rows.length > 0);
      const trees = roots.map((root) => treeOf(root, outputs));
      const wanted = predictAll(modelOf(trees, outputs), rows);
      for (const [row, values] of rows.entries())
        for (let output = 0; output < outputs; output++) {
          const sum = roots.reduce((all, root) => all + Math.fround(valuesAt(root, values)[output]!), 0);
          expect(wanted[row * outputs + output]).toBeCloseTo(sum, 9);
        }
      const [group, ...others] = numberTrees(modelOf(trees, outputs));
      expect(others).toEqual([]);
      expect(group!.trees.every(({ sets }) => sets === undefined)).toBe(true);
      const placed = rows.map((row) => withPlaces(row, group!.orders));
      expect(predictAll(modelOf(group!.trees, outputs), placed)).toEqual(wanted);
    }),
    { numRuns: 1000 },
  );
});

test("sets below each other share an order", () => {
  const leaf = (value: number) => ({ values: [value] });
  const root = {
    feature: 0,
    codes: [4, 1, 6],
    left: { feature: 0, codes: [6], left: leaf(1), right: leaf(2) },
    right: {
      feature: 1,
      threshold: 0,
      left: { feature: 0, codes: [0, 2], left: leaf(3), right: leaf(4) },
      right: { feature: 0, codes: [2, 0], left: leaf(5), right: leaf(6) },
    },
  };
  const [group] = numberTrees(modelOf([treeOf(root, 1)], 1));
  expect(group!.orders).toHaveLength(1);
  expect([...group!.orders[0]!.places].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
