import { ServiceError, mostHistoryBytes } from "./core.js";
import { mergeHistories, parseHistory, renderHistory } from "./history.js";
import { runUrl } from "./commenting.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/actions/history-branch.ts
/** The branch that histories are kept on: it holds nothing else, and no commit of it is on another branch. */
const historyBranch = "mlops-history";
/** How often writing is tried; others write meanwhile, and one of them always comes through. */
const mostAttempts = 20;
/** Milliseconds that are waited at most between two tries. */
const longestWait = 15e3;
/** What the branch has of projects; nothing of any where there is no branch. */
async function readBranch(context, names) {
	const refs = await context.github.refs();
	return readAt(context, refs, {
		commit: await refs.tip(historyBranch),
		names
	});
}
/**
* Appends what one run came to, an entry for each of its projects, in one commit, and returns all that the branch has of
* them now. Where others write at the same time, what they wrote is read and merged before the next try, so that nothing is
* lost; what is there already is not written again. Throws ServiceError.
*/
async function appendToBranch(context, entries) {
	const { github, clock, signal, log } = context;
	const refs = await github.refs();
	const names = entries.map(({ name }) => name);
	for (let attempt = 1; attempt <= mostAttempts; attempt++) {
		const from = await refs.tip(historyBranch);
		const known = await readAt(context, refs, {
			commit: from,
			names
		});
		const merged = new Map(known);
		for (const entry of entries) merged.set(entry.name, mergeHistories(merged.get(entry.name) ?? [], [entry]));
		const changed = [...merged].flatMap(([name, history]) => {
			const text = renderHistory(history);
			return text === renderHistory(known.get(name) ?? []) ? [] : [[`${name}.jsonl`, text]];
		});
		if (changed.length === 0) return merged;
		const to = await refs.commit({
			parent: from,
			files: {
				...from === void 0 && { "README.md": readme },
				...Object.fromEntries(changed)
			},
			message: messageOf(context, entries)
		});
		if (await refs.move(historyBranch, {
			from,
			to
		})) return merged;
		log.debug(`${historyBranch} was written by another run; reading it again`);
		await clock.sleep(waitOf(entries[0], attempt), signal);
	}
	throw new ServiceError(`Cannot append to the branch ${historyBranch}: others were first ${mostAttempts} times`, { service: "GitHub" });
}
async function readAt({ log }, refs, { commit, names }) {
	const found = /* @__PURE__ */ new Map();
	if (commit === void 0) return found;
	for (const name of names) {
		const file = `${name}.jsonl`;
		const content = await refs.read(commit, file, mostHistoryBytes);
		if (content === void 0) continue;
		const { entries, refused } = parseHistory(new TextDecoder().decode(content), name);
		if (refused > 0) log.warn(`${refused} lines of "${file}" on the branch ${historyBranch} are no entries, and left out`);
		found.set(name, mergeHistories(entries));
	}
	return found;
}
/** Doubling up to the longest wait, of which each run takes another part: two that collided do not meet again. */
function waitOf({ run, job, name }, attempt) {
	const draw = createHash("sha256").update(`${run} ${job} ${name} ${attempt}`).digest().readUInt32BE();
	return Math.round(Math.min(longestWait, 250 * 2 ** attempt) * (draw / 2 ** 32));
}
/** No workflow is on the branch to start; what else listens to pushes is told to leave it alone. */
function messageOf({ environment }, entries) {
	const [{ name, run } = {
		name: "",
		run: ""
	}] = entries;
	const url = runUrl(environment);
	const body = [...entries.map((each) => `${each.name} at ${each.commit.slice(0, 7)}: ${each.verdict}`), ...url === void 0 ? [] : [url]].join("\n");
	return `Append run ${run} to the history of ${entries.length === 1 ? name : `${entries.length} models`}\n\n${body}\n\n[skip ci]`;
}
const readme = `# History of metrics

What the gates of runs on the default branch came to, written by mlops-actions (\`report.history: branch\`): a file for each
model, \`<name>.jsonl\`, a line of JSON for each run. Nothing else belongs here, and nothing of it is ever run.
`;

export { appendToBranch, readBranch };