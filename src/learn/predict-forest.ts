import type { Forest, Tree } from "./forest.ts";
import type { Matrix } from "./matrix.ts";

/** Rows at a time, so that they stay in the cache while each tree passes over them. */
const blockRows = 4096;

/**
 * The forest's predictions, rows × outputs, row-major: the mean over the trees, summed in float64 from the float32
 * values that the model file holds. `rows` picks rows of the matrix (default: all of them, in order).
 */
export function predictForest(forest: Forest, matrix: Matrix, rows?: Uint32Array): Float64Array {
  const { trees, outputs } = forest;
  const count = rows?.length ?? matrix.rows;
  const features = matrix.names.length;
  const sums = new Float64Array(count * outputs);
  const block = new Float32Array(Math.min(count, blockRows) * features);
  for (let start = 0; start < count; start += blockRows) {
    const size = Math.min(blockRows, count - start);
    for (let feature = 0; feature < features; feature++) {
      const column = feature * matrix.rows;
      for (let i = 0; i < size; i++) {
        const row = rows ? rows[start + i]! : start + i;
        block[i * features + feature] = matrix.data[column + row]!;
      }
    }
    const blockSums = sums.subarray(start * outputs, (start + size) * outputs);
    for (const tree of trees) addTree({ tree, outputs, features, block, sums: blockSums });
  }
  for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! / trees.length;
  return sums;
}

interface Pass {
  tree: Tree;
  outputs: number;
  features: number;
  /** Rows × features, row-major. */
  block: Float32Array;
  /** Rows × outputs, row-major; added to. */
  sums: Float64Array;
}

/** The next node is looked up, not branched to: which way a row goes is a coin toss to the processor. */
function addTree({ tree, outputs, features, block, sums }: Pass): void {
  const { feature, threshold, value } = tree;
  const children = childrenOf(tree);
  const rows = sums.length / outputs;
  for (let row = 0; row < rows; row++) {
    const base = row * features;
    let node = 0;
    for (let asked = feature[0]!; asked >= 0; asked = feature[node]!)
      node = children[2 * node + (block[base + asked]! <= threshold[node]! ? 0 : 1)]!;
    for (let output = 0; output < outputs; output++) {
      const at = row * outputs + output;
      sums[at] = sums[at]! + value[node * outputs + output]!;
    }
  }
}

/** Left and right child of each node in turn. */
function childrenOf({ left, right }: Tree): Int32Array {
  const children = new Int32Array(2 * left.length);
  for (let node = 0; node < left.length; node++) {
    children[2 * node] = left[node]!;
    children[2 * node + 1] = right[node]!;
  }
  return children;
}
