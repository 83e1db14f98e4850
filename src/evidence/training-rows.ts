import type { RowHashes } from "../tables/row-hash.ts";

/** More rows than these are not written: 32 MB. */
const mostRows = 4_000_000;

/** Which rows a model saw. */
export interface TrainingRows {
  /** By the two halves of a row's hash. */
  has(high: number, low: number): boolean;
}

/**
 * `evidence/training-rows.bin`: the 64-bit hashes of the rows that a model was trained and chosen on, each once, ascending,
 * big-endian. Undefined where there are too many.
 */
export function renderTrainingRows(
  { high, low }: RowHashes,
  parts: readonly Uint32Array[],
): Uint8Array | undefined {
  const count = parts.reduce((sum, rows) => sum + rows.length, 0);
  if (count > mostRows) return undefined;
  const rows = new Uint32Array(count);
  let filled = 0;
  for (const part of parts) {
    rows.set(part, filled);
    filled += part.length;
  }
  rows.sort((a, b) => high[a]! - high[b]! || low[a]! - low[b]!);
  const bytes = new DataView(new ArrayBuffer(8 * count));
  let size = 0;
  let last: number | undefined;
  for (const row of rows) {
    if (last !== undefined && high[last] === high[row] && low[last] === low[row]) continue;
    bytes.setUint32(size, high[row]!);
    bytes.setUint32(size + 4, low[row]!);
    size += 8;
    last = row;
  }
  return new Uint8Array(bytes.buffer, 0, size);
}

/** Reads what `renderTrainingRows` wrote; undefined for what is no such file. */
export function parseTrainingRows(bytes: Uint8Array): TrainingRows | undefined {
  const count = bytes.length / 8;
  if (!Number.isInteger(count) || count > mostRows) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const compare = (at: number, high: number, low: number): number =>
    view.getUint32(8 * at) - high || view.getUint32(8 * at + 4) - low;
  for (let at = 1; at < count; at++)
    if (compare(at - 1, view.getUint32(8 * at), view.getUint32(8 * at + 4)) >= 0) return undefined;
  return {
    has(high, low) {
      let [from, to] = [0, count];
      while (from < to) {
        const middle = (from + to) >>> 1;
        if (compare(middle, high, low) < 0) from = middle + 1;
        else to = middle;
      }
      return from < count && compare(from, high, low) === 0;
    },
  };
}
