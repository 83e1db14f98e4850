import { expect, test } from "vitest";
import { isRefusal } from "../../src/gate/model-rows.ts";
import { pairRows } from "../../src/gate/pair-rows.ts";
import { readEvaluation } from "../../src/gate/read-evaluation.ts";
import type { BaselineRows } from "../../src/gate/slice-chart.ts";
import { reportSlices, sliceColumn } from "../../src/gate/slice-table.ts";
import { findColumn } from "../../src/tables/table.ts";
import { readText } from "../tables/read-text.ts";

const slice = async (csv: string, task: "regression" | "classification", minRows = 1) => {
  const table = await readText(csv);
  const rows = readEvaluation({ table, facts: { task } });
  if (isRefusal(rows)) throw new Error(rows.refused);
  return reportSlices(rows.evaluation, sliceColumn(findColumn(rows.table, "town")!), { minRows, asked: [] })
    .table;
};

test("metrics by slice; small ones without", async () => {
  const north = [1, 3, 5, 7, 9, 11].map((actual, row) => `${actual},${actual + (row % 2)},N\n`).join("");
  const { rows, columns } = await slice(`actual,predicted,town\n${north}5,4,S\n`, "regression", 2);
  expect(columns.map(({ label }) => label)).toEqual(["town", "Test rows", "RMSE (95 % CI)", "MAE (95 % CI)"]);
  expect(rows.map((row) => row.slice(0, 2))).toEqual([
    ["N", 6],
    ["S", 1],
  ]);
  expect(rows[0]?.[2]).toMatch(/^0\.7 \(0\.0 … 1\.\d\)$/);
  expect(rows[0]?.[3]).toMatch(/^0\.5/);
  expect(rows[1]?.slice(2)).toEqual([null, null]);
});

test("the worst slice comes first, whichever way is better", async () => {
  const numbers = await slice("actual,predicted,town\n1,1,N\n3,3,N\n5,9,S\n5,8,S\n", "regression");
  expect(numbers.rows.map(([name]) => name)).toEqual(["S", "N"]);
  const classes = await slice("actual,predicted,town\na,a,N\nb,b,N\na,b,S\nb,b,S\n", "classification");
  expect(classes.rows.map(([name]) => name)).toEqual(["S", "N"]);
});

test("a slice's label is cut to what a report holds", async () => {
  const { rows } = await slice(`actual,predicted,town\n1,2,${"x".repeat(60_000)}\n2,2,y\n`, "regression");
  expect(String(rows[0]?.[0]).length).toBeLessThanOrEqual(200);
});

test("slices have intervals: Wilson's of an accuracy, Student's of a mean error", async () => {
  const numbers = Array.from({ length: 200 }, (_, row) => `${row},${row + (row % 2 ? 1 : 3)},N\n`).join("");
  const { rows } = await slice(`actual,predicted,town\n${numbers}`, "regression");
  // A mean of 2, half ones and half threes: 2 ± 1.972 × 1.0025 / √200
  expect(rows[0]?.[3]).toBe("2.00 (1.86 … 2.14)");
  const classes = await slice("actual,predicted,town\na,a,N\nb,a,N\n", "classification");
  expect(classes.rows[0]?.[2]).toBe("0.50 (0.09 … 0.91)");
});

test("a metric that is none of the predictions is no column of the slices", async () => {
  const table = await readText("actual,predicted,town\n1,2,N\n3,3,S\n");
  const rows = readEvaluation({ table, facts: { task: "regression" } });
  if (isRefusal(rows)) throw new Error(rows.refused);
  const column = sliceColumn(findColumn(rows.table, "town")!);
  const asked = ["model_size", "latency_p50", "mae"];
  const { table: shown, charts } = reportSlices(rows.evaluation, column, { minRows: 1, asked });
  expect(shown.columns.map(({ label }) => label)).toEqual([
    "town",
    "Test rows",
    "MAE (95 % CI)",
    "RMSE (95 % CI)",
  ]);
  expect(charts.map(({ title }) => title)).toEqual(["MAE by town"]);
});

test("the first metric is a chart: all rows, then the slices of the table, the baseline below each", async () => {
  const lines = (shift: number) =>
    Array.from({ length: 300 }, (_, row) => {
      const town = row < 295 ? "NS"[row % 2] : "small";
      return `${row},a,${row % 10 < (town === "N" ? 2 : 4) + shift ? "b" : "a"},${town}\n`;
    }).join("");
  const model = async (shift: number) => ({
    table: await readText(`row_id,actual,predicted,town\n${lines(shift)}300,b,b,N\n`),
    facts: { task: "classification" as const },
  });
  const [own, theirs] = [await model(0), await model(2)];
  const rows = readEvaluation(own);
  const both = pairRows(own, theirs);
  if (isRefusal(rows) || isRefusal(both)) throw new Error("refused");
  const column = sliceColumn(findColumn(rows.table, "town")!);
  const report = (baseline?: BaselineRows) =>
    reportSlices(rows.evaluation, column, { minRows: 20, asked: ["accuracy"], baseline });
  const { table, charts } = report({
    evaluation: both.evaluation,
    column: sliceColumn(findColumn(both.table, "town")!),
  });
  const [chart] = charts;
  expect(chart).toMatchObject({
    kind: "interval",
    title: "Accuracy by town",
    group: "town",
    pageOnly: true,
    x: { values: ["All test rows", ...table.rows.slice(0, 2).map(([name]) => name)] },
    y: { label: "Accuracy (95 % CI)" },
  });
  const [commit, baseline] = chart!.series;
  expect([commit?.label, baseline?.label]).toEqual(["This commit", "Baseline"]);
  for (const [place, [, , cell]] of table.rows.slice(0, 2).entries()) {
    const [value = Number.NaN, low, high] = String(cell)
      .match(/[\d.]+/g)!
      .map(Number);
    expect(commit!.values[place + 1]).toBeCloseTo(value, 1);
    expect(commit!.bounds![place + 1]).toEqual([expect.closeTo(low!, 1), expect.closeTo(high!, 1)]);
  }
  expect(baseline!.values.map((value, place) => value! < commit!.values[place]!)).toEqual([true, true, true]);
  expect(report().charts[0]?.series.map(({ label }) => label)).toEqual(["This commit"]);
});

test("one slice alone is no chart", async () => {
  const table = await readText("actual,predicted,town\n1,2,N\n3,3,N\n5,4,S\n");
  const rows = readEvaluation({ table, facts: { task: "regression" } });
  if (isRefusal(rows)) throw new Error(rows.refused);
  const column = sliceColumn(findColumn(rows.table, "town")!);
  expect(reportSlices(rows.evaluation, column, { minRows: 2, asked: [] }).charts).toEqual([]);
});
