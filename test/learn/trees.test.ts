import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { drawClasses, trainDummyClassifier, trainDummyRegressor } from "../../src/learn/dummy.ts";
import { type EngineName, loadEngine } from "../../src/learn/engines.ts";
import type { Matrix } from "../../src/learn/matrix.ts";
import type { TreesModel } from "../../src/learn/model.ts";
import type { Params } from "../../src/learn/parameters.ts";
import { predictTrees } from "../../src/learn/predict-trees.ts";
import { meanOver } from "../../src/metrics/mean-over.ts";
import { regressionMetrics } from "../../src/metrics/regression-metrics.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { createWorkers, inlineWorkers } from "../../src/services/workers.ts";
import { matrixOf } from "./make-data.ts";

interface Case {
  target: "regression" | "two" | "kinds" | "counts";
  params: Params;
  weighted: boolean;
  nodes: number;
  importance: number[];
}
interface Golden {
  dummies: { mean: number; median: number; prior: number[]; stratified: number };
  rows: number;
  train: number;
  trees: (Case & { data: "full" | "missing"; predicted: number[] })[];
  forests: (Case & { engine: EngineName; score: number; oob: number | null; shares: number[] | null })[];
}

/** By scikit-learn 1.9.1: test/golden/trees.py. */
const golden: Golden = JSON.parse(readFileSync(new URL("../golden/trees.json", import.meta.url), "utf8"));
const { rows, train } = golden;
const data = makeRows();
const classes = { regression: 0, counts: 0, two: 2, kinds: 3 };

const workers = createWorkers(assetUrl("worker"));
afterAll(() => workers.close());

/** The data of test/golden/trees.py. */
function makeRows() {
  let x = 7;
  const u = Array.from({ length: 12 }, () =>
    Float64Array.from({ length: rows }, () => {
      x = (16807 * x) % 2147483647;
      return x / 2147483647;
    }),
  );
  const at = (column: number, row: number): number => u[column]![row]!;
  const columns = [40, 12, 200, 3].map((count, column) => u[column]!.map((each) => Math.floor(count * each)));
  const [a, b, c, d] = columns as [Float64Array, Float64Array, Float64Array, Float64Array];
  const regression = a.map(
    (each, row) =>
      0.2 * each +
      (b[row]! > 5 ? 3 : 0) +
      Math.sin(c[row]! / 20) +
      d[row]! * (each > 20 ? 1 : 0) +
      2 * at(4, row),
  );
  const isHole = [
    (row: number) => at(5, row) < 0.25,
    (row: number) => at(6, row) < 0.1 + (regression[row]! > 7 ? 0.4 : 0),
    (row: number) => at(7, row) < 0.02,
    () => false,
  ];
  const noisy = regression.map((each, row) => each + at(9, row));
  return {
    full: matrixOf(columns),
    missing: matrixOf(
      columns.map((column, index) => column.map((each, row) => (isHole[index]!(row) ? Number.NaN : each))),
    ),
    regression,
    two: Int32Array.from(noisy, (each) => Number(each > 6.5)),
    kinds: Int32Array.from(noisy, (each) => Number(each >= 4.5) + Number(each >= 8.5)),
    counts: regression.map((each, row) => Math.floor(Math.exp(each / 5) * at(11, row) * 3)),
    weights: u[10]!.map((each) => Math.floor(4 * each)),
  };
}

function part(matrix: Matrix, from: number, to: number): Matrix {
  return matrixOf(
    matrix.names.map((_, column) =>
      matrix.data.subarray(column * matrix.rows + from, column * matrix.rows + to),
    ),
  );
}

async function learn(
  engine: EngineName,
  { target, params, weighted }: Pick<Case, "target" | "params" | "weighted">,
  { matrix, seed = 1, threads = 0 }: { matrix: Matrix; seed?: number; threads?: number },
): Promise<TreesModel> {
  const task = classes[target] === 0 ? "regression" : "classification";
  const learner = (await loadEngine(engine))(params, { task });
  const model = await learner.train({
    matrix: part(matrix, 0, train),
    target: data[target].slice(0, train),
    classes: classes[target],
    labels: ["0", "1", "2"].slice(0, classes[target]),
    ...(weighted && { weights: data.weights.slice(0, train) }),
    seed,
    pool: threads > 0 ? workers.pool(threads) : inlineWorkers(openKernel).pool(),
  });
  return model as TreesModel;
}

describe("a decision tree is scikit-learn's very own", () => {
  test.each(golden.trees)("$target, $data: $params, weighted: $weighted", async (each) => {
    const model = await learn("decision-tree", each, { matrix: data[each.data] });
    // What balances classes is rounded to whole weights.
    const bound = each.params.class_weight === "balanced" ? 1e-4 : 1e-6;
    expect(model.trees[0]!.feature).toHaveLength(each.nodes);
    for (const [feature, share] of each.importance.entries())
      expect(Math.abs(model.importance[feature]! - share)).toBeLessThan(bound);
    const tested = "monotonic_cst" in each.params ? data.full : data.missing;
    const predicted = predictTrees(model, part(tested, train, rows));
    expect(predicted).toHaveLength(each.predicted.length);
    for (const [at, value] of predicted.entries())
      expect(Math.abs(value - each.predicted[at]!)).toBeLessThan(bound * Math.max(1, Math.abs(value)));
  });
});

describe("forests with missing values are as good as scikit-learn's", () => {
  const mean = (values: number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

  test.each(golden.forests)("$engine, $target: $params, weighted: $weighted", async (each) => {
    const params = {
      n_estimators: 200,
      ...each.params,
      ...(each.oob !== null && { oob_score: true }),
    };
    const models: TreesModel[] = [];
    for (const seed of [1, 2, 3])
      models.push(await learn(each.engine, { ...each, params }, { matrix: data.missing, seed, threads: 2 }));
    const tested = part(data.missing, train, rows);
    const actual = data[each.target].slice(train);
    const outputs = models.map((model) => predictTrees(model, tested));
    const scores = outputs.map((predicted) =>
      each.target === "regression"
        ? regressionMetrics(Float64Array.from(actual), predicted).r2
        : mean(
            Array.from(actual, (code, row) => Number(code === mostOf(predicted, row, classes[each.target]))),
          ),
    );
    const bound = each.target === "regression" ? 0.004 : 0.012;
    expect(Math.abs(mean(scores) - each.score)).toBeLessThan(bound);
    if (each.oob !== null)
      expect(Math.abs(mean(models.map(({ outOfBag }) => outOfBag!.score)) - each.oob)).toBeLessThan(bound);
    const nodes = mean(models.flatMap(({ trees }) => trees.map(({ feature }) => feature.length)));
    // Weights with rounding make scikit-learn split nodes that are pure but for it.
    expect(Math.abs(nodes / each.nodes - 1)).toBeLessThan(each.params.class_weight ? 0.04 : 0.02);
    for (const [feature, share] of each.importance.entries())
      expect(Math.abs(mean(models.map(({ importance }) => importance[feature]!)) - share)).toBeLessThan(0.01);
    for (const [code, share] of (each.shares ?? []).entries()) {
      const ours = outputs.map((predicted) =>
        mean([...predicted].filter((_, at) => at % each.shares!.length === code)),
      );
      expect(Math.abs(mean(ours) - share)).toBeLessThan(0.01);
    }
  });
});

function mostOf(outputs: Float64Array, row: number, count: number): number {
  const own = outputs.subarray(row * count, (row + 1) * count);
  return own.indexOf(Math.max(...own));
}

describe("dummies of weighted rows are scikit-learn's", () => {
  const { regression, kinds, weights } = data;

  test("mean, lower median, and shares of the classes", () => {
    expect(trainDummyRegressor(regression, "mean", weights).value).toBeCloseTo(golden.dummies.mean, 12);
    expect(trainDummyRegressor(regression, "median", weights).value).toBe(golden.dummies.median);
    const { scores } = trainDummyClassifier(kinds, 3, "prior", weights);
    for (const [code, share] of golden.dummies.prior.entries()) expect(scores[code]).toBeCloseTo(share, 12);
  });

  test("classes drawn by their shares, the same for the same seed", () => {
    const { scores } = trainDummyClassifier(kinds, 3, "prior", weights);
    const accuracies = Array.from({ length: 200 }, (_, seed) => {
      const drawn = drawClasses(scores, rows, seed);
      return meanOver(rows, weights, (row) => drawn[3 * row + kinds[row]!]!);
    });
    const mean = accuracies.reduce((sum, each) => sum + each, 0) / accuracies.length;
    expect(Math.abs(mean - golden.dummies.stratified)).toBeLessThan(0.004);
    expect(drawClasses(scores, 50, 7)).toEqual(drawClasses(scores, 50, 7));
    expect(
      drawClasses(Float64Array.of(0, 1, 0), 50, 7).filter((each, at) => each !== Number(at % 3 === 1)),
    ).toEqual(new Float64Array());
  });
});

describe("out-of-bag scores", () => {
  test("do not depend on the number of threads, and leave out what every tree has seen", async () => {
    const of = { target: "kinds", weighted: false } as const;
    const params = { n_estimators: 30, oob_score: true };
    const one = await learn("random-forest", { ...of, params }, { matrix: data.missing });
    const two = await learn("random-forest", { ...of, params }, { matrix: data.missing, threads: 2 });
    expect(two).toEqual(one);
    expect(one.outOfBag!.rows).toBe(train);
    const few = await learn(
      "random-forest",
      { ...of, params: { ...params, n_estimators: 2 } },
      { matrix: data.missing },
    );
    expect(few.outOfBag!.rows).toBeLessThan(train);
    expect(few.warnings![0]).toMatch(/training rows were drawn by every tree/);
  });
});

test.each<[EngineName, Case["target"], Params, string]>([
  [
    "random-forest",
    "kinds",
    { monotonic_cst: { x0: 1 } },
    '"monotonic_cst" needs numbers or two classes, and there are 3',
  ],
  [
    "decision-tree",
    "regression",
    { monotonic_cst: { x9: 1 } },
    'Cannot train a decision tree: "monotonic_cst" names "x9"',
  ],
  ["random-forest", "two", { class_weight: { "2": 3 } }, '"class_weight" names "2", which is no class'],
  ["random-forest", "two", { class_weight: { "0": 0, "1": 0 } }, "every training row has the weight 0"],
])("%s refuses, of %s, %j", async (engine, target, params, message) => {
  const refused = learn(engine, { target, params, weighted: false }, { matrix: data.full });
  await expect(refused).rejects.toThrow(message);
});

test("counts have no negative ones, for Poisson's deviance", async () => {
  const learner = (await loadEngine("decision-tree"))({ criterion: "poisson" }, { task: "regression" });
  const of = { matrix: matrixOf([[1, 2, 3]]), classes: 0, seed: 1, pool: inlineWorkers(openKernel).pool() };
  await expect(learner.train({ ...of, target: Float64Array.of(1, -1, 2) })).rejects.toThrow(
    "Cannot train with criterion: poisson: the target is negative in training row 1",
  );
  await expect(learner.train({ ...of, target: new Float64Array(3) })).rejects.toThrow(
    "0 in every training row",
  );
});
