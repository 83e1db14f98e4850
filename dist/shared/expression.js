import { UserError, didYouMean } from "./core.js";
import { findColumn, findNamed } from "./data.js";
import { exp, log } from "./numbers.js";

// src/expression/time-text.ts
const pattern$1 = /^(\d{4,6})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?Z?)?$/;
/** UTC milliseconds of `2024-02-29`, `2024-02-29 13:45[:10[.25]]` (or with T and Z); undefined for other text. */
function parseTime(text) {
	const groups = pattern$1.exec(text.trim());
	if (!groups) return void 0;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = groups.slice(1, 7).map((each) => Number(each ?? 0));
	const date = /* @__PURE__ */ new Date(0);
	date.setUTCFullYear(year, month - 1, day);
	if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return void 0;
	if (hour > 23 || minute > 59 || second > 59) return void 0;
	const milliseconds = Math.trunc(Number(`0.${groups[7] ?? 0}`) * 1e3);
	return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1e3 + milliseconds;
}
/** `2024-02-29`, as SQL engines write a date; null for a time that no calendar holds. */
function formatDate(time) {
	const date = new Date(time);
	return Number.isNaN(date.getTime()) ? null : date.toISOString().replace(/T.*/, "");
}
/** `2024-02-29 13:45:10.25`, as SQL engines write a timestamp: the fraction without trailing zeros. */
function formatDateTime(time) {
	const date = new Date(time);
	if (Number.isNaN(date.getTime())) return null;
	return date.toISOString().replace("T", " ").replace(/\.?0*Z$/, "");
}

// src/expression/number-scalars.ts
/** Milliseconds of a day: dates count UTC milliseconds. */
const dayMilliseconds = 864e5;
const missing = NaN;
/** What is not a finite number is missing: division by zero, logarithm of zero, overflow. */
const finite = (value) => value - value === 0 ? value : missing;
const compare$1 = (holds) => (a, b) => Number.isNaN(a) || Number.isNaN(b) ? missing : Number(holds(a, b));
const ofDate = (part) => (time) => part(new Date(time));
/**
* Operations on numbers, one row at a time: NaN is missing, booleans are 0 and 1, dates UTC milliseconds. None
* gives an infinite number or throws.
*/
const numberScalars = {
	negate: (a) => -a,
	add: (a, b) => finite(a + b),
	subtract: (a, b) => finite(a - b),
	multiply: (a, b) => finite(a * b),
	divide: (a, b) => finite(a / b),
	modulo: (a, b) => finite(a % b),
	add_days: (date, days) => date + days * dayMilliseconds,
	days_between: (a, b) => (a - b) / dayMilliseconds,
	equal: compare$1((a, b) => a === b),
	unequal: compare$1((a, b) => a !== b),
	less: compare$1((a, b) => a < b),
	less_or_equal: compare$1((a, b) => a <= b),
	greater: compare$1((a, b) => a > b),
	greater_or_equal: compare$1((a, b) => a >= b),
	not: (a) => 1 - a,
	and: (a, b) => a === 0 || b === 0 ? 0 : a * b,
	or: (a, b) => a === 1 || b === 1 ? 1 : a + b,
	abs: Math.abs,
	ceil: Math.ceil,
	floor: Math.floor,
	trunc: Math.trunc,
	sign: (a) => Math.sign(a) + 0,
	round: roundHalfAway,
	round_digits: roundDigits,
	sqrt: (a) => Math.sqrt(a),
	exp: (a) => finite(exp(a)),
	ln: (a) => finite(log(a)),
	log10: (a) => finite(Math.log10(a)),
	log2: (a) => finite(Math.log2(a)),
	power: (a, b) => Number.isNaN(a) ? missing : finite(a ** b),
	sin: (a) => Math.sin(a),
	cos: (a) => Math.cos(a),
	least: (a, b) => a <= b || Number.isNaN(b) ? a : b,
	greatest: (a, b) => a >= b || Number.isNaN(b) ? a : b,
	year: ofDate((date) => date.getUTCFullYear()),
	quarter: ofDate((date) => Math.floor(date.getUTCMonth() / 3) + 1),
	month: ofDate((date) => date.getUTCMonth() + 1),
	day: ofDate((date) => date.getUTCDate()),
	dayofweek: ofDate((date) => date.getUTCDay()),
	hour: ofDate((date) => date.getUTCHours()),
	minute: ofDate((date) => date.getUTCMinutes()),
	second: ofDate((date) => date.getUTCSeconds()),
	epoch: (time) => time / 1e3,
	number_to_integer: (a) => Math.abs(a) < 2 ** 63 ? roundHalfEven(a) : missing,
	number_to_boolean: (a) => Number.isNaN(a) ? missing : Number(a !== 0)
};
/** Half goes away from zero, as C's `round`; adding 0.5 and cutting would be wrong just below a half. */
function roundHalfAway(a) {
	const whole = Math.trunc(a);
	return Math.abs(a - whole) >= .5 ? whole + Math.sign(a) : whole;
}
function roundHalfEven(a) {
	const whole = Math.floor(a);
	const rest = a - whole;
	return rest > .5 || rest === .5 && whole % 2 !== 0 ? whole + 1 : whole;
}
/** DuckDB's `round(x, digits)` of doubles: scale, round, scale back; x itself where the scale overflows. */
function roundDigits(a, digits) {
	if (Number.isNaN(a) || Number.isNaN(digits)) return missing;
	const scale = 10 ** Math.abs(digits);
	if (digits < 0) return Number.isFinite(scale) ? roundHalfAway(a / scale) * scale : 0;
	const rounded = roundHalfAway(a * scale) / scale;
	return Number.isFinite(rounded) ? rounded : a;
}

// src/expression/like.ts
/**
* Whether text matches a LIKE pattern: `%` is any text, `_` one code point, case counts, and what follows the
* escapeMark character is itself. At worst text \u00d7 pattern steps, as only the last `%` is ever taken back.
*/
function isLike(text, pattern, escapeMark = "") {
	const letters = [...text];
	const parts = parsePattern(pattern, escapeMark);
	let at = 0;
	let part = 0;
	let retryPart = -1;
	let retryAt = 0;
	while (at < letters.length) {
		const wanted = parts[part];
		if (wanted === anyText) {
			retryPart = ++part;
			retryAt = at;
		} else if (wanted !== void 0 && (wanted === anyLetter || wanted === letters[at])) {
			part++;
			at++;
		} else if (retryPart >= 0) {
			part = retryPart;
			at = ++retryAt;
		} else return false;
	}
	while (parts[part] === anyText) part++;
	return part === parts.length;
}
/** Whether the escape character stands at the end of a pattern, with nothing to escape. */
function endsInEscape(pattern, escapeMark) {
	let isEscaped = false;
	for (const letter of pattern) isEscaped = !isEscaped && letter === escapeMark;
	return isEscaped;
}
const anyText = Symbol("%");
const anyLetter = Symbol("_");
function parsePattern(pattern, escapeMark) {
	const parts = [];
	let isEscaped = false;
	for (const letter of pattern) if (!isEscaped && letter === escapeMark) isEscaped = true;
	else {
		parts.push(isEscaped ? letter : letter === "%" ? anyText : letter === "_" ? anyLetter : letter);
		isEscaped = false;
	}
	return parts;
}

// src/expression/number-text.ts
/** Number of a text such as ` -1.5e3 `; null for other text and for what a double cannot hold. */
function parseNumber$1(text) {
	const trimmed = text.trim();
	if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(trimmed)) return null;
	const value = Number(trimmed);
	return Number.isFinite(value) ? value : null;
}
/** The number of a text, rounded to an integer; a half goes away from zero. */
function parseInteger(text) {
	const value = parseNumber$1(text);
	if (value === null || Math.abs(value) >= 2 ** 63) return null;
	return Math.sign(value) * Math.round(Math.abs(value)) + 0;
}
/** 1 or 0 of the spellings that DuckDB knows; null for other text. */
function parseBoolean(text) {
	if (/^(true|t|yes|y|1)$/i.test(text)) return 1;
	return /^(false|f|no|n|0)$/i.test(text) ? 0 : null;
}
/** A double as DuckDB writes it: the shortest digits, `2.0`, an exponent (`1e+16`, `1e-05`) past 16 places or 4 zeros. */
function formatNumber(value) {
	const sign = value < 0 || Object.is(value, -0) ? "-" : "";
	const [digits = "", power = "0"] = Math.abs(value).toExponential().split("e");
	const exponent = Number(power);
	if (value !== 0 && (exponent < -4 || exponent >= 16)) {
		const size = String(Math.abs(exponent)).padStart(2, "0");
		return `${sign}${digits}e${exponent < 0 ? "-" : "+"}${size}`;
	}
	const plain = String(Math.abs(value));
	if (!plain.includes("e")) return sign + (plain.includes(".") ? plain : `${plain}.0`);
	return sign + Math.abs(value).toFixed(digits.replace(".", "").length - 1 - exponent);
}

// src/expression/text-scalars.ts
/**
* Operations that take or give text, one row at a time. A row in which any argument is missing does not get here;
* null is a missing result. Positions and lengths count code points, as SQL engines do.
*/
const textScalars = {
	text_equal: (a, b) => Number(a === b),
	text_unequal: (a, b) => Number(a !== b),
	text_less: (a, b) => Number(compareText(String(a), String(b)) < 0),
	text_less_or_equal: (a, b) => Number(compareText(String(a), String(b)) <= 0),
	text_greater: (a, b) => Number(compareText(String(a), String(b)) > 0),
	text_greater_or_equal: (a, b) => Number(compareText(String(a), String(b)) >= 0),
	concatenate: (a, b) => {
		allowLength(String(a).length + String(b).length);
		return `${a}${b}`;
	},
	like: (a, pattern, escapeMark = "") => Number(isLike(String(a), String(pattern), String(escapeMark))),
	lower: (a) => changeLetters(String(a), (letter) => [...letter.toLowerCase()][0] ?? letter),
	upper: (a) => changeLetters(String(a), upperLetter),
	length: (a) => codePoints(String(a)).length,
	trim: (a) => String(a).replace(/^ +/, "").replace(/(?<! ) +$/, ""),
	substring: (a, start, length = Number.MAX_SAFE_INTEGER) => substring(codePoints(String(a)), Number(start), Number(length)),
	replace: (a, from, to) => replaceAll(String(a), String(from), String(to)),
	starts_with: (a, b) => Number(String(a).startsWith(String(b))),
	ends_with: (a, b) => Number(String(a).endsWith(String(b))),
	contains: (a, b) => Number(String(a).includes(String(b))),
	text_to_number: (a) => parseNumber$1(String(a)),
	text_to_integer: (a) => parseInteger(String(a)),
	text_to_boolean: (a) => parseBoolean(String(a)),
	integer_to_text: (a) => Number.isInteger(a) ? BigInt(a).toString() : String(a),
	number_to_text: (a) => formatNumber(Number(a)),
	boolean_to_text: (a) => a === 1 ? "true" : "false",
	date_to_text: (a) => formatDate(Number(a)),
	datetime_to_text: (a) => formatDateTime(Number(a))
};
/** Order by code point, which is the order of UTF-8 bytes: DuckDB's. JavaScript's own differs past U+FFFF. */
function compareText(a, b) {
	const length = Math.min(a.length, b.length);
	let index = 0;
	while (index < length && a.charCodeAt(index) === b.charCodeAt(index)) index++;
	if (index === length) return a.length - b.length;
	const isSurrogate = (code) => code >= 55296 && code < 57344;
	const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
	return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
}
/** Joining and replacing over and over could fill the memory from a short expression. */
const maxTextLength = 1e6;
function allowLength(length) {
	if (length > maxTextLength) throw new UserError(`Cannot compute a text of ${length} characters: ${maxTextLength} are allowed`, { hint: "Look for ||, concat and replace whose results grow when they are used again" });
}
function replaceAll(text, from, to) {
	if (from === "") return text;
	const pieces = text.split(from);
	allowLength(text.length + (pieces.length - 1) * (to.length - from.length));
	return pieces.join(to);
}
/** Units where all are of the basic plane (a plain string then), else code points. */
function codePoints(text) {
	return /[\ud800-\udfff]/.test(text) ? [...text] : text;
}
function changeLetters(text, change) {
	return Array.from(text, change).join("");
}
/** A letter whose upper case is several letters (\u00df) stays, so that lengths do. */
function upperLetter(letter) {
	const [upper = letter, ...others] = letter.toUpperCase();
	return others.length === 0 ? upper : letter;
}
/**
* Starts count from 1, from the end where negative; 0 is the place before the first. A negative length goes
* backwards. What lies outside the text is cut off.
*/
function substring(letters, start, length) {
	const from = start > 0 ? start - 1 : start < 0 ? letters.length + start : -1;
	const inside = (position) => Math.min(Math.max(position, 0), letters.length);
	const part = letters.slice(inside(Math.min(from, from + length)), inside(Math.max(from, from + length)));
	return typeof part === "string" ? part : part.join("");
}

// src/expression/typed.ts
/** A constant; booleans are 1 and 0, null is NULL. */
function constant(type, value) {
	return {
		kind: "constant",
		type,
		value: typeof value === "boolean" ? Number(value) : value
	};
}
/** The same values, said to be of another type (an integer is a number as it is). */
function retype(typed, type) {
	return typed.type === type ? typed : {
		...typed,
		type
	};
}
/** Marks a part that is used more than once. */
function share(of) {
	return of.kind === "constant" || of.kind === "column" || of.kind === "shared" ? of : {
		kind: "shared",
		type: of.type,
		of
	};
}
/** An operation on the arguments, computed now where all are constants. */
function apply(scalar, type, ...args) {
	const typed = isNumberScalar(scalar) ? {
		kind: "numbers",
		type,
		scalar,
		arguments: args
	} : {
		kind: "texts",
		type,
		scalar,
		arguments: args
	};
	const values = args.map((each) => each.kind === "constant" ? each.value : void 0);
	if (typed.kind === "texts" && values.includes(null)) return constant(type, null);
	if (values.includes(void 0)) return typed;
	return constant(type, applyScalar(scalar, values));
}
/** Whether a scalar works on numbers alone. */
function isNumberScalar(scalar) {
	return Object.hasOwn(numberScalars, scalar);
}
/** One row of a scalar; null is missing. */
function applyScalar(scalar, values) {
	if (isNumberScalar(scalar)) {
		const [a = NaN, b = NaN] = values.map((value) => value === null ? NaN : Number(value));
		const result = numberScalars[scalar](a, b);
		return Number.isNaN(result) ? null : result;
	}
	return callText(scalar, values);
}
/** A text operation on values of one row, none of them missing. */
function callText(scalar, values) {
	const operation = textScalars[scalar];
	return operation(...values);
}

// src/expression/coerce.ts
/**
* Brings values that meet (in a comparison, an IN list, the branches of CASE) to one type: integers become
* numbers, dates datetimes, text literals beside dates are read as dates, NULL fits anything. Undefined where
* there is no such type.
*/
function unify(values) {
	const type = commonType(values);
	if (type === void 0) return void 0;
	const isTime = type === "date" || type === "datetime";
	return {
		type,
		values: values.map((value) => isTime && value.type === "text" ? constant(type, literalTime(value) ?? null) : retype(value, type))
	};
}
function commonType(values) {
	const types = new Set(values.map((value) => value.type));
	types.delete("null");
	if (types.has("number")) types.delete("integer");
	if (types.has("datetime")) types.delete("date");
	if ((types.has("date") || types.has("datetime")) && values.every((value) => value.type !== "text" || literalTime(value) !== void 0)) types.delete("text");
	return types.size > 1 ? void 0 : [...types][0] ?? "null";
}
function literalTime(value) {
	return value.kind === "constant" && typeof value.value === "string" ? parseTime(value.value) : void 0;
}
/** The value converted as CAST does; undefined where there is no such cast. Text that does not fit gives NULL. */
function cast(value, to) {
	if (value.type === "null" || value.type === to) return retype(value, to);
	if (to === "text") return apply(`${value.type}_to_text`, "text", value);
	if (to === "date" || to === "datetime" || value.type === "date" || value.type === "datetime") return void 0;
	if (value.type === "text") return apply(`text_to_${to}`, to, value);
	if (to === "boolean") return apply("number_to_boolean", to, value);
	return to === "integer" && value.type === "number" ? apply("number_to_integer", to, value) : retype(value, to);
}

// src/expression/checker.ts
const comparisonScalars = {
	"=": "equal",
	"<>": "unequal",
	"<": "less",
	"<=": "less_or_equal",
	">": "greater",
	">=": "greater_or_equal"
};
/** A comparison of two values of one type. Throws UserError at the node where they have none. */
function compare(checker, node, operator, left, right) {
	const { type, values } = unified(checker, node, operator, [left, right]);
	const scalar = comparisonScalars[operator];
	return apply(type === "text" ? `text_${scalar}` : scalar, "boolean", ...values);
}
/** The values at one type. Throws UserError at the node where there is none. */
function unified(checker, node, what, values) {
	const types = [...new Set(values.map((value) => value.type))].filter((type) => type !== "null");
	const hasTime = types.includes("date") || types.includes("datetime");
	return unify(values) ?? checker.fail(node, `${what} cannot mix ${types.join(" and ")}`, { hint: hasTime ? "A date is written '2024-02-29', a time '2024-02-29 13:45:10'" : "Convert one of them, for example CAST(x AS DOUBLE)" });
}
/** The value if it is one of several by a condition; also what CASE, coalesce and if give. */
function choose(checker, node, what, branches, otherwise) {
	const { type, values } = unified(checker, node, what, [...branches.map((branch) => branch.result), otherwise]);
	if (type === "null") return constant("null", null);
	return {
		kind: "case",
		type,
		branches: branches.map(({ when }, index) => ({
			when,
			result: values[index]
		})),
		otherwise: values.at(-1)
	};
}
/** Any value as text, as in a || b. */
function toText(typed) {
	return cast(typed, "text") ?? typed;
}
/** The value if it is a condition. Throws UserError at the node where it is not. */
function condition(checker, node, typed) {
	if (typed.type === "boolean" || typed.type === "null") return retype(typed, "boolean");
	checker.fail(node, `a condition is wanted here, not ${typed.type}`, { hint: typed.type === "integer" || typed.type === "number" ? "Write x <> 0" : void 0 });
}

// src/expression/functions.ts
/** Every function, in the order of the documentation. */
const functions = [
	define("abs(x number)", "same", "abs", "Size without sign"),
	define("sign(x number)", "integer", "sign", "-1, 0 or 1"),
	define("ceil(x number)", "number", "ceil", "Next integer upwards", "ceiling"),
	define("floor(x number)", "number", "floor", "Next integer downwards"),
	define("trunc(x number)", "number", "trunc", "Without what is behind the point"),
	define("round(x number)", "same", "round", "Nearest integer; a half goes away from zero"),
	define("round(x number, digits integer)", "same", "round_digits", "Rounded to that many decimals"),
	define("mod(a number, b number)", "same", "modulo", "Rest of a / b, with the sign of a; the same as a % b"),
	define("sqrt(x number)", "number", "sqrt", "Square root"),
	define("exp(x number)", "number", "exp", "e to the power x"),
	define("ln(x number)", "number", "ln", "Natural logarithm"),
	define("log(x number)", "number", "log10", "Logarithm to base 10, as in DuckDB", "log10"),
	define("log(base number, x number)", "number", void 0, "Logarithm to that base"),
	define("log2(x number)", "number", "log2", "Logarithm to base 2"),
	define("power(x number, y number)", "number", "power", "x to the power y", "pow"),
	define("sin(x number)", "number", "sin", "Sine of radians"),
	define("cos(x number)", "number", "cos", "Cosine of radians"),
	define("pi()", "number", void 0, "3.141592653589793"),
	define("least(a any, b any...)", "same", void 0, "Smallest number or date that is not NULL"),
	define("greatest(a any, b any...)", "same", void 0, "Largest number or date that is not NULL"),
	define("coalesce(a any, b any...)", "same", void 0, "First that is not NULL"),
	define("ifnull(a any, b any)", "same", void 0, "a, or b where a is NULL"),
	define("nullif(a any, b any)", "same", void 0, "NULL where a = b, else a"),
	define("if(condition boolean, a any, b any)", "same", void 0, "a where the condition is TRUE, else b"),
	define("lower(t text)", "text", "lower", "In lower case"),
	define("upper(t text)", "text", "upper", "In upper case"),
	define("length(t text)", "integer", "length", "Number of characters"),
	define("trim(t text)", "text", "trim", "Without spaces around it"),
	define("substring(t text, start integer)", "text", "substring", "From that character on, counted from 1; from the end where negative", "substr"),
	define("substring(t text, start integer, length integer)", "text", "substring", "That many characters from there", "substr"),
	define("replace(t text, from text, to text)", "text", "replace", "With every `from` replaced"),
	define("concat(a any...)", "text", void 0, "Joined as text, leaving out what is NULL"),
	define("starts_with(t text, start text)", "boolean", "starts_with", "Whether it starts so"),
	define("ends_with(t text, end text)", "boolean", "ends_with", "Whether it ends so"),
	define("contains(t text, part text)", "boolean", "contains", "Whether it holds the part"),
	define("year(d time)", "integer", "year", "Year of a date, in UTC"),
	define("quarter(d time)", "integer", "quarter", "1 to 4"),
	define("month(d time)", "integer", "month", "1 to 12"),
	define("day(d time)", "integer", "day", "Day of the month, 1 to 31"),
	define("dayofweek(d time)", "integer", "dayofweek", "0 is Sunday, 6 is Saturday"),
	define("hour(d time)", "integer", "hour", "0 to 23"),
	define("minute(d time)", "integer", "minute", "0 to 59"),
	define("second(d time)", "integer", "second", "0 to 59"),
	define("epoch(d time)", "number", "epoch", "Seconds since 1970")
];
/** Functions that people look for, and what to write instead. */
const insteadOf = /* @__PURE__ */ new Map([
	["isnan", "What is not a number counts as missing: write x IS NULL"],
	["isinf", "What is infinite counts as missing: write x IS NULL"],
	["isfinite", "What is not finite counts as missing: write x IS NOT NULL"],
	["isnull", "Write x IS NULL"],
	["date_diff", "Write a - b for the days between two dates, epoch(a) - epoch(b) for seconds"]
]);
/** How a function is called: `round(x, digits)`. */
function renderSignature({ name, parameters, isVariadic }) {
	return `${name}(${parameters.map((each) => each.name).join(", ")}${isVariadic ? ", \u2026" : ""})`;
}
/** Reads `name(a type, b type...)`; three dots repeat the last parameter. */
function define(signature, result, scalar, summary, ...aliases) {
	const [name = "", rest = ""] = signature.split(/[()]/);
	return {
		name,
		aliases,
		parameters: rest.split(", ").filter((each) => each !== "").map((each) => {
			const [parameter = "", type = ""] = each.replace("...", "").split(" ");
			return {
				name: parameter,
				type
			};
		}),
		isVariadic: rest.endsWith("..."),
		result,
		scalar,
		summary
	};
}

// src/expression/check-call.ts
/** Checks a function call against its signatures. Throws UserError at the argument that is wrong. */
function checkCall(checker, node) {
	const signature = findSignature(checker, node);
	const args = node.arguments.map((argument, index) => {
		const parameter = signature.parameters[Math.min(index, signature.parameters.length - 1)];
		const typed = checker.check(argument);
		if (!parameter || fits(typed, parameter.type)) return typed;
		return checker.fail(argument, `"${parameter.name}" of ${renderSignature(signature)} must be ${typeNames[parameter.type]}, not ${typed.type}`);
	});
	if (signature.scalar === void 0) return expand(checker, node, signature.name, args);
	const type = signature.result === "same" ? sameType(args) : signature.result;
	return apply(signature.scalar, type, ...args.map((each) => retype(each, each.type === "null" ? type : each.type)));
}
function findSignature(checker, node) {
	const named = functions.filter(({ name, aliases }) => name === node.name || aliases.includes(node.name));
	const found = named.find((signature) => takes(signature, node.arguments.length));
	if (found) return found;
	if (named.length > 0) checker.fail(node, `"${node.name}" takes other arguments: ${named.map(renderSignature).join(" or ")}`);
	const names = functions.flatMap(({ name, aliases }) => [name, ...aliases]);
	checker.fail(node, `unknown function "${node.name}"`, {
		suffix: insteadOf.has(node.name) ? "" : didYouMean(node.name, names),
		hint: insteadOf.get(node.name)
	});
}
function takes({ parameters, isVariadic }, count) {
	return isVariadic ? count >= 1 : count === parameters.length;
}
const typeNames = {
	number: "a number",
	integer: "an integer",
	text: "text",
	time: "a date or datetime",
	boolean: "a condition",
	any: "a value"
};
function fits({ type }, wanted) {
	if (type === "null" || wanted === "any" || type === wanted) return true;
	if (wanted === "time") return type === "date" || type === "datetime";
	return wanted === "number" && type === "integer";
}
function sameType(args) {
	return args.every(({ type }) => type !== "number") ? "integer" : "number";
}
/** The functions that are other parts of the language. */
function expand(checker, node, name, args) {
	const [a = constant("null", null), b = constant("null", null), c = b] = args;
	switch (name) {
		case "pi": return constant("number", Math.PI);
		case "log": return apply("divide", "number", apply("log10", "number", b), apply("log10", "number", a));
		case "if": return choose(checker, node, "if", [{
			when: condition(checker, node, a),
			result: b
		}], c);
		case "nullif": {
			const value = share(a);
			const isEqual = compare(checker, node, "=", value, b);
			return choose(checker, node, "nullif", [{
				when: isEqual,
				result: constant("null", null)
			}], value);
		}
		case "ifnull":
		case "coalesce": {
			const { type, values } = unified(checker, node, name, args);
			return type === "null" ? constant("null", null) : {
				kind: "coalesce",
				type,
				arguments: values
			};
		}
		case "concat": return args.map((each) => orEmpty(toText(each))).reduce((left, right) => apply("concatenate", "text", left, right));
		default: return extreme(checker, node, name, args);
	}
}
function orEmpty(text) {
	if (text.kind === "constant") return constant("text", text.value ?? "");
	return {
		kind: "coalesce",
		type: "text",
		arguments: [text, constant("text", "")]
	};
}
function extreme(checker, node, name, args) {
	const { type, values } = unified(checker, node, name, args);
	if (type === "null") return constant("null", null);
	if (type === "text") checker.fail(node, `${name} takes numbers or dates, not text`);
	return values.reduce((left, right) => apply(name, type, left, right));
}

// src/expression/expression.ts
/** The types that CAST knows, by their SQL names. */
const castTypes = {
	DOUBLE: "number",
	BIGINT: "integer",
	VARCHAR: "text",
	BOOLEAN: "boolean"
};
/**
* A UserError about an offset in an expression's text. The message ends with `suffix` (", did you mean \u2026").
*/
function expressionError({ text, place }, at, what, options = {}) {
	const line = text.replace(/\s/g, " ");
	const message = `Cannot read expression "${line.length > 100 ? `${line.slice(0, 100)}\u2026` : line}": ${what} at character ${at + 1}${options.suffix ?? ""}`;
	return new UserError(message, {
		...place,
		hint: options.hint
	});
}

// src/expression/check-expression.ts
/**
* Resolves names and types. `type` is never "null": a bare NULL is a missing number. `columns` are the names that
* are used, in the order of first use. Throws UserError at the character that is wrong.
*/
function checkExpression(expression, columns) {
	const used = /* @__PURE__ */ new Set();
	const checker = {
		fail: (node, what, options) => {
			throw expressionError(expression, node.at, what, options);
		},
		check: (node) => checkNode(checker, node, (column) => {
			const found = resolveColumn(checker, column, columns);
			used.add(found.name);
			return {
				kind: "column",
				...found
			};
		})
	};
	const typed = checker.check(expression.root);
	const type = typed.type === "null" ? "number" : typed.type;
	return {
		typed: {
			...retype(typed, type),
			type
		},
		columns: [...used]
	};
}
/** An exact match, else the only match that ignores case. */
function resolveColumn(checker, node, columns) {
	const exact = findNamed(columns, node.name);
	if (exact) return {
		name: exact.name,
		type: exact.type
	};
	const similar = columns.filter((column) => column.name.toLowerCase() === node.name.toLowerCase());
	if (similar[0] && similar.length === 1) return {
		name: similar[0].name,
		type: similar[0].type
	};
	if (similar.length > 1) checker.fail(node, `"${node.name}" may be any of ${similar.map(({ name }) => `"${name}"`).join(", ")}`, { hint: "Write the name exactly as in the data" });
	const names = columns.map((column) => column.name);
	const suffix = didYouMean(node.name, names);
	const text = `Text stands in single quotes: '${node.name.replaceAll("'", "''")}'`;
	checker.fail(node, `unknown column "${node.name}"`, {
		suffix,
		hint: node.isQuoted && suffix === "" ? text : void 0
	});
}
function checkNode(checker, node, resolve) {
	const { check } = checker;
	switch (node.kind) {
		case "literal": return constant(node.type, node.value);
		case "column": return resolve(node);
		case "call": return checkCall(checker, node);
		case "unary": {
			const operand = check(node.operand);
			if (node.operator === "not") return apply("not", "boolean", condition(checker, node.operand, operand));
			return apply("negate", numeric(checker, "-", node.operand, operand), operand);
		}
		case "binary": return checkBinary(checker, node);
		case "is_null": return negate({
			kind: "is_null",
			type: "boolean",
			operand: check(node.operand)
		}, node.isNegated);
		case "between": {
			const operand = share(check(node.operand));
			const low = compare(checker, node, ">=", operand, check(node.low));
			const high = compare(checker, node, "<=", operand, check(node.high));
			return negate(apply("and", "boolean", low, high), node.isNegated);
		}
		case "in": {
			const [operand, ...items] = unified(checker, node, "IN", [node.operand, ...node.items].map(check)).values;
			return negate({
				kind: "in",
				type: "boolean",
				operand,
				items
			}, node.isNegated);
		}
		case "like": {
			const operand = textual(checker, "LIKE", node.operand, check(node.operand));
			const pattern = textual(checker, "LIKE", node.pattern, check(node.pattern));
			const { escapeMark } = node;
			if (escapeMark === void 0) return negate(apply("like", "boolean", operand, pattern), node.isNegated);
			if (pattern.kind === "constant" && endsInEscape(String(pattern.value ?? ""), escapeMark)) checker.fail(node.pattern, "the pattern ends with its escape character");
			return negate(apply("like", "boolean", operand, pattern, constant("text", escapeMark)), node.isNegated);
		}
		case "case": return checkCase(checker, node);
		case "cast": {
			const operand = check(node.operand);
			return cast(operand, castTypes[node.to]) ?? checker.fail(node, `cannot cast ${operand.type} to ${node.to}`, { hint: "Use epoch(x), year(x) and so on for numbers of a date" });
		}
	}
}
function checkBinary(checker, node) {
	const { operator } = node;
	const left = checker.check(node.left);
	const right = checker.check(node.right);
	switch (operator) {
		case "and":
		case "or": return apply(operator, "boolean", condition(checker, node.left, left), condition(checker, node.right, right));
		case "||": return apply("concatenate", "text", toText(left), toText(right));
		case "+":
		case "-":
		case "*":
		case "/":
		case "%": return dateArithmetic(operator, left, right) ?? arithmetic(checker, node, operator, left, right);
		default: return compare(checker, node, operator, left, right);
	}
}
const arithmeticScalars = {
	"+": "add",
	"-": "subtract",
	"*": "multiply",
	"/": "divide",
	"%": "modulo"
};
function arithmetic(checker, node, operator, left, right) {
	const types = [numeric(checker, operator, node.left, left), numeric(checker, operator, node.right, right)];
	const isInteger = operator !== "/" && types.every((type) => type === "integer");
	return apply(arithmeticScalars[operator], isInteger ? "integer" : "number", left, right);
}
/** date + days, days + date, date - days, date - date; undefined for anything else. */
function dateArithmetic(operator, left, right) {
	if (operator === "-" && left.type === "date" && right.type === "date") return apply("days_between", "integer", left, right);
	if (operator === "+" && left.type === "integer" && right.type === "date") return apply("add_days", "date", right, left);
	if (left.type !== "date" || right.type !== "integer") return void 0;
	if (operator === "+") return apply("add_days", "date", left, right);
	return operator === "-" ? apply("add_days", "date", left, apply("negate", "integer", right)) : void 0;
}
function checkCase(checker, node) {
	const operand = node.operand && share(checker.check(node.operand));
	const branches = node.branches.map(({ when, result }) => ({
		when: operand ? compare(checker, when, "=", operand, checker.check(when)) : condition(checker, when, checker.check(when)),
		result: checker.check(result)
	}));
	const otherwise = node.otherwise ? checker.check(node.otherwise) : constant("null", null);
	return choose(checker, node, "CASE", branches, otherwise);
}
function negate(typed, isNegated) {
	return isNegated ? apply("not", "boolean", typed) : typed;
}
function numeric(checker, what, node, typed) {
	if (typed.type === "integer" || typed.type === "number") return typed.type;
	if (typed.type === "null") return "integer";
	const hints = {
		boolean: "Write CAST(x AS BIGINT) to count TRUE as 1",
		text: what === "+" ? "Write a || b to join text" : "Write CAST(x AS DOUBLE) for text that holds numbers",
		datetime: "Write epoch(x) for its seconds"
	};
	checker.fail(node, `"${what}" takes numbers, not ${typed.type}`, { hint: hints[typed.type] });
}
function textual(checker, what, node, typed) {
	if (typed.type === "text" || typed.type === "null") return retype(typed, "text");
	checker.fail(node, `${what} takes text, not ${typed.type}`, { hint: "Write CAST(x AS VARCHAR)" });
}

// src/expression/number-loops.ts
/**
* The frequent operations of `numberScalars` as loops of their own: several times as fast as a call for each row,
* as the engine must box what an unknown function returns. `v - v` is 0 unless v is infinite or NaN.
*/
const numberLoops = {
	add: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const v = a[i] + b[j];
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	subtract: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const v = a[i] - b[j];
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	multiply: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const v = a[i] * b[j];
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	divide: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const v = a[i] / b[j];
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	exp: ({ values: a, step: s }, _, out) => {
		for (let row = 0, i = 0; row < out.length; row++, i += s) {
			const v = exp(a[i]);
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	ln: ({ values: a, step: s }, _, out) => {
		for (let row = 0, i = 0; row < out.length; row++, i += s) {
			const v = log(a[i]);
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	log10: ({ values: a, step: s }, _, out) => {
		for (let row = 0, i = 0; row < out.length; row++, i += s) {
			const v = Math.log10(a[i]);
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	equal: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = Number.isNaN(x) || Number.isNaN(y) ? NaN : x === y ? 1 : 0;
		}
	},
	unequal: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = Number.isNaN(x) || Number.isNaN(y) ? NaN : x !== y ? 1 : 0;
		}
	},
	less: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = Number.isNaN(x) || Number.isNaN(y) ? NaN : x < y ? 1 : 0;
		}
	},
	less_or_equal: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = Number.isNaN(x) || Number.isNaN(y) ? NaN : x <= y ? 1 : 0;
		}
	},
	greater: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = Number.isNaN(x) || Number.isNaN(y) ? NaN : x > y ? 1 : 0;
		}
	},
	greater_or_equal: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = Number.isNaN(x) || Number.isNaN(y) ? NaN : x >= y ? 1 : 0;
		}
	},
	and: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = x === 0 || y === 0 ? 0 : x * y;
		}
	},
	or: ({ values: a, step: s }, { values: b, step: t }, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += s, j += t) {
			const x = a[i];
			const y = b[j];
			out[row] = x === 1 || y === 1 ? 1 : x + y;
		}
	}
};

// src/expression/vectors.ts
/** A vector that is the same value for every row; null is missing. */
function constantVector(type, value) {
	if (type === "text") return {
		codes: Int32Array.of(value === null ? -1 : 0),
		dictionary: value === null ? [] : [String(value)],
		isConstant: true
	};
	return {
		values: Float64Array.of(value === null ? NaN : Number(value)),
		isConstant: true
	};
}
/** 1 for vectors with a value a row, 0 for constants: what an index is multiplied with. */
const stride = ({ isConstant }) => isConstant ? 0 : 1;
/** Applies a number operation row by row. */
function mapNumbers(scalar, args, rows) {
	const result = new Float64Array(rows);
	const [first, second = first] = args;
	const a = {
		values: first.values,
		step: stride(first)
	};
	const b = {
		values: second.values,
		step: stride(second)
	};
	(numberLoops[scalar] ?? loopOf(numberScalars[scalar]))(a, b, result);
	return {
		values: result,
		isConstant: false
	};
}
function loopOf(operation) {
	return (a, b, out) => {
		for (let row = 0, i = 0, j = 0; row < out.length; row++, i += a.step, j += b.step) out[row] = operation(a.values[i], b.values[j]);
	};
}
/**
* Applies a text operation: once a dictionary entry where only one argument varies and it is text, else row by
* row.
*/
function mapTexts(scalar, args, rows, gives) {
	const varying = args.filter((each) => !each.isConstant);
	const [only] = varying;
	const constants = args.map((each) => each.isConstant ? valueAt(each, 0) : null);
	if (varying.length === 1 && only && "codes" in only) {
		const position = args.indexOf(only);
		return gather(only.dictionary.map((entry) => callText(scalar, constants.with(position, entry))), only.codes, gives);
	}
	const collect = collector(rows, gives);
	for (let row = 0; row < rows; row++) {
		const values = args.map((each, index) => each.isConstant ? constants[index] : valueAt(each, row));
		if (!values.includes(null)) collect.set(row, callText(scalar, values));
	}
	return collect.vector;
}
/** The value of a row; null is missing. */
function valueAt(vector, row) {
	if ("codes" in vector) return vector.dictionary[vector.codes[row]] ?? null;
	const value = vector.values[row];
	return Number.isNaN(value) ? null : value;
}
function gather(results, codes, gives) {
	if (gives === "number") {
		const values = new Float64Array(codes.length);
		const table = Float64Array.from(results, (each) => each === null ? NaN : Number(each));
		for (let row = 0; row < values.length; row++) values[row] = table[codes[row]] ?? NaN;
		return {
			values,
			isConstant: false
		};
	}
	const { code, dictionary } = interner();
	const table = Int32Array.from(results, (each) => each === null ? -1 : code(String(each)));
	return {
		codes: codes.map((each) => table[each] ?? -1),
		dictionary,
		isConstant: false
	};
}
/** A vector that is filled row by row; a row that is never set is missing. */
function collector(rows, gives) {
	if (gives === "number") {
		const values = new Float64Array(rows).fill(NaN);
		return {
			vector: {
				values,
				isConstant: false
			},
			set: (row, value) => {
				if (value !== null) values[row] = Number(value);
			}
		};
	}
	const codes = new Int32Array(rows).fill(-1);
	const { code, dictionary } = interner();
	return {
		vector: {
			codes,
			dictionary,
			isConstant: false
		},
		set: (row, value) => {
			if (value !== null) codes[row] = code(String(value));
		}
	};
}
/** Gives each distinct text a code, counted from 0. */
function interner() {
	const codes = /* @__PURE__ */ new Map();
	const dictionary = [];
	return {
		dictionary,
		code: (text) => {
			const known = codes.get(text);
			if (known !== void 0) return known;
			codes.set(text, dictionary.length);
			return dictionary.push(text) - 1;
		}
	};
}

// src/expression/select-vectors.ts
/** 1 where the value is missing, else 0. */
function isNullVector(vector) {
	const length = "codes" in vector ? vector.codes.length : vector.values.length;
	const values = new Float64Array(length);
	if ("codes" in vector) for (let row = 0; row < length; row++) values[row] = vector.codes[row] < 0 ? 1 : 0;
	else for (let row = 0; row < length; row++) values[row] = Number.isNaN(vector.values[row]) ? 1 : 0;
	return {
		values,
		isConstant: vector.isConstant
	};
}
/** The first branch whose condition is 1, else the otherwise: CASE. All values are text, or none is. */
function selectVectors(branches, otherwise, rows) {
	const choices = new Int32Array(rows).fill(branches.length);
	branches.toReversed().forEach(({ when }, reversed) => {
		const step = stride(when);
		const index = branches.length - 1 - reversed;
		for (let row = 0; row < rows; row++) if (when.values[row * step] === 1) choices[row] = index;
	});
	return pick([...branches.map(({ result }) => result), otherwise], choices);
}
/** The first value that is not missing: COALESCE. All values are text, or none is. */
function coalesceVectors(vectors, rows) {
	return selectVectors(vectors.slice(0, -1).map((result) => {
		const { values, isConstant } = isNullVector(result);
		return {
			when: {
				values: values.map((isNull) => 1 - isNull),
				isConstant
			},
			result
		};
	}), vectors.at(-1), rows);
}
function pick(vectors, choices) {
	const steps = vectors.map(stride);
	const texts = vectors.filter((each) => "codes" in each);
	if (texts.length === 0) {
		const values = vectors.map((each) => each.values);
		const picked = new Float64Array(choices.length);
		for (let row = 0; row < picked.length; row++) {
			const choice = choices[row];
			picked[row] = values[choice][row * steps[choice]];
		}
		return {
			values: picked,
			isConstant: false
		};
	}
	const { code, dictionary } = interner();
	const tables = texts.map((each) => Int32Array.from(each.dictionary, code));
	const codes = new Int32Array(choices.length);
	for (let row = 0; row < codes.length; row++) {
		const choice = choices[row];
		const old = texts[choice]?.codes[row * steps[choice]] ?? -1;
		codes[row] = tables[choice]?.[old] ?? -1;
	}
	return {
		codes,
		dictionary,
		isConstant: false
	};
}
/**
* Whether a value is in a list, by SQL's logic: 1 where it is; missing where it is not but the value or any item
* is missing; else 0.
*/
function isInVectors(operand, items, rows) {
	const constants = items.filter((each) => each.isConstant).map((each) => valueAt(each, 0));
	const others = items.filter((each) => !each.isConstant);
	const set = new Set(constants.filter((each) => each !== null));
	const unfound = constants.includes(null) ? NaN : 0;
	const judge = (value) => value === null ? NaN : set.has(value) ? 1 : unfound;
	const result = new Float64Array(rows);
	const step = stride(operand);
	if ("codes" in operand) {
		const table = operand.dictionary.map(judge);
		for (let row = 0; row < rows; row++) result[row] = table[operand.codes[row * step]] ?? NaN;
	} else for (let row = 0; row < rows; row++) {
		const value = operand.values[row * step];
		result[row] = Number.isNaN(value) ? value : set.has(value) ? 1 : unfound;
	}
	for (const item of others) for (let row = 0; row < rows; row++) {
		const value = valueAt(operand, row * step);
		if (result[row] === 1 || value === null) continue;
		const other = valueAt(item, row);
		if (other === null) result[row] = NaN;
		else if (other === value) result[row] = 1;
	}
	return {
		values: result,
		isConstant: false
	};
}

// src/expression/compile-expression.ts
/** Checks names and types, and builds the closures. Throws UserError at the character that is wrong. */
function compileExpression(expression, columns) {
	const { typed, columns: used } = checkExpression(expression, columns);
	const { type } = typed;
	const { run, slots } = compile(typed);
	const evaluate = (table) => {
		const vector = run({
			table,
			shared: new Array(slots)
		});
		return toColumn(expression.text, type, vector, table.rows);
	};
	return {
		type,
		columns: used,
		evaluate
	};
}
function compile(root) {
	const sharedRuns = /* @__PURE__ */ new Map();
	const build = (typed) => {
		switch (typed.kind) {
			case "constant": {
				const vector = constantVector(typed.type === "text" ? "text" : "number", typed.value);
				return () => vector;
			}
			case "column": return ({ table }) => readColumn(table, typed.name);
			case "numbers": {
				const args = typed.arguments.map(build);
				return (frame) => mapNumbers(typed.scalar, args.map((each) => each(frame)), frame.table.rows);
			}
			case "texts": {
				const args = typed.arguments.map(build);
				const gives = typed.type === "text" ? "text" : "number";
				return (frame) => mapTexts(typed.scalar, args.map((each) => each(frame)), frame.table.rows, gives);
			}
			case "is_null": {
				const operand = build(typed.operand);
				return (frame) => isNullVector(operand(frame));
			}
			case "in": {
				const operand = build(typed.operand);
				const items = typed.items.map(build);
				return (frame) => isInVectors(operand(frame), items.map((each) => each(frame)), frame.table.rows);
			}
			case "case": {
				const branches = typed.branches.map(({ when, result }) => ({
					when: build(when),
					result: build(result)
				}));
				const otherwise = build(typed.otherwise);
				return (frame) => selectVectors(branches.map(({ when, result }) => ({
					when: when(frame),
					result: result(frame)
				})), otherwise(frame), frame.table.rows);
			}
			case "coalesce": {
				const args = typed.arguments.map(build);
				return (frame) => coalesceVectors(args.map((each) => each(frame)), frame.table.rows);
			}
			case "shared": {
				const known = sharedRuns.get(typed.of);
				if (known) return known;
				const of = build(typed.of);
				const slot = sharedRuns.size;
				const run = (frame) => frame.shared[slot] ??= of(frame);
				sharedRuns.set(typed.of, run);
				return run;
			}
		}
	};
	return {
		run: build(root),
		slots: sharedRuns.size
	};
}
function readColumn(table, name) {
	const column = findColumn(table, name);
	if (!column) throw new Error(`The table "${table.source}" has no column "${name}" that the expression was compiled for`);
	return column.kind === "text" ? {
		codes: column.codes,
		dictionary: column.dictionary,
		isConstant: false
	} : {
		values: column.values,
		isConstant: false
	};
}
function toColumn(name, type, vector, rows) {
	const step = stride(vector);
	if (type !== "text") {
		const values = new Float64Array(rows);
		const source = vector.values;
		for (let row = 0; row < rows; row++) values[row] = source[row * step];
		return {
			kind: "numeric",
			name,
			type,
			values,
			invalid: [],
			invalidCount: 0
		};
	}
	const { codes: source, dictionary: old } = vector;
	const { code, dictionary } = interner();
	const codes = new Int32Array(rows);
	const table = new Int32Array(old.length).fill(-1);
	for (let row = 0; row < rows; row++) {
		const at = source[row * step];
		if (at >= 0 && table[at] === -1) table[at] = code(old[at]);
		codes[row] = at < 0 ? -1 : table[at];
	}
	return {
		kind: "text",
		name,
		type,
		codes,
		dictionary
	};
}

// src/expression/tokenize.ts
const pattern = /\s*(?:(?<string>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*")|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?<word>[\p{L}_][\p{L}\p{M}\p{N}_$]*)|(?<sign>--|\/\*|\/\/|\|\||<>|!=|==|<=|>=|[-+*/%=<>(),]))/uy;
/** Splits an expression into tokens; the last one has the kind `end`. Throws UserError with the character. */
function tokenize(expression) {
	const { text } = expression;
	const length = text.trimEnd().length;
	const tokens = [];
	pattern.lastIndex = 0;
	while (pattern.lastIndex < length) {
		const from = pattern.lastIndex;
		const groups = pattern.exec(text)?.groups;
		if (groups === void 0) throw unreadable(expression, from);
		const [kind, raw] = Object.entries(groups).find(([, value]) => value !== void 0);
		const end = pattern.lastIndex;
		const token = {
			kind,
			text: unquote(kind, raw),
			at: end - raw.length,
			end
		};
		check(expression, token, text.slice(end, end + 1));
		tokens.push(token);
	}
	tokens.push({
		kind: "end",
		text: "",
		at: length,
		end: length
	});
	return tokens;
}
function unquote(kind, raw) {
	if (kind === "string") return raw.slice(1, -1).replaceAll("''", "'");
	return kind === "quoted" ? raw.slice(1, -1).replaceAll("\"\"", "\"") : raw;
}
function check(expression, token, next) {
	if (token.kind === "sign" && (token.text === "--" || token.text === "/*")) throw expressionError(expression, token.at, `"${token.text}" starts a comment in SQL`, { hint: token.text === "--" ? "Write \"- -x\" or \"-(-x)\" for a double minus" : "Leave comments out" });
	if (token.kind === "sign" && token.text === "//") throw expressionError(expression, token.at, "unknown operator \"//\"", { hint: "Use floor(a / b)" });
	if (token.kind === "number" && /[\p{L}\p{N}_.]/u.test(next)) throw expressionError(expression, token.at, `"${token.text}${next}" is not a number`);
	if (token.kind === "quoted" && token.text === "") throw expressionError(expression, token.at, "empty column name");
}
function unreadable(expression, from) {
	const { text } = expression;
	const at = from + text.slice(from).search(/\S/);
	const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
	if (character === "'" || character === "\"") return expressionError(expression, at, `the quote ${character} is not closed`);
	return expressionError(expression, at, `unexpected "${character}"`, { hint: character === "`" || character === "[" ? "A column name with special characters stands in double quotes: \"my column\"" : void 0 });
}

// src/expression/token-cursor.ts
const maxNesting = 100;
/** Chains such as a + b + c nest too, to the left; what walks the tree must not run out of stack. */
const maxDepth = 500;
/** A cursor before the first token. Throws UserError for text that is no tokens. */
function createCursor(source) {
	const tokens = tokenize(source);
	const depths = /* @__PURE__ */ new WeakMap();
	let position = 0;
	let nesting = 0;
	const cursor = {
		peek: () => tokens[position],
		next: () => tokens[Math.min(position++, tokens.length - 1)],
		isSign: (...signs) => cursor.peek().kind === "sign" && signs.includes(cursor.peek().text),
		isWord: (word, ahead = 0) => {
			const token = tokens[position + ahead];
			return token?.kind === "word" && token.text.toLowerCase() === word;
		},
		takeSign: (...signs) => cursor.isSign(...signs) ? cursor.next() : void 0,
		takeWord: (word) => cursor.isWord(word) ? cursor.next() : void 0,
		expectSign: (sign) => {
			if (!cursor.takeSign(sign)) cursor.unexpected(`"${sign}"`);
		},
		expectWord: (word) => {
			if (!cursor.takeWord(word)) cursor.unexpected(word.toUpperCase());
		},
		unexpected: (wanted) => {
			const token = cursor.peek();
			const quote = token.kind === "string" ? "'" : "\"";
			const found = token.kind === "end" ? "the end" : quote + token.text + quote;
			return cursor.fail(token, `expected ${wanted}, not ${found}`);
		},
		fail: (token, what, options) => {
			throw expressionError(source, token.at, what, options);
		},
		make: (node, ...children) => {
			const depth = 1 + Math.max(0, ...children.map((child) => child ? depths.get(child) ?? 0 : 0));
			if (depth > maxDepth) throw expressionError(source, node.at, `more than ${maxDepth} operations build on one another`, { hint: "Split it: a derived column may use another one" });
			depths.set(node, depth);
			return node;
		},
		nested: (parse) => {
			if (++nesting > maxNesting) cursor.fail(cursor.peek(), `it nests deeper than ${maxNesting} levels`);
			const parsed = parse(cursor);
			nesting--;
			return parsed;
		}
	};
	return cursor;
}

// src/expression/parse-expression.ts
const maxLength = 1e4;
const reserved = new Set("and or not in between like escape is null true false case when then else end cast try_cast as".split(" "));
const comparisons = [
	"=",
	"==",
	"<>",
	"!=",
	"<",
	"<=",
	">",
	">="
];
const aliases = /* @__PURE__ */ new Map([["==", "="], ["!=", "<>"]]);
/**
* Parses a SQL scalar expression. Throws UserError, with the character in the text and the given place, for what
* is not one, is longer than 10,000 characters, or nests deeper than 100.
*/
function parseExpression(text, place = {}) {
	if (text.length > maxLength) throw new UserError(`Cannot read expression "${text.slice(0, 100)}\u2026": it has ${text.length} characters, ${maxLength} are allowed`, {
		...place,
		hint: "Split it: a derived column may use another one"
	});
	const cursor = createCursor({
		text,
		place
	});
	const root = parseOr(cursor);
	if (cursor.peek().kind !== "end") cursor.unexpected("an operator or the end");
	return {
		text,
		place,
		root
	};
}
/** Operands joined from the left by operators that `take` finds. */
function chain(cursor, operand, take) {
	let left = operand(cursor);
	for (let token = take(); token; token = take()) left = binary(cursor, token, left, operand(cursor));
	return left;
}
function binary(cursor, { at, text }, left, right) {
	const operator = aliases.get(text) ?? text.toLowerCase();
	return cursor.make({
		kind: "binary",
		at,
		operator,
		left,
		right
	}, left, right);
}
const parseOr = (cursor) => cursor.nested(() => chain(cursor, parseAnd, () => cursor.takeWord("or")));
const parseAnd = (cursor) => chain(cursor, parseNot, () => cursor.takeWord("and"));
function parseNot(cursor) {
	const token = cursor.takeWord("not");
	if (!token) return parseIs(cursor);
	const operand = cursor.nested(parseNot);
	return cursor.make({
		kind: "unary",
		at: token.at,
		operator: "not",
		operand
	}, operand);
}
function parseIs(cursor) {
	let operand = parseComparison(cursor);
	for (let token = cursor.takeWord("is"); token; token = cursor.takeWord("is")) {
		const isNegated = cursor.takeWord("not") !== void 0;
		cursor.expectWord("null");
		operand = cursor.make({
			kind: "is_null",
			at: token.at,
			operand,
			isNegated
		}, operand);
	}
	return operand;
}
function parseComparison(cursor) {
	const left = parseMembership(cursor);
	const token = cursor.takeSign(...comparisons);
	if (!token) return left;
	const right = parseMembership(cursor);
	if (cursor.isSign(...comparisons)) cursor.fail(cursor.peek(), "comparisons cannot be chained", { hint: "Join them with AND: a < b AND b < c" });
	return binary(cursor, token, left, right);
}
/** IN, BETWEEN and LIKE. */
function parseMembership(cursor) {
	let operand = parseConcatenation(cursor);
	while (true) {
		const isNegated = cursor.isWord("not") && [
			"in",
			"between",
			"like"
		].some((word) => cursor.isWord(word, 1));
		if (isNegated) cursor.next();
		const { at } = cursor.peek();
		if (cursor.takeWord("in")) {
			cursor.expectSign("(");
			const items = parseList(cursor);
			operand = cursor.make({
				kind: "in",
				at,
				operand,
				items,
				isNegated
			}, operand, ...items);
		} else if (cursor.takeWord("between")) {
			const low = parseConcatenation(cursor);
			cursor.expectWord("and");
			const high = parseConcatenation(cursor);
			operand = cursor.make({
				kind: "between",
				at,
				operand,
				low,
				high,
				isNegated
			}, operand, low, high);
		} else if (cursor.takeWord("like")) {
			const pattern = parseConcatenation(cursor);
			const escapeMark = cursor.takeWord("escape") ? parseEscapeMark(cursor) : void 0;
			operand = cursor.make({
				kind: "like",
				at,
				operand,
				pattern,
				escapeMark,
				isNegated
			}, operand, pattern);
		} else return operand;
	}
}
/** One character; undefined for the empty text, which says that there is none. */
function parseEscapeMark(cursor) {
	const token = cursor.peek();
	if (token.kind !== "string") cursor.unexpected("one character in single quotes");
	if ([...token.text].length > 1) cursor.fail(token, "ESCAPE takes one character");
	return cursor.next().text || void 0;
}
const parseConcatenation = (cursor) => chain(cursor, parseSum, () => cursor.takeSign("||"));
const parseSum = (cursor) => chain(cursor, parseProduct, () => cursor.takeSign("+", "-"));
const parseProduct = (cursor) => chain(cursor, parseSigned, () => cursor.takeSign("*", "/", "%"));
function parseSigned(cursor) {
	if (cursor.takeSign("+")) return cursor.nested(parseSigned);
	const token = cursor.takeSign("-");
	if (!token) return parsePrimary(cursor);
	const operand = cursor.nested(parseSigned);
	return cursor.make({
		kind: "unary",
		at: token.at,
		operator: "-",
		operand
	}, operand);
}
function parsePrimary(cursor) {
	const { kind, at, text } = cursor.peek();
	switch (kind) {
		case "number": return parseNumber(cursor);
		case "string": return cursor.make({
			kind: "literal",
			at,
			type: "text",
			value: cursor.next().text
		});
		case "quoted": return cursor.make({
			kind: "column",
			at,
			name: cursor.next().text,
			isQuoted: true
		});
		case "word": return parseWord(cursor, text.toLowerCase());
		default: {
			if (!cursor.takeSign("(")) cursor.unexpected("a value");
			const inner = parseOr(cursor);
			cursor.expectSign(")");
			return inner;
		}
	}
}
function parseNumber(cursor) {
	const token = cursor.next();
	const value = Number(token.text);
	if (!Number.isFinite(value)) cursor.fail(token, `the number ${token.text} is too large`);
	const isInteger = /^\d+$/.test(token.text) && Number.isSafeInteger(value);
	return cursor.make({
		kind: "literal",
		at: token.at,
		type: isInteger ? "integer" : "number",
		value
	});
}
function parseWord(cursor, word) {
	if (word === "case") return parseCase(cursor);
	if (word === "cast" || word === "try_cast") return parseCast(cursor);
	const { at, text } = cursor.peek();
	if (word === "null") return cursor.make({
		kind: "literal",
		at: cursor.next().at,
		type: "null",
		value: null
	});
	if (word === "true" || word === "false") return cursor.make({
		kind: "literal",
		at: cursor.next().at,
		type: "boolean",
		value: word === "true"
	});
	if (reserved.has(word)) cursor.fail(cursor.peek(), `expected a value, not "${text}"`, { hint: `A column of that name stands in double quotes: "${text}"` });
	cursor.next();
	if (!cursor.takeSign("(")) return cursor.make({
		kind: "column",
		at,
		name: text,
		isQuoted: false
	});
	const args = cursor.takeSign(")") ? [] : parseList(cursor);
	return cursor.make({
		kind: "call",
		at,
		name: word,
		arguments: args
	}, ...args);
}
/** What stands behind an opening parenthesis: one or more values. */
function parseList(cursor) {
	const items = [parseOr(cursor)];
	while (cursor.takeSign(",")) items.push(parseOr(cursor));
	if (!cursor.takeSign(")")) cursor.unexpected("\",\" or \")\"");
	return items;
}
function parseCase(cursor) {
	const { at } = cursor.next();
	const operand = cursor.isWord("when") ? void 0 : parseOr(cursor);
	const branches = [];
	while (cursor.takeWord("when")) {
		const when = parseOr(cursor);
		cursor.expectWord("then");
		branches.push({
			when,
			result: parseOr(cursor)
		});
	}
	if (branches.length === 0) cursor.unexpected("WHEN");
	const otherwise = cursor.takeWord("else") ? parseOr(cursor) : void 0;
	if (!cursor.takeWord("end")) cursor.unexpected(otherwise ? "END" : "WHEN, ELSE or END");
	const children = branches.flatMap(({ when, result }) => [when, result]);
	return cursor.make({
		kind: "case",
		at,
		operand,
		branches,
		otherwise
	}, operand, otherwise, ...children);
}
function parseCast(cursor) {
	const { at } = cursor.next();
	cursor.expectSign("(");
	const operand = parseOr(cursor);
	cursor.expectWord("as");
	const token = cursor.peek();
	if (token.kind !== "word") cursor.unexpected("a type");
	const names = Object.keys(castTypes);
	const to = names.find((name) => name === token.text.toUpperCase()) ?? cursor.fail(token, `unknown type "${token.text}"`, {
		suffix: didYouMean(token.text, names),
		hint: `CAST knows ${names.join(", ")}`
	});
	cursor.next();
	cursor.expectSign(")");
	return cursor.make({
		kind: "cast",
		at,
		operand,
		to
	}, operand);
}

// src/expression/order-derived.ts
const maxDerived = 1e3;
/**
* Parses derived columns and orders them so that each uses only earlier ones, otherwise as they are written.
* `columns` are the names of the data: where one is exactly the name used, it is meant. Throws UserError that
* names the cycle where columns need each other, and for more than 1,000 of them.
*/
function orderDerived(derive, options = {}) {
	const { columns = [], place = () => ({}) } = options;
	const names = Object.keys(derive);
	if (names.length > maxDerived) throw new UserError(`Cannot derive ${names.length} columns: ${maxDerived} are allowed`, place(names[0] ?? ""));
	const parsed = new Map(Object.entries(derive).map(([name, text]) => [name, {
		name,
		expression: parseExpression(text, place(name))
	}]));
	const findDerived = (name) => {
		if (parsed.has(name) || columns.includes(name)) return parsed.get(name);
		const similar = [...parsed.values()].filter((each) => each.name.toLowerCase() === name.toLowerCase());
		return similar.length === 1 ? similar[0] : void 0;
	};
	const ordered = /* @__PURE__ */ new Set();
	const visit = (column, path) => {
		if (ordered.has(column)) return;
		if (path.includes(column.name)) {
			const cycle = [...path.slice(path.indexOf(column.name)), column.name].map((name) => `"${name}"`);
			throw new UserError(`Cannot derive "${column.name}": it needs itself: ${cycle.join(" \u2192 ")}`, place(column.name));
		}
		for (const name of usedNames(column.expression)) {
			const needed = findDerived(name);
			if (needed) visit(needed, [...path, column.name]);
		}
		ordered.add(column);
	};
	for (const column of parsed.values()) visit(column, []);
	return [...ordered];
}
/** The column names that an expression uses, as they are written there. */
function usedNames({ root }) {
	const names = /* @__PURE__ */ new Set();
	const visit = (node) => {
		if (node.kind === "column") names.add(node.name);
		for (const child of children(node)) visit(child);
	};
	visit(root);
	return [...names];
}
function children(node) {
	return (() => {
		switch (node.kind) {
			case "literal":
			case "column": return [];
			case "call": return node.arguments;
			case "binary": return [node.left, node.right];
			case "in": return [node.operand, ...node.items];
			case "between": return [
				node.operand,
				node.low,
				node.high
			];
			case "like": return [node.operand, node.pattern];
			case "case": return [
				node.operand,
				...node.branches.flatMap(({ when, result }) => [when, result]),
				node.otherwise
			];
			case "unary":
			case "is_null":
			case "cast": return [node.operand];
		}
	})().filter((each) => each !== void 0);
}

// src/expression/derive-columns.ts
/**
* Checks `data.derive` against the columns of the data; each result uses only the data's columns and earlier
* results. Throws UserError for a name that the data has already, a cycle, the target, and what an expression
* gets wrong.
*/
function planDerived(columns, derive, { target, place = () => ({}) } = {}) {
	const names = columns.map((column) => column.name);
	const taken = Object.keys(derive).find((name) => names.includes(name));
	if (taken !== void 0) throw new UserError(`Cannot derive "${taken}": the data has a column of that name`, {
		...place(taken),
		hint: "Give the derived column another name"
	});
	const known = [...columns];
	return orderDerived(derive, {
		columns: names,
		place
	}).map(({ name, expression }) => {
		const compiled = compileExpression(expression, known);
		if (target !== void 0 && compiled.columns.includes(target)) throw new UserError(`Cannot derive "${name}": it uses the target "${target}"`, {
			...place(name),
			hint: "A feature made from the target tells the model the answer"
		});
		known.push({
			name,
			type: compiled.type
		});
		return {
			name,
			expression,
			compiled
		};
	});
}
/** The table with its derived columns behind the others, in the order in which they are written. */
function deriveColumns(table, derive, options = {}) {
	const columns = [...table.columns];
	const derived = /* @__PURE__ */ new Map();
	for (const { name, compiled } of planDerived(table.columns, derive, options)) {
		const column = {
			...compiled.evaluate({
				...table,
				columns
			}),
			name
		};
		columns.push(column);
		derived.set(name, column);
	}
	const written = Object.keys(derive).map((name) => derived.get(name));
	return {
		...table,
		columns: [...table.columns, ...written]
	};
}

export { checkExpression, compileExpression, dayMilliseconds, deriveColumns, functions, parseExpression, planDerived };