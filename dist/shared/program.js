import { UserError, didYouMean } from "./core.js";

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
			predicted: numbersOf(table, column, rows),
			scores: void 0
		};
	}
	const scores = readScores(table, rows, target);
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
function numbersOf(table, column, rows) {
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
function readScores(table, rows, { classes, positive }) {
	const columns = classes.map((label) => findOf(table, names.classScore.map((prefix) => `${prefix}${label}`)));
	const count = classes.length;
	const scores = new Float64Array(rows.length * count);
	const present = columns.filter((column) => column !== void 0);
	if (present.length === count) {
		for (const [code, column] of present.entries()) {
			const values = numbersOf(table, column, rows);
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
	const values = numbersOf(table, column, rows);
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

// src/program/progress.ts
/** Points and names that are kept at most. */
const mostPoints = 1e5;
const mostNames = 50;
/** Metrics of a point that are told in a line. */
const mostTold = 6;
/** Bytes of one line of progress. */
const longestLine = 65536;
/**
* A line of MLOPS_PROGRESS: `{"step": 10, "epoch": 1, "metrics": {"loss": 0.5}}`, or the metrics beside step and epoch.
* Undefined for what is no such line.
*/
function parseProgress(line) {
	if (line.length > 65536 || !line.trimStart().startsWith("{")) return void 0;
	let value;
	try {
		value = JSON.parse(line.replace(/([:,[]\s*)(?:NaN|-?Infinity)\b/g, "$1null"));
	} catch {
		return;
	}
	const { step, epoch, metrics, ...rest } = value;
	const numbers = Object.entries(typeof metrics === "object" && metrics !== null ? metrics : rest).filter((entry) => typeof entry[1] === "number" && Number.isFinite(entry[1])).slice(0, mostNames);
	if (numbers.length === 0 && typeof step !== "number" && typeof epoch !== "number") return void 0;
	return {
		step: typeof step === "number" ? step : void 0,
		epoch: typeof epoch === "number" ? epoch : void 0,
		metrics: Object.fromEntries(numbers)
	};
}
/** A point in a line: `epoch 3, step 120: loss 0.25, accuracy 0.9`. */
function describePoint({ step, epoch, metrics }) {
	return [Object.entries({
		epoch,
		step
	}).filter(([, at]) => at !== void 0), Object.entries(metrics).map(([name, value]) => [name, Number(value.toPrecision(4))]).slice(0, mostTold)].map((part) => part.map((pair) => pair.join(" ")).join(", ")).filter((part) => part !== "").join(": ");
}
/** Takes points as they come, and gives curves of at most some hundred positions. */
function collectProgress() {
	const curves = /* @__PURE__ */ new Map();
	let count = 0;
	return {
		count: () => count,
		add({ step, epoch, metrics }) {
			count++;
			if (count > mostPoints) return;
			for (const [name, value] of Object.entries(metrics)) {
				if (!curves.has(name) && curves.size >= mostNames) continue;
				const curve = curves.get(name) ?? {
					name,
					unit: step === void 0 ? "epoch" : "step",
					at: [],
					values: []
				};
				curves.set(name, curve);
				curve.at.push((curve.unit === "step" ? step : epoch) ?? curve.at.length);
				curve.values.push(value);
			}
		},
		curves: () => [...curves.values()].map(thin)
	};
}
const mostPositions = 200;
/** A curve at so many of its positions as a chart can show. */
function thin(curve) {
	const { length } = curve.at;
	if (length <= mostPositions) return curve;
	const kept = Array.from({ length: mostPositions }, (_, index) => Math.round(index * (length - 1) / 199));
	return {
		...curve,
		at: kept.map((index) => curve.at[index]),
		values: kept.map((index) => curve.values[index])
	};
}

export { codesOf, collectProgress, describePoint, findActual, findPredicted, isScore, labelFinder, longestLine, numbersOf, parseProgress, readPredicted, scoredLabels, spellings, textOf, thin, wrongCell };