import { type CellShape, readCell } from "./cell.ts";
import { type CellRule, isByText } from "./cell-rule.ts";
import { decodeText } from "./dictionary.ts";
import type { TextEntries } from "./table.ts";
import { numberTexts, type TextNumbers } from "./text-entries.ts";

/** Cells by what they look like. */
export type Tally = Record<CellShape, number>;

/** Whether enough of the present cells fit for the others to be invalid cells, not proof of another type. */
export function fits(count: number, present: number): boolean {
  if (count === 0) return false;
  return count >= present - allowedInvalid(present);
}

/** How many of so many present cells may not fit a type. */
export function allowedInvalid(present: number): number {
  return present < 20 ? 0 : Math.max(1, Math.floor(present / 100));
}

/** Cells that are neither missing nor a marker for it. */
export function presentCount(tally: Readonly<Tally>): number {
  const { integer, decimal, infinite, ambiguous, padded, boolean, date, datetime, text } = tally;
  return integer + decimal + infinite + ambiguous + padded + boolean + date + datetime + text;
}

/**
 * Counts the shapes of all cells; stops early, short of the full count, once more than `limit` cells keep each type but
 * text from fitting.
 */
export function tallyDictionary(
  { codes, dictionary, rule }: TalliedColumn,
  rows: number,
  limit?: number,
): Tally {
  if (dictionary.shown !== undefined) return tallyKnown(codes.subarray(0, rows), dictionary.shown, rule);
  const { counts, missing } = countCodes(codes.subarray(0, rows), dictionary.size);
  const tally = { ...emptyTally(), missing };
  const most = limit ?? allowedInvalid(rows - missing);
  const { bytes, offsets } = dictionary;
  for (let code = 0; code < dictionary.size; code++) {
    const shape = shapeOf(bytes, offsets[code]!, offsets[code + 1]!, rule);
    tally[shapeNames[shape]!] += counts[code]!;
    if ((code & 255) === 255 && isHopeless(tally, most)) break;
  }
  return tally;
}

/** Whether each cell is text for sure, or missing: what is sure of few texts need not be counted in many rows. */
export function isPlainlyText({ dictionary, rule }: Omit<TalliedColumn, "codes">): boolean {
  if (isByText(rule)) return false;
  const { size, bytes, offsets } = dictionary;
  for (let code = 0; code < size; code++)
    if (!isPlainText(bytes, offsets[code]!, offsets[code + 1]!)) return false;
  return true;
}

interface TalliedColumn {
  codes: Int32Array;
  dictionary: TextEntries & { shown?: TextEntries };
  rule: CellRule;
}

const shapes: TextNumbers = new WeakMap();

/** Counts of rows that follow each other lie apart: one that is read waits for the one that was written just before. */
const lanes = 4;
const lane = 16;

/** Counts all cells; texts that stay known from part to part of a file are looked at once. */
function tallyKnown(codes: Int32Array, entries: TextEntries, rule: CellRule): Tally {
  const known = numberTexts(shapes, entries, (bytes, start, end) => shapeOf(bytes, start, end, rule));
  const tally = emptyTally();
  if (entries.size > 0 && isSame(known, entries.size)) {
    tally.missing = countMissing(codes);
    tally[shapeNames[known[0]!]!] = codes.length - tally.missing;
    return tally;
  }
  const counts = new Int32Array(lanes * lane);
  countShapes(codes, known, counts);
  for (let at = 0; at < counts.length; at++)
    if (counts[at]! > 0) tally[shapeNames[at % lane]!] += counts[at]!;
  return tally;
}

/**
 * The loops over rows are functions of their own, with nothing behind the loop: compiled in the middle of their first
 * call, they would else be thrown away at its end, and compiled again.
 */
function countShapes(codes: Int32Array, known: Int32Array, counts: Int32Array): void {
  const { length } = codes;
  for (let row = 0; row < length; row++) {
    const code = codes[row]!;
    counts[(row % lanes) * lane + (code < 0 ? missingShape : known[code]!)]!++;
  }
}

/** Whether the first numbers are all alike: most columns have one kind of text. */
function isSame(numbers: Int32Array, count: number): boolean {
  for (let at = 1; at < count; at++) if (numbers[at] !== numbers[0]) return false;
  return true;
}

function countMissing(codes: Int32Array): number {
  let missing = 0;
  for (let row = 0; row < codes.length; row++) missing += codes[row]! >>> 31;
  return missing;
}

function shapeOf(bytes: Uint8Array, start: number, end: number, rule: CellRule): number {
  if (!isByText(rule) && isPlainText(bytes, start, end)) return textShape;
  return shapeNames.indexOf(readCell(decodeText(bytes, start, end), rule).shape);
}

/** How often each code occurs, and how many cells are missing. */
export function countCodes(codes: Int32Array, size: number): { counts: Int32Array; missing: number } {
  const counts = new Int32Array(size);
  let missing = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) missing++;
    else counts[code]!++;
  }
  return { counts, missing };
}

/** No cells. */
export function emptyTally(): Tally {
  return {
    missing: 0,
    marker: 0,
    integer: 0,
    decimal: 0,
    infinite: 0,
    ambiguous: 0,
    padded: 0,
    boolean: 0,
    date: 0,
    datetime: 0,
    text: 0,
  };
}

const shapeNames = Object.keys(emptyTally()) as CellShape[];
const textShape = shapeNames.indexOf("text");
const missingShape = shapeNames.indexOf("missing");

function isHopeless(tally: Readonly<Tally>, limit: number): boolean {
  const present = presentCount(tally);
  const { integer, decimal, infinite, ambiguous } = tally;
  const isNotNumeric = tally.padded > 0 || present - (integer + decimal + infinite + ambiguous) > limit;
  return isNotNumeric && present - tally.boolean > limit && present - tally.date - tally.datetime > limit;
}

/** First letters of the words that `readCell` takes for a marker, a boolean or infinity; in either case. */
const wordLetters = new Set([..."NnTtFfIi"].map((letter) => letter.charCodeAt(0)));

/** Whether a cell is text for sure, by its bytes alone: it starts with a letter and is no word of a meaning. */
function isPlainText(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start]!;
  const lower = first | 32;
  if (lower < 97 || lower > 122 || end === start) return false;
  if (!wordLetters.has(first)) return true;
  const last = bytes[end - 1]!;
  return end - start > 8 && last > 32 && last < 127;
}
