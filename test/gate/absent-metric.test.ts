import { expect, test } from "vitest";
import { whyAbsent } from "../../src/gate/absent-metric.ts";
import type { Evaluation } from "../../src/gate/evaluation.ts";
import { metricNames } from "../../src/metrics/metric-table.ts";

const outcome = { predicted: new Int32Array(2), scores: undefined, numbers: new Map() };

function rowsOf(classes: string[], positive?: number): Evaluation {
  return {
    task: classes.length === 0 ? "regression" : "classification",
    rows: 2,
    actual: new Int32Array(2),
    classes,
    positive,
    costs: undefined,
    weights: undefined,
    groups: undefined,
    time: undefined,
    challenger: outcome,
    champion: undefined,
  };
}

const values = new Map([["my_profit", 3]]);

test.each<[string, Evaluation | undefined, string | undefined]>([
  ["f1", rowsOf(["No", "Yes"]), 'Which class is positive is not known: set data.positive to "No" or "Yes"'],
  ["test_precision", rowsOf(["No", "Yes"]), "set data.positive"],
  ["f1", rowsOf(["No", "Yes"], 1), undefined],
  ["f1", rowsOf(["a", "b", "c"]), "f1 is for two classes; the target has 3"],
  ["f1_macro", rowsOf(["a", "b", "c"]), undefined],
  ["r2", rowsOf(["No", "Yes"]), "r2 is for numbers; the target is classes"],
  ["pinball@0.9", rowsOf(["No", "Yes"]), "is for numbers"],
  ["roc_auc", rowsOf([]), "roc_auc is for classes; the target is numbers"],
  ["rmse", rowsOf([]), undefined],
  ["acuracy", undefined, 'The nearest name of a metric is "accuracy"'],
  ["my_proft", undefined, 'The nearest name of a metric is "my_profit"'],
  ["nothing_like_it", undefined, undefined],
  ["f1", undefined, undefined],
])("why there is no %s", (metric, evaluation, why) => {
  const told = whyAbsent(metric, { values, task: undefined }, evaluation);
  if (why === undefined) expect(told).toBeUndefined();
  else expect(told).toContain(why);
});

test.each([
  ["regression", "numbers"],
  ["classification", "classes"],
])("every known metric can be asked of a %s", (task, target) => {
  const told = metricNames.flatMap((name) => whyAbsent(name, { values, task }, undefined) ?? []);
  expect(told.length).toBeGreaterThan(10);
  for (const each of told) expect(each.endsWith(`; the target is ${target}`)).toBe(true);
});
