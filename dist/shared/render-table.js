import { markdownTable } from "./vendor-markdown.js";
import { formatCell, formatNumber } from "./number-format.js";
import { clipText, makeVisible } from "./visible-text.js";
import { escapeHtml } from "./escape-html.js";

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

export { escapeInlineHtml, escapeMarkdown, renderBold, renderCode, renderGrid, renderTable };