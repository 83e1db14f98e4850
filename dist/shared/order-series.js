import { codesOf } from "./dividing.js";
import { UserError, formatNumber } from "./core.js";
import { placeOfRow } from "./data.js";

// src/series/order-series.ts
/**
* Puts the rows of each series in the order of time; without `by`, all rows are one series. Throws UserError where a
* series has two rows of one time, so that no row is the one before another.
*/
function orderSeries(table, time, by) {
	const codes = by === void 0 ? new Int32Array(table.rows) : Int32Array.from(codesOf(by).codes);
	const rows = Uint32Array.from(time.keys()).filter((row) => !Number.isNaN(time[row]));
	rows.sort((a, b) => codes[a] - codes[b] || time[a] - time[b] || a - b);
	const starts = [];
	for (let at = 0; at < rows.length; at++) {
		const [row, previous] = [rows[at], rows[at - 1] ?? -1];
		if (at === 0 || codes[row] !== codes[previous]) starts.push(at);
		else if (time[row] === time[previous]) throw sameTime(table, previous, row, by);
	}
	return {
		rows,
		starts: Uint32Array.from([...starts, rows.length])
	};
}
function sameTime(table, first, second, by) {
	const { file, line } = placeOfRow(table, second);
	const rows = `rows ${formatNumber(first + 1)} and ${formatNumber(second + 1)}`;
	return new UserError(`Cannot look back in time: ${rows} have the same time${by === void 0 ? "" : ` and "${by.name}"`}`, {
		file,
		...line !== void 0 && { line },
		hint: by === void 0 ? "Name the column that tells the series apart as train.series.by" : "Leave one row for each series and time"
	});
}
/** For each row of the table, the row that many steps before it in its series; -1 where there is none. */
function rowsBefore({ rows, starts }, steps, count) {
	const before = new Int32Array(count).fill(-1);
	for (let series = 0; series + 1 < starts.length; series++) for (let at = starts[series] + steps; at < starts[series + 1]; at++) before[rows[at]] = rows[at - steps];
	return before;
}

export { orderSeries, rowsBefore };