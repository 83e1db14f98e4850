import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateAuc, estimateAucDifference } from "../../src/statistics/auc.ts";
import { testDeLong } from "../../src/statistics/delong.ts";
import { sortRows } from "../../src/statistics/sort-rows.ts";
import { expectConsistent } from "./expect-consistent.ts";
import { uniforms } from "./make-values.ts";

type Pair = [number, number];
interface Case {
  seeds: [number, number, number];
  rows: number;
  digits: number;
  weights: number | null;
  groups: number | null;
  aucs: Pair;
  covariance: [Pair, Pair];
  z: number;
  p: number;
  first: Pair;
  difference: Pair;
}
const golden: { cases: Case[] } = JSON.parse(
  readFileSync(new URL("../golden/gate-auc.json", import.meta.url), "utf8"),
);

/** The rows and both models' scores of a golden case. */
function rowsOf({ seeds, rows, digits, weights, groups }: Case) {
  const positive = uniforms(seeds[0], rows).map((each) => each < 0.4);
  const scores = ([1, 2] as const).map((model) => {
    const lift = model === 1 ? 0.35 : 0.25;
    return Float64Array.from(uniforms(seeds[model], rows), (each, row) =>
      Number((lift * Number(positive[row]) + (1 - lift) * each).toFixed(digits)),
    );
  }) as [Float64Array, Float64Array];
  return {
    positive,
    weights:
      weights === null
        ? undefined
        : Float64Array.from(uniforms(weights, rows), (each) => 1 + 3 * Number(each.toFixed(2))),
    groups: groups === null ? undefined : Int32Array.from({ length: rows }, (_, row) => (row * 7) % groups),
    scores,
  };
}

test.each(golden.cases)(
  "DeLong as by all pairs of rows: $rows rows, weights $weights, groups $groups",
  (expected) => {
    const { scores, ...rows } = rowsOf(expected);
    const found = testDeLong(rows, scores);
    for (const i of [0, 1] as const) {
      expect(found.aucs[i]).toBeCloseTo(expected.aucs[i], 14);
      for (const j of [0, 1] as const)
        expect(found.covariance[i][j]).toBeCloseTo(expected.covariance[i][j], 14);
    }
    expect(found.z / expected.z).toBeCloseTo(1, 11);
    expect(found.p / expected.p).toBeCloseTo(1, 11);
    const [first, second] = scores;
    const one = estimateAuc({ ...rows, scores: first }).bounds(0.025);
    const difference = estimateAucDifference({ ...rows, first, second }).bounds(0.025);
    for (const side of [0, 1] as const) {
      expect(one[side]).toBeCloseTo(expected.first[side], 11);
      expect(difference[side]).toBeCloseTo(expected.difference[side], 11);
    }
  },
);

test("the vector of the reference, to its last digits", () => {
  const { scores, ...rows } = rowsOf(golden.cases[0]!);
  const { aucs, covariance, z, p } = testDeLong(rows, scores);
  expect(aucs).toEqual([0.8592545665716398, 0.7470172104318445]);
  expect(covariance[0][0]).toBeCloseTo(0.0006537473665763299, 17);
  expect(covariance[0][1]).toBeCloseTo(0.00004922043563283131, 17);
  expect(covariance[1][1]).toBeCloseTo(0.0012888802336629567, 17);
  expect(z).toBeCloseTo(2.6135750867554033, 13);
  expect(p).toBeCloseTo(0.0089600392955486, 14);
});

const sample = fc
  .array(fc.tuple(fc.boolean(), fc.nat(9), fc.nat(9), fc.nat(3), fc.nat(4)), { minLength: 2, maxLength: 50 })
  .filter((rows) => rows.some(([each]) => each) && rows.some(([each]) => !each));

test("areas: bounds and p agree, swapped models negate, no width is 0", () => {
  fc.assert(
    fc.property(sample, fc.double({ min: -1, max: 1, noNaN: true }), fc.boolean(), (rows, x, isGrouped) => {
      const positive = rows.map(([each]) => each);
      const first = Float64Array.from(rows, ([, score]) => score);
      const second = Float64Array.from(rows, ([, , score]) => score);
      const groups = isGrouped ? Int32Array.from(rows, ([, , , , group]) => group) : undefined;
      const difference = estimateAucDifference({ positive, groups, first, second });
      expectConsistent(difference, x);
      expectConsistent(estimateAuc({ positive, groups, scores: first }), Math.abs(x));
      const swapped = estimateAucDifference({ positive, groups, first: second, second: first });
      const [low, high] = difference.bounds(0.025);
      expect(high).toBeGreaterThan(low);
      expect(swapped.bounds(0.025)[0]).toBeCloseTo(-high, 9);
      expect(swapped.bounds(0.025)[1]).toBeCloseTo(-low, 9);
    }),
  );
});

test("whole weights say the same as equal rows of one group, weight 0 as no row, twice the rows more", () => {
  const positive = [true, true, true, false, false, false, true, false];
  const first = Float64Array.of(0.9, 0.6, 0.4, 0.5, 0.3, 0.2, 0.7, 0.65);
  const second = Float64Array.of(0.5, 0.6, 0.7, 0.5, 0.6, 0.2, 0.3, 0.1);
  const weights = Float64Array.of(1, 2, 3, 1, 2, 1, 0, 0);
  const copies = [...weights].flatMap((weight, row) => new Array<number>(weight).fill(row));
  const take = <T>(values: ArrayLike<T>) => copies.map((row) => values[row]!);
  const weighted = estimateAucDifference({ positive, weights, first, second });
  const grouped = estimateAucDifference({
    positive: take(positive),
    groups: Int32Array.from(copies),
    first: Float64Array.from(take(first)),
    second: Float64Array.from(take(second)),
  });
  expect(weighted.n).toBe(6);
  for (const side of [0, 1] as const)
    expect(weighted.bounds(0.025)[side]).toBeCloseTo(grouped.bounds(0.025)[side], 12);
  const once = estimateAucDifference({ positive, first, second }).bounds(0.025);
  const twice = estimateAucDifference({
    positive: [...positive, ...positive],
    first: Float64Array.of(...first, ...first),
    second: Float64Array.of(...second, ...second),
  }).bounds(0.025);
  expect(twice[1] - twice[0]).toBeLessThan(once[1] - once[0]);
});

test("areas that do not vary, or that there are none of, have honest bounds", () => {
  const positive = Array.from({ length: 40 }, (_, row) => row < 10);
  const perfect = Float64Array.from(positive, (each, row) => (each ? 100 : 0) + row);
  const one = estimateAuc({ positive, scores: perfect });
  // 1 - 0.025^(1/10): ten rows of the rarer class.
  expect([one.value, one.bounds(0.025)[1]]).toEqual([1, 1]);
  expect(one.bounds(0.025)[0]).toBeCloseTo(0.6915, 4);
  const same = estimateAucDifference({ positive, first: perfect, second: perfect });
  expect(same.bounds(0.025)[0]).toBeCloseTo(-0.3085, 4);
  expect(same.bounds(0.025)[1]).toBeCloseTo(0.3085, 4);
  const tied = estimateAuc({ positive, scores: new Float64Array(40) });
  expect(tied.value).toBe(0.5);
  expect(tied.bounds(0.025)[1]).toBeGreaterThan(0.6);
  const none = estimateAuc({ positive: positive.map(() => true), scores: perfect });
  expect(none).toMatchObject({ value: Number.NaN, n: 0 });
  expect(none.bounds(0.025)).toEqual([-Infinity, Infinity]);
  const alone = estimateAuc({ positive: positive.map((_, row) => row === 3), scores: perfect });
  expect(alone.bounds(0.025)[1] - alone.bounds(0.025)[0]).toBeGreaterThan(0.9);
  expect(estimateAuc({ positive: [], scores: new Float64Array() }).value).toBeNaN();
});

test("few rows of a class, and areas that a few of its rows make, are said to be less sure", () => {
  const { scores, ...rows } = rowsOf(golden.cases[5]!);
  expect(estimateAuc({ ...rows, scores: scores[0] }).caution).toBeUndefined();
  expect(estimateAucDifference({ ...rows, first: scores[0], second: scores[1] }).caution).toBeUndefined();
  const positive = Array.from({ length: 1000 }, (_, row) => row < 30);
  // Every positive row is above all negative ones, but for one that is below half of them.
  const tailed = Float64Array.from(positive, (each, row) => (each && row > 0 ? 2000 : row));
  tailed[0] = 500;
  expect(estimateAuc({ positive, scores: tailed }).caution).toContain("heavy tails");
  const best = Float64Array.from(positive, (each, row) => (each ? 2000 : row));
  expect(estimateAucDifference({ positive, first: tailed, second: best }).caution).toContain("heavy tails");
  const few = estimateAuc({ positive: positive.map((_, row) => row % 100 === 0), scores: tailed });
  expect(few.caution).toContain("only 10 rows");
});

test("rows are sorted by their values, equal ones in their order, whatever their magnitudes", () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -2, max: 2 }),
    fc.constantFrom(0, -0, 5e-324, -5e-324, 1e-300, Number.MAX_VALUE, -Number.MAX_VALUE, 1 + 2 ** -52, 1),
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 200 }), (values) => {
      const expected = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
      expect([...sortRows(Float64Array.from(values))]).toEqual(expected);
    }),
  );
  const many = Float64Array.from(uniforms(3, 70_000), (each) => each ** 9);
  const sorted = sortRows(many);
  expect(sorted.every((row, i) => i === 0 || many[sorted[i - 1]!]! <= many[row]!)).toBe(true);
  expect(new Set(sorted).size).toBe(many.length);
});
