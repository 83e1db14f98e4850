import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { chiSquareContingency, chiSquareGoodness, type TestResult } from "../../src/statistics/chi-square.ts";
import {
  jensenShannon,
  klDivergence,
  lInfinity,
  psi,
  totalVariation,
} from "../../src/statistics/divergence.ts";
import { adjustFalseDiscovery } from "../../src/statistics/false-discovery.ts";
import { kolmogorovSmirnov } from "../../src/statistics/kolmogorov-smirnov.ts";
import { kolmogorovTail } from "../../src/statistics/kolmogorov-tail.ts";
import { countBins, sturgesEdges } from "../../src/statistics/sturges-edges.ts";
import { chiSquareTail } from "../../src/statistics/upper-tail.ts";
import { wasserstein, wassersteinNormed } from "../../src/statistics/wasserstein.ts";
import { zTest } from "../../src/statistics/z-test.ts";
import { makeValues, type Recipe } from "./make-values.ts";

interface GoldenTest {
  statistic: number | null;
  p: number;
}
interface Divergences {
  counts: [number[], number[]];
  psi: number;
  kl: number;
  js: number;
  js2: number;
  l_infinity: number;
  total_variation: number;
  goodness: GoldenTest;
  contingency: GoldenTest;
}
interface GoldenCase {
  reference: Recipe;
  current: Recipe;
  first: [number, number];
  edges: { count: number; first: number; last: number; second: number };
  ks: GoldenTest;
  wasserstein: number;
  wasserstein_normed: number;
  binned: Divergences;
  categories?: Divergences;
}
interface Golden {
  cases: GoldenCase[];
  counts: Divergences[];
  kolmogorov: { n: number; x: number; p: number }[];
  chi_square: { degrees: number; x: number; p: number }[];
  z: ({ reference: [number, number]; current: [number, number] } & GoldenTest)[];
  false_discovery: { p: number[]; adjusted: number[] }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL("../golden/drift.json", import.meta.url), "utf8"));

/** Where scipy and we both take a distribution function near 1 from 1, each loses a digit. */
const tailTolerance = 5e-12;

/** Relative to the greater of both, and absolute below the smallest normal number. */
function expectClose(actual: number, expected: number, what: string, tolerance = 1e-12): void {
  const scale = Math.max(Math.abs(actual), Math.abs(expected), 1e-290);
  expect(Math.abs(actual - expected) / scale, `${what}: ${actual} and ${expected}`).toBeLessThan(tolerance);
}

function expectTest(actual: TestResult, expected: GoldenTest, what: string, tolerance = 1e-12): void {
  if (expected.statistic === null) expect(actual.statistic, what).toBe(Infinity);
  else expectClose(actual.statistic, expected.statistic, `${what} statistic`);
  expectClose(actual.p, expected.p, `${what} p`, tolerance);
}

function expectDivergences([reference, current]: [number[], number[]], golden: Divergences): void {
  expectClose(psi(reference, current), golden.psi, "psi");
  expectClose(klDivergence(reference, current), golden.kl, "kl");
  expectClose(jensenShannon(reference, current), golden.js, "js");
  expectClose(jensenShannon(reference, current, 2), golden.js2, "js2");
  expectClose(lInfinity(reference, current), golden.l_infinity, "l_infinity");
  expectClose(totalVariation(reference, current), golden.total_variation, "total_variation");
  expectTest(chiSquareGoodness(reference, current), golden.goodness, "goodness");
  expectTest(chiSquareContingency(reference, current), golden.contingency, "contingency");
}

test.each(golden.cases.map((each) => [JSON.stringify([each.reference, each.current]), each] as const))(
  "%s as scipy and numpy",
  (_name, each) => {
    const [reference, current] = [makeValues(each.reference), makeValues(each.current)];
    expectClose(reference[0]!, each.first[0], "first of reference");
    expectClose(current[0]!, each.first[1], "first of current");
    reference.sort();
    current.sort();
    const isInteger = each.reference[0] === "floors";
    const edges = sturgesEdges({
      min: Math.min(reference[0]!, current[0]!),
      max: Math.max(reference.at(-1)!, current.at(-1)!),
      count: reference.length + current.length,
      isInteger,
    });
    expect(edges).toHaveLength(each.edges.count + 1);
    for (const [at, expected] of [
      [edges[0], each.edges.first],
      [edges[1], each.edges.second],
      [edges.at(-1), each.edges.last],
    ] as const)
      expectClose(at!, expected, "edge");
    const counts: [number[], number[]] = [[...countBins(reference, edges)], [...countBins(current, edges)]];
    expect(counts).toEqual(each.binned.counts);
    expectDivergences(counts, each.binned);
    if (each.categories) expectDivergences(each.categories.counts, each.categories);
    expectTest(kolmogorovSmirnov(reference, current), each.ks, "ks", tailTolerance);
    expectClose(wasserstein(reference, current), each.wasserstein, "wasserstein");
    expectClose(wassersteinNormed(reference, current), each.wasserstein_normed, "wasserstein normed");
  },
);

test("counts without a new category as scipy", () => {
  for (const each of golden.counts) expectDivergences(each.counts, each);
});

test("the tail of chi-square as scipy's", () => {
  for (const { degrees, x, p } of golden.chi_square)
    expectClose(chiSquareTail(x, degrees), p, `${degrees}, ${x}`);
});

test("the Kolmogorov distribution of n values as scipy's kstwo", () => {
  for (const { n, x, p } of golden.kolmogorov)
    expectClose(kolmogorovTail(x, n), p, `${n}, ${x}`, tailTolerance);
});

test("the Z test as scipy's", () => {
  for (const each of golden.z) {
    const side = ([successes, count]: [number, number]) => ({ successes, count });
    expectTest(zTest(side(each.reference), side(each.current)), each, "z");
  }
});

test("adjusted p-values as scipy's false_discovery_control", () => {
  for (const { p, adjusted } of golden.false_discovery)
    for (const [i, each] of adjustFalseDiscovery(p).entries()) expectClose(each, adjusted[i]!, "adjusted");
});
