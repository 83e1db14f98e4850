import type { Program } from "./program.ts";
import { createStates, outcome } from "./states.ts";

/** Tells whether a text holds a match of a pattern, in time linear in the text. */
export interface Automaton {
  text(text: string): boolean;
  /** The same of `bytes[from … to)`, which are UTF-8. */
  bytes(bytes: Uint8Array, from: number, to: number): boolean;
}

const { unknown, matched } = outcome;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A deterministic machine for a program, made as far as texts need it. */
export function createAutomaton(program: Program): Automaton {
  const { bounds } = program;
  const end = bounds.length + 1;
  const states = createStates(program, end + 1);
  const ascii = Int32Array.from({ length: 128 }, (_, rune) => classOf(bounds, rune));

  const follow = (state: number, runes: number): number => {
    const next = states.cells[state + runes]!;
    return next === unknown ? states.step(state, runes) : next;
  };
  const scanText = (text: string, start: number): boolean => {
    let state = start;
    for (let i = 0; i < text.length && state > unknown; i++) {
      const rune = text.codePointAt(i)!;
      if (rune > 0xffff) i++;
      state = follow(state, rune < 128 ? ascii[rune]! : classOf(bounds, rune));
    }
    return (state > unknown ? follow(state, end) : state) === matched;
  };
  return {
    text: (text) => scanText(text, states.start()),
    bytes(bytes, from, to) {
      let state = states.start();
      let { cells } = states;
      // The loop that all texts of a file go through: a look-up a byte.
      for (let i = from; i < to && state > unknown; i++) {
        const byte = bytes[i]!;
        if (byte >= 128) return scanText(decoder.decode(bytes.subarray(i, to)), state);
        const runes = ascii[byte]!;
        let next = cells[state + runes]!;
        if (next === unknown) {
          next = states.step(state, runes);
          ({ cells } = states);
        }
        state = next;
      }
      return (state > unknown ? follow(state, end) : state) === matched;
    },
  };
}

/** How many bounds are up to a code point. */
function classOf(bounds: Int32Array, rune: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bounds[middle]! <= rune) low = middle + 1;
    else high = middle;
  }
  return low;
}
