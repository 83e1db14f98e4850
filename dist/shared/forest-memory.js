import { UserError, formatBytes, formatNumber } from "./core.js";

// src/learn/bins.ts
/** Bins 0 … 254 hold values; bin 255 is kept for missing ones, which features/ imputes today. */
const binLimit = 255;
/** Places for the least and greatest value of each feature's bins: `feature * binStride + bin`. */
const binStride = 256;
/** How many values the borders are chosen from; all values are put into bins. */
const sampleLimit = 2e5;
/** Puts a feature's values into at most 255 bins that keep their order, each with its own value where that is enough. */
function binFeature(job, feature) {
	const { rows } = job;
	const values = job.data.subarray(feature * rows, (feature + 1) * rows);
	const bins = job.bins.subarray(feature * rows, (feature + 1) * rows);
	const lows = job.lows.subarray(feature * 256, (feature + 1) * 256).fill(Infinity);
	const highs = job.highs.subarray(feature * 256, (feature + 1) * 256).fill(-Infinity);
	const borders = chooseBorders(values);
	for (let row = 0; row < rows; row++) {
		const value = values[row];
		let bin = 0;
		for (let step = 256 / 2; step >= 1; step /= 2) if (value > borders[bin + step - 1]) bin += step;
		bins[row] = bin;
		if (value < lows[bin]) lows[bin] = value;
		if (value > highs[bin]) highs[bin] = value;
	}
}
/** The greatest value of each bin, then Infinity up to 256 of them: bins of as equal weight as ties allow. */
function chooseBorders(values) {
	return bordersOf(sampleOf(values).sort(), 255).borders;
}
/** The same of sorted values, with what their number is, for at most `limit` bins. */
function bordersOf(sorted, limit) {
	const borders = new Float32Array(256).fill(Infinity);
	const distinct = countDistinct(sorted);
	let bin = 0;
	let inBin = 0;
	let remaining = sorted.length;
	for (let start = 0, end = 0; start < sorted.length; start = end) {
		const value = sorted[start];
		while (end < sorted.length && sorted[end] === value) end++;
		inBin += end - start;
		if (!(distinct <= limit || inBin >= remaining / (limit - bin)) || bin >= limit - 1) continue;
		borders[bin++] = value;
		remaining -= inBin;
		inBin = 0;
	}
	if (inBin === 0 && bin > 0) borders[--bin] = Infinity;
	return {
		borders,
		bins: bin + 1
	};
}
/** Chooses at most `limit` bins for a feature's values; NaN is missing and in none. Thresholds lie midway between values. */
function chooseThresholds(values, limit) {
	const sample = sampleOf(values).sort();
	let present = sample.length;
	while (present > 0 && Number.isNaN(sample[present - 1])) present--;
	const sorted = sample.subarray(0, present);
	const { borders: thresholds, bins } = bordersOf(sorted, limit);
	let at = 0;
	for (let bin = 0; bin < bins - 1; bin++) {
		const high = thresholds[bin];
		while (sorted[at] <= high) at++;
		thresholds[bin] = thresholdBetween(high, sorted[at]);
	}
	return {
		bins,
		thresholds,
		hasMissing: values.includes(NaN)
	};
}
function countDistinct(sorted) {
	let distinct = sorted.length === 0 ? 0 : 1;
	for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
	return distinct;
}
function sampleOf(values) {
	if (values.length <= sampleLimit) return values.slice();
	const stride = values.length / sampleLimit;
	const sample = new Float32Array(sampleLimit);
	for (let i = 0; i < sampleLimit; i++) sample[i] = values[Math.floor(i * stride)];
	return sample;
}
/**
* The float32 that parts the values of two bins: halfway, or the lower bin's greatest value where nothing lies
* between (scikit-learn's rule). `x <= threshold` then says exactly what `bin <= low` says.
*/
function thresholdBetween(high, nextLow) {
	const middle = Math.fround(high / 2 + nextLow / 2);
	return middle < nextLow ? middle : high;
}

// src/learn/forest-memory.ts
/** A forest above this size would fill the runner's memory, and no reader would open its file. */
const forestLimit = 4e9;
/** What a 32-bit wasm memory can hold. */
const threadLimit = 2 ** 32 - 2 ** 16;
/** As `ONE_ROW` in the kernel: weights and distinct rows are counted exactly up to here. */
const rowLimit = 2 ** 26;
/** Throws UserError where trees of this shape may not fit into memory, and says how much they would need. */
function checkMemory(shape, trees) {
	const { rows, features, outputs, sizes } = shape;
	const forest = trees * nodeLimit(rows, sizes) * (16 + 4 * outputs);
	const thread = placeArrays(shape).end;
	if (Math.max(rows, sizes.draws) <= rowLimit && forest <= forestLimit && thread <= threadLimit) return;
	const size = `${formatNumber(rows)} rows × ${formatNumber(features)} features`;
	const needed = `they may take ${formatBytes(forest)}, and each thread ${formatBytes(thread)}`;
	const limits = `${formatBytes(forestLimit)}, ${formatBytes(threadLimit)} a thread and ${formatNumber(rowLimit)} rows`;
	throw new UserError(`Cannot train ${formatNumber(trees)} trees on ${size}: ${needed}`, { hint: `Set max_depth, raise min_samples_leaf or lower n_estimators; the limits are ${limits}` });
}
const arraysAt = 512;
/** The counts at the head of the kernel's `Plan`, in its order. */
const countNames = [
	"rows",
	"features",
	"outputs",
	"maxFeatures",
	"minSplit",
	"minLeaf",
	"maxDepth",
	"draws",
	"isRandom",
	"isWeighted"
];
/** The kernel's arrays in the order of its class `Plan`, with their bytes. */
function arraysOf({ rows, features, outputs, sizes, isRandom, weights }) {
	const kernelOutputs = sumsOf(outputs);
	const cell = kernelOutputs === 1 ? 16 : 8 * (kernelOutputs + 2);
	const nodes = nodeLimit(rows, sizes);
	return {
		bins: features * rows,
		target: 8 * rows,
		weight: weights ? 8 * rows : 0,
		lows: isRandom ? 1024 * features : 0,
		highs: isRandom ? 1024 * features : 0,
		order: 4 * rows,
		payload: 16 * rows,
		spareOrder: 4 * rows,
		sparePayload: 16 * rows,
		histogram: 256 * cell,
		occupied: 32,
		total: cell,
		left: cell,
		permutation: 4 * features,
		stack: 24 * (Math.min(sizes.maxDepth, nodes) + 2),
		feature: 4 * nodes,
		lowBin: nodes,
		highBin: nodes,
		child: 4 * nodes,
		value: 8 * nodes * kernelOutputs,
		gain: 8 * features
	};
}
/** The most nodes that a tree can have. */
function nodeLimit(rows, { minLeaf, maxDepth, draws }) {
	return 2 * Math.max(1, Math.min(Math.floor((draws === 0 ? rows : Math.min(rows, draws)) / minLeaf), 2 ** Math.min(maxDepth, 40))) - 1;
}
/** Where each of the kernel's arrays begins, and where the last one ends. */
function placeArrays(shape) {
	const at = {};
	let end = arraysAt;
	for (const [name, bytes] of Object.entries(arraysOf(shape))) {
		at[name] = end;
		end = Math.ceil((end + bytes) / 64) * 64;
	}
	return {
		at,
		end
	};
}
/** One sum serves numbers and two classes (Gini is then twice the variance of 0/1); more classes are counted. */
function sumsOf(outputs) {
	return outputs <= 2 ? 1 : outputs;
}

export { binFeature, checkMemory, chooseThresholds, countNames, placeArrays, sumsOf, thresholdBetween };