import type { CategorySets } from "./tree.ts";

/** Collects the sets of a tree's nodes, one node after another. */
export function createSets(nodes: number) {
  const at = new Int32Array(nodes + 1);
  const words: number[] = [];
  return {
    /** Adds the bins of a set, the first of which is a code. */
    add(bins: BigUint64Array, firstCode: number): void {
      const start = words.length;
      for (const [index, word] of bins.entries())
        for (let bit = 0, rest = word; rest !== 0n; bit++, rest >>= 1n) {
          if ((rest & 1n) === 0n) continue;
          const code = firstCode + 64 * index + bit;
          while (words.length <= start + (code >>> 5)) words.push(0);
          words[start + (code >>> 5)]! |= 1 << (code & 31);
        }
    },
    end(node: number): void {
      at[node + 1] = words.length;
    },
    made(): { sets?: CategorySets } {
      return words.length === 0 ? {} : { sets: { at, words: Uint32Array.from(words) } };
    },
  };
}
