import { UserError, formatBytes, formatNumber } from "./core.js";
import { goesLeft } from "./learn.js";
import { meanOver, regressionSources } from "./evaluating.js";

// src/learn/borders.ts
/**
* The greatest value of each bin but the last, for at most `limit` bins, at least 2, of sorted values without NaN. Each
* value has its own bin where that is enough. Else those below and above zero share the bins by their numbers, one is
* kept for zero, and bins of a sign weigh as much as ties allow (LightGBM 4.7, src/io/bin.cpp: FindBinWithZeroAsOneBin
* and GreedyFindBin, without min_data_in_bin).
*/
function findBorders(sorted, limit) {
	const counted = countValues(sorted);
	const { values } = counted;
	if (values.length <= limit) return Array.from(values.subarray(0, -1));
	const firstZero = firstNotBelow(values, 0);
	const firstAbove = firstZero + (values[firstZero] === 0 ? 1 : 0);
	const below = take(counted, 0, firstZero);
	const above = take(counted, firstAbove, values.length);
	const [countBelow, countAbove] = [countOf(below), countOf(above)];
	const share = countBelow / (countBelow + countAbove);
	const bordersBelow = countBelow === 0 ? [] : groupValues(below, Math.max(1, Math.floor(share * (limit - 1))));
	const binsAbove = Math.max(countAbove === 0 ? 0 : 1, limit - 1 - bordersBelow.length);
	const zero = firstAbove > firstZero && bordersBelow.length + binsAbove < limit ? [0] : [];
	return [
		...bordersBelow,
		...zero,
		...groupValues(above, binsAbove)
	].slice(0, -1);
}
/** The greatest value of each of at most `limit` bins. */
function groupValues({ values, counts }, limit) {
	if (values.length <= limit) return Array.from(values);
	let rest = countOf({
		values,
		counts
	});
	let bins = limit;
	const heavy = rest / limit;
	for (const count of counts) {
		if (count < heavy) continue;
		rest -= count;
		bins--;
	}
	const borders = [];
	let mean = rest / bins;
	let inBin = 0;
	for (let at = 0; at < values.length - 1 && borders.length < limit - 1; at++) {
		const count = counts[at];
		const isHeavy = count >= heavy;
		inBin += count;
		if (!isHeavy) rest -= count;
		if (!(isHeavy || inBin >= mean || counts[at + 1] >= heavy && inBin >= Math.max(1, mean / 2))) continue;
		borders.push(values[at]);
		inBin = 0;
		if (isHeavy) continue;
		bins--;
		mean = rest / bins;
	}
	return [...borders, values.at(-1)];
}
function countValues(sorted) {
	const values = new Float32Array(sorted.length);
	const counts = new Uint32Array(sorted.length);
	let different = 0;
	for (let at = 0; at < sorted.length; at++) {
		const value = sorted[at];
		if (at === 0 || value !== sorted[at - 1]) values[different++] = value;
		counts[different - 1]++;
	}
	return {
		values: values.subarray(0, different),
		counts: counts.subarray(0, different)
	};
}
function take({ values, counts }, from, to) {
	return {
		values: values.subarray(from, to),
		counts: counts.subarray(from, to)
	};
}
function countOf({ counts }) {
	let sum = 0;
	for (const count of counts) sum += count;
	return sum;
}
function firstNotBelow(values, limit) {
	const found = values.findIndex((value) => value >= limit);
	return found < 0 ? values.length : found;
}

// src/learn/bins.ts
/** Bins 0 \u2026 254 hold values. */
const binLimit = 255;
/** The bin of missing values. */
const missingBin = 255;
/** Places for the least and greatest value of each feature's bins: `feature * binStride + bin`. */
const binStride = 256;
/** How many values the borders are chosen from; all values are put into bins. */
const sampleLimit = 2e5;
/**
* Puts a feature's values into at most 255 bins that keep their order, each with its own value where that is enough, and
* missing ones into another; codes of categories into the bins of their own.
*/
function binFeature(job, feature) {
	const { rows } = job;
	const { column, codes } = job.parts[feature];
	const values = job.data.subarray(column * rows, (column + 1) * rows);
	const bins = job.bins.subarray(feature * rows, (feature + 1) * rows);
	if (codes !== void 0) {
		for (let row = 0; row < rows; row++) {
			const bin = values[row] - codes.first;
			bins[row] = bin >= 0 && bin < codes.count ? bin : 255;
		}
		return;
	}
	const lows = job.lows.subarray(feature * 256, (feature + 1) * 256).fill(Infinity);
	const highs = job.highs.subarray(feature * 256, (feature + 1) * 256).fill(-Infinity);
	const borders = chooseBorders(values);
	for (let row = 0; row < rows; row++) {
		const value = values[row];
		if (Number.isNaN(value)) {
			bins[row] = 255;
			continue;
		}
		let bin = 0;
		for (let step = 256 / 2; step >= 1; step /= 2) if (value > borders[bin + step - 1]) bin += step;
		bins[row] = bin;
		if (value < lows[bin]) lows[bin] = value;
		if (value > highs[bin]) highs[bin] = value;
	}
}
/** The greatest value of each bin, then Infinity up to 256 of them: bins of as equal weight as ties allow. */
function chooseBorders(values) {
	return bordersOf(presentOf(values), 255).borders;
}
/** The same of sorted values, with what their number is, for at most `limit` bins. */
function bordersOf(sorted, limit) {
	const borders = new Float32Array(256).fill(Infinity);
	const found = findBorders(sorted, limit);
	borders.set(found);
	return {
		borders,
		bins: found.length + 1
	};
}
/** Chooses at most `limit` bins for a feature's values; NaN is missing and in none. Thresholds lie midway between values. */
function chooseThresholds(values, limit) {
	const sorted = presentOf(values);
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
/** The values of a sample in order, without missing ones. */
function presentOf(values) {
	const sample = sampleOf(values).sort();
	let present = sample.length;
	while (present > 0 && Number.isNaN(sample[present - 1])) present--;
	return sample.subarray(0, present);
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
	const forest = trees * nodeLimit(rows, sizes) * (17 + 4 * outputs);
	const thread = placeArrays(shape).end;
	if (Math.max(rows, sizes.draws) <= rowLimit && forest <= forestLimit && thread <= threadLimit) return;
	const size = `${formatNumber(rows)} rows \u00d7 ${formatNumber(features)} features`;
	const needed = `they may take ${formatBytes(forest)}, and each thread ${formatBytes(thread)}`;
	const limits = `${formatBytes(forestLimit)}, ${formatBytes(threadLimit)} a thread and ${formatNumber(rowLimit)} rows`;
	throw new UserError(`Cannot train ${formatNumber(trees)} trees on ${size}: ${needed}`, { hint: `Set max_depth or max_leaf_nodes, raise min_samples_leaf or lower n_estimators; the limits are ${limits}` });
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
	"isWeighted",
	"criterion",
	"maxLeaves",
	"isBalanced",
	"isBounded"
];
/** The kernel's arrays in the order of its class `Plan`, with their bytes. */
function arraysOf({ rows, features, outputs, sizes, isRandom, weights, monotone, hasCategories }) {
	const kernelOutputs = sumsOf(outputs);
	const cell = kernelOutputs === 1 ? 16 : 8 * (kernelOutputs + 2);
	const nodes = nodeLimit(rows, sizes);
	return {
		bins: features * rows,
		target: 8 * rows,
		weight: weights ? 8 * rows : 0,
		monotone: monotone ? features : 0,
		limits: 16,
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
		absent: cell,
		both: cell,
		permutation: 4 * features,
		stack: 96 * (3 + (sizes.maxLeaves || Math.min(sizes.maxDepth, (nodes + 1) / 2))),
		drawn: 16,
		feature: 4 * nodes,
		lowBin: nodes,
		highBin: nodes,
		missingLeft: nodes,
		child: 4 * nodes,
		value: 8 * nodes * kernelOutputs,
		gain: 8 * nodes,
		categories: features,
		sets: hasCategories ? 32 * nodes : 0,
		sorting: hasCategories ? 2304 : 0
	};
}
/** The most nodes that a tree can have. */
function nodeLimit(rows, { minLeaf, maxDepth, maxLeaves, draws }) {
	const leaves = Math.min(Math.floor((draws === 0 ? rows : Math.min(rows, draws)) / minLeaf), 2 ** Math.min(maxDepth, 40), maxLeaves || Infinity);
	return 2 * Math.max(1, leaves) - 1;
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

// src/learn/out-of-bag.ts
/** Rows of a job: they stay in the cache while each tree passes over them. */
const blockRows = 4096;
/** Predicts the rows of a block. */
function predictOutOfBag({ trees, matrix, outputs }, block) {
	const from = block * blockRows;
	const rows = Math.min(blockRows, matrix.rows - from);
	const sums = new Float64Array(rows * outputs);
	const counts = new Int32Array(rows);
	for (const tree of trees) {
		const { feature, left, right, value, bag } = tree;
		for (let i = 0; i < rows; i++) {
			const row = from + i;
			if ((bag[row >> 3] >> (row & 7) & 1) === 1) continue;
			let node = 0;
			for (let asked = feature[0]; asked >= 0; asked = feature[node]) node = goesLeft(tree, node, matrix.data[asked * matrix.rows + row]) ? left[node] : right[node];
			for (let output = 0; output < outputs; output++) sums[i * outputs + output] = sums[i * outputs + output] + value[node * outputs + output];
			counts[i] = counts[i] + 1;
		}
	}
	return {
		sums,
		counts
	};
}
/**
* scikit-learn's `oob_score_`: R\u00b2 of numbers, the accuracy of classes, of the training rows predicted by the trees that
* have not drawn them. Rows that every tree has drawn are left out and told (scikit-learn takes 0 for them).
*/
async function judgeOutOfBag({ matrix, target, classes, weights, pool, signal }, trees) {
	const outputs = Math.max(1, classes);
	const job = {
		trees,
		matrix,
		outputs
	};
	const blocks = await pool.run("out-of-bag", job, Math.ceil(matrix.rows / blockRows), { signal });
	const known = [];
	const predicted = [];
	for (const [block, { sums, counts }] of blocks.entries()) for (const [i, count] of counts.entries()) {
		if (count === 0) continue;
		known.push(block * blockRows + i);
		const means = sums.subarray(i * outputs, (i + 1) * outputs);
		predicted.push(classes > 0 ? means.indexOf(Math.max(...means)) : means[0] / count);
	}
	const actual = Float64Array.from(known, (row) => target[row]);
	const ofKnown = weights && Float64Array.from(known, (row) => weights[row]);
	const score = classes > 0 ? meanOver(known.length, ofKnown, (at) => Number(predicted[at] === actual[at])) : regressionSources(actual, Float64Array.from(predicted), ofKnown).r2();
	const left = matrix.rows - known.length;
	return {
		outOfBag: {
			score,
			rows: known.length
		},
		...left > 0 && { warnings: [`${formatNumber(left)} training rows were drawn by every tree and are not part of oob_score; raise n_estimators`] }
	};
}

export { binFeature, checkMemory, chooseThresholds, countNames, judgeOutOfBag, placeArrays, predictOutOfBag, sumsOf, thresholdBetween };