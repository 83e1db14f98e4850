import { UserError, describeTolerance, didYouMean, findColumn, formatNumber, isTolerated, readCell } from "./core.js";
import { noColumn } from "./checks.js";

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
		return codesOf(column, kindOf(keys[index]), (token) => {
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
	const codes = keys.map((column, index) => codesOf(column, kindOf(references[index]), (token) => ids[index].get(token) ?? unknown));
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
	const own = kindOf(column);
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
function kindOf({ type }) {
	if (type === "integer" || type === "number") return "number";
	return type === "date" || type === "datetime" ? "time" : type;
}

// src/checks/judge-references.ts
/**
* Judges that each key of a column, or of several together, is one of another set's, or of the same table. Throws
* UserError for a set or a column of it that is not there.
*/
async function judgeReferences(of) {
	const { check, table, context, place } = of;
	const { set, column = check.column ?? "", columns = { [check.column ?? ""]: column } } = check.references ?? {};
	const own = Object.keys(columns);
	const absent = own.find((name) => findColumn(table, name) === void 0);
	if (absent !== void 0) return noColumn(table, absent);
	const referenced = set === void 0 ? context.whole ?? table : await context.loadSet?.(set, place);
	if (referenced === void 0) throw new UserError(`Cannot check "references": there is no set "${set}"`, place);
	const references = Object.values(columns).map((name) => requireColumn(of, referenced, name));
	const keys = own.flatMap((name) => findColumn(table, name) ?? []);
	const found = findUnmatched(indexKeys(references, keys), keys);
	const passed = isTolerated(check, found.considered, found.failed);
	return {
		...found,
		passed,
		message: describe(of, columns, found)
	};
}
function requireColumn({ check, place }, table, name) {
	const column = findColumn(table, name);
	if (column !== void 0) return column;
	const names = table.columns.map((each) => each.name);
	const { set } = check.references ?? {};
	throw new UserError(`Cannot check "references": ${set === void 0 ? "the data" : `the set "${set}"`} has no column "${name}"${didYouMean(name, names)}`, {
		...place,
		hint: "Name the column that holds the keys as references.column"
	});
}
function describe({ check }, columns, { considered, failed }) {
	const list = (names) => names.map((name) => `"${name}"`).join(", ");
	const { set } = check.references ?? {};
	const where = `${list(Object.values(columns))}${set === void 0 ? "" : ` of the set "${set}"`}`;
	const asked = `${formatNumber(considered)} ${considered === 1 ? "value" : "values"} of ${list(Object.keys(columns))}`;
	if (failed === 0) return `all ${asked} are in ${where}`;
	return `${formatNumber(failed)} of ${asked} ${failed === 1 ? "is" : "are"} not in ${where}${describeTolerance(check)}`;
}

export { judgeReferences };