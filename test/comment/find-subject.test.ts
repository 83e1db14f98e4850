import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findSubject, triggeringRun } from "../../src/comment/find-subject.ts";

const sha = "a".repeat(40);
const merge = "b".repeat(40);
const find = (event: unknown) => findSubject({ event, sha: merge, repository: "acme/houses" });

describe("the pull request of an event:", () => {
  test.each([
    [
      "pull_request",
      { pull_request: { number: 7, head: { sha, repo: { full_name: "acme/houses" } } } },
      { kind: "pull", number: 7, sha, isFork: false },
    ],
    [
      "pull_request from a fork",
      { pull_request: { number: 7, head: { sha, repo: { full_name: "eve/houses" } } } },
      { kind: "pull", number: 7, sha, isFork: true },
    ],
    [
      "pull_request from a fork that is gone",
      { pull_request: { number: 7, head: { sha, repo: null } } },
      { kind: "pull", number: 7, sha, isFork: true },
    ],
    [
      "issue_comment on a pull request",
      { issue: { number: 9, pull_request: {} } },
      { kind: "pull", number: 9, sha: undefined, isFork: false },
    ],
    ["issue_comment on an issue", { issue: { number: 9 } }, { kind: "none" }],
    [
      "merge_group",
      { merge_group: { head_ref: `refs/heads/gh-readonly-queue/main/pr-12-${sha}` } },
      { kind: "pull", number: 12, sha: undefined, isFork: false },
    ],
    [
      "workflow_run of a fork",
      {
        workflow_run: {
          id: 5,
          head_sha: sha,
          head_branch: "fix",
          head_repository: { full_name: "eve/houses", owner: { login: "eve" } },
          pull_requests: [{ number: 1 }],
        },
      },
      { kind: "commit", sha, branch: "eve:fix", isFork: true },
    ],
    [
      "push to a branch",
      { ref: "refs/heads/feature/x", after: sha },
      { kind: "commit", sha, branch: "acme:feature/x", isFork: false },
    ],
    [
      "workflow_dispatch",
      { ref: "refs/heads/main" },
      { kind: "commit", sha: merge, branch: "acme:main", isFork: false },
    ],
    ["push of a tag", { ref: "refs/tags/v1", after: sha }, { kind: "none" }],
    ["a deleted branch", { ref: "refs/heads/x", after: "0".repeat(40) }, { kind: "none" }],
    ["schedule", { schedule: "0 0 * * *" }, { kind: "none" }],
    ["nothing", undefined, { kind: "none" }],
  ])("%s", (_, event, expected) => {
    expect(find(event)).toEqual(expected);
  });

  test("anything else is survived", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (pull_request, workflow_run, ref) => {
        expect(["pull", "commit", "none"]).toContain(
          find({ pull_request, workflow_run, ref, issue: ref }).kind,
        );
        triggeringRun({ workflow_run });
      }),
    );
  });
});

test("a workflow_run names the run that triggered it", () => {
  expect(triggeringRun({ workflow_run: { id: 5, head_sha: sha } })).toBe("5");
  expect(triggeringRun({})).toBeUndefined();
});
