import { UserError, clipText, dataInputs, defineAction, didYouMean, formatBytes, formatDuration, formatNumber, inputPath, isObject, projectInputs, showAddress, tokenInput, trainInputs, trainingSets, within } from "./core.js";
import { spanOf } from "./config.js";
import { bundleFolders, bundledProfile, isBytecode, refuseMixture, unpackBundle } from "./bundle.js";
import { dvcError, findColumn, keepProfile } from "./data.js";
import { hashGroups, hashRows, identityColumns, isGlob, parseGlob, readPartitions, splitRows, splitTime } from "./tables.js";
import { collectProgress, describePoint, longestLine, parseProgress } from "./program.js";
import { digestDataSet, digestModelFiles, parseManifest } from "./evidence.js";
import { codesOf } from "./checks.js";
import { planDerived } from "./expression.js";
import { lagColumns, orderSeries } from "./series.js";
import { findBase } from "./diff.js";
const path = process.getBuiltinModule("node:path");
const { posix } = process.getBuiltinModule("node:path");
const { createHash } = process.getBuiltinModule("node:crypto");

// src/actions/bundle-folder.ts
/**
* Paths of what a bundle of the project's folder holds: the profile, and all of the known folders but half-written files,
* Python's bytecode, and the report of the action that is saving, which cannot say yet how that ended.
*/
async function listForBundle(files, folder) {
	const found = [];
	const visit = async (below) => {
		for (const { name, isFolder } of await files.list(`${folder}/${below}`)) if (isFolder) await visit(`${below}/${name}`);
		else found.push(`${below}/${name}`);
	};
	for (const each of bundleFolders) await visit(each);
	if (await files.size(`${folder}/${"profile.json"}`) !== void 0) found.push(bundledProfile);
	return found.filter((each) => !each.endsWith(".partial") && !isBytecode(each) && each !== "reports/save.json");
}
/**
* Moves an unpacked bundle into the project's folder. A model replaces the whole of `model/`, because its digest
* covers the folder; the files of `evidence/` and `reports/` replace those of the same name and leave the others,
* so that what several jobs found comes together. Throws UserError when a link stands where a folder should.
*/
async function placeBundle(files, unpacked, index, folder) {
	const paths = index.entries.map((each) => each.path);
	await refuseLinks(files, folder, paths);
	if (paths.some((each) => each.startsWith("model/"))) {
		await files.remove(`${folder}/model`);
		await files.move(`${unpacked}/model`, `${folder}/model`);
	}
	for (const each of paths) if (!each.startsWith("model/")) await files.move(`${unpacked}/${each}`, `${folder}/${each}`);
	await files.remove(unpacked);
}
/**
* Refuses a project's folder, or a folder for one of the bundle's paths in it, that is a file or link: a link in a
* checkout could lead what is restored to anywhere in the workspace, `.git/hooks` for one.
*/
async function refuseLinks(files, folder, paths) {
	const folders = /* @__PURE__ */ new Set([path.dirname(folder), folder]);
	for (const each of paths) {
		const steps = path.posix.dirname(each).split("/");
		for (let depth = 1; depth <= steps.length; depth++) folders.add(path.join(folder, ...steps.slice(0, depth)));
	}
	for (const each of folders) {
		const entry = (await files.list(path.dirname(each))).find(({ name }) => name === path.basename(each));
		if (entry === void 0 || entry.isFolder) continue;
		throw new UserError(`Cannot restore into "${each}": it is not a folder`, {
			file: each,
			hint: "Remove the file or link; nothing below .mlops/ belongs in a commit"
		});
	}
}

// src/actions/train.ts
/** Trains a model on the training rows, tests it on the others, and writes the model with its evidence. */
const train = defineAction({
	name: "train",
	description: "Trains a model, tests it on held-out rows, and writes an ONNX model that MLflow opens",
	inputs: {
		...projectInputs,
		...dataInputs,
		...trainInputs,
		...tokenInput
	},
	outputs: {
		model: "Folder of the model, an MLflow model directory",
		metrics: "Path of the metrics on the test rows (JSON)",
		predictions: "Path of the test rows' predictions (CSV)",
		"model-digest": "SHA-256 of the model"
	},
	async run(context) {
		const { project, files } = context;
		await keepProfile(context);
		await files.remove(project.folders.model);
		await files.remove(project.folders.evidence);
		switch (project.config.train.engine) {
			case "command": return (await import("./train-program.js")).trainProgram(context);
			case "external": return (await import("./adopt-model.js")).adoptModel(context);
			default: return (await import("./train-here.js")).trainHere(context);
		}
	}
});

// src/actions/list-folder.ts
const mostEntries$1 = 1e6;
const mostDepth = 64;
/**
* Lists what a pattern matches, or all that is below a folder; names that begin with a dot are left out. Throws
* UserError where there is too much.
*/
async function listFolder(files, path) {
	const glob = isGlob(path) && !await files.exists(path) ? parseGlob(path) : void 0;
	const base = glob?.base ?? (path.replace(/\/+$/, "") || "/");
	const listed = {
		base,
		names: [],
		folders: []
	};
	await walk$1({
		files,
		glob,
		path,
		listed,
		entries: 0
	}, "", glob?.start);
	const inOrder = (names) => names.map((name) => ({
		name,
		key: Buffer.from(name)
	})).sort((a, b) => Buffer.compare(a.key, b.key)).map(({ name }) => name);
	return {
		base,
		names: inOrder(listed.names),
		folders: inOrder(listed.folders)
	};
}
/** `prefix` is empty or ends in a slash; without a pattern there is no state. */
async function walk$1(of, prefix, state) {
	const { files, glob, listed } = of;
	if (prefix.split("/").length > mostDepth) throw tooMuch(of.path, `more than ${mostDepth} folders deep`);
	const place = listed.base === "." ? prefix.slice(0, -1) || "." : `${listed.base}/${prefix.slice(0, -1)}`;
	for (const { name, isFolder } of await files.list(place)) {
		if (++of.entries > mostEntries$1) throw tooMuch(of.path, `more than ${formatNumber(mostEntries$1)} files`);
		if (name.startsWith(".")) continue;
		const next = glob === void 0 || state === void 0 ? void 0 : glob.step(state, name);
		if (glob !== void 0 && next === void 0) continue;
		if (isFolder) {
			if (glob === void 0) listed.folders.push(prefix + name);
			await walk$1(of, `${prefix}${name}/`, next);
		} else if (next === void 0 || glob?.isMatch(next)) listed.names.push(prefix + name);
	}
}
function tooMuch(path, what) {
	return new UserError(`Cannot read "${path}": it holds ${what}`, { hint: "Name a smaller folder" });
}

// src/actions/in-project.ts
/** A path of the configuration as one from the workspace on, as findings and annotations name it. */
function inProject({ directory }, path) {
	return directory === "." ? path : `${directory}/${path}`;
}

// src/actions/asks-for-classes.ts
/**
* Whether the configuration asks for what only classes have, where it does not say `train.task`: a rule for a
* classifier's metric, a threshold, costs, or the classifying linear engine. A target of whole numbers is classes then.
*/
function asksForClasses({ train, gate }) {
	return train.threshold !== void 0 || train.costs !== void 0 || train.engine === "logistic" || gate.rules.some(({ metric }) => ofClasses.test(metric.toLowerCase().replaceAll("-", "_")));
}
/** Names and other names of metrics, as `findMetric` knows them; the table itself would load with every action. */
const ofClasses = /^(neg_)?((test|val|valid|validation|eval)_)?(acc|accuracy|balanced_accuracy|au(ro)?c|roc_auc|pr_auc|average_precision|recall_at_precision|top_k_accuracy|mcc|matthews_corrcoef|(cohen_)?kappa|log_?loss|(binary_|multi_|m)logloss|cross_entropy|brier|ece|gini|ks|positive_likelihood_ratio|d2_(log_loss|brier)|expected_calibration_error|expected_cost|(f1|precision|recall|jaccard)(_(macro|micro|weighted|samples))?)(_ov[ro](_weighted)?)?(_score|_score_loss)?(@[\d.]+)?$/;

// src/actions/scan-model.ts
/**
* What loading a model could run, file by file: pickles that name more than models are made of, but for what is
* `allowed` by name, by default in `gate.allow_pickle`.
*/
async function scanModel({ files, project, signal }, folder, allowed = project.config.gate.allow_pickle ?? []) {
	const { base, names } = await listFolder(files, folder);
	if (names.length === 0) return [];
	const { scanModelFile } = await import("./scan-model.js");
	const { findingsOfPickle } = await import("./pickle-findings.js");
	const findings = [];
	for (const name of names) {
		signal.throwIfAborted();
		const path = `${base}/${name}`;
		const scan = await scanModelFile(path, {
			size: await files.size(path) ?? 0,
			readRange: (start, end) => files.readRange(path, start, end)
		});
		findings.push(...findingsOfPickle(scan, { allowed }));
	}
	return findings;
}

// src/actions/divide-table.ts
/**
* The parts of a table as `train` divides it, rows without a target among them. `raw` has the columns of the file alone,
* which identify rows.
*/
function divideTable(raw, table, project) {
	const { target, key, split } = project.config.data;
	const hashes = hashRows(raw, identityColumns(raw, {
		key,
		target
	}));
	const column = target === void 0 ? void 0 : findColumn(table, target);
	return divideRows(table, hashes, {
		options: split,
		classes: split.stratify && column ? Int32Array.from(codesOf(column).codes) : void 0,
		place: (each) => project.place([
			"data",
			"split",
			...each === "split" ? [] : [each]
		])
	});
}
/**
* Divides rows by their hash, by that of their group (a row without one by its own), or at a moment. `classes` are the
* codes to stratify by. A column may say each row's part. Throws UserError for a column that is not there or has no dates.
*/
function divideRows(table, hashes, by) {
	const { options, classes, place } = by;
	const { test, validation = 0, seed, group, time, column: parts } = options;
	if (parts !== void 0) return splitNamed(columnOf(table, parts, place("column")), place("column"));
	if (time !== void 0) {
		const column = columnOf(table, time, place("time"));
		if (column.kind === "numeric" && (column.type === "date" || column.type === "datetime")) return splitTimeTwice(column.values, {
			test,
			validation,
			gap: gapOf(options)
		});
		throw new UserError(`Cannot split the rows by time: "${time}" is a column of type ${column.type}`, {
			...place("time"),
			hint: "Name a column of dates"
		});
	}
	if (group === void 0) return splitRows(hashes, {
		test,
		validation,
		seed,
		stratify: classes
	});
	const column = columnOf(table, group, place("group"));
	return splitRows(hashGroups(table, column, hashes), {
		test,
		validation,
		seed
	});
}
/** The latest rows for the test, and of those before them the latest for validation, with the gap before each. */
function splitTimeTwice(times, { test, validation, gap }) {
	const whole = splitTime(times, test, gap);
	if (validation === 0) return whole;
	const earlier = new Float64Array(times.length).fill(NaN);
	for (const row of whole.train) earlier[row] = times[row];
	const { train, test: latest } = splitTime(earlier, validation / (1 - test), gap);
	const isEarlier = new Uint8Array(times.length);
	for (const row of whole.train) isEarlier[row] = 1;
	return {
		train: train.filter((row) => isEarlier[row]),
		validation: latest,
		test: whole.test
	};
}
/** Moments between training and test: what was not known yet when the first test row was forecast. */
function gapOf({ horizon = 1, gap = horizon - 1 }) {
	return gap;
}
const partNames = [
	"train",
	"validation",
	"test"
];
/** Each row in the part that its cell names. */
function splitNamed(column, place) {
	const names = column.kind === "text" ? column.dictionary : [];
	const codes = column.kind === "text" ? column.codes : [];
	const partOf = names.map((name) => partNames.findIndex((each) => each === name.trim().toLowerCase()));
	const odd = column.kind === "text" ? codes.findIndex((code) => !(partOf[code] >= 0)) : 0;
	if (odd >= 0) throw new UserError(`Cannot split the rows: "${column.name}" is none of train, validation and test in row ${odd + 1}`, place);
	const rowsOf = (part) => Uint32Array.from(codes.keys()).filter((row) => partOf[codes[row]] === part);
	return {
		train: rowsOf(0),
		validation: rowsOf(1),
		test: rowsOf(2)
	};
}
/** The column that rows are divided by. Throws UserError, at the place, where there is none of the name. */
function columnOf(table, name, place) {
	const column = findColumn(table, name);
	if (column !== void 0) return column;
	const names = table.columns.map((each) => each.name);
	throw new UserError(`Cannot split the rows: there is no column "${name}"${didYouMean(name, names)}`, place);
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

// src/actions/refuse-table-format.ts
/**
* Throws UserError where a folder with these entries is a table of Delta Lake, Hudi or Iceberg: its files hold rows
* that were deleted or replaced, and only its log says which.
*/
async function refuseTableFormat(files, folder, list) {
	const folders = new Set(list.filter(({ isFolder }) => isFolder).map(({ name }) => name));
	if (folders.has("_delta_log")) throw refusal(folder, "a Delta Lake table", "deltalake: DeltaTable(…).to_pyarrow_table()");
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

// src/actions/derive-table.ts
/** The project's derived columns, checked against the data; mistakes are placed in the configuration. */
function planProjectColumns(project, table) {
	const { derive = {}, target } = project.config.data;
	return planDerived(table.columns, derive, {
		target,
		place: (name) => project.place([
			"data",
			"derive",
			name
		])
	});
}
/** The table with these columns behind its own. */
function withDerived(table, derived) {
	let columns = table.columns;
	for (const { name, compiled } of derived) columns = [...columns, {
		...compiled.evaluate({
			...table,
			columns
		}),
		name
	}];
	return {
		...table,
		columns
	};
}

// src/actions/project-series.ts
/**
* The series of `train.series`, or undefined. Throws UserError, placed at the configuration, for columns that are not
* there, lags within the horizon, and names that are taken.
*/
function findSeries(project, table, target) {
	const { series } = project.config.train;
	if (series === void 0) return void 0;
	const { time, horizon = 1, gap } = project.config.data.split;
	if (time === void 0) throw new UserError("Cannot look back in time: train.series needs data.split.time", {
		...project.place(["train", "series"]),
		hint: "Name the column of dates as data.split.time"
	});
	const lag = series.lags.findIndex((each) => each < horizon);
	if (lag >= 0) throw new UserError(`Cannot use the lag ${series.lags[lag]}: with data.split.horizon ${horizon}, it is not known when the prediction is made`, {
		...project.place([
			"train",
			"series",
			"lags",
			lag
		]),
		hint: `Use lags from ${horizon} on`
	});
	const find = (name, path) => {
		const column = findColumn(table, name);
		if (column !== void 0) return column;
		const names = table.columns.map((each) => each.name);
		throw new UserError(`Cannot look back in time: there is no column "${name}"${didYouMean(name, names)}`, project.place(path));
	};
	const clock = find(time, [
		"data",
		"split",
		"time"
	]);
	if (clock.kind !== "numeric" || clock.type !== "date" && clock.type !== "datetime") throw new UserError(`Cannot look back in time: "${time}" is a column of type ${clock.type}`, {
		...project.place([
			"data",
			"split",
			"time"
		]),
		hint: "Name a column of dates"
	});
	const by = series.by === void 0 ? void 0 : find(series.by, [
		"train",
		"series",
		"by"
	]);
	const order = orderSeries(table, clock.values, by);
	const look = {
		lags: [...new Set(series.lags)],
		windows: [...new Set(series.rolling)],
		statistics: series.statistics,
		horizon
	};
	const columns = (series.columns ?? [target]).flatMap((name, index) => lagColumns(find(name, [
		"train",
		"series",
		"columns",
		index
	]), order, look));
	const taken = columns.find(({ name }) => findColumn(table, name) !== void 0);
	if (taken !== void 0) throw new UserError(`Cannot look back in time: the data have a column "${taken.name}" already`, {
		...project.place(["train", "series"]),
		hint: "Rename it: it is the name of what train.series makes"
	});
	const { season, backtests } = series;
	return {
		order,
		times: clock.values,
		horizon,
		gap: gapOf({
			horizon,
			gap
		}),
		season,
		backtests,
		columns
	};
}

// src/actions/base-bundle.ts
const manifestPath = "evidence/manifest.json";
/** The largest JSON file of a base that is read. */
const mostBytes = 256e6;
/**
* Unpacks the bundles of one run, oldest first, below `folder`: what a later one holds replaces what an earlier one has,
* a model as a whole. Other projects' are left out; undefined where there are no others. Throws UserError where one is
* damaged or of another run or commit, or its files are not those that its manifest speaks of.
*/
async function unpackBase(files, packed, { folder, shown, expected, only }) {
	const bundles = [];
	for (const [number, { label, open }] of packed.entries()) {
		const own = `${folder}/${number}`;
		const index = await unpackBundle(await open(), {
			write: (path, content) => only === void 0 || path === manifestPath || only.includes(path) ? files.write(`${own}/${path}`, content) : passBy(content),
			label
		});
		if (index.name !== expected.name) continue;
		refuseOrigin(label, index, expected);
		bundles.push({
			label,
			index,
			folder: own
		});
	}
	if (bundles.length === 0) return void 0;
	refuseMixture(bundles);
	const entries = /* @__PURE__ */ new Map();
	for (const { index, folder: own } of bundles) {
		if (index.entries.some(({ path }) => path.startsWith("model/"))) {
			for (const path of entries.keys()) if (path.startsWith("model/")) entries.delete(path);
		}
		for (const entry of index.entries) entries.set(entry.path, {
			...entry,
			file: `${own}/${entry.path}`
		});
	}
	return verifyBase(files, {
		shown,
		commit: bundles.at(-1)?.index.commit,
		entries
	}, expected);
}
/** Reads what is not kept: it is held to its digest all the same. */
async function passBy(content) {
	for await (const _ of content);
}
/** The text of one of its files; undefined where it has none. */
async function readBase(files, { entries, shown }, path) {
	const entry = entries.get(path);
	if (entry === void 0) return void 0;
	if (entry.size <= mostBytes) return files.read(entry.file);
	throw new UserError(`Cannot compare with ${shown}: its ${path} has more than ${formatBytes(mostBytes)}`);
}
/** Holds the files to the manifest among them. */
async function verifyBase(files, base, { name, run }) {
	const { shown, entries } = base;
	const text = await readBase(files, base, manifestPath);
	if (text === void 0) return {
		...base,
		manifest: void 0
	};
	const manifest = parseManifest(text, `manifest.json of ${shown}`);
	const { digests } = manifest;
	const refuse = (why) => new UserError(`Cannot compare with ${shown}: ${why}`);
	if (manifest.name !== name) throw refuse(`its manifest is that of "${manifest.name}"`);
	if (run !== void 0 && manifest.run?.id !== run) throw refuse("its manifest is of another run");
	for (const [path, digest] of [
		["evidence/metrics.json", digests.metrics],
		["evidence/predictions.csv", digests.predictions],
		["evidence/curves.json", digests.curves],
		["evidence/training-rows.bin", digests.training_rows]
	]) if (entries.has(path) && entries.get(path)?.sha256 !== digest) throw refuse(`its ${path} is not the one that its manifest speaks of`);
	const model = [...entries.values()].filter(({ path }) => path.startsWith("model/")).map(({ path, sha256 }) => ({
		path: path.slice(6),
		sha256
	}));
	if (model.length > 0 && digestModelFiles(model) !== digests.model) throw refuse("its model is not the one that its manifest speaks of");
	return {
		...base,
		manifest
	};
}
function refuseOrigin(label, index, { commit, run }) {
	for (const [what, is, expected] of [[
		"run",
		index.run,
		run
	], [
		"commit",
		index.commit,
		commit
	]]) if (expected !== void 0 && is !== expected) throw new UserError(`Cannot compare with bundle "${label}": it says that it is of another ${what}`);
}

// src/actions/tree-files.ts
/**
* Reads a commit like a folder. Links are not followed: their places are empty. Of all files together at most `mostBytes`
* are read, then there is a UserError.
*/
function treeFiles(tree, { folder, prefix }, { root, mostBytes }) {
	const contents = /* @__PURE__ */ new Map();
	const listings = /* @__PURE__ */ new Map();
	let asked = 0;
	const list = (inside) => {
		const found = listings.get(inside) ?? tree.list(inside);
		listings.set(inside, found);
		return found;
	};
	const find = async (path) => {
		const place = placeOf(path);
		if (place === void 0 || place === "") return void 0;
		const cut = place.lastIndexOf("/");
		return (await list(cut < 0 ? "" : place.slice(0, cut))).find(({ name }) => name === place.slice(cut + 1));
	};
	/** Undefined above the top of the repository. */
	const placeOf = (path) => {
		const place = posix.join(prefix, posix.relative(folder, path)).replace(/\/+$/, "");
		return place === ".." || place.startsWith("../") ? void 0 : place === "." ? "" : place;
	};
	const readBytes = async (path) => {
		const entry = await find(path);
		if (entry?.kind !== "file") throw new UserError(`Cannot read "${path}": there is no such file`);
		const found = contents.get(entry.id);
		if (found !== void 0) return found;
		asked += entry.bytes ?? 0;
		if (asked > mostBytes) throw new UserError(`the earlier data are larger than ${formatBytes(mostBytes)}`);
		const reading = tree.read(entry.id);
		contents.set(entry.id, reading);
		return reading;
	};
	const refuse = () => Promise.reject(/* @__PURE__ */ new TypeError("a commit cannot be written to"));
	return {
		root,
		find,
		readBytes,
		read: async (path) => new TextDecoder().decode(await readBytes(path)),
		async *stream(path) {
			yield await readBytes(path);
		},
		readRange: async (path, start, end) => (await readBytes(path)).slice(start, end),
		locate: async () => void 0,
		modified: async () => void 0,
		async exists(path) {
			const place = placeOf(path);
			if (place === void 0) return false;
			return await find(path) !== void 0 || (await list(place)).length > 0;
		},
		async size(path) {
			const entry = await find(path);
			return entry?.kind === "file" ? entry.bytes : void 0;
		},
		async list(path) {
			const place = placeOf(path);
			return (place === void 0 ? [] : await list(place)).map(({ name, kind }) => ({
				name,
				isFolder: kind === "folder"
			})).sort((a, b) => a.name < b.name ? -1 : 1);
		},
		write: refuse,
		writeFolder: refuse,
		move: refuse,
		remove: refuse
	};
}

// src/actions/base-commit.ts
/**
* Opens the commit that is named, or else the base of the pull request: what its merge commit was made from, where that
* is checked out, so that nothing counts that others changed since. Git answers as far as it has the files, and else
* GitHub. Returns in words why there is none, and undefined where the event has no base.
*/
async function openBaseCommit(context, { dataPath, named, mostBytes }) {
	const { files, git } = context;
	const folder = await folderOf(context, dataPath);
	const commit = await findBaseCommit(context, folder, named);
	if (commit === void 0 || typeof commit === "string") return commit;
	const tree = await openTree(context, folder, commit.sha);
	if (tree === void 0) return `${commit.shown} is not in this checkout, and there is no token to ask GitHub`;
	const prefix = await git.prefix(folder) ?? (folder === "." ? "" : `${folder}/`);
	return {
		shown: commit.shown,
		files: treeFiles(tree, {
			folder,
			prefix
		}, {
			root: files.root,
			mostBytes
		})
	};
}
/** The folder that git is asked from: that of the data, or above a pattern of them. */
async function folderOf({ files }, dataPath) {
	if (await files.size(dataPath) !== void 0) return posix.dirname(dataPath);
	if (await files.exists(dataPath)) return dataPath.replace(/(?<=.)\/+$/, "");
	return parseGlob(dataPath).base;
}
/**
* The commit that is named, or else the base of the pull request or of the merge queue's group, as git in this folder
* knows it; in a terminal where the work left the main branch. In words why there is none, and undefined where the event
* has no base.
*/
async function findBaseCommit({ git, github, environment }, folder, named) {
	if (named !== void 0) {
		const found = await git.baseOf(folder, named);
		if (found !== void 0) return shown(named, found);
		return github.isAvailable ? {
			sha: named,
			shown: named
		} : `there is no commit ${named} in this checkout`;
	}
	const base = findBase(environment.event);
	if (base === void 0) return environment.kind === "terminal" ? findOwnBase(git, folder) : void 0;
	const [first, second, ...more] = await git.parents(folder) ?? [];
	if (first !== void 0 && second === base.head && more.length === 0) return shown(base.branch, first);
	return shown(base.branch, await git.baseOf(folder, base.sha) ?? base.sha);
}
/** Where the work left the main branch. */
async function findOwnBase(git, folder) {
	const left = await git.leftMain(folder);
	return left && shown(left.branch, left.sha);
}
function shown(name, sha) {
	return {
		sha,
		shown: sha.startsWith(name) ? sha.slice(0, 7) : `${name} at ${sha.slice(0, 7)}`
	};
}
async function openTree({ git, github }, folder, commit) {
	const local = await git.tree(folder, commit);
	if (!github.isAvailable) return local;
	if (local === void 0) return github.tree(commit);
	return {
		async list(path) {
			const entries = await local.list(path);
			return entries.every(({ kind, bytes }) => kind !== "file" || bytes !== void 0) ? entries : (await github.tree(commit)).list(path);
		},
		read: (id) => local.read(id).catch(async () => (await github.tree(commit)).read(id))
	};
}

// src/actions/input-file.ts
/** The file that an input names, and which of several models in it is meant: what stands behind the first `#`. */
function inputFile(files, folder, name) {
	return split(files, name, (path) => inputPath(files, folder, path));
}
/** The same of a path in the configuration. */
function fileWithin(files, folder, name) {
	return split(files, name, async (path) => within(folder, path));
}
/** A file may have a `#` in its name. */
async function split(files, name, find) {
	const file = await find(name);
	const at = name.indexOf("#");
	if (at < 1 || at === name.length - 1 || await files.exists(file)) return { file };
	return {
		file: await find(name.slice(0, at)),
		part: name.slice(at + 1)
	};
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
			curves: progress.curves()
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

export { asksForClasses, columnOf, describeEnd, digestFiles, divideRows, divideTable, fileWithin, findBaseCommit, findDataFiles, findFiles, findOwnBase, findSeries, gapOf, inProject, inputFile, isDataSet, isMain, listFolder, listForBundle, openBaseCommit, placeBundle, planProjectColumns, readBase, refuseLinks, requireSet, runCommand, scanModel, setProject, setsOf, train, unpackBase, verifyBase, withDerived };