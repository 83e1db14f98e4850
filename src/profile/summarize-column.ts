import type { Column, NumericColumn, TextColumn } from "../tables/table.ts";
import { textEntries } from "../tables/text-entries.ts";
import { countPart } from "./count-part.ts";
import { hashTexts } from "./hash-texts.ts";
import { addHash, createHyperLogLog, type HyperLogLog } from "./hyperloglog.ts";
import { type Moments, momentsOf } from "./moments.ts";
import { countCharacters } from "./profile-text.ts";

/** Different values of a part that are told one by one; a part with more gives a sketch of them. */
export const partValues = 8192;

/** What a part's column of numbers, booleans or dates adds to the profile; made to be sent between threads. */
export interface NumberSummary {
  kind: "numeric";
  missing: number;
  invalid: number;
  moments: Moments;
  /** The different values and how often each occurs, where they are few. */
  values: { keys: Float64Array; counts: Int32Array } | undefined;
  /** Of the different values, where they are many. */
  sketch: HyperLogLog | undefined;
  /** One value picked of each eight, for the quantiles. */
  picked: Float64Array;
}

/** What a part's column of texts adds to the profile. */
export interface TextSummary {
  kind: "text";
  count: number;
  missing: number;
  /** In characters; of no texts Infinity and 0. */
  shortest: number;
  longest: number;
  values: { texts: string[]; counts: Int32Array } | undefined;
  sketch: HyperLogLog | undefined;
}

/** What a part's column adds to the profile. */
export type ColumnSummary = NumberSummary | TextSummary;

/** Summarizes a part's column; `seed` is the part's, for the values that are picked. */
export function summarizeColumn(column: Column, seed: number): ColumnSummary {
  return column.kind === "text" ? summarizeTexts(column) : summarizeNumbers(column, seed);
}

function summarizeNumbers(column: NumericColumn, seed: number): NumberSummary {
  const { values, invalidCount: invalid } = column;
  const moments = momentsOf(values);
  const { finite, infinite } = moments;
  return {
    kind: "numeric",
    missing: values.length - finite - infinite - invalid,
    invalid,
    moments,
    ...countPart(values, moments, partValues),
    picked: pickValues(values, seed),
  };
}

/** Values that one is picked of, as KLL's sampler does (Karnin, Lang, Liberty 2016, section 4). */
const pickedOf = 8;

/** One random value of each eight that follow one another; what is not finite is left out. */
function pickValues(values: Float64Array, seed: number): Float64Array {
  const picked = new Float64Array(Math.ceil(values.length / pickedOf));
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) | 0;
  let size = 0;
  for (let from = 0; from < values.length; from += pickedOf) {
    state = (Math.imul(state, 0x19660d) + 0x3c6ef35f) | 0;
    const value = values[from + (state >>> 29)]!;
    if (value - value === 0) picked[size++] = value;
  }
  return picked.slice(0, size);
}

function summarizeTexts(column: TextColumn): TextSummary {
  const { codes } = column;
  const { size, bytes, offsets } = textEntries(column);
  const counts = new Int32Array(size);
  let missing = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) missing++;
    else counts[code]!++;
  }
  let shortest = Infinity;
  let longest = 0;
  for (let code = 0; code < size; code++) {
    const length = countCharacters(bytes, offsets[code]!, offsets[code + 1]!);
    if (length < shortest) shortest = length;
    if (length > longest) longest = length;
  }
  const isFew = size <= partValues && offsets[size]! <= partValues * 64;
  return {
    kind: "text",
    count: codes.length - missing,
    missing,
    shortest,
    longest,
    values: isFew ? { texts: column.dictionary, counts } : undefined,
    sketch: isFew ? undefined : sketchTexts(column),
  };
}

function sketchTexts(column: TextColumn): HyperLogLog {
  const sketch = createHyperLogLog();
  const { high, low } = hashTexts(column);
  for (let code = 0; code < high.length; code++) addHash(sketch, high[code]!, low[code]!);
  return sketch;
}
