import { binStride, missingBin, thresholdBetween } from "./bins.ts";
import { createSets } from "./category-sets.ts";
import type { FeaturePart } from "./feature-parts.ts";
import { countNames, type ForestShape, placeArrays, planAt, sumsOf } from "./forest-memory.ts";
import { pruneTree } from "./prune-tree.ts";
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
  /** What the features are. */
  parts: readonly FeaturePart[];
  /** Features × 256, as BinningJob. */
  lows: Float32Array;
  highs: Float32Array;
  /** Regression: (y - offset) / scale; else class codes. */
  target: Float64Array;
  offset: number;
  scale: number;
  criterion: Criterion;
  /** The share of a tree's weight that a leaf has at least. */
  minWeight: number;
  /** The gain that a split has at least, and that each of its leaves must bring to stay; of the tree's weight. */
  minGain: number;
  pruning: number;
  /** Whether each tree gives its classes the same weight. */
  isBalanced: boolean;
  /** Whether trees say which rows they have drawn. */
  keepsBag: boolean;
  seed: number;
}

/** How impurity is measured. */
export type Criterion = "squares" | "entropy" | "poisson";
/** In the order of the kernel's constants. */
const criteria: readonly Criterion[] = ["squares", "entropy", "poisson"];

/** A tree with the decrease of impurity by each feature, in units that only compare within the tree. */
export interface GrownTree extends Tree {
  gain: Float64Array;
  /** A bit for each row that the tree has drawn, where the job keeps them. */
  bag?: Uint8Array;
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
    criterion: criteria.indexOf(job.criterion),
    isBalanced: Number(job.isBalanced),
    isBounded: Number(job.monotone !== undefined),
  };
  new Uint32Array(buffer, planAt).set([...countNames.map((name) => counts[name]), ...Object.values(at)]);
  new Uint8Array(buffer, at.bins).set(job.bins);
  new Float64Array(buffer, at.target).set(job.target);
  if (job.weights) new Float64Array(buffer, at.weight).set(job.weights);
  if (job.monotone) new Int8Array(buffer, at.monotone).set(job.monotone);
  new Uint8Array(buffer, at.categories).set(job.parts.map(({ codes }) => Number(codes !== undefined)));
  const unit = unitOf(job);
  new Float64Array(buffer, at.limits).set([job.minWeight, job.minGain * unit]);
  if (job.isRandom) {
    new Float32Array(buffer, at.lows).set(job.lows);
    new Float32Array(buffer, at.highs).set(job.highs);
  }
  return (tree) => {
    const [a = 0, b = 0, c = 0, d = 0] = randomState(job.seed, tree);
    const nodes = grow(planAt, a, b, c, d);
    const drawn = new Uint32Array(buffer, at.drawn, 1)[0]!;
    const [weight = 0] = new Float64Array(buffer, at.drawn! + 8, 1);
    const grown = readTree(job, buffer, at, nodes);
    const pruned = job.pruning > 0 ? pruneTree(grown, job.pruning * unit * weight) : grown;
    return {
      ...pruned,
      ...inColumns(pruned, job.parts),
      ...(job.keepsBag && { bag: bagOf(new Uint32Array(buffer, at.order, drawn), job.rows) }),
    };
  };
}

/** What scikit-learn's impurity times the weight is to the kernel. */
function unitOf({ criterion, outputs, scale }: ForestJob): number {
  if (criterion === "entropy") return Math.LN2;
  if (criterion === "poisson") return 1 / scale;
  if (outputs === 1) return 1 / scale / scale;
  return outputs === 2 ? 0.5 : 1;
}

/** What nodes ask for as columns of the matrix, and the gains by column. */
function inColumns(
  { feature, gain }: GrownTree,
  parts: readonly FeaturePart[],
): Pick<GrownTree, "feature" | "gain"> {
  const sums = new Float64Array(parts.at(-1)!.column + 1);
  const columns = feature.map((asked) => (asked < 0 ? asked : parts[asked]!.column));
  for (const [node, column] of columns.entries()) if (column >= 0) sums[column]! += gain[node]!;
  return { feature: columns, gain: sums };
}

function bagOf(order: Uint32Array, rows: number): Uint8Array {
  const bag = new Uint8Array(Math.ceil(rows / 8));
  for (const row of order) bag[row >> 3]! |= 1 << (row & 7);
  return bag;
}

/** The tree, with the gain of each node's split. */
function readTree(job: ForestJob, buffer: ArrayBuffer, at: Record<string, number>, nodes: number): GrownTree {
  const { lows, highs, parts } = job;
  const feature = new Int32Array(buffer, at.feature, nodes).slice();
  const lowBin = new Uint8Array(buffer, at.lowBin, nodes);
  const highBin = new Uint8Array(buffer, at.highBin, nodes);
  const child = new Int32Array(buffer, at.child, nodes);
  const goesLeft = new Uint8Array(buffer, at.missingLeft, nodes);
  const threshold = new Float32Array(nodes);
  const missingLeft = new Uint8Array(nodes);
  const left = new Int32Array(nodes);
  const right = new Int32Array(nodes);
  const gain = new Float64Array(buffer, at.gain, nodes).slice(); // of leaves without a meaning
  const sets = createSets(nodes);
  for (let node = 0; node < nodes; node++) {
    const bins = feature[node]! * binStride;
    if (bins >= 0) {
      const high = highBin[node]!;
      const { codes } = parts[feature[node]!]!;
      if (codes) sets.add(new BigUint64Array(buffer, at.sets! + 32 * node, 4), codes.first);
      else {
        threshold[node] =
          high === missingBin ? Infinity : thresholdBetween(highs[bins + lowBin[node]!]!, lows[bins + high]!);
        missingLeft[node] = goesLeft[node]!;
      }
      left[node] = child[node]!;
      right[node] = child[node]! + 1;
    }
    sets.end(node);
  }
  const value = valuesOf(job, new Float64Array(buffer, at.value, nodes * sumsOf(job.outputs)));
  return { feature, threshold, missingLeft, left, right, value, gain, ...sets.made() };
}

/** The kernel's node values as the forest has them: the target's units, or a probability for each class. */
function valuesOf({ outputs, offset, scale }: ForestJob, values: Float64Array): Float32Array {
  if (outputs > 2) return Float32Array.from(values);
  if (outputs === 1) return Float32Array.from(values, (value) => offset + scale * value);
  const shares = new Float32Array(2 * values.length);
  for (const [node, share] of values.entries()) shares.set([1 - share, share], 2 * node);
  return shares;
}
