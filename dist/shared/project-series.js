import { UserError, didYouMean } from "./core.js";
import { square } from "./numbers.js";
import { orderSeries, rowsBefore } from "./order-series.js";
import { findColumn } from "./data.js";
import { gapOf } from "./dividing.js";

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

// src/actions/project-series.ts
/**
* The series of `train.series`, or undefined. Throws UserError, placed at the configuration, for columns that are not
* there, lags within the horizon, and names that are taken.
*/
function findSeries(project, table, target) {
	const { series } = project.config.train;
	if (series === void 0) return void 0;
	const { time, horizon = 1, gap } = project.config.data.split;
	if (time === void 0) throw new UserError("Cannot look back in time: train.series needs data.split.time", {
		...project.place(["train", "series"]),
		hint: "Name the column of dates as data.split.time"
	});
	const lag = series.lags.findIndex((each) => each < horizon);
	if (lag >= 0) throw new UserError(`Cannot use the lag ${series.lags[lag]}: with data.split.horizon ${horizon}, it is not known when the prediction is made`, {
		...project.place([
			"train",
			"series",
			"lags",
			lag
		]),
		hint: `Use lags from ${horizon} on`
	});
	const find = (name, path) => {
		const column = findColumn(table, name);
		if (column !== void 0) return column;
		const names = table.columns.map((each) => each.name);
		throw new UserError(`Cannot look back in time: there is no column "${name}"${didYouMean(name, names)}`, project.place(path));
	};
	const clock = find(time, [
		"data",
		"split",
		"time"
	]);
	if (clock.kind !== "numeric" || clock.type !== "date" && clock.type !== "datetime") throw new UserError(`Cannot look back in time: "${time}" is a column of type ${clock.type}`, {
		...project.place([
			"data",
			"split",
			"time"
		]),
		hint: "Name a column of dates"
	});
	const by = series.by === void 0 ? void 0 : find(series.by, [
		"train",
		"series",
		"by"
	]);
	const order = orderSeries(table, clock.values, by);
	const look = {
		lags: [...new Set(series.lags)],
		windows: [...new Set(series.rolling)],
		statistics: series.statistics,
		horizon
	};
	const columns = (series.columns ?? [target]).flatMap((name, index) => lagColumns(find(name, [
		"train",
		"series",
		"columns",
		index
	]), order, look));
	const taken = columns.find(({ name }) => findColumn(table, name) !== void 0);
	if (taken !== void 0) throw new UserError(`Cannot look back in time: the data have a column "${taken.name}" already`, {
		...project.place(["train", "series"]),
		hint: "Rename it: it is the name of what train.series makes"
	});
	const { season, backtests } = series;
	return {
		order,
		times: clock.values,
		horizon,
		gap: gapOf({
			horizon,
			gap
		}),
		season,
		backtests,
		columns
	};
}

export { findSeries };