import { UserError, createDictionary, decodeEntries, didYouMean, encode, formatBytes, formatNumber, hashContent, inferType, interpolate, limits, momentsOf, quantileRanks, readCell, readCsv, requireData, selectRanks, transcode } from "./core.js";
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
	const inside = gather(values, buckets, starts, looked);
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
	const fenced = gather(values, buckets, starts, new Set(fences.filter((bucket) => bucket >= 0)));
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
function gather(values, buckets, starts, wanted) {
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
	progress.end(`${formatNumber(table.rows)} rows, ${table.columns.length} columns, ${formatBytes(table.bytes)}`);
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

export { loadTable, profileOf, profileTable, readData, textEntries };