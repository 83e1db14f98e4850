import { expect, test } from "vitest";
import { claimsOf } from "../../src/gate/claim.ts";
import { rulesTable } from "../../src/gate/gate-tables.ts";
import { rulesInForce, slicesInForce } from "../../src/gate/rules-in-force.ts";

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

test("a rule that the base branch alone has says so in the table", () => {
  const [own, base] = [0.7, 0.8].map((min) => ({ ...gateOf(20), rules: [{ metric: "r2", min }] }));
  const rules = rulesInForce(own!, base, "main at bbbbbbb").map(({ rule }) => rule);
  const judgements = claimsOf(rules).map((claim) => ({ claim, actual: 0.75, verdict: "pass" as const }));
  expect(rulesTable(judgements as never).rows.map(([gate]) => gate)).toEqual([
    "R² ≥ 0.7",
    "R² ≥ 0.8, as main at bbbbbbb asks",
  ]);
});
