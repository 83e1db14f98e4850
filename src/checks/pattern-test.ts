import { type Place, UserError } from "../errors.ts";
import type { Automaton } from "../patterns/automaton.ts";
import {
  compilePattern,
  compilePatternWith,
  hasLookAround,
  PatternTooLarge,
} from "../patterns/compile-pattern.ts";
import { clipText } from "../visible-text.ts";

/** A test that a text matches a regular expression of RE2 syntax somewhere, in linear time. Throws UserError. */
export async function patternTest(pattern: string, place: Place): Promise<Automaton> {
  try {
    return await compilePattern(pattern);
  } catch (cause) {
    throw refused(pattern, place, cause);
  }
}

/** The same, with the engine at hand. */
export function patternTestWith(
  engine: typeof import("re2js").RE2JS,
  pattern: string,
  place: Place,
): (text: string) => boolean {
  try {
    return compilePatternWith(engine, pattern).text;
  } catch (cause) {
    throw refused(pattern, place, cause);
  }
}

function refused(pattern: string, place: Place, cause: unknown): UserError {
  const { why, hint } = reasonOf(pattern, cause);
  return new UserError(`Cannot check pattern "${clipText(pattern, 200)}": ${why}`, { ...place, hint, cause });
}

function reasonOf(pattern: string, cause: unknown): { why: string; hint: string } {
  if (cause instanceof PatternTooLarge)
    return { why: cause.message, hint: "Write it with fewer repetitions, or smaller ones" };
  if (hasLookAround(pattern))
    return {
      why: "it uses look-around, which is not supported",
      hint: "Write it without (?=, (?!, (?<= and (?<!, for example as pattern and not_pattern: patterns run in linear time",
    };
  const said = cause instanceof Error ? cause.message : String(cause);
  return {
    why: `it is not a regular expression of RE2 syntax: ${said}`,
    hint: "See the syntax at https://github.com/google/re2/wiki/Syntax",
  };
}
