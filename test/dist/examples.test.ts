import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseManifest } from "../../src/evidence/manifest.ts";
import { profileSchema } from "../../src/profile/profile-schema.ts";
import { describeWith, requireTool } from "../require-tool.ts";
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

describeWith("python", "examples/scikit-learn", () => {
  const trainIn = async (folder: string, args = ["run", "--json"]) => {
    const bin = path.dirname(requireTool("python"));
    const PATH = [bin, process.env.PATH].join(path.delimiter);
    const { exitCode, stdout, stderr } = await runCli(args, folder, { PATH });
    expect(exitCode, stderr).toBe(0);
    return { ...JSON.parse(stdout), log: stderr };
  };

  test("a train.py as people write it: judged by its predictions, skipped where only its page changes", async () => {
    const folder = copyExample("scikit-learn");
    const first = await trainIn(folder);
    expect(first.report).toMatchObject({ verdict: "pass", headline: "every gate holds", title: "tumours" });
    expect(first.outputs).toMatchObject({ rows: 569, errors: 0, warnings: 0, "failed-rules": [] });
    expect(first.log).toContain("Best parameters:");
    const evidence = path.join(folder, ".mlops/tumours/evidence");
    const manifest = parseManifest(read(evidence, "manifest.json"), "manifest.json");
    expect(manifest).toMatchObject({
      engine: "command",
      task: "classification",
      classes: ["benign", "malignant"],
      program: { command: "python train.py", predict_command: "python predict.py", exit_code: 0 },
    });
    const { metrics } = JSON.parse(read(evidence, "metrics.json"));
    const own = JSON.parse(read(folder, "metrics.json"));
    expect(own).toEqual({ accuracy: metrics.accuracy, roc_auc: expect.closeTo(metrics.roc_auc, 12) });
    expect(JSON.stringify(first.report)).not.toContain("differs");

    appendFileSync(path.join(folder, "README.md"), "\nMore words.\n");
    const second = await trainIn(folder);
    expect(second.log).toMatch(/training skipped/);
    expect(second.log).not.toContain("Best parameters:");
    expect(second.report.verdict).toBe("pass");
    expect(second.outputs["model-digest"]).toBe(first.outputs["model-digest"]);

    const params = "  params: { max_features: 4, min_samples_leaf: 1 }\n";
    writeFileSync(
      path.join(folder, "mlops.yml"),
      read(folder, "mlops.yml").replace("gate:\n", `${params}gate:\n`),
    );
    const third = await trainIn(folder, ["train", "--json"]);
    expect(third.log).toContain("Best parameters: {'max_features': 4, 'min_samples_leaf': 1");
  }, 240_000);
});

// Written for bash and awk.
describe.skipIf(process.platform === "win32")("examples/shell", () => {
  test("a program in no language of machine learning: trained, judged, and skipped when nothing changed", async () => {
    const folder = copyExample("shell");
    const { exitCode, stdout, stderr } = await runCli(["run", "--json"], folder);
    expect(exitCode, stderr).toBe(0);
    const { report } = JSON.parse(stdout);
    expect(report).toMatchObject({ verdict: "pass", headline: "every gate holds", title: "penguin-mass" });
    const { metrics, dummy } = JSON.parse(read(folder, ".mlops/penguin-mass/evidence/metrics.json"));
    expect(metrics.r2).toBeGreaterThan(0.75);
    expect(metrics.mae).toBeLessThan(dummy.mae / 2);
    expect(read(folder, ".mlops/penguin-mass/model/means.csv")).toMatch(/^Gentoo,MALE,5\d{3}\.\d{3}$/m);
    const again = await runCli(["run", "--json"], folder);
    expect(again.exitCode).toBe(0);
    expect(again.stderr).toMatch(/training skipped/);
    expect(JSON.parse(again.stdout).report.verdict).toBe("pass");
  });
});
