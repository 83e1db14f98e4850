import { UserError, counted, didYouMean, formatNumber, nearest } from "./core.js";
import { byNumberThenText, log, randomFrom, randomState, uniform } from "./numbers.js";
import { besideNames, canonicalName, codesOf, costMatrix, findActual, findMetric, findPredicted, isFairness, isScore, labelFinder, metricNames, numbersOf, orderByKeys, readPredicted, scoredLabels, sortByScore, spellings, textOf, wrongCell } from "./evaluating.js";
import { boundOf, parseQuantity } from "./config.js";
import { decodeText, encodeTexts, findColumn, takeRows, textEntries } from "./data.js";
import { hashGroups, placesOf as placesOf$1 } from "./dividing.js";
import { lossOf, statisticOf } from "./metrics.js";
import { bcaInterval, bootstrapEstimates, estimateAuc, estimateAucDifference, estimateMean, estimateShare, estimateShareDifference, holm, rowsNeededLike, standardDeviation, transformEstimate } from "./statistics.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/gate/model-rows.ts
/** Whether it is a refusal. */
function isRefusal(value) {
	return "refused" in value;
}
/** Makes a refusal of what is wrong with a file. */
function refusing(read) {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return {
			refused: error.message,
			hint: error.hint,
			...error.place
		};
	}
}
/** An error at a file of predictions. */
function unusable(table, why, hint) {
	return new UserError(`Cannot judge "${table.source}": ${why}`, {
		file: table.source,
		hint
	});
}

// src/gate/row-roles.ts
/** Columns that say how rows count, and belong together: they are no numbers of the model. */
function roleColumns(table, { weight, group, time }) {
	return [
		weight,
		group,
		time
	].flatMap((names) => roleColumn(table, names) ?? []);
}
/** What rows weigh. Throws UserError for a weight that is missing or negative, and where none weighs anything. */
function readWeights(table, names) {
	const column = roleColumn(table, names);
	if (column === void 0) return void 0;
	const weights = numbersOf(table, column, everyRow(table));
	const wrong = weights.findIndex((weight) => weight < 0);
	if (wrong >= 0) throw wrongCell(table, wrong, `"${column.name}" is a negative weight`);
	if (weights.every((weight) => weight === 0)) throw unusable(table, `every row weighs 0 in "${column.name}"`);
	return weights;
}
/** Codes of groups in the order in which they appear; a row without one is a group of its own. */
function readGroups(table, names) {
	const column = roleColumn(table, names);
	if (column === void 0) return void 0;
	const codes = /* @__PURE__ */ new Map();
	const values = column.kind === "text" ? column.codes : column.values;
	let groups = 0;
	return Int32Array.from(values, (value) => {
		if (Number.isNaN(value) || column.kind === "text" && value < 0) return groups++;
		const code = codes.get(value) ?? groups++;
		codes.set(value, code);
		return code;
	});
}
/** When rows happened, in milliseconds for dates; a column of texts says nothing of it. Throws UserError for a row without a time. */
function readTimes(table, names) {
	const column = roleColumn(table, names);
	return column?.kind === "numeric" ? numbersOf(table, column, everyRow(table)) : void 0;
}
function roleColumn(table, names) {
	return names?.map((name) => findColumn(table, name)).find((column) => column !== void 0);
}
function everyRow({ rows }) {
	return Uint32Array.from({ length: rows }, (_, row) => row);
}

// src/gate/case-rows.ts
/** Whether a model's rows are scores of cases, of which nobody says what was so. */
function areCases(model) {
	return model.cases !== void 0;
}
/**
* Scores of cases as they are judged: each column of numbers is a metric by its mean. Rows of one case stand or fall
* together, in the group that the file names or else by their case.
*/
function readCases(model) {
	return judgedCases(model, orderOf(model.cases), void 0);
}
/** Both models' scores of the same cases, as often repeated. Throws UserError where they are of others. */
function pairCases(challenger, champion) {
	if (!areCases(champion)) throw unusable(champion.table, "it has predictions of rows, and what is judged has scores of cases");
	if (!areCases(challenger)) throw unusable(champion.table, "it has scores of cases, and what is judged has predictions of rows");
	const [order, theirs] = [orderOf(challenger.cases), orderOf(champion.cases)];
	requireSame(challenger, champion);
	return judgedCases(challenger, order, outcomeOf(champion, theirs));
}
/** Rows by their case; repeats of a case stay in the order of their file. */
function orderOf({ ids }) {
	return Uint32Array.from(ids.keys()).sort((a, b) => ids[a] < ids[b] ? -1 : ids[a] > ids[b] ? 1 : a - b);
}
function judgedCases(model, order, champion) {
	const { cases, facts } = model;
	const table = takeRows(model.table, order);
	const ids = Array.from(order, (row) => cases.ids[row]);
	return {
		table,
		isIdentified: true,
		ids,
		hashes: void 0,
		evaluation: {
			task: "regression",
			hasOnlyNumbers: true,
			rows: order.length,
			actual: new Float64Array(order.length),
			classes: [],
			positive: void 0,
			costs: void 0,
			weights: readWeights(table, facts.weight),
			groups: readGroups(table, facts.group) ?? groupsOf(ids),
			time: void 0,
			challenger: outcomeOf(model, order),
			champion
		}
	};
}
/** Codes of the cases, where one of them has several rows. */
function groupsOf(ids) {
	const codes = /* @__PURE__ */ new Map();
	for (const id of ids) if (!codes.has(id)) codes.set(id, codes.size);
	return codes.size === ids.length ? void 0 : Int32Array.from(ids, (id) => codes.get(id));
}
function outcomeOf({ cases, facts }, order) {
	const roles = new Set([
		facts.weight,
		facts.group,
		facts.time
	].flatMap((names) => names ?? []));
	const numbers = /* @__PURE__ */ new Map();
	for (const [name, values] of cases.numbers) {
		if (roles.has(name)) continue;
		const canonical = canonicalName(name);
		numbers.set(numbers.has(canonical) ? name : canonical, Float64Array.from(order, (row) => values[row]));
	}
	return {
		predicted: new Float64Array(order.length),
		scores: void 0,
		numbers
	};
}
function requireSame(challenger, champion) {
	const [own, theirs] = [countIds(challenger.cases), countIds(champion.cases)];
	const missing = [...own.keys()].filter((id) => !theirs.has(id)).length;
	const further = [...theirs.keys()].filter((id) => !own.has(id)).length;
	const source = challenger.table.source;
	if (missing + further > 0) throw unusable(champion.table, `its cases are not those of "${source}": ${formatNumber(missing)} of ${formatNumber(own.size)} are in that file alone, ${formatNumber(further)} of ${formatNumber(theirs.size)} in this one alone`, "Models are compared on the same cases");
	const uneven = [...own].filter(([id, count]) => theirs.get(id) !== count).length;
	if (uneven > 0) throw unusable(champion.table, `${formatNumber(uneven)} of its ${formatNumber(theirs.size)} cases are repeated more or less often than in "${source}"`, "Repeat each case as often for both models");
}
function countIds({ ids }) {
	const counts = /* @__PURE__ */ new Map();
	for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
	return counts;
}

// src/gate/read-labels.ts
/** More labels than this are no classes. */
const mostClasses$1 = 1e3;
/** The column of what was so. Throws UserError where there is none. */
function actualOf(table, facts) {
	const column = findActual(table, facts.target);
	if (column !== void 0) return column;
	throw unusable(table, "it has no column \"actual\"", "Predictions have the columns row_id, actual and predicted");
}
/** What the file is about, where its manifest does not say. */
function taskOf({ table, facts }) {
	if (facts.task !== void 0) return facts.task;
	const column = actualOf(table, facts);
	if (facts.classes !== void 0 || column.kind === "text" || column.type === "boolean") return "classification";
	return column.values.every((value) => value === 0 || value === 1 || Number.isNaN(value)) || scoredLabels(table).length > 0 ? "classification" : "regression";
}
/** The labels that occur in the files: of what was so, of what was predicted, and of what has scores. */
function labelsOf(...models) {
	const labels = /* @__PURE__ */ new Set();
	const known = /* @__PURE__ */ new Set();
	for (const { table, facts } of models) {
		const predicted = findPredicted(table);
		const texts = [
			...textsIn(table, actualOf(table, facts)),
			...scoredLabels(table),
			...predicted === void 0 ? [] : textsIn(table, predicted)
		];
		for (const text of texts) {
			const written = [text, ...spellings(text)];
			if (written.some((each) => known.has(each))) continue;
			labels.add(text);
			for (const each of written) known.add(each);
		}
		if (labels.size > mostClasses$1) throw unusable(table, `it has more than ${formatNumber(mostClasses$1)} classes`, "Set train.task: regression for numbers");
	}
	return [...labels].sort(byNumberThenText);
}
/** What occurs in a column; of more than there can be classes, not all. */
function textsIn(table, column) {
	const texts = /* @__PURE__ */ new Set();
	const cells = column.kind === "text" ? column.codes : column.values;
	const seen = /* @__PURE__ */ new Set();
	for (let row = 0; row < table.rows && texts.size <= mostClasses$1; row++) {
		const cell = cells[row];
		if (seen.has(cell)) continue;
		const text = textOf(column, row);
		if (text !== void 0) texts.add(text);
		if (!Number.isNaN(cell)) seen.add(cell);
	}
	return texts;
}
/** Code of the positive class of two: the one that is told, else the one that is called so everywhere. */
function positiveOf(classes, { positive }) {
	if (classes.length !== 2) return void 0;
	if (positive !== void 0) return labelFinder(classes)(positive);
	const index = classes.findIndex((label) => [
		"1",
		"1.0",
		"true",
		"True"
	].includes(label));
	return index < 0 ? void 0 : index;
}

// src/gate/row-ids.ts
/** The identities in a column. Throws UserError for a row without one. */
function readIds(table, column) {
	const { rows } = table;
	const isText = column.kind === "text";
	const { bytes, offsets } = isText ? textEntries(column) : encodeTexts(writeOut(table, column));
	const [starts, bases, ends] = [
		new Uint32Array(rows),
		new Uint32Array(rows),
		new Uint32Array(rows)
	];
	for (let row = 0; row < rows; row++) {
		const code = isText ? column.codes[row] : row;
		if (code < 0) throw withoutId(table, column, row);
		const start = offsets[code];
		const end = offsets[code + 1];
		starts[row] = start;
		bases[row] = baseEnd(bytes, start, end);
		ends[row] = end;
	}
	return {
		bytes,
		starts,
		bases,
		ends
	};
}
/** Numbers and dates as the texts that they are identities by. */
function writeOut(table, column) {
	return Array.from({ length: table.rows }, (_, row) => {
		const id = textOf(column, row);
		if (id === void 0) throw withoutId(table, column, row);
		return id;
	});
}
function withoutId(table, { name }, row) {
	return unusable(table, `row ${row + 1} has no "${name}"`);
}
/** Digits of a hash of ours, before the number of the occurrence where its content repeats: `0123456789abcdef-2`. */
const hashDigits = 16;
const [zero, nine, letterA, hyphen] = [
	48,
	57,
	97,
	45
];
/** Rows of one content are told apart by numbers that follow their order in the data, which says nothing about them. */
function baseEnd(bytes, start, end) {
	const base = start + hashDigits;
	if (end < base + 2 || bytes[base] !== hyphen || bytes[base + 1] === zero) return end;
	for (let at = base + 1; at < end; at++) if (bytes[at] < zero || bytes[at] > nine) return end;
	return hexWord(bytes, start) === void 0 || hexWord(bytes, start + 8) === void 0 ? end : base;
}
/** A row's identity as text. */
function idOf({ bytes, starts, ends }, row) {
	return decodeText(bytes, starts[row], ends[row]);
}
/** What an identity says of its row, as text. */
function baseOf({ bytes, starts, bases }, row) {
	return decodeText(bytes, starts[row], bases[row]);
}
/** The hashes that the bases of these rows are; undefined where one is another text. */
function hashesOf({ bytes, starts, bases }, rows) {
	const hashes = {
		high: new Uint32Array(rows.length),
		low: new Uint32Array(rows.length)
	};
	for (let index = 0; index < rows.length; index++) {
		const start = starts[rows[index]];
		if (bases[rows[index]] !== start + hashDigits) return void 0;
		const high = hexWord(bytes, start);
		const low = hexWord(bytes, start + 8);
		if (high === void 0 || low === void 0) return void 0;
		hashes.high[index] = high;
		hashes.low[index] = low;
	}
	return hashes;
}
/** The number of eight digits, 0 to f; undefined where one is none of them. */
function hexWord(bytes, start) {
	let word = 0;
	for (let at = start; at < start + 8; at++) {
		const byte = bytes[at];
		const digit = byte <= nine ? byte - zero : byte - letterA + 10;
		if (digit < 0 || digit > 15 || digit < 10 && byte > nine) return void 0;
		word = word << 4 | digit;
	}
	return word >>> 0;
}
/**
* Places of bytes in the order of texts, from 1: that of UTF-16, in which the characters that UTF-8 starts with 0xf0 come
* before those of 0xee and 0xef.
*/
const rankOf = Uint8Array.from({ length: 256 }, (_, byte) => byte < 238 || byte > 244 ? Math.min(255, byte + 1) : byte < 240 ? byte + 6 : byte - 1);
/** Whether the rows of both have the same identities, row by row. */
function areSameIds(one, other) {
	const rows = one.starts.length;
	if (rows !== other.starts.length) return false;
	for (let row = 0; row < rows; row++) {
		const [start, end] = [one.starts[row], one.ends[row]];
		const shift = other.starts[row] - start;
		if (other.ends[row] - shift !== end) return false;
		for (let at = start; at < end; at++) if (one.bytes[at] !== other.bytes[at + shift]) return false;
	}
	return true;
}
/** Compares bases as texts, from the byte `skip` on, before which they are the same. */
function compareBases(one, a, other, b, skip = 0) {
	const [from, until] = [one.starts[a] + skip, one.bases[a]];
	const [start, end] = [other.starts[b] + skip, other.bases[b]];
	return compareBytes(one.bytes, from, until, other.bytes, start, end);
}
/** Compares identities of one file as texts. */
function compareIds({ bytes, starts, ends }, a, b) {
	return compareBytes(bytes, starts[a], ends[a], bytes, starts[b], ends[b]);
}
function compareBytes(bytes, from, until, others, start, end) {
	const length = Math.min(until - from, end - start);
	for (let index = 0; index < length; index++) {
		const byte = bytes[from + index];
		const twin = others[start + index];
		if (byte !== twin) return rankOf[byte] - rankOf[twin];
	}
	return until - from - (end - start);
}

// src/gate/row-order.ts
/** What a number of 32 bits holds: as many bytes of an identity as these are, by their places among those that occur. */
const keyBits = 32;
/** Rows that begin alike and are few are compared one with another. */
const fewRows = 24;
/**
* Rows by their base as a text, and those of one content by what was so, then by their full id: an order that does not
* depend on that of the file. Some bytes are one number: a million numbers are sorted in the time of some thousand texts;
* rows that are the same so far are sorted by their next bytes.
*/
function orderRows(ids, actual) {
	const rows = actual.length;
	const order = new Uint32Array(rows);
	for (let row = 0; row < rows; row++) order[row] = row;
	const repeats = new Uint8Array(rows);
	const places = placesOf(ids, order);
	const compareRest = (a, b) => actual[a] - actual[b] || compareIds(ids, a, b);
	const open = rows > 1 ? [{
		from: 0,
		to: rows,
		depth: 0
	}] : [];
	for (let next = open.pop(); next !== void 0; next = open.pop()) {
		const { from, to } = next;
		const group = order.subarray(from, to);
		const depth = sharedBytes(ids, group, next.depth);
		if (depth === void 0) {
			group.sort(compareRest);
			repeats.fill(1, from + 1, to);
		} else if (group.length <= fewRows) {
			group.sort((a, b) => compareBases(ids, a, ids, b, depth) || compareRest(a, b));
			for (let at = from + 1; at < to; at++) repeats[at] = Number(compareBases(ids, order[at - 1], ids, order[at], depth) === 0);
		} else {
			const keys = sortByBytes(ids, group, places, depth);
			for (let start = 0; start < keys.length;) {
				let end = start + 1;
				while (end < keys.length && keys[end] === keys[start]) end++;
				if (end - start > 1) open.push({
					from: from + start,
					to: from + end,
					depth
				});
				start = end;
			}
		}
	}
	return {
		order,
		repeats
	};
}
function placesOf({ bytes, starts, bases }, rows) {
	const occurs = /* @__PURE__ */ new Uint8Array(257);
	for (const row of rows) for (let at = starts[row]; at < bases[row]; at++) occurs[rankOf[bytes[at]]] = 1;
	const place = /* @__PURE__ */ new Uint8Array(257);
	let count = 0;
	for (let rank = 0; rank < occurs.length; rank++) if (occurs[rank] === 1) place[rank] = ++count;
	return {
		of: rankOf.map((rank) => place[rank]),
		bits: Math.max(1, Math.ceil(Math.log2(count + 1)))
	};
}
/** Bytes that the bases of all these rows begin with, from `depth` that they are known to; undefined where they are the same. */
function sharedBytes({ bytes, starts, bases }, rows, depth) {
	const first = starts[rows[0]];
	const length = bases[rows[0]] - first;
	let shared = length;
	let isSame = true;
	for (const row of rows) {
		const start = starts[row];
		const own = bases[row] - start;
		isSame &&= own === length;
		if (own < shared) shared = own;
		let same = depth;
		while (same < shared && bytes[start + same] === bytes[first + same]) same++;
		shared = same;
		if (shared === depth && !(isSame && shared === length)) return depth;
	}
	return isSame && shared === length ? void 0 : shared;
}
/** Sorts rows by as many bytes as a key holds; gives back the keys in order. */
function sortByBytes({ bytes, starts, bases }, rows, { of, bits }, depth) {
	const width = Math.floor(keyBits / bits);
	const keys = new Uint32Array(rows.length);
	for (let index = 0; index < rows.length; index++) {
		const row = rows[index];
		const at = starts[row] + depth;
		const end = bases[row];
		let key = 0;
		for (let byte = at; byte < at + width; byte++) key = key << bits | (byte < end ? of[bytes[byte]] : 0);
		keys[index] = key;
	}
	const sorted = orderByKeys(keys);
	const before = rows.slice();
	for (let index = 0; index < rows.length; index++) rows[index] = before[sorted.order[index]];
	return sorted.keys;
}
/** Where the rows end that have the base of the one at this place of the order. */
function endOfBase(repeats, place) {
	let end = place + 1;
	while (end < repeats.length && repeats[end] === 1) end++;
	return end;
}
/** The digest that `train` makes of which rows were tested and what was so: a line of each, whatever their order. */
function digestRows(lines) {
	return createHash("sha256").update(lines.toSorted().join("\n")).digest("hex");
}
/** Lines that are hashed at a time. */
const someLines = 1e4;
/**
* The same of rows in their order, whose bases are all as long and begin the lines: only lines of one base are left to be
* sorted, and never more than some thousand are there.
*/
function digestInOrder({ order, repeats }, lineOf) {
	const hash = createHash("sha256");
	let lines = [];
	for (let from = 0; from < order.length;) {
		const to = endOfBase(repeats, from);
		for (const line of Array.from(order.subarray(from, to), lineOf).sort()) lines.push(line);
		from = to;
		if (lines.length < someLines && from < order.length) continue;
		hash.update(`${lines.join("\n")}${from < order.length ? "\n" : ""}`);
		lines = [];
	}
	return hash.digest("hex");
}

// src/gate/read-model.ts
/** Names of the column with identities. */
const idNames = ["row_id", "mlops_row_id"];
const known = /* @__PURE__ */ new WeakMap();
/**
* Reads what identifies the rows and what was so, once for the same facts. Rows that stand as in `like` have its order.
* Throws UserError where they cannot be judged.
*/
function readModel(model, like) {
	const { table, facts } = model;
	if (table.rows === 0) throw unusable(table, "it has no rows");
	const column = actualOf(table, facts);
	const task = taskOf(model);
	const classes = task === "regression" ? [] : facts.classes ?? labelsOf(model);
	const before = known.get(table);
	if (before !== void 0 && isReadAs(before, {
		task,
		classes,
		facts
	})) return before;
	const read = readRows(model, column, {
		task,
		classes,
		like
	});
	known.set(table, read);
	return read;
}
function isReadAs({ model, ...read }, { task, classes, facts }) {
	const names = Object.keys({
		...facts,
		...model.facts
	});
	return read.task === task && read.classes.length === classes.length && read.classes.every((label, code) => label === classes[code]) && names.every((name) => name === "task" || name === "classes" || facts[name] === model.facts[name]);
}
function readRows(model, column, { task, classes, like }) {
	const { table } = model;
	const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
	const actual = task === "regression" ? numbersOf(table, column, rows) : codesOf(table, column, rows, classes);
	if (task === "classification" && actual.every((code) => code === actual[0])) throw unusable(table, "what was so is one class only", "More test rows are needed, of the other classes");
	const idColumn = idNames.map((name) => findColumn(table, name)).find((found) => found !== void 0);
	const ids = idColumn && readIds(table, idColumn);
	if (ids === void 0) return {
		model,
		task,
		classes,
		actual,
		ids,
		order: rows,
		repeats: new Uint8Array(rows.length)
	};
	const { order, repeats } = like?.ids !== void 0 && areSame(actual, like.actual) && areSameIds(ids, like.ids) ? like : orderRows(ids, actual);
	refuseRepeated(table, ids, {
		order,
		repeats
	});
	const actualText = (row) => task === "regression" ? actual[row] : classes[actual[row]];
	const lineOf = (row) => `${baseOf(ids, row)} ${actualText(row)}`;
	requireDigest(model, () => hashesOf(ids, order) === void 0 ? digestRows(Array.from(order, lineOf)) : digestInOrder({
		order,
		repeats
	}, lineOf));
	return {
		model,
		task,
		classes,
		actual,
		ids,
		order,
		repeats
	};
}
function areSame(one, other) {
	if (one.length !== other.length) return false;
	for (let row = 0; row < one.length; row++) if (one[row] !== other[row]) return false;
	return true;
}
/** Rows of one id stand together in the order: they have one base. */
function refuseRepeated(table, ids, { order, repeats }) {
	for (let at = repeats.indexOf(1); at > 0; at = repeats.indexOf(1, at)) {
		const start = at - 1;
		at = endOfBase(repeats, start);
		refuseCopies(table, order.slice(start, at).sort(), ids);
	}
}
function refuseCopies(table, rows, ids) {
	const seen = /* @__PURE__ */ new Set();
	for (const row of rows) {
		const id = idOf(ids, row);
		if (seen.has(id)) throw unusable(table, `row ${row + 1} is there twice`, "A row_id names one row");
		seen.add(id);
	}
}
function requireDigest({ table, facts }, digestOf) {
	if (facts.evaluation === void 0 || facts.isDividedByProgram) return;
	if (digestOf() === facts.evaluation) return;
	throw unusable(table, "its rows, or what was so, are not those that its manifest speaks of", "A file of the evidence changed after training; train again");
}

// src/gate/read-evaluation.ts
/**
* One model's rows alone, for rules that compare with no other. Refuses what cannot be judged: a value that is missing
* or no number, scores that are no probabilities, a row that is there twice, one class only, rows that are not those of
* the manifest.
*/
function readEvaluation(model) {
	return refusing(() => areCases(model) ? readCases(model) : judgedRows(readModel(model)));
}
const judged = /* @__PURE__ */ new WeakMap();
/** The rows of a model in its order, worked out once. */
function judgedRows(read) {
	const rows = judged.get(read) ?? takeJudged(read);
	judged.set(read, rows);
	return rows;
}
function takeJudged(read) {
	const { model, task, classes, order } = read;
	const { facts } = model;
	const positive = positiveOf(classes, facts);
	const ids = read.ids;
	let all;
	const roles = takeRows({
		...model.table,
		columns: roleColumns(model.table, facts)
	}, order);
	const weights = readWeights(roles, facts.weight);
	const groups = readGroups(roles, facts.group);
	const time = readTimes(roles, facts.time);
	return {
		get table() {
			all ??= takeRows(model.table, order);
			return all;
		},
		isIdentified: ids !== void 0,
		get ids() {
			return ids && Array.from(order, (row) => idOf(ids, row));
		},
		get hashes() {
			return ids && hashesOf(ids, order);
		},
		evaluation: {
			task,
			rows: order.length,
			actual: permute(read.actual, order),
			classes,
			positive,
			costs: facts.costs && positive !== void 0 ? costMatrix(facts.costs, positive) : void 0,
			weights,
			groups,
			time,
			challenger: readOutcome(read),
			champion: void 0
		}
	};
}
/** What a model says of its rows, in their order. */
function readOutcome({ model, task, classes, order }) {
	const { table, facts } = model;
	const target = {
		task,
		classes: [...classes],
		positive: positiveOf(classes, facts)
	};
	const { predicted, scores } = readPredicted(table, order, target);
	return {
		predicted,
		scores,
		numbers: readNumbers(table, order, facts)
	};
}
/** Columns that are no numbers of the model's own. */
const ownNames = ["row", ...idNames];
function readNumbers(table, order, facts) {
	const taken = /* @__PURE__ */ new Set([
		findActual(table, facts.target),
		findPredicted(table),
		...roleColumns(table, facts)
	]);
	const numbers = /* @__PURE__ */ new Map();
	for (const column of table.columns) {
		if (column.kind !== "numeric" || column.type === "date" || column.type === "datetime") continue;
		if (taken.has(column) || ownNames.includes(column.name) || isScore(column.name)) continue;
		numbers.set(column.name, permute(column.values, order));
	}
	return numbers;
}
function permute(values, order) {
	const out = values.slice(0, order.length);
	for (let index = 0; index < order.length; index++) out[index] = values[order[index]];
	return out;
}

// src/gate/unseen-rows.ts
/**
* Says of each row whether a model was neither trained nor chosen on it nor on what belongs to it, by the rule of its
* split: also of rows that were not there at the time. By hash or group those of the test share, by time those from the
* first test row on, else those that are not among the rows that it saw. In words why it cannot be told.
*/
function unseenRows(split, { table, hashes, seen }) {
	if (split.rule === "sets" || split.rule === "column" || split.stratify) {
		if (seen === void 0) return "nothing tells which rows it was trained on";
		return (row) => !seen.has(hashes.high[row], hashes.low[row]);
	}
	const column = split.column === void 0 ? void 0 : findColumn(table, split.column);
	if (split.rule === "time") {
		const cut = Date.parse(split.cut ?? "");
		if (Number.isNaN(cut)) return "its manifest does not say when its test rows begin";
		if (column?.kind !== "numeric") return `there is no column of dates "${split.column}" any more`;
		return (row) => column.values[row] >= cut;
	}
	if (split.rule === "group" && column === void 0) return `there is no column "${split.column}" any more`;
	const places = placesOf$1(column === void 0 ? hashes : hashGroups(table, column, hashes), split.seed);
	return (row) => places[row] < split.test;
}

// src/gate/refuse-seen.ts
/**
* Refuses rows of which the manifest's own rule says that the model was trained on them. Undefined where there are none,
* and where the ids are not those of `train`: then nothing tells.
*/
function refuseSeen({ table, hashes }, split, { names = [], seen }) {
	if (hashes === void 0 || split.rule !== "sets" && split.stratify) return void 0;
	const isUnseen = unseenRows(split, {
		table: renamed(table, split, names),
		hashes,
		seen
	});
	if (typeof isUnseen === "string") return void 0;
	let count = 0;
	for (let row = 0; row < table.rows; row++) if (!isUnseen(row)) count++;
	if (count === 0) return void 0;
	const isOwnDivision = split.rule === "sets" || split.rule === "column";
	return {
		refused: `Cannot judge "${table.source}": ${counted(count, "row")} of ${formatNumber(table.rows)} ${count === 1 ? "is one" : "are some"} that the model was trained on`,
		hint: isOwnDivision ? "Remove them from the test rows; if they are others that look alike, name what tells rows apart as data.key" : "Judge the model on its test rows: those of MLOPS_TEST, or of train",
		file: table.source
	};
}
/** The predictions, with the column that the rule names under its own name. */
function renamed(table, split, names) {
	const name = split.rule === "sets" ? void 0 : split.column;
	const column = names.map((each) => findColumn(table, each)).find((found) => found !== void 0);
	return name === void 0 || column === void 0 ? table : {
		...table,
		columns: [{
			...column,
			name
		}]
	};
}

// src/gate/flawless.ts
/** Draws for few rows, and rows counted in all draws for many. */
const mostDraws = 4999;
const mostWork = 1e8;
/** Of more classes, a wrong row is of the next class alone. */
const mostClasses = 20;
/**
* A metric that no resample changes, because the model is right on every row, or always as wrong: what the rows leave open
* is how it does on rows that are not among them. So one more row of each class is added that is as wrong as can be (of
* numbers, one that is off by the whole range of what was so; of groups, a whole one), and all rows are weighted by
* Dirichlet draws (the Bayesian bootstrap, Rubin 1981): for a share of n rows without a miss it is Laplace's rule, whose
* bound is the rule of three's. Undefined where nothing bounds it: of one row or group, of numbers that are all the same.
* `factor` as of a question: undefined for the challenger alone.
*/
function flawlessEstimate(evaluation, metric, { factor, value, seed, range, draws: most = mostDraws }) {
	const { rows, groups } = evaluation;
	const units = groups ? groups.reduce((most, group) => Math.max(most, group), 0) + 1 : rows;
	const wrong = wrongRows(evaluation, factor !== void 0);
	if (units < 2 || wrong.length === 0) return void 0;
	const extended = extend(evaluation, wrong);
	const own = statisticOf(metric, extended, extended.challenger);
	const theirs = factor === void 0 ? void 0 : statisticOf(metric, extended, extended.champion);
	if (own === void 0 || factor !== void 0 && theirs === void 0) return void 0;
	const draws = Math.max(199, Math.min(most, Math.floor(mostWork / extended.rows)));
	const random = randomFrom(randomState(seed, 2));
	const counts = new Float64Array(extended.rows);
	const replicates = Float64Array.from({ length: draws }, () => {
		weigh(counts, {
			random,
			wrong,
			rows,
			units,
			groups
		});
		return own.at(counts) - (theirs ? factor * theirs.at(counts) : 0);
	}).filter(Number.isFinite);
	if (replicates.length < draws / 2) return void 0;
	const interval = bcaInterval({
		value,
		replicates,
		range
	});
	return {
		value,
		n: units,
		standardError: standardDeviation(replicates),
		method: `one ${groups ? "group" : "row"} more of each kind as wrong as can be, ${formatNumber(draws)} Bayesian bootstrap draws`,
		bounds(alpha) {
			const [lower, upper] = interval.bounds(alpha);
			return [Math.min(value, lower), Math.max(value, upper)];
		},
		pBelow: (x) => x <= value ? 1 : interval.pBelow(x),
		pAbove: (x) => x >= value ? 1 : interval.pAbove(x)
	};
}
function wrongRows({ task, classes, actual }, isPaired) {
	if (task === "regression") {
		let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
		let sum = 0;
		for (const value of actual) {
			low = Math.min(low, value);
			high = Math.max(high, value);
			sum += value;
		}
		if (high === low) return [];
		const [right, off] = [sum / actual.length, sum / actual.length + high - low];
		const row = {
			kind: 0,
			actual: right,
			challenger: off,
			champion: right
		};
		return isPaired ? [row, {
			kind: 1,
			actual: right,
			challenger: right,
			champion: off
		}] : [row];
	}
	const isAll = classes.length <= mostClasses;
	return classes.flatMap((_, own) => classes.flatMap((__, other) => {
		if (other === own || !isAll && other !== (own + 1) % classes.length) return [];
		const row = {
			kind: 2 * own,
			actual: own,
			challenger: other,
			champion: own
		};
		return isPaired ? [row, {
			kind: 2 * own + 1,
			actual: own,
			challenger: own,
			champion: other
		}] : [row];
	}));
}
function extend(evaluation, wrong) {
	const { weights, classes, challenger, champion } = evaluation;
	const meanWeight = weights && weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
	const outcome = ({ predicted, scores }, said) => ({
		predicted: joined(predicted, wrong.map(said)),
		scores: scores && joined(scores, wrong.flatMap((row) => classes.map((_, code) => Number(code === said(row))))),
		numbers: /* @__PURE__ */ new Map()
	});
	return {
		...evaluation,
		rows: evaluation.rows + wrong.length,
		actual: joined(evaluation.actual, wrong.map((row) => row.actual)),
		weights: weights && joined(weights, wrong.map(() => meanWeight)),
		groups: void 0,
		time: void 0,
		challenger: outcome(challenger, (row) => row.challenger),
		champion: champion && outcome(champion, (row) => row.champion)
	};
}
function joined(values, more) {
	const all = new values.constructor(values.length + more.length);
	all.set(values);
	all.set(more, values.length);
	return all;
}
/**
* Fills the weights of one draw: exponential ones of each row or group, and of one row of each kind, which stands for a
* whole group where rows belong together.
*/
function weigh(counts, of) {
	const { random, wrong, rows, units, groups } = of;
	const drawn = Float64Array.from({ length: units }, () => -log(1 - uniform(random)));
	for (let row = 0; row < rows; row++) counts[row] = drawn[groups ? groups[row] : row];
	const kinds = /* @__PURE__ */ new Map();
	for (const [index, { kind }] of wrong.entries()) kinds.set(kind, [...kinds.get(kind) ?? [], index]);
	counts.fill(0, rows);
	for (const members of kinds.values()) counts[rows + members[random.below(members.length)]] = -log(1 - uniform(random)) * rows / units;
}

// src/gate/judge.ts
/** One-sided error of every claim: the printed 95 % interval is what decides. */
const alpha = .025;
/**
* Judges each claim by its interval: it holds where the whole interval does, fails where that is shown by an upper
* bound that Holm corrects for all claims, and is inconclusive between them. A claim without an interval is judged by
* its number. A metric that is missing or not a number fails. What the base branch asks is corrected for that alone where
* that is stricter: new rules and slices of a pull request must not hide what breaks the old ones.
*/
function judge(measured, isOfBase = () => false) {
	const tested = measured.filter((each) => typeof each.lead === "object" && !each.isUnchanged);
	const ps = adjust(tested);
	for (const [each, p] of adjust(tested.filter(isOfBase))) ps.set(each, Math.min(p, ps.get(each)));
	const proofs = measured.filter(({ isGuard }) => !isGuard).length;
	return measured.map((each) => judgeOne(each, ps.get(each), proofs));
}
/** p of breaking, each corrected for all of them. */
function adjust(tested) {
	const shown = tested.map(({ lead }) => lead.pBelow(0));
	const adjusted = holm(shown.map((p) => Number.isNaN(p) ? 1 : p));
	return new Map(tested.map((each, index) => [each, adjusted[index]]));
}
/** The values of an estimate and of a plain number. */
function pointOf(measured) {
	return typeof measured === "object" ? measured.value : measured;
}
function judgeOne(measured, p, proofs) {
	const { claim, actual, lead } = measured;
	const outcome = (verdict, reason = "", more = {}) => ({
		...measured,
		...p !== void 0 && { p },
		verdict,
		reason,
		...more
	});
	const value = pointOf(actual);
	if (value === void 0) return measured.missing === void 0 ? outcome("fail", `the metrics have no "${claim.rule.metric}"`) : outcome("unjudged", measured.missing);
	if (Number.isNaN(value)) return outcome("fail", `${claim.metric} is not a number`);
	if (lead === void 0 || Number.isNaN(pointOf(lead))) return outcome("unjudged", measured.missing);
	if (measured.isUnchanged && claim.against !== void 0) return claim.isStrict ? outcome("fail", `the model predicts the same as the ${claim.against}`) : outcome("pass");
	if (typeof lead === "number") return (claim.isStrict ? lead > 0 : lead >= 0) ? outcome("pass") : outcome("fail", failureOf(measured));
	const [lower] = lead.bounds(alpha);
	if (claim.against === void 0 ? lower >= 0 : lower > 0) return outcome("pass");
	if (p <= .025) return outcome("fail", failureOf(measured));
	if (measured.isGuard) return outcome("pass");
	const rowsNeeded = rowsFor(measured, lead, proofs);
	return outcome("inconclusive", openOf(measured, lead), rowsNeeded === void 0 ? {} : { rowsNeeded });
}
function failureOf({ claim }) {
	const { against, isStrict, metric, required } = claim;
	if (against === void 0) return `${metric} is not ${required}`;
	return `${metric} is ${isStrict ? "not better" : "worse"} than the ${against}'s${marginOf$1(claim)}`;
}
function openOf({ claim, unit = "row" }, lead) {
	const { metric, required, against, isStrict } = claim;
	if (lead.bounds(.025).every(Number.isFinite) === false) return `the ${unit}s tell nothing of how far ${metric} may be off`;
	const asked = against === void 0 ? required : `${isStrict ? "better" : "worse"} than the ${against}'s${marginOf$1(claim)}`;
	return `${counted(lead.n, unit)} cannot tell whether ${metric} is ${asked}`;
}
function marginOf$1({ rule, margin, isStrict }) {
	return margin.value === 0 ? "" : ` by ${isStrict ? "" : "more than "}the margin ${rule.margin}`;
}
/**
* Rows at which the claim would be shown, all of them together with the power: for a comparison if the models are truly
* equal (not as far apart as they were seen), else if the value stays.
*/
function rowsFor({ claim, reference }, lead, proofs) {
	const { margin, condition } = claim;
	const distance = condition === "no_worse_than" ? margin.isShare ? margin.value * Math.abs(reference ?? 0) : margin.value : lead.value;
	if (!(distance > 0)) return void 0;
	const rows = rowsNeededLike(lead, {
		margin: distance,
		alpha,
		power: 1 - .19999999999999996 / Math.max(1, proofs)
	});
	return rows !== void 0 && rows > lead.n ? rows : void 0;
}

// src/gate/seed-of.ts
/** The seed of what is drawn: from what is judged, so that judging it again gives the same. */
function seedOf({ actual, challenger, champion }) {
	const hash = createHash("sha256");
	for (const values of [
		actual,
		challenger.predicted,
		challenger.scores,
		champion?.predicted,
		champion?.scores
	]) if (values !== void 0) hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
	return hash.digest().readUInt32LE();
}

// src/gate/estimate-metrics.ts
/** Rows from which on a mean of losses is about normal. */
const normalRows = 100;
/**
* Metrics with their intervals, and their differences on the same rows; undefined for those that the predictions do not
* have. Wilson's and Tango's score intervals for shares of rows, DeLong's for ROC AUC, Student's t for means over many
* rows or over groups; all others, and all of rows in time, by the bootstrap (`bootstrapEstimates`), on one set of resamples.
*/
function estimateMetrics(evaluation, asked, effort) {
	const questions = [...new Set(asked.map(({ metric }) => metric))].flatMap((metric) => readPair(evaluation, metric) ?? []).flatMap((pair) => {
		const factors = asked.flatMap(({ metric, factors: of }) => metric === pair.metric ? of : []);
		return (pair.champion === void 0 ? [void 0] : [.../* @__PURE__ */ new Set([1, ...factors])]).map((factor) => ({
			pair,
			factor
		}));
	});
	const answers = answer(evaluation, questions, effort);
	return asked.map(({ metric }) => {
		const of = questions.flatMap(({ pair, factor }, index) => pair.metric === metric ? [{
			factor,
			pair,
			found: answers[index]
		}] : []);
		if (of.length === 0) return void 0;
		const contrasts = new Map(of.flatMap((each) => each.factor === void 0 ? [] : [[each.factor, each.found]]));
		const { factor, found, pair } = of[0];
		return {
			challenger: factor === void 0 ? found : pair.challenger,
			champion: pair.champion,
			difference: contrasts.get(1),
			contrasts
		};
	});
}
function readPair(evaluation, metric) {
	const { challenger, champion } = evaluation;
	const own = statisticOf(metric, evaluation, challenger);
	const theirs = champion && statisticOf(metric, evaluation, champion);
	return own && {
		metric,
		own,
		theirs,
		challenger: own.at(),
		champion: theirs?.at()
	};
}
function answer(evaluation, questions, effort) {
	let made;
	const seed = () => made ??= effort?.seed ?? seedOf(evaluation);
	const known = questions.map(({ pair, factor }) => {
		const value = pair.challenger - (factor === void 0 ? 0 : factor * pair.champion);
		if (pair.own.interval === "none" || Number.isNaN(value)) return value;
		return closedForm(evaluation, pair.metric, factor);
	});
	const open = questions.filter((_, index) => known[index] === void 0);
	const found = open.length === 0 ? [] : resample(evaluation, open, {
		...effort,
		seed
	});
	return questions.map((question, index) => {
		const estimate = known[index] ?? found.shift();
		if (typeof estimate === "number" || !isOpen(estimate, question)) return estimate;
		const { pair, factor } = question;
		const range = rangeOf(pair.metric, factor);
		const of = {
			factor,
			value: estimate.value,
			seed: seed(),
			range,
			draws: effort?.draws
		};
		return flawlessEstimate(evaluation, pair.metric, of) ?? estimate;
	});
}
/** Whether the bounds say nothing of a value that is there. */
function isOpen({ value, bounds }, { pair, factor }) {
	const [lower, upper] = bounds(alpha);
	const [low, high] = rangeOf(pair.metric, factor);
	return Number.isFinite(value) && lower <= low && upper >= high;
}
function resample(evaluation, open, { seed, resamples, mostUnits, openKernel }) {
	const { groups, time } = evaluation;
	const requests = open.map(({ pair, factor }) => {
		const shared = {
			statistic: pair.own,
			range: rangeOf(pair.metric, factor)
		};
		return factor === void 0 ? shared : {
			...shared,
			minus: pair.theirs,
			factor
		};
	});
	return bootstrapEstimates(requests, {
		groups,
		time,
		seed,
		resamples,
		mostUnits,
		openKernel
	});
}
/** The least and the greatest value of a metric, or of one less so many times another. */
function rangeOf(metric, factor) {
	const [low, high] = findMetric(metric)?.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
	return factor === void 0 ? [low, high] : [low - factor * high, high - factor * low];
}
function closedForm(evaluation, metric, factor) {
	if (evaluation.time !== void 0 && evaluation.groups === void 0) return void 0;
	if (metric === "roc_auc" || metric === "gini") return ofAreas(evaluation, metric, factor);
	return ofShares(evaluation, metric, factor) ?? ofMeans(evaluation, metric, factor);
}
/** Shares of rows, each as good as another: accuracy of all, recall of the positive ones. */
function ofShares(evaluation, metric, factor) {
	const { actual, positive, rows, challenger, champion, classes } = evaluation;
	if (evaluation.weights || evaluation.groups || classes.length === 0) return void 0;
	if (metric !== "accuracy" && !(metric === "recall" && positive !== void 0)) return void 0;
	if (factor !== void 0 && factor !== 1) return void 0;
	let [counted, own, other] = [
		0,
		0,
		0
	];
	let hits = 0;
	for (let row = 0; row < rows; row++) {
		if (metric === "recall" && actual[row] !== positive) continue;
		counted++;
		const isHit = challenger.predicted[row] === actual[row];
		hits += Number(isHit);
		if (factor === void 0) continue;
		if (isHit !== (champion.predicted[row] === actual[row])) isHit ? own++ : other++;
	}
	return factor === void 0 ? estimateShare(hits, counted) : estimateShareDifference({
		firstOnly: own,
		secondOnly: other,
		rows: counted
	});
}
/** The mean of one loss a row. */
function ofMeans(evaluation, metric, factor) {
	const { weights, groups, rows, challenger, champion } = evaluation;
	if (groups === void 0 && rows < normalRows) return void 0;
	const own = lossOf(metric, evaluation, challenger);
	const other = factor === void 0 ? void 0 : lossOf(metric, evaluation, champion);
	if (own === void 0 || factor !== void 0 && other === void 0) return void 0;
	const values = other === void 0 ? own : own.map((loss, row) => loss - factor * other[row]);
	const [low, high] = rangeOf(metric, factor);
	return estimateMean(values, {
		weights,
		groups,
		range: Number.isFinite(low) && Number.isFinite(high) ? [low, high] : void 0,
		isSkewed: other === void 0
	});
}
/** ROC AUC of two classes, and Gini, which is twice as far from a half. */
function ofAreas(evaluation, metric, factor) {
	const { actual, classes, weights, groups, challenger, champion } = evaluation;
	const code = evaluation.positive ?? 1;
	if (classes.length !== 2 || challenger.scores === void 0) return void 0;
	if (factor !== void 0 && (factor !== 1 || champion?.scores === void 0)) return void 0;
	const positive = new Uint8Array(actual.length);
	for (let row = 0; row < positive.length; row++) positive[row] = Number(actual[row] === code);
	const scoresOf = ({ scores }) => {
		const own = new Float64Array(actual.length);
		for (let row = 0; row < own.length; row++) own[row] = scores[2 * row + code];
		return own;
	};
	const fallingOf = ({ scores }) => sortByScore(scores, 2, code);
	const rows = {
		positive,
		weights,
		groups
	};
	const first = scoresOf(challenger);
	const falling = fallingOf(challenger);
	const area = factor === void 0 ? estimateAuc({
		...rows,
		scores: first,
		falling
	}) : estimateAucDifference({
		...rows,
		first,
		second: scoresOf(champion),
		falling: [falling, fallingOf(champion)]
	});
	if (metric === "roc_auc") return area;
	return transformEstimate(area, {
		scale: 2,
		offset: factor === void 0 ? -1 : 0
	});
}

// src/gate/mlflow-thresholds.ts
/**
* A rule in the words of MLflow's `MetricThreshold` (3.17) as rules in ours, of one condition each: `threshold` is a `min`
* or, where less is better, a `max`; `min_absolute_change` a lead over the baseline, `min_relative_change` one in percent.
* MLflow lets a change that is exactly the least one pass, and compares numbers; here the interval has to be beyond it.
* A rule in other words is itself.
*/
function translateThresholds(rule) {
	const { threshold, min_absolute_change: absolute, min_relative_change: relative, greater_is_better: _, ...own } = rule;
	const direction = directionOf$1(rule);
	const { min, max, no_worse_than, better_than, margin, ...rest } = own;
	const shared = {
		...rest,
		...rule.greater_is_better !== void 0 && direction && { direction }
	};
	const rules = [];
	if ([
		min,
		max,
		no_worse_than,
		better_than
	].some((each) => each !== void 0)) rules.push({
		...own,
		...shared
	});
	if (threshold !== void 0) rules.push({
		...shared,
		...direction === "minimize" ? { max: threshold } : { min: threshold }
	});
	if (absolute !== void 0) rules.push({
		...shared,
		better_than: "baseline",
		margin: absolute
	});
	if (relative === 0) rules.push({
		...shared,
		no_worse_than: "baseline"
	});
	else if (relative !== void 0) rules.push({
		...shared,
		better_than: "baseline",
		margin: `${Number((relative * 100).toPrecision(15))}%`
	});
	return rules;
}
/** Throws UserError for words of MLflow's that say nothing of this metric, or what it does not have. */
function checkThresholds(rule, place) {
	const { metric, threshold, greater_is_better: greater, min_relative_change: relative } = rule;
	const known = findMetric(canonicalName(metric));
	if (known && greater !== void 0 && greater !== (known.direction === "maximize")) throw new UserError(`Cannot judge "${metric}": it is better when it ${greater ? "shrinks" : "grows"}, so greater_is_better is ${!greater}`, {
		...place("greater_is_better"),
		hint: "Remove greater_is_better: it is known for this metric"
	});
	if (threshold !== void 0 && directionOf$1(rule) === void 0) throw new UserError(`Cannot judge "${metric}": it is not known which way is better`, {
		...place("threshold"),
		hint: "Add greater_is_better: true or greater_is_better: false to the rule"
	});
	if (relative !== void 0 && relative > 0 && !(known && known.range[0] >= 0)) throw new UserError(`Cannot judge "${metric}": a relative change needs a metric that cannot be negative, such as accuracy or rmse`, {
		...place("min_relative_change"),
		hint: "Give min_absolute_change in the metric's own units"
	});
}
function directionOf$1({ metric, direction, greater_is_better: greater }) {
	const told = greater === void 0 ? direction : greater ? "maximize" : "minimize";
	return findMetric(canonicalName(metric))?.direction ?? told;
}

// src/gate/claim.ts
const conditions = [
	"min",
	"max",
	"no_worse_than",
	"better_than"
];
/** The claims of the rules, in their order. */
function claimsOf(rules) {
	return rules.flatMap((rule, index) => translateThresholds(rule).flatMap((each) => claimsOfRule(each, index)));
}
function claimsOfRule(rule, index) {
	return conditions.filter((condition) => rule[condition] !== void 0).map((condition) => {
		const margin = marginOf(rule);
		return {
			rule,
			index,
			condition,
			metric: canonicalName(rule.metric),
			sign: signOf(rule, condition),
			against: againstOf(rule, condition),
			margin,
			bound: condition === "min" || condition === "max" ? boundOf(rule[condition]) : void 0,
			required: requirementOf(rule, condition),
			isStrict: condition === "better_than"
		};
	});
}
/** The rule's name, or its metric and condition. */
function nameOf({ rule, metric, required }) {
	return rule.name ?? `${isFairness(metric) ? `${metric} by ${rule.by}` : metric} ${required}`;
}
/**
* Which way is better, from the table or as the rule says; undefined when neither knows. A score is better when it grows,
* unless the rule says otherwise.
*/
function directionOf(rule) {
	const name = canonicalName(rule.metric);
	return findMetric(name)?.direction ?? rule.direction ?? (name === "score" ? "maximize" : void 0);
}
function signOf(rule, condition) {
	if (condition === "min") return 1;
	return condition === "max" || directionOf(rule) === "minimize" ? -1 : 1;
}
function againstOf(rule, condition) {
	if (condition === "no_worse_than") return rule.no_worse_than;
	return condition === "better_than" ? rule.better_than : void 0;
}
function marginOf({ margin = 0 }) {
	return typeof margin === "number" ? {
		value: margin,
		isShare: false
	} : {
		value: Number.parseFloat(margin) / 100,
		isShare: true
	};
}
function requirementOf(rule, condition) {
	if (condition === "min") return `\u2265 ${showBound(rule.min)}`;
	if (condition === "max") return `\u2264 ${showBound(rule.max)}`;
	const margin = rule.margin === void 0 ? "" : `, margin ${rule.margin}`;
	return `${condition === "better_than" ? "better than" : "no worse than"} ${againstOf(rule, condition)}${margin}`;
}
/** A bound keeps every digit that was written, and its unit. */
function showBound(bound) {
	if (typeof bound === "string") return bound.replace(/ ?([^\d ]+)$/, " $1").replace("-", "\u2212");
	return Number.isInteger(bound) ? formatNumber(bound) : String(bound);
}
/** The name with the slice that is meant: `accuracy \u2265 0.8, island = Dream`. */
function fullName({ claim, slice }) {
	return slice === void 0 ? nameOf(claim) : `${nameOf(claim)}, ${slice.column} = ${slice.value}`;
}

// src/gate/absent-metric.ts
/** Why there is no value of a metric, and what helps, where that can be told; `evaluation` is of the model's own rows. */
function whyAbsent(written, metrics, evaluation) {
	const metric = canonicalName(written);
	if (findMetric(metric) === void 0) {
		const like = nearest(written, [
			...metrics.values.keys(),
			...metricNames,
			...besideNames
		]);
		return like && `The nearest name of a metric is "${like}"`;
	}
	return whyImpossible(written, {
		task: evaluation?.task ?? metrics.task,
		...evaluation && {
			classes: evaluation.classes,
			positive: evaluation.positive
		}
	});
}
/** Why no model of such a target can have the metric, where that can be told. */
function whyImpossible(written, { task, classes, positive }) {
	const metric = canonicalName(written);
	if (findMetric(metric) === void 0) {
		const like = nearest(written, [...metricNames, ...besideNames]);
		return like && `The nearest name of a metric is "${like}"`;
	}
	const isOfTwo = isKnownOf(metric, {
		classes: ["", ""],
		positive: 1
	});
	const isOfMany = isKnownOf(metric, { classes: [
		"",
		"",
		""
	] });
	const isOfNumbers = isKnownOf(metric, { task: "regression" });
	if (task === "regression" && (isOfTwo || isOfMany) && !isOfNumbers) return `${written} is for classes; the target is numbers`;
	if (task === "classification" && isOfNumbers && !isOfTwo && !isOfMany) return `${written} is for numbers; the target is classes`;
	if (classes === void 0 || !isOfTwo || isOfMany) return void 0;
	if (classes.length > 2) return `${written} is for two classes; the target has ${classes.length}`;
	return classes.length === 2 && positive === void 0 ? `Which class is positive is not known: set data.positive to ${classes.map((each) => `"${each}"`).join(" or ")}` : void 0;
}
/** Whether predictions of such a target have the metric, were there any. */
function isKnownOf(metric, of) {
	const challenger = {
		predicted: /* @__PURE__ */ new Int32Array(0),
		scores: /* @__PURE__ */ new Float64Array(0),
		numbers: /* @__PURE__ */ new Map()
	};
	return statisticOf(metric, {
		task: "classification",
		rows: 0,
		actual: /* @__PURE__ */ new Int32Array(0),
		classes: [],
		positive: void 0,
		costs: void 0,
		weights: void 0,
		groups: void 0,
		time: void 0,
		challenger,
		champion: void 0,
		...of
	}, challenger) !== void 0;
}

// src/gate/bounds.ts
/** Throws UserError for a bound in a unit that the metric is not counted in. */
function requireUnits(rule, place) {
	for (const key of ["min", "max"]) {
		const written = rule[key];
		if (typeof written !== "string" || fits(rule.metric, parseQuantity(written)?.unit)) continue;
		throw new UserError(`Cannot judge "${rule.metric}": it is not counted in what "${written}" says`, {
			...place(key),
			hint: `Write ${wordsOf(rule.metric)}`
		});
	}
}
function fits(name, unit) {
	return unit === "share" ? isShare(name) : findMetric(canonicalName(name))?.unit === unit;
}
/** What reaches 1 at most, or is compared with 1. */
function isShare(name) {
	const metric = findMetric(canonicalName(name));
	if (metric === void 0 || metric.unit !== void 0) return false;
	return metric.percent === true || metric.range[1] <= 1 || metric.name === "latency_ratio";
}
function wordsOf(name) {
	const unit = findMetric(canonicalName(name))?.unit;
	if (unit === "bytes") return "a number of bytes, or a size such as 25MB";
	if (unit === "seconds") return "a number of seconds, or a duration such as 50ms or 30d";
	return isShare(name) ? "a number, or a percentage such as 5%" : "a number without a unit";
}

// src/gate/check-rules.ts
/**
* Refuses rules that cannot be judged whatever the metrics are: a comparison by a metric whose direction nobody
* knows, a percentage of a metric that is not a positive loss.
*/
function checkRules(rules, placeOf) {
	for (const [index, rule] of rules.entries()) {
		const place = (key) => placeOf([
			"gate",
			"rules",
			index,
			key
		]);
		checkThresholds(rule, place);
		for (const each of translateThresholds(rule)) checkRule(each, rule, place);
	}
}
/** Of a rule in MLflow's words, what its author wrote has been checked before. */
function checkRule(rule, written, place) {
	const known = findMetric(canonicalName(rule.metric));
	const compares = rule.no_worse_than !== void 0 || rule.better_than !== void 0;
	if (known && rule.direction !== void 0 && rule.direction !== known.direction) throw new UserError(`Cannot judge "${rule.metric}": it is better when it ${words[known.direction]}, not the reverse`, {
		...place("direction"),
		hint: "Remove direction: it is known for this metric"
	});
	if (compares && directionOf(rule) === void 0) throw new UserError(`Cannot judge "${rule.metric}": it is not known which way is better${didYouMean(rule.metric, [...metricNames, ...besideNames])}`, {
		...place("metric"),
		hint: "Add direction: maximize or direction: minimize to the rule"
	});
	requireUnits(rule, place);
	if (known?.beside) checkBeside(rule, place);
	if (typeof written.margin === "string" && !known?.loss) throw new UserError(`Cannot judge "${rule.metric}": a margin in percent needs a positive loss such as rmse`, {
		...place("margin"),
		hint: "Give the margin as a number in the metric's own units"
	});
}
/** What the gate measures elsewhere is judged by bounds, and by a column only if it compares groups. */
function checkBeside({ metric, by, ...rule }, place) {
	const refuse = (why, key, hint) => new UserError(`Cannot judge "${metric}": ${why}`, {
		...place(key),
		hint
	});
	for (const key of ["no_worse_than", "better_than"]) if (rule[key] !== void 0) throw refuse("it is judged by min and max alone", key, "Give the rule min or max instead");
	const isOfGroups = isFairness(canonicalName(metric));
	if (isOfGroups && (by === void 0 || by === "class")) throw refuse("it compares groups, and no column says which", "metric", "Add by and the name of the column");
	if (!isOfGroups && by !== void 0) throw refuse("it is not measured by slice", "by", "Remove by from the rule");
}
const words = {
	maximize: "grows",
	minimize: "shrinks"
};

export { alpha, areCases, checkRules, claimsOf, compareBases, endOfBase, estimateMetrics, fullName, isRefusal, judge, judgedRows, labelsOf, nameOf, pairCases, pointOf, readEvaluation, readModel, readOutcome, refuseSeen, refusing, seedOf, taskOf, translateThresholds, unseenRows, unusable, whyAbsent, whyImpossible };