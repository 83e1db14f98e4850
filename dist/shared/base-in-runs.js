import { findRunSources } from "./bundle.js";
import { UserError, isTrustedRun, workflowFile } from "./core.js";
import { findBaseCommit } from "./actions.js";
import { openRun } from "./open-run.js";

// src/actions/base-in-runs.ts
/** Runs of one source whose artifacts are looked at. */
const mostRuns = 5;
/**
* Finds the bundle of the run that this one is compared with: of the base's commit, else of the base branch's last run
* that succeeded, of the same workflow. Runs of forks and of pull requests are never
* believed. Throws ServiceError where GitHub does not answer.
*/
async function findInRuns(context, { kind, only } = {}) {
	const { github, environment, log } = context;
	if (!github.isAvailable) return { why: "there is no token to ask GitHub for earlier runs" };
	const { sources, workflow, own } = findRunSources(environment);
	const asked = sources.filter((each) => kind === void 0 || each.kind === kind);
	const runs = await github.runs();
	const seen = new Set(own);
	const notes = [];
	let refused = false;
	for (const each of asked) {
		const source = await refine(context, each);
		const found = (await listRuns(runs, source, workflow)).filter((run) => !seen.has(run.id) && isTrustedRun(run, source, environment.repository ?? ""));
		if (found.length === 0) notes.push(`no ${notes.length > 0 ? "other " : ""}run of ${shownSource(source)} has succeeded`);
		for (const run of found.slice(0, mostRuns)) {
			seen.add(run.id);
			const opened = await openRun(context, runs, {
				run,
				source,
				only
			}).catch((error) => {
				if (!(error instanceof UserError)) throw error;
				log.warn(error.message);
				refused = true;
				return error.message;
			});
			if (typeof opened !== "string") return { base: opened };
			notes.push(opened);
		}
	}
	return noBase(context, notes, refused ? void 0 : asked.at(-1));
}
/** The first and the last of what was found, and what helps where nothing was wrong with it. */
function noBase({ project }, notes, source) {
	const [first = "this event has no base", ...others] = notes;
	const why = others.length === 0 ? first : `${first}; ${others.at(-1)}`;
	if (source === void 0) return { why };
	return {
		why,
		hint: `Let the workflow run on pushes to "${source.branch}" too, and end with the action save, so that later runs find what "${project.name}" was`
	};
}
/** Newest first; of a commit, those of this workflow before those of others. */
async function listRuns(runs, source, workflow) {
	if (source.kind === "branch") return runs.find({ branch: source.branch }, workflow);
	const isOf = (run) => workflow !== void 0 && workflowFile(run.path) === workflow;
	return (await runs.find({ sha: source.sha })).sort((a, b) => Number(isOf(b)) - Number(isOf(a)));
}
/** The base of a pull request is what git says that it was merged into: the event's may be older. */
async function refine(context, source) {
	if (source.kind === "branch") return source;
	const base = await findBaseCommit(context, context.project.directory);
	return typeof base === "object" ? {
		...source,
		sha: base.sha
	} : source;
}
function shownSource(source) {
	return source.kind === "commit" ? `${source.branch} at ${source.sha.slice(0, 7)}` : source.branch;
}

export { findInRuns };