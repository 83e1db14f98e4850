import { expect, test } from "vitest";
import { combineReports } from "../src/combine-reports.ts";
import type { Report, Verdict } from "../src/report.ts";

function report(action: string, verdict: Verdict): Report {
  return {
    schema: "mlops/report@1",
    action,
    title: "house-prices",
    verdict,
    headline: `${action} says ${verdict}`,
    facts: [{ label: action, value: "1" }],
    sections: [{ title: "Result", rank: 1 }],
  };
}

test.each<[Verdict[], Verdict, string]>([
  [["pass", "pass", "pass"], "pass", "quality-gate says pass"],
  [["fail", "pass", "pass"], "fail", "validate-data says fail"],
  [["pass", "refused", "fail"], "fail", "quality-gate says fail"],
  [["pass", "refused", "inconclusive"], "refused", "train says refused"],
  [["pass", "refused", "refused"], "refused", "train says refused"],
  [["pass", "pass", "inconclusive"], "inconclusive", "quality-gate says inconclusive"],
  [["pass", "pass", "skipped"], "pass", "validate-data says pass"],
  [["skipped", "skipped", "skipped"], "skipped", "quality-gate says skipped"],
])("%j is %s", (verdicts, verdict, headline) => {
  const actions = ["validate-data", "train", "quality-gate"];
  const combined = combineReports(
    verdicts.map((one, index) => report(actions[index] ?? "", one)),
    "house-prices",
  );
  expect(combined).toMatchObject({ action: "run", verdict, headline });
  expect(combined.sections).toHaveLength(3);
  expect(combined.facts[0]?.label).toBe(headline.split(" ")[0]);
});

test("no reports at all", () => {
  expect(combineReports([], "x")).toMatchObject({
    verdict: "skipped",
    headline: "nothing ran",
    sections: [],
  });
});

test("sections are named after their action, the most telling action first", () => {
  const combined = combineReports(
    [report("validate-data", "pass"), report("train", "fail"), report("quality-gate", "pass")],
    "house-prices",
  );
  expect(combined.sections.map(({ title }) => title)).toEqual([
    "Result · train",
    "Result · quality-gate",
    "Result · validate-data",
  ]);
});

test("takes as many reports as a bundle may hold in time that grows with them", () => {
  const many = Array.from({ length: 60 }, (_, at) => ({
    schema: "mlops/report@1" as const,
    ...{ action: `a${at}`, title: "houses", verdict: "pass" as const, headline: "h" },
    facts: Array.from({ length: 1000 }, (__, each) => ({ label: `${at} ${each}`, value: "1" })),
    sections: Array.from({ length: 2000 }, (__, each) => ({ title: `${at} ${each}`, rank: 1 })),
  }));
  const { facts, sections } = combineReports(many, "houses");
  expect([facts.length, sections.length]).toEqual([60_000, 120_000]);
});
