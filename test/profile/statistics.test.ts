import fc from "fast-check";
import { expect, test } from "vitest";
import { countDistinct } from "../../src/profile/count-distinct.ts";
import { countDuplicates } from "../../src/profile/count-duplicates.ts";
import { daysOf, describeDays, describeGaps, mergeDays } from "../../src/profile/describe-days.ts";
import {
  addHash,
  createHyperLogLog,
  estimateDistinct,
  hyperLogLogError,
} from "../../src/profile/hyperloglog.ts";
import { mergeMoments } from "../../src/profile/merge-summaries.ts";
import { momentsOf } from "../../src/profile/moments.ts";
import { selectRanks } from "../../src/profile/select-ranks.ts";
import { searchCodes } from "../../src/statistics/ranks.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

test("codes are the places among the different finite values, sorted before or not", () => {
  const value = fc.oneof(finite, fc.constantFrom(0, -0, 1, 2, Number.NaN, Infinity, -Infinity));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 30 }), fc.boolean(), (cells, isSorted) => {
      const values = isSorted ? Float64Array.from(cells).sort() : Float64Array.from(cells);
      const different = [...new Set(values)].filter(Number.isFinite).sort((a, b) => a - b);
      expect(searchCodes(values)).toEqual({
        codes: Int32Array.from(values, (each) => different.indexOf(each)),
        size: different.length,
      });
    }),
  );
});

test("selected ranks are those of the sorted values, however they are spread", () => {
  const value = fc.oneof(finite, fc.integer({ min: 0, max: 3 }), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 50 }),
      fc.integer({ min: 1, max: 200 }),
      (seedValues, times) => {
        const values = Float64Array.from({ length: seedValues.length * times }, (_, i) => {
          const each = seedValues[i % seedValues.length] ?? 0;
          return i % 7 === 0 ? each / (i + 1) : each;
        });
        const ranks = [0, Math.floor(values.length / 3), Math.floor(values.length / 2), values.length - 1];
        const sorted = values.slice().sort();
        const found = selectRanks(values, ranks);
        for (const rank of ranks) expect(found.get(rank)).toBe(sorted[rank]);
      },
    ),
    { numRuns: 60 },
  );
});

test("values over all magnitudes are selected in bounded depth", () => {
  const values = Float64Array.from({ length: 6000 }, (_, i) => 2 ** ((i % 2000) - 1000));
  expect(selectRanks(values, [0, 3000, 5999])).toEqual(
    new Map([
      [0, 2 ** -1000],
      [3000, 1],
      [5999, 2 ** 999],
    ]),
  );
});

test("moments hold at the ends of what a float64 holds", () => {
  expect(momentsOf(Float64Array.of(1.5e308, 1.5e308, 1.5e308))).toMatchObject({ mean: 1.5e308, std: 0 });
  expect(momentsOf(Float64Array.of(1e-310, 3e-310)).std / 1e-310).toBeCloseTo(Math.SQRT2, 6);
  expect(momentsOf(Float64Array.of(1e200, -1e200)).std / 1e200).toBeCloseTo(Math.SQRT2, 12);
  expect(momentsOf(Float64Array.of(Number.NaN))).toMatchObject({ finite: 0, mean: Number.NaN });
});

test("distinct values and their counts are exact below the bound", () => {
  const value = fc.oneof(fc.integer({ min: -5, max: 5 }), finite, fc.constant(Number.NaN), fc.constant(-0));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 200 }), fc.boolean(), (raw, isSorted) => {
      const values = Float64Array.from(isSorted ? raw.sort((a, b) => a - b) : raw);
      const present = [...values].filter((each) => !Number.isNaN(each)).map((each) => each + 0);
      const counts = new Map<number, number>();
      for (const each of present) counts.set(each, (counts.get(each) ?? 0) + 1);
      const top = [...counts]
        .map(([each, count]) => ({ value: each, count }))
        .filter(({ count }) => count >= 2);
      top.sort((a, b) => b.count - a.count || a.value - b.value);
      const found = countDistinct(values, {
        min: Math.min(...present),
        max: Math.max(...present),
        atLeast: 2,
        most: 5,
      });
      const { grid, ...counted } = found;
      for (const [place, key] of [...(grid?.keys ?? [])].entries())
        expect(grid?.counts[place]).toBe(counts.get(key) ?? 0);
      expect(counted).toEqual({ distinct: counts.size, error: undefined, top: top.slice(0, 5) });
    }),
  );
});

test("past the bound a frequent value is still counted exactly", () => {
  const values = Float64Array.from({ length: 300_000 }, (_, i) =>
    i % 3 === 0 ? 0.5 : ((i * 7919) % 299_993) + 1 / 3,
  );
  const found = countDistinct(values, { min: 0, max: 299_993.4, atLeast: 10, most: 20 });
  expect(found.top).toEqual([{ value: 0.5, count: 100_000 }]);
  expect(Math.abs(found.distinct / 200_001 - 1)).toBeLessThan(4 * hyperLogLogError);
});

test("in 1,000 seeds the sketch errs as it states: by three standard errors at most in 99 % of them", () => {
  for (const size of [300, 20_000]) {
    const errors = Array.from({ length: 1000 }, (_, seed) => {
      const sketch = createHyperLogLog();
      let state = Math.imul(seed + 1, 0x3c6ef372);
      const next = (): number => {
        state = (state + 0x9e3779b9) | 0;
        let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
        word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
        return word ^ (word >>> 15);
      };
      for (let i = 0; i < size; i++) addHash(sketch, next(), next());
      return estimateDistinct(sketch) / size - 1;
    });
    const within = errors.filter((error) => Math.abs(error) <= 3 * hyperLogLogError).length;
    expect(within).toBeGreaterThanOrEqual(990);
    const square = errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length;
    expect(Math.sqrt(square)).toBeLessThan(1.1 * hyperLogLogError);
  }
});

test("duplicates are counted as pandas does", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(40), fc.nat(3)), { maxLength: 400 }), (pairs) => {
      const high = Uint32Array.from(pairs, ([a]) => Math.imul(a, 0x9e3779b1));
      const low = Uint32Array.from(pairs, ([, b]) => b);
      expect(countDuplicates({ high, low })).toBe(pairs.length - new Set(pairs.map(String)).size);
    }),
  );
  const many = Uint32Array.from({ length: 100_000 }, (_, i) => Math.imul(i % 70_000, 0x9e3779b1));
  expect(countDuplicates({ high: many, low: many })).toBe(30_000);
});

test("parts put together have the moments and the days of the whole", () => {
  const moment = fc.integer({ min: 0, max: 40 * 86_400_000 });
  const part = fc.array(
    fc.oneof({ weight: 4, arbitrary: moment }, { arbitrary: fc.constant(Number.NaN), weight: 1 }),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
      const arrays = parts.map((each) => Float64Array.from(each));
      const whole = Float64Array.from(parts.flat());
      const merged = arrays.map((values) => momentsOf(values)).reduce(mergeMoments);
      const moments = momentsOf(whole);
      for (const [key, expected] of Object.entries(moments)) {
        const actual = merged[key as keyof typeof merged];
        if (!(Number.isNaN(expected) && Number.isNaN(actual)))
          expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
      }
      const days = arrays
        .map((each) => daysOf(each, momentsOf(each)))
        .reduce((a, b) => a && b && mergeDays(a, b));
      if (moments.finite > 0) expect(days && describeGaps(days)).toEqual(describeDays(whole, moments));
    }),
  );
});
