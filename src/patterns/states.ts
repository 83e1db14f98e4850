import { createPlaces } from "./places.ts";
import { assertion, operation, type Program } from "./program.ts";
import { createStateTable, type PlaceSet } from "./state-table.ts";

/** What stands where a state would: what is not worked out yet, and what a text comes to whatever follows. */
export const outcome = { unknown: 0, matched: -1, failed: -2 } as const;

/**
 * The states of a program as far as they were reached: `cells[state + runes]` is what follows a state, by class of
 * characters; the last class is the end of the text.
 */
export interface States {
  /** Replaced by `start` and `step`. */
  cells: Int32Array;
  /** The state at the start of a text, or an outcome. */
  start(): number;
  /** Works out what follows a state. */
  step(state: number, runes: number): number;
}

const { lineBegins, lineEnds, textBegins, textEnds, wordBoundary, noWordBoundary } = assertion;
const newline = 10;
/** That the character before a place belongs to a word; the bits below are those of assertions. */
const afterWord = 64;

/** The states of a program with `width - 1` classes of characters. Each new one takes time linear in the program. */
export function createStates(program: Program, width: number): States {
  const places = createPlaces(program);
  const table = createStateTable(width);
  const isRevived = hasAssertion(program, lineBegins);
  let first: { state: number; forgotten: number } | undefined;

  const settle = (before: number): number => {
    if (places.isMatch) return outcome.matched;
    // Where nothing waits, nothing ever will, but for what a new line begins.
    if (places.size === 0 && !isRevived) return outcome.failed;
    const { isOpen } = places;
    const waiting = places.sorted();
    return table.stateOf({ waiting, isOpen, before: isOpen ? before : 0 });
  };
  const take = (waiting: Int32Array, rune: number): number => {
    const before = (rune === newline ? lineBegins : 0) | (isWord(rune) ? afterWord : 0);
    places.clear();
    for (const each of waiting)
      if (program.takes(each, rune)) places.reach(program.next[each]!, before, false);
    places.reach(program.start, before, false);
    return settle(before);
  };
  const follow = ({ waiting, isOpen, before }: PlaceSet, rune: number | undefined): number => {
    if (!isOpen) return rune === undefined ? outcome.failed : take(waiting, rune);
    const holding = holdingBetween(before, rune);
    places.clear();
    for (const each of waiting) places.reach(each, holding, true);
    if (places.isMatch) return outcome.matched;
    return rune === undefined ? outcome.failed : take(places.waiting.slice(0, places.size), rune);
  };
  const states: States = {
    cells: table.cells,
    start() {
      if (first?.forgotten === table.forgotten) return first.state;
      const before = textBegins | lineBegins;
      places.clear();
      places.reach(program.start, before, false);
      first = { state: settle(before), forgotten: table.forgotten };
      states.cells = table.cells;
      return first.state;
    },
    step(state, runes) {
      const { forgotten } = table;
      const next = follow(table.setOf(state), runes === width - 1 ? undefined : runeOf(program, runes));
      states.cells = table.cells;
      if (table.forgotten === forgotten) states.cells[state + runes] = next;
      return next;
    },
  };
  return states;
}

function hasAssertion({ operations, other }: Program, bit: number): boolean {
  return operations.some((each, index) => each === operation.assert && (other[index]! & bit) !== 0);
}

/** One of the characters of a class. */
function runeOf({ bounds }: Program, runes: number): number {
  return runes === 0 ? 0 : bounds[runes - 1]!;
}

/** The assertions that hold before a character, or at the end of the text. */
function holdingBetween(before: number, rune: number | undefined): number {
  const isEnd = rune === undefined;
  const isInside = ((before & afterWord) !== 0) === (!isEnd && isWord(rune));
  return (
    (before & (lineBegins | textBegins)) |
    (isEnd || rune === newline ? lineEnds : 0) |
    (isEnd ? textEnds : 0) |
    (isInside ? noWordBoundary : wordBoundary)
  );
}

/** A letter, digit or underscore of ASCII. */
function isWord(rune: number): boolean {
  return rune < 128 && /\w/.test(String.fromCharCode(rune));
}
