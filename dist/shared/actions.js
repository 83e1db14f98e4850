import { UserError, counted, didYouMean, dvcError, findColumn, formatDuration, formatNumber, formatPercent, isObject, requireTarget, showAddress, trainingSets } from "./core.js";
import { calibrate, chooseThreshold, columnOf as columnOf$1, encodeTarget, evaluate, fitCalibration, meanShares, permutationImportance, predict, showParam, weightsAt } from "./learn.js";
import { calibrationCurve, confusionMatrix, findMetric, heightAt, precisionRecallCurve, rankClass, rocCurve } from "./metrics.js";
import { digestFile } from "./evidence.js";
import { formatMetric } from "./gate.js";
import { hashRows, identityColumns, isGlob, parseGlob, readPartitions, rowIds, splitRows, splitTime } from "./tables.js";
import { bundleFolders, bundledProfile, isBytecode } from "./bundle.js";
import { crossFit, fitFeatures, transformFeatures, widthOf } from "./features.js";
import { planDerived } from "./expression.js";
import { codesOf } from "./checks.js";
import { lagColumns, orderSeries } from "./series.js";
const path = process.getBuiltinModule("node:path");

// src/actions/list-folder.ts
const mostEntries$1 = 1e6;
const mostDepth = 64;
/**
* Lists what a pattern matches, or all that is below a folder; names that begin with a dot are left out. Throws
* UserError where there is too much.
*/
async function listFolder(files, path) {
	const glob = isGlob(path) && !await files.exists(path) ? parseGlob(path) : void 0;
	const base = glob?.base ?? (path.replace(/\/+$/, "") || "/");
	const listed = {
		base,
		names: [],
		folders: []
	};
	await walk$1({
		files,
		glob,
		path,
		listed,
		entries: 0
	}, "", glob?.start);
	const inOrder = (names) => names.map((name) => ({
		name,
		key: Buffer.from(name)
	})).sort((a, b) => Buffer.compare(a.key, b.key)).map(({ name }) => name);
	return {
		base,
		names: inOrder(listed.names),
		folders: inOrder(listed.folders)
	};
}
/** `prefix` is empty or ends in a slash; without a pattern there is no state. */
async function walk$1(of, prefix, state) {
	const { files, glob, listed } = of;
	if (prefix.split("/").length > mostDepth) throw tooMuch(of.path, `more than ${mostDepth} folders deep`);
	const place = listed.base === "." ? prefix.slice(0, -1) || "." : `${listed.base}/${prefix.slice(0, -1)}`;
	for (const { name, isFolder } of await files.list(place)) {
		if (++of.entries > mostEntries$1) throw tooMuch(of.path, `more than ${formatNumber(mostEntries$1)} files`);
		if (name.startsWith(".")) continue;
		const next = glob === void 0 || state === void 0 ? void 0 : glob.step(state, name);
		if (glob !== void 0 && next === void 0) continue;
		if (isFolder) {
			if (glob === void 0) listed.folders.push(prefix + name);
			await walk$1(of, `${prefix}${name}/`, next);
		} else if (next === void 0 || glob?.isMatch(next)) listed.names.push(prefix + name);
	}
}
function tooMuch(path, what) {
	return new UserError(`Cannot read "${path}": it holds ${what}`, { hint: "Name a smaller folder" });
}

// src/actions/scan-model.ts
/**
* What loading a model could run, file by file: pickles that name more than models are made of, but for what
* `gate.allow_pickle` allows by name.
*/
async function scanModel({ files, project, signal }, folder) {
	const { scanModelFile } = await import("./scan-model.js");
	const { findingsOfPickle } = await import("./pickle-findings.js");
	const allowed = project.config.gate.allow_pickle ?? [];
	const { base, names } = await listFolder(files, folder);
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

// src/actions/bundle-folder.ts
/**
* Paths of what a bundle of the project's folder holds: the profile, and all of the known folders but half-written files,
* Python's bytecode, and the report of the action that is saving, which cannot say yet how that ended.
*/
async function listForBundle(files, folder) {
	const found = [];
	const visit = async (below) => {
		for (const { name, isFolder } of await files.list(`${folder}/${below}`)) if (isFolder) await visit(`${below}/${name}`);
		else found.push(`${below}/${name}`);
	};
	for (const each of bundleFolders) await visit(each);
	if (await files.size(`${folder}/${"profile.json"}`) !== void 0) found.push(bundledProfile);
	return found.filter((each) => !each.endsWith(".partial") && !isBytecode(each) && each !== "reports/save.json");
}
/**
* Moves an unpacked bundle into the project's folder. A model replaces the whole of `model/`, because its digest
* covers the folder; the files of `evidence/` and `reports/` replace those of the same name and leave the others,
* so that what several jobs found comes together. Throws UserError when a link stands where a folder should.
*/
async function placeBundle(files, unpacked, index, folder) {
	const paths = index.entries.map((each) => each.path);
	await refuseLinks(files, folder, paths);
	if (paths.some((each) => each.startsWith("model/"))) {
		await files.remove(`${folder}/model`);
		await files.move(`${unpacked}/model`, `${folder}/model`);
	}
	for (const each of paths) if (!each.startsWith("model/")) await files.move(`${unpacked}/${each}`, `${folder}/${each}`);
	await files.remove(unpacked);
}
/**
* Refuses a project's folder, or a folder for one of the bundle's paths in it, that is a file or link: a link in a
* checkout could lead what is restored to anywhere in the workspace, `.git/hooks` for one.
*/
async function refuseLinks(files, folder, paths) {
	const folders = /* @__PURE__ */ new Set([path.dirname(folder), folder]);
	for (const each of paths) {
		const steps = path.posix.dirname(each).split("/");
		for (let depth = 1; depth <= steps.length; depth++) folders.add(path.join(folder, ...steps.slice(0, depth)));
	}
	for (const each of folders) {
		const entry = (await files.list(path.dirname(each))).find(({ name }) => name === path.basename(each));
		if (entry === void 0 || entry.isFolder) continue;
		throw new UserError(`Cannot restore into "${each}": it is not a folder`, {
			file: each,
			hint: "Remove the file or link; nothing below .mlops/ belongs in a commit"
		});
	}
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
	const weights = weightsAt(target, testRows);
	const drawn = (classes.length === 2 ? [positive ?? 1] : [...classes.keys()].slice(0, mostCurves)).map((code) => ({
		label: classes[code],
		code,
		ranks: rankClass({
			actual,
			scores,
			classes: classes.length,
			weights
		}, code)
	})).filter(({ ranks }) => ranks.positives > 0 && ranks.negatives > 0);
	if (drawn.length === 0) return [];
	const calibration = drawn.map(({ label, code }) => ({
		label,
		points: calibrationCurve({
			rows: actual.length,
			scoreOf: (row) => scores[row * classes.length + code],
			isPositive: (row) => actual[row] === code,
			weights
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

// src/actions/rounds-chart.ts
/** Rounds that are shown, from the first to the last one, about as far from each other. */
const mostShown = 60;
/** How the loss of the validation rows fell, round by round. */
function roundsChart(losses, isRegression) {
	const shown = Math.min(mostShown, losses.length);
	const rounds = Array.from({ length: shown }, (_, at) => Math.round(at * (losses.length - 1) / Math.max(1, shown - 1)));
	return {
		kind: "line",
		title: `Loss of the validation rows, least after round ${losses.indexOf(Math.min(...losses)) + 1}`,
		x: {
			label: "Round",
			values: rounds.map((round) => round + 1)
		},
		y: { label: isRegression ? "Mean squared error" : "Log loss" },
		series: [{
			label: "Validation rows",
			values: rounds.map((round) => Number(losses[round].toPrecision(5)))
		}]
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
		...curveCharts(training),
		...training.model.validationLosses ? [roundsChart(training.model.validationLosses, target.task === "regression")] : []
	];
	const sections = [
		{
			title: "Training",
			rank: 2,
			findings: training.findings,
			text: [
				`${training.engine}, ${formatNumber(training.trainCount)} training rows and ${formatNumber(testRows.length)} test rows, ${training.model.importance.length} features; target ${training.targetName}${target.task === "regression" ? "" : ` with ${target.classes.length} classes`}.`,
				...training.weight === void 0 ? [] : [`Rows weigh by the column ${training.weight}, in training and in the metrics.`],
				...training.decision.notes
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
function factsOf(metrics, { duration }) {
	return [...leadingMetrics.filter((name) => name in metrics).slice(0, 3).map((name) => ({
		label: findMetric(name)?.label ?? name,
		value: formatMetric(name, metrics[name])
	})), {
		label: "Trained in",
		value: formatDuration(duration)
	}];
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
/** How often which class was said to be which. */
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

// src/actions/tracked.ts
/** Tells how far an engine is: the losses of its rounds where it has them, else its share of the work in percent. */
function roundsOf({ point }) {
	let told = 0;
	return (done, total, losses) => {
		for (; told < (losses?.length ?? 0); told++) point({
			step: told + 1,
			epoch: void 0,
			metrics: { validation_loss: losses[told] }
		});
		if (losses !== void 0) return;
		const share = Math.floor(100 * done / total);
		if (share > told) point({
			step: done,
			epoch: void 0,
			metrics: { progress: share }
		});
		told = Math.max(told, share);
	};
}
const untracked = {
	variables: {},
	point() {}
};
/** Does a training as a run of MLflow, where MLFLOW_TRACKING_URI is set. */
async function tracked(context, facts, train) {
	const { mlflow } = context;
	if (mlflow === void 0) return train(untracked);
	const { trackTraining } = await import("./track-training.js");
	return trackTraining({
		...context,
		mlflow
	}, facts, train);
}

// src/actions/divide-table.ts
/**
* The parts of a table as `train` divides it, rows without a target among them. `raw` has the columns of the file alone,
* which identify rows.
*/
function divideTable(raw, table, project) {
	const { target, key, split } = project.config.data;
	const hashes = hashRows(raw, identityColumns(raw, {
		key,
		target
	}));
	const column = target === void 0 ? void 0 : findColumn(table, target);
	return divideRows(table, hashes, {
		options: split,
		classes: split.stratify && column ? Int32Array.from(codesOf(column).codes) : void 0,
		place: (each) => project.place([
			"data",
			"split",
			...each === "split" ? [] : [each]
		])
	});
}
/**
* Divides rows by their hash, by that of their group (a row without one by its own), or at a moment. `classes` are the
* codes to stratify by. A column may say each row's part. Throws UserError for a column that is not there or has no dates.
*/
function divideRows(table, hashes, by) {
	const { options, classes, place } = by;
	const { test, validation = 0, seed, group, time, column: parts } = options;
	if (parts !== void 0) return splitNamed(columnOf(table, parts, place("column")), place("column"));
	if (time !== void 0) {
		const column = columnOf(table, time, place("time"));
		if (column.kind === "numeric" && (column.type === "date" || column.type === "datetime")) return splitTimeTwice(column.values, {
			test,
			validation,
			gap: gapOf(options)
		});
		throw new UserError(`Cannot split the rows by time: "${time}" is a column of type ${column.type}`, {
			...place("time"),
			hint: "Name a column of dates"
		});
	}
	if (group === void 0) return splitRows(hashes, {
		test,
		validation,
		seed,
		stratify: classes
	});
	const column = columnOf(table, group, place("group"));
	return splitRows(hashGroups(table, column, hashes), {
		test,
		validation,
		seed
	});
}
/** The latest rows for the test, and of those before them the latest for validation, with the gap before each. */
function splitTimeTwice(times, { test, validation, gap }) {
	const whole = splitTime(times, test, gap);
	if (validation === 0) return whole;
	const earlier = new Float64Array(times.length).fill(NaN);
	for (const row of whole.train) earlier[row] = times[row];
	const { train, test: latest } = splitTime(earlier, validation / (1 - test), gap);
	const isEarlier = new Uint8Array(times.length);
	for (const row of whole.train) isEarlier[row] = 1;
	return {
		train: train.filter((row) => isEarlier[row]),
		validation: latest,
		test: whole.test
	};
}
/** Moments between training and test: what was not known yet when the first test row was forecast. */
function gapOf({ horizon = 1, gap = horizon - 1 }) {
	return gap;
}
const partNames = [
	"train",
	"validation",
	"test"
];
/** Each row in the part that its cell names. */
function splitNamed(column, place) {
	const names = column.kind === "text" ? column.dictionary : [];
	const codes = column.kind === "text" ? column.codes : [];
	const partOf = names.map((name) => partNames.findIndex((each) => each === name.trim().toLowerCase()));
	const odd = column.kind === "text" ? codes.findIndex((code) => !(partOf[code] >= 0)) : 0;
	if (odd >= 0) throw new UserError(`Cannot split the rows: "${column.name}" is none of train, validation and test in row ${odd + 1}`, place);
	const rowsOf = (part) => Uint32Array.from(codes.keys()).filter((row) => partOf[codes[row]] === part);
	return {
		train: rowsOf(0),
		validation: rowsOf(1),
		test: rowsOf(2)
	};
}
/** The column that rows are divided by. Throws UserError, at the place, where there is none of the name. */
function columnOf(table, name, place) {
	const column = findColumn(table, name);
	if (column !== void 0) return column;
	const names = table.columns.map((each) => each.name);
	throw new UserError(`Cannot split the rows: there is no column "${name}"${didYouMean(name, names)}`, place);
}
/** Hashes of groups in place of rows': a row without a group keeps its own. */
function hashGroups(table, column, own) {
	const { high, low } = hashRows(table, [column.name]);
	for (let row = 0; row < table.rows; row++) {
		if (column.kind === "text" ? column.codes[row] >= 0 : !Number.isNaN(column.values[row])) continue;
		high[row] = own.high[row];
		low[row] = own.low[row];
	}
	return {
		high,
		low
	};
}

// src/actions/fit-model.ts
/** Learns from some rows how columns become features. Throws UserError. */
function planFeatures({ context, table, target, targetName, learner }, rows) {
	const { project } = context;
	const { data, train } = project.config;
	const named = [
		data.weight,
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
			labels: target.classes,
			weights: weightsAt(target, rows),
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
	const weights = weightsAt(target, held.rows);
	let scores = held.outputs;
	if (method !== void 0) {
		decided.calibration = fitCalibration(method, {
			scores,
			actual,
			classes,
			weights
		});
		scores = calibrate(decided.calibration, scores, classes);
		decided.notes.push(`Probabilities are calibrated (${method}) on ${held.name}.`);
	}
	const goal = goalOf(threshold, costs);
	if (goal === void 0 || target.positive === void 0) return decided;
	const ranked = rankClass({
		actual,
		scores,
		classes,
		weights
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

// src/actions/derive-table.ts
/** The project's derived columns, checked against the data; mistakes are placed in the configuration. */
function planProjectColumns(project, table) {
	const { derive = {}, target } = project.config.data;
	return planDerived(table.columns, derive, {
		target,
		place: (name) => project.place([
			"data",
			"derive",
			name
		])
	});
}
/** The table with these columns behind its own. */
function withDerived(table, derived) {
	let columns = table.columns;
	for (const { name, compiled } of derived) columns = [...columns, {
		...compiled.evaluate({
			...table,
			columns
		}),
		name
	}];
	return {
		...table,
		columns
	};
}

// src/actions/project-series.ts
/**
* The series of `train.series`, or undefined. Throws UserError, placed at the configuration, for columns that are not
* there, lags within the horizon, and names that are taken.
*/
function findSeries(project, table, target) {
	const { series } = project.config.train;
	if (series === void 0) return void 0;
	const { time, horizon = 1, gap } = project.config.data.split;
	if (time === void 0) throw new UserError("Cannot look back in time: train.series needs data.split.time", {
		...project.place(["train", "series"]),
		hint: "Name the column of dates as data.split.time"
	});
	const lag = series.lags.findIndex((each) => each < horizon);
	if (lag >= 0) throw new UserError(`Cannot use the lag ${series.lags[lag]}: with data.split.horizon ${horizon}, it is not known when the prediction is made`, {
		...project.place([
			"train",
			"series",
			"lags",
			lag
		]),
		hint: `Use lags from ${horizon} on`
	});
	const find = (name, path) => {
		const column = findColumn(table, name);
		if (column !== void 0) return column;
		const names = table.columns.map((each) => each.name);
		throw new UserError(`Cannot look back in time: there is no column "${name}"${didYouMean(name, names)}`, project.place(path));
	};
	const clock = find(time, [
		"data",
		"split",
		"time"
	]);
	if (clock.kind !== "numeric" || clock.type !== "date" && clock.type !== "datetime") throw new UserError(`Cannot look back in time: "${time}" is a column of type ${clock.type}`, {
		...project.place([
			"data",
			"split",
			"time"
		]),
		hint: "Name a column of dates"
	});
	const by = series.by === void 0 ? void 0 : find(series.by, [
		"train",
		"series",
		"by"
	]);
	const order = orderSeries(table, clock.values, by);
	const look = {
		lags: [...new Set(series.lags)],
		windows: [...new Set(series.rolling)],
		statistics: series.statistics,
		horizon
	};
	const columns = (series.columns ?? [target]).flatMap((name, index) => lagColumns(find(name, [
		"train",
		"series",
		"columns",
		index
	]), order, look));
	const taken = columns.find(({ name }) => findColumn(table, name) !== void 0);
	if (taken !== void 0) throw new UserError(`Cannot look back in time: the data have a column "${taken.name}" already`, {
		...project.place(["train", "series"]),
		hint: "Rename it: it is the name of what train.series makes"
	});
	const { season, backtests } = series;
	return {
		order,
		times: clock.values,
		horizon,
		gap: gapOf({
			horizon,
			gap
		}),
		season,
		backtests,
		columns
	};
}

// src/actions/read-weights.ts
/** A greater weight would leave float32, in which rows are summed up, too little room. */
const greatest = 0x38d7ea4c68000;
/**
* The weights of the rows by the column `name`, of those that have a target. Throws UserError where the column is not
* there or the target itself, is no number, or holds what is no weight: the message has rows, never values.
*/
function readWeights(table, name, { target, targetName, place }) {
	const refuse = (what, hint) => {
		throw new UserError(`Cannot train: ${what}`, {
			...place,
			hint
		});
	};
	const column = findColumn(table, name);
	if (column === void 0) return refuse(`"${table.source}" has no column "${name}", which data.weight names`, "Check data.weight");
	if (name === targetName) return refuse("data.weight names the target", "Name another column");
	if (column.kind === "text" || column.type !== "number" && column.type !== "integer") return refuse(`the column of weights "${name}" is ${column.kind === "text" ? "text" : `of the type ${column.type}`}`, "Weights are numbers from 0");
	const { values } = column;
	const odd = target.rows.filter((row) => !(values[row] >= 0 && values[row] <= greatest));
	if (odd.length > 0) return refuse(`${formatNumber(odd.length)} rows have no weight from 0 to 1e15 in "${name}", the first of them row ${odd[0] + 1}`, "Fill missing weights, and leave rows out that count for nothing");
	return values;
}
/** Throws UserError where a part of the rows weighs nothing: there would be nothing to learn from, or to judge by. */
function refuseWeightless(weights, split, { name, place }) {
	for (const part of [
		"train",
		"validation",
		"test"
	]) if (split[part].length > 0 && split[part].every((row) => weights[row] === 0)) throw new UserError(`Cannot train: every row of the ${part} part has the weight 0 in "${name}"`, {
		...place,
		hint: "Each part needs a row with a weight above 0"
	});
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
	const encoded = encodeTarget(requireColumns(raw, targetName, project), {
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
	const weigh = {
		place: project.place(["data", "weight"]),
		targetName,
		target: encoded
	};
	const weights = data.weight === void 0 ? void 0 : readWeights(table, data.weight, weigh);
	const target = {
		...encoded,
		weights
	};
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
	const split = splitWithTarget(table, hashes, target, data.split, placeOf, sets?.split);
	if (weights) refuseWeightless(weights, split, {
		...weigh,
		name: data.weight
	});
	return {
		raw,
		table,
		derived,
		target,
		targetName,
		identity,
		hashes,
		split,
		series,
		setDigests: sets?.digests
	};
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

// src/actions/prediction-columns.ts
/** Digest of which rows were tested and what their actual values were, whatever their order. */
function digestEvaluation({ hashes, split, target }) {
	const rows = Array.from(split.test, (row) => `${hashText(hashes, row)} ${actualText(target, row)}`).sort();
	return digestFile(rows.join("\n"));
}
/** The columns of `predictions.csv`: of each test row its identity, what is so and what was predicted, its weight and its slices. */
function predictionColumns({ project }, { split, target, evaluation, table, hashes }) {
	const ids = rowIds(hashes);
	const rowAt = (index) => split.test[index];
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
		...outcomeColumns(target, evaluation)
	];
	const taken = new Set(columns.map(({ name }) => name));
	const { data, gate } = project.config;
	for (const name of [...data.weight === void 0 ? [] : [data.weight], ...gate.slices?.columns ?? []]) {
		const column = table.columns.find((each) => each.name === name);
		if (column === void 0 || taken.has(name)) continue;
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

// src/actions/refuse-table-format.ts
/**
* Throws UserError where a folder with these entries is a table of Delta Lake, Hudi or Iceberg: its files hold rows
* that were deleted or replaced, and only its log says which.
*/
async function refuseTableFormat(files, folder, list) {
	const folders = new Set(list.filter(({ isFolder }) => isFolder).map(({ name }) => name));
	if (folders.has("_delta_log")) throw refusal(folder, "a Delta Lake table", "deltalake: DeltaTable(…).to_pyarrow_table()");
	if (folders.has(".hoodie")) throw refusal(folder, "a Hudi table", "Spark");
	if (!folders.has("metadata") || !folders.has("data")) return;
	if ((await files.list(`${folder}/metadata`)).some(({ name }) => name.endsWith(".metadata.json"))) throw refusal(folder, "an Iceberg table", "pyiceberg: table.scan().to_arrow()");
}
function refusal(folder, what, tool) {
	return new UserError(`Cannot read "${folder}": it is ${what}, whose log says which rows of its files count`, {
		file: folder,
		hint: `Write the table as Parquet first, for example with ${tool}`
	});
}

// src/actions/find-data-files.ts
const mostFiles = 1e4;
const mostEntries = 2e5;
/** Endings of data files: in a folder that is named as a whole, other files are left out. */
const dataEnding = /\.(csv|tsv|jsonl|ndjson|json|parquet)(\.(gz|zst))?$/i;
/** Whether the path means several files: a folder, or a pattern that is not itself the name of a file. */
async function isDataSet(files, path) {
	if (await files.size(path) !== void 0) return false;
	return isGlob(path) || isObject(path) || files.exists(path);
}
/** The files that data are read from: the one of that path, or those of a data set. Throws UserError. */
async function findFiles(files, path) {
	if (await isDataSet(files, path)) return findDataFiles(files, path);
	const bytes = await files.size(path) ?? 0;
	return [{
		path,
		source: showAddress(path),
		name: "",
		bytes,
		partitions: /* @__PURE__ */ new Map()
	}];
}
/**
* The files of a data set, in the order of their paths' bytes: those that a pattern matches, or the data files anywhere
* below a folder. Hidden names are left out (see `isHidden`); folders `key=value` from the first wildcard on, or below
* the folder, are Hive partitions. Throws UserError where there are no files or too many, for tables of Delta Lake,
* Iceberg and Hudi, for links to folders, and for what only DVC has.
*/
async function findDataFiles(files, path) {
	const isPattern = isGlob(path) && !await files.exists(path);
	const glob = isPattern ? parseGlob(path) : {
		...parseGlob("**"),
		base: path.replace(/(?<=.)\/+$/, "")
	};
	if (!await files.exists(glob.base) && await files.exists(`${glob.base}.dvc`)) throw dvcError(glob.base, `${glob.base}.dvc`);
	const parent = parentOf(glob.base);
	if (parent !== void 0) await refuseTableFormat(files, parent, await listParent(files, parent));
	const isWanted = (name) => isPattern || dataEnding.test(name);
	const found = [];
	for await (const each of walk({
		files,
		glob,
		path,
		isWanted,
		entries: 0
	}, [], glob.start)) {
		found.push(each);
		if (found.length > mostFiles) throw tooMany(path, `they are more than ${formatNumber(mostFiles)} files`);
	}
	if (found.length === 0) throw nothing(path, isPattern);
	return found.map((file) => ({
		file,
		key: Buffer.from(file.name)
	})).sort((a, b) => Buffer.compare(a.key, b.key)).map(({ file }) => file);
}
async function* walk(of, folder, state) {
	const { files, glob, path, isWanted } = of;
	const place = pathOf(glob, folder);
	const list = await files.list(place);
	of.entries += list.length;
	if (of.entries > mostEntries) throw tooMany(path, `they lie among more than ${formatNumber(mostEntries)} files and folders`);
	await refuseTableFormat(files, place, list);
	refuseDvc(of, list, place, state);
	for (const { name, isFolder } of list) {
		const next = name.endsWith(".dvc") ? void 0 : glob.step(state, name);
		if (next === void 0) continue;
		const inner = [...folder, name];
		if (isFolder) {
			yield* walk(of, inner, next);
			continue;
		}
		const full = pathOf(glob, inner);
		const bytes = await files.size(full);
		if (bytes === void 0) throw new UserError(`Cannot read "${full}": it is neither a file nor a folder`, {
			file: full,
			hint: "Links to folders are not followed: copy the data, or name the folder itself"
		});
		if (!glob.isMatch(next) || !isWanted(name)) continue;
		const partitions = readPartitions(folder, full);
		yield {
			path: full,
			source: full,
			name: inner.join("/"),
			bytes,
			partitions
		};
	}
}
/** A file or folder that only DVC has would be missing from the table without a word. */
function refuseDvc({ glob, isWanted }, list, place, state) {
	const names = new Set(list.map(({ name }) => name));
	for (const name of names) {
		const data = name.endsWith(".dvc") ? name.slice(0, -4) : "";
		const next = data === "" || names.has(data) ? void 0 : glob.step(state, data);
		if (next === void 0) continue;
		if (glob.isMatch(next) && isWanted(data) || !data.includes(".")) throw dvcError(`${place}/${data}`, `${place}/${name}`);
	}
}
/** In a bucket, who may list a folder need not be allowed to list the one above. */
async function listParent(files, parent) {
	const listing = files.list(parent);
	return isObject(parent) ? listing.catch(() => []) : listing;
}
/** The folder above one; undefined at the top of a tree or bucket, and above what is not named. */
function parentOf(folder) {
	if (folder === "." || folder === "/" || folder.endsWith("..")) return void 0;
	if (!folder.includes("/")) return ".";
	const parent = folder.slice(0, folder.lastIndexOf("/")) || "/";
	return parent.endsWith("/") && parent !== "/" ? void 0 : parent;
}
function pathOf({ base }, names) {
	if (names.length === 0) return base;
	return base === "." ? names.join("/") : `${base === "/" ? "" : base}/${names.join("/")}`;
}
function tooMany(path, why) {
	return new UserError(`Cannot read "${path}": ${why}`, { hint: "Name fewer files, or join them first" });
}
function nothing(path, isPattern) {
	return new UserError(isPattern ? `Cannot read "${path}": no file matches it` : `Cannot read "${path}": the folder holds no data files`, { hint: isPattern ? "Check the path; names that begin with a dot or an underscore match only where the pattern writes it" : "Data files end in .csv, .tsv, .jsonl, .ndjson, .json or .parquet, images in .jpg, .png or .webp; name others with a pattern such as data/*.txt" });
}

// src/actions/set-projects.ts
/**
* The project's sets: first the data of `data.path`, or those that a model is trained and tested on, then the others as
* they are written. Throws UserError for a check that asks none of them.
*/
function setsOf(project) {
	const { checks } = project.config;
	const { sets, dataPath } = project;
	const hasMain = dataPath !== void 0;
	for (const [index, { set }] of checks.entries()) if (set !== void 0) requireSet(project, set, project.place([
		"checks",
		index,
		"set"
	]));
	else if (!hasMain) throw new UserError("Cannot check the data: the check does not say which of data.sets it asks", {
		...project.place(["checks", index]),
		hint: `Add a set: ${[...sets.keys()].join(", ")}`
	});
	const roles = trainingSets.filter((name) => sets.has(name));
	const others = [...sets.keys()].filter((name) => !isTraining(name));
	return [
		...hasMain && roles.length === 0 ? [void 0] : [],
		...roles,
		...others
	].map((name) => ({
		name,
		project: setProject(project, name)
	}));
}
/** By the sets, which a project and those made of it share. */
const made = /* @__PURE__ */ new WeakMap();
/** The project as if the set were its data; the same one each time, so that a set is read once. */
function setProject(project, name) {
	const known = made.get(project.sets) ?? /* @__PURE__ */ new Map();
	made.set(project.sets, known);
	const found = known.get(name) ?? makeProject(project, name);
	known.set(name, found);
	return found;
}
/** Throws UserError, at the place, for a set that is not there. */
function requireSet({ sets }, name, place) {
	if (sets.has(name)) return;
	const names = [...sets.keys()];
	throw new UserError(`Cannot check the data: data.sets has no "${name}"${didYouMean(name, names)}`, {
		...place,
		hint: names.length > 0 ? `Its sets are ${names.join(", ")}` : "Name its file in data.sets"
	});
}
/** Whether checks that name no set are about it. */
function isMain(name) {
	return name === void 0 || isTraining(name);
}
function isTraining(name) {
	return trainingSets.some((each) => each === name);
}
function makeProject(project, name) {
	const { config, sets, dataPath } = project;
	const indices = [...config.checks.keys()].filter((index) => isAsked(config.checks[index], name));
	const { sha256, ...main } = config.data;
	const { path, csv, s3, split } = main;
	return {
		...project,
		dataPath: name === void 0 ? dataPath : sets.get(name),
		set: name,
		config: {
			...config,
			data: {
				...isMain(name) ? main : {
					path,
					csv,
					s3,
					split
				},
				...name === void 0 && { sha256 }
			},
			checks: indices.map((index) => config.checks[index])
		},
		place: (path, offset) => {
			const [section, index, ...rest] = path;
			const isCheck = section === "checks" && typeof index === "number";
			return project.place(isCheck ? [
				section,
				indices[index] ?? index,
				...rest
			] : path, offset);
		}
	};
}
/** What compares test with training rows is asked of the test rows. */
function isAsked({ set, overlap, time_overlap }, name) {
	if (set !== void 0) return set === name;
	return overlap === void 0 && time_overlap === void 0 ? isMain(name) : [void 0, "test"].includes(name);
}

export { columnOf, confusionChart, curveCharts, decide, digestEvaluation, divideRows, divideTable, findDataFiles, findFiles, findSeries, fitModel, foldStatistics, gapOf, givenDecision, hashGroups, isDataSet, isMain, leadingMetrics, listFolder, listForBundle, metricsTable, needsDecision, ownPredictionColumns, permuteColumns, placeBundle, planFeatures, planProjectColumns, predictRows, predictionColumns, prepareTraining, refuseLinks, reportTraining, requireSet, residualChart, roundsOf, runOf, runtimeOf, scanModel, setProject, setsOf, splitRule, tracked, withDerived };