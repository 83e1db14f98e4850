import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { memoryTree } from "../../src/services/commit-tree.ts";
import { createGit } from "../../src/services/git.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { createProcesses } from "../../src/services/process.ts";
import { runAction } from "../fakes.ts";

const env = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  ...{
    GIT_AUTHOR_NAME: "a",
    GIT_AUTHOR_EMAIL: "a@b.c",
    GIT_COMMITTER_NAME: "a",
    GIT_COMMITTER_EMAIL: "a@b.c",
  },
};

function git(cwd: string, ...args: string[]): string {
  return execFileSync("git", args, {
    cwd,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}

const rows = (from: number, to: number): string =>
  `id,town\n${Array.from({ length: to - from }, (_, i) => `${from + i},T${i % 3}`).join("\n")}\n`;
const config = "version: 1\ndata: { path: data/*.csv, key: [id] }\n";

/** A shallow checkout of a pull request's merge commit, as actions/checkout makes it; the project is in a folder. */
function checkOut(changed: string) {
  const root = mkdtempSync(path.join(tmpdir(), "mlops-changes-"));
  const origin = path.join(root, "origin");
  mkdirSync(path.join(origin, "model", "data"), { recursive: true });
  git(origin, "init", "-q", "-b", "main");
  const commit = (files: Record<string, string>): string => {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(origin, "model", name), text);
    git(origin, "add", ".");
    git(origin, "commit", "-q", "--allow-empty", "-m", "Change");
    return git(origin, "rev-parse", "HEAD");
  };
  const sha = commit({ "mlops.yml": config, "data/a.csv": rows(0, 30), "data/b.csv": rows(30, 60) });
  git(origin, "checkout", "-q", "-b", "work");
  const head = commit({ "data/b.csv": changed });
  git(origin, "checkout", "-q", "main");
  // Others' work since the pull request was opened is no change of its own.
  const tip = commit({ "data/a.csv": rows(0, 20) });
  git(origin, "checkout", "-q", "-b", "merge");
  git(origin, "merge", "-q", "--no-ff", "-m", "Merge", "work");
  git(root, "clone", "-q", "--depth", "1", "--branch", "merge", `file://${origin}`, "checkout");
  const event = { pull_request: { number: 7, head: { sha: head }, base: { sha, ref: "main" } } };
  return { folder: path.join(root, "checkout"), event, tip };
}

async function validate(
  { folder, event }: ReturnType<typeof checkOut>,
  github = memoryGitHub({ isAvailable: false }),
) {
  const names = ["mlops.yml", "data/a.csv", "data/b.csv"].map((name) => `model/${name}`);
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name))]));
  const { report } = await runAction(validateData, {
    files,
    git: createGit(createProcesses(env), folder),
    github,
    environment: { event },
    inputs: { "working-directory": "model" },
  });
  const section = report.sections.find(({ title }) => title === "What changed in the data");
  return { value: report.facts[1]?.value, note: report.facts[1]?.note, text: section?.text };
}

test("several files in a shallow checkout are compared with what they were merged into, once it is there", async () => {
  const made = checkOut(rows(30, 65));
  const { tip } = made;
  const without = await validate(made);
  expect(without.text?.[0]).toBe(
    `Nothing to compare with: main at ${tip.slice(0, 7)} is not in this checkout, and there is no token to ask GitHub.`,
  );
  git(made.folder, "fetch", "-q", "--depth", "1", "origin", tip);
  const fetched = await validate(made);
  expect(fetched).toMatchObject({ value: "+5 rows", note: `against main at ${tip.slice(0, 7)}` });
});

test("GitHub is asked for what the checkout has not", async () => {
  const made = checkOut(rows(31, 60));
  const tree = memoryTree({ "model/data/a.csv": rows(0, 20), "model/data/b.csv": rows(30, 60) });
  const github = memoryGitHub({ trees: { [made.tip]: tree } });
  const { value } = await validate(made, github);
  expect(value).toBe("−1 row, 29 changed");
});

test("several files that did not change are not read again", async () => {
  const made = checkOut(rows(30, 60));
  const tree = memoryTree({ "model/data/a.csv": rows(0, 20), "model/data/b.csv": rows(30, 60) });
  const unread = { ...tree, read: () => Promise.reject(new Error("it was read")) };
  const { text } = await validate(made, memoryGitHub({ trees: { [made.tip]: unread } }));
  expect(text).toBeUndefined();
});

test("in a terminal, data are compared with where the work left the main branch, without asking", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-own-"));
  git(folder, "init", "-q", "-b", "main");
  const commit = (): string => {
    git(folder, "add", ".");
    git(folder, "commit", "-q", "--allow-empty", "-m", "Change");
    return git(folder, "rev-parse", "--short=7", "HEAD");
  };
  const check = async (text: string) => {
    const { report } = await runAction(validateData, {
      files: { "mlops.yml": "version: 1\ndata: { path: a.csv }\n", "a.csv": text },
      git: createGit(createProcesses(env), folder),
      environment: { kind: "terminal", eventName: undefined, event: undefined, runId: undefined },
    });
    return report.facts.find(({ label }) => label === "Data changes");
  };
  expect(await check(rows(0, 5))).toBeUndefined();
  commit();
  expect(await check(rows(0, 5))).toBeUndefined();
  writeFileSync(path.join(folder, "a.csv"), rows(0, 5));
  const first = commit();
  expect(await check(rows(0, 5))).toBeUndefined();
  expect(await check(rows(0, 9))).toMatchObject({ value: "+4 rows", note: `against main at ${first}` });
  git(folder, "checkout", "-q", "-b", "work");
  writeFileSync(path.join(folder, "a.csv"), rows(0, 9));
  commit();
  expect(await check(rows(0, 9))).toMatchObject({ value: "+4 rows", note: `against main at ${first}` });
});
