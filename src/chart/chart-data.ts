import { formatCell, formatNumber } from "../number-format.ts";
import type { Chart } from "../report.ts";
import { clipText, makeVisible } from "../visible-text.ts";
import { binLabels, withInterval } from "./chart-table.ts";

/** One value of a chart. */
export interface DataRow {
  x: string | number;
  /** The upper edge of a histogram's bin. */
  x2?: string | number;
  y: number | null;
  /** The ends of an interval. */
  low?: number;
  high?: number;
  series: string;
  /** What a reader who points at the value is told: `trees 25 · training 0.971`. */
  tip: string;
  /** The value alone, where it is at least zero, and where it is below. */
  label: string;
  below: string;
}

/** Whether every position or edge is a number. */
export function isNumeric({ x }: Chart): boolean {
  return x.values.every((value) => typeof value === "number" && Number.isFinite(value));
}

/** The chart's values row by row; missing and infinite ones are null. */
export function dataRows(chart: Chart): DataRow[] {
  const edges = chart.kind === "histogram" && isNumeric(chart) ? chart.x.values : undefined;
  const positions = axisPositions(chart);
  const names = distinct(chart.series.map(({ label }) => shortText(label)));
  const places = edges ? binLabels(edges) : positions.map((x) => formatCell(x));
  const [xLabel, yLabel] = [shortText(chart.x.label), shortText(chart.y.label)];
  const isNamed = chart.kind === "bar" || chart.kind === "interval";
  return chart.series.flatMap(({ values, bounds }, series) =>
    positions.map((x, index) => {
      const value = values[index];
      const y = Number.isFinite(value) ? (value ?? null) : null;
      const ends = finiteBounds(chart, bounds?.[index]);
      const name = names[series] || yLabel;
      return {
        x,
        ...(edges ? { x2: edges[index + 1] ?? 0 } : {}),
        y,
        series: names[series] ?? "",
        ...(ends && y !== null ? { low: ends[0], high: ends[1] } : {}),
        tip: `${isNamed ? "" : `${xLabel} `}${places[index]} · ${name} ${withInterval(y, ends)}`,
        label: y !== null && y >= 0 ? formatNumber(y, { digits: 3 }) : "",
        below: y !== null && y < 0 ? formatNumber(y, { digits: 3 }) : "",
      };
    }),
  );
}

function finiteBounds({ kind }: Chart, bounds: [number, number] | null | undefined): [number, number] | null {
  return kind === "interval" && bounds?.every(Number.isFinite) ? bounds : null;
}

/** How many values a chart has. */
export function countValues({ x, series }: Chart): number {
  return x.values.length * series.length;
}

function axisPositions(chart: Chart): (string | number)[] {
  const { values } = chart.x;
  if (chart.kind === "histogram")
    return isNumeric(chart) ? values.slice(0, -1) : distinct(binLabels(values).map(shortText));
  return chart.kind !== "bar" && chart.kind !== "interval" && isNumeric(chart)
    ? values
    : distinct(values.map((value) => shortText(formatCell(value))));
}

/** Equal categories would be drawn on top of each other. */
function distinct(labels: string[]): string[] {
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return count === 1 ? label : `${label} (${count})`;
  });
}

/** Data as a label: visible and short. Vega escapes it. */
export function shortText(label: string, limit = 60): string {
  return makeVisible(clipText(label, limit));
}
