import { UserError, addInvalid, codeOf, createDictionary, didYouMean, digestDataSet, encode, findColumn, formatOf, inferType, invalidCells, limits, readCellAs, rowsOfInvalid, tallyDictionary, textColumn, textEntries } from "./core.js";
import { isEmptyColumn, settleType } from "./settle-types.js";

// src/tables/join-columns.ts
/** Columns of one name and type, one below the other. */
function joinColumns(name, type, columns) {
	return type === "text" ? joinTexts(name, columns.filter(isText)) : joinNumbers(name, type, columns.filter(isNumeric));
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
function matchColumns(tables, partitions) {
	const [first] = tables;
	if (first === void 0) return [];
	const namesOf = (table) => table.columns.map(({ name }) => name).filter((name) => !partitions.has(name));
	if (formatOfTable(first) === "json") return [...new Set(tables.flatMap(namesOf))];
	const expected = namesOf(first);
	const known = new Set(expected);
	for (const table of tables.slice(1)) {
		const names = namesOf(table);
		const own = new Set(names);
		const lacking = expected.find((name) => !own.has(name));
		if (lacking !== void 0) throw mismatch({
			has: first,
			lacks: table
		}, lacking, names, table);
		const surplus = names.find((name) => !known.has(name));
		if (surplus !== void 0) throw mismatch({
			has: table,
			lacks: first
		}, surplus, expected, table);
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
		...at.lines.length > 0 && { line: 1 },
		hint: "All files of a table have the same columns, in any order; name other files apart with a pattern"
	});
}

// src/tables/partition-columns.ts
/**
* The columns that the folders of a table's files make, in the first file's order, typed by the rules for cells of CSV:
* `month=01` is text, as leading zeros make codes; `types` hold instead. Throws UserError where files differ in their keys, as DuckDB does.
*/
function partitionColumns(files, types = {}) {
	const [first] = files;
	if (first === void 0) return [];
	for (const file of files) {
		refuseOther(first, file);
		refuseOther(file, first);
	}
	return [...first.partitions.keys()].map((key) => partitionColumn(key, files, Object.hasOwn(types, key) ? types[key] : void 0));
}
function refuseOther(has, lacks) {
	for (const key of has.partitions.keys()) if (!lacks.partitions.has(key)) throw new UserError(`Cannot read the files as one table: "${has.source}" lies in a folder "${key}=…", "${lacks.source}" does not`, {
		file: lacks.source,
		hint: "Hive partitions of one table have the same keys in all files"
	});
}
function partitionColumn(name, files, declared) {
	const encoder = new TextEncoder();
	const dictionary = createDictionary();
	const texts = [];
	const codes = new Int32Array(files.reduce((sum, { rows }) => sum + rows, 0));
	let at = 0;
	for (const { rows, partitions } of files) {
		const text = partitions.get(name);
		const bytes = encoder.encode(text);
		const code = text === void 0 ? codeOf.missing : encode(dictionary, bytes, 0, bytes.length);
		if (text !== void 0) texts[code] = text;
		codes.fill(code, at, at + rows);
		at += rows;
	}
	const type = declared ?? inferType(tallyDictionary({
		codes,
		dictionary,
		rule: {}
	}, codes.length));
	if (type === "text") return textColumn(name, codes, dictionary);
	const read = texts.map((text) => readCellAs(text, type));
	const misfits = {
		invalid: [],
		rows: []
	};
	return {
		kind: "numeric",
		name,
		type,
		values: Float64Array.from(codes, (code, row) => {
			if (code < 0) return NaN;
			const value = read[code];
			if (value === void 0) addInvalid(misfits, row, texts[code]);
			return value ?? NaN;
		}),
		...invalidCells(misfits)
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
	const names = matchColumns(tables, new Set(folders.map(({ name }) => name)));
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
		return type !== void 0 && convert(column, type) === void 0;
	});
	if (changed.length === 0) return table;
	const again = await readAs(Object.fromEntries(changed.map(({ name }) => [name, types.get(name)])));
	if (again.digest === table.digest) return again;
	throw new UserError(`Cannot read "${table.source}": the file changed while it was read`, { file: table.source });
}
function columnAs(table, name, type) {
	const column = findColumn(table, name);
	const converted = column === void 0 ? emptyColumn(name, type, table.rows) : convert(column, type);
	if (converted === void 0) throw new Error(`"${name}" of "${table.source}" was not read as ${type}`);
	return converted;
}
/** The column as of a type, where it shows in what was read; undefined where cells must be read again. */
function convert(column, type) {
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
/** How many rows there are, and where each stands. */
function joinRows(tables) {
	const starts = new Float64Array(tables.length);
	let rows = 0;
	for (const [index, table] of tables.entries()) {
		starts[index] = rows;
		rows += table.rows;
	}
	if (rows >= 2 ** 31) throw new UserError("Cannot read the files as one table: they have more than 2,147,483,647 rows", { hint: "Name fewer files" });
	const hasLines = tables.every((table) => table.lines.length === table.rows);
	const lines = new Uint32Array(hasLines ? rows : 0);
	if (hasLines) for (const [index, table] of tables.entries()) lines.set(table.lines, starts[index]);
	const find = (row) => {
		let low = 0;
		let high = starts.length;
		while (low + 1 < high) {
			const middle = low + high >> 1;
			if (starts[middle] <= row) low = middle;
			else high = middle;
		}
		return {
			table: tables[low],
			at: row - starts[low]
		};
	};
	return {
		rows,
		lines,
		fileOf: (row) => {
			const { table, at } = find(row);
			return table.fileOf?.(at) ?? table.source;
		},
		rowInFile: (row) => {
			const { table, at } = find(row);
			return table.rowInFile?.(at) ?? at;
		}
	};
}

export { formatOfTable, joinTables };