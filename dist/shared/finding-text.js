import { formatNumber } from "./number-format.js";

// src/finding-text.ts
/** Where a finding is, as editors and terminals link it: `data/housing.csv:12:3`; empty when it has no place. */
function findingPlace({ file, line, column, row }) {
	if (file === void 0) return row === void 0 ? "" : `row ${row}`;
	if (line === void 0) return row === void 0 ? file : `${file}, row ${row}`;
	return column === void 0 ? `${file}:${line}` : `${file}:${line}:${column}`;
}
/** The finding's message with how often it occurs. Not escaped. */
function findingMessage({ message, count }) {
	return count === void 0 || count <= 1 ? message : `${message} (${formatNumber(count)} times)`;
}

export { findingMessage, findingPlace };