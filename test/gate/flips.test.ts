import { expect, test } from "vitest";
import type { Evaluation, Outcome } from "../../src/gate/evaluation.ts";
import { measureFlips } from "../../src/gate/flips.ts";

const outcome = (predicted: number[]): Outcome => ({
  predicted: Int32Array.from(predicted),
  scores: undefined,
  numbers: new Map(),
});

const evaluation: Evaluation = {
  task: "classification",
  rows: 6,
  actual: Int32Array.from([0, 0, 1, 1, 2, 2]),
  classes: ["a", "b", "c"],
  positive: undefined,
  costs: undefined,
  weights: undefined,
  groups: undefined,
  time: undefined,
  challenger: outcome([0, 1, 1, 0, 2, 1]),
  champion: outcome([0, 0, 1, 2, 2, 0]),
};

test("rows flip where the class is another, negatively where the baseline was right", () => {
  expect(measureFlips(evaluation, { negative: false })).toMatchObject({ value: 3 / 6, n: 6 });
  expect(measureFlips(evaluation, { negative: true })).toMatchObject({ value: 1 / 6, n: 6 });
});

test("rows that weigh count as they weigh", () => {
  const weights = Float64Array.from([1, 3, 1, 1, 1, 1]);
  expect(measureFlips({ ...evaluation, weights }, { negative: true })).toMatchObject({ value: 3 / 8 });
});

test("rows that belong together tell less than rows by themselves", () => {
  const groups = Int32Array.from([7, 7, 7, 3, 3, 3]);
  expect(measureFlips({ ...evaluation, groups }, { negative: false })).toMatchObject({ value: 0.5, n: 2 });
});

test("of a model that says the same of every row, none flips, and no rows are needed to show it", () => {
  const same = { ...evaluation, champion: evaluation.challenger };
  expect(measureFlips(same, { negative: false })).toBe(0);
  const numbers = new Map([["loss", new Float64Array(6)]]);
  const alike = { ...evaluation, champion: { ...evaluation.challenger, numbers } };
  expect(measureFlips(alike, { negative: true })).toMatchObject({ value: 0, n: 6 });
});

test("without a baseline, or without classes, there are no flips", () => {
  expect(measureFlips({ ...evaluation, champion: undefined }, { negative: false })).toEqual({
    missing: "there is no baseline to compare with yet",
  });
  expect(measureFlips({ ...evaluation, task: "regression" }, { negative: false })).toEqual({
    missing: "numbers have no classes that flip",
  });
});
