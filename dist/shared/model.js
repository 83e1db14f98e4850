import { findMissingWords } from "./features.js";

// src/model/signature.ts
/** The named columns as the table has them, in its order; all rows count, not only those of the training. */
function signatureOf(table, names) {
	const wanted = new Set(names);
	return table.columns.filter(({ name }) => wanted.has(name)).map(describe);
}
/**
* The MLflow type under which the frame that pandas.read_csv makes of the same file passes MLflow's checks: an
* integer with missing values is a double there, and dates are text. Text of digits, such as `007`, needs its
* `dtype=str`, and a truth column refuses a frame in which all of its values are missing.
*/
function mlflowType({ type, hasMissing }) {
	switch (type) {
		case "integer": return hasMissing ? "double" : "long";
		case "number": return "double";
		case "boolean": return "boolean";
		default: return "string";
	}
}
function describe(column) {
	const { name, type } = column;
	if (column.kind === "numeric") return {
		name,
		type,
		hasMissing: column.values.some(Number.isNaN),
		missingText: ""
	};
	const { word, hasMissing } = findMissingWords(column);
	return {
		name,
		type,
		hasMissing,
		missingText: word
	};
}

export { mlflowType, signatureOf };