import fc from "fast-check";
import { expect, test } from "vitest";
import { type Costs, chooseThreshold } from "../../src/learn/threshold.ts";
import { thresholdMetrics } from "../../src/learn/threshold-metrics.ts";
import { classificationMetrics, expectedCost } from "../../src/metrics/classification-metrics.ts";
import { confusionMatrix } from "../../src/metrics/confusion-matrix.ts";
import { rankRows } from "../../src/metrics/ranked.ts";

/** Scores with ties, and which rows are positive: at least one of each. */
const rows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean()), { maxLength: 30 })
  .map((pairs) => [[7, true], [11, false], ...pairs] as [number, boolean][])
  .map((pairs) => ({
    scores: Float64Array.from(pairs, ([score]) => score / 20),
    actual: Int32Array.from(pairs, ([, is]) => Number(is)),
  }));

function rank({ scores, actual }: { scores: Float64Array; actual: Int32Array }) {
  return rankRows(
    scores.length,
    (row) => scores[row]!,
    (row) => actual[row] === 1,
  );
}

function outcomeAt({ scores, actual }: { scores: Float64Array; actual: Int32Array }, threshold: number) {
  return {
    actual,
    predicted: Int32Array.from(scores, (score) => Number(score >= threshold)),
    classes: ["a", "b"],
    positive: 1,
  };
}

/** Below, between and above all scores that there can be. */
const everywhere = Array.from({ length: 42 }, (_, index) => (index - 0.5) / 40);

test.each(thresholdMetrics)("no threshold has more %s", (metric) => {
  fc.assert(
    fc.property(rows, (data) => {
      const valueAt = (threshold: number): number => {
        const found = classificationMetrics(outcomeAt(data, threshold), ["jaccard"]);
        return metric === "youden" ? 2 * found.balanced_accuracy! - 1 : found[metric]!;
      };
      const { value, reached } = chooseThreshold(rank(data), { maximize: metric });
      expect(valueAt(value)).toBeCloseTo(reached, 12);
      const most = Math.max(...everywhere.filter((each) => each <= Math.max(...data.scores)).map(valueAt));
      expect(reached).toBeGreaterThanOrEqual(most - 1e-12);
    }),
  );
});

test("no threshold costs less", () => {
  const cost = fc.integer({ min: 0, max: 9 });
  const anyCosts: fc.Arbitrary<Costs> = fc.record({
    true_positive: cost,
    false_positive: cost,
    false_negative: cost,
    true_negative: cost,
  });
  fc.assert(
    fc.property(rows, anyCosts, (data, costs) => {
      const matrix = Float64Array.of(
        costs.true_negative,
        costs.false_positive,
        costs.false_negative,
        costs.true_positive,
      );
      const costAt = (threshold: number): number => {
        const { actual, predicted } = outcomeAt(data, threshold);
        return expectedCost(confusionMatrix(actual, predicted, 2), matrix);
      };
      const { value, reached } = chooseThreshold(rank(data), { minimize: "expected_cost", costs });
      expect(costAt(value)).toBeCloseTo(reached, 12);
      const least = Math.min(...everywhere.filter((each) => each <= Math.max(...data.scores)).map(costAt));
      expect(reached).toBeLessThanOrEqual(least + 1e-12);
    }),
  );
});

test("no threshold of such a precision has more recall", () => {
  fc.assert(
    fc.property(rows, fc.double({ min: 0.01, max: 1, noNaN: true }), (data, wanted) => {
      const chosen = chooseThreshold(rank(data), { recall_at_precision: wanted });
      const at = (threshold: number) => classificationMetrics(outcomeAt(data, threshold));
      expect(at(chosen.value)).toMatchObject({ precision: chosen.precision, recall: chosen.reached });
      const fine = everywhere.map(at).filter(({ precision }) => precision! >= wanted);
      for (const { recall } of fine)
        expect(chosen.precision! < wanted ? 0 : chosen.reached).toBeGreaterThanOrEqual(recall!);
    }),
  );
});

test("of equal thresholds the one nearest to a half is taken", () => {
  const data = { scores: Float64Array.of(0.1, 0.45, 0.7, 0.95), actual: Int32Array.of(0, 0, 1, 1) };
  expect(chooseThreshold(rank(data), { maximize: "f1" })).toEqual({ value: (0.45 + 0.7) / 2, reached: 1 });
});
