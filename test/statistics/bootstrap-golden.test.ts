import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Evaluation, Outcome } from "../../src/gate/evaluation.ts";
import { statisticOf } from "../../src/metrics/statistic.ts";
import { instantiateResamples } from "../../src/runner/instantiate.ts";
import { bootstrapEstimates } from "../../src/statistics/bootstrap.ts";

interface Case {
  task: "classification" | "regression";
  name: string;
  model: "difference" | "challenger";
  value: number;
  low: number;
  high: number;
  error: number;
}

/** By scipy 1.17.1 and scikit-learn 1.9.1: test/golden/bootstrap.py. */
const { cases }: { cases: Case[] } = JSON.parse(
  readFileSync(new URL("../golden/bootstrap.json", import.meta.url), "utf8"),
);

const rows = 200;

/** The minimal standard generator. */
function stream(seed: number, length: number): Float64Array {
  let x = seed;
  return Float64Array.from({ length }, () => {
    x = (16807 * x) % 2147483647;
    return x / 2147483647;
  });
}

const [u11, u12, u13] = [stream(11, rows), stream(12, rows), stream(13, rows)];
const indices = Int32Array.from(stream(99, rows * 2000), (u) => Math.floor(rows * u));

function evaluationOf(task: Case["task"]): Evaluation {
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  const y = Int32Array.from(u11, (u) => Number(u < 0.4));
  const t = u11.map((u) => 3 * u);
  const classified = (scores: Float64Array): Outcome => ({
    predicted: Int32Array.from(scores, (score) => Number(score >= 0.5)),
    scores: Float64Array.from(Array.from(scores).flatMap((score) => [1 - score, score])),
    numbers: new Map(),
  });
  const numbered = (predicted: Float64Array): Outcome => ({
    predicted,
    scores: undefined,
    numbers: new Map(),
  });
  const isClasses = task === "classification";
  return {
    task,
    rows,
    actual: isClasses ? y : t,
    classes: isClasses ? ["0", "1"] : [],
    positive: isClasses ? 1 : undefined,
    costs: undefined,
    weights: undefined,
    groups: undefined,
    time: undefined,
    challenger: isClasses
      ? classified(u12.map((u, row) => round(0.35 * y[row]! + 0.65 * u)))
      : numbered(u12.map((u, row) => t[row]! + u - 0.4)),
    champion: isClasses
      ? classified(u13.map((u, row) => round(0.25 * y[row]! + 0.75 * u)))
      : numbered(u13.map((u, row) => t[row]! + 1.1 * u - 0.5)),
  };
}

test.each(cases)("$name, $model, is scipy's of the same resamples", ({ task, name, model, ...wanted }) => {
  const evaluation = evaluationOf(task);
  const statistic = statisticOf(name, evaluation, evaluation.challenger)!;
  const minus = model === "difference" ? statisticOf(name, evaluation, evaluation.champion!)! : undefined;
  const [estimate] = bootstrapEstimates([{ statistic, minus }], {
    seed: 1,
    indices,
    openKernel: instantiateResamples,
  });
  const [low, high] = estimate!.bounds(0.025);
  expect(Math.abs(estimate!.value - wanted.value)).toBeLessThan(1e-10);
  expect(Math.abs(estimate!.standardError - wanted.error)).toBeLessThan(1e-9);
  // The influence stands for its jackknife: other in the sixth digit.
  const tolerance = name === "d2_absolute_error_score" ? 1e-4 : 1e-9;
  // MAPE's tails are so heavy that a bound is past the five outermost resamples, where ours goes on by a normal tail.
  if (name === "mape") expect(high - low).toBeGreaterThan(wanted.high - wanted.low);
  else {
    expect(Math.abs(low - wanted.low)).toBeLessThan(tolerance);
    expect(Math.abs(high - wanted.high)).toBeLessThan(tolerance);
  }
});

test("the gate's golden vector: BCa of a difference of accuracies", () => {
  const evaluation = evaluationOf("classification");
  const [statistic, minus] = [evaluation.challenger, evaluation.champion!].map(
    (outcome) => statisticOf("accuracy", evaluation, outcome)!,
  );
  const [estimate] = bootstrapEstimates([{ statistic: statistic!, minus }], { seed: 1, indices });
  const [low, high] = estimate!.bounds(0.025);
  expect(estimate!.value).toBeCloseTo(0.07, 14);
  expect(low).toBeCloseTo(-0.02, 14);
  expect(high).toBeCloseTo(0.1544536857646983, 13);
});
