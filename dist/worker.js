import { binFeature, chooseThresholds, countNames, placeArrays, predictOutOfBag, sumsOf, thresholdBetween } from "./shared/out-of-bag.js";
import { createSets, openBoosting, openBoostingBins } from "./shared/category-sets.js";
import { randomState } from "./shared/numbers.js";
import { applyLink, columnOf } from "./shared/learn.js";
import { instantiate, instantiateOn } from "./shared/core.js";
const { parentPort } = process.getBuiltinModule("node:worker_threads");

// src/services/worker-thread.ts
/** A thread's side: takes jobs from the shared counter until there are none, and sends each answer at once. */
function serveJobs(port, openKernel) {
	port.on("message", async ({ kernel, shared, count, next }) => {
		try {
			const runJob = await openKernel(kernel, shared);
			for (let job = takeJob(next, count); job < count; job = takeJob(next, count)) {
				const answer = await runJob(job);
				port.postMessage({
					job,
					answer
				}, buffersOf(answer));
			}
			port.postMessage({ idle: true });
		} catch (failure) {
			port.postMessage({ failure });
		}
	});
}
/** The next job, once it need not wait; `count` where there is none. */
function takeJob(next, count) {
	const job = Atomics.add(next, 0, 1);
	for (;;) {
		const room = Atomics.load(next, 1);
		if (room < 0 || job >= count) return count;
		if (job < room) return job;
		Atomics.wait(next, 1, room);
	}
}
/** The buffers of an answer's typed arrays, to be moved rather than copied. */
function buffersOf(answer) {
	if (typeof answer !== "object" || answer === null) return [];
	const buffers = Object.values(answer).map((value) => ArrayBuffer.isView(value) ? value.buffer : void 0);
	return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}

// src/learn/compact-tree.ts
/**
* The same tree in as few bytes as its numbers need, on one SharedArrayBuffer, so that threads are given it without a
* copy: a node of a small tree takes 10 bytes. `width` is the number of a leaf's values; where it is 1, thresholds and
* values are one array.
*/
function compactTree(tree, width) {
	const { feature, left, right, value, missingLeft } = tree;
	const nodes = feature.length;
	const [Feature, Child] = [signedFor(feature), nodes <= 2 ** 16 ? Uint16Array : Int32Array];
	const nodeBytes = 4 + (width === 1 ? 0 : 4 * width) + 2 * Child.BYTES_PER_ELEMENT + Feature.BYTES_PER_ELEMENT;
	const buffer = new SharedArrayBuffer(nodes * (nodeBytes + (missingLeft ? 1 : 0)));
	let at = 0;
	const take = (Kind, values) => {
		const made = new Kind(buffer, at, values.length);
		made.set(values);
		at += values.length * Kind.BYTES_PER_ELEMENT;
		return made;
	};
	const threshold = take(Float32Array, tree.threshold);
	if (width === 1) {
		for (let node = 0; node < nodes; node++) if (feature[node] < 0) threshold[node] = value[node];
	}
	return {
		...tree,
		threshold,
		value: width === 1 ? threshold : take(Float32Array, value),
		left: take(Child, left),
		right: take(Child, right),
		feature: take(Feature, feature),
		...missingLeft && { missingLeft: take(Uint8Array, missingLeft) }
	};
}
/** The narrowest kind of array that holds the numbers, which are -1 or more. */
function signedFor(values) {
	let most = 0;
	for (let at = 0; at < values.length; at++) if (values[at] > most) most = values[at];
	return most < 128 ? Int8Array : most < 2 ** 15 ? Int16Array : Int32Array;
}

// src/learn/prune-tree.ts
/**
* The tree without the branches whose splits gain no more than `cost` for each leaf that they add: the least tree of
* those that are best at this cost (Breiman et al., Classification and Regression Trees, 1984, chapter 3; `ccp_alpha`
* in scikit-learn).
*/
function pruneTree(tree, cost) {
	const { feature, left, right, gain } = tree;
	const count = feature.length;
	const isLeaf = new Uint8Array(count);
	const kept = new Float64Array(count);
	const leaves = new Float64Array(count).fill(1);
	for (let node = count - 1; node >= 0; node--) {
		if (feature[node] < 0) continue;
		const [a, b] = [left[node], right[node]];
		kept[node] = gain[node] + kept[a] + kept[b];
		leaves[node] = leaves[a] + leaves[b];
		if (kept[node] > cost * (leaves[node] - 1)) continue;
		isLeaf[node] = 1;
		kept[node] = 0;
		leaves[node] = 1;
	}
	return takeNodes(tree, isLeaf);
}
/** The nodes that are left where some splits are leaves, in their order. */
function takeNodes(tree, isLeaf) {
	const { feature, left, right } = tree;
	const place = new Int32Array(feature.length).fill(-1);
	place[0] = 0;
	const stays = [];
	for (let node = 0; node < feature.length; node++) {
		if (place[node] < 0) continue;
		place[node] = stays.length;
		stays.push(node);
		if (feature[node] >= 0 && isLeaf[node] === 0) place[left[node]] = place[right[node]] = 0;
	}
	const isSplit = (node) => feature[node] >= 0 && isLeaf[node] === 0;
	const width = tree.value.length / feature.length;
	const value = new Float32Array(stays.length * width);
	for (const [at, node] of stays.entries()) value.set(tree.value.subarray(node * width, (node + 1) * width), at * width);
	return {
		...tree,
		feature: Int32Array.from(stays, (node) => isSplit(node) ? feature[node] : -1),
		threshold: Float32Array.from(stays, (node) => isSplit(node) ? tree.threshold[node] : 0),
		left: Int32Array.from(stays, (node) => isSplit(node) ? place[left[node]] : 0),
		right: Int32Array.from(stays, (node) => isSplit(node) ? place[right[node]] : 0),
		gain: Float64Array.from(stays, (node) => isSplit(node) ? tree.gain[node] : 0),
		...tree.sets && { sets: takeSets(tree.sets, stays, isSplit) },
		...tree.missingLeft && { missingLeft: Uint8Array.from(stays, (node) => isSplit(node) ? tree.missingLeft[node] : 0) },
		value
	};
}
/** The sets of the nodes that stay splits. */
function takeSets({ at, words }, stays, isSplit) {
	const parts = stays.map((node) => isSplit(node) ? [...words.subarray(at[node], at[node + 1])] : []);
	const starts = new Int32Array(stays.length + 1);
	for (const [place, part] of parts.entries()) starts[place + 1] = starts[place] + part.length;
	return {
		at: starts,
		words: Uint32Array.from(parts.flat())
	};
}

// src/learn/forest-kernel.ts
/** In the order of the kernel's constants. */
const criteria = [
	"squares",
	"entropy",
	"poisson"
];
/** Prepares an instance for a job (`instantiate` takes bytes of memory); the answer grows a tree by its number. */
function openForest(instantiate, job) {
	const { at, end } = placeArrays(job);
	const { memory, grow } = instantiate(end);
	const { buffer } = memory;
	const counts = {
		...job,
		...job.sizes,
		outputs: sumsOf(job.outputs),
		isRandom: Number(job.isRandom === true),
		isWeighted: Number(job.weights !== void 0),
		criterion: criteria.indexOf(job.criterion),
		isBalanced: Number(job.isBalanced),
		isBounded: Number(job.monotone !== void 0)
	};
	new Uint32Array(buffer, 64).set([...countNames.map((name) => counts[name]), ...Object.values(at)]);
	new Uint8Array(buffer, at.bins).set(job.bins);
	new Float64Array(buffer, at.target).set(job.target);
	if (job.weights) new Float64Array(buffer, at.weight).set(job.weights);
	if (job.monotone) new Int8Array(buffer, at.monotone).set(job.monotone);
	new Uint8Array(buffer, at.categories).set(job.parts.map(({ codes }) => Number(codes !== void 0)));
	const unit = unitOf(job);
	new Float64Array(buffer, at.limits).set([job.minWeight, job.minGain * unit]);
	if (job.isRandom) {
		new Float32Array(buffer, at.lows).set(job.lows);
		new Float32Array(buffer, at.highs).set(job.highs);
	}
	return (tree) => {
		const [a = 0, b = 0, c = 0, d = 0] = randomState(job.seed, tree);
		const nodes = grow(64, a, b, c, d);
		const drawn = new Uint32Array(buffer, at.drawn, 1)[0];
		const [weight = 0] = new Float64Array(buffer, at.drawn + 8, 1);
		const grown = readTree(job, buffer, at, nodes);
		const pruned = job.pruning > 0 ? pruneTree(grown, job.pruning * unit * weight) : grown;
		return {
			...pruned,
			...inColumns(pruned, job.parts),
			...job.keepsBag && { bag: bagOf(new Uint32Array(buffer, at.order, drawn), job.rows) }
		};
	};
}
/** What scikit-learn's impurity times the weight is to the kernel. */
function unitOf({ criterion, outputs, scale }) {
	if (criterion === "entropy") return Math.LN2;
	if (criterion === "poisson") return 1 / scale;
	if (outputs === 1) return 1 / scale / scale;
	return outputs === 2 ? .5 : 1;
}
/** What nodes ask for as columns of the matrix, and the gains by column. */
function inColumns({ feature, gain }, parts) {
	const sums = new Float64Array(parts.at(-1).column + 1);
	const columns = feature.map((asked) => asked < 0 ? asked : parts[asked].column);
	for (const [node, column] of columns.entries()) if (column >= 0) sums[column] += gain[node];
	return {
		feature: columns,
		gain: sums
	};
}
function bagOf(order, rows) {
	const bag = new Uint8Array(Math.ceil(rows / 8));
	for (const row of order) bag[row >> 3] |= 1 << (row & 7);
	return bag;
}
/** The tree, with the gain of each node's split. */
function readTree(job, buffer, at, nodes) {
	const { lows, highs, parts } = job;
	const feature = new Int32Array(buffer, at.feature, nodes).slice();
	const lowBin = new Uint8Array(buffer, at.lowBin, nodes);
	const highBin = new Uint8Array(buffer, at.highBin, nodes);
	const child = new Int32Array(buffer, at.child, nodes);
	const goesLeft = new Uint8Array(buffer, at.missingLeft, nodes);
	const threshold = new Float32Array(nodes);
	const missingLeft = new Uint8Array(nodes);
	const left = new Int32Array(nodes);
	const right = new Int32Array(nodes);
	const gain = new Float64Array(buffer, at.gain, nodes).slice();
	const sets = createSets(nodes);
	for (let node = 0; node < nodes; node++) {
		const bins = feature[node] * 256;
		if (bins >= 0) {
			const high = highBin[node];
			const { codes } = parts[feature[node]];
			if (codes) sets.add(new BigUint64Array(buffer, at.sets + 32 * node, 4), codes.first);
			else {
				threshold[node] = high === 255 ? Infinity : thresholdBetween(highs[bins + lowBin[node]], lows[bins + high]);
				missingLeft[node] = goesLeft[node];
			}
			left[node] = child[node];
			right[node] = child[node] + 1;
		}
		sets.end(node);
	}
	return {
		feature,
		threshold,
		missingLeft,
		left,
		right,
		value: valuesOf(job, new Float64Array(buffer, at.value, nodes * sumsOf(job.outputs))),
		gain,
		...sets.made()
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

// src/learn/predict-thread.ts
/** Keys of missing values, which are less and more than those of all numbers. */
const [leastKey, greatestKey] = [-(2 ** 31), 2 ** 31 - 1];
/** Trees of a call of the kernel: a function's better code is taken at its next call. */
const treesAtOnce = 16;
/** Prepares a thread; the answer works as one by its number. */
function openPrediction(instantiate, job) {
	const kernel = instantiate(job.packed.memory);
	return (thread) => {
		const count = job.rows?.length ?? job.matrix.rows;
		const take = () => Atomics.add(job.next, 0, 1) * job.blockRows;
		for (let from = take(); from < count; from = take()) predictBlock(kernel, job, {
			thread,
			from,
			to: Math.min(count, from + job.blockRows)
		});
	};
}
function predictBlock(kernel, job, { thread, from, to }) {
	const { packed, model, predicted } = job;
	const { width, margins, divisor, base, link, outputs } = model;
	const { buffer } = packed.memory;
	const groups = Math.ceil((to - from) / 4);
	const groupBytes = 16 * (1 + packed.columns.length);
	const sumsAt = packed.threadsAt + thread * packed.threadBytes;
	const valuesAt = sumsAt + 32 * margins * groups;
	const rowsAt = packed.threadsAt + (thread + 1) * packed.threadBytes - packed.blockRows / 4 * groupBytes;
	const values = new Float32Array(buffer, valuesAt, to - from);
	for (const [index, { feature, kind }] of packed.columns.entries()) {
		readColumn(job, feature, from, values);
		const to = rowsAt + 16 * (1 + index);
		if (kind === "codes") kernel.arrangeCodes(valuesAt, 4 * groups, to, groupBytes);
		else kernel.arrange(valuesAt, 4 * groups, to, groupBytes, kind === "left" ? leastKey : greatestKey);
	}
	const all = new Float64Array(buffer, sumsAt, 4 * groups * margins).fill(0);
	const some = treesAtOnce * margins;
	for (let tree = 0; tree < packed.trees; tree += some) kernel.walk(...[
		64 + 4 * tree,
		Math.min(some, packed.trees - tree),
		rowsAt,
		groups,
		groupBytes,
		packed.bits
	], ...[
		packed.valuesAt,
		width,
		margins,
		sumsAt,
		packed.codes,
		packed.setsAt
	]);
	const sums = all.slice(0, (to - from) * margins);
	for (let at = 0; at < sums.length; at++) sums[at] = sums[at] / divisor + base[at % margins];
	predicted.set(applyLink(link, sums, margins), from * outputs);
}
function readColumn({ matrix, rows }, feature, from, values) {
	const column = matrix.data.subarray(feature * matrix.rows, (feature + 1) * matrix.rows);
	if (rows === void 0) values.set(column.subarray(from, from + values.length));
	else for (let at = 0; at < values.length; at++) values[at] = column[rows[from + at]];
}

// src/runner/kernels.ts
/** Opens a computation by its name, on whichever thread it is called. */
const openKernel = (kernel, shared) => {
	switch (kernel) {
		case "bins": return (feature) => binFeature(shared, feature);
		case "forest": {
			const grow = openForest(instantiateForest, shared);
			return (tree) => compactTree(grow(tree), shared.outputs);
		}
		case "out-of-bag": return (block) => predictOutOfBag(shared, block);
		case "thresholds": {
			const { matrix, limit } = shared;
			return (feature) => chooseThresholds(columnOf(matrix, feature), limit);
		}
		case "boosting-bins": return openBoostingBins(instantiateBoosting, shared);
		case "boosting": return openBoosting(instantiateBoosting, shared);
		case "predict": return openPrediction(instantiateTrees, shared);
		case "linear": return async () => (await import("./shared/linear-kernel.js")).fitJob(shared);
		case "explain": return explainer(shared);
		case "images": return examiner(shared);
		case "csv-part": return import("./shared/open-parts.js").then(({ openParts }) => openParts(shared));
	}
};
async function explainer(job) {
	const { explainOne } = await import("./shared/explain.js");
	return (row) => explainOne(job, row);
}
/** The codecs of a thread, which stay for its next runs; most runs have no images. */
let codecs;
function examiner(job) {
	return async (image) => {
		codecs ??= import("./shared/image-codecs.js").then(({ createCodecs }) => createCodecs());
		const { examineJob } = await import("./shared/examine-image.js");
		return examineJob(job, image, await codecs);
	};
}
function instantiateForest(bytes) {
	const { memory, exports } = instantiate("forest.wasm", bytes);
	return {
		memory,
		grow: exports.grow
	};
}
function instantiateBoosting(memory) {
	return instantiateOn("boosting.wasm", memory);
}
function instantiateTrees(memory) {
	return instantiateOn("trees.wasm", memory);
}

// src/runner/worker.ts
if (!parentPort) throw new Error("worker runs only as a worker thread");
serveJobs(parentPort, openKernel);

export {  };