import fc from "fast-check";
import { expect, test } from "vitest";
import { latencyRatio, median } from "../../src/gate/latency.ts";
import { uniforms } from "../statistics/make-values.ts";

function blocksOf(factor: number, seed = 5) {
  const u = uniforms(seed, 31 * 20 * 2);
  return Array.from({ length: 31 }, (_, block) => {
    // Some blocks are slow for both models, as on a machine that others use.
    const load = block % 5 === 0 ? 3 : 1;
    const times = (from: number, by: number) =>
      Float64Array.from({ length: 20 }, (_, at) => load * by * (1 + 0.2 * u[block * 40 + from + at]!));
    return { challenger: times(0, factor), champion: times(20, 1) };
  });
}

test("the ratio is found in spite of what disturbs both models", () => {
  for (const factor of [0.5, 1, 1.3]) {
    const ratio = latencyRatio(blocksOf(factor), 0);
    const [lower, upper] = ratio.bounds(0.025);
    expect(lower).toBeLessThan(factor);
    expect(upper).toBeGreaterThan(factor);
    expect(upper - lower).toBeLessThan(0.1 * factor);
  }
});

test("a ratio that is clearly above a bound is shown to be, and the other way round", () => {
  const ratio = latencyRatio(blocksOf(1.5), 0);
  expect(ratio.pAbove(1.1)).toBeLessThan(0.001);
  expect(ratio.pBelow(1.1)).toBe(1);
  expect(ratio.pBelow(2)).toBeLessThan(0.001);
  expect(latencyRatio(blocksOf(1.5), 0).bounds(0.025)).toEqual(ratio.bounds(0.025));
});

test("a median is one of the values, or between two of them", () => {
  expect(median(Float64Array.of(3, 1, 2))).toBe(2);
  expect(median(Float64Array.of(4, 1, 3, 2))).toBe(2.5);
  fc.assert(
    fc.property(fc.float64Array({ minLength: 1, noNaN: true, min: -1e9, max: 1e9 }), (values) => {
      const found = median(values);
      expect(values.filter((each) => each < found).length * 2).toBeLessThanOrEqual(values.length);
      expect(values.filter((each) => each > found).length * 2).toBeLessThanOrEqual(values.length);
    }),
  );
});
