import { openBranch, severalGates } from "./commenting.js";

// src/actions/model-histories.ts
/** Models whose histories are written by one commit. */
const mostAtOnce = 10;
/**
* Completes the histories of a run's models: what a bundle does not carry itself is kept on the branch, where those of a
* run on the default branch are appended. Of legs that share a name none is, as nobody could tell them apart later.
*/
async function withHistories(context, saved) {
	const asked = /* @__PURE__ */ new Map();
	const mixed = /* @__PURE__ */ new Set();
	for (const { history, name } of saved) {
		if (history === void 0 || history.known !== void 0) continue;
		const { current } = history;
		const other = asked.get(name);
		if (other?.attempt === current.attempt && JSON.stringify(other) !== JSON.stringify(current)) mixed.add(name);
		if (other === void 0 || other.attempt <= current.attempt) asked.set(name, current);
	}
	for (const name of mixed) {
		context.log.warn(severalGates(name));
		asked.delete(name);
	}
	const known = /* @__PURE__ */ new Map();
	const entries = [...asked.values()];
	for (let from = 0; from < entries.length; from += mostAtOnce) for (const [name, history] of await openBranch(context, entries.slice(from, from + mostAtOnce))) known.set(name, history);
	return saved.map((each) => each.history === void 0 ? each : {
		...each,
		history: {
			known: mixed.has(each.name) ? [] : known.get(each.name),
			...each.history
		}
	});
}

export { withHistories };