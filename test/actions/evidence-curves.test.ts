import { expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { curvesSchema } from "../../src/evidence/curves-schema.ts";
import { digestFile } from "../../src/evidence/digest.ts";
import { runAction } from "../fakes.ts";
import { uniform } from "../learn/make-data.ts";

/** Trains on `rows` rows of noisy data whose target is `y`; what the evidence says. */
async function evidence(section: string, rows: number, show: (value: number) => string | number) {
  const next = uniform(4);
  const lines = Array.from({ length: rows }, () => {
    const [x, z] = [next(), next()];
    return `${x},${z},${show(2 * x + next())}`;
  });
  const files = {
    "mlops.yml": `version: 1\nname: noise\ndata: { path: data.csv, target: y, split: { validation: 0.2 } }\ntrain:\n${section}`,
    "data.csv": `x,z,y\n${lines.join("\n")}\n`,
  };
  const result = await runAction(train, { files });
  const read = (name: string) => result.files.read(`.mlops/noise/evidence/${name}`);
  const text = await read("curves.json");
  const manifest = JSON.parse(await read("manifest.json"));
  expect(manifest.digests.curves).toBe(digestFile(text));
  const { metrics } = JSON.parse(await read("metrics.json"));
  return { curves: curvesSchema.parse(JSON.parse(text)).curves, metrics, rows: manifest.rows };
}

test("of a classifier: what lies under its ROC curve is its ROC AUC", async () => {
  const section = "  engine: logistic\n  learning_curve: true\n";
  const { curves, metrics, rows } = await evidence(section, 1200, (value) => (value > 1.5 ? 1 : 0));
  expect(curves.map(({ name, part }) => [name, part])).toEqual([
    ["roc", "test"],
    ["precision_recall", "test"],
    ["calibration", "test"],
    ["learning", "training"],
    ["learning", "test"],
  ]);
  const [roc, , , , learning] = curves;
  const area = roc!.points
    .slice(1)
    .reduce((sum, [x, y], at) => sum + ((x - roc!.points[at]![0]) * (y + roc!.points[at]![1])) / 2, 0);
  expect(roc!.class).toBe("1");
  expect(area).toBeCloseTo(metrics.roc_auc, 4);
  expect(learning!.points.at(-1)).toEqual([rows.train, expect.closeTo(metrics.accuracy, 5)]);
});

test("of boosting: the losses of each round, and where it errs; a thousand points at most", async () => {
  const section = "  engine: gradient-boosting\n  params: { n_estimators: 1200, num_leaves: 2 }\n";
  const { curves, metrics } = await evidence(section, 300, (value) => value);
  expect(curves.map(({ name, part }) => [name, part])).toEqual([
    ["residuals", "test"],
    ["residual_quantiles", "test"],
    ["loss", "training"],
    ["loss", "validation"],
  ]);
  const [, quantiles, loss] = curves;
  expect(loss!.points).toHaveLength(1000);
  expect([loss!.points[0]![0], loss!.points.at(-1)![0]]).toEqual([1, 1200]);
  const residuals = quantiles!.points.map(([, y]) => y);
  expect(residuals).toEqual(residuals.toSorted((a, b) => a - b));
  expect(Math.max(...residuals.map(Math.abs))).toBeCloseTo(metrics.max_error, 4);
});
