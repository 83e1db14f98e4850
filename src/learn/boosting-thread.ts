import { countNames, planAt, scratchRows, settingNames, watchedRows } from "./boosting-memory.ts";
import { randomFrom, randomState } from "./random.ts";

/** An instance of kernels/boosting.ts on a shared memory. */
export interface BoostingKernel {
  binValues(values: number, count: number, borders: number, steps: number, missing: number, to: number): void;
  arrange(columns: number, bins: number, features: number, allRows: number, from: number, to: number): void;
  grow(plan: number, thread: number, output: number, round: number, bag: number): number;
  lossOf(plan: number, thread: number, first: number, rows: number, step: number): number;
}

/** The memory that all threads share; a WebAssembly.Memory, which threads are given as it is. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

/** What a thread needs to grow trees; one job is one thread, and all of them must run at the same time. */
export interface BoostingJob {
  memory: SharedMemory;
  at: Record<string, number>;
  settings: Record<(typeof settingNames)[number], number>;
  counts: Record<(typeof countNames)[number], number>;
  /** Rounds of this run: from the first to before the last; each grows a tree for each output. */
  from: number;
  to: number;
  /** The matrix's column that a feature is, or is a part of. */
  columnOf: Int32Array;
  /** Columns that a tree may ask for. */
  columnsPerTree: number;
  /** Rounds that use the same sample of rows. */
  baggingFrequency: number;
}

/** What a thread answers: the first one the trees, in order, and the mean losses after each round. */
export interface GrownRounds {
  nodes: Int32Array;
  feature: Int32Array;
  bin: Int32Array;
  flags: Uint8Array;
  left: Int32Array;
  right: Int32Array;
  value: Float64Array;
  gain: Float64Array;
  sets: BigUint64Array;
  /** Of the training rows, or some of them; of the validation rows 0 where there are none. */
  losses: Float64Array;
  validationLosses: Float64Array;
}

/** Writes the kernel's plan; once, before the threads begin. */
export function writePlan({
  memory,
  at,
  settings,
  counts,
}: Pick<BoostingJob, "memory" | "at" | "settings" | "counts">): void {
  const { buffer } = memory;
  new Float64Array(buffer, planAt).set(settingNames.map((name) => settings[name]));
  const countsAt = planAt + 8 * settingNames.length;
  new Uint32Array(buffer, countsAt).set([...countNames.map((name) => counts[name]), ...Object.values(at)]);
}

/** Prepares a thread; the answer runs it by its number. */
export function openBoosting(
  instantiate: (memory: SharedMemory) => BoostingKernel,
  job: BoostingJob,
): (thread: number) => GrownRounds {
  const kernel = instantiate(job.memory);
  return (thread) => growRounds(kernel, job, thread);
}

function growRounds(kernel: BoostingKernel, job: BoostingJob, thread: number): GrownRounds {
  const { counts, from, to, baggingFrequency } = job;
  const isFirst = thread === 0;
  const trees = isFirst ? (to - from) * counts.outputs : 0;
  const grown = createRounds(trees, 2 * counts.leaves - 1, to - from);
  let tree = 0;
  let at = 0;
  for (let round = from; round < to; round++) {
    const bag = baggingFrequency === 0 ? 0 : Math.floor(round / baggingFrequency);
    for (let output = 0; output < counts.outputs; output++) {
      const number = round * counts.outputs + output;
      // Other threads look at this only after they have met, which the kernel does first.
      if (isFirst) chooseFeatures(job, number);
      const nodes = kernel.grow(planAt, thread, output, number + 1, bag + 1);
      if (!isFirst) continue;
      grown.nodes[tree++] = nodes;
      copyTree(grown, job, at, nodes);
      at += nodes;
    }
    const step = Math.ceil(counts.rows / watchedRows);
    const loss = kernel.lossOf(planAt, thread, 0, Math.floor(counts.rows / step), step);
    if (isFirst) grown.losses[round - from] = loss;
    const others = counts.allRows - counts.rows;
    if (others === 0) continue;
    const validationLoss = kernel.lossOf(planAt, thread, counts.rows, others, 1);
    if (isFirst) grown.validationLosses[round - from] = validationLoss;
  }
  return trim(grown, at);
}

function createRounds(trees: number, nodesPerTree: number, rounds: number): GrownRounds {
  const nodes = trees * nodesPerTree;
  return {
    nodes: new Int32Array(trees),
    feature: new Int32Array(nodes),
    bin: new Int32Array(nodes),
    flags: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    value: new Float64Array(nodes),
    gain: new Float64Array(nodes),
    sets: new BigUint64Array(4 * nodes),
    losses: new Float64Array(rounds),
    validationLosses: new Float64Array(rounds),
  };
}

function copyTree(
  grown: GrownRounds,
  { memory: { buffer }, at }: BoostingJob,
  to: number,
  nodes: number,
): void {
  grown.feature.set(new Int32Array(buffer, at.nodeFeature, nodes), to);
  grown.bin.set(new Int32Array(buffer, at.nodeBin, nodes), to);
  grown.flags.set(new Uint8Array(buffer, at.nodeFlags, nodes), to);
  grown.left.set(new Int32Array(buffer, at.nodeLeft, nodes), to);
  grown.right.set(new Int32Array(buffer, at.nodeRight, nodes), to);
  grown.value.set(new Float64Array(buffer, at.nodeValue, nodes), to);
  grown.gain.set(new Float64Array(buffer, at.nodeGain, nodes), to);
  grown.sets.set(new BigUint64Array(buffer, at.nodeSet, 4 * nodes), 4 * to);
}

function trim(grown: GrownRounds, nodes: number): GrownRounds {
  return {
    nodes: grown.nodes,
    feature: grown.feature.slice(0, nodes),
    bin: grown.bin.slice(0, nodes),
    flags: grown.flags.slice(0, nodes),
    left: grown.left.slice(0, nodes),
    right: grown.right.slice(0, nodes),
    value: grown.value.slice(0, nodes),
    gain: grown.gain.slice(0, nodes),
    sets: grown.sets.slice(0, 4 * nodes),
    losses: grown.losses,
    validationLosses: grown.validationLosses,
  };
}

/** Marks the features of the columns that a tree may ask for, drawn anew for each tree. */
function chooseFeatures({ memory, at, counts, columnOf, columnsPerTree }: BoostingJob, tree: number): void {
  const used = new Uint8Array(memory.buffer, at.used, counts.features);
  const columns = Array.from({ length: columnOf.at(-1)! + 1 }, (_, column) => column);
  if (columnsPerTree >= columns.length) {
    used.fill(1);
    return;
  }
  const isUsed = new Uint8Array(columns.length);
  const random = randomFrom(randomState(counts.seed, tree));
  for (let k = 0; k < columnsPerTree; k++) {
    const drawn = k + random.below(columns.length - k);
    isUsed[columns[drawn]!] = 1;
    columns[drawn] = columns[k]!;
  }
  for (const [feature, column] of columnOf.entries()) used[feature] = isUsed[column]!;
}

/** What a thread needs to put values into bins; one job is one thread. */
export interface BoostingBinsJob {
  memory: SharedMemory;
  at: Record<string, number>;
  /** Rows of the matrix, the first of which is row `firstRow` of the training. */
  rows: number;
  firstRow: number;
  allRows: number;
  /** Column-major float32, rows × features. */
  data: Float32Array;
  threads: number;
  /** Bins of values, the next one being that of missing ones; of categories, the code of the first bin. */
  features: readonly { column: number; bins: number; firstCode: number | undefined }[];
}

/** Prepares a thread; the answer puts that thread's share of the rows into bins. */
export function openBoostingBins(
  instantiate: (memory: SharedMemory) => BoostingKernel,
  job: BoostingBinsJob,
): (thread: number) => void {
  const kernel = instantiate(job.memory);
  return (thread) => {
    const blocks = Math.ceil(job.rows / scratchRows);
    const last = Math.floor((blocks * (thread + 1)) / job.threads);
    for (let block = Math.floor((blocks * thread) / job.threads); block < last; block++) {
      const start = block * scratchRows;
      for (let feature = 0; feature < job.features.length; feature++)
        binBlock(kernel, job, { feature, start, thread });
      if (job.firstRow > 0) continue;
      const { at, features, allRows } = job;
      const end = Math.min(job.rows, start + scratchRows);
      kernel.arrange(at.columns!, at.bins!, features.length, allRows, start, end);
    }
  };
}

function binBlock(
  kernel: BoostingKernel,
  job: BoostingBinsJob,
  { feature, start, thread }: { feature: number; start: number; thread: number },
): void {
  const { memory, at, rows, firstRow, allRows, data, features } = job;
  const { column, bins, firstCode } = features[feature]!;
  const end = Math.min(rows, start + scratchRows);
  const values = data.subarray(column * rows + start, column * rows + end);
  const to = at.columns! + feature * allRows + firstRow + start;
  if (firstCode !== undefined) {
    const written = new Uint8Array(memory.buffer, to, values.length);
    for (let index = 0; index < values.length; index++) {
      const bin = values[index]! - firstCode;
      written[index] = bin >= 0 && bin < bins ? bin : bins;
    }
    return;
  }
  const scratch = at.scratch! + 4 * scratchRows * thread;
  new Float32Array(memory.buffer, scratch, values.length).set(values);
  const steps = Math.max(1, 32 - Math.clz32(bins - 1));
  kernel.binValues(scratch, values.length, at.borders! + 1024 * feature, steps, bins, to);
}
