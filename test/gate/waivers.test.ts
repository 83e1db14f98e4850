import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import { applyWaivers, checkWaivers } from "../../src/gate/waivers.ts";

const waiver = { rule: "recall", until: "2026-01-31", reason: "few images", by: "ana" };
const failure = { names: ["finds the sick", "recall", "recall ≥ 0.8"] };
const at = (today: string) => ({ today });

describe("applyWaivers", () => {
  test("takes out what a waiver is for, through its last day", () => {
    for (const rule of ["recall", "finds the sick", "recall ≥ 0.8"]) {
      const { failures, waived, findings } = applyWaivers([failure], [{ ...waiver, rule }], at("2026-01-31"));
      expect({ failures, findings }).toEqual({ failures: [], findings: [] });
      expect(waived).toEqual([{ failure, waiver: { ...waiver, rule } }]);
    }
  });

  test("knows a metric by its other names", () => {
    const found = applyWaivers([{ names: ["r2"] }], [{ ...waiver, rule: "r2_score" }], at("2026-01-01"));
    expect(found.failures).toEqual([]);
  });

  test("one that has expired is for nothing, and said; so is one that nothing needs", () => {
    const over = applyWaivers([failure], [waiver], {
      today: "2026-02-01",
      placeOf: () => ({ file: "m", line: 3 }),
    });
    expect(over).toMatchObject({ failures: [failure], waived: [] });
    expect(over.findings).toMatchObject([
      {
        severity: "warning",
        message: 'The waiver of "recall" by ana ended on 2026-01-31',
        file: "m",
        line: 3,
      },
    ]);
    const idle = applyWaivers([{ names: ["f1"] }], [waiver], at("2026-01-01"));
    expect(idle.failures).toHaveLength(1);
    expect(idle.findings[0]?.message).toContain("is not needed");
    const renewed = applyWaivers([failure], [waiver, { ...waiver, until: "2026-03-01" }], at("2026-02-01"));
    expect(renewed).toMatchObject({ failures: [], waived: [{ waiver: { until: "2026-03-01" } }] });
    expect(renewed.findings).toHaveLength(1);
  });

  test("one of a slice is for that slice alone, one without for all of them", () => {
    const slices = ["site=Oslo", "site=Bergen"].map((slice) => ({ ...failure, slice }));
    const oslo = applyWaivers([failure, ...slices], [{ ...waiver, slice: "site=Oslo" }], at("2026-01-01"));
    expect(oslo.failures).toEqual([failure, slices[1]]);
    expect(applyWaivers([failure, ...slices], [waiver], at("2026-01-01")).failures).toEqual([]);
  });
});

describe("gate.waivers", () => {
  const parse = (waivers: string) =>
    parseConfig(`version: 1\ngate:\n  waivers:\n    - ${waivers}\n`, "mlops.yml");

  test("is parsed, dates as they stand", () => {
    const text = "{ rule: recall, slice: a=b, until: 2026-02-28, reason: r, by: ana }";
    const entry = { rule: "recall", slice: "a=b", until: "2026-02-28", reason: "r", by: "ana" };
    expect(parse(text).config.gate.waivers).toEqual([entry]);
  });

  test.each([
    ["{ rule: recall, reason: r, by: ana }", '"gate.waivers.0.until"'],
    ["{ rule: recall, until: 2026-02-30, reason: r, by: ana }", "there is no such day"],
    ["{ rule: recall, until: tomorrow, reason: r, by: ana }", "expected a date"],
    ["{ rule: recall, until: 2026-02-28, by: ana }", "reason"],
    ["{ rule: recall, until: 2026-02-28, reason: r, by: ana, sloce: x }", 'did you mean "slice"'],
  ])("refuses %s", (text, why) => {
    expect(() => parse(text)).toThrow(why);
  });

  test("of a rule that is not there is an error with the nearest", () => {
    const place = (path: readonly PropertyKey[]) => ({ file: "mlops.yml", line: path.length });
    const check = (rule: string, rules: { metric: string; name?: string }[]) =>
      checkWaivers([{ ...waiver, rule }], rules, place);
    const rules = [{ metric: "recall", name: "finds the sick" }, { metric: "f1" }];
    for (const rule of ["recall", "finds the sick", "f1_score"])
      expect(() => check(rule, rules)).not.toThrow();
    expect(() => check("recal", rules)).toThrow(
      'Cannot waive "recal": there is no such rule, did you mean "recall"',
    );
    expect(() => check("rmse", [])).not.toThrow();
    expect(() => check("recall", [])).toThrow("there is no such rule");
  });
});
