import { _enum, _null, array, boolean, int, literal, number, record, strictObject, string, union, unknown } from "./vendor-zod.js";
import { Call } from "./config.js";

// src/config/schema-of.ts
/** By name, so that the bundle holds no more of zod than these. */
const first = {
	array,
	boolean,
	enum: _enum,
	int,
	literal,
	null: _null,
	number,
	record,
	strictObject,
	string,
	union,
	unknown
};
const made = /* @__PURE__ */ new WeakMap();
/** The schema of zod that a draft describes, made at the first call. */
function schemaOf(draft) {
	return make(draft);
}
function make(call) {
	const known = made.get(call);
	if (known !== void 0) return known;
	const schema = (call.of === void 0 ? first : make(call.of))[call.word](...call.args.map(makeIn));
	made.set(call, schema);
	return schema;
}
/** An argument with the schemas in it made. */
function makeIn(value) {
	if (value instanceof Call) return make(value);
	if (Array.isArray(value)) return value.map(makeIn);
	if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, makeIn(each)]));
}

export { schemaOf };