import { clipText, findingMessage, formatNumber, makeVisible } from "./core.js";

// src/report-annotations.ts
/** GitHub shows this many per level and step, and cuts a message after this many characters. */
const perLevel = 10;
const messageLimit = 4096;
const levels = {
	error: "error",
	warning: "warning",
	info: "notice"
};
/** The report's findings as annotations, at most ten per level; the last one of a level says how many more there are. */
function annotate(report) {
	const findings = rankedFindings(report);
	return [
		"error",
		"warning",
		"info"
	].flatMap((severity) => {
		const all = findings.filter((finding) => finding.severity === severity);
		return all.slice(0, perLevel).map((finding, index) => annotation(finding, index === 9 && all.length > perLevel ? all.length : 0));
	});
}
/** The findings of all sections, by the sections' rank. */
function rankedFindings({ sections }) {
	return sections.toSorted((a, b) => a.rank - b.rank).flatMap(({ findings = [] }) => findings);
}
/** `total` is 0 except on the last annotation of a level that has more. */
function annotation(finding, total) {
	const rest = total ? `\n${formatNumber(total - perLevel)} more of this level, ${formatNumber(total)} in all: see the report` : "";
	const hint = finding.hint ? `\n${makeVisible(clipText(finding.hint, 500))}` : "";
	const message = clipText(makeVisible(findingMessage(finding)), messageLimit - [...hint, ...rest].length);
	return {
		level: levels[finding.severity],
		message: `${message}${hint}${rest}`,
		...finding.rule === void 0 ? {} : { title: clipText(makeVisible(finding.rule), 200) },
		...finding.file === void 0 ? {} : { file: finding.file },
		...finding.line === void 0 ? {} : { line: finding.line },
		...finding.column === void 0 ? {} : { column: finding.column }
	};
}

export { annotate, rankedFindings };