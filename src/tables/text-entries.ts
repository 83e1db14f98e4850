import type { TextColumn, TextEntries } from "./table.ts";

/** A text column's dictionary as UTF-8: the reader's, or encoded from the texts. */
export function textEntries(column: TextColumn): TextEntries {
  if (column.entries !== undefined) return column.entries;
  const encoder = new TextEncoder();
  const parts = column.dictionary.map((text) => encoder.encode(text));
  const offsets = new Uint32Array(parts.length + 1);
  for (const [code, part] of parts.entries()) offsets[code + 1] = offsets[code]! + part.length;
  const bytes = new Uint8Array(offsets.at(-1) ?? 0);
  for (const [code, part] of parts.entries()) bytes.set(part, offsets[code]!);
  return { size: parts.length, bytes, offsets };
}
