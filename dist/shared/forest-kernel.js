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
	const lows = job.lows.subarray(feature * 256, (feature + 1) * 256).fill(1e400);
	const highs = job.highs.subarray(feature * 256, (feature + 1) * 256).fill(-1e400);
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
	const borders = new Float32Array(256).fill(1e400);
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
	if (inBin === 0 && bin > 0) borders[bin - 1] = 1e400;
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

// src/learn/random.ts
/**
* The state of stream `stream` (0 … 2^32 - 1) of a seed: each word is hashed from all bits of both, so that streams
* beside each other have nothing in common. Any finite seed is good; its fraction counts.
*/
function randomState(seed, stream) {
	const [low = 0, high = 0] = new Uint32Array(new Float64Array([seed]).buffer);
	let hash = mix(mix(mix(low) ^ high) ^ stream);
	const state = Uint32Array.from({ length: 4 }, () => {
		hash = hash + 2654435769 >>> 0;
		return mix(hash);
	});
	if (state.every((word) => word === 0)) state[0] = 1;
	return state;
}
/** The finaliser of MurmurHash3 (Austin Appleby), after a step away from 0. */
function mix(word) {
	let hash = word + 2654435769 | 0;
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return (hash ^ hash >>> 16) >>> 0;
}

// src/learn/forest-kernel.ts
/** As `ONE_ROW` in the kernel: weights and distinct rows are counted exactly up to here. */
const rowLimit = 2 ** 26;
const planAt = 64;
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
/** Bytes of memory that one thread needs. */
function kernelBytes(job) {
	return Object.values(arraysOf(job)).reduce((at, bytes) => align(at + bytes), 384);
}
/** One sum serves numbers and two classes (Gini is then twice the variance of 0/1); more classes are counted. */
function sumsOf(outputs) {
	return outputs <= 2 ? 1 : outputs;
}
/** Prepares an instance for a job (`instantiate` takes bytes of memory); the answer grows a tree by its number. */
function openForest(instantiate, job) {
	const { memory, grow } = instantiate(kernelBytes(job));
	const { buffer } = memory;
	const at = {};
	let end = align(320);
	for (const [name, bytes] of Object.entries(arraysOf(job))) {
		at[name] = end;
		end = align(end + bytes);
	}
	const counts = {
		...job,
		...job.sizes,
		outputs: sumsOf(job.outputs)
	};
	new Uint32Array(buffer, planAt).set([...countNames.map((name) => counts[name]), ...Object.values(at)]);
	new Uint8Array(buffer, at.bins).set(job.bins);
	new Float64Array(buffer, at.target).set(job.target);
	return (tree) => {
		const [a = 0, b = 0, c = 0, d = 0] = randomState(job.seed, tree);
		const nodes = grow(planAt, a, b, c, d);
		return readTree(job, buffer, at, nodes);
	};
}
function readTree(job, buffer, at, nodes) {
	const { features, lows, highs } = job;
	const feature = new Int32Array(buffer, at.feature, nodes).slice();
	const lowBin = new Uint8Array(buffer, at.lowBin, nodes);
	const highBin = new Uint8Array(buffer, at.highBin, nodes);
	const child = new Int32Array(buffer, at.child, nodes);
	const threshold = new Float32Array(nodes);
	const left = new Int32Array(nodes);
	const right = new Int32Array(nodes);
	for (let node = 0; node < nodes; node++) {
		const bins = feature[node] * 256;
		if (bins < 0) continue;
		threshold[node] = thresholdBetween(highs[bins + lowBin[node]], lows[bins + highBin[node]]);
		left[node] = child[node];
		right[node] = child[node] + 1;
	}
	return {
		feature,
		threshold,
		left,
		right,
		value: valuesOf(job, new Float64Array(buffer, at.value, nodes * sumsOf(job.outputs))),
		gain: new Float64Array(buffer, at.gain, features).slice()
	};
}
/** The kernel's node values as the forest has them: the target's units, or a probability for each class. */
function valuesOf({ outputs, offset, scale }, values) {
	if (outputs > 2) return Float32Array.from(values);
	if (outputs === 1) return Float32Array.from(values, (value) => offset + scale * value);
	const shares = new Float32Array(2 * values.length);
	for (const [node, share] of values.entries()) shares.set([1 - share, share], 2 * node);
	return shares;
}
function align(bytes) {
	return Math.ceil(bytes / 64) * 64;
}

export { binFeature, kernelBytes, nodeLimit, openForest, rowLimit };