import { UserError, dvcError, formatNumber, isObject, showAddress } from "./core.js";
import { isGlob, parseGlob } from "./tables.js";

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

export { findDataFiles, findFiles, isDataSet };