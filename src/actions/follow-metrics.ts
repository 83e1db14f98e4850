import type { ProgressPoint } from "../program/progress.ts";
import type { MlflowRun } from "../services/mlflow.ts";
import type { MetricPoint } from "../services/mlflow-batches.ts";
import type { Attempt, TrackedContext } from "./track-training.ts";

/** Metrics that go to the tracking server while a training runs. */
export interface FollowedMetrics {
  add(point: ProgressPoint): void;
  /** Sends what is left. */
  end(): Promise<void>;
  /** Sends nothing more. */
  stop(): void;
}

/** Milliseconds between requests. */
const pause = 2000;
/** Values that wait at most; a server slower than this loses the newest. */
const mostWaiting = 100_000;

/** Passes points on, one request at a time, without the training waiting for it. After a failure, what came is sent at the end. */
export function followMetrics(
  { mlflow, clock }: TrackedContext,
  run: MlflowRun,
  attempt: Attempt,
): FollowedMetrics {
  let waiting: MetricPoint[] = [];
  let count = 0;
  /** Whether the server failed, or the training is over. */
  let isHeld = false;
  let timer: NodeJS.Timeout | undefined;
  let sending = Promise.resolve();
  const send = async (): Promise<void> => {
    const metrics = waiting;
    if (metrics.length === 0) return;
    waiting = [];
    if ((await attempt(() => mlflow.log(run, { metrics }))) !== undefined) return;
    waiting = [...metrics, ...waiting].slice(0, mostWaiting);
    isHeld = true;
  };
  const schedule = (): void => {
    if (timer !== undefined || isHeld || waiting.length === 0) return;
    timer = setTimeout(() => {
      // An abort ends the training elsewhere.
      sending = send()
        .catch(() => {})
        .then(() => {
          timer = undefined;
          schedule();
        });
    }, pause).unref();
  };
  return {
    add({ step, epoch, metrics }) {
      const at = step ?? epoch ?? count;
      count++;
      for (const [name, value] of Object.entries(metrics))
        if (waiting.length < mostWaiting) waiting.push({ name, value, step: at, time: clock.now() });
      schedule();
    },
    async end() {
      isHeld = true;
      clearTimeout(timer);
      await sending;
      await send();
    },
    stop() {
      isHeld = true;
      clearTimeout(timer);
    },
  };
}
