// src/tables/iso-date.ts
/**
* Reads an ISO 8601 date (`2026-01-31`) or date and time (`2026-01-31T23:59`, with `:ss`, `.fraction`, a space
* for the `T`, `Z` or `±hh:mm`) from ASCII bytes. UTC milliseconds since 1970, with a fraction where the source
* is finer; without a zone it is read as UTC. NaN for all else, calendar errors (`2023-02-29`) included.
*/
function parseIsoDate(bytes, start, end) {
	if (end - start < 10 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return NaN;
	const year = pair(bytes, start) * 100 + pair(bytes, start + 2);
	const month = pair(bytes, start + 5);
	const day = pair(bytes, start + 8);
	if (!(year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return NaN;
	const midnight = daysFromCivil(year, month, day) * 864e5;
	return end - start === 10 ? midnight : midnight + parseTime(bytes, start + 10, end);
}
function parseTime(bytes, start, end) {
	const separator = bytes[start];
	if (end - start < 6 || separator !== 84 && separator !== 32 || bytes[start + 3] !== 58) return NaN;
	const hour = pair(bytes, start + 1);
	const minute = pair(bytes, start + 4);
	if (!(hour < 24 && minute < 60)) return NaN;
	let at = start + 6;
	let milliseconds = (hour * 60 + minute) * 6e4;
	if (at < end && bytes[at] === 58) {
		if (end - at < 3) return NaN;
		const second = pair(bytes, at + 1);
		if (!(second < 60)) return NaN;
		milliseconds += second * 1e3;
		at += 3;
		if (at < end && bytes[at] === 46) {
			const digits = countDigits(bytes, at + 1, end);
			if (digits === 0 || digits > 9) return NaN;
			let fraction = 0;
			for (let i = at + 1; i <= at + digits; i++) fraction = fraction * 10 + bytes[i] - 48;
			milliseconds += fraction / 10 ** (digits - 3);
			at += digits + 1;
		}
	}
	return at === end ? milliseconds : milliseconds - parseZone(bytes, at, end);
}
/** Milliseconds east of UTC: `Z`, `+hh`, `+hhmm`, `+hh:mm`. */
function parseZone(bytes, start, end) {
	const sign = bytes[start];
	const length = end - start;
	if (sign === 90) return length === 1 ? 0 : NaN;
	if (sign !== 43 && sign !== 45) return NaN;
	const hasColon = length === 6 && bytes[start + 3] === 58;
	if (length !== 3 && length !== 5 && !hasColon) return NaN;
	const hours = pair(bytes, start + 1);
	const minutes = length === 3 ? 0 : pair(bytes, start + (hasColon ? 4 : 3));
	if (!(hours < 24 && minutes < 60)) return NaN;
	return (sign === 45 ? -1 : 1) * (hours * 60 + minutes) * 6e4;
}
/** Two digits, or NaN. */
function pair(bytes, at) {
	const tens = bytes[at] - 48;
	const ones = bytes[at + 1] - 48;
	return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}
function countDigits(bytes, start, end) {
	let at = start;
	while (at < end && bytes[at] >= 48 && bytes[at] <= 57) at++;
	return at - start;
}
function daysIn(year, month) {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
/** Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, chrono-compatible date algorithms). */
function daysFromCivil(year, month, day) {
	const shifted = month <= 2 ? year - 1 : year;
	const era = Math.floor(shifted / 400);
	const yearOfEra = shifted - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146097 + dayOfEra - 719468;
}

// src/tables/cell.ts
const markers = /* @__PURE__ */ new Set([
	"NA",
	"NaN",
	"nan",
	"null",
	"NULL",
	"None",
	"N/A",
	"n/a",
	"#N/A",
	"<NA>"
]);
const booleans = /* @__PURE__ */ new Map([
	["true", 1],
	["True", 1],
	["TRUE", 1],
	["false", 0],
	["False", 0],
	["FALSE", 0]
]);
const wholeNumber = /^-?\d+$/;
const decimalNumber = /^[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?$/;
const signedPower = /^(-\d+[eE][-+]?\d+|\d+[eE][-+]\d+)$/;
const codeLike = /^(\+\d+|\+?\d+[eE]\d+)$/;
const infinity = /^([-+]?)(inf|Inf|INF|infinity|Infinity)$/;
const scratch = /* @__PURE__ */ new Uint8Array(40);
/** Reads one cell, spaces around a number or date allowed. */
function readCell(text) {
	if (text === "") return {
		shape: "missing",
		value: NaN
	};
	const trimmed = text.trim();
	if (trimmed === "" || markers.has(trimmed)) return {
		shape: "marker",
		value: NaN
	};
	const truth = booleans.get(trimmed);
	if (truth !== void 0) return {
		shape: "boolean",
		value: truth
	};
	const first = trimmed.charCodeAt(0);
	if (first >= 48 && first <= 57 || first === 43 || first === 45 || first === 46) return readNumber(trimmed) ?? readDate(trimmed) ?? {
		shape: "text",
		value: NaN
	};
	return readInfinity(trimmed) ?? {
		shape: "text",
		value: NaN
	};
}
/** The value of a cell in a column of that type, NaN for missing, undefined when it does not fit. */
function readCellAs(text, type) {
	const { shape, value } = readCell(text);
	if (shape === "missing" || shape === "marker") return NaN;
	const isNumeric = shape === "integer" || shape === "decimal" || shape === "ambiguous" || shape === "padded";
	if (type === "number") return isNumeric || shape === "infinite" ? value : void 0;
	if (type === "integer") return isNumeric && Number.isSafeInteger(value) ? value : void 0;
	if (type === "boolean") return shape === "boolean" || shape === "integer" && (value === 0 || value === 1) ? value : void 0;
	return shape === "date" || type === "datetime" && shape === "datetime" ? value : void 0;
}
function readNumber(text) {
	const value = Number(text);
	if (wholeNumber.test(text)) {
		const digits = text.startsWith("-") ? 1 : 0;
		if (text.length > digits + 1 && text[digits] === "0") return {
			shape: "padded",
			value
		};
		return {
			shape: Number.isSafeInteger(value) ? "integer" : "ambiguous",
			value
		};
	}
	if (/^[-+]?0\d/.test(text) && (decimalNumber.test(text) || signedPower.test(text) || codeLike.test(text))) return {
		shape: "padded",
		value
	};
	if (decimalNumber.test(text) || signedPower.test(text)) return {
		shape: "decimal",
		value
	};
	if (codeLike.test(text)) return {
		shape: "ambiguous",
		value
	};
	return readInfinity(text);
}
function readInfinity(text) {
	const match = infinity.exec(text);
	if (match === null) return void 0;
	return {
		shape: "infinite",
		value: match[1] === "-" ? -Infinity : Infinity
	};
}
function readDate(text) {
	if (text.length < 10 || text.length > scratch.length) return void 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code > 127) return void 0;
		scratch[i] = code;
	}
	const value = parseIsoDate(scratch, 0, text.length);
	if (Number.isNaN(value)) return void 0;
	return {
		shape: text.length === 10 ? "date" : "datetime",
		value
	};
}

export { parseIsoDate, readCell, readCellAs };