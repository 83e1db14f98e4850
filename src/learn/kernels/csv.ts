/**
 * Scans plain CSV records into batches of numbers, dates and text codes. AssemblyScript, compiled by
 * scripts/compile-kernels.ts to dist/csv.wasm; src/tables/csv-kernel.ts is its host, src/tables/csv-scanner.ts says the
 * same in plain TypeScript and takes over at the first record that is faulty here.
 *
 * What makes it fast: the ends of plain cells are found first, 64 bytes at a time, and cells are then read column by
 * column, so that no cell waits for the one before it; the digits of a number are put in place by one shuffle and added up
 * by three multiplications, without a branch; texts are hashed and compared 8 bytes at a time, and those of at most 8
 * bytes lie in the hash table itself.
 */
import {
  addOdd,
  CR,
  endOfCell,
  endOfQuoted,
  hasEscapes,
  LF,
  placeText,
  QUOTE,
  quotedLines,
  readDate,
} from "./csv-cells";
import { Column, COLUMN, Scan } from "./csv-layout";
import { readNumber } from "./csv-numbers";
import { indexRows, readRows } from "./csv-rows";

export { encode, widen } from "./csv-texts";

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

/**
 * Scans the records of `[position, end)`, at most `maxRows` of them, and returns where the next one starts. A line feed
 * at `end` and 48 readable bytes after it must be there.
 */
export function scanBatch(scan: Scan, position: usize, end: usize, isLast: bool): usize {
  const maxRows = scan.maxRows;
  const oddLimit = scan.oddRoom - scan.last - 1;
  let row: u32 = 0;
  let single: u32 = 0;
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
    if (single == 0) {
      const rows = indexRows(scan, position, end, maxRows - row);
      if (rows < 8) single = 64;
      if (rows > 0) {
        position = readRows(scan, row, rows);
        row += rows;
        continue;
      }
    } else single--;
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
