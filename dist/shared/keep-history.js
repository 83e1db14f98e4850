import { findRunSources, isOfDefaultBranch, isTrustedRun } from "./bundle.js";
import { findSubject } from "./comment.js";
import { historySchema, mostMetrics, parseEntry, parseHistory, renderHistory } from "./entry2.js";
import { alpha, pointOf } from "./gate.js";
import { mergeHistories } from "./merge-histories2.js";
import { ServiceError, UserError } from "./core.js";
import { bundledHistory, entryFile, mostHistoryBytes, pastFile, readBase } from "./actions.js";
import { findBaseBundle } from "./find-base-bundle2.js";
import { openRun } from "./open-run.js";

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

// src/actions/collect-past.ts
/** Runs that the base does not know of and that are looked into. */
const mostRuns = 5;
/** With fewer known runs the one before them is asked, too. */
const fewKnown = 5;
/**
* What the bundle of the base knows of the runs before it. With `heals`, runs of the branch that it does not know of, because
* they went on at the same time or failed, are asked, too, so that what ran beside each other comes together in the next
* run. It never fails: what cannot be read is said, and left out.
*/
async function collectPast(context, heals) {
	const { base } = await findBaseBundle(context);
	const known = base === void 0 ? [] : await orNone(context, () => readHistory(context, base));
	if (!heals || known.length === 0) return known;
	return mergeHistories(known, await orNone(context, () => readMissing(context, known)));
}
async function readMissing(context, known) {
	const runs = await context.github.runs();
	const found = [];
	for (const { run, source } of await findMissing(context, known)) {
		const opened = await orNone(context, async () => {
			const base = await openRun(context, runs, {
				run,
				source
			});
			return typeof base === "string" ? [] : readHistory(context, base);
		});
		found.push(opened);
	}
	return mergeHistories(...found);
}
/** Runs of the branch that ended beside those that are known, and are not; those that succeeded first. */
async function findMissing({ github, environment }, known) {
	const { sources, workflow, own } = findRunSources(environment);
	const source = sources.find(({ kind }) => kind === "branch");
	if (source === void 0) return [];
	const ids = new Set(known.map(({ run }) => Number(run)));
	const oldest = Number((known.at(-20) ?? known[0])?.run);
	const unknown = (await (await github.runs()).ended(source.branch, workflow)).filter(({ id }) => !ids.has(id) && !own.includes(id)).filter(({ conclusion }) => conclusion === "success" || conclusion === "failure").filter((run) => isTrustedRun({
		...run,
		conclusion: "success"
	}, source, environment.repository ?? "")).sort((a, b) => Number(b.conclusion === "success") - Number(a.conclusion === "success"));
	const beside = unknown.filter(({ id }) => id > oldest);
	const before = known.length < fewKnown ? unknown.filter(({ id }) => id < oldest).slice(0, 1) : [];
	return [...beside, ...before].slice(0, mostRuns).map((run) => ({
		run,
		source
	}));
}
async function readHistory({ files, project, log }, base) {
	if ((base.entries.get("evidence/history.jsonl")?.size ?? 0) > 8e6) throw new UserError(`Cannot read the history of ${base.shown}: it is too large to be one`);
	const { entries, refused } = parseHistory(await readBase(files, base, "evidence/history.jsonl") ?? "", project.name);
	if (refused > 0) log.warn(`${refused} lines of the history of ${base.shown} are no entries, and left out`);
	return entries;
}
async function orNone({ signal, log }, read) {
	try {
		return await read();
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
		log.info(`${error.message}; the history is without it`);
		return [];
	}
}

// src/actions/keep-history.ts
/**
* Notes what this run's gate came to beside the evidence, and with `report.history: bundle` what earlier runs noted: on the
* default branch with this run's entry, so that the next run finds it in this one's bundle.
*/
async function keepHistory(context, judged) {
	const { files, project, environment } = context;
	const entry = entryOf(context, judged);
	if (entry === void 0) return;
	await files.write(entryFile(project), renderHistory([entry]));
	if (project.config.report.history !== "bundle") return;
	const isOfBranch = isOfDefaultBranch(environment);
	const past = await collectPast(context, isOfBranch);
	await files.write(pastFile(project), renderHistory(mergeHistories(past, isOfBranch ? [entry] : [])));
}
/** Undefined where it is not known which run this is. */
function entryOf({ project, environment, clock }, { verdict, judgements, metrics }) {
	const { runId, runAttempt, job } = environment;
	const subject = findSubject(environment);
	const commit = (subject.kind === "none" ? void 0 : subject.sha) ?? environment.sha;
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