import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { notify } from "../../src/actions/notify.ts";
import { ServiceError } from "../../src/errors.ts";
import type { Report, Verdict } from "../../src/report.ts";
import { systemClock } from "../../src/services/clock.ts";
import type { Issues } from "../../src/services/github-issues.ts";
import { createHttp } from "../../src/services/http.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { runAction } from "../fakes.ts";
import { startReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

function reportOf(verdict: Verdict, headline: string): Report {
  return {
    schema: "mlops/report@1",
    action: "quality-gate",
    title: "houses",
    verdict,
    headline,
    facts: [
      { label: "R²", value: "0.823", note: "−0.012" },
      { label: "", value: "20,640 rows" },
    ],
    sections: [
      {
        title: "Quality gate",
        rank: 1,
        tables: [
          {
            columns: [{ label: "Rule" }, { label: "This commit" }, { label: "Verdict" }],
            rows: [["R² ≥ 0.9", 0.823, "❌ does not hold"]],
          },
        ],
        findings: [{ severity: "error", message: "R² is 0.823, below 0.9", file: "mlops.yml", line: 7 }],
      },
    ],
  };
}

const failing = reportOf("fail", "1 of 1 gate rules does not hold: R²");
const passing = reportOf("pass", "the gate holds");

function project(report: Report, notifyText: string, started = "2023-11-14T22:00:00.000Z") {
  const stored = {
    schema: "mlops/action-report@1",
    action: report.action,
    state: "finished",
    run: { id: "100", attempt: 1, job: "model" },
    started,
    finished: started,
    report,
  };
  return {
    "mlops.yml": `version: 1\nname: houses\nnotify:\n${notifyText}`,
    ".mlops/houses/reports/quality-gate.json": JSON.stringify(stored),
  };
}

const scheduled = {
  eventName: "schedule",
  event: { schedule: "0 3 * * 1" },
  ref: "refs/heads/main",
  workflowRef: "acme/houses/.github/workflows/scheduled.yml@refs/heads/main",
};

const slack = "  - { to: slack, webhook: SLACK_WEBHOOK }\n";
const webhook = "  - { to: webhook, webhook: MODEL_HOOK, secret: MODEL_HOOK_SECRET }\n";

function tell(
  receiver: Pick<WebhookReceiver, "url">,
  report: Report,
  targets: string,
  given: Partial<Parameters<typeof runAction>[1]> = {},
) {
  return runAction(notify, {
    files: project(report, targets),
    http: createHttp(),
    environment: scheduled,
    secrets: {
      SLACK_WEBHOOK: `${receiver.url}/services/T0/B0/verysecret`,
      MODEL_HOOK: `${receiver.url}/hook?key=verysecret`,
      MODEL_HOOK_SECRET: secret,
    },
    ...given,
  });
}

describe("notify", () => {
  test("tells Slack of a failure, and is silent about a success", async () => {
    await using receiver = await startReceiver();
    const failed = await tell(receiver, failing, slack);
    expect(failed.verdict).toBe("pass");
    expect(failed.outputs).toMatchObject({
      occasion: "failure",
      sent: ["slack (SLACK_WEBHOOK)"],
      failed: [],
    });
    expect(receiver.requests[0]?.path).toBe("/services/T0/B0/verysecret");
    expect(JSON.parse(receiver.taken[0] ?? "")).toMatchSnapshot();
    const passed = await tell(receiver, passing, slack);
    expect(passed.verdict).toBe("skipped");
    expect(passed.outputs).toMatchObject({ occasion: "success", sent: [], failed: [] });
    expect(receiver.taken).toHaveLength(1);
  });

  test("signs a webhook as Standard Webhooks says", async () => {
    await using receiver = await startReceiver();
    const told = await tell(receiver, failing, webhook, { clock: systemClock });
    expect(told.verdict).toBe("pass");
    const [request] = receiver.requests;
    const event = new Webhook(secret).verify(request?.body ?? "", request?.headers ?? {});
    expect(event).toMatchSnapshot();
    expect(request?.headers).toMatchObject({
      "webhook-id": expect.stringMatching(/^msg_[0-9a-f]{32}$/),
      "content-type": "application/json; charset=utf-8",
    });
    expect(() => new Webhook(secret).verify(`${request?.body} `, request?.headers ?? {})).toThrow();
  });

  test("opens one issue, updates it, and closes it when the model is well again", async () => {
    const github = memoryGitHub();
    const run = async (id: string, report: Report) =>
      tell({ url: "" }, report, "  - { to: issue, labels: [mlops] }\n", {
        github,
        files: withRun(project(report, "  - { to: issue, labels: [mlops] }\n"), id),
        environment: { ...scheduled, runId: id },
      });
    const opened = await run("100", failing);
    expect(opened.outputs).toMatchObject({ "issue-number": 1, sent: ["issue"] });
    await run("101", failing);
    await run("101", failing);
    expect(github.allIssues).toHaveLength(1);
    expect(github.allIssues[0]).toMatchObject({ state: "open", labels: ["mlops"] });
    expect(github.allIssues[0]?.title).toBe("houses: 1 of 1 gate rules does not hold: R²");
    const [marker, heading, , facts] = github.allIssues[0]?.body.split("\n") ?? [];
    expect(marker).toBe(
      "<!-- mlops-actions:issue:houses workflow=scheduled.yml branch=main failures=2 since=2023-11-14T22:13:20.000Z run=101 attempt=1 -->",
    );
    expect(heading).toBe("### ❌ houses: 1 of 1 gate rules does not hold: R²");
    expect(facts).toMatch(/^2 runs have failed since 2023-11-14 22:13 UTC · \*\*R² 0\.823\*\*/);
    expect(github.allIssues[0]?.body).toContain("| R² ≥ 0.9 | 0.823 | ❌ does not hold |");
    expect((await run("99", passing)).outputs.sent).toEqual([]);
    expect(github.allIssues[0]?.state).toBe("open");
    await run("102", passing);
    expect(github.allIssues[0]).toMatchObject({ state: "completed" });
    expect(github.allIssues[0]?.comments).toEqual([
      "<!-- mlops-actions:fixed run=102 attempt=1 -->\n✅ houses: the gate holds, in [this run](https://github.com/acme/houses/actions/runs/102) of commit `0123456`.",
    ]);
    await run("103", failing);
    expect(github.allIssues.map(({ state }) => state)).toEqual(["completed", "open"]);
  });

  test("takes no issue for its own that has the marker further down", async () => {
    const github = memoryGitHub();
    const targets = "  - { to: issue }\n";
    await tell({ url: "" }, failing, targets, { github });
    const { body = "" } = github.allIssues[0] ?? {};
    const quoted = { labels: ["mlops"], number: 1, body: `Copied:\n${body}`, isByBot: true };
    const other = memoryGitHub({ issues: [quoted] });
    const told = await tell({ url: "" }, failing, targets, { github: other });
    expect(told.outputs["issue-number"]).toBe(2);
    expect(other.allIssues.map(({ state }) => state)).toEqual(["open", "open"]);
  });

  test.each(["skipped", "action_required", "neutral", "cancelled"])(
    "tells nobody of a run that ended with %s",
    async (conclusion) => {
      const run = { id: 99, event: "push", head_sha: "a".repeat(40), head_branch: "main", conclusion };
      const environment = { eventName: "workflow_run", event: { workflow_run: run } };
      const files = { "mlops.yml": `version: 1\nname: houses\nnotify:\n${slack}` };
      const told = await tell({ url: "" }, failing, slack, { files, environment, github: memoryGitHub() });
      expect(told.outputs).toMatchObject({ occasion: "undecided", sent: [], failed: [] });
    },
  );

  test("comments on the commit, once", async () => {
    const github = memoryGitHub();
    const targets = "  - { to: commit }\n";
    await tell({ url: "" }, failing, targets, { github });
    await tell({ url: "" }, failing, targets, { github });
    expect(github.onCommits).toHaveLength(1);
    expect(github.onCommits[0]?.body).toMatch(
      /^<!-- mlops-actions:notify%2Fhouses sha=[0-9a-f]{40} run=100 attempt=1 -->\n### ❌ houses: /,
    );
  });

  test("comments on the commit once though the first answer is lost, and a second job does so too", async () => {
    const github = memoryGitHub();
    const comments = await github.commitComments();
    const create: typeof comments.create = async (sha, body) => {
      await comments.create(sha, body);
      await comments.create(sha, body.replace("run=100", "run=99"));
      throw new ServiceError("GitHub did not answer", { service: "GitHub" });
    };
    const lossy = { ...github, commitComments: async () => ({ ...comments, create }) };
    const told = await tell({ url: "" }, failing, "  - { to: commit }\n", { github: lossy });
    expect(told.outputs).toMatchObject({ sent: ["commit"], failed: [] });
    expect(github.onCommits.map(({ body }) => body.split(" ")[3])).toEqual(["run=100"]);
  });

  test("two or three runs at once leave one issue, in every order of their requests", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 3 }), async (scheduler, count) => {
        const github = memoryGitHub();
        const issues = await github.issues();
        const slow = { ...github, issues: async () => scheduleAll(scheduler, issues) };
        const targets = "  - { to: issue }\n";
        const runs = Array.from({ length: count }, (_, index) => {
          const files = withRun(project(failing, targets), String(100 + index));
          const environment = { ...scheduled, runId: String(100 + index) };
          return tell({ url: "" }, failing, targets, { github: slow, files, environment });
        });
        await scheduler.waitFor(Promise.all(runs));
        const open = github.allIssues.filter(({ state }) => state === "open");
        expect(open.map(({ number }) => number)).toEqual([1]);
        for (const other of github.allIssues.slice(1)) {
          expect(other.state).toBe("not_planned");
          expect(other.comments).toEqual(["<!-- mlops-actions:duplicate -->\nDuplicate of #1"]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("is calm about pull requests, and about forks' when they are asked for", async () => {
    await using receiver = await startReceiver();
    const head = { sha: "a".repeat(40), ref: "main", repo: { full_name: "eve/houses" } };
    const fork = { eventName: "pull_request", event: { pull_request: { number: 7, head } } };
    const all = `  - { to: slack, webhook: SLACK_WEBHOOK, required: true }\n  - { to: issue, required: true }\n`;
    const github = memoryGitHub({ readOnly: true });
    const silent = await tell(receiver, failing, all, { environment: fork, github, secrets: {} });
    expect(silent.verdict).toBe("skipped");
    const asked = all.replace("required: true", "required: true, pull_requests: true");
    const calm = await tell(receiver, failing, asked, { environment: fork, github, secrets: {} });
    expect(calm.verdict).toBe("skipped");
    expect(calm.report.sections[0]?.findings).toEqual([]);
    const own = { ...head, repo: { full_name: "acme/houses" } };
    const environment = { eventName: "pull_request", event: { pull_request: { number: 7, head: own } } };
    const told = await tell(receiver, failing, asked, { environment, github });
    expect(told.outputs.sent).toEqual(["slack (SLACK_WEBHOOK)"]);
  });

  test.each([
    ["ghs_0123456789verysecret", "holds no address"],
    ["http://hooks.example.com/verysecret", "holds no address"],
    ["file:///etc/verysecret", "holds no address"],
    ["", "is empty"],
    [undefined, "is not set"],
  ])("never shows a variable that a pull request names: %j", async (value, why) => {
    const target = "  - { to: slack, webhook: GITHUB_TOKEN }\n";
    const secrets = value === undefined ? {} : { GITHUB_TOKEN: value };
    const result = await tell({ url: "" }, failing, target, { secrets });
    expect(result.verdict).toBe("inconclusive");
    const text = JSON.stringify([result.report, result.outputs, result.log]);
    expect(text).toContain(`Cannot send to GITHUB_TOKEN: the variable ${why}`);
    expect(text).not.toContain("verysecret");
  });

  test("says what Slack's refusal means, and tells the others all the same", async () => {
    await using receiver = await startReceiver();
    receiver.fail({ status: 404, body: "no_service" });
    const result = await tell(receiver, failing, slack + webhook);
    expect(result.outputs).toMatchObject({
      ...{ sent: ["webhook (MODEL_HOOK)"], failed: ["slack (SLACK_WEBHOOK)"] },
    });
    expect(result.report.sections[0]?.findings).toEqual([
      {
        severity: "warning",
        rule: "notify",
        message: 'Cannot send to SLACK_WEBHOOK: Slack answered 404 "no_service"',
        hint: "The webhook is gone or was switched off: make a new one in the Slack app, and store its address",
      },
    ]);
  });

  test("says what it does not know, with the permission that it lacks", async () => {
    await using receiver = await startReceiver();
    const refused = new ServiceError("Cannot list the runs of main", {
      service: "GitHub",
      status: 403,
      rerun: false,
    });
    const github = { ...memoryGitHub(), runs: () => Promise.reject(refused) };
    const result = await tell(receiver, passing, slack, { github });
    expect(result.verdict).toBe("skipped");
    expect(result.report.sections[0]?.findings?.[0]?.message).toBe(
      "Whether this run fixed something is not known: Cannot list the runs of main",
    );
  });

  test("takes a job that failed without a report for a failure, and a cancelled one for neither", async () => {
    await using receiver = await startReceiver();
    const failed = await tell(receiver, passing, slack, { inputs: { status: "failure" } });
    expect(failed.outputs.occasion).toBe("failure");
    expect(JSON.parse(receiver.taken[0] ?? "").text).toBe(
      "❌ houses: a step of the job failed that leaves no report",
    );
    const cancelled = await tell(receiver, failing, slack, { inputs: { status: "cancelled" } });
    expect(cancelled.outputs).toMatchObject({ occasion: "undecided", sent: [] });
  });

  test("shows an issue that would be opened, and opens none", async () => {
    const github = memoryGitHub();
    const dry = { inputs: { "dry-run": "true" }, github };
    const result = await tell({ url: "" }, failing, "  - { to: issue }\n", dry);
    expect(result.report.headline).toBe("would tell issue");
    expect(JSON.stringify(result.report.sections)).toContain("an issue would be opened");
    expect(github.allIssues).toEqual([]);
  });
});

/** The files of another run. */
function withRun(files: Record<string, string>, id: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, text.replace('"id":"100"', `"id":"${id}"`)]),
  );
}

/** Issues whose calls are carried out in the scheduler's order. */
function scheduleAll(scheduler: fc.Scheduler, issues: Issues): Issues {
  return {
    find: scheduler.scheduleFunction(issues.find),
    open: scheduler.scheduleFunction(issues.open),
    update: scheduler.scheduleFunction(issues.update),
    close: scheduler.scheduleFunction(issues.close),
    comment: scheduler.scheduleFunction(issues.comment),
  };
}
