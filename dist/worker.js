import { binFeature, openForest } from "./shared/forest-kernel.js";
import { assetUrl } from "./shared/asset-url.js";
import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";

// src/services/worker-thread.ts
/** A thread's side: takes jobs from the shared counter until there are none, and sends each answer at once. */
function serveJobs(port, openKernel) {
	port.on("message", ({ kernel, shared, count, next }) => {
		try {
			const runJob = openKernel(kernel, shared);
			for (let job = Atomics.add(next, 0, 1); job < count; job = Atomics.add(next, 0, 1)) {
				const answer = runJob(job);
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

// src/runner/kernels.ts
/** Opens a computation by its name, on whichever thread it is called. */
const openKernel = (kernel, shared) => {
	switch (kernel) {
		case "bins": return (feature) => binFeature(shared, feature);
		case "forest": return openForest(instantiateForest, shared);
	}
};
function instantiateForest(bytes) {
	const module = new WebAssembly.Module(readFileSync(assetUrl("forest.wasm")));
	const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
	const { exports } = new WebAssembly.Instance(module, { env: { memory } });
	return {
		memory,
		grow: exports.grow
	};
}

// src/runner/worker.ts
if (!parentPort) throw new Error("worker runs only as a worker thread");
serveJobs(parentPort, openKernel);

export {  };