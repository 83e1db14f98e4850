import { addValues, createKll, type Kll } from "../statistics/kll.ts";
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
  quantiles: Kll;
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

/** How a part is summarized: the seed is the part's, the rows those of the whole file, about. */
export interface SummaryOptions {
  seed: number;
  rows: number;
}

/** Summarizes a part's column. */
export function summarizeColumn(column: Column, options: SummaryOptions): ColumnSummary {
  return column.kind === "text" ? summarizeTexts(column) : summarizeNumbers(column, options);
}

/** Of the quantiles' sketches: their error is `kllError(kllSize)`. */
export const kllSize = 400;
/** With so many values in all, one of two may stand for both at hardly any error. */
const manyRows = 400_000;

function summarizeNumbers(column: NumericColumn, { seed, rows }: SummaryOptions): NumberSummary {
  const { values, invalidCount: invalid } = column;
  const moments = momentsOf(values);
  const { finite, infinite } = moments;
  const quantiles = createKll(
    kllSize,
    seed,
    Math.max(0, Math.min(8, Math.floor(Math.log2(rows / manyRows)))),
  );
  addValues(quantiles, values);
  return {
    kind: "numeric",
    missing: values.length - finite - infinite - invalid,
    invalid,
    moments,
    ...countPart(values, moments, partValues),
    quantiles,
  };
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
