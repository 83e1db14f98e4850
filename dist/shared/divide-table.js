import { UserError, codesOf, didYouMean, findColumn, hashRows, identityColumns } from "./core.js";

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
* the others, and rows without a time (NaN), are for training.
*/
function splitTime(times, test) {
	const sorted = times.filter((time) => !Number.isNaN(time)).sort();
	const cut = sorted[Math.max(0, sorted.length - Math.max(1, Math.round(sorted.length * test)))] ?? Infinity;
	const rows = Uint32Array.from(times.keys());
	return {
		train: rows.filter((row) => !(times[row] >= cut)),
		test: rows.filter((row) => times[row] >= cut),
		validation: /* @__PURE__ */ new Uint32Array(0)
	};
}

// src/actions/divide-table.ts
/**
* The parts of a table as `train` divides it, rows without a target among them. `raw` has the columns of the file alone,
* which identify rows.
*/
function divideTable(raw, table, project) {
	const { target, key, split } = project.config.data;
	const hashes = hashRows(raw, identityColumns(raw, {
		key,
		target
	}));
	const column = target === void 0 ? void 0 : findColumn(table, target);
	return divideRows(table, hashes, {
		options: split,
		classes: split.stratify && column ? Int32Array.from(codesOf(column).codes) : void 0,
		place: (each) => project.place([
			"data",
			"split",
			...each === "split" ? [] : [each]
		])
	});
}
/**
* Divides rows by their hash, by that of their group (a row without one by its own), or at a moment. `classes` are the
* codes to stratify by. Throws UserError for a column that is not there or has no dates.
*/
function divideRows(table, hashes, by) {
	const { options, classes, place } = by;
	const { test, seed, group, time } = options;
	if (time !== void 0) {
		const column = columnOf(table, time, place("time"));
		if (column.kind === "numeric" && (column.type === "date" || column.type === "datetime")) return splitTime(column.values, test);
		throw new UserError(`Cannot split the rows by time: "${time}" is a column of type ${column.type}`, {
			...place("time"),
			hint: "Name a column of dates"
		});
	}
	if (group === void 0) return splitRows(hashes, {
		test,
		seed,
		stratify: classes
	});
	const column = columnOf(table, group, place("group"));
	return splitRows(hashGroups(table, column, hashes), {
		test,
		seed
	});
}
function columnOf(table, name, place) {
	const column = findColumn(table, name);
	if (column !== void 0) return column;
	const names = table.columns.map((each) => each.name);
	throw new UserError(`Cannot split the rows: there is no column "${name}"${didYouMean(name, names)}`, place);
}
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

export { divideRows, divideTable };