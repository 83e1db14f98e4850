import { UserError } from "../errors.ts";
import { type BinningJob, binStride } from "./bins.ts";
import { checkMatrix } from "./check-matrix.ts";
import type { Training } from "./engines.ts";
import { type FeaturePart, featureParts } from "./feature-parts.ts";
import type { Criterion, ForestJob, GrownTree } from "./forest-kernel.ts";
import { checkMemory } from "./forest-memory.ts";
import { type ForestParams, forestSizes } from "./forest-params.ts";
import { shareMatrix } from "./matrix.ts";
import type { TreesModel } from "./model.ts";
import { readMonotone, refuseOrder } from "./monotone.ts";
import { judgeOutOfBag } from "./out-of-bag.ts";
import { sumWeights, weightRows, wholeWeights } from "./row-weights.ts";
import { scaleTarget } from "./scale-target.ts";

/** Options of `trainForest`. */
export interface ForestTraining extends Training {
  params: ForestParams;
  /** Whether each feature's border is drawn, not sought. */
  isRandom?: boolean;
  /** With its article, for messages. */
  engine?: string;
}

/**
 * Trains a random forest on the pool's threads: the same rows, parameters and seed give the same forest, whatever
 * their number. Splits are sought between the borders of 255 bins a feature, or take sets of its categories; rows without a value go where the split gains more. Throws UserError where a value is infinite, and before it starts where the forest would not fit into
 * memory.
 */
export async function trainForest(training: ForestTraining): Promise<TreesModel> {
  const { params, pool, onProgress, signal } = training;
  const matrix = shareMatrix(training.matrix);
  checkMatrix(matrix, training.target, { takesMissing: params.monotonic_cst === null });
  const job = planForest(training);
  const binning: BinningJob = { ...job, data: matrix.data };
  await pool.run("bins", binning, job.features, { signal });
  const grown = await pool.run<GrownTree>("forest", job, params.n_estimators, {
    signal,
    onDone: (done) => onProgress?.(done, params.n_estimators),
  });
  const model: TreesModel = {
    kind: "trees",
    trees: grown.map(({ gain: _, bag: __, ...tree }) => tree),
    divisor: grown.length,
    margins: job.outputs,
    width: job.outputs,
    base: new Float64Array(job.outputs),
    link: "identity",
    outputs: job.outputs,
    importance: importanceOf(grown, matrix.names.length),
  };
  if (!params.oob_score) return model;
  return { ...model, ...(await judgeOutOfBag({ ...training, matrix }, grown)) };
}

const criteria: Readonly<Record<ForestParams["criterion"], Criterion>> = {
  squared_error: "squares",
  gini: "squares",
  entropy: "entropy",
  log_loss: "entropy",
  poisson: "poisson",
};

function planForest(training: ForestTraining): ForestJob {
  const { matrix, target, classes, params, seed, isRandom = false } = training;
  const { rows } = matrix;
  const parts = featureParts(matrix);
  const features = parts.length;
  const sizes = forestSizes(params, rows, features);
  const isBalanced = params.class_weight === "balanced_subsample" && params.bootstrap;
  const weights = weightRows(
    training,
    params.class_weight === "balanced_subsample" ? (isBalanced ? null : "balanced") : params.class_weight,
  );
  const shape = {
    rows,
    features,
    outputs: Math.max(1, classes),
    sizes,
    isRandom,
    weights: weights && (sizes.draws > 0 ? sumWeights(weights) : wholeWeights(weights)),
    monotone: directionsOf(training, parts),
    hasCategories: parts.some(({ codes }) => codes !== undefined),
  };
  checkMemory(shape, params.n_estimators);
  const isPoisson = params.criterion === "poisson";
  if (isPoisson) refuseNegative(target);
  return {
    ...shape,
    parts,
    ...scaleTarget(target, classes, { center: !isPoisson }),
    criterion: criteria[params.criterion],
    minWeight: params.min_weight_fraction_leaf,
    minGain: params.min_impurity_decrease,
    pruning: params.ccp_alpha,
    isBalanced,
    keepsBag: params.oob_score,
    bins: new Uint8Array(new SharedArrayBuffer(rows * features)),
    lows: new Float32Array(new SharedArrayBuffer(4 * features * binStride)),
    highs: new Float32Array(new SharedArrayBuffer(4 * features * binStride)),
    seed,
  };
}

function directionsOf(
  { params, classes, matrix, engine = "a random forest" }: ForestTraining,
  parts: readonly FeaturePart[],
): Int8Array | undefined {
  if (params.monotonic_cst === null) return undefined;
  if (classes > 2)
    throw new UserError(
      `Cannot train ${engine}: "monotonic_cst" needs numbers or two classes, and there are ${classes}`,
      { hint: "Remove monotonic_cst" },
    );
  const directions = readMonotone(params.monotonic_cst, matrix.names, { engine, parameter: "monotonic_cst" });
  refuseOrder(matrix, directions, { engine, parameter: "monotonic_cst" });
  return Int8Array.from(parts, ({ column }) => directions[column]!);
}

function refuseNegative(target: Float64Array | Int32Array): void {
  const row = target.findIndex((value) => value < 0);
  if (row >= 0)
    throw new UserError(
      `Cannot train with criterion: poisson: the target is negative in training row ${row}`,
      {
        hint: "Poisson deviance is for counts: set criterion: squared_error",
      },
    );
  if (target.every((value) => value === 0))
    throw new UserError("Cannot train with criterion: poisson: the target is 0 in every training row");
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
