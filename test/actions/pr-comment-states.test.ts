import { describe, expect, test } from "vitest";
import { prComment } from "../../src/actions/pr-comment.ts";
import { run } from "../../src/actions/run.ts";
import { renderMarker } from "../../src/comment/marker.ts";
import { ServiceError } from "../../src/errors.ts";
import type { Verdict } from "../../src/report.ts";
import { memoryArtifacts } from "../../src/services/artifacts.ts";
import type { GitHub } from "../../src/services/github.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { runAction, testSha } from "../fakes.ts";

const older = "b".repeat(40);
const stored = (action: string, verdict: Verdict, headline: string, more: object = {}): string =>
  JSON.stringify({
    schema: "mlops/action-report@1",
    ...{ action, state: "finished", run: { id: "100", attempt: 1, job: "model", sha: testSha } },
    started: "2026-11-21T10:00:00.000Z",
    report: {
      schema: "mlops/report@1",
      ...{ action, title: "houses", verdict, headline, facts: [], sections: [] },
      ...more,
    },
  });
const config = "version: 1\nname: houses\n";
const files = {
  "mlops.yml": config,
  ".mlops/houses/reports/quality-gate.json": stored("quality-gate", "pass", "every gate holds"),
};
const lastResult = {
  ...{ id: 1, issue: 7, isByBot: true },
  body: `${renderMarker({ name: "houses", sha: older, run: "90", attempt: 1 })}\n### ❌ houses: 1 rule is broken\n\ndetails`,
};
const withPull = (comments: object[] = []) =>
  memoryGitHub({ pulls: [{ number: 7, headSha: testSha }], comments });
const start = { inputs: { "in-progress": "true" }, files: { "mlops.yml": config } };

describe("a comment in progress", () => {
  test("stands above the last result, and the end replaces both", async () => {
    const github = withPull([lastResult]);
    const begun = await runAction(prComment, { ...start, github });
    expect(begun.outputs).toMatchObject({ action: "updated", "comment-id": 1 });
    expect(begun.summary).toBe("");
    expect(github.comments[0]?.body).toMatchInlineSnapshot(`
      "<!-- mlops-actions:houses sha=0123456789abcdef0123456789abcdef01234567 run=100 attempt=1 -->
      ### ⏳ houses: in progress

      commit 0123456 is being checked · [run](https://github.com/acme/houses/actions/runs/100)

      The last result, of commit bbbbbbb:

      <!-- result of bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb -->

      ### ❌ houses: 1 rule is broken

      details"
    `);
    const done = await runAction(prComment, { files, github });
    expect(done.outputs).toMatchObject({ action: "updated", "comment-id": 1 });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain("### ✅ houses: every gate holds");
    expect(github.comments[0]?.body).not.toMatch(/in progress|1 rule is broken/);
  });

  test("keeps the last result of a run that never came to its end", async () => {
    const github = withPull([lastResult]);
    await runAction(prComment, { ...start, github, environment: { runId: "99" } });
    await runAction(prComment, { ...start, github });
    const [comment] = github.comments;
    expect(comment?.body.match(/in progress/g)).toHaveLength(1);
    expect(comment?.body).toContain("The last result, of commit bbbbbbb:");
    expect(comment?.body).toContain("1 rule is broken");
  });

  test("is the first comment where there is none, and has no result to show", async () => {
    const github = withPull();
    for (const runId of ["99", "100"])
      await runAction(prComment, { ...start, github, environment: { runId } });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toMatch(/is being checked · \[run\]\(.*\)\n\n<!-- no result -->$/);
  });

  test("shows of a long result its verdict", async () => {
    const github = withPull([{ ...lastResult, body: `${lastResult.body}${"x".repeat(59_950)}` }]);
    await runAction(prComment, { ...start, github });
    expect(github.comments[0]?.body).toMatch(/\n\n### ❌ houses: 1 rule is broken$/);
  });

  test.each(["update", "recreate", "new"])("is one comment with its end in mode %s", async (mode) => {
    const github = withPull([lastResult]);
    await runAction(prComment, { ...start, github, inputs: { mode, "in-progress": "true" } });
    await runAction(prComment, { files, github, inputs: { mode } });
    expect(github.comments).toHaveLength(mode === "new" ? 2 : 1);
    expect(github.comments.at(-1)?.body).toContain("every gate holds");
  });

  test("is none where the end of another run started this one: there it would stay", async () => {
    const github = withPull([lastResult]);
    const run = {
      id: 99,
      head_sha: testSha,
      head_branch: "topic",
      head_repository: { full_name: "acme/houses" },
    };
    const environment = { eventName: "workflow_run", event: { workflow_run: run } };
    const inputs = { ...start.inputs, "without-pull-request": "commit" };
    const result = await runAction(prComment, { ...start, inputs, github, environment });
    expect(result.verdict).toBe("skipped");
    expect(github.comments).toEqual([expect.objectContaining({ body: lastResult.body })]);
    expect(github.onCommits).toEqual([]);
  });

  test("that cannot be written is a warning and no reason to stop the job", async () => {
    const github: GitHub = {
      ...withPull(),
      findComments: () => Promise.reject(new ServiceError("no", { service: "GitHub", status: 502 })),
    };
    const result = await runAction(prComment, { ...start, github });
    expect(result.verdict).toBe("skipped");
    expect(result.report.sections[0]?.findings).toMatchObject([{ severity: "warning", message: "no" }]);
  });

  test("is written by the one step before its work, where it is asked to", async () => {
    const texts: string[] = [];
    const github = withPull();
    const watched: GitHub = {
      ...github,
      createComment: (issue, body) => {
        texts.push(body);
        return github.createComment(issue, body);
      },
      updateComment: (id, body) => {
        texts.push(body);
        return github.updateComment(id, body);
      },
    };
    const inputs = { "in-progress": "true", data: "none.csv", target: "y" };
    await runAction(run, { inputs, github: watched }).catch(() => {});
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain("none: in progress");
    expect(texts[1]).toContain("none: validate-data could not finish");
  });
});

test("a step that failed is named with what it said, at its place", async () => {
  const github = withPull();
  const finding = {
    severity: "error",
    message: "Cannot read it",
    file: "data/a.csv",
    line: 3,
    hint: "Mend it",
  };
  const failed = stored("train", "refused", "train could not finish", {
    sections: [{ title: "What went wrong", rank: 1, findings: [finding] }],
  });
  await runAction(prComment, { files: { ...files, ".mlops/houses/reports/train.json": failed }, github });
  const body = github.comments[0]?.body ?? "";
  expect(body).toContain("### 🚫 houses: train could not finish");
  expect(body).toMatch(
    /Cannot read it[\s\S]*data\/a\.csv:3[\s\S]*Mend it|data\/a\.csv:3[\s\S]*Cannot read it[\s\S]*Mend it/,
  );
});

describe("without a pull request", () => {
  const schedule = { eventName: "schedule", event: { schedule: "0 0 * * *" } };
  const onCommit = { files, environment: schedule, inputs: { "without-pull-request": "commit" } };

  test("the report is a comment on the commit where that is asked for, and later runs change it", async () => {
    const github = memoryGitHub();
    const first = await runAction(prComment, { ...onCommit, github });
    expect(first.outputs).toMatchObject({ action: "created" });
    expect(first.report.headline).toBe("comment on commit 0123456 created");
    const comments = await (await github.commitComments()).find(testSha, "mlops-actions:houses ");
    expect(comments[0]?.body).toContain("every gate holds");
    const failed = stored("quality-gate", "fail", "1 rule is broken");
    const changed = { ...files, ".mlops/houses/reports/quality-gate.json": failed };
    const again = await runAction(prComment, { ...onCommit, files: changed, github });
    expect(again.outputs).toMatchObject({ action: "updated", "comment-id": first.outputs["comment-id"] });
    expect(await (await github.commitComments()).find(testSha, "houses")).toHaveLength(1);
  });

  test("and of a push whose commit is no head, too; with one, the pull request has the comment", async () => {
    const push = { eventName: "push", event: { ref: "refs/heads/x", after: testSha } };
    const none = memoryGitHub();
    await runAction(prComment, { ...onCommit, environment: push, github: none });
    expect(await (await none.commitComments()).find(testSha, "houses")).toHaveLength(1);
    const github = withPull();
    await runAction(prComment, { ...onCommit, environment: push, github });
    expect(github.comments).toHaveLength(1);
    expect(await (await github.commitComments()).find(testSha, "houses")).toEqual([]);
  });

  test("a branch that has another name by now is found by its commit", async () => {
    const github = withPull();
    const renamed: GitHub = {
      ...github,
      pullRequestsOfCommit: async (sha, branch) =>
        branch === undefined ? github.pullRequestsOfCommit(sha) : [],
    };
    const push = { eventName: "push", event: { ref: "refs/heads/old", after: testSha } };
    await runAction(prComment, { files, environment: push, github: renamed });
    expect(github.comments).toHaveLength(1);
  });
});

describe("the page", () => {
  test("is an artifact that the comment and the summary link", async () => {
    const [github, artifacts] = [withPull(), memoryArtifacts()];
    const result = await runAction(prComment, { files, github, artifacts });
    expect(await artifacts.find("")).toMatchObject([{ name: "report-houses~model~1.html" }]);
    const link = "[Full report](https://github.com/acme/houses/actions/runs/100/artifacts/1)";
    expect(github.comments[0]?.body).toContain(link);
    expect(result.summary).toContain(link);
    const chunks: Uint8Array[] = [];
    for await (const chunk of await artifacts.download(1)) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toMatch(/^<!doctype html>[\s\S]*every gate holds/);
    const again = await runAction(prComment, { files, github, artifacts, environment: { job: "again" } });
    expect(again.outputs.action).toBe("unchanged");
  });

  test("of another leg of its job, or of a later step, has a name of its own", async () => {
    const artifacts = memoryArtifacts();
    await runAction(prComment, { files, github: withPull(), artifacts });
    const other = stored("quality-gate", "pass", "another gate holds");
    const otherFiles = { ...files, ".mlops/houses/reports/quality-gate.json": other };
    await runAction(prComment, { files: otherFiles, github: withPull(), artifacts });
    const names = (await artifacts.find("")).map(({ name }) => name);
    expect(names).toEqual([
      expect.stringMatching(/^report-houses~model~1-[0-9a-f]{8}\.html$/),
      "report-houses~model~1.html",
    ]);
  });

  test.each([
    ["it is not wanted", memoryArtifacts(), { page: "false" }],
    ["the run is dry", memoryArtifacts(), { "dry-run": "true" }],
    ["there are no artifacts", { ...memoryArtifacts(), isAvailable: false }, {}],
    [
      "it cannot be uploaded",
      {
        ...memoryArtifacts(),
        publish: () => Promise.reject(new ServiceError("no quota", { service: "artifacts" })),
      },
      {},
    ],
  ])("is left out where %s, and the run is linked", async (_, artifacts, inputs) => {
    const github = withPull();
    const result = await runAction(prComment, { files, github, artifacts, inputs });
    expect(await artifacts.find("")).toEqual([]);
    expect(result.summary).toContain("[Full report](https://github.com/acme/houses/actions/runs/100)");
    expect(["pass", "skipped"]).toContain(result.verdict);
  });
});
