/** Names of the computations that can run in a worker; each is an entry in runner/kernels.ts. */
export type KernelName =
  | "bins"
  | "forest"
  | "out-of-bag"
  | "thresholds"
  | "boosting-bins"
  | "boosting"
  | "predict"
  | "explain"
  | "linear"
  | "images"
  | "csv-part";

/** A pool of threads, as the domain sees it. */
export interface Pool {
  /** Number of threads. */
  size: number;
  /** How many jobs run at the same time, so that they can wait for each other. */
  together: number;
  /**
   * Runs jobs 0 … count-1 of a kernel, each on any thread; the answers come back in job order whatever the
   * number of threads. `shared` is sent to each thread once (put big arrays on SharedArrayBuffers); `onDone` is
   * called as jobs end. With `onAnswer`, answers are given to it one by one in job order and are not kept; it answers
   * false where the jobs after that one need not run, and while it takes its time, few of them do. Rejects with the signal's reason when it aborts, and ends the
   * threads' work.
   */
  run<Answer>(
    kernel: KernelName,
    shared: unknown,
    count: number,
    options?: {
      onDone?: (done: number) => void;
      onAnswer?: (answer: Answer, job: number) => boolean | Promise<boolean>;
      signal?: AbortSignal | undefined;
    },
  ): Promise<Answer[]>;
  /** Ends its threads, whose memory is free then; a later run starts new ones. */
  close(): Promise<void>;
}
