import { binFeature, chooseThresholds, countNames, placeArrays, sumsOf, thresholdBetween } from "./shared/forest-memory.js";
import { openBoosting, openBoostingBins } from "./shared/boosting-thread.js";
import { instantiate, instantiateOn, randomState } from "./shared/core.js";
import { columnOf, predictBlock } from "./shared/learn.js";
const { parentPort } = process.getBuiltinModule("node:worker_threads");

// src/services/worker-thread.ts
/** A thread's side: takes jobs from the shared counter until there are none, and sends each answer at once. */
function serveJobs(port, openKernel) {
	port.on("message", async ({ kernel, shared, count, next }) => {
		try {
			const runJob = await openKernel(kernel, shared);
			for (let job = Atomics.add(next, 0, 1); job < count; job = Atomics.add(next, 0, 1)) {
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
/** The buffers of an answer's typed arrays, to be moved rather than copied. */
function buffersOf(answer) {
	if (typeof answer !== "object" || answer === null) return [];
	const buffers = Object.values(answer).map((value) => ArrayBuffer.isView(value) ? value.buffer : void 0);
	return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}

// src/learn/forest-kernel.ts
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
		isWeighted: Number(job.weights !== void 0)
	};
	new Uint32Array(buffer, 64).set([...countNames.map((name) => counts[name]), ...Object.values(at)]);
	new Uint8Array(buffer, at.bins).set(job.bins);
	new Float64Array(buffer, at.target).set(job.target);
	if (job.weights) new Float64Array(buffer, at.weight).set(job.weights);
	if (job.isRandom) {
		new Float32Array(buffer, at.lows).set(job.lows);
		new Float32Array(buffer, at.highs).set(job.highs);
	}
	return (tree) => {
		const [a = 0, b = 0, c = 0, d = 0] = randomState(job.seed, tree);
		const nodes = grow(64, a, b, c, d);
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

// src/runner/kernels.ts
/** Opens a computation by its name, on whichever thread it is called. */
const openKernel = (kernel, shared) => {
	switch (kernel) {
		case "bins": return (feature) => binFeature(shared, feature);
		case "forest": return openForest(instantiateForest, shared);
		case "thresholds": {
			const { matrix, limit } = shared;
			return (feature) => chooseThresholds(columnOf(matrix, feature), limit);
		}
		case "boosting-bins": return openBoostingBins(instantiateBoosting, shared);
		case "boosting": return openBoosting(instantiateBoosting, shared);
		case "predict": return (block) => ({ means: predictBlock(shared, block) });
		case "linear": return async () => (await import("./shared/linear-kernel2.js")).fitJob(shared);
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
		const { examineJob } = await import("./shared/examine-image2.js");
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

// src/runner/worker.ts
if (!parentPort) throw new Error("worker runs only as a worker thread");
serveJobs(parentPort, openKernel);

export {  };