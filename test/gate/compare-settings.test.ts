import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import { compareSettings } from "../../src/gate/compare-settings.ts";

const base = `version: 1
data: { path: a.csv, target: y, key: [id], split: { test: 0.2, seed: 1 } }
gate:
  baseline: base_branch
  rules:
    - { metric: r2, min: 0.75 }
    - { metric: rmse, max: 5, name: small errors }
  waivers:
    - { rule: r2, until: 2026-01-31, reason: few rows, by: ana }
`;

/** What the findings say of the changed file, with their lines. */
function said(...changes: [string, string][]): string[] {
  const own = changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, base);
  const { config, place } = parseConfig(own, "mlops.yml");
  const findings = compareSettings(parseConfig(base, "mlops.yml").config, config, place);
  expect(findings.every(({ severity, file }) => severity === "warning" && file === "mlops.yml")).toBe(true);
  return findings.map(({ line, message }) => `${line}: ${message.replace(", in this pull request", "")}`);
}

describe("compareSettings", () => {
  test("says nothing where nothing of it changed, whatever else did", () => {
    expect(said(["target: y", "target: z"], ["metric: r2, min: 0.75", "min: 0.75, metric: r2"])).toEqual([]);
  });

  test.each<[string, [string, string], string[]]>([
    [
      "a bound",
      ["min: 0.75", "min: 0.1"],
      ['6: The gate\'s rules changed: "r2" was metric: "r2", min: 0.75, is metric: "r2", min: 0.1'],
    ],
    [
      "a rule that is gone",
      ["    - { metric: r2, min: 0.75 }\n", ""],
      ['5: The gate\'s rules changed: "r2" is gone: metric: "r2", min: 0.75'],
    ],
    [
      "a rule that is new",
      ["- { metric: r2", "- { metric: f1, min: 0 }\n    - { metric: r2"],
      ['6: The gate\'s rules changed: "f1" is new: metric: "f1", min: 0'],
    ],
    [
      "a waiver's day",
      ["2026-01-31", "2030-01-31"],
      [expect.stringContaining('9: The gate\'s waivers changed: "r2" was ') as unknown as string],
    ],
    [
      "the baseline",
      ["base_branch", "easy.json"],
      ['4: gate.baseline changed: it was "base_branch", is "easy.json"'],
    ],
    ["the split's share", ["test: 0.2", "test: 0.5"], ["2: data.split.test changed: it was 0.2, is 0.5"]],
    [
      "the split's way",
      ["seed: 1", "seed: 1, group: p"],
      ['2: data.split.group changed: it was not set, is "p"'],
    ],
    ["the key", ["key: [id]", "key: [name]"], ['2: data.key changed: it was ["id"], is ["name"]']],
    [
      "pickles that are allowed",
      ["  baseline", "  allow_pickle: [os.system]\n  baseline"],
      ['4: gate.allow_pickle changed: it was not set, is ["os.system"]'],
    ],
  ])("finds %s", (_, change, findings) => {
    expect(said(change)).toEqual(findings);
  });

  test("says each change", () => {
    expect(said(["min: 0.75", "min: 0"], ["max: 5", "max: 9"], ["seed: 1", "seed: 2"])).toHaveLength(3);
  });
});
