import type { TopLevelSpec } from "vega-lite";
import type { Chart } from "../report.ts";
import { countValues, type DataRow, dataRows, isNumeric, shortText } from "./chart-data.ts";
import { chartTheme, firstColor, labelSize, nameLimit } from "./chart-theme.ts";
import { textWidth } from "./text-width.ts";

/** A chart that Vega-Lite draws. A matrix is shown as a table of shaded cells instead. */
export type DrawnChart = Chart & { kind: Exclude<Chart["kind"], "matrix"> };

type Drawing =
  | Omit<Extract<TopLevelSpec, { mark: unknown }>, "data">
  | Omit<Extract<TopLevelSpec, { layer: unknown }>, "data">;

/** The whole picture's width in pixels; two stand side by side on a page. */
const width = 400;
const size = { width, height: 260, autosize: { type: "fit", contains: "padding" } } as const;
/** Letters of an axis title that have room in a line; a longer one has more lines. */
const lineOfTitle = /\S.{0,33}(?=\s|$)|\S{34}/gu;
/** Each mark says what it is of. */
const told = { description: { field: "tip" } } as const;
/** Bars that say their value beside them. */
const mostLabelled = 30;
/** Values that a reader can point at; more of them would be too near to each other. */
const mostPointed = 1500;
/** Positions of a line that are drawn as points, too. */
const mostDots = 30;
const bySeries = { field: "series", type: "nominal", sort: null } as const;

/**
 * The chart as a Vega-Lite specification. The data's text stands in values and titles only, never in an
 * expression or a field's name; missing and infinite values are gaps.
 */
export function chartSpec(chart: DrawnChart): TopLevelSpec {
  const rows = dataRows(chart);
  return {
    data: { values: countValues(chart) > mostPointed ? rows.map(({ tip: _, ...row }) => row) : rows },
    ...drawing(chart, rows),
    config: chartTheme,
    padding: 4,
  };
}

function drawing(chart: DrawnChart, rows: readonly DataRow[]): Drawing {
  if (chart.kind === "line") return lines(chart);
  if (chart.kind === "scatter") return points(chart);
  if (chart.kind === "interval") return intervals(chart);
  return chart.kind === "histogram" && isNumeric(chart) ? bins(chart) : bars(chart, rows);
}

/** Bars lie, so that long names have room. */
function bars(chart: DrawnChart, rows: readonly DataRow[]): Drawing {
  const several = chart.series.length > 1;
  const places = {
    y: { field: "x", type: "nominal", sort: null, title: null },
    ...(several ? { yOffset: { field: "series", sort: null } } : {}),
  } as const;
  const isLabelled = rows.length <= mostLabelled && !several;
  const x = {
    ...values(chart),
    stack: null,
    ...(isLabelled && { scale: { domain: widened(rows), nice: false } }),
  } as const;
  const bar = {
    mark: { type: "bar" },
    encoding: { ...told, ...places, x, ...(several ? { color: bySeries } : {}) },
  } as const;
  const text = (align: "left" | "right") =>
    ({
      mark: { type: "text", color: "currentColor", align, dx: align === "left" ? 4 : -4, aria: false },
      encoding: { ...places, x, text: { field: align === "left" ? "label" : "below" } },
    }) as const;
  return {
    width,
    height: { step: several ? 12 : 22 },
    autosize: { type: "fit-x", contains: "padding" },
    ...(isLabelled ? { layer: [bar, text("left"), text("right")] } : bar),
  };
}

/** The reach of the bars and zero, with room for the numbers at their ends. */
function widened(rows: readonly DataRow[]): [number, number] {
  const ends = rows.map(({ y }) => y ?? 0);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  if (low === high) return [0, 1];
  const widest = (texts: readonly string[]): number =>
    Math.max(0, ...texts.map((text) => textWidth(text, labelSize)));
  const names = Math.min(nameLimit, widest(rows.map(({ x }) => String(x))));
  const numbers = widest(rows.map(({ label, below }) => label || below)) + 10;
  const share = Math.min(0.3, numbers / (width - names - 20));
  const room = ((high - low) * share) / (1 - (low < 0 && high > 0 ? 2 : 1) * share);
  return [low < 0 ? low - room : 0, high > 0 ? high + room : 0];
}

/** A dot a value and a line over its interval; series differ by shape too, and stand below each other. */
function intervals(chart: DrawnChart): Drawing {
  const several = chart.series.length > 1;
  const places = {
    y: { field: "x", type: "nominal", sort: null, title: null, axis: { grid: true } },
    ...(several ? { yOffset: { field: "series", sort: null }, color: bySeries } : {}),
  } as const;
  const scale = { zero: false, padding: 6 } as const;
  return {
    width,
    height: { step: several ? 14 : 22 },
    autosize: { type: "fit-x", contains: "padding" },
    layer: [
      {
        transform: [{ filter: { field: "low", valid: true } }],
        mark: { type: "rule", strokeWidth: 2, aria: false, ...(several ? {} : { color: firstColor }) },
        encoding: {
          ...places,
          x: { ...values(chart), field: "low", scale },
          x2: { field: "high" },
        },
      },
      {
        mark: { type: "point", filled: true, size: 60, opacity: 1 },
        encoding: {
          ...told,
          ...places,
          x: { ...values(chart), scale },
          ...(several ? { shape: bySeries } : {}),
        },
      },
    ],
  };
}

function bins(chart: DrawnChart): Drawing {
  const several = chart.series.length > 1;
  return {
    ...size,
    mark: { type: "bar", binSpacing: 1, opacity: several ? 0.55 : 1 },
    encoding: {
      ...told,
      x: { ...positions(chart), bin: { binned: true }, axis: { grid: false, tickCount: 6 } },
      x2: { field: "x2" },
      y: { ...values(chart), stack: null },
      ...(several ? { color: bySeries } : {}),
    },
  };
}

/** Series differ by dashes too, not by colour alone. Points beyond a few are there to be pointed at, not to be seen. */
function lines(chart: DrawnChart): Drawing {
  const named = {
    ...bySeries,
    legend: { symbolType: "stroke", symbolStrokeWidth: 2, symbolSize: 300 },
  } as const;
  const several = chart.series.length > 1;
  const places = { x: positions(chart), y: { ...values(chart), scale: { zero: false } } } as const;
  const line = {
    mark: { type: "line", aria: false },
    encoding: { ...places, ...(several ? { color: named, strokeDash: named } : {}) },
  } as const;
  const dots = {
    mark: { type: "point", filled: true, size: 36, opacity: chart.x.values.length > mostDots ? 0 : 1 },
    encoding: { ...told, ...places, ...(several ? { color: { ...named, legend: null } } : {}) },
  } as const;
  return { ...size, layer: countValues(chart) > mostPointed ? [line] : [line, dots] };
}

/** Series differ by shape too, not by colour alone. */
function points(chart: DrawnChart): Drawing {
  return {
    ...size,
    mark: { type: "point", opacity: 0.7, size: 30 },
    encoding: {
      ...told,
      x: positions(chart),
      y: { ...values(chart), scale: { zero: false } },
      ...(chart.series.length > 1 ? { color: bySeries, shape: bySeries } : {}),
    },
  };
}

/** Vega 6.4 looks titles up in a plain object, where "toString" is something else: a space tells them apart. */
function axisTitle(label: string): string | string[] {
  const title = shortText(label, 90);
  if (title in Object.prototype) return `${title} `;
  const lines = title.match(lineOfTitle) ?? [title];
  return lines.length > 1 ? lines : title;
}

function positions(chart: DrawnChart) {
  const title = axisTitle(chart.x.label);
  return isNumeric(chart)
    ? ({ field: "x", type: "quantitative", scale: { zero: false }, axis: { tickCount: 6 }, title } as const)
    : ({
        field: "x",
        type: "nominal",
        sort: null,
        title,
        axis: {
          labelOverlap: "greedy",
          labelLimit: 90,
          ...(chart.x.values.length > 6 && { labelAngle: -40 }),
        },
      } as const);
}

function values(chart: DrawnChart) {
  return {
    field: "y",
    type: "quantitative",
    axis: { tickCount: 5 },
    title: axisTitle(chart.y.label),
  } as const;
}
