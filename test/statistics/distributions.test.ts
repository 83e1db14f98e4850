import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findRoot } from "../../src/statistics/find-root.ts";
import { betaQuantile, betaTails } from "../../src/statistics/incomplete-beta.ts";
import { normalCdf, normalQuantile } from "../../src/statistics/normal.ts";
import { tCdf, tQuantile } from "../../src/statistics/student-t.ts";

interface Golden {
  normal: Record<"quantile" | "cdf", [x: number, value: number][]>;
  t: Record<"quantile" | "cdf", [x: number, df: number, value: number][]>;
  beta: {
    quantile: [p: number, a: number, b: number, value: number][];
    tails: [x: number, a: number, b: number, below: number, above: number][];
  };
}

const golden: Golden = JSON.parse(
  readFileSync(new URL("../golden/gate-distributions.json", import.meta.url), "utf8"),
);

/** The relative difference of two numbers. */
function apart(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}

test("the normal, t and beta distributions are scipy's to 1e-12 of each value, far tails too", () => {
  for (const [p, x] of golden.normal.quantile) expect(apart(normalQuantile(p), x)).toBeLessThan(1e-12);
  for (const [x, p] of golden.normal.cdf) expect(apart(normalCdf(x), p)).toBeLessThan(1e-12);
  for (const [p, df, x] of golden.t.quantile) expect(apart(tQuantile(p, df), x)).toBeLessThan(1e-12);
  for (const [x, df, p] of golden.t.cdf) expect(apart(tCdf(x, df), p)).toBeLessThan(1e-12);
  for (const [p, a, b, x] of golden.beta.quantile)
    expect(apart(betaQuantile(p, a, b), x)).toBeLessThan(1e-12);
  for (const [x, a, b, ...tails] of golden.beta.tails)
    for (const [side, tail] of betaTails(x, a, b).entries())
      expect(apart(tail, tails[side]!)).toBeLessThan(1e-12);
});

test("quantiles: ends, what is no probability, and t of infinite degrees is normal", () => {
  expect([normalQuantile(0), normalQuantile(1), normalQuantile(0.5)]).toEqual([-Infinity, Infinity, 0]);
  expect([tQuantile(0, 3), tQuantile(1, 3), tQuantile(0.5, 3)]).toEqual([-Infinity, Infinity, 0]);
  expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
  for (const p of [-0.1, 1.1, Number.NaN])
    expect([normalQuantile(p), tQuantile(p, 3), betaQuantile(p, 2, 3)]).toEqual([NaN, NaN, NaN]);
  expect(tQuantile(0.975, Number.NaN)).toBeNaN();
  expect(tQuantile(0.975, Infinity)).toBe(normalQuantile(0.975));
  expect(tCdf(-1.3, Infinity)).toBe(normalCdf(-1.3));
  expect([tCdf(-Infinity, 3), tCdf(Infinity, 3), normalCdf(-Infinity)]).toEqual([0, 1, 0]);
});

test("a quantile's probability is the one asked for", () => {
  const p = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
  const shape = fc.double({ min: 0.3, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(p, shape, shape, (chance, a, b) => {
      expect(apart(normalCdf(normalQuantile(chance)), chance)).toBeLessThan(1e-12);
      expect(apart(tCdf(tQuantile(chance, a), a), chance)).toBeLessThan(1e-11);
      expect(apart(betaTails(betaQuantile(chance, a, b), a, b)[0], chance)).toBeLessThan(1e-8);
    }),
  );
});

test("a root is found to the last digits, with infinite ends and at an end", () => {
  expect(findRoot((x) => x * x * x - 2, 0, 100)).toBeCloseTo(2 ** (1 / 3), 14);
  expect(findRoot((x) => Math.log(x / (1 - x)) - 3, 0, 1)).toBeCloseTo(1 / (1 + Math.exp(-3)), 15);
  expect([findRoot((x) => x, 0, 1), findRoot((x) => x - 1, 0, 1)]).toEqual([0, 1]);
});
