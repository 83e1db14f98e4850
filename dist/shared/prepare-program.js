import { UserError } from "./core.js";
import { programVariables } from "./variables.js";
import { rowIds } from "./tables.js";
import { findColumn, loadTable, openProjectData } from "./data.js";
import { digestData, imagesAt, sourcesOf } from "./digest-data.js";
import { findFiles } from "./actions.js";
import { loadTrainingSets } from "./load-set2.js";
import { prepareTraining } from "./prepare-training.js";
import { writeRows } from "./write-rows.js";
const path = process.getBuiltinModule("node:path");
const { randomUUID } = process.getBuiltinModule("node:crypto");

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

export { prepareProgram };