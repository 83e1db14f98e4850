import { textAt } from "../tables/cell-text.ts";
import type { Column, Table, TextColumn } from "../tables/table.ts";

/** The cells of some rows of a column: numbers, or texts by their place in a list, -1 for missing. */
export interface SampledColumn {
  numbers: Float64Array | undefined;
  texts: SampledTexts | undefined;
}

/** Texts that are sent once, however often they occur. */
interface SampledTexts {
  codes: Int32Array;
  dictionary: string[];
}

/** Rows that are meant to be sampled of all data. */
export const sampledRows = 100_000;

/** Picks about `share` of a part's rows, always the same ones for a seed. */
export function sampleRows(table: Table, share: number, seed: number): SampledColumn[] {
  const rows = pickRows(table.rows, share, seed);
  return table.columns.map((column) =>
    column.kind === "text"
      ? { numbers: undefined, texts: pickTexts(column, rows) }
      : { numbers: pickNumbers(column.values, rows), texts: undefined },
  );
}

function pickRows(count: number, share: number, seed: number): Uint32Array {
  if (share >= 1) return Uint32Array.from({ length: count }, (_, row) => row);
  if (scratch.length <= count) scratch = new Uint32Array(count * 2 + 1);
  return scratch.subarray(0, pickInto(scratch, count, Math.floor(share * 2 ** 32), seed));
}

/** Used again for each part. */
let scratch = new Uint32Array(0);

/** Each row is written down, and counted where it is one. */
function pickInto(rows: Uint32Array, count: number, most: number, seed: number): number {
  let size = 0;
  for (let row = 0; row < count; row++) {
    rows[size] = row;
    size += mix(Math.imul(row + 1, 0x9e3779b1) ^ seed) < most ? 1 : 0;
  }
  return size;
}

function pickNumbers(values: Float64Array, rows: Uint32Array): Float64Array {
  const numbers = new Float64Array(rows.length);
  placeNumbers(numbers, values, rows);
  return numbers;
}

function placeNumbers(numbers: Float64Array, values: Float64Array, rows: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) numbers[i] = values[rows[i]!]!;
}

function pickTexts(column: TextColumn, rows: Uint32Array): SampledTexts {
  const codeOf = new Map<number, number>([[-1, -1]]);
  const dictionary: string[] = [];
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const own = column.codes[rows[i]!]!;
    let code = codeOf.get(own);
    if (code === undefined) {
      code = dictionary.push(textAt(column, own) ?? "") - 1;
      codeOf.set(own, code);
    }
    codes[i] = code;
  }
  return { codes, dictionary };
}

/** Murmur3's finalizer: an unsigned number. */
function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

/** The sampled rows of all parts, in their order. */
export function joinSamples(
  columns: readonly Pick<Column, "name" | "type">[],
  parts: readonly (readonly SampledColumn[])[],
): Pick<Table, "columns" | "rows"> {
  const rows = parts.reduce((sum, [first]) => sum + (first?.numbers ?? first?.texts?.codes ?? []).length, 0);
  const joined = columns.map(({ name, type }, index): Column => {
    const cells = parts.map((part) => part[index]);
    if (type === "text")
      return textColumn(
        name,
        rows,
        cells.flatMap((each) => each?.texts ?? []),
      );
    const values = new Float64Array(rows);
    let at = 0;
    for (const each of cells) {
      values.set(each?.numbers ?? [], at);
      at += each?.numbers?.length ?? 0;
    }
    return { kind: "numeric", name, type, values, invalid: [], invalidCount: 0 };
  });
  return { columns: joined, rows };
}

function textColumn(name: string, rows: number, parts: readonly SampledTexts[]): TextColumn {
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(rows);
  let at = 0;
  for (const part of parts) {
    placeCodes(codes, at, part.codes, joinTexts(codeOf, part.dictionary));
    at += part.codes.length;
  }
  return { kind: "text", name, type: "text", codes, dictionary: [...codeOf.keys()] };
}

/** The codes of a part's texts among those of all parts. */
function joinTexts(codeOf: Map<string, number>, texts: readonly string[]): Int32Array {
  const known = new Int32Array(texts.length);
  for (let place = 0; place < texts.length; place++) {
    const text = texts[place]!;
    let code = codeOf.get(text);
    if (code === undefined) {
      code = codeOf.size;
      codeOf.set(text, code);
    }
    known[place] = code;
  }
  return known;
}

function placeCodes(codes: Int32Array, from: number, own: Int32Array, known: Int32Array): void {
  for (let row = 0; row < own.length; row++) {
    const code = own[row]!;
    codes[from + row] = code < 0 ? -1 : known[code]!;
  }
}
