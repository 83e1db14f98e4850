import fc from "fast-check";
import { expect, test } from "vitest";
import { concludeCheck, describeCheck } from "../src/check-run.ts";
import type { Finding, Report } from "../src/report.ts";
import { arbitraryReport } from "./arbitrary-report.ts";
import { sampleReport } from "./sample-report.ts";

function withFindings(findings: Finding[]): Report {
  return { ...sampleReport(), sections: [{ title: "Checks", rank: 1, findings }] };
}

test.each([
  ["pass", undefined, "success"],
  ["fail", undefined, "failure"],
  ["refused", undefined, "failure"],
  ["inconclusive", undefined, "neutral"],
  ["inconclusive", true, "failure"],
  ["skipped", undefined, "skipped"],
] as const)("the verdict %s, failing the step %s, concludes in %s", (verdict, fails, conclusion) => {
  const report = { ...sampleReport(), verdict, ...(fails && { fails }) };
  expect(concludeCheck(report)).toBe(conclusion);
});

test("findings stand beside their lines; those without a place are in the summary alone", () => {
  const { annotations, output } = describeCheck(
    withFindings([
      { severity: "info", message: "no place" },
      { severity: "warning", message: "far", file: "s3://bucket/rows.csv", line: 3 },
      { severity: "warning", message: "out", file: "../rows.csv" },
      { severity: "info", message: "file", file: "./mlops.yml" },
      {
        severity: "error",
        message: "many",
        file: "data\\a.csv",
        line: 9,
        column: 2,
        rule: "unique",
        count: 3,
        hint: "drop them",
      },
    ]),
  );
  expect(annotations).toEqual([
    {
      path: "data/a.csv",
      line: 9,
      column: 2,
      level: "failure",
      title: "unique",
      message: "many (3 times)\ndrop them",
    },
    { path: "mlops.yml", line: 1, level: "notice", message: "file" },
  ]);
  expect(output.summary).toContain("no place");
  expect(output.title).toBe(sampleReport().headline);
});

test("the worst two hundred are sent, the last one with the total", () => {
  const finding = (severity: Finding["severity"], line: number): Finding => ({
    ...{ severity, line, message: `m${line}`, file: "a.csv" },
  });
  const warnings = Array.from({ length: 150 }, (_, index) => finding("warning", index + 1));
  const errors = Array.from({ length: 1100 }, (_, index) => finding("error", index + 1));
  const { annotations } = describeCheck(withFindings([...warnings, ...errors]));
  expect(annotations).toHaveLength(200);
  expect(annotations.every(({ level }) => level === "failure")).toBe(true);
  expect(annotations.at(-1)?.message).toBe("m200\n1,050 more, 1,250 in all: see the report");
  expect(describeCheck(withFindings(errors.slice(0, 200))).annotations.at(-1)?.message).toBe("m200");
});

test("what does not fit with the folded sections has them in the text below", () => {
  const text = Array.from({ length: 90 }, (_, index) => `paragraph ${index} ${"x".repeat(400)}`);
  const report: Report = {
    ...sampleReport(),
    sections: [
      { title: "First", rank: 1, text },
      { title: "Second", rank: 2, text, folded: true },
    ],
  };
  const { output } = describeCheck(report);
  expect(output.summary).toContain("paragraph 89");
  expect(output.summary).not.toContain("Second");
  expect(output.text).toMatch(/^#+ Second/);
  expect(output.text).toContain("paragraph 89");
  const short = describeCheck({ ...report, sections: report.sections.slice(1) }).output;
  expect(short.summary).toContain("Second");
  expect(short.text).toBeUndefined();
});

test("any report is within GitHub's limits", () => {
  fc.assert(
    fc.property(arbitraryReport, (report) => {
      const { output, annotations } = describeCheck(report, { link: "https://github.com/acme/houses" });
      for (const each of [output.summary, output.text ?? ""])
        expect([...each].length).toBeLessThanOrEqual(65_535);
      expect(output.summary).not.toBe("");
      expect([...output.title].length).toBeLessThanOrEqual(200);
      expect(annotations.length).toBeLessThanOrEqual(200);
      for (const { path, line, message, title = "" } of annotations) {
        expect(path).not.toMatch(/^\/|^$|\\/);
        expect(line).toBeGreaterThanOrEqual(1);
        expect(Buffer.byteLength(message)).toBeLessThan(64 << 10);
        expect([...title].length).toBeLessThanOrEqual(255);
      }
    }),
    { numRuns: 50 },
  );
});
