import { cellOf, isPersonal, rowsThatFail } from "./data.js";
import { counted, formatNumber } from "./core.js";
const path = process.getBuiltinModule("node:path");

// src/checks/failed-rows.ts
/** Rows and characters that are written at most. */
const mostRows = 1e4;
const mostCharacters = 16e6;
/** Stands for what seems to be personal. */
const hidden = "(hidden)";
/**
* The rows that break checks, the first 100 of each check, in the order of the file: row and line, the checks that it
* breaks, and its cells as they were read, derived columns left out. A cell that a spreadsheet takes for a formula stays as it is.
*/
function renderFailedRows(table, profile, outcomes) {
	const broken = /* @__PURE__ */ new Map();
	for (const { rows, name } of outcomes) for (const { row, line } of rows) {
		const found = broken.get(row) ?? {
			line,
			checks: []
		};
		if (!found.checks.includes(name)) found.checks.push(name);
		broken.set(row, found);
	}
	const { columns } = profile;
	const places = columns.map(({ name }) => table.columns.findIndex((column) => column.name === name));
	const lines = [[
		"failed_row",
		"failed_line",
		"failed_checks",
		...columns.map(({ name }) => name)
	].map(quoted).join(",")];
	let characters = 0;
	for (const [row, { line, checks }] of [...broken].sort(([a], [b]) => a - b)) {
		if (lines.length > mostRows || characters > mostCharacters) break;
		const cells = columns.map(({ pii }, index) => {
			const cell = cellOf(table, places[index] ?? -1, row) ?? "";
			return pii !== void 0 || isPersonal(cell) ? hidden : cell;
		});
		const text = [
			String(row + 1),
			line === void 0 ? "" : String(line),
			checks.join("; "),
			...cells
		].map(quoted).join(",");
		characters += text.length;
		lines.push(text);
	}
	return {
		csv: `${lines.join("\n")}\n`,
		rows: lines.length - 1,
		failures: outcomes.reduce((sum, { rows, failed }) => sum + (rows.length > 0 ? failed : 0), 0)
	};
}
/** RFC 4180. */
function quoted(cell) {
	return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll("\"", "\"\"")}"` : cell;
}

// src/actions/write-failed-rows.ts
/** Writes the rows that break checks beside the profile; the file of an earlier run goes away where there are none. */
async function writeFailedRows({ project, files }, of) {
	const { table, profile, outcomes, set } = of;
	const name = set === void 0 ? "failed-rows.csv" : `failed-rows-${set}.csv`;
	const file = path.join(project.folders.root, name);
	await table.pick?.(rowsThatFail(outcomes));
	const { csv, rows, failures } = renderFailedRows(table, profile, outcomes);
	if (rows === 0) {
		await files.remove(file);
		return {
			path: void 0,
			note: `No row breaks a check, so there is no ${name}.`
		};
	}
	await files.write(file, csv);
	return {
		path: file,
		note: `${counted(rows, "row")} ${rows === 1 ? "is" : "are"} in ${file}, of ${formatNumber(failures)} failures in all: the first 100 of each check.`
	};
}

export { writeFailedRows };