import { UserError, counted, formatBytes, formatDuration, formatNumber, placed, showAddress } from "./core.js";
import { encodeTarget, weightsAt } from "./learn.js";
import { classificationMetrics, findMetric } from "./metrics.js";
import { isRecord } from "./config.js";
import { escapeMarkdown, renderTable } from "./markdown.js";
import { asksForClasses, findFiles, listFolder, scanModel, setProject } from "./actions.js";
import { findColumn, loadTable, openProjectData, profileOf, profileTable, readData, takeRows } from "./data.js";
import { rowIds } from "./tables.js";
import { dummyOutputs, evaluate } from "./fit-model.js";
import { findActual, readPredicted } from "./program.js";
import { pairPredictions } from "./pair-predictions2.js";
import { cardMetrics, cardWaivers, confusionChart, curveCharts, decide, digestEvaluation, givenDecision, leadingMetrics, metricsTable, needsDecision, ownPredictionColumns, predictionColumns, residualChart, runOf, runtimeOf, splitRule, trainingRowsOf } from "./tracked.js";
import { digestFile, digestModelFiles, renderMetricsFile, renderPredictions } from "./evidence.js";
import { entriesOf } from "./imports.js";
import { collectMetrics, formatMetric } from "./gate.js";
import { readPredictions } from "./judging.js";
import { packagesOfKind, recogniseModel } from "./recognise-model.js";
import { signatureOf } from "./model.js";
import { thin, writeRows } from "./write-rows.js";
import { programVariables } from "./variables.js";
import { digestFiles } from "./digest-files.js";
import { loadTrainingSets } from "./load-set2.js";
import { prepareTraining } from "./prepare-training.js";
const path = process.getBuiltinModule("node:path");
const { createHash, randomUUID } = process.getBuiltinModule("node:crypto");

// src/actions/in-project.ts
/** A path of the configuration as one from the workspace on, as findings and annotations name it. */
function inProject({ directory }, path) {
	return directory === "." ? path : `${directory}/${path}`;
}

// src/actions/require-fresh.ts
/** The paths that a key names, ready for `files`. */
function writtenPaths({ project }, key) {
	const named = project.config.train[key];
	return named === void 0 ? [] : [named].flat().map((name) => inProject(project, name));
}
/** Notes what is there of what a program is to write. */
async function noteBefore(context) {
	const before = /* @__PURE__ */ new Map();
	for (const key of [
		"metrics",
		"predictions",
		"model",
		"plots"
	]) for (const path of writtenPaths(context, key)) for (const file of await filesAt(context, path)) {
		const modified = await context.files.modified(file);
		if (modified !== void 0) before.set(file, modified);
	}
	return before;
}
/**
* The files at a path that a program was to write: the file, or all below the folder. Throws UserError where there is
* nothing, or nothing that it wrote.
*/
async function requireFresh(context, path, { before, key }) {
	const { files, project } = context;
	const found = await filesAt(context, path);
	const place = project.place(["train", key]);
	if (found.length === 0) throw new UserError(`Cannot find "${path}": the command did not write it`, place);
	for (const file of found) {
		const modified = await files.modified(file);
		if (modified === void 0 || before.get(file) !== modified) return found;
	}
	throw new UserError(`Cannot use "${path}": it was there before the command ran, which did not write it`, {
		...place,
		hint: "Left over from an earlier run, it says nothing of this one; let the program write it, or remove it"
	});
}
async function filesAt({ files }, path) {
	if (await files.size(path) !== void 0) return [path];
	if (!await files.exists(path)) return [];
	const { base, names } = await listFolder(files, path);
	return names.map((name) => `${base}/${name}`);
}

// src/actions/find-model-files.ts
/**
* The files of the model that a program wrote: those of `train.model`, else of MLOPS_MODEL_DIR. Throws UserError where
* there are none.
*/
async function findModelFiles(context, before) {
	const { files, project } = context;
	const [named] = writtenPaths(context, "model");
	if (named !== void 0) {
		await requireFresh(context, named, {
			before,
			key: "model"
		});
		const model = await refuseLinks(await modelAt(files, named));
		return {
			...model,
			left: await leftOf(context, model, before)
		};
	}
	const found = await modelAt(files, `${project.folders.run}/model`);
	if (found.entries.length > 0) return refuseLinks(found);
	throw new UserError(`Cannot keep the model of "${project.name}": the command ended well and left none`, {
		...project.place(["train", "command"]),
		hint: "Let it write its model into the folder MLOPS_MODEL_DIR, or name the file as train.model"
	});
}
/** Links to files are read as what they lead to, where that is in the workspace. */
async function refuseLinks(found) {
	for (const { name, file } of found.entries) if (await found.files.size(file) === void 0) throw new UserError(`Cannot keep "${name}" of the model: it is a link to a folder, or to nothing`, {
		file,
		hint: "Let the program copy what the link leads to"
	});
	return found;
}
/** What a program did not write of a model that it wrote to. */
async function leftOf({ files }, { entries }, before) {
	const left = [];
	for (const { name, file } of entries) if (before.has(file) && before.get(file) === await files.modified(file)) left.push(name);
	return left;
}
/** Says that a model is partly of an earlier run. */
function leftFiles(project, { entries, left = [] }) {
	if (left.length === 0) return [];
	const more = left.length > 5 ? ` and ${left.length - 5} more` : "";
	return [{
		severity: "warning",
		message: `Of the model's ${entries.length} files the command did not write ${left.slice(0, 5).join(", ")}${more}`,
		hint: "They were there before and go with the model: remove what is left of earlier runs, or let the program write into MLOPS_MODEL_DIR, which is empty at its start",
		...placed(project.place(["train", "model"]))
	}];
}
/** The model at a path: the file, or all files below the folder. */
async function modelAt(files, place) {
	if (await files.size(place) !== void 0) return {
		files,
		entries: [{
			name: path.posix.basename(showAddress(place)),
			file: place
		}]
	};
	const { base, names } = await listFolder(files, place);
	return {
		files,
		entries: names.map((name) => ({
			name,
			file: `${base}/${name}`
		}))
	};
}

// src/actions/read-own-metrics.ts
/** The metrics files that a program wrote: those of `train.metrics`, else `metrics.*` in its folder of evidence. */
async function readOwnMetrics(context, before) {
	const paths = writtenPaths(context, "metrics");
	if (paths.length === 0) {
		const found = await findWritten(context, [
			"metrics.json",
			"metrics.yaml",
			"metrics.yml",
			"metrics.csv"
		]);
		if (found === void 0) return void 0;
		paths.push(found);
	}
	const read = [];
	for (const each of paths) {
		await requireFresh(context, each, {
			before,
			key: "metrics"
		});
		read.push([each, await readMetrics(context, each)]);
	}
	const [first] = read;
	const values = read.length === 1 ? first[1].values : Object.fromEntries(read.map(([each, { values }]) => [path.parse(each).name, values]));
	const metrics = collectMetrics(values);
	if (metrics.values.size === 0) throw new UserError(`Cannot read "${paths[0]}": there is no number in it`, {
		file: paths[0],
		hint: "Write metric names and numbers, for example {\"r2\": 0.82}"
	});
	if ([...metrics.values.values()].every(Number.isNaN)) throw new UserError(`Cannot use "${paths[0]}": none of its metrics is a finite number`, {
		file: paths[0],
		hint: "NaN and Infinity come of a division by zero or a training that diverged"
	});
	return {
		metrics,
		curves: read.flatMap(([, { curves }]) => curves),
		params: Object.assign({}, ...read.map(([, { params }]) => params ?? {})),
		file: paths[0]
	};
}
async function readMetrics(context, file) {
	const { files, signal } = context;
	if (await files.size(file) === void 0) return readStore(context, file);
	if (/\.(csv|tsv)$/i.test(file)) {
		const { parseMetricTable } = await import("./csv-metrics.js");
		return parseMetricTable(await readData(files, file, { signal }));
	}
	const { parseMetricsFile } = await import("./parse-metrics-file.js");
	return parseMetricsFile(await files.read(file), file);
}
/** The newest run of a file store of MLflow, or the one run that the folder is. */
async function readStore({ files }, folder) {
	const { findLatestRun, parseStoredRun } = await import("./mlflow-store.js");
	const { listFolder } = await import("./actions.js");
	const { base, names } = await listFolder(files, folder);
	const texts = async (wanted) => {
		const found = /* @__PURE__ */ new Map();
		for (const name of names) if (wanted(name)) found.set(name, await files.read(`${base}/${name}`));
		return found;
	};
	const metas = await texts((name) => name.endsWith("/meta.yaml"));
	const run = names.includes("meta.yaml") ? "" : findLatestRun(metas);
	if (run === void 0) throw new UserError(`Cannot read "${folder}": it is a folder, and no file store of MLflow with a run`, { hint: "Name the file of metrics; MLflow's other stores are read through their server" });
	const prefix = run === "" ? "" : `${run}/`;
	const own = await texts((name) => name.startsWith(prefix) && /^(metrics|params)\//.test(name.slice(prefix.length)));
	return parseStoredRun(new Map([...own].map(([name, text]) => [name.slice(prefix.length), text])));
}
/** The first of these that is in the program's folder of evidence. */
async function findWritten({ files, project }, names) {
	for (const name of names) {
		const file = `${project.folders.run}/evidence/${name}`;
		if (await files.exists(file)) return file;
	}
}
/** Reads those of `train.params_files` that are there before a program runs: a broken one is not to cost a training. */
async function checkParamsFiles(context) {
	const { files, project } = context;
	const paths = (project.config.train.params_files ?? []).map((name) => inProject(project, name));
	for (const file of paths) if (await files.exists(file)) await readParams(context, [file]);
}
/** Parameters of `train.params_files`, and of `params.*` in the program's folder of evidence, by names with dots. */
async function readParamsFiles(context) {
	const { project } = context;
	const paths = (project.config.train.params_files ?? []).map((name) => inProject(project, name));
	const written = await findWritten(context, [
		"params.json",
		"params.yaml",
		"params.yml"
	]);
	return readParams(context, written === void 0 ? paths : [...paths, written]);
}
async function readParams({ files }, paths) {
	const params = {};
	for (const file of paths) {
		const { parseYaml } = await import("./config2.js");
		flatten(parseYaml(await files.read(file), file).value, "", params);
	}
	return params;
}
/** Parameters that are kept at most, and characters of one. */
const mostParams = 1e3;
const longestParam = 1e3;
function flatten(value, name, params) {
	if (Object.keys(params).length >= mostParams) return;
	if (isRecord(value)) {
		for (const [key, child] of entriesOf(value)) flatten(child, name === "" ? key : `${name}.${key}`, params);
		return;
	}
	if (name === "" || name.length > 200) return;
	params[name] = value === null || typeof value === "boolean" || typeof value === "number" && Number.isFinite(value) ? value : (typeof value === "string" ? value : JSON.stringify(value)).slice(0, longestParam);
}

// src/actions/judge-program.ts
/** Reads what a program left behind beside its model, which is in its folder by now, and judges it. Throws UserError. */
async function judgeProgram(context, prepared, before) {
	const predictions = await findPredictions(context, before) ?? await predictHeldOut(context, prepared);
	const own = await readOwnMetrics(context, before);
	if (predictions === void 0 && own === void 0) throw new UserError(`Cannot judge "${context.project.name}": there are neither predictions nor metrics`, {
		...context.project.place(["train", "engine"]),
		hint: "Let it write predictions.csv or metrics.json into MLOPS_EVIDENCE_DIR, name its files as train.predictions and train.metrics, or set train.predict_command"
	});
	const told = {
		curves: own?.curves ?? [],
		params: {
			...own?.params,
			...await readParamsFiles(context)
		}
	};
	if (predictions === void 0) return {
		...judgeMetrics(own),
		...told
	};
	const judged = judgePredictions(context, prepared, predictions);
	return {
		...judged,
		...told,
		findings: [...judged.findings, ...differences(judged.metrics, own)]
	};
}
function judgeMetrics({ metrics, file }) {
	return {
		metrics: Object.fromEntries(metrics.values),
		dummy: {},
		tested: void 0,
		source: file,
		decision: void 0,
		notes: [`The metrics are those that the program wrote to ${file}; without predictions nobody can check them.`],
		findings: undefinedMetrics(metrics.values, file)
	};
}
function undefinedMetrics(values, file) {
	const names = [...values].flatMap(([name, value]) => Number.isNaN(value) ? [name] : []);
	if (names.length === 0) return [];
	const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
	return [{
		severity: "warning",
		rule: "metrics of the program",
		message: `The program wrote no finite number for ${names.slice(0, 5).join(", ")}${more}`,
		file
	}];
}
function judgePredictions(context, prepared, file) {
	const { training, idColumn } = prepared;
	const asked = context.project.config.gate.rules.map(({ metric }) => metric);
	if (training === void 0 || !hasIdentity(file, idColumn) && file.rows !== training.split.test.length) return judgeOwnRows(context, file, asked);
	const { target, targetName, split, ids } = training;
	const rowsOf = (part) => pairPredictions(file, {
		target,
		targetName,
		rows: split[part],
		part,
		ids,
		idColumn
	});
	const said = rowsOf("test");
	const decision = decideOf(context, target, () => {
		const { scores } = rowsOf("validation");
		return {
			rows: split.validation,
			outputs: scores ?? /* @__PURE__ */ new Float64Array(),
			name: "the validation rows"
		};
	});
	const evaluation = evaluatePredicted(target, split.test, said, {
		...decision,
		asked
	});
	const ignorant = dummyOutputs(target, split.train, split.test.length);
	return {
		metrics: evaluation.metrics,
		dummy: evaluate(target, split.test, ignorant, {
			asked,
			costs: decision.costs
		}).metrics,
		tested: {
			target,
			rows: split.test,
			evaluation,
			isOwn: false
		},
		source: void 0,
		decision,
		notes: [...said.notes, ...decision.notes],
		findings: decision.warnings.map((message) => ({
			severity: "warning",
			message
		}))
	};
}
/** Predictions of rows that the program divided itself. */
function judgeOwnRows(context, file, asked) {
	const { data, train } = context.project.config;
	const actual = findActual(file, data.target);
	if (actual === void 0) throw new UserError(`Cannot use "${file.source}": it has neither a column "row_id" nor "actual"`, {
		file: file.source,
		line: 1,
		hint: "Copy row_id from MLOPS_TEST into the predictions, or write what was so as the column actual"
	});
	const target = encodeTarget(actual, {
		task: train.task,
		asksForClasses: asksForClasses(context.project.config),
		positive: data.positive
	});
	const said = readPredicted(file, target.rows, target);
	const decision = givenDecision(context, target);
	const evaluation = evaluatePredicted(target, target.rows, said, {
		...decision,
		asked
	});
	return {
		metrics: evaluation.metrics,
		dummy: {},
		tested: {
			target,
			rows: target.rows,
			evaluation,
			isOwn: true
		},
		source: void 0,
		decision,
		notes: [`The program chose its ${formatNumber(target.rows.length)} test rows itself: nobody can check that they are rows of the data, or that it was not trained on them.`],
		findings: []
	};
}
function hasIdentity(file, idColumn) {
	return file.columns.some(({ name }) => name === idColumn || name === "row_id");
}
/** The threshold that is given, or that is best on the validation rows; probabilities are the program's own affair. */
function decideOf(context, target, held) {
	const { threshold } = context.project.config.train;
	if (!needsDecision(context, target) || threshold === void 0 || "value" in threshold) return givenDecision(context, target);
	const rows = held();
	if (rows.rows.length > 0 && rows.outputs.length > 0) return decide(context, target, rows);
	throw new UserError("Cannot choose a threshold: there are no scores of validation rows", {
		...context.project.place(["train", "threshold"]),
		hint: "Set data.split.validation, and predict the rows of MLOPS_VALIDATION too, with scores"
	});
}
/** As `evaluate`, for classes that the program itself said: a threshold of ours goes before them. */
function evaluatePredicted(target, rows, { predicted, scores }, { asked, threshold, costs }) {
	if (target.task === "regression") return evaluate(target, rows, predicted, { asked });
	if (scores !== void 0 && threshold !== void 0) return evaluate(target, rows, scores, {
		asked,
		threshold,
		costs
	});
	const extra = asked.map((name) => findMetric(name)?.name.replace(/^neg_/, "") ?? name);
	const actual = Int32Array.from(rows, (row) => target.values[row]);
	const { classes, positive } = target;
	const codes = predicted;
	return {
		predicted: codes,
		scores,
		metrics: classificationMetrics({
			actual,
			predicted: codes,
			scores,
			classes,
			positive,
			weights: weightsAt(target, rows),
			costs
		}, extra)
	};
}
async function findPredictions(context, before) {
	const [named] = writtenPaths(context, "predictions");
	const file = named ?? await findWritten(context, ["predictions.csv", "predictions.parquet"]);
	if (file === void 0) return void 0;
	await requireFresh(context, file, {
		before,
		key: "predictions"
	});
	return readPredictions(context, file);
}
/** What the kept model predicts, where a command for that is there, and our rows. */
async function predictHeldOut(context, { training, idColumn }) {
	const { project } = context;
	if (training === void 0 || project.config.train.predict_command === void 0) return void 0;
	const { runPredict } = await import("./run-predict2.js");
	const { table, split, ids, targetName } = training;
	const columns = table.columns.filter(({ name }) => name !== targetName);
	const rows = Uint32Array.from([...split.validation, ...split.test]).sort();
	return runPredict(context, project.folders.model, {
		table: { columns },
		rows,
		ids,
		idColumn
	});
}
/** A relative difference below which two numbers are the same but for rounding. */
const tolerance = 1e-6;
/** Where the program's own numbers differ from those of its predictions. */
function differences(metrics, own) {
	if (own === void 0) return [];
	const rounded = (value) => {
		const digits = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
		return digits >= 7 ? 0 : .5 * 10 ** -digits;
	};
	const found = Object.entries(metrics).flatMap(([name, value]) => {
		const told = own.metrics.values.get(name);
		if (told === void 0 || Number.isNaN(told) || Number.isNaN(value)) return [];
		const allowed = Math.max(tolerance * Math.abs(value), rounded(told) * (1 + 1e-9));
		return Math.abs(told - value) <= allowed ? [] : [`${name} ${told} (ours ${Number(value.toPrecision(6))})`];
	});
	if (found.length === 0) return [];
	return [{
		severity: "warning",
		rule: "metrics of the program",
		message: `The program says ${found.slice(0, 5).join(", ")}${found.length > 5 ? ` and ${found.length - 5} more` : ""}; its predictions say otherwise`,
		hint: "Ours, computed from the predictions, count; the program may measure other rows, or by another definition",
		file: own.file
	}];
}

// src/actions/keep-model.ts
/** Files that are looked at for what they are. */
const mostLooked = 200;
/**
* Writes the model folder: the program's files under their own names, its `train.code_paths` below `code/` and, where it
* is known what reads the model, what makes an MLflow model directory of it.
*/
async function keepModel(context, found, about) {
	const { files, project, git, environment, signal } = context;
	const main = await findMain(found);
	const { programFiles } = await import("./program-files.js");
	const head = await git.commit(project.directory);
	const commit = head?.id ?? environment.sha;
	const code = main && packagesOfKind[main.kind] ? await codeFiles(context) : [];
	const written = [];
	const digested = async function* (path, content) {
		const hash = createHash("sha256");
		let bytes = 0;
		for await (const chunk of content) {
			signal.throwIfAborted();
			hash.update(chunk);
			bytes += chunk.length;
			yield chunk;
		}
		written.push({
			path,
			sha256: hash.digest("hex"),
			bytes
		});
	};
	const contents = function* () {
		for (const { name, file } of found.entries) yield [name, digested(name, found.files.stream(file))];
		for (const { name, file } of code) yield [name, digested(name, files.stream(file))];
		if (main === void 0) return;
		const { training, python, packages } = about;
		const made = programFiles({
			...main,
			files: written,
			columns: training && signatureOf(training.table, featuresOf(training)),
			python,
			packages: packages?.split("\n").filter(Boolean),
			time: (head?.time ?? 0) * 1e3,
			provenance: { ...commit !== void 0 && { commit } }
		});
		for (const [path, text] of made) {
			written.push({
				path,
				sha256: digestFile(text),
				bytes: Buffer.byteLength(text)
			});
			yield [path, text];
		}
	};
	await files.writeFolder(project.folders.model, contents());
	return {
		digest: digestModelFiles(written),
		kind: main?.kind,
		commit
	};
}
function featuresOf({ table, targetName }) {
	return table.columns.map(({ name }) => name).filter((name) => name !== targetName);
}
/** The one file that is a model, or the one of several that is called so. */
async function findMain({ files, entries }) {
	const models = [];
	for (const { name, file } of entries.slice(0, mostLooked)) {
		const size = await files.size(file) ?? 0;
		const head = await files.readRange(file, 0, Math.min(size, 4096));
		const tail = await files.readRange(file, Math.max(0, size - 65536), size);
		const kind = recogniseModel({
			name,
			size,
			head,
			tail
		});
		if (kind !== void 0) models.push({
			kind,
			file: name
		});
	}
	const called = models.filter(({ file }) => /^(?:.*\/)?(?:best_?)?model\b/i.test(file));
	return models.length === 1 ? models[0] : called.length === 1 ? called[0] : void 0;
}
/** The files of `train.code_paths`, below `code/` under the names that they are imported by. */
async function codeFiles({ files, project }) {
	const found = [];
	for (const path of project.config.train.code_paths ?? []) {
		const place = inProject(project, path.replace(/\/+$/, ""));
		const { entries } = await modelAt(files, place);
		if (entries.length === 0) throw new UserError(`Cannot find "${path}" for the model's code`, project.place(["train", "code_paths"]));
		const parent = await files.size(place) !== void 0 ? "" : `${place.slice(place.lastIndexOf("/") + 1)}/`;
		for (const { name, file } of entries) if (!name.includes("__pycache__")) found.push({
			name: `code/${parent}${name}`,
			file
		});
	}
	return found;
}

// src/actions/read-plots.ts
const mostFiles = 100;
const mostBytes = 16 << 20;
/** The plots of `train.plots`. Throws UserError for what was not written, and what is neither CSV nor image. */
async function readPlots(context, before) {
	const { files, project, signal } = context;
	const plots = {
		curves: [],
		images: []
	};
	const found = [];
	for (const each of writtenPaths(context, "plots")) found.push(...await requireFresh(context, each, {
		before,
		key: "plots"
	}));
	const refuse = (file, why) => new UserError(`Cannot use the plot "${file}": ${why}`, project.place(["train", "plots"]));
	for (const [index, file] of found.entries()) {
		if (index >= mostFiles) throw refuse(file, `there are more than ${mostFiles} files`);
		if (/\.(csv|tsv)$/i.test(file)) {
			const { parseMetricTable } = await import("./csv-metrics.js");
			plots.curves.push(...parseMetricTable(await readData(files, file, { signal })).curves);
			continue;
		}
		if (!/\.(png|jpe?g|webp|gif|svg)$/i.test(file)) throw refuse(file, "it is neither CSV nor an image");
		if ((await files.size(file) ?? 0) > mostBytes) throw refuse(file, "it is larger than 16 MiB");
		const name = path.posix.basename(file);
		const isTaken = plots.images.some((image) => image.name === `plots/${name}`);
		plots.images.push({
			name: `plots/${isTaken ? `${index + 1}-` : ""}${name}`,
			file
		});
	}
	return plots;
}

// src/actions/report-program.ts
/** The report of a program that trained a model: how good it is, what it took, how it went. */
function reportProgram({ title, command, judged, run, program, plots, findings }) {
	const { metrics, dummy, tested, notes } = judged;
	const sections = [{
		title: "Training",
		rank: 2,
		findings: [...findings, ...judged.findings],
		text: [
			...command === void 0 ? [] : [`Command: ${command}`],
			...tested ? [`${counted(tested.rows.length, "test row")}.`] : [],
			...notes
		]
	}, {
		title: "Metrics on the test rows",
		rank: 4,
		folded: true,
		tables: [metricsTable(metrics, { dummy })]
	}];
	if (tested) sections.push({
		title: "Where it errs",
		rank: 5,
		folded: true,
		charts: chartsOf(tested)
	});
	const curves = run && run.curves.length > 0 ? run.curves : judged.curves;
	if (curves.length > 0) sections.push({
		title: "How the training went",
		rank: 5,
		folded: true,
		charts: curves.slice(0, 12).map(curveChart)
	});
	if (plots.curves.length > 0 || plots.images.length > 0) sections.push({
		title: "Plots",
		rank: 5,
		folded: true,
		text: plots.images.map(({ name }) => `evidence/${name}`),
		charts: plots.curves.slice(0, 12).map(curveChart)
	});
	if (run) sections.push({
		title: "What it took",
		rank: 7,
		folded: true,
		tables: [usageTable(run, program)]
	});
	return {
		schema: "mlops/report@1",
		action: "train",
		title,
		verdict: "pass",
		headline: run ? `the command trained a model in ${formatDuration(run.duration)}` : "took over a model that was trained elsewhere",
		facts: factsOf(metrics, run),
		sections
	};
}
/** The report of a program that failed: its last words, and findings at the place. */
function reportFailure(title, headline, run, findings) {
	const lines = run.tail.trimEnd().split(/\r?\n/).slice(-40);
	return {
		schema: "mlops/report@1",
		action: "train",
		title,
		verdict: "fail",
		headline,
		facts: [],
		sections: [
			{
				title: "What went wrong",
				rank: 1,
				findings
			},
			run.tail.trim() === "" ? {
				title: "Its last lines",
				rank: 3,
				text: ["It printed nothing."]
			} : {
				title: "Its last lines",
				rank: 3,
				log: lines
			},
			{
				title: "What it took",
				rank: 7,
				folded: true,
				tables: [usageTable(run)]
			}
		]
	};
}
function chartsOf(tested) {
	const { target, rows, evaluation } = tested;
	const judged = {
		target,
		testRows: rows,
		evaluation
	};
	return [target.task === "regression" ? residualChart(judged) : confusionChart(target, rows, evaluation), ...curveCharts(judged)];
}
function curveChart(curve) {
	const { name, unit, at, values } = thin(curve);
	return {
		kind: "line",
		title: name,
		x: {
			label: unit,
			values: at
		},
		y: { label: name },
		series: [{
			label: name,
			values
		}]
	};
}
function usageTable({ duration, cpu, peakMemory, exitCode, endedBy }, program) {
	return {
		columns: [{ label: "What" }, {
			label: "Value",
			align: "right"
		}],
		rows: [
			["Duration", formatDuration(duration)],
			...cpu === void 0 ? [] : [["CPU time", formatDuration(cpu)]],
			...peakMemory === void 0 ? [] : [["Peak memory", formatBytes(peakMemory)]],
			...program?.cost ? [["Estimated cost", `$${formatNumber(program.cost.amount)}`]] : [],
			...program?.python === void 0 ? [] : [["Python", program.python]],
			...program?.accelerator === void 0 ? [] : [["GPU", program.accelerator]],
			[exitCode === void 0 ? "Ended by" : "Exit code", exitCode === void 0 ? String(endedBy) : formatNumber(exitCode)]
		]
	};
}
function factsOf(metrics, run) {
	const names = leadingMetrics.filter((name) => name in metrics).slice(0, 3);
	return [...(names.length > 0 ? names : Object.keys(metrics).slice(0, 3)).map((name) => ({
		label: findMetric(name)?.label ?? name,
		value: formatMetric(name, metrics[name])
	})), ...run ? [{
		label: "Trained in",
		value: formatDuration(run.duration)
	}] : []];
}

// src/model/program-card.ts
/** The model card of a model that a program of the user's trained, as Markdown; texts of the data are inert. */
function renderProgramCard({ manifest, metrics, dummy, testRows, waivers }) {
	const { name, target, digests, program } = manifest;
	const origin = [
		...program ? [["Command", program.command]] : [],
		...Object.entries(manifest.params).map(([key, value]) => [key, String(value)]),
		...program ? [["Took", formatDuration(program.duration_ms)]] : [],
		...digests.data === void 0 ? [] : [["Digest of the data", digests.data]],
		["Digest of the model", digests.model],
		...manifest.commit === void 0 ? [] : [["Commit", manifest.commit]]
	];
	const how = testRows === void 0 ? "As the program measured it; the rows are its own." : `Measured on the ${formatNumber(testRows)} rows that are held out for the test.`;
	return `${[
		`# ${escapeMarkdown(name)}`,
		`${target === void 0 ? "A model" : `Predicts ${escapeMarkdown(target)}. A model`} that a program of the repository trained. This card was written by the training; what the model is for, and whom it may harm, its owners have to add.`,
		"## How good it is",
		how,
		cardMetrics({
			metrics,
			dummy
		}),
		...cardWaivers(waivers),
		"## What it was made of",
		renderTable({
			columns: [{ label: "What" }, { label: "Value" }],
			rows: origin
		}, origin.length)
	].join("\n\n")}\n`;
}

// src/actions/write-program.ts
/** Writes `evidence/` of a program's run. */
async function writeProgramEvidence(context, outcome) {
	const { files, project, signal } = context;
	const { prepared, judged, model } = outcome;
	const { training, raw } = prepared;
	const tested = testedRows(context, outcome);
	const predictions = tested && Buffer.concat([...renderPredictions(judged.tested.rows.length, tested.columns)]);
	const metrics = renderMetricsFile({
		task: judged.tested?.target.task,
		rows: judged.tested?.rows.length,
		metrics: judged.metrics,
		dummy: judged.dummy,
		dummyOutputs: training && judged.tested?.isOwn === false ? dummyOutputs(training.target, training.split.train, 1) : void 0,
		evaluationDigest: tested?.digest,
		modelDigest: model.digest
	});
	const trainingRows = training && !judged.tested?.isOwn ? trainingRowsOf(training, project.config.data.split) : void 0;
	const manifest = manifestOf(context, outcome, {
		commit: model.commit,
		digests: {
			...raw && { data: raw.digest },
			model: model.digest,
			...tested && { evaluation: tested.digest },
			metrics: digestFile(metrics),
			...outcome.inputs !== void 0 && { inputs: outcome.inputs },
			...predictions && { predictions: digestFile(predictions) },
			...trainingRows && { training_rows: digestFile(trainingRows) }
		}
	});
	const evidence = [
		...predictions ? [["predictions.csv", predictions]] : [],
		...trainingRows ? [["training-rows.bin", trainingRows]] : [],
		...raw ? [["profile.json", json(await profileOf(raw, context))]] : [],
		...training && raw ? [["reference.json", json(profileTable(takeRows(raw, training.split.train)))]] : [],
		...outcome.packages === void 0 ? [] : [["environment.txt", outcome.packages]],
		...outcome.plots.map(({ name, file }) => [name, files.stream(file)]),
		["card.md", renderProgramCard({
			manifest,
			metrics: judged.metrics,
			dummy: judged.dummy,
			waivers: project.config.gate.waivers,
			testRows: judged.tested?.isOwn === false ? judged.tested.rows.length : void 0
		})],
		["metrics.json", metrics],
		["manifest.json", json(manifest)]
	];
	signal.throwIfAborted();
	await files.writeFolder(project.folders.evidence, evidence);
	return {
		model: project.folders.model,
		metrics: path.join(project.folders.evidence, "metrics.json"),
		predictions: predictions && path.join(project.folders.evidence, "predictions.csv"),
		manifest
	};
}
function testedRows(context, { prepared, judged }) {
	const { tested } = judged;
	if (tested === void 0) return void 0;
	const { training } = prepared;
	if (tested.isOwn || training === void 0) return ownPredictionColumns(tested);
	const rows = {
		...training,
		target: tested.target,
		evaluation: tested.evaluation
	};
	return {
		columns: predictionColumns(context, rows),
		digest: digestEvaluation(rows)
	};
}
function manifestOf(context, { prepared, judged, model, program }, facts) {
	const { data, train } = context.project.config;
	const { training } = prepared;
	const target = judged.tested?.target ?? training?.target;
	const runtime = runtimeOf(context);
	return {
		schema: "mlops/manifest@1",
		name: context.project.name,
		...target && { task: target.task },
		...data.target !== void 0 && { target: data.target },
		engine: train.engine,
		params: {
			...judged.params,
			...train.params
		},
		seed: data.split.seed,
		features: training ? training.table.columns.map(({ name }) => name).filter((name) => name !== training.targetName) : [],
		...target && target.classes.length > 0 && { classes: target.classes },
		...target?.positive !== void 0 && { positive: target.classes[target.positive] },
		...target?.weights && data.weight !== void 0 && { weight: data.weight },
		...judged.decision?.threshold !== void 0 && { threshold: judged.decision.threshold },
		...train.costs && { costs: train.costs },
		...training && !judged.tested?.isOwn && {
			split: splitRule(data.split, training),
			rows: {
				total: training.table.rows,
				train: training.split.train.length,
				...training.split.validation.length > 0 && { validation: training.split.validation.length },
				test: training.split.test.length
			}
		},
		digests: {
			config: digestFile(JSON.stringify({
				data,
				train
			})),
			environment: digestFile(JSON.stringify(runtime)),
			...facts.digests
		},
		environment: runtime,
		...model.kind && { model_kind: model.kind },
		...program && { program },
		...facts.commit !== void 0 && { commit: facts.commit },
		...runOf(context)
	};
}
function json(value) {
	return `${JSON.stringify(value, null, 1)}\n`;
}

// src/actions/keep-program.ts
/** Keeps a model that others trained, judges it, and writes its evidence. */
async function keepProgram(context, { prepared, before, model, run, program, packages, inputs, findings }) {
	const { project } = context;
	const { python } = program ?? {};
	const kept = await keepModel(context, model, {
		training: prepared.training,
		python,
		packages
	});
	const judged = await judgeProgram(context, prepared, before);
	const plots = await readPlots(context, before);
	const written = await writeProgramEvidence(context, {
		plots: plots.images,
		prepared,
		judged,
		model: kept,
		program,
		packages,
		inputs
	});
	return {
		verdict: "pass",
		outputs: {
			model: written.model,
			metrics: written.metrics,
			predictions: written.predictions,
			"model-digest": kept.digest
		},
		report: reportProgram({
			title: project.name,
			command: project.config.train.command,
			judged,
			plots,
			run,
			program,
			findings: [...findings, ...(await scanModel(context, project.folders.model)).map(asWarning)]
		})
	};
}
/** Here it is said, and the gate refuses it. */
function asWarning(finding) {
	return {
		...finding,
		severity: "warning"
	};
}

// src/actions/prepare-program.ts
/** Reads and divides the data, and writes what the program is given below `.mlops/<name>/run/`. */
async function prepareProgram(context) {
	const { files, project } = context;
	const { run } = project.folders;
	await files.remove(run);
	const sets = project.sets.has("train") ? await loadTrainingSets(context) : void 0;
	const raw = sets?.table ?? (project.dataPath === void 0 ? void 0 : await loadTable(context));
	const isTable = raw !== void 0 && !raw.holdsImages;
	const training = isTable && project.config.data.target !== void 0 ? prepareTraining(context, raw, sets) : void 0;
	const divided = training && {
		...training,
		ids: rowIds(training.hashes)
	};
	const idColumn = training && findColumn(training.table, "row_id") ? "mlops_row_id" : "row_id";
	const params = { ...project.config.train.params };
	await files.write(`${run}/params.json`, `${JSON.stringify(params, null, 2)}\n`);
	await files.write(`${run}/model/.gitignore`, "*\n");
	await files.write(`${run}/evidence/.gitignore`, "*\n");
	const parts = divided ? await writeParts(context, divided, idColumn) : {};
	const dataFiles = await locateData(context);
	if (dataFiles.length > 0) await files.write(`${run}/data.txt`, `${dataFiles.join("\n")}\n`);
	const at = (name) => path.resolve(files.root, run, name);
	return {
		raw: isTable ? raw : void 0,
		training: divided,
		idColumn,
		digests: await digestData(context, sets?.digests ?? (raw && { "": raw.digest })),
		variables: programVariables({
			name: project.name,
			data: dataFiles,
			dataList: at("data.txt"),
			target: project.config.data.target,
			parts,
			idColumn,
			params,
			paramsFile: at("params.json"),
			modelFolder: at("model"),
			evidenceFolder: at("evidence"),
			progressFile: at("progress.jsonl"),
			seed: project.modelSeed ?? project.config.data.split.seed,
			mark: randomUUID()
		})
	};
}
async function writeParts(context, { table, split, ids }, idColumn) {
	const { files, project } = context;
	const written = {};
	for (const part of [
		"train",
		"validation",
		"test"
	]) {
		if (split[part].length === 0) continue;
		const file = `${project.folders.run}/${part}.csv`;
		await writeRows(context, file, table, {
			rows: split[part],
			ids,
			idColumn
		});
		written[part] = path.resolve(files.root, file);
	}
	return written;
}
/** The files of the data on this disk; what was fetched lies in the cache. */
async function locateData(context) {
	const found = [];
	for (const [, source] of sourcesOf(context.project)) {
		const files = await openProjectData({
			...context,
			project: source
		});
		const images = await imagesAt(files, source.dataPath);
		const paths = images ? [images.base] : (await findFiles(files, source.dataPath)).map(({ path }) => path);
		for (const file of paths) {
			const place = await files.locate(file);
			if (place === void 0) throw new UserError(`Cannot give "${file}" to the command: it is on no disk`, { file });
			found.push(place);
		}
	}
	return found;
}
/** The digests of the data as they are now, but for what is `known`; by the name of their set, by "" where there is one. */
async function digestData(context, known = {}) {
	const digests = {};
	for (const [name, source] of sourcesOf(context.project)) {
		const given = known[name];
		if (given !== void 0) {
			digests[name] = given;
			continue;
		}
		const files = await openProjectData({
			...context,
			project: source
		});
		const found = (await imagesAt(files, source.dataPath))?.files ?? await findFiles(files, source.dataPath);
		digests[name] = await digestFiles(files, found, context.signal);
	}
	return digests;
}
async function imagesAt(files, folder) {
	if (await files.size(folder) !== void 0) return void 0;
	const { findImages, imageFiles } = await import("./read-images.js");
	const found = await findImages(files, folder);
	return found && {
		base: found.base,
		files: imageFiles(found)
	};
}
/** The data, or each of its sets, as a project of its own by the set's name. */
function sourcesOf(project) {
	if (project.sets.size > 0) return [...project.sets.keys()].map((name) => [name, setProject(project, name)]);
	return project.dataPath === void 0 ? [] : [["", project]];
}

export { checkParamsFiles, digestData, findModelFiles, inProject, keepProgram, leftFiles, modelAt, noteBefore, prepareProgram, reportFailure };