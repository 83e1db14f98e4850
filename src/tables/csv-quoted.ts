import { csvError, limits } from "./csv-errors.ts";
import type { CsvScan } from "./csv-scan.ts";

const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;

/** Offset and prime of FNV-1a, whose 32 bits the dictionary mixes further. */
export const hashSeed = 0x811c9dc5 | 0;
export const hashPrime = 0x01000193;

/**
 * Reads the quoted cell that starts at `at` into the cell registers. Returns the index after its closing quote,
 * or -1 when the buffer ends first.
 */
export function readQuoted(
  scan: CsvScan,
  bytes: Uint8Array,
  at: number,
  end: number,
  line: number,
  index: number,
  isLast: boolean,
): number {
  let hash = hashSeed;
  let lines = 0;
  let escapes = 0;
  let stop = at + 1;
  for (; ; stop++) {
    if (stop >= end) {
      if (isLast || end - at > limits.cell) throw csvError(scan, { line, column: index }, "unclosed");
      return -1;
    }
    const byte = bytes[stop]!;
    if (byte === quote) {
      if (bytes[stop + 1] !== quote || stop + 1 === end) break;
      escapes++;
      stop++;
    } else if (byte === lineFeed) lines++;
    else if (byte === 0) throw csvError(scan, { line: line + lines, column: index }, "nul");
    hash = Math.imul(hash ^ byte, hashPrime);
  }
  scan.cellBytes = escapes === 0 ? bytes : unescaped(bytes, at + 1, stop, escapes);
  scan.cellStart = escapes === 0 ? at + 1 : 0;
  scan.cellEnd = escapes === 0 ? stop : scan.cellBytes.length;
  scan.cellHash = hash;
  scan.cellLines = lines;
  const next = bytes[stop + 1];
  const isEnd =
    next === scan.delimiter ||
    next === lineFeed ||
    (next === carriageReturn && (bytes[stop + 2] === lineFeed || stop + 2 === end));
  if (!isEnd) throw csvError(scan, { line: line + lines, column: index }, "afterQuote");
  return stop + 1;
}

function unescaped(bytes: Uint8Array, start: number, end: number, escapes: number): Uint8Array {
  const cell = new Uint8Array(end - start - escapes);
  for (let from = start, to = 0; from < end; from++) {
    cell[to++] = bytes[from]!;
    if (bytes[from] === quote) from++;
  }
  return cell;
}
