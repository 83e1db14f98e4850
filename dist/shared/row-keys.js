import { evaluateCondition, keyKindOf, tokenOfText } from "./checks.js";
import { decodeEntries, findColumn, hashContent, textEntries } from "./core.js";
import { hashText, hashTexts } from "./profile.js";
import { finalize, hashRows, mixWord, murmurHash } from "./tables.js";

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
const hashed = /* @__PURE__ */ new WeakMap();
/** The hashes of a column's texts, by code; where the dictionary has grown since, those of the new ones are added. */
function hashTextsAgain(column) {
	const of = column.entries ?? column;
	const { size, bytes, offsets } = column.entries ?? textEntries(column);
	const { hashes: known, done } = hashed.get(of) ?? {
		hashes: /* @__PURE__ */ new Int32Array(0),
		done: 0
	};
	let hashes = known;
	if (known.length < size) {
		hashes = new Int32Array(Math.max(size, known.length * 2));
		hashes.set(known);
	}
	for (let code = done; code < size; code++) hashes[code] = murmurHash(0, bytes, offsets[code], offsets[code + 1]);
	hashed.set(of, {
		hashes,
		done: size
	});
	return hashes;
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
	for (const [index, column] of columns.entries()) mixColumn({
		high,
		low
	}, column, request.kind === "keys" ? request.columns[index].other : keyKindOf(column));
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
/** Mixes a column's cells into the rows' hashes by a permutation of 64 bits, so that keys of one column stay apart. */
function mixColumn(into, column, other) {
	const { high } = into;
	if (column.kind === "text") {
		const texts = textHashes(column, other);
		for (let row = 0; row < high.length; row++) {
			const code = column.codes[row];
			mixIn(into, row, code < 0 ? 1 : texts.high[code], code < 0 ? 0 : texts.low[code]);
		}
		return;
	}
	const isSame = other === "text" || other === keyKindOf(column);
	const words = /* @__PURE__ */ new Int32Array(2);
	for (let row = 0; row < high.length; row++) {
		const value = column.values[row];
		if (Number.isNaN(value)) mixIn(into, row, 1, 0);
		else {
			hashValue(value, isSame ? void 0 : column, words);
			mixIn(into, row, words[0], words[1]);
		}
	}
}
function textHashes(column, other) {
	if (other === "text") return hashTexts(column);
	const words = /* @__PURE__ */ new Int32Array(2);
	const texts = decodeEntries(textEntries(column));
	const hashes = {
		high: new Int32Array(texts.length),
		low: new Int32Array(texts.length)
	};
	for (const [code, text] of texts.entries()) {
		const token = tokenOfText(text, other);
		if (typeof token === "number") hashValue(token, void 0, words);
		else {
			const { high, low } = hashText(token);
			words[0] = high;
			words[1] = low;
		}
		hashes.high[code] = words[0];
		hashes.low[code] = words[1];
	}
	return hashes;
}
const bits = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));
/** The hash of a value; of one that equals no text or value of another kind, under the column's kind. */
function hashValue(value, apart, words) {
	if (apart !== void 0) {
		const { high, low } = hashText(`${keyKindOf(apart)} ${value}`);
		words[0] = high;
		words[1] = low;
		return;
	}
	bits.setFloat64(0, value === 0 ? 0 : value);
	words[0] = bits.getInt32(0) ^ 1853189474;
	words[1] = bits.getInt32(4);
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