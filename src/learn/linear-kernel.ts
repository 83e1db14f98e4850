import { fitLinear, type LinearFit, type LinearParams } from "./linear.ts";
import { fitLogistic, type LogisticFit, type LogisticParams } from "./logistic.ts";
import type { Matrix } from "./matrix.ts";

/** What a thread needs to fit a linear model; there is one job. */
export type LinearJob =
  | { kind: "linear"; matrix: Matrix; target: Float64Array; params: LinearParams }
  | { kind: "logistic"; matrix: Matrix; codes: Int32Array; classes: number; params: LogisticParams };

/** Fits the model of a job. */
export function fitJob(job: LinearJob): LinearFit | LogisticFit {
  return job.kind === "linear" ? fitLinear(job.matrix, job.target, job.params) : fitLogistic(job);
}
