import { UserError } from "./core.js";

// src/learn/row-weights.ts
/** Each row's weight: its own, times with `balanced` its class's; undefined where all weigh 1. */
function weightRows({ target, classes, weights }, classWeight) {
	if (classWeight === null) return weights;
	const counts = new Float64Array(classes);
	for (const code of target) counts[code]++;
	const present = counts.reduce((sum, count) => sum + Number(count > 0), 0);
	const balanced = counts.map((count) => target.length / (present * Math.max(1, count)));
	return Float64Array.from(target, (code, row) => balanced[code] * (weights?.[row] ?? 1));
}
/** What weights are scaled to sum up to, so that sums of whole ones stay exact in a forest's kernel. */
const wholeSum = 2 ** 25;
/** Weights as whole numbers in nearly the same proportions; one that is not 0 is at least 1. */
function wholeWeights(weights) {
	const sum = weights.reduce((total, weight) => total + weight, 0);
	const whole = new Float64Array(new SharedArrayBuffer(weights.byteLength));
	for (const [row, weight] of weights.entries()) whole[row] = weight > 0 ? Math.max(1, Math.round(weight / sum * wholeSum)) : 0;
	return whole;
}

// src/learn/scale-target.ts
/**
* The target as the kernel takes it. Numbers (`classes` is 0) are centred and divided by a power of two, so that
* squares neither overflow nor cancel; class codes stay. Throws UserError where a number is missing or too large for
* float32, RangeError where a code is no class.
*/
function scaleTarget(target, classes) {
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
		if (!(Math.abs(value) <= 34e37)) throw new UserError(`Cannot train: the target is ${value} in training row ${row}, expected a number within ±3.4e38`);
		offset += (value - offset) / (row + 1);
	}
	let greatest = 0;
	for (const value of target) greatest = Math.max(greatest, Math.abs(value - offset));
	const scale = greatest > 0 ? 2 ** Math.max(-1e3, Math.ceil(Math.log2(greatest))) : 1;
	for (const [row, value] of target.entries()) shared[row] = (value - offset) / scale;
	return {
		target: shared,
		offset,
		scale
	};
}

export { scaleTarget, weightRows, wholeWeights };