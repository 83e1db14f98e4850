import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prComment } from "../../src/actions/pr-comment.ts";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { save } from "../../src/actions/save.ts";
import { bundleName } from "../../src/bundle/bundle-name.ts";
import { parseHistory, renderHistory } from "../../src/history/entry.ts";
import { type Artifacts, memoryArtifacts } from "../../src/services/artifacts.ts";
import type { Environment } from "../../src/services/environment.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { runAction, testSha } from "../fakes.ts";
import { entryOf } from "../history/arbitrary-entry.ts";
import { bundleZip, startBase } from "./base-bed.ts";
import { comment, saveJob, stored } from "./models-bed.ts";

const config = `version: 1
name: houses
report: { check: true }
gate: { rules: [{ metric: r2, min: 0.5 }] }
`;

/** One leg of a matrix over one mlops.yml: judges, saves and comments under the leg's name. */
async function runLeg(
  artifacts: Artifacts,
  github: ReturnType<typeof memoryGitHub>,
  name: string,
  r2: number,
) {
  const files = memoryFiles({ "mlops.yml": config, "m.json": `{ "r2": ${r2} }` });
  const common = { files, artifacts, github };
  const gated = await runAction(qualityGate, { ...common, inputs: { metrics: "m.json", name } });
  const report = { ...stored("quality-gate", gated.verdict, ""), report: gated.report };
  await files.write(`.mlops/${name}/reports/quality-gate.json`, JSON.stringify(report));
  await runAction(save, { ...common, inputs: { name } });
  return runAction(prComment, { ...common, inputs: { name } });
}

describe("the legs of a matrix over one mlops.yml", () => {
  test("have each their comment, check run, page and bundle where each has its name", async () => {
    const artifacts = memoryArtifacts();
    const github = memoryGitHub({ pulls: [{ number: 7, headSha: testSha }] });
    await runLeg(artifacts, github, "houses-eu", 0.8);
    await runLeg(artifacts, github, "houses-us", 0.2);
    expect(github.comments.map(({ body }) => body.split("\n")[1])).toEqual([
      "### ✅ houses-eu: the gate holds",
      "### ❌ houses-us: 1 of 1 gate rules does not hold: r2 ≥ 0.5",
    ]);
    expect(github.checkRuns.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ["mlops: houses-eu", "success"],
      ["mlops: houses-us", "failure"],
    ]);
    expect((await artifacts.find("")).map(({ name }) => name).sort()).toEqual([
      "mlops-houses-eu~model~1",
      "mlops-houses-us~model~1",
      "report-houses-eu~model~1.html",
      "report-houses-us~model~1.html",
    ]);
    const { body } = await comment(artifacts, "houses-eu, houses-us, houses-asia");
    expect(body).toContain("### ❌ 3 models: 1 holds, 1 fails, 1 saved nothing");
  });

  test("lose nothing where none has a name: the matrix tells them apart", async () => {
    const artifacts = memoryArtifacts();
    for (const [region, verdict] of [
      ["eu", "pass"],
      ["us", "fail"],
    ] as const)
      await saveJob(artifacts, "houses", [stored("quality-gate", verdict, `${region} says`)], {
        leg: JSON.stringify({ region, seed: 42 }),
      });
    const { body } = await comment(artifacts, "all");
    expect(body).toContain("### ❌ 2 models: 1 holds, 1 fails");
    expect(body).toContain("| houses (eu 42) |");
    expect(body).toContain("| houses (us 42) |");
    await saveJob(artifacts, "churn", [stored("quality-gate", "pass", "holds")], { leg: "null" });
    expect((await artifacts.find("mlops-churn")).map(({ name }) => name)).toEqual(["mlops-churn~model~1"]);
  });

  test("find each its own past", async () => {
    await using bed = await startBase();
    const artifacts = await Promise.all(
      [0.6, 0.7].map(async (r2, leg) => {
        const name = ["houses-eu", "houses-us"][leg] ?? "";
        const known = renderHistory([entryOf(11, r2, { name })]);
        const zip = await bundleZip(
          { "evidence/history.jsonl": known },
          { name, commit: "b".repeat(40), run: "11" },
        );
        return { name: `mlops-${name}~model~1`, zip };
      }),
    );
    bed.runs.add({ id: 11, headSha: "b".repeat(40), artifacts });
    const environment: Partial<Environment> = {
      event: {
        pull_request: { number: 7, head: { sha: testSha }, base: { sha: "b".repeat(40), ref: "main" } },
      },
    };
    const files = memoryFiles({ "mlops.yml": config, "m.json": '{ "r2": 0.8 }' });
    const inputs = { metrics: "m.json", name: "houses-us" };
    await runAction(qualityGate, { files, environment, inputs, github: bed.github, remote: bed.remote });
    const past = await files.read(".mlops/houses-us/evidence/history.jsonl");
    expect(parseHistory(past, "houses-us").entries.map(({ metrics }) => metrics[0]?.value)).toEqual([0.7]);
  });

  test("are not read for a model whose name theirs start with", async () => {
    await using bed = await startBase();
    const commit = "b".repeat(40);
    const bundleOf = async (name: string, leg: string) => {
      const known = renderHistory([entryOf(11, 0.6, { name })]);
      const zip = await bundleZip({ "evidence/history.jsonl": known }, { name, commit, run: "11" });
      return { name: bundleName(name, leg, 1), zip };
    };
    const siblings = [...Array(13).keys()].map((index) => bundleOf(`houses-${index}`, "model"));
    const artifacts = await Promise.all([bundleOf("houses", "model"), ...siblings]);
    bed.runs.add({ id: 11, headSha: commit, artifacts });
    const event = { pull_request: { number: 7, head: { sha: testSha }, base: { sha: commit, ref: "main" } } };
    const files = memoryFiles({ "mlops.yml": config, "m.json": '{ "r2": 0.8 }' });
    const inputs = { metrics: "m.json" };
    const given = { files, environment: { event }, inputs, github: bed.github, remote: bed.remote };
    await runAction(qualityGate, given);
    const past = await files.read(".mlops/houses/evidence/history.jsonl");
    expect(parseHistory(past, "houses").entries.map(({ metrics }) => metrics[0]?.value)).toEqual([0.6]);
  });

  test("have names that are folders and artifacts: others are refused, whatever they are", async () => {
    const files = { "mlops.yml": config };
    for (const name of ["../x", "a/b", "-x", "x".repeat(81), "a b", "${{ matrix.x }}"])
      await expect(runAction(prComment, { files, inputs: { name } })).rejects.toThrow(
        'Cannot use input "name": expected up to 80 letters',
      );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (name) => {
        const done = await runAction(prComment, { files, inputs: { name } }).catch((error: Error) => error);
        if (done instanceof Error) expect(done.message.length).toBeLessThan(2_000);
        else expect(done.report.title).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/);
      }),
      { numRuns: 50 },
    );
  });
});
