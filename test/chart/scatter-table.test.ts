import fc from "fast-check";
import { expect, test } from "vitest";
import { scatterTable } from "../../src/chart/scatter-table.ts";
import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import type { Chart } from "../../src/report.ts";
import { arbitraryChart } from "../arbitrary-report.ts";
import { sampleReport } from "../sample-report.ts";

const scatter = (count: number, heightAt: (x: number) => number | null): Chart => ({
  kind: "scatter",
  title: "Predicted against actual",
  // 7 is coprime to the count: the order of the points says nothing.
  x: { label: "actual", values: Array.from({ length: count }, (_, index) => (index * 7) % count) },
  y: { label: "predicted" },
  series: [{ label: "", values: Array.from({ length: count }, (_, index) => heightAt((index * 7) % count)) }],
});

test("a tenth of the points a row, with the median and the middle 80 % as numpy's percentiles", () => {
  const { columns, rows } = scatterTable(scatter(110, (x) => x ** 2));
  expect(columns.map(({ label }) => label)).toEqual(["actual", "Points", "predicted: median (middle 80 %)"]);
  expect(rows).toHaveLength(10);
  // numpy 2.4.6: np.percentile(np.arange(11) ** 2, [50, 10, 90]), and of np.arange(99, 110) ** 2
  expect(rows[0]).toEqual(["0 … 10", 11, "25 (1 … 81)"]);
  expect(rows[9]).toEqual(["99 … 109", 11, "10,820 (10,000 … 11,660)"]);
});

test("few points are told one by one, and what has no value is missing", () => {
  expect(scatterTable(scatter(15, (x) => x)).rows).toHaveLength(15);
  const { rows } = scatterTable(scatter(50, (x) => (x < 5 ? null : x)));
  expect(rows[0]).toEqual(["0 … 4", 5, null]);
});

test("each point is counted once", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 20 }),
      (values) => {
        const { rows } = scatterTable({ ...scatter(0, () => 0), x: { label: "x", values } });
        expect(rows.reduce((sum, [, points]) => sum + Number(points), 0)).toBe(values.length);
      },
    ),
  );
});

test("any scatter is a table", () => {
  fc.assert(
    fc.property(arbitraryChart, (chart) => {
      const { columns, rows } = scatterTable({ ...chart, kind: "scatter" });
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }),
  );
});

test("a comment shows it", () => {
  const sections = [{ title: "Errors", rank: 1, charts: [scatter(110, (x) => x ** 2)] }];
  const text = renderMarkdown({ ...sampleReport(), sections }, { budget: 60_000 });
  expect(text).toContain("| 0 … 10 | 11 | 25 (1 … 81) |");
});
