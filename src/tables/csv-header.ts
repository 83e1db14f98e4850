import { UserError } from "../errors.ts";
import { formatNumber } from "../number-format.ts";
import { type CsvDialect, type CsvMarks, marksOf, noMark } from "./csv-dialect.ts";
import { limits } from "./csv-errors.ts";
import { detectDelimiter, findRecord, type QuoteMarks, splitRecord } from "./csv-header-cells.ts";
import { detectDecimal } from "./detect-decimal.ts";

/** The first record of a file, its dialect, and where and on which line the next one starts. */
export interface CsvHeader {
  names: string[];
  marks: CsvMarks;
  next: number;
  line: number;
}

/** What is known of a file whose header is read. */
export interface HeaderOptions extends CsvDialect {
  source: string;
  /** Whether all of the file is there. */
  isLast: boolean;
}

const lineFeed = 10;
const hash = 35;

/**
 * Reads the header from the first bytes of a file; undefined when it is not complete in them. The delimiter is
 * the one of comma, semicolon, tab and bar that the header holds most often outside of quotes, unless it is given; the
 * decimal mark is told from the rows (see `detectDecimal`).
 * Without a header the first record only says how many columns there are: `column_1`, `column_2` …
 * Throws UserError for an empty file, another encoding, and names that are given twice.
 */
export function readHeader(bytes: Uint8Array, end: number, options: HeaderOptions): CsvHeader | undefined {
  const { source, isLast, header: hasHeader = true } = options;
  const marks = marksOf(options);
  refuseEncoding(bytes, end, source);
  const { start, line } = skipLines(bytes, end, marks, options.delimiter);
  const record = findRecord(bytes, start, end, marks);
  if (record.stop === end && !isLast) return undefined;
  if (record.isQuoted)
    throw headerError(
      source,
      line,
      "a quote in the header is never closed",
      `Close it with a ${String.fromCharCode(marks.quote)}`,
    );
  const text = decode(bytes, start, record.stop, source, line).replace(/\r$/, "");
  if (text.trim() === "") {
    const what = end === 0 ? "the file is empty" : "there is no header line";
    throw headerError(source, 1, what, "The first line must name the columns");
  }
  if (/\r/.test(text) && !text.includes(String.fromCharCode(marks.quote)))
    throw headerError(
      source,
      line,
      "its lines end with a bare carriage return",
      "Save the file with Unix (LF) or Windows (CRLF) line ends",
    );
  const delimiter = options.delimiter ?? detectDelimiter(text, marks);
  const cells = splitHeader(text, delimiter, marks, source, line);
  const names = hasHeader ? nameUnnamed(cells) : cells.map((_, index) => `column_${index + 1}`);
  if (hasHeader) checkNames(names, source, line);
  const next = hasHeader ? Math.min(end, record.stop + 1) : start;
  const found = { ...marks, delimiter: delimiter.charCodeAt(0) };
  if (options.decimal === undefined)
    found.decimal = detectDecimal(bytes.subarray(next, end), found, isLast).charCodeAt(0);
  return {
    names,
    marks: found,
    next,
    line: hasHeader ? line + record.lines + 1 : line,
  };
}

/**
 * Where the header starts: behind a byte order mark, blank lines and comments. Unless a comment mark is given, lines
 * that begin with `#` are comments, but for the last one where the line after it has no more cells: it is the header.
 */
function skipLines(
  bytes: Uint8Array,
  end: number,
  marks: QuoteMarks & { comment: number },
  delimiter: string | undefined,
): { start: number; line: number } {
  let start = end >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let line = 1;
  const comment = marks.comment === noMark ? hash : marks.comment;
  let last: { start: number; line: number } | undefined;
  for (; start < end; line++) {
    const stop = endOfLine(bytes, start, end);
    const isBlank = stop === start || (stop === start + 1 && bytes[start] === 13 && stop < end);
    if (!isBlank && bytes[start] !== comment) break;
    if (!isBlank) last = { start, line };
    if (stop === end) break;
    start = stop + 1;
  }
  if (last === undefined || marks.comment !== noMark) return { start, line };
  const count = (from: number): number => {
    const { stop } = findRecord(bytes, from, end, marks);
    const text = new TextDecoder().decode(bytes.subarray(from, stop));
    return splitRecord(text, delimiter ?? detectDelimiter(text, marks), marks).cells.length;
  };
  return count(last.start) >= count(start) ? last : { start, line };
}

function endOfLine(bytes: Uint8Array, start: number, end: number): number {
  const stop = bytes.indexOf(lineFeed, start);
  return stop < 0 || stop > end ? end : stop;
}

function refuseEncoding(bytes: Uint8Array, end: number, source: string): void {
  const [first, second] = bytes;
  const hasMark = end >= 2 && ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff));
  const hasPattern = end >= 4 && ((first === 0 && bytes[2] === 0) || (second === 0 && bytes[3] === 0));
  if (hasMark || hasPattern)
    throw headerError(
      source,
      1,
      "it is UTF-16 text",
      "Set `data.csv.encoding: utf-16` in mlops.yml, or save it as UTF-8",
    );
  if (
    (first === 0x1f && second === 0x8b) ||
    (end >= 4 && first === 0x50 && second === 0x4b && bytes[2] === 3)
  )
    throw headerError(source, 1, "it is compressed, not text", "Unpack it first");
}

function decode(bytes: Uint8Array, start: number, end: number, source: string, line: number): string {
  if (bytes.subarray(start, end).includes(0))
    throw headerError(
      source,
      line,
      `there is a NUL byte at line ${line} in the header`,
      "Save the file as plain UTF-8 text; NUL bytes point to UTF-16, a binary file or a damaged one",
    );
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(start, end));
  } catch {
    throw headerError(
      source,
      line,
      `the header at line ${line} is not UTF-8`,
      "Set `data.csv.encoding` in mlops.yml, for example to windows-1252, or save it as UTF-8",
    );
  }
}

function splitHeader(
  text: string,
  delimiter: string,
  marks: QuoteMarks,
  source: string,
  line: number,
): string[] {
  const { cells, fault } = splitRecord(text, delimiter, marks);
  if (fault !== undefined)
    throw headerError(
      source,
      line,
      `there is text after the closing quote of column ${fault} in the header`,
      'Write a quote inside of a quoted name twice: ""',
    );
  if (cells.length <= limits.columns) return cells;
  throw headerError(
    source,
    line,
    "it has more than 100,000 columns",
    "Check the delimiter and the line ends",
  );
}

/** Columns without a name, such as the index that pandas writes, are called as pandas (2.3) calls them: `Unnamed: 0`. */
function nameUnnamed(cells: readonly string[]): string[] {
  const taken = new Set(cells);
  return cells.map((cell, index) => {
    if (cell.trim() !== "") return cell;
    let name = `Unnamed: ${index}`;
    for (let copy = 1; taken.has(name); copy++) name = `Unnamed: ${index}.${copy}`;
    taken.add(name);
    return name;
  });
}

function checkNames(names: readonly string[], source: string, line: number): void {
  const seen = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    if (name.length > limits.name)
      throw headerError(
        source,
        line,
        `column ${index + 1} has a name of more than ${formatNumber(limits.name)} characters`,
        "Check the delimiter and the line ends",
      );
    const earlier = seen.get(name);
    if (earlier !== undefined)
      throw headerError(
        source,
        line,
        `columns ${earlier + 1} and ${index + 1} are both named "${name}"`,
        "Give each column a name of its own, or set `data.csv.header: false` in mlops.yml where the first line is a row",
      );
    seen.set(name, index);
  }
}

function headerError(source: string, line: number, what: string, hint: string): UserError {
  return new UserError(`Cannot read "${source}": ${what}`, { file: source, line, hint });
}
