import { UserError, counted, formatNumber, listFirst } from "./core.js";
import { centre, pearson, pearsonOfCentred } from "./relating.js";
import { findColumn, sampleRows } from "./data.js";

// src/checks/judge-correlation.ts
const mostRows = 1e5;
/** Products of rows and pairs that are worked out at most. */
const mostProducts = 5e8;
const shownPairs = 3;
/** Past so many columns the pairs alone take minutes. */
const mostColumns = 3e3;
/**
* Judges the absolute Pearson correlation of each pair of feature columns of numbers, over the rows that have both.
* Above 100,000 rows, or with very many columns, on a sample that is always the same. Throws UserError past 3,000 columns.
*/
function judgeCorrelation({ table, profile, check, context, place }) {
	const { target, exclude = [] } = context;
	const columns = profile.columns.flatMap(({ name }) => {
		const column = findColumn(table, name);
		const isFeature = name !== target && !exclude.includes(name);
		const isNumber = column?.type === "integer" || column?.type === "number" || column?.type === "boolean";
		return column?.kind === "numeric" && isFeature && isNumber ? [column] : [];
	});
	if (columns.length > mostColumns) throw new UserError(`Cannot check correlation: there are ${formatNumber(columns.length)} columns of numbers, and at most ${formatNumber(mostColumns)} are compared`, {
		...place,
		hint: "Leave columns that are no features out with data.exclude"
	});
	const pairs = columns.length * (columns.length - 1) / 2;
	const most = Math.min(mostRows, Math.max(100, Math.floor(mostProducts / Math.max(1, pairs))));
	const rows = sampleRows(table.rows, most);
	const values = columns.map((column) => Float64Array.from(rows, (row) => column.values[row]));
	const whole = values.map((each) => each.every(Number.isFinite) ? centre(each) : void 0);
	const { max = 1 } = check.correlation ?? {};
	const found = [];
	let failed = 0;
	for (let left = 0; left < columns.length; left++) {
		const x = whole[left];
		for (let right = left + 1; right < columns.length; right++) {
			const y = whole[right];
			const r = x && y ? pearsonOfCentred(x, y) : pearson(values[left], values[right]);
			if (!(Math.abs(r) > max)) continue;
			failed++;
			if (found.length <= shownPairs) found.push(`"${columns[left].name}" and "${columns[right].name}" (${formatNumber(r, { digits: 3 })})`);
		}
	}
	const of = rows.length < table.rows ? ` on a sample of ${formatNumber(rows.length)} rows` : "";
	const message = failed === 0 ? `no pair of ${counted(columns.length, "numeric column")} correlates above ${max}${of}` : `${counted(failed, "pair")} of columns ${failed === 1 ? "correlates" : "correlate"} above ${max}${of}: ${listFirst(found, shownPairs, { total: failed })}`;
	return {
		considered: pairs,
		failed,
		message
	};
}

export { judgeCorrelation };