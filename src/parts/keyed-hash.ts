import { type TextHashes, widened } from "../profile/hash-texts.ts";
import type { TextColumn, TextEntries } from "../tables/table.ts";
import { textEntries } from "../tables/text-entries.ts";

/** 64 bits that whoever wrote the data cannot know, so that they cannot make texts that hash alike. */
export type HashKey = readonly [number, number];

const hashed = new WeakMap<TextColumn | TextEntries, TextHashes & { done: number; key: HashKey }>();

/**
 * Keyed hashes of a column's different texts, by code; worked out once with a key, and where the dictionary has grown
 * since, of the texts that are new.
 */
export function hashTextsByKey(column: TextColumn, key: HashKey): TextHashes {
  const of = column.entries ?? column;
  const { size, bytes, offsets } = column.entries ?? textEntries(column);
  const found = hashed.get(of);
  const known = found !== undefined && found.key.join() === key.join() ? found : undefined;
  if (known?.done === size) return known;
  const hashes = { high: widened(known?.high, size), low: widened(known?.low, size), done: size, key };
  for (let code = known?.done ?? 0; code < size; code++)
    hashByKey(key, { bytes, start: offsets[code]!, end: offsets[code + 1]! }, hashes, code);
  hashed.set(of, hashes);
  return hashes;
}

/** Holds the words of the hash that is being made. */
const state = new Int32Array(4);

/** HalfSipHash-2-4 of `bytes[start … end - 1]` with 64 bits (J.-P. Aumasson and D. J. Bernstein, CC0), put at this index. */
export function hashByKey(
  [first, second]: HashKey,
  { bytes, start, end }: { bytes: Uint8Array; start: number; end: number },
  into: TextHashes,
  index: number,
): void {
  state[0] = first;
  state[1] = second ^ 0xee;
  state[2] = 0x6c796765 ^ first;
  state[3] = 0x74656462 ^ second;
  let at = start;
  for (; at + 4 <= end; at += 4)
    absorb(bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
  let last = (end - start) << 24;
  for (let shift = 0; at < end; at++, shift += 8) last |= bytes[at]! << shift;
  absorb(last);
  state[2]! ^= 0xee;
  stir(4);
  into.low[index] = state[1]! ^ state[3]!;
  state[1]! ^= 0xdd;
  stir(4);
  into.high[index] = state[1]! ^ state[3]!;
}

function absorb(word: number): void {
  state[3]! ^= word;
  stir(2);
  state[0]! ^= word;
}

/** Makes that many rounds. */
function stir(rounds: number): void {
  let [v0, v1, v2, v3] = [state[0]!, state[1]!, state[2]!, state[3]!];
  for (let round = 0; round < rounds; round++) {
    v0 = (v0 + v1) | 0;
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
    v2 = (v2 << 16) | (v2 >>> 16);
  }
  state[0] = v0;
  state[1] = v1;
  state[2] = v2;
  state[3] = v3;
}
