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

export { assertion, compileNode, createAutomaton, operation, sizeOf };