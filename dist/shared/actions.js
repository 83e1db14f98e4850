import { UserError, didYouMean, findColumn } from "./core.js";
import { codesOf, lagColumns, orderSeries } from "./config.js";
import { hashRows, identityColumns, splitRows, splitTime } from "./tables.js";
import { planDerived } from "./expression.js";

// src/actions/divide-table.ts
/**
* The parts of a table as `train` divides it, rows without a target among them. `raw` has the columns of the file alone,
* which identify rows.
*/
function divideTable(raw, table, project) {
	const { target, key, split } = project.config.data;
	const hashes = hashRows(raw, identityColumns(raw, {
		key,
		target
	}));
	const column = target === void 0 ? void 0 : findColumn(table, target);
	return divideRows(table, hashes, {
		options: split,
		classes: split.stratify && column ? Int32Array.from(codesOf(column).codes) : void 0,
		place: (each) => project.place([
			"data",
			"split",
			...each === "split" ? [] : [each]
		])
	});
}
/**
* Divides rows by their hash, by that of their group (a row without one by its own), or at a moment. `classes` are the
* codes to stratify by. A column may say each row's part. Throws UserError for a column that is not there or has no dates.
*/
function divideRows(table, hashes, by) {
	const { options, classes, place } = by;
	const { test, validation = 0, seed, group, time, column: parts } = options;
	if (parts !== void 0) return splitNamed(columnOf(table, parts, place("column")), place("column"));
	if (time !== void 0) {
		const column = columnOf(table, time, place("time"));
		if (column.kind === "numeric" && (column.type === "date" || column.type === "datetime")) return splitTimeTwice(column.values, {
			test,
			validation,
			gap: gapOf(options)
		});
		throw new UserError(`Cannot split the rows by time: "${time}" is a column of type ${column.type}`, {
			...place("time"),
			hint: "Name a column of dates"
		});
	}
	if (group === void 0) return splitRows(hashes, {
		test,
		validation,
		seed,
		stratify: classes
	});
	const column = columnOf(table, group, place("group"));
	return splitRows(hashGroups(table, column, hashes), {
		test,
		validation,
		seed
	});
}
/** The latest rows for the test, and of those before them the latest for validation, with the gap before each. */
function splitTimeTwice(times, { test, validation, gap }) {
	const whole = splitTime(times, test, gap);
	if (validation === 0) return whole;
	const earlier = new Float64Array(times.length).fill(NaN);
	for (const row of whole.train) earlier[row] = times[row];
	const { train, test: latest } = splitTime(earlier, validation / (1 - test), gap);
	const isEarlier = new Uint8Array(times.length);
	for (const row of whole.train) isEarlier[row] = 1;
	return {
		train: train.filter((row) => isEarlier[row]),
		validation: latest,
		test: whole.test
	};
}
/** Moments between training and test: what was not known yet when the first test row was forecast. */
function gapOf({ horizon = 1, gap = horizon - 1 }) {
	return gap;
}
const partNames = [
	"train",
	"validation",
	"test"
];
/** Each row in the part that its cell names. */
function splitNamed(column, place) {
	const names = column.kind === "text" ? column.dictionary : [];
	const codes = column.kind === "text" ? column.codes : [];
	const partOf = names.map((name) => partNames.findIndex((each) => each === name.trim().toLowerCase()));
	const odd = column.kind === "text" ? codes.findIndex((code) => !(partOf[code] >= 0)) : 0;
	if (odd >= 0) throw new UserError(`Cannot split the rows: "${column.name}" is none of train, validation and test in row ${odd + 1}`, place);
	const rowsOf = (part) => Uint32Array.from(codes.keys()).filter((row) => partOf[codes[row]] === part);
	return {
		train: rowsOf(0),
		validation: rowsOf(1),
		test: rowsOf(2)
	};
}
/** The column that rows are divided by. Throws UserError, at the place, where there is none of the name. */
function columnOf(table, name, place) {
	const column = findColumn(table, name);
	if (column !== void 0) return column;
	const names = table.columns.map((each) => each.name);
	throw new UserError(`Cannot split the rows: there is no column "${name}"${didYouMean(name, names)}`, place);
}
/** Hashes of groups in place of rows': a row without a group keeps its own. */
function hashGroups(table, column, own) {
	const { high, low } = hashRows(table, [column.name]);
	for (let row = 0; row < table.rows; row++) {
		if (column.kind === "text" ? column.codes[row] >= 0 : !Number.isNaN(column.values[row])) continue;
		high[row] = own.high[row];
		low[row] = own.low[row];
	}
	return {
		high,
		low
	};
}

// src/actions/derive-table.ts
/** The project's derived columns, checked against the data; mistakes are placed in the configuration. */
function planProjectColumns(project, table) {
	const { derive = {}, target } = project.config.data;
	return planDerived(table.columns, derive, {
		target,
		place: (name) => project.place([
			"data",
			"derive",
			name
		])
	});
}
/** The table with these columns behind its own. */
function withDerived(table, derived) {
	let columns = table.columns;
	for (const { name, compiled } of derived) columns = [...columns, {
		...compiled.evaluate({
			...table,
			columns
		}),
		name
	}];
	return {
		...table,
		columns
	};
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

export { columnOf, divideRows, divideTable, findSeries, gapOf, hashGroups, planProjectColumns, withDerived };