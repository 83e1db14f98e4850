import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { trainDummyClassifier, trainDummyRegressor } from "../../src/learn/dummy.ts";
import { type ForestTraining, trainForest } from "../../src/learn/forest.ts";
import { type ForestParams, parseForestParams } from "../../src/learn/forest-params.ts";
import type { Matrix } from "../../src/learn/matrix.ts";
import type { TreesModel } from "../../src/learn/model.ts";
import type { Params } from "../../src/learn/parameters.ts";
import { predictTrees, predictTreesOn } from "../../src/learn/predict-trees.ts";
import { classificationMetrics } from "../../src/metrics/classification-metrics.ts";
import { regressionMetrics } from "../../src/metrics/regression-metrics.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { createWorkers, inlineWorkers } from "../../src/services/workers.ts";
import { makeData, matrixOf, uniform } from "./make-data.ts";

interface Case {
  params: Partial<ForestParams>;
  importance: number[];
  nodes: number;
}
interface Golden {
  rows: number;
  train: number;
  regression: (Case & { r2: number })[];
  classification: (Case & { classes: number; accuracy: number; brier: number })[];
  dummy: { mean: number; median: number; median_even: number; most_frequent: number[]; prior: number[] };
}

/** By scikit-learn 1.9.1: test/golden/forest.py. */
const golden: Golden = JSON.parse(readFileSync(new URL("../golden/forest.json", import.meta.url), "utf8"));

const workers = createWorkers(assetUrl("worker"));
const inline = inlineWorkers(openKernel).pool();
afterAll(() => workers.close());

/** The data of test/golden/forest.py. */
function housing(rows: number): { matrix: Matrix; target: Float64Array; kinds: Int32Array } {
  let x = 100;
  const u = Array.from({ length: 10 }, () =>
    Float64Array.from({ length: rows }, () => {
      x = (16807 * x) % 2147483647;
      return x / 2147483647;
    }),
  );
  const map = (column: number, value: (u: number) => number): Float64Array => u[column]!.map(value);
  const cents = (value: number): number => Math.round(100 * value) / 100;
  const income = map(0, (each) => cents(-3 * Math.log(each)));
  const age = map(1, (each) => Math.floor(52 * each));
  const rooms = map(2, (each) => 2 + 6 * each ** 2);
  const latitude = map(3, (each) => cents(32 + 10 * each));
  const longitude = map(4, (each) => cents(-124 + 10 * each));
  const coast = map(5, (each) => Number(each < 0.3));
  const island = map(6, (each) => Number(each < 0.02));
  const target = income.map((earned, row) => {
    const place = 0.8 * Math.sin(1.3 * latitude[row]!) * Math.cos(0.9 * longitude[row]!);
    const noise = (u[8]![row]! + u[9]![row]! - 1) * (0.5 + 0.2 * earned);
    const house =
      0.008 * age[row]! + (earned > 4 ? 0.1 * rooms[row]! : 0) + 0.7 * coast[row]! + 1.5 * island[row]!;
    return Math.min(6, Math.max(0.15, 0.42 * earned + house + place + noise));
  });
  const kinds = Int32Array.from(target, (value) => Number(value >= 0.8) + Number(value >= 1.6));
  return { matrix: matrixOf([income, age, rooms, latitude, longitude, coast, island, u[7]!]), target, kinds };
}

function head(matrix: Matrix, rows: number): Matrix {
  return matrixOf(
    matrix.names.map((_, column) => matrix.data.subarray(column * matrix.rows, column * matrix.rows + rows)),
  );
}

/** Training options with everything that a test does not say. */
function training(some: Pick<ForestTraining, "matrix" | "target"> & Partial<ForestTraining>): ForestTraining {
  const params = parseForestParams({ n_estimators: 10 }, some.classes ? "classification" : "regression");
  return { classes: 0, params, seed: 1, pool: inline, ...some };
}

function meanNodes({ trees }: TreesModel): number {
  return trees.reduce((sum, tree) => sum + tree.feature.length, 0) / trees.length;
}

describe("a forest is as good as scikit-learn's, and alike", () => {
  const { rows, train } = golden;
  const { matrix, target, kinds } = housing(rows);
  const testRows = Uint32Array.from({ length: rows - train }, (_, row) => train + row);
  const pool = workers.pool(2);
  const seeds = [1, 2, 3];
  const mean = (values: number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

  test.each(golden.regression)("regression with $params", async ({ params, r2, importance, nodes }) => {
    const forests: TreesModel[] = [];
    for (const seed of seeds)
      forests.push(
        await trainForest(
          training({
            matrix: head(matrix, train),
            target: target.slice(0, train),
            params: parseForestParams(params, "regression"),
            seed,
            pool,
          }),
        ),
      );
    const found = forests.map(
      (forest) => regressionMetrics(target.slice(train), predictTrees(forest, matrix, testRows)).r2,
    );
    expect(Math.abs(mean(found) - r2)).toBeLessThan(0.01);
    expect(Math.abs(mean(forests.map(meanNodes)) / nodes - 1)).toBeLessThan(0.05);
    for (const [feature, share] of importance.entries())
      expect(Math.abs(mean(forests.map((forest) => forest.importance[feature]!)) - share)).toBeLessThan(0.02);
  });

  test.each(golden.classification)(
    "$classes classes with $params",
    async ({ params, classes, accuracy, brier, ...wanted }) => {
      const codes = classes === 2 ? kinds.map((kind) => Math.min(kind, 1)) : kinds;
      const forest = await trainForest(
        training({
          matrix: head(matrix, train),
          target: codes.slice(0, train),
          classes,
          params: parseForestParams(params, "classification"),
          pool,
        }),
      );
      const scores = predictTrees(forest, matrix, testRows);
      const predicted = Int32Array.from(testRows, (_, row) => {
        const of = scores.subarray(row * classes, (row + 1) * classes);
        return of.indexOf(Math.max(...of));
      });
      const names = ["low", "middle", "high"].slice(0, classes);
      const found = classificationMetrics({ actual: codes.slice(train), predicted, scores, classes: names });
      expect(Math.abs(found.accuracy! - accuracy)).toBeLessThan(0.02);
      expect(Math.abs(found.brier! - brier)).toBeLessThan(0.01);
      expect(Math.abs(meanNodes(forest) / wanted.nodes - 1)).toBeLessThan(0.05);
      for (const [feature, share] of wanted.importance.entries())
        expect(Math.abs(forest.importance[feature]! - share)).toBeLessThan(0.03);
    },
  );
});

describe("trainForest", () => {
  test.each([0, 2, 4])("gives the same forest on 1, 2 and 3 threads (%d classes)", async (classes) => {
    const { matrix, target } = makeData(400, 6, 3);
    const params = parseForestParams(
      { n_estimators: 20, max_features: 0.5 },
      classes ? "classification" : "regression",
    );
    const codes = Int32Array.from(target, (value) => Math.floor(value) % classes);
    const options = training({ matrix, target: classes ? codes : target, classes, params });
    const wanted = await trainForest(options);
    for (const threads of [1, 2, 3])
      expect(await trainForest({ ...options, pool: workers.pool(threads) })).toEqual(wanted);
  });

  test("gives another forest for another seed, and the same for the same", async () => {
    const options = training(makeData(100, 3, 1));
    expect(await trainForest(options)).toEqual(await trainForest(options));
    expect(await trainForest({ ...options, seed: 2 })).not.toEqual(await trainForest(options));
  });

  test("does not lose small differences of large numbers, nor large ones", async () => {
    const { matrix, target } = makeData(300, 3, 1);
    for (const [factor, offset] of [
      [1, 0],
      [1, 1e6],
      [1e-300, 0],
      [1e30, 0],
    ] as const) {
      const forest = await trainForest(
        training({ matrix, target: target.map((value) => offset + factor * value) }),
      );
      const plain = await trainForest(training({ matrix, target }));
      expect(meanNodes(forest)).toBeCloseTo(meanNodes(plain), -2);
      for (const [feature, share] of plain.importance.entries())
        expect(forest.importance[feature]).toBeCloseTo(share, 2);
    }
  });

  test("predicts within the target's range, and a constant exactly", async () => {
    const { matrix, target } = makeData(200, 3, 2);
    const predicted = predictTrees(await trainForest(training({ matrix, target })), matrix);
    expect(Math.min(...predicted)).toBeGreaterThanOrEqual(Math.fround(Math.min(...target)));
    expect(Math.max(...predicted)).toBeLessThanOrEqual(Math.fround(Math.max(...target)));
    const constant = await trainForest(training({ matrix, target: target.map(() => 7) }));
    expect([...new Set(predictTrees(constant, matrix))]).toEqual([7]);
    expect([...constant.importance]).toEqual([0, 0, 0]);
  });

  test("gives probabilities that sum to 1, and 1 for a single class", async () => {
    const { matrix, target } = makeData(200, 3, 2);
    for (const classes of [1, 2, 3, 7]) {
      const codes = Int32Array.from(target, (value) => Math.floor(value) % classes);
      const scores = predictTrees(await trainForest(training({ matrix, target: codes, classes })), matrix);
      expect(scores).toHaveLength(200 * classes);
      for (let row = 0; row < 200; row++) {
        const sum = scores
          .subarray(row * classes, (row + 1) * classes)
          .reduce((total, each) => total + each, 0);
        expect(sum).toBeCloseTo(1, 6);
      }
    }
  });

  test("reports its progress", async () => {
    const steps: string[] = [];
    await trainForest(
      training({ ...makeData(50, 2, 1), onProgress: (done, total) => steps.push(`${done}/${total}`) }),
    );
    expect(steps).toEqual(Array.from({ length: 10 }, (_, tree) => `${tree + 1}/10`));
  });
});

describe("trainForest refuses", () => {
  const { matrix, target } = makeData(10, 2, 1);

  test.each<[string, Partial<ForestTraining>, string]>([
    [
      "no rows",
      { matrix: matrixOf([[]]), target: new Float64Array() },
      "Cannot train: there are no training rows",
    ],
    [
      "no features",
      { matrix: { names: [], rows: 10, data: new Float32Array() } },
      "Cannot train: there are no features",
    ],
    [
      "missing values with monotone constraints",
      {
        matrix: matrixOf([matrix.data.subarray(0, 10), [1, 2, Number.NaN, 4, 5, 6, 7, 8, 9, 10]]),
        params: parseForestParams({ monotonic_cst: { x0: 1 } }, "regression"),
      },
      'Cannot train: feature "x1" is missing in training row 2',
    ],
    [
      "numbers that float32 cannot hold",
      { matrix: matrixOf([[1e39, 2, 3, 4, 5, 6, 7, 8, 9, 10]]) },
      'Cannot train: feature "x0" is no number within ±3.4e38 in training row 0',
    ],
    [
      "a missing target",
      { target: target.map((value, row) => (row === 3 ? Number.NaN : value)) },
      "Cannot train: the target is no number within ±3.4e38 in training row 3",
    ],
  ])("%s", async (_, change, message) => {
    const refused = trainForest(training({ matrix, target, ...change }));
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(message);
  });

  test("a forest that would not fit into memory, before it starts", async () => {
    const params = parseForestParams({ n_estimators: 1e9 }, "regression");
    const refused = trainForest(training({ matrix, target, params }));
    await expect(refused).rejects.toThrow(
      "Cannot train 1,000,000,000 trees on 10 rows × 2 features: they may take 399 GB, and each thread ",
    );
    const classes = 3_000_000;
    const few = { n_estimators: 1, max_depth: 1 };
    const wide = training({
      matrix,
      target: new Int32Array(10),
      classes,
      params: parseForestParams(few, "classification"),
    });
    await expect(trainForest(wide)).rejects.toThrow("each thread 6.");
  });

  test("codes that are no classes: a mistake of the caller", async () => {
    for (const codes of [
      [0, 1, 2],
      [0, -1, 1],
    ])
      await expect(
        trainForest(training({ matrix: matrixOf([[1, 2, 3]]), target: Int32Array.from(codes), classes: 2 })),
      ).rejects.toThrow(RangeError);
    await expect(trainForest(training({ matrix, target: new Float64Array(3) }))).rejects.toThrow(RangeError);
  });
});

describe("categories", () => {
  const next = uniform(17);
  const effects = Float64Array.from({ length: 700 }, () => next() * 4);
  const codes = Float32Array.from({ length: 4000 }, () => Math.floor(next() ** 2 * 701) - 1);
  const others = Float32Array.from({ length: 4000 }, () => next() * 3);
  const target = Float64Array.from(codes, (code, row) => (effects[code] ?? 2) + others[row]! + next() / 4);
  const matrix: Matrix = { ...matrixOf([codes, others]), categories: [700, 0] };
  const classesOf = (classes: number) => Int32Array.from(target, (value) => Math.floor(value) % classes);
  const grow = (params: Params, classes = 0, on = inline) =>
    trainForest({
      matrix,
      target: classes === 0 ? target : classesOf(classes),
      classes,
      params: parseForestParams(
        { n_estimators: 10, ...params },
        classes === 0 ? "regression" : "classification",
      ),
      seed: 1,
      pool: on,
    });

  test.each([0, 2, 3])("give the same forest on 1, 2 and 3 threads (%d classes)", async (classes) => {
    const wanted = await grow({}, classes);
    expect(wanted.trees.every(({ sets }) => sets !== undefined)).toBe(true);
    for (const threads of [1, 2, 3]) expect(await grow({}, classes, workers.pool(threads))).toEqual(wanted);
  });

  test("are all known, beyond the 255 that a byte tells apart", async () => {
    const model = await grow({ n_estimators: 30 });
    const all = Array.from(effects.keys());
    const predicted = predictTrees(model, matrixOf([all, all.map(() => 1.5)]));
    // Those of the second and third feature that the column is.
    for (const [from, to] of [
      [234, 467],
      [467, 700],
    ]) {
      const error = (code: number) => Math.abs(predicted[code]! - (effects[code]! + 1.6));
      const errors = all.slice(from, to).map(error);
      expect(errors.reduce((sum, each) => sum + each, 0) / errors.length).toBeLessThan(0.7); // 1 of the mean
    }
    expect(model.importance).toHaveLength(2);
    expect(model.importance[0]).toBeGreaterThan(0.4);
  });

  test("keep their sets where branches are cut, and are out of bag as in it", async () => {
    const [whole, cut] = [await grow({ oob_score: true }), await grow({ ccp_alpha: 0.002 })];
    expect(whole.outOfBag!.score).toBeGreaterThan(0.6);
    expect(cut.trees[0]!.feature.length).toBeLessThan(whole.trees[0]!.feature.length / 2);
    const r2 = regressionMetrics(target, predictTrees(cut, matrix)).r2;
    expect(r2).toBeGreaterThan(0.7);
  });

  test("give the same predictions on threads", async () => {
    const model = await grow({ n_estimators: 60 });
    expect(await predictTreesOn(workers.pool(2), { model, matrix, rows: undefined })).toEqual(
      predictTrees(model, matrix),
    );
  });

  test("have no order that predictions could rise with", async () => {
    await expect(grow({ monotonic_cst: { x0: 1 } })).rejects.toThrow(
      '"monotonic_cst" names "x0", whose categories have no order',
    );
  });
});

describe("predictTrees", () => {
  test("takes rows in any order, several times, and more than a block of them", async () => {
    const { matrix, target } = makeData(5000, 3, 2);
    const forest = await trainForest(training({ matrix, target }));
    const all = predictTrees(forest, matrix);
    const rows = Uint32Array.of(4999, 0, 17, 17, 4096);
    expect([...predictTrees(forest, matrix, rows)]).toEqual([...rows].map((row) => all[row]));
    expect(predictTrees(forest, matrix, new Uint32Array())).toHaveLength(0);
  });

  test("gives the same on threads, which many rows are worth", async () => {
    const { matrix, target } = makeData(150_000, 3, 2);
    const codes = Int32Array.from(target, (value) => Math.floor(value) % 3);
    const params = parseForestParams({ n_estimators: 10, max_depth: 3 }, "classification");
    const pool = workers.pool(2);
    const forest = await trainForest(training({ matrix, target: codes, classes: 3, params, pool }));
    const wanted = predictTrees(forest, matrix);
    expect(await predictTreesOn(pool, { model: forest, matrix, rows: undefined })).toEqual(wanted);
    const rows = Uint32Array.from({ length: 150_000 }, (_, row) => 149_999 - row);
    const reversed = await predictTreesOn(pool, { model: forest, matrix, rows });
    expect(reversed.subarray(0, 3)).toEqual(wanted.slice(-3));
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(predictTreesOn(pool, { model: forest, matrix, rows, signal })).rejects.toThrow("enough");
    expect(await predictTreesOn(pool, { model: forest, matrix, rows: rows.slice(0, 2) })).toEqual(
      reversed.slice(0, 6),
    );
  });
});

describe("dummy models are scikit-learn's", () => {
  const { target, kinds } = housing(golden.rows);

  test("for numbers", () => {
    expect(trainDummyRegressor(target.slice(0, 101)).value).toBeCloseTo(golden.dummy.mean, 12);
    expect(trainDummyRegressor(target.slice(0, 101), "median").value).toBeCloseTo(golden.dummy.median, 12);
    expect(trainDummyRegressor(target.slice(0, 100), "median").value).toBeCloseTo(
      golden.dummy.median_even,
      12,
    );
    expect(trainDummyRegressor(new Float64Array()).value).toBeNaN();
    expect(trainDummyRegressor(new Float64Array(), "median").value).toBeNaN();
  });

  test("for classes", () => {
    const some = kinds.slice(0, 50);
    const mostFrequent = trainDummyClassifier(some, 3, "most_frequent");
    expect([...mostFrequent.scores]).toEqual(golden.dummy.most_frequent);
    expect(mostFrequent.scores[mostFrequent.code]).toBe(1);
    const prior = trainDummyClassifier(some, 3);
    expect(prior.code).toBe(mostFrequent.code);
    for (const [code, share] of golden.dummy.prior.entries())
      expect(prior.scores[code]).toBeCloseTo(share, 12);
    expect(trainDummyClassifier(Int32Array.of(1, 2, 2, 1), 3).code).toBe(1);
  });
});
