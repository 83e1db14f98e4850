import { UserError } from "./errors.js";
import { parseIsoDate, readCell, readCellAs } from "./cell.js";
import { createHash } from "node:crypto";

// src/tables/csv-errors.ts
/** Bounds that keep a hostile or broken file from taking memory without end; bytes where not said otherwise. */
const limits = {
	cell: 1 << 20,
	record: 16 << 20,
	columns: 1e5,
	/** Characters of a column's name. */
	name: 1e3,
	/** Cells. */
	invalidKept: 1e3
};
/** The error of a file that cannot be read past a place. `source` and `columns` come from the scan. */
function csvError(scan, place, fault, ragged) {
	const { line } = place;
	const name = place.column === void 0 ? void 0 : scan.columns[place.column]?.name;
	const [what, hint] = describe(fault, line, name === void 0 ? "" : ` in column "${name}"`, scan.columns.length, ragged);
	return new UserError(`Cannot read "${scan.source}": ${what}`, {
		file: scan.source,
		line,
		hint
	});
}
function describe(fault, line, inColumn, width, ragged) {
	switch (fault) {
		case "nul": return [`there is a NUL byte at line ${line}${inColumn}`, "Save the file as plain UTF-8 text; NUL bytes point to UTF-16, a binary file or a damaged one"];
		case "utf8": return [`the text at line ${line}${inColumn} is not UTF-8`, "Set `data.csv.encoding` in mlops.yml, for example to windows-1252, or save it as UTF-8"];
		case "cell": return [`the cell at line ${line}${inColumn} is longer than 1 MiB`, "Check the delimiter and the line ends; large objects belong in files of their own"];
		case "record": return [`the row at line ${line} is longer than 16 MiB`, "Check the delimiter and the line ends"];
		case "unclosed": return [`the quote that opens at line ${line}${inColumn} is never closed`, "Close it with a \", and write a quote inside of a quoted cell twice: \"\""];
		case "afterQuote": return [`there is text after the closing quote at line ${line}${inColumn}`, "Write a quote inside of a quoted cell twice: \"\""];
		case "ragged": return [`the row at line ${line} has ${`${ragged?.isExact === false ? "at least " : ""}${ragged?.cells}`} ${ragged?.cells === 1 ? "cell" : "cells"}, the header has ${width}`, "Put quotes around cells that hold the delimiter or a line end"];
	}
}

// src/tables/dictionary.ts
/** Probes before texts count as crafted; random texts at half load stay far below. */
const maxProbes = 512;
/** An empty dictionary. */
function createDictionary() {
	return {
		size: 0,
		bytes: /* @__PURE__ */ new Uint8Array(64),
		offsets: /* @__PURE__ */ new Uint32Array(8),
		slots: /* @__PURE__ */ new Int32Array(32),
		fallback: void 0
	};
}
/**
* The code of `source[start … end)`, which is added when it is new; `hash` is its `hashOf`. Throws RangeError when the distinct texts exceed
* 4 GiB.
*/
function encode(dictionary, source, start, end, hash = hashOf(source, start, end)) {
	if (dictionary.fallback !== void 0) return encodeFallback(dictionary, source, start, end);
	const { slots } = dictionary;
	const mask = slots.length - 4;
	const length = end - start;
	let slot = hash << 2 & mask;
	for (let probes = 0; probes < maxProbes; probes++) {
		const code = slots[slot + 1] - 1;
		if (code < 0) {
			const added = append(dictionary, source, start, end);
			slots[slot] = hash;
			slots[slot + 1] = added + 1;
			slots[slot + 2] = dictionary.offsets[added];
			slots[slot + 3] = length;
			if (dictionary.size * 8 > slots.length) widen(dictionary);
			return added;
		}
		if (slots[slot] === hash && slots[slot + 3] === length) {
			const { bytes } = dictionary;
			const from = slots[slot + 2] >>> 0;
			let same = 0;
			while (same < length && bytes[from + same] === source[start + same]) same++;
			if (same === length) return code;
		}
		slot = slot + 4 & mask;
	}
	dictionary.fallback = /* @__PURE__ */ new Map();
	for (let code = 0; code < dictionary.size; code++) {
		const from = dictionary.offsets[code];
		dictionary.fallback.set(keyOf(dictionary.bytes, from, dictionary.offsets[code + 1]), code);
	}
	dictionary.slots = /* @__PURE__ */ new Int32Array(0);
	return encodeFallback(dictionary, source, start, end);
}
/**
* Reads where look-ups of these hashes will read, so that they find it in the cache: loads without branches between
* them overlap, which those of look-ups do not. Returns a number only so that the loads have a use.
*/
function prefetch(dictionary, hashes, count) {
	const { slots, bytes } = dictionary;
	const mask = slots.length - 4;
	let sum = 0;
	for (let i = 0; i < count; i++) sum ^= slots[hashes[i] << 2 & mask];
	for (let i = 0; i < count; i++) sum ^= bytes[slots[(hashes[i] << 2 & mask) + 2] >>> 0];
	return sum;
}
/** Four bytes at a time, mixed by MurmurHash3's finalizer. */
function hashOf(source, start, end) {
	let hash = end - start;
	let at = start;
	for (; at + 4 <= end; at += 4) {
		const word = source[at] | source[at + 1] << 8 | source[at + 2] << 16 | source[at + 3] << 24;
		hash = Math.imul(hash << 7 ^ hash >>> 25 ^ word, 2654435761);
	}
	for (; at < end; at++) hash = Math.imul(hash << 7 ^ hash >>> 25 ^ source[at], 2654435761);
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return hash ^ hash >>> 16;
}
/** The texts in code order. */
function decodeEntries(entries) {
	const { size, bytes, offsets } = entries;
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	const texts = new Array(size);
	for (let code = 0; code < size; code++) texts[code] = decodeShort(decoder, bytes, offsets[code], offsets[code + 1]);
	return texts;
}
/** Short ASCII is quicker by hand than through the decoder. */
function decodeShort(decoder, bytes, start, end) {
	if (end - start > 24) return decoder.decode(bytes.subarray(start, end));
	let text = "";
	for (let i = start; i < end; i++) {
		const byte = bytes[i];
		if (byte >= 128) return decoder.decode(bytes.subarray(start, end));
		text += String.fromCharCode(byte);
	}
	return text;
}
function append(dictionary, source, start, end) {
	const code = dictionary.size;
	const from = dictionary.offsets[code];
	const to = from + end - start;
	if (to > dictionary.bytes.length) {
		if (to > 4294967295) throw new RangeError("more than 4 GiB of distinct text");
		const bytes = new Uint8Array(Math.min(Math.max(to, dictionary.bytes.length * 2), 4294967295));
		bytes.set(dictionary.bytes.subarray(0, from));
		dictionary.bytes = bytes;
	}
	if (code + 2 > dictionary.offsets.length) {
		const offsets = new Uint32Array(dictionary.offsets.length * 2);
		offsets.set(dictionary.offsets);
		dictionary.offsets = offsets;
	}
	const { bytes } = dictionary;
	if (end - start > 64) bytes.set(source.subarray(start, end), from);
	else for (let i = 0; i < end - start; i++) bytes[from + i] = source[start + i];
	dictionary.offsets[code + 1] = to;
	dictionary.size = code + 1;
	return code;
}
function widen(dictionary) {
	const { slots } = dictionary;
	const wider = new Int32Array(slots.length * 2);
	const mask = wider.length - 4;
	for (let from = 0; from < slots.length; from += 4) {
		if (slots[from + 1] === 0) continue;
		let slot = slots[from] << 2 & mask;
		while (wider[slot + 1] !== 0) slot = slot + 4 & mask;
		for (let part = 0; part < 4; part++) wider[slot + part] = slots[from + part];
	}
	dictionary.slots = wider;
}
function encodeFallback(dictionary, source, start, end) {
	const key = keyOf(source, start, end);
	const known = dictionary.fallback?.get(key);
	if (known !== void 0) return known;
	const code = append(dictionary, source, start, end);
	dictionary.fallback?.set(key, code);
	return code;
}
const oneByteDecoder = new TextDecoder("latin1");
/** One character a byte; the prefix keeps number-like keys off the engine's unseeded integer hash. */
function keyOf(bytes, start, end) {
	return `:${oneByteDecoder.decode(bytes.subarray(start, end))}`;
}

// src/tables/csv-columns.ts
/** How a column's cells are stored while scanning: dictionary-encoded, as numbers, or as dates. */
const textKind = 0;
/** Cells are float64 numbers. */
const numberKind = 1;
/** Cells are dates, as UTC milliseconds. */
const dateKind = 2;
/** An empty column; a forced type decides how its cells are stored. */
function createColumn(name, forced) {
	return {
		name,
		forced,
		kind: forced === "integer" || forced === "number" ? 1 : forced === "date" || forced === "datetime" ? 2 : 0,
		values: /* @__PURE__ */ new Float64Array(0),
		codes: /* @__PURE__ */ new Int32Array(0),
		cells: /* @__PURE__ */ new Int32Array(0),
		dictionary: createDictionary(),
		invalid: [],
		invalidCount: 0,
		lastInvalidRow: -1,
		hasDecimal: false,
		hasAmbiguous: false,
		hasPadded: false,
		hasInfinite: false,
		hasTime: false
	};
}
/** Stores a cell in a column of numbers or dates; what does not fit is counted and kept. */
function storeTyped(column, row, text) {
	store(column, row, text, readTyped(column, text));
}
/** The value of a cell in a column of numbers or dates, NaN for missing, undefined when it does not fit. */
function readTyped(column, text) {
	const { forced } = column;
	return forced === void 0 || forced === "text" ? inferredValue(column, text) : readCellAs(text, forced);
}
/** Stores a value that was read; a cell that does not fit counts once, however often its record is read. */
function store(column, row, text, value) {
	column.values[row] = value ?? NaN;
	if (value !== void 0 || column.lastInvalidRow === row) return;
	column.lastInvalidRow = row;
	column.invalidCount++;
	if (column.invalid.length >= limits.invalidKept) return;
	column.invalid.push({
		row,
		text: text.length > 100 ? `${text.slice(0, 100)}…` : text
	});
}
function inferredValue(column, text) {
	const { shape, value } = readCell(text);
	if (shape === "missing" || shape === "marker") return NaN;
	if (column.kind === 2) {
		if (shape === "datetime") column.hasTime = true;
		return shape === "date" || shape === "datetime" ? value : void 0;
	}
	if (shape === "decimal") column.hasDecimal = true;
	else if (shape === "ambiguous") column.hasAmbiguous = true;
	else if (shape === "padded") column.hasPadded = true;
	else if (shape === "infinite") column.hasInfinite = true;
	else if (shape !== "integer") return void 0;
	return value;
}

// src/tables/csv-header.ts
const lineFeed$2 = 10;
const quote$3 = 34;
/**
* Reads the header from the first bytes of a file; undefined when it is not complete in them. The delimiter is
* the one of comma, semicolon and tab that the header holds most often outside of quotes, unless it is given.
* Without a header the first record only says how many columns there are: `column_1`, `column_2` …
* Throws UserError for an empty file, another encoding, and names that are empty or given twice.
*/
function readHeader(bytes, end, options) {
	const { source, isLast } = options;
	refuseEncoding(bytes, end, source);
	let start = end >= 3 && bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191 ? 3 : 0;
	let line = 1;
	while (start < end && (bytes[start] === lineFeed$2 || bytes[start] === 13 && bytes[start + 1] === lineFeed$2)) {
		start += bytes[start] === lineFeed$2 ? 1 : 2;
		line++;
	}
	const record = findRecord(bytes, start, end);
	if (record.stop === end && !isLast) return void 0;
	if (record.isQuoted) throw headerError(source, line, "a quote in the header is never closed", "Close it with a \"");
	const text = decode(bytes, start, record.stop, source, line).replace(/\r$/, "");
	if (text.trim() === "") throw headerError(source, 1, end === 0 ? "the file is empty" : "there is no header line", "The first line must name the columns");
	if (/\r/.test(text) && !text.includes("\"")) throw headerError(source, line, "its lines end with a bare carriage return", "Save the file with Unix (LF) or Windows (CRLF) line ends");
	const delimiter = options.delimiter ?? detectDelimiter(text);
	const names = splitHeader(text, delimiter, source, line);
	if (!options.hasHeader) return {
		names: names.map((_, index) => `column_${index + 1}`),
		delimiter: delimiter.charCodeAt(0),
		next: start,
		line
	};
	checkNames(names, source, line);
	return {
		names,
		delimiter: delimiter.charCodeAt(0),
		next: Math.min(end, record.stop + 1),
		line: line + record.lines + 1
	};
}
function refuseEncoding(bytes, end, source) {
	const [first, second] = bytes;
	const hasMark = end >= 2 && (first === 255 && second === 254 || first === 254 && second === 255);
	const hasPattern = end >= 4 && (first === 0 && bytes[2] === 0 || second === 0 && bytes[3] === 0);
	if (hasMark || hasPattern) throw headerError(source, 1, "it is UTF-16 text", "Set `data.csv.encoding: utf-16` in mlops.yml, or save it as UTF-8");
	if (first === 31 && second === 139 || end >= 4 && first === 80 && second === 75 && bytes[2] === 3) throw headerError(source, 1, "it is compressed, not text", "Unpack it first");
}
/** Where the record that starts at `start` ends; a line feed inside of quotes does not end it. */
function findRecord(bytes, start, end) {
	let isQuoted = false;
	let lines = 0;
	let stop = start;
	for (; stop < end; stop++) if (bytes[stop] === quote$3) isQuoted = !isQuoted;
	else if (bytes[stop] === lineFeed$2) {
		if (!isQuoted) return {
			stop,
			lines,
			isQuoted
		};
		lines++;
	}
	return {
		stop,
		lines,
		isQuoted
	};
}
function decode(bytes, start, end, source, line) {
	if (bytes.subarray(start, end).includes(0)) throw headerError(source, line, `there is a NUL byte at line ${line} in the header`, "Save the file as plain UTF-8 text; NUL bytes point to UTF-16, a binary file or a damaged one");
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes.subarray(start, end));
	} catch {
		throw headerError(source, line, `the header at line ${line} is not UTF-8`, "Set `data.csv.encoding` in mlops.yml, for example to windows-1252, or save it as UTF-8");
	}
}
function detectDelimiter(header) {
	const unquoted = header.replace(/"(?:[^"]|"")*"/g, "");
	return [
		",",
		";",
		"	"
	].map((each) => ({
		each,
		count: unquoted.split(each).length
	})).reduce((best, next) => next.count > best.count ? next : best).each;
}
function splitHeader(text, delimiter, source, line) {
	const names = [];
	const bad = () => headerError(source, line, `there is text after the closing quote of column ${names.length + 1} in the header`, "Write a quote inside of a quoted name twice: \"\"");
	let at = 0;
	for (;;) {
		if (text[at] === "\"") {
			const match = /"((?:[^"]|"")*)"/y;
			match.lastIndex = at;
			const found = match.exec(text);
			if (found?.[1] === void 0) throw bad();
			names.push(found[1].replaceAll("\"\"", "\""));
			at = match.lastIndex;
			if (at < text.length && text[at] !== delimiter) throw bad();
		} else {
			const stop = text.indexOf(delimiter, at);
			names.push(text.slice(at, stop < 0 ? text.length : stop));
			at = stop < 0 ? text.length : stop;
		}
		if (at >= text.length) return names;
		if (names.length >= limits.columns) throw headerError(source, line, "it has more than 100,000 columns", "Check the delimiter and the line ends");
		at++;
	}
}
function checkNames(names, source, line) {
	const seen = /* @__PURE__ */ new Map();
	for (const [index, name] of names.entries()) {
		if (name.trim() === "") throw headerError(source, line, `column ${index + 1} has no name`, "Every column needs a name in the header");
		if (name.length > limits.name) throw headerError(source, line, `column ${index + 1} has a name of more than ${limits.name.toLocaleString("en")} characters`, "Check the delimiter and the line ends");
		const earlier = seen.get(name);
		if (earlier !== void 0) throw headerError(source, line, `columns ${earlier + 1} and ${index + 1} are both named "${name}"`, "Give each column a name of its own");
		seen.set(name, index);
	}
}
function headerError(source, line, what, hint) {
	return new UserError(`Cannot read "${source}": ${what}`, {
		file: source,
		line,
		hint
	});
}

// src/tables/csv-kernel-texts.ts
/** Words of the kernel's `Column`, and the places of those that the texts need. */
const columnWords = 15;
const field$1 = {
	hasHigh: 3,
	slots: 7,
	slotMask: 8,
	size: 9,
	heap: 10,
	heapUsed: 11,
	heapRoom: 12,
	offsets: 13,
	wanted: 14
};
/** Where the kernel's `Scan` and `Column`s are, in bytes. */
function openTexts(kernel, memory, scanAt, columnsAt) {
	const decoder = new TextDecoder("utf-8", {
		fatal: true,
		ignoreBOM: true
	});
	/** Sizes before the batch that is being encoded. */
	const known = /* @__PURE__ */ new Map();
	const addressOf = (index) => columnsAt + index * 15 * 4;
	/** A hash table of that many slots, with room for the offsets of half as many texts. */
	const widen = (address, count) => {
		const at = address / 4;
		const slots = memory.take(count * 16);
		const offsets = memory.take(count * 2 + 8);
		if (slots === void 0 || offsets === void 0) return false;
		const words = memory.words();
		words.fill(0, slots / 4, slots / 4 + count * 4);
		const before = words[at + field$1.offsets] / 4;
		words.copyWithin(offsets / 4, before, before + words[at + field$1.size] + 1);
		const oldCount = words[at + field$1.slotMask] + 1;
		if (words[at + field$1.slots] !== 0) memory.release(words[at + field$1.slots], oldCount * 16);
		memory.release(before * 4, oldCount * 2 + 8);
		words[at + field$1.offsets] = offsets;
		kernel.widen(address, slots, count);
		return true;
	};
	const widenHeap = (address, room) => {
		const at = address / 4;
		const heap = memory.take(room);
		if (heap === void 0) return false;
		const words = memory.words();
		const before = words[at + field$1.heap];
		memory.bytes().copyWithin(heap, before, before + words[at + field$1.heapUsed]);
		memory.release(before, words[at + field$1.heapRoom]);
		words[at + field$1.heap] = heap;
		words[at + field$1.heapRoom] = room;
		return true;
	};
	const makeRoom = (address) => {
		const at = address / 4;
		const [mask = 0, size = 0] = memory.words().subarray(at + field$1.slotMask, at + field$1.size + 1);
		if (size * 2 > mask && !widen(address, (mask + 1) * (mask < 4096 ? 4 : 2))) return false;
		const words = memory.words();
		const room = words[at + field$1.heapRoom];
		const needed = words[at + field$1.heapUsed] + words[at + field$1.wanted] + 16;
		return needed <= room || widenHeap(address, Math.max(room * 2, needed));
	};
	const isUtf8 = (address, from) => {
		const words = memory.words();
		const at = address / 4;
		const heap = words[at + field$1.heap];
		const offsets = words[at + field$1.offsets] / 4;
		words[at + field$1.hasHigh] = 0;
		try {
			for (let code = from; code < words[at + field$1.size]; code++) decoder.decode(memory.bytes().subarray(heap + words[offsets + code], heap + words[offsets + code + 1]));
		} catch {
			return false;
		}
		return true;
	};
	return {
		load(columns) {
			for (const [index, { kind, dictionary }] of columns.entries()) {
				if (kind !== 0) continue;
				if (dictionary.fallback !== void 0) return false;
				const address = addressOf(index);
				const used = dictionary.offsets[dictionary.size];
				const room = Math.max(1024, used * 2);
				const count = 2 ** Math.ceil(Math.log2(Math.max(64, dictionary.size * 4)));
				const heap = memory.take(room);
				const offsets = memory.take(count * 2 + 8);
				if (heap === void 0 || offsets === void 0) return false;
				memory.bytes().set(dictionary.bytes.subarray(0, used), heap);
				const words = memory.words();
				words.set(dictionary.offsets.subarray(0, dictionary.size + 1), offsets / 4);
				words.set([
					0,
					count - 1,
					dictionary.size,
					heap,
					used,
					room,
					offsets,
					0
				], address / 4 + field$1.slots);
				if (!widen(address, count)) return false;
			}
			return true;
		},
		encode(columns, rows) {
			known.clear();
			for (const [index, column] of columns.entries()) if (column.kind === 0) known.set(column, memory.words()[addressOf(index) / 4 + field$1.size]);
			for (const [index, column] of columns.entries()) {
				if (column.kind !== 0) continue;
				const address = addressOf(index);
				let done = kernel.encode(scanAt, address, 0, rows);
				while (done < rows) {
					if (done < 0 || !makeRoom(address)) return false;
					done = kernel.encode(scanAt, address, done, rows);
				}
				if (memory.words()[address / 4 + field$1.hasHigh] === 1 && !isUtf8(address, known.get(column) ?? 0)) return false;
			}
			known.clear();
			return true;
		},
		unload(columns, isGrowing) {
			const words = memory.words();
			for (const [index, column] of columns.entries()) {
				if (column.kind !== 0) continue;
				const at = addressOf(index) / 4;
				const size = known.get(column) ?? words[at + field$1.size];
				const from = words[at + field$1.offsets] / 4;
				const offsets = words.slice(from, from + size + 1);
				const heap = words[at + field$1.heap];
				const bytes = memory.bytes().slice(heap, heap + offsets[size]);
				column.dictionary = {
					...createDictionary(),
					size,
					bytes,
					offsets
				};
				if (!isGrowing) continue;
				const { dictionary } = column;
				column.dictionary = createDictionary();
				for (let code = 0; code < size; code++) encode(column.dictionary, bytes, dictionary.offsets[code], dictionary.offsets[code + 1]);
			}
		}
	};
}

// src/tables/csv-memory.ts
/** What the kernel's memory may grow to; its addresses stay below 2^31. */
const limit = 2 ** 31 - 65536;
/** The kernel's own constants lie below. */
const firstFree = 8192;
/** Hands out a wasm memory in blocks of powers of two. Views are made anew when it has grown. */
function openMemory(memory) {
	let bytes = new Uint8Array(memory.buffer);
	let words = new Uint32Array(memory.buffer);
	let end = firstFree;
	const free = /* @__PURE__ */ new Map();
	const refresh = () => {
		if (bytes.buffer === memory.buffer) return;
		bytes = new Uint8Array(memory.buffer);
		words = new Uint32Array(memory.buffer);
	};
	return {
		bytes() {
			refresh();
			return bytes;
		},
		words() {
			refresh();
			return words;
		},
		take(size) {
			const block = blockOf(size);
			const found = free.get(block)?.pop();
			if (found !== void 0) return found;
			if (end + block > limit) return void 0;
			const missing = end + block - memory.buffer.byteLength;
			try {
				if (missing > 0) memory.grow(Math.ceil(missing / 65536));
			} catch {
				return;
			}
			end += block;
			return end - block;
		},
		release(address, size) {
			const block = blockOf(size);
			const others = free.get(block);
			if (others === void 0) free.set(block, [address]);
			else others.push(address);
		}
	};
}
function blockOf(size) {
	return 2 ** Math.ceil(Math.log2(Math.max(64, size)));
}

// src/tables/csv-scan.ts
/** Makes room for that many rows in every column. */
function reserveRows(scan, capacity) {
	for (const column of scan.columns) if (column.kind === 0) column.codes = grown(column.codes, new Int32Array(capacity));
	else column.values = grown(column.values, new Float64Array(capacity));
	scan.lines = grown(scan.lines, new Uint32Array(capacity));
	scan.capacity = capacity;
}
/** Makes room for the places of that many rows of text. */
function reserveBatch(scan, capacity) {
	for (const column of scan.columns) if (column.kind === 0) column.cells = grown(column.cells, new Int32Array(capacity * 2));
	scan.batchCapacity = capacity;
}
function grown(from, to) {
	to.set(from);
	return to;
}

// src/tables/csv-quoted.ts
const lineFeed$1 = 10;
const carriageReturn$1 = 13;
const quote$2 = 34;
/** What the last call of `findQuoteEnd` saw inside of the quotes. */
const quoted = {
	lines: 0,
	hasEscapes: false
};
/**
* The index of the closing quote of the cell that opens at `at`, or -1 when the buffer ends first. Throws UserError
* for a quote that is never closed, and for text after the closing one.
*/
function findQuoteEnd(scan, bytes, range, place) {
	const { at, end, isLast } = range;
	const { line, column } = place;
	quoted.lines = 0;
	quoted.hasEscapes = false;
	let stop = at + 1;
	for (;; stop++) {
		if (stop >= end) {
			if (isLast || end - at > limits.cell) throw csvError(scan, place, "unclosed");
			return -1;
		}
		const byte = bytes[stop];
		if (byte === quote$2) {
			if (stop + 1 === end || bytes[stop + 1] !== quote$2) break;
			quoted.hasEscapes = true;
			stop++;
		} else if (byte === lineFeed$1) quoted.lines++;
		else if (byte === 0) throw csvError(scan, {
			line: line + quoted.lines,
			column
		}, "nul");
	}
	const next = bytes[stop + 1];
	if (!(next === scan.delimiter || next === lineFeed$1 || next === carriageReturn$1 && (stop + 2 >= end || bytes[stop + 2] === lineFeed$1))) throw csvError(scan, {
		line: line + quoted.lines,
		column
	}, "afterQuote");
	return stop;
}

// src/tables/csv-text.ts
const quote$1 = 34;
/**
* Encodes the texts that were found since the last call, column by column: look-ups in one dictionary that follow
* each other closely overlap their waits for memory, which those of a row would not.
*/
function encodeBatch(scan, bytes) {
	for (const [index, column] of scan.columns.entries()) if (column.cells.length > 0) encodeCells(scan, column, bytes, index);
	scan.batchStart = scan.rows;
}
/** Dictionaries of fewer texts stay in the cache by themselves. */
const manyTexts = 8192;
const hashes = /* @__PURE__ */ new Int32Array(1024);
function encodeCells(scan, column, bytes, index) {
	const { dictionary, codes, cells } = column;
	const { batchStart, rows } = scan;
	const isLarge = dictionary.size > manyTexts && dictionary.fallback === void 0;
	if (isLarge) {
		for (let i = 0, at = 0; i < rows - batchStart; i++, at += 2) {
			const start = cells[at];
			hashes[i] = start < 0 ? 0 : hashOf(bytes, start, cells[at + 1]);
		}
		prefetch(dictionary, hashes, rows - batchStart);
	}
	for (let row = batchStart, at = 0; row < rows; row++, at += 2) {
		const start = cells[at];
		const end = cells[at + 1];
		if (start === end) {
			codes[row] = -1;
			continue;
		}
		const known = dictionary.size;
		let code;
		if (start < 0) {
			const cell = unescaped(bytes, ~start, end);
			code = encode(dictionary, cell, 0, cell.length);
		} else if (isLarge) code = encode(dictionary, bytes, start, end, hashes[row - batchStart]);
		else code = encode(dictionary, bytes, start, end);
		codes[row] = code;
		if (code === known) checkText(scan, bytes, start < 0 ? ~start : start, end, row, index);
	}
}
/** A text that is seen first: short enough, and UTF-8. */
function checkText(scan, bytes, start, end, row, column) {
	let high = end - start > limits.cell ? 128 : 0;
	for (let i = start; i < end && high < 128; i++) high |= bytes[i];
	if (high >= 128) decodeCell(scan, bytes.subarray(start, end), scan.lines[row], column);
}
const strictDecoder = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
/** The text of a cell. Throws UserError when it is too long or not UTF-8. */
function decodeCell(scan, cell, line, column) {
	if (cell.length > limits.cell) throw csvError(scan, {
		line,
		column
	}, "cell");
	try {
		return strictDecoder.decode(cell);
	} catch {
		throw csvError(scan, {
			line,
			column
		}, "utf8");
	}
}
/** The inside of a quoted cell, each two quotes made one. */
function unescaped(bytes, start, end) {
	const cell = new Uint8Array(end - start);
	let length = 0;
	for (let from = start; from < end; from++) {
		cell[length++] = bytes[from];
		if (bytes[from] === quote$1) from++;
	}
	return cell.subarray(0, length);
}

// src/tables/csv-scanner.ts
const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;
/** Rows whose texts are encoded together at most; their bytes are then still in the cache. */
const largestBatch = 1024;
/** Classes of bytes inside an unquoted cell; all others are 0. */
const terminator = 1;
const maybeTerminator = 2;
const nul = 3;
const classes = /* @__PURE__ */ new Map();
/** Powers of ten that a float64 holds exactly. */
const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/**
* Scans the records of `bytes[start … end)` into the columns and returns where the first one that is not complete
* starts; with `isLast` all are complete. Writes a line feed at `bytes[end]`, which must exist: it ends every
* loop without a bounds check. One long function, because the speed of all reading is decided here: numbers are
* parsed while looking for the end of their cell; texts are only placed, and encoded by the batch.
*/
function scanRecords(scan, bytes, start, end, isLast) {
	bytes[end] = lineFeed;
	scan.pendingStart = end;
	const { columns, delimiter } = scan;
	const last = columns.length - 1;
	const classOf = classesFor(delimiter);
	let position = start;
	records: while (position < end) {
		if (isBlankLine(bytes, position, end)) {
			const next = position + (bytes[position] === carriageReturn ? 2 : 1);
			if (next > end && !isLast) break;
			scan.line++;
			position = Math.min(next, end);
			continue;
		}
		const row = scan.rows;
		if (row === scan.capacity) reserveRows(scan, Math.max(1024, row * 2));
		if (row - scan.batchStart === scan.batchCapacity) {
			if (scan.batchCapacity === largestBatch) encodeBatch(scan, bytes);
			else reserveBatch(scan, Math.max(16, scan.batchCapacity * 2));
		}
		const cellIndex = (row - scan.batchStart) * 2;
		let at = position;
		let line = scan.line;
		for (let index = 0;; index++) {
			const column = columns[index];
			let stop = at;
			if (bytes[at] === quote) {
				const close = findQuoteEnd(scan, bytes, {
					at,
					end,
					isLast
				}, {
					line,
					column: index
				});
				stop = close < 0 ? end : close + 1;
				if (!isOpenEnd(bytes, stop, end) || isLast) {
					const from = quoted.hasEscapes ? ~(at + 1) : at + 1;
					if (column.kind === 0) {
						column.cells[cellIndex] = from;
						column.cells[cellIndex + 1] = close;
					} else storeQuoted(scan, column, {
						bytes,
						from,
						to: close,
						row,
						line,
						index
					});
				}
				line += quoted.lines;
			} else if (column.kind === 0) {
				for (;;) {
					const kind = classOf[bytes[stop]];
					if (kind !== 0) {
						if (kind === terminator || kind === maybeTerminator && bytes[stop + 1] === lineFeed) break;
						if (kind === nul) throw csvError(scan, {
							line,
							column: index
						}, "nul");
					}
					stop++;
				}
				column.cells[cellIndex] = at;
				column.cells[cellIndex + 1] = stop;
			} else if (column.kind === 1) {
				const isNegative = bytes[stop] === 45;
				if (isNegative) stop++;
				const firstDigit = stop;
				let mantissa = 0;
				let digit = bytes[stop] - 48;
				while (digit >= 0 && digit <= 9) {
					mantissa = Math.imul(mantissa, 10) + digit | 0;
					digit = bytes[++stop] - 48;
				}
				let digits = stop - firstDigit;
				const isPadded = digits > 1 && bytes[firstDigit] === 48;
				let scale = -1;
				if (digit === -2) {
					const point = stop + 1;
					digit = bytes[++stop] - 48;
					while (digit >= 0 && digit <= 9) {
						mantissa = Math.imul(mantissa, 10) + digit | 0;
						digit = bytes[++stop] - 48;
					}
					scale = stop - point;
					digits += scale;
				}
				const byte = bytes[stop];
				const isEnd = byte === delimiter || byte === lineFeed || byte === carriageReturn && bytes[stop + 1] === lineFeed;
				if (isEnd && stop === at) column.values[row] = NaN;
				else if (isEnd && digits > 0 && digits <= 15 && !isPadded && (scale < 0 || column.forced !== "integer")) {
					let value = digits <= 9 ? mantissa : wholeNumber(bytes, firstDigit, stop);
					if (scale >= 0) {
						column.hasDecimal = true;
						value /= powersOfTen[scale];
					}
					column.values[row] = isNegative ? -value : value;
				} else {
					stop = endOfCell(scan, classOf, bytes, stop, line, index);
					if (!isOpenEnd(bytes, stop, end) || isLast) storeTyped(column, row, decodeCell(scan, bytes.subarray(at, stop), line, index));
				}
			} else if (column.kind === 2) {
				stop = endOfCell(scan, classOf, bytes, at, line, index);
				const value = stop === at ? NaN : parseIsoDate(bytes, at, stop);
				column.values[row] = value;
				const hasTime = stop - at > 10;
				if (!(stop > at && (Number.isNaN(value) || hasTime && column.forced === "date"))) column.hasTime ||= hasTime;
				else if (!isOpenEnd(bytes, stop, end) || isLast) storeTyped(column, row, decodeCell(scan, bytes.subarray(at, stop), line, index));
			}
			if (isOpenEnd(bytes, stop, end) && !isLast) {
				scan.pendingStart = at;
				scan.pendingColumn = index;
				break records;
			}
			const byte = bytes[stop];
			if (byte === delimiter === (index === last)) throw raggedError(scan, bytes, position, end, isLast);
			if (byte === delimiter) {
				at = stop + 1;
				continue;
			}
			scan.lines[row] = scan.line;
			scan.rows = row + 1;
			scan.line = line + 1;
			position = Math.min(end, stop + (byte === carriageReturn ? 2 : 1));
			break;
		}
	}
	encodeBatch(scan, bytes);
	return position;
}
function storeQuoted(scan, column, cell) {
	const { bytes, from, to, row, line, index } = cell;
	const content = from < 0 ? unescaped(bytes, ~from, to) : bytes.subarray(from, to);
	storeTyped(column, row, decodeCell(scan, content, line, index));
}
function endOfCell(scan, classOf, bytes, from, line, column) {
	let stop = from;
	for (;;) {
		const kind = classOf[bytes[stop]];
		if (kind === terminator || kind === maybeTerminator && bytes[stop + 1] === lineFeed) return stop;
		if (kind === nul) throw csvError(scan, {
			line,
			column
		}, "nul");
		stop++;
	}
}
/** The digits of at most 15 as a number, a point among them left out. */
function wholeNumber(bytes, start, end) {
	let value = 0;
	for (let i = start; i < end; i++) if (bytes[i] !== 46) value = value * 10 + bytes[i] - 48;
	return value;
}
/** True when a cell's end was only found because the buffer ended: more bytes may follow. */
function isOpenEnd(bytes, stop, end) {
	return stop >= end || stop + 1 === end && bytes[stop] === carriageReturn;
}
function isBlankLine(bytes, at, end) {
	return bytes[at] === lineFeed || bytes[at] === carriageReturn && (at + 1 === end || bytes[at + 1] === lineFeed);
}
/** Counts the record's cells for the message; the count is a lower bound when the buffer cuts the record. */
function raggedError(scan, bytes, start, end, isLast) {
	let cells = 1;
	let isQuoted = false;
	let at = start;
	for (; at < end && (isQuoted || bytes[at] !== lineFeed); at++) if (bytes[at] === quote) isQuoted = !isQuoted;
	else if (!isQuoted && bytes[at] === scan.delimiter) cells++;
	const place = {
		line: scan.line,
		column: void 0
	};
	return csvError(scan, place, "ragged", {
		cells,
		isExact: at < end || isLast
	});
}
function classesFor(delimiter) {
	let table = classes.get(delimiter);
	if (table === void 0) {
		table = /* @__PURE__ */ new Uint8Array(256);
		table[delimiter] = terminator;
		table[lineFeed] = terminator;
		table[carriageReturn] = maybeTerminator;
		table[0] = nul;
		classes.set(delimiter, table);
	}
	return table;
}

// src/tables/csv-kernel.ts
/** Tables with more columns than this do not need speed as much as memory. */
const mostColumns = 512;
/** Bytes that the kernel may read past the end of the window. */
const padding = 64;
/** Places in the kernel's `Scan`. */
const field = {
	line: 9,
	rows: 10,
	oddCount: 11,
	isFault: 12,
	pendingStart: 13,
	pendingColumn: 14
};
const oddWords = 5;
/**
* Goes on with a scan by the kernel. Records that it finds faulty, crafted texts and memory past 2 GiB end its work:
* the scanner in TypeScript then goes on from there, and says what is wrong. Undefined for very many columns, or without memory.
*/
function openKernelScanner(instantiate, scan) {
	if (scan.columns.length > mostColumns) return void 0;
	const kernel = instantiate();
	const memory = openMemory(kernel.memory);
	const batch = placeBatch(memory, scan);
	if (batch === void 0) return void 0;
	const texts = openTexts(kernel, memory, batch.scanAt, batch.columnsAt);
	if (!texts.load(scan.columns)) return void 0;
	let window = {
		at: 0,
		size: 0
	};
	let isOver = false;
	const leave = () => {
		if (!isOver) texts.unload(scan.columns, true);
		isOver = true;
	};
	return {
		scan(bytes, start, end, isLast) {
			const size = end - start;
			if (size > window.size) {
				const at = memory.take(size + padding);
				if (at === void 0) leave();
				else {
					if (window.size > 0) memory.release(window.at, window.size + padding);
					window = {
						at,
						size
					};
				}
			}
			if (isOver) return scanRecords(scan, bytes, start, end, isLast);
			memory.bytes().set(bytes.subarray(start, end), window.at);
			memory.bytes()[window.at + size] = 10;
			const stop = window.at + size;
			let position = window.at;
			for (;;) {
				const next = scanBatch(kernel, memory, batch, scan, texts, {
					position,
					end: stop,
					isLast
				});
				if (next === void 0) {
					leave();
					return scanRecords(scan, bytes, start + position - window.at, end, isLast);
				}
				if (next === position) break;
				position = next;
			}
			scan.pendingStart = memory.words()[batch.scanAt / 4 + field.pendingStart] - window.at + start;
			scan.pendingColumn = memory.words()[batch.scanAt / 4 + field.pendingColumn];
			return position - window.at + start;
		},
		finish() {
			if (!isOver) texts.unload(scan.columns, false);
			isOver = true;
		}
	};
}
/** Writes the kernel's `Scan` and `Column`s, the texts' dictionaries left out. */
function placeBatch(memory, scan) {
	const { columns } = scan;
	const rows = Math.max(16, Math.min(1024, Math.floor(2 ** 19 / columns.length)));
	let isFull = false;
	const take = (size) => {
		const at = memory.take(size);
		isFull ||= at === void 0;
		return at ?? 0;
	};
	const oddRoom = Math.max(4096, columns.length * 2);
	const scanAt = take(64);
	const columnsAt = take(columns.length * 15 * 4);
	const linesAt = take(rows * 4);
	const oddAt = take(oddRoom * oddWords * 4);
	const places = columns.map((column) => ({
		out: take(rows * 8),
		cells: column.kind === 0 ? take(rows * 12) : 0
	}));
	const scratch = take(limits.cell + padding);
	if (isFull) return void 0;
	const words = memory.words();
	words.set([
		scan.delimiter,
		columns.length - 1,
		columnsAt,
		rows,
		linesAt,
		oddAt,
		oddRoom,
		scratch,
		limits.cell
	], scanAt / 4);
	for (const [index, { kind, forced }] of columns.entries()) {
		const { out, cells } = places[index];
		const isWhole = forced === "integer" || forced === "date" ? 1 : 0;
		words.set([
			kind,
			0,
			0,
			0,
			isWhole,
			out,
			cells
		], columnsAt / 4 + index * 15);
	}
	return {
		scanAt,
		columnsAt,
		linesAt,
		oddAt
	};
}
/** Scans a batch of records into the columns and returns where the next one starts; undefined when it must not. */
function scanBatch(kernel, memory, batch, scan, texts, range) {
	const { scanAt, columnsAt, linesAt } = batch;
	memory.words()[scanAt / 4 + field.line] = scan.line;
	const next = kernel.scanBatch(scanAt, range.position, range.end, range.isLast);
	const rows = memory.words()[scanAt / 4 + field.rows];
	if (memory.words()[scanAt / 4 + field.isFault] === 1 && rows === 0) return void 0;
	if (rows > 0 && !texts.encode(scan.columns, rows)) return void 0;
	const first = scan.rows;
	if (first + rows > scan.capacity) reserveRows(scan, Math.max(first + rows, 1024, first * 2));
	const words = memory.words();
	const { buffer } = words;
	for (const [index, column] of scan.columns.entries()) {
		const at = columnsAt / 4 + index * 15;
		const out = words[at + 5];
		if (column.kind === 0) column.codes.set(new Int32Array(buffer, out, rows), first);
		else column.values.set(new Float64Array(buffer, out, rows), first);
		if (words[at + 1] === 1) column.hasDecimal = true;
		if (words[at + 2] === 1) column.hasTime = true;
	}
	scan.lines.set(words.subarray(linesAt / 4, linesAt / 4 + rows), first);
	readOdd(memory, batch, scan);
	scan.rows = first + rows;
	scan.batchStart = scan.rows;
	scan.line = words[scanAt / 4 + field.line];
	return next;
}
/** Reads the cells that the kernel leaves to the host: what is not plain, and what does not fit. */
function readOdd(memory, { scanAt, oddAt }, scan) {
	const bytes = memory.bytes();
	const words = memory.words();
	const count = words[scanAt / 4 + field.oddCount];
	for (let entry = 0, at = oddAt / 4; entry < count; entry++, at += oddWords) {
		const row = scan.rows + words[at];
		const index = words[at + 1];
		const column = scan.columns[index];
		const from = words[at + 2] | 0;
		const to = words[at + 3];
		if (column.kind === 2 && storeDate(column, row, bytes, from, to)) continue;
		const cell = from < 0 ? unescaped(bytes, ~from, to) : bytes.subarray(from, to);
		storeTyped(column, row, decodeCell(scan, cell, words[at + 4], index));
	}
}
function storeDate(column, row, bytes, from, to) {
	if (from < 0 || from === to) return false;
	const value = parseIsoDate(bytes, from, to);
	const hasTime = to - from > 10;
	if (Number.isNaN(value) || hasTime && column.forced === "date") return false;
	column.values[row] = value;
	column.hasTime ||= hasTime;
	return true;
}

// src/tables/infer-type.ts
/**
* The type of a column by what its cells look like, `text` where no other fits. Markers such as `NA` are left out.
* At most 1 % of at least 20 other cells (always one) may not fit a type. Padded integers (`007`) keep a column
* text; so do ambiguous ones (`1E5`, beyond 2^53) unless it holds decimals too.
*/
function inferType(tally) {
	const present = presentCount(tally);
	const numbers = tally.integer + tally.decimal;
	if (numbers > 0 && tally.padded === 0 && (tally.ambiguous === 0 || tally.decimal > 0) && fits(numbers + tally.ambiguous + tally.infinite, present)) return numbers === tally.integer && tally.infinite === 0 ? "integer" : "number";
	if (fits(tally.boolean, present)) return "boolean";
	if (fits(tally.date + tally.datetime, present)) return tally.datetime > 0 ? "datetime" : "date";
	return "text";
}
/** Whether enough of the present cells fit for the others to be invalid cells, not proof of another type. */
function fits(count, present) {
	if (count === 0) return false;
	return count >= present - allowedInvalid(present);
}
function allowedInvalid(present) {
	return present < 20 ? 0 : Math.max(1, Math.floor(present / 100));
}
function presentCount(tally) {
	const { integer, decimal, infinite, ambiguous, padded, boolean, date, datetime, text } = tally;
	return integer + decimal + infinite + ambiguous + padded + boolean + date + datetime + text;
}
/** Types a column that was scanned as text by its cells so far; booleans and what fits no type stay as they are. */
function settleColumn(column, rows) {
	if (column.kind !== 0 || column.forced !== void 0) return;
	const type = inferType(tallyDictionary(column, rows));
	if (type !== "text" && type !== "boolean") retype(column, type, rows);
}
/**
* The finished column, or undefined when a column scanned as numbers or dates turns out to hold too much else:
* its texts are gone, so the file must be read again with it as text.
*/
function finishColumn(column, rows) {
	const { name } = column;
	let type = column.forced;
	if (column.kind === 0) {
		type ??= inferType(tallyDictionary(column, rows));
		if (type === "text") return finishText(column, rows);
		retype(column, type, rows);
	}
	const values = trimmed(column.values, rows);
	type ??= finalType(column, values);
	if (type === "text") return void 0;
	return {
		kind: "numeric",
		name,
		type,
		values,
		invalid: column.invalid,
		invalidCount: column.invalidCount
	};
}
/** The first rows of an array; copied only where much room was left over. */
function trimmed(array, rows) {
	return rows * 8 < array.length * 7 ? array.slice(0, rows) : array.subarray(0, rows);
}
/** Turns the dictionary codes of a column into values. */
function retype(column, type, rows) {
	const { codes } = column;
	const texts = decodeEntries(column.dictionary);
	column.kind = type === "date" || type === "datetime" ? 2 : 1;
	column.values = new Float64Array(codes.length);
	column.codes = /* @__PURE__ */ new Int32Array(0);
	column.cells = /* @__PURE__ */ new Int32Array(0);
	column.dictionary = createDictionary();
	const read = texts.map((text) => type === "boolean" ? readCellAs(text, type) : readTyped(column, text));
	for (let row = 0; row < rows; row++) {
		const code = codes[row];
		if (code < 0) column.values[row] = NaN;
		else store(column, row, texts[code], read[code]);
	}
}
/** Judges a column of numbers or dates by the rules of `inferType`. */
function finalType(column, values) {
	let fitting = 0;
	for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) fitting++;
	const isFit = fits(fitting, fitting + column.invalidCount);
	if (column.kind === 2) return isFit ? column.hasTime ? "datetime" : "date" : "text";
	if (!isFit || column.hasPadded || column.hasAmbiguous && !column.hasDecimal) return "text";
	return column.hasDecimal || column.hasInfinite ? "number" : "integer";
}
function finishText(column, rows) {
	const { size, bytes, offsets } = column.dictionary;
	const entries = {
		size,
		bytes,
		offsets
	};
	let decoded;
	return {
		kind: "text",
		name: column.name,
		type: "text",
		codes: trimmed(column.codes, rows),
		get dictionary() {
			decoded ??= decodeEntries(entries);
			return decoded;
		},
		entries
	};
}
/** Counts the shapes of all cells; stops early, short of the full count, once only text can come of it. */
function tallyDictionary(column, rows) {
	const { codes, dictionary } = column;
	const counts = new Int32Array(dictionary.size);
	let missing = 0;
	for (let row = 0; row < rows; row++) {
		const code = codes[row];
		if (code < 0) missing++;
		else counts[code]++;
	}
	const tally = {
		missing,
		marker: 0,
		integer: 0,
		decimal: 0,
		infinite: 0,
		ambiguous: 0,
		padded: 0,
		boolean: 0,
		date: 0,
		datetime: 0,
		text: 0
	};
	const limit = allowedInvalid(rows - missing);
	const step = 256;
	for (let from = 0; from < dictionary.size; from += step) {
		const size = Math.min(step, dictionary.size - from);
		const texts = decodeEntries({
			size,
			bytes: dictionary.bytes,
			offsets: dictionary.offsets.subarray(from)
		});
		for (const [offset, text] of texts.entries()) tally[readCell(text).shape] += counts[from + offset];
		if (isHopeless(tally, limit)) break;
	}
	return tally;
}
function isHopeless(tally, limit) {
	const present = presentCount(tally);
	const { integer, decimal, infinite, ambiguous } = tally;
	return (tally.padded > 0 || present - (integer + decimal + infinite + ambiguous) > limit) && present - tally.boolean > limit && present - tally.date - tally.datetime > limit;
}

// src/tables/read-csv.ts
/**
* Reads a CSV or TSV file (RFC 4180; UTF-8 with or without BOM; LF or CRLF; blank lines skipped) into typed
* columns. Types come from all cells (see `inferType`); an empty cell is missing. Opens the file once, and a
* second time only where the first rows promised numbers or dates and later ones did not hold it. A file with
* only a header gives a table without rows. Throws UserError with file and line for what cannot be read.
*/
async function readCsv(open, options) {
	const first = await scanFile(open, options, /* @__PURE__ */ new Map());
	const columns = first.scan.columns.map((column) => finishColumn(column, first.scan.rows));
	if (columns.every((column) => column !== void 0)) return tableOf(first, columns, options.source);
	const second = await scanFile(open, options, new Map(first.scan.columns.map((column, index) => [column.name, columns[index]?.type])));
	const again = second.scan.columns.map((column) => finishColumn(column, second.scan.rows));
	if (second.digest === first.digest && again.every((column) => column !== void 0)) return tableOf(second, again, options.source);
	throw new UserError(`Cannot read "${options.source}": the file changed while it was read`, { file: options.source });
}
function tableOf(scanned, columns, source) {
	const { scan, bytes, digest } = scanned;
	return {
		source,
		rows: scan.rows,
		columns,
		lines: scan.lines.slice(0, scan.rows),
		bytes,
		digest
	};
}
/**
* One pass over the file. `known` has the types that an earlier pass found: undefined for a column that must be
* scanned as text. Where it is empty, columns start as text and are typed once the first window is read.
*/
async function scanFile(open, options, known) {
	const hash = createHash("sha256");
	let buffer = new Uint8Array((options.window ?? 1 << 18) + 1);
	let filled = 0;
	let total = 0;
	let scan;
	let hasStarted = false;
	let scanner;
	const step = (isLast) => {
		let start = 0;
		if (scan === void 0) {
			const { source, delimiter, header: hasHeader = true } = options;
			const header = readHeader(buffer, filled, {
				source,
				isLast,
				delimiter,
				hasHeader
			});
			if (header !== void 0) {
				scan = startScan(header, options, known);
				start = header.next;
			}
		}
		if (scan !== void 0) {
			const from = start;
			start = scanner === void 0 ? scanRecords(scan, buffer, from, filled, isLast) : scanner.scan(buffer, from, filled, isLast);
			if (!hasStarted && scan.rows > 0 && !isLast) {
				hasStarted = true;
				if (known.size === 0) for (const column of scan.columns) settleColumn(column, scan.rows);
				reserveExpected(scan, options.bytes, start - from);
				if (options.kernel !== void 0) scanner = openKernelScanner(options.kernel, scan);
			}
		}
		buffer.copyWithin(0, start, filled);
		filled -= start;
		if (scan !== void 0 && !isLast) refuseLong(scan, filled, scan.pendingStart - start);
		if (filled * 2 >= buffer.length) buffer = widened(buffer, options.source, filled);
	};
	for await (const chunk of open()) {
		hash.update(chunk);
		for (let from = 0; from < chunk.length;) {
			const taken = Math.min(chunk.length - from, buffer.length - 1 - filled);
			buffer.set(chunk.subarray(from, from + taken), filled);
			filled += taken;
			from += taken;
			if (filled === buffer.length - 1) step(false);
		}
		total += chunk.length;
		options.onProgress?.(total);
	}
	step(true);
	scanner?.finish();
	if (scan === void 0) throw new Error("the last step always has a header");
	return {
		scan,
		bytes: total,
		digest: hash.digest("hex")
	};
}
function startScan(header, options, known) {
	const types = new Map(Object.entries(options.types ?? {}));
	const columns = header.names.map((name) => {
		const column = createColumn(name, types.get(name));
		if (column.forced === void 0) column.kind = createColumn(name, known.get(name)).kind;
		return column;
	});
	return {
		source: options.source,
		delimiter: header.delimiter,
		columns,
		rows: 0,
		capacity: 0,
		lines: /* @__PURE__ */ new Uint32Array(0),
		line: header.line,
		batchStart: 0,
		batchCapacity: 0,
		pendingStart: 0,
		pendingColumn: 0
	};
}
/** Room for all rows at once, by the size of the first ones. */
function reserveExpected(scan, bytes, scanned) {
	if (bytes === void 0) return;
	const expected = Math.ceil(bytes / scanned * scan.rows * 1.02);
	if (expected > scan.capacity) reserveRows(scan, expected);
}
function refuseLong(scan, filled, pendingStart) {
	if (filled === 0) return;
	const place = {
		line: scan.line,
		column: scan.pendingColumn
	};
	if (filled - pendingStart > limits.cell) throw csvError(scan, place, "cell");
	if (filled > limits.record) throw csvError(scan, place, "record");
}
function widened(buffer, source, filled) {
	if (filled > limits.record) throw csvError({
		source,
		columns: []
	}, {
		line: 1,
		column: void 0
	}, "record");
	const wider = new Uint8Array(buffer.length * 2);
	wider.set(buffer.subarray(0, filled));
	return wider;
}

export { createDictionary, decodeEntries, encode, inferType, limits, readCsv };