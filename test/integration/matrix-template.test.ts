import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { exportPublished, runAct } from "../beds/act.ts";
import { startArtifacts } from "../beds/artifacts.ts";
import { type GitHubStandIn, startGitHub } from "../beds/github.ts";
import { describeWith } from "../require-tool.ts";
import { type FixtureRepository, makeFixtureRepository } from "./fixture-repository.ts";

vi.setConfig({ testTimeout: 300_000 });

describeWith(["act", "beds"], "the template with a matrix of models", () => {
  let github: GitHubStandIn;
  let published: string;
  beforeAll(async () => {
    published = await mkdtemp(path.join(tmpdir(), "mlops-published-"));
    await exportPublished(path.resolve(import.meta.dirname, "../.."), published);
    github = await startGitHub();
  });
  afterAll(async () => {
    await github?.close();
    await rm(published, { recursive: true, force: true });
  });

  /** Runs the workflow for a pull request, and returns what it commented. */
  async function runOn(fixture: FixtureRepository) {
    const artifacts = await startArtifacts();
    try {
      const number = await github.seedPullRequest({ headSha: fixture.headSha, baseSha: fixture.baseSha });
      const run = await runAct({
        checkout: fixture.folder,
        workflow: ".github/workflows/model.yml",
        eventName: "pull_request",
        event: fixture.event(number),
        repositories: { "mlops-actions/mlops-actions@v1": published },
        token: github.tokens.write,
        env: {
          GITHUB_REPOSITORY: github.repository,
          GITHUB_API_URL: github.url,
          GITHUB_RUN_ID: "1",
          ...artifacts.env,
        },
      });
      const [comment, ...others] = await github.comments(number);
      expect(others, run.transcript).toEqual([]);
      expect(run.step("pr-comment").outputs, run.transcript).toMatchObject({ action: "created" });
      expect(github.violations()).toEqual([]);
      return comment?.body;
    } finally {
      await artifacts.close();
      await fixture.remove();
    }
  }

  test("comments on all of them at once", async () => {
    const named = (name: string) => (config: string) =>
      /^name:/m.test(config) ? config.replace(/^name:.*/m, `name: ${name}`) : `${config}name: ${name}\n`;
    const fixture = await makeFixtureRepository({
      ...{ example: "penguins", template: "matrix.yml", folders: ["models/houses", "models/churn"] },
      change: {
        "models/houses/mlops.yml": named("houses"),
        "models/churn/mlops.yml": (config) =>
          named("churn")(config).replace("log_loss, better_than: dummy", "log_loss, max: 0.000001"),
      },
    });
    const body = await runOn(fixture);
    expect(body).toContain("### ❌ 2 models: 1 holds, 1 fails");
    expect(body).toMatch(/\| churn \| ❌ Failed \|[\s\S]*\| houses \| ✅ Passed \|/);
  });

  test.each([
    ["by the name that each is given", "name: birds-${{ matrix.model }}", "birds-houses", "birds-churn"],
    [
      "by the values of the matrix where they share one",
      "fail-on: never",
      "penguins (houses)",
      "penguins (churn)",
    ],
  ])("tells apart the legs over one mlops.yml %s", async (_, input, ...titles) => {
    const fixture = await makeFixtureRepository({
      ...{ example: "penguins", template: "matrix.yml" },
      change: {
        ".github/workflows/model.yml": (text) =>
          text
            .replaceAll("working-directory: models/${{ matrix.model }}", input)
            .replace("models: houses, churn", "models: all"),
      },
    });
    const body = await runOn(fixture);
    expect(body).toContain("### ✅ 2 models: 2 hold");
    for (const title of titles) expect(body).toContain(`| ${title} | ✅ Passed |`);
  });
});
