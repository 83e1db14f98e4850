import { UserError, countPresent, declaredType, decodeEntries, emptyTally, inferType, readCell, tallyDictionary, textEntries } from "./core.js";

// src/tables/settle-types.ts
/**
* The type of a column that several files hold. For CSV and JSON it is what all cells together make it, as if the files
* were one: a bad cell in one file stays a bad cell, codes such as `007` in one make all of it text. Parquet declares
* types: whole numbers and others are numbers, dates and times are times, and what else differs throws UserError with
* two files. Columns without values have a say in neither.
*/
function settleType(parts, { format, decimal, declared = {} }) {
	const name = parts[0]?.column.name ?? "";
	const { type, format: dates, missing_values } = Object.hasOwn(declared, name) ? declared[name] : {};
	const known = declaredType({
		type,
		format: dates
	});
	if (known !== void 0) return known;
	if (format === "parquet") return commonType(parts);
	const rule = {
		decimal,
		missing_values
	};
	const total = emptyTally();
	for (const { column } of parts) {
		const tally = format === "json" ? tallyJson(column) : tallyCells(column, rule);
		for (const shape of Object.keys(total)) total[shape] += tally[shape];
	}
	return inferType(total);
}
/** Whether a column has no cell that is there. */
function isEmptyColumn(column) {
	return column.kind === "text" ? column.codes.every((code) => code < 0) : column.invalidCount === 0 && countPresent(column.values) === 0;
}
function tallyCells(column, rule) {
	if (column.kind === "numeric") return tallyNumbers(column, rule);
	const { codes } = column;
	return tallyDictionary({
		codes,
		dictionary: textEntries(column),
		rule
	}, codes.length, Infinity);
}
/** Texts of JSON are never numbers; where a column holds both, its reader has counted them. */
function tallyJson(column) {
	if (column.kind === "numeric") return tallyNumbers(column, {});
	if (column.tally !== void 0) return {
		...emptyTally(),
		...column.tally
	};
	const tally = emptyTally();
	const counts = new Int32Array(column.dictionary.length);
	for (const code of column.codes) if (code >= 0) counts[code]++;
	for (const [code, text] of column.dictionary.entries()) {
		const { shape } = readCell(text);
		tally[shape === "date" || shape === "datetime" || shape === "marker" ? shape : "text"] += counts[code];
	}
	return tally;
}
const shapes = {
	integer: "integer",
	number: "decimal",
	boolean: "boolean",
	date: "date",
	datetime: "datetime"
};
function tallyNumbers({ type, values, invalid, invalidCount }, rule) {
	const tally = emptyTally();
	tally[shapes[type]] = countPresent(values);
	for (const { text } of invalid) tally[readCell(text, rule).shape]++;
	tally.text += invalidCount - invalid.length;
	return tally;
}
function commonType(parts) {
	const filled = parts.filter(({ column }) => !isEmptyColumn(column));
	const [first = parts[0]] = filled;
	const { type } = first.column;
	const other = filled.find(({ column }) => column.type !== type);
	if (other === void 0) return type;
	const types = new Set(filled.map(({ column }) => column.type));
	const areOf = (...some) => [...types].every((each) => some.includes(each));
	if (areOf("integer", "number")) return "number";
	if (areOf("date", "datetime")) return "datetime";
	if (areOf("integer", "text") && filled.every(({ column }) => isWhole(column))) return "text";
	throw conflict(first, other);
}
/** Whether a column's values are whole numbers; as texts they are where some are beyond 2^53. */
function isWhole(column) {
	if (column.kind === "numeric") return column.type === "integer";
	const texts = decodeEntries(textEntries(column));
	return texts.every(isWholeText) && texts.some((text) => !Number.isSafeInteger(Number(text)));
}
function isWholeText(text) {
	return /^-?(0|[1-9]\d*)$/.test(text);
}
function conflict(first, second) {
	const { name } = first.column;
	return new UserError(`Cannot read the files as one table: "${name}" is ${first.column.type} in "${first.source}" and ${second.column.type} in "${second.source}"`, {
		file: second.source,
		hint: "Write the column with one type into all files"
	});
}

export { isEmptyColumn, settleType };