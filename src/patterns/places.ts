import { assertion, operation, type Program } from "./program.ts";

/** Where a program is all at once. */
export interface Places {
  /** Instructions that wait for the next character: those that take one, and assertions about it. */
  waiting: Int32Array;
  /** How many of them there are, in no order. */
  size: number;
  /** Whether there is an assertion among them. */
  isOpen: boolean;
  /** Whether the program is at its end. */
  isMatch: boolean;
  /** The waiting instructions, ascending. */
  sorted(): Int32Array;
  clear(): void;
  /**
   * Goes on from an instruction as far as it can without taking a character. `holding` are the assertions that hold; of
   * those about the next character nothing is known unless `isSettled`.
   */
  reach(instruction: number, holding: number, isSettled: boolean): void;
}

const { match, take, jump, fork, assert } = operation;
const ofBefore = assertion.lineBegins | assertion.textBegins;

/** The places of a program, none so far. */
export function createPlaces({ operations, next, other }: Program): Places {
  const seen = new Uint32Array(operations.length);
  const isWaiting = new Uint32Array(operations.length);
  const stack = new Int32Array(operations.length);
  let round = 0;
  let depth = 0;
  const push = (instruction: number): void => {
    if (seen[instruction] === round) return;
    seen[instruction] = round;
    stack[depth++] = instruction;
  };
  const wait = (instruction: number): void => {
    isWaiting[instruction] = round;
    places.waiting[places.size++] = instruction;
  };
  const visit = (instruction: number, holding: number, isSettled: boolean): void => {
    switch (operations[instruction]) {
      case match:
        places.isMatch = true;
        break;
      case take:
        wait(instruction);
        break;
      case fork:
        push(other[instruction]!);
        push(next[instruction]!);
        break;
      case jump:
        push(next[instruction]!);
        break;
      case assert: {
        const missing = other[instruction]! & ~holding;
        if (missing === 0) push(next[instruction]!);
        else if (!isSettled && (missing & ofBefore) === 0) {
          wait(instruction);
          places.isOpen = true;
        }
      }
    }
  };
  const places: Places = {
    waiting: new Int32Array(operations.length),
    size: 0,
    isOpen: false,
    isMatch: false,
    sorted() {
      const { waiting, size } = places;
      if (size * 16 < operations.length) return waiting.slice(0, size).sort();
      // Of many, looking at all is quicker than sorting.
      const all = new Int32Array(size);
      let at = 0;
      for (let each = 0; each < operations.length; each++) if (isWaiting[each] === round) all[at++] = each;
      return all;
    },
    clear() {
      round++;
      places.size = 0;
      places.isOpen = false;
      places.isMatch = false;
    },
    reach(instruction, holding, isSettled) {
      push(instruction);
      while (depth > 0) visit(stack[--depth]!, holding, isSettled);
    },
  };
  return places;
}
