import { bundleLimits, bundlePrefix, chooseBundles } from "./bundle.js";
import { findRunSources, isTrustedRun, workflowFile } from "./run-sources.js";
import { UserError, counted, formatAge } from "./core.js";
import { unpackBase } from "./actions.js";
import { findBaseCommit } from "./base-commit.js";

// src/actions/base-in-runs.ts
/** Runs of one source whose artifacts are looked at. */
const mostRuns = 5;
/** Bundles of one run that are fetched. */
const mostBundles = 10;
/**
* Finds the bundle of the run that this one is compared with: of the base's commit, else of the base branch's last run
* that succeeded, of the same workflow. `kind` asks one of them alone. Runs of forks and of pull requests are never
* believed. Throws ServiceError where GitHub does not answer.
*/
async function findInRuns(context, kind) {
	const { github, environment, project, log } = context;
	if (!github.isAvailable) return { why: "there is no token to ask GitHub for earlier runs" };
	const { sources, workflow, own } = findRunSources(environment);
	const notes = [];
	let refused = false;
	const seen = new Set(own);
	const runs = await github.runs();
	for (const each of sources) {
		if (kind !== void 0 && each.kind !== kind) continue;
		const source = await refine(context, each);
		const trusted = (await listRuns(runs, source, workflow)).filter((run) => isTrustedRun(run, source, environment.repository ?? "")).filter(({ id }) => !seen.has(id)).sort((a, b) => Number(isOf(b, workflow)) - Number(isOf(a, workflow))).slice(0, mostRuns);
		if (trusted.length === 0) notes.push(`no ${notes.length > 0 ? "other " : ""}run of ${shownSource(source)} has succeeded`);
		for (const run of trusted) {
			seen.add(run.id);
			const opened = await openRun(context, runs, {
				run,
				branch: source.branch
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
	const [first = "this event has no base"] = notes;
	const why = notes.length > 1 ? `${first}; ${notes.at(-1)}` : first;
	const branch = sources.at(-1)?.branch;
	if (refused || branch === void 0) return { why };
	return {
		why,
		hint: `Let the workflow run on pushes to "${branch}" too, and end with the action save, so that later runs find what "${project.name}" was`
	};
}
function listRuns(runs, source, workflow) {
	return source.kind === "commit" ? runs.find({ sha: source.sha }) : runs.find({ branch: source.branch }, workflow);
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
/** The run's bundle, or in words why it has none. Throws UserError where it is not what it should be. */
async function openRun(context, runs, { run, branch }) {
	const { project, environment, clock, files, signal } = context;
	const all = await runs.artifacts(run.id);
	const chosen = chooseBundles(all.filter(({ isExpired }) => !isExpired), project.name, void 0);
	const age = formatAge(clock.now() - Date.parse(run.created));
	const shown = `${branch} at ${run.headSha.slice(0, 7)} (run ${run.id}, ${age} old)`;
	if (chosen.length === 0) return all.some(({ name }) => name.startsWith(bundlePrefix(project.name))) ? `the bundle of ${shown} has expired` : `${shown} has no bundle of "${project.name}"`;
	if (chosen.length > mostBundles) return `${shown} has ${counted(chosen.length, "bundle")}, at most ${mostBundles} are read`;
	const packed = chosen.map((artifact) => packedOf(context, runs, artifact));
	signal.throwIfAborted();
	return await unpackBase(files, packed, {
		folder: `${environment.cache}/base/${project.name}/${run.id}`,
		shown,
		expected: {
			name: project.name,
			commit: run.headSha,
			run: String(run.id)
		}
	}) ?? `${shown} has no bundle of "${project.name}"`;
}
function packedOf({ remote, signal }, runs, artifact) {
	const { id, name, size, digest } = artifact;
	return {
		label: name,
		async open() {
			if (size > bundleLimits.total) throw new UserError(`Cannot use artifact "${name}": it has ${size} bytes, at most ${bundleLimits.total} are allowed`);
			const { unzipFile } = await import("./unzip-file.js");
			return unzipFile((await remote.fetch(await runs.locate(id), {
				signal,
				sha256: digest,
				sha256From: "GitHub"
			})).path, {
				name: "bundle.tar.gz",
				label: name,
				mostBytes: bundleLimits.total
			});
		}
	};
}
function isOf(run, workflow) {
	return workflow !== void 0 && workflowFile(run.path) === workflow;
}
function shownSource(source) {
	return source.kind === "commit" ? `${source.branch} at ${source.sha.slice(0, 7)}` : source.branch;
}

export { findInRuns };