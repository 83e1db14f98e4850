import { UserError, didYouMean, findColumn, formatOf } from "./core.js";
import { digestDataSet } from "./evidence.js";
import { convertColumn, emptyColumn, joinColumns, partitionColumns, settleType } from "./tables.js";

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

export { formatOfTable, joinTables, matchColumns, openRowPlaces };