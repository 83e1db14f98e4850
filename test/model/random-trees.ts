import fc from "fast-check";
import type { Tree } from "../../src/learn/tree.ts";

/** Either a leaf's values or a split. */
export type Shape =
  | { values: number[] }
  | { feature: number; threshold: number; left: Shape; right: Shape }
  | { feature: number; codes: number[]; left: Shape; right: Shape };

export const features = 3;

/** With sets, the first feature has codes from 0 on, else all features are numbers. */
function shapes(outputs: number, hasSets: boolean): fc.Arbitrary<Shape> {
  const value = fc.oneof(fc.constant(0), fc.float({ noNaN: true, min: -10, max: 10 }));
  const leaf = fc.record({ values: fc.array(value, { minLength: outputs, maxLength: outputs }) });
  const codes = fc.uniqueArray(fc.oneof(fc.nat(6), fc.nat(70)), { minLength: 1, maxLength: 7 });
  return fc.letrec<{ shape: Shape }>((tie) => {
    const below = { left: tie("shape"), right: tie("shape") };
    const numbers = fc.record({
      feature: fc.integer({ min: hasSets ? 1 : 0, max: features - 1 }),
      threshold: fc.integer({ min: -3, max: 3 }),
      ...below,
    });
    const sets = fc.record({ feature: fc.constant(0), codes, ...below });
    return {
      shape: fc.oneof(
        { maxDepth: 5, depthSize: "small" },
        leaf,
        hasSets ? fc.oneof(numbers, { arbitrary: sets, weight: 2 }) : numbers,
      ),
    };
  }).shape;
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
    threshold: Float32Array.from(order, (shape) => ("threshold" in shape ? shape.threshold : 0)),
    ...setsOf(order),
    left: Int32Array.from(left!),
    right: Int32Array.from(right!),
    value: Float32Array.from(
      order.flatMap((shape) => ("values" in shape ? shape.values : Array(outputs).fill(99))),
    ),
  };
}

function setsOf(order: readonly Shape[]): Pick<Tree, "sets"> {
  if (!order.some((shape) => "codes" in shape)) return {};
  const at = [0];
  const words: number[] = [];
  for (const shape of order) {
    const own: number[] = [];
    for (const code of "codes" in shape ? shape.codes : [])
      own[code >> 5] = (own[code >> 5] ?? 0) | (1 << (code & 31));
    words.push(...Array.from(own, (word) => word ?? 0));
    at.push(words.length);
  }
  return { sets: { at: Int32Array.from(at), words: Uint32Array.from(words) } };
}

/** The values of the leaf that a row comes to. */
export function valuesAt(shape: Shape, row: readonly number[]): number[] {
  if ("values" in shape) return shape.values;
  const value = row[shape.feature]!;
  const isLeft = "codes" in shape ? shape.codes.includes(value) : value <= shape.threshold;
  return valuesAt(isLeft ? shape.left : shape.right, row);
}

/** Forests of small trees, lonely leaves among them, and rows to ask them. */
export const forests = forestsOf(false);

/** The same with sets of the first feature's codes; rows have codes that no set has, and -1, too. */
export const setForests = forestsOf(true);

function forestsOf(hasSets: boolean) {
  const value = fc.integer({ min: -4, max: 4 });
  const first = hasSets ? fc.oneof(fc.integer({ min: -1, max: 7 }), fc.integer({ min: -1, max: 80 })) : value;
  return fc.integer({ min: 1, max: 4 }).chain((outputs) =>
    fc.record({
      outputs: fc.constant(outputs),
      roots: fc.array(shapes(outputs, hasSets), { minLength: 1, maxLength: 4 }),
      rows: fc.array(
        fc.tuple(first, value, value).map((row): number[] => row),
        { maxLength: 20 },
      ),
    }),
  );
}
