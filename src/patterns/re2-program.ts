import type { RE2JS } from "re2js";
import { assertion, operation, type Program } from "./program.ts";

/** What re2js's compiler gives; it is no part of its interface, so tests compare with its own matcher. */
interface Compiled {
  prog: { start: number; inst: readonly Instruction[] };
  dfa: { classBounds: Int32Array };
}

interface Instruction {
  op: number;
  out: number;
  arg: number;
  /** Pairs of first and last code point, or one that may stand for its other cases too. */
  runes: Int32Array;
  matchRune(rune: number): boolean;
}

const { fail, match, take, jump, fork, assert } = operation;

/** By re2js's number: alternatives, captures, assertions, failure, match, nothing, and four that take a character. */
const operations: readonly (number | undefined)[] = [
  ...[undefined, fork, fork, jump, assert, fail, match, jump],
  ...[take, take, take, take],
];
const foldsCase = 1;

/** The program that re2js compiles. Throws its errors. */
export function re2Program(engine: typeof RE2JS, pattern: string): Program {
  const { prog }: Compiled = engine.compile(pattern).re2();
  const { inst: instructions, start } = prog;
  return {
    start,
    operations: Uint8Array.from(instructions, ({ op }) => {
      const known = operations[op];
      if (known === undefined) throw new Error(`re2js has an instruction ${op}, which is not known`);
      return known;
    }),
    next: Int32Array.from(instructions, ({ out }) => out),
    other: Int32Array.from(instructions, ({ arg }) => arg),
    takes: (instruction, rune) => instructions[instruction]!.matchRune(rune),
    bounds: boundsOf(engine, instructions),
  };
}

function boundsOf(engine: typeof RE2JS, instructions: readonly Instruction[]): Int32Array {
  const bounds = new Set<number>();
  // A class that is repeated stands in many instructions, and may have a thousand ranges.
  const seen = new Set<Int32Array>();
  for (const { op, arg, runes } of instructions) {
    if (operations[op] === assert) for (const each of boundsOfAssertion(arg)) bounds.add(each);
    if (operations[op] !== take || seen.has(runes)) continue;
    seen.add(runes);
    if (runes.length > 1) for (const [at, each] of runes.entries()) bounds.add(each + (at % 2));
    else for (const each of boundsOfRune(engine, runes[0]!, arg)) bounds.add(each);
  }
  bounds.delete(0);
  return Int32Array.from(bounds).sort();
}

/** One character is told from all others, and with its other cases re2js knows which those are. */
function boundsOfRune(engine: typeof RE2JS, rune: number, flags: number): Iterable<number> {
  if ((flags & foldsCase) === 0) return [rune, rune + 1];
  const { dfa }: Compiled = engine.compile(`(?i)\\x{${rune.toString(16)}}`).re2();
  return dfa.classBounds;
}

/** Where the characters begin and end that an assertion tells apart: newlines, or the words of ASCII. */
function boundsOfAssertion(bits: number): readonly number[] {
  const { lineBegins, lineEnds, wordBoundary, noWordBoundary } = assertion;
  const ofLine = (bits & (lineBegins | lineEnds)) !== 0 ? [10, 11] : [];
  const ofWord = (bits & (wordBoundary | noWordBoundary)) !== 0;
  return ofWord ? [...ofLine, 48, 58, 65, 91, 95, 96, 97, 123] : ofLine;
}
