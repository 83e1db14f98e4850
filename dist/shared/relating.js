import { countUpTo, isWorthKernel, memoryOf, openArena, sampleRows, textEntries } from "./data.js";

// src/statistics/association.ts
/**
* Cram\u00e9r's V with Bergsma's bias correction ("A bias-correction for Cram\u00e9r's V and Tschuprow's T", 2013), over the rows
* that have both; NaN where fewer than two categories of one are left.
*/
function cramersV(left, right) {
	const table = new Int32Array(left.size * right.size);
	for (let row = 0; row < left.codes.length; row++) {
		const a = left.codes[row];
		const b = right.codes[row];
		if (a >= 0 && b >= 0) table[a * right.size + b]++;
	}
	return cramersVOfTable(table, right.size);
}
/** The same, of how often each two categories come together: a row for each on the left, of `width` on the right. */
function cramersVOfTable(table, width) {
	const rows = new Float64Array(table.length / width);
	const columns = new Float64Array(width);
	let count = 0;
	for (const [place, times] of table.entries()) {
		rows[Math.floor(place / width)] += times;
		columns[place % width] += times;
		count += times;
	}
	let chiSquare = 0;
	for (let a = 0; a < rows.length; a++) for (let b = 0; b < width; b++) {
		const expected = rows[a] * columns[b] / count;
		if (expected > 0) chiSquare += (table[a * width + b] - expected) ** 2 / expected;
	}
	const [r, k] = [rows, columns].map((each) => each.filter((total) => total > 0).length);
	if (r < 2 || k < 2) return NaN;
	const phi = Math.max(0, chiSquare / count - (r - 1) * (k - 1) / (count - 1));
	const least = Math.min(r - (r - 1) ** 2 / (count - 1), k - (k - 1) ** 2 / (count - 1)) - 1;
	return least > 0 ? Math.min(1, Math.sqrt(phi / least)) : NaN;
}
/**
* The correlation ratio \u03b7: the root of the share of the numbers' variance that lies between the categories, over the
* rows that have both; NaN where the numbers do not vary.
*/
function correlationRatio({ codes, size }, values) {
	const sums = new Float64Array(size);
	const squares = new Float64Array(size);
	const counts = new Float64Array(size);
	const shift = meanOf$1(values);
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row];
		const value = values[row] - shift;
		if (code < 0 || value - value !== 0) continue;
		sums[code] += value;
		squares[code] += value * value;
		counts[code]++;
	}
	const [sum, square, count] = [
		sums,
		squares,
		counts
	].map((each) => each.reduce((a, b) => a + b, 0));
	const mean = sum / count;
	let between = 0;
	for (let code = 0; code < size; code++) if (counts[code] > 0) between += counts[code] * (sums[code] / counts[code] - mean) ** 2;
	const total = square - mean * sum;
	return total > 0 ? Math.min(1, Math.sqrt(between / total)) : NaN;
}
/** The same, of numbers without gaps whose mean is taken out: much cheaper where there are several categories. */
function correlationRatioOfCentred({ codes, size }, { values, norm }) {
	const sums = new Float64Array(size);
	const counts = new Int32Array(size);
	for (let row = 0; row < codes.length; row++) {
		sums[codes[row]] += values[row];
		counts[codes[row]]++;
	}
	return ratioOfSums(sums, counts, norm);
}
/** The same, by each category's sum and count. */
function ratioOfSums(sums, counts, norm) {
	let between = 0;
	for (let code = 0; code < sums.length; code++) if (counts[code] > 0) between += sums[code] ** 2 / counts[code];
	return norm > 0 ? Math.min(1, Math.sqrt(between) / norm) : NaN;
}
/** The mean of the finite values; of values far from 0 no square holds the differences. */
function meanOf$1(values) {
	let sum = 0;
	let count = 0;
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		if (value - value !== 0) continue;
		sum += value;
		count++;
	}
	return sum / count;
}

// src/statistics/pearson.ts
/** Centres values that are all finite, by their mean. */
function centre(values, mean = meanOf(values)) {
	const centred = new Float64Array(values.length);
	let squares = 0;
	for (let i = 0; i < values.length; i++) {
		const difference = values[i] - mean;
		centred[i] = difference;
		squares += difference * difference;
	}
	return {
		values: centred,
		norm: Math.sqrt(squares)
	};
}
/** Pearson's r of values that are all there; NaN where one of them is constant. */
function pearsonOfCentred(left, right) {
	const x = left.values;
	const y = right.values;
	let product = 0;
	for (let i = 0; i < x.length; i++) product += x[i] * y[i];
	return product / (left.norm * right.norm);
}
/** Pearson's r over the places where both are finite; NaN where one of them is constant there. */
function pearson(left, right) {
	const x = new Float64Array(left.length);
	const y = new Float64Array(left.length);
	let count = 0;
	for (let i = 0; i < left.length; i++) {
		if (left[i] - left[i] + (right[i] - right[i]) !== 0) continue;
		x[count] = left[i];
		y[count] = right[i];
		count++;
	}
	return pearsonOfCentred(centre(x.subarray(0, count)), centre(y.subarray(0, count)));
}
/** The mean of values that are all finite, by their plain sum. */
function meanOf(values) {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i];
	return sum / values.length;
}

// src/statistics/ranks.ts
/** Numbers of few decimals in a range of so many places get their place as code, without sorting. */
const mostPlaces = 2 ** 20;
/** Codes in the order of the values. */
function rankCodes(values, range) {
	return findRankGrid(values.length, range, (grid) => placesOf(values, range.min, grid)) ?? searchCodes(values);
}
/** What `place` makes of the coarsest grid that the values lie on; it gives undefined where one lies beside it. */
function findRankGrid(rows, { min, max }, place) {
	for (const scale of [
		1,
		10,
		100,
		1e3,
		1e4
	]) {
		const base = Math.round(min * scale);
		const size = Math.round(max * scale) - base + 1;
		if (!(size <= Math.min(mostPlaces, 16 * rows) && Math.abs(base) < 2 ** 30)) continue;
		const codes = place({
			scale,
			base,
			size
		});
		if (codes !== void 0) return {
			codes,
			size
		};
	}
}
/** The places of numbers on a grid; undefined where one lies beside it. */
function placesOf(values, min, { scale, base }) {
	const codes = new Int32Array(values.length);
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		const place = (value - min) * scale + .5 | 0;
		codes[row] = place;
		if ((base + place) / scale === value) continue;
		if (value - value === 0) return void 0;
		codes[row] = -1;
	}
	return codes;
}
/** By sorting the values, and looking each one up; ids and times are most often sorted. */
function searchCodes(values) {
	return countSteps(values) ?? sortedCodes(values);
}
/** Codes of values none of which is less than one before it; undefined of others. */
function countSteps(values) {
	const codes = new Int32Array(values.length);
	let size = 0;
	let last = NaN;
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		if (value < last) return void 0;
		const isThere = value - value === 0;
		if (isThere && value !== last) {
			size++;
			last = value;
		}
		codes[row] = isThere ? size - 1 : -1;
	}
	return {
		codes,
		size
	};
}
function sortedCodes(values) {
	const finite = new Float64Array(values.length);
	let count = 0;
	for (let row = 0; row < values.length; row++) if (values[row] - values[row] === 0) finite[count++] = values[row];
	const sorted = finite.subarray(0, count).sort();
	let size = 0;
	for (let i = 0; i < count; i++) if (size === 0 || sorted[size - 1] !== sorted[i]) sorted[size++] = sorted[i];
	const codes = new Int32Array(values.length);
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		codes[row] = value - value === 0 ? countUpTo(sorted, value, size) - 1 : -1;
	}
	return {
		codes,
		size
	};
}
/**
* Average ranks from 1 as scipy's `rankdata`, among the rows where this code and the other one are not -1; NaN for the
* other rows.
*/
function averageRanks({ codes, size }, others = codes) {
	const counts = new Int32Array(size);
	for (let row = 0; row < codes.length; row++) if (codes[row] >= 0 && others[row] >= 0) counts[codes[row]]++;
	const ranks = new Float64Array(size);
	for (let code = 0, below = 0; code < size; code++) {
		ranks[code] = below + (counts[code] + 1) / 2;
		below += counts[code];
	}
	const ranked = new Float64Array(codes.length);
	for (let row = 0; row < codes.length; row++) ranked[row] = codes[row] >= 0 && others[row] >= 0 ? ranks[codes[row]] : NaN;
	return ranked;
}
/** The average ranks of codes of which none is -1, centred. */
function centredRanks({ codes, size }) {
	const counts = new Int32Array(size);
	for (let row = 0; row < codes.length; row++) counts[codes[row]]++;
	const ranks = new Float64Array(size);
	let squares = 0;
	for (let code = 0, below = 0; code < size; code++) {
		const count = counts[code];
		const rank = below + (count + 1) / 2 - (codes.length + 1) / 2;
		ranks[code] = rank;
		squares += count * rank * rank;
		below += count;
	}
	const values = new Float64Array(codes.length);
	for (let row = 0; row < codes.length; row++) values[row] = ranks[codes[row]];
	return {
		values,
		norm: Math.sqrt(squares)
	};
}

// src/profile/kernel-pairs.ts
/** The loops by the kernel, the same to the last bit. The arrays that they give are in its memory, and stay there. */
function kernelPairs(open, sizes) {
	const { rows, numbers, categories, values: most } = sizes;
	const kept = rows * (20 * numbers + 4 * categories);
	const kernel = open(memoryOf(kept + rows * 8 + mostPlaces * 12 + most * most * 4));
	const arena = openArena(kernel);
	const categoryCodes = /* @__PURE__ */ new Map();
	const addressOf = (codes) => {
		const at = categoryCodes.get(codes) ?? arena.place(codes);
		categoryCodes.set(codes, at);
		return at;
	};
	/** Runs what needs memory for as long as it runs. */
	const briefly = (run) => {
		const mark = arena.mark();
		const result = run();
		arena.release(mark);
		return result;
	};
	return {
		rankCodes(values, range) {
			const before = arena.mark();
			const codes = arena.ints(rows);
			const ranked = briefly(() => {
				const at = arena.place(values);
				return findRankGrid(rows, range, ({ scale, base, size }) => {
					return kernel.places(at, rows, range.min, scale, base, size, codes.byteOffset) < 0 ? void 0 : codes;
				});
			});
			if (ranked !== void 0) return ranked;
			arena.release(before);
			const { codes: found, size } = searchCodes(values);
			const kept = arena.ints(rows);
			kept.set(found);
			return {
				codes: kept,
				size
			};
		},
		centredRanks({ codes, size }) {
			const values = arena.floats(rows);
			const squares = briefly(() => {
				const counts = arena.ints(size).byteOffset;
				const ranks = arena.floats(size).byteOffset;
				return kernel.centredRanks(codes.byteOffset, rows, size, counts, ranks, values.byteOffset);
			});
			return {
				values,
				norm: Math.sqrt(squares)
			};
		},
		centre(values, mean = meanOf(values)) {
			const centred = arena.floats(rows);
			const squares = briefly(() => kernel.centre(arena.place(values), rows, mean, centred.byteOffset));
			return {
				values: centred,
				norm: Math.sqrt(squares)
			};
		},
		pearsonOfCentred: (left, right) => kernel.product(left.values.byteOffset, right.values.byteOffset, rows) / (left.norm * right.norm),
		correlationRatioOfCentred({ codes, size }, { values, norm }) {
			const at = addressOf(codes);
			return briefly(() => {
				const sums = arena.floats(size);
				const counts = arena.ints(size);
				kernel.sumsByCode(at, values.byteOffset, rows, sums.byteOffset, counts.byteOffset);
				return ratioOfSums(sums, counts, norm);
			});
		},
		cramersV(left, right) {
			const [a, b] = [addressOf(left.codes), addressOf(right.codes)];
			return briefly(() => {
				const table = arena.ints(left.size * right.size);
				kernel.contingency(a, b, rows, right.size, table.byteOffset);
				return cramersVOfTable(table, right.size);
			});
		}
	};
}

// src/profile/pair-loops.ts
/** In TypeScript. */
const plainPairs = {
	rankCodes,
	centredRanks,
	centre,
	pearsonOfCentred,
	correlationRatioOfCentred,
	cramersV
};

// src/profile/correlate-columns.ts
const mostRows = 1e5;
/** Columns of numbers, and of categories, that are compared: the first ones. */
const mostColumns = 20;
/** Categories with more values say little of each. */
const mostCategories = 100;
/**
* How each pair of columns goes together, where both have values: Pearson's r and Spearman's \u03c1 of numbers, Cram\u00e9r's V
* (bias-corrected) of categories and booleans, the correlation ratio \u03b7 of numbers and categories. All are exact up to
* 100,000 rows; above, they are those of a sample that is always the same. Identifiers, constants, texts and personal
* data are left out.
*/
function correlateColumns(table, profile, open) {
	const rows = table.rows > mostRows ? sampleRows(table.rows, mostRows) : void 0;
	const kinds = table.columns.map((_, place) => kindOf(profile.columns[place]));
	const countOf = (kind) => Math.min(mostColumns, kinds.filter((each) => each === kind).length);
	const compared = rows?.length ?? table.rows;
	const loops = open === void 0 || !isWorthKernel(compared) ? plainPairs : kernelPairs(open, {
		rows: compared,
		numbers: countOf("number"),
		categories: countOf("category"),
		values: mostCategories
	});
	const numbers = [];
	const categories = [];
	let others = 0;
	for (const [place, column] of table.columns.entries()) {
		const known = profile.columns[place];
		const kind = kinds[place];
		if (known === void 0 || kind === void 0) continue;
		if ((kind === "number" ? numbers : categories).length === mostColumns) others++;
		else if (column.kind === "text" || kind === "category") categories.push(categoriesOf(column, known, rows));
		else numbers.push(numbersOf(column, known, rows, loops));
	}
	const pairs = [
		...pairsOf(numbers).map(([a, b]) => ({
			columns: [a.name, b.name],
			...correlateNumbers(a, b, loops)
		})),
		...pairsOf(categories).map(([a, b]) => ({
			columns: [a.name, b.name],
			...told("cramers_v", loops.cramersV(a, b))
		})),
		...numbers.flatMap((a) => categories.map((b) => ({
			columns: [a.name, b.name],
			...told("correlation_ratio", ratioOf(a, b, loops))
		})))
	];
	return {
		rows: rows?.length ?? table.rows,
		...others === 0 ? {} : { columns_left_out: others },
		pairs: pairs.filter((pair) => Object.keys(pair).length > 1)
	};
}
function kindOf(column) {
	if (column === void 0 || column.pii !== void 0) return void 0;
	if (column.role === "number") return "number";
	return column.role === "category" && column.distinct <= mostCategories || column.role === "boolean" ? "category" : void 0;
}
function take(from, rows) {
	if (rows === void 0) return from;
	const taken = from.slice(0, rows.length);
	for (let i = 0; i < rows.length; i++) taken[i] = from[rows[i]];
	return taken;
}
/** The profile's mean is that of these values where they are all of them, and none is missing. */
function numbersOf(column, profile, rows, loops) {
	const values = take(column.values, rows);
	const [min, max] = [Number(profile.min), Number(profile.max)];
	const codes = loops.rankCodes(values, {
		min,
		max
	});
	const isComplete = codes.codes.indexOf(-1) < 0;
	const mean = values.length === profile.count ? profile.mean : void 0;
	return {
		name: column.name,
		values,
		codes,
		complete: isComplete ? {
			values: loops.centre(values, mean),
			ranks: loops.centredRanks(codes)
		} : void 0
	};
}
function categoriesOf(column, { distinct }, rows) {
	const categories = column.kind === "text" ? codesOf(column.codes, textEntries(column).size, distinct, rows) : ofBooleans(take(column.values, rows));
	return {
		name: column.name,
		...categories,
		isComplete: categories.codes.indexOf(-1) < 0
	};
}
/** The codes as they are where all of them occur, in the order of the dictionary then. */
function codesOf(codes, size, distinct, rows) {
	return rows === void 0 && size === distinct ? {
		codes,
		size
	} : densify(take(codes, rows), size);
}
/** Only categories that occur get a code, so that a table of two columns is small. */
function densify(codes, size) {
	const dense = new Int32Array(size).fill(-1);
	const found = new Int32Array(codes.length);
	let known = 0;
	for (let row = 0; row < codes.length; row++) {
		const code = codes[row];
		if (code >= 0 && dense[code] === -1) dense[code] = known++;
		found[row] = code < 0 ? -1 : dense[code];
	}
	return {
		codes: found,
		size: known
	};
}
function ofBooleans(values) {
	const codes = new Int32Array(values.length).fill(-1);
	for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) codes[row] = values[row];
	return {
		codes,
		size: 2
	};
}
/** Ranks are those among the rows that have both, as in pandas. */
function correlateNumbers(a, b, loops) {
	if (a.complete !== void 0 && b.complete !== void 0) return {
		...told("pearson", loops.pearsonOfCentred(a.complete.values, b.complete.values)),
		...told("spearman", loops.pearsonOfCentred(a.complete.ranks, b.complete.ranks))
	};
	const [left, right] = [averageRanks(a.codes, b.codes.codes), averageRanks(b.codes, a.codes.codes)];
	return {
		...told("pearson", pearson(a.values, b.values)),
		...told("spearman", pearson(left, right))
	};
}
function ratioOf({ values, complete }, categories, loops) {
	return complete !== void 0 && categories.isComplete ? loops.correlationRatioOfCentred(categories, complete.values) : correlationRatio(categories, values);
}
function told(name, value) {
	return Number.isFinite(value) ? { [name]: Math.max(-1, Math.min(1, value)) } : {};
}
function pairsOf(all) {
	return all.flatMap((left, index) => all.slice(index + 1).map((right) => [left, right]));
}

// src/profile/count-missing.ts
/** Patterns that are told apart while counting, and those that are told in the end: the most frequent ones. */
const mostCounted = 1e6;
const mostTold = 1e3;
/**
* Which columns are missing together, and in how many rows, the most frequent patterns first; rows in which nothing is
* missing are none. Invalid cells count as missing.
*/
function countMissing({ columns, rows }) {
	const parents = [0];
	const places = [-1];
	const counts = [rows];
	const patternOf = new Int32Array(rows);
	for (const [place, column] of columns.entries()) {
		const widened = /* @__PURE__ */ new Map();
		const widen = (before) => {
			const known = widened.get(before);
			if (known !== void 0 || counts.length >= mostCounted) return known ?? before;
			parents.push(before);
			places.push(place);
			widened.set(before, counts.length);
			return counts.push(0) - 1;
		};
		moveRows(rowsMissing(column, rows), patternOf, counts, widen);
	}
	return [...counts.keys()].filter((pattern) => pattern > 0 && counts[pattern] > 0).sort((a, b) => counts[b] - counts[a] || a - b).slice(0, mostTold).map((pattern) => {
		const missing = [];
		for (let at = pattern; at > 0; at = parents[at]) missing.push(places[at]);
		return {
			columns: missing.reverse(),
			rows: counts[pattern]
		};
	}).sort(byRows);
}
/** Gives rows the patterns that are theirs with one more column. */
function moveRows(rows, patternOf, counts, widen) {
	let last = -1;
	let after = -1;
	for (let i = 0; i < rows.length; i++) {
		const row = rows[i];
		const before = patternOf[row];
		if (before !== last) after = widen(before);
		last = before;
		counts[before]--;
		counts[after]++;
		patternOf[row] = after;
	}
}
/** Used again for each column. */
let scratch = /* @__PURE__ */ new Uint32Array(0);
/**
* The rows in which a column is missing: each is written down, and counted where it is one. Valid until the next call.
*/
function rowsMissing(column, rows) {
	if (scratch.length <= rows) scratch = new Uint32Array(rows * 2 + 1);
	const size = column.kind === "text" ? findNegative(column.codes, rows, scratch) : findNaN(column.values, rows, scratch);
	return scratch.subarray(0, size);
}
function findNegative(codes, rows, found) {
	let size = 0;
	for (let row = 0; row < rows; row++) {
		found[size] = row;
		size += codes[row] >>> 31;
	}
	return size;
}
function findNaN(values, rows, found) {
	let size = 0;
	for (let row = 0; row < rows; row++) {
		found[size] = row;
		size += Number.isNaN(values[row]) ? 1 : 0;
	}
	return size;
}
/** The most frequent first; of equally frequent ones those of earlier columns, however the rows are divided. */
function byRows(a, b) {
	if (a.rows !== b.rows) return b.rows - a.rows;
	const differing = a.columns.findIndex((place, index) => place !== b.columns[index]);
	if (differing < 0) return a.columns.length - b.columns.length;
	return (a.columns[differing] ?? 0) - (b.columns[differing] ?? -1);
}
/** The patterns of two parts of a table together, the most frequent ones first. */
function mergeMissing(a, b) {
	const merged = /* @__PURE__ */ new Map();
	for (const { columns, rows } of [...a, ...b]) {
		const key = columns.join();
		const found = merged.get(key);
		if (found === void 0) merged.set(key, {
			columns,
			rows
		});
		else found.rows += rows;
	}
	return [...merged.values()].sort(byRows).slice(0, mostTold);
}

// src/profile/relate-columns.ts
/** Patterns, and columns of each, that are told. */
const mostPatterns = 20;
const mostNames = 50;
/** The profile with what its columns have to do with each other: correlations, and which are missing together. */
function relateColumns(table, profile, open) {
	const missing = table.columns.filter((_, place) => {
		const known = profile.columns[place];
		return known === void 0 || known.missing + known.invalid > 0;
	});
	return {
		...profile,
		correlations: correlateColumns(table, profile, open),
		missing_patterns: tellPatterns(countMissing({
			columns: missing,
			rows: table.rows
		}), missing.map(({ name }) => name))
	};
}
/** The most frequent patterns, with the names of their columns. */
function tellPatterns(patterns, names) {
	return patterns.slice(0, mostPatterns).map(({ columns, rows }) => ({
		columns: columns.slice(0, mostNames).map((place) => names[place] ?? ""),
		...columns.length > mostNames ? { more_columns: columns.length - mostNames } : {},
		rows
	}));
}

export { centre, correlateColumns, countMissing, mergeMissing, pearson, pearsonOfCentred, relateColumns, tellPatterns };