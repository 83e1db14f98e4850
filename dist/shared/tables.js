import { UserError, didYouMean } from "./core.js";
import { addInvalid as addInvalid$1, countPresent, createDictionary, declaredType, decodeEntries, emptyTally, encode, findColumn, formatOf, inferType, invalidCells, limits, readCell, readCellAs, rowsOfInvalid, tallyDictionary, textEntries } from "./data.js";
import { assertion, compileNode, createAutomaton } from "./patterns.js";
import { digestDataSet } from "./evidence.js";

// src/tables/glob.ts
const mostAlternatives = 1e3;
const longestPattern = 1e3;
const wildcard = /[*?[{]/;
/** Whether a path is a pattern, where no file has it as its name. */
function isGlob(path) {
	return wildcard.test(path);
}
/**
* Parses a pattern with `/` between names. Wildcards leave out hidden names (see `isHidden`) unless the pattern writes
* their first character. Matching takes linear time. Throws UserError for a pattern with too many alternatives.
*/
function parseGlob(pattern) {
	if (pattern.length > longestPattern) throw tooLarge(pattern);
	const names = pattern.split("/");
	const fixed = names.findIndex((name) => isGlob(name));
	const alternatives = expandBraces(names.slice(fixed).join("/"), pattern).map((each) => each.split("/").filter((name) => name !== "").map(parseSegment));
	return {
		base: fixed === 0 ? "." : names.slice(0, fixed).join("/") || "/",
		start: alternatives.map((segments) => closure(segments, [0])),
		step(state, name) {
			const next = alternatives.map((segments, index) => advance(segments, state[index], name));
			return next.some(({ size }) => size > 0) ? next : void 0;
		},
		isMatch: (state) => alternatives.some((segments, index) => state[index].has(segments.length))
	};
}
/** Names that tools leave beside data: they begin with a dot or an underscore, and are no Hive partition. */
function isHidden(name) {
	return name.startsWith(".") || name.startsWith("_") && !name.includes("=");
}
function closure(segments, positions) {
	const found = /* @__PURE__ */ new Set();
	for (let position of positions) {
		found.add(position);
		while (position < segments.length && segments[position] === void 0) found.add(++position);
	}
	return found;
}
function advance(segments, positions, name) {
	const next = [];
	for (const position of positions) {
		if (position === segments.length) continue;
		const segment = segments[position];
		if (segment === void 0) {
			if (!isHidden(name)) next.push(position);
		} else if (segment(name)) next.push(position + 1);
	}
	return closure(segments, next);
}
function parseSegment(text) {
	if (text === "**") return void 0;
	if (!wildcard.test(text)) return (name) => name === text;
	const pattern = compile(text);
	const showsHidden = text.startsWith(".") || text.startsWith("_");
	return (name) => (showsHidden || !isHidden(name)) && pattern.text(name);
}
/** The machine of a name with wildcards; a bracket that is not closed is itself. */
function compile(text) {
	const any = {
		kind: "character",
		ranges: [],
		isNegated: true
	};
	const nodes = [];
	for (const [found, negation, members] of text.matchAll(/\[([!^]?)(\]?[^\]]*)\]|[\s\S]/gu)) if (found === "*") nodes.push({
		kind: "repeat",
		node: any,
		min: 0,
		max: Infinity
	});
	else if (found === "?") nodes.push(any);
	else {
		const ranges = rangesOf([...members ?? found].map((each) => each.codePointAt(0) ?? 0));
		if (ranges === void 0) throw noRange(text);
		nodes.push({
			kind: "character",
			ranges,
			isNegated: (negation ?? "") !== ""
		});
	}
	const start = {
		kind: "assertion",
		bits: assertion.textBegins
	};
	const end = {
		kind: "assertion",
		bits: assertion.textEnds
	};
	return createAutomaton(compileNode({
		kind: "sequence",
		nodes: [
			start,
			...nodes,
			end
		]
	}));
}
/** What stands between brackets: characters, and ranges of them with a dash between; undefined for an empty range. */
function rangesOf(members) {
	const ranges = [];
	for (let at = 0; at < members.length; at++) {
		const low = members[at];
		const isRange = members[at + 1] === 45 && at + 2 < members.length;
		const high = isRange ? members[at + 2] : low;
		if (high < low) return void 0;
		ranges.push(low, high);
		if (isRange) at += 2;
	}
	return ranges.length === 0 ? void 0 : ranges;
}
function noRange(text) {
	return new UserError(`Cannot use the pattern "${text}": its brackets hold no range of characters`, { hint: "Write brackets as [a-z] or [!0-9], and a bracket itself as [[]" });
}
/** A pattern for each choice of its braces, which may be nested; braces without a comma are text. */
function expandBraces(text, pattern) {
	const done = [];
	const open = [text];
	while (open.length > 0) {
		if (done.length + open.length > mostAlternatives) throw tooLarge(pattern);
		const next = open.pop() ?? "";
		const group = findGroup(next);
		if (group === void 0) done.push(next);
		else for (const choice of group.choices) open.push(next.slice(0, group.start) + choice + next.slice(group.end));
	}
	return [...new Set(done)];
}
/** The first braces that hold a comma of their own. */
function findGroup(text) {
	for (let start = text.indexOf("{"); start >= 0; start = text.indexOf("{", start + 1)) {
		const choices = [];
		let depth = 0;
		let from = start + 1;
		for (let at = start; at < text.length; at++) {
			if (text[at] === "{") depth++;
			if (text[at] === "}") depth--;
			if (text[at] === "," && depth === 1 || depth === 0) {
				choices.push(text.slice(from, at));
				from = at + 1;
			}
			if (depth > 0) continue;
			if (choices.length > 1) return {
				start,
				end: at + 1,
				choices
			};
			break;
		}
	}
}
function tooLarge(pattern) {
	return new UserError(`Cannot use the pattern "${pattern.slice(0, 100)}": it stands for too many others`, { hint: `A pattern has up to ${longestPattern} characters, and its braces up to ${mostAlternatives} choices` });
}

// src/tables/quote-field.ts
/** A field of CSV, quoted where it has to be (RFC 4180). */
function quoteField(text) {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
}

// src/tables/murmur-hash.ts
/** Mixes a word of 32 bits into a hash, as MurmurHash3 x86_32 does (A. Appleby, public domain). */
function mixWord(hash, word) {
	word = Math.imul(word, 3432918353);
	word = word << 15 | word >>> 17;
	hash ^= Math.imul(word, 461845907);
	hash = hash << 13 | hash >>> 19;
	return Math.imul(hash, 5) + 3864292196 | 0;
}
/** Spreads what a hash was made of over all its bits. */
function finalize(hash) {
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return hash ^ hash >>> 16;
}
/** The hash of `bytes[start … end - 1]`. */
function murmurHash(seed, bytes, start, end) {
	let hash = seed;
	let at = start;
	for (; at + 4 <= end; at += 4) hash = mixWord(hash, bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24);
	let tail = 0;
	for (let i = end - 1; i >= at; i--) tail = tail << 8 | bytes[i];
	if (at < end) hash ^= Math.imul(rotate15(Math.imul(tail, 3432918353)), 461845907);
	return finalize(hash ^ end - start);
}
function rotate15(word) {
	return word << 15 | word >>> 17;
}

// src/tables/row-hash.ts
/**
* Hashes what rows hold in the named columns. A row's hash is the sum over its cells that are not missing of a
* mix of column name and value, so neither the order of columns nor an empty column matters. A value hashes the
* same however its column was typed: a text that is the canonical spelling of a number (as JavaScript writes it),
* `true` or `false`, or an ISO date hashes as that value; integers and numbers alike; -0 as 0.
*
* The mix is MurmurHash3's (A. Appleby, public domain): texts by x86_32 with two seeds; the two words of a float64 by
* three rounds of its finalizer, which together are a permutation of 64 bits, so that two numbers in a column never
* collide. Splits and row ids rest on it: it must never change (a test holds its values).
*/
function hashRows(table, columns) {
	const sums = {
		high: new Int32Array(table.rows),
		low: new Int32Array(table.rows)
	};
	const byName = new Map(table.columns.map((column) => [column.name, column]));
	const adders = [...new Set(columns)].map((name) => {
		const column = byName.get(name);
		if (column === void 0) throw unknownColumn(table, name);
		return column.kind === "text" ? textAdder(sums, column) : numberAdder(sums, column);
	});
	for (let from = 0; from < table.rows; from += blockRows) for (const add of adders) add(from, Math.min(table.rows, from + blockRows));
	return {
		high: new Uint32Array(sums.high.buffer),
		low: new Uint32Array(sums.low.buffer)
	};
}
/**
* The columns that identify a row: the key where there is one, else all but the target. Throws UserError for a
* key column that the table has not.
*/
function identityColumns(table, options) {
	const { key, target } = options;
	if (key === void 0 || key.length === 0) return table.columns.map((column) => column.name).filter((name) => name !== target);
	for (const name of key) if (findColumn(table, name) === void 0) throw unknownColumn(table, name);
	return [...key];
}
/** 16 lower-case hex digits a row; the second and later rows of one content end in `-2`, `-3` … in row order. */
function rowIds(hashes) {
	const idOf = rowNamer(hashes);
	return Array.from(hashes.high, (_, row) => idOf(row));
}
/** The id of a row, as `rowIds` has it; made when it is asked for, as most are not. */
function rowNamer(hashes) {
	const { high, low } = hashes;
	const counts = occurrencesOf(hashes);
	return (row) => {
		const id = hex(high[row]) + hex(low[row]);
		return counts[row] === 1 ? id : `${id}-${counts[row]}`;
	};
}
const counted = /* @__PURE__ */ new WeakMap();
/** The how-many-th row of its hash each row is, from 1. */
function occurrencesOf(hashes) {
	const found = counted.get(hashes) ?? countOccurrences(hashes);
	counted.set(hashes, found);
	return found;
}
/** By a table of last rows with open places, twice as large as there are rows. */
function countOccurrences({ high, low }) {
	const counts = new Uint32Array(high.length);
	const mask = 2 ** Math.ceil(Math.log2(2 * high.length + 2)) - 1;
	const lastRows = new Int32Array(mask + 1).fill(-1);
	for (let row = 0; row < high.length; row++) {
		let place = (high[row] ^ Math.imul(low[row], spread)) & mask;
		let last = lastRows[place];
		while (last >= 0 && (high[last] !== high[row] || low[last] !== low[row])) {
			place = place + 1 & mask;
			last = lastRows[place];
		}
		counts[row] = last < 0 ? 1 : counts[last] + 1;
		lastRows[place] = row;
	}
	return counts;
}
function hex(half) {
	return half.toString(16).padStart(8, "0");
}
function unknownColumn(table, name) {
	const names = table.columns.map((column) => column.name);
	return new UserError(`Cannot use "${table.source}": it has no column "${name}"${didYouMean(name, names)}`, {
		file: table.source,
		line: 1
	});
}
const encoder = new TextEncoder();
const highSeed = 1835822960;
const lowSeed = 1936879479;
/** Kinds of values start from seeds of their own, so that the date 0 is not the number 0. */
const numberTag = 1853189474;
const booleanTag = 1651470188;
const dateTag = 1684108389;
const textTag = 1952807028;
/** An odd factor, from the golden ratio. */
const spread = 2654435761;
/** Index of a float64's low word on this machine. */
const lowWord = new Uint32Array(new Float64Array([1]).buffer)[0] === 0 ? 0 : 1;
/** Rows that all columns are added for before the next ones, so that their sums stay in the cache. */
const blockRows = 4096;
function numberAdder(sums, column) {
	const { name, values, type } = column;
	const seeds = nameSeeds(name, type === "boolean" ? booleanTag : type === "date" || type === "datetime" ? dateTag : numberTag);
	const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
	addInvalid(sums, column);
	return (from, to) => addNumbers(sums, words, seeds, from, to);
}
function addNumbers(sums, words, seeds, from, to) {
	const { high, low } = sums;
	const [highSeed, lowSeed] = seeds;
	const highWord = 1 - lowWord;
	for (let row = from; row < to; row++) {
		let upper = words[row * 2 + highWord];
		const lower = words[row * 2 + lowWord];
		const magnitude = upper & 2147483647;
		if (magnitude > 2146435072 || magnitude === 2146435072 && lower !== 0) continue;
		if (magnitude === 0 && lower === 0) upper = 0;
		const first = finalize(lower ^ lowSeed);
		const second = finalize(upper ^ highSeed ^ first);
		high[row] = high[row] + second | 0;
		low[row] = low[row] + finalize(first + Math.imul(second, spread) | 0) | 0;
	}
}
/** Invalid cells hash as texts. */
function addInvalid({ high, low }, column) {
	const [highText, lowText] = nameSeeds(column.name, textTag);
	for (const { row, text } of column.invalid) {
		const bytes = encoder.encode(text);
		high[row] = high[row] + murmurHash(highText, bytes, 0, bytes.length) | 0;
		low[row] = low[row] + murmurHash(lowText, bytes, 0, bytes.length) | 0;
	}
}
function textAdder({ high, low }, column) {
	const { codes } = column;
	const entries = hashEntries(column);
	return (from, to) => {
		for (let row = from; row < to; row++) {
			const code = codes[row];
			if (code < 0) continue;
			high[row] = high[row] + entries.high[code] | 0;
			low[row] = low[row] + entries.low[code] | 0;
		}
	};
}
/** The hash of each text of the dictionary together with the column's name. */
function hashEntries(column) {
	const { size, bytes, offsets } = textEntries(column);
	const hashes = {
		high: new Int32Array(size),
		low: new Int32Array(size)
	};
	const [highText, lowText] = nameSeeds(column.name, textTag);
	for (let code = 0; code < size; code++) {
		const start = offsets[code];
		const end = offsets[code + 1];
		if (end - start <= 40 && mayBeTyped(bytes[start])) {
			const [text = ""] = decodeEntries({
				size: 1,
				bytes,
				offsets: offsets.subarray(code)
			});
			const typed = canonicalValue(text);
			if (typed !== void 0) {
				const { high, low } = hashTyped(column.name, typed);
				hashes.high[code] = high[0];
				hashes.low[code] = low[0];
				continue;
			}
		}
		hashes.high[code] = murmurHash(highText, bytes, start, end);
		hashes.low[code] = murmurHash(lowText, bytes, start, end);
	}
	return hashes;
}
/** The hash of one value, as a column of its type has it. */
function hashTyped(name, { type, value }) {
	const sums = {
		high: /* @__PURE__ */ new Int32Array(1),
		low: /* @__PURE__ */ new Int32Array(1)
	};
	numberAdder(sums, {
		kind: "numeric",
		name,
		type,
		values: Float64Array.of(value),
		invalid: [],
		invalidCount: 0
	})(0, 1);
	return sums;
}
/** Digits, `-`, `I` of Infinity, `t`, `T`, `f`, `F`: what a number, boolean or date starts with. */
function mayBeTyped(byte) {
	if (byte >= 48 && byte <= 57 || byte === 45 || byte === 73) return true;
	return byte === 84 || byte === 116 || byte === 70 || byte === 102;
}
function canonicalValue(text) {
	const { shape, value } = readCell(text);
	if ((shape === "boolean" || shape === "date" || shape === "datetime") && text === text.trim()) return {
		type: shape,
		value
	};
	return String(value) === text && !Number.isNaN(value) ? {
		type: "number",
		value
	} : void 0;
}
function nameSeeds(name, tag) {
	const bytes = encoder.encode(name);
	return [murmurHash(highSeed ^ tag, bytes, 0, bytes.length), murmurHash(lowSeed ^ tag, bytes, 0, bytes.length)];
}

// src/tables/hash-groups.ts
/** Hashes of groups in place of rows': a row without a group keeps its own. */
function hashGroups(table, column, own) {
	const { high, low } = hashRows(table, [column.name]);
	for (let row = 0; row < table.rows; row++) {
		if (column.kind === "text" ? column.codes[row] >= 0 : !Number.isNaN(column.values[row])) continue;
		high[row] = own.high[row];
		low[row] = own.low[row];
	}
	return {
		high,
		low
	};
}

// src/tables/split.ts
/**
* Divides rows by a number in [0, 1) made of the seed and each row's hash: below `test` is test, below
* `test + validation` is validation. So rows that come, go or move never move another, and rows of one content
* fall on one side. With `stratify`, the rows with the lowest numbers of each class are taken, so that every class
* keeps its share; then rows near a boundary may move when others come or go. Throws UserError for shares that
* leave nothing to train on.
*/
function splitRows(hashes, options) {
	const { test, validation = 0, seed, stratify } = options;
	if (!(test >= 0 && validation >= 0 && test + validation < 1)) throw new UserError(`Cannot split the rows: "test" (${test}) and "validation" (${validation}) must not be negative and must leave a part to train on`);
	const places = placesOf(hashes, seed);
	if (stratify !== void 0) rankWithin(places, stratify);
	const isTest = (place) => place < test;
	const isValidation = (place) => place >= test && place < test + validation;
	return {
		train: rowsWhere(places, (place) => place >= test + validation),
		test: rowsWhere(places, isTest),
		validation: rowsWhere(places, isValidation)
	};
}
function rowsWhere(places, holds) {
	const rows = new Uint32Array(places.length);
	let size = 0;
	for (let row = 0; row < places.length; row++) if (holds(places[row])) rows[size++] = row;
	return rows.slice(0, size);
}
/** 53 mixed bits of seed and hash as a number in [0, 1); the 64-bit finalizer is MurmurHash3's on two halves. */
function placesOf(hashes, seed) {
	const { high, low } = hashes;
	const places = new Float64Array(high.length);
	const [first, second] = seedWords(seed);
	for (let row = 0; row < places.length; row++) {
		const a = mix(high[row] ^ first);
		const b = mix(low[row] ^ second ^ a);
		const c = mix(a + b);
		places[row] = ((b >>> 0) * 2097152 + (c >>> 11)) / 9007199254740992;
	}
	return places;
}
/** Any number is a seed: its float64 bits, mixed. */
function seedWords(seed) {
	const words = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));
	words.setFloat64(0, seed + 0);
	const first = mix(words.getUint32(0) ^ 2654435769);
	return [mix(first + words.getUint32(4)), mix(first ^ words.getUint32(4) ^ 2135587861)];
}
function mix(word) {
	word = Math.imul(word ^ word >>> 16, 2246822507);
	word = Math.imul(word ^ word >>> 13, 3266489909);
	return word ^ word >>> 16 | 0;
}
/**
* Replaces each place by its rank among the rows of its class, as a share of them. Rows of one place, being
* duplicates, share the lowest rank, so that they stay on one side. Ranks are halves, so that a class's size
* times the share is rounded to the nearest.
*/
function rankWithin(places, classes) {
	const members = /* @__PURE__ */ new Map();
	for (const [row, code] of classes.entries()) {
		const rows = members.get(code);
		if (rows === void 0) members.set(code, [row]);
		else rows.push(row);
	}
	for (const rows of members.values()) {
		rows.sort((a, b) => places[a] - places[b] || a - b);
		let previous = NaN;
		let rank = 0;
		for (const [index, row] of rows.entries()) {
			const place = places[row];
			if (place !== previous) rank = (index + .5) / rows.length;
			previous = place;
			places[row] = rank;
		}
	}
}

// src/tables/split-time.ts
/**
* Cuts rows at a moment: the latest `test` of those with a time are the test rows, with all of the moment's own rows;
* the others, and rows without a time (NaN), are for training. The rows of the `gap` moments before the first test row are in
* no part.
*/
function splitTime(times, test, gap = 0) {
	const sorted = times.filter((time) => !Number.isNaN(time)).sort();
	const cut = sorted[Math.max(0, sorted.length - Math.max(1, Math.round(sorted.length * test)))] ?? Infinity;
	const rows = Uint32Array.from(times.keys());
	const known = gap === 0 ? cut : momentBefore(sorted, cut, gap);
	return {
		train: rows.filter((row) => !(times[row] >= known)),
		test: rows.filter((row) => times[row] >= cut),
		validation: /* @__PURE__ */ new Uint32Array(0)
	};
}
/** Of ascending moments, the one that many different ones before another; all are later than it where there are fewer. */
function momentBefore(sorted, moment, steps) {
	let at = sorted.indexOf(moment);
	let before = moment;
	for (let step = 0; step < steps; step++) {
		while (at >= 0 && sorted[at] >= before) at--;
		if (at < 0) return Number.NEGATIVE_INFINITY;
		before = sorted[at];
	}
	return before;
}

// src/tables/partitions.ts
/** What Hive, Spark and DuckDB write for a missing value. */
const missing = "__HIVE_DEFAULT_PARTITION__";
/**
* Reads Hive's `key=value` folders, percent-encoding undone, as DuckDB and pyarrow do; other folders say nothing.
* Throws UserError where a key stands twice, or bytes are no UTF-8.
*/
function readPartitions(folders, source) {
	const found = /* @__PURE__ */ new Map();
	for (const folder of folders) {
		const at = folder.indexOf("=");
		if (at <= 0) continue;
		const key = decode(folder.slice(0, at), source);
		const value = decode(folder.slice(at + 1), source);
		if (found.has(key)) throw new UserError(`Cannot read "${source}": two of its folders are named "${key}="`, {
			file: source,
			hint: "Each Hive partition makes a column of its own"
		});
		found.set(key, value === missing || value === "" ? void 0 : value);
	}
	return found;
}
/** A percent sign without two hex digits is itself. */
function decode(text, source) {
	if (!text.includes("%")) return text;
	try {
		return decodeURIComponent(text.replace(/%(?![0-9A-Fa-f]{2})/g, "%25"));
	} catch (cause) {
		throw new UserError(`Cannot read "${source}": a folder's name is not UTF-8 where it is percent-encoded`, {
			file: source,
			hint: "Write partitions again with UTF-8 names",
			cause
		});
	}
}

// src/tables/settle-types.ts
/**
* The type of a column that several files hold. For CSV and JSON it is what all cells together make it, as if the files
* were one: a bad cell in one file stays a bad cell, codes such as `007` in one make all of it text. Parquet declares
* types: whole numbers and others are numbers, dates and times are times, and what else differs throws UserError with
* two files. Columns without values have a say in neither.
*/
function settleType(parts, { format, decimal, declared = {} }) {
	const name = parts[0]?.column.name ?? "";
	const { type, format: dates, missing_values } = Object.hasOwn(declared, name) ? declared[name] : {};
	const known = declaredType({
		type,
		format: dates
	});
	if (known !== void 0) return known;
	if (format === "parquet") return declaredByFiles(name, parts);
	const rule = {
		decimal,
		missing_values
	};
	const total = emptyTally();
	for (const { column } of parts) {
		const tally = format === "json" ? tallyJson(column) : tallyCells(column, rule);
		for (const shape of Object.keys(total)) total[shape] += tally[shape];
	}
	return inferType(total);
}
/** Whether a column has no cell that is there. */
function isEmptyColumn(column) {
	return column.kind === "text" ? column.codes.every((code) => code < 0) : column.invalidCount === 0 && countPresent(column.values) === 0;
}
function tallyCells(column, rule) {
	if (column.kind === "numeric") return tallyNumbers(column, rule);
	const { codes } = column;
	return tallyDictionary({
		codes,
		dictionary: textEntries(column),
		rule
	}, codes.length, Infinity);
}
/** Texts of JSON are never numbers; where a column holds both, its reader has counted them. */
function tallyJson(column) {
	if (column.kind === "numeric") return tallyNumbers(column, {});
	if (column.tally !== void 0) return {
		...emptyTally(),
		...column.tally
	};
	const tally = emptyTally();
	const counts = new Int32Array(column.dictionary.length);
	for (const code of column.codes) if (code >= 0) counts[code]++;
	for (const [code, text] of column.dictionary.entries()) {
		const { shape } = readCell(text);
		tally[shape === "date" || shape === "datetime" || shape === "marker" ? shape : "text"] += counts[code];
	}
	return tally;
}
const shapes = {
	integer: "integer",
	number: "decimal",
	boolean: "boolean",
	date: "date",
	datetime: "datetime"
};
function tallyNumbers({ type, values, invalid, invalidCount }, rule) {
	const tally = emptyTally();
	tally[shapes[type]] = countPresent(values);
	for (const { text } of invalid) tally[readCell(text, rule).shape]++;
	tally.text += invalidCount - invalid.length;
	return tally;
}
function declaredByFiles(name, parts) {
	const filled = parts.filter(({ column }) => !isEmptyColumn(column));
	if (filled.length === 0) return parts[0]?.column.type ?? "text";
	return commonType(name, filled.map(({ column, source }) => ({
		type: column.type,
		source,
		isWhole: () => isWhole(column)
	})));
}
/** The type of a column by what files, at least one, declare it to be. Throws UserError where these do not fit together. */
function commonType(name, parts) {
	const first = parts[0];
	const other = parts.find(({ type }) => type !== first.type);
	if (other === void 0) return first.type;
	const types = new Set(parts.map(({ type }) => type));
	const areOf = (...some) => [...types].every((each) => some.includes(each));
	if (areOf("integer", "number")) return "number";
	if (areOf("date", "datetime")) return "datetime";
	if (areOf("integer", "text") && parts.every(({ isWhole }) => isWhole())) return "text";
	throw conflict(name, first, other);
}
/** Whether a column's values are whole numbers; as texts they are where some are beyond 2^53. */
function isWhole(column) {
	if (column.kind === "numeric") return column.type === "integer";
	const texts = decodeEntries(textEntries(column));
	return texts.every(isWholeText) && texts.some((text) => !Number.isSafeInteger(Number(text)));
}
function isWholeText(text) {
	return /^-?(0|[1-9]\d*)$/.test(text);
}
function conflict(name, first, second) {
	return new UserError(`Cannot read the files as one table: "${name}" is ${first.type} in "${first.source}" and ${second.type} in "${second.source}"`, {
		file: second.source,
		hint: "Write the column with one type into all files"
	});
}

// src/tables/value-column.ts
/** Codes of cells that are no texts. */
const codeOf = {
	missing: -1,
	false: -2,
	true: -3
};
/** A column without cells. */
function createValueColumn(name, isText) {
	return {
		name,
		values: /* @__PURE__ */ new Float64Array(0),
		codes: /* @__PURE__ */ new Int32Array(0),
		dictionary: createDictionary(),
		hasDecimal: false,
		hasAmbiguous: false,
		hasInfinite: false,
		isText
	};
}
/** Stores a number; `capacity` is the room that an array gets when it is short. */
function storeNumber(column, row, value, capacity) {
	if (row >= column.values.length) {
		const wider = new Float64Array(capacity).fill(NaN, column.values.length);
		wider.set(column.values);
		column.values = wider;
	}
	column.values[row] = value;
}
/** Stores a text's code in the dictionary, or one of `codeOf`. */
function storeCode(column, row, code, capacity) {
	if (row >= column.codes.length) {
		const wider = new Int32Array(capacity).fill(codeOf.missing, column.codes.length);
		wider.set(column.codes);
		column.codes = wider;
	}
	column.codes[row] = code;
}
/**
* The finished column, typed by `inferType` unless its type is `declared`: texts may be dates, never numbers. Undefined for a column of text that
* holds other values too: how those were written is gone, so the file must be read again with `isText`.
*/
function finishValueColumn(column, rows, declared) {
	return finishWithTally(column, rows, declared).column;
}
/** As `finishValueColumn`, and how many cells are of which shape; `isMixed` where some are no texts. */
function finishWithTally(column, rows, declared) {
	const { name, dictionary } = column;
	const { values, codes, texts, tally } = settleCells(column, rows);
	const type = column.isText ? "text" : declared ?? inferType(tally);
	const { integer, decimal, ambiguous, infinite, boolean } = tally;
	const isMixed = integer + decimal + ambiguous + infinite + boolean > 0;
	if (type !== "text") return {
		column: numericColumn(name, type, {
			values,
			codes,
			texts
		}),
		tally,
		isMixed
	};
	return {
		column: isMixed ? void 0 : textColumn(name, codes, dictionary),
		tally,
		isMixed
	};
}
/** How many cells are of which shape. */
function tallyValues(column, rows) {
	return settleCells(column, rows).tally;
}
function settleCells(column, rows) {
	const values = filled(column.values, new Float64Array(rows).fill(NaN));
	const codes = filled(column.codes, new Int32Array(rows).fill(codeOf.missing));
	const texts = readTexts(column.dictionary);
	return {
		values,
		codes,
		texts,
		tally: {
			...countCells(column, values, codes, texts),
			missing: 0,
			padded: 0
		}
	};
}
/** A column of text over a dictionary, which is decoded when it is first asked for. */
function textColumn(name, codes, dictionary) {
	const { size, bytes, offsets } = dictionary;
	const entries = {
		size,
		bytes,
		offsets
	};
	let decoded;
	return {
		kind: "text",
		name,
		type: "text",
		codes,
		get dictionary() {
			decoded ??= decodeEntries(entries);
			return decoded;
		},
		entries
	};
}
function filled(from, to) {
	to.set(from.subarray(0, to.length));
	return to;
}
function readTexts(dictionary) {
	const texts = decodeEntries(dictionary);
	const read = texts.map((text) => readCell(text));
	return {
		texts,
		shapes: read.map(({ shape }) => shape === "date" || shape === "datetime" || shape === "marker" ? shape : "text"),
		values: read.map(({ value }) => value)
	};
}
function countCells(column, values, codes, { shapes }) {
	const tally = {
		integer: 0,
		decimal: 0,
		infinite: 0,
		ambiguous: 0,
		boolean: 0
	};
	const counts = {
		date: 0,
		datetime: 0,
		marker: 0,
		text: 0
	};
	let numbers = 0;
	for (const value of values) if (!Number.isNaN(value)) numbers++;
	for (const code of codes) if (code >= 0) counts[shapes[code]]++;
	else if (code !== codeOf.missing) tally.boolean++;
	tally.ambiguous = column.hasAmbiguous ? 1 : 0;
	tally.infinite = column.hasInfinite ? 1 : 0;
	tally[column.hasDecimal ? "decimal" : "integer"] = numbers - tally.ambiguous - tally.infinite;
	return {
		...tally,
		...counts
	};
}
function numericColumn(name, type, cells) {
	const { values, codes, texts } = cells;
	const misfits = {
		invalid: [],
		rows: []
	};
	const isDate = type === "date" || type === "datetime";
	const refuse = (row, text) => {
		values[row] = NaN;
		addInvalid$1(misfits, row, text);
	};
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		const code = codes[row];
		if (!Number.isNaN(value)) {
			if (type === "number" || type === "integer" && Number.isSafeInteger(value)) continue;
			if (type !== "boolean" || value !== 0 && value !== 1) refuse(row, String(value));
		} else if (code < codeOf.missing) {
			if (type === "boolean") values[row] = code === codeOf.true ? 1 : 0;
			else refuse(row, String(code === codeOf.true));
		} else if (code >= 0) {
			const shape = texts.shapes[code];
			if (shape === "marker") continue;
			if (shape === "date" ? isDate : type === shape) values[row] = texts.values[code];
			else refuse(row, texts.texts[code]);
		}
	}
	return {
		kind: "numeric",
		name,
		type,
		values,
		...invalidCells(misfits)
	};
}

// src/tables/join-columns.ts
/** Columns of one name and type, one below the other. */
function joinColumns(name, type, columns) {
	return type === "text" ? joinTexts(name, columns.filter(isText)) : joinNumbers(name, type, columns.filter(isNumeric));
}
/** The column as of a type, where it shows in what was read; undefined where cells must be read again. */
function convertColumn(column, type) {
	if (column.type === type) return column;
	if (isEmptyColumn(column)) {
		const rows = column.kind === "text" ? column.codes.length : column.values.length;
		return emptyColumn(column.name, type, rows);
	}
	return (column.type === "integer" && type === "number" || column.type === "date" && type === "datetime") && column.kind === "numeric" ? {
		...column,
		type
	} : void 0;
}
/** A column without values. */
function emptyColumn(name, type, rows) {
	if (type === "text") return textColumn(name, new Int32Array(rows).fill(codeOf.missing), createDictionary());
	return {
		kind: "numeric",
		name,
		type,
		values: new Float64Array(rows).fill(NaN),
		invalid: [],
		invalidCount: 0
	};
}
function isText(column) {
	return column.kind === "text";
}
function isNumeric(column) {
	return column.kind === "numeric";
}
/** Codes change to those of a common dictionary, in order of first appearance. */
function joinTexts(name, columns) {
	const dictionary = createDictionary();
	const codes = new Int32Array(columns.reduce((rows, column) => rows + column.codes.length, 0));
	let at = 0;
	for (const column of columns) {
		const { size, bytes, offsets } = textEntries(column);
		const renamed = new Int32Array(size);
		for (let code = 0; code < size; code++) renamed[code] = encode(dictionary, bytes, offsets[code], offsets[code + 1]);
		for (const code of column.codes) codes[at++] = code < 0 ? codeOf.missing : renamed[code];
	}
	return textColumn(name, codes, dictionary);
}
function joinNumbers(name, type, columns) {
	const values = new Float64Array(columns.reduce((rows, column) => rows + column.values.length, 0));
	const joined = {
		invalid: [],
		invalidCount: 0
	};
	const rows = [];
	let at = 0;
	for (const column of columns) {
		values.set(column.values, at);
		for (const { row, text } of column.invalid.slice(0, limits.invalidKept - joined.invalid.length)) joined.invalid.push({
			row: at + row,
			text
		});
		for (const row of rowsOfInvalid(column)) rows.push(at + row);
		at += column.values.length;
	}
	joined.invalidCount = rows.length;
	if (rows.length > joined.invalid.length) joined.invalidRows = Uint32Array.from(rows);
	return {
		kind: "numeric",
		name,
		type,
		values,
		...joined
	};
}

// src/tables/match-columns.ts
/**
* The columns of several files as one table, in the first file's order; files may order them otherwise. Objects of JSON
* lack a key where it is missing, so there it is all keys of all files. Throws UserError, naming two files, where one
* lacks a column that the other has. `partitions` are columns that folders make: those of the files do not count.
*/
function matchColumns(files, partitions) {
	const [first] = files;
	if (first === void 0) return [];
	const namesOf = ({ names }) => names.filter((name) => !partitions.has(name));
	if (first.format === "json") return [...new Set(files.flatMap(namesOf))];
	const expected = namesOf(first);
	const known = new Set(expected);
	for (const file of files.slice(1)) {
		const names = namesOf(file);
		const own = new Set(names);
		const lacking = expected.find((name) => !own.has(name));
		if (lacking !== void 0) throw mismatch({
			has: first,
			lacks: file
		}, lacking, names, file);
		const surplus = names.find((name) => !known.has(name));
		if (surplus !== void 0) throw mismatch({
			has: file,
			lacks: first
		}, surplus, expected, file);
	}
	return expected;
}
/** The format of a table's files, which is the same for all of them. */
function formatOfTable(table) {
	return formatOf(table.rows > 0 ? table.fileOf?.(0) ?? table.source : table.source);
}
function mismatch({ has, lacks }, name, others, at) {
	return new UserError(`Cannot read the files as one table: "${has.source}" has a column "${name}", "${lacks.source}" has none${didYouMean(name, others)}`, {
		file: at.source,
		...at.hasLines && { line: 1 },
		hint: "All files of a table have the same columns, in any order; name other files apart with a pattern"
	});
}

// src/tables/partition-columns.ts
/**
* The columns that the folders of a table's files make, in the first file's order, typed by the rules for cells of CSV:
* `month=01` is text, as leading zeros make codes; `types` hold instead. Throws UserError as `partitionKeys`.
*/
function partitionColumns(files, types = {}) {
	return partitionKeys(files).map((key) => {
		return partitionColumn(key, files.map(({ rows, partitions }) => ({
			text: partitions.get(key),
			rows
		})), Object.hasOwn(types, key) ? types[key] : void 0);
	});
}
/** The keys of files' folders, in the first one's order. Throws UserError where files differ in them, as DuckDB does. */
function partitionKeys(files) {
	const [first] = files;
	if (first === void 0) return [];
	for (const file of files) {
		refuseOther(first, file);
		refuseOther(file, first);
	}
	return [...first.partitions.keys()];
}
function refuseOther(has, lacks) {
	for (const key of has.partitions.keys()) if (!lacks.partitions.has(key)) throw new UserError(`Cannot read the files as one table: "${has.source}" lies in a folder "${key}=…", "${lacks.source}" does not`, {
		file: lacks.source,
		hint: "Hive partitions of one table have the same keys in all files"
	});
}
/** The type of a column that folders make, by all of its cells. */
function partitionType(cells) {
	const tally = emptyTally();
	for (const { text, rows } of cells) tally[text === void 0 ? "missing" : readCell(text).shape] += rows;
	return inferType(tally);
}
/** A column of files' rows, one below the other, as their folders say. */
function partitionColumn(name, cells, type = partitionType(cells)) {
	const rows = cells.reduce((sum, each) => sum + each.rows, 0);
	let at = 0;
	if (type === "text") {
		const codeOf = /* @__PURE__ */ new Map();
		const codes = new Int32Array(rows).fill(-1);
		for (const { text, rows: size } of cells) {
			if (text !== void 0 && size > 0) {
				const code = codeOf.get(text) ?? codeOf.size;
				codeOf.set(text, code);
				codes.fill(code, at, at + size);
			}
			at += size;
		}
		return {
			kind: "text",
			name,
			type,
			codes,
			dictionary: [...codeOf.keys()]
		};
	}
	const values = new Float64Array(rows).fill(NaN);
	const misfits = {
		invalid: [],
		rows: []
	};
	for (const { text, rows: size } of cells) {
		const value = text === void 0 ? NaN : readCellAs(text, type);
		values.fill(value ?? NaN, at, at + size);
		if (value === void 0) for (let row = at; row < at + size; row++) addInvalid$1(misfits, row, text ?? "");
		at += size;
	}
	return {
		kind: "numeric",
		name,
		type,
		values,
		...invalidCells(misfits)
	};
}

// src/tables/row-places.ts
/** Which of several files a row of all of them stands in, by how many rows each has, and which of its rows it is. */
function openRowPlaces(rowsOf) {
	const starts = new Float64Array(rowsOf.length);
	let rows = 0;
	for (const [file, count] of rowsOf.entries()) {
		starts[file] = rows;
		rows += count;
	}
	return (row) => {
		let low = 0;
		let high = starts.length;
		while (low + 1 < high) {
			const middle = low + high >> 1;
			if (starts[middle] <= row) low = middle;
			else high = middle;
		}
		return {
			file: low,
			at: row - starts[low]
		};
	};
}

// src/tables/join-tables.ts
/**
* The files as one table, in their order: columns by name, types as if the files were one (see `settleType`), then the
* columns that folders make, which come before a file's own of that name (as in DuckDB and pyarrow). A file whose types
* come out otherwise is read a second time. Throws UserError, naming two files, where they do not fit together.
*/
async function joinTables(source, parts, options = {}) {
	const tables = parts.map(({ table }) => table);
	const folders = partitionColumns(parts.map(({ table, partitions }) => ({
		source: table.source,
		rows: table.rows,
		partitions
	})), options.types);
	const columnsOf = (table) => ({
		source: table.source,
		format: formatOfTable(table),
		names: table.columns.map(({ name }) => name),
		hasLines: table.lines.length > 0
	});
	const names = matchColumns(tables.map(columnsOf), new Set(folders.map(({ name }) => name)));
	const types = new Map(names.map((name) => [name, typeOf(name, tables, options)]));
	const typed = [];
	for (const part of parts) typed.push(await withTypes(part, types));
	return {
		source,
		columns: [...names.map((name) => {
			const type = types.get(name);
			return joinColumns(name, type, typed.map((table) => columnAs(table, name, type)));
		}), ...folders],
		bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0),
		digest: digestDataSet(parts.map(({ name, table }) => ({
			path: name,
			digest: table.digest
		}))),
		...joinRows(tables)
	};
}
function typeOf(name, tables, { types = {}, ...options }) {
	const known = Object.hasOwn(types, name) ? types[name] : void 0;
	if (known !== void 0) return known;
	const parts = tables.flatMap((table) => {
		const column = findColumn(table, name);
		return column === void 0 ? [] : [{
			column,
			source: table.source
		}];
	});
	return settleType(parts, {
		format: formatOfTable(tables[0]),
		...options
	});
}
/** The part's table, read again where one of its columns cannot be told as the type without the file. */
async function withTypes({ table, readAs }, types) {
	const changed = table.columns.filter((column) => {
		const type = types.get(column.name);
		return type !== void 0 && convertColumn(column, type) === void 0;
	});
	if (changed.length === 0) return table;
	const again = await readAs(Object.fromEntries(changed.map(({ name }) => [name, types.get(name)])));
	if (again.digest === table.digest) return again;
	throw new UserError(`Cannot read "${table.source}": the file changed while it was read`, { file: table.source });
}
function columnAs(table, name, type) {
	const column = findColumn(table, name);
	const converted = column === void 0 ? emptyColumn(name, type, table.rows) : convertColumn(column, type);
	if (converted === void 0) throw new Error(`"${name}" of "${table.source}" was not read as ${type}`);
	return converted;
}
/** How many rows there are, and where each stands. */
function joinRows(tables) {
	const rows = tables.reduce((sum, table) => sum + table.rows, 0);
	if (rows >= 2 ** 31) throw new UserError("Cannot read the files as one table: they have more than 2,147,483,647 rows", { hint: "Name fewer files" });
	const hasLines = tables.every((table) => table.lines.length === table.rows);
	const lines = new Uint32Array(hasLines ? rows : 0);
	let next = 0;
	for (const table of hasLines ? tables : []) {
		lines.set(table.lines, next);
		next += table.rows;
	}
	const placeOf = openRowPlaces(tables.map((table) => table.rows));
	return {
		rows,
		lines,
		fileOf: (row) => {
			const { file, at } = placeOf(row);
			const table = tables[file];
			return table.fileOf?.(at) ?? table.source;
		},
		rowInFile: (row) => {
			const { file, at } = placeOf(row);
			return tables[file].rowInFile?.(at) ?? at;
		}
	};
}

export { codeOf, commonType, convertColumn, createValueColumn, emptyColumn, finalize, finishValueColumn, finishWithTally, formatOfTable, hashGroups, hashRows, identityColumns, isEmptyColumn, isGlob, joinColumns, joinTables, matchColumns, mixWord, momentBefore, murmurHash, openRowPlaces, parseGlob, partitionColumn, partitionKeys, partitionType, placesOf, quoteField, rankWithin, readPartitions, rowIds, rowNamer, splitRows, splitTime, storeCode, storeNumber, tallyValues, textColumn };