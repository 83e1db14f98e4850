import { expect, test } from "vitest";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { train } from "../../src/actions/train.ts";
import { houses, housesConfig } from "../dist/house-data.ts";
import { runAction } from "../fakes.ts";

const config = housesConfig.replace("n_estimators: 20", "n_estimators: 2");
const evidence = ".mlops/houses/evidence";

/** A project that was trained in run 100. */
async function trained(environment = {}): Promise<Awaited<ReturnType<typeof runAction>>["files"]> {
  const files = { "houses.csv": houses(200), "mlops.yml": config };
  return (await runAction(train, { files, environment })).files;
}

/** What cannot be judged is no pass, and says why. */
async function expectRefused(options: Parameters<typeof runAction>[1], why: RegExp): Promise<void> {
  const { verdict, report, outputs } = await runAction(qualityGate, options);
  expect(verdict).toBe("refused");
  expect(report.headline).toMatch(why);
  expect(report.sections[0]?.findings?.[0]).toMatchObject({ severity: "error" });
  expect(outputs["failed-rules"]).toEqual([]);
}

test("a trained model is judged by its own metrics", async () => {
  const files = await trained();
  expect((await runAction(qualityGate, { files })).verdict).toBe("pass");
  const named = { files, inputs: { metrics: `${evidence}/metrics.json` } };
  expect((await runAction(qualityGate, named)).verdict).toBe("pass");
});

test("metrics without the manifest that says what they are of are refused", async () => {
  const files = await trained();
  await files.remove(`${evidence}/manifest.json`);
  await expectRefused({ files }, /there is no manifest beside the metrics/);
});

test("metrics without their model are refused", async () => {
  const files = await trained();
  await files.remove(".mlops/houses/model");
  await expectRefused({ files }, /no model in ".mlops\/houses\/model"/);
  await expectRefused({ files, inputs: { model: "nowhere" } }, /no model in "nowhere"/);
});

test("metrics of other test rows than the manifest's are refused", async () => {
  const files = await trained();
  const path = `${evidence}/metrics.json`;
  const metrics = JSON.parse(await files.read(path));
  await files.write(path, JSON.stringify({ ...metrics, evaluation_digest: "0".repeat(64) }));
  await expectRefused({ files }, /not those that its manifest speaks of/);
});

test.each([
  ["another run", { runId: "99" }],
  ["no run", { runId: undefined, runAttempt: undefined }],
])("evidence of %s is refused in a run, however it is named", async (_, environment) => {
  const files = await trained(environment);
  for (const inputs of [{}, { metrics: `${evidence}/metrics.json` }])
    await expectRefused({ files, inputs }, /are of another run/);
  const local = { kind: "terminal", runId: undefined } as const;
  expect((await runAction(qualityGate, { files, environment: local })).verdict).toBe("pass");
});

test("metrics that were copied elsewhere still name their model", async () => {
  const files = await trained();
  await files.write("copy.json", await files.read(`${evidence}/metrics.json`));
  await files.write("other/model.onnx", "another");
  const judged = (model?: string) =>
    runAction(qualityGate, { files, inputs: { metrics: "copy.json", ...(model && { model }) } });
  expect((await judged()).verdict).toBe("pass");
  expect((await judged(".mlops/houses/model")).verdict).toBe("pass");
  const inputs = { metrics: "copy.json", model: "other" };
  await expectRefused({ files, inputs }, /the model in "other" is not the one that was evaluated/);
});

test("metrics of one's own name no model and are judged as they are", async () => {
  const files = { "mlops.yml": config, "metrics.json": '{ "r2": 0.9 }' };
  const { verdict } = await runAction(qualityGate, { files, inputs: { metrics: "metrics.json" } });
  expect(verdict).toBe("pass");
});
