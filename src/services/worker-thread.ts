import type { MessagePort } from "node:worker_threads";
import type { KernelName } from "../learn/pool.ts";
import type { OpenKernel } from "./workers.ts";

/** From the pool to a thread: work through the jobs of a run. */
export interface RunMessage {
  kernel: KernelName;
  shared: unknown;
  count: number;
  /** On a SharedArrayBuffer: the next job that nobody has taken, and the first that has to wait; negative where none need run. */
  next: Int32Array;
}

/** From a thread to its pool: an answer, the end of the run, or what went wrong in the kernel. */
export type ThreadMessage = { job: number; answer: unknown } | { idle: true } | { failure: unknown };

/** A thread's side: takes jobs from the shared counter until there are none, and sends each answer at once. */
export function serveJobs(port: MessagePort, openKernel: OpenKernel): void {
  port.on("message", async ({ kernel, shared, count, next }: RunMessage) => {
    try {
      const runJob = await openKernel(kernel, shared);
      for (let job = takeJob(next, count); job < count; job = takeJob(next, count)) {
        const answer = await runJob(job);
        port.postMessage({ job, answer } satisfies ThreadMessage, buffersOf(answer));
      }
      port.postMessage({ idle: true } satisfies ThreadMessage);
    } catch (failure) {
      port.postMessage({ failure } satisfies ThreadMessage);
    }
  });
}

/** The next job, once it need not wait; `count` where there is none. */
function takeJob(next: Int32Array, count: number): number {
  const job = Atomics.add(next, 0, 1);
  for (;;) {
    const room = Atomics.load(next, 1);
    if (room < 0 || job >= count) return count;
    if (job < room) return job;
    Atomics.wait(next, 1, room);
  }
}

/** The buffers of an answer's typed arrays, to be moved rather than copied. */
function buffersOf(answer: unknown): ArrayBuffer[] {
  if (typeof answer !== "object" || answer === null) return [];
  const buffers = Object.values(answer).map((value) =>
    ArrayBuffer.isView(value) ? value.buffer : undefined,
  );
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}
