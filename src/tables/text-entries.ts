import type { TextColumn, TextEntries } from "./table.ts";

const encoded = new WeakMap<readonly string[], TextEntries>();

/** A text column's dictionary as UTF-8: the reader's, or encoded from the texts, once. */
export function textEntries(column: TextColumn): TextEntries {
  if (column.entries !== undefined) return column.entries;
  const { dictionary } = column;
  const known = encoded.get(dictionary);
  if (known?.size === dictionary.length) return known;
  const entries = encodeTexts(dictionary);
  encoded.set(dictionary, entries);
  return entries;
}

/** Texts as UTF-8, one after the other. */
export function encodeTexts(texts: readonly string[]): TextEntries {
  const ascii = encodeAscii(texts);
  if (ascii !== undefined) return ascii;
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text));
  const offsets = new Uint32Array(parts.length + 1);
  for (const [code, part] of parts.entries()) offsets[code + 1] = offsets[code]! + part.length;
  const bytes = new Uint8Array(offsets.at(-1) ?? 0);
  for (const [code, part] of parts.entries()) bytes.set(part, offsets[code]!);
  return { size: parts.length, bytes, offsets };
}

/** Encoded at once, which is quicker and leaves no garbage; undefined where a text is not ASCII, or they are very long. */
function encodeAscii(dictionary: readonly string[]): TextEntries | undefined {
  const offsets = new Uint32Array(dictionary.length + 1);
  for (const [code, text] of dictionary.entries()) offsets[code + 1] = offsets[code]! + text.length;
  const size = offsets[dictionary.length]!;
  if (size > 2 ** 26) return undefined;
  const bytes = new TextEncoder().encode(dictionary.join(""));
  return bytes.length === size ? { size: dictionary.length, bytes, offsets } : undefined;
}

/** Numbers that were worked out of a dictionary's texts, by code. */
export type TextNumbers = WeakMap<TextEntries, { numbers: Int32Array; done: number }>;

/** A number for each text, worked out once; where the dictionary has grown since, for the texts that are new. */
export function numberTexts(
  known: TextNumbers,
  entries: TextEntries,
  of: (bytes: Uint8Array, start: number, end: number) => number,
): Int32Array {
  const { size } = entries;
  let { numbers, done } = known.get(entries) ?? { numbers: new Int32Array(size), done: 0 };
  if (done === size) return numbers;
  if (numbers.length < size) {
    const wider = new Int32Array(Math.max(size, numbers.length * 2));
    wider.set(numbers);
    numbers = wider;
  }
  numberMore(numbers, done, entries, of);
  known.set(entries, { numbers, done: size });
  return numbers;
}

function numberMore(
  numbers: Int32Array,
  done: number,
  { size, bytes, offsets }: TextEntries,
  of: (bytes: Uint8Array, start: number, end: number) => number,
): void {
  for (let code = done; code < size; code++) numbers[code] = of(bytes, offsets[code]!, offsets[code + 1]!);
}
