import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type BoostingTraining, trainBoosting } from "../../src/learn/boosting.ts";
import { parseBoostingParams } from "../../src/learn/boosting-params.ts";
import { type EngineName, loadEngine } from "../../src/learn/engines.ts";
import type { Matrix } from "../../src/learn/matrix.ts";
import type { Params } from "../../src/learn/parameters.ts";
import { predict } from "../../src/learn/predict.ts";
import { predictTrees } from "../../src/learn/predict-trees.ts";
import { regressionMetrics } from "../../src/metrics/regression-metrics.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { createWorkers, inlineWorkers } from "../../src/services/workers.ts";
import { makeData, matrixOf, uniform } from "./make-data.ts";

const inline = inlineWorkers(openKernel).pool();
const workers = createWorkers(assetUrl("worker"));
afterAll(() => workers.close());

type Options = Pick<BoostingTraining, "matrix" | "target"> &
  Partial<Omit<BoostingTraining, "params">> & { params?: Params };

function train({ params = {}, classes = 0, ...options }: Options) {
  const task = classes === 0 ? "regression" : "classification";
  const parsed = parseBoostingParams({ n_estimators: 20, ...params }, { task });
  return trainBoosting({ classes, seed: 1, pool: inline, ...options, params: parsed });
}

/** Every seventh value of a column is missing. */
function withGaps(matrix: Matrix): Matrix {
  const data = matrix.data.slice();
  for (let row = 3; row < matrix.rows; row += 7) data[row] = Number.NaN;
  return { ...matrix, data };
}

interface Golden {
  rows: number;
  tasks: Record<"regression" | "binary" | "classes", { features: string[]; scores: number[] }>;
  forests: Record<
    "extra-trees" | "decision-tree",
    { params: Params; regression: number[]; classes: number[] }
  >;
}

/** By LightGBM 4.7.0 and scikit-learn 1.9.1: test/golden/boosting.py. */
const golden: Golden = JSON.parse(readFileSync(new URL("../golden/boosting.json", import.meta.url), "utf8"));

const orders: Record<string, string[]> = {
  cut: ["Fair", "Good", "Very Good", "Premium", "Ideal"],
  color: [..."JIHGFED"],
  clarity: ["I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF"],
};

function readDiamonds(): (name: string) => Float32Array {
  const file = path.resolve(
    import.meta.dirname,
    "../../node_modules/@observablehq/sample-datasets/diamonds.csv",
  );
  const [head = "", ...lines] = readFileSync(file, "utf8").trim().split("\n");
  const rows = lines.filter((_, index) => index % 5 === 0).map((line) => line.split(","));
  return (name) => {
    const at = head.split(",").indexOf(name);
    return Float32Array.from(rows, (row) => orders[name]?.indexOf(row[at]!) ?? Number(row[at]));
  };
}

describe("trees are as good as LightGBM's and scikit-learn's", () => {
  const column = readDiamonds();
  const targets = {
    regression: Float64Array.from(column("price")),
    binary: Int32Array.from(column("cut"), (code) => Number(code === 4)),
    classes: Int32Array.from(column("cut")),
  };

  function splitRows(seed: number) {
    const rows = Array.from({ length: golden.rows }, (_, row) => row);
    const isTest = (row: number) => ((row * 7919 + seed * 104729) % 100003) % 5 === 0;
    return { training: rows.filter((row) => !isTest(row)), testing: rows.filter(isTest) };
  }

  function takeRows(names: readonly string[], rows: readonly number[], gap: number): Matrix {
    return matrixOf(
      names.map((name, index) => {
        const values = column(name);
        return rows.map((row) => (index === 2 && row % 7 === 3 ? gap : values[row]!));
      }),
    );
  }

  const classesOf = { regression: 0, binary: 2, classes: 5 };

  /** Predictions of a split's test rows, and what they should be. */
  async function predictSplit(
    [task, seed]: [task: keyof Golden["tasks"], seed: number],
    [engine, params, gap]: [engine: EngineName, params: Params, gap: number],
  ) {
    const { training, testing } = splitRows(seed);
    const { features } = golden.tasks[task];
    const values = targets[task];
    const classes = classesOf[task];
    const kind = classes === 0 ? "regression" : "classification";
    const target = training.map((row) => values[row]!);
    const model = await (await loadEngine(engine))(params, { task: kind }).train({
      matrix: takeRows(features, training, gap),
      target: classes === 0 ? Float64Array.from(target) : Int32Array.from(target),
      classes,
      seed,
      pool: inline,
    });
    const matrix = takeRows(features, testing, gap);
    const predicted = await predict(inline, model, { matrix });
    return { predicted, actual: Float64Array.from(testing, (row) => values[row]!), classes };
  }

  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value / values.length, 0);

  test.each(["regression", "binary", "classes"] as const)(
    "gradient-boosting, %s, mean of five splits",
    async (task) => {
      const { scores } = golden.tasks[task];
      const found = [];
      for (const seed of scores.keys()) {
        const { predicted, actual, classes } = await predictSplit(
          [task, seed],
          ["gradient-boosting", {}, Number.NaN],
        );
        if (classes === 0) found.push(regressionMetrics(actual, predicted).r2);
        else found.push(mean(Array.from(actual, (code, row) => -Math.log(predicted[row * classes + code]!))));
      }
      const difference = task === "regression" ? mean(found) - mean(scores) : mean(scores) - mean(found);
      expect(difference).toBeGreaterThan(task === "regression" ? -0.002 : -0.01 * mean(scores));
      expect(difference).toBeLessThan(0.05);
    },
  );

  test.each(["extra-trees", "decision-tree"] as const)("%s, mean of five splits", async (engine) => {
    const { params, regression, classes } = golden.forests[engine];
    const found: { r2: number[]; accuracy: number[] } = { r2: [], accuracy: [] };
    for (const seed of regression.keys()) {
      const numbers = await predictSplit(["regression", seed], [engine, params, 57]);
      found.r2.push(regressionMetrics(numbers.actual, numbers.predicted).r2);
      const { predicted, actual } = await predictSplit(["classes", seed], [engine, params, 57]);
      const isRight = (code: number, row: number) => {
        const own = predicted.subarray(row * 5, row * 5 + 5);
        return Number(own.indexOf(Math.max(...own)) === code);
      };
      found.accuracy.push(mean(Array.from(actual, isRight)));
    }
    expect(Math.abs(mean(found.r2) - mean(regression))).toBeLessThan(0.002);
    expect(Math.abs(mean(found.accuracy) - mean(classes))).toBeLessThan(0.01);
  });
});

describe("trainBoosting", () => {
  const { matrix, target } = makeData(6000, 11, 5);
  const codes = (classes: number) => Int32Array.from(target, (value) => Math.floor(value) % classes);

  test.each([0, 2, 4])("gives the same model on 1, 2 and 3 threads (%d classes)", async (classes) => {
    const options = {
      matrix: withGaps(matrix),
      target: classes === 0 ? target : codes(classes),
      classes,
      params: { subsample: 0.7, subsample_freq: 2, colsample_bytree: 0.6 },
    };
    const wanted = await train(options);
    for (const threads of [1, 2, 3])
      expect(await train({ ...options, pool: workers.pool(threads) })).toEqual(wanted);
  });

  test("the first split is the best there is, by any data of whole numbers", async () => {
    const values = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.NaN));
    const row = fc.record({ features: fc.tuple(values, values), target: fc.integer({ min: -20, max: 20 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 4, maxLength: 60 }), async (rows) => {
        const columns = [0, 1].map((feature) => rows.map(({ features }) => features[feature]!));
        const model = await train({
          matrix: matrixOf(columns),
          target: Float64Array.from(rows, (each) => each.target),
          params: { n_estimators: 1, num_leaves: 2, min_child_samples: 2 },
        });
        const best = bestGain(rows, 2);
        const [tree] = model.trees;
        if (tree!.feature[0]! < 0) {
          expect(best).toBeLessThan(1e-3);
          return;
        }
        const goes = rows.map(({ features }) => {
          const value = features[tree!.feature[0]!]!;
          return Number.isNaN(value) ? tree!.missingLeft![0] === 1 : value <= tree!.threshold[0]!;
        });
        expect(gainOf(rows, goes) / best).toBeGreaterThan(1 - 1e-6);
      }),
      { numRuns: 150 },
    );
  });

  test("missing values go the way that is learnt", async () => {
    const column = Float32Array.from({ length: 400 }, (_, row) => (row % 4 === 0 ? Number.NaN : row % 10));
    const answer = (value: number) => (Number.isNaN(value) ? 50 : value);
    const model = await train({
      matrix: matrixOf([column]),
      target: Float64Array.from(column, answer),
      params: { n_estimators: 200, min_child_samples: 5 },
    });
    const predicted = predictTrees(model, matrixOf([[Number.NaN, 0, 9]]));
    expect(predicted[0]).toBeCloseTo(50, 1);
    expect(predicted[1]).toBeCloseTo(0, 1);
    expect(predicted[2]).toBeCloseTo(9, 1);
  });

  test("stops where the validation loss is least, and keeps the trees up to there", async () => {
    const next = uniform(8);
    const noisy = (rows: number) => {
      const column = Float32Array.from({ length: rows }, () => next());
      return {
        matrix: matrixOf([column]),
        target: Float64Array.from(column, (value) => Number(value > 0.5) + 3 * (next() - 0.5)),
      };
    };
    const validation = noisy(1000);
    const params = { n_estimators: 300, early_stopping_rounds: 10 };
    const model = await train({ ...noisy(1000), validation, params });
    expect(model.trees.length).toBeGreaterThan(1);
    expect(model.trees.length).toBeLessThan(100);
    const lossWith = (trees: number) => {
      const predicted = predictTrees({ ...model, trees: model.trees.slice(0, trees) }, validation.matrix);
      return predicted.reduce((sum, value, row) => sum + (value - validation.target[row]!) ** 2, 0);
    };
    const losses = model.trees.map((_, tree) => lossWith(tree + 1));
    expect(losses.indexOf(Math.min(...losses))).toBe(losses.length - 1);
    for (const [round, loss] of losses.entries())
      expect(model.losses!.validation![round]).toBeCloseTo(loss / 1000, 6);
    expect(model.losses!.validation!.length).toBeGreaterThanOrEqual(losses.length + 10);
  });

  describe("tells the loss after each round", () => {
    const next = uniform(12);
    const rows = 5000;
    const columns = [0, 1].map(() => Float32Array.from({ length: rows }, () => next()));
    const matrix = matrixOf(columns);
    const signal = Float64Array.from({ length: rows }, (_, row) => 3 * columns[0]![row]! + next());
    const heavy = Float64Array.from({ length: rows }, () => Math.floor(4 * next()) / 2);
    const lossOf = (
      predicted: Float64Array,
      target: ArrayLike<number>,
      classes: number,
      weights?: Float64Array,
    ) => {
      let [sum, all] = [0, 0];
      for (let row = 0; row < target.length; row++) {
        const weight = weights?.[row] ?? 1;
        const loss =
          classes === 0
            ? (predicted[row]! - target[row]!) ** 2
            : -Math.log(predicted[row * classes + target[row]!]!);
        sum += weight * loss;
        all += weight;
      }
      return sum / all;
    };

    test.each([
      [0, {}, undefined],
      [2, { subsample: 0.5, subsample_freq: 1 }, undefined],
      [3, {}, heavy],
      [0, { colsample_bytree: 0.5 }, heavy],
    ] as const)("%d classes, %j", async (classes, params, weights) => {
      const target = classes === 0 ? signal : Int32Array.from(signal, (value) => Math.floor(value) % classes);
      const some = (from: number, to: number) => ({
        matrix: matrixOf(columns.map((column) => column.subarray(from, to))),
        target: target.slice(from, to),
        ...(weights && { weights: weights.slice(from, to) }),
      });
      const [training, validation] = [some(0, 4000), some(4000, 5000)];
      const model = await train({ ...training, validation, classes, params: { n_estimators: 7, ...params } });
      expect(model.losses!.training).toHaveLength(7);
      const width = Math.max(1, classes === 2 ? 1 : classes);
      for (const round of [0, 3, 6]) {
        const first = { ...model, trees: model.trees.slice(0, (round + 1) * width) };
        for (const [part, losses] of [
          [training, model.losses!.training],
          [validation, model.losses!.validation!],
        ] as const)
          expect(losses[round]).toBeCloseTo(
            lossOf(predictTrees(first, part.matrix), part.target, classes, part.weights),
            5,
          );
      }
      const unwatched = await train({ ...training, classes, params: { n_estimators: 7, ...params } });
      expect(unwatched).toEqual({ ...model, losses: { training: model.losses!.training } });
    });

    test("by the weights of the validation rows, which say when to stop", async () => {
      const target = signal.map((value, row) => value + (row % 2) * 3 * columns[1]![row]!);
      const validation = { matrix, target, weights: target.map((_, row) => row % 2) };
      const params = { n_estimators: 40, early_stopping_rounds: 3 };
      const model = await train({ matrix, target: signal, validation, params });
      const odd = target.map((_, row) => row % 2);
      const predicted = predictTrees(model, matrix);
      const least = Math.min(...model.losses!.validation!);
      expect(least).toBeCloseTo(lossOf(predicted, target, 0, odd), 5);
      await expect(
        train({
          matrix,
          target: signal,
          validation: { ...validation, weights: new Float64Array(rows) },
          params,
        }),
      ).rejects.toThrow("Cannot stop early: every validation row has the weight 0");
    });

    test("of 65,536 rows at most, the same on any number of threads", async () => {
      const many = Float32Array.from({ length: 150_000 }, () => next());
      const options = {
        matrix: matrixOf([many]),
        target: Float64Array.from(many, (value) => value + next()),
        params: { n_estimators: 3 },
      };
      const { losses } = await train(options);
      for (const threads of [1, 2, 3])
        expect((await train({ ...options, pool: workers.pool(threads) })).losses).toEqual(losses);
      const known = many.filter((_, row) => row % 3 === 0);
      const model = await train(options);
      const of = options.target.filter((_, row) => row % 3 === 0);
      expect(losses!.training[2]).toBeCloseTo(lossOf(predictTrees(model, matrixOf([known])), of, 0), 5);
    });
  });

  test("nothing to learn gives the mean, and constant features no split", async () => {
    const flat = matrixOf([new Float32Array(50).fill(3)]);
    const model = await train({ matrix: flat, target: Float64Array.from({ length: 50 }, (_, row) => row) });
    expect(model.trees).toHaveLength(1);
    expect(predictTrees(model, flat)[0]).toBeCloseTo(24.5, 6);
  });

  test("learns classes with one row, and more classes than rows would fill leaves", async () => {
    const next = uniform(4);
    const column = Float32Array.from({ length: 30 }, () => next());
    const model = await train({
      matrix: matrixOf([column]),
      target: Int32Array.from(column, (_, row) => row),
      classes: 30,
      params: { min_child_samples: 1 },
    });
    const shares = predictTrees(model, matrixOf([column]));
    for (let row = 0; row < 30; row++) {
      const own = shares.subarray(row * 30, row * 30 + 30);
      expect(own.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(own.indexOf(Math.max(...own))).toBe(row);
    }
  });

  test("predictions rise, or fall, with a feature that must", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.constantFrom(1, -1), async (seed, direction) => {
        const next = uniform(seed);
        const columns = [0, 1].map(() => Float32Array.from({ length: 300 }, () => next() * 10));
        const target = Float64Array.from({ length: 300 }, (_, row) => {
          const [a = 0, b = 0] = columns.map((column) => column[row]!);
          return Math.sin(a) * 3 + direction * a * 0.3 + (b > 5 ? b : -a) + next();
        });
        const model = await train({
          matrix: matrixOf(columns),
          target,
          params: { monotone_constraints: { x0: direction }, min_child_samples: 3 },
        });
        for (const other of [1, 4.5, 9]) {
          const steps = Float32Array.from({ length: 200 }, (_, step) => step / 20);
          const predicted = predictTrees(model, matrixOf([steps, steps.map(() => other)]));
          for (let step = 1; step < steps.length; step++)
            expect(direction * (predicted[step]! - predicted[step - 1]!)).toBeGreaterThan(-1e-6);
        }
      }),
      { numRuns: 12 },
    );
  });

  test("rows weigh what they are given, and classes what balances them", async () => {
    const column = Float32Array.from({ length: 1000 }, (_, row) => row % 2);
    const rare = Int32Array.from(column, (_, row) => Number(row % 100 === 0));
    const plain = await train({ matrix: matrixOf([column]), target: rare, classes: 2 });
    const balanced = await train({
      matrix: matrixOf([column]),
      target: rare,
      classes: 2,
      params: { class_weight: "balanced" },
    });
    expect(predictTrees(plain, matrixOf([[0]]))[1]).toBeLessThan(0.05);
    expect(predictTrees(balanced, matrixOf([[0]]))[1]).toBeGreaterThan(0.5);
    const weights = Float64Array.from(rare, (code) => (code === 1 ? 0 : 1));
    const without = await train({ matrix: matrixOf([column]), target: rare, classes: 2, weights });
    expect(predictTrees(without, matrixOf([[0]]))[1]).toBeLessThan(1e-6);
  });

  test("classes weigh by name, and unbalanced ones the same, as LightGBM's", async () => {
    const { matrix, target } = makeData(900, 3, 4);
    const rare = Int32Array.from(target, (value) => Number(value > 108));
    const ratio = rare.filter((code) => code === 0).length / rare.filter((code) => code === 1).length;
    const outputs = async (codes: Int32Array, params: Params) =>
      predictTrees(await train({ matrix, target: codes, classes: 2, labels: ["no", "yes"], params }), matrix);
    expect(ratio).toBeGreaterThan(2);
    const unbalanced = await outputs(rare, { is_unbalance: true });
    expect(unbalanced).toEqual(await outputs(rare, { scale_pos_weight: ratio }));
    expect(unbalanced).not.toEqual(await outputs(rare, {}));
    const swapped = await outputs(
      rare.map((code) => 1 - code),
      { is_unbalance: true },
    );
    const mean = (values: Float64Array, code: number): number =>
      values.reduce((sum, value, at) => sum + (at % 2 === code ? value : 0), 0) / 900;
    expect(mean(swapped, 0)).toBeCloseTo(mean(unbalanced, 1), 2);
    const named = await outputs(rare, { class_weight: { yes: 4 } });
    const weighted = await train({
      matrix,
      target: rare,
      classes: 2,
      weights: Float64Array.from(rare, (code) => 1 + 3 * code),
    });
    expect(named).toEqual(predictTrees(weighted, matrix));
    await expect(outputs(rare, { class_weight: { yess: 4 } })).rejects.toThrow(
      '"class_weight" names "yess", which is no class, did you mean "yes"',
    );
    await expect(outputs(rare, { class_weight: { yes: 0, no: 0 } })).rejects.toThrow("has the weight 0");
  });
});

describe("trainBoosting refuses", () => {
  const { matrix, target } = makeData(60, 2, 1);

  test("an infinite value, and early stopping without rows that tell", async () => {
    const infinite = matrixOf([
      [1, 2, Infinity],
      [1, 2, 3],
    ]);
    await expect(train({ matrix: infinite, target: Float64Array.of(1, 2, 3) })).rejects.toThrow(
      "is no number within ±3.4e38 in training row 2",
    );
    await expect(train({ matrix, target, params: { early_stopping_rounds: 5 } })).rejects.toThrow(
      "Cannot stop early: there are no validation rows",
    );
  });

  test("a monotone constraint of no feature", async () => {
    const refused = train({ matrix, target, params: { monotone_constraints: { x7: 1 } } });
    await expect(refused).rejects.toThrow('"monotone_constraints" names "x7", which is no feature');
  });

  test("more trees than memory holds, before it starts", async () => {
    await expect(train({ matrix, target, params: { n_estimators: 2_000_000_000 } })).rejects.toThrow(
      /^Cannot train 2,000,000,000 trees of up to \d+ leaves: they may take/,
    );
  });

  test("what does not fit into memory, before it starts", async () => {
    const wide = {
      names: Array.from({ length: 4000 }, (_, at) => `x${at}`),
      rows: 600,
      data: new Float32Array(2_400_000),
    };
    for (let at = 0; at < wide.data.length; at++) wide.data[at] = (at * 7919) % 611;
    const refused = train({
      matrix: wide,
      target: new Float64Array(600),
      params: { num_leaves: 600, min_child_samples: 1 },
    });
    await expect(refused).rejects.toThrow(
      "Cannot train gradient boosting on 600 rows × 4,000 features with 600 leaves: it needs",
    );
  });

  test.each([
    [{ eta: 0.1, learning_rate: 0.2 }, '"eta" and "learning_rate" are names of one parameter and disagree'],
    [{ subsample: 0.5 }, '"subsample" has no effect while "subsample_freq" is 0'],
    [{ monotone_constraints: { x0: 0.5 } }, "expected features with 1 (rising) or -1 (falling)"],
    [{ num_leaves: 1 }, '"num_leaves" is 1, expected a whole number from 2'],
    [{ class_weight: "balanced" }, '"class_weight" needs a target of classes'],
    [{ num_leafs: 3 }, 'unknown parameter "num_leafs", did you mean "num_leaf"'],
  ])("%j", (params, message) => {
    expect(() => parseBoostingParams(params as Params, { task: "regression" })).toThrow(message);
  });

  test("nothing under LightGBM's other names", () => {
    const params = {
      num_iterations: 7,
      min_data_in_leaf: 3,
      lambda_l2: 2,
      bagging_fraction: 0.5,
      bagging_freq: 1,
    };
    expect(parseBoostingParams(params, { task: "regression" })).toMatchObject({
      n_estimators: 7,
      min_child_samples: 3,
      reg_lambda: 2,
      subsample: 0.5,
      subsample_freq: 1,
    });
  });
});

interface Row {
  features: [number, number];
  target: number;
}

/** By how much a division lowers the squared error. */
function gainOf(rows: readonly Row[], goesLeft: readonly boolean[]): number {
  const loss = (some: readonly Row[]) => {
    const mean = some.reduce((sum, { target }) => sum + target / some.length, 0);
    return some.reduce((sum, { target }) => sum + (target - mean) ** 2, 0);
  };
  const left = rows.filter((_, row) => goesLeft[row]);
  const right = rows.filter((_, row) => !goesLeft[row]);
  return loss(rows) - loss(left) - loss(right);
}

/** The greatest gain of any division by a border, missing values on either side; 0 where none leaves `least` rows a side. */
function bestGain(rows: readonly Row[], least: number): number {
  let best = 0;
  for (const feature of [0, 1] as const)
    for (let border = 0; border <= 9; border++)
      for (const missingLeft of [false, true]) {
        const goes = rows.map(({ features }) =>
          Number.isNaN(features[feature]) ? missingLeft : features[feature] <= border,
        );
        const left = goes.filter(Boolean).length;
        if (left >= least && rows.length - left >= least) best = Math.max(best, gainOf(rows, goes));
      }
  return best;
}
