import { createHash } from "node:crypto";

/** Rows by what identifies them. */
export interface Identified {
  /** Of each row what `baseOf` makes of its id. */
  bases: readonly string[];
  /** What was so, a number or code a row. */
  actual: Float64Array | Int32Array;
}

/** An id of ours: the hash, and the number of the occurrence where its content repeats. */
const hashed = /^[0-9a-f]{16}-[1-9]\d*$/;

/**
 * What an id says of its row: rows of one content are told apart by numbers that follow their order in the data, which
 * says nothing about them.
 */
export function baseOf(id: string): string {
  return id.length > 16 && hashed.test(id) ? id.slice(0, 16) : id;
}

/**
 * Rows by their identity, and those of one content by what was so, then by their full id: an order that does not depend
 * on that of the file.
 */
export function orderRows({ bases, actual }: Identified, ids: readonly string[]): Uint32Array {
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const compare = (a: number, b: number): number =>
    byText(bases[a]!, bases[b]!) || actual[a]! - actual[b]! || byText(ids[a]!, ids[b]!);
  const keys = hexKeys(bases);
  if (keys === undefined) return Uint32Array.from(bases.keys()).sort(compare);
  keys.sort();
  const rows = Uint32Array.from(keys, (key) => key % mostRows);
  for (let from = 0; from < rows.length; ) {
    const end = (Math.floor(keys[from]! / mostRows) + 1) * mostRows;
    let to = from + 1;
    while (to < rows.length && keys[to]! < end) to++;
    if (to - from > 1) rows.subarray(from, to).sort(compare);
    from = to;
  }
  return rows;
}

/** Digits that one number holds beside the number of a row. */
const hexDigits = 8;
/** Rows that one number counts beside the digits. */
const mostRows = 2 ** 21;

/**
 * The first digits of each base and its row as one number: a million numbers are sorted in the time of some thousand texts.
 * Undefined for other texts, and for too many rows.
 */
function hexKeys(bases: readonly string[]): Float64Array | undefined {
  if (bases.length > mostRows) return undefined;
  const keys = new Float64Array(bases.length);
  for (let row = 0; row < keys.length; row++) {
    const value = hexStart(bases[row]!);
    if (value === undefined) return undefined;
    keys[row] = value * mostRows + row;
  }
  return keys;
}

/** The number of the first digits, 0 to f; undefined where one is none of them: then texts have another order. */
function hexStart(base: string): number | undefined {
  let value = 0;
  for (let index = 0; index < hexDigits; index++) {
    const code = base.charCodeAt(index);
    const digit = code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 102 ? code - 87 : undefined;
    if (digit === undefined) return undefined;
    value = value * 16 + digit;
  }
  return value;
}

/** The digest that `train` makes of which rows were tested and what was so: a line of each, whatever their order. */
export function digestRows(lines: readonly string[]): string {
  return createHash("sha256").update(lines.toSorted().join("\n")).digest("hex");
}
