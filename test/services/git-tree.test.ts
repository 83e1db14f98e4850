import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { createGit } from "../../src/services/git.ts";
import { createProcesses } from "../../src/services/process.ts";

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
const large = Buffer.alloc(3_000_000, "a,b\n\xff", "latin1");

function git(cwd: string, ...args: string[]): string {
  return execFileSync("git", args, {
    cwd,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}

/** A repository with a merge of a branch into main, where main went on in between. */
function makeOrigin(): { root: string; origin: string; fork: string; tip: string; head: string } {
  const root = mkdtempSync(path.join(tmpdir(), "mlops-tree-"));
  const origin = path.join(root, "origin");
  mkdirSync(path.join(origin, "models", "datä"), { recursive: true });
  const commit = (name: string, content: string | Buffer): string => {
    writeFileSync(path.join(origin, "models", name), content);
    git(origin, "add", ".");
    git(origin, "commit", "-q", "-m", name);
    return git(origin, "rev-parse", "HEAD");
  };
  git(root, "init", "-q", "-b", "main", "origin");
  git(origin, "config", "uploadpack.allowFilter", "true");
  git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
  commit("datä/rows.csv", "id\n1\n");
  const fork = commit("large.bin", large);
  git(origin, "checkout", "-q", "-b", "work");
  const head = commit("datä/rows.csv", "id\n1\n2\n");
  git(origin, "checkout", "-q", "main");
  const tip = commit("other.txt", "moved on\n");
  git(origin, "checkout", "-q", "-b", "merge");
  git(origin, "merge", "-q", "--no-ff", "-m", "Merge", "work");
  return { root, origin, fork, tip, head };
}

function clone({ root, origin }: { root: string; origin: string }, name: string, ...args: string[]): string {
  git(root, "clone", "-q", "--branch", "merge", ...args, `file://${origin}`, name);
  return path.join(root, name);
}

test("the files of a commit are read as they are, from wherever in the checkout", async () => {
  const made = makeOrigin();
  const here = createGit(createProcesses(env), clone(made, "whole"));
  expect(await here.prefix("models/datä")).toBe("models/datä/");
  expect(await here.prefix(".")).toBe("");
  const tree = await here.tree("models/datä", made.fork);
  expect((await tree?.list(""))?.map(({ name, kind }) => [name, kind])).toEqual([["models", "folder"]]);
  const [rows] = (await tree?.list("models/datä")) ?? [];
  expect(rows).toMatchObject({ name: "rows.csv", kind: "file", bytes: 5 });
  expect(Buffer.from((await tree?.read(rows?.id ?? "")) ?? "").toString()).toBe("id\n1\n");
  const big = (await tree?.list("models"))?.find(({ name }) => name === "large.bin");
  expect(Buffer.compare((await tree?.read(big?.id ?? "")) ?? Buffer.of(), large)).toBe(0);
  expect(await tree?.list("nowhere")).toEqual([]);
  await expect(tree?.read("f".repeat(40))).rejects.toThrow("git has it not");
  expect(await here.parents(".")).toEqual([made.tip, made.head]);
  expect(await here.baseOf(".", "origin/work")).toBe(made.head);
  expect(await here.baseOf(".", "nowhere")).toBeUndefined();
  expect(await here.baseOf(".", "--output=x")).toBeUndefined();
});

test("a shallow checkout knows what it was merged from, and has it once it is fetched", async () => {
  const made = makeOrigin();
  const folder = clone(made, "shallow", "--depth", "1");
  const here = createGit(createProcesses(env), folder);
  expect(await here.parents(".")).toEqual([made.tip, made.head]);
  expect(await here.tree(".", made.tip)).toBeUndefined();
  git(folder, "fetch", "-q", "--depth", "1", "origin", made.tip);
  const tree = await here.tree(".", made.tip);
  expect((await tree?.list("models"))?.map(({ name }) => name)).toEqual(["datä", "large.bin", "other.txt"]);
});

test("files that a partial clone left out have no size, and are not fetched in silence", async () => {
  const made = makeOrigin();
  const folder = clone(made, "partial", "--filter=blob:none");
  const here = createGit(createProcesses(env), folder);
  const tree = await here.tree(".", made.fork);
  const [rows] = (await tree?.list("models/datä")) ?? [];
  expect(rows).toMatchObject({ name: "rows.csv", kind: "file", bytes: undefined });
  await expect(tree?.read(rows?.id ?? "")).rejects.toThrow("git has it not");
});

test("links are no files, and there is nothing outside of a repository", async () => {
  const made = makeOrigin();
  execFileSync("ln", ["-s", "large.bin", path.join(made.origin, "models", "link.csv")]);
  git(made.origin, "add", ".");
  git(made.origin, "commit", "-q", "-m", "Link");
  const here = createGit(createProcesses(env), made.root);
  const tree = await here.tree("origin", git(made.origin, "rev-parse", "HEAD"));
  const link = (await tree?.list("models"))?.find(({ name }) => name === "link.csv");
  expect(link).toMatchObject({ kind: "other" });
  expect(await here.tree(".", made.fork)).toBeUndefined();
  expect(await here.parents(".")).toBeUndefined();
  expect(await here.prefix(".")).toBeUndefined();
});
