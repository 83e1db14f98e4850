import fc from "fast-check";
import { expect, test } from "vitest";
import { randomFrom, randomState } from "../../src/learn/random.ts";
import { chiSquareContingency } from "../../src/statistics/chi-square.ts";
import {
  jensenShannon,
  klDivergence,
  lInfinity,
  psi,
  totalVariation,
} from "../../src/statistics/divergence.ts";
import { kolmogorovSmirnov } from "../../src/statistics/kolmogorov-smirnov.ts";
import { permutationTest } from "../../src/statistics/permutation-test.ts";
import { countBins, sturgesEdges } from "../../src/statistics/sturges-edges.ts";
import { wasserstein } from "../../src/statistics/wasserstein.ts";

const sample = fc
  .array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, min: -1e6, max: 1e6 })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((values) => Float64Array.from(values).sort());
const side = (size: number) =>
  fc
    .array(fc.nat(40), { minLength: size, maxLength: size })
    .filter((counts) => counts.some((each) => each > 0));
const counts = fc.integer({ min: 1, max: 12 }).chain((size) => fc.tuple(side(size), side(size)));

test("distances of counts: 0 for equal shares, the same both ways, within their bounds", () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 2, max: 9 }), ([reference, current], times) => {
      const more = reference.map((each) => each * times);
      for (const distance of [psi, klDivergence, jensenShannon, lInfinity, totalVariation]) {
        expect(distance(reference, more)).toBeCloseTo(0, 7);
        expect(distance(reference, current)).toBeGreaterThanOrEqual(-1e-12);
      }
      for (const distance of [psi, jensenShannon, lInfinity, totalVariation])
        expect(distance(reference, current)).toBeCloseTo(distance(current, reference), 10);
      expect(jensenShannon(reference, current, 2)).toBeLessThanOrEqual(1 + 1e-12);
      expect(totalVariation(reference, current)).toBeLessThanOrEqual(1 + 1e-12);
      expect(lInfinity(reference, current)).toBeLessThanOrEqual(
        totalVariation(reference, current) * 2 + 1e-12,
      );
    }),
  );
});

test("two samples: the tests are the same both ways, and shifting one by c is a distance of c", () => {
  fc.assert(
    fc.property(sample, sample, (reference, current) => {
      const there = kolmogorovSmirnov(reference, current);
      const back = kolmogorovSmirnov(current, reference);
      expect(there).toEqual(back);
      expect(there.p).toBeGreaterThanOrEqual(0);
      expect(there.p).toBeLessThanOrEqual(1);
      expect(kolmogorovSmirnov(reference, reference)).toEqual({ statistic: 0, p: 1 });
      expect(wasserstein(reference, current)).toBeCloseTo(wasserstein(current, reference), 6);
      expect(
        wasserstein(
          reference,
          reference.map((each) => each + 3),
        ),
      ).toBeCloseTo(3, 6);
    }),
  );
});

test("every value has a bin, whatever the range", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 30 }),
      (given) => {
        const values = Float64Array.from(given);
        const [min, max] = [Math.min(...given), Math.max(...given)];
        const edges = sturgesEdges({ min, max, count: values.length, isInteger: false });
        const counted = countBins(values, edges);
        expect(counted.reduce((a, b) => a + b, 0)).toBe(values.length);
        expect(edges.length).toBe(counted.length + 1);
      },
    ),
  );
});

/** Counts of `size` values, each of one of `bins` as likely. */
function draw(random: ReturnType<typeof randomFrom>, size: number, bins: number): number[] {
  const found = new Array<number>(bins).fill(0);
  for (let i = 0; i < size; i++) found[random.below(bins)]!++;
  return found;
}

test("a bound on PSI alone cries drift of samples that are alike; with the permutation test it does not", () => {
  const random = randomFrom(randomState(1, 0));
  const trials = 400;
  let [bound, both] = [0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const [reference, current] = [draw(random, 200, 10), draw(random, 200, 10)];
    if (psi(reference, current) <= 0.1) continue;
    bound++;
    if (permutationTest({ reference, current }, psi, { seed: 42, permutations: 999 }).p <= 0.05) both++;
  }
  expect(bound / trials).toBeGreaterThan(0.25);
  expect(both / trials).toBeLessThan(0.08);
});

test("p-values of permutations are uniform where there is no drift, and those of the chi-square test", () => {
  const random = randomFrom(randomState(3, 0));
  const below = [0.05, 0.2, 0.5];
  const found = below.map(() => 0);
  const trials = 1000;
  for (let trial = 0; trial < trials; trial++) {
    const [reference, current] = [draw(random, 300, 6), draw(random, 150, 6)];
    const statistic = (r: ArrayLike<number>, c: ArrayLike<number>) => chiSquareContingency(r, c).statistic;
    const { p } = permutationTest({ reference, current }, statistic, { seed: trial, permutations: 399 });
    for (const [i, each] of below.entries()) if (p <= each) found[i]!++;
    if (trial < 20) expect(Math.abs(p - chiSquareContingency(reference, current).p)).toBeLessThan(0.15);
  }
  for (const [i, each] of below.entries())
    expect(Math.abs(found[i]! / trials - each), `p ≤ ${each}`).toBeLessThan(0.04);
});

test("permutations deal rows as shuffling them does", () => {
  const statistic = (reference: ArrayLike<number>) => reference[0]!;
  // 3 of the 5 marked rows or more among 4 of 12: hypergeometric, 0.1515….
  const { p, permutations } = permutationTest({ reference: [3, 1], current: [2, 6] }, statistic, {
    seed: 7,
    permutations: 200_000,
    enough: 1_000_000,
  });
  expect(permutations).toBe(200_000);
  expect(p).toBeCloseTo(75 / 495, 2);
});

test("the same seed gives the same p, and clear drift the smallest", () => {
  const given = { reference: [100, 50, 10], current: [10, 50, 100] };
  expect(permutationTest(given, psi, { seed: 1 })).toEqual({ p: 1 / 10_000, permutations: 9999 });
  const alike = { reference: [100, 50, 10], current: [99, 51, 10] };
  const { p, permutations } = permutationTest(alike, psi, { seed: 1 });
  expect(p).toBeGreaterThan(0.5);
  expect(permutations).toBeLessThan(300);
  expect(permutationTest(alike, psi, { seed: 1 })).toEqual({ p, permutations });
});
