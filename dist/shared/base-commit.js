import { findBase } from "./diff.js";
import { parseGlob } from "./tables.js";
import { UserError, formatBytes } from "./core.js";
const { posix } = process.getBuiltinModule("node:path");

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
* knows it. In words why there is none, and undefined where the event has no base.
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
	if (base === void 0) return void 0;
	const [first, second, ...more] = await git.parents(folder) ?? [];
	if (first !== void 0 && second === base.head && more.length === 0) return shown(base.branch, first);
	return shown(base.branch, await git.baseOf(folder, base.sha) ?? base.sha);
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

export { findBaseCommit, openBaseCommit };