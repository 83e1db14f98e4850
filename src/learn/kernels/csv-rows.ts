/**
 * Plain records for csv.ts, many at a time: first the ends of all cells, then column by column what they say. A record is
 * plain on one line, without NUL bytes and lone carriage returns, with quotes only around cells (or escaped in such
 * ones), and with as many cells as there are columns.
 */
import { addOdd, CR, hasQuote, LF, placeText, QUOTE, readDate } from "./csv-cells";
import { Column, COLUMN, Scan } from "./csv-layout";
import { placeNumber } from "./csv-numbers";

/** A bit for each of 64 bytes that is that one. */
// @ts-ignore: decorator
@inline
function placesOf(a: v128, b: v128, c: v128, d: v128, byte: v128): u64 {
  const low = <u64>(<u32>i8x16.bitmask(i8x16.eq(a, byte)) | (<u32>i8x16.bitmask(i8x16.eq(b, byte)) << 16));
  const high = <u64>(<u32>i8x16.bitmask(i8x16.eq(c, byte)) | (<u32>i8x16.bitmask(i8x16.eq(d, byte)) << 16));
  return low | (high << 32);
}

// @ts-ignore: decorator
@inline
function hasByte(a: v128, b: v128, c: v128, d: v128, byte: v128): bool {
  return v128.any_true(
    v128.or(v128.or(i8x16.eq(a, byte), i8x16.eq(b, byte)), v128.or(i8x16.eq(c, byte), i8x16.eq(d, byte))),
  );
}

/** Four ends of cells; those past the last bit are written over. */
// @ts-ignore: decorator
@inline
function addEnds(to: usize, at: usize, ends: u64): u64 {
  store<u32>(to, <u32>at + <u32>ctz(ends));
  ends &= ends - 1;
  store<u32>(to, <u32>at + <u32>ctz(ends), 4);
  ends &= ends - 1;
  store<u32>(to, <u32>at + <u32>ctz(ends), 8);
  ends &= ends - 1;
  store<u32>(to, <u32>at + <u32>ctz(ends), 12);
  return ends & (ends - 1);
}

/** For each bit, whether it and those below it are odd in number. */
// @ts-ignore: decorator
@inline
function parities(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

/**
 * Finds the ends of the cells of at most `most` plain records from `position` on that end before `end`, and returns how
 * many records these are; the byte before the first one counts as an end. No more than there is room for, whatever of
 * their cells is odd.
 */
export function indexRows(scan: Scan, position: usize, end: usize, most: u32): u32 {
  const columns = scan.last + 1;
  most = min(most, min(scan.endRoom, scan.oddRoom - scan.oddCount) / columns);
  const first = scan.ends;
  const enough = first + ((<usize>most * columns) << 2);
  const delimiter = scan.delimiter;
  const delimiters = i8x16.splat(<i8>delimiter);
  const feeds = i8x16.splat(10);
  store<u32>(first, <u32>position - 1);
  let to = first + 4;
  // All bits inside of quotes; a bit behind an end or a quote.
  let inside: u64 = 0;
  let isBehind: u64 = 1;
  for (let at = position; at < end && to <= enough; at += 64) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    const ofLines = placesOf(a, b, c, d, feeds);
    let ends = ofLines | placesOf(a, b, c, d, delimiters);
    let quotes: u64 = 0;
    let returns: u64 = 0;
    // What is not plain, or not there.
    let others: u64 = end - at < 64 ? ~(<u64>0) << <u64>(end - at) : 0;
    if (hasByte(a, b, c, d, i8x16.splat(0))) others |= placesOf(a, b, c, d, i8x16.splat(0));
    if (hasByte(a, b, c, d, i8x16.splat(13))) {
      returns = placesOf(a, b, c, d, i8x16.splat(13));
      const follows = (ofLines >> 1) | (<u64>(<u32>load<u8>(at + 64) == LF) << 63);
      // With one column, the next cell would start behind the carriage return.
      others |= columns == 1 ? returns : returns & ~follows;
    }
    if (hasByte(a, b, c, d, i8x16.splat(34))) quotes = placesOf(a, b, c, d, i8x16.splat(34));
    if ((quotes | inside) != 0) {
      // From each opening quote to the byte before the closing one; an escaped quote closes and opens.
      const within = parities(quotes) ^ inside;
      others |= ofLines & within;
      ends &= ~within;
      const behind = ((ends | quotes) << 1) | isBehind;
      const next = <u32>load<u8>(at + 64);
      const isEnd = next == delimiter || next == LF || next == CR || next == QUOTE;
      const before = ((ends | quotes | returns) >> 1) | (<u64>isEnd << 63);
      others |= quotes & ((within & ~behind) | (~within & ~before));
      inside = 0 - (within >> 63);
    }
    isBehind = (ends | quotes) >> 63;
    if (others != 0) ends &= (others & -others) - 1;
    const count = <usize>popcnt(ends);
    let left = ends;
    for (let written: usize = 0; written < count; written += 4) left = addEnds(to + (written << 2), at, left);
    to += count << 2;
    if (others != 0) break;
  }
  const rows = min(most, <u32>(((to - first) >> 2) - 1) / columns);
  return countPlain(scan, rows);
}

/** How many of the records that were indexed have their line ends where they must. */
function countPlain(scan: Scan, rows: u32): u32 {
  const delimiter = scan.delimiter;
  const last = scan.last;
  const longest = <usize>scan.cellLimit;
  let at = scan.ends;
  for (let row: u32 = 0; row < rows; row++) {
    const start = <usize>load<u32>(at) + 1;
    for (let index: u32 = 0; index < last; index++) {
      at += 4;
      if (<u32>load<u8>(<usize>load<u32>(at)) != delimiter) return row;
    }
    at += 4;
    const stop = <usize>load<u32>(at);
    if (<u32>load<u8>(stop) != LF || stop - start > longest) return row;
    // A blank line is no record.
    if (stop == start) return row;
  }
  return rows;
}

/** Reads the records that were indexed into the batch's rows from `row` on, and returns where the next one starts. */
export function readRows(scan: Scan, row: u32, rows: u32): usize {
  const last = scan.last;
  const step = (<usize>last + 1) << 2;
  const until = row + rows;
  const next = <usize>load<u32>(scan.ends + <usize>rows * step) + 1;
  let column = changetype<Column>(scan.columns);
  for (let index: u32 = 0; index <= last; index++) {
    const ends = scan.ends + (<usize>index << 2);
    if (index == last && last > 0) trimReturns(ends, step, rows);
    // One loop a kind, so that each is short.
    if (column.kind == 0) readTexts(column, ends, step, row, until);
    else if (column.kind == 1) readNumbers(scan, column, index, ends, step, row, until);
    else readDates(scan, column, index, ends, step, row, until);
    column = changetype<Column>(changetype<usize>(column) + COLUMN);
  }
  let line = scan.line;
  for (let at = row; at < until; at++) store<u32>(scan.lines + ((<usize>at) << 2), line++);
  scan.line = line;
  return next;
}

/** Leaves the carriage returns out that lines end with; the first cells, which come behind them, must be read by then. */
function trimReturns(ends: usize, step: usize, rows: u32): void {
  for (let row: u32 = 0; row < rows; row++, ends += step) {
    const stop = <usize>load<u32>(ends, 4);
    store<u32>(ends, <u32>(stop - <usize>(<u32>load<u8>(stop - 1) == CR)), 4);
  }
}

/** Where the text of a quoted cell starts; inverted where quotes are escaped. */
function contentOf(at: usize, stop: usize): usize {
  return hasQuote(at + 1, stop - 1) ? ~(at + 1) : at + 1;
}

function addOther(scan: Scan, row: u32, index: u32, at: usize, stop: usize, line: u32): void {
  if (<u32>load<u8>(at) != QUOTE) addOdd(scan, row, index, at, stop, line);
  else addOdd(scan, row, index, contentOf(at, stop), stop - 1, line);
}

function readTexts(column: Column, ends: usize, step: usize, row: u32, until: u32): void {
  for (; row < until; row++, ends += step) {
    let at = <usize>load<u32>(ends) + 1;
    let stop = <usize>load<u32>(ends, 4);
    if (<u32>load<u8>(at) == QUOTE) {
      at = contentOf(at, stop);
      stop--;
    }
    placeText(column, row, at, stop);
  }
}

function readNumbers(
  scan: Scan,
  column: Column,
  index: u32,
  ends: usize,
  step: usize,
  row: u32,
  until: u32,
): void {
  const line = scan.line - row;
  for (; row < until; row++, ends += step) {
    const at = <usize>load<u32>(ends) + 1;
    const stop = <usize>load<u32>(ends, 4);
    if (!placeNumber(column, at, stop, row)) addOther(scan, row, index, at, stop, line + row);
  }
}

function readDates(
  scan: Scan,
  column: Column,
  index: u32,
  ends: usize,
  step: usize,
  row: u32,
  until: u32,
): void {
  const line = scan.line - row;
  for (; row < until; row++, ends += step) {
    const at = <usize>load<u32>(ends) + 1;
    const stop = <usize>load<u32>(ends, 4);
    if (!readDate(column, at, stop, row)) addOther(scan, row, index, at, stop, line + row);
  }
}
