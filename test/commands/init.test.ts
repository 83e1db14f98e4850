import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { init } from "../../src/commands/init.ts";
import { inspectWorkflows } from "../../src/commands/inspect-workflows.ts";
import { proposeWorkflow } from "../../src/commands/propose.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { repository } from "../../src/runner/version.ts";
import { memoryGit } from "../../src/services/git.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { fakeServices } from "../fakes.ts";

const plans = `plan,price\n${Array.from({ length: 60 }, (_, row) => `${"ab"[row % 2]},${row}`).join("\n")}\n`;

async function runInit(
  given: Record<string, string | Uint8Array>,
  {
    git = {},
    root = "/workspace",
    ...inputs
  }: {
    git?: Parameters<typeof memoryGit>[0];
    root?: string;
    target?: string;
    force?: boolean;
    "dry-run"?: boolean;
  } = {},
) {
  const files = memoryFiles(given, root);
  let written = "";
  const code = await init.run({
    ...fakeServices({ files, git: memoryGit(git) }),
    inputs: { target: undefined, force: false, "dry-run": false, ...inputs },
    ...{ words: [], json: false, write: (text) => (written += text) },
  });
  expect(code).toBe(0);
  const config = parseConfig(await files.read("mlops.yml"), "mlops.yml").config;
  return { files, written, config };
}

describe("the workflow's branch", () => {
  const branchesOf = async (mainBranch?: string) => {
    const { files } = await runInit({ "data.csv": plans }, { git: { ...(mainBranch && { mainBranch }) } });
    return parse(await files.read(".github/workflows/model.yml")).on.push.branches;
  };
  test.each(["master", "release/2.x", "null", "1.0", "a,b", "#a", "it's"])(
    "is the one that git names: %s",
    async (branch) => {
      expect(await branchesOf(branch)).toEqual([branch]);
    },
  );
  test("is main where git names none", async () => {
    expect(await branchesOf()).toEqual(["main"]);
  });
});

describe("the workflow of a project in a folder", () => {
  const given = { "data.csv": plans };
  const options = { git: { prefix: "models/churn/" }, root: "/repository/models/churn" };
  const workflows = "../../.github/workflows";
  const read = async (files: ReturnType<typeof memoryFiles>, file: string) => parse(await files.read(file));
  const foldersIn = (workflow: { jobs: { model: { steps: { uses: string; with: object }[] } } }) =>
    workflow.jobs.model.steps.filter(({ uses }) => uses.includes("mlops")).map((step) => step.with);

  test("is at the top of the repository, and each action is told the folder", async () => {
    const { files, written } = await runInit(given, options);
    expect(written).toContain("wrote mlops.yml\nwrote ../../.github/workflows/model.yml\n");
    const workflow = await read(files, `${workflows}/model.yml`);
    expect(workflow.name).toBe("model");
    expect(foldersIn(workflow)).toEqual(Array(5).fill({ "working-directory": "models/churn" }));
    expect(await files.exists(".github")).toBe(false);
    expect((await runInit(Object.fromEntries(files.all()), options)).written).toContain(
      "kept  ../../.github/workflows/model.yml",
    );
  });

  test("is named after the project where model.yml is another's, and leaves its runs alone", async () => {
    const other = proposeWorkflow({ repository, isTrained: true, branch: "main", folder: "models/plans" });
    const there = { ...given, [`${workflows}/model.yml`]: other };
    const { files, written } = await runInit(there, { ...options, force: true });
    expect(written).toContain("wrote ../../.github/workflows/model-churn.yml\n");
    expect(await files.read(`${workflows}/model.yml`)).toBe(other);
    const { name, concurrency } = await read(files, `${workflows}/model-churn.yml`);
    expect(name).toBe("model-churn");
    expect(concurrency.group).toBe("model-churn-${{ github.ref }}");
    const both = { ...there, [`${workflows}/model-churn.yml`]: "on: push\n" };
    expect((await runInit(both, options)).written).toContain(
      "wrote ../../.github/workflows/model-models-churn.yml",
    );
  });

  test.each(["true", "a b", "1.0", "it's, {x}"])("has any name: %s", async (folder) => {
    const { files } = await runInit(given, { git: { prefix: `${folder}/` }, root: `/repository/${folder}` });
    const workflow = await read(files, "../.github/workflows/model.yml");
    expect(foldersIn(workflow)[0]).toEqual({ "working-directory": folder });
  });

  test("is found by doctor", async () => {
    const { files } = await runInit(given, options);
    const place = { top: "../..", below: "models/churn" };
    expect(await inspectWorkflows(files, place)).toEqual([expect.objectContaining({ status: "ok" })]);
  });
});

test("numbers with currencies and marks between thousands are declared", async () => {
  const rows = Array.from(
    { length: 60 },
    (_, row) => `"$${row + 1},250.50",${row % 7}%,${"ab"[row % 2]},${row}`,
  );
  const { config } = await runInit({ "data.csv": `price,share,plan,y\n${rows.join("\n")}\n` });
  expect(config.data.columns).toEqual({
    price: { type: "number", group_char: ",", bare_number: false },
    share: { type: "number", bare_number: false },
  });
  expect(config.checks.find(({ column }) => column === "price")).toMatchObject({ type: "number", min: 0 });
});

describe("dates that are not ISO 8601", () => {
  const dates = (day: (row: number) => string) =>
    `Datum,plan,price\n${Array.from({ length: 60 }, (_, row) => `${day(row)},${"ab"[row % 2]},${row}`).join("\n")}\n`;
  const two = (value: number) => String(value).padStart(2, "0");
  const checkOf = (config: Awaited<ReturnType<typeof runInit>>["config"]) =>
    config.checks.find(({ column }) => column === "Datum");

  test("are declared where one format fits", async () => {
    const { config } = await runInit({
      "data.csv": dates((row) => `${two(1 + (row % 28))}.${two(1 + (row % 12))}.2024`),
    });
    expect(config.data.columns).toEqual({ Datum: { format: "%d.%m.%Y" } });
    expect(checkOf(config)).toMatchObject({ type: "date", required: true });
  });
  test.each([
    [
      "which number is the day cannot be told",
      (row: number) => `${two(1 + (row % 12))}/${two(1 + (row % 12))}/2024`,
    ],
    ["they are written in several ways", (row: number) => (row % 2 ? "31.01.2024" : "01/31/2024")],
    [
      "one is no day",
      (row: number) => (row === 0 ? "31.02.2024" : `${two(1 + (row % 28))}.${two(1 + (row % 12))}.2024`),
    ],
  ])("stay unchecked, for the warning to be seen, where %s", async (_, day) => {
    const { config } = await runInit({ "data.csv": dates(day) });
    expect(config.data.columns).toBeUndefined();
    expect(checkOf(config)?.type).toBeUndefined();
    expect(checkOf(config)?.required).toBe(true);
  });
});

test("the target of the file that is kept is said to count", async () => {
  const kept = { "data.csv": plans, "mlops.yml": "version: 1\ndata: { path: data.csv, target: price }\n" };
  const { written } = await runInit(kept, { target: "plan" });
  expect(written).not.toContain("target: plan");
  expect(written).toContain('target: price (of the mlops.yml that is kept; --force writes "plan")');
  expect((await runInit(kept, { target: "price" })).written).toContain("target: price\n");
  expect((await runInit(kept, { target: "plan", force: true })).written).toContain("target: plan\n");
  const none = { ...kept, "mlops.yml": "version: 1\n" };
  expect((await runInit(none)).written).toContain(
    'target: none (of the mlops.yml that is kept; --force writes "price")',
  );
});

describe("a program of the user's own", () => {
  const usesOf = async (command: string) => {
    const mlops = `version: 1\ndata: { path: data.csv, target: price }\ntrain: { engine: command, command: ${JSON.stringify(command)} }\n`;
    const { files } = await runInit({ "data.csv": plans, "mlops.yml": mlops });
    const text = await files.read(".github/workflows/model.yml");
    const { steps } = parse(text).jobs.model;
    return { text, steps: steps.map(({ uses }: { uses: string }) => uses.replace(/^.*\/|@v\d+$/g, "")) };
  };
  test.each(["python train.py", "uv run train.py", "bash -c 'python3 -m pkg'"])(
    "in Python has it set up: %s",
    async (command) => {
      expect((await usesOf(command)).steps).toEqual([
        "checkout",
        "setup",
        "validate-data",
        "train",
        "quality-gate",
        "save",
        "pr-comment",
      ]);
    },
  );
  test("a dry run shows what would be written: not what is kept, and the program's setup", async () => {
    const mlops =
      "version: 1\ndata: { path: data.csv }\ntrain: { engine: command, command: python train.py }\n";
    const { files, written } = await runInit({ "data.csv": plans, "mlops.yml": mlops }, { "dry-run": true });
    expect(written).toContain("kept  mlops.yml (it is there already; --force replaces it)\n");
    expect(written).toContain("--- .github/workflows/model.yml\n");
    expect(written).toContain("/actions/setup@v1\n");
    expect(await files.exists(".github/workflows/model.yml")).toBe(false);
  });

  test.each(["sh train.sh", "awk -f train.awk"])("in another language has not: %s", async (command) => {
    expect((await usesOf(command)).steps).not.toContain("setup");
  });
});

test("texts that would be numbers are not asked to be text, so that a run tells of them", async () => {
  const rows = Array.from({ length: 60 }, (_, row) => `"${row},${100 + row}",${"ab"[row % 2]},${row}`);
  const { config } = await runInit({ "data.csv": `staff,plan,price\n${rows.join("\n")}\n` });
  expect(config.checks.find(({ column }) => column === "staff")?.type).toBeUndefined();
  expect(config.checks.find(({ column }) => column === "plan")?.type).toBe("text");
});

test("columns that tell the target alone are named, and later ones are warned of", async () => {
  const rows = Array.from({ length: 60 }, (_, row) => {
    const alive = (row * 7) % 3 === 0;
    return `${alive ? 1 : 0},${alive ? "yes" : "no"},${(row * 31) % 17}`;
  });
  const { files, config } = await runInit({ "data.csv": `survived,alive,fare\n${rows.join("\n")}\n` });
  expect(await files.read("mlops.yml")).toContain(
    "# Each alone tells survived; those that are known only afterwards are left out by: exclude: [ alive ]\n",
  );
  expect(config.checks.at(-1)).toMatchObject({ leakage: { max: 0.99 }, severity: "warning" });
});

test("what nobody predicts is not guessed to be the target", async () => {
  const rows = Array.from(
    { length: 40 },
    (_, row) => `${row % 7},${row % 2},note ${row},2026-01-0${1 + (row % 9)},`,
  );
  const given = { "data.csv": `size,kind,note,day,\n${rows.join("\n")}\n` };
  expect((await runInit(given)).config.data.target).toBe("kind");
  const only = `note\n${Array.from({ length: 40 }, (_, row) => `note ${row}\n`).join("")}`;
  expect((await runInit({ "data.csv": only })).config.data.target).toBe("note");
});
