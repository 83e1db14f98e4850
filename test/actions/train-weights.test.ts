import { describe, expect, test } from "vitest";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { train } from "../../src/actions/train.ts";
import { parseManifest } from "../../src/evidence/manifest.ts";
import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import { classificationMetrics } from "../../src/metrics/classification-metrics.ts";
import { regressionMetrics } from "../../src/metrics/regression-metrics.ts";
import { runAction } from "../fakes.ts";
import { uniform } from "../learn/make-data.ts";

const next = uniform(4);
const lines = Array.from({ length: 400 }, (_, row) => {
  const [a, b] = [next(), next()];
  const isSick = next() < 0.35 * a + 0.5 * b * b;
  const weight = row % 5 === 0 ? 0 : Math.floor(1 + 5 * next()) / 2;
  return `${row % 9 === 0 ? "" : a.toFixed(4)},${b.toFixed(4)},${row % 2 ? "north" : "south"},${weight},${isSick ? "sick" : "well"},${(3 * a + b + next()).toFixed(3)}`;
});
const data = `a,b,region,w,state,cost\n${lines.join("\n")}\n`;
const evidence = ".mlops/data/evidence";

async function trainOn(target: "state" | "cost", trainKeys: string, text = data) {
  const other = target === "state" ? "cost" : "state";
  const positive = target === "state" ? ", positive: sick" : "";
  const config = `version: 1
data: { path: data.csv, target: ${target}, weight: w, exclude: [${other}]${positive} }
train: { ${trainKeys} }
gate: { slices: { columns: [region], min_rows: 5 } }
`;
  const result = await runAction(train, { files: { "data.csv": text, "mlops.yml": config } });
  const manifest = parseManifest(await result.files.read(`${evidence}/manifest.json`), "manifest.json");
  const metrics = JSON.parse(await result.files.read(`${evidence}/metrics.json`));
  const [header = "", ...predictions] = (await result.files.read(`${evidence}/predictions.csv`))
    .trim()
    .split("\n");
  const names = header.split(",");
  const rows = predictions.map((line) => line.split(","));
  const column = (name: string): string[] => rows.map((row) => row[names.indexOf(name)]!);
  return { result, manifest, metrics, column };
}

describe("rows weigh in training, metrics and evidence", () => {
  test.each(["random-forest", "extra-trees", "decision-tree", "gradient-boosting", "linear", "baseline"])(
    "numbers: %s",
    async (engine) => {
      const { manifest, metrics, column, result } = await trainOn("cost", `engine: ${engine}`);
      expect(manifest.features).toEqual(expect.not.arrayContaining(["w"]));
      expect(manifest.weight).toBe("w");
      const [actual, predicted, weights] = ["actual", "predicted", "w"].map((name) =>
        Float64Array.from(column(name), Number),
      );
      const wanted = regressionMetrics(actual!, predicted!, weights);
      for (const name of ["r2", "rmse", "mae"] as const)
        expect(metrics.metrics[name]).toBeCloseTo(wanted[name], 12);
      expect(wanted.rmse).not.toBe(regressionMetrics(actual!, predicted!).rmse);
      expect(renderMarkdown(result.report, { budget: 60_000 })).toContain("Rows weigh by the column w");
    },
  );

  test.each([
    "engine: random-forest, params: { oob_score: true, class_weight: { sick: 3, well: 0.5 } }",
    "engine: gradient-boosting, params: { is_unbalance: true }, calibrate: sigmoid",
    "engine: logistic, params: { class_weight: { sick: 3 } }, threshold: { maximize: f1 }",
    "engine: baseline",
  ])("classes: %s", async (keys) => {
    const { metrics, column, result, manifest } = await trainOn("state", keys);
    const classes = ["sick", "well"];
    const codes = (name: string) => Int32Array.from(column(name), (label) => classes.indexOf(label));
    const sick = column("score_sick").map(Number);
    const wanted = classificationMetrics({
      actual: codes("actual"),
      predicted: codes("predicted"),
      scores: Float64Array.from(sick.flatMap((share) => [share, 1 - share])),
      classes,
      positive: 0,
      weights: Float64Array.from(column("w"), Number),
    });
    for (const name of ["accuracy", "f1", "roc_auc", "log_loss"])
      expect(metrics.metrics[name]).toBeCloseTo(wanted[name]!, 9);
    expect("oob_score" in metrics.metrics).toBe(keys.includes("oob_score"));
    expect(manifest.params.class_weight ?? null).toEqual(
      keys.includes("0.5") ? { sick: 3, well: 0.5 } : keys.includes("sick: 3") ? { sick: 3 } : null,
    );
    expect(renderMarkdown(result.report, { budget: 60_000 })).toMatch(/Dummy \| +Stratified/);
    const judged = await runAction(qualityGate, { files: result.files });
    expect(renderMarkdown(judged.report, { budget: 60_000 })).toContain("north");
  });

  test("what rows of weight 0 are like says nothing", async () => {
    const odd = lines.map((line) => line.replace(/^([^,]*),([^,]*),([^,]*),0,.*$/, "$1,$2,$3,0,well,1000"));
    const text = `a,b,region,w,state,cost\n${odd.join("\n")}\n`;
    const { metrics, column } = await trainOn("cost", "engine: linear", text);
    expect(metrics.metrics.rmse).toBeLessThan(1);
    expect(Math.max(...column("predicted").map(Number))).toBeLessThan(10);
  });
});

test.each([
  ["weight: none", data, 'has no column "none", which data.weight names'],
  ["weight: cost", data, "data.weight names the target"],
  ["weight: region", data, 'the column of weights "region" is text'],
  ["weight: w", data.replace(/,0\.5,/, ",-3,"), "1 rows have no weight from 0 to 1e15"],
  ["weight: w", data.replace(/,[\d.]+,(sick|well)/g, ",0,$1"), "part has the weight 0"],
])("refuses %s", async (key, text, message) => {
  const config = `version: 1\ndata: { path: data.csv, target: cost, ${key} }\n`;
  const refused = runAction(train, { files: { "data.csv": text, "mlops.yml": config } });
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toMatchObject({ place: { file: "mlops.yml", line: 2 } });
});
