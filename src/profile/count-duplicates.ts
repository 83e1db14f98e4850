import type { RowHashes } from "../tables/row-hash.ts";

/** Rows of which an earlier row has the same hash, as pandas' `duplicated().sum()` counts them. */
export function countDuplicates(hashes: RowHashes): number {
  const rows = hashes.high.length;
  // Parts of about 2,048 rows by the hash's first bits, so that each part's table stays in the cache.
  const bits = Math.min(16, Math.max(0, Math.ceil(Math.log2(Math.max(1, rows))) - 11));
  const { starts, high, low } = partition(hashes, bits);
  let largest = 0;
  for (let part = 0; part + 1 < starts.length; part++)
    largest = Math.max(largest, starts[part + 1]! - starts[part]!);
  const size = 2 ** Math.ceil(Math.log2(largest * 2 + 2));
  const slots = new Int32Array(size);
  let duplicates = 0;
  for (let part = 0; part + 1 < starts.length; part++) {
    slots.fill(0);
    for (let i = starts[part]!; i < starts[part + 1]!; i++) {
      let slot = low[i]! & (size - 1);
      for (;;) {
        const found = slots[slot]! - 1;
        if (found < 0) {
          slots[slot] = i + 1;
          break;
        }
        if (low[found] === low[i] && high[found] === high[i]) {
          duplicates++;
          break;
        }
        slot = (slot + 1) & (size - 1);
      }
    }
  }
  return duplicates;
}

/** Orders hashes by their first `bits` bits; part p is `starts[p] … starts[p + 1] - 1`. */
function partition(hashes: RowHashes, bits: number): RowHashes & { starts: Uint32Array } {
  const rows = hashes.high.length;
  const starts = new Uint32Array(2 ** bits + 1);
  if (bits === 0) {
    starts[1] = rows;
    return { starts, ...hashes };
  }
  const shift = 32 - bits;
  for (let row = 0; row < rows; row++) starts[(hashes.high[row]! >>> shift) + 1]!++;
  for (let part = 1; part < starts.length; part++) starts[part]! += starts[part - 1]!;
  const next = starts.slice();
  const high = new Uint32Array(rows);
  const low = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const at = next[hashes.high[row]! >>> shift]!++;
    high[at] = hashes.high[row]!;
    low[at] = hashes.low[row]!;
  }
  return { starts, high, low };
}
