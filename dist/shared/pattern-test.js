import { UserError, clipText } from "./core.js";
import { PatternTooLarge, compilePattern, compilePatternWith, hasLookAround } from "./compile-pattern.js";

// src/checks/pattern-test.ts
/** A test that a text matches a regular expression of RE2 syntax somewhere, in linear time. Throws UserError. */
async function patternTest(pattern, place) {
	try {
		return await compilePattern(pattern);
	} catch (cause) {
		throw refused(pattern, place, cause);
	}
}
/** The same, with the engine at hand. */
function patternTestWith(engine, pattern, place) {
	try {
		return compilePatternWith(engine, pattern).text;
	} catch (cause) {
		throw refused(pattern, place, cause);
	}
}
function refused(pattern, place, cause) {
	const { why, hint } = reasonOf(pattern, cause);
	return new UserError(`Cannot check pattern "${clipText(pattern, 200)}": ${why}`, {
		...place,
		hint,
		cause
	});
}
function reasonOf(pattern, cause) {
	if (cause instanceof PatternTooLarge) return {
		why: cause.message,
		hint: "Write it with fewer repetitions, or smaller ones"
	};
	if (hasLookAround(pattern)) return {
		why: "it uses look-around, which is not supported",
		hint: "Write it without (?=, (?!, (?<= and (?<!, for example as pattern and not_pattern: patterns run in linear time"
	};
	return {
		why: `it is not a regular expression of RE2 syntax: ${cause instanceof Error ? cause.message : String(cause)}`,
		hint: "See the syntax at https://github.com/google/re2/wiki/Syntax"
	};
}

export { patternTest, patternTestWith };