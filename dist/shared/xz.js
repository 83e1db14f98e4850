import { createLzma, damaged } from "./lzma2.js";
import { UnknownPacking } from "./scanning.js";

// src/pickle/xz.ts
/**
* Unpacks the .xz format (tukaani.org/xz/xz-file-format.txt, 1.2.1): streams of blocks of LZMA2, without the filters that
* change bytes before. Checksums are not held to what they say: the bytes are those that every reader gets.
*/
function* unpackXz(bytes) {
	const cursor = {
		bytes,
		at: 0
	};
	while (cursor.at < bytes.length) {
		yield* unpackStream(cursor);
		while (bytes[cursor.at] === 0) cursor.at += 4;
	}
}
const magic = [
	253,
	55,
	122,
	88,
	90,
	0,
	0
];
/** Bytes of a block's checksum by the stream's flag. */
const checkBytes = {
	0: 0,
	1: 4,
	4: 8,
	10: 32
};
function* unpackStream(cursor) {
	const start = cursor.at;
	for (const byte of magic) if (take(cursor) !== byte) damaged();
	const check = checkBytes[take(cursor)] ?? damaged();
	cursor.at += 4;
	for (let size = take(cursor); size !== 0; size = take(cursor)) {
		yield* unpackBlocks(cursor, readBlockHeader(cursor, (size + 1) * 4));
		align(cursor, start);
		cursor.at += check;
	}
	const records = readNumber(cursor);
	for (let index = 0; index < 2 * records; index++) readNumber(cursor);
	align(cursor, start);
	cursor.at += 14;
	if (take(cursor) !== 89 || take(cursor) !== 90) damaged();
}
/** The dictionary's size of a block whose header has so many bytes, the first of which was read. */
function readBlockHeader(cursor, length) {
	const end = cursor.at - 1 + length;
	const flags = take(cursor);
	if ((flags & 60) !== 0) damaged();
	if ((flags & 3) !== 0) throw new UnknownPacking("its xz has filters beside LZMA2, which are not looked through");
	if (flags & 64) readNumber(cursor);
	if (flags & 128) readNumber(cursor);
	if (readNumber(cursor) !== 33 || readNumber(cursor) !== 1) damaged();
	const bits = take(cursor);
	if (bits >= 40) damaged();
	cursor.at = end;
	return (2 | bits & 1) * 2 ** ((bits >> 1) + 11);
}
/** LZMA2: chunks that are packed or not, up to a zero. */
function* unpackBlocks(cursor, dictionary) {
	const lzma = createLzma(dictionary);
	for (let control = take(cursor); control !== 0; control = take(cursor)) {
		if (control === 1 || control >= 224) lzma.resetDictionary();
		if (control < 128) {
			if (control > 2) damaged();
			yield* lzma.copy(takeBytes(cursor, readShort(cursor) + 1));
			continue;
		}
		const size = ((control & 31) << 16) + readShort(cursor) + 1;
		const packed = readShort(cursor) + 1;
		if (control >= 192) lzma.reset(take(cursor));
		else if (control >= 160) lzma.resetState();
		const chunk = takeBytes(cursor, packed);
		yield* lzma.decode(chunk, 0, size);
		if (lzma.used() !== chunk.length) damaged();
	}
}
function take(cursor) {
	return cursor.bytes[cursor.at++] ?? damaged();
}
function takeBytes(cursor, count) {
	const taken = cursor.bytes.subarray(cursor.at, cursor.at + count);
	if (taken.length < count) damaged();
	cursor.at += count;
	return taken;
}
function readShort(cursor) {
	return take(cursor) * 256 + take(cursor);
}
/** A number of seven bits a byte, the lowest first. */
function readNumber(cursor) {
	let [value, weight] = [0, 1];
	for (let count = 0; count < 7; count++) {
		const byte = take(cursor);
		value += (byte & 127) * weight;
		if (byte < 128) return value;
		weight *= 128;
	}
	return damaged();
}
function align(cursor, start) {
	while ((cursor.at - start) % 4 !== 0) if (take(cursor) !== 0) damaged();
}

export { unpackXz };