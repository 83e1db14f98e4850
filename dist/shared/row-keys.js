import { keyKindOf, tokenOfText } from "./find-unmatched.js";
import { evaluateCondition } from "./checks.js";
import { hashText, hashTexts } from "./hash-texts.js";
import { decodeEntries, findColumn, textEntries } from "./core.js";
import { hashRows } from "./tables.js";

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
	const chosen = where === void 0 ? void 0 : evaluateCondition(table, where, "where", place);
	if (chosen !== void 0) {
		for (let row = 0; row < table.rows; row++) if (chosen[row] !== 1) state[row] = keyStates.leftOut;
	}
	const high = new Int32Array(table.rows);
	const low = new Int32Array(table.rows);
	for (const [index, column] of columns.entries()) mixColumn({
		high,
		low
	}, column, request.columns[index].other);
	return {
		high: new Uint32Array(high.buffer),
		low: new Uint32Array(low.buffer),
		state
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