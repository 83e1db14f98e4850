import { expect, test } from "vitest";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { train } from "../../src/actions/train.ts";
import { ServiceError } from "../../src/errors.ts";
import { addLooks, type Looks, parseLooks, renderLooks } from "../../src/evidence/looks.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { houses, housesConfig } from "../dist/house-data.ts";
import { runAction } from "../fakes.ts";

const config = housesConfig.replace("n_estimators: 20", "n_estimators: 2");
const evidence = ".mlops/houses/evidence";

type Files = Awaited<ReturnType<typeof runAction>>["files"];

/** A trained project, and an earlier run of it in the folder `base` with this `looks.json`. */
async function project(looksOf: (evaluation: string) => string | undefined): Promise<Files> {
  const given = { "houses.csv": houses(200), "mlops.yml": config };
  const { files } = await runAction(train, { files: given });
  for (const [path, content] of files.all())
    if (path.startsWith(evidence)) await files.write(`base${path.slice(evidence.length)}`, content);
  const looks = looksOf(await evaluationOf(files));
  if (looks !== undefined) await files.write("base/looks.json", looks);
  return files;
}

async function evaluationOf(files: Files): Promise<string> {
  return JSON.parse(await files.read(`${evidence}/manifest.json`)).digests.evaluation;
}

/** What is counted, and what the report says of it. */
async function look(
  files: Files,
  { attempt = 1, inputs = { baseline: "base" } }: { attempt?: number; inputs?: Record<string, string> } = {},
): Promise<{ counts: number[] | undefined; text: string; notes: string[]; log: string[] }> {
  const { report, log } = await runAction(qualityGate, {
    files,
    inputs,
    environment: { runAttempt: attempt },
  });
  const path = `${evidence}/looks.json`;
  const isThere = (await files.size(path)) !== undefined;
  return {
    counts: isThere ? [...parseLooks(await files.read(path), path).values()] : undefined,
    text: (report.sections.find(({ title }) => title === "What was judged")?.text ?? []).join("\n"),
    notes: report.sections.flatMap(({ findings = [] }) =>
      findings.filter(({ message }) => /looked at/.test(message)).map(({ severity }) => severity),
    ),
    log,
  };
}

const file = (...counts: [digest: string, count: number][]): string => renderLooks(new Map(counts));

test("the first look is counted as one", async () => {
  const { counts, text, notes } = await look(await project(() => undefined));
  expect(counts).toEqual([1]);
  expect(text).toContain("These test rows have been looked at 1 time.");
  expect(notes).toEqual([]);
});

test("a look adds one to those of the baseline's run, however often it is judged", async () => {
  const files = await project((evaluation) => file(["a".repeat(64), 3], [evaluation, 6]));
  const first = await look(files);
  expect(first.counts).toEqual([3, 7]);
  expect(first.text).toContain("These test rows have been looked at 7 times.");
  expect(await look(files)).toEqual(first);
});

test("each attempt of a run is a look", async () => {
  const files = await project((evaluation) => file([evaluation, 6]));
  expect((await look(files, { attempt: 3 })).counts).toEqual([9]);
});

test("other test rows start anew, and the old ones are remembered", async () => {
  expect((await look(await project(() => file(["a".repeat(64), 30])))).counts).toEqual([30, 1]);
});

test("from 21 looks on it is a note", async () => {
  expect((await look(await project((evaluation) => file([evaluation, 19])))).notes).toEqual([]);
  expect((await look(await project((evaluation) => file([evaluation, 20])))).notes).toEqual(["info"]);
});

test.each([
  ["no JSON", "{"],
  [
    "no count",
    `{ "schema": "mlops/looks@1", "looks": [{ "evaluation": "${"a".repeat(64)}", "count": -1 }] }`,
  ],
  ["other names", '{ "schema": "mlops/looks@1", "looks": [], "__proto__": {}, "more": 1 }'],
])("a count that holds %s is said and left out", async (_, text) => {
  const { counts, log } = await look(await project(() => text));
  expect(counts).toEqual([1]);
  expect(log.join("\n")).toMatch(/warning: Cannot read "looks.json of base/);
});

test("a count that is too large to be one is not read", async () => {
  const files = await project((evaluation) => `${file([evaluation, 5])}${" ".repeat(200_000)}`);
  expect((await look(files)).counts).toEqual([1]);
});

test("the runs of a pull request's earlier pushes are looks, those of others are not", async () => {
  const files = await project((evaluation) => file([evaluation, 2]));
  const run = { event: "pull_request", headRepository: "acme/houses", conclusion: "failure" };
  const runs = [
    { ...run, id: 1 },
    { ...run, id: 2, conclusion: "success" },
    { ...run, id: 3, event: "push" },
    { ...run, id: 4, headRepository: "stranger/houses" },
    { ...run, id: 100 },
  ];
  const asked: unknown[] = [];
  const github = memoryGitHub();
  const ended = (...query: unknown[]) => {
    asked.push(query);
    return Promise.resolve(runs.map((each) => ({ ...someRun, ...each })));
  };
  const lookAt = (list: typeof ended) =>
    runAction(qualityGate, {
      files,
      inputs: { baseline: "base" },
      github: { ...github, runs: async () => ({ ...(await github.runs()), ended: list }) },
      environment: {
        runId: "100",
        event: { pull_request: { head: { ref: "topic", repo: { full_name: "acme/houses" } } } },
      },
    });
  await lookAt(ended);
  const counted = async () => [...parseLooks(await files.read(`${evidence}/looks.json`), "").values()];
  expect(await counted()).toEqual([5]);
  expect(asked).toEqual([["topic", "model.yml"]]);
  await lookAt(() => Promise.reject(new ServiceError("no", { service: "GitHub" })));
  expect(await counted()).toEqual([3]);
});

const someRun = {
  conclusion: "success",
  headSha: "a".repeat(40),
  headBranch: "topic",
  repository: "acme/houses",
  path: ".github/workflows/model.yml",
  created: "2026-01-01T00:00:00Z",
};

test("metrics from elsewhere are not counted", async () => {
  const files = await project(() => undefined);
  await files.write("mine.json", '{ "r2": 0.9 }');
  const { counts, text } = await look(files, { inputs: { metrics: "mine.json" } });
  expect(counts).toBeUndefined();
  expect(text).not.toMatch(/looked at/);
});

test("the last ten test rows are remembered, and what is written is read again", () => {
  let looks: Looks = new Map();
  for (let n = 0; n < 15; n++) looks = addLooks(looks, n.toString(16).padStart(64, "0"), n + 1);
  expect([...looks.values()]).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  const again = addLooks(looks, "9".padStart(64, "0"), 1);
  expect([...again.values()]).toEqual([6, 7, 8, 9, 11, 12, 13, 14, 15, 11]);
  expect([...parseLooks(renderLooks(again), "looks.json")]).toEqual([...again]);
});
