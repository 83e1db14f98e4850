import { findSubject, isOfDefaultBranch } from "./commenting.js";
import { historySchema, mergeHistories, mostMetrics, parseEntry, renderHistory } from "./history.js";
import { alpha, pointOf } from "./gate.js";
import { collectPast } from "./collect-past.js";
import { entryFile, pastFile } from "./core.js";

// src/history/judged-metrics.ts
/**
* The metrics of all test rows that a history keeps: those that rules name first, in the order of the rules and with
* their intervals, then the others. What is not a number, or has too long a name, is left out.
*/
function judgedMetrics(judgements, metrics) {
	const found = /* @__PURE__ */ new Map();
	const add = (name, value, more = {}) => {
		if (value === void 0 || !Number.isFinite(value) || found.has(name) || name === "" || name.length > 200) return;
		found.set(name, {
			name,
			value: short(value),
			...more
		});
	};
	for (const { claim, slice, actual } of judgements) if (slice === void 0) add(claim.metric, pointOf(actual), {
		...intervalOf(actual),
		gated: true
	});
	for (const [name, value] of metrics.values) add(name, value);
	return [...found.values()].slice(0, 16);
}
function intervalOf(actual) {
	if (typeof actual !== "object") return {};
	const [low, high] = actual.bounds(alpha);
	return Number.isFinite(low) && Number.isFinite(high) ? {
		low: short(low),
		high: short(high)
	} : {};
}
/** Seven significant digits: more than any test set can tell. */
function short(value) {
	return Number(value.toPrecision(7));
}

// src/actions/keep-history.ts
/**
* Notes what this run's gate came to beside the evidence, and with `report.history: bundle` what earlier runs noted: on the
* default branch with this run's entry, so that the next run finds it in this one's bundle.
*/
async function keepHistory(context, judged) {
	const { files, project, environment } = context;
	const entry = await entryOf(context, judged);
	if (entry === void 0) return;
	await files.write(entryFile(project), renderHistory([entry]));
	if (project.config.report.history !== "bundle") return;
	const isOfBranch = isOfDefaultBranch(environment);
	const past = await collectPast(context, { heals: isOfBranch });
	await files.write(pastFile(project), renderHistory(mergeHistories(past, isOfBranch ? [entry] : [])));
}
/** Undefined where it is not known which run this is. */
async function entryOf({ project, environment, clock, git }, { verdict, judgements, metrics }) {
	const { runId, runAttempt, job } = environment;
	const subject = findSubject(environment);
	const own = environment.eventName === "issue_comment" ? await git.head(project.directory) : void 0;
	const commit = (subject.kind === "none" ? void 0 : subject.sha) ?? own ?? environment.sha;
	if (runId === void 0 || commit === void 0) return void 0;
	const entry = {
		schema: historySchema,
		name: project.name,
		run: runId,
		attempt: runAttempt ?? 1,
		...job !== void 0 && { job },
		commit,
		time: new Date(clock.now()).toISOString(),
		verdict,
		...metrics.rows !== void 0 && { rows: metrics.rows },
		...metrics.evaluation !== void 0 && { evaluation: metrics.evaluation },
		metrics: judgedMetrics(judgements, metrics)
	};
	return parseEntry(JSON.stringify(entry));
}

export { keepHistory };