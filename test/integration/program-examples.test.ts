import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { train } from "../../src/actions/train.ts";
import { parseManifest } from "../../src/evidence/manifest.ts";
import { createFiles } from "../../src/services/files.ts";
import { createProcesses } from "../../src/services/process.ts";
import { createPrograms } from "../../src/services/programs.ts";
import { runAction } from "../fakes.ts";
import { describeWith, requireTool } from "../require-tool.ts";

// Importing a library takes seconds.
vi.setConfig({ testTimeout: 120_000 });

const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/program-examples.md"), "utf8");
const [shared = "", ...programs] = [...page.matchAll(/^```python\n(.*?)^```/gms)].map(([, code]) => code!);

/** Noise around 3a − 2b, which each of them is to find. */
const rows = Array.from({ length: 400 }, (_, row) => {
  const [a, b] = [(row * 7919) % 101, (row * 104_729) % 53];
  return `${a},${b},${3 * a - 2 * b + ((row * 31) % 7)}`;
});

describeWith("python", "the programs of docs/program-examples.md", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "mlops-examples-"));
    writeFileSync(path.join(folder, "data.csv"), `a,b,y\n${rows.join("\n")}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const python = (...args: string[]) => spawnSync(requireTool("python"), args, { encoding: "utf8" });
  const isThere = (library: string): boolean => python("-c", `import ${library}`).status === 0;

  test("are all of them", () => {
    expect(programs).toHaveLength(4);
  });

  // TensorFlow, JAX and PyTorch are too large for the suite: there, Python only reads these two.
  test.each([
    ["sklearn", "pickle", 0, { n_estimators: 20 }],
    ["xgboost", "xgboost", 1, { n_estimators: 50 }],
    ["keras", "keras", 2, { epochs: 150 }],
    ["torch", "torchscript", 3, { epochs: 300 }],
  ])("with %s trains a model that is known for what it is", async (library, kind, place, params) => {
    const file = path.join(folder, `train_${library}.py`);
    writeFileSync(file, `${shared}\n${programs[place]}`);
    if (!isThere(library) && place > 1) {
      expect(python("-m", "py_compile", file)).toMatchObject({ status: 0, stderr: "" });
      return;
    }
    writeFileSync(
      path.join(folder, "mlops.yml"),
      `version: 1\nname: ${library}\ndata: { path: data.csv, target: y }\ntrain: { engine: command, command: '${requireTool("python")} train_${library}.py', params: ${JSON.stringify(params)} }\n`,
    );
    const env = { PATH: process.env.PATH, HOME: folder, KERAS_BACKEND: process.env.KERAS_BACKEND };
    const { verdict, report } = await runAction(train, {
      files: Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() }),
      programs: createPrograms(env),
      process: createProcesses(env),
    });
    expect(verdict, JSON.stringify(report.sections.slice(0, 2))).toBe("pass");
    const evidence = path.join(folder, ".mlops", library, "evidence");
    expect(JSON.parse(readFileSync(path.join(evidence, "metrics.json"), "utf8")).metrics.r2).toBeGreaterThan(
      0.9,
    );
    const manifest = readFileSync(path.join(evidence, "manifest.json"), "utf8");
    expect(parseManifest(manifest, "manifest.json").model_kind).toBe(kind);
    const charts = report.sections.find(({ title }) => title === "How the training went")?.charts ?? [];
    expect(charts).toHaveLength(library === "sklearn" ? 0 : 1);
  });
});
