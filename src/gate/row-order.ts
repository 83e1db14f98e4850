import { createHash } from "node:crypto";

/** Rows by what identifies them. */
export interface Identified {
  /** Of each row the 16 hex digits of its content or key without the number of its occurrence, or any other text. */
  bases: readonly string[];
  /** What was so, a number or code a row. */
  actual: Float64Array | Int32Array;
}

/** An id of ours: the hash, and the number of the occurrence where its content repeats. */
const hashed = /^([0-9a-f]{16})(?:-[1-9]\d*)?$/;

/**
 * What an id says of its row: rows of one content are told apart by numbers that follow their order in the data, which
 * says nothing about them.
 */
export function baseOf(id: string): string {
  return hashed.exec(id)?.[1] ?? id;
}

/**
 * Rows by their identity, and those of one content by what was so, then by their full id: an order that does not depend
 * on that of the file.
 */
export function orderRows({ bases, actual }: Identified, ids: readonly string[]): Uint32Array {
  const rows = Uint32Array.from(bases.keys());
  const keys = bases.every((base) => base.length === 16 && hashed.test(base)) ? leading(bases) : undefined;
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return rows.sort(
    (a, b) =>
      (keys === undefined ? 0 : keys[a]! - keys[b]!) ||
      byText(bases[a]!, bases[b]!) ||
      actual[a]! - actual[b]! ||
      byText(ids[a]!, ids[b]!),
  );
}

/** The first 52 bits of hex digits: numbers are quicker to compare than texts. */
function leading(bases: readonly string[]): Float64Array {
  return Float64Array.from(bases, (base) => Number.parseInt(base.slice(0, 13), 16));
}

/** The digest that `train` makes of which rows were tested and what was so, whatever their order. */
export function digestRows(bases: readonly string[], actualText: (row: number) => string | number): string {
  const lines = bases.map((base, row) => `${base} ${actualText(row)}`).sort();
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}
