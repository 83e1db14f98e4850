import { UserError, brokenBound, counted, formatAmount, formatNumber } from "./core.js";
import { hashRows } from "./dividing.js";
import { findColumn, unjudged } from "./data.js";
import { noColumn } from "./checks.js";

// src/checks/judge-overlap.ts
const noParts = "not judged: the rows are not divided here";
/**
* Judges how many test rows are in the training part, too: with the same value of the check's column (a group), or
* without one, with the same value of every feature. Values are compared by hashes of 53 bits.
*/
async function judgeOverlap({ check, profile, context, table, place }) {
	const { parts, target, exclude = [], key = [] } = context;
	if (parts === void 0) return unjudged(noParts);
	const { column } = check;
	if (column !== void 0 && findColumn(table, column) === void 0) return noColumn(table, column);
	const others = [
		target,
		...exclude,
		...key
	];
	const names = column === void 0 ? profile.columns.map(({ name }) => name).filter((name) => !others.includes(name)) : [column];
	if (names.length === 0) throw new UserError("Cannot check overlap: no column is a feature", {
		...place,
		hint: "All columns are the target, in data.key or in data.exclude; name one as the check's column"
	});
	const shared = await parts.countShared?.(names) ?? countShared(parts, names);
	const { found } = shared;
	const what = column === void 0 ? `${found === 1 ? "has" : "have"} the features of a training row` : `${found === 1 ? "has" : "have"} a "${column}" that a training row has`;
	const considered = column === void 0 ? shared.rows : shared.there;
	return judgedRows(check.overlap?.max ?? 0, {
		rows: parts.test.table.source === table.source ? shared.first : void 0,
		failed: found,
		considered,
		words: `${formatNumber(found)} of ${counted(considered, "test row")} ${what}`
	});
}
function countShared(parts, names) {
	const seen = new Set(hashPart(parts.train, names).filter((hash) => !Number.isNaN(hash)));
	const hashes = hashPart(parts.test, names);
	const found = parts.test.rows.filter((_, i) => seen.has(hashes[i]));
	return {
		rows: hashes.length,
		there: countThere(hashes),
		found: found.length,
		first: [...found.subarray(0, 100)]
	};
}
/** Judges how many training rows are later than the first test row, by the dates of a column. */
function judgeTimeOverlap({ check, context, table }, column) {
	const { parts } = context;
	if (parts === void 0) return unjudged(noParts);
	const [train, test] = [timesOf(parts.train, column.name), timesOf(parts.test, column.name)];
	if (train === void 0 || test === void 0) return {
		considered: 0,
		failed: 1,
		message: `"${column.name}" has no dates: it is a column of type ${column.type}`
	};
	const first = test.reduce((least, time) => time < least ? time : least, Infinity);
	const found = parts.train.rows.filter((_, i) => train[i] > first);
	const considered = countThere(train);
	const are = found.length === 1 ? "is" : "are";
	return judgedRows(check.time_overlap?.max ?? 0, {
		rows: parts.train.table.source === table.source ? [...found.subarray(0, 100)] : void 0,
		failed: found.length,
		considered,
		words: `${formatNumber(found.length)} of ${counted(considered, "training row")} ${are} later than the first test row by "${column.name}"`
	});
}
/** A number for each row of a part, equal where the columns' values are; NaN where none of them has one. */
function hashPart({ table, rows }, names) {
	const { high, low } = hashRows(table, names);
	const columns = names.flatMap((name) => findColumn(table, name) ?? []);
	const isThere = (row) => columns.some((column) => hasValue(column, row));
	return Float64Array.from(rows, (row) => isThere(row) ? high[row] * 2 ** 21 + (low[row] >>> 11) : NaN);
}
function hasValue(column, row) {
	return column.kind === "text" ? column.codes[row] >= 0 : !Number.isNaN(column.values[row]);
}
function timesOf({ table, rows }, name) {
	const column = findColumn(table, name);
	if (column?.kind !== "numeric" || column.type !== "date" && column.type !== "datetime") return void 0;
	return Float64Array.from(rows, (row) => column.values[row]);
}
function countThere(values) {
	return values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
}
function judgedRows(max, found) {
	const { rows, failed, considered, words } = found;
	const judgement = {
		considered,
		measured: failed
	};
	if (brokenBound(failed, considered, { max }) === void 0) return {
		...judgement,
		failed: 0,
		message: words
	};
	return {
		...judgement,
		failed,
		...rows !== void 0 && { first: rows },
		message: `${words}, expected at most ${formatAmount(max)}`
	};
}

export { judgeOverlap, judgeTimeOverlap };