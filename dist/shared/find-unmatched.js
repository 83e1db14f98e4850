import { readCell } from "./core.js";

// src/checks/find-unmatched.ts
/** A value that the reference has not. */
const unknown = -2;
const missing = -1;
/**
* Indexes a reference's columns for keys of these columns' types. Values are compared as values: a number equals the
* text that spells it, but not one with leading zeros, which is a code; a date equals its text; true is no number.
*/
function indexKeys(references, keys) {
	const ids = references.map(() => /* @__PURE__ */ new Map());
	const codes = references.map((column, index) => {
		const known = ids[index];
		return codesOf(column, keyKindOf(keys[index]), (token) => {
			const id = known.get(token) ?? known.size;
			known.set(token, id);
			return id;
		});
	});
	const combinations = /* @__PURE__ */ new Set();
	if (codes.length > 1) for (let row = 0; row < codes[0].length; row++) combinations.add(codes.map((each) => each[row]).join());
	return {
		references,
		ids,
		combinations
	};
}
/**
* Rows whose key the reference has not. Rows that miss all of the key are not asked; one that misses a part of it must
* be matched by one that misses the same part, as Frictionless has it.
*/
function findUnmatched({ references, ids, combinations }, keys) {
	const codes = keys.map((column, index) => codesOf(column, keyKindOf(references[index]), (token) => ids[index].get(token) ?? unknown));
	const found = {
		considered: 0,
		failed: 0,
		first: []
	};
	for (let row = 0; row < (codes[0]?.length ?? 0); row++) {
		if (codes.every((each) => each[row] === missing)) continue;
		found.considered++;
		if (codes.length === 1 ? codes[0][row] !== unknown : combinations.has(codes.map((each) => each[row]).join())) continue;
		found.failed++;
		if (found.first.length < 100) found.first.push(row);
	}
	return found;
}
/** A code for each cell, that of its value as a column of the other kind compares it; invalid cells are missing. */
function codesOf(column, other, code) {
	if (column.kind === "text") {
		const codes = column.dictionary.map((text) => code(tokenOfText(text, other)));
		return column.codes.map((each) => each < 0 ? missing : codes[each]);
	}
	const own = keyKindOf(column);
	const isSame = other === own || other === "text";
	return Int32Array.from(column.values, (value) => {
		if (Number.isNaN(value)) return missing;
		return code(isSame ? value : `${own} ${value}`);
	});
}
/** Text stays text beside text; beside another kind it is the value that it spells, where it spells one. */
function tokenOfText(text, other) {
	if (other === "text") return text;
	const { shape, value } = readCell(text);
	return kindOfShape[shape] === other ? value : text;
}
const kindOfShape = {
	integer: "number",
	decimal: "number",
	infinite: "number",
	boolean: "boolean",
	date: "time",
	datetime: "time"
};
/** The kind of a column. */
function keyKindOf({ type }) {
	if (type === "integer" || type === "number") return "number";
	return type === "date" || type === "datetime" ? "time" : type;
}

export { findUnmatched, indexKeys, keyKindOf, tokenOfText };