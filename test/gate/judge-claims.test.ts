import fc from "fast-check";
import { expect, test } from "vitest";
import type { Rule } from "../../src/config/config.ts";
import { claimsOf } from "../../src/gate/claim.ts";
import { judge, type Measured } from "../../src/gate/judge.ts";
import { verdictOf } from "../../src/gate/render-gate.ts";
import type { Estimate } from "../../src/statistics/estimate.ts";
import { normalCdf, normalQuantile } from "../../src/statistics/normal.ts";
import { transformEstimate } from "../../src/statistics/transform-estimate.ts";

/** A normal estimate: what every method comes to for many rows. */
function normal(value: number, standardError: number, n = 1000): Estimate {
  return {
    value,
    n,
    standardError,
    method: "normal",
    bounds: (alpha) => [
      value + normalQuantile(alpha) * standardError,
      value - normalQuantile(alpha) * standardError,
    ],
    pBelow: (x) => normalCdf((value - x) / standardError),
    pAbove: (x) => normalCdf((x - value) / standardError),
  };
}

const [claim] = claimsOf([{ metric: "accuracy", no_worse_than: "baseline", margin: 0.02 }]);
const compared = (difference: number, standardError: number, more: Partial<Measured> = {}): Measured => {
  const estimate = normal(difference, standardError);
  return {
    claim: claim!,
    actual: 0.9 + difference,
    reference: 0.9,
    difference: estimate,
    lead: transformEstimate(estimate, { offset: 0.02 }),
    ...more,
  };
};

test.each<[string, number, number, string]>([
  ["better passes", 0.02, 0.005, "pass"],
  ["worse within the margin passes", -0.01, 0.004, "pass"],
  ["equal with few rows is open", 0, 0.02, "inconclusive"],
  ["worse, not shown to be beyond the margin, is open", -0.02, 0.005, "inconclusive"],
  ["worse beyond the margin fails", -0.04, 0.005, "fail"],
])("%s", (_, difference, standardError, verdict) => {
  expect(judge([compared(difference, standardError)])[0]?.verdict).toBe(verdict);
});

test("rows still needed are for truly equal models, 80 % sure, not for the difference that was seen", () => {
  const [open] = judge([compared(-0.015, 0.02)]);
  // (1.96 + 0.8416)² s² / m² with s² = 0.02² × 1000
  expect(open?.rowsNeeded).toBe(Math.ceil(((1.959964 + 0.8416212) ** 2 * 0.4) / 0.02 ** 2));
  expect(judge([compared(-0.015, 0.02), compared(0, 0.02)])[0]!.rowsNeeded!).toBeGreaterThan(
    open!.rowsNeeded!,
  );
});

test("a failure among many claims is corrected by Holm, a pass is not", () => {
  const harm = compared(-0.032, 0.0055);
  expect(judge([harm])[0]?.verdict).toBe("fail");
  const guards = Array.from({ length: 50 }, () => compared(0, 0.01, { isGuard: true }));
  const judged = judge([harm, ...guards]);
  expect(judged[0]?.verdict).toBe("inconclusive");
  expect(judged.slice(1).every(({ verdict }) => verdict === "pass")).toBe(true);
  expect(judge([compared(0, 0.01), ...guards])[0]?.verdict).toBe(judge([compared(0, 0.01)])[0]?.verdict);
});

test("what the base asks is not hidden by what a pull request adds", () => {
  const harm = compared(-0.032, 0.0055);
  const added = Array.from({ length: 50 }, () => compared(0, 0.01, { isGuard: true }));
  const isOfBase = (each: Measured) => each === harm;
  expect(judge([harm, ...added])[0]?.verdict).toBe("inconclusive");
  const judged = judge([harm, ...added], isOfBase);
  expect(judged[0]?.verdict).toBe("fail");
  expect(judged.slice(1).map(({ p }) => p)).toEqual(
    judge([harm, ...added])
      .slice(1)
      .map(({ p }) => p),
  );
});

test("a slice need not prove anything, and fails where harm is shown", () => {
  const slice = { column: "island", value: "Dream" };
  const [open] = judge([compared(0, 0.1, { isGuard: true, slice })]);
  expect(open?.verdict).toBe("pass");
  const [shown] = judge([compared(-0.5, 0.05, { isGuard: true, slice })]);
  expect(shown?.verdict).toBe("fail");
});

test("models that say the same are as good, and never better", () => {
  const same = { isUnchanged: true };
  expect(judge([compared(0, 0, same)])[0]?.verdict).toBe("pass");
  const [better] = claimsOf([{ metric: "accuracy", better_than: "baseline" }]);
  expect(judge([compared(0, 0, { ...same, claim: better! })])[0]?.verdict).toBe("fail");
});

test("an interval without ends decides nothing", () => {
  const open: Estimate = {
    ...normal(0.5, Number.NaN),
    bounds: () => [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    pBelow: () => 1,
    pAbove: () => 1,
  };
  const [judged] = judge([compared(0, 0, { lead: open })]);
  expect(judged).toMatchObject({ verdict: "inconclusive" });
  expect(judged?.rowsNeeded).toBeUndefined();
});

test("a bound on the border shows nothing, and what is not known neither passes nor hides another's failure", () => {
  const [equal] = claimsOf([{ metric: "f1", no_worse_than: "baseline" }]);
  const lattice: Estimate = { ...normal(0.2, 0.1, 5), bounds: () => [0, 0.6], pBelow: () => 1 };
  const onBorder = compared(0, 0, { claim: equal!, lead: lattice, difference: lattice });
  expect(judge([onBorder])[0]?.verdict).toBe("inconclusive");
  const unknown: Estimate = {
    ...normal(0, 1),
    bounds: () => [Number.NaN, Number.NaN],
    pBelow: () => Number.NaN,
  };
  const judged = judge([compared(0, 0, { lead: unknown }), compared(-0.5, 0.01)]);
  expect(judged.map(({ verdict }) => verdict)).toEqual(["inconclusive", "fail"]);
  const missing = "the baseline has no myloss on these rows";
  const [none] = judge([compared(0, 0, { lead: Number.NaN, missing })]);
  expect(none).toMatchObject({ verdict: "unjudged", reason: missing });
});

test("what is open is said in words", () => {
  const [better] = claimsOf([{ metric: "accuracy", better_than: "baseline" }]);
  const reasons = judge([compared(0, 0.02), compared(0, 0.02, { claim: better! })]).map(
    ({ reason }) => reason,
  );
  expect(reasons).toEqual([
    "1,000 rows cannot tell whether accuracy is worse than the baseline's by more than the margin 0.02",
    "1,000 rows cannot tell whether accuracy is better than the baseline's",
  ]);
});

const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    metric: fc.constantFrom("accuracy", "rmse"),
    min: fc.double({ min: -1, max: 1, noNaN: true }),
  }),
  fc.record({
    metric: fc.constantFrom("accuracy", "rmse"),
    max: fc.double({ min: -1, max: 1, noNaN: true }),
  }),
);

test("a verdict follows its interval, whatever the rule", () => {
  const finite = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      rule,
      finite,
      fc.double({ min: 1e-4, max: 1, noNaN: true }),
      (given, value, standardError) => {
        const [asked] = claimsOf([given]);
        const bound = asked!.bound!;
        const sign = given.min === undefined ? -1 : 1;
        const actual = normal(value, standardError);
        const lead = transformEstimate(actual, { scale: sign, offset: -sign * bound });
        const verdict = judge([{ claim: asked!, actual, lead }])[0]?.verdict;
        const [low, high] = actual.bounds(0.025);
        const [holds, breaks] = sign > 0 ? [low >= bound, high < bound] : [high <= bound, low > bound];
        expect(verdict).toBe(holds ? "pass" : breaks ? "fail" : "inconclusive");
      },
    ),
  );
});

test("one fail is enough, and all must pass", () => {
  const of = (...verdicts: ("pass" | "fail" | "inconclusive" | "unjudged")[]) =>
    verdictOf(verdicts.map((verdict) => ({ verdict })));
  expect(of("pass", "pass")).toBe("pass");
  expect(of("pass", "inconclusive")).toBe("inconclusive");
  expect(of("unjudged", "fail", "inconclusive")).toBe("fail");
  expect(of("pass", "unjudged")).toBe("inconclusive");
  expect(of()).toBe("inconclusive");
});
