import { UserError } from "../errors.ts";
import { limits } from "./csv-errors.ts";

/** The first record of a file, and where and on which line the next one starts. */
export interface CsvHeader {
  names: string[];
  delimiter: number;
  next: number;
  line: number;
}

const lineFeed = 10;
const quote = 34;

/**
 * Reads the header from the first bytes of a file; undefined when it is not complete in them. The delimiter is
 * the one of comma, semicolon and tab that the header holds most often outside of quotes, unless it is given.
 * Without a header the first record only says how many columns there are: `column_1`, `column_2` …
 * Throws UserError for an empty file, another encoding, and names that are empty or given twice.
 */
export function readHeader(
  bytes: Uint8Array,
  end: number,
  options: { source: string; isLast: boolean; delimiter: string | undefined; hasHeader: boolean },
): CsvHeader | undefined {
  const { source, isLast } = options;
  refuseEncoding(bytes, end, source);
  let start = end >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let line = 1;
  while (
    start < end &&
    (bytes[start] === lineFeed || (bytes[start] === 13 && bytes[start + 1] === lineFeed))
  ) {
    start += bytes[start] === lineFeed ? 1 : 2;
    line++;
  }
  const record = findRecord(bytes, start, end);
  if (record.stop === end && !isLast) return undefined;
  if (record.isQuoted)
    throw headerError(source, line, "a quote in the header is never closed", 'Close it with a "');
  const text = decode(bytes, start, record.stop, source, line).replace(/\r$/, "");
  if (text.trim() === "") {
    const what = end === 0 ? "the file is empty" : "there is no header line";
    throw headerError(source, 1, what, "The first line must name the columns");
  }
  if (/\r/.test(text) && !text.includes('"'))
    throw headerError(
      source,
      line,
      "its lines end with a bare carriage return",
      "Save the file with Unix (LF) or Windows (CRLF) line ends",
    );
  const delimiter = options.delimiter ?? detectDelimiter(text);
  const names = splitHeader(text, delimiter, source, line);
  if (!options.hasHeader)
    return {
      names: names.map((_, index) => `column_${index + 1}`),
      delimiter: delimiter.charCodeAt(0),
      next: start,
      line,
    };
  checkNames(names, source, line);
  return {
    names,
    delimiter: delimiter.charCodeAt(0),
    next: Math.min(end, record.stop + 1),
    line: line + record.lines + 1,
  };
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

/** Where the record that starts at `start` ends; a line feed inside of quotes does not end it. */
function findRecord(
  bytes: Uint8Array,
  start: number,
  end: number,
): { stop: number; lines: number; isQuoted: boolean } {
  let isQuoted = false;
  let lines = 0;
  let stop = start;
  for (; stop < end; stop++) {
    if (bytes[stop] === quote) isQuoted = !isQuoted;
    else if (bytes[stop] === lineFeed) {
      if (!isQuoted) return { stop, lines, isQuoted };
      lines++;
    }
  }
  return { stop, lines, isQuoted };
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

function detectDelimiter(header: string): string {
  const unquoted = header.replace(/"(?:[^"]|"")*"/g, "");
  const counts = [",", ";", "\t"].map((each) => ({ each, count: unquoted.split(each).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).each;
}

function splitHeader(text: string, delimiter: string, source: string, line: number): string[] {
  const names: string[] = [];
  const bad = (): UserError =>
    headerError(
      source,
      line,
      `there is text after the closing quote of column ${names.length + 1} in the header`,
      'Write a quote inside of a quoted name twice: ""',
    );
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const match = /"((?:[^"]|"")*)"/y;
      match.lastIndex = at;
      const found = match.exec(text);
      if (found?.[1] === undefined) throw bad();
      names.push(found[1].replaceAll('""', '"'));
      at = match.lastIndex;
      if (at < text.length && text[at] !== delimiter) throw bad();
    } else {
      const stop = text.indexOf(delimiter, at);
      names.push(text.slice(at, stop < 0 ? text.length : stop));
      at = stop < 0 ? text.length : stop;
    }
    if (at >= text.length) return names;
    if (names.length >= limits.columns)
      throw headerError(
        source,
        line,
        "it has more than 100,000 columns",
        "Check the delimiter and the line ends",
      );
    at++;
  }
}

function checkNames(names: readonly string[], source: string, line: number): void {
  const seen = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    if (name.trim() === "")
      throw headerError(
        source,
        line,
        `column ${index + 1} has no name`,
        "Every column needs a name in the header",
      );
    if (name.length > limits.name)
      throw headerError(
        source,
        line,
        `column ${index + 1} has a name of more than ${limits.name.toLocaleString("en")} characters`,
        "Check the delimiter and the line ends",
      );
    const earlier = seen.get(name);
    if (earlier !== undefined)
      throw headerError(
        source,
        line,
        `columns ${earlier + 1} and ${index + 1} are both named "${name}"`,
        "Give each column a name of its own",
      );
    seen.set(name, index);
  }
}

function headerError(source: string, line: number, what: string, hint: string): UserError {
  return new UserError(`Cannot read "${source}": ${what}`, { file: source, line, hint });
}
