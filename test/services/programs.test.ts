import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createPrograms, type ProgramEnd } from "../../src/services/programs.ts";
import { isRunning } from "../is-running.ts";

// A gigabyte passes through.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-programs-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(
  command: string,
  onOutput: (chunk: Uint8Array) => Promise<void>,
  env: Record<string, string> = {},
): Promise<ProgramEnd> {
  const programs = createPrograms({ PATH: process.env.PATH, ...env });
  const signal = new AbortController().signal;
  return programs.run(command, { cwd: folder, env: { MLOPS_RUN: "test" }, grace: 1000, signal, onOutput });
}

async function outputOf(command: string, env: Record<string, string> = {}): Promise<string> {
  const pieces: Buffer[] = [];
  const { exitCode } = await run(command, async (chunk) => void pieces.push(Buffer.from(chunk)), env);
  expect(exitCode).toBe(0);
  return Buffer.concat(pieces).toString();
}

describe.skipIf(process.platform === "win32")("what a program prints", () => {
  test("comes whole, and both streams in the order they were written in", async () => {
    const numbers = Array.from({ length: 50_000 }, (_, index) => `${index + 1}\n`).join("");
    expect(await outputOf("seq 50000")).toBe(numbers);
    const turns = "for i in 1 2 3 4 5; do echo out $i; echo err $i >&2; done";
    expect(await outputOf(turns)).toBe([1, 2, 3, 4, 5].map((i) => `out ${i}\nerr ${i}\n`).join(""));
    expect(await outputOf("true")).toBe("");
  });

  test("may be written through the files /dev/stdout and /dev/stderr", async () => {
    expect(
      await outputOf("echo one > /dev/stderr; echo two | tee /dev/stdout; echo three > /dev/stdout"),
    ).toBe("one\ntwo\ntwo\nthree\n");
  });

  test("comes where there is no mkfifo as well", async () => {
    const bash = await outputOf("command -v bash");
    symlinkSync(bash.trim(), path.join(folder, "bash"));
    expect(await outputOf("echo out; echo err >&2", { PATH: folder })).toMatch(/^(out\nerr|err\nout)\n$/);
  });

  test("is that of each program, whether its pipe was made before or not", async () => {
    const programs = createPrograms({ PATH: process.env.PATH });
    const signal = new AbortController().signal;
    await Promise.all([programs.prepare(), programs.prepare()]);
    const said: string[] = [];
    for (const text of ["one", "two"])
      await programs.run(`echo ${text}`, {
        ...{ cwd: folder, env: {}, grace: 1000, signal },
        onOutput: async (chunk) => void said.push(Buffer.from(chunk).toString()),
      });
    expect(said).toEqual(["one\n", "two\n"]);
  });

  test("is that of no program where there is no shell, or the run was stopped before it began", async () => {
    await expect(run("true", async () => {}, { PATH: folder })).rejects.toThrow('"bash" is not installed');
    const stop = new AbortController();
    const programs = createPrograms({ PATH: process.env.PATH });
    const options = { cwd: folder, env: {}, grace: 1000, onOutput: async () => {} };
    const running = programs.run("sleep 60", { ...options, signal: stop.signal });
    stop.abort(new Error("stopped"));
    await expect(running).rejects.toThrow("stopped");
  });

  test("waits for its reader, whose fault ends the reading alone", async () => {
    let busy = 0;
    let read = 0;
    await run("head -c 1000000 /dev/zero", async (chunk) => {
      expect(busy++).toBe(0);
      await new Promise((resolve) => setTimeout(resolve, 1));
      read += chunk.length;
      busy--;
    });
    expect(read).toBe(1_000_000);
    const { exitCode } = await run("echo a; sleep 0.2; exit 4", () => Promise.reject(new Error("full")));
    expect(exitCode).toBe(4);
  });

  test.each([
    ["of lines", "yes 'a line of some length that a program prints again and again' | head -c 1000000000"],
    ["in one line", "head -c 1000000000 /dev/zero"],
  ])("does not pile up: a gigabyte %s", async (_, command) => {
    let read = 0;
    let most = 0;
    const before = process.memoryUsage();
    await run(command, async (chunk) => {
      read += chunk.length;
      most = Math.max(most, process.memoryUsage.rss());
    });
    expect(read).toBe(1_000_000_000);
    expect(most - before.rss).toBeLessThan(48e6);
  });
});

describe.skipIf(process.platform === "win32")("a program whose time is over", () => {
  const late = (command: string, onOutput: (chunk: Uint8Array) => Promise<void> = async () => {}) =>
    createPrograms({ PATH: process.env.PATH }).run(command, {
      ...{ cwd: folder, env: { MLOPS_RUN: "late" }, onOutput },
      ...{ timeout: 500, grace: 300, signal: new AbortController().signal },
    });

  test("may write a checkpoint", async () => {
    const { timedOut, exitCode } = await late(
      "trap 'echo saved > checkpoint; exit 7' TERM; while true; do sleep 0.05; done",
    );
    expect({ timedOut, exitCode }).toEqual({ timedOut: true, exitCode: 7 });
    expect(readFileSync(path.join(folder, "checkpoint"), "utf8")).toBe("saved\n");
  });

  test("is ended with all that it started where it does not hear, and what it said is there", async () => {
    let said = "";
    const deaf =
      "trap '' TERM; (trap '' TERM; sleep 300) & echo $! > child; echo said; while true; do sleep 1; done";
    const end = await late(deaf, async (chunk) => {
      said += Buffer.from(chunk).toString();
    });
    expect(end).toMatchObject({ timedOut: true, endedBy: "SIGKILL", exitCode: undefined });
    expect(said).toBe("said\n");
    const child = Number(readFileSync(path.join(folder, "child"), "utf8"));
    await vi.waitFor(() => expect(isRunning(child)).toBe(false));
  });
});

describe.skipIf(process.platform !== "linux")("what a program held", () => {
  test("is not said of one that was over at once", async () => {
    expect((await run("true", async () => {})).peakMemory).toBeUndefined();
  });

  test("is said of one that took its time", async () => {
    const { peakMemory } = await run("sleep 0.5", async () => {});
    expect(peakMemory).toBeGreaterThan(1e6);
  });
});
