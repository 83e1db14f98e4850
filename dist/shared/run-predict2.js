import { UserError } from "./core.js";
import { readPredictions } from "./evaluating.js";
import { describeEnd, runCommand, writeRows } from "./program.js";
const path = process.getBuiltinModule("node:path");
const { randomUUID } = process.getBuiltinModule("node:crypto");

// src/actions/run-predict.ts
/**
* Has `train.predict_command` predict rows with the model of a folder: it reads MLOPS_INPUT and MLOPS_MODEL_DIR, and
* writes MLOPS_OUTPUT. Works for every model of the project, whoever trained it. Throws UserError where it fails.
*/
async function runPredict(context, modelFolder, { table, rows, ids, idColumn }) {
	const { files, project } = context;
	const { predict_command: command } = project.config.train;
	const place = project.place(["train", "predict_command"]);
	if (command === void 0) throw new UserError("Cannot predict with the model: there is no train.predict_command", place);
	const { run } = project.folders;
	const [input, output] = [`${run}/predict-input.csv`, `${run}/predict-output.csv`];
	await files.remove(output);
	await writeRows(context, input, table, {
		rows,
		ids,
		idColumn
	});
	const at = (name) => path.resolve(files.root, name);
	const ended = await runCommand(context, command, {
		title: `Predicting: ${command.split("\n")[0]}`,
		variables: {
			MLOPS_NAME: project.name,
			MLOPS_MODEL_DIR: at(modelFolder),
			MLOPS_INPUT: at(input),
			MLOPS_OUTPUT: at(output),
			MLOPS_ROW_ID: idColumn,
			MLOPS_RUN: randomUUID(),
			PYTHONUNBUFFERED: "1"
		}
	});
	if (ended.exitCode !== 0 || ended.timedOut) throw new UserError(`Cannot predict with the model: the command failed (${describeEnd(ended)})`, place);
	if (await files.exists(output)) return readPredictions(context, output);
	throw new UserError("Cannot predict with the model: the command wrote no MLOPS_OUTPUT", {
		...place,
		hint: "It is to write a CSV file with row_id and predicted, and of classes score_<class>"
	});
}

export { runPredict };