/** Units that have the same value of every term are exchangeable: cells of them, in the order of their terms' values. */
export interface Cells {
  /** Units of each cell. */
  sizes: Int32Array;
  /** For each term one value a cell. */
  terms: Float64Array[];
}

/**
 * The cells of units with some terms; undefined where there are more than `most`. They do not depend on the order of the
 * units.
 */
export function findCells(terms: readonly Float64Array[], most: number): Cells | undefined {
  const units = terms[0]?.length ?? 0;
  let codes = new Int32Array(units);
  let size = 1;
  for (const term of terms) {
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
  return {
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
  const values = new Map<number, number>();
  const pairs = new Map<number, number>();
  const split = new Int32Array(codes.length);
  for (let unit = 0; unit < codes.length; unit++) {
    let value = values.get(term[unit]!);
    if (value === undefined) {
      if (values.size >= most) return undefined;
      value = values.size;
      values.set(term[unit]!, value);
    }
    const pair = value * size + codes[unit]!;
    let code = pairs.get(pair);
    if (code === undefined) {
      if (pairs.size >= most) return undefined;
      code = pairs.size;
      pairs.set(pair, code);
    }
    split[unit] = code;
  }
  return { codes: split, size: pairs.size };
}

function compare(terms: readonly Float64Array[], a: number, b: number): number {
  for (const term of terms) if (term[a] !== term[b]) return term[a]! - term[b]!;
  return 0;
}
