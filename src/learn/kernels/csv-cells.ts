/** The cells of plain CSV for csv.ts: where they end, and what they say. */
import { Column, Scan } from "./csv-layout";
import { hashOf } from "./csv-texts";

export const LF: u32 = 10;
export const CR: u32 = 13;
export const QUOTE: u32 = 34;

const DAYS: usize = memory.data<u8>([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);

/** Where the line end or delimiter after a cell is, from `at` on; 0 for a NUL byte or a lone carriage return before it. */
export function endOfCell(at: usize, delimiter: u32): usize {
  const delimiters = i8x16.splat(<i8>delimiter);
  const feeds = i8x16.splat(10);
  const returns = i8x16.splat(13);
  const zeros = i8x16.splat(0);
  while (true) {
    const bytes = v128.load(at);
    const hits = v128.or(
      v128.or(i8x16.eq(bytes, delimiters), i8x16.eq(bytes, feeds)),
      v128.or(i8x16.eq(bytes, returns), i8x16.eq(bytes, zeros)),
    );
    const mask = i8x16.bitmask(hits);
    if (mask == 0) {
      at += 16;
      continue;
    }
    const stop = at + <usize>ctz(mask);
    const byte = <u32>load<u8>(stop);
    const isEnd = byte != 0 && (byte != CR || load<u8>(stop + 1) == 10);
    return isEnd ? stop : 0;
  }
}

/** Lines inside of the quoted cell that was found last, and whether it has escaped quotes. */
export let quotedLines: u32 = 0;
export let hasEscapes: bool = false;

/** The closing quote of the cell that opens at `at`; 0 when the buffer ends first, 1 for a NUL byte. */
export function endOfQuoted(at: usize, end: usize): usize {
  quotedLines = 0;
  hasEscapes = false;
  const quotes = i8x16.splat(34);
  const feeds = i8x16.splat(10);
  const zeros = i8x16.splat(0);
  let stop = at + 1;
  while (true) {
    const bytes = v128.load(stop);
    const hits = v128.or(v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, feeds)), i8x16.eq(bytes, zeros));
    const mask = i8x16.bitmask(hits);
    if (mask == 0) {
      stop += 16;
      if (stop >= end) return 0;
      continue;
    }
    stop += <usize>ctz(mask);
    if (stop >= end) return 0;
    const byte = <u32>load<u8>(stop);
    if (byte == 0) return 1;
    if (byte == LF) {
      quotedLines++;
      stop++;
    } else {
      if (stop + 1 == end || load<u8>(stop + 1) != 34) return stop;
      hasEscapes = true;
      stop += 2;
    }
  }
}

/** Whether there is a quote in `[from, to)`. */
export function hasQuote(from: usize, to: usize): bool {
  for (; from < to; from += 16) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(from), i8x16.splat(34)));
    if (mask != 0) return from + <usize>ctz(mask) < to;
  }
  return false;
}

// @ts-ignore: decorator
@inline
function pair(at: usize): i32 {
  return (<i32>load<u8>(at) - 48) * 10 + <i32>load<u8>(at + 1) - 48;
}

/** `yyyy-mm-dd` or `yyyy-mm-ddThh:mm:ss`, `Z` allowed, as UTC milliseconds; NaN for all else. */
function parseDate(at: usize, length: usize): f64 {
  const bytes = v128.load(at);
  const others = i8x16.bitmask(i8x16.gt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(9)));
  if ((others & 0x3ff) != 0x90 || load<u8>(at + 4) != 45 || load<u8>(at + 7) != 45) return NaN;
  const year = pair(at) * 100 + pair(at + 2);
  const month = pair(at + 5);
  const day = pair(at + 8);
  if (year < 1 || month < 1 || month > 12 || day < 1) return NaN;
  const isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (day > <i32>load<u8>(DAYS + month) + <i32>(isLeap && month == 2)) return NaN;
  // H. Hinnant's days_from_civil, for years from 0.
  const shifted = year - <i32>(month <= 2);
  const era = shifted / 400;
  const yearOfEra = shifted - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  const midnight = <f64>(era * 146097 + dayOfEra - 719468) * 86400000;
  if (length == 10) return midnight;
  if (length != 19 && !(length == 20 && load<u8>(at + 19) == 90)) return NaN;
  const separator = load<u8>(at + 10);
  if (others != 0x2490 || (separator != 84 && separator != 32)) return NaN;
  if (load<u8>(at + 13) != 58 || load<u8>(at + 16) != 58) return NaN;
  const ten = <u32>load<u8>(at + 17) - 48;
  if (ten > 5 || <u32>load<u8>(at + 18) - 48 > 9) return NaN;
  const hour = pair(at + 11);
  const minute = pair(at + 14);
  if (hour > 23 || minute > 59) return NaN;
  return midnight + <f64>((hour * 3600 + minute * 60 + pair(at + 17)) * 1000);
}

export function addOdd(scan: Scan, row: u32, column: u32, start: usize, stop: usize, line: u32): void {
  const entry = scan.odd + <usize>scan.oddCount * 20;
  store<u32>(entry, row);
  store<u32>(entry, column, 4);
  store<u32>(entry, <u32>start, 8);
  store<u32>(entry, <u32>stop, 12);
  store<u32>(entry, line, 16);
  scan.oddCount++;
}

// @ts-ignore: decorator
@inline
export function placeText(column: Column, row: u32, start: usize, stop: usize): void {
  const cell = column.cells + <usize>row * 12;
  store<u32>(cell, <u32>start);
  store<u32>(cell, <u32>stop, 4);
  if (<isize>start >= 0 && stop > start) store<u32>(cell, hashOf(start, stop - start), 8);
}

// @ts-ignore: decorator
@inline
export function readDate(column: Column, at: usize, stop: usize, row: u32): bool {
  const length = stop - at;
  if (length > 0 && length < 10) return false;
  const value = length == 0 ? NaN : parseDate(at, length);
  const hasTime = length > 10;
  if (length > 0 && (value != value || (hasTime && column.isWhole != 0))) return false;
  if (hasTime) column.hasTime = 1;
  store<f64>(column.out + ((<usize>row) << 3), value);
  return true;
}
