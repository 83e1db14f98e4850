import { UserError } from "./core.js";
import { _enum, _null, array, boolean, datetime, int, literal, number, object, string, toDotPath, union } from "./vendor-zod.js";

// src/report-schema.ts
const label = string().max(2e3);
const paragraph = string().max(5e4);
const severity = _enum([
	"error",
	"warning",
	"info"
]);
const count = int().min(0);
const table = object({
	title: label.exactOptional(),
	columns: array(object({
		label,
		align: _enum(["left", "right"]).exactOptional(),
		digits: int().min(0).max(100).exactOptional()
	})).max(1e3),
	rows: array(array(union([
		paragraph,
		number(),
		boolean(),
		_null()
	])).max(1e3)).max(5e4),
	total: count.exactOptional()
});
const chart = object({
	kind: _enum([
		"bar",
		"line",
		"scatter",
		"histogram",
		"matrix"
	]),
	title: label,
	x: object({
		label,
		values: array(union([label, number()])).max(1e5)
	}),
	y: object({ label }),
	series: array(object({
		label,
		values: array(union([number(), _null()])).max(1e5)
	})).max(1e3)
});
const finding = object({
	severity,
	message: paragraph,
	rule: label.exactOptional(),
	hint: paragraph.exactOptional(),
	file: label.exactOptional(),
	line: count.exactOptional(),
	column: count.exactOptional(),
	row: count.exactOptional(),
	count: count.exactOptional()
});
/** The report value as it is read back from a file, which another job may have written: every size is bounded. */
const reportSchema = object({
	schema: literal("mlops/report@1"),
	action: label,
	title: label,
	verdict: _enum([
		"pass",
		"fail",
		"inconclusive",
		"refused",
		"skipped"
	]),
	headline: paragraph,
	facts: array(object({
		label,
		value: label,
		note: label.exactOptional()
	})).max(1e3),
	sections: array(object({
		title: label,
		rank: number(),
		folded: boolean().exactOptional(),
		pageOnly: boolean().exactOptional(),
		text: array(paragraph).max(1e3).exactOptional(),
		tables: array(table).max(200).exactOptional(),
		charts: array(chart).max(200).exactOptional(),
		findings: array(finding).max(5e4).exactOptional()
	})).max(2e3)
});

// src/evidence/stored-report.ts
const time = datetime();
const runSchema = object({
	id: string().max(100).exactOptional(),
	attempt: int().min(1).exactOptional(),
	job: string().max(200).exactOptional(),
	sha: string().max(100).exactOptional()
});
const storedSchema = object({
	schema: literal("mlops/action-report@1"),
	action: string().regex(/^[a-z][a-z0-9-]{0,60}$/),
	state: _enum(["started", "finished"]),
	run: runSchema,
	started: time,
	finished: time.exactOptional(),
	report: reportSchema.exactOptional()
}).refine((stored) => stored.state === "started" || stored.report !== void 0, {
	path: ["report"],
	message: "a finished action has a report"
});
/**
* Parses a stored report, or gives undefined when it is of another run, or of an earlier attempt of this same job.
* The run is read first and alone, so that what an earlier version left behind does not have to be valid. Throws
* UserError that names the file and the value in it.
*/
function parseStoredReport(text, path, run) {
	const value = parseJson(text, path);
	const origin = object({ run: runSchema }).safeParse(value);
	if (origin.success && !isOf(run, origin.data.run)) return void 0;
	const parsed = storedSchema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw invalid(path, `${issue === void 0 || issue.path.length === 0 ? "" : `${toDotPath(issue.path)}: `}${issue?.message ?? "not a report"}`);
}
function isOf(run, origin) {
	if (origin.id !== run.id) return false;
	return origin.job !== run.job || (origin.attempt ?? 1) >= (run.attempt ?? 1);
}
function parseJson(text, path) {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw invalid(path, cause instanceof Error ? cause.message : "not JSON");
	}
}
function invalid(path, reason) {
	return new UserError(`Cannot read "${path}": ${reason}`, {
		file: path,
		hint: "It is not a report of this version of mlops-actions; remove it and run the action again"
	});
}

export { parseStoredReport };