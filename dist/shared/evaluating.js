import { UserError, clipText, counted, didYouMean, digestFile, formatAge, formatBytes, formatDifference, formatDuration, formatNumber, formatPercent } from "./core.js";
import { log, log1p, randomFrom, randomState, square, weightsAt } from "./numbers.js";
import { isRecord } from "./config.js";
import { renderTable } from "./markdown.js";
import { findColumn, readData } from "./data.js";
import { gapOf as gapOf$1, listFolder, quoteField, rowNamer } from "./dividing.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/metrics/mean-over.ts
/** The mean of a term over rows, each counted by its weight; NaN without rows. */
function meanOver(rows, weights, term) {
	let sum = 0;
	let total = 0;
	for (let row = 0; row < rows; row++) {
		const weight = weights ? weights[row] : 1;
		sum += weight * term(row);
		total += weight;
	}
	return sum / total;
}

// src/metrics/regression-losses.ts
/** NumPy's float64 epsilon: what MAPE divides by where the actual value is 0. */
const epsilon$2 = 2 ** -52;
const losses$1 = {
	mae: (y, p) => Math.abs(y - p),
	mse: (y, p) => square(y - p),
	mape: (y, p) => Math.abs(y - p) / Math.max(Math.abs(y), epsilon$2),
	smape: (y, p) => {
		const sum = Math.abs(y) + Math.abs(p);
		return sum === 0 ? 0 : 2 * Math.abs(y - p) / sum;
	},
	mean_squared_log_error: (y, p) => y > -1 && p > -1 ? square(log1p(y) - log1p(p)) : NaN,
	mean_poisson_deviance: (y, p) => y >= 0 && p > 0 ? 2 * ((y === 0 ? 0 : y * log(y / p)) - y + p) : NaN,
	mean_gamma_deviance: (y, p) => y > 0 && p > 0 ? 2 * (log(p / y) + y / p - 1) : NaN
};
/**
* The loss whose mean over rows is the metric of a name, `pinball@0.9` among them; undefined for the others. NaN: a
* logarithmic error of values at or below -1, a deviance of predictions at or below 0 or of actual values that its
* distribution does not have.
*/
function findRegressionLoss(name) {
	if (Object.hasOwn(losses$1, name)) return losses$1[name];
	const [stem, quantile = "0.5"] = name.split("@");
	const share = Number(quantile);
	if (stem !== "pinball" || !(share > 0 && share < 1)) return void 0;
	return (y, p) => Math.max(share * (y - p), (share - 1) * (y - p));
}

// src/metrics/regression-metrics.ts
/** What is worked out where nobody asks for more. */
const usual$1 = [
	"r2",
	"rmse",
	"mae",
	"mape",
	"mse",
	"median_absolute_error",
	"max_error",
	"explained_variance"
];
const epsilon$1 = 2 ** -52;
/**
* scikit-learn 1.9's regression metrics: the usual ones, and those of `extra` that there are, `pinball@0.9` among them.
* R\u00b2 and explained variance of a constant target are 1 for exact predictions, else 0; R\u00b2 of fewer than two rows is
* NaN; everything is NaN without rows. `weights` are not negative and have a positive sum; the largest error does not
* heed them, as in scikit-learn.
*/
function regressionMetrics(actual, predicted, weights, extra = []) {
	const sources = regressionSources(actual, predicted, weights);
	const metrics = {};
	for (const name of [...usual$1, ...extra]) {
		const loss = findRegressionLoss(name);
		if (Object.hasOwn(sources, name)) metrics[name] = sources[name]();
		else if (loss !== void 0) metrics[name] = meanLoss(actual, predicted, loss, weights);
	}
	return metrics;
}
/**
* Every metric of predicted numbers that needs no number of its own. NaN: a logarithmic error of values at or below
* -1, a deviance of predictions at or below 0 or of actual values that its distribution does not have.
*/
function regressionSources(actual, predicted, weights) {
	const { length } = actual;
	const mean = (term) => meanOver(length, weights, term);
	const loss = (name) => {
		const of = findRegressionLoss(name);
		return () => meanLoss(actual, predicted, of, weights);
	};
	const errorOf = (row) => actual[row] - predicted[row];
	const absolute = actual.map((_, row) => Math.abs(errorOf(row)));
	const variance = () => {
		const center = mean((row) => actual[row]);
		return mean((row) => square(actual[row] - center));
	};
	const [mse, mae, squaredLogError] = [
		loss("mse"),
		loss("mae"),
		loss("mean_squared_log_error")
	];
	return {
		r2: () => length < 2 ? NaN : shareExplained(mse(), variance()),
		rmse: () => Math.sqrt(mse()),
		mae,
		mape: loss("mape"),
		mse,
		median_absolute_error: () => medianOf(absolute, weights),
		max_error: () => absolute.reduce((greatest, each) => Math.max(greatest, each), length === 0 ? NaN : 0),
		explained_variance: () => {
			const center = mean(errorOf);
			return shareExplained(mean((row) => square(errorOf(row) - center)), variance());
		},
		wape: () => mae() / mean((row) => Math.abs(actual[row])),
		smape: loss("smape"),
		mean_squared_log_error: squaredLogError,
		root_mean_squared_log_error: () => Math.sqrt(squaredLogError()),
		mean_poisson_deviance: loss("mean_poisson_deviance"),
		mean_gamma_deviance: loss("mean_gamma_deviance"),
		d2_absolute_error_score: () => {
			const middle = medianOf(actual, weights);
			return length < 2 ? NaN : shareExplained(mae(), mean((row) => Math.abs(actual[row] - middle)));
		},
		pinball: loss("pinball")
	};
}
function meanLoss(actual, predicted, loss, weights) {
	return meanOver(actual.length, weights, (row) => loss(actual[row], predicted[row]));
}
/** One less a share; of a constant target 1 where nothing is unexplained, else 0. */
function shareExplained(unexplained, variance) {
	if (variance !== 0) return 1 - unexplained / variance;
	if (Number.isNaN(unexplained)) return NaN;
	return unexplained === 0 ? 1 : 0;
}
/**
* The averaged inverted distribution function at one half (Hyndman and Fan 1996, definition 2), of values each of which
* counts so often: the values are sorted once.
*/
function weightedMedianAt(values, weights) {
	const order = Uint32Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
	return (counts) => {
		const weightOf = (row) => (counts ? counts[row] : 1) * (weights ? weights[row] : 1);
		let whole = 0;
		for (const row of order) whole += weightOf(row);
		let below = 0;
		let found;
		for (const row of order) {
			const weight = weightOf(row);
			if (weight <= 0) continue;
			if (found !== void 0) return (values[found] + values[row]) / 2;
			below += weight;
			if (below < whole / 2) continue;
			if (below - whole / 2 > epsilon$1) return values[row];
			found = row;
		}
		return found === void 0 ? NaN : values[found];
	};
}
/** The same once: without weights the values are sorted as numbers, which is many times as fast as by their places. */
function medianOf(values, weights) {
	if (weights !== void 0 || values.some(Number.isNaN)) return weightedMedianAt(values, weights)();
	const sorted = values.toSorted();
	const { length } = sorted;
	return length % 2 === 1 ? sorted[(length - 1) / 2] : length === 0 ? NaN : (sorted[length / 2 - 1] + sorted[length / 2]) / 2;
}

// src/metrics/confusion-matrix.ts
/** Counts of rows (the sums of their weights), classes \u00d7 classes, row-major: `counts[actual * classes + predicted]`. */
function confusionMatrix(actual, predicted, classes, weights) {
	const counts = new Float64Array(classes * classes);
	for (let row = 0; row < actual.length; row++) {
		const cell = actual[row] * classes + predicted[row];
		counts[cell] = counts[cell] + (weights ? weights[row] : 1);
	}
	return counts;
}
/** The counts of each class of a confusion matrix. */
function countClasses(confusion, classes) {
	return Array.from({ length: classes }, (_, index) => {
		let actual = 0;
		let predicted = 0;
		for (let other = 0; other < classes; other++) {
			actual += confusion[index * classes + other];
			predicted += confusion[other * classes + index];
		}
		return {
			hits: confusion[index * classes + index],
			actual,
			predicted
		};
	});
}

// src/metrics/label-metrics.ts
/**
* Metrics of a confusion matrix. A share of nothing is 0 (`zero_division=0`). NaN: kappa where both sides hold the same
* single class, averages without rows, a likelihood ratio without false positives.
*/
const labelMetricTable = {
	accuracy: ({ counts }) => sumOf(counts, (each) => each.hits) / rowsOf(counts),
	balanced_accuracy: ({ counts }) => macro(counts.filter((each) => each.actual > 0), recall),
	...averages("f1", f1),
	...averages("precision", precision),
	...averages("recall", recall),
	...averages("jaccard", jaccard),
	matthews_corrcoef: ({ counts }) => matthewsCorrelation(counts, rowsOf(counts)),
	cohen_kappa: ({ counts }) => cohenKappa(counts, rowsOf(counts)),
	positive_likelihood_ratio: ofPositive((own, counts) => likelihoodRatio(own, rowsOf(counts)))
};
/** Metrics of the positive class of two alone. */
const positiveMetrics = /* @__PURE__ */ new Set([...[
	"f1",
	"precision",
	"recall",
	"jaccard"
], "positive_likelihood_ratio"]);
/** Those metrics that the counts have; `positive` is the code of the positive class of two. */
function labelMetrics(counts, positive) {
	const isBinary = counts.length === 2 && positive !== void 0;
	return Object.fromEntries(Object.entries(labelMetricTable).filter(([name]) => isBinary || !positiveMetrics.has(name)).map(([name, metric]) => [name, () => metric({
		counts,
		positive
	})]));
}
/** Of the positive class; the plain mean; of all counts together; the mean by the classes' rows. */
function averages(name, metric) {
	return {
		[name]: ofPositive(metric),
		[`${name}_macro`]: ({ counts }) => macro(present(counts), metric),
		[`${name}_micro`]: ({ counts }) => metric(together(counts)),
		[`${name}_weighted`]: ({ counts }) => sumOf(counts, (each) => each.actual > 0 ? metric(each) * each.actual : 0) / rowsOf(counts)
	};
}
function ofPositive(metric) {
	return ({ counts, positive }) => positive === void 0 || counts.length !== 2 ? NaN : metric(counts[positive], counts);
}
function present(counts) {
	return counts.filter((each) => each.actual + each.predicted > 0);
}
function rowsOf(counts) {
	return sumOf(counts, (each) => each.actual);
}
function together(counts) {
	const sum = (key) => sumOf(counts, (each) => each[key]);
	return {
		hits: sum("hits"),
		actual: sum("actual"),
		predicted: sum("predicted")
	};
}
function macro(counts, metric) {
	return sumOf(counts, metric) / counts.length;
}
function precision({ hits, predicted }) {
	return predicted === 0 ? 0 : hits / predicted;
}
function recall({ hits, actual }) {
	return actual === 0 ? 0 : hits / actual;
}
function f1({ hits, actual, predicted }) {
	return actual + predicted === 0 ? 0 : 2 * hits / (actual + predicted);
}
function jaccard({ hits, actual, predicted }) {
	return actual + predicted === 0 ? 0 : hits / (actual + predicted - hits);
}
/** Gorodkin's R_K (2004), 0 where either side holds one class. */
function matthewsCorrelation(counts, rows) {
	const covariance = sumOf(counts, (each) => each.hits) * rows - sumOf(counts, (each) => each.actual * each.predicted);
	const product = (square(rows) - sumOf(counts, (each) => square(each.predicted))) * (square(rows) - sumOf(counts, (each) => square(each.actual)));
	if (rows === 0) return NaN;
	return product === 0 ? 0 : covariance / Math.sqrt(product);
}
function cohenKappa(counts, rows) {
	const disagreeing = rows - sumOf(counts, (each) => each.hits);
	const expected = rows - sumOf(counts, (each) => each.actual * each.predicted) / rows;
	return expected === 0 ? NaN : 1 - disagreeing / expected;
}
/** The share of positives among them over that among the others. */
function likelihoodRatio({ hits, actual, predicted }, rows) {
	const misses = predicted - hits;
	const negatives = rows - actual;
	return misses === 0 || actual === 0 ? NaN : hits / actual / (misses / negatives);
}
function sumOf(counts, term) {
	let sum = 0;
	for (const each of counts) sum += term(each);
	return sum;
}

// src/metrics/probability-metrics.ts
/** NumPy's float64 epsilon, to which scikit-learn clips probabilities. */
const epsilon = 2 ** -52;
/** Bins of equal width of the calibration error. */
const calibrationBins$1 = 10;
/** scikit-learn 1.9's metrics of probabilities, and the expected calibration error. */
function probabilityMetrics(outcome) {
	const { actual, classes } = outcome;
	const relative = (loss) => () => actual.length < 2 ? NaN : 1 - loss(outcome) / loss({
		...outcome,
		scores: shares$1(outcome)
	});
	return {
		log_loss: () => logLoss(outcome),
		brier: () => brierScore(outcome),
		d2_log_loss_score: relative(logLoss),
		d2_brier_score: relative(brierScore),
		ece: () => calibrationError(outcome),
		...classes > 2 && { top_k_accuracy: () => topAccuracy(outcome, 2) }
	};
}
/** The share of rows whose class is among the k most probable ones; of equal ones the later classes, as in scikit-learn. */
function topAccuracy(outcome, k) {
	return meanOver(outcome.actual.length, outcome.weights, (row) => topHit(outcome, row, k));
}
/** 1 where the row's class is among the k most probable ones, else 0. */
function topHit({ actual, scores, classes }, row, k) {
	const own = scores[row * classes + actual[row]];
	let before = 0;
	for (let code = 0; code < classes; code++) {
		const score = scores[row * classes + code];
		if (score > own || score === own && code > actual[row]) before++;
	}
	return before < k ? 1 : 0;
}
function logLoss(outcome) {
	return meanOver(outcome.actual.length, outcome.weights, (row) => logLossAt(outcome, row));
}
/** -log of the actual class's probability. */
function logLossAt({ actual, scores, classes }, row) {
	return -logOfShare(scores[row * classes + actual[row]]);
}
/** The logarithm of a probability, clipped to [\u03b5, 1 - \u03b5]. */
function logOfShare(share) {
	return log(Math.min(Math.max(share, epsilon), 1 - epsilon));
}
function brierScore(outcome) {
	return meanOver(outcome.actual.length, outcome.weights, (row) => brierAt(outcome, row));
}
/** The squared distance to the actual class; for two classes half of it, which is the usual Brier score. */
function brierAt({ actual, scores, classes }, row) {
	let distance = 0;
	for (let code = 0; code < classes; code++) distance += square(scores[row * classes + code] - Number(code === actual[row]));
	return classes === 2 ? distance / 2 : distance;
}
/**
* How far the share of hits is from what was promised, in ten bins of equal width by the probability of the later of
* two classes, or of the most probable of several (Guo, Pleiss, Sun, Weinberger 2017).
*/
function calibrationError(outcome) {
	const gaps = new Float64Array(10);
	let total = 0;
	for (let row = 0; row < outcome.actual.length; row++) {
		const { bin, promised, hit } = promiseAt(outcome, row);
		const weight = outcome.weights ? outcome.weights[row] : 1;
		gaps[bin] = gaps[bin] + weight * (hit - promised);
		total += weight;
	}
	return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
}
/** What a row's class was promised with, the bin of that promise, and 1 where it came true. */
function promiseAt({ actual, scores, classes }, row) {
	let code = classes === 2 ? 1 : 0;
	if (classes !== 2) {
		for (let other = 1; other < classes; other++) if (scores[row * classes + other] > scores[row * classes + code]) code = other;
	}
	const promised = scores[row * classes + code];
	return {
		bin: Math.min(9, Math.floor(promised * 10)),
		promised,
		hit: Number(actual[row] === code)
	};
}
/** For every row the classes' shares of all of them. */
function shares$1({ actual, classes, weights }) {
	const counts = new Float64Array(classes);
	let total = 0;
	for (const [row, code] of actual.entries()) {
		const weight = weights ? weights[row] : 1;
		counts[code] = counts[code] + weight;
		total += weight;
	}
	return Float64Array.from({ length: actual.length * classes }, (_, at) => counts[at % classes] / total);
}

// src/metrics/ranked.ts
/** Ranks rows 0 \u2026 rows - 1 by their scores; rows of weight 0 are left out. */
function rankRows(rows, scoreOf, isPositive, weights) {
	const scores = new Float64Array(rows);
	for (let row = 0; row < rows; row++) scores[row] = scoreOf(row);
	const order = Uint32Array.from(scores.keys()).filter((row) => weights?.[row] !== 0).sort((a, b) => scores[b] - scores[a]);
	const cuts = [];
	let hits = 0;
	let misses = 0;
	for (const [rank, row] of order.entries()) {
		if (isPositive(row)) hits += weights ? weights[row] : 1;
		else misses += weights ? weights[row] : 1;
		const next = order[rank + 1];
		if (next === void 0 || scores[next] !== scores[row]) cuts.push({
			score: scores[row],
			hits,
			misses
		});
	}
	return {
		cuts,
		positives: hits,
		negatives: misses
	};
}
/**
* The chance that a positive row scores above a negative one, ties counting half (Mann and Whitney). NaN where there
* are no positive or no negative rows.
*/
function areaUnderRoc({ cuts, positives, negatives }) {
	let twice = 0;
	let hits = 0;
	let misses = 0;
	for (const cut of cuts) {
		twice += (cut.misses - misses) * (cut.hits + hits);
		({hits, misses} = cut);
	}
	return twice / 2 / (positives * negatives);
}
/** The mean precision over the steps of recall, each at its own cut; 0 where there are no positive rows. */
function averagePrecision({ cuts, positives }) {
	let sum = 0;
	let hits = 0;
	for (const cut of cuts) {
		sum += (cut.hits - hits) * (cut.hits / (cut.hits + cut.misses));
		hits = cut.hits;
	}
	if (cuts.length === 0) return NaN;
	return positives === 0 ? 0 : sum / positives;
}
/** The greatest recall of a cut whose precision is at least so much; 0 where none has it. */
function recallAtPrecision({ cuts, positives }, precision) {
	const fine = cuts.filter(({ hits, misses }) => hits / (hits + misses) >= precision);
	return positives === 0 ? NaN : (fine.at(-1)?.hits ?? 0) / positives;
}
/** The positive rows among the first k: where equal scores are cut apart, as many as on average. */
function hitsAmong({ cuts }, k) {
	let before = {
		hits: 0,
		misses: 0
	};
	for (const cut of cuts) {
		const size = cut.hits + cut.misses;
		const known = before.hits + before.misses;
		if (size >= k) return before.hits + (cut.hits - before.hits) * (k - known) / (size - known);
		before = cut;
	}
	return before.hits;
}

// src/statistics/order-by-keys.ts
/** Bits of a key that are sorted by at a time. */
const digit = 11;
/** Sorts keys of 32 bits digit by digit, the last one first: a million in a third of the time that numbers take to be compared. */
function orderByKeys(keys) {
	let from = emptyOrder(keys.length);
	from.keys.set(keys);
	for (let row = 0; row < keys.length; row++) from.order[row] = row;
	let to = emptyOrder(keys.length);
	for (let shift = 0; shift < 32; shift += digit) if (moveByDigit(from, to, shift)) [from, to] = [to, from];
	return from;
}
function emptyOrder(length) {
	return {
		order: new Uint32Array(length),
		keys: new Uint32Array(length)
	};
}
/** Whether there was anything to move: not where all have the same digit. */
function moveByDigit(from, to, shift) {
	const { keys, order } = from;
	const mask = 2 ** digit - 1;
	const places = new Uint32Array(2 ** digit);
	for (let at = 0; at < keys.length; at++) places[keys[at] >>> shift & mask]++;
	if (keys.length === 0 || places[keys[0] >>> shift & mask] === keys.length) return false;
	for (let value = 0, before = 0; value < places.length; value++) {
		const count = places[value];
		places[value] = before;
		before += count;
	}
	for (let at = 0; at < keys.length; at++) {
		const key = keys[at];
		const value = key >>> shift & mask;
		const place = places[value];
		places[value] = place + 1;
		to.keys[place] = key;
		to.order[place] = order[at];
	}
	return true;
}

// src/statistics/sort-rows.ts
/** The same, and where each value ends: by steps of equal size, and what falls on one step by comparison. */
function sortWithEnds(values) {
	const { length } = values;
	const { order, keys } = orderByKeys(stepsOf(values));
	const ends = new Int32Array(length);
	let count = 0;
	let [from, isEqual] = [0, true];
	for (let i = 1; i < length; i++) if (keys[i] !== keys[i - 1]) {
		if (!isEqual) count = sortRun(order.subarray(0, i), from, values, ends, count);
		ends[count++] = i;
		[from, isEqual] = [i, true];
	} else if (values[order[i]] !== values[order[i - 1]]) isEqual = false;
	if (!isEqual) count = sortRun(order, from, values, ends, count);
	if (length > 0) ends[count++] = length;
	return {
		order,
		ends: ends.slice(0, count)
	};
}
/** Which of 2^32 equal steps from the least value to the greatest each is on. */
function stepsOf(values) {
	let [min, max] = [Infinity, -Infinity];
	for (let row = 0; row < values.length; row++) {
		if (values[row] < min) min = values[row];
		if (values[row] > max) max = values[row];
	}
	const last = 2 ** 32 - 1;
	const scale = Math.min(Number.MAX_VALUE, last / (max / 2 - min / 2));
	const steps = new Uint32Array(values.length);
	for (let row = 0; row < values.length; row++) {
		const step = (values[row] / 2 - min / 2) * scale;
		steps[row] = step < last ? step : last;
	}
	return steps;
}
/** Sorts the rows from a place on, and says where their values end but for the last; gives back how many ends there are. */
function sortRun(rows, from, values, ends, count) {
	rows.subarray(from).sort((a, b) => values[a] - values[b] || a - b);
	let known = count;
	for (let place = from + 1; place < rows.length; place++) if (values[rows[place]] !== values[rows[place - 1]]) ends[known++] = place;
	return known;
}

// src/metrics/rank-order.ts
const known = /* @__PURE__ */ new WeakMap();
function knownOf(scores, code) {
	const ofScores = known.get(scores) ?? /* @__PURE__ */ new Map();
	known.set(scores, ofScores);
	const found = ofScores.get(code) ?? {};
	ofScores.set(code, found);
	return found;
}
/**
* Sorts rows by the score of one class, whose rows are positive; not to be written to. `among` leaves out rows by giving
* false.
*/
function orderRows(of, code, among) {
	const { actual, scores, classes, weights } = of;
	const { order, ends } = sortByScore(scores, classes, code);
	if (among !== void 0) {
		const some = order.filter(among);
		return placeKinds(of, code, {
			order: some,
			ends: endsOf(some, of, code)
		});
	}
	const found = knownOf(scores, code);
	if (found.ranked?.actual !== actual || found.ranked.weights !== weights) found.ranked = {
		actual,
		weights,
		order: placeKinds(of, code, {
			order,
			ends
		})
	};
	return found.ranked.order;
}
function placeKinds({ actual, weights }, code, { order, ends }) {
	const { length } = order;
	const [positive, negative] = [new Float64Array(length), new Float64Array(length)];
	for (let place = 0; place < length; place++) {
		const row = order[place];
		(actual[row] === code ? positive : negative)[place] = weights ? weights[row] : 1;
	}
	return {
		order,
		positive,
		negative,
		ends
	};
}
function endsOf(order, { scores, classes }, code) {
	const scoreAt = (place) => scores[order[place] * classes + code];
	const ends = [];
	for (let place = 0; place < order.length; place++) if (place + 1 === order.length || scoreAt(place) !== scoreAt(place + 1)) ends.push(place + 1);
	return Int32Array.from(ends);
}
/** Rows by the score of a class (rows \u00d7 classes, row-major), the highest first; not to be written to. */
function sortByScore(scores, classes, code) {
	const found = knownOf(scores, code);
	if (found.falling !== void 0) return found.falling;
	const fallen = new Float64Array(scores.length / classes);
	for (let row = 0; row < fallen.length; row++) fallen[row] = -scores[row * classes + code];
	found.falling = sortWithEnds(fallen);
	return found.falling;
}
/** Cuts to be filled. */
function emptyCuts({ ends }) {
	return {
		hits: new Float64Array(ends.length),
		misses: new Float64Array(ends.length)
	};
}
/** The greatest distance between the distributions of both kinds of rows (Kolmogorov and Smirnov). */
function greatestDistance({ hits, misses }) {
	const [positives, negatives] = [hits.at(-1) ?? 0, misses.at(-1) ?? 0];
	if (positives * negatives === 0) return NaN;
	let most = 0;
	for (let cut = 0; cut < hits.length; cut++) most = Math.max(most, Math.abs(hits[cut] / positives - misses[cut] / negatives));
	return most;
}
/** The value of a part where row i counts `counts[i]` times; each once without. */
function rankOf({ metric, order }, counts) {
	return metric === "area" ? areaOf(order, counts) : precisionOf(order, counts);
}
/** Counts of every row once. */
function onceEach(rows) {
	return new Int32Array(rows).fill(1);
}
/** Fills the cuts for rows that count so often; gives back the sums of all. */
function fillCuts({ order, positive, negative, ends }, counts, cuts) {
	let hits = 0;
	let misses = 0;
	let place = 0;
	for (let cut = 0; cut < ends.length; cut++) {
		for (const end = ends[cut]; place < end; place++) {
			const count = counts[order[place]];
			hits += count * positive[place];
			misses += count * negative[place];
		}
		cuts.hits[cut] = hits;
		cuts.misses[cut] = misses;
	}
}
/**
* The chance that a positive row scores above a negative one, ties counting half. NaN where there are no positive or no
* negative rows.
*/
function areaOf(ranked, counts) {
	const { order, positive, negative, ends } = ranked;
	let hits = 0;
	let misses = 0;
	let twice = 0;
	if (ends.length === order.length) {
		for (let place = 0; place < order.length; place++) {
			const count = counts ? counts[order[place]] : 1;
			twice += count * negative[place] * hits;
			hits += count * positive[place];
			misses += count * negative[place];
		}
		return twice / (hits * misses);
	}
	let place = 0;
	for (let cut = 0; cut < ends.length; cut++) {
		const before = hits;
		const missesBefore = misses;
		for (const end = ends[cut]; place < end; place++) {
			const count = counts ? counts[order[place]] : 1;
			hits += count * positive[place];
			misses += count * negative[place];
		}
		twice += (misses - missesBefore) * (hits + before);
	}
	return twice / 2 / (hits * misses);
}
/** The mean precision over the steps of recall, each at its own cut; 0 where there are no positive rows. */
function precisionOf(ranked, counts) {
	const { order, positive, negative, ends } = ranked;
	if (ends.length === order.length) return precisionOfRows(ranked, counts);
	let hits = 0;
	let rows = 0;
	let sum = 0;
	let place = 0;
	for (let cut = 0; cut < ends.length; cut++) {
		const before = hits;
		for (const end = ends[cut]; place < end; place++) {
			const count = counts ? counts[order[place]] : 1;
			const gain = count * positive[place];
			hits += gain;
			rows += gain + count * negative[place];
		}
		sum += (hits - before) * hits / (rows + Number.MIN_VALUE);
	}
	if (rows === 0) return NaN;
	return hits === 0 ? 0 : sum / hits;
}
/** The same of rows that all score differently: a bootstrap spends its time here. */
function precisionOfRows({ order, positive, negative }, counts) {
	let hits = 0;
	let rows = 0;
	let sum = 0;
	for (let place = 0; place < order.length; place++) {
		const count = counts ? counts[order[place]] : 1;
		const gain = count * positive[place];
		hits += gain;
		rows += gain + count * negative[place];
		sum += gain * hits / (rows + Number.MIN_VALUE);
	}
	if (rows === 0) return NaN;
	return hits === 0 ? 0 : sum / hits;
}

// src/metrics/ranking-metrics.ts
/** The rows ranked by the probability of a class, against all others. */
function rankClass({ actual, scores, classes, weights }, code) {
	return rankRows(actual.length, (row) => scores[row * classes + code], (row) => actual[row] === code, weights);
}
/**
* Metrics of the order that probabilities put rows in. Two classes have those of the positive one (the later, where
* none is known, of which only the ROC AUC is the same for both), more have averages as scikit-learn 1.9 with `labels`:
* NaN where a class has all rows; where one has none, the plain mean over the rest of ROC AUCs is NaN too.
*/
function rankingMetrics(outcome, positive) {
	const { classes } = outcome;
	if (classes === 2) {
		const order = once(() => orderRows(outcome, positive ?? 1));
		return {
			roc_auc: () => areaOf(order()),
			gini: () => 2 * areaOf(order()) - 1,
			ks: () => greatestDistance(cutsOf(order(), onceEach(outcome.actual.length))),
			...positive !== void 0 && { average_precision: () => precisionOf(order()) }
		};
	}
	const ranked = once(() => Array.from({ length: classes }, (_, code) => rankClass(outcome, code)));
	const pairs = once(() => pairAreas(outcome));
	return {
		roc_auc_ovr: () => mean(ranked().map((each) => [areaUnderRoc(each), 1])),
		roc_auc_ovr_weighted: () => mean(ranked().filter(({ positives }) => positives > 0).map((each) => [areaUnderRoc(each), each.positives])),
		roc_auc_ovo: () => mean(pairs().map(({ area }) => [area, 1])),
		roc_auc_ovo_weighted: () => mean(pairs().map(({ area, rows }) => [area, rows])),
		average_precision: () => mean(ranked().map((each) => [averagePrecision(each), 1]))
	};
}
function cutsOf(order, counts) {
	const cuts = emptyCuts(order);
	fillCuts(order, counts, cuts);
	return cuts;
}
/** ROC AUC of each pair of classes that are there on the rows of both, the mean of both directions (Hand and Till 2001). */
function pairAreas({ actual, scores, classes }) {
	const members = Array.from({ length: classes }, () => []);
	for (const [row, code] of actual.entries()) members[code].push(row);
	const there = [...members.entries()].filter(([, rows]) => rows.length > 0);
	return there.flatMap(([a, own], index) => there.slice(index + 1).map(([b, others]) => {
		const rows = [...own, ...others];
		const areaFor = (code) => areaUnderRoc(rankRows(rows.length, (index) => scores[rows[index] * classes + code], (index) => actual[rows[index]] === code));
		return {
			area: (areaFor(a) + areaFor(b)) / 2,
			rows: rows.length
		};
	}));
}
function mean(values) {
	let sum = 0;
	let total = 0;
	for (const [value, weight] of values) {
		sum += value * weight;
		total += weight;
	}
	return sum / total;
}
function once(make) {
	let made;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}

// src/metrics/classification-metrics.ts
/** What is worked out where nobody asks for more. */
const usual = [
	"accuracy",
	"balanced_accuracy",
	...[
		"f1",
		"precision",
		"recall"
	].flatMap((name) => [`${name}_macro`, `${name}_weighted`]),
	"matthews_corrcoef",
	"cohen_kappa",
	"f1",
	"precision",
	"recall",
	"expected_cost",
	"log_loss",
	"brier",
	"ece",
	"roc_auc",
	"average_precision",
	"roc_auc_ovr",
	"roc_auc_ovr_weighted"
];
/**
* scikit-learn 1.9's metrics by the names of the metric table: the usual ones, and those in `extra` that the outcome
* has, `precision@100`, `recall@100`, `recall_at_precision@0.9` and `top_k_accuracy@3` among them.
*/
function classificationMetrics(outcome, extra = []) {
	const sources = classificationSources(outcome);
	const metrics = {};
	for (const name of [...usual, ...extra]) {
		const source = Object.hasOwn(sources, name) ? sources[name] : cutMetric(outcome, name);
		if (source !== void 0) metrics[name] = source();
	}
	return metrics;
}
/** Every metric of the outcome that needs no number of its own. */
function classificationSources(outcome) {
	const { actual, predicted, scores, classes, positive, weights, costs } = outcome;
	const counts = confusionMatrix(actual, predicted, classes.length, weights);
	const shared = {
		actual,
		scores: scores ?? /* @__PURE__ */ new Float64Array(0),
		classes: classes.length,
		weights
	};
	return {
		...labelMetrics(countClasses(counts, classes.length), positive),
		...costs && { expected_cost: () => expectedCost(counts, costs) },
		...scores && {
			...probabilityMetrics(shared),
			...rankingMetrics(shared, positive)
		}
	};
}
/** The mean of what the predictions cost. */
function expectedCost(counts, costs) {
	let sum = 0;
	let rows = 0;
	for (const [cell, count] of counts.entries()) {
		sum += count * costs[cell];
		rows += count;
	}
	return sum / rows;
}
/** A metric with its number after an `@`. */
function cutMetric(outcome, name) {
	const { actual, scores, classes, positive, weights } = outcome;
	const [stem = "", text = ""] = name.split("@");
	const cut = Number(text);
	if (scores === void 0 || text === "" || !(cut > 0)) return void 0;
	const shared = {
		actual,
		scores,
		classes: classes.length,
		weights
	};
	if (stem === "top_k_accuracy" && classes.length > 2) return () => topAccuracy(shared, cut);
	if (classes.length !== 2 || positive === void 0) return void 0;
	const ofRanked = {
		precision: (ranked) => hitsAmong(ranked, cut) / Math.min(cut, ranked.positives + ranked.negatives),
		recall: (ranked) => hitsAmong(ranked, cut) / ranked.positives,
		recall_at_precision: (ranked) => recallAtPrecision(ranked, cut)
	};
	const metric = Object.hasOwn(ofRanked, stem) ? ofRanked[stem] : void 0;
	return metric && (() => metric(rankClass(shared, positive)));
}

// src/metrics/beside-metrics.ts
const most$1 = Number.POSITIVE_INFINITY;
/** Less is better, from 0 up. */
const costs = [
	[
		"model_size",
		"Model size",
		{ unit: "bytes" }
	],
	["data_errors", "Data errors"],
	["data_warnings", "Data warnings"],
	[
		"data_age",
		"Age of the data",
		{ unit: "seconds" }
	],
	[
		"latency_p50",
		"Median latency",
		{ unit: "seconds" }
	],
	["latency_ratio", "Latency beside the baseline\u2019s"],
	[
		"debiased_ece",
		"Expected calibration error, debiased",
		{ range: [0, 1] }
	],
	[
		"flip_rate",
		"Rows that flip",
		{
			range: [0, 1],
			percent: true
		}
	],
	[
		"negative_flip_rate",
		"Rows that flip to wrong",
		{
			range: [0, 1],
			percent: true
		}
	],
	[
		"demographic_parity_difference",
		"Demographic parity, difference",
		{ range: [0, 1] }
	],
	[
		"equalized_odds_difference",
		"Equalized odds, difference",
		{ range: [0, 1] }
	],
	[
		"equal_opportunity_difference",
		"Equal opportunity, difference",
		{ range: [0, 1] }
	]
];
/** More is better, up to 1. */
const parities = [
	["demographic_parity_ratio", "Demographic parity, ratio"],
	["equalized_odds_ratio", "Equalized odds, ratio"],
	["equal_opportunity_ratio", "Equal opportunity, ratio"]
];
/** What the gate knows beside the metrics of a model's predictions, by its name. */
const besideTable = Object.fromEntries([...costs.map((entry) => besideOf(entry, {
	direction: "minimize",
	range: [0, most$1]
})), ...parities.map((entry) => besideOf(entry, {
	direction: "maximize",
	range: [0, 1]
}))].map((each) => [each.name, each]));
/** The names of the table, for suggestions. */
const besideNames = Object.keys(besideTable);
/** Whether a metric compares groups, by fairlearn's names: `demographic_parity_ratio`. */
function isFairness(name) {
	return /^(?:demographic_parity|equal_opportunity|equalized_odds)_(?:difference|ratio)$/.test(name);
}
/** How much worse a metric is on the test rows than on the training rows: `gap.r2`. */
function gapOf(of) {
	if (of === void 0 || of.beside) return void 0;
	const width = of.range[1] - of.range[0];
	return {
		...of,
		name: `gap.${of.name}`,
		label: `Train\u2013test gap of ${of.label}`,
		direction: "minimize",
		range: [-width, width],
		loss: false,
		beside: true
	};
}
function besideOf([name, label, about], shared) {
	return {
		name,
		label,
		...shared,
		loss: false,
		beside: true,
		...about
	};
}

// src/metrics/metric-table.ts
/** Scores from 0 to 1, more is better. */
const shares = [
	["accuracy", "Accuracy"],
	["balanced_accuracy", "Balanced accuracy"],
	["roc_auc", "ROC AUC"],
	["roc_auc_ovr", "ROC AUC, one vs. rest"],
	["roc_auc_ovr_weighted", "ROC AUC, one vs. rest, weighted"],
	["roc_auc_ovo", "ROC AUC, one vs. one"],
	["roc_auc_ovo_weighted", "ROC AUC, one vs. one, weighted"],
	["average_precision", "Average precision"],
	["recall_at_precision", "Recall at a precision"],
	["top_k_accuracy", "Top-k accuracy"],
	["ndcg", "NDCG"],
	["map", "MAP"],
	["mrr", "MRR"],
	["hit", "Hit rate"],
	["ks", "Kolmogorov\u2013Smirnov"],
	["exact_match", "Exact match"],
	["acc_norm", "Accuracy, normalized"],
	["success", "Success rate"],
	["pass", "Pass rate"],
	...averaged("f1", "F1"),
	...averaged("precision", "Precision"),
	...averaged("recall", "Recall"),
	...averaged("jaccard", "Jaccard")
];
/** Scores up to 1 that may be negative, more is better; with the least value that they can take. */
const scores = [
	[
		"matthews_corrcoef",
		"Matthews correlation",
		-1
	],
	[
		"cohen_kappa",
		"Cohen\u2019s kappa",
		-1
	],
	[
		"gini",
		"Gini",
		-1
	],
	[
		"r2",
		"R\u00b2",
		Number.NEGATIVE_INFINITY
	],
	[
		"explained_variance",
		"Explained variance",
		Number.NEGATIVE_INFINITY
	],
	[
		"d2_absolute_error_score",
		"D\u00b2 absolute error",
		Number.NEGATIVE_INFINITY
	],
	[
		"d2_log_loss_score",
		"D\u00b2 log loss",
		Number.NEGATIVE_INFINITY
	],
	[
		"d2_brier_score",
		"D\u00b2 Brier score",
		Number.NEGATIVE_INFINITY
	],
	[
		"oob_score",
		"Out-of-bag score",
		Number.NEGATIVE_INFINITY
	]
];
/** Losses from 0 up, less is better; with the greatest value that they can take. */
const losses = [
	[
		"mse",
		"MSE",
		Number.POSITIVE_INFINITY
	],
	[
		"rmse",
		"RMSE",
		Number.POSITIVE_INFINITY
	],
	[
		"mae",
		"MAE",
		Number.POSITIVE_INFINITY
	],
	[
		"mape",
		"MAPE",
		Number.POSITIVE_INFINITY
	],
	[
		"wape",
		"WAPE",
		Number.POSITIVE_INFINITY
	],
	[
		"smape",
		"SMAPE",
		2
	],
	[
		"mase",
		"MASE",
		Number.POSITIVE_INFINITY
	],
	[
		"median_absolute_error",
		"Median absolute error",
		Number.POSITIVE_INFINITY
	],
	[
		"max_error",
		"Largest error",
		Number.POSITIVE_INFINITY
	],
	[
		"mean_squared_log_error",
		"MSLE",
		Number.POSITIVE_INFINITY
	],
	[
		"root_mean_squared_log_error",
		"RMSLE",
		Number.POSITIVE_INFINITY
	],
	[
		"mean_poisson_deviance",
		"Poisson deviance",
		Number.POSITIVE_INFINITY
	],
	[
		"mean_gamma_deviance",
		"Gamma deviance",
		Number.POSITIVE_INFINITY
	],
	[
		"pinball",
		"Pinball loss",
		Number.POSITIVE_INFINITY
	],
	[
		"log_loss",
		"Log loss",
		Number.POSITIVE_INFINITY
	],
	[
		"brier",
		"Brier score",
		2
	],
	[
		"ece",
		"Expected calibration error",
		1
	],
	[
		"expected_cost",
		"Expected cost",
		Number.POSITIVE_INFINITY
	]
];
const percentages = /* @__PURE__ */ new Set([
	"mape",
	"wape",
	"smape"
]);
/** Every metric of a model's predictions that is known, by its name. */
const metricTable = Object.fromEntries([
	...shares.map(([name, label]) => metric(name, label, "maximize", [0, 1])),
	...scores.map(([name, label, lowest]) => metric(name, label, "maximize", [lowest, 1])),
	...losses.map(([name, label, highest]) => metric(name, label, "minimize", [0, highest])),
	metric("positive_likelihood_ratio", "Positive likelihood ratio", "maximize", [0, Number.POSITIVE_INFINITY])
].map((each) => [each.name, each]));
/** The names of the table, for suggestions. */
const metricNames = Object.keys(metricTable);
/** Other common names: scikit-learn's functions, Keras, XGBoost, LightGBM, MLflow. */
const aliases = {
	acc: "accuracy",
	auc: "roc_auc",
	auroc: "roc_auc",
	brier_score: "brier",
	brier_score_loss: "brier",
	cohen_kappa_score: "cohen_kappa",
	kappa: "cohen_kappa",
	cross_entropy: "log_loss",
	logloss: "log_loss",
	binary_logloss: "log_loss",
	multi_logloss: "log_loss",
	mlogloss: "log_loss",
	expected_calibration_error: "ece",
	explained_variance_score: "explained_variance",
	mcc: "matthews_corrcoef",
	hit_rate: "hit",
	mean_average_precision: "map",
	mean_reciprocal_rank: "mrr",
	max_absolute_error: "max_error",
	mean_absolute_error: "mae",
	l1: "mae",
	mean_absolute_percentage_error: "mape",
	mean_pinball_loss: "pinball",
	mean_squared_error: "mse",
	l2: "mse",
	medae: "median_absolute_error",
	msle: "mean_squared_log_error",
	rmsle: "root_mean_squared_log_error",
	pr_auc: "average_precision",
	root_mean_squared_error: "rmse",
	r_squared: "r2",
	d2_absolute_error: "d2_absolute_error_score"
};
/**
* The metric of a name as tools write it: `r2_score`, `test_accuracy`, `val_auc`, `F1-Macro`, `ndcg@10`, `pinball@0.9`. A `neg_\u2026`
* name (scikit-learn's scorers) gives the negated loss under its own name: there, more is better. Undefined when
* the name is not known. Those of `besideTable` are known too.
*/
function findMetric(name) {
	const word = name.trim().toLowerCase().replace(/[\s-]+/g, "_").replace(/^(test|val|valid|validation|eval)_/, "");
	if (word.startsWith("neg_")) return negated(lookUp(word.slice(4)));
	if (word.startsWith("gap.")) return gapOf(findMetric(word.slice(4)));
	if (Object.hasOwn(besideTable, word)) return besideTable[word];
	const [stem = "", cut] = word.split("@");
	const found = lookUp(stem);
	return found && cut !== void 0 && /^\d+(\.\d+)?$/.test(cut) ? {
		...found,
		name: `${found.name}@${cut}`,
		label: `${found.label}@${cut}`
	} : lookUp(word);
}
function lookUp(word) {
	const names = [word, word.replace(/_score$/, "")];
	for (const each of names) {
		const name = Object.hasOwn(aliases, each) ? aliases[each] : each;
		if (Object.hasOwn(metricTable, name)) return metricTable[name];
	}
}
function negated(loss) {
	if (!loss?.loss) return void 0;
	const [lowest, highest] = loss.range;
	const range = [-highest, 0 - lowest];
	return {
		...loss,
		name: `neg_${loss.name}`,
		label: `\u2212${loss.label}`,
		direction: "maximize",
		range,
		loss: false
	};
}
function metric(name, label, direction, range) {
	return {
		name,
		label,
		direction,
		range,
		loss: direction === "minimize",
		...percentages.has(name) ? { percent: true } : {}
	};
}
function averaged(name, label) {
	return [[name, label], ...[
		"macro",
		"micro",
		"weighted",
		"samples"
	].map((average) => [`${name}_${average}`, `${label}, ${average}`])];
}

// src/learn/dummy.ts
/** Learns the mean (or median) of the target; NaN without rows. Of weighted rows it is the lower median. */
function trainDummyRegressor(target, strategy = "mean", weights) {
	if (weights) return {
		strategy,
		value: strategy === "mean" ? meanOver(target.length, weights, (row) => target[row]) : lowerMedian(target, weights)
	};
	if (strategy === "mean") return {
		strategy,
		value: target.reduce((total, value) => total + value, 0) / target.length
	};
	const sorted = target.toSorted();
	return {
		strategy,
		value: ((sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN) + (sorted[Math.floor(sorted.length / 2)] ?? NaN)) / 2
	};
}
/** Learns the shares of the classes from codes 0 \u2026 classes - 1. */
function trainDummyClassifier(target, classes, strategy = "prior", weights) {
	const counts = new Float64Array(classes);
	let total = 0;
	for (const [row, code] of target.entries()) {
		const weight = weights?.[row] ?? 1;
		counts[code] = counts[code] + weight;
		total += weight;
	}
	const code = counts.indexOf(counts.reduce((most, each) => Math.max(most, each), 0));
	return {
		strategy,
		code,
		scores: strategy === "prior" ? counts.map((each) => each / total) : counts.map((_, each) => Number(each === code))
	};
}
/**
* scikit-learn's DummyClassifier with the strategy `stratified`: of each row one class, drawn by the shares of the
* classes; the same for the same seed. Rows \u00d7 classes, row-major.
*/
function drawClasses(shares, rows, seed) {
	const random = randomFrom(randomState(seed, 0));
	const outputs = new Float64Array(rows * shares.length);
	for (let row = 0; row < rows; row++) {
		let rest = random.next() / 2 ** 32;
		let code = 0;
		while (code < shares.length - 1 && rest >= shares[code]) rest -= shares[code++];
		outputs[row * shares.length + code] = 1;
	}
	return outputs;
}
/** The least value below and at which half of the weight lies. */
function lowerMedian(values, weights) {
	const order = Uint32Array.from(values.keys()).filter((row) => weights[row] > 0).sort((a, b) => values[a] - values[b]);
	const half = order.reduce((sum, row) => sum + weights[row], 0) / 2;
	let below = 0;
	for (const row of order) {
		below += weights[row];
		if (below >= half) return values[row];
	}
	return NaN;
}

// src/learn/evaluate.ts
/**
* Judges a model's outputs (rows \u00d7 outputs, row-major: the prediction, or a probability a class) against the
* target in the given table rows. The predicted class is the first of the most probable ones, as NumPy's argmax, unless
* there is a threshold.
* Metrics of the positive class are left out where nobody said which of two text classes it is. `asked` names metrics
* beside the usual ones.
*/
function evaluate(target, rows, outputs, { asked = [], threshold, costs } = {}) {
	const weights = weightsAt(target, rows);
	const extra = asked.map((name) => findMetric(name)?.name.replace(/^neg_/, "") ?? name);
	if (target.task === "regression") {
		const actual = Float64Array.from(rows, (row) => target.values[row]);
		return {
			predicted: outputs,
			scores: void 0,
			metrics: regressionMetrics(actual, outputs, weights, extra)
		};
	}
	const { classes, positive } = target;
	const actual = Int32Array.from(rows, (row) => target.values[row]);
	const predicted = threshold === void 0 || positive === void 0 ? mostProbable(outputs, classes.length) : Int32Array.from(actual, (_, row) => outputs[2 * row + positive] >= threshold ? positive : 1 - positive);
	return {
		predicted,
		scores: outputs,
		metrics: classificationMetrics({
			actual,
			predicted,
			scores: outputs,
			classes,
			positive,
			weights,
			costs
		}, extra)
	};
}
/** What answers drawn by the shares of the classes give for `count` rows; undefined for numbers. */
function stratifiedOutputs(target, trainRows, { count, seed }) {
	if (target.task === "regression") return void 0;
	const shares = dummyOutputs(target, trainRows, 1);
	return drawClasses(shares, count, seed);
}
/** What a model that ignores the features gives for `count` rows: the training mean, or the class shares. */
function dummyOutputs(target, trainRows, count) {
	const weights = weightsAt(target, trainRows);
	if (target.task === "regression") {
		const values = Float64Array.from(trainRows, (row) => target.values[row]);
		return new Float64Array(count).fill(trainDummyRegressor(values, "mean", weights).value);
	}
	const codes = Int32Array.from(trainRows, (row) => target.values[row]);
	const { scores } = trainDummyClassifier(codes, target.classes.length, "prior", weights);
	const outputs = new Float64Array(count * scores.length);
	for (let index = 0; index < count; index++) outputs.set(scores, index * scores.length);
	return outputs;
}
function mostProbable(scores, classes) {
	const codes = new Int32Array(scores.length / classes);
	for (let row = 0; row < codes.length; row++) {
		let best = 0;
		for (let code = 1; code < classes; code++) if (scores[row * classes + code] > scores[row * classes + best]) best = code;
		codes[row] = best;
	}
	return codes;
}

// src/program/predicted-columns.ts
/** The names under which programs write predictions, the usual ones first. */
const names = {
	predicted: [
		"predicted",
		"prediction",
		"predictions",
		"y_pred",
		"pred",
		"yhat",
		"y_hat"
	],
	actual: [
		"actual",
		"y_true",
		"true",
		"label",
		"target",
		"y",
		"actuals",
		"y_test"
	],
	score: [
		"score",
		"probability",
		"proba",
		"prob",
		"y_score",
		"y_prob",
		"y_proba"
	],
	classScore: [
		"score_",
		"probability_",
		"proba_",
		"prob_"
	]
};
/** The labels that the columns of scores are of, in the order of the file. */
function scoredLabels(table) {
	return table.columns.flatMap(({ name }) => {
		const prefix = names.classScore.find((each) => name.startsWith(each));
		return prefix === void 0 ? [] : [name.slice(prefix.length)];
	});
}
/** The column of what was predicted, where the file has one. */
function findPredicted(table) {
	return findOf(table, names.predicted);
}
/** Whether a column is one of scores by its name. */
function isScore(name) {
	return names.score.includes(name) || names.classScore.some((prefix) => name.startsWith(prefix));
}
/** The column of what was so, where the file has one. */
function findActual(table, targetName) {
	const [actual, truth, ...others] = names.actual;
	return findOf(table, [
		actual,
		truth,
		...targetName === void 0 ? [] : [targetName],
		...others
	]);
}
/**
* What the file's `rows` say, by the classes of the target: the column `predicted`, and of classes their scores,
* `score_<class>` each or `score` for the positive one. Classes that were not predicted are those with the highest score.
* Throws UserError with the line where a value is missing, is no number or no class.
*/
function readPredicted(table, rows, target) {
	const column = findPredicted(table);
	if (target.task === "regression") {
		if (column === void 0) throw lacks(table, "predicted");
		return {
			predicted: numbersOf$1(table, column, rows),
			scores: void 0
		};
	}
	const scores = readScores$1(table, rows, target);
	if (column !== void 0) return {
		predicted: codesOf(table, column, rows, target.classes),
		scores
	};
	if (scores === void 0) throw lacks(table, "predicted");
	return {
		predicted: highest(scores, target.classes.length),
		scores
	};
}
/** Codes of labels, as Python or we write them: `True`, `1.0` and `1` are the class 1 of numbers. */
function codesOf(table, column, rows, classes) {
	const find = labelFinder(classes);
	const codes = new Int32Array(rows.length);
	const cells = column.kind === "text" ? column.codes : column.values;
	const known = /* @__PURE__ */ new Map();
	let [last, code] = [NaN, -1];
	for (let index = 0; index < codes.length; index++) {
		const row = rows[index];
		const cell = cells[row];
		if (cell !== last) {
			const isMissing = column.kind === "text" && cell < 0;
			const found = known.get(cell) ?? (isMissing ? void 0 : find(textOf(column, row) ?? ""));
			if (found === void 0) throw noClass(table, column, {
				row,
				classes: classes.length
			});
			if (!Number.isNaN(cell)) known.set(cell, found);
			[last, code] = [cell, found];
		}
		codes[index] = code;
	}
	return codes;
}
function noClass(table, column, { row, classes }) {
	const why = textOf(column, row) === void 0 ? "is missing" : `is none of the ${classes} classes of the data`;
	return wrongCell(table, row, `"${column.name}" ${why}`);
}
/** Finds the code of a label, however it is written; undefined for what is none of the classes. */
function labelFinder(classes) {
	const codes = /* @__PURE__ */ new Map();
	for (const [code, label] of classes.entries()) for (const text of spellings(label)) codes.set(text, code);
	for (const [code, label] of classes.entries()) codes.set(label, code);
	return (text) => codes.get(text) ?? spelled(codes, text);
}
function spelled(codes, text) {
	return spellings(text).map((each) => codes.get(each)).find((code) => code !== void 0);
}
/** The other ways in which a label may be written: numbers as numbers, truth values in small letters. */
function spellings(label) {
	const number = label.trim() === "" ? NaN : Number(label);
	const plain = Number.isFinite(number) ? String(number) : label.toLowerCase();
	const truth = truths.get(plain);
	return Number.isFinite(number) || truth !== void 0 ? [plain, ...truth ?? []] : [];
}
const truths = /* @__PURE__ */ new Map([
	["true", ["1"]],
	["false", ["0"]],
	["1", ["true"]],
	["0", ["false"]]
]);
/** Finite numbers of the rows. */
function numbersOf$1(table, column, rows) {
	const numbers = new Float64Array(rows.length);
	const values = column.kind === "numeric" ? column.values : void 0;
	for (let index = 0; index < numbers.length; index++) {
		const row = rows[index];
		const value = values === void 0 ? Number(textOf(column, row) ?? NaN) : values[row];
		if (!Number.isFinite(value)) throw noNumber(table, column, row);
		numbers[index] = value;
	}
	return numbers;
}
function noNumber(table, column, row) {
	const why = textOf(column, row) === void 0 ? "missing" : "not a finite number";
	return wrongCell(table, row, `"${column.name}" is ${why}`);
}
function readScores$1(table, rows, { classes, positive }) {
	const columns = classes.map((label) => findOf(table, names.classScore.map((prefix) => `${prefix}${label}`)));
	const count = classes.length;
	const scores = new Float64Array(rows.length * count);
	const present = columns.filter((column) => column !== void 0);
	if (present.length === count) {
		for (const [code, column] of present.entries()) {
			const values = numbersOf$1(table, column, rows);
			for (let index = 0; index < values.length; index++) scores[index * count + code] = values[index];
		}
		refuseImprobable(table, rows, scores, count);
		return scores;
	}
	if (present.length > 0 && !(count === 2 && present.length === 1)) {
		const missing = classes.find((_, code) => columns[code] === void 0);
		throw lacks(table, `${names.classScore[0]}${missing}`);
	}
	const only = columns.findIndex((column) => column !== void 0);
	const column = only >= 0 ? columns[only] : findOf(table, names.score);
	if (column === void 0 || count !== 2) return void 0;
	const code = only >= 0 ? only : positive;
	if (code === void 0) throw new UserError(`Cannot use "${table.source}": "${column.name}" is the score of one class, and which is not known`, {
		file: table.source,
		line: 1,
		hint: `Set data.positive, or name the column score_${classes[1]}`
	});
	const values = numbersOf$1(table, column, rows);
	for (let index = 0; index < values.length; index++) {
		scores[index * 2 + code] = values[index];
		scores[index * 2 + 1 - code] = 1 - values[index];
	}
	refuseImprobable(table, rows, scores, 2);
	return scores;
}
/** What a sum of float32 probabilities may be off by. */
const slack = .001;
function refuseImprobable(table, rows, scores, count) {
	for (let index = 0; index < rows.length; index++) {
		let sum = 0;
		for (let code = 0; code < count; code++) {
			const score = scores[index * count + code];
			if (score < -.001 || score > 1.001) throw wrongCell(table, rows[index], "a score is no probability: it is below 0 or above 1");
			sum += score;
		}
		if (Math.abs(sum - 1) > slack) throw wrongCell(table, rows[index], "the scores of its classes do not add up to 1");
	}
}
function highest(scores, count) {
	return Int32Array.from({ length: scores.length / count }, (_, row) => {
		let best = 0;
		for (let code = 1; code < count; code++) if (scores[row * count + code] > scores[row * count + best]) best = code;
		return best;
	});
}
/** A cell as text; undefined where it is missing. */
function textOf(column, row) {
	if (column.kind === "text") return column.dictionary[column.codes[row]];
	const value = column.values[row];
	if (Number.isNaN(value)) return column.invalid.find((cell) => cell.row === row)?.text;
	if (column.type === "boolean") return String(value === 1);
	if (column.type === "date") return new Date(value).toISOString().slice(0, 10);
	return column.type === "datetime" ? new Date(value).toISOString() : String(value);
}
function findOf(table, wanted) {
	for (const name of wanted) {
		const found = table.columns.find((column) => column.name === name);
		if (found !== void 0) return found;
	}
}
function lacks(table, name) {
	const near = didYouMean(name, table.columns.map((column) => column.name));
	return new UserError(`Cannot use "${table.source}": it has no column "${name}"${near}`, {
		file: table.source,
		line: 1,
		hint: "Predictions have the columns row_id and predicted, and of classes score_<class>"
	});
}
/** An error at a row of a file. */
function wrongCell(table, row, why) {
	const line = table.lines?.[row];
	return new UserError(`Cannot use "${table.source}": in row ${row + 1} ${why}`, {
		file: table.source,
		...line !== void 0 && { line }
	});
}

// src/learn/threshold.ts
/** The costs of two classes as a confusion matrix: actual \u00d7 predicted. */
function costMatrix(costs, positive) {
	const negative = 1 - positive;
	const matrix = /* @__PURE__ */ new Float64Array(4);
	matrix[2 * positive + positive] = costs.true_positive;
	matrix[2 * positive + negative] = costs.false_negative;
	matrix[2 * negative + positive] = costs.false_positive;
	matrix[2 * negative + negative] = costs.true_negative;
	return matrix;
}
/**
* The threshold that is best by the goal, half-way between two of the scores: of equal ones the one nearest to a half.
* Where no precision is as high as asked, the one of the highest precision.
*/
function chooseThreshold(ranked, goal) {
	const candidates = [nothing, ...ranked.cuts].flatMap((cut, index) => {
		const next = ranked.cuts[index]?.score ?? 0;
		const value = cut.score === Number.POSITIVE_INFINITY ? (1 + next) / 2 : (cut.score + next) / 2;
		return value > next || cut === ranked.cuts.at(-1) ? [{
			...cut,
			value
		}] : [];
	});
	if ("recall_at_precision" in goal) return mostRecall(candidates, ranked, goal.recall_at_precision);
	const gainOf = "maximize" in goal ? (cut) => metricAt(cut, ranked, goal.maximize) : (cut) => -costAt(cut, ranked, goal.costs);
	const best = bestOf(candidates, gainOf);
	return {
		value: best.value,
		reached: "maximize" in goal ? gainOf(best) : -gainOf(best)
	};
}
/** Nobody is positive. */
const nothing = {
	score: Number.POSITIVE_INFINITY,
	hits: 0,
	misses: 0
};
function bestOf(candidates, gainOf) {
	let best;
	for (const candidate of candidates) {
		const gain = gainOf(candidate);
		const isNearer = best && Math.abs(candidate.value - .5) < Math.abs(best.candidate.value - .5);
		if (best === void 0 || gain > best.gain || gain === best.gain && isNearer) best = {
			candidate,
			gain
		};
	}
	if (best === void 0) throw new RangeError("There are no scores to choose a threshold from");
	return best.candidate;
}
function mostRecall(candidates, ranked, wanted) {
	const some = candidates.filter(({ hits, misses }) => hits + misses > 0);
	const precisionOf = ({ hits, misses }) => hits / (hits + misses);
	const fine = some.filter((cut) => precisionOf(cut) >= wanted);
	const best = fine.length > 0 ? bestOf(fine, ({ hits }) => hits) : bestOf(some, precisionOf);
	return {
		value: best.value,
		reached: best.hits / ranked.positives,
		precision: precisionOf(best)
	};
}
function metricAt(cut, ranked, name) {
	const { negative, positive } = countsAt(cut, ranked);
	const metric = labelMetrics([negative, positive], 1)[name === "youden" ? "balanced_accuracy" : name]();
	return name === "youden" ? 2 * metric - 1 : metric;
}
function costAt({ hits, misses }, { positives, negatives }, costs) {
	return (costs.true_positive * hits + costs.false_positive * misses + costs.false_negative * (positives - hits) + costs.true_negative * (negatives - misses)) / (positives + negatives);
}
function countsAt({ hits, misses }, { positives, negatives }) {
	return {
		positive: {
			hits,
			actual: positives,
			predicted: hits + misses
		},
		negative: {
			hits: negatives - misses,
			actual: negatives,
			predicted: positives + negatives - hits - misses
		}
	};
}

// src/actions/given-decision.ts
/** Whether probabilities have to be looked at before they are answers. Throws UserError for what has no meaning here. */
function needsDecision({ project }, target) {
	const { threshold, calibrate: method, costs } = project.config.train;
	const key = ["threshold", "costs"].find((each) => project.config.train[each] !== void 0);
	if (target.task === "regression" && (key !== void 0 || method !== void 0)) throw new UserError(`Cannot use train.${key ?? "calibrate"}: the target is numbers`, {
		...project.place(["train", key ?? "calibrate"]),
		hint: "Remove it, or set train.task: classification"
	});
	if (key !== void 0 && target.classes.length !== 2) throw new UserError(`Cannot use train.${key}: it is for two classes, and the target has ${target.classes.length}`, {
		...project.place(["train", key]),
		hint: "Remove it"
	});
	if (key !== void 0 && target.positive === void 0) throw new UserError(`Cannot use train.${key}: which class is positive is not known`, {
		...project.place(["train", key]),
		hint: `Set data.positive to ${target.classes.map((each) => `"${each}"`).join(" or ")}`
	});
	return method !== void 0 || costs !== void 0 || threshold !== void 0 && !("value" in threshold);
}
/** The decision that needs no rows: a threshold that is given, and costs. */
function givenDecision({ project }, target) {
	const { threshold, costs } = project.config.train;
	const value = threshold !== void 0 && "value" in threshold ? threshold.value : void 0;
	return {
		notes: [],
		warnings: [],
		...value !== void 0 && { threshold: value },
		...costs && target.positive !== void 0 && { costs: costMatrix(costs, target.positive) }
	};
}

// src/evidence/metrics-file.ts
/** Schema of `metrics.json`. */
const metricsSchema = "mlops/metrics@1";
/** The text of `metrics.json`; an undefined metric is written as null, as JSON has no NaN. */
function renderMetricsFile(file) {
	const value = {
		schema: metricsSchema,
		task: file.task,
		rows: file.rows,
		metrics: file.metrics,
		dummy: file.dummy,
		...file.dummyOutputs && { dummy_outputs: Array.from(file.dummyOutputs) },
		...file.crossValidation && { cross_validation: file.crossValidation },
		...file.training && { train: file.training },
		evaluation_digest: file.evaluationDigest,
		model_digest: file.modelDigest
	};
	return `${JSON.stringify(value, null, 2)}\n`;
}

// src/imports/metric-values.ts
/** Numbers alone. */
const onlyValues = (values) => ({
	values,
	curves: []
});
/**
* A value of what is known to be an object, for keys that may be `__proto__`: such a key is left out, as everything that
* is read from a file is put into plain objects.
*/
function entriesOf(value) {
	return isRecord(value) ? Object.entries(value).filter(([key]) => key !== "__proto__") : [];
}

// src/imports/imported-metrics.ts
/** Characters of a reason, which may quote names of the file. */
const longestReason = 300;
/** The error of a file that is recognised and cannot be judged. */
function unreadable({ file }, why, hint) {
	return new UserError(`Cannot read "${file}": ${clipText(why, longestReason)}`, {
		file,
		hint
	});
}
const mostDepth$1 = 8;
/** Numbers below an object by names with dots, those that are null or no numbers left out. */
function numbersBelow(value) {
	const found = [];
	const visit = (child, name, depth) => {
		if (typeof child === "number") found.push([name, child]);
		else if (depth < mostDepth$1) for (const [key, next] of entriesOf(child)) visit(next, name === "" ? key : `${name}.${key}`, depth + 1);
	};
	visit(value, "", 0);
	return found;
}

// src/imports/dvc-metrics.ts
/**
* What `dvc metrics diff --json` prints (DVC 3.67): `{file: {metric: {old, new, diff}}}`, both models in one. A metric
* that is null on a side is not there on that side. Undefined for what is none.
*/
function parseDvcDiff(root, file) {
	const files = entriesOf(root);
	if (!(files.length > 0 && files.every(([, metrics]) => isRecord(metrics) && Object.values(metrics).every(isChange)) && files.some(([, metrics]) => entriesOf(metrics).length > 0))) return void 0;
	if (file.part !== void 0) throw unreadable(file, `"${file.part}" is not in it: it is one comparison`, "Name the file alone");
	const side = (key) => files.map(([name, metrics]) => [name, entriesOf(metrics).flatMap(([metric, change]) => isChange(change) && typeof change[key] === "number" ? [[metric, change[key]]] : [])]);
	const [before, now] = [side("old"), side("new")];
	const named = nameMetrics([before, now]);
	return {
		from: "dvc metrics diff",
		values: named(now),
		baseline: {
			values: named(before),
			shown: `the old values in ${file.file}`
		}
	};
}
function isChange(value) {
	if (!isRecord(value) || !("old" in value && "new" in value)) return false;
	return Object.keys(value).every((key) => [
		"old",
		"new",
		"diff"
	].includes(key));
}
/**
* What `dvc metrics show --json` prints (DVC 3.67): `{revision: {data: {file: {data: metrics}}}}`, the workspace as `""`
* or `workspace`. The workspace is what is judged, and the one other revision what it is compared with; of more, the part
* says which. Undefined for what is none.
*/
function parseDvcShow(root, file) {
	const revisions = entriesOf(root);
	if (revisions.length === 0 || !revisions.every(([, each]) => isRevision(each))) return void 0;
	const asked = file.part ?? (revisions.length === 1 ? revisions[0][0] : "workspace");
	const isAsked = ([name]) => name === asked || name.split(",").includes(asked);
	const own = revisions.find(isAsked);
	if (own === void 0) throw unreadable(file, file.part === void 0 ? `it has ${revisions.length} revisions, and none is the workspace` : `it has no revision "${asked}"`, `Write which is meant behind the file's name, as in ${file.file}#main`);
	const others = file.part === void 0 ? revisions.filter((each) => each !== own) : [];
	const failed = filesOf(own[1]).find(([, entry]) => isRecord(entry) && "error" in entry);
	if (failed !== void 0) throw unreadable(file, `DVC could not read "${failed[0]}"`, "Run dvc metrics show, which says why");
	const read = (revision) => filesOf(revision).map(([name, entry]) => [name, isRecord(entry) ? numbersBelow(entry.data) : []]);
	const named = nameMetrics(revisions.map(([, revision]) => read(revision)));
	const [other] = others;
	return {
		from: "dvc metrics show",
		values: named(read(own[1])),
		...others.length === 1 && other && { baseline: {
			values: named(read(other[1])),
			shown: `${other[0]} in ${file.file}`
		} }
	};
}
function isRevision(value) {
	if (!isRecord(value)) return false;
	if (isRecord(value.error) && value.data === void 0) return true;
	const files = filesOf(value);
	return files.length > 0 && files.every(([, entry]) => isRecord(entry) && ("data" in entry || "error" in entry));
}
function filesOf(revision) {
	return isRecord(revision) ? entriesOf(revision.data) : [];
}
/** Names metrics as they are called in the one file that has them; those of several files with the file before them. */
function nameMetrics(models) {
	const owners = /* @__PURE__ */ new Map();
	for (const [file, metrics] of models.flat()) for (const [name] of metrics) owners.set(name, (owners.get(name) ?? /* @__PURE__ */ new Set()).add(file));
	return (files) => Object.fromEntries(files.flatMap(([file, metrics]) => metrics.map(([name, value]) => [owners.get(name).size > 1 ? `${file}.${name}` : name, value])));
}

// src/imports/fold-scores.ts
/** Folds that are read at most. */
const mostFolds = 1e5;
/**
* Scores by fold: `{"folds": {"r2": [\u2026]}, "train_rows": n, "test_rows": m}`, or the dictionary of scikit-learn's
* `cross_validate` (1.9) written as JSON, with `train_rows` and `test_rows` added. `folds_digest` or `seed` say which
* division it was. Undefined for what is none; throws UserError for folds that cannot be judged.
*/
function parseFoldScores(root, file) {
	if (!isRecord(root)) return void 0;
	const lists = isRecord(root.folds) ? entriesOf(root.folds) : validated(root);
	if (lists === void 0) return void 0;
	const scores = new Map(lists.map(([name, list]) => [name, readScores(name, list, file)]));
	const [first] = scores.values();
	if (first === void 0) throw unreadable(file, "there is no score in \"folds\"");
	for (const [name, list] of scores) if (list.length !== first.length) throw unreadable(file, `"${name}" has ${list.length} folds, and other metrics have ${first.length}`);
	const folds = {
		scores,
		trainRows: countAt(root, "train_rows", file),
		testRows: countAt(root, "test_rows", file),
		division: divisionOf(root)
	};
	const means = [...scores].map(([name, list]) => [name, list.reduce((sum, each) => sum + each, 0) / list.length]);
	return {
		from: "scores of folds",
		values: Object.fromEntries(means),
		folds
	};
}
/** Test scores of a `cross_validate` dictionary, which always has how long fitting and scoring took. */
function validated(root) {
	if (!Array.isArray(root.fit_time) || !Array.isArray(root.score_time)) return void 0;
	return entriesOf(root).filter(([name]) => name.startsWith("test_") && name !== "test_rows").map(([name, list]) => [name.slice(5), list]);
}
function readScores(name, list, file) {
	if (!Array.isArray(list)) throw unreadable(file, `"${name}" is no list of a score for each fold`);
	if (list.length < 2) throw unreadable(file, `"${name}" has fewer than two folds`);
	if (list.length > mostFolds) throw unreadable(file, `"${name}" has more than ${mostFolds} folds`);
	const wrong = list.findIndex((each) => typeof each !== "number" || !Number.isFinite(each));
	if (wrong >= 0) throw unreadable(file, `fold ${wrong + 1} of "${name}" is not a number`);
	return Float64Array.from(list);
}
function countAt(root, key, file) {
	const count = root[key];
	if (typeof count === "number" && Number.isInteger(count) && count > 0) return count;
	throw unreadable(file, count === void 0 ? `it does not say "${key}"` : `"${key}" is not a number of rows`, "Add \"train_rows\" and \"test_rows\", the rows of one fold: scores of folds share training rows, and their spread alone says too little");
}
function divisionOf({ folds_digest: digest, seed }) {
	const told = digest ?? seed;
	return typeof told === "string" || typeof told === "number" ? String(told) : void 0;
}

// src/imports/lm-eval-results.ts
/** A metric and its filter: `acc,none`, `exact_match,strict-match`. */
const metricKey = /^([^,]+),(.+)$/;
/**
* What lm-evaluation-harness writes as `results_*.json` (0.4): `{results: {task: {"acc,none": \u2026, "acc_stderr,none": \u2026}}}`.
* Metrics are named `task.acc`, with their filter where a task has one of its own: `gsm8k.exact_match,strict-match`.
* Undefined for what is none.
*/
function parseHarnessResults(root) {
	if (!isRecord(root) || !isRecord(root.results)) return void 0;
	const tasks = entriesOf(root.results).filter(([, metrics]) => isRecord(metrics));
	if (!tasks.some(([, metrics]) => entriesOf(metrics).some(isMetric))) return void 0;
	const values = [];
	const standardErrors = /* @__PURE__ */ new Map();
	for (const [task, metrics] of tasks) {
		const n = countOf(root["n-samples"], task);
		const known = new Map(entriesOf(metrics));
		for (const [key, value] of known) {
			const [, metric, filter] = metricKey.exec(key) ?? [];
			if (metric === void 0 || typeof value !== "number" || metric.endsWith("_stderr")) continue;
			const name = filter === "none" ? `${task}.${metric}` : `${task}.${metric},${filter}`;
			values.push([name, value]);
			const standardError = known.get(`${metric}_stderr,${filter}`);
			if (typeof standardError === "number" && n !== void 0) standardErrors.set(name, {
				standardError,
				n
			});
		}
	}
	return {
		from: "lm-evaluation-harness",
		values: Object.fromEntries(values),
		standardErrors
	};
}
function isMetric([key, value]) {
	return typeof value === "number" && metricKey.test(key);
}
/** Documents of a task that were evaluated. */
function countOf(counts, task) {
	const entry = new Map(entriesOf(counts)).get(task);
	const count = isRecord(entry) ? entry.effective : void 0;
	return typeof count === "number" && count > 0 ? count : void 0;
}

// src/imports/cases.ts
/** Cases and numbers of one that are read at most. */
const mostRows$1 = 5e6;
const mostNumbers = 1e3;
/** Collects rows whose numbers are not known before. */
function collectCases(file) {
	const ids = [];
	const columns = /* @__PURE__ */ new Map();
	return {
		add(id, numbers) {
			const row = ids.push(id) - 1;
			if (row >= mostRows$1) throw unreadable(file, `it has more than ${mostRows$1} cases`);
			for (const [name, value] of numbers) {
				const column = columns.get(name) ?? [];
				if (column.length === 0) columns.set(name, column);
				column.push([row, value]);
			}
			if (columns.size > mostNumbers) throw unreadable(file, `its cases have more than ${mostNumbers} numbers`);
		},
		finish(from) {
			if (ids.length === 0) throw unreadable(file, "there is no case in it");
			if (columns.size === 0) throw unreadable(file, "there is no score in it");
			const numbers = [...columns].map(([name, cells]) => {
				const values = new Float64Array(ids.length).fill(NaN);
				for (const [row, value] of cells) values[row] = value;
				return [name, values];
			});
			return {
				from,
				ids,
				numbers: new Map(numbers)
			};
		}
	};
}
const mostDepth = 100;
/** A digest of JSON values that does not depend on the order of keys. Throws UserError for what is nested too deep. */
function digestOf(values, file) {
	const hash = createHash("sha256");
	const visit = (value, depth) => {
		if (depth > mostDepth) throw unreadable(file, "it is nested too deep");
		if (Array.isArray(value)) {
			hash.update(`[${value.length}`);
			for (const each of value) visit(each, depth + 1);
		} else if (isRecord(value)) {
			const keys = Object.keys(value).sort();
			hash.update(`{${keys.length}`);
			for (const key of keys) {
				hash.update(JSON.stringify(key));
				visit(value[key], depth + 1);
			}
		} else hash.update(`${JSON.stringify(value) ?? "null"},`);
	};
	visit(values, 0);
	return hash.digest("hex").slice(0, 32);
}

// src/imports/promptfoo.ts
/** Whether it is what `promptfoo eval --output results.json` writes. */
function isPromptfoo(root) {
	const { results } = root;
	return isRecord(results) && Array.isArray(results.results) && results.results.every(isPromptfooResult);
}
/** Whether it is one result of promptfoo, as `--output results.jsonl` writes one a line. */
function isPromptfooResult(value) {
	return isRecord(value) && typeof value.testIdx === "number" && typeof value.promptIdx === "number";
}
/**
* Scores of promptfoo's results (its output of version 3): of each test and repeat `score`, `success`, the named scores,
* `latency_ms` and `cost`. A test is known by its variables and assertions: its index counts repeats too, and moves when
* tests are added. Of several prompts or providers the part says which is meant. Throws UserError where results ended in
* errors, which say nothing of the model.
*/
function parsePromptfoo(results, file) {
	const chosen = choose(results, file);
	const failed = chosen.filter(({ failureReason }) => failureReason === 2).length;
	if (failed > 0) throw unreadable(file, `${counted(failed, "result")} of ${chosen.length} ended in an error, which is no score`, "Run promptfoo retry, which evaluates these again");
	const cases = collectCases(file);
	const ordered = chosen.toSorted((a, b) => a.testIdx - b.testIdx);
	for (const result of ordered) cases.add(identityOf(result, file), numbersOf(result));
	return cases.finish("promptfoo");
}
function identityOf(result, file) {
	const test = isRecord(result.testCase) ? result.testCase : {};
	const vars = isRecord(test.vars) ? test.vars : result.vars;
	return digestOf([
		vars,
		test.assert,
		test.threshold
	], file);
}
function numbersOf({ score, success, namedScores, latencyMs, cost }) {
	const own = {
		score,
		success: typeof success === "boolean" ? Number(success) : success,
		latency_ms: latencyMs,
		cost
	};
	return [...entriesOf(namedScores).filter(([name]) => !Object.hasOwn(own, name)), ...Object.entries(own)].filter((entry) => typeof entry[1] === "number");
}
/** The results of the one prompt and provider that is meant. */
function choose(results, file) {
	if (results.length === 0) throw unreadable(file, "there is no result in it");
	const outputs = /* @__PURE__ */ new Map();
	for (const result of results) {
		const index = result.promptIdx;
		const names = outputs.get(index) ?? /* @__PURE__ */ new Set();
		for (const name of namesOf(result)) names.add(name);
		outputs.set(index, names);
	}
	const { part } = file;
	const found = [...outputs].filter(([, names]) => part === void 0 || names.has(part));
	const [only, second] = found;
	if (only !== void 0 && second === void 0) return results.filter(({ promptIdx }) => promptIdx === only[0]);
	const known = [...new Set([...outputs.values()].map((names) => clipText([...names][0] ?? "", 60)))];
	throw unreadable(file, part === void 0 ? `it has results of ${outputs.size} prompts and providers` : `${found.length === 0 ? "none" : found.length} of its ${outputs.size} prompts and providers ${found.length > 1 ? "are" : "is"} "${part}"`, `Write which is meant behind the file's name: ${file.file}#${known[0] ?? "provider"}${known.length > 1 ? `, or #${known.slice(1, 5).join(", #")}` : ""}; of several prompts #provider prompt`);
}
/** What a prompt and provider may be called: the provider, the prompt's label, both, or the index. */
function namesOf({ provider, prompt, promptIdx }) {
	const text = (value) => typeof value === "string" && value !== "" ? [value] : [];
	const providers = isRecord(provider) ? [...text(provider.label), ...text(provider.id)] : text(provider);
	const prompts = isRecord(prompt) ? text(prompt.label) : [];
	const both = providers.flatMap((one) => prompts.map((other) => `${one} ${other}`));
	return [
		...providers,
		...prompts,
		...both,
		String(promptIdx)
	];
}

// src/imports/metrics-formats.ts
/** Formats of metrics, told apart by content. */
const formats = [
	parseDvcDiff,
	parseDvcShow,
	parseHarnessResults,
	parseFoldScores,
	refuseCases
];
/** Metrics as another tool writes them, or undefined where the file is of none that is known. */
function importMetrics(root, file) {
	for (const format of formats) {
		const found = format(root, file);
		if (found !== void 0) return found;
	}
}
/** Of promptfoo's results every number is of one case. */
function refuseCases(root, file) {
	if (isRecord(root) && isPromptfoo(root)) throw unreadable(file, "it is promptfoo's results, case by case", "Give it as predictions");
}

// src/imports/parse-json.ts
/** JSON as Python writes it: NaN and infinities, which JSON has not, are null. Throws UserError with the line. */
function parseJson(text, file) {
	try {
		return JSON.parse(text.replace(/(?:\bNaN|-?\bInfinity)\b(?=\s*[,}\]])/g, "null"));
	} catch (cause) {
		throw new UserError(`Cannot read "${file}": it is not JSON`, {
			file,
			...placeOf$1(text, cause),
			cause
		});
	}
}
function placeOf$1(text, cause) {
	const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : "")?.[1];
	return position === void 0 ? {} : { line: text.slice(0, Number(position)).split("\n").length };
}

// src/statistics/remove-skewness.ts
/**
* Hall's transformation of a studentised mean, which has the skewness of its values in it, to one that has Student's
* distribution up to 1 / n ("On the removal of skewness by transformation", Journal of the Royal Statistical Society B
* 54, 1992). It grows everywhere. `skewness` is that of the mean: of n values theirs / \u221an.
*/
function removeSkewness(skewness) {
	if (!(Math.abs(skewness) > 1e-9)) return {
		of: (t) => t,
		back: (x) => x
	};
	const third = skewness / 3;
	return {
		of: (t) => ((1 + third * t) ** 3 - 1) / skewness + skewness / 6,
		back: (x) => (Math.cbrt(1 + skewness * (x - skewness / 6)) - 1) / third
	};
}
/** The skewness of a sum of terms whose mean is 0: \u03a3d\u00b3 / (\u03a3d\u00b2)^1.5. */
function skewnessOf(...terms) {
	let squares = 0;
	let cubes = 0;
	for (const part of terms) for (let i = 0; i < part.length; i++) {
		const square = part[i] * part[i];
		squares += square;
		cubes += square * part[i];
	}
	return cubes / squares ** 1.5;
}

// src/statistics/find-root.ts
/**
* Where a continuous function that changes its sign between `low` and `high` is 0, to the last digits (Chandrupatla,
* "A new hybrid quadratic/bisection algorithm", 1997). It may be infinite at its ends. The end where it is nearer to 0, if its sign does not
* change.
*/
function findRoot(f, low, high) {
	let [a, b, c] = [
		low,
		high,
		low
	];
	let [fa, fb, fc] = [
		f(a),
		f(b),
		f(a)
	];
	if (fa > 0 === fb > 0 || fb === 0) return Math.abs(fa) < Math.abs(fb) ? a : b;
	for (let part = .5, step = 0; step < 300 && fa !== 0; step++) {
		const x = a + part * (b - a);
		const fx = f(x);
		if (fx > 0 === fa > 0) [c, fc] = [a, fa];
		else [c, fc, b, fb] = [
			b,
			fb,
			a,
			fa
		];
		[a, fa] = [x, fx];
		const best = Math.abs(fa) < Math.abs(fb) ? a : b;
		const least = (4 * Number.EPSILON * Math.abs(best) + Number.MIN_VALUE) / Math.abs(b - a);
		if (least > .5) return best;
		const xi = (a - b) / (c - b);
		const phi = (fa - fb) / (fc - fb);
		part = 1 - Math.sqrt(1 - xi) < phi && phi < Math.sqrt(xi) ? fa / (fb - fa) * (fc / (fb - fc)) + (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb)) : .5;
		part = Math.min(1 - least, Math.max(least, part));
	}
	return a;
}

// src/statistics/density.ts
/**
* ln \u0393(x + 1) less Stirling's approximation of it, for x \u2265 0; Infinity at 0. With `deviance` it gives densities to
* almost full precision (C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000). Below 16 the
* series is entered from x + 1, x + 2, \u2026
*/
function stirlingError(x) {
	if (x === 0) return Infinity;
	let steps = 0;
	for (; x < 16; x++) steps += (x + .5) * Math.log1p(1 / x) - 1;
	const square = x * x;
	const series = (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / x;
	return steps + series;
}
/** x ln(x / mean) + mean - x without cancellation (Loader's bd0). */
function deviance(x, mean) {
	const difference = x - mean;
	if (Math.abs(difference) >= .1 * (x + mean)) return x * Math.log(x / mean) - difference;
	const ratio = difference / (x + mean);
	let sum = difference * ratio;
	let term = 2 * x * ratio;
	for (let odd = 3;; odd += 2) {
		term *= ratio * ratio;
		const next = sum + term / odd;
		if (next === sum) return sum;
		sum = next;
	}
}
/** The probability of `x` where `mean` are expected, after Poisson, for any x \u2265 0: mean^x e^-mean / \u0393(x + 1). */
function poissonDensity(x, mean) {
	if (mean === 0) return x === 0 ? 1 : 0;
	if (x === 0) return Math.exp(-mean);
	return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
}
/**
* The probability of `x` successes in `n` trials of probability `p`, for any n \u2265 x \u2265 0. `q` is 1 - p, where the caller
* has it more exactly.
*/
function binomialDensity(x, n, p, q = 1 - p) {
	if (p === 0) return x === 0 ? 1 : 0;
	if (q === 0) return x === n ? 1 : 0;
	if (x === 0) return Math.exp(n * (p < .5 ? Math.log1p(-p) : Math.log(q)));
	if (x === n) return Math.exp(n * (q < .5 ? Math.log1p(-q) : Math.log(p)));
	const exponent = stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q);
	return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}

// src/statistics/incomplete-beta.ts
/**
* The probabilities that a beta variable of shapes `a`, `b` > 0 is below and above `x`: the regularised incomplete beta
* function. `rest` is 1 - x, where the caller has it more exactly.
*/
function betaTails(x, a, b, rest = 1 - x) {
	if (x <= 0) return [0, 1];
	if (rest <= 0) return [1, 0];
	const scaled = binomialDensity(a, a + b, x, rest) * a * b / (a + b);
	if ((a + 1) * rest > (b + 1) * x) {
		const below = Math.min(1, scaled * fraction(x, rest, a, b));
		return [below, 1 - below];
	}
	const above = Math.min(1, scaled * fraction(rest, x, b, a));
	return [1 - above, above];
}
/**
* The continued fraction of Didonato and Morris ("Algorithm 708", 1992, equation 9) by Lentz's method, for x up to about
* the mean: it takes 1 - x too, so that nothing cancels where one shape is large.
*/
function fraction(x, rest, a, b) {
	const tiny = 1e-300;
	let value = a * (a * rest - b * x + 1) / (a + 1);
	if (Math.abs(value) < tiny) value = tiny;
	let [c, d] = [value, 0];
	for (let m = 1; m < 1e6; m++) {
		const odd = a + 2 * m - 1;
		const numerator = (a + m - 1) * (a + b + m - 1) / (odd * odd) * m * (b - m) * x * x;
		const own = (a + m) * (a * rest - b * x + 1 + m * (1 + rest)) / (odd + 2) + m + m * (b - m) * x / odd;
		d = own + numerator * d;
		d = 1 / (Math.abs(d) < tiny ? tiny : d);
		c = own + numerator / c;
		if (Math.abs(c) < tiny) c = tiny;
		const change = c * d;
		value *= change;
		if (Math.abs(change - 1) < 3e-16) break;
	}
	return 1 / value;
}

// src/statistics/upper-tail.ts
/**
* The probability that a chi-square variable of that many degrees of freedom (a whole number from 1) is above `x`:
* the regularised incomplete gamma function Q(degrees / 2, x / 2), by its series below the mean and by Lentz's
* continued fraction above it (Numerical Recipes, 6.2).
*/
function chiSquareTail(x, degrees) {
	if (Number.isNaN(x)) return NaN;
	if (x <= 0) return 1;
	if (x === Infinity) return 0;
	const [a, half] = [degrees / 2, x / 2];
	const density = poissonDensity(a, half);
	return half < a + 1 ? 1 - density * lowerSeries(a, half) : density * a * upperFraction(a, half);
}
/** The probability that a standard normal variable is further from 0 than `z`, on either side. */
function normalTails(z) {
	return chiSquareTail(z * z, 1);
}
function lowerSeries(a, x) {
	let term = 1;
	let sum = 1;
	for (let factor = a + 1; term > sum * 1e-17; factor++) {
		term *= x / factor;
		sum += term;
	}
	return sum;
}
function upperFraction(a, x) {
	const tiny = 1e-300;
	let b = x + 1 - a;
	let c = 1 / tiny;
	let d = 1 / b;
	let fraction = d;
	for (let i = 1; i < 1e6; i++) {
		const numerator = -i * (i - a);
		b += 2;
		d = numerator * d + b;
		d = 1 / (d === 0 ? tiny : d);
		c = b + numerator / c;
		if (c === 0) c = tiny;
		const change = c * d;
		fraction *= change;
		if (Math.abs(change - 1) < 2e-16) break;
	}
	return fraction;
}

// src/statistics/normal.ts
/** The probability that a standard normal variable is below `x`, accurate in its lower tail. */
function normalCdf(x) {
	const tail = normalTails(x) / 2;
	return x < 0 ? tail : 1 - tail;
}
const middle = [
	2509.0809287301227,
	33430.57558358813,
	67265.7709270087,
	45921.95393154987,
	13731.69376550946,
	1971.5909503065513,
	133.14166789178438,
	3.3871328727963665
];
const middleBelow = [
	5226.495278852854,
	28729.085735721943,
	39307.89580009271,
	21213.794301586597,
	5394.196021424751,
	687.1870074920579,
	42.31333070160091,
	1
];
const near = [
	.0007745450142783414,
	.022723844989269184,
	.2417807251774506,
	1.2704582524523684,
	3.6478483247632045,
	5.769497221460691,
	4.630337846156546,
	1.4234371107496835
];
const nearBelow = [
	1.0507500716444169e-9,
	.0005475938084995345,
	.015198666563616457,
	.14810397642748008,
	.6897673349851,
	1.6763848301838038,
	2.053191626637759,
	1
];
const far = [
	2.0103343992922881e-7,
	27115555687434876e-21,
	.0012426609473880784,
	.026532189526576124,
	.29656057182850487,
	1.7848265399172913,
	5.463784911164114,
	6.657904643501103
];
const farBelow = [
	20442631033899397e-31,
	1.421511758316446e-7,
	18463183175100548e-21,
	.0007868691311456133,
	.014875361290850615,
	.1369298809227358,
	.599832206555888,
	1
];
/** The `p` quantile of the standard normal distribution to 1e-15 (M. Wichura, "Algorithm AS 241", 1988). */
function normalQuantile(p) {
	if (!(p >= 0 && p <= 1)) return NaN;
	const distance = p - .5;
	if (Math.abs(distance) <= .425) {
		const x = .180625 - distance * distance;
		return distance * polynomial(middle, x) / polynomial(middleBelow, x);
	}
	const tail = distance < 0 ? p : 1 - p;
	if (tail === 0) return distance < 0 ? -Infinity : Infinity;
	const root = Math.sqrt(-Math.log(tail));
	const size = root <= 5 ? polynomial(near, root - 1.6) / polynomial(nearBelow, root - 1.6) : polynomial(far, root - 5) / polynomial(farBelow, root - 5);
	return distance < 0 ? -size : size;
}
function polynomial(coefficients, x) {
	let sum = 0;
	for (const coefficient of coefficients) sum = sum * x + coefficient;
	return sum;
}

// src/statistics/student-t.ts
/** The probability that Student's t of `df` > 0 degrees of freedom (any number; Infinity: normal) is below `x`. */
function tCdf(x, df) {
	if (df === Infinity) return normalCdf(x);
	const tail = upperTail(Math.abs(x), df);
	return x < 0 ? tail : 1 - tail;
}
/** The `p` quantile of Student's t of `df` degrees of freedom (any number above 0; Infinity: normal). */
function tQuantile(p, df) {
	if (df === Infinity || !(p > 0 && p < 1 && df > 0)) return df > 0 ? normalQuantile(p) : NaN;
	if (p === .5) return 0;
	const goal = Math.log(Math.min(p, 1 - p));
	const excess = (log) => Math.log(upperTail(Math.exp(log), df)) - goal;
	const low = Math.log(Math.abs(normalQuantile(p))) - 1e-9;
	let high = low + 1;
	while (excess(high) > 0 && high < 700) high += high - low;
	const size = Math.exp(findRoot(excess, low, high));
	return p < .5 ? -size : size;
}
/** The probability of more than `x` \u2265 0. */
function upperTail(x, df) {
	const square = x * x;
	if (square === Infinity) return 0;
	return betaTails(df / (df + square), df / 2, .5, square / (df + square))[0] / 2;
}

// src/statistics/student-estimate.ts
/**
* The estimate whose distance from the true value, in standard errors, is Student's t of `df` degrees of freedom
* (Infinity: normal), once the skewness of the estimate is removed, where it is told; or whether it is removed or not,
* where that `mayBeChance`: of both bounds the one that is further out holds. A standard error that is 0, infinite or
* unknown bounds nothing.
*/
function studentEstimate(found) {
	const { df, skewness = 0, mayBeChance = false, ...estimate } = found;
	const { value, standardError } = estimate;
	if (!(standardError > 0 && standardError < Infinity && df > 0)) return {
		...estimate,
		...unbounded
	};
	const removed = removeSkewness(skewness);
	const of = (t, side) => mayBeChance ? side * Math.min(side * t, side * removed.of(t)) : removed.of(t);
	const back = (x, side) => mayBeChance ? side * Math.max(side * x, side * removed.back(x)) : removed.back(x);
	return {
		...estimate,
		bounds: (alpha) => {
			const reach = -tQuantile(alpha, df);
			return [value - back(reach, 1) * standardError, value - back(-reach, -1) * standardError];
		},
		pBelow: (x) => tCdf(of((value - x) / standardError, -1), df),
		pAbove: (x) => tCdf(-of((value - x) / standardError, 1), df)
	};
}
/** What can be said of a value of which nothing is known. */
const unbounded = {
	bounds: () => [-Infinity, Infinity],
	pBelow: () => 1,
	pAbove: () => 1
};

// src/statistics/fold-scores.ts
/**
* The mean difference of scores over folds of a cross-validation, where the rows themselves are not known: the corrected
* resampled t (Nadeau and Bengio, "Inference for the generalization error", 2003). Folds share their training rows, so
* the variance of k differences counts 1 / k + testRows / trainRows times. Fewer than two folds, or folds that do not
* differ, bound nothing.
*/
function estimateFoldScores(differences, { trainRows, testRows }) {
	const k = differences.length;
	const value = differences.reduce((sum, each) => sum + each, 0) / k;
	const variance = differences.reduce((sum, each) => sum + (each - value) ** 2, 0) / (k - 1);
	return studentEstimate({
		value,
		n: k,
		standardError: Math.sqrt(variance * (1 / k + testRows / trainRows)),
		df: k - 1,
		method: `corrected resampled t over ${k} folds (Nadeau and Bengio)`
	});
}

// src/gate/estimate-folds.ts
/** The mean over folds; its rows are those of the data that were divided. */
function estimateFolds(scores, rows) {
	return {
		...estimateFoldScores([...scores], rows),
		n: rows.trainRows + rows.testRows
	};
}

// src/gate/describe-import.ts
/** What was imported, by the names that `collect` gives its metrics. */
function describeImport({ from, values: source, baseline, standardErrors, folds }, collect) {
	const { values, aliases } = collect(source);
	const names = new Map([...aliases].map(([name, path]) => [path, name]));
	const nameOf = (path) => names.get(path) ?? path;
	const estimates = /* @__PURE__ */ new Map();
	for (const [path, { standardError, n }] of standardErrors ?? []) {
		const value = values.get(nameOf(path));
		if (value === void 0 || !(standardError > 0)) continue;
		const method = `normal interval, standard error of ${from}`;
		const df = Number.POSITIVE_INFINITY;
		estimates.set(nameOf(path), studentEstimate({
			value,
			standardError,
			n,
			df,
			method
		}));
	}
	for (const [path, scores] of folds?.scores ?? []) estimates.set(nameOf(path), estimateFolds(scores, folds));
	return {
		from,
		baseline: baseline && {
			...collect(baseline.values),
			shown: baseline.shown
		},
		estimates,
		folds: folds && {
			...folds,
			scores: new Map([...folds.scores].map(([path, scores]) => [nameOf(path), scores]))
		}
	};
}

// src/gate/parse-metrics.ts
/**
* Parses our own `metrics.json`, or any JSON object of numbers, nested keys joined by dots
* (`{"test": {"r2_score": 0.8}}` gives `r2`, from "test.r2_score"), or what other tools write, of which `part` may name
* the model that is meant. Throws UserError on anything else.
*/
function parseMetrics(text, file, part) {
	const root = parseObject(text, file);
	const isOwn = typeof root.schema === "string" && root.schema.startsWith("mlops/metrics@");
	if (isOwn && root.schema !== "mlops/metrics@1") throw new UserError(`Cannot read "${file}": it is of schema "${root.schema}", known is "${metricsSchema}"`, {
		file,
		hint: "Make it with this version of mlops-actions"
	});
	const imported = isOwn ? void 0 : importMetrics(root, {
		file,
		part
	});
	if (part !== void 0 && imported === void 0) throw new UserError(`Cannot read "${part}" in "${file}": it holds the metrics of one model`, { file });
	const source = isOwn ? objectAt(root, "metrics") : imported?.values ?? root;
	if (!source) throw new UserError(`Cannot read "${file}": it has no "metrics" object`, { file });
	const { values, aliases } = collectMetrics(source);
	if (values.size === 0) throw new UserError(`Cannot read "${file}": there is no number in it`, {
		file,
		hint: "Write metric names and numbers, for example {\"r2\": 0.82}"
	});
	const dummy = isOwn ? objectAt(root, "dummy") : void 0;
	const stringAt = (key) => typeof root[key] === "string" ? root[key] : void 0;
	return {
		values,
		aliases,
		dummy: dummy && collectMetrics(dummy).values,
		...isOwn && { dummyOutputs: numbersAt(root, "dummy_outputs") },
		training: trainingMetrics(isOwn ? objectAt(root, "train") : void 0, values),
		rows: isOwn && typeof root.rows === "number" ? root.rows : void 0,
		task: isOwn ? stringAt("task") : void 0,
		evaluation: isOwn ? stringAt("evaluation_digest") : void 0,
		model: isOwn ? stringAt("model_digest") : void 0,
		...imported && { imported: describeImport(imported, collectMetrics) }
	};
}
function parseObject(text, file) {
	const value = parseJson(text, file);
	if (isRecord(value)) return value;
	throw new UserError(`Cannot read "${file}": expected a JSON object of metric names and numbers`, { file });
}
function objectAt(root, key) {
	const value = root[key];
	return isRecord(value) ? value : void 0;
}
function numbersAt(root, key) {
	const value = root[key];
	return Array.isArray(value) && value.every((each) => Number.isFinite(each)) ? value : void 0;
}
/** Those that the file has apart, or else what it calls `train.r2`, `training/accuracy` or `train_rmse`. */
function trainingMetrics(apart, values) {
	if (apart !== void 0) return collectMetrics(apart).values;
	const found = /* @__PURE__ */ new Map();
	for (const [path, value] of values) {
		const [, name] = /(?:^|[./])train(?:ing)?[._/]([^./]+)$/i.exec(path) ?? [];
		const known = name && findMetric(name);
		if (known && !found.has(known.name)) found.set(known.name, value);
	}
	return found.size > 0 ? found : void 0;
}
const maxDepth = 8;
/**
* Numbers below an object. Of those that mean one metric the shallowest has its name, then the one of test rows, and
* the one of validation rows last; the others keep their whole path. `null` and 1e999 have no value.
*/
function collectMetrics(source) {
	const values = /* @__PURE__ */ new Map();
	const aliases = /* @__PURE__ */ new Map();
	let level = Object.entries(source);
	for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
		const next = [];
		for (const [path, value] of level.toSorted(([a], [b]) => partRank(a) - partRank(b))) if (typeof value === "number" || value === null) {
			const canonical = canonicalName(path);
			const name = values.has(canonical) ? path : canonical;
			values.set(name, value !== null && Number.isFinite(value) ? value : NaN);
			if (name !== path) aliases.set(name, path);
		} else if (typeof value === "object" && !Array.isArray(value)) for (const [key, child] of Object.entries(value)) next.push([`${path}.${key}`, child]);
		level = next;
	}
	return {
		values,
		aliases
	};
}
/**
* The name under which metrics hold what a rule names: its path in the file where that is told apart, else its
* canonical name. A path of the rule's own is never another path's value.
*/
function nameIn({ values, aliases }, name) {
	if (values.has(name)) return name;
	const canonical = canonicalName(name);
	const path = aliases.get(canonical) ?? canonical;
	return name.includes(".") && path.includes(".") && path !== name && !path.endsWith(`.${name}`) ? name : canonical;
}
/** Metrics of test rows come before those of no named part, and these before those of validation rows. */
function partRank(path) {
	const words = path.toLowerCase().split(/[^a-z]+/);
	if (words.some((word) => /^(test|testing|eval|evaluation|holdout)$/.test(word))) return 0;
	return words.some((word) => /^(val|valid|validation|cv|dev)$/.test(word)) ? 2 : 1;
}
/**
* `metrics.test.r2_score` and `test/r2` \u2192 `r2`; a name that is not in the table stays as it is, and so does one of
* training rows (`train.r2`) or of a single class (`classes.cat.f1`), which says nothing about a model.
*/
function canonicalName(path) {
	if (/(^|[./])(?:train(?:ing)?|classes)[./]/i.test(path)) return path;
	const [, gap] = /(?:^|[./])gap[./](.+)$/i.exec(path) ?? [];
	if (gap !== void 0) return findMetric(`gap.${canonicalName(gap)}`)?.name ?? path;
	const last = path.slice(Math.max(path.lastIndexOf("."), path.lastIndexOf("/")) + 1);
	return findMetric(path)?.name ?? findMetric(last)?.name ?? path;
}

// src/actions/read-predictions.ts
/**
* A file of predictions, CSV or Parquet, with identities and groups as texts, and labels too where they are known to be
* classes: as numbers, some would not be what they were.
*/
function readPredictions({ files, signal, csvKernel: kernel }, file, { task, group = [] } = {}) {
	const text = { type: "text" };
	const names = [
		"row_id",
		"mlops_row_id",
		...task === "classification" ? ["actual", "predicted"] : [],
		...group
	];
	const columns = Object.fromEntries(names.map((name) => [name, text]));
	return readData(files, file, {
		signal,
		kernel,
		columns
	});
}

// src/features/missing-words.ts
/** What pandas.read_csv takes for missing by default (pandas 3.1, `keep_default_na`), the empty text aside. */
const pandasMissing = new Set("#N/A,#N/A N/A,#NA,-1.#IND,-1.#QNAN,-NaN,-nan,1.#IND,1.#QNAN,<NA>,N/A,NA,NULL,NaN,None,n/a,nan,null".split(","));
/**
* How a text column says that a value is missing. One word alone, as `NA` for a house without an alley, is a
* category like any other, and `word` names it: who reads the file with pandas has nothing in its place. Where
* words and empty cells mix, pandas cannot tell them apart, so all of them are missing and stand in `missing`
* (derived columns still see the words).
*/
function findMissingWords(column) {
	const found = /* @__PURE__ */ new Set();
	const isWord = column.dictionary.map((text) => text === "" || pandasMissing.has(text));
	for (const code of column.codes) if (code < 0 || isWord[code]) found.add(column.dictionary[code] ?? "");
	const words = [...found].filter((text) => text !== "").sort();
	const isCategory = words.length === 1 && found.size === 1;
	return {
		word: isCategory ? words[0] : "",
		missing: isCategory ? [] : words,
		hasMissing: found.size > 0
	};
}

// src/model/signature.ts
/** The named columns as the table has them, in its order; all rows count, not only those of the training. */
function signatureOf(table, names) {
	const wanted = new Set(names);
	return table.columns.filter(({ name }) => wanted.has(name)).map(describe);
}
/**
* The MLflow type under which the frame that pandas.read_csv makes of the same file passes MLflow's checks: an
* integer with missing values is a double there, and dates are text. Text of digits, such as `007`, needs its
* `dtype=str`, and a truth column refuses a frame in which all of its values are missing.
*/
function mlflowType({ type, hasMissing }) {
	switch (type) {
		case "integer": return hasMissing ? "double" : "long";
		case "number": return "double";
		case "boolean": return "boolean";
		default: return "string";
	}
}
function describe(column) {
	const { name, type } = column;
	if (column.kind === "numeric") return {
		name,
		type,
		hasMissing: column.values.some(Number.isNaN),
		missingText: ""
	};
	const { word, hasMissing } = findMissingWords(column);
	return {
		name,
		type,
		hasMissing,
		missingText: word
	};
}

// src/gate/format-quantity.ts
/** Seconds from which a time is an age: whole minutes, hours and days say enough. */
const longSeconds = 600;
/** A value that has a unit, as people read it: `1.2 MB`, `0.31 ms`, `1.9 s`, `30 days`. */
function formatQuantity(value, unit) {
	if (unit === "bytes") return value < 0 ? `\u2212${formatBytes(-value)}` : formatBytes(value);
	if (Math.abs(value) < 1) return formatNumber(Number((value * 1e3).toPrecision(3)), { unit: "ms" });
	return `${value < 0 ? "\u2212" : ""}${(Math.abs(value) < longSeconds ? formatDuration : formatAge)(Math.abs(value) * 1e3)}`;
}

// src/gate/format-metric.ts
/** The place that is too far behind the point to be read. */
const lastPlace = 6;
/**
* Beyond it a target is 0 or next to it: scikit-learn's definition, which is ours, divides by 2.2e-16 then, and what comes
* out is a number of no model.
*/
const largestMape = 1e6;
/**
* A metric's value as people read it: percentages where the metric is a share, else four significant digits; with an
* interval as many digits as that one justifies.
*/
function formatMetric(name, value, bounds) {
	if (Number.isNaN(value)) return "undefined";
	if (isMeaningless(name, value)) return "not meaningful";
	if (Math.abs(value) < 1e-12) return "0";
	const { unit, percent } = findMetric(name) ?? {};
	if (unit !== void 0) return formatQuantity(value, unit);
	const place = bounds && placeOf(bounds, percent === true);
	if (place !== void 0) return `${formatAt(percent ? value * 100 : value, place, formatNumber)}${percent ? " %" : ""}`;
	return percent ? formatPercent(value) : formatNumber(value, { digits: 4 });
}
/**
* A difference of two values of a metric, with its sign: `+0.012`, `\u22121,210`, `+0.5 points` of percentages; with an
* interval as many digits as that one justifies.
*/
function formatChange(name, difference, bounds) {
	if (isMeaningless(name, difference)) return "not meaningful";
	const { unit, percent } = findMetric(name) ?? {};
	if (unit !== void 0) return `${difference < 0 ? "" : "+"}${formatQuantity(difference, unit)}`;
	const place = bounds && placeOf(bounds, percent === true);
	const value = percent ? difference * 100 : difference;
	const text = place === void 0 ? formatDifference(value, { digits: percent ? 2 : 3 }) : formatAt(value, place, formatDifference);
	return percent ? `${text} points` : text;
}
/**
* Which way a difference goes and, where its interval leaves no doubt, what that means: `{ arrow: "\u2191", word: "better" }`.
* `sign` is that of better differences; without one no word is known, and without an interval none is shown to be true.
*/
function tellChange(difference, sign, bounds) {
	if (Number.isNaN(difference) || Math.abs(difference) < 1e-12) return {
		arrow: "",
		word: ""
	};
	const arrow = difference > 0 ? "\u2191" : "\u2193";
	const isShown = bounds !== void 0 && (bounds[0] > 0 || bounds[1] < 0);
	if (sign === void 0 || !isShown) return {
		arrow,
		word: ""
	};
	return {
		arrow,
		word: difference * sign > 0 ? "better" : "worse"
	};
}
/** A difference with its arrow and, where that is shown, its meaning: `+0.012 \u2191 better`. */
function showChange(name, difference, { sign, bounds } = {}) {
	if (isMeaningless(name, difference)) return "not meaningful";
	const { arrow, word } = tellChange(difference, sign, bounds);
	return [
		formatChange(name, difference, bounds),
		arrow,
		word
	].filter((part) => part !== "").join(" ");
}
/** Both ends of an interval, with as many digits as its width says anything with: `0.811 \u2026 0.835`. */
function formatInterval(name, bounds, { isChange = false } = {}) {
	if (bounds.some((end) => isMeaningless(name, end))) return "\u2013";
	const isPercent = findMetric(name)?.percent === true;
	const place = placeOf(bounds, isPercent);
	const format = isChange ? formatDifference : formatNumber;
	return `${bounds.map((end) => {
		const value = isPercent ? end * 100 : end;
		if (place !== void 0) return formatAt(value, place, format);
		return format(value, { digits: 15 }).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
	}).join(" \u2026 ")}${isPercent ? isChange ? " points" : " %" : ""}`;
}
/** The place of the second digit of an interval's width: 2 for hundredths, \u22121 for tens; undefined where there is none. */
function placeOf([lower, upper], isPercent) {
	const width = (upper - lower) * (isPercent ? 100 : 1);
	if (!(width > 0) || !Number.isFinite(width)) return void 0;
	const place = 1 - Math.floor(Math.log10(width));
	return place > lastPlace ? void 0 : place;
}
function formatAt(value, place, format) {
	if (!Number.isFinite(value)) return format(value);
	if (place >= 0) return format(value, { decimals: place });
	return format(Math.round(value / 10 ** -place) * 10 ** -place, { decimals: 0 });
}
function isMeaningless(name, value) {
	return name === "mape" && Math.abs(value) > largestMape;
}

// src/metrics/curves.ts
/** The ROC curve: the share of positives found (y) over the share of false alarms (x), from (0, 0) to (1, 1). */
function rocCurve({ cuts, positives, negatives }) {
	return [{
		x: 0,
		y: 0
	}, ...cuts.map(({ hits, misses }) => ({
		x: misses / negatives,
		y: hits / positives
	}))];
}
/** Precision (y) over recall (x), the highest score first. */
function precisionRecallCurve({ cuts, positives }) {
	return cuts.map(({ hits, misses }) => ({
		x: hits / positives,
		y: hits / (hits + misses)
	}));
}
/**
* The share of rows that are positive (y) over the mean of what was promised (x), in bins of equal width that hold any
* rows: scikit-learn's `calibration_curve`.
*/
function calibrationCurve({ rows, scoreOf, isPositive, weights }, bins) {
	const sums = Array.from({ length: bins }, () => ({
		x: 0,
		y: 0,
		rows: 0
	}));
	for (let row = 0; row < rows; row++) {
		const score = scoreOf(row);
		const bin = sums[Math.min(bins - 1, Math.max(0, Math.ceil(score * bins) - 1))];
		const weight = weights?.[row] ?? 1;
		bin.x += weight * score;
		bin.y += weight * Number(isPositive(row));
		bin.rows += weight;
	}
	return sums.filter((bin) => bin.rows > 0).map((bin) => ({
		x: bin.x / bin.rows,
		y: bin.y / bin.rows
	}));
}
/** The height of a curve whose x never falls, straight between points; that of the last of equal x. */
function heightAt(points, x) {
	const next = points.findIndex((point) => point.x > x);
	if (next < 0) return points.at(-1)?.y ?? NaN;
	const [before, after] = [points[next - 1], points[next]];
	if (before === void 0) return after.y;
	return before.y + (x - before.x) / (after.x - before.x) * (after.y - before.y);
}

// src/actions/judged-curves.ts
/** Classes that have a curve of their own. */
const mostCurves = 5;
const calibrationBins = 10;
/** Of the positive class of two, or of the first five; none of a class that all test rows have, or none. */
function classCurves({ target, testRows, evaluation: { scores } }) {
	if (scores === void 0) return [];
	const { classes, positive } = target;
	const actual = Int32Array.from(testRows, (row) => target.values[row]);
	const weights = weightsAt(target, testRows);
	return (classes.length === 2 ? [positive ?? 1] : [...classes.keys()].slice(0, mostCurves)).flatMap((code) => {
		const ranks = rankClass({
			actual,
			scores,
			classes: classes.length,
			weights
		}, code);
		if (!(ranks.positives > 0 && ranks.negatives > 0)) return [];
		const calibration = calibrationCurve({
			rows: actual.length,
			scoreOf: (row) => scores[row * classes.length + code],
			isPositive: (row) => actual[row] === code,
			weights
		}, calibrationBins);
		const [roc, precisionRecall] = [rocCurve(ranks), precisionRecallCurve(ranks)];
		return [{
			label: classes[code],
			roc,
			precisionRecall,
			calibration
		}];
	});
}
/** Where a regression errs; the mean residual (actual \u2212 predicted) is above 0 where predictions are too low. */
function errorTenths({ target, testRows, evaluation: { predicted } }) {
	const order = Uint32Array.from(predicted.keys()).sort((a, b) => predicted[a] - predicted[b] || a - b);
	const count = Math.min(10, order.length);
	return Array.from({ length: count }, (_, tenth) => {
		const rows = order.subarray(Math.floor(tenth * order.length / count), Math.floor((tenth + 1) * order.length / count));
		const mean = (of) => rows.reduce((sum, index) => sum + of(index), 0) / rows.length;
		const errorOf = (index) => target.values[testRows[index]] - predicted[index];
		return {
			prediction: mean((index) => predicted[index]),
			mean: mean(errorOf),
			size: mean((index) => Math.abs(errorOf(index)))
		};
	});
}

// src/actions/curve-charts.ts
const steps = 20;
/** ROC, precision-recall and calibration curves of a classifier, and where a regression errs. */
function curveCharts(judged) {
	return judged.target.task === "regression" ? errorCharts(judged) : classCharts(judged);
}
function classCharts(judged) {
	const drawn = classCurves(judged);
	if (drawn.length === 0) return [];
	return [
		gridChart("ROC curve", ["False positive rate", "True positive rate"], drawn.map(({ label, roc }) => ({
			label,
			points: roc
		})), {
			label: "Chance",
			at: (x) => x
		}),
		gridChart("Precision and recall", ["Recall", "Precision"], drawn.map(({ label, precisionRecall }) => ({
			label,
			points: precisionRecall
		}))),
		...drawn.map(calibrationChart)
	];
}
/** Curves over one axis from 0 to 1. */
function gridChart(title, [x, y], curves, reference) {
	const grid = Array.from({ length: 21 }, (_, step) => step / steps);
	const series = curves.map(({ label, points }) => ({
		label,
		values: grid.map((each) => rounded(heightAt(points, each)))
	}));
	if (reference) series.push({
		label: reference.label,
		values: grid.map((each) => rounded(reference.at(each)))
	});
	return {
		kind: "line",
		title,
		x: {
			label: x,
			values: grid
		},
		y: { label: y },
		series
	};
}
function calibrationChart({ label, calibration }) {
	return {
		kind: "line",
		title: `Calibration of ${label}`,
		x: {
			label: "Mean probability",
			values: calibration.map(({ x }) => rounded(x))
		},
		y: { label: "Share of rows" },
		series: [{
			label: "Is",
			values: calibration.map(({ y }) => rounded(y))
		}, {
			label: "Promised",
			values: calibration.map(({ x }) => rounded(x))
		}]
	};
}
/** The mean error and its size by tenths of the predictions: too low where the mean is above 0. */
function errorCharts(judged) {
	const tenths = errorTenths(judged);
	return [{
		kind: "line",
		title: "Residuals by the size of the prediction",
		x: {
			label: "Tenth of the predictions, from the lowest",
			values: tenths.map((_, tenth) => tenth + 1)
		},
		y: { label: "Actual \u2212 predicted" },
		series: [{
			label: "Mean",
			values: tenths.map(({ mean }) => rounded(mean))
		}, {
			label: "Mean size",
			values: tenths.map(({ size }) => rounded(size))
		}]
	}];
}
function rounded(value) {
	return Number(value.toPrecision(4));
}

// src/actions/judged-charts.ts
/** How often which class was said to be which. */
function confusionChart(target, rows, { predicted }) {
	const { classes } = target;
	const actual = Int32Array.from(rows, (row) => target.values[row]);
	const counts = confusionMatrix(actual, Int32Array.from(predicted), classes.length);
	const shown = Math.min(classes.length, 20);
	return {
		kind: "matrix",
		title: `Confusion matrix${shown < classes.length ? ` (the first ${shown} of ${classes.length})` : ""}`,
		x: {
			label: "Predicted",
			values: classes.slice(0, shown)
		},
		y: { label: "Actual" },
		series: classes.slice(0, shown).map((label, row) => ({
			label,
			values: Array.from({ length: shown }, (_, column) => counts[row * classes.length + column])
		}))
	};
}
/** Residuals (actual \u2212 predicted) of the test rows in twenty bins of equal width. */
function residualChart({ target, testRows, evaluation }) {
	const residuals = Float64Array.from(testRows, (row, index) => target.values[row] - evaluation.predicted[index]).sort();
	const bins = 20;
	const low = residuals[Math.floor(residuals.length * .01)] ?? 0;
	const high = residuals[Math.floor(residuals.length * .99)] ?? 0;
	const width = (high - low) / bins || 1;
	const counts = new Array(bins).fill(0);
	for (const residual of residuals) if (residual >= low && residual <= high) counts[Math.min(19, Math.floor((residual - low) / width))] += 1;
	return {
		kind: "histogram",
		title: "Residuals (actual \u2212 predicted), middle 98 %",
		x: {
			label: "Residual",
			values: Array.from({ length: 21 }, (_, edge) => Number((low + edge * width).toPrecision(4)))
		},
		y: { label: "Test rows" },
		series: [{
			label: "Test rows",
			values: counts
		}]
	};
}

// src/actions/metrics-table.ts
/** The metrics that come first, by task. */
const leadingMetrics = [
	"r2",
	"rmse",
	"mae",
	"accuracy",
	"f1",
	"roc_auc",
	"f1_macro",
	"balanced_accuracy"
];
/** The first three of these that a model has. */
function leadingOf(metrics) {
	return leadingMetrics.filter((name) => name in metrics).slice(0, 3);
}
/** The metrics beside the dummy's. */
function metricsTable(metrics, { dummy, stratified }) {
	const cell = (of, name) => of[name] === void 0 ? null : formatMetric(name, of[name]);
	return {
		columns: [
			{ label: "Metric" },
			{ label: "Name" },
			{
				label: "Model",
				align: "right"
			},
			{
				label: "Dummy",
				align: "right"
			},
			...stratified ? [{
				label: "Stratified",
				align: "right"
			}] : []
		],
		rows: Object.entries(metrics).map(([name, value]) => [
			findMetric(name)?.label ?? name,
			name,
			formatMetric(name, value),
			cell(dummy, name),
			...stratified ? [cell(stratified, name)] : []
		])
	};
}

// src/actions/scan-model.ts
/**
* What loading a model could run, file by file: pickles that name more than models are made of, but for what is
* `allowed` by name, by default in `gate.allow_pickle`.
*/
async function scanModel({ files, project, signal }, folder, allowed = project.config.gate.allow_pickle ?? []) {
	const { base, names } = await listFolder(files, folder);
	if (names.length === 0) return [];
	const { scanModelFile } = await import("./scanning.js");
	const { findingsOfPickle } = await import("./scanning.js");
	const findings = [];
	for (const name of names) {
		signal.throwIfAborted();
		const path = `${base}/${name}`;
		const scan = await scanModelFile(path, {
			size: await files.size(path) ?? 0,
			readRange: (start, end) => files.readRange(path, start, end)
		});
		findings.push(...findingsOfPickle(scan, { allowed }));
	}
	return findings;
}

// src/evidence/predictions.ts
/** Columns that every file of predictions has; a column of the data that is called so stands under its role there. */
const ownColumns = [
	"row_id",
	"row",
	"actual",
	"predicted"
];
/** What a column of the data stands under in the predictions: its name, or its role where that is taken. */
function roleName(name, role, classes = []) {
	return ownColumns.includes(name) || classes.some((label) => name === `score_${label}`) ? role : name;
}
/** `evidence/predictions.csv`, in chunks of some thousand rows: one line a test row, fields quoted where needed. */
function* renderPredictions(rows, columns) {
	const encoder = new TextEncoder();
	let lines = [columns.map(({ name }) => quoteField(name)).join(",")];
	for (let index = 0; index < rows; index++) {
		lines.push(columns.map(({ cell }) => renderCell(cell(index))).join(","));
		if (lines.length < 5e3) continue;
		yield encoder.encode(`${lines.join("\n")}\n`);
		lines = [];
	}
	if (lines.length > 0) yield encoder.encode(`${lines.join("\n")}\n`);
}
function renderCell(value) {
	if (typeof value === "number") return Number.isNaN(value) ? "" : String(value);
	return quoteField(value);
}

// src/model/card-metrics.ts
/** The metrics of a card beside the dummy's, as Markdown; NaN is an empty cell. */
function cardMetrics({ metrics, dummy }) {
	const names = Object.keys(metrics);
	return renderTable({
		columns: [
			{ label: "Metric" },
			{
				label: "Model",
				align: "right"
			},
			{
				label: "Dummy",
				align: "right"
			},
			{ label: "Better is" }
		],
		rows: names.map((name) => [
			findMetric(name)?.label ?? name,
			finite(metrics[name]),
			finite(dummy[name]),
			betterOf(findMetric(name)?.direction)
		])
	}, names.length);
}
function betterOf(direction) {
	if (direction === void 0) return null;
	return direction === "maximize" ? "higher" : "lower";
}
function finite(value) {
	return value === void 0 || Number.isNaN(value) ? null : value;
}

// src/model/card-waivers.ts
/** Waivers that a card lists. */
const most = 50;
/** What the gate lets a model of this project fail for a while, as sections of its card; none without waivers. */
function cardWaivers(waivers) {
	if (waivers.length === 0) return [];
	const columns = [
		"Rule",
		"Slice",
		"Until",
		"By",
		"Reason"
	].map((label) => ({ label }));
	const rows = waivers.map(({ rule, slice, until, by, reason }) => [
		rule,
		slice ?? null,
		until,
		by,
		reason
	]);
	return ["## What it may fail", renderTable({
		columns,
		rows: rows.slice(0, most),
		total: rows.length
	}, most)];
}

// src/evidence/training-rows.ts
/** More rows than these are not written: 32 MB. */
const mostRows = 4e6;
/**
* `evidence/training-rows.bin`: the 64-bit hashes of the rows that a model was trained and chosen on, each once, ascending,
* big-endian. Undefined where there are too many.
*/
function renderTrainingRows({ high, low }, parts) {
	const count = parts.reduce((sum, rows) => sum + rows.length, 0);
	if (count > mostRows) return void 0;
	const rows = new Uint32Array(count);
	let filled = 0;
	for (const part of parts) {
		rows.set(part, filled);
		filled += part.length;
	}
	rows.sort((a, b) => high[a] - high[b] || low[a] - low[b]);
	const bytes = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8 * count));
	let size = 0;
	let last;
	for (const row of rows) {
		if (last !== void 0 && high[last] === high[row] && low[last] === low[row]) continue;
		bytes.setUint32(size, high[row]);
		bytes.setUint32(size + 4, low[row]);
		size += 8;
		last = row;
	}
	return new Uint8Array(bytes.buffer, 0, size);
}
/** Reads what `renderTrainingRows` wrote; undefined for what is no such file. */
function parseTrainingRows(bytes) {
	const count = bytes.length / 8;
	if (!Number.isInteger(count) || count > mostRows) return void 0;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const compare = (at, high, low) => view.getUint32(8 * at) - high || view.getUint32(8 * at + 4) - low;
	for (let at = 1; at < count; at++) if (compare(at - 1, view.getUint32(8 * at), view.getUint32(8 * at + 4)) >= 0) return void 0;
	return { has(high, low) {
		let [from, to] = [0, count];
		while (from < to) {
			const middle = from + to >>> 1;
			if (compare(middle, high, low) < 0) from = middle + 1;
			else to = middle;
		}
		return from < count && compare(from, high, low) === 0;
	} };
}

// src/actions/manifest-origin.ts
/** The versions that made a model. */
function runtimeOf({ environment }) {
	return {
		mlops_actions: environment.version,
		node: process.versions.node,
		platform: `${process.platform}-${process.arch}`
	};
}
/** The run that made a model; empty where there is none. */
function runOf({ environment }) {
	const { runId: id, runAttempt: attempt } = environment;
	return id === void 0 ? {} : { run: {
		id,
		...attempt !== void 0 && { attempt }
	} };
}
/** How rows were divided, as the manifest keeps it. */
function splitRule({ test, validation, seed, stratify, group, time, column: named, horizon, gap }, { setDigests: sets, identity: key, table, split: parts }) {
	if (sets !== void 0) return {
		rule: "sets",
		sets,
		key
	};
	const column = named ?? time ?? group;
	const rule = named ? "column" : time ? "time" : group ? "group" : "hash";
	const steps = time !== void 0 && (horizon ?? gap) !== void 0;
	return {
		rule,
		test,
		...validation !== void 0 && { validation },
		seed,
		stratify,
		key,
		...column !== void 0 && { column },
		...time !== void 0 && cutOf(table, time, parts.test),
		...steps && {
			horizon: horizon ?? 1,
			gap: gapOf$1({
				horizon,
				gap
			})
		}
	};
}
/**
* The rows that a model saw, where its rule alone does not tell: within classes rows are chosen by rank, and a column or
* sets can divide them anyhow. Undefined where it does, and where they are too many.
*/
function trainingRowsOf({ hashes, split, setDigests }, { stratify, column }) {
	if (setDigests === void 0 && column === void 0 && !stratify) return void 0;
	return renderTrainingRows(hashes, [split.train, split.validation]);
}
/** When the first of the test rows was. */
function cutOf(table, time, test) {
	const column = findColumn(table, time);
	if (column?.kind !== "numeric" || test.length === 0) return {};
	const first = test.reduce((least, row) => Math.min(least, column.values[row]), Number.POSITIVE_INFINITY);
	return Number.isFinite(first) ? { cut: new Date(first).toISOString() } : {};
}

// src/gate/select-rows.ts
/** The evaluation of some of its rows, in their order. */
function selectRows(evaluation, rows) {
	const { weights, groups, time, champion } = evaluation;
	const width = evaluation.classes.length;
	return {
		...evaluation,
		rows: rows.length,
		actual: pick(evaluation.actual, rows),
		weights: weights && pick(weights, rows),
		groups: groups && denseCodes(pick(groups, rows)),
		time: time && pick(time, rows),
		challenger: pickOutcome(evaluation.challenger, rows, width),
		champion: champion && pickOutcome(champion, rows, width)
	};
}
/** The same rows, asked whether they are of one class: 1 is that class, 0 any other. */
function oneAgainstRest(evaluation, code) {
	const width = evaluation.classes.length;
	const isClass = (values) => Int32Array.from(values, (each) => Number(each === code));
	const turn = ({ predicted, scores, numbers }) => ({
		predicted: isClass(predicted),
		scores: scores && Float64Array.from({ length: 2 * evaluation.rows }, (_, cell) => {
			const score = scores[(cell >> 1) * width + code];
			return cell % 2 === 1 ? score : 1 - score;
		}),
		numbers
	});
	return {
		...evaluation,
		actual: isClass(evaluation.actual),
		classes: ["rest", evaluation.classes[code]],
		positive: 1,
		costs: void 0,
		challenger: turn(evaluation.challenger),
		champion: evaluation.champion && turn(evaluation.champion)
	};
}
/** Whether both models say the same of every row, to the last bit. */
function saysTheSame(one, other) {
	const areSame = (a, b) => {
		if (a === void 0 || b === void 0) return a === b;
		if (a.length !== b.length) return false;
		for (let index = 0; index < a.length; index++) if (!Object.is(a[index], b[index])) return false;
		return true;
	};
	const names = [...one.numbers.keys()];
	return areSame(one.predicted, other.predicted) && areSame(one.scores, other.scores) && names.length === other.numbers.size && names.every((name) => areSame(one.numbers.get(name), other.numbers.get(name)));
}
function pickOutcome({ predicted, scores, numbers }, rows, width) {
	const wide = scores && new Float64Array(rows.length * width);
	if (scores && wide) for (const [index, row] of rows.entries()) for (let code = 0; code < width; code++) wide[index * width + code] = scores[row * width + code];
	return {
		predicted: pick(predicted, rows),
		scores: wide,
		numbers: new Map([...numbers].map(([name, values]) => [name, pick(values, rows)]))
	};
}
function pick(values, rows) {
	const picked = new values.constructor(rows.length);
	for (let index = 0; index < rows.length; index++) picked[index] = values[rows[index]];
	return picked;
}
/** The codes numbered anew from 0, in the order in which they come. */
function denseCodes(codes) {
	const known = /* @__PURE__ */ new Map();
	return codes.map((code) => {
		const found = known.get(code) ?? known.size;
		known.set(code, found);
		return found;
	});
}

// src/gate/slices.ts
/** Characters of a value that names a slice. */
const longestValue = 200;
/** Slices of a column that are judged: each costs resamples, and many together hide what one of them shows. */
const mostSlices = 100;
/**
* The slices of a column, the largest first; those of fewer than `minRows` rows, and those after the `mostSlices`
* largest, without an evaluation.
*/
function sliceBy(evaluation, { name, values, codes }, minRows) {
	const members = values.map(() => []);
	for (const [row, code] of codes.entries()) members[code].push(row);
	return values.map((value, code) => ({
		value: clipText(value, longestValue),
		rows: members[code]
	})).filter(({ rows }) => rows.length > 0).sort((a, b) => b.rows.length - a.rows.length || (a.value < b.value ? -1 : 1)).map(({ value, rows }, place) => ({
		column: name,
		value,
		rows: rows.length,
		evaluation: rows.length < minRows || place >= 100 ? void 0 : selectRows(evaluation, Uint32Array.from(rows))
	}));
}
/** The classes of an evaluation, each asked against the rest; without an evaluation as by `sliceBy`. */
function sliceByClass(evaluation, minRows) {
	const counts = new Uint32Array(evaluation.classes.length);
	for (const code of evaluation.actual) counts[code]++;
	const largest = new Set([...counts.keys()].sort((a, b) => counts[b] - counts[a]).slice(0, 100));
	return evaluation.classes.map((label, code) => ({
		column: "class",
		value: clipText(label, longestValue),
		rows: counts[code],
		evaluation: counts[code] < minRows || !largest.has(code) ? void 0 : oneAgainstRest(evaluation, code)
	}));
}
/** Why slices of a column are not judged, as the end of a sentence; undefined where all that are large enough are. */
function unjudgedSlices(slices, minRows) {
	const large = slices.filter(({ rows }) => rows >= minRows).length;
	if (large > 100) return `of its ${formatNumber(large)} slices the ${100} largest alone are judged`;
	return large === 0 && slices.length > 0 ? `none of its slices has ${counted(minRows, "test row")}` : void 0;
}
/** The columns that the gate slices by, whose values the predictions must have. */
function sliceNames({ rules, slices }) {
	const asked = rules.flatMap(({ by }) => by === void 0 || by === "class" ? [] : [by]);
	return [.../* @__PURE__ */ new Set([...slices?.columns ?? [], ...asked])];
}

// src/actions/prediction-columns.ts
/** Digest of which rows were tested and what their actual values were, whatever their order. */
function digestEvaluation({ hashes, split, target }) {
	const rows = Array.from(split.test, (row) => `${hashText(hashes, row)} ${actualText(target, row)}`).sort();
	return digestFile(rows.join("\n"));
}
/** The columns of `predictions.csv`: of each test row its identity, what is so and what was predicted, its weight, group or time, and its slices. */
function predictionColumns({ project }, { split, target, evaluation, table, hashes }) {
	const idOf = rowNamer(hashes);
	const rowAt = (index) => split.test[index];
	const columns = [
		{
			name: "row_id",
			cell: (index) => idOf(rowAt(index))
		},
		{
			name: "row",
			cell: (index) => rowAt(index) + 1
		},
		{
			name: "actual",
			cell: (index) => actualText(target, rowAt(index))
		},
		...outcomeColumns(target, evaluation)
	];
	const taken = new Set(columns.map(({ name }) => name));
	const { data, gate } = project.config;
	const { group, time } = data.split;
	const asked = [
		[data.weight, "weight"],
		[group, "group"],
		[time, "time"],
		...sliceNames(gate).map((name) => [name])
	];
	for (const [source, role] of asked) {
		const column = table.columns.find((each) => each.name === source);
		if (source === void 0 || column === void 0) continue;
		const name = role === void 0 ? source : roleName(source, role, target.classes);
		if (taken.has(name)) continue;
		taken.add(name);
		columns.push({
			name,
			cell: (index) => cellText(column, rowAt(index))
		});
	}
	return columns;
}
/**
* The columns for rows that a program divided itself, and their digest: they are named by their place, as nothing tells
* them apart.
*/
function ownPredictionColumns({ target, rows, evaluation }) {
	const actual = (index) => actualText(target, rows[index]);
	const texts = Array.from(rows, (_, index) => `${index + 1} ${actual(index)}`);
	return {
		columns: [
			{
				name: "row_id",
				cell: (index) => `own-${index + 1}`
			},
			{
				name: "row",
				cell: (index) => rows[index] + 1
			},
			{
				name: "actual",
				cell: actual
			},
			...outcomeColumns(target, evaluation)
		],
		digest: digestFile(texts.join("\n"))
	};
}
/** What was predicted. */
function outcomeColumns(target, { predicted, scores }) {
	const { classes } = target;
	return [{
		name: "predicted",
		cell: (index) => target.task === "regression" ? predicted[index] : classes[predicted[index]]
	}, ...scores ? classes.map((label, code) => ({
		name: `score_${label}`,
		cell: (index) => scores[index * classes.length + code]
	})) : []];
}
function actualText(target, row) {
	return target.task === "regression" ? target.values[row] : target.classes[target.values[row]];
}
function cellText(column, row) {
	if (column.kind === "text") return column.codes[row] < 0 ? "" : column.dictionary[column.codes[row]];
	const value = column.values[row];
	if (Number.isNaN(value)) return "";
	if (column.type === "boolean") return value === 1 ? "true" : "false";
	return column.type === "date" || column.type === "datetime" ? new Date(value).toISOString() : value;
}
function hashText({ high, low }, row) {
	return high[row].toString(16).padStart(8, "0") + low[row].toString(16).padStart(8, "0");
}

export { areaOf, areaUnderRoc, besideNames, binomialDensity, brierAt, canonicalName, cardMetrics, cardWaivers, chiSquareTail, chooseThreshold, classCurves, classificationMetrics, codesOf, collectCases, collectMetrics, confusionChart, costMatrix, curveCharts, digestEvaluation, digestOf, dummyOutputs, emptyCuts, entriesOf, errorTenths, estimateFolds, evaluate, fillCuts, findActual, findMetric, findMissingWords, findPredicted, findRegressionLoss, findRoot, formatChange, formatInterval, formatMetric, givenDecision, greatestDistance, isFairness, isPromptfoo, isPromptfooResult, isScore, labelFinder, labelMetricTable, leadingOf, logLossAt, logOfShare, meanOver, metricNames, metricsTable, mlflowType, nameIn, needsDecision, normalCdf, normalQuantile, normalTails, numbersOf$1 as numbersOf, onceEach, onlyValues, orderByKeys, orderRows, ownPredictionColumns, parseJson, parseMetrics, parsePromptfoo, parseTrainingRows, positiveMetrics, predictionColumns, promiseAt, rankClass, rankOf, rankRows, readPredicted, readPredictions, regressionMetrics, regressionSources, renderMetricsFile, renderPredictions, residualChart, roleName, runOf, runtimeOf, saysTheSame, scanModel, scoredLabels, selectRows, shareExplained, showChange, signatureOf, skewnessOf, sliceBy, sliceByClass, sliceNames, sortByScore, sortWithEnds, spellings, splitRule, stratifiedOutputs, studentEstimate, tCdf, tQuantile, tellChange, textOf, topHit, trainDummyClassifier, trainDummyRegressor, trainingRowsOf, unbounded, unjudgedSlices, unreadable, weightedMedianAt, wrongCell };