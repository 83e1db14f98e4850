import { formatNumber } from "../number-format.ts";
import { type Automaton, createAutomaton } from "./automaton.ts";
import { estimateSize } from "./estimate-size.ts";
import { parsePlain } from "./parse-plain.ts";
import { compileNode } from "./pattern-node.ts";
import type { Program } from "./program.ts";
import { re2Program } from "./re2-program.ts";

/** A program that is larger is refused: each character of a text may look at all of it. */
const mostInstructions = 100_000;

/** A pattern that takes too much time and memory. */
export class PatternTooLarge extends Error {}

/** Whether a pattern that was refused looks ahead or behind, which takes more than linear time. */
export function hasLookAround(pattern: string): boolean {
  return /\(\?<?[=!]/.test(pattern);
}

/**
 * The machine of a regular expression of RE2's syntax, which looks for it anywhere in a text. re2js is loaded for what is
 * not plain. Throws an error that says what is wrong with the pattern.
 */
export async function compilePattern(pattern: string): Promise<Automaton> {
  return createAutomaton(plainProgram(pattern) ?? anyProgram((await import("re2js")).RE2JS, pattern));
}

/** The same at once, with re2js at hand. */
export function compilePatternWith(engine: typeof import("re2js").RE2JS, pattern: string): Automaton {
  return createAutomaton(plainProgram(pattern) ?? anyProgram(engine, pattern));
}

function plainProgram(pattern: string): Program | undefined {
  const node = parsePlain(pattern);
  return node === undefined ? undefined : compileNode(node);
}

/** The estimate keeps re2js from what would take it seconds and a gigabyte. */
function anyProgram(engine: typeof import("re2js").RE2JS, pattern: string): Program {
  const program = estimateSize(pattern) > 2 * mostInstructions ? undefined : re2Program(engine, pattern);
  if (program !== undefined && program.operations.length <= mostInstructions) return program;
  throw new PatternTooLarge(`it stands for more than ${formatNumber(mostInstructions)} characters`);
}
