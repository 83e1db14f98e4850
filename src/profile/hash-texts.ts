import type { TextColumn, TextEntries } from "../tables/table.ts";
import { textEntries } from "../tables/text-entries.ts";

/** 64 bits for each text, as two halves. */
export interface TextHashes {
  high: Int32Array;
  low: Int32Array;
}

const hashed = new WeakMap<TextColumn | TextEntries, TextHashes & { done: number }>();

/**
 * Hashes of a column's different texts, by code, the same in every part of a file; worked out once, and where the
 * dictionary has grown since, of the texts that are new.
 */
export function hashTexts(column: TextColumn): TextHashes {
  const of = column.entries ?? column;
  const found = hashed.get(of);
  const { size, bytes, offsets } = column.entries ?? textEntries(column);
  if (found?.done === size) return found;
  const hashes = { high: widened(found?.high, size), low: widened(found?.low, size), done: size };
  hashMore({ size, bytes, offsets }, hashes, found?.done ?? 0);
  hashed.set(of, hashes);
  return hashes;
}

function hashMore({ size, bytes, offsets }: TextEntries, into: TextHashes, done: number): void {
  for (let code = done; code < size; code++) hashBytes(bytes, offsets[code]!, offsets[code + 1]!, into, code);
}

/** An array of at least that size, with what there is. */
export function widened(array: Int32Array = new Int32Array(0), size: number): Int32Array {
  if (array.length >= size) return array;
  const wider = new Int32Array(Math.max(size, array.length * 2));
  wider.set(array);
  return wider;
}

/** The hash of one text. */
export function hashText(text: string): { high: number; low: number } {
  const bytes = new TextEncoder().encode(text);
  const hash = { high: new Int32Array(1), low: new Int32Array(1) };
  hashBytes(bytes, 0, bytes.length, hash, 0);
  return { high: hash.high[0]!, low: hash.low[0]! };
}

/** Four bytes at a time into two words that are mixed with each other, then MurmurHash3's finalizer on both. */
function hashBytes(bytes: Uint8Array, start: number, end: number, into: TextHashes, index: number): void {
  let high = end - start;
  let low = 0x9e3779b1;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    high = Math.imul(high ^ word, 0xcc9e2d51);
    high = (high << 15) | (high >>> 17);
    low = Math.imul(low ^ word ^ high, 0x85ebca6b);
    low ^= low >>> 13;
  }
  for (; at < end; at++) {
    high = Math.imul(high ^ bytes[at]!, 0xcc9e2d51);
    high = (high << 15) | (high >>> 17);
    low = Math.imul(low ^ bytes[at]! ^ high, 0x85ebca6b);
    low ^= low >>> 13;
  }
  into.high[index] = finalize(high ^ finalize(low));
  into.low[index] = finalize((low + Math.imul(high, 5)) | 0);
}

function finalize(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
