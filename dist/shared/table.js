// src/tables/table.ts
/** The column of that name, or undefined. */
function findColumn(table, name) {
	return table.columns.find((column) => column.name === name);
}

export { findColumn };