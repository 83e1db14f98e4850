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
	const sorted = sampleOf(values).sort();
	const borders = new Float32Array(256).fill(Infinity);
	const distinct = countDistinct(sorted);
	let bin = 0;
	let inBin = 0;
	let remaining = sorted.length;
	for (let start = 0, end = 0; start < sorted.length; start = end) {
		const value = sorted[start];
		while (end < sorted.length && sorted[end] === value) end++;
		inBin += end - start;
		if (!(distinct <= 255 || inBin >= remaining / (255 - bin)) || bin >= 254) continue;
		borders[bin++] = value;
		remaining -= inBin;
		inBin = 0;
	}
	if (inBin === 0 && bin > 0) borders[bin - 1] = Infinity;
	return borders;
}
function countDistinct(sorted) {
	let distinct = sorted.length === 0 ? 0 : 1;
	for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
	return distinct;
}
function sampleOf(values) {
	if (values.length <= sampleLimit) return Float32Array.from(values);
	const stride = values.length / sampleLimit;
	return Float32Array.from({ length: sampleLimit }, (_, i) => values[Math.floor(i * stride)]);
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
	"draws"
];
/** The kernel's arrays in the order of its class `Plan`, with their bytes. */
function arraysOf({ rows, features, outputs, sizes }) {
	const kernelOutputs = sumsOf(outputs);
	const cell = kernelOutputs === 1 ? 16 : 8 * (kernelOutputs + 2);
	const nodes = nodeLimit(rows, sizes);
	return {
		bins: features * rows,
		target: 8 * rows,
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

// src/learn/matrix.ts
/** The values of a column, as a view. */
function columnOf(matrix, column) {
	return matrix.data.subarray(column * matrix.rows, (column + 1) * matrix.rows);
}
/** The same matrix on a SharedArrayBuffer, so that threads read it without copies. */
function shareMatrix(matrix) {
	const { data } = matrix;
	if (data.buffer instanceof SharedArrayBuffer) return matrix;
	const shared = new Float32Array(new SharedArrayBuffer(data.byteLength));
	shared.set(data);
	return {
		...matrix,
		data: shared
	};
}

// src/learn/predict-forest.ts
/** Rows at a time, so that they stay in the cache while each tree passes over them. */
const blockRows = 4096;
/** Walks of a row down a tree, below which threads are not worth what they cost: a fifth of a second. */
const threadedWalks = 15e5;
/**
* The forest's predictions, rows × outputs, row-major: the mean over the trees, summed in float64 from the float32
* values that the model file holds. `rows` picks rows of the matrix (default: all of them, in order).
*/
function predictForest(forest, matrix, rows) {
	const job = {
		forest,
		matrix,
		rows
	};
	return join(job, Array.from({ length: blockCount(job) }, (_, block) => predictBlock(job, block)));
}
/** The same on the pool's threads where it would take long: the main thread stays free, and the signal ends it. */
async function predictForestOn(pool, { signal, ...job }) {
	if (rowCount(job) * job.forest.trees.length < threadedWalks) return predictForest(job.forest, job.matrix, job.rows);
	const shared = {
		...job,
		matrix: shareMatrix(job.matrix)
	};
	return join(job, (await pool.run("predict", shared, blockCount(job), { signal })).map(({ means }) => means));
}
/** The predictions of a block of rows, row-major. */
function predictBlock({ forest, matrix, rows }, block) {
	const { trees, outputs } = forest;
	const features = matrix.names.length;
	const start = block * blockRows;
	const size = Math.min(blockRows, rowCount({
		matrix,
		rows
	}) - start);
	const values = new Float32Array(size * features);
	for (let feature = 0; feature < features; feature++) {
		const column = feature * matrix.rows;
		for (let i = 0; i < size; i++) {
			const row = rows ? rows[start + i] : start + i;
			values[i * features + feature] = matrix.data[column + row];
		}
	}
	const sums = new Float64Array(size * outputs);
	for (const tree of trees) addTree({
		tree,
		outputs,
		features,
		block: values,
		sums
	});
	return sums.map((sum) => sum / trees.length);
}
function rowCount({ matrix, rows }) {
	return rows?.length ?? matrix.rows;
}
function blockCount(job) {
	return Math.ceil(rowCount(job) / blockRows);
}
function join(job, blocks) {
	const { outputs } = job.forest;
	const joined = new Float64Array(rowCount(job) * outputs);
	for (const [block, means] of blocks.entries()) joined.set(means, block * blockRows * outputs);
	return joined;
}
/** The next node is looked up, not branched to: which way a row goes is a coin toss to the processor. */
function addTree({ tree, outputs, features, block, sums }) {
	const { feature, threshold, value } = tree;
	const children = childrenOf(tree);
	const rows = sums.length / outputs;
	for (let row = 0; row < rows; row++) {
		const base = row * features;
		let node = 0;
		for (let asked = feature[0]; asked >= 0; asked = feature[node]) node = children[2 * node + (block[base + asked] <= threshold[node] ? 0 : 1)];
		for (let output = 0; output < outputs; output++) {
			const at = row * outputs + output;
			sums[at] = sums[at] + value[node * outputs + output];
		}
	}
}
/** Left and right child of each node in turn. */
function childrenOf({ left, right }) {
	const children = new Int32Array(2 * left.length);
	for (let node = 0; node < left.length; node++) {
		children[2 * node] = left[node];
		children[2 * node + 1] = right[node];
	}
	return children;
}

export { binFeature, checkMemory, columnOf, countNames, placeArrays, predictBlock, predictForestOn, shareMatrix, sumsOf, thresholdBetween };