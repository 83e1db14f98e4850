import { explainRow, type FeatureRows } from "./explain-trees.ts";
import type { Matrix } from "./matrix.ts";
import type { LinearModel, Model, TreesModel } from "./model.ts";
import type { Pool } from "./pool.ts";
import { randomFrom, randomState } from "./random.ts";

/** What each feature adds to the predictions of some rows, before a link function. */
export interface Explanation {
  /** The rows of the matrix that are explained, ascending. */
  rows: Uint32Array;
  /** Numbers that are explained: one for regression and for the margin of two classes, else one a class. */
  outputs: number;
  /** SHAP values: rows × features × outputs, row-major. */
  shares: Float64Array;
}

/** What a worker needs to explain rows; one job is one row. */
export interface ExplanationJob {
  model: TreesModel;
  rows: FeatureRows;
  background: FeatureRows;
}

/** Rows of the training that stand for an absent feature, and rows that are explained, at most. */
const backgroundRows = 30;
const explainedRows = 200;
/** Visits of parts of trees, at most: about a second of one core. */
const mostVisits = 8_000_000;

/**
 * SHAP values of some rows of a matrix against some of the training's; which ones, the seed says. How many depends on the
 * model's size alone, so that the time is bounded and the answer the same on every machine.
 */
export async function explain(
  pool: Pool,
  model: Model,
  of: { training: Matrix; matrix: Matrix; seed: number; signal?: AbortSignal | undefined },
): Promise<Explanation> {
  const { training, matrix, seed } = of;
  const others = pickRows(training.rows, backgroundRows, seed);
  const background = rowsOf(training, others);
  const affordable = model.kind === "trees" ? countAffordable(model, matrix, background) : explainedRows;
  const rows = pickRows(matrix.rows, Math.min(explainedRows, affordable), seed + 1);
  const asked = { rows: rowsOf(matrix, rows), background };
  const { outputs, shares } =
    model.kind === "trees"
      ? await explainTrees(pool, { model, ...asked }, of.signal)
      : explainLinear(model, asked);
  return { rows, outputs, shares };
}

/** How many rows can be explained, by what the first one takes: the deeper the trees, the more it is. */
function countAffordable(model: TreesModel, matrix: Matrix, background: FeatureRows): number {
  if (matrix.rows === 0) return explainedRows;
  const tally = { visits: 0 };
  explainRow(model, rowsOf(matrix, Uint32Array.of(0)).values, background, tally);
  return Math.max(1, Math.floor(mostVisits / Math.max(1, tally.visits)));
}

async function explainTrees(
  pool: Pool,
  job: ExplanationJob,
  signal: AbortSignal | undefined,
): Promise<Pick<Explanation, "outputs" | "shares">> {
  const { features, values } = job.rows;
  const outputs = job.model.margins;
  const count = values.length / features;
  const answers = await pool.run<{ shares: Float64Array }>("explain", job, count, { signal });
  const shares = new Float64Array(count * features * outputs);
  for (const [row, answer] of answers.entries()) shares.set(answer.shares, row * features * outputs);
  return { outputs, shares };
}

/** A weight times how far the value is from the background's mean: the `shap` package's LinearExplainer. */
function explainLinear(
  { weights, intercepts }: LinearModel,
  { rows, background }: Pick<ExplanationJob, "rows" | "background">,
): Pick<Explanation, "outputs" | "shares"> {
  const { features, values } = rows;
  const outputs = intercepts.length;
  const count = background.values.length / features;
  const means = new Float64Array(features);
  for (const [at, value] of background.values.entries()) means[at % features]! += value / count;
  const shares = new Float64Array(values.length * outputs);
  for (const [at, value] of values.entries())
    for (let output = 0; output < outputs; output++)
      shares[at * outputs + output] =
        weights[output * features + (at % features)]! * (value - means[at % features]!);
  return { outputs, shares };
}

/** Explains one row of a job. */
export function explainOne(
  { model, rows, background }: ExplanationJob,
  row: number,
): { shares: Float64Array } {
  const { features, values } = rows;
  return { shares: explainRow(model, values.subarray(row * features, (row + 1) * features), background) };
}

/** The mean size of each feature's SHAP values, over rows and outputs. */
export function meanShares({ rows, outputs, shares }: Explanation, features: number): Float64Array {
  const means = new Float64Array(features);
  for (let at = 0; at < shares.length; at++)
    means[Math.floor(at / outputs) % features]! += Math.abs(shares[at]!) / (rows.length * outputs);
  return means;
}

/** Some of the numbers from 0 to `count` - 1, ascending: each as likely as any other. */
function pickRows(count: number, most: number, seed: number): Uint32Array {
  const random = randomFrom(randomState(seed, 0x5a9));
  const picked: number[] = [];
  for (let row = 0; row < count; row++)
    if (random.below(count - row) < most - picked.length) picked.push(row);
  return Uint32Array.from(picked);
}

function rowsOf({ names, rows: count, data }: Matrix, rows: Uint32Array): FeatureRows {
  const features = names.length;
  const values = new Float32Array(rows.length * features);
  for (const [index, row] of rows.entries())
    for (let feature = 0; feature < features; feature++)
      values[index * features + feature] = data[feature * count + row]!;
  return { features, values };
}
