import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calibrate, fitCalibration } from "../../src/learn/calibrate.ts";
import { fitIsotonic, isotonicAt } from "../../src/learn/isotonic.ts";

interface Golden {
  cases: {
    name: string;
    method: "sigmoid" | "isotonic";
    classes: number;
    scores: number[];
    actual: number[];
    calibrated: number[];
  }[];
  isotonic: { x: number[]; y: number[]; at: number[]; values: number[] };
}

/** By scikit-learn 1.9.1: test/golden/calibration.py. */
const golden: Golden = JSON.parse(
  readFileSync(new URL("../golden/calibration.json", import.meta.url), "utf8"),
);

describe("calibrated probabilities are CalibratedClassifierCV's", () => {
  test.each(golden.cases)("$name", ({ method, classes, scores, actual, calibrated }) => {
    const judged = { scores: Float64Array.from(scores), actual: Int32Array.from(actual), classes };
    const found = calibrate(fitCalibration(method, judged), judged.scores, classes);
    const places = method === "isotonic" ? 12 : 5;
    for (const [at, value] of calibrated.entries()) expect(found[at]).toBeCloseTo(value, places);
  });
});

test.each(["sigmoid", "isotonic"] as const)("%s: a row of weight 3 counts as three rows", (method) => {
  const { scores, actual, classes } = golden.cases.find((each) => each.method === method)!;
  const weights = Float64Array.from(actual, (_, row) => row % 4);
  const rows = actual.flatMap((_, row) => Array.from({ length: row % 4 }, () => row));
  const of = { scores: Float64Array.from(scores), actual: Int32Array.from(actual), classes };
  const repeated = {
    scores: Float64Array.from(rows.flatMap((row) => scores.slice(row * classes, (row + 1) * classes))),
    actual: Int32Array.from(rows, (row) => actual[row]!),
    classes,
  };
  const found = calibrate(fitCalibration(method, { ...of, weights }), of.scores, classes);
  const wanted = calibrate(fitCalibration(method, repeated), of.scores, classes);
  for (const [at, value] of wanted.entries()) expect(found[at]).toBeCloseTo(value, 9);
});

test("an isotonic regression is scikit-learn's between its knots and beyond", () => {
  const { x, y, at, values } = golden.isotonic;
  const curve = fitIsotonic(Float64Array.from(x), Float64Array.from(y));
  for (const [index, each] of at.entries()) expect(isotonicAt(curve, each)).toBeCloseTo(values[index]!, 12);
});

test("an isotonic regression never falls, and keeps the sum", () => {
  const rows = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), {
    minLength: 1,
    maxLength: 50,
  });
  fc.assert(
    fc.property(rows, (pairs) => {
      const x = Float64Array.from(pairs, ([each]) => each);
      const y = Float64Array.from(pairs, ([, each]) => Number(each));
      const curve = fitIsotonic(x, y);
      const values = Array.from(x.toSorted(), (each) => isotonicAt(curve, each));
      for (const [index, value] of values.entries())
        expect(value).toBeGreaterThanOrEqual(values[index - 1] ?? 0);
      const sum = (list: Iterable<number>) => [...list].reduce((total, each) => total + each, 0);
      expect(sum(values)).toBeCloseTo(sum(y), 9);
    }),
  );
});
