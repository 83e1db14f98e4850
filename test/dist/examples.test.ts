import { cpSync, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { parseManifest } from "../../src/evidence/manifest.ts";
import { profileSchema } from "../../src/profile/profile-schema.ts";
import { runCli } from "./run-dist.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** The example in a folder of its own, with its data. */
function copyExample(name: string): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), "mlops-example-")), name);
  cpSync(path.join(root, "examples", name), folder, {
    recursive: true,
    filter: (source) => !source.includes(`${path.sep}.mlops`),
  });
  return folder;
}

const read = (folder: string, name: string): string => readFileSync(path.join(folder, name), "utf8");

test("examples/penguins: three classes, missing values, every gate holds", async () => {
  const folder = copyExample("penguins");
  const { exitCode, stdout } = await runCli(["run", "--json"], folder);
  expect(exitCode).toBe(0);
  const { outputs, report } = JSON.parse(stdout);
  expect(report).toMatchObject({ verdict: "pass", headline: "every gate holds", title: "penguins" });
  expect(outputs).toMatchObject({ rows: 344, errors: 0, "failed-rules": [] });
  const evidence = path.join(folder, ".mlops/penguins/evidence");
  const manifest = parseManifest(read(evidence, "manifest.json"), "manifest.json");
  expect(manifest).toMatchObject({ task: "classification", classes: ["Adelie", "Chinstrap", "Gentoo"] });
  expect(manifest.rows!.train + manifest.rows!.test).toBe(344);
  const lines = read(evidence, "predictions.csv").trim().split("\n");
  expect(lines[0]).toBe("row_id,row,actual,predicted,score_Adelie,score_Chinstrap,score_Gentoo,island");
  expect(lines.length - 1).toBe(manifest.rows!.test);
  for (const line of lines.slice(1)) {
    const [id, , , , ...scores] = line.split(",");
    expect(id).toMatch(/^[0-9a-f]{16}(-\d+)?$/);
    expect(scores.slice(0, 3).reduce((sum, score) => sum + Number(score), 0)).toBeCloseTo(1, 9);
  }
  const reference = profileSchema.parse(JSON.parse(read(evidence, "reference.json")));
  expect(reference.rows).toBe(manifest.rows!.train);
});

test("examples/diamonds: 53,940 rows, a warning for stones without a size, every gate holds", async () => {
  const folder = copyExample("diamonds");
  const data = path.join(folder, "data", "diamonds.csv");
  if (!existsSync(data))
    cpSync(path.join(root, "node_modules/@observablehq/sample-datasets/diamonds.csv"), data);
  const { exitCode, stdout } = await runCli(["run", "--json"], folder);
  expect(exitCode).toBe(0);
  const { outputs, report } = JSON.parse(stdout);
  expect(report).toMatchObject({ verdict: "pass", headline: "every gate holds", title: "diamonds" });
  expect(outputs).toMatchObject({ rows: 53_940, errors: 0, warnings: 1, "failed-rules": [] });
  const { metrics } = JSON.parse(read(folder, ".mlops/diamonds/evidence/metrics.json"));
  expect(metrics.r2).toBeGreaterThan(0.97);
  expect(read(folder, ".mlops/diamonds/report.html")).toContain("<svg");
});

test("examples/shapes: images of two classes in two parts, every check holds", async () => {
  const folder = copyExample("shapes");
  const { exitCode, stdout } = await runCli(["validate-data", "--json"], folder);
  expect(exitCode).toBe(0);
  const { outputs, report } = JSON.parse(stdout);
  expect(report).toMatchObject({ verdict: "pass", headline: "the data is fine: 10 checks hold" });
  expect(outputs).toMatchObject({ rows: 32, errors: 0, warnings: 0 });
});
