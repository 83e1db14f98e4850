import { describe, expect, test } from "vitest";
import { prComment } from "../../src/actions/pr-comment.ts";
import { renderMarker } from "../../src/comment/marker.ts";
import { ServiceError } from "../../src/errors.ts";
import type { StoredReport } from "../../src/evidence/stored-report.ts";
import type { Report, Verdict } from "../../src/report.ts";
import type { GitHub } from "../../src/services/github.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { runAction, testSha } from "../fakes.ts";

const older = "b".repeat(40);
const marker = (changes: { sha?: string; run?: string; attempt?: number; name?: string } = {}): string =>
  renderMarker({ name: "houses", sha: testSha, run: "100", attempt: 1, ...changes });

function reportOf(action: string, verdict: Verdict, headline: string): Report {
  return {
    schema: "mlops/report@1",
    action,
    title: "houses",
    verdict,
    headline,
    facts: [{ label: "R²", value: "0.823" }],
    sections: [
      { title: "Rules", rank: 1, tables: [{ columns: [{ label: "Rule" }], rows: [["r2 ≥ 0.75"]] }] },
    ],
  };
}

function stored(action: string, changes: Partial<StoredReport> = {}): string {
  return JSON.stringify({
    schema: "mlops/action-report@1",
    action,
    state: "finished",
    run: { id: "100", attempt: 1, job: "model", sha: testSha },
    started: "2026-11-21T10:00:00.000Z",
    report: reportOf(action, "pass", "every gate holds"),
    ...changes,
  });
}

const config = "version: 1\nname: houses\n";
const files = { "mlops.yml": config, ".mlops/houses/reports/quality-gate.json": stored("quality-gate") };
const pull = { number: 7, headSha: testSha };
const withPull = (options: Parameters<typeof memoryGitHub>[0] = {}) =>
  memoryGitHub({ pulls: [pull], ...options });
const bodyOf = (github: ReturnType<typeof memoryGitHub>): string => github.comments.at(-1)?.body ?? "";

describe("pr-comment", () => {
  test("comments what the run's actions found", async () => {
    const github = withPull();
    const result = await runAction(prComment, { files, github });
    expect(result.verdict).toBe("pass");
    expect(result.outputs).toEqual({
      "comment-id": 1001,
      "comment-url": "https://github.com/acme/houses/issues/1#issuecomment-1001",
      action: "created",
      "page-url": "https://github.com/acme/houses/actions/runs/100/artifacts/1",
    });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.issue).toBe(7);
    expect(bodyOf(github)).toMatchSnapshot();
    expect(result.summary).toContain("every gate holds");
  });

  test("changes its comment in place, and leaves it when nothing changed", async () => {
    const github = withPull();
    await runAction(prComment, { files, github });
    const same = await runAction(prComment, { files, github });
    expect(same.outputs).toMatchObject({ action: "unchanged", "comment-id": 1001 });
    const failed = stored("quality-gate", { report: reportOf("quality-gate", "fail", "1 rule is broken") });
    const changed = { ...files, ".mlops/houses/reports/quality-gate.json": failed };
    const result = await runAction(prComment, { files: changed, github });
    expect(result.outputs).toMatchObject({ action: "updated", "comment-id": 1001 });
    expect(result.verdict).toBe("pass");
    expect(github.comments).toHaveLength(1);
    expect(bodyOf(github)).toContain("1 rule is broken");
  });

  test("replaces or adds comments where it is asked to", async () => {
    const old = { id: 1, issue: 7, body: `${marker({ sha: older, run: "90" })}\nold`, isByBot: true };
    const github = withPull({ comments: [old] });
    await runAction(prComment, { files, github, inputs: { mode: "new" } });
    expect(github.comments.map((each) => each.id)).toEqual([1, 1001]);
    const next = withPull({ comments: [old] });
    const result = await runAction(prComment, { files, github: next, inputs: { mode: "recreate" } });
    expect(result.outputs).toMatchObject({ action: "created" });
    expect(next.comments.map((each) => each.id)).toEqual([1001]);
  });

  test("does not touch what a person wrote, or another project's comment", async () => {
    const body = `${marker({ sha: older, run: "90" })}\nold`;
    const other = `${marker({ sha: older, run: "90", name: "cars" })}\nold`;
    const comments = [
      { id: 1, issue: 7, body, author: "mallory" },
      { id: 2, issue: 7, body: `look:\n${body}`, isByBot: true },
      { id: 3, issue: 7, body: other, isByBot: true },
    ];
    const github = withPull({ comments });
    const result = await runAction(prComment, { files, github });
    expect(result.outputs).toMatchObject({ action: "created" });
    expect(github.comments.slice(0, 3)).toMatchObject(comments);
  });

  test("knows its comment by the token's user too", async () => {
    const comments = [{ id: 1, issue: 7, body: `${marker({ sha: older })}\nold`, author: "ml-team" }];
    const github = withPull({ comments, login: "ml-team" });
    expect((await runAction(prComment, { files, github })).outputs).toMatchObject({
      action: "updated",
      "comment-id": 1,
    });
  });

  test("is never written by a run for an older commit", async () => {
    const github = memoryGitHub({ pulls: [{ number: 7, headSha: older }] });
    const result = await runAction(prComment, { files, github });
    expect(result.verdict).toBe("skipped");
    expect(result.report.headline).toBe("no comment: #7 is at bbbbbbb by now, this run is for 0123456");
    expect(github.comments).toEqual([]);
    expect(result.summary).toContain("every gate holds");
  });

  test("is never written over by an older attempt", async () => {
    const newer = { id: 1, issue: 7, body: `${marker({ attempt: 2 })}\nnewer`, isByBot: true };
    const github = withPull({ comments: [newer] });
    const result = await runAction(prComment, { files, github });
    expect(result.report.headline).toBe("no comment: a newer run for this commit has commented already");
    expect(github.comments).toMatchObject([newer]);
  });

  test("says which action did not finish", async () => {
    const train = stored("train", {
      state: "started",
      report: undefined as never,
      started: "2026-11-21T10:00:05.000Z",
    });
    const github = withPull();
    await runAction(prComment, { files: { ...files, ".mlops/houses/reports/train.json": train }, github });
    expect(bodyOf(github)).toContain("train did not finish");
    expect(bodyOf(github)).toContain("00:05 UTC and did not finish: it was cancelled");
  });

  test("says that nothing ran, and ignores other runs' reports", async () => {
    const stale = stored("quality-gate", { run: { id: "99", attempt: 1 } });
    const github = withPull();
    await runAction(prComment, {
      files: { "mlops.yml": config, ".mlops/houses/reports/quality-gate.json": stale },
      github,
    });
    expect(bodyOf(github)).toMatchSnapshot();
  });

  test("works when mlops.yml cannot be read", async () => {
    const github = withPull();
    const broken = { ...files, "mlops.yml": "version: 1\nname: houses\ntreshold: 1\n" };
    const result = await runAction(prComment, { files: broken, github });
    expect(result.outputs.action).toBe("created");
    expect(bodyOf(github)).toContain("mlops-actions:houses ");
  });

  test("finds the pull request of a push", async () => {
    const github = withPull();
    const push = { eventName: "push", event: { ref: "refs/heads/x", after: testSha } };
    expect((await runAction(prComment, { files, github, environment: push })).outputs.action).toBe("created");
    expect(bodyOf(github)).toContain("every gate holds");
  });

  test.each([
    [
      "there is no pull request",
      { event: { schedule: "0 0 * * *" } },
      {},
      "no comment: the run is for no pull request",
    ],
    [
      "the commit is no head",
      { event: { ref: "refs/heads/x", after: older } },
      {},
      "no comment: no open pull request has this commit as its head",
    ],
    ["there is no token", {}, { isAvailable: false }, "no comment: there is no token or no repository"],
  ])("leaves the report in the summary where %s", async (_, environment, options, headline) => {
    const github = withPull(options);
    const result = await runAction(prComment, { files, github, environment });
    expect(result.verdict).toBe("skipped");
    expect(result.report.headline).toBe(headline);
    expect(result.outputs).toMatchObject({ action: "skipped" });
    expect(result.outputs["comment-id"]).toBeUndefined();
    expect(result.summary).toContain("every gate holds");
    expect(github.comments).toEqual([]);
  });

  test("is switched off by report.comment, and its summary by the input", async () => {
    const github = withPull();
    const off = { ...files, "mlops.yml": `${config}report: { comment: false }\n` };
    const result = await runAction(prComment, { files: off, github, inputs: { summary: "false" } });
    expect(github.comments).toEqual([]);
    expect(result.summary).toBe("");
  });

  test("degrades to the summary where a fork's token is read-only", async () => {
    const github = withPull({ readOnly: true });
    const event = { pull_request: { number: 7, head: { sha: testSha, repo: { full_name: "eve/houses" } } } };
    const result = await runAction(prComment, {
      files,
      github,
      environment: { event },
      inputs: { summary: "false" },
    });
    expect(result.verdict).toBe("skipped");
    expect(result.outputs).toMatchObject({ action: "skipped" });
    expect(result.outputs["comment-id"]).toBeUndefined();
    expect(result.report.sections).toMatchSnapshot();
    expect(result.summary).toContain("read-only token");
    expect(result.summary).toContain("every gate holds");
    const bot = {
      event: { pull_request: { number: 7, head: { sha: testSha } }, sender: { login: "dependabot[bot]" } },
    };
    expect((await runAction(prComment, { files, github, environment: bot })).verdict).toBe("skipped");
  });

  test("fails where the workflow lacks the permission, with the YAML that grants it and the summary", async () => {
    const result = await runAction(prComment, { files, github: withPull({ readOnly: true }) });
    expect(result.verdict).toBe("refused");
    expect(result.report.sections[0]?.findings?.[0]).toMatchSnapshot();
    expect(result.summary).toContain("every gate holds");
  });

  test("shows the plan in a dry run", async () => {
    const github = withPull();
    const result = await runAction(prComment, { files, github, inputs: { "dry-run": "true" } });
    expect(result.report.headline).toBe("would be created: the comment on #7");
    expect(result.report.sections[0]?.text?.join("\n\n")).toContain("every gate holds");
    expect(github.comments).toEqual([]);
  });

  test.each(["update", "recreate", "new"])(
    "leaves what quotes a comment of ours alone in mode %s",
    async (mode) => {
      const quoting = { issue: 7, body: `> ${marker({ sha: older })}\n> old\n\nLooks good`, isByBot: true };
      const github = withPull({ comments: [{ ...quoting, id: 1 }] });
      const result = await runAction(prComment, { files, github, inputs: { mode } });
      expect(result.outputs.action).toBe("created");
      expect(github.comments).toHaveLength(2);
      expect(github.comments[0]?.body).toBe(quoting.body);
    },
  );

  test("says where its comment is in mode new, though the head moved meanwhile", async () => {
    const github = withPull();
    const racing: GitHub = {
      ...github,
      pullRequest: async (number) => ({
        ...(await github.pullRequest(number)),
        ...(github.comments.length > 0 && { headSha: older }),
      }),
    };
    const result = await runAction(prComment, { files, github: racing, inputs: { mode: "new" } });
    expect(github.comments).toHaveLength(1);
    expect(result.outputs).toMatchObject({ action: "created", "comment-id": github.comments[0]?.id });
  });

  test("tries again with less when GitHub finds the comment too long", async () => {
    const rows = [...Array(4000).keys()].map((each) => [`rule ${each}`, "x".repeat(40)]);
    const report = reportOf("quality-gate", "pass", "every gate holds");
    const long = {
      ...report,
      sections: [{ title: "t", rank: 1, tables: [{ columns: [{ label: "a" }, { label: "b" }], rows }] }],
    };
    const github = withPull();
    const lengths: number[] = [];
    const strict: GitHub = {
      ...github,
      createComment: (issue, body) => {
        lengths.push(Buffer.byteLength(body));
        const error = new ServiceError("Body is too long (maximum is 65536 characters)", {
          service: "GitHub",
          status: 422,
        });
        return lengths.length < 3 ? Promise.reject(error) : github.createComment(issue, body);
      },
    };
    const given = {
      ...files,
      ".mlops/houses/reports/quality-gate.json": stored("quality-gate", { report: long }),
    };
    expect((await runAction(prComment, { files: given, github: strict })).outputs.action).toBe("created");
    expect(lengths).toHaveLength(3);
    for (const [index, budget] of [60_000, 30_000, 10_000].entries())
      expect(lengths[index]).toBeLessThanOrEqual(budget);
    expect(lengths[0]).toBeGreaterThan(5_000);
  });

  test("creates the comment anew when it was deleted meanwhile", async () => {
    const github = withPull({
      comments: [{ id: 1, issue: 7, body: `${marker({ sha: older })}\nold`, isByBot: true }],
    });
    const racing: GitHub = {
      ...github,
      updateComment: async (id, body) => {
        await github.deleteComment(id);
        return github.updateComment(id, body);
      },
    };
    await runAction(prComment, { files, github: racing });
    expect(github.comments.map((each) => each.id)).toEqual([1001]);
  });

  test("gives up with the summary when GitHub is down", async () => {
    const down: GitHub = {
      ...withPull(),
      findComments: () =>
        Promise.reject(
          new ServiceError("Cannot read the comments of #7", { service: "GitHub", status: 502 }),
        ),
    };
    const result = await runAction(prComment, { files, github: down });
    expect(result.verdict).toBe("refused");
    expect(result.report.sections[0]?.findings?.[0]?.hint).toBe("A rerun may help");
    expect(result.summary).toContain("every gate holds");
  });

  test("names a stored report that is not one", async () => {
    const broken = { ...files, ".mlops/houses/reports/train.json": "{" };
    await expect(runAction(prComment, { files: broken, github: withPull() })).rejects.toThrow(
      'Cannot read ".mlops/houses/reports/train.json": ',
    );
  });
});
