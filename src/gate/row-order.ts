import { createHash } from "node:crypto";
import { orderByKeys } from "../statistics/order-by-keys.ts";
import { compareBases, compareIds, type RowIds, rankOf } from "./row-ids.ts";

/** Rows in the order in which they are judged. */
export interface RowOrder {
  order: Uint32Array;
  /** 1 where a row has the same base as the one before it in the order. */
  repeats: Uint8Array;
}

/** What a number of 32 bits holds: as many bytes of an identity as these are, by their places among those that occur. */
const keyBits = 32;
/** Rows that begin alike and are few are compared one with another. */
const fewRows = 24;

/**
 * Rows by their base as a text, and those of one content by what was so, then by their full id: an order that does not
 * depend on that of the file. Some bytes are one number: a million numbers are sorted in the time of some thousand texts;
 * rows that are the same so far are sorted by their next bytes.
 */
export function orderRows(ids: RowIds, actual: Float64Array | Int32Array): RowOrder {
  const rows = actual.length;
  const order = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) order[row] = row;
  const repeats = new Uint8Array(rows);
  const places = placesOf(ids, order);
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
      const keys = sortByBytes(ids, group, places, depth);
      for (let start = 0; start < keys.length; ) {
        let end = start + 1;
        while (end < keys.length && keys[end] === keys[start]) end++;
        if (end - start > 1) open.push({ from: from + start, to: from + end, depth });
        start = end;
      }
    }
  }
  return { order, repeats };
}

/** Where each byte stands among those that occur, from 1, in the order of texts; and how many bits that takes. */
interface BytePlaces {
  of: Uint8Array;
  bits: number;
}

function placesOf({ bytes, starts, bases }: RowIds, rows: Uint32Array): BytePlaces {
  const occurs = new Uint8Array(257);
  for (const row of rows) for (let at = starts[row]!; at < bases[row]!; at++) occurs[rankOf[bytes[at]!]!] = 1;
  const place = new Uint8Array(257);
  let count = 0;
  for (let rank = 0; rank < occurs.length; rank++) if (occurs[rank] === 1) place[rank] = ++count;
  return { of: rankOf.map((rank) => place[rank]!), bits: Math.max(1, Math.ceil(Math.log2(count + 1))) };
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

/** Sorts rows by as many bytes as a key holds; gives back the keys in order. */
function sortByBytes(
  { bytes, starts, bases }: RowIds,
  rows: Uint32Array,
  { of, bits }: BytePlaces,
  depth: number,
): Uint32Array {
  const width = Math.floor(keyBits / bits);
  const keys = new Uint32Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const at = starts[row]! + depth;
    const end = bases[row]!;
    let key = 0;
    for (let byte = at; byte < at + width; byte++) key = (key << bits) | (byte < end ? of[bytes[byte]!]! : 0);
    keys[index] = key;
  }
  const sorted = orderByKeys(keys);
  const before = rows.slice();
  for (let index = 0; index < rows.length; index++) rows[index] = before[sorted.order[index]!]!;
  return sorted.keys;
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

/** Lines that are hashed at a time. */
const someLines = 10_000;

/**
 * The same of rows in their order, whose bases are all as long and begin the lines: only lines of one base are left to be
 * sorted, and never more than some thousand are there.
 */
export function digestInOrder({ order, repeats }: RowOrder, lineOf: (row: number) => string): string {
  const hash = createHash("sha256");
  let lines: string[] = [];
  for (let from = 0; from < order.length; ) {
    const to = endOfBase(repeats, from);
    for (const line of Array.from(order.subarray(from, to), lineOf).sort()) lines.push(line);
    from = to;
    if (lines.length < someLines && from < order.length) continue;
    hash.update(`${lines.join("\n")}${from < order.length ? "\n" : ""}`);
    lines = [];
  }
  return hash.digest("hex");
}
