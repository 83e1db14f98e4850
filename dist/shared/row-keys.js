import { evaluateCondition, keyKindOf, tokenOfText } from "./checks.js";
import { decodeEntries, findColumn, hashContent, textEntries } from "./data.js";
import { hashText, hashTexts, widened } from "./profile.js";
import { finalize, hashRows, mixWord, murmurHash } from "./dividing.js";

// src/parts/hash-again.ts
/** Index of a float64's low word on this machine. */
const lowWord = new Uint32Array(new Float64Array([1]).buffer)[0] === 0 ? 0 : 1;
/**
* 32 bits a row by MurmurHash3, beside the 64 of another hash: rows that both have alike hold the same. Undefined for a
* single column of numbers, which the other hash never takes for one another.
*/
function hashAgain({ rows, columns }) {
	if (columns.length === 1 && columns[0]?.kind === "numeric") return void 0;
	const hashes = new Int32Array(rows);
	for (const column of columns) if (column.kind === "text") mixTexts(hashes, column);
	else mixNumbers(hashes, column);
	return new Uint32Array(hashes.map(finalize).buffer);
}
function mixTexts(hashes, column) {
	const texts = hashTextsAgain(column);
	const { codes } = column;
	for (let row = 0; row < hashes.length; row++) hashes[row] = mixWord(hashes[row], codes[row] < 0 ? 0 : texts[codes[row]]);
}
function mixNumbers(hashes, { values }) {
	const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
	const highWord = 1 - lowWord;
	for (let row = 0; row < hashes.length; row++) {
		const value = values[row];
		const isPlain = value !== 0 && !Number.isNaN(value);
		const low = isPlain ? words[row * 2 + lowWord] : 0;
		const high = isPlain ? words[row * 2 + highWord] : value === 0 ? 0 : 2146959360;
		hashes[row] = mixWord(mixWord(hashes[row], low), high);
	}
}
const hashed$1 = /* @__PURE__ */ new WeakMap();
/** The hashes of a column's texts, by code; where the dictionary has grown since, those of the new ones are added. */
function hashTextsAgain(column) {
	const of = column.entries ?? column;
	const { size, bytes, offsets } = column.entries ?? textEntries(column);
	const { hashes: known, done } = hashed$1.get(of) ?? {
		hashes: /* @__PURE__ */ new Int32Array(0),
		done: 0
	};
	let hashes = known;
	if (known.length < size) {
		hashes = new Int32Array(Math.max(size, known.length * 2));
		hashes.set(known);
	}
	for (let code = done; code < size; code++) hashes[code] = murmurHash(0, bytes, offsets[code], offsets[code + 1]);
	hashed$1.set(of, {
		hashes,
		done: size
	});
	return hashes;
}

// src/parts/keyed-hash.ts
const hashed = /* @__PURE__ */ new WeakMap();
/**
* Keyed hashes of a column's different texts, by code; worked out once with a key, and where the dictionary has grown
* since, of the texts that are new.
*/
function hashTextsByKey(column, key) {
	const of = column.entries ?? column;
	const { size, bytes, offsets } = column.entries ?? textEntries(column);
	const found = hashed.get(of);
	const known = found !== void 0 && found.key.join() === key.join() ? found : void 0;
	if (known?.done === size) return known;
	const hashes = {
		high: widened(known?.high, size),
		low: widened(known?.low, size),
		done: size,
		key
	};
	for (let code = known?.done ?? 0; code < size; code++) hashByKey(key, {
		bytes,
		start: offsets[code],
		end: offsets[code + 1]
	}, hashes, code);
	hashed.set(of, hashes);
	return hashes;
}
/** Holds the words of the hash that is being made. */
const state = /* @__PURE__ */ new Int32Array(4);
/** HalfSipHash-2-4 of `bytes[start \u2026 end - 1]` with 64 bits (J.-P. Aumasson and D. J. Bernstein, CC0), put at this index. */
function hashByKey([first, second], { bytes, start, end }, into, index) {
	state[0] = first;
	state[1] = second ^ 238;
	state[2] = 1819895653 ^ first;
	state[3] = 1952801890 ^ second;
	let at = start;
	for (; at + 4 <= end; at += 4) absorb(bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24);
	let last = end - start << 24;
	for (let shift = 0; at < end; at++, shift += 8) last |= bytes[at] << shift;
	absorb(last);
	state[2] ^= 238;
	stir(4);
	into.low[index] = state[1] ^ state[3];
	state[1] ^= 221;
	stir(4);
	into.high[index] = state[1] ^ state[3];
}
function absorb(word) {
	state[3] ^= word;
	stir(2);
	state[0] ^= word;
}
/** Makes that many rounds. */
function stir(rounds) {
	let [v0, v1, v2, v3] = [
		state[0],
		state[1],
		state[2],
		state[3]
	];
	for (let round = 0; round < rounds; round++) {
		v0 = v0 + v1 | 0;
		v1 = (v1 << 5 | v1 >>> 27) ^ v0;
		v0 = v0 << 16 | v0 >>> 16;
		v2 = v2 + v3 | 0;
		v3 = (v3 << 8 | v3 >>> 24) ^ v2;
		v0 = v0 + v3 | 0;
		v3 = (v3 << 7 | v3 >>> 25) ^ v0;
		v2 = v2 + v1 | 0;
		v1 = (v1 << 13 | v1 >>> 19) ^ v2;
		v2 = v2 << 16 | v2 >>> 16;
	}
	state[0] = v0;
	state[1] = v1;
	state[2] = v2;
	state[3] = v3;
}

// src/parts/row-keys.ts
/** What `RowKeys.state` says of a row. */
const keyStates = {
	missing: 0,
	there: 1,
	leftOut: 2
};
/** Hashes the rows of a table, or of a part of one, so that rows of several can be compared. */
function hashKeys(table, request) {
	const names = request.columns.map((each) => typeof each === "string" ? each : each.name);
	const columns = names.flatMap((name) => findColumn(table, name) ?? []);
	const state = new Uint8Array(table.rows);
	for (const column of columns) markThere(column, state);
	if (request.kind === "rows") return {
		...hashRows(table, names),
		state
	};
	const { where, place } = request;
	if (request.kind === "content") state.fill(keyStates.there);
	const chosen = where === void 0 ? void 0 : evaluateCondition(table, where, "where", place);
	if (chosen !== void 0) {
		for (let row = 0; row < table.rows; row++) if (chosen[row] !== 1) state[row] = keyStates.leftOut;
	}
	const more = request.kind === "keys" ? void 0 : hashAgain({
		rows: table.rows,
		columns
	});
	if (request.kind === "content") return {
		...hashContent({
			rows: table.rows,
			columns
		}, hashTexts),
		state,
		...more && { more }
	};
	const high = new Int32Array(table.rows);
	const low = new Int32Array(table.rows);
	const hash = request.kind === "keys" ? hashedBy(request.key, columns.length) : plain;
	for (const [index, column] of columns.entries()) {
		const other = request.kind === "keys" ? request.columns[index].other : keyKindOf(column);
		mixColumn({
			high,
			low
		}, column, other, hash);
	}
	return {
		high: new Uint32Array(high.buffer),
		low: new Uint32Array(low.buffer),
		state,
		...more && { more }
	};
}
function markThere(column, state) {
	if (column.kind === "text") {
		for (let row = 0; row < state.length; row++) if (column.codes[row] >= 0) state[row] = 1;
	} else for (let row = 0; row < state.length; row++) if (!Number.isNaN(column.values[row])) state[row] = 1;
}
const bits = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(9));
const bytes = new Uint8Array(bits.buffer);
bytes[0] = 255;
const plain = {
	texts: hashTexts,
	text(text, into, index) {
		const { high, low } = hashText(text);
		into.high[index] = high;
		into.low[index] = low;
	},
	number(value, into, index) {
		bits.setFloat64(1, value === 0 ? 0 : value);
		into.high[index] = bits.getInt32(1) ^ 1853189474;
		into.low[index] = bits.getInt32(5);
	}
};
/** With a key. Numbers of one column stay apart as they are; those of several are hidden, lest they be made to cancel out. */
function hashedBy(key, columns) {
	const encoder = new TextEncoder();
	return {
		texts: (column) => hashTextsByKey(column, key),
		text(text, into, index) {
			const encoded = encoder.encode(text);
			hashByKey(key, {
				bytes: encoded,
				start: 0,
				end: encoded.length
			}, into, index);
		},
		number(value, into, index) {
			plain.number(value, into, index);
			if (columns > 1) hashByKey(key, {
				bytes,
				start: 0,
				end: bytes.length
			}, into, index);
		}
	};
}
/** Mixes a column's cells into the rows' hashes by a permutation of 64 bits, so that keys of one column stay apart. */
function mixColumn(into, column, other, hash) {
	const { high } = into;
	if (column.kind === "text") {
		const texts = textHashes(column, other, hash);
		for (let row = 0; row < high.length; row++) {
			const code = column.codes[row];
			mixIn(into, row, code < 0 ? 1 : texts.high[code], code < 0 ? 0 : texts.low[code]);
		}
		return;
	}
	const own = keyKindOf(column);
	const isSame = other === "text" || other === own;
	const cell = {
		high: /* @__PURE__ */ new Int32Array(1),
		low: /* @__PURE__ */ new Int32Array(1)
	};
	for (let row = 0; row < high.length; row++) {
		const value = column.values[row];
		if (Number.isNaN(value)) mixIn(into, row, 1, 0);
		else {
			if (isSame) hash.number(value, cell, 0);
			else hash.text(`${own} ${value}`, cell, 0);
			mixIn(into, row, cell.high[0], cell.low[0]);
		}
	}
}
function textHashes(column, other, hash) {
	if (other === "text") return hash.texts(column);
	const texts = decodeEntries(textEntries(column));
	const hashes = {
		high: new Int32Array(texts.length),
		low: new Int32Array(texts.length)
	};
	for (const [code, text] of texts.entries()) {
		const token = tokenOfText(text, other);
		if (typeof token === "number") hash.number(token, hashes, code);
		else hash.text(token, hashes, code);
	}
	return hashes;
}
function mixIn({ high, low }, row, upper, lower) {
	let first = Math.imul(high[row] ^ upper, 2654435761);
	first ^= first >>> 15;
	let second = Math.imul(low[row] ^ lower ^ first, 2246822507);
	second ^= second >>> 16;
	second = Math.imul(second, 3266489909);
	second ^= second >>> 13;
	high[row] = first + second ^ second << 7;
	low[row] = second;
}

export { hashKeys, keyStates };