import type { TopLevelSpec } from "vega-lite";
import type { Chart } from "../report.ts";
import { dataRows, isNumeric, shortText } from "./chart-data.ts";
import { chartTheme } from "./chart-theme.ts";

/** A chart that Vega-Lite draws. A matrix is shown as a table of shaded cells instead. */
export type DrawnChart = Chart & { kind: Exclude<Chart["kind"], "matrix"> };

type Drawing = Omit<Extract<TopLevelSpec, { mark: unknown }>, "data">;

/** The whole picture's width in pixels; two stand side by side on a page. */
const width = 440;
const size = { width, height: 260, autosize: { type: "fit", contains: "padding" } } as const;
const bySeries = { field: "series", type: "nominal", sort: null } as const;

/**
 * The chart as a Vega-Lite specification. The data's text stands in values and titles only, never in an
 * expression or a field's name; missing and infinite values are gaps.
 */
export function chartSpec(chart: DrawnChart): TopLevelSpec {
  return { data: { values: dataRows(chart) }, ...drawing(chart), config: chartTheme, padding: 4 };
}

function drawing(chart: DrawnChart): Drawing {
  if (chart.kind === "line") return lines(chart);
  if (chart.kind === "scatter") return points(chart);
  return chart.kind === "histogram" && isNumeric(chart) ? bins(chart) : bars(chart);
}

/** Bars lie, so that long names have room. */
function bars(chart: DrawnChart): Drawing {
  const several = chart.series.length > 1;
  return {
    width,
    height: { step: several ? 12 : 22 },
    autosize: { type: "fit-x", contains: "padding" },
    mark: { type: "bar" },
    encoding: {
      y: { field: "x", type: "nominal", sort: null, title: null },
      x: { ...values(chart), stack: null },
      ...(several ? { color: bySeries, yOffset: { field: "series", sort: null } } : {}),
    },
  };
}

function bins(chart: DrawnChart): Drawing {
  const several = chart.series.length > 1;
  return {
    ...size,
    mark: { type: "bar", binSpacing: 1, opacity: several ? 0.55 : 1 },
    encoding: {
      x: { ...positions(chart), bin: { binned: true }, axis: { grid: false, tickCount: 6 } },
      x2: { field: "x2" },
      y: { ...values(chart), stack: null },
      ...(several ? { color: bySeries } : {}),
    },
  };
}

/** Series differ by dashes too, not by colour alone. */
function lines(chart: DrawnChart): Drawing {
  const named = {
    ...bySeries,
    legend: { symbolType: "stroke", symbolStrokeWidth: 2, symbolSize: 300 },
  } as const;
  return {
    ...size,
    mark: { type: "line", point: chart.x.values.length <= 30 },
    encoding: {
      x: positions(chart),
      y: { ...values(chart), scale: { zero: false } },
      ...(chart.series.length > 1 ? { color: named, strokeDash: named } : {}),
    },
  };
}

/** Series differ by shape too, not by colour alone. */
function points(chart: DrawnChart): Drawing {
  return {
    ...size,
    mark: { type: "point", opacity: 0.7, size: 30 },
    encoding: {
      x: positions(chart),
      y: { ...values(chart), scale: { zero: false } },
      ...(chart.series.length > 1 ? { color: bySeries, shape: bySeries } : {}),
    },
  };
}

/** Vega 6.4 looks titles up in a plain object, where "toString" is something else: a space tells them apart. */
function axisTitle(label: string): string {
  const title = shortText(label);
  return title in Object.prototype ? `${title} ` : title;
}

function positions(chart: DrawnChart) {
  const title = axisTitle(chart.x.label);
  return isNumeric(chart)
    ? ({ field: "x", type: "quantitative", scale: { zero: false }, axis: { tickCount: 6 }, title } as const)
    : ({ field: "x", type: "nominal", sort: null, title } as const);
}

function values(chart: DrawnChart) {
  return {
    field: "y",
    type: "quantitative",
    axis: { tickCount: 5 },
    title: axisTitle(chart.y.label),
  } as const;
}
