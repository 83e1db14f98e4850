import { UserError, brokenBound, clipText, constraints, counted, describeTolerance, didYouMean, formatAmount, formatBytes, formatDuration, formatNumber, formatPercent, hasEarlier, isAddress, isObject, isTolerated, listFirst, nearest, parseDateFormat, parseDuration, parseIsoDate, requireData, showAddress, shownOf, transcode, withLineFeeds } from "./core.js";
import { randomFrom, randomState } from "./numbers.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/profile/declare-types.ts
/** The profile with the types that are declared, as `data.columns` has them. */
function declareTypes(profile, declared = {}) {
	const columns = profile.columns.map((column) => {
		const type = Object.hasOwn(declared, column.name) ? declared[column.name]?.type : void 0;
		return type === void 0 ? column : {
			...column,
			declared: type
		};
	});
	return {
		...profile,
		columns
	};
}

// src/profile/column-kernel.ts
/** Rows of tables that are worth the kernel: of fewer, to start it takes longer; of more, the loops are compiled soon enough. */
const [fewestKernelRows, mostKernelRows] = [500, 2 ** 18];
/** Whether a table of so many rows is worth an instance of the kernel. */
function isWorthKernel(rows) {
	return rows >= fewestKernelRows && rows <= mostKernelRows;
}
/** Bytes at the start of the memory that are the kernel's own. */
const reserved = 1024;
/** Bytes of memory that an arena of so many bytes needs. */
function memoryOf(bytes) {
	return reserved + bytes + 4096;
}
/** Throws RangeError once more is asked for than there is. */
function openArena({ memory: { buffer } }) {
	let next = reserved;
	const take = (bytes) => {
		const at = next;
		next += bytes + 7 & -8;
		return at;
	};
	return {
		place(values) {
			if (values.buffer === buffer) return values.byteOffset;
			const at = take(values.byteLength);
			(values instanceof Float64Array ? new Float64Array(buffer, at, values.length) : new Int32Array(buffer, at, values.length)).set(values);
			return at;
		},
		floats: (count) => new Float64Array(buffer, take(count * 8), count).fill(0),
		ints: (count) => new Int32Array(buffer, take(count * 4), count).fill(0),
		mark: () => next,
		release(mark) {
			next = mark;
		}
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
	countRanks(sketch, counts);
	let sum = registers * tau(1 - counts[33] / registers);
	for (let rank = rankBits; rank >= 1; rank--) sum = .5 * (sum + counts[rank]);
	sum += registers * sigma(counts[0] / registers);
	return registers / (2 * Math.LN2) * registers / sum;
}
function countRanks(sketch, counts) {
	for (let register = 0; register < sketch.length; register++) counts[sketch[register]]++;
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
	const grid = (options.countGrid ?? countGrid)(values, min, max);
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
	return findGrid(values, {
		min,
		max
	}, (grid) => countPlaces(values, min, grid));
}
/** What `count` makes of the coarsest grid that the values lie on; it gives undefined where one lies beside it. */
function findGrid(values, { min, max }, count) {
	for (const scale of [
		1,
		10,
		100,
		1e3,
		1e4
	]) {
		if (!isOnGrid(values, scale)) continue;
		const base = Math.round(min * scale);
		const places = Math.round(max * scale) - base + 1;
		if (!(places <= Math.min(gridPlaces, Math.max(65536, values.length))) || Math.abs(base) > 2 ** 30 || base + places > 2 ** 30) return void 0;
		const counted = count({
			scale,
			base,
			places
		});
		if (counted !== void 0) return counted;
	}
}
function countPlaces(values, min, { scale, base, places }) {
	const counts = new Int32Array(places);
	if (!countOnGrid(values, counts, min, scale, base)) return void 0;
	const keys = new Float64Array(places);
	for (let place = 0; place < places; place++) keys[place] = (base + place) / scale;
	return {
		keys,
		counts
	};
}
function countOnGrid(values, counts, min, scale, base) {
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		const place = (value - min) * scale + .5 | 0;
		if ((base + place) / scale === value) counts[place]++;
		else if (!Number.isNaN(value)) return false;
	}
	return true;
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
/** An empty table with room for that many values. */
function createTable(values) {
	const slots = 2 ** Math.ceil(Math.log2(values * 4));
	return {
		keys: new Float64Array(slots),
		counts: new Int32Array(slots),
		size: 0
	};
}
/**
* Counts the values that are not NaN, -0 as 0, until one more than `most` different ones would be needed: the row of that
* value, or -1 where all are counted.
*/
function countInto(table, values, most) {
	const { keys, counts } = table;
	const mask = keys.length - 1;
	for (let row = 0; row < values.length; row++) {
		const value = values[row] + 0;
		if (Number.isNaN(value)) continue;
		let slot = hashOf$1(value) & mask;
		while (counts[slot] !== 0 && keys[slot] !== value) slot = slot + 1 & mask;
		if (counts[slot] === 0) {
			if (table.size === most) return row;
			keys[slot] = value;
			table.size++;
		}
		counts[slot]++;
	}
	return -1;
}
function countHashed(values) {
	const table = createTable(Math.min(exactDistinct, values.length + 1));
	const left = countInto(table, values, exactDistinct);
	return left < 0 ? {
		table,
		sketch: void 0
	} : countOn(values.subarray(left), table);
}
/** Goes on with the rest of the values: all into a sketch, and the most frequent ones until now by count. */
function countOn(values, before) {
	const sketch = createHyperLogLog();
	for (let slot = 0; slot < before.keys.length; slot++) {
		if (before.counts[slot] === 0) continue;
		const hash = hashOf$1(before.keys[slot]);
		addHash(sketch, hash, secondHash(hash));
	}
	const table = createTable(keptValues);
	const { keys, counts } = table;
	const mask = keys.length - 1;
	for (const { value, count } of topOf(before.keys, before.counts, 2, keptValues)) {
		let slot = hashOf$1(value) & mask;
		while (counts[slot] !== 0) slot = slot + 1 & mask;
		keys[slot] = value;
		counts[slot] = count;
	}
	for (let row = 0; row < values.length; row++) {
		const value = values[row] + 0;
		if (Number.isNaN(value)) continue;
		const hash = hashOf$1(value);
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
function hashOf$1(value) {
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
/** Counts that are not 0. */
function countFilled(counts) {
	let filled = 0;
	for (let slot = 0; slot < counts.length; slot++) if (counts[slot] !== 0) filled++;
	return filled;
}
/** The most frequent keys first; of equals the smaller. */
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

// src/profile/hash-content.ts
/** Rows that all columns are mixed in for before the next ones, so that their hashes stay in the cache. */
const blockRows = 4096;
const firstFactor = 2654435761;
const secondFactor = 2246822507;
/** Index of a float64's low word on this machine. */
const lowWord = new Uint32Array(new Float64Array([1]).buffer)[0] === 0 ? 0 : 1;
/**
* 64 bits a row that are equal where rows hold the same, missing and invalid cells included; -0 is 0. They compare rows
* of one table only (a text counts by its code), and so are much cheaper than `hashRows`; with `textsOf`, the hashes of
* a column's texts by code, they compare rows of several. Each cell is mixed in by a
* permutation of the 64 bits, so rows that differ in one cell never collide.
*/
function hashContent(table, textsOf = () => void 0) {
	const { rows, columns } = table;
	const high = new Int32Array(rows);
	const low = new Int32Array(rows);
	for (let from = 0; from < rows; from += blockRows) {
		const to = Math.min(rows, from + blockRows);
		for (const column of columns) {
			const texts = column.kind === "text" ? textsOf(column) : void 0;
			if (column.kind === "text" && texts !== void 0) mixTexts(high, low, column.codes, texts, {
				from,
				to
			});
			else if (column.kind === "text") mixCodes(high, low, column.codes, from, to);
			else mixNumbers(high, low, column.values, from, to);
		}
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
function mixTexts(high, low, codes, texts, { from, to }) {
	for (let row = from; row < to; row++) {
		const code = codes[row];
		let first = Math.imul(high[row] ^ (code < 0 ? 1 : texts.high[code]), firstFactor);
		first ^= first >>> 15;
		let second = Math.imul(low[row] ^ (code < 0 ? 0 : texts.low[code]) ^ first, secondFactor);
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

// src/profile/moments.ts
/** Sums of blocks are summed up again, so that the error stays near that of one block. */
const block = 1024;
const none$1 = {
	min: NaN,
	max: NaN,
	mean: NaN,
	std: NaN,
	skewness: NaN
};
const plainPasses = {
	sums,
	deviations
};
/** One pass for the counts and the mean, a second for the deviations from it. */
function momentsOf(values, passes = plainPasses) {
	const { sum, min: low, max: high, ...counts } = passes.sums(values);
	const { finite } = counts;
	if (finite === 0) return {
		...counts,
		...none$1
	};
	const min = low + 0;
	const max = high + 0;
	const mean = Number.isFinite(sum) ? sum / finite : meanOfHuge(values, finite);
	const scale = scaleFor(Math.max(max - mean, mean - min));
	return {
		...counts,
		min,
		max,
		mean,
		...spread(passes.deviations(values, mean, scale), finite, scale)
	};
}
function sums(values) {
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
		let even = 0;
		let odd = 0;
		let low = Infinity;
		let high = -Infinity;
		let present = 0;
		for (let i = from; i < to; i += 2) {
			const value = values[i];
			if (value - value === 0) {
				present++;
				if (value < low) low = value;
				if (value > high) high = value;
				even += value;
			}
			const next = i + 1 < to ? values[i + 1] : NaN;
			if (next - next === 0) {
				present++;
				if (next < low) low = next;
				if (next > high) high = next;
				odd += next;
			}
		}
		counts.finite += present;
		sum += even + odd;
		if (low < min) min = low;
		if (high > max) max = high;
		if (low <= 0 || present < to - from) countSpecial(counts, values, from, to);
	}
	return {
		...counts,
		min,
		max,
		sum
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
function deviations(values, mean, scale) {
	let cubes = 0;
	let squares = 0;
	let rest = 0;
	for (let from = 0; from < values.length; from += block) {
		const to = Math.min(values.length, from + block);
		let cube = 0;
		let oddCube = 0;
		let square = 0;
		let oddSquare = 0;
		let even = 0;
		let odd = 0;
		for (let i = from; i < to; i += 2) {
			const difference = (values[i] - mean) * scale;
			if (difference - difference === 0) {
				const squared = difference * difference;
				cube += squared * difference;
				square += squared;
				even += difference;
			}
			const next = i + 1 < to ? (values[i + 1] - mean) * scale : NaN;
			if (next - next === 0) {
				const squared = next * next;
				oddCube += squared * next;
				oddSquare += squared;
				odd += next;
			}
		}
		cubes += cube + oddCube;
		squares += square + oddSquare;
		rest += even + odd;
	}
	return {
		cubes,
		squares,
		rest
	};
}
/**
* The corrected two-pass algorithm (Chan, Golub, LeVeque 1983): the sum of the deviations takes the mean's rounding out
* of that of their squares, and likewise of their cubes.
*/
function spread({ cubes, squares, rest }, finite, scale) {
	const shift = rest / finite;
	const second = Math.max(0, squares - rest * shift);
	const third = cubes - 3 * shift * squares + 2 * shift * shift * rest;
	return {
		std: finite < 2 ? NaN : Math.sqrt(second / (finite - 1)) / scale,
		skewness: skewnessOf(finite, second, third)
	};
}
/** G1 by the sums of squared and cubed deviations from the mean. */
function skewnessOf(finite, second, third) {
	if (finite < 3 || second === 0) return NaN;
	return finite * Math.sqrt(finite - 1) / (finite - 2) * (third / second ** 1.5);
}

// src/tables/number-writing.ts
/** Longest text before and behind a number. */
const longestAffix = 16;
/** A sign comes first, or right before the digits behind something other than a letter: `A-12` is a code. */
const signed = /^(?:([-+\u2212])[^-+\u2212]*|[^-+\u2212]*[^-+\u2212\p{L}]([-+\u2212])|[^-+\u2212]*)$/u;
const signs = /* @__PURE__ */ new Map([
	["", ""],
	["+", ""],
	["-", "-"],
	["\u2212", "-"]
]);
const spaces = /[\u00a0\u202f]/g;
/** Whether numbers are written otherwise than as they are read without a word. */
function isWritten({ decimal_char, group_char, bare_number }) {
	return decimal_char !== void 0 || group_char !== void 0 || bare_number === false;
}
/** The mark before the decimals; `decimal` is what the file has. */
function decimalOf({ decimal_char, group_char }, decimal = ".") {
	if (group_char === ",") return ".";
	return decimal_char ?? (group_char === "." ? "," : decimal);
}
/**
* The number in a text, with a point before its decimals; undefined where there is none as it is to be written. In
* parentheses it is negative where it need not be bare, as accountants write it. A percentage stays what is written:
* `12 %` is 12.
*/
function plainNumber(text, writing, decimal) {
	const mark = decimalOf(writing, decimal);
	const [start, end] = bordersOf(text, mark);
	const sign = signOf(text.slice(0, start), text.slice(end), writing.bare_number !== false);
	if (start === end || sign === void 0) return void 0;
	const [whole = "", fraction, ...rest] = text.slice(start, end).split(mark);
	const digits = writing.group_char === void 0 ? whole : ungrouped(whole, writing.group_char);
	return digits !== void 0 && isDigits(digits) && isDigits(fraction ?? "") && rest.length === 0 ? `${sign}${digits}${fraction === void 0 ? "" : `.${fraction}`}` : void 0;
}
/** From the first digit to behind the last one, with the decimals' mark beside them (but for the point of `Rs.500`). */
function bordersOf(text, mark) {
	let [start, end] = [0, text.length];
	while (start < end && !isDigit(text, start)) start++;
	while (end > start && !isDigit(text, end - 1)) end--;
	if (start === end) return [0, 0];
	if (text[start - 1] === mark && !/\p{L}/u.test(text[start - 2] ?? "")) start--;
	return [start, text[end] === mark ? end + 1 : end];
}
/** What the texts around a number make of it; undefined where they may not be there. */
function signOf(before, after, isBare) {
	if (isBare) return after === "" ? signs.get(before) : void 0;
	if (before.length > longestAffix || after.length > longestAffix || /[-+\u2212]/.test(after)) return void 0;
	const isEnclosed = before.includes("(");
	const match = signed.exec(before);
	if (isEnclosed !== after.includes(")") || match === null) return void 0;
	return isEnclosed ? "-" : signs.get(match[1] ?? match[2] ?? "");
}
/** Digits without the marks between them: groups of three, or of two before the last as in India; undefined for others. */
function ungrouped(whole, group) {
	const [first = "", ...groups] = (group === " " ? whole.replace(spaces, " ") : whole).split(group);
	if (groups.length === 0) return first;
	const last = groups.pop();
	const isOf = (size) => groups.every(({ length }) => length === size);
	return last?.length === 3 && (isOf(3) || isOf(2) && first.length < 3) && first.length > 0 && first.length < 4 ? first + groups.join("") + last : void 0;
}
function isDigits(text) {
	for (let at = 0; at < text.length; at++) if (!isDigit(text, at)) return false;
	return true;
}
function isDigit(text, at) {
	const code = text.charCodeAt(at);
	return code >= 48 && code <= 57;
}
/** What stands around numbers that are amounts for sure. */
const telling = /^[\s\p{Sc}%\u2030()+\u2212-]*$/u;
const longestAmount = 40;
/** The likelier ones first. */
const candidates = [
	{},
	{ group_char: "," },
	{ decimal_char: "," },
	{ group_char: "." },
	{ group_char: " " },
	{
		group_char: " ",
		decimal_char: ","
	},
	{ group_char: "'" }
];
/** Nothing is seen yet. */
function noAmounts() {
	return {
		possible: 2 ** candidates.length - 1,
		isBare: true,
		isSure: false,
		sizes: /* @__PURE__ */ new Set()
	};
}
/** Whether a text is an amount in some writing; `seen` is changed if so. */
function seeAmount(text, seen) {
	if (text.length > longestAmount) return false;
	const [start, end] = bordersOf(text, "");
	const [before, inner, after] = [
		text.slice(0, start),
		text.slice(start, end),
		text.slice(end)
	];
	if (!telling.test(before.replace(/[.,]$/, "")) || !telling.test(after.replace(/^[.,]/, ""))) return false;
	if (start === end || /^0[^.,]/.test(inner)) return false;
	const isBare = /^[-+]?[.,]?$/.test(before) && /^[.,]?$/.test(after);
	let possible = 0;
	for (const [place, writing] of candidates.entries()) if (plainNumber(text, isBare ? writing : {
		...writing,
		bare_number: false
	}) !== void 0) possible |= 1 << place;
	if (possible === 0) return false;
	seen.possible &= possible;
	seen.isBare &&= isBare;
	seen.isSure ||= /[\p{Sc}%\u2030]/u.test(text) || new Set(inner.replace(/\d/g, "")).size > 1;
	if (!before.includes("(")) seen.sizes.add(inner.length);
	return true;
}
/** Whether the texts are more likely amounts than codes. */
function areAmounts({ isSure, sizes }) {
	return isSure || sizes.size > 1;
}
/** The column as it is declared in mlops.yml. */
function writeDeclaration(column) {
	return `{ ${Object.entries(column).map(([key, value]) => `${key}: ${/^[a-z]+$/.test(String(value)) ? value : JSON.stringify(value)}`).join(", ")} }`;
}
/** The likeliest writing of all amounts; undefined where they have none in common. */
function likelyWriting({ possible, isBare }) {
	const found = candidates.find((_, place) => (possible & 1 << place) !== 0);
	return found === void 0 || isBare ? found : {
		...found,
		bare_number: false
	};
}

// src/tables/cell-rule.ts
/** Whether cells must be read as texts first: the scanner knows neither formats, words for missing nor other numbers. */
function isByText(rule) {
	return rule.format !== void 0 || rule.missing_values !== void 0 || isWritten(rule);
}
/** The type that is declared: of a format without a type, that of its dates; of a writing of numbers, a number. */
function declaredType(column) {
	const { type, format } = column;
	if (type === void 0 && format !== void 0) return formatOf$1(format).hasTime ? "datetime" : "date";
	return type ?? (isWritten(column) ? "number" : void 0);
}
const formats$1 = /* @__PURE__ */ new Map();
/** The format of that text, which must be right. */
function formatOf$1(text) {
	const known = formats$1.get(text);
	if (known !== void 0) return known;
	const format = parseDateFormat(text);
	if (typeof format === "string") throw new Error(`"${text}" is no format of dates: ${format}`);
	formats$1.set(text, format);
	return format;
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
const wholeNumber$1 = /^-?\d+$/;
const decimalNumber = /^[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?$/;
const signedPower = /^(-\d+[eE][-+]?\d+|\d+[eE][-+]\d+)$/;
const codeLike = /^(\+\d+|\+?\d+[eE]\d+)$/;
const infinity = /^([-+]?)(inf|Inf|INF|infinity|Infinity)$/;
const plain = {};
const scratch = /* @__PURE__ */ new Uint8Array(40);
/** Reads one cell, spaces around a number or date allowed. */
function readCell(text, rule = plain) {
	if (text === "") return {
		shape: "missing",
		value: NaN
	};
	const trimmed = text.trim();
	const { missing_values: missing, format } = rule;
	if (missing?.includes(trimmed) === true) return {
		shape: "missing",
		value: NaN
	};
	if (trimmed === "" || missing === void 0 && markers.has(trimmed)) return {
		shape: "marker",
		value: NaN
	};
	if (format !== void 0) return readFormatted(trimmed, format);
	if (isWritten(rule)) return readNumber(plainNumber(trimmed, rule, rule.decimal) ?? "") ?? readNumber(trimmed, decimalOf(rule, rule.decimal)) ?? {
		shape: "text",
		value: NaN
	};
	const truth = booleans.get(trimmed);
	if (truth !== void 0) return {
		shape: "boolean",
		value: truth
	};
	const first = trimmed.charCodeAt(0);
	if (first >= 48 && first <= 57 || first >= 43 && first <= 46) return readNumber(trimmed, rule.decimal) ?? readDate(trimmed) ?? {
		shape: "text",
		value: NaN
	};
	return readInfinity(trimmed) ?? {
		shape: "text",
		value: NaN
	};
}
/** The value of a cell in a column of that type, NaN for missing, undefined when it does not fit. */
function readCellAs(text, type, rule = plain) {
	const { shape, value } = readCell(text, rule);
	if (shape === "missing" || shape === "marker") return NaN;
	const isNumeric = shape === "integer" || shape === "decimal" || shape === "ambiguous" || shape === "padded";
	if (type === "number") return isNumeric || shape === "infinite" ? value : void 0;
	if (type === "integer") return isNumeric && Number.isSafeInteger(value) ? value : void 0;
	if (type === "boolean") return shape === "boolean" || shape === "integer" && (value === 0 || value === 1) ? value : void 0;
	return shape === "date" || type === "datetime" && shape === "datetime" ? value : void 0;
}
function readNumber(written, decimal) {
	if (decimal === "," && written.includes(".")) return void 0;
	const text = decimal === "," ? written.replace(",", ".") : written;
	const value = Number(text);
	if (wholeNumber$1.test(text)) {
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
function readFormatted(text, format) {
	const { hasTime, parse } = formatOf$1(format);
	const value = parse(text);
	if (value === void 0) return {
		shape: "text",
		value: NaN
	};
	return {
		shape: hasTime ? "datetime" : "date",
		value
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
* The code of `source[start \u2026 end)`, which is added when it is new; `hash` is its `hashOf`. Throws RangeError when the distinct texts exceed
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
	return decodeMore([], entries);
}
const decoded = /* @__PURE__ */ new WeakMap();
/** The texts in code order, decoded once; where the dictionary has grown since, the same array grows. */
function textsOf(entries) {
	const known = decoded.get(entries) ?? [];
	decoded.set(entries, known);
	return decodeMore(known, entries);
}
function decodeMore(texts, { size, bytes, offsets }) {
	for (let code = texts.length; code < size; code++) texts.push(decodeText(bytes, offsets[code], offsets[code + 1]));
	return texts;
}
/** Made once: it takes longer to make than a text to decode. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
/** The text of `bytes[start \u2026 end)`; short ASCII is quicker by hand than through the decoder. */
function decodeText(bytes, start, end) {
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

// src/tables/text-entries.ts
const encoded = /* @__PURE__ */ new WeakMap();
/** A text column's dictionary as UTF-8: the reader's, or encoded from the texts, once. */
function textEntries(column) {
	if (column.entries !== void 0) return column.entries;
	const { dictionary } = column;
	const known = encoded.get(dictionary);
	if (known?.size === dictionary.length) return known;
	const entries = encodeTexts(dictionary);
	encoded.set(dictionary, entries);
	return entries;
}
/** Texts as UTF-8, one after the other. */
function encodeTexts(texts) {
	const ascii = encodeAscii(texts);
	if (ascii !== void 0) return ascii;
	const encoder = new TextEncoder();
	const parts = texts.map((text) => encoder.encode(text));
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
/** Encoded at once, which is quicker and leaves no garbage; undefined where a text is not ASCII, or they are very long. */
function encodeAscii(dictionary) {
	const offsets = new Uint32Array(dictionary.length + 1);
	for (const [code, text] of dictionary.entries()) offsets[code + 1] = offsets[code] + text.length;
	const size = offsets[dictionary.length];
	if (size > 2 ** 26) return void 0;
	const bytes = new TextEncoder().encode(dictionary.join(""));
	return bytes.length === size ? {
		size: dictionary.length,
		bytes,
		offsets
	} : void 0;
}
/** A number for each text, worked out once; where the dictionary has grown since, for the texts that are new. */
function numberTexts(known, entries, of) {
	const { size } = entries;
	let { numbers, done } = known.get(entries) ?? {
		numbers: new Int32Array(size),
		done: 0
	};
	if (done === size) return numbers;
	if (numbers.length < size) {
		const wider = new Int32Array(Math.max(size, numbers.length * 2));
		wider.set(numbers);
		numbers = wider;
	}
	numberMore(numbers, done, entries, of);
	known.set(entries, {
		numbers,
		done: size
	});
	return numbers;
}
function numberMore(numbers, done, { size, bytes, offsets }, of) {
	for (let code = done; code < size; code++) numbers[code] = of(bytes, offsets[code], offsets[code + 1]);
}

// src/tables/tally.ts
/** Whether enough of the present cells fit for the others to be invalid cells, not proof of another type. */
function fits(count, present) {
	if (count === 0) return false;
	return count >= present - allowedInvalid(present);
}
/** How many of so many present cells may not fit a type. */
function allowedInvalid(present) {
	return present < 20 ? 0 : Math.max(1, Math.floor(present / 100));
}
/** Cells that are neither missing nor a marker for it. */
function presentCount(tally) {
	const { integer, decimal, infinite, ambiguous, padded, boolean, date, datetime, text } = tally;
	return integer + decimal + infinite + ambiguous + padded + boolean + date + datetime + text;
}
/**
* Counts the shapes of all cells; stops early, short of the full count, once more than `limit` cells keep each type but
* text from fitting.
*/
function tallyDictionary({ codes, dictionary, rule }, rows, limit) {
	if (dictionary.shown !== void 0) return tallyKnown(codes.subarray(0, rows), dictionary.shown, rule);
	const { counts, missing } = countCodes(codes.subarray(0, rows), dictionary.size);
	const tally = {
		...emptyTally(),
		missing
	};
	const most = limit ?? allowedInvalid(rows - missing);
	const { bytes, offsets } = dictionary;
	for (let code = 0; code < dictionary.size; code++) {
		const shape = shapeOf(bytes, offsets[code], offsets[code + 1], rule);
		tally[shapeNames[shape]] += counts[code];
		if ((code & 255) === 255 && isHopeless(tally, most)) break;
	}
	return tally;
}
/** Whether each cell is text for sure, or missing: what is sure of few texts need not be counted in many rows. */
function isPlainlyText({ dictionary, rule }) {
	if (isByText(rule)) return false;
	const { size, bytes, offsets } = dictionary;
	for (let code = 0; code < size; code++) if (!isPlainText(bytes, offsets[code], offsets[code + 1])) return false;
	return true;
}
const shapes = /* @__PURE__ */ new WeakMap();
/** Counts of rows that follow each other lie apart: one that is read waits for the one that was written just before. */
const lanes = 4;
const lane = 16;
/** Counts all cells; texts that stay known from part to part of a file are looked at once. */
function tallyKnown(codes, entries, rule) {
	const known = numberTexts(shapes, entries, (bytes, start, end) => shapeOf(bytes, start, end, rule));
	const tally = emptyTally();
	if (entries.size > 0 && isSame(known, entries.size)) {
		tally.missing = countMissing(codes);
		tally[shapeNames[known[0]]] = codes.length - tally.missing;
		return tally;
	}
	const counts = /* @__PURE__ */ new Int32Array(64);
	countShapes(codes, known, counts);
	for (let at = 0; at < counts.length; at++) if (counts[at] > 0) tally[shapeNames[at % lane]] += counts[at];
	return tally;
}
/**
* The loops over rows are functions of their own, with nothing behind the loop: compiled in the middle of their first
* call, they would else be thrown away at its end, and compiled again.
*/
function countShapes(codes, known, counts) {
	const { length } = codes;
	for (let row = 0; row < length; row++) {
		const code = codes[row];
		counts[row % lanes * lane + (code < 0 ? missingShape : known[code])]++;
	}
}
/** Whether the first numbers are all alike: most columns have one kind of text. */
function isSame(numbers, count) {
	for (let at = 1; at < count; at++) if (numbers[at] !== numbers[0]) return false;
	return true;
}
function countMissing(codes) {
	let missing = 0;
	for (let row = 0; row < codes.length; row++) missing += codes[row] >>> 31;
	return missing;
}
function shapeOf(bytes, start, end, rule) {
	if (!isByText(rule) && isPlainText(bytes, start, end)) return textShape;
	return shapeNames.indexOf(readCell(decodeText(bytes, start, end), rule).shape);
}
/** How often each code occurs, and how many cells are missing. */
function countCodes(codes, size) {
	const counts = new Int32Array(size);
	let missing = 0;
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row];
		if (code < 0) missing++;
		else counts[code]++;
	}
	return {
		counts,
		missing
	};
}
/** No cells. */
function emptyTally() {
	return {
		missing: 0,
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
}
const shapeNames = Object.keys(emptyTally());
const textShape = shapeNames.indexOf("text");
const missingShape = shapeNames.indexOf("missing");
function isHopeless(tally, limit) {
	const present = presentCount(tally);
	const { integer, decimal, infinite, ambiguous } = tally;
	return (tally.padded > 0 || present - (integer + decimal + infinite + ambiguous) > limit) && present - tally.boolean > limit && present - tally.date - tally.datetime > limit;
}
/** First letters of the words that `readCell` takes for a marker, a boolean or infinity; in either case. */
const wordLetters = new Set([..."NnTtFfIi"].map((letter) => letter.charCodeAt(0)));
/** Whether a cell is text for sure, by its bytes alone: it starts with a letter and is no word of a meaning. */
function isPlainText(bytes, start, end) {
	const first = bytes[start];
	const lower = first | 32;
	if (lower < 97 || lower > 122 || end === start) return false;
	if (!wordLetters.has(first)) return true;
	const last = bytes[end - 1];
	return end - start > 8 && last > 32 && last < 127;
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
/** Orders hashes by their first `bits` bits; part p is `starts[p] \u2026 starts[p + 1] - 1`. */
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

// src/profile/row-loops.ts
/** In TypeScript. */
const plainLoops = {
	momentsOf,
	countGrid,
	countCodes,
	countDuplicateRows: (table) => countDuplicates(hashContent(table))
};

// src/profile/kernel-loops.ts
/** The loops by the kernel, the same to the last bit, for a table of so many rows. */
function kernelLoops(open, rows) {
	const slots = 2 ** Math.ceil(Math.log2(rows * 2 + 2));
	const places = Math.max(exactDistinct, rows);
	const kernel = open(memoryOf(rows * 16 + Math.max(slots * 4, places * 12)));
	const arena = openArena(kernel);
	const passes = momentPasses(kernel, arena);
	const start = arena.mark();
	return {
		momentsOf(values) {
			arena.release(start);
			return momentsOf(values, passes);
		},
		countGrid(values, min, max) {
			arena.release(start);
			return countGridOn(kernel, arena, values, {
				min,
				max
			});
		},
		countCodes(codes, size) {
			if (size > places) return plainLoops.countCodes(codes, size);
			arena.release(start);
			const at = arena.place(codes);
			const counts = arena.ints(size);
			return {
				counts,
				missing: kernel.countCodes(at, codes.length, counts.byteOffset)
			};
		},
		countDuplicateRows(table) {
			arena.release(start);
			return countDuplicateRows(kernel, arena, table, slots);
		}
	};
}
/** `countGrid` by the kernel, in the arena, which must have room for the values and their places. */
function countGridOn(kernel, arena, values, range) {
	const start = arena.mark();
	return findGrid(values, range, ({ scale, base, places }) => {
		arena.release(start);
		const at = arena.place(values);
		const counts = arena.ints(places);
		if (kernel.countGrid(at, values.length, range.min, scale, base, places, counts.byteOffset) === 0) return void 0;
		const keys = arena.floats(places);
		const filled = kernel.compact(counts.byteOffset, places, base, scale, keys.byteOffset);
		return {
			keys: keys.subarray(0, filled),
			counts: counts.subarray(0, filled)
		};
	});
}
/** The passes by the kernel; the arena must have room for the values. */
function momentPasses(kernel, arena) {
	/** The values are placed once for both passes. */
	let placed;
	const sums = arena.floats(7);
	const placeOf = (values) => {
		if (placed?.values !== values) placed = {
			values,
			at: arena.place(values)
		};
		return placed.at;
	};
	return {
		sums(values) {
			placed = void 0;
			kernel.sums(placeOf(values), values.length, sums.byteOffset);
			const [finite = 0, infinite = 0, zeros = 0, negatives = 0, min = 0, max = 0, sum = 0] = sums;
			return {
				finite,
				infinite,
				zeros,
				negatives,
				min,
				max,
				sum
			};
		},
		deviations(values, mean, scale) {
			kernel.deviations(placeOf(values), values.length, mean, scale, sums.byteOffset);
			const [cubes = 0, squares = 0, rest = 0] = sums;
			return {
				cubes,
				squares,
				rest
			};
		}
	};
}
function countDuplicateRows(kernel, arena, { rows, columns }, slots) {
	const high = arena.ints(rows);
	const low = arena.ints(rows);
	const mark = arena.mark();
	for (const column of columns) {
		arena.release(mark);
		if (column.kind === "text") kernel.mixCodes(high.byteOffset, low.byteOffset, arena.place(column.codes), rows);
		else kernel.mixNumbers(high.byteOffset, low.byteOffset, arena.place(column.values), rows);
	}
	for (const column of columns) if (column.kind === "numeric") mixInvalid(high, low, column);
	arena.release(mark);
	const table = arena.ints(slots);
	return kernel.countDuplicates(high.byteOffset, low.byteOffset, rows, table.byteOffset, slots - 1);
}

// src/checks/formats.ts
const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const mailbox = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const clock = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/;
const octet = /^(?:0|[1-9]\d{0,2})$/;
const hexGroup = /^[0-9a-f]{1,4}$/i;
/** Whether a text has the format. Each test takes time linear in the text, whatever it holds. */
const formats = {
	email: isEmail,
	url: isUrl,
	hostname: isHostname,
	uuid: (text) => uuid.test(text),
	ip: (text) => isIpv4(text) || isIpv6(text),
	ipv4: isIpv4,
	ipv6: isIpv6,
	date: (text) => isShaped(text, "date"),
	datetime: (text) => isShaped(text, "datetime"),
	time: (text) => clock.test(text),
	json: isJson
};
function isShaped(text, shape) {
	return text.trim() === text && readCell(text).shape === shape;
}
/** What HTML's `<input type=email>` takes, with a dot in the domain. */
function isEmail(text) {
	const at = text.lastIndexOf("@");
	const domain = text.slice(at + 1);
	return at > 0 && mailbox.test(text.slice(0, at)) && domain.includes(".") && isHostname(domain);
}
/** RFC 1123: labels of up to 63 letters, digits and dashes, 253 characters in all. */
function isHostname(text) {
	return text.length <= 253 && text.split(".").every((each) => each.length <= 63 && label.test(each));
}
/** An absolute address of the web or of FTP, as the URL standard reads it. */
function isUrl(text) {
	return /^(?:https?|ftp):\/\/[^\s/]/i.test(text) && !/\s/.test(text) && URL.canParse(text);
}
/** Four numbers up to 255 without leading zeros. */
function isIpv4(text) {
	const parts = text.length <= 15 ? text.split(".") : [];
	return parts.length === 4 && parts.every((part) => octet.test(part) && Number(part) <= 255);
}
/** RFC 4291, section 2.2, without a zone. */
function isIpv6(text) {
	if (text.length < 2 || text.length > 45) return false;
	const halves = text.split("::");
	if (halves.length > 2) return false;
	const groups = halves.map((half) => half === "" ? [] : half.split(":"));
	const last = groups.at(-1)?.at(-1) ?? "";
	const hasIpv4 = last.includes(".");
	if (hasIpv4) {
		if (!isIpv4(last)) return false;
		groups.at(-1)?.pop();
	}
	const all = groups.flat();
	const count = all.length + (hasIpv4 ? 2 : 0);
	return all.every((group) => hexGroup.test(group)) && (halves.length === 2 ? count <= 7 : count === 8);
}
function isJson(text) {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

// src/profile/checked-numbers.ts
/** Numbers of people and their accounts, by shape and check digits. Each test takes time linear in the text. */
/** A payment card: 12 to 19 digits that begin as an issuer's do, with Luhn's check digit (ISO/IEC 7812). */
function isCardNumber(text) {
	const digits = withoutSeparators(text);
	if (!/^\d{12,19}$/.test(digits) || !issuers.some((each) => each.test(digits))) return false;
	let sum = 0;
	for (let i = 0; i < digits.length; i++) {
		const digit = Number(digits[digits.length - 1 - i]);
		sum += i % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
	}
	return sum % 10 === 0;
}
/** Visa, Mastercard, American Express, Discover and UnionPay, JCB, Diners Club. */
const issuers = [
	/^4(?:\d{12}|\d{15}|\d{18})$/,
	/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)\d{12,14}$/,
	/^3[47]\d{13}$/,
	/^6(?:011|4[4-9]|5|2)\d{12,17}$/,
	/^35(?:2[89]|[3-8])\d{12,14}$/,
	/^3(?:0[0-5]|6|8|9)\d{11,12}$/
];
/** An international bank account number, ISO 13616: its remainder by 97 is 1. */
function isIban(text) {
	const compact = text.replaceAll(" ", "");
	if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
	let remainder = 0;
	for (const character of compact.slice(4) + compact.slice(0, 4)) {
		const value = Number.parseInt(character, 36);
		remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
	}
	return remainder === 1;
}
/** A social security number of the United States: no area, group or serial that is never given out. */
function isSsn(text) {
	const [, area = "", group = "", serial = ""] = /^(\d{3})-?(\d{2})-?(\d{4})$/.exec(text) ?? [];
	return /^(?!000|666|9)\d/.test(area) && group !== "00" && serial !== "0000";
}
/** A national insurance number of the United Kingdom, with prefixes that are given out. */
function isNino(text) {
	const compact = text.replaceAll(" ", "").toUpperCase();
	return /^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/.test(compact) && !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/.test(compact);
}
/** A Spanish DNI, or the NIE of a foreigner: the letter is that of the remainder by 23. */
function isDni(text) {
	const compact = text.replace(/[ -]/g, "").toUpperCase();
	if (!/^[XYZ\d]\d{7}[A-Z]$/.test(compact)) return false;
	return "TRWAGMYFPDXBNJZSQVHLCKE"[Number(compact.slice(0, 8).replace(/^[XYZ]/, (letter) => `${"XYZ".indexOf(letter)}`)) % 23] === compact[8];
}
/** A French NIR: sex, year, month, department, \u2026, and the complement of the remainder by 97. */
function isNir(text) {
	const compact = text.replaceAll(" ", "").toUpperCase();
	if (!/^[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{8}$/.test(compact)) return false;
	return 97 - Number(compact.slice(0, 13).replace("A", "9").replace("B", "8").replace(/^(.{5})2([98])/, "$11$2")) % 97 === Number(compact.slice(13));
}
/** A German tax identification number: one of the first ten digits stands two or three times; ISO 7064 mod 11,10. */
function isSteuerId(text) {
	const compact = withoutSeparators(text);
	if (!/^[1-9]\d{10}$/.test(compact)) return false;
	const digits = [...compact].map(Number);
	const counts = /* @__PURE__ */ new Uint8Array(10);
	for (const digit of digits.slice(0, 10)) counts[digit]++;
	const repeated = counts.filter((count) => count > 1);
	if (repeated.length !== 1 || repeated[0] > 3) return false;
	return (11 - digits.slice(0, 10).reduce((sum, digit) => ((sum + digit) % 10 || 10) * 2 % 11, 10)) % 10 === digits[10];
}
function withoutSeparators(text) {
	return text.replace(/[ -]/g, "");
}

// src/profile/find-pii.ts
/** Kinds of personal data that are found by what values look like. */
const piiKinds = [
	"email",
	"phone",
	"card_number",
	"iban",
	"ip_address",
	"us_ssn",
	"uk_nino",
	"es_dni",
	"fr_nir",
	"de_steuer_id"
];
/** Words stand between spaces. */
const rules = [
	{
		kind: "email",
		names: / e?mail/,
		test: formats.email,
		isTelling: true
	},
	{
		kind: "iban",
		names: / (?:iban|bank|account)/,
		test: isIban,
		isTelling: true
	},
	{
		kind: "card_number",
		names: / (?:card|cc|pan|creditcard|cardnumber) /,
		test: isCardNumber
	},
	{
		kind: "us_ssn",
		names: / (?:ssn|social security) /,
		test: (text, isNamed) => isSsn(text) && (isNamed || text.includes("-"))
	},
	{
		kind: "uk_nino",
		names: / (?:nino|ni number|national insurance) /,
		test: isNino
	},
	{
		kind: "es_dni",
		names: / (?:dni|nie|nif) /,
		test: isDni
	},
	{
		kind: "fr_nir",
		names: / (?:nir|insee|secu|securite sociale) /,
		test: isNir
	},
	{
		kind: "de_steuer_id",
		names: / (?:steuer|steuerid|idnr|tin|tax id) /,
		test: isSteuerId
	},
	{
		kind: "ip_address",
		names: / (?:ip|ipv4|ipv6|ipaddress|ipaddr) /,
		test: formats.ip
	},
	{
		kind: "phone",
		names: / (?:phone|phonenumber|telephone|telefon|tel|mobile|handy|fax|msisdn|whatsapp) /,
		test: isPhone
	}
];
/** Names of columns whose values only look like addresses or numbers of people. */
const otherNames = / (?:version|ver|release|build|firmware|oid|price|amount|count|total|sum|timestamp|time|date|created|updated) /;
/** Different values that are looked at. */
const piiSample = 1e3;
/** A longer text is none of these. */
const longest$1 = 254;
/**
* What kind of personal data a column seems to hold, by its name and different values of it (at most `piiSample`):
* four of five of them must be of the kind and ten at least, or half of them where the name speaks for it. Other
* numbers are taken for personal ones as seldom as can be: precision goes before recall.
*/
function findPii(name, values) {
	const words = wordsOf$2(name);
	if (values.length === 0) return void 0;
	const isOther = otherNames.test(words);
	return rules.find(({ names, test, isTelling = false }) => {
		if (isOther && !isTelling) return false;
		const isNamed = names.test(words);
		const matches = values.filter((value) => value.length <= longest$1 && test(value, isNamed)).length;
		return isNamed ? matches * 2 >= values.length : matches * 5 >= values.length * 4 && (isTelling || matches >= 10);
	})?.kind;
}
/** Whether a value is personal whatever the rest of its column is. */
function isPersonal(value) {
	return value.length <= longest$1 && (formats.email(value) || isIban(value) || isCardNumber(value));
}
/** `userPhone_no` as ` user phone no `. */
function wordsOf$2(name) {
	return ` ${name.slice(0, 200).replace(/([a-z\d])([A-Z])/g, "$1 $2").normalize("NFKD").toLowerCase().replace(/[^a-z\d]+/g, " ").trim()} `;
}
/** `+49 30 901820`, `(415) 555-2671`, `415-555-2671`; any 9 to 15 digits where the column's name says what they are. */
function isPhone(text, isNamed) {
	if (!/^\+?[\d ().\-/]{7,24}$/.test(text)) return false;
	const digits = text.replace(/\D/g, "");
	if (digits.length > 15) return false;
	if (isNamed && digits.length >= 9) return true;
	if (text.startsWith("+")) return digits.length >= 9 && !digits.startsWith("0");
	return /^(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])[2-9]\d{2}[-.]\d{4}$/.test(text);
}

// src/profile/column-pii.ts
/** No personal value has so many; longer texts are cut. */
const mostBytes = 2048;
/** At most `piiSample` different texts of a column, spread evenly over those that occur. */
function sampleTexts({ bytes, offsets, size }, counts) {
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	const step = Math.max(1, Math.ceil(size / piiSample));
	const sample = [];
	for (let code = 0; code < size; code += step) {
		if (counts[code] === 0) continue;
		const [start, end] = [offsets[code], Math.min(offsets[code + 1], offsets[code] + mostBytes)];
		sample.push(decoder.decode(bytes.subarray(start, end)));
	}
	return sample;
}
/** Numbers below this have too few digits to be anyone's. */
const fewestDigits = 1e8;
/** The kind of personal data that a column's whole numbers seem to be. */
function piiOfNumbers(column, { min, max }) {
	if (column.type !== "integer" || !(max >= fewestDigits) || min < 0) return void 0;
	const { values } = column;
	const step = Math.max(1, Math.ceil(values.length / piiSample));
	const sample = /* @__PURE__ */ new Set();
	for (let row = 0; row < values.length; row += step) if (Number.isFinite(values[row])) sample.add(String(values[row]));
	return findPii(column.name, [...sample]);
}

// src/profile/describe-days.ts
const day = 864e5;
/** Ranges of more days, some 2,700 years, are no calendar. */
const mostDays = 1e6;
/** The days of moments (milliseconds since 1970, UTC) between two of them; undefined where the range has too many. */
function daysOf(values, { min, max }) {
	if (Number.isNaN(min)) return {
		first: 0,
		bits: /* @__PURE__ */ new Uint8Array(0)
	};
	const first = Math.floor(min / day);
	const count = Math.floor(max / day) - first + 1;
	if (!(count <= mostDays)) return void 0;
	const bits = new Uint8Array(Math.ceil(count / 8));
	setDays(values, first, bits);
	return {
		first,
		bits
	};
}
function setDays(values, first, bits) {
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		if (value - value !== 0) continue;
		const place = Math.floor(value / day) - first;
		bits[place >> 3] |= 1 << (place & 7);
	}
}
/** The days of both; undefined where they lie too far apart. */
function mergeDays(a, b) {
	if (a.bits.length === 0 || b.bits.length === 0) return a.bits.length === 0 ? b : a;
	const first = Math.min(a.first, b.first);
	const last = Math.max(a.first + a.bits.length * 8, b.first + b.bits.length * 8);
	if (last - first > 1000016) return void 0;
	const bits = new Uint8Array(Math.ceil((last - first) / 8));
	for (const each of [a, b]) for (let place = 0; place < each.bits.length * 8; place++) {
		const at = place + each.first - first;
		if (isSet(each.bits, place)) bits[at >> 3] |= 1 << (at & 7);
	}
	return {
		first,
		bits
	};
}
/** How many days the range has, on how many of them there is no value, and the longest step from one to the next. */
function describeGaps({ bits }) {
	let start = -1;
	let last = -1;
	let present = 0;
	let largest = 0;
	for (let place = 0; place < bits.length * 8; place++) {
		if (!isSet(bits, place)) continue;
		if (start < 0) start = place;
		else largest = Math.max(largest, place - last);
		last = place;
		present++;
	}
	const days = last - start + 1;
	return {
		days,
		missing_days: days - present,
		largest_gap: largest
	};
}
/** The gaps between the days of a column of dates. */
function describeDays(values, range) {
	const days = daysOf(values, range);
	return days === void 0 ? {} : describeGaps(days);
}
function isSet(bits, place) {
	return (bits[place >> 3] & 1 << (place & 7)) !== 0;
}

// src/profile/histogram.ts
/**
* Counts finite values into bins of equal width from `min` to `max`; each bin holds its lower edge, the last one
* both (numpy's `histogram`, edges as its `linspace`). Values that are all the same are widened by 0.5 each way.
*/
function histogramOf$1(values, min, max, bins) {
	const edges = histogramEdges(min, max, bins);
	if (edges === void 0) {
		const [low, high] = widened$1(min, max);
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
	const [low, high] = widened$1(min, max);
	const width = (high - low) / bins;
	if (!Number.isFinite(width) || !Number.isFinite(bins / (high - low))) return void 0;
	return Array.from({ length: bins + 1 }, (_, index) => index === bins ? high : low + index * width);
}
function widened$1(min, max) {
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
			histogram: histogramOf$1(present, min, max, bins),
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
function textRole({ distinct, count, longest, isClock }) {
	const common = commonRole(distinct, count);
	if (common !== void 0) return common;
	if (isClock) return {
		role: "time",
		why: "values are times of day"
	};
	const why = `${distinct} different texts in ${count} values`;
	if (distinct === count && count >= identifierRows && longest <= 64) return {
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
/** Of the quantiles in a profile. */
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
function profileNumbers(column, loops = plainLoops) {
	const { name, type, values, invalidCount } = column;
	const moments = loops.momentsOf(values);
	const { finite, infinite, min, max } = moments;
	const count = finite + infinite;
	const pii = piiOfNumbers(column, moments);
	const counted = countDistinct(values, {
		min,
		max,
		...topValues,
		countGrid: loops.countGrid
	});
	return {
		name,
		type,
		...numberRole(type, counted.distinct, count),
		...pii === void 0 ? {} : { pii },
		count,
		missing: values.length - count - invalidCount,
		invalid: invalidCount,
		distinct: counted.distinct,
		...counted.error === void 0 ? {} : { distinct_error: counted.error },
		top_values: pii === void 0 ? counted.top.map(({ value, count: times }) => ({
			value: shownValue(value, type),
			count: times
		})) : [],
		...finite === 0 || type === "boolean" || pii !== void 0 ? {} : describeSpread(column, moments, counted)
	};
}
function describeSpread({ type, values }, moments, counted) {
	const { infinite, zeros, negatives, min, max, mean, std, skewness } = moments;
	const { quantiles, histogram, outliers } = (counted.grid && distributionOfCounts(counted.grid, moments, probabilities)) ?? distributionOf(values, moments, probabilities);
	const shared = {
		quantiles: Object.fromEntries(probabilities.map((each, index) => [String(each), quantiles[index] ?? 0])),
		histogram
	};
	if (type === "date" || type === "datetime") return {
		min: shownDate(min, type),
		max: shownDate(max, type),
		...shared,
		...describeDays(values, moments)
	};
	return {
		min,
		max,
		mean,
		...Number.isFinite(std) ? { std } : {},
		...Number.isFinite(skewness) ? { skewness } : {},
		...shared,
		zeros,
		negatives,
		infinite,
		...counted.distinct > 2 ? { outliers } : {}
	};
}
/** A value of a column of that type, as a profile has it. */
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
function profileText$1(column, loops = plainLoops) {
	const { codes } = column;
	const entries = textEntries(column);
	const { size, bytes, offsets } = entries;
	const { counts, missing } = loops.countCodes(codes, size);
	let distinct = 0;
	let shortest = Infinity;
	let longest = 0;
	let characters = 0;
	const frequent = [];
	for (let code = 0; code < size; code++) {
		const count = counts[code];
		if (count === 0) continue;
		distinct++;
		const length = countCharacters(bytes, offsets[code], offsets[code + 1]);
		characters += length * count;
		if (length < shortest) shortest = length;
		if (length > longest) longest = length;
		if (count >= topValues.atLeast && length <= topValues.longest) frequent.push({
			code,
			count
		});
	}
	const count = codes.length - missing;
	const sample = sampleTexts(entries, counts);
	const pii = findPii(column.name, sample);
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	const top = frequent.sort((a, b) => b.count - a.count || a.code - b.code).slice(0, pii === void 0 ? topValues.most : 0).map((each) => ({
		value: decoder.decode(bytes.subarray(offsets[each.code], offsets[each.code + 1])),
		count: each.count
	}));
	return {
		name: column.name,
		type: "text",
		...textRole({
			distinct,
			count,
			longest,
			isClock: sample.every(formats.time)
		}),
		...pii === void 0 ? {} : { pii },
		count,
		missing,
		invalid: 0,
		distinct,
		top_values: top.filter(({ value }) => !isPersonal(value)),
		...distinct === 0 ? {} : {
			min_length: shortest,
			max_length: longest,
			mean_length: characters / count
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
* past 65,536 that lie on no small grid (see `countDistinct`), which is an estimate that says its error. The kernel makes
* the same of small tables at once.
*/
function profileTable$1(table, open) {
	const steps = profileColumns(table, open);
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
	}
}
/** The same with a pause between columns, which may throw. */
async function profileInSteps(table, pause, open) {
	const steps = profileColumns(table, open);
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
		await pause();
	}
}
function* profileColumns(table, open) {
	const loops = open !== void 0 && isWorthKernel(table.rows) ? kernelLoops(open, table.rows) : plainLoops;
	const columns = [];
	for (const column of table.columns) {
		columns.push(column.kind === "text" ? profileText$1(column, loops) : profileNumbers(column, loops));
		yield;
	}
	const isUnique = columns.some(({ distinct, distinct_error }) => distinct === table.rows && distinct_error === void 0);
	return {
		schema: "mlops/profile@1",
		rows: table.rows,
		bytes: table.bytes,
		digest: table.digest,
		duplicate_rows: isUnique ? 0 : loops.countDuplicateRows(table),
		columns
	};
}

// src/actions/open-data.ts
const opened = /* @__PURE__ */ new WeakMap();
/** The files that the project's own data are read from; fetched and checked once. Throws UserError. */
function openProjectData(context) {
	const { project } = context;
	const found = opened.get(project) ?? openData(context, requireData(project).dataPath, sourceOf(project));
	opened.set(project, found);
	return found;
}
function sourceOf({ config, place }) {
	const { s3, sha256 } = config.data;
	return {
		s3,
		sha256,
		place
	};
}
/**
* The files that the data of a path are read from: those of the checkout, and with an `https://` or `s3://` address those
* that are fetched. A single file has the declared digest then, or there is a UserError.
*/
async function openData(context, path, source = { place: () => ({}) }) {
	const { sha256 } = source;
	if (isAddress(path)) {
		const fetched = fetchedFiles(context, path, source);
		await fetched.size(path);
		return fetched;
	}
	const { files, signal } = context;
	if (sha256 !== void 0 && await files.size(path) !== void 0) {
		const { createHash } = process.getBuiltinModule("node:crypto");
		const hash = createHash("sha256");
		for await (const chunk of files.stream(path)) {
			signal.throwIfAborted();
			hash.update(chunk);
		}
		await refuseOtherDigest(hash.digest("hex"), path, source);
	}
	return files;
}
/** Throws UserError where the project's data have another digest than the declared one; that of a data set is known once it is read. */
async function refuseDigest(project, digest) {
	await refuseOtherDigest(digest, requireData(project).dataPath, sourceOf(project));
}
async function refuseOtherDigest(digest, path, { sha256, place }) {
	if (sha256 === void 0 || digest === sha256) return;
	const { refuseOther } = await import("./refuse-content2.js");
	refuseOther(digest, {
		sha256,
		shown: showAddress(path),
		place: place(["data", "sha256"])
	});
}
/** Files in which an address is a path as well: what it names is fetched when it is first asked for. */
function fetchedFiles({ files, remote, log, signal }, data, source) {
	const { s3, place } = source;
	const fetched = /* @__PURE__ */ new Map();
	const folders = /* @__PURE__ */ new Map();
	const listed = /* @__PURE__ */ new Map();
	const start = async (address) => {
		const etag = listed.get(address)?.etag;
		if (listed.has(address)) return remote.fetch(address, {
			s3,
			place,
			etag,
			signal
		});
		const progress = log.progress(`Fetching ${showAddress(address)}`);
		let came = 0;
		const onProgress = (done, total = done) => {
			came = done;
			progress.update(done, total);
		};
		const sha256 = address === data ? source.sha256 : void 0;
		const file = await remote.fetch(address, {
			s3,
			place,
			sha256,
			signal,
			onProgress
		});
		progress.end(`${formatBytes(file.bytes)}${came === 0 ? ", from the cache" : ""}`);
		return file;
	};
	const fetch = (address) => {
		const found = fetched.get(address) ?? start(address);
		fetched.set(address, found);
		return found;
	};
	return {
		...files,
		exists: async (path) => isAddress(path) ? !isFolder(path) : files.exists(path),
		async size(path) {
			if (!isAddress(path)) return files.size(path);
			return listed.get(path)?.bytes ?? (isFolder(path) ? void 0 : (await fetch(path)).bytes);
		},
		async list(path) {
			if (!isObject(path)) return files.list(path);
			const folder = path.replace(/\/$/, "");
			const listing = folders.get(folder) ?? remote.list(folder, {
				s3,
				place,
				signal
			});
			folders.set(folder, listing);
			const entries = await listing;
			for (const entry of entries) if (!entry.isFolder) listed.set(`${folder}/${entry.name}`, entry);
			return entries;
		},
		locate: async (path) => isAddress(path) ? (await fetch(path)).path : files.locate(path),
		async *stream(path) {
			yield* isAddress(path) ? (await fetch(path)).stream() : files.stream(path);
		},
		readRange: async (path, start, end) => isAddress(path) ? (await fetch(path)).readRange(start, end) : files.readRange(path, start, end)
	};
}
/** Whether an address means several objects: a folder, or a pattern. */
function isFolder(address) {
	return isObject(address) && /^[^/]*\/\/([^/]*|.*\/|.*[*?[{].*)$/s.test(address);
}

// src/actions/pausing.ts
/** Milliseconds that work may take until signals are heard. */
const longest = 50;
/** A pause for long work to make between its steps: it hears signals, and rejects with the reason of one that stops it. */
function pausing({ clock, signal }) {
	let last = clock.now();
	return async () => {
		signal.throwIfAborted();
		if (clock.now() - last < longest) return;
		await clock.sleep(0, signal);
		last = clock.now();
	};
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
		"an image",
		[
			255,
			216,
			255
		],
		"Name the folder that holds the images"
	],
	[
		"an image",
		[
			137,
			80,
			78,
			71
		],
		"Name the folder that holds the images"
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
/** The format that a path's ending says. */
function formatOf(path) {
	const name = withoutCompression(path);
	if (/\.parquet$/i.test(name)) return "parquet";
	return /\.(json|jsonl|ndjson)$/i.test(name) ? "json" : "csv";
}
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
	const format = formatOf(source);
	if (format !== "parquet" && startsWith(head, parquetMagic)) throw new UserError(`Cannot read "${source}": it is a Parquet file, and its name does not end in .parquet`, {
		file: source,
		hint: "Rename it"
	});
	return format;
}
function startsWith(head, magic) {
	return head.length >= magic.length && magic.every((byte, index) => head[index] === byte);
}

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
		case "return": return [`there is a carriage return without a line feed at line ${line}${inColumn}`, "Save the file with Unix (LF) or Windows (CRLF) line ends, and put quotes around cells that hold line ends"];
		case "utf8": return [`the text at line ${line}${inColumn} is not UTF-8`, "Set `data.csv.encoding` in mlops.yml, for example to windows-1252, or save it as UTF-8"];
		case "cell": return [`the cell at line ${line}${inColumn} is longer than 1 MiB`, "Check the delimiter and the line ends; large objects belong in files of their own"];
		case "record": return [`the row at line ${line} is longer than 16 MiB`, "Check the delimiter and the line ends"];
		case "unclosed": return [`the quote that opens at line ${line}${inColumn} is never closed`, "Close it with a \", and write a quote inside of a quoted cell twice: \"\""];
		case "open": return [`the quote that opens at line ${line}${inColumn} is not closed within 1 MiB`, "Close it with a \", and write a quote inside of a quoted cell twice: \"\"; large objects belong in files of their own"];
		case "afterQuote": return [`there is text after the closing quote at line ${line}${inColumn}`, "Write a quote inside of a quoted cell twice: \"\", or set `data.csv.escape` in mlops.yml where a backslash escapes it"];
		case "ragged": return [`the row at line ${line} has ${`${ragged?.isExact === false ? "at least " : ""}${ragged?.cells}`} ${ragged?.cells === 1 ? "cell" : "cells"}, the header has ${width}`, "Put quotes around cells that hold the delimiter or a line end"];
	}
}

// src/tables/invalid-rows.ts
/** Adds a cell that does not fit; its text is cut after 100 characters. */
function addInvalid({ invalid, rows }, row, text) {
	rows.push(row);
	if (invalid.length < limits.invalidKept) invalid.push({
		row,
		text: text.length > 100 ? `${text.slice(0, 100)}\u2026` : text
	});
}
/** The invalid cells of a finished column; `rows` ascend, and `invalid` are the first of them. */
function invalidCells({ invalid, rows }) {
	const invalidCount = rows.length;
	return invalidCount === invalid.length ? {
		invalid,
		invalidCount
	} : {
		invalid,
		invalidCount,
		invalidRows: Uint32Array.from(rows)
	};
}
/** Rows of all invalid cells, ascending. */
function rowsOfInvalid({ invalid, invalidRows }) {
	return invalidRows ?? Uint32Array.from(invalid, ({ row }) => row);
}

// src/tables/csv-columns.ts
/** How a column's cells are stored while scanning: dictionary-encoded, as numbers, or as dates. */
const textKind = 0;
/** Cells are float64 numbers. */
const numberKind = 1;
/** Cells are dates, as UTC milliseconds. */
const dateKind = 2;
/** Columns may be many, and start as these. */
const [noValues, noCodes] = [/* @__PURE__ */ new Float64Array(0), /* @__PURE__ */ new Int32Array(0)];
/** An empty column; a forced type decides how its cells are stored, unless they must be read as texts first. */
function createColumn(name, forced, rule = {}) {
	return {
		name,
		forced,
		rule,
		kind: kindOf$1(forced, rule),
		values: noValues,
		codes: noCodes,
		cells: noCodes,
		dictionary: createDictionary(),
		misfits: {
			invalid: [],
			rows: []
		},
		lastInvalidRow: -1,
		hasDecimal: false,
		hasAmbiguous: false,
		hasPadded: false,
		hasInfinite: false,
		hasTime: false
	};
}
/** How the cells of a type are stored while they are read. */
function kindOf$1(type, rule) {
	if (isByText(rule)) return 0;
	if (type === "integer" || type === "number") return 1;
	return type === "date" || type === "datetime" ? 2 : 0;
}
/** The columns of a file, by what is declared of them. */
function openColumns({ names, marks }, { types = {}, declared = {} }) {
	const decimal = String.fromCharCode(marks.decimal);
	return names.map((name) => {
		const column = Object.hasOwn(declared, name) ? declared[name] : void 0;
		const known = Object.hasOwn(types, name) ? types[name] : void 0;
		const { type: _, ...rule } = column ?? {};
		return createColumn(name, declaredType(column ?? {}) ?? known, {
			decimal,
			...rule
		});
	});
}
/** Stores a cell in a column of numbers or dates; what does not fit is counted and kept. */
function storeTyped(column, row, text) {
	store(column, row, text, readTyped(column, text));
}
/** The value of a cell in a column of numbers or dates, NaN for missing, undefined when it does not fit. */
function readTyped(column, text) {
	const { forced, rule } = column;
	return forced === void 0 || forced === "text" ? inferredValue(column, text) : readCellAs(text, forced, rule);
}
/** Stores a value that was read; a cell that does not fit counts once, however often its record is read. */
function store(column, row, text, value) {
	column.values[row] = value ?? NaN;
	if (value !== void 0 || column.lastInvalidRow === row) return;
	column.lastInvalidRow = row;
	addInvalid(column.misfits, row, text);
}
function inferredValue(column, text) {
	const { shape, value } = readCell(text, column.rule);
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

// src/tables/csv-dialect.ts
/** A mark that no byte is. */
const noMark = 256;
/** Marks but the delimiter, which the header may say. */
function marksOf(dialect) {
	const { quote = "\"", comment, decimal = "." } = dialect;
	return {
		quote: markOf(quote),
		escape: dialect.escape === quote ? 256 : markOf(dialect.escape),
		comment: markOf(comment),
		decimal: markOf(decimal)
	};
}
function markOf(mark) {
	return mark === void 0 || mark === "" ? 256 : mark.charCodeAt(0);
}
/** Whether the marks are those of RFC 4180 but for the delimiter. */
function isPlain(marks) {
	const { quote, comment, decimal } = marks;
	return quote === 34 && marks.escape === 256 && comment === 256 && decimal === 46;
}

// src/tables/csv-header-cells.ts
const lineFeed$3 = 10;
const delimiters = [
	",",
	";",
	"	",
	"|"
];
/** Where the record that starts at `start` ends; a line feed inside of quotes does not end it. */
function findRecord(bytes, start, end, { quote, escape: escaper }) {
	let isQuoted = false;
	let lines = 0;
	let stop = start;
	for (; stop < end; stop++) {
		const byte = bytes[stop];
		if (isQuoted && byte === escaper && bytes[stop + 1] !== lineFeed$3) stop++;
		else if (byte === quote) isQuoted = !isQuoted;
		else if (byte === lineFeed$3) {
			if (!isQuoted) return {
				stop,
				lines,
				isQuoted
			};
			lines++;
		}
	}
	return {
		stop: Math.min(stop, end),
		lines,
		isQuoted
	};
}
/** The delimiter that stands most often outside of quotes; the first of those where none does. */
function detectDelimiter(header, marks) {
	const counts = new Map(delimiters.map((each) => [each, 0]));
	for (let at = 0, isQuoted = false; at < header.length; at++) {
		const code = header.charCodeAt(at);
		if (isQuoted && code === marks.escape) at++;
		else if (code === marks.quote) isQuoted = !isQuoted;
		else if (!isQuoted) {
			const count = counts.get(header[at]);
			if (count !== void 0) counts.set(header[at], count + 1);
		}
	}
	return delimiters.reduce((best, next) => counts.get(next) > counts.get(best) ? next : best);
}
/** The cells of a record; the number of the cell after whose closing quote there is text, where there is such. */
function splitRecord(text, delimiter, { quote, escape: escaper }) {
	const cells = [];
	for (let at = 0;; at++) {
		if (text.charCodeAt(at) === quote) {
			let cell = "";
			for (at++; at < text.length; at++) {
				const code = text.charCodeAt(at);
				if (code === escaper) at++;
				else if (code === quote && text.charCodeAt(++at) !== quote) break;
				cell += text[at] ?? "";
			}
			cells.push(cell);
			if (at < text.length && text[at] !== delimiter) return {
				cells,
				fault: cells.length
			};
		} else {
			const stop = text.indexOf(delimiter, at);
			cells.push(text.slice(at, stop < 0 ? text.length : stop));
			at = stop < 0 ? text.length : stop;
		}
		if (at >= text.length) return { cells };
	}
}

// src/tables/detect-decimal.ts
/** Rows that are looked at, from the first. */
const mostRows = 1e3;
const comma = 44;
const withComma$1 = /^[-+]?\d*,\d+(?:[eE][-+]?\d+)?$/;
const withPoint = /^[-+]?\d*\.\d+(?:[eE][-+]?\d+)?$/;
const grouped = /^[-+]?[1-9]\d{0,2}(?:,\d{3})+$/;
/**
* The decimal mark of a file that commas do not delimit: a comma where some column holds numbers with a comma and
* nothing else with a digit but whole numbers, no cell is a number with a point, and not all of the commas could stand between
* thousands. `bytes` are the file's first rows; the
* last one may be cut unless `isLast`.
*/
function detectDecimal(bytes, marks, isLast) {
	if (marks.delimiter === comma) return ".";
	const delimiter = String.fromCharCode(marks.delimiter);
	const columns = [];
	let isGrouped = true;
	const decoder = new TextDecoder("latin1");
	for (let at = 0, row = 0; at < bytes.length && row < mostRows; row++) {
		const { stop } = findRecord(bytes, at, bytes.length, marks);
		const isComment = bytes[at] === marks.comment;
		const text = decoder.decode(bytes.subarray(at, stop)).replace(/\r$/, "");
		const isWhole = stop < bytes.length || isLast;
		at = stop + 1;
		if (isComment || !isWhole) continue;
		for (const [index, cell] of splitRecord(text, delimiter, marks).cells.entries()) {
			columns[index] ??= {
				isNumeric: true,
				decimals: 0
			};
			const column = columns[index];
			const value = cell.trim();
			if (withPoint.test(value)) return ".";
			if (withComma$1.test(value)) {
				column.decimals++;
				isGrouped &&= grouped.test(value);
			} else if (/\d/.test(value) && !/^[-+]?\d+$/.test(value)) column.isNumeric = false;
		}
	}
	return columns.some(({ isNumeric, decimals }) => isNumeric && decimals > 0) && !isGrouped ? "," : ".";
}

// src/tables/csv-header.ts
const lineFeed$2 = 10;
const hash = 35;
/**
* Reads the header from the first bytes of a file; undefined when it is not complete in them. The delimiter is
* the one of comma, semicolon, tab and bar that the header holds most often outside of quotes, unless it is given; the
* decimal mark is told from the rows (see `detectDecimal`).
* Without a header the first record only says how many columns there are: `column_1`, `column_2` \u2026
* Throws UserError for an empty file, another encoding, and names that are given twice.
*/
function readHeader(bytes, end, options) {
	const { source, isLast, header: hasHeader = true } = options;
	const marks = marksOf(options);
	refuseEncoding(bytes, end, source);
	const { start, line } = skipLines(bytes, end, marks, options.delimiter);
	const record = findRecord(bytes, start, end, marks);
	if (record.stop === end && !isLast) return void 0;
	if (record.isQuoted) throw headerError(source, line, "a quote in the header is never closed", `Close it with a ${String.fromCharCode(marks.quote)}`);
	const text = decode(bytes, start, record.stop, source, line).replace(/\r$/, "");
	if (text.trim() === "") throw headerError(source, 1, end === 0 ? "the file is empty" : "there is no header line", "The first line must name the columns");
	if (/\r/.test(text) && !text.includes(String.fromCharCode(marks.quote))) throw headerError(source, line, "its lines end with a bare carriage return", "Save the file with Unix (LF) or Windows (CRLF) line ends");
	const delimiter = options.delimiter ?? detectDelimiter(text, marks);
	const cells = splitHeader(text, delimiter, marks, source, line);
	const names = hasHeader ? nameUnnamed(cells) : cells.map((_, index) => `column_${index + 1}`);
	if (hasHeader) checkNames(names, source, line);
	const next = hasHeader ? Math.min(end, record.stop + 1) : start;
	const found = {
		...marks,
		delimiter: delimiter.charCodeAt(0)
	};
	if (options.decimal === void 0) found.decimal = detectDecimal(bytes.subarray(next, end), found, isLast).charCodeAt(0);
	return {
		names,
		marks: found,
		next,
		line: hasHeader ? line + record.lines + 1 : line
	};
}
/**
* Where the header starts: behind a byte order mark, blank lines and comments. Unless a comment mark is given, lines
* that begin with `#` are comments, but for the last one where the line after it has no more cells: it is the header.
*/
function skipLines(bytes, end, marks, delimiter) {
	let start = end >= 3 && bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191 ? 3 : 0;
	let line = 1;
	const comment = marks.comment === 256 ? hash : marks.comment;
	let last;
	for (; start < end; line++) {
		const stop = endOfLine(bytes, start, end);
		const isBlank = stop === start || stop === start + 1 && bytes[start] === 13 && stop < end;
		if (!isBlank && bytes[start] !== comment) break;
		if (!isBlank) last = {
			start,
			line
		};
		if (stop === end) break;
		start = stop + 1;
	}
	if (last === void 0 || marks.comment !== 256) return {
		start,
		line
	};
	const count = (from) => {
		const { stop } = findRecord(bytes, from, end, marks);
		const text = new TextDecoder().decode(bytes.subarray(from, stop));
		return splitRecord(text, delimiter ?? detectDelimiter(text, marks), marks).cells.length;
	};
	return count(last.start) >= count(start) ? last : {
		start,
		line
	};
}
function endOfLine(bytes, start, end) {
	const stop = bytes.indexOf(lineFeed$2, start);
	return stop < 0 || stop > end ? end : stop;
}
function refuseEncoding(bytes, end, source) {
	const [first, second] = bytes;
	const hasMark = end >= 2 && (first === 255 && second === 254 || first === 254 && second === 255);
	const hasPattern = end >= 4 && (first === 0 && bytes[2] === 0 || second === 0 && bytes[3] === 0);
	if (hasMark || hasPattern) throw headerError(source, 1, "it is UTF-16 text", "Set `data.csv.encoding: utf-16` in mlops.yml, or save it as UTF-8");
	if (first === 31 && second === 139 || end >= 4 && first === 80 && second === 75 && bytes[2] === 3) throw headerError(source, 1, "it is compressed, not text", "Unpack it first");
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
function splitHeader(text, delimiter, marks, source, line) {
	const { cells, fault } = splitRecord(text, delimiter, marks);
	if (fault !== void 0) throw headerError(source, line, `there is text after the closing quote of column ${fault} in the header`, "Write a quote inside of a quoted name twice: \"\"");
	if (cells.length <= limits.columns) return cells;
	throw headerError(source, line, "it has more than 100,000 columns", "Check the delimiter and the line ends");
}
/** Columns without a name, such as the index that pandas writes, are called as pandas (2.3) calls them: `Unnamed: 0`. */
function nameUnnamed(cells) {
	const taken = new Set(cells);
	return cells.map((cell, index) => {
		if (cell.trim() !== "") return cell;
		let name = `Unnamed: ${index}`;
		for (let copy = 1; taken.has(name); copy++) name = `Unnamed: ${index}.${copy}`;
		taken.add(name);
		return name;
	});
}
function checkNames(names, source, line) {
	const seen = /* @__PURE__ */ new Map();
	for (const [index, name] of names.entries()) {
		if (name.length > limits.name) throw headerError(source, line, `column ${index + 1} has a name of more than ${formatNumber(limits.name)} characters`, "Check the delimiter and the line ends");
		const earlier = seen.get(name);
		if (earlier !== void 0) throw headerError(source, line, `columns ${earlier + 1} and ${index + 1} are both named "${name}"`, "Give each column a name of its own, or set `data.csv.header: false` in mlops.yml where the first line is a row");
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
	hasDecimal: 1,
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
/** Different texts of a column that stay known at most, and bytes of the kernel that all columns keep for theirs. */
const mostKept = 65536;
const mostKeptBytes = 1 << 24;
/** Where the kernel's `Scan` and `Column`s are, in bytes. */
function openTexts(kernel, memory, scanAt, columnsAt) {
	const decoder = new TextDecoder("utf-8", {
		fatal: true,
		ignoreBOM: true
	});
	/** Sizes before the batch that is being encoded. */
	const known = /* @__PURE__ */ new Map();
	/** Dictionaries that were shown: a column's is the same object until it starts anew, so that what is known of its texts is found. */
	const shown = [];
	/** Sizes of the dictionaries when the rows began. */
	const sizes = [];
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
	const encodeColumn = (address, rows, before) => {
		let done = kernel.encode(scanAt, address, 0, rows);
		while (done < rows) {
			if (done < 0 || !makeRoom(address)) return false;
			done = kernel.encode(scanAt, address, done, rows);
		}
		return !(memory.words()[address / 4 + field$1.hasHigh] === 1) || isUtf8(address, before);
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
			for (let index = 0; index < columns.length; index++) {
				const column = columns[index];
				if (column.kind === 0) known.set(column, memory.words()[addressOf(index) / 4 + field$1.size]);
			}
			for (let index = 0; index < columns.length; index++) {
				const column = columns[index];
				if (column.kind === 0 && !encodeColumn(addressOf(index), rows, known.get(column) ?? 0)) return false;
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
		},
		show(columns) {
			const words = memory.words();
			for (const [index, column] of columns.entries()) {
				if (column.kind !== 0) continue;
				const at = addressOf(index) / 4;
				const heap = words[at + field$1.heap];
				const size = words[at + field$1.size];
				const from = words[at + field$1.offsets] / 4;
				const now = {
					size,
					bytes: memory.bytes().subarray(heap, heap + words[at + field$1.heapUsed]),
					offsets: words.subarray(from, from + size + 1)
				};
				shown[index] = Object.assign(shown[index] ?? now, now);
				column.dictionary = {
					...createDictionary(),
					...now,
					shown: shown[index]
				};
			}
		},
		renew(columns, rows) {
			const words = memory.words();
			let kept = 0;
			for (const [index, column] of columns.entries()) {
				const at = addressOf(index) / 4;
				words.fill(0, at + field$1.hasDecimal, at + field$1.hasHigh + 1);
				if (column.kind !== 0) continue;
				const slots = words[at + field$1.slots] / 4;
				const slotWords = (words[at + field$1.slotMask] + 1) * 4;
				const bytes = slotWords * 4 + words[at + field$1.heapRoom];
				const size = words[at + field$1.size];
				if ((size - (sizes[index] ?? 0)) * 2 <= rows && !isByText(column.rule) && size <= mostKept && kept + bytes <= mostKeptBytes) {
					kept += bytes;
					sizes[index] = size;
					continue;
				}
				delete shown[index];
				sizes[index] = 0;
				words[at + field$1.size] = 0;
				words[at + field$1.heapUsed] = 0;
				words.fill(0, slots, slots + slotWords);
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
/** A scan before its first record, which starts on that line; `lines` has room for as many rows as the columns. */
function startScan(of) {
	const { source, columns, line, marks, lines = /* @__PURE__ */ new Uint32Array(0) } = of;
	return {
		...marks,
		source,
		columns,
		rows: 0,
		capacity: lines.length,
		lines,
		line,
		batchStart: 0,
		batchCapacity: 0,
		pendingStart: 0,
		pendingColumn: 0
	};
}
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
/** What the last call of `findQuoteEnd` saw inside of the quotes. */
const quoted$1 = {
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
	const { quote, escape: escaper } = scan;
	quoted$1.lines = 0;
	quoted$1.hasEscapes = false;
	let stop = at + 1;
	for (;; stop++) {
		if (stop >= end) {
			if (isLast) throw csvError(scan, place, "unclosed");
			if (end - at > limits.cell) throw csvError(scan, place, "open");
			return -1;
		}
		const byte = bytes[stop];
		if (byte === quote) {
			if (stop + 1 === end || bytes[stop + 1] !== quote) break;
			quoted$1.hasEscapes = true;
			stop++;
		} else if (byte === escaper) {
			quoted$1.hasEscapes = true;
			if (bytes[stop + 1] !== lineFeed$1 && bytes[stop + 1] !== 0) stop++;
		} else if (byte === lineFeed$1) quoted$1.lines++;
		else if (byte === 0) throw csvError(scan, {
			line: line + quoted$1.lines,
			column
		}, "nul");
	}
	const next = bytes[stop + 1];
	if (!(next === scan.delimiter || next === lineFeed$1 || next === carriageReturn$1 && (stop + 2 >= end || bytes[stop + 2] === lineFeed$1))) throw csvError(scan, {
		line: line + quoted$1.lines,
		column
	}, "afterQuote");
	return stop;
}

// src/tables/csv-text.ts
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
			const cell = unescaped(bytes, ~start, end, scan);
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
/** The inside of a quoted cell: each two quotes made one, and each escaped character itself. */
function unescaped(bytes, start, end, { quote, escape: escaper }) {
	const cell = new Uint8Array(end - start);
	let length = 0;
	for (let from = start; from < end; from++) {
		if (bytes[from] === quote || bytes[from] === escaper) from++;
		cell[length++] = bytes[from];
	}
	return cell.subarray(0, length);
}

// src/tables/csv-scanner.ts
const lineFeed = 10;
const carriageReturn = 13;
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
* Scans the records of `bytes[start \u2026 end)` into the columns and returns where the first one that is not complete
* starts; with `isLast` all are complete. Writes a line feed at `bytes[end]`, which must exist: it ends every
* loop without a bounds check. One long function, because the speed of all reading is decided here: numbers are
* parsed while looking for the end of their cell; texts are only placed, and encoded by the batch.
*/
function scanRecords(scan, bytes, start, end, isLast) {
	bytes[end] = lineFeed;
	scan.pendingStart = end;
	const { columns, delimiter, quote, comment } = scan;
	const point = scan.decimal === delimiter ? 256 : scan.decimal - 48;
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
		if (bytes[position] === comment) {
			const stop = bytes.indexOf(lineFeed, position);
			if (stop === end && !isLast) break;
			scan.line++;
			position = Math.min(stop + 1, end);
			continue;
		}
		const row = scan.rows;
		if (row === scan.capacity) reserveRows(scan, Math.max(firstRows$1(columns.length), row * 2));
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
					const from = quoted$1.hasEscapes ? ~(at + 1) : at + 1;
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
				line += quoted$1.lines;
			} else if (column.kind === 0) {
				for (;;) {
					const kind = classOf[bytes[stop]];
					if (kind !== 0) {
						if (kind === terminator || kind === maybeTerminator && bytes[stop + 1] === lineFeed) break;
						throw csvError(scan, {
							line,
							column: index
						}, kind === nul ? "nul" : "return");
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
				if (digit === point) {
					const fraction = stop + 1;
					digit = bytes[++stop] - 48;
					while (digit >= 0 && digit <= 9) {
						mantissa = Math.imul(mantissa, 10) + digit | 0;
						digit = bytes[++stop] - 48;
					}
					scale = stop - fraction;
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
	const content = from < 0 ? unescaped(bytes, ~from, to, scan) : bytes.subarray(from, to);
	storeTyped(column, row, decodeCell(scan, content, line, index));
}
function endOfCell(scan, classOf, bytes, from, line, column) {
	let stop = from;
	for (;;) {
		const kind = classOf[bytes[stop]];
		if (kind === terminator || kind === maybeTerminator && bytes[stop + 1] === lineFeed) return stop;
		if (kind !== 0) throw csvError(scan, {
			line,
			column
		}, kind === nul ? "nul" : "return");
		stop++;
	}
}
/** The digits of at most 15 as a number, a point or comma among them left out. */
function wholeNumber(bytes, start, end) {
	let value = 0;
	for (let i = start; i < end; i++) if (bytes[i] >= 48) value = value * 10 + bytes[i] - 48;
	return value;
}
/** True when a cell's end was only found because the buffer ended: more bytes may follow. */
function isOpenEnd(bytes, stop, end) {
	return stop >= end || stop + 1 === end && bytes[stop] === carriageReturn;
}
function isBlankLine(bytes, at, end) {
	return bytes[at] === lineFeed || bytes[at] === carriageReturn && (at + 1 === end || bytes[at + 1] === lineFeed);
}
/** Rows to make room for at first: fewer where columns are many, so that a few rows of 100,000 take no gigabyte. */
function firstRows$1(columns) {
	return Math.max(16, Math.min(1024, Math.floor(2 ** 20 / columns)));
}
/** Counts the record's cells for the message; the count is a lower bound when the buffer cuts the record. */
function raggedError(scan, bytes, start, end, isLast) {
	let cells = 1;
	let isQuoted = false;
	let at = start;
	for (; at < end && (isQuoted || bytes[at] !== lineFeed); at++) if (isQuoted && bytes[at] === scan.escape) at++;
	else if (bytes[at] === scan.quote) isQuoted = !isQuoted;
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
const mostColumns$1 = 512;
/** Bytes that the kernel may read past the end of the window. */
const padding = 64;
/** Places in the kernel's `Scan`. */
const field = {
	line: 9,
	rows: 10,
	oddCount: 11,
	isFault: 12,
	pendingStart: 13,
	pendingColumn: 14,
	ends: 15
};
const oddWords = 5;
/**
* Goes on with a scan by the kernel. Records that it finds faulty, crafted texts and memory past 2 GiB end its work:
* the scanner in TypeScript then goes on from there, and says what is wrong. Undefined for very many columns, for marks
* that are not RFC 4180's, or without memory.
*/
function openKernelScanner(instantiate, first) {
	let scan = first;
	if (scan.columns.length > mostColumns$1 || !isPlain(scan)) return void 0;
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
		},
		pause() {
			if (!isOver) texts.show(scan.columns);
			return !isOver;
		},
		resume(next) {
			texts.renew(next.columns, scan.rows);
			scan = next;
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
	const endRoom = Math.max(2048, columns.length * 8);
	const scanAt = take(128);
	const columnsAt = take(columns.length * 15 * 4);
	const linesAt = take(rows * 4);
	const oddAt = take(oddRoom * oddWords * 4);
	const places = columns.map((column) => ({
		out: take(rows * 8),
		cells: column.kind === 0 ? take(rows * 12) : 0
	}));
	const scratch = take(limits.cell + padding);
	const ends = take((endRoom + 69) * 4);
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
	words.set([ends, endRoom], scanAt / 4 + field.ends);
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
	for (let index = 0; index < scan.columns.length; index++) {
		const column = scan.columns[index];
		const at = columnsAt / 4 + index * 15;
		const out = words[at + 5];
		if (column.kind === 0) column.codes.set(new Int32Array(buffer, out, rows), first);
		else column.values.set(new Float64Array(buffer, out, rows), first);
		if (words[at + 1] === 1) column.hasDecimal = true;
		if (words[at + 2] === 1) column.hasTime = true;
	}
	scan.lines.set(words.subarray(linesAt / 4, linesAt / 4 + rows), first);
	if (!readOdd(memory, batch, scan)) return void 0;
	scan.rows = first + rows;
	scan.batchStart = scan.rows;
	scan.line = words[scanAt / 4 + field.line];
	return next;
}
/**
* Reads the cells that the kernel leaves to the host, those of a column in the order of their rows: what is not plain, and
* what does not fit. False where one is no text: the other scanner then says which cell is the first.
*/
function readOdd(memory, { scanAt, oddAt }, scan) {
	const bytes = memory.bytes();
	const words = memory.words();
	const count = words[scanAt / 4 + field.oddCount];
	try {
		for (let entry = 0, at = oddAt / 4; entry < count; entry++, at += oddWords) {
			const row = scan.rows + words[at];
			const index = words[at + 1];
			const column = scan.columns[index];
			const from = words[at + 2] | 0;
			const to = words[at + 3];
			if (column.kind === 2 && storeDate(column, row, bytes, from, to)) continue;
			const cell = from < 0 ? unescaped(bytes, ~from, to, scan) : bytes.subarray(from, to);
			storeTyped(column, row, decodeCell(scan, cell, words[at + 4], index));
		}
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return false;
	}
	return true;
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
/** Types a column that was scanned as text by its cells so far; booleans and what fits no type stay as they are. */
function settleColumn(column, rows) {
	if (column.kind !== 0 || column.forced !== void 0 || isByText(column.rule)) return;
	if (isPlainlyText(column)) return;
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
		type ??= isPlainlyText(column) ? "text" : inferType(tallyDictionary(column, rows));
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
		...invalidCells(column.misfits)
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
	if (column.values.length < codes.length) column.values = new Float64Array(codes.length);
	column.codes = /* @__PURE__ */ new Int32Array(0);
	column.cells = /* @__PURE__ */ new Int32Array(0);
	column.dictionary = createDictionary();
	const read = texts.map((text) => type === "boolean" ? readCellAs(text, type, column.rule) : readTyped(column, text));
	placeValues(codes, Float64Array.from(read, (value) => value ?? NaN), column.values, rows);
	if (!read.includes(void 0)) return;
	for (let row = 0; row < rows; row++) {
		const code = codes[row];
		if (code >= 0 && read[code] === void 0) store(column, row, texts[code], void 0);
	}
}
function placeValues(codes, read, values, rows) {
	for (let row = 0; row < rows; row++) {
		const code = codes[row];
		values[row] = code < 0 ? NaN : read[code];
	}
}
/** Judges a column of numbers or dates by the rules of `inferType`. */
function finalType(column, values) {
	const isDate = column.kind === 2;
	const invalid = column.misfits.rows.length;
	const fitting = invalid === 0 ? Number(hasPresent(values)) : countPresent(values);
	return typeByFlags({
		...column,
		isDate,
		fitting,
		invalid
	});
}
/** The type of a column that was scanned as numbers or dates; text where too much else is in it. */
function typeByFlags(of) {
	const isFit = fits(of.fitting, of.fitting + of.invalid);
	if (of.isDate) return isFit ? of.hasTime ? "datetime" : "date" : "text";
	if (!isFit || of.hasPadded || of.hasAmbiguous && !of.hasDecimal) return "text";
	return of.hasDecimal || of.hasInfinite ? "number" : "integer";
}
function hasPresent(values) {
	for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) return true;
	return false;
}
/** Values that are not missing. */
function countPresent(values) {
	let present = 0;
	for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) present++;
	return present;
}
/** A column of texts, decoded when they are first asked for; `isPart` leaves its codes in their place. */
function finishText(column, rows, isPart = false) {
	const { size, bytes, offsets, shown } = column.dictionary;
	const entries = shown ?? {
		size,
		bytes,
		offsets
	};
	dropMissing(column, rows);
	return {
		kind: "text",
		name: column.name,
		type: "text",
		codes: isPart ? column.codes.subarray(0, rows) : trimmed(column.codes, rows),
		get dictionary() {
			return textsOf(entries);
		},
		entries
	};
}
/** Texts that are declared to be missing are; their entries stay in the dictionary, in no row. */
function dropMissing({ codes, dictionary, rule }, rows) {
	if (rule.missing_values === void 0) return;
	const isMissing = decodeEntries(dictionary).map((text) => readCell(text, rule).shape === "missing");
	for (let row = 0; row < rows; row++) if (isMissing[codes[row]] === true) codes[row] = -1;
}

// src/tables/read-csv.ts
/** Bytes of the first windows, which are read without the kernel until so many rows, or bytes, tell what types there are. */
const firstWindow = 8192;
const firstRows = 128;
const firstBytes$1 = 1 << 18;
/**
* Reads a CSV or TSV file (RFC 4180 or a dialect; UTF-8 with or without BOM; LF or CRLF; blank lines skipped) into
* typed columns. Types come from all cells (see `inferType`); an empty cell is missing. Opens the file once, and a
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
	let windows = 0;
	let scanned = 0;
	let scanner;
	const step = (isLast) => {
		let start = 0;
		if (scan === void 0) {
			const header = readHeader(buffer, filled, {
				...options,
				isLast
			});
			if (header !== void 0) {
				scan = openScan(header, options, known);
				start = header.next;
			}
		}
		if (scan !== void 0) {
			const from = start;
			start = scanner === void 0 ? scanRecords(scan, buffer, from, filled, isLast) : scanner.scan(buffer, from, filled, isLast);
			scanned += start - from;
			const isEnough = scan.rows >= firstRows || scanned >= (options.window ?? firstBytes$1);
			if (windows < 2 && scan.rows > 0 && isEnough && !isLast) {
				windows++;
				if (windows === 1 && known.size === 0) for (const column of scan.columns) settleColumn(column, scan.rows);
				reserveExpected(scan, options.bytes, scanned, windows === 1 ? 1.1 : 1.02);
				if (windows === 1 && options.kernel !== void 0) scanner = openKernelScanner(options.kernel, scan);
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
			const isFirst = windows === 0 && filled < firstWindow;
			const limit = Math.min(buffer.length - 1, isFirst ? firstWindow : Infinity);
			const taken = Math.min(chunk.length - from, limit - filled);
			buffer.set(chunk.subarray(from, from + taken), filled);
			filled += taken;
			from += taken;
			if (filled === limit) step(false);
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
function openScan(header, options, known) {
	const columns = openColumns(header, options);
	for (const column of columns) if (column.forced === void 0) column.kind = kindOf$1(known.get(column.name), column.rule);
	const { marks, line } = header;
	return startScan({
		source: options.source,
		columns,
		line,
		marks
	});
}
/** Room for all rows at once, by the size of the first ones and a factor for what these do not tell. */
function reserveExpected(scan, bytes, scanned, factor) {
	if (bytes === void 0) return;
	const expected = Math.ceil(bytes / scanned * scan.rows * factor);
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

// src/tables/refuse-pointer.ts
/**
* Refuses a Git LFS pointer where data should be, with the command that fetches the data. `head` is the file's first
* bytes, `fetched` what the command fetches. (Format: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md)
*/
function refuseLfsPointer(head, source, fetched = source) {
	const start = new TextDecoder("latin1").decode(head.subarray(0, 200));
	if (!/^version https:\/\/(git-lfs\.github\.com|hawser\.github\.com)\/spec\//.test(start)) return;
	const size = /\nsize (\d{1,15})\n/.exec(start)?.[1];
	throw new UserError(`Cannot read "${source}": it is a Git LFS pointer, not the data${size === void 0 ? "" : ` (${formatNumber(Number(size))} bytes)`}`, {
		file: source,
		hint: isAddress(source) ? "Name the address of the data: for a file on GitHub, https://media.githubusercontent.com/media/<owner>/<name>/<branch>/<path>" : `Run: git lfs pull --include=${quoted(fetched)}\nIn a workflow, let actions/checkout fetch it: "with: { lfs: true }"`
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
	const peeked = await peek(open);
	try {
		return await readPeeked(peeked, options);
	} finally {
		await peeked.close();
	}
}
async function readPeeked({ head, open }, options) {
	const { source, onProgress } = options;
	refuseLfsPointer(head, source);
	const compression = findCompression(head, source);
	if (compression === void 0) return readFormat(open, options, head);
	const stored = {
		bytes: 0,
		digest: ""
	};
	const unpack = () => options.decompress(compression, measured(open(), stored, onProgress), source);
	const unpacked = await firstBytes(unpack);
	return {
		...options.csv === void 0 && findFormat(unpacked, source) === "parquet" ? await withDeclared(await readUnpackedParquet(unpack, options), options) : await readFormat(unpack, {
			...options,
			bytes: void 0,
			onProgress: void 0
		}, unpacked),
		...stored
	};
}
async function readDialect(open, options, head) {
	const { source, bytes, kernel, onProgress, types, csv = {}, columns: declared } = options;
	const { encoding = findEncoding(head), ...dialect } = csv;
	const hasReturns = encoding === "utf-8" && head.subarray(0, -1).includes(13) && !head.includes(10);
	if (encoding === "utf-8" && !hasReturns) return readCsv(open, {
		source,
		bytes,
		kernel,
		onProgress,
		types,
		declared,
		...dialect
	});
	const stored = {
		bytes: 0,
		digest: ""
	};
	const decode = () => {
		const chunks = measured(open(), stored, onProgress);
		return encoding === "utf-8" ? withLineFeeds(chunks) : transcode(chunks, encoding, source);
	};
	return {
		...await readCsv(decode, {
			source,
			kernel,
			types,
			declared,
			...dialect
		}),
		...stored
	};
}
/** Parquet as it is stored, its digest taken on the way. */
async function readStoredParquet(open, options) {
	const { source, readRange, onProgress, types } = options;
	const stored = {
		bytes: 0,
		digest: ""
	};
	for await (const _ of measured(open(), stored, onProgress));
	const { readParquet } = await import("./read-parquet.js");
	return {
		...await readParquet({
			bytes: stored.bytes,
			readRange
		}, {
			source,
			types
		}),
		...stored
	};
}
/** Parquet that is compressed once more: it must be in memory as a whole. */
async function readUnpackedParquet(open, { source, types }) {
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
	const { readParquet } = await import("./read-parquet.js");
	return {
		...await readParquet({
			bytes,
			readRange
		}, {
			source,
			types
		}),
		digest: ""
	};
}
async function readFormat(open, options, head) {
	const format = findFormat(head, options.source);
	if (format !== "csv" && options.csv !== void 0) throw new UserError(`Cannot read "${options.source}" as data.csv says: it is no CSV or TSV file`, {
		file: options.source,
		hint: "Remove data.csv from mlops.yml"
	});
	switch (format) {
		case "csv": return readDialect(open, options, head);
		case "json": {
			const { readJson } = await import("./read-json2.js");
			return withDeclared(await readJson(open, {
				...options,
				texts: declaredTexts(options)
			}), options);
		}
		case "parquet": return withDeclared(await readStoredParquet(open, options), options);
	}
}
/** The table with its columns as they are declared. */
async function withDeclared(table, { columns: declared }) {
	if (declared === void 0) return table;
	const { declareColumns } = await import("./declare-columns2.js");
	return {
		...table,
		columns: declareColumns(table.columns, declared)
	};
}
function declaredTexts({ columns = {} }) {
	return Object.keys(columns).filter((name) => columns[name]?.type === "text");
}
/** UTF-16 where a byte order mark says so, else UTF-8. */
function findEncoding([first, second]) {
	return first === 255 && second === 254 || first === 254 && second === 255 ? "utf-16" : "utf-8";
}
async function peek(open) {
	const chunks = open()[Symbol.asyncIterator]();
	let first = await chunks.next();
	while (first.done !== true && first.value.length === 0) first = await chunks.next();
	const close = async () => void await chunks.return?.();
	let isTaken = false;
	return {
		head: first.done === true ? /* @__PURE__ */ new Uint8Array(0) : first.value,
		open() {
			if (isTaken) return open();
			isTaken = true;
			return resume();
		},
		close
	};
	async function* resume() {
		try {
			for (let next = first; next.done !== true; next = await chunks.next()) yield next.value;
		} finally {
			await close();
		}
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
/**
* Reads data into one table: the file of that path, the files that a pattern matches or a folder holds, or the images of
* a folder. Aborts with the signal's reason.
*/
async function readData(files, path, options = {}) {
	const { signal, csv, columns, workers, onProgress } = options;
	await refuseDvc(files, path);
	const bytes = await files.size(path);
	if (bytes === void 0 && workers !== void 0) {
		const { findImages, readImages } = await import("./read-images.js");
		const found = await findImages(files, path);
		if (found !== void 0) {
			refuseDeclared(path, {
				csv,
				columns
			});
			return readImages(path, found, {
				files,
				pool: workers.pool(),
				signal,
				onProgress
			});
		}
	}
	if (bytes === void 0) {
		const { findDataFiles, isDataSet } = await import("./program.js");
		if (await isDataSet(files, path)) return readSeveral(files, path, await findDataFiles(files, path), options);
	}
	return readFile(files, {
		path,
		source: showAddress(path),
		bytes
	}, options);
}
async function readSeveral(files, source, found, options) {
	const { readDataFiles } = await import("./read-data-files2.js");
	const total = found.reduce((sum, { bytes }) => sum + bytes, 0);
	const known = /* @__PURE__ */ new Set();
	let done = 0;
	const readOne = async (file, types) => {
		const onProgress = (read) => options.onProgress?.(Math.min(total, done + read), total);
		const table = await readFile(files, file, {
			...options,
			types,
			onProgress
		});
		if (!known.has(file)) done += file.bytes;
		known.add(file);
		return table;
	};
	return readDataFiles(source, found, readOne, {
		decimal: options.csv?.decimal,
		declared: options.columns,
		types: options.types
	});
}
function readFile(files, { path, source, bytes }, { signal, csv, columns, kernel, types, onProgress }) {
	return readTable(() => abortable(files.stream(path), signal), {
		source,
		bytes,
		csv,
		columns,
		kernel,
		types,
		async *decompress(...args) {
			const { decompress } = await import("./decompress.js");
			yield* decompress(...args);
		},
		readRange: (start, end) => {
			signal?.throwIfAborted();
			return files.readRange(path, start, end);
		},
		onProgress: (done) => onProgress?.(done, bytes ?? done)
	});
}
/** What is declared of data files says nothing of images. */
function refuseDeclared(path, declared) {
	const key = ["csv", "columns"].find((each) => declared[each] !== void 0);
	if (key !== void 0) throw new UserError(`Cannot read "${path}" as data.${key} says: it is a folder of images`, {
		file: path,
		hint: `Remove data.${key} from mlops.yml`
	});
}
/** Where DVC keeps the data, a `.dvc` file stands beside its place; people also name that file itself. */
async function refuseDvc(files, path) {
	if (isAddress(path)) return;
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

// src/actions/refuse-unknown.ts
/** A column that is declared and not there: a name with a mistake would declare nothing. Throws UserError. */
function refuseUnknown(project, table) {
	const names = table.columns.map(({ name }) => name);
	for (const name of Object.keys(project.config.data.columns ?? {})) if (!names.includes(name)) throw new UserError(`Cannot use "${table.source}": it has no column "${name}"${didYouMean(name, names)}`, {
		...project.place([
			"data",
			"columns",
			name
		]),
		hint: "data.columns declares it: correct the name there, or the data"
	});
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
/** Whether the project's data is in memory, or about to be: then there is no use in reading it part by part. */
function isTableShared(project) {
	return loaded.has(project) || shared.has(project);
}
/** Says that actions to come need the project's rows in memory. */
function shareTable(project) {
	shared.add(project);
}
const shared = /* @__PURE__ */ new WeakSet();
const profiled = /* @__PURE__ */ new WeakMap();
/** The profile of the project's table, worked out once. */
function profileOf(table, context) {
	const found = profiled.get(table) ?? describeTable(table, context);
	profiled.set(table, found);
	return found;
}
async function describeTable(table, { project, columnKernel, clock, signal }) {
	const { relateColumns } = await import("./relating.js");
	const described = await profileInSteps(table, pausing({
		clock,
		signal
	}), columnKernel);
	return relateColumns(table, declareTypes(described, project.config.data.columns), columnKernel);
}
async function readProjectTable(context) {
	const { log, project, signal, csvKernel, workers } = context;
	const { dataPath } = requireData(project);
	const files = await openProjectData(context);
	const { csv, columns } = project.config.data;
	const holding = await hasEarlier(context) ? await import("./held-types.js") : void 0;
	const held = await holding?.heldTypes(context) ?? { types: {} };
	const isFile = await files.size(dataPath) !== void 0;
	const progress = log.progress(`Reading ${showAddress(dataPath)}`);
	const read = await readData(files, dataPath, {
		signal,
		csv,
		columns: isFile ? holding?.withHeldTexts(dataPath, columns, held) ?? columns : columns,
		kernel: csvKernel,
		workers,
		onProgress: (done, total) => progress.update(done, total)
	});
	const table = holding === void 0 || read.holdsImages ? read : holding.holdTable(read, held);
	await refuseDigest(project, table.digest);
	if (table.rows === 0) throw withoutRows(table.source);
	refuseUnknown(project, table);
	progress.end(`${counted(table.rows, table.holdsImages ? "image" : "row")}, ${table.columns.length} columns, ${formatBytes(table.bytes)}`);
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

// src/tables/find-named.ts
/** Lists that are longer are indexed when they are first asked. */
const shortList = 32;
const indices = /* @__PURE__ */ new WeakMap();
/** Where the first of that name stands, or -1. A list may grow, and its names stay. */
function placeOfNamed(list, name) {
	if (name === void 0) return -1;
	if (list.length <= shortList) return list.findIndex((each) => each.name === name);
	const known = indices.get(list);
	if (known?.length === list.length) return known.byName.get(name) ?? -1;
	const byName = /* @__PURE__ */ new Map();
	for (const [place, each] of list.entries()) if (!byName.has(each.name)) byName.set(each.name, place);
	indices.set(list, {
		length: list.length,
		byName
	});
	return byName.get(name) ?? -1;
}
/** The first of that name, or undefined. */
function findNamed(list, name) {
	return list[placeOfNamed(list, name)];
}

// src/tables/table.ts
/** Where a row stands, for findings: its file, its line where it has one, and its number from 1 in the file. */
function placeOfRow(table, row) {
	const line = table.lines[row];
	return {
		file: table.fileOf?.(row) ?? table.source,
		...line !== void 0 && { line },
		row: (table.rowInFile?.(row) ?? row) + 1
	};
}
/** The column of that name, or undefined. */
function findColumn(table, name) {
	return findNamed(table.columns, name);
}

// src/checks/absent-columns.ts
/** Whether the outcome failed because its column is not there. */
function isAbsent(outcome) {
	return outcome.absent !== void 0;
}
/**
* One finding, without its place, for all outcomes about one column that is not there: the gravest severity, what is
* asked of it, and what it is called now where that is known or can be guessed.
*/
function absentFinding(outcomes, guesses, renamed) {
	const [{ absent = "", name = "" } = {}] = outcomes;
	const severity = gravest.find((each) => outcomes.some((outcome) => outcome.severity === each)) ?? "error";
	const known = renamed?.columns.find(({ before }) => before === absent)?.after;
	const guess = known ?? (guesses && guessName(absent, guesses));
	const now = known !== void 0 ? `: it is "${known}" now, which holds the values that "${absent}" has in ${renamed?.source}` : guess === void 0 ? "" : `, did you mean "${guess}"`;
	const asked = [...new Set(outcomes.map(({ constraint }) => constraint))];
	const isOne = outcomes.length === 1;
	return {
		severity,
		rule: isOne ? name : absent,
		message: `there is no column "${absent}"${now}`,
		asked: isOne ? void 0 : `It is asked for ${asked.slice(0, -1).join(", ")}${asked.length > 1 ? " and " : ""}${asked.at(-1)}`
	};
}
const gravest = [
	"error",
	"warning",
	"info"
];
/** More names than this are not compared letter by letter. */
const mostGuessed = 200;
/** The names to guess from; undefined where too many columns are gone for a guess to help. */
function findGuesses(all, { columns }) {
	const names = columns.map(({ name }) => name);
	const asked = new Set(all.flatMap(({ check }) => check.column ?? []));
	const gone = new Set(all.flatMap(({ absent }) => absent ?? [])).size;
	if (gone > mostGuessed) return void 0;
	return {
		names,
		free: names.filter((name) => !asked.has(name)),
		gone
	};
}
/**
* What the column may be called now: a name like its own, of those that no check asks about first; else the one that
* nobody asks about, where all others are asked about and one alone is gone.
*/
function guessName(absent, { names, free, gone }) {
	const near = nearest(absent, free) ?? only(free.filter((name) => isPart(absent, name))) ?? nearest(absent, names);
	if (near !== void 0) return near;
	return gone === 1 && names.length > 2 ? only(free) : void 0;
}
function only(names) {
	return names.length === 1 ? names[0] : void 0;
}
/** Whether the words of one name are all in the other: `sqft` and `area_sqft`. */
function isPart(a, b) {
	const [fewer = [], more = []] = [wordsOf$1(a), wordsOf$1(b)].sort((x, y) => x.length - y.length);
	return fewer.length > 0 && fewer.every((word) => more.includes(word));
}
function wordsOf$1(name) {
	return name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

// src/tables/cell-text.ts
/** A cell as it is read: an invalid one as it is written (of the first 1,000 of its column); undefined where missing. */
function cellText(column, row) {
	if (column.kind === "text") return textAt(column, column.codes[row] ?? -1);
	const value = column.values[row];
	if (value === void 0 || Number.isNaN(value)) return column.invalid.find((invalid) => invalid.row === row)?.text;
	if (column.type === "boolean") return String(value === 1);
	if (column.type !== "date" && column.type !== "datetime") return String(value);
	const text = new Date(value).toISOString();
	return column.type === "date" ? text.slice(0, 10) : text.replace(".000Z", "Z");
}
/** The text of a code, for whose sake no other one is decoded; undefined where missing. */
function textAt(column, code) {
	if (code < 0) return void 0;
	const { entries } = column;
	if (entries === void 0) return column.dictionary[code];
	const { bytes, offsets } = entries;
	return decodeText(bytes, offsets[code], offsets[code + 1]);
}
/** The text of a column's cell, by the column's index; of a table that is read part by part, where it was picked. */
function cellOf(table, column, row) {
	if (table.picked !== void 0) return table.picked.get(row)?.[column];
	const found = table.columns[column];
	return found === void 0 ? void 0 : cellText(found, row);
}

// src/checks/sample-values.ts
/** Different values that are told, and characters of each. */
const mostValues = 5;
const mostCharacters = 40;
/** A value stays on its line. */
const escapes = {
	"\r": "\\r",
	"\n": "\\n",
	"	": "\\t"
};
/**
* Different values that broke a check about one column, the first ones, cut where they are long. Of a column that seems
* to hold personal data there are none, nor of one without a profile, of which nobody knows; a value that looks personal
* is left out.
*/
function sampleValues({ check, rows }, table, profile) {
	const column = placeOfNamed(table.columns, check.column);
	const known = findNamed(profile.columns, check.column);
	if (column < 0 || known === void 0 || known.pii !== void 0) return [];
	const found = /* @__PURE__ */ new Set();
	for (const { row } of rows) {
		const text = cellOf(table, column, row);
		if (text === void 0 || isPersonal(text)) continue;
		found.add(clipText(text.replace(/[\r\n\t]/g, (each) => escapes[each] ?? ""), mostCharacters));
		if (found.size === mostValues) break;
	}
	return [...found];
}

// src/checks/check-findings.ts
const shownRows = 10;
/**
* A finding for each outcome that failed: on the CSV line of its first failing row, or on the check's line in the
* configuration where no row is at fault. Values of the data are in it only where the profile is given: a few that
* broke the check, none of them personal. A column that is not there is one finding; `renamed` tells what is known.
*/
function checkFindings(outcomes, table, placeOf = () => ({}), shown, renamed) {
	const failed = outcomes.filter((outcome) => !outcome.passed);
	const absent = /* @__PURE__ */ new Map();
	for (const outcome of failed.filter(isAbsent)) {
		const alike = absent.get(outcome.absent);
		if (alike) alike.push(outcome);
		else absent.set(outcome.absent, [outcome]);
	}
	const guesses = absent.size === 0 ? void 0 : findGuesses(outcomes, table);
	return failed.flatMap((outcome) => {
		if (!isAbsent(outcome)) return [findingOf(outcome, table, placeOf, shown)];
		const alike = absent.get(outcome.absent) ?? [];
		if (alike[0] !== outcome) return [];
		const { asked, ...finding } = absentFinding(alike, guesses, renamed);
		const about = [asked, aboutOf(outcome.check)].filter((each) => each !== void 0 && each !== "");
		return [{
			...finding,
			...about.length > 0 && { hint: about.join("; ") },
			...placeOfCheck(outcome, table, placeOf)
		}];
	});
}
/** Where a check that no row is to blame for stands: of a column that is not there, its name. */
function placeOfCheck({ check, index, constraint, absent }, table, placeOf) {
	const { file = table.source, line, column } = placeOf([
		"checks",
		index,
		absent !== void 0 && check.column === absent ? "column" : constraint
	]);
	return {
		file,
		...line === void 0 ? {} : { line },
		...column === void 0 ? {} : { column }
	};
}
function findingOf(outcome, table, placeOf, shown) {
	const { severity, message, name, index, constraint, rows } = outcome;
	const base = {
		severity,
		message,
		rule: name
	};
	const about = aboutOf(outcome.check);
	const check = placeOf([
		"checks",
		index,
		constraint
	]);
	const [first] = rows;
	if (first === void 0) return {
		...base,
		...about === "" ? {} : { hint: about },
		...placeOfCheck(outcome, table, placeOf)
	};
	const place = placeOfRow(table, first.row);
	const line = first.line ?? place.line;
	return {
		...base,
		hint: [
			listRows(outcome, table),
			...shown === void 0 ? [] : listValues(outcome, table, shown),
			...check.line === void 0 ? [] : [`the check is at ${check.file}:${check.line}`],
			...about === "" ? [] : [about]
		].join("; "),
		file: place.file,
		...line === void 0 ? {} : { line },
		row: place.row
	};
}
/** `values "a", "b"`, of a check about one column. */
function listValues(outcome, table, profile) {
	const values = sampleValues(outcome, table, profile);
	const quoted = values.map((value) => `"${value}"`).join(", ");
	return values.length === 0 ? [] : [`${values.length === 1 ? "value" : "values"} ${quoted}`];
}
/** What the user says of the check. */
function aboutOf({ description, owner }) {
	return [...description === void 0 ? [] : [description], ...owner === void 0 ? [] : [`owner: ${owner}`]].join("; ");
}
/** `Rows 3, 7 and 205 more`, counted from 1; behind those of each file its name, where the table has several. */
function listRows({ rows, failed }, table) {
	const count = shownOf(failed, shownRows, rows.length);
	const places = rows.slice(0, count).map(({ row }) => placeOfRow(table, row));
	const shown = places.map(({ file, row }, index) => table.fileOf === void 0 || file === places[index + 1]?.file ? `${row}` : `${row} (${file})`);
	const more = failed - count;
	return `${failed === 1 ? "Row" : "Rows"} ${shown.join(", ")}${more > 0 ? ` and ${formatNumber(more)} more` : ""}`;
}

// src/tables/take-rows.ts
/** A table of the given rows (indices from 0), in their order; dictionaries are shared with the original. */
function takeRows(table, rows) {
	const { fileOf, rowInFile } = table;
	return {
		...table,
		...fileOf !== void 0 && { fileOf: (row) => fileOf(rows[row]) },
		...rowInFile !== void 0 && { rowInFile: (row) => rowInFile(rows[row]) },
		rows: rows.length,
		columns: table.columns.map((column) => takeColumn(column, rows)),
		lines: table.lines.length === 0 ? table.lines : rows.map((row) => table.lines[row] ?? 0)
	};
}
function takeColumn(column, rows) {
	if (column.kind === "text") return takeTexts(column, rows);
	const { invalidRows: _, ...rest } = column;
	const values = gather(column.values, rows, new Float64Array(rows.length));
	return column.invalidCount === 0 ? {
		...rest,
		values
	} : {
		...rest,
		values,
		...takeInvalid(column, rows)
	};
}
/** The texts themselves stay as they are, decoded or not yet. */
function takeTexts(column, rows) {
	const { kind, name, type, entries, tally } = column;
	return {
		kind,
		name,
		type,
		codes: gather(column.codes, rows, new Int32Array(rows.length)),
		get dictionary() {
			return column.dictionary;
		},
		...entries && { entries },
		...tally && { tally }
	};
}
/** The entries of `from` at these places, in `to`. */
function gather(from, places, to) {
	for (let i = 0; i < places.length; i++) to[i] = from[places[i]];
	return to;
}
function takeInvalid(column, rows) {
	const position = new Map(Array.from(rows, (row, index) => [row, index]));
	const invalid = column.invalid.flatMap(({ row, text }) => {
		const at = position.get(row);
		return at === void 0 ? [] : [{
			row: at,
			text
		}];
	});
	const taken = Array.from(rowsOfInvalid(column)).flatMap((row) => position.get(row) ?? []);
	const known = {
		invalid,
		invalidCount: taken.length
	};
	return taken.length === invalid.length ? known : {
		...known,
		invalidRows: Uint32Array.from(taken).sort()
	};
}

// src/checks/case.ts
/** That a constraint could not be judged, and why. */
function unjudged(message) {
	return {
		considered: 0,
		failed: 0,
		passed: false,
		isUnjudged: true,
		message
	};
}
/** What is said where a constraint compares with earlier data and there are none. */
const noReference = "not judged: there are no earlier data to compare with: data.reference names none, and no earlier run has left a profile";

// src/checks/describe-failure.ts
/** A clause on what a constraint found in its column: counts and bounds, never values of the data. */
function describeFailure(check, constraint, column, found) {
	const { failed } = found;
	const considered = formatNumber(found.considered);
	const name = `"${column.name}"`;
	const values = found.considered === 1 ? "value" : "values";
	if (failed === 0) return `all ${considered} ${values} of ${name} hold ${constraint}`;
	if (constraint === "required") return `${name} is missing in ${formatNumber(failed)} of ${considered} rows`;
	return `${`${formatNumber(failed)} of ${considered} ${values} of ${name}`} ${clauseOf(check, constraint, failed === 1)}`;
}
function clauseOf(check, constraint, isOne) {
	const are = isOne ? "is" : "are";
	const dont = isOne ? "does not" : "do not";
	switch (constraint) {
		case "type": return `${are} not of type ${check.type}`;
		case "unique": return "occur more than once";
		case "min": return `${are} below the minimum ${check.min}`;
		case "max": return `${are} above the maximum ${check.max}`;
		case "exclusive_min": return `${are} not above ${check.exclusive_min}`;
		case "exclusive_max": return `${are} not below ${check.exclusive_max}`;
		case "pattern": return `${dont} match the pattern`;
		case "not_pattern": return `${isOne ? "matches" : "match"} the pattern that none may`;
		case "any_pattern": return `${isOne ? "matches" : "match"} none of the ${check.any_pattern?.length} patterns`;
		case "enum": return `${are} not among the ${check.enum?.length} allowed values`;
		case "not_enum": return `${are} among the ${check.not_enum?.length} forbidden values`;
		case "min_length": return `${are} shorter than ${check.min_length} characters`;
		case "max_length": return `${are} longer than ${check.max_length} characters`;
		case "format": return `${dont} have the format ${check.format}`;
		case "json_schema": return `${dont} hold the JSON schema`;
		case "increasing":
		case "decreasing": return `${are} ${constraint === "increasing" ? "less" : "more"} than ${check[constraint] === "strict" ? "or equal to " : ""}the one before`;
		case "zscore": return `${are} more than ${check.zscore?.max} standard deviations from the mean`;
		case "iqr": return `${are} more than ${check.iqr?.max} interquartile ranges beyond the quartiles`;
	}
}

// src/checks/known-cells.ts
/** The column's profile, where it is of the rows that are asked. */
function knownColumn({ profile, isWhole }, name) {
	return isWhole ? findNamed(profile.columns, name) : void 0;
}
/**
* Whether the profile alone tells that all values hold: a column of the wanted type, or one whose extremes are in bounds.
* False where the values must be looked at.
*/
function allHold({ min, max, infinite }, constraint, column, { check, test }) {
	if (constraint === "type") return check.type === column.type || check.type === "number" && column.type === "integer";
	if (column.kind === "text" || infinite !== 0 || typeof min !== "number" || typeof max !== "number") return false;
	if (constraint === "min" || constraint === "exclusive_min") return test.number(min);
	return (constraint === "max" || constraint === "exclusive_max") && test.number(max);
}

// src/checks/bound-test.ts
/** Reads a bound for a column. `name` is its key. Throws UserError where the two do not suit each other. */
function readBound(given, column, name, place) {
	const isDate = typeof given === "string";
	const value = isDate ? readCellAs(given, "datetime") : given;
	if (value === void 0 || Number.isNaN(value)) throw new UserError(`Cannot check column "${column.name}": ${name} is neither a number nor an ISO 8601 date`, {
		...place,
		hint: `Write ${name} as a number without quotes, or as a date such as 2026-01-31`
	});
	const isTimeColumn = column.type === "date" || column.type === "datetime";
	if (column.kind === "numeric" && isTimeColumn !== isDate) throw new UserError(`Cannot check column "${column.name}": ${name} is a ${isDate ? "date" : "number"}, the column holds values of type ${column.type}`, {
		...place,
		hint: isDate ? "Write the bound as a number" : "Write the bound as a date such as 2026-01-31"
	});
	return {
		value,
		type: isDate ? "datetime" : "number"
	};
}
const comparisons$1 = {
	min: (value, bound) => value >= bound,
	max: (value, bound) => value <= bound,
	exclusive_min: (value, bound) => value > bound,
	exclusive_max: (value, bound) => value < bound
};
/** The test of `min`, `max` and their exclusive kin. */
function boundTest(given, constraint, column, place) {
	const { value: bound, type } = readBound(given, column, constraint, place);
	const compare = comparisons$1[constraint];
	const holds = (value) => compare(value, bound);
	return {
		number: holds,
		text: (text) => textValue(text, type, holds)
	};
}
/** Judges a text of a text column by its value; false where it has none of that type, undefined where missing. */
function textValue(text, type, holds) {
	if (readCell(text).shape === "marker") return void 0;
	const value = readCellAs(text, type);
	return value !== void 0 && holds(value);
}

// src/checks/find-repeated.ts
/** A test that a value occurs once in its column; every row of a repeated value breaks it, as in Great Expectations. */
function findRepeated(column) {
	if (column.kind === "numeric") {
		const repeated = repeatedNumbers(column.values);
		return {
			number: (value) => !repeated.has(value),
			text: () => true
		};
	}
	const counts = new Int32Array(column.dictionary.length);
	for (const code of column.codes) if (code >= 0) counts[code]++;
	return {
		number: () => true,
		text: (_, code) => counts[code] < 2
	};
}
function repeatedNumbers(values) {
	const sorted = values.slice().sort();
	const repeated = /* @__PURE__ */ new Set();
	for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) repeated.add(sorted[i]);
	return repeated;
}

// src/checks/format-test.ts
/** Whether a format is written with the directives of `strptime`. */
function isDateFormat(format) {
	return format.includes("%");
}
/** The test that a text has a format: a name, or a format of dates. */
function formatTest(format) {
	if (!isDateFormat(format)) return formats[format];
	const { parse } = formatOf$1(format);
	return (text) => parse(text) !== void 0;
}
/**
* The test that a date could have been written so. How it was is not known of a column of dates but that it was ISO
* 8601, so one of ISO's spellings must have the format.
*/
function dateFormatTest(format, type) {
	const { parse } = formatOf$1(format);
	return (value) => spellingsOf(value, type).some((text) => parse(text) === value);
}
function spellingsOf(value, type) {
	const text = new Date(value).toISOString();
	const day = text.slice(0, 10);
	const days = type === "date" || value % 864e5 === 0 ? [day] : [];
	const times = [
		text.slice(11, 16),
		text.slice(11, 19),
		text.slice(11, 23)
	];
	const zones = ["", "Z"];
	return [...days, ...["T", " "].flatMap((mark) => times.flatMap((time) => zones.map((zone) => `${day}${mark}${time}${zone}`)))];
}

// src/checks/spread-test.ts
/** The column, where it holds numbers, booleans or dates, or nothing at all. Throws UserError for text. */
function requireNumbers(column, constraint, place) {
	if (column.kind === "numeric") return column;
	const { name, codes, dictionary } = column;
	if (dictionary.length === 0) return {
		kind: "numeric",
		name,
		type: "number",
		values: new Float64Array(codes.length).fill(NaN),
		invalid: [],
		invalidCount: 0
	};
	throw new UserError(`Cannot check column "${column.name}": ${constraint} needs numbers, the column is text`, {
		...place,
		hint: `A check with type: number says which of its cells are none`
	});
}
/** Exact quantiles of the finite values with linear interpolation, as numpy's; NaN where there are none. */
function quantilesOf(values, probabilities) {
	const finite = values.filter((value) => Number.isFinite(value));
	if (finite.length === 0) return probabilities.map(() => NaN);
	const found = selectRanks(finite, quantileRanks(finite.length, probabilities));
	return interpolate(found, finite.length, probabilities);
}
/**
* The test that a value is no outlier: `zscore` by its distance from the mean in sample standard deviations (as in
* Great Expectations), `iqr` by its distance beyond the quartiles in interquartile ranges (Tukey's fences).
*/
function outlierTest(check, constraint, column) {
	const most = check[constraint]?.max ?? Infinity;
	if (constraint === "zscore") {
		const { mean, std } = momentsOf(column.values);
		return numberTest((value) => !(Math.abs(value - mean) > most * std));
	}
	const [low = 0, high = 0] = quantilesOf(column.values, [.25, .75]);
	const reach = most * (high - low);
	return numberTest((value) => !(value < low - reach || value > high + reach));
}
/** The test that values do not go back from one to the next, missing ones between them left out. */
function orderTest(check, constraint) {
	const isStrict = check[constraint] === "strict";
	const sign = constraint === "increasing" ? 1 : -1;
	let previous = NaN;
	return numberTest((value) => {
		const step = (value - previous) * sign;
		const isEqual = value === previous;
		previous = value;
		return isEqual ? !isStrict : !(step < 0);
	});
}
function numberTest(holds) {
	return {
		number: holds,
		text: () => void 0
	};
}

// src/checks/test-of.ts
/** The test of a constraint on one cell. Throws UserError at the check's place when the constraint makes no sense. */
async function testOf(check, constraint, column, place) {
	switch (constraint) {
		case "type": return typeTest(check.type ?? "text", column.type);
		case "unique": return findRepeated(column);
		case "min":
		case "max":
		case "exclusive_min":
		case "exclusive_max": return boundTest(check[constraint] ?? NaN, constraint, column, place);
		case "enum": return enumTest(check.enum ?? [], column.type);
		case "not_enum": return negated(enumTest(check.not_enum ?? [], column.type));
		case "increasing":
		case "decreasing":
			requireNumbers(column, constraint, place);
			return orderTest(check, constraint);
		case "zscore":
		case "iqr": return outlierTest(check, constraint, requireNumbers(column, constraint, place));
		default: {
			const holds = await spellingTest(check, constraint, place);
			const isDates = column.type === "date" || column.type === "datetime";
			if (constraint === "format" && isDates && isDateFormat(check.format ?? "")) return {
				...holds,
				number: dateFormatTest(check.format ?? "", column.type)
			};
			return {
				...holds,
				number: (value) => holds.text(spellingOf(value, column.type))
			};
		}
	}
}
/** Patterns bring the code that compiles them. */
const patternTests = () => import("./pattern-test.js");
/** The constraints that look at a value as a text. */
async function spellingTest(check, constraint, place) {
	const { min_length: min = 0, max_length: max = Infinity } = check;
	switch (constraint) {
		case "pattern": return (await patternTests()).patternTest(check.pattern ?? "", place);
		case "not_pattern": {
			const { patternTest } = await patternTests();
			const found = await patternTest(check.not_pattern ?? "", place);
			return {
				text: (text) => !found.text(text),
				bytes: (bytes, from, to) => !found.bytes(bytes, from, to)
			};
		}
		case "any_pattern": {
			const { patternTest } = await patternTests();
			const tests = await Promise.all((check.any_pattern ?? []).map((each) => patternTest(each, place)));
			return {
				text: (text) => tests.some((found) => found.text(text)),
				bytes: (bytes, from, to) => tests.some((found) => found.bytes(bytes, from, to))
			};
		}
		case "format": return { text: formatTest(check.format ?? "json") };
		case "json_schema": {
			const [{ jsonSchemaTest }, { patternTestWith }, { RE2JS }] = await Promise.all([
				import("./json-schema.js"),
				patternTests(),
				import("./vendor-re2js.js")
			]);
			const compile = (pattern) => patternTestWith(RE2JS, pattern, place);
			return { text: jsonSchemaTest(check.json_schema, compile, place) };
		}
		case "min_length": return lengthTest((length) => length >= min);
		case "max_length": return lengthTest((length) => length <= max);
	}
}
/** Every integer is a number, every date a datetime, and everything a text. */
function typeTest(wanted, actual) {
	if (wanted === "text") return {
		number: () => true,
		text: () => true
	};
	const isNumeric = (type) => type === "integer" || type === "number";
	const isTime = (type) => type === "date" || type === "datetime";
	const number = (value) => {
		if (wanted === actual || wanted === "number" && actual === "integer") return true;
		if (wanted === "integer" && isNumeric(actual)) return Number.isSafeInteger(value);
		if (wanted === "boolean" && isNumeric(actual)) return value === 0 || value === 1;
		return isTime(wanted) && isTime(actual) && (wanted === "datetime" || value % 864e5 === 0);
	};
	return {
		number,
		text: (text) => textValue(text, wanted, () => true)
	};
}
/** The test that a value is one of these. */
function enumTest(allowed, type) {
	const texts = new Set(allowed.map(String));
	const values = new Set(allowed.map((each) => {
		if (typeof each !== "string") return Number(each);
		return type === "text" ? NaN : readCellAs(each, type) ?? NaN;
	}));
	return {
		number: (value) => values.has(value),
		text: (text) => texts.has(text)
	};
}
function negated({ number, text }) {
	return {
		number: (value) => !number(value),
		text: (each, code) => text(each, code) === false
	};
}
/** A number or date as text, for the constraints on texts: canonical, not as it stands in the file. */
function spellingOf(value, type) {
	if (type === "boolean") return String(value === 1);
	if (type === "date") return new Date(value).toISOString().slice(0, 10);
	return type === "datetime" ? new Date(value).toISOString() : String(value);
}
/** The test of how many Unicode code points a text has. */
function lengthTest(holds) {
	return {
		text(text) {
			let length = 0;
			for (const _ of text) length++;
			return holds(length);
		},
		bytes(bytes, from, to) {
			let length = 0;
			for (let i = from; i < to; i++) if ((bytes[i] & 192) !== 128) length++;
			return holds(length);
		}
	};
}

// src/checks/judge-cells.ts
/** Judges a constraint that each cell of a column holds or breaks. Missing cells break `required` alone. */
async function judgeCells(of, constraint, column) {
	return cellJudgement(of.check, constraint, column, await failuresOf(of, constraint, column));
}
/** The judgement on a constraint's cells, once they are counted. */
function cellJudgement(check, constraint, column, found) {
	const passed = isTolerated(check, found.considered, found.failed);
	const tolerance = found.failed === 0 ? "" : describeTolerance(check);
	return {
		...found,
		passed,
		message: describeFailure(check, constraint, column, found) + tolerance
	};
}
/** Counts the cells that break a constraint; `known` is its test, where it was made before for a column of this type. */
async function failuresOf(of, constraint, column, known) {
	const { check, place } = of;
	const told = knownColumn(of, column.name);
	if (constraint === "required") return findMissing(column, told);
	const isUnique = told?.distinct === told?.count && told?.distinct_error === void 0;
	if (constraint === "unique" && told !== void 0 && isUnique) return {
		considered: told.count,
		failed: 0,
		first: []
	};
	const test = known ?? await testOf(check, constraint, column, place);
	const found = told !== void 0 && allHold(told, constraint, column, {
		check,
		test
	}) ? {
		considered: told.count,
		failed: 0,
		first: []
	} : testCells(column, test, told);
	if (constraint !== "type" || check.type === "text" || column.kind === "text") return found;
	const invalid = rowsOfInvalid(column).subarray(0, 100);
	return {
		considered: found.considered + column.invalidCount,
		failed: found.failed + column.invalidCount,
		first: [...found.first, ...invalid].sort((a, b) => a - b).slice(0, 100)
	};
}
/** Missing cells; a cell that is there but invalid is not missing. `known` is the profile of these very rows. */
function findMissing(column, known) {
	const rows = column.kind === "text" ? column.codes.length : column.values.length;
	if (known?.missing === 0) return {
		considered: rows,
		failed: 0,
		first: []
	};
	const invalid = new Set(column.kind === "numeric" ? rowsOfInvalid(column) : []);
	const first = [];
	const most = known === void 0 ? Infinity : 100;
	let failed = 0;
	for (let row = -1; failed < most;) {
		row = column.kind === "text" ? nextNegative(column.codes, row + 1) : nextNaN(column.values, row + 1);
		if (row === rows) break;
		if (invalid.has(row)) continue;
		failed++;
		if (first.length < 100) first.push(row);
	}
	return {
		considered: rows,
		failed: known?.missing ?? failed,
		first
	};
}
function nextNegative(codes, from) {
	let row = from;
	while (row < codes.length && codes[row] >= 0) row++;
	return row;
}
function nextNaN(values, from) {
	let row = from;
	while (row < values.length && !Number.isNaN(values[row])) row++;
	return row;
}
/**
* Applies a test to all values that are there; a text is tested once however often it occurs. `known` is the profile of
* these very rows.
*/
function testCells(column, test, known) {
	const first = [];
	let considered = 0;
	let failed = 0;
	const fail = (row) => {
		failed++;
		if (first.length < 100) first.push(row);
	};
	if (column.kind === "numeric") {
		const { values } = column;
		for (let row = 0; row < values.length; row++) {
			const value = values[row];
			if (Number.isNaN(value)) continue;
			considered++;
			if (!test.number(value)) fail(row);
		}
		return {
			considered,
			failed,
			first
		};
	}
	const verdicts = verdictsOf(column, test);
	if (known !== void 0 && verdicts.every((holds) => holds === true)) return {
		considered: known.count,
		failed,
		first
	};
	const { codes } = column;
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row];
		if (code < 0) continue;
		const holds = verdicts[code];
		if (holds === void 0) continue;
		considered++;
		if (!holds) fail(row);
	}
	return {
		considered,
		failed,
		first
	};
}
const judged = /* @__PURE__ */ new WeakMap();
/** The test's verdict on each text; where the dictionary has grown since the test saw it, on those that are new. */
function verdictsOf(column, test) {
	const { entries } = column;
	const isByBytes = entries !== void 0 && test.bytes !== void 0;
	const texts = isByBytes ? entries : column.dictionary;
	const before = judged.get(test);
	const verdicts = before?.texts === texts ? before.verdicts : [];
	judged.set(test, {
		texts,
		verdicts
	});
	if (!isByBytes) for (let code = verdicts.length; code < column.dictionary.length; code++) verdicts.push(test.text(column.dictionary[code], code));
	else for (let code = verdicts.length; code < entries.size; code++) verdicts.push(test.bytes?.(entries.bytes, entries.offsets[code], entries.offsets[code + 1]));
	return verdicts;
}

// src/checks/judge-columns.ts
const shownNames = 10;
/** Judges the names of the file's columns. */
function judgeColumns({ profile, check }) {
	const { include = [], exact, ordered, count = {} } = check.columns ?? {};
	const names = profile.columns.map(({ name }) => name);
	const wanted = [.../* @__PURE__ */ new Set([
		...include,
		...exact ?? [],
		...ordered ?? []
	])];
	const allowed = [exact, ordered].filter((each) => each !== void 0);
	const missing = wanted.filter((name) => !names.includes(name));
	const surplus = names.filter((name) => allowed.some((list) => !list.includes(name)));
	const isMoved = ordered !== void 0 && missing.length + surplus.length === 0 && ordered.some((name, i) => names[i] !== name);
	const { min = 0, max = Infinity } = count;
	const isCounted = names.length >= min && names.length <= max;
	const faults = [
		...missing.length > 0 ? [`the table lacks ${list(missing)}`] : [],
		...surplus.length > 0 ? [`the table has ${list(surplus)}, which no one expects`] : [],
		...isMoved ? ["the columns stand in another order"] : [],
		...isCounted ? [] : [`the table has ${formatNumber(names.length)} columns, expected ${names.length < min ? `at least ${min}` : `at most ${max}`}`]
	];
	return {
		considered: names.length,
		failed: missing.length + surplus.length + (isMoved ? 1 : 0) + (isCounted ? 0 : 1),
		message: faults.length > 0 ? faults.join("; ") : `the table's ${formatNumber(names.length)} columns are as expected`
	};
}
/** `column "a", "b" and 3 more`. */
function list(names) {
	const quoted = names.map((name) => `"${name}"`);
	return `${names.length === 1 ? "column" : "columns"} ${listFirst(quoted, shownNames)}`;
}

// src/checks/count-values.ts
/** How often each value that is there occurs, in no order; exact. */
function countValues(column) {
	if (column.kind === "text") {
		const counts = new Float64Array(column.dictionary.length);
		for (const code of column.codes) if (code >= 0) counts[code]++;
		return counts.filter((count) => count > 0);
	}
	const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
	const counts = [];
	for (let start = 0, end = 0; start < sorted.length; start = end) {
		while (end < sorted.length && sorted[end] === sorted[start]) end++;
		counts.push(end - start);
	}
	return Float64Array.from(counts);
}

// src/checks/judge-counts.ts
/** Judges how many cells are missing. */
function judgeMissing(of, column) {
	return missingJudgement(of.check, column, findMissing(column, knownColumn(of, column.name)));
}
/** The judgement on missing cells, once they are counted. */
function missingJudgement(check, column, { considered, failed: missing, first }) {
	const range = check.missing ?? {};
	const broken = brokenBound(missing, considered, range);
	const message = `"${column.name}" is missing in ${formatNumber(missing)} of ${counted(considered, "row")}`;
	if (broken === void 0) return {
		considered,
		failed: 0,
		measured: missing,
		message
	};
	return {
		considered,
		failed: broken === "max" ? missing : Math.max(1, considered - missing),
		measured: missing,
		first: broken === "max" ? first : [],
		passed: false,
		message: message + expected(range, broken)
	};
}
/** Judges how many values are different. */
function judgeDistinct(of, column) {
	return distinctJudgement(of.check, column, countDistinctOf(of, column));
}
/** The judgement on different values, once they are counted. */
function distinctJudgement(check, column, { count, distinct }) {
	return verdict(distinct, count, check.distinct ?? {}, {
		considered: count,
		what: `"${column.name}" has ${counted(distinct, "different value")} in ${formatNumber(count)}`
	});
}
/** Judges how often the most frequent value occurs: a column that is nearly constant says little. */
function judgeMostFrequent({ check }, column) {
	const counts = countValues(column);
	const count = sum(counts);
	const most = counts.reduce((a, b) => Math.max(a, b), 0);
	return verdict(most, count, check.most_frequent ?? {}, {
		considered: count,
		what: `the most frequent value of "${column.name}" occurs ${formatNumber(most)} times in ${formatNumber(count)}`
	});
}
/** The same, and which value it is where the check says which it may be. */
async function judgeFrequent(of, column) {
	const often = judgeMostFrequent(of, column);
	if (of.check.most_frequent?.enum === void 0) return often;
	const { judgeMode } = await import("./judge-values.js");
	return both(often, judgeMode(of, column));
}
/** What two sides of a constraint came to together. */
function both(first, second) {
	const broken = [first, second].filter(({ failed }) => failed > 0);
	const failed = first.failed + second.failed;
	return {
		...first,
		failed,
		message: (broken[0] === void 0 ? [first, second] : broken).map(({ message }) => message).join("; ")
	};
}
/** Judges how often each value occurs: the classes of a target. */
function judgeBalance({ check }, column) {
	const counts = countValues(column);
	const count = sum(counts);
	const range = check.balance ?? {};
	const broken = [...counts].map((each) => brokenBound(each, count, range));
	const rare = broken.filter((each) => each === "min").length;
	const frequent = broken.filter((each) => each === "max").length;
	const parts = [...rare > 0 ? [`${formatNumber(rare)} less often than ${formatAmount(range.min ?? 0)}`] : [], ...frequent > 0 ? [`${formatNumber(frequent)} more often than ${formatAmount(range.max ?? 0)}`] : []];
	const message = parts.length === 0 ? `all ${formatNumber(counts.length)} different values of "${column.name}" hold balance` : `of ${counted(counts.length, "different value")} of "${column.name}", ${parts.join(" and ")} ${rare + frequent === 1 ? "occurs" : "occur"}`;
	return {
		considered: counts.length,
		failed: rare + frequent,
		message
	};
}
function countDistinctOf(of, column) {
	const known = of.isWhole ? findNamed(of.profile.columns, column.name) : void 0;
	if (known !== void 0 && known.distinct_error === void 0) return known;
	const counts = countValues(column);
	return {
		count: sum(counts),
		distinct: counts.length
	};
}
/** A judgement on a single number of cells or rows out of `total`. */
function verdict(count, total, range, { considered, what }) {
	const broken = brokenBound(count, total, range);
	return broken === void 0 ? {
		considered,
		failed: 0,
		measured: count,
		message: what
	} : {
		considered,
		failed: 1,
		measured: count,
		message: what + expected(range, broken)
	};
}
function expected(range, broken) {
	const bound = formatAmount(range[broken] ?? 0);
	return broken === "min" ? `, expected at least ${bound}` : `, expected at most ${bound}`;
}
function sum(counts) {
	return counts.reduce((a, b) => a + b, 0);
}

// src/checks/judge-row-count.ts
/** Judges the number of rows by its bounds, and then by what it is compared with. */
async function judgeRows(of) {
	const { change, same_as: set } = of.check.row_count ?? {};
	const bounds = judgeRowCount(of);
	const changed = change === void 0 ? bounds : (await import("./judge-comparison.js")).judgeRowChange(of, bounds);
	return set === void 0 ? changed : (await import("./judge-comparison.js")).judgeSameRows(of, set, changed);
}
/** Judges the number of rows that are asked. */
function judgeRowCount({ check, table, isWhole }) {
	const { min = 0, max = Infinity } = check.row_count ?? {};
	const { rows } = table;
	const failed = rows < min || rows > max ? 1 : 0;
	const bound = rows < min ? `at least ${min}` : `at most ${max}`;
	const has = `the table has ${rows} rows${isWhole ? "" : ` where ${check.where}`}`;
	return {
		considered: rows,
		failed,
		measured: rows,
		message: failed ? `${has}, expected ${bound}` : has
	};
}

// src/checks/known-statistic.ts
/**
* The statistic that a constraint bounds, where the profile tells it exactly: of all rows, and of no infinite values,
* which the profile leaves out.
*/
function knownStatistic(of, constraint, name) {
	const known = knownColumn(of, name);
	if (known === void 0 || known.infinite) return void 0;
	const value = statisticIn(known, constraint);
	return value === void 0 ? void 0 : {
		value,
		considered: known.count
	};
}
function statisticIn({ mean, std, min, max }, constraint) {
	switch (constraint) {
		case "mean": return mean;
		case "std": return std;
		case "min_value": return timeOf(min);
		case "max_value": return timeOf(max);
		default: return;
	}
}
/** Dates as milliseconds since 1970. */
function timeOf(value) {
	return typeof value === "string" ? Date.parse(value) : value;
}

// src/checks/judge-statistic.ts
/** Statistics that say nothing of a single value are shown where they are over so many. */
const shownFrom = 10;
/**
* Judges mean, median, sum or sample standard deviation of the finite values. A statistic of no values holds no bound.
*/
function judgeStatistic(of, constraint, column) {
	const numbers = requirePlainNumbers(of, column);
	const { value, considered: finite } = knownStatistic(of, constraint, column.name) ?? {
		value: statisticOf(numbers.values, constraint),
		considered: countFinite(numbers.values)
	};
	const isShown = constraint !== "median" && finite >= shownFrom;
	return judgeNumber(value, of.check[constraint] ?? {}, {
		considered: finite,
		what: `the ${constraint === "std" ? "standard deviation" : constraint} of "${column.name}"`,
		shown: isShown ? formatNumber(value) : void 0
	});
}
/** Judges quantiles; each is one that was asked. */
function judgeQuantiles(of, column) {
	const { values } = requirePlainNumbers(of, column);
	const wanted = Object.entries(of.check.quantiles ?? {});
	const found = quantilesOf(values, wanted.map(([probability]) => Number(probability)));
	const judged = wanted.map(([probability, range], index) => judgeNumber(found[index] ?? NaN, range, {
		considered: wanted.length,
		what: `the ${probability} quantile of "${column.name}"`
	}));
	const broken = judged.filter(({ failed }) => failed > 0);
	return {
		considered: wanted.length,
		failed: broken.length,
		message: (broken.length > 0 ? broken : judged).map(({ message }) => message).join("; ")
	};
}
/** Judges the smallest or largest value that is there. */
function judgeExtreme(of, constraint, column) {
	const { values } = requireNumbers(column, constraint, of.place);
	const { min, max } = of.check[constraint] ?? {};
	const read = (given) => given === void 0 ? void 0 : readBound(given, column, constraint, of.place).value;
	const isMin = constraint === "min_value";
	const { value: extreme, considered } = knownStatistic(of, constraint, column.name) ?? extremeOf(values, isMin);
	return judgeNumber(extreme, {
		min: read(min),
		max: read(max)
	}, {
		considered,
		what: `the ${isMin ? "smallest" : "largest"} value of "${column.name}"`,
		bounds: {
			min,
			max
		}
	});
}
function extremeOf(values, isMin) {
	let value = NaN;
	let considered = 0;
	for (const each of values) {
		if (Number.isNaN(each)) continue;
		considered++;
		if (!(isMin ? each >= value : each <= value)) value = each;
	}
	return {
		value,
		considered
	};
}
/** Judges how long ago the newest date is. */
function judgeAge(of, column) {
	const { place, context, check } = of;
	const { type, values } = requireNumbers(column, "max_age", place);
	const present = values.filter((value) => !Number.isNaN(value));
	if (present.length === 0) return {
		considered: 0,
		failed: 1,
		message: `"${column.name}" has no date that could be new enough`
	};
	if (type !== "date" && type !== "datetime") throw new UserError(`Cannot check column "${column.name}": max_age needs dates, the column holds values of type ${type}`, {
		...place,
		hint: "Dates are written 2026-01-31"
	});
	const newest = present.reduce((a, b) => Math.max(a, b), -Infinity);
	const age = (context.now ?? NaN) - newest;
	const most = parseDuration(check.max_age ?? "") ?? 0;
	const what = `the newest of ${formatNumber(present.length)} dates of "${column.name}"`;
	const isOld = !(age <= most);
	return {
		considered: present.length,
		failed: isOld ? 1 : 0,
		measured: age,
		message: isOld ? `${what} is older than ${check.max_age}` : `${what} is at most ${formatDuration(most)} old`
	};
}
/** Dates have no mean or sum that people would write down. */
function requirePlainNumbers(of, column) {
	const numbers = requireNumbers(column, of.constraint, of.place);
	if (numbers.type !== "date" && numbers.type !== "datetime") return numbers;
	throw new UserError(`Cannot check column "${column.name}": ${of.constraint} needs numbers, the column holds values of type ${numbers.type}`, {
		...of.place,
		hint: "min_value, max_value and max_age are about dates"
	});
}
function statisticOf(values, constraint) {
	if (constraint === "median") return quantilesOf(values, [.5])[0] ?? NaN;
	return constraint === "sum" ? sumOf(values) : momentsOf(values)[constraint];
}
/** Neumaier's compensated sum of the finite values; NaN where there are none. */
function sumOf(values) {
	let sum = 0;
	let rest = 0;
	let finite = 0;
	for (const value of values) {
		if (!Number.isFinite(value)) continue;
		finite++;
		const next = sum + value;
		rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
		sum = next;
	}
	return finite === 0 ? NaN : sum + rest;
}
function countFinite(values) {
	let count = 0;
	for (const value of values) if (Number.isFinite(value)) count++;
	return count;
}
function judgeNumber(value, range, how) {
	const { considered, what, shown, bounds = range } = how;
	const { min = -Infinity, max = Infinity } = range;
	if (Number.isNaN(value)) return {
		considered,
		failed: 1,
		message: `${what} cannot be told: there are too few values`
	};
	if (value >= min && value <= max) return {
		considered,
		failed: 0,
		measured: value,
		message: `${what} is ${shown ?? "within its bounds"}`
	};
	const [side, relation, bound] = value < min ? [
		"at least",
		"below",
		bounds?.min
	] : [
		"at most",
		"above",
		bounds?.max
	];
	return {
		considered,
		failed: 1,
		measured: value,
		message: shown === void 0 ? `${what} is ${relation} ${bound}` : `${what} is ${shown}, expected ${side} ${bound}`
	};
}

// src/checks/judges.ts
const rowChecks = () => import("./checks.js");
const comparisons = () => import("./judge-comparison.js");
const overlaps = () => import("./judge-overlap.js");
/** How each constraint is judged. */
const judges = {
	row_count: {
		by: "parts",
		judge: judgeRows
	},
	columns: {
		by: "itself",
		judge: judgeColumns
	},
	duplicate_rows: {
		by: "keys",
		judge: async (of) => (await rowChecks()).judgeDuplicates(of)
	},
	expression: {
		by: "parts",
		judge: async (of) => (await rowChecks()).judgeExpression(of)
	},
	sql: {
		by: "itself",
		judge: async (of) => (await import("./judge-sql.js")).judgeSql(of)
	},
	correlation: {
		by: "sample",
		judge: async (of) => (await import("./judge-correlation.js")).judgeCorrelation(of)
	},
	leakage: {
		by: "sample",
		judge: async (of) => (await import("./judge-leakage.js")).judgeLeakage(of)
	},
	most_frequent: ofEither("columns", async (of) => (await import("./judge-constant.js")).judgeConstant(of), judgeFrequent),
	drift: {
		by: "sample",
		judge: async (of) => (await import("./judge-drift.js")).judgeDrift(of)
	},
	overlap: {
		by: "itself",
		judge: async (of) => (await overlaps()).judgeOverlap(of)
	},
	references: {
		by: "itself",
		judge: async (of) => (await import("./judge-references.js")).judgeReferences(of)
	},
	type: ofCells("parts", "type"),
	required: ofCells("parts", "required"),
	unique: {
		by: "keys",
		judge: async (of) => {
			const { unique } = of.check;
			if (typeof unique === "object") return (await rowChecks()).judgeUniqueKey(of, unique);
			return ofCells("keys", "unique").judge(of);
		}
	},
	min: ofCells("parts", "min"),
	max: ofCells("parts", "max"),
	exclusive_min: ofCells("parts", "exclusive_min"),
	exclusive_max: ofCells("parts", "exclusive_max"),
	pattern: ofCells("parts", "pattern"),
	not_pattern: ofCells("parts", "not_pattern"),
	any_pattern: ofCells("parts", "any_pattern"),
	enum: ofCells("parts", "enum"),
	not_enum: ofCells("parts", "not_enum"),
	min_length: ofCells("parts", "min_length"),
	max_length: ofCells("parts", "max_length"),
	format: ofCells("parts", "format"),
	json_schema: ofCells("parts", "json_schema"),
	increasing: ofCells("columns", "increasing"),
	decreasing: ofCells("columns", "decreasing"),
	zscore: ofCells("columns", "zscore"),
	iqr: ofCells("columns", "iqr"),
	missing: ofColumn("parts", judgeMissing),
	distinct: ofColumn("keys", judgeDistinct),
	balance: ofColumn("columns", judgeBalance),
	values: ofColumn("columns", async (of, column) => (await import("./judge-values.js")).judgeValues(of, column)),
	mean: ofColumn("columns", (of, column) => judgeStatistic(of, "mean", column)),
	median: ofColumn("columns", (of, column) => judgeStatistic(of, "median", column)),
	sum: ofColumn("columns", (of, column) => judgeStatistic(of, "sum", column)),
	std: ofColumn("columns", (of, column) => judgeStatistic(of, "std", column)),
	min_value: ofColumn("columns", (of, column) => judgeExtreme(of, "min_value", column)),
	max_value: ofColumn("columns", (of, column) => judgeExtreme(of, "max_value", column)),
	quantiles: ofColumn("columns", judgeQuantiles),
	max_age: ofColumn("columns", judgeAge),
	newer_than_reference: ofColumn("columns", async (of, column) => (await comparisons()).judgeNewer(of, column)),
	time_overlap: ofColumn("itself", async (of, column) => (await overlaps()).judgeTimeOverlap(of, column))
};
function ofCells(by, constraint) {
	return ofColumn(by, (of, column) => judgeCells(of, constraint, column));
}
/** A constraint on the check's column, which breaks it when it is not there. */
function ofColumn(by, judge) {
	return {
		by,
		async judge(of) {
			const { table, check } = of;
			const name = check.column ?? "";
			const column = findColumn(table, name);
			return column === void 0 ? (await rowChecks()).noColumn(table, name) : judge(of, column);
		}
	};
}
/** A constraint on the check's column where it names one, and else on the table. */
function ofEither(by, judgeTable, judgeColumn) {
	const { judge } = ofColumn(by, judgeColumn);
	return {
		by,
		judge: (of) => of.check.column === void 0 ? judgeTable(of) : judge(of)
	};
}

// src/checks/judge-checks.ts
/**
* Judges every constraint of every check. Missing cells are left out by all but `required` and `missing`. The table
* may have derived columns behind those of the profile. Throws UserError for a check that cannot be judged: a pattern
* that is no RE2 syntax, a bound that does not suit its column, an expression of a column that is not there.
*/
async function judgeChecks(table, profile, checks, options = {}) {
	if (table.judge !== void 0) return table.judge(checks, profile, options);
	const { placeOf = () => ({}), ...context } = options;
	const outcomes = [];
	const views = /* @__PURE__ */ new Map();
	for (const [index, check] of checks.entries()) {
		const { where } = check;
		const key = where ?? "";
		const view = views.get(key) ?? await viewOf(table, where, placeOf([
			"checks",
			index,
			"where"
		]));
		views.set(key, view);
		for (const constraint of constraints) {
			if (check[constraint] === void 0 || check[constraint] === false) continue;
			await context.pause?.();
			const place = placeOf([
				"checks",
				index,
				constraint
			]);
			const isWhole = where === void 0;
			const judgement = await judges[constraint].judge({
				table: view.table,
				profile,
				isWhole,
				check,
				constraint,
				place,
				placeIn: (offset) => placeOf([
					"checks",
					index,
					constraint
				], offset),
				context: {
					...context,
					whole: table
				}
			});
			outcomes.push(outcomeOf(judgement, {
				check,
				index,
				constraint,
				table,
				view
			}));
		}
	}
	return outcomes;
}
/** The rows of a table that a condition chooses. */
async function viewOf(table, where, place) {
	if (where === void 0) return {
		table,
		rows: void 0
	};
	const { evaluateCondition } = await import("./checks.js");
	const holds = evaluateCondition(table, where, "where", place);
	const rows = Uint32Array.from(holds.keys()).filter((row) => holds[row] === 1);
	return {
		table: takeRows(table, rows),
		rows
	};
}
/** What a judgement on the rows of a view comes to. */
function outcomeOf(judgement, of) {
	const { considered, failed, first = [], passed = failed === 0, measured, message, details } = judgement;
	const { isUnjudged = false, absent } = judgement;
	const { check, index, constraint, table, view } = of;
	const asked = view.rows === void 0 || constraint === "row_count" ? "" : ` (of ${formatNumber(view.rows.length)} rows where ${check.where})`;
	return {
		check,
		index,
		constraint,
		name: check.name ?? nameOf(check, constraint),
		severity: isUnjudged ? "info" : check.severity ?? "error",
		passed,
		isUnjudged,
		...absent === void 0 ? {} : { absent },
		considered,
		failed,
		asked: view.table.rows,
		...measured === void 0 || Number.isNaN(measured) ? {} : { measured },
		rows: first.map((each) => {
			const row = view.rows?.[each] ?? each;
			return {
				row,
				line: table.lines[row]
			};
		}),
		message: message + asked,
		...details === void 0 ? {} : { details }
	};
}
/** `price.min`, `id, day.unique`, `row_count`; an expression or query is its own name. */
function nameOf(check, constraint) {
	const { column, unique, references, expression = "", sql = "" } = check;
	if (constraint === "expression" || constraint === "sql") {
		const text = (constraint === "sql" ? sql : expression).replace(/\s+/g, " ").trim();
		return text.length > 80 ? `${text.slice(0, 80)}\u2026` : text;
	}
	if (column !== void 0) return `${column}.${constraint}`;
	if (constraint === "references") return `${Object.keys(references?.columns ?? {}).join(", ")}.references`;
	return constraint === "unique" && typeof unique === "object" ? `${unique.join(", ")}.unique` : constraint;
}

// src/actions/streamed-bytes.ts
/** Data from this size on are read part by part. */
const streamedBytes = 1 << 26;
/** Whether data may come to so many bytes, once they are unpacked: a file, or several; images do not. */
async function mayBeLarge(files, path) {
	const ownBytes = await files.size(path);
	if (ownBytes !== void 0) return unpackedBytes(path, ownBytes) >= streamedBytes;
	const { findDataFiles, isDataSet } = await import("./program.js");
	if (!await isDataSet(files, path)) return false;
	const { findImages } = await import("./read-images.js");
	if (await findImages(files, path) !== void 0) return false;
	return (await findDataFiles(files, path)).reduce((sum, file) => sum + unpackedBytes(file.path, file.bytes), 0) >= streamedBytes;
}
/** Bytes that a file unpacks to at most. */
function unpackedBytes(path, bytes) {
	return bytes * (/\.(gz|zst)$/i.test(showAddress(path)) ? 250 : 1);
}

// src/actions/describe-data.ts
const streams = /* @__PURE__ */ new WeakMap();
/** The project's data part by part, opened once; undefined where they are small, or other actions need the rows. */
function streamProject(context) {
	const { project } = context;
	const found = streams.get(project) ?? startStream(context);
	streams.set(project, found);
	return found;
}
async function startStream(context) {
	const { project } = context;
	const path = project.dataPath;
	if (path === void 0 || isTableShared(project)) return void 0;
	if (!await mayBeLarge(await openProjectData(context), path)) return void 0;
	if (await hasEarlier(context)) {
		const { streamHeld } = await import("./stream-held.js");
		return streamHeld(context, path);
	}
	const { streamData } = await import("./stream-data.js");
	return streamData(context, path);
}
/** The project's data and their profile: in memory, or part by part where they are large and no other action needs the rows. */
async function describeData(context) {
	const { project } = context;
	const streamed = await streamProject(context);
	if (streamed !== void 0) {
		const { columns } = project.config.data;
		return {
			...streamed,
			profile: declareTypes(streamed.profile, columns)
		};
	}
	const table = await loadTable(context);
	return {
		table,
		profile: await profileOf(table, context)
	};
}

// src/actions/profile-section.ts
/** From here on a correlation is told, at most so many, the strongest first. */
const strong = .8;
const mostPairs = 10;
const mostPatterns = 5;
/** The profile as a table of its columns, and what is worth telling of them together. */
function profileSection(profile) {
	return {
		title: "Profile",
		rank: 6,
		folded: true,
		text: [profileText(profile), ...piiText(profile)],
		tables: [
			profileTable(profile),
			...strongPairs(profile),
			...missingTogether(profile)
		]
	};
}
function profileText({ bytes, columns, digest, ...profile }) {
	const about = profile.duplicate_rows_estimated ? "about " : "";
	return `${columns.length} columns, ${formatBytes(bytes)}, ${about}${counted(profile.duplicate_rows, "duplicate row")}; SHA-256 ${digest.slice(0, 16)}\u2026.`;
}
function profileTable({ columns, rows }) {
	return {
		columns: [
			{ label: "Column" },
			{ label: "Type" },
			{ label: "Role" },
			{
				label: "Missing",
				align: "right"
			},
			{
				label: "Distinct",
				align: "right"
			},
			{
				label: "Min",
				align: "right"
			},
			{
				label: "Median",
				align: "right"
			},
			{
				label: "Mean",
				align: "right"
			},
			{
				label: "Max",
				align: "right"
			},
			{
				label: "Outliers",
				align: "right"
			}
		],
		rows: columns.map((column) => [
			column.name,
			column.type,
			column.pii === void 0 ? column.role : `${column.role} (${column.pii})`,
			column.missing === 0 ? "0" : `${formatNumber(column.missing)} (${formatPercent(column.missing / rows)})`,
			`${column.distinct_error === void 0 ? "" : "\u2248 "}${formatNumber(column.distinct)}`,
			column.min ?? null,
			isTime$1(column) ? null : column.quantiles?.["0.5"] ?? null,
			isTime$1(column) ? null : column.mean ?? null,
			column.max ?? null,
			column.outliers ?? null
		])
	};
}
function isTime$1({ type }) {
	return type === "date" || type === "datetime";
}
/** The columns that seem to hold personal data, by its kind. */
function piiText({ columns }) {
	const found = columns.flatMap(({ name, pii }) => pii === void 0 ? [] : [`"${name}" (${piiNames[pii]})`]);
	if (found.length === 0) return [];
	return [`Likely personal data, whose values are shown nowhere: ${listFirst(found, 20)}.`];
}
/** What the kinds of personal data are called. */
const piiNames = {
	email: "email addresses",
	phone: "phone numbers",
	card_number: "payment card numbers",
	iban: "bank account numbers",
	ip_address: "IP addresses",
	us_ssn: "US social security numbers",
	uk_nino: "UK national insurance numbers",
	es_dni: "Spanish DNI or NIE numbers",
	fr_nir: "French NIR numbers",
	de_steuer_id: "German tax numbers"
};
const measures = {
	pearson: "Pearson",
	spearman: "Spearman",
	cramers_v: "Cram\u00e9r's V",
	correlation_ratio: "correlation ratio"
};
function strongPairs({ correlations, rows }) {
	if (correlations === void 0) return [];
	const found = correlations.pairs.flatMap(({ columns: [a = "", b = ""], ...values }) => {
		const [first] = Object.keys(measures).map((measure) => ({
			measure,
			value: values[measure] ?? 0
		})).sort((x, y) => Math.abs(y.value) - Math.abs(x.value));
		return first !== void 0 && Math.abs(first.value) >= strong ? [{
			a,
			b,
			...first
		}] : [];
	}).sort((x, y) => Math.abs(y.value) - Math.abs(x.value));
	if (found.length === 0) return [];
	return [{
		title: `Columns that go together${correlations.rows < rows ? ` (on a sample of ${formatNumber(correlations.rows)} rows)` : ""}`,
		columns: [
			{ label: "Column" },
			{ label: "With" },
			{ label: "Measure" },
			{
				label: "Value",
				digits: 3
			}
		],
		rows: found.slice(0, mostPairs).map(({ a, b, measure, value }) => [
			a,
			b,
			measures[measure],
			value
		]),
		total: found.length
	}];
}
/** Worth telling are columns that are missing with others. */
function missingTogether({ missing_patterns: patterns = [], rows }) {
	if (!patterns.some(({ columns }) => columns.length > 1)) return [];
	return [{
		title: "Missing together",
		columns: [{ label: "Columns" }, {
			label: "Rows",
			align: "right"
		}],
		rows: patterns.slice(0, mostPatterns).map(({ columns, more_columns: hidden = 0, rows: count }) => [listFirst(columns, 5, { total: columns.length + hidden }), `${formatNumber(count)} (${formatPercent(count / rows)})`]),
		total: patterns.length
	}];
}

// src/actions/column-sections.ts
/** Columns that get a section of their own; drawing more would take longer than they are worth. */
const mostColumns = 24;
const topShown = 10;
/** The first columns, for the page, each a group: what it is, its spread as a histogram, its top values. */
function columnSections({ columns }) {
	const shown = columns.slice(0, shownOf(columns.length, mostColumns));
	const rest = columns.length - shown.length;
	if (shown.length === 0) return [];
	return [{
		title: "Columns",
		rank: 7,
		pageOnly: true,
		...rest > 0 && { text: [`${formatNumber(rest)} more columns are in profile.json, with the same statistics.`] },
		tables: shown.flatMap((column) => [statisticsTable(column), ...topTable(column)].map((table) => ({
			group: groupOf(column),
			...table
		}))),
		charts: shown.flatMap((column) => histogramOf(column).map((chart) => ({
			group: groupOf(column),
			...chart
		})))
	}];
}
function groupOf({ name }) {
	return clipText(name, 200);
}
/** What is to say of any column. */
function describeColumn(column) {
	const { type, role, why, count, missing, distinct, distinct_error: error, pii, declared } = column;
	return [
		["Type", `${type}${declared === void 0 ? "" : " (declared)"}${role === type ? "" : `, ${role}`}`],
		["Because", why],
		...pii === void 0 ? [] : [["Likely", `${piiNames[pii]}: no value is shown`]],
		["Values", count],
		["Missing", missing],
		["Different", error === void 0 ? distinct : `about ${formatNumber(distinct)}`]
	];
}
/** What the profile's table has no room for; a statistic that the column lacks is left out. */
function statisticsTable(column) {
	const { quantiles = {}, days, largest_gap: gap } = column;
	return {
		columns: [{ label: "Statistic" }, {
			label: "Value",
			align: "right"
		}],
		rows: [
			...describeColumn(column),
			["Minimum", column.min],
			...isTime(column) ? [] : shownQuantiles.map(([p, name]) => [name, quantiles[p]]),
			["Maximum", column.max],
			["Mean", column.mean],
			["Std. deviation", column.std],
			["Skewness", column.skewness],
			["Zeros", column.zeros],
			["Negative", column.negatives],
			["Infinite", column.infinite || void 0],
			["Days", days],
			["Days without a value", column.missing_days],
			["Longest gap in days", gap],
			["Shortest text", column.min_length],
			["Longest text", column.max_length],
			["Mean length", column.mean_length]
		].filter((row) => row[1] !== void 0)
	};
}
const shownQuantiles = [
	["0.05", "5 %"],
	["0.25", "25 %"],
	["0.5", "Median"],
	["0.75", "75 %"],
	["0.95", "95 %"]
];
function isTime({ type }) {
	return type === "date" || type === "datetime";
}
function topTable({ top_values: top, count }) {
	if (top.length === 0) return [];
	return [{
		columns: [
			{
				label: "Most frequent",
				align: typeof top[0]?.value === "number" ? "right" : "left"
			},
			{
				label: "Rows",
				align: "right"
			},
			{
				label: "Share",
				align: "right"
			}
		],
		rows: top.slice(0, topShown).map(({ value, count: times }) => [
			showExactly(value),
			times,
			formatPercent(times / count)
		])
	}];
}
/** Two values that differ in a late digit must not look alike. */
function showExactly(value) {
	if (typeof value === "boolean") return String(value);
	return typeof value === "number" && !Number.isInteger(value) ? formatNumber(value, { digits: 15 }).replace(/(\.\d*?)0+$/, "$1") : value;
}
/** Of dates the bins are named by their first days. */
function histogramOf(column) {
	const { histogram } = column;
	const name = clipText(column.name, 200);
	if (histogram === void 0 || histogram.counts.length < 2) return [];
	const series = [{
		label: "",
		values: histogram.counts
	}];
	const y = { label: "Rows" };
	if (!isTime(column)) return [{
		kind: "histogram",
		title: `Distribution of ${name}`,
		x: {
			label: name,
			values: histogram.edges
		},
		y,
		series
	}];
	const days = histogram.edges.slice(0, -1).map((moment) => new Date(moment).toISOString().slice(0, 10));
	return [{
		kind: "bar",
		title: `Rows by ${name}, from each day on`,
		x: {
			label: name,
			values: days
		},
		y,
		series
	}];
}

// src/actions/validated.ts
/** What the checks in `mlops.yml` and then those of suites came to. */
function outcomesOf({ outcomes, suites }) {
	return [...outcomes, ...suites?.outcomes ?? []];
}
/** The rows that are known to break checks, as indices from 0. */
function rowsThatFail(outcomes) {
	return outcomes.flatMap(({ rows }) => rows.map(({ row }) => row));
}
/** How many findings are errors and warnings. */
function countFindings(findings) {
	const count = (of) => findings.filter(({ severity }) => severity === of).length;
	return {
		errors: count("error"),
		warnings: count("warning")
	};
}

// src/actions/report-data.ts
/** The data report: what is wrong first, then each check, then the profile column by column. */
function reportData({ title, profile, outcomes, findings, note, changes }) {
	const { errors, warnings } = countFindings(findings);
	const sections = [
		{
			title: "Data",
			rank: errors > 0 ? 1 : 3,
			findings,
			text: [...findings.length > 0 ? [] : [outcomes.length === 0 ? "No checks are set." : "Every check holds."], ...note === void 0 ? [] : [note]]
		},
		...changes === void 0 ? [] : [changes.section],
		...outcomes.length > 0 ? [{
			title: "Checks",
			rank: 6,
			folded: true,
			tables: [checksTable(outcomes)]
		}] : [],
		...outcomes.flatMap(({ name, details }) => details === void 0 ? [] : [{
			title: `Check ${name}`,
			rank: 5,
			folded: true,
			tables: [details]
		}]),
		profileSection(profile),
		...columnSections(profile)
	];
	return {
		schema: "mlops/report@1",
		action: "validate-data",
		title,
		verdict: errors > 0 ? "fail" : "pass",
		headline: headlineOf(outcomes, errors, warnings),
		facts: [{
			label: "Data",
			value: `${formatNumber(profile.rows)} rows`,
			note: [errors > 0 ? counted(errors, "error") : "", warnings > 0 ? counted(warnings, "warning") : ""].filter((each) => each !== "").join(", ") || "no findings"
		}, ...changes?.fact === void 0 ? [] : [changes.fact]],
		sections
	};
}
function headlineOf(outcomes, errors, warnings) {
	if (errors > 0) return `the data breaks ${counted(errors, "check")}`;
	if (warnings > 0) return `the data is fine, with ${counted(warnings, "warning")}`;
	if (outcomes.length === 0) return "the data is fine: no checks are set";
	const unjudged = outcomes.filter(({ isUnjudged }) => isUnjudged).length;
	const judged = outcomes.length - unjudged;
	const rest = unjudged === 0 ? "" : `, ${unjudged} could not be judged`;
	return `the data is fine: ${counted(judged, "check")} hold${judged === 1 ? "s" : ""}${rest}`;
}
const brokenWords = {
	error: "\u274c broken",
	warning: "\u26a0\ufe0f warning",
	info: "\u2139\ufe0f note"
};
function checksTable(outcomes) {
	return {
		columns: [
			{ label: "Check" },
			{ label: "Result" },
			{
				label: "Asked of",
				align: "right"
			},
			{
				label: "Broken",
				align: "right"
			}
		],
		rows: [...outcomes].sort((a, b) => Number(a.passed) - Number(b.passed)).map(({ name, passed, isUnjudged, severity, considered, failed }) => [
			name,
			passed ? "\u2705 holds" : isUnjudged ? "\u2796 not judged" : brokenWords[severity],
			considered,
			failed
		])
	};
}

// src/tables/text-traps.ts
const withComma = /^[-+]?\d{1,15},\d{1,15}$/;
const dayLike = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)( \d{1,2}:\d\d(:\d\d)?)?$/;
/** A column of so many texts is looked through before its cells are counted. */
const fewTexts = 256;
/**
* Finds what would be numbers but for at most 1 % of the cells, numbers with commas, amounts (`$1,234.50`, `12 %`), and
* dates whose day and month the text alone does not tell. Undefined for a column that is text as it should be.
*/
function findTextTrap(column) {
	const { codes } = column;
	const { size, bytes, offsets } = textEntries(column);
	const marks = newMarks();
	if (size <= fewTexts && decodeEntries({
		size,
		bytes,
		offsets
	}).every((text) => isText(lookOf(text, marks)))) return void 0;
	const { counts } = countCodes(codes, size);
	const most = allowedInvalid(counts.reduce((sum, count) => sum + count, 0));
	const seen = {
		numbers: 0,
		padded: 0,
		ambiguous: 0,
		decimals: 0,
		dates: 0,
		amounts: 0,
		others: 0
	};
	Object.assign(marks, newMarks());
	let first;
	for (let code = 0; code < size; code++) {
		const count = counts[code];
		const [text = ""] = count === 0 ? [] : decodeEntries({
			size: 1,
			bytes,
			offsets: offsets.subarray(code)
		});
		const look = count === 0 ? "marker" : lookOf(text, marks);
		if (look === "marker") continue;
		seen[look] += count;
		if (look !== "numbers") first ??= code;
		if ((code & 255) === 255 && kindOf(seen, most) === void 0) return void 0;
	}
	const kind = kindOf(seen, most);
	if (kind === void 0 || first === void 0) return void 0;
	if (kind === "amounts" && !areAmounts(marks.amounts)) return void 0;
	const { padded, ambiguous } = seen;
	const odd = kind === "decimals" || kind === "amounts" ? seen[kind] : presentIn(seen) - seen.numbers;
	const formats = kind === "dates" ? commonFormats(marks.days) : [];
	const trap = {
		kind,
		present: presentIn(seen),
		odd,
		padded,
		ambiguous,
		row: codes.indexOf(first),
		formats
	};
	return kind === "amounts" ? {
		...trap,
		writing: likelyWriting(marks.amounts)
	} : trap;
}
function newMarks() {
	return {
		days: /* @__PURE__ */ new Set(),
		amounts: noAmounts()
	};
}
function isText(look) {
	return look !== "numbers" && look !== "decimals" && look !== "dates" && look !== "amounts";
}
function lookOf(cell, { days, amounts }) {
	const { shape } = readCell(cell);
	const text = cell.trim();
	if (shape === "integer" || shape === "decimal" || shape === "infinite") {
		if (shape === "decimal") seeAmount(text, amounts);
		return "numbers";
	}
	if (shape === "padded" || shape === "ambiguous" || shape === "marker") return shape;
	if (withComma.test(text)) {
		seeAmount(text, amounts);
		return "decimals";
	}
	const formats = formatsOf(text);
	if (formats === "") return seeAmount(text, amounts) ? "amounts" : "others";
	days.add(formats);
	return "dates";
}
function presentIn(seen) {
	return Object.values(seen).reduce((sum, count) => sum + count, 0);
}
/** What all cells but a few are, so far. */
function kindOf(seen, most) {
	const present = presentIn(seen);
	if (seen.dates > 0 && present - seen.dates <= most) return "dates";
	if (seen.amounts > 0 && present - seen.numbers - seen.decimals - seen.amounts <= most) return "amounts";
	if (seen.decimals > 0 && present - seen.numbers - seen.decimals <= most) return "decimals";
	return seen.numbers > 0 && present - seen.numbers <= most ? "numbers" : void 0;
}
/** Formats that read a text of day, month and year, joined by a bar; empty for others. */
function formatsOf(text) {
	const [, left = "", separator = "", right = "", year = "", time = "", seconds] = dayLike.exec(text) ?? [];
	if (left === "" || year.length === 2 && separator !== "/") return "";
	const rest = `${separator}${year.length === 2 ? "%y" : "%Y"}${time === "" ? "" : seconds === void 0 ? " %H:%M" : " %H:%M:%S"}`;
	const [a, b] = [Number(left), Number(right)];
	const isIn = (value, most) => value >= 1 && value <= most;
	return [...isIn(a, 31) && isIn(b, 12) ? [`%d${separator}%m${rest}`] : [], ...isIn(a, 12) && isIn(b, 31) ? [`%m${separator}%d${rest}`] : []].join("|");
}
/** Formats that all texts have; none where some are written otherwise. */
function commonFormats(days) {
	const lists = [...days].map((each) => each.split("|"));
	return (lists[0] ?? []).filter((format) => lists.every((list) => list.includes(format)));
}

// src/actions/column-findings.ts
/**
* What is wrong with columns whatever the checks say: cells that do not fit their column's type, and columns that are
* text because of how few cells are written. A column whose type a check asks for is that check's matter.
*/
function columnFindings(table, config) {
	const asked = new Set(config.checks.flatMap(({ column, type }) => type === void 0 ? [] : [column]));
	const { columns: declared = {} } = config.data;
	return table.columns.flatMap((column) => {
		if (asked.has(column.name)) return [];
		const change = table.typeChanges?.find(({ name }) => name === column.name);
		if (change !== void 0) return [describeChange(table, column, change)];
		const isDeclared = Object.hasOwn(declared, column.name);
		if (column.kind === "numeric") return column.invalidCount === 0 ? [] : [describeInvalid(table, column, isDeclared)];
		const sampled = table.sample?.columns.find(({ name }) => name === column.name) ?? column;
		return isDeclared || sampled.kind !== "text" ? [] : describeTrap(table, sampled);
	});
}
/** What keeps these columns text that look like numbers or dates, but for those that are declared. */
function textFindings(table, { data }, names) {
	return table.columns.flatMap((column) => column.kind === "text" && names.has(column.name) && !Object.hasOwn(data.columns ?? {}, column.name) ? describeTrap(table, column) : []);
}
function describeInvalid(table, column, isDeclared) {
	const { name, type, invalidCount: count } = column;
	const isOne = count === 1;
	return {
		severity: isDeclared ? "error" : "warning",
		message: `"${name}" is ${article(type)} column${isDeclared ? " as declared" : ""}, but ${counted(count, "cell")} ${isOne ? "does" : "do"} not fit and ${isOne ? "counts" : "count"} as missing`,
		hint: isDeclared ? `Correct the data, or data.columns; a check says how many may not fit: { column: ${name}, type: ${type}, mostly: 99% }` : `Correct the data, or declare what is right: data.columns: { ${name}: { type: text } }`,
		count,
		...placed(table, column, column.invalid[0]?.row ?? 0),
		...column.invalid[0]?.line !== void 0 && { line: column.invalid[0].line }
	};
}
/** Whole numbers that others join are a lesser change than numbers that become text. */
function describeChange(table, column, change) {
	const { name, was, is, count, row, line, source } = change;
	const isWider = was === "integer" && is === "number";
	const misfits = count === void 0 ? "" : `; ${counted(count, "cell")} ${count === 1 ? "is" : "are"} not`;
	return {
		severity: isWider ? "warning" : "error",
		message: `"${name}" is ${article(is)} column, and was ${article(was)} one in ${source ?? "the reference"}${misfits}`,
		hint: `Correct the data, ${source === void 0 ? "" : "or "}declare what is right: data.columns: { ${name}: { type: ${is} } }${source === void 0 ? ", or renew data.reference" : ""}`,
		...count !== void 0 && { count },
		...row === void 0 ? {
			rule: `${name}.type`,
			file: table.source
		} : placed(table, column, row),
		...line !== void 0 && { line }
	};
}
function describeTrap(table, column) {
	const trap = findTextTrap(column);
	const isTyped = /\.(json|jsonl|ndjson|parquet)(\.(gz|zst))?$/i.test(table.source);
	if (trap === void 0 || isTyped && trap.kind !== "dates" && trap.kind !== "amounts") return [];
	const [message, hint] = wordsOf(column.name, trap);
	const finding = {
		severity: "warning",
		hint
	};
	if (table.sample === void 0) return [{
		...finding,
		message,
		...placed(table, column, trap.row)
	}];
	const byPart = `${message} (by rows picked at random)`;
	return [{
		...finding,
		message: byPart,
		rule: `${column.name}.type`,
		file: table.source
	}];
}
function wordsOf(name, trap) {
	const { odd, padded, ambiguous, present, formats } = trap;
	const declare = (declared) => `data.columns: { ${name}: ${declared} }`;
	switch (trap.kind) {
		case "numbers": {
			const why = [...padded > 0 ? [`${formatNumber(padded)} with leading zeros`] : [], ...ambiguous > 0 ? [`${formatNumber(ambiguous)} like 1E5, like +1 or beyond 2^53`] : []].join(", ");
			return [`"${name}" is a text column, because ${formatNumber(odd)} of ${formatNumber(present)} cells ${odd === 1 ? "is no plain number" : "are no plain numbers"}${why === "" ? "" : `: ${why}`}`, `Correct the data, or declare what is right: ${declare("{ type: number }")} or { type: text }`];
		}
		case "decimals": return [`"${name}" is a text column: ${formatNumber(odd)} of ${formatNumber(present)} cells are numbers with a comma`, `Set data.csv.decimal: "," where the comma stands before decimals; where it parts thousands ${declare("{ type: number, group_char: \",\" }")}; or ${declare("{ type: text }")}`];
		case "amounts": return [`"${name}" is a text column: ${formatNumber(odd)} of ${formatNumber(present)} cells are numbers with signs around them or marks between thousands${trap.writing === void 0 ? ", written in several ways" : ""}`, trap.writing === void 0 ? "Write the numbers in one way, best as 1234.5" : `Declare how they are written: ${declare(writeDeclaration({
			type: "number",
			...trap.writing
		}))}, or ${declare("{ type: text }")}`];
		case "dates": {
			const [first, second] = formats.map((format) => declare(`{ format: "${format}" }`));
			const isMixed = first === void 0;
			return [`"${name}" is a text column of dates that are not ISO 8601${second === void 0 ? "" : ": which number is the day cannot be told"}${isMixed ? ", written in several ways" : ""}`, isMixed ? "Write them in one way, best as 2026-01-31" : `Declare how they are written: ${first}${second === void 0 ? "" : `, or "${formats[1]}"`}`];
		}
	}
}
function placed(table, column, row) {
	return {
		rule: `${column.name}.type`,
		...placeOfRow(table, row)
	};
}
function article(type) {
	return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

// src/statistics/count-up-to.ts
/** How many of the first `size` numbers, which ascend, are at most the value. */
function countUpTo(ascending, value, size = ascending.length) {
	let low = 0;
	let high = size;
	while (low < high) {
		const middle = low + high >>> 1;
		if (ascending[middle] <= value) low = middle + 1;
		else high = middle;
	}
	return low;
}

// src/checks/sample-rows.ts
const seed = 42;
/** All rows where there are at most `most`, else one of each of `most` equal stretches, always the same ones. */
function sampleRows(rows, most) {
	if (rows <= most) return Uint32Array.from({ length: rows }, (_, row) => row);
	const random = randomFrom(randomState(seed, 0));
	return Uint32Array.from({ length: most }, (_, i) => {
		const start = Math.floor(i * rows / most);
		return start + random.below(Math.floor((i + 1) * rows / most) - start);
	});
}

export { addHash, addInvalid, cellJudgement, cellOf, cellText, checkFindings, columnFindings, countCharacters, countDuplicates, countFilled, countFindings, countGrid, countGridOn, countInto, countPresent, countUpTo, countValues, createColumn, createDictionary, createHyperLogLog, createTable, csvError, daysOf, declareTypes, declaredType, decodeEntries, decodeText, describeData, describeGaps, distinctJudgement, distributionOfCounts, dvcError, emptyTally, encode, encodeTexts, enumTest, estimateDistinct, exactDistinct, failuresOf, fencesOf, findColumn, findCompression, findEncoding, findFormat, findMissing, findNamed, findTextTrap, finishText, formatOf, formats, hashContent, hashOf$1 as hashOf, histogramEdges, hyperLogLogError, inferType, invalidCells, isPersonal, isTableShared, isWorthKernel, judgeChecks, judges, kernelLoops, kindOf$1 as kindOf, knownStatistic, limits, loadTable, mayBeLarge, memoryOf, mergeDays, missingJudgement, momentPasses, momentsOf, noReference, numberRole, numberTexts, openArena, openColumns, openData, openKernelScanner, openProjectData, outcomeOf, outcomesOf, pausing, piiKinds, placeOfRow, plainLoops, probabilities, profileNumbers, profileOf, profileTable$1 as profileTable, profileText$1 as profileText, readCell, readCellAs, readData, readHeader, refuseDigest, refuseLfsPointer, refuseUnknown, reportData, retype, rowsOfInvalid, rowsThatFail, sampleRows, sampleValues, scanRecords, secondHash, shareTable, shownDate, shownValue, skewnessOf, startScan, streamProject, streamedBytes, takeRows, tallyDictionary, testOf, textAt, textEntries, textFindings, textRole, topOf, topValues, typeByFlags, unjudged, unpackedBytes, verdict, viewOf, writeDeclaration };