import { UserError, counted, digestFile, formatBytes, formatDuration, formatNumber, formatPercent, placed } from "./core.js";
import { fitModel, hasMissingCategory, identifierReason, planFeatures, predict, predictRows, whitespace, widthOf } from "./fit-model.js";
import { likeClasses, randomFrom, randomState, square } from "./numbers.js";
import { findColumn, loadTable, placeOfRow, profileOf, profileTable, takeRows as takeRows$1, textFindings } from "./data.js";
import { cardMetrics, cardWaivers, classCurves, confusionChart, curveCharts, digestEvaluation, dummyOutputs, errorTenths, evaluate, findMetric, formatMetric, givenDecision, leadingOf, metricsTable, needsDecision, predictionColumns, renderMetricsFile, renderPredictions, residualChart, runOf, runtimeOf, signatureOf, splitRule, stratifiedOutputs, trainingRowsOf } from "./evaluating.js";
import { codesOf, gapOf, hashGroups, momentBefore, placesOf as placesOf$1, prepareTraining, rankWithin, roundsOf, rowNamer, tracked } from "./dividing.js";
import { asksSet, columnOf as columnOf$1, forgetLayout, isMember, isNamed, showParam } from "./learn.js";
import { explain, meanShares } from "./explain.js";
import { checkExpression, dayMilliseconds } from "./expression.js";
import { bytesField, concatenate, floatField, integerField, integersField, messageField, textField, textsField, widenedField } from "./model.js";
import { loadEngine } from "./engines.js";
import { calibrate, decide } from "./decide.js";
import { rowsBefore } from "./order-series.js";
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

// src/tables/grow-rows.ts
/**
* Rows in an order of their hashes, of which each beginning is a fair part: rows of one content (or, with the hashes of
* groups, of one group) stand together, and where `classes` has a code for each row of the table, every beginning has
* them in about their shares.
*/
function growRows(rows, { hashes, seed, classes }) {
	const all = placesOf$1(hashes, seed + .25);
	const places = Float64Array.from(rows, (row) => all[row]);
	rankWithin(places, classes ? Int32Array.from(rows, (row) => classes[row]) : new Int32Array(rows.length));
	return Uint32Array.from(rows.keys()).sort((a, b) => places[a] - places[b] || a - b).map((index) => rows[index]);
}

// src/actions/learning-curve.ts
/** Where nothing else is asked for: the parts cost about as much as the model itself. */
const usualShares = [
	1 / 16,
	1 / 8,
	1 / 4,
	1 / 2
];
/** Of fewer rows, nothing is learnt. */
const fewestRows = 10;
/** Training rows that a model is judged on beside the test rows. */
const mostJudged = 2e4;
/**
* Trains on growing parts of the training rows, each with the ones before it, by the rows' hashes (or their groups'),
* whatever their order. Judged without calibration and threshold. Undefined where nobody asked.
*/
async function learningCurve(fitting, whole, { train, test, hashes }) {
	const { context, table, target } = fitting;
	const { data, train: config } = context.project.config;
	if (config.learning_curve === void 0 || config.learning_curve === false) return void 0;
	const shares = config.learning_curve === true ? usualShares : config.learning_curve;
	const classes = target.task === "classification" ? target.values : void 0;
	const weighty = train.filter((row) => target.weights?.[row] !== 0);
	const order = growRows(weighty, {
		hashes: groupHashes(table, data.split.group, hashes),
		seed: data.split.seed,
		classes: data.split.group === void 0 ? classes : void 0
	});
	const counts = [...new Set(shares.map((share) => Math.round(share * order.length)))].filter((count) => count >= fewestRows && count < order.length).sort((a, b) => a - b);
	const points = [];
	const progress = context.log.progress("Training on parts of the training rows");
	for (const [index, count] of counts.entries()) {
		const rows = order.slice(0, count);
		const fitted = await fitModel(fitting, rows.toSorted()).catch(nothingLearnt);
		if (fitted) points.push(await judge(fitted, rows));
		progress.update(index + 1, counts.length);
	}
	progress.end();
	points.push(await judge(whole, order));
	return {
		points,
		extraRows: counts.reduce((sum, count) => sum + count, 0),
		skipped: counts.length + 1 - points.length
	};
	async function judge(fitted, rows) {
		const on = async (some) => evaluate(target, some, (await predictRows(fitting, fitted, some)).outputs).metrics;
		return {
			rows: rows.length,
			train: await on(rows.slice(0, mostJudged)),
			test: await on(test)
		};
	}
}
/** Few rows may be all alike: that says nothing against the model. */
function nothingLearnt(error) {
	if (!(error instanceof UserError)) throw error;
}
function groupHashes(table, group, hashes) {
	const column = group === void 0 ? void 0 : findColumn(table, group);
	return column ? hashGroups(table, column, hashes) : hashes;
}
/** The curve of one metric as a section of the training report. */
function learningSection({ points, extraRows, skipped }, name) {
	const label = findMetric(name)?.label ?? name;
	const values = (part) => points.map((point) => {
		const value = point[part][name] ?? NaN;
		return Number.isFinite(value) ? Number(value.toPrecision(5)) : null;
	});
	const more = points.length - 1;
	const trainings = `${formatNumber(more)} more ${more === 1 ? "training" : "trainings"}`;
	return {
		title: "Whether more rows would help",
		rank: 6,
		folded: true,
		text: [more === 0 ? "There are too few training rows for models of parts of them." : `Models of growing parts of the training rows, the last one the model itself: it took ${trainings}, on ${formatNumber(extraRows)} rows together. Where the curve of the test rows still moves at its end, more rows would help; where it lies flat, they would not.`, ...skipped === 0 ? [] : [`From ${formatNumber(skipped)} of the parts nothing could be learnt: their rows are too much alike.`]],
		charts: [{
			kind: "line",
			title: `Learning curve: ${label}`,
			x: {
				label: "Training rows",
				values: points.map(({ rows }) => rows)
			},
			y: { label },
			series: [{
				label: "Test rows",
				values: values("test")
			}, {
				label: "Training rows",
				values: values("train")
			}]
		}]
	};
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
				const to = column * matrix.rows;
				for (let row = 0; row < matrix.rows; row++) data[to + row] = values[order[row]];
			}
			rises.push(await lossOf({
				...matrix,
				data
			}) - whole);
		}
		const mean = rises.reduce((sum, each) => sum + each, 0) / repeats;
		const squares = rises.reduce((sum, each) => sum + square(each - mean), 0);
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
	const order = new Uint32Array(rows);
	for (let row = 0; row < rows; row++) order[row] = row;
	for (let row = rows - 1; row > 0; row--) {
		const other = random.below(row + 1);
		const held = order[row];
		order[row] = order[other];
		order[other] = held;
	}
	return order;
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
	const label = findMetric(metric)?.label ?? metric;
	return {
		kind: "bar",
		title: "What shuffling a column costs",
		x: {
			label: "Column",
			values: columns.map(({ name }) => name)
		},
		y: { label: `Rise of ${label}, mean of ${repeats} on ${rows} test rows` },
		series: [{
			label: `Rise of ${label}`,
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

// src/actions/rounds-chart.ts
/** Rounds that are shown, from the first to the last one, about as far from each other. */
const mostShown = 60;
/** How the losses of the training rows, and of the validation rows where there are some, fell round by round. */
function roundsChart({ training, validation }, isRegression) {
	const shown = Math.min(mostShown, training.length);
	const rounds = Array.from({ length: shown }, (_, at) => Math.round(at * (training.length - 1) / Math.max(1, shown - 1)));
	const series = (label, losses) => ({
		label,
		values: rounds.map((round) => Number(losses[round].toPrecision(5)))
	});
	const least = validation && validation.indexOf(Math.min(...validation)) + 1;
	return {
		kind: "line",
		title: least ? `Loss by round, least of the validation rows after ${least}` : "Loss by round",
		x: {
			label: "Round",
			values: rounds.map((round) => round + 1)
		},
		y: { label: isRegression ? "Mean squared error" : "Log loss" },
		series: [series("Training rows", training), ...validation ? [series("Validation rows", validation)] : []]
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
		...names.map((name) => name in params ? showParam(params[name]) : null),
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

// src/actions/training-charts.ts
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
	const idOf = rowNamer(hashes);
	const show = (loss) => scores ? formatPercent(-loss) : `${formatNumber(loss / metrics.rmse, { digits: 3 })} \u00d7 RMSE`;
	return {
		title: "The worst rows",
		rank: 6,
		folded: true,
		text: ["By row_id, as in predictions.csv, where their values are."],
		tables: [{
			sample: true,
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
				idOf(testRows[index]),
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
		...curveCharts(training),
		...training.model.losses ? [roundsChart(training.model.losses, target.task === "regression")] : []
	];
	const sections = [
		{
			title: "Training",
			rank: 2,
			findings: training.findings,
			text: [
				`${training.engine}, ${formatNumber(training.trainCount)} training rows and ${formatNumber(testRows.length)} test rows, ${training.model.importance.length} features; target ${training.targetName}${target.task === "regression" ? "" : ` with ${target.classes.length} classes`}.`,
				...training.weight === void 0 ? [] : [`Rows weigh by the column ${training.weight}, in training and in the metrics.`],
				...training.decision.notes,
				...zeroTargets(training)
			]
		},
		{
			title: "Metrics on the test rows",
			rank: 4,
			folded: true,
			tables: [metricsTable(evaluation.metrics, training)]
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
	if (training.learning) sections.push(learningSection(training.learning, leadingOf(evaluation.metrics)[0]));
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
		facts: factsOf$1(evaluation.metrics, training),
		sections
	};
}
/** Why MAPE says nothing where it divides by 0. */
function zeroTargets({ target, testRows }) {
	if (target.task !== "regression") return [];
	const zeros = testRows.reduce((count, row) => count + (target.values[row] === 0 ? 1 : 0), 0);
	if (zeros === 0) return [];
	return [`${counted(zeros, "test row")} ${zeros === 1 ? "has" : "have"} a target of 0, by which MAPE divides: it is not meaningful here, WAPE and SMAPE are.`];
}
function factsOf$1(metrics, { duration }) {
	return [...leadingOf(metrics).map((name) => ({
		label: findMetric(name)?.label ?? name,
		value: formatMetric(name, metrics[name])
	})), {
		label: "Trained in",
		value: formatDuration(duration)
	}];
}

// src/features/refuse-large.ts
/** A float32 and at least a byte beside it, whatever the engine. */
const valueBytes = 5;
/** Throws UserError where so many rows of the features would not fit into `memory` bytes, and names the widest column. */
function refuseLarge({ features }, rows, memory) {
	const widths = features.map(widthOf);
	const width = widths.reduce((sum, each) => sum + each, 0);
	const bytes = valueBytes * rows * width;
	if (bytes <= memory) return;
	const most = Math.max(...widths);
	const { column, kind } = features[widths.indexOf(most)];
	const share = most === 1 ? "" : ` "${column}" alone makes ${formatNumber(most)} features:`;
	const lower = kind === "words" ? "lower its max_words" : kind === "category" ? "lower its max_categories, or set encode: target" : void 0;
	throw new UserError(`Cannot train on ${formatNumber(rows)} rows \u00d7 ${formatNumber(width)} features: they take at least ${formatBytes(bytes)}, and there are ${formatBytes(memory)} of memory`, { hint: `Use a larger runner or fewer rows;${share} ${lower === void 0 ? "" : `${lower}, or `}leave columns out with data.exclude` });
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
const compare = (operator) => (m, a, b) => m.judged(m.op(operator, a, b), a, b);
const nonNegativeRest = (m, a, divisor) => m.subtract(a, m.multiply(m.floor(m.divide(a, m.of(divisor))), m.of(divisor)));
const clockPart = (unit, count) => (m, time) => nonNegativeRest(m, m.floor(m.divide(time, m.of(unit))), count);
const datePart = (part) => (m, time) => civilDate(m, time)[part];
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
	equal: compare("Equal"),
	unequal: (m, a, b) => m.judged(m.op("Not", m.op("Equal", a, b)), a, b),
	less: compare("Less"),
	less_or_equal: compare("LessOrEqual"),
	greater: compare("Greater"),
	greater_or_equal: compare("GreaterOrEqual"),
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
	year: datePart("year"),
	quarter: (m, time) => m.add(m.floor(m.divide(m.subtract(civilDate(m, time).month, m.of(1)), m.of(3))), m.of(1)),
	month: datePart("month"),
	day: datePart("day"),
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

// src/model/onnx-texts.ts
/** A feature of a text column: blocks of shape rows \u00d7 width, float32, of a string tensor of shape [rows]. */
function lowerText(graph, feature, value) {
	const isMissing = ["", ...feature.missing].map((text) => graph.node("Equal", [value, graph.constant("string", text)])).reduce((a, b) => graph.node("Or", [a, b]));
	const isFilled = feature.kind !== "words" && !hasMissingCategory(feature);
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
		case "native":
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
/** How often each place occurs in each row: rows \u00d7 width, double. */
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
* Missing is NaN or `""`. Returns the name of a float32 tensor, rows \u00d7 features. Throws UserError for a derived
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
/** Blocks of shape rows \u00d7 width, float32. */
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
/** What onnxruntime 1.17 and later read with 3, and 1.21 and later with 5. */
const fileVersions = {
	3: {
		ir: 9,
		operatorSets: {
			"ai.onnx": 20,
			"ai.onnx.ml": 3
		}
	},
	5: {
		ir: 10,
		operatorSets: {
			"ai.onnx": 21,
			"ai.onnx.ml": 5
		}
	}
};

// src/model/onnx-graph.ts
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
function createGraph(treeOperators = 5) {
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
	const { ir, operatorSets } = fileVersions[treeOperators];
	return {
		treeOperators,
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
				integerField(1, ir),
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
	return typed(8, textsField(9, attribute.texts));
}
function encodeTensor({ type, shape, values }, name) {
	const data = type === "string" ? [textsField(6, values)] : type === "double" && values instanceof Float32Array ? [widenedField(9, values)] : [bytesField(9, rawBytes(type, values))];
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
	throw new UserError(`Cannot cross-validate: column "${name}" has ${formatNumber(different)} different values, at most ${mostFolds} are folds`, place);
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

// src/actions/choose-learner.ts
/** The engine with the parameters that are set, or with the best that a search finds. */
async function chooseLearner(source, training) {
	const { project } = source.context;
	const { train } = project.config;
	const engine = await loadEngine(train.engine);
	if (train.search !== void 0) {
		const folds = foldTraining(source, training);
		const { searchParams } = await import("./search-params.js");
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
	const { seed } = fitting.context.project.config.data.split;
	const drawn = stratifiedOutputs(target, split.train, {
		count: split.test.length,
		seed
	});
	return {
		evaluation,
		dummy: metrics,
		stratified: drawn && evaluate(target, split.test, drawn, {
			asked,
			costs: decision.costs
		}).metrics,
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
	throw new UserError(`Cannot train: ${what} is no number within \u00b13.4e38 ${place}`, {
		file,
		line,
		hint: `Correct the value, leave the cell empty, or ${otherwise}`
	});
}

// src/actions/score-training.ts
/** Rows that say well enough how good a model is: of ten thousand, a share is known to half a point. */
const mostRows = 1e4;
/** The metrics on training rows, on evenly spaced ones where there are many. */
async function scoreTraining(fitting, fitted, { rows, asked, decision }) {
	const count = Math.min(rows.length, mostRows);
	const some = Uint32Array.from({ length: count }, (_, at) => rows[Math.floor(at * rows.length / count)]);
	const { target } = fitting;
	const { outputs } = await predictRows(fitting, fitted, some);
	const given = decision.calibration ? calibrate(decision.calibration, outputs, target.classes.length) : outputs;
	return evaluate(target, some, given, {
		asked,
		...decision
	}).metrics;
}

// src/actions/train-model.ts
/**
* Splits the rows, unless they came divided into `sets`; fits the features on the training rows, trains, and evaluates
* on the test rows.
*/
async function trainModel(context, raw, { sets, live } = {}) {
	const { project, workers, log, clock, signal } = context;
	const prepared = await prepareTraining(context, raw, sets);
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
	const { train, validation, test: tested } = split;
	refuseLarge(plan, train.length + validation.length + tested.length, context.environment.memory);
	const columns = signatureOf(table, usedColumns(plan, derived));
	lowerFeatures(createGraph(), {
		plan,
		columns,
		derived
	});
	const started = clock.now();
	const size = learner.size === "" ? "" : ` with ${learner.size}`;
	const progress = log.progress(`Training ${project.config.train.engine}${size}`);
	const tell = live && roundsOf(live);
	const onProgress = (done, total, losses) => {
		progress.update(done, total);
		tell?.(done, total, losses);
	};
	const fitted = await fitModel(fitting, split.train, {
		plan,
		onProgress,
		isShown: true
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
	const { outOfBag } = fitted.model;
	if (outOfBag) judged.evaluation.metrics.oob_score = outOfBag.score;
	const { seed } = project.config.data.split;
	const trained = {
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
		training: await scoreTraining(fitting, fitted, {
			rows: split.train,
			asked,
			decision
		}),
		search,
		permuted: await permuteColumns(fitting, fitted, {
			rows: split.test,
			matrix: test.matrix
		}),
		learning: await learningCurve(fitting, fitted, {
			train: split.train,
			test: split.test,
			hashes
		}),
		duration
	};
	await pool.close();
	if (fitted.model.kind === "trees") forgetLayout(fitted.model);
	return trained;
}

// src/actions/unpredicted-classes.ts
/** Classes with fewer test rows are missed by chance. */
const fewest = 5;
/**
* A note where the model never answers one of the classes that test rows have: an accuracy can be high then, and a rare
* class never be found. Classes are values of the data and not named.
*/
function unpredictedClasses({ target, targetName, split, evaluation }) {
	const { classes, positive } = target;
	if (classes.length < 2) return [];
	const rows = new Array(classes.length).fill(0);
	for (const row of split.test) rows[target.values[row]]++;
	const answered = new Set(evaluation.predicted);
	const missed = classes.flatMap((_, code) => rows[code] >= fewest && !answered.has(code) ? [code] : []);
	if (missed.length === 0) return [];
	const asked = missed.reduce((sum, code) => sum + rows[code], 0);
	const isPositive = classes.length === 2 && missed[0] === positive;
	return [{
		severity: "info",
		message: `${isPositive ? `the positive class of "${targetName}" is` : `${formatNumber(missed.length)} of the ${formatNumber(classes.length)} classes of "${targetName}" ${missed.length === 1 ? "is" : "are"}`} never predicted, and ${counted(asked, "test row")} ${asked === 1 ? "is" : "are"} of ${missed.length === 1 ? "it" : "them"}`,
		hint: isPositive ? "It is never the likelier one. Choose from which probability on a row is positive: train.threshold: { maximize: f1 }; or weigh the classes: train.params: { class_weight: balanced }" : "Weigh the classes: train.params: { class_weight: balanced }"
	}];
}

// src/evidence/curves-file.ts
/** Points that a curve has at most. */
const mostPoints = 1e3;
/** The text of `curves.json`, a line a curve. */
function renderCurvesFile(curves) {
	const lines = curves.map((curve) => `  ${JSON.stringify(curve)}`);
	return `{\n "schema": "mlops/curves@1",\n "curves": [${lines.length > 0 ? `\n${lines.join(",\n")}\n ` : ""}]\n}\n`;
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
		cardMetrics(card),
		"## What it looks at",
		featureTable(card),
		...plan.dropped.length === 0 ? [] : ["Columns that it does not use:", droppedTable(plan)],
		...cardWaivers(card.waivers),
		"## Limits",
		limits(manifest, plan).map((line) => `- ${line}`).join("\n"),
		"## What it was made of",
		originTable(manifest)
	].join("\n\n")}\n`;
}
function introduction({ task, target, classes, engine, rows }) {
	const shown = (classes ?? []).slice(0, 10).map(escapeMarkdown).join(", ");
	const more = (classes?.length ?? 0) > 10 ? `, \u2026 (${formatNumber(classes?.length ?? 0)} in all)` : "";
	return `${task === "regression" ? `Predicts the number ${escapeMarkdown(target)}.` : `Predicts the class ${escapeMarkdown(target)}: ${shown}${more}.`} A model of kind ${escapeMarkdown(engine)}, trained on ${formatNumber(rows.train)} of ${formatNumber(rows.total)} rows. This card was written by the training; what the model is for, and whom it may harm, its owners have to add.`;
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
		case "native": return `sets of ${formatNumber(feature.categories.length)} categories; ${feature.categories.includes("") ? "missing is one of them" : missingAs(feature, `"${feature.fill}"`)}`;
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
	const knowsCategories = features.some((feature) => feature.kind === "native" || feature.kind === "category" && !feature.hasRare);
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
		["Parameters", Object.entries(params).map(([name, value]) => `${name}: ${isNamed(value) ? `{ ${showParam(value)} }` : value}`).join(", ")],
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
/** Adds what `calibrate` does to a graph: from probabilities to corrected ones, both double, rows \u00d7 classes. */
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
/** A column of a tensor, rows \u00d7 1. */
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
/** Adds a model's link to a graph: from margins to outputs, both double of rows \u00d7 their number. */
function lowerLink(graph, link, margins) {
	if (link === "identity") return margins;
	if (link === "softmax") return graph.node("Softmax", [margins], { axis: { int: 1 } });
	const sigmoid = (value) => graph.node("Sigmoid", [value]);
	return graph.node("Concat", [sigmoid(graph.node("Neg", [margins])), sigmoid(margins)], { axis: { int: 1 } });
}

// src/model/onnx-linear.ts
/** Adds a linear model to a graph: from the features, float32 of rows \u00d7 features, to double of rows \u00d7 outputs. */
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
	const nodes = createNodes(layered, {
		nodes: nodeCount,
		leaves: nodeCount + 2 * layered.reduce((sum, { sizes }) => sum + sizes.length, 0)
	});
	if (layered.some(({ tree }) => tree.missingLeft?.includes(1))) nodes.missingLeft = new Uint8Array(nodeCount);
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
	for (let node = count - 1; node >= 0; node--) if (tree.feature[node] < 0) depth[node] = countValues$1(tree, node, width);
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
function countValues$1({ value }, node, width) {
	let count = 0;
	for (let output = 0; output < width; output++) if (value[node * width + output] !== 0) count++;
	return count;
}
/** The operator's arrays, as narrow as their numbers let them be; `next` and `nextLeaf` are where the next entries go. */
function createNodes(layered, { nodes, leaves }) {
	const widest = layered.reduce((most, { tree }) => Math.max(most, tree.feature.BYTES_PER_ELEMENT), 1);
	return {
		next: 0,
		nextLeaf: 0,
		feature: new (widest === 1 ? Int8Array : widest === 2 ? Int16Array : Int32Array)(nodes),
		split: new Float32Array(nodes),
		trueBranch: new Int32Array(nodes),
		falseBranch: new Int32Array(nodes),
		missingLeft: void 0,
		isTrueLeaf: new Uint8Array(nodes),
		isFalseLeaf: new Uint8Array(nodes),
		leafTarget: new Int32Array(leaves),
		leafWeight: new Float32Array(leaves),
		/** Places + 1 of the leaves by a hash of what they hold; 0 where there is none. */
		placeOf: new Int32Array(2 ** (33 - Math.clz32(leaves)))
	};
}
/**
* onnxruntime, at least up to 1.23, takes a root whose two branches have the same number for a lonely leaf, even
* where one is a node and the other a leaf, and then reads the wrong leaf. So they never have: a leaf is left out
* where they would, and a lonely leaf is written twice. A root's leaves are its own; all others that hold the same are
* one.
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
			}, node === 0);
		}
		if (isSplit(right)) places[right] = nodes.falseBranch[place] = nodes.next++;
		else {
			nodes.isFalseLeaf[place] = 1;
			nodes.falseBranch[place] = writeLeaf(nodes, right, {
				plan,
				layer
			}, node === 0);
		}
	}
}
/** A tree without a split asks something and gives the same answer either way. */
function writeLonelyLeaf(nodes, layer) {
	const place = nodes.next++;
	nodes.isTrueLeaf[place] = 1;
	nodes.isFalseLeaf[place] = 1;
	nodes.trueBranch[place] = writeLeaf(nodes, 0, layer, true);
	nodes.falseBranch[place] = writeLeaf(nodes, 0, layer, true);
}
/** Writes a leaf's value of this layer, or zero where it has no more (a cut branch too); returns its place. */
function writeLeaf(nodes, node, { plan, layer }, isRoots) {
	const [to, weight] = leafOf(plan, node, layer);
	let entry = hash(to, weight) & nodes.placeOf.length - 1;
	if (!isRoots) for (; nodes.placeOf[entry] !== 0; entry = entry + 1 & nodes.placeOf.length - 1) {
		const known = nodes.placeOf[entry] - 1;
		if (nodes.leafTarget[known] === to && nodes.leafWeight[known] === weight) return known;
	}
	const place = nodes.nextLeaf++;
	nodes.leafTarget[place] = to;
	nodes.leafWeight[place] = weight;
	if (!isRoots) nodes.placeOf[entry] = place + 1;
	return place;
}
function leafOf({ tree, width, target }, node, layer) {
	let rank = 0;
	for (let output = 0; tree.feature[node] < 0 && output < width; output++) {
		const value = tree.value[node * width + output];
		if (value !== 0 && rank++ >= layer) return [target + output, value];
	}
	return [0, 0];
}
const word = /* @__PURE__ */ new Float32Array(1);
const bits = new Int32Array(word.buffer);
/** The finalizer of MurmurHash3 of a float32's bits. */
function hash(target, weight) {
	word[0] = weight;
	let mixed = Math.imul(bits[0] ^ Math.imul(target, 2654435761), 2246822507);
	mixed = Math.imul(mixed ^ mixed >>> 13, 3266489909);
	return (mixed ^ mixed >>> 16) >>> 0;
}

// src/model/onnx-regressor.ts
/** Bytes that the operator's arrays take at the very least. */
function leastRegressorBytes(model) {
	const { nodes, values } = sizesOf(model);
	return nodes * 21 + values * 11;
}
/**
* The attributes of TreeEnsembleRegressor (ai.onnx.ml 3) that sums the trees' values: in float64, as thresholds and
* values are double, and rounded to float32 at its end.
*/
function regressorAttributes({ trees, margins, width }) {
	const arrays = createArrays(sizesOf({
		trees,
		margins,
		width
	}));
	for (const [index, tree] of trees.entries()) writeTree(arrays, tree, {
		index,
		width,
		target: width === margins ? 0 : index % margins
	});
	const tensor = (values) => ({ tensor: {
		type: "double",
		shape: [values.length],
		values
	} });
	return {
		aggregate_function: { text: "SUM" },
		n_targets: { int: margins },
		nodes_falsenodeids: { ints: arrays.right },
		nodes_featureids: { ints: arrays.feature },
		...trees.some(({ missingLeft }) => missingLeft) && { nodes_missing_value_tracks_true: { ints: arrays.missingLeft } },
		nodes_modes: { texts: arrays.mode },
		nodes_nodeids: { ints: arrays.node },
		nodes_treeids: { ints: arrays.tree },
		nodes_truenodeids: { ints: arrays.left },
		nodes_values_as_tensor: tensor(arrays.threshold),
		post_transform: { text: "NONE" },
		target_ids: { ints: arrays.target },
		target_nodeids: { ints: arrays.targetNode },
		target_treeids: { ints: arrays.targetTree },
		target_weights_as_tensor: tensor(arrays.weight)
	};
}
function sizesOf({ trees, width }) {
	let [nodes, values] = [0, 0];
	for (const tree of trees) {
		nodes += tree.feature.length;
		for (const [node, feature] of tree.feature.entries()) if (feature < 0) values += Math.max(1, countValues(tree, node, width));
	}
	return {
		nodes,
		values
	};
}
function countValues({ value }, node, width) {
	let count = 0;
	for (let output = 0; output < width; output++) if (value[node * width + output] !== 0) count++;
	return count;
}
/** The operator's arrays; `nextNode` and `nextValue` are where the next entries go. */
function createArrays({ nodes, values }) {
	return {
		nextNode: 0,
		nextValue: 0,
		tree: new Int32Array(nodes),
		node: new Int32Array(nodes),
		feature: new Int32Array(nodes),
		mode: new Array(nodes),
		threshold: new Float64Array(nodes),
		left: new Int32Array(nodes),
		right: new Int32Array(nodes),
		missingLeft: new Uint8Array(nodes),
		targetTree: new Int32Array(values),
		targetNode: new Int32Array(values),
		target: new Int32Array(values),
		weight: new Float64Array(values)
	};
}
function writeTree(arrays, tree, { index, width, target }) {
	const writeValue = (node, output) => {
		const place = arrays.nextValue++;
		arrays.targetTree[place] = index;
		arrays.targetNode[place] = node;
		arrays.target[place] = target + output;
		arrays.weight[place] = tree.value[node * width + output];
	};
	for (const [node, feature] of tree.feature.entries()) {
		const place = arrays.nextNode++;
		arrays.tree[place] = index;
		arrays.node[place] = node;
		arrays.mode[place] = feature < 0 ? "LEAF" : "BRANCH_LEQ";
		if (feature >= 0) {
			arrays.feature[place] = feature;
			arrays.threshold[place] = tree.threshold[node];
			arrays.left[place] = tree.left[node];
			arrays.right[place] = tree.right[node];
			arrays.missingLeft[place] = tree.missingLeft?.[node] ?? 0;
			continue;
		}
		const before = arrays.nextValue;
		for (let output = 0; output < width; output++) if (tree.value[node * width + output] !== 0) writeValue(node, output);
		if (arrays.nextValue === before) writeValue(node, 0);
	}
}

// src/model/onnx-sets.ts
/** Orders that trees are added to until a new group begins: a row has a number for each of a group's. */
const mostOrders = 256;
/**
* The same trees without sets. Where onnxruntime 1.21 to 1.23 finds a set in a tree (BRANCH_MEMBER), it copies what lies
* below once for each member, and sets below sets multiply (1.31 no longer does). So a column's categories are put in
* orders, in which a node asks for the place: a set that divides what comes to its node is a cut through an order,
* and the sets of a tree mostly cut the same one. Groups are of whole rounds, a tree for each margin.
*/
function numberTrees({ trees, margins, width, importance }) {
	if (trees.every(({ sets }) => sets === void 0)) return [{
		trees,
		orders: []
	}];
	const features = importance.length;
	const sizes = codeCounts(trees, features);
	const groups = [];
	for (const [index, tree] of trees.entries()) {
		const isNewRound = index % (margins / width) === 0;
		if (index === 0 || isNewRound && groups.at(-1).drafts.length >= mostOrders) groups.push({
			trees: [],
			drafts: []
		});
		const { trees: numbered, drafts } = groups.at(-1);
		numbered.push(numberTree(tree, {
			features,
			sizes,
			drafts
		}));
	}
	return groups.map((group) => sortOrders(group, features));
}
/** Gives the features of the trees their final numbers. */
function sortOrders({ trees, drafts }, features) {
	const sorted = drafts.toSorted((a, b) => a.feature - b.feature || a.id - b.id);
	const ranks = new Map(sorted.map(({ id }, rank) => [features + id, features + rank]));
	for (const { feature } of trees) for (const [node, asked] of feature.entries()) feature[node] = ranks.get(asked) ?? asked;
	return {
		trees,
		orders: sorted.map(orderOf)
	};
}
function orderOf({ feature, codes }) {
	const places = new Int32Array(codes.length);
	for (const [place, code] of codes.entries()) places[code] = place;
	return {
		feature,
		places
	};
}
/** Of each feature, one more than the greatest code in a set. */
function codeCounts(trees, features) {
	const counts = new Int32Array(features);
	for (const { feature, sets } of trees) for (let node = 0; sets !== void 0 && node < feature.length; node++) {
		const words = sets.words.subarray(sets.at[node], sets.at[node + 1]);
		if (words.length === 0) continue;
		const count = 32 * words.length - Math.clz32(words.at(-1));
		counts[feature[node]] = Math.max(counts[feature[node]], count);
	}
	return counts;
}
function numberTree(tree, { features, sizes, drafts }) {
	const { sets, ...others } = tree;
	const numbered = {
		...others,
		feature: Int32Array.from(tree.feature),
		threshold: tree.threshold.slice(),
		left: tree.left.slice(),
		right: tree.right.slice()
	};
	const coming = [/* @__PURE__ */ new Map()];
	for (const [node, feature] of tree.feature.entries()) {
		if (feature < 0) continue;
		const [left, right] = [tree.left[node], tree.right[node]];
		const known = coming[node];
		coming[left] = coming[right] = known;
		coming[node] = void 0;
		if (sets === void 0 || !asksSet(tree, node)) continue;
		const sides = new Uint8Array(sizes[feature] + 1);
		const [onLeft, onRight] = [new Uint8Array(sides.length), new Uint8Array(sides.length)];
		const reach = known.get(feature);
		for (let code = 0; code < sides.length; code++) {
			if (reach?.[code] === 0) continue;
			const isIn = isMember(sets, node, code);
			sides[code] = isIn ? 1 : 2;
			(isIn ? onLeft : onRight)[code] = 1;
		}
		coming[left] = new Map(known).set(feature, onLeft);
		coming[right] = new Map(known).set(feature, onRight);
		const { draft, cut } = findCut(drafts, feature, sides);
		makeCut(draft, cut, sides);
		numbered.feature[node] = features + draft.id;
		numbered.threshold[node] = cut.place - 1;
		if (cut.first === 2) [numbered.left[node], numbered.right[node]] = [right, left];
	}
	return numbered;
}
/** The first order that a set cuts, and how. `sides` is 0 for codes that do not come to the node, 1 in the set, else 2. */
function findCut(drafts, feature, sides) {
	const own = drafts.filter((draft) => draft.feature === feature).slice(-20);
	for (const draft of own.reverse()) {
		const cut = cutOf(draft, sides);
		if (cut === void 0) continue;
		drafts.push(...drafts.splice(drafts.indexOf(draft), 1));
		return {
			draft,
			cut
		};
	}
	const codes = Int32Array.from(sides.keys());
	const draft = {
		id: drafts.length,
		feature,
		codes,
		cuts: [0, codes.length]
	};
	drafts.push(draft);
	return {
		draft,
		cut: cutOf(draft, sides)
	};
}
/** Where codes of one side can stand before those of the other without moving a cut. */
function cutOf({ codes, cuts }, sides) {
	const counts = /* @__PURE__ */ new Uint32Array(3);
	const inOrder = {
		place: -1,
		first: 1,
		mixed: -1
	};
	const turned = {
		place: -1,
		first: 2,
		mixed: -1
	};
	let [canBe, canTurn] = [true, true];
	for (let block = 0; block + 1 < cuts.length; block++) {
		const [start, end] = [cuts[block], cuts[block + 1]];
		counts.fill(0);
		for (let place = start; place < end; place++) counts[sides[codes[place]]]++;
		canBe &&= passBlock(inOrder, block, start, counts);
		canTurn &&= passBlock(turned, block, start, counts);
		if (!canBe && !canTurn) return void 0;
	}
	const cut = canBe ? inOrder : turned;
	return cut.place < 0 ? {
		...cut,
		place: codes.length
	} : cut;
}
/** Puts a cut into a block where the other side begins; false where a code of the first side comes after it. */
function passBlock(cut, block, start, counts) {
	const before = counts[cut.first];
	if (cut.place >= 0) return before === 0;
	if (counts[3 - cut.first] === 0) return true;
	cut.place = start + before;
	if (before > 0) cut.mixed = block;
	return true;
}
/** Makes the cut. */
function makeCut({ codes, cuts }, { place, first, mixed }, sides) {
	if (mixed < 0) return;
	const own = codes.slice(cuts[mixed], cuts[mixed + 1]);
	let [before, after] = [cuts[mixed], place];
	for (const code of own) codes[sides[code] === first ? before++ : after++] = code;
	cuts.splice(mixed + 1, 0, place);
}

// src/model/onnx-trees.ts
/** No reader of protobuf takes more. */
const largestFile$1 = 2 ** 31 - 1;
/** Bytes that a split and its share of leaves take at the very least. */
const leastSplit = 23;
/**
* Adds the trees to a graph: from the features, float32 of rows \u00d7 features, to double of rows \u00d7 outputs. Throws
* UserError, before anything large is made, where the file would be larger than any reader takes.
*/
function lowerTrees(graph, model, features) {
	const { trees, divisor, base, link } = model;
	const nodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
	if (nodes / 2 * leastSplit > largestFile$1) throw tooLarge(nodes);
	const groups = numberTrees(model).map(({ trees: numbered, orders }) => ({
		ensemble: planOperator(graph, {
			...model,
			trees: numbered
		}),
		orders
	}));
	if (groups.reduce((sum, { ensemble }) => sum + ensemble.leastBytes, 0) > largestFile$1) throw tooLarge(nodes);
	const sums = groups.map(({ ensemble, orders }) => {
		const all = lowerOrders(graph, orders, features);
		return ensemble.lower(graph.node("Cast", [all], { to: { int: 11 } }));
	}).reduce((a, b) => graph.node("Add", [a, b]));
	const means = divisor === 1 ? sums : graph.node("Div", [sums, graph.constant("double", divisor)]);
	const margins = base.some((each) => each !== 0) ? graph.node("Add", [means, graph.constant("double", base)]) : means;
	return lowerLink(graph, link, margins);
}
/** The operator that sums trees: how many bytes it takes at the very least, and what adds it to the graph; double to double. */
function planOperator(graph, model) {
	if (graph.treeOperators === 5) {
		const plan = planEnsemble(model);
		const lower = (wide) => graph.node("TreeEnsemble", [wide], ensembleAttributes(plan), "ai.onnx.ml");
		return {
			leastBytes: plan.nodeCount * leastSplit,
			lower
		};
	}
	const lower = (wide) => {
		const sums = graph.node("TreeEnsembleRegressor", [wide], regressorAttributes(model), "ai.onnx.ml");
		return graph.node("Cast", [sums], { to: { int: 11 } });
	};
	return {
		leastBytes: leastRegressorBytes(model),
		lower
	};
}
/** The places of a feature's codes in its orders: rows \u00d7 orders. What is no code, -1, finds a table's last row. */
function lowerFeatureOrders(graph, orders, features) {
	const { feature, places } = orders[0];
	const codes = graph.node("Gather", [features, graph.constant("int64", feature)], { axis: { int: 1 } });
	const known = graph.node("Min", [codes, graph.constant("float", places.length - 1)]);
	const table = new Float32Array(orders.length * places.length);
	for (const [order, each] of orders.entries()) for (const [code, place] of each.places.entries()) table[code * orders.length + order] = place;
	return graph.node("Gather", [graph.constant("float", table, [places.length, orders.length]), graph.node("Cast", [known], { to: { int: 7 } })]);
}
/** The features, and after them the places of codes in their orders. */
function lowerOrders(graph, orders, features) {
	if (orders.length === 0) return features;
	const blocks = [];
	for (let start = 0, end = 0; start < orders.length; start = end) {
		const { feature } = orders[start];
		while (orders[end]?.feature === feature) end++;
		blocks.push(lowerFeatureOrders(graph, orders.slice(start, end), features));
	}
	return graph.node("Concat", [features, ...blocks], { axis: { int: 1 } });
}
function tooLarge(nodes) {
	return new UserError(`Cannot write the model: trees of ${formatNumber(nodes)} nodes do not fit into an ONNX file of 2 GB`, { hint: "Set max_depth, raise min_samples_leaf or lower n_estimators" });
}

// src/model/onnx-model.ts
/** No reader of protobuf takes more. */
const largestFile = 2 ** 31 - 1;
/** The same as pieces, the largest of which are made as they are written. */
function encodeModel(options) {
	const { name, model, classes, metadata, calibration, threshold } = options;
	const graph = createGraph(options.treeOperators);
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
	return message;
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
/** From the features, float32 of rows \u00d7 features, to what `predict` gives: double, rows \u00d7 outputs. */
function lowerModel(graph, model, features) {
	switch (model.kind) {
		case "trees": return lowerTrees(graph, model, features);
		case "linear": return lowerLinear(graph, model, features);
	}
}

// src/actions/evidence-curves.ts
/** Everything that the report draws, and finer: curves of the test rows, of growing parts, and round by round. */
function evidenceCurves(source) {
	const { target, evaluation, losses, learning, leading } = source;
	const curves = target.task === "regression" ? ofErrors(source) : ofClasses(source);
	if (learning && leading !== void 0) for (const part of ["train", "test"]) curves.push({
		name: "learning",
		part: part === "train" ? "training" : "test",
		x: "training_rows",
		y: leading,
		points: pointsOf(learning.points.map((point) => ({
			x: point.rows,
			y: point[part][leading]
		})))
	});
	const loss = target.task === "regression" ? "mean_squared_error" : "log_loss";
	for (const part of ["training", "validation"]) if (losses?.[part]) curves.push({
		name: "loss",
		part,
		x: "round",
		y: loss,
		points: pointsOf(losses[part].map((y, round) => ({
			x: round + 1,
			y
		})))
	});
	return curves.filter(({ points }) => points.length > 0 && evaluation.predicted.length > 0);
}
function ofClasses(judged) {
	return classCurves(judged).flatMap(({ label, roc, precisionRecall, calibration }) => {
		const of = {
			part: "test",
			class: label
		};
		return [
			{
				name: "roc",
				...of,
				x: "false_positive_rate",
				y: "true_positive_rate",
				points: pointsOf(roc)
			},
			{
				name: "precision_recall",
				...of,
				x: "recall",
				y: "precision",
				points: pointsOf(precisionRecall)
			},
			{
				name: "calibration",
				...of,
				x: "mean_probability",
				y: "share",
				points: pointsOf(calibration)
			}
		];
	});
}
/** Steps of the quantiles: of a hundredth. */
const quantiles = 100;
function ofErrors(judged) {
	const { target, testRows, evaluation } = judged;
	const residuals = Float64Array.from(evaluation.predicted, (value, index) => target.values[testRows[index]] - value).sort();
	const spread = Array.from({ length: 101 }, (_, step) => ({
		x: step / quantiles,
		y: residuals[Math.round(step * (residuals.length - 1) / quantiles)]
	}));
	return [{
		name: "residuals",
		part: "test",
		x: "mean_prediction",
		y: "mean_residual",
		points: pointsOf(errorTenths(judged).map(({ prediction, mean }) => ({
			x: prediction,
			y: mean
		})))
	}, {
		name: "residual_quantiles",
		part: "test",
		x: "share_of_rows",
		y: "residual",
		points: pointsOf(spread)
	}];
}
/** The finite points, at most `mostPoints`, from the first to the last one in even steps; six digits. */
function pointsOf(points) {
	const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
	const count = Math.min(mostPoints, finite.length);
	return Array.from({ length: count }, (_, at) => {
		const { x, y } = finite[Math.round(at * (finite.length - 1) / Math.max(1, count - 1))];
		return [Number(x.toPrecision(6)), Number(y.toPrecision(6))];
	});
}

// src/actions/write-model.ts
/** Writes `model/` and `evidence/`. The same training of the same commit gives the same bytes. */
async function writeModel(context, trained) {
	const { files, project, git, environment } = context;
	const { plan, target, split, evaluation, dummy, model, decision, outOfFold } = trained;
	const head = await git.commit(project.directory);
	const commit = head?.id ?? environment.sha;
	const { columns, derived } = trained;
	const classes = target.classes.length > 0 ? {
		names: target.classes,
		type: targetType(trained)
	} : void 0;
	const { loaderMetadata, modelFiles } = await import("./model-files.js");
	const made = modelFiles({
		onnx: encodeModel({
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
			treeOperators: project.config.train.onnx_opset,
			metadata: loaderMetadata(columns, classes)
		}),
		plan,
		columns,
		...classes && { classes },
		time: (head?.time ?? 0) * 1e3,
		provenance: {
			...commit !== void 0 && { commit },
			data: trained.table.digest
		}
	});
	const modelDigest = made.digest;
	const evaluationDigest = digestEvaluation(trained);
	const { folders } = project;
	const metrics = renderMetricsFile({
		task: target.task,
		rows: split.test.length,
		metrics: evaluation.metrics,
		dummy,
		dummyOutputs: trained.forecast ? void 0 : dummyOutputs(target, split.train, 1),
		crossValidation: outOfFold && {
			folds: outOfFold.folds.length,
			metrics: foldStatistics(outOfFold)
		},
		training: trained.training,
		evaluationDigest,
		modelDigest
	});
	const predictions = Buffer.concat([...renderPredictions(split.test.length, predictionColumns(context, trained))]);
	const curves = renderCurvesFile(evidenceCurves({
		target,
		evaluation,
		testRows: split.test,
		losses: model.losses,
		learning: trained.learning,
		leading: leadingOf(evaluation.metrics)[0]
	}));
	const trainingRows = trainingRowsOf(trained, project.config.data.split);
	const manifest = manifestOf(context, trained, {
		digests: {
			...trainingRows && { training_rows: digestFile(trainingRows) },
			model: modelDigest,
			evaluation: evaluationDigest,
			metrics: digestFile(metrics),
			predictions: digestFile(predictions),
			curves: digestFile(curves)
		},
		commit,
		features: columns.map(({ name }) => name)
	});
	const card = {
		manifest,
		metrics: evaluation.metrics,
		dummy,
		plan,
		importance: model.importance,
		waivers: project.config.gate.waivers
	};
	const evidence = [
		["predictions.csv", predictions],
		["curves.json", curves],
		...trainingRows ? [["training-rows.bin", trainingRows]] : [],
		["profile.json", json(await profileOf(trained.raw, context))],
		["reference.json", json(profileTable(takeRows$1(trained.raw, split.train)))],
		["card.md", renderCard(card)],
		["metrics.json", metrics],
		["manifest.json", json(manifest)]
	];
	context.signal.throwIfAborted();
	await files.writeFolder(folders.model, contentsOf(made));
	await files.writeFolder(folders.evidence, evidence);
	return {
		model: folders.model,
		metrics: path.join(folders.evidence, "metrics.json"),
		predictions: path.join(folders.evidence, "predictions.csv"),
		manifest
	};
}
function* contentsOf({ files }) {
	for (const [path, content] of files) yield [path, typeof content === "string" ? content : inTurn(content())];
}
async function* inTurn(chunks) {
	yield* chunks;
}
function manifestOf(context, trained, facts) {
	const { data, train } = context.project.config;
	const { target, split, decision } = trained;
	const runtime = runtimeOf(context);
	return {
		schema: "mlops/manifest@1",
		name: context.project.name,
		task: target.task,
		target: trained.targetName,
		engine: train.engine,
		params: { ...trained.params },
		seed: data.split.seed,
		features: facts.features,
		...target.classes.length > 0 && { classes: target.classes },
		...target.positive !== void 0 && { positive: target.classes[target.positive] },
		...data.weight !== void 0 && { weight: data.weight },
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
		...runOf(context)
	};
}
function targetType({ table, targetName }) {
	return table.columns.find(({ name }) => name === targetName)?.type ?? "text";
}
function json(value) {
	return `${JSON.stringify(value, null, 1)}\n`;
}

// src/actions/train-here.ts
/** Trains a model with one of the engines that learn here. */
async function trainHere(context) {
	const { project } = context;
	const sets = await trainingSetsOf(context);
	const table = sets?.table ?? await loadTable(context);
	if (table.holdsImages) throw noTable(table.source, project.place(["data", sets ? "sets" : "path"]));
	return tracked(context, factsOf(context, table, sets), async (live) => resultOf(context, await trainModel(context, table, {
		sets,
		live
	}), sets !== void 0));
}
/** What is known before the training; the engine's own defaults are logged after it. */
function factsOf({ project }, table, sets) {
	const { engine, params, search } = project.config.train;
	const known = search === void 0 ? params : {};
	return {
		source: `mlops train (${engine})`,
		params: known,
		data: sets ? { ...sets.digests } : { "": table.digest }
	};
}
/** Writes the model, and reports it. */
async function resultOf(context, trained, hasSets) {
	const { project } = context;
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
			stratified: trained.stratified,
			weight: project.config.data.weight,
			plan: trained.plan,
			model: trained.model,
			decision: trained.decision,
			outOfFold: trained.outOfFold,
			search: trained.search,
			permuted: trained.permuted,
			learning: trained.learning,
			hashes: trained.hashes,
			explanation: trained.explanation,
			forecast: trained.forecast,
			duration: trained.duration,
			findings: [
				...findingsOf(trained, project.place(["data", "target"])),
				...project.config.train.task === void 0 ? classFindings(trained, project.place(["data", "target"])) : [],
				...project.config.train.engine === "baseline" ? [] : [...unpredictedClasses(trained), ...textFindings(trained.raw, project.config, learnedTexts(trained)).map(asNote)],
				...hasSets ? overlapFindings(trained, project.place([
					"data",
					"sets",
					"test"
				])) : []
			]
		})
	};
}
async function trainingSetsOf(context) {
	if (!context.project.sets.has("train")) return void 0;
	const { loadTrainingSets } = await import("./load-set2.js");
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
			...placed({
				file,
				line
			})
		}];
	});
}
/** Texts that are features, or that are none only because hardly any value repeats. */
function learnedTexts({ plan: { features, dropped } }) {
	return /* @__PURE__ */ new Set([...features.filter(({ type }) => type === "text").map(({ column }) => column), ...dropped.filter(({ reason }) => reason.startsWith(identifierReason)).map(({ name }) => name)]);
}
/** `validate-data` warns of it; here it says what the model makes of the column. */
function asNote(finding) {
	return {
		...finding,
		severity: "info",
		message: `${finding.message}; the model takes them for words`
	};
}
/** Classes that no training row has are said by their number alone: their names are values of the data. */
function absentClasses({ target, split, targetName }) {
	const seen = new Set(Array.from(split.train, (row) => target.values[row]));
	const absent = target.classes.length - seen.size;
	if (target.classes.length === 0 || absent <= 0) return [];
	return [`${formatNumber(absent)} of the ${formatNumber(target.classes.length)} classes of "${targetName}" ${absent === 1 ? "has" : "have"} no training row: the model does not know ${absent === 1 ? "it" : "them"}`];
}
/** Of a class with one row, either nothing is learnt or nothing is tested; where most rows are so, the target is rather a name. */
function lonelyClasses({ target, targetName }) {
	const counts = new Uint32Array(target.classes.length);
	for (const row of target.rows) counts[target.values[row]]++;
	const lonely = counts.filter((count) => count === 1).length;
	if (2 * lonely <= target.rows.length) return [];
	return [`${formatNumber(lonely)} of the ${formatNumber(counts.length)} classes of "${targetName}" have one row each: what no other row has cannot be learnt`];
}
/** Numbered classes that are learned as amounts, since nothing says what they are. */
function classFindings({ target, targetName }, place) {
	const count = likeClasses(target);
	if (count === void 0) return [];
	return [{
		severity: "info",
		message: `"${targetName}" is learned as an amount, and looks like ${count} numbered classes`,
		hint: "Set train.task to classification, or to regression, which ends this note",
		...placed({
			file: place.file,
			line: place.line
		})
	}];
}
function findingsOf(trained, place) {
	const { table, target, targetName, model, decision } = trained;
	const missing = table.rows - target.rows.length;
	const warnings = [
		...lonelyClasses(trained),
		...absentClasses(trained),
		...model.warnings ?? [],
		...decision.warnings
	].map((message) => ({
		severity: "warning",
		message
	}));
	if (missing === 0) return warnings;
	return [...warnings, {
		severity: "warning",
		message: `${formatNumber(missing)} rows have no "${targetName}" and were left out`,
		count: missing,
		...placed({
			file: place.file,
			line: place.line
		})
	}];
}

export { trainHere };