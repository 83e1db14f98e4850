import { UserError, digestModelFiles, formatBytes, inputPath, within } from "./core.js";
import { bundleFolders, bundledProfile, isBytecode, refuseMixture, unpackBundle } from "./bundle.js";
import { parseGlob } from "./dividing.js";
import { parseManifest } from "./evidence.js";
import { findBase } from "./diff.js";
import { planDerived } from "./expression.js";
const path = process.getBuiltinModule("node:path");
const { posix } = process.getBuiltinModule("node:path");

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

export { fileWithin, findBaseCommit, findOwnBase, inputFile, listForBundle, openBaseCommit, placeBundle, planProjectColumns, readBase, refuseLinks, unpackBase, verifyBase, withDerived };