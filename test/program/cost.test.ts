import { expect, test } from "vitest";
import { costOf, ratePerMinute } from "../../src/program/cost.ts";

test("a machine's rate is that of the smallest runner with as many cores", () => {
  const machine = { system: "Linux", architecture: "x64" };
  expect(ratePerMinute({ ...machine, cores: 2 })).toBe(0.006);
  expect(ratePerMinute({ ...machine, cores: 3 })).toBe(0.012);
  expect(ratePerMinute({ ...machine, cores: 1000 })).toBeUndefined();
  expect(ratePerMinute({ ...machine, system: "Plan 9", cores: 2 })).toBeUndefined();
});

test("minutes by a rate, to three digits", () => {
  expect(costOf(90_000, 0.006)).toEqual({ amount: 0.009, currency: "USD", per_minute: 0.006 });
  expect(costOf(100_000, 0.1)?.amount).toBe(0.167);
  expect(costOf(90_000, undefined)).toBeUndefined();
});
