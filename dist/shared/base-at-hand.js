import { bundlePrefix, chooseBundles } from "./bundle.js";
import { UserError } from "./core.js";
import { digestFile } from "./evidence.js";
import { unpackBase, verifyBase } from "./base-bundle2.js";

// src/actions/base-at-hand.ts
/** Finds what `mlops save` kept in this folder of the commit where the work left the remote's main branch. */
async function findSaved(context) {
	const { git, artifacts, files, project, environment } = context;
	const commit = await git.baseOf(project.directory, "origin/HEAD");
	if (commit === void 0) return { why: "git knows no branch origin/HEAD to compare with" };
	const shown = `what was saved of ${commit.slice(0, 7)}`;
	const folder = `${environment.cache}/base/${project.name}/local`;
	await files.remove(folder);
	const saved = chooseBundles(await artifacts.find(bundlePrefix(project.name)), project.name, void 0);
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
async function openEvidence(files, folder, expected) {
	const entries = /* @__PURE__ */ new Map();
	for (const { name, isFolder } of await files.list(folder)) {
		if (isFolder || !/\.(json|csv)$/.test(name)) continue;
		const file = `${folder}/${name}`;
		const content = await files.readBytes(file);
		const path = `evidence/${name}`;
		entries.set(path, {
			path,
			file,
			size: content.length,
			sha256: digestFile(content)
		});
	}
	if (entries.has("evidence/metrics.json")) return verifyBase(files, {
		shown: folder,
		commit: void 0,
		entries
	}, expected);
	throw new UserError(`Cannot compare with "${folder}": there is no metrics.json in it`, { file: folder });
}

export { findSaved, openBaseAt };