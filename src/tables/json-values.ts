import { limits } from "./csv-errors.ts";
import { encode } from "./dictionary.ts";
import { type JsonColumn, type JsonScan, jsonError } from "./json-scan.ts";
import { codeOf, storeCode, storeNumber } from "./value-column.ts";

const quote = 34;
const backslash = 92;
const lineFeed = 10;
const openBrace = 123;
const openBracket = 91;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const plainDecoder = new TextDecoder("latin1");
const encoder = new TextEncoder();
const syntaxHint = "Check the quotes, commas and braces there; keys and texts stand in double quotes";

/** Literals, Python's three for what JSON has no words for among them, with the cells that they are. */
const literals: [bytes: Uint8Array, code: number, value: number][] = [
  ["null", codeOf.missing, Number.NaN],
  ["true", codeOf.true, Number.NaN],
  ["false", codeOf.false, Number.NaN],
  ["NaN", codeOf.missing, Number.NaN],
  ["Infinity", codeOf.missing, Infinity],
  ["-Infinity", codeOf.missing, -Infinity],
].map(([text, code, value]) => [encoder.encode(String(text)), Number(code), Number(value)]);

/** What was read last: where it ends, and whether a text has backslashes. A module's, so that reading allocates nothing. */
export const token = { end: 0, hasEscapes: false };

/** Stores the value at `start`; false where the buffer ends in it. */
export function readValue(
  scan: JsonScan,
  column: JsonColumn,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  const byte = bytes[start]!;
  if (byte === quote) return readText(scan, column, bytes, start, end);
  if (byte === openBrace || byte === openBracket)
    throw jsonError(
      scan,
      start,
      `the value of "${column.name}" is ${byte === openBracket ? "a list" : "an object"}`,
      "Nested values are no columns; flatten them first, for example with pandas.json_normalize",
    );
  if (byte === 45 || (byte >= 48 && byte <= 57)) {
    const stop = findNumberEnd(bytes, start, end);
    if (stop >= end) return false;
    if (stop > start + 1 || byte !== 45) return readNumber(scan, column, bytes, start, stop);
  }
  return readLiteral(scan, column, bytes, start, end);
}

function readText(
  scan: JsonScan,
  column: JsonColumn,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  const close = findQuote(scan, bytes, start + 1, end);
  if (close < 0) return false;
  token.end = close + 1;
  if (close === start + 1) return true;
  if (close - start > limits.cell)
    throw jsonError(
      scan,
      start,
      `the value of "${column.name}" is longer than 1 MiB`,
      "Keep large objects in files of their own",
    );
  const { dictionary } = column;
  const known = dictionary.size;
  let code: number;
  if (token.hasEscapes) {
    const text = encoder.encode(decodeText(scan, bytes, start + 1, close));
    code = encode(dictionary, text, 0, text.length);
  } else {
    code = encode(dictionary, bytes, start + 1, close);
    if (code === known) decodeText(scan, bytes, start + 1, close);
  }
  storeCode(column, scan.rows, code, scan.capacity);
  return true;
}

/** The quote that ends a text, or -1; sets `token.hasEscapes`. */
export function findQuote(scan: JsonScan, bytes: Uint8Array, start: number, end: number): number {
  token.hasEscapes = false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === quote) return at;
    if (byte === backslash) {
      token.hasEscapes = true;
      if (bytes[at + 1] !== lineFeed) at++;
    } else if (byte < 32)
      throw jsonError(
        scan,
        at,
        byte === lineFeed ? "a text does not end on its line" : "a text holds a control character",
        syntaxHint,
      );
  }
  return -1;
}

/** The text at `bytes[start … end)`, which must be UTF-8 with whole escapes. */
export function decodeText(scan: JsonScan, bytes: Uint8Array, start: number, end: number): string {
  let text: string;
  try {
    text = decoder.decode(bytes.subarray(start, end));
  } catch {
    throw jsonError(scan, start, "the text is not UTF-8", "Save the file as UTF-8");
  }
  if (!text.includes("\\")) return text;
  try {
    text = JSON.parse(`"${text}"`);
  } catch {
    throw jsonError(scan, start, "there is a wrong escape in the text", 'Write a backslash as "\\\\"');
  }
  if (text.isWellFormed()) return text;
  throw jsonError(
    scan,
    start,
    "there is half a surrogate pair in the text",
    "Write the character itself, as UTF-8",
  );
}

function findNumberEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    const isPart =
      (byte >= 48 && byte <= 57) || byte === 45 || byte === 43 || byte === 46 || byte === 101 || byte === 69;
    if (!isPart) break;
  }
  return at;
}

const numberPattern = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

function readNumber(
  scan: JsonScan,
  column: JsonColumn,
  bytes: Uint8Array,
  start: number,
  stop: number,
): boolean {
  token.end = stop;
  let value = 0;
  let at = start;
  // Up to fifteen digits without a leading zero are read as they are; the rest by the pattern.
  if (bytes[start] !== 48 && stop - start <= 15)
    while (at < stop && bytes[at]! >= 48 && bytes[at]! <= 57) value = value * 10 + bytes[at++]! - 48;
  if (at < stop || at === start) {
    const text = plainDecoder.decode(bytes.subarray(start, stop));
    const match = numberPattern.exec(text);
    if (match === null)
      throw jsonError(
        scan,
        start,
        `"${text.slice(0, 40)}" is no number`,
        'Codes such as 007 stand in quotes: "007"',
      );
    value = Number(text);
    if (match[1] !== undefined || match[2] !== undefined) column.hasDecimal = true;
    else if (!Number.isSafeInteger(value)) column.hasAmbiguous = true;
    if (!Number.isFinite(value)) column.hasInfinite = true;
  }
  if (column.isText) storeWritten(scan, column, bytes, start, stop);
  else storeNumber(column, scan.rows, value, scan.capacity);
  return true;
}

function readLiteral(
  scan: JsonScan,
  column: JsonColumn,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  for (const [literal, code, value] of literals) {
    const size = Math.min(literal.length, end - start);
    if (!isSame(bytes, start, start + size, literal.subarray(0, size))) continue;
    if (size < literal.length) return false;
    token.end = start + size;
    if (code !== codeOf.missing || !Number.isNaN(value)) {
      if (column.isText) storeWritten(scan, column, bytes, start, token.end);
      else if (code !== codeOf.missing) storeCode(column, scan.rows, code, scan.capacity);
      else {
        column.hasInfinite = true;
        storeNumber(column, scan.rows, value, scan.capacity);
      }
    }
    return true;
  }
  throw unexpected(scan, bytes, start, `a value for "${column.name}"`);
}

function storeWritten(
  scan: JsonScan,
  column: JsonColumn,
  bytes: Uint8Array,
  start: number,
  end: number,
): void {
  storeCode(column, scan.rows, encode(column.dictionary, bytes, start, end), scan.capacity);
}

/** The error of a byte that must not be there. */
export function unexpected(scan: JsonScan, bytes: Uint8Array, at: number, wanted: string): Error {
  const byte = bytes[at]!;
  const found =
    byte > 32 && byte < 127
      ? `"${String.fromCharCode(byte)}"`
      : `byte 0x${byte.toString(16).padStart(2, "0")}`;
  return jsonError(scan, at, `found ${found} where ${wanted} is wanted`, syntaxHint);
}

/** Whether `bytes[start … end)` are these bytes. */
export function isSame(bytes: Uint8Array, start: number, end: number, key: Uint8Array): boolean {
  if (end - start !== key.length) return false;
  for (let i = 0; i < key.length; i++) if (bytes[start + i] !== key[i]) return false;
  return true;
}
