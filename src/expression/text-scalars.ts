import { UserError } from "../errors.ts";
import { isLike } from "./like.ts";
import { formatNumber, parseBoolean, parseInteger, parseNumber } from "./number-text.ts";
import { formatDate, formatDateTime } from "./time-text.ts";

/** A value of one row inside a text operation; never missing. */
export type Scalar = string | number;

/**
 * Operations that take or give text, one row at a time. A row in which any argument is missing does not get here;
 * null is a missing result. Positions and lengths count code points, as SQL engines do.
 */
export const textScalars = {
  text_equal: (a: Scalar, b: Scalar) => Number(a === b),
  text_unequal: (a: Scalar, b: Scalar) => Number(a !== b),
  text_less: (a: Scalar, b: Scalar) => Number(compareText(String(a), String(b)) < 0),
  text_less_or_equal: (a: Scalar, b: Scalar) => Number(compareText(String(a), String(b)) <= 0),
  text_greater: (a: Scalar, b: Scalar) => Number(compareText(String(a), String(b)) > 0),
  text_greater_or_equal: (a: Scalar, b: Scalar) => Number(compareText(String(a), String(b)) >= 0),
  concatenate: (a: Scalar, b: Scalar) => {
    allowLength(String(a).length + String(b).length);
    return `${a}${b}`;
  },
  like: (a: Scalar, pattern: Scalar, escapeMark: Scalar = "") =>
    Number(isLike(String(a), String(pattern), String(escapeMark))),

  lower: (a: Scalar) => changeLetters(String(a), (letter) => [...letter.toLowerCase()][0] ?? letter),
  upper: (a: Scalar) => changeLetters(String(a), upperLetter),
  length: (a: Scalar) => codePoints(String(a)).length,
  trim: (a: Scalar) =>
    String(a)
      .replace(/^ +/, "")
      .replace(/(?<! ) +$/, ""),
  substring: (a: Scalar, start: Scalar, length: Scalar = Number.MAX_SAFE_INTEGER) =>
    substring(codePoints(String(a)), Number(start), Number(length)),
  replace: (a: Scalar, from: Scalar, to: Scalar) => replaceAll(String(a), String(from), String(to)),
  starts_with: (a: Scalar, b: Scalar) => Number(String(a).startsWith(String(b))),
  ends_with: (a: Scalar, b: Scalar) => Number(String(a).endsWith(String(b))),
  contains: (a: Scalar, b: Scalar) => Number(String(a).includes(String(b))),

  text_to_number: (a: Scalar) => parseNumber(String(a)),
  text_to_integer: (a: Scalar) => parseInteger(String(a)),
  text_to_boolean: (a: Scalar) => parseBoolean(String(a)),
  integer_to_text: (a: Scalar) => (Number.isInteger(a) ? BigInt(a).toString() : String(a)),
  number_to_text: (a: Scalar) => formatNumber(Number(a)),
  boolean_to_text: (a: Scalar) => (a === 1 ? "true" : "false"),
  date_to_text: (a: Scalar) => formatDate(Number(a)),
  datetime_to_text: (a: Scalar) => formatDateTime(Number(a)),
} as const satisfies Record<string, (a: Scalar, b: Scalar, c: Scalar) => Scalar | null>;

/** The name of an operation on text. */
export type TextScalar = keyof typeof textScalars;

/** Order by code point, which is the order of UTF-8 bytes: DuckDB's. JavaScript's own differs past U+FFFF. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let index = 0;
  while (index < length && a.charCodeAt(index) === b.charCodeAt(index)) index++;
  if (index === length) return a.length - b.length;
  const isSurrogate = (code: number): boolean => code >= 0xd800 && code < 0xe000;
  const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
  return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
}

/** Joining and replacing over and over could fill the memory from a short expression. */
const maxTextLength = 1_000_000;

function allowLength(length: number): void {
  if (length > maxTextLength)
    throw new UserError(`Cannot compute a text of ${length} characters: ${maxTextLength} are allowed`, {
      hint: "Look for ||, concat and replace whose results grow when they are used again",
    });
}

function replaceAll(text: string, from: string, to: string): string {
  if (from === "") return text;
  const pieces = text.split(from);
  allowLength(text.length + (pieces.length - 1) * (to.length - from.length));
  return pieces.join(to);
}

/** Units where all are of the basic plane (a plain string then), else code points. */
function codePoints(text: string): string | string[] {
  return /[\ud800-\udfff]/.test(text) ? [...text] : text;
}

function changeLetters(text: string, change: (letter: string) => string): string {
  return Array.from(text, change).join("");
}

/** A letter whose upper case is several letters (ß) stays, so that lengths do. */
function upperLetter(letter: string): string {
  const [upper = letter, ...others] = letter.toUpperCase();
  return others.length === 0 ? upper : letter;
}

/**
 * Starts count from 1, from the end where negative; 0 is the place before the first. A negative length goes
 * backwards. What lies outside the text is cut off.
 */
function substring(letters: string | string[], start: number, length: number): string {
  const from = start > 0 ? start - 1 : start < 0 ? letters.length + start : -1;
  const inside = (position: number): number => Math.min(Math.max(position, 0), letters.length);
  const part = letters.slice(inside(Math.min(from, from + length)), inside(Math.max(from, from + length)));
  return typeof part === "string" ? part : part.join("");
}
