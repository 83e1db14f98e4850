import { LineCounter, isMap, isNode, isPair, isScalar, parseDocument, visit } from "./vendor-yaml.js";
import { _enum, _null, array, boolean, config, int, literal, number, record, strictObject, string, toJSONSchema, union } from "./vendor-zod.js";
import { UserError, cellConstraints, columnConstraints, constraints, didYouMean, encodings, engines, formatNames, isRowWise, parseDuration, projectName, readPercentage, tableConstraints } from "./core.js";

// src/config/check-rules.ts
/** Refuses what no check can mean although each of its keys is right. */
function refuseNonsense(check, context) {
	const refuse = (error, key) => context.addIssue({
		code: "custom",
		message: error,
		path: [key]
	});
	const used = constraints.filter((each) => check[each] !== void 0);
	if (used.length === 0) refuse(`the check constrains nothing: add ${listed(missingOf(check))}`, "column");
	for (const constraint of used) {
		const isTable = isTableWide(check, constraint);
		if (isTable && check.column !== void 0) refuse(`it is about the whole table: write it as a check without "column"`, constraint);
		if (!isTable && check.column === void 0) refuse("it needs a \"column\"", constraint);
	}
	refuseIdle(check, used, refuse);
	refuseEmptyRanges(check, used, refuse);
}
/** What a check without constraints could ask. */
function missingOf({ column }) {
	return column === void 0 ? tableConstraints : [...cellConstraints, ...columnConstraints];
}
/** A list of columns makes `unique` a matter of the table. */
function isTableWide({ unique }, constraint) {
	return constraint === "unique" ? Array.isArray(unique) : tableConstraints.some((each) => each === constraint);
}
/** Keys that would do nothing. */
function refuseIdle(check, used, refuse) {
	for (const key of ["mostly", "max_failed"]) if (check[key] !== void 0 && used.length > 0 && !used.some(isRowWise)) refuse(`it is about constraints that cells or rows break one by one, not ${listed(used)}`, key);
	if (check.mostly !== void 0 && check.max_failed !== void 0) refuse("it cannot stand beside mostly, which says the same", "max_failed");
	if (check.where !== void 0 && check.columns !== void 0) refuse("it chooses rows, and columns is not about rows", "where");
	if (check.columns !== void 0 && Object.keys(check.columns).length === 0) refuse("it needs include, exact, ordered or count", "columns");
}
function refuseEmptyRanges(check, used, refuse) {
	const ranges = [
		["min", check],
		["exclusive_min", {
			min: check.exclusive_min,
			max: check.exclusive_max
		}],
		["min_length", {
			min: check.min_length,
			max: check.max_length
		}],
		["columns", check.columns?.count ?? {}],
		...Object.values(check.quantiles ?? {}).map((range) => ["quantiles", range]),
		...used.flatMap((each) => {
			const value = check[each];
			return typeof value === "object" && !Array.isArray(value) ? [[each, value]] : [];
		})
	];
	for (const [key, { min, max }] of ranges) {
		const [low, high] = [numberOf(min), numberOf(max)];
		if (typeof min === typeof max && low !== void 0 && high !== void 0 && low > high) refuse(describeEmpty(key), key);
	}
}
function describeEmpty(key) {
	return key === "min_length" || key === "exclusive_min" ? `${key} is greater than ${key.replace("min", "max")}` : "min is greater than max";
}
function numberOf(given) {
	if (typeof given === "number") return given;
	return typeof given === "string" ? readPercentage(given) : void 0;
}
function listed(names) {
	return names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

// src/config/checks.ts
const count = int().min(0);
const bound = union([number(), string().min(1)]);
const values = array(union([
	string(),
	number(),
	boolean()
])).min(1);
const names = array(string().min(1)).min(1);
const expression = string().min(1).max(1e4);
const order = union([boolean(), literal("strict")]);
const limit = number().min(0);
const amount = union([number(), string()]).refine(isAmount, { error: "expected a count such as 20 or a percentage such as 5%" });
const share$1 = union([number(), string()]).refine(isShare, { error: "expected a share above 0 and up to 1, such as 0.95, or a percentage such as 95%" });
const countRange = rangeOf(count);
const numberRange = rangeOf(number());
const amountRange = rangeOf(amount);
const boundRange = rangeOf(bound);
const checkSchema = strictObject({
	column: string().min(1).optional().describe("Name of the column that the check is about; default: the table"),
	row_count: countRange.optional().describe("How many rows the table has"),
	columns: strictObject({
		include: names.optional().describe("Columns that there are, in any order and among others"),
		exact: names.optional().describe("The columns, no others, in any order"),
		ordered: names.optional().describe("The columns, no others, in this order"),
		count: countRange.optional().describe("How many columns there are")
	}).optional().describe("Which columns the file has"),
	duplicate_rows: amountRange.optional().describe("How many rows repeat an earlier one: a count, or a percentage of the rows"),
	expression: expression.optional().describe("SQL condition that each row holds, for example total_rooms >= total_bedrooms"),
	correlation: strictObject({ max: limit.max(1).describe("Largest absolute Pearson correlation") }).optional().describe("How strongly two columns of numbers may correlate"),
	leakage: strictObject({ max: limit.max(1).describe("Largest score, from 0 to 1") }).optional().describe("How well one column alone may predict the target"),
	type: _enum([
		"integer",
		"number",
		"boolean",
		"date",
		"datetime",
		"text"
	]).optional().describe("Every value must be of this type; dates are ISO 8601"),
	required: boolean().optional().describe("No cell may be missing"),
	unique: union([boolean(), array(string().min(1)).min(2)]).optional().describe("No value may occur twice; without column: the columns whose values together may not"),
	min: bound.optional().describe("Smallest allowed value: a number, or an ISO 8601 date"),
	max: bound.optional().describe("Largest allowed value: a number, or an ISO 8601 date"),
	exclusive_min: bound.optional().describe("Every value is above it: a number, or an ISO 8601 date"),
	exclusive_max: bound.optional().describe("Every value is below it: a number, or an ISO 8601 date"),
	pattern: string().min(1).optional().describe("Regular expression (RE2 syntax, no look-around) that each value must match somewhere"),
	not_pattern: string().min(1).optional().describe("Regular expression that no value may match"),
	any_pattern: names.optional().describe("Regular expressions of which each value must match one"),
	enum: values.optional().describe("The values that are allowed"),
	not_enum: values.optional().describe("Values that are not allowed"),
	min_length: count.optional().describe("Fewest characters of a value"),
	max_length: count.optional().describe("Most characters of a value"),
	format: _enum(formatNames).optional().describe("What each value is the text of"),
	increasing: order.optional().describe("No value is less than the one before; strict: nor equal"),
	decreasing: order.optional().describe("No value is more than the one before; strict: nor equal"),
	zscore: strictObject({ max: limit.describe("Most standard deviations from the mean") }).optional().describe("How far a value may be from the mean"),
	iqr: strictObject({ max: limit.describe("Most interquartile ranges; 1.5 is Tukey's fence") }).optional().describe("How far a value may be beyond the quartiles"),
	missing: amountRange.optional().describe("How many cells are missing: a count, or a percentage of the rows"),
	distinct: amountRange.optional().describe("How many different values there are: a count, or a percentage of the values"),
	most_frequent: amountRange.optional().describe("How often the most frequent value occurs: a count, or a percentage of the values"),
	balance: amountRange.optional().describe("How often each different value occurs: a count, or a percentage of the values"),
	mean: numberRange.optional().describe("The mean of the values"),
	median: numberRange.optional().describe("The median of the values"),
	sum: numberRange.optional().describe("The sum of the values"),
	std: numberRange.optional().describe("The sample standard deviation of the values"),
	min_value: boundRange.optional().describe("Where the smallest value lies"),
	max_value: boundRange.optional().describe("Where the largest value lies"),
	quantiles: record(string(), numberRange).refine((each) => Object.keys(each).every(isProbability), { error: "expected probabilities from 0 to 1 as keys, such as 0.95" }).optional().describe("Where quantiles lie, by probability: 0.95: { max: 100 }"),
	max_age: string().refine((each) => parseDuration(each) !== void 0, { error: "expected a time such as 90s, 30min, 12h, 7d or 2w" }).optional().describe("How old the newest date may be: 12h, 7d, 2w"),
	where: expression.optional().describe("SQL condition for the rows that the check asks"),
	mostly: share$1.optional().describe("Share of the cells or rows that must hold: 0.95 or 95%"),
	max_failed: amount.optional().describe("How many cells or rows may break the check: a count, or a percentage of those asked"),
	severity: _enum([
		"error",
		"warning",
		"info"
	]).optional().describe("Whether a broken check fails the job (default), is a warning, or is only noted"),
	name: string().min(1).optional().describe("Name of the check in reports; default: made from its keys"),
	description: string().min(1).optional().describe("Why the check is there; shown where it is broken"),
	owner: string().min(1).optional().describe("Who to ask; shown where the check is broken")
}).superRefine(refuseNonsense);
/** The section `checks` of mlops.yml; its entries are `Check`s. */
const checksSection = array(checkSchema);
/** A range of at least one bound; that min is not above max is left to `refuseNonsense`. */
function rangeOf(each) {
	return strictObject({
		min: each.optional().describe("The least that is allowed"),
		max: each.optional().describe("The most that is allowed")
	}).refine((range) => range.min !== void 0 || range.max !== void 0, { error: "it needs min, max or both" });
}
function isAmount(given) {
	return typeof given === "string" ? readPercentage(given) !== void 0 : Number.isSafeInteger(given) && given >= 0;
}
function isShare(given) {
	const share = typeof given === "string" ? (readPercentage(given) ?? 0) / 100 : given;
	return share > 0 && share <= 1;
}
function isProbability(key) {
	return /^(?:0|1|0?\.\d{1,15}|1\.0+)$/.test(key);
}

// src/config/data.ts
const share = number().gt(0).lt(1);
/** How rows are divided; a row's part depends on the seed and its own identity alone. */
const splitSection = strictObject({
	test: share.default(.2).describe("Share of the rows held out for evaluation"),
	seed: int().min(0).max(2 ** 32 - 1).default(42).describe("Seed of the split"),
	stratify: boolean().default(false).describe("Keep the class shares equal in all parts")
});
/** What a CSV file does not say itself. Numbers hold letters, digits, dots and signs, so none of these delimits. */
const csvSection = strictObject({
	delimiter: string().regex(/^[^A-Za-z0-9."'+\-\r\n\u0000-\u0008\u000b-\u001f\u007f-\uffff]$/, { error: "expected one character such as , ; | or a tab" }).optional().describe("What stands between cells; default: comma, semicolon or tab, found from the header"),
	encoding: _enum(encodings).default("utf-8").describe("How the text is encoded"),
	header: boolean().default(true).describe("Whether the first line names the columns; else column_1 and so on")
});
/** `data`: where the rows are, what is predicted, and how they are identified and divided. */
const dataSection = strictObject({
	path: string().min(1).optional().describe("The data file, relative to this file"),
	csv: csvSection.optional().describe("How a CSV or TSV file is written, where it is not found from the file"),
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
/** `mlops.yml` as a whole; published as a JSON Schema for editors. */
const configSchema = strictObject({
	version: literal(1).describe("Version of this format"),
	name: string().regex(projectName, "expected up to 80 letters, digits, dots, dashes and underscores").optional().describe("Name of the model; default: the data file's name"),
	data: dataSection.prefault({}).describe("The data and how its rows are identified and divided"),
	checks: checksSection.default([]).describe("What must hold for the data"),
	suites: array(string().min(1)).default([]).describe("Files of other tools with more checks: Great Expectations JSON, Table Schema, Data Package"),
	strict_suites: boolean().default(false).describe("Whether a rule of a suite that is not supported is an error instead of a warning"),
	train: trainSection.prefault({}).describe("How the model is trained"),
	gate: gateSection.prefault({}).describe("What the model must reach"),
	report: reportSection.prefault({}).describe("Where results are shown")
});

// src/config/parse-config.ts
/** Parses the text of an `mlops.yml`. Throws one UserError that names every problem with line and column. */
function parseConfig(text, file) {
	const { value, place } = parseYaml(text, file);
	if (value === null || typeof value !== "object" || Array.isArray(value)) throw new UserError(`Cannot read "${file}": expected keys and values such as "version: 1"`, {
		file,
		line: 1
	});
	const result = configSchema.safeParse(value);
	if (result.success) return {
		config: result.data,
		place
	};
	throw problems(result.error.issues, file, place);
}
/**
* Parses YAML 1.2 (core schema; no custom tags, no merge keys, few aliases). Throws UserError with the place of
* a syntax error.
*/
function parseYaml(text, file) {
	const lines = new LineCounter();
	const document = parseDocument(text, {
		lineCounter: lines,
		schema: "core",
		merge: false,
		uniqueKeys: true,
		strict: true,
		logLevel: "error"
	});
	const [error] = [...document.errors, ...document.warnings];
	if (error) {
		const { line, col } = error.linePos?.[0] ?? {
			line: 1,
			col: 1
		};
		const { what, hint } = describeSyntax(error);
		throw new UserError(`Cannot read "${file}": ${what} at line ${line}`, {
			file,
			line,
			column: col,
			hint
		});
	}
	refusePrototype(document, lines, file);
	const place = (path) => placeOf(document, lines, file, path);
	try {
		return {
			value: document.toJS({ maxAliasCount: 20 }),
			place
		};
	} catch (cause) {
		throw new UserError(`Cannot read "${file}": it uses more YAML aliases than allowed`, {
			file,
			...firstAlias(document, lines),
			hint: "Write the repeated parts out",
			cause
		});
	}
}
function describeSyntax(error) {
	if (error.code === "MULTIPLE_DOCS") return {
		what: "it holds more than one document",
		hint: "Remove the line \"---\" between them"
	};
	if (error.message.startsWith("Maximum call stack")) return {
		what: "it is nested too deeply",
		hint: "Check the brackets"
	};
	return { what: error.message.replace(/( at line \d+, column \d+:?)?(\n[\s\S]*)?$/, "") };
}
/** `__proto__` is no key: the schemas would drop it without a word. */
function refusePrototype(document, lines, file) {
	visit(document, { Pair(_, { key }) {
		if (!isScalar(key) || key.value !== "__proto__") return;
		const { line, col } = lines.linePos(key.range?.[0] ?? 0);
		throw new UserError(`Cannot read "${file}": "__proto__" cannot be a key at line ${line}`, {
			file,
			line,
			column: col,
			hint: "Give it another name"
		});
	} });
}
function firstAlias(document, lines) {
	let place = {};
	visit(document, { Alias(_, node) {
		const { line, col } = lines.linePos(node.range?.[0] ?? 0);
		place = {
			line,
			column: col
		};
		return visit.BREAK;
	} });
	return place;
}
function placeOf(document, lines, file, path) {
	for (let length = path.length; length >= 0; length--) {
		const offset = offsetOf(document, path.slice(0, length));
		if (offset === void 0) continue;
		const { line, col } = lines.linePos(offset);
		return {
			file,
			line,
			column: col
		};
	}
	return {
		file,
		line: 1
	};
}
/** Offset of a map entry's key, else of the node itself. */
function offsetOf(document, path) {
	const parent = path.length === 0 ? void 0 : document.getIn(path.slice(0, -1), true);
	if (isMap(parent)) {
		const key = path.at(-1);
		const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key));
		if (isNode(pair?.key)) return pair.key.range?.[0];
	}
	const node = path.length === 0 ? document.contents : document.getIn(path, true);
	return isNode(node) ? node.range?.[0] : void 0;
}
function problems(issues, file, place) {
	const [first, ...others] = issues.flatMap((issue) => describe(issue)).map(({ text, path }) => ({
		text,
		place: place(path)
	}));
	if (!first) return new UserError(`Cannot read "${file}"`);
	const line = (at) => at.line === void 0 ? "" : ` at line ${at.line}`;
	const sentence = ({ text, place: at }) => text.replace(/(, did you mean .*)?$/, (suffix) => line(at) + suffix);
	return new UserError(`Cannot read "${file}": ${sentence(first)}`, {
		...first.place,
		hint: others.length === 0 ? void 0 : `Also: ${others.map(sentence).join("; ")}`
	});
}
function describe(issue) {
	if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({
		text: `unknown key "${key}"${didYouMean(key, knownKeys(issue.path))}`,
		path: [...issue.path, key]
	}));
	const where = issue.path.length === 0 ? "" : `"${issue.path.map(String).join(".")}": `;
	if (issue.code === "invalid_union") {
		const kinds = issue.errors.flat().filter((each) => each.code === "invalid_type").map((each) => each.expected);
		if (kinds.length > 1) return [{
			text: `${where}expected ${[...new Set(kinds)].join(" or ")}`,
			path: issue.path
		}];
		const inner = issue.errors.flat().find((each) => each.path.length > 0 || each.code !== "invalid_type");
		if (inner) return describe({
			...inner,
			path: [...issue.path, ...inner.path]
		});
	}
	const text = issue.message.replace(/^Invalid (input|option): /, "").replace(/^expected int\b/, "expected a whole number").replace(/^expected record\b/, "expected keys and values");
	return [{
		text: where + text.charAt(0).toLowerCase() + text.slice(1),
		path: issue.path
	}];
}
/** Keys that the schema knows at a path, through arrays and unions. */
function knownKeys(path) {
	let schemas = [toJSONSchema(configSchema, { io: "input" })];
	const branches = (schema) => [schema, ...(schema.anyOf ?? []).flatMap(branches)];
	for (const key of path) schemas = schemas.flatMap(branches).flatMap((schema) => {
		const next = typeof key === "number" ? schema.items : schema.properties?.[String(key)];
		return next ? [next] : [];
	});
	return schemas.flatMap(branches).flatMap((schema) => Object.keys(schema.properties ?? {}));
}

export { checksSection, parseConfig, parseYaml, trainSection };