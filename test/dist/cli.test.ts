import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfig } from "../../src/config/parse-config.ts";
import { houses, housesConfig } from "./house-data.ts";
import { makeWorkspace, runCli } from "./run-dist.ts";

const project = (changes: Record<string, string> = {}) =>
  makeWorkspace({ "houses.csv": houses(600), "mlops.yml": housesConfig, ...changes });

test("--version is the package's, and nothing else", async () => {
  const { version } = JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, "../../package.json"), "utf8"),
  );
  expect(await runCli(["--version"], project())).toMatchObject({
    exitCode: 0,
    stdout: `${version}\n`,
    stderr: "",
  });
});

test("run does it all, prints the report and writes the page", async () => {
  const cwd = project();
  const run = await runCli(["run"], cwd);
  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("houses: the gate holds");
  expect(run.stderr).toMatch(/✓ Reading houses.csv: 600 rows, 5 columns/);
  expect(existsSync(path.join(cwd, ".mlops/houses/report.html"))).toBe(true);
  expect(readFileSync(path.join(cwd, ".mlops/.gitignore"), "utf8")).toBe("*\n");
});

test("run stops where a verdict fails, and still reports", async () => {
  const cwd = project({ "houses.csv": `${houses(600)}x,99,5,North,7\n` });
  const run = await runCli(["run", "--json"], cwd);
  expect(run.exitCode).toBe(1);
  const { verdict, passed, report } = JSON.parse(run.stdout);
  expect({ verdict, passed }).toEqual({ verdict: "fail", passed: false });
  expect(report.headline).toBe("the data breaks 1 check");
  expect(existsSync(path.join(cwd, ".mlops/houses/model"))).toBe(false);
  expect(readFileSync(path.join(cwd, ".mlops/houses/report.html"), "utf8")).toContain(
    "the data breaks 1 check",
  );
});

test("--json: standard output is one object, everything else goes to standard error", async () => {
  const { stdout, stderr, exitCode } = await runCli(["validate-data", "--json"], project());
  const value = JSON.parse(stdout);
  expect(Object.keys(value)).toEqual(["action", "verdict", "passed", "outputs", "report"]);
  expect(value).toMatchObject({
    action: "validate-data",
    verdict: "pass",
    passed: true,
    outputs: { rows: 600 },
  });
  expect(stderr).toContain("Reading houses.csv");
  expect(exitCode).toBe(0);
});

test("no mlops.yml: data and target are enough, and the name is the file's", async () => {
  const cwd = makeWorkspace({ "sub/houses.v2.csv": houses(300) });
  const run = await runCli(
    ["run", "--data", "sub/houses.v2.csv", "--target", "price", "--params", "n_estimators: 10", "--json"],
    cwd,
  );
  expect(run.exitCode).toBe(0);
  expect(JSON.parse(run.stdout)).toMatchObject({
    verdict: "pass",
    report: { title: "houses", headline: "the gate holds" },
  });
  expect(existsSync(path.join(cwd, ".mlops/houses/model/model.onnx"))).toBe(true);
});

test("several mlops.yml work side by side, each from its own folder", async () => {
  const cwd = makeWorkspace({
    "a/houses.csv": houses(300),
    "a/mlops.yml": housesConfig.replace("name: houses", "name: first"),
    "b/houses.csv": houses(300),
    "b/other.yml": housesConfig.replace("name: houses", "name: second"),
  });
  expect((await runCli(["train", "--working-directory", "a"], cwd)).exitCode).toBe(0);
  expect((await runCli(["train", "--config", "b/other.yml"], cwd)).exitCode).toBe(0);
  expect(existsSync(path.join(cwd, "a/.mlops/first/model/MLmodel"))).toBe(true);
  expect(existsSync(path.join(cwd, "b/.mlops/second/model/MLmodel"))).toBe(true);
});

test("the same training gives the same bytes", async () => {
  const [a, b] = [project(), project()];
  for (const cwd of [a, b]) await runCli(["train"], cwd);
  for (const file of [
    "model/model.onnx",
    "model/MLmodel",
    "evidence/predictions.csv",
    "evidence/metrics.json",
  ])
    expect(
      readFileSync(path.join(a, ".mlops/houses", file)).equals(
        readFileSync(path.join(b, ".mlops/houses", file)),
      ),
      file,
    ).toBe(true);
});

test("predict prints the very predictions that the model was tested by", async () => {
  const cwd = project();
  await runCli(["train"], cwd);
  const { stdout, exitCode } = await runCli(["predict", "houses.csv"], cwd);
  expect(exitCode).toBe(0);
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(601);
  expect(lines[0]).toBe("row,predicted");
  const tested = readFileSync(path.join(cwd, ".mlops/houses/evidence/predictions.csv"), "utf8");
  const [header = "", ...rows] = tested.trimEnd().split("\n");
  const names = header.split(",");
  for (const each of rows) {
    const cells = each.split(",");
    const row = cells[names.indexOf("row")];
    expect(lines[Number(row)]).toBe(`${row},${cells[names.indexOf("predicted")]}`);
  }
  expect(rows.length).toBeGreaterThan(50);
});

test("predict without a model says how to make one", async () => {
  const { stderr, exitCode } = await runCli(["predict", "houses.csv"], project());
  expect(stderr).toContain('there is no model ".mlops/houses/model"');
  expect(stderr).toContain("Run mlops train first");
  expect(exitCode).toBe(2);
});

const mistakes: [args: string[], message: RegExp, hint: RegExp][] = [
  [["vaildate-data"], /no such command, did you mean "validate-data"/, /mlops --help/],
  [["train", "--targt", "x"], /unknown flag "--targt", did you mean "--target"/, /--help/],
  [["train", "--target"], /flag "--target" needs a value/, /./],
  [["train", "price"], /unexpected "price"/, /follow their flag/],
  [
    ["train", "--engine", "random_forest"],
    /"random_forest" is not an engine, did you mean "random-forest"/,
    /./,
  ],
  [
    ["train", "--params", "n_estimator: 5"],
    /unknown parameter "n_estimator", did you mean "n_estimators"/,
    /./,
  ],
  [["train", "--params", "- 5"], /Cannot use input "params"/, /./],
  [["train", "--config", "nothing.yml"], /Cannot read "nothing.yml": there is no such file/, /./],
  [["train", "--config", "."], /it is a folder/, /./],
  [["validate-data", "--data", "none.csv"], /Cannot read "none.csv": there is no such file/, /./],
  [["quality-gate", "--metrics", "none.json"], /Cannot read "none.json": there is no such file/, /./],
];

test.each(mistakes)("mlops %j: exit 2, what is wrong and how to mend it", async (args, message, hint) => {
  const { exitCode, stderr, stdout } = await runCli(args, project());
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(hint);
  expect(stdout).toBe("");
  expect(exitCode).toBe(2);
});

test("init proposes a configuration and a workflow that work as they are", async () => {
  const cwd = makeWorkspace({ "data/houses.csv": houses(600) });
  const init = await runCli(["init"], cwd);
  expect(init.exitCode).toBe(0);
  expect(init.stdout).toContain("target: price (a guess; --target sets it)");
  const text = readFileSync(path.join(cwd, "mlops.yml"), "utf8");
  const { config } = parseConfig(text, "mlops.yml");
  expect(config.data).toMatchObject({ path: "data/houses.csv", target: "price", key: ["id"] });
  expect(config.checks.length).toBeGreaterThan(3);
  const workflow = parse(readFileSync(path.join(cwd, ".github/workflows/model.yml"), "utf8"));
  expect(workflow.permissions).toEqual({ contents: "read", actions: "read", "pull-requests": "write" });
  const run = await runCli(["run", "--json"], cwd);
  expect(JSON.parse(run.stdout).verdict).toBe("pass");
  writeFileSync(path.join(cwd, "mlops.yml"), "version: 1\n");
  expect((await runCli(["init"], cwd)).stdout).toContain("kept  mlops.yml");
  expect(readFileSync(path.join(cwd, "mlops.yml"), "utf8")).toBe("version: 1\n");
});

test("init finds how a file is written, and names the project by its folder where the file says nothing", async () => {
  const cwd = makeWorkspace({});
  const rows = Array.from({ length: 60 }, (_, row) => `Stra\u00dfe ${row % 3};${row},5;${row % 4}`);
  const folder = path.join(cwd, "miete");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "data.csv"), `Lage;Fl\u00e4che;class\n${rows.join("\n")}\n`, "latin1");
  expect((await runCli(["init"], folder)).exitCode).toBe(0);
  const { config } = parseConfig(readFileSync(path.join(folder, "mlops.yml"), "utf8"), "mlops.yml");
  expect(config.name).toBe("miete");
  expect(config.data.csv?.encoding).toBe("windows-1252");
  expect(config.train.task).toBe("classification");
  expect(config.checks).toContainEqual(expect.objectContaining({ column: "Fl\u00e4che", type: "number" }));
});

test("doctor finds what is wrong and prints the exact fix", async () => {
  const workflow = `on: pull_request
permissions: { contents: read }
jobs:
  model:
    runs-on: ubuntu-latest
    steps:
      - uses: mlops-actions/mlops-actions/actions/train@v1
      - uses: mlops-actions/mlops-actions/actions/pr-comment@v1
`;
  const cwd = project({
    ".github/workflows/model.yml": workflow,
    "mlops.yml": housesConfig.replace("column: rooms", "column: room"),
  });
  const { stdout, exitCode } = await runCli(["doctor"], cwd);
  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    '✗ the data has no column "room", did you mean "rooms"\n    Correct checks.0.column in mlops.yml, line 5',
  );
  expect(stdout).toContain("is not checked out before");
  expect(stdout).toContain("      - uses: actions/checkout@v7");
  expect(stdout).toContain("may not comment on pull requests");
  expect(stdout).toContain(
    "    permissions:\n      contents: read\n      actions: read\n      pull-requests: write",
  );
  expect(stdout).toContain("pr-comment does not run when an earlier step failed");
});

test("doctor is content with what init made", async () => {
  const cwd = makeWorkspace({ "houses.csv": houses(200) });
  await runCli(["init"], cwd);
  const { stdout, exitCode } = await runCli(["doctor"], cwd);
  expect(stdout).not.toContain("✗");
  expect(exitCode).toBe(0);
});

test("report prints the last one", async () => {
  const cwd = project();
  await runCli(["run"], cwd);
  const { stdout, exitCode } = await runCli(["report"], cwd);
  expect(stdout).toContain("houses: the gate holds");
  expect(exitCode).toBe(0);
  const empty = await runCli(["report"], makeWorkspace({}));
  expect(empty).toMatchObject({ exitCode: 2 });
  expect(empty.stderr).toContain('"mlops run" makes one');
});

test("help lists the inputs that the definition has", async () => {
  const { stdout } = await runCli(["train", "--help"], project());
  for (const flag of [
    "--config",
    "--data",
    "--target",
    "--engine",
    "--params",
    "--fail-on <error|warning|never>",
  ])
    expect(stdout).toContain(flag);
});

test("colours are for terminals: none in a pipe, unless asked for", async () => {
  const cwd = project();
  expect((await runCli(["validate-data"], cwd)).stdout).not.toContain("\u001b[");
  expect((await runCli(["validate-data"], cwd, { FORCE_COLOR: "1" })).stdout).toContain("\u001b[");
});
