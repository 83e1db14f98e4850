/**
 * Scans plain CSV records into batches of numbers, dates and text codes. AssemblyScript, compiled by
 * scripts/compile-kernels.ts to dist/csv.wasm; src/tables/csv-kernel.ts is its host, src/tables/csv-scanner.ts says the
 * same in plain TypeScript and takes over at the first record that is faulty here.
 *
 * What makes it fast: the end of a cell and the shape of its number are found 16 bytes at a time; the digits of a
 * number are put in place by one shuffle and added up by three multiplications, without a branch; texts are hashed
 * and compared 8 bytes at a time, and those of at most 8 bytes lie in the hash table itself. Long because all reading
 * waits for it.
 */
import { Column, COLUMN, Scan } from "./csv-layout";
import { hashOf } from "./csv-texts";

export { encode, widen } from "./csv-texts";

const LF: u32 = 10;
const CR: u32 = 13;
const QUOTE: u32 = 34;
const MINUS: u32 = 45;

const POWERS: usize = memory.data<f64>([
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]);
const DAYS: usize = memory.data<u8>([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);

/** Where the line end or delimiter after a cell is, from `at` on; 0 for a NUL byte or a lone carriage return before it. */
function endOfCell(at: usize, delimiter: u32): usize {
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
let quotedLines: u32 = 0;
let hasEscapes: bool = false;

/** The closing quote of the cell that opens at `at`; 0 when the buffer ends first, 1 for a NUL byte. */
function endOfQuoted(at: usize, end: usize): usize {
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

/** At most 16 digits, one a lane (0 … 9), the last one in the last lane. */
// @ts-ignore: decorator
@inline
function wholeNumber(digits: v128): i64 {
  const tens = i8x16(10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1);
  const low = i32x4.extadd_pairwise_i16x8_u(i16x8.extmul_low_i8x16_u(digits, tens));
  const high = i32x4.extadd_pairwise_i16x8_u(i16x8.extmul_high_i8x16_u(digits, tens));
  const hundreds = i16x8(100, 1, 100, 1, 100, 1, 100, 1);
  const quads = i32x4.dot_i16x8_s(i16x8.narrow_i32x4_u(low, high), hundreds);
  const upper = i32x4.extract_lane(quads, 0) * 10000 + i32x4.extract_lane(quads, 1);
  const lower = i32x4.extract_lane(quads, 2) * 10000 + i32x4.extract_lane(quads, 3);
  return <i64>upper * 100000000 + <i64>lower;
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

function addOdd(scan: Scan, row: u32, column: u32, start: usize, stop: usize, line: u32): void {
  const entry = scan.odd + <usize>scan.oddCount * 20;
  store<u32>(entry, row);
  store<u32>(entry, column, 4);
  store<u32>(entry, <u32>start, 8);
  store<u32>(entry, <u32>stop, 12);
  store<u32>(entry, line, 16);
  scan.oddCount++;
}

/** What `readRecord` returns in place of a position. */
const INCOMPLETE: usize = 0;
const FAULTY: usize = 1;

/** Reads the record at `position` into the batch's `row` and returns where the next one starts. */
function readRecord(scan: Scan, position: usize, end: usize, isLast: bool, row: u32): usize {
  const delimiter = scan.delimiter;
  const last = scan.last;
  const longest = <usize>scan.cellLimit;
  let column = changetype<Column>(scan.columns);
  let at = position;
  let line = scan.line;
  let index: u32 = 0;
  while (true) {
    let stop = at;
    const isText = column.kind == 0;
    if (<u32>load<u8>(at) == QUOTE) {
      const close = endOfQuoted(at, end);
      if (close == 1) return FAULTY;
      if (close == 0 && (isLast || end - at > longest)) return FAULTY;
      stop = close == 0 ? end : close + 1;
      if (stop < end || isLast) {
        const next = <u32>load<u8>(stop);
        const isEnd = next == delimiter || next == LF || (next == CR && load<u8>(stop + 1) == 10);
        if (!isEnd || close - at > longest) return FAULTY;
        const from = hasEscapes ? ~(at + 1) : at + 1;
        if (!isText) addOdd(scan, row, index, from, close, line);
        else placeText(column, row, from, close);
      }
      line += quotedLines;
    } else if (column.kind == 1) {
      stop = readNumber(column, at, delimiter, row);
    } else {
      stop = endOfCell(at, delimiter);
      if (stop == 0 || stop - at > longest) return FAULTY;
      if (isText) placeText(column, row, at, stop);
      else if (!readDate(column, at, stop, row)) addOdd(scan, row, index, at, stop, line);
    }
    if (stop == 0) {
      stop = endOfCell(at, delimiter);
      if (stop == 0 || stop - at > longest) return FAULTY;
      addOdd(scan, row, index, at, stop, line);
    }

    const byte = <u32>load<u8>(stop);
    if (!isLast && (stop >= end || (stop + 1 == end && byte == CR))) {
      scan.pendingStart = at;
      scan.pendingColumn = index;
      return INCOMPLETE;
    }
    if ((byte == delimiter) == (index == last)) return FAULTY;
    if (index == last) {
      store<u32>(scan.lines + ((<usize>row) << 2), scan.line);
      scan.line = line + 1;
      const next = stop + (byte == CR ? 2 : 1);
      return next < end ? next : end;
    }
    index++;
    at = stop + 1;
    column = changetype<Column>(changetype<usize>(column) + COLUMN);
  }
}

// @ts-ignore: decorator
@inline
function placeText(column: Column, row: u32, start: usize, stop: usize): void {
  const cell = column.cells + <usize>row * 12;
  store<u32>(cell, <u32>start);
  store<u32>(cell, <u32>stop, 4);
  if (<isize>start >= 0 && stop > start) store<u32>(cell, hashOf(start, stop - start), 8);
}

/** Reads a number of at most 15 characters after its sign and returns where it ends; 0 when it is not plain. */
// @ts-ignore: decorator
@inline
function readNumber(column: Column, at: usize, delimiter: u32, row: u32): usize {
  const isNegative = <u32>load<u8>(at) == MINUS;
  const from = at + <usize>isNegative;
  const bytes = v128.load(from);
  const ends = i8x16.bitmask(
    v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(<i8>delimiter)), i8x16.eq(bytes, i8x16.splat(10))),
      i8x16.eq(bytes, i8x16.splat(13)),
    ),
  );
  if (ends == 0) return 0;
  const length = ctz(ends);
  const stop = from + <usize>length;
  if (<u32>load<u8>(stop) == CR && load<u8>(stop + 1) != 10) return 0;
  const out = column.out + ((<usize>row) << 3);
  if (stop == at) {
    store<f64>(out, NaN);
    return stop;
  }
  const inside = (1 << length) - 1;
  const values = i8x16.sub(bytes, i8x16.splat(48));
  const others = i8x16.bitmask(i8x16.gt_u(values, i8x16.splat(9))) & inside;
  const point = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(46))) & inside;
  const hasPoint = point != 0;
  const whole = hasPoint ? ctz(point) : length;
  const digits = length - <i32>hasPoint;
  if (others != (point & -point) || digits == 0) return 0;
  if ((whole > 1 && load<u8>(from) == 48) || (hasPoint && column.isWhole != 0)) return 0;
  // Lane 15 takes the last digit; a lane from the point on takes the byte after its own.
  const lanes = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const shifted = i8x16.sub(lanes, i8x16.splat(<i8>(16 - digits)));
  const skip = i8x16.ge_s(shifted, i8x16.splat(<i8>whole));
  let value = <f64>wholeNumber(i8x16.swizzle(values, i8x16.sub(shifted, skip)));
  if (hasPoint) {
    // At most 15 digits fit a float64, and so does the power: one rounding, so exact.
    value /= load<f64>(POWERS + (<usize>(digits - whole) << 3));
    column.hasDecimal = 1;
  }
  store<f64>(out, isNegative ? -value : value);
  return stop;
}

function readDate(column: Column, at: usize, stop: usize, row: u32): bool {
  const length = stop - at;
  if (length > 0 && length < 10) return false;
  const value = length == 0 ? NaN : parseDate(at, length);
  const hasTime = length > 10;
  if (length > 0 && (value != value || (hasTime && column.isWhole != 0))) return false;
  if (hasTime) column.hasTime = 1;
  store<f64>(column.out + ((<usize>row) << 3), value);
  return true;
}

/**
 * Scans the records of `[position, end)`, at most `maxRows` of them, and returns where the next one starts. A line feed
 * at `end` and 48 readable bytes after it must be there.
 */
export function scanBatch(scan: Scan, position: usize, end: usize, isLast: bool): usize {
  const maxRows = scan.maxRows;
  const oddLimit = scan.oddRoom - scan.last - 1;
  let row: u32 = 0;
  scan.oddCount = 0;
  scan.isFault = 0;
  scan.pendingStart = end;
  while (position < end) {
    const first = <u32>load<u8>(position);
    if (first == LF || (first == CR && load<u8>(position + 1) == 10)) {
      const next = position + (first == CR ? 2 : 1);
      if (next > end && !isLast) break;
      scan.line++;
      position = next < end ? next : end;
      continue;
    }
    if (row == maxRows || scan.oddCount > oddLimit) break;
    const oddCount = scan.oddCount;
    const next = readRecord(scan, position, end, isLast, row);
    if (next <= FAULTY) {
      scan.oddCount = oddCount;
      scan.isFault = <u32>next;
      break;
    }
    position = next;
    row++;
  }
  scan.rows = row;
  return position;
}
