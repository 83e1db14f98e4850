import { UserError, counted, dataInputs, defineAction, didYouMean, findColumn, formatDuration, formatNumber, formatPercent, keepProfile, loadTable, placeOfRow, profileOf, profileTable, projectInputs, randomFrom, randomState, requireTarget, takeRows as takeRows$1, tokenInput, trainInputs } from "./core.js";
import { codesOf, featureNames, rowsBefore, widthOf } from "./config.js";
import { formatMetric } from "./gate.js";
import { applyLink, columnOf as columnOf$1, encodeTarget, exp, explain, log, logisticLoss, meanShares, minimize, predictTreesOn, sigmoid, trainDummyClassifier, trainDummyRegressor } from "./learn.js";
import { classificationMetrics, confusionMatrix, findMetric, labelMetrics, metricNames, rankClass, regressionMetrics } from "./metrics.js";
import { hashRows, identityColumns, momentBefore, placesOf as placesOf$1, rankWithin, rowIds } from "./tables.js";
import { checkExpression, dayMilliseconds } from "./expression.js";
import { signatureOf } from "./model.js";
import { divideRows, findSeries, gapOf, hashGroups, planProjectColumns, withDerived } from "./actions.js";
import { findMissingWords } from "./features.js";
import { digestFile, digestModel, renderMetricsFile, renderPredictions } from "./evidence.js";
import { escapeMarkdown, renderTable } from "./markdown.js";
const path = process.getBuiltinModule("node:path");

// src/tables/count-overlap.ts
/** How many of some rows have the hash of one of the others, by 53 of its bits. */
function countOverlap({ high, low }, rows, others) {
	const keyOf = (row) => high[row] * 2097152 + (low[row] >>> 11);
	const known = /* @__PURE__ */ new Set();
	for (const row of others) known.add(keyOf(row));
	return rows.reduce((count, row) => count + (known.has(keyOf(row)) ? 1 : 0), 0);
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
function calibrationCurve({ rows, scoreOf, isPositive }, bins) {
	const sums = Array.from({ length: bins }, () => ({
		x: 0,
		y: 0,
		rows: 0
	}));
	for (let row = 0; row < rows; row++) {
		const score = scoreOf(row);
		const bin = sums[Math.min(bins - 1, Math.max(0, Math.ceil(score * bins) - 1))];
		bin.x += score;
		bin.y += Number(isPositive(row));
		bin.rows++;
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

// src/actions/curve-charts.ts
/** Classes that have a curve of their own. */
const mostCurves = 5;
const calibrationBins = 10;
const steps = 20;
/** ROC, precision-recall and calibration curves of a classifier, and where a regression errs. */
function curveCharts(judged) {
	if (judged.target.task === "regression") return errorCharts(judged);
	const { scores } = judged.evaluation;
	return scores === void 0 ? [] : classCharts(judged, scores);
}
function classCharts({ target, testRows }, scores) {
	const { classes, positive } = target;
	const actual = Int32Array.from(testRows, (row) => target.values[row]);
	const drawn = (classes.length === 2 ? [positive ?? 1] : [...classes.keys()].slice(0, mostCurves)).map((code) => ({
		label: classes[code],
		code,
		ranks: rankClass({
			actual,
			scores,
			classes: classes.length
		}, code)
	})).filter(({ ranks }) => ranks.positives > 0 && ranks.negatives > 0);
	if (drawn.length === 0) return [];
	const calibration = drawn.map(({ label, code }) => ({
		label,
		points: calibrationCurve({
			rows: actual.length,
			scoreOf: (row) => scores[row * classes.length + code],
			isPositive: (row) => actual[row] === code
		}, calibrationBins)
	}));
	return [
		gridChart("ROC curve", ["False positive rate", "True positive rate"], drawn.map(({ label, ranks }) => ({
			label,
			points: rocCurve(ranks)
		})), {
			label: "Chance",
			at: (x) => x
		}),
		gridChart("Precision and recall", ["Recall", "Precision"], drawn.map(({ label, ranks }) => ({
			label,
			points: precisionRecallCurve(ranks)
		}))),
		...calibration.slice(0, classes.length === 2 ? 1 : mostCurves).map(calibrationChart)
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
function calibrationChart({ label, points }) {
	return {
		kind: "line",
		title: `Calibration of ${label}`,
		x: {
			label: "Mean probability",
			values: points.map(({ x }) => rounded(x))
		},
		y: { label: "Share of rows" },
		series: [{
			label: "Is",
			values: points.map(({ y }) => rounded(y))
		}, {
			label: "Promised",
			values: points.map(({ x }) => rounded(x))
		}]
	};
}
/** The mean error and its size by tenths of the predictions: too low where the mean is above 0. */
function errorCharts({ target, testRows, evaluation }) {
	const { predicted } = evaluation;
	const order = Uint32Array.from(predicted.keys()).sort((a, b) => predicted[a] - predicted[b] || a - b);
	const count = Math.min(10, order.length);
	const tenths = Array.from({ length: count }, (_, tenth) => order.slice(Math.floor(tenth * order.length / count), Math.floor((tenth + 1) * order.length / count)));
	const errorOf = (index) => target.values[testRows[index]] - predicted[index];
	const mean = (rows, of) => rounded(rows.reduce((sum, index) => sum + of(index), 0) / rows.length);
	return [{
		kind: "line",
		title: "Residuals by the size of the prediction",
		x: {
			label: "Tenth of the predictions, from the lowest",
			values: tenths.map((_, tenth) => tenth + 1)
		},
		y: { label: "Actual − predicted" },
		series: [{
			label: "Mean",
			values: tenths.map((rows) => mean(rows, errorOf))
		}, {
			label: "Mean size",
			values: tenths.map((rows) => mean(rows, (index) => Math.abs(errorOf(index))))
		}]
	}];
}
function rounded(value) {
	return Number(value.toPrecision(4));
}

// src/actions/fold-section.ts
/** Mean and standard deviation (n - 1) of each metric over the folds; NaN where a fold has none. */
function foldStatistics({ folds }) {
	const names = Object.keys(folds[0]?.metrics ?? {});
	return Object.fromEntries(names.map((name) => {
		const values = folds.map(({ metrics }) => metrics[name] ?? NaN);
		const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
		const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
		return [name, {
			mean,
			std: Math.sqrt(squares / (values.length - 1))
		}];
	}));
}
/** The metrics of the folds as a section of the training report. Metrics are worked out fold by fold, never pooled. */
function foldSection(outOfFold) {
	const { folds } = outOfFold;
	const shown = folds.slice(0, 10);
	const rows = Object.entries(foldStatistics(outOfFold)).map(([name, { mean, std }]) => [
		findMetric(name)?.label ?? name,
		formatMetric(name, mean),
		formatNumber(std),
		...shown.map(({ metrics }) => formatMetric(name, metrics[name] ?? NaN))
	]);
	const right = (label) => ({
		label,
		align: "right"
	});
	return {
		title: "Cross-validation of the training rows",
		rank: 5,
		folded: true,
		text: [`${formatNumber(folds.length)} folds of ${formatNumber(Math.min(...folds.map((fold) => fold.rows)))} to ${formatNumber(Math.max(...folds.map((fold) => fold.rows)))} rows; each was predicted by a model that was trained on the others.`],
		tables: [{
			columns: [
				{ label: "Metric" },
				right("Mean"),
				right("Deviation"),
				...shown.map((_, fold) => right(`Fold ${fold + 1}`))
			],
			rows
		}]
	};
}

// src/actions/forecast-section.ts
/** The metrics that forecasts are compared by. */
const shown = [
	"mae",
	"rmse",
	"mase",
	"r2"
];
/** How good forecasts are, beside naive ones and at earlier moments. */
function forecastSection(forecast, metrics) {
	const { horizon, gap, season, naive, seasonal, backtests } = forecast;
	const left = gap === 0 ? "" : ` ${counted(gap, "step")} before the first test row ${gap === 1 ? "is" : "are"} in no part.`;
	return {
		title: "Forecasts",
		rank: 4,
		folded: true,
		text: [`Each value is predicted ${counted(horizon, "step")} ahead.${left} MASE is the error in units of that of a naive forecast within the training rows${season === void 0 ? "" : `, with a season of ${counted(season, "step")}`}: below 1 is better.`],
		tables: [compared([
			{
				label: "Model",
				metrics
			},
			{
				label: "Naive",
				metrics: naive
			},
			...seasonal ? [{
				label: "Seasonal naive",
				metrics: seasonal
			}] : []
		]), ...backtests.length === 0 ? [] : [backtestTable(backtests)]]
	};
}
function compared(forecasts) {
	const names = shown.filter((name) => forecasts.some(({ metrics }) => metrics[name] !== void 0));
	return {
		columns: [{ label: "Forecast" }, ...names.map((name) => ({
			label: findMetric(name)?.label ?? name,
			align: "right"
		}))],
		rows: forecasts.map(({ label, metrics }) => [label, ...names.map((name) => cell(name, metrics))])
	};
}
function backtestTable(backtests) {
	return {
		title: "Forecasts as they would have been made earlier",
		columns: [
			{ label: "From" },
			{
				label: "Training rows",
				align: "right"
			},
			{
				label: "Test rows",
				align: "right"
			},
			{
				label: "MAE",
				align: "right"
			},
			{
				label: "MASE",
				align: "right"
			},
			{
				label: "Naive MAE",
				align: "right"
			}
		],
		rows: backtests.map(({ from, trainRows, testRows, metrics, naive }) => [
			new Date(from).toISOString().slice(0, 10),
			trainRows,
			testRows,
			cell("mae", metrics),
			cell("mase", metrics),
			cell("mae", naive)
		])
	};
}
function cell(name, metrics) {
	const value = metrics[name];
	return value === void 0 ? null : formatMetric(name, value);
}

// src/learn/evaluate.ts
/**
* Judges a model's outputs (rows × outputs, row-major: the prediction, or a probability a class) against the
* target in the given table rows. The predicted class is the first of the most probable ones, as NumPy's argmax, unless
* there is a threshold.
* Metrics of the positive class are left out where nobody said which of two text classes it is. `asked` names metrics
* beside the usual ones.
*/
function evaluate(target, rows, outputs, { asked = [], threshold, costs } = {}) {
	const extra = asked.map((name) => findMetric(name)?.name.replace(/^neg_/, "") ?? name);
	if (target.task === "regression") {
		const actual = Float64Array.from(rows, (row) => target.values[row]);
		return {
			predicted: outputs,
			scores: void 0,
			metrics: regressionMetrics(actual, outputs, void 0, extra)
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
			costs
		}, extra)
	};
}
/** What a model that ignores the features gives for `count` rows: the training mean, or the class shares. */
function dummyOutputs(target, trainRows, count) {
	if (target.task === "regression") {
		const values = Float64Array.from(trainRows, (row) => target.values[row]);
		return new Float64Array(count).fill(trainDummyRegressor(values).value);
	}
	const codes = Int32Array.from(trainRows, (row) => target.values[row]);
	const { scores } = trainDummyClassifier(codes, target.classes.length);
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

// src/learn/permutation-importance.ts
/**
* The rise of the loss when the values of a column are shuffled among the rows, as scikit-learn's
* `permutation_importance`: all features of a column together. `lossOf` is asked for the matrix as it is, and then once
* a column and repeat; the seed says how rows are shuffled.
*/
async function permutationImportance(matrix, groups, { repeats, seed, lossOf }) {
	const whole = await lossOf(matrix);
	const results = [];
	for (const [number, { name, start, width }] of groups.entries()) {
		const rises = [];
		for (let repeat = 0; repeat < repeats; repeat++) {
			const order = shuffled(matrix.rows, seed, number * repeats + repeat);
			const data = matrix.data.slice();
			for (let column = start; column < start + width; column++) {
				const values = columnOf$1(matrix, column);
				for (const [row, from] of order.entries()) data[column * matrix.rows + row] = values[from];
			}
			rises.push(await lossOf({
				...matrix,
				data
			}) - whole);
		}
		const mean = rises.reduce((sum, each) => sum + each, 0) / repeats;
		const squares = rises.reduce((sum, each) => sum + (each - mean) ** 2, 0);
		results.push({
			name,
			mean,
			std: Math.sqrt(squares / repeats)
		});
	}
	return results.sort((a, b) => b.mean - a.mean);
}
/** Fisher and Yates. */
function shuffled(rows, seed, stream) {
	const random = randomFrom(randomState(seed, stream));
	const order = Uint32Array.from({ length: rows }, (_, row) => row);
	for (let row = rows - 1; row > 0; row--) {
		const other = random.below(row + 1);
		[order[row], order[other]] = [order[other], order[row]];
	}
	return order;
}

// src/learn/predict-linear.ts
/** A linear model's predictions, rows × outputs, row-major: the numbers, or a probability for each class. */
function predictLinear(model, { rows, names, data }) {
	const { weights, intercepts, link } = model;
	const features = names.length;
	const width = intercepts.length;
	const margins = new Float64Array(rows * width);
	for (let margin = 0; margin < width; margin++) {
		const sums = new Float64Array(rows);
		for (let feature = 0; feature < features; feature++) {
			const weight = weights[margin * features + feature];
			if (weight === 0) continue;
			for (let row = 0; row < rows; row++) sums[row] = sums[row] + weight * data[feature * rows + row];
		}
		for (let row = 0; row < rows; row++) margins[row * width + margin] = sums[row] + intercepts[margin];
	}
	return applyLink(link, margins, width);
}

// src/learn/predict.ts
/**
* A model's predictions of a matrix's rows, rows × outputs, row-major: the number, or a probability for each class.
* Equal to what the model's ONNX file gives within 1e-5 relative.
*/
async function predict(pool, model, { matrix, signal }) {
	switch (model.kind) {
		case "trees": return predictTreesOn(pool, {
			model,
			matrix,
			rows: void 0,
			signal
		});
		case "linear": return predictLinear(model, matrix);
	}
}

// src/actions/permute-columns.ts
/** Steps of a row down a tree, or through a linear model, that shuffling may take in all: a fraction of a second of a core. */
const mostSteps = 2e7;
const mostRepeats = 5;
const shownColumns = 15;
/**
* How much worse the predictions of the test rows get when a column's values are shuffled. On how many of the rows, how
* often and of how many columns follows from the model's size, never from a clock: the same model gives the same
* numbers everywhere. Undefined where even one row would be too much.
*/
async function permuteColumns({ context, target, pool }, { plan, model }, { rows, matrix }) {
	const groups = groupsOf(plan, model.importance).slice(0, shownColumns);
	if (groups.length === 0) return void 0;
	const affordable = mostSteps / (stepsOf(model, matrix) * groups.length);
	const repeats = Math.max(1, Math.min(mostRepeats, Math.floor(affordable / Math.min(rows.length, 500))));
	const count = Math.min(rows.length, Math.floor(affordable / repeats));
	if (count < 1) return void 0;
	const metric = target.task === "regression" ? "rmse" : "log_loss";
	const places = Uint32Array.from({ length: count }, (_, at) => Math.floor(at * rows.length / count));
	const some = places.map((place) => rows[place]);
	const { signal } = context;
	return {
		metric,
		rows: count,
		repeats,
		columns: await permutationImportance(takeRows(matrix, places), groups, {
			repeats,
			seed: context.project.config.data.split.seed,
			lossOf: async (each) => evaluate(target, some, await predict(pool, model, {
				matrix: each,
				signal
			})).metrics[metric]
		})
	};
}
/** The raise of the loss by column, the largest first. */
function permutationChart({ metric, rows, repeats, columns }) {
	return {
		kind: "bar",
		title: "What shuffling a column costs",
		x: {
			label: "Column",
			values: columns.map(({ name }) => name)
		},
		y: { label: `Rise of ${metric}, mean of ${repeats} on ${rows} test rows` },
		series: [{
			label: "Rise",
			values: columns.map(({ mean }) => Number(mean.toPrecision(4)))
		}]
	};
}
/** The columns that the model looks at, the ones first that it looks at most. */
function groupsOf(plan, importance) {
	let start = 0;
	return plan.features.map((feature) => {
		const group = {
			name: feature.column,
			start,
			width: widthOf(feature)
		};
		start += group.width;
		return {
			group,
			share: importance.subarray(group.start, start).reduce((sum, each) => sum + each, 0)
		};
	}).filter(({ share }) => share > 0).sort((a, b) => b.share - a.share).map(({ group }) => group);
}
/** About how many steps the prediction of a row takes. */
function stepsOf(model, matrix) {
	return model.kind === "trees" ? 10 * model.trees.length : matrix.names.length * model.intercepts.length;
}
function takeRows(matrix, places) {
	const data = new Float32Array(places.length * matrix.names.length);
	for (const column of matrix.names.keys()) {
		const values = columnOf$1(matrix, column);
		for (const [at, place] of places.entries()) data[column * places.length + at] = values[place];
	}
	return {
		...matrix,
		rows: places.length,
		data
	};
}

// src/actions/search-section.ts
/** Trials that a report shows. */
const shownTrials = 50;
/** What was tried, the best first, as a section of the training report. */
function searchSection({ method, metric, folds, trials, skipped }) {
	const names = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))];
	const isHalved = trials.some(({ share }) => share < 1);
	const right = (label) => ({
		label,
		align: "right"
	});
	const rows = trials.slice(0, shownTrials).map(({ params, share, mean, std }, index) => [
		index + 1,
		...names.map((name) => params[name] === null ? "null" : params[name] ?? null),
		...isHalved ? [formatPercent(share)] : [],
		formatMetric(metric.name, mean),
		formatNumber(std)
	]);
	return {
		title: "Search for parameters",
		rank: 5,
		folded: true,
		text: [`${{
			grid: "Grid search",
			random: "Random search",
			halving: "Successive halving"
		}[method]}: ${formatNumber(trials.length)} combinations by ${metric.label} on ${folds} folds of the training rows; the model was trained with the first.${skipped > 0 ? ` There was no time for ${formatNumber(skipped)} more.` : ""}`],
		tables: [{
			columns: [
				right("Rank"),
				...names.map((label) => ({ label })),
				...isHalved ? [right("Rows")] : [],
				right(metric.label),
				right("Deviation")
			],
			rows,
			...trials.length > shownTrials && { total: trials.length }
		}]
	};
}

// src/actions/worst-rows.ts
const shownRows = 10;
/**
* The test rows that the model is most wrong about, by their ids and numbers alone: of numbers those with the largest
* errors, of classes those whose own class it gave the least probability.
*/
function worstRowsSection({ target, testRows, evaluation }, hashes) {
	const { predicted, scores, metrics } = evaluation;
	const classes = target.classes.length;
	const lossOf = (index) => {
		const actual = target.values[testRows[index]];
		return scores ? -scores[index * classes + actual] : Math.abs(actual - predicted[index]);
	};
	const losses = Float64Array.from(testRows, (_, index) => lossOf(index));
	const worst = Uint32Array.from(testRows.keys()).sort((a, b) => losses[b] - losses[a] || a - b).slice(0, shownRows);
	const ids = rowIds(hashes);
	const show = (loss) => scores ? formatPercent(-loss) : `${formatNumber(loss / metrics.rmse)} × RMSE`;
	return {
		title: "The worst rows",
		rank: 6,
		folded: true,
		text: ["By row_id, as in predictions.csv, where their values are."],
		tables: [{
			columns: [
				{ label: "row_id" },
				{
					label: "Row",
					align: "right"
				},
				{
					label: scores ? "Probability of its class" : "Error",
					align: "right"
				}
			],
			rows: Array.from(worst, (index) => [
				ids[testRows[index]],
				testRows[index] + 1,
				show(losses[index])
			])
		}]
	};
}

// src/actions/report-training.ts
/** The report of a training: how good the model is on the test rows, against the dummy, and what it looks at. */
function reportTraining(training) {
	const { target, evaluation, testRows } = training;
	const charts = [
		...columnCharts(training),
		...training.permuted ? [permutationChart(training.permuted)] : [],
		target.task === "regression" ? residualChart(training) : confusionChart(target, testRows, evaluation),
		...curveCharts(training)
	];
	const sections = [
		{
			title: "Training",
			rank: 2,
			findings: training.findings,
			text: [`${training.engine}, ${formatNumber(training.trainCount)} training rows and ${formatNumber(testRows.length)} test rows, ${training.model.importance.length} features; target ${training.targetName}${target.task === "regression" ? "" : ` with ${target.classes.length} classes`}.`, ...training.decision.notes]
		},
		{
			title: "Metrics on the test rows",
			rank: 4,
			folded: true,
			tables: [metricsTable$1(evaluation.metrics, training.dummy)]
		},
		...training.forecast ? [forecastSection(training.forecast, evaluation.metrics)] : [],
		{
			title: "What the model looks at, and where it errs",
			rank: 5,
			folded: true,
			charts
		}
	];
	sections.push(worstRowsSection(training, training.hashes));
	if (training.search) sections.push(searchSection(training.search));
	if (training.outOfFold) sections.push(foldSection(training.outOfFold));
	if (training.plan.dropped.length > 0) sections.push({
		title: "Columns that are not used",
		rank: 7,
		folded: true,
		tables: [{
			columns: [
				{ label: "Column" },
				{ label: "Type" },
				{ label: "Why" }
			],
			rows: training.plan.dropped.map(({ name, type, reason }) => [
				name,
				type,
				reason
			])
		}]
	});
	return {
		schema: "mlops/report@1",
		action: "train",
		title: training.title,
		verdict: "pass",
		headline: `trained a ${training.engine} on ${formatNumber(training.trainCount)} rows in ${formatDuration(training.duration)}`,
		facts: factsOf(evaluation.metrics, training),
		sections
	};
}
/** The metrics that come first, by task. */
const leading = [
	"r2",
	"rmse",
	"mae",
	"accuracy",
	"f1",
	"roc_auc",
	"f1_macro",
	"balanced_accuracy"
];
function factsOf(metrics, { duration }) {
	return [...leading.filter((name) => name in metrics).slice(0, 3).map((name) => ({
		label: findMetric(name)?.label ?? name,
		value: formatMetric(name, metrics[name])
	})), {
		label: "Trained in",
		value: formatDuration(duration)
	}];
}
function metricsTable$1(metrics, dummy) {
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
			}
		],
		rows: Object.entries(metrics).map(([name, value]) => [
			findMetric(name)?.label ?? name,
			name,
			formatMetric(name, value),
			dummy[name] === void 0 ? null : formatMetric(name, dummy[name])
		])
	};
}
/** What a share of importance is, by the kind of model. */
const importanceLabels = {
	trees: "Share of the impurity that its splits remove",
	linear: "Share of the coefficients, each times its feature's deviation"
};
/** The columns that tell most: the sum of their features' shares. */
function byColumn(plan, shares) {
	let at = 0;
	return plan.features.map((feature) => {
		const end = at + widthOf(feature);
		let share = 0;
		for (; at < end; at++) share += shares[at];
		return {
			name: feature.column,
			share
		};
	}).sort((a, b) => b.share - a.share);
}
/** A bar a column, the largest fifteen. */
function columnsChart(plan, shares, title, label) {
	const columns = byColumn(plan, shares);
	const top = columns.slice(0, 15);
	return {
		kind: "bar",
		title: `${title}${columns.length > top.length ? ` (the first ${top.length} of ${columns.length})` : ""}`,
		x: {
			label: "Column",
			values: top.map(({ name }) => name)
		},
		y: { label },
		series: [{
			label: title,
			values: top.map(({ share }) => Number(share.toPrecision(4)))
		}]
	};
}
/** What the model looks at; nothing where it looks at no column. */
function columnCharts({ plan, model, explanation }) {
	const { kind, importance } = model;
	if (importance.every((share) => share === 0)) return [];
	const shares = meanShares(explanation, importance.length);
	const rows = formatNumber(explanation.rows.length);
	return [columnsChart(plan, importance, "Importance of columns", importanceLabels[kind]), columnsChart(plan, shares, "What moves the predictions", `Mean absolute SHAP value, ${rows} test rows`)];
}
function confusionChart(target, rows, { predicted }) {
	const { classes } = target;
	const actual = Int32Array.from(rows, (row) => target.values[row]);
	const counts = confusionMatrix(actual, Int32Array.from(predicted), classes.length);
	const shown = Math.min(classes.length, 20);
	return {
		kind: "matrix",
		title: `Confusion matrix, rows are actual classes${shown < classes.length ? ` (the first ${shown} of ${classes.length})` : ""}`,
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
/** Residuals (actual − predicted) of the test rows in twenty bins of equal width. */
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
		title: "Residuals (actual − predicted), middle 98 %",
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

// src/expression/lower-numbers.ts
/** ONNX's number of the element type double, for Cast. */
const doubleType = 11;
/** Those operators in a graph. */
function arithmetic(graph) {
	const of = (value) => graph.constant("double", value);
	const op = (name, ...inputs) => graph.node(name, inputs);
	const where = (condition, a, b) => op("Where", condition, a, b);
	const nan = () => of(NaN);
	const anyNaN = (values) => values.map((value) => op("IsNaN", value)).reduce((a, b) => op("Or", a, b));
	return {
		of,
		op,
		where,
		add: (a, b) => op("Add", a, b),
		subtract: (a, b) => op("Sub", a, b),
		multiply: (a, b) => op("Mul", a, b),
		divide: (a, b) => op("Div", a, b),
		remainder: (a, b) => graph.node("Mod", [a, b], { fmod: { int: 1 } }),
		floor: (a) => op("Floor", a),
		finite: (a) => where(op("IsInf", a), nan(), a),
		judged: (truth, ...values) => where(anyNaN(values), nan(), graph.node("Cast", [truth], { to: { int: doubleType } }))
	};
}
const compare$1 = (operator) => (m, a, b) => m.judged(m.op(operator, a, b), a, b);
const nonNegativeRest = (m, a, divisor) => m.subtract(a, m.multiply(m.floor(m.divide(a, m.of(divisor))), m.of(divisor)));
const clockPart = (unit, count) => (m, time) => nonNegativeRest(m, m.floor(m.divide(time, m.of(unit))), count);
const datePart$1 = (part) => (m, time) => civilDate(m, time)[part];
/** The same operations as `numberScalars`, as ONNX operators: NaN is missing, nothing is infinite. */
const numberLowerings = {
	negate: (m, a) => m.op("Neg", a),
	add: (m, a, b) => m.finite(m.add(a, b)),
	subtract: (m, a, b) => m.finite(m.subtract(a, b)),
	multiply: (m, a, b) => m.finite(m.multiply(a, b)),
	divide: (m, a, b) => m.finite(m.divide(a, b)),
	modulo: (m, a, b) => m.remainder(a, b),
	add_days: (m, date, days) => m.add(date, m.multiply(days, m.of(dayMilliseconds))),
	days_between: (m, a, b) => m.divide(m.subtract(a, b), m.of(dayMilliseconds)),
	equal: compare$1("Equal"),
	unequal: (m, a, b) => m.judged(m.op("Not", m.op("Equal", a, b)), a, b),
	less: compare$1("Less"),
	less_or_equal: compare$1("LessOrEqual"),
	greater: compare$1("Greater"),
	greater_or_equal: compare$1("GreaterOrEqual"),
	not: (m, a) => m.subtract(m.of(1), a),
	and: (m, a, b) => m.where(m.op("Or", m.op("Equal", a, m.of(0)), m.op("Equal", b, m.of(0))), m.of(0), m.multiply(a, b)),
	or: (m, a, b) => m.where(m.op("Or", m.op("Equal", a, m.of(1)), m.op("Equal", b, m.of(1))), m.of(1), m.add(a, b)),
	abs: (m, a) => m.op("Abs", a),
	ceil: (m, a) => m.op("Ceil", a),
	floor: (m, a) => m.floor(a),
	trunc,
	sign: (m, a) => m.where(m.op("IsNaN", a), a, m.op("Sign", a)),
	round: roundHalfAway,
	round_digits: roundDigits,
	sqrt: (m, a) => m.op("Sqrt", a),
	exp: (m, a) => m.finite(m.op("Exp", a)),
	ln: (m, a) => m.finite(m.op("Log", a)),
	log10: (m, a) => m.divide(m.finite(m.op("Log", a)), m.of(Math.LN10)),
	log2: (m, a) => m.divide(m.finite(m.op("Log", a)), m.of(Math.LN2)),
	power: (m, a, b) => m.where(m.op("Or", m.op("IsNaN", a), m.op("IsNaN", b)), m.of(NaN), m.finite(m.op("Pow", a, b))),
	sin: (m, a) => m.op("Sin", a),
	cos: (m, a) => m.op("Cos", a),
	least: (m, a, b) => m.where(m.op("Or", m.op("LessOrEqual", a, b), m.op("IsNaN", b)), a, b),
	greatest: (m, a, b) => m.where(m.op("Or", m.op("GreaterOrEqual", a, b), m.op("IsNaN", b)), a, b),
	year: datePart$1("year"),
	quarter: (m, time) => m.add(m.floor(m.divide(m.subtract(civilDate(m, time).month, m.of(1)), m.of(3))), m.of(1)),
	month: datePart$1("month"),
	day: datePart$1("day"),
	dayofweek: (m, time) => nonNegativeRest(m, m.add(m.floor(m.divide(time, m.of(dayMilliseconds))), m.of(4)), 7),
	hour: clockPart(36e5, 24),
	minute: clockPart(6e4, 60),
	second: clockPart(1e3, 60),
	epoch: (m, time) => m.divide(time, m.of(1e3)),
	number_to_integer: (m, a) => m.where(m.op("Less", m.op("Abs", a), m.of(2 ** 63)), m.op("Round", a), m.of(NaN)),
	number_to_boolean: (m, a) => m.judged(m.op("Not", m.op("Equal", a, m.of(0))), a)
};
function trunc(m, a) {
	return m.where(m.op("Less", a, m.of(0)), m.op("Ceil", a), m.floor(a));
}
function roundHalfAway(m, a) {
	const whole = trunc(m, a);
	const isFar = m.op("GreaterOrEqual", m.op("Abs", m.subtract(a, whole)), m.of(.5));
	return m.where(isFar, m.add(whole, m.op("Sign", a)), whole);
}
function roundDigits(m, a, digits) {
	const scale = m.op("Pow", m.of(10), m.op("Abs", digits));
	const coarse = m.where(m.op("IsInf", scale), m.of(0), m.multiply(roundHalfAway(m, m.divide(a, scale)), scale));
	const fine = m.divide(roundHalfAway(m, m.multiply(a, scale)), scale);
	const isLost = m.op("Or", m.op("IsInf", fine), m.op("IsNaN", fine));
	const rounded = m.where(m.op("Less", digits, m.of(0)), coarse, m.where(isLost, a, fine));
	const isMissing = m.op("Or", m.op("IsNaN", a), m.op("IsNaN", digits));
	return m.where(isMissing, m.of(NaN), rounded);
}
/** Year, month and day of UTC milliseconds, by Howard Hinnant's `civil_from_days` (chrono-compatible algorithms). */
function civilDate(m, time) {
	const quotient = (a, b) => m.floor(m.divide(a, m.of(b)));
	const sum = (...values) => values.reduce(m.add);
	const z = m.add(quotient(time, dayMilliseconds), m.of(719468));
	const era = quotient(z, 146097);
	const dayOfEra = nonNegativeRest(m, z, 146097);
	const yearOfEra = quotient(m.subtract(sum(dayOfEra, quotient(dayOfEra, 36524)), m.add(quotient(dayOfEra, 1460), quotient(dayOfEra, 146096))), 365);
	const daysBefore = m.subtract(m.add(m.multiply(yearOfEra, m.of(365)), quotient(yearOfEra, 4)), quotient(yearOfEra, 100));
	const dayOfYear = m.subtract(dayOfEra, daysBefore);
	const shifted = quotient(m.add(m.multiply(dayOfYear, m.of(5)), m.of(2)), 153);
	const monthStart = quotient(m.add(m.multiply(shifted, m.of(153)), m.of(2)), 5);
	const day = m.add(m.subtract(dayOfYear, monthStart), m.of(1));
	const month = m.add(shifted, m.where(m.op("Less", shifted, m.of(10)), m.of(3), m.of(-9)));
	const isNextYear = m.op("LessOrEqual", month, m.of(2));
	return {
		year: sum(yearOfEra, m.multiply(era, m.of(400)), m.where(isNextYear, m.of(1), m.of(0))),
		month,
		day
	};
}

// src/expression/lower-onnx.ts
/** What can be part of an ONNX model, for messages and documentation. */
const lowerable = "arithmetic, number and date functions, comparisons, AND, OR, NOT, IN, BETWEEN, CASE, IS NULL, coalesce, nullif and = or <> of text";
/**
* Adds an expression to an ONNX graph: it gives what `evaluate` gives, booleans as 0 and 1, in the graph's
* conventions for what is missing. Logarithms to base 2 and 10 may differ in the last digit. Throws UserError
* where a part, such as LIKE, has no counterpart in ONNX.
*/
function lowerExpression(expression, columns, graph) {
	const { typed } = checkExpression(expression, columns);
	const part = findUnlowerable(typed);
	if (part !== void 0) throw new UserError(`Cannot make expression "${expression.text}" part of an ONNX model: ${part} cannot be`, {
		...expression.place,
		hint: `What can: ${lowerable}`
	});
	const value = lower(typed, columns, graph);
	const kind = typed.type === "text" ? "text" : "numeric";
	const [first] = columns;
	if ([...allParts(typed)].some((each) => each.kind === "column") || !first) return {
		kind,
		value
	};
	return {
		kind,
		value: graph.node("Expand", [value, graph.node("Shape", [first.value])])
	};
}
/** The part that ONNX has no counterpart for, as the user knows it; undefined where there is none. */
function findUnlowerable(typed) {
	for (const part of allParts(typed)) {
		if (part.kind === "texts" && part.scalar !== "text_equal" && part.scalar !== "text_unequal") return textNames[part.scalar];
		if (part.kind === "constant" && part.value === "") return "the empty text, which stands for NULL there,";
	}
}
/** A part and all that it is made of, each shared part once. */
function* allParts(typed, seen = /* @__PURE__ */ new Set()) {
	if (typed.kind === "shared" && seen.has(typed.of)) return;
	if (typed.kind === "shared") seen.add(typed.of);
	yield typed;
	for (const part of directParts(typed)) yield* allParts(part, seen);
}
function directParts(typed) {
	switch (typed.kind) {
		case "constant":
		case "column": return [];
		case "numbers":
		case "texts":
		case "coalesce": return typed.arguments;
		case "is_null": return [typed.operand];
		case "in": return [typed.operand, ...typed.items];
		case "case": return [...typed.branches.flatMap(({ when, result }) => [when, result]), typed.otherwise];
		case "shared": return [typed.of];
	}
}
const textNames = {
	text_less: "\"<\" of text",
	text_less_or_equal: "\"<=\" of text",
	text_greater: "\">\" of text",
	text_greater_or_equal: "\">=\" of text",
	concatenate: "\"||\"",
	like: "LIKE",
	lower: "\"lower\"",
	upper: "\"upper\"",
	length: "\"length\"",
	trim: "\"trim\"",
	substring: "\"substring\"",
	replace: "\"replace\"",
	starts_with: "\"starts_with\"",
	ends_with: "\"ends_with\"",
	contains: "\"contains\"",
	text_to_number: "CAST of text",
	text_to_integer: "CAST of text",
	text_to_boolean: "CAST of text",
	integer_to_text: "CAST to text",
	number_to_text: "CAST to text",
	boolean_to_text: "CAST to text",
	date_to_text: "CAST to text",
	datetime_to_text: "CAST to text"
};
function lower(root, columns, graph) {
	const m = arithmetic(graph);
	const shared = /* @__PURE__ */ new Map();
	const isMissing = (value, typed) => typed.type === "text" ? m.op("Equal", value, graph.constant("string", "")) : m.op("IsNaN", value);
	const isTrue = (value) => m.op("Equal", value, m.of(1));
	const any = (truths) => truths.reduce((a, b) => m.op("Or", a, b));
	const judged = (truth, missing) => m.where(missing, m.of(NaN), m.where(truth, m.of(1), m.of(0)));
	function visit(typed) {
		switch (typed.kind) {
			case "constant": return typed.type === "text" ? graph.constant("string", String(typed.value ?? "")) : m.of(typed.value === null ? NaN : Number(typed.value));
			case "column": {
				const column = columns.find(({ name }) => name === typed.name);
				if (!column) throw new Error(`The graph has no column "${typed.name}"`);
				return column.value;
			}
			case "numbers": {
				const [a = "", b = ""] = typed.arguments.map(visit);
				return numberLowerings[typed.scalar](m, a, b);
			}
			case "texts": {
				const [a = "", b = ""] = typed.arguments.map(visit);
				const equal = m.op("Equal", a, b);
				const truth = typed.scalar === "text_equal" ? equal : m.op("Not", equal);
				return judged(truth, any([a, b].map((value, index) => isMissing(value, typed.arguments[index]))));
			}
			case "is_null": return m.where(isMissing(visit(typed.operand), typed.operand), m.of(1), m.of(0));
			case "in": {
				const operand = visit(typed.operand);
				const items = typed.items.map(visit);
				const values = [operand, ...items];
				const isOperandMissing = isMissing(operand, typed.operand);
				const found = any(items.map((item) => m.op("Equal", operand, item)));
				const missing = any([typed.operand, ...typed.items].map((each, index) => isMissing(values[index], each)));
				return m.where(isOperandMissing, m.of(NaN), m.where(found, m.of(1), judged(found, missing)));
			}
			case "case": return typed.branches.map(({ when, result }) => ({
				when: visit(when),
				result: visit(result)
			})).reduceRight((otherwise, { when, result }) => m.where(isTrue(when), result, otherwise), visit(typed.otherwise));
			case "coalesce": return typed.arguments.map(visit).reduceRight((rest, value, index) => m.where(isMissing(value, typed.arguments[index]), rest, value));
			case "shared": {
				const value = shared.get(typed.of) ?? visit(typed.of);
				shared.set(typed.of, value);
				return value;
			}
		}
	}
	return visit(root);
}

// src/model/onnx-dates.ts
/**
* Adds a part of a date, UTC milliseconds in double, as features/date-part.ts gives it; NaN stays NaN. Year, month and day
* by Howard Hinnant's `civil_from_days`.
*/
function lowerDatePart(graph, milliseconds, part) {
	const number = (value) => graph.constant("double", value);
	const plus = (a, b) => graph.node("Add", [a, b]);
	const add = (a, b) => plus(a, number(b));
	const times = (a, b) => graph.node("Mul", [a, number(b)]);
	const minus = (a, b) => graph.node("Sub", [a, b]);
	const over = (a, b) => graph.node("Floor", [graph.node("Div", [a, number(b)])]);
	const modulo = (a, b) => minus(a, times(over(a, b), b));
	const days = over(milliseconds, 864e5);
	if (part === "days") return days;
	if (part === "day_of_week") return modulo(add(days, 3), 7);
	if (part === "hour") return over(minus(milliseconds, times(days, 864e5)), 36e5);
	const era = over(add(days, 719468), 146097);
	const dayOfEra = modulo(add(days, 719468), 146097);
	const yearOfEra = over(plus(dayOfEra, minus(minus(over(dayOfEra, 36524), over(dayOfEra, 1460)), over(dayOfEra, 146096))), 365);
	const daysBefore = (years) => minus(plus(times(years, 365), over(years, 4)), over(years, 100));
	const dayOfYear = minus(dayOfEra, daysBefore(yearOfEra));
	const monthFromMarch = over(add(times(dayOfYear, 5), 2), 153);
	const month = add(modulo(add(monthFromMarch, 2), 12), 1);
	if (part === "month") return month;
	if (part === "quarter") return over(add(month, 2), 3);
	if (part === "day") return add(minus(dayOfYear, over(add(times(monthFromMarch, 153), 2), 5)), 1);
	const year = plus(plus(yearOfEra, times(era, 400)), over(monthFromMarch, 10));
	if (part === "year") return year;
	const before = add(year, -1);
	return add(minus(days, plus(daysBefore(before), over(before, 400))), 719163);
}

// src/features/split-words.ts
/** What parts words in every text. */
const whitespace = [
	" ",
	"	",
	"\n",
	"\r"
];
/** What else parts words, where training has it; an apostrophe, a hyphen and the like are part of a word. */
const wordSeparators = [..."\v\f\xA0.,;:!?\"()[]{}<>/\\|*#=+~`^“”„«»…"];
/** Words of fewer characters are no terms. */
const shortestWord = 2;
/**
* The words of a text: parted by whitespace and the separators, with the letters A to Z in lower case. (Other letters
* keep their case: ONNX can fold no others alike on every machine.)
*/
function splitWords(text, separators) {
	const isSeparator = /* @__PURE__ */ new Set([...whitespace, ...separators]);
	const words = [];
	let word = "";
	for (const character of text) if (!isSeparator.has(character)) word += character;
	else if (word !== "") {
		words.push(word);
		word = "";
	}
	if (word !== "") words.push(word);
	return words.filter((each) => [...each].length >= 2).map((each) => each.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
}
/** The terms of a text: its words, and with `hasPairs` each two that follow each other. */
function termsOf(text, separators, hasPairs) {
	const words = splitWords(text, separators);
	if (!hasPairs) return words;
	return [...words, ...words.slice(1).map((word, index) => `${words[index]} ${word}`)];
}

// src/model/onnx-texts.ts
/** A feature of a text column: blocks of shape rows × width, float32, of a string tensor of shape [rows]. */
function lowerText(graph, feature, value) {
	const isMissing = ["", ...feature.missing].map((text) => graph.node("Equal", [value, graph.constant("string", text)])).reduce((a, b) => graph.node("Or", [a, b]));
	const isFilled = feature.kind !== "words" && !(feature.kind === "target" && feature.categories.includes(""));
	const replacement = graph.constant("string", isFilled ? feature.fill : "");
	const blocks = lowerFilled(graph, feature, graph.node("Where", [
		isMissing,
		replacement,
		value
	]));
	return feature.hasIndicator ? [...blocks, toBlock(graph, isMissing)] : blocks;
}
/** A tensor of shape [rows], scaled in double, as a block of width 1 in float32. */
function toBlock(graph, value, scale) {
	let scaled = value;
	if (scale !== void 0) {
		scaled = graph.node("Sub", [scaled, graph.constant("double", scale.center)]);
		scaled = graph.node("Div", [scaled, graph.constant("double", scale.width)]);
	}
	const narrow = graph.node("Cast", [scaled], { to: { int: 1 } });
	return graph.node("Unsqueeze", [narrow, graph.constant("int64", [1])]);
}
function lowerFilled(graph, feature, filled) {
	switch (feature.kind) {
		case "category": return lowerCategories(graph, feature, filled);
		case "ordinal":
		case "target": return lowerEncoded(graph, feature, filled);
		case "words": return [lowerWords(graph, feature, filled)];
	}
}
function lowerCategories(graph, { categories, hasRare }, filled) {
	const attributes = {
		cats_strings: { texts: categories },
		zeros: { int: 1 }
	};
	const oneHot = graph.node("OneHotEncoder", [filled], attributes, "ai.onnx.ml");
	if (!hasRare) return [oneHot];
	const hits = graph.node("ReduceSum", [oneHot, graph.constant("int64", [1])], { keepdims: { int: 1 } });
	return [oneHot, graph.node("Sub", [graph.constant("float", 1), hits])];
}
function lowerEncoded(graph, { categories, values, other }, filled) {
	const places = placesOf(graph, filled, categories, categories.length);
	return values.map((list, index) => {
		const table = graph.constant("double", [...list, other[index]]);
		return toBlock(graph, graph.node("Gather", [table, places]));
	});
}
/** The place of each text in a list, int64. */
function placesOf(graph, texts, list, other) {
	const attributes = {
		keys_strings: { texts: list },
		values_int64s: { ints: list.map((_, place) => place) },
		default_int64: { int: other }
	};
	return graph.node("LabelEncoder", [texts], attributes, "ai.onnx.ml");
}
/** TF-IDF as transform-texts.ts has it. Words lie in one list, so that a long text costs the others nothing. */
function lowerWords(graph, { separators, terms, idf, hasPairs }, filled) {
	const [first = " ", ...others] = [...whitespace, ...separators];
	let words = splitTexts(graph, toLower(graph, filled), first);
	for (const separator of others) {
		const picked = splitTexts(graph, words.texts, separator);
		words = {
			texts: picked.texts,
			rows: graph.node("Gather", [words.rows, picked.rows])
		};
	}
	const isLong = graph.node("RegexFullMatch", [words.texts], { pattern: { text: `(?s).{${2},}` } });
	words = keep(graph, words, isLong);
	if (hasPairs) words = withPairs(graph, words);
	const places = placesOf(graph, words.texts, terms, -1);
	const isKnown = graph.node("GreaterOrEqual", [places, graph.constant("int64", 0)]);
	const known = keep(graph, {
		texts: places,
		rows: words.rows
	}, isKnown);
	const counts = countPairs(graph, {
		rows: known.rows,
		places: known.texts,
		width: terms.length,
		filled
	});
	const weighed = graph.node("Mul", [counts, graph.constant("double", idf)]);
	const length = graph.node("ReduceL2", [weighed, graph.constant("int64", [1])], { keepdims: { int: 1 } });
	const divisor = graph.node("Where", [
		graph.node("Equal", [length, graph.constant("double", 0)]),
		graph.constant("double", 1),
		length
	]);
	return graph.node("Cast", [graph.node("Div", [weighed, divisor])], { to: { int: 1 } });
}
/** A to Z in lower case. The operator refuses a tensor without texts, so that one is added for it. */
function toLower(graph, texts) {
	const one = graph.node("Concat", [texts, graph.constant("string", [""])], { axis: { int: 0 } });
	return slice(graph, graph.node("StringNormalizer", [one], {
		case_change_action: { text: "LOWER" },
		locale: { text: "C" }
	}), 0, -1);
}
function slice(graph, value, from, to) {
	return graph.node("Slice", [
		value,
		graph.constant("int64", [from]),
		graph.constant("int64", [to])
	]);
}
/** The parts of texts that are not empty, and which text each is of. */
function splitTexts(graph, texts, delimiter) {
	const [table = ""] = graph.nodes("StringSplit", [texts], { delimiter: { text: delimiter } }, 2);
	const isEmpty = graph.node("Equal", [table, graph.constant("string", "")]);
	const found = graph.node("NonZero", [graph.node("Not", [isEmpty])]);
	return {
		texts: graph.node("GatherND", [table, graph.node("Transpose", [found])]),
		rows: graph.node("Gather", [found, graph.constant("int64", 0)])
	};
}
function keep(graph, { texts, rows }, isKept) {
	const axis = { axis: { int: 0 } };
	return {
		texts: graph.node("Compress", [texts, isKept], axis),
		rows: graph.node("Compress", [rows, isKept], axis)
	};
}
function withPairs(graph, { texts, rows }) {
	const most = 2 ** 31 - 1;
	const spaced = graph.node("StringConcat", [slice(graph, texts, 0, -1), graph.constant("string", " ")]);
	const pairs = {
		texts: graph.node("StringConcat", [spaced, slice(graph, texts, 1, most)]),
		rows: slice(graph, rows, 1, most)
	};
	const within = keep(graph, pairs, graph.node("Equal", [slice(graph, rows, 0, -1), pairs.rows]));
	const axis = { axis: { int: 0 } };
	return {
		texts: graph.node("Concat", [texts, within.texts], axis),
		rows: graph.node("Concat", [rows, within.rows], axis)
	};
}
/** How often each place occurs in each row: rows × width, double. */
function countPairs(graph, { rows, places, width, filled }) {
	const wide = graph.constant("int64", width);
	const keys = graph.node("Add", [graph.node("Mul", [rows, wide]), places]);
	const [unique = "", , , counts = ""] = graph.nodes("Unique", [keys], {}, 4);
	const shape = graph.node("Concat", [graph.node("Shape", [filled]), graph.constant("int64", [width])], { axis: { int: 0 } });
	const flat = graph.node("ReduceProd", [shape], { keepdims: { int: 1 } });
	const zeros = graph.node("ConstantOfShape", [flat], { value: { tensor: {
		type: "double",
		shape: [1],
		values: [0]
	} } });
	const counted = graph.node("Cast", [counts], { to: { int: 11 } });
	const spread = graph.node("ScatterElements", [
		zeros,
		unique,
		counted
	]);
	return graph.node("Reshape", [spread, shape]);
}

// src/model/onnx-features.ts
/** The raw columns that a plan needs, directly or through derived ones. */
function usedColumns(plan, derived) {
	const needed = neededOf(plan, derived);
	const names = [plan.features.map(({ column }) => column), needed.map(({ compiled }) => compiled.columns)].flat(2);
	return [...new Set(names)].filter((name) => !derived.some((each) => each.name === name));
}
/** The ONNX element type of a raw column's input: dates are double, UTC milliseconds. */
function elementType({ type, hasMissing }) {
	if (type === "text") return "string";
	if (type === "integer" && !hasMissing) return "int64";
	return type === "boolean" && !hasMissing ? "bool" : "double";
}
/**
* Declares an input a column, each of shape [rows], and computes the features of transformFeatures from them.
* Missing is NaN or `""`. Returns the name of a float32 tensor, rows × features. Throws UserError for a derived
* column that ONNX cannot express.
*/
function lowerFeatures(graph, { plan, columns, derived }) {
	const inputs = columns.map((column) => graph.input(column.name, elementType(column), ["rows"]));
	const known = columns.map((column, index) => ({
		name: column.name,
		type: column.type,
		...lowerInput(graph, inputs[index], elementType(column))
	}));
	for (const { name, expression, compiled } of neededOf(plan, derived)) known.push({
		name,
		type: compiled.type,
		...lowerExpression(expression, known, graph)
	});
	const byName = new Map(known.map((column) => [column.name, column]));
	const blocks = plan.features.flatMap((feature) => {
		const column = byName.get(feature.column);
		if (column === void 0) throw new Error(`the signature lacks column "${feature.column}"`);
		return lowerFeature(graph, feature, column.value);
	});
	return graph.node("Concat", blocks, { axis: { int: 1 } });
}
/** The derived columns that are features, or that such a one needs. */
function neededOf(plan, derived) {
	const used = new Set(plan.features.map((feature) => feature.column));
	return derived.toReversed().filter(({ name, compiled }) => {
		if (!used.has(name)) return false;
		for (const column of compiled.columns) used.add(column);
		return true;
	}).reverse();
}
function lowerInput(graph, value, type) {
	if (type === "string") return {
		kind: "text",
		value
	};
	return {
		kind: "numeric",
		value: type === "double" ? value : graph.node("Cast", [value], { to: { int: 11 } })
	};
}
/** Blocks of shape rows × width, float32. */
function lowerFeature(graph, feature, value) {
	if (feature.type === "text") return lowerText(graph, feature, value);
	const isMissing = graph.node("IsNaN", [value]);
	const filled = feature.keepsMissing ? value : graph.node("Where", [
		isMissing,
		graph.constant("double", feature.fill),
		value
	]);
	const blocks = feature.kind === "number" ? [toBlock(graph, filled, feature.scale)] : feature.parts.map((part, index) => toBlock(graph, lowerDatePart(graph, filled, part), feature.scales?.[index]));
	return feature.hasIndicator ? [...blocks, toBlock(graph, isMissing)] : blocks;
}

// src/model/graph.ts
/** The versions of the operator sets that every graph is written for: what onnxruntime 1.21 and later read. */
const operatorSets = {
	"ai.onnx": 21,
	"ai.onnx.ml": 5
};

// src/model/protobuf.ts
const utf8 = new TextEncoder();
/** Wire types of the protobuf encoding (protobuf.dev/programming-guides/encoding). */
const varintType = 0;
const lengthType = 2;
const fixed32Type = 5;
/** Fields, or encoded messages, one after another. */
function concatenate(parts) {
	return {
		pieces: parts.flatMap((part) => part.pieces),
		length: parts.reduce((sum, part) => sum + part.length, 0)
	};
}
/** An int64 or enum field; the value must be a safe integer. */
function integerField(field, value) {
	return bytes([...varint(field * 8 + varintType), ...varint(value)]);
}
/** A float field, rounded to float32. */
function floatField(field, value) {
	const data = new Uint8Array(new Float32Array([value]).buffer);
	return bytes([...varint(field * 8 + fixed32Type), ...data]);
}
/** A string field, UTF-8. */
function textField(field, value) {
	return bytesField(field, utf8.encode(value));
}
/** The bytes are kept by reference until the message is joined. */
function bytesField(field, value) {
	return messageField(field, {
		pieces: [value],
		length: value.length
	});
}
/** An embedded message, or anything else that has its length before it. */
function messageField(field, message) {
	const head = Uint8Array.from([...varint(field * 8 + lengthType), ...varint(message.length)]);
	return {
		pieces: [head, ...message.pieces],
		length: head.length + message.length
	};
}
/** Repeated integers, packed. */
function integersField(field, values) {
	return bytesField(field, packVarints(values));
}
/** The message as bytes. */
function join$2(message) {
	const joined = new Uint8Array(message.length);
	let offset = 0;
	for (const piece of message.pieces) {
		joined.set(piece, offset);
		offset += piece.length;
	}
	return joined;
}
function bytes(values) {
	return {
		pieces: [Uint8Array.from(values)],
		length: values.length
	};
}
/** Seven bits a byte, lowest first; a negative number is its 64-bit two's complement. */
function varint(value) {
	const encoded = [];
	let rest = BigInt.asUintN(64, BigInt(value));
	while (rest > 127n) {
		encoded.push(Number(rest & 127n) | 128);
		rest >>= 7n;
	}
	encoded.push(Number(rest));
	return encoded;
}
/** Millions of integers a call: sized first, then written without intermediate arrays. */
function packVarints(values) {
	let length = 0;
	for (let index = 0; index < values.length; index++) length += sizeOf(values[index]);
	const packed = new Uint8Array(length);
	let offset = 0;
	for (let index = 0; index < values.length; index++) {
		let value = values[index];
		if (value < 0 || value > 2147483647) {
			const slow = varint(value);
			packed.set(slow, offset);
			offset += slow.length;
			continue;
		}
		while (value > 127) {
			packed[offset++] = value & 127 | 128;
			value >>>= 7;
		}
		packed[offset++] = value;
	}
	return packed;
}
function sizeOf(value) {
	if (value < 0) return 10;
	if (value < 128) return 1;
	if (value < 16384) return 2;
	if (value < 2097152) return 3;
	if (value < 268435456) return 4;
	return varint(value).length;
}

// src/model/onnx-graph.ts
const irVersion = 10;
/** TensorProto.DataType. */
const elementCodes = {
	float: 1,
	uint8: 2,
	int32: 6,
	int64: 7,
	string: 8,
	bool: 9,
	double: 11
};
/** An empty graph. Its methods throw Error (our bug, not the user's) where a name is used twice. */
function createGraph() {
	const nodes = [];
	const constants = [];
	const inputs = [];
	const outputs = [];
	const taken = /* @__PURE__ */ new Set();
	const counts = /* @__PURE__ */ new Map();
	const scalars = /* @__PURE__ */ new Map();
	const unused = (stem) => {
		let count = counts.get(stem) ?? 0;
		while (taken.has(`${stem}_${count}`)) count++;
		counts.set(stem, count + 1);
		taken.add(`${stem}_${count}`);
		return `${stem}_${count}`;
	};
	return {
		node(op, names, attributes = {}, domain) {
			const output = unused(op.toLowerCase());
			nodes.push(messageField(1, encodeNode({
				op,
				inputs: names,
				attributes,
				domain,
				outputs: [output]
			})));
			return output;
		},
		nodes(op, names, attributes, count) {
			const outputs = Array.from({ length: count }, () => unused(op.toLowerCase()));
			nodes.push(messageField(1, encodeNode({
				op,
				inputs: names,
				attributes,
				domain: void 0,
				outputs
			})));
			return outputs;
		},
		constant(type, values, shape) {
			const isScalar = typeof values === "number" || typeof values === "string";
			const key = isScalar ? `${type} ${Object.is(values, -0) ? "-0" : values}` : void 0;
			const known = key === void 0 ? void 0 : scalars.get(key);
			if (known !== void 0) return known;
			const list = isScalar ? [values] : values;
			const name = unused("constant");
			const tensor = {
				type,
				values: list,
				shape: shape ?? (isScalar ? [] : [list.length])
			};
			constants.push(messageField(5, encodeTensor(tensor, name)));
			if (key !== void 0) scalars.set(key, name);
			return name;
		},
		input(name, type, shape) {
			if (taken.has(name)) throw new Error(`graph input "${name}" is declared twice`);
			taken.add(name);
			inputs.push(messageField(11, encodeValue(name, type, shape)));
			return name;
		},
		output(value, name, type, shape) {
			let free = name;
			while (taken.has(free)) free += "_";
			taken.add(free);
			nodes.push(messageField(1, encodeNode({
				op: "Identity",
				inputs: [value],
				attributes: {},
				outputs: [free]
			})));
			outputs.push(messageField(12, encodeValue(free, type, shape)));
			return free;
		},
		encode({ name, metadata = {} }) {
			const graph = concatenate([
				...nodes,
				textField(2, name),
				...constants,
				...inputs,
				...outputs
			]);
			return concatenate([
				integerField(1, irVersion),
				textField(2, "mlops-actions"),
				messageField(7, graph),
				...Object.entries(operatorSets).map(([domain, version]) => messageField(8, concatenate([textField(1, domain === "ai.onnx" ? "" : domain), integerField(2, version)]))),
				...Object.entries(metadata).map(([key, value]) => messageField(14, concatenate([textField(1, key), textField(2, value)])))
			]);
		}
	};
}
function encodeNode(node) {
	return concatenate([
		...node.inputs.map((name) => textField(1, name)),
		...node.outputs.map((name) => textField(2, name)),
		textField(3, node.outputs[0] ?? ""),
		textField(4, node.op),
		...Object.entries(node.attributes).map(([name, value]) => messageField(5, encodeAttribute(name, value))),
		...node.domain === void 0 ? [] : [textField(7, node.domain)]
	]);
}
/** Field and AttributeType numbers of AttributeProto. */
function encodeAttribute(name, attribute) {
	const typed = (type, ...fields) => concatenate([
		textField(1, name),
		...fields,
		integerField(20, type)
	]);
	if ("float" in attribute) return typed(1, floatField(2, attribute.float));
	if ("int" in attribute) return typed(2, integerField(3, attribute.int));
	if ("text" in attribute) return typed(3, textField(4, attribute.text));
	if ("tensor" in attribute) return typed(4, messageField(5, encodeTensor(attribute.tensor, name)));
	if ("floats" in attribute) return typed(6, bytesField(7, rawBytes("float", attribute.floats)));
	if ("ints" in attribute) return typed(7, integersField(8, attribute.ints));
	return typed(8, ...attribute.texts.map((each) => textField(9, each)));
}
function encodeTensor({ type, shape, values }, name) {
	const data = type === "string" ? values.map((each) => textField(6, each)) : [bytesField(9, rawBytes(type, values))];
	return concatenate([
		...shape.length === 0 ? [] : [integersField(1, shape)],
		integerField(2, elementCodes[type]),
		...data,
		textField(8, name)
	]);
}
function encodeValue(name, type, shape) {
	const dimensions = shape.map((size) => messageField(1, typeof size === "number" ? integerField(1, size) : textField(2, size)));
	const tensor = concatenate([integerField(1, elementCodes[type]), messageField(2, concatenate(dimensions))]);
	return concatenate([textField(1, name), messageField(2, messageField(1, tensor))]);
}
/** Little-endian bytes of the values; typed arrays of the right kind are not copied. */
function rawBytes(type, values) {
	const array = toTypedArray(type, values);
	return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
function toTypedArray(type, values) {
	switch (type) {
		case "float": return values instanceof Float32Array ? values : Float32Array.from(values);
		case "double": return values instanceof Float64Array ? values : Float64Array.from(values);
		case "int32": return values instanceof Int32Array ? values : Int32Array.from(values);
		case "int64": return values instanceof BigInt64Array ? values : BigInt64Array.from(values, (each) => BigInt(each));
		case "uint8":
		case "bool": return values instanceof Uint8Array ? values : Uint8Array.from(values);
		case "string": throw new Error("text has no raw bytes");
	}
}

// src/learn/engines.ts
/** Each engine is loaded when it is asked for. */
const loaders = {
	"random-forest": async () => (await import("./forest-engine.js")).randomForest,
	"extra-trees": async () => (await import("./forest-engine.js")).extraTrees,
	"decision-tree": async () => (await import("./forest-engine.js")).decisionTree,
	"gradient-boosting": async () => (await import("./boosting-engine.js")).gradientBoosting,
	linear: async () => (await import("./linear-engine2.js")).linear,
	logistic: async () => (await import("./logistic-engine.js")).logistic,
	baseline: async () => (await import("./baseline-engine.js")).baseline
};
/** The engine of a name. */
function loadEngine(name) {
	return loaders[name]();
}

// src/tables/folds.ts
/**
* Divides rows into `count` folds of about equal size by their hashes, so that rows of one content (or, with the hashes
* of groups, of one group) are in one; each class by itself where `classes` has a code for each row of the table. Folds
* that would be empty are left out.
*/
function foldRows(rows, { hashes, count, seed, classes }) {
	const all = placesOf$1(hashes, seed + .5);
	const places = Float64Array.from(rows, (row) => all[row]);
	rankWithin(places, classes ? Int32Array.from(rows, (row) => classes[row]) : new Int32Array(rows.length));
	return foldsBy(rows, (index) => Math.floor(places[index] * count));
}
/** One fold for each different number that rows have, in ascending order; rows without one (NaN) are always learnt from. */
function foldValues(rows, values) {
	return foldsBy(rows, (index) => values[rows[index]]);
}
function foldsBy(rows, foldOf) {
	return [...new Set(Array.from(rows, (_, index) => foldOf(index)))].filter((fold) => !Number.isNaN(fold)).sort((a, b) => a - b).map((fold) => ({
		train: rows.filter((_, index) => foldOf(index) !== fold),
		test: rows.filter((_, index) => foldOf(index) === fold)
	})).filter(({ train, test }) => train.length > 0 && test.length > 0);
}
/**
* Folds in time, as scikit-learn's TimeSeriesSplit: the rows in `count` + 1 stretches of about equal size, of which each
* but the first is predicted from all before it. Rows of one moment are in one stretch; rows without a time (NaN) are
* always learnt from, and those of the `gap` moments before a stretch not for it.
*/
function foldTimes(rows, times, count, gap = 0) {
	const sorted = Float64Array.from(rows, (row) => times[row]).filter((time) => !Number.isNaN(time)).sort();
	const starts = Array.from({ length: count }, (_, fold) => sorted[Math.floor((fold + 1) * sorted.length / (count + 1))]);
	return starts.map((start, fold) => ({
		start,
		known: momentBefore(sorted, start, gap),
		fold
	})).map(({ start, known, fold }) => ({
		train: rows.filter((row) => !(times[row] >= known)),
		test: rows.filter((row) => times[row] >= start && !(times[row] >= (starts[fold + 1] ?? Infinity)))
	})).filter(({ train, test }) => train.length > 0 && test.length > 0);
}

// src/features/date-part.ts
const dayLength = 864e5;
/**
* A part of a moment in UTC milliseconds since 1970: days since 1970, year, quarter 1 … 4, month 1 … 12, day of month
* 1 … 31, day of year 1 … 366, day of week 0 (Monday) … 6, hour 0 … 23.
*/
function datePart(milliseconds, part) {
	const days = Math.floor(milliseconds / dayLength);
	const date = new Date(milliseconds);
	switch (part) {
		case "days": return days;
		case "year": return date.getUTCFullYear();
		case "quarter": return Math.floor(date.getUTCMonth() / 3) + 1;
		case "month": return date.getUTCMonth() + 1;
		case "day": return date.getUTCDate();
		case "day_of_year": return days - Math.floor(Date.UTC(date.getUTCFullYear(), 0, 1) / dayLength) + 1;
		case "day_of_week": return ((days + 3) % 7 + 7) % 7;
		case "hour": return Math.floor((milliseconds - days * dayLength) / 36e5);
	}
}

// src/features/fit-numbers.ts
/** The values that are there, in ascending order. */
function presentValues({ values }, rows) {
	const present = new Float64Array(rows.length);
	let count = 0;
	for (let index = 0; index < rows.length; index++) {
		const value = values[rows[index]];
		if (!Number.isNaN(value)) present[count++] = value;
	}
	return present.subarray(0, count).sort();
}
/** Numbers and booleans: imputation by median, mean, mode (of booleans always) or a value; scaling. */
function fitNumber({ column, rows, sorted }, recipe) {
	const { name } = column;
	const type = column.type;
	const fill = fillOf(sorted, type, recipe);
	const keeps = recipe.impute === "none";
	const scale = fitScale(keeps ? sorted : fillMissing(column, rows, fill), recipe.scale);
	return {
		kind: "number",
		column: name,
		type,
		fill,
		...keeps && { keepsMissing: true },
		...indicatorOf(sorted.length < rows.length, recipe),
		...scale && { scale }
	};
}
/** Dates: imputation by the lower median, and the parts. */
function fitDate({ column, rows, sorted }, recipe) {
	const type = column.type;
	const hour = type === "datetime" ? ["hour"] : [];
	const parts = [...recipe.parts ?? [
		"days",
		"month",
		"day_of_week",
		...hour
	]];
	const fill = sorted[Math.floor((sorted.length - 1) / 2)];
	const keeps = recipe.impute === "none";
	const filled = keeps ? sorted : fillMissing(column, rows, fill);
	const scales = parts.flatMap((part) => fitScale(filled.map((value) => datePart(value, part)), recipe.scale) ?? []);
	return {
		kind: "date",
		column: column.name,
		type,
		fill,
		parts,
		...keeps && { keepsMissing: true },
		...indicatorOf(sorted.length < rows.length, recipe),
		...scales.length > 0 && { scales }
	};
}
/** Whether an indicator is asked for, and has something to tell. */
function indicatorOf(hasMissing, { indicator }) {
	return indicator && hasMissing ? { hasIndicator: true } : {};
}
function fillOf(sorted, type, { impute, fill }) {
	if (fill !== void 0) return Number(fill);
	if (type === "boolean" || impute === "mode") return modeOf(sorted);
	return impute === "mean" ? meanOf$1(sorted) : quantileOf(sorted, .5);
}
function fillMissing(column, rows, fill) {
	return Float64Array.from(rows, (row) => {
		const value = column.values[row];
		return Number.isNaN(value) ? fill : value;
	});
}
/** The most frequent value; the smallest where they tie, as scikit-learn's SimpleImputer takes it. */
function modeOf(sorted) {
	let best = sorted[0];
	let most = 0;
	for (let start = 0, at = 0; at < sorted.length; at++) {
		if (sorted[at] !== sorted[start]) start = at;
		if (at - start + 1 > most) {
			most = at - start + 1;
			best = sorted[at];
		}
	}
	return best;
}
function meanOf$1(values) {
	return values.reduce((sum, value) => sum + value / values.length, 0);
}
/** By linear interpolation, as numpy's default. */
function quantileOf(sorted, share) {
	const place = share * (sorted.length - 1);
	const low = sorted[Math.floor(place)];
	const high = sorted[Math.ceil(place)];
	if (low === high) return low;
	const weight = place - Math.floor(place);
	return low * (1 - weight) + high * weight;
}
/** As scikit-learn's StandardScaler, MinMaxScaler and RobustScaler (1.9). Infinite values do not count. */
function fitScale(values, method) {
	if (method === void 0 || method === "none") return void 0;
	const finite = values.filter(Number.isFinite);
	if (finite.length === 0) return {
		center: 0,
		width: 1
	};
	if (method === "standard") return standardScale(finite);
	finite.sort();
	const [low, center, high] = method === "minmax" ? [
		finite[0],
		finite[0],
		finite.at(-1)
	] : [
		quantileOf(finite, .25),
		quantileOf(finite, .5),
		quantileOf(finite, .75)
	];
	const width = high - low;
	return {
		center,
		width: width > 0 && Number.isFinite(width) ? width : 1
	};
}
/** What varies by rounding alone is not scaled, by scikit-learn's bound (1.9). */
function standardScale(finite) {
	const count = finite.length;
	const mean = meanOf$1(finite);
	const variance = finite.reduce((sum, value) => sum + (value - mean) ** 2 / count, 0);
	return {
		center: mean,
		width: variance > count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2 && Number.isFinite(variance) ? Math.sqrt(variance) : 1
	};
}

// src/features/fit-target.ts
/** Folds of cross-fitting, as scikit-learn's TargetEncoder has. */
const folds = 5;
const missingCode = -1;
/**
* The target's mean by category, drawn to the overall mean the more, the fewer rows a category has and the more they
* differ (empirical Bayes: scikit-learn 1.9's TargetEncoder with `smooth="auto"`). One list for a number and for two
* classes (the share of the second), else one a class. Missing texts are a category of their own, `""`.
*/
function encodeByTarget(column, rows, target, missing) {
	const codeOf = missingAsOne(column, missing);
	const codes = [...new Set(Int32Array.from(rows, (row) => codeOf(row)))].sort((a, b) => a - b);
	const places = new Map(codes.map((code, place) => [code, place]));
	const groups = Int32Array.from(rows, (row) => places.get(codeOf(row)));
	const encoded = targetsOf(target).map((values) => smoothMeans(groups, values, codes.length));
	return {
		categories: codes.map((code) => code === missingCode ? "" : column.dictionary[code]),
		values: encoded.map(({ means }) => means),
		other: encoded.map(({ overall }) => overall)
	};
}
/**
* Puts what the other folds' rows say in the place of target encodings, so that no training row has seen its own
* target. `matrix` is what transformFeatures gives for `rows`; it is changed. Folds are drawn by the seed.
*/
function crossFit(matrix, plan, of) {
	let at = 0;
	for (const feature of plan.features) {
		if (feature.kind === "target") crossFitFeature(matrix, feature, at, of);
		at += widthOf(feature);
	}
}
function crossFitFeature({ data, rows: count }, feature, at, { table, rows, target, seed }) {
	const column = findColumn(table, feature.column);
	if (column?.kind !== "text") return;
	const foldOf = drawFolds(rows.length, seed);
	const codeOf = missingAsOne(column, feature.missing);
	for (let fold = 0; fold < folds; fold++) {
		const kept = Uint32Array.from(rows.keys()).filter((index) => foldOf[index] !== fold);
		const encoding = encodeByTarget(column, kept.map((index) => rows[index]), {
			...target,
			values: Float64Array.from(kept, (index) => target.values[index])
		}, feature.missing);
		const places = new Map(encoding.categories.map((text, place) => [text, place]));
		for (let index = 0; index < count; index++) {
			if (foldOf[index] !== fold) continue;
			const code = codeOf(rows[index]);
			const place = places.get(code === missingCode ? "" : column.dictionary[code]);
			for (const [list, values] of encoding.values.entries()) data[(at + list) * count + index] = place === void 0 ? encoding.other[list] : values[place];
		}
	}
}
/** A fold a row, in shuffled order, sizes within one of each other. */
function drawFolds(count, seed) {
	const random = randomFrom(randomState(seed, 31342));
	const foldOf = Uint8Array.from({ length: count }, (_, index) => index % folds);
	for (let index = count - 1; index > 0; index--) {
		const other = random.below(index + 1);
		[foldOf[index], foldOf[other]] = [foldOf[other], foldOf[index]];
	}
	return foldOf;
}
/** Codes of rows, with one for all that is missing. */
function missingAsOne(column, missing) {
	const codes = column.dictionary.map((text, code) => text === "" || missing.includes(text) ? missingCode : code);
	return (row) => codes[column.codes[row]] ?? missingCode;
}
/** The numbers whose means are sought: the target, or for classes whether a row is of one. */
function targetsOf({ values, classes }) {
	if (classes === 0) return [Float64Array.from(values)];
	return (classes === 2 ? [1] : Array.from({ length: classes }, (_, code) => code)).map((code) => Float64Array.from(values, (value) => value === code ? 1 : 0));
}
function smoothMeans(groups, values, size) {
	const overall = values.reduce((sum, value) => sum + value, 0) / values.length;
	const variance = values.reduce((sum, value) => sum + (value - overall) ** 2, 0) / values.length;
	const counts = new Float64Array(size);
	const means = new Float64Array(size);
	const spreads = new Float64Array(size);
	for (const [index, group] of groups.entries()) {
		counts[group]++;
		means[group] += values[index];
	}
	for (let group = 0; group < size; group++) means[group] /= counts[group];
	for (const [index, group] of groups.entries()) spreads[group] += (values[index] - means[group]) ** 2;
	return {
		means: Array.from(means, (mean, group) => {
			const signal = variance * counts[group];
			const weight = signal / (signal + spreads[group] / counts[group]);
			return Number.isNaN(weight) ? overall : weight * mean + (1 - weight) * overall;
		}),
		overall
	};
}

// src/features/fit-texts.ts
/** From how many different values on a text may be taken for an identifier, and what share must differ. */
const identifier = {
	distinct: 20,
	share: .9
};
/** Words that texts with hardly a value in common must have on average, to be taken for prose. */
const proseWords = 3;
/** The features of a text column, or why there are none. */
function fitText(sample, recipe) {
	const { column, rows } = sample;
	const { missing } = findMissingWords(column);
	const ranked = rankTexts(column, rows, missing);
	const typical = ranked[0]?.text;
	if (typical === void 0) return "every value is missing";
	const present = ranked.reduce((sum, { count }) => sum + count, 0);
	const indicator = indicatorOf(present < rows.length, recipe);
	if (ranked.length === 1 && !indicator.hasIndicator) return "has one value only";
	const absent = recipe.impute === "none" ? "" : typical;
	const fill = recipe.fill === void 0 ? absent : String(recipe.fill);
	const base = {
		column: column.name,
		type: "text",
		fill,
		missing,
		...indicator
	};
	const isApart = ranked.length >= identifier.distinct && ranked.length > identifier.share * present;
	const encode = recipe.encode ?? (isApart && isProse(ranked) ? "words" : "one_hot");
	if (encode === "words") return fitWords(base, ranked, recipe);
	if (isApart && recipe.encode === void 0) return `looks like an identifier: ${formatNumber(ranked.length)} of ${formatNumber(present)} values differ`;
	if (encode === "one_hot") return fitOneHot(base, ranked, recipe.max_categories ?? 100);
	if (encode === "ordinal") return fitOrdinal(base, ranked);
	if (sample.target === void 0) throw new Error("target encoding needs the target");
	return {
		...base,
		kind: "target",
		...encodeByTarget(column, rows, sample.target, missing)
	};
}
/** The texts of the training rows, most frequent first, without those that are missing. */
function rankTexts(column, rows, missing) {
	const counts = new Float64Array(column.dictionary.length);
	for (const row of rows) {
		const code = column.codes[row];
		if (code >= 0) counts[code]++;
	}
	return column.dictionary.map((text, code) => ({
		text,
		code,
		count: counts[code]
	})).filter(({ text, count }) => count > 0 && text !== "" && !missing.includes(text)).sort((a, b) => b.count - a.count || byCharacters(a.text, b.text));
}
function fitOneHot(base, ranked, most) {
	const categories = ranked.slice(0, most).map(({ text }) => text);
	return {
		...base,
		kind: "category",
		categories: categories.sort(byCharacters),
		hasRare: ranked.length > most
	};
}
/** Places in the order of the texts; -1 for others. */
function fitOrdinal(base, ranked) {
	const categories = ranked.map(({ text }) => text).sort(byCharacters);
	return {
		...base,
		kind: "ordinal",
		categories,
		values: [categories.map((_, place) => place)],
		other: [-1]
	};
}
/** The most frequent terms, with scikit-learn's smooth weights: ln((1 + n) / (1 + df)) + 1 (TfidfVectorizer, 1.9). */
function fitWords(base, ranked, recipe) {
	const hasPairs = recipe.pairs ?? false;
	const used = wordSeparators.filter((each) => ranked.some(({ text }) => text.includes(each)));
	const seen = /* @__PURE__ */ new Map();
	let documents = 0;
	for (const { text, count } of ranked) {
		documents += count;
		const terms = termsOf(text, used, hasPairs);
		const once = new Set(terms);
		for (const term of terms) {
			const found = seen.get(term) ?? {
				documents: 0,
				uses: 0
			};
			found.uses += count;
			if (once.delete(term)) found.documents += count;
			seen.set(term, found);
		}
	}
	if (seen.size === 0) return "has no words";
	const terms = [...seen.keys()].sort((a, b) => seen.get(b).uses - seen.get(a).uses || byCharacters(a, b)).slice(0, recipe.max_words ?? 300).sort(byCharacters);
	const idf = terms.map((term) => Math.log((1 + documents) / (1 + seen.get(term).documents)) + 1);
	return {
		...base,
		kind: "words",
		separators: used,
		terms,
		idf,
		hasPairs
	};
}
function isProse(ranked) {
	const some = ranked.slice(0, 1e3);
	return some.reduce((sum, { text }) => sum + splitWords(text, wordSeparators).length, 0) >= proseWords * some.length;
}
function byCharacters(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

// src/features/recipe.ts
/** The recipe of a column: its own keys before those for all. */
function recipeOf({ columns, ...shared }, name) {
	const own = columns !== void 0 && Object.hasOwn(columns, name) ? columns[name] : void 0;
	const { fill, impute, ...others } = shared;
	const missing = own?.fill !== void 0 || own?.impute !== void 0 ? {} : {
		fill,
		impute
	};
	return {
		...others,
		...missing,
		...own
	};
}

// src/features/fit-features.ts
/**
* Learns the features from the training rows (indices into the table): imputation, one-hot and other categories, words,
* parts of dates, scaling. Throws UserError when the target or an excluded column does not exist, a recipe does not
* suit its column, or no column is usable.
*/
function fitFeatures(table, rows, options) {
	const { target, exclude = [], recipes = {} } = options;
	const names = table.columns.map((column) => column.name);
	for (const name of [
		target,
		...exclude,
		...Object.keys(recipes.columns ?? {})
	]) if (!names.includes(name)) throw new UserError(`Cannot use "${table.source}": it has no column "${name}"${didYouMean(name, names)}`, recipes.columns && Object.hasOwn(recipes.columns, name) ? options.place?.("columns", name) : {});
	const plan = {
		features: [],
		dropped: []
	};
	for (const column of table.columns) {
		if (column.name === target) continue;
		const fitted = exclude.includes(column.name) ? "excluded" : fitColumn(column, rows, options);
		if (typeof fitted === "string") plan.dropped.push({
			name: column.name,
			type: column.type,
			reason: fitted
		});
		else plan.features.push(fitted);
	}
	if (plan.features.length === 0) {
		const reasons = plan.dropped.map(({ name, reason }) => `"${name}" (${reason})`).join(", ");
		throw new UserError(`Cannot train on "${table.source}": no column is usable as a feature`, { hint: reasons === "" ? `it has no column beside the target "${target}"` : `not used: ${reasons}` });
	}
	return plan;
}
/** The feature, or why there is none. */
function fitColumn(column, rows, options) {
	const { recipes = {}, needs } = options;
	const recipe = {
		...needs.recipe,
		...withoutAbsent(recipeOf(recipes, column.name))
	};
	refuseUnfit(column, recipes.columns?.[column.name], options.place);
	if (column.kind === "text") return fitText({
		column,
		rows,
		target: options.targets
	}, recipe);
	const sorted = presentValues(column, rows);
	if (sorted.length === 0) return "every value is missing";
	if (recipe.impute === "none" && !needs.takesMissing) throw new UserError(`Cannot leave missing values of "${column.name}" missing: the engine needs a number in each row`, {
		...options.place?.("impute"),
		hint: "Set train.features.impute to median, mean or mode, or take an engine of trees"
	});
	const tells = recipe.indicator === true && sorted.length < rows.length;
	if (sorted[0] === sorted.at(-1) && !tells) return "has one value only";
	const present = {
		column,
		rows,
		sorted
	};
	return column.type === "date" || column.type === "datetime" ? fitDate(present, recipe) : fitNumber(present, recipe);
}
function withoutAbsent(recipe) {
	return Object.fromEntries(Object.entries(recipe).filter(([, value]) => value !== void 0));
}
/** Refuses keys of a column's own recipe that mean nothing for its type. */
function refuseUnfit({ name, type }, recipe, place = () => ({})) {
	const isText = type === "text";
	const isDate = type === "date" || type === "datetime";
	const refuse = (key, hint) => {
		throw new UserError(`Cannot use train.features.columns.${name}.${key}: "${name}" is ${type}`, {
			...place("columns", name, key),
			hint
		});
	};
	if (recipe === void 0) return;
	if (recipe.encode !== void 0 && !isText) refuse("encode", `Categories are texts: declare the column as text with data.columns.${name}.type`);
	if (recipe.parts !== void 0 && !isDate) refuse("parts", "Only dates have parts");
	if (isText && (recipe.impute === "median" || recipe.impute === "mean" || recipe.scale !== void 0)) refuse(recipe.scale === void 0 ? "impute" : "scale", "Texts have no numbers: use mode, none or fill");
	if (recipe.fill === void 0) return;
	if (isDate) refuse("fill", "Missing dates become the median, or stay missing with impute: none");
	if (!isText && (type === "boolean" ? typeof recipe.fill !== "boolean" : typeof recipe.fill !== "number")) refuse("fill", `Expected a ${type === "boolean" ? "truth value" : "number"}`);
}

// src/features/transform-texts.ts
/** Writes the features of a text; the answer tells whether a row of the table has no value. */
function fillText(block, feature, column) {
	const dictionary = column.kind === "text" ? column.dictionary : [];
	const isGone = dictionary.map((text) => text === "" || feature.missing.includes(text));
	const codeAt = (row) => column.kind === "text" ? column.codes[row] : -1;
	const gone = feature.kind === "words" || feature.kind === "target" && feature.categories.includes("") ? "" : feature.fill;
	const write = writerOf(feature);
	const known = /* @__PURE__ */ new Map();
	const valuesOf = (code) => {
		let values = known.get(code);
		if (values === void 0) {
			values = write(code < 0 || isGone[code] ? gone : dictionary[code]);
			known.set(code, values);
		}
		return values;
	};
	const { data, count, rowAt } = block;
	for (let index = 0; index < count; index++) {
		const { places, values } = valuesOf(codeAt(rowAt(index)));
		for (let at = 0; at < places.length; at++) data[places[at] * count + index] = values[at];
	}
	return (row) => {
		const code = codeAt(row);
		return code < 0 || isGone[code];
	};
}
const none = {
	places: [],
	values: []
};
function writerOf(feature) {
	switch (feature.kind) {
		case "category": return oneHot(feature);
		case "ordinal":
		case "target": return encoded(feature);
		case "words": return weighedWords(feature);
	}
}
function oneHot({ categories, hasRare }) {
	const places = new Map(categories.map((text, place) => [text, place]));
	return (text) => {
		const place = places.get(text) ?? (hasRare ? categories.length : -1);
		return place < 0 ? none : {
			places: [place],
			values: [1]
		};
	};
}
function encoded({ categories, values, other }) {
	const places = new Map(categories.map((text, place) => [text, place]));
	const all = values.map((_, place) => place);
	return (text) => {
		const place = places.get(text);
		return {
			places: all,
			values: place === void 0 ? other : values.map((list) => list[place])
		};
	};
}
function weighedWords({ separators, terms, idf, hasPairs }) {
	const places = new Map(terms.map((term, place) => [term, place]));
	return (text) => {
		const counts = /* @__PURE__ */ new Map();
		for (const term of termsOf(text, separators, hasPairs)) {
			const place = places.get(term);
			if (place !== void 0) counts.set(place, (counts.get(place) ?? 0) + 1);
		}
		const found = [...counts.keys()].sort((a, b) => a - b);
		const weights = found.map((place) => counts.get(place) * idf[place]);
		const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
		return {
			places: found,
			values: weights.map((weight) => weight / length)
		};
	};
}

// src/features/transform-features.ts
/**
* The features of the given rows (default: all), in the order of `featureNames`. Values are worked out in float64
* and rounded to float32 last; `data` lies on a SharedArrayBuffer. Throws UserError where a column is missing or no longer of its type; a column
* without any value fits every type.
*/
function transformFeatures(plan, table, rows) {
	const count = rows?.length ?? table.rows;
	const names = featureNames(plan);
	const data = new Float32Array(new SharedArrayBuffer(names.length * count * 4));
	const rowAt = rows === void 0 ? (index) => index : (index) => rows[index];
	const columns = new Map(table.columns.map((column) => [column.name, column]));
	let at = 0;
	for (const feature of plan.features) {
		const column = requireColumn(feature, columns, table.source);
		const width = widthOf(feature);
		const block = {
			data: data.subarray(at * count, (at + width) * count),
			count,
			rowAt
		};
		const isMissing = fillFeature(block, feature, column);
		if (feature.hasIndicator) {
			for (let index = 0; index < count; index++) if (isMissing(rowAt(index))) block.data[(width - 1) * count + index] = 1;
		}
		at += width;
	}
	return {
		names,
		rows: count,
		data
	};
}
/** Writes a feature's columns; the answer tells whether a row of the table has no value. */
function fillFeature(block, feature, column) {
	if (feature.kind !== "number" && feature.kind !== "date") return fillText(block, feature, column);
	const values = numbersOf(column);
	if (feature.kind === "number") fillNumbers(block, feature, values);
	else fillDates(block, feature, values);
	return (row) => Number.isNaN(values?.[row] ?? NaN);
}
const unscaled = {
	center: 0,
	width: 1
};
function fillNumbers({ data, count, rowAt }, { fill, keepsMissing, scale = unscaled }, values) {
	const filled = keepsMissing ? NaN : fill;
	for (let index = 0; index < count; index++) {
		const value = values?.[rowAt(index)] ?? NaN;
		data[index] = ((Number.isNaN(value) ? filled : value) - scale.center) / scale.width;
	}
}
function fillDates({ data, count, rowAt }, { fill, keepsMissing, parts, scales }, values) {
	const filled = keepsMissing ? NaN : fill;
	for (const [offset, part] of parts.entries()) {
		const { center, width } = scales?.[offset] ?? unscaled;
		for (let index = 0; index < count; index++) {
			const value = values?.[rowAt(index)] ?? NaN;
			const moment = Number.isNaN(value) ? filled : value;
			data[offset * count + index] = (datePart(moment, part) - center) / width;
		}
	}
}
/** Undefined for a text column, which requireColumn lets pass only when it is empty. */
function numbersOf(column) {
	return column.kind === "numeric" ? column.values : void 0;
}
function requireColumn(feature, columns, source) {
	const column = columns.get(feature.column);
	if (column === void 0) throw new UserError(`Cannot use "${source}": it has no column "${feature.column}", which the model needs${didYouMean(feature.column, columns.keys())}`);
	if (!fits(column, feature) && !isEmpty(column)) throw new UserError(`Cannot use "${source}": column "${feature.column}" is ${column.type}, but the model was trained on ${feature.type}`, { hint: "give the column the type it had in training, or train anew" });
	return column;
}
function fits(column, feature) {
	if (feature.type === "integer" || feature.type === "number") return column.type === "integer" || column.type === "number";
	if (feature.kind === "date") return column.type === "date" || column.type === "datetime";
	return column.type === feature.type;
}
function isEmpty(column) {
	return column.kind === "text" ? column.codes.every((code) => code < 0 || column.dictionary[code] === "") : column.values.every(Number.isNaN);
}

// src/actions/fit-model.ts
/** Learns from some rows how columns become features. Throws UserError. */
function planFeatures({ context, table, target, targetName, learner }, rows) {
	const { project } = context;
	const { data, train } = project.config;
	const named = [
		data.split.group,
		data.split.column,
		train.cross_validation?.column
	].filter((name) => name !== void 0);
	const exclude = /* @__PURE__ */ new Set([
		...data.exclude ?? [],
		...data.key ?? [],
		...named
	]);
	exclude.delete(targetName);
	return fitFeatures(table, rows, {
		target: targetName,
		exclude: [...exclude],
		needs: learner.needs,
		recipes: train.features,
		targets: {
			values: valuesAt(target, rows),
			classes: target.classes.length
		},
		place: (...keys) => project.place([
			"train",
			"features",
			...keys
		])
	});
}
/** Learns a model from some rows. Throws UserError. */
async function fitModel(fitting, rows, { plan = planFeatures(fitting, rows), onProgress } = {}) {
	const { context, table, target, learner, pool } = fitting;
	const { seed } = context.project.config.data.split;
	const values = valuesAt(target, rows);
	const classes = target.classes.length;
	const matrix = transformFeatures(plan, table, rows);
	crossFit(matrix, plan, {
		table,
		rows,
		target: {
			values,
			classes
		},
		seed
	});
	const { signal } = context;
	return {
		plan,
		matrix,
		model: await learner.train({
			matrix,
			target: values,
			classes,
			seed,
			pool,
			signal,
			...learner.stopsEarly && { validation: {
				matrix: transformFeatures(plan, table, fitting.validation),
				target: valuesAt(target, fitting.validation)
			} },
			...onProgress && { onProgress }
		})
	};
}
/** A fitted model's outputs of some rows, rows × outputs, row-major, and their features. */
async function predictRows({ context, table, pool }, { plan, model }, rows) {
	const matrix = transformFeatures(plan, table, rows);
	return {
		outputs: await predict(pool, model, {
			matrix,
			signal: context.signal
		}),
		matrix
	};
}
/** The target of some rows, as engines take it. */
function valuesAt(target, rows) {
	return target.task === "regression" ? Float64Array.from(rows, (row) => target.values[row]) : Int32Array.from(rows, (row) => target.values[row]);
}

// src/actions/cross-validate.ts
/** Folds where `train.cross_validation` says nothing, as scikit-learn has them. */
const usualFolds = 5;
/** More different values than these in a column of folds are something else. */
const mostFolds = 100;
/**
* Divides the training rows into folds: by the column of `train.cross_validation`, in time or by group where the split
* is, else by hash, classes each by themselves. Throws UserError, placed at the key, where fewer than two come out.
*/
function foldTraining({ context, table, target }, { rows, hashes }) {
	const { project } = context;
	const { data, train } = project.config;
	const { folds: count = usualFolds, column } = train.cross_validation ?? {};
	const { group, time, seed } = data.split;
	const place = project.place([
		"train",
		"cross_validation",
		...column === void 0 ? [] : ["column"]
	]);
	const folds = foldsOf();
	if (folds.length < 2) throw new UserError("Cannot cross-validate: the training rows make fewer than two folds", {
		...place,
		hint: "More rows are needed, or fewer of them that are alike"
	});
	return folds;
	function foldsOf() {
		if (column !== void 0) return foldValues(rows, foldNumbers(table, column, place));
		const timed = time === void 0 ? void 0 : findColumn(table, time);
		if (timed?.kind === "numeric") return foldTimes(rows, timed.values, count, gapOf(data.split));
		const grouped = group === void 0 ? void 0 : findColumn(table, group);
		if (grouped) return foldRows(rows, {
			hashes: hashGroups(table, grouped, hashes),
			count,
			seed
		});
		const classes = target.task === "classification" ? target.values : void 0;
		return foldRows(rows, {
			hashes,
			count,
			seed,
			classes
		});
	}
}
function foldNumbers(table, name, place) {
	const column = findColumn(table, name);
	if (column === void 0) throw new UserError(`Cannot cross-validate: there is no column "${name}"`, place);
	const values = column.kind === "numeric" ? column.values : Float64Array.from(codesOf(column).codes, (code) => code < 0 ? NaN : code);
	const different = new Set(values).size;
	if (different <= mostFolds) return values;
	throw new UserError(`Cannot cross-validate: column "${name}" has ${different.toLocaleString("en")} different values, at most ${mostFolds} are folds`, place);
}
/** Trains on each fold's rows and predicts the others. */
async function crossValidate(fitting, folds, options = {}) {
	const parts = [];
	for (const { train, test } of folds) {
		const fitted = await fitModel(fitting, train);
		const { outputs } = await predictRows(fitting, fitted, test);
		const { metrics } = evaluate(fitting.target, test, outputs, { asked: options.asked });
		parts.push({
			rows: test,
			outputs,
			metrics
		});
		options.onProgress?.(parts.length, folds.length);
	}
	return {
		rows: join$1(new Uint32Array(lengthOf(parts.map(({ rows }) => rows))), parts.map(({ rows }) => rows)),
		outputs: join$1(new Float64Array(lengthOf(parts.map(({ outputs }) => outputs))), parts.map(({ outputs }) => outputs)),
		folds: parts.map(({ rows, metrics }) => ({
			rows: rows.length,
			metrics
		}))
	};
}
function lengthOf(parts) {
	return parts.reduce((sum, { length }) => sum + length, 0);
}
/** The parts one after another, written into `joined`. */
function join$1(joined, parts) {
	let at = 0;
	for (const part of parts) {
		joined.set(part, at);
		at += part.length;
	}
	return joined;
}

// src/learn/search-space.ts
/** More combinations than these are no grid to walk. */
const mostCombinations = 1e3;
/** Every combination of the values, the last parameter changing fastest. Throws UserError for ranges, and too many. */
function gridTrials(space) {
	let trials = [{}];
	for (const [name, values] of Object.entries(space)) {
		if (!isList(values)) throw new UserError(`Cannot search a grid: "${name}" is a range`, { hint: "List its values, or set train.search.method: random" });
		if (trials.length * values.length > mostCombinations) throw new UserError(`Cannot search a grid: it has more than ${mostCombinations.toLocaleString("en")} combinations`, { hint: "List fewer values, or set train.search.method: random" });
		trials = trials.flatMap((trial) => values.map((value) => ({
			...trial,
			[name]: value
		})));
	}
	return trials;
}
/**
* Combinations drawn at random, each of its own stream of the seed, so that more trials begin with the same ones; fewer
* than `count` where the space has no more.
*/
function randomTrials(space, count, seed) {
	const drawn = /* @__PURE__ */ new Map();
	for (let stream = 0; stream < 20 * count && drawn.size < count; stream++) {
		const random = randomFrom(randomState(seed, stream));
		const trial = Object.fromEntries(Object.entries(space).map(([name, values]) => [name, draw(values, random)]));
		const key = JSON.stringify(trial);
		if (!drawn.has(key)) drawn.set(key, trial);
	}
	return [...drawn.values()];
}
function draw(values, random) {
	if (isList(values)) return values[random.below(values.length)];
	const { min, max } = values;
	const share = random.next() / 2 ** 32;
	const isWhole = values.integer ?? (Number.isInteger(min) && Number.isInteger(max));
	const [low, high] = isWhole && !values.log ? [min - .5, max + .5] : [min, max];
	const value = values.log ? exp(log(low) + share * (log(high) - log(low))) : low + share * (high - low);
	const near = isWhole ? Math.round(value) : Number(value.toPrecision(6));
	return Math.min(max, Math.max(min, near));
}
function isList(values) {
	return Array.isArray(values);
}

// src/actions/search-params.ts
/** Of the candidates, one of so many goes on to the next round, with so many times the rows. */
const factor = 3;
/** Rows that a round of halving learns from at least. */
const fewestRows = 100;
/**
* Tries combinations of the engine's parameters by cross-validation and returns them with the learner of the best. The
* same data and seed find the same, unless minutes run out. Throws UserError, before any training, for a parameter or a
* metric that the engine or the task does not have.
*/
async function searchParams(fitting, { engine, config, folds }) {
	const { context, target } = fitting;
	const { project, clock } = context;
	const metric = metricOf(config, target.task, project.place([
		"train",
		"search",
		"metric"
	]));
	const candidates = candidatesOf(fitting, engine, config);
	const plans = /* @__PURE__ */ new Map();
	const end = config.minutes === void 0 ? Number.POSITIVE_INFINITY : clock.now() + config.minutes * 6e4;
	const rounds = roundsOf(config, candidates.length, Math.min(...folds.map(({ train }) => train.length)));
	const progress = context.log.progress(`Searching ${candidates.length} combinations of parameters`);
	const total = rounds.reduce((sum, { count }) => sum + count, 0);
	let alive = candidates;
	let done = 0;
	let tried = [];
	for (const { count, share } of rounds) {
		const scored = [];
		for (const candidate of alive.slice(0, count)) {
			if (done > 0 && clock.now() >= end) break;
			const scores = await scoreFolds({
				...fitting,
				learner: candidate.learner
			}, {
				folds,
				share,
				metric,
				plans
			});
			scored.push({
				...candidate,
				share,
				...momentsOf(scores)
			});
			progress.update(++done, total);
		}
		scored.sort((a, b) => compare(a, b, metric));
		const kept = new Set(scored.map(({ params }) => params));
		tried = [...scored, ...tried.filter(({ params }) => !kept.has(params))];
		alive = scored;
	}
	progress.end();
	const [best] = tried;
	if (best === void 0) throw new UserError("Cannot search: there is nothing to try");
	return {
		method: config.method,
		metric,
		folds: folds.length,
		trials: tried.map(({ params, share, mean, std }) => ({
			params,
			share,
			mean,
			std
		})),
		skipped: candidates.length - tried.length,
		learner: best.learner
	};
}
function candidatesOf(fitting, engine, config) {
	const { project } = fitting.context;
	const { train, data } = project.config;
	const place = (name) => project.place(Object.hasOwn(config.params, name) ? [
		"train",
		"search",
		"params",
		name
	] : [
		"train",
		"params",
		name
	]);
	return (config.method === "grid" ? gridTrials(config.params) : randomTrials(config.params, config.trials, data.split.seed)).map((params) => ({
		params,
		learner: engine({
			...train.params,
			...params
		}, {
			task: fitting.target.task,
			place
		})
	}));
}
function metricOf({ metric: name }, task, place) {
	const found = findMetric(name?.replace(/^neg_/, "") ?? (task === "regression" ? "rmse" : "log_loss"));
	if (found !== void 0) return found;
	throw new UserError(`Cannot search by "${name}": no such metric is known${didYouMean(name, metricNames)}`, place);
}
/** How many candidates each round tries, and on which share of the rows. */
function roundsOf({ method }, candidates, rows) {
	if (method !== "halving") return [{
		count: candidates,
		share: 1
	}];
	const byCount = Math.floor(Math.log(candidates) / Math.log(factor) + 1e-9);
	const byRows = Math.floor(Math.log(Math.max(1, rows / fewestRows)) / Math.log(factor) + 1e-9);
	const halvings = Math.max(0, Math.min(byCount, byRows));
	return Array.from({ length: halvings + 1 }, (_, round) => ({
		count: Math.max(1, Math.ceil(candidates / factor ** round)),
		share: factor ** (round - halvings)
	}));
}
async function scoreFolds(fitting, options) {
	const { folds, share, metric, plans } = options;
	const scores = [];
	for (const fold of folds) {
		const rows = spread(fold.train, share);
		const known = share === 1 ? plans.get(fold) ?? planFeatures(fitting, rows) : void 0;
		if (known) plans.set(fold, known);
		const fitted = await fitModel(fitting, rows, known && { plan: known });
		const { outputs } = await predictRows(fitting, fitted, fold.test);
		const { metrics } = evaluate(fitting.target, fold.test, outputs, { asked: [metric.name] });
		const value = metrics[metric.name];
		if (value === void 0) throw new UserError(`Cannot search by "${metric.name}": the model's task does not have it`, {
			...fitting.context.project.place([
				"train",
				"search",
				"metric"
			]),
			hint: `It has ${Object.keys(metrics).join(", ")}`
		});
		scores.push(value);
	}
	return scores;
}
/** That share of the rows, evenly spread over them. */
function spread(rows, share) {
	const count = Math.max(1, Math.round(rows.length * share));
	return Uint32Array.from({ length: count }, (_, index) => rows[Math.floor(index * rows.length / count)]);
}
function momentsOf(scores) {
	const mean = scores.reduce((sum, each) => sum + each, 0) / scores.length;
	const squares = scores.reduce((sum, each) => sum + (each - mean) ** 2, 0);
	return {
		mean,
		std: Math.sqrt(squares / (scores.length - 1))
	};
}
/** The better one first; what has no value last. */
function compare(a, b, { direction }) {
	if (Number.isNaN(a.mean) || Number.isNaN(b.mean)) return Number(Number.isNaN(a.mean)) - Number(Number.isNaN(b.mean));
	return direction === "maximize" ? b.mean - a.mean : a.mean - b.mean;
}

// src/actions/choose-learner.ts
/** The engine with the parameters that are set, or with the best that a search finds. */
async function chooseLearner(source, training) {
	const { project } = source.context;
	const { train } = project.config;
	const engine = await loadEngine(train.engine);
	if (train.search !== void 0) {
		const folds = foldTraining(source, training);
		const search = await searchParams(source, {
			engine,
			config: train.search,
			folds
		});
		return {
			learner: search.learner,
			search
		};
	}
	return {
		learner: engine(train.params, {
			task: source.target.task,
			place: (name) => project.place([
				"train",
				"params",
				name
			])
		}),
		search: void 0
	};
}

// src/learn/isotonic.ts
/**
* The non-decreasing function with the least squares, by pooling adjacent violators, as scikit-learn's
* IsotonicRegression with `out_of_bounds="clip"`: equal x count as their mean, and between knots it is straight.
*/
function fitIsotonic(x, y) {
	const order = Uint32Array.from(x.keys()).sort((a, b) => x[a] - x[b]);
	const blocks = [];
	for (const row of order) {
		const value = x[row];
		const last = blocks.at(-1);
		if (last !== void 0 && last.from === value) {
			last.sum += y[row];
			last.size++;
		} else blocks.push({
			from: value,
			to: value,
			sum: y[row],
			size: 1
		});
	}
	const pooled = [];
	for (const block of blocks) {
		let current = block;
		for (let last = pooled.at(-1); last && last.sum * current.size >= current.sum * last.size; last = pooled.at(-1)) {
			pooled.pop();
			current = {
				from: last.from,
				to: current.to,
				sum: last.sum + current.sum,
				size: last.size + current.size
			};
		}
		pooled.push(current);
	}
	const knots = pooled.flatMap(({ from, to, sum, size }) => {
		const share = sum / size;
		return from === to ? [[from, share]] : [[from, share], [to, share]];
	});
	return {
		x: knots.map(([at]) => at),
		y: knots.map(([, share]) => share)
	};
}
/** The function's value. */
function isotonicAt({ x, y }, value) {
	let low = 0;
	let high = x.length - 1;
	if (!(value > x[0])) return y[0];
	if (value >= x[high]) return y[high];
	while (high - low > 1) {
		const middle = low + high >> 1;
		if (x[middle] <= value) low = middle;
		else high = middle;
	}
	const share = (value - x[low]) / (x[high] - x[low]);
	return y[low] + share * (y[high] - y[low]);
}

// src/learn/calibrate.ts
/**
* Learns the curves from rows that the model was not trained on, as scikit-learn 1.9's CalibratedClassifierCV does of
* predicted probabilities: each class against the others.
*/
function fitCalibration(method, { scores, actual, classes }) {
	const parts = (classes === 2 ? [1] : Array.from({ length: classes }, (_, code) => code)).map((code) => ({
		x: Float64Array.from(actual, (_, row) => scores[row * classes + code]),
		y: Float64Array.from(actual, (own) => Number(own === code))
	}));
	return method === "sigmoid" ? {
		method,
		curves: parts.map(({ x, y }) => fitSigmoid(x, y))
	} : {
		method,
		curves: parts.map(({ x, y }) => fitIsotonic(x, y))
	};
}
/** The corrected probabilities, rows × classes, row-major; equal ones where every curve gives 0. */
function calibrate(calibration, scores, classes) {
	const calibrated = new Float64Array(scores.length);
	for (let at = 0; at < scores.length; at += classes) {
		if (classes === 2) {
			const share = valueAt(calibration, 0, scores[at + 1]);
			calibrated.set([1 - share, share], at);
			continue;
		}
		let sum = 0;
		for (let code = 0; code < classes; code++) {
			calibrated[at + code] = valueAt(calibration, code, scores[at + code]);
			sum += calibrated[at + code];
		}
		for (let code = 0; code < classes; code++) calibrated[at + code] = sum === 0 ? 1 / classes : calibrated[at + code] / sum;
	}
	return calibrated;
}
function valueAt(calibration, curve, score) {
	if (calibration.method === "isotonic") return isotonicAt(calibration.curves[curve], score);
	const { a, b } = calibration.curves[curve];
	return sigmoid(-(a * score + b));
}
/**
* Platt's sigmoid with his targets (Probabilistic outputs for support vector machines, 1999): the least log loss of
* shares that are not quite 0 and 1.
*/
function fitSigmoid(x, y) {
	const positives = y.reduce((sum, each) => sum + each, 0);
	const negatives = y.length - positives;
	const high = (positives + 1) / (positives + 2);
	const low = 1 / (negatives + 2);
	const codes = Int32Array.from({ length: 2 * x.length }, (_, at) => at < x.length ? 1 : 0);
	const shares = Float64Array.from(codes, (code, at) => {
		const target = y[at % x.length] === 1 ? high : low;
		return (code === 1 ? target : 1 - target) / x.length;
	});
	const margins = new Float64Array(codes.length);
	const start = Float64Array.of(0, log((negatives + 1) / (positives + 1)));
	const { point } = minimize(([a = 0, b = 0], gradient) => {
		for (let at = 0; at < margins.length; at++) margins[at] = -(a * x[at % x.length] + b);
		const loss = logisticLoss(margins, {
			codes,
			shares,
			outputs: 1
		});
		gradient.fill(0);
		for (let at = 0; at < margins.length; at++) {
			gradient[0] = gradient[0] - margins[at] * x[at % x.length];
			gradient[1] = gradient[1] - margins[at];
		}
		return loss;
	}, start, {
		tol: 1e-11,
		maxIter: 1e3
	});
	return {
		a: point[0],
		b: point[1]
	};
}

// src/learn/threshold.ts
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

// src/actions/decide.ts
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
/** Learns the calibration and then the threshold from rows that the model was not trained on. */
function decide({ project }, target, held) {
	const { threshold, calibrate: method, costs } = project.config.train;
	const decided = givenDecision({ project }, target);
	const classes = target.classes.length;
	const actual = Int32Array.from(held.rows, (row) => target.values[row]);
	let scores = held.outputs;
	if (method !== void 0) {
		decided.calibration = fitCalibration(method, {
			scores,
			actual,
			classes
		});
		scores = calibrate(decided.calibration, scores, classes);
		decided.notes.push(`Probabilities are calibrated (${method}) on ${held.name}.`);
	}
	const goal = goalOf(threshold, costs);
	if (goal === void 0 || target.positive === void 0) return decided;
	const ranked = rankClass({
		actual,
		scores,
		classes
	}, target.positive);
	if (ranked.positives === 0 || ranked.negatives === 0) throw new UserError(`Cannot choose a threshold: ${held.name} have one class only`, {
		...project.place(["train", "threshold"]),
		hint: "More rows of the other class are needed, or data.split.stratify: true"
	});
	const chosen = chooseThreshold(ranked, goal);
	decided.threshold = chosen.value;
	decided.notes.push(noteOf(goal, chosen, held.name));
	if ("recall_at_precision" in goal && chosen.precision < goal.recall_at_precision) decided.warnings.push(`No threshold reaches the precision ${goal.recall_at_precision} on ${held.name}: the highest is ${formatNumber(chosen.precision)}`);
	return decided;
}
function goalOf(threshold, costs) {
	if (threshold === void 0) return costs && {
		minimize: "expected_cost",
		costs
	};
	if ("value" in threshold) return void 0;
	if ("minimize" in threshold) return costs && {
		minimize: "expected_cost",
		costs
	};
	return threshold;
}
function noteOf(goal, { value, reached, precision }, name) {
	const what = "maximize" in goal ? `its ${goal.maximize} is ${formatNumber(reached)}` : "minimize" in goal ? `its expected cost is ${formatNumber(reached)}` : `its recall is ${formatNumber(reached)} at a precision of ${formatNumber(precision)}`;
	return `The threshold ${formatNumber(value)} was chosen on ${name}, where ${what}.`;
}
/** As a confusion matrix: actual × predicted. */
function costMatrix(costs, positive) {
	const negative = 1 - positive;
	const matrix = /* @__PURE__ */ new Float64Array(4);
	matrix[2 * positive + positive] = costs.true_positive;
	matrix[2 * positive + negative] = costs.false_negative;
	matrix[2 * negative + positive] = costs.false_positive;
	matrix[2 * negative + negative] = costs.true_negative;
	return matrix;
}

// src/actions/hold-out.ts
/** Predictions of rows that the model did not see: validation rows, or out of folds where these are asked for or needed. */
async function holdOut(fitting, fitted, of) {
	const { split, hashes, asked, isDecided } = of;
	const hasValidation = split.validation.length > 0;
	const outOfFold = fitting.context.project.config.train.cross_validation !== void 0 || isDecided && !hasValidation ? await validateFolds(fitting, {
		rows: split.train,
		hashes,
		asked
	}) : void 0;
	if (!isDecided || !hasValidation) return {
		rows: outOfFold && {
			...outOfFold,
			name: "out-of-fold predictions of the training rows"
		},
		outOfFold
	};
	const { outputs } = await predictRows(fitting, fitted, split.validation);
	return {
		rows: {
			rows: split.validation,
			outputs,
			name: "the validation rows"
		},
		outOfFold
	};
}
/** Cross-validates the training rows, with a line of progress. */
async function validateFolds(fitting, { asked, ...training }) {
	const folds = foldTraining(fitting, training);
	const progress = fitting.context.log.progress(`Cross-validation with ${folds.length} folds`);
	const outOfFold = await crossValidate(fitting, folds, {
		asked,
		onProgress: (done, total) => progress.update(done, total)
	});
	progress.end();
	return outOfFold;
}

// src/series/backtest-folds.ts
/**
* Forecasts from origins that move forward in time: of the distinct moments of the rows, the last ones are cut into
* `count` blocks of equal size, and each is forecast from all that comes before it, less `gap` moments
* (scikit-learn 1.9's TimeSeriesSplit, of moments in the place of rows). Fewer folds where there are too few moments.
*/
function backtestFolds(times, rows, { count, gap }) {
	const moments = [...new Set(Float64Array.from(rows, (row) => times[row]).filter((time) => !Number.isNaN(time)))];
	moments.sort((a, b) => a - b);
	const size = Math.floor(moments.length / (count + 1));
	if (size === 0) return [];
	const first = moments.length - count * size;
	return Array.from({ length: count }, (_, fold) => {
		const start = first + fold * size;
		const from = moments[start];
		const until = moments[start + size] ?? Number.POSITIVE_INFINITY;
		const known = moments[start - gap] ?? Number.NEGATIVE_INFINITY;
		return {
			train: rows.filter((row) => times[row] < known),
			test: rows.filter((row) => times[row] >= from && times[row] < until),
			from
		};
	}).filter(({ train }) => train.length > 1);
}

// src/series/naive-forecasts.ts
/** Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, section 5.2. */
function naiveForecasts(values, order, { horizon, season }) {
	const back = (steps) => Float64Array.from(rowsBefore(order, steps, values.length), (row) => row < 0 ? NaN : values[row]);
	const seasonal = season === void 0 ? void 0 : back(season * Math.ceil(horizon / season));
	return {
		naive: back(horizon),
		seasonal
	};
}
/**
* The mean absolute scaled error: of each series, the mean absolute error divided by that of the training rows' seasonal
* naive forecast (Hyndman and Koehler, Another look at measures of forecast accuracy, 2006); the mean over the series that
* have both. NaN where there is none.
*/
function meanScaledError(of) {
	const { values, order, rows, predicted, training, season } = of;
	const seriesOf = new Int32Array(values.length).fill(-1);
	for (let series = 0; series + 1 < order.starts.length; series++) for (let at = order.starts[series]; at < order.starts[series + 1]; at++) seriesOf[order.rows[at]] = series;
	const count = order.starts.length - 1;
	const [errors, scales] = [createMeans(count), createMeans(count)];
	for (const [index, row] of rows.entries()) addTo(errors, seriesOf[row], Math.abs(values[row] - predicted[index]));
	const before = rowsBefore(order, season, values.length);
	const isTraining = new Uint8Array(values.length);
	for (const row of training) isTraining[row] = 1;
	for (const row of training) if (isTraining[before[row]] === 1) addTo(scales, seriesOf[row], Math.abs(values[row] - values[before[row]]));
	let [sum, known] = [0, 0];
	for (let series = 0; series < count; series++) {
		const scaled = meanOf(errors, series) / meanOf(scales, series);
		if (!Number.isFinite(scaled)) continue;
		sum += scaled;
		known++;
	}
	return known === 0 ? NaN : sum / known;
}
function createMeans(count) {
	return {
		sums: new Float64Array(count),
		counts: new Float64Array(count)
	};
}
/** Rows without a time are of no series. */
function addTo({ sums, counts }, series, value) {
	if (series < 0 || Number.isNaN(value)) return;
	sums[series] += value;
	counts[series]++;
}
function meanOf({ sums, counts }, series) {
	return sums[series] / counts[series];
}

// src/actions/judge-forecasts.ts
/** Regression metrics of predictions for `test`, with MASE. */
function forecastMetrics(task, predicted) {
	const { series, target, train, test } = task;
	const metrics = { ...evaluate(target, test, predicted, task).metrics };
	const values = target.values;
	const { order, season = 1 } = series;
	const mase = meanScaledError({
		values,
		order,
		rows: test,
		predicted,
		training: train,
		season
	});
	return Number.isNaN(mase) ? metrics : {
		...metrics,
		mase
	};
}
/** The naive forecasts of `test`; the training mean where a series does not reach back so far. */
function naiveMetrics(task) {
	const { series, target, train, test } = task;
	const values = target.values;
	const { naive, seasonal } = naiveForecasts(values, series.order, series);
	const mean = train.reduce((sum, row) => sum + values[row], 0) / train.length;
	const judged = (forecast) => forecastMetrics(task, Float64Array.from(test, (row) => Number.isNaN(forecast[row]) ? mean : forecast[row]));
	return {
		naive: judged(naive),
		seasonal: seasonal && judged(seasonal)
	};
}
/** Forecasts of earlier moments, each by a model that is trained on what was known then. */
async function backtest({ series, target, train: rows, asked }, forecast) {
	const { times, backtests: count, gap } = series;
	const done = [];
	for (const { train, test, from } of count === 0 ? [] : backtestFolds(times, rows, {
		count,
		gap
	})) {
		const task = {
			series,
			target,
			train,
			test,
			asked
		};
		const { naive, seasonal = naive } = naiveMetrics(task);
		const metrics = forecastMetrics(task, await forecast(train, test));
		done.push({
			from,
			trainRows: train.length,
			testRows: test.length,
			metrics,
			naive: seasonal
		});
	}
	return done;
}

// src/actions/judge-test.ts
/** The metrics on the test rows, and those of what knows nothing: of series the naive forecast, else the dummy. */
async function judgeTest(fitting, of) {
	const { target } = fitting;
	const { series, split, asked, decision } = of;
	const outputs = decision.calibration ? calibrate(decision.calibration, of.outputs, target.classes.length) : of.outputs;
	const evaluation = evaluate(target, split.test, outputs, {
		asked,
		...decision
	});
	const forecast = series && target.task === "regression" ? await judgeForecast(fitting, {
		series,
		target,
		...split,
		asked
	}, evaluation) : void 0;
	const naive = forecast?.seasonal ?? forecast?.naive;
	if (naive) return {
		evaluation,
		dummy: naive,
		forecast
	};
	const ignorant = dummyOutputs(target, split.train, split.test.length);
	const { metrics } = evaluate(target, split.test, ignorant, {
		asked,
		costs: decision.costs
	});
	return {
		evaluation,
		dummy: metrics,
		forecast
	};
}
/** Forecasts beside naive ones, and as they would have been made earlier; the metrics get MASE. */
async function judgeForecast(fitting, task, evaluation) {
	const { context } = fitting;
	evaluation.metrics = forecastMetrics(task, evaluation.predicted);
	const progress = context.log.progress("Forecasting earlier moments");
	const backtests = await backtest(task, async (known, rows) => {
		const fitted = await fitModel(fitting, known);
		return (await predictRows(fitting, fitted, rows)).outputs;
	});
	progress.end(counted(backtests.length, "backtest"));
	const { horizon, gap, season } = task.series;
	return {
		horizon,
		gap,
		season,
		...naiveMetrics(task),
		backtests
	};
}

// src/actions/require-columns.ts
/**
* The target's column. Throws UserError, placed at the configuration's name, where the target or a column of
* `data.key` or `data.exclude` is not in the data (derived columns may be excluded), and for a key that holds the
* target: rows must be known before their target is.
*/
function requireColumns(table, target, project) {
	const { key = [], exclude = [], derive = {} } = project.config.data;
	const names = table.columns.map(({ name }) => name);
	const require = (name, path, known) => {
		if (known.includes(name)) return;
		throw new UserError(`Cannot train: "${table.source}" has no column "${name}"${didYouMean(name, known)}`, {
			...project.place(path),
			hint: `Its columns are ${names.slice(0, 20).map((each) => `"${each}"`).join(", ")}${names.length > 20 ? ", …" : ""}`
		});
	};
	require(target, ["data", "target"], names);
	for (const [index, name] of key.entries()) require(name, [
		"data",
		"key",
		index
	], names);
	for (const [index, name] of exclude.entries()) require(name, [
		"data",
		"exclude",
		index
	], [...names, ...Object.keys(derive)]);
	if (key.includes(target)) throw new UserError(`Cannot train: data.key holds the target "${target}"`, {
		...project.place([
			"data",
			"key",
			key.indexOf(target)
		]),
		hint: "A row is identified without the target, which is not known when the model is used"
	});
	return table.columns[names.indexOf(target)];
}

// src/actions/split-with-target.ts
/**
* The split of the rows that have a target: by the options, or as they are `given`. Throws UserError, placed at `data.split`, where a part that is used
* is left without rows, or the training rows without two classes.
*/
function splitWithTarget(table, hashes, target, options, place, given) {
	const { stratify } = options;
	if (stratify && target.task === "regression") throw new UserError("Cannot split the rows: data.split.stratify needs a target of classes", {
		...place("stratify"),
		hint: "Remove stratify, or set train.task: classification"
	});
	const classes = stratify ? target.values : void 0;
	const whole = given ?? divideRows(table, hashes, {
		options,
		classes,
		place
	});
	const has = new Uint8Array(hashes.low.length);
	for (const row of target.rows) has[row] = 1;
	const split = {
		train: whole.train.filter((row) => has[row]),
		test: whole.test.filter((row) => has[row]),
		validation: whole.validation.filter((row) => has[row])
	};
	if (split.train.length < 2 || split.test.length === 0) throw tooFew(hashes, target, split, place("split"));
	if (target.task === "classification") {
		if (new Set(split.train.map((row) => target.values[row])).size < 2) throw new UserError("Cannot train: the training rows have one class only", {
			...place("split"),
			hint: "More rows of the other classes are needed, or data.split.stratify: true"
		});
	}
	return split;
}
function tooFew({ high, low }, { rows }, { train, test }, place) {
	const first = rows[0] ?? 0;
	if (rows.length > 1 && rows.every((row) => high[row] === high[first] && low[row] === low[first])) return new UserError("Cannot split the rows: what identifies them is the same in all of them", {
		...place,
		hint: "Name the columns that tell rows apart as data.key; without it, it is all columns but the target"
	});
	return new UserError(`Cannot train: ${rows.length} rows with a target leave ${train.length} to train on and ${test.length} to test on`, {
		...place,
		hint: "More rows are needed, or another data.split"
	});
}

// src/actions/prepare-training.ts
/** Encodes the target, makes the columns that are derived, and divides the rows, unless they came divided into `sets`. */
function prepareTraining({ project }, raw, sets) {
	const { data, train } = project.config;
	const targetName = requireTarget(project);
	const target = encodeTarget(requireColumns(raw, targetName, project), {
		task: train.task,
		positive: data.positive,
		place: (key) => project.place(["data", key])
	});
	const series = findSeries(project, raw, targetName);
	const seen = series ? {
		...raw,
		columns: [...raw.columns, ...series.columns]
	} : raw;
	const derived = planProjectColumns(project, seen);
	const table = withDerived(seen, derived);
	const identity = identityColumns(raw, {
		key: data.key,
		target: targetName
	});
	const hashes = hashRows(raw, identity);
	const placeOf = (key) => project.place(sets ? ["data", "sets"] : key === "split" ? ["data", "split"] : [
		"data",
		"split",
		key
	]);
	return {
		raw,
		table,
		derived,
		target,
		targetName,
		identity,
		hashes,
		split: splitWithTarget(table, hashes, target, data.split, placeOf, sets?.split),
		series,
		setDigests: sets?.digests
	};
}

// src/actions/refuse-infinite.ts
/**
* Throws UserError with file and line for the first value of the target or of a feature that no float32 holds, as
* engines and ONNX compute with them. Missing values pass.
*/
function refuseInfinite(table, target, targetName, plan) {
	if (target.task === "regression") refuse(table, `the target "${targetName}"`, target.values, target.rows, "remove the row");
	const byName = new Map(table.columns.map((column) => [column.name, column]));
	for (const feature of plan.features) {
		const column = byName.get(feature.column);
		if (feature.kind !== "number" || column?.kind !== "numeric") continue;
		refuse(table, `column "${column.name}"`, column.values, target.rows, "add the column to data.exclude");
	}
}
function refuse(table, what, values, rows, otherwise) {
	const row = rows.find((each) => !Number.isNaN(values[each]) && !Number.isFinite(Math.fround(values[each])));
	if (row === void 0) return;
	const { file, line, row: number } = placeOfRow(table, row);
	const place = line === void 0 ? `in row ${number}` : `at line ${line}`;
	throw new UserError(`Cannot train: ${what} is ${values[row]} ${place}, expected a number within ±3.4e38`, {
		file,
		line,
		hint: `Correct the value, leave the cell empty, or ${otherwise}`
	});
}

// src/actions/train-model.ts
/**
* Splits the rows, unless they came divided into `sets`; fits the features on the training rows, trains, and evaluates
* on the test rows.
*/
async function trainModel(context, raw, sets) {
	const { project, workers, log, clock, signal } = context;
	const prepared = prepareTraining(context, raw, sets);
	const { table, derived, target, targetName, hashes, split, series } = prepared;
	const isDecided = needsDecision(context, target);
	const pool = workers.pool();
	const source = {
		context,
		table,
		target,
		targetName,
		pool,
		validation: split.validation
	};
	const { learner, search } = await chooseLearner(source, {
		rows: split.train,
		hashes
	});
	const fitting = {
		...source,
		learner
	};
	const plan = planFeatures(fitting, split.train);
	refuseInfinite(table, target, targetName, plan);
	const columns = signatureOf(table, usedColumns(plan, derived));
	lowerFeatures(createGraph(), {
		plan,
		columns,
		derived
	});
	const started = clock.now();
	const size = learner.size === "" ? "" : ` with ${learner.size}`;
	const progress = log.progress(`Training ${project.config.train.engine}${size}`);
	const onProgress = (done, total) => progress.update(done, total);
	const fitted = await fitModel(fitting, split.train, {
		plan,
		onProgress
	});
	const duration = clock.now() - started;
	progress.end();
	const asked = project.config.gate.rules.map(({ metric }) => metric);
	const held = await holdOut(fitting, fitted, {
		split,
		hashes,
		asked,
		isDecided
	});
	const decision = isDecided && held.rows ? decide(context, target, held.rows) : givenDecision(context, target);
	const test = await predictRows(fitting, fitted, split.test);
	const judged = await judgeTest(fitting, {
		series,
		split,
		asked,
		decision,
		outputs: test.outputs
	});
	const { seed } = project.config.data.split;
	return {
		...prepared,
		...judged,
		plan,
		columns,
		params: learner.params,
		model: fitted.model,
		explanation: await explain(pool, fitted.model, {
			training: fitted.matrix,
			matrix: test.matrix,
			seed,
			signal
		}),
		decision,
		outOfFold: held.outOfFold,
		search,
		permuted: await permuteColumns(fitting, fitted, {
			rows: split.test,
			matrix: test.matrix
		}),
		duration
	};
}

// src/model/card.ts
/** Rows below which a metric of the test rows is little more than a hint. */
const fewRows = 200;
/**
* The model card: what the model is, what it was made of, how good it is, what it looks at and where its limits
* are, as Markdown. It says only what the training knows; texts of the data are inert.
*/
function renderCard(card) {
	const { manifest, plan } = card;
	return `${[
		`# ${escapeMarkdown(manifest.name)}`,
		introduction(manifest),
		"## How good it is",
		`Measured on ${formatNumber(manifest.rows.test)} rows that the training did not see, beside a dummy that always answers ${manifest.task === "regression" ? "the mean" : "the most frequent class"}.`,
		metricsTable(card),
		"## What it looks at",
		featureTable(card),
		...plan.dropped.length === 0 ? [] : ["Columns that it does not use:", droppedTable(plan)],
		"## Limits",
		limits(manifest, plan).map((line) => `- ${line}`).join("\n"),
		"## What it was made of",
		originTable(manifest)
	].join("\n\n")}\n`;
}
function introduction({ task, target, classes, engine, rows }) {
	const shown = (classes ?? []).slice(0, 10).map(escapeMarkdown).join(", ");
	const more = (classes?.length ?? 0) > 10 ? `, … (${formatNumber(classes?.length ?? 0)} in all)` : "";
	return `${task === "regression" ? `Predicts the number ${escapeMarkdown(target)}.` : `Predicts the class ${escapeMarkdown(target)}: ${shown}${more}.`} A model of kind ${escapeMarkdown(engine)}, trained on ${formatNumber(rows.train)} of ${formatNumber(rows.total)} rows. This card was written by the training; what the model is for, and whom it may harm, its owners have to add.`;
}
function metricsTable({ metrics, dummy }) {
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
function featureTable({ plan, importance }) {
	let next = 0;
	const rows = plan.features.map((feature) => {
		let share = 0;
		for (const end = next + widthOf(feature); next < end; next++) share += importance[next] ?? 0;
		return {
			feature,
			share
		};
	});
	rows.sort((a, b) => b.share - a.share);
	return renderTable({
		columns: [
			{ label: "Column" },
			{ label: "Type" },
			{
				label: "Importance",
				align: "right"
			},
			{ label: "How it is read" }
		],
		rows: rows.map(({ feature, share }) => [
			feature.column,
			feature.type,
			formatPercent(share),
			treatmentOf(feature)
		])
	}, 50);
}
function treatmentOf(feature) {
	const width = formatNumber(widthOf(feature));
	switch (feature.kind) {
		case "number": return missingAs(feature, feature.type === "boolean" ? feature.fill === 1 : formatNumber(feature.fill));
		case "date": return `as ${feature.parts.join(", ").replaceAll("_", " ")}; ${missingAs(feature, new Date(feature.fill).toISOString().slice(0, 10))}`;
		case "category": return `one-hot, ${width} features${feature.hasRare ? ", the last for rare categories" : ""}; ${missingAs(feature, `"${feature.fill}"`)}`;
		case "ordinal": return `its place among ${formatNumber(feature.categories.length)} categories; ${missingAs(feature, `"${feature.fill}"`)}`;
		case "target": return `the target's mean in each of ${formatNumber(feature.categories.length)} categories, cross-fitted`;
		case "words": return `TF-IDF of ${formatNumber(feature.terms.length)} ${feature.hasPairs ? "words and pairs" : "words"}`;
	}
}
function missingAs(feature, fill) {
	const stays = "keepsMissing" in feature || fill === "\"\"";
	const indicated = feature.hasIndicator ? ", and has a feature of its own" : "";
	return stays ? `missing stays missing${indicated}` : `missing becomes ${fill}${indicated}`;
}
function droppedTable({ dropped }) {
	return renderTable({
		columns: [{ label: "Column" }, { label: "Why" }],
		rows: dropped.map(({ name, reason }) => [name, reason])
	}, 50);
}
function limits({ rows, task, engine }, { features }) {
	const knowsCategories = features.some((feature) => feature.kind === "category" && !feature.hasRare);
	return [
		"The test rows come from the same data as the training rows: on rows of another time, place or source it may be worse.",
		...rows.test < fewRows ? [`${formatNumber(rows.test)} test rows are few: take the metrics as a hint.`] : [],
		...task === "regression" && engine !== "linear" ? ["It averages what it was trained on, and never predicts beyond the least and the greatest of that."] : [],
		...knowsCategories ? ["A category that was not in the training rows counts as none of the known ones."] : [],
		"Whether it treats groups of people alike was not examined here."
	];
}
function originTable(manifest) {
	const { digests, params, split } = manifest;
	const rows = [
		["Parameters", Object.entries(params).map(([name, value]) => `${name}: ${value}`).join(", ")],
		["Split", split.rule === "sets" ? `by sets: ${Object.keys(split.sets).join(", ")}` : split.rule === "column" ? `by the column ${split.column}` : `by ${split.rule}${split.column === void 0 ? "" : ` (${split.column})`}, ${formatPercent(split.test)} for the test, seed ${split.seed}`],
		["Digest of the data", digests.data],
		["Digest of the model", digests.model],
		...manifest.commit === void 0 ? [] : [["Commit", manifest.commit]]
	];
	return renderTable({
		columns: [{ label: "What" }, { label: "Value" }],
		rows
	}, rows.length);
}

// src/model/onnx-calibration.ts
/** Adds what `calibrate` does to a graph: from probabilities to corrected ones, both double, rows × classes. */
function lowerCalibration(graph, { calibration, classes, scores }) {
	const first = classes === 2 ? 1 : 0;
	const columns = calibration.curves.map((_, curve) => columnOf(graph, scores, first + curve));
	const curves = calibration.method === "sigmoid" ? calibration.curves.map(({ a, b }, index) => lowerSigmoid(graph, columns[index], a, b)) : calibration.curves.map((curve, index) => lowerIsotonic(graph, columns[index], curve));
	if (classes === 2) {
		const rest = graph.node("Sub", [graph.constant("double", 1), curves[0]]);
		return graph.node("Concat", [rest, curves[0]], { axis: { int: 1 } });
	}
	const all = graph.node("Concat", curves, { axis: { int: 1 } });
	const sums = graph.node("ReduceSum", [all, graph.constant("int64", [1])], { keepdims: { int: 1 } });
	const isNone = graph.node("Equal", [sums, graph.constant("double", 0)]);
	const safe = graph.node("Where", [
		isNone,
		graph.constant("double", 1),
		sums
	]);
	const share = graph.constant("double", 1 / classes);
	return graph.node("Where", [
		isNone,
		share,
		graph.node("Div", [all, safe])
	]);
}
/** A column of a tensor, rows × 1. */
function columnOf(graph, tensor, column) {
	return graph.node("Gather", [tensor, graph.constant("int64", [column])], { axis: { int: 1 } });
}
function lowerSigmoid(graph, score, a, b) {
	const sum = graph.node("Add", [graph.node("Mul", [score, graph.constant("double", a)]), graph.constant("double", b)]);
	return graph.node("Sigmoid", [graph.node("Neg", [sum])]);
}
/** The first value, and of each step between knots the share that the score has passed. */
function lowerIsotonic(graph, score, { x, y }) {
	const steps = x.slice(1).flatMap((end, index) => {
		const rise = y[index + 1] - y[index];
		return rise === 0 ? [] : [{
			start: x[index],
			width: end - x[index],
			rise
		}];
	});
	if (steps.length === 0) return graph.node("Add", [graph.node("Mul", [score, graph.constant("double", 0)]), graph.constant("double", y[0])]);
	const doubles = (values, shape) => graph.constant("double", values, shape);
	const row = [1, steps.length];
	const passed = graph.node("Div", [graph.node("Sub", [score, doubles(steps.map(({ start }) => start), row)]), doubles(steps.map(({ width }) => width), row)]);
	const shares = graph.node("Min", [graph.node("Max", [passed, graph.constant("double", 0)]), graph.constant("double", 1)]);
	const risen = graph.node("MatMul", [shares, doubles(steps.map(({ rise }) => rise), [steps.length, 1])]);
	return graph.node("Add", [risen, graph.constant("double", y[0])]);
}

// src/model/onnx-link.ts
/** Adds a model's link to a graph: from margins to outputs, both double of rows × their number. */
function lowerLink(graph, link, margins) {
	if (link === "identity") return margins;
	if (link === "softmax") return graph.node("Softmax", [margins], { axis: { int: 1 } });
	const sigmoid = (value) => graph.node("Sigmoid", [value]);
	return graph.node("Concat", [sigmoid(graph.node("Neg", [margins])), sigmoid(margins)], { axis: { int: 1 } });
}

// src/model/onnx-linear.ts
/** Adds a linear model to a graph: from the features, float32 of rows × features, to double of rows × outputs. */
function lowerLinear(graph, model, features) {
	const { weights, intercepts, link } = model;
	const margins = intercepts.length;
	const columns = weights.length / margins;
	const turned = new Float64Array(weights.length);
	for (let margin = 0; margin < margins; margin++) for (let column = 0; column < columns; column++) turned[column * margins + margin] = weights[margin * columns + column];
	const wide = graph.node("Cast", [features], { to: { int: 11 } });
	const products = graph.node("MatMul", [wide, graph.constant("double", turned, [columns, margins])]);
	const sums = graph.node("Add", [products, graph.constant("double", intercepts)]);
	return lowerLink(graph, link, sums);
}

// src/model/onnx-ensemble.ts
/** Counts what the trees need, before anything large is made. */
function planEnsemble({ trees, margins, width }) {
	const layered = trees.map((tree, index) => ({
		...planLayers(tree, width),
		target: width === margins ? 0 : index % margins
	}));
	let nodeCount = 0;
	for (const { sizes } of layered) for (const size of sizes) nodeCount += Math.max(1, size);
	return {
		margins,
		layered,
		nodeCount
	};
}
/**
* The attributes of TreeEnsemble (ai.onnx.ml 5) that sums the trees' values in float64, so that float32 leaves add
* up to the same number in any order and ties stay ties.
*/
function ensembleAttributes({ margins, layered, nodeCount }) {
	const nodes = createNodes(nodeCount, nodeCount + 2 * layered.reduce((sum, { sizes }) => sum + sizes.length, 0));
	if (layered.some(({ tree }) => tree.missingLeft)) nodes.missingLeft = new Uint8Array(nodeCount);
	const roots = [];
	for (const plan of layered) plan.sizes.forEach((_, layer) => {
		roots.push(nodes.next);
		writeLayer(nodes, {
			plan,
			layer
		});
	});
	const leafCount = nodes.nextLeaf;
	const leafWeights = nodes.leafWeight.subarray(0, leafCount);
	return {
		aggregate_function: { int: 1 },
		leaf_targetids: { ints: nodes.leafTarget.subarray(0, leafCount) },
		leaf_weights: { tensor: {
			type: "double",
			shape: [leafCount],
			values: leafWeights
		} },
		n_targets: { int: margins },
		nodes_falseleafs: { ints: nodes.isFalseLeaf },
		nodes_falsenodeids: { ints: nodes.falseBranch },
		nodes_featureids: { ints: nodes.feature },
		...nodes.missingLeft && { nodes_missing_value_tracks_true: { ints: nodes.missingLeft } },
		nodes_modes: { tensor: {
			type: "uint8",
			shape: [nodeCount],
			values: new Uint8Array(nodeCount)
		} },
		nodes_splits: { tensor: {
			type: "double",
			shape: [nodeCount],
			values: nodes.split
		} },
		nodes_trueleafs: { ints: nodes.isTrueLeaf },
		nodes_truenodeids: { ints: nodes.trueBranch },
		post_transform: { int: 0 },
		tree_roots: { ints: roots }
	};
}
function planLayers(tree, width) {
	const count = tree.feature.length;
	const depth = new Uint16Array(count);
	const sizes = [0];
	for (let node = count - 1; node >= 0; node--) if (tree.feature[node] < 0) depth[node] = countValues(tree, node, width);
	else {
		const [left, right] = [tree.left[node], tree.right[node]];
		if (left <= node || right <= node) throw new Error(`tree node ${node} does not come before its children`);
		depth[node] = Math.max(1, depth[left], depth[right]);
		for (let layer = 0; layer < depth[node]; layer++) sizes[layer] = (sizes[layer] ?? 0) + 1;
	}
	for (let layer = sizes.length; layer < depth[0]; layer++) sizes.push(0);
	return {
		tree,
		width,
		depth,
		sizes
	};
}
function countValues({ value }, node, width) {
	let count = 0;
	for (let output = 0; output < width; output++) if (value[node * width + output] !== 0) count++;
	return count;
}
/** The operator's arrays; `next` and `nextLeaf` are where the next entries go. */
function createNodes(count, leafCount) {
	return {
		next: 0,
		nextLeaf: 0,
		feature: new Int32Array(count),
		split: new Float64Array(count),
		trueBranch: new Int32Array(count),
		falseBranch: new Int32Array(count),
		missingLeft: void 0,
		isTrueLeaf: new Uint8Array(count),
		isFalseLeaf: new Uint8Array(count),
		leafTarget: new Int32Array(leafCount),
		leafWeight: new Float64Array(leafCount)
	};
}
/**
* onnxruntime, at least up to 1.23, takes a root whose two branches have the same number for a lonely leaf, even
* where one is a node and the other a leaf, and then reads the wrong leaf. So they never have: a leaf is left out
* where they would, and a lonely leaf is written twice.
*/
function writeLayer(nodes, { plan, layer }) {
	const { tree, depth } = plan;
	const isSplit = (node) => tree.feature[node] >= 0 && (layer === 0 || depth[node] > layer);
	if (nodes.nextLeaf === nodes.next + 1) nodes.nextLeaf++;
	if (!isSplit(0)) {
		writeLonelyLeaf(nodes, {
			plan,
			layer
		});
		return;
	}
	const places = new Int32Array(tree.feature.length).fill(-1);
	places[0] = nodes.next++;
	for (let node = 0; node < places.length; node++) {
		const place = places[node];
		if (place < 0) continue;
		nodes.feature[place] = tree.feature[node];
		nodes.split[place] = tree.threshold[node];
		if (nodes.missingLeft) nodes.missingLeft[place] = tree.missingLeft?.[node] ?? 0;
		const [left, right] = [tree.left[node], tree.right[node]];
		if (isSplit(left)) places[left] = nodes.trueBranch[place] = nodes.next++;
		else {
			nodes.isTrueLeaf[place] = 1;
			nodes.trueBranch[place] = writeLeaf(nodes, left, {
				plan,
				layer
			});
		}
		if (isSplit(right)) places[right] = nodes.falseBranch[place] = nodes.next++;
		else {
			nodes.isFalseLeaf[place] = 1;
			nodes.falseBranch[place] = writeLeaf(nodes, right, {
				plan,
				layer
			});
		}
	}
}
/** A tree without a split asks something and gives the same answer either way. */
function writeLonelyLeaf(nodes, layer) {
	const place = nodes.next++;
	nodes.isTrueLeaf[place] = 1;
	nodes.isFalseLeaf[place] = 1;
	nodes.trueBranch[place] = writeLeaf(nodes, 0, layer);
	nodes.falseBranch[place] = writeLeaf(nodes, 0, layer);
}
/** Writes a leaf's value of this layer, or zero where it has no more (a cut branch too); returns its place. */
function writeLeaf(nodes, node, { plan: { tree, width, target }, layer }) {
	const place = nodes.nextLeaf++;
	if (tree.feature[node] >= 0) return place;
	let rank = 0;
	for (let output = 0; output < width; output++) {
		const value = tree.value[node * width + output];
		if (value === 0 || rank++ < layer) continue;
		nodes.leafTarget[place] = target + output;
		nodes.leafWeight[place] = value;
		break;
	}
	return place;
}

// src/model/onnx-trees.ts
/** No reader of protobuf takes more. */
const largestFile$1 = 2 ** 31 - 1;
/** Bytes that a split and its share of leaves take at the very least. */
const leastSplit = 23;
/**
* Adds the trees to a graph: from the features, float32 of rows × features, to double of rows × outputs. Throws
* UserError, before anything large is made, where the file would be larger than any reader takes.
*/
function lowerTrees(graph, model, features) {
	const { trees, divisor, base, link } = model;
	const nodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
	if (nodes / 2 * leastSplit > largestFile$1) throw tooLarge(nodes);
	const ensemble = planEnsemble(model);
	if (ensemble.nodeCount * leastSplit > largestFile$1) throw tooLarge(nodes);
	const wide = graph.node("Cast", [features], { to: { int: 11 } });
	const sums = graph.node("TreeEnsemble", [wide], ensembleAttributes(ensemble), "ai.onnx.ml");
	const means = divisor === 1 ? sums : graph.node("Div", [sums, graph.constant("double", divisor)]);
	const margins = base.some((each) => each !== 0) ? graph.node("Add", [means, graph.constant("double", base)]) : means;
	return lowerLink(graph, link, margins);
}
function tooLarge(nodes) {
	return new UserError(`Cannot write the model: trees of ${nodes.toLocaleString("en")} nodes do not fit into an ONNX file of 2 GB`, { hint: "Set max_depth, raise min_samples_leaf or lower n_estimators" });
}

// src/model/onnx-model.ts
/** No reader of protobuf takes more. */
const largestFile = 2 ** 31 - 1;
/**
* The whole way from raw columns to the prediction as one ONNX file: an input of shape [rows] for each raw column
* (int64, double, bool, string; see `elementType`), and as outputs for regression `prediction` (double, [rows]),
* for classification `label` (string, [rows]) and `probabilities` (double, rows × classes). A `_` is appended to
* an output whose name a column has. Predictions equal those of `predict`. Throws UserError for a derived column that
* ONNX cannot express, and where the file would be larger than any reader takes.
*/
function onnxModel(options) {
	const { name, model, classes, metadata, calibration, threshold } = options;
	const graph = createGraph();
	const raw = lowerModel(graph, model, lowerFeatures(graph, options));
	const outputs = calibration === void 0 ? raw : lowerCalibration(graph, {
		calibration,
		classes: classes.length,
		scores: raw
	});
	if (classes.length === 0) {
		const flat = graph.node("Reshape", [outputs, graph.constant("int64", [-1])]);
		graph.output(flat, "prediction", "double", ["rows"]);
	} else {
		const best = threshold === void 0 ? graph.node("ArgMax", [outputs], {
			axis: { int: 1 },
			keepdims: { int: 0 }
		}) : lowerThreshold(graph, outputs, threshold);
		const label = graph.node("Gather", [graph.constant("string", classes), best]);
		graph.output(label, "label", "string", ["rows"]);
		graph.output(outputs, "probabilities", "double", ["rows", classes.length]);
	}
	const message = graph.encode({
		name,
		...metadata && { metadata }
	});
	if (message.length > largestFile) throw new UserError("Cannot write the model: it does not fit into an ONNX file of 2 GB", { hint: "Make a smaller model" });
	return join$2(message);
}
/** The code of each row's class, int64 of shape [rows]. */
function lowerThreshold(graph, probabilities, { positive, value }) {
	const code = (each) => graph.constant("int64", each);
	const score = graph.node("Gather", [probabilities, code(positive)], { axis: { int: 1 } });
	const isPositive = graph.node("GreaterOrEqual", [score, graph.constant("double", value)]);
	return graph.node("Where", [
		isPositive,
		code(positive),
		code(1 - positive)
	]);
}
/** From the features, float32 of rows × features, to what `predict` gives: double, rows × outputs. */
function lowerModel(graph, model, features) {
	switch (model.kind) {
		case "trees": return lowerTrees(graph, model, features);
		case "linear": return lowerLinear(graph, model, features);
	}
}

// src/actions/write-model.ts
/** Writes `model/` and `evidence/`. The same training of the same commit gives the same bytes. */
async function writeModel(context, trained) {
	const { files, project, git, environment } = context;
	const { plan, target, split, evaluation, dummy, model, decision, outOfFold } = trained;
	const commit = await git.head(project.directory) ?? environment.sha;
	const { columns, derived } = trained;
	const classes = target.classes.length > 0 ? {
		names: target.classes,
		type: targetType(trained)
	} : void 0;
	const { loaderMetadata, modelFiles } = await import("./model-files.js");
	const folder = modelFiles({
		onnx: onnxModel({
			name: project.name,
			plan,
			columns,
			derived,
			model,
			classes: target.classes,
			calibration: decision.calibration,
			threshold: decision.threshold === void 0 || target.positive === void 0 ? void 0 : {
				positive: target.positive,
				value: decision.threshold
			},
			metadata: loaderMetadata(columns, classes)
		}),
		plan,
		columns,
		...classes && { classes },
		time: (await git.commitTime(project.directory) ?? 0) * 1e3,
		provenance: {
			...commit !== void 0 && { commit },
			data: trained.table.digest
		}
	});
	const modelDigest = digestModel(folder);
	const evaluationDigest = digestEvaluation(trained);
	const { folders } = project;
	const metrics = renderMetricsFile({
		task: target.task,
		rows: split.test.length,
		metrics: evaluation.metrics,
		dummy,
		crossValidation: outOfFold && {
			folds: outOfFold.folds.length,
			metrics: foldStatistics(outOfFold)
		},
		evaluationDigest,
		modelDigest
	});
	const predictions = Buffer.concat([...renderPredictions(split.test.length, predictionColumns(context, trained))]);
	const manifest = manifestOf(context, trained, {
		digests: {
			model: modelDigest,
			evaluation: evaluationDigest,
			metrics: digestFile(metrics),
			predictions: digestFile(predictions)
		},
		commit,
		features: columns.map(({ name }) => name)
	});
	const card = {
		manifest,
		metrics: evaluation.metrics,
		dummy,
		plan,
		importance: model.importance
	};
	const evidence = [
		["predictions.csv", predictions],
		["profile.json", json(await profileOf(trained.raw, context))],
		["reference.json", json(profileTable(takeRows$1(trained.raw, split.train)))],
		["card.md", renderCard(card)],
		["metrics.json", metrics],
		["manifest.json", json(manifest)]
	];
	context.signal.throwIfAborted();
	await files.writeFolder(folders.model, folder);
	await files.writeFolder(folders.evidence, evidence);
	return {
		model: folders.model,
		metrics: path.join(folders.evidence, "metrics.json"),
		predictions: path.join(folders.evidence, "predictions.csv"),
		manifest
	};
}
function manifestOf({ project, environment }, trained, facts) {
	const { data, train } = project.config;
	const { target, split, decision } = trained;
	const runtime = {
		mlops_actions: environment.version,
		node: process.versions.node,
		platform: `${process.platform}-${process.arch}`
	};
	return {
		schema: "mlops/manifest@1",
		name: project.name,
		task: target.task,
		target: trained.targetName,
		engine: train.engine,
		params: { ...trained.params },
		seed: data.split.seed,
		features: facts.features,
		...target.classes.length > 0 && { classes: target.classes },
		...target.positive !== void 0 && { positive: target.classes[target.positive] },
		...decision.threshold !== void 0 && { threshold: decision.threshold },
		...decision.calibration && { calibration: decision.calibration },
		...train.costs && { costs: train.costs },
		split: splitRule(data.split, trained),
		rows: {
			total: trained.table.rows,
			train: split.train.length,
			...split.validation.length > 0 && { validation: split.validation.length },
			test: split.test.length
		},
		digests: {
			data: trained.table.digest,
			config: digestFile(JSON.stringify({
				data,
				train
			})),
			environment: digestFile(JSON.stringify(runtime)),
			...facts.digests
		},
		environment: runtime,
		...facts.commit !== void 0 && { commit: facts.commit },
		...environment.runId !== void 0 && { run: {
			id: environment.runId,
			...environment.runAttempt !== void 0 && { attempt: environment.runAttempt }
		} }
	};
}
function splitRule({ test, validation, seed, stratify, group, time, column: parts, horizon, gap }, { setDigests: sets, identity: key }) {
	if (sets !== void 0) return {
		rule: "sets",
		sets,
		key
	};
	const column = parts ?? time ?? group;
	const rule = parts ? "column" : time ? "time" : group ? "group" : "hash";
	const steps = time !== void 0 && (horizon ?? gap) !== void 0;
	return {
		rule,
		test,
		...validation !== void 0 && { validation },
		seed,
		stratify,
		key,
		...column !== void 0 && { column },
		...steps && {
			horizon: horizon ?? 1,
			gap: gapOf({
				horizon,
				gap
			})
		}
	};
}
/** Digest of which rows were tested and what their actual values were, whatever their order. */
function digestEvaluation({ hashes, split, target }) {
	const rows = Array.from(split.test, (row) => `${hashText(hashes, row)} ${actualText(target, row)}`).sort();
	return digestFile(rows.join("\n"));
}
function predictionColumns({ project }, trained) {
	const { split, target, evaluation, table } = trained;
	const ids = rowIds(trained.hashes);
	const rowAt = (index) => split.test[index];
	const { scores, predicted } = evaluation;
	const columns = [
		{
			name: "row_id",
			cell: (index) => ids[rowAt(index)]
		},
		{
			name: "row",
			cell: (index) => rowAt(index) + 1
		},
		{
			name: "actual",
			cell: (index) => actualText(target, rowAt(index))
		},
		{
			name: "predicted",
			cell: (index) => target.task === "regression" ? predicted[index] : target.classes[predicted[index]]
		}
	];
	if (scores) for (const [code, label] of target.classes.entries()) columns.push({
		name: `score_${label}`,
		cell: (index) => scores[index * target.classes.length + code]
	});
	const taken = new Set(columns.map(({ name }) => name));
	for (const name of project.config.gate.slices?.columns ?? []) {
		const column = table.columns.find((each) => each.name === name);
		if (column && !taken.has(name)) columns.push({
			name,
			cell: (index) => cellText(column, rowAt(index))
		});
	}
	return columns;
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
function targetType({ table, targetName }) {
	return table.columns.find(({ name }) => name === targetName)?.type ?? "text";
}
function json(value) {
	return `${JSON.stringify(value, null, 1)}\n`;
}

// src/actions/train.ts
/** Trains a model on the training rows, tests it on the others, and writes the model with its evidence. */
const train = defineAction({
	name: "train",
	description: "Trains a model, tests it on held-out rows, and writes an ONNX model that MLflow opens",
	inputs: {
		...projectInputs,
		...dataInputs,
		...trainInputs,
		...tokenInput
	},
	outputs: {
		model: "Folder of the model, an MLflow model directory",
		metrics: "Path of the metrics on the test rows (JSON)",
		predictions: "Path of the test rows' predictions (CSV)",
		"model-digest": "SHA-256 of the model"
	},
	async run(context) {
		const { project, files } = context;
		await keepProfile(context);
		await files.remove(project.folders.model);
		await files.remove(project.folders.evidence);
		const sets = await trainingSetsOf(context);
		const table = sets?.table ?? await loadTable(context);
		if (table.holdsImages) throw noTable(table.source, project.place(["data", sets ? "sets" : "path"]));
		const trained = await trainModel(context, table, sets);
		const written = await writeModel(context, trained);
		return {
			verdict: "pass",
			outputs: {
				model: written.model,
				metrics: written.metrics,
				predictions: written.predictions,
				"model-digest": written.manifest.digests.model
			},
			report: reportTraining({
				title: project.name,
				engine: project.config.train.engine,
				target: trained.target,
				targetName: trained.targetName,
				testRows: trained.split.test,
				trainCount: trained.split.train.length,
				evaluation: trained.evaluation,
				dummy: trained.dummy,
				plan: trained.plan,
				model: trained.model,
				decision: trained.decision,
				outOfFold: trained.outOfFold,
				search: trained.search,
				permuted: trained.permuted,
				hashes: trained.hashes,
				explanation: trained.explanation,
				forecast: trained.forecast,
				duration: trained.duration,
				findings: [...findingsOf(trained, project.place(["data", "target"])), ...sets ? overlapFindings(trained, project.place([
					"data",
					"sets",
					"test"
				])) : []]
			})
		};
	}
});
async function trainingSetsOf(context) {
	if (!context.project.sets.has("train")) return void 0;
	const { loadTrainingSets } = await import("./load-set.js");
	return loadTrainingSets(context);
}
function noTable(source, place) {
	return new UserError(`Cannot train on "${source}": it is a folder of images, and training needs a table`, {
		...place,
		hint: "Use \"validate-data\" alone, or train on a table of features"
	});
}
/** Rows that a model was trained on say nothing about others. */
function overlapFindings({ hashes, split }, { file, line }) {
	return ["train", "validation"].flatMap((name) => {
		const count = countOverlap(hashes, split.test, split[name]);
		if (count === 0) return [];
		return [{
			severity: "warning",
			rule: `overlap of test and ${name}`,
			message: `${formatNumber(count)} of ${formatNumber(split.test.length)} rows of the set "test" ${count === 1 ? "is" : "are"} in the set "${name}" too`,
			hint: "The model is better on rows that it has seen: remove them from one of the sets",
			...file !== void 0 && { file },
			...line !== void 0 && { line }
		}];
	});
}
function findingsOf({ table, target, targetName, model, decision }, place) {
	const missing = table.rows - target.rows.length;
	const warnings = [...model.warnings ?? [], ...decision.warnings].map((message) => ({
		severity: "warning",
		message
	}));
	if (missing === 0) return warnings;
	return [...warnings, {
		severity: "warning",
		message: `${formatNumber(missing)} rows have no "${targetName}" and were left out`,
		count: missing,
		...place.file !== void 0 && { file: place.file },
		...place.line !== void 0 && { line: place.line }
	}];
}

export { train };