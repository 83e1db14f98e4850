import { Module as Module$1, Module$1 as Module } from "./vendor-images.js";
import { DecodeError } from "./image.js";
import { assetUrl } from "./core.js";
const { readFileSync } = process.getBuiltinModule("node:fs");
const { inflateSync } = process.getBuiltinModule("node:zlib");

// src/runner/image-codecs.ts
/** Pixels stay as they are stored, whatever the EXIF orientation says. */
const isUpright = false;
/** A decoder that has grown beyond this is given back: WebAssembly's memory never shrinks. */
const mostKept = 64 << 20;
/** libjpeg (MozJPEG) and libwebp as WebAssembly from jSquash, and Node's zlib. */
function createCodecs() {
	const decodeJpeg = createDecoder(Module, "mozjpeg_dec.wasm", [isUpright]);
	const decodeWebp = createDecoder(Module$1, "webp_dec.wasm");
	return {
		async jpeg(bytes) {
			const { pixels, messages } = await decodeJpeg(bytes);
			const said = messages.join("; ");
			if (said.includes("Premature end of JPEG file")) throw new DecodeError("cut off", said);
			if (pixels === void 0) throw new DecodeError("corrupt", said);
			return {
				...pixels,
				...said !== "" && { warning: said }
			};
		},
		async webp(bytes) {
			const { pixels } = await decodeWebp(bytes);
			if (pixels === void 0) throw new DecodeError("corrupt", "libwebp cannot decode it");
			return pixels;
		},
		inflate
	};
}
/** A decoder that is made again after a failure: libjpeg ends its program where it cannot go on. */
function createDecoder(factory, asset, options = []) {
	let module;
	let decoder;
	let messages = [];
	const note = (line) => {
		if (messages.length < 10) messages.push(line);
	};
	return async (bytes) => {
		module ??= new WebAssembly.Module(readFileSync(assetUrl(asset)));
		const compiled = module;
		const instantiateWasm = (imports, done) => {
			const instance = new WebAssembly.Instance(compiled, imports);
			done(instance);
			return instance.exports;
		};
		decoder ??= await factory({
			instantiateWasm,
			print: note,
			printErr: note
		});
		messages = [];
		try {
			const pixels = decoder.decode(bytes, ...options) ?? void 0;
			if (decoder.HEAPU8.length > mostKept) decoder = void 0;
			return {
				pixels,
				messages
			};
		} catch {
			decoder = void 0;
			return {
				pixels: void 0,
				messages
			};
		}
	};
}
/** Encoders may end a stream with some bytes more than the pixels take. */
const slack = 65536;
function inflate(bytes, most) {
	try {
		return inflateSync(bytes, { maxOutputLength: most + slack }).subarray(0, most);
	} catch (cause) {
		throw new DecodeError("corrupt", cause instanceof Error ? cause.message : "zlib cannot unpack it");
	}
}

export { createCodecs };