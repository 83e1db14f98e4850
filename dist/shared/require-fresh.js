import { UserError } from "./core.js";
import { inProject, listFolder } from "./actions.js";

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
	if (found.length === 0) throw new UserError(`Cannot find "${path}": the command did not write it`, place);
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
	const { base, names } = await listFolder(files, path);
	return names.map((name) => `${base}/${name}`);
}

export { noteBefore, requireFresh, writtenPaths };