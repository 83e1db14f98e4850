import fc from "fast-check";
import { expect, test } from "vitest";
import { gridTrials, randomTrials, type SearchSpace } from "../../src/learn/search-space.ts";

test("a grid is every combination, in order", () => {
  expect(gridTrials({ a: [1, 2], b: ["x", null, true] })).toEqual([
    { a: 1, b: "x" },
    { a: 1, b: null },
    { a: 1, b: true },
    { a: 2, b: "x" },
    { a: 2, b: null },
    { a: 2, b: true },
  ]);
  expect(() => gridTrials({ a: { min: 1, max: 2 } })).toThrow('"a" is a range');
  const many = Array.from({ length: 40 }, (_, value) => value);
  expect(() => gridTrials({ a: many, b: many })).toThrow("more than 1,000 combinations");
});

const space: SearchSpace = {
  depth: { min: 1, max: 5 },
  rate: { min: 0.001, max: 1, log: true },
  share: { min: 0, max: 1, integer: false },
  kind: ["a", "b"],
};

test("random trials are within their ranges, differ, and begin as those of fewer do", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 1000 }), (count, seed) => {
      const trials = randomTrials(space, count, seed);
      expect(trials).toHaveLength(count);
      expect(new Set(trials.map((trial) => JSON.stringify(trial))).size).toBe(count);
      for (const { depth, rate, share, kind } of trials) {
        expect([1, 2, 3, 4, 5]).toContain(depth);
        expect(rate).toBeGreaterThanOrEqual(0.001);
        expect(rate).toBeLessThanOrEqual(1);
        expect(share).toBeLessThanOrEqual(1);
        expect(["a", "b"]).toContain(kind);
      }
      expect(randomTrials(space, count + 5, seed).slice(0, count)).toEqual(trials);
    }),
  );
});

test("with log, orders of magnitude are as likely; whole numbers are", () => {
  const trials = randomTrials(space, 1000, 3);
  const small = trials.filter(({ rate }) => Number(rate) < 0.01).length;
  expect(small / 1000).toBeCloseTo(1 / 3, 1);
  const ones = trials.filter(({ depth }) => depth === 1).length;
  expect(ones / 1000).toBeCloseTo(1 / 5, 1);
});

test("a small space gives what it has", () => {
  expect(randomTrials({ a: [1, 2, 3] }, 50, 1)).toHaveLength(3);
});
