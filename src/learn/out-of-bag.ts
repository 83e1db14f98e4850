import { meanOver } from "../metrics/mean-over.ts";
import { regressionSources } from "../metrics/regression-metrics.ts";
import { formatNumber } from "../number-format.ts";
import type { Training } from "./engines.ts";
import type { GrownTree } from "./forest-kernel.ts";
import type { Matrix } from "./matrix.ts";
import type { ModelFacts } from "./model.ts";
import { goesLeft } from "./tree.ts";

/** Rows of a job: they stay in the cache while each tree passes over them. */
const blockRows = 4096;

/** What a worker needs to predict rows by the trees that have not drawn them; one job is one block of rows. */
export interface OutOfBagJob {
  trees: readonly GrownTree[];
  matrix: Matrix;
  /** Values of a leaf. */
  outputs: number;
}

/** Of a block's rows: the sums of the trees' values, row-major, and of how many trees. */
export interface OutOfBagSums {
  sums: Float64Array;
  counts: Int32Array;
}

/** Predicts the rows of a block. */
export function predictOutOfBag({ trees, matrix, outputs }: OutOfBagJob, block: number): OutOfBagSums {
  const from = block * blockRows;
  const rows = Math.min(blockRows, matrix.rows - from);
  const sums = new Float64Array(rows * outputs);
  const counts = new Int32Array(rows);
  for (const tree of trees) {
    const { feature, left, right, value, bag } = tree;
    for (let i = 0; i < rows; i++) {
      const row = from + i;
      if (((bag![row >> 3]! >> (row & 7)) & 1) === 1) continue;
      let node = 0;
      for (let asked = feature[0]!; asked >= 0; asked = feature[node]!)
        node = goesLeft(tree, node, matrix.data[asked * matrix.rows + row]!) ? left[node]! : right[node]!;
      for (let output = 0; output < outputs; output++)
        sums[i * outputs + output] = sums[i * outputs + output]! + value[node * outputs + output]!;
      counts[i] = counts[i]! + 1;
    }
  }
  return { sums, counts };
}

/**
 * scikit-learn's `oob_score_`: R² of numbers, the accuracy of classes, of the training rows predicted by the trees that
 * have not drawn them. Rows that every tree has drawn are left out and told (scikit-learn takes 0 for them).
 */
export async function judgeOutOfBag(
  { matrix, target, classes, weights, pool, signal }: Training,
  trees: readonly GrownTree[],
): Promise<Pick<ModelFacts, "outOfBag" | "warnings">> {
  const outputs = Math.max(1, classes);
  const job: OutOfBagJob = { trees, matrix, outputs };
  const blocks = await pool.run<OutOfBagSums>("out-of-bag", job, Math.ceil(matrix.rows / blockRows), {
    signal,
  });
  const known: number[] = [];
  const predicted: number[] = [];
  for (const [block, { sums, counts }] of blocks.entries())
    for (const [i, count] of counts.entries()) {
      if (count === 0) continue;
      known.push(block * blockRows + i);
      const means = sums.subarray(i * outputs, (i + 1) * outputs);
      predicted.push(classes > 0 ? means.indexOf(Math.max(...means)) : means[0]! / count);
    }
  const actual = Float64Array.from(known, (row) => target[row]!);
  const ofKnown = weights && Float64Array.from(known, (row) => weights[row]!);
  const score =
    classes > 0
      ? meanOver(known.length, ofKnown, (at) => Number(predicted[at] === actual[at]))
      : regressionSources(actual, Float64Array.from(predicted), ofKnown).r2!();
  const left = matrix.rows - known.length;
  return {
    outOfBag: { score, rows: known.length },
    ...(left > 0 && {
      warnings: [
        `${formatNumber(left)} training rows were drawn by every tree and are not part of oob_score; raise n_estimators`,
      ],
    }),
  };
}
