import { bundlePrefix, chooseBundles } from "./bundle.js";
import { UserError, within } from "./core.js";
import { unpackBase, verifyBase } from "./actions.js";
const path = process.getBuiltinModule("node:path");
const { createHash } = process.getBuiltinModule("node:crypto");

// src/actions/base-at-hand.ts
const noBranch = "git knows no branch origin/HEAD, origin/main or origin/master to compare with; after a push or fetch, \"git remote set-head origin --auto\" sets it";
/** Finds what `mlops save` kept in this folder of the commit where the work left the remote's main branch. */
async function findSaved(context) {
	const { git, artifacts, files, project, environment } = context;
	let commit;
	for (const branch of [
		"HEAD",
		"main",
		"master"
	]) commit ??= await git.baseOf(project.directory, `origin/${branch}`);
	if (commit === void 0) return { why: noBranch };
	const shown = `what was saved of ${commit.slice(0, 7)}`;
	const folder = `${environment.cache}/base/${project.name}/local`;
	await files.remove(folder);
	const saved = chooseBundles(await artifacts.find(bundlePrefix(project.name)), { project: project.name });
	for (const { name, id } of saved.reverse()) {
		const packed = [{
			label: name,
			open: () => artifacts.download(id)
		}];
		const expected = { name: project.name };
		const base = await unpackBase(files, packed, {
			folder,
			shown,
			expected
		});
		if (base?.commit === commit) return { base };
	}
	return { why: `nothing of ${commit.slice(0, 7)} was saved here` };
}
/** Opens a bundle, or a folder of evidence, by its path. Throws UserError where it cannot be used. */
async function openBaseAt({ files, project, environment }, path) {
	const expected = { name: project.name };
	if (await files.size(path) === void 0) return openEvidence(files, path, expected);
	const folder = `${environment.cache}/base/${project.name}/file`;
	await files.remove(folder);
	const base = await unpackBase(files, [{
		label: path,
		open: async () => files.stream(path)
	}], {
		folder,
		shown: path,
		expected
	});
	if (base !== void 0) return base;
	throw new UserError(`Cannot compare with "${path}": it is no bundle of "${project.name}"`, { file: path });
}
/** A folder of evidence, or the one that holds it with the model beside it. */
async function openEvidence(files, folder, expected) {
	const isWhole = await files.size(`${folder}/evidence/metrics.json`) !== void 0;
	const evidence = isWhole ? `${folder}/evidence` : folder;
	const model = isWhole || path.basename(folder) === "evidence" ? within(evidence, "../model") : void 0;
	const entries = /* @__PURE__ */ new Map();
	const add = async (file, name) => {
		const { size, sha256 } = await digestOf(files, file);
		entries.set(name, {
			path: name,
			file,
			size,
			sha256
		});
	};
	for (const { name, isFolder } of await files.list(evidence)) if (!isFolder && /\.(json|csv|bin)$/.test(name)) await add(`${evidence}/${name}`, `evidence/${name}`);
	if (!entries.has("evidence/metrics.json")) throw new UserError(`Cannot compare with "${folder}": there is no metrics.json in it`, { file: folder });
	if (model !== void 0 && await files.exists(model)) for (const name of await filesBelow(files, model)) await add(`${model}/${name}`, `model/${name}`);
	return verifyBase(files, {
		shown: folder,
		commit: void 0,
		entries
	}, expected);
}
/** Paths of all files below a folder. */
async function filesBelow(files, folder, prefix = "") {
	const found = [];
	for (const { name, isFolder } of await files.list(`${folder}/${prefix}`)) if (isFolder) found.push(...await filesBelow(files, folder, `${prefix}${name}/`));
	else found.push(`${prefix}${name}`);
	return found;
}
async function digestOf(files, file) {
	const hash = createHash("sha256");
	let size = 0;
	for await (const chunk of files.stream(file)) {
		hash.update(chunk);
		size += chunk.length;
	}
	return {
		size,
		sha256: hash.digest("hex")
	};
}

export { findSaved, openBaseAt };