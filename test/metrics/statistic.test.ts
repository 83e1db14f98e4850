import fc from "fast-check";
import { expect, test } from "vitest";
import { lossOf, statisticOf } from "../../src/metrics/statistic.ts";
import { sumInfluence, sumTimes } from "../../src/metrics/sums.ts";
import { countsOf, evaluations, everyName, metricsOf, repeatRows } from "./make-evaluations.ts";

const withCounts = evaluations.chain((evaluation) =>
  fc.record({ evaluation: fc.constant(evaluation), counts: countsOf(evaluation.rows) }),
);

function expectSame(found: number | undefined, wanted: number, name: string, tolerance = 1e-12): void {
  const isSame =
    Object.is(found, wanted) ||
    found === wanted ||
    (found !== undefined && Math.abs(found - wanted) <= tolerance * Math.max(1, Math.abs(wanted)));
  expect(isSame, `${name} is ${found}, not ${wanted}`).toBe(true);
}

test("a statistic of every row once is the metric, and there is one for each metric of the predictions", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(evaluations, (evaluation) => {
      for (const [name, value] of Object.entries(metricsOf(evaluation, evaluation.challenger))) {
        seen.add(name);
        const statistic = statisticOf(name, evaluation, evaluation.challenger);
        expectSame(statistic?.at(), value, name);
        expectSame(
          statisticOf(`neg_${name}`, evaluation, evaluation.challenger)?.at(),
          -value,
          `neg_${name}`,
        );
      }
    }),
    { numRuns: 300 },
  );
  const notThere = everyName.filter((name) => !seen.has(name));
  expect(notThere.sort()).toEqual(
    ["f1", "jaccard", "precision", "recall"]
      .map((name) => `${name}_samples`)
      .concat("hit", "map", "mase", "mrr", "ndcg", "oob_score", "recall_at_precision")
      // Scores of cases, which other tools have worked out.
      .concat("acc_norm", "exact_match", "pass", "success")
      .sort(),
  );
});

test("counts of rows are rows that stand there so often", () => {
  fc.assert(
    fc.property(withCounts, ({ evaluation, counts }) => {
      const repeated = repeatRows(evaluation, counts);
      for (const [name, value] of Object.entries(metricsOf(repeated, repeated.challenger))) {
        // Of one row in a resample of more, R² of a constant is 0 or 1, not NaN.
        if (repeated.rows < 2 && evaluation.rows > 1) continue;
        // Rounding alone decides whether the spread of values that are all one is 0.
        if (/^(r2|explained_variance|d2_)/.test(name) && new Set(repeated.actual).size === 1) continue;
        const statistic = statisticOf(name, evaluation, evaluation.challenger)!;
        // A loss that is not a number stays so where its row counts 0 times.
        if (Number.isNaN(statistic.at())) continue;
        expectSame(statistic.at(counts), value, name, 1e-10);
        const { sums } = statistic;
        if (sums !== undefined)
          expectSame(sums.combine(sums.terms.map((term) => sumTimes(term, counts))), value, name, 1e-10);
      }
    }),
    { numRuns: 300 },
  );
});

test("leaving rows out, and the influence of rows, are those of counts", () => {
  fc.assert(
    fc.property(evaluations, (evaluation) => {
      for (const name of everyName) {
        const statistic = statisticOf(name, evaluation, evaluation.champion!);
        if (statistic === undefined) continue;
        const influence = statistic.sums ? sumInfluence(statistic.sums) : statistic.influence?.();
        const without = statistic.leaveOneOut?.();
        const value = statistic.at();
        for (let row = 0; row < evaluation.rows; row++) {
          const counts = new Float64Array(evaluation.rows).fill(1);
          counts[row] = 0;
          if (without !== undefined)
            expectSame(without[row], statistic.at(counts), `${name} without a row`, 1e-9);
          counts[row] = 1 + 1e-6;
          const slope = (statistic.at(counts) - value) / 1e-6;
          const isRough = statistic.interval !== "bca" || !Number.isFinite(value);
          // A share of a constant, and a kappa that is just not 0 / 0, have no slope.
          if (influence === undefined || isRough || !Number.isFinite(slope) || Math.abs(slope) > 100)
            continue;
          if (new Set(evaluation.actual).size === 1 || name.startsWith("d2_abs")) continue;
          // Nor has a correlation with one class only.
          if (Number.isNaN(influence[row])) continue;
          expectSame(influence[row], slope, `influence on ${name}`, 1e-3);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test("losses of rows have the metric as their mean; a column of the predictions is a metric, too", () => {
  fc.assert(
    fc.property(evaluations, (evaluation) => {
      const metrics = metricsOf(evaluation, evaluation.challenger);
      const names = ["own_loss", "neg_mae", "neg_log_loss", ...Object.keys(metrics)];
      const weights = evaluation.weights ?? new Float64Array(evaluation.rows).fill(1);
      for (const name of names) {
        const losses = lossOf(name, evaluation, evaluation.challenger);
        if (losses === undefined) continue;
        expectSame(
          statisticOf(name, evaluation, evaluation.challenger)?.at(),
          sumTimes(losses, weights) / sumTimes(weights, undefined),
          name,
        );
      }
      const means = names.filter((name) => lossOf(name, evaluation, evaluation.challenger) !== undefined);
      const wanted =
        evaluation.task === "regression"
          ? ["mae", "mape", "mse", "neg_mae", "own_loss", "pinball", "pinball@0.9", "smape"]
          : ["accuracy", "brier", "expected_cost", "log_loss", "neg_log_loss", "own_loss"];
      expect(means).toEqual(expect.arrayContaining(wanted));
    }),
  );
});

test("a column that is called as a metric gives way to the metric where it can be computed", () => {
  const evaluation = fc.sample(
    evaluations.filter(({ task, rows }) => task === "regression" && rows > 3),
    1,
  )[0]!;
  const column = new Float64Array(evaluation.rows).fill(7);
  const outcome = {
    ...evaluation.challenger,
    numbers: new Map([
      ["r2", column],
      ["accuracy", column],
    ]),
  };
  expect(lossOf("r2", evaluation, outcome)).toBeUndefined();
  expect(statisticOf("r2", evaluation, outcome)!.at()).not.toBe(7);
  expect(statisticOf("accuracy", evaluation, outcome)!.at()).toBe(7);
  expect(statisticOf("unknown", evaluation, outcome)).toBeUndefined();
  expect(statisticOf("constructor", evaluation, outcome)).toBeUndefined();
});
