import { createHash } from "node:crypto";
import { compareBases, compareIds, type RowIds, rankOf } from "./row-ids.ts";

/** Rows in the order in which they are judged. */
export interface RowOrder {
  order: Uint32Array;
  /** 1 where a row has the same base as the one before it in the order. */
  repeats: Uint8Array;
}

/** What a float64 holds: three bytes of an identity, and the number of a row. */
const mostRows = 2 ** 29;
/** Rows that begin alike and are few are compared one with another. */
const fewRows = 24;

/**
 * Rows by their base as a text, and those of one content by what was so, then by their full id: an order that does not
 * depend on that of the file. Three bytes and a row are one number: a million numbers are sorted in the time of some
 * thousand texts; rows that are the same so far are sorted by their next bytes.
 */
export function orderRows(ids: RowIds, actual: Float64Array | Int32Array): RowOrder {
  const rows = actual.length;
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  const repeats = new Uint8Array(rows);
  if (rows >= mostRows) throw new RangeError("more rows than can be put in order");
  const keys = new Float64Array(rows);
  const compareRest = (a: number, b: number): number => actual[a]! - actual[b]! || compareIds(ids, a, b);
  const open = rows > 1 ? [{ from: 0, to: rows, depth: 0 }] : [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { from, to } = next;
    const group = order.subarray(from, to);
    const depth = sharedBytes(ids, group, next.depth);
    if (depth === undefined) {
      group.sort(compareRest);
      repeats.fill(1, from + 1, to);
    } else if (group.length <= fewRows) {
      group.sort((a, b) => compareBases(ids, a, ids, b, depth) || compareRest(a, b));
      for (let at = from + 1; at < to; at++)
        repeats[at] = Number(compareBases(ids, order[at - 1]!, ids, order[at]!, depth) === 0);
    } else {
      sortByBytes(ids, group, keys.subarray(from, to), depth);
      for (let start = from; start < to; ) {
        const end = endOfAlike(keys, start, to);
        if (end - start > 1) open.push({ from: start, to: end, depth });
        start = end;
      }
    }
  }
  return { order, repeats };
}

/** Bytes that the bases of all these rows begin with, from `depth` that they are known to; undefined where they are the same. */
function sharedBytes({ bytes, starts, bases }: RowIds, rows: Uint32Array, depth: number): number | undefined {
  const first = starts[rows[0]!]!;
  const length = bases[rows[0]!]! - first;
  let shared = length;
  let isSame = true;
  for (const row of rows) {
    const start = starts[row]!;
    const own = bases[row]! - start;
    isSame &&= own === length;
    if (own < shared) shared = own;
    let same = depth;
    while (same < shared && bytes[start + same] === bytes[first + same]) same++;
    shared = same;
    if (shared === depth && !(isSame && shared === length)) return depth;
  }
  return isSame && shared === length ? undefined : shared;
}

function sortByBytes(
  { bytes, starts, bases }: RowIds,
  rows: Uint32Array,
  keys: Float64Array,
  depth: number,
): void {
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const at = starts[row]! + depth;
    const left = bases[row]! - at;
    const word =
      (left > 0 ? rankOf[bytes[at]!]! << 16 : 0) |
      (left > 1 ? rankOf[bytes[at + 1]!]! << 8 : 0) |
      (left > 2 ? rankOf[bytes[at + 2]!]! : 0);
    keys[index] = word * mostRows + row;
  }
  keys.sort();
  for (let index = 0; index < rows.length; index++) rows[index] = keys[index]! & (mostRows - 1);
}

/** Where the rows end that have the same three bytes as the one at `start`. */
function endOfAlike(keys: Float64Array, start: number, to: number): number {
  const next = (Math.floor(keys[start]! / mostRows) + 1) * mostRows;
  let end = start + 1;
  while (end < to && keys[end]! < next) end++;
  return end;
}

/** Where the rows end that have the base of the one at this place of the order. */
export function endOfBase(repeats: Uint8Array, place: number): number {
  let end = place + 1;
  while (end < repeats.length && repeats[end] === 1) end++;
  return end;
}

/** The digest that `train` makes of which rows were tested and what was so: a line of each, whatever their order. */
export function digestRows(lines: readonly string[]): string {
  return createHash("sha256").update(lines.toSorted().join("\n")).digest("hex");
}
