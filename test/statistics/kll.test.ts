import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomFrom, randomState } from "../../src/learn/random.ts";
import {
  addValues,
  createKll,
  type Kll,
  kllError,
  mergeKll,
  quantilesOfKll,
  rankOf,
  ranksOfKll,
} from "../../src/statistics/kll.ts";

const seeds = 1000;
const probabilities = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

function randomValues(count: number, draw: (uniform: number) => number): Float64Array {
  const random = randomFrom(randomState(7, 0));
  return Float64Array.from({ length: count }, () => draw((random.next() + 0.5) / 2 ** 32));
}

const distributions: [name: string, k: number, values: Float64Array, parts: number][] = [
  ["numbers of many magnitudes", 300, randomValues(10_000, (each) => Math.exp(9 * Math.tan(3 * each))), 1],
  ["numbers in ascending order", 300, Float64Array.from({ length: 10_000 }, (_, i) => i), 1],
  ["few different numbers", 300, randomValues(10_000, (each) => Math.floor(each ** 3 * 12)), 1],
  ["parts that are merged", 300, randomValues(10_000, Math.log), 7],
  ["more numbers than a small sketch looks at", 64, randomValues(40_000, Math.log), 1],
  ["parts of those that are merged", 64, Float64Array.from({ length: 40_000 }, (_, i) => i), 3],
];

describe("ranks are within the stated error in 99 % of 1,000 seeds", () => {
  test.each(distributions)(
    "%s",
    (_, k, values, parts) => {
      const sorted = values.slice().sort();
      const points = probabilities.map((each) => sorted[Math.floor(each * sorted.length)]!);
      const truth = points.map(
        (point) => (sorted.findLastIndex((each) => each <= point) + 1) / sorted.length,
      );
      let within = 0;
      for (let seed = 0; seed < seeds; seed++) {
        const ranks = ranksOfKll(sketchOf(values, { k, seed, parts }), points);
        // All of them at once, which is more than the error is stated for.
        if (ranks.every((rank, i) => Math.abs(rank - truth[i]!) <= kllError(k))) within++;
      }
      expect(within).toBeGreaterThanOrEqual(0.99 * seeds);
    },
    60_000,
  );
});

/** Parts are of different lengths, so that their sketches sample differently. */
function sketchOf(values: Float64Array, { k = 300, seed = 1, parts = 1 } = {}): Kll {
  const sketch = createKll(k, seed);
  let from = 0;
  for (let part = 1; part <= parts; part++) {
    const to = Math.floor(values.length * (part / parts) ** 2);
    const each = createKll(k, seed + part * seeds);
    addValues(each, values, from, to);
    mergeKll(sketch, each);
    from = to;
  }
  return sketch;
}

test("the stated error is that of Apache DataSketches 5.2.0", () => {
  const stated = { 200: 0.013294757464848584, 300: 0.008963278439525532, 400: 0.006776242727013815 };
  for (const [k, error] of Object.entries(stated)) expect(kllError(Number(k))).toBeCloseTo(error, 15);
});

test("what is kept stands for as many values as there were, however they came", () => {
  const value = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, 0, -0));
  const part = fc.record({
    values: fc.array(value, { maxLength: 30 }),
    times: fc.integer({ min: 1, max: 400 }),
  });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.nat(), fc.constantFrom(8, 20), (drawn, seed, k) => {
      const sketch = createKll(k, seed);
      const all: number[] = [];
      for (const [index, { values, times }] of drawn.entries()) {
        const repeated = Float64Array.from(
          { length: values.length * times },
          (_, i) => values[i % values.length]!,
        );
        all.push(...repeated);
        const other = createKll(k, seed + index);
        addValues(index % 2 === 0 ? sketch : other, repeated);
        mergeKll(sketch, other);
      }
      const finite = all.filter(Number.isFinite);
      const weights = sketch.levels.map((level, i) => level.length * 2 ** i);
      const kept = weights.reduce((a, b) => a + b, sketch.pending + sketch.filled * 2 ** sketch.base);
      expect(kept).toBe(finite.length);
      expect(sketch.count).toBe(finite.length);
      expect(sketch.min === finite.reduce((a, b) => Math.min(a, b), Infinity)).toBe(true);
      for (const level of sketch.levels) expect([...level]).toEqual([...level.slice().sort()]);
    }),
    { numRuns: 50 },
  );
});

test("few values are told exactly, as numpy tells them", () => {
  const sketch = sketchOf(Float64Array.of(4, Number.NaN, 1, 3, Infinity, 10));
  expect(quantilesOfKll(sketch, [0, 0.25, 0.5, 0.75, 1])).toEqual([1, 2.5, 3.5, 5.5, 10]);
  expect([0, 1, 3.5, 10].map((value) => rankOf(sketch, value))).toEqual([0, 0.25, 0.5, 1]);
  expect(quantilesOfKll(createKll(300, 1), [0.5])).toEqual([Number.NaN]);
  expect(rankOf(createKll(300, 1), 0)).toBeNaN();
});

test("the same seed and order give the same sketch, and a copy goes on as the original", () => {
  const values = randomValues(60_000, (each) => each);
  const once = sketchOf(values, { k: 64 });
  const copy = structuredClone(sketchOf(values.slice(0, 30_000), { k: 64 }));
  const original = sketchOf(values.slice(0, 30_000), { k: 64 });
  for (const sketch of [copy, original]) addValues(sketch, values, 30_000);
  expect(copy).toEqual(original);
  expect(sketchOf(values, { k: 64 })).toEqual(once);
  expect(once.levels.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(64 * 3 + 32);
});
