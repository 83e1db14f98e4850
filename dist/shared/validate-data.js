import { dataInputs, defineAction, projectInputs } from "./github.js";
import { didYouMean } from "./config.js";
import { findColumn, loadTable, planProjectColumns, profileOf, withDerived } from "./derive-table.js";
import { counted, formatBytes, formatNumber, formatPercent } from "./number-format.js";
import { UserError } from "./errors.js";
import { readCell, readCellAs } from "./read-csv.js";
import path from "node:path";

// src/checks/check-findings.ts
const shownRows = 10;
/**
* A finding for each outcome that failed: on the CSV line of its first failing row, or on the check's line in the
* configuration where no row is at fault. Values of the data are not in it.
*/
function checkFindings(outcomes, table, placeOf = () => ({})) {
	return outcomes.filter((outcome) => !outcome.passed).map((outcome) => findingOf(outcome, table, placeOf));
}
function findingOf(outcome, table, placeOf) {
	const { severity, message, name, index, constraint, rows } = outcome;
	const base = {
		severity,
		message,
		rule: name
	};
	const check = placeOf([
		"checks",
		index,
		constraint
	]);
	const [first] = rows;
	if (first === void 0) {
		const { file = table.source, line, column } = check;
		return {
			...base,
			file,
			...line === void 0 ? {} : { line },
			...column === void 0 ? {} : { column }
		};
	}
	return {
		...base,
		hint: listRows(outcome) + (check.line === void 0 ? "" : `; the check is at ${check.file}:${check.line}`),
		file: table.source,
		...first.line === void 0 ? {} : { line: first.line },
		row: first.row + 1
	};
}
/** `Rows 3, 7 and 205 more`, counted from 1. */
function listRows({ rows, failed }) {
	const shown = rows.slice(0, shownRows).map(({ row }) => row + 1);
	const more = failed - shown.length;
	return `${failed === 1 ? "Row" : "Rows"} ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

// src/checks/check.ts
/** The keys of a check that each make a constraint of their own. */
const constraints = [
	"row_count",
	"type",
	"required",
	"unique",
	"min",
	"max",
	"pattern",
	"enum",
	"min_length",
	"max_length"
];

// src/checks/describe-failure.ts
/** A clause on what a constraint found in its column: counts and bounds, never values of the data. */
function describeFailure(check, constraint, column, found) {
	const { failed } = found;
	const considered = formatNumber(found.considered);
	const name = `"${column.name}"`;
	const values = found.considered === 1 ? "value" : "values";
	if (failed === 0) return `all ${considered} ${values} of ${name} hold ${constraint}`;
	if (constraint === "required") return `${name} is missing in ${formatNumber(failed)} of ${considered} rows`;
	const are = failed === 1 ? "is" : "are";
	const some = `${formatNumber(failed)} of ${considered} ${values} of ${name}`;
	switch (constraint) {
		case "type": return `${some} ${are} not of type ${check.type}`;
		case "unique": return `${some} occur more than once`;
		case "min": return `${some} ${are} below the minimum ${check.min}`;
		case "max": return `${some} ${are} above the maximum ${check.max}`;
		case "pattern": return `${some} ${failed === 1 ? "does" : "do"} not match the pattern`;
		case "enum": return `${some} ${are} not among the ${check.enum?.length} allowed values`;
		case "min_length": return `${some} ${are} shorter than ${check.min_length} characters`;
		default: return `${some} ${are} longer than ${check.max_length} characters`;
	}
}

// src/checks/find-repeated.ts
/** A test that a value occurs once in its column; every row of a repeated value breaks it, as in Great Expectations. */
function findRepeated(column) {
	if (column.kind === "numeric") {
		const repeated = repeatedNumbers(column.values);
		return {
			number: (value) => !repeated.has(value),
			text: () => true
		};
	}
	const counts = new Int32Array(column.dictionary.length);
	for (const code of column.codes) if (code >= 0) counts[code]++;
	return {
		number: () => true,
		text: (_, code) => counts[code] < 2
	};
}
function repeatedNumbers(values) {
	const sorted = values.slice().sort();
	const repeated = /* @__PURE__ */ new Set();
	for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) repeated.add(sorted[i]);
	return repeated;
}

// src/checks/test-of.ts
/** The test of a constraint on one cell. Throws UserError at the check's place when the constraint makes no sense. */
async function testOf(check, constraint, column, place) {
	if (constraint === "type") return typeTest(check.type ?? "text", column.type);
	if (constraint === "min" || constraint === "max") return boundTest(check, constraint, column, place);
	if (constraint === "enum") return enumTest(check.enum ?? [], column.type);
	const spell = (value) => spellingOf(value, column.type);
	if (constraint === "pattern") {
		const matches = await compilePattern(check.pattern ?? "", place);
		return {
			number: (value) => matches(spell(value)),
			text: matches
		};
	}
	const { min_length: min = 0, max_length: max = Infinity } = check;
	const isLong = (text) => characters(text) >= min;
	const isShort = (text) => characters(text) <= max;
	const holds = constraint === "min_length" ? isLong : isShort;
	return {
		number: (value) => holds(spell(value)),
		text: holds
	};
}
/** Every integer is a number, every date a datetime, and everything a text. */
function typeTest(wanted, actual) {
	if (wanted === "text") return {
		number: () => true,
		text: () => true
	};
	const isNumeric = (type) => type === "integer" || type === "number";
	const isTime = (type) => type === "date" || type === "datetime";
	const number = (value) => {
		if (wanted === actual || wanted === "number" && actual === "integer") return true;
		if (wanted === "integer" && isNumeric(actual)) return Number.isSafeInteger(value);
		if (wanted === "boolean" && isNumeric(actual)) return value === 0 || value === 1;
		return isTime(wanted) && isTime(actual) && (wanted === "datetime" || value % 864e5 === 0);
	};
	return {
		number,
		text: (text) => textValue(text, wanted, () => true)
	};
}
function boundTest(check, constraint, column, place) {
	const given = check[constraint];
	const isDate = typeof given === "string";
	const bound = isDate ? readCellAs(given, "datetime") : given;
	if (bound === void 0 || Number.isNaN(bound)) throw new UserError(`Cannot check column "${column.name}": ${constraint} is neither a number nor an ISO 8601 date`, {
		...place,
		hint: `Write ${constraint} as a number without quotes, or as a date such as 2026-01-31`
	});
	const isTimeColumn = column.type === "date" || column.type === "datetime";
	if (column.kind === "numeric" && isTimeColumn !== isDate) throw new UserError(`Cannot check column "${column.name}": ${constraint} is a ${isDate ? "date" : "number"}, the column holds values of type ${column.type}`, {
		...place,
		hint: isDate ? "Write the bound as a number" : "Write the bound as a date such as 2026-01-31"
	});
	const holds = (value) => constraint === "min" ? value >= bound : value <= bound;
	return {
		number: holds,
		text: (text) => textValue(text, isDate ? "datetime" : "number", holds)
	};
}
function enumTest(allowed, type) {
	const texts = new Set(allowed.map(String));
	const values = new Set(allowed.map((each) => {
		if (typeof each !== "string") return Number(each);
		return type === "text" ? NaN : readCellAs(each, type) ?? NaN;
	}));
	return {
		number: (value) => values.has(value),
		text: (text) => texts.has(text)
	};
}
/** Judges a text of a text column by its value; false where it has none of that type. */
function textValue(text, type, holds) {
	if (readCell(text).shape === "marker") return void 0;
	const value = readCellAs(text, type);
	return value !== void 0 && holds(value);
}
/** A number or date as text, for the constraints on texts: canonical, not as it stands in the file. */
function spellingOf(value, type) {
	if (type === "boolean") return String(value === 1);
	if (type === "date") return new Date(value).toISOString().slice(0, 10);
	return type === "datetime" ? new Date(value).toISOString() : String(value);
}
/** Unicode code points. */
function characters(text) {
	let count = 0;
	for (const _ of text) count++;
	return count;
}
async function compilePattern(pattern, place) {
	const { RE2JS } = await import("./build.js");
	try {
		const compiled = RE2JS.compile(pattern);
		return (text) => compiled.matcher(text).find();
	} catch (cause) {
		const isLookAround = /\(\?<?[=!]/.test(pattern);
		const why = isLookAround ? "it uses look-around, which is not supported" : `it is not a regular expression of RE2 syntax: ${cause instanceof Error ? cause.message : String(cause)}`;
		throw new UserError(`Cannot check pattern "${pattern}": ${why}`, {
			...place,
			hint: isLookAround ? "Write it without (?=, (?!, (?<= and (?<!, for example as two checks: patterns run in linear time" : "See the syntax at https://github.com/google/re2/wiki/Syntax",
			cause
		});
	}
}

// src/checks/judge-checks.ts
const keptRows = 100;
/**
* Judges every constraint of every check. Missing cells are left out by all but `required`. Throws UserError for a
* check that cannot be judged: a pattern that is no RE2 syntax, a bound that does not suit its column.
*/
async function judgeChecks(table, profile, checks, placeOf = () => ({})) {
	const outcomes = [];
	for (const [index, check] of checks.entries()) for (const constraint of constraints) {
		if (check[constraint] === void 0 || check[constraint] === false) continue;
		const place = placeOf([
			"checks",
			index,
			constraint
		]);
		outcomes.push(await judge({
			table,
			profile,
			check,
			index,
			constraint,
			place
		}));
	}
	return outcomes;
}
async function judge(of) {
	const { table, check, constraint } = of;
	if (constraint === "row_count") return judgeRowCount(of);
	const name = check.column ?? "";
	const column = findColumn(table, name);
	if (column === void 0) {
		const names = table.columns.map((each) => each.name);
		return outcomeOf(of, {
			considered: 0,
			failed: 1,
			message: `there is no column "${name}"${didYouMean(name, names)}`
		});
	}
	const found = await failuresOf(of, column);
	return outcomeOf(of, {
		...found,
		message: describeFailure(check, constraint, column, found)
	});
}
function judgeRowCount(of) {
	const { min = 0, max = Infinity } = of.check.row_count ?? {};
	const { rows } = of.profile;
	const failed = rows < min || rows > max ? 1 : 0;
	const bound = rows < min ? `at least ${min}` : `at most ${max}`;
	return outcomeOf(of, {
		considered: rows,
		failed,
		message: failed ? `the table has ${rows} rows, expected ${bound}` : `the table has ${rows} rows`
	});
}
async function failuresOf(of, column) {
	const { check, constraint, place, profile } = of;
	if (constraint === "required") return findMissing(column);
	const invalid = column.kind === "numeric" ? column.invalid.map(({ row }) => row) : [];
	const invalidCount = column.kind === "numeric" ? column.invalidCount : 0;
	if (constraint === "unique") {
		const known = profile.columns.find(({ name }) => name === column.name);
		if (known?.distinct === known?.count && known?.distinct_error === void 0 && known !== void 0) return {
			considered: known.count,
			failed: 0,
			first: []
		};
		return testCells(column, findRepeated(column));
	}
	const found = testCells(column, await testOf(check, constraint, column, place));
	if (constraint !== "type" || check.type === "text") return found;
	return {
		considered: found.considered + invalidCount,
		failed: found.failed + invalidCount,
		first: [...found.first, ...invalid].sort((a, b) => a - b).slice(0, keptRows)
	};
}
/** Missing cells; a cell that is there but invalid is not missing. */
function findMissing(column) {
	const rows = column.kind === "text" ? column.codes.length : column.values.length;
	const invalid = new Set(column.kind === "numeric" ? column.invalid.map(({ row }) => row) : []);
	const isMissing = (row) => column.kind === "text" ? column.codes[row] < 0 : Number.isNaN(column.values[row]) && !invalid.has(row);
	const first = [];
	let failed = column.kind === "numeric" ? column.invalid.length - column.invalidCount : 0;
	for (let row = 0; row < rows; row++) {
		if (!isMissing(row)) continue;
		failed++;
		if (first.length < keptRows) first.push(row);
	}
	return {
		considered: rows,
		failed,
		first
	};
}
/** Applies a test to all values that are there; a text is tested once however often it occurs. */
function testCells(column, test) {
	const first = [];
	let considered = 0;
	let failed = 0;
	const note = (row, holds) => {
		considered++;
		if (holds) return;
		failed++;
		if (first.length < keptRows) first.push(row);
	};
	if (column.kind === "numeric") {
		for (const [row, value] of column.values.entries()) if (!Number.isNaN(value)) note(row, test.number(value));
		return {
			considered,
			failed,
			first
		};
	}
	const verdicts = column.dictionary.map((text, code) => test.text(text, code));
	for (const [row, code] of column.codes.entries()) {
		const holds = code < 0 ? void 0 : verdicts[code];
		if (holds !== void 0) note(row, holds);
	}
	return {
		considered,
		failed,
		first
	};
}
function outcomeOf(of, found) {
	const { table, check, index, constraint } = of;
	const { considered, failed, first = [], message } = found;
	return {
		check,
		index,
		constraint,
		name: check.name ?? (check.column === void 0 ? constraint : `${check.column}.${constraint}`),
		severity: check.severity ?? "error",
		passed: failed === 0,
		considered,
		failed,
		rows: first.map((row) => ({
			row,
			line: table.lines[row]
		})),
		message
	};
}

// src/actions/report-data.ts
/** The data report: what is wrong first, then each check, then the profile column by column. */
function reportData({ title, profile, outcomes, findings }) {
	const errors = findings.filter(({ severity }) => severity === "error").length;
	const warnings = findings.filter(({ severity }) => severity === "warning").length;
	const sections = [
		{
			title: "Data",
			rank: errors > 0 ? 1 : 3,
			findings,
			...findings.length === 0 && { text: [outcomes.length === 0 ? "No checks are set." : "Every check holds."] }
		},
		...outcomes.length > 0 ? [{
			title: "Checks",
			rank: 6,
			folded: true,
			tables: [checksTable(outcomes)]
		}] : [],
		{
			title: "Profile",
			rank: 6,
			folded: true,
			text: [profileText(profile)],
			tables: [profileTable(profile)]
		}
	];
	return {
		schema: "mlops/report@1",
		action: "validate-data",
		title,
		verdict: errors > 0 ? "fail" : "pass",
		headline: headlineOf(outcomes.length, errors, warnings),
		facts: [{
			label: "Data",
			value: `${formatNumber(profile.rows)} rows`,
			note: [errors > 0 ? counted(errors, "error") : "", warnings > 0 ? counted(warnings, "warning") : ""].filter((each) => each !== "").join(", ") || "no findings"
		}],
		sections
	};
}
/**
* What is wrong with columns whatever the checks say: cells that do not fit the type that the rest of the column
* has. They count as missing from here on. A column whose type a check asks for is that check's matter.
*/
function columnFindings(table, project) {
	const asked = new Set(project.config.checks.flatMap(({ column, type }) => type === void 0 ? [] : [column]));
	return table.columns.flatMap((column) => {
		if (column.kind === "text" || column.invalidCount === 0 || asked.has(column.name)) return [];
		const row = column.invalid[0]?.row ?? 0;
		const line = table.lines[row];
		return [{
			severity: "warning",
			rule: `${column.name}.type`,
			message: `"${column.name}" is ${article(column.type)} column, but ${formatNumber(column.invalidCount)} ${column.invalidCount === 1 ? "cell does" : "cells do"} not fit and ${column.invalidCount === 1 ? "counts" : "count"} as missing`,
			hint: `Correct the data, or say what is right with a check: { column: ${column.name}, type: text }`,
			file: table.source,
			row: row + 1,
			count: column.invalidCount,
			...line !== void 0 && { line }
		}];
	});
}
function headlineOf(checks, errors, warnings) {
	if (errors > 0) return `the data breaks ${counted(errors, "check")}`;
	const about = checks === 0 ? "no checks are set" : `${counted(checks, "check")} hold${checks === 1 ? "s" : ""}`;
	return warnings > 0 ? `the data is fine, with ${counted(warnings, "warning")}` : `the data is fine: ${about}`;
}
function checksTable(outcomes) {
	return {
		columns: [
			{ label: "Check" },
			{ label: "Result" },
			{
				label: "Asked of",
				align: "right"
			},
			{
				label: "Broken",
				align: "right"
			}
		],
		rows: [...outcomes].sort((a, b) => Number(a.passed) - Number(b.passed)).map(({ name, passed, severity, considered, failed }) => [
			name,
			passed ? "✅ holds" : severity === "warning" ? "⚠️ warning" : "❌ broken",
			considered,
			failed
		])
	};
}
function profileText({ bytes, columns, duplicate_rows, digest }) {
	return `${columns.length} columns, ${formatBytes(bytes)}, ${counted(duplicate_rows, "duplicate row")}; SHA-256 ${digest.slice(0, 16)}….`;
}
function profileTable({ columns, rows }) {
	return {
		columns: [
			{ label: "Column" },
			{ label: "Type" },
			{ label: "Role" },
			{
				label: "Missing",
				align: "right"
			},
			{
				label: "Distinct",
				align: "right"
			},
			{
				label: "Min",
				align: "right"
			},
			{
				label: "Median",
				align: "right"
			},
			{
				label: "Mean",
				align: "right"
			},
			{
				label: "Max",
				align: "right"
			},
			{
				label: "Outliers",
				align: "right"
			}
		],
		rows: columns.map((column) => [
			column.name,
			column.type,
			column.role,
			column.missing === 0 ? "0" : `${formatNumber(column.missing)} (${formatPercent(column.missing / rows)})`,
			`${column.distinct_error === void 0 ? "" : "≈ "}${formatNumber(column.distinct)}`,
			column.min ?? null,
			isTime(column) ? null : column.quantiles?.["0.5"] ?? null,
			isTime(column) ? null : column.mean ?? null,
			column.max ?? null,
			column.outliers ?? null
		])
	};
}
function isTime({ type }) {
	return type === "date" || type === "datetime";
}
function article(type) {
	return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

// src/actions/validate-data.ts
/** Profiles the data and judges the checks in `checks`. */
const validateData = defineAction({
	name: "validate-data",
	description: "Profiles the data and fails the job when a check does not hold",
	inputs: {
		...projectInputs,
		...dataInputs
	},
	outputs: {
		rows: "Number of data rows",
		errors: "Number of checks with severity error that do not hold",
		warnings: "Number of warnings",
		profile: "Path of the data's profile (JSON)",
		"data-digest": "SHA-256 of the data"
	},
	async run(context) {
		const { project, files, log } = context;
		const table = await loadTable(context);
		const progress = log.progress("Profiling and checking");
		const profile = profileOf(table);
		const checked = withColumnsOf(project, table);
		const outcomes = await judgeChecks(checked, profile, project.config.checks, project.place);
		const findings = [...checkFindings(outcomes, checked, project.place), ...columnFindings(table, project)];
		const errors = findings.filter(({ severity }) => severity === "error").length;
		const warnings = findings.filter(({ severity }) => severity === "warning").length;
		progress.end(`${counted(outcomes.length, "check")}, ${counted(errors, "error")}, ${counted(warnings, "warning")}`);
		const profilePath = path.join(project.folders.root, "profile.json");
		await files.write(profilePath, `${JSON.stringify(profile, null, 1)}\n`);
		return {
			verdict: errors > 0 ? "fail" : "pass",
			outputs: {
				rows: table.rows,
				errors,
				warnings,
				profile: profilePath,
				"data-digest": table.digest
			},
			report: reportData({
				title: project.name,
				profile,
				outcomes,
				findings
			})
		};
	}
});
/** The table, with its derived columns where a check is about one. */
function withColumnsOf(project, table) {
	const { checks, data } = project.config;
	return checks.some(({ column }) => column !== void 0 && Object.hasOwn(data.derive ?? {}, column)) ? withDerived(table, planProjectColumns(project, table)) : table;
}

export { validateData };