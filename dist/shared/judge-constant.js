import { brokenBound, counted, formatAmount, formatPercent, listFirst } from "./core.js";
import { countValues, findColumn } from "./data.js";

// src/checks/judge-constant.ts
const shownColumns = 5;
/**
* Judges of every column but the target and excluded ones how often its most frequent value occurs among its values: a
* column that is constant, or nearly so, tells a model nothing. Columns without any value hold.
*/
function judgeConstant({ table, profile, check, context }) {
	const { target, exclude = [] } = context;
	const range = check.most_frequent ?? {};
	const columns = profile.columns.flatMap(({ name }) => name === target || exclude.includes(name) ? [] : findColumn(table, name) ?? []);
	const found = [];
	for (const column of columns) {
		const counts = countValues(column);
		const count = counts.reduce((a, b) => a + b, 0);
		const most = counts.reduce((a, b) => Math.max(a, b), 0);
		if (count > 0 && brokenBound(most, count, range) !== void 0) found.push({
			name: column.name,
			share: most / count
		});
	}
	const bounds = [...range.min === void 0 ? [] : [`at least ${formatAmount(range.min)}`], ...range.max === void 0 ? [] : [`at most ${formatAmount(range.max)}`]].join(" and ");
	const names = found.map(({ name, share }) => `"${name}" (${formatPercent(share)})`);
	const message = found.length === 0 ? `${counted(columns.length, "column")} hold most_frequent` : `the most frequent value of ${listFirst(names, shownColumns)} occurs ${range.min === void 0 ? "too often" : "too often or too rarely"}, expected ${bounds}`;
	return {
		considered: columns.length,
		failed: found.length,
		message
	};
}

export { judgeConstant };