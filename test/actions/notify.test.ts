import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { notify } from "../../src/actions/notify.ts";
import type { Report, Verdict } from "../../src/report.ts";
import { systemClock } from "../../src/services/clock.ts";
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
    expect(failed.outputs).toMatchObject({ status: "failure", sent: ["slack (SLACK_WEBHOOK)"], failed: [] });
    expect(receiver.requests[0]?.path).toBe("/services/T0/B0/verysecret");
    expect(JSON.parse(receiver.taken[0] ?? "")).toMatchSnapshot();
    const passed = await tell(receiver, passing, slack);
    expect(passed.verdict).toBe("skipped");
    expect(passed.outputs).toMatchObject({ status: "success", sent: [], failed: [] });
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
        files: Object.fromEntries(
          Object.entries(project(report, "  - { to: issue, labels: [mlops] }\n")).map(([name, text]) => [
            name,
            text.replace('"id":"100"', `"id":"${id}"`),
          ]),
        ),
        environment: { ...scheduled, runId: id },
      });
    const opened = await run("100", failing);
    expect(opened.outputs).toMatchObject({ "issue-number": 1, sent: ["issue"] });
    await run("101", failing);
    await run("101", failing);
    expect(github.allIssues).toHaveLength(1);
    expect(github.allIssues[0]).toMatchObject({ state: "open", labels: ["mlops"] });
    expect(github.allIssues[0]?.title).toBe("houses: 1 of 1 gate rules does not hold: R²");
    expect(github.allIssues[0]?.body).toMatchSnapshot();
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

  test("comments on the commit, once", async () => {
    const github = memoryGitHub();
    const targets = "  - { to: commit }\n";
    await tell({ url: "" }, failing, targets, { github });
    await tell({ url: "" }, failing, targets, { github });
    expect(github.onCommits).toHaveLength(1);
    expect(github.onCommits[0]?.body).toMatchSnapshot();
  });
});
