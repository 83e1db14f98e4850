import { chartTable, clipText, findingMessage, findingPlace, formatCell, formatNumber, makeVisible, verdictIcons } from "./core.js";
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
const harmless = /^(?:[A-Za-z][A-Za-z0-9 ,()%/]*|−?\d[\d,]*(?:\.\d+)?|–)$/;
/** Stands for `&#8203;` until the end: makeVisible leaves no other zero-width space. */
const gap = "​";
/**
* Data as inline GitHub Markdown that reads as it stands and does nothing: no markup, mention, reference,
* link, emoji code or formula. One line; good in paragraphs, headings and table cells. References are
* broken by a zero-width space, because GitHub resolves them after entities and backslashes are gone.
*/
function escapeMarkdown(text) {
	if (harmless.test(text)) return text;
	return breakReferences(makeVisible(text).trim()).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("$", "&#36;").replace(/[\\`*[\]|~]/g, "\\$&").replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_").replace(/^(?:[-+]+(?=\s|$)|=+\s*$|#+(?=\s|$)|:-)/, "\\$&").replace(/^(\d{1,9})(?=[.)](?:\s|$))/, "$1\\").replace(/(?<=\s)#+$/, "\\$&").replaceAll(gap, "&#8203;");
}
/** Data as text inside an HTML block of Markdown (`<summary>`), inert like `escapeMarkdown`. */
function escapeInlineHtml(text) {
	return escapeHtml(breakReferences(makeVisible(text).trim())).replaceAll("$", "&#36;").replaceAll(gap, "&#8203;");
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
	return text.replace(/@(?=\S)/g, `@${gap}`).replace(/#(?=\d)/g, `#${gap}`).replace(/\b(GH|GHSA)-(?=\w)/gi, `$1-${gap}`).replace(/(?<=[a-z\d+.-])(?=:\/\/)/gi, gap).replace(/www(?=\.)/gi, `$&${gap}`).replace(/:(?=(?:[\w+-]*[a-z][\w+-]*|[+-]1|100|1234):)/gi, `:${gap}`);
}

// src/markdown/mermaid-chart.ts
/** Colours that Mermaid draws the series in, with the squares that name them in the legend. */
const palette = [
	{
		color: "#3b82f6",
		square: "🟦"
	},
	{
		color: "#f97316",
		square: "🟧"
	},
	{
		color: "#22c55e",
		square: "🟩"
	},
	{
		color: "#a855f7",
		square: "🟪"
	}
];
/** More categories than this are unreadable at a comment's width. */
const maxCategories = 24;
const maxPoints = 200;
/**
* The chart in Mermaid's `xychart-beta`, or undefined where Mermaid would draw it wrongly (several series of
* bars, negative bars, numbers that it cannot parse) or unreadably; its table says it all then. Labels are
* reduced to characters that mean nothing to Mermaid.
*/
function findMermaidChart(chart) {
	const plot = chart.kind === "line" ? linePlot(chart) : barPlot(chart);
	const values = plot?.series.flat() ?? [];
	if (plot === void 0 || values.length === 0) return void 0;
	const scale = Math.max(...values.map(Math.abs));
	if (!(scale === 0 || scale > 1e-6 && scale < 0xe8d4a51000)) return void 0;
	const lines = plot.series.map((series, index) => `  ${chart.kind === "line" || index > 0 ? "line" : "bar"} [${series.map(plainNumber).join(", ")}]`);
	return {
		code: [
			`%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "${palette.map(({ color }) => color).join(", ")}"}}}}%%`,
			`xychart-beta${isWide(plot, chart) ? " horizontal" : ""}`,
			`  x-axis ${quote(chart.x.label)} ${renderAxis(plot.axis)}`,
			`  y-axis ${quote(chart.y.label)} ${valueRange(chart, values).map(plainNumber).join(" --> ")}`,
			...lines
		].join("\n"),
		legend: chart.series.length < 2 ? [] : chart.series.map(({ label }, index) => ({
			square: palette[index]?.square ?? "",
			label
		}))
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
	const kept = whole.filter((_, index) => index % step === 0);
	if (kept.length < 2) return void 0;
	const positions = kept.map((index) => chart.x.values[index] ?? "");
	const series = chart.series.map(({ values }) => kept.map((index) => values[index] ?? 0));
	if (isEven(positions)) return {
		axis: [positions[0] ?? 0, positions.at(-1) ?? 0],
		series
	};
	return kept.length <= maxCategories ? {
		axis: positions.map((position) => formatCell(position)),
		series
	} : void 0;
}
/** Whether the positions are numbers at equal distances. */
function isEven(positions) {
	const first = Number(positions[0]);
	const step = Number(positions[1]) - first;
	return positions.every((position, index) => typeof position === "number" && Math.abs(position) < 0xe8d4a51000 && Math.abs(position - first - index * step) <= Math.abs(step) * 1e-6);
}
function valueRange(chart, values) {
	const low = chart.kind === "line" ? Math.min(...values) : 0;
	const high = Math.max(...values);
	const room = (high - low) * .05 || Math.abs(high) * .05 || 1;
	return [chart.kind === "line" ? low - room : 0, high + room];
}
function renderAxis(axis) {
	return typeof axis[0] === "number" ? axis.map((end) => plainNumber(Number(end))).join(" --> ") : `[${axis.map((label) => quote(String(label))).join(", ")}]`;
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
	const safe = makeVisible(label).replace(/["`]/g, "'").replaceAll("<", "‹").replaceAll(">", "›").replaceAll("{", "(").replaceAll("}", ")").replaceAll("#", "＃").replaceAll(";", ",").replaceAll("\\", "∖").replace(/%(?=%)/g, "％");
	return `"${clipText(safe, 30) || " "}"`;
}

// src/markdown/render-table.ts
/** A cell longer than this says enough; the HTML report has all of it. */
const cellLimit = 160;
/** A GitHub table of the first `limit` rows, with a line for those that are not shown. */
function renderTable(table, limit) {
	const rows = table.rows.slice(0, limit);
	const hidden = (table.total ?? table.rows.length) - rows.length;
	const blocks = [renderBold(clipText(table.title ?? "", cellLimit))];
	if (table.columns.length > 0 && rows.length > 0) {
		const header = table.columns.map(({ label }) => renderCell(label));
		const body = rows.map((row) => table.columns.map((column, index) => renderCell(row[index], column.digits)));
		blocks.push(renderGrid([header, ...body], table.columns.map(alignment)));
	}
	if (hidden > 0) blocks.push(`and ${formatNumber(hidden)} more`);
	return blocks.filter((block) => block !== "").join("\n\n");
	function alignment(column, index) {
		return (column.align ?? (typeof table.rows[0]?.[index] === "number" ? "right" : "left")) === "right" ? "r" : "l";
	}
}
/** A table of cells that are Markdown already. */
function renderGrid(rows, align) {
	return markdownTable(rows, {
		align,
		alignDelimiters: false,
		padding: true
	});
}
function renderCell(cell, digits) {
	return escapeMarkdown(clipText(formatCell(cell, digits === void 0 ? {} : { digits }), cellLimit));
}

// src/markdown/render-chart.ts
/** The picture where Mermaid can draw it, with its first `limit` values behind a fold; else their table. */
function renderChart(chart, limit) {
	const mermaid = findMermaidChart(chart);
	const table = chartTable(chart);
	if (mermaid === void 0) return renderTable(table, chart.kind === "scatter" ? Math.min(limit, 10) : limit);
	const legend = mermaid.legend.map(({ square, label }) => `${square} ${escapeMarkdown(clipText(label, 80))}`);
	return [
		renderBold(clipText(chart.title, 160)),
		`\`\`\`mermaid\n${mermaid.code}\n\`\`\``,
		legend.join(" · "),
		`<details>\n<summary>Values</summary>\n\n${renderTable({
			...table,
			title: ""
		}, limit)}\n\n</details>`
	].filter((block) => block !== "").join("\n\n");
}

// src/markdown/render-findings.ts
const labels = {
	error: "❌ error",
	warning: "⚠️ warning",
	info: "ℹ️ note"
};
/** The first `limit` findings as a table: how bad, where, what, and what to do about it. */
function renderFindings(findings, limit) {
	const shown = findings.slice(0, limit);
	const hidden = findings.length - shown.length;
	const columns = [
		{
			label: "Level",
			cell: (finding) => labels[finding.severity]
		},
		{
			label: "Where",
			cell: renderPlace
		},
		{
			label: "Rule",
			cell: ({ rule }) => rule ? renderCode(clipText(rule, 80)) : ""
		},
		{
			label: "What",
			cell: renderMessage
		}
	].filter(({ cell }) => shown.some((finding) => cell(finding) !== ""));
	const rows = shown.map((finding) => columns.map(({ cell }) => cell(finding)));
	const blocks = rows.length === 0 ? [] : [renderGrid([columns.map(({ label }) => label), ...rows], columns.map(() => "l"))];
	if (hidden > 0) blocks.push(`and ${formatNumber(hidden)} more`);
	return blocks.join("\n\n");
}
function renderPlace(finding) {
	const place = findingPlace(finding);
	return place === "" ? "" : renderCode(clipText(place, 160));
}
function renderMessage(finding) {
	const message = escapeMarkdown(clipText(findingMessage(finding), 500));
	return finding.hint ? `${message}<br>${escapeMarkdown(clipText(finding.hint, 300))}` : message;
}

// src/markdown/render-section.ts
/** From all of it to the least that still says something; after the last comes leaving the section out. */
const details = [
	{
		rows: 1e3,
		charts: true,
		paragraphs: 100
	},
	{
		rows: 10,
		charts: true,
		paragraphs: 100
	},
	{
		rows: 10,
		charts: false,
		paragraphs: 100
	},
	{
		rows: 3,
		charts: false,
		paragraphs: 1
	}
];
/**
* One section as Markdown blocks, under a heading or behind a fold where the section asks for one; empty where
* nothing of it is shown.
*/
function renderSection(section, { rows, charts, paragraphs }) {
	const blocks = [
		...(section.text ?? []).slice(0, paragraphs).map(renderParagraph),
		...section.findings?.length ? [renderFindings(section.findings, rows)] : [],
		...section.log?.length ? [renderLog(section.log.slice(-Math.min(rows, longestLog)))] : [],
		...(section.tables ?? []).map((table) => renderTable(table, rows)),
		...(charts ? section.charts ?? [] : []).map((chart) => renderChart(chart, Math.min(rows, 50)))
	].filter((block) => block !== "");
	if (blocks.length === 0) return "";
	const title = clipText(section.title, 160);
	return section.folded ? [
		`<details>\n<summary>${escapeInlineHtml(title)}</summary>`,
		...blocks,
		"</details>"
	].join("\n\n") : [`#### ${escapeMarkdown(title)}`, ...blocks].join("\n\n");
}
/** A paragraph keeps its lines. */
function renderParagraph(text) {
	return clipText(text.trim(), 2e3).split(/\r?\n/).map(escapeMarkdown).join("<br>\n");
}
/** Lines of a program, and characters of a line, that are shown at most. */
const longestLog = 100;
const longestLine = 500;
/** Lines as they stand, in a fence that none of them can close: ticks in a row are set apart. */
function renderLog(lines) {
	return [
		"```",
		...lines.map((line) => makeVisible(clipText(line.replaceAll("\n", " "), longestLine)).replace(/`{3,}/g, (ticks) => ticks.split("").join(" "))),
		"```"
	].join("\n");
}

// src/markdown/fit-sections.ts
/** Two newlines go between blocks. */
const separator = 2;
/**
* Gives each section the most detail at which all of them together stay within `budget` UTF-8 bytes,
* separators included. First every section, the lowest rank first, is cut to its top rows and then loses its
* charts; then the lowest-ranked ones shrink to their gist and go. What fits again afterwards comes back, the
* highest rank first. `sections` are in the order of their ranks.
*/
function fitSections(sections, budget) {
	const renderings = sections.map((section) => renderedLevels(section));
	const levels = sections.map(() => 0);
	let total = renderings.reduce((sum, rendering) => sum + rendering(0).size, 0);
	const setLevel = (index, level) => {
		total += sizeAt(index, level) - sizeAt(index, levels[index] ?? 0);
		levels[index] = level;
	};
	const sizeAt = (index, level) => renderings[index]?.(level).size ?? 0;
	for (const [index, level] of steps(sections.length)) {
		if (total <= budget) break;
		if (sizeAt(index, level) < sizeAt(index, levels[index] ?? 0)) setLevel(index, level);
	}
	for (const index of sections.keys()) for (let level = 0; level < (levels[index] ?? 0); level++) if (total - sizeAt(index, levels[index] ?? 0) + sizeAt(index, level) <= budget) setLevel(index, level);
	return sections.map((section, index) => {
		const level = levels[index] ?? 0;
		return {
			section,
			level,
			text: renderings[index]?.(level).text
		};
	});
}
/** The order of giving up: (section, level) pairs. */
function* steps(count) {
	const fromLowest = Array.from({ length: count }, (_, index) => count - 1 - index);
	for (const level of [1, 2]) for (const index of fromLowest) yield [index, level];
	for (const index of fromLowest) for (let level = 3; level <= details.length; level++) yield [index, level];
}
/** The section's rendering at each level, made when first asked for; past the last level it is left out. */
function renderedLevels(section) {
	const made = [];
	return (level) => {
		const found = made[level];
		if (found) return found;
		const detail = details[level];
		const text = detail && renderSection(section, detail);
		made[level] = {
			text,
			size: text ? Buffer.byteLength(text) + separator : 0
		};
		return made[level];
	};
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
		charts: detail.charts ? 0 : section.charts?.length ?? 0,
		rows: (section.tables ?? []).reduce((sum, { rows }) => sum + beyond(rows.length), 0),
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
		const line = facts.slice(0, kept).join(" · ");
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
		used += Buffer.byteLength(fact) + Buffer.byteLength(" · ");
		return used > budget;
	});
	return index < 0 ? facts.length : index;
}

// src/markdown/render-markdown.ts
/** What the heading needs at the least. */
const leastRoom = 120;
/**
* The report as GitHub Markdown of at most `budget` bytes: the verdict and the facts, then the sections by
* rank. What does not fit is left out in ranked order, never in the middle of a table, fence or tag, and the
* last line says what is missing and where it is. Throws RangeError when marker and link leave too little
* of the budget.
*/
function renderMarkdown(report, { budget, link, marker }) {
	const prefix = marker === void 0 ? "" : `${marker}\n`;
	const sections = report.sections.filter(({ pageOnly }) => !pageOnly).sort((a, b) => a.rank - b.rank);
	const all = {
		...sections.map((section) => omittedFrom(section, {
			rows: 0,
			charts: false,
			paragraphs: 0
		})).reduce(addOmitted, nothingOmitted),
		sections: sections.length,
		facts: report.facts.length
	};
	const room = budget - Buffer.byteLength(prefix) - Buffer.byteLength(renderEnding(all, link)) - 2;
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

export { escapeHtml, escapeMarkdown, escapeText, renderMarkdown, renderTable };