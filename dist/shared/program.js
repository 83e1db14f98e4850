import { UserError, clipText, didYouMean, digestDataSet, digestFile, formatDuration, formatNumber, isObject, showAddress, systemClock, trainingSets, withoutSecrets } from "./core.js";
import { spanOf } from "./config.js";
import { dvcError, findColumn, loadTable, openProjectData } from "./data.js";
import { isGlob, listFolder, parseGlob, prepareTraining, quoteField, rowIds, tracked } from "./dividing.js";
const { readFileSync, readdirSync } = process.getBuiltinModule("node:fs");
const { open, stat, utimes } = process.getBuiltinModule("node:fs/promises");
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
	if (found.length === 0) {
		const isThere = await files.exists(path);
		throw new UserError(isThere ? `Cannot use "${path}": it is no file, nor a folder with files` : `Cannot find "${path}": the command did not write it`, {
			...place,
			hint: `Let the command write it, or correct train.${key}`
		});
	}
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
	const { base, names } = await listFolder(files, path).catch((cause) => {
		if (cause instanceof UserError) return {
			base: path,
			names: []
		};
		throw cause;
	});
	return names.map((name) => `${base}/${name}`);
}

// src/program/progress.ts
/** Points and names that are kept at most. */
const mostPoints = 1e5;
const mostNames = 50;
/** Metrics of a point that are told in a line. */
const mostTold = 6;
/** Bytes of one line of progress. */
const longestLine = 65536;
/**
* A line of MLOPS_PROGRESS: `{"step": 10, "epoch": 1, "metrics": {"loss": 0.5}}`, or the metrics beside step and epoch.
* Undefined for what is no such line.
*/
function parseProgress(line) {
	if (line.length > 65536 || !line.trimStart().startsWith("{")) return void 0;
	let value;
	try {
		value = JSON.parse(line.replace(/([:,[]\s*)(?:NaN|-?Infinity)\b/g, "$1null"));
	} catch {
		return;
	}
	const { step, epoch, metrics, ...rest } = value;
	const numbers = Object.entries(typeof metrics === "object" && metrics !== null ? metrics : rest).filter((entry) => typeof entry[1] === "number" && Number.isFinite(entry[1])).slice(0, mostNames);
	if (numbers.length === 0 && typeof step !== "number" && typeof epoch !== "number") return void 0;
	return {
		step: typeof step === "number" ? step : void 0,
		epoch: typeof epoch === "number" ? epoch : void 0,
		metrics: Object.fromEntries(numbers)
	};
}
/** A point in a line: `epoch 3, step 120: loss 0.25, accuracy 0.9`. */
function describePoint({ step, epoch, metrics }) {
	return [Object.entries({
		epoch,
		step
	}).filter(([, at]) => at !== void 0), Object.entries(metrics).map(([name, value]) => [name, Number(value.toPrecision(4))]).slice(0, mostTold)].map((part) => part.map((pair) => pair.join(" ")).join(", ")).filter((part) => part !== "").join(": ");
}
/** Takes points as they come, and gives curves of at most some hundred positions. */
function collectProgress() {
	const curves = /* @__PURE__ */ new Map();
	let count = 0;
	return {
		count: () => count,
		add({ step, epoch, metrics }) {
			count++;
			if (count > mostPoints) return;
			for (const [name, value] of Object.entries(metrics)) {
				if (!curves.has(name) && curves.size >= mostNames) continue;
				const curve = curves.get(name) ?? {
					name,
					unit: step === void 0 ? "epoch" : "step",
					at: [],
					values: []
				};
				curves.set(name, curve);
				curve.at.push((curve.unit === "step" ? step : epoch) ?? curve.at.length);
				curve.values.push(value);
			}
		},
		curves: () => [...curves.values()].map(thin)
	};
}
const mostPositions = 200;
/** A curve at so many of its positions as a chart can show. */
function thin(curve) {
	const { length } = curve.at;
	if (length <= mostPositions) return curve;
	const kept = Array.from({ length: mostPositions }, (_, index) => Math.round(index * (length - 1) / 199));
	return {
		...curve,
		at: kept.map((index) => curve.at[index]),
		values: kept.map((index) => curve.values[index])
	};
}

// src/program/variables.ts
/** Longest value of a variable: Windows takes 32,767 characters for all, Linux 131,072 bytes for one. */
const longestValue = 16e3;
/**
* The environment variables of the contract with a user's program; what there is not has none, and what is too long for
* one stands in its file alone.
*/
function programVariables(facts) {
	return defined({
		MLOPS_NAME: facts.name,
		MLOPS_DATA: facts.data.length === 0 ? void 0 : short(facts.data.join("\n")),
		MLOPS_DATA_LIST: facts.data.length === 0 ? void 0 : facts.dataList,
		MLOPS_TARGET: facts.target,
		MLOPS_TRAIN: facts.parts.train,
		MLOPS_VALIDATION: facts.parts.validation,
		MLOPS_TEST: facts.parts.test,
		MLOPS_ROW_ID: facts.idColumn,
		MLOPS_PARAMS: short(JSON.stringify(facts.params)),
		MLOPS_PARAMS_FILE: facts.paramsFile,
		MLOPS_MODEL_DIR: facts.modelFolder,
		MLOPS_EVIDENCE_DIR: facts.evidenceFolder,
		MLOPS_PROGRESS: facts.progressFile,
		MLOPS_SEED: String(facts.seed),
		MLOPS_RUN: facts.mark,
		PYTHONUNBUFFERED: "1"
	});
}
function short(value) {
	return value.length > longestValue ? void 0 : value;
}
/** Without what is undefined. */
function defined(values) {
	return Object.fromEntries(Object.entries(values).filter((entry) => entry[1] !== void 0));
}

// src/actions/digest-files.ts
/** The digest of data as they are stored: of a file, or of a data set. Throws the signal's reason. */
async function digestFiles(files, found, signal) {
	const digests = [];
	for (const { path, name } of found) {
		const hash = createHash("sha256");
		for await (const chunk of files.stream(path, { isReused: true })) {
			signal.throwIfAborted();
			hash.update(chunk);
		}
		digests.push({
			path: name,
			digest: hash.digest("hex")
		});
	}
	const [first] = digests;
	return first?.path === "" ? first.digest : digestDataSet(digests);
}

// src/tables/partitions.ts
/** What Hive, Spark and DuckDB write for a missing value. */
const missing = "__HIVE_DEFAULT_PARTITION__";
/**
* Reads Hive's `key=value` folders, percent-encoding undone, as DuckDB and pyarrow do; other folders say nothing.
* Throws UserError where a key stands twice, or bytes are no UTF-8.
*/
function readPartitions(folders, source) {
	const found = /* @__PURE__ */ new Map();
	for (const folder of folders) {
		const at = folder.indexOf("=");
		if (at <= 0) continue;
		const key = decode(folder.slice(0, at), source);
		const value = decode(folder.slice(at + 1), source);
		if (found.has(key)) throw new UserError(`Cannot read "${source}": two of its folders are named "${key}="`, {
			file: source,
			hint: "Each Hive partition makes a column of its own"
		});
		found.set(key, value === missing || value === "" ? void 0 : value);
	}
	return found;
}
/** A percent sign without two hex digits is itself. */
function decode(text, source) {
	if (!text.includes("%")) return text;
	try {
		return decodeURIComponent(text.replace(/%(?![0-9A-Fa-f]{2})/g, "%25"));
	} catch (cause) {
		throw new UserError(`Cannot read "${source}": a folder's name is not UTF-8 where it is percent-encoded`, {
			file: source,
			hint: "Write partitions again with UTF-8 names",
			cause
		});
	}
}

// src/actions/refuse-table-format.ts
/**
* Throws UserError where a folder with these entries is a table of Delta Lake, Hudi or Iceberg: its files hold rows
* that were deleted or replaced, and only its log says which.
*/
async function refuseTableFormat(files, folder, list) {
	const folders = new Set(list.filter(({ isFolder }) => isFolder).map(({ name }) => name));
	if (folders.has("_delta_log")) throw refusal(folder, "a Delta Lake table", "deltalake: DeltaTable(\u2026).to_pyarrow_table()");
	if (folders.has(".hoodie")) throw refusal(folder, "a Hudi table", "Spark");
	if (!folders.has("metadata") || !folders.has("data")) return;
	if ((await files.list(`${folder}/metadata`)).some(({ name }) => name.endsWith(".metadata.json"))) throw refusal(folder, "an Iceberg table", "pyiceberg: table.scan().to_arrow()");
}
function refusal(folder, what, tool) {
	return new UserError(`Cannot read "${folder}": it is ${what}, whose log says which rows of its files count`, {
		file: folder,
		hint: `Write the table as Parquet first, for example with ${tool}`
	});
}

// src/actions/find-data-files.ts
const mostFiles = 1e4;
const mostEntries = 2e5;
/** Endings of data files: in a folder that is named as a whole, other files are left out. */
const dataEnding = /\.(csv|tsv|jsonl|ndjson|json|parquet)(\.(gz|zst))?$/i;
/** Whether the path means several files: a folder, or a pattern that is not itself the name of a file. */
async function isDataSet(files, path) {
	if (await files.size(path) !== void 0) return false;
	return isGlob(path) || isObject(path) || files.exists(path);
}
/** The files that data are read from: the one of that path, or those of a data set. Throws UserError. */
async function findFiles(files, path) {
	if (await isDataSet(files, path)) return findDataFiles(files, path);
	const bytes = await files.size(path) ?? 0;
	return [{
		path,
		source: showAddress(path),
		name: "",
		bytes,
		partitions: /* @__PURE__ */ new Map()
	}];
}
/**
* The files of a data set, in the order of their paths' bytes: those that a pattern matches, or the data files anywhere
* below a folder. Hidden names are left out (see `isHidden`); folders `key=value` from the first wildcard on, or below
* the folder, are Hive partitions. Throws UserError where there are no files or too many, for tables of Delta Lake,
* Iceberg and Hudi, for links to folders, and for what only DVC has.
*/
async function findDataFiles(files, path) {
	const isPattern = isGlob(path) && !await files.exists(path);
	const glob = isPattern ? parseGlob(path) : {
		...parseGlob("**"),
		base: path.replace(/(?<=.)\/+$/, "")
	};
	if (!await files.exists(glob.base) && await files.exists(`${glob.base}.dvc`)) throw dvcError(glob.base, `${glob.base}.dvc`);
	const parent = parentOf(glob.base);
	if (parent !== void 0) await refuseTableFormat(files, parent, await listParent(files, parent));
	const isWanted = (name) => isPattern || dataEnding.test(name);
	const found = [];
	for await (const each of walk({
		files,
		glob,
		path,
		isWanted,
		entries: 0
	}, [], glob.start)) {
		found.push(each);
		if (found.length > mostFiles) throw tooMany(path, `they are more than ${formatNumber(mostFiles)} files`);
	}
	if (found.length === 0) throw nothing(path, isPattern);
	return found.map((file) => ({
		file,
		key: Buffer.from(file.name)
	})).sort((a, b) => Buffer.compare(a.key, b.key)).map(({ file }) => file);
}
async function* walk(of, folder, state) {
	const { files, glob, path, isWanted } = of;
	const place = pathOf(glob, folder);
	const list = await files.list(place);
	of.entries += list.length;
	if (of.entries > mostEntries) throw tooMany(path, `they lie among more than ${formatNumber(mostEntries)} files and folders`);
	await refuseTableFormat(files, place, list);
	refuseDvc(of, list, place, state);
	for (const { name, isFolder } of list) {
		const next = name.endsWith(".dvc") ? void 0 : glob.step(state, name);
		if (next === void 0) continue;
		const inner = [...folder, name];
		if (isFolder) {
			yield* walk(of, inner, next);
			continue;
		}
		const full = pathOf(glob, inner);
		const bytes = await files.size(full);
		if (bytes === void 0) throw new UserError(`Cannot read "${full}": it is neither a file nor a folder`, {
			file: full,
			hint: "Links to folders are not followed: copy the data, or name the folder itself"
		});
		if (!glob.isMatch(next) || !isWanted(name)) continue;
		const partitions = readPartitions(folder, full);
		yield {
			path: full,
			source: full,
			name: inner.join("/"),
			bytes,
			partitions
		};
	}
}
/** A file or folder that only DVC has would be missing from the table without a word. */
function refuseDvc({ glob, isWanted }, list, place, state) {
	const names = new Set(list.map(({ name }) => name));
	for (const name of names) {
		const data = name.endsWith(".dvc") ? name.slice(0, -4) : "";
		const next = data === "" || names.has(data) ? void 0 : glob.step(state, data);
		if (next === void 0) continue;
		if (glob.isMatch(next) && isWanted(data) || !data.includes(".")) throw dvcError(`${place}/${data}`, `${place}/${name}`);
	}
}
/** In a bucket, who may list a folder need not be allowed to list the one above. */
async function listParent(files, parent) {
	const listing = files.list(parent);
	return isObject(parent) ? listing.catch(() => []) : listing;
}
/** The folder above one; undefined at the top of a tree or bucket, and above what is not named. */
function parentOf(folder) {
	if (folder === "." || folder === "/" || folder.endsWith("..")) return void 0;
	if (!folder.includes("/")) return ".";
	const parent = folder.slice(0, folder.lastIndexOf("/")) || "/";
	return parent.endsWith("/") && parent !== "/" ? void 0 : parent;
}
function pathOf({ base }, names) {
	if (names.length === 0) return base;
	return base === "." ? names.join("/") : `${base === "/" ? "" : base}/${names.join("/")}`;
}
function tooMany(path, why) {
	return new UserError(`Cannot read "${path}": ${why}`, { hint: "Name fewer files, or join them first" });
}
function nothing(path, isPattern) {
	return new UserError(isPattern ? `Cannot read "${path}": no file matches it` : `Cannot read "${path}": the folder holds no data files`, { hint: isPattern ? "Check the path; names that begin with a dot or an underscore match only where the pattern writes it" : "Data files end in .csv, .tsv, .jsonl, .ndjson, .json or .parquet, images in .jpg, .png or .webp; name others with a pattern such as data/*.txt" });
}

// src/actions/set-projects.ts
/**
* The project's sets: first the data of `data.path`, or those that a model is trained and tested on, then the others as
* they are written. Throws UserError for a check that asks none of them.
*/
function setsOf(project) {
	const { checks } = project.config;
	const { sets, dataPath } = project;
	const hasMain = dataPath !== void 0;
	for (const [index, { set }] of checks.entries()) if (set !== void 0) requireSet(project, set, project.place([
		"checks",
		index,
		"set"
	]));
	else if (!hasMain) throw new UserError("Cannot check the data: the check does not say which of data.sets it asks", {
		...project.place(["checks", index]),
		hint: `Add a set: ${[...sets.keys()].join(", ")}`
	});
	const roles = trainingSets.filter((name) => sets.has(name));
	const others = [...sets.keys()].filter((name) => !isTraining(name));
	return [
		...hasMain && roles.length === 0 ? [void 0] : [],
		...roles,
		...others
	].map((name) => ({
		name,
		project: setProject(project, name)
	}));
}
/** By the sets, which a project and those made of it share. */
const made = /* @__PURE__ */ new WeakMap();
/** The project as if the set were its data; the same one each time, so that a set is read once. */
function setProject(project, name) {
	const known = made.get(project.sets) ?? /* @__PURE__ */ new Map();
	made.set(project.sets, known);
	const found = known.get(name) ?? makeProject(project, name);
	known.set(name, found);
	return found;
}
/** Throws UserError, at the place, for a set that is not there. */
function requireSet({ sets }, name, place) {
	if (sets.has(name)) return;
	const names = [...sets.keys()];
	throw new UserError(`Cannot check the data: data.sets has no "${name}"${didYouMean(name, names)}`, {
		...place,
		hint: names.length > 0 ? `Its sets are ${names.join(", ")}` : "Name its file in data.sets"
	});
}
/** Whether checks that name no set are about it. */
function isMain(name) {
	return name === void 0 || isTraining(name);
}
function isTraining(name) {
	return trainingSets.some((each) => each === name);
}
function makeProject(project, name) {
	const { config, sets, dataPath } = project;
	const indices = [...config.checks.keys()].filter((index) => isAsked(config.checks[index], name));
	const { sha256, ...main } = config.data;
	const { path, csv, s3, split } = main;
	return {
		...project,
		dataPath: name === void 0 ? dataPath : sets.get(name),
		set: name,
		config: {
			...config,
			data: {
				...isMain(name) ? main : {
					path,
					csv,
					s3,
					split
				},
				...name === void 0 && { sha256 }
			},
			checks: indices.map((index) => config.checks[index])
		},
		place: (path, offset) => {
			const [section, index, ...rest] = path;
			const isCheck = section === "checks" && typeof index === "number";
			return project.place(isCheck ? [
				section,
				indices[index] ?? index,
				...rest
			] : path, offset);
		}
	};
}
/** What compares test with training rows is asked of the test rows. */
function isAsked({ set, overlap, time_overlap }, name) {
	if (set !== void 0) return set === name;
	return overlap === void 0 && time_overlap === void 0 ? isMain(name) : [void 0, "test"].includes(name);
}

// src/actions/digest-data.ts
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
/** The images below a folder, and the folder; undefined where they are files of a table. */
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

// src/program/render-rows.ts
/**
* Rows of a table as CSV with a first column of identities, in chunks of some thousand rows. Cells read back as the same
* values: numbers in their shortest form, dates by ISO 8601, cells that did not fit their column's type as they were;
* missing ones are empty.
*/
function* renderRows(table, { rows, ids, idColumn }) {
	const encoder = new TextEncoder();
	const cells = table.columns.map(cellReader);
	let lines = [[idColumn, ...table.columns.map(({ name }) => quoteField(name))].join(",")];
	for (const row of rows) {
		let line = ids[row];
		for (const cell of cells) line += `,${cell(row)}`;
		lines.push(line);
		if (lines.length < 5e3) continue;
		yield encoder.encode(`${lines.join("\n")}\n`);
		lines = [];
	}
	if (lines.length > 0) yield encoder.encode(`${lines.join("\n")}\n`);
}
function cellReader(column) {
	if (column.kind === "text") {
		const quoted = column.dictionary.map(quoteField);
		return (row) => quoted[column.codes[row]] ?? "";
	}
	const invalid = new Map(column.invalid.map(({ row, text }) => [row, text]));
	const render = rendererOf(column);
	return (row) => {
		const value = column.values[row];
		return Number.isNaN(value) ? quoteField(invalid.get(row) ?? "") : render(value);
	};
}
function rendererOf({ type }) {
	switch (type) {
		case "boolean": return (value) => String(value === 1);
		case "date": return (value) => new Date(value).toISOString().slice(0, 10);
		case "datetime": return (value) => new Date(value).toISOString();
		default: return String;
	}
}

// src/actions/write-rows.ts
/** Writes rows of a table for a program to read. */
function writeRows({ files }, file, table, rows) {
	return files.write(file, inTurn(renderRows(table, rows)));
}
async function* inTurn(chunks) {
	yield* chunks;
}

// src/actions/prepare-program.ts
/** Reads and divides the data, and writes what the program is given below `.mlops/<name>/run/`. */
async function prepareProgram(context) {
	const { files, project } = context;
	const { run } = project.folders;
	const params = { ...project.config.train.params };
	const [{ raw, sets }] = await Promise.all([readRows(context), makeFolders(context, params)]);
	const isTable = raw !== void 0 && !raw.holdsImages;
	const training = isTable && project.config.data.target !== void 0 ? await prepareTraining(context, raw, sets) : void 0;
	const divided = training && {
		...training,
		ids: rowIds(training.hashes)
	};
	const idColumn = training && findColumn(training.table, "row_id") ? "mlops_row_id" : "row_id";
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
/** The data, and how they came divided. */
async function readRows(context) {
	const { project } = context;
	if (project.sets.has("train")) {
		const { loadTrainingSets } = await import("./load-set2.js");
		const sets = await loadTrainingSets(context);
		return {
			raw: sets.table,
			sets
		};
	}
	return project.dataPath === void 0 ? {} : { raw: await loadTable(context) };
}
/** The program's own folders, empty, and its parameters. */
async function makeFolders({ files, project }, params) {
	const { run } = project.folders;
	await files.remove(run);
	await Promise.all([
		files.write(`${run}/params.json`, `${JSON.stringify(params, null, 2)}\n`),
		files.write(`${run}/model/.gitignore`, "*\n"),
		files.write(`${run}/evidence/.gitignore`, "*\n")
	]);
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

// src/actions/run-command.ts
/** Milliseconds that a program has to write a checkpoint in, once its time is over. */
const grace = 3e4;
/** Bytes of output that are kept for the report. */
const tailBytes = 16384;
/** Milliseconds between looks at its progress. */
const pause = 1e3;
/** Milliseconds that it prints nothing for, until its progress is shown instead. */
const silence = 5e3;
const longestNote = 300;
/** Runs a command in the project's folder, with its output in the log. */
async function runCommand(context, command, options) {
	const { programs, log, files, project, signal } = context;
	const { timeout } = project.config.train;
	const output = log.output(options.title);
	const tail = createTail();
	const progress = collectProgress();
	const { clock } = context;
	const { MLOPS_TRAIN: training } = options.variables;
	const wasRead = training === void 0 ? void 0 : await programs.watchReading(training);
	let saidAt = clock.now();
	const follower = followProgress(context, options.variables.MLOPS_PROGRESS, (point) => {
		progress.add(point);
		if (clock.now() - saidAt >= silence) {
			output.note(clipText(describePoint(point), longestNote));
			saidAt = clock.now();
		}
		options.onProgress?.(point);
	});
	let end;
	try {
		end = await programs.run(command, {
			cwd: await files.locate(project.directory) ?? files.root,
			env: options.variables,
			timeout: timeout === void 0 ? void 0 : spanOf(timeout),
			grace,
			signal,
			onStart: options.onStart,
			async onOutput(chunk) {
				saidAt = clock.now();
				tail.add(chunk);
				await output.write(chunk);
			}
		});
		await follower.end();
		return {
			...end,
			tail: end.redact(tail.text(), { isCut: tail.isCut() }),
			curves: progress.curves(),
			readTraining: await wasRead?.()
		};
	} finally {
		follower.stop();
		output.end(end ? describeEnd(end) : "stopped", end?.exitCode === 0);
	}
}
/** How it ended, in words: `exit code 1 after 2 s`. */
function describeEnd({ exitCode, endedBy, timedOut, duration }) {
	return `${timedOut ? "out of time" : exitCode === void 0 ? `ended by ${endedBy}` : exitCode === 0 ? "done" : `exit code ${exitCode}`} after ${formatDuration(duration)}`;
}
/** Keeps the last bytes of what it is given, which it copies. */
function createTail() {
	const kept = Buffer.alloc(tailBytes);
	let length = 0;
	let total = 0;
	return {
		add(chunk) {
			const last = chunk.subarray(-16384);
			const stay = Math.min(length, tailBytes - last.length);
			kept.copyWithin(0, length - stay, length);
			kept.set(last, stay);
			length = stay + last.length;
			total += chunk.length;
		},
		text: () => kept.toString("utf8", 0, length).replace(/^\ufffd+/, ""),
		isCut: () => total > length
	};
}
/** Reads the lines that are appended to the progress file, as they come. */
function followProgress({ files }, file, take) {
	if (file === void 0) return {
		end: async () => {},
		stop() {}
	};
	let at = 0;
	let rest = "";
	const decoder = new TextDecoder();
	let stopped = false;
	let timer;
	const look = async () => {
		for (let size = await files.size(file) ?? 0; at < size && !stopped;) {
			const bytes = await files.readRange(file, at, Math.min(size, at + (1 << 20)));
			if (bytes.length === 0) break;
			at += bytes.length;
			const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
			rest = lines.pop()?.slice(0, 65536 + 1) ?? "";
			for (const line of lines) {
				const point = parseProgress(line);
				if (point) take(point);
			}
		}
	};
	let looking = Promise.resolve();
	const schedule = () => {
		timer = setTimeout(() => {
			looking = look().catch(() => {}).then(() => {
				if (!stopped) schedule();
			});
		}, pause).unref();
	};
	schedule();
	return {
		async end() {
			clearTimeout(timer);
			await looking;
			clearTimeout(timer);
			await look();
			const point = parseProgress(rest);
			if (point) take(point);
		},
		stop() {
			stopped = true;
			clearTimeout(timer);
		}
	};
}

// src/program/python-packages.ts
/**
* The packages of a Python environment by the names of its `.dist-info` folders, as `pip freeze` names them:
* `scikit-learn==1.9.1`, sorted. Of a package that is there twice the first one counts, as for Python's imports.
*/
function packagesOf(folders) {
	const versions = /* @__PURE__ */ new Map();
	for (const names of folders) for (const name of names) {
		const [, title, version] = /^(.+?)-(\d[^-]*)\.dist-info$/.exec(name) ?? [];
		if (title === void 0 || version === void 0) continue;
		const key = title.replace(/[-_.]+/g, "-").toLowerCase();
		if (!versions.has(key)) versions.set(key, version);
	}
	return [...versions].map(([name, version]) => `${name}==${version}`).sort();
}
/** The Python that a command runs, itself or through a tool of environments; undefined where it runs none that can be told. */
function pythonOf(command) {
	const launched = /(?:^|[\s;&|(])(uv|poetry|pdm|pipenv|hatch|rye|pixi|conda|mamba|micromamba)[ \t]+run\b([^\n;&|]*)/.exec(command);
	if (launched) {
		const [, program = "", rest = ""] = launched;
		const words = rest.trim().split(/\s+/);
		const end = words.findIndex((word) => runs.test(word));
		const args = end < 0 ? [] : words.slice(0, end);
		if (args.some((word) => !/^[\w.,:=@/~+<>[\]-]+$/.test(word))) return void 0;
		return {
			program,
			args: [
				"run",
				...args,
				"python"
			],
			isMade: !/(?:conda|mamba)$/.test(program)
		};
	}
	const activated = /(?:^|[\s;&|(])(?:source|\.)[ \t]+([\w./-]+)\/activate(?=$|[\s;&|)])/.exec(command)?.[1];
	if (activated !== void 0) return {
		program: `${activated}/python`,
		args: [],
		isMade: true
	};
	const named = /(?:^|[\s;&|(])((?:[\w./~-]*\/)?python(?:\d+(?:\.\d+)*)?)(?=$|[\s;&|)])/.exec(command)?.[1];
	const isPython = /\.py\b|\bpip\b|\b(?:pytest|papermill|jupyter)\b/.test(command);
	return named !== void 0 || isPython ? {
		program: named ?? "python3",
		args: [],
		isMade: false
	} : void 0;
}
/** The word that ends a tool's own options: what it runs. */
const runs = /(?:^|\/)python[\d.]*$|\.py$|^(?:-m|--module|-s|--script|papermill|jupyter|pytest|accelerate|torchrun|dvc|kedro)$/;

// src/actions/read-environment.ts
/** Prints the version and the folders that packages are looked for in. */
const question = "import sys; print(sys.version.split()[0]); print('\\n'.join(sys.path[1:]))";
/** Milliseconds that a Python or driver has to answer. */
const patience = 2e4;
/**
* The Python of a command with its packages, where they are there before it runs, and the GPU. Costs the start of Python,
* a few hundredths of a second.
*/
async function readProgramEnvironment(context, command) {
	const python = pythonOf(command);
	const [packages, driver] = await Promise.all([python?.isMade === false ? askPython(context, python) : unknownPython, askDriver(context)]);
	return {
		...packages,
		...driver
	};
}
/** The same once the command ran: tools such as uv make its Python's environment only then. */
async function readMadeEnvironment(context, command, before) {
	const python = pythonOf(command);
	return python?.isMade ? {
		...before,
		...await askPython(context, python)
	} : before;
}
const unknownPython = {
	python: void 0,
	packages: void 0
};
async function askPython({ process: processes, files, project, signal }, { program, args }) {
	const cwd = await files.locate(project.directory) ?? files.root;
	const answer = await processes.run(program, [
		...args,
		"-c",
		question
	], {
		cwd,
		signal,
		timeout: patience
	}).catch(() => void 0);
	if (answer?.exitCode !== 0) return unknownPython;
	const [version, ...folders] = answer.stdout.trim().split(/\r?\n/);
	const { readdir } = process.getBuiltinModule("node:fs/promises");
	const names = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
	return {
		python: version?.slice(0, 100),
		packages: `${packagesOf(names).join("\n")}\n`
	};
}
async function askDriver({ process: processes, signal }) {
	if (!processes.has("nvidia-smi")) return {
		accelerator: void 0,
		cuda: void 0
	};
	const ask = async (...args) => {
		const answer = await processes.run("nvidia-smi", args, {
			signal,
			timeout: patience
		}).catch(() => void 0);
		return answer?.exitCode === 0 ? answer.stdout : void 0;
	};
	const [cards, summary] = await Promise.all([ask("--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"), ask()]);
	return {
		accelerator: cards?.trim().split(/\s*\n\s*/).join("; ").slice(0, 1e3) || void 0,
		cuda: /\bCUDA (?:\w+ )?Version *: *(\d+(?:\.\d+)*)/.exec(summary ?? "")?.[1]?.slice(0, 100)
	};
}
/** What of an environment stands in the manifest. */
function environmentFacts({ python, packages, accelerator, cuda }) {
	return {
		...python !== void 0 && { python },
		...packages !== void 0 && { packages: digestFile(packages) },
		...accelerator !== void 0 && { accelerator },
		...cuda !== void 0 && { cuda }
	};
}

// src/actions/train-program.ts
/** Runs the user's own training program, and makes of what it leaves behind a model with its evidence. */
async function trainProgram(context) {
	const { project } = context;
	const { command } = project.config.train;
	if (command === void 0) throw new UserError("Cannot train: engine command needs train.command", {
		...project.place(["train", "engine"]),
		hint: "For example command: python train.py"
	});
	const [prepared, environment, changes, head] = await Promise.all([
		prepareProgram(context),
		readProgramEnvironment(context, command),
		context.git.changes(project.directory),
		context.git.commit(project.directory),
		checkParams(context),
		context.programs.prepare()
	]);
	const ready = {
		command,
		prepared,
		environment,
		changes,
		head,
		cached: void 0
	};
	const { inputs, cache } = project.config.train;
	if (inputs === void 0 || cache === false) return runTracked(context, ready);
	const { restoreTraining, resultOfCache, saveTraining, trainingKey } = await import("./trained-cache.js");
	const cached = await trainingKey(context, inputs, {
		...prepared,
		environment
	});
	const earlier = await restoreTraining(context, cached.key);
	if (earlier) return resultOfCache(context, earlier);
	const result = await runTracked(context, {
		...ready,
		cached
	});
	if (result.verdict === "pass") await saveTraining(context, cached.key, result.report);
	return result;
}
/** A broken file of parameters is not to cost a training. */
async function checkParams(context) {
	if (context.project.config.train.params_files === void 0) return;
	const { checkParamsFiles } = await import("./keeping.js");
	await checkParamsFiles(context);
}
function runTracked(context, ready) {
	const { params } = context.project.config.train;
	const facts = {
		source: ready.command,
		params,
		data: ready.prepared.digests
	};
	return tracked(context, facts, (live) => runAndKeep(context, ready, live));
}
/** Runs the command, and keeps the model that it leaves behind. */
async function runAndKeep(context, ready, live) {
	const { command, prepared, cached } = ready;
	const before = await noteBefore(context);
	let meanwhile;
	const run = await runCommand(context, command, {
		title: `Training: ${command.split("\n")[0]}`,
		variables: {
			...prepared.variables,
			...live.variables
		},
		onProgress: live.point,
		onStart() {
			meanwhile = startMeanwhile(context, prepared);
		}
	});
	if (run.exitCode !== 0 || run.timedOut) {
		meanwhile?.stop();
		return (await import("./keeping.js")).failProgram(context, run);
	}
	const { keeping, described } = meanwhile ?? startMeanwhile(context, prepared);
	const [[{ keepTrained }], environment] = await Promise.all([keeping, readMadeEnvironment(context, command, ready.environment)]);
	return keepTrained(context, {
		...ready,
		environment,
		inputs: cached?.inputs,
		before,
		run,
		described
	});
}
/** What does not wait for the program: our code for what comes after it, and what the data are like. */
function startMeanwhile(context, prepared) {
	const stopped = new AbortController();
	const signal = AbortSignal.any([context.signal, stopped.signal]);
	const keeping = Promise.all([import("./keeping.js"), import("./scanning.js")]);
	const described = import("./keeping.js").then(({ describeProgramData }) => describeProgramData({
		...context,
		signal
	}, prepared));
	described.catch(() => {});
	return {
		keeping,
		described,
		stop: () => stopped.abort()
	};
}

// src/program/redact-secrets.ts
/** Names of variables that hold what nobody may read. */
const secretName = /TOKEN|SECRET|PASSW|CREDENTIAL|PRIVATE|(?:^|_)(?:[A-Z]*KEY|PAT|PWD|PASS)(?:_|$)/i;
/** Shorter values are too common as parts of other words. */
const shortest = 6;
/** Fewer characters at a text's start are no trace of a secret. */
const shortestEnd = 3;
/**
* Takes the values of variables that are called like secrets out of texts: GitHub does so in its log alone, and a
* report goes to comments and files as well. A value of several lines is taken out line by line; of a text whose start
* `isCut` off, the end of a value there as well.
*/
function redactSecrets(env) {
	const values = Object.entries(env).filter(([name]) => secretName.test(name) && !/^(?:OLD)?PWD$/.test(name)).flatMap(([, value = ""]) => value.split(/\r?\n/)).map((line) => line.trim()).filter((line) => line.length >= shortest).sort((a, b) => b.length - a.length);
	return (text, { isCut } = { isCut: false }) => {
		const start = isCut ? Math.max(0, ...values.map((value) => endLength(value, text))) : 0;
		const whole = start === 0 ? text : `***${text.slice(start)}`;
		return values.reduce((left, value) => left.replaceAll(value, "***"), whole);
	};
}
/** Length of the longest end of a value that a text starts with. */
function endLength(value, text) {
	for (let at = 1; at <= value.length - shortestEnd; at++) if (text.startsWith(value.slice(at))) return value.length - at;
	return 0;
}

// src/services/process-usage.ts
/** Clock ticks a second of /proc on every Linux that Node runs on. */
const ticks = 100;
/** Of a program that was over sooner, samples say how its shell started, not what it held. */
const fewestSamples = 4;
/**
* Watches a child process with all below it until `end`, which comes after it ended. On Linux the CPU time is exact
* for processes that were waited for, and the memory the most that samples saw: of one process its own peak, of several
* together their sum at one time, and nothing of a program that was over within a tenth of a second. Other systems tell
* neither.
*/
function watchUsage(leader) {
	if (process.platform !== "linux") return { end: () => ({
		cpu: void 0,
		peakMemory: void 0
	}) };
	const before = cpuOfChildren();
	const started = systemClock.elapsed();
	let peak = 0;
	let samples = 0;
	let timer;
	const sample = () => {
		samples++;
		peak = Math.max(peak, memoryOf(leader));
		wait();
	};
	const wait = () => {
		const pause = Math.min(1e3, Math.max(25, (systemClock.elapsed() - started) / 10));
		timer = setTimeout(sample, pause).unref();
	};
	wait();
	return { end() {
		clearTimeout(timer);
		const after = cpuOfChildren();
		return {
			cpu: before === void 0 || after === void 0 ? void 0 : after - before,
			peakMemory: samples < fewestSamples || peak === 0 ? void 0 : peak
		};
	} };
}
/** Milliseconds of CPU of this process's children that have ended; fields 16 and 17 of proc(5)'s stat. */
function cpuOfChildren() {
	const fields = read("/proc/self/stat")?.split(") ").at(-1)?.split(" ");
	const own = Number(fields?.[13]) + Number(fields?.[14]);
	return Number.isNaN(own) ? void 0 : own * 1e3 / ticks;
}
/** Bytes that a process and all below it hold; at least the peak of each alone. */
function memoryOf(leader) {
	let sum = 0;
	let largest = 0;
	const open = [leader];
	for (let id = open.pop(); id !== void 0; id = open.pop()) {
		const status = read(`/proc/${id}/status`);
		if (status === void 0) continue;
		sum += kilobytes(status, "VmRSS") * 1024;
		largest = Math.max(largest, kilobytes(status, "VmHWM") * 1024);
		open.push(...childrenOf(id));
	}
	return Math.max(sum, largest);
}
function kilobytes(status, name) {
	return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0);
}
function childrenOf(id) {
	try {
		return readdirSync(`/proc/${id}/task`).flatMap((task) => (read(`/proc/${id}/task/${task}/children`) ?? "").split(" ").filter(Boolean).map(Number));
	} catch {
		return [];
	}
}
function read(file) {
	try {
		return readFileSync(file, "latin1");
	} catch {
		return;
	}
}

// src/services/program-output.ts
/** Bytes that are read at once, what a pipe of Linux holds. */
const bufferBytes = 65536;
/**
* A real pipe, which Node's own are not: those are sockets, on which `/dev/stderr` cannot be opened. All that comes is
* read into one buffer, so that memory does not grow with the output. Undefined where no pipe can be made.
*/
async function openOutputPipe(env) {
	if (process.platform === "win32") return void 0;
	const { constants, closeSync, openSync } = process.getBuiltinModule("node:fs");
	const { mkdtemp, rm } = process.getBuiltinModule("node:fs/promises");
	const { tmpdir } = process.getBuiltinModule("node:os");
	const path = process.getBuiltinModule("node:path");
	const folder = await mkdtemp(path.join(tmpdir(), "mlops-output-")).catch(() => void 0);
	if (folder === void 0) return void 0;
	try {
		const place = path.join(folder, "output");
		if (!await makePipe(place, env)) return void 0;
		const source = openSync(place, constants.O_RDONLY | constants.O_NONBLOCK);
		const end = openSync(place, constants.O_WRONLY);
		return await pipeOf(source, end, () => closeSync(end));
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
async function makePipe(place, env) {
	const { spawn } = process.getBuiltinModule("node:child_process");
	return new Promise((resolve) => {
		const child = spawn("mkfifo", [
			"-m",
			"600",
			place
		], {
			env,
			stdio: "ignore"
		});
		child.once("error", () => resolve(false));
		child.once("exit", (code) => resolve(code === 0));
	});
}
async function pipeOf(source, end, started) {
	const { Socket } = process.getBuiltinModule("node:net");
	let take = async () => {};
	const socket = new Socket({
		fd: source,
		writable: false,
		onread: {
			buffer: new Uint8Array(bufferBytes),
			callback(count, buffer) {
				take(buffer.subarray(0, count)).then(() => socket.resume(), (cause) => socket.destroy(cause));
				return false;
			}
		}
	});
	socket.pause();
	return {
		end,
		started,
		read(taker) {
			take = taker;
			return new Promise((resolve, reject) => {
				socket.once("error", reject);
				socket.once("close", () => resolve());
				socket.resume();
			});
		},
		close: () => void socket.destroy()
	};
}
/** Reads one of Node's own pipes to its end. */
async function readStream(stream, take) {
	for await (const chunk of stream) await take(chunk);
}

// src/services/watch-reading.ts
/** Long before the file was written: systems that save on such notes make one of the first reading after that. */
const before = /* @__PURE__ */ new Date(0);
/** Watches a file by its time of access, which is set back; it is read once to see whether the system keeps it. */
async function watchReading(file) {
	const isRead = async () => (await stat(file)).atimeMs !== before.getTime();
	const setBack = async () => utimes(file, before, (await stat(file)).mtime);
	try {
		await setBack();
		if (await isRead()) return unknown;
		const handle = await open(file);
		await handle.read(/* @__PURE__ */ new Uint8Array(1)).finally(() => handle.close());
		if (!await isRead()) return unknown;
		await setBack();
	} catch {
		return unknown;
	}
	return () => isRead().catch(() => true);
}
const unknown = async () => void 0;

// src/services/programs.ts
/** Milliseconds for which output is awaited that processes hold open which outlive their parent. */
const drain = 1e3;
/** Milliseconds to end in where the whole run is stopped: GitHub gives no more than ten seconds. */
const stopGrace = 5e3;
/** Real programs; `env` is the environment that they inherit. */
function createPrograms(env) {
	const inherited = withoutSecrets(env);
	let ready;
	const takePipe = () => {
		const pipe = ready ?? openOutputPipe(inherited);
		ready = void 0;
		return pipe;
	};
	return {
		async prepare() {
			ready ??= openOutputPipe(inherited);
			await ready;
		},
		watchReading,
		run: (command, options) => runProgram(command, inherited, {
			...options,
			takePipe
		})
	};
}
async function runProgram(command, inherited, { takePipe, ...options }) {
	const { signal } = options;
	signal.throwIfAborted();
	const pipe = await takePipe();
	const started = systemClock.elapsed();
	const child = await startShell(command, {
		...inherited,
		...options.env
	}, options.cwd, pipe);
	const exited = new Promise((resolve) => {
		child.once("exit", (code, name) => resolve({
			code,
			name
		}));
	});
	const usage = watchUsage(child.pid);
	const ending = new Ending(child, options.grace);
	const timer = options.timeout === void 0 ? void 0 : setTimeout(() => ending.time(), options.timeout);
	const stop = () => ending.begin(Math.min(options.grace, stopGrace));
	signal.addEventListener("abort", stop);
	if (signal.aborted) stop();
	const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
	const reading = Promise.allSettled(pipe ? [pipe.read(options.onOutput)] : streams.map((stream) => readStream(stream, options.onOutput)));
	options.onStart?.();
	const { code, name } = await exited;
	clearTimeout(timer);
	ending.done();
	const isDrained = await within(drain, reading);
	const leftProcesses = await endLeftovers(child.pid, options.env.MLOPS_RUN) || !isDrained;
	pipe?.close();
	for (const stream of streams) stream.destroy();
	signal.removeEventListener("abort", stop);
	const { cpu, peakMemory } = usage.end();
	signal.throwIfAborted();
	return {
		exitCode: code ?? void 0,
		endedBy: name ?? void 0,
		timedOut: ending.timedOut,
		leftProcesses,
		duration: systemClock.elapsed() - started,
		cpu,
		peakMemory,
		redact: redactSecrets(inherited)
	};
}
/** Starts the shell, with both its outputs into the pipe, or into Node's own where there is none. */
async function startShell(command, env, cwd, pipe) {
	const { spawn } = process.getBuiltinModule("node:child_process");
	const [shell, args] = shellOf(command);
	const end = pipe?.end ?? "pipe";
	try {
		const child = spawn(shell, args, {
			cwd,
			env,
			stdio: [
				"ignore",
				end,
				end
			],
			detached: process.platform !== "win32",
			windowsHide: true
		});
		await new Promise((resolve, reject) => {
			child.once("spawn", resolve);
			child.once("error", (cause) => reject(noShell(shell, cause)));
		});
		return child;
	} catch (cause) {
		pipe?.close();
		throw cause;
	} finally {
		pipe?.started();
	}
}
function shellOf(command) {
	return process.platform === "win32" ? ["pwsh", [
		"-NoProfile",
		"-NonInteractive",
		"-Command",
		`$ErrorActionPreference = 'stop'\n${command}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }`
	]] : ["bash", [
		"--noprofile",
		"--norc",
		"-eo",
		"pipefail",
		"-c",
		command
	]];
}
function noShell(shell, cause) {
	return cause.code === "ENOENT" ? new UserError(`Cannot run the command: "${shell}" is not installed`, { cause }) : cause;
}
/** Asks the process group to end, and ends it where it does not. */
var Ending = class {
	timedOut = false;
	#child;
	#grace;
	#timer;
	constructor(child, grace) {
		this.#child = child;
		this.#grace = grace;
	}
	time() {
		this.timedOut = true;
		this.begin(this.#grace);
	}
	begin(grace) {
		if (this.#timer !== void 0) return;
		signalGroup(this.#child.pid, "SIGTERM");
		this.#timer = setTimeout(() => signalGroup(this.#child.pid, "SIGKILL"), grace);
	}
	done() {
		clearTimeout(this.#timer);
	}
};
async function within(milliseconds, work) {
	let timer;
	const late = new Promise((resolve) => {
		timer = setTimeout(() => resolve(false), milliseconds);
	});
	const done = await Promise.race([work.then(() => true), late]);
	clearTimeout(timer);
	return done;
}
/** Ends what is left of a program's process group, and what left the group but carries its mark. */
async function endLeftovers(group, mark) {
	let left = signalGroup(group, "SIGKILL");
	if (mark === void 0 || process.platform !== "linux") return left;
	const { readdirSync, readFileSync } = process.getBuiltinModule("node:fs");
	const isMarked = (id) => {
		try {
			return readFileSync(`/proc/${id}/environ`, "latin1").includes(`MLOPS_RUN=${mark}\0`);
		} catch {
			return false;
		}
	};
	for (const id of readdirSync("/proc")) {
		if (!/^\d+$/.test(id) || !isMarked(id)) continue;
		left = true;
		killOne(Number(id));
	}
	return left;
}
/** Whether there was anyone to signal. */
function signalGroup(leader, name) {
	if (process.platform === "win32") return endTree(leader);
	try {
		return process.kill(-leader, name);
	} catch {
		return false;
	}
}
/** Windows has no process groups: the tree is ended by its own program. */
function endTree(leader) {
	import("node:child_process").then(({ spawn }) => spawn("taskkill", [
		"/pid",
		String(leader),
		"/t",
		"/f"
	], {
		windowsHide: true,
		stdio: "ignore"
	}).on("error", () => {}));
	return false;
}
function killOne(id) {
	try {
		process.kill(id, "SIGKILL");
	} catch {}
}

export { createPrograms, defined, describeEnd, digestData, digestFiles, environmentFacts, findDataFiles, findFiles, inProject, isDataSet, isMain, prepareProgram, requireFresh, requireSet, runCommand, setProject, setsOf, thin, trainProgram, writeRows, writtenPaths };