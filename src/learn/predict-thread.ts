import type { SharedMemory } from "./boosting-thread.ts";
import { applyLink } from "./link.ts";
import type { Matrix } from "./matrix.ts";
import type { TreesModel } from "./model.ts";
import { type PackedTrees, rootsAt } from "./pack-trees.ts";

/** An instance of kernels/trees.ts on a shared memory. */
export interface TreesKernel {
  arrange(values: number, count: number, to: number, groupBytes: number, missing: number): void;
  arrangeCodes(values: number, count: number, to: number, groupBytes: number): void;
  walk(...places: number[]): void;
}

/** What a worker needs to predict; one job is one thread, which takes blocks of rows until there are none. */
export interface PredictionJob {
  packed: PackedTrees;
  model: Omit<TreesModel, "trees" | "importance" | "kind">;
  /** On a SharedArrayBuffer. */
  matrix: Matrix;
  /** The matrix's rows to predict; all of them, in order, where undefined. */
  rows: Uint32Array | undefined;
  blockRows: number;
  /** On a SharedArrayBuffer: the next block that nobody has taken. */
  next: Int32Array;
  /** On a SharedArrayBuffer: the predictions, rows × outputs, row-major. */
  predicted: Float64Array;
}

/** Keys of missing values, which are less and more than those of all numbers. */
const [leastKey, greatestKey] = [-(2 ** 31), 2 ** 31 - 1];

/** Trees of a call of the kernel: a function's better code is taken at its next call. */
const treesAtOnce = 16;

/** Prepares a thread; the answer works as one by its number. */
export function openPrediction(
  instantiate: (memory: SharedMemory) => TreesKernel,
  job: PredictionJob,
): (thread: number) => void {
  const kernel = instantiate(job.packed.memory);
  return (thread) => {
    const count = job.rows?.length ?? job.matrix.rows;
    const take = () => Atomics.add(job.next, 0, 1) * job.blockRows;
    for (let from = take(); from < count; from = take())
      predictBlock(kernel, job, { thread, from, to: Math.min(count, from + job.blockRows) });
  };
}

function predictBlock(
  kernel: TreesKernel,
  job: PredictionJob,
  { thread, from, to }: { thread: number; from: number; to: number },
): void {
  const { packed, model, predicted } = job;
  const { width, margins, divisor, base, link, outputs } = model;
  const { buffer } = packed.memory;
  const groups = Math.ceil((to - from) / 4);
  const groupBytes = 16 * (1 + packed.columns.length);
  const sumsAt = packed.threadsAt + thread * packed.threadBytes;
  const valuesAt = sumsAt + 32 * margins * groups;
  const rowsAt = packed.threadsAt + (thread + 1) * packed.threadBytes - (packed.blockRows / 4) * groupBytes;
  const values = new Float32Array(buffer, valuesAt, to - from);
  for (const [index, { feature, kind }] of packed.columns.entries()) {
    readColumn(job, feature, from, values);
    const to = rowsAt + 16 * (1 + index);
    if (kind === "codes") kernel.arrangeCodes(valuesAt, 4 * groups, to, groupBytes);
    else kernel.arrange(valuesAt, 4 * groups, to, groupBytes, kind === "left" ? leastKey : greatestKey);
  }
  const all = new Float64Array(buffer, sumsAt, 4 * groups * margins).fill(0);
  const some = treesAtOnce * margins;
  for (let tree = 0; tree < packed.trees; tree += some)
    kernel.walk(
      ...[rootsAt + 4 * tree, Math.min(some, packed.trees - tree), rowsAt, groups, groupBytes, packed.bits],
      ...[packed.valuesAt, width, margins, sumsAt, packed.codes, packed.setsAt],
    );
  const sums = all.slice(0, (to - from) * margins);
  for (let at = 0; at < sums.length; at++) sums[at] = sums[at]! / divisor + base[at % margins]!;
  predicted.set(applyLink(link, sums, margins), from * outputs);
}

function readColumn(
  { matrix, rows }: Pick<PredictionJob, "matrix" | "rows">,
  feature: number,
  from: number,
  values: Float32Array,
): void {
  const column = matrix.data.subarray(feature * matrix.rows, (feature + 1) * matrix.rows);
  if (rows === undefined) values.set(column.subarray(from, from + values.length));
  else for (let at = 0; at < values.length; at++) values[at] = column[rows[from + at]!]!;
}
