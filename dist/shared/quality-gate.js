import { UserError, baselineInput, clipText, defineAction, didYouMean, inputPath, path as path$1, projectInputs, readCsv, tokenInput, within } from "./core.js";
import { digestFile, digestModel, parseManifest } from "./evidence.js";
import { checkRules, formatMetric, judge, parseMetrics, reportGate, verdictOf } from "./gate.js";
import { scanModel } from "./actions.js";
import { classificationMetrics, regressionMetrics } from "./metrics.js";
const path = process.getBuiltinModule("node:path");

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

// src/actions/find-baseline.ts
/** What `gate.baseline` may name beside paths, and which runs each means. */
const names = {
	auto: void 0,
	base_commit: "commit",
	base_branch: "branch"
};
/** The first of `gate.baseline`, or of the input, that there is. Throws UserError for a path that cannot be used. */
async function findBaseline(context, given) {
	const { project, files } = context;
	const asked = given.baseline === void 0 ? [project.config.gate.baseline].flat() : [given.baseline];
	let none;
	for (const name of asked) {
		if (!isName(name)) return readAt(context, given.baseline === void 0 ? within(project.directory, name) : await inputPath(files, given["working-directory"], name));
		const found = await findInBundle(context, name);
		if (found.metrics) return found;
		none ??= found;
	}
	return none ?? { why: "none is named" };
}
function isName(name) {
	return Object.hasOwn(names, name);
}
async function findInBundle(context, name) {
	const [{ findBaseBundle }, { readBase }] = await Promise.all([import("./find-base-bundle.js"), import("./base-bundle2.js")]);
	const found = await findBaseBundle(context, names[name]);
	if (found.base === void 0) return found;
	const { base } = found;
	const { shown } = base;
	try {
		const text = await readBase(context.files, base, "evidence/metrics.json");
		if (text === void 0) return { why: `${shown} has no metrics` };
		if (base.manifest === void 0) return { why: `${shown} has no manifest beside its metrics` };
		return {
			metrics: parseMetrics(text, `metrics.json of ${shown}`),
			shown
		};
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return { why: error.message };
	}
}
async function readAt(context, path) {
	const { files } = context;
	if (!(await files.size(path) === void 0 && await files.exists(path)) && !/\.(tar\.gz|tgz)$/.test(path)) return {
		metrics: parseMetrics(await files.read(path), path),
		shown: path
	};
	const [{ openBaseAt }, { readBase }] = await Promise.all([import("./base-at-hand.js"), import("./base-bundle2.js")]);
	const text = await readBase(files, await openBaseAt(context, path), "evidence/metrics.json");
	return text === void 0 ? { why: `"${path}" has no metrics` } : {
		metrics: parseMetrics(text, path),
		shown: path
	};
}

// src/statistics/intervals.ts
/** The 97.5 % quantile of the normal distribution. */
const z = 1.959963984540054;
/** Wilson's 95 % interval of a share that was met `hits` times in `rows` (Wilson 1927); 0 to 1 without rows. */
function wilsonInterval(hits, rows) {
	if (rows === 0) return [0, 1];
	const share = hits / rows;
	const square = z * z;
	const center = share + square / (2 * rows);
	const reach = z * Math.sqrt((share * (1 - share) + square / (4 * rows)) / rows);
	const scale = 1 + square / rows;
	return [hits === 0 ? 0 : (center - reach) / scale, hits === rows ? 1 : (center + reach) / scale];
}
/** A 95 % interval of the mean of values by the normal distribution: for a hundred of them and more. */
function meanInterval(values) {
	const { length } = values;
	const mean = values.reduce((sum, each) => sum + each, 0) / length;
	const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
	const reach = z * Math.sqrt(squares / (length - 1) / length);
	return [mean - reach, mean + reach];
}

// src/gate/slice-table.ts
/** Characters of a value that names a slice. */
const longestLabel = 200;
/** From so many rows on, the mean of their errors is about normal. */
const normalRows = 30;
/**
* Metrics of the predictions (columns `actual`, `predicted`) for each value of a column, the largest slices first.
* Slices of fewer than `minRows` rows are listed without metrics; the others have an interval of the accuracy (Wilson's)
* or of the mean absolute error. R² is left out: within a slice it compares with
* the slice's own mean.
*/
function sliceTable(options) {
	const { table, minRows, classes } = options;
	const groups = groupRows(requireColumn(table, options.column, options.place));
	const actual = requireColumn(table, "actual", {});
	const predicted = requireColumn(table, "predicted", {});
	const weights = options.weight === void 0 ? void 0 : requireColumn(table, options.weight, {});
	const names = classes.length > 0 ? [
		"accuracy",
		"balanced_accuracy",
		"f1_macro"
	] : [
		"rmse",
		"mae",
		"mape"
	];
	const intervalOf = classes.length > 0 ? "accuracy" : "mae";
	const rows = [...groups].sort((a, b) => b[1].length - a[1].length).map(([label, members]) => {
		const name = clipText(label, longestLabel);
		if (members.length < minRows) return [
			name,
			members.length,
			...names.map(() => null),
			null
		];
		const { metrics, interval } = classes.length > 0 ? judgeClasses(codesOf(actual, members, classes), codesOf(predicted, members, classes), {
			classes,
			weights: weights && numbersOf(weights, members)
		}) : judgeNumbers(numbersOf(actual, members), numbersOf(predicted, members), weights && numbersOf(weights, members));
		return [
			name,
			members.length,
			...names.map((each) => formatMetric(each, metrics[each])),
			interval ? interval.map((end) => formatMetric(intervalOf, Math.max(0, end))).join(" – ") : null
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
			})),
			{
				label: `${intervalOf}, 95 %`,
				align: "right"
			}
		],
		rows: rows.slice(0, 50),
		...rows.length > 50 && { total: rows.length }
	};
}
function judgeClasses(actual, predicted, { classes, weights }) {
	const hits = actual.reduce((count, code, row) => count + Number(code === predicted[row]), 0);
	return {
		metrics: classificationMetrics({
			actual,
			predicted,
			classes,
			weights
		}),
		interval: weights ? void 0 : wilsonInterval(hits, actual.length)
	};
}
function judgeNumbers(actual, predicted, weights) {
	return {
		metrics: regressionMetrics(actual, predicted, weights),
		interval: weights || actual.length < normalRows ? void 0 : meanInterval(actual.map((value, row) => Math.abs(value - predicted[row])))
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
			weight: manifest?.weight,
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
	...baselineInput,
	predictions: path$1("CSV file of the test rows' predictions, for slices; default: the trained model's"),
	model: path$1("Folder of the model that the metrics belong to; default: the trained model's"),
	...tokenInput
};
/** Judges a model's metrics by the rules in `gate.rules`. */
const qualityGate = defineAction({
	name: "quality-gate",
	description: "Fails the job when a model's metrics break the rules",
	inputs,
	outputs: {
		"failed-rules": "Names of the rules that do not hold, as a JSON list",
		metrics: "Path of the metrics that were judged",
		baseline: "What the model was compared with"
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
		const modelPath = model && await inputPath(files, context.inputs["working-directory"], model);
		await verifyEvidence(context, {
			metrics,
			metricsPath,
			model: modelPath
		});
		const unsafe = await scanModel(context, modelPath ?? project.folders.model);
		if (unsafe.length > 0) return refuseModel(project.name, metricsPath, unsafe);
		const compared = await findBaseline(context, context.inputs);
		const baseline = compared.metrics;
		const rules = gate.rules.length > 0 ? gate.rules : defaultRules(metrics);
		const judgements = judge(metrics, rules, baseline);
		const report = reportGate({
			title: project.name,
			judgements,
			metrics,
			baseline,
			noBaseline: compared.metrics ? void 0 : compared,
			notes: baselineNotes(metrics, baseline),
			sections: [...await sliceSections(context, context.inputs.predictions), digestSection({
				metrics,
				compared,
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
				metrics: metricsPath,
				baseline: compared.shown
			},
			report
		};
	}
});
/** A model that nobody should load is not judged. */
function refuseModel(title, metrics, findings) {
	return {
		verdict: "refused",
		outputs: {
			"failed-rules": [],
			metrics
		},
		report: {
			schema: "mlops/report@1",
			action: "quality-gate",
			title,
			verdict: "refused",
			headline: "loading the model could run code",
			facts: [],
			sections: [{
				title: "Quality gate",
				rank: 1,
				findings
			}]
		}
	};
}
async function requireMetrics({ files, inputs: given, project }, metricsPath) {
	if (given.metrics !== void 0 || await files.exists(metricsPath)) return;
	throw new UserError(`Cannot judge "${project.name}": there are no metrics at "${metricsPath}"`, { hint: "Run train before quality-gate, or set the input \"metrics\"" });
}
/** What was judged, by digest: the link of this report to the model before it. */
function digestSection(judged) {
	const { metrics, compared, metricsText } = judged;
	const baseline = compared.metrics;
	const known = [
		["Model", metrics.model],
		["Test rows", metrics.evaluation],
		["Metrics file", digestFile(metricsText)],
		["Baseline's model", baseline?.model],
		["Baseline's test rows", baseline?.evaluation]
	].filter((row) => row[1] !== void 0);
	return {
		title: "What was judged",
		rank: 8,
		folded: true,
		text: [baseline ? `Baseline: ${compared.shown}.` : `No baseline: ${compared.why}.`],
		tables: [{
			columns: [{ label: "What" }, { label: "SHA-256" }],
			rows: known
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

export { qualityGate };