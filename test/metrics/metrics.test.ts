import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classificationMetrics } from "../../src/metrics/classification-metrics.ts";
import { confusionMatrix } from "../../src/metrics/confusion-matrix.ts";
import { regressionMetrics } from "../../src/metrics/regression-metrics.ts";
import { rocAuc } from "../../src/metrics/roc-auc.ts";

/** The minimal standard generator of the golden vectors. */
function stream(seed: number, count: number): number[] {
  let x = seed;
  return Array.from({ length: count }, () => {
    x = (16807 * x) % 2147483647;
    return x / 2147483647;
  });
}

const round = (value: number): number => Number(value.toFixed(3));

describe("the gate's golden vectors", () => {
  const actual = Int32Array.from(stream(11, 200), (u) => Number(u < 0.4));
  const noise = stream(12, 200);
  const score = [...actual].map((y, row) => round(0.35 * y + 0.65 * noise[row]!));
  const metrics = classificationMetrics({
    actual,
    predicted: Int32Array.from(score, (each) => Number(each >= 0.5)),
    scores: Float64Array.from(score.flatMap((each) => [1 - each, each])),
    classes: ["no", "yes"],
    positive: 1,
  });
  test.each([
    ["roc_auc", 0.8592545665716398],
    ["brier", 0.15589155500000001],
    ["accuracy", 0.695],
    ["f1", 0.6432748538011696],
    ["matthews_corrcoef", 0.3872612237295047],
    ["balanced_accuracy", 0.6986062717770035],
    ["cohen_kappa", 0.3814642060433989],
  ])("%s", (name, value) => {
    expect(metrics[name]).toBeCloseTo(value, 14);
  });

  const yt = Float64Array.from(stream(21, 50), (u) => 3 * u);
  const shift = stream(22, 50);
  const regression = regressionMetrics(
    yt,
    yt.map((value, row) => value + shift[row]! - 0.4),
  );
  test.each([
    ["mae", 0.27261723366408486],
    ["mse", 0.10027311517365498],
    ["rmse", 0.3166593045745774],
    ["r2", 0.8772841214882459],
    ["median_absolute_error", 0.24452242010483638],
    ["max_error", 0.5996192688120621],
    ["explained_variance", 0.8893258426507642],
  ] as const)("%s", (name, value) => {
    expect(regression[name]).toBeCloseTo(value, 14);
  });
});

describe("ROC AUC", () => {
  const rows = fc.array(fc.record({ score: fc.integer({ min: 0, max: 5 }), positive: fc.boolean() }), {
    maxLength: 40,
  });

  test("is the chance that a positive row scores above a negative one", () => {
    fc.assert(
      fc.property(rows, (cases) => {
        let wins = 0;
        let pairs = 0;
        for (const p of cases.filter((each) => each.positive))
          for (const n of cases.filter((each) => !each.positive)) {
            wins += p.score > n.score ? 1 : p.score === n.score ? 0.5 : 0;
            pairs++;
          }
        const area = rocAuc(
          cases.length,
          (row) => cases[row]!.score,
          (row) => cases[row]!.positive,
        );
        expect(area).toBe(pairs === 0 ? Number.NaN : wins / pairs);
      }),
    );
  });
});

describe("classification metrics", () => {
  test("stay within their ranges for any codes, and ignore how classes are numbered", () => {
    const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(cases, (pairs) => {
        const measure = (code: (from: number) => number) =>
          classificationMetrics({
            actual: Int32Array.from(pairs, ([actual]) => code(actual)),
            predicted: Int32Array.from(pairs, ([, predicted]) => code(predicted)),
            classes: ["a", "b", "c", "d"],
          });
        const metrics = measure((code) => code);
        const renumbered = measure((code) => 3 - code);
        for (const [name, value] of Object.entries(metrics)) {
          if (Number.isNaN(value)) expect(name).toBe("cohen_kappa");
          else {
            expect(value).toBeGreaterThanOrEqual(-1 - 1e-12);
            expect(value).toBeLessThanOrEqual(1 + 1e-12);
            expect(renumbered[name]).toBeCloseTo(value, 12);
          }
        }
      }),
    );
  });

  test("are NaN without rows", () => {
    const none = { actual: new Int32Array(), predicted: new Int32Array(), scores: new Float64Array() };
    for (const classes of [
      ["a", "b"],
      ["a", "b", "c"],
    ]) {
      const metrics = classificationMetrics({ ...none, classes });
      expect(Object.values(metrics)).toEqual(Object.values(metrics).map(() => Number.NaN));
    }
    expect(Object.values(regressionMetrics(new Float64Array(), new Float64Array()))).toEqual(
      Array(8).fill(Number.NaN),
    );
  });

  test("leave out the positive class's where nobody says which it is", () => {
    const codes = { actual: Int32Array.of(0, 1), predicted: Int32Array.of(1, 1), classes: ["a", "b"] };
    expect(classificationMetrics(codes)).not.toHaveProperty("f1");
    expect(classificationMetrics({ ...codes, positive: 0 })).toMatchObject({
      f1: 0,
      precision: 0,
      recall: 0,
    });
    expect(classificationMetrics({ ...codes, positive: 1 })).toMatchObject({ precision: 0.5, recall: 1 });
  });

  test("come from a matrix of actual by predicted", () => {
    expect(confusionMatrix(Int32Array.of(0, 0, 1, 2), Int32Array.of(0, 1, 1, 0), 3)).toEqual(
      Float64Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0),
    );
  });
});

describe("metrics with a number of their own", () => {
  const outcome = {
    actual: Int32Array.of(1, 0, 1, 1, 0, 0),
    predicted: Int32Array.of(1, 1, 1, 0, 0, 0),
    scores: Float64Array.from([0.9, 0.8, 0.8, 0.4, 0.3, 0.1].flatMap((score) => [1 - score, score])),
    classes: ["no", "yes"],
    positive: 1,
  };

  test("are of the rows that score highest, ties counting in part", () => {
    const names = ["precision@1", "precision@2", "precision@3", "recall@3", "recall@99", "precision@99"];
    expect(classificationMetrics(outcome, names)).toMatchObject({
      "precision@1": 1,
      "precision@2": 0.75,
      "precision@3": 2 / 3,
      "recall@3": 2 / 3,
      "recall@99": 1,
      "precision@99": 0.5,
    });
    const others = classificationMetrics({ ...outcome, positive: 0 }, [
      "precision@3",
      "recall_at_precision@1",
    ]);
    expect(others["precision@3"]).toBeCloseTo(2 / 3, 12);
    expect(others["recall_at_precision@1"]).toBeCloseTo(2 / 3, 12);
  });

  test("and costs are of the confusion matrix", () => {
    const costs = Float64Array.of(0, 1, 5, 0);
    expect(classificationMetrics({ ...outcome, costs }).expected_cost).toBe(1);
    expect(classificationMetrics(outcome)).not.toHaveProperty("expected_cost");
  });

  test("what has no such meaning is left out", () => {
    const names = ["precision@0", "f1@3", "recall@x", "top_k_accuracy@2", "constructor", "toString@1"];
    expect(Object.keys(classificationMetrics(outcome, names))).not.toEqual(
      expect.arrayContaining(names.slice(0, 1)),
    );
    for (const name of names) expect(classificationMetrics(outcome, [name])).not.toHaveProperty([name]);
    expect(
      regressionMetrics(Float64Array.of(1, 2), Float64Array.of(1, 3), undefined, ["pinball@2"]),
    ).not.toHaveProperty(["pinball@2"]);
  });
});
