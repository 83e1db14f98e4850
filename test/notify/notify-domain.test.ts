import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import type { StoredReport } from "../../src/evidence/stored-report.ts";
import { fillTemplate, unknownPlaceholder } from "../../src/notify/fill-template.ts";
import { issueMarkerStart, parseIssueMarker, renderIssueMarker } from "../../src/notify/issue-marker.ts";
import { messageId } from "../../src/notify/message-id.ts";
import { findNotifiedRun } from "../../src/notify/notified-run.ts";
import { asksForEarlier, hasFailedBefore, isWanted, outcomeOf } from "../../src/notify/occasion.ts";
import { planIssue } from "../../src/notify/plan-issue.ts";
import { renderEvent } from "../../src/notify/render-event.ts";
import { renderFixed, renderNotice } from "../../src/notify/render-notice.ts";
import { findSigningKey, signWebhook } from "../../src/notify/sign-webhook.ts";
import { explainSlackRefusal } from "../../src/notify/slack-refusal.ts";
import { sampleReport } from "../sample-report.ts";
import { arbitraryNotice, noticeOf } from "./arbitrary-notice.ts";

const sha = "0123456789abcdef0123456789abcdef01234567";
const { run } = noticeOf(sampleReport());

describe("a webhook's signature", () => {
  test("is the one of the specification's libraries", () => {
    // https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/javascript/src/index.test.ts
    const key = findSigningKey("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    const message = {
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      timestamp: 1614265330,
      body: '{"test": 2432232314}',
    };
    expect(signWebhook(key!, message)).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });

  test("is verified by the official library, for any notice and any key", () => {
    const keys = fc.uint8Array({ minLength: 24, maxLength: 64 });
    fc.assert(
      fc.property(arbitraryNotice, keys, (notice, bytes) => {
        const secret = `whsec_${Buffer.from(bytes).toString("base64")}`;
        const [id, timestamp] = ["msg_1", Math.floor(Date.now() / 1000)];
        const body = renderEvent(notice, new Date(0).toISOString());
        const signature = signWebhook(findSigningKey(secret)!, { id, timestamp, body });
        const headers = {
          "webhook-id": id,
          "webhook-timestamp": String(timestamp),
          "webhook-signature": signature,
        };
        expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
      }),
      { numRuns: 50 },
    );
  });

  test("needs 24 to 64 bytes of base64", () => {
    const of = (length: number): string => Buffer.alloc(length, 7).toString("base64");
    expect(findSigningKey(of(24))).toHaveLength(24);
    expect(findSigningKey(`whsec_${of(64)}\n`)).toHaveLength(64);
    for (const bad of ["", of(23), of(65), "whsec_", "hunter2", `whsec_${"%".repeat(40)}`, "ghp_x".repeat(9)])
      expect(findSigningKey(bad), bad).toBeUndefined();
  });
});

test("the event of any notice has at most 20,000 bytes and no character that hides another", () => {
  fc.assert(
    fc.property(arbitraryNotice, (notice) => {
      const text = renderEvent(notice, "2026-11-16T03:12:44.120Z");
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(20_000);
      expect(text).not.toMatch(/\p{Bidi_Control}/u);
      expect(JSON.parse(text)).toMatchObject({ data: { run: { id: 100 }, verdict: notice.report.verdict } });
    }),
  );
  const finding = { severity: "error" as const, message: "日".repeat(2000), hint: "x".repeat(2000) };
  const findings = Array.from({ length: 900 }, () => finding);
  const many = noticeOf({ ...sampleReport(), sections: [{ title: "t", rank: 1, findings }] });
  const event = JSON.parse(renderEvent(many, "2026-11-16T03:12:44.120Z")) as {
    data: { findings: []; findings_total: number };
  };
  expect(event.data.findings.length).toBeGreaterThan(3);
  expect(event.data.findings_total).toBe(900);
});

test("an issue's text starts with its marker, whatever the notice says", () => {
  fc.assert(
    fc.property(arbitraryNotice, fc.nat(999), (notice, failures) => {
      const start = issueMarkerStart("houses", notice.run);
      const state = { failures, since: "2026-11-16T03:12:44.120Z", run: 100, attempt: 2 };
      const marker = renderIssueMarker(start, state);
      const body = renderNotice(notice, { marker, budget: 20_000 });
      expect(parseIssueMarker(body, start)).toEqual(state);
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20_000);
      expect(renderFixed(notice, marker).startsWith(marker)).toBe(true);
    }),
    { numRuns: 100 },
  );
  expect(issueMarkerStart("a", { workflow: "x.yml", branch: "-->\n--\ud800" })).toBe(
    "<!-- mlops-actions:issue:a workflow=x.yml branch=-%2D%3E%0A-%2D%EF%BF%BD ",
  );
  expect(parseIssueMarker("> <!-- mlops-actions:issue:a", "<!-- mlops-actions:issue:a")).toBeUndefined();
});

describe("when people are told", () => {
  const report = sampleReport();
  test.each([
    ["a pass", { verdict: "pass" }, "success", "success"],
    ["a failure", { verdict: "fail" }, "success", "failure"],
    ["a refusal", { verdict: "refused" }, undefined, "failure"],
    ["what is undecided and fails", { verdict: "inconclusive", fails: true }, undefined, "failure"],
    ["what is undecided", { verdict: "inconclusive" }, "success", "undecided"],
    ["what was skipped", { verdict: "skipped" }, "success", "undecided"],
    ["a job that failed elsewhere", { verdict: "pass" }, "failure", "failure"],
    ["a cancelled job", { verdict: "fail" }, "cancelled", "undecided"],
  ] as const)("%s", (_, changes, status, outcome) => {
    expect(outcomeOf({ ...report, ...changes }, status)).toBe(outcome);
  });

  test("each word of `on`", () => {
    expect(isWanted(["failure", "fixed"], "failure", false)).toBe(true);
    expect(isWanted(["failure", "fixed"], "success", false)).toBe(false);
    expect(isWanted(["failure", "fixed"], "success", true)).toBe(true);
    expect(isWanted(["failure", "fixed"], "undecided", false)).toBe(false);
    expect(isWanted(["success"], "success", false)).toBe(true);
    expect(isWanted(["always"], "undecided", false)).toBe(true);
    expect(asksForEarlier(["fixed"], "success")).toBe(true);
    expect(asksForEarlier(["fixed"], "failure")).toBe(false);
    expect(asksForEarlier(["always"], "success")).toBe(false);
  });

  test("fixed is what failed in the last run that says something", () => {
    const ended = (id: number, conclusion: string, changes: object = {}) => ({
      ...{ id, conclusion, event: "schedule", headBranch: "main", headRepository: "acme/houses" },
      ...changes,
    });
    const failedBefore = (...earlier: ReturnType<typeof ended>[]): boolean =>
      hasFailedBefore(run, earlier, "Acme/Houses");
    expect(failedBefore()).toBe(false);
    expect(failedBefore(ended(99, "failure"))).toBe(true);
    expect(failedBefore(ended(99, "timed_out"))).toBe(true);
    expect(failedBefore(ended(99, "success"), ended(98, "failure"))).toBe(false);
    expect(failedBefore(ended(99, "cancelled"), ended(98, "failure"))).toBe(true);
    expect(failedBefore(ended(99, "__proto__"), ended(98, "failure"))).toBe(true);
    // Later runs, other branches, forks and pull requests have no say.
    expect(failedBefore(ended(101, "failure"), ended(100, "failure"))).toBe(false);
    expect(failedBefore(ended(99, "failure", { headBranch: "topic" }))).toBe(false);
    expect(failedBefore(ended(99, "failure", { headRepository: "eve/houses" }))).toBe(false);
    expect(failedBefore(ended(99, "failure", { event: "pull_request" }))).toBe(false);
    expect(failedBefore(ended(99, "failure", { event: "push" }))).toBe(true);
  });
});

describe("the run that people are told of", () => {
  const base = {
    ...{ event: {}, eventName: "schedule", ref: "refs/heads/main", sha, repository: "acme/houses" },
    ...{
      workflowRef: "acme/houses/.github/workflows/nightly.yml@refs/heads/main",
      runId: "7",
      runAttempt: 2,
    },
  };
  const head = { sha: "a".repeat(40), ref: "topic", repo: { full_name: "acme/houses" } };

  test("is this one", () => {
    expect(findNotifiedRun(base)).toEqual({
      ...{ id: 7, attempt: 2, workflow: "nightly.yml", branch: "main", commit: sha, event: "schedule" },
      ...{ isOfPullRequest: false, conclusion: undefined, isReadOnly: false },
    });
    expect(
      findNotifiedRun({ ...base, ref: "refs/tags/v1", runId: undefined, workflowRef: undefined }),
    ).toMatchObject({
      ...{ id: undefined, branch: undefined, workflow: undefined },
    });
  });

  test("is a pull request's, and has no secrets where it is a fork's or Dependabot's", () => {
    const of = (event: object) => findNotifiedRun({ ...base, eventName: "pull_request", event });
    const own = { isOfPullRequest: true, isReadOnly: false, branch: "topic", commit: "a".repeat(40) };
    const from = (repo: object | null) => of({ pull_request: { number: 7, head: { ...head, repo } } });
    expect(of({ pull_request: { number: 7, head } })).toMatchObject(own);
    expect(from({ full_name: "Acme/Houses" }).isReadOnly).toBe(false);
    expect(from({ full_name: "eve/houses" }).isReadOnly).toBe(true);
    expect(from(null).isReadOnly).toBe(true);
    const sender = { login: "dependabot[bot]" };
    expect(of({ pull_request: { number: 7, head }, sender }).isReadOnly).toBe(true);
    const push = { ref: "refs/heads/dependabot/npm", after: sha, sender };
    expect(findNotifiedRun({ ...base, eventName: "push", event: push }).isReadOnly).toBe(true);
    expect(findNotifiedRun({ ...base, eventName: "merge_group" }).isOfPullRequest).toBe(true);
    const comment = (issue: object) =>
      findNotifiedRun({ ...base, eventName: "issue_comment", event: { issue } });
    expect(comment({ number: 7, pull_request: {} }).isOfPullRequest).toBe(true);
    expect(comment({ number: 8 }).isOfPullRequest).toBe(false);
  });

  test("is the one whose end started this one", () => {
    const ended = {
      id: 5,
      run_attempt: 3,
      path: ".github/workflows/model.yml",
      event: "push",
      head_sha: sha,
    };
    const event = { workflow_run: { ...ended, head_branch: "main", conclusion: "failure" } };
    expect(findNotifiedRun({ ...base, eventName: "workflow_run", event })).toEqual({
      ...{ id: 5, attempt: 3, workflow: "model.yml", branch: "main", commit: sha, event: "push" },
      ...{ isOfPullRequest: false, conclusion: "failure", isReadOnly: false },
    });
    const ofPull = { workflow_run: { ...event.workflow_run, event: "pull_request" } };
    expect(findNotifiedRun({ ...base, eventName: "workflow_run", event: ofPull }).isOfPullRequest).toBe(true);
  });

  test("is read from any payload at all", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom("workflow_run", "pull_request", "push"),
        (event, eventName) => {
          expect(findNotifiedRun({ ...base, event, eventName }).attempt).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe("an issue's plan", () => {
  const start = issueMarkerStart("houses", run);
  const open = (number: number, failures: number, last: number, attempt = 1) => ({
    ...{ number, url: `https://github.test/${number}` },
    body: `${renderIssueMarker(start, { failures, since: "2026-11-01T00:00:00.000Z", run: last, attempt })}\nx`,
  });
  const now = { id: 100, attempt: 1, now: "2026-11-16T03:12:44.120Z" };

  test("opens, updates, closes, and leaves alone what is not decided", () => {
    expect(planIssue("failure", now, start, [])).toMatchObject({
      action: "opened",
      state: { failures: 1, since: now.now, run: 100, attempt: 1 },
    });
    expect(planIssue("failure", now, start, [open(3, 4, 99)])).toMatchObject({
      action: "updated",
      issue: { number: 3 },
      state: { failures: 5, since: "2026-11-01T00:00:00.000Z", run: 100 },
    });
    expect(planIssue("success", now, start, [open(3, 4, 99)])).toMatchObject({ action: "closed" });
    expect(planIssue("success", now, start, [])).toMatchObject({ action: "skipped" });
    const ofThisRun = open(3, 1, now.id);
    expect(planIssue("success", now, start, [ofThisRun])).toMatchObject({
      action: "skipped",
      why: "another job of this run has failed: #3",
    });
    expect(planIssue("undecided", now, start, [open(3, 4, 99)])).toMatchObject({ action: "skipped" });
  });

  test("counts a run once, its later attempts too", () => {
    const again = planIssue("failure", now, start, [open(3, 4, 100)]);
    expect(again).toMatchObject({ action: "updated", state: { failures: 4 } });
    const retried = planIssue("failure", { ...now, attempt: 2 }, start, [open(3, 4, 100)]);
    expect(retried).toMatchObject({ action: "updated", state: { failures: 4, attempt: 2 } });
  });

  test("changes nothing that a later run or attempt wrote", () => {
    for (const outcome of ["failure", "success"] as const) {
      expect(planIssue(outcome, now, start, [open(3, 4, 101)])).toMatchObject({ action: "skipped" });
      expect(planIssue(outcome, now, start, [open(3, 4, 100, 2)])).toMatchObject({ action: "skipped" });
    }
  });

  test("keeps the oldest of several, and closes the others as duplicates", () => {
    const plan = planIssue("failure", now, start, [open(9, 1, 98), open(3, 1, 97)]);
    expect(plan).toMatchObject({ action: "updated", issue: { number: 3 }, duplicates: [{ number: 9 }] });
    const foreign = { number: 1, url: "", body: `> ${open(1, 1, 1).body}` };
    expect(planIssue("success", now, start, [foreign])).toMatchObject({ action: "skipped" });
  });

  test("takes a run in a terminal for the last one", () => {
    const local = { ...now, id: undefined };
    expect(planIssue("failure", local, start, [open(3, 4, 99)])).toMatchObject({
      action: "updated",
      state: { run: 99 },
    });
    expect(planIssue("success", local, start, [open(3, 4, 99)])).toMatchObject({ action: "closed" });
  });
});

test("a message's id is that of its reports, run and target", () => {
  const about = { name: "houses", run: "100", attempt: 1, job: "model" };
  const stored: StoredReport[] = [
    {
      schema: "mlops/action-report@1",
      action: "train",
      state: "finished",
      run: { id: "100" },
      started: "2026-11-16T03:00:00.000Z",
      report: sampleReport(),
    },
  ];
  const id = messageId(about, "failure", "0 slack A", stored);
  expect(id).toBe(messageId({ ...about }, "failure", "0 slack A", [...stored]));
  const others = [
    messageId({ ...about, attempt: 2 }, "failure", "0 slack A", stored),
    messageId({ ...about, job: "other" }, "failure", "0 slack A", stored),
    messageId(about, "fixed", "0 slack A", stored),
    messageId(about, "failure", "1 slack A", stored),
    messageId(about, "failure", "0 slack A", []),
  ];
  expect(new Set([id, ...others]).size).toBe(6);
});

test("templates are filled once, and what a value brings stays as it is", () => {
  const values = { name: "{url}", headline: "h", verdict: "v", branch: "b", commit: "c", url: "u" };
  expect(fillTemplate("{name} {branch} {other} {", values)).toBe("{url} b {other} {");
  expect(unknownPlaceholder("{name} {url}")).toBeUndefined();
  expect(unknownPlaceholder("{nam}")).toBe(
    'unknown placeholder "{nam}", did you mean "name"; there is {name}, {headline}, {verdict}, {branch}, {commit}, {url}',
  );
});

test("Slack's answers are explained, and nothing else of them is shown", () => {
  expect(explainSlackRefusal({ status: 404, text: "no_service" })).toMatchObject({
    said: '404 "no_service"',
  });
  expect(explainSlackRefusal({ status: 410, text: "channel_is_archived" }).hint).toMatch(
    /^Restore the channel/,
  );
  for (const text of ["<html>secret</html>", "constructor", "xoxb_secret", ""])
    expect(explainSlackRefusal({ status: 400, text }).said).toBe("400");
});

describe("notify in mlops.yml", () => {
  const parse = (target: string) =>
    parseConfig(`version: 1\nnotify:\n  - ${target}\n`, "mlops.yml").config.notify;

  test("has its defaults", () => {
    expect(parse("{ to: slack, webhook: SLACK_WEBHOOK }")).toEqual([
      {
        ...{ to: "slack", webhook: "SLACK_WEBHOOK", on: ["failure", "fixed"] },
        ...{ pull_requests: false, required: false },
      },
    ]);
  });

  test.each([
    [
      "{ to: slack, webhook: 'https://hooks.slack.com/services/T0/B0/xyz' }",
      "name of an environment variable",
    ],
    ["{ to: slack }", "slack needs webhook"],
    ["{ to: issue, webhook: A }", "it is for slack and webhook, not for issue"],
    ["{ to: slack, webhook: A, secret: B }", "it is for webhook, not for slack"],
    ["{ to: issue, on: [always] }", "it knows no always"],
    ["{ to: issue, on: [fixed] }", "it needs failure"],
    ["{ to: issue, pull_requests: true }", "a pull request has its comment"],
    ["{ to: issue, labels: ['a,b'] }", "without a comma"],
    ["{ to: commit, title: '{nmae}' }", 'unknown placeholder "{nmae}" at line 3, did you mean "name"'],
    ["{ to: teams, webhook: A }", "slack"],
    ["{ to: commit, on: [] }", "on"],
  ])("%s is refused", (target, message) => {
    expect(() => parse(target)).toThrow(message);
    expect(() => parse(target)).not.toThrow("xyz");
  });
});
