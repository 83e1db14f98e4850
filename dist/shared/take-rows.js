import { requireData } from "./github.js";
import { UserError } from "./errors.js";
import { formatBytes, formatNumber as formatNumber$1 } from "./number-format.js";
import { didYouMean } from "./default-config.js";
import { createDictionary, decodeEntries, encode, inferType, limits, readCell, readCsv } from "./read-csv.js";
import { transcode } from "./transcode.js";
import { createHash } from "node:crypto";
import { createGunzip } from "node:zlib";
import { Readable, pipeline } from "node:stream";

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

// src/profile/hash-content.ts
/** Rows that all columns are mixed in for before the next ones, so that their hashes stay in the cache. */
const blockRows = 4096;
const firstFactor = 2654435761;
const secondFactor = 2246822507;
/** Index of a float64's low word on this machine. */
const lowWord = new Uint32Array(new Float64Array([1]).buffer)[0] === 0 ? 0 : 1;
/**
* 64 bits a row that are equal where rows hold the same, missing and invalid cells included; -0 is 0. They compare rows
* of one table only (a text counts by its code), and so are much cheaper than `hashRows`. Each cell is mixed in by a
* permutation of the 64 bits, so rows that differ in one cell never collide.
*/
function hashContent(table) {
	const { rows, columns } = table;
	const high = new Int32Array(rows);
	const low = new Int32Array(rows);
	for (let from = 0; from < rows; from += blockRows) {
		const to = Math.min(rows, from + blockRows);
		for (const column of columns) if (column.kind === "text") mixCodes(high, low, column.codes, from, to);
		else mixNumbers(high, low, column.values, from, to);
	}
	for (const column of columns) if (column.kind === "numeric") mixInvalid(high, low, column);
	for (let row = 0; row < rows; row++) high[row] = finalize(high[row] ^ finalize(low[row]));
	return {
		high: new Uint32Array(high.buffer),
		low: new Uint32Array(low.buffer)
	};
}
function mixNumbers(high, low, values, from, to) {
	const words = new Int32Array(values.buffer, values.byteOffset + from * 8, (to - from) * 2);
	const highWord = 1 - lowWord;
	for (let row = from, at = 0; row < to; row++, at += 2) {
		let upper = words[at + highWord];
		let lower = words[at + lowWord];
		if ((upper + 1048576 & 2147483647) <= 1048576) {
			const value = values[row];
			if (Number.isNaN(value)) upper = lower = 2146959360;
			else if (value === 0) upper = 0;
		}
		let first = Math.imul(high[row] ^ lower, firstFactor);
		first ^= first >>> 15;
		let second = Math.imul(low[row] ^ upper ^ first, secondFactor);
		second ^= second >>> 16;
		high[row] = first + second;
		low[row] = second;
	}
}
function mixCodes(high, low, codes, from, to) {
	for (let row = from; row < to; row++) {
		let first = Math.imul(high[row] ^ codes[row], firstFactor);
		first ^= first >>> 15;
		let second = Math.imul(low[row] ^ first, secondFactor);
		second ^= second >>> 16;
		high[row] = first + second;
		low[row] = second;
	}
}
/** Invalid cells count by their texts. */
function mixInvalid(high, low, column) {
	for (const { row, text } of column.invalid) {
		const codes = Int32Array.from(`${text}\0`, (character) => character.codePointAt(0) ?? 0);
		for (const code of codes) mixCodes(high.subarray(row), low.subarray(row), Int32Array.of(code), 0, 1);
	}
}
function finalize(hash) {
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return hash ^ hash >>> 16;
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
* Counts the values that are not NaN; -0 counts as 0. Whole numbers and numbers of few decimals are counted exactly where
* they may be at most 2^20. Of others past `exactDistinct` values, only the 1,024 most frequent ones
* until then are still counted, exactly. Sorted values, such as ids and times often are, are counted by their runs.
*/
function countDistinct(values, options) {
	const { min, max, atLeast, most } = options;
	const grid = countGrid(values, min, max);
	if (grid !== void 0) {
		const { keys, counts } = grid;
		return {
			distinct: countFilled(counts),
			error: void 0,
			top: topOf(keys, counts, atLeast, most),
			grid
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
/** Places of a grid at most, and values that say which grid it may be. */
const gridPlaces = 2 ** 20;
const gridSample = 64;
/**
* Counts values that are all whole numbers, or all have few decimals, in an array with a place for each number that
* they may be; undefined when they are not. `min` and `max` are of the finite values.
*/
function countGrid(values, min, max) {
	const scale = [
		1,
		10,
		100,
		1e3,
		1e4
	].find((each) => isOnGrid(values, each));
	if (scale === void 0) return void 0;
	const base = Math.round(min * scale);
	const places = Math.round(max * scale) - base + 1;
	if (!(places <= Math.min(gridPlaces, Math.max(65536, values.length))) || Math.abs(base) > 2 ** 30 || base + places > 2 ** 30) return void 0;
	const counts = new Int32Array(places);
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		const place = (value - min) * scale + .5 | 0;
		if ((base + place) / scale === value) counts[place]++;
		else if (!Number.isNaN(value)) return void 0;
	}
	const keys = new Float64Array(places);
	for (let place = 0; place < places; place++) keys[place] = (base + place) / scale;
	return {
		keys,
		counts
	};
}
function isOnGrid(values, scale) {
	let seen = 0;
	for (let row = 0; row < values.length && seen < gridSample; row++) {
		const value = values[row];
		if (Number.isNaN(value)) continue;
		if (Math.round(value * scale) / scale !== value) return false;
		seen++;
	}
	return seen > 0;
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
	const edges = histogramEdges(min, max, bins);
	if (edges === void 0) {
		const [low, high] = widened(min, max);
		return {
			edges: [low, high],
			counts: [values.length]
		};
	}
	const low = edges[0];
	const scale = bins / (edges[bins] - low);
	const counts = new Float64Array(bins + 1);
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		let bin = (value - low) * scale | 0;
		if (bin >= bins) bin = bins - 1;
		if (value < edges[bin]) bin--;
		else if (value >= edges[bin + 1] && bin < bins - 1) bin++;
		counts[bin]++;
	}
	return {
		edges,
		counts: [...counts.subarray(0, bins)]
	};
}
/** The edges of `histogramOf`; undefined where the range is too wide or too narrow for bins. */
function histogramEdges(min, max, bins) {
	const [low, high] = widened(min, max);
	const width = (high - low) / bins;
	if (!Number.isFinite(width) || !Number.isFinite(bins / (high - low))) return void 0;
	return Array.from({ length: bins + 1 }, (_, index) => index === bins ? high : low + index * width);
}
function widened(min, max) {
	return min === max ? [min - .5, max + .5] : [min, max];
}

// src/profile/quantiles.ts
/** Ranks (from 0, ascending, each once) of the sorted values that quantiles of `count` values rest on. */
function quantileRanks(count, probabilities) {
	const last = count - 1;
	const ranks = probabilities.flatMap((probability) => {
		const rank = Math.floor(probability * last);
		return [rank, Math.min(last, rank + 1)];
	});
	return [...new Set(ranks)].sort((a, b) => a - b);
}
/**
* Exact quantiles of `count` finite values with linear interpolation: numpy's `quantile`, method "linear". `found` has
* the values at `quantileRanks`.
*/
function interpolate(found, count, probabilities) {
	const last = count - 1;
	return probabilities.map((probability) => {
		const position = probability * last;
		const rank = Math.floor(position);
		const low = found.get(rank) ?? NaN;
		const high = found.get(Math.min(last, rank + 1)) ?? NaN;
		const share = position - rank;
		if (!Number.isFinite(high - low)) return low * (1 - share) + high * share;
		return share >= .5 ? high - (high - low) * (1 - share) : low + (high - low) * share;
	});
}

// src/profile/select-ranks.ts
const bucketCount$1 = 4096;
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
	const scale = bucketCount$1 / (max - min);
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
	counts[4095] += counts[bucketCount$1];
	const wanted = (/* @__PURE__ */ new Int32Array(4097)).fill(-1);
	const parts = [];
	let below = offset;
	for (let bucket = 0; bucket < bucketCount$1; bucket++) {
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
	wanted[bucketCount$1] = wanted[4095];
	for (let i = 0; i < values.length; i++) {
		const index = wanted[(values[i] - min) * scale | 0];
		if (index < 0) continue;
		const part = parts[index];
		part.values[part.filled++] = values[i];
	}
	for (const part of parts) select(part.values, part.ranks, part.offset, found, depth + 1);
}

// src/profile/distribution.ts
const bucketCount = 4096;
const bins = 20;
/** Fewer values than this are looked at one by one. */
const manyValues = 2048;
/**
* Quantiles, histogram and outliers of the finite ones among `values`, exactly as `selectRanks`, `histogramOf` and a
* count give them. All three rest on one assignment of the values to narrow buckets, which keeps their order: only the
* buckets that hold a rank, an edge or a fence are looked into. `probabilities` must hold 0.25 and 0.75.
*/
function distributionOf(values, range, probabilities) {
	const { min, max, finite } = range;
	const ranks = quantileRanks(finite, probabilities);
	const scale = bucketCount / (max - min);
	const edges = histogramEdges(min, max, bins);
	if (finite < manyValues || !Number.isFinite(scale) || scale === 0 || edges === void 0) {
		const present = finite === values.length ? values : values.filter(Number.isFinite);
		const quantiles = interpolate(selectRanks(present, ranks), finite, probabilities);
		const [low, high] = fencesOf(quantiles, probabilities);
		let outliers = 0;
		for (const value of present) if (value < low || value > high) outliers++;
		return {
			quantiles,
			histogram: histogramOf(present, min, max, bins),
			outliers
		};
	}
	const bucketOf = (value) => Math.trunc((value - min) * scale);
	const { buckets, starts } = assignBuckets(values, min, scale);
	const inner = edges.slice(1, -1);
	const looked = new Set(inner.map(bucketOf));
	for (let bucket = 0, next = 0; next < ranks.length; bucket++) for (; next < ranks.length && ranks[next] < starts[bucket + 1]; next++) looked.add(bucket);
	const inside = gather$1(values, buckets, starts, looked);
	const found = /* @__PURE__ */ new Map();
	for (const [bucket, part] of inside) {
		const start = starts[bucket];
		const local = ranks.filter((rank) => rank >= start && rank < start + part.length).map((rank) => rank - start);
		for (const [rank, value] of selectRanks(part, local)) found.set(rank + start, value);
	}
	const below = inner.map((edge) => {
		const bucket = bucketOf(edge);
		let count = starts[bucket];
		for (const value of inside.get(bucket) ?? []) if (value < edge) count++;
		return count;
	});
	const counts = [...below, finite].map((count, bin) => count - (bin === 0 ? 0 : below[bin - 1]));
	const quantiles = interpolate(found, finite, probabilities);
	const [low, high] = fencesOf(quantiles, probabilities);
	const fences = [low > min ? bucketOf(low) : -1, high < max ? bucketOf(high) : -1];
	const fenced = gather$1(values, buckets, starts, new Set(fences.filter((bucket) => bucket >= 0)));
	let outliers = 0;
	if (fences[0] >= 0) {
		outliers += starts[fences[0]];
		for (const value of fenced.get(fences[0]) ?? []) if (value < low) outliers++;
	}
	if (fences[1] >= 0) {
		outliers += finite - starts[fences[1] + 1];
		for (const value of fenced.get(fences[1]) ?? []) if (value > high) outliers++;
	}
	return {
		quantiles,
		histogram: {
			edges,
			counts
		},
		outliers
	};
}
/** Tukey's fences, by the quantiles of 0.25 and 0.75. */
function fencesOf(quantiles, probabilities) {
	const lower = quantiles[probabilities.indexOf(.25)] ?? NaN;
	const upper = quantiles[probabilities.indexOf(.75)] ?? NaN;
	return [lower - 1.5 * (upper - lower), upper + 1.5 * (upper - lower)];
}
/** The bucket of no value. */
const none = 4097;
/** Each value's bucket, `none` for what is not finite, and the rank at which each bucket starts. */
function assignBuckets(values, min, scale) {
	const buckets = new Uint16Array(values.length);
	const counts = /* @__PURE__ */ new Int32Array(4098);
	for (let i = 0; i < values.length; i++) {
		const place = (values[i] - min) * scale;
		const bucket = place <= bucketCount && place >= 0 ? place | 0 : none;
		buckets[i] = bucket;
		counts[bucket]++;
	}
	const starts = /* @__PURE__ */ new Int32Array(4098);
	for (let bucket = 0; bucket < none; bucket++) starts[bucket + 1] = starts[bucket] + counts[bucket];
	return {
		buckets,
		starts
	};
}
/** The values of some buckets. */
function gather$1(values, buckets, starts, wanted) {
	const parts = /* @__PURE__ */ new Map();
	const all = [];
	const partOf = (/* @__PURE__ */ new Int16Array(4098)).fill(-1);
	for (const bucket of wanted) {
		const size = starts[bucket + 1] - starts[bucket];
		if (size === 0) continue;
		const part = new Float64Array(size);
		partOf[bucket] = all.length;
		all.push(part);
		parts.set(bucket, part);
	}
	if (all.length === 0) return parts;
	const filled = new Int32Array(all.length);
	for (let i = 0; i < values.length; i++) {
		const part = partOf[buckets[i]];
		if (part >= 0) all[part][filled[part]++] = values[i];
	}
	return parts;
}

// src/profile/grid-distribution.ts
/**
* As `distributionOf`, from ascending values and how often each occurs; undefined where their range has no bins.
* `finite` is the sum of the counts.
*/
function distributionOfCounts({ keys, counts }, range, probabilities) {
	const { min, max, finite } = range;
	const bins = 20;
	const edges = histogramEdges(min, max, bins);
	if (edges === void 0) return void 0;
	const ranks = quantileRanks(finite, probabilities);
	const found = /* @__PURE__ */ new Map();
	const heights = new Array(bins).fill(0);
	let below = 0;
	let next = 0;
	let bin = 0;
	for (let place = 0; place < keys.length; place++) {
		const count = counts[place];
		if (count === 0) continue;
		const key = keys[place];
		while (bin < 19 && key >= edges[bin + 1]) bin++;
		heights[bin] += count;
		below += count;
		for (; next < ranks.length && ranks[next] < below; next++) found.set(ranks[next], key);
	}
	const quantiles = interpolate(found, finite, probabilities);
	const [low, high] = fencesOf(quantiles, probabilities);
	let outliers = 0;
	for (let place = 0; place < keys.length; place++) if (keys[place] < low || keys[place] > high) outliers += counts[place];
	return {
		quantiles,
		histogram: {
			edges,
			counts: heights
		},
		outliers
	};
}

// src/profile/moments.ts
/** Sums of blocks are summed up again, so that the error stays near that of one block. */
const block = 1024;
/** One pass for the counts and the mean, a second for the deviations from it. */
function momentsOf(values) {
	const counts = {
		finite: 0,
		infinite: 0,
		zeros: 0,
		negatives: 0
	};
	let min = Infinity;
	let max = -Infinity;
	let sum = 0;
	for (let from = 0; from < values.length; from += block) {
		const to = Math.min(values.length, from + block);
		let partial = 0;
		let low = Infinity;
		let high = -Infinity;
		let present = 0;
		for (let i = from; i < to; i++) {
			const value = values[i];
			if (value - value !== 0) continue;
			present++;
			if (value < low) low = value;
			if (value > high) high = value;
			partial += value;
		}
		counts.finite += present;
		sum += partial;
		if (low < min) min = low;
		if (high > max) max = high;
		if (low <= 0 || present < to - from) countSpecial(counts, values, from, to);
	}
	if (counts.finite === 0) return {
		...counts,
		min: NaN,
		max: NaN,
		mean: NaN,
		std: NaN
	};
	const mean = Number.isFinite(sum) ? sum / counts.finite : meanOfHuge(values, counts.finite);
	const reach = Math.max(max - mean, mean - min);
	return {
		...counts,
		min,
		max,
		mean,
		std: deviation(values, mean, counts.finite, scaleFor(reach))
	};
}
/** Counts what most blocks have none of. */
function countSpecial(counts, values, from, to) {
	let infinite = 0;
	let zeros = 0;
	let negatives = 0;
	for (let i = from; i < to; i++) {
		const value = values[i];
		negatives += value < 0 ? 1 : 0;
		zeros += value === 0 ? 1 : 0;
		infinite += value === Infinity || value === -Infinity ? 1 : 0;
	}
	counts.infinite += infinite;
	counts.zeros += zeros;
	counts.negatives += negatives;
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
	const { infinite, zeros, negatives, min, max, mean, std } = moments;
	const { quantiles, histogram, outliers } = (counted.grid && distributionOfCounts(counted.grid, moments, probabilities)) ?? distributionOf(values, moments, probabilities);
	const shared = {
		quantiles: Object.fromEntries(probabilities.map((each, index) => [String(each), quantiles[index] ?? 0])),
		histogram
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
		...counted.distinct > 2 ? { outliers } : {}
	};
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
* Describes a table. Every statistic is exact and agrees with pandas and numpy, but for the number of distinct numbers
* past 65,536 that lie on no small grid (see `countDistinct`), which is an estimate that says its error.
*/
function profileTable(table) {
	const columns = table.columns.map((column) => column.kind === "text" ? profileText(column) : profileNumbers(column));
	const isUnique = columns.some(({ distinct, distinct_error }) => distinct === table.rows && distinct_error === void 0);
	return {
		schema: "mlops/profile@1",
		rows: table.rows,
		bytes: table.bytes,
		digest: table.digest,
		duplicate_rows: isUnique ? 0 : countDuplicates(hashContent(table)),
		columns
	};
}

// src/services/decompress.ts
/** A file that unpacks to more than this many bytes must not unpack to more than `mostRatio` times its own size. */
const freeBytes = 64 << 20;
const mostRatio = 250;
/** Packed bytes that fzstd gets at a time: what they unpack to is in memory at once. */
const zstdStep = 16384;
/** How far back a zstd frame may refer: what `zstd -d` allows too. That much is in memory. */
const mostWindow = 128 << 20;
/**
* The content of a gzip or zstd file, as it comes; members and frames that follow each other are one content.
* Errors of the source pass through. Throws UserError for a file that is cut off or damaged (zstd's checksums are not
* looked at), and for one that unpacks to so much more than its size that it is a bomb.
*/
async function* decompress(compression, chunks, source) {
	let taken = 0;
	let given = 0;
	async function* counted() {
		for await (const chunk of chunks) {
			taken += chunk.length;
			yield chunk;
		}
	}
	try {
		for await (const chunk of compression === "gzip" ? gunzip(counted()) : unpackZstd(counted(), source)) {
			given += chunk.length;
			if (given > freeBytes && given > taken * mostRatio) throw tooLarge(source);
			yield chunk;
		}
	} catch (cause) {
		throw explain(cause, source);
	}
}
async function* gunzip(chunks) {
	yield* pipeline(Readable.from(chunks), createGunzip(), () => {});
}
/** By fzstd, also where Node has zstd of its own: that one ends in silence after the first of several frames. */
async function* unpackZstd(chunks, source) {
	const { Decompress } = await import("./esm.js");
	let unpacked = [];
	const stream = new Decompress((chunk) => unpacked.push(chunk));
	let isStart = true;
	for await (const chunk of chunks) {
		if (isStart && windowOf(chunk) > mostWindow) throw wideWindow(source);
		isStart &&= chunk.length === 0;
		for (let at = 0; at < chunk.length; at += zstdStep) {
			stream.push(chunk.subarray(at, at + zstdStep));
			yield* unpacked;
			unpacked = [];
		}
	}
	stream.push(/* @__PURE__ */ new Uint8Array(0), true);
	yield* unpacked;
}
/** The window that a zstd frame declares in its first bytes; 0 where that is its content's size (RFC 8878, 3.1.1.1). */
function windowOf(head) {
	const [, , , , descriptor = 0, window = 0] = head;
	if ((descriptor >> 5 & 1) === 1) return 0;
	const base = 2 ** (10 + (window >> 3));
	return base + base / 8 * (window & 7);
}
function wideWindow(source) {
	return new UserError(`Cannot read "${source}": it needs a window of more than 128 MiB`, {
		file: source,
		hint: "Pack it without --long"
	});
}
function tooLarge(source) {
	return new UserError(`Cannot read "${source}": it unpacks to more than ${mostRatio} times its size`, {
		file: source,
		hint: "Such files are made to fill memory; if this one is not, unpack it first"
	});
}
/** Errors of zlib (codes `Z_…`) and of fzstd (codes are numbers) as UserErrors; others as they are. */
function explain(cause, source) {
	if (!(cause instanceof Error) || cause instanceof UserError || !("code" in cause)) return cause;
	if (!(typeof cause.code === "string" && cause.code.startsWith("Z_")) && typeof cause.code !== "number") return cause;
	const isCut = /unexpected end|unexpected EOF/.test(cause.message);
	return new UserError(`Cannot read "${source}": ${isCut ? "it is cut off" : `it cannot be unpacked (${cause.message})`}`, {
		file: source,
		hint: "Fetch or pack the file again",
		cause
	});
}

// src/tables/file-format.ts
const compressions = [[
	"gzip",
	".gz",
	[31, 139]
], [
	"zstd",
	".zst",
	[
		40,
		181,
		47,
		253
	]
]];
/** What a file that no reader takes starts with, and what to do about it. */
const foreign = [
	[
		"a zip archive or a spreadsheet",
		[
			80,
			75,
			3,
			4
		],
		"Unpack it, or save the sheet as CSV"
	],
	[
		"a bzip2 file",
		[
			66,
			90,
			104
		],
		"Unpack it, or pack it as .gz or .zst"
	],
	[
		"an xz file",
		[
			253,
			55,
			122,
			88,
			90,
			0
		],
		"Unpack it, or pack it as .gz or .zst"
	]
];
const parquetMagic = [
	80,
	65,
	82,
	49
];
/** The path without its ending `.gz` or `.zst`. */
function withoutCompression(path) {
	return path.replace(/\.(gz|zst)$/i, "");
}
/**
* The compression of a file by its first bytes, undefined for none. Throws UserError where its ending says something
* else: the reader, and every other tool, goes by the ending.
*/
function findCompression(head, source) {
	for (const [compression, ending, magic] of compressions) {
		const isPacked = startsWith(head, magic);
		if (isPacked === source.toLowerCase().endsWith(ending)) {
			if (isPacked) return compression;
			continue;
		}
		throw new UserError(isPacked ? `Cannot read "${source}": it is compressed with ${compression}, and its name does not end in ${ending}` : `Cannot read "${source}": its name ends in ${ending}, and it is not compressed with ${compression}`, {
			file: source,
			hint: isPacked ? `Name it "${source}${ending}"` : `Drop ${ending} from its name`
		});
	}
}
/** The format of an uncompressed file by the ending of its path and its first bytes. Throws UserError for foreign ones. */
function findFormat(head, source) {
	for (const [what, magic, hint] of foreign) if (startsWith(head, magic)) throw new UserError(`Cannot read "${source}": it is ${what}`, {
		file: source,
		hint
	});
	if (/\.parquet$/i.test(withoutCompression(source))) return "parquet";
	if (startsWith(head, parquetMagic)) throw new UserError(`Cannot read "${source}": it is a Parquet file, and its name does not end in .parquet`, {
		file: source,
		hint: "Rename it"
	});
	return /\.(json|jsonl|ndjson)$/i.test(withoutCompression(source)) ? "json" : "csv";
}
function startsWith(head, magic) {
	return head.length >= magic.length && magic.every((byte, index) => head[index] === byte);
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
* The finished column, typed by `inferType`: texts may be dates, never numbers. Undefined for a column of text that
* holds other values too: how those were written is gone, so the file must be read again with `isText`.
*/
function finishValueColumn(column, rows) {
	const { name, dictionary } = column;
	const values = filled(column.values, new Float64Array(rows).fill(NaN));
	const codes = filled(column.codes, new Int32Array(rows).fill(codeOf.missing));
	const texts = readTexts(dictionary);
	const tally = {
		...countCells(column, values, codes, texts),
		missing: 0,
		padded: 0
	};
	const type = column.isText ? "text" : inferType(tally);
	const { integer, decimal, ambiguous, infinite, boolean } = tally;
	const isMixed = integer + decimal + ambiguous + infinite + boolean > 0;
	if (type === "text") return isMixed ? void 0 : textColumn(name, codes, dictionary);
	return numericColumn(name, type, {
		values,
		codes,
		texts
	});
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
	const read = texts.map(readCell);
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
	const column = {
		kind: "numeric",
		name,
		type,
		values,
		invalid: [],
		invalidCount: 0
	};
	const isNumeric = type === "integer" || type === "number";
	const refuse = (row, text) => {
		values[row] = NaN;
		column.invalidCount++;
		if (column.invalid.length < limits.invalidKept) column.invalid.push(invalidCell(row, text));
	};
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		const code = codes[row];
		if (!Number.isNaN(value)) {
			if (!isNumeric && !(type === "boolean" && (value === 0 || value === 1))) refuse(row, String(value));
		} else if (code < codeOf.missing) {
			if (type === "boolean") values[row] = code === codeOf.true ? 1 : 0;
			else refuse(row, String(code === codeOf.true));
		} else if (code >= 0) {
			const shape = texts.shapes[code];
			if (shape === "marker") continue;
			if (!isNumeric && type !== "boolean" && shape !== "text") values[row] = texts.values[code];
			else refuse(row, texts.texts[code]);
		}
	}
	return column;
}
function invalidCell(row, text) {
	return {
		row,
		text: text.length > 100 ? `${text.slice(0, 100)}…` : text
	};
}

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
	const cells = scan.capacity * scan.columns.length;
	if (cells > freeCells && cells > scan.cells * 100) throw new UserError(`Cannot read "${scan.source}": its ${scan.rows.toLocaleString("en")} objects have ${scan.columns.length.toLocaleString("en")} different keys, and hardly share any`, {
		file: scan.source,
		line: scan.line,
		hint: "Keys are columns; write what varies as values"
	});
	scan.capacity = Math.max(1024, scan.capacity * 2);
	const lines = new Uint32Array(scan.capacity);
	lines.set(scan.lines);
	scan.lines = lines;
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
const encoder$1 = new TextEncoder();
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
	encoder$1.encode(String(text)),
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
		const text = encoder$1.encode(decodeText(scan, bytes, start + 1, close));
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
/** The text at `bytes[start … end)`, which must be UTF-8 with whole escapes. */
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
/** Whether `bytes[start … end)` are these bytes. */
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
* Reads the object at `bytes[at … end)` into the scan's next row and returns where it ends, or `incomplete`. Throws
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
	const column = expected !== void 0 && isSame(bytes, start + 1, close, expected.key) ? expected : findColumn$1(scan, bytes, start, close);
	if (column.attempt === scan.attempt) throw jsonError(scan, start, `the key "${column.name}" is there twice`, "Give each key of an object once");
	column.attempt = scan.attempt;
	return column;
}
function findColumn$1(scan, bytes, start, close) {
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

// src/tables/read-json.ts
/**
* Reads objects into a table: JSON Lines (one object a line, blank lines skipped), or a list of objects where the
* first byte is `[`. Columns are the keys in order of first appearance; a key that is not there, null, NaN and the
* empty text are missing. Types are JSON's, judged over all rows by `inferType`; texts may be ISO dates, never
* numbers. Opens the file a second time where a column turns out to be text and holds other values too. Throws
* UserError with line and column for what cannot be read.
*/
async function readJson(open, options) {
	const { source } = options;
	const first = await scanFile(open, options, /* @__PURE__ */ new Set());
	const columns = first.scan.columns.map((column) => finishValueColumn(column, first.scan.rows));
	if (columns.every((column) => column !== void 0)) return tableOf(first, columns);
	const texts = first.scan.columns.filter((_, index) => columns[index] === void 0);
	const second = await scanFile(open, options, new Set(texts.map(({ name }) => name)));
	const again = second.scan.columns.map((column) => finishValueColumn(column, second.scan.rows));
	if (second.digest === first.digest && again.every((column) => column !== void 0)) return tableOf(second, again);
	throw new UserError(`Cannot read "${source}": the file changed while it was read`, { file: source });
}
function tableOf({ scan, bytes, digest }, columns) {
	if (columns.length === 0) throw new UserError(`Cannot read "${scan.source}": ${scan.rows === 0 ? "it has no objects" : "its objects have no keys"}`, {
		file: scan.source,
		hint: "Write one object a line, or a list of objects"
	});
	return {
		source: scan.source,
		rows: scan.rows,
		columns,
		lines: scan.lines.slice(0, scan.rows),
		bytes,
		digest
	};
}
async function scanFile(open, options, texts) {
	const hash = createHash("sha256");
	const scan = createJsonScan(options.source, texts);
	const scanPart = openRecords(scan);
	let buffer = new Uint8Array(options.window ?? 1 << 18);
	let filled = 0;
	let total = 0;
	const step = (isLast) => {
		const start = scanPart(buffer, filled, isLast);
		buffer.copyWithin(0, start, filled);
		filled -= start;
		scan.lineStart -= start;
		if (filled > limits.record) throw jsonError(scan, 0, "the object is longer than 16 MiB", "Check the quotes and braces");
		if (filled * 2 >= buffer.length) {
			const wider = new Uint8Array(buffer.length * 2);
			wider.set(buffer.subarray(0, filled));
			buffer = wider;
		}
	};
	for await (const chunk of open()) {
		hash.update(chunk);
		for (let from = 0; from < chunk.length;) {
			const taken = Math.min(chunk.length - from, buffer.length - filled);
			buffer.set(chunk.subarray(from, from + taken), filled);
			filled += taken;
			from += taken;
			if (filled === buffer.length) step(false);
		}
		total += chunk.length;
		options.onProgress?.(total);
	}
	step(true);
	return {
		scan,
		bytes: total,
		digest: hash.digest("hex")
	};
}
/**
* Scans what the buffer has of the file and returns where the first object that is not complete starts. State is what
* stands between objects: before the first, before an object, or after one.
*/
function openRecords(scan) {
	let state = "start";
	return (bytes, end, isLast) => {
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
			if (scan.isList && byte === 93 && scan.rows === 0) {
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
}

// src/tables/parquet-column.ts
const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true });
/**
* The column of a leaf of the schema; undefined for types that no table holds. Takes decimals and times of day off
* the element, so that hyparquet hands their integers over as they are.
*/
function createParquetColumn(element) {
	const plan = planColumn(element);
	if (plan === void 0) return void 0;
	const cells = createValueColumn(element.name, false);
	const pages = {
		isNullable: element.repetition_type !== "REQUIRED",
		isBoolean: element.type === "BOOLEAN"
	};
	return {
		...plan,
		cells,
		pages,
		codes: /* @__PURE__ */ new WeakMap()
	};
}
function planColumn(element) {
	const { type, converted_type: converted, logical_type: logical } = element;
	const kind = logical?.type;
	if (converted === "INTERVAL" || converted === "BSON") return void 0;
	if (kind === "VARIANT" || kind === "GEOMETRY" || kind === "GEOGRAPHY" || kind === "BSON" || kind === "INTERVAL") return void 0;
	if (converted === "DECIMAL" || kind === "DECIMAL") {
		const scale = element.scale ?? (logical?.type === "DECIMAL" ? logical.scale : 0);
		makeRaw(element);
		return scale === 0 ? {
			type: "integer",
			read: (value) => wholeNumber(unscaled(value))
		} : {
			type: "number",
			read: (value) => decimalNumber(unscaled(value), scale)
		};
	}
	if (converted === "TIME_MILLIS" || converted === "TIME_MICROS" || logical?.type === "TIME") {
		const digits = {
			MILLIS: 3,
			MICROS: 6,
			NANOS: 9
		}[logical?.type === "TIME" ? logical.unit : converted === "TIME_MILLIS" ? "MILLIS" : "MICROS"];
		makeRaw(element);
		return {
			type: "text",
			read: (value) => timeOfDay(BigInt(value), digits)
		};
	}
	if (type === "BOOLEAN") return {
		type: "boolean",
		read: Number
	};
	if (converted === "DATE" || kind === "DATE") {
		element.converted_type = "DATE";
		return {
			type: "date",
			read: Number
		};
	}
	if (type === "INT96" || kind === "TIMESTAMP" || converted?.startsWith("TIMESTAMP_")) return {
		type: "datetime",
		read: Number
	};
	if (type === "FLOAT" || type === "DOUBLE" || kind === "FLOAT16") return {
		type: "number",
		read: Number
	};
	if (type === "INT32" || type === "INT64") return {
		type: "integer",
		read: (value) => wholeNumber(value)
	};
	return {
		type: "text",
		read: (value) => value
	};
}
/** Stores the values of rows `row …`; null and undefined are missing. Throws TypeError for bytes that are no text. */
function storeParquetValues(column, row, values) {
	const capacity = Math.max(1024, 2 ** Math.ceil(Math.log2(row + values.length + 1)));
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (value === null || value === void 0) continue;
		const read = column.read(value);
		if (typeof read === "number" && column.type !== "text") storeNumber(column.cells, row + i, read, capacity);
		else {
			if (column.type !== "text") becomeText(column, row + i, capacity);
			storeText(column, row + i, typeof read === "number" ? String(read) : read, capacity);
		}
	}
}
function storeText(column, row, text, capacity) {
	if (text.length === 0) return;
	const { cells, codes } = column;
	const bytes = typeof text === "string" ? encoder.encode(text) : text;
	let code = codes.get(bytes);
	if (code === void 0) {
		const known = cells.dictionary.size;
		code = encode(cells.dictionary, bytes, 0, bytes.length);
		if (code === known) strictDecoder.decode(bytes);
		if (bytes === text) codes.set(bytes, code);
	}
	storeCode(cells, row, code, capacity);
}
/** The whole numbers so far as texts: a float64 holds them exactly, so nothing is lost. */
function becomeText(column, rows, capacity) {
	const { values } = column.cells;
	column.type = "text";
	for (let row = 0; row < Math.min(rows, values.length); row++) if (!Number.isNaN(values[row])) storeText(column, row, String(values[row]), capacity);
	column.cells.values = /* @__PURE__ */ new Float64Array(0);
}
/** hyparquet then gives the numbers or bytes as they are stored. */
function makeRaw(element) {
	delete element.converted_type;
	delete element.logical_type;
}
function wholeNumber(value) {
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : String(value);
}
/** The integer of a decimal: a number, or two's complement bytes, the highest first. */
function unscaled(value) {
	if (!(value instanceof Uint8Array)) return BigInt(value);
	let result = 0n;
	for (const byte of value) result = result << 8n | BigInt(byte);
	return BigInt.asIntN(value.length * 8, result);
}
/** The float64 nearest to a decimal. */
function decimalNumber(value, scale) {
	return Number(`${value}e-${scale}`);
}
/** `hh:mm:ss` with the digits of the unit. */
function timeOfDay(value, digits) {
	const perSecond = 10n ** BigInt(digits);
	const seconds = Number(value / perSecond);
	const pad = (part, size) => String(part).padStart(size, "0");
	return `${[
		seconds / 3600,
		seconds / 60 % 60,
		seconds % 60
	].map((part) => pad(Math.floor(part), 2)).join(":")}.${pad(value % perSecond, digits)}`;
}

// src/tables/parquet-pages.ts
/** Pages do not unpack to more than this many bytes. */
const largestPage = 1 << 30;
/**
* Holds the pages of a column chunk to what they say of themselves before hyparquet decodes them: it takes the length
* of a run on trust, so that four crafted bytes would keep it busy for hours. Throws RangeError.
*/
async function checkPages(chunk) {
	const [{ parquetHeader }, { decompressPage }] = await Promise.all([import("./column.js"), import("./datapage.js")]);
	const { bytes, codec, compressors } = chunk;
	const reader = {
		view: new DataView(bytes),
		offset: 0
	};
	for (let rows = 0; rows < chunk.rows;) {
		if (reader.offset >= bytes.byteLength) throw new RangeError("a column has fewer values than rows");
		const header = parquetHeader(reader);
		const { compressed_page_size: size, uncompressed_page_size: unpacked } = header;
		if (!isWithin(size, bytes.byteLength - reader.offset) || !isWithin(unpacked, largestPage)) throw new RangeError("a page has an impossible size");
		const body = new Uint8Array(bytes, reader.offset, size);
		reader.offset += size;
		if (header.dictionary_page_header !== void 0) {
			if (!isWithin(header.dictionary_page_header.num_values, unpacked * 8)) throw new RangeError("a dictionary has more values than bytes");
			continue;
		}
		const first = header.data_page_header;
		const second = header.data_page_header_v2;
		const count = first?.num_values ?? second?.num_rows ?? 0;
		if (!isWithin(count, chunk.rows - rows) || count === 0) throw new RangeError("a page has an impossible number of values");
		rows += count;
		if (first !== void 0) {
			const page = decompressPage(body, unpacked, codec, compressors);
			const levels = chunk.isNullable ? 4 + lengthAt(page, 0) : 0;
			const present = chunk.isNullable ? checkRuns(page, 4, 1, count) : count;
			checkValues(chunk, first.encoding, page.subarray(Math.min(levels, page.length)), present);
		} else if (second !== void 0) {
			const { definition_levels_byte_length: levels, repetition_levels_byte_length: repetition } = second;
			if (second.num_values !== count || !isWithin(levels, size) || repetition !== 0) throw new RangeError("a page has impossible levels");
			const present = levels > 0 ? checkRuns(body, 0, 1, count) : count;
			const isPacked = second.is_compressed && codec !== "UNCOMPRESSED";
			const values = body.subarray(levels);
			const page = isPacked ? decompressPage(values, unpacked - levels, codec, compressors) : values;
			if (second.num_nulls !== count - present) throw new RangeError("a page has impossible levels");
			checkValues(chunk, second.encoding, page, present);
		}
	}
}
function isWithin(value, most) {
	return value >= 0 && value <= most;
}
function lengthAt(page, at) {
	return new DataView(page.buffer, page.byteOffset, page.byteLength).getUint32(at, true);
}
/** Values that are written as runs: indices into the dictionary, behind their width, and booleans. */
function checkValues(chunk, encoding, page, count) {
	if (count === 0) return;
	const isIndex = encoding === "PLAIN_DICTIONARY" || encoding === "RLE_DICTIONARY";
	if (encoding === "RLE" && chunk.isBoolean) checkRuns(page, 4, 1, count);
	else if (isIndex || encoding === "RLE") {
		const width = page[0] ?? 0;
		if (width > 32) throw new RangeError("a dictionary has an impossible size");
		if (width > 0) checkRuns(page, 1, width, count);
	}
}
/** Follows runs (Parquet's RLE and bit-packing hybrid) until they have `count` values, and returns how many are odd. */
function checkRuns(page, start, width, count) {
	let at = start;
	let seen = 0;
	let odd = 0;
	while (seen < count) {
		let header = 0;
		for (let shift = 0;; shift += 7) {
			const byte = page[at++];
			if (byte === void 0 || shift > 28) throw new RangeError("a page ends within its runs");
			header += (byte & 127) * 2 ** shift;
			if (byte < 128) break;
		}
		const size = Math.floor(header / 2);
		if (header % 2 === 0) {
			if (size > count - seen) throw new RangeError("a run is longer than its page");
			if ((page[at] ?? 0) % 2 === 1) odd += size;
			seen += size;
			at += width + 7 >> 3;
		} else {
			if (size * width > page.length - at) throw new RangeError("a page ends within its runs");
			if (width === 1) for (let bit = 0; bit < Math.min(size * 8, count - seen); bit++) odd += page[at + (bit >> 3)] >> (bit & 7) & 1;
			seen += size * 8;
			at += size * width;
		}
	}
	return odd;
}

// src/tables/read-parquet.ts
/** Moments as milliseconds since 1970, with a fraction where they are finer; texts as their bytes. */
const parsers = {
	timestampFromMilliseconds: Number,
	timestampFromMicroseconds: (micros) => scaled(micros, 1000n),
	timestampFromNanoseconds: (nanos) => scaled(nanos, 1000000n),
	dateFromDays: (days) => typeof days === "number" ? days * 864e5 : days,
	stringFromBytes: (bytes) => bytes,
	jsonFromBytes: (bytes) => bytes
};
/**
* Reads a Parquet file of flat columns, one column of one row group at a time. Types are the file's: text stays text;
* whole numbers beyond 2^53 make their column text; decimals are the nearest float64; times of day are text; null,
* NaN and the empty text are missing; a moment without a zone is taken as UTC. `lines` is empty: rows have none.
* Throws UserError for a file that is cut off, damaged, encrypted or nested.
*/
async function readParquet(file, options) {
	const { source } = options;
	const [{ parquetMetadataAsync, parquetRead, parquetSchema }, { compressors }] = await Promise.all([import("./node.js"), import("./src.js")]);
	let failure;
	const access = {
		byteLength: file.bytes,
		async slice(start, end = file.bytes) {
			if (!(start >= 0 && start <= end && end <= file.bytes)) throw new RangeError("it points outside of the file");
			try {
				return new Uint8Array(await file.readRange(start, end)).buffer;
			} catch (cause) {
				failure = cause;
				throw cause;
			}
		}
	};
	const explained = async (act) => {
		try {
			return await act();
		} catch (cause) {
			throw failure ?? (cause instanceof UserError ? cause : damaged(source, cause));
		}
	};
	await refuseForeign(file, source);
	return explained(async () => {
		const metadata = await parquetMetadataAsync(access, {
			parsers,
			geoparquet: false
		});
		const columns = openColumns(parquetSchema(metadata), options);
		let rows = 0;
		for (const group of metadata.row_groups) {
			const size = Number(group.num_rows);
			if (!(rows + size < 2 ** 31)) throw new RangeError("it says to have more than 2,147,483,647 rows");
			for (const column of columns) {
				const chunk = await readChunk(access, group, column.cells.name);
				await checkPages({
					...chunk,
					...column.pages,
					rows: size,
					compressors
				});
				const chunks = [];
				await parquetRead({
					file: chunk.file,
					metadata,
					columns: [column.cells.name],
					rowStart: rows,
					rowEnd: rows + size,
					compressors,
					parsers,
					onChunk: ({ columnData }) => chunks.push(columnData)
				});
				let stored = 0;
				for (const values of chunks) {
					if (stored + values.length > size) break;
					storeColumn(column, rows + stored, values, source);
					stored += values.length;
				}
				if (stored !== size) throw new RangeError(`column "${column.cells.name}" has not as many values as rows`);
			}
			rows += size;
		}
		if (rows !== Number(metadata.num_rows)) throw new RangeError("its row groups do not have all of its rows");
		return {
			source,
			rows,
			columns: columns.map((column) => finishColumn(column, rows)),
			lines: /* @__PURE__ */ new Uint32Array(0),
			bytes: file.bytes
		};
	});
}
/** The bytes of a column in a row group, and a file of nothing else for hyparquet to read from. */
async function readChunk(access, group, name) {
	const found = group.columns.find(({ meta_data: meta }) => meta?.path_in_schema.join() === name)?.meta_data;
	if (found === void 0) throw new RangeError(`a row group has no column "${name}"`);
	const start = Number(found.dictionary_page_offset || found.data_page_offset);
	const bytes = await access.slice(start, start + Number(found.total_compressed_size));
	const slice = (from, to) => bytes.slice(from - start, to === void 0 ? void 0 : to - start);
	return {
		bytes,
		codec: found.codec,
		file: {
			byteLength: access.byteLength,
			slice
		}
	};
}
async function refuseForeign(file, source) {
	const ends = file.bytes < 12 ? [] : [[0, 4], [file.bytes - 4, file.bytes]];
	const magic = [];
	for (const [start = 0, end = 0] of ends) magic.push(new TextDecoder("latin1").decode(await file.readRange(start, end)));
	if (magic[0] === "PARE" || magic[1] === "PARE") throw parquetError(source, "it is encrypted", "Write it without encryption");
	if (magic[0] !== "PAR1") throw parquetError(source, "it is not a Parquet file", "Its first and last bytes must be PAR1");
	if (magic[1] !== "PAR1") throw parquetError(source, "it is cut off: its last bytes are not PAR1", "Fetch or write the file again");
}
function openColumns(schema, { source, columns }) {
	const names = schema.children.map(({ element }) => element.name);
	const unknown = columns?.find((name) => !names.includes(name));
	if (unknown !== void 0) throw parquetError(source, `it has no column "${unknown}"${didYouMean(unknown, names)}`, "Check the name");
	if (names.length === 0) throw parquetError(source, "it has no columns", "Write the file again");
	if (names.length > limits.columns) throw parquetError(source, "it has more than 100,000 columns", "Split it into several files");
	const repeated = names.find((name, index) => names.indexOf(name) !== index);
	if (repeated !== void 0 && new Set(names).size < names.length) throw parquetError(source, `two columns are named "${repeated}"`, "Give each column a name of its own");
	return schema.children.filter(({ element }) => columns?.includes(element.name) ?? true).map(({ element, children }) => {
		const { name } = element;
		if (name.trim() === "" || name.length > limits.name) throw parquetError(source, "a column has no name, or one of more than 1,000 characters", "Rename it");
		const isNested = children.length > 0 || element.repetition_type === "REPEATED";
		const column = isNested ? void 0 : createParquetColumn(element);
		if (column !== void 0) return column;
		throw parquetError(source, `column "${name}" is ${isNested ? "nested (a list, map or struct)" : `of a type that no table holds (${element.logical_type?.type ?? element.converted_type})`}`, "Flatten or drop it first, for example with pyarrow's Table.flatten or drop_columns");
	});
}
function storeColumn(column, row, values, source) {
	try {
		storeParquetValues(column, row, values);
	} catch (cause) {
		if (!(cause instanceof TypeError)) throw cause;
		throw parquetError(source, `column "${column.cells.name}" holds bytes that are not UTF-8 text`, "Drop it or write it as text");
	}
}
function finishColumn({ cells, type }, rows) {
	const { name } = cells;
	if (type === "text") {
		const codes = new Int32Array(rows).fill(codeOf.missing);
		codes.set(cells.codes.subarray(0, rows));
		return textColumn(name, codes, cells.dictionary);
	}
	const values = new Float64Array(rows).fill(NaN);
	values.set(cells.values.subarray(0, rows));
	return {
		kind: "numeric",
		name,
		type,
		values,
		invalid: [],
		invalidCount: 0
	};
}
/** Whole and fraction apart, so that neither is rounded before its time. */
function scaled(value, divisor) {
	if (typeof value !== "bigint") return value;
	return Number(value / divisor) + Number(value % divisor) / Number(divisor);
}
/** What hyparquet or `checkPages` found; its stumbles over what it did not expect say nothing to a reader. */
function damaged(source, cause) {
	const what = cause instanceof Error && !(cause instanceof TypeError) ? ` (${cause.message.replace(/^parquet /, "")})` : "";
	return new UserError(`Cannot read "${source}": it is damaged or of an unknown kind${what}`, {
		file: source,
		hint: "Fetch or write the file again",
		cause
	});
}
function parquetError(source, what, hint) {
	return new UserError(`Cannot read "${source}": ${what}`, {
		file: source,
		hint
	});
}

// src/tables/refuse-pointer.ts
/**
* Refuses a Git LFS pointer where data should be, with the command that fetches the data. `head` is the file's first
* bytes. (Format: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md)
*/
function refuseLfsPointer(head, source) {
	const start = new TextDecoder("latin1").decode(head.subarray(0, 200));
	if (!/^version https:\/\/(git-lfs\.github\.com|hawser\.github\.com)\/spec\//.test(start)) return;
	const size = /\nsize (\d{1,15})\n/.exec(start)?.[1];
	throw new UserError(`Cannot read "${source}": it is a Git LFS pointer, not the data${size === void 0 ? "" : ` (${Number(size).toLocaleString("en")} bytes)`}`, {
		file: source,
		hint: `Run: git lfs pull --include=${quoted(source)}\nIn a workflow, let actions/checkout fetch it: "with: { lfs: true }"`
	});
}
/** The error of data that DVC keeps: only the `.dvc` file beside its place is in Git. */
function dvcError(source, dvcFile) {
	return new UserError(`Cannot read "${source}": DVC keeps the data, and only "${dvcFile}" is here`, {
		file: dvcFile,
		hint: `Run: dvc pull ${quoted(dvcFile)}`
	});
}
/** A path for a POSIX shell. */
function quoted(path) {
	return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

// src/tables/read-table.ts
/** Bytes of Parquet that are unpacked into memory at most. */
const mostUnpacked = 512 << 20;
/**
* Reads a data file by the reader for its ending, which its first bytes are checked against: CSV and TSV, JSON
* Lines and lists of JSON objects, and Parquet, each also as `.gz` or `.zst`. `bytes` and `digest` of the table are those
* of the file as it is stored. Throws UserError for what cannot be read.
*/
async function readTable(open, options) {
	const { source, onProgress } = options;
	const head = await firstBytes(open);
	refuseLfsPointer(head, source);
	const compression = findCompression(head, source);
	if (compression === void 0) return readFormat(open, options);
	const stored = {
		bytes: 0,
		digest: ""
	};
	const unpack = () => options.decompress(compression, measured(open(), stored, onProgress), source);
	return {
		...options.csv === void 0 && findFormat(await firstBytes(unpack), source) === "parquet" ? await readUnpackedParquet(unpack, source) : await readFormat(unpack, {
			...options,
			bytes: void 0,
			onProgress: void 0
		}),
		...stored
	};
}
async function readDialect(open, options) {
	const { source, bytes, kernel, onProgress, csv = {} } = options;
	const { encoding = "utf-8", ...dialect } = csv;
	if (encoding === "utf-8") return readCsv(open, {
		source,
		bytes,
		kernel,
		onProgress,
		...dialect
	});
	const stored = {
		bytes: 0,
		digest: ""
	};
	const decode = () => transcode(measured(open(), stored, onProgress), encoding, source);
	return {
		...await readCsv(decode, {
			source,
			kernel,
			...dialect
		}),
		...stored
	};
}
/** Parquet as it is stored, its digest taken on the way. */
async function readStoredParquet(open, options) {
	const { source, readRange, onProgress } = options;
	const stored = {
		bytes: 0,
		digest: ""
	};
	for await (const _ of measured(open(), stored, onProgress));
	return {
		...await readParquet({
			bytes: stored.bytes,
			readRange
		}, { source }),
		...stored
	};
}
/** Parquet that is compressed once more: it must be in memory as a whole. */
async function readUnpackedParquet(open, source) {
	const chunks = [];
	let bytes = 0;
	for await (const chunk of open()) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > mostUnpacked) throw new UserError(`Cannot read "${source}": it unpacks to more than 512 MiB of Parquet`, {
			file: source,
			hint: "Unpack it: Parquet compresses its own columns"
		});
	}
	const content = new Uint8Array(bytes);
	for (let at = 0; chunks.length > 0;) {
		const [chunk = content] = chunks.splice(0, 1);
		content.set(chunk, at);
		at += chunk.length;
	}
	const readRange = async (start, end) => content.subarray(start, end);
	return {
		...await readParquet({
			bytes,
			readRange
		}, { source }),
		digest: ""
	};
}
async function readFormat(open, options) {
	const format = findFormat(await firstBytes(open), options.source);
	if (format !== "csv" && options.csv !== void 0) throw new UserError(`Cannot read "${options.source}" as data.csv says: it is no CSV or TSV file`, {
		file: options.source,
		hint: "Remove data.csv from mlops.yml"
	});
	switch (format) {
		case "csv": return readDialect(open, options);
		case "json": return readJson(open, options);
		case "parquet": return readStoredParquet(open, options);
	}
}
/** Enough of a file to know its format by. */
async function firstBytes(open) {
	for await (const chunk of open()) if (chunk.length > 0) return chunk;
	return /* @__PURE__ */ new Uint8Array(0);
}
/** Passes chunks on; once all are read, `stored` has their size and digest. */
async function* measured(chunks, stored, onProgress) {
	const hash = createHash("sha256");
	let bytes = 0;
	for await (const chunk of chunks) {
		hash.update(chunk);
		bytes += chunk.length;
		onProgress?.(bytes);
		yield chunk;
	}
	stored.bytes = bytes;
	stored.digest = hash.digest("hex");
}

// src/actions/read-data.ts
/** Reads the data file of that path into a table. Aborts with the signal's reason. */
async function readData(files, path, options = {}) {
	const { signal, csv, kernel, onProgress } = options;
	await refuseDvc(files, path);
	const bytes = await files.size(path);
	return readTable(() => abortable(files.stream(path), signal), {
		source: path,
		bytes,
		csv,
		kernel,
		decompress,
		readRange: (start, end) => {
			signal?.throwIfAborted();
			return files.readRange(path, start, end);
		},
		onProgress: (done) => onProgress?.(done, bytes ?? done)
	});
}
/** Where DVC keeps the data, a `.dvc` file stands beside its place; people also name that file itself. */
async function refuseDvc(files, path) {
	if (path.endsWith(".dvc")) {
		const data = path.slice(0, -4);
		if (!await files.exists(path)) return;
		if (!await files.exists(data)) throw dvcError(data, path);
		throw new UserError(`Cannot read "${path}": it only says where DVC keeps the data`, {
			file: path,
			hint: `Name the data itself: "${data}"`
		});
	}
	if (!await files.exists(path) && await files.exists(`${path}.dvc`)) throw dvcError(path, `${path}.dvc`);
}
async function* abortable(chunks, signal) {
	for await (const chunk of chunks) {
		signal?.throwIfAborted();
		yield chunk;
	}
}

// src/actions/load-table.ts
const loaded = /* @__PURE__ */ new WeakMap();
/** The project's data, read once for all actions of a process that share the project. */
function loadTable(context) {
	const found = loaded.get(context.project);
	if (found) return found;
	const reading = readProjectTable(context);
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
async function readProjectTable({ files, log, project, signal, csvKernel }) {
	const { dataPath } = requireData(project);
	const progress = log.progress(`Reading ${dataPath}`);
	const table = await readData(files, dataPath, {
		signal,
		csv: project.config.data.csv,
		kernel: csvKernel,
		onProgress: (done, total) => progress.update(done, total)
	});
	if (table.rows === 0) throw withoutRows(table.source);
	progress.end(`${formatNumber$1(table.rows)} rows, ${table.columns.length} columns, ${formatBytes(table.bytes)}`);
	return table;
}
function withoutRows(source) {
	if (/\.parquet\b/i.test(source)) return new UserError(`Cannot use "${source}": it has columns and no rows`, { file: source });
	return new UserError(`Cannot use "${source}": it has a header and no rows`, {
		file: source,
		line: 1,
		hint: "Below the line that names the columns, each line is a row"
	});
}

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
	exp: (a) => finite(Math.exp(a)),
	ln: (a) => finite(Math.log(a)),
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
* escapeMark character is itself. At worst text × pattern steps, as only the last `%` is ever taken back.
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
/** A letter whose upper case is several letters (ß) stays, so that lengths do. */
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
	return `${name}(${parameters.map((each) => each.name).join(", ")}${isVariadic ? ", …" : ""})`;
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
* A UserError about an offset in an expression's text. The message ends with `suffix` (", did you mean …").
*/
function expressionError({ text, place }, at, what, options = {}) {
	const line = text.replace(/\s/g, " ");
	const message = `Cannot read expression "${line.length > 100 ? `${line.slice(0, 100)}…` : line}": ${what} at character ${at + 1}${options.suffix ?? ""}`;
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
	const exact = columns.find((column) => column.name === node.name);
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

// src/tables/table.ts
/** The column of that name, or undefined. */
function findColumn(table, name) {
	return table.columns.find((column) => column.name === name);
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
			const v = Math.exp(a[i]);
			out[row] = v - v === 0 ? v : NaN;
		}
	},
	ln: ({ values: a, step: s }, _, out) => {
		for (let row = 0, i = 0; row < out.length; row++, i += s) {
			const v = Math.log(a[i]);
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
	if (text.length > maxLength) throw new UserError(`Cannot read expression "${text.slice(0, 100)}…": it has ${text.length} characters, ${maxLength} are allowed`, {
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
			throw new UserError(`Cannot derive "${column.name}": it needs itself: ${cycle.join(" → ")}`, place(column.name));
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

// src/actions/derive-table.ts
/** The project's derived columns, checked against the data; mistakes are placed in the configuration. */
function planProjectColumns(project, table) {
	const { derive = {}, target } = project.config.data;
	return planDerived(table.columns, derive, {
		target,
		place: (name) => project.place([
			"data",
			"derive",
			name
		])
	});
}
/** The table with these columns behind its own. */
function withDerived(table, derived) {
	let columns = table.columns;
	for (const { name, compiled } of derived) columns = [...columns, {
		...compiled.evaluate({
			...table,
			columns
		}),
		name
	}];
	return {
		...table,
		columns
	};
}

// src/tables/take-rows.ts
/** A table of the given rows (indices from 0), in their order; dictionaries are shared with the original. */
function takeRows(table, rows) {
	return {
		...table,
		rows: rows.length,
		columns: table.columns.map((column) => takeColumn(column, rows)),
		lines: table.lines.length === 0 ? table.lines : rows.map((row) => table.lines[row] ?? 0)
	};
}
function takeColumn(column, rows) {
	if (column.kind === "text") return {
		...column,
		codes: Int32Array.from(rows, (row) => column.codes[row])
	};
	const position = new Map(Array.from(rows, (row, index) => [row, index]));
	const invalid = column.invalid.flatMap(({ row, text }) => {
		const at = position.get(row);
		return at === void 0 ? [] : [{
			row: at,
			text
		}];
	});
	return {
		...column,
		values: Float64Array.from(rows, (row) => column.values[row]),
		invalid,
		invalidCount: invalid.length
	};
}

export { checkExpression, compileExpression, dayMilliseconds, findColumn, hashContent, interpolate, loadTable, momentsOf, parseExpression, planProjectColumns, profileOf, profileTable, quantileRanks, readData, selectRanks, takeRows, textEntries, withDerived };