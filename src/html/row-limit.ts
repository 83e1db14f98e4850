import type { Report } from "../report.ts";

/** Table cells that a browser lays out with ease; the typed report has them all. */
const mostCells = 200_000;
/** Most rows of a table, the largest of these that keeps the page within its cells. */
const limits = [2000, 1000, 500, 200, 100, 50, 20];

/** Most rows that each table of a page shows. */
export function rowLimitOf(reports: readonly Report[]): number {
  const sizes = reports.flatMap(({ sections }) =>
    sections.flatMap(({ tables = [], charts = [] }) => [
      ...tables.map(({ rows, columns }) => [rows.length, columns.length] as const),
      ...charts.map(({ x, series }) => [x.values.length, series.length + 1] as const),
    ]),
  );
  const cells = (limit: number): number =>
    sizes.reduce((sum, [rows, columns]) => sum + Math.min(rows, limit) * columns, 0);
  return limits.find((limit) => cells(limit) <= mostCells) ?? 20;
}
