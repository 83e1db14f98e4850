import { findRunSources } from "./bundle.js";
import { ServiceError, UserError, bundledHistory, isTrustedRun, mostHistoryBytes } from "./core.js";
import { mergeHistories, parseHistory } from "./history.js";
import { readBase } from "./actions.js";
import { findBaseBundle } from "./find-base-bundle2.js";
import { openRun } from "./open-run.js";

// src/actions/collect-past.ts
/** What is kept of a bundle that is opened for its history. */
const only = [bundledHistory];
/** Runs that the base does not know of and that are looked into. */
const mostRuns = 5;
/** With fewer known runs the one before them is asked, too. */
const fewKnown = 5;
/**
* What the bundle of the base knows of the runs before it; with `isAlone` no more of that bundle is wanted. With `heals`, runs of the branch that it does not know of, because
* they went on at the same time or failed, are asked, too, so that what ran beside each other comes together in the next
* run. It never fails: what cannot be read is said, and left out.
*/
async function collectPast(context, { heals = false, isAlone = false } = {}) {
	const { base } = await findBaseBundle(context, isAlone ? { only } : {});
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
				source,
				only
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

export { collectPast };