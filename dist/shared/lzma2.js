// src/pickle/lzma.ts
/** Largest dictionary that is taken; xz -9 has half of it. */
const mostDictionary = 128 << 20;
const at = {
	isMatch: 0,
	isRep: 192,
	isRepG0: 204,
	isRepG1: 216,
	isRepG2: 228,
	isRep0Long: 240,
	slot: 432,
	special: 688,
	align: 816,
	length: 832,
	repLength: 1346,
	literal: 1860
};
/** Throws where a stream is damaged or larger than is looked into. */
function damaged() {
	throw new Error("damaged");
}
/** A decoder with an empty dictionary of so many bytes. Throws where that is too much. */
function createLzma(dictionarySize) {
	if (dictionarySize > mostDictionary) damaged();
	const size = Math.max(dictionarySize, 4096);
	const window = {
		bytes: new Uint8Array(Math.min(size, 1 << 20)),
		at: 0,
		filled: 0
	};
	let probabilities = /* @__PURE__ */ new Uint16Array(0);
	let [lc, lp, pb] = [
		0,
		0,
		0
	];
	let state = 0;
	let [rep0, rep1, rep2, rep3] = [
		0,
		0,
		0,
		0
	];
	let [range, code] = [0, 0];
	let input = /* @__PURE__ */ new Uint8Array(0);
	let next = 0;
	let total = 0;
	const piece = /* @__PURE__ */ new Uint8Array(65536);
	let pieceLength = 0;
	const bit = (index) => {
		const probability = probabilities[index];
		const bound = (range >>> 11) * probability;
		let decoded = 0;
		if (code < bound) {
			range = bound;
			probabilities[index] = probability + (2048 - probability >>> 5);
		} else {
			range -= bound;
			code -= bound;
			probabilities[index] = probability - (probability >>> 5);
			decoded = 1;
		}
		if (range < 16777216) shift();
		return decoded;
	};
	const shift = () => {
		if (next >= input.length) damaged();
		range = range << 8 >>> 0;
		code = (code << 8 | input[next++]) >>> 0;
	};
	const direct = (count) => {
		let decoded = 0;
		for (; count > 0; count--) {
			range >>>= 1;
			const isOne = code >= range;
			if (isOne) code -= range;
			decoded = decoded * 2 + (isOne ? 1 : 0);
			if (range < 16777216) shift();
		}
		return decoded;
	};
	const tree = (base, bits) => {
		let symbol = 1;
		for (let count = 0; count < bits; count++) symbol = symbol << 1 | bit(base + symbol);
		return symbol - (1 << bits);
	};
	const reverseTree = (base, bits) => {
		let [symbol, decoded] = [1, 0];
		for (let count = 0; count < bits; count++) {
			const one = bit(base + symbol);
			symbol = symbol << 1 | one;
			decoded |= one << count;
		}
		return decoded;
	};
	const lengthOf = (base, position) => {
		if (bit(base) === 0) return 2 + tree(base + 2 + (position << 3), 3);
		if (bit(base + 1) === 0) return 10 + tree(base + 130 + (position << 3), 3);
		return 18 + tree(base + 258, 8);
	};
	const distanceOf = (length) => {
		const slot = tree(at.slot + (Math.min(length - 2, 3) << 6), 6);
		if (slot < 4) return slot;
		const bits = (slot >> 1) - 1;
		const base = (2 | slot & 1) * 2 ** bits;
		if (slot < 14) return base + reverseTree(at.special + base - slot, bits);
		return base + direct(bits - 4) * 16 + reverseTree(at.align, 4);
	};
	const put = (byte) => {
		if (window.at === window.bytes.length) {
			if (window.bytes.length < size) {
				const larger = new Uint8Array(Math.min(size, 2 * window.bytes.length));
				larger.set(window.bytes);
				window.bytes = larger;
			} else window.at = 0;
		}
		window.bytes[window.at++] = byte;
		if (window.filled < size) window.filled++;
		piece[pieceLength++] = byte;
		total++;
	};
	const back = (distance) => {
		if (distance >= window.filled) damaged();
		const from = window.at - distance - 1;
		return window.bytes[from < 0 ? from + window.bytes.length : from];
	};
	const literal = () => {
		const before = window.filled > 0 ? back(0) : 0;
		const base = at.literal + 768 * (((total & (1 << lp) - 1) << lc) + (before >> 8 - lc));
		let symbol = 1;
		if (state >= 7) {
			let match = back(rep0);
			while (symbol < 256) {
				const matchBit = match >> 7 & 1;
				match <<= 1;
				const decoded = bit(base + (1 + matchBit << 8) + symbol);
				symbol = symbol << 1 | decoded;
				if (decoded !== matchBit) break;
			}
		}
		while (symbol < 256) symbol = symbol << 1 | bit(base + symbol);
		put(symbol & 255);
		state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
	};
	/** Length of the next match; 0 where it was one byte, or the end. */
	const match = (position) => {
		if (bit(at.isRep + state) === 0) {
			[rep3, rep2, rep1] = [
				rep2,
				rep1,
				rep0
			];
			const length = lengthOf(at.length, position);
			rep0 = distanceOf(length);
			state = state < 7 ? 7 : 10;
			return length;
		}
		if (bit(at.isRepG0 + state) === 0) {
			if (bit(at.isRep0Long + (state << 4) + position) === 0) {
				state = state < 7 ? 9 : 11;
				return 1;
			}
		} else if (bit(at.isRepG1 + state) === 0) [rep0, rep1] = [rep1, rep0];
		else if (bit(at.isRepG2 + state) === 0) [rep0, rep1, rep2] = [
			rep2,
			rep0,
			rep1
		];
		else [rep0, rep1, rep2, rep3] = [
			rep3,
			rep0,
			rep1,
			rep2
		];
		state = state < 7 ? 8 : 11;
		return lengthOf(at.repLength, position);
	};
	const taken = () => {
		const whole = piece.slice(0, pieceLength);
		pieceLength = 0;
		return whole;
	};
	return {
		/** Forgets what was learned, and takes new properties: lc, lp and pb in one byte. */
		reset(properties) {
			if (properties >= 225) damaged();
			lc = properties % 9;
			lp = Math.floor(properties / 9) % 5;
			pb = Math.floor(properties / 45);
			this.resetState();
		},
		resetState() {
			probabilities = new Uint16Array(at.literal + (768 << lc + lp)).fill(1024);
			state = 0;
			[rep0, rep1, rep2, rep3] = [
				0,
				0,
				0,
				0
			];
		},
		resetDictionary() {
			[window.at, window.filled] = [0, 0];
		},
		/** Puts bytes as they are. */
		*copy(bytes) {
			for (const byte of bytes) {
				put(byte);
				if (pieceLength === piece.length) yield taken();
			}
			if (pieceLength > 0) yield taken();
		},
		/** Decodes so many bytes of one range coder's; up to a mark where that is Infinity. `used` tells where it ended. */
		*decode(bytes, start, count) {
			[input, next, range, code] = [
				bytes,
				start,
				4294967295,
				0
			];
			if (input[next++] !== 0 || next + 4 > input.length) damaged();
			for (let index = 0; index < 4; index++) code = (code << 8 | input[next++]) >>> 0;
			const end = total + count;
			while (total < end) {
				const position = total & (1 << pb) - 1;
				if (bit(at.isMatch + (state << 4) + position) === 0) {
					literal();
					if (pieceLength === piece.length) yield taken();
					continue;
				}
				let length = match(position);
				if (rep0 === 4294967295) {
					if (count !== Number.POSITIVE_INFINITY) damaged();
					break;
				}
				if (total + length > end) damaged();
				for (; length > 0; length--) {
					put(back(rep0));
					if (pieceLength === piece.length) yield taken();
				}
			}
			if (pieceLength > 0) yield taken();
		},
		used: () => next
	};
}
/** Unpacks the format of `.lzma` files: properties, dictionary, size, one stream. */
function* unpackLzma(bytes) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const lzma = createLzma(view.getUint32(1, true));
	lzma.reset(bytes[0]);
	const size = view.getBigUint64(5, true);
	yield* lzma.decode(bytes, 13, size === 2n ** 64n - 1n ? Number.POSITIVE_INFINITY : Number(size));
	if (lzma.used() !== bytes.length) damaged();
}

export { createLzma, damaged, unpackLzma };