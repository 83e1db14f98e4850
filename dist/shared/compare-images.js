// src/diff/compare-images.ts
/** Compares two folders' images by their paths and contents. */
function compareImages(before, after) {
	const then = new Map(before.map((image) => [image.name, image]));
	const now = new Map(after.map((image) => [image.name, image]));
	const added = after.filter(({ name }) => !then.has(name));
	const removed = before.filter(({ name }) => !now.has(name));
	const changed = after.filter(({ name, id }) => then.has(name) && then.get(name)?.id !== id);
	const moves = findMoves(removed, added);
	return {
		before: before.length,
		after: after.length,
		added: added.length - moves.length,
		removed: removed.length - moves.length,
		changed: changed.length,
		moved: moves.length,
		relabelled: moves.filter(([from, to]) => from.class !== to.class).length,
		classes: countClasses({
			before,
			after,
			added,
			removed,
			changed
		})
	};
}
/** Whether no image is another one, or elsewhere. */
function isUnchangedFolder({ added, removed, changed, moved }) {
	return added + removed + changed + moved === 0;
}
/** Pairs of removed and added images of the same content. */
function findMoves(removed, added) {
	const left = /* @__PURE__ */ new Map();
	for (const image of removed.toReversed()) {
		const same = left.get(image.id);
		if (same === void 0) left.set(image.id, [image]);
		else same.push(image);
	}
	return added.flatMap((image) => {
		const from = left.get(image.id)?.pop();
		return from === void 0 ? [] : [[from, image]];
	});
}
function countClasses(images) {
	const classes = /* @__PURE__ */ new Map();
	for (const count of [
		"before",
		"after",
		"added",
		"removed",
		"changed"
	]) for (const { class: name } of images[count]) {
		const none = {
			class: name,
			before: 0,
			after: 0,
			added: 0,
			removed: 0,
			changed: 0
		};
		const into = classes.get(name) ?? none;
		into[count]++;
		classes.set(name, into);
	}
	return [...classes.values()].sort((a, b) => (a.class ?? "") < (b.class ?? "") ? -1 : 1);
}

export { compareImages, isUnchangedFolder };