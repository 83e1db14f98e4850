import { expect, test } from "vitest";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { train } from "../../src/actions/train.ts";
import { memoryGit } from "../../src/services/git.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { runAction, testSha } from "../fakes.ts";
import { uniforms } from "../statistics/make-values.ts";

const now = 1_700_000_000;
const day = 86_400;

/** Applicants of two sexes, hired by what they can and by luck, with points that favour one sex. */
function applicants(rows: number): string {
  const u = uniforms(17, 4 * rows);
  const lines = ["id,sex,score,years,hired"];
  for (let row = 0; row < rows; row++) {
    const [who = 0, score = 0, years = 0, luck = 0] = u.slice(4 * row, 4 * row + 4);
    const sex = who < 0.5 ? "f" : "m";
    const points = Math.round(100 * score + (sex === "m" ? 30 : 0));
    const hired = 100 * score + 20 * luck > 60 ? "yes" : "no";
    lines.push(`a${row},${sex},${points},${Math.round(20 * years)},${hired}`);
  }
  return `${lines.join("\n")}\n`;
}

function configOf(rule: string, exclude = "sex"): string {
  return [
    "version: 1",
    "name: hires",
    `data: { path: hires.csv, target: hired, positive: "yes", key: [id], exclude: [${exclude}], split: { test: 0.4 } }`,
    "train: { engine: decision-tree, params: { max_depth: 3 } }",
    `gate: { baseline: before, slices: { columns: [sex] }, rules: [${rule}] }`,
    "",
  ].join("\n");
}

const rows = applicants(2000);

async function trainedBy(config: string): Promise<ReturnType<typeof memoryFiles>> {
  const git = memoryGit({ head: testSha, commitTime: now });
  return (await runAction(train, { files: { "hires.csv": rows, "mlops.yml": config }, git })).files;
}

/** The project of now, with a model that knows nothing of the score as its baseline in the folder `before`. */
const files = await trainedBy(configOf("{ metric: accuracy, min: 0 }"));
const before = await trainedBy(configOf("{ metric: accuracy, min: 0 }", "sex, score"));
for (const [path, content] of before.all())
  if (path.startsWith(".mlops/hires/")) await files.write(path.replace(".mlops/hires", "before"), content);

async function judged(
  rule: string,
  changes: { without?: string; inputs?: Record<string, string>; git?: object } = {},
) {
  const own = memoryFiles(Object.fromEntries(files.all()));
  await own.write("mlops.yml", configOf(rule));
  if (changes.without !== undefined) await own.remove(changes.without);
  const git = memoryGit({ head: testSha, commitTime: now, changeTime: now - 10 * day, ...changes.git });
  const inputs = changes.inputs ?? {};
  const { verdict, report } = await runAction(qualityGate, { files: own, inputs, git });
  const [section] = report.sections;
  return { verdict, report, finding: section?.findings?.[0], row: section?.tables?.[0]?.rows[0] };
}

test.each([
  ["model_size", "max: 1GB", "max: 100B"],
  ["latency_p50", "max: 1h", "max: 1us"],
  ["latency_ratio", "max: 100000", "max: 0.00001"],
  ["data_age", "max: 30d", "max: 9d"],
  ["gap.accuracy", "max: 20%", "max: -20%"],
  ["gap.log_loss", "max: 2", "max: -2"],
  ["flip_rate", "max: 90%", "max: 0.1%"],
  ["negative_flip_rate", "max: 60%", "max: 0"],
  ["debiased_ece", "max: 0.5", "max: 0"],
  ["demographic_parity_difference, by: sex", "max: 0.9", "max: 0.01"],
  ["demographic_parity_ratio, by: sex", "min: 1%", "min: 80%"],
  ["equalized_odds_difference, by: sex", "max: 0.95", "max: 0.001"],
  ["equalized_odds_ratio, by: sex", "min: 0", "min: 95%"],
  ["equal_opportunity_difference, by: sex", "max: 90%", "max: 0.001"],
  ["equal_opportunity_ratio, by: sex", "min: 10%", "min: 99%"],
])("a rule on %s can hold and can fail", async (metric, holds, fails) => {
  expect(await judged(`{ metric: ${metric}, ${holds} }`)).toMatchObject({ verdict: "pass" });
  const failed = await judged(`{ metric: ${metric}, ${fails} }`);
  expect(failed.verdict).toBe("fail");
  expect(failed.finding).toMatchObject({ severity: "error", file: "mlops.yml", line: 5 });
});

test("values and bounds are read in their units", async () => {
  expect((await judged("{ metric: data_age, max: 30d }")).row).toEqual(
    expect.arrayContaining(["Age of the data ≤ 30 d", "10 days"]),
  );
  const cells = (await judged("{ metric: model_size, max: 1GB }")).row;
  expect(cells).toEqual(expect.arrayContaining(["Model size ≤ 1 GB", expect.stringMatching(/^[\d.]+ kB$/)]));
});

test.each([
  [0, 1, 3],
  [2, 1, 3],
])("what validate-data found in this run is a metric: %i errors", async (errors, warnings) => {
  const path = ".mlops/hires/reports/validate-data.json";
  const finding = (severity: string) => ({ severity, message: "wrong" });
  const report = {
    ...{ schema: "mlops/report@1", action: "validate-data", title: "hires", headline: "checked", facts: [] },
    verdict: errors > 0 ? "fail" : "pass",
    sections: [
      { title: "Checks", rank: 1, findings: Array.from({ length: errors }, () => finding("error")) },
      { title: "More", rank: 2, findings: Array.from({ length: warnings }, () => finding("warning")) },
    ],
  };
  const run = { id: "100", attempt: 1, job: "model", sha: testSha };
  const started = "2026-01-01T00:00:00.000Z";
  const stored = { schema: "mlops/action-report@1", action: "validate-data", run, started };
  await files.write(path, JSON.stringify({ ...stored, state: "finished", finished: started, report }));
  expect((await judged("{ metric: data_errors, max: 0 }")).verdict).toBe(errors > 0 ? "fail" : "pass");
  expect((await judged("{ metric: data_warnings, max: 1 }")).verdict).toBe("pass");
  expect((await judged("{ metric: data_warnings, max: 0 }")).verdict).toBe("fail");
  await files.write(path, JSON.stringify({ ...stored, state: "started" }));
  expect((await judged("{ metric: data_errors, max: 0 }")).finding?.message).toMatch(/did not finish/);
  await files.remove(path);
});

test.each([
  ["data_errors, max: 0", {}, /validate-data has not run before in this run/],
  ["flip_rate, max: 100%", { inputs: { baseline: "before/evidence/metrics.json" } }, /has no predictions/],
  ["flip_rate, max: 100%", { inputs: { baseline: "base_commit" } }, /no baseline to compare with yet: /],
  ["latency_ratio, max: 9", { inputs: { baseline: "base_commit" } }, /no baseline to compare with yet: /],
  ["latency_ratio, max: 9", { without: "before/model" }, /comes without its model/],
  ["data_age, max: 99d", { git: { changeTime: undefined } }, /fetch-depth: 0/],
  ["model_size, max: 1GB", { inputs: { metrics: "before/evidence/metrics.json" } }, /name its folder/],
  ["gap.mae, max: 1", {}, /do not say what mae is on the training rows/],
])("where %s cannot be had it is not judged, and never passes", async (rule, changes, why) => {
  const { verdict, finding } = await judged(`{ metric: ${rule} }`, changes);
  expect(verdict).toBe("inconclusive");
  expect(finding?.message).toMatch(why);
});

test.each([
  ["model_size, max: 5%", /not counted in what "5%" says/],
  ["accuracy, min: 25MB", /not counted in what "25MB" says/],
  ["model_size, no_worse_than: baseline, margin: 1", /judged by min and max alone/],
  ["model_size, by: sex, max: 1", /not measured by slice/],
  ["demographic_parity_ratio, min: 0.8", /no column says which/],
  ["equalized_odds_ratio, by: class, min: 0.8", /no column says which/],
  ["demografic_parity_ratio, better_than: baseline", /did you mean "demographic_parity_ratio"/],
])("%s is refused at its line", async (rule, message) => {
  await expect(judged(`{ metric: ${rule} }`)).rejects.toThrow(
    expect.objectContaining({
      message: expect.stringMatching(message),
      place: expect.objectContaining({ line: 5 }),
    }),
  );
});

test("a bound that is no quantity, or a minimum above the maximum, is an error of the configuration", async () => {
  await expect(judged("{ metric: model_size, max: many }")).rejects.toThrow(/such as 25MB/);
  await expect(judged("{ metric: model_size, min: 2MB, max: 300kB }")).rejects.toThrow(
    /min is greater than max/,
  );
});
