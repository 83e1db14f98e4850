import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { collectMetrics } from "../../src/gate/parse-metrics.ts";
import { parseMetricTable } from "../../src/imports/csv-metrics.ts";
import { findLatestRun, parseStoredRun } from "../../src/imports/mlflow-store.ts";
import { parseMetricsFile } from "../../src/imports/parse-metrics-file.ts";
import { readCsv } from "../../src/tables/read-csv.ts";

interface Golden {
  report: Record<string, Record<string, number>>;
  store: Record<string, string>;
}

const golden: Golden = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../golden/metrics-files.json"), "utf8"),
);
const metricsOf = (text: string, file = "metrics.json") =>
  Object.fromEntries(collectMetrics(parseMetricsFile(text, file).values).values);

async function readTable(text: string) {
  return parseMetricTable(
    await readCsv(
      async function* () {
        yield new TextEncoder().encode(text);
      },
      { source: "metrics.csv" },
    ),
  );
}

describe("what scikit-learn 1.9.1 reports", () => {
  test("averages have the names of their metrics, classes none that could be taken for them", () => {
    const { report } = golden;
    const metrics = metricsOf(JSON.stringify(report));
    expect(metrics).toMatchObject({
      accuracy: report.accuracy,
      f1_macro: report["macro avg"]!["f1-score"],
      precision_weighted: report["weighted avg"]!.precision,
      "classes.weighted.recall": report.weighted!.recall,
    });
    expect(metrics).not.toHaveProperty("support");
    expect(metrics).not.toHaveProperty("recall");
  });
});

describe("Keras' history", () => {
  const history = { accuracy: [0.5, 0.7], loss: [1, 0.5], val_accuracy: [0.4, 0.6], val_loss: [1.5, 0.9] };

  test.each([history, { history, epoch: [0, 1] }])("the last values of validation rows count", (root) => {
    expect(metricsOf(JSON.stringify(root)).accuracy).toBe(0.6);
    const { curves } = parseMetricsFile(JSON.stringify(root), "history.json");
    expect(curves.find(({ name }) => name === "loss")).toEqual({
      name: "loss",
      unit: "epoch",
      at: [1, 2],
      values: [1, 0.5],
    });
  });

  test("training rows say nothing", () => {
    expect(metricsOf('{"accuracy": [0.5, 0.99]}')).toEqual({ "train.accuracy": 0.99 });
  });
});

describe("MLflow 3.17.2's file store", () => {
  const runOf = (run: string) =>
    new Map(
      Object.entries(golden.store)
        .filter(([name]) => name.startsWith(`${run}/`))
        .map(([name, text]) => [name.slice(run.length + 1), text]),
    );

  test("the newest run counts, with its last values, courses and parameters", () => {
    const metas = new Map(Object.entries(golden.store).filter(([name]) => name.endsWith("meta.yaml")));
    const { values, curves, params } = parseStoredRun(runOf(findLatestRun(metas)!));
    expect(values).toEqual({ "test/rmse": 1.5, val_loss: 1 / 3 });
    expect(params).toEqual({ max_depth: "5" });
    expect(curves).toEqual([{ name: "val_loss", unit: "step", at: [0, 1, 2], values: [1, 0.5, 1 / 3] }]);
    expect(Object.fromEntries(collectMetrics(values).values)).toMatchObject({ rmse: 1.5 });
  });

  test("a store without runs has none", () => {
    expect(findLatestRun(new Map([["0/meta.yaml", "name: Default\n"]]))).toBeUndefined();
  });
});

describe("tables of metrics", () => {
  test("a metric a row", async () => {
    expect((await readTable("metric,value\nr2,0.5\nrmse,2\n")).values).toEqual({ r2: 0.5, rmse: 2 });
  });

  test("a metric a column: the last value of each, and its course", async () => {
    const { values, curves } = await readTable(
      "epoch,step,val_loss,train_loss\n0,1,,3\n0,2,2,\n1,3,,1\n1,4,0.5,\n",
    );
    expect(values).toEqual({ val_loss: 0.5, train_loss: 1 });
    expect(curves).toEqual([
      { name: "val_loss", unit: "step", at: [2, 4], values: [2, 0.5] },
      { name: "train_loss", unit: "step", at: [1, 3], values: [3, 1] },
    ]);
  });

  test("without numbers is an error", async () => {
    await expect(readTable("a,b\nx,y\n")).rejects.toThrow("no column of numbers");
  });
});

describe("other files", () => {
  test("YAML, nested", () => {
    expect(metricsOf("test:\n  r2_score: 0.8\n  RMSE: 12\n", "metrics.yaml")).toEqual({ r2: 0.8, rmse: 12 });
  });

  test("Python's NaN has no value", () => {
    expect(metricsOf('{"r2": NaN, "mae": 1}')).toEqual({ r2: Number.NaN, mae: 1 });
  });

  test("broken JSON says where", () => {
    expect(() => metricsOf('{"r2": 0.5,\n "mae": }')).toThrow("it is not JSON");
  });

  test("any text gives numbers or a UserError, and no key reaches a prototype", () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constant('{"__proto__": {"r2": 1}, "a": {"__proto__": 2}}'),
    );
    fc.assert(
      fc.property(text, fc.constantFrom("m.json", "m.yaml"), (content, file) => {
        try {
          collectMetrics(parseMetricsFile(content, file).values);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
        expect(({} as Record<string, unknown>).r2).toBeUndefined();
      }),
    );
  });
});
