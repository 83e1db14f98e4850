import { createRequire } from "node:module";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding } from "../../src/report.ts";
import { renderSarif } from "../../src/sarif/render-sarif.ts";
import { describeWith, requireTool } from "../require-tool.ts";

const source = { action: "validate-data", project: "shop", version: "1.2.3", file: "mlops.yml" };

interface Sarif {
  runs: {
    tool: { driver: { rules: { id: string }[] } };
    invocations: { toolExecutionNotifications?: { message: { text: string } }[] }[];
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: {
        physicalLocation: {
          artifactLocation: { uri: string };
          region: { startLine: number; startColumn?: number };
        };
      }[];
      partialFingerprints: { primaryLocationLineHash: string };
    }[];
  }[];
}

function render(findings: readonly Finding[]): Sarif["runs"][number] {
  const { runs } = JSON.parse(renderSarif(findings, source)) as Sarif;
  const [run] = runs;
  if (run === undefined) throw new Error("no run");
  return run;
}

const findings: Finding[] = [
  { severity: "info", message: "noted", rule: "a.type" },
  {
    severity: "error",
    message: "too low",
    rule: "price.min",
    file: "data/my shop.csv",
    line: 7,
    row: 6,
    count: 3,
    hint: "Rows 6",
  },
  { severity: "warning", message: "old", rule: "day.max_age", file: "./mlops.yml", line: 4, column: 5 },
  { severity: "error", message: "far", rule: "price.min", file: "https://example.org/x.csv", line: 9 },
];

test("findings are results, the worst first, each at its place", () => {
  const { results, tool } = render(findings);
  const shown = results.map(({ ruleId, level, message, locations: [location] }) => {
    const { artifactLocation, region } = location?.physicalLocation ?? {};
    return [level, ruleId, message.text, artifactLocation?.uri, region];
  });
  expect(shown).toEqual([
    ["error", "price.min", "too low (3 times)\nRows 6", "data/my%20shop.csv", { startLine: 7 }],
    ["error", "price.min", "https://example.org/x.csv:9: far", "mlops.yml", { startLine: 1 }],
    ["warning", "day.max_age", "old", "mlops.yml", { startLine: 4, startColumn: 5 }],
    ["note", "a.type", "noted", "mlops.yml", { startLine: 1 }],
  ]);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
});

test("fingerprints stay when lines and numbers change, and tell findings apart", () => {
  const prints = (list: readonly Finding[]) =>
    render(list).results.map((each) => each.partialFingerprints.primaryLocationLineHash);
  const moved = findings.map((each) => ({ ...each, line: 100, message: "other", count: 9 }));
  expect(prints(moved)).toEqual(prints(findings));
  const [first] = findings;
  expect(new Set(prints([...findings, ...(first ? [first, first] : [])])).size).toBe(6);
});

test("25,000 findings are 5,000 results, errors before all others, and the file says how many there are", () => {
  const many = Array.from(
    { length: 25_000 },
    (_, index): Finding => ({
      severity: index % 5 === 0 ? "error" : "warning",
      message: "m",
      rule: `r${index}`,
    }),
  );
  const { results, invocations } = render(many);
  expect(results).toHaveLength(5000);
  expect(new Set(results.map(({ level }) => level))).toEqual(new Set(["error"]));
  expect(invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
    "5,000 of 25,000 findings are here, the worst first",
  );
});

test("names that are no paths, and texts of any kind, give locations within the repository", () => {
  const text = fc.string({ unit: "binary", maxLength: 300 });
  const finding = fc.record(
    {
      severity: fc.constantFrom("error", "warning", "info"),
      message: text,
      rule: text,
      file: fc.oneof(text, fc.constantFrom("../a", "/a", "C:\\a", "a\\b", "s3://a/b", "\u0000", "a?b#c")),
      line: fc.integer({ min: -1, max: 9 }),
      column: fc.integer({ min: -1, max: 9 }),
    },
    { requiredKeys: ["severity", "message"] },
  );
  fc.assert(
    fc.property(fc.array(finding), (list) => {
      for (const { ruleId, locations, message } of render(list as Finding[]).results) {
        const { artifactLocation, region } = locations[0]!.physicalLocation;
        const base = "https://root.example/repository/";
        expect(new URL(artifactLocation.uri, base).href.startsWith(base)).toBe(true);
        expect(artifactLocation.uri).not.toMatch(/[?#\\]/);
        expect(region.startLine).toBeGreaterThan(0);
        expect(ruleId.length).toBeLessThan(256);
        expect(message.text.length).toBeLessThan(10_000);
      }
    }),
  );
});

describeWith("beds", "SARIF's schema", () => {
  test("knows a file with all that there can be, one without findings, and one of too many", () => {
    const load = createRequire(
      path.join(requireTool("beds"), "node_modules/@microsoft/jest-sarif/package.json"),
    );
    const Ajv = load("ajv");
    const judge = new Ajv({
      schemaId: "id",
      logger: false,
      meta: load("ajv/lib/refs/json-schema-draft-04.json"),
    }).compile(load("./lib/schemas/sarif-2.1.0-rtm.5.json"));
    const many = Array.from({ length: 5001 }, (): Finding => ({ severity: "error", message: "m" }));
    for (const list of [findings, [], many]) {
      judge(JSON.parse(renderSarif(list, source)));
      expect(judge.errors).toBeNull();
    }
    judge(JSON.parse(renderSarif(findings, source).replace('"startLine": 7', '"startLine": 0')));
    expect(judge.errors).not.toBeNull();
  });
});
