import { fitLinear, type LinearFit, type LinearParams } from "./linear.ts";
import { fitLogistic, type LogisticFit, type LogisticParams } from "./logistic.ts";
import type { Matrix } from "./matrix.ts";
import type { Pool } from "./pool.ts";

/** What a thread needs to fit a linear model; there is one job. */
export type LinearJob =
  | ({ kind: "linear"; target: Float64Array; params: LinearParams } & Rows)
  | ({ kind: "logistic"; codes: Int32Array; params: LogisticParams } & Rows & Classes);

interface Rows {
  matrix: Matrix;
  /** One a row, where they do not all weigh the same. */
  weights: Float64Array | undefined;
}

interface Classes {
  classes: number;
  labels: readonly string[] | undefined;
}

/** Fits the model of a job. */
export function fitJob(job: LinearJob): LinearFit | LogisticFit {
  return job.kind === "linear"
    ? fitLinear(job.matrix, job.target, job.params, job.weights)
    : fitLogistic(job);
}

/** Multiplications below which a thread costs more than it saves: some hundredths of a second. */
const smallWork = 20_000_000;

/** The same on a thread where it may take long: the main thread stays free, and the signal ends it. */
export async function fitJobOn<Fit extends LinearFit | LogisticFit>(
  pool: Pool,
  job: LinearJob,
  signal: AbortSignal | undefined,
): Promise<Fit> {
  const { rows, names } = job.matrix;
  const work = rows * names.length * (job.kind === "linear" ? names.length : 100 * job.classes);
  if (work < smallWork) return fitJob(job) as Fit;
  const [fit] = await pool.run<Fit>("linear", job, 1, { signal });
  return fit!;
}
