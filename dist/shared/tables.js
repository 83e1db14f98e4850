import { UserError, didYouMean, digestDataSet } from "./core.js";
import { addInvalid, countPresent, createDictionary, declaredType, decodeEntries, emptyTally, encode, findColumn, formatOf, inferType, invalidCells, limits, readCell, readCellAs, rowsOfInvalid, tallyDictionary, textEntries } from "./data.js";

// src/tables/value-column.ts
/** Codes of cells that are no texts. */
const codeOf = {
	missing: -1,
	false: -2,
	true: -3
};
/** A column without cells. */
function createValueColumn(name, isText) {
	return {
		name,
		values: /* @__PURE__ */ new Float64Array(0),
		codes: /* @__PURE__ */ new Int32Array(0),
		dictionary: createDictionary(),
		hasDecimal: false,
		hasAmbiguous: false,
		hasInfinite: false,
		isText
	};
}
/** Stores a number; `capacity` is the room that an array gets when it is short. */
function storeNumber(column, row, value, capacity) {
	if (row >= column.values.length) {
		const wider = new Float64Array(capacity).fill(NaN, column.values.length);
		wider.set(column.values);
		column.values = wider;
	}
	column.values[row] = value;
}
/** Stores a text's code in the dictionary, or one of `codeOf`. */
function storeCode(column, row, code, capacity) {
	if (row >= column.codes.length) {
		const wider = new Int32Array(capacity).fill(codeOf.missing, column.codes.length);
		wider.set(column.codes);
		column.codes = wider;
	}
	column.codes[row] = code;
}
/**
* The finished column, typed by `inferType` unless its type is `declared`: texts may be dates, never numbers. Undefined for a column of text that
* holds other values too: how those were written is gone, so the file must be read again with `isText`.
*/
function finishValueColumn(column, rows, declared) {
	return finishWithTally(column, rows, declared).column;
}
/** As `finishValueColumn`, and how many cells are of which shape; `isMixed` where some are no texts. */
function finishWithTally(column, rows, declared) {
	const { name, dictionary } = column;
	const { values, codes, texts, tally } = settleCells(column, rows);
	const type = column.isText ? "text" : declared ?? inferType(tally);
	const { integer, decimal, ambiguous, infinite, boolean } = tally;
	const isMixed = integer + decimal + ambiguous + infinite + boolean > 0;
	if (type !== "text") return {
		column: numericColumn(name, type, {
			values,
			codes,
			texts
		}),
		tally,
		isMixed
	};
	return {
		column: isMixed ? void 0 : textColumn(name, codes, dictionary),
		tally,
		isMixed
	};
}
/** How many cells are of which shape. */
function tallyValues(column, rows) {
	return settleCells(column, rows).tally;
}
function settleCells(column, rows) {
	const values = filled(column.values, new Float64Array(rows).fill(NaN));
	const codes = filled(column.codes, new Int32Array(rows).fill(codeOf.missing));
	const texts = readTexts(column.dictionary);
	return {
		values,
		codes,
		texts,
		tally: {
			...countCells(column, values, codes, texts),
			missing: 0,
			padded: 0
		}
	};
}
/** A column of text over a dictionary, which is decoded when it is first asked for. */
function textColumn(name, codes, dictionary) {
	const { size, bytes, offsets } = dictionary;
	const entries = {
		size,
		bytes,
		offsets
	};
	let decoded;
	return {
		kind: "text",
		name,
		type: "text",
		codes,
		get dictionary() {
			decoded ??= decodeEntries(entries);
			return decoded;
		},
		entries
	};
}
function filled(from, to) {
	to.set(from.subarray(0, to.length));
	return to;
}
function readTexts(dictionary) {
	const texts = decodeEntries(dictionary);
	const read = texts.map((text) => readCell(text));
	return {
		texts,
		shapes: read.map(({ shape }) => shape === "date" || shape === "datetime" || shape === "marker" ? shape : "text"),
		values: read.map(({ value }) => value)
	};
}
function countCells(column, values, codes, { shapes }) {
	const tally = {
		integer: 0,
		decimal: 0,
		infinite: 0,
		ambiguous: 0,
		boolean: 0
	};
	const counts = {
		date: 0,
		datetime: 0,
		marker: 0,
		text: 0
	};
	let numbers = 0;
	for (const value of values) if (!Number.isNaN(value)) numbers++;
	for (const code of codes) if (code >= 0) counts[shapes[code]]++;
	else if (code !== codeOf.missing) tally.boolean++;
	tally.ambiguous = column.hasAmbiguous ? 1 : 0;
	tally.infinite = column.hasInfinite ? 1 : 0;
	tally[column.hasDecimal ? "decimal" : "integer"] = numbers - tally.ambiguous - tally.infinite;
	return {
		...tally,
		...counts
	};
}
function numericColumn(name, type, cells) {
	const { values, codes, texts } = cells;
	const misfits = {
		invalid: [],
		rows: []
	};
	const isDate = type === "date" || type === "datetime";
	const refuse = (row, text) => {
		values[row] = NaN;
		addInvalid(misfits, row, text);
	};
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		const code = codes[row];
		if (!Number.isNaN(value)) {
			if (type === "number" || type === "integer" && Number.isSafeInteger(value)) continue;
			if (type !== "boolean" || value !== 0 && value !== 1) refuse(row, String(value));
		} else if (code < codeOf.missing) {
			if (type === "boolean") values[row] = code === codeOf.true ? 1 : 0;
			else refuse(row, String(code === codeOf.true));
		} else if (code >= 0) {
			const shape = texts.shapes[code];
			if (shape === "marker") continue;
			if (shape === "date" ? isDate : type === shape) values[row] = texts.values[code];
			else refuse(row, texts.texts[code]);
		}
	}
	return {
		kind: "numeric",
		name,
		type,
		values,
		...invalidCells(misfits)
	};
}

// src/tables/settle-types.ts
/**
* The type of a column that several files hold. For CSV and JSON it is what all cells together make it, as if the files
* were one: a bad cell in one file stays a bad cell, codes such as `007` in one make all of it text. Parquet declares
* types: whole numbers and others are numbers, dates and times are times, and what else differs throws UserError with
* two files. Columns without values have a say in neither.
*/
function settleType(parts, { format, decimal, declared = {} }) {
	const name = parts[0]?.column.name ?? "";
	const own = Object.hasOwn(declared, name) ? declared[name] : {};
	const known = declaredType(own);
	if (known !== void 0) return known;
	if (format === "parquet") return declaredByFiles(name, parts);
	const rule = {
		decimal,
		missing_values: own.missing_values
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
function declaredByFiles(name, parts) {
	const filled = parts.filter(({ column }) => !isEmptyColumn(column));
	if (filled.length === 0) return parts[0]?.column.type ?? "text";
	return commonType(name, filled.map(({ column, source }) => ({
		type: column.type,
		source,
		isWhole: () => isWhole(column)
	})));
}
/** The type of a column by what files, at least one, declare it to be. Throws UserError where these do not fit together. */
function commonType(name, parts) {
	const first = parts[0];
	const other = parts.find(({ type }) => type !== first.type);
	if (other === void 0) return first.type;
	const types = new Set(parts.map(({ type }) => type));
	const areOf = (...some) => [...types].every((each) => some.includes(each));
	if (areOf("integer", "number")) return "number";
	if (areOf("date", "datetime")) return "datetime";
	if (areOf("integer", "text") && parts.every(({ isWhole }) => isWhole())) return "text";
	throw conflict(name, first, other);
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
function conflict(name, first, second) {
	return new UserError(`Cannot read the files as one table: "${name}" is ${first.type} in "${first.source}" and ${second.type} in "${second.source}"`, {
		file: second.source,
		hint: "Write the column with one type into all files"
	});
}

// src/tables/join-columns.ts
/** Columns of one name and type, one below the other. */
function joinColumns(name, type, columns) {
	return type === "text" ? joinTexts(name, columns.filter(isText)) : joinNumbers(name, type, columns.filter(isNumeric));
}
/** The column as of a type, where it shows in what was read; undefined where cells must be read again. */
function convertColumn(column, type) {
	if (column.type === type) return column;
	if (isEmptyColumn(column)) {
		const rows = column.kind === "text" ? column.codes.length : column.values.length;
		return emptyColumn(column.name, type, rows);
	}
	return (column.type === "integer" && type === "number" || column.type === "date" && type === "datetime") && column.kind === "numeric" ? {
		...column,
		type
	} : void 0;
}
/** A column without values. */
function emptyColumn(name, type, rows) {
	if (type === "text") return textColumn(name, new Int32Array(rows).fill(codeOf.missing), createDictionary());
	return {
		kind: "numeric",
		name,
		type,
		values: new Float64Array(rows).fill(NaN),
		invalid: [],
		invalidCount: 0
	};
}
function isText(column) {
	return column.kind === "text";
}
function isNumeric(column) {
	return column.kind === "numeric";
}
/** Codes change to those of a common dictionary, in order of first appearance. */
function joinTexts(name, columns) {
	const dictionary = createDictionary();
	const codes = new Int32Array(columns.reduce((rows, column) => rows + column.codes.length, 0));
	let at = 0;
	for (const column of columns) {
		const { size, bytes, offsets } = textEntries(column);
		const renamed = new Int32Array(size);
		for (let code = 0; code < size; code++) renamed[code] = encode(dictionary, bytes, offsets[code], offsets[code + 1]);
		for (const code of column.codes) codes[at++] = code < 0 ? codeOf.missing : renamed[code];
	}
	return textColumn(name, codes, dictionary);
}
function joinNumbers(name, type, columns) {
	const values = new Float64Array(columns.reduce((rows, column) => rows + column.values.length, 0));
	const joined = {
		invalid: [],
		invalidCount: 0
	};
	const rows = [];
	let at = 0;
	for (const column of columns) {
		values.set(column.values, at);
		for (const { row, text } of column.invalid.slice(0, limits.invalidKept - joined.invalid.length)) joined.invalid.push({
			row: at + row,
			text
		});
		for (const row of rowsOfInvalid(column)) rows.push(at + row);
		at += column.values.length;
	}
	joined.invalidCount = rows.length;
	if (rows.length > joined.invalid.length) joined.invalidRows = Uint32Array.from(rows);
	return {
		kind: "numeric",
		name,
		type,
		values,
		...joined
	};
}

// src/tables/match-columns.ts
/**
* The columns of several files as one table, in the first file's order; files may order them otherwise. Objects of JSON
* lack a key where it is missing, so there it is all keys of all files. Throws UserError, naming two files, where one
* lacks a column that the other has. `partitions` are columns that folders make: those of the files do not count.
*/
function matchColumns(files, partitions) {
	const [first] = files;
	if (first === void 0) return [];
	const namesOf = ({ names }) => names.filter((name) => !partitions.has(name));
	if (first.format === "json") return [...new Set(files.flatMap(namesOf))];
	const expected = namesOf(first);
	const known = new Set(expected);
	for (const file of files.slice(1)) {
		const names = namesOf(file);
		const own = new Set(names);
		const lacking = expected.find((name) => !own.has(name));
		if (lacking !== void 0) throw mismatch({
			has: first,
			lacks: file
		}, lacking, names, file);
		const surplus = names.find((name) => !known.has(name));
		if (surplus !== void 0) throw mismatch({
			has: file,
			lacks: first
		}, surplus, expected, file);
	}
	return expected;
}
/** The format of a table's files, which is the same for all of them. */
function formatOfTable(table) {
	return formatOf(table.rows > 0 ? table.fileOf?.(0) ?? table.source : table.source);
}
function mismatch({ has, lacks }, name, others, at) {
	return new UserError(`Cannot read the files as one table: "${has.source}" has a column "${name}", "${lacks.source}" has none${didYouMean(name, others)}`, {
		file: at.source,
		...at.hasLines && { line: 1 },
		hint: "All files of a table have the same columns, in any order; name other files apart with a pattern"
	});
}

// src/tables/partition-columns.ts
/**
* The columns that the folders of a table's files make, in the first file's order, typed by the rules for cells of CSV:
* `month=01` is text, as leading zeros make codes; `types` hold instead. Throws UserError as `partitionKeys`.
*/
function partitionColumns(files, types = {}) {
	return partitionKeys(files).map((key) => {
		return partitionColumn(key, files.map(({ rows, partitions }) => ({
			text: partitions.get(key),
			rows
		})), Object.hasOwn(types, key) ? types[key] : void 0);
	});
}
/** The keys of files' folders, in the first one's order. Throws UserError where files differ in them, as DuckDB does. */
function partitionKeys(files) {
	const [first] = files;
	if (first === void 0) return [];
	for (const file of files) {
		refuseOther(first, file);
		refuseOther(file, first);
	}
	return [...first.partitions.keys()];
}
function refuseOther(has, lacks) {
	for (const key of has.partitions.keys()) if (!lacks.partitions.has(key)) throw new UserError(`Cannot read the files as one table: "${has.source}" lies in a folder "${key}=\u2026", "${lacks.source}" does not`, {
		file: lacks.source,
		hint: "Hive partitions of one table have the same keys in all files"
	});
}
/** The type of a column that folders make, by all of its cells. */
function partitionType(cells) {
	const tally = emptyTally();
	for (const { text, rows } of cells) tally[text === void 0 ? "missing" : readCell(text).shape] += rows;
	return inferType(tally);
}
/** A column of files' rows, one below the other, as their folders say. */
function partitionColumn(name, cells, type = partitionType(cells)) {
	const rows = cells.reduce((sum, each) => sum + each.rows, 0);
	let at = 0;
	if (type === "text") {
		const codeOf = /* @__PURE__ */ new Map();
		const codes = new Int32Array(rows).fill(-1);
		for (const { text, rows: size } of cells) {
			if (text !== void 0 && size > 0) {
				const code = codeOf.get(text) ?? codeOf.size;
				codeOf.set(text, code);
				codes.fill(code, at, at + size);
			}
			at += size;
		}
		return {
			kind: "text",
			name,
			type,
			codes,
			dictionary: [...codeOf.keys()]
		};
	}
	const values = new Float64Array(rows).fill(NaN);
	const misfits = {
		invalid: [],
		rows: []
	};
	for (const { text, rows: size } of cells) {
		const value = text === void 0 ? NaN : readCellAs(text, type);
		values.fill(value ?? NaN, at, at + size);
		if (value === void 0) for (let row = at; row < at + size; row++) addInvalid(misfits, row, text ?? "");
		at += size;
	}
	return {
		kind: "numeric",
		name,
		type,
		values,
		...invalidCells(misfits)
	};
}

// src/tables/row-places.ts
/** Which of several files a row of all of them stands in, by how many rows each has, and which of its rows it is. */
function openRowPlaces(rowsOf) {
	const starts = new Float64Array(rowsOf.length);
	let rows = 0;
	for (const [file, count] of rowsOf.entries()) {
		starts[file] = rows;
		rows += count;
	}
	return (row) => {
		let low = 0;
		let high = starts.length;
		while (low + 1 < high) {
			const middle = low + high >> 1;
			if (starts[middle] <= row) low = middle;
			else high = middle;
		}
		return {
			file: low,
			at: row - starts[low]
		};
	};
}

// src/tables/join-tables.ts
/**
* The files as one table, in their order: columns by name, types as if the files were one (see `settleType`), then the
* columns that folders make, which come before a file's own of that name (as in DuckDB and pyarrow). A file whose types
* come out otherwise is read a second time. Throws UserError, naming two files, where they do not fit together.
*/
async function joinTables(source, parts, options = {}) {
	const tables = parts.map(({ table }) => table);
	const folders = partitionColumns(parts.map(({ table, partitions }) => ({
		source: table.source,
		rows: table.rows,
		partitions
	})), options.types);
	const columnsOf = (table) => ({
		source: table.source,
		format: formatOfTable(table),
		names: table.columns.map(({ name }) => name),
		hasLines: table.lines.length > 0
	});
	const names = matchColumns(tables.map(columnsOf), new Set(folders.map(({ name }) => name)));
	const types = new Map(names.map((name) => [name, typeOf(name, tables, options)]));
	const typed = [];
	for (const part of parts) typed.push(await withTypes(part, types));
	return {
		source,
		columns: [...names.map((name) => {
			const type = types.get(name);
			return joinColumns(name, type, typed.map((table) => columnAs(table, name, type)));
		}), ...folders],
		bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0),
		digest: digestDataSet(parts.map(({ name, table }) => ({
			path: name,
			digest: table.digest
		}))),
		...joinRows(tables)
	};
}
function typeOf(name, tables, { types = {}, ...options }) {
	const known = Object.hasOwn(types, name) ? types[name] : void 0;
	if (known !== void 0) return known;
	const parts = tables.flatMap((table) => {
		const column = findColumn(table, name);
		return column === void 0 ? [] : [{
			column,
			source: table.source
		}];
	});
	return settleType(parts, {
		format: formatOfTable(tables[0]),
		...options
	});
}
/** The part's table, read again where one of its columns cannot be told as the type without the file. */
async function withTypes({ table, readAs }, types) {
	const changed = table.columns.filter((column) => {
		const type = types.get(column.name);
		return type !== void 0 && convertColumn(column, type) === void 0;
	});
	if (changed.length === 0) return table;
	const again = await readAs(Object.fromEntries(changed.map(({ name }) => [name, types.get(name)])));
	if (again.digest === table.digest) return again;
	throw new UserError(`Cannot read "${table.source}": the file changed while it was read`, { file: table.source });
}
function columnAs(table, name, type) {
	const column = findColumn(table, name);
	const converted = column === void 0 ? emptyColumn(name, type, table.rows) : convertColumn(column, type);
	if (converted === void 0) throw new Error(`"${name}" of "${table.source}" was not read as ${type}`);
	return converted;
}
/** How many rows there are, and where each stands. */
function joinRows(tables) {
	const rows = tables.reduce((sum, table) => sum + table.rows, 0);
	if (rows >= 2 ** 31) throw new UserError("Cannot read the files as one table: they have more than 2,147,483,647 rows", { hint: "Name fewer files" });
	const hasLines = tables.every((table) => table.lines.length === table.rows);
	const lines = new Uint32Array(hasLines ? rows : 0);
	let next = 0;
	for (const table of hasLines ? tables : []) {
		lines.set(table.lines, next);
		next += table.rows;
	}
	const placeOf = openRowPlaces(tables.map((table) => table.rows));
	return {
		rows,
		lines,
		fileOf: (row) => {
			const { file, at } = placeOf(row);
			const table = tables[file];
			return table.fileOf?.(at) ?? table.source;
		},
		rowInFile: (row) => {
			const { file, at } = placeOf(row);
			return tables[file].rowInFile?.(at) ?? at;
		}
	};
}

export { codeOf, commonType, convertColumn, createValueColumn, emptyColumn, finishValueColumn, finishWithTally, formatOfTable, isEmptyColumn, joinColumns, joinTables, matchColumns, openRowPlaces, partitionColumn, partitionKeys, partitionType, storeCode, storeNumber, tallyValues, textColumn };