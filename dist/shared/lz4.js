import { damaged } from "./lzma2.js";

// src/pickle/lz4.ts
/** Blocks may refer so far back. */
const reach = 65536;
const blockBytes = {
	4: 65536,
	5: 1 << 18,
	6: 1 << 20,
	7: 1 << 22
};
/** Unpacks frames of LZ4 (github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md, 1.6.4), without dictionaries. */
function* unpackLz4(bytes) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = 0; at < bytes.length;) {
		const magic = view.getUint32(at, true);
		if (magic >= 407710288 && magic <= 407710303) {
			at += 8 + view.getUint32(at + 4, true);
			continue;
		}
		if (magic !== 407708164) damaged();
		at = yield* unpackFrame(bytes, view, at + 4);
	}
}
/** Returns where the frame ends. */
function* unpackFrame(bytes, view, start) {
	const flags = view.getUint8(start);
	const most = blockBytes[view.getUint8(start + 1) >> 4 & 7] ?? damaged();
	if (flags >> 6 !== 1 || (flags & 3) !== 0) damaged();
	const hasBlockSum = (flags & 16) !== 0;
	let at = start + 3 + (flags & 8 ? 8 : 0);
	const window = new Uint8Array(reach + most);
	let filled = 0;
	for (;;) {
		const size = view.getUint32(at, true);
		at += 4;
		if (size === 0) break;
		const length = size & 2147483647;
		const block = bytes.subarray(at, at + length);
		if (block.length < length) damaged();
		if (filled > reach) {
			window.copyWithin(0, filled - reach, filled);
			filled = reach;
		}
		const before = filled;
		if (size !== length) {
			if (length > most) damaged();
			window.set(block, filled);
			filled += length;
		} else filled = unpackBlock(block, window, filled, filled + most);
		yield window.slice(before, filled);
		at += length + (hasBlockSum ? 4 : 0);
	}
	return at + (flags & 4 ? 4 : 0);
}
/** Literals and matches in turn; returns where the output ends, before `most`. */
function unpackBlock(block, out, start, most) {
	let [at, to] = [0, start];
	const longer = (length) => {
		if (length !== 15) return length;
		for (;;) {
			const byte = block[at++] ?? damaged();
			length += byte;
			if (byte !== 255) return length;
		}
	};
	while (at < block.length) {
		const token = block[at++];
		const literals = longer(token >> 4);
		if (at + literals > block.length || to + literals > most) damaged();
		out.set(block.subarray(at, at + literals), to);
		at += literals;
		to += literals;
		if (at === block.length) break;
		const distance = (block[at] ?? damaged()) + 256 * (block[at + 1] ?? damaged());
		at += 2;
		const length = longer(token & 15) + 4;
		if (distance === 0 || distance > to || to + length > most) damaged();
		for (let index = 0; index < length; index++, to++) out[to] = out[to - distance];
	}
	return to;
}

export { unpackLz4 };