import { expect, test } from "vitest";
import { didYouMean, nearest } from "../src/nearest.ts";

test.each([
  ["treshold", ["threshold", "target"], "threshold"],
  ["colunm", ["column", "columns"], "column"],
  ["R2", ["r2", "rmse"], "r2"],
  ["xyz", ["threshold"], undefined],
  ["", ["a"], "a"],
])("nearest(%j) among %j is %j", (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});

test("long words cost nothing and match nothing", () => {
  expect(nearest("a".repeat(1e6), ["a".repeat(1e6)])).toBeUndefined();
  expect(didYouMean("zzz", ["abc"])).toBe("");
});
