import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type BoostingTraining, trainBoosting } from "../../src/learn/boosting.ts";
import { parseBoostingParams } from "../../src/learn/boosting-params.ts";
import type { Matrix } from "../../src/learn/matrix.ts";
import type { Params } from "../../src/learn/parameters.ts";
import { predictTrees } from "../../src/learn/predict-trees.ts";
import { regressionMetrics } from "../../src/metrics/regression-metrics.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { createWorkers, inlineWorkers } from "../../src/services/workers.ts";
import { findColumn, type NumericColumn, type TextColumn } from "../../src/tables/table.ts";
import { makeModel } from "../model/make-model.ts";
import { matrixOf, uniform } from "./make-data.ts";

const inline = inlineWorkers(openKernel).pool();
const workers = createWorkers(assetUrl("worker"));
afterAll(() => workers.close());

type Options = Pick<BoostingTraining, "matrix" | "target"> &
  Partial<Omit<BoostingTraining, "params">> & { params?: Params };

function train({ params = {}, classes = 0, ...options }: Options) {
  const task = classes === 0 ? "regression" : "classification";
  return trainBoosting({
    ...{ classes, seed: 1, pool: inline, ...options },
    params: parseBoostingParams({ n_estimators: 20, ...params }, { task }),
  });
}

interface GoldenCase {
  categories: number[];
  objective: "regression" | "binary" | "multiclass";
  params: Params;
  columns: (number | null)[][];
  target: number[];
  /** Of the first 150 rows, and of a row that is no category and one of categories that were not seen. */
  predicted: (number | number[])[];
}

/** By LightGBM 4.7.0: test/golden/boosting-categories.py. */
const golden: { trees: GoldenCase[]; scores: Record<"price" | "cut" | "many", number> } = JSON.parse(
  readFileSync(new URL("../golden/boosting-categories.json", import.meta.url), "utf8"),
);

describe("the trees are LightGBM's", () => {
  const named = golden.trees.map(
    (each) => [`${each.objective} ${JSON.stringify(each.params)}`, each] as const,
  );
  test.each(named)("%s", async (_name, { categories, objective, params, columns, target, predicted }) => {
    const values = columns.map((column) => column.map((value) => value ?? Number.NaN));
    const classes = { regression: 0, binary: 2, multiclass: 3 }[objective];
    const model = await train({
      matrix: { ...matrixOf(values), categories: [...categories, 0] },
      target: classes === 0 ? Float64Array.from(target) : Int32Array.from(target),
      classes,
      params,
    });
    expect(model.trees.some(({ sets }) => sets !== undefined)).toBe(true);
    const odd = (code: number) => values.map((_, at) => (at === values.length - 1 ? 0 : code));
    const [none, unseen] = [odd(-1), odd(99_999)];
    const asked = matrixOf(values.map((column, at) => [...column.slice(0, 150), none[at]!, unseen[at]!]));
    const found = predictTrees(model, asked);
    const shown = classes === 2 ? found.filter((_, at) => at % 2 === 1) : found;
    // Weights of rows are float32.
    const digits = params.is_unbalance ? 5 : 6;
    for (const [at, value] of predicted.flat().entries()) expect(shown[at]).toBeCloseTo(value, digits);
  });
});

describe("models of texts are as good as LightGBM's", () => {
  const diamonds = () => {
    const file = path.resolve(
      import.meta.dirname,
      "../../node_modules/@observablehq/sample-datasets/diamonds.csv",
    );
    const [head = "", ...lines] = readFileSync(file, "utf8").trim().split("\n");
    return `${[head, ...lines.filter((_, at) => at % 4 === 0)].join("\n")}\n`;
  };
  const many = () => {
    const lines = Array.from({ length: 20_000 }, (_, row) => {
      const category = Math.floor((((row * 7919) % 100_003) / 100_003) ** 2 * 3000);
      const number = (((row * 31) % 1009) / 1009) * 3;
      const target = (((category * 104_729) % 9973) / 9973) * 4 + number + ((row * 65_537) % 99_991) / 99_991;
      return `c${category},${number},${target}`;
    });
    return `c,x,y\n${lines.join("\n")}\n`;
  };
  /** Predictions of the rows that were not learnt from, and what they should be. */
  async function predictTests(csv: string, target: string) {
    const { table, outputs, classes } = await makeModel({ csv, target, engine: "gradient-boosting" });
    const rows = Array.from({ length: table.rows / 5 }, (_, row) => 5 * row);
    const width = Math.max(1, classes.length);
    const predicted = rows.map((row) => outputs.subarray(row * width, row * width + width));
    return { rows, predicted, classes, column: findColumn(table, target)! };
  }

  test.each([
    ["price", diamonds, "price"],
    ["many", many, "y"],
  ] as const)("%s", async (name, csv, target) => {
    const { rows, predicted, column } = await predictTests(csv(), target);
    const actual = Float64Array.from(rows, (row) => (column as NumericColumn).values[row]!);
    const { r2 } = regressionMetrics(
      actual,
      Float64Array.from(predicted, ([value]) => value!),
    );
    expect(Math.abs(r2 - golden.scores[name])).toBeLessThan(0.004);
  });

  test("cut", async () => {
    const { rows, predicted, classes, column } = await predictTests(diamonds(), "cut");
    const { codes, dictionary } = column as TextColumn;
    const losses = rows.map(
      (row, at) => -Math.log(predicted[at]![classes.indexOf(dictionary[codes[row]!]!)]!),
    );
    const loss = losses.reduce((sum, each) => sum + each / losses.length, 0);
    expect(loss - golden.scores.cut).toBeLessThan(0.005);
    expect(loss - golden.scores.cut).toBeGreaterThan(-0.03);
  });
});

/** A column of as many categories with an effect each, and one of numbers. */
function makeCategories(rows: number, categories: number, seed: number) {
  const next = uniform(seed);
  const effects = Float64Array.from({ length: categories }, () => next() * 4);
  const codes = Float32Array.from({ length: rows }, () => Math.floor(next() ** 2 * categories));
  const numbers = Float32Array.from({ length: rows }, () => next() * 3);
  const target = Float64Array.from(codes, (code, row) => effects[code]! + numbers[row]! + next());
  const matrix: Matrix = { ...matrixOf([codes, numbers]), categories: [categories, 0] };
  return { matrix, target, effects };
}

describe("categories", () => {
  test.each([
    [0, 40],
    [2, 700],
    [3, 40],
  ])("give the same model on 1, 2 and 3 threads (%d classes, %d categories)", async (classes, categories) => {
    const { matrix, target } = makeCategories(6000, categories, 3);
    const options = {
      matrix,
      target: classes === 0 ? target : Int32Array.from(target, (value) => Math.floor(value) % classes),
      classes,
      params: { subsample: 0.8, subsample_freq: 1, colsample_bytree: 0.5 },
    };
    const wanted = await train(options);
    for (const threads of [1, 2, 3])
      expect(await train({ ...options, pool: workers.pool(threads) })).toEqual(wanted);
  });

  test("more than a byte tells apart are all known: 10,000, with their effects", async () => {
    const { matrix, target, effects } = makeCategories(40_000, 10_000, 5);
    const model = await train({
      matrix,
      target,
      params: { n_estimators: 30, learning_rate: 0.4, cat_smooth: 2, cat_l2: 1, min_data_per_group: 20 },
    });
    const asked = [10, 300, 700, 1500].map((code) => [code, 1.5] as const);
    const predicted = predictTrees(model, matrixOf([asked.map(([code]) => code), asked.map(([, at]) => at)]));
    for (const [row, [code]] of asked.entries())
      expect(Math.abs(predicted[row]! - (effects[code]! + 2))).toBeLessThan(1);
    expect(model.importance[0]).toBeGreaterThan(0.3);
  });

  test("stop early by validation rows, whose categories need not be known", async () => {
    const { matrix, target } = makeCategories(3000, 20, 9);
    const other = makeCategories(500, 20, 10);
    const validation = {
      matrix: { ...other.matrix, data: other.matrix.data.map((value, at) => (at % 3 === 0 ? -1 : value)) },
      target: other.target,
    };
    const model = await train({
      matrix,
      target,
      validation,
      params: { n_estimators: 200, early_stopping_rounds: 5 },
    });
    const lossWith = (trees: number) => {
      const found = predictTrees({ ...model, trees: model.trees.slice(0, trees) }, validation.matrix);
      return found.reduce((sum, value, row) => sum + (value - validation.target[row]!) ** 2, 0);
    };
    const losses = model.trees.map((_, tree) => lossWith(tree + 1));
    expect(losses.indexOf(Math.min(...losses))).toBe(losses.length - 1);
  });

  test("have no order that predictions could rise with", async () => {
    const { matrix, target } = makeCategories(200, 5, 1);
    await expect(train({ matrix, target, params: { monotone_constraints: { x0: 1 } } })).rejects.toThrow(
      '"monotone_constraints" names "x0", whose categories have no order',
    );
  });

  test("are named by their columns' types, not by parameters", () => {
    const parse = () => parseBoostingParams({ cat_feature: "x0" }, { task: "regression" });
    expect(parse).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("declare codes as text") }),
    );
    const params = {
      cat_smooth: 1,
      cat_l2: 0,
      max_cat_to_onehot: 9,
      max_cat_threshold: 5,
      min_data_per_group: 7,
    };
    expect(parseBoostingParams(params, { task: "regression" })).toMatchObject(params);
    expect(() => parseBoostingParams({ cat_l2: -1 }, { task: "regression" })).toThrow('"cat_l2" is -1');
  });
});
