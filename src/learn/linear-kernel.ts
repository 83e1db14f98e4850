import { fitLinear, type LinearFit, type LinearParams } from "./linear.ts";
import { fitLogistic, type LogisticFit, type LogisticParams } from "./logistic.ts";
import type { Matrix } from "./matrix.ts";
import type { Pool } from "./pool.ts";

/** What a thread needs to fit a linear model; there is one job. */
export type LinearJob =
  | { kind: "linear"; matrix: Matrix; target: Float64Array; params: LinearParams }
  | { kind: "logistic"; matrix: Matrix; codes: Int32Array; classes: number; params: LogisticParams };

/** Fits the model of a job. */
export function fitJob(job: LinearJob): LinearFit | LogisticFit {
  return job.kind === "linear" ? fitLinear(job.matrix, job.target, job.params) : fitLogistic(job);
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
