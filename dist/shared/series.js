import { square } from "./numbers.js";
import { codesOf } from "./checks.js";
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

// src/series/lag-columns.ts
/**
* What earlier rows of the same series hold of a column: `sales_lag_7`, `sales_mean_28`. Missing where the series does
* not reach back so far, and a window of numbers where one of its values is missing, as pandas has it
* (`shift(7)`, `shift(horizon).rolling(28).mean()`). Texts have lags alone.
*/
function lagColumns(column, order, of) {
	const count = column.kind === "text" ? column.codes.length : column.values.length;
	const lagged = of.lags.map((lag) => shift(column, rowsBefore(order, lag, count), `${column.name}_lag_${lag}`));
	if (column.kind === "text") return lagged;
	const windows = of.windows.flatMap((window) => {
		const told = rollingColumns(column, order, {
			window,
			horizon: of.horizon
		});
		return of.statistics.map((statistic) => ({ ...numberColumn(`${column.name}_${statistic}_${window}`, told[statistic]) }));
	});
	return [...lagged, ...windows];
}
function shift(column, before, name) {
	if (column.kind === "text") return {
		...column,
		name,
		codes: Int32Array.from(before, (row) => row < 0 ? -1 : column.codes[row])
	};
	return {
		...numberColumn(name, Float64Array.from(before, (row) => row < 0 ? NaN : column.values[row])),
		type: column.type
	};
}
function numberColumn(name, values) {
	return {
		kind: "numeric",
		name,
		type: "number",
		values,
		invalid: [],
		invalidCount: 0
	};
}
function rollingColumns({ values }, { rows, starts }, { window, horizon }) {
	const empty = () => new Float64Array(values.length).fill(NaN);
	const told = {
		mean: empty(),
		std: empty(),
		min: empty(),
		max: empty()
	};
	for (let series = 0; series + 1 < starts.length; series++) for (let at = starts[series] + horizon + window - 1; at < starts[series + 1]; at++) {
		const row = rows[at];
		let [sum, min, max] = [
			0,
			Number.POSITIVE_INFINITY,
			Number.NEGATIVE_INFINITY
		];
		const first = at - horizon - window + 1;
		for (let place = first; place < first + window; place++) {
			const value = values[rows[place]];
			sum += value;
			min = Math.min(min, value);
			max = Math.max(max, value);
		}
		const mean = sum / window;
		let squares = 0;
		for (let place = first; place < first + window; place++) squares += square(values[rows[place]] - mean);
		told.mean[row] = mean;
		told.std[row] = window > 1 ? Math.sqrt(squares / (window - 1)) : NaN;
		told.min[row] = min;
		told.max[row] = max;
	}
	return told;
}

export { lagColumns, orderSeries, rowsBefore };