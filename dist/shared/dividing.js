import { UserError, didYouMean, formatNumber, requireTarget } from "./core.js";
import { encodeTarget } from "./numbers.js";
import { countUpTo, decodeEntries, findColumn, readCell, textEntries } from "./data.js";

// src/patterns/program.ts
/** What an instruction does. */
const operation = {
	fail: 0,
	match: 1,
	take: 2,
	jump: 3,
	fork: 4,
	assert: 5
};
/** What may hold between two characters, in the bits of RE2. */
const assertion = {
	lineBegins: 1,
	lineEnds: 2,
	textBegins: 4,
	textEnds: 8,
	wordBoundary: 16,
	noWordBoundary: 32
};

// src/patterns/places.ts
const { match, take, jump, fork, assert } = operation;
const ofBefore = assertion.lineBegins | assertion.textBegins;
/** The places of a program, none so far. */
function createPlaces({ operations, next, other }) {
	const seen = new Uint32Array(operations.length);
	const isWaiting = new Uint32Array(operations.length);
	const stack = new Int32Array(operations.length);
	let round = 0;
	let depth = 0;
	const push = (instruction) => {
		if (seen[instruction] === round) return;
		seen[instruction] = round;
		stack[depth++] = instruction;
	};
	const wait = (instruction) => {
		isWaiting[instruction] = round;
		places.waiting[places.size++] = instruction;
	};
	const visit = (instruction, holding, isSettled) => {
		switch (operations[instruction]) {
			case match:
				places.isMatch = true;
				break;
			case take:
				wait(instruction);
				break;
			case fork:
				push(other[instruction]);
				push(next[instruction]);
				break;
			case jump:
				push(next[instruction]);
				break;
			case assert: {
				const missing = other[instruction] & ~holding;
				if (missing === 0) push(next[instruction]);
				else if (!isSettled && (missing & ofBefore) === 0) {
					wait(instruction);
					places.isOpen = true;
				}
			}
		}
	};
	const places = {
		waiting: new Int32Array(operations.length),
		size: 0,
		isOpen: false,
		isMatch: false,
		sorted() {
			const { waiting, size } = places;
			if (size * 16 < operations.length) return waiting.slice(0, size).sort();
			const all = new Int32Array(size);
			let at = 0;
			for (let each = 0; each < operations.length; each++) if (isWaiting[each] === round) all[at++] = each;
			return all;
		},
		clear() {
			round++;
			places.size = 0;
			places.isOpen = false;
			places.isMatch = false;
		},
		reach(instruction, holding, isSettled) {
			push(instruction);
			while (depth > 0) visit(stack[--depth], holding, isSettled);
		}
	};
	return places;
}

// src/patterns/state-table.ts
/** How many numbers the cells and the sets may have: 1 MB each. */
const mostNumbers = 1 << 18;
/** A table without states. */
function createStateTable(width) {
	const mostStates = Math.max(4, Math.floor(mostNumbers / width) - 1);
	const sets = [];
	const byHash = /* @__PURE__ */ new Map();
	let numbers = 0;
	const forget = () => {
		sets.length = 0;
		byHash.clear();
		numbers = 0;
		table.cells.fill(0);
		table.forgotten++;
	};
	const add = (set) => {
		if (sets.length === mostStates || numbers + set.waiting.length > mostNumbers) forget();
		numbers += set.waiting.length;
		const state = sets.push(set) * width;
		if (state + width > table.cells.length) {
			const wider = new Int32Array(table.cells.length * 2);
			wider.set(table.cells);
			table.cells = wider;
		}
		return state;
	};
	const setOf = (state) => sets[state / width - 1];
	const table = {
		cells: new Int32Array(width * 4),
		forgotten: 0,
		setOf,
		stateOf(set) {
			const hash = hashOf(set);
			const known = byHash.get(hash)?.find((state) => isSame(setOf(state), set));
			if (known !== void 0) return known;
			const state = add(set);
			byHash.set(hash, [...byHash.get(hash) ?? [], state]);
			return state;
		}
	};
	return table;
}
function hashOf({ waiting, before }) {
	let hash = before;
	for (const each of waiting) hash = Math.imul(hash ^ each, 2654435761) ^ hash >>> 15;
	return hash;
}
function isSame(one, other) {
	const { waiting, before, isOpen } = one;
	return before === other.before && isOpen === other.isOpen && waiting.length === other.waiting.length && waiting.every((each, index) => each === other.waiting[index]);
}

// src/patterns/states.ts
/** What stands where a state would: what is not worked out yet, and what a text comes to whatever follows. */
const outcome = {
	unknown: 0,
	matched: -1,
	failed: -2
};
const { lineBegins, lineEnds, textBegins, textEnds, wordBoundary, noWordBoundary } = assertion;
const newline = 10;
/** That the character before a place belongs to a word; the bits below are those of assertions. */
const afterWord = 64;
/** The states of a program with `width - 1` classes of characters. Each new one takes time linear in the program. */
function createStates(program, width) {
	const places = createPlaces(program);
	const table = createStateTable(width);
	const isRevived = hasAssertion(program, lineBegins);
	let first;
	const settle = (before) => {
		if (places.isMatch) return outcome.matched;
		if (places.size === 0 && !isRevived) return outcome.failed;
		const { isOpen } = places;
		const waiting = places.sorted();
		return table.stateOf({
			waiting,
			isOpen,
			before: isOpen ? before : 0
		});
	};
	const take = (waiting, rune) => {
		const before = (rune === newline ? lineBegins : 0) | (isWord(rune) ? afterWord : 0);
		places.clear();
		for (const each of waiting) if (program.takes(each, rune)) places.reach(program.next[each], before, false);
		places.reach(program.start, before, false);
		return settle(before);
	};
	const follow = ({ waiting, isOpen, before }, rune) => {
		if (!isOpen) return rune === void 0 ? outcome.failed : take(waiting, rune);
		const holding = holdingBetween(before, rune);
		places.clear();
		for (const each of waiting) places.reach(each, holding, true);
		if (places.isMatch) return outcome.matched;
		return rune === void 0 ? outcome.failed : take(places.waiting.slice(0, places.size), rune);
	};
	const states = {
		cells: table.cells,
		start() {
			if (first?.forgotten === table.forgotten) return first.state;
			const before = textBegins | lineBegins;
			places.clear();
			places.reach(program.start, before, false);
			first = {
				state: settle(before),
				forgotten: table.forgotten
			};
			states.cells = table.cells;
			return first.state;
		},
		step(state, runes) {
			const { forgotten } = table;
			const next = follow(table.setOf(state), runes === width - 1 ? void 0 : runeOf(program, runes));
			states.cells = table.cells;
			if (table.forgotten === forgotten) states.cells[state + runes] = next;
			return next;
		}
	};
	return states;
}
function hasAssertion({ operations, other }, bit) {
	return operations.some((each, index) => each === operation.assert && (other[index] & bit) !== 0);
}
/** One of the characters of a class. */
function runeOf({ bounds }, runes) {
	return runes === 0 ? 0 : bounds[runes - 1];
}
/** The assertions that hold before a character, or at the end of the text. */
function holdingBetween(before, rune) {
	const isEnd = rune === void 0;
	const isInside = (before & afterWord) !== 0 === (!isEnd && isWord(rune));
	return before & (lineBegins | textBegins) | (isEnd || rune === newline ? lineEnds : 0) | (isEnd ? textEnds : 0) | (isInside ? noWordBoundary : wordBoundary);
}
/** A letter, digit or underscore of ASCII. */
function isWord(rune) {
	return rune < 128 && /\w/.test(String.fromCharCode(rune));
}

// src/patterns/automaton.ts
const { unknown, matched } = outcome;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
/** A deterministic machine for a program, made as far as texts need it. */
function createAutomaton(program) {
	const { bounds } = program;
	const end = bounds.length + 1;
	const states = createStates(program, end + 1);
	const ascii = Int32Array.from({ length: 128 }, (_, rune) => classOf(bounds, rune));
	const follow = (state, runes) => {
		const next = states.cells[state + runes];
		return next === unknown ? states.step(state, runes) : next;
	};
	const scanText = (text, start) => {
		let state = start;
		for (let i = 0; i < text.length && state > unknown; i++) {
			const rune = text.codePointAt(i);
			if (rune > 65535) i++;
			state = follow(state, rune < 128 ? ascii[rune] : classOf(bounds, rune));
		}
		return (state > unknown ? follow(state, end) : state) === matched;
	};
	return {
		text: (text) => scanText(text, states.start()),
		bytes(bytes, from, to) {
			let state = states.start();
			let { cells } = states;
			for (let i = from; i < to && state > unknown; i++) {
				const byte = bytes[i];
				if (byte >= 128) return scanText(decoder.decode(bytes.subarray(i, to)), state);
				const runes = ascii[byte];
				let next = cells[state + runes];
				if (next === unknown) {
					next = states.step(state, runes);
					({cells} = states);
				}
				state = next;
			}
			return (state > unknown ? follow(state, end) : state) === matched;
		}
	};
}
/** How many bounds are up to a code point. */
function classOf(bounds, rune) {
	let low = 0;
	let high = bounds.length;
	while (low < high) {
		const middle = low + high >> 1;
		if (bounds[middle] <= rune) low = middle + 1;
		else high = middle;
	}
	return low;
}

// src/patterns/pattern-node.ts
/** At most how many instructions a node takes; each repetition counts, also of nothing. */
function sizeOf(node) {
	switch (node.kind) {
		case "sequence":
		case "choice": return node.nodes.reduce((sum, each) => sum + sizeOf(each) + 1, 0);
		case "repeat": return (node.max === Infinity ? node.min + 1 : node.max) * (sizeOf(node.node) + 1);
		default: return 1;
	}
}
/** The program of a pattern. */
function compileNode(node) {
	const operations = [];
	const next = [];
	const other = [];
	const characters = /* @__PURE__ */ new Map();
	const add = (kind, then, or = 0) => {
		next.push(then);
		other.push(or);
		return operations.push(kind) - 1;
	};
	/** The instruction that a node starts with, where `then` is what follows the node. */
	const emit = (each, then) => {
		switch (each.kind) {
			case "character": {
				const at = add(operation.take, then);
				characters.set(at, each);
				return at;
			}
			case "assertion": return add(operation.assert, then, each.bits);
			case "sequence": return each.nodes.reduceRight((after, part) => emit(part, after), then);
			case "choice": return each.nodes.map((part) => emit(part, then)).reduceRight((after, start) => add(operation.fork, start, after));
			case "repeat": return emitRepeat(each, then);
		}
	};
	const emitRepeat = ({ node: each, min, max }, then) => {
		let start = then;
		if (max === Infinity) {
			start = add(operation.fork, then, then);
			next[start] = emit(each, start);
		} else for (let i = min; i < max; i++) start = add(operation.fork, emit(each, start), then);
		for (let i = 0; i < min; i++) start = emit(each, start);
		return start;
	};
	return {
		start: emit(node, add(operation.match, 0)),
		operations: Uint8Array.from(operations),
		next: Int32Array.from(next),
		other: Int32Array.from(other),
		takes: (instruction, rune) => isIn(characters.get(instruction), rune),
		bounds: boundsOf([...characters.values()])
	};
}
function isIn({ ranges, isNegated }, rune) {
	for (let i = 0; i < ranges.length; i += 2) if (rune >= ranges[i] && rune <= ranges[i + 1]) return !isNegated;
	return isNegated;
}
function boundsOf(characters) {
	const bounds = new Set(characters.flatMap(({ ranges }) => ranges.map((each, index) => each + index % 2)));
	bounds.delete(0);
	return Int32Array.from(bounds).sort();
}

// src/tables/glob.ts
const mostAlternatives = 1e3;
const longestPattern = 1e3;
const wildcard = /[*?[{]/;
/** Whether a path is a pattern, where no file has it as its name. */
function isGlob(path) {
	return wildcard.test(path);
}
/**
* Parses a pattern with `/` between names. Wildcards leave out hidden names (see `isHidden`) unless the pattern writes
* their first character. Matching takes linear time. Throws UserError for a pattern with too many alternatives.
*/
function parseGlob(pattern) {
	if (pattern.length > longestPattern) throw tooLarge(pattern);
	const names = pattern.split("/");
	const fixed = names.findIndex((name) => isGlob(name));
	const alternatives = expandBraces(names.slice(fixed).join("/"), pattern).map((each) => each.split("/").filter((name) => name !== "").map(parseSegment));
	return {
		base: fixed === 0 ? "." : names.slice(0, fixed).join("/") || "/",
		start: alternatives.map((segments) => closure(segments, [0])),
		step(state, name) {
			const next = alternatives.map((segments, index) => advance(segments, state[index], name));
			return next.some(({ size }) => size > 0) ? next : void 0;
		},
		isMatch: (state) => alternatives.some((segments, index) => state[index].has(segments.length))
	};
}
/** Names that tools leave beside data: they begin with a dot or an underscore, and are no Hive partition. */
function isHidden(name) {
	return name.startsWith(".") || name.startsWith("_") && !name.includes("=");
}
function closure(segments, positions) {
	const found = /* @__PURE__ */ new Set();
	for (let position of positions) {
		found.add(position);
		while (position < segments.length && segments[position] === void 0) found.add(++position);
	}
	return found;
}
function advance(segments, positions, name) {
	const next = [];
	for (const position of positions) {
		if (position === segments.length) continue;
		const segment = segments[position];
		if (segment === void 0) {
			if (!isHidden(name)) next.push(position);
		} else if (segment(name)) next.push(position + 1);
	}
	return closure(segments, next);
}
function parseSegment(text) {
	if (text === "**") return void 0;
	if (!wildcard.test(text)) return (name) => name === text;
	const pattern = compile(text);
	const showsHidden = text.startsWith(".") || text.startsWith("_");
	return (name) => (showsHidden || !isHidden(name)) && pattern.text(name);
}
/** The machine of a name with wildcards; a bracket that is not closed is itself. */
function compile(text) {
	const any = {
		kind: "character",
		ranges: [],
		isNegated: true
	};
	const nodes = [];
	for (const [found, negation, members] of text.matchAll(/\[([!^]?)(\]?[^\]]*)\]|[\s\S]/gu)) if (found === "*") nodes.push({
		kind: "repeat",
		node: any,
		min: 0,
		max: Infinity
	});
	else if (found === "?") nodes.push(any);
	else {
		const ranges = rangesOf([...members ?? found].map((each) => each.codePointAt(0) ?? 0));
		if (ranges === void 0) throw noRange(text);
		nodes.push({
			kind: "character",
			ranges,
			isNegated: (negation ?? "") !== ""
		});
	}
	const start = {
		kind: "assertion",
		bits: assertion.textBegins
	};
	const end = {
		kind: "assertion",
		bits: assertion.textEnds
	};
	return createAutomaton(compileNode({
		kind: "sequence",
		nodes: [
			start,
			...nodes,
			end
		]
	}));
}
/** What stands between brackets: characters, and ranges of them with a dash between; undefined for an empty range. */
function rangesOf(members) {
	const ranges = [];
	for (let at = 0; at < members.length; at++) {
		const low = members[at];
		const isRange = members[at + 1] === 45 && at + 2 < members.length;
		const high = isRange ? members[at + 2] : low;
		if (high < low) return void 0;
		ranges.push(low, high);
		if (isRange) at += 2;
	}
	return ranges.length === 0 ? void 0 : ranges;
}
function noRange(text) {
	return new UserError(`Cannot use the pattern "${text}": its brackets hold no range of characters`, { hint: "Write brackets as [a-z] or [!0-9], and a bracket itself as [[]" });
}
/** A pattern for each choice of its braces, which may be nested; braces without a comma are text. */
function expandBraces(text, pattern) {
	const done = [];
	const open = [text];
	while (open.length > 0) {
		if (done.length + open.length > mostAlternatives) throw tooLarge(pattern);
		const next = open.pop() ?? "";
		const group = findGroup(next);
		if (group === void 0) done.push(next);
		else for (const choice of group.choices) open.push(next.slice(0, group.start) + choice + next.slice(group.end));
	}
	return [...new Set(done)];
}
/** The first braces that hold a comma of their own. */
function findGroup(text) {
	for (let start = text.indexOf("{"); start >= 0; start = text.indexOf("{", start + 1)) {
		const choices = [];
		let depth = 0;
		let from = start + 1;
		for (let at = start; at < text.length; at++) {
			if (text[at] === "{") depth++;
			if (text[at] === "}") depth--;
			if (text[at] === "," && depth === 1 || depth === 0) {
				choices.push(text.slice(from, at));
				from = at + 1;
			}
			if (depth > 0) continue;
			if (choices.length > 1) return {
				start,
				end: at + 1,
				choices
			};
			break;
		}
	}
}
function tooLarge(pattern) {
	return new UserError(`Cannot use the pattern "${pattern.slice(0, 100)}": it stands for too many others`, { hint: `A pattern has up to ${longestPattern} characters, and its braces up to ${mostAlternatives} choices` });
}

// src/actions/list-folder.ts
const mostEntries = 1e6;
const mostDepth = 64;
/**
* Lists what a pattern matches, or all that is below a folder; names that begin with a dot are left out. Throws
* UserError where there is too much.
*/
async function listFolder(files, path) {
	const glob = isGlob(path) && !await files.exists(path) ? parseGlob(path) : void 0;
	const base = glob?.base ?? (path.replace(/\/+$/, "") || "/");
	const listed = {
		base,
		names: [],
		folders: []
	};
	await walk({
		files,
		glob,
		path,
		listed,
		entries: 0
	}, "", glob?.start);
	const inOrder = (names) => names.map((name) => ({
		name,
		key: Buffer.from(name)
	})).sort((a, b) => Buffer.compare(a.key, b.key)).map(({ name }) => name);
	return {
		base,
		names: inOrder(listed.names),
		folders: inOrder(listed.folders)
	};
}
/** `prefix` is empty or ends in a slash; without a pattern there is no state. */
async function walk(of, prefix, state) {
	const { files, glob, listed } = of;
	if (prefix.split("/").length > mostDepth) throw tooMuch(of.path, `more than ${mostDepth} folders deep`);
	const place = listed.base === "." ? prefix.slice(0, -1) || "." : `${listed.base}/${prefix.slice(0, -1)}`;
	for (const { name, isFolder } of await files.list(place)) {
		if (++of.entries > mostEntries) throw tooMuch(of.path, `more than ${formatNumber(mostEntries)} files`);
		if (name.startsWith(".")) continue;
		const next = glob === void 0 || state === void 0 ? void 0 : glob.step(state, name);
		if (glob !== void 0 && next === void 0) continue;
		if (isFolder) {
			if (glob === void 0) listed.folders.push(prefix + name);
			await walk(of, `${prefix}${name}/`, next);
		} else if (next === void 0 || glob?.isMatch(next)) listed.names.push(prefix + name);
	}
}
function tooMuch(path, what) {
	return new UserError(`Cannot read "${path}": it holds ${what}`, { hint: "Name a smaller folder" });
}

// src/actions/asks-for-classes.ts
/**
* Whether the configuration asks for what only classes have, where it does not say `train.task`: a rule for a
* classifier's metric, a threshold, costs, or the classifying linear engine. A target of whole numbers is classes then.
*/
function asksForClasses({ train, gate }) {
	return train.threshold !== void 0 || train.costs !== void 0 || train.engine === "logistic" || gate.rules.some(({ metric }) => ofClasses.test(metric.toLowerCase().replaceAll("-", "_")));
}
/** Names and other names of metrics, as `findMetric` knows them; the table itself would load with every action. */
const ofClasses = /^(neg_)?((test|val|valid|validation|eval)_)?(acc|accuracy|balanced_accuracy|au(ro)?c|roc_auc|pr_auc|average_precision|recall_at_precision|top_k_accuracy|mcc|matthews_corrcoef|(cohen_)?kappa|log_?loss|(binary_|multi_|m)logloss|cross_entropy|brier|ece|gini|ks|positive_likelihood_ratio|d2_(log_loss|brier)|expected_calibration_error|expected_cost|(f1|precision|recall|jaccard)(_(macro|micro|weighted|samples))?)(_ov[ro](_weighted)?)?(_score|_score_loss)?(@[\d.]+)?$/;

// src/tables/quote-field.ts
/** A field of CSV, quoted where it has to be (RFC 4180). */
function quoteField(text) {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
}

// src/checks/dense-codes.ts
/** Codes of a column's values, equal where the values are. */
function codesOf(column) {
	if (column.kind === "text") return {
		codes: Float64Array.from(column.codes),
		size: column.dictionary.length
	};
	return densify(column.values);
}
/** Codes of pairs of codes; a missing one counts as a value. Exact for up to 94 million rows. */
function pairCodes(left, right) {
	const width = right.size + 1;
	return densify(left.codes.map((code, row) => (code + 1) * width + right.codes[row] + 1));
}
/** Replaces numbers by their rank among the distinct ones; NaN becomes -1. */
function densify(values) {
	const sorted = values.filter((value) => !Number.isNaN(value)).sort();
	let size = 0;
	for (const value of sorted) if (size === 0 || sorted[size - 1] !== value) sorted[size++] = value;
	return {
		codes: values.map((value) => Number.isNaN(value) ? -1 : countUpTo(sorted, value, size) - 1),
		size
	};
}

// src/tables/murmur-hash.ts
/** Mixes a word of 32 bits into a hash, as MurmurHash3 x86_32 does (A. Appleby, public domain). */
function mixWord(hash, word) {
	word = Math.imul(word, 3432918353);
	word = word << 15 | word >>> 17;
	hash ^= Math.imul(word, 461845907);
	hash = hash << 13 | hash >>> 19;
	return Math.imul(hash, 5) + 3864292196 | 0;
}
/** Spreads what a hash was made of over all its bits. */
function finalize(hash) {
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return hash ^ hash >>> 16;
}
/** The hash of `bytes[start \u2026 end - 1]`. */
function murmurHash(seed, bytes, start, end) {
	let hash = seed;
	let at = start;
	for (; at + 4 <= end; at += 4) hash = mixWord(hash, bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24);
	let tail = 0;
	for (let i = end - 1; i >= at; i--) tail = tail << 8 | bytes[i];
	if (at < end) hash ^= Math.imul(rotate15(Math.imul(tail, 3432918353)), 461845907);
	return finalize(hash ^ end - start);
}
function rotate15(word) {
	return word << 15 | word >>> 17;
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
	const byName = new Map(table.columns.map((column) => [column.name, column]));
	const adders = [...new Set(columns)].map((name) => {
		const column = byName.get(name);
		if (column === void 0) throw unknownColumn(table, name);
		return column.kind === "text" ? textAdder(sums, column) : numberAdder(sums, column);
	});
	for (let from = 0; from < table.rows; from += blockRows) for (const add of adders) add(from, Math.min(table.rows, from + blockRows));
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
/** 16 lower-case hex digits a row; the second and later rows of one content end in `-2`, `-3` \u2026 in row order. */
function rowIds(hashes) {
	const idOf = rowNamer(hashes);
	return Array.from(hashes.high, (_, row) => idOf(row));
}
/** The id of a row, as `rowIds` has it; made when it is asked for, as most are not. */
function rowNamer(hashes) {
	const { high, low } = hashes;
	const counts = occurrencesOf(hashes);
	return (row) => {
		const id = hex(high[row]) + hex(low[row]);
		return counts[row] === 1 ? id : `${id}-${counts[row]}`;
	};
}
const counted = /* @__PURE__ */ new WeakMap();
/** The how-many-th row of its hash each row is, from 1. */
function occurrencesOf(hashes) {
	const found = counted.get(hashes) ?? countOccurrences(hashes);
	counted.set(hashes, found);
	return found;
}
/** By a table of last rows with open places, twice as large as there are rows. */
function countOccurrences({ high, low }) {
	const counts = new Uint32Array(high.length);
	const mask = 2 ** Math.ceil(Math.log2(2 * high.length + 2)) - 1;
	const lastRows = new Int32Array(mask + 1).fill(-1);
	for (let row = 0; row < high.length; row++) {
		let place = (high[row] ^ Math.imul(low[row], spread)) & mask;
		let last = lastRows[place];
		while (last >= 0 && (high[last] !== high[row] || low[last] !== low[row])) {
			place = place + 1 & mask;
			last = lastRows[place];
		}
		counts[row] = last < 0 ? 1 : counts[last] + 1;
		lastRows[place] = row;
	}
	return counts;
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
/** Rows that all columns are added for before the next ones, so that their sums stay in the cache. */
const blockRows = 4096;
function numberAdder(sums, column) {
	const { name, values, type } = column;
	const seeds = nameSeeds(name, type === "boolean" ? booleanTag : type === "date" || type === "datetime" ? dateTag : numberTag);
	const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
	addInvalid(sums, column);
	return (from, to) => addNumbers(sums, words, seeds, from, to);
}
function addNumbers(sums, words, seeds, from, to) {
	const { high, low } = sums;
	const [highSeed, lowSeed] = seeds;
	const highWord = 1 - lowWord;
	for (let row = from; row < to; row++) {
		let upper = words[row * 2 + highWord];
		const lower = words[row * 2 + lowWord];
		const magnitude = upper & 2147483647;
		if (magnitude > 2146435072 || magnitude === 2146435072 && lower !== 0) continue;
		if (magnitude === 0 && lower === 0) upper = 0;
		const first = finalize(lower ^ lowSeed);
		const second = finalize(upper ^ highSeed ^ first);
		high[row] = high[row] + second | 0;
		low[row] = low[row] + finalize(first + Math.imul(second, spread) | 0) | 0;
	}
}
/** Invalid cells hash as texts. */
function addInvalid({ high, low }, column) {
	const [highText, lowText] = nameSeeds(column.name, textTag);
	for (const { row, text } of column.invalid) {
		const bytes = encoder.encode(text);
		high[row] = high[row] + murmurHash(highText, bytes, 0, bytes.length) | 0;
		low[row] = low[row] + murmurHash(lowText, bytes, 0, bytes.length) | 0;
	}
}
function textAdder({ high, low }, column) {
	const { codes } = column;
	const entries = hashEntries(column);
	return (from, to) => {
		for (let row = from; row < to; row++) {
			const code = codes[row];
			if (code < 0) continue;
			high[row] = high[row] + entries.high[code] | 0;
			low[row] = low[row] + entries.low[code] | 0;
		}
	};
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
		hashes.high[code] = murmurHash(highText, bytes, start, end);
		hashes.low[code] = murmurHash(lowText, bytes, start, end);
	}
	return hashes;
}
/** The hash of one value, as a column of its type has it. */
function hashTyped(name, { type, value }) {
	const sums = {
		high: /* @__PURE__ */ new Int32Array(1),
		low: /* @__PURE__ */ new Int32Array(1)
	};
	numberAdder(sums, {
		kind: "numeric",
		name,
		type,
		values: Float64Array.of(value),
		invalid: [],
		invalidCount: 0
	})(0, 1);
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
	return [murmurHash(highSeed ^ tag, bytes, 0, bytes.length), murmurHash(lowSeed ^ tag, bytes, 0, bytes.length)];
}

// src/tables/hash-groups.ts
/** Hashes of groups in place of rows': a row without a group keeps its own. */
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
* the others, and rows without a time (NaN), are for training. The rows of the `gap` moments before the first test row are in
* no part.
*/
function splitTime(times, test, gap = 0) {
	const sorted = times.filter((time) => !Number.isNaN(time)).sort();
	const cut = sorted[Math.max(0, sorted.length - Math.max(1, Math.round(sorted.length * test)))] ?? Infinity;
	const rows = Uint32Array.from(times.keys());
	const known = gap === 0 ? cut : momentBefore(sorted, cut, gap);
	return {
		train: rows.filter((row) => !(times[row] >= known)),
		test: rows.filter((row) => times[row] >= cut),
		validation: /* @__PURE__ */ new Uint32Array(0)
	};
}
/** Of ascending moments, the one that many different ones before another; all are later than it where there are fewer. */
function momentBefore(sorted, moment, steps) {
	let at = sorted.indexOf(moment);
	let before = moment;
	for (let step = 0; step < steps; step++) {
		while (at >= 0 && sorted[at] >= before) at--;
		if (at < 0) return Number.NEGATIVE_INFINITY;
		before = sorted[at];
	}
	return before;
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
* codes to stratify by. A column may say each row's part. Throws UserError for a column that is not there or has no dates.
*/
function divideRows(table, hashes, by) {
	const { options, classes, place } = by;
	const { test, validation = 0, seed, group, time, column: parts } = options;
	if (parts !== void 0) return splitNamed(columnOf(table, parts, place("column")), place("column"));
	if (time !== void 0) {
		const column = columnOf(table, time, place("time"));
		if (column.kind === "numeric" && (column.type === "date" || column.type === "datetime")) return splitTimeTwice(column.values, {
			test,
			validation,
			gap: gapOf(options)
		});
		throw new UserError(`Cannot split the rows by time: "${time}" is a column of type ${column.type}`, {
			...place("time"),
			hint: "Name a column of dates"
		});
	}
	if (group === void 0) return splitRows(hashes, {
		test,
		validation,
		seed,
		stratify: classes
	});
	const column = columnOf(table, group, place("group"));
	return splitRows(hashGroups(table, column, hashes), {
		test,
		validation,
		seed
	});
}
/** The latest rows for the test, and of those before them the latest for validation, with the gap before each. */
function splitTimeTwice(times, { test, validation, gap }) {
	const whole = splitTime(times, test, gap);
	if (validation === 0) return whole;
	const earlier = new Float64Array(times.length).fill(NaN);
	for (const row of whole.train) earlier[row] = times[row];
	const { train, test: latest } = splitTime(earlier, validation / (1 - test), gap);
	const isEarlier = new Uint8Array(times.length);
	for (const row of whole.train) isEarlier[row] = 1;
	return {
		train: train.filter((row) => isEarlier[row]),
		validation: latest,
		test: whole.test
	};
}
/** Moments between training and test: what was not known yet when the first test row was forecast. */
function gapOf({ horizon = 1, gap = horizon - 1 }) {
	return gap;
}
const partNames = [
	"train",
	"validation",
	"test"
];
/** Each row in the part that its cell names. */
function splitNamed(column, place) {
	const names = column.kind === "text" ? column.dictionary : [];
	const codes = column.kind === "text" ? column.codes : [];
	const partOf = names.map((name) => partNames.findIndex((each) => each === name.trim().toLowerCase()));
	const odd = column.kind === "text" ? codes.findIndex((code) => !(partOf[code] >= 0)) : 0;
	if (odd >= 0) throw new UserError(`Cannot split the rows: "${column.name}" is none of train, validation and test in row ${odd + 1}`, place);
	const rowsOf = (part) => Uint32Array.from(codes.keys()).filter((row) => partOf[codes[row]] === part);
	return {
		train: rowsOf(0),
		validation: rowsOf(1),
		test: rowsOf(2)
	};
}
/** The column that rows are divided by. Throws UserError, at the place, where there is none of the name. */
function columnOf(table, name, place) {
	const column = findColumn(table, name);
	if (column !== void 0) return column;
	const names = table.columns.map((each) => each.name);
	throw new UserError(`Cannot split the rows: there is no column "${name}"${didYouMean(name, names)}`, place);
}

// src/actions/read-weights.ts
/** A greater weight would leave float32, in which rows are summed up, too little room. */
const greatest = 0x38d7ea4c68000;
/**
* The weights of the rows by the column `name`, of those that have a target. Throws UserError where the column is not
* there or the target itself, is no number, or holds what is no weight: the message has rows, never values.
*/
function readWeights(table, name, { target, targetName, place }) {
	const refuse = (what, hint) => {
		throw new UserError(`Cannot train: ${what}`, {
			...place,
			hint
		});
	};
	const column = findColumn(table, name);
	if (column === void 0) return refuse(`"${table.source}" has no column "${name}", which data.weight names`, "Check data.weight");
	if (name === targetName) return refuse("data.weight names the target", "Name another column");
	if (column.kind === "text" || column.type !== "number" && column.type !== "integer") return refuse(`the column of weights "${name}" is ${column.kind === "text" ? "text" : `of the type ${column.type}`}`, "Weights are numbers from 0");
	const { values } = column;
	const odd = target.rows.filter((row) => !(values[row] >= 0 && values[row] <= greatest));
	if (odd.length > 0) return refuse(`${formatNumber(odd.length)} rows have no weight from 0 to 1e15 in "${name}", the first of them row ${odd[0] + 1}`, "Fill missing weights, and leave rows out that count for nothing");
	return values;
}
/** Throws UserError where a part of the rows weighs nothing: there would be nothing to learn from, or to judge by. */
function refuseWeightless(weights, split, { name, place }) {
	for (const part of [
		"train",
		"validation",
		"test"
	]) if (split[part].length > 0 && split[part].every((row) => weights[row] === 0)) throw new UserError(`Cannot train: every row of the ${part} part has the weight 0 in "${name}"`, {
		...place,
		hint: "Each part needs a row with a weight above 0"
	});
}

// src/actions/require-columns.ts
/**
* The target's column. Throws UserError, placed at the configuration's name, where the target or a column of
* `data.key` or `data.exclude` is not in the data (derived columns may be excluded), and for a key that holds the
* target: rows must be known before their target is.
*/
function requireColumns(table, target, project) {
	const { key = [], exclude = [], derive = {} } = project.config.data;
	const names = table.columns.map(({ name }) => name);
	const require = (name, path, known) => {
		if (known.includes(name)) return;
		throw new UserError(`Cannot train: "${table.source}" has no column "${name}"${didYouMean(name, known)}`, {
			...project.place(path),
			hint: `Its columns are ${names.slice(0, 20).map((each) => `"${each}"`).join(", ")}${names.length > 20 ? ", \u2026" : ""}`
		});
	};
	require(target, ["data", "target"], names);
	for (const [index, name] of key.entries()) require(name, [
		"data",
		"key",
		index
	], names);
	for (const [index, name] of exclude.entries()) require(name, [
		"data",
		"exclude",
		index
	], [...names, ...Object.keys(derive)]);
	if (key.includes(target)) throw new UserError(`Cannot train: data.key holds the target "${target}"`, {
		...project.place([
			"data",
			"key",
			key.indexOf(target)
		]),
		hint: "A row is identified without the target, which is not known when the model is used"
	});
	return table.columns[names.indexOf(target)];
}

// src/actions/split-with-target.ts
/**
* The split of the rows that have a target: by the options, or as they are `given`. Throws UserError, placed at `data.split`, where a part that is used
* is left without rows, or the training rows without two classes.
*/
function splitWithTarget(table, hashes, target, options, place, given) {
	const { stratify } = options;
	if (stratify && target.task === "regression") throw new UserError("Cannot split the rows: data.split.stratify needs a target of classes", {
		...place("stratify"),
		hint: "Remove stratify, or set train.task: classification"
	});
	const classes = stratify ? target.values : void 0;
	const whole = given ?? divideRows(table, hashes, {
		options,
		classes,
		place
	});
	const has = new Uint8Array(hashes.low.length);
	for (const row of target.rows) has[row] = 1;
	const split = {
		train: whole.train.filter((row) => has[row]),
		test: whole.test.filter((row) => has[row]),
		validation: whole.validation.filter((row) => has[row])
	};
	if (split.train.length < 2 || split.test.length === 0) throw tooFew(hashes, target, split, place("split"));
	if (target.task === "classification") {
		if (new Set(split.train.map((row) => target.values[row])).size < 2) throw new UserError("Cannot train: the training rows have one class only", {
			...place("split"),
			hint: "More rows of the other classes are needed, or data.split.stratify: true"
		});
	}
	return split;
}
function tooFew({ high, low }, { rows }, { train, test }, place) {
	const first = rows[0] ?? 0;
	if (rows.length > 1 && rows.every((row) => high[row] === high[first] && low[row] === low[first])) return new UserError("Cannot split the rows: what identifies them is the same in all of them", {
		...place,
		hint: "Name the columns that tell rows apart as data.key; without it, it is all columns but the target"
	});
	return new UserError(`Cannot train: ${rows.length} rows with a target leave ${train.length} to train on and ${test.length} to test on`, {
		...place,
		hint: "More rows are needed, or another data.split"
	});
}

// src/actions/prepare-training.ts
/** Encodes the target, makes the columns that are derived, and divides the rows, unless they came divided into `sets`. */
async function prepareTraining({ project }, raw, sets) {
	const { data, train } = project.config;
	const targetName = requireTarget(project);
	const encoded = encodeTarget(requireColumns(raw, targetName, project), {
		task: train.task,
		asksForClasses: asksForClasses(project.config),
		positive: data.positive,
		place: (key) => project.place(["data", key])
	});
	const { series, derived, table } = await addColumns(project, raw, targetName);
	const weigh = {
		place: project.place(["data", "weight"]),
		targetName,
		target: encoded
	};
	const weights = data.weight === void 0 ? void 0 : readWeights(table, data.weight, weigh);
	const target = {
		...encoded,
		weights
	};
	const identity = identityColumns(raw, {
		key: data.key,
		target: targetName
	});
	const hashes = hashRows(raw, identity);
	const placeOf = (key) => project.place(sets ? ["data", "sets"] : key === "split" ? ["data", "split"] : [
		"data",
		"split",
		key
	]);
	const split = splitWithTarget(table, hashes, target, data.split, placeOf, sets?.split);
	if (weights) refuseWeightless(weights, split, {
		...weigh,
		name: data.weight
	});
	return {
		raw,
		table,
		derived,
		target,
		targetName,
		identity,
		hashes,
		split,
		series,
		setDigests: sets?.digests
	};
}
/** The data with what looks back in time, and derived columns; their code is loaded where there are any. */
async function addColumns(project, raw, targetName) {
	const { data, train } = project.config;
	const series = train.series && (await import("./project-series.js")).findSeries(project, raw, targetName);
	const seen = series ? {
		...raw,
		columns: [...raw.columns, ...series.columns]
	} : raw;
	if (Object.keys(data.derive ?? {}).length === 0) return {
		series,
		derived: [],
		table: seen
	};
	const { planProjectColumns, withDerived } = await import("./actions.js");
	const derived = planProjectColumns(project, seen);
	return {
		series,
		derived,
		table: withDerived(seen, derived)
	};
}

// src/actions/tracked.ts
/** Tells how far an engine is: the losses of its rounds where it has them, else its share of the work in percent. */
function roundsOf({ point }) {
	let told = 0;
	return (done, total, losses) => {
		if (losses !== void 0) {
			const { training, validation } = losses;
			for (; told < training.length; told++) {
				const ofOthers = validation && { validation_loss: validation[told] };
				point({
					step: told + 1,
					epoch: void 0,
					metrics: {
						training_loss: training[told],
						...ofOthers
					}
				});
			}
			return;
		}
		const share = Math.floor(100 * done / total);
		if (share > told) point({
			step: done,
			epoch: void 0,
			metrics: { progress: share }
		});
		told = Math.max(told, share);
	};
}
const untracked = {
	variables: {},
	point() {}
};
/** Does a training as a run of MLflow, where MLFLOW_TRACKING_URI is set. */
async function tracked(context, facts, train) {
	const { mlflow } = context;
	if (mlflow === void 0) return train(untracked);
	const { trackTraining } = await import("./track-training.js");
	return trackTraining({
		...context,
		mlflow
	}, facts, train);
}

export { asksForClasses, assertion, codesOf, columnOf, compileNode, createAutomaton, densify, divideRows, divideTable, finalize, gapOf, hashGroups, hashRows, identityColumns, isGlob, listFolder, mixWord, momentBefore, murmurHash, operation, pairCodes, parseGlob, placesOf, prepareTraining, quoteField, rankWithin, roundsOf, rowIds, rowNamer, sizeOf, splitRows, tracked };