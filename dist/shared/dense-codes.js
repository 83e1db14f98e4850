import { UserError } from "./errors.js";
import { counted, formatNumber } from "./number-format.js";
import { readCell, readCellAs } from "./cell.js";
import { interpolate, momentsOf, quantileRanks, selectRanks } from "./moments.js";
import { brokenBound, describeTolerance, formatAmount, isTolerated } from "./amount.js";

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

export { codesOf, densify, formats, judgeBalance, judgeCells, judgeDistinct, judgeMissing, judgeMostFrequent, pairCodes, quantilesOf, readBound, requireNumbers, verdict };