import { applyLink } from "./link.ts";
import { type Matrix, shareMatrix } from "./matrix.ts";
import type { TreesModel } from "./model.ts";
import { type PackedTrees, packTrees } from "./pack-trees.ts";
import type { Pool } from "./pool.ts";
import type { PredictionJob } from "./predict-thread.ts";
import { asksSet, isMember, type Tree } from "./tree.ts";

/** Rows at a time, so that they stay in the cache while each tree passes over them. */
const blockRows = 4096;
/** Walks of a row down a tree, below which laying the trees out and asking threads are not worth what they cost. */
const leastWalks = 200_000;
/** Each row costs as much as so many trees at least. */
const leastTrees = 10;

const packed = new WeakMap<readonly Tree[], { trees: PackedTrees | undefined }>();

interface Rows {
  matrix: Matrix;
  /** The matrix's rows to predict; all of them, in order, where undefined. */
  rows: Uint32Array | undefined;
}

/**
 * The model's predictions, rows × outputs, row-major: the trees' values summed in float64 from the float32
 * values that the model file holds. `rows` picks rows of the matrix (default: all of them, in order).
 */
export function predictTrees(model: TreesModel, matrix: Matrix, rows?: Uint32Array): Float64Array {
  const count = rowCount({ matrix, rows });
  const predicted = new Float64Array(count * model.outputs);
  for (let start = 0; start < count; start += blockRows)
    predicted.set(predictBlock(model, { matrix, rows }, start), start * model.outputs);
  return predicted;
}

/** The very same on the pool's threads, by kernels/trees.ts, where it would take long; the signal ends it. */
export async function predictTreesOn(
  pool: Pool,
  { model, matrix, rows, signal }: Rows & { model: TreesModel; signal?: AbortSignal | undefined },
): Promise<Float64Array> {
  const count = rowCount({ matrix, rows });
  if (count * Math.max(leastTrees, model.trees.length) < leastWalks) return predictTrees(model, matrix, rows);
  const laid = packed.get(model.trees) ?? { trees: packTrees(model, pool.size) };
  packed.set(model.trees, laid);
  if (laid.trees === undefined) return predictTrees(model, matrix, rows);
  const { threads, blockRows: mostRows } = laid.trees;
  const { trees: _, importance: __, kind: ___, ...facts } = model;
  const job: PredictionJob = {
    packed: laid.trees,
    model: facts,
    matrix: shareMatrix(matrix),
    rows,
    blockRows: Math.min(mostRows, Math.ceil(count / threads)),
    next: new Int32Array(new SharedArrayBuffer(4)),
    predicted: new Float64Array(new SharedArrayBuffer(8 * count * model.outputs)),
  };
  const jobs = Math.min(pool.size, threads, Math.ceil(count / job.blockRows));
  await pool.run("predict", job, jobs, { signal });
  return job.predicted;
}

/** Gives back the memory in which the trees are laid out for threads; a later prediction lays them out again. */
export function forgetLayout({ trees }: TreesModel): void {
  packed.delete(trees);
}

/** The predictions of a block of rows, row-major. */
function predictBlock(model: TreesModel, { matrix, rows }: Rows, start: number): Float64Array {
  const { trees, margins, width, divisor, base, link } = model;
  const features = matrix.names.length;
  const size = Math.min(blockRows, rowCount({ matrix, rows }) - start);
  const values = new Float32Array(size * features);
  for (let feature = 0; feature < features; feature++) {
    const column = feature * matrix.rows;
    for (let i = 0; i < size; i++) {
      const row = rows ? rows[start + i]! : start + i;
      values[i * features + feature] = matrix.data[column + row]!;
    }
  }
  const sums = new Float64Array(size * margins);
  for (const [index, tree] of trees.entries())
    addTree({ tree, width, margins, at: width === 1 ? index % margins : 0, features, block: values, sums });
  for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! / divisor + base[i % margins]!;
  return applyLink(link, sums, margins);
}

function rowCount({ matrix, rows }: Rows): number {
  return rows?.length ?? matrix.rows;
}

interface Pass {
  tree: Tree;
  /** Values of a leaf, and where among a row's margins they belong. */
  width: number;
  at: number;
  features: number;
  /** Rows × features, row-major. */
  block: Float32Array;
  /** Rows × margins, row-major; added to. */
  sums: Float64Array;
  margins: number;
}

/** The next node is looked up, not branched to: which way a row goes is a coin toss to the processor. */
function addTree({ tree, width, margins, at, features, block, sums }: Pass): void {
  const { feature, threshold, value, missingLeft, sets } = tree;
  const children = childrenOf(tree);
  const rows = sums.length / margins;
  for (let row = 0; row < rows; row++) {
    const base = row * features;
    let node = 0;
    for (let asked = feature[0]!; asked >= 0; asked = feature[node]!) {
      const number = block[base + asked]!;
      const isLeft =
        sets !== undefined && asksSet(tree, node)
          ? isMember(sets, node, number)
          : number <= threshold[node]! || (Number.isNaN(number) && missingLeft?.[node] === 1);
      node = children[2 * node + (isLeft ? 0 : 1)]!;
    }
    for (let output = 0; output < width; output++) {
      const to = row * margins + at + output;
      sums[to] = sums[to]! + value[node * width + output]!;
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
