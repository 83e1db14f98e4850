import { setTimeout as delay } from "node:timers/promises";

/** Time, so that tests can hold it still. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds and their fractions since some moment: what short times are the difference of. */
  elapsed(): number;
  /** Rejects with the signal's reason when it aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  // `performance` would load eleven of Node's modules.
  elapsed: () => Number(process.hrtime.bigint()) / 1e6,
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, signal ? { signal } : {}),
};

/** A clock that stands at `start` and is moved by sleeping only, for tests; short times are those of the machine. */
export function fakeClock(start = 0): Clock {
  let now = start;
  return {
    now: () => now,
    elapsed: () => performance.now(),
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
  };
}
