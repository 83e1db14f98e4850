import { escapeHtml } from "../escape-html.ts";
import type { Chart, Report } from "../report.ts";
import { makeVisible } from "../visible-text.ts";
import { chartSpec, type DrawnChart } from "./chart-spec.ts";
import { textWidth } from "./text-width.ts";

/** The width of an item's line, cut where it is cut. */
function measureText(
  { fontSize = 11, limit = 0 }: { fontSize?: number; limit?: number },
  text: string,
): number {
  const width = textWidth(String(text), fontSize);
  return limit > 0 ? Math.min(width, limit) : width;
}

/** Everything that Vega draws our charts with; a link or a script is not among them. */
const allowedTag = /^<\/?(?:svg|g|path|line|rect|text|tspan|defs|clipPath)[\s/>]/;

/**
 * The chart as an SVG element to stand in an HTML page: scales with its container, in the page's ink, named by
 * the chart's title. Loads Vega when first called; its
 * expressions are interpreted, so no code is made at run time.
 */
export async function renderChart(chart: DrawnChart): Promise<string> {
  const [vega, vegaLite, { expressionInterpreter }] = await Promise.all([
    import("vega"),
    import("vega-lite"),
    import("vega-interpreter"),
  ]);
  // Its types leave out what its module has.
  (vega as unknown as { textMetrics: { width: typeof measureText } }).textMetrics.width = measureText;
  const { spec } = vegaLite.compile(chartSpec(chart), { logger: silent });
  const view = new vega.View(vega.parse(spec, undefined, { ast: true }), {
    expr: expressionInterpreter,
    renderer: "none",
    logger: silent,
    loader: offline,
  });
  const svg = await view.toSVG();
  view.finalize();
  const viewBox = /viewBox="([-\d. ]+)"/.exec(svg)?.[1] ?? "0 0 1 1";
  const title = escapeHtml(makeVisible(chart.title));
  const start = `<svg viewBox="${viewBox}" width="${viewBox.split(" ")[2]}" role="img" aria-label="${title}">`;
  return svg.replace(/<[^>]*>?/g, checkTag).replace(/^<svg[^>]*>/, () => `${start}<title>${title}</title>`);
}

/**
 * The tag without the roles that Vega gives every part: to a reader of the page a chart is one picture. What a mark
 * says becomes `data-tip`, for the page's script.
 */
function checkTag(tag: string): string {
  if (!allowedTag.test(tag) || /\s(?:on\w+|(?:xlink:)?href|style)=/i.test(tag.replace(/"[^"]*"/g, ""))) {
    throw new Error(`Unexpected ${tag} in a chart`);
  }
  return tag
    .replace(/^(<path(?: [a-z-]+="[^"]*")*?) aria-label=/, "$1 data-tip=")
    .replace(/ (?:class|role|aria-[a-z]+|font-family|pointer-events)="[^"]*"| opacity="1"/g, "");
}

/** More charts than this are shown as their tables: what another job left may hold any number. */
const mostDrawn = 150;

/** The drawings of the first charts of the reports that can be drawn, for `renderHtml`. */
export async function renderCharts(reports: readonly Report[]): Promise<Map<Chart, string>> {
  const charts = reports.flatMap(({ sections }) => sections.flatMap((section) => section.charts ?? []));
  const drawn = charts.filter((chart): chart is DrawnChart => chart.kind !== "matrix");
  return new Map(
    await Promise.all(
      drawn.slice(0, mostDrawn).map(async (chart) => [chart, await renderChart(chart)] as const),
    ),
  );
}

/** Our charts carry their data; nothing is ever loaded. */
const offline = {
  load: () => Promise.reject(new Error("A chart asked for a file")),
  sanitize: () => Promise.reject(new Error("A chart asked for an address")),
  http: () => Promise.reject(new Error("A chart asked for an address")),
  file: () => Promise.reject(new Error("A chart asked for a file")),
};

/** Vega warns of empty scales, which an empty chart has. */
const silent = {
  level: () => silent,
  error: () => silent,
  warn: () => silent,
  info: () => silent,
  debug: () => silent,
};
