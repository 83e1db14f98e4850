import { UserError, formatBytes, formatNumber } from "./core.js";
import { randomFrom, randomState } from "./numbers.js";

// src/learn/boosting-memory.ts
/** Training rows, about as far from each other, whose loss is told after each round. */
const watchedRows = 65536;
/** Rows whose sums are added on their own; `BLOCK` of the kernel. */
const blockRows = 4096;
/** What a 32-bit wasm memory can hold. */
const memoryLimit = 2 ** 32 - 2 ** 16;
/** Whole numbers of a histogram must not overflow. */
const rowLimit = 2 ** 26;
const arraysAt = 1024;
/** The f64 at the head of the kernel's `Plan`, in its order. */
const settingNames = [
	"learningRate",
	"lambda1",
	"lambda2",
	"minGain",
	"minHessian",
	"minRows",
	"catSmooth",
	"catL2",
	"minGroup",
	"positiveWeight",
	"subsample"
];
/** The i32 after them. */
const countNames = [
	"rows",
	"allRows",
	"features",
	"groups",
	"outputs",
	"objective",
	"leaves",
	"maxDepth",
	"threads",
	"maxCatToOnehot",
	"maxCatThreshold",
	"isBounded",
	"seed",
	"padding"
];
/** Lays the memory out. */
function placeBoosting(shape) {
	const histogram = placeHistogram(shape.binCount);
	const at = {};
	let end = arraysAt;
	for (const [name, bytes] of arraysOf(shape, histogram.slotBytes)) {
		at[name] = name === "slotBytes" ? bytes : end;
		if (name === "slotBytes" || name === "weight" && bytes === 0) {
			if (name === "weight") at[name] = 0;
			continue;
		}
		end = Math.ceil((end + bytes) / 64) * 64;
	}
	return {
		at,
		end,
		...histogram
	};
}
/** Features of a group have equal room, so that the kernel finds them by adding. */
function placeHistogram(binCount) {
	const groups = Math.ceil(binCount.length / 8);
	const groupAt = new Uint32Array(groups);
	const groupStride = new Uint32Array(groups);
	let slotBytes = 0;
	for (let group = 0; group < groups; group++) {
		const counts = binCount.subarray(8 * group, 8 * group + 8);
		groupAt[group] = slotBytes;
		groupStride[group] = 8 * (counts.reduce((most, each) => Math.max(most, each), 0) + 1);
		slotBytes += groupStride[group] * counts.length;
	}
	return {
		slotBytes: Math.ceil(slotBytes / 64) * 64,
		groupAt,
		groupStride
	};
}
/** The kernel's arrays in the order of its class `Plan`, with their bytes; `slotBytes` is a number among them. */
function arraysOf(shape, slotBytes) {
	const { rows, allRows, features, outputs, leaves, threads, isWeighted } = shape;
	const groups = Math.ceil(features / 8);
	const nodes = 2 * leaves;
	const padded = allRows + 8;
	return [
		["sync", 64],
		["columns", features * padded],
		["bins", 8 * groups * rows],
		["groupAt", 4 * groups],
		["groupStride", 4 * groups],
		["slotBytes", slotBytes],
		["binCount", 4 * features],
		["flags", features],
		["monotone", features],
		["used", features],
		["target", 8 * padded],
		["weight", isWeighted ? 4 * padded : 0],
		["scores", 8 * outputs * padded],
		["shares", shape.objective === "softmax" ? 4 * outputs * (rows + 4) + 64 : 64],
		["gradients", 8 * padded],
		["payload", 8 * padded],
		["order", 4 * padded],
		["spareLeft", 4 * padded],
		["spareRight", 4 * padded],
		["blockSums", 16 * (Math.ceil(rows / blockRows) + 1)],
		["histograms", leaves * slotBytes],
		["partial", (threads - 1) * slotBytes],
		["leafTable", 112 * leaves],
		["splits", 128 * threads],
		["sorting", 4096 * threads],
		["counts", 4 * threads],
		["tiles", 4096 * threads],
		["nodeFeature", 4 * nodes],
		["nodeBin", 4 * nodes],
		["nodeFlags", nodes],
		["nodeLeft", 4 * nodes],
		["nodeRight", 4 * nodes],
		["nodeValue", 8 * nodes],
		["nodeGain", 8 * nodes],
		["nodeSet", 32 * nodes],
		["scales", 64],
		["losses", 16 * (Math.ceil(Math.max(allRows - rows, watchedRows) / blockRows) + 1)],
		["scratch", 4 * scratchRows * threads],
		["borders", 1024 * features]
	];
}
/** Rows of one feature that are put into bins at a time. */
const scratchRows = 8192;
/** Throws UserError where a training of this shape does not fit into memory, and says how much it would need. */
function checkBoostingMemory(shape) {
	const places = placeBoosting(shape);
	if (places.end <= memoryLimit && shape.rows <= rowLimit) return places;
	const size = `${formatNumber(shape.rows)} rows \u00d7 ${formatNumber(shape.features)} features`;
	throw new UserError(`Cannot train gradient boosting on ${size} with ${formatNumber(shape.leaves)} leaves: it needs ${formatBytes(places.end)} of memory`, { hint: `The limits are ${formatBytes(memoryLimit)} and ${formatNumber(rowLimit)} rows: lower num_leaves or max_bin, or leave columns out with data.exclude` });
}
/** Bytes that all trees may take. */
const treesLimit = 4e9;
/** Bytes of a tree's node. */
const nodeBytes = 21;
/** Throws UserError where so many rounds of trees, if each were as large as it may be, do not fit into memory. */
function checkTreesMemory(rounds, { outputs, leaves }) {
	const trees = rounds * outputs;
	const bytes = trees * (2 * leaves - 1) * nodeBytes;
	if (bytes <= treesLimit) return;
	throw new UserError(`Cannot train ${formatNumber(trees)} trees of up to ${formatNumber(leaves)} leaves: they may take ${formatBytes(bytes)}`, { hint: `The limit is ${formatBytes(treesLimit)}: lower n_estimators or num_leaves, or set early_stopping_rounds` });
}

// src/learn/boosting-thread.ts
/** Writes the kernel's plan; once, before the threads begin. */
function writePlan({ memory, at, settings, counts }) {
	const { buffer } = memory;
	new Float64Array(buffer, 64).set(settingNames.map((name) => settings[name]));
	const countsAt = 64 + 8 * settingNames.length;
	new Uint32Array(buffer, countsAt).set([...countNames.map((name) => counts[name]), ...Object.values(at)]);
}
/** Prepares a thread; the answer runs it by its number. */
function openBoosting(instantiate, job) {
	const kernel = instantiate(job.memory);
	return (thread) => growRounds(kernel, job, thread);
}
function growRounds(kernel, job, thread) {
	const { counts, from, to, baggingFrequency } = job;
	const isFirst = thread === 0;
	const grown = createRounds(isFirst ? (to - from) * counts.outputs : 0, 2 * counts.leaves - 1, to - from);
	let tree = 0;
	let at = 0;
	for (let round = from; round < to; round++) {
		const bag = baggingFrequency === 0 ? 0 : Math.floor(round / baggingFrequency);
		for (let output = 0; output < counts.outputs; output++) {
			const number = round * counts.outputs + output;
			if (isFirst) chooseFeatures(job, number);
			const nodes = kernel.grow(64, thread, output, number + 1, bag + 1);
			if (!isFirst) continue;
			grown.nodes[tree++] = nodes;
			copyTree(grown, job, at, nodes);
			at += nodes;
		}
		const step = Math.ceil(counts.rows / watchedRows);
		const loss = kernel.lossOf(64, thread, 0, Math.floor(counts.rows / step), step);
		if (isFirst) grown.losses[round - from] = loss;
		const others = counts.allRows - counts.rows;
		if (others === 0) continue;
		const validationLoss = kernel.lossOf(64, thread, counts.rows, others, 1);
		if (isFirst) grown.validationLosses[round - from] = validationLoss;
	}
	return trim(grown, at);
}
function createRounds(trees, nodesPerTree, rounds) {
	const nodes = trees * nodesPerTree;
	return {
		nodes: new Int32Array(trees),
		feature: new Int32Array(nodes),
		bin: new Int32Array(nodes),
		flags: new Uint8Array(nodes),
		left: new Int32Array(nodes),
		right: new Int32Array(nodes),
		value: new Float64Array(nodes),
		gain: new Float64Array(nodes),
		sets: new BigUint64Array(4 * nodes),
		losses: new Float64Array(rounds),
		validationLosses: new Float64Array(rounds)
	};
}
function copyTree(grown, { memory: { buffer }, at }, to, nodes) {
	grown.feature.set(new Int32Array(buffer, at.nodeFeature, nodes), to);
	grown.bin.set(new Int32Array(buffer, at.nodeBin, nodes), to);
	grown.flags.set(new Uint8Array(buffer, at.nodeFlags, nodes), to);
	grown.left.set(new Int32Array(buffer, at.nodeLeft, nodes), to);
	grown.right.set(new Int32Array(buffer, at.nodeRight, nodes), to);
	grown.value.set(new Float64Array(buffer, at.nodeValue, nodes), to);
	grown.gain.set(new Float64Array(buffer, at.nodeGain, nodes), to);
	grown.sets.set(new BigUint64Array(buffer, at.nodeSet, 4 * nodes), 4 * to);
}
function trim(grown, nodes) {
	return {
		nodes: grown.nodes,
		feature: grown.feature.slice(0, nodes),
		bin: grown.bin.slice(0, nodes),
		flags: grown.flags.slice(0, nodes),
		left: grown.left.slice(0, nodes),
		right: grown.right.slice(0, nodes),
		value: grown.value.slice(0, nodes),
		gain: grown.gain.slice(0, nodes),
		sets: grown.sets.slice(0, 4 * nodes),
		losses: grown.losses,
		validationLosses: grown.validationLosses
	};
}
/** Marks the features of the columns that a tree may ask for, drawn anew for each tree. */
function chooseFeatures({ memory, at, counts, columnOf, columnsPerTree }, tree) {
	const used = new Uint8Array(memory.buffer, at.used, counts.features);
	const columns = Array.from({ length: columnOf.at(-1) + 1 }, (_, column) => column);
	if (columnsPerTree >= columns.length) {
		used.fill(1);
		return;
	}
	const isUsed = new Uint8Array(columns.length);
	const random = randomFrom(randomState(counts.seed, tree));
	for (let k = 0; k < columnsPerTree; k++) {
		const drawn = k + random.below(columns.length - k);
		isUsed[columns[drawn]] = 1;
		columns[drawn] = columns[k];
	}
	for (const [feature, column] of columnOf.entries()) used[feature] = isUsed[column];
}
/** Prepares a thread; the answer puts that thread's share of the rows into bins. */
function openBoostingBins(instantiate, job) {
	const kernel = instantiate(job.memory);
	return (thread) => {
		const blocks = Math.ceil(job.rows / scratchRows);
		const last = Math.floor(blocks * (thread + 1) / job.threads);
		for (let block = Math.floor(blocks * thread / job.threads); block < last; block++) {
			const start = block * scratchRows;
			for (let feature = 0; feature < job.features.length; feature++) binBlock(kernel, job, {
				feature,
				start,
				thread
			});
			if (job.firstRow > 0) continue;
			const { at, features, allRows } = job;
			const end = Math.min(job.rows, start + scratchRows);
			kernel.arrange(at.columns, at.bins, features.length, allRows, start, end);
		}
	};
}
function binBlock(kernel, job, { feature, start, thread }) {
	const { memory, at, rows, firstRow, allRows, data, features } = job;
	const { column, bins, firstCode } = features[feature];
	const end = Math.min(rows, start + scratchRows);
	const values = data.subarray(column * rows + start, column * rows + end);
	const to = at.columns + feature * allRows + firstRow + start;
	if (firstCode !== void 0) {
		const written = new Uint8Array(memory.buffer, to, values.length);
		for (let index = 0; index < values.length; index++) {
			const bin = values[index] - firstCode;
			written[index] = bin >= 0 && bin < bins ? bin : bins;
		}
		return;
	}
	const scratch = at.scratch + 4 * scratchRows * thread;
	new Float32Array(memory.buffer, scratch, values.length).set(values);
	const steps = Math.max(1, 32 - Math.clz32(bins - 1));
	kernel.binValues(scratch, values.length, at.borders + 1024 * feature, steps, bins, to);
}

// src/learn/category-sets.ts
/** Collects the sets of a tree's nodes, one node after another. */
function createSets(nodes) {
	const at = new Int32Array(nodes + 1);
	const words = [];
	return {
		/** Adds the bins of a set, the first of which is a code. */
		add(bins, firstCode) {
			const start = words.length;
			for (const [index, word] of bins.entries()) for (let bit = 0, rest = word; rest !== 0n; bit++, rest >>= 1n) {
				if ((rest & 1n) === 0n) continue;
				const code = firstCode + 64 * index + bit;
				while (words.length <= start + (code >>> 5)) words.push(0);
				words[start + (code >>> 5)] |= 1 << (code & 31);
			}
		},
		end(node) {
			at[node + 1] = words.length;
		},
		made() {
			return words.length === 0 ? {} : { sets: {
				at,
				words: Uint32Array.from(words)
			} };
		}
	};
}

export { checkBoostingMemory, checkTreesMemory, createSets, openBoosting, openBoostingBins, writePlan };