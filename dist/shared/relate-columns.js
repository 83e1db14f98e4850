import { centre, pearson, pearsonOfCentred, sampleRows, textEntries } from "./core.js";
import { countMissing } from "./count-missing.js";

// src/statistics/association.ts
/**
* Cramér's V with Bergsma's bias correction ("A bias-correction for Cramér's V and Tschuprow's T", 2013), over the rows
* that have both; NaN where fewer than two categories of one are left.
*/
function cramersV(left, right) {
	const table = new Float64Array(left.size * right.size);
	const rows = new Float64Array(left.size);
	const columns = new Float64Array(right.size);
	let count = 0;
	for (let row = 0; row < left.codes.length; row++) {
		const a = left.codes[row];
		const b = right.codes[row];
		if (a < 0 || b < 0) continue;
		table[a * right.size + b]++;
		rows[a]++;
		columns[b]++;
		count++;
	}
	let chiSquare = 0;
	for (let a = 0; a < left.size; a++) for (let b = 0; b < right.size; b++) {
		const expected = rows[a] * columns[b] / count;
		if (expected > 0) chiSquare += (table[a * right.size + b] - expected) ** 2 / expected;
	}
	const [r, k] = [rows, columns].map((each) => each.filter((total) => total > 0).length);
	if (r < 2 || k < 2) return NaN;
	const phi = Math.max(0, chiSquare / count - (r - 1) * (k - 1) / (count - 1));
	const least = Math.min(r - (r - 1) ** 2 / (count - 1), k - (k - 1) ** 2 / (count - 1)) - 1;
	return least > 0 ? Math.min(1, Math.sqrt(phi / least)) : NaN;
}
/**
* The correlation ratio η: the root of the share of the numbers' variance that lies between the categories, over the
* rows that have both; NaN where the numbers do not vary.
*/
function correlationRatio({ codes, size }, values) {
	const sums = new Float64Array(size);
	const squares = new Float64Array(size);
	const counts = new Float64Array(size);
	const shift = meanOf(values);
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
	let between = 0;
	for (let code = 0; code < size; code++) if (counts[code] > 0) between += sums[code] ** 2 / counts[code];
	return norm > 0 ? Math.min(1, Math.sqrt(between) / norm) : NaN;
}
/** The mean of the finite values; of values far from 0 no square holds the differences. */
function meanOf(values) {
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

// src/statistics/ranks.ts
/** Numbers of few decimals in a range of so many places get their place as code, without sorting. */
const mostPlaces = 2 ** 20;
/** Codes in the order of the values. */
function rankCodes(values, range) {
	for (const scale of [
		1,
		10,
		100,
		1e3,
		1e4
	]) {
		const found = placesOf(values, range, scale);
		if (found !== void 0) return found;
	}
	const finite = new Float64Array(values.length);
	let count = 0;
	for (let row = 0; row < values.length; row++) if (values[row] - values[row] === 0) finite[count++] = values[row];
	const sorted = finite.subarray(0, count).sort();
	let size = 0;
	for (let i = 0; i < count; i++) if (size === 0 || sorted[size - 1] !== sorted[i]) sorted[size++] = sorted[i];
	const codes = new Int32Array(values.length);
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		codes[row] = value - value === 0 ? placeIn(sorted, size, value) : -1;
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
/** The places of numbers on a grid of 1 / scale; undefined where one lies beside it, or they are spread too far. */
function placesOf(values, { min, max }, scale) {
	const base = Math.round(min * scale);
	const size = Math.round(max * scale) - base + 1;
	if (!(size <= Math.min(mostPlaces, 16 * values.length) && Math.abs(base) < 2 ** 30)) return void 0;
	const codes = new Int32Array(values.length);
	for (let row = 0; row < values.length; row++) {
		const value = values[row];
		const place = (value - min) * scale + .5 | 0;
		codes[row] = place;
		if ((base + place) / scale === value) continue;
		if (value - value === 0) return void 0;
		codes[row] = -1;
	}
	return {
		codes,
		size
	};
}
function placeIn(sorted, size, value) {
	let low = 0;
	let high = size - 1;
	while (low < high) {
		const middle = low + high >>> 1;
		if (sorted[middle] < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

// src/profile/correlate-columns.ts
const mostRows = 1e5;
/** Columns of numbers, and of categories, that are compared: the first ones. */
const mostColumns = 20;
/** Categories with more values say little of each. */
const mostCategories = 100;
/**
* How each pair of columns goes together, where both have values: Pearson's r and Spearman's ρ of numbers, Cramér's V
* (bias-corrected) of categories and booleans, the correlation ratio η of numbers and categories. All are exact up to
* 100,000 rows; above, they are those of a sample that is always the same. Identifiers, constants, texts and personal
* data are left out.
*/
function correlateColumns(table, profile) {
	const rows = table.rows > mostRows ? sampleRows(table.rows, mostRows) : void 0;
	const numbers = [];
	const categories = [];
	let others = 0;
	for (const [place, column] of table.columns.entries()) {
		const known = profile.columns[place];
		const kind = kindOf(known);
		if (known === void 0 || kind === void 0) continue;
		if ((kind === "number" ? numbers : categories).length === mostColumns) others++;
		else if (column.kind === "text" || kind === "category") categories.push(categoriesOf(column, rows));
		else numbers.push(numbersOf(column, known, rows));
	}
	const pairs = [
		...pairsOf(numbers).map(([a, b]) => ({
			columns: [a.name, b.name],
			...correlateNumbers(a, b)
		})),
		...pairsOf(categories).map(([a, b]) => ({
			columns: [a.name, b.name],
			...told("cramers_v", cramersV(a, b))
		})),
		...numbers.flatMap((a) => categories.map((b) => ({
			columns: [a.name, b.name],
			...told("correlation_ratio", ratioOf(a, b))
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
function numbersOf(column, profile, rows) {
	const values = take(column.values, rows);
	const [min, max] = [Number(profile.min), Number(profile.max)];
	const codes = rankCodes(values, {
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
			values: centre(values, mean),
			ranks: centredRanks(codes)
		} : void 0
	};
}
function categoriesOf(column, rows) {
	const categories = column.kind === "text" ? densify(take(column.codes, rows), textEntries(column).size) : ofBooleans(take(column.values, rows));
	return {
		name: column.name,
		...categories,
		isComplete: categories.codes.indexOf(-1) < 0
	};
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
function correlateNumbers(a, b) {
	if (a.complete !== void 0 && b.complete !== void 0) return {
		...told("pearson", pearsonOfCentred(a.complete.values, b.complete.values)),
		...told("spearman", pearsonOfCentred(a.complete.ranks, b.complete.ranks))
	};
	const [left, right] = [averageRanks(a.codes, b.codes.codes), averageRanks(b.codes, a.codes.codes)];
	return {
		...told("pearson", pearson(a.values, b.values)),
		...told("spearman", pearson(left, right))
	};
}
function ratioOf({ values, complete }, categories) {
	return complete !== void 0 && categories.isComplete ? correlationRatioOfCentred(categories, complete.values) : correlationRatio(categories, values);
}
function told(name, value) {
	return Number.isFinite(value) ? { [name]: Math.max(-1, Math.min(1, value)) } : {};
}
function pairsOf(all) {
	return all.flatMap((left, index) => all.slice(index + 1).map((right) => [left, right]));
}

// src/profile/relate-columns.ts
/** Patterns, and columns of each, that are told. */
const mostPatterns = 20;
const mostNames = 50;
/** The profile with what its columns have to do with each other: correlations, and which are missing together. */
function relateColumns(table, profile) {
	const missing = table.columns.filter((_, place) => {
		const known = profile.columns[place];
		return known === void 0 || known.missing + known.invalid > 0;
	});
	return {
		...profile,
		correlations: correlateColumns(table, profile),
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

export { correlateColumns, relateColumns, tellPatterns };