import { describe, expect, test } from "vitest";
import { defineAction } from "../../src/action.ts";
import { type Baseline, findBaseline } from "../../src/actions/find-baseline.ts";
import { projectInputs } from "../../src/actions/project-inputs.ts";
import { isRefusal, type ModelRows } from "../../src/gate/model-rows.ts";
import { memoryGit } from "../../src/services/git.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { runAction, testSha } from "../fakes.ts";
import { bundleOf, startBase } from "./base-bed.ts";
import { base, baseRun, trained } from "./baseline-bed.ts";

const event = {
  pull_request: { number: 7, head: { sha: testSha }, base: { sha: base, ref: "main" } },
  repository: { default_branch: "main" },
};
const git = memoryGit({ head: testSha, commitTime: 1_700_000_000 - 3 * 86_400 });

/** What `gate.baseline` finds. */
async function find(
  baseline: string | undefined,
  given: Omit<NonNullable<Parameters<typeof runAction>[1]>, "inputs"> = {},
): Promise<Baseline> {
  const found: Baseline[] = [];
  const probe = defineAction({
    name: "probe",
    description: "Finds the baseline",
    inputs: projectInputs,
    outputs: {},
    async run(context) {
      found.push(await findBaseline(context, { baseline, "working-directory": "." }));
      const report = { schema: "mlops/report@1", action: "probe", title: "", headline: "" } as const;
      return {
        verdict: "pass",
        outputs: {},
        report: { ...report, verdict: "pass", facts: [], sections: [] },
      };
    },
  });
  await runAction(probe, { files: trained, git, environment: { event }, ...given });
  return found[0]!;
}

async function rowsOf(found: Baseline): Promise<ModelRows> {
  if (found.metrics === undefined) throw new Error(found.why);
  const rows = await found.readRows();
  if (rows === undefined || isRefusal(rows)) throw new Error(JSON.stringify(rows));
  return rows;
}

const evidence = ".mlops/houses/evidence";

/** A copy of the trained project's folder below another one. */
async function copied(to: string, without?: string): Promise<ReturnType<typeof memoryFiles>> {
  const files = memoryFiles({ "mlops.yml": await trained.read("mlops.yml") });
  for (const [path, content] of trained.all()) {
    const below = /^\.mlops\/houses\/(.*)$/.exec(path)?.[1];
    if (below !== undefined && (without === undefined || !below.startsWith(without)))
      await files.write(`${to}/${below}`, content);
  }
  return files;
}

describe("the champion", () => {
  test("of an earlier run has metrics, manifest, predictions and model", async () => {
    await using bed = await startBase();
    bed.runs.add(baseRun);
    const { github, remote } = bed;
    const files = await copied("other");
    const found = await find(undefined, { files, github, remote });
    expect(found).toMatchObject({ commit: base, shown: expect.stringContaining("2 days old") });
    const { table, facts } = await rowsOf(found);
    expect(table.source).toBe(`predictions.csv of ${found.shown}`);
    expect(table.rows).toBe(found.metrics?.rows);
    expect(facts).toMatchObject({ task: "regression", evaluation: found.metrics?.evaluation });
    if (found.metrics === undefined) throw new Error(found.why);
    expect(await files.size(`${found.model}/model.onnx`)).toBeGreaterThan(100);
    expect(found.manifest?.digests.model).toBe(found.metrics.model);
  });

  test("of a project's folder, or its evidence with the model beside it, has the model, held to its manifest", async () => {
    for (const baseline of ["kept", "kept/evidence", "kept/"]) {
      const files = await copied("kept");
      const found = await find(baseline, { files });
      if (found.metrics === undefined) throw new Error(found.why);
      expect(found.shown).toBe(`${baseline}, of ${testSha.slice(0, 7)} (3 days old)`);
      expect(await files.size(`${found.model}/model.onnx`)).toBeGreaterThan(100);
      expect((await rowsOf(found)).table.rows).toBe(found.metrics.rows);
      await files.write("kept/model/more.py", "print()");
      await expect(find(baseline, { files })).rejects.toThrow("its model is not the one that its manifest");
    }
    const bare = await find("kept", { files: await copied("kept", "model/") });
    expect(bare).toMatchObject({ model: undefined, commit: testSha });
  });

  test("of a bundle has its model", async () => {
    const content: Record<string, Uint8Array> = {};
    for (const [path, bytes] of trained.all())
      if (/^\.mlops\/houses\/(model|evidence)\//.test(path))
        content[path.slice(".mlops/houses/".length)] = bytes;
    const files = memoryFiles({
      "mlops.yml": await trained.read("mlops.yml"),
      "kept.tar.gz": await bundleOf(content),
    });
    const found = await find("kept.tar.gz", { files });
    if (found.metrics === undefined) throw new Error(found.why);
    expect(await files.size(`${found.model}/model.onnx`)).toBeGreaterThan(100);
    expect((await rowsOf(found)).facts.task).toBe("regression");
  });

  test("of predictions alone has rows and no metrics; a manifest that speaks of others does not count", async () => {
    const files = await copied("x");
    await files.write("old/predictions.csv", "row_id,actual,predicted\na,1.5,2\nb,2,2\n");
    await files.write("old/manifest.json", "{ }");
    const found = await find("old/predictions.csv", { files });
    expect(found).toMatchObject({ shown: "old/predictions.csv", manifest: undefined });
    expect(found.metrics?.values.size).toBe(0);
    expect((await rowsOf(found)).table.rows).toBe(2);
    await files.write("old/manifest.json", await trained.read(`${evidence}/manifest.json`));
    expect(await find("old/predictions.csv", { files })).toMatchObject({ manifest: undefined });
    await files.write("old/predictions.csv", await trained.readBytes(`${evidence}/predictions.csv`));
    expect(await find("old/predictions.csv", { files })).toMatchObject({
      shown: `old/predictions.csv, of ${testSha.slice(0, 7)} (3 days old)`,
      manifest: { name: "houses" },
    });
  });

  test("is what is committed as metrics/baseline.json, where no run has left one", async () => {
    const files = await copied("x");
    await files.write("metrics/baseline.json", '{ "r2": 0.5 }');
    expect(await find("auto", { files })).toMatchObject({ shown: "metrics/baseline.json" });
    expect(await find("base_commit", { files })).toMatchObject({
      why: expect.stringContaining("has succeeded"),
    });
    await files.remove("metrics/baseline.json");
    expect(await find(undefined, { files })).toMatchObject({ why: expect.stringContaining("has succeeded") });
  });
});
