import { parseMetrics, parseTrainingRows, readPredictions, roleName, unreadable } from "./evaluating.js";
import { UserError, digestFile, formatBytes, within } from "./core.js";
import { parseManifest } from "./evidence.js";
import { isRefusal, readEvaluation, refuseSeen } from "./gate.js";
import { findPlainCases } from "./imports.js";
import { inputFile } from "./actions.js";
const path = process.getBuiltinModule("node:path");

// src/actions/read-cases.ts
/** What cases are read from at most: a file is one text. */
const mostBytes = 2e8;
/** Bytes in which a file says what it is. */
const head = 64e3;
/**
* Scores of cases as another tool wrote them, told by content: promptfoo's results or lm-evaluation-harness' samples.
* Undefined for any other file. Throws UserError for one that cannot be judged.
*/
async function findForeignCases({ files }, file, facts) {
	if (!/\.(json|jsonl|ndjson)$/i.test(file.file)) return void 0;
	const bytes = await files.size(file.file);
	if (bytes === void 0 || !await looksForeign(files, file.file)) return void 0;
	if (bytes > mostBytes) throw unreadable(file, `it has more than ${formatBytes(mostBytes)}`);
	const { parseCases } = await import("./parse-cases.js");
	const text = await files.read(file.file);
	const cases = parseCases(text, file);
	return cases && {
		table: tableOf(cases, {
			source: file.file,
			bytes,
			digest: digestFile(text)
		}),
		facts,
		cases
	};
}
/** Whether the start of a file is as these tools write it. */
async function looksForeign(files, file) {
	const start = new TextDecoder().decode(await files.readRange(file, 0, head));
	return /"(?:testIdx|doc_id|evalId)"\s*:/.test(start);
}
/** The cases as a table, for slices and weights. */
function tableOf({ ids, numbers }, origin) {
	const codes = /* @__PURE__ */ new Map();
	for (const id of ids) if (!codes.has(id)) codes.set(id, codes.size);
	const id = {
		kind: "text",
		name: "case_id",
		type: "text",
		codes: Int32Array.from(ids, (each) => codes.get(each)),
		dictionary: [...codes.keys()]
	};
	const columns = [...numbers].map(([name, values]) => ({
		kind: "numeric",
		type: "number",
		name,
		values,
		invalid: [],
		invalidCount: 0
	}));
	return {
		...origin,
		rows: ids.length,
		columns: [id, ...columns],
		lines: /* @__PURE__ */ new Uint32Array(0)
	};
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

// src/actions/champion-at-path.ts
/** Formats of predictions. */
const predictionsFile = /\.(csv|tsv|parquet|jsonl|ndjson)$/i;
const bundleFile = /\.(tar\.gz|tgz)$/;
/** The model of a file or folder: metrics, predictions, evidence or a bundle; `part` names one of several in a file. */
function championAtPath(file, part) {
	return { async find(context) {
		const { files } = context;
		if (await files.size(file) === void 0 && await files.exists(file) || bundleFile.test(file)) return openedAt(context, file);
		if (/\.json$/i.test(file) && await looksForeign(files, file) || predictionsFile.test(file)) return predictionsAt(context, {
			file,
			part
		});
		return metricsAt(context, {
			file,
			part
		});
	} };
}
/** What stands at this place beside `mlops.yml` is committed as the baseline. */
const committed = "metrics/baseline.json";
/** The metrics that are committed as the baseline. */
const committedChampion = { async find(context) {
	const file = within(context.project.directory, committed);
	return await context.files.size(file) !== void 0 ? championAtPath(file).find(context) : { why: `there is no "${file}"` };
} };
async function openedAt(context, file) {
	const [{ openBaseAt }, { championOf, describeCommit }] = await Promise.all([import("./base-at-hand.js"), import("./champion.js")]);
	const base = await openBaseAt(context, file);
	const commit = base.commit ?? base.manifest?.commit;
	return championOf(context, {
		...base,
		shown: `${base.shown}${await describeCommit(context, commit)}`
	});
}
/** The model that a file of metrics compares its own with; undefined where it has none. */
function championBeside({ imported }) {
	if (imported?.baseline === void 0) return void 0;
	const { shown, values, aliases } = imported.baseline;
	const { metrics, ...champion } = bare(shown);
	return {
		...champion,
		metrics: {
			...metrics,
			values,
			aliases
		}
	};
}
async function metricsAt({ files }, { file, part }) {
	const metrics = parseMetrics(await files.read(file), file, part);
	if (metrics.imported?.baseline !== void 0) throw unreadable({ file }, "it has the metrics of two models", "Give it as metrics: it has its own baseline");
	return {
		...bare(part === void 0 ? file : `${part} in ${file}`),
		metrics
	};
}
async function predictionsAt(context, { file, part }) {
	const { describeCommit } = await import("./champion.js");
	const { model, manifest } = await readModelRows(context, file, part);
	return {
		...bare(`${part === void 0 ? "" : `${part} in `}${file}${await describeCommit(context, manifest?.commit)}`),
		manifest,
		commit: manifest?.commit,
		readRows: async () => model
	};
}
function bare(shown) {
	return {
		shown,
		commit: void 0,
		metrics: {
			values: /* @__PURE__ */ new Map(),
			aliases: /* @__PURE__ */ new Map(),
			dummy: void 0,
			rows: void 0,
			task: void 0,
			evaluation: void 0,
			model: void 0
		},
		manifest: void 0,
		model: void 0,
		trainingRows: void 0,
		readRows: async () => void 0
	};
}

export { championAtPath, championBeside, committedChampion, manifestFacts, readChallenger };