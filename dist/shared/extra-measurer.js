import { estimateMetrics } from "./gate.js";
import { counted, isAddress, readReports, runOf } from "./core.js";
import { findMetric, isFairness, nameIn, normalCdf, promiseAt, saysTheSame } from "./evaluating.js";
import { estimateMean, estimateShare, transformEstimate } from "./statistics.js";
import { exp } from "./numbers.js";
import { isGlob, listFolder, parseGlob } from "./dividing.js";

// src/statistics/mover.ts
/**
* Bounds of the difference of two independent quantities from the bounds of each: MOVER (Newcombe, "Interval estimation
* for the difference between independent proportions", 1998, method 10, where they are Wilson's; in general Zou and
* Donner, "Construction of confidence limits about effect measures", 2008).
*/
function differenceBounds(first, second) {
	const difference = first.value - second.value;
	return [difference - Math.hypot(first.value - first.lower, second.upper - second.value), difference + Math.hypot(first.upper - first.value, second.value - second.lower)];
}
/**
* Bounds of the ratio of two independent quantities that are not negative: the x at which MOVER's bound of
* first - x second is 0 (Donner and Zou, "Closed-form confidence intervals for functions of the normal mean and standard
* deviation", 2012, page 351), in a form without cancellation. The upper one is Infinity where the second may be 0.
*/
function ratioBounds(first, second) {
	const product = first.value * second.value;
	const squared = ({ value }, end) => end * (2 * value - end);
	const root = (numerator, denominator) => Math.sqrt(Math.max(0, product * product - numerator * denominator));
	const least = squared(first, first.lower);
	const most = squared(first, first.upper);
	const below = squared(second, second.upper);
	const above = squared(second, second.lower);
	return [least === 0 ? 0 : least / (product + root(least, below)), above <= 0 ? Number.POSITIVE_INFINITY : (product + root(most, above)) / above];
}

// src/statistics/extreme-contrast.ts
/** The largest standard score that a bound is looked for at: p below 1e-299 is nobody's. */
const mostScore = 37;
/** The greatest difference of two members of a family: of several families the greatest of all. */
function estimateGreatestDifference(families) {
	const ends = extremeBounds(families, differenceBounds, Math.max);
	return withBounds(families, {
		value: Math.max(...families.map((family) => spreadOf(family, (low, high) => high - low))),
		lower: {
			at: (alpha) => Math.max(0, ends(alpha)[0]),
			pairs: pairsOf(families)
		},
		upper: {
			at: (alpha) => Math.min(1, ends(alpha)[1]),
			pairs: 1
		}
	});
}
/** The least ratio of two members of a family: of several families the least of all. */
function estimateLeastRatio(families) {
	const ends = extremeBounds(families, ratioBounds, Math.min);
	return withBounds(families, {
		value: Math.min(...families.map((family) => spreadOf(family, (low, high) => low / high))),
		lower: {
			at: (alpha) => Math.max(0, ends(alpha)[0]),
			pairs: 1
		},
		upper: {
			at: (alpha) => Math.min(1, ends(alpha)[1]),
			pairs: pairsOf(families)
		}
	});
}
/**
* That no pair is as far apart as x is shown where it is shown of every pair, each at alpha: an intersection-union test
* (Berger, "Multiparameter hypothesis testing and acceptance sampling", 1982). That some pair is farther apart is shown by
* one pair of many, so that they share alpha (Bonferroni).
*/
function withBounds(families, { value, lower, upper }) {
	const boundOf = (side, alpha) => side.at(alpha / side.pairs);
	const proving = upper.pairs === 1 ? upper : lower;
	return {
		value,
		n: Math.max(...families.map((family) => family.reduce((sum, { n }) => sum + n, 0))),
		standardError: Math.abs(boundOf(proving, normalCdf(-1)) - value),
		method: "MOVER of each pair of groups, from Wilson's bounds of their shares",
		bounds: (alpha) => [boundOf(lower, alpha), boundOf(upper, alpha)],
		pBelow: (x) => leastAlpha(upper, (bound) => bound < x),
		pAbove: (x) => leastAlpha(lower, (bound) => bound > x)
	};
}
/** The least alpha at which a bound is beyond a value; 1 where that is more than a half of each pair. */
function leastAlpha({ at, pairs }, isBeyond) {
	let [low, high] = [0, mostScore];
	if (!isBeyond(at(.5))) return 1;
	if (isBeyond(at(normalCdf(-high)))) return Math.min(1, pairs * normalCdf(-high));
	for (let step = 0; step < 60; step++) {
		const middle = (low + high) / 2;
		if (isBeyond(at(normalCdf(-middle)))) low = middle;
		else high = middle;
	}
	return Math.min(1, pairs * normalCdf(-low));
}
/** The most extreme of all ordered pairs' bounds, each pair at alpha. */
function extremeBounds(families, boundsOf, extreme) {
	return (alpha) => {
		let [lower, upper] = [NaN, NaN];
		for (const family of families) {
			const members = family.map((member) => {
				const [low, high] = member.bounds(alpha);
				return {
					value: member.value,
					lower: Math.max(0, low),
					upper: Math.min(1, high)
				};
			});
			for (const [index, first] of members.entries()) for (const [other, second] of members.entries()) {
				if (index === other) continue;
				const [low, high] = boundsOf(first, second);
				lower = Number.isNaN(lower) ? low : extreme(lower, low);
				upper = Number.isNaN(upper) ? high : extreme(upper, high);
			}
		}
		return [lower, upper];
	};
}
function pairsOf(families) {
	return families.reduce((sum, { length }) => sum + length * (length - 1), 0);
}
function spreadOf(family, of) {
	const values = family.map(({ value }) => value);
	return of(Math.min(...values), Math.max(...values));
}

// src/gate/share-of-rows.ts
/**
* The share of the rows that are hits: Wilson's interval, or that of a mean of rows that weigh or belong together. Without
* rows its value is NaN.
*/
function shareOfRows({ weights, groups }, rows, isHit) {
	if (weights === void 0 && groups === void 0) return estimateShare(rows.filter(isHit).length, rows.length);
	const codes = /* @__PURE__ */ new Map();
	return estimateMean(Float64Array.from(rows, (row) => Number(isHit(row))), {
		weights: weights && Float64Array.from(rows, (row) => weights[row]),
		groups: groups && Int32Array.from(rows, (row) => {
			const code = codes.get(groups[row]) ?? codes.size;
			codes.set(groups[row], code);
			return code;
		}),
		range: [0, 1]
	});
}

// src/gate/fairness.ts
/** The rates that fairlearn's words compare. */
const rates = {
	demographic_parity: ["selection"],
	equal_opportunity: ["truePositive"],
	equalized_odds: ["truePositive", "falsePositive"]
};
/** Groups that are compared, each with each: more are no groups of people. */
const mostGroups = 200;
/**
* How unequally the groups of a column are treated, as fairlearn defines it (the greatest difference, or the least ratio,
* between groups; of equalised odds the worse of both rates), with bounds that hold for all pairs of groups at once. Groups
* of fewer than `minRows` rows are left out, and of a rate those that have no rows that it is a share of.
*/
function measureFairness(metric, evaluation, { column, minRows }) {
	const asked = rates[metric.replace(/_(?:difference|ratio)$/, "")] ?? [];
	const { task, classes, positive } = evaluation;
	if (task === "regression") return { missing: `${metric} is for classes, not for numbers` };
	if (classes.length !== 2) return { missing: `${metric} is about one positive class of two, and there are ${classes.length} classes` };
	if (positive === void 0) return { missing: "it is not known which class is the positive one: set data.positive" };
	const all = rowsByValue(column);
	const groups = all.filter(({ length }) => length >= minRows);
	if (groups.length < 2) return { missing: `fewer than two groups of "${column.name}" have ${counted(minRows, "row")}` };
	if (groups.length > mostGroups) return { missing: `"${column.name}" has more than ${mostGroups} groups` };
	const families = asked.map((rate) => familyOf(rate, evaluation, groups));
	if (families.some(({ length }) => length < 2)) return { missing: `fewer than two groups of "${column.name}" have rows of both classes` };
	const isRatio = metric.endsWith("_ratio");
	if (isRatio && families.some((family) => family.every(({ value }) => value === 0))) return { missing: "a rate is 0 in every group, and a ratio of zeros says nothing" };
	const estimate = isRatio ? estimateLeastRatio(families) : estimateGreatestDifference(families);
	const small = all.length - groups.length;
	const left = [...small > 0 ? [`${counted(small, `group`)} with fewer than ${counted(minRows, "row")}`] : [], ...families.some(({ length }) => length < groups.length) ? ["groups that lack a class"] : []];
	if (left.length === 0) return estimate;
	return {
		...estimate,
		caution: `Of ${column.name}, ${left.join(" and ")} left out of ${metric}.`
	};
}
function rowsByValue({ values, codes }) {
	const rows = values.map(() => []);
	for (let row = 0; row < codes.length; row++) rows[codes[row]].push(row);
	return rows.filter(({ length }) => length > 0);
}
/** The rate of each group that has rows for it. */
function familyOf(rate, evaluation, groups) {
	const { actual, positive, challenger } = evaluation;
	const asked = {
		selection: () => true,
		truePositive: (row) => actual[row] === positive,
		falsePositive: (row) => actual[row] !== positive
	}[rate];
	return groups.map((rows) => rows.filter(asked)).filter(({ length }) => length > 0).map((rows) => shareOfRows(evaluation, rows, (row) => challenger.predicted[row] === positive)).filter(({ value }) => !Number.isNaN(value));
}

// src/gate/flips.ts
/**
* The share of rows whose predicted class is not the baseline's, or, where `negative`, of those that the baseline had
* right and the model has wrong ("Positive-congruent training: towards regression-free model updates", Yan et al. 2021). A number where both say the same of every row.
*/
function measureFlips(evaluation, { negative }) {
	const { task, actual, challenger, champion } = evaluation;
	if (task === "regression") return { missing: "numbers have no classes that flip" };
	if (champion === void 0) return { missing: "there is no baseline to compare with yet" };
	if (saysTheSame(challenger, champion)) return 0;
	const flips = (row) => challenger.predicted[row] !== champion.predicted[row];
	const rows = Array.from({ length: evaluation.rows }, (_, row) => row);
	return shareOfRows(evaluation, rows, negative ? (row) => flips(row) && champion.predicted[row] === actual[row] : flips);
}

// src/metrics/debiased-ece.ts
/**
* The expected calibration error less its bias: even of perfect probabilities a bin's share of hits is off by chance, and
* the distance never cancels. In each bin the expected distance of a normal share with the bin's own mean and variance
* (a folded normal, in closed form) less the distance found is the bias (Kumar, Liang and Ma, "Verified uncertainty
* calibration", NeurIPS 2019; `normal_debiased_ce` of their library draws the same normal). At 200 rows that takes away about
* 40 % of the bias of perfect probabilities, as the found distance stands for the true one. Not below 0; NaN without
* probabilities. Weighted rows count as the effective number of rows of Kish, (\u03a3w)\u00b2 / \u03a3w\u00b2.
*/
function debiasedEce({ actual, classes, weights, rows }, { scores }, bins = 10) {
	if (scores === void 0 || rows === 0) return NaN;
	const of = {
		actual,
		scores,
		classes: classes.length
	};
	const sums = Array.from({ length: bins }, () => ({
		weight: 0,
		squares: 0,
		promised: 0,
		hits: 0
	}));
	for (let row = 0; row < rows; row++) {
		const { promised, hit } = promiseAt(of, row);
		const weight = weights ? weights[row] : 1;
		const bin = sums[Math.min(bins - 1, Math.floor(promised * bins))];
		bin.weight += weight;
		bin.squares += weight * weight;
		bin.promised += weight * promised;
		bin.hits += weight * hit;
	}
	let whole = 0;
	let error = 0;
	for (const { weight, squares, promised, hits } of sums) {
		if (weight === 0) continue;
		const share = hits / weight;
		const gap = Math.abs(promised / weight - share);
		const spread = Math.sqrt(share * (1 - share) * squares / (weight * weight));
		error += weight * (2 * gap - foldedMean(gap, spread));
		whole += weight;
	}
	return Math.max(0, error / whole);
}
/** The mean of |x| for a normal x (Leone, Nelson and Nottingham 1961). */
function foldedMean(mean, spread) {
	if (spread === 0) return Math.abs(mean);
	const z = mean / spread;
	return spread * Math.sqrt(2 / Math.PI) * exp(-z * z / 2) + mean * (2 * normalCdf(z) - 1);
}

// src/actions/extra-measurer.ts
const noRows = { missing: "there are no predictions of the test rows" };
const noModel = { missing: "it is not known which model the metrics are of: name its folder with the input model" };
/** What measures the metrics beside those of the predictions; what two of them need is worked out once. */
function extraMeasurer(context, sources) {
	let timed;
	const latency = () => timed ??= latencyOf(context, sources);
	const measurers = {
		model_size: () => modelSize(context, sources),
		data_errors: () => countData(context, "error"),
		data_warnings: () => countData(context, "warning"),
		data_age: () => dataAge(context, sources),
		latency_p50: async () => (await latency()).p50,
		latency_ratio: async () => (await latency()).ratio,
		debiased_ece: () => calibrationError(sources),
		flip_rate: () => flips(sources, false),
		negative_flip_rate: () => flips(sources, true)
	};
	return async (metric, by) => {
		if (isFairness(metric)) return fairness(metric, by, sources);
		return metric.startsWith("gap.") ? gap(context, metric.slice(4), sources) : measurers[metric]();
	};
}
async function modelSize({ files }, { model }) {
	if (model === void 0) return noModel;
	const { base, names } = await listFolder(files, model);
	if (names.length === 0) return { missing: `there is no model in "${model}"` };
	let bytes = 0;
	for (const name of names) bytes += await files.size(`${base}/${name}`) ?? 0;
	return bytes;
}
/** What `validate-data` found in this run. */
async function countData(context, severity) {
	const { files, project, environment } = context;
	const stored = (await readReports(files, project.folders.reports, runOf(environment))).findLast(({ action }) => action === "validate-data");
	if (stored === void 0) return { missing: "validate-data has not run before in this run" };
	const { report } = stored;
	if (report === void 0) return { missing: "validate-data did not finish" };
	if (report.verdict === "refused" || report.verdict === "skipped") return { missing: "validate-data could not judge the data" };
	return report.sections.flatMap(({ findings: each = [] }) => each).filter((finding) => finding.severity === severity).length;
}
/** Seconds since the newest training rows, or since the data file changed. */
async function dataAge(context, { manifest }) {
	const { clock, git, project } = context;
	const split = manifest?.split;
	const cut = split?.rule === "time" && split.cut !== void 0 ? Date.parse(split.cut) : NaN;
	if (!Number.isNaN(cut)) return (clock.now() - cut) / 1e3;
	const { dataPath } = project;
	if (dataPath === void 0 || isAddress(dataPath)) return { missing: "data that are no file of the repository have no age, unless data.split.time names their time" };
	const file = isGlob(dataPath) ? parseGlob(dataPath).base : dataPath;
	const changed = await git.changeTime(project.directory, file) ?? await git.changeTime(project.directory, `${file}.dvc`);
	if (changed === void 0) return { missing: "the history that is checked out does not say when the data changed: set fetch-depth: 0" };
	return clock.now() / 1e3 - changed;
}
async function latencyOf(context, { model, baseline }) {
	if (model === void 0) return {
		p50: noModel,
		ratio: noModel
	};
	const { measureLatency } = await import("./measure-latency.js");
	return measureLatency(context, {
		model,
		champion: baseline.model,
		noChampion: baseline.noModel
	});
}
function calibrationError({ own: { evaluation } }) {
	if (evaluation === void 0) return noRows;
	if (evaluation.task === "regression") return { missing: "numbers have no calibration error" };
	const value = debiasedEce(evaluation, evaluation.challenger);
	return Number.isNaN(value) ? { missing: "the predictions have no probabilities" } : value;
}
function flips({ own, baseline }, negative) {
	if (own.evaluation === void 0) return noRows;
	if (own.evaluation.task === "regression") return { missing: "numbers have no classes that flip" };
	const { evaluation, noRows: missing } = baseline;
	return evaluation === void 0 ? { missing } : measureFlips(evaluation, { negative });
}
function fairness(metric, by, { own, minRows }) {
	if (own.evaluation === void 0) return noRows;
	const column = own.slices?.find(({ name }) => name === by);
	if (column === void 0) return { missing: `the predictions have no column "${by}"` };
	return measureFairness(metric, own.evaluation, {
		column,
		minRows
	});
}
/** The training score is known, that of the test rows is an estimate: so is what lies between them. */
function gap({ resampleKernel }, metric, { metrics, own }) {
	const training = metrics.training?.get(metric);
	if (training === void 0 || Number.isNaN(training)) return { missing: `the metrics do not say what ${metric} is on the training rows` };
	const sign = findMetric(metric)?.direction === "minimize" ? 1 : -1;
	const change = {
		scale: sign,
		offset: -sign * training
	};
	const effort = { openKernel: resampleKernel };
	const [found] = own.evaluation ? estimateMetrics(own.evaluation, [{
		metric,
		factors: []
	}], effort) : [];
	const test = found?.challenger ?? metrics.values.get(nameIn(metrics, metric));
	if (test === void 0) return { missing: `the metrics have no "${metric}"` };
	return typeof test === "number" ? change.scale * test + change.offset : transformEstimate(test, change);
}

export { extraMeasurer };