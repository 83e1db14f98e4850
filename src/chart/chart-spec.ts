import type { TopLevelSpec } from "vega-lite";
import { formatCell } from "../number-format.ts";
import type { Chart } from "../report.ts";
import { clipText, makeVisible } from "../visible-text.ts";
import { binLabels } from "./chart-table.ts";
import { chartTheme } from "./chart-theme.ts";

/** A chart that Vega-Lite draws. A matrix is shown as a table of shaded cells instead. */
export type DrawnChart = Chart & { kind: Exclude<Chart["kind"], "matrix"> };

interface DataRow {
  x: string | number;
  /** The upper edge of a histogram's bin. */
  x2?: string | number;
  y: number | null;
  series: string;
}

/**
 * The chart as a Vega-Lite specification. The data's text stands in values and titles only, never in an
 * expression or a field's name; missing and infinite values are gaps.
 */
export function chartSpec(chart: DrawnChart): TopLevelSpec {
  const several = chart.series.length > 1;
  const color = several ? { color: { field: "series", type: "nominal" as const, sort: null } } : {};
  const labels = { x: text(chart.x.label), y: text(chart.y.label) };
  const base = { data: { values: dataRows(chart) }, config: chartTheme, padding: 4 };
  const value = { field: "y", type: "quantitative" as const, title: labels.y, axis: { tickCount: 5 } };

  if (chart.kind === "bar") {
    const offset = several ? { yOffset: { field: "series", sort: null } } : {};
    return {
      ...base,
      width: 330,
      height: { step: several ? 12 : 22 },
      mark: { type: "bar" },
      encoding: {
        y: { field: "x", type: "nominal", sort: null, title: null },
        x: { ...value, stack: null },
        ...offset,
        ...color,
      },
    };
  }
  if (chart.kind === "histogram" && isNumeric(chart)) {
    return {
      ...base,
      ...size,
      mark: { type: "bar", binSpacing: 1, ...(several ? { opacity: 0.55 } : {}) },
      encoding: {
        x: {
          field: "x",
          type: "quantitative",
          bin: { binned: true },
          title: labels.x,
          axis: { grid: false, tickCount: 6 },
        },
        x2: { field: "x2" },
        y: { ...value, stack: null },
        ...color,
      },
    };
  }
  if (chart.kind === "histogram") {
    return {
      ...base,
      ...size,
      mark: { type: "bar" },
      encoding: {
        x: { field: "x", type: "nominal", sort: null, title: labels.x },
        y: { ...value, stack: null },
        ...color,
      },
    };
  }
  const x = isNumeric(chart)
    ? { field: "x", type: "quantitative" as const, scale: { zero: false }, axis: { tickCount: 6 } }
    : { field: "x", type: "nominal" as const, sort: null };
  const isLine = chart.kind === "line";
  const dashes =
    isLine && several ? { strokeDash: { field: "series", type: "nominal" as const, sort: null } } : {};
  const shapes =
    !isLine && several ? { shape: { field: "series", type: "nominal" as const, sort: null } } : {};
  return {
    ...base,
    ...size,
    mark: isLine
      ? { type: "line", point: chart.x.values.length <= 30 }
      : { type: "point", opacity: 0.6, size: 30 },
    encoding: {
      x: { ...x, title: labels.x },
      y: { ...value, scale: { zero: false } },
      ...color,
      ...dashes,
      ...shapes,
    },
  };
}

const size = { width: 440, height: 240 };

function isNumeric({ x }: DrawnChart): boolean {
  return x.values.every((value) => typeof value === "number" && Number.isFinite(value));
}

function dataRows(chart: DrawnChart): DataRow[] {
  const edges = chart.kind === "histogram" && isNumeric(chart) ? chart.x.values : undefined;
  const positions = axisPositions(chart);
  const names = distinct(chart.series.map(({ label }) => text(label)));
  return chart.series.flatMap(({ values }, series) =>
    positions.map((x, index) => ({
      x,
      ...(edges ? { x2: edges[index + 1] ?? 0 } : {}),
      y: Number.isFinite(values[index]) ? (values[index] ?? null) : null,
      series: names[series] ?? "",
    })),
  );
}

function axisPositions(chart: DrawnChart): (string | number)[] {
  const { values } = chart.x;
  if (chart.kind === "histogram")
    return isNumeric(chart) ? values.slice(0, -1) : distinct(binLabels(values).map(text));
  return chart.kind !== "bar" && isNumeric(chart)
    ? values
    : distinct(values.map((value) => text(formatCell(value))));
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

function text(label: string): string {
  return makeVisible(clipText(label, 60));
}
