import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { restore } from "../../src/actions/restore.ts";
import { save } from "../../src/actions/save.ts";
import { createArtifacts, memoryArtifacts } from "../../src/services/artifacts.ts";
import { createFiles } from "../../src/services/files.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { rawBundle, streamOf } from "../bundle/tar.ts";
import { runAction, testEnvironment } from "../fakes.ts";

const config = { "mlops.yml": "version: 1\nname: houses\n" };
const root = ".mlops/houses";

/** Files of a job, by path below the project's folder. */
function workspace(given: Record<string, string> = {}): ReturnType<typeof memoryFiles> {
  const below = Object.entries(given).map(([path, text]) => [`${root}/${path}`, text]);
  return memoryFiles({ ...config, ...Object.fromEntries(below) });
}

/** What is below the project's folder, by path, without what is kept of each job. */
function contentOf(files: ReturnType<typeof memoryFiles>): Record<string, string> {
  const all = [...files.all()].filter(
    ([path]) => path.startsWith(`${root}/`) && !path.startsWith(`${root}/jobs/`),
  );
  return Object.fromEntries(
    all.map(([path, bytes]) => [path.slice(root.length + 1), Buffer.from(bytes).toString()]),
  );
}

/** A run whose jobs share artifacts. */
function startRun() {
  const artifacts = memoryArtifacts();
  return {
    artifacts,
    save: (job: string, files: Record<string, string>, inputs: Record<string, string> = {}, runAttempt = 1) =>
      runAction(save, { files: workspace(files), artifacts, inputs, environment: { job, runAttempt } }),
    async restore(files: Record<string, string> = {}, inputs: Record<string, string> = {}) {
      const result = await runAction(restore, { files: workspace(files), artifacts, inputs });
      return { ...result, content: contentOf(result.files) };
    },
  };
}

describe("save", () => {
  test("leaves Python's bytecode behind: the model's digest does not cover it", async () => {
    const run = startRun();
    await run.save("train", { "model/loader.py": "pass", "model/__pycache__/loader.cpython-312.pyc": "x" });
    expect((await run.restore()).content).not.toHaveProperty("model/__pycache__/loader.cpython-312.pyc");
  });

  test("uploads the project's folder under the job's name", async () => {
    const run = startRun();
    const result = await run.save("train", { "model/MLmodel": "m", "evidence/manifest.json": "{}" });
    expect(result.verdict).toBe("pass");
    const [artifact] = await run.artifacts.find("");
    const hash = createHash("sha256");
    for await (const chunk of await run.artifacts.download(1)) hash.update(chunk);
    expect(result.outputs).toEqual({
      "artifact-name": "mlops-houses~train~1",
      "artifact-id": 1,
      digest: hash.digest("hex"),
      size: artifact?.size,
    });
    expect(result.summary).toBe("");
  });

  test.each([
    [{ leg: "random forest/3.12" }, "mlops-houses~random~forest-3.12-de5e2dec~1"],
    [{}, "mlops-houses~train~1"],
  ])("names the artifact after %j", async (inputs, name) => {
    expect((await startRun().save("train", { "model/a": "" }, inputs)).outputs["artifact-name"]).toBe(name);
  });

  test("saves the reports, and what history needs, alone where it is asked to", async () => {
    const run = startRun();
    const made = { "model/MLmodel": "m", "evidence/manifest.json": "{}", "profile.json": "{}" };
    const inputs = { "reports-only": "true" };
    const told = { "reports/train.json": "{}", "evidence/history-entry.json": "{}" };
    const saved = await run.save("train", { ...made, ...told }, inputs);
    expect(saved.report.headline).toBe('saved 2 files as "mlops-houses~train~1"');
    expect((await run.restore()).content).toEqual(told);
    await expect(run.save("gate", made, inputs)).rejects.toThrow("there is nothing in");
  });

  test("says what to do where two jobs take one name, and where there is nothing", async () => {
    const run = startRun();
    await run.save("train", { "model/a": "" });
    await expect(run.save("train", { "model/a": "" })).rejects.toThrow(
      'Cannot upload "mlops-houses~train~1": this run has an artifact of that name',
    );
    await expect(run.save("other", {})).rejects.toThrow(
      'Cannot save "houses": there is nothing in ".mlops/houses"',
    );
  });

  test("takes the known folders alone, and no half-written file", async () => {
    const run = startRun();
    await run.save("train", {
      "model/a": "1",
      "cache/b": "2",
      "model/x.12345678.partial": "3",
      "report.html": "4",
    });
    expect((await run.restore()).content).toEqual({ "model/a": "1" });
  });

  test("uploads nothing in a dry run", async () => {
    const run = startRun();
    const result = await run.save("train", { "model/a": "" }, { "dry-run": "true" });
    expect(result.report.headline).toBe('would save 1 file as "mlops-houses~train~1"');
    expect(await run.artifacts.find("")).toEqual([]);
  });
});

describe("restore", () => {
  test("brings everything back, without the report of the save itself", async () => {
    const run = startRun();
    const made = {
      "model/MLmodel": "m",
      "model/data/x.onnx": "o",
      "evidence/metrics.json": "{}",
      "reports/train.json": "{}",
    };
    await run.save("train", { ...made, "reports/save.json": "started" });
    const result = await run.restore();
    expect(result.content).toEqual(made);
    expect(result.outputs).toEqual({ bundles: ["mlops-houses~train~1"], files: 4 });
    expect(result.verdict).toBe("pass");
  });

  test("brings the reports of all jobs together; the newest of a file counts, and a model is whole", async () => {
    const run = startRun();
    await run.save("data", { "reports/validate-data.json": "v", "evidence/profile.json": "p" });
    await run.save("train", {
      "reports/validate-data.json": "v",
      "reports/train.json": "t",
      "model/new": "m",
    });
    await run.save("gate", { "reports/quality-gate.json": "g", "evidence/profile.json": "p2" });
    const { content } = await run.restore({ "model/old": "stale", "reports/own.json": "own" });
    expect(content).toEqual({
      "model/new": "m",
      "evidence/profile.json": "p2",
      "reports/validate-data.json": "v",
      "reports/train.json": "t",
      "reports/quality-gate.json": "g",
      "reports/own.json": "own",
    });
  });

  test("takes the newest attempt of each job", async () => {
    const run = startRun();
    await run.save("train", { "model/a": "1", "reports/train.json": "1" });
    await run.save("gate", { "model/a": "1", "reports/quality-gate.json": "1" });
    await run.save("train", { "model/a": "2", "reports/train.json": "2" }, {}, 2);
    const { content, outputs } = await run.restore();
    expect(outputs.bundles).toEqual(["mlops-houses~gate~1", "mlops-houses~train~2"]);
    expect(content).toEqual({ "model/a": "2", "reports/train.json": "2", "reports/quality-gate.json": "1" });
  });

  test("takes one leg where it is asked to, and does not mix the models of two", async () => {
    const run = startRun();
    await run.save("train", { "model/a": "forest" }, { leg: "forest" });
    await run.save("train", { "model/a": "linear" }, { leg: "linear" });
    await expect(run.restore()).rejects.toThrow(
      'Cannot restore "mlops-houses~forest~1" and "mlops-houses~linear~1" together: they hold different models',
    );
    expect((await run.restore({}, { leg: "forest" })).content).toEqual({ "model/a": "forest" });
  });

  test("leaves other projects alone whose name starts the same", async () => {
    const run = startRun();
    const other = memoryFiles({
      "mlops.yml": "version: 1\nname: houses-2\n",
      ".mlops/houses-2/model/a": "other",
    });
    await runAction(save, { files: other, artifacts: run.artifacts, environment: { job: "train" } });
    await run.save("train", { "model/a": "ours" });
    expect((await run.restore()).content).toEqual({ "model/a": "ours" });
  });

  test("says so where there is nothing to restore", async () => {
    const result = await startRun().restore();
    expect(result.verdict).toBe("skipped");
    expect(result.outputs).toEqual({ bundles: [], files: 0 });
    expect(result.report.sections[0]?.findings?.[0]).toMatchObject({
      severity: "warning",
      message: 'No bundle of "houses" is there in this run',
    });
  });

  test("brings nothing of the run whose end started this one, and says where that is read", async () => {
    const event = { workflow_run: { id: 99, head_sha: "a".repeat(40) } };
    const { report } = await runAction(restore, { files: workspace(), environment: { event } });
    expect(report.sections[0]?.findings?.[0]?.hint).toContain("pr-comment reads by itself");
  });

  test("puts nothing into place when one of the bundles is bad", async () => {
    const run = startRun();
    await run.save("data", { "reports/validate-data.json": "v" });
    const hostile = rawBundle([{ path: "../../.git/hooks/pre-commit", content: "x" }], {
      index: { run: "100" },
    });
    await run.artifacts.upload("mlops-houses~evil~1", streamOf(hostile));
    const files = workspace({ "model/a": "kept" });
    await expect(runAction(restore, { files, artifacts: run.artifacts })).rejects.toThrow(
      'Cannot restore bundle "mlops-houses~evil~1": path "../../.git/hooks/pre-commit" is not allowed',
    );
    expect(contentOf(files)).toEqual({ "model/a": "kept" });
  });

  test("ignores a bundle that names another run", async () => {
    const run = startRun();
    const forged = rawBundle([{ path: "model/a", content: "x" }], { index: { run: "99" } });
    await run.artifacts.upload("mlops-houses~train~1", streamOf(forged));
    expect((await run.restore()).verdict).toBe("skipped");
  });

  test.each([".mlops", ".mlops/houses", ".mlops/houses/reports", ".mlops/houses/evidence/deep"])(
    "does not write through a link at %s",
    async (link) => {
      const folder = await mkdtemp(join(tmpdir(), "restore-"));
      try {
        const artifacts = memoryArtifacts();
        const made = { "reports/a.json": "r", "evidence/deep/b.json": "e" };
        await runAction(save, { files: workspace(made), artifacts });
        await mkdir(join(folder, "hooks"));
        await mkdir(join(folder, link, ".."), { recursive: true });
        await symlink(join(folder, "hooks"), join(folder, link));
        const files = createFiles({ root: folder, contained: true });
        await files.write("mlops.yml", config["mlops.yml"]);
        const given = { ...files, all: () => new Map() } as ReturnType<typeof memoryFiles>;
        await expect(runAction(restore, { files: given, artifacts })).rejects.toThrow("it is not a folder");
        expect(await readdir(join(folder, "hooks"))).toEqual([]);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );
});

test("on GitHub Enterprise Server a folder serves, with a warning; a terminal needs none", async () => {
  const files = workspace({ "model/a": "m" });
  const environment = { hasArtifacts: false };
  const artifacts = createArtifacts(testEnvironment(environment), files);
  const saved = await runAction(save, { files, artifacts, environment });
  expect(saved.log.find((each) => each.startsWith("warning"))).toContain(
    'is in ".mlops/bundles/" and stays on this runner',
  );
  await files.remove(`${root}/model`);
  await runAction(restore, { files, artifacts, environment });
  expect(contentOf(files)).toEqual({ "model/a": "m" });
});
