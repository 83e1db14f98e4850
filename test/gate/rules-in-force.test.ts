import { expect, test } from "vitest";
import { slicesInForce } from "../../src/gate/rules-in-force.ts";

const gateOf = (min_rows: number | undefined) => ({
  rules: [],
  baseline: "auto",
  waivers: [],
  ...(min_rows !== undefined && { slices: { columns: ["kind"], min_rows } }),
});

test.each<[string, number | undefined, number | undefined, number]>([
  ["those of the base, of more in the pull request", 500, 20, 20],
  ["the usual ones, where the base does not say", 500, undefined, 100],
  ["fewer in the pull request", 20, undefined, 20],
  ["the usual ones of both", undefined, undefined, 100],
])("the least rows of a slice are %s", (_, own, base, rows) => {
  expect(slicesInForce(gateOf(own), gateOf(base), 100).minRows).toBe(rows);
  expect(slicesInForce(gateOf(own), undefined, 100).minRows).toBe(own ?? 100);
});
