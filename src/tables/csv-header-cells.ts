import type { CsvMarks } from "./csv-dialect.ts";

const lineFeed = 10;
const delimiters = [",", ";", "\t", "|"];

/** Marks that a header needs. */
export type QuoteMarks = Pick<CsvMarks, "quote" | "escape">;

/** Where the record that starts at `start` ends; a line feed inside of quotes does not end it. */
export function findRecord(
  bytes: Uint8Array,
  start: number,
  end: number,
  { quote, escape: escaper }: QuoteMarks,
): { stop: number; lines: number; isQuoted: boolean } {
  let isQuoted = false;
  let lines = 0;
  let stop = start;
  for (; stop < end; stop++) {
    const byte = bytes[stop];
    if (isQuoted && byte === escaper && bytes[stop + 1] !== lineFeed) stop++;
    else if (byte === quote) isQuoted = !isQuoted;
    else if (byte === lineFeed) {
      if (!isQuoted) return { stop, lines, isQuoted };
      lines++;
    }
  }
  return { stop: Math.min(stop, end), lines, isQuoted };
}

/** The delimiter that stands most often outside of quotes; the first of those where none does. */
export function detectDelimiter(header: string, marks: QuoteMarks): string {
  const counts = new Map(delimiters.map((each) => [each, 0]));
  for (let at = 0, isQuoted = false; at < header.length; at++) {
    const code = header.charCodeAt(at);
    if (isQuoted && code === marks.escape) at++;
    else if (code === marks.quote) isQuoted = !isQuoted;
    else if (!isQuoted) {
      const count = counts.get(header[at]!);
      if (count !== undefined) counts.set(header[at]!, count + 1);
    }
  }
  return delimiters.reduce((best, next) => (counts.get(next)! > counts.get(best)! ? next : best));
}

/** The cells of a record; the number of the cell after whose closing quote there is text, where there is such. */
export function splitRecord(
  text: string,
  delimiter: string,
  { quote, escape: escaper }: QuoteMarks,
): { cells: string[]; fault?: number } {
  const cells: string[] = [];
  for (let at = 0; ; at++) {
    if (text.charCodeAt(at) === quote) {
      let cell = "";
      for (at++; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code === escaper) at++;
        else if (code === quote && text.charCodeAt(++at) !== quote) break;
        cell += text[at] ?? "";
      }
      cells.push(cell);
      if (at < text.length && text[at] !== delimiter) return { cells, fault: cells.length };
    } else {
      const stop = text.indexOf(delimiter, at);
      cells.push(text.slice(at, stop < 0 ? text.length : stop));
      at = stop < 0 ? text.length : stop;
    }
    if (at >= text.length) return { cells };
  }
}
