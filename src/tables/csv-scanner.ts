import { type ColumnBuilder, dateKind, numberKind, storeTyped, textKind } from "./csv-columns.ts";
import { noMark } from "./csv-dialect.ts";
import { csvError } from "./csv-errors.ts";
import { findQuoteEnd, quoted } from "./csv-quoted.ts";
import { type CsvScan, reserveBatch, reserveRows } from "./csv-scan.ts";
import { decodeCell, encodeBatch, unescaped } from "./csv-text.ts";
import { parseIsoDate } from "./iso-date.ts";

const lineFeed = 10;
const carriageReturn = 13;

/** Rows whose texts are encoded together at most; their bytes are then still in the cache. */
const largestBatch = 1024;

/** Classes of bytes inside an unquoted cell; all others are 0. */
const terminator = 1;
const maybeTerminator = 2;
const nul = 3;
const classes = new Map<number, Uint8Array>();

/** Powers of ten that a float64 holds exactly. */
const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * Scans the records of `bytes[start … end)` into the columns and returns where the first one that is not complete
 * starts; with `isLast` all are complete. Writes a line feed at `bytes[end]`, which must exist: it ends every
 * loop without a bounds check. One long function, because the speed of all reading is decided here: numbers are
 * parsed while looking for the end of their cell; texts are only placed, and encoded by the batch.
 */
export function scanRecords(
  scan: CsvScan,
  bytes: Uint8Array,
  start: number,
  end: number,
  isLast: boolean,
): number {
  bytes[end] = lineFeed;
  scan.pendingStart = end;
  const { columns, delimiter, quote, comment } = scan;
  const point = scan.decimal === delimiter ? noMark : scan.decimal - 48;
  const last = columns.length - 1;
  const classOf = classesFor(delimiter);
  let position = start;
  records: while (position < end) {
    if (isBlankLine(bytes, position, end)) {
      const next = position + (bytes[position] === carriageReturn ? 2 : 1);
      if (next > end && !isLast) break;
      scan.line++;
      position = Math.min(next, end);
      continue;
    }
    if (bytes[position] === comment) {
      const stop = bytes.indexOf(lineFeed, position);
      if (stop === end && !isLast) break;
      scan.line++;
      position = Math.min(stop + 1, end);
      continue;
    }
    const row = scan.rows;
    if (row === scan.capacity) reserveRows(scan, Math.max(firstRows(columns.length), row * 2));
    if (row - scan.batchStart === scan.batchCapacity) {
      if (scan.batchCapacity === largestBatch) encodeBatch(scan, bytes);
      else reserveBatch(scan, Math.max(16, scan.batchCapacity * 2));
    }
    const cellIndex = (row - scan.batchStart) * 2;
    let at = position;
    let line = scan.line;
    for (let index = 0; ; index++) {
      const column = columns[index]!;
      let stop = at;
      if (bytes[at] === quote) {
        const close = findQuoteEnd(scan, bytes, { at, end, isLast }, { line, column: index });
        stop = close < 0 ? end : close + 1;
        if (!isOpenEnd(bytes, stop, end) || isLast) {
          const from = quoted.hasEscapes ? ~(at + 1) : at + 1;
          if (column.kind === textKind) {
            column.cells[cellIndex] = from;
            column.cells[cellIndex + 1] = close;
          } else storeQuoted(scan, column, { bytes, from, to: close, row, line, index });
        }
        line += quoted.lines;
      } else if (column.kind === textKind) {
        for (;;) {
          const kind = classOf[bytes[stop]!]!;
          if (kind !== 0) {
            if (kind === terminator || (kind === maybeTerminator && bytes[stop + 1] === lineFeed)) break;
            throw csvError(scan, { line, column: index }, kind === nul ? "nul" : "return");
          }
          stop++;
        }
        column.cells[cellIndex] = at;
        column.cells[cellIndex + 1] = stop;
      } else if (column.kind === numberKind) {
        const isNegative = bytes[stop] === 45;
        if (isNegative) stop++;
        const firstDigit = stop;
        let mantissa = 0;
        let digit = bytes[stop]! - 48;
        while (digit >= 0 && digit <= 9) {
          mantissa = (Math.imul(mantissa, 10) + digit) | 0;
          digit = bytes[++stop]! - 48;
        }
        let digits = stop - firstDigit;
        const isPadded = digits > 1 && bytes[firstDigit] === 48;
        let scale = -1;
        if (digit === point) {
          const fraction = stop + 1;
          digit = bytes[++stop]! - 48;
          while (digit >= 0 && digit <= 9) {
            mantissa = (Math.imul(mantissa, 10) + digit) | 0;
            digit = bytes[++stop]! - 48;
          }
          scale = stop - fraction;
          digits += scale;
        }
        const byte = bytes[stop]!;
        const isEnd =
          byte === delimiter ||
          byte === lineFeed ||
          (byte === carriageReturn && bytes[stop + 1] === lineFeed);
        if (isEnd && stop === at) column.values[row] = Number.NaN;
        else if (
          isEnd &&
          digits > 0 &&
          digits <= 15 &&
          !isPadded &&
          (scale < 0 || column.forced !== "integer")
        ) {
          // Nine digits fit 31 bits; fifteen fit a float64, and so does the power: one rounding, so exact.
          let value = digits <= 9 ? mantissa : wholeNumber(bytes, firstDigit, stop);
          if (scale >= 0) {
            column.hasDecimal = true;
            value /= powersOfTen[scale]!;
          }
          column.values[row] = isNegative ? -value : value;
        } else {
          stop = endOfCell(scan, classOf, bytes, stop, line, index);
          if (!isOpenEnd(bytes, stop, end) || isLast)
            storeTyped(column, row, decodeCell(scan, bytes.subarray(at, stop), line, index));
        }
      } else if (column.kind === dateKind) {
        stop = endOfCell(scan, classOf, bytes, at, line, index);
        const value = stop === at ? Number.NaN : parseIsoDate(bytes, at, stop);
        column.values[row] = value;
        const hasTime = stop - at > 10;
        const isInvalid = stop > at && (Number.isNaN(value) || (hasTime && column.forced === "date"));
        if (!isInvalid) column.hasTime ||= hasTime;
        else if (!isOpenEnd(bytes, stop, end) || isLast)
          storeTyped(column, row, decodeCell(scan, bytes.subarray(at, stop), line, index));
      }

      if (isOpenEnd(bytes, stop, end) && !isLast) {
        scan.pendingStart = at;
        scan.pendingColumn = index;
        break records;
      }
      const byte = bytes[stop]!;
      if ((byte === delimiter) === (index === last)) throw raggedError(scan, bytes, position, end, isLast);
      if (byte === delimiter) {
        at = stop + 1;
        continue;
      }
      scan.lines[row] = scan.line;
      scan.rows = row + 1;
      scan.line = line + 1;
      position = Math.min(end, stop + (byte === carriageReturn ? 2 : 1));
      break;
    }
  }
  encodeBatch(scan, bytes);
  return position;
}

function storeQuoted(
  scan: CsvScan,
  column: ColumnBuilder,
  cell: { bytes: Uint8Array; from: number; to: number; row: number; line: number; index: number },
): void {
  const { bytes, from, to, row, line, index } = cell;
  const content = from < 0 ? unescaped(bytes, ~from, to, scan) : bytes.subarray(from, to);
  storeTyped(column, row, decodeCell(scan, content, line, index));
}

function endOfCell(
  scan: CsvScan,
  classOf: Uint8Array,
  bytes: Uint8Array,
  from: number,
  line: number,
  column: number,
): number {
  let stop = from;
  for (;;) {
    const kind = classOf[bytes[stop]!]!;
    if (kind === terminator || (kind === maybeTerminator && bytes[stop + 1] === lineFeed)) return stop;
    if (kind !== 0) throw csvError(scan, { line, column }, kind === nul ? "nul" : "return");
    stop++;
  }
}

/** The digits of at most 15 as a number, a point or comma among them left out. */
function wholeNumber(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) if (bytes[i]! >= 48) value = value * 10 + bytes[i]! - 48;
  return value;
}

/** True when a cell's end was only found because the buffer ended: more bytes may follow. */
function isOpenEnd(bytes: Uint8Array, stop: number, end: number): boolean {
  return stop >= end || (stop + 1 === end && bytes[stop] === carriageReturn);
}

function isBlankLine(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    bytes[at] === lineFeed || (bytes[at] === carriageReturn && (at + 1 === end || bytes[at + 1] === lineFeed))
  );
}

/** Rows to make room for at first: fewer where columns are many, so that a few rows of 100,000 take no gigabyte. */
function firstRows(columns: number): number {
  return Math.max(16, Math.min(1024, Math.floor(2 ** 20 / columns)));
}

/** Counts the record's cells for the message; the count is a lower bound when the buffer cuts the record. */
function raggedError(scan: CsvScan, bytes: Uint8Array, start: number, end: number, isLast: boolean): Error {
  let cells = 1;
  let isQuoted = false;
  let at = start;
  for (; at < end && (isQuoted || bytes[at] !== lineFeed); at++) {
    if (isQuoted && bytes[at] === scan.escape) at++;
    else if (bytes[at] === scan.quote) isQuoted = !isQuoted;
    else if (!isQuoted && bytes[at] === scan.delimiter) cells++;
  }
  const place = { line: scan.line, column: undefined };
  return csvError(scan, place, "ragged", { cells, isExact: at < end || isLast });
}

function classesFor(delimiter: number): Uint8Array {
  let table = classes.get(delimiter);
  if (table === undefined) {
    table = new Uint8Array(256);
    table[delimiter] = terminator;
    table[lineFeed] = terminator;
    table[carriageReturn] = maybeTerminator;
    table[0] = nul;
    classes.set(delimiter, table);
  }
  return table;
}
