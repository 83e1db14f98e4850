import type { Task } from "../learn/target.ts";

/** Schema of `metrics.json`. */
export const metricsSchema = "mlops/metrics@1";

/** Metrics by name; NaN where one is undefined, for example ROC AUC of one class. */
export type Metrics = Record<string, number>;

/** What `evidence/metrics.json` holds. */
export interface MetricsFile {
  /** Undefined where a program tells metrics alone, as what follows. */
  task: Task | undefined;
  /** Number of test rows. */
  rows: number | undefined;
  metrics: Metrics;
  /** The same metrics of a model that knows nothing but the target's mean or most frequent class. */
  dummy: Metrics;
  /** What that model says of every row: the mean of the training rows, or the share of each class among them. */
  dummyOutputs?: ArrayLike<number> | undefined;
  /** Mean and deviation of the metrics over the folds of the training rows. */
  crossValidation?: { folds: number; metrics: Record<string, { mean: number; std: number }> } | undefined;
  /** The same metrics on training rows: how much better the model is where it has seen the answer. */
  training?: Metrics | undefined;
  evaluationDigest: string | undefined;
  modelDigest: string;
}

/** The text of `metrics.json`; an undefined metric is written as null, as JSON has no NaN. */
export function renderMetricsFile(file: MetricsFile): string {
  const value = {
    schema: metricsSchema,
    task: file.task,
    rows: file.rows,
    metrics: file.metrics,
    dummy: file.dummy,
    ...(file.dummyOutputs && { dummy_outputs: Array.from(file.dummyOutputs) }),
    ...(file.crossValidation && { cross_validation: file.crossValidation }),
    ...(file.training && { train: file.training }),
    evaluation_digest: file.evaluationDigest,
    model_digest: file.modelDigest,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
