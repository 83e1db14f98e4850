import type { Matrix } from "../learn/matrix.ts";
import type { Pool } from "../learn/pool.ts";
import { predictTreesOn } from "../learn/predict-trees.ts";
import type { Tree } from "../learn/tree.ts";
import type { NumberTensor } from "./tensor.ts";

/** Trees of an operator, as the compiled kernel takes them. */
export interface SummedTrees {
  trees: Tree[];
  /** Sums a row. */
  targets: number;
  /** One more than the last feature that they ask for. */
  features: number;
}

/** How an operator has its trees. A leaf's number is the complement of what counts for it there, so below 0. */
export interface TreeNodes {
  roots: readonly number[];
  /** Of all trees, which have none in common. */
  count: number;
  targets: number;
  feature(node: number): number;
  threshold(node: number): number;
  missingLeft(node: number): boolean;
  left(node: number): number;
  right(node: number): number;
  /** Puts what a leaf adds to each target into `values` from a place on. */
  leaf(leaf: number, values: Float32Array, at: number): void;
}

/** The threads that an operator may work on. */
export interface Threads {
  pool: Pool;
  signal?: AbortSignal | undefined;
}

/** The trees; undefined where they have nodes in common, go round in a circle, or hold numbers that are no float32. */
export function treesOf(nodes: TreeNodes): SummedTrees | undefined {
  let rest = nodes.count;
  let features = 0;
  const trees: Tree[] = [];
  for (const root of nodes.roots) {
    const order = [root];
    for (let at = 0; at < order.length; at++) {
      const node = order[at]!;
      if (node < 0) continue;
      const isPlain =
        nodes.feature(node) >= 0 && Math.fround(nodes.threshold(node)) === nodes.threshold(node);
      if (rest-- === 0 || !isPlain) return undefined;
      features = Math.max(features, nodes.feature(node) + 1);
      order.push(nodes.left(node), nodes.right(node));
    }
    trees.push(makeTree(nodes, order));
  }
  return { trees, targets: nodes.targets, features };
}

/** A tree of its nodes in the order in which they are found, level by level: the children of splits come in pairs. */
function makeTree(nodes: TreeNodes, order: readonly number[]): Tree {
  const { targets } = nodes;
  const count = order.length;
  const tree = {
    feature: new Int32Array(count).fill(-1),
    threshold: new Float32Array(count),
    missingLeft: new Uint8Array(count),
    left: new Int32Array(count),
    right: new Int32Array(count),
    value: new Float32Array(count * targets),
  };
  let next = 1;
  for (const [at, node] of order.entries()) {
    if (node < 0) {
      nodes.leaf(~node, tree.value, at * targets);
      continue;
    }
    tree.feature[at] = nodes.feature(node);
    tree.threshold[at] = nodes.threshold(node);
    tree.missingLeft[at] = Number(nodes.missingLeft(node));
    tree.left[at] = next++;
    tree.right[at] = next++;
  }
  return tree;
}

/**
 * The sums of the trees' values for each row, rows × targets, by the compiled kernel on the pool's threads: the very
 * numbers of walking them one by one. Undefined where a value is no float32. Throws RangeError where there is no such
 * feature.
 */
export async function sumTrees(
  { trees, targets, features }: SummedTrees,
  { shape: [rows = 0, width = 0], data }: NumberTensor,
  { pool, signal }: Threads,
): Promise<Float64Array | undefined> {
  if (features > width) throw new RangeError(`feature ${features - 1} of a tree`);
  const columns = new Float32Array(new SharedArrayBuffer(4 * rows * width));
  for (let column = 0; column < width; column++)
    for (let row = 0, from = column, to = column * rows; row < rows; row++, from += width, to++) {
      const value = data[from]!;
      columns[to] = value;
      if (columns[to] !== value && !Number.isNaN(value)) return undefined;
    }
  const matrix: Matrix = { names: new Array<string>(width).fill(""), rows, data: columns };
  return predictTreesOn(pool, {
    model: {
      ...{ kind: "trees", trees, divisor: 1, margins: targets, width: targets },
      ...{ base: new Float64Array(targets), link: "identity", outputs: targets },
      importance: new Float64Array(width),
    },
    matrix,
    rows: undefined,
    signal,
  });
}
