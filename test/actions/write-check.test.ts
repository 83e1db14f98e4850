import { describe, expect, test } from "vitest";
import { prComment } from "../../src/actions/pr-comment.ts";
import { whileChecking } from "../../src/actions/write-check.ts";
import { ServiceError } from "../../src/errors.ts";
import type { Report, Verdict } from "../../src/report.ts";
import { memoryGit } from "../../src/services/git.ts";
import type { GitHub } from "../../src/services/github.ts";
import type { Checks } from "../../src/services/github-checks.ts";
import { memoryLog } from "../../src/services/log.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { runAction, testEnvironment, testSha } from "../fakes.ts";

const report = (verdict: Verdict): Report => ({
  ...{ schema: "mlops/report@1", action: "quality-gate", title: "houses", verdict, headline: "r2 holds" },
  facts: [],
  sections: [
    {
      title: "Rules",
      rank: 1,
      findings: [{ severity: "warning", message: "hm", file: "mlops.yml", line: 2 }],
    },
  ],
});
const filesWith = (verdict: Verdict, check = true) => ({
  "mlops.yml": `version: 1\nname: houses\nreport: { check: ${check} }\n`,
  ".mlops/houses/reports/quality-gate.json": JSON.stringify({
    ...{ schema: "mlops/action-report@1", action: "quality-gate", state: "finished" },
    ...{ run: { id: "100", attempt: 1 }, started: "2026-11-21T10:00:00.000Z", report: report(verdict) },
  }),
});
const pulls = [{ number: 7, headSha: testSha }];

describe("a check run", () => {
  test("is written beside the head of the pull request, where it is asked for", async () => {
    const github = memoryGitHub({ pulls });
    const result = await runAction(prComment, {
      files: filesWith("inconclusive"),
      github,
      environment: { sha: "e".repeat(40) },
    });
    expect(result.verdict).toBe("pass");
    expect(result.outputs["check-url"]).toBe("https://github.com/acme/houses/runs/1");
    expect(github.checkRuns).toMatchObject([
      {
        ...{ sha: testSha, name: "mlops: houses", key: "mlops-actions/houses/100/1", conclusion: "neutral" },
        detailsUrl: "https://github.com/acme/houses/actions/runs/100",
        output: { title: "r2 holds", summary: expect.stringContaining("houses: r2 holds") },
        annotations: [{ path: "mlops.yml", line: 2, level: "warning", message: "hm" }],
      },
    ]);
    expect(github.comments).toHaveLength(1);
  });

  test("is in progress from the step on that says so at the start of a job, and ended by the one at its end", async () => {
    const github = memoryGitHub({ pulls });
    await runAction(prComment, { files: filesWith("pass"), github, inputs: { "in-progress": "true" } });
    expect(github.checkRuns.map(({ conclusion }) => conclusion)).toEqual([undefined]);
    await runAction(prComment, { files: filesWith("pass"), github });
    expect(github.checkRuns.map(({ conclusion }) => conclusion)).toEqual(["success"]);
  });

  test("is not written where nobody asks for it, in a dry run, and without token", async () => {
    for (const [check, options, inputs] of [
      [false, {}, {}],
      [true, {}, { "dry-run": "true" }],
      [true, { isAvailable: false }, {}],
    ] as const) {
      const github = memoryGitHub({ pulls, ...options });
      await runAction(prComment, { files: filesWith("pass", check), github, inputs });
      expect(github.checkRuns).toEqual([]);
    }
  });

  test("is one for each attempt, and the same when a step runs twice", async () => {
    const github = memoryGitHub({ pulls });
    for (const runAttempt of [1, 1, 2])
      await runAction(prComment, { files: filesWith("pass"), github, environment: { runAttempt } });
    expect(github.checkRuns.map(({ key }) => key)).toEqual([
      "mlops-actions/houses/100/1",
      "mlops-actions/houses/100/2",
    ]);
  });

  test.each([
    ["push", { ref: "refs/heads/main" }, testSha],
    ["schedule", {}, testSha],
    [
      "merge_group",
      { merge_group: { head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${"a".repeat(40)}` } },
      testSha,
    ],
  ])("of the event %s stands beside the right commit", async (eventName, event, sha) => {
    const github = memoryGitHub({ pulls: [{ number: 7, headSha: "c".repeat(40) }] });
    await runAction(prComment, { files: filesWith("pass"), github, environment: { eventName, event } });
    expect(github.checkRuns.map((each) => each.sha)).toEqual([sha]);
  });

  test("is not written where nobody knows which commit was tested", async () => {
    const github = memoryGitHub({ pulls });
    const event = { issue: { number: 7, pull_request: {} } };
    const environment = { eventName: "issue_comment", event };
    const git = memoryGit({ head: "b".repeat(40) });
    const { log } = await runAction(prComment, { files: filesWith("pass"), github, git, environment });
    expect([github.checkRuns.length, github.comments.length]).toEqual([0, 1]);
    expect(log.join("\n")).toContain("What is checked out, bbbbbbb, is no commit of #7");
  });

  test.each([
    ["the head", { head: testSha }, [testSha, 1]],
    ["GitHub's merge of it", { head: "b".repeat(40), parents: ["a".repeat(40), testSha] }, [testSha, 1]],
    ["an earlier commit", { head: "d".repeat(40) }, ["d".repeat(40), 0]],
    ["a commit on top of it", { head: "b".repeat(40), parents: [testSha] }, [undefined, 1]],
  ] as const)("on a comment is about what is checked out: %s", async (_, checkedOut, [sha, comments]) => {
    const github = memoryGitHub({ pulls, commits: { 7: ["d".repeat(40), testSha] } });
    const environment = { eventName: "issue_comment", event: { issue: { number: 7, pull_request: {} } } };
    const { head, ...rest } = checkedOut;
    const git = memoryGit({ head, ...("parents" in rest && { parents: [...rest.parents] }) });
    await runAction(prComment, { files: filesWith("pass"), github, git, environment });
    expect(github.checkRuns.map((each) => each.sha)).toEqual(sha === undefined ? [] : [sha]);
    // The comment stays with the head's result.
    expect(github.comments).toHaveLength(comments);
  });

  test("is not written on pull_request_target, where the base is checked out", async () => {
    const github = memoryGitHub({ pulls });
    const event = { pull_request: { number: 7, head: { sha: testSha, repo: { full_name: "eve/houses" } } } };
    const environment = { eventName: "pull_request_target", event, sha: "b".repeat(40) };
    for (const inputs of [{ "in-progress": "true" }, {}])
      await runAction(prComment, { files: filesWith("pass"), github, environment, inputs });
    expect([github.checkRuns.length, github.comments.length]).toEqual([0, 1]);
  });

  test("that one job of an attempt failed is not passed by another", async () => {
    const github = memoryGitHub({ pulls });
    for (const verdict of ["fail", "pass"] as const)
      await runAction(prComment, { files: filesWith(verdict), github });
    expect(github.checkRuns.map(({ conclusion }) => conclusion)).toEqual(["failure"]);
  });

  test("of a fork is not written, and nothing fails", async () => {
    const event = { pull_request: { number: 7, head: { sha: testSha, repo: { full_name: "eve/houses" } } } };
    const github = memoryGitHub({ pulls, readOnly: true });
    const result = await runAction(prComment, { files: filesWith("pass"), github, environment: { event } });
    expect(result.verdict).toBe("skipped");
    expect(result.summary).toContain("No check run: GitHub gives runs for forks");
  });

  test("that may not be written says which permission it needs", async () => {
    const github = memoryGitHub({ pulls, readOnly: true });
    const files = { ...filesWith("pass") };
    files["mlops.yml"] = files["mlops.yml"].replace("{ check", "{ comment: false, check");
    const result = await runAction(prComment, { files, github });
    expect(result.verdict).toBe("refused");
    expect(result.summary).toContain("checks: write");
    expect(result.report.headline).toBe("the check run could not be written");
  });

  test("that GitHub does not take as it is goes without places", async () => {
    const memory = memoryGitHub({ pulls });
    const checks = await memory.checks();
    const picky: Checks = {
      ...checks,
      finish: async (check, result) => {
        if (result.annotations.length > 0)
          throw new ServiceError("422", { service: "GitHub", status: 422, rerun: false });
        return checks.finish(check, result);
      },
    };
    const github: GitHub = { ...memory, checks: async () => picky };
    const result = await runAction(prComment, { files: filesWith("fail"), github });
    expect(result.outputs["check-url"]).toBeDefined();
    expect(memory.checkRuns).toMatchObject([{ conclusion: "failure", annotations: [] }]);
  });
});

describe("while a whole run goes on", () => {
  const start = (github: GitHub, signal = new AbortController().signal) => ({
    ...{ github, signal, log: memoryLog(), inputs: { "dry-run": false } },
    environment: testEnvironment(),
    git: memoryGit(),
    project: { name: "houses", directory: ".", config: { report: { check: true } } },
  });

  test("the check is under way, and what ends it is left to the comment", async () => {
    const github = memoryGitHub({ pulls });
    const done = await whileChecking(start(github), async () =>
      github.checkRuns.map((each) => each.conclusion),
    );
    expect(done).toEqual([undefined]);
    expect(github.checkRuns).toMatchObject([{ output: { title: "in progress" } }]);
  });

  test("an error ends it as a failure, and is thrown", async () => {
    const github = memoryGitHub({ pulls });
    const fail = async (): Promise<never> => {
      throw new ServiceError("MLflow is away", { service: "MLflow" });
    };
    await expect(whileChecking(start(github), fail)).rejects.toThrow("MLflow is away");
    expect(github.checkRuns).toMatchObject([
      { conclusion: "failure", output: { summary: expect.stringContaining("MLflow is away") } },
    ]);
  });

  test("a check that cannot be started costs nothing", async () => {
    const github = memoryGitHub({ pulls, readOnly: true });
    expect(await whileChecking(start(github), async () => 7)).toBe(7);
  });
});
