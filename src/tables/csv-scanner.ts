import { type ColumnBuilder, dateKind, numberKind, storeTyped, textKind } from "./csv-columns.ts";
import { csvError, limits } from "./csv-errors.ts";
import { hashPrime, hashSeed, readQuoted } from "./csv-quoted.ts";
import { type CsvScan, reserveRows } from "./csv-scan.ts";
import { encode } from "./dictionary.ts";
import { parseIsoDate } from "./iso-date.ts";

const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;

/** Classes of bytes inside an unquoted cell. */
const ordinary = 0;
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
 * parsed and texts hashed while looking for the end of their cell.
 */
export function scanRecords(
  scan: CsvScan,
  bytes: Uint8Array,
  start: number,
  end: number,
  isLast: boolean,
): number {
  bytes[end] = lineFeed;
  const { columns, delimiter } = scan;
  const last = columns.length - 1;
  const classOf = classesFor(delimiter);
  let position = start;
  scan.pendingStart = end;
  let row = scan.rows;
  records: while (position < end) {
    if (isBlankLine(bytes, position, end)) {
      const next = position + (bytes[position] === carriageReturn ? 2 : 1);
      if (next > end && !isLast) break;
      scan.line++;
      position = Math.min(next, end);
      continue;
    }
    if (row === scan.capacity) reserveRows(scan, Math.max(1024, row * 2));
    let at = position;
    let line = scan.line;
    for (let index = 0; ; index++) {
      const column = columns[index]!;
      let stop = at;
      if (bytes[at] === quote) {
        stop = readQuoted(scan, bytes, at, end, line, index, isLast);
        if (stop < 0 || (isOpenEnd(bytes, stop, end) && !isLast)) {
          scan.pendingStart = at;
          scan.pendingColumn = index;
          break records;
        }
        storeQuoted(scan, column, row, line, index);
        line += scan.cellLines;
      } else if (column.kind === numberKind) {
        const isNegative = bytes[stop] === 45;
        if (isNegative) stop++;
        const firstDigit = stop;
        let mantissa = 0;
        let digit = bytes[stop]! - 48;
        while (digit >= 0 && digit <= 9) {
          mantissa = mantissa * 10 + digit;
          digit = bytes[++stop]! - 48;
        }
        let digits = stop - firstDigit;
        const isPadded = digits > 1 && bytes[firstDigit] === 48;
        let scale = -1;
        if (digit === -2) {
          const point = stop + 1;
          digit = bytes[++stop]! - 48;
          while (digit >= 0 && digit <= 9) {
            mantissa = mantissa * 10 + digit;
            digit = bytes[++stop]! - 48;
          }
          scale = stop - point;
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
          if (scale >= 0) {
            column.hasDecimal = true;
            mantissa /= powersOfTen[scale]!;
          }
          column.values[row] = isNegative ? -mantissa : mantissa;
        } else {
          stop = endOfCell(scan, classOf, bytes, stop, line, index);
          if (!isOpenEnd(bytes, stop, end) || isLast)
            storeTyped(column, row, decodeCell(scan, bytes, at, stop, line, index));
        }
      } else if (column.kind === dateKind) {
        stop = endOfCell(scan, classOf, bytes, at, line, index);
        const value = stop === at ? Number.NaN : parseIsoDate(bytes, at, stop);
        column.values[row] = value;
        if (!Number.isNaN(value)) {
          if (stop - at > 10) column.hasTime = true;
          if (stop - at > 10 && column.forced === "date")
            storeTyped(column, row, decodeCell(scan, bytes, at, stop, line, index));
        } else if (stop > at && (!isOpenEnd(bytes, stop, end) || isLast))
          storeTyped(column, row, decodeCell(scan, bytes, at, stop, line, index));
      } else {
        let hash = hashSeed;
        let high = 0;
        for (;;) {
          const byte = bytes[stop]!;
          const kind = classOf[byte]!;
          if (kind !== ordinary) {
            if (kind === terminator || (kind === maybeTerminator && bytes[stop + 1] === lineFeed)) break;
            if (kind === nul) throw csvError(scan, { line, column: index }, "nul");
          }
          high |= byte;
          hash = Math.imul(hash ^ byte, hashPrime);
          stop++;
        }
        if (stop === at) column.codes[row] = -1;
        else if (!isOpenEnd(bytes, stop, end) || isLast)
          storeText(scan, column, row, bytes, at, stop, hash, high > 127, line, index);
      }

      const byte = bytes[stop]!;
      if (byte === delimiter) {
        if (index === last) throw raggedError(scan, bytes, position, end, isLast);
        at = stop + 1;
        continue;
      }
      if (isOpenEnd(bytes, stop, end) && !isLast) {
        scan.pendingStart = at;
        scan.pendingColumn = index;
        break records;
      }
      if (index !== last) throw raggedError(scan, bytes, position, end, isLast);
      scan.lines[row++] = scan.line;
      scan.rows = row;
      scan.line = line + 1;
      position = Math.min(end, stop + (byte === carriageReturn ? 2 : 1));
      break;
    }
  }
  return position;
}

function storeText(
  scan: CsvScan,
  column: ColumnBuilder,
  row: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  hash: number,
  isBeyondAscii: boolean,
  line: number,
  index: number,
): void {
  if (end - start > limits.cell) throw csvError(scan, { line, column: index }, "cell");
  const known = column.dictionary.size;
  const code = encode(column.dictionary, bytes, start, end, hash);
  if (isBeyondAscii && code === known) decodeCell(scan, bytes, start, end, line, index);
  column.codes[row] = code;
}

function storeQuoted(scan: CsvScan, column: ColumnBuilder, row: number, line: number, index: number): void {
  const { cellBytes, cellStart, cellEnd, cellHash } = scan;
  if (column.kind !== textKind)
    storeTyped(column, row, decodeCell(scan, cellBytes, cellStart, cellEnd, line, index));
  else if (cellStart === cellEnd) column.codes[row] = -1;
  else storeText(scan, column, row, cellBytes, cellStart, cellEnd, cellHash, true, line, index);
}

function endOfCell(
  scan: CsvScan,
  classOf: Uint8Array,
  bytes: Uint8Array,
  from: number,
  line: number,
  index: number,
): number {
  let stop = from;
  for (;;) {
    const kind = classOf[bytes[stop]!]!;
    if (kind === terminator || (kind === maybeTerminator && bytes[stop + 1] === lineFeed)) return stop;
    if (kind === nul) throw csvError(scan, { line, column: index }, "nul");
    stop++;
  }
}

const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decodeCell(
  scan: CsvScan,
  bytes: Uint8Array,
  start: number,
  end: number,
  line: number,
  column: number,
): string {
  if (end - start > limits.cell) throw csvError(scan, { line, column }, "cell");
  try {
    return strictDecoder.decode(bytes.subarray(start, end));
  } catch {
    throw csvError(scan, { line, column }, "utf8");
  }
}

/** True when a cell's end was only found because the buffer ended: more bytes may follow. */
function isOpenEnd(bytes: Uint8Array, stop: number, end: number): boolean {
  return stop >= end || (stop + 1 === end && bytes[stop] === carriageReturn);
}

function isBlankLine(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    bytes[at] === lineFeed || (bytes[at] === carriageReturn && (bytes[at + 1] === lineFeed || at + 1 === end))
  );
}

/** Counts the record's cells for the message; the count is exact unless the record is cut by the buffer. */
function raggedError(scan: CsvScan, bytes: Uint8Array, start: number, end: number, isLast: boolean): Error {
  let cells = 1;
  let isQuoted = false;
  let at = start;
  for (; at < end && (isQuoted || bytes[at] !== lineFeed); at++) {
    if (bytes[at] === quote) isQuoted = !isQuoted;
    else if (!isQuoted && bytes[at] === scan.delimiter) cells++;
  }
  return csvError(scan, { line: scan.line, column: undefined }, "ragged", {
    cells,
    isExact: at < end || isLast,
  });
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
