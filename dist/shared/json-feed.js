import { encode, limits } from "./data.js";
import { UserError, formatNumber } from "./core.js";
import { codeOf, createValueColumn, storeCode, storeNumber } from "./tables.js";

// src/tables/json-scan.ts
/** A scan before the first record. */
function createJsonScan(source, texts) {
	return {
		source,
		isList: false,
		columns: [],
		byName: /* @__PURE__ */ new Map(),
		texts,
		rows: 0,
		capacity: 0,
		lines: /* @__PURE__ */ new Uint32Array(0),
		cells: 0,
		line: 1,
		lineStart: 0,
		attempt: 0
	};
}
/** Tables of more cells than this must have a value in every hundredth. */
const freeCells = 2 ** 26;
/** Makes room for more rows. Throws UserError where the objects share so few keys that the table would be empty space. */
function reserveJsonRows(scan) {
	refuseSparse(scan, scan.capacity, scan.columns.length);
	scan.capacity = Math.max(1024, scan.capacity * 2);
	const lines = new Uint32Array(scan.capacity);
	lines.set(scan.lines);
	scan.lines = lines;
}
/** Throws UserError where a table of so many rows and columns would be empty space. */
function refuseSparse(scan, rows, columns) {
	const cells = rows * columns;
	if (cells > freeCells && cells > scan.cells * 100) throw new UserError(`Cannot read "${scan.source}": its ${formatNumber(scan.rows)} objects have ${formatNumber(columns)} different keys, and hardly share any`, {
		file: scan.source,
		line: scan.line,
		hint: "Keys are columns; write what varies as values"
	});
}
/** Adds the column of a key that comes for the first time. */
function addJsonColumn(scan, name, key) {
	const column = {
		...createValueColumn(name, scan.texts.has(name)),
		key: key.slice(),
		attempt: 0
	};
	scan.columns.push(column);
	scan.byName.set(name, column);
	return column;
}
/** The error of JSON that cannot be read at a place of the buffer. Columns count bytes. */
function jsonError(scan, at, what, hint) {
	const column = at - scan.lineStart + 1;
	return new UserError(`Cannot read "${scan.source}": ${what} at line ${scan.line}, column ${column}`, {
		file: scan.source,
		line: scan.line,
		column,
		hint
	});
}

// src/tables/json-values.ts
const quote$1 = 34;
const backslash = 92;
const lineFeed = 10;
const openBrace$1 = 123;
const openBracket = 91;
const decoder = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
const plainDecoder = new TextDecoder("latin1");
const encoder = new TextEncoder();
const syntaxHint = "Check the quotes, commas and braces there; keys and texts stand in double quotes";
/** Literals, Python's three for what JSON has no words for among them, with the cells that they are. */
const literals = [
	[
		"null",
		codeOf.missing,
		NaN
	],
	[
		"true",
		codeOf.true,
		NaN
	],
	[
		"false",
		codeOf.false,
		NaN
	],
	[
		"NaN",
		codeOf.missing,
		NaN
	],
	[
		"Infinity",
		codeOf.missing,
		Infinity
	],
	[
		"-Infinity",
		codeOf.missing,
		-Infinity
	]
].map(([text, code, value]) => [
	encoder.encode(String(text)),
	Number(code),
	Number(value)
]);
/** What was read last: where it ends, and whether a text has backslashes. A module's, so that reading allocates nothing. */
const token = {
	end: 0,
	hasEscapes: false
};
/** Stores the value at `start`; false where the buffer ends in it. */
function readValue(scan, column, bytes, start, end) {
	const byte = bytes[start];
	if (byte === quote$1) return readText(scan, column, bytes, start, end);
	if (byte === openBrace$1 || byte === openBracket) throw jsonError(scan, start, `the value of "${column.name}" is ${byte === openBracket ? "a list" : "an object"}`, "Nested values are no columns; flatten them first, for example with pandas.json_normalize");
	if (byte === 45 || byte >= 48 && byte <= 57) {
		const stop = findNumberEnd(bytes, start, end);
		if (stop >= end) return false;
		if (stop > start + 1 || byte !== 45) return readNumber(scan, column, bytes, start, stop);
	}
	return readLiteral(scan, column, bytes, start, end);
}
function readText(scan, column, bytes, start, end) {
	const close = findQuote(scan, bytes, start + 1, end);
	if (close < 0) return false;
	token.end = close + 1;
	if (close === start + 1) return true;
	if (close - start > limits.cell) throw jsonError(scan, start, `the value of "${column.name}" is longer than 1 MiB`, "Keep large objects in files of their own");
	const { dictionary } = column;
	const known = dictionary.size;
	let code;
	if (token.hasEscapes) {
		const text = encoder.encode(decodeText(scan, bytes, start + 1, close));
		code = encode(dictionary, text, 0, text.length);
	} else {
		code = encode(dictionary, bytes, start + 1, close);
		if (code === known) decodeText(scan, bytes, start + 1, close);
	}
	storeCode(column, scan.rows, code, scan.capacity);
	return true;
}
/** The quote that ends a text, or -1; sets `token.hasEscapes`. */
function findQuote(scan, bytes, start, end) {
	token.hasEscapes = false;
	for (let at = start; at < end; at++) {
		const byte = bytes[at];
		if (byte === quote$1) return at;
		if (byte === backslash) {
			token.hasEscapes = true;
			if (bytes[at + 1] !== lineFeed) at++;
		} else if (byte < 32) throw jsonError(scan, at, byte === lineFeed ? "a text does not end on its line" : "a text holds a control character", syntaxHint);
	}
	return -1;
}
/** The text at `bytes[start \u2026 end)`, which must be UTF-8 with whole escapes. */
function decodeText(scan, bytes, start, end) {
	let text;
	try {
		text = decoder.decode(bytes.subarray(start, end));
	} catch {
		throw jsonError(scan, start, "the text is not UTF-8", "Save the file as UTF-8");
	}
	if (!text.includes("\\")) return text;
	try {
		text = JSON.parse(`"${text}"`);
	} catch {
		throw jsonError(scan, start, "there is a wrong escape in the text", "Write a backslash as \"\\\\\"");
	}
	if (text.isWellFormed()) return text;
	throw jsonError(scan, start, "there is half a surrogate pair in the text", "Write the character itself, as UTF-8");
}
function findNumberEnd(bytes, start, end) {
	let at = start;
	for (; at < end; at++) {
		const byte = bytes[at];
		if (!(byte >= 48 && byte <= 57 || byte === 45 || byte === 43 || byte === 46 || byte === 101 || byte === 69)) break;
	}
	return at;
}
const numberPattern = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;
function readNumber(scan, column, bytes, start, stop) {
	token.end = stop;
	let value = 0;
	let at = start;
	if (bytes[start] !== 48 && stop - start <= 15) while (at < stop && bytes[at] >= 48 && bytes[at] <= 57) value = value * 10 + bytes[at++] - 48;
	if (at < stop || at === start) {
		const text = plainDecoder.decode(bytes.subarray(start, stop));
		const match = numberPattern.exec(text);
		if (match === null) throw jsonError(scan, start, `"${text.slice(0, 40)}" is no number`, "Codes such as 007 stand in quotes: \"007\"");
		value = Number(text);
		if (match[1] !== void 0 || match[2] !== void 0) column.hasDecimal = true;
		else if (!Number.isSafeInteger(value)) column.hasAmbiguous = true;
		if (!Number.isFinite(value)) column.hasInfinite = true;
	}
	if (column.isText) storeWritten(scan, column, bytes, start, stop);
	else storeNumber(column, scan.rows, value, scan.capacity);
	return true;
}
function readLiteral(scan, column, bytes, start, end) {
	for (const [literal, code, value] of literals) {
		const size = Math.min(literal.length, end - start);
		if (!isSame(bytes, start, start + size, literal.subarray(0, size))) continue;
		if (size < literal.length) return false;
		token.end = start + size;
		if (code !== codeOf.missing || !Number.isNaN(value)) {
			if (column.isText) storeWritten(scan, column, bytes, start, token.end);
			else if (code !== codeOf.missing) storeCode(column, scan.rows, code, scan.capacity);
			else {
				column.hasInfinite = true;
				storeNumber(column, scan.rows, value, scan.capacity);
			}
		}
		return true;
	}
	throw unexpected(scan, bytes, start, `a value for "${column.name}"`);
}
function storeWritten(scan, column, bytes, start, end) {
	storeCode(column, scan.rows, encode(column.dictionary, bytes, start, end), scan.capacity);
}
/** The error of a byte that must not be there. */
function unexpected(scan, bytes, at, wanted) {
	const byte = bytes[at];
	const found = byte > 32 && byte < 127 ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16).padStart(2, "0")}`;
	return jsonError(scan, at, `found ${found} where ${wanted} is wanted`, syntaxHint);
}
/** Whether `bytes[start \u2026 end)` are these bytes. */
function isSame(bytes, start, end, key) {
	if (end - start !== key.length) return false;
	for (let i = 0; i < key.length; i++) if (bytes[start + i] !== key[i]) return false;
	return true;
}

// src/tables/json-scanner.ts
/** What `scanObject` returns where the buffer ends before the object does. */
const incomplete = -1;
const quote = 34;
const comma = 44;
const colon = 58;
const openBrace = 123;
const closeBrace = 125;
/**
* Reads the object at `bytes[at \u2026 end)` into the scan's next row and returns where it ends, or `incomplete`. Throws
* UserError for anything else, nested values and keys given twice. The row counts once it is complete; a second
* attempt overwrites the first.
*/
function scanObject(scan, bytes, start, end) {
	if (scan.rows === scan.capacity) reserveJsonRows(scan);
	if (bytes[start] !== openBrace) throw notAnObject(scan, bytes, start);
	const { line, lineStart } = scan;
	scan.attempt++;
	scan.lines[scan.rows] = line;
	let cells = 0;
	const giveUp = () => {
		scan.line = line;
		scan.lineStart = lineStart;
		return -1;
	};
	let at = skipInside(scan, bytes, start + 1, end);
	for (let index = 0;; index++) {
		if (at >= end) return giveUp();
		if (bytes[at] === closeBrace && index === 0) break;
		if (bytes[at] !== quote) throw unexpected(scan, bytes, at, "a key in double quotes or \"}\"");
		const column = readKey(scan, bytes, at, end, index);
		if (column === void 0) return giveUp();
		at = skipInside(scan, bytes, token.end, end);
		if (at >= end) return giveUp();
		if (bytes[at] !== colon) throw unexpected(scan, bytes, at, `":" after the key "${column.name}"`);
		at = skipInside(scan, bytes, at + 1, end);
		if (at >= end || !readValue(scan, column, bytes, at, end)) return giveUp();
		cells++;
		at = skipInside(scan, bytes, token.end, end);
		if (at >= end) return giveUp();
		if (bytes[at] === closeBrace) break;
		if (bytes[at] !== comma) throw unexpected(scan, bytes, at, "\",\" or \"}\"");
		at = skipInside(scan, bytes, at + 1, end);
		if (at < end && bytes[at] === closeBrace) throw unexpected(scan, bytes, at, "a key in double quotes");
	}
	scan.rows++;
	scan.cells += cells;
	return at + 1;
}
/** Past spaces and line ends, which are counted. */
function skipLines(scan, bytes, start, end) {
	let at = skipSpaces(bytes, start, end);
	while (at < end && bytes[at] === 10) {
		scan.line++;
		scan.lineStart = at + 1;
		at = skipSpaces(bytes, at + 1, end);
	}
	return at;
}
/** Past spaces, tabs and carriage returns. */
function skipSpaces(bytes, start, end) {
	let at = start;
	while (at < end && (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 13)) at++;
	return at;
}
/** Past what may stand between the tokens of an object: in a list line ends too. */
function skipInside(scan, bytes, start, end) {
	if (scan.isList) return skipLines(scan, bytes, start, end);
	const at = skipSpaces(bytes, start, end);
	if (at < end && bytes[at] === 10) throw jsonError(scan, at, "the object does not end on its line", "Write one object a line");
	return at;
}
/** The column of the key at `start`; undefined where the buffer ends in it. */
function readKey(scan, bytes, start, end, index) {
	const close = findQuote(scan, bytes, start + 1, end);
	if (close < 0) return void 0;
	token.end = close + 1;
	const expected = scan.columns[index];
	const column = expected !== void 0 && isSame(bytes, start + 1, close, expected.key) ? expected : findColumn(scan, bytes, start, close);
	if (column.attempt === scan.attempt) throw jsonError(scan, start, `the key "${column.name}" is there twice`, "Give each key of an object once");
	column.attempt = scan.attempt;
	return column;
}
function findColumn(scan, bytes, start, close) {
	const name = decodeText(scan, bytes, start + 1, close);
	const known = scan.byName.get(name);
	if (known !== void 0) return known;
	if (name.trim() === "") throw jsonError(scan, start, "there is a key without a name", "Every column needs a name");
	if (name.length > limits.name) throw jsonError(scan, start, "there is a key of more than 1,000 characters", "Keys are columns' names");
	if (scan.columns.length >= limits.columns) throw jsonError(scan, start, "there are more than 100,000 different keys", "Keys are columns' names");
	return addJsonColumn(scan, name, bytes.subarray(start + 1, close));
}
function notAnObject(scan, bytes, at) {
	if (bytes[at] !== 91) return unexpected(scan, bytes, at, "an object, \"{\"");
	return jsonError(scan, at, "there is a list in place of an object", "Write each row as an object of its values by column");
}

// src/tables/json-feed.ts
/** Feeds a scan: from a file's start, or from before an object of lines or a list. Throws UserError with line and column. */
function openJsonFeed(scan, start, window = 1 << 18) {
	const { step, isBetween } = openRecords(scan, start);
	let buffer = new Uint8Array(window);
	let filled = 0;
	const scanFilled = (isLast) => {
		const consumed = step(buffer, filled, isLast);
		buffer.copyWithin(0, consumed, filled);
		filled -= consumed;
		scan.lineStart -= consumed;
		if (filled > limits.record) throw jsonError(scan, 0, "the object is longer than 16 MiB", "Check the quotes and braces");
		if (filled * 2 >= buffer.length) {
			const wider = new Uint8Array(buffer.length * 2);
			wider.set(buffer.subarray(0, filled));
			buffer = wider;
		}
	};
	return {
		add(chunk) {
			for (let from = 0; from < chunk.length;) {
				const taken = Math.min(chunk.length - from, buffer.length - filled);
				buffer.set(chunk.subarray(from, from + taken), filled);
				filled += taken;
				from += taken;
				if (filled === buffer.length) scanFilled(false);
			}
		},
		end: () => scanFilled(true),
		isBetween() {
			scanFilled(false);
			return filled === 0 && isBetween();
		}
	};
}
/**
* Scans what the buffer has of the file and returns where the first object that is not complete starts. State is what
* stands between objects: before the first, before an object, or after one.
*/
function openRecords(scan, start) {
	let state = start;
	const step = (bytes, end, isLast) => {
		let at = 0;
		if (state === "start") {
			if (end < 3 && !isLast) return 0;
			if (bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191) at = 3;
			at = skipLines(scan, bytes, at, end);
			if (at === end) return at;
			scan.isList = bytes[at] === 91;
			if (scan.isList) at++;
			state = "before";
		}
		for (;;) {
			at = state === "after" && !scan.isList ? skipSpaces(bytes, at, end) : skipLines(scan, bytes, at, end);
			if (at >= end) {
				if (isLast && scan.isList && state !== "end") throw jsonError(scan, at, "the file ends before its list does, with no \"]\"", "Fetch or write the file again");
				return end;
			}
			const byte = bytes[at];
			if (state === "end") throw unexpected(scan, bytes, at, "the end of the file");
			if (state === "after") {
				if (scan.isList && byte === 93) state = "end";
				else if (scan.isList && byte === 44) state = "before";
				else if (!scan.isList && byte === 10) {
					state = "before";
					continue;
				} else throw unexpected(scan, bytes, at, scan.isList ? "\",\" or \"]\"" : "the end of the line");
				at++;
				continue;
			}
			if (scan.isList && byte === 93 && scan.rows === 0 && start === "start") {
				state = "end";
				at++;
				continue;
			}
			const next = scanObject(scan, bytes, at, end);
			if (next === -1) {
				if (!isLast) return at;
				throw jsonError(scan, at, "the file ends in the middle of the object", "Fetch or write the file again");
			}
			at = next;
			state = "after";
		}
	};
	return {
		step,
		isBetween: () => state === "before"
	};
}

export { createJsonScan, openJsonFeed, refuseSparse };