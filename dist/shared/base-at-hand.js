import { UserError, bundlePrefix, chooseBundles, within } from "./core.js";
import { findOwnBase, unpackBase, verifyBase } from "./actions.js";
const path = process.getBuiltinModule("node:path");
const { createHash } = process.getBuiltinModule("node:crypto");

// src/actions/base-at-hand.ts
/**
* Finds what `mlops save` kept in this folder of the commit where the work left the main branch, or else of the last
* commit before it of which anything was saved.
*/
async function findSaved(context) {
	const { git, project } = context;
	const base = await findOwnBase(git, project.directory);
	if (base === void 0) return { why: "git knows no commit here to compare with" };
	const saved = await unpackSaved(context, base.sha);
	const exact = saved.find(({ commit }) => commit === base.sha);
	if (exact !== void 0) return { base: exact };
	const earlier = await findLatest(context, saved, base.sha);
	const short = base.sha.slice(0, 7);
	if (earlier === void 0) return {
		why: `nothing of ${short} or a commit before it was saved here`,
		hint
	};
	return { base: {
		...earlier,
		shown: `${earlier.shown} (of ${short} nothing was)`
	} };
}
const hint = "Run \"mlops run\" and \"mlops save\" on the main branch, and later runs here find what it was";
/** What was saved here, the last first; up to that of the commit. */
async function unpackSaved(context, sha) {
	const { artifacts, files, project, environment } = context;
	const root = `${environment.cache}/base/${project.name}/local`;
	await files.remove(root);
	const saved = chooseBundles(await artifacts.find(bundlePrefix(project.name)), { project: project.name });
	const bases = [];
	for (const [index, { name, id }] of saved.reverse().slice(0, mostSaved).entries()) {
		const packed = [{
			label: name,
			open: () => artifacts.download(id)
		}];
		const options = {
			folder: `${root}/${index}`,
			shown: name,
			expected: { name: project.name }
		};
		const base = await unpackBase(files, packed, options);
		if (base === void 0) continue;
		bases.push({
			...base,
			shown: base.commit === void 0 ? name : `what was saved of ${base.commit.slice(0, 7)}`
		});
		if (base.commit === sha) break;
	}
	return bases;
}
/** Bundles that are looked at. */
const mostSaved = 20;
/** That of the newest commit in the history of the base's. */
async function findLatest({ git, project }, saved, sha) {
	let found;
	for (const base of saved) {
		if (base.commit === void 0 || !await git.isAncestor(project.directory, base.commit, sha)) continue;
		const { time = 0 } = await git.commit(project.directory, base.commit) ?? {};
		if (found === void 0 || time > found.time) found = {
			base,
			time
		};
	}
	return found?.base;
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