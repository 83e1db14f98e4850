import { UserError, checkExpression, dataInputs, dayMilliseconds, defineAction, didYouMean, digestFile, digestModel, escapeMarkdown, formatDuration, formatNumber, formatPercent, hashRows, identityColumns, loadTable, placeOfRow, planProjectColumns, profileOf, profileTable, projectInputs, renderTable, requireTarget, rowIds, takeRows, trainInputs, withDerived } from "./core.js";
import { classificationMetrics, confusionMatrix, findMetric, formatMetric, regressionMetrics, renderMetricsFile } from "./regression-metrics.js";
import { findMissingWords, signatureOf } from "./signature.js";
import { checkMemory, columnOf, predictForestOn, shareMatrix } from "./predict-forest.js";
import { divideRows } from "./divide-table.js";
import path from "node:path";

// src/tables/count-overlap.ts
/** How many of some rows have the hash of one of the others, by 53 of its bits. */
function countOverlap({ high, low }, rows, others) {
	const keyOf = (row) => high[row] * 2097152 + (low[row] >>> 11);
	const known = /* @__PURE__ */ new Set();
	for (const row of others) known.add(keyOf(row));
	return rows.reduce((count, row) => count + (known.has(keyOf(row)) ? 1 : 0), 0);
}

// src/features/date-part.ts
const dayLength = 864e5;
/** A part of a moment in UTC milliseconds since 1970, as DateFeature defines it. */
function datePart$1(milliseconds, part) {
	const days = Math.floor(milliseconds / dayLength);
	switch (part) {
		case "days": return days;
		case "month": return new Date(milliseconds).getUTCMonth() + 1;
		case "day_of_week": return ((days + 3) % 7 + 7) % 7;
		case "hour": return Math.floor((milliseconds - days * dayLength) / 36e5);
	}
}

// src/features/feature-plan.ts
/** Names of the matrix's columns, in order: `age`, `sex=female`, `sex=(rare)`, `sold.month`. */
function featureNames(plan) {
	return plan.features.flatMap(namesOf);
}
function namesOf(feature) {
	switch (feature.kind) {
		case "number": return [feature.column];
		case "date": return feature.parts.map((part) => `${feature.column}.${part}`);
		case "category": return [...feature.categories, ...feature.hasRare ? ["(rare)"] : []].map((category) => `${feature.column}=${category}`);
	}
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
		const block = data.subarray(at * count, (at + width) * count);
		if (feature.kind === "number") fillNumbers(block, feature, numbersOf(column), count, rowAt);
		else if (feature.kind === "date") fillDates(block, feature, numbersOf(column), count, rowAt);
		else fillCategories(block, feature, column, count, rowAt);
		at += width;
	}
	return {
		names,
		rows: count,
		data
	};
}
/** How many columns of the matrix a feature fills. */
function widthOf(feature) {
	if (feature.kind === "number") return 1;
	if (feature.kind === "date") return feature.parts.length;
	return feature.categories.length + (feature.hasRare ? 1 : 0);
}
function fillNumbers(block, { fill, scale }, values, count, rowAt) {
	const { mean, deviation } = scale ?? {
		mean: 0,
		deviation: 1
	};
	for (let index = 0; index < count; index++) {
		const value = values?.[rowAt(index)] ?? NaN;
		block[index] = ((Number.isNaN(value) ? fill : value) - mean) / deviation;
	}
}
function fillDates(block, { fill, parts, scales }, values, count, rowAt) {
	for (const [offset, part] of parts.entries()) {
		const { mean, deviation } = scales?.[offset] ?? {
			mean: 0,
			deviation: 1
		};
		for (let index = 0; index < count; index++) {
			const value = values?.[rowAt(index)] ?? NaN;
			const moment = Number.isNaN(value) ? fill : value;
			block[offset * count + index] = (datePart$1(moment, part) - mean) / deviation;
		}
	}
}
/** The block is zero before. */
function fillCategories(block, { fill, missing, categories, hasRare }, column, count, rowAt) {
	const offsets = new Map(categories.map((text, offset) => [text, offset]));
	const offsetOf = (text) => offsets.get(text) ?? (hasRare ? categories.length : -1);
	const filled = offsetOf(fill);
	const byCode = (column.kind === "text" ? column.dictionary : []).map((text) => text === "" || missing.includes(text) ? filled : offsetOf(text));
	for (let index = 0; index < count; index++) {
		const code = column.kind === "text" ? column.codes[rowAt(index)] : -1;
		const offset = code < 0 ? filled : byCode[code];
		if (offset >= 0) block[offset * count + index] = 1;
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

// src/actions/report-training.ts
/** The report of a training: how good the model is on the test rows, against the dummy, and what it looks at. */
function reportTraining(training) {
	const { target, evaluation, testRows } = training;
	const charts = [importanceChart(training.plan, training.importance)];
	charts.push(target.task === "regression" ? residualChart(training) : confusionChart(target, testRows, evaluation));
	const sections = [
		{
			title: "Training",
			rank: 2,
			findings: training.findings,
			text: [`${training.engine}, ${formatNumber(training.trainCount)} training rows and ${formatNumber(testRows.length)} test rows, ${training.importance.length} features; target ${training.targetName}${target.task === "regression" ? "" : ` with ${target.classes.length} classes`}.`]
		},
		{
			title: "Metrics on the test rows",
			rank: 4,
			folded: true,
			tables: [metricsTable$1(evaluation.metrics, training.dummy)]
		},
		{
			title: "What the model looks at, and where it errs",
			rank: 5,
			folded: true,
			charts
		}
	];
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
/** Importance by raw column (its features' sum), the largest fifteen. */
function importanceChart(plan, importance) {
	let at = 0;
	const columns = plan.features.map((feature) => {
		const width = widthOf(feature);
		let sum = 0;
		for (let index = at; index < at + width; index++) sum += importance[index];
		at += width;
		return {
			name: feature.column,
			share: sum
		};
	});
	const top = columns.sort((a, b) => b.share - a.share).slice(0, 15);
	return {
		kind: "bar",
		title: `Importance of columns${columns.length > top.length ? ` (the first ${top.length} of ${columns.length})` : ""}`,
		x: {
			label: "Column",
			values: top.map(({ name }) => name)
		},
		y: { label: "Share of the impurity that its splits remove" },
		series: [{
			label: "Importance",
			values: top.map(({ share }) => Number(share.toPrecision(4)))
		}]
	};
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

// src/features/fit-features.ts
/** From how many different values on a text may be taken for an identifier, and what share must differ. */
const identifier = {
	distinct: 20,
	share: .9
};
/**
* Learns the features from the training rows (indices into the table): imputation by median or mode, one-hot
* categories, parts of dates, scaling. Throws UserError when the target or an excluded column does not exist, or
* no column is usable.
*/
function fitFeatures(table, rows, options) {
	const { target, exclude = [] } = options;
	const names = table.columns.map((column) => column.name);
	for (const name of [target, ...exclude]) if (!names.includes(name)) throw new UserError(`Cannot use "${table.source}": it has no column "${name}"${didYouMean(name, names)}`);
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
	if (column.kind === "text") return fitCategories(column, rows, options.maxCategories ?? 100);
	const sorted = presentValues(column, rows).sort();
	if (sorted.length === 0) return "every value is missing";
	if (sorted[0] === sorted.at(-1)) return "has one value only";
	const { name, type } = column;
	if (type === "date" || type === "datetime") {
		const parts = [
			"days",
			"month",
			"day_of_week",
			...type === "datetime" ? ["hour"] : []
		];
		const fill = sorted[Math.floor((sorted.length - 1) / 2)];
		const date = {
			kind: "date",
			column: name,
			type,
			fill,
			parts
		};
		if (!options.scale) return date;
		const filled = fillMissing(column, rows, fill);
		return {
			...date,
			scales: parts.map((part) => fitScale(filled.map((value) => datePart$1(value, part))))
		};
	}
	const fill = type === "boolean" ? mode(sorted) : median(sorted);
	return {
		kind: "number",
		column: name,
		type,
		fill,
		...options.scale && { scale: fitScale(fillMissing(column, rows, fill)) }
	};
}
function fitCategories(column, rows, maxCategories) {
	const counts = new Float64Array(column.dictionary.length);
	for (const row of rows) {
		const code = column.codes[row];
		if (code >= 0) counts[code]++;
	}
	const { missing } = findMissingWords(column);
	const ranked = column.dictionary.map((text, code) => ({
		text,
		count: counts[code]
	})).filter(({ text, count }) => count > 0 && text !== "" && !missing.includes(text)).sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
	const fill = ranked[0]?.text;
	if (fill === void 0) return "every value is missing";
	if (ranked.length === 1) return "has one value only";
	const present = ranked.reduce((sum, { count }) => sum + count, 0);
	if (ranked.length >= identifier.distinct && ranked.length > identifier.share * present) return `looks like an identifier: ${formatNumber(ranked.length)} of ${formatNumber(present)} values differ`;
	const categories = ranked.slice(0, maxCategories).map(({ text }) => text).sort((a, b) => a < b ? -1 : 1);
	const hasRare = ranked.length > maxCategories;
	return {
		kind: "category",
		column: column.name,
		type: "text",
		fill,
		missing,
		categories,
		hasRare
	};
}
function presentValues({ values }, rows) {
	const present = new Float64Array(rows.length);
	let count = 0;
	for (let index = 0; index < rows.length; index++) {
		const value = values[rows[index]];
		if (!Number.isNaN(value)) present[count++] = value;
	}
	return present.subarray(0, count);
}
function fillMissing(column, rows, fill) {
	return Float64Array.from(rows, (row) => {
		const value = column.values[row];
		return Number.isNaN(value) ? fill : value;
	});
}
function median(sorted) {
	const upper = sorted.length >> 1;
	if (sorted.length % 2 === 1) return sorted[upper];
	const [low, high] = [sorted[upper - 1], sorted[upper]];
	return low === high ? low : low / 2 + high / 2;
}
/** Of 0 and 1; 0 where they tie, as scikit-learn's SimpleImputer takes the smallest. */
function mode(sorted) {
	return sorted[Math.floor((sorted.length - 1) / 2)];
}
/** Infinite values do not count. What varies by rounding alone is not scaled, by scikit-learn's bound (1.9). */
function fitScale(values) {
	const finite = values.filter(Number.isFinite);
	const count = Math.max(1, finite.length);
	const mean = finite.reduce((sum, value) => sum + value / count, 0);
	const variance = finite.reduce((sum, value) => sum + (value - mean) ** 2 / count, 0);
	return {
		mean,
		deviation: variance > count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2 && Number.isFinite(variance) ? Math.sqrt(variance) : 1
	};
}

// src/learn/dummy.ts
/** Learns the mean (or median) of the target; NaN without rows. */
function trainDummyRegressor(target, strategy = "mean") {
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
/** Learns the shares of the classes from codes 0 … classes - 1. */
function trainDummyClassifier(target, classes, strategy = "prior") {
	const counts = new Float64Array(classes);
	for (const code of target) counts[code] = counts[code] + 1;
	const code = counts.indexOf(counts.reduce((most, each) => Math.max(most, each), 0));
	return {
		strategy,
		code,
		scores: strategy === "prior" ? counts.map((each) => each / target.length) : counts.map((_, each) => Number(each === code))
	};
}

// src/learn/evaluate.ts
/**
* Judges a model's outputs (rows × outputs, row-major: the prediction, or a probability a class) against the
* target in the given table rows. The predicted class is the first of the most probable ones, as NumPy's argmax.
* Metrics of the positive class are left out where nobody said which of two text classes it is.
*/
function evaluate(target, rows, outputs) {
	if (target.task === "regression") {
		const actual = Float64Array.from(rows, (row) => target.values[row]);
		return {
			predicted: outputs,
			scores: void 0,
			metrics: regressionMetrics(actual, outputs)
		};
	}
	const { classes, positive } = target;
	const actual = Int32Array.from(rows, (row) => target.values[row]);
	const predicted = mostProbable(outputs, classes.length);
	const metrics = classificationMetrics({
		actual,
		predicted,
		scores: outputs,
		classes,
		positive
	});
	if (classes.length === 2 && positive === void 0) for (const name of [
		"f1",
		"precision",
		"recall"
	]) delete metrics[name];
	return {
		predicted,
		scores: outputs,
		metrics
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

// src/learn/forest-params.ts
const count = (least) => ({
	accepts: (value) => isWhole(value) && value >= least && value <= 2147483647,
	expected: `a whole number from ${least}`
});
const countOrShare = (least, share) => ({
	accepts: (value) => count(least).accepts(value) || isShare(value),
	expected: `a whole number from ${least}, or a share of the ${share} below 1`
});
const oneOf = (...allowed) => ({
	accepts: (value) => allowed.includes(value),
	expected: allowed.map((each) => typeof each === "string" ? `"${each}"` : String(each)).join(" or ")
});
const either = (...choices) => ({
	accepts: (value) => choices.some((choice) => choice.accepts(value)),
	expected: choices.map((choice) => choice.expected).join(", or ")
});
/**
* Parses `train.params` for a forest; defaults are scikit-learn 1.9's. Throws UserError naming key and value, at the
* place that `place` has for the key.
*/
function parseForestParams(params, task, place = () => ({})) {
	const criterion = task === "regression" ? "squared_error" : "gini";
	const parameters = {
		n_estimators: count(1),
		criterion: oneOf(criterion),
		max_depth: either(count(1), oneOf(null)),
		min_samples_split: countOrShare(2, "rows"),
		min_samples_leaf: countOrShare(1, "rows"),
		max_features: either(oneOf("sqrt", "log2", null), countOrShare(1, "features")),
		bootstrap: oneOf(true, false),
		max_samples: either(countOrShare(1, "rows"), oneOf(null))
	};
	for (const [name, value] of Object.entries(params)) {
		if (!Object.hasOwn(parameters, name)) throw unknownParameter(name, Object.keys(parameters), place(name));
		const { accepts, expected } = parameters[name];
		if (!accepts(value)) throw new UserError(`Cannot train a random forest: "${name}" is ${typeof value === "number" ? value : JSON.stringify(value)}, expected ${expected}`, place(name));
	}
	return {
		n_estimators: 100,
		criterion,
		max_depth: null,
		min_samples_split: 2,
		min_samples_leaf: 1,
		max_features: task === "regression" ? 1 : "sqrt",
		bootstrap: true,
		max_samples: null,
		...params
	};
}
/** The counts that the parameters mean, rounded as scikit-learn does; never more features than there are. */
function forestSizes(params, rows, features) {
	const { min_samples_leaf, min_samples_split, max_samples } = params;
	const minLeaf = min_samples_leaf >= 1 ? min_samples_leaf : Math.ceil(min_samples_leaf * rows);
	const minSplit = min_samples_split >= 2 ? min_samples_split : Math.ceil(min_samples_split * rows);
	const samples = max_samples !== null && max_samples > 1 ? max_samples : Math.max(1, roundHalfEven(rows * (max_samples === null || max_samples > 1 ? 1 : max_samples)));
	return {
		maxFeatures: Math.max(1, Math.min(features, featureCount(params.max_features, features))),
		minSplit: Math.max(2, minSplit, 2 * minLeaf),
		minLeaf,
		maxDepth: params.max_depth ?? 2147483647,
		draws: params.bootstrap ? samples : 0
	};
}
function featureCount(wanted, features) {
	if (wanted === null) return features;
	if (wanted === "sqrt") return Math.floor(Math.sqrt(features));
	if (wanted === "log2") return Math.floor(Math.log2(features));
	return wanted > 1 ? wanted : Math.floor(wanted * features);
}
function unknownParameter(name, known, place) {
	const elsewhere = {
		random_state: "The seed is data.split.seed",
		n_jobs: "All cores are used; the model does not depend on their number"
	};
	return new UserError(`Cannot train a random forest: unknown parameter "${name}"${didYouMean(name, known)}`, {
		...place,
		hint: Object.hasOwn(elsewhere, name) ? elsewhere[name] : `The parameters are ${known.join(", ")}`
	});
}
function isWhole(value) {
	return Number.isSafeInteger(value);
}
function isShare(value) {
	return typeof value === "number" && value > 0 && value < 1;
}
/** Python's round(). */
function roundHalfEven(value) {
	const floor = Math.floor(value);
	if (value - floor !== .5) return Math.round(value);
	return floor % 2 === 0 ? floor : floor + 1;
}

// src/learn/scale-target.ts
/**
* The target as the kernel takes it. Numbers (`classes` is 0) are centred and divided by a power of two, so that
* squares neither overflow nor cancel; class codes stay. Throws UserError where a number is missing or too large for
* float32, RangeError where a code is no class.
*/
function scaleTarget(target, classes) {
	const shared = new Float64Array(new SharedArrayBuffer(8 * target.length));
	if (classes > 0) {
		if (target.some((code) => !Number.isInteger(code) || code < 0 || code >= classes)) throw new RangeError(`Class codes are whole numbers from 0 to ${classes - 1}`);
		shared.set(target);
		return {
			target: shared,
			offset: classes === 1 ? 1 : 0,
			scale: 1
		};
	}
	let offset = 0;
	for (const [row, value] of target.entries()) {
		if (!(Math.abs(value) <= 34e37)) throw new UserError(`Cannot train: the target is ${value} in training row ${row}, expected a number within ±3.4e38`);
		offset += (value - offset) / (row + 1);
	}
	let greatest = 0;
	for (const value of target) greatest = Math.max(greatest, Math.abs(value - offset));
	const scale = greatest > 0 ? 2 ** Math.max(-1e3, Math.ceil(Math.log2(greatest))) : 1;
	for (const [row, value] of target.entries()) shared[row] = (value - offset) / scale;
	return {
		target: shared,
		offset,
		scale
	};
}

// src/learn/forest.ts
/**
* Trains a random forest on the pool's threads: the same rows, parameters and seed give the same forest, whatever
* their number. Splits are sought between the borders of 255 bins a feature. Throws UserError where a value is
* missing or infinite, and before it starts where the forest would not fit into memory.
*/
async function trainForest(training) {
	const { matrix, params, pool, onProgress, signal } = training;
	checkMatrix(matrix, training.target);
	const job = planForest(training);
	const binning = {
		...job,
		data: shareMatrix(matrix).data
	};
	await pool.run("bins", binning, job.features, { signal });
	const grown = await pool.run("forest", job, params.n_estimators, {
		signal,
		onDone: (done) => onProgress?.(done, params.n_estimators)
	});
	return {
		trees: grown.map(({ gain: _, ...tree }) => tree),
		outputs: job.outputs,
		importance: importanceOf(grown, job.features)
	};
}
function planForest({ matrix, target, classes, params, seed }) {
	const { rows } = matrix;
	const features = matrix.names.length;
	const shape = {
		rows,
		features,
		outputs: Math.max(1, classes),
		sizes: forestSizes(params, rows, features)
	};
	checkMemory(shape, params.n_estimators);
	return {
		...shape,
		...scaleTarget(target, classes),
		bins: new Uint8Array(new SharedArrayBuffer(rows * features)),
		lows: new Float32Array(new SharedArrayBuffer(4 * features * 256)),
		highs: new Float32Array(new SharedArrayBuffer(4 * features * 256)),
		seed
	};
}
function checkMatrix(matrix, target) {
	const { names, rows, data } = matrix;
	if (target.length !== rows || data.length !== rows * names.length) throw new RangeError(`A matrix of ${rows} × ${names.length} got ${data.length} values and ${target.length} targets`);
	if (rows === 0) throw new UserError("Cannot train: there are no training rows");
	if (names.length === 0) throw new UserError("Cannot train: there are no features");
	for (const [column, name] of names.entries()) {
		const values = columnOf(matrix, column);
		const row = values.findIndex((value) => !Number.isFinite(value));
		if (row >= 0) throw new UserError(`Cannot train: feature "${name}" is ${values[row]} in training row ${row}, expected a number within ±3.4e38`);
	}
}
/** The mean of the trees' own importances, those without a split left out, made to sum to 1 (scikit-learn 1.9). */
function importanceOf(trees, features) {
	const importance = new Float64Array(features);
	for (const { gain } of trees) {
		const total = gain.reduce((sum, each) => sum + each, 0);
		if (total > 0) for (const [feature, each] of gain.entries()) importance[feature] += each / total;
	}
	const total = importance.reduce((sum, each) => sum + each, 0);
	return total > 0 ? importance.map((each) => each / total) : importance;
}

// src/learn/target.ts
/** More classes than this are an identifier, not a target. */
const classLimit = 1e3;
/** Characters; a manifest holds no longer ones. */
const longestLabel = 1e3;
/**
* Encodes the target column. Text, booleans and numbers that are all 0 or 1 are classes, other numbers are
* regression, unless `task` says otherwise. Throws UserError where nothing can be learned: no values, one value.
*/
function encodeTarget(column, options = {}) {
	const { place = () => ({}) } = options;
	const at = place("target");
	const target = (options.task ?? taskOf(column, at)) === "regression" ? encodeNumbers(column, at) : encodeClasses(column, at);
	if (target.rows.length === 0) throw new UserError(`Cannot train: every value of the target "${column.name}" is missing`, {
		...at,
		hint: "Check data.target and how the file writes missing values"
	});
	return {
		...target,
		positive: positiveOf(column, target.classes, options.positive, place("positive"))
	};
}
function taskOf(column, place) {
	if (column.kind === "text") refuseNearlyNumbers(column, place);
	if (column.kind === "text" || column.type === "boolean") return "classification";
	return column.values.every((value) => value === 0 || value === 1 || Number.isNaN(value)) ? "classification" : "regression";
}
/** So many different numbers are measurements: a few cells that are none must not make classes of them. */
const manyNumbers = 20;
function refuseNearlyNumbers(column, place) {
	const labels = [...labelsOf(column).values()];
	const numbers = labels.filter((label) => /^\s*[-+]?[\d.]/.test(label) && Number.isFinite(Number(label)));
	if (numbers.length <= manyNumbers || numbers.length < .9 * labels.length) return;
	const odd = labels.find((label) => String(Number(label)) !== label);
	if (odd === void 0) return;
	throw new UserError(`Cannot train: ${numbers.length} of ${labels.length} different values of the target "${column.name}" are numbers, but "${odd}" is not read as one`, {
		...place,
		hint: "Write it as a plain decimal number (integers up to 2^53), or set train.task: classification"
	});
}
function encodeNumbers(column, place) {
	if (column.kind === "text") throw new UserError(`Cannot train a regression: the target "${column.name}" is text`, {
		...place,
		hint: "Remove train.task, or name a numeric column as data.target"
	});
	const { values } = column;
	const rows = rowsWhere(values.length, (row) => !Number.isNaN(values[row]));
	if (rows.length > 0 && rows.every((row) => values[row] === values[rows[0]])) throw new UserError(`Cannot train: the target "${column.name}" has the same value in every row`, {
		...place,
		hint: "A model has nothing to learn from a constant; check data.target"
	});
	return {
		task: "regression",
		rows,
		values,
		classes: []
	};
}
function encodeClasses(column, place) {
	const labels = labelsOf(column);
	const classes = [...new Set(labels.values())].sort(byNumberThenText);
	if (classes.length === 1) throw new UserError(`Cannot train: the target "${column.name}" has one class only, "${classes[0]}"`, {
		...place,
		hint: "A classifier needs at least two classes; check data.target"
	});
	if (classes.length > classLimit) throw new UserError(`Cannot train: the target "${column.name}" has ${classes.length.toLocaleString("en")} classes, at most ${classLimit} are possible`, {
		...place,
		hint: "It looks like an identifier or a number; check data.target and train.task"
	});
	const long = classes.find((label) => label.length > longestLabel);
	if (long !== void 0) throw new UserError(`Cannot train: the target "${column.name}" has a class of ${long.length.toLocaleString("en")} characters, at most ${longestLabel} are possible`, {
		...place,
		hint: "It looks like a text, not a class; check data.target"
	});
	const codeOfClass = new Map(classes.map((label, code) => [label, code]));
	const codeOfKey = new Map([...labels].map(([key, label]) => [key, codeOfClass.get(label)]));
	const keys = column.kind === "text" ? column.codes : column.values;
	const values = Int32Array.from(keys, (key) => codeOfKey.get(key) ?? -1);
	return {
		task: "classification",
		rows: rowsWhere(values.length, (row) => values[row] >= 0),
		values,
		classes
	};
}
/** Label of each distinct value: by dictionary code for text, by number otherwise. Values that occur only. */
function labelsOf(column) {
	const labels = /* @__PURE__ */ new Map();
	if (column.kind === "text") {
		for (const code of column.codes) if (code >= 0 && !labels.has(code)) labels.set(code, column.dictionary[code]);
		return labels;
	}
	for (const value of column.values) {
		if (Number.isNaN(value) || labels.has(value)) continue;
		labels.set(value, column.type === "boolean" ? String(value === 1) : String(value));
		if (labels.size > 100 * classLimit) break;
	}
	return labels;
}
function positiveOf(column, classes, wanted, place) {
	if (wanted !== void 0) {
		const found = classes.indexOf(String(wanted));
		if (found >= 0 && classes.length === 2) return found;
		throw new UserError(classes.length === 2 ? `Cannot use data.positive: "${wanted}" is no class of "${column.name}", which has ${classes.map((each) => `"${each}"`).join(" and ")}` : `Cannot use data.positive: "${column.name}" has ${classes.length || "no"} classes, a positive class needs two`, {
			...place,
			hint: classes.length === 2 ? "Set data.positive to one of them" : "Remove data.positive"
		});
	}
	if (classes.length !== 2) return void 0;
	const index = classes.findIndex((label) => label === "1" || label === "true");
	return index >= 0 ? index : void 0;
}
function byNumberThenText(a, b) {
	const difference = Number(a) - Number(b);
	if (!Number.isNaN(difference) && difference !== 0) return difference;
	return a < b ? -1 : a > b ? 1 : 0;
}
function rowsWhere(count, holds) {
	const rows = new Uint32Array(count);
	let length = 0;
	for (let row = 0; row < count; row++) if (holds(row)) rows[length++] = row;
	return rows.slice(0, length);
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
	if (feature.kind === "category") return lowerCategories(graph, feature, value);
	const fill = graph.constant("double", feature.fill);
	const filled = graph.node("Where", [
		graph.node("IsNaN", [value]),
		fill,
		value
	]);
	if (feature.kind === "number") return [toBlock(graph, filled, feature.scale)];
	return feature.parts.map((part, index) => toBlock(graph, lowerDatePart(graph, filled, part), feature.scales?.[index]));
}
function toBlock(graph, value, scale) {
	let scaled = value;
	if (scale !== void 0) {
		scaled = graph.node("Sub", [scaled, graph.constant("double", scale.mean)]);
		scaled = graph.node("Div", [scaled, graph.constant("double", scale.deviation)]);
	}
	const narrow = graph.node("Cast", [scaled], { to: { int: 1 } });
	return graph.node("Unsqueeze", [narrow, graph.constant("int64", [1])]);
}
function lowerCategories(graph, { fill, missing, categories, hasRare }, value) {
	const replacement = graph.constant("string", fill);
	const filled = ["", ...missing].reduce((current, text) => {
		const isMissing = graph.node("Equal", [current, graph.constant("string", text)]);
		return graph.node("Where", [
			isMissing,
			replacement,
			current
		]);
	}, value);
	const attributes = {
		cats_strings: { texts: categories },
		zeros: { int: 1 }
	};
	const oneHot = graph.node("OneHotEncoder", [filled], attributes, "ai.onnx.ml");
	if (!hasRare) return [oneHot];
	const hits = graph.node("ReduceSum", [oneHot, graph.constant("int64", [1])], { keepdims: { int: 1 } });
	return [oneHot, graph.node("Sub", [graph.constant("float", 1), hits])];
}
/** The parts of features/date-part.ts in float64; the month by Howard Hinnant's `civil_from_days`. */
function lowerDatePart(graph, milliseconds, part) {
	const number = (value) => graph.constant("double", value);
	const add = (a, b) => graph.node("Add", [a, number(b)]);
	const times = (a, b) => graph.node("Mul", [a, number(b)]);
	const minus = (a, b) => graph.node("Sub", [a, b]);
	const over = (a, b) => graph.node("Floor", [graph.node("Div", [a, number(b)])]);
	const modulo = (a, b) => minus(a, times(over(a, b), b));
	const days = over(milliseconds, 864e5);
	if (part === "days") return days;
	if (part === "day_of_week") return modulo(add(days, 3), 7);
	if (part === "hour") return over(minus(milliseconds, times(days, 864e5)), 36e5);
	const dayOfEra = modulo(add(days, 719468), 146097);
	const leapDays = minus(minus(over(dayOfEra, 36524), over(dayOfEra, 1460)), over(dayOfEra, 146096));
	const yearOfEra = over(graph.node("Add", [dayOfEra, leapDays]), 365);
	return add(modulo(add(over(add(times(minus(dayOfEra, minus(graph.node("Add", [times(yearOfEra, 365), over(yearOfEra, 4)]), over(yearOfEra, 100))), 5), 2), 153), 2), 12), 1);
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
function join$1(message) {
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
			const result = unused(op.toLowerCase());
			nodes.push(messageField(1, encodeNode({
				op,
				inputs: names,
				attributes,
				domain,
				output: result
			})));
			return result;
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
				output: free
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
		textField(2, node.output),
		textField(3, node.output),
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

// src/actions/train-model.ts
/**
* Splits the rows, unless they came divided into `sets`; fits the features on the training rows, trains, and evaluates
* on the test rows.
*/
async function trainModel(context, raw, sets) {
	const { project, workers, log, signal, clock } = context;
	const { data, train } = project.config;
	const targetName = requireTarget(project);
	const target = encodeTarget(requireColumns(raw, targetName, project), {
		task: train.task,
		positive: data.positive,
		place: (key) => project.place(["data", key])
	});
	const params = parseForestParams(train.params, target.task, (name) => project.place([
		"train",
		"params",
		name
	]));
	const derived = planProjectColumns(project, raw);
	const table = withDerived(raw, derived);
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
	const plan = fitFeatures(table, split.train, {
		target: targetName,
		exclude: [.../* @__PURE__ */ new Set([
			...data.exclude ?? [],
			...data.key ?? [],
			...data.split.group ? [data.split.group] : []
		])].filter((name) => name !== targetName),
		scale: false
	});
	refuseInfinite(table, target, targetName, plan);
	const columns = signatureOf(table, usedColumns(plan, derived));
	lowerFeatures(createGraph(), {
		plan,
		columns,
		derived
	});
	const pool = workers.pool();
	const started = clock.now();
	const progress = log.progress(`Training ${train.engine} with ${params.n_estimators} trees`);
	const forest = await trainForest({
		matrix: transformFeatures(plan, table, split.train),
		target: valuesAt(target, split.train),
		classes: target.classes.length,
		params,
		seed: data.split.seed,
		pool,
		signal,
		onProgress: (done, total) => progress.update(done, total)
	});
	const duration = clock.now() - started;
	progress.end();
	const outputs = await predictForestOn(pool, {
		forest,
		matrix: transformFeatures(plan, table, split.test),
		rows: void 0,
		signal
	});
	const dummy = evaluate(target, split.test, dummyOutputs(target, split.train, split.test.length)).metrics;
	const evaluation = evaluate(target, split.test, outputs);
	return {
		raw,
		table,
		derived,
		target,
		targetName,
		identity,
		hashes,
		split,
		setDigests: sets?.digests,
		plan,
		columns,
		params,
		forest,
		evaluation,
		dummy,
		duration
	};
}
/** The target of some rows, as engines take it. */
function valuesAt(target, rows) {
	return target.task === "regression" ? Float64Array.from(rows, (row) => target.values[row]) : Int32Array.from(rows, (row) => target.values[row]);
}

// src/evidence/predictions.ts
/** `evidence/predictions.csv`, in chunks of some thousand rows: one line a test row, fields quoted where needed. */
function* renderPredictions(rows, columns) {
	const encoder = new TextEncoder();
	let lines = [columns.map(({ name }) => quote(name)).join(",")];
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
	return quote(value);
}
/** RFC 4180. */
function quote(text) {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
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
	switch (feature.kind) {
		case "number": return `missing becomes ${feature.type === "boolean" ? feature.fill === 1 : formatNumber(feature.fill)}`;
		case "date": return `as ${feature.parts.join(", ").replaceAll("_", " ")}; missing becomes ${new Date(feature.fill).toISOString().slice(0, 10)}`;
		case "category": return `one-hot, ${formatNumber(widthOf(feature))} features${feature.hasRare ? ", the last for rare categories" : ""}; missing becomes "${feature.fill}"`;
	}
}
function droppedTable({ dropped }) {
	return renderTable({
		columns: [{ label: "Column" }, { label: "Why" }],
		rows: dropped.map(({ name, reason }) => [name, reason])
	}, 50);
}
function limits({ rows, task }, { features }) {
	const knowsCategories = features.some((feature) => feature.kind === "category" && !feature.hasRare);
	return [
		"The test rows come from the same data as the training rows: on rows of another time, place or source it may be worse.",
		...rows.test < fewRows ? [`${formatNumber(rows.test)} test rows are few: take the metrics as a hint.`] : [],
		...task === "regression" ? ["It averages what it was trained on, and never predicts beyond the least and the greatest of that."] : [],
		...knowsCategories ? ["A category that was not in the training rows counts as none of the known ones."] : [],
		"Whether it treats groups of people alike was not examined here."
	];
}
function originTable(manifest) {
	const { digests, params, split } = manifest;
	const rows = [
		["Parameters", Object.entries(params).map(([name, value]) => `${name}: ${value}`).join(", ")],
		["Split", split.rule === "sets" ? `by sets: ${Object.keys(split.sets).join(", ")}` : `by ${split.rule}${split.column === void 0 ? "" : ` (${split.column})`}, ${formatPercent(split.test)} for the test, seed ${split.seed}`],
		["Digest of the data", digests.data],
		["Digest of the model", digests.model],
		...manifest.commit === void 0 ? [] : [["Commit", manifest.commit]]
	];
	return renderTable({
		columns: [{ label: "What" }, { label: "Value" }],
		rows
	}, rows.length);
}

// src/model/onnx-ensemble.ts
/** Counts what the trees need, before anything large is made. */
function planEnsemble(trees, outputs) {
	const layered = trees.map((tree) => planLayers(tree, outputs));
	let nodeCount = 0;
	for (const { sizes } of layered) for (const size of sizes) nodeCount += Math.max(1, size);
	return {
		outputs,
		layered,
		nodeCount
	};
}
/**
* The attributes of TreeEnsemble (ai.onnx.ml 5) that sums the trees' values in float64, so that float32 leaves add
* up to the same number in any order and ties stay ties.
*/
function ensembleAttributes({ outputs, layered, nodeCount }) {
	const nodes = createNodes(nodeCount, nodeCount + 2 * layered.reduce((sum, { sizes }) => sum + sizes.length, 0));
	const roots = [];
	for (const plan of layered) plan.sizes.forEach((_, layer) => {
		roots.push(nodes.next);
		writeLayer(nodes, {
			plan,
			layer,
			outputs
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
		n_targets: { int: outputs },
		nodes_falseleafs: { ints: nodes.isFalseLeaf },
		nodes_falsenodeids: { ints: nodes.falseBranch },
		nodes_featureids: { ints: nodes.feature },
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
function planLayers(tree, outputs) {
	const count = tree.feature.length;
	const depth = new Uint16Array(count);
	const sizes = [0];
	for (let node = count - 1; node >= 0; node--) if (tree.feature[node] < 0) depth[node] = countValues(tree, node, outputs);
	else {
		const [left, right] = [tree.left[node], tree.right[node]];
		if (left <= node || right <= node) throw new Error(`tree node ${node} does not come before its children`);
		depth[node] = Math.max(1, depth[left], depth[right]);
		for (let layer = 0; layer < depth[node]; layer++) sizes[layer] = (sizes[layer] ?? 0) + 1;
	}
	for (let layer = sizes.length; layer < depth[0]; layer++) sizes.push(0);
	return {
		tree,
		depth,
		sizes
	};
}
function countValues({ value }, node, outputs) {
	let count = 0;
	for (let output = 0; output < outputs; output++) if (value[node * outputs + output] !== 0) count++;
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
function writeLayer(nodes, { plan, layer, outputs }) {
	const { tree, depth } = plan;
	const isSplit = (node) => tree.feature[node] >= 0 && (layer === 0 || depth[node] > layer);
	if (nodes.nextLeaf === nodes.next + 1) nodes.nextLeaf++;
	if (!isSplit(0)) {
		writeLonelyLeaf(nodes, {
			plan,
			layer,
			outputs
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
		const [left, right] = [tree.left[node], tree.right[node]];
		if (isSplit(left)) places[left] = nodes.trueBranch[place] = nodes.next++;
		else {
			nodes.isTrueLeaf[place] = 1;
			nodes.trueBranch[place] = writeLeaf(nodes, left, {
				plan,
				layer,
				outputs
			});
		}
		if (isSplit(right)) places[right] = nodes.falseBranch[place] = nodes.next++;
		else {
			nodes.isFalseLeaf[place] = 1;
			nodes.falseBranch[place] = writeLeaf(nodes, right, {
				plan,
				layer,
				outputs
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
function writeLeaf(nodes, node, { plan: { tree }, layer, outputs }) {
	const place = nodes.nextLeaf++;
	if (tree.feature[node] >= 0) return place;
	let rank = 0;
	for (let output = 0; output < outputs; output++) {
		const value = tree.value[node * outputs + output];
		if (value === 0 || rank++ < layer) continue;
		nodes.leafTarget[place] = output;
		nodes.leafWeight[place] = value;
		break;
	}
	return place;
}

// src/model/onnx-forest.ts
/** No reader of protobuf takes more. */
const largestFile = 2 ** 31 - 1;
/** Bytes that a split and its share of leaves take at the very least. */
const leastSplit = 23;
/**
* The whole way from raw columns to the prediction as one ONNX file: an input of shape [rows] for each raw column
* (int64, double, bool, string; see `elementType`), and as outputs for regression `prediction` (double, [rows]),
* for classification `label` (string, [rows]) and `probabilities` (double, rows × classes). A `_` is appended to
* an output whose name a column has. Predictions equal predictForest's. Throws UserError for a derived column that
* ONNX cannot express, and where the file would be larger than any reader takes.
*/
function onnxForest(options) {
	const { name, forest, classes, metadata } = options;
	const nodes = forest.trees.reduce((sum, tree) => sum + tree.feature.length, 0);
	if (nodes / 2 * leastSplit > largestFile) throw tooLarge(nodes);
	const ensemble = planEnsemble(forest.trees, forest.outputs);
	if (ensemble.nodeCount * leastSplit > largestFile) throw tooLarge(nodes);
	const graph = createGraph();
	const features = lowerFeatures(graph, options);
	const wide = graph.node("Cast", [features], { to: { int: 11 } });
	const sums = graph.node("TreeEnsemble", [wide], ensembleAttributes(ensemble), "ai.onnx.ml");
	const means = graph.node("Div", [sums, graph.constant("double", forest.trees.length)]);
	if (classes.length === 0) {
		const flat = graph.node("Reshape", [means, graph.constant("int64", [-1])]);
		graph.output(flat, "prediction", "double", ["rows"]);
	} else {
		const best = graph.node("ArgMax", [means], {
			axis: { int: 1 },
			keepdims: { int: 0 }
		});
		const label = graph.node("Gather", [graph.constant("string", classes), best]);
		graph.output(label, "label", "string", ["rows"]);
		graph.output(means, "probabilities", "double", ["rows", classes.length]);
	}
	const message = graph.encode({
		name,
		...metadata && { metadata }
	});
	if (message.length > largestFile) throw tooLarge(nodes);
	return join$1(message);
}
function tooLarge(nodes) {
	return new UserError(`Cannot write the model: a forest of ${nodes.toLocaleString("en")} nodes does not fit into an ONNX file of 2 GB`, { hint: "set max_depth, raise min_samples_leaf or lower n_estimators" });
}

// src/actions/write-model.ts
/** Writes `model/` and `evidence/`. The same training of the same commit gives the same bytes. */
async function writeModel(context, trained) {
	const { files, project, git, environment } = context;
	const { plan, target, split, evaluation, dummy, forest } = trained;
	const commit = await git.head(project.directory) ?? environment.sha;
	const { columns, derived } = trained;
	const classes = target.classes.length > 0 ? {
		names: target.classes,
		type: targetType(trained)
	} : void 0;
	const { loaderMetadata, modelFiles } = await import("./model-files.js");
	const model = modelFiles({
		onnx: onnxForest({
			name: project.name,
			plan,
			columns,
			derived,
			forest,
			classes: target.classes,
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
	const modelDigest = digestModel(model);
	const evaluationDigest = digestEvaluation(trained);
	const { folders } = project;
	const metrics = renderMetricsFile({
		task: target.task,
		rows: split.test.length,
		metrics: evaluation.metrics,
		dummy,
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
		importance: forest.importance
	};
	const evidence = [
		["predictions.csv", predictions],
		["profile.json", json(await profileOf(trained.raw, context.project))],
		["reference.json", json(profileTable(takeRows(trained.raw, split.train)))],
		["card.md", renderCard(card)],
		["metrics.json", metrics],
		["manifest.json", json(manifest)]
	];
	context.signal.throwIfAborted();
	await files.writeFolder(folders.model, model);
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
	const { target, split } = trained;
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
		split: splitRule(data.split, trained),
		rows: {
			total: trained.table.rows,
			train: split.train.length,
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
function splitRule({ test, seed, stratify, group, time }, { setDigests: sets, identity: key }) {
	if (sets !== void 0) return {
		rule: "sets",
		sets,
		key
	};
	const column = time ?? group;
	return {
		rule: time ? "time" : group ? "group" : "hash",
		test,
		seed,
		stratify,
		key,
		...column !== void 0 && { column }
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
		...trainInputs
	},
	outputs: {
		model: "Folder of the model, an MLflow model directory",
		metrics: "Path of the metrics on the test rows (JSON)",
		predictions: "Path of the test rows' predictions (CSV)",
		"model-digest": "SHA-256 of the model"
	},
	async run(context) {
		const { project, files } = context;
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
				importance: trained.forest.importance,
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
function findingsOf({ table, target, targetName }, place) {
	const missing = table.rows - target.rows.length;
	if (missing === 0) return [];
	return [{
		severity: "warning",
		message: `${formatNumber(missing)} rows have no "${targetName}" and were left out`,
		count: missing,
		...place.file !== void 0 && { file: place.file },
		...place.line !== void 0 && { line: place.line }
	}];
}

export { encodeTarget, train };