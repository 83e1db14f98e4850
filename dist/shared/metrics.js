import { log, log1p, square } from "./learn.js";

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
		median_absolute_error: () => weightedMedianAt(absolute, weights)(),
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
			const middle = weightedMedianAt(actual, weights)();
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

// src/metrics/metric-table.ts
/** Scores from 0 to 1, more is better. */
const shares$1 = [
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
/** Every metric that is known, by its name. */
const metricTable = Object.fromEntries([
	...shares$1.map(([name, label]) => metric(name, label, "maximize", [0, 1])),
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
* the name is not known.
*/
function findMetric(name) {
	const word = name.trim().toLowerCase().replace(/[\s-]+/g, "_").replace(/^(test|val|valid|validation|eval)_/, "");
	if (word.startsWith("neg_")) return negated(lookUp(word.slice(4)));
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
const calibrationBins = 10;
/** scikit-learn 1.9's metrics of probabilities, and the expected calibration error. */
function probabilityMetrics(outcome) {
	const { actual, classes } = outcome;
	const relative = (loss) => () => actual.length < 2 ? NaN : 1 - loss(outcome) / loss({
		...outcome,
		scores: shares(outcome)
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
function shares({ actual, classes, weights }) {
	const counts = new Float64Array(classes);
	let total = 0;
	for (const [row, code] of actual.entries()) {
		const weight = weights ? weights[row] : 1;
		counts[code] = counts[code] + weight;
		total += weight;
	}
	return Float64Array.from({ length: actual.length * classes }, (_, at) => counts[at % classes] / total);
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

// src/metrics/ranked.ts
/** Ranks rows 0 … rows - 1 by their scores; rows of weight 0 are left out. */
function rankRows(rows, scoreOf, isPositive, weights) {
	const scores = Float64Array.from({ length: rows }, (_, row) => scoreOf(row));
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
/** The greatest distance between the distributions of both kinds of rows (Kolmogorov and Smirnov). */
function greatestDistance({ cuts, positives, negatives }) {
	return cuts.map(({ hits, misses }) => Math.abs(hits / positives - misses / negatives)).reduce((most, each) => Math.max(most, each), positives * negatives === 0 ? NaN : 0);
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
		const ranked = once(() => rankClass(outcome, positive ?? 1));
		return {
			roc_auc: () => areaUnderRoc(ranked()),
			gini: () => 2 * areaUnderRoc(ranked()) - 1,
			ks: () => greatestDistance(ranked()),
			...positive !== void 0 && { average_precision: () => averagePrecision(ranked()) }
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

export { areaUnderRoc, brierAt, classificationMetrics, confusionMatrix, findMetric, findRegressionLoss, labelMetricTable, labelMetrics, logLossAt, logOfShare, meanOver, metricNames, positiveMetrics, promiseAt, rankClass, rankRows, regressionMetrics, regressionSources, shareExplained, topHit, weightedMedianAt };