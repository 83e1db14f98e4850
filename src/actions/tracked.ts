import type { Context, Result } from "../action.ts";
import type { Training } from "../learn/engines.ts";
import type { Params } from "../learn/parameters.ts";
import type { ProgressPoint } from "../program/progress.ts";

/** What a training tells of itself while it runs. */
export interface Live {
  /** What a program is told of the run that it logs to. */
  variables: Record<string, string>;
  point(point: ProgressPoint): void;
}

/** What is known before a training. */
export interface TrackedFacts {
  /** What is run, in a word or as a command. */
  source: string;
  params: Params;
  /** Digests of the data by the name of the set; by "" where there is one. */
  data: Readonly<Record<string, string | undefined>>;
}

/** Tells how far an engine is: the losses of its rounds where it has them, else its share of the work in percent. */
export function roundsOf({ point }: Live): NonNullable<Training["onProgress"]> {
  let told = 0;
  return (done, total, losses) => {
    if (losses !== undefined) {
      const { training, validation } = losses;
      for (; told < training.length; told++) {
        const ofOthers = validation && { validation_loss: validation[told]! };
        point({ step: told + 1, epoch: undefined, metrics: { training_loss: training[told]!, ...ofOthers } });
      }
      return;
    }
    const share = Math.floor((100 * done) / total);
    if (share > told) point({ step: done, epoch: undefined, metrics: { progress: share } });
    told = Math.max(told, share);
  };
}

const untracked: Live = { variables: {}, point() {} };

/** Does a training as a run of MLflow, where MLFLOW_TRACKING_URI is set. */
export async function tracked(
  context: Context,
  facts: TrackedFacts,
  train: (live: Live) => Promise<Result>,
): Promise<Result> {
  const { mlflow } = context;
  if (mlflow === undefined) return train(untracked);
  const { trackTraining } = await import("./track-training.ts");
  return trackTraining({ ...context, mlflow }, facts, train);
}
