import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startReceiver } from "../actions/webhook-receiver.ts";
import { type ActRun, exportPublished, runAct } from "../beds/act.ts";
import { startArtifacts } from "../beds/artifacts.ts";
import { type GitHubStandIn, startGitHub } from "../beds/github.ts";
import { describeWith } from "../require-tool.ts";
import { makeFixtureRepository } from "./fixture-repository.ts";

const root = path.resolve(import.meta.dirname, "../..");

// Four whole workflow runs.
vi.setConfig({ testTimeout: 400_000 });

interface Issue {
  number: number;
  title: string;
  body: string;
  state: string;
}

describeWith(["act", "beds"], "the workflow on a schedule", () => {
  let github: GitHubStandIn;
  let published: string;
  beforeAll(async () => {
    published = await mkdtemp(path.join(tmpdir(), "mlops-published-"));
    await exportPublished(root, published);
    github = await startGitHub();
  });
  afterAll(async () => {
    await github?.close();
    await rm(published, { recursive: true, force: true });
  });

  const issues = async (): Promise<Issue[]> => {
    const headers = { authorization: `Bearer ${github.tokens.write}` };
    const url = `${github.url}/repos/${github.repository}/issues?state=all&labels=mlops`;
    return (await (await fetch(url, { headers })).json()) as Issue[];
  };

  test("leaves one issue, which is closed when the model is well again, and tells Slack", async () => {
    await using receiver = await startReceiver();
    const notify = "notify:\n  - { to: issue }\n  - { to: slack, webhook: SLACK_WEBHOOK }\n";
    const rule = "log_loss, better_than: dummy";
    const failing = await makeFixtureRepository({
      example: "penguins",
      template: "scheduled.yml",
      change: { "mlops.yml": (text) => text.replace(rule, "log_loss, max: 0.000001") + notify },
    });
    const passing = await makeFixtureRepository({
      example: "penguins",
      template: "scheduled.yml",
      change: { "mlops.yml": (text) => text + notify },
    });
    const run = async (fixture: typeof failing, id: number, conclusion: string): Promise<ActRun> => {
      const artifacts = await startArtifacts();
      try {
        const done = await runAct({
          checkout: fixture.folder,
          workflow: ".github/workflows/model.yml",
          eventName: "schedule",
          event: { schedule: "17 3 * * 1", repository: { default_branch: "main" } },
          repositories: { "mlops-actions/mlops-actions@v1": published },
          token: github.tokens.write,
          secrets: { SLACK_WEBHOOK: `${receiver.url}/verysecret` },
          env: {
            GITHUB_REPOSITORY: github.repository,
            GITHUB_API_URL: github.url,
            GITHUB_RUN_ID: String(id),
            GITHUB_REF: "refs/heads/main",
            GITHUB_WORKFLOW_REF: `${github.repository}/.github/workflows/model.yml@refs/heads/main`,
            ...artifacts.env,
          },
        });
        github.runs.add({ id, event: "schedule", conclusion, headSha: "d".repeat(40) });
        return done;
      } finally {
        await artifacts.close();
      }
    };
    try {
      const first = await run(failing, 901, "failure");
      expect(first.jobs, first.transcript).toEqual({ model: "failure" });
      expect(first.step("notify").outputs, first.transcript).toMatchObject({
        ...{ verdict: "pass", occasion: "failure", "issue-number": "1" },
        sent: '["issue","slack (SLACK_WEBHOOK)"]',
      });
      const second = await run(failing, 902, "failure");
      expect(second.step("notify").outputs).toMatchObject({ "issue-number": "1" });
      const [issue, ...others] = await issues();
      expect(others).toEqual([]);
      expect(issue).toMatchObject({ state: "open", title: expect.stringMatching(/^penguins: .*gate rule/) });
      expect(issue?.body).toContain("2 runs have failed since");

      const third = await run(passing, 903, "success");
      expect(third.jobs, third.transcript).toEqual({ model: "success" });
      expect(third.step("notify").outputs).toMatchObject({ occasion: "fixed" });
      expect(await issues()).toMatchObject([{ state: "closed" }]);
      const fourth = await run(passing, 904, "success");
      expect(fourth.step("notify").outputs).toMatchObject({ occasion: "success", sent: "[]" });
      expect(receiver.taken.map((each) => JSON.parse(each).text)).toEqual([
        expect.stringMatching(/^❌ penguins: /),
        expect.stringMatching(/^❌ penguins: /),
        expect.stringMatching(/^✅ penguins is well again: /),
      ]);
      expect(first.transcript).not.toContain("verysecret");
      expect(github.violations()).toEqual([]);
    } finally {
      await failing.remove();
      await passing.remove();
    }
  });
});
