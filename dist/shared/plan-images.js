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
* Sorts out the files of a folder, by paths below it: `<class>/\u2026`, or `<part>/<class>/\u2026` where each folder that holds
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

export { isImageSet, isTraining, planImages };