import { findActual, findPredicted, textOf, unreadable } from "./evaluating.js";
import { findColumn } from "./data.js";

// src/imports/plain-cases.ts
/** Names of the column that says which case a row is of, and of that which tells its repeats apart. */
const idNames = ["case_id", "id"];
const repeatName = "repeat";
/**
* Scores of cases as a plain table: `case_id` or `id`, any columns of numbers (`score`), and `repeat` where a case has
* several rows. Undefined for a table that has none of these ids, or says what was so: those are predictions. Throws
* UserError for a row without an id, and for one that is there twice.
*/
function findPlainCases(table, file, target) {
	const id = idNames.map((name) => findColumn(table, name)).find((column) => column !== void 0);
	if (id === void 0 || findActual(table, target) !== void 0) return void 0;
	if (findPredicted(table) !== void 0) return void 0;
	const repeat = findColumn(table, repeatName);
	const scores = table.columns.filter((column) => column !== id && column !== repeat && isScore(column));
	if (scores.length === 0) return void 0;
	const ids = Array.from({ length: table.rows }, (_, row) => {
		const text = textOf(id, row);
		if (text === void 0) throw unreadable(file, `row ${row + 1} has no "${id.name}"`);
		return text;
	});
	refuseRepeated(ids, repeat, file);
	return {
		from: "scores of cases",
		ids,
		numbers: new Map(scores.flatMap((column) => column.kind === "numeric" ? [[column.name, column.values]] : []))
	};
}
function isScore(column) {
	return column.kind === "numeric" && column.type !== "date" && column.type !== "datetime";
}
function refuseRepeated(ids, repeat, file) {
	const seen = /* @__PURE__ */ new Set();
	for (const [row, id] of ids.entries()) {
		const key = repeat === void 0 ? id : JSON.stringify([id, textOf(repeat, row) ?? null]);
		if (seen.has(key)) throw unreadable(file, `row ${row + 1} is of a case that is there already`, repeat === void 0 ? "Add a column \"repeat\", which numbers the rows of one case" : `A case has one row of each "${repeatName}"`);
		seen.add(key);
	}
}

export { findPlainCases };