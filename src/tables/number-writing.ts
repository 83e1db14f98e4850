/** How the numbers of a column are written that are not plain; the words are Table Schema's. */
export interface NumberWriting {
  /** What stands before decimals. */
  decimal_char?: "." | "," | undefined;
  /** What stands between thousands; of a point and a comma, the other one is then before the decimals. */
  group_char?: "," | "." | " " | "'" | "_" | undefined;
  /** False where currencies, units and percent signs may stand around the number. */
  bare_number?: boolean | undefined;
}

/** Longest text before and behind a number. */
const longestAffix = 16;
/** A sign comes first, or right before the digits behind something other than a letter: `A-12` is a code. */
const signed = /^(?:([-+\u2212])[^-+\u2212]*|[^-+\u2212]*[^-+\u2212\p{L}]([-+\u2212])|[^-+\u2212]*)$/u;
const signs = new Map<string, "" | "-">([
  ["", ""],
  ["+", ""],
  ["-", "-"],
  ["\u2212", "-"],
]);
const spaces = /[\u00a0\u202f]/g;

/** Whether numbers are written otherwise than as they are read without a word. */
export function isWritten({ decimal_char, group_char, bare_number }: NumberWriting): boolean {
  return decimal_char !== undefined || group_char !== undefined || bare_number === false;
}

/** The mark before the decimals; `decimal` is what the file has. */
export function decimalOf({ decimal_char, group_char }: NumberWriting, decimal = "."): string {
  if (group_char === ",") return ".";
  return decimal_char ?? (group_char === "." ? "," : decimal);
}

/**
 * The number in a text, with a point before its decimals; undefined where there is none as it is to be written. In
 * parentheses it is negative where it need not be bare, as accountants write it. A percentage stays what is written:
 * `12 %` is 12.
 */
export function plainNumber(text: string, writing: NumberWriting, decimal?: string): string | undefined {
  const mark = decimalOf(writing, decimal);
  const [start, end] = bordersOf(text, mark);
  const sign = signOf(text.slice(0, start), text.slice(end), writing.bare_number !== false);
  if (start === end || sign === undefined) return undefined;
  const [whole = "", fraction, ...rest] = text.slice(start, end).split(mark);
  const digits = writing.group_char === undefined ? whole : ungrouped(whole, writing.group_char);
  const isNumber = digits !== undefined && isDigits(digits) && isDigits(fraction ?? "") && rest.length === 0;
  return isNumber ? `${sign}${digits}${fraction === undefined ? "" : `.${fraction}`}` : undefined;
}

/** From the first digit to behind the last one, with the decimals' mark beside them (but for the point of `Rs.500`). */
function bordersOf(text: string, mark: string): [start: number, end: number] {
  let [start, end] = [0, text.length];
  while (start < end && !isDigit(text, start)) start++;
  while (end > start && !isDigit(text, end - 1)) end--;
  if (start === end) return [0, 0];
  if (text[start - 1] === mark && !/\p{L}/u.test(text[start - 2] ?? "")) start--;
  return [start, text[end] === mark ? end + 1 : end];
}

/** What the texts around a number make of it; undefined where they may not be there. */
function signOf(before: string, after: string, isBare: boolean): "" | "-" | undefined {
  if (isBare) return after === "" ? signs.get(before) : undefined;
  if (before.length > longestAffix || after.length > longestAffix || /[-+\u2212]/.test(after))
    return undefined;
  const isEnclosed = before.includes("(");
  const match = signed.exec(before);
  if (isEnclosed !== after.includes(")") || match === null) return undefined;
  return isEnclosed ? "-" : signs.get(match[1] ?? match[2] ?? "");
}

/** Digits without the marks between them: groups of three, or of two before the last as in India; undefined for others. */
function ungrouped(whole: string, group: string): string | undefined {
  const [first = "", ...groups] = (group === " " ? whole.replace(spaces, " ") : whole).split(group);
  if (groups.length === 0) return first;
  const last = groups.pop();
  const isOf = (size: number): boolean => groups.every(({ length }) => length === size);
  const isGrouped = last?.length === 3 && (isOf(3) || (isOf(2) && first.length < 3));
  return isGrouped && first.length > 0 && first.length < 4 ? first + groups.join("") + last : undefined;
}

function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isDigit(text, at)) return false;
  return true;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** What stands around numbers that are amounts for sure. */
const telling = /^[\s\p{Sc}%\u2030()+\u2212-]*$/u;
const longestAmount = 40;
/** The likelier ones first. */
const candidates: readonly NumberWriting[] = [
  {},
  { group_char: "," },
  { decimal_char: "," },
  { group_char: "." },
  { group_char: " " },
  { group_char: " ", decimal_char: "," },
  { group_char: "'" },
];

/** What the amounts of a column show so far. */
export interface SeenAmounts {
  /** Which of the known writings all of them may have, a bit each. */
  possible: number;
  /** Whether none has anything around it. */
  isBare: boolean;
  /** Whether one is an amount for sure: it has a currency, a percent sign, or marks of both kinds. */
  isSure: boolean;
  /** How many digits they have: numbers of phones and the like have as many each. */
  sizes: Set<number>;
}

/** Nothing is seen yet. */
export function noAmounts(): SeenAmounts {
  return { possible: 2 ** candidates.length - 1, isBare: true, isSure: false, sizes: new Set() };
}

/** Whether a text is an amount in some writing; `seen` is changed if so. */
export function seeAmount(text: string, seen: SeenAmounts): boolean {
  if (text.length > longestAmount) return false;
  const [start, end] = bordersOf(text, "");
  const [before, inner, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  // A mark of decimals may stand beside the digits.
  if (!telling.test(before.replace(/[.,]$/, "")) || !telling.test(after.replace(/^[.,]/, ""))) return false;
  if (start === end || /^0[^.,]/.test(inner)) return false;
  const isBare = /^[-+]?[.,]?$/.test(before) && /^[.,]?$/.test(after);
  let possible = 0;
  for (const [place, writing] of candidates.entries())
    if (plainNumber(text, isBare ? writing : { ...writing, bare_number: false }) !== undefined)
      possible |= 1 << place;
  if (possible === 0) return false;
  seen.possible &= possible;
  seen.isBare &&= isBare;
  seen.isSure ||= /[\p{Sc}%\u2030]/u.test(text) || new Set(inner.replace(/\d/g, "")).size > 1;
  if (!before.includes("(")) seen.sizes.add(inner.length);
  return true;
}

/** Whether the texts are more likely amounts than codes. */
export function areAmounts({ isSure, sizes }: SeenAmounts): boolean {
  return isSure || sizes.size > 1;
}

/** The column as it is declared in mlops.yml. */
export function writeDeclaration(column: object): string {
  const parts = Object.entries(column).map(
    ([key, value]) => `${key}: ${/^[a-z]+$/.test(String(value)) ? value : JSON.stringify(value)}`,
  );
  return `{ ${parts.join(", ")} }`;
}

/** The likeliest writing of all amounts; undefined where they have none in common. */
export function likelyWriting({ possible, isBare }: SeenAmounts): NumberWriting | undefined {
  const found = candidates.find((_, place) => (possible & (1 << place)) !== 0);
  return found === undefined || isBare ? found : { ...found, bare_number: false };
}
