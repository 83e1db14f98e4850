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

export { countMissing, mergeMissing };