import { type Place, UserError } from "../errors.ts";

/** A test that a text matches a regular expression of RE2 syntax somewhere, in linear time. Throws UserError. */
export async function patternTest(pattern: string, place: Place): Promise<(text: string) => boolean> {
  const { RE2JS } = await import("re2js");
  return compilePattern(RE2JS, pattern, place);
}

/** The same, with the engine at hand. */
export function compilePattern(
  engine: typeof import("re2js").RE2JS,
  pattern: string,
  place: Place,
): (text: string) => boolean {
  try {
    const compiled = engine.compile(pattern);
    return (text) => compiled.matcher(text).find();
  } catch (cause) {
    const isLookAround = /\(\?<?[=!]/.test(pattern);
    const why = isLookAround
      ? "it uses look-around, which is not supported"
      : `it is not a regular expression of RE2 syntax: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new UserError(`Cannot check pattern "${pattern}": ${why}`, {
      ...place,
      hint: isLookAround
        ? "Write it without (?=, (?!, (?<= and (?<!, for example as pattern and not_pattern: patterns run in linear time"
        : "See the syntax at https://github.com/google/re2/wiki/Syntax",
      cause,
    });
  }
}
