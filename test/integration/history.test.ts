import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ArtifactStandIn, startArtifacts } from "../beds/artifacts.ts";
import { type GitHubStandIn, startGitHub } from "../beds/github.ts";
import { makeWorkspace, runStep, type StepResult } from "../dist/run-dist.ts";
import { describeWith } from "../require-tool.ts";

const shaOf = (run: number): string => run.toString(16).padStart(2, "0").repeat(20);

describeWith("beds", "the history of a repository", () => {
  let github: GitHubStandIn;
  let artifacts: ArtifactStandIn;
  beforeAll(async () => {
    [github, artifacts] = await Promise.all([startGitHub(), startArtifacts()]);
  });
  afterAll(async () => {
    await artifacts.close();
    await github.close();
  });

  /** A run of the steps that follow a training, on a runner of its own. */
  async function runWorkflow(
    run: number,
    { r2, history, event, env }: { r2: number; history: string; event: object; env: Record<string, string> },
  ): Promise<Record<"gate" | "save" | "comment", StepResult>> {
    const workspace = makeWorkspace({
      "mlops.yml": `version: 1\nname: houses\nreport: { history: ${history} }\ngate: { rules: [{ metric: r2, min: 0.5 }] }\n`,
      "m.json": `{ "r2": ${r2} }`,
    });
    const file = path.join(mkdtempSync(path.join(tmpdir(), "mlops-event-")), "event.json");
    writeFileSync(file, JSON.stringify({ repository: { default_branch: "main" }, ...event }));
    const common = {
      ...{ GITHUB_API_URL: github.url, GITHUB_REPOSITORY: github.repository, GITHUB_RUN_ID: String(run) },
      GITHUB_WORKFLOW_REF: `${github.repository}/.github/workflows/model.yml@refs/heads/main`,
      ...{ GITHUB_EVENT_PATH: file, ...artifacts.env, ...env },
    };
    const token = { "github-token": github.tokens.write };
    const step = (name: string, inputs: Record<string, string>): Promise<StepResult> =>
      runStep(name, { workspace, env: common, inputs });
    const gate = await step("quality-gate", { ...token, metrics: "m.json" });
    const save = await step("save", { leg: `run${run}` });
    const comment = await step("pr-comment", token);
    for (const { exitCode, stdout } of [gate, save, comment]) expect(exitCode, stdout).toBe(0);
    return { gate, save, comment };
  }

  async function push(run: number, r2: number, history: string): Promise<StepResult> {
    const done = await runWorkflow(run, {
      ...{ r2, history },
      event: { ref: "refs/heads/main", before: shaOf(run - 1), after: shaOf(run) },
      env: { GITHUB_EVENT_NAME: "push", GITHUB_REF: "refs/heads/main", GITHUB_SHA: shaOf(run) },
    });
    const name = done.save.outputs["artifact-name"] ?? "";
    github.runs.add({
      ...{ id: run, headSha: shaOf(run) },
      artifacts: [{ name, zip: await artifacts.zip(name) }],
    });
    return done.comment;
  }

  async function commentOf(run: number, r2: number, history: string): Promise<string> {
    const headSha = shaOf(run);
    const base = { ref: "main", sha: shaOf(run - 1) };
    const number = await github.seedPullRequest({ headSha, baseSha: base.sha });
    const event = { pull_request: { number, head: { sha: headSha }, base } };
    await runWorkflow(run, { r2, history, event, env: { GITHUB_SHA: "9".repeat(40) } });
    return (await github.comments(number)).map(({ body }) => body).join("\n");
  }

  test.each([
    ["bundle", 20],
    ["branch", 40],
  ])("kept in a %s: two pushes, and a pull request shows all three", async (history, from) => {
    const first = await push(from, 0.7, history);
    expect(first.summary).not.toContain("History");
    const second = await push(from + 1, 0.75, history);
    expect(second.summary).toContain("line [0.7, 0.75]");
    const comment = await commentOf(from + 2, 0.8, history);
    expect(comment).toContain("<summary>History");
    expect(comment).toContain("line [0.7, 0.75, 0.8]");
    expect(comment).toMatch(new RegExp(`${shaOf(from + 2).slice(0, 7)}.{0,4}\\(this one\\)`));
    expect(github.violations()).toEqual([]);
  });
});
