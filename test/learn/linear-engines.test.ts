import { describe, expect, test } from "vitest";
import { type EngineName, loadEngine } from "../../src/learn/engines.ts";
import type { Matrix } from "../../src/learn/matrix.ts";
import type { LinearModel } from "../../src/learn/model.ts";
import type { Params } from "../../src/learn/parameters.ts";
import { predict } from "../../src/learn/predict.ts";
import type { Task } from "../../src/learn/target.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { inlineWorkers } from "../../src/services/workers.ts";
import { matrixOf, uniform } from "./make-data.ts";

const pool = inlineWorkers(openKernel).pool();

async function train(name: EngineName, params: Params, matrix: Matrix, target: Float64Array | Int32Array) {
  const task: Task = target instanceof Int32Array ? "classification" : "regression";
  const classes = target instanceof Int32Array ? Math.max(...target) + 1 : 0;
  const learner = (await loadEngine(name))(params, {
    task,
    place: (key) => ({ file: "mlops.yml", line: key.length }),
  });
  const model = (await learner.train({ matrix, target, classes, seed: 1, pool })) as LinearModel;
  return { learner, model, predicted: await predict(pool, model, { matrix }) };
}

const next = uniform(8);
const features = matrixOf([0, 1, 2].map(() => Float64Array.from({ length: 120 }, next)));
const numbers = Float64Array.from(
  { length: 120 },
  (_, row) => 3 * features.data[row]! - features.data[240 + row]!,
);
const codes = Int32Array.from({ length: 120 }, (_, row) => Math.floor(3 * features.data[row]!));

describe("linear", () => {
  test("finds the formula that the target follows, and what matters in it", async () => {
    const { model, predicted, learner } = await train("linear", {}, features, numbers);
    expect([...model.weights].map((each) => Number(each.toFixed(9)))).toEqual([3, 0, -1]);
    expect(model.importance[0]! / model.importance[2]!).toBeCloseTo(3, 0);
    expect(model.importance[1]).toBeLessThan(1e-9);
    for (const [row, value] of predicted.entries()) expect(value).toBeCloseTo(numbers[row]!, 9);
    expect(learner.params).toEqual({
      penalty: null,
      alpha: 1,
      l1_ratio: 0.5,
      fit_intercept: true,
      tol: 1e-6,
      max_iter: 1000,
    });
  });

  test("says that it did not converge", async () => {
    const { model } = await train(
      "linear",
      { penalty: "l1", alpha: 1e-6, tol: 0, max_iter: 2 },
      features,
      numbers,
    );
    expect(model.warnings).toEqual([
      "The training did not converge within max_iter: 2 iterations; raise it, or the penalty",
    ]);
  });

  test.each([
    [{ alpha: 2 }, 'Cannot train a linear regression: "alpha" has no meaning without a penalty', 5],
    [
      { penalty: "l2", l1_ratio: 0.5 },
      'Cannot train a linear regression: "l1_ratio" has no meaning with the penalty l2',
      8,
    ],
    [
      { penalty: "l2", alpha: -1 },
      'Cannot train a linear regression: "alpha" is -1, expected a number from 0',
      5,
    ],
    [
      { penalty: "ridge" },
      'Cannot train a linear regression: "penalty" is "ridge", expected "l1" or "l2" or "elasticnet" or null',
      7,
    ],
    [{ solver: "svd" }, 'Cannot train a linear regression: unknown parameter "solver"', 6],
  ] as [Params, string, number][])("refuses %j", async (params, message, line) => {
    await expect(train("linear", params, features, numbers)).rejects.toMatchObject({
      message,
      place: { line },
    });
  });

  test("refuses classes, missing values, and numbers that are none", async () => {
    await expect(train("linear", {}, features, codes)).rejects.toThrow("the target is classes");
    await expect(train("linear", {}, matrixOf([[1, Number.NaN]]), Float64Array.of(1, 2))).rejects.toThrow(
      'feature "x0" is missing in training row 1',
    );
    await expect(train("linear", {}, features, numbers.with(3, Infinity))).rejects.toThrow(
      "in training row 3",
    );
    await expect(
      train(
        "linear",
        {},
        { names: new Array(60_000).fill("x"), rows: 2, data: new Float32Array(120_000) },
        Float64Array.of(1, 2),
      ),
    ).rejects.toThrow("60,000 features would take more than 2 GB");
  });

  test("one row, constant columns and more columns than rows have an answer", async () => {
    for (const matrix of [
      matrixOf([[2]]),
      matrixOf([
        [1, 1, 1],
        [0, 0, 0],
      ]),
      matrixOf([[1], [2], [3]]),
    ])
      for (const penalty of [null, "l1", "l2", "elasticnet"]) {
        const target = Float64Array.from({ length: matrix.rows }, (_, row) => row + 5);
        const { model, predicted } = await train("linear", { penalty }, matrix, target);
        expect(model.weights.every(Number.isFinite)).toBe(true);
        expect(predicted[0]).toBeCloseTo(matrix.rows === 3 ? 6 : 5, 9);
      }
  });
});

describe("logistic", () => {
  test("tells classes apart, with probabilities that sum to 1", async () => {
    const { model, predicted, learner } = await train("logistic", { C: 1000 }, features, codes);
    expect(model.link).toBe("softmax");
    let hits = 0;
    for (let row = 0; row < 120; row++) {
      const own = predicted.subarray(3 * row, 3 * row + 3);
      expect(own.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
      if (own.indexOf(Math.max(...own)) === codes[row]) hits++;
    }
    expect(hits).toBeGreaterThan(110);
    expect(learner.params).toEqual({
      penalty: "l2",
      C: 1000,
      l1_ratio: 0.5,
      fit_intercept: true,
      class_weight: null,
      tol: 1e-4,
      max_iter: 100,
    });
  });

  test("classes that a line parts do not run away: probabilities stay within 0 and 1", async () => {
    const parted = Int32Array.from(codes, (code) => Math.min(code, 1));
    const { model, predicted } = await train("logistic", { penalty: null, tol: 1e-12 }, features, parted);
    expect(model.weights.every(Number.isFinite)).toBe(true);
    expect(predicted.every((each) => each >= 0 && each <= 1)).toBe(true);
  });

  test("l1 leaves out what does not matter, and with a strong penalty all but the shares of the classes", async () => {
    const some = await train("logistic", { penalty: "l1", C: 0.2 }, features, codes);
    expect([...some.model.weights].map((each) => each !== 0)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      true,
      false,
      false,
    ]);
    const none = await train("logistic", { penalty: "l1", C: 1e-4, tol: 1e-9 }, features, codes);
    expect(none.model.weights.every((each) => each === 0)).toBe(true);
    expect(none.model.warnings).toBeUndefined();
    for (const code of [0, 1, 2])
      expect(none.predicted[code]).toBeCloseTo(codes.filter((each) => each === code).length / 120, 8);
  });

  test.each(["l1", "elasticnet"])(
    "%s has an answer for one row, constant columns and parted classes",
    async (penalty) => {
      for (const matrix of [
        matrixOf([[2]]),
        matrixOf([[1, 1, 1]]),
        matrixOf([[1], [2], [3]]),
        matrixOf([[1e30, 0, -1e30]]),
      ])
        for (const C of [1e-6, 1, 1e6]) {
          const target = Int32Array.from({ length: matrix.rows }, (_, row) => row);
          if (matrix.rows === 1) target[0] = 1;
          const { model, predicted } = await train("logistic", { penalty, C }, matrix, target);
          expect(model.weights.every(Number.isFinite)).toBe(true);
          expect(predicted.every((each) => each >= 0 && each <= 1)).toBe(true);
        }
    },
  );

  test("a class without training rows gets next to no probability", async () => {
    const { predicted } = await train(
      "logistic",
      { C: 1000 },
      features,
      codes.map((code) => (code === 1 ? 3 : code)),
    );
    const mean = (code: number) =>
      predicted.reduce((sum, each, at) => sum + (at % 4 === code ? each / 120 : 0), 0);
    expect(mean(1)).toBeLessThan(0.001);
    expect(mean(3)).toBeGreaterThan(0.2);
  });

  test.each([
    [{ penalty: null, C: 2 }, '"C" has no meaning without a penalty'],
    [{ C: 0 }, '"C" is 0, expected a number above 0'],
    [{ penalty: "l1", l1_ratio: 0.5 }, '"l1_ratio" has no meaning with the penalty l1'],
    [{ penalty: "l3" }, '"penalty" is "l3", expected "l1" or "l2" or "elasticnet" or null'],
  ] as [Params, string][])("refuses %j", async (params, message) => {
    await expect(train("logistic", params, features, codes)).rejects.toThrow(message);
  });

  test("refuses numbers", async () => {
    await expect(train("logistic", {}, features, numbers)).rejects.toThrow("the target is numbers");
  });
});

test.each([
  ["mean", Float64Array.of(1, 2, 6), [3]],
  ["median", Float64Array.of(1, 2, 6), [2]],
  ["prior", Int32Array.of(0, 1, 1), [1 / 3, 2 / 3]],
  ["most_frequent", Int32Array.of(0, 1, 1), [0, 1]],
] as const)("the baseline %s gives every row the same", async (strategy, target, wanted) => {
  const { model, predicted } = await train("baseline", { strategy }, matrixOf([[1, 2, 3]]), target);
  expect([...predicted]).toEqual([...wanted, ...wanted, ...wanted]);
  expect([...model.importance]).toEqual([0]);
});
