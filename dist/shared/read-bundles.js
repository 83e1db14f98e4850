import { UserError, bundleName, bundledEntry, bundledHistory, mostHistoryBytes } from "./core.js";
import { isReport, unpackReports } from "./bundle.js";
import { parseStoredReport } from "./commenting.js";
import { mergeHistories, parseEntry, parseHistory } from "./history.js";

// src/actions/read-bundles.ts
/**
* The reports in bundles of a run, as data: each is parsed with bounds on all of its sizes, and nothing else of a bundle is
* kept, nor written. What is damaged, too large, or of another model or run is left out and noted. Throws ServiceError where
* a bundle cannot be fetched.
*/
async function readBundles(artifacts, source) {
	const bundles = [];
	const notes = [];
	for (const artifact of artifacts) {
		const label = artifact.name;
		try {
			const { index, texts } = await unpackReports(await source.open(artifact), {
				label,
				left: source.budget,
				files: source.history === "own" ? [bundledEntry] : [bundledEntry, bundledHistory]
			});
			if (source.project !== void 0 && index.name !== source.project) continue;
			refuseOther(index, label, source);
			const reports = [...texts].flatMap(([path, text]) => isReport(path) ? readReport(path, text, {
				source,
				label,
				notes
			}) : []);
			const history = readHistory(texts, index);
			bundles.push({
				index,
				reports,
				...history && { history }
			});
		} catch (error) {
			notes.push(noteOf(error));
		}
	}
	return {
		bundles,
		notes
	};
}
/** What cannot be taken, as a warning. Throws on what is no UserError. */
function noteOf(error) {
	if (!(error instanceof UserError)) throw error;
	return warning(error.message, error.hint);
}
/** A warning about what a run saved. */
function warning(message, hint) {
	return {
		severity: "warning",
		message: message.slice(0, 1e3),
		...hint !== void 0 && { hint }
	};
}
function refuseOther({ name, leg, run, attempt = 1 }, label, source) {
	const isNamed = source.project !== void 0 || bundleName(name, leg, attempt) === label;
	if (run !== source.run || !isNamed) throw new UserError(`Cannot use bundle "${label}": it says that it is of another run or job`);
}
function readReport(path, text, { source: { run, project }, label, notes }) {
	try {
		const shown = `${path} of ${label}`;
		const stored = parseStoredReport(text, shown, run === void 0 ? {} : { id: run });
		if (stored === void 0) return [];
		if (project === void 0 || stored.report === void 0 || stored.report.title === project) return [stored];
		throw new UserError(`Cannot use "${shown}": it is the report of another model`);
	} catch (error) {
		notes.push(noteOf(error));
		return [];
	}
}
/** Undefined where no gate of that run has judged. */
function readHistory(texts, { name, run }) {
	const [line = ""] = texts.get("evidence/history-entry.json")?.split("\n", 1) ?? [];
	const current = parseEntry(line);
	if (current?.name !== name || current.run !== run) return void 0;
	const text = texts.get(bundledHistory);
	if (text === void 0 || text.length > 8e6) return { current };
	return {
		current,
		known: mergeHistories(parseHistory(text, name).entries)
	};
}

export { readBundles, warning };