import { expect, test } from "vitest";
import { isRefusal } from "../../src/gate/model-rows.ts";
import { readEvaluation } from "../../src/gate/read-evaluation.ts";
import { sliceColumn, sliceTable } from "../../src/gate/slice-table.ts";
import { findColumn } from "../../src/tables/table.ts";
import { readText } from "../tables/read-text.ts";

const slice = async (csv: string, task: "regression" | "classification", minRows = 1) => {
  const table = await readText(csv);
  const rows = readEvaluation({ table, facts: { task } });
  if (isRefusal(rows)) throw new Error(rows.refused);
  return sliceTable(rows.evaluation, sliceColumn(findColumn(rows.table, "town")!), { minRows, asked: [] });
};

test("metrics by slice; small ones without", async () => {
  const { rows, columns } = await slice("actual,predicted,town\n1,2,N\n3,3,N\n5,4,S\n", "regression", 2);
  expect(columns.map(({ label }) => label)).toEqual(["town", "Test rows", "RMSE (95 % CI)", "MAE (95 % CI)"]);
  expect(rows.map((row) => row.slice(0, 2))).toEqual([
    ["N", 2],
    ["S", 1],
  ]);
  expect(rows[0]?.[2]).toBe("0.7 (0.0 … 1.0)");
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
