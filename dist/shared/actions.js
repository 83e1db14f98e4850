import { UserError, didYouMean, findColumn, formatBytes } from "./core.js";
import { digestModelFiles, parseManifest } from "./evidence.js";
import { bundleFolders, bundledProfile, isBytecode, refuseMixture, unpackBundle } from "./bundle.js";
import { codesOf, lagColumns, orderSeries } from "./config.js";
import { planDerived } from "./expression.js";
import { hashRows, identityColumns, splitRows, splitTime } from "./tables.js";
const path = process.getBuiltinModule("node:path");

// src/actions/base-bundle.ts
/** The largest JSON file of a base that is read. */
const mostBytes = 256e6;
/**
* Unpacks the bundles of one run, oldest first, below `folder`: what a later one holds replaces what an earlier one has,
* a model as a whole. Other projects' are left out; undefined where there are no others. Throws UserError where one is
* damaged or of another run or commit, or its files are not those that its manifest speaks of.
*/
async function unpackBase(files, packed, { folder, shown, expected }) {
	const bundles = [];
	for (const [number, { label, open }] of packed.entries()) {
		const own = `${folder}/${number}`;
		const index = await unpackBundle(await open(), {
			write: (path, content) => files.write(`${own}/${path}`, content),
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
	const text = await readBase(files, base, "evidence/manifest.json");
	if (text === void 0) return {
		...base,
		manifest: void 0
	};
	const manifest = parseManifest(text, `manifest.json of ${shown}`);
	const { digests } = manifest;
	const refuse = (why) => new UserError(`Cannot compare with ${shown}: ${why}`);
	if (manifest.name !== name) throw refuse(`its manifest is that of "${manifest.name}"`);
	if (run !== void 0 && manifest.run?.id !== run) throw refuse("its manifest is of another run");
	for (const [path, digest] of [["evidence/metrics.json", digests.metrics], ["evidence/predictions.csv", digests.predictions]]) if (entries.has(path) && entries.get(path)?.sha256 !== digest) throw refuse(`its ${path} is not the one that its manifest speaks of`);
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
	const { test, seed, group, time, column: parts } = options;
	if (parts !== void 0) return splitNamed(columnOf(table, parts, place("column")), place("column"));
	if (time !== void 0) {
		const column = columnOf(table, time, place("time"));
		if (column.kind === "numeric" && (column.type === "date" || column.type === "datetime")) return splitTime(column.values, test, gapOf(options));
		throw new UserError(`Cannot split the rows by time: "${time}" is a column of type ${column.type}`, {
			...place("time"),
			hint: "Name a column of dates"
		});
	}
	if (group === void 0) return splitRows(hashes, {
		test,
		seed,
		stratify: classes
	});
	const column = columnOf(table, group, place("group"));
	return splitRows(hashGroups(table, column, hashes), {
		test,
		seed
	});
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
function columnOf(table, name, place) {
	const column = findColumn(table, name);
	if (column !== void 0) return column;
	const names = table.columns.map((each) => each.name);
	throw new UserError(`Cannot split the rows: there is no column "${name}"${didYouMean(name, names)}`, place);
}
/** Hashes of groups in place of rows': a row without a group keeps its own. */
function hashGroups(table, column, own) {
	const { high, low } = hashRows(table, [column.name]);
	for (let row = 0; row < table.rows; row++) {
		if (column.kind === "text" ? column.codes[row] >= 0 : !Number.isNaN(column.values[row])) continue;
		high[row] = own.high[row];
		low[row] = own.low[row];
	}
	return {
		high,
		low
	};
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

export { divideRows, divideTable, findSeries, gapOf, hashGroups, listForBundle, placeBundle, planProjectColumns, readBase, refuseLinks, unpackBase, verifyBase, withDerived };