import { countValues, dataRows, escapeHtml, isNumeric, shortText } from "./markdown.js";
import { makeVisible } from "./core.js";

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
/** Height of labels in pixels. */
const labelSize = 12;
/** Pixels that a category's name may be wide. */
const nameLimit = 190;
/** The colour of a chart's only series. */
const firstColor = palette[0];
/** Ink is `currentColor`, so that a chart follows the page around it into dark mode. */
const chartTheme = {
	background: "transparent",
	font: "system-ui, sans-serif",
	view: { stroke: null },
	mark: { color: firstColor },
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
		labelSeparation: 8,
		titleColor: ink,
		titleFontSize: 12,
		titleFontWeight: "normal",
		titleLimit: 400
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

// src/chart/text-width.ts
/** Widths of characters in parts of the font's size, as wide as they are in the widest of the usual fonts. */
const classes = [
	[/[\u1100-\u11ff\u2e80-\ufaff\ufe30-\uffef\u{10000}-\u{3fffd}]/u, 1],
	[/[mwMW@%\u2026\u2014]/, .95],
	[/[ijlI.,:;'|! ()[\]]/, .35],
	[/\p{Lu}/u, .72]
];
const usual = .62;
/** Pixels that a line of text takes at most in a chart's font; Vega's own guess without a canvas is 0.8 of a letter. */
function textWidth(text, fontSize) {
	let width = 0;
	for (const character of text) width += classes.find(([characters]) => characters.test(character))?.[1] ?? usual;
	return width * fontSize;
}

// src/chart/chart-spec.ts
/** The whole picture's width in pixels; two stand side by side on a page. */
const width = 400;
const size = {
	width,
	height: 260,
	autosize: {
		type: "fit",
		contains: "padding"
	}
};
/** Letters of an axis title that have room in a line; a longer one has more lines. */
const lineOfTitle = /\S.{0,33}(?=\s|$)|\S{34}/gu;
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
	if (chart.kind === "interval") return intervals(chart);
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
	if (low === high) return [0, 1];
	const widest = (texts) => Math.max(0, ...texts.map((text) => textWidth(text, 12)));
	const names = Math.min(190, widest(rows.map(({ x }) => String(x))));
	const numbers = widest(rows.map(({ label, below }) => label || below)) + 10;
	const share = Math.min(.3, numbers / (width - names - 20));
	const room = (high - low) * share / (1 - (low < 0 && high > 0 ? 2 : 1) * share);
	return [low < 0 ? low - room : 0, high > 0 ? high + room : 0];
}
/** A dot a value and a line over its interval; series differ by shape too, and stand below each other. */
function intervals(chart) {
	const several = chart.series.length > 1;
	const places = {
		y: {
			field: "x",
			type: "nominal",
			sort: null,
			title: null,
			axis: { grid: true }
		},
		...several ? {
			yOffset: {
				field: "series",
				sort: null
			},
			color: bySeries
		} : {}
	};
	const scale = {
		zero: false,
		padding: 6
	};
	return {
		width,
		height: { step: several ? 14 : 22 },
		autosize: {
			type: "fit-x",
			contains: "padding"
		},
		layer: [{
			transform: [{ filter: {
				field: "low",
				valid: true
			} }],
			mark: {
				type: "rule",
				strokeWidth: 2,
				aria: false,
				...several ? {} : { color: firstColor }
			},
			encoding: {
				...places,
				x: {
					...values(chart),
					field: "low",
					scale
				},
				x2: { field: "high" }
			}
		}, {
			mark: {
				type: "point",
				filled: true,
				size: 60,
				opacity: 1
			},
			encoding: {
				...told,
				...places,
				x: {
					...values(chart),
					scale
				},
				...several ? { shape: bySeries } : {}
			}
		}]
	};
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
	const title = shortText(label, 90);
	if (title in Object.prototype) return `${title} `;
	const lines = title.match(lineOfTitle) ?? [title];
	return lines.length > 1 ? lines : title;
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
/** The width of an item's line, cut where it is cut. */
function measureText({ fontSize = 11, limit = 0 }, text) {
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
async function renderChart(chart) {
	const [vega, vegaLite, { expressionInterpreter }] = await Promise.all([
		import("./vega.module.js"),
		import("./build2.js"),
		import("./vega-interpreter.js")
	]);
	vega.textMetrics.width = measureText;
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