import fc from "fast-check";
import type { Tree } from "../../src/learn/tree.ts";

/** Either a leaf's values or a split. */
export type Shape = { values: number[] } | { feature: number; threshold: number; left: Shape; right: Shape };

export const features = 3;

function shapes(outputs: number): fc.Arbitrary<Shape> {
  const value = fc.oneof(fc.constant(0), fc.float({ noNaN: true, min: -10, max: 10 }));
  const leaf = fc.record({ values: fc.array(value, { minLength: outputs, maxLength: outputs }) });
  return fc.letrec<{ shape: Shape }>((tie) => ({
    shape: fc.oneof(
      { maxDepth: 5, depthSize: "small" },
      leaf,
      fc.record({
        feature: fc.nat(features - 1),
        threshold: fc.integer({ min: -3, max: 3 }),
        left: tie("shape"),
        right: tie("shape"),
      }),
    ),
  })).shape;
}

/** Numbered level by level; splits hold values too, as the trees of src/learn do. */
export function treeOf(root: Shape, outputs: number): Tree {
  const order = [root];
  const [left, right]: number[][] = [[], []];
  for (let node = 0; node < order.length; node++) {
    const shape = order[node]!;
    const isSplit = "feature" in shape;
    left!.push(isSplit ? order.push(shape.left) - 1 : -1);
    right!.push(isSplit ? order.push(shape.right) - 1 : -1);
  }
  return {
    feature: Int32Array.from(order, (shape) => ("feature" in shape ? shape.feature : -1)),
    threshold: Float32Array.from(order, (shape) => ("feature" in shape ? shape.threshold : 0)),
    left: Int32Array.from(left!),
    right: Int32Array.from(right!),
    value: Float32Array.from(
      order.flatMap((shape) => ("values" in shape ? shape.values : Array(outputs).fill(99))),
    ),
  };
}

/** The values of the leaf that a row comes to. */
export function valuesAt(shape: Shape, row: readonly number[]): number[] {
  if ("values" in shape) return shape.values;
  return valuesAt(row[shape.feature]! <= shape.threshold ? shape.left : shape.right, row);
}

/** Forests of small trees, lonely leaves among them, and rows to ask them. */
export const forests = fc.integer({ min: 1, max: 4 }).chain((outputs) =>
  fc.record({
    outputs: fc.constant(outputs),
    roots: fc.array(shapes(outputs), { minLength: 1, maxLength: 4 }),
    rows: fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: features, maxLength: features }), {
      maxLength: 20,
    }),
  }),
);
