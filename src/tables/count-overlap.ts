import type { RowHashes } from "./row-hash.ts";

/** How many of some rows have the hash of one of the others, by 53 of its bits. */
export function countOverlap({ high, low }: RowHashes, rows: Uint32Array, others: Uint32Array): number {
  const keyOf = (row: number): number => high[row]! * 0x200000 + (low[row]! >>> 11);
  const known = new Set<number>();
  for (const row of others) known.add(keyOf(row));
  return rows.reduce((count, row) => count + (known.has(keyOf(row)) ? 1 : 0), 0);
}
