import { UserError, counted, formatDuration, formatNumber, formatPercent } from "./core.js";
import { log, randomFrom, randomState, square } from "./numbers.js";
import { chooseThreshold, columnOf, costMatrix, logisticLoss, minimize, showParam, sigmoid, weightsAt } from "./learn.js";
import { confusionMatrix, findMetric, rankClass } from "./metrics.js";
import { renderTable } from "./markdown.js";
import { gapOf } from "./actions.js";
import { findColumn } from "./data.js";
import { hashGroups, placesOf, rankWithin, rowNamer } from "./tables.js";
import { evaluate, fitModel, predict, predictRows, widthOf } from "./fit-model.js";
import { digestFile, renderTrainingRows, roleName } from "./evidence.js";
import { formatMetric, sliceNames } from "./gate.js";
import { meanShares } from "./explain.js";

// src/learn/isotonic.ts
/**
* The non-decreasing function with the least squares, by pooling adjacent violators, as scikit-learn's
* IsotonicRegression with `out_of_bounds="clip"`: equal x count as their mean, and between knots it is straight.
*/
function fitIsotonic(x, y, weights) {
	const order = Uint32Array.from(x.keys()).filter((row) => weights?.[row] !== 0).sort((a, b) => x[a] - x[b]);
	const blocks = [];
	for (const row of order) {
		const value = x[row];
		const weight = weights?.[row] ?? 1;
		const last = blocks.at(-1);
		if (last !== void 0 && last.from === value) {
			last.sum += weight * y[row];
			last.size += weight;
		} else blocks.push({
			from: value,
			to: value,
			sum: weight * y[row],
			size: weight
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
function fitCalibration(method, { scores, actual, classes, weights }) {
	const parts = (classes === 2 ? [1] : Array.from({ length: classes }, (_, code) => code)).map((code) => ({
		x: Float64Array.from(actual, (_, row) => scores[row * classes + code]),
		y: Float64Array.from(actual, (own) => Number(own === code))
	}));
	return method === "sigmoid" ? {
		method,
		curves: parts.map(({ x, y }) => fitSigmoid(x, y, weights))
	} : {
		method,
		curves: parts.map(({ x, y }) => fitIsotonic(x, y, weights))
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
function fitSigmoid(x, y, weights) {
	const weightOf = (row) => weights?.[row] ?? 1;
	const total = y.reduce((sum, _, row) => sum + weightOf(row), 0);
	const positives = y.reduce((sum, each, row) => sum + each * weightOf(row), 0);
	const negatives = total - positives;
	const high = (positives + 1) / (positives + 2);
	const low = 1 / (negatives + 2);
	const codes = Int32Array.from({ length: 2 * x.length }, (_, at) => at < x.length ? 1 : 0);
	const shares = Float64Array.from(codes, (code, at) => {
		const target = y[at % x.length] === 1 ? high : low;
		return (code === 1 ? target : 1 - target) * weightOf(at % x.length) / total;
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
/** Where a regression errs; the mean residual (actual − predicted) is above 0 where predictions are too low. */
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
		y: { label: "Actual − predicted" },
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
	const all = placesOf(hashes, seed + .25);
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
				const values = columnOf(matrix, column);
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
		const values = columnOf(matrix, column);
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
	const show = (loss) => scores ? formatPercent(-loss) : `${formatNumber(loss / metrics.rmse, { digits: 3 })} × RMSE`;
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
/** The first three of these that a model has. */
function leadingOf(metrics) {
	return leadingMetrics.filter((name) => name in metrics).slice(0, 3);
}
function factsOf(metrics, { duration }) {
	return [...leadingOf(metrics).map((name) => ({
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
			gap: gapOf({
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

// src/actions/tracked.ts
/** Tells how far an engine is: the losses of its rounds where it has them, else its share of the work in percent. */
function roundsOf({ point }) {
	let told = 0;
	return (done, total, losses) => {
		if (losses !== void 0) {
			const { training, validation } = losses;
			for (; told < training.length; told++) {
				const ofOthers = validation && { validation_loss: validation[told] };
				point({
					step: told + 1,
					epoch: void 0,
					metrics: {
						training_loss: training[told],
						...ofOthers
					}
				});
			}
			return;
		}
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

export { calibrate, cardMetrics, cardWaivers, classCurves, confusionChart, curveCharts, decide, digestEvaluation, errorTenths, foldStatistics, givenDecision, leadingMetrics, leadingOf, learningCurve, metricsTable, needsDecision, ownPredictionColumns, permuteColumns, predictionColumns, reportTraining, residualChart, roundsOf, runOf, runtimeOf, splitRule, tracked, trainingRowsOf };