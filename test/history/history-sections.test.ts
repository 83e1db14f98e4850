import { expect, test } from "vitest";
import { historySections } from "../../src/history/history-sections.ts";
import { tellMetric } from "../../src/history/tell-metric.ts";
import { findMermaidChart } from "../../src/markdown/mermaid-chart.ts";
import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import type { Report } from "../../src/report.ts";
import { entryOf } from "./arbitrary-entry.ts";

const values = [0.79, 0.8, 0.81, 0.8, 0.805, 0.79, 0.8];
const past = values.map((value, index) => entryOf(index + 1, value));

function reportOf(sections: Report["sections"]): Report {
  return {
    schema: "mlops/report@1",
    action: "run",
    title: "houses",
    verdict: "pass",
    headline: "every gate holds",
    facts: [],
    sections,
  };
}

test("the last runs are a chart, a table and a sentence", () => {
  const sections = historySections({ known: past, current: entryOf(8, 0.823) }, "main");
  expect(renderMarkdown(reportOf(sections), { budget: 60_000 })).toMatchSnapshot();
});

test("there is nothing to show of the first run", () => {
  expect(historySections({ known: [], current: entryOf(1, 0.8) }, "main")).toEqual([]);
});

test("a metric that a run has not is a gap, and has no row of its own", () => {
  const runs = [entryOf(1, 0.7), entryOf(2, undefined), entryOf(3, 0.8)];
  const [section] = historySections({ known: runs, current: entryOf(4, 0.9) }, "main");
  expect(section?.charts?.[0]?.series[0]?.values).toEqual([0.7, null, 0.8, 0.9]);
  expect(section?.tables?.[0]?.rows.map((row) => row[3])).toEqual([
    "0.9000 (+0.100)",
    "0.8000 (+0.100)",
    null,
    "0.7000",
  ]);
});

test("a commit that ran more than once has a point each", () => {
  const same = { commit: "a".repeat(40) };
  const runs = [entryOf(1, 0.7, same), entryOf(2, 0.71, same)];
  const [section] = historySections({ known: runs, current: entryOf(3, 0.72, same) }, "main");
  expect(section?.charts?.[0]?.x.values).toEqual(["aaaaaaa", "aaaaaaa (2)", "aaaaaaa (3)"]);
});

test("of many runs the comment shows the last ones, drawn, and the page all", () => {
  const many = Array.from({ length: 300 }, (_, index) => entryOf(index + 1, 0.5 + (index % 17) / 100));
  const [shown, whole] = historySections({ known: many, current: entryOf(301, 0.6) }, "main");
  expect(shown?.charts?.map((chart) => findMermaidChart(chart) !== undefined)).toEqual([true]);
  expect(shown?.tables?.[0]).toMatchObject({ total: 301 });
  expect(shown?.tables?.[0]?.rows).toHaveLength(10);
  expect(whole).toMatchObject({ pageOnly: true });
  expect(whole?.tables?.[0]?.rows).toHaveLength(301);
  expect(whole?.charts?.[0]?.x.values.at(-1)).toBe(0);
});

test("it is said where the test rows changed", () => {
  const rows = (digit: string) => ({ evaluation: digit.repeat(64) });
  const runs = [entryOf(1, 0.7, rows("a")), entryOf(2, 0.7, rows("a"))];
  const textOf = (digit: string) =>
    historySections({ known: runs, current: entryOf(3, 0.7, rows(digit)) }, "main")[0]?.text;
  expect(textOf("b")?.at(-1)).toMatch(/^The test rows changed once/);
  expect(textOf("a")).toHaveLength(1);
});

test("names of metrics are data", () => {
  const hostile = { metrics: [{ name: "@team](http://x) | <img> `", value: 1, gated: true as const }] };
  const runs = [entryOf(1, 0, hostile), entryOf(2, 0, hostile)];
  const text = renderMarkdown(
    reportOf(historySections({ known: runs, current: entryOf(3, 0, hostile) }, "main")),
    {
      budget: 60_000,
    },
  );
  expect(text.replaceAll(/```mermaid\n[^`]*\n```/g, "")).not.toMatch(/@team|<img|[^\\]\]\(http/);
});

test.each([
  ["r2", [0.8], undefined],
  ["r2", [0.8, 0.8], "R² 0.8 is what it was in all 2 runs"],
  ["r2", [0.7, 0.8, 0.8], "R² 0.8 is what it was in the run before"],
  ["r2", [0.7, 0.8, 0.8, 0.8], "R² 0.8 is what it was in the 2 runs before"],
  ["r2", [0.7, 0.8], "R² 0.8: +0.1 from the run before"],
  [
    "r2",
    [0.7, 0.75, 0.8],
    "R² 0.8: +0.05 from the run before; the 2 runs before it lie between 0.7 and 0.75",
  ],
  ["r2", [0.7, 0.75, 0.7, 0.7, 0.8], "R² 0.8 is the best of the last 5 runs, +0.1 from the run before"],
  ["rmse", [5, 6, 5, 6, 7], "RMSE 7 is the worst of the last 5 runs, +1 from the run before"],
  ["margin_won", [5, 6, 5, 6, 7], "margin_won 7 is the highest of the last 5 runs, +1 from the run before"],
  [
    "r2",
    [0.9, 0.8, 0.7, 0.6, 0.5],
    "R² 0.5 is the worst of the last 5 runs, −0.1 from the run before; it fell in each of the last 4 runs",
  ],
] as const)("%s %j: %s", (name, all, expected) => {
  expect(tellMetric(name, all)?.replaceAll(/(\.\d*?)0+(?!\d)/g, "$1")).toBe(expected);
});
