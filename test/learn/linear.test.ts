import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fitLinear, type LinearParams } from "../../src/learn/linear.ts";
import { fitLogistic, type LogisticParams } from "../../src/learn/logistic.ts";
import { matrixOf } from "./make-data.ts";

interface Data {
  name: string;
  x: number[][];
  y: number[];
}
interface Case<Params> {
  data: number;
  params: Partial<Params>;
  weighted: boolean;
  weights: number[];
  intercepts: number[];
}
interface Golden {
  data: Data[];
  classes: Data[];
  linear: Case<LinearParams>[];
  logistic: Case<LogisticParams>[];
}

/** By scikit-learn 1.9.1 at a tolerance of 1e-12: test/golden/linear.py. */
const golden: Golden = JSON.parse(readFileSync(new URL("../golden/linear.json", import.meta.url), "utf8"));

function matrixIn({ x }: Data) {
  return matrixOf(x[0]!.map((_, column) => x.map((row) => row[column]!)));
}

/** The minimal standard generator, as the script's. */
function weightsOf(rows: number): Float64Array {
  let state = 21;
  return Float64Array.from({ length: rows }, () => {
    state = (16807 * state) % 2147483647;
    return Number(((2 * state) / 2147483647).toFixed(3));
  });
}

/** To 1e-6 of the largest coefficient's contribution. */
function expectClose(found: ArrayLike<number>, wanted: readonly number[], what: string): void {
  expect(found.length).toBe(wanted.length);
  for (const [index, value] of wanted.entries()) {
    const difference = Math.abs(found[index]! - value);
    expect(
      difference / Math.max(1, Math.abs(value)),
      `${what} ${index} is ${found[index]}, scikit-learn has ${value}`,
    ).toBeLessThan(1e-6);
  }
}

const linearDefaults: LinearParams = {
  penalty: null,
  alpha: 1,
  l1_ratio: 0.5,
  fit_intercept: true,
  tol: 1e-12,
  max_iter: 1_000_000,
};
const logisticDefaults: LogisticParams = {
  penalty: "l2",
  C: 1,
  l1_ratio: 0.5,
  fit_intercept: true,
  class_weight: null,
  tol: 1e-12,
  max_iter: 100_000,
};

function nameOf<Params>(data: readonly Data[], { data: number, params, weighted }: Case<Params>): string {
  return `${data[number]!.name} ${JSON.stringify(params)}${weighted ? " weighted" : ""}`;
}

describe("linear regressions are scikit-learn's", () => {
  test.each(golden.linear.map((each) => [nameOf(golden.data, each), each] as const))("%s", (_, each) => {
    const data = golden.data[each.data]!;
    const weights = each.weighted ? weightsOf(data.y.length) : undefined;
    const fit = fitLinear(
      matrixIn(data),
      Float64Array.from(data.y),
      { ...linearDefaults, ...each.params },
      weights,
    );
    expectClose(fit.weights, each.weights, "weight");
    expectClose([fit.intercept], each.intercepts, "intercept");
    expect(fit.converged).toBe(true);
  });
});

describe("logistic regressions are scikit-learn's", () => {
  test.each(golden.logistic.map((each) => [nameOf(golden.classes, each), each] as const))("%s", (_, each) => {
    const data = golden.classes[each.data]!;
    const fit = fitLogistic({
      matrix: matrixIn(data),
      codes: Int32Array.from(data.y),
      classes: Math.max(...data.y) + 1,
      params: { ...logisticDefaults, ...each.params },
      weights: each.weighted ? weightsOf(data.y.length) : undefined,
    });
    expectClose(fit.weights, each.weights, "weight");
    expectClose(fit.intercepts, each.intercepts, "intercept");
  });
});
