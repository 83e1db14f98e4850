import { ServiceError } from "../errors.ts";
import type { Clock } from "./clock.ts";

/** Waits a little before the next try, or throws the cause where another try is not worth it. */
export type Retry = (cause: unknown, waitSeconds?: number) => Promise<void>;

/** The longest that a server may make us wait, in milliseconds. */
const longestWait = 30_000;

/** Retries that share one count, with doubling waits. Only a ServiceError that a rerun may mend is worth one. */
export function createRetries(clock: Clock, signal: AbortSignal, most = 6): Retry {
  let failures = 0;
  return async (cause, waitSeconds = 0) => {
    signal.throwIfAborted();
    if (!(cause instanceof ServiceError) || !cause.rerun || failures === most) throw cause;
    await clock.sleep(Math.min(longestWait, Math.max(waitSeconds * 1000, 250 * 2 ** failures)), signal);
    failures++;
  };
}
