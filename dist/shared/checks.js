import { UserError, counted, describeTolerance, didYouMean, findColumn, formatNumber, hashContent, isTolerated, verdict } from "./core.js";
import { compileExpression, parseExpression } from "./expression.js";
import { codesOf, densify, pairCodes } from "./config.js";

// src/checks/judge-rows.ts
/** For each row 1 where the condition holds, 0 where not, NaN where it is NULL. Throws UserError. */
function evaluateCondition(table, text, key, place) {
	const compiled = compileExpression(parseExpression(text, place), table.columns);
	const column = compiled.type === "boolean" ? compiled.evaluate(table) : void 0;
	if (column?.kind === "numeric") return column.values;
	throw new UserError(`Cannot check "${text}": ${key} is a condition, the expression gives values of type ${compiled.type}`, {
		...place,
		hint: "Compare it with something, for example x > 0"
	});
}
/** Judges a row expression; rows where it is NULL hold, as in SQL's CHECK, and are not considered. */
function judgeExpression(of) {
	return expressionJudgement(of.check, failuresOfExpression(of));
}
/** Counts the rows that break a row expression. */
function failuresOfExpression({ table, check, place }) {
	const values = evaluateCondition(table, check.expression ?? "", "expression", place);
	const rows = failing(table.rows, (row) => values[row] === 0);
	return {
		considered: values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0),
		...rows
	};
}
/** The judgement on a row expression, once its rows are counted. */
function expressionJudgement(check, { considered, ...rows }) {
	return judged({ check }, considered, rows, "hold the expression", "break the expression", "breaks the expression");
}
/** Judges that no combination of several columns' values occurs twice; rows that miss all of them are left out. */
function judgeUniqueKey(of, names) {
	const { table } = of;
	const missing = names.find((name) => findColumn(table, name) === void 0);
	if (missing !== void 0) return noColumn(table, missing);
	const codes = names.flatMap((name) => findColumn(table, name) ?? []).map(codesOf);
	const isAsked = (row) => codes.some((each) => each.codes[row] >= 0);
	const key = codes.reduce(pairCodes);
	const counts = new Uint32Array(key.size);
	for (let row = 0; row < table.rows; row++) if (isAsked(row)) counts[key.codes[row]]++;
	const rows = failing(table.rows, (row) => isAsked(row) && counts[key.codes[row]] > 1);
	let considered = 0;
	for (let row = 0; row < table.rows; row++) if (isAsked(row)) considered++;
	const list = names.map((name) => `"${name}"`).join(", ");
	const distinct = counts.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0);
	return {
		...judged(of, considered, rows, `are unique by ${list}`, `share their ${list} with another`, `shares its ${list}`),
		measured: distinct
	};
}
/** Judges how many rows repeat an earlier one in all columns of the file. */
function judgeDuplicates(of) {
	const { table, profile, check, isWhole } = of;
	const rows = isWhole && profile.duplicate_rows === 0 ? {
		failed: 0,
		first: []
	} : findDuplicates(of);
	const judgement = verdict(rows.failed, table.rows, check.duplicate_rows ?? {}, {
		considered: table.rows,
		what: `${counted(rows.failed, "row")} of ${formatNumber(table.rows)} ${rows.failed === 1 ? "repeats" : "repeat"} an earlier one`
	});
	return judgement.failed === 0 ? judgement : {
		...judgement,
		...rows,
		failed: Math.max(1, rows.failed),
		passed: false
	};
}
function findDuplicates({ table, profile }) {
	const columns = profile.columns.flatMap(({ name }) => findColumn(table, name) ?? []);
	const { high, low } = hashContent({
		rows: table.rows,
		columns
	});
	const { codes, size } = pairCodes(densify(Float64Array.from(high)), densify(Float64Array.from(low)));
	const seen = new Uint8Array(size);
	return failing(table.rows, (row) => {
		const code = codes[row];
		if (seen[code] === 1) return true;
		seen[code] = 1;
		return false;
	});
}
/** A judgement on a column that is not there. */
function noColumn(table, name) {
	const names = table.columns.map((each) => each.name);
	return {
		considered: 0,
		failed: 1,
		passed: false,
		message: `there is no column "${name}"${didYouMean(name, names)}`
	};
}
function failing(rows, fails) {
	const first = [];
	let failed = 0;
	for (let row = 0; row < rows; row++) {
		if (!fails(row)) continue;
		failed++;
		if (first.length < 100) first.push(row);
	}
	return {
		failed,
		first
	};
}
function judged(of, considered, rows, holding, breaking, breaksOne) {
	const asked = formatNumber(considered);
	if (rows.failed === 0) return {
		considered,
		...rows,
		message: `all ${asked} rows ${holding}`
	};
	const message = `${formatNumber(rows.failed)} of ${asked} rows ${rows.failed === 1 ? breaksOne : breaking}`;
	return {
		considered,
		...rows,
		passed: isTolerated(of.check, considered, rows.failed),
		message: message + describeTolerance(of.check)
	};
}

export { evaluateCondition, expressionJudgement, failuresOfExpression, judgeDuplicates, judgeExpression, judgeUniqueKey, noColumn };