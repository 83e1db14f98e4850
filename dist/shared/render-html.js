import { escapeText } from "./markdown.js";
import { chartTable, clipText, findingMessage, findingPlace, formatCell, formatNumber, verdictWords } from "./core.js";

// src/html/page-style.ts
/** The page's whole style. Colours meet WCAG AA on both grounds; the ground follows the reader's setting. */
const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --card: #f7f8fa; --ink: #1c2128; --quiet: #59636e; --line: #dde1e6; --accent: #2563eb;
  --pass: #116329; --fail: #b3261e; --warn: #7d4e00; --note: #1f5fbf;
  --series-1: #2563eb; --series-2: #c2620a; --series-3: #047857; --series-4: #7e22ce; --series-5: #b91c1c; --series-6: #0e7490;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --card: #1c2027; --ink: #e4e7eb; --quiet: #a0a8b3; --line: #333a44; --accent: #7aa7ff;
    --pass: #5fcf80; --fail: #ff8a80; --warn: #e9b949; --note: #8ab4f8;
    --series-1: #7aa7ff; --series-2: #f2a65a; --series-3: #4fd1a5; --series-4: #c99cff; --series-5: #ff8a80; --series-6: #5cd0e6;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1, h2, h3, h4, p, ul, dl { margin: 0; }
h1 { font-size: 1.125rem; font-weight: 600; color: var(--quiet); overflow-wrap: anywhere; }
h2, h3 { font-size: 1.1875rem; line-height: 1.35; font-weight: 650; overflow-wrap: anywhere; }
article + article { margin-top: 4rem; }
.verdict { margin-top: .25rem; font-size: 1.75rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; }
.verdict span { color: var(--quiet); }
.pass .verdict span { color: var(--pass); }
.fail .verdict span, .refused .verdict span { color: var(--fail); }
.inconclusive .verdict span { color: var(--warn); }
.facts { display: flex; flex-wrap: wrap; gap: 1.25rem 2.5rem; margin-top: 1.5rem; }
.facts dt { font-size: .875rem; color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.facts .number { font-size: 1.5rem; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; }
.facts .note { font-size: .875rem; color: var(--quiet); }
.remarks { margin-top: 1rem; color: var(--quiet); }
.section { margin-top: 2.25rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.section > * + *, .body > * + * { margin-top: 1rem; }
details.section + details.section { margin-top: 0; }
details.section { padding-bottom: 1.25rem; padding-top: 1.25rem; }
details.section + :not(details) { margin-top: 0; }
summary { cursor: pointer; }
summary > :is(h2, h3) { display: inline; }
summary::marker { color: var(--quiet); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
.scroll { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-size: .9375rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
th, td { padding: .4rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; max-width: 32rem; overflow-wrap: break-word; }
th:first-child, td:first-child { padding-left: 0; }
thead th { font-weight: 500; font-size: .875rem; color: var(--quiet); vertical-align: bottom; }
tbody th { font-weight: 400; }
.right { text-align: right; white-space: nowrap; }
.matrix td { text-align: right; min-width: 4rem; border: 1px solid var(--line); background: color-mix(in srgb, var(--accent) calc(var(--share) * 42%), transparent); }
.matrix th, .matrix thead td { border: 0; background: none; }
.matrix td[data-same] { font-weight: 650; }
.more { font-size: .875rem; color: var(--quiet); }
.findings { list-style: none; padding: 0; }
.findings li { padding: .6rem 0; border-bottom: 1px solid var(--line); display: grid; grid-template-columns: 6.5rem 1fr; gap: 0 .75rem; }
.findings li > div { min-width: 0; overflow-wrap: anywhere; }
.level { font-weight: 600; font-size: .875rem; line-height: 1.7; }
.error { color: var(--fail); } .warning { color: var(--warn); } .info { color: var(--note); }
.where, .hint { font-size: .875rem; color: var(--quiet); }
.log { overflow-x: auto; max-height: 30rem; font: .8rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { font: .875rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.charts { display: flex; flex-wrap: wrap; gap: 2rem; align-items: flex-start; }
.beside { gap: 1.25rem; }
figure { margin: 0; min-width: 0; max-width: 100%; }
figcaption { font-weight: 600; margin-bottom: .5rem; }
figure svg { display: block; max-width: 100%; height: auto; }
figure details { margin-top: .5rem; font-size: .875rem; }
figure summary { color: var(--quiet); }
@media (max-width: 36rem) {
  main { padding-top: 1.5rem; }
  .verdict { font-size: 1.5rem; }
  .findings li { grid-template-columns: 1fr; }
  tbody th { min-width: 8rem; }
}
@media print { main { max-width: none; padding: 0; } .section { break-inside: avoid; } }
`;

// src/html/render-table.ts
/** A browser scrolls through this many rows with ease; the typed report has them all. */
const rowLimit = 2e3;
const cellLimit = 1e3;
/** A table that scrolls sideways within the page where it is too wide, also by keyboard. */
function renderTable(table) {
	const rows = table.rows.slice(0, rowLimit);
	const hidden = (table.total ?? table.rows.length) - rows.length;
	const aligns = table.columns.map((column, index) => column.align ?? (typeof table.rows[0]?.[index] === "number" ? "right" : "left"));
	const heads = table.columns.map(({ label }, index) => `<th scope="col"${classOf(aligns[index])}>${escapeText(label)}</th>`);
	const body = rows.map((row) => {
		return `<tr>${table.columns.map((column, index) => {
			const text = renderCell(row[index], column.digits);
			return index === 0 ? `<th scope="row"${classOf(aligns[index])}>${text}</th>` : `<td${classOf(aligns[index])}>${text}</td>`;
		}).join("")}</tr>`;
	});
	const more = hidden > 0 ? `<p class="more">and ${formatNumber(hidden)} more</p>` : "";
	if (rows.length === 0 || heads.length === 0) return more;
	return scrolling(table.title ?? "", `<table>${renderCaption(table.title)}<thead><tr>${heads.join("")}</tr></thead><tbody>${body.join("\n")}</tbody></table>`) + more;
}
/** A matrix as a table whose cells are shaded by their share of the row; equal labels meet in bold. */
function renderMatrix({ title, x, y, series }) {
	const heads = x.values.map((value) => `<th scope="col" class="right">${escapeText(formatCell(value))}</th>`);
	const rows = series.map(({ label, values }) => {
		const total = values.reduce((sum, value) => sum + Math.abs(value ?? 0), 0);
		const cells = x.values.map((value, index) => {
			const share = total > 0 ? Math.abs(values[index] ?? 0) / total : 0;
			return `<td${String(value) === label ? " data-same" : ""} style="--share:${Number.isFinite(share) ? share.toFixed(3) : 0}">${renderCell(values[index])}</td>`;
		});
		return `<tr><th scope="row">${escapeText(label)}</th>${cells.join("")}</tr>`;
	});
	const corner = `<td class="more">${escapeText(y.label)} ↓ ${escapeText(x.label)} →</td>`;
	return scrolling(title, `<table class="matrix">${renderCaption(title)}<thead><tr>${corner}${heads.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`);
}
/** A region that can be scrolled by keyboard needs a name. */
function scrolling(name, content) {
	return `<div class="scroll" role="region" tabindex="0" aria-label="${escapeText(clipText(name, 200)) || "Table"}">${content}</div>`;
}
function renderCaption(title) {
	return title ? `<caption>${escapeText(clipText(title, cellLimit))}</caption>` : "";
}
function renderCell(cell, digits) {
	return escapeText(clipText(formatCell(cell, digits === void 0 ? {} : { digits }), cellLimit));
}
function classOf(align) {
	return align === "right" ? " class=\"right\"" : "";
}

// src/html/render-section.ts
const levels = {
	error: "✕ Error",
	warning: "▲ Warning",
	info: "● Note"
};
const findingLimit = 1e3;
/** A section of the page under a heading of that level; a folded one opens on request. */
function renderSection(section, heading, drawings) {
	const title = `<${heading}>${escapeText(clipText(section.title, 300))}</${heading}>`;
	const body = [
		...(section.text ?? []).map(renderParagraph),
		section.findings?.length ? renderFindings(section.findings) : "",
		section.log?.length ? renderLog(section.log) : "",
		...besides(section, drawings)
	].filter((block) => block !== "").join("\n");
	return section.folded ? `<details class="section"><summary>${title}</summary>\n<div class="body">${body}</div></details>` : `<section class="section">${title}\n${body}</section>`;
}
/** Tables and charts; those of a page's own sections stand side by side where there is room. */
function besides({ tables = [], charts = [], pageOnly }, drawings) {
	const drawn = charts.map((chart) => renderChart(chart, drawings));
	if (pageOnly) {
		const blocks = [...drawn, ...tables.map((table) => `<div>${renderTable(table)}</div>`)];
		return blocks.length > 0 ? [`<div class="charts beside">${blocks.join("\n")}</div>`] : [];
	}
	return [...tables.map(renderTable), drawn.length > 0 ? `<div class="charts">${drawn.join("\n")}</div>` : ""];
}
/** Focusable, as a long line is scrolled to by keyboard. */
function renderLog(lines) {
	return `<pre tabindex="0" class="log">${lines.map((line) => escapeText(clipText(line, 2e3))).join("\n")}</pre>`;
}
function renderParagraph(text) {
	return `<p>${clipText(text, 1e4).split(/\r?\n/).map(escapeText).join("<br>")}</p>`;
}
function renderFindings(findings) {
	const hidden = findings.length - findingLimit;
	return `<ul class="findings">${findings.slice(0, findingLimit).map(renderFinding).join("\n")}</ul>${hidden > 0 ? `<p class="more">and ${formatNumber(hidden)} more</p>` : ""}`;
}
function renderFinding(finding) {
	const { severity, hint, rule } = finding;
	const where = [findingPlace(finding), rule ?? ""].filter((part) => part !== "").map((part) => `<code>${escapeText(clipText(part, 300))}</code>`).join(" · ");
	return [
		`<li><span class="level ${severity}">${levels[severity]}</span><div>`,
		`<p>${escapeText(clipText(findingMessage(finding), 2e3))}</p>`,
		hint ? `<p class="hint">${escapeText(clipText(hint, 1e3))}</p>` : "",
		where === "" ? "" : `<p class="where">${where}</p>`,
		"</div></li>"
	].join("");
}
function renderChart(chart, drawings) {
	if (chart.kind === "matrix") return renderMatrix(chart);
	const drawing = drawings.get(chart);
	const table = chartTable(chart);
	if (drawing === void 0) return renderTable(table);
	return [
		`<figure><figcaption>${escapeText(clipText(chart.title, 300))}</figcaption>`,
		`<div class="scroll">${drawing}</div>`,
		`<details><summary>Values</summary>${renderTable({
			...table,
			title: ""
		})}</details></figure>`
	].join("\n");
}

// src/html/render-html.ts
const signs = {
	pass: "✓",
	fail: "✕",
	inconclusive: "?",
	refused: "⊘",
	skipped: "–"
};
/**
* One or more reports of a project as one HTML file that needs nothing else: no script, no network, no font.
* `charts` are the drawings of `renderCharts`; a chart without one is shown as a table.
*/
function renderHtml(report, { charts = /* @__PURE__ */ new Map() } = {}) {
	const reports = "schema" in report ? [report] : report;
	const [first] = reports;
	const name = clipText(first?.title ?? "Report", 200);
	const title = first && reports.length === 1 ? `${verdictWords[first.verdict]}: ${name}` : name;
	const articles = reports.map((one) => renderReport(one, reports.length > 1, charts));
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeText(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${escapeText(name)}</h1>
${articles.join("\n")}
</main>
</body>
</html>
`;
}
/** One of several reports has its action's name as a heading, and its sections are one level deeper. */
function renderReport(report, isOneOfSeveral, charts) {
	const sections = report.sections.toSorted((a, b) => a.rank - b.rank);
	const verdict = `<span><span aria-hidden="true">${signs[report.verdict]}</span> ${verdictWords[report.verdict]}:</span>`;
	return [
		`<article class="${report.verdict}">`,
		...isOneOfSeveral ? [`<h2>${escapeText(report.action)}</h2>`] : [],
		`<p class="verdict">${verdict} ${escapeText(clipText(report.headline, 500))}</p>`,
		renderFacts(report.facts),
		...sections.map((section) => renderSection(section, isOneOfSeveral ? "h3" : "h2", charts)),
		"</article>"
	].join("\n");
}
/** Facts with a label stand large; those without are remarks below them. */
function renderFacts(facts) {
	const labelled = facts.filter(({ label }) => label !== "").map(renderFact);
	const remarks = facts.filter(({ label }) => label === "").map(({ value, note }) => escapeText(clipText(note ? `${value} (${note})` : value, 500)));
	return [labelled.length > 0 ? `<dl class="facts">${labelled.join("\n")}</dl>` : "", remarks.length > 0 ? `<p class="remarks">${remarks.join(" · ")}</p>` : ""].join("\n");
}
function renderFact({ label, value, note }) {
	const shown = note ? `<dd class="note">${escapeText(clipText(note, 300))}</dd>` : "";
	return `<div><dt>${escapeText(clipText(label, 200))}</dt><dd class="number">${escapeText(clipText(value, 200))}</dd>${shown}</div>`;
}

export { renderHtml };