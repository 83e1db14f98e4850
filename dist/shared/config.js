import { cellConstraints, clipText, columnConstraints, constraints, dateParts, didYouMean, eitherConstraints, encodings, engines, isRowWise, parseDateFormat, parseDuration, projectName, readPercentage, tableConstraints, trainingSets } from "./core.js";

// src/notify/fill-template.ts
/** What a template can say of a run. */
const placeholders = [
	"name",
	"headline",
	"verdict",
	"branch",
	"commit",
	"url"
];
const pattern$1 = /\{([a-z_]{1,30})\}/g;
/** Why a template cannot be filled in; undefined where it can. */
function unknownPlaceholder(template) {
	for (const [whole, name = ""] of template.matchAll(pattern$1)) if (!placeholders.some((each) => each === name)) return `unknown placeholder "${whole}"${didYouMean(name, placeholders)}; there is ${placeholders.map((each) => `{${each}}`).join(", ")}`;
}
/** The template with its placeholders filled in, once: what a value brings is not looked at again. */
function fillTemplate(template, values) {
	return template.replace(pattern$1, (whole, name) => Object.hasOwn(values, name) ? clipText(values[name], 500) : whole);
}

// src/config/draft.ts
/** A schema by the calls that make it: the last one, and the schema that it is a method of. */
var Call = class {
	of;
	word;
	args;
	constructor(of, word, args) {
		this.of = of;
		this.word = word;
		this.args = args;
	}
	/** The schemas of an object's keys. */
	get shape() {
		return this.of === void 0 ? this.args[0] : this.of.shape;
	}
};
/** The methods of zod that the configuration needs. */
for (const word of [
	"optional",
	"default",
	"prefault",
	"describe",
	"refine",
	"superRefine",
	"min",
	"max",
	"gt",
	"lt",
	"regex"
]) Object.defineProperty(Call.prototype, word, { value(...args) {
	return new Call(this, word, args);
} });
function call(word, ...args) {
	return new Call(void 0, word, args);
}
/** A text. */
const string = () => call("string");
/** A finite number. */
const number = () => call("number");
/** A whole number that float64 holds exactly. */
const int = () => call("int");
/** True or false. */
const boolean = () => call("boolean");
/** Anything. */
const unknown = () => call("unknown");
/** That value alone. */
const literal = (value) => call("literal", value);
/** A list of such values. */
const array = (each) => call("array", each);
/** What one of the schemas takes: the first that does. */
const union = (choices, problem) => call("union", choices, problem);
/** A map of any keys to such values. */
const record = (key, value) => call("record", key, value);
/** A map of these keys and no others. */
const strictObject = (shape) => call("strictObject", shape);
const nothing = () => call("null");
const oneOf = (values) => call("enum", values);

// src/config/notify.ts
/** What a run can be to those who are told of it. */
const occasions = [
	"failure",
	"fixed",
	"success",
	"always"
];
/** Keys that only some targets have. */
const ownKeys$1 = {
	webhook: ["slack", "webhook"],
	secret: ["webhook"],
	labels: ["issue"]
};
const variable = () => string().regex(/^[A-Za-z_]\w{0,199}$/, "expected the name of an environment variable such as SLACK_WEBHOOK, never what it holds");
const template = (most) => string().min(1).max(most);
const target = strictObject({
	to: oneOf([
		"slack",
		"webhook",
		"issue",
		"commit"
	]).describe("Where the message goes: slack, webhook (JSON, signed), issue (one for a failure, closed when it is fixed), commit (a comment on it)"),
	on: array(oneOf(occasions)).min(1).default(["failure", "fixed"]).describe("When: failure, fixed (passes where the run before failed), success, always; an issue knows the first two"),
	webhook: variable().optional().describe("Name of the environment variable that holds the address, for slack and webhook"),
	secret: variable().optional().describe("Name of the environment variable that holds the signing secret (whsec_\u2026), for webhook"),
	labels: array(string().regex(/^[^\s,][^,\r\n]{0,49}$/, "expected a label of up to 50 characters, without a comma")).min(1).max(20).optional().describe("Labels of the issue, by the first of which it is found again; default: mlops"),
	title: template(200).optional().describe("Title of the message; {name}, {headline}, {verdict}, {branch}, {commit}, {url} are filled in"),
	message: template(1500).optional().describe("Text before the report's, with the same placeholders"),
	pull_requests: boolean().default(false).describe("Tell of runs for pull requests, too"),
	required: boolean().default(false).describe("Whether the step fails where the message cannot be sent")
}).superRefine((value, context) => {
	const issue = (path, message) => context.addIssue({
		code: "custom",
		path: [path],
		message
	});
	for (const [key, owners] of Object.entries(ownKeys$1)) if (value[key] !== void 0 && !owners.some((each) => each === value.to)) issue(key, `it is for ${owners.join(" and ")}, not for ${value.to}`);
	if ((value.to === "slack" || value.to === "webhook") && value.webhook === void 0) issue("to", `${value.to} needs webhook: the name of the variable that holds the address`);
	const unfit = value.on.find((each) => each === "success" || each === "always");
	if (value.to === "issue" && (unfit !== void 0 || !value.on.includes("failure"))) issue("on", `an issue is opened by a failure and closed when it is fixed${unfit ? `: it knows no ${unfit}` : ": it needs failure"}`);
	if (value.to === "issue" && value.pull_requests) issue("pull_requests", "an issue is for a branch: a pull request has its comment");
	for (const key of ["title", "message"]) {
		const unknown = unknownPlaceholder(value[key] ?? "");
		if (unknown !== void 0) issue(key, unknown);
	}
});
/** `notify`: who is told of a run. */
const notifySection = array(target).max(20);

// src/is-record.ts
/** Whether a value has keys: an object that is no list. */
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/config/program.ts
const file = string().min(1).max(4096);
const files = array(file).min(1).max(1e3);
const command = string().min(1).max(1e5);
/** A time span in words: `90`, `90s`, `30m`, `2h`, `1h 30m`; a number is seconds. */
const span = union([number().gt(0), string().regex(/^\s*(?:\d+(?:\.\d+)?\s*[smhd]\s*)+$/, "expected a time span such as 90s, 30m or 2h")]);
/** Keys of `train` for the user's own program, and for models that were trained elsewhere. */
const programKeys = {
	command: command.optional().describe("What trains, as in a run step of a workflow; needs engine: command"),
	predict_command: command.optional().describe("What predicts: reads MLOPS_INPUT and MLOPS_MODEL_DIR, writes MLOPS_OUTPUT"),
	inputs: files.optional().describe("The program's files, as patterns: a change of one of them trains again"),
	params_files: files.optional().describe("YAML or JSON files with parameters of the program, kept as the model's"),
	metrics: union([file, files]).optional().describe("Files of metrics that the program writes"),
	predictions: file.optional().describe("CSV or Parquet file of the test rows' predictions that the program writes, by row_id"),
	model: file.optional().describe("File or folder of the model; default: what lies in MLOPS_MODEL_DIR. With engine: external, its place"),
	code_paths: files.optional().describe("Files and folders of Python that loading the model needs; they go into its folder code/"),
	sha256: string().regex(/^[0-9a-fA-F]{64}$/, "expected 64 hexadecimal digits").optional().describe("Digest of an external model's file"),
	plots: files.optional().describe("CSV files and images that the program writes, for the report"),
	timeout: span.optional().describe("How long the program may run, such as 30m or 2h"),
	cost_per_minute: number().min(0).optional().describe("US dollars a minute of the machine, for the report; default: GitHub's list price on its runners"),
	cache: boolean().optional().describe("Whether an unchanged training is taken from the cache; default: true")
};
/** The milliseconds of a time span of the configuration. */
function spanOf(span) {
	if (typeof span === "number") return span * 1e3;
	const units = {
		s: 1e3,
		m: 6e4,
		h: 36e5,
		d: 864e5
	};
	let sum = 0;
	for (const [, count, unit] of span.matchAll(/(\d+(?:\.\d+)?)\s*([smhd])/g)) sum += Number(count) * units[unit];
	return sum;
}
/** Keys of engines that learn here. */
const ownKeys = [
	"series",
	"cross_validation",
	"search",
	"calibrate",
	"onnx_opset"
];
/** Refuses keys that the engine would not heed, as issues at their places. */
function refuseForeignKeys(train, context) {
	const refuse = (key, message) => context.addIssue({
		code: "custom",
		message,
		path: [key]
	});
	const { engine } = train;
	if (engine === "command" && train.command === void 0) refuse("engine", "engine command needs train.command, such as python train.py");
	if (engine === "external" && train.model === void 0) refuse("engine", "engine external needs train.model, the model's place");
	const isForeign = engine === "command" || engine === "external";
	if (!isForeign) {
		for (const key of Object.keys(programKeys)) if (train[key] !== void 0 && key !== "cache") refuse(key, `train.${key} is for a program of your own: set engine: command`);
	}
	if (!isForeign) return;
	const features = Object.values(train.features).some((value) => value !== void 0) ? ["features"] : [];
	for (const key of [...ownKeys.filter((each) => train[each] !== void 0), ...features]) refuse(key, `train.${key} is for the engines that learn here: with engine ${engine} it has no meaning`);
}

// src/config/quantity.ts
const units = {
	B: ["bytes", 1],
	kB: ["bytes", 1e3],
	KB: ["bytes", 1e3],
	MB: ["bytes", 1e6],
	GB: ["bytes", 1e9],
	TB: ["bytes", 0xe8d4a51000],
	KiB: ["bytes", 1024],
	MiB: ["bytes", 1024 ** 2],
	GiB: ["bytes", 1024 ** 3],
	us: ["seconds", 1e-6],
	\u00b5s: ["seconds", 1e-6],
	ms: ["seconds", .001],
	s: ["seconds", 1],
	min: ["seconds", 60],
	h: ["seconds", 3600],
	d: ["seconds", 86400],
	w: ["seconds", 604800],
	"%": ["share", .01]
};
/** What `parseQuantity` takes, for the configuration's schema. */
const quantityPattern = /^-?\d{1,15}(?:\.\d{1,15})? ?(?:[kKMGT]?B|[KMG]iB|us|\u00b5s|ms|s|min|h|d|w|%)$/;
/** `25MB` (powers of 1,000), `30d`, `50 ms`, `5%` in bytes, seconds or as a share; undefined for every other text. */
function parseQuantity(text) {
	if (!quantityPattern.test(text)) return void 0;
	const [, count = "", name = ""] = /^([-\d.]+) ?(\D+)$/.exec(text) ?? [];
	const [unit, factor] = units[name];
	return {
		unit,
		value: factor < 1 ? Number(count) / Math.round(1 / factor) : Number(count) * factor
	};
}
/** A bound in bytes, in seconds or as a share, however it is written; NaN where it is none. */
function boundOf(written) {
	return typeof written === "string" ? parseQuantity(written)?.value ?? NaN : written ?? NaN;
}

// src/checks/check.ts
/** The texts that `format` knows. */
const formatNames = [
	"email",
	"url",
	"hostname",
	"uuid",
	"ip",
	"ipv4",
	"ipv6",
	"date",
	"datetime",
	"time",
	"json"
];

// src/drift/drift-method.ts
/** How a change of distribution is measured; `evidently` chooses by column and size as Evidently does. */
const driftMethods = [
	"psi",
	"kl_divergence",
	"jensen_shannon",
	"total_variation",
	"l_infinity",
	"kolmogorov_smirnov",
	"wasserstein",
	"evidently"
];

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
		if (eitherConstraints.some((each) => each === constraint)) continue;
		const isTable = isTableWide(check, constraint);
		if (isTable && check.column !== void 0) refuse(`it is about the whole table: write it as a check without "column"`, constraint);
		if (!isTable && check.column === void 0) refuse("it needs a \"column\"", constraint);
	}
	refuseReferences(check, refuse);
	refuseIdle(check, used, refuse);
	refuseEmptyRanges(check, used, refuse);
}
/** What a check without constraints could ask. */
function missingOf({ column }) {
	return [...column === void 0 ? tableConstraints : [...cellConstraints, ...columnConstraints], ...eitherConstraints];
}
/** A list of columns makes `unique` a matter of the table. */
function isTableWide({ unique }, constraint) {
	return constraint === "unique" ? Array.isArray(unique) : tableConstraints.some((each) => each === constraint);
}
function refuseReferences({ references, column }, refuse) {
	if (references === void 0) return;
	if (references.columns === void 0 && column === void 0) refuse("it needs a \"column\", or columns", "references");
	if (references.columns === void 0) return;
	if (column !== void 0) refuse("its columns stand in the place of the check's \"column\"", "references");
	if (references.column !== void 0) refuse("it has either column or columns", "references");
}
/** Keys that would do nothing. */
function refuseIdle(check, used, refuse) {
	for (const key of ["mostly", "max_failed"]) if (check[key] !== void 0 && used.length > 0 && !used.some(isRowWise)) refuse(`it is about constraints that cells or rows break one by one, not ${listed(used)}`, key);
	if (check.mostly !== void 0 && check.max_failed !== void 0) refuse("it cannot stand beside mostly, which says the same", "max_failed");
	if (check.where !== void 0 && check.columns !== void 0) refuse("it chooses rows, and columns is not about rows", "where");
	if (check.where !== void 0 && check.sql !== void 0) refuse("it cannot stand beside sql, which has a WHERE of its own", "where");
	if (check.timeout !== void 0 && check.sql === void 0) refuse("it is about sql, and there is none", "timeout");
	if (check.where !== void 0 && (check.drift ?? check.row_count?.change ?? check.newer_than_reference)) refuse("it chooses rows, and all rows are compared with the reference", "where");
	if (check.where !== void 0 && (check.overlap ?? check.time_overlap)) refuse("it chooses rows, and the whole parts are compared", "where");
	if (check.drift?.method === "evidently") {
		if (check.drift.max !== void 0 || check.drift.alpha !== void 0) refuse("method: evidently has its own limits: leave out max and alpha", "drift");
	} else if (check.drift !== void 0 && check.drift.max === void 0) refuse("it needs max, the largest change that holds", "drift");
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

// src/config/check-values.ts
/** A number of rows, columns or characters. */
const count = int().min(0);
/** A number, or a date as text. */
const bound$1 = union([number(), string().min(1)]);
/** Values to compare with. */
const values = array(union([
	string(),
	number(),
	boolean()
])).min(1);
/** Names of columns. */
const names = array(string().min(1)).min(1);
/** An expression or query of SQL. */
const expression = string().min(1).max(1e4);
/** A regular expression. */
const pattern = string().min(1).max(1e4);
/** Whether values must be in order, or strictly so. */
const order = union([boolean(), literal("strict")]);
/** A bound that is not negative. */
const limit = number().min(0);
/** A count or a percentage; see `readPercentage`. */
const amount = union([number(), string()]).refine(isAmount, { error: "expected a count such as 20 or a percentage such as 5%" });
/** A share of cells or rows: 0.95 or 95%. */
const share$1 = union([number(), string()]).refine(isShare, { error: "expected a share above 0 and up to 1, such as 0.95, or a percentage such as 95%" });
/** Bounds of a count. */
const countRange = rangeOf(count);
/** Bounds of a number. */
const numberRange = rangeOf(number());
/** Bounds of an amount. */
const amountRange = rangeOf(amount);
/** Bounds of a value. */
const boundRange = rangeOf(bound$1);
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
/** Whether a key is a probability: `0.95`. */
function isProbability(key) {
	return /^(?:0|1|0?\.\d{1,15}|1\.0+)$/.test(key);
}

// src/config/checks.ts
const checkSchema = strictObject({
	column: string().min(1).optional().describe("Name of the column that the check is about; default: the table"),
	row_count: strictObject({
		min: count.optional().describe("The least that is allowed"),
		max: count.optional().describe("The most that is allowed"),
		change: strictObject({ max: amount.describe("Most rows more or fewer: a count, or a percentage") }).optional().describe("By how much the number of rows may differ from that of data.reference"),
		same_as: string().min(1).optional().describe("One of data.sets that has as many rows")
	}).refine((range) => Object.values(range).some((each) => each !== void 0), { error: "it needs min, max, change or same_as" }).optional().describe("How many rows the table has"),
	columns: strictObject({
		include: names.optional().describe("Columns that there are, in any order and among others"),
		exact: names.optional().describe("The columns, no others, in any order"),
		ordered: names.optional().describe("The columns, no others, in this order"),
		count: countRange.optional().describe("How many columns there are")
	}).optional().describe("Which columns the file has"),
	duplicate_rows: amountRange.optional().describe("How many rows repeat an earlier one: a count, or a percentage of the rows"),
	expression: expression.optional().describe("SQL condition that each row holds, for example total_rooms >= total_bedrooms"),
	sql: expression.optional().describe("A SELECT over the table data; every row that it returns is a failure. DuckDB runs it"),
	timeout: string().refine((each) => (parseDuration(each) ?? Infinity) <= 864e5, { error: "expected a time such as 90s or 5min, at most 1d" }).optional().describe("How long sql may take; default: 60s"),
	correlation: strictObject({ max: limit.max(1).describe("Largest absolute Pearson correlation") }).optional().describe("How strongly two columns of numbers may correlate"),
	leakage: strictObject({ max: limit.max(1).describe("Largest score, from 0 to 1") }).optional().describe("How well one column alone may predict the target"),
	drift: strictObject({
		method: oneOf(driftMethods).optional().describe("How the change is measured; default: psi"),
		max: limit.optional().describe("Largest change that holds, for example 0.1"),
		alpha: number().gt(0).max(1).optional().describe("A change counts where its p-value is at most this; default: 0.05"),
		min_rows: int().min(1).optional().describe("What has fewer rows on either side is not compared; default: 100")
	}).optional().describe("How far a column, or without column each of them, may be from data.reference"),
	overlap: strictObject({ max: amount.describe("Most test rows: a count, or a percentage of them") }).optional().describe("How many test rows may have the features, or with column its value, of a training row"),
	type: oneOf([
		"integer",
		"number",
		"boolean",
		"date",
		"datetime",
		"text"
	]).optional().describe("Every value must be of this type; dates are ISO 8601"),
	required: boolean().optional().describe("No cell may be missing"),
	unique: union([boolean(), array(string().min(1)).min(2)]).optional().describe("No value may occur twice; without column: the columns whose values together may not"),
	min: bound$1.optional().describe("Smallest allowed value: a number, or an ISO 8601 date"),
	max: bound$1.optional().describe("Largest allowed value: a number, or an ISO 8601 date"),
	exclusive_min: bound$1.optional().describe("Every value is above it: a number, or an ISO 8601 date"),
	exclusive_max: bound$1.optional().describe("Every value is below it: a number, or an ISO 8601 date"),
	pattern: pattern.optional().describe("Regular expression (RE2 syntax, no look-around) that each value must match somewhere"),
	not_pattern: pattern.optional().describe("Regular expression that no value may match"),
	any_pattern: array(pattern).min(1).optional().describe("Regular expressions of which each value must match one"),
	enum: values.optional().describe("The values that are allowed"),
	not_enum: values.optional().describe("Values that are not allowed"),
	min_length: count.optional().describe("Fewest characters of a value"),
	max_length: count.optional().describe("Most characters of a value"),
	format: union([oneOf(formatNames), string().refine((each) => each.includes("%") && typeof parseDateFormat(each) !== "string", { error: `expected ${formatNames.join(", ")} or a format of dates such as %d/%m/%Y` })]).optional().describe("What each value is the text of: a name, or a date in the words of strptime"),
	json_schema: union([record(string(), unknown()), boolean()]).optional().describe("JSON Schema that each value, as JSON, must hold"),
	increasing: order.optional().describe("No value is less than the one before; strict: nor equal"),
	decreasing: order.optional().describe("No value is more than the one before; strict: nor equal"),
	zscore: strictObject({ max: limit.describe("Most standard deviations from the mean") }).optional().describe("How far a value may be from the mean"),
	iqr: strictObject({ max: limit.describe("Most interquartile ranges; 1.5 is Tukey's fence") }).optional().describe("How far a value may be beyond the quartiles"),
	missing: amountRange.optional().describe("How many cells are missing: a count, or a percentage of the rows"),
	distinct: amountRange.optional().describe("How many different values there are: a count, or a percentage of the values"),
	most_frequent: strictObject({
		min: amount.optional().describe("The least that is allowed"),
		max: amount.optional().describe("The most that is allowed"),
		enum: values.optional().describe("The values that the most frequent one may be")
	}).refine((each) => Object.keys(each).length > 0, { error: "it needs min, max or enum" }).optional().describe("How often the most frequent value occurs, and which it may be"),
	values: strictObject({
		include: values.optional().describe("Values that there are, among others"),
		exact: values.optional().describe("The different values, no others")
	}).refine(({ include, exact }) => include === void 0 !== (exact === void 0), { error: "it needs either include or exact" }).optional().describe("Which different values the column has"),
	balance: amountRange.optional().describe("How often each different value occurs: a count, or a percentage of the values"),
	mean: numberRange.optional().describe("The mean of the values"),
	median: numberRange.optional().describe("The median of the values"),
	sum: numberRange.optional().describe("The sum of the values"),
	std: numberRange.optional().describe("The sample standard deviation of the values"),
	min_value: boundRange.optional().describe("Where the smallest value lies"),
	max_value: boundRange.optional().describe("Where the largest value lies"),
	quantiles: record(string(), numberRange).refine((each) => Object.keys(each).every(isProbability), { error: "expected probabilities from 0 to 1 as keys, such as 0.95" }).optional().describe("Where quantiles lie, by probability: 0.95: { max: 100 }"),
	max_age: string().refine((each) => parseDuration(each) !== void 0, { error: "expected a time such as 90s, 30min, 12h, 7d or 2w" }).optional().describe("How old the newest date may be: 12h, 7d, 2w"),
	newer_than_reference: boolean().optional().describe("The newest date must be later than that of data.reference"),
	time_overlap: strictObject({ max: amount.describe("Most training rows: a count, or a percentage of them") }).optional().describe("How many training rows may be later than the first test row"),
	references: strictObject({
		set: string().min(1).optional().describe("One of data.sets; default: the same table"),
		column: string().min(1).optional().describe("The column there; default: that of the check"),
		columns: record(string().min(1), string().min(1)).refine((each) => Object.keys(each).length > 0, { error: "it needs a column" }).optional().describe("Of a key of several columns: { column here: column there }")
	}).optional().describe("Where each value must be found: a foreign key"),
	set: string().min(1).optional().describe("Which of data.sets the check asks; default: data.path, or the sets train, validation and test"),
	where: expression.optional().describe("SQL condition for the rows that the check asks"),
	mostly: share$1.optional().describe("Share of the cells or rows that must hold: 0.95 or 95%"),
	max_failed: amount.optional().describe("How many cells or rows may break the check: a count, or a percentage of those asked"),
	severity: oneOf([
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

// src/config/accept.ts
/** What no schema accepts. */
const refused = Symbol("refused");
/**
* What a schema makes of a value, to the last key what zod makes of it; undefined where zod would find something wrong
* with it.
*/
function accept(schema, value) {
	const data = take(schema, value);
	return data === refused ? void 0 : { data };
}
function take({ of, word, args }, value) {
	if (of === void 0) return takeFirst(word, args, value);
	const [first] = args;
	switch (word) {
		case "optional": return value === void 0 ? void 0 : take(of, value);
		case "default": return value === void 0 ? copyOf(first) : take(of, value);
		case "prefault": return take(of, value === void 0 ? copyOf(first) : value);
		default: {
			const taken = take(of, value);
			return taken !== refused && holds(word, first, taken) ? taken : refused;
		}
	}
}
/** Whether a value of the right kind keeps what a method of the schema says. */
function holds(word, first, value) {
	switch (word) {
		case "describe": return true;
		case "min": return sizeOf(value) >= first;
		case "max": return sizeOf(value) <= first;
		case "gt": return value > first;
		case "lt": return value < first;
		case "regex": return first.test(value);
		case "refine": return first(value);
		case "superRefine": {
			let issues = 0;
			const addIssue = () => {
				issues++;
			};
			first(value, { addIssue });
			return issues === 0;
		}
		default: throw new Error(`no schema has the method "${word}"`);
	}
}
function sizeOf(value) {
	return typeof value === "number" ? value : value.length;
}
function takeFirst(word, [first, second], value) {
	switch (word) {
		case "string":
		case "boolean": return typeof value === word ? value : refused;
		case "number": return Number.isFinite(value) ? value : refused;
		case "int": return Number.isSafeInteger(value) ? value : refused;
		case "null": return value === null ? null : refused;
		case "unknown": return value;
		case "literal": return value === first ? value : refused;
		case "enum": return first.includes(value) ? value : refused;
		case "union": return takeUnion(first, value);
		case "array": return takeArray(first, value);
		case "record": return takeRecord(first, second, value);
		case "strictObject": return takeObject(first, value);
		default: throw new Error(`there is no schema "${word}"`);
	}
}
function takeUnion(choices, value) {
	for (const each of choices) {
		const taken = take(each, value);
		if (taken !== refused) return taken;
	}
	return refused;
}
function takeArray(each, value) {
	if (!Array.isArray(value)) return refused;
	const taken = value.map((item) => take(each, item));
	return taken.includes(refused) ? refused : taken;
}
function takeRecord(key, each, value) {
	if (!isRecord(value)) return refused;
	const record = {};
	for (const [name, item] of Object.entries(value)) {
		const taken = take(each, item);
		if (name === "__proto__" || take(key, name) === refused || taken === refused) return refused;
		record[name] = taken;
	}
	return record;
}
function takeObject(shape, value) {
	if (!isRecord(value)) return refused;
	for (const name of Object.keys(value)) if (!Object.hasOwn(shape, name)) return refused;
	const object = {};
	for (const [name, each] of Object.entries(shape)) {
		const given = value[name];
		if (given === void 0 && isOptional(each)) continue;
		const taken = take(each, given);
		if (taken === refused) return refused;
		if (taken !== void 0) object[name] = taken;
	}
	return object;
}
function isOptional({ of, word }) {
	return word === "optional" || word === "describe" && of !== void 0 && isOptional(of);
}
/** A default is no part of two values. */
function copyOf(value) {
	if (Array.isArray(value)) return [...value];
	return isRecord(value) ? { ...value } : value;
}

// src/config/split.ts
const share = number().gt(0).lt(1);
/** How rows are divided; a row's part depends on the seed and its own identity alone. */
const splitSection = strictObject({
	test: share.default(.2).describe("Share of the rows held out for evaluation"),
	validation: share.optional().describe("Share of the rows on which a training is stopped, probabilities calibrated, a threshold chosen"),
	seed: int().min(0).max(2 ** 32 - 1).default(42).describe("Seed of the split"),
	stratify: boolean().default(false).describe("Keep the class shares equal in all parts"),
	group: string().min(1).optional().describe("Column whose equal values stay in one part, such as the patient; no feature then"),
	time: string().min(1).optional().describe("Column of dates: the latest rows are the test rows"),
	horizon: int().min(1).max(1e5).optional().describe("How many steps of time ahead are predicted; default 1"),
	gap: int().min(0).max(1e5).optional().describe("Steps of time between training and test rows; default: horizon - 1"),
	column: string().min(1).optional().describe("Column that says of each row train, validation or test; no feature then")
}).superRefine(({ test, validation = 0, stratify, group, time, column, horizon, gap }, context) => {
	if (test + validation >= 1) context.addIssue({
		code: "custom",
		message: "test and validation leave no rows to train on",
		path: ["validation"]
	});
	if (validation > 0 && column !== void 0) context.addIssue({
		code: "custom",
		message: "it cannot stand beside column",
		path: ["validation"]
	});
	for (const [key, value] of Object.entries({
		horizon,
		gap
	})) if (value !== void 0 && time === void 0) context.addIssue({
		code: "custom",
		message: "it needs data.split.time",
		path: [key]
	});
	const used = Object.entries({
		column,
		group,
		time,
		stratify
	}).flatMap(([key, value]) => value ? [key] : []);
	if (used.length > 1) context.addIssue({
		code: "custom",
		message: `it cannot stand beside ${used[1]}: rows are divided in one way`,
		path: [used[0]]
	});
});

// src/config/data.ts
/** What can name a set: it becomes part of a file's name. */
const setName = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
/** One ASCII character that no number or name is made of: numbers hold letters, digits, dots and signs. */
function mark(others, examples) {
	const pattern = new RegExp(`^[^A-Za-z0-9.+\\-\\r\\n\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\uffff${others}]$`);
	return string().regex(pattern, { error: `expected one character such as ${examples}` });
}
/** What a CSV file does not say itself. */
const csvSection = strictObject({
	delimiter: mark("\"'", ", ; | or a tab").optional().describe("What stands between cells; default: comma, semicolon, tab or bar, found from the header"),
	quote: union([literal(""), mark(" 	", "\" or '")]).default("\"").describe("What stands around cells; empty where nothing does"),
	escape: mark(" 	", "\\").optional().describe("Inside of quotes, the character after it is as it is; a quote may be written twice as well"),
	decimal: oneOf([".", ","]).optional().describe("What stands before decimals; default: found from the first rows"),
	comment: mark(" 	", "#").optional().describe("Lines that begin with it are left out; default: # before the header"),
	encoding: oneOf(encodings).optional().describe("How the text is encoded; default: utf-8, or utf-16 where a byte order mark says so"),
	header: boolean().default(true).describe("Whether the first line names the columns; else column_1 and so on")
}).superRefine((csv, context) => {
	const keys = [
		"delimiter",
		"quote",
		"escape",
		"comment"
	];
	for (const [index, key] of keys.entries()) {
		const twin = keys.slice(0, index).find((each) => csv[each] !== void 0 && csv[each] === csv[key]);
		if (twin !== void 0 && `${twin} ${key}` !== "quote escape") context.addIssue({
			code: "custom",
			message: `it is the same as ${twin}`,
			path: [key]
		});
	}
	if (csv.quote === "" && csv.escape !== void 0) context.addIssue({
		code: "custom",
		message: "it is about quoted cells, and quote is none",
		path: ["escape"]
	});
});
/** How a bucket is reached; credentials come from the environment alone. */
const s3Section = strictObject({
	endpoint: string().regex(/^https?:\/\/[^/?#@]+(\/[^?#]*)?$/, { error: "expected an address such as https://minio.example.com" }).optional().describe("The server's address, where it is not Amazon's; default: AWS_ENDPOINT_URL_S3"),
	region: string().regex(/^[a-z0-9-]{1,40}$/, { error: "expected a name such as eu-central-1" }).optional().describe("The bucket's region; default: AWS_REGION, else us-east-1")
});
/** What is declared of a column rather than found from its cells; the words are Table Schema's. */
const columnSection = strictObject({
	type: oneOf([
		"integer",
		"number",
		"boolean",
		"date",
		"datetime",
		"text"
	]).optional().describe("The type of its cells; one that does not fit is an error on its line, and missing to the model"),
	format: string().min(1).optional().describe("How its dates are written, in the words of strptime: %d/%m/%Y"),
	decimal_char: oneOf([".", ","]).optional().describe("What stands before the decimals of its numbers; default: as in the file"),
	group_char: oneOf([
		",",
		".",
		" ",
		"'",
		"_"
	]).optional().describe("What stands between the thousands of its numbers; default: nothing"),
	bare_number: boolean().optional().describe("Whether its numbers stand alone; false: currencies, units and % around them are left out"),
	missing_values: array(string().min(1).max(100)).max(100).optional().describe("Texts that are missing, in place of NA, null and the like; the empty cell always is")
}).superRefine((column, context) => {
	refuseDates(column, context);
	refuseNumbers(column, context);
});
function refuseDates({ type, format }, context) {
	const refuse = (message) => context.addIssue({
		code: "custom",
		message,
		path: ["format"]
	});
	if (format === void 0) return;
	const read = parseDateFormat(format);
	if (typeof read === "string") refuse(read);
	else if (type === "date" && read.hasTime) refuse("it holds a time, and the type is date");
	else if (type !== void 0 && type !== "date" && type !== "datetime") refuse("it is about dates: the type must be date or datetime");
}
function refuseNumbers(column, context) {
	const key = [
		"decimal_char",
		"group_char",
		"bare_number"
	].find((each) => column[each] !== void 0);
	if (key === void 0) return;
	const { type = "number", format, decimal_char, group_char } = column;
	const refuse = (message) => context.addIssue({
		code: "custom",
		message,
		path: [key]
	});
	if (format !== void 0 || type !== "number" && type !== "integer") refuse("it is about numbers: the type must be number or integer");
	if (decimal_char !== void 0 && decimal_char === group_char) refuse("it is the same as group_char");
}
/** `data`: where the rows are, what is predicted, and how they are identified and divided. */
const dataSection = strictObject({
	path: string().min(1).optional().describe("The data: a file, a pattern such as data/*.csv or a folder, relative to this file, or an https:// or s3:// address"),
	sha256: string().regex(/^[0-9a-f]{64}$/, { error: "expected 64 hexadecimal digits in lower case" }).optional().describe("SHA-256 that the data must have"),
	s3: s3Section.optional().describe("Where s3:// addresses lead, where the environment does not say so"),
	sets: record(string().regex(setName, "expected a name of letters, digits, dashes and underscores"), string().min(1)).optional().describe("Data sets by name, each as path is: train and test instead of path and split, and others for checks"),
	csv: csvSection.optional().describe("How a CSV or TSV file is written, where it is not found from the file"),
	columns: record(string().min(1), columnSection).optional().describe("Types of columns by name, formats of dates and words for missing; default: found from the cells"),
	target: string().min(1).optional().describe("Column that the model predicts"),
	positive: union([
		string(),
		number(),
		boolean()
	]).optional().describe("The positive class of a two-class target; known for 0/1 and booleans"),
	weight: string().min(1).optional().describe("Column of what rows weigh in training and in metrics; no feature then"),
	key: array(string().min(1)).min(1).optional().describe("Columns that identify a row; default: the row's content without the target"),
	exclude: array(string().min(1)).optional().describe("Columns that are not used as features"),
	derive: record(string().min(1), string().min(1)).optional().describe("New columns as SQL expressions over the others, for example total_rooms / households"),
	reference: string().min(1).optional().describe("Earlier data that checks compare with: a data file, or a profile that validate-data wrote"),
	split: splitSection.prefault({}).describe("How rows are divided into training and test parts")
}).superRefine(refuseSets);
/** Sets with a part in training come together, and in the place of `path` and `split`. */
function refuseSets({ path, sha256, sets = {}, split }, context) {
	const refuse = (message, ...at) => context.addIssue({
		code: "custom",
		message,
		path: at
	});
	const [role] = trainingSets.filter((name) => Object.hasOwn(sets, name));
	if (role === void 0) return;
	if (path !== void 0) refuse("it cannot stand beside the sets train and test, which are the data", "path");
	if (sha256 !== void 0) refuse("it is the digest of data.path, and sets are the data", "sha256");
	if (split.test !== .2 || split.validation || split.stratify || split.group || split.time || split.column) refuse("the sets train and test divide the rows: of split, only seed has a meaning", "split");
	for (const name of ["train", "test"]) if (!Object.hasOwn(sets, name)) refuse(`it needs a set "${name}" beside it`, "sets", role);
}

// src/config/mlflow-thresholds.ts
/** Keys of a rule in the words of MLflow's `MetricThreshold`. */
const thresholdKeys = {
	threshold: number().optional().describe("MLflow's word for min, or for max of a metric that is better when it shrinks"),
	min_absolute_change: number().gt(0).optional().describe("MLflow's word for better_than: baseline with this margin"),
	min_relative_change: number().min(0).max(1).optional().describe("The same with a share of the baseline's value: 0.05 is 5 %"),
	greater_is_better: boolean().optional().describe("MLflow's word for direction: true is maximize, false is minimize")
};
/** The conditions among them. */
function thresholdsOf(rule) {
	return [
		rule.threshold,
		rule.min_absolute_change,
		rule.min_relative_change
	];
}
/** What MLflow's words do not go with, as they say the same. */
const rivals = [
	["threshold", ["min", "max"]],
	["min_absolute_change", [
		"no_worse_than",
		"better_than",
		"margin"
	]],
	["min_relative_change", [
		"no_worse_than",
		"better_than",
		"margin"
	]],
	["greater_is_better", ["direction"]]
];
/** Refuses a rule that says a thing in our words and in MLflow's. */
function refuseRivals(rule, context) {
	const value = rule;
	for (const [key, others] of rivals) {
		const rival = others.find((other) => value[other] !== void 0);
		if (value[key] === void 0 || rival === void 0) continue;
		context.addIssue({
			code: "custom",
			path: [key],
			message: `${key} and ${rival} say the same: give one of them`
		});
	}
}

// src/config/waivers.ts
/** `gate.waivers`: which rules may fail for a while, and who answers for it. */
const waiversSchema = array(strictObject({
	rule: string().min(1).max(1e3).describe("Name of the rule, or its metric"),
	slice: string().min(1).max(1e3).optional().describe("The slice that is meant, as column=value; default: all of the rule"),
	until: string().regex(/^\d{4}-\d{2}-\d{2}$/, "expected a date such as 2026-01-31").refine(isDate, { error: "there is no such day" }).describe("The last day that it counts, such as 2026-01-31 (UTC)"),
	reason: string().min(1).max(1e4).describe("Why, for the report"),
	by: string().min(1).max(1e3).describe("Who answers for it")
}));
function isDate(text) {
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

// src/config/gate.ts
/** `1%` of the baseline's value, or an absolute number. */
const margin = union([number().min(0), string().regex(/^\d+(\.\d+)?\s*%$/, "expected a number or a percentage such as 1%")]);
/** A number, or a text with its unit. */
const bound = union([number(), string().regex(quantityPattern, "expected a number or a text such as 25MB, 30d, 50ms or 5%")]);
/** One rule: a metric and at least one condition. */
const ruleSchema = strictObject({
	metric: string().min(1).describe("Name of the metric, as scikit-learn's, for example r2, rmse, f1_macro"),
	name: string().min(1).optional().describe("Name of the rule in reports; default: the metric and its bound"),
	min: bound.optional().describe("The metric must be at least this: a number, or a text such as 80%"),
	max: bound.optional().describe("The metric must be at most this: a number, or a text such as 25MB, 30d or 5%"),
	on: oneOf(["bound", "point"]).optional().describe("Whether min and max are asked of the 95 % interval (default where there are rows) or of the value"),
	by: string().min(1).optional().describe("Asks the rule of each value of this column, or of each class (class)"),
	no_worse_than: oneOf(["baseline", "anchor"]).optional().describe("The metric may be worse than the baseline's, or than the anchor's, by the margin"),
	better_than: oneOf([
		"baseline",
		"anchor",
		"dummy"
	]).optional().describe("The metric must be better by the margin than the baseline's, the anchor's or the dummy model's"),
	margin: margin.optional().describe("Allowance for no_worse_than, or lead for better_than: a number or a percentage"),
	direction: oneOf(["maximize", "minimize"]).optional().describe("Which way is better; needed only for a metric that is not in the table"),
	...thresholdKeys
}).refine((rule) => [
	rule.min,
	rule.max,
	rule.no_worse_than,
	rule.better_than,
	...thresholdsOf(rule)
].some((each) => each !== void 0), { error: "a rule needs one of min, max, no_worse_than, better_than" }).refine((rule) => rule.margin === void 0 || rule.no_worse_than !== void 0 || rule.better_than !== void 0, {
	error: "margin goes with no_worse_than or better_than",
	path: ["margin"]
}).refine((rule) => !(boundOf(rule.min) > boundOf(rule.max)), {
	error: "min is greater than max",
	path: ["min"]
}).superRefine(refuseRivals);
const onInconclusive = oneOf(["neutral", "fail"]);
/** `gate`: what the model must reach. */
const gateSection = strictObject({
	rules: array(ruleSchema).default([]).describe("What must hold; without rules the model must beat the dummy baseline"),
	baseline: union([string().min(1), array(string().min(1)).min(1)]).default("auto").describe("What the model is compared with: auto (an earlier run's), base_commit, base_branch, or a path of metrics (JSON), a folder of evidence or a bundle; of several the first that is there"),
	waivers: waiversSchema.default([]).describe("Rules that may fail for a while, and who answers for it"),
	anchor: string().min(1).optional().describe("An older model that no_worse_than: anchor compares with: metrics, predictions, evidence or a bundle"),
	on_inconclusive: union([onInconclusive, strictObject({
		pull_request: onInconclusive.optional().describe("In pull requests; default: neutral"),
		merge_group: onInconclusive.optional().describe("In the merge queue; default: fail"),
		release: onInconclusive.optional().describe("For releases and tags; default: fail"),
		other: onInconclusive.optional().describe("For everything else; default: neutral")
	})]).optional().describe("Whether a gate that cannot decide lets the step succeed (neutral) or fail; by event, or for all"),
	allow_pickle: array(string().min(1)).optional().describe("What loading the model may import beside what models are made of, as module.name"),
	slices: strictObject({
		columns: array(string().min(1)).min(1).describe("Columns whose values make the slices"),
		min_rows: int().min(1).default(100).describe("Slices with fewer test rows have no metrics; the three largest of them are listed")
	}).optional().describe("Metrics by the values of these columns, shown in the report")
});

// src/config/report.ts
/** `report`: where results are shown. */
const reportSection = strictObject({
	comment: boolean().default(true).describe("Comment on the pull request"),
	summary: boolean().default(true).describe("Write the job summary"),
	check: boolean().default(false).describe("Write a check run beside the commit; the job needs the permission checks: write"),
	show_values: boolean().optional().describe("Show a few of the values that break a check, never personal ones; default: in a terminal, not on GitHub"),
	failed_rows: boolean().default(false).describe("Write the rows that break checks to failed-rows.csv beside the profile, without personal data"),
	history: oneOf([
		"bundle",
		"branch",
		"none"
	]).default("bundle").describe("Where the metrics of runs on the default branch are kept: in the bundles that they save, on the branch \"mlops-history\", or nowhere")
});

// src/learn/threshold-metrics.ts
/** Metrics that a threshold can be chosen by. */
const thresholdMetrics = [
	"f1",
	"balanced_accuracy",
	"youden",
	"accuracy",
	"matthews_corrcoef",
	"cohen_kappa",
	"jaccard"
];

// src/series/window-statistics.ts
/** What is told of the values in a window. */
const windowStatistics = [
	"mean",
	"std",
	"min",
	"max"
];

// src/config/param-value.ts
/** A value of `train.params`: numbers by name are for what each class or feature has of its own. */
const paramValue = union([
	number(),
	string(),
	boolean(),
	nothing(),
	record(string(), number())
]);

// src/config/search.ts
const range = strictObject({
	min: number().describe("The least value"),
	max: number().describe("The greatest value"),
	log: boolean().optional().describe("Whether each order of magnitude is as likely as another"),
	integer: boolean().optional().describe("Whether values are whole; default: where both ends are")
}).refine(({ min, max }) => min < max, {
	error: "min must be below max",
	path: ["min"]
}).refine(({ min, log }) => !log || min > 0, {
	error: "with log, min must be above 0",
	path: ["min"]
});
/** `train.search`: parameters that are tried. */
const searchSection = strictObject({
	method: oneOf([
		"grid",
		"random",
		"halving"
	]).default("random").describe("All combinations; some at random; or many on few rows, of which the better ones get more"),
	params: record(string().min(1), union([array(paramValue).min(1).max(1e3), range], { error: "expected a list of values, or a range such as { min: 1, max: 10 }" })).refine((params) => Object.keys(params).length > 0, { error: "expected at least one parameter" }).describe("The engine's parameters: a list of values, or a range such as { min: 0.01, max: 1, log: true }"),
	metric: string().min(1).optional().describe("What the best is best in; default: rmse for numbers, log_loss for classes"),
	trials: int().min(1).max(1e3).default(20).describe("How many combinations are tried, of random and halving"),
	minutes: number().gt(0).max(1440).optional().describe("No trial begins later; what is found then depends on the machine's speed")
});

// src/config/train.ts
const recipe = {
	impute: oneOf([
		"median",
		"mean",
		"mode",
		"none"
	]).optional().describe("What a missing value becomes; none leaves it missing"),
	fill: union([
		number(),
		boolean(),
		string()
	]).optional().describe("A value for missing ones, in the place of impute"),
	indicator: boolean().optional().describe("Whether a feature of its own says that the value is missing"),
	scale: oneOf([
		"none",
		"standard",
		"minmax",
		"robust"
	]).optional().describe("How numbers are scaled; default: as the engine needs it"),
	encode: oneOf([
		"one_hot",
		"native",
		"ordinal",
		"target",
		"words"
	]).optional().describe("How a text becomes numbers; default: native for gradient-boosting, else one_hot, and words for prose"),
	max_categories: int().min(1).max(1e4).optional().describe("Categories that one_hot and native keep, the most frequent ones; default 100, of native 10000"),
	max_words: int().min(1).max(2e4).optional().describe("Words that words keeps; default 300"),
	pairs: boolean().optional().describe("Whether words also counts pairs of neighbouring words")
};
const columnRecipe = strictObject({
	...recipe,
	parts: array(oneOf(dateParts)).min(1).optional().describe("What a date is taken apart into; default: days, month, day_of_week, and of a datetime hour")
}).refine(({ impute, fill }) => impute === void 0 || fill === void 0, { error: "expected impute or fill, not both" });
const { fill: _, ...withoutFill } = recipe;
/** `train.features`: how columns become features. */
const featuresSection = strictObject({
	...withoutFill,
	columns: record(string(), columnRecipe).optional().describe("The same keys for single columns, and parts")
});
const steps = int().min(1).max(1e5);
/** `train.series`: what the model sees of the past. */
const seriesSection = strictObject({
	by: string().min(1).optional().describe("Column that tells the series apart, such as the store; default: all rows are one series"),
	columns: array(string().min(1)).min(1).optional().describe("Columns that are looked back at; default: the target"),
	lags: array(steps).max(100).default([]).describe("Steps back, from the horizon on"),
	rolling: array(steps).max(100).default([]).describe("Steps that windows span; they end at the horizon"),
	statistics: array(oneOf(windowStatistics)).min(1).default(["mean"]).describe("What is told of a window"),
	season: steps.optional().describe("Steps of a season, for the seasonal naive forecast and MASE"),
	backtests: int().min(0).max(50).default(3).describe("Forecasts from earlier moments that the report shows")
});
/** `train.threshold`: one of the ways to find it. */
const thresholdSection = union([
	strictObject({ maximize: oneOf(thresholdMetrics).describe("The metric that is as high as can be at the threshold") }),
	strictObject({ minimize: literal("expected_cost").describe("The mean of train.costs is as low as can be at the threshold") }),
	strictObject({ recall_at_precision: number().gt(0).max(1).describe("The recall is as high as can be where the precision is at least this") }),
	strictObject({ value: number().min(0).max(1).describe("The threshold itself") })
], { error: "expected one of maximize, minimize, recall_at_precision and value" });
const cost = (what) => number().min(0).default(0).describe(`What ${what} costs`);
/** `train.costs`: what answers cost. */
const costsSection = strictObject({
	false_positive: cost("a negative row that is said to be positive"),
	false_negative: cost("a positive row that is said to be negative"),
	true_positive: cost("a positive row that is found"),
	true_negative: cost("a negative row that is let go")
});
/** `train.cross_validation`: how training rows are divided into folds. */
const crossValidationSection = strictObject({
	folds: int().min(2).max(100).default(5).describe("How many folds"),
	column: string().min(1).optional().describe("Column whose values are the folds; no feature then")
});
/** Engines whose models are trees. */
const treeEngines = [
	"random-forest",
	"extra-trees",
	"decision-tree",
	"gradient-boosting"
];
/** `train`: how the model is trained. */
const trainSection = strictObject({
	engine: oneOf(engines).default("random-forest").describe("What learns"),
	task: oneOf(["regression", "classification"]).optional().describe("What is predicted; default: classification for text, boolean and 0/1 targets, else regression"),
	params: record(string(), paramValue).default({}).describe("The engine's parameters by scikit-learn's names, for example n_estimators"),
	features: featuresSection.prefault({}).describe("How columns become features"),
	series: seriesSection.optional().describe("What the model sees of the past; needs data.split.time"),
	cross_validation: crossValidationSection.optional().describe("Trains on all folds but one and predicts that one, in turn; the report shows the metrics"),
	search: searchSection.optional().describe("Parameters that are tried; the model is trained with the best"),
	learning_curve: union([boolean(), array(number().gt(0).lt(1)).min(1).max(5)]).optional().describe("Whether models of growing parts of the training rows show what more rows would bring; or the parts, at most five shares"),
	calibrate: oneOf(["sigmoid", "isotonic"]).optional().describe("How probabilities are corrected, on validation or out-of-fold rows"),
	costs: costsSection.optional().describe("What the answers of two classes cost, for expected_cost"),
	threshold: thresholdSection.optional().describe("From which probability on a row is positive; chosen on validation or out-of-fold rows, never on test rows"),
	onnx_opset: union([literal(3), literal(5)]).optional().describe("Version of the operators for trees, ai.onnx.ml, in model.onnx; default 5"),
	...programKeys
}).superRefine(refuseForeignKeys).refine(({ threshold, costs }) => costs !== void 0 || !(threshold && "minimize" in threshold), {
	error: "minimize needs train.costs",
	path: ["threshold"]
}).refine(({ engine, calibrate, onnx_opset }) => onnx_opset !== 3 || calibrate !== "isotonic" || !treeEngines.includes(engine), {
	error: "version 3 of the trees' operators rounds to float32, which isotonic calibration does not bear: take onnx_opset 5 or calibrate sigmoid",
	path: ["onnx_opset"]
});

// src/config/config.ts
/** `mlops.yml` as a whole; published as a JSON Schema for editors. */
const configSchema = strictObject({
	version: literal(1).describe("Version of this format"),
	name: string().regex(projectName, "expected up to 80 letters, digits, dots, dashes and underscores").optional().describe("Name of the model; default: the data file's name"),
	data: dataSection.prefault({}).describe("The data and how its rows are identified and divided"),
	checks: checksSection.default([]).describe("What must hold for the data"),
	suites: array(string().min(1)).default([]).describe("Files of other tools with more checks: Great Expectations, Soda, dbt, Table Schema, Data Package"),
	strict_suites: boolean().default(false).describe("Whether a rule of a suite that is not supported is an error instead of a warning"),
	train: trainSection.prefault({}).describe("How the model is trained"),
	gate: gateSection.prefault({}).describe("What the model must reach"),
	report: reportSection.prefault({}).describe("Where results are shown"),
	notify: notifySection.default([]).describe("Who is told of a run, for the action notify")
});

// src/config/plain-yaml.ts
/** Characters of a text, and of one of its lines. */
const longest = 1 << 18;
const longestLine = 1e3;
/** How deep collections may stand in each other. */
const deepest = 40;
const key = /^(?:([A-Za-z_][\w.-]*)|"([^"\\]*)"|'([^']*)'):(?= |$)/;
const plainNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const special = /^(?:~|null|Null|NULL|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|0o[0-7]+|0x[\da-fA-F]+)$/;
/** Thrown where a text is not so plain. */
const odd = /* @__PURE__ */ new Error("not plain");
/**
* Reads what nearly every configuration is made of: maps and lists by indentation, or in brackets on one line, and numbers,
* words and quoted texts on one line. Undefined where there is anything else, wrong or right: that is for `parseYaml`,
* which takes a hundred times as long at first. What this reads, that reads the same.
*/
function parsePlainYaml(text) {
	if (text.length > longest || !/^[\n\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff]*$/.test(text)) return void 0;
	try {
		const lines = {
			all: linesOf(text),
			next: 0
		};
		const node = parseBlock(lines, 0);
		return lines.next === lines.all.length ? node : void 0;
	} catch (error) {
		if (error === odd) return void 0;
		throw error;
	}
}
function linesOf(text) {
	const lines = [];
	let start = 0;
	for (const line of text.split("\n")) {
		const indent = /^ */.exec(line)[0].length;
		if (line.length > longestLine) throw odd;
		if (indent < line.length && line[indent] !== "#") lines.push({
			indent,
			content: line.slice(indent),
			at: start + indent
		});
		start += line.length + 1;
	}
	if (lines.some(({ indent, content }) => indent === 0 && /^(?:---|\.\.\.|%)/.test(content))) throw odd;
	return lines;
}
function parseBlock(lines, depth) {
	const line = lines.all[lines.next];
	if (line === void 0 || depth > deepest) throw odd;
	return line.content.startsWith("- ") ? parseList(lines, line, depth) : parseMap(lines, line, depth);
}
function parseMap(lines, { indent, at }, depth) {
	const node = emptyMap(at);
	for (let line = lines.all[lines.next]; line?.indent === indent; line = lines.all[lines.next]) {
		const found = key.exec(line.content);
		if (found === null) throw odd;
		lines.next++;
		const start = found[0].length + /^ */.exec(line.content.slice(found[0].length))[0].length;
		const rest = line.content.slice(start);
		const value = rest === "" || rest.startsWith("#") ? parseBelow(lines, indent, depth) : parseAlone(lines, line, start, depth);
		add(node, keyOf(found), line.at, value);
	}
	refuseDeeper(lines, indent);
	return node;
}
/** The value of a key that has nothing behind it: what stands deeper, or a list that may stand as deep. */
function parseBelow(lines, indent, depth) {
	const line = lines.all[lines.next];
	if (!(line !== void 0 && (line.indent > indent || line.indent === indent && line.content.startsWith("- ")))) throw odd;
	return parseBlock(lines, depth + 1);
}
function parseList(lines, { indent, at }, depth) {
	const items = [];
	for (let line = lines.all[lines.next]; line?.indent === indent; line = lines.all[lines.next]) {
		if (!line.content.startsWith("- ")) break;
		const start = /^- +/.exec(line.content)[0].length;
		const content = line.content.slice(start);
		if (key.test(content)) {
			lines.all[lines.next] = {
				indent: indent + start,
				content,
				at: line.at + start
			};
			items.push(parseBlock(lines, depth + 1));
		} else {
			lines.next++;
			items.push(parseAlone(lines, line, start, depth));
		}
	}
	refuseDeeper(lines, indent);
	return {
		value: items.map(({ value }) => value),
		start: at,
		items
	};
}
/** The value that is the rest of a line, but for a comment. */
function parseAlone(lines, line, start, depth) {
	const cursor = {
		...line,
		next: start
	};
	const node = parseValue(cursor, false, depth + 1);
	if (!/^ *$|^ +#/.test(cursor.content.slice(cursor.next))) throw odd;
	refuseDeeper(lines, line.indent);
	return node;
}
/** A text may go on below; that is not plain. */
function refuseDeeper({ all, next }, indent) {
	if ((all[next]?.indent ?? 0) > indent) throw odd;
}
function parseValue(cursor, isFlow, depth) {
	if (depth > deepest) throw odd;
	const { content, next, at } = cursor;
	const first = content[next];
	if (first === "{") return parseFlowMap(cursor, depth);
	if (first === "[") return parseFlowList(cursor, depth);
	if (first === "\"" || first === "'") {
		const end = content.indexOf(first, next + 1);
		const value = content.slice(next + 1, end);
		if (end < 0 || value.includes("\\") || content[end + 1] === "'") throw odd;
		cursor.next = end + 1;
		return {
			value,
			start: at + next,
			text: at + next + 1
		};
	}
	const written = (isFlow ? /^(?:[^,[\]{}:#]|:(?! |$|[,[\]{}])|(?<! )#)*/ : /^(?:[^:#]|:(?! |$)|(?<! )#)*/).exec(content.slice(next))[0].replace(/ +$/, "");
	cursor.next = next + written.length;
	const value = wordValue(written);
	return {
		value,
		start: at + next,
		...typeof value === "string" && { text: at + next }
	};
}
/** A word without quotes, as the core schema of YAML 1.2 has it. */
function wordValue(written) {
	if (written === "" || /^[?:,[\]{}#&*!|>'"%@`]|^-(?:$|[ ,[\]{}])/.test(written) || special.test(written)) throw odd;
	if (plainNumber.test(written)) return /[.eE]/.test(written) ? Number.parseFloat(written) : Number.parseInt(written, 10);
	if (/^(?:true|True|TRUE)$/.test(written)) return true;
	return /^(?:false|False|FALSE)$/.test(written) ? false : written;
}
function parseFlowMap(cursor, depth) {
	const node = emptyMap(cursor.at + cursor.next);
	parseFlow(cursor, "}", () => {
		const start = cursor.next;
		const found = key.exec(cursor.content.slice(start));
		if (found === null) throw odd;
		cursor.next += found[0].length;
		skipSpaces(cursor);
		add(node, keyOf(found), cursor.at + start, parseValue(cursor, true, depth + 1));
	});
	return node;
}
function parseFlowList(cursor, depth) {
	const start = cursor.at + cursor.next;
	const items = [];
	parseFlow(cursor, "]", () => items.push(parseValue(cursor, true, depth + 1)));
	return {
		value: items.map(({ value }) => value),
		start,
		items
	};
}
/** What stands in brackets, with commas between. */
function parseFlow(cursor, close, parseOne) {
	cursor.next++;
	skipSpaces(cursor);
	if (cursor.content[cursor.next] !== close) for (;;) {
		parseOne();
		skipSpaces(cursor);
		if (cursor.content[cursor.next] !== ",") break;
		cursor.next++;
		skipSpaces(cursor);
	}
	if (cursor.content[cursor.next] !== close) throw odd;
	cursor.next++;
}
function skipSpaces(cursor) {
	while (cursor.content[cursor.next] === " ") cursor.next++;
}
function emptyMap(start) {
	return {
		value: {},
		start,
		entries: /* @__PURE__ */ new Map()
	};
}
function add(node, name, start, value) {
	if (node.entries.has(name) || name === "__proto__") throw odd;
	node.entries.set(name, {
		start,
		node: value
	});
	node.value[name] = value.value;
}
function keyOf([, word, double, single]) {
	if (word !== void 0 && typeof wordValue(word) !== "string") throw odd;
	return word ?? double ?? single ?? "";
}

// src/config/accept-config.ts
/**
* An `mlops.yml` that is right and written plainly, without the YAML parser and zod, which take longer to load than a
* small check; undefined for one that `parseConfig` must look at.
*/
function acceptConfig(text, file) {
	const root = parsePlainYaml(text);
	const accepted = root && accept(configSchema, root.value);
	if (accepted === void 0) return void 0;
	return {
		config: accepted.data,
		place: (path, offset) => placeOf(text, file, offsetAt(root, path, offset))
	};
}
function placeOf(text, file, offset) {
	const before = text.slice(0, offset);
	const start = before.lastIndexOf("\n") + 1;
	return {
		file,
		line: before.split("\n").length,
		column: offset - start + 1
	};
}
/** Where a map's key starts, a list's entry, or the nearest part of the path that is there; or a text's character. */
function offsetAt(root, path, offset) {
	let node = root;
	let nearest = root.start;
	for (const [depth, part] of path.entries()) {
		const entry = node.entries?.get(String(part));
		node = entry?.node ?? node.items?.[Number(part)];
		if (node === void 0) return nearest;
		nearest = entry?.start ?? node.start;
		if (depth === path.length - 1 && offset !== void 0 && node.text !== void 0) return node.text + offset;
	}
	return nearest;
}

export { Call, accept, acceptConfig, boundOf, checksSection, configSchema, fillTemplate, isRecord, notifySection, offsetAt, parseQuantity, spanOf, trainSection };