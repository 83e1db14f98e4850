import { limits } from "./csv-errors.ts";
import { addJsonColumn, type JsonColumn, type JsonScan, jsonError, reserveJsonRows } from "./json-scan.ts";
import { decodeText, findQuote, isSame, readValue, token, unexpected } from "./json-values.ts";

/** What `scanObject` returns where the buffer ends before the object does. */
export const incomplete = -1;

const quote = 34;
const comma = 44;
const colon = 58;
const openBrace = 123;
const closeBrace = 125;

/**
 * Reads the object at `bytes[at … end)` into the scan's next row and returns where it ends, or `incomplete`. Throws
 * UserError for anything else, nested values and keys given twice. The row counts once it is complete; a second
 * attempt overwrites the first.
 */
export function scanObject(scan: JsonScan, bytes: Uint8Array, start: number, end: number): number {
  if (scan.rows === scan.capacity) reserveJsonRows(scan);
  if (bytes[start] !== openBrace) throw notAnObject(scan, bytes, start);
  const { line, lineStart } = scan;
  scan.attempt++;
  scan.lines[scan.rows] = line;
  let cells = 0;
  const giveUp = (): number => {
    scan.line = line;
    scan.lineStart = lineStart;
    return incomplete;
  };
  let at = skipInside(scan, bytes, start + 1, end);
  for (let index = 0; ; index++) {
    if (at >= end) return giveUp();
    if (bytes[at] === closeBrace && index === 0) break;
    if (bytes[at] !== quote) throw unexpected(scan, bytes, at, 'a key in double quotes or "}"');
    const column = readKey(scan, bytes, at, end, index);
    if (column === undefined) return giveUp();
    at = skipInside(scan, bytes, token.end, end);
    if (at >= end) return giveUp();
    if (bytes[at] !== colon) throw unexpected(scan, bytes, at, `":" after the key "${column.name}"`);
    at = skipInside(scan, bytes, at + 1, end);
    if (at >= end || !readValue(scan, column, bytes, at, end)) return giveUp();
    cells++;
    at = skipInside(scan, bytes, token.end, end);
    if (at >= end) return giveUp();
    if (bytes[at] === closeBrace) break;
    if (bytes[at] !== comma) throw unexpected(scan, bytes, at, '"," or "}"');
    at = skipInside(scan, bytes, at + 1, end);
    if (at < end && bytes[at] === closeBrace) throw unexpected(scan, bytes, at, "a key in double quotes");
  }
  scan.rows++;
  scan.cells += cells;
  return at + 1;
}

/** Past spaces and line ends, which are counted. */
export function skipLines(scan: JsonScan, bytes: Uint8Array, start: number, end: number): number {
  let at = skipSpaces(bytes, start, end);
  while (at < end && bytes[at] === 10) {
    scan.line++;
    scan.lineStart = at + 1;
    at = skipSpaces(bytes, at + 1, end);
  }
  return at;
}

/** Past spaces, tabs and carriage returns. */
export function skipSpaces(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 13)) at++;
  return at;
}

/** Past what may stand between the tokens of an object: in a list line ends too. */
function skipInside(scan: JsonScan, bytes: Uint8Array, start: number, end: number): number {
  if (scan.isList) return skipLines(scan, bytes, start, end);
  const at = skipSpaces(bytes, start, end);
  if (at < end && bytes[at] === 10)
    throw jsonError(scan, at, "the object does not end on its line", "Write one object a line");
  return at;
}

/** The column of the key at `start`; undefined where the buffer ends in it. */
function readKey(
  scan: JsonScan,
  bytes: Uint8Array,
  start: number,
  end: number,
  index: number,
): JsonColumn | undefined {
  const close = findQuote(scan, bytes, start + 1, end);
  if (close < 0) return undefined;
  token.end = close + 1;
  const expected = scan.columns[index];
  const column =
    expected !== undefined && isSame(bytes, start + 1, close, expected.key)
      ? expected
      : findColumn(scan, bytes, start, close);
  if (column.attempt === scan.attempt)
    throw jsonError(
      scan,
      start,
      `the key "${column.name}" is there twice`,
      "Give each key of an object once",
    );
  column.attempt = scan.attempt;
  return column;
}

function findColumn(scan: JsonScan, bytes: Uint8Array, start: number, close: number): JsonColumn {
  const name = decodeText(scan, bytes, start + 1, close);
  const known = scan.byName.get(name);
  if (known !== undefined) return known;
  if (name.trim() === "")
    throw jsonError(scan, start, "there is a key without a name", "Every column needs a name");
  if (name.length > limits.name)
    throw jsonError(scan, start, "there is a key of more than 1,000 characters", "Keys are columns' names");
  if (scan.columns.length >= limits.columns)
    throw jsonError(scan, start, "there are more than 100,000 different keys", "Keys are columns' names");
  return addJsonColumn(scan, name, bytes.subarray(start + 1, close));
}

function notAnObject(scan: JsonScan, bytes: Uint8Array, at: number): Error {
  const byte = bytes[at]!;
  if (byte !== 91) return unexpected(scan, bytes, at, 'an object, "{"');
  return jsonError(
    scan,
    at,
    "there is a list in place of an object",
    "Write each row as an object of its values by column",
  );
}
