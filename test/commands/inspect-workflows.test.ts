import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { inspectWorkflows } from "../../src/commands/inspect-workflows.ts";
import { proposeWorkflow } from "../../src/commands/propose.ts";
import { repository } from "../../src/runner/version.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";

const templates = path.resolve(import.meta.dirname, "../../workflows-templates");
const template = (name: string): string => readFileSync(path.join(templates, "fork-safe", name), "utf8");
const check = template("model-check.yml");
const comment = template("model-comment.yml");

async function inspect(workflows: Record<string, string>): Promise<string[]> {
  const files = Object.entries(workflows).map(([name, text]) => [`.github/workflows/${name}`, text]);
  const found = await inspectWorkflows(memoryFiles(Object.fromEntries(files)));
  return found.map(({ status, message }) => `${status}: ${message}`);
}

describe("a project in a folder below the top", () => {
  const place = { top: "../..", below: "models/churn" };
  const workflow = (folder?: string) =>
    proposeWorkflow({ repository, isTrained: true, branch: "main", ...(folder && { folder }) });
  const inspectAt = async (given: Record<string, string>) => {
    const found = await inspectWorkflows(memoryFiles(given, "/repository/models/churn"), place);
    return found.map(({ status, message }) => `${status}: ${message}`);
  };
  test("has its workflow at the top", async () => {
    expect(await inspectAt({ "../../.github/workflows/churn.yml": workflow("models/churn") })).toEqual([
      'ok: .github/workflows/churn.yml, job "model" is set up well',
    ]);
    const matrix = workflow("x").replaceAll("directory: x", 'directory: "models/${{ matrix.model }}"');
    expect((await inspectAt({ "../../.github/workflows/churn.yml": matrix })).join()).not.toContain("about");
  });
  test("is told where no workflow is about it", async () => {
    expect(await inspectAt({ "../../.github/workflows/model.yml": workflow("models/plans") })).toEqual([
      'ok: .github/workflows/model.yml, job "model" is set up well',
      'warning: no workflow is about the folder "models/churn"',
    ]);
  });
  test.each([
    [".github", "models/churn"],
    ["../.github", "models"],
  ])("is told that a workflow in %s is never read", async (folder, shown) => {
    const theirs = { [`${folder}/workflows/other.yml`]: "on: push\n", [`${folder}/workflows/x.yml`]: "a: [" };
    expect(await inspectAt({ ...theirs, [`${folder}/workflows/model.yml`]: workflow() })).toEqual([
      `problem: ${shown}/.github/workflows/model.yml is never read: GitHub reads workflows at the top of the repository only`,
    ]);
    expect((await inspectAt(theirs)).join()).toBe("warning: no workflow uses mlops-actions");
  });
});

test("the two workflows for forks are set up well, as they are", async () => {
  expect(await inspect({ "model-check.yml": check, "model-comment.yml": comment })).toEqual([
    'ok: .github/workflows/model-check.yml, job "model" is set up well',
    'ok: .github/workflows/model-comment.yml, job "comment" is set up well',
  ]);
});

test.each(readdirSync(templates).filter((name) => name.endsWith(".yml")))(
  "%s is set up well",
  async (name) => {
    const found = await inspect({ [name]: readFileSync(path.join(templates, name), "utf8") });
    expect(found.filter((each) => !each.startsWith("ok: "))).toEqual([]);
  },
);

test("a workflow that waits for one that is not there, or that saves nothing, is a problem", async () => {
  const renamed = check.replace("name: Model check", "name: Check");
  expect(await inspect({ "a.yml": renamed, "b.yml": comment })).toContain(
    'problem: .github/workflows/b.yml: it waits for the workflow "Model check", and there is none of that name',
  );
  const silent = check.replace(/ {6}- uses: mlops-actions\/mlops-actions\/actions\/save@v1[\s\S]*$/, "");
  expect(await inspect({ "a.yml": silent, "b.yml": comment })).toContain(
    "problem: .github/workflows/a.yml: it saves nothing that .github/workflows/b.yml could comment",
  );
});

test("a token that may not read the run is a problem", async () => {
  const blind = comment.replace(/ {6}actions: read.*\n/, "");
  expect(await inspect({ "a.yml": check, "b.yml": blind })).toContain(
    'problem: .github/workflows/b.yml, job "comment": the token may not read the run that ended, whose reports are commented',
  );
});

const target = (step: string, on = "pull_request_target"): string =>
  `name: x\non: { ${on}: {} }\njobs:\n  j:\n    runs-on: ubuntu-latest\n    steps:\n${step}`;
const checkout = (given: string): string => `      - uses: actions/checkout@v7\n        with: { ${given} }\n`;

test.each([
  ["the head's commit", checkout('ref: "${{ github.event.pull_request.head.sha }}"')],
  ["the head's branch", checkout('ref: "${{ github.head_ref }}"')],
  ["the fork", checkout('repository: "${{ github.event.pull_request.head.repo.full_name }}"')],
  ["the merge", checkout('ref: "refs/pull/${{ github.event.number }}/merge"')],
  ["the CLI", '      - run: gh pr checkout "$NUMBER"\n'],
  ["git", "      - run: git fetch origin pull/$NUMBER/head\n"],
])(
  "a job that takes the pull request's code by %s where its token can write is a problem",
  async (_, step) => {
    const said =
      "problem: .github/workflows/a.yml, job \"j\": it takes the pull request's code on pull_request_target, where a stranger's would run with a token that can write";
    expect(await inspect({ "a.yml": target(step) })).toContain(said);
    expect(await inspect({ "a.yml": target(step, "pull_request") })).not.toContain(said);
  },
);

test("the head of the run that ended is the pull request's code, too", async () => {
  const step =
    "      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n";
  const head = comment.replace(step, `${step}          ref: \${{ github.event.workflow_run.head_sha }}\n`);
  expect(head).not.toBe(comment);
  expect((await inspect({ "a.yml": check, "b.yml": head }))[1]).toMatch(
    /^problem: .*takes the pull request's code/,
  );
});

test.each([
  "on: workflow_run",
  "on: [workflow_run]",
  "on: { workflow_run: { workflows: Model check } }",
  "on:",
  "jobs: []",
  "[]",
])("any shape of a workflow is looked at: %s", async (text) => {
  expect(await inspect({ "a.yml": `name: a\n${text}\n`, "b.yml": "" })).not.toEqual([]);
});

test.each([
  ["nothing", "", true],
  ["a name for all of them", "with: { name: houses }", true],
  ["a name each", "with: { name: 'houses-${{ matrix.region }}' }", false],
  ["a folder each", "with: { working-directory: 'models/${{ matrix.region }}' }", false],
  ["a name each, without a matrix", "with: { name: '${{ github.ref_name }}' }", false],
])("jobs of a matrix that are given %s", async (what, given, isShared) => {
  const matrix = what.includes("without")
    ? ""
    : "    strategy: { matrix: { include: [], region: [eu, us] } }\n";
  const steps = ["actions/checkout@v7", "mlops-actions/mlops-actions/actions/train@v1"].map(
    (uses, index) => `      - uses: ${uses}\n${index === 0 || given === "" ? "" : `        ${given}\n`}`,
  );
  const text = `on: push\njobs:\n  model:\n    runs-on: x\n${matrix}    steps:\n${steps.join("")}`;
  const found = await inspect({ "a.yml": text });
  const said =
    'warning: .github/workflows/a.yml, job "model": the jobs of its matrix are about one model, whose comment, check run and history they share';
  expect(found.includes(said)).toBe(isShared);
});
