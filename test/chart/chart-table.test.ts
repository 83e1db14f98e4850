import { expect, test } from "vitest";
import { chartTable } from "../../src/chart/chart-table.ts";

test("a diagonal is no column: its values are those of the first", () => {
  const x = { label: "Mean probability", values: [0.1, 0.4, 0.9] };
  const series = [
    { label: "Is", values: [0.2, 0.4, 0.8] },
    { label: "Promised", values: x.values },
  ];
  const chart = { kind: "line", title: "Calibration", x, y: { label: "Share of rows" }, series } as const;
  const table = chartTable(chart);
  expect(table.columns.map(({ label }) => label)).toEqual(["Mean probability", "Is"]);
  expect(table.rows).toEqual([
    [0.1, 0.2],
    [0.4, 0.4],
    [0.9, 0.8],
  ]);
});
