/** Mixes a word of 32 bits into a hash, as MurmurHash3 x86_32 does (A. Appleby, public domain). */
export function mixWord(hash: number, word: number): number {
  word = Math.imul(word, 0xcc9e2d51);
  word = (word << 15) | (word >>> 17);
  hash ^= Math.imul(word, 0x1b873593);
  hash = (hash << 13) | (hash >>> 19);
  return (Math.imul(hash, 5) + 0xe6546b64) | 0;
}

/** Spreads what a hash was made of over all its bits. */
export function finalize(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** The hash of `bytes[start … end - 1]`. */
export function murmurHash(seed: number, bytes: Uint8Array, start: number, end: number): number {
  let hash = seed;
  let at = start;
  for (; at + 4 <= end; at += 4)
    hash = mixWord(
      hash,
      bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24),
    );
  let tail = 0;
  for (let i = end - 1; i >= at; i--) tail = (tail << 8) | bytes[i]!;
  if (at < end) hash ^= Math.imul(rotate15(Math.imul(tail, 0xcc9e2d51)), 0x1b873593);
  return finalize(hash ^ (end - start));
}

function rotate15(word: number): number {
  return (word << 15) | (word >>> 17);
}
