import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type ActRun, exportPublished, runAct } from "../beds/act.ts";
import { describeWith } from "../require-tool.ts";

const root = path.resolve(import.meta.dirname, "../..");

// Several whole workflow runs.
vi.setConfig({ testTimeout: 300_000 });

const workflow = `
name: Train
on: push
jobs:
  train:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - uses: mlops-actions/mlops-actions/actions/train@v1
      - run: cd .mlops/penguin-mass && find model evidence -type f ! -name manifest.json | sort | xargs sha256sum
`;

describeWith("act", "trainings in the cache of Actions", () => {
  let folder: string;
  let checkout: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "mlops-cached-"));
    checkout = path.join(folder, "checkout");
    await exportPublished(root, path.join(folder, "ours"));
    cpSync(path.join(root, "examples/shell"), checkout, { recursive: true });
    mkdirSync(path.join(checkout, ".github/workflows"), { recursive: true });
    writeFileSync(path.join(checkout, ".github/workflows/train.yml"), workflow);
    git("init", "--quiet", "--initial-branch=main");
    commit();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd: checkout,
      encoding: "utf8",
    });
  const commit = (): void => {
    git("add", "--all");
    git("commit", "--quiet", "--message", "Change");
  };

  async function push(id: string, env: Record<string, string> = {}) {
    const run = await runAct({
      checkout,
      workflow: ".github/workflows/train.yml",
      eventName: "push",
      event: { ref: "refs/heads/main", repository: { full_name: "acme/repo" } },
      repositories: { "mlops-actions/mlops-actions@v1": path.join(folder, "ours") },
      token: "ghs_test",
      env: { GITHUB_REPOSITORY: "acme/repo", GITHUB_RUN_ID: id, ...env },
      cache: path.join(folder, "cache"),
    });
    expect(run.jobs, run.transcript).toEqual({ train: "success" });
    return { log: logOf(run), files: run.steps.at(-1)?.log ?? "", outputs: run.step("train").outputs };
  }
  const logOf = (run: ActRun): string => run.step("train").log;

  test("are skipped while nothing changed, and come back the same to the last byte", async () => {
    const first = await push("1");
    expect(first.log).toMatch(/^Means of \d+ groups$/m);
    expect(first.files).toMatch(/ model\/means\.csv$/m);
    expect(first.files).toMatch(/ evidence\/predictions\.csv$/m);
    writeFileSync(path.join(checkout, "README.md"), "Another text\n");
    commit();
    const second = await push("2");
    expect(second.log).not.toContain("Means of");
    expect(second.log).toMatch(/nothing changed since commit [0-9a-f]{7}: .*training skipped/);
    expect(second.files).toBe(first.files);
    expect(second.outputs).toMatchObject({ verdict: "pass", "model-digest": first.outputs["model-digest"] });
    const script = readFileSync(path.join(checkout, "train.sh"), "utf8");
    writeFileSync(path.join(checkout, "train.sh"), `${script}# Another comment\n`);
    commit();
    expect((await push("3")).log).toContain("Means of");
  });
});
