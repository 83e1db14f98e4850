import { expect, test } from "vitest";
import type { Finding } from "../src/report.ts";
import { annotate } from "../src/report-annotations.ts";
import { sampleReport } from "./sample-report.ts";

function withFindings(findings: Finding[]) {
  return { ...sampleReport(), sections: [{ title: "Checks", rank: 1, findings }] };
}

test("findings become annotations at their places", () => {
  expect(annotate(sampleReport())).toEqual([
    {
      level: "warning",
      title: "required",
      message: '"total_bedrooms" is missing (207 times)\nImpute it or allow it with required: false',
      file: "data/housing.csv",
      line: 292,
    },
    {
      level: "warning",
      title: "enum",
      message: '"ocean_proximity" has a value that is not allowed: "<1H OCEAN"',
      file: "data/housing.csv",
      line: 2,
      column: 61,
    },
    { level: "notice", message: '"median_house_value" is capped at 500,001 in 4.7 % of the rows' },
  ]);
});

test("ten per level at most, the last one with the total", () => {
  const errors = Array.from({ length: 1238 }, (_, index) => ({
    severity: "error" as const,
    message: `error ${index}`,
  }));
  const warnings = Array.from({ length: 10 }, (_, index) => ({
    severity: "warning" as const,
    message: `warning ${index}`,
  }));
  const made = annotate(withFindings([...warnings, ...errors]));
  expect(made.map(({ level }) => level)).toEqual([
    ...Array.from({ length: 10 }, () => "error"),
    ...Array.from({ length: 10 }, () => "warning"),
  ]);
  expect(made[9]?.message).toBe("error 9\n1,228 more of this level, 1,238 in all: see the report");
  expect(made[19]?.message).toBe("warning 9");
});

test("messages are cut by code points and hold no control characters", () => {
  const [long, hostile] = annotate(
    withFindings([
      { severity: "error", message: "👍".repeat(5000), hint: "cut it" },
      { severity: "error", message: "a\u001b[2J\n::error::b\u202E" },
    ]),
  );
  expect([...(long?.message ?? "")]).toHaveLength(4096);
  expect(long?.message.endsWith("👍…\ncut it")).toBe(true);
  expect(hostile?.message).toBe("a␛[2J␊::error::b⟨U+202E⟩");
});

test("a hint keeps its lines, and what else controls is a mark", () => {
  const hint = "Give it to the step:\n  env:\r\n    HOOK: \u001b[2J";
  const [made] = annotate(withFindings([{ severity: "error", message: "m", hint }]));
  expect(made?.message).toBe("m\nGive it to the step:\n  env:␍\n    HOOK: ␛[2J");
});
