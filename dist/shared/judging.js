import { UserError, readData } from "./core.js";
import { digestFile, parseManifest, parseTrainingRows, roleName } from "./evidence.js";
import { isRefusal, readEvaluation, refuseSeen } from "./gate.js";
import { findPlainCases, unreadable } from "./imports.js";
import { findForeignCases, inputFile } from "./actions.js";
const path = process.getBuiltinModule("node:path");

// src/actions/read-predictions.ts
/**
* A file of predictions, CSV or Parquet, with identities and groups as texts, and labels too where they are known to be
* classes: as numbers, some would not be what they were.
*/
function readPredictions({ files, signal }, file, { task, group = [] } = {}) {
	const text = { type: "text" };
	const names = [
		"row_id",
		"mlops_row_id",
		...task === "classification" ? ["actual", "predicted"] : [],
		...group
	];
	return readData(files, file, {
		signal,
		columns: Object.fromEntries(names.map((name) => [name, text]))
	});
}

// src/actions/read-evaluation.ts
/**
* Reads the predictions that the input names, or else those of `train`, held to the manifest beside them. Undefined where
* there are none: metrics alone are then judged. Throws UserError for a file that cannot be read.
*/
async function readChallenger(context) {
	const { project, files, inputs } = context;
	const given = inputs.predictions;
	const { file, part } = given === void 0 ? {
		file: `${project.folders.evidence}/predictions.csv`,
		part: void 0
	} : await inputFile(files, inputs["working-directory"], given);
	if (given === void 0 && await files.size(file) === void 0) return void 0;
	const { model, manifest } = await readModelRows(context, file, part);
	if (given === void 0 && manifest === void 0) return changed(file);
	const rows = readEvaluation(model);
	if (isRefusal(rows)) return rows;
	return await refuseTrained(context, file, rows, manifest) ?? {
		model,
		rows,
		manifest
	};
}
/** Refuses rows that the model was trained on, as far as the manifest tells. */
async function refuseTrained({ files }, file, rows, manifest) {
	if (manifest?.split === void 0) return void 0;
	const beside = `${path.posix.dirname(file)}/training-rows.bin`;
	const { group, time } = manifestFacts(manifest);
	const bytes = manifest.digests.training_rows !== void 0 && await files.size(beside) !== void 0 ? await files.readBytes(beside) : void 0;
	if (bytes !== void 0 && digestFile(bytes) !== manifest.digests.training_rows) return changed(beside);
	const seen = bytes && parseTrainingRows(bytes);
	return refuseSeen(rows, manifest.split, {
		names: group ?? time,
		seen
	});
}
/**
* Predictions, and what is known of them: from the manifest beside them if it speaks of them, else from the configuration.
* Throws UserError for a file that cannot be read.
*/
async function readModelRows(context, file, part) {
	const configured = configuredFacts(context.project.config);
	const foreign = await findForeignCases(context, {
		file,
		part
	}, configured);
	if (foreign !== void 0) return {
		model: foreign,
		manifest: void 0
	};
	const beside = await manifestBeside(context, file);
	const told = beside && manifestFacts(beside);
	const table = await readPredictions(context, file, told ?? configured);
	if (part !== void 0) throw unreadable({ file }, `it holds the predictions of one model, and no "${part}"`);
	const manifest = beside?.digests.predictions === table.digest ? beside : void 0;
	const cases = manifest ? void 0 : findPlainCases(table, { file }, configured.target);
	return {
		model: {
			table,
			facts: (manifest && told) ?? configured,
			cases
		},
		manifest
	};
}
/** The manifest in the same folder; other tools have files of that name, too. */
async function manifestBeside({ files }, file) {
	const beside = `${path.posix.dirname(file)}/manifest.json`;
	if (await files.size(beside) === void 0) return void 0;
	try {
		return parseManifest(await files.read(beside), beside);
	} catch (error) {
		if (error instanceof UserError) return void 0;
		throw error;
	}
}
function changed(file) {
	return {
		refused: `Cannot judge "${file}": it is not the file that its manifest speaks of`,
		hint: "A file of the evidence changed after training; train again",
		file
	};
}
/** What a manifest says of its predictions. */
function manifestFacts(manifest) {
	const { task, classes = [], positive, costs, target, weight, split, digests } = manifest;
	const column = split === void 0 || split.rule === "sets" ? void 0 : split.column;
	const role = (name, as) => name === void 0 ? void 0 : [roleName(name, as, classes)];
	return {
		task,
		classes: task === "classification" ? classes : void 0,
		positive,
		costs,
		target,
		weight: role(weight, "weight"),
		group: split?.rule === "group" ? role(column, "group") : void 0,
		time: split?.rule === "time" ? role(column, "time") : void 0,
		evaluation: digests.evaluation,
		isDividedByProgram: split === void 0
	};
}
/** What the configuration says of predictions from elsewhere. */
function configuredFacts({ data, train }) {
	const { weight, target, split } = data;
	const named = (name, standard) => name === void 0 ? [standard] : [name, standard];
	return {
		task: train.task,
		positive: data.positive === void 0 ? void 0 : String(data.positive),
		costs: train.costs,
		target,
		weight: named(weight, "weight"),
		group: named(split.group, "group"),
		time: named(split.time, "time")
	};
}

export { configuredFacts, manifestFacts, readChallenger, readModelRows, readPredictions };