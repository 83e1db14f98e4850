import { UserError, didYouMean } from "./core.js";
import { configSchema } from "./config.js";
import { toJSONSchema } from "./vendor-zod.js";
import { parseYaml } from "./config2.js";
import { schemaOf } from "./schema-of2.js";

// src/config/parse-config.ts
/** Parses the text of an `mlops.yml`. Throws one UserError that names every problem with line and column. */
function parseConfig(text, file) {
	const { value, place } = parseYaml(text, file);
	if (value === null || typeof value !== "object" || Array.isArray(value)) throw new UserError(`Cannot read "${file}": expected keys and values such as "version: 1"`, {
		file,
		line: 1
	});
	const result = schemaOf(configSchema).safeParse(value);
	if (result.success) return {
		config: result.data,
		place
	};
	throw problems(result.error.issues, file, place);
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
	let schemas = [toJSONSchema(schemaOf(configSchema), { io: "input" })];
	const branches = (schema) => [schema, ...(schema.anyOf ?? []).flatMap(branches)];
	for (const key of path) schemas = schemas.flatMap(branches).flatMap((schema) => {
		const next = typeof key === "number" ? schema.items : schema.properties?.[String(key)];
		return next ? [next] : [];
	});
	return schemas.flatMap(branches).flatMap((schema) => Object.keys(schema.properties ?? {}));
}

export { parseConfig };