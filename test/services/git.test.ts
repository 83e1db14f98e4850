import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { createGit } from "../../src/services/git.ts";
import { createProcesses } from "../../src/services/process.ts";

const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };

/** A folder that is no repository, with one at `checkout` that has one commit. */
function makeCheckout(): string {
  const root = mkdtempSync(path.join(tmpdir(), "mlops-git-"));
  const folder = path.join(root, "checkout");
  mkdirSync(path.join(folder, "models"), { recursive: true });
  writeFileSync(path.join(folder, "models", "mlops.yml"), "version: 1\n");
  const date = "2024-01-02T03:04:05Z";
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], {
      cwd: folder,
      env: { ...env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    });
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "Start");
  return root;
}

test("git is asked about the repository around the folder that is named", async () => {
  const git = createGit(createProcesses(env), makeCheckout());
  expect(await git.head()).toBeUndefined();
  expect(await git.commit()).toBeUndefined();
  expect(await git.head("checkout/models")).toMatch(/^[0-9a-f]{40}$/);
  expect(await git.commit("checkout/models")).toEqual({
    id: await git.head("checkout/models"),
    time: Date.parse("2024-01-02T03:04:05Z") / 1000,
  });
  expect(await git.head("nowhere")).toBeUndefined();
});

test("a file's age is that of the commit that changed it last, if the history reaches so far", async () => {
  const root = makeCheckout();
  const folder = path.join(root, "checkout");
  const run = (cwd: string, ...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], {
      cwd,
      env: { ...env, GIT_AUTHOR_DATE: "2025-01-02T03:04:05Z", GIT_COMMITTER_DATE: "2025-01-02T03:04:05Z" },
    });
  writeFileSync(path.join(folder, "data.csv"), "a\n1\n");
  run(folder, "add", ".");
  run(folder, "commit", "-q", "-m", "Data");
  const git = createGit(createProcesses(env), root);
  const time = (iso: string): number => Date.parse(iso) / 1000;
  expect(await git.changeTime("checkout", "checkout/data.csv")).toBe(time("2025-01-02T03:04:05Z"));
  expect(await git.changeTime("checkout", "checkout/models/mlops.yml")).toBe(time("2024-01-02T03:04:05Z"));
  expect(await git.changeTime("checkout", "checkout/models")).toBe(time("2024-01-02T03:04:05Z"));
  expect(await git.changeTime("checkout", "checkout/nothing.csv")).toBeUndefined();
  expect(await git.changeTime("nowhere", "nowhere/data.csv")).toBeUndefined();
  run(root, "clone", "-q", "--depth", "1", `file://${folder}`, "shallow");
  expect(await git.changeTime("shallow", "shallow/models/mlops.yml")).toBeUndefined();
});

test("the main branch is the remote's HEAD, main or master, else the one that is checked out", async () => {
  const folder = path.join(makeCheckout(), "checkout");
  const run = (...args: string[]) => execFileSync("git", args, { cwd: folder, env });
  const git = createGit(createProcesses(env), folder);
  expect(await createGit(createProcesses(env), path.dirname(folder)).mainBranch(".")).toBeUndefined();
  run("branch", "-q", "-M", "trunk");
  expect(await git.mainBranch("models")).toBe("trunk");
  run("update-ref", "refs/remotes/origin/master", "HEAD");
  expect(await git.mainBranch("models")).toBe("master");
  run("update-ref", "refs/remotes/origin/main", "HEAD");
  expect(await git.mainBranch("models")).toBe("main");
  run("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone");
  expect(await git.mainBranch("models")).toBe("main");
  run("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/master");
  expect(await git.mainBranch("models")).toBe("master");
  run("checkout", "-q", "--detach");
  expect(await git.mainBranch("models")).toBe("master");
  run("init", "-q", "--initial-branch", "first", "empty");
  expect(await git.mainBranch("empty")).toBe("first");
});

test("the work left the remote's main branch, else the local one, else the one that is checked out", async () => {
  const folder = path.join(makeCheckout(), "checkout");
  const run = (...args: string[]) => execFileSync("git", args, { cwd: folder, env, encoding: "utf8" }).trim();
  const git = createGit(createProcesses(env), folder);
  const author = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  const nowhere = createGit(createProcesses(env), path.dirname(folder));
  expect(await nowhere.leftMain(".")).toBeUndefined();
  run("branch", "-q", "-M", "trunk");
  const first = run("rev-parse", "HEAD");
  expect(await git.leftMain("models")).toEqual({ branch: "trunk", sha: first });
  run("branch", "-q", "master");
  run(...author, "commit", "-q", "--allow-empty", "-m", "More");
  expect(await git.leftMain("models")).toEqual({ branch: "master", sha: first });
  run("update-ref", "refs/remotes/origin/main", "HEAD");
  run(...author, "commit", "-q", "--allow-empty", "-m", "Work");
  expect(await git.leftMain("models")).toEqual({ branch: "main", sha: run("rev-parse", "HEAD~1") });
  run("update-ref", "refs/remotes/origin/develop", first);
  run("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/develop");
  expect(await git.leftMain("models")).toEqual({ branch: "develop", sha: first });
});
