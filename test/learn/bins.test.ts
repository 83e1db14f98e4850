import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binFeature, binLimit, binStride, thresholdBetween } from "../../src/learn/bins.ts";
import { uniform } from "./make-data.ts";

function bin(values: ArrayLike<number>): { bins: Uint8Array; lows: Float32Array; highs: Float32Array } {
  const data = Float32Array.from(values);
  const job = {
    rows: data.length,
    data,
    parts: [{ column: 0 }],
    bins: new Uint8Array(data.length),
    lows: new Float32Array(binStride),
    highs: new Float32Array(binStride),
  };
  binFeature(job, 0);
  return job;
}

const float = fc.float({ noNaN: true, noDefaultInfinity: true });

describe("binFeature", () => {
  test("gives every value its own bin where there are at most 255", () => {
    fc.assert(
      fc.property(fc.array(float, { maxLength: 600 }), (values) => {
        const { bins } = bin(values);
        const distinct = [...new Set(values.map((value) => value + 0))].sort((a, b) => a - b);
        if (distinct.length > binLimit) return;
        expect([...bins]).toEqual(values.map((value) => distinct.indexOf(value + 0)));
      }),
    );
  });

  test("keeps the order, and thresholds between bins part the raw values as the bins do", () => {
    fc.assert(
      fc.property(fc.array(float, { minLength: 2, maxLength: 1000 }), fc.nat(), (values, choice) => {
        const { bins, lows, highs } = bin(values);
        expect(Math.max(...bins)).toBeLessThan(binLimit);
        const used = [...new Set(bins)].sort((a, b) => a - b);
        if (used.length < 2) return;
        const at = choice % (used.length - 1);
        const [low = 0, high = 0] = used.slice(at);
        const threshold = thresholdBetween(highs[low]!, lows[high]!);
        expect(threshold).toBe(Math.fround(threshold));
        for (const [row, value] of values.entries()) expect(value <= threshold).toBe(bins[row]! <= low);
      }),
    );
  });

  test("makes bins of like weight, whatever the number of rows", () => {
    const next = uniform(1);
    for (const rows of [1000, 250_000]) {
      const { bins } = bin(Float64Array.from({ length: rows }, () => next() ** 3));
      const counts = new Uint32Array(binStride);
      for (const each of bins) counts[each]!++;
      const used = counts.subarray(0, binLimit - 1); // one is kept for zero
      expect(used.every((count) => count > 0.5 * (rows / 255) && count < 2 * (rows / 255))).toBe(true);
    }
  });

  test("spends no bins on one heavy value", () => {
    const values = Array.from({ length: 2000 }, (_, row) => (row < 1000 ? 0 : row));
    const { bins } = bin(values);
    expect(new Set(bins).size).toBeGreaterThan(250);
    expect(new Set(bins.subarray(0, 1000)).size).toBe(1);
  });
});

test("thresholdBetween lies halfway, or on the lower value where nothing is between", () => {
  expect(thresholdBetween(1, 2)).toBe(1.5);
  expect(thresholdBetween(-3.4e38, 3.4e38)).toBe(0);
  expect(thresholdBetween(1, 1 + 2 ** -23)).toBe(1);
  expect(thresholdBetween(1 + 2 ** -23, 1 + 2 ** -22)).toBe(1 + 2 ** -23);
});
