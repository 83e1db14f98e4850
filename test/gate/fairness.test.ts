import fc from "fast-check";
import { expect, test } from "vitest";
import type { Evaluation } from "../../src/gate/evaluation.ts";
import { measureFairness } from "../../src/gate/fairness.ts";
import { isUnmeasured } from "../../src/gate/unmeasured.ts";
import { isFairness } from "../../src/metrics/beside-metrics.ts";
import type { Estimate } from "../../src/statistics/estimate.ts";
import { estimateGreatestDifference, estimateLeastRatio } from "../../src/statistics/extreme-contrast.ts";
import { differenceBounds, ratioBounds } from "../../src/statistics/mover.ts";
import { estimateShare } from "../../src/statistics/share.ts";
import golden from "../golden/fairness.json" with { type: "json" };
import { expectConsistent } from "../statistics/expect-consistent.ts";
import { uniforms } from "../statistics/make-values.ts";

interface Rows {
  actual: readonly number[];
  predicted: readonly number[];
  weights?: readonly number[] | null;
}

function evaluationOf({ actual, predicted, weights }: Rows): Evaluation {
  return {
    task: "classification",
    rows: actual.length,
    actual: Int32Array.from(actual),
    classes: ["0", "1"],
    positive: 1,
    costs: undefined,
    weights: weights ? Float64Array.from(weights) : undefined,
    groups: undefined,
    time: undefined,
    challenger: { predicted: Int32Array.from(predicted), scores: undefined, numbers: new Map() },
    champion: undefined,
  };
}

function columnOf(codes: readonly number[]) {
  const values = Array.from({ length: Math.max(...codes) + 1 }, (_, code) => `g${code}`);
  return { name: "group", values, codes };
}

function estimated(metric: string, rows: Rows & { group: readonly number[] }, minRows = 1): Estimate {
  const found = measureFairness(metric, evaluationOf(rows), { column: columnOf(rows.group), minRows });
  if (isUnmeasured(found)) throw new Error(found.missing);
  return found;
}

test("the values are fairlearn's, of two groups and five, weighted or not", () => {
  for (const each of golden.cases)
    for (const [metric, value] of Object.entries(each.values)) {
      expect(isFairness(metric)).toBe(true);
      expect(estimated(metric, each).value).toBeCloseTo(value, 12);
    }
  expect(isFairness("accuracy")).toBe(false);
  expect(isFairness("toString_ratio")).toBe(false);
});

test("the difference of two shares has Newcombe's interval, as statsmodels has it", () => {
  for (const [a, n, b, m, lower, upper] of golden.newcombe as number[][]) {
    const bounded = (hits: number, rows: number) => {
      const share = estimateShare(hits, rows);
      const [low, high] = share.bounds(0.025);
      return { value: share.value, lower: low, upper: high };
    };
    const bounds = differenceBounds(bounded(a!, n!), bounded(b!, m!));
    expect(bounds[0]).toBeCloseTo(lower!, 12);
    expect(bounds[1]).toBeCloseTo(upper!, 12);
  }
});

const bounded = fc
  .tuple(
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 1, max: 60 }),
    fc.double({ min: 0.001, max: 0.4, noNaN: true }),
  )
  .filter(([hits, rows]) => hits <= rows)
  .map(([hits, rows, alpha]) => {
    const share = estimateShare(hits, rows);
    const [lower, upper] = share.bounds(alpha);
    return { value: share.value, lower, upper };
  });

test("a bound of a ratio is where the bound of the contrast is 0", () => {
  fc.assert(
    fc.property(bounded, bounded, (first, second) => {
      const [lower, upper] = ratioBounds(first, second);
      const times = (by: number) => ({
        value: by * second.value,
        lower: by * second.lower,
        upper: by * second.upper,
      });
      expect(differenceBounds(first, times(lower))[0]).toBeCloseTo(0, 7);
      if (upper < 1e6) expect(differenceBounds(first, times(upper))[1]).toBeCloseTo(0, 7);
      expect(lower).toBeLessThanOrEqual(upper);
    }),
  );
});

const family = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 80, max: 200 })), {
    minLength: 2,
    maxLength: 5,
  })
  .map((groups) => groups.map(([hits, rows]) => estimateShare(hits, rows)));

test("bounds and p-values of the worst pair agree, and the bounds hold the value", () => {
  fc.assert(
    fc.property(family, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (shares, x) => {
      expectConsistent(estimateGreatestDifference([shares]), x);
      if (shares.every(({ value }) => value > 0)) expectConsistent(estimateLeastRatio([shares]), x);
    }),
    { numRuns: 60 },
  );
});

test("what equal groups show by chance alone is seldom called unequal, and 0.8 is seldom shown where it is not so", () => {
  const draws = uniforms(77, 4 * 100 * 400);
  let isCalledUnequal = 0;
  let isCalledEqual = 0;
  for (let run = 0; run < 400; run++) {
    const hits = (group: number, share: number) =>
      draws.slice((run * 4 + group) * 100, (run * 4 + group + 1) * 100).filter((u) => u < share).length;
    const equal = [0, 1, 2, 3].map((group) => estimateShare(hits(group, 0.3), 100));
    if (estimateGreatestDifference([equal]).bounds(0.025)[0] > 0) isCalledUnequal++;
    const border = [0.6, 0.6, 0.6, 0.48].map((share, group) => estimateShare(hits(group, share), 100));
    if (estimateLeastRatio([border]).bounds(0.025)[0] > 0.8) isCalledEqual++;
  }
  // Both are below 0.025 but for the luck of 400 runs.
  expect(isCalledUnequal / 400).toBeLessThanOrEqual(0.04);
  expect(isCalledEqual / 400).toBeLessThanOrEqual(0.04);
});

test("groups that are too small, and those that lack a class, are left out and said", () => {
  const rows = {
    actual: [0, 1, 0, 1, 0, 1, 0, 0, 1],
    predicted: [0, 1, 1, 0, 0, 1, 0, 1, 1],
    group: [0, 0, 0, 0, 1, 1, 1, 1, 2],
  };
  expect(estimated("demographic_parity_difference", rows, 2).caution).toBe(
    "Of group, 1 group with fewer than 2 rows left out of demographic_parity_difference.",
  );
  expect(estimated("equalized_odds_difference", rows).caution).toMatch(/groups that lack a class left out/);
});

test("what cannot be measured says why", () => {
  const rows = { actual: [0, 1, 0, 1], predicted: [0, 0, 0, 0] };
  const column = columnOf([0, 0, 1, 1]);
  const of = (evaluation: Partial<Evaluation>, minRows = 1, metric = "demographic_parity_ratio") =>
    measureFairness(metric, { ...evaluationOf(rows), ...evaluation }, { column, minRows });
  expect(of({ task: "regression" })).toEqual({
    missing: "demographic_parity_ratio is for classes, not for numbers",
  });
  expect(of({ classes: ["a", "b", "c"] })).toEqual({
    missing: "demographic_parity_ratio is about one positive class of two, and there are 3 classes",
  });
  expect(of({ positive: undefined })).toEqual({
    missing: "it is not known which class is the positive one: set data.positive",
  });
  expect(of({}, 3)).toEqual({ missing: 'fewer than two groups of "group" have 3 rows' });
  expect(of({})).toEqual({ missing: "a rate is 0 in every group, and a ratio of zeros says nothing" });
  expect(of({ actual: Int32Array.from([0, 0, 1, 1]) }, 1, "equal_opportunity_difference")).toEqual({
    missing: 'fewer than two groups of "group" have rows of both classes',
  });
});
