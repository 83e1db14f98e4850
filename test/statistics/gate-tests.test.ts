import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { adjustFalseDiscovery } from "../../src/statistics/false-discovery.ts";
import { estimateFoldScores } from "../../src/statistics/fold-scores.ts";
import { holm } from "../../src/statistics/holm.ts";
import { differenceOfIndependent } from "../../src/statistics/independent-difference.ts";
import { mcnemar } from "../../src/statistics/mcnemar.ts";
import { estimateMean } from "../../src/statistics/mean.ts";
import { normalQuantile } from "../../src/statistics/normal.ts";
import { rowsNeeded, rowsNeededLike } from "../../src/statistics/rows-needed.ts";
import { estimateShare } from "../../src/statistics/share.ts";
import { estimateShareDifference } from "../../src/statistics/share-difference.ts";
import { tQuantile } from "../../src/statistics/student-t.ts";
import { wilcoxonSignedRank } from "../../src/statistics/wilcoxon.ts";
import { expectConsistent } from "./expect-consistent.ts";

interface Golden {
  mcnemar: [first: number, second: number, exact: number, chiSquare: number, corrected: number][];
  wilcoxon: { values: number[]; p: number }[];
  holm: { p: number[]; adjusted: number[] }[];
  newcombe: [hits: number, rows: number, hits2: number, rows2: number, low: number, high: number][];
}
const golden: Golden = JSON.parse(
  readFileSync(new URL("../golden/gate-tests.json", import.meta.url), "utf8"),
);

test("McNemar's tests are statsmodels', and those of the reference", () => {
  for (const [first, second, exact, chiSquare, corrected] of golden.mcnemar) {
    const found = mcnemar(first, second);
    expect(found.exact / exact).toBeCloseTo(1, 11);
    expect(found.chiSquare).toBeCloseTo(chiSquare, 12);
    expect(found.corrected / corrected).toBeCloseTo(1, 11);
    expect(mcnemar(second, first)).toEqual(found);
  }
  const found = mcnemar(47, 33);
  expect(found.exact).toBeCloseTo(0.1456354544029827, 14);
  expect(found.chiSquare).toBe(2.1125);
  expect(found.corrected).toBeCloseTo(0.14610046596341816, 14);
  expect(mcnemar(0, 0)).toEqual({ exact: 1, chiSquare: 0, corrected: 1 });
});

test("Wilcoxon's signed-rank test is scipy's", () => {
  for (const { values, p } of golden.wilcoxon)
    expect(wilcoxonSignedRank(Float64Array.from(values)) / p).toBeCloseTo(1, 10);
  expect(wilcoxonSignedRank(new Float64Array(5))).toBe(1);
  expect(wilcoxonSignedRank(new Float64Array())).toBe(1);
});

test("Holm's adjusted p-values are statsmodels', and never below Benjamini and Hochberg's", () => {
  for (const { p, adjusted } of golden.holm)
    for (const [i, each] of holm(p).entries()) expect(each).toBeCloseTo(adjusted[i]!, 14);
  const shown = (ps: number[]) => ps.map((each) => Number(each.toFixed(12)));
  const ps = [0.01, 0.04, 0.03, 0.005, 0.2];
  expect(shown(holm(ps))).toEqual([0.04, 0.09, 0.09, 0.025, 0.2]);
  expect(shown(adjustFalseDiscovery(ps))).toEqual([0.025, 0.05, 0.05, 0.025, 0.2]);
  expect(holm([])).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (some) => {
      const discoveries = adjustFalseDiscovery(some);
      for (const [i, each] of holm(some).entries()) {
        expect(each).toBeGreaterThanOrEqual(discoveries[i]! - 1e-12);
        expect(each).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test("a difference of independent shares is Newcombe's of statsmodels; bounds and p agree, swapped ones negate", () => {
  for (const [hits, rows, hits2, rows2, low, high] of golden.newcombe) {
    const found = differenceOfIndependent(estimateShare(hits, rows), estimateShare(hits2, rows2));
    expect(found.bounds(0.025)[0]).toBeCloseTo(low, 12);
    expect(found.bounds(0.025)[1]).toBeCloseTo(high, 12);
    for (const x of [-0.3, -0.01, 0, 0.02, 0.1]) expectConsistent(found, x);
    const swapped = differenceOfIndependent(estimateShare(hits2, rows2), estimateShare(hits, rows));
    expect(swapped.bounds(0.025)[1]).toBeCloseTo(-low, 12);
  }
  const unknown = estimateMean(Float64Array.of(1));
  const found = differenceOfIndependent(unknown, estimateShare(3, 9));
  expect([found.bounds(0.025), found.pAbove(0)]).toEqual([[-Infinity, Infinity], expect.closeTo(1, 9)]);
});

test("scores of folds: the corrected resampled t", () => {
  const differences = [0.02, 0.01, 0.03, -0.01, 0.02];
  const found = estimateFoldScores(differences, { trainRows: 800, testRows: 200 });
  // The variance 0.00023 counts 1/5 + 1/4 times.
  const error = Math.sqrt(0.00023 * 0.45);
  expect(found.value).toBeCloseTo(0.014, 14);
  expect(found.standardError).toBeCloseTo(error, 14);
  expect(found.bounds(0.025)[1]).toBeCloseTo(0.014 + tQuantile(0.975, 4) * error, 14);
  expectConsistent(found, 0);
  for (const few of [[], [0.1], [0.1, 0.1]])
    expect(estimateFoldScores(few, { trainRows: 8, testRows: 2 }).bounds(0.025)).toEqual([
      -Infinity,
      Infinity,
    ]);
});

test("rows needed: the formula of the reference, and of rows that did not vary the bound itself", () => {
  const reach = normalQuantile(0.975) + normalQuantile(0.8);
  expect(reach ** 2).toBeCloseTo(7.8489, 4);
  expect(rowsNeeded({ standardDeviation: 0.5, margin: 0.02 })).toBe(Math.ceil(reach ** 2 * 625));
  expect(rowsNeeded({ standardDeviation: 1, margin: 0.1, alpha: 0.05, power: 0.9 })).toBe(857);
  const mean = estimateMean(Float64Array.of(1, 2, 3, 4));
  expect(rowsNeededLike(mean, { margin: 0.5 })).toBe(
    rowsNeeded({ standardDeviation: Math.sqrt(5 / 3), margin: 0.5 }),
  );
  const same = estimateShareDifference({ firstOnly: 0, secondOnly: 0, rows: 20 });
  expect(rowsNeededLike(same, { margin: 0.01 })).toBe(323);
  expect(rowsNeededLike(estimateMean(new Float64Array(20)), { margin: 0.01 })).toBeUndefined();
});
