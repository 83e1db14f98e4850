import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { classificationMetrics } from "../../src/metrics/classification-metrics.ts";
import { regressionMetrics } from "../../src/metrics/regression-metrics.ts";

interface Case {
  weights?: number[];
  name: string;
  actual: number[];
  predicted: number[];
  metrics: Record<string, number | null>;
}
interface Golden {
  regression: Case[];
  classification: (Case & { scores: number[]; classes: number; positive: number })[];
}

/** By scikit-learn 1.9.1: test/golden/metrics.py. */
const golden: Golden = JSON.parse(readFileSync(new URL("../golden/metrics.json", import.meta.url), "utf8"));

/** To 12 digits, or to 12 places around 0; null is NaN. */
function expectSame(found: Record<string, number>, wanted: Record<string, number | null>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
  for (const [name, value] of Object.entries(wanted)) {
    const difference = Math.abs(found[name]! - (value ?? Number.NaN));
    const isSame =
      value === null
        ? Number.isNaN(found[name])
        : found[name] === value || difference <= 1e-12 * Math.max(1, Math.abs(value));
    expect(isSame, `${name} is ${found[name]}, scikit-learn has ${value}`).toBe(true);
  }
}

describe("regression metrics are scikit-learn's", () => {
  test.each(golden.regression)("$name", ({ actual, predicted, weights, metrics }) => {
    const found = regressionMetrics(
      Float64Array.from(actual),
      Float64Array.from(predicted),
      weights && Float64Array.from(weights),
      Object.keys(metrics),
    );
    expectSame(found, metrics);
  });
});

describe("classification metrics are scikit-learn's", () => {
  test.each(golden.classification)(
    "$name",
    ({ actual, predicted, weights, scores, classes, positive, metrics }) => {
      const outcome = {
        actual: Int32Array.from(actual),
        predicted: Int32Array.from(predicted),
        scores: Float64Array.from(scores),
        classes: Array.from({ length: classes }, (_, index) => `class ${index}`),
        positive,
        weights: weights && Float64Array.from(weights),
      };
      expectSame(classificationMetrics(outcome, Object.keys(metrics)), metrics);
    },
  );
});
