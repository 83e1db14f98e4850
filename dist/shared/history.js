import { verdicts } from "./core.js";
import { _enum, array, datetime, int, literal, number, object, string } from "./vendor-zod.js";

// src/history/entry.ts
/** Name and version of an entry's schema. */
const historySchema = "mlops/history@1";
/** Metrics of an entry at most; those that rules name come first. */
const mostMetrics = 16;
/** Characters of a line at most: no entry that was made here comes near. */
const longestLine = 8e3;
/** A line of a history. */
const entrySchema = object({
	schema: literal(historySchema),
	name: string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/),
	run: string().regex(/^[1-9]\d{0,19}$/),
	attempt: int().min(1).max(1e6),
	job: string().max(200).exactOptional(),
	commit: string().regex(/^[0-9a-f]{40,64}$/),
	time: datetime().max(40),
	verdict: _enum(verdicts),
	rows: int().min(0).exactOptional(),
	evaluation: string().regex(/^[0-9a-f]{64}$/).exactOptional(),
	metrics: array(object({
		name: string().min(1).max(200),
		value: number(),
		low: number().exactOptional(),
		high: number().exactOptional(),
		gated: literal(true).exactOptional()
	})).max(16)
});
/**
* The entries of a project in a text of JSON Lines. Anybody may have written it: a line that is no entry, or another
* project's, is left out and counted.
*/
function parseHistory(text, name) {
	const lines = text.split("\n").filter((line) => line.trim() !== "");
	const entries = lines.map(parseEntry).filter((entry) => entry?.name === name);
	return {
		entries,
		refused: lines.length - entries.length
	};
}
/** An entry from its line; undefined where it is none. */
function parseEntry(line) {
	if (line.length > longestLine) return void 0;
	try {
		return entrySchema.safeParse(JSON.parse(line)).data;
	} catch {
		return;
	}
}
/** The text of entries, one a line. */
function renderHistory(entries) {
	return entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
}

// src/history/merge-histories.ts
/** Runs that a history keeps; older ones are forgotten. */
const mostEntries = 1e3;
/**
* What all of them know, oldest run first: one entry a run and job, its latest attempt's. It does not matter in which
* order, how grouped or how often they are merged, so that runs that know nothing of each other lose nothing.
*/
function mergeHistories(...histories) {
	const latest = /* @__PURE__ */ new Map();
	for (const entry of histories.flat()) {
		const key = keyOf(entry);
		const known = latest.get(key);
		if (known === void 0 || isLater(entry, known)) latest.set(key, entry);
	}
	return [...latest.values()].sort(compareEntries).slice(-1e3);
}
/** By the age of their runs, whichever attempt it was: GitHub's ids grow with time. */
function compareEntries(a, b) {
	return a.run.length - b.run.length || compareText(a.run, b.run) || compareText(a.job ?? "", b.job ?? "");
}
/** Whether both are of the same run and job. */
function isSameRun(a, b) {
	return keyOf(a) === keyOf(b);
}
function keyOf({ run, job }) {
	return `${run} ${job ?? ""}`;
}
/** A total order of the entries of one run. */
function isLater(a, b) {
	return (a.attempt - b.attempt || compareText(a.time, b.time) || compareText(JSON.stringify(a), JSON.stringify(b))) > 0;
}
function compareText(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

export { compareEntries, entrySchema, historySchema, isSameRun, mergeHistories, mostEntries, mostMetrics, parseEntry, parseHistory, renderHistory };