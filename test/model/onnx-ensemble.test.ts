import fc from "fast-check";
import { expect, test } from "vitest";
import type { Attribute } from "../../src/model/graph.ts";
import { ensembleAttributes, planEnsemble } from "../../src/model/onnx-ensemble.ts";
import { forests, type Shape, treeOf, valuesAt } from "./random-trees.ts";

/** What the standard says that the operator does with its attributes. */
function runEnsemble(attributes: Record<string, Attribute>, row: readonly number[]): number[] {
  const list = (name: string): ArrayLike<number> => {
    const attribute = attributes[name]!;
    if ("ints" in attribute) return attribute.ints;
    if ("tensor" in attribute) return attribute.tensor.values as ArrayLike<number>;
    throw new Error(`${name} is no list`);
  };
  const sums = new Array<number>((attributes.n_targets as { int: number }).int).fill(0);
  for (let node of Array.from(list("tree_roots"))) {
    for (;;) {
      const goesLeft = row[list("nodes_featureids")[node]!]! <= list("nodes_splits")[node]!;
      const side = goesLeft ? "true" : "false";
      const next = list(`nodes_${side}nodeids`)[node]!;
      if (list(`nodes_${side}leafs`)[node] === 1) {
        const target = list("leaf_targetids")[next]!;
        sums[target] = sums[target]! + list("leaf_weights")[next]!;
        break;
      }
      node = next;
    }
  }
  return sums;
}

test("the operator sums what the trees say, with any number of outputs", () => {
  fc.assert(
    fc.property(forests, ({ outputs, roots, rows }) => {
      const attributes = ensembleAttributes(
        planEnsemble({ trees: roots.map((root) => treeOf(root, outputs)), margins: outputs, width: outputs }),
      );
      for (const row of rows) {
        const sums = runEnsemble(attributes, row);
        for (let output = 0; output < outputs; output++) {
          const expected = roots.reduce((sum, root) => sum + Math.fround(valuesAt(root, row)[output]!), 0);
          expect(sums[output]).toBeCloseTo(expected, 12);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("a tree of pure leaves is written once, a mixed one as often as its fullest leaf has values", () => {
  const leaf = (...values: number[]): Shape => ({ values });
  const split = (left: Shape, right: Shape): Shape => ({ feature: 0, threshold: 0, left, right });
  const rootsOf = (root: Shape) => {
    const { tree_roots, nodes_splits } = ensembleAttributes(
      planEnsemble({ trees: [treeOf(root, 3)], margins: 3, width: 3 }),
    );
    const nodes = "tensor" in nodes_splits! ? nodes_splits.tensor.shape[0] : undefined;
    return { trees: "ints" in tree_roots! ? tree_roots.ints.length : undefined, nodes };
  };
  const pure = split(leaf(1, 0, 0), leaf(0, 0, 1));
  expect(rootsOf(pure)).toEqual({ trees: 1, nodes: 1 });
  expect(rootsOf(split(pure, leaf(0.5, 0, 0.5)))).toEqual({ trees: 2, nodes: 3 });
  expect(rootsOf(leaf(0.2, 0.3, 0.5))).toEqual({ trees: 3, nodes: 3 });
  expect(rootsOf(leaf(0, 0, 0))).toEqual({ trees: 1, nodes: 1 });
});

test("a child before its parent is refused", () => {
  const tree = {
    feature: Int32Array.of(0, 0, -1, -1),
    threshold: new Float32Array(4),
    left: Int32Array.of(1, 0, -1, -1),
    right: Int32Array.of(2, 3, -1, -1),
    value: new Float32Array(4),
  };
  expect(() => planEnsemble({ trees: [tree], margins: 1, width: 1 })).toThrow(
    "tree node 1 does not come before its children",
  );
});
