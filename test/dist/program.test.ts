import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { isRunning } from "../is-running.ts";
import { dist, makeWorkspace, runCli, runStep } from "./run-dist.ts";

// Hundreds of megabytes pass through.
vi.setConfig({ testTimeout: 120_000 });

const rows = Array.from({ length: 60 }, (_, row) => `${row},${row * 2}`);
const keeps = 'echo 1 > "$MLOPS_MODEL_DIR/m"; echo \'{"r2": 0.5}\' > "$MLOPS_EVIDENCE_DIR/metrics.json"';

const project = (script: string): string =>
  makeWorkspace({
    "data.csv": `x,y\n${rows.join("\n")}\n`,
    "train.sh": `${script}\n`,
    "mlops.yml":
      "version: 1\nname: p\ndata: { path: data.csv, target: y }\ntrain: { engine: command, command: bash train.sh }\n",
  });

/** What a runner of GitHub does at the lines of a step: the commands that it obeys. */
function obeyed(log: string): string[] {
  const commands: string[] = [];
  let token: string | undefined;
  for (const line of log.split("\n")) {
    if (token !== undefined) {
      if (line.trim() === `::${token}::`) token = undefined;
      continue;
    }
    if (/^\s*::|##\[/.test(line)) commands.push(line.trim());
    token = /^::stop-commands::(.+)$/.exec(line)?.[1];
  }
  expect(token, "commands are obeyed again at the end").toBeUndefined();
  return commands;
}

describe.skipIf(process.platform === "win32")("a program that misbehaves", () => {
  const attack = `
echo "::error::pwned"
echo "##[error]pwned"
echo "::stop-commands::guessed"
echo "::guessed::"
echo "::set-output name=verdict::pwned"
printf '::add-mask::pwned'
${keeps}`;

  test.each([
    ["a step", (workspace: string) => runStep("train", { workspace })],
    ["mlops in a run step", (workspace: string) => runCli(["train"], workspace, { GITHUB_ACTIONS: "true" })],
  ])("gives the runner no commands, in %s", async (_name, run) => {
    const { exitCode, stdout, stderr } = await run(project(attack));
    expect(exitCode).toBe(0);
    expect(stdout + stderr).toContain("::error::pwned");
    expect(obeyed(stdout + stderr).filter((line) => line.includes("pwned"))).toEqual([]);
  });

  test("fails with what it printed before it was killed: nothing of the log is lost", async () => {
    const workspace = project("seq 20000; kill -9 $$");
    const { exitCode, stdout } = await runStep("train", { workspace });
    expect(exitCode).toBe(1);
    const numbers = Array.from({ length: 20_000 }, (_, index) => `${index + 1}\n`).join("");
    expect(stdout).toContain(`\n${numbers}`);
    expect(stdout).toContain("ended by SIGKILL");
  });

  test("writes broken JSON: the file and the place are said", async () => {
    const workspace = project(`${keeps}\necho '{"r2": 0.5' > "$MLOPS_EVIDENCE_DIR/metrics.json"`);
    const { exitCode, stderr } = await runCli(["train"], workspace);
    expect(stderr).toMatch(/^error: Cannot read "\.mlops\/p\/run\/evidence\/metrics\.json": .+\n {2}at .+/m);
    expect(exitCode).toBe(2);
  });

  test("ignores SIGTERM, as do those that it started: all are ended with the run", async () => {
    const workspace = project(`trap '' TERM
(trap '' TERM; sleep 300) &
setsid bash -c "trap '' TERM; echo \\$\\$ > stray.pid; sleep 300" &
echo $$ > own.pid
while [ ! -s stray.pid ]; do sleep 0.05; done
echo ready
while true; do sleep 1; done`);
    const child = spawn(process.execPath, [path.join(dist, "mlops.js"), "train"], {
      cwd: workspace,
      env: { PATH: process.env.PATH, HOME: workspace },
    });
    child.stderr.on("data", (chunk) => String(chunk).includes("ready") && child.kill("SIGTERM"));
    const exitCode = await new Promise((resolve) => child.once("close", resolve));
    expect(exitCode).toBe(143);
    for (const name of ["own", "stray"]) {
      // What left the process group is found by its environment, which Linux alone shows.
      if (name === "stray" && process.platform !== "linux") continue;
      const id = Number(readFileSync(path.join(workspace, `${name}.pid`), "utf8"));
      await vi.waitFor(() => expect(isRunning(id), name).toBe(false));
    }
    expect(existsSync(path.join(workspace, ".mlops/p/model"))).toBe(false);
  });

  test.runIf(process.platform === "linux")(
    "prints 250 MB in one line: our memory does not grow",
    async () => {
      const peak = async (bytes: number): Promise<number> => {
        const workspace = project(`head -c ${bytes} /dev/zero | tr '\\0' x; ${keeps}`);
        const child = spawn(process.execPath, [path.join(dist, "mlops.js"), "train"], {
          cwd: workspace,
          env: { PATH: process.env.PATH, HOME: workspace },
          stdio: ["ignore", "ignore", "pipe"],
        });
        let most = 0;
        let read = 0;
        let asked = 0;
        child.stderr.on("data", (chunk: Buffer) => {
          read += chunk.length;
          // Asked rarely, as each question takes time; the last chunks hold the peak of all before.
          if (asked++ % 100 === 0 || read > bytes) most = Math.max(most, residentOf(child.pid));
        });
        expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
        expect(read).toBeGreaterThan(bytes);
        return most;
      };
      const small = await peak(1e7);
      expect((await peak(2.5e8)) - small).toBeLessThan(40e6);
    },
  );
});

/** Bytes that a process held at most until now. */
function residentOf(id: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
