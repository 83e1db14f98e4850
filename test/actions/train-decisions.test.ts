import { expect, test } from "vitest";
import { ofClasses } from "../../src/actions/asks-for-classes.ts";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { train } from "../../src/actions/train.ts";
import { parseManifest } from "../../src/evidence/manifest.ts";
import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import { runAction } from "../fakes.ts";
import { uniform } from "../learn/make-data.ts";

const next = uniform(4);
const lines = Array.from({ length: 400 }, (_, row) => {
  const [a, b] = [next(), next()];
  const isSick = next() < 0.35 * a + 0.3 * b * b ? "sick" : "well";
  return `${a.toFixed(4)},${b.toFixed(4)},${["train", "train", "validation", "test"][row % 4]},${row % 3},${isSick}`;
});
const data = `a,b,part,fold,state\n${lines.join("\n")}\n`;
const evidence = ".mlops/data/evidence";

async function trainOn(trainKeys: string, dataKeys = "") {
  const config = `version: 1
data: { path: data.csv, target: state, positive: sick, exclude: [part, fold]${dataKeys} }
train: { engine: logistic${trainKeys} }
gate: { rules: [{ metric: accuracy, min: 0 }, { metric: precision@20, min: 0 }] }
`;
  const result = await runAction(train, { files: { "data.csv": data, "mlops.yml": config } });
  const manifest = parseManifest(await result.files.read(`${evidence}/manifest.json`), "manifest.json");
  const metrics = JSON.parse(await result.files.read(`${evidence}/metrics.json`));
  const predictions = (await result.files.read(`${evidence}/predictions.csv`)).trim().split("\n").slice(1);
  const rows = predictions.map((line) => line.split(","));
  return { result, manifest, metrics, rows };
}

test("a threshold is chosen on out-of-fold rows, and the predictions, metrics and gate are by it", async () => {
  const { result, manifest, metrics, rows } = await trainOn(", threshold: { maximize: f1 }");
  expect(manifest.threshold).toBeGreaterThan(0);
  expect(manifest.threshold).toBeLessThan(0.5);
  for (const [, , , predicted, sick] of rows)
    expect(predicted).toBe(Number(sick) >= manifest.threshold! ? "sick" : "well");
  const plain = await trainOn("");
  expect(metrics.metrics.recall).toBeGreaterThan(plain.metrics.metrics.recall);
  expect(metrics.metrics.roc_auc).toBe(plain.metrics.metrics.roc_auc);
  expect(metrics.metrics).toHaveProperty(["precision@20"]);
  expect(metrics.cross_validation.folds).toBe(5);
  expect(renderMarkdown(result.report, { budget: 60_000 })).toMatch(
    /The threshold 0\.\d+ was chosen on out-of-fold predictions of the training rows, where its f1 is 0\.\d+/,
  );
  expect((await runAction(qualityGate, { files: result.files })).verdict).toBe("pass");
});

test("costs move the threshold to where mistakes are cheap, and are measured", async () => {
  const costly = await trainOn(", costs: { false_negative: 10, false_positive: 1 }");
  const other = await trainOn(", costs: { false_negative: 1, false_positive: 10 }");
  expect(costly.manifest.threshold).toBeLessThan(other.manifest.threshold!);
  const { expected_cost, recall } = costly.metrics.metrics;
  const missed = costly.rows.filter(
    ([, , actual, predicted]) => actual === "sick" && predicted === "well",
  ).length;
  const wrong = costly.rows.filter(
    ([, , actual, predicted]) => actual === "well" && predicted === "sick",
  ).length;
  expect(expected_cost).toBeCloseTo((10 * missed + wrong) / costly.rows.length, 12);
  expect(recall).toBeGreaterThan(0.8);
  expect(costly.manifest.costs).toEqual({
    false_negative: 10,
    false_positive: 1,
    true_positive: 0,
    true_negative: 0,
  });
});

test("validation rows, where there are some, are what it is chosen on", async () => {
  const { result, manifest, metrics } = await trainOn(
    ", calibrate: isotonic, threshold: { recall_at_precision: 0.99 }",
    ", split: { column: part }",
  );
  expect(manifest.split).toMatchObject({ rule: "column", column: "part" });
  expect(manifest.rows).toEqual({ total: 400, train: 200, validation: 100, test: 100 });
  expect(manifest.calibration).toMatchObject({ method: "isotonic" });
  expect(metrics.cross_validation).toBeUndefined();
  const text = renderMarkdown(result.report, { budget: 60_000 });
  expect(text).toContain("Probabilities are calibrated (isotonic) on the validation rows");
  expect(text).toMatch(
    /was chosen on the validation rows, where its recall is [\d.]+ at a precision of [\d.]+/,
  );
});

test("folds may come in a column", async () => {
  const { metrics, result } = await trainOn(", cross_validation: { column: fold }");
  expect(metrics.cross_validation.folds).toBe(3);
  expect(metrics.cross_validation.metrics.roc_auc.mean).toBeGreaterThan(0.5);
  expect(renderMarkdown(result.report, { budget: 60_000 })).toContain(
    "Cross-validation of the training rows",
  );
});

test.each([
  [
    ", threshold: { maximize: f1 }",
    ", positive: well, target: a",
    "Cannot use train.threshold: the target is numbers",
  ],
])("refuses %s with %s", async (trainKeys, dataKeys, message) => {
  const config = `version: 1\ndata: { path: data.csv${dataKeys.replace(", positive: well", "")} }\ntrain: { engine: linear${trainKeys} }\n`;
  await expect(runAction(train, { files: { "data.csv": data, "mlops.yml": config } })).rejects.toMatchObject({
    message,
    place: { file: "mlops.yml", line: 3 },
  });
});

test("a threshold needs to know which class is positive, and parts need their names", async () => {
  const run = (config: string) =>
    runAction(train, { files: { "data.csv": data, "mlops.yml": `version: 1\n${config}` } });
  await expect(
    run(
      "data: { path: data.csv, target: state }\ntrain: { engine: logistic, threshold: { maximize: f1 } }\n",
    ),
  ).rejects.toMatchObject({ hint: 'Set data.positive to "sick" or "well"' });
  await expect(run("data: { path: data.csv, target: state, split: { column: a } }\n")).rejects.toThrow(
    'Cannot split the rows: "a" is none of train, validation and test in row 1',
  );
  await expect(run("data: { path: data.csv, target: state, split: { column: b2 } }\n")).rejects.toThrow(
    'there is no column "b2"',
  );
  await expect(
    run(
      "data: { path: data.csv, target: part }\ntrain: { engine: logistic, costs: { false_positive: 1 } }\n",
    ),
  ).rejects.toThrow("it is for two classes, and the target has 3");
});

test("the report has curves, what columns are worth, and the worst rows by id alone", async () => {
  const { result, rows } = await trainOn("");
  const charts = result.report.sections.flatMap((section) => section.charts ?? []);
  expect(charts.map(({ title }) => title)).toEqual([
    "Importance of columns",
    "What moves the predictions",
    "What shuffling a column costs",
    "Confusion matrix",
    "ROC curve",
    "Precision and recall",
    "Calibration of sick",
  ]);
  const [roc] = charts.filter(({ title }) => title === "ROC curve");
  expect(roc!.series[0]!.values.at(-1)).toBe(1);
  const worst = result.report.sections.find(({ title }) => title === "The worst rows")!.tables![0]!;
  const probabilities = rows.map(([id, , actual, , sick, well]) => ({
    id,
    own: Number(actual === "sick" ? sick : well),
  }));
  probabilities.sort((a, b) => a.own - b.own);
  expect(worst.rows.map(([id]) => id)).toEqual(probabilities.slice(0, 10).map(({ id }) => id));
  expect(JSON.stringify(worst)).not.toMatch(/sick|well/);
});

test("costs are what expected_cost needs", async () => {
  await expect(trainOn(", threshold: { minimize: expected_cost }")).rejects.toThrow(
    "minimize needs train.costs",
  );
});

test("a share for validation moves no test row", async () => {
  const { manifest, rows, result } = await trainOn(
    ", threshold: { maximize: youden }",
    ", split: { validation: 0.2 }",
  );
  const { train: training, validation, test: tested } = manifest.rows!;
  expect(training + validation! + tested).toBe(400);
  expect(validation).toBeGreaterThan(50);
  expect(manifest.split).toMatchObject({ rule: "hash", test: 0.2, validation: 0.2 });
  expect(rows.map(([id]) => id)).toEqual((await trainOn("")).rows.map(([id]) => id));
  expect(renderMarkdown(result.report, { budget: 60_000 })).toContain("was chosen on the validation rows");
  await expect(trainOn("", ", split: { validation: 0.8 }")).rejects.toThrow("leave no rows to train on");
});

test("a column of too many values is no column of folds", async () => {
  await expect(trainOn(", cross_validation: { column: a }")).rejects.toMatchObject({
    message: expect.stringMatching(
      /^Cannot cross-validate: column "a" has 3\d\d different values, at most 100 are folds$/,
    ),
    place: { line: 3 },
  });
  await expect(trainOn(", cross_validation: { column: nope }")).rejects.toThrow('it has no column "nope"');
});

const numbered = `a,b,kind\n${lines
  .map((line) => line.split(","))
  .map(([a, b]) => `${a},${b},${Math.floor(3 * Number(a))}`)
  .join("\n")}\n`;

async function trainNumbered(config: string) {
  const files = {
    "data.csv": numbered,
    "mlops.yml": `version: 1\ndata: { path: data.csv, target: kind }\n${config}`,
  };
  const { report, files: left } = await runAction(train, { files });
  const { task } = parseManifest(await left.read(`${evidence}/manifest.json`), "manifest.json");
  return { task, notes: report.sections.flatMap(({ findings = [] }) => findings) };
}

test("numbered classes are classes where the rules ask for what only classes have", async () => {
  const amount = await trainNumbered("");
  expect(amount.task).toBe("regression");
  expect(amount.notes).toEqual([
    {
      severity: "info",
      message: '"kind" is learned as an amount, and looks like 3 numbered classes',
      hint: "Set train.task to classification, or to regression, which ends this note",
      ...{ file: "mlops.yml", line: 2 },
    },
  ]);
  expect((await trainNumbered("gate: { rules: [{ metric: acc, min: 0.1 }] }")).task).toBe("classification");
  expect((await trainNumbered("train: { engine: logistic }")).task).toBe("classification");
  expect((await trainNumbered("gate: { rules: [{ metric: rmse, max: 9 }] }")).task).toBe("regression");
  const said = await trainNumbered("train: { task: regression }");
  expect(said).toEqual({ task: "regression", notes: [] });
});

test("what only classes have is known by the names that metrics have", () => {
  const names = [
    "accuracy",
    "acc",
    "val_auc",
    "F1-Macro",
    "roc_auc_ovr_weighted",
    "neg_log_loss",
    "precision@20",
  ];
  for (const name of [
    ...names,
    "f1_score",
    "brier_score_loss",
    "cohen_kappa_score",
    "mlogloss",
    "gini",
    "ks",
    "d2_log_loss_score",
  ])
    expect([name, ofClasses.test(name.toLowerCase().replaceAll("-", "_"))]).toEqual([name, true]);
  for (const name of ["r2", "rmse", "mape", "max_error", "d2_absolute_error_score", "ndcg@10", "pinball@0.9"])
    expect([name, ofClasses.test(name)]).toEqual([name, false]);
});
