import { UserError } from "./core.js";
const { Readable, pipeline } = process.getBuiltinModule("node:stream");
const { createGunzip } = process.getBuiltinModule("node:zlib");

// src/services/byte-source.ts
/** The bytes of chunks; `ended` makes the error for bytes that are not there. */
function byteSource(chunks, ended) {
	const iterator = chunks[Symbol.asyncIterator]();
	let left = /* @__PURE__ */ new Uint8Array(0);
	const isAtEnd = async () => {
		while (left.length === 0) {
			const next = await iterator.next();
			if (next.done === true) return true;
			left = next.value;
		}
		return false;
	};
	const upTo = async (count) => {
		if (await isAtEnd()) throw ended();
		const taken = left.subarray(0, count);
		left = left.subarray(taken.length);
		return taken;
	};
	return {
		isAtEnd,
		upTo,
		async exactly(count) {
			const bytes = new Uint8Array(count);
			for (let at = 0; at < count;) {
				const piece = await upTo(count - at);
				bytes.set(piece, at);
				at += piece.length;
			}
			return bytes;
		},
		async close() {
			await iterator.return?.();
		}
	};
}

// src/services/unpack-zstd.ts
/** Packed bytes that fzstd gets at a time: what they unpack to is in memory at once. */
const step = 16384;
/** How far back a frame may refer: what `zstd -d` allows too. That much is in memory. */
const mostWindow = 128 << 20;
const magic = 4247762216;
/**
* The content of a zstd file: its frames, one after the other, checked against their checksums where they have one (RFC
* 8878). By fzstd, also where Node has zstd of its own: that one ends in silence after the first of several frames.
* Throws UserError.
*/
async function* unpackZstd(chunks, source) {
	const bytes = byteSource(chunks, () => damaged(source, "it is cut off"));
	let hashes;
	try {
		while (!await bytes.isAtEnd()) {
			const frame = await readHeader(bytes, source);
			if (frame === void 0) continue;
			if (frame.window > mostWindow) throw wideWindow(source);
			if (frame.hasChecksum) hashes ??= await loadHashes();
			const hash = frame.hasChecksum ? hashes?.create64() : void 0;
			yield* unpackFrame(bytes, frame, hash, source);
			if (hash === void 0) continue;
			if (littleEndian(await bytes.exactly(4)) !== Number(hash.digest() & 4294967295n)) throw damaged(source, "it is damaged: its content does not have its checksum");
		}
	} finally {
		await bytes.close();
	}
}
async function loadHashes() {
	const { default: load } = await import("./xxhash-wasm.js");
	return load();
}
/** The header of the frame that follows, or undefined where that one holds no content and was skipped. */
async function readHeader(bytes, source) {
	const start = await bytes.exactly(4);
	const kind = littleEndian(start);
	if (kind >>> 4 === 25481893) {
		await skip(bytes, littleEndian(await bytes.exactly(4)));
		return;
	}
	if (kind !== magic) throw damaged(source, "it cannot be unpacked (it is no zstd)");
	const [descriptor = 0] = await bytes.exactly(1);
	const isSingle = (descriptor & 32) !== 0;
	const dictionary = [
		0,
		1,
		2,
		4
	][descriptor & 3];
	const size = [
		isSingle ? 1 : 0,
		2,
		4,
		8
	][descriptor >> 6];
	const rest = await bytes.exactly((isSingle ? 0 : 1) + dictionary + size);
	return {
		header: Uint8Array.of(...start, descriptor, ...rest),
		window: isSingle ? contentSize(rest.subarray(dictionary)) : windowSize(rest[0] ?? 0),
		hasChecksum: (descriptor & 4) !== 0
	};
}
function windowSize(descriptor) {
	const base = 2 ** (10 + (descriptor >> 3));
	return base + base / 8 * (descriptor & 7);
}
function contentSize(field) {
	return littleEndian(field) + (field.length === 2 ? 256 : 0);
}
async function skip(bytes, count) {
	for (let left = count; left > 0;) left -= (await bytes.upTo(left)).length;
}
/** A frame's content, block by block, which the hash gets too. */
async function* unpackFrame(bytes, { header }, hash, source) {
	const { Decompress } = await import("./vendor-zstd.js");
	let unpacked = [];
	const stream = new Decompress((chunk) => {
		hash?.update(chunk);
		unpacked.push(chunk);
	});
	const push = (chunk, isEnd = false) => {
		try {
			stream.push(chunk, isEnd);
		} catch (cause) {
			throw damaged(source, `it cannot be unpacked (${cause instanceof Error ? cause.message : String(cause)})`, cause);
		}
	};
	push(header);
	for (let isLast = false; !isLast;) {
		const block = await bytes.exactly(3);
		const word = littleEndian(block);
		isLast = (word & 1) === 1;
		const isRepeated = (word >> 1 & 3) === 1;
		push(block);
		for (let left = isRepeated ? 1 : word >> 3; left > 0;) {
			const piece = await bytes.upTo(Math.min(left, step));
			left -= piece.length;
			push(piece);
			yield* unpacked;
			unpacked = [];
		}
	}
	push(new Uint8Array(hash === void 0 ? 0 : 4), true);
	yield* unpacked;
}
/** Up to eight bytes as a number, rounded past 2^53. */
function littleEndian(bytes) {
	return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}
function damaged(source, what, cause) {
	return new UserError(`Cannot read "${source}": ${what}`, {
		file: source,
		hint: "Fetch or pack the file again",
		cause
	});
}
function wideWindow(source) {
	return new UserError(`Cannot read "${source}": it needs a window of more than 128 MiB`, {
		file: source,
		hint: "Pack it without --long"
	});
}

// src/services/decompress.ts
/** A file that unpacks to more than this many bytes must not unpack to more than `mostRatio` times its own size. */
const freeBytes = 64 << 20;
/**
* The content of a gzip or zstd file, as it comes; members and frames that follow each other are one content.
* Errors of the source pass through. Throws UserError for a file that is cut off or damaged, and for one that unpacks to
* so much more than its size that it is a bomb.
*/
async function* decompress(compression, chunks, source) {
	let taken = 0;
	let given = 0;
	async function* counted() {
		for await (const chunk of chunks) {
			taken += chunk.length;
			yield chunk;
		}
	}
	try {
		for await (const chunk of compression === "gzip" ? gunzip(counted()) : unpackZstd(counted(), source)) {
			given += chunk.length;
			if (given > freeBytes && given > taken * 250) throw tooLarge(source);
			yield chunk;
		}
	} catch (cause) {
		throw explain(cause, source);
	}
}
async function* gunzip(chunks) {
	yield* pipeline(Readable.from(chunks), createGunzip(), () => {});
}
function tooLarge(source) {
	return new UserError(`Cannot read "${source}": it unpacks to more than ${250} times its size`, {
		file: source,
		hint: "Such files are made to fill memory; if this one is not, unpack it first"
	});
}
/** Errors of zlib as UserErrors; others as they are. */
function explain(cause, source) {
	if (!(cause instanceof Error) || !("code" in cause) || !String(cause.code).startsWith("Z_")) return cause;
	const isCut = cause.message.includes("unexpected end");
	return new UserError(`Cannot read "${source}": ${isCut ? "it is cut off" : `it cannot be unpacked (${cause.message})`}`, {
		file: source,
		hint: "Fetch or pack the file again",
		cause
	});
}

export { decompress };