import { formats } from "../checks/formats.ts";
import type { TextColumn } from "../tables/table.ts";
import { textEntries } from "../tables/text-entries.ts";
import { sampleTexts } from "./column-pii.ts";
import { findPii, isPersonal } from "./find-pii.ts";
import { topValues } from "./profile-numbers.ts";
import type { ColumnProfile } from "./profile-schema.ts";
import { textRole } from "./role.ts";
import { plainLoops, type RowLoops } from "./row-loops.ts";

/** The profile of a column of texts. */
export function profileText(column: TextColumn, loops: RowLoops = plainLoops): ColumnProfile {
  const { codes } = column;
  const entries = textEntries(column);
  const { size, bytes, offsets } = entries;
  const { counts, missing } = loops.countCodes(codes, size);
  let distinct = 0;
  let shortest = Infinity;
  let longest = 0;
  let characters = 0;
  const frequent: { code: number; count: number }[] = [];
  for (let code = 0; code < size; code++) {
    const count = counts[code]!;
    if (count === 0) continue;
    distinct++;
    const length = countCharacters(bytes, offsets[code]!, offsets[code + 1]!);
    characters += length * count;
    if (length < shortest) shortest = length;
    if (length > longest) longest = length;
    if (count >= topValues.atLeast && length <= topValues.longest) frequent.push({ code, count });
  }
  const count = codes.length - missing;
  const sample = sampleTexts(entries, counts);
  const pii = findPii(column.name, sample);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const top = frequent
    .sort((a, b) => b.count - a.count || a.code - b.code)
    .slice(0, pii === undefined ? topValues.most : 0)
    .map((each) => ({
      value: decoder.decode(bytes.subarray(offsets[each.code], offsets[each.code + 1])),
      count: each.count,
    }));
  return {
    name: column.name,
    type: "text",
    ...textRole({ distinct, count, longest, isClock: sample.every(formats.time) }),
    ...(pii === undefined ? {} : { pii }),
    count,
    missing,
    invalid: 0,
    distinct,
    top_values: top.filter(({ value }) => !isPersonal(value)),
    ...(distinct === 0 ? {} : { min_length: shortest, max_length: longest, mean_length: characters / count }),
  };
}

/** Unicode code points of UTF-8: all bytes but continuations. */
export function countCharacters(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if ((bytes[i]! & 0xc0) !== 0x80) count++;
  return count;
}
