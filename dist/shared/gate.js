import { UserError, clipText, counted, didYouMean, findColumn, formatDifference, formatNumber, formatPercent, takeRows } from "./core.js";
import { byNumberThenText, costMatrix } from "./learn.js";
import { findMetric, metricNames } from "./metrics.js";
import { metricsSchema } from "./evidence.js";
import { parseJson } from "./imports.js";
import { isRecord } from "./config.js";
import { codesOf, findActual, findPredicted, isScore, labelFinder, numbersOf, readPredicted, scoredLabels, textOf, wrongCell } from "./program.js";
import { hashGroups, placesOf } from "./tables.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/gate/parse-metrics.ts
/**
* Parses our own `metrics.json`, or any JSON object of numbers, nested keys joined by dots
* (`{"test": {"r2_score": 0.8}}` gives `r2`, from "test.r2_score"). Throws UserError on anything else.
*/
function parseMetrics(text, file) {
	const root = parseObject(text, file);
	const isOwn = typeof root.schema === "string" && root.schema.startsWith("mlops/metrics@");
	if (isOwn && root.schema !== "mlops/metrics@1") throw new UserError(`Cannot read "${file}": it is of schema "${root.schema}", known is "${metricsSchema}"`, {
		file,
		hint: "Make it with this version of mlops-actions"
	});
	const source = isOwn ? objectAt(root, "metrics") : root;
	if (!source) throw new UserError(`Cannot read "${file}": it has no "metrics" object`, { file });
	const { values, aliases } = collectMetrics(source);
	if (values.size === 0) throw new UserError(`Cannot read "${file}": there is no number in it`, {
		file,
		hint: "Write metric names and numbers, for example {\"r2\": 0.82}"
	});
	const dummy = isOwn ? objectAt(root, "dummy") : void 0;
	const stringAt = (key) => typeof root[key] === "string" ? root[key] : void 0;
	return {
		values,
		aliases,
		dummy: dummy && collectMetrics(dummy).values,
		...isOwn && { dummyOutputs: numbersAt(root, "dummy_outputs") },
		rows: isOwn && typeof root.rows === "number" ? root.rows : void 0,
		task: isOwn ? stringAt("task") : void 0,
		evaluation: isOwn ? stringAt("evaluation_digest") : void 0,
		model: isOwn ? stringAt("model_digest") : void 0
	};
}
function parseObject(text, file) {
	const value = parseJson(text, file);
	if (isRecord(value)) return value;
	throw new UserError(`Cannot read "${file}": expected a JSON object of metric names and numbers`, { file });
}
function objectAt(root, key) {
	const value = root[key];
	return isRecord(value) ? value : void 0;
}
function numbersAt(root, key) {
	const value = root[key];
	return Array.isArray(value) && value.every((each) => Number.isFinite(each)) ? value : void 0;
}
const maxDepth = 8;
/**
* Numbers below an object. Of those that mean one metric the shallowest has its name, then the one of test rows, and
* the one of validation rows last; the others keep their whole path. `null` and 1e999 have no value.
*/
function collectMetrics(source) {
	const values = /* @__PURE__ */ new Map();
	const aliases = /* @__PURE__ */ new Map();
	let level = Object.entries(source);
	for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
		const next = [];
		for (const [path, value] of level.toSorted(([a], [b]) => partRank(a) - partRank(b))) if (typeof value === "number" || value === null) {
			const canonical = canonicalName(path);
			const name = values.has(canonical) ? path : canonical;
			values.set(name, value !== null && Number.isFinite(value) ? value : NaN);
			if (name !== path) aliases.set(name, path);
		} else if (typeof value === "object" && !Array.isArray(value)) for (const [key, child] of Object.entries(value)) next.push([`${path}.${key}`, child]);
		level = next;
	}
	return {
		values,
		aliases
	};
}
/**
* The name under which metrics hold what a rule names: its path in the file where that is told apart, else its
* canonical name. A path of the rule's own is never another path's value.
*/
function nameIn({ values, aliases }, name) {
	if (values.has(name)) return name;
	const canonical = canonicalName(name);
	const path = aliases.get(canonical) ?? canonical;
	return name.includes(".") && path.includes(".") && path !== name && !path.endsWith(`.${name}`) ? name : canonical;
}
/** Metrics of test rows come before those of no named part, and these before those of validation rows. */
function partRank(path) {
	const words = path.toLowerCase().split(/[^a-z]+/);
	if (words.some((word) => /^(test|testing|eval|evaluation|holdout)$/.test(word))) return 0;
	return words.some((word) => /^(val|valid|validation|cv|dev)$/.test(word)) ? 2 : 1;
}
/**
* `metrics.test.r2_score` and `test/r2` → `r2`; a name that is not in the table stays as it is, and so does one of
* training rows (`train.r2`) or of a single class (`classes.cat.f1`), which says nothing about a model.
*/
function canonicalName(path) {
	if (/(^|[./])(?:train(?:ing)?|classes)[./]/i.test(path)) return path;
	const last = path.slice(Math.max(path.lastIndexOf("."), path.lastIndexOf("/")) + 1);
	return findMetric(path)?.name ?? findMetric(last)?.name ?? path;
}

// src/gate/claim.ts
const conditions = [
	"min",
	"max",
	"no_worse_than",
	"better_than"
];
/** The claims of the rules, in their order. */
function claimsOf(rules) {
	return rules.flatMap((rule, index) => conditions.filter((condition) => rule[condition] !== void 0).map((condition) => {
		const margin = marginOf(rule);
		return {
			rule,
			index,
			condition,
			metric: canonicalName(rule.metric),
			sign: signOf(rule, condition),
			against: againstOf(rule, condition),
			margin,
			required: requirementOf(rule, condition),
			isStrict: condition === "better_than"
		};
	}));
}
/** The rule's name, or its metric and condition. */
function nameOf({ rule, metric, required }) {
	return rule.name ?? `${metric} ${required}`;
}
/** Which way is better, from the table or as the rule says; undefined when neither knows. */
function directionOf(rule) {
	return findMetric(canonicalName(rule.metric))?.direction ?? rule.direction;
}
function signOf(rule, condition) {
	if (condition === "min") return 1;
	return condition === "max" || directionOf(rule) === "minimize" ? -1 : 1;
}
function againstOf(rule, condition) {
	if (condition === "no_worse_than") return rule.no_worse_than;
	return condition === "better_than" ? rule.better_than : void 0;
}
function marginOf({ margin = 0 }) {
	return typeof margin === "number" ? {
		value: margin,
		isShare: false
	} : {
		value: Number.parseFloat(margin) / 100,
		isShare: true
	};
}
function requirementOf(rule, condition) {
	if (condition === "min") return `≥ ${showBound(rule.min)}`;
	if (condition === "max") return `≤ ${showBound(rule.max)}`;
	const margin = rule.margin === void 0 ? "" : `, margin ${rule.margin}`;
	return `${condition === "better_than" ? "better than" : "no worse than"} ${againstOf(rule, condition)}${margin}`;
}
/** A bound keeps every digit that was written. */
function showBound(bound) {
	return Number.isInteger(bound) ? formatNumber(bound) : String(bound);
}

// src/gate/check-rules.ts
/**
* Refuses rules that cannot be judged whatever the metrics are: a comparison by a metric whose direction nobody
* knows, a percentage of a metric that is not a positive loss.
*/
function checkRules(rules, placeOf) {
	for (const [index, rule] of rules.entries()) {
		const known = findMetric(canonicalName(rule.metric));
		const compares = rule.no_worse_than !== void 0 || rule.better_than !== void 0;
		const place = (key) => placeOf([
			"gate",
			"rules",
			index,
			key
		]);
		if (known && rule.direction !== void 0 && rule.direction !== known.direction) throw new UserError(`Cannot judge "${rule.metric}": it is better when it ${words[known.direction]}, not the reverse`, {
			...place("direction"),
			hint: "Remove direction: it is known for this metric"
		});
		if (compares && directionOf(rule) === void 0) throw new UserError(`Cannot judge "${rule.metric}": it is not known which way is better${didYouMean(rule.metric, metricNames)}`, {
			...place("metric"),
			hint: "Add direction: maximize or direction: minimize to the rule"
		});
		if (typeof rule.margin === "string" && !known?.loss) throw new UserError(`Cannot judge "${rule.metric}": a margin in percent needs a positive loss such as rmse`, {
			...place("margin"),
			hint: "Give the margin as a number in the metric's own units"
		});
	}
}
const words = {
	maximize: "grows",
	minimize: "shrinks"
};

// src/gate/select-rows.ts
/** The evaluation of some of its rows, in their order. */
function selectRows(evaluation, rows) {
	const { weights, groups, time, champion } = evaluation;
	const width = evaluation.classes.length;
	return {
		...evaluation,
		rows: rows.length,
		actual: pick(evaluation.actual, rows),
		weights: weights && pick(weights, rows),
		groups: groups && denseCodes(pick(groups, rows)),
		time: time && pick(time, rows),
		challenger: pickOutcome(evaluation.challenger, rows, width),
		champion: champion && pickOutcome(champion, rows, width)
	};
}
/** The same rows, asked whether they are of one class: 1 is that class, 0 any other. */
function oneAgainstRest(evaluation, code) {
	const width = evaluation.classes.length;
	const isClass = (values) => Int32Array.from(values, (each) => Number(each === code));
	const turn = ({ predicted, scores, numbers }) => ({
		predicted: isClass(predicted),
		scores: scores && Float64Array.from({ length: 2 * evaluation.rows }, (_, cell) => {
			const score = scores[(cell >> 1) * width + code];
			return cell % 2 === 1 ? score : 1 - score;
		}),
		numbers
	});
	return {
		...evaluation,
		actual: isClass(evaluation.actual),
		classes: ["rest", evaluation.classes[code]],
		positive: 1,
		costs: void 0,
		challenger: turn(evaluation.challenger),
		champion: evaluation.champion && turn(evaluation.champion)
	};
}
/** Whether both models say the same of every row, to the last bit. */
function saysTheSame(one, other) {
	const areSame = (a, b) => {
		if (a === void 0 || b === void 0) return a === b;
		if (a.length !== b.length) return false;
		for (let index = 0; index < a.length; index++) if (!Object.is(a[index], b[index])) return false;
		return true;
	};
	const names = [...one.numbers.keys()];
	return areSame(one.predicted, other.predicted) && areSame(one.scores, other.scores) && names.length === other.numbers.size && names.every((name) => areSame(one.numbers.get(name), other.numbers.get(name)));
}
function pickOutcome({ predicted, scores, numbers }, rows, width) {
	const wide = scores && new Float64Array(rows.length * width);
	if (scores && wide) for (const [index, row] of rows.entries()) for (let code = 0; code < width; code++) wide[index * width + code] = scores[row * width + code];
	return {
		predicted: pick(predicted, rows),
		scores: wide,
		numbers: new Map([...numbers].map(([name, values]) => [name, pick(values, rows)]))
	};
}
function pick(values, rows) {
	const picked = new values.constructor(rows.length);
	for (let index = 0; index < rows.length; index++) picked[index] = values[rows[index]];
	return picked;
}
/** The codes numbered anew from 0, in the order in which they come. */
function denseCodes(codes) {
	const known = /* @__PURE__ */ new Map();
	return codes.map((code) => {
		const found = known.get(code) ?? known.size;
		known.set(code, found);
		return found;
	});
}

// src/gate/slices.ts
/** Characters of a value that names a slice. */
const longestValue = 200;
/** The slices of a column, the largest first; those of fewer than `minRows` rows without an evaluation. */
function sliceBy(evaluation, { name, values, codes }, minRows) {
	const members = values.map(() => []);
	for (const [row, code] of codes.entries()) members[code].push(row);
	return values.map((value, code) => ({
		value: clipText(value, longestValue),
		rows: members[code]
	})).filter(({ rows }) => rows.length > 0).sort((a, b) => b.rows.length - a.rows.length || (a.value < b.value ? -1 : 1)).map(({ value, rows }) => ({
		column: name,
		value,
		rows: rows.length,
		evaluation: rows.length < minRows ? void 0 : selectRows(evaluation, Uint32Array.from(rows))
	}));
}
/** The classes of an evaluation, each asked against the rest; those of fewer than `minRows` rows without one. */
function sliceByClass(evaluation, minRows) {
	const counts = new Uint32Array(evaluation.classes.length);
	for (const code of evaluation.actual) counts[code]++;
	return evaluation.classes.map((label, code) => ({
		column: "class",
		value: clipText(label, longestValue),
		rows: counts[code],
		evaluation: counts[code] < minRows ? void 0 : oneAgainstRest(evaluation, code)
	}));
}
/** The columns that the gate slices by, whose values the predictions must have. */
function sliceNames({ rules, slices }) {
	const asked = rules.flatMap(({ by }) => by === void 0 || by === "class" ? [] : [by]);
	return [.../* @__PURE__ */ new Set([...slices?.columns ?? [], ...asked])];
}

// src/gate/model-rows.ts
/** Whether it is a refusal. */
function isRefusal(value) {
	return "refused" in value;
}
/** Makes a refusal of what is wrong with a file. */
function refusing(read) {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return {
			refused: error.message,
			hint: error.hint,
			...error.place
		};
	}
}
/** An error at a file of predictions. */
function unusable(table, why, hint) {
	return new UserError(`Cannot judge "${table.source}": ${why}`, {
		file: table.source,
		hint
	});
}

// src/gate/format-metric.ts
/** A metric's value as people read it: percentages where the metric is a share, else four significant digits. */
function formatMetric(name, value) {
	if (Number.isNaN(value)) return "undefined";
	if (Math.abs(value) < 1e-12) return "0";
	return findMetric(name)?.percent ? formatPercent(value) : formatNumber(value, { digits: 4 });
}
/** A difference of two values of a metric, with its sign: `+0.012`, `−1,210`, `+0.5 points` of percentages. */
function formatChange(name, difference) {
	if (findMetric(name)?.percent) return `${formatDifference(difference * 100, { digits: 2 })} points`;
	return formatDifference(difference, { digits: 3 });
}
/** Both ends of an interval, with as many digits as its width says anything with: `0.811 … 0.835`. */
function formatInterval(name, [lower, upper], { isChange = false } = {}) {
	const isPercent = findMetric(name)?.percent === true;
	const scale = isPercent ? 100 : 1;
	const width = (upper - lower) * scale;
	const show = (end) => {
		const value = rounded(end * scale, width);
		return isChange ? formatDifference(value, { digits: 15 }) : formatNumber(value, { digits: 15 });
	};
	return `${[show(lower), show(upper)].map((text) => text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")).join(" … ")}${isPercent ? isChange ? " points" : " %" : ""}`;
}
/** Rounds to the place of the second digit of the width. */
function rounded(value, width) {
	if (!Number.isFinite(value) || !(width > 0) || !Number.isFinite(width)) return value;
	const place = 1 - Math.floor(Math.log10(width));
	if (place > 12) return value;
	return place >= 0 ? Number(value.toFixed(place)) : Math.round(value / 10 ** -place) * 10 ** -place;
}

// src/gate/row-order.ts
/** An id of ours: the hash, and the number of the occurrence where its content repeats. */
const hashed = /^([0-9a-f]{16})(?:-[1-9]\d*)?$/;
/**
* What an id says of its row: rows of one content are told apart by numbers that follow their order in the data, which
* says nothing about them.
*/
function baseOf(id) {
	return hashed.exec(id)?.[1] ?? id;
}
/**
* Rows by their identity, and those of one content by what was so, then by their full id: an order that does not depend
* on that of the file.
*/
function orderRows({ bases, actual }, ids) {
	const rows = Uint32Array.from(bases.keys());
	const keys = bases.every((base) => base.length === 16 && hashed.test(base)) ? leading(bases) : void 0;
	const byText = (a, b) => a < b ? -1 : a > b ? 1 : 0;
	return rows.sort((a, b) => (keys === void 0 ? 0 : keys[a] - keys[b]) || byText(bases[a], bases[b]) || actual[a] - actual[b] || byText(ids[a], ids[b]));
}
/** The first 52 bits of hex digits: numbers are quicker to compare than texts. */
function leading(bases) {
	return Float64Array.from(bases, (base) => Number.parseInt(base.slice(0, 13), 16));
}
/** The digest that `train` makes of which rows were tested and what was so, whatever their order. */
function digestRows(bases, actualText) {
	const lines = bases.map((base, row) => `${base} ${actualText(row)}`).sort();
	return createHash("sha256").update(lines.join("\n")).digest("hex");
}

// src/gate/row-roles.ts
/** Columns that say how rows count, and belong together: they are no numbers of the model. */
function roleColumns(table, { weight, group, time }) {
	return [
		weight,
		group,
		time
	].flatMap((names) => roleColumn(table, names) ?? []);
}
/** What rows weigh. Throws UserError for a weight that is missing or negative, and where none weighs anything. */
function readWeights(table, names) {
	const column = roleColumn(table, names);
	if (column === void 0) return void 0;
	const weights = numbersOf(table, column, everyRow(table));
	const wrong = weights.findIndex((weight) => weight < 0);
	if (wrong >= 0) throw wrongCell(table, wrong, `"${column.name}" is a negative weight`);
	if (weights.every((weight) => weight === 0)) throw unusable(table, `every row weighs 0 in "${column.name}"`);
	return weights;
}
/** Codes of groups in the order in which they appear; a row without one is a group of its own. */
function readGroups(table, names) {
	const column = roleColumn(table, names);
	if (column === void 0) return void 0;
	const codes = /* @__PURE__ */ new Map();
	const values = column.kind === "text" ? column.codes : column.values;
	let groups = 0;
	return Int32Array.from(values, (value) => {
		if (Number.isNaN(value) || column.kind === "text" && value < 0) return groups++;
		const code = codes.get(value) ?? groups++;
		codes.set(value, code);
		return code;
	});
}
/** When rows happened, in milliseconds for dates; a column of texts says nothing of it. Throws UserError for a row without a time. */
function readTimes(table, names) {
	const column = roleColumn(table, names);
	return column?.kind === "numeric" ? numbersOf(table, column, everyRow(table)) : void 0;
}
function roleColumn(table, names) {
	return names?.map((name) => findColumn(table, name)).find((column) => column !== void 0);
}
function everyRow({ rows }) {
	return Uint32Array.from({ length: rows }, (_, row) => row);
}

// src/gate/read-evaluation.ts
/** Names of the column with identities. */
const idNames = ["row_id", "mlops_row_id"];
/** More labels than this are no classes. */
const mostClasses = 1e3;
/**
* One model's rows alone, for rules that compare with no other. Refuses what cannot be judged: a value that is missing
* or no number, scores that are no probabilities, a row that is there twice, one class only, rows that are not those of
* the manifest.
*/
function readEvaluation(model) {
	return refusing(() => judgedRows(readModel(model), void 0));
}
/** The rows of a model, and what the other one says of the same, in the same order. */
function judgedRows(read, champion) {
	const { model, task, classes, order } = read;
	const { facts } = model;
	const table = takeRows(model.table, order);
	const positive = positiveOf(classes, facts);
	const ids = read.ids;
	const weights = readWeights(table, facts.weight);
	const groups = readGroups(table, facts.group);
	const time = readTimes(table, facts.time);
	return {
		table,
		ids: ids && Array.from(order, (row) => ids[row]),
		evaluation: {
			task,
			rows: order.length,
			actual: permute(read.actual, order),
			classes,
			positive,
			costs: facts.costs && positive !== void 0 ? costMatrix(facts.costs, positive) : void 0,
			weights,
			groups,
			time,
			challenger: readOutcome(read),
			champion
		}
	};
}
/** What a model says of its rows, in their order. */
function readOutcome({ model, task, classes, order }) {
	const { table, facts } = model;
	const target = {
		task,
		classes: [...classes],
		positive: positiveOf(classes, facts)
	};
	const { predicted, scores } = readPredicted(table, order, target);
	return {
		predicted,
		scores,
		numbers: readNumbers(table, order, facts)
	};
}
/** Reads what identifies the rows and what was so. Throws UserError where they cannot be judged. */
function readModel(model) {
	const { table, facts } = model;
	if (table.rows === 0) throw unusable(table, "it has no rows");
	const column = actualOf(table, facts);
	const task = taskOf(model);
	const classes = task === "regression" ? [] : facts.classes ?? labelsOf(model);
	const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
	const actual = task === "regression" ? numbersOf(table, column, rows) : codesOf(table, column, rows, classes);
	if (task === "classification" && actual.every((code) => code === actual[0])) throw unusable(table, "what was so is one class only", "More test rows are needed, of the other classes");
	const idColumn = idNames.map((name) => findColumn(table, name)).find((found) => found !== void 0);
	const ids = idColumn && readIds(table, idColumn);
	const bases = ids?.map(baseOf);
	if (ids !== void 0 && bases !== void 0) {
		refuseRepeated(table, ids);
		requireDigest(model, bases, (row) => task === "regression" ? actual[row] : classes[actual[row]]);
	}
	return {
		model,
		task,
		classes,
		actual,
		ids,
		bases,
		order: ids && bases ? orderRows({
			bases,
			actual
		}, ids) : rows
	};
}
/** The column of what was so. Throws UserError where there is none. */
function actualOf(table, facts) {
	const column = findActual(table, facts.target);
	if (column !== void 0) return column;
	throw unusable(table, "it has no column \"actual\"", "Predictions have the columns row_id, actual and predicted");
}
/** What the file is about, where its manifest does not say. */
function taskOf({ table, facts }) {
	if (facts.task !== void 0) return facts.task;
	const column = actualOf(table, facts);
	if (facts.classes !== void 0 || column.kind === "text" || column.type === "boolean") return "classification";
	return column.values.every((value) => value === 0 || value === 1 || Number.isNaN(value)) || scoredLabels(table).length > 0 ? "classification" : "regression";
}
/** The labels that occur in the files: of what was so, of what was predicted, and of what has scores. */
function labelsOf(...models) {
	const labels = /* @__PURE__ */ new Set();
	for (const { table, facts } of models) {
		collect(labels, table, actualOf(table, facts));
		for (const label of scoredLabels(table)) addLabel(labels, label);
		const predicted = findPredicted(table);
		if (predicted !== void 0) collect(labels, table, predicted);
	}
	return [...labels].sort(byNumberThenText);
}
/** Adds what occurs in a column, but for other spellings of labels that are known. */
function collect(labels, table, column) {
	const texts = /* @__PURE__ */ new Set();
	for (let row = 0; row < table.rows && texts.size <= mostClasses; row++) {
		const text = textOf(column, row);
		if (text !== void 0) texts.add(text);
	}
	for (const text of texts) addLabel(labels, text);
	if (labels.size > mostClasses) throw unusable(table, `it has more than ${mostClasses} classes`, "Set train.task: regression for numbers");
}
function addLabel(labels, label) {
	if (labels.has(label)) return;
	if (labelFinder([...labels])(label) === void 0) labels.add(label);
}
function positiveOf(classes, { positive }) {
	if (classes.length !== 2) return void 0;
	if (positive !== void 0) return labelFinder(classes)(positive);
	const index = classes.findIndex((label) => [
		"1",
		"1.0",
		"true",
		"True"
	].includes(label));
	return index < 0 ? void 0 : index;
}
function readIds(table, column) {
	return Array.from({ length: table.rows }, (_, row) => {
		const id = textOf(column, row);
		if (id !== void 0) return id;
		throw unusable(table, `row ${row + 1} has no "${column.name}"`);
	});
}
function refuseRepeated(table, ids) {
	if (new Set(ids).size === ids.length) return;
	const seen = /* @__PURE__ */ new Set();
	const first = ids.findIndex((id) => seen.size === seen.add(id).size);
	throw unusable(table, `row ${first + 1} is there twice`, "A row_id names one row");
}
function requireDigest({ table, facts }, bases, actualText) {
	if (facts.evaluation === void 0 || facts.isDividedByProgram) return;
	if (digestRows(bases, actualText) === facts.evaluation) return;
	throw unusable(table, "its rows, or what was so, are not those that its manifest speaks of", "A file of the evidence changed after training; train again");
}
/** Columns that are no numbers of the model's own. */
const ownNames = ["row", ...idNames];
function readNumbers(table, order, facts) {
	const taken = /* @__PURE__ */ new Set([
		findActual(table, facts.target),
		findPredicted(table),
		...roleColumns(table, facts)
	]);
	const numbers = /* @__PURE__ */ new Map();
	for (const column of table.columns) {
		if (column.kind !== "numeric" || column.type === "date" || column.type === "datetime") continue;
		if (taken.has(column) || ownNames.includes(column.name) || isScore(column.name)) continue;
		numbers.set(column.name, permute(column.values, order));
	}
	return numbers;
}
function permute(values, order) {
	const out = values.slice(0, order.length);
	for (let index = 0; index < order.length; index++) out[index] = values[order[index]];
	return out;
}

// src/gate/unseen-rows.ts
/**
* Says of each row whether a model was neither trained nor chosen on it nor on what belongs to it, by the rule of its
* split: also of rows that were not there at the time. By hash or group those of the test share, by time those from the
* first test row on, else those that are not among the rows that it saw. In words why it cannot be told.
*/
function unseenRows(split, { table, hashes, seen }) {
	if (split.rule === "sets" || split.rule === "column" || split.stratify) {
		if (seen === void 0) return "nothing tells which rows it was trained on";
		return (row) => !seen.has(hashes.high[row], hashes.low[row]);
	}
	const column = split.column === void 0 ? void 0 : findColumn(table, split.column);
	if (split.rule === "time") {
		const cut = Date.parse(split.cut ?? "");
		if (Number.isNaN(cut)) return "its manifest does not say when its test rows begin";
		if (column?.kind !== "numeric") return `there is no column of dates "${split.column}" any more`;
		return (row) => column.values[row] >= cut;
	}
	if (split.rule === "group" && column === void 0) return `there is no column "${split.column}" any more`;
	const places = placesOf(column === void 0 ? hashes : hashGroups(table, column, hashes), split.seed);
	return (row) => places[row] < split.test;
}

// src/gate/refuse-seen.ts
/**
* Refuses rows of which the manifest's own rule says that the model was trained on them. Undefined where there are none,
* and where the ids are not those of `train`: then nothing tells.
*/
function refuseSeen({ table, ids }, split, { names = [], seen }) {
	if (ids === void 0 || split.rule !== "sets" && split.stratify) return void 0;
	const bases = ids.map(baseOf);
	if (!bases.every((base) => /^[0-9a-f]{16}$/.test(base))) return void 0;
	const hashes = {
		high: Uint32Array.from(bases, (base) => Number.parseInt(base.slice(0, 8), 16)),
		low: Uint32Array.from(bases, (base) => Number.parseInt(base.slice(8), 16))
	};
	const isUnseen = unseenRows(split, {
		table: renamed(table, split, names),
		hashes,
		seen
	});
	if (typeof isUnseen === "string") return void 0;
	let count = 0;
	for (let row = 0; row < table.rows; row++) if (!isUnseen(row)) count++;
	if (count === 0) return void 0;
	const isOwnDivision = split.rule === "sets" || split.rule === "column";
	return {
		refused: `Cannot judge "${table.source}": ${counted(count, "row")} of ${formatNumber(table.rows)} ${count === 1 ? "is one" : "are some"} that the model was trained on`,
		hint: isOwnDivision ? "Remove them from the test rows; if they are others that look alike, name what tells rows apart as data.key" : "Judge the model on its test rows: those of MLOPS_TEST, or of train",
		file: table.source
	};
}
/** The predictions, with the column that the rule names under its own name. */
function renamed(table, split, names) {
	const name = split.rule === "sets" ? void 0 : split.column;
	const column = names.map((each) => findColumn(table, each)).find((found) => found !== void 0);
	return name === void 0 || column === void 0 ? table : {
		...table,
		columns: [{
			...column,
			name
		}]
	};
}

export { canonicalName, checkRules, claimsOf, collectMetrics, formatChange, formatInterval, formatMetric, isRefusal, judgedRows, labelsOf, nameIn, nameOf, parseMetrics, readEvaluation, readModel, readOutcome, refuseSeen, refusing, saysTheSame, sliceBy, sliceByClass, sliceNames, taskOf, unseenRows, unusable };