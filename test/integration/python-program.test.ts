import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { compositeActions } from "../../scripts/composite-actions.ts";
import { exportPublished, runAct } from "../beds/act.ts";
import { startArtifacts } from "../beds/artifacts.ts";
import { type GitHubStandIn, startGitHub } from "../beds/github.ts";
import { describeWith, requireTool } from "../require-tool.ts";
import { makeFixtureRepository } from "./fixture-repository.ts";

const root = path.resolve(import.meta.dirname, "../..");

// A whole workflow run, with a training.
vi.setConfig({ testTimeout: 300_000 });

/**
 * In place of actions/setup-python, which downloads Python from a host that tests do not reach: a virtual environment
 * that sees the packages of the tests' own Python. It takes the inputs that ours hands over and says them in its log, so
 * what is not run here is the download, and the cache of pip's folder.
 */
const standIn = `
name: setup-python
description: A virtual environment of the Python that is there.
inputs:
  python-version: { description: Version }
  python-version-file: { description: File of the version }
  cache: { description: What is cached }
  cache-dependency-path: { description: What names the cache }
outputs:
  python-version: { description: Version, value: "\${{ steps.make.outputs.python-version }}" }
runs:
  using: composite
  steps:
    - id: make
      shell: bash
      env: { GIVEN: "\${{ toJSON(inputs) }}" }
      run: |
        echo "Given" $GIVEN
        "$TEST_PYTHON" -m venv "$RUNNER_TEMP/python"
        bin="$RUNNER_TEMP/python/bin"
        "$TEST_PYTHON" -c 'import site; print("\\n".join(site.getsitepackages()))' > "$("$bin/python" -c 'import site; print(site.getsitepackages()[0])')/outer.pth"
        echo "$bin" >> "$GITHUB_PATH"
        echo "python-version=$("$bin/python" -c 'import platform; print(platform.python_version())')" >> "$GITHUB_OUTPUT"
`;

describeWith(["act", "beds", "python"], "the workflow of a Python project", () => {
  let github: GitHubStandIn;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "mlops-published-"));
    await exportPublished(root, path.join(folder, "ours"));
    await mkdir(path.join(folder, "setup-python"));
    await writeFile(path.join(folder, "setup-python/action.yml"), standIn);
    github = await startGitHub();
  });
  afterAll(async () => {
    await github?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("sets Python up, trains by the repository's own program, gates and comments", async () => {
    const { uses: setupPython = "" } =
      compositeActions.find(({ name }) => name === "setup")?.runs.steps.find(({ uses }) => uses) ?? {};
    expect(setupPython).toMatch(/^actions\/setup-python@/);
    const fixture = await makeFixtureRepository({
      example: "scikit-learn",
      template: "python-program.yml",
      change: {
        "mlops.yml": (config) =>
          config.replace("gate:\n", "  params: { max_features: 4, min_samples_leaf: 1 }\ngate:\n"),
        ".github/workflows/model.yml": (text) =>
          text.replace(
            /^( +)(- uses: \S+\/setup@v1\n)/m,
            '$1$2$1- run: echo "mlops is $(mlops --version)"\n',
          ),
      },
    });
    const artifacts = await startArtifacts();
    try {
      const number = await github.seedPullRequest({
        headSha: fixture.headSha,
        baseSha: fixture.baseSha,
        fork: false,
      });
      const run = await runAct({
        checkout: fixture.folder,
        workflow: ".github/workflows/model.yml",
        eventName: "pull_request",
        event: fixture.event(number),
        repositories: {
          "mlops-actions/mlops-actions@v1": path.join(folder, "ours"),
          [setupPython]: path.join(folder, "setup-python"),
        },
        token: github.tokens.write,
        env: {
          GITHUB_REPOSITORY: github.repository,
          GITHUB_API_URL: github.url,
          GITHUB_RUN_ID: "1",
          TEST_PYTHON: requireTool("python"),
          // All that requirements.txt asks for is there, in the very versions.
          PIP_NO_INDEX: "1",
          ...artifacts.env,
        },
      });
      expect(run.jobs, run.transcript).toEqual({ model: "success", "pr-comment": "success" });
      const log = run.steps.map((step) => step.log).join("");
      expect(log).toMatch(/"python-version": "3\.13"/);
      expect(log).toMatch(/"cache-dependency-path": "requirements\.txt"/);
      expect(log).toMatch(/^mlops is \d+\.\d+\.\d+$/m);
      expect(log).toMatch(/Requirement already satisfied: scikit-learn==/);
      expect(log).toContain("Best parameters: {'max_features': 4, 'min_samples_leaf': 1");
      // act names a composite action's inner steps as the action itself: the first is the whole.
      const setup = run.steps.find((step) => step.name.includes("/actions/setup@"));
      expect(setup?.outputs).toMatchObject({
        "python-version": expect.stringMatching(/^3\.\d+\.\d+$/),
        requirements: "requirements.txt",
        installer: "pip",
      });
      expect(run.step("train").outputs).toMatchObject({ verdict: "pass" });
      expect(run.step("quality-gate").outputs).toMatchObject({ verdict: "pass" });
      const [comment] = await github.comments(number);
      expect(comment?.body).toMatch(/### ✅ tumours: /);
      expect(comment?.body).toMatch(/ROC AUC/);
      expect(github.violations()).toEqual([]);
    } finally {
      await artifacts.close();
      await fixture.remove();
    }
  });
});
