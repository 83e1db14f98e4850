import { verdictWords } from "./core.js";
import { fillTemplate } from "./config.js";

// src/notify/notice.ts
/** A notice with the texts that a target asks for. */
function makeNotice(about, texts) {
	const { report, run, url } = about;
	const values = {
		name: report.title,
		headline: report.headline,
		verdict: verdictWords[report.verdict].toLowerCase(),
		branch: run.branch ?? "",
		commit: run.commit?.slice(0, 7) ?? "",
		url: url ?? ""
	};
	const usual = about.status === "fixed" ? "{name} is well again: {headline}" : "{name}: {headline}";
	return {
		...about,
		title: fillTemplate(texts.title ?? usual, values),
		message: texts.message === void 0 ? void 0 : fillTemplate(texts.message, values)
	};
}
/** Where the run was, in a few words: branch, commit, workflow, what started it. Not escaped. */
function placeOfRun({ run, repository }) {
	const { branch, commit, workflow, event, attempt } = run;
	return [
		...repository === void 0 ? [] : [repository],
		...branch === void 0 ? [] : [branch],
		...commit === void 0 ? [] : [`commit ${commit.slice(0, 7)}`],
		...workflow === void 0 ? [] : [workflow],
		...event === void 0 ? [] : [event],
		...attempt > 1 ? [`attempt ${attempt}`] : []
	];
}

export { makeNotice, placeOfRun };