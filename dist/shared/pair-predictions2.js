import { UserError, counted, formatNumber } from "./core.js";
import { findColumn } from "./data.js";
import { codesOf, findActual, numbersOf, readPredicted, textOf } from "./program.js";

// src/program/pair-predictions.ts
/** Where a program got the rows of a part. */
const sources = {
	test: "MLOPS_TEST",
	validation: "MLOPS_VALIDATION, which train.threshold is chosen on",
	given: "MLOPS_INPUT"
};
/** Relative error that an actual value may have after a program's round trip: that of a float32. */
const tolerance = 1e-6;
/**
* Pairs a program's predictions with the test rows by identity, never by position: without identities only where the
* file has as many rows as were asked for, with the same actual values in the same order. What it says of other rows of
* the data is left out. Throws UserError where rows are unknown, twice there or missing, or where an actual value is
* not that of the data.
*/
function pairPredictions(table, asked) {
	const column = identityOf(table, asked);
	const notes = [];
	const rows = column === void 0 ? inOrder(table, asked) : byIdentity(table, column, asked, notes);
	const wrong = countWrong(table, rows, asked);
	if (wrong !== void 0) {
		if (column === void 0) throw withoutIdentity(table, asked);
		throw new UserError(`Cannot use "${table.source}": ${counted(wrong.count, "row")} say another actual value than the data, the first in row ${wrong.first + 1}`, {
			...placeOf(table, wrong.first),
			hint: "Write the target as MLOPS_TEST has it, untransformed"
		});
	}
	if (column === void 0) notes.push("The predictions have no row_id: they were paired by their order, in which every actual value agrees.");
	return {
		...readPredicted(table, rows, asked.target),
		notes
	};
}
/** The file's row of each row that was asked for. Throws UserError as `pairPredictions` does, and without identities. */
function pairRows(table, asked) {
	const column = identityOf(table, asked);
	if (column === void 0) throw withoutIdentity(table, asked);
	return byIdentity(table, column, asked, []);
}
function identityOf(table, { idColumn }) {
	return findColumn(table, idColumn) ?? findColumn(table, "row_id");
}
function byIdentity(table, column, { rows: wanted, part, ids, idColumn }, notes) {
	const rowOf = new Map(ids.map((id, row) => [id, row]));
	const placeIn = new Map(Array.from(wanted, (row, index) => [row, index]));
	const none = 4294967295;
	const found = new Uint32Array(wanted.length).fill(none);
	let others = 0;
	for (let row = 0; row < table.rows; row++) {
		const id = textOf(column, row);
		const known = id === void 0 ? void 0 : rowOf.get(id);
		if (known === void 0) throw new UserError(`Cannot use "${table.source}": row ${row + 1} ${id === void 0 ? "has no identity" : "is no row of the data"}`, {
			...placeOf(table, row),
			hint: `Copy ${idColumn} from ${givenAs(part)} as text`
		});
		const index = placeIn.get(known);
		if (index === void 0) {
			others++;
			continue;
		}
		if (found[index] !== none) throw new UserError(`Cannot use "${table.source}": row ${row + 1} is there twice`, placeOf(table, row));
		found[index] = row;
	}
	const missing = found.reduce((count, row) => count + Number(row === none), 0);
	if (missing > 0) throw new UserError(`Cannot use "${table.source}": ${formatNumber(missing)} of ${formatNumber(wanted.length)} ${part} rows are missing`, {
		file: table.source,
		hint: `Predict every row of ${sources[part]}`
	});
	if (others > 0) notes.push(`${counted(others, "prediction")} of rows that are not for the ${part} ${others === 1 ? "was" : "were"} left out.`);
	return found;
}
function inOrder(table, asked) {
	if (table.rows !== asked.rows.length || findActual(table, asked.targetName) === void 0) throw withoutIdentity(table, asked);
	return Uint32Array.from({ length: table.rows }, (_, row) => row);
}
function withoutIdentity(table, { idColumn, part }) {
	return new UserError(`Cannot use "${table.source}": without a column "${idColumn}" its rows cannot be paired with the ${part} rows`, {
		file: table.source,
		line: 1,
		hint: `Copy ${idColumn} from ${givenAs(part)} into the predictions`
	});
}
/** The variable whose file has the identities: predictions of validation rows stand beside those of test rows. */
function givenAs(part) {
	return part === "given" ? sources.given : sources.test;
}
function countWrong(table, rows, { target, rows: wanted, targetName }) {
	const column = findActual(table, targetName);
	if (column === void 0) return void 0;
	const said = target.task === "regression" ? numbersOf(table, column, rows) : codesOf(table, column, rows, target.classes);
	let count = 0;
	let first = 0;
	for (let index = 0; index < wanted.length; index++) {
		const known = target.values[wanted[index]];
		if (Math.abs(said[index] - known) <= tolerance * Math.abs(known)) continue;
		if (count === 0) first = rows[index];
		count++;
	}
	return count === 0 ? void 0 : {
		count,
		first
	};
}
function placeOf(table, row) {
	const line = table.lines?.[row];
	return {
		file: table.source,
		...line !== void 0 && { line }
	};
}

export { pairPredictions, pairRows };