/**
 * A regular expression as the instructions of a machine that is in several places at once (Thompson's construction), an
 * index an instruction. Groups are not kept: a program only tells whether there is a match.
 */
export interface Program {
  start: number;
  /** One of `operation` each. */
  operations: Uint8Array;
  /** The instruction that follows. */
  next: Int32Array;
  /** Of a fork the other instruction that follows; of an assertion what must hold, in bits of `assertion`. */
  other: Int32Array;
  /** Whether a `take` takes a code point. */
  takes(instruction: number, rune: number): boolean;
  /** Ascending: the program tells no two code points apart that have none of these between them (the later included). */
  bounds: Int32Array;
}

/** What an instruction does. */
export const operation = { fail: 0, match: 1, take: 2, jump: 3, fork: 4, assert: 5 } as const;

/** What may hold between two characters, in the bits of RE2. */
export const assertion = {
  lineBegins: 1,
  lineEnds: 2,
  textBegins: 4,
  textEnds: 8,
  wordBoundary: 16,
  noWordBoundary: 32,
} as const;
