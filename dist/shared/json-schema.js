import { UserError } from "./core.js";

// src/checks/json-schema-scope.ts
/** Thrown for a value on which a schema takes more steps than it may. */
var TooManySteps = class extends Error {};
/** Whether a value has keys. */
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/checks/json-schema-keywords.ts
/** The keywords that say whether a value holds, by name. Each asks values of its own type alone. */
const keywords = {
	$ref: (target, _, scope) => scope.compile(resolve(target, scope)),
	type: (types, _, scope) => {
		const names = [types].flat();
		const unknown = names.find((name) => typeof name !== "string" || !typeNames.includes(name));
		if (unknown !== void 0) scope.refuse(`there is no type "${String(unknown)}"`);
		return (value) => names.some((name) => isOfType(value, String(name)));
	},
	enum: (values, _, scope) => {
		const known = new Set(listOf(values, scope).map((each) => spelling(each, { left: Infinity })));
		return (value, steps) => known.has(spelling(value, steps));
	},
	const: (wanted) => {
		const known = spelling(wanted, { left: Infinity });
		return (value, steps) => spelling(value, steps) === known;
	},
	multipleOf: ofNumber((value, step) => {
		const quotient = value / step;
		return Number.isFinite(quotient) ? Math.abs(quotient - Math.round(quotient)) < 1e-9 : false;
	}),
	maximum: ofNumber((value, bound) => value <= bound),
	minimum: ofNumber((value, bound) => value >= bound),
	exclusiveMaximum: ofNumber((value, bound) => value < bound),
	exclusiveMinimum: ofNumber((value, bound) => value > bound),
	maxLength: ofSize(lengthOf, (size, bound) => size <= bound),
	minLength: ofSize(lengthOf, (size, bound) => size >= bound),
	pattern: (pattern, _, scope) => {
		const matches = scope.compilePattern(pattern);
		return (value) => typeof value !== "string" || matches(value);
	},
	maxItems: ofSize(itemsIn, (size, bound) => size <= bound),
	minItems: ofSize(itemsIn, (size, bound) => size >= bound),
	uniqueItems: (isUnique) => (value, steps) => {
		if (isUnique !== true || !Array.isArray(value)) return true;
		return new Set(value.map((each) => spelling(each, steps))).size === value.length;
	},
	prefixItems: (schemas, _, scope) => inOrder(listOf(schemas, scope).map(scope.compile)),
	items: (items, schema, scope) => {
		if (Array.isArray(items)) return inOrder(items.map(scope.compile));
		const { prefixItems } = schema;
		return afterwards(Array.isArray(prefixItems) ? prefixItems.length : 0, scope.compile(items));
	},
	additionalItems: (rest, { items }, scope) => Array.isArray(items) ? afterwards(items.length, scope.compile(rest)) : () => true,
	contains: (wanted, { minContains = 1, maxContains = Infinity }, scope) => {
		const test = scope.compile(wanted);
		return (value, steps) => {
			if (!Array.isArray(value)) return true;
			const count = value.filter((each) => test(each, steps)).length;
			return count >= Number(minContains) && count <= Number(maxContains);
		};
	},
	maxProperties: ofSize(keysIn, (size, bound) => size <= bound),
	minProperties: ofSize(keysIn, (size, bound) => size >= bound),
	required: (names, _, scope) => {
		const wanted = listOf(names, scope).map(String);
		return (value) => !isObject(value) || wanted.every((name) => Object.hasOwn(value, name));
	},
	properties: (properties, _, scope) => {
		const tests = testsOf(properties, scope);
		return (value, steps) => !isObject(value) || tests.every(([name, test]) => !Object.hasOwn(value, name) || test(value[name], steps));
	},
	patternProperties: (properties, _, scope) => {
		const tests = testsOf(properties, scope).map(([name, test]) => [scope.compilePattern(name), test]);
		return ofEach((key, value, steps) => tests.every(([matches, test]) => !matches(key) || test(value, steps)));
	},
	additionalProperties: (rest, { properties, patternProperties }, scope) => {
		const test = scope.compile(rest);
		const known = new Set(isObject(properties) ? Object.keys(properties) : []);
		const patterns = isObject(patternProperties) ? Object.keys(patternProperties).map(scope.compilePattern) : [];
		return ofEach((key, value, steps) => known.has(key) || patterns.some((matches) => matches(key)) || test(value, steps));
	},
	propertyNames: (names, _, scope) => {
		const test = scope.compile(names);
		return ofEach((key, __, steps) => test(key, steps));
	},
	dependentRequired: dependencies,
	dependentSchemas: dependencies,
	dependencies,
	allOf: (schemas, _, scope) => {
		const tests = listOf(schemas, scope).map(scope.compile);
		return (value, steps) => tests.every((test) => test(value, steps));
	},
	anyOf: (schemas, _, scope) => {
		const tests = listOf(schemas, scope).map(scope.compile);
		return (value, steps) => tests.some((test) => test(value, steps));
	},
	oneOf: (schemas, _, scope) => {
		const tests = listOf(schemas, scope).map(scope.compile);
		return (value, steps) => tests.filter((test) => test(value, steps)).length === 1;
	},
	not: (unwanted, _, scope) => {
		const test = scope.compile(unwanted);
		return (value, steps) => !test(value, steps);
	},
	if: (condition, schema, scope) => {
		const [test, then, otherwise] = [
			condition,
			schema.then ?? true,
			schema.else ?? true
		].map(scope.compile);
		return (value, steps) => (test?.(value, steps) ? then?.(value, steps) : otherwise?.(value, steps)) === true;
	}
};
const typeNames = [
	"null",
	"boolean",
	"integer",
	"number",
	"string",
	"array",
	"object"
];
function isOfType(value, name) {
	if (name === "null") return value === null;
	if (name === "array") return Array.isArray(value);
	if (name === "object") return isObject(value);
	return name === "integer" ? Number.isInteger(value) : typeof value === name;
}
function ofNumber(holds) {
	return (bound, _, scope) => {
		if (typeof bound !== "number") return scope.refuse("a bound is no number");
		return (value) => typeof value !== "number" || holds(value, bound);
	};
}
/** `sizeOf` is undefined for values that have no such size. */
function ofSize(sizeOf, holds) {
	return (bound, _, scope) => {
		if (typeof bound !== "number") return scope.refuse("a bound is no number");
		return (value) => {
			const size = sizeOf(value);
			return size === void 0 || holds(size, bound);
		};
	};
}
/** Unicode code points. */
function lengthOf(value) {
	if (typeof value !== "string") return void 0;
	let count = 0;
	for (const _ of value) count++;
	return count;
}
function itemsIn(value) {
	return Array.isArray(value) ? value.length : void 0;
}
function keysIn(value) {
	return isObject(value) ? Object.keys(value).length : void 0;
}
function inOrder(tests) {
	return (value, steps) => !Array.isArray(value) || tests.every((test, index) => index >= value.length || test(value[index], steps));
}
function afterwards(from, test) {
	return (value, steps) => !Array.isArray(value) || value.every((each, index) => index < from || test(each, steps));
}
function ofEach(holds) {
	return (value, steps) => !isObject(value) || Object.entries(value).every(([key, each]) => holds(key, each, steps));
}
/** What must hold of an object that has a key: other keys, or a schema. */
function dependencies(given, _, scope) {
	if (!isObject(given)) return scope.refuse("dependencies are no map");
	const tests = Object.entries(given).map(([key, wanted]) => {
		if (!Array.isArray(wanted)) return [key, scope.compile(wanted)];
		return [key, (value) => isObject(value) && wanted.every((name) => Object.hasOwn(value, String(name)))];
	});
	return (value, steps) => !isObject(value) || tests.every(([key, test]) => !Object.hasOwn(value, key) || test(value, steps));
}
function testsOf(properties, scope) {
	if (!isObject(properties)) return scope.refuse("properties are no map");
	return Object.entries(properties).map(([name, schema]) => [name, scope.compile(schema)]);
}
function listOf(values, scope) {
	return Array.isArray(values) ? values : scope.refuse("a list is wanted where there is none");
}
/** The schema that `#`, `#/a/b` or `#anchor` names. */
function resolve(target, scope) {
	if (typeof target !== "string" || !target.startsWith("#")) return scope.refuse("a $ref leads out of the schema: it must begin with #");
	const pointer = decodeURIComponent(target.slice(1));
	if (pointer !== "" && !pointer.startsWith("/")) return findAnchor(scope.root, pointer) ?? scope.refuse(`there is no "${target}" in the schema`);
	let at = scope.root;
	for (const part of pointer.split("/").slice(1)) {
		const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
		at = typeof at === "object" && at !== null && Object.hasOwn(at, key) ? at[key] : scope.refuse(`there is no "${target}" in the schema`);
	}
	return at;
}
function findAnchor(within, anchor) {
	if (typeof within !== "object" || within === null) return void 0;
	if (isObject(within) && (within.$anchor === anchor || within.$id === `#${anchor}`)) return within;
	for (const each of Object.values(within)) {
		const found = findAnchor(each, anchor);
		if (found !== void 0) return found;
	}
}
/** A text that is the same for equal values: keys in order, 1 as 1.0. */
function spelling(value, steps) {
	if (--steps.left < 0) throw new TooManySteps();
	if (Array.isArray(value)) return `[${value.map((each) => spelling(each, steps)).join()}]`;
	if (!isObject(value)) return JSON.stringify(value === 0 ? 0 : value);
	return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${spelling(value[key], steps)}`).join()}}`;
}

// src/checks/json-schema.ts
/** Words that say nothing of whether a value holds. `format` is one, as the standard and Python's jsonschema have it. */
const annotations = /* @__PURE__ */ new Set([
	...[
		"$schema",
		"$id",
		"id",
		"$comment",
		"$anchor",
		"$defs",
		"definitions",
		"title",
		"description",
		"default"
	],
	...[
		"examples",
		"deprecated",
		"readOnly",
		"writeOnly",
		"format",
		"contentEncoding",
		"contentMediaType"
	],
	...[
		"contentSchema",
		"then",
		"else",
		"minContains",
		"maxContains"
	]
]);
const mostSteps = 1e6;
/**
* The test that a text is JSON of a schema (JSON Schema 2020-12, or draft-07 and -06 where `$schema` says so). A keyword
* that is not known is refused, never left out; so are references to other files. Patterns run in linear time, and a
* value may take a million steps. Throws UserError at the place.
*/
function jsonSchemaTest(schema, patternTest, place) {
	const refuse = (reason) => {
		throw new UserError(`Cannot check json_schema: ${reason}`, place);
	};
	const compiled = /* @__PURE__ */ new Map();
	const dialect = isObject(schema) ? schema.$schema : void 0;
	const scope = {
		root: schema,
		isOld: typeof dialect === "string" && /draft-0\d/.test(dialect),
		compile(each) {
			const known = compiled.get(each);
			if (known !== void 0) return known;
			let test;
			const late = (value, steps) => test?.(value, steps) ?? false;
			if (isObject(each)) compiled.set(each, late);
			test = compileOne(each, scope);
			return late;
		},
		compilePattern: (pattern) => typeof pattern === "string" ? patternTest(pattern) : refuse("a pattern is no text"),
		refuse
	};
	const test = compileWhole(schema, scope);
	return (text) => {
		try {
			return test(JSON.parse(text), { left: mostSteps });
		} catch (error) {
			if (error instanceof TooManySteps) return refuse("a value takes more than a million steps");
			if (error instanceof SyntaxError || error instanceof RangeError) return false;
			throw error;
		}
	};
}
/** Schemas that hold themselves, as aliases of YAML can, never end. */
function compileWhole(schema, scope) {
	try {
		return scope.compile(schema);
	} catch (error) {
		if (error instanceof RangeError) return scope.refuse("it is nested too deep");
		throw error;
	}
}
function compileOne(schema, scope) {
	if (typeof schema === "boolean") return () => schema;
	if (!isObject(schema)) return scope.refuse("a schema is neither a map nor true or false");
	if ((schema.$id !== void 0 || schema.id !== void 0) && schema !== scope.root && isAddressed(schema)) return scope.refuse("$id within a schema is not supported");
	const tests = [];
	const isHidden = scope.isOld && schema.$ref !== void 0;
	for (const name of isHidden ? ["$ref"] : Object.keys(schema)) {
		if (annotations.has(name) || name.startsWith("x-")) continue;
		const keyword = Object.hasOwn(keywords, name) ? keywords[name] : void 0;
		if (keyword === void 0) return scope.refuse(`the keyword "${name}" is not supported`);
		tests.push(keyword(schema[name], schema, scope));
	}
	return (value, steps) => {
		steps.left -= 1 + tests.length;
		if (steps.left < 0) throw new TooManySteps();
		return tests.every((test) => test(value, steps));
	};
}
/** `id` was the word of draft-04; in later schemas it is a property as any other. */
function isAddressed({ $id }) {
	return typeof $id === "string" && !$id.startsWith("#");
}

export { jsonSchemaTest };