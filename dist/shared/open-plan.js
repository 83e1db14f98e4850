import { cellConstraints } from "./core.js";
import { addHash, countCharacters, countFilled, countGrid, countGridOn, countInto, countUpTo, createHyperLogLog, createTable, daysOf, emptyTally, estimateDistinct, exactDistinct, failuresOf, findColumn, findMissing, hashOf, inferType, memoryOf, momentPasses, momentsOf, numberTexts, openArena, openColumns, openKernelScanner, readHeader, scanRecords, secondHash, startScan, takeRows, tallyDictionary, testOf, textAt, textEntries } from "./data.js";
import { joinColumns, partitionColumn } from "./tables.js";
import { evaluateCondition, failuresOfExpression } from "./checks.js";
import { hashTexts } from "./profile.js";
import { createPartRoom, scanCsvPart } from "./csv-part.js";

// src/parts/judge-part.ts
/**
* Counts what breaks each check in a part; its derived columns stand behind its own. What is known of its columns spares
* looking at their cells.
*/
async function judgePart(table, checks, known = []) {
	const views = /* @__PURE__ */ new Map();
	const judged = [];
	for (const each of checks) {
		const { where } = each.check;
		const view = views.get(where ?? "") ?? viewOf(table, where, each.place);
		views.set(where ?? "", view);
		const found = await countFailures(view.table, each, where === void 0 ? known : []);
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
/** The tests of checks on cells, made once for all parts. */
const tests = /* @__PURE__ */ new WeakMap();
async function knownTest(of, constraint, column) {
	if (constraint === "required") return void 0;
	const known = tests.get(of);
	if (known?.type === column.type) return known.test;
	const test = await testOf(of.check, constraint, column, of.place);
	tests.set(of, {
		type: column.type,
		test
	});
	return test;
}
async function countFailures(table, asked, known) {
	const { check, constraint, place } = asked;
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
	if (constraint === "missing") return findMissing(column, known.find(({ name }) => name === column.name));
	const of = {
		check,
		place,
		isWhole: true,
		profile: {
			schema: "mlops/profile@1",
			rows: table.rows,
			bytes: 0,
			digest: "",
			duplicate_rows: 0,
			columns: [...known]
		}
	};
	const cell = cellConstraints.find((each) => each === constraint);
	if (cell === void 0) throw new Error(`"${constraint}" cannot be counted part by part`);
	return failuresOf(of, cell, column, await knownTest(asked, cell, column));
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
	if (scratch$1.length <= count) scratch$1 = new Uint32Array(count * 2 + 1);
	return scratch$1.subarray(0, pickInto$1(scratch$1, count, Math.floor(share * 2 ** 32), seed));
}
/** Used again for each part. */
let scratch$1 = /* @__PURE__ */ new Uint32Array(0);
/** Each row is written down, and counted where it is one. */
function pickInto$1(rows, count, most, seed) {
	let size = 0;
	for (let row = 0; row < count; row++) {
		rows[size] = row;
		size += mix$1(Math.imul(row + 1, 2654435761) ^ seed) < most ? 1 : 0;
	}
	return size;
}
function pickNumbers(values, rows) {
	const numbers = new Float64Array(rows.length);
	placeNumbers(numbers, values, rows);
	return numbers;
}
function placeNumbers(numbers, values, rows) {
	for (let i = 0; i < rows.length; i++) numbers[i] = values[rows[i]];
}
function pickTexts(column, rows) {
	const codeOf = /* @__PURE__ */ new Map([[-1, -1]]);
	const dictionary = [];
	const codes = new Int32Array(rows.length);
	for (let i = 0; i < rows.length; i++) {
		const own = column.codes[rows[i]];
		let code = codeOf.get(own);
		if (code === void 0) {
			code = dictionary.push(textAt(column, own) ?? "") - 1;
			codeOf.set(own, code);
		}
		codes[i] = code;
	}
	return {
		codes,
		dictionary
	};
}
/** Murmur3's finalizer: an unsigned number. */
function mix$1(word) {
	word = Math.imul(word ^ word >>> 16, 2246822507);
	word = Math.imul(word ^ word >>> 13, 3266489909);
	return (word ^ word >>> 16) >>> 0;
}
/** The sampled rows of all parts, in their order. */
function joinSamples(columns, parts) {
	const rows = parts.reduce((sum, [first]) => sum + (first?.numbers ?? first?.texts?.codes ?? []).length, 0);
	return {
		columns: columns.map(({ name, type }, index) => {
			const cells = parts.map((part) => part[index]);
			if (type === "text") return textColumn(name, rows, cells.flatMap((each) => each?.texts ?? []));
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
function textColumn(name, rows, parts) {
	const codeOf = /* @__PURE__ */ new Map();
	const codes = new Int32Array(rows);
	let at = 0;
	for (const part of parts) {
		placeCodes(codes, at, part.codes, joinTexts(codeOf, part.dictionary));
		at += part.codes.length;
	}
	return {
		kind: "text",
		name,
		type: "text",
		codes,
		dictionary: [...codeOf.keys()]
	};
}
/** The codes of a part's texts among those of all parts. */
function joinTexts(codeOf, texts) {
	const known = new Int32Array(texts.length);
	for (let place = 0; place < texts.length; place++) {
		const text = texts[place];
		let code = codeOf.get(text);
		if (code === void 0) {
			code = codeOf.size;
			codeOf.set(text, code);
		}
		known[place] = code;
	}
	return known;
}
function placeCodes(codes, from, own, known) {
	for (let row = 0; row < own.length; row++) {
		const code = own[row];
		codes[from + row] = code < 0 ? -1 : known[code];
	}
}

// src/statistics/kll.ts
/** Values that are sorted at once; below so many, everything is exact. */
const bufferValues = 1024;
/** Values of a group, by base. */
const groupSizes = Float64Array.from({ length: 54 }, (_, base) => 2 ** base);
/** No level holds less. */
const leastCapacity = 8;
/** An empty sketch; a larger k (8 \u2026 65,535) errs less and holds about 3 k numbers. The same seed gives the same sketch. */
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
		state: mix(seed) | 0
	};
}
/**
* How far the told rank of a value may be from the true one, as a share of all values, in 99 % of sketches: the error
* that Apache DataSketches states for its KLL sketch (`KllHelper.getNormalizedRankError`, one-sided). 0.68 % for 400.
*/
function kllError(k) {
	return 2.296 / k ** .9723;
}
/** Adds the finite ones of `values[from \u2026 to - 1]`. */
function addValues(sketch, values, from = 0, to = values.length) {
	for (let i = from; i < to; i++) {
		const value = values[i] + 0;
		if (value - value === 0) addValue$1(sketch, value);
	}
}
function addValue$1(sketch, value) {
	if (value < sketch.min) sketch.min = value;
	if (value > sketch.max) sketch.max = value;
	if (sketch.pending === 0 || sketch.pending === sketch.picked) sketch.taken = value;
	sketch.count++;
	if (++sketch.pending < groupSizes[sketch.base]) return;
	sketch.pending = 0;
	push(sketch, sketch.taken);
	sketch.picked = sketch.base === 0 ? 0 : random(sketch) >>> 32 - sketch.base;
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
		return rank >= last ? sketch.max : values[countUpTo(ends, rank)];
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
		const above = countUpTo(sorted.values, value);
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
	mergeSorted(held, added, all);
	sketch.levels[level] = all;
}
function mergeSorted(a, b, into) {
	for (let i = 0, left = 0, right = 0; i < into.length; i++) {
		const isLeft = right === b.length || left < a.length && a[left] <= b[right];
		into[i] = isLeft ? a[left++] : b[right++];
	}
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
/** Where a sketch tells of so many times more values than are counted, there are more: 30 of its standard errors. */
const clearly = 1.25;
/** Counts the values that are not NaN; -0 counts as 0. More than `most` different ones are sketched. */
function countPart(values, { min, max }, most, loops = {
	sketch: sketchAll,
	countGrid
}) {
	const isNarrow = max - min < most;
	const grid = isNarrow ? loops.countGrid(values, min, max) : void 0;
	const counted = grid && countedOnGrid(grid, most);
	if (counted !== void 0) return {
		values: counted,
		sketch: void 0
	};
	const sketch = loops.sketch(values);
	if (grid !== void 0 || estimateDistinct(sketch) > most * clearly) return {
		values: void 0,
		sketch
	};
	const found = isNarrow ? void 0 : loops.countGrid(values, min, max);
	const exact = found ? countedOnGrid(found, most) : countedByHash(values, most);
	return {
		values: exact,
		sketch: exact ? void 0 : sketch
	};
}
function countedOnGrid(grid, most) {
	const filled = countFilled(grid.counts);
	return filled > most ? void 0 : withoutEmpty(grid, filled);
}
function countedByHash(values, most) {
	const table = createTable(most);
	return countInto(table, values, most) < 0 ? withoutEmpty(table, table.size) : void 0;
}
/** Adds a value to a sketch of different values. */
function addValue(sketch, value) {
	const hash = hashOf(value);
	addHash(sketch, hash, secondHash(hash));
}
/** A sketch of the values that are not NaN. */
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

// src/profile/part-loops.ts
/** In TypeScript. */
const plainPartLoops = {
	momentsOf: (values) => momentsOf(values),
	sketch: sketchAll,
	countGrid
};
/** By one instance of the kernel after another, each with twice the room of the one before; the same to the last bit. */
function kernelPartLoops(open) {
	let capacity = 0;
	let instance;
	const reserve = (rows) => {
		if (instance === void 0 || rows > capacity) {
			capacity = Math.max(rows, capacity * 2, 65536);
			const places = Math.max(exactDistinct, capacity);
			instance = openInstance(open(memoryOf(capacity * 8 + places * 12 + createHyperLogLog().length)));
		}
		return instance;
	};
	return {
		momentsOf(values) {
			const { hold, passes } = reserve(values.length);
			return momentsOf(hold(values, true), passes);
		},
		sketch(values) {
			const { kernel, hold, registers } = reserve(values.length);
			registers.fill(0);
			kernel.sketch(hold(values).byteOffset, values.length, registers.byteOffset);
			return new Uint8Array(registers);
		},
		countGrid(values, min, max) {
			const { kernel, arena, hold } = reserve(values.length);
			return countGridOn(kernel, arena, hold(values), {
				min,
				max
			});
		}
	};
}
function openInstance(kernel) {
	const arena = openArena(kernel);
	const words = arena.ints(createHyperLogLog().length / 4);
	const registers = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
	const passes = momentPasses(kernel, arena);
	const start = arena.mark();
	let held;
	/** The values in the kernel's memory, copied there once for all loops over them. */
	const hold = (values, isNew = false) => {
		if (isNew || held?.values !== values) {
			arena.release(start);
			held = {
				values,
				copy: new Float64Array(kernel.memory.buffer, arena.place(values), values.length)
			};
		}
		arena.release(held.copy.byteOffset + held.copy.byteLength);
		return held.copy;
	};
	return {
		kernel,
		arena,
		registers,
		passes,
		hold
	};
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
/** Values that a file's quantiles are told from at least: one of 2, 4, 8 \u2026 stands for the others where there are many. */
const pickedValues = 25e4;
function summarizeNumbers(column, { seed, rows, loops = plainPartLoops }) {
	const { values, invalidCount: invalid } = column;
	const moments = loops.momentsOf(values);
	const { finite, infinite } = moments;
	const quantiles = createKll(400, seed);
	addValues(quantiles, pickValues(values, seed, rows));
	return {
		kind: "numeric",
		missing: values.length - finite - infinite - invalid,
		invalid,
		moments,
		...countPart(values, moments, partValues, loops),
		quantiles,
		ascending: findAscending(values),
		days: column.type === "date" || column.type === "datetime" ? daysOf(values, moments) : void 0
	};
}
/** The first and the last value, where each is greater than the one before and none is missing. */
function findAscending(values) {
	return values.length > 0 && isEachGreater(values) ? {
		first: values[0],
		last: values.at(-1)
	} : void 0;
}
function isEachGreater(values) {
	let last = -Infinity;
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		if (!(value > last)) return false;
		last = value;
	}
	return true;
}
/**
* One random value of each 2, 4, 8 \u2026 that follow one another, as KLL's sampler picks them (Karnin, Lang, Liberty 2016,
* section 4); all of them where the file has few rows. What is not finite is left out.
*/
function pickValues(values, seed, rows) {
	const bits = Math.max(0, Math.min(16, Math.floor(Math.log2(rows / pickedValues))));
	if (bits === 0) return values;
	const picked = new Float64Array(Math.ceil(values.length / 2 ** bits));
	return picked.subarray(0, pickInto(picked, values, bits, seed));
}
function pickInto(picked, values, bits, seed) {
	const step = 2 ** bits;
	let state = Math.imul(seed + 1, 2654435761) ^ 1540483477;
	let size = 0;
	for (let from = 0; from < values.length; from += step) {
		state = Math.imul(state, 1664525) + 1013904223 | 0;
		const at = from + (state >>> 32 - bits);
		if (at >= values.length) break;
		const value = values[at];
		if (value - value === 0) picked[size++] = value;
	}
	return size;
}
const lengths = /* @__PURE__ */ new WeakMap();
function summarizeTexts(column) {
	const { codes } = column;
	const entries = textEntries(column);
	const { counts, present } = countPresent(codes, entries.size);
	const sums = new Float64Array([
		0,
		0,
		Infinity,
		0,
		0
	]);
	sumTexts(present, counts, entries.offsets, numberTexts(lengths, entries, countCharacters), sums);
	const [count = 0, characters = 0, shortest = 0, longest = 0, bytes = 0] = sums;
	const isFew = present.length <= 8192 && bytes <= 8192 * 64;
	return {
		kind: "text",
		count,
		missing: codes.length - count,
		shortest,
		longest,
		characters,
		values: isFew ? {
			texts: Array.from(present, (code) => column.dictionary[code]),
			counts: present.map((code) => counts[code])
		} : void 0,
		sketch: isFew ? void 0 : sketchTexts(column, present)
	};
}
/** Adds to the sums: rows, their characters, the fewest and the most of a text, and the bytes of the different texts. */
function sumTexts(present, counts, offsets, charactersOf, sums) {
	for (let i = 0; i < present.length; i++) {
		const code = present[i];
		const length = charactersOf[code];
		sums[0] += counts[code];
		sums[1] += length * counts[code];
		if (length < sums[2]) sums[2] = length;
		if (length > sums[3]) sums[3] = length;
		sums[4] += offsets[code + 1] - offsets[code];
	}
}
/** Used again for each column: what is left over from part to part waits long to be collected. */
let scratch = {
	counts: /* @__PURE__ */ new Int32Array(0),
	present: /* @__PURE__ */ new Int32Array(0)
};
/**
* How often each code occurs, and those that do, in order of first appearance: a dictionary may hold other parts' texts
* too. Both are valid until the next call.
*/
function countPresent(codes, size) {
	if (scratch.counts.length < size) scratch = {
		counts: new Int32Array(size * 2),
		present: new Int32Array(size * 2)
	};
	const { counts, present } = scratch;
	counts.fill(0, 0, size);
	return {
		counts,
		present: present.subarray(0, findPresent(codes, counts, present))
	};
}
function findPresent(codes, counts, present) {
	let found = 0;
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row];
		if (code >= 0 && counts[code]++ === 0) present[found++] = code;
	}
	return found;
}
function sketchTexts(column, present) {
	const sketch = createHyperLogLog();
	const { high, low } = hashTexts(column);
	addHashes(sketch, present, high, low);
	return sketch;
}
function addHashes(sketch, present, high, low) {
	for (let i = 0; i < present.length; i++) addHash(sketch, high[present[i]], low[present[i]]);
}

// src/tables/plan-csv.ts
/** Bytes that types are first guessed from. */
const planBytes = 1 << 20;
/**
* Looks at the header of a CSV file in its first bytes: `planBytes` of them, or all. Undefined where it does not fit in
* them. Throws UserError as `readCsv`.
*/
function readCsvHead(head, bytes, options) {
	const header = readHeader(head, head.length, {
		...options,
		isLast: head.length === bytes
	});
	if (header === void 0) return void 0;
	const { marks, names, next: start, line } = header;
	return {
		layout: {
			format: "csv",
			source: options.source,
			bytes,
			marks,
			start,
			line
		},
		names
	};
}
/** Reads the rows in the first bytes of a file; undefined where these hold none as a whole, and the file has some. */
function glanceAtRows(head, { layout, names }, options) {
	const { source, marks, line, start, bytes } = layout;
	const isLast = head.length === bytes;
	const scan = startScan({
		source,
		columns: openColumns({
			names,
			marks
		}, options),
		line,
		marks
	});
	const sample = new Uint8Array(head.length + 1);
	sample.set(head);
	const scanner = options.kernel && openKernelScanner(options.kernel, scan);
	const end = scanner === void 0 ? scanRecords(scan, sample, start, head.length, isLast) : scanner.scan(sample, start, head.length, isLast);
	scanner?.finish();
	if (scan.rows === 0 && !isLast) return void 0;
	const tallies = scan.columns.map((column) => column.forced === void 0 ? tallyDictionary(column, scan.rows, Infinity) : emptyTally());
	return {
		rows: scan.rows,
		end,
		tallies
	};
}
/** The columns of a file as they are first read: types that are not declared are guessed from what cells look like. */
function planColumns({ names, layout }, tallies, options) {
	return openColumns({
		names,
		marks: layout.marks
	}, options).map(({ name, forced, rule }, index) => ({
		name,
		type: forced ?? inferType(tallies[index] ?? emptyTally()),
		isDeclared: forced !== void 0,
		rule
	}));
}
/** The parts of a planned file: ranges of about `size` bytes, whatever the number of threads. */
function partsOf({ start, bytes }, size) {
	const count = Math.max(1, Math.ceil((bytes - start) / size));
	return Array.from({ length: count }, (_, index) => ({
		from: start + index * size,
		to: Math.min(bytes, start + (index + 1) * size),
		isExact: index === 0
	}));
}

// src/parts/part-plan.ts
/** The parts of all files, in their order: about `size` bytes each, whatever the number of threads. */
function partsOfPlan(plan, size) {
	const { files } = plan;
	const parts = [];
	let room = 0;
	for (const [file, { layout }] of files.entries()) {
		const before = parts.at(-1);
		const bytes = layout.bytes * (layout.format === "parquet" ? packed : 1);
		if (before !== void 0 && bytes <= room) {
			before.more = (before.more ?? 0) + 1;
			room -= bytes;
			continue;
		}
		const [first, ...others] = rangesOf(layout, size, plan.columns.length);
		if (first === void 0) continue;
		parts.push({
			...first,
			file,
			line: layout.line
		}, ...others.map((range) => ({
			...range,
			file
		})));
		room = others.length === 0 ? size - bytes : 0;
	}
	return parts;
}
/** How many times the bytes of a Parquet file its rows may take, about. */
const packed = 8;
/** Cells of a part of JSON at most, about: objects need not have all the keys. */
const mostCells = 1 << 23;
function rangesOf(layout, size, columns) {
	if (layout.format === "parquet") return partsOfGroups(layout, size);
	if (layout.format === "csv") return partsOf(layout, size);
	const least = Math.min(size, Math.max(65536, layout.rowBytes * mostCells / columns));
	return layout.isList ? partsOfList(layout, least) : partsOf(layout, least);
}
/** Parts of a list between its cuts. */
function partsOfList({ cuts, bytes }, size) {
	const parts = [{
		from: 0,
		to: bytes,
		isExact: true
	}];
	for (let i = 0; i < cuts.length; i += 3) {
		const [from = 0, line = 0, lineStart = 0] = cuts.subarray(i, i + 3);
		const last = parts.at(-1);
		if (from - last.from < size) continue;
		last.to = from;
		parts.push({
			from,
			to: bytes,
			isExact: true,
			line,
			lineStart
		});
	}
	return parts;
}
/** All of a file. */
function wholeOf(layout) {
	const to = layout.format === "parquet" ? rowsOf(layout) : layout.bytes;
	return {
		from: layout.start,
		to,
		isExact: true,
		line: layout.line
	};
}
/** Rows of a Parquet file. */
function rowsOf({ groups }) {
	return groups.reduce((sum, rows) => sum + rows, 0);
}
/** A part for each row group that has rows; one that takes much more memory than a part of text is divided. */
function partsOfGroups({ groups, sizes }, size) {
	let start = 0;
	return groups.flatMap((rows, group) => {
		const from = start;
		start += rows;
		const bytes = sizes[group] ?? 0;
		const count = bytes > size * 2 * packed ? Math.min(rows, Math.ceil(bytes / (size * 2))) : Math.min(1, rows);
		return Array.from({ length: count }, (_, index) => ({
			from: from + Math.floor(rows * index / count),
			to: from + Math.floor(rows * (index + 1) / count),
			isExact: true,
			line: 0
		}));
	});
}

// src/parts/open-plan.ts
/**
* Opens data by their plan; the answer reads one part, from the files that `open` opens. For `keepsTexts` see
* `createPartRoom`.
*/
function openPlan(plan, open, kernel, keepsTexts) {
	const own = plan.columns.slice(0, plan.columns.length - plan.folders);
	const room = createPartRoom(keepsTexts);
	let last = 0;
	let opened;
	let readAt;
	const readFile = async (index, range, room) => {
		const file = plan.files[index];
		const { layout } = file;
		if (index !== last) room.scanner = void 0;
		last = index;
		readAt = open(file);
		if (layout.format === "csv") return readCsvPart({
			read: readAt,
			layout,
			plan,
			file,
			range,
			kernel,
			room
		});
		const read = (position, target) => readAt(position, target);
		if (layout.format === "json") {
			const { readJsonPart } = await import("./json-part2.js");
			const { declared } = plan;
			const { seen, ...part } = await readJsonPart(read, {
				...layout,
				columns: own,
				declared
			}, range);
			const made = new Set(plan.columns.slice(own.length).map(({ name }) => name));
			const ofFile = seen.filter(({ name }) => !made.has(name));
			return {
				...part,
				files: [{
					rows: part.table.rows,
					seen: ofFile
				}]
			};
		}
		if (opened?.file !== index) opened = {
			file: index,
			read: openParquet(plan, layout, own, read)
		};
		const { table, seen } = await (await opened.read)(range);
		return {
			table,
			files: [{
				rows: table.rows,
				seen
			}],
			start: range.from,
			next: range.to,
			lines: 0
		};
	};
	return async (range) => {
		const { file, more = 0 } = range;
		if (more === 0) return withFolders(await readFile(file, range, room), plan, file);
		room.scanner = void 0;
		const parts = [];
		for (let index = file; index <= file + more; index++) {
			const whole = index === file ? range : wholeOf(plan.files[index].layout);
			parts.push(withFolders(await readFile(index, whole, createPartRoom()), plan, index));
		}
		return joinParts(parts, plan);
	};
}
/** The part with the columns that folders make. */
function withFolders(part, { columns, folders, files }, file) {
	if (folders === 0) return part;
	const { table } = part;
	const said = columns.slice(-folders).map(({ name, type }, index) => partitionColumn(name, [{
		text: files[file].folders[index],
		rows: table.rows
	}], type));
	return {
		...part,
		table: {
			...table,
			columns: [...table.columns, ...said]
		}
	};
}
/** Parts of several files, one below the other. */
function joinParts(parts, { columns }) {
	const first = parts[0];
	const rows = parts.reduce((sum, { table }) => sum + table.rows, 0);
	const lines = new Uint32Array(parts.some(({ table }) => table.lines.length > 0) ? rows : 0);
	let at = 0;
	for (const { table } of parts) {
		lines.set(table.lines, at);
		at += table.lines.length;
	}
	const joined = columns.map(({ name }, index) => {
		const own = parts.map(({ table }) => table.columns[index]);
		return joinColumns(name, own[0].type, own);
	});
	return {
		...first,
		table: {
			...first.table,
			rows,
			lines,
			columns: joined
		},
		files: parts.flatMap(({ files }) => files)
	};
}
/** A part of a CSV file, its columns in the plan's order; those that folders make instead are left out. */
function readCsvPart(of) {
	const { read, layout, plan, file, range, kernel, room } = of;
	const own = plan.columns.length - plan.folders;
	const order = file.order ?? Array.from({ length: own }, (_, place) => place);
	const decimal = String.fromCharCode(layout.marks.decimal);
	const columns = order.map((place) => {
		const column = plan.columns[place];
		if (place >= own) return {
			...column,
			type: "text",
			isDeclared: true
		};
		return {
			...column,
			rule: {
				...column.rule,
				decimal
			}
		};
	});
	const { table, evidence, start, next, lines } = scanCsvPart(read, {
		...layout,
		columns
	}, range, kernel, room);
	const placed = new Array(own);
	const seen = new Array(own);
	for (const [index, place] of order.entries()) {
		if (place >= own) continue;
		placed[place] = table.columns[index];
		seen[place] = {
			name: placed[place].name,
			cells: evidence[index]
		};
	}
	const files = [{
		rows: table.rows,
		seen
	}];
	return {
		table: {
			...table,
			columns: placed
		},
		files,
		start,
		next,
		lines
	};
}
async function openParquet({ declared }, layout, columns, read) {
	const { openParquetParts } = await import("./parquet-part.js");
	const readRange = async (start, end) => {
		const bytes = new Uint8Array(end - start);
		return bytes.subarray(0, read(start, bytes));
	};
	return openParquetParts({
		bytes: layout.bytes,
		readRange
	}, {
		...layout,
		columns,
		declared
	});
}

export { addValue, findAscending, glanceAtRows, joinSamples, judgePart, kernelPartLoops, kllError, mergeKll, openPlan, partsOfPlan, planBytes, planColumns, quantilesOfKll, ranksOfKll, readCsvHead, rowsOf, sampleRows, sampledRows, summarizeColumn };