import { UserError, addHash, cellConstraints, countCharacters, countCodes, countFilled, countGrid, countPresent, createColumn, createHyperLogLog, createTable, csvError, daysOf, emptyTally, evaluateCondition, failuresOf, failuresOfExpression, findColumn, findMissing, finishText, hashOf, inferType, invalidCells, limits, momentsOf, openKernelScanner, retype, scanRecords, secondHash, startScan, takeRows, tallyDictionary, textEntries, typeByFlags } from "./core.js";

// src/parts/judge-part.ts
/** Constraints on cells that need to know the column's other cells. */
const ofWholeColumn = [
	"unique",
	"increasing",
	"decreasing",
	"zscore",
	"iqr"
];
/** Whether what breaks a constraint can be counted in each part apart, and added up. */
function isCountedByPart(constraint) {
	if (constraint === "expression" || constraint === "missing" || constraint === "row_count") return true;
	return cellConstraints.some((each) => each === constraint) && !ofWholeColumn.includes(constraint);
}
/** Counts what breaks each check in a part; its derived columns stand behind its own. */
async function judgePart(table, checks) {
	const views = /* @__PURE__ */ new Map();
	const judged = [];
	for (const each of checks) {
		const { where } = each.check;
		const view = views.get(where ?? "") ?? viewOf(table, where, each.place);
		views.set(where ?? "", view);
		const found = await countFailures(view.table, each);
		judged.push({
			asked: view.table.rows,
			considered: found.considered,
			failed: found.failed,
			first: found.first.map((row) => {
				const of = view.rows?.[row] ?? row;
				return {
					row: of,
					line: table.lines[of]
				};
			})
		});
	}
	return judged;
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
async function countFailures(table, { check, constraint, place }) {
	if (constraint === "row_count") return {
		considered: table.rows,
		failed: 0,
		first: []
	};
	if (constraint === "expression") return failuresOfExpression({
		table,
		check,
		place
	});
	const column = findColumn(table, check.column ?? "");
	if (column === void 0) return {
		considered: 0,
		failed: 0,
		first: []
	};
	if (constraint === "missing") return findMissing(column);
	const of = {
		check,
		place,
		isWhole: false,
		profile: {
			schema: "mlops/profile@1",
			rows: table.rows,
			bytes: 0,
			digest: "",
			duplicate_rows: 0,
			columns: []
		}
	};
	const cell = cellConstraints.find((each) => each === constraint);
	if (cell === void 0) throw new Error(`"${constraint}" cannot be counted part by part`);
	return failuresOf(of, cell, column);
}

// src/parts/sample-rows.ts
/** Rows that are meant to be sampled of all data. */
const sampledRows = 1e5;
/** Picks about `share` of a part's rows, always the same ones for a seed. */
function sampleRows(table, share, seed) {
	const rows = pickRows(table.rows, share, seed);
	return table.columns.map((column) => column.kind === "text" ? {
		numbers: void 0,
		texts: pickTexts(column, rows)
	} : {
		numbers: pickNumbers(column.values, rows),
		texts: void 0
	});
}
function pickRows(count, share, seed) {
	if (share >= 1) return Uint32Array.from({ length: count }, (_, row) => row);
	const most = Math.floor(share * 2 ** 32);
	const rows = [];
	for (let row = 0; row < count; row++) if (mix$1(Math.imul(row + 1, 2654435761) ^ seed) < most) rows.push(row);
	return Uint32Array.from(rows);
}
function pickNumbers(values, rows) {
	const numbers = new Float64Array(rows.length);
	for (let i = 0; i < rows.length; i++) numbers[i] = values[rows[i]];
	return numbers;
}
function pickTexts(column, rows) {
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	const { codes, entries } = column;
	return Array.from(rows, (row) => {
		const code = codes[row];
		if (code < 0) return null;
		if (entries === void 0) return column.dictionary[code] ?? null;
		return decoder.decode(entries.bytes.subarray(entries.offsets[code], entries.offsets[code + 1]));
	});
}
/** Murmur3's finalizer: an unsigned number. */
function mix$1(word) {
	word = Math.imul(word ^ word >>> 16, 2246822507);
	word = Math.imul(word ^ word >>> 13, 3266489909);
	return (word ^ word >>> 16) >>> 0;
}
/** The sampled rows of all parts, in their order. */
function joinSamples(columns, parts) {
	const rows = parts.reduce((sum, [first]) => sum + (first?.numbers ?? first?.texts ?? []).length, 0);
	return {
		columns: columns.map(({ name, type }, index) => {
			const cells = parts.map((part) => part[index]);
			if (type === "text") return textColumn(name, cells.flatMap((each) => each?.texts ?? []));
			const values = new Float64Array(rows);
			let at = 0;
			for (const each of cells) {
				values.set(each?.numbers ?? [], at);
				at += each?.numbers?.length ?? 0;
			}
			return {
				kind: "numeric",
				name,
				type,
				values,
				invalid: [],
				invalidCount: 0
			};
		}),
		rows
	};
}
function textColumn(name, texts) {
	const codeOf = /* @__PURE__ */ new Map();
	return {
		kind: "text",
		name,
		type: "text",
		codes: Int32Array.from(texts, (text) => {
			if (text === null) return -1;
			const code = codeOf.get(text) ?? codeOf.size;
			codeOf.set(text, code);
			return code;
		}),
		dictionary: [...codeOf.keys()]
	};
}

// src/statistics/kll.ts
/** Values that are sorted at once; below so many, everything is exact. */
const bufferValues = 1024;
/** No level holds less. */
const leastCapacity = 8;
/** An empty sketch; a larger k (8 … 65,535) errs less and holds about 3 k numbers. The same seed gives the same sketch. */
function createKll(k, seed) {
	return {
		k,
		count: 0,
		min: Infinity,
		max: -Infinity,
		base: 0,
		pending: 0,
		picked: 0,
		taken: 0,
		buffer: /* @__PURE__ */ new Float64Array(32),
		filled: 0,
		levels: [],
		state: mix(seed)
	};
}
/**
* How far the told rank of a value may be from the true one, as a share of all values, in 99 % of sketches: the error
* that Apache DataSketches states for its KLL sketch (`KllHelper.getNormalizedRankError`, one-sided). 0.68 % for 400.
*/
function kllError(k) {
	return 2.296 / k ** .9723;
}
/** Adds the finite ones of `values[from … to - 1]`. */
function addValues(sketch, values, from = 0, to = values.length) {
	let { min, max, pending, picked, taken } = sketch;
	let size = 2 ** sketch.base;
	let count = 0;
	for (let i = from; i < to; i++) {
		const value = values[i] + 0;
		if (value - value !== 0) continue;
		if (value < min) min = value;
		if (value > max) max = value;
		if (pending === 0 || pending === picked) taken = value;
		count++;
		if (++pending < size) continue;
		pending = sketch.pending = 0;
		push(sketch, taken);
		size = 2 ** sketch.base;
		picked = size === 1 ? 0 : random(sketch) >>> 32 - sketch.base;
	}
	Object.assign(sketch, {
		min,
		max,
		pending,
		picked,
		taken,
		count: sketch.count + count
	});
}
/**
* Adds to a sketch all that another one of the same k has seen. To the bit, the result depends on the order of merges:
* merge parts in the order of their rows.
*/
function mergeKll(into, other) {
	if (into.base < other.base) settle(into, other.base);
	other.levels.forEach((values, level) => {
		addSorted(into, level, values);
	});
	addWeighted(into, other.taken, other.pending);
	compact(into);
	const rest = other.buffer.slice(0, other.filled);
	if (other.base === into.base && into.filled + rest.length < bufferValues) for (const value of rest) push(into, value);
	else addSorted(into, other.base, rest.sort());
	compact(into);
	into.count += other.count;
	into.min = Math.min(into.min, other.min);
	into.max = Math.max(into.max, other.max);
}
/**
* Quantiles of the values by probability, as numpy's method "linear" tells them from what the sketch kept; NaN where
* there are no values. Exact up to 1,023 values.
*/
function quantilesOfKll(sketch, probabilities) {
	const { values, ends } = sortedValues(sketch);
	const last = sketch.count - 1;
	const at = (rank) => {
		if (rank <= 0) return sketch.min;
		return rank >= last ? sketch.max : values[firstAbove(ends, rank)];
	};
	return probabilities.map((probability) => {
		if (last < 0) return NaN;
		const position = probability * last;
		const rank = Math.floor(position);
		const [low, high] = [at(rank), at(rank + 1)];
		const share = position - rank;
		return share >= .5 ? high - (high - low) * (1 - share) : low + (high - low) * share;
	});
}
/** The share of the values that are at most each of these; NaN where there are no values. */
function ranksOfKll(sketch, values) {
	const sorted = sortedValues(sketch);
	return values.map((value) => {
		if (sketch.count === 0) return NaN;
		if (value >= sketch.max) return 1;
		const above = firstAbove(sorted.values, value);
		return above === 0 || value < sketch.min ? 0 : sorted.ends[above - 1] / sketch.count;
	});
}
/** What the sketch holds in ascending order, and how many values are at most each. */
function sortedValues(sketch) {
	const all = [{
		value: sketch.taken,
		weight: sketch.pending
	}];
	for (const value of sketch.buffer.subarray(0, sketch.filled)) all.push({
		value,
		weight: 2 ** sketch.base
	});
	sketch.levels.forEach((values, level) => {
		for (const value of values) all.push({
			value,
			weight: 2 ** level
		});
	});
	all.sort((a, b) => a.value - b.value);
	let end = 0;
	return {
		values: Float64Array.from(all, ({ value }) => value),
		ends: Float64Array.from(all, ({ weight }) => end += weight)
	};
}
/** The first place of an ascending array whose value is above `value`. */
function firstAbove(ascending, value) {
	let low = 0;
	let high = ascending.length;
	while (low < high) {
		const middle = low + high >>> 1;
		if (ascending[middle] > value) high = middle;
		else low = middle + 1;
	}
	return low;
}
/** Puts a value into the buffer. A full buffer becomes a level, and the levels are compacted. */
function push(sketch, value) {
	if (sketch.filled === sketch.buffer.length) {
		const wider = new Float64Array(sketch.buffer.length * 2);
		wider.set(sketch.buffer);
		sketch.buffer = wider;
	}
	sketch.buffer[sketch.filled++] = value;
	if (sketch.filled < bufferValues) return;
	addSorted(sketch, sketch.base + 1, halve(sketch, sketch.buffer.sort()));
	sketch.filled = 0;
	compact(sketch);
}
/**
* While the levels hold more than they may in all, the lowest one that is full is halved into the next one. The base
* is raised where the levels became many, once buffer and group are empty.
*/
function compact(sketch) {
	const { levels, k } = sketch;
	const depth = Math.max(4, Math.floor(Math.log2(k)) - 1);
	for (;;) {
		const top = levels.length - 1;
		const capacities = levels.map((_, level) => level <= sketch.base ? 1 : Math.max(leastCapacity, Math.ceil(k * (2 / 3) ** (top - level))));
		if (sum(levels.map(({ length }) => length)) <= sum(capacities)) break;
		const full = levels.findIndex(({ length }, level) => length > capacities[level]);
		const values = levels[full];
		const odd = values.length % 2;
		levels[full] = values.slice(0, odd);
		addSorted(sketch, full + 1, halve(sketch, values.subarray(odd)));
	}
	if (sketch.filled === 0 && sketch.pending === 0) sketch.base = Math.max(sketch.base, levels.length - 1 - depth);
}
function sum(numbers) {
	return numbers.reduce((a, b) => a + b, 0);
}
/** Every second value, the first or the second of each pair at random; the number of values is even. */
function halve(sketch, ascending) {
	const half = new Float64Array(ascending.length / 2);
	for (let i = 0, from = random(sketch) >>> 31; i < half.length; i++) half[i] = ascending[2 * i + from];
	return half;
}
/** Adds ascending values to a level. */
function addSorted(sketch, level, added) {
	while (sketch.levels.length <= level) sketch.levels.push(/* @__PURE__ */ new Float64Array(0));
	const held = sketch.levels[level];
	const all = new Float64Array(held.length + added.length);
	for (let i = 0, left = 0, right = 0; i < all.length; i++) {
		const isLeft = right === added.length || left < held.length && held[left] <= added[right];
		all[i] = isLeft ? held[left++] : added[right++];
	}
	sketch.levels[level] = all;
}
/** Empties buffer and group into the levels, so that the base can be another one. */
function settle(sketch, base) {
	addSorted(sketch, sketch.base, sketch.buffer.slice(0, sketch.filled).sort());
	addWeighted(sketch, sketch.taken, sketch.pending);
	Object.assign(sketch, {
		filled: 0,
		pending: 0,
		picked: 0,
		base: Math.max(sketch.base, base)
	});
}
/** Adds a value that stands for `weight` ones: once to each level that the weight is a sum of. */
function addWeighted(sketch, value, weight) {
	for (let level = 0; 2 ** level <= weight; level++) if (Math.floor(weight / 2 ** level) % 2 === 1) addSorted(sketch, level, Float64Array.of(value));
}
/** 32 random bits. */
function random(sketch) {
	sketch.state = sketch.state + 2654435769 | 0;
	return mix(sketch.state);
}
/** The finaliser of MurmurHash3 (Austin Appleby): an unsigned number. */
function mix(word) {
	word = Math.imul(word ^ word >>> 16, 2246822507);
	word = Math.imul(word ^ word >>> 13, 3266489909);
	return (word ^ word >>> 16) >>> 0;
}

// src/profile/count-part.ts
/** Counts the values that are not NaN; -0 counts as 0. More than `most` different ones are sketched. */
function countPart(values, { min, max }, most) {
	const grid = countGrid(values, min, max);
	if (grid === void 0) return countHashed(values, most);
	const filled = countFilled(grid.counts);
	if (filled <= most) return {
		values: withoutEmpty(grid, filled),
		sketch: void 0
	};
	const sketch = createHyperLogLog();
	for (let place = 0; place < grid.keys.length; place++) if (grid.counts[place] !== 0) addValue(sketch, grid.keys[place]);
	return {
		values: void 0,
		sketch
	};
}
/** Adds a value to a sketch of different values. */
function addValue(sketch, value) {
	const hash = hashOf(value);
	addHash(sketch, hash, secondHash(hash));
}
function countHashed(values, most) {
	const table = createTable(most);
	const { keys, counts } = table;
	const mask = keys.length - 1;
	for (let row = 0; row < values.length; row++) {
		const value = values[row] + 0;
		if (Number.isNaN(value)) continue;
		let slot = hashOf(value) & mask;
		while (counts[slot] !== 0 && keys[slot] !== value) slot = slot + 1 & mask;
		if (counts[slot] === 0) {
			if (table.size === most) return {
				values: void 0,
				sketch: sketchAll(values)
			};
			keys[slot] = value;
			table.size++;
		}
		counts[slot]++;
	}
	return {
		values: withoutEmpty(table, table.size),
		sketch: void 0
	};
}
function sketchAll(values) {
	const sketch = createHyperLogLog();
	for (let row = 0; row < values.length; row++) {
		const value = values[row] + 0;
		if (!Number.isNaN(value)) addValue(sketch, value);
	}
	return sketch;
}
function withoutEmpty({ keys, counts }, filled) {
	const kept = {
		keys: new Float64Array(filled),
		counts: new Int32Array(filled)
	};
	for (let slot = 0, at = 0; at < filled; slot++) {
		if (counts[slot] === 0) continue;
		kept.keys[at] = keys[slot];
		kept.counts[at++] = counts[slot];
	}
	return kept;
}

// src/profile/hash-texts.ts
const hashed = /* @__PURE__ */ new WeakMap();
/** Hashes of a column's different texts, by code, the same in every part of a file; worked out once. */
function hashTexts(column) {
	const found = hashed.get(column);
	if (found !== void 0) return found;
	const { size, bytes, offsets } = textEntries(column);
	const hashes = {
		high: new Int32Array(size),
		low: new Int32Array(size)
	};
	for (let code = 0; code < size; code++) hashBytes(bytes, offsets[code], offsets[code + 1], hashes, code);
	hashed.set(column, hashes);
	return hashes;
}
/** The hash of one text. */
function hashText(text) {
	const bytes = new TextEncoder().encode(text);
	const hash = {
		high: /* @__PURE__ */ new Int32Array(1),
		low: /* @__PURE__ */ new Int32Array(1)
	};
	hashBytes(bytes, 0, bytes.length, hash, 0);
	return {
		high: hash.high[0],
		low: hash.low[0]
	};
}
/** Four bytes at a time into two words that are mixed with each other, then MurmurHash3's finalizer on both. */
function hashBytes(bytes, start, end, into, index) {
	let high = end - start;
	let low = 2654435761;
	let at = start;
	for (; at + 4 <= end; at += 4) {
		const word = bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24;
		high = Math.imul(high ^ word, 3432918353);
		high = high << 15 | high >>> 17;
		low = Math.imul(low ^ word ^ high, 2246822507);
		low ^= low >>> 13;
	}
	for (; at < end; at++) {
		high = Math.imul(high ^ bytes[at], 3432918353);
		high = high << 15 | high >>> 17;
		low = Math.imul(low ^ bytes[at] ^ high, 2246822507);
		low ^= low >>> 13;
	}
	into.high[index] = finalize(high ^ finalize(low));
	into.low[index] = finalize(low + Math.imul(high, 5) | 0);
}
function finalize(hash) {
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return hash ^ hash >>> 16;
}

// src/profile/summarize-column.ts
/** Different values of a part that are told one by one; a part with more gives a sketch of them. */
const partValues = 8192;
/** Summarizes a part's column. */
function summarizeColumn(column, options) {
	return column.kind === "text" ? summarizeTexts(column) : summarizeNumbers(column, options);
}
/** Of the quantiles' sketches: their error is `kllError(kllSize)`. */
const kllSize = 400;
/** Values that a file's quantiles are told from at least: one of 2, 4, 8 … stands for the others where there are many. */
const pickedValues = 25e4;
function summarizeNumbers(column, { seed, rows }) {
	const { values, invalidCount: invalid } = column;
	const moments = momentsOf(values);
	const { finite, infinite } = moments;
	const quantiles = createKll(400, seed);
	addValues(quantiles, pickValues(values, seed, rows));
	return {
		kind: "numeric",
		missing: values.length - finite - infinite - invalid,
		invalid,
		moments,
		...countPart(values, moments, partValues),
		quantiles,
		ascending: findAscending(values),
		days: column.type === "date" || column.type === "datetime" ? daysOf(values, moments) : void 0
	};
}
/** The first and the last value, where each is greater than the one before and none is missing. */
function findAscending(values) {
	let last = -Infinity;
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		if (!(value > last)) return void 0;
		last = value;
	}
	return values.length === 0 ? void 0 : {
		first: values[0],
		last
	};
}
/**
* One random value of each 2, 4, 8 … that follow one another, as KLL's sampler picks them (Karnin, Lang, Liberty 2016,
* section 4); all of them where the file has few rows. What is not finite is left out.
*/
function pickValues(values, seed, rows) {
	const bits = Math.max(0, Math.min(16, Math.floor(Math.log2(rows / pickedValues))));
	if (bits === 0) return values;
	const step = 2 ** bits;
	const picked = new Float64Array(Math.ceil(values.length / step));
	let state = Math.imul(seed + 1, 2654435761) ^ 1540483477;
	let size = 0;
	for (let from = 0; from < values.length; from += step) {
		state = Math.imul(state, 1664525) + 1013904223 | 0;
		const value = values[from + (state >>> 32 - bits)];
		if (value - value === 0) picked[size++] = value;
	}
	return picked.subarray(0, size);
}
function summarizeTexts(column) {
	const { codes } = column;
	const { size, bytes, offsets } = textEntries(column);
	const { counts, missing } = countCodes(codes, size);
	let shortest = Infinity;
	let longest = 0;
	let characters = 0;
	for (let code = 0; code < size; code++) {
		const length = countCharacters(bytes, offsets[code], offsets[code + 1]);
		characters += length * counts[code];
		if (length < shortest) shortest = length;
		if (length > longest) longest = length;
	}
	const isFew = size <= 8192 && offsets[size] <= 8192 * 64;
	return {
		kind: "text",
		count: codes.length - missing,
		missing,
		shortest,
		longest,
		characters,
		values: isFew ? {
			texts: column.dictionary,
			counts
		} : void 0,
		sketch: isFew ? void 0 : sketchTexts(column)
	};
}
function sketchTexts(column) {
	const sketch = createHyperLogLog();
	const { high, low } = hashTexts(column);
	for (let code = 0; code < high.length; code++) addHash(sketch, high[code], low[code]);
	return sketch;
}

// src/tables/column-evidence.ts
/** A part's column, as of the type that is expected, and what speaks for or against it. */
function finishAs(column, rows, expected) {
	const isText = column.kind === 0;
	const tally = isText && column.forced === void 0 ? tallyDictionary(column, rows, Infinity) : emptyTally();
	if (isText && expected === "text") return {
		column: finishText(column, rows),
		evidence: evidenceOf(column, {
			isText,
			tally,
			fitting: 0
		})
	};
	if (isText) retype(column, expected === "text" ? "boolean" : expected, rows);
	const values = column.values.subarray(0, rows);
	const { name, misfits } = column;
	return {
		column: {
			kind: "numeric",
			name,
			type: expected === "text" ? "number" : expected,
			values,
			...invalidCells(misfits)
		},
		evidence: evidenceOf(column, {
			isText,
			tally,
			fitting: countPresent(values)
		})
	};
}
function evidenceOf(column, seen) {
	const { hasDecimal, hasAmbiguous, hasPadded, hasInfinite, hasTime, misfits } = column;
	return {
		...seen,
		isDate: column.kind === 2,
		invalid: misfits.rows.length,
		hasDecimal,
		hasAmbiguous,
		hasPadded,
		hasInfinite,
		hasTime
	};
}
/** Adds the evidence of a later part to that of the ones before; `into` is changed. */
function addEvidence(into, from) {
	for (const shape of Object.keys(into.tally)) into.tally[shape] += from.tally[shape];
	into.fitting += from.fitting;
	into.invalid += from.invalid;
	into.hasDecimal ||= from.hasDecimal;
	into.hasAmbiguous ||= from.hasAmbiguous;
	into.hasPadded ||= from.hasPadded;
	into.hasInfinite ||= from.hasInfinite;
	into.hasTime ||= from.hasTime;
}
/** The type by all parts' evidence: as `inferType` and the scan of a whole file have it. */
function settledType(evidence) {
	if (evidence.isText) return inferType(evidence.tally);
	return typeByFlags(evidence);
}

// src/tables/csv-part.ts
/** Room that grows with the first part. */
function createPartRoom() {
	return {
		values: [],
		codes: [],
		lines: /* @__PURE__ */ new Uint32Array(0)
	};
}
/**
* Scans the records that start in a range of a file. A part whose start was guessed is only right if the part before
* ends there: a line end inside of quotes looks like one between records. Throws UserError for what is no CSV; its
* line counts from the part's start.
*/
function scanCsvPart(read, plan, range, kernel, room = createPartRoom()) {
	const start = range.isExact ? range.from : findLineEnd(read, range.from - 1, plan.bytes) + 1;
	const scan = startPart(plan, range.line ?? 0, room);
	if (start >= range.to) return finishPart(scan, plan, {
		range,
		room,
		start,
		next: start
	});
	const scanner = kernel === void 0 ? void 0 : openKernelScanner(kernel, scan);
	const step = (buffer, end, isLast) => scanner === void 0 ? scanRecords(scan, buffer, 0, end, isLast) : scanner.scan(buffer, 0, end, isLast);
	let buffer = /* @__PURE__ */ new Uint8Array(262145);
	let filled = 0;
	let at = start;
	const take = (until) => {
		const count = read(at, buffer.subarray(filled, filled + Math.min(buffer.length - 1 - filled, until - at)));
		if (count === 0) throw new UserError(`Cannot read "${plan.source}": the file changed while it was read`);
		filled += count;
		at += count;
	};
	const scanFilled = (isLast) => {
		const consumed = step(buffer, filled, isLast);
		buffer.copyWithin(0, consumed, filled);
		filled -= consumed;
		if (isLast || filled === 0) return;
		refuseLong(scan, filled, scan.pendingStart - consumed);
		if (filled * 2 >= buffer.length) buffer = widened(buffer);
	};
	while (at < range.to) {
		take(range.to);
		scanFilled(at === plan.bytes);
	}
	while (filled > 0 && at < plan.bytes) {
		const lineEnd = Math.min(plan.bytes, findLineEnd(read, at, plan.bytes) + 1);
		while (at < lineEnd) {
			take(lineEnd);
			scanFilled(at === plan.bytes);
		}
	}
	scanner?.finish();
	return finishPart(scan, plan, {
		range,
		room,
		start,
		next: at - filled
	});
}
/** The place of the first line feed from `position` on; `end` where there is none. */
function findLineEnd(read, position, end) {
	const block = /* @__PURE__ */ new Uint8Array(4096);
	for (let at = position; at < end;) {
		const count = read(at, block);
		if (count === 0) break;
		const index = block.subarray(0, count).indexOf(10);
		if (index >= 0) return at + index;
		at += count;
	}
	return end;
}
function startPart(plan, line, room) {
	const columns = plan.columns.map(({ name, type, isDeclared, rule }) => {
		const column = createColumn(name, isDeclared ? type : void 0, rule);
		if (!isDeclared) column.kind = createColumn(name, type, rule).kind;
		return column;
	});
	const capacity = room.lines.length;
	for (const [index, column] of columns.entries()) if (column.kind === 0) column.codes = sized(room.codes[index], capacity) ?? new Int32Array(capacity);
	else column.values = sized(room.values[index], capacity) ?? new Float64Array(capacity);
	return startScan({
		source: plan.source,
		columns,
		line,
		marks: plan.marks,
		lines: room.lines
	});
}
/** The array where it has that length. */
function sized(array, length) {
	return array?.length === length ? array : void 0;
}
function finishPart(scan, plan, of) {
	const { rows } = scan;
	const { range, room, start, next } = of;
	room.lines = scan.lines;
	room.codes = scan.columns.map(({ codes }) => codes);
	room.values = scan.columns.map(({ values }) => values);
	const finished = scan.columns.map((column, index) => finishAs(column, rows, plan.columns[index]?.type ?? "text"));
	return {
		table: {
			source: plan.source,
			rows,
			columns: finished.map(({ column }) => column),
			lines: scan.lines.subarray(0, rows),
			bytes: next - start,
			digest: ""
		},
		evidence: finished.map(({ evidence }) => evidence),
		start,
		next,
		lines: scan.line - (range.line ?? 0)
	};
}
function refuseLong(scan, filled, pendingStart) {
	const place = {
		line: scan.line,
		column: scan.pendingColumn
	};
	if (filled - pendingStart > limits.cell) throw csvError(scan, place, "cell");
	if (filled > limits.record) throw csvError(scan, place, "record");
}
function widened(buffer) {
	const wider = new Uint8Array(buffer.length * 2);
	wider.set(buffer);
	return wider;
}

export { addEvidence, addValue, createPartRoom, findAscending, hashText, hashTexts, isCountedByPart, joinSamples, judgePart, kllError, mergeKll, quantilesOfKll, ranksOfKll, sampleRows, sampledRows, scanCsvPart, settledType, summarizeColumn };