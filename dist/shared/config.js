import { _enum, _null, array, boolean, config, int, literal, number, record, strictObject, string, union } from "./vendor-zod.js";

// src/nearest.ts
/**
* The candidate that is most like a mistyped word, or undefined when none is close: at most a third of the
* longer word's letters differ (Damerau–Levenshtein, optimal string alignment, case ignored).
*/
function nearest(word, candidates) {
	if (word.length > 100) return void 0;
	let best;
	let bestDistance = Infinity;
	for (const candidate of candidates) {
		if (candidate.length > 100) continue;
		const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
		if (distance <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)) && distance < bestDistance) {
			best = candidate;
			bestDistance = distance;
		}
	}
	return best;
}
/** `, did you mean "x"`, or nothing: the end of a message about an unknown word. */
function didYouMean(word, candidates) {
	const found = nearest(word, candidates);
	return found === void 0 ? "" : `, did you mean "${found}"`;
}
function editDistance(a, b) {
	let beforeLast = [];
	let last = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const same = a[row - 1] === b[column - 1];
			let cost = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
			if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) cost = Math.min(cost, beforeLast[column - 2] + 1);
			current.push(cost);
		}
		beforeLast = last;
		last = current;
	}
	return last[b.length];
}

// src/config/checks.ts
const count = int().min(0);
const checkSchema = strictObject({
	row_count: strictObject({
		min: count.optional().describe("The table must have at least this many rows"),
		max: count.optional().describe("The table must have at most this many rows")
	}).refine((range) => range.min !== void 0 || range.max !== void 0, { error: "row_count needs min, max or both" }).refine((range) => (range.min ?? 0) <= (range.max ?? Infinity), {
		error: "min is greater than max",
		path: ["min"]
	}).optional().describe("How many rows the table must have"),
	column: string().min(1).optional().describe("Name of the column that the other keys constrain"),
	type: _enum([
		"integer",
		"number",
		"boolean",
		"date",
		"datetime",
		"text"
	]).optional().describe("Every value must be of this type; dates are ISO 8601"),
	required: boolean().optional().describe("No cell may be missing"),
	unique: boolean().optional().describe("No value may occur twice; missing cells are ignored"),
	min: union([number(), string().min(1)]).optional().describe("Smallest allowed value: a number, or an ISO 8601 date"),
	max: union([number(), string().min(1)]).optional().describe("Largest allowed value: a number, or an ISO 8601 date"),
	pattern: string().min(1).optional().describe("Regular expression (RE2 syntax, no look-around) that each value must match somewhere"),
	enum: array(union([
		string(),
		number(),
		boolean()
	])).min(1).optional().describe("The values that are allowed"),
	min_length: count.optional().describe("Fewest characters of a value"),
	max_length: count.optional().describe("Most characters of a value"),
	severity: _enum(["error", "warning"]).optional().describe("Whether a broken check fails the job (default) or is only reported"),
	name: string().min(1).optional().describe("Name of the check in reports; default: made from its keys")
}).refine((check) => check.row_count === void 0 !== (check.column === void 0), { error: "a check needs either \"row_count\" or \"column\"" }).refine((check) => check.row_count === void 0 || constraintCount(check) === 1, {
	error: "\"row_count\" cannot be combined with the constraints of a column",
	path: ["row_count"]
}).refine((check) => check.column === void 0 || constraintCount(check) > 0, {
	error: "the check constrains nothing: add type, required, unique, min, max, pattern, enum, min_length or max_length",
	path: ["column"]
}).refine(({ min, max }) => typeof min !== "number" || typeof max !== "number" || min <= max, {
	error: "min is greater than max",
	path: ["min"]
}).refine((check) => (check.min_length ?? 0) <= (check.max_length ?? Infinity), {
	error: "min_length is greater than max_length",
	path: ["min_length"]
});
/** The section `checks` of mlops.yml; its entries are `Check`s. */
const checksSection = array(checkSchema);
/** How many keys of an entry are constraints. */
function constraintCount(check) {
	const others = /* @__PURE__ */ new Set([
		"column",
		"severity",
		"name"
	]);
	return Object.entries(check).filter(([key, value]) => value !== void 0 && !others.has(key)).length;
}

// src/config/data.ts
const share = number().gt(0).lt(1);
/** How rows are divided; a row's part depends on the seed and its own identity alone. */
const splitSection = strictObject({
	test: share.default(.2).describe("Share of the rows held out for evaluation"),
	seed: int().min(0).max(2 ** 32 - 1).default(42).describe("Seed of the split"),
	stratify: boolean().default(false).describe("Keep the class shares equal in all parts")
});
/** `data`: where the rows are, what is predicted, and how they are identified and divided. */
const dataSection = strictObject({
	path: string().min(1).optional().describe("The data file, relative to this file"),
	target: string().min(1).optional().describe("Column that the model predicts"),
	positive: union([
		string(),
		number(),
		boolean()
	]).optional().describe("The positive class of a two-class target; known for 0/1 and booleans"),
	key: array(string().min(1)).min(1).optional().describe("Columns that identify a row; default: the row's content without the target"),
	exclude: array(string().min(1)).optional().describe("Columns that are not used as features"),
	derive: record(string().min(1), string().min(1)).optional().describe("New columns as SQL expressions over the others, for example total_rooms / households"),
	split: splitSection.prefault({}).describe("How rows are divided into training and test parts")
});

// src/config/gate.ts
/** `1%` of the baseline's value, or an absolute number. */
const margin = union([number().min(0), string().regex(/^\d+(\.\d+)?\s*%$/, "expected a number or a percentage such as 1%")]);
/** One rule: a metric and at least one condition. */
const ruleSchema = strictObject({
	metric: string().min(1).describe("Name of the metric, as scikit-learn's, for example r2, rmse, f1_macro"),
	name: string().min(1).optional().describe("Name of the rule in reports; default: the metric and its bound"),
	min: number().optional().describe("The metric must be at least this"),
	max: number().optional().describe("The metric must be at most this"),
	no_worse_than: literal("baseline").optional().describe("The metric may be worse than the baseline's by the margin"),
	better_than: _enum(["baseline", "dummy"]).optional().describe("The metric must be better than the baseline's, or than the dummy model's, by the margin"),
	margin: margin.optional().describe("Allowance for no_worse_than, or lead for better_than: a number or a percentage"),
	direction: _enum(["maximize", "minimize"]).optional().describe("Which way is better; needed only for a metric that is not in the table")
}).refine((rule) => [
	rule.min,
	rule.max,
	rule.no_worse_than,
	rule.better_than
].some((each) => each !== void 0), { error: "a rule needs one of min, max, no_worse_than, better_than" }).refine((rule) => rule.margin === void 0 || rule.no_worse_than !== void 0 || rule.better_than !== void 0, {
	error: "margin goes with no_worse_than or better_than",
	path: ["margin"]
}).refine((rule) => rule.min === void 0 || rule.max === void 0 || rule.min <= rule.max, {
	error: "min is greater than max",
	path: ["min"]
});
/** `gate`: what the model must reach. */
const gateSection = strictObject({
	rules: array(ruleSchema).default([]).describe("What must hold; without rules the model must beat the dummy baseline"),
	baseline: string().min(1).optional().describe("JSON file of the metrics to compare with, relative to this file"),
	slices: strictObject({
		columns: array(string().min(1)).min(1).describe("Columns whose values make the slices"),
		min_rows: int().min(1).default(100).describe("Slices with fewer test rows are listed without metrics")
	}).optional().describe("Metrics by the values of these columns, shown in the report")
});

// src/config/report.ts
/** `report`: where results are shown. */
const reportSection = strictObject({
	comment: boolean().default(true).describe("Comment on the pull request"),
	summary: boolean().default(true).describe("Write the job summary")
});

// src/config/train.ts
/** What can learn, by the names of `train.engine`. */
const engines = ["random-forest"];
/** `train`: how the model is trained. */
const trainSection = strictObject({
	engine: _enum(engines).default("random-forest").describe("What learns"),
	task: _enum(["regression", "classification"]).optional().describe("What is predicted; default: classification for text, boolean and 0/1 targets, else regression"),
	params: record(string(), union([
		number(),
		string(),
		boolean(),
		_null()
	])).default({}).describe("The engine's parameters by scikit-learn's names, for example n_estimators")
});

// src/config/config.ts
config({ jitless: true });
/** A project's name: it becomes a folder, an artifact's name and a comment's marker. */
const projectName = string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, "expected up to 80 letters, digits, dots, dashes and underscores");
/** `mlops.yml` as a whole; published as a JSON Schema for editors. */
const configSchema = strictObject({
	version: literal(1).describe("Version of this format"),
	name: projectName.optional().describe("Name of the model; default: the data file's name"),
	data: dataSection.prefault({}).describe("The data and how its rows are identified and divided"),
	checks: checksSection.default([]).describe("What must hold for the data"),
	train: trainSection.prefault({}).describe("How the model is trained"),
	gate: gateSection.prefault({}).describe("What the model must reach"),
	report: reportSection.prefault({}).describe("Where results are shown")
});

export { configSchema, didYouMean, engines, projectName };