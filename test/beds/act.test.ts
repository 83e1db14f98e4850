import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "../require-tool.ts";
import { type ActRun, runAct } from "./act.ts";

const workflow = `
on: pull_request
jobs:
  first:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@0000000000000000000000000000000000000000
      - uses: acme/actions/actions/say@v1
        with: { word: hello }
      - run: exit 3
      - uses: acme/actions/actions/say@v1
  after:
    needs: first
    runs-on: ubuntu-latest
    steps: [{ run: echo never }]
  always:
    needs: first
    if: \${{ !cancelled() }}
    runs-on: ubuntu-latest
    steps: [{ run: "echo after \${{ needs.first.result }}" }]
  elsewhere:
    runs-on: macos-latest
    steps: [{ run: echo never }]
`;

const action = `
name: say
description: A throwaway
inputs: { word: { description: What to say } }
outputs: { word: { description: What was said } }
runs: { using: node24, main: ../../dist/say.js }
`;

const script = `
import fs from "node:fs";
fs.appendFileSync(process.env.GITHUB_OUTPUT, "word=" + process.env.INPUT_WORD + "\\n");
fs.appendFileSync(process.env.GITHUB_STEP_SUMMARY, "# Said\\n");
console.log("::warning file=a.csv,line=3::look here");
console.log(JSON.stringify({ node: process.version, event: process.env.GITHUB_EVENT_NAME, here: fs.readdirSync(".") }));
`;

describeWith("act", "the act bed", () => {
  let folder: string;
  let run: ActRun;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "mlops-act-test-"));
    const write = async (name: string, text: string): Promise<void> => {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    };
    await write("published/actions/say/action.yml", action);
    await write("published/dist/say.js", script);
    await write("published/dist/package.json", '{"type":"module"}');
    await write("checkout/.github/workflows/test.yml", workflow);
    await write("checkout/.gitignore", "ignored");
    await write("checkout/ignored", "");
    await write("checkout/data.csv", "a\n1\n");
    const git = (...args: string[]) => execFileSync("git", args, { cwd: path.join(folder, "checkout") });
    git("init", "--quiet", "--initial-branch=main");
    git("add", ".");
    git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "Start");
    run = await runAct({
      checkout: path.join(folder, "checkout"),
      workflow: ".github/workflows/test.yml",
      eventName: "pull_request",
      event: { number: 1, pull_request: { number: 1, head: { ref: "topic" }, base: { ref: "main" } } },
      repositories: { "acme/actions@v1": path.join(folder, "published") },
      env: { GITHUB_REPOSITORY: "acme/repo" },
      token: "ghs_test",
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("says of every job that ran how it ended, and of no other", () => {
    expect(run.exitCode).toBe(1);
    expect(run.jobs).toEqual({ first: "failure", always: "success" });
  });

  test("collects what a step wrote", () => {
    const said = run.step("say");
    expect(said).toMatchObject({
      job: "first",
      result: "success",
      outputs: { word: "hello" },
      summary: "# Said\n",
      annotations: [{ level: "warning", message: "look here", file: "a.csv", line: "3" }],
    });
    const { node, event, here } = JSON.parse(said.log);
    expect(node).toBe(process.version);
    expect(event).toBe("pull_request");
    expect(here).toContain("data.csv");
    expect(here).not.toContain("ignored");
  });

  test("keeps the log of scripts", () => {
    expect(run.steps.find((each) => each.job === "always")?.log).toBe("after failure\n");
    expect(() => run.step("other")).toThrow('0 steps use "other"');
  });
});
