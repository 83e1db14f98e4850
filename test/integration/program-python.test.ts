import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { parseManifest } from "../../src/evidence/manifest.ts";
import { createFiles } from "../../src/services/files.ts";
import { createProcesses } from "../../src/services/process.ts";
import { createPrograms } from "../../src/services/programs.ts";
import { runAction } from "../fakes.ts";
import { describeWith, requireTool } from "../require-tool.ts";

const program = path.resolve(import.meta.dirname, "program-python.py");
const data = path.resolve(import.meta.dirname, "../../examples/penguins/data/penguins.csv");

describeWith("python", "a program with scikit-learn", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-sklearn-"));
  const read = (name: string): string => readFileSync(path.join(folder, ".mlops/penguins", name), "utf8");
  const env = { PATH: process.env.PATH, HOME: folder };

  beforeAll(async () => {
    const python = requireTool("python");
    cpSync(data, path.join(folder, "penguins.csv"));
    writeFileSync(
      path.join(folder, "mlops.yml"),
      `version: 1
name: penguins
data: { path: penguins.csv, target: species }
train: { engine: command, command: '${python} ${program}' }
`,
    );
    const files = Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() });
    const { verdict } = await runAction(train, {
      files,
      programs: createPrograms(env),
      process: createProcesses(env),
    });
    expect(verdict).toBe("pass");
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is judged, and its environment is written down", () => {
    const { metrics } = JSON.parse(read("evidence/metrics.json"));
    expect(metrics.accuracy).toBeGreaterThan(0.9);
    expect(metrics.roc_auc_ovr).toBeGreaterThan(0.95);
    const manifest = parseManifest(read("evidence/manifest.json"), "manifest.json");
    expect(manifest).toMatchObject({ model_kind: "pickle", program: { exit_code: 0 } });
    expect(manifest.program?.python).toMatch(/^3\./);
    expect(manifest.program?.peak_memory_bytes).toBeGreaterThan(50e6);
    expect(read("evidence/environment.txt")).toMatch(/^scikit-learn==1\.9\.1$/m);
    expect(read("model/requirements.txt")).toMatch(/^scikit-learn==1\.9\.1$/m);
  });

  test("its folder opens in MLflow and predicts the same", () => {
    const test = path.join(folder, ".mlops/penguins/run/test.csv");
    const { stdout, stderr } = spawnSync(
      requireTool("python"),
      [program, path.join(folder, ".mlops/penguins/model"), test],
      { encoding: "utf8", env: { ...process.env, HOME: folder } },
    );
    expect(stdout, stderr).not.toBe("");
    const answer = JSON.parse(stdout.trim().split("\n").at(-1)!);
    const lines = read("evidence/predictions.csv").trim().split("\n").slice(1);
    const ours = new Map(lines.map((line) => [line.split(",")[0], line.split(",")[3]]));
    expect(answer.predicted).toEqual(answer.ids.map((id: string) => ours.get(id)));
    expect(answer.columns).toEqual(["score_Adelie", "score_Chinstrap", "score_Gentoo"]);
  });
});
