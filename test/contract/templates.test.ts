import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { compositeActions } from "../../scripts/composite-actions.ts";
import { loadActions } from "../../src/actions/index.ts";
import { proposeWorkflow } from "../../src/commands/propose.ts";
import { describeWith, requireTool } from "../require-tool.ts";

const actions = [...(await loadActions()), ...compositeActions];

const root = path.resolve(import.meta.dirname, "../..");
const repository = "mlops-actions/mlops-actions";

interface Job {
  "timeout-minutes"?: number;
  permissions?: Record<string, string>;
  steps: { uses?: string; with?: Record<string, unknown>; run?: string }[];
}
interface Workflow {
  name: string;
  on: Record<string, { workflows?: string[] } | null | undefined>;
  permissions?: Record<string, string>;
  concurrency?: { group: string; "cancel-in-progress": boolean };
  jobs: Record<string, Job>;
}

const templates = yamlFiles("workflows-templates");
const workflows = [...templates, ...yamlFiles(".github/workflows")];

function yamlFiles(folder: string): string[] {
  return globSync("**/*.yml", { cwd: path.join(root, folder) })
    .sort()
    .map((each) => `${folder}/${each}`);
}

function load(file: string): Workflow {
  return parse(readFileSync(path.join(root, file), "utf8")) as Workflow;
}

test.each(workflows)("%s gives least permissions and an end to every job", (file) => {
  const { permissions, concurrency, jobs } = load(file);
  expect(permissions).toEqual({});
  expect(concurrency?.["cancel-in-progress"]).toBe(true);
  for (const [name, job] of Object.entries(jobs)) {
    expect(job.permissions, name).toBeDefined();
    expect(job["timeout-minutes"], name).toBeGreaterThan(0);
  }
});

test.each(workflows)("%s pins what others wrote, and puts no expression into a script", (file) => {
  for (const { uses, run } of Object.values(load(file).jobs).flatMap((job) => job.steps)) {
    if (uses !== undefined && !uses.startsWith(`${repository}/`)) expect(uses).toMatch(/@[0-9a-f]{40}$/);
    expect(run ?? "").not.toContain("${{");
  }
});

test.each(templates)("%s uses published actions and their inputs", (file) => {
  const own = Object.values(load(file).jobs)
    .flatMap((job) => job.steps)
    .filter((step) => step.uses?.startsWith(repository));
  const isSecondOfTwo = load(file).on.workflow_run !== undefined;
  expect(own.length).toBeGreaterThan(isSecondOfTwo ? 0 : 3);
  for (const step of own) {
    const name = /^[^/]+\/[^/]+(?:\/actions\/([a-z-]+))?@v1$/.exec(step.uses ?? "")?.[1] ?? "run";
    const action = actions.find((each) => each.name === name);
    expect(action, step.uses).toBeDefined();
    expect(Object.keys(action?.inputs ?? {}), step.uses).toEqual(
      expect.arrayContaining(Object.keys(step.with ?? {})),
    );
  }
});

test.each(templates)("%s is described for the list of templates", (file) => {
  const text = readFileSync(path.join(root, file.replace(/\.yml$/, ".properties.json")), "utf8");
  expect(JSON.parse(text)).toEqual({
    name: expect.stringMatching(/^.{10,60}$/),
    description: expect.stringMatching(/^.{20,160}\.$/),
    iconName: "mlops-actions",
    categories: expect.arrayContaining(["Machine Learning"]),
    filePatterns: expect.arrayContaining(["mlops.yml$"]),
  });
});

test("the workflow that comments for forks can write, checks out no pull request, and is started by the one that cannot", () => {
  const [check, comment] = ["check", "comment"].map((each) =>
    load(`workflows-templates/fork-safe/model-${each}.yml`),
  ) as [Workflow, Workflow];
  const permissionsOf = ({ jobs }: Workflow) => Object.values(jobs).map((job) => job.permissions);
  expect(comment.on.workflow_run?.workflows).toEqual([check.name]);
  expect(permissionsOf(check)).toEqual([{ contents: "read", actions: "read" }]);
  expect(permissionsOf(comment)).toEqual([{ contents: "read", actions: "read", "pull-requests": "write" }]);
  const steps = Object.values(comment.jobs).flatMap((job) => job.steps);
  expect(steps.map(({ uses }) => uses?.replace(/@.*/, ""))).toEqual([
    "actions/checkout",
    `${repository}/actions/pr-comment`,
  ]);
  expect(steps[0]?.with).toEqual({
    "persist-credentials": false,
    "sparse-checkout": "mlops.yml",
    "sparse-checkout-cone-mode": false,
  });
});

async function run(program: string, args: readonly string[], cwd = root): Promise<string> {
  const ran = promisify(execFile)(program, args, { cwd, encoding: "utf8" });
  const { stdout, stderr } = await ran.catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${path.basename(program)} found:\n${error.stdout}${error.stderr}`);
  });
  return stdout + stderr;
}

describeWith(["actionlint", "shellcheck"], "actionlint", () => {
  test("passes every workflow", async () => {
    await run(requireTool("actionlint"), ["-shellcheck", requireTool("shellcheck"), ...workflows]);
  });

  test("passes the templates where the actions are local, so that it knows their inputs and outputs", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "mlops-lint-"));
    try {
      await mkdir(path.join(folder, ".git"));
      await mkdir(path.join(folder, ".github/workflows"), { recursive: true });
      for (const name of ["action.yml", "actions", "dist"])
        await cp(path.join(root, name), path.join(folder, name), { recursive: true });
      for (const file of templates) {
        const text = (await readFile(path.join(root, file), "utf8")).replaceAll(
          new RegExp(`uses: ${repository}(/\\S+)?@v1`, "g"),
          (_, below: string | undefined) => `uses: .${below ?? "/"}`,
        );
        await writeFile(path.join(folder, ".github/workflows", path.basename(file)), text);
      }
      for (const needsPython of [true, false]) {
        const text = proposeWorkflow({
          repository,
          isTrained: true,
          branch: "main",
          folder: "models/a b",
          needsPython,
        });
        const local = text.replaceAll(`${repository}/`, "./").replaceAll("@v1", "");
        await writeFile(path.join(folder, ".github/workflows", `init-${needsPython}.yml`), local);
      }
      await run(requireTool("actionlint"), ["-shellcheck="], folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describeWith("shellcheck", "ShellCheck", () => {
  test("passes the scripts of the composite actions", async () => {
    const scripts = globSync("actions/*/*.sh", { cwd: root });
    expect(scripts.length).toBeGreaterThan(0);
    await run(requireTool("shellcheck"), scripts);
  });
});

describeWith("zizmor", "zizmor", () => {
  test("finds nothing in any workflow or composite action", async () => {
    const output = await run(requireTool("zizmor"), [
      ...["--offline", "--no-progress", "--persona=pedantic", "--config", ".github/zizmor.yml"],
      ...workflows,
      ...compositeActions.map(({ name }) => `actions/${name}/action.yml`),
    ]);
    expect(output).toContain("No findings to report");
  });
});

describeWith("check-jsonschema", "check-jsonschema", () => {
  test("knows every action.yml and every workflow as GitHub's", async () => {
    const files = actions.map(({ name }) => (name === "run" ? "action.yml" : `actions/${name}/action.yml`));
    const program = requireTool("check-jsonschema");
    await run(program, ["--builtin-schema", "vendor.github-actions", ...files]);
    await run(program, ["--builtin-schema", "vendor.github-workflows", ...workflows]);
  });
});
