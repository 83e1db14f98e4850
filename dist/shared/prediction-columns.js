import { weightsAt } from "./numbers.js";
import { confusionMatrix, findMetric, rankClass } from "./metrics.js";
import { renderTable } from "./markdown.js";
import { rowNamer } from "./tables.js";
import { digestFile, roleName } from "./evidence.js";
import { formatMetric, sliceNames } from "./gate.js";

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

export { cardMetrics, cardWaivers, classCurves, confusionChart, curveCharts, digestEvaluation, errorTenths, leadingOf, metricsTable, ownPredictionColumns, predictionColumns, residualChart };