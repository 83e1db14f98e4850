import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rule } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { UserError } from "../../src/errors.ts";
import { checkRules } from "../../src/gate/check-rules.ts";
import { claimsOf } from "../../src/gate/claim.ts";
import { judge } from "../../src/gate/judge.ts";
import { type Measurable, measure } from "../../src/gate/measure.ts";
import { translateThresholds } from "../../src/gate/mlflow-thresholds.ts";
import { type GateMetrics, parseMetrics } from "../../src/gate/parse-metrics.ts";

type Words = Pick<Rule, "threshold" | "min_absolute_change" | "min_relative_change">;
type Case = Words & { metric: string; candidate: number; baseline: number | null; passed: boolean };
interface Golden {
  cases: Case[];
  refused: Record<string, unknown>[];
}

const { cases, refused }: Golden = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../golden/imports.json"), "utf8"),
).mlflow;

const metricsOf = (metric: string, value: number): GateMetrics =>
  parseMetrics(JSON.stringify({ [metric]: value }), "metrics.json");

/** Whether every claim of a rule holds by numbers alone. */
function passes(rule: Rule, candidate: number, baseline: number | null): boolean {
  const measurable: Measurable = {
    metrics: metricsOf(rule.metric, candidate),
    own: {},
    references: {
      baseline: baseline === null ? {} : { metrics: metricsOf(rule.metric, baseline) },
      anchor: {},
      dummy: {},
    },
    extra: new Map(),
    guarded: [],
    minRows: 100,
  };
  const judgements = judge(measure(claimsOf([rule]), measurable));
  expect(judgements.length).toBeGreaterThan(0);
  return judgements.every(({ verdict }) => verdict === "pass");
}

/** A change that is exactly the least one passes with MLflow and not here. */
function isAtBorder({
  metric,
  candidate,
  baseline,
  min_absolute_change,
  min_relative_change,
}: Case): boolean {
  if (baseline === null) return false;
  const lead = (candidate - baseline) * (metric === "accuracy" ? 1 : -1);
  return [min_absolute_change ?? Infinity, (min_relative_change ?? Infinity) * baseline].some(
    (least) => Math.abs(lead - least) < 1e-9,
  );
}

test("verdicts are those of MLflow 3.17.2's validation", () => {
  expect(cases.length).toBeGreaterThan(200);
  expect(cases.filter(({ passed }) => passed).length).toBeGreaterThan(20);
  for (const each of cases) {
    const { metric, candidate, baseline, passed, ...words } = each;
    if (isAtBorder(each)) continue;
    const rule = { metric, ...words, greater_is_better: metric === "accuracy" };
    expect(passes(rule, candidate, baseline), JSON.stringify(each)).toBe(passed);
  }
});

test.each(refused)("what MLflow refuses is an error here: %j", (given) => {
  const text = `gate:\n  rules:\n    - ${JSON.stringify({ metric: "revenue", ...given })}\n`;
  expect(() => {
    const { config, place } = parseConfig(`version: 1\n${text}`, "mlops.yml");
    checkRules(config.gate.rules, place);
  }).toThrow(UserError);
});

describe("rules", () => {
  test("one in our words is itself", () => {
    const rule: Rule = { metric: "r2", min: 0.5, no_worse_than: "baseline", margin: 0.1 };
    expect(translateThresholds(rule)).toEqual([rule]);
  });

  test("words become rules of one condition each, with the direction that they say", () => {
    const rule: Rule = {
      ...{ metric: "revenue", name: "more", by: "shop", greater_is_better: false },
      ...{ threshold: 3, min_absolute_change: 0.5, min_relative_change: 0.07 },
    };
    const shared = { metric: "revenue", name: "more", by: "shop", direction: "minimize" };
    expect(translateThresholds(rule)).toEqual([
      { ...shared, max: 3 },
      { ...shared, better_than: "baseline", margin: 0.5 },
      { ...shared, better_than: "baseline", margin: "7%" },
    ]);
    expect(translateThresholds({ metric: "auc", min_relative_change: 0 })).toEqual([
      { metric: "auc", no_worse_than: "baseline" },
    ]);
    expect(translateThresholds({ metric: "rmse", threshold: 3 })).toEqual([{ metric: "rmse", max: 3 }]);
  });

  test.each([
    ["{ metric: rmse, threshold: 3, greater_is_better: true }", 5, "it is better when it shrinks"],
    ["{ metric: revenue, threshold: 3 }", 5, "it is not known which way is better"],
    ["{ metric: revenue, min_absolute_change: 3 }", 5, "it is not known which way is better"],
    [
      "{ metric: r2, min_relative_change: 0.1 }",
      5,
      "a relative change needs a metric that cannot be negative",
    ],
    ["{ metric: auc, threshold: 0.8, min: 0.7 }", 5, "threshold and min say the same"],
    ["{ metric: auc, min_absolute_change: 0.1, margin: 0.7, better_than: dummy }", 5, "say the same"],
    ["{ metric: x, min: 1, direction: maximize, greater_is_better: true }", 5, "say the same"],
    ["{ metric: auc, greater_is_better: true }", 5, "a rule needs one of min"],
    ["{ metric: auc, min_relative_change: 2 }", 5, "min_relative_change"],
  ])("%s is an error at its line", (rule, line, message) => {
    let thrown: unknown;
    try {
      const { config, place } = parseConfig(
        `version: 1\ngate:\n  # rules\n  rules:\n    - ${rule}\n`,
        "mlops.yml",
      );
      checkRules(config.gate.rules, place);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UserError);
    expect(String((thrown as UserError).message)).toContain(message);
    expect((thrown as UserError).place.line).toBe(line);
  });

  test("a score that grows by a share holds where the numbers say so", () => {
    const share = fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        share,
        (now, before, relative) => {
          fc.pre(Math.abs(now - before * (1 + relative)) > 1e-9);
          const rule = { metric: "accuracy", min_relative_change: relative };
          expect(passes(rule, now, before)).toBe(now > before * (1 + relative));
        },
      ),
    );
  });
});
