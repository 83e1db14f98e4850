import { expect, test } from "vitest";
import { explain, meanShares } from "../../src/learn/explain.ts";
import { trainForest } from "../../src/learn/forest.ts";
import { parseForestParams } from "../../src/learn/forest-params.ts";
import type { LinearModel } from "../../src/learn/model.ts";
import { predict } from "../../src/learn/predict.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { inlineWorkers } from "../../src/services/workers.ts";
import { makeData } from "./make-data.ts";

const pool = inlineWorkers(openKernel).pool();

const linear: LinearModel = {
  kind: "linear",
  link: "identity",
  outputs: 1,
  weights: Float64Array.of(2, 0, -1),
  intercepts: Float64Array.of(7),
  importance: new Float64Array(3),
};

test("a linear model's shares are its weights times the way from the background's mean", async () => {
  const { matrix } = makeData(20, 3, 1);
  const { rows, shares, outputs } = await explain(pool, linear, { training: matrix, matrix, seed: 3 });
  expect(Array.from(rows)).toEqual(Array.from({ length: 20 }, (_, row) => row));
  const predicted = await predict(pool, linear, { matrix });
  const mean = predicted.reduce((sum, value) => sum + value / 20, 0);
  for (const row of rows) {
    const [a = 0, b, c = 0] = shares.subarray(row * 3, row * 3 + 3);
    expect(a + c).toBeCloseTo(predicted[row]! - mean, 4);
    expect(Math.abs(b!)).toBe(0);
  }
  const [first, second, third] = meanShares({ rows, shares, outputs }, 3);
  expect(second).toBe(0);
  expect(first).toBeGreaterThan(third!);
});

test("large data are explained by as many rows as time allows, always the same ones", async () => {
  const { matrix, target } = makeData(3000, 4, 2);
  const params = parseForestParams({ n_estimators: 900, max_depth: 2 }, "regression");
  const model = await trainForest({ matrix, target, classes: 0, params, seed: 1, pool });
  const once = await explain(pool, model, { training: matrix, matrix, seed: 5 });
  expect(once.rows.length).toBe(91);
  expect(new Set(once.rows).size).toBe(91);
  expect(await explain(pool, model, { training: matrix, matrix, seed: 5 })).toEqual(once);
  const other = await explain(pool, model, { training: matrix, matrix, seed: 6 });
  expect(other.rows).not.toEqual(once.rows);
});
