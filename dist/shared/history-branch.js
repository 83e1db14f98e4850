import { ServiceError } from "./core.js";
import { parseHistory, renderHistory } from "./entry2.js";
import { mergeHistories } from "./merge-histories2.js";
import { mostHistoryBytes, runUrl } from "./actions.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/actions/history-branch.ts
/** The branch that histories are kept on: it holds nothing else, and no commit of it is on another branch. */
const historyBranch = "mlops-history";
/** How often writing is tried; others write meanwhile, and one of them always comes through. */
const mostAttempts = 20;
/** Milliseconds that are waited at most between two tries. */
const longestWait = 15e3;
/** What the branch has of a project; nothing where there is no branch. */
async function readBranch(context) {
	const refs = await context.github.refs();
	const tip = await refs.tip(historyBranch);
	return tip === void 0 ? [] : readAt(context, refs, tip);
}
/**
* Appends a run to the branch and returns all that it has now. Where others write at the same time, what they wrote is read
* and merged before the next try, so that nothing is lost; a run that is there already is not written again. Throws
* ServiceError.
*/
async function appendToBranch(context, entry) {
	const { github, clock, signal, log, project } = context;
	const refs = await github.refs();
	for (let attempt = 1; attempt <= mostAttempts; attempt++) {
		const from = await refs.tip(historyBranch);
		const known = from === void 0 ? [] : await readAt(context, refs, from);
		const merged = mergeHistories(known, [entry]);
		const text = renderHistory(merged);
		if (text === renderHistory(known)) return merged;
		const to = await refs.commit({
			parent: from,
			files: {
				...from === void 0 && { "README.md": readme },
				[`${project.name}.jsonl`]: text
			},
			message: messageOf(context, entry)
		});
		if (await refs.move("mlops-history", {
			from,
			to
		})) return merged;
		log.debug(`${historyBranch} was written by another run; reading it again`);
		await clock.sleep(waitOf(entry, attempt), signal);
	}
	throw new ServiceError(`Cannot append to the branch ${historyBranch}: others were first ${mostAttempts} times`, { service: "GitHub" });
}
async function readAt({ project, log }, refs, commit) {
	const name = `${project.name}.jsonl`;
	const content = await refs.read(commit, name, mostHistoryBytes);
	if (content === void 0) return [];
	const { entries, refused } = parseHistory(new TextDecoder().decode(content), project.name);
	if (refused > 0) log.warn(`${refused} lines of "${name}" on the branch ${historyBranch} are no entries, and left out`);
	return mergeHistories(entries);
}
/** Doubling up to the longest wait, of which each run takes another part: two that collided do not meet again. */
function waitOf({ run, job, name }, attempt) {
	const draw = createHash("sha256").update(`${run} ${job} ${name} ${attempt}`).digest().readUInt32BE();
	return Math.round(Math.min(longestWait, 250 * 2 ** attempt) * (draw / 2 ** 32));
}
/** No workflow is on the branch to start; what else listens to pushes is told to leave it alone. */
function messageOf({ environment }, { name, run, commit, verdict }) {
	const url = runUrl(environment);
	return `Append run ${run} to the history of ${name}\n\n${`${name} at ${commit.slice(0, 7)}: ${verdict}${url === void 0 ? "" : `\n${url}`}`}\n\n[skip ci]`;
}
const readme = `# History of metrics

What the gates of runs on the default branch came to, written by mlops-actions (\`report.history: branch\`): a file for each
model, \`<name>.jsonl\`, a line of JSON for each run. Nothing else belongs here, and nothing of it is ever run.
`;

export { appendToBranch, readBranch };