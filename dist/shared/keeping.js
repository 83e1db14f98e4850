import { UserError, counted, digestFile, digestModelFiles, formatBytes, formatDuration, formatNumber, isInside, listFirst, placed, showAddress } from "./core.js";
import { describeEnd, digestData, environmentFacts, inProject, requireFresh, thin, writtenPaths } from "./program.js";
import { asksForClasses, listFolder } from "./dividing.js";
import { cardMetrics, cardWaivers, classificationMetrics, codesOf, collectMetrics, confusionChart, curveCharts, digestEvaluation, dummyOutputs, entriesOf, evaluate, findActual, findMetric, formatMetric, givenDecision, leadingOf, metricsTable, needsDecision, numbersOf, ownPredictionColumns, predictionColumns, readPredicted, readPredictions, renderMetricsFile, renderPredictions, residualChart, runOf, runtimeOf, scanModel, signatureOf, splitRule, textOf, trainingRowsOf } from "./evaluating.js";
import { encodeTarget, weightsAt } from "./numbers.js";
import { findColumn, profileOf, profileTable, readData, takeRows } from "./data.js";
import { isRecord } from "./config.js";
import { escapeMarkdown, renderTable } from "./markdown.js";
const path = process.getBuiltinModule("node:path");
const { availableParallelism } = process.getBuiltinModule("node:os");
const { createHash } = process.getBuiltinModule("node:crypto");

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
	for (const { name, file } of found.entries) if (await found.files.size(file) === void 0) throw new UserError(`Cannot keep "${name}" of the model: it is no file, but a pipe, a device, or a link to a folder or to nothing`, {
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
	return [{
		severity: "warning",
		message: `Of the model's ${entries.length} files the command did not write ${listFirst(left, 5)}`,
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

// src/program/pair-predictions.ts
/** Where a program got the rows of a part. */
const sources = {
	test: "MLOPS_TEST",
	validation: "MLOPS_VALIDATION, which train.threshold is chosen on",
	given: "MLOPS_INPUT"
};
/** Relative error that an actual value may have after a program's round trip: that of a float32. */
const tolerance$1 = 1e-6;
/**
* Pairs a program's predictions with the test rows by identity, never by position: without identities only where the
* file has as many rows as were asked for, with the same actual values in the same order. What it says of other rows of
* the data is left out. Throws UserError where rows are unknown, twice there or missing, or where an actual value is
* not that of the data.
*/
function pairPredictions(table, asked) {
	const column = identityOf(table, asked);
	const notes = [];
	const rows = column === void 0 ? inOrder(table, asked) : byIdentity(table, column, asked, notes);
	const wrong = countWrong(table, rows, asked);
	if (wrong !== void 0) {
		if (column === void 0) throw withoutIdentity(table, asked);
		throw new UserError(`Cannot use "${table.source}": ${counted(wrong.count, "row")} say another actual value than the data, the first in row ${wrong.first + 1}`, {
			...placeOf(table, wrong.first),
			hint: "Write the target as MLOPS_TEST has it, untransformed"
		});
	}
	if (column === void 0) notes.push("The predictions have no row_id: they were paired by their order, in which every actual value agrees.");
	return {
		...readPredicted(table, rows, asked.target),
		notes
	};
}
/** The file's row of each row that was asked for. Throws UserError as `pairPredictions` does, and without identities. */
function pairRows(table, asked) {
	const column = identityOf(table, asked);
	if (column === void 0) throw withoutIdentity(table, asked);
	return byIdentity(table, column, asked, []);
}
function identityOf(table, { idColumn }) {
	return findColumn(table, idColumn) ?? findColumn(table, "row_id");
}
function byIdentity(table, column, { rows: wanted, part, ids, idColumn }, notes) {
	const rowOf = new Map(ids.map((id, row) => [id, row]));
	const placeIn = new Map(Array.from(wanted, (row, index) => [row, index]));
	const none = 4294967295;
	const found = new Uint32Array(wanted.length).fill(none);
	let others = 0;
	for (let row = 0; row < table.rows; row++) {
		const id = textOf(column, row);
		const known = id === void 0 ? void 0 : rowOf.get(id);
		if (known === void 0) throw new UserError(`Cannot use "${table.source}": row ${row + 1} ${id === void 0 ? "has no identity" : "is no row of the data"}`, {
			...placeOf(table, row),
			hint: `Copy ${idColumn} from ${givenAs(part)} as text`
		});
		const index = placeIn.get(known);
		if (index === void 0) {
			others++;
			continue;
		}
		if (found[index] !== none) throw new UserError(`Cannot use "${table.source}": row ${row + 1} is there twice`, placeOf(table, row));
		found[index] = row;
	}
	const missing = found.reduce((count, row) => count + Number(row === none), 0);
	if (missing > 0) throw new UserError(`Cannot use "${table.source}": ${formatNumber(missing)} of ${formatNumber(wanted.length)} ${part} rows are missing`, {
		file: table.source,
		hint: `Predict every row of ${sources[part]}`
	});
	if (others > 0) notes.push(`${counted(others, "prediction")} of rows that are not for the ${part} ${others === 1 ? "was" : "were"} left out.`);
	return found;
}
function inOrder(table, asked) {
	if (table.rows !== asked.rows.length || findActual(table, asked.targetName) === void 0) throw withoutIdentity(table, asked);
	return Uint32Array.from({ length: table.rows }, (_, row) => row);
}
function withoutIdentity(table, { idColumn, part }) {
	return new UserError(`Cannot use "${table.source}": without a column "${idColumn}" its rows cannot be paired with the ${part} rows`, {
		file: table.source,
		line: 1,
		hint: `Copy ${idColumn} from ${givenAs(part)} into the predictions`
	});
}
/** The variable whose file has the identities: predictions of validation rows stand beside those of test rows. */
function givenAs(part) {
	return part === "given" ? sources.given : sources.test;
}
function countWrong(table, rows, { target, rows: wanted, targetName }) {
	const column = findActual(table, targetName);
	if (column === void 0) return void 0;
	const said = target.task === "regression" ? numbersOf(table, column, rows) : codesOf(table, column, rows, target.classes);
	let count = 0;
	let first = 0;
	for (let index = 0; index < wanted.length; index++) {
		const known = target.values[wanted[index]];
		if (Math.abs(said[index] - known) <= tolerance$1 * Math.abs(known)) continue;
		if (count === 0) first = rows[index];
		count++;
	}
	return count === 0 ? void 0 : {
		count,
		first
	};
}
function placeOf(table, row) {
	const line = table.lines?.[row];
	return {
		file: table.source,
		...line !== void 0 && { line }
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
	const { listFolder } = await import("./dividing.js");
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
	const judged = await judgePredictions(context, prepared, predictions);
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
	return [{
		severity: "warning",
		rule: "metrics of the program",
		message: `The program wrote no finite number for ${listFirst(names, 5)}`,
		file
	}];
}
async function judgePredictions(context, prepared, file) {
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
	const decision = await decideOf(context, target, () => {
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
async function decideOf(context, target, held) {
	const { threshold } = context.project.config.train;
	if (!needsDecision(context, target) || threshold === void 0 || "value" in threshold) return givenDecision(context, target);
	const rows = held();
	if (rows.rows.length > 0 && rows.outputs.length > 0) return (await import("./decide.js")).decide(context, target, rows);
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
		message: `The program says ${listFirst(found, 5)}; its predictions say otherwise`,
		hint: "Ours, computed from the predictions, count; the program may measure other rows, or by another definition",
		file: own.file
	}];
}

// src/model/recognise-model.ts
/** What a model file is, by its content, and by its name where that does not tell. Undefined for anything else. */
function recogniseModel({ name, size, head, tail }) {
	const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString("latin1");
	const isNamed = (...endings) => endings.some((each) => name.toLowerCase().endsWith(each));
	if (text.startsWith("GGUF")) return "gguf";
	if (text.startsWith("CBM1")) return "catboost";
	if (/^tree\r?\nversion=v\d/.test(text)) return "lightgbm";
	if (text.startsWith("\u0089HDF\r\n\n")) return "keras";
	if (isSafetensors(head, size)) return "safetensors";
	if (text.startsWith("PK")) return ofArchive(Buffer.from(tail).toString("latin1"));
	if (/^\s*\{\s*"learner"/.test(text) || /^\{L/.test(text) && text.includes("learner")) return "xgboost";
	if (isNamed("saved_model.pb")) return "saved-model";
	if (isOnnx(head) || isNamed(".onnx")) return "onnx";
	if (/^\x80[\x02-\x05]/.test(text)) return "pickle";
	return /^(?:\x78[\x01\x5e\x9c\xda]|\x1f\x8b|BZh|\xfd7zXZ|\x04"M\x18)/.test(text) && isNamed(".joblib", ".jbl", ".gz", ".z", ".bz2", ".xz", ".lz4", ".pkl") ? "pickle" : void 0;
}
/** By the names in an archive's directory. */
function ofArchive(directory) {
	if (directory.includes("model.weights.h5") && directory.includes("config.json")) return "keras";
	if (!directory.includes("data.pkl")) return void 0;
	return directory.includes("/code/") ? "torchscript" : "torch";
}
/** Eight bytes with the length of a JSON header, and the header (safetensors' format page). */
function isSafetensors(head, size) {
	if (head.length < 9 || head[8] !== 123) return false;
	const length = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true);
	return length > 1n && length <= BigInt(size - 8);
}
/** ModelProto: field 1, the version of its format, and then a text or another of its fields. */
function isOnnx(head) {
	return head[0] === 8 && head[1] >= 3 && head[1] <= 20 && [
		18,
		58,
		66
	].includes(head[2]);
}
/** Python packages that may be needed to read a kind; undefined for kinds that our loader does not read. */
const packagesOfKind = {
	onnx: [
		"onnx",
		"onnxruntime",
		"numpy",
		"pandas"
	],
	pickle: [
		"joblib",
		"cloudpickle",
		"scikit-learn",
		"numpy",
		"scipy",
		"pandas",
		"xgboost",
		"lightgbm",
		"catboost"
	],
	keras: [
		"keras",
		"tensorflow",
		"numpy",
		"pandas"
	],
	torchscript: [
		"torch",
		"numpy",
		"pandas"
	],
	xgboost: [
		"xgboost",
		"scikit-learn",
		"numpy",
		"pandas"
	],
	lightgbm: [
		"lightgbm",
		"scikit-learn",
		"numpy",
		"pandas"
	],
	catboost: [
		"catboost",
		"numpy",
		"pandas"
	]
};

// src/actions/keep-model.ts
/** Files that are looked at for what they are. */
const mostLooked = 200;
/**
* Writes the model folder: the program's files under their own names, its `train.code_paths` below `code/` and, where it
* is known what reads the model, what makes an MLflow model directory of it.
*/
async function keepModel(context, found, about) {
	const { files, project, environment, signal } = context;
	const { head } = about;
	const main = await findMain(found);
	const made = main && await import("./program-files.js");
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
		if (main === void 0 || made === void 0) return;
		const { training, python, packages } = about;
		const own = made.programFiles({
			...main,
			files: written,
			columns: training && signatureOf(training.table, featuresOf(training)),
			python,
			packages: packages?.split("\n").filter(Boolean),
			time: (head?.time ?? 0) * 1e3,
			provenance: { ...commit !== void 0 && { commit } }
		});
		for (const [path, text] of own) {
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

// src/actions/usage-table.ts
/** What a program's run took, and on what. */
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
			...program?.cuda === void 0 ? [] : [["CUDA", program.cuda]],
			[exitCode === void 0 ? "Ended by" : "Exit code", exitCode === void 0 ? String(endedBy) : formatNumber(exitCode)]
		]
	};
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
function factsOf(metrics, run) {
	const names = leadingOf(metrics);
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

// src/actions/describe-program-data.ts
/** What the data are like, all and those of the training: work that need not wait for the program. */
async function describeProgramData(context, { raw, training }) {
	if (raw === void 0) return [];
	const described = [["profile.json", json$1(await profileOf(raw, context))]];
	if (training) described.push(["reference.json", json$1(profileTable(takeRows(raw, training.split.train)))]);
	return described;
}
function json$1(value) {
	return `${JSON.stringify(value, null, 1)}\n`;
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
		...await (outcome.described ?? describeProgramData(context, prepared)),
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
async function keepProgram(context, { prepared, before, model, run, program, packages, inputs, findings, head, described }) {
	const { project } = context;
	const { python } = program ?? {};
	const kept = await keepModel(context, model, {
		training: prepared.training,
		python,
		packages,
		head
	});
	const judged = await judgeProgram(context, prepared, before);
	const plots = await readPlots(context, before);
	const [written, scanned] = await Promise.all([writeProgramEvidence(context, {
		plots: plots.images,
		prepared,
		judged,
		model: kept,
		program,
		packages,
		inputs,
		described
	}), scanModel(context, project.folders.model)]);
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
			findings: [
				...findings,
				...unreadTraining(context, judged, run),
				...scanned.map(asWarning)
			]
		})
	};
}
/** A program that divides the data itself and leaves our test rows to a model that knows them. */
function unreadTraining({ project }, { tested }, run) {
	if (run?.readTraining !== false || tested?.isOwn !== false) return [];
	return [{
		severity: "warning",
		rule: "test rows",
		message: "The command never read MLOPS_TRAIN: its model may have learned from the test rows, and be worse than these metrics say",
		hint: "Let it read MLOPS_TRAIN in place of dividing the data itself, or write predictions.csv with the column actual for rows that it kept apart",
		...placed(project.place(["train", "command"]))
	}];
}
/** Here it is said, and the gate refuses it. */
function asWarning(finding) {
	return {
		...finding,
		severity: "warning"
	};
}

// src/program/read-traceback.ts
/** Folders of installed code: the place to mend is in the user's own. */
const installed = /(?:^|[\\/])(?:site-packages|dist-packages|lib[\\/]python[\d.]+|node_modules)[\\/]|^<|importlib/;
/**
* The last Python traceback of a text: the innermost frame of the user's own files, and the exception. Undefined where
* there is none.
*/
function readTraceback(text) {
	const lines = text.replace(/\u001b\[[\d;]*m|\r(?=\n)/g, "").split("\n");
	const start = lines.findLastIndex((line) => line.trimEnd().endsWith("Traceback (most recent call last):"));
	const syntax = start < 0 ? lines.findLastIndex((line) => /^ {2}File ".+", line \d+$/.test(line)) : -1;
	if (start < 0 && syntax < 0) return void 0;
	const from = start < 0 ? syntax : start + 1;
	const frames = [];
	let message = "";
	for (const [index, line] of lines.slice(from).entries()) {
		const [, file, number] = /^\s+(?:[|+]\s+)?File "(.+?)", line (\d+)/.exec(line) ?? [];
		if (file !== void 0) frames.push({
			file,
			line: Number(number)
		});
		else if (/^[A-Za-z_][\w.]*(?::|$)/.test(line) && frames.length > 0) {
			const told = line.trimEnd().endsWith(":") ? lines.slice(from + index + 1).findLast((each) => each.trim() !== "") : void 0;
			message = [line.trimEnd(), told?.trim()].filter((each) => each !== void 0).join(" ");
			break;
		}
	}
	const frame = frames.findLast(({ file }) => !installed.test(file)) ?? frames.at(-1);
	return frame === void 0 || message === "" ? void 0 : {
		...frame,
		message: message.slice(0, 1e3)
	};
}

// src/actions/report-failure.ts
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

// src/actions/fail-program.ts
/** What came of a program that did not end well: its last words, placed where it says that it failed. */
function failProgram(context, run) {
	const { project } = context;
	const how = describeEnd(run);
	return {
		verdict: "fail",
		outputs: {},
		report: reportFailure(project.name, `the command failed: ${how}`, run, [describeFailure(context, run, how), ...leftProcesses(run)])
	};
}
function describeFailure({ files, project }, run, how) {
	if (run.timedOut) return {
		severity: "error",
		message: `The command took longer than train.timeout allows: ${formatDuration(run.duration)}`,
		hint: "Give it more time, or less to do; it got SIGTERM first, for a checkpoint",
		...placed(project.place(["train", "timeout"]))
	};
	const traceback = readTraceback(run.tail);
	if (traceback === void 0) return {
		severity: "error",
		message: `The command failed: ${how}`,
		...(run.endedBy === "SIGKILL" || run.exitCode === 137) && { hint: "SIGKILL comes mostly from a system that is out of memory: train on fewer rows, or on a larger runner" },
		...placed(project.place(["train", "command"]))
	};
	const file = path.resolve(files.root, project.directory, traceback.file);
	const isOurs = isInside(files.root, file);
	return {
		severity: "error",
		message: traceback.message,
		.../active experiment ID does not match environment run ID/.test(traceback.message) && { hint: "The program sets another experiment than that of the run made for it: set MLFLOW_EXPERIMENT_NAME to its name" },
		...isOurs ? {
			file: path.relative(files.root, file).split(path.sep).join("/"),
			line: traceback.line
		} : placed(project.place(["train", "command"]))
	};
}
/** Says that the command left processes running. */
function leftProcesses({ leftProcesses: isLeft }) {
	return isLeft ? [{
		severity: "warning",
		message: "The command left processes running when it ended; they were ended too",
		hint: "Let the program wait for what it starts"
	}] : [];
}

// src/program/cost.ts
/**
* US dollars a minute of GitHub's own runners by number of cores, GitHub's list of January 2026 (docs.github.com, Actions
* runner pricing). Minutes of public repositories' standard runners are free.
*/
const rates = {
	"Linux x64": [
		[2, .006],
		[4, .012],
		[8, .022],
		[16, .042],
		[32, .082],
		[64, .162],
		[96, .252]
	],
	"Linux arm64": [
		[2, .005],
		[4, .008],
		[8, .014],
		[16, .026],
		[32, .05],
		[64, .098]
	],
	"Windows x64": [
		[2, .01],
		[4, .022],
		[8, .042],
		[16, .082],
		[32, .162],
		[64, .322],
		[96, .552]
	]
};
/** What a minute costs on one of GitHub's runners; undefined for machines that are not in the list. */
function ratePerMinute({ system, architecture, cores }) {
	return rates[`${system} ${architecture}`]?.find(([count]) => count >= cores)?.[1];
}
/** Minutes by a rate, in US dollars, as the manifest keeps it. */
function costOf(milliseconds, perMinute) {
	if (perMinute === void 0) return void 0;
	return {
		amount: Number((milliseconds / 6e4 * perMinute).toPrecision(3)),
		currency: "USD",
		per_minute: perMinute
	};
}

// src/actions/find-changed-files.ts
/** Tracked files that a command changed beside those that it is to write, as a warning. */
async function findChangedFiles({ git, project }, before) {
	const after = await git.changes(project.directory);
	if (before === void 0 || after === void 0) return [];
	const fresh = after.filter((file) => !before.includes(file));
	if (fresh.length === 0) return [];
	const prefix = await git.prefix(project.directory) ?? "";
	const { metrics, predictions, model, plots } = project.config.train;
	const written = [
		metrics,
		predictions,
		model,
		plots
	].flat().flatMap((name) => name === void 0 ? [] : [path.posix.join(prefix, name).replace(/\/+$/, "")]);
	const changed = fresh.filter((file) => !written.some((own) => file === own || file.startsWith(`${own}/`)));
	if (changed.length === 0) return [];
	return [{
		severity: "warning",
		message: `The command changed files of the repository: ${listFirst(changed, 5)}`,
		hint: "Let it write into MLOPS_MODEL_DIR and MLOPS_EVIDENCE_DIR: later steps see what it changed"
	}];
}

// src/actions/keep-trained.ts
/** Keeps the model that a program left behind. Throws UserError for what cannot be used. */
async function keepTrained(context, trained) {
	const { command, prepared, environment, changes, inputs, before, run, head, described } = trained;
	const [changed] = await Promise.all([findChangedFiles(context, changes), refuseChangedData(context, prepared)]);
	const model = await findModelFiles(context, before);
	return keepProgram(context, {
		prepared,
		before,
		model,
		run,
		inputs,
		head,
		described,
		program: {
			...programOf(context, command, run, environment),
			...environmentFacts(environment),
			...changes && { dirty: changes.length > 0 }
		},
		packages: environment.packages,
		findings: [
			...leftProcesses(run),
			...leftFiles(context.project, model),
			...changed
		]
	});
}
function programOf({ project, environment }, command, { exitCode, duration, cpu, peakMemory }, { accelerator }) {
	const { predict_command, cost_per_minute } = project.config.train;
	const { hostedRunner } = environment;
	const listed = hostedRunner && accelerator === void 0 && ratePerMinute({
		system: hostedRunner.system,
		architecture: hostedRunner.architecture.toLowerCase(),
		cores: availableParallelism()
	});
	const cost = costOf(duration, cost_per_minute ?? (listed || void 0));
	return {
		command,
		...predict_command !== void 0 && { predict_command },
		exit_code: exitCode ?? -1,
		duration_ms: Math.round(duration),
		...cpu !== void 0 && { cpu_ms: Math.round(cpu) },
		...peakMemory !== void 0 && { peak_memory_bytes: peakMemory },
		...cost && { cost }
	};
}
/** Data that a program changes while it runs are not those that it was judged on. */
async function refuseChangedData(context, { digests }) {
	const { project } = context;
	for (const [name, digest] of Object.entries(await digestData(context))) if (digest !== digests[name]) throw new UserError(`Cannot use the model of "${project.name}": the data changed while the command ran`, {
		...project.place(name === "" ? ["data", "path"] : [
			"data",
			"sets",
			name
		]),
		hint: "Its evidence would speak of other data: let the program write elsewhere"
	});
}

export { checkParamsFiles, describeProgramData, failProgram, findWritten, keepProgram, keepTrained, leftProcesses, modelAt, packagesOfKind, pairPredictions, pairRows, readOwnMetrics, readParamsFiles };