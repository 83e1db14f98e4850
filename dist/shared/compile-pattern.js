import { formatNumber } from "./core.js";
import { assertion, compileNode, createAutomaton, operation, sizeOf } from "./dividing.js";

// src/patterns/estimate-size.ts
/** What stands for itself and not for what its characters mean elsewhere: a class, a quoted text, an escape. */
const atom = /\[\^?\]?(?:\[:\^?[a-z]+:\]|\\[\s\S]|[^\]\\])*\]|\\Q[\s\S]*?(?:\\E|$)|\\[xpP]\{[^}]*\}|\\[\s\S]/y;
const repetition = /\{(\d{1,4})(?:(,)(\d{0,4}))?\}/y;
/** About how many characters a pattern stands for when its repetitions are written out; it need not be valid. */
function estimateSize(pattern) {
	/** Of each open group what it has so far. */
	const groups = [0];
	let last = 0;
	const add = (size) => {
		last = size;
		groups.push((groups.pop() ?? 0) + size);
	};
	for (let at = 0; at < pattern.length;) {
		const whole = matchAt(atom, pattern, at);
		const count = matchAt(repetition, pattern, at);
		if (whole !== void 0) add(whole[0].startsWith("\\Q") ? whole[0].length : 1);
		else if (count !== void 0) add(last * (Math.max(Number(count[1]), Number(count[3] ?? 0)) - 1));
		else if (pattern[at] === "(") groups.push(0);
		else if (pattern[at] === ")" && groups.length > 1) add((groups.pop() ?? 0) + 2);
		else add(1);
		at += (whole ?? count)?.[0].length ?? 1;
	}
	return groups.reduce((sum, each) => sum + each, 0);
}
function matchAt(expression, text, at) {
	expression.lastIndex = at;
	return expression.exec(text) ?? void 0;
}

// src/patterns/parse-plain.ts
/** Longer and larger patterns are re2js's, as are all that hold more than this file reads. */
const mostCharacters = 1e3;
const mostInstructions$1 = 1e3;
const mostGroups = 100;
const classes = /* @__PURE__ */ new Map([
	["d", [48, 57]],
	["w", [
		48,
		57,
		65,
		90,
		95,
		95,
		97,
		122
	]],
	["s", [
		9,
		10,
		12,
		13,
		32,
		32
	]]
]);
const controls = /* @__PURE__ */ new Map([
	["t", 9],
	["n", 10],
	["r", 13]
]);
const quantifiers = /* @__PURE__ */ new Map([
	["*", [0, Infinity]],
	["+", [1, Infinity]],
	["?", [0, 1]]
]);
/**
* Parses what most patterns are made of: characters, classes, groups, alternatives, repetitions, `^` and `$`, with RE2's
* meaning. Gives undefined for all other patterns, valid or not. So most checks do without re2js, which is slow to load.
*/
function parsePlain(pattern) {
	if (pattern.length > mostCharacters || !pattern.isWellFormed()) return void 0;
	const cursor = {
		text: [...pattern],
		at: 0,
		depth: 0
	};
	const node = parseChoice(cursor);
	if (node === void 0 || cursor.at < cursor.text.length) return void 0;
	return sizeOf(node) <= mostInstructions$1 ? node : void 0;
}
function parseChoice(cursor) {
	const nodes = [];
	do {
		const node = parseSequence(cursor);
		if (node === void 0) return void 0;
		nodes.push(node);
	} while (take$1(cursor, "|"));
	return {
		kind: "choice",
		nodes
	};
}
function parseSequence(cursor) {
	const nodes = [];
	while (cursor.at < cursor.text.length && !isNext(cursor, "|") && !isNext(cursor, ")")) {
		const node = parseAtom(cursor);
		const repeated = node === void 0 ? void 0 : parseRepeat(cursor, node);
		if (repeated === void 0) return void 0;
		nodes.push(repeated);
	}
	return {
		kind: "sequence",
		nodes
	};
}
function parseAtom(cursor) {
	const character = cursor.text[cursor.at++];
	switch (character) {
		case "^": return {
			kind: "assertion",
			bits: assertion.textBegins
		};
		case "$": return {
			kind: "assertion",
			bits: assertion.textEnds
		};
		case ".": return {
			kind: "character",
			ranges: [10, 10],
			isNegated: true
		};
		case "(": return parseGroup(cursor);
		case "[": return parseClass(cursor);
		case "\\": return parseEscape(cursor);
		case "*":
		case "+":
		case "?":
		case "{": return;
		default: return characterOf(character.codePointAt(0));
	}
}
function characterOf(rune) {
	return {
		kind: "character",
		ranges: [rune, rune],
		isNegated: false
	};
}
function parseGroup(cursor) {
	if (take$1(cursor, "?") && !take$1(cursor, ":")) return void 0;
	if (++cursor.depth > mostGroups) return void 0;
	const node = parseChoice(cursor);
	cursor.depth--;
	return node !== void 0 && take$1(cursor, ")") ? node : void 0;
}
function parseEscape(cursor) {
	const character = cursor.text[cursor.at] ?? "";
	const ranges = classes.get(character.toLowerCase());
	if (ranges !== void 0) {
		cursor.at++;
		return {
			kind: "character",
			ranges,
			isNegated: !classes.has(character)
		};
	}
	const rune = parseEscapedRune(cursor);
	return rune === void 0 ? void 0 : characterOf(rune);
}
/** A character behind a backslash: a mark of ASCII, or one that has a letter. */
function parseEscapedRune(cursor) {
	const character = cursor.text[cursor.at++];
	if (character === void 0) return void 0;
	return character <= "" && !/[0-9A-Za-z]/.test(character) ? character.codePointAt(0) : controls.get(character);
}
function parseClass(cursor) {
	const isNegated = take$1(cursor, "^");
	const ranges = [];
	do {
		const range = parseRange(cursor, ranges.length === 0);
		if (range === void 0) return void 0;
		ranges.push(...range);
	} while (!take$1(cursor, "]"));
	return {
		kind: "character",
		ranges,
		isNegated
	};
}
/** One character of a class, or a range of them; a dash is itself only where it stands first or last. */
function parseRange(cursor, isFirst) {
	if (isNext(cursor, "\\")) {
		const ranges = classes.get(cursor.text[cursor.at + 1] ?? "");
		if (ranges !== void 0) {
			cursor.at += 2;
			return isNext(cursor, "-") && cursor.text[cursor.at + 1] !== "]" ? void 0 : ranges;
		}
	}
	const isDash = isNext(cursor, "-");
	const low = parseMember(cursor);
	if (low === void 0 || isDash && !isFirst && !isNext(cursor, "]")) return void 0;
	if (!isNext(cursor, "-") || cursor.text[cursor.at + 1] === "]") return [low, low];
	cursor.at++;
	const high = isDash || isNext(cursor, "-") ? void 0 : parseMember(cursor);
	return high === void 0 || high < low ? void 0 : [low, high];
}
function parseMember(cursor) {
	const character = cursor.text[cursor.at++];
	if (character === void 0 || character === "[" || character === "]") return void 0;
	return character === "\\" ? parseEscapedRune(cursor) : character.codePointAt(0);
}
/** A node and how often it may stand; what may stand often may not be repeated again without a group. */
function parseRepeat(cursor, node) {
	const [min, max] = parseBounds(cursor) ?? [];
	if (min === void 0 || max === void 0) return isNext(cursor, "{") ? void 0 : node;
	take$1(cursor, "?");
	return isNext(cursor, "{") || quantifiers.has(cursor.text[cursor.at]) || node.kind === "assertion" || min > max ? void 0 : {
		kind: "repeat",
		node,
		min,
		max
	};
}
function parseBounds(cursor) {
	const quantifier = quantifiers.get(cursor.text[cursor.at]);
	if (quantifier !== void 0) {
		cursor.at++;
		return quantifier;
	}
	const counts = /^\{(0|[1-9]\d{0,2})(,?)(0|[1-9]\d{0,2}|)\}/.exec(cursor.text.slice(cursor.at, cursor.at + 9).join(""));
	if (counts === null) return void 0;
	const [all, min, comma, max] = counts;
	if (comma === "" && max !== "") return void 0;
	cursor.at += all.length;
	return [Number(min), comma === "" ? Number(min) : max === "" ? Infinity : Number(max)];
}
function isNext({ text, at }, character) {
	return text[at] === character;
}
function take$1(cursor, character) {
	if (!isNext(cursor, character)) return false;
	cursor.at++;
	return true;
}

// src/patterns/re2-program.ts
const { fail, match, take, jump, fork, assert } = operation;
/** By re2js's number: alternatives, captures, assertions, failure, match, nothing, and four that take a character. */
const operations = [...[
	void 0,
	fork,
	fork,
	jump,
	assert,
	fail,
	match,
	jump
], ...[
	take,
	take,
	take,
	take
]];
const foldsCase = 1;
/** The program that re2js compiles. Throws its errors. */
function re2Program(engine, pattern) {
	const { prog } = engine.compile(pattern).re2();
	const { inst: instructions, start } = prog;
	return {
		start,
		operations: Uint8Array.from(instructions, ({ op }) => {
			const known = operations[op];
			if (known === void 0) throw new Error(`re2js has an instruction ${op}, which is not known`);
			return known;
		}),
		next: Int32Array.from(instructions, ({ out }) => out),
		other: Int32Array.from(instructions, ({ arg }) => arg),
		takes: (instruction, rune) => instructions[instruction].matchRune(rune),
		bounds: boundsOf(engine, instructions)
	};
}
function boundsOf(engine, instructions) {
	const bounds = /* @__PURE__ */ new Set();
	const seen = /* @__PURE__ */ new Set();
	for (const { op, arg, runes } of instructions) {
		if (operations[op] === assert) for (const each of boundsOfAssertion(arg)) bounds.add(each);
		if (operations[op] !== take || seen.has(runes)) continue;
		seen.add(runes);
		if (runes.length > 1) for (const [at, each] of runes.entries()) bounds.add(each + at % 2);
		else for (const each of boundsOfRune(engine, runes[0], arg)) bounds.add(each);
	}
	bounds.delete(0);
	return Int32Array.from(bounds).sort();
}
/** One character is told from all others, and with its other cases re2js knows which those are. */
function boundsOfRune(engine, rune, flags) {
	if ((flags & foldsCase) === 0) return [rune, rune + 1];
	const { dfa } = engine.compile(`(?i)\\x{${rune.toString(16)}}`).re2();
	return dfa.classBounds;
}
/** Where the characters begin and end that an assertion tells apart: newlines, or the words of ASCII. */
function boundsOfAssertion(bits) {
	const { lineBegins, lineEnds, wordBoundary, noWordBoundary } = assertion;
	const ofLine = (bits & (lineBegins | lineEnds)) !== 0 ? [10, 11] : [];
	return (bits & (wordBoundary | noWordBoundary)) !== 0 ? [
		...ofLine,
		48,
		58,
		65,
		91,
		95,
		96,
		97,
		123
	] : ofLine;
}

// src/patterns/compile-pattern.ts
/** A program that is larger is refused: each character of a text may look at all of it. */
const mostInstructions = 1e5;
/** A pattern that takes too much time and memory. */
var PatternTooLarge = class extends Error {};
/** Whether a pattern that was refused looks ahead or behind, which takes more than linear time. */
function hasLookAround(pattern) {
	return /\(\?<?[=!]/.test(pattern);
}
/**
* The machine of a regular expression of RE2's syntax, which looks for it anywhere in a text. re2js is loaded for what is
* not plain. Throws an error that says what is wrong with the pattern.
*/
async function compilePattern(pattern) {
	return createAutomaton(plainProgram(pattern) ?? anyProgram((await import("./vendor-re2js.js")).RE2JS, pattern));
}
/** The same at once, with re2js at hand. */
function compilePatternWith(engine, pattern) {
	return createAutomaton(plainProgram(pattern) ?? anyProgram(engine, pattern));
}
function plainProgram(pattern) {
	const node = parsePlain(pattern);
	return node === void 0 ? void 0 : compileNode(node);
}
/** The estimate keeps re2js from what would take it seconds and a gigabyte. */
function anyProgram(engine, pattern) {
	const program = estimateSize(pattern) > 2 * mostInstructions ? void 0 : re2Program(engine, pattern);
	if (program !== void 0 && program.operations.length <= mostInstructions) return program;
	throw new PatternTooLarge(`it stands for more than ${formatNumber(mostInstructions)} characters`);
}

export { PatternTooLarge, compilePattern, compilePatternWith, hasLookAround };