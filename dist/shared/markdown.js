import { binLabels, chartTable, clipText, findingMessage, findingPlace, formatCell, formatNumber, makeVisible, shownOf, verdictIcons, withInterval } from "./core.js";
import { markdownTable } from "./vendor-markdown.js";

// src/escape-html.ts
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
/** Text for an element's content or a quoted attribute. */
function escapeHtml(text) {
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
/** Data as text of a page: escaped, and with control and reordering characters made visible. */
function escapeText(text) {
	return escapeHtml(makeVisible(text));
}

// src/markdown/escape-markdown.ts
/** Words and numbers in which nothing needs an escape: most of what is escaped. */
const harmless = /^(?:(?!.*[a-f\d]{7})[A-Za-z][A-Za-z0-9 ,()%]*|\u2212?\d{1,3}(?:,\d{3})*(?:\.\d+)?|\u2013)$/;
/** Stand for `&#8203;` and for the ends of a code until the end: makeVisible leaves none of them. */
const gap = "\u200b";
const codeStart = "";
const codeEnd = "";
/** GitHub finds formulas in a page's text, where an entity is a dollar again: as an element it is parted from others. */
const dollar = "<span>&#36;</span>";
/**
* What GitHub would link to a commit: seven to forty hexadecimal digits at a word's start, with the rest of that
* word, or behind two dots. GitHub links nothing in code, and code is copied as it stands.
*/
const commit = /(?<=^|[\s({[@$])(?=[\da-f]{7,40}(?!\w))[\w.-]*[\w-]|(?<=\.\.)[\da-f]{7,40}(?!\w)/g;
/** A quick look for anything that `breakReferences` may have to break. */
const referenced = /[@#:]|www\.|(?:gh|ghsa|cve)-|\/(?:issues|pull|discussions)\/|[\da-f]{7}/i;
const marks = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	$: dollar,
	[gap]: "&#8203;"
};
/**
* Data as inline GitHub Markdown that reads as it stands and does nothing: no markup, mention, reference,
* link, emoji code or formula. One line; good in paragraphs, headings and table cells. References are
* broken by a zero-width space, because GitHub resolves them after entities and backslashes are gone.
*/
function escapeMarkdown(text) {
	if (harmless.test(text)) return text;
	return breakReferences(makeVisible(text).trim()).replace(/\u0001[^\u0002]*\u0002|[&<>$\\`*[\]|~\u200B]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (mark) => mark.startsWith(codeStart) ? `\`${mark.slice(1, -1).replaceAll(gap, "")}\`` : marks[mark] ?? `\\${mark}`).replace(/^(?:[-+]+(?=\s|$)|=+\s*$|#+(?=\s|$)|:-)/, "\\$&").replace(/^(\d{1,9})(?=[.)](?:\s|$))/, "$1\\").replace(/(?<=\s)#+$/, "\\$&");
}
/** Data as text inside an HTML block of Markdown (`<summary>`), inert like `escapeMarkdown`. */
function escapeInlineHtml(text) {
	return escapeHtml(breakReferences(makeVisible(text).trim())).replaceAll("$", dollar).replaceAll(codeStart, "<code>").replaceAll(codeEnd, "</code>").replaceAll(gap, "&#8203;");
}
/** Data in bold; nothing where there is no text to show. */
function renderBold(text) {
	const escaped = escapeMarkdown(text);
	return escaped === "" ? "" : `**${escaped}**`;
}
/** A short technical text (a path, a rule's name) as code where that is safe, as escaped text otherwise. */
function renderCode(text) {
	return /^[\w./:@#+=,%()-](?:[\w./:@#+=,%() -]*[\w./:@#+=,%()-])?$/.test(text) ? `\`${text}\`` : escapeMarkdown(text);
}
function breakReferences(text) {
	if (!referenced.test(text)) return text;
	return text.replace(commit, `${codeStart}$&${codeEnd}`).replace(/@(?=\S)/g, `@${gap}`).replace(/#(?=\d)/g, `#${gap}`).replace(/GH-(?=\d)|(?:GHSA|CVE)-(?=\w)|\/(?:issues|pull|discussions)\/(?=\d)/gi, `$&${gap}`).replace(/(?<=[a-z\d+.-])(?=:\/\/)/gi, gap).replace(/www(?=\.)/gi, `$&${gap}`).replace(/:(?=(?:[\w+-]*[a-z][\w+-]*|[+-]1|100|1234)(?::|$))/gi, `:${gap}`);
}

// src/markdown/first-of.ts
/** The first items as they are rendered, each no sooner than it is asked for, and once. */
function firstOf(items, render) {
	const made = [];
	return (limit) => {
		for (const item of items.slice(made.length, limit)) made.push(render(item, made.length));
		return made.slice(0, limit);
	};
}

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
	const isNamed = chart.kind === "bar" || chart.kind === "interval";
	return chart.series.flatMap(({ values, bounds }, series) => positions.map((x, index) => {
		const value = values[index];
		const y = Number.isFinite(value) ? value ?? null : null;
		const ends = finiteBounds(chart, bounds?.[index]);
		const name = names[series] || yLabel;
		return {
			x,
			...edges ? { x2: edges[index + 1] ?? 0 } : {},
			y,
			series: names[series] ?? "",
			...ends && y !== null ? {
				low: ends[0],
				high: ends[1]
			} : {},
			tip: `${isNamed ? "" : `${xLabel} `}${places[index]} \u00b7 ${name} ${withInterval(y, ends)}`,
			label: y !== null && y >= 0 ? formatNumber(y, { digits: 3 }) : "",
			below: y !== null && y < 0 ? formatNumber(y, { digits: 3 }) : ""
		};
	}));
}
function finiteBounds({ kind }, bounds) {
	return kind === "interval" && bounds?.every(Number.isFinite) ? bounds : null;
}
/** How many values a chart has. */
function countValues({ x, series }) {
	return x.values.length * series.length;
}
function axisPositions(chart) {
	const { values } = chart.x;
	if (chart.kind === "histogram") return isNumeric(chart) ? values.slice(0, -1) : distinct(binLabels(values).map(shortText));
	return chart.kind !== "bar" && chart.kind !== "interval" && isNumeric(chart) ? values : distinct(values.map((value) => shortText(formatCell(value))));
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
function shortText(label, limit = 60) {
	return makeVisible(clipText(label, limit));
}

// src/chart/scatter-table.ts
/** Parts of equal size that the points are told in; of fewer than two a part each point is told. */
const parts = 10;
/**
* What a reader sees in a scatter, where it cannot be drawn: how high the points are and how far apart, from the lowest
* positions to the highest. A tenth of the points a row, with the median of each series and its middle 80 %; positions that
* are no numbers, or few, are told as they are.
*/
function scatterTable(chart) {
	if (!isNumeric(chart) || chart.x.values.length < 20) return chartTable(chart);
	const positions = chart.x.values.map(Number);
	const order = [...positions.keys()].sort((a, b) => positions[a] - positions[b]);
	const rows = Array.from({ length: parts }, (_, part) => {
		const points = order.slice(Math.floor(part * order.length / parts), Math.floor((part + 1) * order.length / parts));
		return [
			[points[0], points.at(-1)].map((point) => shown(positions[point])).join(" \u2026 "),
			points.length,
			...chart.series.map(({ values }) => spread(points.map((point) => values[point])))
		];
	});
	return {
		title: chart.title,
		columns: [
			{
				label: chart.x.label,
				align: "right"
			},
			{
				label: "Points",
				align: "right"
			},
			...chart.series.map(({ label }) => ({
				label: `${label || chart.y.label}: median (middle 80 %)`,
				align: "right"
			}))
		],
		rows
	};
}
/** `52,300 (31,000 \u2026 70,400)`; nothing where no value is a number. */
function spread(values) {
	const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
	if (sorted.length === 0) return null;
	const [low, middle, high] = [
		.1,
		.5,
		.9
	].map((share) => shown(quantile(sorted, share)));
	return `${middle} (${low} \u2026 ${high})`;
}
/** Between the two nearest of sorted values, as R's type 7. */
function quantile(sorted, share) {
	const place = share * (sorted.length - 1);
	const below = sorted[Math.floor(place)];
	return below + (sorted[Math.ceil(place)] - below) * (place - Math.floor(place));
}
function shown(value) {
	return formatNumber(Number(value.toPrecision(4)));
}

// src/markdown/mermaid-chart.ts
/** Colours that Mermaid draws the series in, with the squares that name them in the legend. */
const palette = [
	{
		color: "#3b82f6",
		square: "\ud83d\udfe6"
	},
	{
		color: "#f97316",
		square: "\ud83d\udfe7"
	},
	{
		color: "#22c55e",
		square: "\ud83d\udfe9"
	},
	{
		color: "#a855f7",
		square: "\ud83d\udfea"
	}
];
/** More categories than this are unreadable at a comment's width, and so are labels of more characters together. */
const maxCategories = 24;
const maxLabels = 60;
const maxPoints = 200;
/** Characters of a category, and of an axis' title. */
const labelLimit = 30;
const axisLimit = 50;
/** Numbers at an axis that are longer than this run into each other. */
const maxPosition = 1e4;
/**
* The chart in Mermaid's `xychart-beta`, or undefined where Mermaid would draw it wrongly (several series of
* bars, negative bars) or unreadably; its table says it all then. Labels are reduced to characters that mean nothing
* to Mermaid, and told apart where they are equal, because Mermaid draws equal ones on top of each other.
*/
function findMermaidChart(chart) {
	const plot = chart.kind === "line" ? linePlot(chart) : barPlot(chart);
	const unscaled = plot?.series.flat() ?? [];
	if (plot === void 0 || unscaled.length === 0) return void 0;
	const { factor, suffix } = scaleOf(unscaled);
	const scaled = plot.series.map((series) => series.map((value) => value / factor));
	const lines = scaled.map((series, index) => `  ${chart.kind === "line" || index > 0 ? "line" : "bar"} [${series.map(plainNumber).join(", ")}]`);
	return {
		code: [
			`%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "${palette.map(({ color }) => color).join(", ")}"}}}}%%`,
			`xychart-beta${isWide(plot, chart) ? " horizontal" : ""}`,
			`  x-axis ${quote(chart.x.label)} ${renderAxis(plot.axis, chart.kind === "bar")}`,
			`  y-axis ${quote(`${clipText(chart.y.label, axisLimit - suffix.length)}${suffix}`)} ${valueRange(chart, scaled.flat()).map(plainNumber).join(" --> ")}`,
			...lines
		].join("\n"),
		legend: chart.series.length < 2 ? [] : chart.series.map(({ label }, index) => ({
			square: palette[index]?.square ?? "",
			label
		}))
	};
}
/** Mermaid reads no exponents: of very large and very small numbers the power of ten goes into the axis' label. */
function scaleOf(values) {
	const most = Math.max(...values.map(Math.abs));
	if (most === 0 || most >= .001 && most < 1e6) return {
		factor: 1,
		suffix: ""
	};
	const power = Math.max(-300, 3 * Math.floor(Math.log10(most) / 3));
	const raised = String(power).replace(/./g, (digit) => "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"[Number(digit)] ?? "\u207b");
	return {
		factor: 10 ** power,
		suffix: ` (\u00d710${raised})`
	};
}
/** One series of bars; a histogram may have a second series, drawn as a line over the first. */
function barPlot(chart) {
	if (chart.series.length > (chart.kind === "histogram" ? 2 : 1)) return void 0;
	if (chart.kind !== "bar" && chart.kind !== "histogram") return void 0;
	const axis = chart.kind === "histogram" ? chart.x.values.slice(0, -1).map(shortLabel) : chart.x.values.map((value) => formatCell(value));
	if (axis.length > maxCategories) return void 0;
	const series = chart.series.map(({ values }) => axis.map((_, index) => values[index] ?? 0));
	return series.flat().every((value) => Number.isFinite(value) && value >= 0) ? {
		axis,
		series
	} : void 0;
}
/** Positions where a series has no value are left out, because Mermaid knows no gaps. */
function linePlot(chart) {
	if (chart.series.length > palette.length) return void 0;
	const whole = [...chart.x.values.keys()].filter((index) => chart.series.every(({ values }) => Number.isFinite(values[index])));
	const step = Math.ceil(whole.length / maxPoints);
	const kept = whole.filter((_, index) => (whole.length - 1 - index) % step === 0);
	if (kept.length < 2) return void 0;
	const positions = kept.map((index) => chart.x.values[index] ?? "");
	const series = chart.series.map(({ values }) => kept.map((index) => values[index] ?? 0));
	const isNumeric = isEven(positions);
	if (kept.length <= maxCategories && !(isNumeric && isShort(positions))) return {
		axis: positions.map(shortLabel),
		series
	};
	return isNumeric ? {
		axis: [positions[0] ?? 0, positions.at(-1) ?? 0],
		series
	} : void 0;
}
/** Whether the positions are numbers at equal distances. */
function isEven(positions) {
	const first = Number(positions[0]);
	const step = Number(positions[1]) - first;
	return positions.every((position, index) => typeof position === "number" && Math.abs(position) < 0xe8d4a51000 && Math.abs(position - first - index * step) <= Math.abs(step) * 1e-6);
}
/** Whether Mermaid's own labels between the ends have room. */
function isShort(positions) {
	const ends = [positions[0] ?? 0, positions.at(-1) ?? 0].map(Math.abs);
	return Math.max(...ends) < maxPosition && Math.max(...ends) > .01;
}
function valueRange(chart, values) {
	const low = chart.kind === "line" ? Math.min(...values) : 0;
	const high = Math.max(...values);
	const room = (high - low) * .05 || Math.abs(high) * .05 || 1;
	return [chart.kind === "line" ? low - room : 0, high + room];
}
function renderAxis(axis, keepsAll) {
	if (typeof axis[0] === "number") return axis.map((end) => plainNumber(Number(end))).join(" --> ");
	const labels = distinctLabels(axis.map((label) => reduceLabel(String(label))));
	const step = keepsAll ? 1 : Math.ceil(labels.join("").length / maxLabels);
	return `[${labels.map((label, index) => (labels.length - 1 - index) % step === 0 ? label : invisibleLabel(index)).map((label) => `"${label}"`).join(", ")}]`;
}
/** Stands for a label that has no room: the index in zero-width digits, as Mermaid takes equal labels for one. */
function invisibleLabel(index) {
	return index.toString(2).replaceAll("0", "\u200b").replaceAll("1", "\u200c");
}
/** Mermaid draws equal labels on top of each other: they are numbered. */
function distinctLabels(labels) {
	const used = /* @__PURE__ */ new Set();
	return labels.map((label) => {
		let name = label;
		for (let count = 2; used.has(name); count++) name = `${label} (${count})`;
		used.add(name);
		return name;
	});
}
/** Labels that would run into each other get a line each. */
function isWide(plot, chart) {
	return chart.kind === "bar" && plot.axis.join("").length > 60;
}
/** The lower edge of a bin, short enough to stand under a bar: `150k`. */
function shortLabel(edge) {
	if (typeof edge === "string") return edge;
	const [divisor, unit] = Math.abs(edge) >= 1e6 ? [1e6, "M"] : Math.abs(edge) >= 1e4 ? [1e3, "k"] : [1, ""];
	return `${formatNumber(Number((edge / divisor).toPrecision(3)))}${unit}`;
}
/** Six significant digits; Mermaid reads no exponents. */
function plainNumber(value) {
	const decimals = Math.min(12, Math.max(0, 5 - Math.floor(Math.log10(Math.abs(value) || 1))));
	const text = value.toFixed(decimals);
	return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
/** A label in quotes; an empty one is a syntax error to Mermaid. */
function quote(label) {
	return `"${reduceLabel(label, axisLimit)}"`;
}
function reduceLabel(label, limit = labelLimit) {
	const safe = makeVisible(label).replace(/["`]/g, "'").replaceAll("<", "\u2039").replaceAll(">", "\u203a").replaceAll("{", "(").replaceAll("}", ")").replaceAll("#", "\uff03").replaceAll(";", ",").replaceAll("\\", "\u2216").replace(/%(?=%)/g, "\uff05");
	return clipText(safe, limit) || " ";
}

// src/markdown/render-table.ts
/** A cell longer than this says enough; the HTML report has all of it. */
const cellLimit = 160;
/** A GitHub table of the first `limit` rows, with a line for those that are not shown. */
function renderTable(table, limit) {
	return cutTable(table)(limit);
}
/** The table at each number of rows; a row is rendered once. Cells that are strong are bold. */
function cutTable(table, isStrong = () => false) {
	const { columns, total = table.rows.length } = table;
	const title = renderBold(clipText(table.title ?? "", cellLimit));
	const align = columns.map((column, index) => isRight(column, index) ? "r" : "l");
	const head = renderTableHead(columns.map(({ label }) => renderCell(label)), align);
	const rows = firstOf(table.rows, (row, number) => renderRow(columns.map(({ digits }, index) => {
		const cell = renderCell(row[index], digits);
		return isStrong(number, index) && cell !== "" ? `**${cell}**` : cell;
	})));
	return (limit) => {
		const count = shownOf(total, limit, table.rows.length);
		const shown = columns.length > 0 ? rows(count) : [];
		return joinBlocks([
			title,
			shown.length > 0 ? [head, ...shown].join("\n") : "",
			moreThan(count, total)
		]);
	};
	function isRight({ align }, index) {
		return align === void 0 ? typeof table.rows[0]?.[index] === "number" : align === "right";
	}
}
/** The head of a table and the line below it; cells are Markdown already. */
function renderTableHead(cells, align) {
	return markdownTable([cells], {
		align,
		alignDelimiters: false
	});
}
/** A table's row of cells that are Markdown already. */
function renderRow(cells) {
	return `|${cells.map((cell) => cell === "" ? " " : ` ${cell} `).join("|")}|`;
}
/** `and 37 more`, or nothing where all are shown. */
function moreThan(shown, total) {
	return total > shown ? `and ${formatNumber(total - shown)} more` : "";
}
/** Blocks with the empty line between them; empty ones are none. */
function joinBlocks(blocks) {
	return blocks.filter((block) => block !== "").join("\n\n");
}
function renderCell(cell, digits) {
	return escapeMarkdown(clipText(formatCell(cell, digits === void 0 ? {} : { digits }), cellLimit));
}

// src/markdown/render-chart.ts
/** Values of a chart that are listed at most. */
const mostValues = 50;
/** The picture where Mermaid can draw it, with its first values behind a fold; else their table. */
function cutChart(chart) {
	const mermaid = findMermaidChart(chart);
	const table = chart.kind === "scatter" ? scatterTable(chart) : chartTable(chart);
	if (mermaid === void 0) {
		const values = cutTable(table, isDiagonal(chart));
		return (limit) => values(Math.min(limit, mostValues));
	}
	const values = cutTable({
		...table,
		title: ""
	});
	const legend = mermaid.legend.map(({ square, label }) => `${square} ${escapeMarkdown(clipText(label, 80))}`);
	const picture = joinBlocks([
		renderBold(clipText(chart.title, 160)),
		`\`\`\`mermaid\n${mermaid.code}\n\`\`\``,
		legend.join(" \u00b7 ")
	]);
	return (limit) => `${picture}\n\n<details>\n<summary>Values</summary>\n\n${values(Math.min(limit, mostValues))}\n\n</details>`;
}
/** Which cells of a matrix' table are of one label in both directions: what a classifier has right. */
function isDiagonal({ kind, x, series }) {
	const labels = x.values.map((value) => formatCell(value));
	const isSquare = kind === "matrix" && labels.length === series.length && series.every(({ label }, index) => label === labels[index]);
	return (row, column) => isSquare && column === row + 1;
}

// src/markdown/render-findings.ts
const labels = {
	error: "\u274c error",
	warning: "\u26a0\ufe0f warning",
	info: "\u2139\ufe0f note"
};
const headings = [
	"Level",
	"Where",
	"Rule",
	"What"
];
/** Findings as a table: how bad, where, what, and what to do about it; columns that none of them fills are left out. */
function cutFindings(findings) {
	const rendered = [];
	return (limit) => {
		const count = shownOf(findings.length, limit);
		for (const finding of findings.slice(rendered.length, count)) rendered.push(renderCells(finding));
		const shown = rendered.slice(0, count);
		const kept = [...headings.keys()].filter((column) => shown.some((cells) => cells[column] !== ""));
		const keep = (cells) => kept.map((column) => cells[column] ?? "");
		const head = renderTableHead(keep(headings), kept.map(() => "l"));
		return joinBlocks([shown.length > 0 ? [head, ...shown.map((cells) => renderRow(keep(cells)))].join("\n") : "", moreThan(count, findings.length)]);
	};
}
function renderCells(finding) {
	const place = findingPlace(finding);
	return [
		labels[finding.severity],
		place === "" ? "" : renderCode(clipText(place, 160)),
		finding.rule ? renderCode(clipText(finding.rule, 80)) : "",
		renderMessage(finding)
	];
}
function renderMessage(finding) {
	const message = escapeMarkdown(clipText(findingMessage(finding), 500));
	return finding.hint ? `${message}<br>${renderHint(finding.hint)}` : message;
}
/** A hint keeps its lines and, as it may show YAML, their indentation. */
function renderHint(hint) {
	return clipText(hint, 300).split("\n").map((line) => "&nbsp;".repeat(line.search(/[^ ]|$/)) + escapeMarkdown(line)).join("<br>");
}

// src/markdown/render-section.ts
/** From all of it to the least that still says something; after the last comes leaving the section out. */
const details = [
	{
		rows: 1e3,
		samples: true,
		charts: true,
		paragraphs: 100
	},
	{
		rows: 1e3,
		samples: false,
		charts: true,
		paragraphs: 100
	},
	{
		rows: 100,
		samples: false,
		charts: true,
		paragraphs: 100
	},
	{
		rows: 30,
		samples: false,
		charts: true,
		paragraphs: 100
	},
	{
		rows: 10,
		samples: false,
		charts: true,
		paragraphs: 100
	},
	{
		rows: 10,
		samples: false,
		charts: false,
		paragraphs: 100
	},
	{
		rows: 3,
		samples: false,
		charts: false,
		paragraphs: 1
	}
];
/**
* One section as Markdown blocks at each detail, under a heading or behind a fold where it asks for one; empty
* where nothing of it is shown. What two details share is rendered once.
*/
function cutSection(section) {
	const tables = lazily(section.tables ?? [], (table) => ({
		cut: cutTable(table),
		sample: table.sample
	}));
	const charts = lazily(shownCharts(section), cutChart);
	const findings = cutFindings(section.findings ?? []);
	const paragraphs = firstOf(section.text ?? [], renderParagraph);
	const title = clipText(section.title, 160);
	const [start, end] = section.folded ? [`<details>\n<summary>${escapeInlineHtml(title)}</summary>`, "</details>"] : [`#### ${escapeMarkdown(title)}`, ""];
	return (detail) => {
		const content = joinBlocks([
			...paragraphs(detail.paragraphs),
			...tables().map(({ cut, sample }) => sample && !detail.samples ? "" : cut(detail.rows)),
			findings(detail.rows),
			renderLog(section.log ?? [], detail.rows),
			...detail.charts ? charts().map((cut) => cut(detail.rows)) : []
		]);
		return content === "" ? "" : joinBlocks([
			start,
			content,
			end
		]);
	};
}
/** Charts that are not for the page alone. */
function shownCharts({ charts = [] }) {
	return charts.filter(({ pageOnly }) => !pageOnly);
}
function lazily(items, make) {
	let made;
	return () => made ??= items.map(make);
}
/** A paragraph keeps its lines. */
function renderParagraph(text) {
	return clipText(text.trim(), 2e3).split(/\r?\n/).map(escapeMarkdown).join("<br>\n");
}
/** Lines of a program, and characters of a line, that are shown at most. */
const longestLog = 100;
const longestLine = 500;
/** The last lines as they stand, in a fence that none of them can close: ticks in a row are set apart. */
function renderLog(lines, limit) {
	if (lines.length === 0) return "";
	return [
		"```",
		...lines.slice(-Math.min(limit, longestLog)).map((line) => makeVisible(clipText(line.replaceAll("\n", " "), longestLine)).replace(/`{3,}/g, (ticks) => ticks.split("").join(" "))),
		"```"
	].join("\n");
}

// src/markdown/fit-sections.ts
/** Two newlines go between blocks. */
const separator = 2;
/** Nothing fits into less than this, and after so many in a row that did not fit nothing more is tried. */
const leastSize = 24;
const mostTries = 24;
/** The last detail without charts, at which sections of higher rank are kept before lower ones are shown. */
const plain = details.findLastIndex(({ charts }) => !charts) - 1;
const gist = details.length - 1;
/**
* Gives each section a detail at which all of them together stay within `budget` UTF-8 bytes, separators included.
* From what is needed most to what is given up first: the gist of sections and then their plain content, the highest
* rank first and those of equal rank alike; then the charts of all; then long tables, in steps; then samples.
* `sections` are in the order of their ranks. Rendered is only what may fit.
*/
function fitSections(sections, budget) {
	const fittings = sections.map(makeFitting);
	let room = budget;
	const misfits = details.map(() => 0);
	const raise = (group, level) => {
		for (const fitting of group) {
			if (room < leastSize || misfits[level] > mostTries) break;
			const { text, size } = fitting.render(level);
			if (size - fitting.size > room) misfits[level] += 1;
			else {
				room -= size - fitting.size;
				misfits[level] = 0;
				Object.assign(fitting, {
					level,
					text,
					size
				});
			}
		}
	};
	const shown = (group, most) => group.filter(({ level }) => level <= most);
	for (const group of groupByRank(fittings)) {
		raise(group, gist);
		raise(shown(group, gist), plain);
	}
	for (let level = plain - 1; level >= 0; level--) raise(shown(fittings, plain), level);
	return fittings;
}
function makeFitting(section) {
	let cut;
	const made = [];
	const render = (level) => {
		cut ??= cutSection(section);
		const text = made[level]?.text ?? cut(details[level]);
		made[level] ??= {
			text,
			size: text === "" ? 0 : Buffer.byteLength(text) + separator
		};
		return made[level];
	};
	return {
		section,
		level: details.length,
		text: void 0,
		size: 0,
		render
	};
}
function groupByRank(fittings) {
	const groups = /* @__PURE__ */ new Map();
	for (const fitting of fittings) {
		const group = groups.get(fitting.section.rank);
		if (group) group.push(fitting);
		else groups.set(fitting.section.rank, [fitting]);
	}
	return [...groups.values()];
}

// src/markdown/render-ending.ts
/** A report that is shown whole. */
const nothingOmitted = {
	facts: 0,
	sections: 0,
	charts: 0,
	rows: 0,
	findings: 0,
	paragraphs: 0,
	lines: 0
};
/** What is not shown of a section at that detail; without a detail it is the whole section. */
function omittedFrom(section, detail) {
	if (detail === void 0) return {
		...nothingOmitted,
		sections: 1
	};
	const beyond = (length) => Math.max(0, length - detail.rows);
	return {
		...nothingOmitted,
		charts: detail.charts ? 0 : shownCharts(section).length,
		rows: (section.tables ?? []).reduce((sum, { rows, sample }) => sum + (sample && !detail.samples ? rows.length : beyond(rows.length)), 0),
		findings: beyond(section.findings?.length ?? 0),
		paragraphs: Math.max(0, (section.text?.length ?? 0) - detail.paragraphs),
		lines: beyond(section.log?.length ?? 0)
	};
}
/** Both together, count by count. */
function addOmitted(a, b) {
	return {
		facts: a.facts + b.facts,
		sections: a.sections + b.sections,
		charts: a.charts + b.charts,
		rows: a.rows + b.rows,
		findings: a.findings + b.findings,
		paragraphs: a.paragraphs + b.paragraphs,
		lines: a.lines + b.lines
	};
}
/**
* The last line: what was left out and where it is. Never longer than for counts that are all as high or
* higher. An address that is not http or https is not linked.
*/
function renderEnding(omitted, link) {
	const parts = [
		count(omitted.sections, "section"),
		count(omitted.charts, "chart"),
		count(omitted.rows, "table row"),
		count(omitted.findings, "finding"),
		count(omitted.paragraphs, "paragraph"),
		count(omitted.lines, "line"),
		count(omitted.facts, "fact")
	].filter((part) => part !== "");
	const address = link === void 0 ? void 0 : safeAddress(link);
	if (parts.length === 0) return address === void 0 ? "" : `[Full report](${address})`;
	const where = address === void 0 ? "the full report has them" : `see the [full report](${address})`;
	return `*Left out to fit: ${parts.join(", ")}; ${where}*`;
}
function count(value, noun) {
	return value === 0 ? "" : `${formatNumber(value)} ${noun}${value === 1 ? "" : "s"}`;
}
function safeAddress(link) {
	if (!URL.canParse(link)) return void 0;
	const { protocol, href } = new URL(link);
	if (protocol !== "https:" && protocol !== "http:") return void 0;
	return href.replace(/[^\w./:?&=#%~+-]/gu, (character) => percent(character));
}
function percent(character) {
	return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, "0").toUpperCase()}`).join("");
}

// src/markdown/render-head.ts
/**
* The verdict's heading and the line of facts, within `budget` bytes: facts go from the last one on, then the
* heading is cut. `facts` says how many are not shown.
*/
function renderHead(report, budget) {
	const facts = report.facts.map(renderFact).filter((fact) => fact !== "");
	for (let limit = 300; limit >= 10; limit = Math.floor(limit / 2)) {
		const heading = renderHeading(report, limit);
		const spare = budget - Buffer.byteLength(heading) - 2;
		if (spare < 0) continue;
		const kept = countFitting(facts, spare);
		const line = facts.slice(0, kept).join(" \u00b7 ");
		return {
			text: line === "" ? heading : `${heading}\n\n${line}`,
			facts: facts.length - kept
		};
	}
	return {
		text: `### ${verdictIcons[report.verdict]} ${report.verdict}`,
		facts: facts.length
	};
}
function renderHeading({ title, verdict, headline }, limit) {
	const name = escapeMarkdown(clipText(title, Math.min(limit, 100)));
	return `### ${verdictIcons[verdict]} ${name}: ${escapeMarkdown(clipText(headline, limit))}`;
}
function renderFact({ label, value, note }) {
	const text = clipText(label === "" ? value : `${label} ${value}`, 120);
	const main = label === "" ? escapeMarkdown(text) : renderBold(text);
	return note && main ? `${main} (${escapeMarkdown(clipText(note, 120))})` : main;
}
function countFitting(facts, budget) {
	let used = 0;
	const index = facts.findIndex((fact) => {
		used += Buffer.byteLength(fact) + Buffer.byteLength(" \u00b7 ");
		return used > budget;
	});
	return index < 0 ? facts.length : index;
}

// src/markdown/render-markdown.ts
/** The detail at which nothing of a section is shown. */
const nothing = {
	rows: 0,
	samples: false,
	charts: false,
	paragraphs: 0
};
/** What the heading needs at the least. */
const leastRoom = 60;
/**
* The report as GitHub Markdown of at most `budget` bytes: the verdict and the facts, then the sections by
* rank. What does not fit is left out in ranked order, never in the middle of a table, fence or tag, and the
* last line says what is missing and where it is. Throws RangeError when the marker leaves too little of the
* budget.
*/
function renderMarkdown(report, { budget, link, marker }) {
	const prefix = marker === void 0 ? "" : `${marker}\n`;
	const sections = report.sections.filter(({ pageOnly }) => !pageOnly).sort((a, b) => a.rank - b.rank);
	const all = {
		...sections.map((section) => omittedFrom(section, nothing)).reduce(addOmitted, nothingOmitted),
		sections: sections.length,
		facts: report.facts.length
	};
	const room = budget - Buffer.byteLength(prefix) - Buffer.byteLength(renderEnding(all, link)) - 2;
	if (room < leastRoom && link !== void 0) return renderMarkdown(report, {
		budget,
		marker
	});
	if (room < leastRoom) throw new RangeError(`A report does not fit into ${budget} bytes`);
	const head = renderHead(report, room);
	const fitted = fitSections(sections, room - Buffer.byteLength(head.text));
	const omitted = fitted.map(({ section, level }) => omittedFrom(section, details[level])).reduce(addOmitted, {
		...nothingOmitted,
		facts: head.facts
	});
	return prefix + [
		head.text,
		...fitted.flatMap(({ text }) => text ?? []),
		renderEnding(omitted, link)
	].filter((block) => block !== "").join("\n\n");
}

export { countValues, dataRows, escapeHtml, escapeMarkdown, escapeText, isNumeric, renderMarkdown, renderTable, scatterTable, shortText };