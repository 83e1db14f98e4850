import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { UserError } from "../errors.ts";
import type { KernelName, Pool } from "../learn/pool.ts";
import type { RunMessage, ThreadMessage } from "./worker-thread.ts";

/** Threads for long computation, so that the main thread stays free to obey signals. */
export interface Workers {
  /** A pool of at most `threads` threads (default: all cores). Closed by the runner at the end. */
  pool(threads?: number): Pool;
  close(): Promise<void>;
}

/** Prepares a kernel for the jobs of a run; the answer runs one job, and may promise its result. */
export type OpenKernel = (kernel: KernelName, shared: unknown) => RunJob | Promise<RunJob>;

/** Runs one job; its answer may be a promise. */
export type RunJob = (job: number) => unknown;

interface Run {
  message: RunMessage;
  onDone: ((done: number) => void) | undefined;
  onAnswer: ((answer: unknown, job: number) => boolean | Promise<boolean>) | undefined;
  signal: AbortSignal | undefined;
}

/**
 * Pools of worker threads that run `entry` (a module that calls `serveJobs`). Threads start with a pool's first run
 * and stay for the next; an idle one does not keep the process alive. A run that aborts or fails ends its threads in
 * the middle of their work. Lack of memory is a UserError.
 */
export function createWorkers(entry: URL): Workers {
  const pools: Pool[] = [];
  return {
    pool(threads = availableParallelism()) {
      const pool = createPool(entry, Math.max(1, Math.floor(threads)));
      pools.push(pool);
      return pool;
    },
    async close() {
      await Promise.all(pools.map((pool) => pool.close()));
    },
  };
}

/** The in-memory maker: runs the kernels on the calling thread, `threads` of them in name only. */
export function inlineWorkers(openKernel: OpenKernel): Workers {
  return {
    pool: (threads = 1) => ({
      size: threads,
      together: 1,
      close: async () => {},
      async run<Answer>(...[kernel, shared, count, options]: Parameters<Pool["run"]>): Promise<Answer[]> {
        options?.signal?.throwIfAborted();
        const runJob = await openKernel(kernel, shared);
        const answers: Answer[] = [];
        for (let job = 0; job < count; job++) {
          const answer = (await runJob(job)) as Answer;
          if (options?.onAnswer === undefined) answers.push(answer);
          else if (!(await options.onAnswer(answer, job))) break;
          options?.onDone?.(job + 1);
          await undefined;
          options?.signal?.throwIfAborted();
        }
        return answers;
      },
    }),
    close: async () => {},
  };
}

function createPool(entry: URL, size: number): Pool {
  let threads: Worker[] = [];
  let last: Promise<unknown> = Promise.resolve();

  /** The thread gets no environment: a kernel needs none, and it may hold secrets. */
  async function startThread(): Promise<Worker> {
    const { Worker } = await import("node:worker_threads");
    const thread = new Worker(entry, {
      env: {},
      execArgv: [],
      name: "mlops worker",
      // Typed arrays that are no longer used are then given back soon: most of a thread's memory is such arrays.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    thread.on("error", () => {}); // a run that still listens reports it; without a listener the process would end
    thread.on("exit", () => {
      threads = threads.filter((each) => each !== thread);
    });
    thread.unref();
    return thread;
  }

  async function endThreads(): Promise<void> {
    const ended = threads;
    threads = [];
    await Promise.all(ended.map((thread) => thread.terminate()));
  }

  async function start(run: Run): Promise<unknown[]> {
    run.signal?.throwIfAborted();
    const needed = Math.min(size, run.message.count);
    while (threads.length < needed) threads.push(await startThread());
    try {
      return await runJobs(threads.slice(0, needed), run);
    } catch (error) {
      await endThreads();
      throw error;
    }
  }

  return {
    size,
    together: size,
    run<Answer>(...[kernel, shared, count, options]: Parameters<Pool["run"]>): Promise<Answer[]> {
      const next = new Int32Array(new SharedArrayBuffer(8));
      const run = {
        message: { kernel, shared, count, next },
        onDone: options?.onDone,
        onAnswer: options?.onAnswer as Run["onAnswer"],
        signal: options?.signal,
      };
      const result = last.then(() => start(run));
      last = result.catch(() => {});
      return result as Promise<Answer[]>;
    },
    async close() {
      await endThreads();
    },
  };
}

/** Jobs a thread that may run before the answer to an earlier one is taken. */
const jobsAhead = 3;

/** Gives a run to threads; answers in the order of the jobs, save where `onAnswer` takes them. Rejects at the first failure or when the signal aborts. */
function runJobs(threads: readonly Worker[], { message, onDone, onAnswer, signal }: Run): Promise<unknown[]> {
  const answers: unknown[] = new Array(message.count);
  const waiting = new Map<number, unknown>();
  let isWanted = true;
  let given = 0;
  const makeRoom = (room: number): void => {
    Atomics.store(message.next, 1, room);
    Atomics.notify(message.next, 1);
  };
  const roomFor = (first: number): number => first + threads.length * jobsAhead;
  makeRoom(onAnswer === undefined ? message.count : roomFor(0));
  /** Gives answers to `onAnswer`, one after the other; those that came early wait for those before them. */
  const giveAll = async (): Promise<void> => {
    while (isWanted && waiting.has(given)) {
      const next = waiting.get(given);
      waiting.delete(given);
      isWanted = (await onAnswer?.(next, given)) === true;
      given++;
      makeRoom(isWanted ? roomFor(given) : -1);
    }
  };
  let giving: Promise<void> = Promise.resolve();
  let done = 0;
  let idle = 0;
  let release = (): void => {};
  const run = new Promise<unknown[]>((resolve, reject) => {
    const fail = (cause: unknown): void => reject(crash(message.kernel, cause));
    const exit = (code: number): void => fail(new Error(`its thread ended with code ${code}`));
    const abort = (): void => reject(signal?.reason);
    const receive = (reply: ThreadMessage): void => {
      if ("failure" in reply) fail(reply.failure);
      else if ("idle" in reply && ++idle === threads.length) giving.then(() => resolve(answers), reject);
      else if ("job" in reply) {
        if (onAnswer === undefined) answers[reply.job] = reply.answer;
        else if (isWanted) waiting.set(reply.job, reply.answer);
        giving = giving.then(giveAll);
        giving.catch(reject);
        onDone?.(++done);
      }
    };
    if (threads.length === 0) resolve(answers);
    signal?.addEventListener("abort", abort, { once: true });
    for (const thread of threads) {
      thread.ref();
      thread.on("message", receive).on("error", fail).on("exit", exit);
      thread.postMessage(message);
    }
    release = () => {
      isWanted = false;
      signal?.removeEventListener("abort", abort);
      for (const thread of threads) {
        thread.off("message", receive).off("error", fail).off("exit", exit);
        thread.unref();
      }
    };
  });
  return run.finally(release);
}

function crash(kernel: KernelName, cause: unknown): Error {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (!/memory|allocation failed/i.test(text))
    return new Error(`Cannot compute "${kernel}": ${text}`, { cause });
  return new UserError(`Cannot compute "${kernel}": there is not enough memory (${text})`, {
    hint: "Use a larger runner, fewer rows or features, or a smaller model",
    cause,
  });
}
