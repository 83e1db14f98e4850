import { legName } from "./bundle.js";
import { byStart } from "./core.js";
import { hasWorked } from "./commenting.js";

// src/comment/divide-bundles.ts
/**
* Divides the bundles of one model by result. Jobs that follow each other carry each other's reports; where two have
* different ones of one action, neither stands for the other: each is a result of its own, called after the values of
* its matrix or, where several jobs have these, after its whole leg. A bundle is part of all results that it does not
* contradict.
*/
function divideBundles(bundles) {
	if (bundles.length === 0) return [];
	const read = withoutReplaced(bundles.map((bundle) => ({
		bundle,
		pieces: piecesOf(bundle)
	})));
	const contested = contestedActions(read.flatMap(({ pieces }) => pieces));
	const keyed = read.map((each) => ({
		...each,
		keys: each.pieces.flatMap(({ text, report }) => contested.has(report.action) ? [text] : [])
	}));
	if (contested.size === 0) return [resultOf(void 0, keyed)];
	const units = grouped(keyed.filter(({ keys }) => keys.length > 0), ({ bundle: { leg, job } }) => leg === void 0 ? job : legName(leg, job)).flatMap(([leg, members]) => contestedActions(members.flatMap(({ pieces }) => pieces)).size === 0 ? [{
		leg,
		keys: new Set(members.flatMap(({ keys }) => keys))
	}] : members.map(({ bundle, keys }) => ({
		leg: bundle.leg ?? bundle.job,
		keys: new Set(keys)
	})));
	return units.filter(({ keys }, at) => !units.some((other, index) => index !== at && isPart(keys, other.keys, at > index))).map(({ leg, keys }) => resultOf(leg, keyed.filter((each) => each.keys.every((key) => keys.has(key)))));
}
/** Whether all of one is in the other; of two that are equal the second is part of the first. */
function isPart(keys, other, isSecond) {
	return (keys.size < other.size || isSecond && keys.size === other.size) && [...keys].every((key) => other.has(key));
}
function piecesOf({ job, reports }) {
	return reports.map((report) => ({
		text: JSON.stringify(report),
		report,
		isOwn: job !== void 0 && report.run.job === job
	}));
}
/** Without what a job carries of another job that was run again since. */
function withoutReplaced(read) {
	const own = read.flatMap(({ pieces }) => pieces.filter(({ isOwn }) => isOwn));
	const texts = new Set(own.map(({ text }) => text));
	const newest = /* @__PURE__ */ new Map();
	for (const { report } of own) {
		const key = `${report.action} ${report.run.job}`;
		newest.set(key, Math.max(newest.get(key) ?? 0, report.run.attempt ?? 1));
	}
	const isCurrent = ({ text, report: { action, run } }) => texts.has(text) || (run.attempt ?? 1) >= (newest.get(`${action} ${run.job}`) ?? 0);
	return read.map((each) => ({
		...each,
		pieces: each.pieces.filter(isCurrent)
	}));
}
/** Actions of which there are different reports; that of restore or save is always its own job's. */
function contestedActions(pieces) {
	const contested = grouped(pieces.filter(({ report }) => hasWorked([report])), ({ report }) => report.action).filter(([, own]) => own.some((piece) => own.some((other) => differ(piece, other))));
	return new Set(contested.map(([action]) => action));
}
/** Whether neither of two reports of one action stands for the other: what a job found again, its later report tells. */
function differ({ text, report }, { text: otherText, report: other }) {
	if (text === otherText) return false;
	return !(report.run.job !== other.run.job && report.report !== void 0) || JSON.stringify(report.report) !== JSON.stringify(other.report);
}
function resultOf(leg, members) {
	const latest = /* @__PURE__ */ new Map();
	for (const { report } of members.flatMap(({ pieces }) => pieces)) {
		const known = latest.get(report.action);
		if (known === void 0 || known.started <= report.started) latest.set(report.action, report);
	}
	const reports = [...latest.values()].sort(byStart);
	return {
		leg,
		bundles: members.map(({ bundle }) => bundle),
		reports
	};
}
/** Node 20 has no Map.groupBy. */
function grouped(items, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const each of items) groups.set(keyOf(each), [...groups.get(keyOf(each)) ?? [], each]);
	return [...groups];
}

export { divideBundles, grouped };