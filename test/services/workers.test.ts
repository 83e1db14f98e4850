import { afterEach, describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { trainForest } from "../../src/learn/forest.ts";
import type { ForestJob } from "../../src/learn/forest-kernel.ts";
import { parseForestParams } from "../../src/learn/forest-params.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { createWorkers, inlineWorkers, type Workers } from "../../src/services/workers.ts";
import { makeData } from "../learn/make-data.ts";

let workers: Workers | undefined;
afterEach(() => workers?.close());

function real(entry: URL = assetUrl("worker")): Workers {
  workers = createWorkers(entry);
  return workers;
}

/** A worker made of code, in place of the real entry. */
function entryOf(code: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

const { matrix, target } = makeData(100, 4, 1);
const train = {
  matrix,
  target,
  classes: 0,
  params: parseForestParams({ n_estimators: 8 }, "regression"),
  seed: 1,
};

describe("a pool", () => {
  test("answers in the order of the jobs and says how many are done, run after run", async () => {
    const entry = entryOf(`
      import { parentPort, threadId } from "node:worker_threads";
      parentPort.on("message", ({ count, next, shared }) => {
        for (let job = Atomics.add(next, 0, 1); job < count; job = Atomics.add(next, 0, 1))
          parentPort.postMessage({ job, answer: shared * job });
        parentPort.postMessage({ idle: true });
      });`);
    const pool = real(entry).pool(3);
    expect(pool.size).toBe(3);
    const done: number[] = [];
    const runs = [2, 3].map((factor) =>
      pool.run("forest", factor, 50, { onDone: (count) => done.push(count) }),
    );
    const wanted = Array.from({ length: 50 }, (_, job) => job);
    expect(await Promise.all(runs)).toEqual([wanted.map((job) => 2 * job), wanted.map((job) => 3 * job)]);
    expect(done).toEqual([...wanted, ...wanted].map((job) => job + 1));
    expect(await pool.run("forest", 1, 0)).toEqual([]);
    expect(await pool.run("forest", 5, 2)).toEqual([0, 5]);
  });

  test("runs few jobs ahead of an answer that takes its time to be taken", async () => {
    const serve = new URL("../../src/services/worker-thread.ts", import.meta.url);
    const entry = entryOf(`
      import { parentPort } from "node:worker_threads";
      import { serveJobs } from ${JSON.stringify(serve)};
      serveJobs(parentPort, (kernel, started) => (job) => {
        Atomics.add(started, 0, 1);
        return job;
      });`);
    const pool = real(entry).pool(2);
    const started = new Int32Array(new SharedArrayBuffer(4));
    const ahead: number[] = [];
    const taken: number[] = [];
    for (const last of [99, 40]) {
      started[0] = 0;
      await pool.run<number>("forest", started, 100, {
        async onAnswer(answer, job) {
          await new Promise((resolve) => setTimeout(resolve, 1));
          ahead.push(Atomics.load(started, 0) - job);
          taken.push(answer);
          return job < last;
        },
      });
    }
    expect(taken).toEqual([...Array(100).keys(), ...Array(41).keys()]);
    expect(Math.max(...ahead)).toBeLessThanOrEqual(6);
  });

  test("fails with what taking an answer throws", async () => {
    const pool = real().pool(2);
    const onAnswer = () => Promise.reject(new Error("not taken"));
    await expect(pool.run("forest", undefined, 0, { onAnswer })).resolves.toEqual([]);
    await expect(
      trainForest({
        ...train,
        pool: { ...pool, run: (kernel, shared, count) => pool.run(kernel, shared, count, { onAnswer }) },
      }),
    ).rejects.toThrow("not taken");
  });

  test("ends in the middle of a job when the signal aborts, and can run again", async () => {
    const pool = real().pool(2);
    const large = makeData(60_000, 20, 2);
    const cancel = new AbortController();
    const training = trainForest({
      ...train,
      ...large,
      pool,
      params: parseForestParams({ n_estimators: 4 }, "regression"),
      signal: cancel.signal,
    });
    setTimeout(() => cancel.abort(new Error("enough")), 300);
    await expect(training).rejects.toThrow("enough");
    expect((await trainForest({ ...train, pool })).trees).toHaveLength(8);
  });

  test("does not start when the signal is aborted already", async () => {
    const pool = real(entryOf("throw new Error('started')")).pool(2);
    await expect(
      pool.run("forest", 0, 2, { signal: AbortSignal.abort(new Error("before")) }),
    ).rejects.toThrow("before");
  });

  test.each([
    ["throws", "throw new Error('broken')", "broken"],
    ["exits", "process.exit(3)", "its thread ended with code 3"],
    ["cannot be loaded", "import 'node:nothing'", "No such built-in module: node:nothing"],
  ])("fails with the reason when a worker %s", async (_, code, reason) => {
    const run = real(entryOf(code)).pool(2).run("forest", 0, 2);
    await expect(run).rejects.toThrow('Cannot compute "forest"');
    await expect(run).rejects.toThrow(reason);
  });

  test("tells the user when memory does not suffice", async () => {
    const code = "throw new RangeError('WebAssembly.Memory(): could not allocate memory')";
    const run = real(entryOf(code)).pool(1).run("forest", 0, 1);
    await expect(run).rejects.toThrow(UserError);
    await expect(run).rejects.toThrow('Cannot compute "forest": there is not enough memory');
  });

  test("fails with the kernel's reason, and works afterwards", async () => {
    const pool = real().pool(1);
    await expect(pool.run("forest", undefined, 1)).rejects.toThrow('Cannot compute "forest": ');
    expect((await trainForest({ ...train, pool })).trees).toHaveLength(8);
  });

  test("closes in the middle of a run", async () => {
    const pool = real(entryOf("setInterval(() => {}, 1000)")).pool(1);
    const run = pool.run("forest", 0, 1);
    setTimeout(() => workers?.close(), 50);
    await expect(run).rejects.toThrow("its thread ended");
  });

  test("has at least one thread, and gives its threads no environment", async () => {
    const entry = entryOf(`
      import { parentPort } from "node:worker_threads";
      parentPort.on("message", () => {
        parentPort.postMessage({ job: 0, answer: Object.keys(process.env) });
        parentPort.postMessage({ idle: true });
      });`);
    const pool = real(entry).pool(0.5);
    expect(pool.size).toBe(1);
    expect(await pool.run("forest", 0, 1)).toEqual([[]]);
  });
});

describe("the in-memory pool", () => {
  test("runs on the calling thread, with progress, and stops when the signal aborts", async () => {
    const pool = inlineWorkers((_, shared) => (job) => (shared as number) * job).pool();
    const done: number[] = [];
    expect(await pool.run("forest", 2, 3, { onDone: (count) => done.push(count) })).toEqual([0, 2, 4]);
    expect(done).toEqual([1, 2, 3]);
    const cancel = new AbortController();
    const run = pool.run("forest", 2, 3, {
      onDone: () => cancel.abort(new Error("enough")),
      signal: cancel.signal,
    });
    await expect(run).rejects.toThrow("enough");
  });

  test("gives what the threads give", async () => {
    const inline = await trainForest({ ...train, pool: inlineWorkers(openKernel).pool() });
    expect(await trainForest({ ...train, pool: real().pool(2) })).toEqual(inline);
  });
});

test("a forest kernel needs a job", () => {
  expect(() => openKernel("forest", {} as ForestJob)).toThrow(TypeError);
});
