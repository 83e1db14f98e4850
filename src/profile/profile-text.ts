import type { TextColumn } from "../tables/table.ts";
import { textEntries } from "../tables/text-entries.ts";
import { topValues } from "./profile-numbers.ts";
import type { ColumnProfile } from "./profile-schema.ts";
import { textRole } from "./role.ts";

/** The profile of a column of texts. */
export function profileText(column: TextColumn): ColumnProfile {
  const { codes } = column;
  const { size, bytes, offsets } = textEntries(column);
  const counts = new Int32Array(size);
  let missing = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) missing++;
    else counts[code]!++;
  }
  let distinct = 0;
  let shortest = Infinity;
  let longest = 0;
  const frequent: { code: number; count: number }[] = [];
  for (let code = 0; code < size; code++) {
    const count = counts[code]!;
    if (count === 0) continue;
    distinct++;
    const length = countCharacters(bytes, offsets[code]!, offsets[code + 1]!);
    if (length < shortest) shortest = length;
    if (length > longest) longest = length;
    if (count >= topValues.atLeast && length <= topValues.longest) frequent.push({ code, count });
  }
  const count = codes.length - missing;
  const top = frequent.sort((a, b) => b.count - a.count || a.code - b.code).slice(0, topValues.most);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    name: column.name,
    type: "text",
    ...textRole(distinct, count, longest),
    count,
    missing,
    invalid: 0,
    distinct,
    top_values: top.map(({ code, count: times }) => ({
      value: decoder.decode(bytes.subarray(offsets[code], offsets[code + 1])),
      count: times,
    })),
    ...(distinct === 0 ? {} : { min_length: shortest, max_length: longest }),
  };
}

/** Unicode code points of UTF-8: all bytes but continuations. */
export function countCharacters(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if ((bytes[i]! & 0xc0) !== 0x80) count++;
  return count;
}
