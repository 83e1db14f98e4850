import { UserError, counted, formatDuration, formatNumber, listFirst, placed, showAddress } from "./core.js";
import { dummyOutputs, evaluate } from "./evaluate.js";
import { encodeTarget, weightsAt } from "./numbers.js";
import { classificationMetrics, findMetric } from "./metrics.js";
import { pairPredictions } from "./pair-predictions2.js";
import { findActual, readPredicted, thin } from "./program.js";
import { asksForClasses, inProject, listFolder, scanModel } from "./actions.js";
import { givenDecision, needsDecision } from "./given-decision.js";
import { findWritten, readOwnMetrics, readParamsFiles } from "./read-own-metrics2.js";
import { readPredictions } from "./judging.js";
import { requireFresh, writtenPaths } from "./require-fresh.js";
import { digestFile, digestModelFiles, renderMetricsFile, renderPredictions } from "./evidence.js";
import { packagesOfKind, recogniseModel } from "./recognise-model.js";
import { signatureOf } from "./model.js";
import { readData } from "./data.js";
import { formatMetric } from "./gate.js";
import { cardMetrics, cardWaivers, confusionChart, curveCharts, digestEvaluation, leadingOf, metricsTable, ownPredictionColumns, predictionColumns, residualChart } from "./prediction-columns.js";
import { usageTable } from "./usage-table.js";
import { escapeMarkdown, renderTable } from "./markdown.js";
import { describeProgramData } from "./describe-program-data2.js";
import { runOf, runtimeOf, splitRule, trainingRowsOf } from "./manifest-origin.js";
const path = process.getBuiltinModule("node:path");
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
	const written = await writeProgramEvidence(context, {
		plots: plots.images,
		prepared,
		judged,
		model: kept,
		program,
		packages,
		inputs,
		described
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

export { findModelFiles, keepProgram, leftFiles, modelAt };