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
	verdict: _enum([
		"pass",
		"fail",
		"inconclusive",
		"refused",
		"skipped"
	]),
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

export { entrySchema, historySchema, mostMetrics, parseEntry, parseHistory, renderHistory };