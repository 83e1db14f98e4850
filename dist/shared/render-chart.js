import { escapeHtml } from "./markdown.js";
import { binLabels, clipText, formatCell, formatNumber, makeVisible } from "./core.js";

// src/chart/chart-data.ts
/** Whether every position or edge is a number. */
function isNumeric({ x }) {
	return x.values.every((value) => typeof value === "number" && Number.isFinite(value));
}
/** The chart's values row by row; missing and infinite ones are null. */
function dataRows(chart) {
	const edges = chart.kind === "histogram" && isNumeric(chart) ? chart.x.values : void 0;
	const positions = axisPositions(chart);
	const names = distinct(chart.series.map(({ label }) => shortText(label)));
	const places = edges ? binLabels(edges) : positions.map((x) => formatCell(x));
	const [xLabel, yLabel] = [shortText(chart.x.label), shortText(chart.y.label)];
	return chart.series.flatMap(({ values }, series) => positions.map((x, index) => {
		const value = values[index];
		const y = Number.isFinite(value) ? value ?? null : null;
		const name = names[series] || yLabel;
		return {
			x,
			...edges ? { x2: edges[index + 1] ?? 0 } : {},
			y,
			series: names[series] ?? "",
			tip: `${chart.kind === "bar" ? "" : `${xLabel} `}${places[index]} · ${name} ${formatCell(y, { digits: 4 })}`,
			label: y !== null && y >= 0 ? formatNumber(y, { digits: 3 }) : "",
			below: y !== null && y < 0 ? formatNumber(y, { digits: 3 }) : ""
		};
	}));
}
/** How many values a chart has. */
function countValues({ x, series }) {
	return x.values.length * series.length;
}
function axisPositions(chart) {
	const { values } = chart.x;
	if (chart.kind === "histogram") return isNumeric(chart) ? values.slice(0, -1) : distinct(binLabels(values).map(shortText));
	return chart.kind !== "bar" && isNumeric(chart) ? values : distinct(values.map((value) => shortText(formatCell(value))));
}
/** Equal categories would be drawn on top of each other. */
function distinct(labels) {
	const seen = /* @__PURE__ */ new Map();
	return labels.map((label) => {
		const count = (seen.get(label) ?? 0) + 1;
		seen.set(label, count);
		return count === 1 ? label : `${label} (${count})`;
	});
}
/** Data as a label: visible and short. Vega escapes it. */
function shortText(label) {
	return makeVisible(clipText(label, 60));
}

// src/chart/chart-theme.ts
/** The page may set `--series-1` to `--series-6`; without it these read on white and on dark. */
const palette = [
	"#2563eb",
	"#d97706",
	"#059669",
	"#9333ea",
	"#dc2626",
	"#0891b2"
].map((color, index) => `var(--series-${index + 1}, ${color})`);
const ink = "currentColor";
/** Ink is `currentColor`, so that a chart follows the page around it into dark mode. */
const chartTheme = {
	background: "transparent",
	font: "system-ui, sans-serif",
	view: { stroke: null },
	mark: { color: palette[0] },
	axis: {
		aria: false,
		domainColor: ink,
		domainOpacity: .4,
		tickColor: ink,
		tickOpacity: .4,
		gridColor: ink,
		gridOpacity: .12,
		labelColor: ink,
		labelOpacity: .85,
		labelFontSize: 12,
		labelLimit: 190,
		titleColor: ink,
		titleFontSize: 12,
		titleFontWeight: "normal",
		titleLimit: 320
	},
	legend: {
		aria: false,
		title: null,
		orient: "top",
		labelColor: ink,
		labelFontSize: 12,
		labelLimit: 200
	},
	range: { category: palette }
};

// src/chart/chart-spec.ts
/** The whole picture's width in pixels; two stand side by side on a page. */
const width = 440;
const size = {
	width,
	height: 260,
	autosize: {
		type: "fit",
		contains: "padding"
	}
};
/** Letters of an axis title that have room in a line; a longer one has two. */
const lineLength = 34;
/** Each mark says what it is of. */
const told = { description: { field: "tip" } };
/** Bars that say their value beside them. */
const mostLabelled = 30;
/** Values that a reader can point at; more of them would be too near to each other. */
const mostPointed = 1500;
/** Positions of a line that are drawn as points, too. */
const mostDots = 30;
const bySeries = {
	field: "series",
	type: "nominal",
	sort: null
};
/**
* The chart as a Vega-Lite specification. The data's text stands in values and titles only, never in an
* expression or a field's name; missing and infinite values are gaps.
*/
function chartSpec(chart) {
	const rows = dataRows(chart);
	return {
		data: { values: countValues(chart) > mostPointed ? rows.map(({ tip: _, ...row }) => row) : rows },
		...drawing(chart, rows),
		config: chartTheme,
		padding: 4
	};
}
function drawing(chart, rows) {
	if (chart.kind === "line") return lines(chart);
	if (chart.kind === "scatter") return points(chart);
	return chart.kind === "histogram" && isNumeric(chart) ? bins(chart) : bars(chart, rows);
}
/** Bars lie, so that long names have room. */
function bars(chart, rows) {
	const several = chart.series.length > 1;
	const places = {
		y: {
			field: "x",
			type: "nominal",
			sort: null,
			title: null
		},
		...several ? { yOffset: {
			field: "series",
			sort: null
		} } : {}
	};
	const isLabelled = rows.length <= mostLabelled && !several;
	const x = {
		...values(chart),
		stack: null,
		...isLabelled && { scale: {
			domain: widened(rows),
			nice: false
		} }
	};
	const bar = {
		mark: { type: "bar" },
		encoding: {
			...told,
			...places,
			x,
			...several ? { color: bySeries } : {}
		}
	};
	const text = (align) => ({
		mark: {
			type: "text",
			color: "currentColor",
			align,
			dx: align === "left" ? 4 : -4,
			aria: false
		},
		encoding: {
			...places,
			x,
			text: { field: align === "left" ? "label" : "below" }
		}
	});
	return {
		width,
		height: { step: several ? 12 : 22 },
		autosize: {
			type: "fit-x",
			contains: "padding"
		},
		...isLabelled ? { layer: [
			bar,
			text("left"),
			text("right")
		] } : bar
	};
}
/** The reach of the bars and zero, with room for the numbers at their ends. */
function widened(rows) {
	const ends = rows.map(({ y }) => y ?? 0);
	const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
	const room = (high - low) * .16;
	return low === high ? [0, 1] : [low < 0 ? low - room : 0, high > 0 ? high + room : 0];
}
function bins(chart) {
	const several = chart.series.length > 1;
	return {
		...size,
		mark: {
			type: "bar",
			binSpacing: 1,
			opacity: several ? .55 : 1
		},
		encoding: {
			...told,
			x: {
				...positions(chart),
				bin: { binned: true },
				axis: {
					grid: false,
					tickCount: 6
				}
			},
			x2: { field: "x2" },
			y: {
				...values(chart),
				stack: null
			},
			...several ? { color: bySeries } : {}
		}
	};
}
/** Series differ by dashes too, not by colour alone. Points beyond a few are there to be pointed at, not to be seen. */
function lines(chart) {
	const named = {
		...bySeries,
		legend: {
			symbolType: "stroke",
			symbolStrokeWidth: 2,
			symbolSize: 300
		}
	};
	const several = chart.series.length > 1;
	const places = {
		x: positions(chart),
		y: {
			...values(chart),
			scale: { zero: false }
		}
	};
	const line = {
		mark: {
			type: "line",
			aria: false
		},
		encoding: {
			...places,
			...several ? {
				color: named,
				strokeDash: named
			} : {}
		}
	};
	const dots = {
		mark: {
			type: "point",
			filled: true,
			size: 36,
			opacity: chart.x.values.length > mostDots ? 0 : 1
		},
		encoding: {
			...told,
			...places,
			...several ? { color: {
				...named,
				legend: null
			} } : {}
		}
	};
	return {
		...size,
		layer: countValues(chart) > mostPointed ? [line] : [line, dots]
	};
}
/** Series differ by shape too, not by colour alone. */
function points(chart) {
	return {
		...size,
		mark: {
			type: "point",
			opacity: .7,
			size: 30
		},
		encoding: {
			...told,
			x: positions(chart),
			y: {
				...values(chart),
				scale: { zero: false }
			},
			...chart.series.length > 1 ? {
				color: bySeries,
				shape: bySeries
			} : {}
		}
	};
}
/** Vega 6.4 looks titles up in a plain object, where "toString" is something else: a space tells them apart. */
function axisTitle(label) {
	const title = shortText(label);
	if (title in Object.prototype) return `${title} `;
	const middle = title.length > lineLength ? title.lastIndexOf(" ", lineLength) : -1;
	return middle < 1 ? title : [title.slice(0, middle), title.slice(middle + 1)];
}
function positions(chart) {
	const title = axisTitle(chart.x.label);
	return isNumeric(chart) ? {
		field: "x",
		type: "quantitative",
		scale: { zero: false },
		axis: { tickCount: 6 },
		title
	} : {
		field: "x",
		type: "nominal",
		sort: null,
		title,
		axis: {
			labelOverlap: "greedy",
			labelLimit: 90,
			...chart.x.values.length > 6 && { labelAngle: -40 }
		}
	};
}
function values(chart) {
	return {
		field: "y",
		type: "quantitative",
		axis: { tickCount: 5 },
		title: axisTitle(chart.y.label)
	};
}

// src/chart/render-chart.ts
/** Everything that Vega draws our charts with; a link or a script is not among them. */
const allowedTag = /^<\/?(?:svg|g|path|line|rect|text|tspan|defs|clipPath)[\s/>]/;
/**
* The chart as an SVG element to stand in an HTML page: scales with its container, in the page's ink, named by
* the chart's title. Loads Vega when first called; its
* expressions are interpreted, so no code is made at run time.
*/
async function renderChart(chart) {
	const [vega, vegaLite, { expressionInterpreter }] = await Promise.all([
		import("./vega.module.js"),
		import("./build2.js"),
		import("./vega-interpreter.js")
	]);
	const { spec } = vegaLite.compile(chartSpec(chart), { logger: silent });
	const view = new vega.View(vega.parse(spec, void 0, { ast: true }), {
		expr: expressionInterpreter,
		renderer: "none",
		logger: silent,
		loader: offline
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
function checkTag(tag) {
	if (!allowedTag.test(tag) || /\s(?:on\w+|(?:xlink:)?href|style)=/i.test(tag.replace(/"[^"]*"/g, ""))) throw new Error(`Unexpected ${tag} in a chart`);
	return tag.replace(/^(<path(?: [a-z-]+="[^"]*")*?) aria-label=/, "$1 data-tip=").replace(/ (?:class|role|aria-[a-z]+|font-family|pointer-events)="[^"]*"| opacity="1"/g, "");
}
/** More charts than this are shown as their tables: what another job left may hold any number. */
const mostDrawn = 150;
/** The drawings of the first charts of the reports that can be drawn, for `renderHtml`. */
async function renderCharts(reports) {
	const drawn = reports.flatMap(({ sections }) => sections.flatMap((section) => section.charts ?? [])).filter((chart) => chart.kind !== "matrix");
	return new Map(await Promise.all(drawn.slice(0, mostDrawn).map(async (chart) => [chart, await renderChart(chart)])));
}
/** Our charts carry their data; nothing is ever loaded. */
const offline = {
	load: () => Promise.reject(/* @__PURE__ */ new Error("A chart asked for a file")),
	sanitize: () => Promise.reject(/* @__PURE__ */ new Error("A chart asked for an address")),
	http: () => Promise.reject(/* @__PURE__ */ new Error("A chart asked for an address")),
	file: () => Promise.reject(/* @__PURE__ */ new Error("A chart asked for a file"))
};
/** Vega warns of empty scales, which an empty chart has. */
const silent = {
	level: () => silent,
	error: () => silent,
	warn: () => silent,
	info: () => silent,
	debug: () => silent
};

export { renderChart, renderCharts };