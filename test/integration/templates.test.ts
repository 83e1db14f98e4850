import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type ActRun, exportPublished, runAct } from "../beds/act.ts";
import { type ArtifactStandIn, startArtifacts } from "../beds/artifacts.ts";
import { type GitHubStandIn, startGitHub } from "../beds/github.ts";
import { describeWith } from "../require-tool.ts";
import { type FixtureRepository, makeFixtureRepository } from "./fixture-repository.ts";

const root = path.resolve(import.meta.dirname, "../..");

// Each test is one or two whole workflow runs.
vi.setConfig({ testTimeout: 180_000 });

describeWith(["act", "beds"], "workflow templates on a real repository", () => {
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
  afterEach(() => {
    expect(github.violations()).toEqual([]);
  });

  /** One workflow run. */
  function act(
    fixture: FixtureRepository,
    given: {
      eventName: string;
      event: object;
      artifacts: ArtifactStandIn;
      run: string;
      workflow?: string;
      token?: string;
      env?: Record<string, string>;
    },
  ): Promise<ActRun> {
    return runAct({
      checkout: fixture.folder,
      workflow: `.github/workflows/${given.workflow ?? "model.yml"}`,
      eventName: given.eventName,
      event: given.event,
      repositories: { "mlops-actions/mlops-actions@v1": published },
      token: given.token ?? github.tokens.write,
      env: {
        GITHUB_REPOSITORY: github.repository,
        GITHUB_API_URL: github.url,
        GITHUB_RUN_ID: given.run,
        ...given.artifacts.env,
        ...given.env,
      },
    });
  }

  /** One run for a pull request: its own artifacts, like GitHub's. */
  async function check(
    fixture: FixtureRepository,
    number: number,
    { token, fork = false, run = "1" }: { token?: string; fork?: boolean; run?: string } = {},
  ): Promise<ActRun> {
    const artifacts = await startArtifacts();
    try {
      const event = fixture.event(number, { fork });
      const eventName = "pull_request";
      return await act(fixture, { eventName, event, artifacts, run, ...(token !== undefined && { token }) });
    } finally {
      await artifacts.close();
    }
  }

  const seed = (fixture: FixtureRepository, fork = false): Promise<number> =>
    github.seedPullRequest({ headSha: fixture.headSha, baseSha: fixture.baseSha, fork });

  /** The verdicts of the four actions, as their outputs say; undefined for one that did not run. */
  const verdicts = (run: ActRun): (string | undefined)[] =>
    ["validate-data", "train", "quality-gate", "pr-comment"].map(
      (name) => run.steps.find((each) => each.name.includes(`/${name}@`))?.outputs.verdict,
    );

  describe.each([
    {
      template: "pull-request.yml",
      passing: { model: "success" },
      failing: { model: "failure" },
      broken: { model: "failure" },
    },
    {
      template: "pull-request-jobs.yml",
      passing: {
        "validate-data": "success",
        train: "success",
        "quality-gate": "success",
        "pr-comment": "success",
      },
      failing: {
        "validate-data": "success",
        train: "success",
        "quality-gate": "failure",
        "pr-comment": "success",
      },
      broken: { "validate-data": "failure", "pr-comment": "success" },
    },
  ])("$template", ({ template, passing, failing, broken }) => {
    const fixtures: FixtureRepository[] = [];
    const make = async (change: (config: string) => string): Promise<FixtureRepository> => {
      const fixture = await makeFixtureRepository({
        example: "penguins",
        template,
        change: { "mlops.yml": change },
      });
      fixtures.push(fixture);
      return fixture;
    };
    afterAll(() => Promise.all(fixtures.map((each) => each.remove())));

    test("comments a pass, and keeps that comment up to date", async () => {
      const fixture = await make((config) => config.replace("n_estimators: 100", "n_estimators: 60"));
      const number = await seed(fixture);
      const first = await check(fixture, number);
      expect(first.jobs, first.transcript).toEqual(passing);
      expect(verdicts(first)).toEqual(["pass", "pass", "pass", "pass"]);
      expect(first.step("train").outputs).toMatchObject({
        passed: "true",
        "model-digest": expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      const [comment] = await github.comments(number);
      expect(comment).toMatchObject({ author: "github-actions[bot]" });
      expect(comment?.body).toMatch(/^<!-- mlops-actions:penguins sha=([0-9a-f]{40}) run=1 attempt=1 -->/);
      expect(comment?.body).toContain(`sha=${fixture.headSha}`);
      expect(comment?.body).toMatch(/### ✅ penguins: /);
      expect(comment?.body).toMatch(/\| Accuracy ≥ 0\.9 \| (0\.9\d+|1(\.0+)?) \|/);
      expect(first.step("pr-comment").outputs).toMatchObject({
        action: "created",
        "comment-id": String(comment?.id),
      });
      expect(first.step("pr-comment").summary).toContain("penguins");

      const second = await check(fixture, number, { run: "2" });
      expect(second.jobs, second.transcript).toEqual(passing);
      expect(second.step("pr-comment").outputs).toMatchObject({ action: "updated" });
      const comments = await github.comments(number);
      expect(comments.map((each) => each.id)).toEqual([comment?.id]);
      expect(comments[0]?.body).toContain("run=2 ");
    });

    test("comments what fails, and fails", async () => {
      const fixture = await make((config) =>
        config.replace("log_loss, better_than: dummy", "log_loss, max: 0.000001"),
      );
      const number = await seed(fixture);
      const run = await check(fixture, number);
      expect(run.exitCode).toBe(1);
      expect(run.jobs, run.transcript).toEqual(failing);
      expect(verdicts(run)).toEqual(["pass", "pass", "fail", "pass"]);
      expect(run.step("quality-gate").annotations).toContainEqual(
        expect.objectContaining({ level: "error", message: expect.stringMatching(/log.loss/i) }),
      );
      const [comment, ...others] = await github.comments(number);
      expect(others).toEqual([]);
      expect(comment?.body).toMatch(/### ❌ penguins: /);
    });

    test("comments a mistake in the configuration at its line", async () => {
      const fixture = await make((config) => config.replace("rules:", "rulez:"));
      const number = await seed(fixture);
      const run = await check(fixture, number);
      expect(run.exitCode).toBe(1);
      expect(run.jobs, run.transcript).toEqual(broken);
      const [comment] = await github.comments(number);
      expect(comment?.body).toMatch(/rulez.*rules/);
    });

    test("compares a pull request with what the base's push saved", async () => {
      const fixture = await make((config) =>
        config.replace("log_loss, better_than: dummy", "accuracy, no_worse_than: baseline, margin: 0.2"),
      );
      const workflow = `${github.repository}/.github/workflows/model.yml`;
      const artifacts = await startArtifacts();
      const id = 1 + Math.max(30, ...github.runs.ids());
      try {
        const pushed = await act(fixture, {
          ...{ eventName: "push", event: fixture.pushBase(), artifacts, run: String(id) },
          env: { GITHUB_REF: "refs/heads/main", GITHUB_WORKFLOW_REF: `${workflow}@refs/heads/main` },
        });
        expect(pushed.jobs, pushed.transcript).toEqual(passing);
        const zips = await Promise.all(
          artifacts.names().map(async (name) => ({ name, zip: await artifacts.zip(name) })),
        );
        expect(zips.length).toBeGreaterThan(0);
        const created = new Date(Date.now() - 3 * 3_600_000).toISOString();
        github.runs.add({ id, headSha: fixture.baseSha, created, artifacts: zips });
      } finally {
        await artifacts.close();
      }
      fixture.checkOutMerge();
      const number = await seed(fixture);
      const run = await check(fixture, number, { run: String(id + 1) });
      expect(run.jobs, run.transcript).toEqual(passing);
      const shown = `main at ${fixture.baseSha.slice(0, 7)} (run ${id}, 3 hours old)`;
      expect(run.step("quality-gate").outputs).toMatchObject({ verdict: "pass", baseline: shown });
      const [comment] = await github.comments(number);
      expect(comment?.body).toContain("no worse than baseline");
    });

    test("shows the report in the summary where a fork's token may not comment", async () => {
      const fixture = await make((config) => config.replace("n_estimators: 100", "n_estimators: 50"));
      const number = await seed(fixture, true);
      const run = await check(fixture, number, { token: github.tokens.fork, fork: true });
      expect(run.jobs, run.transcript).toEqual(passing);
      expect(verdicts(run)).toEqual(["pass", "pass", "pass", "skipped"]);
      const { summary, outputs } = run.step("pr-comment");
      expect(outputs.passed).toBe("true");
      expect(summary).toMatch(/read-only token/);
      expect(summary).toMatch(/### ✅ penguins: /);
      expect(await github.comments(number)).toEqual([]);
    });
  });

  describe("fork-safe", () => {
    const fixtures: FixtureRepository[] = [];
    afterAll(() => Promise.all(fixtures.map((each) => each.remove())));

    /** The stranger's pull request, the run of its job with a token that can only read, and what that saved. */
    async function checkFork(change: (config: string) => string) {
      const fixture = await makeFixtureRepository({
        ...{ example: "penguins", template: "fork-safe", change: { "mlops.yml": change } },
      });
      fixtures.push(fixture);
      const number = await seed(fixture, true);
      const artifacts = await startArtifacts();
      const id = 1 + Math.max(60, ...github.runs.ids());
      try {
        const first = await act(fixture, {
          ...{ eventName: "pull_request", event: fixture.event(number, { fork: true }), artifacts },
          ...{ run: String(id), workflow: "model-check.yml", token: github.tokens.fork },
        });
        const zips = await Promise.all(
          artifacts.names().map(async (name) => ({ name, zip: await artifacts.zip(name) })),
        );
        return { fixture, number, id, first, artifacts: zips };
      } finally {
        await artifacts.close();
      }
    }

    /** GitHub's run of it, and the run that its end starts: of the default branch. */
    async function endRun(
      { fixture, number, id, artifacts }: Awaited<ReturnType<typeof checkFork>>,
      conclusion: string,
    ): Promise<ActRun> {
      const [branch, repository] = [`topic-${number}`, "stranger/repo"];
      const ended = {
        id,
        headSha: fixture.headSha,
        headBranch: branch,
        headRepository: repository,
        conclusion,
      };
      github.runs.add({
        ...{ ...ended, event: "pull_request", artifacts, path: ".github/workflows/model-check.yml" },
      });
      const { repository: own } = fixture.pushBase() as { repository: object };
      const none = await startArtifacts();
      try {
        return await act(fixture, {
          eventName: "workflow_run",
          event: {
            action: "completed",
            repository: own,
            workflow_run: {
              ...{ id, event: "pull_request", conclusion, head_sha: fixture.headSha, head_branch: branch },
              ...{ run_attempt: 1, head_repository: { id: 9, full_name: repository }, pull_requests: [] },
            },
          },
          ...{ artifacts: none, run: String(id + 1), workflow: "model-comment.yml" },
          env: { GITHUB_REF: "refs/heads/main" },
        });
      } finally {
        await none.close();
      }
    }

    test("comments what a fork's job found, from the run of the default branch", async () => {
      const forked = await checkFork((config) => config.replace("n_estimators: 100", "n_estimators: 40"));
      const { first, number, fixture } = forked;
      expect(first.jobs, first.transcript).toEqual({ model: "success" });
      expect(await github.comments(number)).toEqual([]);
      expect(forked.artifacts.map(({ name }) => name)).toEqual(["mlops-penguins~model~1"]);

      const second = await endRun(forked, "success");
      expect(second.jobs, second.transcript).toEqual({ comment: "success" });
      expect(second.step("pr-comment").outputs).toMatchObject({ verdict: "pass", action: "created" });
      const [comment, ...others] = await github.comments(number);
      expect(others).toEqual([]);
      expect(comment?.body).toContain(`sha=${fixture.headSha}`);
      expect(comment?.body).toMatch(/### ✅ penguins: /);
      expect(comment?.body).toContain("computed by the pull request's own job");
      expect(comment?.body).toMatch(/\| Accuracy ≥ 0\.9 \| (0\.9\d+|1(\.0+)?) \|/);
    });

    test("comments why a fork's job failed", async () => {
      const forked = await checkFork((config) =>
        config.replace("name: penguins", "name: penguins\nrulez: 1"),
      );
      expect(forked.first.jobs, forked.first.transcript).toEqual({ model: "failure" });
      const second = await endRun(forked, "failure");
      expect(second.jobs, second.transcript).toEqual({ comment: "success" });
      const [comment] = await github.comments(forked.number);
      expect(comment?.body).toMatch(/### 🚫 penguins: /);
      expect(comment?.body).toMatch(/rulez/);
      expect(comment?.body).toContain("failure)");
    });
  });
});
