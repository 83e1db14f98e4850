import { type BinningJob, binStride } from "./bins.ts";
import { checkMatrix } from "./check-matrix.ts";
import type { Training } from "./engines.ts";
import type { ForestJob, GrownTree } from "./forest-kernel.ts";
import { checkMemory } from "./forest-memory.ts";
import { type ForestParams, forestSizes } from "./forest-params.ts";
import { shareMatrix } from "./matrix.ts";
import type { TreesModel } from "./model.ts";
import { weightRows, wholeWeights } from "./row-weights.ts";
import { scaleTarget } from "./scale-target.ts";

/** Options of `trainForest`. */
export interface ForestTraining extends Training {
  params: ForestParams;
  /** Whether each feature's border is drawn, not sought. */
  isRandom?: boolean;
}

/**
 * Trains a random forest on the pool's threads: the same rows, parameters and seed give the same forest, whatever
 * their number. Splits are sought between the borders of 255 bins a feature. Throws UserError where a value is
 * missing or infinite, and before it starts where the forest would not fit into memory.
 */
export async function trainForest(training: ForestTraining): Promise<TreesModel> {
  const { matrix, params, pool, onProgress, signal } = training;
  checkMatrix(matrix, training.target);
  const job = planForest(training);
  const binning: BinningJob = { ...job, data: shareMatrix(matrix).data };
  await pool.run("bins", binning, job.features, { signal });
  const grown = await pool.run<GrownTree>("forest", job, params.n_estimators, {
    signal,
    onDone: (done) => onProgress?.(done, params.n_estimators),
  });
  return {
    kind: "trees",
    trees: grown.map(({ gain: _, ...tree }) => tree),
    divisor: grown.length,
    margins: job.outputs,
    width: job.outputs,
    base: new Float64Array(job.outputs),
    link: "identity",
    outputs: job.outputs,
    importance: importanceOf(grown, job.features),
  };
}

function planForest(training: ForestTraining): ForestJob {
  const { matrix, target, classes, params, seed, isRandom = false } = training;
  const { rows } = matrix;
  const features = matrix.names.length;
  const weights = weightRows(training, params.class_weight);
  const shape = {
    rows,
    features,
    outputs: Math.max(1, classes),
    sizes: forestSizes(params, rows, features),
    isRandom,
    weights: weights && wholeWeights(weights),
  };
  checkMemory(shape, params.n_estimators);
  return {
    ...shape,
    ...scaleTarget(target, classes),
    bins: new Uint8Array(new SharedArrayBuffer(rows * features)),
    lows: new Float32Array(new SharedArrayBuffer(4 * features * binStride)),
    highs: new Float32Array(new SharedArrayBuffer(4 * features * binStride)),
    seed,
  };
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
