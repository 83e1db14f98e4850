import { expect, test } from "vitest";
import { randomFrom, randomState, uniform } from "../../src/learn/random.ts";
import { regressionStatistic } from "../../src/metrics/regression-statistic.ts";
import {
  cautionOfFewRows,
  cautionOfSkewness,
  cautionOfUnevenTerms,
} from "../../src/statistics/heavy-tails.ts";
import { deletionsOf } from "../../src/statistics/jackknife.ts";
import { measureOf } from "../../src/statistics/measure.ts";
import { normalQuantile } from "../../src/statistics/normal.ts";
import { designOf } from "../../src/statistics/resample-design.ts";

const random = randomFrom(randomState(3, 0));
const normal = () => normalQuantile((random.next() + 0.5) / 2 ** 32);

/** The share of samples whose R² is said to have heavy tails. */
function shareFlagged(rows: number, draw: () => [actual: number, predicted: number]): number {
  let found = 0;
  for (let run = 0; run < 100; run++) {
    const [actual, predicted] = [new Float64Array(rows), new Float64Array(rows)];
    for (let row = 0; row < rows; row++) [actual[row], predicted[row]] = draw();
    const outcome = { predicted, scores: undefined, numbers: new Map() };
    const evaluation = {
      ...{ task: "regression" as const, rows, actual, classes: [], positive: undefined, costs: undefined },
      ...{ weights: undefined, groups: undefined, time: undefined, challenger: outcome, champion: undefined },
    };
    const design = designOf(rows, {});
    const statistic = regressionStatistic("r2", evaluation, outcome)!;
    if (cautionOfFewRows(deletionsOf(measureOf({ statistic }, design), design).values)) found++;
  }
  return found / 100;
}

test.each([200, 1000])(
  "R² of lognormal targets is said to have heavy tails, not of normal ones: %d rows",
  (rows) => {
    const lognormal = shareFlagged(rows, () => {
      const x = normal();
      return [Math.exp(x + normal() / 2), Math.exp(x + 0.3 * normal())];
    });
    expect(lognormal).toBeGreaterThanOrEqual(0.85);
    const light = (error: () => number) =>
      shareFlagged(rows, () => {
        const x = 2 * normal();
        return [x + error(), x + normal() / 2];
      });
    expect(light(normal)).toBeLessThanOrEqual(0.02);
    expect(light(() => 3 * uniform(random))).toBeLessThanOrEqual(0.02);
  },
);

test("tails on both sides count for the bootstrap, not for Student's t", () => {
  const values = new Float64Array(1000).map((_, row) => (row < 4 ? (row < 2 ? 100 : -100) : (row % 2) - 0.5));
  expect(cautionOfFewRows(values)).toContain("heavy tails");
  expect(cautionOfSkewness(0.15, values)).toBeUndefined();
  values[0] = 900;
  expect(cautionOfSkewness(0.15, values)).toContain("heavy tails");
});

test("cells stand for as many units as they have", () => {
  const few = Float64Array.of(9, 1, 0);
  const times = [1, 50, 49];
  const spread = Float64Array.from(
    [...few].flatMap((value, cell) => new Array<number>(times[cell]!).fill(value)),
  );
  expect(cautionOfFewRows(few, times)).toBe(cautionOfFewRows(spread));
  expect(cautionOfFewRows(few, times)).toContain("heavy tails");
});

test("squares of exponential errors are told from those of normal and uniform ones, and of weights nothing is said", () => {
  const share = (rows: number, error: () => number): number => {
    let found = 0;
    for (let run = 0; run < 300; run++) {
      const squares = new Float64Array(rows).map(() => (error() + normal() / 2) ** 2);
      if (cautionOfUnevenTerms([new Float64Array(rows).fill(1), squares])) found++;
    }
    return found / 300;
  };
  const exponential = () => -Math.log(1 - uniform(random)) - 1;
  expect(share(200, exponential)).toBeGreaterThan(0.85);
  expect(share(200, normal)).toBeLessThan(0.1);
  expect(share(200, () => 3 * uniform(random))).toBeLessThan(0.02);
  expect(share(5000, exponential)).toBeLessThan(0.2);
  expect(cautionOfUnevenTerms([new Float64Array(200).fill(1)])).toBeUndefined();
});
