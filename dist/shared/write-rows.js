import { quoteField } from "./tables.js";

// src/program/render-rows.ts
/**
* Rows of a table as CSV with a first column of identities, in chunks of some thousand rows. Cells read back as the same
* values: numbers in their shortest form, dates by ISO 8601, cells that did not fit their column's type as they were;
* missing ones are empty.
*/
function* renderRows(table, { rows, ids, idColumn }) {
	const encoder = new TextEncoder();
	const cells = table.columns.map(cellReader);
	let lines = [[idColumn, ...table.columns.map(({ name }) => quoteField(name))].join(",")];
	for (const row of rows) {
		let line = ids[row];
		for (const cell of cells) line += `,${cell(row)}`;
		lines.push(line);
		if (lines.length < 5e3) continue;
		yield encoder.encode(`${lines.join("\n")}\n`);
		lines = [];
	}
	if (lines.length > 0) yield encoder.encode(`${lines.join("\n")}\n`);
}
function cellReader(column) {
	if (column.kind === "text") {
		const quoted = column.dictionary.map(quoteField);
		return (row) => quoted[column.codes[row]] ?? "";
	}
	const invalid = new Map(column.invalid.map(({ row, text }) => [row, text]));
	const render = rendererOf(column);
	return (row) => {
		const value = column.values[row];
		return Number.isNaN(value) ? quoteField(invalid.get(row) ?? "") : render(value);
	};
}
function rendererOf({ type }) {
	switch (type) {
		case "boolean": return (value) => String(value === 1);
		case "date": return (value) => new Date(value).toISOString().slice(0, 10);
		case "datetime": return (value) => new Date(value).toISOString();
		default: return String;
	}
}

// src/actions/write-rows.ts
/** Writes rows of a table for a program to read. */
function writeRows({ files }, file, table, rows) {
	return files.write(file, inTurn(renderRows(table, rows)));
}
async function* inTurn(chunks) {
	yield* chunks;
}

export { writeRows };