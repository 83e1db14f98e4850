/** A state's instructions, ascending, and what is known of where they stand when some of them are assertions. */
export interface PlaceSet {
  waiting: Int32Array;
  isOpen: boolean;
  before: number;
}

/**
 * Sets of places by number, and what follows each. A set's number is where its row starts in `cells`, from `width` on;
 * rows are `width` numbers, 0 where nothing was noted.
 */
export interface StateTable {
  /** Replaced when it grows. */
  cells: Int32Array;
  /** How often all was forgotten, to stay within bounds; numbers from before mean nothing. */
  forgotten: number;
  stateOf(set: PlaceSet): number;
  setOf(state: number): PlaceSet;
}

/** How many numbers the cells and the sets may have: 1 MB each. */
const mostNumbers = 1 << 18;

/** A table without states. */
export function createStateTable(width: number): StateTable {
  const mostStates = Math.max(4, Math.floor(mostNumbers / width) - 1);
  const sets: PlaceSet[] = [];
  const byHash = new Map<number, number[]>();
  let numbers = 0;
  const forget = (): void => {
    sets.length = 0;
    byHash.clear();
    numbers = 0;
    table.cells.fill(0);
    table.forgotten++;
  };
  const add = (set: PlaceSet): number => {
    if (sets.length === mostStates || numbers + set.waiting.length > mostNumbers) forget();
    numbers += set.waiting.length;
    const state = sets.push(set) * width;
    if (state + width > table.cells.length) {
      const wider = new Int32Array(table.cells.length * 2);
      wider.set(table.cells);
      table.cells = wider;
    }
    return state;
  };
  const setOf = (state: number): PlaceSet => sets[state / width - 1]!;
  const table: StateTable = {
    cells: new Int32Array(width * 4),
    forgotten: 0,
    setOf,
    stateOf(set) {
      const hash = hashOf(set);
      const known = byHash.get(hash)?.find((state) => isSame(setOf(state), set));
      if (known !== undefined) return known;
      const state = add(set);
      byHash.set(hash, [...(byHash.get(hash) ?? []), state]);
      return state;
    },
  };
  return table;
}

function hashOf({ waiting, before }: PlaceSet): number {
  let hash = before;
  for (const each of waiting) hash = Math.imul(hash ^ each, 0x9e3779b1) ^ (hash >>> 15);
  return hash;
}

function isSame(one: PlaceSet, other: PlaceSet): boolean {
  const { waiting, before, isOpen } = one;
  return (
    before === other.before &&
    isOpen === other.isOpen &&
    waiting.length === other.waiting.length &&
    waiting.every((each, index) => each === other.waiting[index])
  );
}
