import { binLabels, chartTable, clipText, findingMessage, findingPlace, formatCell, formatNumber, makeVisible, shownOf, verdictWords } from "./core.js";
import { scatterTable } from "./markdown.js";

// src/terminal/display-width.ts
const wide = /^(?:\p{Emoji_Presentation}|.\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}])/u;
/** Characters of one column that join no others, the marks of our reports of two, and one whose second half makes it two. */
const plain = /^(?:[ -~\u00a1-\u00ac\u00ae-\u02af\u2013\u2014\u2212\u00b7\u2026\u2248\u2264\u2265\u221a\u221e\u2190-\u2193\u27e8\u27e9\u2400-\u2421\u2580-\u259f\u2705\u274c\u2796\u26aa]|\u26a0\ufe0f)*$/;
const wideMarks = /[\u2705\u274c\u2796\u26aa]/g;
let segmenter;
/** What readers take for one character. Its tables take long to load. */
function graphemes(text) {
	segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
	return segmenter.segment(text);
}
/** Terminal columns that the text takes: two for East Asian wide characters and emoji (Unicode UAX 11). */
function displayWidth(text) {
	if (plain.test(text)) return text.length + (text.match(wideMarks)?.length ?? 0);
	let width = 0;
	for (const { segment } of graphemes(text)) width += wide.test(segment) ? 2 : 1;
	return width;
}
/** The text cut to `width` columns, ending in `\u2026` where something was cut. */
function cutToWidth(text, width) {
	if (displayWidth(text) <= width) return text;
	let used = 0;
	let kept = "";
	for (const { segment } of graphemes(text)) {
		used += wide.test(segment) ? 2 : 1;
		if (used > width - 1) break;
		kept += segment;
	}
	return width < 1 ? "" : `${kept}\u2026`;
}
/** The text filled up with spaces to `width` columns. */
function padToWidth(text, width, align) {
	const room = " ".repeat(Math.max(0, width - displayWidth(text)));
	return align === "left" ? text + room : room + text;
}
/** The text in lines of `width` columns, broken at any character: nothing of it is lost. */
function breakText(text, width) {
	if (displayWidth(text) <= width) return [text];
	const lines = [];
	let line = "";
	let used = 0;
	for (const { segment } of graphemes(text)) {
		const more = wide.test(segment) ? 2 : 1;
		if (used + more > width && line !== "") {
			lines.push(line);
			[line, used] = ["", 0];
		}
		line += segment;
		used += more;
	}
	return [...lines, line];
}
/** The text in lines of at most `width` columns, broken at spaces where it can be; longer words are cut. */
function wrapText(text, width) {
	return wrapWords(text, width, (word) => [cutToWidth(word, width)]);
}
/** `wrapText` with what becomes of a word that is longer than a line. */
function wrapWords(text, width, split) {
	const lines = [];
	let line = "";
	for (const word of text.split(/ +/)) {
		const joined = line === "" ? word : `${line} ${word}`;
		if (displayWidth(joined) <= width) {
			line = joined;
			continue;
		}
		if (line !== "") lines.push(line);
		const parts = split(word, width);
		lines.push(...parts.slice(0, -1));
		line = parts.at(-1) ?? "";
	}
	if (line !== "") lines.push(line);
	return lines;
}
/** `wrapText` whose lines all start with the text's indentation. */
function wrapIndented(text, width) {
	const indent = " ".repeat(Math.min(text.search(/[^ ]|$/), Math.floor(width / 2)));
	return wrapText(text.trimStart(), width - indent.length).map((line) => indent + line);
}

// src/terminal/paint.ts
const codes = {
	bold: 1,
	dim: 2,
	red: 31,
	green: 32,
	yellow: 33,
	blue: 34,
	cyan: 36
};
/** ANSI colours, or none. The text must hold no control characters of its own. */
function makePaint(color) {
	if (!color) return (text) => text;
	return (text, ...inks) => text === "" || inks.length === 0 ? text : `\u001b[${inks.map((ink) => codes[ink]).join(";")}m${text}\u001b[0m`;
}

// src/terminal/render-table.ts
const gap = "  ";
/** Columns that a name has at least before it is broken further, and a text of any other column. */
const least = {
	first: 12,
	other: 24
};
/**
* A table in lines of at most `width` columns; rows past `limit` are counted. Where it is too wide, texts go on in a
* line below, those of the first column first; what is too wide even so stands in a block of columns below.
*/
function renderTable(table, { width, limit, paint }) {
	const { total = table.rows.length } = table;
	const shown = table.rows.slice(0, shownOf(total, limit, table.rows.length));
	const hidden = total - shown.length;
	const header = table.columns.map(({ label }) => asText$1(label));
	const rows = shown.map((row) => table.columns.map((column, index) => asText$1(formatCell(row[index], column))));
	const wanted = header.map((label, index) => Math.max(displayWidth(label), ...rows.map((row) => displayWidth(row[index] ?? ""))));
	const line = (cells, widths) => {
		const broken = [...widths].map(([index, room]) => breakWords(cells[index] ?? "", room));
		const height = Math.max(1, ...broken.map((lines) => lines.length));
		return Array.from({ length: height }, (_, at) => [...widths].map(([index, room], place) => padToWidth(broken[place]?.[at] ?? "", room, alignOf(table, index))).join(gap).trimEnd());
	};
	return [
		...table.title ? wrapText(asText$1(table.title), width).map((text) => paint(text, "bold")) : [],
		...rows.length > 0 ? fitColumns(wanted, width).flatMap((widths) => [...line(header, widths).map((text) => paint(text, "dim")), ...rows.flatMap((row) => line(row, widths))]) : [],
		...hidden > 0 ? [paint(`and ${formatNumber(hidden)} more`, "dim")] : []
	];
}
function alignOf({ columns, rows }, index) {
	return columns[index]?.align ?? (typeof rows[0]?.[index] === "number" ? "right" : "left");
}
/** Blocks of columns, each with the first one: the index of each column and how wide it is. */
function fitColumns(wanted, width) {
	const first = Math.min(wanted[0] ?? 0, width);
	const name = Math.min(first, least.first);
	const roomOf = (index) => Math.min(wanted[index] ?? 0, least.other, Math.max(1, width - name - 2));
	const blocks = [[0]];
	let used = name;
	for (let index = 1; index < wanted.length; index++) {
		const needed = 2 + roomOf(index);
		if (used + needed > width) {
			blocks.push([0]);
			used = name;
		}
		blocks.at(-1)?.push(index);
		used += needed;
	}
	return blocks.map((indices) => {
		const floors = indices.map((index) => index === 0 ? name : roomOf(index));
		let spare = width - floors.reduce((sum, one) => sum + 2 + one, -2);
		for (let place = indices.length - 1; place >= 0; place--) {
			const more = Math.min(spare, (wanted[indices[place] ?? 0] ?? 0) - (floors[place] ?? 0));
			floors[place] = (floors[place] ?? 0) + more;
			spare -= more;
		}
		return new Map(indices.map((index, place) => [index, floors[place] ?? 0]));
	});
}
function breakWords(text, width) {
	if (displayWidth(text) <= width) return [text];
	return wrapWords(text, width, breakText);
}
function asText$1(text) {
	return makeVisible(clipText(text, 300));
}

// src/terminal/render-chart.ts
const eighths = [
	"",
	"\u258f",
	"\u258e",
	"\u258d",
	"\u258c",
	"\u258b",
	"\u258a",
	"\u2589"
];
const maxBars = 20;
/** Bars of block characters for one series of bars or bins; the table of values for every other chart. */
function renderChart(chart, { width, paint }) {
	const values = chart.series[0]?.values ?? [];
	const drawable = (chart.kind === "bar" || chart.kind === "histogram") && chart.series.length === 1 && values.every((value) => value === null || Number.isFinite(value) && value >= 0);
	const table = chart.kind === "scatter" ? scatterTable(chart) : chartTable(chart);
	if (!drawable) return renderTable(table, {
		width,
		limit: maxBars,
		paint
	});
	const count = shownOf(values.length, maxBars);
	const numbers = values.slice(0, count).map((value) => formatCell(value));
	const numberWidth = Math.max(0, ...numbers.map(displayWidth));
	const labelRoom = Math.max(1, Math.min(Math.floor(width / 2), width - numberWidth - 5));
	const labels = (chart.kind === "bar" ? chart.x.values.map((value) => formatCell(value)) : binLabels(chart.x.values)).slice(0, count).map((label) => cutToWidth(makeVisible(clipText(label, 200)), labelRoom));
	const labelWidth = Math.max(0, ...labels.map(displayWidth));
	const room = Math.max(1, Math.min(40, width - labelWidth - numberWidth - 4));
	const most = Math.max(...values.map((value) => value ?? 0));
	const hidden = values.length - labels.length;
	return [
		paint(cutToWidth(makeVisible(clipText(chart.title, 200)), width), "bold"),
		...labels.map((label, index) => {
			return `${`${padToWidth(label, labelWidth, chart.kind === "bar" ? "left" : "right")}  ${padToWidth(numbers[index] ?? "", numberWidth, "right")}`}  ${paint(bar((values[index] ?? 0) / most, room), "cyan")}`.trimEnd();
		}),
		...hidden > 0 ? [paint(`and ${formatNumber(hidden)} more`, "dim")] : []
	];
}
function bar(share, room) {
	const steps = Number.isFinite(share) ? Math.round(share * room * 8) : 0;
	return "\u2588".repeat(Math.floor(steps / 8)) + (eighths[steps % 8] ?? "");
}

// src/terminal/render-findings.ts
const levels = {
	error: {
		word: "error",
		ink: "red"
	},
	warning: {
		word: "warning",
		ink: "yellow"
	},
	info: {
		word: "note",
		ink: "blue"
	}
};
/** Each finding as `error: message (rule)` with its place and its hint on lines below, as compilers do. */
function renderFindings(findings, { width, limit, paint }) {
	const shown = findings.slice(0, shownOf(findings.length, limit));
	const hidden = findings.length - shown.length;
	return [...shown.flatMap((finding) => renderFinding(finding, width, paint)), ...hidden > 0 ? [paint(`and ${formatNumber(hidden)} more`, "dim")] : []];
}
function renderFinding(finding, width, paint) {
	const { word, ink } = levels[finding.severity];
	const rule = finding.rule ? ` (${finding.rule})` : "";
	const message = makeVisible(clipText(`${word}: ${findingMessage(finding)}${rule}`, 1e3));
	const [first = "", ...rest] = wrapText(message, width);
	const place = makeVisible(clipText(findingPlace(finding), 300));
	const hint = clipText(finding.hint ?? "", 500).split("\n").flatMap((line) => wrapIndented(makeVisible(line), width - 4));
	return [
		first.startsWith(word) ? paint(word, ink, "bold") + first.slice(word.length) : first,
		...rest,
		...place === "" ? [] : [`  ${paint(cutToWidth(place, Math.max(1, width - 2)), "cyan")}`],
		...hint.map((line) => `    ${paint(line, "dim")}`)
	];
}

// src/terminal/render-terminal.ts
const inks = {
	pass: "green",
	fail: "red",
	inconclusive: "yellow",
	refused: "red",
	skipped: "dim"
};
/**
* The report as text for a terminal or a log, ending with a line break. Tables and lists are cut (long ones
* to 20 rows, folded ones to 5), what a program printed is not; nothing in the data can move the cursor or change colours.
*/
function renderTerminal(report, { color, width: columns, isTerminal = true }) {
	const width = Math.max(30, Math.min(columns, 160));
	const paint = makePaint(color);
	const screen = {
		width,
		room: isTerminal ? width : Number.POSITIVE_INFINITY,
		paint
	};
	const verdict = verdictWords[report.verdict];
	const [first = "", ...rest] = wrapText(asText(`${verdict} \u00b7 ${report.title}: ${report.headline}`), width);
	const facts = report.facts.map((fact) => renderFact(fact, paint, width));
	const sections = report.sections.filter(({ pageOnly }) => !pageOnly).sort((a, b) => a.rank - b.rank).map((section) => renderSection(section, screen));
	return `${[[
		paint(verdict, inks[report.verdict], "bold") + paint(first.slice(verdict.length), "bold"),
		...rest,
		...facts.flat()
	], ...sections].map((block) => block.join("\n")).join("\n\n")}\n`;
}
function renderFact({ label, value, note }, paint, width) {
	const text = asText([
		label,
		value,
		note ? `(${note})` : ""
	].filter((part) => part !== "").join(" "));
	const strong = asText(label === "" ? "" : `${label} ${value}`);
	const [first = "", ...rest] = wrapText(text, width - 4);
	return [`  ${first.startsWith(strong) ? paint(strong, "bold") + first.slice(strong.length) : first}`, ...rest.map((line) => `    ${line}`)];
}
/** `room` is how long a line may be that is no prose. */
function renderSection(section, { width, room, paint }) {
	const limit = section.folded ? 5 : 20;
	const blocks = [
		(section.text ?? []).flatMap((text) => text.split(/\r?\n/).flatMap((line) => wrapText(asText(line), width))),
		renderFindings(section.findings ?? [], {
			width,
			limit,
			paint
		}),
		(section.log ?? []).slice(section.folded ? -2 * limit : 0).flatMap((line) => breakText(makeVisible(line), room - 2)).map((line) => paint(`  ${line}`, "dim")),
		...(section.tables ?? []).map((table) => renderTable(table, {
			width: room,
			limit,
			paint
		})),
		...(section.charts ?? []).filter(({ pageOnly }) => !pageOnly).map((chart) => renderChart(chart, {
			width,
			paint
		}))
	].filter((block) => block.length > 0);
	return [...wrapText(asText(section.title), width).map((line) => paint(line, "bold", "cyan")), ...blocks.flatMap((block, index) => index === 0 ? block : ["", ...block])];
}
function asText(text) {
	return makeVisible(clipText(text, 2e3));
}

export { renderTerminal };