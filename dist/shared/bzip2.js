import { damaged } from "./lzma2.js";

// src/pickle/bzip2.ts
/** Unpacks streams of bzip2, as its source (1.0.8) has them: blocks, each sorted by Burrows and Wheeler. */
function* unpackBzip2(bytes) {
	const bits = openBits(bytes);
	while (bits.offset() < bytes.length) {
		if (bits.read(24) !== 4348520) damaged();
		const level = bits.read(8) - 48;
		if (level < 1 || level > 9) damaged();
		for (;;) {
			const magic = bits.read(24) * 2 ** 24 + bits.read(24);
			bits.read(32);
			if (magic === 25779555029136) break;
			if (magic !== 54156738319193) damaged();
			yield* unpackBlock(bits, level * 1e5);
		}
		bits.align();
	}
}
/** Bits from the highest of each byte on. */
function openBits(bytes) {
	let [at, held, count] = [
		0,
		0,
		0
	];
	return {
		offset: () => at,
		align: () => {
			count = 0;
		},
		read(wanted) {
			let value = 0;
			for (let left = wanted; left > 0;) {
				if (count === 0) {
					held = bytes[at++] ?? damaged();
					count = 8;
				}
				const part = Math.min(left, count);
				count -= part;
				left -= part;
				value = value * 2 ** part + (held >> count & (1 << part) - 1);
			}
			return value;
		}
	};
}
function* unpackBlock(bits, most) {
	if (bits.read(1) !== 0) damaged();
	const origin = bits.read(24);
	const sorted = readSorted(bits, most);
	if (origin >= sorted.length) damaged();
	const starts = /* @__PURE__ */ new Uint32Array(256);
	for (const byte of sorted) starts[byte]++;
	for (let byte = 0, sum = 0; byte < 256; byte++) {
		const count = starts[byte];
		starts[byte] = sum;
		sum += count;
	}
	const order = new Uint32Array(sorted.length);
	for (let index = 0; index < sorted.length; index++) order[starts[sorted[index]]++] = index;
	yield* withoutRuns(sorted, order, origin);
}
/** After four equal bytes comes how many more there are. */
function* withoutRuns(sorted, order, origin) {
	const piece = /* @__PURE__ */ new Uint8Array(65536);
	let [length, run, last] = [
		0,
		0,
		-1
	];
	for (let index = 0, place = order[origin]; index < sorted.length; index++, place = order[place]) {
		const byte = sorted[place];
		if (length + 255 > piece.length) {
			yield piece.slice(0, length);
			length = 0;
		}
		if (run === 4) {
			piece.fill(last, length, length + byte);
			length += byte;
			run = 0;
			last = -1;
			continue;
		}
		run = byte === last ? run + 1 : 1;
		last = byte;
		piece[length++] = byte;
	}
	yield piece.slice(0, length);
}
/** The last column: codes of Huffman, runs, and the places of bytes that move to the front. */
function readSorted(bits, most) {
	const symbols = readSymbols(bits);
	const tables = bits.read(3);
	const selectors = readSelectors(bits, tables);
	const codes = Array.from({ length: tables }, () => readCode(bits, symbols.length + 2));
	const front = symbols;
	const sorted = new Uint8Array(most);
	let [length, run, weight] = [
		0,
		0,
		1
	];
	const end = symbols.length + 1;
	for (let count = 0;; count++) {
		const symbol = (codes[selectors[Math.floor(count / 50)] ?? damaged()] ?? damaged())(bits);
		if (symbol < 2) {
			run += weight << symbol;
			weight *= 2;
			if (run > most) damaged();
			continue;
		}
		if (length + run > most) damaged();
		sorted.fill(front[0], length, length + run);
		length += run;
		[run, weight] = [0, 1];
		if (symbol === end) return sorted.subarray(0, length);
		if (length === most) damaged();
		const byte = front[symbol - 1];
		front.copyWithin(1, 0, symbol - 1);
		front[0] = byte;
		sorted[length++] = byte;
	}
}
/** The bytes that occur, in sixteen groups of sixteen. */
function readSymbols(bits) {
	const groups = bits.read(16);
	const found = [];
	for (let group = 0; group < 16; group++) {
		if ((groups >> 15 - group & 1) === 0) continue;
		const members = bits.read(16);
		for (let index = 0; index < 16; index++) if (members >> 15 - index & 1) found.push(16 * group + index);
	}
	return found.length === 0 ? damaged() : Uint8Array.from(found);
}
/** Which table each fifty symbols are written by. */
function readSelectors(bits, tables) {
	if (tables < 2 || tables > 6) damaged();
	const front = Array.from({ length: tables }, (_, index) => index);
	const count = bits.read(15);
	return Array.from({ length: count }, () => {
		let place = 0;
		while (bits.read(1) === 1) if (++place >= tables) damaged();
		const [table = damaged()] = front.splice(place, 1);
		front.unshift(table);
		return table;
	});
}
/** Reads the lengths of a table's codes; what it returns reads a symbol by them. */
function readCode(bits, count) {
	let length = bits.read(5);
	const lengths = Array.from({ length: count }, () => {
		for (;;) {
			if (length < 1 || length > 20) damaged();
			if (bits.read(1) === 0) return length;
			length += bits.read(1) === 0 ? 1 : -1;
		}
	});
	const symbols = lengths.map((_, index) => index).sort((a, b) => lengths[a] - lengths[b] || a - b);
	const counts = /* @__PURE__ */ new Uint32Array(21);
	for (const each of lengths) counts[each]++;
	return (source) => {
		let [code, first, index] = [
			0,
			0,
			0
		];
		for (let bitsRead = 1; bitsRead <= 20; bitsRead++) {
			code = code * 2 + source.read(1);
			const here = counts[bitsRead];
			if (code - first < here) return symbols[index + code - first];
			index += here;
			first = (first + here) * 2;
		}
		return damaged();
	};
}

export { unpackBzip2 };