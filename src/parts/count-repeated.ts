import { finalize } from "../tables/murmur-hash.ts";
import { type KeyMatches, wordsOf } from "./match-keys.ts";

/** Bytes of a key of 96 bits, behind which its row stands. */
export const countedBytes = 16;

/** Words of such a key with its row. */
const wide = countedBytes / 4;

/** Marks a key that a row was found with before. */
const seen = 0x80000000;

/** How many keys differ, and the rows of those that several have. */
export interface RepeatedKeys {
  distinct: number;
  /** Rows whose key another row has too. */
  all: KeyMatches;
  /** Those that an earlier row has it before. */
  later: KeyMatches;
}

/** Counts the keys in these files, of which equal ones are in one file, their rows ascending. One file's are in memory at a time. */
export async function countRepeated(
  files: readonly { read(): AsyncIterable<Uint8Array> }[],
  kept: number,
): Promise<RepeatedKeys> {
  const total: RepeatedKeys = {
    distinct: 0,
    all: { count: 0, first: [] },
    later: { count: 0, first: [] },
  };
  for (const file of files) {
    const counts = createKeyCounts();
    for await (const words of wordsOf(file.read(), countedBytes))
      for (let at = 0; at < words.length; at += wide) counts.add(words, at);
    total.distinct += counts.size();
    const found = { all: 0, later: 0 };
    const note = (which: keyof typeof found, row: number): void => {
      total[which].count++;
      // The first of each file are enough to know the first of all.
      if (found[which]++ < kept) total[which].first.push(row);
    };
    if (counts.repeats())
      for await (const words of wordsOf(file.read(), countedBytes))
        for (let at = 0; at < words.length; at += wide) {
          const times = counts.visit(words, at);
          if (times > 1) note("all", words[at + 3]!);
          if (times > seen) note("later", words[at + 3]!);
        }
    for (const into of [total.all, total.later]) into.first = into.first.sort((a, b) => a - b).slice(0, kept);
  }
  return total;
}

/** How often keys occur, by open addressing. */
interface KeyCounts {
  add(words: Uint32Array, at: number): void;
  /** How often a key occurs, and `seen` where it was asked for before. */
  visit(words: Uint32Array, at: number): number;
  size(): number;
  /** Whether a key occurs twice. */
  repeats(): boolean;
}

function createKeyCounts(): KeyCounts {
  // Three words of a key, and how often it occurs.
  let slots = new Uint32Array(1024 * wide);
  let size = 0;
  let added = 0;
  const place = (words: Uint32Array, at: number): number => {
    const mask = slots.length / wide - 1;
    let slot = finalize(words[at]! ^ Math.imul(words[at + 1]!, 0x9e3779b1)) & mask;
    for (;;) {
      const from = slot * wide;
      if (slots[from + 3] === 0) return from;
      if (slots[from] === words[at] && slots[from + 1] === words[at + 1] && slots[from + 2] === words[at + 2])
        return from;
      slot = (slot + 1) & mask;
    }
  };
  const put = (words: Uint32Array, at: number): number => {
    const slot = place(words, at);
    for (let word = 0; word < 3; word++) slots[slot + word] = words[at + word]!;
    return slot;
  };
  const widen = (): void => {
    const old = slots;
    slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += wide)
      if (old[at + 3] !== 0) slots[put(old, at) + 3] = old[at + 3]!;
  };
  return {
    add(words, at) {
      const count = put(words, at) + 3;
      added++;
      if (slots[count]!++ === 0 && ++size * 1.5 * wide > slots.length) widen();
    },
    visit(words, at) {
      const count = place(words, at) + 3;
      const times = slots[count]!;
      slots[count] = times | seen;
      return times;
    },
    size: () => size,
    repeats: () => added > size,
  };
}
