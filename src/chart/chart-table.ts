import { formatCell, formatNumber } from "../number-format.ts";
import type { Chart, Table } from "../report.ts";

/**
 * The chart's values as a table: what a reader without the picture gets. A row per position; a histogram's
 * positions are its bins, a matrix has its series as rows.
 */
export function chartTable(chart: Chart): Table {
  if (chart.kind === "matrix") return matrixTable(chart);
  if (chart.kind === "interval") return intervalTable(chart);
  const labels = chart.kind === "histogram" ? binLabels(chart.x.values) : chart.x.values;
  // A diagonal, as that of chance, has the values of the first column.
  const others = chart.series.filter(({ values }) =>
    values.some((value, index) => value !== chart.x.values[index]),
  );
  const series = others.length > 0 ? others : chart.series;
  return {
    title: chart.title,
    columns: [
      { label: chart.x.label, align: chart.kind === "bar" ? "left" : "right" },
      ...series.map(({ label }) => ({
        label: label || chart.y.label,
        align: "right" as const,
        digits: 4,
      })),
    ],
    rows: labels.map((label, index) => [label, ...series.map(({ values }) => values[index] ?? null)]),
  };
}

/** `0.823 (0.811 … 0.835)`: a value, and its interval where it has one. */
export function withInterval(
  value: number | null | undefined,
  bounds: readonly [number, number] | null | undefined,
): string {
  const shown = formatCell(value, { digits: 4 });
  if (value === null || value === undefined || !bounds) return shown;
  return `${shown} (${bounds.map((end) => formatNumber(end, { digits: 4 })).join(" … ")})`;
}

/** `10 – 20` for each pair of neighbouring edges. */
export function binLabels(edges: readonly (string | number)[]): string[] {
  return edges.slice(1).map((edge, index) => `${edgeLabel(edges[index])} – ${edgeLabel(edge)}`);
}

function edgeLabel(edge: string | number | undefined): string {
  return typeof edge === "number" ? formatNumber(edge) : formatCell(edge);
}

function intervalTable({ title, x, y, series }: Chart): Table {
  return {
    title,
    columns: [
      { label: x.label, align: "left" },
      ...series.map(({ label }) => ({ label: label || y.label, align: "right" as const })),
    ],
    rows: x.values.map((label, index) => [
      label,
      ...series.map(({ values, bounds }) => withInterval(values[index], bounds?.[index])),
    ]),
  };
}

function matrixTable(chart: Chart): Table {
  return {
    title: chart.title,
    columns: [
      { label: `${chart.y.label} ↓ ${chart.x.label} →` },
      ...chart.x.values.map((value) => ({ label: formatCell(value), align: "right" as const })),
    ],
    rows: chart.series.map(({ label, values }) => [
      label,
      ...chart.x.values.map((_, index) => values[index] ?? null),
    ]),
  };
}
