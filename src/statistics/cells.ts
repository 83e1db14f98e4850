import { uniteTerms } from "./unite-terms.ts";

/** Units that have the same value of every term are exchangeable: cells of them, in the order of their terms' values. */
export interface Cells {
  /** Units of each cell. */
  sizes: Int32Array;
  /** The cell of each unit. */
  codes: Int32Array;
  /** For each term one value a cell. */
  terms: Float64Array[];
}

/** Pairs of codes that are looked up in a table. */
const mostPairs = 2 ** 16;

/**
 * The cells of units with some terms; undefined where there are more than `most`. They do not depend on the order of the
 * units.
 */
export function findCells(terms: readonly Float64Array[], most: number): Cells | undefined {
  const units = terms[0]?.length ?? 0;
  let codes = new Int32Array(units);
  let size = 1;
  for (const term of uniteTerms(terms).terms) {
    const split = splitCodes(codes, size, term, most);
    if (split === undefined) return undefined;
    ({ codes, size } = split);
  }
  const sizes = new Int32Array(size);
  const firsts = new Int32Array(size).fill(-1);
  for (let unit = 0; unit < units; unit++) {
    const code = codes[unit]!;
    sizes[code]!++;
    if (firsts[code] === -1) firsts[code] = unit;
  }
  const order = Array.from(firsts).sort((a, b) => compare(terms, a, b));
  const places = new Int32Array(size);
  for (const [place, unit] of order.entries()) places[codes[unit]!] = place;
  return {
    codes: codes.map((code) => places[code]!),
    sizes: Int32Array.from(order, (unit) => sizes[codes[unit]!]!),
    terms: terms.map((term) => Float64Array.from(order, (unit) => term[unit]!)),
  };
}

function splitCodes(
  codes: Int32Array<ArrayBuffer>,
  size: number,
  term: Float64Array,
  most: number,
): { codes: Int32Array<ArrayBuffer>; size: number } | undefined {
  const values = codeValues(term, most);
  if (values === undefined) return undefined;
  // Mostly a table of few numbers; of many pairs, most of which do not occur, a map.
  const pairs = values.size * size;
  const table = pairs <= mostPairs ? new Int32Array(pairs).fill(-1) : undefined;
  const map = new Map<number, number>();
  const split = new Int32Array(codes.length);
  let count = 0;
  for (let unit = 0; unit < codes.length; unit++) {
    const pair = values.codes[unit]! * size + codes[unit]!;
    let code = (table ? table[pair] : map.get(pair)) ?? -1;
    if (code < 0) {
      if (count >= most) return undefined;
      code = count++;
      if (table) table[pair] = code;
      else map.set(pair, code);
    }
    split[unit] = code;
  }
  return { codes: split, size: count };
}

/** A code for each different value of a term; undefined where there are more than `most`. */
function codeValues(term: Float64Array, most: number): { codes: Int32Array; size: number } | undefined {
  const known = new Map<number, number>();
  const codes = new Int32Array(term.length);
  let [first, other, otherCode] = [term[0] ?? 0, Number.NaN, 0];
  known.set(first, 0);
  for (let unit = 0; unit < term.length; unit++) {
    const value = term[unit]!;
    if (value === first) continue;
    if (value !== other) {
      const found = known.get(value) ?? known.size;
      if (found >= most) return undefined;
      known.set(value, found);
      [other, otherCode] = [value, found];
    }
    codes[unit] = otherCode;
  }
  return { codes, size: known.size };
}

function compare(terms: readonly Float64Array[], a: number, b: number): number {
  for (const term of terms) if (term[a] !== term[b]) return term[a]! - term[b]!;
  return 0;
}
