import { UserError, didYouMean } from "./core.js";
import { powerFrom } from "./numbers.js";
import { either, namedNumbers, oneOf } from "./learn.js";

// src/learn/feature-parts.ts
/** Bins of values that a kernel's bytes hold; one more is for missing ones. */
const mostBins = 255;
/**
* What a kernel searches. A column of more categories than a byte tells apart becomes several features of as many codes
* as possible: a split then moves categories of one of them, and codes are in order of frequency.
*/
function featureParts({ names, categories }) {
	return names.flatMap((_, column) => {
		const all = categories?.[column] ?? 0;
		if (all === 0) return [{ column }];
		const parts = Math.ceil(all / mostBins);
		return Array.from({ length: parts }, (_, part) => {
			const first = Math.floor(all * part / parts);
			return {
				column,
				codes: {
					first,
					count: Math.floor(all * (part + 1) / parts) - first
				}
			};
		});
	});
}

// src/learn/monotone.ts
/** `{ income: 1, age: -1 }`: by feature, whether predictions may only rise (1) or only fall (-1) with it. */
const expected = "features with 1 (rising) or -1 (falling), such as { income: 1, age: -1 }";
const directions = namedNumbers(-1, 1, expected);
/** Monotone constraints, as scikit-learn takes them by the names of features. */
const monotone = {
	...either(directions, oneOf(null)),
	accepts: (value) => value === null || directions.accepts(value) && Object.values(value).every(Number.isInteger),
	expected
};
/**
* The direction of each feature, 0 where there is none. Throws UserError for a name that no feature has; `engine` and
* `parameter` are for its message.
*/
function readMonotone(named, names, { engine, parameter }) {
	const found = new Int8Array(names.length);
	for (const [name, direction] of Object.entries(named ?? {})) {
		const at = names.indexOf(name);
		if (at < 0) throw new UserError(`Cannot train ${engine}: "${parameter}" names "${name}", which is no feature${didYouMean(name, names)}`, { hint: "Features are columns that are used; of a text or date they are its parts, such as sold.month" });
		found[at] = direction;
	}
	return found;
}
/** Throws UserError for a direction of a column of categories, which have no order. */
function refuseOrder({ names, categories }, directions, { engine, parameter }) {
	const column = directions.findIndex((direction, at) => direction !== 0 && (categories?.[at] ?? 0) > 0);
	if (column >= 0) throw new UserError(`Cannot train ${engine}: "${parameter}" names "${names[column]}", whose categories have no order`, { hint: `Set train.features.columns.${names[column]}.encode: ordinal, or remove it` });
}

// src/learn/scale-target.ts
/**
* The target as the kernel takes it. Numbers (`classes` is 0) are centred (unless `center` is false) and divided by a
* power of two, so that squares neither overflow nor cancel; class codes stay. Throws UserError where a number is
* missing or too large for float32, RangeError where a code is no class.
*/
function scaleTarget(target, classes, { center = true } = {}) {
	const shared = new Float64Array(new SharedArrayBuffer(8 * target.length));
	if (classes > 0) {
		if (target.some((code) => !Number.isInteger(code) || code < 0 || code >= classes)) throw new RangeError(`Class codes are whole numbers from 0 to ${classes - 1}`);
		shared.set(target);
		return {
			target: shared,
			offset: classes === 1 ? 1 : 0,
			scale: 1
		};
	}
	let offset = 0;
	for (const [row, value] of target.entries()) {
		if (!(Math.abs(value) <= 34e37)) throw new UserError(`Cannot train: the target is no number within \u00b13.4e38 in training row ${row}`);
		if (center) offset += (value - offset) / (row + 1);
	}
	let greatest = 0;
	for (const value of target) greatest = Math.max(greatest, Math.abs(value - offset));
	const scale = greatest > 0 ? powerFrom(Math.max(greatest, 1e-300)) : 1;
	for (const [row, value] of target.entries()) shared[row] = (value - offset) / scale;
	return {
		target: shared,
		offset,
		scale
	};
}

export { featureParts, monotone, readMonotone, refuseOrder, scaleTarget };