import { UserError } from "../errors.ts";
import { formatBytes, formatNumber } from "../number-format.ts";

/** What the need of memory of a training depends on. */
export interface BoostingShape {
  /** Training rows, and those with the validation rows. */
  rows: number;
  allRows: number;
  features: number;
  outputs: number;
  objective: "squared_error" | "logistic" | "softmax";
  leaves: number;
  threads: number;
  /** Whether rows have weights. */
  isWeighted: boolean;
  /** Bins of values of each feature, at most; bins of missing values come on top. */
  binCount: Int32Array;
}

/** Training rows, about as far from each other, whose loss is told after each round. */
export const watchedRows = 65_536;
/** Rows whose sums are added on their own; `BLOCK` of the kernel. */
const blockRows = 4096;
/** What a 32-bit wasm memory can hold. */
const memoryLimit = 2 ** 32 - 2 ** 16;
/** Whole numbers of a histogram must not overflow. */
const rowLimit = 2 ** 26;
/** Where the kernel's memory holds its `Plan`. */
export const planAt = 64;
const arraysAt = 1024;

/** The f64 at the head of the kernel's `Plan`, in its order. */
export const settingNames = [
  "learningRate",
  "lambda1",
  "lambda2",
  "minGain",
  "minHessian",
  "minRows",
  "catSmooth",
  "catL2",
  "minGroup",
  "positiveWeight",
  "subsample",
] as const;

/** The i32 after them. */
export const countNames = [
  "rows",
  "allRows",
  "features",
  "groups",
  "outputs",
  "objective",
  "leaves",
  "maxDepth",
  "threads",
  "maxCatToOnehot",
  "maxCatThreshold",
  "isBounded",
  "seed",
  "padding",
] as const;

/** Where each of the kernel's arrays begins, and where the last one ends. */
export interface BoostingPlaces {
  at: Record<string, number>;
  end: number;
  /** Bytes of a histogram; u32 a group: its begin, and bytes a feature. */
  slotBytes: number;
  groupAt: Uint32Array;
  groupStride: Uint32Array;
}

/** Lays the memory out. */
export function placeBoosting(shape: BoostingShape): BoostingPlaces {
  const histogram = placeHistogram(shape.binCount);
  const at: Record<string, number> = {};
  let end = arraysAt;
  for (const [name, bytes] of arraysOf(shape, histogram.slotBytes)) {
    at[name] = name === "slotBytes" ? bytes : end;
    if (name === "slotBytes" || (name === "weight" && bytes === 0)) {
      if (name === "weight") at[name] = 0;
      continue;
    }
    end = Math.ceil((end + bytes) / 64) * 64;
  }
  return { at, end, ...histogram };
}

/** Features of a group have equal room, so that the kernel finds them by adding. */
function placeHistogram(binCount: Int32Array): Pick<BoostingPlaces, "slotBytes" | "groupAt" | "groupStride"> {
  const groups = Math.ceil(binCount.length / 8);
  const groupAt = new Uint32Array(groups);
  const groupStride = new Uint32Array(groups);
  let slotBytes = 0;
  for (let group = 0; group < groups; group++) {
    const counts = binCount.subarray(8 * group, 8 * group + 8);
    groupAt[group] = slotBytes;
    groupStride[group] = 8 * (counts.reduce((most, each) => Math.max(most, each), 0) + 1);
    slotBytes += groupStride[group]! * counts.length;
  }
  return { slotBytes: Math.ceil(slotBytes / 64) * 64, groupAt, groupStride };
}

/** The kernel's arrays in the order of its class `Plan`, with their bytes; `slotBytes` is a number among them. */
function arraysOf(shape: BoostingShape, slotBytes: number): [name: string, bytes: number][] {
  const { rows, allRows, features, outputs, leaves, threads, isWeighted } = shape;
  const groups = Math.ceil(features / 8);
  const nodes = 2 * leaves;
  // The kernel works on four rows at a time, and looks a little past the last.
  const padded = allRows + 8;
  return [
    ["sync", 64],
    ["columns", features * padded],
    ["bins", 8 * groups * rows],
    ["groupAt", 4 * groups],
    ["groupStride", 4 * groups],
    ["slotBytes", slotBytes],
    ["binCount", 4 * features],
    ["flags", features],
    ["monotone", features],
    ["used", features],
    ["target", 8 * padded],
    ["weight", isWeighted ? 4 * padded : 0],
    ["scores", 8 * outputs * padded],
    ["shares", shape.objective === "softmax" ? 4 * outputs * (rows + 4) + 64 : 64],
    ["gradients", 8 * padded],
    ["payload", 8 * padded],
    ["order", 4 * padded],
    ["spareLeft", 4 * padded],
    ["spareRight", 4 * padded],
    ["blockSums", 16 * (Math.ceil(rows / blockRows) + 1)],
    ["histograms", leaves * slotBytes],
    ["partial", (threads - 1) * slotBytes],
    ["leafTable", 112 * leaves],
    ["splits", 128 * threads],
    ["sorting", 4096 * threads],
    ["counts", 4 * threads],
    ["tiles", 8 * 512 * threads],
    ["nodeFeature", 4 * nodes],
    ["nodeBin", 4 * nodes],
    ["nodeFlags", nodes],
    ["nodeLeft", 4 * nodes],
    ["nodeRight", 4 * nodes],
    ["nodeValue", 8 * nodes],
    ["nodeGain", 8 * nodes],
    ["nodeSet", 32 * nodes],
    ["scales", 64],
    ["losses", 16 * (Math.ceil(Math.max(allRows - rows, watchedRows) / blockRows) + 1)],
    ["scratch", 4 * scratchRows * threads],
    ["borders", 1024 * features],
  ];
}

/** Rows of one feature that are put into bins at a time. */
export const scratchRows = 8192;

/** Throws UserError where a training of this shape does not fit into memory, and says how much it would need. */
export function checkBoostingMemory(shape: BoostingShape): BoostingPlaces {
  const places = placeBoosting(shape);
  if (places.end <= memoryLimit && shape.rows <= rowLimit) return places;
  const size = `${formatNumber(shape.rows)} rows × ${formatNumber(shape.features)} features`;
  throw new UserError(
    `Cannot train gradient boosting on ${size} with ${formatNumber(shape.leaves)} leaves: it needs ${formatBytes(places.end)} of memory`,
    {
      hint: `The limits are ${formatBytes(memoryLimit)} and ${formatNumber(rowLimit)} rows: lower num_leaves or max_bin, or leave columns out with data.exclude`,
    },
  );
}

/** Bytes that all trees may take. */
const treesLimit = 4e9;
/** Bytes of a tree's node. */
const nodeBytes = 21;

/** Throws UserError where so many rounds of trees, if each were as large as it may be, do not fit into memory. */
export function checkTreesMemory(rounds: number, { outputs, leaves }: BoostingShape): void {
  const trees = rounds * outputs;
  const bytes = trees * (2 * leaves - 1) * nodeBytes;
  if (bytes <= treesLimit) return;
  throw new UserError(
    `Cannot train ${formatNumber(trees)} trees of up to ${formatNumber(leaves)} leaves: they may take ${formatBytes(bytes)}`,
    {
      hint: `The limit is ${formatBytes(treesLimit)}: lower n_estimators or num_leaves, or set early_stopping_rounds`,
    },
  );
}
