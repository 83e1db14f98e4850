import { UserError } from "../errors.ts";
import { type BinningJob, binStride } from "./bins.ts";
import { type ForestJob, type GrownTree, kernelBytes, nodeLimit, rowLimit } from "./forest-kernel.ts";
import { type ForestParams, forestSizes } from "./forest-params.ts";
import { columnOf, type Matrix, shareMatrix } from "./matrix.ts";
import type { Pool } from "./pool.ts";

/** A decision tree; node 0 is the root, and children come after their parent. */
export interface Tree {
  /** The feature that a node asks for; -1 in a leaf. */
  feature: Int32Array;
  /** A row goes left where its float32 value is at most this. */
  threshold: Float32Array;
  left: Int32Array;
  right: Int32Array;
  /** Nodes × outputs, row-major, in every node: the mean of the target, or the share of each class. */
  value: Float32Array;
}

/** A random forest: the mean of its trees. */
export interface Forest {
  trees: Tree[];
  /** 1 for regression, else the number of classes. */
  outputs: number;
  /** Impurity-based importance of each feature, as scikit-learn's: the sum is 1, or 0 when nothing was split. */
  importance: Float64Array;
}

/** Options of `trainForest`. */
export interface ForestTraining {
  matrix: Matrix;
  /** A number a row, or class codes from 0. */
  target: Float64Array | Int32Array;
  /** Number of classes; 0 for regression. */
  classes: number;
  params: ForestParams;
  seed: number;
  pool: Pool;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal | undefined;
}

/** A forest above this size would fill the runner's memory, and no reader would open its file. */
const forestLimit = 4 * 2 ** 30;
/** What a 32-bit wasm memory can hold. */
const memoryLimit = 2 ** 32 - 2 ** 16;

/**
 * Trains a random forest on the pool's threads: the same rows, parameters and seed give the same forest, whatever
 * their number. Splits are sought between the borders of 255 bins a feature. Throws UserError where a value is
 * missing or infinite, and before it starts where the forest would not fit into memory.
 */
export async function trainForest(training: ForestTraining): Promise<Forest> {
  const { matrix, classes, params, pool, onProgress } = training;
  checkMatrix(matrix, training.target);
  const job = { ...planForest(training), ...scaleTarget(training) };
  checkMemory(job, params, pool.size);
  const signal = training.signal ? { signal: training.signal } : {};
  const binning: BinningJob = { ...job, data: shareMatrix(matrix).data };
  await pool.run("bins", binning, job.features, signal);
  const grown = await pool.run<GrownTree>("forest", job, params.n_estimators, {
    ...signal,
    onDone: (done) => onProgress?.(done, params.n_estimators),
  });
  return {
    trees: grown.map(({ gain: _, ...tree }) => tree),
    outputs: Math.max(1, classes),
    importance: importanceOf(grown, job.features),
  };
}

function planForest({
  matrix,
  classes,
  params,
  seed,
}: ForestTraining): Omit<ForestJob, "target" | "offset" | "scale"> {
  const { rows } = matrix;
  const features = matrix.names.length;
  return {
    rows,
    features,
    outputs: Math.max(1, classes),
    sizes: forestSizes(params, rows, features),
    bins: new Uint8Array(new SharedArrayBuffer(rows * features)),
    lows: new Float32Array(new SharedArrayBuffer(4 * features * binStride)),
    highs: new Float32Array(new SharedArrayBuffer(4 * features * binStride)),
    seed,
  };
}

/** Regression targets are centred and divided by a power of two, so that squares neither overflow nor cancel. */
function scaleTarget({ target, classes }: ForestTraining): Pick<ForestJob, "target" | "offset" | "scale"> {
  const shared = new Float64Array(new SharedArrayBuffer(8 * target.length));
  if (classes > 0) {
    if (target.some((code) => !Number.isInteger(code) || code < 0 || code >= classes))
      throw new RangeError(`Class codes are whole numbers from 0 to ${classes - 1}`);
    shared.set(target);
    const offset = classes === 1 ? 1 : 0; // the only code is 0, its probability 1
    return { target: shared, offset, scale: 1 };
  }
  let offset = 0;
  for (const [row, value] of target.entries()) {
    if (!(Math.abs(value) <= 3.4e38))
      throw new UserError(
        `Cannot train: the target is ${value} in training row ${row}, expected a number within ±3.4e38`,
      );
    offset += (value - offset) / (row + 1);
  }
  let greatest = 0;
  for (const value of target) greatest = Math.max(greatest, Math.abs(value - offset));
  const scale = greatest > 0 ? 2 ** Math.max(-1000, Math.ceil(Math.log2(greatest))) : 1;
  for (const [row, value] of target.entries()) shared[row] = (value - offset) / scale;
  return { target: shared, offset, scale };
}

function checkMatrix(matrix: Matrix, target: ArrayLike<number>): void {
  const { names, rows, data } = matrix;
  if (target.length !== rows || data.length !== rows * names.length)
    throw new RangeError(
      `A matrix of ${rows} × ${names.length} got ${data.length} values and ${target.length} targets`,
    );
  if (rows === 0) throw new UserError("Cannot train: there are no training rows");
  if (names.length === 0) throw new UserError("Cannot train: there are no features");
  for (const [column, name] of names.entries()) {
    const values = columnOf(matrix, column);
    const row = values.findIndex((value) => !Number.isFinite(value));
    if (row >= 0)
      throw new UserError(
        `Cannot train: feature "${name}" is ${values[row]} in training row ${row}, expected a number within ±3.4e38`,
      );
  }
}

function checkMemory(job: Omit<ForestJob, "seed">, params: ForestParams, threads: number): void {
  const { rows, features, outputs, sizes } = job;
  const nodes = nodeLimit(rows, sizes);
  const forest = params.n_estimators * nodes * (16 + 4 * outputs);
  const thread = kernelBytes(job);
  if (Math.max(rows, sizes.draws) <= rowLimit && forest <= forestLimit && thread <= memoryLimit) return;
  const size = `${rows.toLocaleString("en")} rows × ${features} features`;
  throw new UserError(
    `Cannot train ${params.n_estimators} trees on ${size}: they may take ${gigabytes(forest)}, and each of ${threads} threads ${gigabytes(thread)}`,
    {
      hint: `At most ${gigabytes(forestLimit)} and ${gigabytes(memoryLimit)} are used: set max_depth, raise min_samples_leaf or lower n_estimators`,
    },
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}

/** The mean of the trees' own importances, those without a split left out, made to sum to 1 (scikit-learn 1.9). */
function importanceOf(trees: readonly GrownTree[], features: number): Float64Array {
  const importance = new Float64Array(features);
  for (const { gain } of trees) {
    const total = gain.reduce((sum, each) => sum + each, 0);
    if (total > 0) for (const [feature, each] of gain.entries()) importance[feature]! += each / total;
  }
  const total = importance.reduce((sum, each) => sum + each, 0);
  return total > 0 ? importance.map((each) => each / total) : importance;
}
