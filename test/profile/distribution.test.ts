import fc from "fast-check";
import { expect, test } from "vitest";
import { countDistinct } from "../../src/profile/count-distinct.ts";
import { distributionOf, fencesOf } from "../../src/profile/distribution.ts";
import { distributionOfCounts } from "../../src/profile/grid-distribution.ts";
import { histogramOf } from "../../src/profile/histogram.ts";
import { interpolate, quantileRanks } from "../../src/profile/quantiles.ts";

const probabilities = [0.01, 0.25, 0.5, 0.75, 0.99];
const range = (values: Float64Array) => ({
  min: values.reduce((a, b) => Math.min(a, b)),
  max: values.reduce((a, b) => Math.max(a, b)),
  finite: values.length,
});

/** By sorting and by looking at each value. */
function plainly(values: Float64Array): unknown {
  const { min, max, finite } = range(values);
  const sorted = values.slice().sort();
  const found = new Map(quantileRanks(finite, probabilities).map((rank) => [rank, sorted[rank] ?? 0]));
  const quantiles = interpolate(found, finite, probabilities);
  const [low, high] = fencesOf(quantiles, probabilities);
  const outliers = values.filter((value) => value < low || value > high).length;
  return { quantiles, histogram: histogramOf(values, min, max, 20), outliers };
}

const step = fc.constantFrom(1, 0.5, 0.01, 1 / 3, 1e-7, 1e9);
const shape = fc.constantFrom<(unit: number) => number>(
  (unit) => unit,
  (unit) => unit ** 8,
  (unit) => (unit < 0.9 ? 0.5 : unit * 1000),
  (unit) => Math.tan(3 * (unit - 0.5)),
  (unit) => Math.round(unit * 20) / 20,
);

test("buckets and grids give what sorting gives, whatever is missing", () => {
  fc.assert(
    fc.property(step, shape, fc.nat(), fc.integer({ min: 2, max: 6000 }), (size, spread, seed, length) => {
      const values = Float64Array.from({ length }, (_, i) => {
        const unit = ((seed + i * 2_654_435_761) % 1_000_003) / 1_000_003;
        return Math.round(spread(unit) * 1000) * size + 0;
      });
      const expected = plainly(values);
      const withMissing = Float64Array.from([Number.NaN, ...values, Infinity, -Infinity, Number.NaN]);
      expect(distributionOf(withMissing, range(values), probabilities)).toEqual(expected);
      const { min, max } = range(values);
      const { grid } = countDistinct(values, { min, max, atLeast: 10, most: 5 });
      if (grid) expect(distributionOfCounts(grid, range(values), probabilities)).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});
