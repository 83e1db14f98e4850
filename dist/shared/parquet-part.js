import { UserError } from "./core.js";
import { convertColumn, emptyColumn, isEmptyColumn } from "./tables.js";
import { openParquet } from "./read-parquet.js";

// src/tables/parquet-part.ts
/** Looks at a Parquet file's columns and row groups. Throws UserError as `readParquet`. */
async function readParquetHead(file, { source, declared }) {
	const { groups, sizes, columns } = await openParquet(file, { source });
	return {
		layout: {
			format: "parquet",
			source,
			bytes: file.bytes,
			start: 0,
			line: 0,
			groups,
			sizes
		},
		columns: (await declaredAs(columns.map(({ name, type }) => emptyColumn(name, type, 0)), declared)).map(({ name, type }, index) => {
			return {
				name,
				type,
				isWritten: type === "text" && columns[index]?.type !== "text"
			};
		})
	};
}
/**
* Opens a planned file; the answer reads whole row groups or rows of one, its columns in the plan's order. A column whose
* cells are not of the expected type comes without cells.
*/
async function openParquetParts(file, plan) {
	const { source, declared, columns } = plan;
	const written = columns.filter(({ isWritten }) => isWritten);
	const types = Object.fromEntries(written.map(({ name }) => [name, "text"]));
	const { groups, read, readRows, columns: own } = await openParquet(file, {
		source,
		types
	});
	const numbers = new Set(own.flatMap(({ name, type }) => type === "integer" ? [name] : []));
	const starts = [0];
	for (const rows of groups) starts.push(starts.at(-1) + rows);
	return async ({ from, to }) => {
		const [first, end] = [starts.indexOf(from), starts.lastIndexOf(to)];
		const group = starts.findLastIndex((start) => start <= from);
		if (to > (starts[group + 1] ?? 0) && (first < 0 || end < first)) throw new UserError(`Cannot read "${source}": the file changed while it was read`, { file: source });
		const table = first >= 0 && end >= first ? await read(first, end) : await readRows(group, from - starts[group], to - starts[group]);
		const known = await declaredAs(table.columns, declared);
		const byName = new Map(known.map((column) => [column.name, column]));
		return {
			table: {
				...table,
				digest: "",
				columns: columns.map(({ name, type }) => {
					const column = byName.get(name);
					return (column && convertColumn(column, type)) ?? emptyColumn(name, type, table.rows);
				})
			},
			seen: known.map((column) => ({
				name: column.name,
				type: isEmptyColumn(column) ? void 0 : column.type,
				hasNumbers: numbers.has(column.name)
			}))
		};
	};
}
async function declaredAs(columns, declared) {
	if (declared === void 0) return columns;
	const { declareColumns } = await import("./declare-columns2.js");
	return declareColumns(columns, declared);
}

export { openParquetParts, readParquetHead };