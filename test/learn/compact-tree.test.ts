import fc from "fast-check";
import { expect, test } from "vitest";
import { compactTree } from "../../src/learn/compact-tree.ts";
import { predictTrees } from "../../src/learn/predict-trees.ts";
import type { Tree } from "../../src/learn/tree.ts";
import { features, forests, setForests, treeOf } from "../model/random-trees.ts";
import { matrixOf } from "./make-data.ts";

test("a compact tree gives the very predictions of the tree", () => {
  fc.assert(
    fc.property(fc.oneof(forests, setForests), ({ outputs, roots, rows }) => {
      const matrix = matrixOf(Array.from({ length: features }, (_, at) => rows.map((row) => row[at]!)));
      const trees = roots.map((root) => treeOf(root, outputs));
      const predict = (all: Tree[]) =>
        predictTrees(
          {
            ...{ kind: "trees", trees: all, divisor: 1, margins: outputs, width: outputs, outputs },
            ...{ base: new Float64Array(outputs), link: "identity", importance: new Float64Array(features) },
          },
          matrix,
        );
      expect(predict(trees.map((tree) => compactTree(tree, outputs)))).toEqual(predict(trees));
    }),
  );
});

/** A chain of splits. */
function chainOf(nodes: number, feature: number): Tree {
  const isSplit = (node: number): boolean => node % 2 === 0 && node < nodes - 1;
  const whole = (of: (node: number) => number) => Int32Array.from({ length: nodes }, (_, node) => of(node));
  return {
    feature: whole((node) => (isSplit(node) ? feature : -1)),
    threshold: Float32Array.from({ length: nodes }, (_, node) => (isSplit(node) ? node : 0)),
    missingLeft: Uint8Array.from({ length: nodes }, (_, node) => node & 1),
    left: whole((node) => (isSplit(node) ? node + 1 : 0)),
    right: whole((node) => (isSplit(node) ? node + 2 : 0)),
    value: Float32Array.from({ length: nodes }, (_, node) => (isSplit(node) ? 0 : -node)),
  };
}

test.each([
  [3, 0, 10],
  [65_535, 127, 10],
  [65_537, 127, 14],
  [3, 128, 11],
  [3, 32_768, 13],
  [65_537, 32_768, 17],
])("a tree of %i nodes that asks for feature %i takes %i bytes a node", (nodes, feature, bytes) => {
  const tree = chainOf(nodes, feature);
  const compact = compactTree(tree, 1);
  expect(compact.feature.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(compact.feature.buffer.byteLength).toBe(bytes * nodes);
  for (const name of ["feature", "left", "right", "missingLeft"] as const)
    expect(Array.from(compact[name]!)).toEqual(Array.from(tree[name]!));
  for (const node of tree.feature.keys())
    expect(compact[tree.feature[node]! < 0 ? "value" : "threshold"][node]).toBe(
      tree.feature[node]! < 0 ? tree.value[node] : tree.threshold[node],
    );
});
