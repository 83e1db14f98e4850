import { findColumn, openProjectData, readData } from "./data.js";
import { UserError, didYouMean, loadProject, path as path$1, projectInputs, requireData } from "./core.js";
import { findSeries } from "./actions.js";
import { renderPredictions } from "./evidence.js";
import { parseStoredModel, predictTable } from "./predict-table.js";
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
		const { inputs, words, write, signal, csvKernel: kernel, workers } = context;
		const project = await loadProject(context.files, inputs);
		const folder = inputs.model ?? project.folders.model;
		const file = path.join(folder, "model.onnx");
		const bytes = await context.files.readBytes(file).catch(async (cause) => {
			const names = inputs.model === void 0 ? await findModels(context.files, project.directory) : [];
			throw new UserError(`Cannot predict: there is no model "${file}"${didYouMean(project.name, names)}`, {
				hint: names.length > 0 ? `Choose one that is there with --name: ${names.join(", ")}; or run mlops train first` : "Run mlops train first, or name the folder with --model",
				cause
			});
		});
		const model = parseStoredModel(bytes, file);
		const dataPath = words[0] ?? requireData(project).dataPath;
		const files = await openProjectData({
			...context,
			project
		});
		const { csv, columns: declared, target } = project.config.data;
		const columns = {
			...textsOf(model),
			...declared
		};
		const read = await readData(files, dataPath, {
			signal,
			csv,
			columns,
			kernel,
			workers
		});
		const past = target !== void 0 && findColumn(read, target) !== void 0 ? findSeries(project, read, target)?.columns ?? [] : [];
		const table = {
			...read,
			columns: [...read.columns, ...past]
		};
		const predicted = await predictTable(model, table, { threads: {
			pool: workers.pool(),
			signal
		} });
		for (const chunk of renderPredictions(table.rows, columnsOf(model, predicted))) write(new TextDecoder().decode(chunk));
		return 0;
	}
});
/** Names of the models that trainings have left. */
async function findModels(files, directory) {
	const root = path.join(directory, ".mlops");
	const found = [];
	for (const { name, isFolder } of await files.list(root)) if (isFolder && await files.exists(path.join(root, name, "model/model.onnx"))) found.push(name);
	return found;
}
/** What was text in training is text now, whatever the rows look like. */
function textsOf({ columns }) {
	return Object.fromEntries(columns.filter(({ type }) => type === "text").map(({ name }) => [name, { type: "text" }]));
}
function columnsOf({ classes }, { values, labels, outputs }) {
	const row = {
		name: "row",
		cell: (index) => index + 1
	};
	if (classes === void 0 || labels === void 0) return [row, {
		name: "predicted",
		cell: (index) => values[index]
	}];
	return [
		row,
		{
			name: "predicted",
			cell: (index) => labels[index]
		},
		...classes.map((label, code) => ({
			name: `score_${label}`,
			cell: (index) => values[index * outputs + code]
		}))
	];
}

export { predict };