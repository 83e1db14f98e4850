import { UserError } from "./core.js";
import { _enum, datetime, int, literal, object, string, toDotPath } from "./vendor-zod.js";
import { reportSchema } from "./report-schema.js";

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