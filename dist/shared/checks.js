import { UserError, counted, describeTolerance, didYouMean, formatNumber, isTolerated } from "./core.js";
import { findColumn, hashContent, readCell, verdict } from "./data.js";
import { codesOf as codesOf$1, densify, pairCodes } from "./dividing.js";
import { compileExpression, parseExpression } from "./expression.js";

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
	const codes = names.flatMap((name) => findColumn(table, name) ?? []).map(codesOf$1);
	const isAsked = (row) => codes.some((each) => each.codes[row] >= 0);
	const key = codes.reduce(pairCodes);
	const counts = new Uint32Array(key.size);
	for (let row = 0; row < table.rows; row++) if (isAsked(row)) counts[key.codes[row]]++;
	const rows = failing(table.rows, (row) => isAsked(row) && counts[key.codes[row]] > 1);
	let considered = 0;
	for (let row = 0; row < table.rows; row++) if (isAsked(row)) considered++;
	const distinct = counts.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0);
	return uniqueKeyJudgement(of.check, names, {
		considered,
		...rows,
		distinct
	});
}
/** The judgement on combinations of several columns' values, once they are counted. */
function uniqueKeyJudgement(check, names, { considered, distinct, ...rows }) {
	const list = names.map((name) => `"${name}"`).join(", ");
	return {
		...judged({ check }, considered, rows, `are unique by ${list}`, `share their ${list} with another`, `shares its ${list}`),
		measured: distinct
	};
}
/** Judges how many rows repeat an earlier one in all columns of the file. */
function judgeDuplicates(of) {
	const { table, profile, check, isWhole } = of;
	const { duplicate_rows: known, duplicate_rows_estimated: isEstimated } = profile;
	const rows = isWhole && known === 0 && !isEstimated ? {
		failed: 0,
		first: []
	} : findDuplicates(of);
	return duplicatesJudgement(check, table.rows, rows);
}
/** The judgement on rows that repeat an earlier one, once they are counted. */
function duplicatesJudgement(check, considered, rows) {
	const judgement = verdict(rows.failed, considered, check.duplicate_rows ?? {}, {
		considered,
		what: `${counted(rows.failed, "row")} of ${formatNumber(considered)} ${rows.failed === 1 ? "repeats" : "repeat"} an earlier one`
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
		absent: name,
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

// src/checks/find-unmatched.ts
/** A value that the reference has not. */
const unknown = -2;
const missing = -1;
/**
* Indexes a reference's columns for keys of these columns' types. Values are compared as values: a number equals the
* text that spells it, but not one with leading zeros, which is a code; a date equals its text; true is no number.
*/
function indexKeys(references, keys) {
	const ids = references.map(() => /* @__PURE__ */ new Map());
	const codes = references.map((column, index) => {
		const known = ids[index];
		return codesOf(column, keyKindOf(keys[index]), (token) => {
			const id = known.get(token) ?? known.size;
			known.set(token, id);
			return id;
		});
	});
	const combinations = /* @__PURE__ */ new Set();
	if (codes.length > 1) for (let row = 0; row < codes[0].length; row++) combinations.add(codes.map((each) => each[row]).join());
	return {
		references,
		ids,
		combinations
	};
}
/**
* Rows whose key the reference has not. Rows that miss all of the key are not asked; one that misses a part of it must
* be matched by one that misses the same part, as Frictionless has it.
*/
function findUnmatched({ references, ids, combinations }, keys) {
	const codes = keys.map((column, index) => codesOf(column, keyKindOf(references[index]), (token) => ids[index].get(token) ?? unknown));
	const found = {
		considered: 0,
		failed: 0,
		first: []
	};
	for (let row = 0; row < (codes[0]?.length ?? 0); row++) {
		if (codes.every((each) => each[row] === missing)) continue;
		found.considered++;
		if (codes.length === 1 ? codes[0][row] !== unknown : combinations.has(codes.map((each) => each[row]).join())) continue;
		found.failed++;
		if (found.first.length < 100) found.first.push(row);
	}
	return found;
}
/** A code for each cell, that of its value as a column of the other kind compares it; invalid cells are missing. */
function codesOf(column, other, code) {
	if (column.kind === "text") {
		const codes = column.dictionary.map((text) => code(tokenOfText(text, other)));
		return column.codes.map((each) => each < 0 ? missing : codes[each]);
	}
	const own = keyKindOf(column);
	const isSame = other === own || other === "text";
	return Int32Array.from(column.values, (value) => {
		if (Number.isNaN(value)) return missing;
		return code(isSame ? value : `${own} ${value}`);
	});
}
/** Text stays text beside text; beside another kind it is the value that it spells, where it spells one. */
function tokenOfText(text, other) {
	if (other === "text") return text;
	const { shape, value } = readCell(text);
	return kindOfShape[shape] === other ? value : text;
}
const kindOfShape = {
	integer: "number",
	decimal: "number",
	infinite: "number",
	boolean: "boolean",
	date: "time",
	datetime: "time"
};
/** The kind of a column. */
function keyKindOf({ type }) {
	if (type === "integer" || type === "number") return "number";
	return type === "date" || type === "datetime" ? "time" : type;
}

export { duplicatesJudgement, evaluateCondition, expressionJudgement, failuresOfExpression, findUnmatched, indexKeys, judgeDuplicates, judgeExpression, judgeUniqueKey, keyKindOf, noColumn, tokenOfText, uniqueKeyJudgement };