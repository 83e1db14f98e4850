import { UserError } from "./core.js";
import { onlyValues, textOf } from "./evaluating.js";

// src/imports/csv-metrics.ts
const nameColumns = [
	"metric",
	"name",
	"key",
	"measure"
];
const valueColumns = [
	"value",
	"score",
	"result"
];
/** Columns that say where in the training a row stands. */
const positions = [
	"step",
	"epoch",
	"iteration"
];
/**
* Metrics of a table: a metric a row (`metric,value`), or a metric a column, of which the last value counts and the rest
* are its course, as loggers of Keras and Lightning write them. Throws UserError where no column holds numbers.
*/
function parseMetricTable(table) {
	const find = (names) => table.columns.find(({ name }) => names.includes(name.toLowerCase()));
	const [names, values] = [find(nameColumns), find(valueColumns)];
	if (names?.kind === "text" && values?.kind === "numeric") {
		const entries = Array.from({ length: table.rows }, (_, row) => [textOf(names, row) ?? "", values.values[row]]);
		return onlyValues(Object.fromEntries(entries.filter(([name]) => name !== "" && name !== "__proto__")));
	}
	return parseCourses(table, find);
}
function parseCourses(table, find) {
	const position = positions.map((name) => find([name])).find((column) => column?.kind === "numeric");
	const curves = [];
	const last = {};
	for (const column of table.columns) {
		if (column.kind !== "numeric" || positions.includes(column.name.toLowerCase())) continue;
		if (column.name === "__proto__") continue;
		const rows = [...column.values.keys()].filter((row) => !Number.isNaN(column.values[row]));
		if (rows.length === 0) continue;
		const at = (row) => position?.kind === "numeric" ? position.values[row] : row + 1;
		last[column.name] = column.values[rows.at(-1)];
		if (rows.length > 1) curves.push({
			name: column.name,
			unit: position?.name.toLowerCase() ?? "row",
			at: rows.map(at),
			values: rows.map((row) => column.values[row])
		});
	}
	if (Object.keys(last).length === 0) throw new UserError(`Cannot read "${table.source}": there is no column of numbers in it`, {
		file: table.source,
		hint: "Write metric and value a row, or a column a metric"
	});
	return {
		values: last,
		curves
	};
}

export { parseMetricTable };