import fc from "fast-check";
import { expect, test } from "vitest";
import type { Rule } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { checkRules } from "../../src/gate/check-rules.ts";
import { defaultRules } from "../../src/gate/default-rules.ts";
import { parseMetrics } from "../../src/gate/parse-metrics.ts";
import { reportGate, verdictOf } from "../../src/gate/render-gate.ts";
import { judgePoints as judge } from "./judge-points.ts";

const metricsOf = (values: Record<string, unknown>) => parseMetrics(JSON.stringify(values), "metrics.json");
const own = (metrics: object, dummy: object) =>
  metricsOf({ schema: "mlops/metrics@1", task: "regression", rows: 10, metrics, dummy });

test.each<[string, Rule, "pass" | "fail"]>([
  ["min holds at the bound", { metric: "r2", min: 0.8 }, "pass"],
  ["min fails below", { metric: "r2", min: 0.81 }, "fail"],
  ["max holds at the bound", { metric: "rmse", max: 2 }, "pass"],
  ["max fails above", { metric: "rmse", max: 1.9 }, "fail"],
  ["a missing metric fails", { metric: "mae", max: 100 }, "fail"],
  ["a NaN metric fails", { metric: "mape", max: 100 }, "fail"],
  ["an alias is known", { metric: "r2_score", min: 0.8 }, "pass"],
  ["no worse: equal holds", { metric: "rmse", no_worse_than: "baseline" }, "pass"],
  ["better: equal fails", { metric: "rmse", better_than: "baseline" }, "fail"],
])("%s", (_, rule, expected) => {
  const metrics = metricsOf({ r2: 0.8, rmse: 2, mape: null });
  expect(verdictOf(judge(metrics, [rule], metricsOf({ rmse: 2 })))).toBe(expected);
});

test.each<[string, number, "pass" | "fail"]>([
  ["2%", 2.04, "pass"],
  ["2%", 2.05, "fail"],
  ["0.5", 2.5, "pass"],
])("rmse may be worse than 2 by %s: %d", (margin, rmse, expected) => {
  const rule: Rule = {
    metric: "rmse",
    no_worse_than: "baseline",
    margin: margin.endsWith("%") ? margin : Number(margin),
  };
  expect(judge(metricsOf({ rmse }), [rule], metricsOf({ rmse: 2 }))[0]?.verdict).toBe(expected);
});

test("a comparison without a baseline is not judged, and the gate is inconclusive, never a pass", () => {
  const judgements = judge(metricsOf({ rmse: 1 }), [
    { metric: "rmse", no_worse_than: "baseline" },
    { metric: "rmse", max: 2 },
  ]);
  expect(judgements.map(({ verdict }) => verdict)).toEqual(["unjudged", "pass"]);
  expect(verdictOf(judgements)).toBe("inconclusive");
});

test.each<[string, object, string, number | undefined]>([
  ["training metrics do not pass for the model's", { train: { r2: 0.99 }, test: { r2: 0.5 } }, "r2", 0.5],
  ["nor where there are no others", { train: { r2: 0.99 } }, "r2", undefined],
  ["training metrics go by their path", { train: { r2: 0.99 }, test: { r2: 0.5 } }, "train.r2", 0.99],
  ["test rows come before validation rows", { val: { r2: 0.9 }, test: { r2: 0.5 } }, "r2", 0.5],
  ["flat names too", { val_auc: 0.9, test_auc: 0.5 }, "auc", 0.5],
  ["validation rows serve where there are no others", { val_auc: 0.9 }, "roc_auc", 0.9],
  ["what a path names is its own value", { a: { r2: 0.9 }, b: { r2: 0.5 } }, "b.r2", 0.5],
  ["the first of equals has the name", { a: { r2: 0.9 }, b: { r2: 0.5 } }, "r2", 0.9],
  ["a path that is not there is no other's value", { a: { r2: 0.9 }, b: { r2: 0.5 } }, "c.r2", undefined],
  ["the shallowest has the name", { test: { r2: 0.9 }, r2: 0.5 }, "r2", 0.5],
])("%s", (_, values, metric, expected) => {
  const metrics = metricsOf(values as Record<string, unknown>);
  const [judgement] = judge(metrics, [{ metric, min: 0 }]);
  expect(judgement?.actual).toBe(expected);
  const [compared] = judge(metrics, [{ metric, no_worse_than: "baseline", direction: "maximize" }], metrics);
  expect(compared?.reference).toBe(expected);
});

test("a finding says what helps: rows for an undefined metric, a baseline where one is missing", () => {
  const hints = (rules: Rule[]) => {
    const metrics = metricsOf({ roc_auc: null, r2: 0.5 });
    const judgements = judge(metrics, rules);
    const gate = { title: "p", judgements, metrics, baseline: undefined, sections: [], notes: [] };
    return reportGate({ ...gate, placeOf: () => ({}) }).sections[0]?.findings?.map(({ hint }) => hint);
  };
  expect(hints([{ metric: "roc_auc", min: 0.5 }])).toEqual([expect.stringContaining("data.split.stratify")]);
  expect(hints([{ metric: "r2", better_than: "baseline" }])).toEqual([
    expect.stringContaining("gate.baseline"),
  ]);
  expect(hints([{ metric: "r2", better_than: "dummy" }])).toEqual([expect.stringContaining("a dummy model")]);
  expect(hints([{ metric: "r2", min: 0.9 }])).toEqual([undefined]);
});

test("no condition at all is inconclusive", () => {
  expect(verdictOf([])).toBe("inconclusive");
});

test("without rules the model must beat the dummy", () => {
  const good = own({ r2: 0.5, rmse: 1 }, { r2: 0, rmse: 2 });
  expect(verdictOf(judge(good, defaultRules(good)))).toBe("pass");
  const bad = own({ r2: -0.1, rmse: 2 }, { r2: 0, rmse: 2 });
  expect(verdictOf(judge(bad, defaultRules(bad)))).toBe("fail");
  expect(defaultRules(metricsOf({ rmse: 1 }))).toEqual([]);
});

test("which way is better decides, whatever the numbers", () => {
  const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(finite, finite, fc.double({ min: 0, max: 10, noNaN: true }), (actual, reference, margin) => {
      const verdict = (metric: string) =>
        judge(
          metricsOf({ [metric]: actual }),
          [{ metric, no_worse_than: "baseline", margin }],
          metricsOf({ [metric]: reference }),
        )[0]?.verdict;
      expect(verdict("r2")).toBe(actual >= reference - margin ? "pass" : "fail");
      expect(verdict("rmse")).toBe(actual <= reference + margin ? "pass" : "fail");
    }),
  );
});

test.each<[Rule, RegExp]>([
  [{ metric: "my_score", no_worse_than: "baseline" }, /not known which way is better/],
  [{ metric: "acuracy", better_than: "baseline" }, /did you mean "accuracy"/],
  [{ metric: "r2", no_worse_than: "baseline", margin: "1%" }, /margin in percent needs a positive loss/],
  [{ metric: "r2", min: 1, direction: "minimize" }, /better when it grows/],
])("a rule that can never be judged is refused: %j", (rule, message) => {
  expect(() => checkRules([rule], () => ({}))).toThrow(message);
});

test("an unknown metric with a direction is judged", () => {
  const rule: Rule = { metric: "profit", better_than: "baseline", direction: "maximize" };
  checkRules([rule], () => ({}));
  expect(judge(metricsOf({ profit: 3 }), [rule], metricsOf({ profit: 2 }))[0]?.verdict).toBe("pass");
});

test("metrics files: nested keys, aliases, the shallowest name wins", () => {
  const { values, aliases } = metricsOf({
    test: { r2_score: 0.7, deep: { rmse: 9 } },
    rmse: 3,
    text: "x",
    list: [1],
  });
  expect(Object.fromEntries(values)).toEqual({ rmse: 3, r2: 0.7, "test.deep.rmse": 9 });
  expect(aliases.get("r2")).toBe("test.r2_score");
});

test.each([
  ["", "it is not JSON"],
  ["[1]", "expected a JSON object"],
  ["{}", "there is no number in it"],
  ['{"a": "b"}', "there is no number in it"],
])("a metrics file %j is refused", (text, message) => {
  expect(() => parseMetrics(text, "m.json")).toThrow(`Cannot read "m.json": ${message}`);
});

test("Python's NaN in a metrics file is a metric without value", () => {
  expect(parseMetrics('{"auc": NaN, "r2": -Infinity}', "m.json").values.get("roc_auc")).toBeNaN();
});

test("hostile keys do not reach prototypes", () => {
  const { values } = parseMetrics('{"__proto__": {"polluted": 1}, "constructor": 2}', "m.json");
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(values.get("constructor")).toBe(2);
});

test("the report says which rule failed, with value, need and place", () => {
  const { config, place } = parseConfig(
    "version: 1\ngate:\n  rules:\n    - { metric: r2, min: 0.9 }\n    - { metric: rmse, max: 5 }\n",
    "mlops.yml",
  );
  const metrics = metricsOf({ r2: 0.8123, rmse: 3 });
  const judgements = judge(metrics, config.gate.rules);
  const report = reportGate({
    title: "houses",
    judgements,
    metrics,
    baseline: undefined,
    sections: [],
    notes: [],
    placeOf: ({ claim }) => place(["gate", "rules", claim.index, "metric"]),
  });
  expect(report).toMatchObject({ verdict: "fail", headline: "1 of 2 gate rules does not hold: r2 ≥ 0.9" });
  expect(report.facts[0]).toEqual({ label: "R²", value: "0.8123" });
  expect(report.sections[0]?.findings).toEqual([
    {
      severity: "error",
      rule: "r2 ≥ 0.9",
      message: "r2 is not ≥ 0.9: it is 0.8123",
      file: "mlops.yml",
      line: 4,
      column: 9,
    },
  ]);
});

test("a broken comparison is said without a double negative", () => {
  const reasonOf = (rule: Rule) => judge(metricsOf({ rmse: 10 }), [rule], metricsOf({ rmse: 5 }))[0]?.reason;
  expect(reasonOf({ metric: "rmse", no_worse_than: "baseline", margin: "1%" })).toBe(
    "rmse is worse than the baseline's by more than the margin 1%",
  );
  expect(reasonOf({ metric: "rmse", better_than: "baseline" })).toBe(
    "rmse is not better than the baseline's",
  );
  expect(reasonOf({ metric: "rmse", max: 5 })).toBe("rmse is not ≤ 5");
});
