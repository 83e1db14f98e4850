import { expect, test } from "vitest";
import { run } from "../../src/actions/run.ts";
import { UserError } from "../../src/errors.ts";
import { memoryArtifacts } from "../../src/services/artifacts.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { houses, housesConfig } from "../dist/house-data.ts";
import { runAction, testSha } from "../fakes.ts";

const config = housesConfig.replace("n_estimators: 20", "n_estimators: 2");
// Twenty test rows show no more.
const lenient = config.replace("min: 0.8", "min: 0.2");
const pull = () => memoryGitHub({ pulls: [{ number: 7, headSha: testSha }] });

test.each([
  ["a broken configuration", `${config}trian: {}\n`, /unknown key "trian"/, ["validate-data"]],
  [
    "a target that is not there",
    config.replace("price", "prise"),
    /no column "prise"/,
    ["validate-data", "train"],
  ],
])("%s stops the run, which reports it everywhere all the same", async (_, text, message, steps) => {
  const github = pull();
  const files = { "houses.csv": houses(100), "mlops.yml": text };
  const result = await runAction(run, { files, github });
  expect(result.verdict).toBe("refused");
  expect(result.error).toBeInstanceOf(UserError);
  expect(String(result.error)).toMatch(message);
  expect(result.summary).toMatch(message);
  expect(github.comments.map(({ body }) => body)).toEqual([expect.stringMatching(message)]);
  expect(await result.files.read(String(result.outputs.html))).toMatch(/could not finish/);
  const stored = (await result.files.list(".mlops/houses/reports")).map(({ name }) => name);
  expect(stored).toEqual([...steps, "pr-comment"].map((name) => `${name}.json`).sort());
});

test("what an earlier run left is gone when the data already fail", async () => {
  const { files } = await runAction(run, { files: { "houses.csv": houses(100), "mlops.yml": lenient } });
  expect(await files.exists(".mlops/houses/model/model.onnx")).toBe(true);
  await files.write("houses.csv", `${houses(100)}x1,99,50,North,100\n`);
  const { verdict, error } = await runAction(run, { files });
  expect({ verdict, error }).toEqual({ verdict: "fail", error: undefined });
  expect(await files.exists(".mlops/houses/model")).toBe(false);
  expect(await files.exists(".mlops/houses/evidence")).toBe(false);
});

test("a verdict of the run is its comment's and its page's", async () => {
  const github = pull();
  const files = { "houses.csv": houses(100), "mlops.yml": config.replace("min: 0.8", "min: 0.9999") };
  const artifacts = memoryArtifacts();
  const { verdict, report, outputs, files: left } = await runAction(run, { files, github, artifacts });
  const [page] = await artifacts.find("report-");
  const chunks: Uint8Array[] = [];
  for await (const chunk of await artifacts.download(page?.id ?? 0)) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toBe(await left.read(".mlops/houses/report.html"));
  expect({ verdict, ofReport: report.verdict }).toEqual({ verdict: "fail", ofReport: "fail" });
  expect(outputs).toMatchObject({ action: "created", "failed-rules": ["r2 ≥ 0.9999"] });
  expect(github.comments[0]?.body).toContain("❌");
});

test.each([
  ["a push to the default branch", { eventName: "push", ref: "refs/heads/main" }, ["mlops-houses~model~1"]],
  ["a push to another", { eventName: "push", ref: "refs/heads/topic" }, []],
  ["a pull request", { eventName: "pull_request", ref: "refs/pull/7/merge" }, []],
  ["a pull request's target", { eventName: "pull_request_target", ref: "refs/heads/main" }, []],
])("%s is saved for later pull requests, or not", async (_, changes, saved) => {
  const artifacts = memoryArtifacts();
  const environment = { event: { repository: { default_branch: "main" } }, ...changes };
  const files = { "houses.csv": houses(100), "mlops.yml": lenient };
  expect((await runAction(run, { files, artifacts, environment })).verdict).toBe("pass");
  expect((await artifacts.find("mlops-")).map(({ name }) => name)).toEqual(saved);
});

test("a run whose verdict is no is not saved, and one that cannot be saved has its verdict", async () => {
  const environment = {
    event: { repository: { default_branch: "main" } },
    ...{ eventName: "push", ref: "refs/heads/main" },
  };
  const artifacts = memoryArtifacts();
  const failing = { "houses.csv": houses(100), "mlops.yml": config.replace("min: 0.8", "min: 0.9999") };
  await runAction(run, { files: failing, artifacts, environment });
  expect(await artifacts.find("mlops-")).toEqual([]);
  const files = { "houses.csv": houses(100), "mlops.yml": lenient };
  await runAction(run, { files, artifacts, environment });
  const again = await runAction(run, { files, artifacts, environment });
  expect(again.verdict).toBe("pass");
  expect(again.log.join("\n")).toContain("later pull requests find nothing of this run");
});
