import { findColumn, placeOfRow, sampleValues } from "./core.js";

// src/checks/check-findings.ts
const shownRows = 10;
/**
* A finding for each outcome that failed: on the CSV line of its first failing row, or on the check's line in the
* configuration where no row is at fault. Values of the data are in it only where the profile is given: a few that
* broke the check, none of them personal.
*/
function checkFindings(outcomes, table, placeOf = () => ({}), shown) {
	return outcomes.filter((outcome) => !outcome.passed).map((outcome) => findingOf(outcome, table, placeOf, shown));
}
function findingOf(outcome, table, placeOf, shown) {
	const { severity, message, name, index, constraint, rows } = outcome;
	const base = {
		severity,
		message,
		rule: name
	};
	const about = aboutOf(outcome.check);
	const check = placeOf([
		"checks",
		index,
		constraint
	]);
	const [first] = rows;
	if (first === void 0) {
		const { file = table.source, line, column } = check;
		return {
			...base,
			...about === "" ? {} : { hint: about },
			file,
			...line === void 0 ? {} : { line },
			...column === void 0 ? {} : { column }
		};
	}
	return {
		...base,
		hint: [
			listRows(outcome, table),
			...shown === void 0 ? [] : listValues(outcome, table, shown),
			...check.line === void 0 ? [] : [`the check is at ${check.file}:${check.line}`],
			...about === "" ? [] : [about]
		].join("; "),
		...placeOfRow(table, first.row),
		...first.line === void 0 ? {} : { line: first.line }
	};
}
/** `values "a", "b"`, of a check about one column. */
function listValues({ rows, check }, table, profile) {
	const column = findColumn(table, check.column ?? "");
	const known = profile.columns.find(({ name }) => name === check.column);
	if (column === void 0) return [];
	const values = sampleValues(column, known, rows.map(({ row }) => row));
	const quoted = values.map((value) => `"${value}"`).join(", ");
	return values.length === 0 ? [] : [`${values.length === 1 ? "value" : "values"} ${quoted}`];
}
/** What the user says of the check. */
function aboutOf({ description, owner }) {
	return [...description === void 0 ? [] : [description], ...owner === void 0 ? [] : [`owner: ${owner}`]].join("; ");
}
/** `Rows 3, 7 and 205 more`, counted from 1; behind those of each file its name, where the table has several. */
function listRows({ rows, failed }, table) {
	const places = rows.slice(0, shownRows).map(({ row }) => placeOfRow(table, row));
	const shown = places.map(({ file, row }, index) => table.fileOf === void 0 || file === places[index + 1]?.file ? `${row}` : `${row} (${file})`);
	const more = failed - shown.length;
	return `${failed === 1 ? "Row" : "Rows"} ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

export { checkFindings };