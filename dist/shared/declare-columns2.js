import { addInvalid, createDictionary, declaredType, encode, invalidCells, readCell, readCellAs, rowsOfInvalid } from "./data.js";
import { textColumn } from "./tables.js";

// src/tables/declare-columns.ts
/** The columns as they are declared, where a file has types of its own: JSON and Parquet. */
function declareColumns(columns, declared) {
	return columns.map((column) => Object.hasOwn(declared, column.name) ? declareColumn(column, declared[column.name] ?? {}) : column);
}
/** One column as it is declared. */
function declareColumn(column, declared) {
	const type = declaredType(declared);
	if (column.kind === "numeric") {
		const known = withMissing(column, declared.missing_values ?? []);
		if (type === void 0 || type === column.type) return known;
		return type === "text" ? spelled(known) : converted(known, type);
	}
	const codes = withoutMissing(column, declared);
	return type === void 0 || type === "text" ? {
		...column,
		codes
	} : parsed(column, codes, type, declared);
}
/** Codes of a text column, declared texts missing. */
function withoutMissing(column, rule) {
	if (rule.missing_values === void 0) return column.codes;
	const isMissing = column.dictionary.map((text) => readCell(text, rule).shape === "missing");
	return column.codes.map((code) => code >= 0 && isMissing[code] === true ? -1 : code);
}
function parsed({ name, dictionary }, codes, type, rule) {
	const read = dictionary.map((text) => readCellAs(text, type, rule));
	const values = new Float64Array(codes.length).fill(NaN);
	const misfits = {
		invalid: [],
		rows: []
	};
	for (const [row, code] of codes.entries()) {
		if (code < 0) continue;
		const value = read[code];
		if (value === void 0) addInvalid(misfits, row, dictionary[code] ?? "");
		else values[row] = value;
	}
	return {
		kind: "numeric",
		name,
		type,
		values,
		...invalidCells(misfits)
	};
}
/** Numbers that are declared to be missing are, and so are invalid cells of such a text. */
function withMissing(column, texts) {
	if (texts.length === 0) return column;
	const isNumeric = column.type === "integer" || column.type === "number";
	const missing = new Set(isNumeric ? texts.filter((text) => text.trim() !== "").map(Number) : []);
	const values = column.values.map((value) => missing.has(value) ? NaN : value);
	return {
		...column,
		values,
		...invalidCells(misfitsOf(column, (text) => !texts.includes(text.trim())))
	};
}
function converted(column, type) {
	const known = new Map(column.invalid.map(({ row, text }) => [row, text]));
	const isInvalid = new Set(rowsOfInvalid(column));
	const misfits = {
		invalid: [],
		rows: []
	};
	const values = column.values.map((value, row) => {
		if (isInvalid.has(row)) addInvalid(misfits, row, known.get(row) ?? "");
		else if (!Number.isNaN(value) && !suits(value, column.type, type)) addInvalid(misfits, row, String(value));
		else return value;
		return NaN;
	});
	return {
		...column,
		type,
		values,
		...invalidCells(misfits)
	};
}
/** Whether a value of one type is one of another, too. */
function suits(value, from, to) {
	const isDate = (type) => type === "date" || type === "datetime";
	if (isDate(from) || isDate(to)) return isDate(from) && isDate(to) && (to === "datetime" || value % 864e5 === 0);
	if (to === "boolean") return value === 0 || value === 1;
	return to === "number" || Number.isSafeInteger(value);
}
/** Numbers, booleans and dates as texts; cells that did not fit are what they were. */
function spelled(column) {
	const { name, values, type } = column;
	const dictionary = createDictionary();
	const encoder = new TextEncoder();
	const codes = new Int32Array(values.length).fill(-1);
	const store = (row, text) => {
		const bytes = encoder.encode(text);
		codes[row] = encode(dictionary, bytes, 0, bytes.length);
	};
	for (const [row, value] of values.entries()) if (!Number.isNaN(value)) store(row, spell(value, type));
	for (const { row, text } of column.invalid) store(row, text);
	return textColumn(name, codes, dictionary);
}
function spell(value, type) {
	if (type === "boolean") return String(value === 1);
	if (type === "integer" || type === "number") return String(value);
	const moment = new Date(value).toISOString();
	return type === "date" ? moment.slice(0, 10) : moment;
}
function misfitsOf(column, keeps) {
	const known = new Map(column.invalid.map(({ row, text }) => [row, text]));
	const misfits = {
		invalid: [],
		rows: []
	};
	for (const row of rowsOfInvalid(column)) {
		const text = known.get(row);
		if (text === void 0 || keeps(text)) addInvalid(misfits, row, text ?? "");
	}
	return misfits;
}

export { declareColumn, declareColumns };