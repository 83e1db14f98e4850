import fc from "fast-check";
import { expect, test } from "vitest";
import { isOfDefaultBranch } from "../../src/bundle/default-branch.ts";
import { findRunSources } from "../../src/bundle/run-sources.ts";
import { isTrustedRun, type WorkflowRun, workflowFile } from "../../src/bundle/workflow-run.ts";

const [base, before] = ["b".repeat(40), "c".repeat(40)];
const run = {
  ref: "refs/heads/topic",
  workflowRef: "acme/houses/.github/workflows/model.yml@refs/heads/topic",
  repository: "acme/houses",
  runId: "7",
};
const find = (event: unknown, changes: Partial<typeof run> = {}) =>
  findRunSources({ event, ...run, ...changes });
const repository = { default_branch: "main" };
const pull = { base: { sha: base, ref: "main" }, head: { sha: before } };
const ofMain = [
  { kind: "commit", sha: base, branch: "main" },
  { kind: "branch", branch: "main" },
];

test.each<[string, unknown, unknown]>([
  ["pull_request", { pull_request: pull }, ofMain],
  ["merge_group", { merge_group: { base_sha: base, base_ref: "refs/heads/main" } }, ofMain],
  [
    "push",
    { before, repository },
    [
      { kind: "commit", sha: before, branch: "topic" },
      { kind: "branch", branch: "topic" },
    ],
  ],
  ["push of a new branch", { before: "0".repeat(40), repository }, [{ kind: "branch", branch: "main" }]],
  ["schedule", { schedule: "0 3 * * *" }, [{ kind: "branch", branch: "topic" }]],
  [
    "workflow_run of a pull request",
    { workflow_run: { id: 3, event: "pull_request", pull_requests: [pull] } },
    ofMain,
  ],
  [
    "workflow_run of a fork's, whose branch is called like one of ours",
    { workflow_run: { id: 3, event: "pull_request", head_branch: "release", pull_requests: [] }, repository },
    [{ kind: "branch", branch: "main" }],
  ],
  [
    "workflow_run of a push",
    { workflow_run: { id: 3, event: "push", head_branch: "topic" }, repository },
    [{ kind: "branch", branch: "topic" }],
  ],
])("%s: what a run is compared with", (_, event, sources) => {
  expect(find(event).sources).toEqual(sources);
});

test("the workflow is that of the run, or of the one that ended; another repository's is none", () => {
  expect(find({}).workflow).toBe("model.yml");
  const ended = { id: 3, event: "push", path: ".github/workflows/train.yaml@main" };
  expect(find({ workflow_run: ended })).toMatchObject({ workflow: "train.yaml", own: [7, 3] });
  expect(find({}, { repository: "acme/other" }).workflow).toBeUndefined();
  for (const path of ["", "model.yml", ".github/workflows/../x.yml", ".github/workflows/x.sh", "a/b@c"])
    expect(workflowFile(path)).toBeUndefined();
});

test("no payload makes it throw, or name what is no commit", () => {
  const event = fc.letrec((tie) => ({
    value: fc.oneof(fc.jsonValue(), tie("record")),
    record: fc.record(
      {
        pull_request: tie("value"),
        merge_group: tie("value"),
        workflow_run: tie("value"),
        before: tie("value"),
        base: tie("value"),
        sha: tie("value"),
        ref: tie("value"),
        repository: tie("value"),
        default_branch: tie("value"),
      },
      { requiredKeys: [] },
    ),
  })).value;
  fc.assert(
    fc.property(event, (payload) => {
      isOfDefaultBranch({ event: payload, eventName: "push", ref: "refs/heads/main" });
      for (const source of find(payload).sources) {
        expect(source.branch).not.toBe("");
        if (source.kind === "commit") expect(source.sha).toMatch(/^[0-9a-f]{40,64}$/);
      }
    }),
    { numRuns: 500 },
  );
});

const good: WorkflowRun = {
  id: 1,
  event: "push",
  conclusion: "success",
  headSha: base,
  headBranch: "main",
  repository: "acme/houses",
  headRepository: "Acme/Houses",
  path: ".github/workflows/model.yml",
  created: "2026-01-01T00:00:00Z",
};

test.each<[string, Partial<WorkflowRun>, boolean, boolean]>([
  ["a push", {}, true, true],
  ["a schedule", { event: "schedule" }, true, true],
  ["a merge queue's", { event: "merge_group", headBranch: "gh-readonly-queue/main/pr-1" }, true, false],
  ["another commit's", { headSha: before }, false, true],
  ["another branch's", { headBranch: "topic" }, true, false],
  ["a fork's", { headRepository: "eve/houses" }, false, false],
  ["a fork's that is gone", { headRepository: undefined }, false, false],
  ["another repository's", { repository: "eve/houses" }, false, false],
  ["a pull request's", { event: "pull_request" }, false, false],
  ["a comment's", { event: "issue_comment" }, false, false],
  ["one that failed", { conclusion: "failure" }, false, false],
  ["one that runs", { conclusion: undefined }, false, false],
])("%s run is believed of its commit, of its branch", (_, changes, ofCommit, ofBranch) => {
  const asked = { ...good, ...changes };
  expect(isTrustedRun(asked, { kind: "commit", sha: base, branch: "main" }, "acme/houses")).toBe(ofCommit);
  expect(isTrustedRun(asked, { kind: "branch", branch: "main" }, "acme/houses")).toBe(ofBranch);
});
