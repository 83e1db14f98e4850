// src/tables/take-rows.ts
/** A table of the given rows (indices from 0), in their order; dictionaries are shared with the original. */
function takeRows(table, rows) {
	return {
		...table,
		rows: rows.length,
		columns: table.columns.map((column) => takeColumn(column, rows)),
		lines: table.lines.length === 0 ? table.lines : rows.map((row) => table.lines[row] ?? 0)
	};
}
function takeColumn(column, rows) {
	if (column.kind === "text") return {
		...column,
		codes: Int32Array.from(rows, (row) => column.codes[row])
	};
	const position = new Map(Array.from(rows, (row, index) => [row, index]));
	const invalid = column.invalid.flatMap(({ row, text }) => {
		const at = position.get(row);
		return at === void 0 ? [] : [{
			row: at,
			text
		}];
	});
	return {
		...column,
		values: Float64Array.from(rows, (row) => column.values[row]),
		invalid,
		invalidCount: invalid.length
	};
}

export { takeRows };