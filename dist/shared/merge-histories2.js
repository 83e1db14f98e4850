// src/history/merge-histories.ts
/** Runs that a history keeps; older ones are forgotten. */
const mostEntries = 1e3;
/**
* What all of them know, oldest run first: one entry a run and job, its latest attempt's. It does not matter in which
* order, how grouped or how often they are merged, so that runs that know nothing of each other lose nothing.
*/
function mergeHistories(...histories) {
	const latest = /* @__PURE__ */ new Map();
	for (const entry of histories.flat()) {
		const key = keyOf(entry);
		const known = latest.get(key);
		if (known === void 0 || isLater(entry, known)) latest.set(key, entry);
	}
	return [...latest.values()].sort(compareRuns).slice(-1e3);
}
/** By the age of their runs, whichever attempt it was: GitHub's ids grow with time. */
function compareRuns(a, b) {
	return a.run.length - b.run.length || compareText(a.run, b.run) || compareText(a.job ?? "", b.job ?? "");
}
/** Whether both are of the same run and job. */
function isSameRun(a, b) {
	return keyOf(a) === keyOf(b);
}
function keyOf({ run, job }) {
	return `${run} ${job ?? ""}`;
}
/** A total order of the entries of one run. */
function isLater(a, b) {
	return (a.attempt - b.attempt || compareText(a.time, b.time) || compareText(JSON.stringify(a), JSON.stringify(b))) > 0;
}
function compareText(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

export { compareRuns, isSameRun, mergeHistories, mostEntries };