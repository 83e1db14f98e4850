import { formatBytes, formatNumber } from "./number-format.js";
import { UserError } from "./asset-url.js";
import { didYouMean, requireData } from "./github.js";
import { decodeEntries, readCell, readCsv } from "./read-csv.js";

// src/tables/table.ts
/** The column of that name, or undefined. */
function findColumn(table, name) {
	return table.columns.find((column) => column.name === name);
}

// src/tables/text-entries.ts
/** A text column's dictionary as UTF-8: the reader's, or encoded from the texts. */
function textEntries(column) {
	if (column.entries !== void 0) return column.entries;
	const encoder = new TextEncoder();
	const parts = column.dictionary.map((text) => encoder.encode(text));
	const offsets = new Uint32Array(parts.length + 1);
	for (const [code, part] of parts.entries()) offsets[code + 1] = offsets[code] + part.length;
	const bytes = new Uint8Array(offsets.at(-1) ?? 0);
	for (const [code, part] of parts.entries()) bytes.set(part, offsets[code]);
	return {
		size: parts.length,
		bytes,
		offsets
	};
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
	for (const name of new Set(columns)) {
		const column = findColumn(table, name);
		if (column === void 0) throw unknownColumn(table, name);
		if (column.kind === "text") addText(sums, column);
		else addNumbers(sums, column);
	}
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
	const { high, low } = hashes;
	const seen = /* @__PURE__ */ new Map();
	const ids = new Array(high.length);
	for (let row = 0; row < high.length; row++) {
		const id = hex(high[row]) + hex(low[row]);
		const count = (seen.get(id) ?? 0) + 1;
		seen.set(id, count);
		ids[row] = count === 1 ? id : `${id}-${count}`;
	}
	return ids;
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
function addNumbers(sums, column) {
	const { high, low } = sums;
	const { values, type } = column;
	const tag = type === "boolean" ? booleanTag : type === "date" || type === "datetime" ? dateTag : numberTag;
	const [highSeed, lowSeed] = nameSeeds(column.name, tag);
	const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		if (Number.isNaN(value)) continue;
		const first = finalize(words[row * 2 + lowWord] ^ lowSeed);
		const second = finalize((value === 0 ? 0 : words[row * 2 + 1 - lowWord]) ^ highSeed ^ first);
		high[row] = high[row] + second | 0;
		low[row] = low[row] + finalize(first + Math.imul(second, spread)) | 0;
	}
	const [highText, lowText] = nameSeeds(column.name, textTag);
	for (const { row, text } of column.invalid) {
		const bytes = encoder.encode(text);
		high[row] = high[row] + hashBytes(highText, bytes, 0, bytes.length) | 0;
		low[row] = low[row] + hashBytes(lowText, bytes, 0, bytes.length) | 0;
	}
}
function addText(sums, column) {
	const { high, low } = sums;
	const { codes } = column;
	const entries = hashEntries(column);
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row];
		if (code < 0) continue;
		high[row] = high[row] + entries.high[code] | 0;
		low[row] = low[row] + entries.low[code] | 0;
	}
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
		hashes.high[code] = hashBytes(highText, bytes, start, end);
		hashes.low[code] = hashBytes(lowText, bytes, start, end);
	}
	return hashes;
}
/** The hash of one value, as a column of its type has it. */
function hashTyped(name, { type, value }) {
	const sums = {
		high: /* @__PURE__ */ new Int32Array(1),
		low: /* @__PURE__ */ new Int32Array(1)
	};
	addNumbers(sums, {
		kind: "numeric",
		name,
		type,
		values: Float64Array.of(value),
		invalid: [],
		invalidCount: 0
	});
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
	return [hashBytes(highSeed ^ tag, bytes, 0, bytes.length), hashBytes(lowSeed ^ tag, bytes, 0, bytes.length)];
}
function block$1(hash, word) {
	word = Math.imul(word, 3432918353);
	word = word << 15 | word >>> 17;
	hash ^= Math.imul(word, 461845907);
	hash = hash << 13 | hash >>> 19;
	return Math.imul(hash, 5) + 3864292196 | 0;
}
function finalize(hash) {
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return hash ^ hash >>> 16;
}
function hashBytes(seed, bytes, start, end) {
	let hash = seed;
	let at = start;
	for (; at + 4 <= end; at += 4) hash = block$1(hash, bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24);
	let tail = 0;
	for (let i = end - 1; i >= at; i--) tail = tail << 8 | bytes[i];
	if (at < end) hash ^= Math.imul(rotate15(Math.imul(tail, 3432918353)), 461845907);
	return finalize(hash ^ end - start);
}
function rotate15(word) {
	return word << 15 | word >>> 17;
}

// src/profile/count-duplicates.ts
/** Rows of which an earlier row has the same hash, as pandas' `duplicated().sum()` counts them. */
function countDuplicates(hashes) {
	const rows = hashes.high.length;
	const { starts, high, low } = partition(hashes, Math.min(16, Math.max(0, Math.ceil(Math.log2(Math.max(1, rows))) - 11)));
	let largest = 0;
	for (let part = 0; part + 1 < starts.length; part++) largest = Math.max(largest, starts[part + 1] - starts[part]);
	const size = 2 ** Math.ceil(Math.log2(largest * 2 + 2));
	const slots = new Int32Array(size);
	let duplicates = 0;
	for (let part = 0; part + 1 < starts.length; part++) {
		slots.fill(0);
		for (let i = starts[part]; i < starts[part + 1]; i++) {
			let slot = low[i] & size - 1;
			for (;;) {
				const found = slots[slot] - 1;
				if (found < 0) {
					slots[slot] = i + 1;
					break;
				}
				if (low[found] === low[i] && high[found] === high[i]) {
					duplicates++;
					break;
				}
				slot = slot + 1 & size - 1;
			}
		}
	}
	return duplicates;
}
/** Orders hashes by their first `bits` bits; part p is `starts[p] … starts[p + 1] - 1`. */
function partition(hashes, bits) {
	const rows = hashes.high.length;
	const starts = new Uint32Array(2 ** bits + 1);
	if (bits === 0) {
		starts[1] = rows;
		return {
			starts,
			...hashes
		};
	}
	const shift = 32 - bits;
	for (let row = 0; row < rows; row++) starts[(hashes.high[row] >>> shift) + 1]++;
	for (let part = 1; part < starts.length; part++) starts[part] += starts[part - 1];
	const next = starts.slice();
	const high = new Uint32Array(rows);
	const low = new Uint32Array(rows);
	for (let row = 0; row < rows; row++) {
		const at = next[hashes.high[row] >>> shift]++;
		high[at] = hashes.high[row];
		low[at] = hashes.low[row];
	}
	return {
		starts,
		high,
		low
	};
}

// src/profile/hyperloglog.ts
const registers = 2 ** 14;
/** Bits of the hash that are left for the rank. */
const rankBits = 32;
/** Relative standard error of the estimate: 1.04 / sqrt(16,384 registers). */
const hyperLogLogError = 1.04 / Math.sqrt(registers);
/** An empty sketch. */
function createHyperLogLog() {
	return new Uint8Array(registers);
}
/** Adds a value by 64 well mixed bits of hash: `high` picks the register, `low` the rank. */
function addHash(sketch, high, low) {
	const register = high >>> 18;
	const rank = Math.clz32(low) + 1;
	if (rank > sketch[register]) sketch[register] = rank;
}
/**
* The estimated number of distinct values: the improved raw estimator, without empirical bias tables (O. Ertl,
* "New cardinality estimation algorithms for HyperLogLog sketches", arXiv:1702.01284, algorithm 6).
*/
function estimateDistinct(sketch) {
	const counts = /* @__PURE__ */ new Float64Array(34);
	for (const rank of sketch) counts[rank]++;
	let sum = registers * tau(1 - counts[33] / registers);
	for (let rank = rankBits; rank >= 1; rank--) sum = .5 * (sum + counts[rank]);
	sum += registers * sigma(counts[0] / registers);
	return registers / (2 * Math.LN2) * registers / sum;
}
function sigma(x) {
	if (x === 1) return Infinity;
	let power = x;
	let weight = 1;
	let sum = x;
	for (;;) {
		power *= power;
		const last = sum;
		sum += power * weight;
		weight += weight;
		if (sum === last) return sum;
	}
}
function tau(x) {
	if (x === 0 || x === 1) return 0;
	let root = x;
	let weight = 1;
	let sum = 1 - x;
	for (;;) {
		root = Math.sqrt(root);
		const last = sum;
		weight *= .5;
		sum -= (1 - root) ** 2 * weight;
		if (sum === last) return sum / 3;
	}
}

// src/profile/count-distinct.ts
/** Distinct values that are counted exactly; past them the number is estimated. */
const exactDistinct = 65536;
/** Values that are still counted after that: the most frequent ones until then. */
const keptValues = 1024;
const doubles = /* @__PURE__ */ new Float64Array(1);
const words = new Uint32Array(doubles.buffer);
/**
* Counts the values that are not NaN; -0 counts as 0. Past `exactDistinct` values, only the 1,024 most frequent ones
* until then are still counted, exactly. Sorted values, such as ids and times often are, are counted by their runs.
*/
function countDistinct(values, options) {
	const { min, max, isInteger, atLeast, most } = options;
	if (isInteger && max - min < 65536) {
		const counts = new Int32Array(Math.max(0, max - min + 1));
		for (let row = 0; row < values.length; row++) {
			const value = values[row];
			if (!Number.isNaN(value)) counts[value - min]++;
		}
		const keys = new Float64Array(counts.length);
		for (let index = 0; index < keys.length; index++) keys[index] = min + index;
		return {
			distinct: countFilled(counts),
			error: void 0,
			top: topOf(keys, counts, atLeast, most)
		};
	}
	const runs = countRuns(values, atLeast);
	if (runs !== void 0) {
		const top = runs.top.sort((a, b) => b.count - a.count || a.value - b.value).slice(0, most);
		return {
			distinct: runs.distinct,
			error: void 0,
			top
		};
	}
	const { table, sketch } = countHashed(values);
	const top = topOf(table.keys, table.counts, atLeast, most);
	if (sketch === void 0) return {
		distinct: table.size,
		error: void 0,
		top
	};
	return {
		distinct: Math.round(estimateDistinct(sketch)),
		error: hyperLogLogError,
		top
	};
}
/** Counts values that come in ascending order; undefined when they do not. */
function countRuns(values, atLeast) {
	const top = [];
	let distinct = 0;
	let last = -Infinity;
	let length = 0;
	for (let row = 0; row < values.length; row++) {
		const value = values[row] + 0;
		if (Number.isNaN(value)) continue;
		if (value < last) return void 0;
		if (value === last && length > 0) {
			length++;
			continue;
		}
		if (length >= atLeast) top.push({
			value: last,
			count: length
		});
		distinct++;
		last = value;
		length = 1;
	}
	if (length >= atLeast) top.push({
		value: last,
		count: length
	});
	return {
		distinct,
		top
	};
}
function createTable(values) {
	const slots = 2 ** Math.ceil(Math.log2(values * 4));
	return {
		keys: new Float64Array(slots),
		counts: new Int32Array(slots),
		size: 0
	};
}
function countHashed(values) {
	const table = createTable(Math.min(exactDistinct, values.length + 1));
	const { keys, counts } = table;
	const mask = keys.length - 1;
	for (let row = 0; row < values.length; row++) {
		const value = values[row] + 0;
		if (Number.isNaN(value)) continue;
		let slot = hashOf(value) & mask;
		while (counts[slot] !== 0 && keys[slot] !== value) slot = slot + 1 & mask;
		if (counts[slot] === 0) {
			if (table.size === 65536) return countOn(values.subarray(row), table);
			keys[slot] = value;
			table.size++;
		}
		counts[slot]++;
	}
	return {
		table,
		sketch: void 0
	};
}
/** Goes on with the rest of the values: all into a sketch, and the most frequent ones until now by count. */
function countOn(values, before) {
	const sketch = createHyperLogLog();
	for (let slot = 0; slot < before.keys.length; slot++) {
		if (before.counts[slot] === 0) continue;
		const hash = hashOf(before.keys[slot]);
		addHash(sketch, hash, secondHash(hash));
	}
	const table = createTable(keptValues);
	const { keys, counts } = table;
	const mask = keys.length - 1;
	for (const { value, count } of topOf(before.keys, before.counts, 2, keptValues)) {
		let slot = hashOf(value) & mask;
		while (counts[slot] !== 0) slot = slot + 1 & mask;
		keys[slot] = value;
		counts[slot] = count;
	}
	for (let row = 0; row < values.length; row++) {
		const value = values[row] + 0;
		if (Number.isNaN(value)) continue;
		const hash = hashOf(value);
		addHash(sketch, hash, secondHash(hash));
		let slot = hash & mask;
		while (counts[slot] !== 0 && keys[slot] !== value) slot = slot + 1 & mask;
		if (counts[slot] !== 0) counts[slot]++;
	}
	return {
		table,
		sketch
	};
}
/** 32 mixed bits of a float64; the value's words stay behind for `secondHash`. */
function hashOf(value) {
	doubles[0] = value;
	return mix(mix(words[0] ^ 2654435769) ^ words[1]);
}
/** 32 more bits for the value that `hashOf` saw last. */
function secondHash(first) {
	return mix(mix(words[1] ^ 2246822507) + Math.imul(words[0], 668265263) + first);
}
function mix(word) {
	word = Math.imul(word ^ word >>> 16, 2246822507);
	word = Math.imul(word ^ word >>> 13, 3266489909);
	return word ^ word >>> 16;
}
function countFilled(counts) {
	let filled = 0;
	for (let slot = 0; slot < counts.length; slot++) if (counts[slot] !== 0) filled++;
	return filled;
}
function topOf(keys, counts, atLeast, most) {
	const top = [];
	for (let slot = 0; slot < keys.length; slot++) {
		const count = counts[slot];
		if (count >= atLeast) top.push({
			value: keys[slot],
			count
		});
	}
	return top.sort((a, b) => b.count - a.count || a.value - b.value).slice(0, most);
}

// src/profile/histogram.ts
/**
* Counts finite values into bins of equal width from `min` to `max`; each bin holds its lower edge, the last one
* both (numpy's `histogram`, edges as its `linspace`). Values that are all the same are widened by 0.5 each way.
*/
function histogramOf(values, min, max, bins) {
	const low = min === max ? min - .5 : min;
	const high = min === max ? max + .5 : max;
	const width = (high - low) / bins;
	const edges = Float64Array.from({ length: bins + 1 }, (_, index) => index === bins ? high : low + index * width);
	const counts = new Float64Array(bins + 1);
	const scale = bins / (high - low);
	if (!Number.isFinite(width) || !Number.isFinite(scale)) return {
		edges: [low, high],
		counts: [values.length]
	};
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		let bin = (value - low) * scale | 0;
		if (bin >= bins) bin = bins - 1;
		if (value < edges[bin]) bin--;
		else if (value >= edges[bin + 1] && bin < bins - 1) bin++;
		counts[bin]++;
	}
	return {
		edges: [...edges],
		counts: [...counts.subarray(0, bins)]
	};
}

// src/profile/moments.ts
/** Sums of blocks are summed up again, so that the error stays near that of one block. */
const block = 1024;
/** One pass for the counts and the mean, a second for the deviations from it. */
function momentsOf(values) {
	let finite = 0;
	let infinite = 0;
	let zeros = 0;
	let negatives = 0;
	let min = Infinity;
	let max = -Infinity;
	let sum = 0;
	for (let from = 0; from < values.length; from += block) {
		const to = Math.min(values.length, from + block);
		let partial = 0;
		for (let i = from; i < to; i++) {
			const value = values[i];
			if (Number.isNaN(value)) continue;
			if (value < 0) negatives++;
			else if (value === 0) zeros++;
			if (value - value !== 0) {
				infinite++;
				continue;
			}
			finite++;
			if (value < min) min = value;
			if (value > max) max = value;
			partial += value;
		}
		sum += partial;
	}
	const counts = {
		finite,
		infinite,
		zeros,
		negatives
	};
	if (finite === 0) return {
		...counts,
		min: NaN,
		max: NaN,
		mean: NaN,
		std: NaN
	};
	const mean = Number.isFinite(sum) ? sum / finite : meanOfHuge(values, finite);
	const reach = Math.max(max - mean, mean - min);
	return {
		...counts,
		min,
		max,
		mean,
		std: deviation(values, mean, finite, scaleFor(reach))
	};
}
/** The mean of values whose sum has no float64. */
function meanOfHuge(values, finite) {
	let mean = 0;
	for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) mean += values[i] / finite;
	return mean;
}
/** A power of two that brings deviations whose squares would overflow or underflow near 1. */
function scaleFor(reach) {
	if (reach === 0 || reach > 1e-120 && reach < 1e120) return 1;
	return 2 ** -Math.max(-1e3, Math.min(1e3, Math.floor(Math.log2(reach))));
}
/** The corrected two-pass algorithm (Chan, Golub, LeVeque 1983): the second sum takes the mean's rounding out. */
function deviation(values, mean, finite, scale) {
	let squares = 0;
	let rest = 0;
	for (let from = 0; from < values.length; from += block) {
		const to = Math.min(values.length, from + block);
		let partialSquares = 0;
		let partialRest = 0;
		for (let i = from; i < to; i++) {
			const difference = (values[i] - mean) * scale;
			if (difference - difference !== 0) continue;
			partialSquares += difference * difference;
			partialRest += difference;
		}
		squares += partialSquares;
		rest += partialRest;
	}
	if (finite < 2) return NaN;
	return Math.sqrt(Math.max(0, squares - rest * rest / finite) / (finite - 1)) / scale;
}

// src/profile/select-ranks.ts
const bucketCount = 4096;
/** Fewer values than this are simply sorted. */
const sortBelow = 2048;
/**
* The values at the given ranks (from 0, any order) of the sorted array, without sorting it: values are counted
* into equal-width buckets, and only the buckets that hold a wanted rank are looked into. All values must be
* finite; the array is not changed.
*/
function selectRanks(values, ranks) {
	const found = /* @__PURE__ */ new Map();
	select(values, [...new Set(ranks)], 0, found, 0);
	return found;
}
function select(values, ranks, offset, found, depth) {
	if (ranks.length === 0) return;
	let min = Infinity;
	let max = -Infinity;
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (value < min) min = value;
		if (value > max) max = value;
	}
	const scale = bucketCount / (max - min);
	if (min === max) {
		for (const rank of ranks) found.set(rank, min);
		return;
	}
	if (values.length < sortBelow || depth > 6 || !Number.isFinite(scale) || scale === 0) {
		const sorted = values.slice().sort();
		for (const rank of ranks) found.set(rank, sorted[rank - offset]);
		return;
	}
	const counts = /* @__PURE__ */ new Int32Array(4097);
	for (let i = 0; i < values.length; i++) counts[(values[i] - min) * scale | 0]++;
	counts[4095] += counts[bucketCount];
	const wanted = (/* @__PURE__ */ new Int32Array(4097)).fill(-1);
	const parts = [];
	let below = offset;
	for (let bucket = 0; bucket < bucketCount; bucket++) {
		const size = counts[bucket];
		const inside = ranks.filter((rank) => rank >= below && rank < below + size);
		if (inside.length > 0) {
			wanted[bucket] = parts.length;
			parts.push({
				values: new Float64Array(size),
				ranks: inside,
				offset: below,
				filled: 0
			});
		}
		below += size;
	}
	wanted[bucketCount] = wanted[4095];
	for (let i = 0; i < values.length; i++) {
		const index = wanted[(values[i] - min) * scale | 0];
		if (index < 0) continue;
		const part = parts[index];
		part.values[part.filled++] = values[i];
	}
	for (const part of parts) select(part.values, part.ranks, part.offset, found, depth + 1);
}

// src/profile/quantiles.ts
/** Exact quantiles of finite values with linear interpolation: numpy's `quantile`, method "linear". */
function quantilesOf(values, probabilities) {
	const last = values.length - 1;
	const positions = probabilities.map((probability) => probability * last);
	const ranks = positions.flatMap((position) => [Math.floor(position), Math.min(last, Math.floor(position) + 1)]);
	const found = selectRanks(values, ranks);
	return positions.map((position) => {
		const rank = Math.floor(position);
		const low = found.get(rank) ?? NaN;
		const high = found.get(Math.min(last, rank + 1)) ?? NaN;
		const share = position - rank;
		if (!Number.isFinite(high - low)) return low * (1 - share) + high * share;
		return share >= .5 ? high - (high - low) * (1 - share) : low + (high - low) * share;
	});
}

// src/profile/role.ts
/** Fewer values than this are no evidence that a column identifies rows. */
const identifierRows = 20;
/** What a column of numbers, booleans or dates seems to be for. */
function numberRole(type, distinct, count) {
	const common = commonRole(distinct, count);
	if (common !== void 0) return common;
	if (type === "integer" && distinct === count && count >= identifierRows) return {
		role: "identifier",
		why: "every value is a different integer"
	};
	if (type === "boolean") return {
		role: "boolean",
		why: "every value is true or false"
	};
	if (type === "date" || type === "datetime") return {
		role: "time",
		why: "values are ISO 8601 dates"
	};
	return {
		role: "number",
		why: `values are ${type}s`
	};
}
/** What a column of texts seems to be for. */
function textRole(distinct, count, maxLength) {
	const common = commonRole(distinct, count);
	if (common !== void 0) return common;
	const why = `${distinct} different texts in ${count} values`;
	if (distinct === count && count >= identifierRows && maxLength <= 64) return {
		role: "identifier",
		why: "every value is a different short text"
	};
	return {
		role: distinct <= 12 && distinct * 2 <= count || distinct <= 1e3 && distinct * 10 <= count ? "category" : "text",
		why
	};
}
function commonRole(distinct, count) {
	if (count === 0) return {
		role: "empty",
		why: "no cell has a value"
	};
	return distinct === 1 ? {
		role: "constant",
		why: "every value is the same"
	} : void 0;
}

// src/profile/profile-numbers.ts
/** Times a value must be seen to be shown, how many are shown, and the characters of the longest text shown. */
const topValues = {
	atLeast: 10,
	most: 20,
	longest: 200
};
const probabilities = [
	.01,
	.05,
	.25,
	.5,
	.75,
	.95,
	.99
];
/** The profile of a column of numbers, booleans or dates. */
function profileNumbers(column) {
	const { name, type, values, invalidCount } = column;
	const moments = momentsOf(values);
	const { finite, infinite, min, max } = moments;
	const count = finite + infinite;
	const counted = countDistinct(values, {
		min,
		max,
		isInteger: type !== "number" && finite > 0 && infinite === 0 && Number.isInteger(min) && type !== "datetime",
		...topValues
	});
	return {
		name,
		type,
		...numberRole(type, counted.distinct, count),
		count,
		missing: values.length - count - invalidCount,
		invalid: invalidCount,
		distinct: counted.distinct,
		...counted.error === void 0 ? {} : { distinct_error: counted.error },
		top_values: counted.top.map(({ value, count: times }) => ({
			value: shownValue(value, type),
			count: times
		})),
		...finite === 0 || type === "boolean" ? {} : describeSpread(column, moments, counted)
	};
}
function describeSpread({ type, values }, moments, counted) {
	const { finite, infinite, zeros, negatives, min, max, mean, std } = moments;
	const finiteValues = finite === values.length ? values : finiteOf(values, finite);
	const quantiles = quantilesOf(finiteValues, probabilities);
	const shared = {
		quantiles: Object.fromEntries(probabilities.map((each, index) => [String(each), quantiles[index] ?? 0])),
		histogram: histogramOf(finiteValues, min, max, 20)
	};
	if (type === "date" || type === "datetime") return {
		min: shownDate(min, type),
		max: shownDate(max, type),
		...shared
	};
	return {
		min,
		max,
		mean,
		...Number.isFinite(std) ? { std } : {},
		...shared,
		zeros,
		negatives,
		infinite,
		...counted.distinct > 2 ? { outliers: countOutliers(finiteValues, quantiles[2] ?? 0, quantiles[4] ?? 0) } : {}
	};
}
function finiteOf(values, count) {
	const finite = new Float64Array(count);
	let filled = 0;
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		if (value - value === 0) finite[filled++] = value;
	}
	return finite;
}
/** Tukey's fences: values more than 1.5 interquartile ranges outside of the quartiles. */
function countOutliers(values, lower, upper) {
	const low = lower - 1.5 * (upper - lower);
	const high = upper + 1.5 * (upper - lower);
	let outliers = 0;
	for (let i = 0; i < values.length; i++) if (values[i] < low || values[i] > high) outliers++;
	return outliers;
}
function shownValue(value, type) {
	if (type === "boolean") return value === 1;
	if (type === "date" || type === "datetime") return shownDate(value, type);
	return Number.isFinite(value) ? value : String(value);
}
/** ISO 8601 in UTC, without the milliseconds where they are zero. */
function shownDate(value, type) {
	const text = new Date(value).toISOString();
	return type === "date" ? text.slice(0, 10) : text.replace(".000Z", "Z");
}

// src/profile/profile-text.ts
/** The profile of a column of texts. */
function profileText(column) {
	const { codes } = column;
	const { size, bytes, offsets } = textEntries(column);
	const counts = new Int32Array(size);
	let missing = 0;
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row];
		if (code < 0) missing++;
		else counts[code]++;
	}
	let distinct = 0;
	let shortest = Infinity;
	let longest = 0;
	const frequent = [];
	for (let code = 0; code < size; code++) {
		const count = counts[code];
		if (count === 0) continue;
		distinct++;
		const length = countCharacters(bytes, offsets[code], offsets[code + 1]);
		if (length < shortest) shortest = length;
		if (length > longest) longest = length;
		if (count >= topValues.atLeast && length <= topValues.longest) frequent.push({
			code,
			count
		});
	}
	const count = codes.length - missing;
	const top = frequent.sort((a, b) => b.count - a.count || a.code - b.code).slice(0, topValues.most);
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	return {
		name: column.name,
		type: "text",
		...textRole(distinct, count, longest),
		count,
		missing,
		invalid: 0,
		distinct,
		top_values: top.map(({ code, count: times }) => ({
			value: decoder.decode(bytes.subarray(offsets[code], offsets[code + 1])),
			count: times
		})),
		...distinct === 0 ? {} : {
			min_length: shortest,
			max_length: longest
		}
	};
}
/** Unicode code points of UTF-8: all bytes but continuations. */
function countCharacters(bytes, start, end) {
	let count = 0;
	for (let i = start; i < end; i++) if ((bytes[i] & 192) !== 128) count++;
	return count;
}

// src/profile/profile-table.ts
/**
* Describes a table. Every statistic is exact and agrees with pandas and numpy, but for the number of distinct
* numbers past 65,536, which is an estimate that says its error.
*/
function profileTable(table) {
	const names = table.columns.map((column) => column.name);
	return {
		schema: "mlops/profile@1",
		rows: table.rows,
		bytes: table.bytes,
		digest: table.digest,
		duplicate_rows: countDuplicates(hashRows(table, names)),
		columns: table.columns.map((column) => column.kind === "text" ? profileText(column) : profileNumbers(column))
	};
}

// src/actions/load-table.ts
const loaded = /* @__PURE__ */ new WeakMap();
/** The project's data, read once for all actions of a process that share the project. */
function loadTable(context) {
	const found = loaded.get(context.project);
	if (found) return found;
	const reading = readTable(context);
	loaded.set(context.project, reading);
	return reading;
}
const profiled = /* @__PURE__ */ new WeakMap();
/** The profile of a table, worked out once. */
function profileOf(table) {
	const found = profiled.get(table) ?? profileTable(table);
	profiled.set(table, found);
	return found;
}
async function readTable({ files, log, project, signal }) {
	const { dataPath } = requireData(project);
	const bytes = await files.size(dataPath);
	const progress = log.progress(`Reading ${dataPath}`);
	const table = await readCsv(() => abortable(files.stream(dataPath), signal), {
		source: dataPath,
		bytes,
		onProgress: (done) => progress.update(done, bytes ?? done)
	});
	progress.end(`${formatNumber(table.rows)} rows, ${table.columns.length} columns, ${formatBytes(table.bytes)}`);
	return table;
}
async function* abortable(chunks, signal) {
	for await (const chunk of chunks) {
		signal.throwIfAborted();
		yield chunk;
	}
}

export { findColumn, hashRows, identityColumns, loadTable, profileOf, profileTable, rowIds };