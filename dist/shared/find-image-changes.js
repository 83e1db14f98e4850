import { compareImages } from "./compare-images.js";
import { planImages } from "./plan-images.js";
import { contentId } from "./commit-tree.js";
import { isAddress } from "./core.js";
import { cellText, findColumn, streamedBytes } from "./data.js";
import { openBaseCommit } from "./actions.js";
import { listFolder } from "./dividing.js";

// src/actions/find-image-changes.ts
const mostPointer = 1024;
/**
* What changed in a folder of images since a commit, told by Git's ids of them: none of the commit's images is read, but
* Git LFS pointers. Undefined where there is no base, and in words why there is nothing to compare with.
*/
async function findImageChanges(context, table, named) {
	const { dataPath } = context.project;
	if (dataPath === void 0 || isAddress(dataPath)) return "the data are not in Git";
	const base = await openBaseCommit(context, {
		dataPath,
		named,
		mostBytes: streamedBytes
	});
	if (base === void 0 || typeof base === "string") return base;
	const before = await listBase(context, base, dataPath);
	if (before.length === 0) return `${base.shown} has no images in ${dataPath}`;
	const after = await identifyImages(context, table, before);
	return {
		diff: compareImages(before, after),
		source: base.shown
	};
}
async function listBase({ signal }, { files }, dataPath) {
	const { base: folder, names, folders } = await listFolder(files, dataPath);
	const images = [];
	for (const image of planImages(names, folders).images) {
		signal.throwIfAborted();
		const path = folder === "." ? image.name : `${folder}/${image.name}`;
		const entry = await files.find(path);
		if (entry?.kind !== "file") continue;
		const { id, bytes = 0 } = entry;
		const pointer = bytes < mostPointer ? await readPointer(files, path) : void 0;
		images.push({
			...image,
			id,
			bytes,
			...pointer
		});
	}
	return images;
}
/** What a Git LFS pointer says of its file. */
async function readPointer(files, path) {
	const text = await files.read(path);
	const [, oid] = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:[^\n]*\n)*?oid sha256:([0-9a-f]{64})\n/.exec(text) ?? [];
	const [, size] = /\nsize (\d{1,15})\n/.exec(text) ?? [];
	return oid === void 0 || size === void 0 ? void 0 : {
		id: lfsId(oid),
		bytes: Number(size)
	};
}
function lfsId(digest) {
	return `sha256:${digest}`;
}
/** Today's images by the ids that the base would know them by; those of a size that no image there has are not hashed. */
async function identifyImages({ files, signal }, table, before) {
	const sizes = new Map(before.filter(({ id }) => !id.startsWith("sha256:")).map(({ bytes, id }) => [bytes, id]));
	const pointed = new Set(before.map(({ id }) => id));
	const read = readerOf(table);
	const images = [];
	for (let row = 0; row < table.rows; row++) {
		signal.throwIfAborted();
		const [name, label, part, digest, bytes] = [
			"path",
			"class",
			"part",
			"digest",
			"bytes"
		].map((column) => read(column, row));
		const like = sizes.get(Number(bytes));
		const path = table.fileOf?.(row);
		const ofLfs = lfsId(digest ?? "");
		const id = pointed.has(ofLfs) || like === void 0 || path === void 0 ? ofLfs : await contentId(files.stream(path), {
			bytes: Number(bytes),
			like
		});
		images.push({
			name: name ?? "",
			class: label,
			part,
			id
		});
	}
	return images;
}
function readerOf(table) {
	return (name, row) => {
		const column = findColumn(table, name);
		return column && cellText(column, row);
	};
}

export { findImageChanges };