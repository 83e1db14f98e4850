import { readFileSync } from "node:fs";

// src/runner/asset-url.ts
/**
* Where an asset is. Bundles (dist/*.js and dist/shared/*.js) find everything in dist; sources find the worker's
* source beside this file, and what is compiled in the repository's dist.
*/
function assetUrl(asset) {
	const here = import.meta.url;
	if (here.endsWith(".ts")) return asset === "worker" ? new URL("./worker.ts", here) : new URL(`../../dist/${asset}`, here);
	const dist = new URL(/\/shared\/[^/]+$/.test(here) ? "../" : "./", here);
	return new URL(asset === "worker" ? "worker.js" : asset, dist);
}

// src/runner/instantiate.ts
/** An instance of a compiled kernel with that many bytes of memory. */
function instantiate(asset, bytes) {
	const module = new WebAssembly.Module(readFileSync(assetUrl(asset)));
	const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
	return {
		memory,
		exports: new WebAssembly.Instance(module, { env: { memory } }).exports
	};
}
/** An instance of the kernel that `readCsv` reads large files with. */
function instantiateCsv() {
	const { memory, exports } = instantiate("csv.wasm", 1 << 21);
	return {
		memory,
		scanBatch: exports.scanBatch,
		encode: exports.encode,
		widen: exports.widen
	};
}

export { assetUrl, instantiate, instantiateCsv };