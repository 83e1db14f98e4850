import type { TextEntries } from "./table.ts";

/**
 * Distinct byte strings numbered in order of first appearance: an open-addressing hash table over one byte
 * heap, so that a cell that was seen before is never decoded or copied.
 */
export interface Dictionary extends TextEntries {
  /** Fours of (hash, code + 1, start, length), so that a look-up touches one cache line; code 0 marks an empty slot. */
  slots: Int32Array;
  /** Takes over when crafted texts share their hashes: its string hash is seeded by the engine. */
  fallback: Map<string, number> | undefined;
  /** The same texts as one object that stays while the dictionary grows from part to part of a file. */
  shown?: TextEntries;
}

/** Probes before texts count as crafted; random texts at half load stay far below. */
const maxProbes = 512;

/** An empty dictionary. */
export function createDictionary(): Dictionary {
  return {
    size: 0,
    bytes: new Uint8Array(64),
    offsets: new Uint32Array(8),
    slots: new Int32Array(32),
    fallback: undefined,
  };
}

/**
 * The code of `source[start … end)`, which is added when it is new; `hash` is its `hashOf`. Throws RangeError when the distinct texts exceed
 * 4 GiB.
 */
export function encode(
  dictionary: Dictionary,
  source: Uint8Array,
  start: number,
  end: number,
  hash = hashOf(source, start, end),
): number {
  if (dictionary.fallback !== undefined) return encodeFallback(dictionary, source, start, end);
  const { slots } = dictionary;
  const mask = slots.length - 4;
  const length = end - start;
  let slot = (hash << 2) & mask;
  for (let probes = 0; probes < maxProbes; probes++) {
    const code = slots[slot + 1]! - 1;
    if (code < 0) {
      const added = append(dictionary, source, start, end);
      slots[slot] = hash;
      slots[slot + 1] = added + 1;
      slots[slot + 2] = dictionary.offsets[added]!;
      slots[slot + 3] = length;
      if (dictionary.size * 8 > slots.length) widen(dictionary);
      return added;
    }
    if (slots[slot] === hash && slots[slot + 3] === length) {
      const { bytes } = dictionary;
      const from = slots[slot + 2]! >>> 0;
      let same = 0;
      while (same < length && bytes[from + same] === source[start + same]) same++;
      if (same === length) return code;
    }
    slot = (slot + 4) & mask;
  }
  dictionary.fallback = new Map();
  for (let code = 0; code < dictionary.size; code++) {
    const from = dictionary.offsets[code]!;
    dictionary.fallback.set(keyOf(dictionary.bytes, from, dictionary.offsets[code + 1]!), code);
  }
  dictionary.slots = new Int32Array(0);
  return encodeFallback(dictionary, source, start, end);
}

/**
 * Reads where look-ups of these hashes will read, so that they find it in the cache: loads without branches between
 * them overlap, which those of look-ups do not. Returns a number only so that the loads have a use.
 */
export function prefetch(dictionary: Dictionary, hashes: Int32Array, count: number): number {
  const { slots, bytes } = dictionary;
  const mask = slots.length - 4;
  let sum = 0;
  for (let i = 0; i < count; i++) sum ^= slots[(hashes[i]! << 2) & mask]!;
  for (let i = 0; i < count; i++) sum ^= bytes[slots[((hashes[i]! << 2) & mask) + 2]! >>> 0]!;
  return sum;
}

/** Four bytes at a time, mixed by MurmurHash3's finalizer. */
export function hashOf(source: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = source[at]! | (source[at + 1]! << 8) | (source[at + 2]! << 16) | (source[at + 3]! << 24);
    hash = Math.imul((hash << 7) ^ (hash >>> 25) ^ word, 0x9e3779b1);
  }
  for (; at < end; at++) hash = Math.imul((hash << 7) ^ (hash >>> 25) ^ source[at]!, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** The texts in code order. */
export function decodeEntries(entries: TextEntries): string[] {
  return decodeMore([], entries);
}

const decoded = new WeakMap<TextEntries, string[]>();

/** The texts in code order, decoded once; where the dictionary has grown since, the same array grows. */
export function textsOf(entries: TextEntries): string[] {
  const known = decoded.get(entries) ?? [];
  decoded.set(entries, known);
  return decodeMore(known, entries);
}

function decodeMore(texts: string[], { size, bytes, offsets }: TextEntries): string[] {
  for (let code = texts.length; code < size; code++)
    texts.push(decodeText(bytes, offsets[code]!, offsets[code + 1]!));
  return texts;
}

/** Made once: it takes longer to make than a text to decode. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of `bytes[start … end)`; short ASCII is quicker by hand than through the decoder. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 24) return decoder.decode(bytes.subarray(start, end));
  let text = "";
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte >= 0x80) return decoder.decode(bytes.subarray(start, end));
    text += String.fromCharCode(byte);
  }
  return text;
}

function append(dictionary: Dictionary, source: Uint8Array, start: number, end: number): number {
  const code = dictionary.size;
  const from = dictionary.offsets[code]!;
  const to = from + end - start;
  if (to > dictionary.bytes.length) {
    if (to > 0xffffffff) throw new RangeError("more than 4 GiB of distinct text");
    const bytes = new Uint8Array(Math.min(Math.max(to, dictionary.bytes.length * 2), 0xffffffff));
    bytes.set(dictionary.bytes.subarray(0, from));
    dictionary.bytes = bytes;
  }
  if (code + 2 > dictionary.offsets.length) {
    const offsets = new Uint32Array(dictionary.offsets.length * 2);
    offsets.set(dictionary.offsets);
    dictionary.offsets = offsets;
  }
  const { bytes } = dictionary;
  if (end - start > 64) bytes.set(source.subarray(start, end), from);
  else for (let i = 0; i < end - start; i++) bytes[from + i] = source[start + i]!;
  dictionary.offsets[code + 1] = to;
  dictionary.size = code + 1;
  return code;
}

function widen(dictionary: Dictionary): void {
  const { slots } = dictionary;
  const wider = new Int32Array(slots.length * 2);
  const mask = wider.length - 4;
  for (let from = 0; from < slots.length; from += 4) {
    if (slots[from + 1] === 0) continue;
    let slot = (slots[from]! << 2) & mask;
    while (wider[slot + 1] !== 0) slot = (slot + 4) & mask;
    for (let part = 0; part < 4; part++) wider[slot + part] = slots[from + part]!;
  }
  dictionary.slots = wider;
}

function encodeFallback(dictionary: Dictionary, source: Uint8Array, start: number, end: number): number {
  const key = keyOf(source, start, end);
  const known = dictionary.fallback?.get(key);
  if (known !== undefined) return known;
  const code = append(dictionary, source, start, end);
  dictionary.fallback?.set(key, code);
  return code;
}

const oneByteDecoder = new TextDecoder("latin1");

/** One character a byte; the prefix keeps number-like keys off the engine's unseeded integer hash. */
function keyOf(bytes: Uint8Array, start: number, end: number): string {
  return `:${oneByteDecoder.decode(bytes.subarray(start, end))}`;
}
