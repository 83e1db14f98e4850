import { LineCounter, isMap, isNode, isPair, isScalar, parseDocument, visit } from "./vendor-yaml.js";
import { UserError } from "./core.js";

// src/config/find-in-scalar.ts
/**
* Where the character at `offset` of a scalar's text stands in its YAML source. Undefined where the text is not in
* the source as it is: with escapes, or folded over several lines.
*/
function findInScalar(source, scalar, offset) {
	const { value, range, type } = scalar;
	if (typeof value !== "string" || !range) return void 0;
	const [start, end] = range;
	const written = source.slice(start, end);
	if (type === "BLOCK_LITERAL") return findInBlock(written, value, start, offset);
	const before = type === "PLAIN" ? 0 : 1;
	return written.slice(before, before + value.length) === value ? start + before + offset : void 0;
}
/** A literal block is its lines without their indentation. */
function findInBlock(written, value, start, offset) {
	const [header = "", ...lines] = written.split("\n");
	let at = start + header.length + 1;
	let left = offset;
	for (const [index, text] of value.split("\n").entries()) {
		const line = (lines[index] ?? "").replace(/\r$/, "");
		if (!line.endsWith(text)) return void 0;
		if (left <= text.length) return at + line.length - text.length + left;
		left -= text.length + 1;
		at += (lines[index] ?? "").length + 1;
	}
}

// src/config/parse-yaml.ts
/**
* Parses YAML 1.2 (core schema; no custom tags, no merge keys, few aliases). Throws UserError with the place of
* a syntax error.
*/
function parseYaml(text, file) {
	const lines = new LineCounter();
	const document = parseDocument(text, {
		lineCounter: lines,
		schema: "core",
		merge: false,
		uniqueKeys: true,
		strict: true,
		logLevel: "error"
	});
	const [error] = [...document.errors, ...document.warnings];
	if (error) {
		const { line, col } = error.linePos?.[0] ?? {
			line: 1,
			col: 1
		};
		const { what, hint } = describeSyntax(error);
		throw new UserError(`Cannot read "${file}": ${what} at line ${line}`, {
			file,
			line,
			column: col,
			hint
		});
	}
	refusePrototype(document, lines, file);
	const place = (path, offset) => {
		const node = offset === void 0 ? void 0 : document.getIn(path, true);
		const found = isScalar(node) ? findInScalar(text, node, offset ?? 0) : void 0;
		if (found === void 0) return placeOf(document, lines, file, path);
		const { line, col } = lines.linePos(found);
		return {
			file,
			line,
			column: col
		};
	};
	try {
		return {
			value: document.toJS({ maxAliasCount: 20 }),
			place
		};
	} catch (cause) {
		throw new UserError(`Cannot read "${file}": it uses more YAML aliases than allowed`, {
			file,
			...firstAlias(document, lines),
			hint: "Write the repeated parts out",
			cause
		});
	}
}
function describeSyntax(error) {
	if (error.code === "MULTIPLE_DOCS") return {
		what: "it holds more than one document",
		hint: "Remove the line \"---\" between them"
	};
	if (error.message.startsWith("Maximum call stack")) return {
		what: "it is nested too deeply",
		hint: "Check the brackets"
	};
	return { what: error.message.replace(/( at line \d+, column \d+:?)?(\n[\s\S]*)?$/, "") };
}
/** `__proto__` is no key: the schemas would drop it without a word. */
function refusePrototype(document, lines, file) {
	visit(document, { Pair(_, { key }) {
		if (!isScalar(key) || key.value !== "__proto__") return;
		const { line, col } = lines.linePos(key.range?.[0] ?? 0);
		throw new UserError(`Cannot read "${file}": "__proto__" cannot be a key at line ${line}`, {
			file,
			line,
			column: col,
			hint: "Give it another name"
		});
	} });
}
function firstAlias(document, lines) {
	let place = {};
	visit(document, { Alias(_, node) {
		const { line, col } = lines.linePos(node.range?.[0] ?? 0);
		place = {
			line,
			column: col
		};
		return visit.BREAK;
	} });
	return place;
}
function placeOf(document, lines, file, path) {
	for (let length = path.length; length >= 0; length--) {
		const offset = offsetOf(document, path.slice(0, length));
		if (offset === void 0) continue;
		const { line, col } = lines.linePos(offset);
		return {
			file,
			line,
			column: col
		};
	}
	return {
		file,
		line: 1
	};
}
/** Offset of a map entry's key, else of the node itself. */
function offsetOf(document, path) {
	const parent = path.length === 0 ? void 0 : document.getIn(path.slice(0, -1), true);
	if (isMap(parent)) {
		const key = path.at(-1);
		const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key));
		if (isNode(pair?.key)) return pair.key.range?.[0];
	}
	const node = path.length === 0 ? document.contents : document.getIn(path, true);
	return isNode(node) ? node.range?.[0] : void 0;
}

export { parseYaml };