import { findMetric, formatChange, formatMetric } from "./evaluating.js";
import { verdictIcons, verdictWords } from "./core.js";
import { compareEntries, isSameRun } from "./history.js";

// src/history/tell-metric.ts
/** From so many runs on it is said that one is the best or the worst of them. */
const fewestRanked = 5;
/**
* Steps in one direction that are told: of runs that differ by chance alone, the last five values are in order, in one
* given direction, once in 120 times.
*/
const longTrail = 4;
/** What the last of a metric's values is among those before it, in one sentence; undefined where there are none. */
function tellMetric(name, values) {
	const last = values.at(-1);
	const before = values.slice(0, -1);
	if (last === void 0 || before.length === 0) return void 0;
	const metric = findMetric(name);
	const shown = `${metric?.label ?? name} ${formatMetric(name, last)}`;
	const steady = countWhile(before, (value) => value === last);
	if (steady === before.length) return `${shown} is what it was in all ${values.length} runs`;
	if (steady > 0) return `${shown} is what it was in the ${steady === 1 ? "run" : `${steady} runs`} before`;
	const change = `${formatChange(name, last - before.at(-1))} from the run before`;
	const [least, greatest] = [Math.min(...before), Math.max(...before)];
	const place = last < least ? "lowest" : last > greatest ? "highest" : void 0;
	const trail = tellTrail(values);
	if (place === void 0 || values.length < fewestRanked) {
		const range = `${formatMetric(name, least)} and ${formatMetric(name, greatest)}`;
		return `${shown}: ${change}${before.length > 1 ? `; the ${before.length} runs before it lie between ${range}` : ""}${trail}`;
	}
	return `${shown} is the ${wordFor(place, metric?.direction)} of the last ${values.length} runs, ${change}${trail}`;
}
function wordFor(place, direction) {
	if (direction === void 0) return place;
	return place === "highest" === (direction === "maximize") ? "best" : "worst";
}
function tellTrail(values) {
	const steps = values.slice(1).map((value, index) => Math.sign(value - values[index]));
	const last = steps.at(-1);
	const length = countWhile(steps, (step) => step === last);
	return length < longTrail ? "" : `; it ${last > 0 ? "rose" : "fell"} in each of the last ${length} runs`;
}
/** How many of the last ones hold. */
function countWhile(values, holds) {
	return values.length - 1 - values.findLastIndex((value) => !holds(value));
}

// src/history/history-sections.ts
/** Runs whose values a chart in a comment shows, and rows of its table. */
const chartRuns = 24;
const tableRuns = 10;
/** Metrics that are shown. */
const mostShown = 4;
const verdictOf = (verdict) => `${verdictIcons[verdict]} ${verdictWords[verdict].toLowerCase()}`;
/**
* What a report says of the runs before: the last ones as charts and a table, all of them on the page. `branch` is what
* the branch is called. No sections where nothing is known of the time before the run that is reported on.
*/
function historySections({ current, known = [] }, branch) {
	const past = known.filter((entry) => !isSameRun(entry, current) && compareEntries(entry, current) < 0);
	if (past.length === 0) return [];
	const runs = [...past, current];
	const metrics = shownMetrics(current);
	const last = runs.slice(-24);
	const table = runsTable(runs.slice(-11), metrics).slice(0, tableRuns);
	return [{
		title: "History",
		rank: 8,
		folded: true,
		text: [...tell(last, metrics), ...tellRows(last)],
		charts: metrics.flatMap((name) => metricChart(last, name, branch)),
		tables: [tableOf(table, metrics, runs.length)]
	}, ...runs.length > tableRuns ? [wholeHistory(runs, metrics, branch)] : []];
}
/** Those that rules name; without rules the first one. */
function shownMetrics({ metrics }) {
	const gated = metrics.filter((metric) => metric.gated);
	return (gated.length > 0 ? gated : metrics.slice(0, 1)).slice(0, mostShown).map(({ name }) => name);
}
function tell(runs, metrics) {
	return metrics.flatMap((name) => {
		const values = runs.flatMap((run) => measured(run, name) ?? []);
		return tellMetric(name, values) ?? [];
	});
}
/** Metrics of other rows are not measured on the same thing. */
function tellRows(runs) {
	const digests = runs.flatMap(({ evaluation }) => evaluation ?? []);
	const changes = digests.filter((digest, index) => index > 0 && digest !== digests[index - 1]).length;
	return changes === 0 ? [] : [`The test rows changed ${changes === 1 ? "once" : `${changes} times`} in these runs: what was measured before and after such a change was measured on other rows`];
}
function metricChart(runs, name, branch) {
	const values = runs.map((run) => measured(run, name) ?? null);
	if (values.filter((value) => value !== null).length < 2) return [];
	const label = labelOf(name);
	return [{
		kind: "line",
		title: `${label} of the last ${runs.length - 1} runs on ${branch}, and of this one`,
		x: {
			label: "Commit",
			values: distinct(runs.map(({ commit }) => commit.slice(0, 7)))
		},
		y: { label },
		series: [{
			label,
			values
		}]
	}];
}
/** Every run by its number, as so many commits have no room under a chart. */
function wholeHistory(runs, metrics, branch) {
	const numbers = runs.map((_, index) => index - runs.length + 1);
	const charts = metrics.map((name) => {
		const label = labelOf(name);
		return {
			kind: "line",
			title: `${label} of ${runs.length - 1} runs on ${branch}, and of this one`,
			x: {
				label: "Runs before this one",
				values: numbers
			},
			y: { label },
			series: [{
				label,
				values: runs.map((run) => measured(run, name) ?? null)
			}]
		};
	});
	return {
		title: "Whole history",
		rank: 9,
		folded: true,
		pageOnly: true,
		...runs.length > chartRuns && { charts },
		tables: [tableOf(runsTable(runs, metrics), metrics, runs.length)]
	};
}
/** A row a run, the newest first; each value with its difference from the one before. */
function runsTable(runs, metrics) {
	const before = /* @__PURE__ */ new Map();
	return runs.map((run, index) => {
		const cells = metrics.map((name) => {
			const value = measured(run, name);
			if (value === void 0) return null;
			const earlier = before.get(name);
			before.set(name, value);
			const change = earlier === void 0 ? "" : ` (${formatChange(name, value - earlier)})`;
			return `${formatMetric(name, value)}${change}`;
		});
		const commit = run.commit.slice(0, 7);
		return [
			index === runs.length - 1 ? `${commit} (this one)` : commit,
			run.time.slice(0, 10),
			verdictOf(run.verdict),
			...cells
		];
	}).reverse();
}
function tableOf(rows, metrics, total) {
	return {
		columns: [
			{ label: "Commit" },
			{ label: "Date" },
			{ label: "Verdict" },
			...metrics.map((name) => ({
				label: labelOf(name),
				align: "right"
			}))
		],
		rows,
		...total > rows.length && { total }
	};
}
function measured({ metrics }, name) {
	return metrics.find((metric) => metric.name === name)?.value;
}
function labelOf(name) {
	return findMetric(name)?.label ?? name;
}
/** A commit that ran several times has a point each: `1a2b3c4`, `1a2b3c4 (2)`. */
function distinct(labels) {
	const seen = /* @__PURE__ */ new Map();
	return labels.map((label) => {
		const times = (seen.get(label) ?? 0) + 1;
		seen.set(label, times);
		return times === 1 ? label : `${label} (${times})`;
	});
}

export { historySections };