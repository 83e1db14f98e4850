import { UserError } from "../errors.ts";
import { formatBytes, formatNumber } from "../number-format.ts";
import type { ForestSizes } from "./forest-params.ts";

/** What a forest's need of memory depends on. */
export interface ForestShape {
  rows: number;
  features: number;
  /** Values of a node: 1 for regression, else the number of classes. */
  outputs: number;
  sizes: ForestSizes;
  /** Whether each feature's border is drawn, not sought. */
  isRandom?: boolean;
  /** Of the rows: whole numbers whose sum is at most 2^25; with draws their sums up to each row. */
  weights?: Float64Array | undefined;
  /** One a feature: 1 where predictions may only rise with it, -1 where they may only fall. */
  monotone?: Int8Array | undefined;
  /** Whether some features are categories. */
  hasCategories?: boolean;
}

/** A forest above this size would fill the runner's memory, and no reader would open its file. */
const forestLimit = 4e9;
/** What a 32-bit wasm memory can hold. */
const threadLimit = 2 ** 32 - 2 ** 16;
/** As `ONE_ROW` in the kernel: weights and distinct rows are counted exactly up to here. */
const rowLimit = 2 ** 26;

/** Throws UserError where trees of this shape may not fit into memory, and says how much they would need. */
export function checkMemory(shape: ForestShape, trees: number): void {
  const { rows, features, outputs, sizes } = shape;
  const forest = trees * nodeLimit(rows, sizes) * (17 + 4 * outputs);
  const thread = placeArrays(shape).end;
  if (Math.max(rows, sizes.draws) <= rowLimit && forest <= forestLimit && thread <= threadLimit) return;
  const size = `${formatNumber(rows)} rows × ${formatNumber(features)} features`;
  const needed = `they may take ${formatBytes(forest)}, and each thread ${formatBytes(thread)}`;
  const limits = `${formatBytes(forestLimit)}, ${formatBytes(threadLimit)} a thread and ${formatNumber(rowLimit)} rows`;
  throw new UserError(`Cannot train ${formatNumber(trees)} trees on ${size}: ${needed}`, {
    hint: `Set max_depth or max_leaf_nodes, raise min_samples_leaf or lower n_estimators; the limits are ${limits}`,
  });
}

/** Where the kernel's memory holds its `Plan`; the arrays come after it. */
export const planAt = 64;
const arraysAt = 512;
/** The counts at the head of the kernel's `Plan`, in its order. */
export const countNames = [
  "rows",
  "features",
  "outputs",
  "maxFeatures",
  "minSplit",
  "minLeaf",
  "maxDepth",
  "draws",
  "isRandom",
  "isWeighted",
  "criterion",
  "maxLeaves",
  "isBalanced",
  "isBounded",
] as const;

/** The kernel's arrays in the order of its class `Plan`, with their bytes. */
function arraysOf({
  rows,
  features,
  outputs,
  sizes,
  isRandom,
  weights,
  monotone,
  hasCategories,
}: ForestShape): Record<string, number> {
  const kernelOutputs = sumsOf(outputs);
  const cell = kernelOutputs === 1 ? 16 : 8 * (kernelOutputs + 2);
  const nodes = nodeLimit(rows, sizes);
  return {
    bins: features * rows,
    target: 8 * rows,
    weight: weights ? 8 * rows : 0,
    monotone: monotone ? features : 0,
    limits: 16,
    lows: isRandom ? 1024 * features : 0,
    highs: isRandom ? 1024 * features : 0,
    order: 4 * rows,
    payload: 16 * rows,
    spareOrder: 4 * rows,
    sparePayload: 16 * rows,
    histogram: 256 * cell,
    occupied: 32,
    total: cell,
    left: cell,
    absent: cell,
    both: cell,
    permutation: 4 * features,
    stack: 96 * (3 + (sizes.maxLeaves || Math.min(sizes.maxDepth, (nodes + 1) / 2))),
    drawn: 16,
    feature: 4 * nodes,
    lowBin: nodes,
    highBin: nodes,
    missingLeft: nodes,
    child: 4 * nodes,
    value: 8 * nodes * kernelOutputs,
    gain: 8 * nodes,
    categories: features,
    sets: hasCategories ? 32 * nodes : 0,
    sorting: hasCategories ? 256 * 9 : 0,
  };
}

/** The most nodes that a tree can have. */
function nodeLimit(rows: number, { minLeaf, maxDepth, maxLeaves, draws }: ForestSizes): number {
  const distinct = draws === 0 ? rows : Math.min(rows, draws);
  const leaves = Math.min(Math.floor(distinct / minLeaf), 2 ** Math.min(maxDepth, 40), maxLeaves || Infinity);
  return 2 * Math.max(1, leaves) - 1;
}

/** Where each of the kernel's arrays begins, and where the last one ends. */
export function placeArrays(shape: ForestShape): { at: Record<string, number>; end: number } {
  const at: Record<string, number> = {};
  let end = arraysAt;
  for (const [name, bytes] of Object.entries(arraysOf(shape))) {
    at[name] = end;
    end = Math.ceil((end + bytes) / 64) * 64;
  }
  return { at, end };
}

/** One sum serves numbers and two classes (Gini is then twice the variance of 0/1); more classes are counted. */
export function sumsOf(outputs: number): number {
  return outputs <= 2 ? 1 : outputs;
}
