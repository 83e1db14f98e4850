import { adjustFalseDiscovery, compareColumn } from "./false-discovery.js";
import { counted, formatNumber, formatPercent, listFirst } from "./core.js";
import { findColumn, noReference, unjudged } from "./data.js";
import { noColumn } from "./checks.js";

// src/checks/judge-drift.ts
const shownColumns = 5;
/** Permutations of all columns together, and of each of very many. */
const mostPermutations = 2e6;
const fewest = 999;
/** Columns of these roles are no distributions, or change with every row. */
const otherRoles = [
	"identifier",
	"text",
	"time"
];
/**
* Judges how far a column is from the reference's, or each column but identifiers, free texts, dates and excluded
* ones. A column has drifted where its effect is above `max` and its p-value, adjusted after Benjamini and Hochberg
* where there are several columns, is at most `alpha`.
*/
function judgeDrift(of) {
	const { table, check, context } = of;
	const { reference } = context;
	const { method = "psi", max, alpha = .05, min_rows = 100 } = check.drift ?? {};
	if (check.column !== void 0 && findColumn(table, check.column) === void 0) return noColumn(table, check.column);
	if (reference === void 0) return unjudged(noReference);
	const { asked, others } = columnsOf(of);
	const options = {
		method,
		max,
		alpha,
		min_rows,
		permutations: Math.max(fewest, Math.min(9999, Math.floor(mostPermutations / asked.length)))
	};
	const results = asked.map((column) => [column.name, compareColumn(column, reference, options)]);
	const drifts = judgeAll(results.flatMap(([, result]) => typeof result === "string" ? [] : [result]), options);
	const skipped = results.flatMap(([name, result]) => typeof result === "string" ? [{
		name,
		why: result
	}] : []);
	const details = tableOf(drifts, [...skipped, ...others], reference);
	const [first] = check.column === void 0 ? [] : drifts;
	if (drifts.length === 0) return {
		...unjudged(describeSkipped(skipped, reference)),
		details
	};
	const drifted = drifts.filter((each) => each.isDrifted);
	return {
		considered: drifts.length,
		failed: drifted.length,
		...first && { measured: first.effect },
		message: first ? describeOne(first, reference) : describeAll(drifts, drifted, skipped.length, reference),
		details
	};
}
function columnsOf({ table, profile, check, context }) {
	if (check.column !== void 0) return {
		asked: [findColumn(table, check.column)].filter((each) => each !== void 0),
		others: []
	};
	const { exclude = [], key = [] } = context;
	const features = profile.columns.filter(({ name }) => !exclude.includes(name) && !key.includes(name));
	const isOther = ({ role }) => otherRoles.includes(role);
	return {
		asked: features.filter((each) => !isOther(each)).flatMap(({ name }) => findColumn(table, name) ?? []),
		others: features.filter(isOther).map(({ name, role }) => ({
			name,
			why: `left out: ${role}`
		}))
	};
}
function judgeAll(drifts, { method, alpha }) {
	if (method === "evidently") return drifts.map((each) => ({
		...each,
		isDrifted: each.isLarge
	}));
	const adjusted = adjustFalseDiscovery(drifts.map(({ p = 1 }) => p));
	return drifts.map((each, i) => {
		const p = adjusted[i] ?? 1;
		return {
			...each,
			p,
			isDrifted: each.isLarge && p <= alpha
		};
	});
}
function describeOne(drift, { source }) {
	const how = drift.isDrifted ? "otherwise than" : "as";
	const chance = drift.isLarge && !drift.isDrifted ? ", within chance" : "";
	return `"${drift.column}" is distributed ${how} in ${source}: ${describeEffect(drift)}${chance}${describeRest(drift)}`;
}
function describeAll(drifts, drifted, skipped, { source }) {
	const rest = skipped === 0 ? "" : `; ${counted(skipped, "other")} could not be compared`;
	if (drifted.length === 0) return `none of ${counted(drifts.length, "column")} is distributed otherwise than in ${source}${rest}`;
	const shown = [...drifted].sort((a, b) => b.effect - a.effect).map((each) => `"${each.column}" (${describeEffect(each)}${describeRest(each)})`);
	const are = drifted.length === 1 ? "is" : "are";
	return `${drifted.length} of ${counted(drifts.length, "column")} ${are} distributed otherwise than in ${source}: ${listFirst(shown, shownColumns)}${rest}`;
}
/** `PSI 0.231, expected at most 0.1, p 0.0001`. */
function describeEffect({ words, effect, limit, isLarge, p }) {
	const bound = limit === void 0 ? "" : isLarge ? `, expected at most ${formatNumber(limit)}` : "";
	return `${words} ${formatNumber(effect, { digits: 3 })}${bound}${p === void 0 ? "" : `, p ${formatP(p)}`}`;
}
/** What a distance does not say: other shares of missing cells, and new texts. */
function describeRest({ missing, added }) {
	return [...missing.reference === missing.current ? [] : [`missing ${formatPercent(missing.reference)} there and ${formatPercent(missing.current)} here`], ...added === void 0 ? [] : [`${counted(added.texts, "new text")} in ${formatPercent(added.share)} of the values`]].map((each) => `; ${each}`).join("");
}
function describeSkipped(skipped, { source }) {
	const [only] = skipped;
	if (only === void 0) return `no column is compared with ${source}: there are none of numbers or categories`;
	if (skipped.length > 1) return `none of ${skipped.length} columns could be compared with ${source}`;
	return `"${only.name}" could not be compared with ${source}: ${only.why}`;
}
function tableOf(drifts, skipped, { source }) {
	const order = [...drifts].sort((a, b) => Number(b.isDrifted) - Number(a.isDrifted) || b.effect - a.effect);
	return {
		title: `Compared with ${source}`,
		columns: [
			{ label: "Column" },
			{ label: "Measure" },
			{
				label: "Change",
				align: "right"
			},
			{
				label: "p",
				align: "right"
			},
			{
				label: "Missing there",
				align: "right"
			},
			{
				label: "Missing here",
				align: "right"
			},
			{
				label: "New texts",
				align: "right"
			},
			{ label: "Result" }
		],
		rows: [...order.map((each) => [
			each.column,
			each.words,
			formatNumber(each.effect, { digits: 3 }),
			each.p === void 0 ? null : formatP(each.p),
			formatPercent(each.missing.reference),
			formatPercent(each.missing.current),
			each.added?.texts ?? 0,
			each.isDrifted ? "changed" : each.isLarge ? "within chance" : "alike"
		]), ...skipped.map(({ name, why }) => [
			name,
			null,
			null,
			null,
			null,
			null,
			null,
			why
		])]
	};
}
function formatP(p) {
	return p === 0 ? "< 1e\u2212300" : formatNumber(Number(p.toPrecision(2)));
}

export { judgeDrift };