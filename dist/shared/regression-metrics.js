import { formatDifference, formatNumber, formatPercent, rocAuc, rocAucOneVsRest } from "./core.js";

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
	]
];
const percentages = /* @__PURE__ */ new Set([
	"mape",
	"wape",
	"smape"
]);
/** Every metric that is known, by its name. */
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
* The metric of a name as tools write it: `r2_score`, `test_accuracy`, `val_auc`, `F1-Macro`, `ndcg@10`. A `neg_…`
* name (scikit-learn's scorers) gives the negated loss under its own name: there, more is better. Undefined when
* the name is not known.
*/
function findMetric(name) {
	const word = name.trim().toLowerCase().replace(/[\s-]+/g, "_").replace(/^(test|val|valid|validation|eval)_/, "");
	if (word.startsWith("neg_")) return negated(lookUp(word.slice(4)));
	const [stem = "", cut] = word.split("@");
	const found = lookUp(stem);
	return found && cut !== void 0 && /^\d+$/.test(cut) ? {
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
		evaluation_digest: file.evaluationDigest,
		model_digest: file.modelDigest
	};
	return `${JSON.stringify(value, null, 2)}\n`;
}

// src/gate/render-gate.ts
/** Fail when a condition fails; inconclusive when one has nothing to compare with, or there is no condition. */
function verdictOf(judgements) {
	if (judgements.some(({ verdict }) => verdict === "fail")) return "fail";
	return judgements.length === 0 || judgements.some(({ verdict }) => verdict === "unjudged") ? "inconclusive" : "pass";
}
/** The gate's report: the verdict first, then what each rule asked and got, then every metric. */
function reportGate(gate) {
	const { judgements, metrics, baseline } = gate;
	return {
		schema: "mlops/report@1",
		action: "quality-gate",
		title: gate.title,
		verdict: verdictOf(judgements),
		headline: headlineOf(judgements),
		facts: factsOf(judgements, metrics, baseline),
		sections: [
			{
				title: "Quality gate",
				rank: 1,
				tables: [rulesTable(judgements)],
				findings: findingsOf(gate)
			},
			...gate.sections,
			...baseline || !metrics.dummy ? [{
				title: "All metrics",
				rank: 4,
				folded: true,
				tables: [metricsTable(metrics, baseline)]
			}] : []
		]
	};
}
function headlineOf(judgements) {
	const failed = judgements.filter(({ verdict }) => verdict === "fail");
	const unjudged = judgements.filter(({ verdict }) => verdict === "unjudged");
	if (failed.length > 0) {
		const names = failed.slice(0, 3).map(({ name }) => name);
		const more = failed.length > names.length ? ` and ${failed.length - names.length} more` : "";
		return `${failed.length} of ${judgements.length} gate rules ${failed.length === 1 ? "does" : "do"} not hold: ${names.join("; ")}${more}`;
	}
	if (judgements.length === 0) return "there was nothing to judge";
	if (unjudged.length > 0) return `${unjudged.length} of ${judgements.length} gate rules could not be judged: ${unjudged[0]?.reason}`;
	return judgements.length === 1 ? "the gate holds" : "every gate holds";
}
/** The metrics that rules name, in their order, with the difference from the baseline. */
function factsOf(judgements, metrics, baseline) {
	return [...new Set(judgements.map(({ metric }) => metric))].filter((name) => metrics.values.has(name)).slice(0, 4).map((name) => {
		const value = metrics.values.get(name);
		const before = baseline?.values.get(name);
		return {
			label: findMetric(name)?.label ?? name,
			value: formatMetric(name, value),
			...before !== void 0 && { note: `${formatChange(name, value - before)} from the baseline` }
		};
	});
}
function rulesTable(judgements) {
	const compares = judgements.some((each) => !isBound(each));
	const show = (each, value) => value === void 0 ? null : formatMetric(each.metric, value);
	const rows = judgements.map((each) => [
		findMetric(each.metric)?.label ?? each.metric,
		each.required,
		show(each, each.actual),
		...compares ? [isBound(each) ? null : show(each, each.reference)] : [],
		verdictText(each.verdict)
	]);
	return {
		columns: [
			{ label: "Metric" },
			{ label: "Required" },
			{
				label: "This commit",
				align: "right"
			},
			...compares ? [{
				label: "Compared with",
				align: "right"
			}] : [],
			{ label: "Verdict" }
		],
		rows
	};
}
function metricsTable(metrics, baseline) {
	const show = (name, value) => value === void 0 ? null : formatMetric(name, value);
	const rows = [...metrics.values].map(([name, value]) => [
		findMetric(name)?.label ?? name,
		metrics.aliases.get(name) ?? name,
		show(name, value),
		...baseline ? [show(name, baseline.values.get(name))] : [],
		...metrics.dummy ? [show(name, metrics.dummy.get(name))] : []
	]);
	return {
		columns: [
			{ label: "Metric" },
			{ label: "Name" },
			{
				label: "This commit",
				align: "right"
			},
			...baseline ? [{
				label: "Baseline",
				align: "right"
			}] : [],
			...metrics.dummy ? [{
				label: "Dummy",
				align: "right"
			}] : []
		],
		rows
	};
}
function findingsOf({ judgements, notes, placeOf }) {
	return [...judgements.filter(({ verdict }) => verdict !== "pass").map((each) => {
		const { file, line, column } = placeOf(each);
		const value = each.actual === void 0 || Number.isNaN(each.actual) ? "" : `: it is ${formatMetric(each.metric, each.actual)}`;
		const hint = hintOf(each);
		return {
			severity: each.verdict === "fail" ? "error" : "warning",
			rule: each.name,
			message: each.verdict === "fail" ? `${each.reason}${value}` : `"${each.name}" could not be judged: ${each.reason}`,
			...hint !== void 0 && { hint },
			...file !== void 0 && { file },
			...line !== void 0 && { line },
			...column !== void 0 && { column }
		};
	}), ...notes];
}
/** What helps where a rule could not be judged by its numbers. */
function hintOf({ actual, verdict, required }) {
	if (actual !== void 0 && Number.isNaN(actual)) return "Test rows that lack a class leave some metrics undefined: add rows, or set data.split.stratify";
	if (verdict !== "unjudged") return void 0;
	return required.startsWith("better than dummy") ? "Judge the metrics of a model that train made, which say what a dummy model reaches" : "Give the metrics of the model to compare with as gate.baseline or the input baseline";
}
function isBound({ condition }) {
	return condition === "min" || condition === "max";
}
function verdictText(verdict) {
	return {
		pass: "✅ holds",
		fail: "❌ fails",
		unjudged: "⚪ not judged"
	}[verdict];
}
/** A metric's value as people read it: percentages where the metric is a share, else four significant digits. */
function formatMetric(name, value) {
	if (Number.isNaN(value)) return "undefined";
	if (Math.abs(value) < 1e-12) return "0";
	return findMetric(name)?.percent ? formatPercent(value) : formatNumber(value, { digits: 4 });
}
function formatChange(name, difference) {
	if (findMetric(name)?.percent) return `${formatDifference(difference * 100, { digits: 2 })} points`;
	return formatDifference(difference, { digits: 3 });
}

// src/metrics/confusion-matrix.ts
/** Counts of rows, classes × classes, row-major: `counts[actual * classes + predicted]`. */
function confusionMatrix(actual, predicted, classes) {
	const counts = new Float64Array(classes * classes);
	for (let row = 0; row < actual.length; row++) {
		const cell = actual[row] * classes + predicted[row];
		counts[cell] = counts[cell] + 1;
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

// src/metrics/classification-metrics.ts
/** NumPy's float64 epsilon, to which scikit-learn clips probabilities. */
const epsilon$1 = 2 ** -52;
/**
* scikit-learn 1.9's metrics by the names of the metric table. Two classes also have `roc_auc`, which is the
* same whichever is positive, and `precision`, `recall`, `f1` of the positive one; more have `roc_auc_ovr` and `roc_auc_ovr_weighted`. A share of nothing is 0
* (`zero_division=0`). NaN: a ROC AUC where the rows lack a class, kappa where both sides hold the same single class,
* averages without rows.
*/
function classificationMetrics(outcome) {
	const { actual, predicted, scores, classes, positive } = outcome;
	const rows = actual.length;
	const counts = countClasses(confusionMatrix(actual, predicted, classes.length), classes.length);
	const present = counts.filter((each) => each.actual + each.predicted > 0);
	const metrics = {
		accuracy: sumOf(counts, (each) => each.hits) / rows,
		balanced_accuracy: macro(counts.filter((each) => each.actual > 0), recall),
		...averages("f1", f1, present, rows),
		...averages("precision", precision, present, rows),
		...averages("recall", recall, present, rows),
		matthews_corrcoef: matthewsCorrelation(counts, rows),
		cohen_kappa: cohenKappa(counts, rows)
	};
	const positiveCounts = positive === void 0 ? void 0 : counts[positive];
	if (classes.length === 2 && positiveCounts) {
		metrics.f1 = f1(positiveCounts);
		metrics.precision = precision(positiveCounts);
		metrics.recall = recall(positiveCounts);
	}
	return scores ? {
		...metrics,
		...scoreMetrics(actual, scores, classes.length)
	} : metrics;
}
function scoreMetrics(actual, scores, classes) {
	const calibration = {
		log_loss: logLoss(actual, scores, classes),
		brier: brierScore(actual, scores, classes)
	};
	if (classes === 2) {
		const area = rocAuc(actual.length, (row) => scores[row * 2 + 1], (row) => actual[row] === 1);
		return {
			...calibration,
			roc_auc: area
		};
	}
	const { macro, weighted } = rocAucOneVsRest(actual, scores, classes);
	return {
		...calibration,
		roc_auc_ovr: macro,
		roc_auc_ovr_weighted: weighted
	};
}
function averages(name, metric, present, rows) {
	return {
		[`${name}_macro`]: macro(present, metric),
		[`${name}_weighted`]: sumOf(present, (each) => metric(each) * each.actual) / rows
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
/** Gorodkin's R_K (2004), 0 where either side holds one class. */
function matthewsCorrelation(counts, rows) {
	const covariance = sumOf(counts, (each) => each.hits) * rows - sumOf(counts, (each) => each.actual * each.predicted);
	const product = (rows ** 2 - sumOf(counts, (each) => each.predicted ** 2)) * (rows ** 2 - sumOf(counts, (each) => each.actual ** 2));
	if (rows === 0) return NaN;
	return product === 0 ? 0 : covariance / Math.sqrt(product);
}
function cohenKappa(counts, rows) {
	const disagreeing = rows - sumOf(counts, (each) => each.hits);
	const expected = rows - sumOf(counts, (each) => each.actual * each.predicted) / rows;
	return expected === 0 ? NaN : 1 - disagreeing / expected;
}
/** Mean of -log of the actual class's probability, clipped to [ε, 1 - ε]. */
function logLoss(actual, scores, classes) {
	let loss = 0;
	for (const [row, code] of actual.entries()) loss -= Math.log(Math.min(Math.max(scores[row * classes + code], epsilon$1), 1 - epsilon$1));
	return loss / actual.length;
}
/** Mean of the squared distance to the actual class; for two classes half of it, which is the usual Brier score. */
function brierScore(actual, scores, classes) {
	let sum = 0;
	for (const [row, code] of actual.entries()) for (let index = 0; index < classes; index++) sum += (scores[row * classes + index] - Number(index === code)) ** 2;
	return (classes === 2 ? sum / 2 : sum) / actual.length;
}
function sumOf(counts, term) {
	return counts.reduce((sum, each) => sum + term(each), 0);
}

// src/metrics/regression-metrics.ts
/** NumPy's float64 epsilon: what MAPE divides by where the actual value is 0. */
const epsilon = 2 ** -52;
/**
* scikit-learn 1.9's regression metrics. R² and explained variance of a constant target are 1 for exact predictions,
* else 0; R² of fewer than two rows is NaN; everything is NaN without rows. `weights` are not negative and have a
* positive sum; the largest error does not heed them, as in scikit-learn.
*/
function regressionMetrics(actual, predicted, weights) {
	const { length } = actual;
	const weightOf = (row) => weights ? weights[row] : 1;
	const mean = (term) => {
		let sum = 0;
		let total = 0;
		for (let row = 0; row < length; row++) {
			sum += weightOf(row) * term(row);
			total += weightOf(row);
		}
		return sum / total;
	};
	const errorOf = (row) => actual[row] - predicted[row];
	const meanActual = mean((row) => actual[row]);
	const meanError = mean(errorOf);
	const variance = mean((row) => (actual[row] - meanActual) ** 2);
	const mse = mean((row) => errorOf(row) ** 2);
	const absolute = actual.map((_, row) => Math.abs(errorOf(row)));
	return {
		r2: length < 2 ? NaN : shareExplained(mse, variance),
		rmse: Math.sqrt(mse),
		mae: mean((row) => absolute[row]),
		mape: mean((row) => absolute[row] / Math.max(Math.abs(actual[row]), epsilon)),
		mse,
		median_absolute_error: weightedMedian(absolute, weightOf),
		max_error: absolute.reduce((greatest, each) => Math.max(greatest, each), length === 0 ? NaN : 0),
		explained_variance: shareExplained(mean((row) => (errorOf(row) - meanError) ** 2), variance)
	};
}
function shareExplained(unexplained, variance) {
	if (variance !== 0) return 1 - unexplained / variance;
	if (Number.isNaN(unexplained)) return NaN;
	return unexplained === 0 ? 1 : 0;
}
/** The averaged inverted distribution function at one half (Hyndman and Fan 1996, definition 2). */
function weightedMedian(values, weightOf) {
	const order = Uint32Array.from(values.keys()).filter((row) => weightOf(row) > 0).sort((a, b) => values[a] - values[b]);
	const half = order.reduce((sum, row) => sum + weightOf(row), 0) / 2;
	let below = 0;
	for (const [rank, row] of order.entries()) {
		below += weightOf(row);
		if (below < half) continue;
		const next = order[below - half > epsilon ? rank : rank + 1] ?? row;
		return (values[row] + values[next]) / 2;
	}
	return NaN;
}

export { classificationMetrics, confusionMatrix, findMetric, formatMetric, metricNames, metricsSchema, regressionMetrics, renderMetricsFile, reportGate, verdictOf };