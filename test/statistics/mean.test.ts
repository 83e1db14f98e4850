import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomFrom, randomState } from "../../src/learn/random.ts";
import { estimateMean } from "../../src/statistics/mean.ts";
import { normalQuantile } from "../../src/statistics/normal.ts";
import { expectConsistent } from "./expect-consistent.ts";

interface Golden {
  alphas: number[];
  means: {
    values: number[];
    weights?: number[];
    groups?: number[];
    value: number;
    error: number;
    bounds: [number, number][];
  }[];
  skewed: { values: number[]; weights?: number[]; bounds: [number, number][] }[];
}
const golden: Golden = JSON.parse(
  readFileSync(new URL("../golden/gate-means.json", import.meta.url), "utf8"),
);

test("t intervals of means are scipy's, and those of weights and groups Bell and McCaffrey's by matrices", () => {
  for (const { values, weights, groups, value, error, bounds } of golden.means) {
    const estimate = estimateMean(Float64Array.from(values), {
      weights: weights && Float64Array.from(weights),
      groups: groups && Int32Array.from(groups),
    });
    expect(estimate.value).toBeCloseTo(value, 12);
    expect(estimate.standardError).toBeCloseTo(error, 12);
    for (const [i, alpha] of golden.alphas.entries())
      for (const side of [0, 1] as const)
        expect(estimate.bounds(alpha)[side] / bounds[i]![side]).toBeCloseTo(1, 9);
  }
});

const rows = fc.array(
  fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 }), fc.nat(5)),
  { minLength: 2, maxLength: 60 },
);
const part = fc.double({ min: -60, max: 60, noNaN: true });

test("means: bounds and p agree, negated values negate, and no width is 0", () => {
  fc.assert(
    fc.property(rows, part, fc.boolean(), fc.boolean(), (sample, x, isWeighted, isGrouped) => {
      const values = Float64Array.from(sample, ([value]) => value);
      const options = {
        weights: isWeighted ? Float64Array.from(sample, ([, weight]) => weight) : undefined,
        groups: isGrouped ? Int32Array.from(sample, ([, , group]) => group) : undefined,
        range: [-50, 50] as const,
      };
      const estimate = estimateMean(values, options);
      expectConsistent(estimate, x);
      const [low, high] = estimate.bounds(0.025);
      const negated = estimateMean(
        values.map((each) => -each),
        options,
      ).bounds(0.025);
      expect(negated[0]).toBeCloseTo(-high, 8);
      expect(negated[1]).toBeCloseTo(-low, 8);
      expect(high).toBeGreaterThan(low);
    }),
  );
});

test("the same rows twice, as other rows, are a narrower interval; as rows of the same groups, the same", () => {
  const values = Float64Array.of(1, 4, 2, 8, 5, 7);
  const twice = Float64Array.of(...values, ...values);
  const width = (low: number, high: number) => high - low;
  const once = estimateMean(values).bounds(0.025);
  expect(width(...estimateMean(twice).bounds(0.025))).toBeLessThan(width(...once));
  const groups = Int32Array.of(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5);
  const grouped = estimateMean(twice, { groups }).bounds(0.025);
  for (const side of [0, 1] as const) expect(grouped[side]).toBeCloseTo(once[side], 12);
  const none = new Float64Array(6);
  const weights = Float64Array.of(1, 1, 1, 1, 1, 1, ...none);
  expect(estimateMean(twice, { weights })).toMatchObject({ n: 6, value: 4.5 });
  expect(estimateMean(twice, { weights }).bounds(0.025)[0]).toBeCloseTo(once[0], 12);
});

test("rows that do not vary are bounded by their range, and by nothing without one", () => {
  const same = new Float64Array(20).fill(0.1);
  expect(estimateMean(same).bounds(0.025)).toEqual([-Infinity, Infinity]);
  expect([estimateMean(same).pBelow(5), estimateMean(same).pAbove(-5)]).toEqual([1, 1]);
  const zeros = estimateMean(new Float64Array(20), { range: [-1, 1] });
  // Of the reference: 20 rows that both models get right bound the difference only at 13.9 %.
  expect(zeros.bounds(0.05)[1]).toBeCloseTo(0.139, 3);
  expect(zeros.bounds(0.05)[0]).toBeCloseTo(-0.139, 3);
  expect(zeros.pBelow(zeros.bounds(0.01)[1])).toBeCloseTo(0.01, 12);
  expect(zeros.pBelow(2)).toBe(0);
  expectConsistent(zeros, 0.3);
  const groups = Int32Array.from({ length: 20 }, (_, row) => row % 2);
  expect(estimateMean(new Float64Array(20), { range: [-1, 1], groups }).bounds(0.05)[1]).toBeCloseTo(
    0.776,
    3,
  );
  const alone = { weights: Float64Array.of(1, 4), groups: Int32Array.of(3, 3) };
  expect(estimateMean(Float64Array.of(0, 1), alone).bounds(0.5)).toEqual([-Infinity, Infinity]);
  const ranged = estimateMean(Float64Array.of(0, 1), { ...alone, range: [0, 1] }).bounds(0.5);
  expect(ranged).toEqual([expect.closeTo(0.4, 12), expect.closeTo(0.9, 12)]);
  for (const values of [[], [3]]) {
    const few = estimateMean(Float64Array.from(values));
    expect(few.bounds(0.025)).toEqual([-Infinity, Infinity]);
    expect(few.value).toBe(values[0] ?? Number.NaN);
  }
});

test("heavy tails are said: of lognormal rows, not of normal, uniform and exponential ones from 200 on", () => {
  const draw = randomFrom(randomState(7, 0));
  const random = () => (draw.next() + 0.5) / 2 ** 32;
  const makers = {
    normal: () => normalQuantile(random()),
    uniform: () => random(),
    exponential: () => -Math.log(1 - random()),
    lognormal: () => Math.exp(1.5 * normalQuantile(random())),
  };
  const share = (make: () => number, n: number) => {
    let found = 0;
    for (let run = 0; run < 100; run++)
      if (estimateMean(Float64Array.from({ length: n }, make), { isSkewed: true }).caution) found++;
    return found / 100;
  };
  for (const n of [200, 1000]) {
    expect(share(makers.normal, n)).toBe(0);
    expect(share(makers.uniform, n)).toBe(0);
    expect(share(makers.exponential, n)).toBeLessThan(0.06);
  }
  expect(share(makers.lognormal, 200)).toBeGreaterThan(0.75);
});

test("of 100 rows or more the skewness is removed: Hall's interval, as scipy's t and numpy make it", () => {
  for (const { values, weights, bounds } of golden.skewed) {
    const estimate = estimateMean(Float64Array.from(values), {
      weights: weights && Float64Array.from(weights),
      isSkewed: true,
    });
    for (const [i, alpha] of golden.alphas.entries())
      for (const side of [0, 1] as const)
        expect(estimate.bounds(alpha)[side] / bounds[i]![side]).toBeCloseTo(1, 9);
    for (const alpha of [0.001, 0.025, 0.2]) {
      const [low, high] = estimate.bounds(alpha);
      expect([estimate.pAbove(low), estimate.pBelow(high)]).toEqual([
        expect.closeTo(alpha, 9),
        expect.closeTo(alpha, 9),
      ]);
      expect([low < estimate.value, high > estimate.value]).toEqual([true, true]);
    }
    const [low, high] = estimateMean(
      Float64Array.from(values, (value) => -value),
      { weights: weights && Float64Array.from(weights), isSkewed: true },
    ).bounds(0.025);
    expect([-high, -low]).toEqual(estimate.bounds(0.025).map((bound) => expect.closeTo(bound, 9)));
  }
});

test("intervals of skewed values miss on both sides alike", () => {
  const draw = randomFrom(randomState(3, 0));
  const [runs, n] = [4000, 200];
  let [below, above] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const values = Float64Array.from({ length: n }, () => -Math.log((draw.next() + 0.5) / 2 ** 32));
    const [low, high] = estimateMean(values, { isSkewed: true }).bounds(0.025);
    below += Number(low > 1);
    above += Number(high < 1);
  }
  // 2.5 % of 4,000 is 100, with a standard error of 10; Student's t misses 1.5 and 3.6 %.
  expect(below).toBeGreaterThan(70);
  expect(above).toBeLessThan(130);
});

test("of differences the bound that is further out holds, with skewness and without, and p-values invert it", () => {
  const values = Float64Array.from({ length: 300 }, (_, row) => -Math.log(1 - (row + 0.5) / 300) - 0.7);
  const plain = estimateMean(values);
  const corrected = estimateMean(values, { isSkewed: true });
  const widened = estimateMean(values, { isSkewed: false });
  for (const alpha of [0.2, 0.025, 0.001]) {
    const [one, other] = [plain.bounds(alpha), corrected.bounds(alpha)];
    const [low, high] = widened.bounds(alpha);
    expect([low, high]).toEqual([Math.min(one[0], other[0]), Math.max(one[1], other[1])]);
    expect(widened.pAbove(low)).toBeCloseTo(alpha, 10);
    expect(widened.pBelow(high)).toBeCloseTo(alpha, 10);
  }
  expect(widened.bounds(0.025)).not.toEqual(plain.bounds(0.025));
  expect(widened.method).toContain("where that is wider");
  expect(estimateMean(values.subarray(0, 99), { isSkewed: false }).method).not.toContain("wider");
});
