import { csvError, limits } from "./csv-errors.ts";
import type { CsvScan } from "./csv-scan.ts";

const lineFeed = 10;
const carriageReturn = 13;

/** What the last call of `findQuoteEnd` saw inside of the quotes. */
export const quoted = { lines: 0, hasEscapes: false };

/**
 * The index of the closing quote of the cell that opens at `at`, or -1 when the buffer ends first. Throws UserError
 * for a quote that is never closed, and for text after the closing one.
 */
export function findQuoteEnd(
  scan: CsvScan,
  bytes: Uint8Array,
  range: { at: number; end: number; isLast: boolean },
  place: { line: number; column: number },
): number {
  const { at, end, isLast } = range;
  const { line, column } = place;
  const { quote, escape: escaper } = scan;
  quoted.lines = 0;
  quoted.hasEscapes = false;
  let stop = at + 1;
  for (; ; stop++) {
    if (stop >= end) {
      if (isLast) throw csvError(scan, place, "unclosed");
      if (end - at > limits.cell) throw csvError(scan, place, "open");
      return -1;
    }
    const byte = bytes[stop]!;
    if (byte === quote) {
      if (stop + 1 === end || bytes[stop + 1] !== quote) break;
      quoted.hasEscapes = true;
      stop++;
    } else if (byte === escaper) {
      quoted.hasEscapes = true;
      if (bytes[stop + 1] !== lineFeed && bytes[stop + 1] !== 0) stop++;
    } else if (byte === lineFeed) quoted.lines++;
    else if (byte === 0) throw csvError(scan, { line: line + quoted.lines, column }, "nul");
  }
  const next = bytes[stop + 1];
  const isEnd =
    next === scan.delimiter ||
    next === lineFeed ||
    (next === carriageReturn && (stop + 2 >= end || bytes[stop + 2] === lineFeed));
  if (!isEnd) throw csvError(scan, { line: line + quoted.lines, column }, "afterQuote");
  return stop;
}
