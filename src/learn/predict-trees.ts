import { applyLink } from "./link.ts";
import { type Matrix, shareMatrix } from "./matrix.ts";
import type { TreesModel } from "./model.ts";
import type { Pool } from "./pool.ts";
import { asksSet, isMember, type Tree } from "./tree.ts";

/** Rows at a time, so that they stay in the cache while each tree passes over them. */
const blockRows = 4096;
/** Walks of a row down a tree, below which threads are not worth what they cost: a fifth of a second. */
const threadedWalks = 1_500_000;

/** What a worker needs to predict; one job is one block of rows. */
export interface PredictionJob {
  model: TreesModel;
  matrix: Matrix;
  /** The matrix's rows to predict; all of them, in order, where undefined. */
  rows: Uint32Array | undefined;
}

/**
 * The model's predictions, rows × outputs, row-major: the trees' values summed in float64 from the float32
 * values that the model file holds. `rows` picks rows of the matrix (default: all of them, in order).
 */
export function predictTrees(model: TreesModel, matrix: Matrix, rows?: Uint32Array): Float64Array {
  const job = { model, matrix, rows };
  return join(
    job,
    Array.from({ length: blockCount(job) }, (_, block) => predictBlock(job, block)),
  );
}

/** The same on the pool's threads where it would take long: the main thread stays free, and the signal ends it. */
export async function predictTreesOn(
  pool: Pool,
  { signal, ...job }: PredictionJob & { signal?: AbortSignal | undefined },
): Promise<Float64Array> {
  const walks = rowCount(job) * job.model.trees.length;
  if (walks < threadedWalks) return predictTrees(job.model, job.matrix, job.rows);
  const shared = { ...job, matrix: shareMatrix(job.matrix) };
  const answers = await pool.run<{ means: Float64Array }>("predict", shared, blockCount(job), { signal });
  return join(
    job,
    answers.map(({ means }) => means),
  );
}

/** The predictions of a block of rows, row-major. */
export function predictBlock({ model, matrix, rows }: PredictionJob, block: number): Float64Array {
  const { trees, margins, width, divisor, base, link } = model;
  const features = matrix.names.length;
  const start = block * blockRows;
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

function rowCount({ matrix, rows }: Pick<PredictionJob, "matrix" | "rows">): number {
  return rows?.length ?? matrix.rows;
}

function blockCount(job: PredictionJob): number {
  return Math.ceil(rowCount(job) / blockRows);
}

function join(job: PredictionJob, blocks: readonly Float64Array[]): Float64Array {
  const { outputs } = job.model;
  const joined = new Float64Array(rowCount(job) * outputs);
  for (const [block, means] of blocks.entries()) joined.set(means, block * blockRows * outputs);
  return joined;
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
