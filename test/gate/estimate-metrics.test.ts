import { expect, test } from "vitest";
import { estimateMetrics } from "../../src/gate/estimate-metrics.ts";
import type { Evaluation, Outcome } from "../../src/gate/evaluation.ts";
import { randomFrom, randomState, uniform } from "../../src/learn/random.ts";
import type { Estimate } from "../../src/statistics/estimate.ts";

const outcomeOf = (predicted: Float64Array | Int32Array): Outcome => ({
  predicted,
  scores: undefined,
  numbers: new Map(),
});

function evaluationOf(
  of: Pick<Evaluation, "task" | "actual" | "challenger"> & Partial<Evaluation>,
): Evaluation {
  const isRegression = of.task === "regression";
  return {
    rows: of.actual.length,
    classes: isRegression ? [] : ["no", "yes"],
    positive: isRegression ? undefined : 1,
    costs: undefined,
    weights: undefined,
    groups: undefined,
    time: undefined,
    champion: undefined,
    ...of,
  };
}

function boundsOf(evaluation: Evaluation, metric: string): readonly [number, number] {
  const [found] = estimateMetrics(evaluation, [{ metric, factors: [] }]);
  return (found!.challenger as Estimate).bounds(0.025);
}

const numbers = (actual: number[], predicted: number[]): Evaluation =>
  evaluationOf({
    task: "regression",
    actual: Float64Array.from(actual),
    challenger: outcomeOf(Float64Array.from(predicted)),
  });

test("one row, and rows of which what was so is always the same, bound no error", () => {
  expect(boundsOf(numbers([100], [106]), "rmse")).toEqual([0, Number.POSITIVE_INFINITY]);
  expect(boundsOf(numbers(Array(50).fill(5), Array(50).fill(5)), "rmse")[1]).toBe(Number.POSITIVE_INFINITY);
});

test("groups bound a metric as so many rows would, whatever the rows in each", () => {
  const of = (rows: number, groups: number, share: number): readonly [number, number] => {
    const random = randomFrom(randomState(1, 0));
    const actual = Int32Array.from({ length: rows }, (_, row) => row % 2);
    const predicted = actual.map((code) => (uniform(random) < share ? code : 1 - code));
    const belongs = Int32Array.from({ length: rows }, (_, row) => row % groups);
    return boundsOf(
      evaluationOf({ task: "classification", actual, challenger: outcomeOf(predicted), groups: belongs }),
      "f1",
    );
  };
  expect(of(400, 1, 0.8)).toEqual([0, 1]);
  expect(of(400, 5, 1)[0]).toBeCloseTo(of(10, 5, 1)[0], 1);
  expect(of(400, 5, 1)[0]).toBeLessThan(0.8);
});

test("resamples of few rows say that they are few", () => {
  const caution = (rows: number): string | undefined => {
    const actual = Array.from({ length: rows }, (_, row) => row);
    const [found] = estimateMetrics(
      numbers(
        actual,
        actual.map((value, row) => value + (row % 3)),
      ),
      [{ metric: "rmse", factors: [] }],
    );
    return (found!.challenger as Estimate).caution;
  };
  expect(caution(9)).toBe("fewer than 30 rows: the interval is likely too narrow");
  expect(caution(60)).toBeUndefined();
});
