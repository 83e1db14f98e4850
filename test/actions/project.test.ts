import path from "node:path";
import { expect, test } from "vitest";
import { loadProject, type ProjectOptions, within } from "../../src/actions/project.ts";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { train } from "../../src/actions/train.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { houses } from "../dist/house-data.ts";
import { runAction } from "../fakes.ts";

const load = (files: Record<string, string>, options: Partial<ProjectOptions> = {}) =>
  loadProject(memoryFiles(files), { config: "mlops.yml", "working-directory": ".", ...options });

test.each<[string, Record<string, string>, Partial<ProjectOptions>, string]>([
  ["what it is given", { "mlops.yml": "version: 1\nname: a\ndata: { path: b.csv }" }, { data: "c.csv" }, "a"],
  ["the configured data file", { "mlops.yml": "version: 1\ndata: { path: x/b.csv }" }, {}, "b"],
  [
    "the same whatever the input data says",
    { "mlops.yml": "version: 1\ndata: { path: b.csv }" },
    { data: "c.csv" },
    "b",
  ],
  [
    "the input's data file where none is configured",
    { "mlops.yml": "version: 1" },
    { data: "in/c d.csv" },
    "c-d",
  ],
  ["what an earlier step made where nothing says more", { ".mlops/c/reports/train.json": "{}" }, {}, "c"],
  ["not one of several", { ".mlops/c/x": "", ".mlops/d/x": "" }, {}, "model"],
  ["not the folder of bundles", { ".mlops/bundles/1/x": "" }, {}, "model"],
])("a project's name: %s", async (_, files, options, name) => {
  expect((await load(files, options)).name).toBe(name);
});

test("without mlops.yml, the steps that read no data find the project of those that do", async () => {
  const inputs = { data: "houses.csv", target: "price", params: "n_estimators: 2" };
  const { files } = await runAction(train, { files: { "houses.csv": houses(200) }, inputs });
  const { verdict, report } = await runAction(qualityGate, { files });
  expect({ verdict, title: report.title }).toEqual({ verdict: "pass", title: "houses" });
});

test("paths have forward slashes on every system, and absolute ones stay", () => {
  expect(within("models/a", "data/x.csv", path.win32)).toBe("models/a/data/x.csv");
  expect(within(".", "..\\x.csv", path.win32)).toBe("../x.csv");
  expect(within("a", "D:\\data\\x.csv", path.win32)).toBe("D:/data/x.csv");
  expect(within("a", "b\\c.csv", path.posix)).toBe("a/b\\c.csv");
  expect(within("a", "/tmp/x.csv", path.posix)).toBe("/tmp/x.csv");
});

test("an absolute path of the checkout is shown relative to it", async () => {
  const dataPath = async (data: string) => (await load({ "mlops.yml": "version: 1" }, { data })).dataPath;
  expect(await dataPath("/workspace/data/x.csv")).toBe("data/x.csv");
  expect(await dataPath("/elsewhere/x.csv")).toBe("/elsewhere/x.csv");
  expect(await dataPath("/workspace2/x.csv")).toBe("/workspace2/x.csv");
});

test("a baseline may be anywhere, relative to the mlops.yml that names it", async () => {
  const config = (baseline: string) =>
    `version: 1\ngate: { baseline: ${baseline}, rules: [{ metric: r2, no_worse_than: baseline }] }`;
  for (const baseline of ["/workspace/main.json", "../main.json"]) {
    const files = { "a/mlops.yml": config(baseline), "a/m.json": '{"r2":0.5}', "main.json": '{"r2":0.9}' };
    const inputs = { "working-directory": "a", metrics: "m.json" };
    expect((await runAction(qualityGate, { files, inputs })).verdict).toBe("fail");
  }
});
