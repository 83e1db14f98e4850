import { RE2JS } from "./vendor-re2js.js";
import { UserError } from "./core.js";

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
	return (name) => (showsHidden || !isHidden(name)) && pattern.testExact(name);
}
/** A name with wildcards as a regular expression; a bracket that is not closed is itself. */
function compile(text) {
	const source = text.replace(/\[([!^]?)(\]?[^\]]*)\]|[\s\S]/gu, (found, negation, members) => {
		if (found === "*") return ".*";
		if (found === "?") return ".";
		if (members === void 0) return RE2JS.quote(found);
		return `[${negation === "" ? "" : "^"}${members.replace(/[\\[\]^&]/g, "\\$&")}]`;
	});
	try {
		return RE2JS.compile(source, RE2JS.DOTALL);
	} catch (cause) {
		throw new UserError(`Cannot use the pattern "${text}": its brackets hold no range of characters`, {
			hint: "Write brackets as [a-z] or [!0-9], and a bracket itself as [[]",
			cause
		});
	}
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

export { isGlob, parseGlob };