import { escapeMarkdown, renderMarkdown } from "./markdown.js";
import { placeOfRun } from "./notify.js";

// src/notify/render-notice.ts
/** The notice as GitHub Markdown of at most `budget` bytes: the marker, the user's message, the report. */
function renderNotice(notice, { marker, budget, facts = [] }) {
	const { report, message, url } = notice;
	const place = {
		label: "",
		value: placeOfRun({
			...notice,
			repository: void 0
		}).join(", ")
	};
	const told = {
		...report,
		facts: [
			...facts,
			...report.facts,
			...place.value === "" ? [] : [place]
		]
	};
	const note = message === void 0 ? "" : `\n${renderLines(message)}\n`;
	return renderMarkdown(told, {
		budget,
		link: url,
		marker: marker + note
	});
}
/** A few lines on how something was mended. */
function renderFixed({ report, run, url }, marker) {
	const where = url !== void 0 && /^https?:\/\/[^\s()<>]+$/.test(url) ? `[this run](${url})` : "this run";
	const commit = run.commit === void 0 ? "" : ` of commit ${escapeMarkdown(run.commit.slice(0, 7))}`;
	return `${marker}\n\u2705 ${escapeMarkdown(report.title)}: ${escapeMarkdown(report.headline.slice(0, 500))}, in ${where}${commit}.`;
}
function renderLines(text) {
	return text.trim().split(/\r?\n/).map(escapeMarkdown).join("<br>\n");
}

export { renderFixed, renderNotice };