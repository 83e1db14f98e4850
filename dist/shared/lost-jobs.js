import { clipText, shownOf } from "./core.js";

// src/comment/lost-jobs.ts
/** How a job ends that may not have come to its last step, in words. */
const endings = {
	failure: "failed",
	cancelled: "was cancelled",
	timed_out: "took too long",
	startup_failure: "could not start"
};
/** Jobs that are named. */
const mostNamed = 20;
/**
* The jobs of an attempt that did not succeed and saved nothing in it. `since` is when the attempt started (ISO 8601): what
* started before was not run again, though GitHub lists it. None where bundles do not say which job saved them, as it
* cannot be told then.
*/
function findLostJobs(jobs, saved, { attempt, since }) {
	const own = saved.filter((each) => each.attempt === attempt);
	if (own.some(({ checkRun }) => checkRun === void 0)) return [];
	const known = new Set(own.map(({ checkRun }) => checkRun));
	return jobs.filter(({ id, conclusion = "", started }) => Object.hasOwn(endings, conclusion) && !known.has(id) && !isBefore(started, since));
}
/** What a comment says of them; the names are the workflow's, and may be anything. */
function tellLostJobs(lost) {
	const hint = "Its log says more. If it judges a model, what it came to is not here";
	const findings = lost.slice(0, shownOf(lost.length, mostNamed)).map(({ name, conclusion = "" }) => {
		return {
			severity: "error",
			message: `The job "${clipText(name, 200)}" ${endings[conclusion]} and saved nothing`,
			hint
		};
	});
	const rest = lost.length - findings.length;
	if (rest === 0) return findings;
	return [...findings, {
		severity: "error",
		message: `So did ${rest} more jobs`
	}];
}
function isBefore(time, since) {
	return time !== void 0 && since !== void 0 && Date.parse(time) < Date.parse(since);
}

export { findLostJobs, tellLostJobs };