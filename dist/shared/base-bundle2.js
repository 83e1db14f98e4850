import { refuseMixture, unpackBundle } from "./bundle.js";
import { UserError, formatBytes } from "./core.js";
import { digestModelFiles, parseManifest } from "./evidence.js";

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

export { readBase, unpackBase, verifyBase };