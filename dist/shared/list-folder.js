import { UserError, formatNumber } from "./core.js";
import { isGlob, parseGlob } from "./tables.js";
import { formatOfName } from "./find-format.js";

// src/images/plan-images.ts
const dataEnding = /\.(csv|tsv|jsonl|ndjson|json|parquet)(\.(gz|zst))?$/i;
/** Whether a folder with these files is one of images: it has some, and no fewer than it has data files. */
function isImageSet(names) {
	const images = names.filter((name) => formatOfName(name) !== void 0).length;
	return images > 0 && images >= names.filter((name) => dataEnding.test(name)).length;
}
const partName = /^(train(ing)?|test(ing)?|val(id(ation)?)?|dev|holdout)$/i;
/** Whether a part is the one that models learn from. */
function isTraining(part) {
	return part !== void 0 && /^train/i.test(part);
}
/** What systems leave in folders. */
const leftover = /(^|\/)(Thumbs\.db|desktop\.ini|__MACOSX\/.*)$/i;
/**
* Sorts out the files of a folder, by paths below it: `<class>/…`, or `<part>/<class>/…` where each folder that holds
* images has the name of a part of the data, such as train, valid or test.
*/
function planImages(names, folders) {
	const files = names.filter((name) => !leftover.test(name));
	const images = files.filter((name) => formatOfName(name) !== void 0);
	const depth = [...new Set(images.map((name) => name.split("/")).map(([top = "", ...rest]) => rest.length > 0 ? top : ""))].every((top) => partName.test(top)) ? 1 : 0;
	const filled = new Set(images.map((name) => name.split("/").slice(0, depth + 1).join("/")));
	const emptyFolders = folders.filter((folder) => folder.split("/").length === depth + 1 && !filled.has(folder) && !leftover.test(`${folder}/`));
	return {
		images: images.map((name) => {
			const path = name.split("/");
			return {
				name,
				class: path.length > depth + 1 ? path[depth] : void 0,
				part: depth === 1 ? path[0] : void 0
			};
		}),
		others: files.filter((name) => formatOfName(name) === void 0),
		emptyFolders
	};
}

// src/actions/list-folder.ts
const mostEntries = 1e6;
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
	await walk({
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
async function walk(of, prefix, state) {
	const { files, glob, listed } = of;
	if (prefix.split("/").length > mostDepth) throw tooMuch(of.path, `more than ${mostDepth} folders deep`);
	const place = listed.base === "." ? prefix.slice(0, -1) || "." : `${listed.base}/${prefix.slice(0, -1)}`;
	for (const { name, isFolder } of await files.list(place)) {
		if (++of.entries > mostEntries) throw tooMuch(of.path, `more than ${formatNumber(mostEntries)} files`);
		if (name.startsWith(".")) continue;
		const next = glob === void 0 || state === void 0 ? void 0 : glob.step(state, name);
		if (glob !== void 0 && next === void 0) continue;
		if (isFolder) {
			if (glob === void 0) listed.folders.push(prefix + name);
			await walk(of, `${prefix}${name}/`, next);
		} else if (next === void 0 || glob?.isMatch(next)) listed.names.push(prefix + name);
	}
}
function tooMuch(path, what) {
	return new UserError(`Cannot read "${path}": it holds ${what}`, { hint: "Name a smaller folder" });
}

export { isImageSet, isTraining, listFolder, planImages };