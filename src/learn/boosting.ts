import { UserError } from "../errors.ts";
import { formatNumber } from "../number-format.ts";
import { type KernelFeature, kernelFeatures } from "./boosting-features.ts";
import {
  type BoostingPlaces,
  type BoostingShape,
  checkBoostingMemory,
  checkTreesMemory,
} from "./boosting-memory.ts";
import type { BoostingParams } from "./boosting-params.ts";
import { startOf } from "./boosting-start.ts";
import {
  type BoostingBinsJob,
  type BoostingJob,
  type GrownRounds,
  type SharedMemory,
  writePlan,
} from "./boosting-thread.ts";
import { readTrees } from "./boosting-trees.ts";
import { checkMatrix } from "./check-matrix.ts";
import type { Training } from "./engines.ts";
import { type Matrix, shareMatrix } from "./matrix.ts";
import type { RoundLosses, TreesModel } from "./model.ts";
import { readMonotone, refuseOrder } from "./monotone.ts";
import { weightRows } from "./row-weights.ts";
import { scaleTarget } from "./scale-target.ts";
import type { Tree } from "./tree.ts";
import { weighUnbalanced } from "./unbalance.ts";

/** Options of `trainBoosting`. */
export interface BoostingTraining extends Training {
  params: BoostingParams;
}

/** Rounds of a run of the threads: between two runs progress is told and early stopping decided. */
const roundsAtOnce = 10;

/** Flags of the kernel's features: `HAS_MISSING` and `CATEGORIES`. */
const asksMissing = 1;
const asksCategories = 2;

/** What the steps of a training share. */
interface Plan {
  training: BoostingTraining;
  shape: BoostingShape;
  places: BoostingPlaces;
  memory: SharedMemory;
  features: KernelFeature[];
  scale: number;
  base: Float64Array;
}

/**
 * Gradient boosting of trees that grow leaf by leaf, as LightGBM does it, on the pool's threads: the same rows,
 * parameters and seed give the same model, whatever their number. Squared error for numbers, log loss for two classes
 * (one tree a round) and more (a tree a class and round). Throws UserError where a value is infinite, where early
 * stopping has no validation rows, and before it starts where memory would not do.
 */
export async function trainBoosting(training: BoostingTraining): Promise<TreesModel> {
  const plan = await prepare(training);
  const { trees, gain, losses } = await growAll(plan);
  const { outputs } = plan.shape;
  const total = gain.reduce((sum, each) => sum + each, 0);
  return {
    kind: "trees",
    trees,
    divisor: 1,
    margins: outputs,
    width: 1,
    base: plan.base,
    link: training.classes === 0 ? "identity" : outputs === 1 ? "logistic" : "softmax",
    outputs: Math.max(1, training.classes),
    importance: total > 0 ? gain.map((each) => each / total) : gain,
    losses,
  };
}

async function prepare(given: BoostingTraining): Promise<Plan> {
  const training = weighUnbalanced(given);
  const { matrix, target, classes, params, pool, signal, validation } = training;
  checkMatrix(matrix, target, { takesMissing: true });
  const stops = params.early_stopping_rounds !== null;
  if (stops && (validation === undefined || validation.matrix.rows === 0))
    throw new UserError("Cannot stop early: there are no validation rows", {
      hint: "Name them by data.split.column or the set data.sets.validation, or remove early_stopping_rounds",
    });
  const others = validation !== undefined && validation.matrix.rows > 0 ? validation : undefined;
  if (stops && others?.weights?.every((weight) => weight === 0))
    throw new UserError("Cannot stop early: every validation row has the weight 0");
  if (others !== undefined) checkMatrix(others.matrix, others.target, { takesMissing: true });
  const objective = classes === 0 ? "squared_error" : classes <= 2 ? "logistic" : "softmax";
  const named = { engine: "gradient boosting", parameter: "monotone_constraints" };
  const directions = readMonotone(params.monotone_constraints, matrix.names, named);
  refuseOrder(matrix, directions, named);
  const shared = shareMatrix(matrix);
  const features = await kernelFeatures(shared, { limit: params.max_bin, pool, signal });
  const weights = weightRows(training, params.class_weight);
  const shape: BoostingShape = {
    rows: matrix.rows,
    allRows: matrix.rows + (others?.matrix.rows ?? 0),
    features: features.length,
    outputs: objective === "softmax" ? classes : 1,
    objective,
    leaves: Math.min(params.num_leaves, matrix.rows, 2 ** Math.min(30, depthOf(params))),
    threads: Math.max(1, Math.min(pool.together, Math.ceil(matrix.rows / 2048))),
    isWeighted: weights !== undefined || others?.weights !== undefined,
    binCount: Int32Array.from(features, ({ bins }) => bins),
  };
  const places = checkBoostingMemory(shape);
  if (!stops) checkTreesMemory(params.n_estimators, shape);
  const memory = createMemory(places.end);
  const scaled = scaleTarget(target, classes);
  const start = startOf(scaled.target, weights, { objective, classes });
  fillMemory({ memory, places, shape, features });
  const { buffer } = memory;
  const { at } = places;
  new Int8Array(buffer, at.monotone, shape.features).set(features.map(({ column }) => directions[column]!));
  new Float64Array(buffer, at.target, shape.rows).set(scaled.target);
  if (others)
    new Float64Array(buffer, at.target! + 8 * shape.rows, others.matrix.rows).set(
      Float64Array.from(others.target, (value) => (value - scaled.offset) / scaled.scale),
    );
  if (shape.isWeighted) {
    const all = new Float32Array(buffer, at.weight, shape.allRows).fill(1);
    if (weights) all.set(weights);
    if (others?.weights) all.set(others.weights, shape.rows);
  }
  for (const [output, value] of start.entries())
    new Float64Array(buffer, at.scores! + 8 * output * shape.allRows, shape.allRows).fill(value);
  const isRegression = objective === "squared_error";
  const plan: Plan = {
    training,
    shape,
    places,
    memory,
    features,
    scale: isRegression ? scaled.scale : 1,
    base: isRegression ? start.map((value) => scaled.offset + scaled.scale * value) : start,
  };
  await binRows(plan, shared, 0);
  if (others) await binRows(plan, shareMatrix(others.matrix), shape.rows);
  writePlan({ memory, at, ...describePlan(plan) });
  return plan;
}

function depthOf({ max_depth }: BoostingParams): number {
  return max_depth <= 0 ? 0x7fffffff : max_depth;
}

function createMemory(bytes: number): SharedMemory {
  const pages = Math.ceil(bytes / 65_536);
  try {
    return new WebAssembly.Memory({
      initial: pages,
      maximum: pages,
      shared: true,
    }) as unknown as SharedMemory;
  } catch (cause) {
    throw new UserError(
      `Cannot train gradient boosting: there are no ${formatNumber(bytes)} bytes of memory left`,
      {
        hint: "Use a larger runner, fewer rows or features, or fewer leaves",
        cause,
      },
    );
  }
}

function fillMemory({
  memory: { buffer },
  places,
  shape,
  features,
}: Pick<Plan, "memory" | "places" | "shape" | "features">): void {
  const { at, groupAt, groupStride } = places;
  new Uint32Array(buffer, at.groupAt, groupAt.length).set(groupAt);
  new Uint32Array(buffer, at.groupStride, groupStride.length).set(groupStride);
  new Int32Array(buffer, at.binCount, shape.features).set(shape.binCount);
  const flags = new Uint8Array(buffer, at.flags, shape.features);
  for (const [feature, { hasMissing, thresholds }] of features.entries()) {
    flags[feature] = thresholds === undefined ? asksCategories : hasMissing ? asksMissing : 0;
    if (thresholds) new Float32Array(buffer, at.borders! + 1024 * feature, 256).set(thresholds);
  }
}

async function binRows(
  { training, shape, places, memory, features }: Plan,
  matrix: Matrix,
  firstRow: number,
): Promise<void> {
  const job: BoostingBinsJob = {
    memory,
    at: places.at,
    rows: matrix.rows,
    firstRow,
    allRows: shape.allRows,
    data: matrix.data,
    threads: shape.threads,
    features: features.map(({ column, bins, firstCode }) => ({ column, bins, firstCode })),
  };
  await training.pool.run("boosting-bins", job, shape.threads, { signal: training.signal });
}

function describePlan({ training, shape, scale }: Plan): Pick<BoostingJob, "settings" | "counts"> {
  const { params, seed } = training;
  const bounded = params.reg_alpha > 0 || params.monotone_constraints !== null;
  return {
    // Derivatives of the squared error shrink with the target's scale: first ones by it, second ones not.
    settings: {
      learningRate: params.learning_rate,
      lambda1: params.reg_alpha / scale,
      lambda2: params.reg_lambda,
      minGain: params.min_split_gain / scale / scale,
      minHessian: params.min_child_weight,
      minRows: params.min_child_samples,
      catSmooth: params.cat_smooth,
      catL2: params.cat_l2,
      minGroup: params.min_data_per_group,
      positiveWeight: params.scale_pos_weight,
      subsample: params.subsample,
    },
    counts: {
      rows: shape.rows,
      allRows: shape.allRows,
      features: shape.features,
      groups: Math.ceil(shape.features / 8),
      outputs: shape.outputs,
      objective: ["squared_error", "logistic", "softmax"].indexOf(shape.objective),
      leaves: shape.leaves,
      maxDepth: depthOf(params),
      threads: shape.threads,
      // LightGBM counts a bin for what is no category.
      maxCatToOnehot: params.max_cat_to_onehot - 1,
      maxCatThreshold: params.max_cat_threshold,
      isBounded: bounded ? 1 : 0,
      seed,
      padding: 0,
    },
  };
}

/** Runs the rounds; ends before the last where no tree finds a split, or the validation loss no longer falls. */
async function growAll(plan: Plan): Promise<{ trees: Tree[]; gain: Float64Array; losses: RoundLosses }> {
  const { training, shape, memory, places, features } = plan;
  const { params, pool, signal, onProgress } = training;
  const { outputs, threads } = shape;
  const trees: Tree[] = [];
  const gains: Float64Array[] = [];
  const losses: number[] = [];
  const validation: number[] = [];
  const inUnits = (values: readonly number[]) => values.map((loss) => loss * plan.scale * plan.scale);
  const lossesSoFar = (): RoundLosses => ({
    training: inUnits(losses),
    ...(shape.allRows > shape.rows && { validation: inUnits(validation) }),
  });
  const columns = training.matrix.names.length;
  const rounds = params.n_estimators;
  const patience = params.early_stopping_rounds ?? Infinity;
  const job = {
    memory,
    at: places.at,
    ...describePlan(plan),
    columnOf: Int32Array.from(features, ({ column }) => column),
    columnsPerTree: Math.max(1, Math.round(params.colsample_bytree * columns)),
    baggingFrequency: params.subsample_freq,
  };
  for (let from = 0; from < rounds; from += roundsAtOnce) {
    const run: BoostingJob = { ...job, from, to: Math.min(rounds, from + roundsAtOnce) };
    const [grown] = await pool.run<GrownRounds>("boosting", run, threads, { signal });
    const read = readTrees(grown!, { ...plan, columns });
    const last = read.findIndex(
      (_, tree) => tree % outputs === 0 && isStuck(read.slice(tree, tree + outputs)),
    );
    const kept = last < 0 ? read : read.slice(0, Math.max(last, from === 0 ? outputs : 0));
    for (const { tree, gain } of kept) {
      trees.push(tree);
      gains.push(gain);
    }
    losses.push(...grown!.losses.subarray(0, kept.length / outputs));
    validation.push(...grown!.validationLosses.subarray(0, kept.length / outputs));
    onProgress?.(Math.min(rounds, losses.length), rounds, lossesSoFar());
    if (last >= 0 || validation.length - 1 - bestOf(validation) >= patience) break;
  }
  const used = patience === Infinity ? trees.length : (bestOf(validation) + 1) * outputs;
  const gain = new Float64Array(columns);
  for (const each of gains.slice(0, used))
    for (const [feature, value] of each.entries()) gain[feature]! += value;
  return { trees: trees.slice(0, used), gain, losses: lossesSoFar() };
}

/** Whether no tree of a round has a split: then none after it would have one. */
function isStuck(round: readonly { tree: Tree }[]): boolean {
  return round.every(({ tree }) => tree.feature.length === 1);
}

function bestOf(losses: readonly number[]): number {
  let best = 0;
  for (const [round, loss] of losses.entries()) if (loss < losses[best]!) best = round;
  return best;
}
