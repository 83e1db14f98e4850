import { toJSONSchema } from "./vendor-zod.js";
import { LineCounter, isMap, isNode, isPair, isScalar, parseDocument, visit } from "./vendor-yaml.js";
import { UserError } from "./errors.js";
import { configSchema, didYouMean } from "./config.js";

// src/config/parse-config.ts
/** Parses the text of an `mlops.yml`. Throws one UserError that names every problem with line and column. */
function parseConfig(text, file) {
	const { value, place } = parseYaml(text, file);
	if (value === null || typeof value !== "object" || Array.isArray(value)) throw new UserError(`Cannot read "${file}": expected keys and values such as "version: 1"`, {
		file,
		line: 1
	});
	const result = configSchema.safeParse(value);
	if (result.success) return {
		config: result.data,
		place
	};
	throw problems(result.error.issues, file, place);
}
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
	const place = (path) => placeOf(document, lines, file, path);
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
function problems(issues, file, place) {
	const [first, ...others] = issues.flatMap((issue) => describe(issue)).map(({ text, path }) => ({
		text,
		place: place(path)
	}));
	if (!first) return new UserError(`Cannot read "${file}"`);
	const line = (at) => at.line === void 0 ? "" : ` at line ${at.line}`;
	const sentence = ({ text, place: at }) => text.replace(/(, did you mean .*)?$/, (suffix) => line(at) + suffix);
	return new UserError(`Cannot read "${file}": ${sentence(first)}`, {
		...first.place,
		hint: others.length === 0 ? void 0 : `Also: ${others.map(sentence).join("; ")}`
	});
}
function describe(issue) {
	if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({
		text: `unknown key "${key}"${didYouMean(key, knownKeys(issue.path))}`,
		path: [...issue.path, key]
	}));
	const where = issue.path.length === 0 ? "" : `"${issue.path.map(String).join(".")}": `;
	if (issue.code === "invalid_union") {
		const kinds = issue.errors.flat().filter((each) => each.code === "invalid_type").map((each) => each.expected);
		if (kinds.length > 1) return [{
			text: `${where}expected ${[...new Set(kinds)].join(" or ")}`,
			path: issue.path
		}];
		const inner = issue.errors.flat().find((each) => each.path.length > 0 || each.code !== "invalid_type");
		if (inner) return describe({
			...inner,
			path: [...issue.path, ...inner.path]
		});
	}
	const text = issue.message.replace(/^Invalid (input|option): /, "").replace(/^expected int\b/, "expected a whole number").replace(/^expected record\b/, "expected keys and values");
	return [{
		text: where + text.charAt(0).toLowerCase() + text.slice(1),
		path: issue.path
	}];
}
/** Keys that the schema knows at a path, through arrays and unions. */
function knownKeys(path) {
	let schemas = [toJSONSchema(configSchema, { io: "input" })];
	const branches = (schema) => [schema, ...(schema.anyOf ?? []).flatMap(branches)];
	for (const key of path) schemas = schemas.flatMap(branches).flatMap((schema) => {
		const next = typeof key === "number" ? schema.items : schema.properties?.[String(key)];
		return next ? [next] : [];
	});
	return schemas.flatMap(branches).flatMap((schema) => Object.keys(schema.properties ?? {}));
}

export { parseConfig, parseYaml };