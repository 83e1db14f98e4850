import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { defineAction } from "../../src/action.ts";
import { type BaseConfig, readBaseConfig } from "../../src/actions/base-config.ts";
import { projectInputs } from "../../src/actions/project-inputs.ts";
import { memoryTree } from "../../src/services/commit-tree.ts";
import { createGit, type Git, memoryGit } from "../../src/services/git.ts";
import type { GitHub } from "../../src/services/github.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { createProcesses } from "../../src/services/process.ts";
import { runAction, testSha } from "../fakes.ts";

const base = "b".repeat(40);
const pull = { pull_request: { number: 7, head: { sha: testSha }, base: { sha: base, ref: "main" } } };
const configOf = (min: number) =>
  `version: 1\nname: houses\ngate: { rules: [{ metric: r2, min: ${min} }] }\n`;

async function read(given: {
  own?: string;
  event?: unknown;
  git?: Git;
  github?: GitHub;
  folder?: string;
}): Promise<BaseConfig | undefined> {
  const { own = configOf(0.1), event = pull, git = memoryGit({ head: testSha }), folder = "." } = given;
  const found: (BaseConfig | undefined)[] = [];
  const probe = defineAction({
    name: "probe",
    description: "Reads the base's configuration",
    inputs: projectInputs,
    outputs: {},
    async run(context) {
      found.push(await readBaseConfig(context));
      const report = { schema: "mlops/report@1", action: "probe", title: "", headline: "" } as const;
      return {
        verdict: "pass",
        outputs: {},
        report: { ...report, verdict: "pass", facts: [], sections: [] },
      };
    },
  });
  const github = given.github ?? memoryGitHub({ isAvailable: false });
  await runAction(probe, {
    files: { [path.posix.join(folder, "mlops.yml")]: own },
    ...{ git, github, environment: { event }, inputs: { "working-directory": folder } },
  });
  return found[0];
}

const treeOf = (text: string, name = "mlops.yml") => ({ [base]: memoryTree({ [name]: text }) });

describe("readBaseConfig", () => {
  test("is undefined where the event has no base", async () => {
    expect(await read({ event: { before: base } })).toBeUndefined();
  });

  test("reads it from git, and says what changed at its line", async () => {
    const found = await read({ git: memoryGit({ head: testSha, trees: treeOf(configOf(0.75)) }) });
    expect(found).toMatchObject({ shown: "main at bbbbbbb", config: { gate: { rules: [{ min: 0.75 }] } } });
    expect(found?.findings).toMatchObject([{ file: "mlops.yml", line: 3, severity: "warning" }]);
    const same = await read({ git: memoryGit({ head: testSha, trees: treeOf(configOf(0.1)) }) });
    expect(same?.findings).toEqual([]);
  });

  test("reads it from GitHub where git has not got the commit, below a folder too, and for a queue's group", async () => {
    const github = memoryGitHub({ trees: treeOf(configOf(0.75), "model/mlops.yml") });
    const group = { merge_group: { base_sha: base, base_ref: "refs/heads/main" } };
    for (const event of [pull, group])
      expect(await read({ event, github, folder: "model" })).toMatchObject({ config: { name: "houses" } });
  });

  test.each<[string, string | undefined, string, string]>([
    ["is not there", undefined, 'there is no "mlops.yml" of main at bbbbbbb', "info"],
    ["is no YAML", "a: [", "Cannot read", "warning"],
    ["has a key that is not known", "version: 1\ngata: {}\n", 'unknown key "gata"', "warning"],
    ["is too large", `version: 1\n#${"x".repeat(9 << 20)}\n`, "larger than", "warning"],
  ])("a base that %s is a finding, and no error", async (_, text, why, severity) => {
    const trees = { [base]: memoryTree(text === undefined ? { "a.txt": "" } : { "mlops.yml": text }) };
    const found = await read({ git: memoryGit({ head: testSha, trees }) });
    expect(found).toMatchObject({ why: expect.stringContaining(why) });
    expect(found?.findings).toMatchObject([{ severity, message: expect.stringContaining(why) }]);
  });

  test("a commit that nobody has is a finding", async () => {
    expect((await read({}))?.why).toContain("is not in this checkout, and there is no token");
    expect((await read({ github: memoryGitHub() }))?.why).toContain("bbbbbbb");
  });

  test("in a real shallow checkout it is that of what the pull request was merged into", async () => {
    const root = mkdtempSync(path.join(tmpdir(), "mlops-base-config-"));
    const origin = path.join(root, "origin");
    mkdirSync(origin);
    const run = (cwd: string, ...args: string[]): string =>
      execFileSync("git", args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    const commit = (text: string): string => {
      writeFileSync(path.join(origin, "mlops.yml"), text);
      run(origin, "add", ".");
      run(origin, "commit", "-q", "-m", "Change");
      return run(origin, "rev-parse", "HEAD");
    };
    run(origin, "init", "-q", "-b", "main");
    const sha = commit(configOf(0.5));
    run(origin, "checkout", "-q", "-b", "work");
    writeFileSync(path.join(origin, "train.py"), "");
    run(origin, "add", ".");
    run(origin, "commit", "-q", "-m", "Work");
    const head = run(origin, "rev-parse", "HEAD");
    run(origin, "checkout", "-q", "main");
    const tip = commit(configOf(0.75));
    run(origin, "checkout", "-q", "-b", "merge");
    run(origin, "merge", "-q", "--no-ff", "-m", "Merge", "work");
    run(root, "clone", "-q", "--depth", "2", "--branch", "merge", `file://${origin}`, "checkout");
    const event = { pull_request: { number: 7, head: { sha: head }, base: { sha, ref: "main" } } };
    const git = createGit(createProcesses(env), path.join(root, "checkout"));
    const found = await read({ event, git });
    expect(found).toMatchObject({
      shown: `main at ${tip.slice(0, 7)}`,
      config: { gate: { rules: [{ min: 0.75 }] } },
    });
  });
});

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
