import { formatCell, formatNumber } from "../number-format.ts";
import type { Chart } from "../report.ts";
import { clipText, makeVisible } from "../visible-text.ts";

/** Colours that Mermaid draws the series in, with the squares that name them in the legend. */
const palette = [
  { color: "#3b82f6", square: "🟦" },
  { color: "#f97316", square: "🟧" },
  { color: "#22c55e", square: "🟩" },
  { color: "#a855f7", square: "🟪" },
];
/** More categories than this are unreadable at a comment's width, and so are labels of more characters together. */
const maxCategories = 24;
const maxLabels = 60;
const maxPoints = 200;
/** Characters of a category, and of an axis' title. */
const labelLimit = 30;
const axisLimit = 50;
/** Numbers at an axis that are longer than this run into each other. */
const maxPosition = 10_000;

/** A drawn chart: Mermaid has no legend, so the caller writes `square label` for each entry. */
export interface MermaidChart {
  code: string;
  legend: { square: string; label: string }[];
}

interface Plot {
  /** Category labels, or the two ends of an evenly spaced axis. */
  axis: string[] | [number, number];
  series: number[][];
}

/**
 * The chart in Mermaid's `xychart-beta`, or undefined where Mermaid would draw it wrongly (several series of
 * bars, negative bars) or unreadably; its table says it all then. Labels are reduced to characters that mean nothing
 * to Mermaid, and told apart where they are equal, because Mermaid draws equal ones on top of each other.
 */
export function findMermaidChart(chart: Chart): MermaidChart | undefined {
  const plot = chart.kind === "line" ? linePlot(chart) : barPlot(chart);
  const unscaled = plot?.series.flat() ?? [];
  if (plot === undefined || unscaled.length === 0) return undefined;
  const { factor, suffix } = scaleOf(unscaled);
  const scaled = plot.series.map((series) => series.map((value) => value / factor));
  const lines = scaled.map(
    (series, index) =>
      `  ${chart.kind === "line" || index > 0 ? "line" : "bar"} [${series.map(plainNumber).join(", ")}]`,
  );
  return {
    code: [
      `%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "${palette.map(({ color }) => color).join(", ")}"}}}}%%`,
      `xychart-beta${isWide(plot, chart) ? " horizontal" : ""}`,
      `  x-axis ${quote(chart.x.label)} ${renderAxis(plot.axis, chart.kind === "bar")}`,
      `  y-axis ${quote(`${clipText(chart.y.label, axisLimit - suffix.length)}${suffix}`)} ${valueRange(chart, scaled.flat()).map(plainNumber).join(" --> ")}`,
      ...lines,
    ].join("\n"),
    legend:
      chart.series.length < 2
        ? []
        : chart.series.map(({ label }, index) => ({ square: palette[index]?.square ?? "", label })),
  };
}

/** Mermaid reads no exponents: of very large and very small numbers the power of ten goes into the axis' label. */
function scaleOf(values: readonly number[]): { factor: number; suffix: string } {
  const most = Math.max(...values.map(Math.abs));
  if (most === 0 || (most >= 1e-3 && most < 1e6)) return { factor: 1, suffix: "" };
  const power = Math.max(-300, 3 * Math.floor(Math.log10(most) / 3));
  const raised = String(power).replace(/./g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? "⁻");
  return { factor: 10 ** power, suffix: ` (×10${raised})` };
}

/** One series of bars; a histogram may have a second series, drawn as a line over the first. */
function barPlot(chart: Chart): Plot | undefined {
  if (chart.series.length > (chart.kind === "histogram" ? 2 : 1)) return undefined;
  if (chart.kind !== "bar" && chart.kind !== "histogram") return undefined;
  const axis =
    chart.kind === "histogram"
      ? chart.x.values.slice(0, -1).map(shortLabel)
      : chart.x.values.map((value) => formatCell(value));
  if (axis.length > maxCategories) return undefined;
  const series = chart.series.map(({ values }) => axis.map((_, index) => values[index] ?? 0));
  return series.flat().every((value) => Number.isFinite(value) && value >= 0) ? { axis, series } : undefined;
}

/** Positions where a series has no value are left out, because Mermaid knows no gaps. */
function linePlot(chart: Chart): Plot | undefined {
  if (chart.series.length > palette.length) return undefined;
  const whole = [...chart.x.values.keys()].filter((index) =>
    chart.series.every(({ values }) => Number.isFinite(values[index])),
  );
  const step = Math.ceil(whole.length / maxPoints);
  const kept = whole.filter((_, index) => (whole.length - 1 - index) % step === 0);
  if (kept.length < 2) return undefined;
  const positions = kept.map((index) => chart.x.values[index] ?? "");
  const series = chart.series.map(({ values }) => kept.map((index) => values[index] ?? 0));
  const isNumeric = isEven(positions);
  if (kept.length <= maxCategories && !(isNumeric && isShort(positions)))
    return { axis: positions.map(shortLabel), series };
  return isNumeric ? { axis: [positions[0] ?? 0, positions.at(-1) ?? 0], series } : undefined;
}

/** Whether the positions are numbers at equal distances. */
function isEven(positions: (string | number)[]): positions is number[] {
  const first = Number(positions[0]);
  const step = Number(positions[1]) - first;
  return positions.every(
    (position, index) =>
      typeof position === "number" &&
      Math.abs(position) < 1e12 &&
      Math.abs(position - first - index * step) <= Math.abs(step) * 1e-6,
  );
}

/** Whether Mermaid's own labels between the ends have room. */
function isShort(positions: readonly number[]): boolean {
  const ends = [positions[0] ?? 0, positions.at(-1) ?? 0].map(Math.abs);
  return Math.max(...ends) < maxPosition && Math.max(...ends) > 0.01;
}

function valueRange(chart: Chart, values: number[]): [number, number] {
  const low = chart.kind === "line" ? Math.min(...values) : 0;
  const high = Math.max(...values);
  const room = (high - low) * 0.05 || Math.abs(high) * 0.05 || 1;
  return [chart.kind === "line" ? low - room : 0, high + room];
}

function renderAxis(axis: Plot["axis"], keepsAll: boolean): string {
  if (typeof axis[0] === "number") return axis.map((end) => plainNumber(Number(end))).join(" --> ");
  const labels = distinctLabels(axis.map((label) => reduceLabel(String(label))));
  const step = keepsAll ? 1 : Math.ceil(labels.join("").length / maxLabels);
  const shown = labels.map((label, index) =>
    (labels.length - 1 - index) % step === 0 ? label : invisibleLabel(index),
  );
  return `[${shown.map((label) => `"${label}"`).join(", ")}]`;
}

/** Stands for a label that has no room: the index in zero-width digits, as Mermaid takes equal labels for one. */
function invisibleLabel(index: number): string {
  return index.toString(2).replaceAll("0", "\u200B").replaceAll("1", "\u200C");
}

/** Mermaid draws equal labels on top of each other: they are numbered. */
function distinctLabels(labels: readonly string[]): string[] {
  const used = new Set<string>();
  return labels.map((label) => {
    let name = label;
    for (let count = 2; used.has(name); count++) name = `${label} (${count})`;
    used.add(name);
    return name;
  });
}

/** Labels that would run into each other get a line each. */
function isWide(plot: Plot, chart: Chart): boolean {
  return chart.kind === "bar" && plot.axis.join("").length > 60;
}

/** The lower edge of a bin, short enough to stand under a bar: `150k`. */
function shortLabel(edge: string | number): string {
  if (typeof edge === "string") return edge;
  const [divisor, unit] = Math.abs(edge) >= 1e6 ? [1e6, "M"] : Math.abs(edge) >= 1e4 ? [1e3, "k"] : [1, ""];
  return `${formatNumber(Number((edge / divisor).toPrecision(3)))}${unit}`;
}

/** Six significant digits; Mermaid reads no exponents. */
function plainNumber(value: number): string {
  const decimals = Math.min(12, Math.max(0, 5 - Math.floor(Math.log10(Math.abs(value) || 1))));
  const text = value.toFixed(decimals);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A label in quotes; an empty one is a syntax error to Mermaid. */
function quote(label: string): string {
  return `"${reduceLabel(label, axisLimit)}"`;
}

function reduceLabel(label: string, limit = labelLimit): string {
  const safe = makeVisible(label)
    .replace(/["`]/g, "'")
    .replaceAll("<", "‹")
    .replaceAll(">", "›")
    .replaceAll("{", "(")
    .replaceAll("}", ")")
    .replaceAll("#", "＃")
    .replaceAll(";", ",")
    .replaceAll("\\", "∖")
    .replace(/%(?=%)/g, "％");
  return clipText(safe, limit) || " ";
}
