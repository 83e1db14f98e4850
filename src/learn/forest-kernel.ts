import { binStride, thresholdBetween } from "./bins.ts";
import type { Tree } from "./forest.ts";
import type { ForestSizes } from "./forest-params.ts";
import { randomState } from "./random.ts";

/** An instance of kernels/forest.ts. */
export interface ForestKernel {
  memory: { readonly buffer: ArrayBuffer };
  grow(plan: number, a: number, b: number, c: number, d: number): number;
}

/** What a worker needs to grow trees; one job is one tree. */
export interface ForestJob {
  rows: number;
  features: number;
  /** Values of a node: 1 for regression, else the number of classes. */
  outputs: number;
  sizes: ForestSizes;
  /** Features × rows. */
  bins: Uint8Array;
  /** Features × 256, as BinningJob. */
  lows: Float32Array;
  highs: Float32Array;
  /** Regression: (y - offset) / scale; else class codes. */
  target: Float64Array;
  offset: number;
  scale: number;
  seed: number;
}

/** A tree with the decrease of impurity by each feature, in units that only compare within the tree. */
export interface GrownTree extends Tree {
  gain: Float64Array;
}

/** As `ONE_ROW` in the kernel: weights and distinct rows are counted exactly up to here. */
export const rowLimit = 2 ** 26;

/** The plan, then the arrays, in the kernel's memory. */
const planAt = 64;
const arraysAt = 512;
const countNames = [
  "rows",
  "features",
  "outputs",
  "maxFeatures",
  "minSplit",
  "minLeaf",
  "maxDepth",
  "draws",
] as const;

/** The kernel's arrays in the order of its class `Plan`, with their bytes. */
function arraysOf({ rows, features, outputs, sizes }: Omit<ForestJob, "seed">): Record<string, number> {
  const kernelOutputs = sumsOf(outputs);
  const cell = kernelOutputs === 1 ? 16 : 8 * (kernelOutputs + 2);
  const nodes = nodeLimit(rows, sizes);
  return {
    bins: features * rows,
    target: 8 * rows,
    order: 4 * rows,
    payload: 16 * rows,
    spareOrder: 4 * rows,
    sparePayload: 16 * rows,
    histogram: 256 * cell,
    occupied: 32,
    total: cell,
    left: cell,
    permutation: 4 * features,
    stack: 24 * (Math.min(sizes.maxDepth, nodes) + 2),
    feature: 4 * nodes,
    lowBin: nodes,
    highBin: nodes,
    child: 4 * nodes,
    value: 8 * nodes * kernelOutputs,
    gain: 8 * features,
  };
}

/** The most nodes that a tree can have. */
export function nodeLimit(rows: number, { minLeaf, maxDepth, draws }: ForestSizes): number {
  const distinct = draws === 0 ? rows : Math.min(rows, draws);
  return 2 * Math.max(1, Math.min(Math.floor(distinct / minLeaf), 2 ** Math.min(maxDepth, 40))) - 1;
}

/** Where each of the kernel's arrays begins, and where the last one ends. */
function placeArrays(job: Omit<ForestJob, "seed">): { at: Record<string, number>; end: number } {
  const at: Record<string, number> = {};
  let end = arraysAt;
  for (const [name, bytes] of Object.entries(arraysOf(job))) {
    at[name] = end;
    end = Math.ceil((end + bytes) / 64) * 64;
  }
  return { at, end };
}

/** Bytes of memory that one thread needs. */
export function kernelBytes(job: Omit<ForestJob, "seed">): number {
  return placeArrays(job).end;
}

/** One sum serves numbers and two classes (Gini is then twice the variance of 0/1); more classes are counted. */
function sumsOf(outputs: number): number {
  return outputs <= 2 ? 1 : outputs;
}

/** Prepares an instance for a job (`instantiate` takes bytes of memory); the answer grows a tree by its number. */
export function openForest(
  instantiate: (bytes: number) => ForestKernel,
  job: ForestJob,
): (tree: number) => GrownTree {
  const { at, end } = placeArrays(job);
  const { memory, grow } = instantiate(end);
  const { buffer } = memory;
  const counts = { ...job, ...job.sizes, outputs: sumsOf(job.outputs) };
  new Uint32Array(buffer, planAt).set([...countNames.map((name) => counts[name]), ...Object.values(at)]);
  new Uint8Array(buffer, at.bins).set(job.bins);
  new Float64Array(buffer, at.target).set(job.target);
  return (tree) => {
    const [a = 0, b = 0, c = 0, d = 0] = randomState(job.seed, tree);
    const nodes = grow(planAt, a, b, c, d);
    return readTree(job, buffer, at, nodes);
  };
}

function readTree(job: ForestJob, buffer: ArrayBuffer, at: Record<string, number>, nodes: number): GrownTree {
  const { features, lows, highs } = job;
  const feature = new Int32Array(buffer, at.feature, nodes).slice();
  const lowBin = new Uint8Array(buffer, at.lowBin, nodes);
  const highBin = new Uint8Array(buffer, at.highBin, nodes);
  const child = new Int32Array(buffer, at.child, nodes);
  const threshold = new Float32Array(nodes);
  const left = new Int32Array(nodes);
  const right = new Int32Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const bins = feature[node]! * binStride;
    if (bins < 0) continue;
    threshold[node] = thresholdBetween(highs[bins + lowBin[node]!]!, lows[bins + highBin[node]!]!);
    left[node] = child[node]!;
    right[node] = child[node]! + 1;
  }
  const value = valuesOf(job, new Float64Array(buffer, at.value, nodes * sumsOf(job.outputs)));
  const gain = new Float64Array(buffer, at.gain, features).slice();
  return { feature, threshold, left, right, value, gain };
}

/** The kernel's node values as the forest has them: the target's units, or a probability for each class. */
function valuesOf({ outputs, offset, scale }: ForestJob, values: Float64Array): Float32Array {
  if (outputs > 2) return Float32Array.from(values);
  if (outputs === 1) return Float32Array.from(values, (value) => offset + scale * value);
  const shares = new Float32Array(2 * values.length);
  for (const [node, share] of values.entries()) shares.set([1 - share, share], 2 * node);
  return shares;
}
