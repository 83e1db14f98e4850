import fc from "fast-check";
import { expect, test } from "vitest";
import { chartSpec, type DrawnChart } from "../../src/chart/chart-spec.ts";
import { chartTable } from "../../src/chart/chart-table.ts";
import { renderChart, renderCharts } from "../../src/chart/render-chart.ts";
import type { Chart } from "../../src/report.ts";
import { arbitraryChart, hostileTexts } from "../arbitrary-report.ts";
import { sampleReport } from "../sample-report.ts";

const charts = sampleReport().sections.flatMap((section) => section.charts ?? []);
const drawn = charts.filter((chart): chart is DrawnChart => chart.kind !== "matrix");

test.each(drawn)("the specification of a $kind chart", (chart) => {
  const drawing = { ...chartSpec(chart), config: undefined, data: undefined };
  expect(drawing).toMatchSnapshot();
});

test("a chart is one named picture in the page's ink", async () => {
  const drawings = await renderCharts([sampleReport()]);
  expect([...drawings.keys()]).toEqual(drawn);
  for (const [chart, svg] of drawings) {
    expect(svg).toMatch(
      /^<svg viewBox="0 0 \d+ \d+" width="\d+" role="img" aria-label="[^"]+"><title>[^<]+<\/title>/,
    );
    expect(svg).toContain(`<title>${chart.title}</title>`);
    expect(svg.match(/role=/g)).toHaveLength(1);
    expect(svg).toContain("currentColor");
    expect(svg).toContain("var(--series-1");
    expect(svg).not.toMatch(/\bid=|NaN|undefined/);
  }
});

test("the same chart gives the same bytes", async () => {
  const [chart] = drawn;
  if (chart) expect(await renderChart(chart)).toBe(await renderChart(structuredClone(chart)));
});

test("each value of a bar chart is a bar, equal names included", async () => {
  const svg = await renderChart({
    kind: "bar",
    title: "t",
    x: { label: "x", values: ["a", "a", "b"] },
    y: { label: "y" },
    series: [{ label: "s", values: [1, 2, 3] }],
  });
  for (const label of ["a", "a (2)", "b"]) expect(svg).toContain(`>${label}</text>`);
  expect(svg.match(/<path [^>]*fill="var\(--series-1/g)).toHaveLength(3);
});

test("hostile text is only text", async () => {
  for (const text of hostileTexts) {
    for (const kind of ["bar", "line", "scatter", "histogram", "interval"] as const) {
      const svg = await renderChart({
        kind,
        title: text,
        x: { label: text, values: [text, `${text}2`, "c"] },
        y: { label: text },
        series: [
          { label: text, values: [1, 2, 3] },
          { label: `${text}!`, values: [2, null, 1] },
        ],
      });
      for (const [tag] of svg.matchAll(/<[^>]*>?/g)) {
        expect(tag).toMatch(/^<\/?(?:svg|title|g|path|line|rect|text|tspan)(?: [a-z-]+\d?="[^"<>]*")*\/?>$/i);
        expect(tag.replace(/"[^"]*"/g, "")).not.toMatch(/ on\w|href/);
      }
      expect(svg).not.toMatch(/[\u202A-\u202E\u001b]/);
    }
  }
});

test.each(["toString", "constructor", "__proto__"])("a chart with axes named %j is drawn", async (label) => {
  const chart: DrawnChart = {
    kind: "bar",
    title: label,
    x: { label, values: [label] },
    y: { label },
    series: [{ label, values: [1] }],
  };
  expect(await renderChart(chart)).toContain(label);
});

test("any chart is drawn", async () => {
  const any = arbitraryChart.filter((chart): chart is DrawnChart => chart.kind !== "matrix");
  await fc.assert(
    fc.asyncProperty(any, async (chart) => {
      const svg = await renderChart(chart);
      expect(svg.startsWith("<svg ") && svg.endsWith("</svg>")).toBe(true);
      expect(svg.match(/<g(?: [^>]*[^/])?>/g)?.length).toBe(svg.match(/<\/g>/g)?.length);
    }),
    { numRuns: 40 },
  );
});

test.each<[Chart["kind"], (string | number)[], unknown]>([
  [
    "bar",
    ["a", "b"],
    [
      ["a", 1],
      ["b", 2],
    ],
  ],
  [
    "histogram",
    [0, 10, 20],
    [
      ["0 – 10", 1],
      ["10 – 20", 2],
    ],
  ],
  [
    "line",
    [1, 2],
    [
      [1, 1],
      [2, 2],
    ],
  ],
  ["matrix", ["a", "b"], [["s", 1, 2]]],
  [
    "interval",
    ["a", "b"],
    [
      ["a", "1 (0.5000 … 1.500)"],
      ["b", "2"],
    ],
  ],
])("the values of a %s chart as a table", (kind, values, rows) => {
  const table = chartTable({
    kind,
    title: "t",
    x: { label: "x", values },
    y: { label: "y" },
    series: [{ label: "s", values: [1, 2], bounds: [[0.5, 1.5], null] }],
  });
  expect(table.rows).toEqual(rows);
  expect(table.columns).toHaveLength((rows as unknown[][])[0]?.length ?? 0);
});
