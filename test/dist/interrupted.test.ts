import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { describeWith, requireTool } from "../require-tool.ts";
import { expectNoBug, partialFiles } from "./expect-refusal.ts";
import { houses, housesConfig } from "./house-data.ts";
import { dist, makeWorkspace, runCli, runStep } from "./run-dist.ts";

const project = (rows = 300, config = housesConfig) =>
  makeWorkspace({ "houses.csv": houses(rows), "mlops.yml": config });

const modelFiles = ["MLmodel", "model.onnx", "input_example.json", "requirements.txt", "conda.yaml"];

/** Every final file is whole: JSON parses, and `model/` has all of its files or is not there. */
function expectWhole(workspace: string): void {
  expect(partialFiles(workspace)).toEqual([]);
  expectWholeFinals(workspace);
}

function expectWholeFinals(workspace: string): void {
  const root = path.join(workspace, ".mlops");
  if (!existsSync(root)) return;
  for (const name of readdirSync(root, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".json")) JSON.parse(readFileSync(path.join(root, name), "utf8"));
  const model = path.join(root, "houses/model");
  if (existsSync(model)) expect(readdirSync(model)).toEqual(expect.arrayContaining(modelFiles));
}

describe("a full disk", () => {
  const preload = pathToFileURL(path.join(import.meta.dirname, "full-disk.mjs")).href;

  test.each([0, 500, 3000, 12_000, 30_000, 60_000, 90_000])("after %i bytes", async (bytes) => {
    const workspace = project();
    const run = await runCli(["run"], workspace, {
      NODE_OPTIONS: `--import=${preload}`,
      MLOPS_TEST_DISK: String(bytes),
    });
    expectNoBug(run, workspace);
    expect(run.stderr).toMatch(/Cannot write ".+": the disk is full\n {2}at .+\n {2}Free some space/);
    expect(run.exitCode).toBe(2);
    expectWhole(workspace);
  });

  test("a model that was there is replaced as a whole or not at all", async () => {
    const workspace = project();
    expect((await runCli(["train"], workspace)).exitCode).toBe(0);
    const run = await runCli(["train"], workspace, {
      NODE_OPTIONS: `--import=${preload}`,
      MLOPS_TEST_DISK: "9000",
    });
    expect(run.stderr).toContain("the disk is full");
    expectWhole(workspace);
    expect((await runCli(["run"], workspace)).exitCode).toBe(0);
  });
});

describeWith("tmpfs", "a disk that is really full", () => {
  test.each([8, 48, 64, 96])("of %i kB", async (size) => {
    const program = requireTool("tmpfs");
    const asRoot = (command: string, ...args: string[]) =>
      program.endsWith("sudo") ? spawnSync(program, ["-n", command, ...args]) : spawnSync(command, args);
    const folder = mkdtempSync(path.join(tmpdir(), "mlops-full-"));
    const mounted = asRoot("mount", "-t", "tmpfs", "-o", `size=${size}k,mode=0777`, "tmpfs", folder);
    expect(mounted.status, String(mounted.stderr)).toBe(0);
    try {
      const source = project(80);
      cpSync(source, folder, { recursive: true });
      const run = await runCli(["run"], folder);
      expectNoBug(run, folder);
      expect(run.stderr).toContain("the disk is full");
      expect(run.exitCode).toBe(2);
      expectWhole(folder);
    } finally {
      asRoot("umount", "-l", folder);
    }
  });

  test("a read-only one says so", async () => {
    const program = requireTool("tmpfs");
    const asRoot = (...args: string[]) =>
      program.endsWith("sudo") ? spawnSync(program, ["-n", ...args]) : spawnSync(args[0]!, args.slice(1));
    const folder = mkdtempSync(path.join(tmpdir(), "mlops-read-only-"));
    asRoot("mount", "-t", "tmpfs", "-o", "size=1m,mode=0777", "tmpfs", folder);
    try {
      cpSync(project(), folder, { recursive: true });
      asRoot("mount", "-o", "remount,ro", folder);
      const run = await runCli(["run"], folder);
      expect(run.stderr).toContain('Cannot write ".mlops/.gitignore": the file system is read-only');
      expect(run.exitCode).toBe(2);
    } finally {
      asRoot("umount", "-l", folder);
    }
  });
});

/** Starts the CLI and sends the signal some milliseconds after its output holds the text. */
function interrupt(
  args: string[],
  cwd: string,
  signal: NodeJS.Signals,
  when: string,
  delay = 0,
): Promise<{ exitCode: number | null; output: string; seconds: number }> {
  return new Promise((resolve) => {
    const child: ChildProcess = spawn(process.execPath, [path.join(dist, "mlops.js"), ...args], {
      cwd,
      env: { PATH: process.env.PATH ?? "", HOME: cwd, GITHUB_ACTIONS: "" },
    });
    let output = "";
    let sent = 0;
    const read = (chunk: Buffer): void => {
      output += chunk;
      if (sent > 0 || !output.includes(when)) return;
      sent = performance.now() + delay;
      setTimeout(() => child.kill(signal), delay);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("close", (exitCode) =>
      resolve({ exitCode, output, seconds: (performance.now() - sent) / 1000 }),
    );
  });
}

describe.skipIf(process.platform === "win32")("a signal", () => {
  const large = housesConfig.replace("n_estimators: 20", "n_estimators: 3000, max_depth: 12");

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s while training ends it at once, with no report and no model", async (signal, exitCode) => {
    const workspace = project(30_000, large);
    const run = await interrupt(["run"], workspace, signal, "✓ Profiling");
    expect(run.output).toContain("stopped; nothing half-written was kept");
    expect(run.exitCode).toBe(exitCode);
    expect(run.seconds).toBeLessThan(60);
    expectWhole(workspace);
    expect(existsSync(path.join(workspace, ".mlops/houses/report.html"))).toBe(false);
    expect(existsSync(path.join(workspace, ".mlops/houses/model"))).toBe(false);
  });

  test("while reading", async () => {
    const workspace = project(400_000);
    const run = await runStep("validate-data", {
      workspace,
      kill: (output) => output.includes("Reading houses.csv"),
    });
    expect(run.exitCode).toBe(143);
    expectWhole(workspace);
    expect(readdirSync(path.join(workspace, ".mlops/houses"))).toEqual(["reports"]);
  });

  test("while writing, again and again: never half a model", async () => {
    const workspace = project(2000);
    for (const delay of [0, 10, 20, 40, 80]) {
      await interrupt(["train"], workspace, "SIGTERM", "✓ Training", delay);
      expectWhole(workspace);
    }
    expect((await runCli(["run"], workspace)).exitCode).toBe(0);
  });

  test("not even SIGKILL leaves half a file or half a model under its final name", async () => {
    const workspace = project(2000);
    for (const delay of [0, 15, 30, 60]) {
      await interrupt(["train"], workspace, "SIGKILL", "✓ Training", delay);
      expectWholeFinals(workspace);
    }
    expect((await runCli(["run"], workspace)).exitCode).toBe(0);
  });
});

describe("several runs in one folder", () => {
  test("end well or with a clear no, and leave it usable", async () => {
    const workspace = project();
    const runs = await Promise.all([0, 1, 2].map(() => runCli(["run"], workspace)));
    for (const run of runs) {
      expectNoBug(run, workspace);
      expect([0, 1, 2], run.stderr).toContain(run.exitCode);
    }
    expectWhole(workspace);
    expect((await runCli(["run"], workspace)).exitCode).toBe(0);
  });

  test("what an earlier run left is neither judged nor reported", async () => {
    const workspace = project();
    expect((await runStep("run", { workspace, env: { GITHUB_RUN_ID: "99" } })).exitCode).toBe(0);
    writeFileSync(path.join(workspace, "houses.csv"), "id,rooms\nx,1\n");
    const failed = await runStep("train", { workspace });
    expect(failed.exitCode).toBe(2);
    expect(existsSync(path.join(workspace, ".mlops/houses/model"))).toBe(false);
    expect(existsSync(path.join(workspace, ".mlops/houses/evidence"))).toBe(false);
    const judged = await runStep("quality-gate", { workspace });
    expect(judged.exitCode).toBe(2);
    expect(judged.stdout).toContain("Run train before quality-gate");
    const comment = await runStep("pr-comment", { workspace });
    expect(comment.summary).toContain("train could not finish");
    expect(comment.summary).not.toMatch(/the gate holds|RMSE/);
  });
});
