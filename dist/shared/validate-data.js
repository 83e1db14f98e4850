import { dataInputs, defineAction, projectInputs } from "./github.js";
import { counted, formatBytes, formatDuration, formatNumber, formatPercent } from "./number-format.js";
import { compileExpression, findColumn, hashContent, interpolate, loadTable, momentsOf, parseExpression, planProjectColumns, profileOf, quantileRanks, selectRanks, takeRows, withDerived } from "./take-rows.js";
import { brokenBound, constraints, describeTolerance, formatAmount, isTolerated, parseDuration } from "./duration.js";
import { readCell, readCellAs, rocAuc } from "./read-csv.js";
import { UserError } from "./errors.js";
import { randomFrom, randomState } from "./random.js";
import { didYouMean } from "./default-config.js";
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
	const about = aboutOf(outcome.check);
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
			...about === "" ? {} : { hint: about },
			file,
			...line === void 0 ? {} : { line },
			...column === void 0 ? {} : { column }
		};
	}
	return {
		...base,
		hint: [
			listRows(outcome),
			...check.line === void 0 ? [] : [`the check is at ${check.file}:${check.line}`],
			...about === "" ? [] : [about]
		].join("; "),
		file: table.source,
		...first.line === void 0 ? {} : { line: first.line },
		row: first.row + 1
	};
}
/** What the user says of the check. */
function aboutOf({ description, owner }) {
	return [...description === void 0 ? [] : [description], ...owner === void 0 ? [] : [`owner: ${owner}`]].join("; ");
}
/** `Rows 3, 7 and 205 more`, counted from 1. */
function listRows({ rows, failed }) {
	const shown = rows.slice(0, shownRows).map(({ row }) => row + 1);
	const more = failed - shown.length;
	return `${failed === 1 ? "Row" : "Rows"} ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

// src/checks/describe-failure.ts
/** A clause on what a constraint found in its column: counts and bounds, never values of the data. */
function describeFailure(check, constraint, column, found) {
	const { failed } = found;
	const considered = formatNumber(found.considered);
	const name = `"${column.name}"`;
	const values = found.considered === 1 ? "value" : "values";
	if (failed === 0) return `all ${considered} ${values} of ${name} hold ${constraint}`;
	if (constraint === "required") return `${name} is missing in ${formatNumber(failed)} of ${considered} rows`;
	return `${`${formatNumber(failed)} of ${considered} ${values} of ${name}`} ${clauseOf(check, constraint, failed === 1)}`;
}
function clauseOf(check, constraint, isOne) {
	const are = isOne ? "is" : "are";
	const dont = isOne ? "does not" : "do not";
	switch (constraint) {
		case "type": return `${are} not of type ${check.type}`;
		case "unique": return "occur more than once";
		case "min": return `${are} below the minimum ${check.min}`;
		case "max": return `${are} above the maximum ${check.max}`;
		case "exclusive_min": return `${are} not above ${check.exclusive_min}`;
		case "exclusive_max": return `${are} not below ${check.exclusive_max}`;
		case "pattern": return `${dont} match the pattern`;
		case "not_pattern": return `${isOne ? "matches" : "match"} the pattern that none may`;
		case "any_pattern": return `${isOne ? "matches" : "match"} none of the ${check.any_pattern?.length} patterns`;
		case "enum": return `${are} not among the ${check.enum?.length} allowed values`;
		case "not_enum": return `${are} among the ${check.not_enum?.length} forbidden values`;
		case "min_length": return `${are} shorter than ${check.min_length} characters`;
		case "max_length": return `${are} longer than ${check.max_length} characters`;
		case "format": return `${dont} have the format ${check.format}`;
		case "increasing":
		case "decreasing": return `${are} ${constraint === "increasing" ? "less" : "more"} than ${check[constraint] === "strict" ? "or equal to " : ""}the one before`;
		case "zscore": return `${are} more than ${check.zscore?.max} standard deviations from the mean`;
		case "iqr": return `${are} more than ${check.iqr?.max} interquartile ranges beyond the quartiles`;
	}
}

// src/checks/bound-test.ts
/** Reads a bound for a column. `name` is its key. Throws UserError where the two do not suit each other. */
function readBound(given, column, name, place) {
	const isDate = typeof given === "string";
	const value = isDate ? readCellAs(given, "datetime") : given;
	if (value === void 0 || Number.isNaN(value)) throw new UserError(`Cannot check column "${column.name}": ${name} is neither a number nor an ISO 8601 date`, {
		...place,
		hint: `Write ${name} as a number without quotes, or as a date such as 2026-01-31`
	});
	const isTimeColumn = column.type === "date" || column.type === "datetime";
	if (column.kind === "numeric" && isTimeColumn !== isDate) throw new UserError(`Cannot check column "${column.name}": ${name} is a ${isDate ? "date" : "number"}, the column holds values of type ${column.type}`, {
		...place,
		hint: isDate ? "Write the bound as a number" : "Write the bound as a date such as 2026-01-31"
	});
	return {
		value,
		type: isDate ? "datetime" : "number"
	};
}
const comparisons = {
	min: (value, bound) => value >= bound,
	max: (value, bound) => value <= bound,
	exclusive_min: (value, bound) => value > bound,
	exclusive_max: (value, bound) => value < bound
};
/** The test of `min`, `max` and their exclusive kin. */
function boundTest(given, constraint, column, place) {
	const { value: bound, type } = readBound(given, column, constraint, place);
	const compare = comparisons[constraint];
	const holds = (value) => compare(value, bound);
	return {
		number: holds,
		text: (text) => textValue(text, type, holds)
	};
}
/** Judges a text of a text column by its value; false where it has none of that type, undefined where missing. */
function textValue(text, type, holds) {
	if (readCell(text).shape === "marker") return void 0;
	const value = readCellAs(text, type);
	return value !== void 0 && holds(value);
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

// src/checks/formats.ts
const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const mailbox = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const clock = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/;
const octet = /^(?:0|[1-9]\d{0,2})$/;
const hexGroup = /^[0-9a-f]{1,4}$/i;
/** Whether a text has the format. Each test takes time linear in the text, whatever it holds. */
const formats = {
	email: isEmail,
	url: isUrl,
	hostname: isHostname,
	uuid: (text) => uuid.test(text),
	ip: (text) => isIpv4(text) || isIpv6(text),
	ipv4: isIpv4,
	ipv6: isIpv6,
	date: (text) => isShaped(text, "date"),
	datetime: (text) => isShaped(text, "datetime"),
	time: (text) => clock.test(text),
	json: isJson
};
function isShaped(text, shape) {
	return text.trim() === text && readCell(text).shape === shape;
}
/** What HTML's `<input type=email>` takes, with a dot in the domain. */
function isEmail(text) {
	const at = text.lastIndexOf("@");
	const domain = text.slice(at + 1);
	return at > 0 && mailbox.test(text.slice(0, at)) && domain.includes(".") && isHostname(domain);
}
/** RFC 1123: labels of up to 63 letters, digits and dashes, 253 characters in all. */
function isHostname(text) {
	return text.length <= 253 && text.split(".").every((each) => each.length <= 63 && label.test(each));
}
/** An absolute address of the web or of FTP, as the URL standard reads it. */
function isUrl(text) {
	return /^(?:https?|ftp):\/\/[^\s/]/i.test(text) && !/\s/.test(text) && URL.canParse(text);
}
/** Four numbers up to 255 without leading zeros. */
function isIpv4(text) {
	const parts = text.length <= 15 ? text.split(".") : [];
	return parts.length === 4 && parts.every((part) => octet.test(part) && Number(part) <= 255);
}
/** RFC 4291, section 2.2, without a zone. */
function isIpv6(text) {
	if (text.length < 2 || text.length > 45) return false;
	const halves = text.split("::");
	if (halves.length > 2) return false;
	const groups = halves.map((half) => half === "" ? [] : half.split(":"));
	const last = groups.at(-1)?.at(-1) ?? "";
	const hasIpv4 = last.includes(".");
	if (hasIpv4) {
		if (!isIpv4(last)) return false;
		groups.at(-1)?.pop();
	}
	const all = groups.flat();
	const count = all.length + (hasIpv4 ? 2 : 0);
	return all.every((group) => hexGroup.test(group)) && (halves.length === 2 ? count <= 7 : count === 8);
}
function isJson(text) {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

// src/checks/pattern-test.ts
/** A test that a text matches a regular expression of RE2 syntax somewhere, in linear time. Throws UserError. */
async function patternTest(pattern, place) {
	const { RE2JS } = await import("./build.js");
	try {
		const compiled = RE2JS.compile(pattern);
		return (text) => compiled.matcher(text).find();
	} catch (cause) {
		const isLookAround = /\(\?<?[=!]/.test(pattern);
		const why = isLookAround ? "it uses look-around, which is not supported" : `it is not a regular expression of RE2 syntax: ${cause instanceof Error ? cause.message : String(cause)}`;
		throw new UserError(`Cannot check pattern "${pattern}": ${why}`, {
			...place,
			hint: isLookAround ? "Write it without (?=, (?!, (?<= and (?<!, for example as pattern and not_pattern: patterns run in linear time" : "See the syntax at https://github.com/google/re2/wiki/Syntax",
			cause
		});
	}
}

// src/checks/spread-test.ts
/** The column, where it holds numbers, booleans or dates, or nothing at all. Throws UserError for text. */
function requireNumbers(column, constraint, place) {
	if (column.kind === "numeric") return column;
	const { name, codes, dictionary } = column;
	if (dictionary.length === 0) return {
		kind: "numeric",
		name,
		type: "number",
		values: new Float64Array(codes.length).fill(NaN),
		invalid: [],
		invalidCount: 0
	};
	throw new UserError(`Cannot check column "${column.name}": ${constraint} needs numbers, the column is text`, {
		...place,
		hint: `A check with type: number says which of its cells are none`
	});
}
/** Exact quantiles of the finite values with linear interpolation, as numpy's; NaN where there are none. */
function quantilesOf(values, probabilities) {
	const finite = values.filter((value) => Number.isFinite(value));
	if (finite.length === 0) return probabilities.map(() => NaN);
	const found = selectRanks(finite, quantileRanks(finite.length, probabilities));
	return interpolate(found, finite.length, probabilities);
}
/**
* The test that a value is no outlier: `zscore` by its distance from the mean in sample standard deviations (as in
* Great Expectations), `iqr` by its distance beyond the quartiles in interquartile ranges (Tukey's fences).
*/
function outlierTest(check, constraint, column) {
	const most = check[constraint]?.max ?? Infinity;
	if (constraint === "zscore") {
		const { mean, std } = momentsOf(column.values);
		return numberTest((value) => !(Math.abs(value - mean) > most * std));
	}
	const [low = 0, high = 0] = quantilesOf(column.values, [.25, .75]);
	const reach = most * (high - low);
	return numberTest((value) => !(value < low - reach || value > high + reach));
}
/** The test that values do not go back from one to the next, missing ones between them left out. */
function orderTest(check, constraint) {
	const isStrict = check[constraint] === "strict";
	const sign = constraint === "increasing" ? 1 : -1;
	let previous = NaN;
	return numberTest((value) => {
		const step = (value - previous) * sign;
		const isEqual = value === previous;
		previous = value;
		return isEqual ? !isStrict : !(step < 0);
	});
}
function numberTest(holds) {
	return {
		number: holds,
		text: () => void 0
	};
}

// src/checks/test-of.ts
/** The test of a constraint on one cell. Throws UserError at the check's place when the constraint makes no sense. */
async function testOf(check, constraint, column, place) {
	switch (constraint) {
		case "type": return typeTest(check.type ?? "text", column.type);
		case "unique": return findRepeated(column);
		case "min":
		case "max":
		case "exclusive_min":
		case "exclusive_max": return boundTest(check[constraint] ?? NaN, constraint, column, place);
		case "enum": return enumTest(check.enum ?? [], column.type);
		case "not_enum": return negated(enumTest(check.not_enum ?? [], column.type));
		case "increasing":
		case "decreasing":
			requireNumbers(column, constraint, place);
			return orderTest(check, constraint);
		case "zscore":
		case "iqr": return outlierTest(check, constraint, requireNumbers(column, constraint, place));
		default: {
			const holds = await spellingTest(check, constraint, place);
			return {
				number: (value) => holds(spellingOf(value, column.type)),
				text: holds
			};
		}
	}
}
/** The constraints that look at a value as a text. */
async function spellingTest(check, constraint, place) {
	const { min_length: min = 0, max_length: max = Infinity } = check;
	switch (constraint) {
		case "pattern": return patternTest(check.pattern ?? "", place);
		case "not_pattern": {
			const matches = await patternTest(check.not_pattern ?? "", place);
			return (text) => !matches(text);
		}
		case "any_pattern": {
			const tests = await Promise.all((check.any_pattern ?? []).map((each) => patternTest(each, place)));
			return (text) => tests.some((matches) => matches(text));
		}
		case "format": return formats[check.format ?? "json"];
		case "min_length": return (text) => characters(text) >= min;
		case "max_length": return (text) => characters(text) <= max;
	}
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
function negated({ number, text }) {
	return {
		number: (value) => !number(value),
		text: (each, code) => text(each, code) === false
	};
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

// src/checks/judge-cells.ts
/** Judges a constraint that each cell of a column holds or breaks. Missing cells break `required` alone. */
async function judgeCells(of, constraint, column) {
	const found = await failuresOf(of, constraint, column);
	const passed = isTolerated(of.check, found.considered, found.failed);
	const tolerance = found.failed === 0 ? "" : describeTolerance(of.check);
	return {
		...found,
		passed,
		message: describeFailure(of.check, constraint, column, found) + tolerance
	};
}
async function failuresOf(of, constraint, column) {
	const { check, place, profile } = of;
	if (constraint === "required") return findMissing(column);
	if (constraint === "unique" && of.isWhole) {
		const known = profile.columns.find(({ name }) => name === column.name);
		if (known !== void 0 && known.distinct === known.count && known.distinct_error === void 0) return {
			considered: known.count,
			failed: 0,
			first: []
		};
	}
	const found = testCells(column, await testOf(check, constraint, column, place));
	if (constraint !== "type" || check.type === "text" || column.kind === "text") return found;
	const invalid = column.invalid.map(({ row }) => row);
	return {
		considered: found.considered + column.invalidCount,
		failed: found.failed + column.invalidCount,
		first: [...found.first, ...invalid].sort((a, b) => a - b).slice(0, 100)
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
		if (first.length < 100) first.push(row);
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
		if (first.length < 100) first.push(row);
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

// src/checks/judge-columns.ts
const shownNames = 10;
/** Judges the names of the file's columns. */
function judgeColumns({ profile, check }) {
	const { include = [], exact, ordered, count = {} } = check.columns ?? {};
	const names = profile.columns.map(({ name }) => name);
	const wanted = [.../* @__PURE__ */ new Set([
		...include,
		...exact ?? [],
		...ordered ?? []
	])];
	const allowed = [exact, ordered].filter((each) => each !== void 0);
	const missing = wanted.filter((name) => !names.includes(name));
	const surplus = names.filter((name) => allowed.some((list) => !list.includes(name)));
	const isMoved = ordered !== void 0 && missing.length + surplus.length === 0 && ordered.some((name, i) => names[i] !== name);
	const { min = 0, max = Infinity } = count;
	const isCounted = names.length >= min && names.length <= max;
	const faults = [
		...missing.length > 0 ? [`the table lacks ${list(missing)}`] : [],
		...surplus.length > 0 ? [`the table has ${list(surplus)}, which no one expects`] : [],
		...isMoved ? ["the columns stand in another order"] : [],
		...isCounted ? [] : [`the table has ${formatNumber(names.length)} columns, expected ${names.length < min ? `at least ${min}` : `at most ${max}`}`]
	];
	return {
		considered: names.length,
		failed: missing.length + surplus.length + (isMoved ? 1 : 0) + (isCounted ? 0 : 1),
		message: faults.length > 0 ? faults.join("; ") : `the table's ${formatNumber(names.length)} columns are as expected`
	};
}
/** `column "a", "b" and 3 more`. */
function list(names) {
	const shown = names.slice(0, shownNames).map((name) => `"${name}"`);
	const more = names.length - shown.length;
	return `${names.length === 1 ? "column" : "columns"} ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

// src/checks/sample-rows.ts
const seed$1 = 42;
/** All rows where there are at most `most`, else one of each of `most` equal stretches, always the same ones. */
function sampleRows(rows, most) {
	if (rows <= most) return Uint32Array.from({ length: rows }, (_, row) => row);
	const random = randomFrom(randomState(seed$1, 0));
	return Uint32Array.from({ length: most }, (_, i) => {
		const start = Math.floor(i * rows / most);
		return start + random.below(Math.floor((i + 1) * rows / most) - start);
	});
}

// src/checks/judge-correlation.ts
const mostRows$1 = 1e5;
/** Products of rows and pairs that are worked out at most. */
const mostProducts = 5e8;
const shownPairs = 3;
/**
* Judges the absolute Pearson correlation of each pair of feature columns of numbers, over the rows that have both.
* Above 100,000 rows, or with very many columns, on a sample that is always the same.
*/
function judgeCorrelation({ table, profile, check, context }) {
	const { target, exclude = [] } = context;
	const columns = profile.columns.flatMap(({ name }) => {
		const column = findColumn(table, name);
		const isFeature = name !== target && !exclude.includes(name);
		const isNumber = column?.type === "integer" || column?.type === "number" || column?.type === "boolean";
		return column?.kind === "numeric" && isFeature && isNumber ? [column] : [];
	});
	const pairs = columns.length * (columns.length - 1) / 2;
	const most = Math.min(mostRows$1, Math.max(100, Math.floor(mostProducts / Math.max(1, pairs))));
	const rows = sampleRows(table.rows, most);
	const values = columns.map((column) => Float64Array.from(rows, (row) => column.values[row]));
	const { max = 1 } = check.correlation ?? {};
	const found = [];
	let failed = 0;
	for (let left = 0; left < columns.length; left++) for (let right = left + 1; right < columns.length; right++) {
		const r = pearson(values[left], values[right]);
		if (!(Math.abs(r) > max)) continue;
		failed++;
		if (found.length < shownPairs) found.push(`"${columns[left].name}" and "${columns[right].name}" (${formatNumber(r, { digits: 3 })})`);
	}
	const of = rows.length < table.rows ? ` on a sample of ${formatNumber(rows.length)} rows` : "";
	const more = failed > found.length ? ` and ${counted(failed - found.length, "more pair")}` : "";
	const message = failed === 0 ? `no pair of ${counted(columns.length, "numeric column")} correlates above ${max}${of}` : `${counted(failed, "pair")} of columns ${failed === 1 ? "correlates" : "correlate"} above ${max}${of}: ${found.join(", ")}${more}`;
	return {
		considered: pairs,
		failed,
		message
	};
}
/** Pearson's r over the places where both are finite; NaN where one of them is constant. */
function pearson(left, right) {
	let count = 0;
	let leftMean = 0;
	let rightMean = 0;
	const isThere = (i) => Number.isFinite(left[i]) && Number.isFinite(right[i]);
	for (let i = 0; i < left.length; i++) {
		if (!isThere(i)) continue;
		count++;
		leftMean += left[i];
		rightMean += right[i];
	}
	leftMean /= count;
	rightMean /= count;
	let [product, leftSquares, rightSquares] = [
		0,
		0,
		0
	];
	for (let i = 0; i < left.length; i++) {
		if (!isThere(i)) continue;
		const x = left[i] - leftMean;
		const y = right[i] - rightMean;
		product += x * y;
		leftSquares += x * x;
		rightSquares += y * y;
	}
	return product / (Math.sqrt(leftSquares) * Math.sqrt(rightSquares));
}

// src/checks/count-values.ts
/** How often each value that is there occurs, in no order; exact. */
function countValues(column) {
	if (column.kind === "text") {
		const counts = new Float64Array(column.dictionary.length);
		for (const code of column.codes) if (code >= 0) counts[code]++;
		return counts.filter((count) => count > 0);
	}
	const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
	const counts = [];
	for (let start = 0, end = 0; start < sorted.length; start = end) {
		while (end < sorted.length && sorted[end] === sorted[start]) end++;
		counts.push(end - start);
	}
	return Float64Array.from(counts);
}

// src/checks/judge-counts.ts
/** Judges how many cells are missing. */
function judgeMissing({ check }, column) {
	const { considered, failed: missing, first } = findMissing(column);
	const range = check.missing ?? {};
	const broken = brokenBound(missing, considered, range);
	const message = `"${column.name}" is missing in ${formatNumber(missing)} of ${counted(considered, "row")}`;
	if (broken === void 0) return {
		considered,
		failed: 0,
		message
	};
	return {
		considered,
		failed: broken === "max" ? missing : Math.max(1, considered - missing),
		first: broken === "max" ? first : [],
		passed: false,
		message: message + expected(range, broken)
	};
}
/** Judges how many values are different. */
function judgeDistinct(of, column) {
	const { count, distinct } = countDistinctOf(of, column);
	return verdict(distinct, count, of.check.distinct ?? {}, {
		considered: count,
		what: `"${column.name}" has ${counted(distinct, "different value")} in ${formatNumber(count)}`
	});
}
/** Judges how often the most frequent value occurs: a column that is nearly constant says little. */
function judgeMostFrequent({ check }, column) {
	const counts = countValues(column);
	const count = sum(counts);
	const most = counts.reduce((a, b) => Math.max(a, b), 0);
	return verdict(most, count, check.most_frequent ?? {}, {
		considered: count,
		what: `the most frequent value of "${column.name}" occurs ${formatNumber(most)} times in ${formatNumber(count)}`
	});
}
/** Judges how often each value occurs: the classes of a target. */
function judgeBalance({ check }, column) {
	const counts = countValues(column);
	const count = sum(counts);
	const range = check.balance ?? {};
	const broken = [...counts].map((each) => brokenBound(each, count, range));
	const rare = broken.filter((each) => each === "min").length;
	const frequent = broken.filter((each) => each === "max").length;
	const parts = [...rare > 0 ? [`${formatNumber(rare)} less often than ${formatAmount(range.min ?? 0)}`] : [], ...frequent > 0 ? [`${formatNumber(frequent)} more often than ${formatAmount(range.max ?? 0)}`] : []];
	const message = parts.length === 0 ? `all ${formatNumber(counts.length)} different values of "${column.name}" hold balance` : `of ${counted(counts.length, "different value")} of "${column.name}", ${parts.join(" and ")} ${rare + frequent === 1 ? "occurs" : "occur"}`;
	return {
		considered: counts.length,
		failed: rare + frequent,
		message
	};
}
function countDistinctOf(of, column) {
	const known = of.isWhole ? of.profile.columns.find(({ name }) => name === column.name) : void 0;
	if (known !== void 0 && known.distinct_error === void 0) return known;
	const counts = countValues(column);
	return {
		count: sum(counts),
		distinct: counts.length
	};
}
/** A judgement on a single number of cells or rows out of `total`. */
function verdict(count, total, range, { considered, what }) {
	const broken = brokenBound(count, total, range);
	return broken === void 0 ? {
		considered,
		failed: 0,
		message: what
	} : {
		considered,
		failed: 1,
		message: what + expected(range, broken)
	};
}
function expected(range, broken) {
	const bound = formatAmount(range[broken] ?? 0);
	return broken === "min" ? `, expected at least ${bound}` : `, expected at most ${bound}`;
}
function sum(counts) {
	return counts.reduce((a, b) => a + b, 0);
}

// src/checks/dense-codes.ts
/** Codes of a column's values, equal where the values are. */
function codesOf(column) {
	if (column.kind === "text") return {
		codes: Float64Array.from(column.codes),
		size: column.dictionary.length
	};
	return densify(column.values);
}
/** Codes of pairs of codes; a missing one counts as a value. Exact for up to 94 million rows. */
function pairCodes(left, right) {
	const width = right.size + 1;
	return densify(left.codes.map((code, row) => (code + 1) * width + right.codes[row] + 1));
}
/** Replaces numbers by their rank among the distinct ones; NaN becomes -1. */
function densify(values) {
	const sorted = values.filter((value) => !Number.isNaN(value)).sort();
	let size = 0;
	for (const value of sorted) if (size === 0 || sorted[size - 1] !== value) sorted[size++] = value;
	return {
		codes: values.map((value) => Number.isNaN(value) ? -1 : rankOf(sorted, size, value)),
		size
	};
}
function rankOf(sorted, size, value) {
	let low = 0;
	let high = size - 1;
	while (low < high) {
		const middle = low + high >>> 1;
		if (sorted[middle] < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

// src/checks/score-alone.ts
const seed = 42;
const mostBins = 256;
const mostClasses = 20;
/**
* How well one column predicts the target, from 0 (not at all) to 1 (fully). The column is cut into bins of equal
* counts (texts are bins as they are), each bin predicts what it has on one half of the rows, and the other half
* judges: so a column of identifiers scores 0. For classes the score is 2 AUC - 1, averaged over the classes against
* the rest by their share; for numbers it is R² of the target's ranks. The target has no missing values.
*/
function scoreAlone(column, target) {
	const rows = target.kind === "text" ? target.codes.length : target.values.length;
	const random = randomFrom(randomState(seed, 1));
	const isTraining = Uint8Array.from({ length: rows }, () => random.next() & 1);
	const { bins, size } = binsOf(column, isTraining);
	const halves = {
		bins,
		size,
		isTraining
	};
	const { codes, size: values } = codesOf(target);
	if (target.kind === "text" || target.type === "boolean" || values <= 2) return scoreClasses(halves, codes, values);
	return scoreRanks(halves, ranksOf(codes, values));
}
/** Bin 0 is for missing values. */
function binsOf(column, isTraining) {
	if (column.kind === "text") return {
		bins: Uint32Array.from(column.codes, (code) => code + 1),
		size: column.dictionary.length + 1
	};
	const { codes, size } = densify(column.values);
	const counts = new Float64Array(size);
	let count = 0;
	for (const [row, code] of codes.entries()) {
		if (code < 0 || isTraining[row] === 0) continue;
		counts[code]++;
		count++;
	}
	const wanted = Math.min(mostBins, Math.max(2, Math.floor(Math.sqrt(count))));
	const binOf = new Uint32Array(size);
	let below = 0;
	for (let code = 0; code < size; code++) {
		binOf[code] = Math.min(wanted - 1, Math.floor(below * wanted / Math.max(1, count))) + 1;
		below += counts[code];
	}
	return {
		bins: Uint32Array.from(codes, (code) => code < 0 ? 0 : binOf[code]),
		size: wanted + 1
	};
}
function scoreClasses(halves, codes, classes) {
	const judged = Uint32Array.from(codes.keys()).filter((row) => halves.isTraining[row] === 0);
	const counts = new Uint32Array(classes);
	for (const row of judged) counts[codes[row]]++;
	const frequent = [...counts.keys()].sort((a, b) => counts[b] - counts[a]).slice(0, mostClasses);
	let score = 0;
	let weight = 0;
	for (const each of frequent) {
		const predicted = binMeans(halves, (row) => codes[row] === each ? 1 : 0);
		const area = rocAuc(judged.length, (i) => predicted[halves.bins[judged[i]]], (i) => codes[judged[i]] === each);
		if (Number.isNaN(area)) continue;
		score += Math.max(0, 2 * area - 1) * counts[each];
		weight += counts[each];
	}
	return weight === 0 ? 0 : score / weight;
}
function scoreRanks(halves, ranks) {
	const { bins, isTraining } = halves;
	const predicted = binMeans(halves, (row) => ranks[row]);
	const judged = ranks.filter((_, row) => isTraining[row] === 0);
	const mean = judged.reduce((a, b) => a + b, 0) / judged.length;
	let residual = 0;
	let total = 0;
	for (const [row, rank] of ranks.entries()) {
		if (isTraining[row] === 1) continue;
		residual += (rank - predicted[bins[row]]) ** 2;
		total += (rank - mean) ** 2;
	}
	return total === 0 ? 0 : Math.max(0, 1 - residual / total);
}
/** The mean of a value over each bin's training rows, drawn to the mean of all as if by one more row. */
function binMeans({ bins, size, isTraining }, read) {
	const sums = new Float64Array(size);
	const counts = new Uint32Array(size);
	let sum = 0;
	let count = 0;
	for (const [row, bin] of bins.entries()) {
		if (isTraining[row] === 0) continue;
		const value = read(row);
		sums[bin] += value;
		counts[bin]++;
		sum += value;
		count++;
	}
	const mean = count === 0 ? 0 : sum / count;
	return sums.map((each, bin) => (each + mean) / (counts[bin] + 1));
}
/** Average ranks from 0, so that equal values have equal ranks. */
function ranksOf(codes, size) {
	const counts = new Float64Array(size);
	for (const code of codes) counts[code]++;
	let below = 0;
	const ranks = counts.map((count) => {
		below += count;
		return below - (count + 1) / 2;
	});
	return codes.map((code) => ranks[code]);
}

// src/checks/judge-leakage.ts
const mostRows = 5e4;
const shownColumns = 3;
/**
* Judges how well each feature column alone predicts the target, which a column does that was made from it. Above
* 50,000 rows on a sample that is always the same. Throws UserError where there is no target.
*/
function judgeLeakage({ table, profile, check, place, context }) {
	const { target: name, exclude = [] } = context;
	const known = name === void 0 ? void 0 : findColumn(table, name);
	if (known === void 0) throw new UserError(name === void 0 ? "Cannot check leakage: the data has no target" : `Cannot check leakage: there is no target column "${name}"`, {
		...place,
		hint: "Name the column that the model predicts as data.target"
	});
	const asked = rowsWith(known);
	const sample = takeRows(table, sampleRows(asked.length, mostRows).map((index) => asked[index]));
	const features = profile.columns.filter((each) => each.name !== name && !exclude.includes(each.name));
	const target = findColumn(sample, known.name) ?? known;
	const { max = 1 } = check.leakage ?? {};
	const found = features.flatMap((feature) => findColumn(sample, feature.name) ?? []).map((column) => ({
		name: column.name,
		score: scoreAlone(column, target)
	})).filter(({ score }) => score > max).sort((a, b) => b.score - a.score);
	const shown = found.slice(0, shownColumns).map((each) => `"${each.name}" (${formatNumber(each.score, { digits: 3 })})`);
	const more = found.length > shown.length ? ` and ${found.length - shown.length} more` : "";
	const of = sample.rows < asked.length ? ` on a sample of ${formatNumber(sample.rows)} rows` : "";
	return {
		considered: features.length,
		failed: found.length,
		message: found.length === 0 ? `none of ${counted(features.length, "column")} alone predicts "${known.name}" with a score above ${max}${of}` : `${shown.join(", ")}${more} alone ${found.length === 1 ? "predicts" : "predict"} "${known.name}" with a score above ${max}${of}`
	};
}
/** The rows where a column has a value. */
function rowsWith(column) {
	const rows = column.kind === "text" ? column.codes : column.values;
	const isThere = (row) => column.kind === "text" ? column.codes[row] >= 0 : !Number.isNaN(column.values[row]);
	return Uint32Array.from(rows.keys()).filter(isThere);
}

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
	const { table, check, place } = of;
	const values = evaluateCondition(table, check.expression ?? "", "expression", place);
	const rows = failing(table.rows, (row) => values[row] === 0);
	return judged(of, values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0), rows, "hold the expression", "break the expression", "breaks the expression");
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
	return judged(of, considered, rows, `are unique by ${list}`, `share their ${list} with another`, `shares its ${list}`);
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

// src/checks/judge-statistic.ts
/** Statistics that say nothing of a single value are shown where they are over so many. */
const shownFrom = 10;
/**
* Judges mean, median, sum or sample standard deviation of the finite values. A statistic of no values holds no bound.
*/
function judgeStatistic(of, constraint, column) {
	const numbers = requirePlainNumbers(of, column);
	const finite = countFinite(numbers.values);
	const value = statisticOf(numbers.values, constraint);
	const isShown = constraint !== "median" && finite >= shownFrom;
	return judgeNumber(value, of.check[constraint] ?? {}, {
		considered: finite,
		what: `the ${constraint === "std" ? "standard deviation" : constraint} of "${column.name}"`,
		shown: isShown ? formatNumber(value) : void 0
	});
}
/** Judges quantiles; each is one that was asked. */
function judgeQuantiles(of, column) {
	const { values } = requirePlainNumbers(of, column);
	const wanted = Object.entries(of.check.quantiles ?? {});
	const found = quantilesOf(values, wanted.map(([probability]) => Number(probability)));
	const judged = wanted.map(([probability, range], index) => judgeNumber(found[index] ?? NaN, range, {
		considered: wanted.length,
		what: `the ${probability} quantile of "${column.name}"`
	}));
	const broken = judged.filter(({ failed }) => failed > 0);
	return {
		considered: wanted.length,
		failed: broken.length,
		message: (broken.length > 0 ? broken : judged).map(({ message }) => message).join("; ")
	};
}
/** Judges the smallest or largest value that is there. */
function judgeExtreme(of, constraint, column) {
	const { values } = requireNumbers(column, constraint, of.place);
	const { min, max } = of.check[constraint] ?? {};
	const read = (given) => given === void 0 ? void 0 : readBound(given, column, constraint, of.place).value;
	const isMin = constraint === "min_value";
	let extreme = NaN;
	let considered = 0;
	for (const value of values) {
		if (Number.isNaN(value)) continue;
		considered++;
		if (!(isMin ? value >= extreme : value <= extreme)) extreme = value;
	}
	return judgeNumber(extreme, {
		min: read(min),
		max: read(max)
	}, {
		considered,
		what: `the ${isMin ? "smallest" : "largest"} value of "${column.name}"`,
		bounds: {
			min,
			max
		}
	});
}
/** Judges how long ago the newest date is. */
function judgeAge(of, column) {
	const { place, context, check } = of;
	const { type, values } = requireNumbers(column, "max_age", place);
	const present = values.filter((value) => !Number.isNaN(value));
	if (present.length === 0) return {
		considered: 0,
		failed: 1,
		message: `"${column.name}" has no date that could be new enough`
	};
	if (type !== "date" && type !== "datetime") throw new UserError(`Cannot check column "${column.name}": max_age needs dates, the column holds values of type ${type}`, {
		...place,
		hint: "Dates are written 2026-01-31"
	});
	const newest = present.reduce((a, b) => Math.max(a, b), -Infinity);
	const most = parseDuration(check.max_age ?? "") ?? 0;
	const what = `the newest of ${formatNumber(present.length)} dates of "${column.name}"`;
	const isOld = !((context.now ?? NaN) - newest <= most);
	return {
		considered: present.length,
		failed: isOld ? 1 : 0,
		message: isOld ? `${what} is older than ${check.max_age}` : `${what} is at most ${formatDuration(most)} old`
	};
}
/** Dates have no mean or sum that people would write down. */
function requirePlainNumbers(of, column) {
	const numbers = requireNumbers(column, of.constraint, of.place);
	if (numbers.type !== "date" && numbers.type !== "datetime") return numbers;
	throw new UserError(`Cannot check column "${column.name}": ${of.constraint} needs numbers, the column holds values of type ${numbers.type}`, {
		...of.place,
		hint: "min_value, max_value and max_age are about dates"
	});
}
function statisticOf(values, constraint) {
	if (constraint === "median") return quantilesOf(values, [.5])[0] ?? NaN;
	return constraint === "sum" ? sumOf(values) : momentsOf(values)[constraint];
}
/** Neumaier's compensated sum of the finite values; NaN where there are none. */
function sumOf(values) {
	let sum = 0;
	let rest = 0;
	let finite = 0;
	for (const value of values) {
		if (!Number.isFinite(value)) continue;
		finite++;
		const next = sum + value;
		rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
		sum = next;
	}
	return finite === 0 ? NaN : sum + rest;
}
function countFinite(values) {
	let count = 0;
	for (const value of values) if (Number.isFinite(value)) count++;
	return count;
}
function judgeNumber(value, range, how) {
	const { considered, what, shown, bounds = range } = how;
	const { min = -Infinity, max = Infinity } = range;
	if (Number.isNaN(value)) return {
		considered,
		failed: 1,
		message: `${what} cannot be told: there are too few values`
	};
	if (value >= min && value <= max) return {
		considered,
		failed: 0,
		message: `${what} is ${shown ?? "within its bounds"}`
	};
	const [side, relation, bound] = value < min ? [
		"at least",
		"below",
		bounds?.min
	] : [
		"at most",
		"above",
		bounds?.max
	];
	return {
		considered,
		failed: 1,
		message: shown === void 0 ? `${what} is ${relation} ${bound}` : `${what} is ${shown}, expected ${side} ${bound}`
	};
}

// src/checks/judge-checks.ts
/**
* Judges every constraint of every check. Missing cells are left out by all but `required` and `missing`. The table
* may have derived columns behind those of the profile. Throws UserError for a check that cannot be judged: a pattern
* that is no RE2 syntax, a bound that does not suit its column, an expression of a column that is not there.
*/
async function judgeChecks(table, profile, checks, { placeOf = () => ({}), ...context } = {}) {
	const outcomes = [];
	const views = /* @__PURE__ */ new Map();
	for (const [index, check] of checks.entries()) {
		const { where } = check;
		const key = where ?? "";
		const view = views.get(key) ?? viewOf(table, where, placeOf([
			"checks",
			index,
			"where"
		]));
		views.set(key, view);
		for (const constraint of constraints) {
			if (check[constraint] === void 0 || check[constraint] === false) continue;
			const place = placeOf([
				"checks",
				index,
				constraint
			]);
			const isWhole = where === void 0;
			const judgement = await judge({
				table: view.table,
				profile,
				isWhole,
				check,
				constraint,
				place,
				context
			});
			outcomes.push(outcomeOf(judgement, {
				check,
				index,
				constraint,
				table,
				view
			}));
		}
	}
	return outcomes;
}
function viewOf(table, where, place) {
	if (where === void 0) return {
		table,
		rows: void 0
	};
	const holds = evaluateCondition(table, where, "where", place);
	const rows = Uint32Array.from(holds.keys()).filter((row) => holds[row] === 1);
	return {
		table: takeRows(table, rows),
		rows
	};
}
async function judge(of) {
	const { check, constraint, table } = of;
	switch (constraint) {
		case "row_count": return judgeRowCount(of);
		case "columns": return judgeColumns(of);
		case "duplicate_rows": return judgeDuplicates(of);
		case "expression": return judgeExpression(of);
		case "correlation": return judgeCorrelation(of);
		case "leakage": return judgeLeakage(of);
	}
	if (constraint === "unique" && typeof check.unique === "object") return judgeUniqueKey(of, check.unique);
	const column = findColumn(table, check.column ?? "");
	return column === void 0 ? noColumn(table, check.column ?? "") : judgeColumn(of, constraint, column);
}
function judgeColumn(of, constraint, column) {
	switch (constraint) {
		case "missing": return judgeMissing(of, column);
		case "distinct": return judgeDistinct(of, column);
		case "most_frequent": return judgeMostFrequent(of, column);
		case "balance": return judgeBalance(of, column);
		case "mean":
		case "median":
		case "sum":
		case "std": return judgeStatistic(of, constraint, column);
		case "min_value":
		case "max_value": return judgeExtreme(of, constraint, column);
		case "quantiles": return judgeQuantiles(of, column);
		case "max_age": return judgeAge(of, column);
		default: return judgeCells(of, constraint, column);
	}
}
function judgeRowCount({ check, table, isWhole }) {
	const { min = 0, max = Infinity } = check.row_count ?? {};
	const { rows } = table;
	const failed = rows < min || rows > max ? 1 : 0;
	const bound = rows < min ? `at least ${min}` : `at most ${max}`;
	const has = `the table has ${rows} rows${isWhole ? "" : ` where ${check.where}`}`;
	return {
		considered: rows,
		failed,
		message: failed ? `${has}, expected ${bound}` : has
	};
}
function outcomeOf(judgement, of) {
	const { considered, failed, first = [], passed = failed === 0, message } = judgement;
	const { check, index, constraint, table, view } = of;
	const asked = view.rows === void 0 || constraint === "row_count" ? "" : ` (of ${formatNumber(view.rows.length)} rows where ${check.where})`;
	return {
		check,
		index,
		constraint,
		name: check.name ?? nameOf(check, constraint),
		severity: check.severity ?? "error",
		passed,
		considered,
		failed,
		rows: first.map((each) => {
			const row = view.rows?.[each] ?? each;
			return {
				row,
				line: table.lines[row]
			};
		}),
		message: message + asked
	};
}
/** `price.min`, `id, day.unique`, `row_count`; an expression is its own name. */
function nameOf(check, constraint) {
	const { column, unique, expression = "" } = check;
	if (constraint === "expression") return expression.length > 80 ? `${expression.slice(0, 80)}…` : expression;
	if (column !== void 0) return `${column}.${constraint}`;
	return constraint === "unique" && typeof unique === "object" ? `${unique.join(", ")}.unique` : constraint;
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
const brokenWords = {
	error: "❌ broken",
	warning: "⚠️ warning",
	info: "ℹ️ note"
};
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
			passed ? "✅ holds" : brokenWords[severity],
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
		const { project, files, log, clock } = context;
		const table = await loadTable(context);
		const progress = log.progress("Profiling and checking");
		const profile = profileOf(table);
		const checked = withColumnsOf(project, table);
		const { target, exclude } = project.config.data;
		const outcomes = await judgeChecks(checked, profile, project.config.checks, {
			placeOf: project.place,
			target,
			exclude,
			now: clock.now()
		});
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
/** The table, with its derived columns where a check may be about one: it names one, or has an expression. */
function withColumnsOf(project, table) {
	const { checks, data } = project.config;
	const { derive = {} } = data;
	return checks.some(({ column, unique, expression, where }) => expression !== void 0 || where !== void 0 || [column ?? "", ...Array.isArray(unique) ? unique : []].some((name) => Object.hasOwn(derive, name))) ? withDerived(table, planProjectColumns(project, table)) : table;
}

export { formats, validateData };