import { holdTable, trainedTypes, withHeldTexts } from "./held-types.js";
import { findColumn, openProjectData, readData } from "./data.js";
import { UserError, counted, didYouMean, loadProject, path as path$1, projectInputs, requireData } from "./core.js";
import { findSeries } from "./project-series.js";
import { parseManifest } from "./evidence.js";
import { renderPredictions } from "./evaluating.js";
import { findUnseen, parseStoredModel, predictTable } from "./predict-table.js";
import { defineCommand } from "./commands.js";
const path = process.getBuiltinModule("node:path");

// src/commands/predict.ts
/** Prints what a stored model predicts of a data file's rows. */
const predict = defineCommand({
	name: "predict",
	description: "Prints what a trained model predicts of a data file's rows, as CSV",
	usage: "predict [data] [--name model] [--model folder] [--config mlops.yml] [--working-directory folder]",
	inputs: {
		name: projectInputs.name,
		model: path$1("The model's folder; default: what train wrote"),
		config: path$1("The project's configuration, which names the data and the model").default("mlops.yml"),
		"working-directory": path$1("Folder that paths start from").default(".")
	},
	async run(context) {
		const { inputs, words, write, files } = context;
		const project = await loadProject(files, inputs);
		const folder = inputs.model ?? project.folders.model;
		if ((await files.list(folder)).length === 0) throw await withoutModel(files, project, {
			folder,
			isNamed: inputs.model !== void 0
		});
		const evidence = path.join(path.dirname(folder), "evidence");
		const manifest = await readManifest(files, `${evidence}/manifest.json`);
		const asked = {
			folder,
			evidence,
			manifest,
			dataPath: words[0] ?? requireData(project).dataPath
		};
		const answers = isOfProgram(project, manifest) ? await askProgram({
			...context,
			project
		}, asked) : await askModel({
			...context,
			project
		}, asked);
		for (const chunk of renderPredictions(answers.rows, columnsOf(answers))) write(new TextDecoder().decode(chunk));
		return 0;
	}
});
async function readManifest(files, file) {
	return await files.size(file) === void 0 ? void 0 : parseManifest(await files.read(file), file);
}
/** Whether the project's own program is asked: a model of ours it cannot read. */
function isOfProgram({ config }, manifest) {
	const { engine, predict_command } = config.train;
	return predict_command !== void 0 && ["command", "external"].includes(manifest?.engine ?? engine);
}
async function askProgram(context, asked) {
	const { predictByProgram } = await import("./predict-by-program.js");
	const table = await readRows(context, asked);
	return answersOf(table, await predictByProgram(context, table, asked));
}
/** A model of another maker, by ONNX Runtime. */
async function askOnnx(context, asked, file) {
	const { predictByOnnx } = await import("./predict-by-onnx.js");
	const table = await readRows(context, asked);
	return answersOf(table, await predictByOnnx(context, table, {
		...asked,
		file
	}));
}
function answersOf({ rows }, { predicted, scores, classes }) {
	return {
		rows,
		predicted: classes.length === 0 ? predicted : Array.from(predicted, (code) => classes[code]),
		classes,
		scores
	};
}
async function askModel(context, asked) {
	const { workers, signal, files } = context;
	const { folder } = asked;
	const { findOnnx, isForeign } = await import("./ask-runtime.js");
	const file = await findOnnx(context, folder);
	if (file !== void 0 && await isForeign(context, file)) return askOnnx(context, asked, file);
	if (file === void 0) throw new UserError(`Cannot predict: "${folder}" holds no model of ours, and there is no program to ask`, {
		file: folder,
		hint: "A model of a program needs train.predict_command"
	});
	const model = parseStoredModel(await files.readBytes(file), file);
	const table = await readRows(context, asked, model);
	for (const each of findUnseen(model, table)) context.log.warn(describeUnseen(each));
	const { values, labels } = await predictTable(model, table, { threads: {
		pool: workers.pool(),
		signal
	} });
	const { classes = [] } = model;
	return {
		rows: table.rows,
		predicted: labels ?? values,
		classes,
		scores: labels && values
	};
}
/** The rows of a data file, with what looks back in time where their target is there. */
async function readRows(context, { dataPath, evidence }, model) {
	const { project, signal, csvKernel: kernel, workers } = context;
	const files = await openProjectData(context);
	const { csv, columns: declared, target } = project.config.data;
	const held = model ? { types: {} } : await trainedTypes(context, `${evidence}/profile.json`);
	const columns = model ? {
		...textsOf(model),
		...declared
	} : withHeldTexts(dataPath, declared, held);
	const read = holdTable(await readData(files, dataPath, {
		signal,
		csv,
		columns,
		kernel,
		workers
	}), held);
	const past = target !== void 0 && findColumn(read, target) !== void 0 ? findSeries(project, read, target)?.columns ?? [] : [];
	return {
		...read,
		columns: [...read.columns, ...past]
	};
}
async function withoutModel(files, { name, directory }, { folder, isNamed }) {
	const names = isNamed ? [] : await findModels(files, directory);
	return new UserError(`Cannot predict: there is no model "${folder}"${didYouMean(name, names)}`, { hint: names.length > 0 ? `Choose one that is there with --name: ${names.join(", ")}; or run mlops train first` : "Run mlops train first, or name the folder with --model" });
}
/** Names of the models that trainings have left. */
async function findModels(files, directory) {
	const root = path.join(directory, ".mlops");
	const found = [];
	for (const { name, isFolder } of await files.list(root)) if (isFolder && (await files.list(path.join(root, name, "model"))).length > 0) found.push(name);
	return found;
}
/** Rows that are predicted though no training row was like them. */
function describeUnseen({ column, type, missing, fractions }) {
	const parts = [...missing > 0 ? [`no value in ${counted(missing, "row")}`] : [], ...fractions > 0 ? [`a fraction in ${counted(fractions, "row")}`] : []];
	const was = fractions > 0 ? "a whole number" : type === "boolean" ? "true or false" : "a number";
	return `"${column}" has ${parts.join(" and ")}, and ${was} in each row that the model was trained on; they are predicted all the same, as docs/model.md says`;
}
/** What was text in training is text now, whatever the rows look like. */
function textsOf({ columns }) {
	return Object.fromEntries(columns.filter(({ type }) => type === "text").map(({ name }) => [name, { type: "text" }]));
}
function columnsOf({ predicted, classes, scores }) {
	return [
		{
			name: "row",
			cell: (index) => index + 1
		},
		{
			name: "predicted",
			cell: (index) => predicted[index]
		},
		...(scores === void 0 ? [] : classes).map((label, code) => ({
			name: `score_${label}`,
			cell: (index) => scores[index * classes.length + code]
		}))
	];
}

export { predict };