import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { clopperPearson, estimateShare } from "../../src/statistics/share.ts";
import { estimateShareDifference } from "../../src/statistics/share-difference.ts";
import { expectConsistent } from "./expect-consistent.ts";

type Pair = [number, number];
interface Golden {
  alphas: number[];
  shares: { hits: number; rows: number; wilson: Pair[]; exact: Pair[] }[];
  tango: { first: number; second: number; rows: number; bounds: Pair[] }[];
}
const golden: Golden = JSON.parse(
  readFileSync(new URL("../golden/gate-shares.json", import.meta.url), "utf8"),
);

const counts = fc
  .tuple(fc.nat(400), fc.nat(400), fc.nat(400))
  .filter((each) => each.some((count) => count > 0));

test("shares: Wilson's and Clopper-Pearson's bounds are statsmodels'", () => {
  for (const { hits, rows, wilson, exact } of golden.shares) {
    for (const [i, alpha] of golden.alphas.entries()) {
      for (const side of [0, 1] as const) {
        expect(estimateShare(hits, rows).bounds(alpha)[side]).toBeCloseTo(wilson[i]![side], 13);
        expect(clopperPearson(hits, rows).bounds(alpha)[side]).toBeCloseTo(exact[i]![side], 13);
      }
    }
  }
  const [low, high] = estimateShare(139, 200).bounds(0.025);
  expect([low, high]).toEqual([0.6280144790202163, 0.7546358436926496]);
  expect(clopperPearson(139, 200).bounds(0.025)[0]).toBeCloseTo(0.6261321954662298, 15);
  expect(clopperPearson(139, 200).bounds(0.025)[1]).toBeCloseTo(0.7579805629764088, 14);
});

test("differences of shares: Tango's bounds are those of his likelihood, and the published ones", () => {
  for (const { first, second, rows, bounds } of golden.tango) {
    const estimate = estimateShareDifference({ firstOnly: first, secondOnly: second, rows });
    for (const [i, alpha] of golden.alphas.entries()) {
      for (const side of [0, 1] as const)
        expect(estimate.bounds(alpha)[side]).toBeCloseTo(bounds[i]![side], 11);
    }
  }
  // Fagerland, Lydersen and Laake, "Recommended tests and confidence intervals for paired binomial proportions", 2014.
  const [low, high] = estimateShareDifference({ firstOnly: 1, secondOnly: 7, rows: 21 }).bounds(0.025);
  expect([low.toFixed(3), high.toFixed(3)]).toEqual(["-0.517", "-0.026"]);
});

test("shares and their differences: bounds and p agree, swapped models negate, more rows narrow", () => {
  fc.assert(
    fc.property(counts, fc.double({ min: -1, max: 1, noNaN: true }), ([first, second, rest], x) => {
      const rows = first + second + rest;
      const difference = estimateShareDifference({ firstOnly: first, secondOnly: second, rows });
      const swapped = estimateShareDifference({ firstOnly: second, secondOnly: first, rows });
      const twice = estimateShareDifference({ firstOnly: 2 * first, secondOnly: 2 * second, rows: 2 * rows });
      for (const estimate of [difference, estimateShare(first, rows), clopperPearson(first, rows)])
        expectConsistent(estimate, x);
      const [low, high] = difference.bounds(0.025);
      expect(swapped.value).toBeCloseTo(-difference.value, 15);
      expect(swapped.bounds(0.025)).toEqual([-high, -low]);
      expect(twice.bounds(0.025)[1] - twice.bounds(0.025)[0]).toBeLessThan(high - low);
      expect(high - low).toBeGreaterThan(0);
      expect([low >= -1, high <= 1]).toEqual([true, true]);
    }),
  );
});

test("where nothing was seen or everything is the same, shares and differences have bounds", () => {
  expect(estimateShare(0, 0)).toMatchObject({ value: Number.NaN, n: 0 });
  expect(estimateShare(0, 0).bounds(0.025)).toEqual([0, 1]);
  expect(clopperPearson(0, 0).bounds(0.025)).toEqual([0, 1]);
  const none = estimateShareDifference({ firstOnly: 0, secondOnly: 0, rows: 0 });
  expect([none.bounds(0.025), none.pBelow(0.1), none.pAbove(-0.1)]).toEqual([[-1, 1], 1, 1]);
  expect(estimateShare(0, 20).bounds(0.025)[0]).toBe(0);
  expect(estimateShare(20, 20).bounds(0.025)[1]).toBe(1);
  expect([estimateShare(20, 20).pBelow(1), estimateShare(20, 20).pAbove(1)]).toEqual([0.5, 1]);
  const same = estimateShareDifference({ firstOnly: 0, secondOnly: 0, rows: 20 });
  // z² / (n + z²)
  expect(same.bounds(0.025)[1]).toBeCloseTo(0.161125158052819, 14);
  expect([same.pBelow(0), same.pAbove(0)]).toEqual([0.5, 0.5]);
});

test("a share is never shown to be other than one that is on the border, whatever the sign of its zero", () => {
  for (const zero of [0, -0]) {
    expect(estimateShare(0, 50).pAbove(zero)).toBe(0.5);
    expect(estimateShare(5, 50).pAbove(zero)).toBe(0);
  }
});
