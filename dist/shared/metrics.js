import { log, log1p, square } from "./numbers.js";
import { sortWithEnds } from "./statistics.js";

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
* R² and explained variance of a constant target are 1 for exact predictions, else 0; R² of fewer than two rows is
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
/** Counts of rows (the sums of their weights), classes × classes, row-major: `counts[actual * classes + predicted]`. */
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
	accuracy: ({ counts }) => sumOf(counts, (each) => each.hits) / rowsOf$1(counts),
	balanced_accuracy: ({ counts }) => macro(counts.filter((each) => each.actual > 0), recall),
	...averages("f1", f1),
	...averages("precision", precision),
	...averages("recall", recall),
	...averages("jaccard", jaccard),
	matthews_corrcoef: ({ counts }) => matthewsCorrelation(counts, rowsOf$1(counts)),
	cohen_kappa: ({ counts }) => cohenKappa(counts, rowsOf$1(counts)),
	positive_likelihood_ratio: ofPositive((own, counts) => likelihoodRatio(own, rowsOf$1(counts)))
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
		[`${name}_weighted`]: ({ counts }) => sumOf(counts, (each) => each.actual > 0 ? metric(each) * each.actual : 0) / rowsOf$1(counts)
	};
}
function ofPositive(metric) {
	return ({ counts, positive }) => positive === void 0 || counts.length !== 2 ? NaN : metric(counts[positive], counts);
}
function present(counts) {
	return counts.filter((each) => each.actual + each.predicted > 0);
}
function rowsOf$1(counts) {
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
const calibrationBins = 10;
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
/** The logarithm of a probability, clipped to [ε, 1 - ε]. */
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
/** Ranks rows 0 … rows - 1 by their scores; rows of weight 0 are left out. */
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
function hitsAmong$1({ cuts }, k) {
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
/** Rows by the score of a class (rows × classes, row-major), the highest first; not to be written to. */
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
			ks: () => greatestDistance(cutsOf$1(order(), onceEach(outcome.actual.length))),
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
function cutsOf$1(order, counts) {
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
		precision: (ranked) => hitsAmong$1(ranked, cut) / Math.min(cut, ranked.positives + ranked.negatives),
		recall: (ranked) => hitsAmong$1(ranked, cut) / ranked.positives,
		recall_at_precision: (ranked) => recallAtPrecision(ranked, cut)
	};
	const metric = Object.hasOwn(ofRanked, stem) ? ofRanked[stem] : void 0;
	return metric && (() => metric(rankClass(shared, positive)));
}

// src/metrics/beside-metrics.ts
const most = Number.POSITIVE_INFINITY;
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
	["latency_ratio", "Latency beside the baseline’s"],
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
	range: [0, most]
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
		label: `Train–test gap of ${of.label}`,
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
	["ks", "Kolmogorov–Smirnov"],
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
		"Cohen’s kappa",
		-1
	],
	[
		"gini",
		"Gini",
		-1
	],
	[
		"r2",
		"R²",
		Number.NEGATIVE_INFINITY
	],
	[
		"explained_variance",
		"Explained variance",
		Number.NEGATIVE_INFINITY
	],
	[
		"d2_absolute_error_score",
		"D² absolute error",
		Number.NEGATIVE_INFINITY
	],
	[
		"d2_log_loss_score",
		"D² log loss",
		Number.NEGATIVE_INFINITY
	],
	[
		"d2_brier_score",
		"D² Brier score",
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
* The metric of a name as tools write it: `r2_score`, `test_accuracy`, `val_auc`, `F1-Macro`, `ndcg@10`, `pinball@0.9`. A `neg_…`
* name (scikit-learn's scorers) gives the negated loss under its own name: there, more is better. Undefined when
* the name is not known. Those of `besideTable` are known too.
*/
function findMetric(name) {
	const word = name.trim().toLowerCase().replace(/[\s-]+/g, "_").replace(/^(test|val|valid|validation|eval)_/, "");
	if (word.startsWith("neg_")) return negated$1(lookUp(word.slice(4)));
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
function negated$1(loss) {
	if (!loss?.loss) return void 0;
	const [lowest, highest] = loss.range;
	const range = [-highest, 0 - lowest];
	return {
		...loss,
		name: `neg_${loss.name}`,
		label: `−${loss.label}`,
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

// src/metrics/sums.ts
/** A statistic that is a function of sums; its terms are made when they are asked for, and not kept. */
function fromSums(rows, make) {
	const measure = (counts) => {
		const { terms, combine } = make();
		return combine(terms.map((term) => sumTimes(term, counts)));
	};
	return {
		rows,
		interval: "bca",
		at: keepWhole(measure),
		get sums() {
			return make();
		}
	};
}
/** A measure that keeps what it was for all rows, once each. */
function keepWhole(measure) {
	let whole;
	return (counts) => {
		if (counts !== void 0) return measure(counts);
		whole ??= measure();
		return whole;
	};
}
/** The sum of a term's values, each so often as its row counts. */
function sumTimes(term, counts) {
	let sum = 0;
	if (counts === void 0) for (let row = 0; row < term.length; row++) sum += term[row];
	else for (let row = 0; row < term.length; row++) sum += counts[row] * term[row];
	return sum;
}
/** Values times the weights of their rows. */
function weigh(values, weights) {
	return weights === void 0 ? values : values.map((value, row) => value * weights[row]);
}
/** The derivative of the metric by the weight of each row: the delta method, with differences for the gradient. */
function sumInfluence({ terms, combine }) {
	const gradient = gradientOf(combine, Float64Array.from(terms, (term) => sumTimes(term, void 0)), terms.map(sizeOf));
	const influence = new Float64Array(terms[0]?.length ?? 0);
	for (const [index, term] of terms.entries()) {
		const slope = gradient[index];
		if (slope !== 0) for (let row = 0; row < influence.length; row++) influence[row] += slope * term[row];
	}
	return influence;
}
/**
* The derivatives by each sum: central differences, each step a part of its size, which is that of its term where the sum
* is about 0.
*/
function gradientOf(combine, sums, sizes) {
	return sums.map((sum, index) => {
		const size = sizes[index];
		if (size === 0) return 0;
		const step = size * 2 ** -18;
		const moved = sums.slice();
		moved[index] = sum + step;
		const above = combine(moved);
		moved[index] = sum - step;
		return (above - combine(moved)) / (2 * step);
	});
}
function sizeOf(term) {
	let size = 0;
	for (let row = 0; row < term.length; row++) size += Math.abs(term[row]);
	return size;
}

// src/metrics/label-statistic.ts
/** With more classes than this their terms are too many, and counts are gathered row by row. */
const mostTermClasses = 12;
/** A metric of predicted classes. */
function labelStatistic(name, evaluation, outcome) {
	const { classes, positive, rows } = evaluation;
	const ofPositive = positiveMetrics.has(name);
	if (!Object.hasOwn(labelMetricTable, name)) return void 0;
	if (ofPositive && (classes.length !== 2 || positive === void 0)) return void 0;
	const metric = labelMetricTable[name];
	const tally = Array.from(classes, () => ({
		hits: 0,
		actual: 0,
		predicted: 0
	}));
	const count = countLabels(evaluation, outcome, tally);
	const at = (counts) => {
		count(counts);
		return metric({
			counts: tally,
			positive
		});
	};
	if (classes.length > mostTermClasses) return {
		rows,
		interval: "bca",
		at,
		influence: () => cellInfluence(evaluation, outcome, at)
	};
	const combine = (sums) => {
		for (let code = 0; code < tally.length; code++) {
			const each = tally[code];
			each.hits = sums[3 * code];
			each.actual = sums[3 * code + 1];
			each.predicted = sums[3 * code + 2];
		}
		return metric({
			counts: tally,
			positive
		});
	};
	return {
		rows,
		interval: "bca",
		at,
		get sums() {
			return {
				terms: labelTerms(evaluation, outcome),
				combine
			};
		},
		influence() {
			count();
			const sums = Float64Array.from(tally.flatMap((each) => [
				each.hits,
				each.actual,
				each.predicted
			]));
			return labelInfluence(evaluation, outcome, gradientOf(combine, sums, sums));
		}
	};
}
/** Fills the tally with the weights of the rows, each so often as it counts. */
function countLabels({ actual, weights, rows }, { predicted }, tally) {
	const sums = new Float64Array(3 * tally.length);
	return (counts) => {
		sums.fill(0);
		for (let row = 0; row < rows; row++) {
			const weight = (counts ? counts[row] : 1) * (weights ? weights[row] : 1);
			const [own, said] = [actual[row], predicted[row]];
			if (own === said) sums[3 * own] += weight;
			sums[3 * own + 1] += weight;
			sums[3 * said + 2] += weight;
		}
		for (const [code, each] of tally.entries()) [each.hits, each.actual, each.predicted] = [
			sums[3 * code],
			sums[3 * code + 1],
			sums[3 * code + 2]
		];
	};
}
/** For each class whether a row of it was found, is of it, was taken for it: hits, actual, predicted. */
function labelTerms({ actual, weights, classes, rows }, { predicted }) {
	const terms = Array.from({ length: 3 * classes.length }, () => new Float64Array(rows));
	for (let row = 0; row < rows; row++) {
		const weight = weights ? weights[row] : 1;
		const [own, said] = [actual[row], predicted[row]];
		if (own === said) terms[3 * own][row] = weight;
		terms[3 * own + 1][row] = weight;
		terms[3 * said + 2][row] = weight;
	}
	return terms;
}
/** What each row adds to the sums of its classes, by their slopes: as `sumInfluence` of their terms, without making them. */
function labelInfluence({ actual, weights, rows }, { predicted }, slopes) {
	const influence = new Float64Array(rows);
	for (let row = 0; row < rows; row++) {
		const [own, said] = [actual[row], predicted[row]];
		const slope = slopes[3 * own + 1] + slopes[3 * said + 2] + (own === said ? slopes[3 * own] : 0);
		influence[row] = (weights ? weights[row] : 1) * slope;
	}
	return influence;
}
/** Rows of one actual and one predicted class have one influence: a difference of the metric with one counted more. */
function cellInfluence({ actual, classes, rows, weights }, { predicted }, at) {
	const step = .001;
	const counts = new Float64Array(rows).fill(1);
	const slopes = /* @__PURE__ */ new Map();
	const slopeAt = (row, unit) => {
		counts[row] = 1 + step * unit;
		const above = at(counts);
		counts[row] = 1 - step * unit;
		const below = at(counts);
		counts[row] = 1;
		return (above - below) / (2 * step);
	};
	return Float64Array.from({ length: rows }, (_, row) => {
		const weight = weights ? weights[row] : 1;
		if (weight === 0) return 0;
		const cell = actual[row] * classes.length + predicted[row];
		if (!slopes.has(cell)) slopes.set(cell, slopeAt(row, 1 / weight));
		return slopes.get(cell) * weight;
	});
}

// src/metrics/probability-statistic.ts
/** A metric of probabilities that is no mean over rows. */
function probabilityStatistic(name, { actual, classes, weights, rows }, { scores }) {
	if (scores === void 0) return void 0;
	const of = {
		actual,
		scores,
		classes: classes.length,
		weights
	};
	if (name === "d2_log_loss_score") return fromSums(rows, () => relative(of, logLossAt, entropyOf));
	if (name === "d2_brier_score") return fromSums(rows, () => relative(of, brierAt, impurityOf));
	if (name !== "ece") return void 0;
	return {
		...fromSums(rows, () => gapSums(of)),
		interval: "none",
		sums: void 0
	};
}
/** What is lost over what is lost by saying the classes' shares of every row. */
function relative(of, lossAt, lossOfShares) {
	const { length } = of.actual;
	const shares = new Float64Array(of.classes);
	const losses = new Float64Array(length);
	for (let row = 0; row < length; row++) losses[row] = lossAt(of, row);
	const members = Array.from(shares, (_, code) => Float64Array.from(of.actual, (own, row) => Number(own === code) * (of.weights ? of.weights[row] : 1)));
	return {
		terms: [weigh(losses, of.weights), ...members],
		combine(sums) {
			let whole = 0;
			for (let code = 0; code < shares.length; code++) whole += sums[code + 1];
			for (let code = 0; code < shares.length; code++) shares[code] = sums[code + 1] / whole;
			return length < 2 ? NaN : 1 - sums[0] / whole / lossOfShares(shares);
		}
	};
}
/** The mean log loss of the shares themselves. */
function entropyOf(shares) {
	let sum = 0;
	for (const share of shares) if (share > 0) sum -= share * logOfShare(share);
	return sum;
}
/** The mean Brier score of the shares themselves. */
function impurityOf(shares) {
	let sum = 1;
	for (const share of shares) sum -= square(share);
	return shares.length === 2 ? sum / 2 : sum;
}
function gapSums(of) {
	const gaps = [];
	const { length } = of.actual;
	for (let row = 0; row < length; row++) {
		const { bin, promised, hit } = promiseAt(of, row);
		gaps[bin] ??= new Float64Array(length);
		gaps[bin][row] = hit - promised;
	}
	const held = gaps.filter((gap) => gap !== void 0).map((gap) => weigh(gap, of.weights));
	return {
		terms: [of.weights ?? new Float64Array(length).fill(1), ...held],
		combine(sums) {
			let sum = 0;
			for (let bin = 0; bin < held.length; bin++) sum += Math.abs(sums[bin + 1]);
			return sum / sums[0];
		}
	};
}

// src/metrics/pair-statistic.ts
/**
* ROC AUC of each pair of classes that are there on the rows of both, the mean of both directions (Hand and Till 2001);
* weights of rows do not count, as in scikit-learn.
*/
function pairStatistic(name, { actual, scores, classes }) {
	const of = {
		actual,
		scores,
		classes,
		weights: void 0
	};
	const codes = Array.from({ length: classes }, (_, code) => code);
	const isWeighted = name.endsWith("_weighted");
	let pairs;
	const orderPair = (a, b) => {
		const isIn = (row) => actual[row] === a || actual[row] === b;
		return {
			a,
			b,
			areas: [orderRows(of, a, isIn), orderRows(of, b, isIn)]
		};
	};
	return {
		rows: actual.length,
		interval: "bca",
		at(given) {
			const counts = given ?? onceEach(actual.length);
			const sizes = new Float64Array(classes);
			for (let row = 0; row < actual.length; row++) sizes[actual[row]] += counts[row];
			pairs ??= codes.flatMap((a) => codes.slice(a + 1).map((b) => orderPair(a, b)));
			let sum = 0;
			let total = 0;
			for (const { a, b, areas } of pairs) {
				if (sizes[a] === 0 || sizes[b] === 0) continue;
				const weight = isWeighted ? sizes[a] + sizes[b] : 1;
				sum += weight * (areaOf(areas[0], counts) + areaOf(areas[1], counts)) / 2;
				total += weight;
			}
			return sum / total;
		}
	};
}

// src/metrics/rank-influence.ts
/** Weights of positive and negative rows at or above each cut, and of all. */
function cutsOf({ positive, negative, ends }) {
	const cuts = {
		hits: new Float64Array(ends.length),
		misses: new Float64Array(ends.length)
	};
	let [allHits, allMisses] = [0, 0];
	for (let cut = 0, place = 0; cut < ends.length; cut++) {
		for (const end = ends[cut]; place < end; place++) {
			allHits += positive[place];
			allMisses += negative[place];
		}
		cuts.hits[cut] = allHits;
		cuts.misses[cut] = allMisses;
	}
	return {
		...cuts,
		allHits,
		allMisses
	};
}
/** The weight of rows of the other kind that each row is on the right side of, ties half: its placement. */
function eachPlacement(ranked, visit) {
	const { order, positive, negative, ends } = ranked;
	const { hits, misses, allHits, allMisses } = cutsOf(ranked);
	let area = 0;
	for (let cut = 0, place = 0; cut < ends.length; cut++) {
		const above = (hits[cut - 1] ?? 0) + hits[cut];
		const missesAbove = (misses[cut - 1] ?? 0) + misses[cut];
		for (const end = ends[cut]; place < end; place++) {
			const isPositive = positive[place] > 0;
			const own = isPositive ? positive[place] : negative[place];
			const right = isPositive ? allMisses - missesAbove / 2 : above / 2;
			if (isPositive) area += own * right;
			visit(order[place], {
				own,
				isPositive,
				right
			});
		}
	}
	return {
		area,
		hits: allHits,
		misses: allMisses
	};
}
/** The derivative of the area under the ROC curve by each row's weight: placements (DeLong, DeLong, Clarke-Pearson 1988). */
function areaInfluence(ranked) {
	const rights = new Float64Array(ranked.order.length);
	const kinds = new Uint8Array(rights.length);
	const owns = new Float64Array(rights.length);
	const { area, hits, misses } = eachPlacement(ranked, (row, { own, isPositive, right }) => {
		rights[row] = right;
		owns[row] = own;
		kinds[row] = Number(isPositive);
	});
	const value = area / (hits * misses);
	return rights.map((right, row) => kinds[row] === 1 ? owns[row] * (right / misses - value) / hits : owns[row] * (right / hits - value) / misses);
}
/** The area under the ROC curve without each row. */
function areasWithout(ranked) {
	const lost = new Float64Array(ranked.order.length);
	const owns = new Float64Array(lost.length);
	const { area, hits, misses } = eachPlacement(ranked, (row, { own, isPositive, right }) => {
		lost[row] = own * right;
		owns[row] = isPositive ? own : -own;
	});
	return lost.map((loss, row) => {
		const own = owns[row];
		return (area - loss) / (own > 0 ? (hits - own) * misses : hits * (misses + own));
	});
}
/**
* The derivative of average precision by each row's weight. With h and t the weights of positive and of all rows at or
* above a cut, AP = sum of (positive weight of the cut) h / t over P: a row adds its own cut's h / t where it is
* positive, and changes h and t of its own cut and all below.
*/
function precisionInfluence(ranked) {
	const { order, positive, negative, ends } = ranked;
	const { hits, misses, allHits } = cutsOf(ranked);
	const influence = new Float64Array(order.length);
	const gainOf = (cut) => hits[cut] - (cut > 0 ? hits[cut - 1] : 0);
	let sum = 0;
	for (let cut = 0; cut < ends.length; cut++) {
		const gain = gainOf(cut);
		if (gain > 0) sum += gain * hits[cut] / (hits[cut] + misses[cut]);
	}
	const value = sum / allHits;
	let [byHit, byRow] = [0, 0];
	for (let cut = ends.length - 1; cut >= 0; cut--) {
		const rows = hits[cut] + misses[cut];
		if (rows === 0) continue;
		const gain = gainOf(cut);
		byHit += gain / rows;
		byRow += gain * hits[cut] / (rows * rows);
		for (let place = cut > 0 ? ends[cut - 1] : 0; place < ends[cut]; place++) influence[order[place]] = positive[place] > 0 ? positive[place] * (hits[cut] / rows + byHit - byRow - value) / allHits : -negative[place] * byRow / allHits;
	}
	return influence;
}
/** Average precision without each row, of rows that all weigh 1. */
function precisionsWithout(ranked) {
	const { order, positive, ends } = ranked;
	const { hits, misses, allHits } = cutsOf(ranked);
	const without = new Float64Array(order.length);
	const gainOf = (cut) => hits[cut] - (cut > 0 ? hits[cut - 1] : 0);
	let before = 0;
	for (let cut = 0; cut < ends.length; cut++) before += gainOf(cut) * hits[cut] / (hits[cut] + misses[cut]);
	let [afterHit, afterMiss] = [0, 0];
	for (let cut = ends.length - 1; cut >= 0; cut--) {
		const [gain, rows] = [gainOf(cut), hits[cut] + misses[cut]];
		before -= gain * hits[cut] / rows;
		const ofHit = rows > 1 ? (gain - 1) * (hits[cut] - 1) / (rows - 1) : 0;
		const ofMiss = rows > 1 ? gain * hits[cut] / (rows - 1) : 0;
		for (let place = cut > 0 ? ends[cut - 1] : 0; place < ends[cut]; place++) {
			const sum = positive[place] > 0 ? before + ofHit + afterHit : before + ofMiss + afterMiss;
			const left = positive[place] > 0 ? allHits - 1 : allHits;
			without[order[place]] = order.length === 1 ? NaN : left === 0 ? 0 : sum / left;
		}
		if (rows > 1) {
			afterHit += gain * (hits[cut] - 1) / (rows - 1);
			afterMiss += gain * hits[cut] / (rows - 1);
		}
	}
	return without;
}

// src/metrics/rank-statistic.ts
/** A metric of the order that probabilities put rows in. */
function rankStatistic(name, { actual, classes, weights, positive }, { scores }) {
	if (scores === void 0 || classes.length < 2) return void 0;
	const of = {
		actual,
		scores,
		classes: classes.length,
		weights
	};
	return classes.length === 2 ? binaryStatistic(name, of, positive) : averagedStatistic(name, of);
}
function binaryStatistic(name, of, positive) {
	const ranked = lazy(() => orderRows(of, positive ?? 1));
	if (name === "roc_auc") return areaStatistic(of, ranked);
	if (name === "gini") return doubled(areaStatistic(of, ranked));
	if (name === "ks") return cutStatistic(of, ranked, greatestDistance);
	if (positive === void 0) return void 0;
	if (name === "average_precision") return precisionStatistic(of, ranked);
	const [stem = "", text = ""] = name.split("@");
	const bound = Number(text);
	if (text === "" || !(bound > 0)) return void 0;
	if (stem === "recall_at_precision") return cutStatistic(of, ranked, (cuts) => recallAt(cuts, bound));
	if (stem === "precision") return cutStatistic(of, ranked, (cuts) => hitsAmong(cuts, bound) / Math.min(bound, rowsOf(cuts)));
	if (stem === "recall") return cutStatistic(of, ranked, (cuts) => hitsAmong(cuts, bound) / (cuts.hits.at(-1) ?? 0));
}
/** Averages over the classes, each against all others. */
function averagedStatistic(name, of) {
	const eachClass = (make) => Array.from({ length: of.classes }, (_, code) => make(of, lazy(() => orderRows(of, code))));
	if (name === "roc_auc_ovr") return meanOf(eachClass(areaStatistic));
	if (name === "average_precision") return meanOf(eachClass(precisionStatistic));
	if (name === "roc_auc_ovr_weighted") return weightedByClass(of, eachClass(areaStatistic));
	if (name === "roc_auc_ovo" || name === "roc_auc_ovo_weighted") return pairStatistic(name, of);
}
function areaStatistic({ actual }, ranked) {
	return {
		...ofOne("area", actual.length, ranked),
		influence: () => areaInfluence(ranked()),
		leaveOneOut: () => areasWithout(ranked())
	};
}
function precisionStatistic({ actual, weights }, ranked) {
	return {
		...ofOne("precision", actual.length, ranked),
		influence: () => precisionInfluence(ranked()),
		leaveOneOut: weights === void 0 ? () => precisionsWithout(ranked()) : void 0
	};
}
function ofOne(metric, rows, ranked) {
	return fromRanks(rows, () => ({
		parts: [{
			metric,
			order: ranked()
		}],
		combine: (values) => values[0]
	}));
}
function fromRanks(rows, ranks) {
	const measure = (counts) => {
		const { parts, combine } = ranks();
		return combine(parts.map((part) => rankOf(part, counts)));
	};
	return {
		rows,
		interval: "bca",
		at: keepWhole(measure),
		ranks
	};
}
/** 2 AUC - 1. */
function doubled(area) {
	return {
		...fromRanks(area.rows, () => ({
			parts: area.ranks().parts,
			combine: (values) => 2 * values[0] - 1
		})),
		influence: () => area.influence().map((each) => 2 * each),
		leaveOneOut: () => area.leaveOneOut().map((each) => 2 * each - 1)
	};
}
/** A metric of the cuts, which jumps from one to the next. */
function cutStatistic({ actual }, ranked, metric) {
	const cuts = lazy(() => emptyCuts(ranked()));
	return {
		rows: actual.length,
		interval: "percentile",
		at(counts) {
			fillCuts(ranked(), counts ?? onceEach(actual.length), cuts());
			return metric(cuts());
		}
	};
}
function rowsOf({ hits, misses }) {
	return (hits.at(-1) ?? 0) + (misses.at(-1) ?? 0);
}
/** As `recallAtPrecision` of ranked rows. */
function recallAt({ hits, misses }, precision) {
	let found = 0;
	for (let cut = 0; cut < hits.length; cut++) if (hits[cut] / (hits[cut] + misses[cut]) >= precision) found = hits[cut];
	const positives = hits.at(-1) ?? 0;
	return positives === 0 ? NaN : found / positives;
}
/** As `hitsAmong` of ranked rows. */
function hitsAmong({ hits, misses }, k) {
	let [before, known] = [0, 0];
	for (let cut = 0; cut < hits.length; cut++) {
		const size = hits[cut] + misses[cut];
		if (size >= k) return before + (hits[cut] - before) * (k - known) / (size - known);
		[before, known] = [hits[cut], size];
	}
	return before;
}
/** The plain mean of statistics of one rank each. */
function meanOf(all) {
	const rows = all[0].rows;
	const meanRows = (of) => {
		const sums = new Float64Array(rows);
		for (const each of all) for (const [row, value] of of(each).entries()) sums[row] += value / all.length;
		return sums;
	};
	return {
		...fromRanks(rows, () => ({
			parts: all.flatMap((each) => each.ranks().parts),
			combine(values) {
				let sum = 0;
				for (let part = 0; part < all.length; part++) sum += values[part];
				return sum / all.length;
			}
		})),
		influence: () => meanRows((each) => each.influence()),
		leaveOneOut: all[0].leaveOneOut && (() => meanRows((each) => each.leaveOneOut()))
	};
}
/** The mean of the classes' statistics by their rows, of the classes that are there. */
function weightedByClass({ actual, classes, weights }, all) {
	const rows = actual.length;
	const sizes = new Float64Array(classes);
	const measure = (counts) => {
		sizes.fill(0);
		for (let row = 0; row < rows; row++) sizes[actual[row]] += (counts ? counts[row] : 1) * (weights ? weights[row] : 1);
		return sizes.reduce((sum, size) => sum + size, 0);
	};
	const at = (counts) => {
		const whole = measure(counts);
		return all.reduce((sum, each, code) => sum + (sizes[code] > 0 ? sizes[code] * each.at(counts) : 0), 0) / whole;
	};
	const influence = () => {
		const values = all.map((each) => each.at());
		const whole = measure();
		const mean = at();
		const sums = new Float64Array(rows);
		for (const [code, each] of all.entries()) if (sizes[code] > 0) for (const [row, slope] of each.influence().entries()) sums[row] += sizes[code] / whole * slope;
		return sums.map((sum, row) => sum + (weights ? weights[row] : 1) * (values[actual[row]] - mean) / whole);
	};
	return {
		rows,
		interval: "bca",
		at,
		influence
	};
}
function lazy(make) {
	let made;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}

// src/metrics/regression-statistic.ts
/** A metric of predicted numbers that is no mean over rows. */
function regressionStatistic(name, { actual: codes, rows, weights }, outcome) {
	const [actual, predicted] = [codes, outcome.predicted];
	const of = {
		rows,
		actual,
		predicted,
		weights
	};
	if (Object.hasOwn(ofSums, name)) return fromSums(rows, () => ofSums[name](of));
	if (Object.hasOwn(ofOrder, name)) return ofOrder[name](of);
}
const ofSums = {
	rmse: (of) => rootOf(of, (row) => square(of.actual[row] - of.predicted[row])),
	root_mean_squared_log_error: (of) => rootOf(of, (row) => findRegressionLoss("mean_squared_log_error")(of.actual[row], of.predicted[row])),
	wape: (of) => ({
		terms: [termOf(of, (row) => Math.abs(of.actual[row] - of.predicted[row])), termOf(of, (row) => Math.abs(of.actual[row]))],
		combine: (sums) => sums[0] / sums[1]
	}),
	r2: (of) => ({
		terms: [...varianceTerms(of, (row) => of.actual[row]), termOf(of, (row) => square(of.actual[row] - of.predicted[row]))],
		combine: (sums) => of.rows < 2 ? NaN : shareExplained(sums[3] / sums[0], varianceOf(sums[0], sums[1], sums[2]))
	}),
	explained_variance: (of) => ({
		terms: [...varianceTerms(of, (row) => of.actual[row]), ...varianceTerms(of, (row) => of.actual[row] - of.predicted[row]).slice(1)],
		combine: (sums) => shareExplained(varianceOf(sums[0], sums[3], sums[4]), varianceOf(sums[0], sums[1], sums[2]))
	})
};
const ofOrder = {
	median_absolute_error: ({ rows, actual, predicted, weights }) => {
		const errors = actual.map((value, row) => Math.abs(value - predicted[row]));
		return {
			rows,
			interval: "percentile",
			at: weightedMedianAt(errors, weights)
		};
	},
	max_error: ({ rows, actual, predicted }) => ({
		rows,
		interval: "none",
		at(counts) {
			let most = rows === 0 ? NaN : 0;
			for (let row = 0; row < rows; row++) if (counts === void 0 || counts[row] > 0) most = Math.max(most, Math.abs(actual[row] - predicted[row]));
			return most;
		}
	}),
	d2_absolute_error_score: absoluteShare
};
/**
* D² of absolute errors. The median is where the mean distance is least, so to first order it does not matter that a
* resample has another one: the influence is that of a fixed median.
*/
function absoluteShare(of) {
	const { rows, actual, weights } = of;
	const medianAt = weightedMedianAt(actual, weights);
	const errors = termOf(of, (row) => Math.abs(actual[row] - of.predicted[row]));
	const distances = (middle) => termOf(of, (row) => Math.abs(actual[row] - middle));
	return {
		rows,
		interval: "bca",
		at(counts) {
			if (rows < 2) return NaN;
			return shareExplained(sumTimes(errors, counts), sumTimes(distances(medianAt(counts)), counts));
		},
		influence: () => sumInfluence({
			terms: [errors, distances(medianAt())],
			combine: (sums) => shareExplained(sums[0], sums[1])
		})
	};
}
function rootOf(of, loss) {
	return {
		terms: [termOf(of, loss), of.weights ?? new Float64Array(of.rows).fill(1)],
		combine: (sums) => Math.sqrt(sums[0] / sums[1])
	};
}
function termOf({ rows, weights }, term) {
	const values = new Float64Array(rows);
	for (let row = 0; row < rows; row++) values[row] = weights ? term(row) * weights[row] : term(row);
	return values;
}
/** Weights, values and squares of values around their mean: so that no digits are lost between large squares. */
function varianceTerms(of, value) {
	const center = meanOver(of.rows, of.weights, value);
	return [
		of.weights ?? new Float64Array(of.rows).fill(1),
		termOf(of, (row) => value(row) - center),
		termOf(of, (row) => square(value(row) - center))
	];
}
/** 0 where nothing but rounding is left of the squares. */
function varianceOf(weight, sum, squares) {
	const variance = squares / weight - square(sum / weight);
	return variance > 1e-14 * squares / weight ? variance : 0;
}

// src/metrics/row-losses.ts
/** The loss of each row whose (weighted) mean is the metric of a name; undefined where it is no mean over rows. */
function metricLoss(name, evaluation, outcome) {
	const loss = (evaluation.task === "regression" ? regressionLoss : classLoss)(name, evaluation, outcome);
	if (loss === void 0) return void 0;
	const losses = new Float64Array(evaluation.rows);
	for (let row = 0; row < losses.length; row++) losses[row] = loss(row);
	return losses;
}
function regressionLoss(name, { actual }, { predicted }) {
	const loss = findRegressionLoss(name);
	return loss && ((row) => loss(actual[row], predicted[row]));
}
function classLoss(name, { actual, classes, costs }, { predicted, scores }) {
	if (name === "accuracy") return (row) => Number(actual[row] === predicted[row]);
	if (name === "expected_cost" && costs !== void 0) return (row) => costs[actual[row] * classes.length + predicted[row]];
	if (scores === void 0) return void 0;
	const of = {
		actual,
		scores,
		classes: classes.length
	};
	if (name === "log_loss") return (row) => logLossAt(of, row);
	if (name === "brier") return (row) => brierAt(of, row);
	const [stem, cut = "2"] = name.split("@");
	const k = Number(cut);
	return stem === "top_k_accuracy" && k > 0 && classes.length > 2 ? (row) => topHit(of, row, k) : void 0;
}

// src/metrics/statistic.ts
/**
* The metric of a name (as in the metric table, with its number after an `@`, with `neg_` negated) of what a model says,
* or the mean of a numeric column of that name; undefined where the predictions have no such metric. The evaluation's
* weights and costs count. `at()` is what `classificationMetrics` and `regressionMetrics` have.
*/
function statisticOf(name, evaluation, outcome) {
	const known = evaluation.hasOnlyNumbers ? void 0 : metricStatistic(name, evaluation, outcome);
	if (known !== void 0) return known;
	const column = outcome.numbers.get(name);
	return column && meanStatistic(column, evaluation.weights);
}
/**
* One value a row (without the row's weight), of which the metric is the (weighted) mean: 0 or 1 for accuracy, the loss
* for a loss, the column itself for a numeric column of the predictions. Undefined where the metric is no mean over rows.
*/
function lossOf(name, evaluation, outcome) {
	if (evaluation.hasOnlyNumbers) return outcome.numbers.get(name);
	const loss = metricLoss(name, evaluation, outcome);
	if (loss !== void 0) return loss;
	if (name.startsWith("neg_")) {
		const negated = metricLoss(name.slice(4), evaluation, outcome);
		if (negated !== void 0) return negated.map((each) => -each);
	}
	return metricStatistic(name, evaluation, outcome) === void 0 ? outcome.numbers.get(name) : void 0;
}
function metricStatistic(name, evaluation, outcome) {
	if (name.startsWith("neg_")) {
		const loss = metricStatistic(name.slice(4), evaluation, outcome);
		return loss && negated(loss);
	}
	const losses = metricLoss(name, evaluation, outcome);
	if (losses !== void 0) return meanStatistic(losses, evaluation.weights);
	if (evaluation.task === "regression") return regressionStatistic(name, evaluation, outcome);
	return labelStatistic(name, evaluation, outcome) ?? probabilityStatistic(name, evaluation, outcome) ?? rankStatistic(name, evaluation, outcome);
}
/** The mean of one value a row. */
function meanStatistic(values, weights) {
	const { length } = values;
	return fromSums(length, () => ({
		terms: [weigh(values, weights), weights ?? new Float64Array(length).fill(1)],
		combine: (sums) => sums[0] / sums[1]
	}));
}
function negated(loss) {
	const { rows, interval, influence, leaveOneOut } = loss;
	return {
		rows,
		interval,
		at: (counts) => -loss.at(counts),
		get sums() {
			const { sums } = loss;
			return sums && {
				terms: sums.terms,
				combine: (of) => -sums.combine(of)
			};
		},
		influence: influence && (() => influence().map((each) => -each)),
		leaveOneOut: leaveOneOut && (() => leaveOneOut().map((each) => -each))
	};
}

// src/metrics/rank-segments.ts
/**
* For average precision: each segment has the negative rows since the one before and those of the same score, then the
* positive rows of one score. Negative rows below all positive ones are left out of the segments.
*/
function precisionSegments(ranked) {
	const ends = [];
	return {
		rows: orderEachCut(ranked, false, (_, middle, end) => {
			if (middle < end) ends.push(middle, end);
		}),
		ends: Int32Array.from(ends)
	};
}
/**
* For the area under the ROC curve: each segment has the positive, then the negative rows of one score, or rows of one
* kind alone, of scores that none of the other kind lies between.
*/
function areaSegments(ranked) {
	const ends = [];
	let last;
	return {
		rows: orderEachCut(ranked, true, (start, middle, end) => {
			const kind = middle === end ? "hits" : middle === start ? "misses" : void 0;
			if (kind !== void 0 && kind === last) ends.length -= 2;
			last = kind;
			ends.push(kind === "misses" ? ends.at(-1) ?? 0 : middle, end);
		}),
		ends: Int32Array.from(ends)
	};
}
/** Rows in order, of each score those of one kind first; says where each score starts, its second kind starts, and it ends. */
function orderEachCut({ order, positive, ends }, hitsFirst, visit) {
	const rows = new Int32Array(order.length);
	let start = 0;
	for (const end of ends) {
		let at = start;
		for (const isFirst of [true, false]) {
			for (let place = start; place < end; place++) if (positive[place] > 0 === (isFirst === hitsFirst)) rows[at++] = order[place];
			if (isFirst) visit(start, at, end);
		}
		start = end;
	}
	return rows;
}

export { areaSegments, areaUnderRoc, besideNames, classificationMetrics, confusionMatrix, findMetric, isFairness, labelMetrics, lossOf, meanOver, metricNames, precisionSegments, promiseAt, rankClass, rankOf, rankRows, regressionMetrics, regressionSources, sortByScore, statisticOf, sumInfluence };