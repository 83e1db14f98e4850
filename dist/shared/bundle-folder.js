import { bundleFolders, bundledProfile, isBytecode } from "./bundle.js";
import { UserError } from "./core.js";
const path = process.getBuiltinModule("node:path");

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

export { listForBundle, placeBundle, refuseLinks };