const { readFile } = process.getBuiltinModule("node:fs/promises");
const path = process.getBuiltinModule("node:path");
const { pathToFileURL } = process.getBuiltinModule("node:url");

// src/services/onnx-process.ts
/** Of an output, as it goes to the parent: a thousand classes of each row of a block, and more. */
const mostValues = 2e7;
/** The process's side of a session: serves requests one after the other until its parent is gone. */
function serveOnnx(channel, load) {
	let module;
	let session;
	const serve = async (request) => {
		if ("open" in request) {
			limitMemory(request.open.memory);
			module = await load(request.open.folder);
			module.env.logLevel = "fatal";
			module.env.wasm.numThreads = 1;
			session = await module.InferenceSession.create(request.open.model);
			return {
				inputs: session.inputMetadata.map(toValue),
				outputs: session.outputMetadata.map(toValue)
			};
		}
		const feeds = [...request.feeds].map(([name, { type, data, dims }]) => [name, new module.Tensor(type, data, dims)]);
		const given = await session.run(Object.fromEntries(feeds), request.outputs);
		if (request.outputs.some((name) => given[name].data.length > mostValues)) throw new Error("an output has too many values");
		return { tensors: request.outputs.map((name) => {
			const { type, dims, data } = given[name];
			return {
				type,
				dims: [...dims],
				data
			};
		}) };
	};
	channel.on("disconnect", () => channel.exit());
	channel.on("message", (request) => {
		serve(request).catch((error) => ({ failure: error instanceof Error ? error.message : String(error) })).then((reply) => channel.send?.(reply));
	});
}
function toValue({ name, isTensor, type, shape = [] }) {
	const isOpen = (size) => typeof size === "string" || size >= 2 ** 31;
	return {
		name,
		type: isTensor ? type : void 0,
		shape: shape.map((size) => isOpen(size) ? void 0 : Number(size))
	};
}
/** All that a model computes lies in one memory, which may not grow beyond so many bytes. */
function limitMemory(bytes) {
	const pages = Math.floor(bytes / 65536);
	const Plain = WebAssembly.Memory;
	WebAssembly.Memory = class extends Plain {
		constructor(descriptor) {
			super({
				...descriptor,
				maximum: Math.min(descriptor.maximum ?? pages, pages)
			});
		}
	};
}

// src/runner/onnxruntime.ts
if (!process.send) throw new Error("onnxruntime runs only as a child process");
serveOnnx(process, async (folder) => {
	const module = await import(pathToFileURL(path.join(folder, "dist/ort.wasm.bundle.min.mjs")).href);
	module.env.wasm.wasmBinary = await readFile(path.join(folder, "dist/ort-wasm-simd-threaded.wasm"));
	return module;
});

export {  };