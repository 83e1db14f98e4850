import type { Config } from "vega-lite";

/** The page may set `--series-1` to `--series-6`; without it these read on white and on dark. */
const palette = ["#2563eb", "#d97706", "#059669", "#9333ea", "#dc2626", "#0891b2"].map(
  (color, index) => `var(--series-${index + 1}, ${color})`,
);
const ink = "currentColor";

/** Height of labels in pixels. */
export const labelSize = 12;

/** Pixels that a category's name may be wide. */
export const nameLimit = 190;

/** The colour of a chart's only series. */
export const firstColor = palette[0] as string;

/** Ink is `currentColor`, so that a chart follows the page around it into dark mode. */
export const chartTheme: Config = {
  background: "transparent",
  font: "system-ui, sans-serif",
  view: { stroke: null },
  mark: { color: firstColor },
  axis: {
    aria: false,
    domainColor: ink,
    domainOpacity: 0.4,
    tickColor: ink,
    tickOpacity: 0.4,
    gridColor: ink,
    gridOpacity: 0.12,
    labelColor: ink,
    labelOpacity: 0.85,
    labelFontSize: labelSize,
    labelLimit: nameLimit,
    labelSeparation: 8,
    titleColor: ink,
    titleFontSize: 12,
    titleFontWeight: "normal",
    titleLimit: 400,
  },
  legend: {
    aria: false,
    title: null,
    orient: "top",
    labelColor: ink,
    labelFontSize: labelSize,
    labelLimit: 200,
  },
  range: { category: palette },
};
