import { UserError, clipText, defineAction, didYouMean, digestFile, digestModel, formatNumber, inputPath, path as path$1, projectInputs, readCsv, within } from "./core.js";
import { _enum, _null, array, boolean, discriminatedUnion, int, literal, number, record, strictObject, string, union } from "./vendor-zod.js";
import { classificationMetrics, findMetric, formatMetric, metricNames, metricsSchema, regressionMetrics, reportGate, verdictOf } from "./regression-metrics.js";
import path from "node:path";

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
	const { values, aliases } = collect(source);
	if (values.size === 0) throw new UserError(`Cannot read "${file}": there is no number in it`, {
		file,
		hint: "Write metric names and numbers, for example {\"r2\": 0.82}"
	});
	const dummy = isOwn ? objectAt(root, "dummy") : void 0;
	const stringAt = (key) => typeof root[key] === "string" ? root[key] : void 0;
	return {
		values,
		aliases,
		dummy: dummy && collect(dummy).values,
		rows: isOwn && typeof root.rows === "number" ? root.rows : void 0,
		task: isOwn ? stringAt("task") : void 0,
		evaluation: isOwn ? stringAt("evaluation_digest") : void 0,
		model: isOwn ? stringAt("model_digest") : void 0
	};
}
function parseObject(text, file) {
	let value;
	try {
		value = JSON.parse(text.replace(/(?:\bNaN|-?\bInfinity)\b(?=\s*[,}\]])/g, "null"));
	} catch (cause) {
		throw new UserError(`Cannot read "${file}": it is not JSON`, {
			file,
			cause
		});
	}
	if (typeof value !== "object" || value === null || Array.isArray(value)) throw new UserError(`Cannot read "${file}": expected a JSON object of metric names and numbers`, { file });
	return value;
}
function objectAt(root, key) {
	const value = root[key];
	return typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
}
const maxDepth = 8;
/**
* Numbers below an object. Of those that mean one metric the shallowest has its name, then the one of test rows, and
* the one of validation rows last; the others keep their whole path. `null` and 1e999 have no value.
*/
function collect(source) {
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
* `metrics.test.r2_score` → `r2`; a name that is not in the table stays as it is, and so does one of training rows
* (`train.r2`), which says nothing about a model.
*/
function canonicalName(path) {
	if (/(^|\.)train(ing)?\./i.test(path)) return path;
	return findMetric(path)?.name ?? findMetric(path.slice(path.lastIndexOf(".") + 1))?.name ?? path;
}

// src/gate/judge.ts
/**
* Judges each condition of each rule on point values. A missing or NaN metric fails its rule; a rule whose
* baseline is not there is unjudged. Margins in percent are of the reference's value and need a positive loss
* (checked by `checkRules`).
*/
function judge(metrics, rules, baseline) {
	return rules.flatMap((rule, index) => conditionsOf(rule).map((condition) => judgeCondition({
		metrics,
		rule,
		index,
		condition,
		baseline
	})));
}
/** Which way is better, from the table or as the rule says; undefined when neither knows. */
function directionOf(rule) {
	return findMetric(canonicalName(rule.metric))?.direction ?? rule.direction;
}
function conditionsOf(rule) {
	return [
		"min",
		"max",
		"no_worse_than",
		"better_than"
	].filter((condition) => rule[condition] !== void 0);
}
function judgeCondition({ metrics, rule, index, condition, baseline }) {
	const metric = nameIn(metrics, rule.metric);
	const actual = metrics.values.get(metric);
	const requirement = requirementOf(rule, condition, baseline, metrics.dummy);
	const outcome = (verdict, reason = "") => ({
		index,
		name: rule.name ?? `${metric} ${requirement.text}`,
		metric,
		condition,
		actual,
		reference: requirement.reference,
		required: requirement.text,
		verdict,
		reason
	});
	if (actual === void 0) return outcome("fail", `the metrics have no "${rule.metric}"${didYouMean(rule.metric, metrics.values.keys())}`);
	if (Number.isNaN(actual)) return outcome("fail", `${metric} is not a number`);
	if (requirement.bound === void 0) return outcome("unjudged", requirement.missing);
	return requirement.holds(actual) ? outcome("pass") : outcome("fail", `${metric} is ${requirement.failure}`);
}
function requirementOf(rule, condition, baseline, dummy) {
	if (condition === "min" || condition === "max") {
		const bound = rule[condition];
		const isMin = condition === "min";
		return {
			text: `${isMin ? "≥" : "≤"} ${showBound(bound)}`,
			reference: bound,
			bound,
			missing: "",
			failure: `not ${isMin ? "≥" : "≤"} ${showBound(bound)}`,
			holds: (actual) => isMin ? actual >= bound : actual <= bound
		};
	}
	const metric = canonicalName(rule.metric);
	const against = condition === "better_than" ? rule.better_than : "baseline";
	const reference = against === "dummy" ? dummy?.get(metric) : baseline?.values.get(nameIn(baseline, rule.metric));
	const sign = directionOf(rule) === "minimize" ? -1 : 1;
	const margin = reference === void 0 ? 0 : marginOf(rule, reference);
	const strict = condition === "better_than";
	const bound = reference === void 0 || Number.isNaN(reference) ? void 0 : reference + sign * (strict ? margin : -margin);
	const lead = rule.margin === void 0 ? "" : ` by ${strict ? "" : "more than "}the margin ${rule.margin}`;
	return {
		text: `${strict ? "better than" : "no worse than"} ${against}${rule.margin === void 0 ? "" : `, margin ${rule.margin}`}`,
		reference,
		bound,
		missing: missingReference(against, metric, against === "dummy" ? dummy !== void 0 : baseline !== void 0),
		failure: `${strict ? "not better" : "worse"} than the ${against}'s${lead}`,
		holds: (actual) => strict ? sign * (actual - bound) > 0 : sign * (actual - bound) >= 0
	};
}
/** A bound keeps every digit that was written. */
function showBound(bound) {
	return Number.isInteger(bound) ? formatNumber(bound) : String(bound);
}
function marginOf(rule, reference) {
	if (rule.margin === void 0) return 0;
	if (typeof rule.margin === "number") return rule.margin;
	return Number.parseFloat(rule.margin) / 100 * Math.abs(reference);
}
function missingReference(against, metric, isThere) {
	if (isThere) return `the ${against}'s metrics have no "${metric}"`;
	return against === "dummy" ? "the metrics file does not say what a dummy model reaches" : "there is no baseline to compare with yet";
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

// src/gate/default-rules.ts
/**
* What is asked of a model when no rules are written: to be better than the dummy model (mean, or most frequent
* class). ROC AUC serves two classes, balanced accuracy several, RMSE numbers: a dummy cannot score on them by luck
* of the class shares. Empty when the metrics hold none of them.
*/
function defaultRules(metrics) {
	const metric = [
		"rmse",
		"roc_auc",
		"balanced_accuracy"
	].find((name) => metrics.dummy?.has(name) && metrics.values.has(name));
	return metric === void 0 ? [] : [{
		metric,
		better_than: "dummy"
	}];
}

// src/evidence/manifest.ts
const digest = string().regex(/^[0-9a-f]{64}$/).describe("SHA-256, lower-case hex");
const count = int().min(0);
const key = array(string().max(1e3)).max(2e5).describe("Columns that identify a row");
/** What a trained model is and came from: the first link of the evidence chain. */
const manifestSchema = strictObject({
	schema: literal("mlops/manifest@1"),
	name: string().max(200),
	task: _enum(["regression", "classification"]),
	target: string().max(1e3),
	engine: string().max(100),
	params: record(string().max(200), union([
		number(),
		string().max(1e3),
		boolean(),
		_null()
	])),
	seed: int().min(0),
	features: array(string().max(1e3)).max(2e5).describe("The raw columns that the model reads"),
	classes: array(string().max(1e4)).max(1e5).optional(),
	positive: string().max(1e4).optional().describe("The positive class of two"),
	split: discriminatedUnion("rule", [strictObject({
		rule: _enum([
			"hash",
			"group",
			"time"
		]),
		test: number(),
		seed: int(),
		stratify: boolean(),
		key,
		column: string().max(1e3).optional().describe("The column of the group, or of the time")
	}), strictObject({
		rule: literal("sets"),
		sets: strictObject({
			train: digest,
			validation: digest.optional(),
			test: digest
		}).describe("Digest of each set"),
		key
	})]).describe("How rows were divided: hash(seed, identity or group) below the share, the latest rows, or by the set that they came in"),
	rows: strictObject({
		total: count,
		train: count,
		test: count
	}),
	digests: strictObject({
		data: digest,
		config: digest,
		environment: digest,
		model: digest,
		evaluation: digest.describe("Digest of the test rows' identities and actual values"),
		metrics: digest.describe("Digest of metrics.json"),
		predictions: digest.describe("Digest of predictions.csv")
	}).describe("What the model was made of, and the model"),
	environment: strictObject({
		mlops_actions: string().max(100),
		node: string().max(100),
		platform: string().max(100)
	}).describe("What trained it"),
	commit: string().max(100).optional(),
	run: strictObject({
		id: string().max(100).optional(),
		attempt: int().optional()
	}).optional()
});
/** Parses a manifest's text. Throws UserError that names the file and the value that is wrong. */
function parseManifest(text, file) {
	let value;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw new UserError(`Cannot read "${file}": it is not JSON`, {
			file,
			cause
		});
	}
	const result = manifestSchema.safeParse(value);
	if (result.success) return result.data;
	const issue = result.error.issues[0];
	throw new UserError(`Cannot read "${file}": ${issue?.path.join(".")}: ${issue?.message}`, {
		file,
		hint: "Train again with this version of mlops-actions"
	});
}

// src/gate/slice-table.ts
/** Characters of a value that names a slice. */
const longestLabel = 200;
/**
* Metrics of the predictions (columns `actual`, `predicted`) for each value of a column, the largest slices first.
* Slices of fewer than `minRows` rows are listed without metrics. R² is left out: within a slice it compares with
* the slice's own mean.
*/
function sliceTable(options) {
	const { table, minRows, classes } = options;
	const groups = groupRows(requireColumn(table, options.column, options.place));
	const actual = requireColumn(table, "actual", {});
	const predicted = requireColumn(table, "predicted", {});
	const names = classes.length > 0 ? [
		"accuracy",
		"balanced_accuracy",
		"f1_macro"
	] : [
		"rmse",
		"mae",
		"mape"
	];
	const rows = [...groups].sort((a, b) => b[1].length - a[1].length).map(([label, members]) => {
		const name = clipText(label, longestLabel);
		if (members.length < minRows) return [
			name,
			members.length,
			...names.map(() => null)
		];
		const metrics = classes.length > 0 ? classificationMetrics({
			actual: codesOf(actual, members, classes),
			predicted: codesOf(predicted, members, classes),
			classes
		}) : regressionMetrics(numbersOf(actual, members), numbersOf(predicted, members));
		return [
			name,
			members.length,
			...names.map((each) => formatMetric(each, metrics[each]))
		];
	});
	return {
		title: options.column,
		columns: [
			{ label: options.column },
			{
				label: "Test rows",
				align: "right"
			},
			...names.map((name) => ({
				label: name,
				align: "right"
			}))
		],
		rows: rows.slice(0, 50),
		...rows.length > 50 && { total: rows.length }
	};
}
function requireColumn(table, name, place) {
	const found = table.columns.find((column) => column.name === name);
	if (found) return found;
	const near = didYouMean(name, table.columns.map((column) => column.name));
	throw new UserError(`Cannot slice "${table.source}": it has no column "${name}"${near}`, {
		...place,
		hint: "gate.slices.columns names columns of the data; train again after a change"
	});
}
function groupRows(column) {
	const groups = /* @__PURE__ */ new Map();
	const count = column.kind === "text" ? column.codes.length : column.values.length;
	for (let row = 0; row < count; row++) {
		const label = labelAt(column, row);
		const members = groups.get(label);
		if (members) members.push(row);
		else groups.set(label, [row]);
	}
	return groups;
}
function labelAt(column, row) {
	if (column.kind === "text") return column.codes[row] < 0 ? "(missing)" : column.dictionary[column.codes[row]];
	const value = column.values[row];
	if (Number.isNaN(value)) return "(missing)";
	return column.type === "boolean" ? String(value === 1) : String(value);
}
function codesOf(column, rows, classes) {
	const codes = new Map(classes.map((label, code) => [label, code]));
	return Int32Array.from(rows, (row) => {
		const label = labelAt(column, row);
		const code = codes.get(label);
		if (code !== void 0) return code;
		const known = classes.slice(0, 10).map((each) => `"${each}"`);
		throw new UserError(`Cannot slice: row ${row + 1} of "${column.name}" is "${clipText(label, longestLabel)}", which is none of the classes ${known.join(", ")}${classes.length > known.length ? ", …" : ""}`, { hint: "The predictions must be those of the model that the manifest speaks of" });
	});
}
function numbersOf(column, rows) {
	if (column.kind === "text") throw new UserError(`Cannot slice: column "${column.name}" of the predictions is not a number`);
	return Float64Array.from(rows, (row) => column.values[row]);
}

// src/actions/slice-sections.ts
/** The metrics by slice as a section of the gate's report; none where no slices are asked for. */
async function sliceSections({ project, files, inputs }, predictions) {
	const { slices } = project.config.gate;
	if (slices === void 0) return [];
	const file = predictions ? await inputPath(files, inputs["working-directory"], predictions) : `${project.folders.evidence}/predictions.csv`;
	const manifestPath = `${project.folders.evidence}/manifest.json`;
	const manifest = await files.exists(manifestPath) ? parseManifest(await files.read(manifestPath), manifestPath) : void 0;
	const classes = manifest?.classes ?? [];
	const table = await readCsv(() => files.stream(file), {
		source: file,
		types: manifest?.task === "classification" ? {
			actual: "text",
			predicted: "text"
		} : {}
	});
	if (predictions === void 0 && manifest && table.digest !== manifest.digests.predictions) throw new UserError(`Cannot judge "${project.name}": the predictions in "${file}" are not those that its manifest speaks of`, { hint: "A file of the evidence changed after training; train again" });
	return [{
		title: "Slices",
		rank: 3,
		folded: true,
		tables: slices.columns.map((column) => sliceTable({
			table,
			column,
			minRows: slices.min_rows,
			classes,
			place: project.place([
				"gate",
				"slices",
				"columns"
			])
		}))
	}];
}

// src/actions/read-folder.ts
/** All files below a folder, by their path relative to it with `/`; empty where there is none. */
async function readFolder(files, folder, prefix = "") {
	const found = /* @__PURE__ */ new Map();
	for (const { name, isFolder } of await files.list(folder)) {
		const full = `${folder}/${name}`;
		if (!isFolder) found.set(prefix + name, await files.readBytes(full));
		else for (const [key, bytes] of await readFolder(files, full, `${prefix}${name}/`)) found.set(key, bytes);
	}
	return found;
}

// src/actions/verify-evidence.ts
/**
* Refuses the project's own metrics where the manifest beside them is missing, of another run, or of other test rows,
* and where the model is missing or another than theirs. Metrics from elsewhere are held to a model only where one is
* named and they name one too.
*/
async function verifyEvidence(context, evidence) {
	const { files, project } = context;
	const { metrics, metricsPath } = evidence;
	const isOwn = path.resolve(files.root, path.dirname(metricsPath)) === path.resolve(files.root, project.folders.evidence);
	if (isOwn) {
		const manifest = await readManifest(context);
		refuseOtherRun(context, manifest);
		if (metrics.evaluation !== manifest.digests.evaluation || metrics.model !== manifest.digests.model || digestFile(await files.readBytes(metricsPath)) !== manifest.digests.metrics) throw new UserError(`Cannot judge "${project.name}": the metrics in "${metricsPath}" are not those that its manifest speaks of`, { hint: "A file of the evidence changed after training; train again" });
	}
	if (metrics.model !== void 0 && (isOwn || evidence.model !== void 0)) await requireModel(context, evidence.model ?? project.folders.model, metrics.model);
}
async function readManifest({ files, project }) {
	const file = `${project.folders.evidence}/manifest.json`;
	if (await files.exists(file)) return parseManifest(await files.read(file), file);
	throw new UserError(`Cannot judge "${project.name}": there is no manifest beside the metrics in "${project.folders.evidence}"`, { hint: "Train again, or restore the whole bundle; metrics of your own go into the input \"metrics\"" });
}
/** In a run, evidence of no run is another's too: it was made elsewhere. */
function refuseOtherRun({ environment, project }, manifest) {
	if (environment.runId === void 0 || manifest.run?.id === environment.runId) return;
	throw new UserError(`Cannot judge "${project.name}": the metrics in "${project.folders.evidence}" are of another run`, { hint: "They are left over from an earlier run: train again, or restore this run's bundle" });
}
async function requireModel({ files, project }, folder, digest) {
	const model = await readFolder(files, folder);
	if (model.size === 0) throw new UserError(`Cannot judge "${project.name}": there is no model in "${folder}"`, { hint: "Train again, or restore the bundle that holds the model with its metrics" });
	if (digestModel(model) === digest) return;
	throw new UserError(`Cannot judge "${project.name}": the model in "${folder}" is not the one that was evaluated`, { hint: "A file of the model changed after training; train again" });
}

// src/actions/quality-gate.ts
const inputs = {
	...projectInputs,
	metrics: path$1("JSON file of metric names and numbers; default: the trained model's"),
	baseline: path$1("JSON file of the metrics to compare with; overrides gate.baseline"),
	predictions: path$1("CSV file of the test rows' predictions, for slices; default: the trained model's"),
	model: path$1("Folder of the model that the metrics belong to; default: the trained model's")
};
/** Judges a model's metrics by the rules in `gate.rules`. */
const qualityGate = defineAction({
	name: "quality-gate",
	description: "Fails the job when a model's metrics break the rules",
	inputs,
	outputs: {
		"failed-rules": "Names of the rules that do not hold, as a JSON list",
		metrics: "Path of the metrics that were judged"
	},
	async run(context) {
		const { project, files } = context;
		const { gate } = project.config;
		checkRules(gate.rules, project.place);
		const metricsPath = context.inputs.metrics ? await inputPath(files, context.inputs["working-directory"], context.inputs.metrics) : `${project.folders.evidence}/metrics.json`;
		await requireMetrics(context, metricsPath);
		const metricsText = await files.read(metricsPath);
		const metrics = parseMetrics(metricsText, metricsPath);
		const { model } = context.inputs;
		await verifyEvidence(context, {
			metrics,
			metricsPath,
			model: model && await inputPath(files, context.inputs["working-directory"], model)
		});
		const baseline = await readBaseline(context);
		const rules = gate.rules.length > 0 ? gate.rules : defaultRules(metrics);
		const judgements = judge(metrics, rules, baseline);
		const report = reportGate({
			title: project.name,
			judgements,
			metrics,
			baseline,
			notes: baselineNotes(metrics, baseline),
			sections: [...await sliceSections(context, context.inputs.predictions), digestSection({
				metrics,
				baseline,
				metricsText
			})],
			placeOf: ({ index }) => gate.rules.length > 0 ? project.place([
				"gate",
				"rules",
				index,
				"metric"
			]) : {}
		});
		const failed = judgements.filter(({ verdict }) => verdict === "fail");
		context.log.info(`${project.name}: ${report.headline}`);
		return {
			verdict: verdictOf(judgements),
			outputs: {
				"failed-rules": failed.map(({ name }) => name),
				metrics: metricsPath
			},
			report
		};
	}
});
async function requireMetrics({ files, inputs: given, project }, metricsPath) {
	if (given.metrics !== void 0 || await files.exists(metricsPath)) return;
	throw new UserError(`Cannot judge "${project.name}": there are no metrics at "${metricsPath}"`, { hint: "Run train before quality-gate, or set the input \"metrics\"" });
}
async function readBaseline({ inputs: given, project, files }) {
	const file = given.baseline === void 0 ? project.config.gate.baseline && within(project.directory, project.config.gate.baseline) : await inputPath(files, given["working-directory"], given.baseline);
	return file === void 0 ? void 0 : parseMetrics(await files.read(file), file);
}
/** What was judged, by digest: the link of this report to the model before it. */
function digestSection(judged) {
	const { metrics, baseline, metricsText } = judged;
	return {
		title: "What was judged",
		rank: 8,
		folded: true,
		tables: [{
			columns: [{ label: "What" }, { label: "SHA-256" }],
			rows: [
				["Model", metrics.model],
				["Test rows", metrics.evaluation],
				["Metrics file", digestFile(metricsText)],
				["Baseline's model", baseline?.model],
				["Baseline's test rows", baseline?.evaluation]
			].filter((row) => row[1] !== void 0)
		}]
	};
}
function baselineNotes(metrics, baseline) {
	if (metrics.evaluation === void 0 || baseline?.evaluation === void 0) return [];
	if (metrics.evaluation === baseline.evaluation) return [];
	return [{
		severity: "warning",
		message: "The baseline was measured on other test rows, so the difference is a rough one",
		hint: "Evaluate both models on the same rows to compare them"
	}];
}

export { checkRules, qualityGate };