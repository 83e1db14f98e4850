import { binStride, thresholdBetween } from "./bins.ts";
import { countNames, type ForestShape, placeArrays, planAt, sumsOf } from "./forest-memory.ts";
import { randomState } from "./random.ts";
import type { Tree } from "./tree.ts";

/** An instance of kernels/forest.ts. */
export interface ForestKernel {
  memory: { readonly buffer: ArrayBuffer };
  grow(plan: number, a: number, b: number, c: number, d: number): number;
}

/** What a worker needs to grow trees; one job is one tree. */
export interface ForestJob extends ForestShape {
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

/** Prepares an instance for a job (`instantiate` takes bytes of memory); the answer grows a tree by its number. */
export function openForest(
  instantiate: (bytes: number) => ForestKernel,
  job: ForestJob,
): (tree: number) => GrownTree {
  const { at, end } = placeArrays(job);
  const { memory, grow } = instantiate(end);
  const { buffer } = memory;
  const counts = {
    ...job,
    ...job.sizes,
    outputs: sumsOf(job.outputs),
    isRandom: Number(job.isRandom === true),
    isWeighted: Number(job.weights !== undefined),
  };
  new Uint32Array(buffer, planAt).set([...countNames.map((name) => counts[name]), ...Object.values(at)]);
  new Uint8Array(buffer, at.bins).set(job.bins);
  new Float64Array(buffer, at.target).set(job.target);
  if (job.weights) new Float64Array(buffer, at.weight).set(job.weights);
  if (job.isRandom) {
    new Float32Array(buffer, at.lows).set(job.lows);
    new Float32Array(buffer, at.highs).set(job.highs);
  }
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
