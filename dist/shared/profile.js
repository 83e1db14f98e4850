import { textEntries } from "./data.js";

// src/profile/hash-texts.ts
const hashed = /* @__PURE__ */ new WeakMap();
/**
* Hashes of a column's different texts, by code, the same in every part of a file; worked out once, and where the
* dictionary has grown since, of the texts that are new.
*/
function hashTexts(column) {
	const of = column.entries ?? column;
	const found = hashed.get(of);
	const { size, bytes, offsets } = column.entries ?? textEntries(column);
	if (found?.done === size) return found;
	const hashes = {
		high: widened(found?.high, size),
		low: widened(found?.low, size),
		done: size
	};
	hashMore({
		size,
		bytes,
		offsets
	}, hashes, found?.done ?? 0);
	hashed.set(of, hashes);
	return hashes;
}
function hashMore({ size, bytes, offsets }, into, done) {
	for (let code = done; code < size; code++) hashBytes(bytes, offsets[code], offsets[code + 1], into, code);
}
/** An array of at least that size, with what there is. */
function widened(array = /* @__PURE__ */ new Int32Array(0), size) {
	if (array.length >= size) return array;
	const wider = new Int32Array(Math.max(size, array.length * 2));
	wider.set(array);
	return wider;
}
/** The hash of one text. */
function hashText(text) {
	const bytes = new TextEncoder().encode(text);
	const hash = {
		high: /* @__PURE__ */ new Int32Array(1),
		low: /* @__PURE__ */ new Int32Array(1)
	};
	hashBytes(bytes, 0, bytes.length, hash, 0);
	return {
		high: hash.high[0],
		low: hash.low[0]
	};
}
/** Four bytes at a time into two words that are mixed with each other, then MurmurHash3's finalizer on both. */
function hashBytes(bytes, start, end, into, index) {
	let high = end - start;
	let low = 2654435761;
	let at = start;
	for (; at + 4 <= end; at += 4) {
		const word = bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24;
		high = Math.imul(high ^ word, 3432918353);
		high = high << 15 | high >>> 17;
		low = Math.imul(low ^ word ^ high, 2246822507);
		low ^= low >>> 13;
	}
	for (; at < end; at++) {
		high = Math.imul(high ^ bytes[at], 3432918353);
		high = high << 15 | high >>> 17;
		low = Math.imul(low ^ bytes[at] ^ high, 2246822507);
		low ^= low >>> 13;
	}
	into.high[index] = finalize(high ^ finalize(low));
	into.low[index] = finalize(low + Math.imul(high, 5) | 0);
}
function finalize(hash) {
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return hash ^ hash >>> 16;
}

export { hashText, hashTexts, widened };