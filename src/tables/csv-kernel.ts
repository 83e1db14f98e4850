import { UserError } from "../errors.ts";
import { type ColumnBuilder, dateKind, storeTyped, textKind } from "./csv-columns.ts";
import { isPlain } from "./csv-dialect.ts";
import { limits } from "./csv-errors.ts";
import { columnWords, type KernelTexts, openTexts } from "./csv-kernel-texts.ts";
import { type CsvMemory, type KernelMemory, openMemory } from "./csv-memory.ts";
import { type CsvScan, reserveRows } from "./csv-scan.ts";
import { scanRecords } from "./csv-scanner.ts";
import { decodeCell, unescaped } from "./csv-text.ts";
import { parseIsoDate } from "./iso-date.ts";

/** An instance of learn/kernels/csv.ts. */
export interface CsvKernel {
  memory: KernelMemory;
  scanBatch(scan: number, position: number, end: number, isLast: boolean): number;
  encode(scan: number, column: number, from: number, rows: number): number;
  widen(column: number, slots: number, count: number): void;
}

/** Scans like `scanRecords`; `finish` or `pause` must be called before the columns' texts are used. */
export interface KernelScanner {
  scan(bytes: Uint8Array, start: number, end: number, isLast: boolean): number;
  finish(): void;
  /** Shows the columns' texts as they lie in the kernel, until it goes on; false where it cannot go on. */
  pause(): boolean;
  /** Goes on with other rows of the same columns; the texts of a column stay known where they are not too many. */
  resume(scan: CsvScan): void;
}

/** Tables with more columns than this do not need speed as much as memory. */
const mostColumns = 512;
/** Bytes that the kernel may read past the end of the window. */
const padding = 64;

/** Places in the kernel's `Scan`. */
const field = {
  line: 9,
  rows: 10,
  oddCount: 11,
  isFault: 12,
  pendingStart: 13,
  pendingColumn: 14,
  ends: 15,
} as const;
const oddWords = 5;

/**
 * Goes on with a scan by the kernel. Records that it finds faulty, crafted texts and memory past 2 GiB end its work:
 * the scanner in TypeScript then goes on from there, and says what is wrong. Undefined for very many columns, for marks
 * that are not RFC 4180's, or without memory.
 */
export function openKernelScanner(instantiate: () => CsvKernel, first: CsvScan): KernelScanner | undefined {
  let scan = first;
  if (scan.columns.length > mostColumns || !isPlain(scan)) return undefined;
  const kernel = instantiate();
  const memory = openMemory(kernel.memory);
  const batch = placeBatch(memory, scan);
  if (batch === undefined) return undefined;
  const texts = openTexts(kernel, memory, batch.scanAt, batch.columnsAt);
  if (!texts.load(scan.columns)) return undefined;
  let window = { at: 0, size: 0 };
  let isOver = false;

  const leave = (): void => {
    if (!isOver) texts.unload(scan.columns, true);
    isOver = true;
  };
  return {
    scan(bytes, start, end, isLast) {
      const size = end - start;
      if (size > window.size) {
        const at = memory.take(size + padding);
        if (at === undefined) leave();
        else {
          if (window.size > 0) memory.release(window.at, window.size + padding);
          window = { at, size };
        }
      }
      if (isOver) return scanRecords(scan, bytes, start, end, isLast);
      memory.bytes().set(bytes.subarray(start, end), window.at);
      memory.bytes()[window.at + size] = 10;
      const stop = window.at + size;
      let position = window.at;
      for (;;) {
        const next = scanBatch(kernel, memory, batch, scan, texts, { position, end: stop, isLast });
        if (next === undefined) {
          leave();
          return scanRecords(scan, bytes, start + position - window.at, end, isLast);
        }
        if (next === position) break;
        position = next;
      }
      scan.pendingStart = memory.words()[batch.scanAt / 4 + field.pendingStart]! - window.at + start;
      scan.pendingColumn = memory.words()[batch.scanAt / 4 + field.pendingColumn]!;
      return position - window.at + start;
    },
    finish() {
      if (!isOver) texts.unload(scan.columns, false);
      isOver = true;
    },
    pause() {
      if (!isOver) texts.show(scan.columns);
      return !isOver;
    },
    resume(next) {
      texts.renew(next.columns, scan.rows);
      scan = next;
    },
  };
}

/** Addresses of what a batch needs. */
interface Batch {
  scanAt: number;
  columnsAt: number;
  linesAt: number;
  oddAt: number;
}

/** Writes the kernel's `Scan` and `Column`s, the texts' dictionaries left out. */
function placeBatch(memory: CsvMemory, scan: CsvScan): Batch | undefined {
  const { columns } = scan;
  const rows = Math.max(16, Math.min(1024, Math.floor(2 ** 19 / columns.length)));
  let isFull = false;
  const take = (size: number): number => {
    const at = memory.take(size);
    isFull ||= at === undefined;
    return at ?? 0;
  };
  const oddRoom = Math.max(4096, columns.length * 2);
  // Cells that are read together: their bytes and ends stay in the nearest cache.
  const endRoom = Math.max(2048, columns.length * 8);
  const scanAt = take(128);
  const columnsAt = take(columns.length * columnWords * 4);
  const linesAt = take(rows * 4);
  const oddAt = take(oddRoom * oddWords * 4);
  const places = columns.map((column) => ({
    out: take(rows * 8),
    cells: column.kind === textKind ? take(rows * 12) : 0,
  }));
  const scratch = take(limits.cell + padding);
  const ends = take((endRoom + 69) * 4);
  if (isFull) return undefined;
  const words = memory.words();
  words.set(
    [scan.delimiter, columns.length - 1, columnsAt, rows, linesAt, oddAt, oddRoom, scratch, limits.cell],
    scanAt / 4,
  );
  words.set([ends, endRoom], scanAt / 4 + field.ends);
  for (const [index, { kind, forced }] of columns.entries()) {
    const { out, cells } = places[index]!;
    const isWhole = forced === "integer" || forced === "date" ? 1 : 0;
    words.set([kind, 0, 0, 0, isWhole, out, cells], columnsAt / 4 + index * columnWords);
  }
  return { scanAt, columnsAt, linesAt, oddAt };
}

/** Scans a batch of records into the columns and returns where the next one starts; undefined when it must not. */
function scanBatch(
  kernel: CsvKernel,
  memory: CsvMemory,
  batch: Batch,
  scan: CsvScan,
  texts: KernelTexts,
  range: { position: number; end: number; isLast: boolean },
): number | undefined {
  const { scanAt, columnsAt, linesAt } = batch;
  memory.words()[scanAt / 4 + field.line] = scan.line;
  const next = kernel.scanBatch(scanAt, range.position, range.end, range.isLast);
  const rows = memory.words()[scanAt / 4 + field.rows]!;
  const isFault = memory.words()[scanAt / 4 + field.isFault] === 1;
  if (isFault && rows === 0) return undefined;
  if (rows > 0 && !texts.encode(scan.columns, rows)) return undefined;

  const first = scan.rows;
  if (first + rows > scan.capacity) reserveRows(scan, Math.max(first + rows, 1024, first * 2));
  const words = memory.words();
  const { buffer } = words;
  for (let index = 0; index < scan.columns.length; index++) {
    const column = scan.columns[index]!;
    const at = columnsAt / 4 + index * columnWords;
    const out = words[at + 5]!;
    if (column.kind === textKind) column.codes.set(new Int32Array(buffer, out, rows), first);
    else column.values.set(new Float64Array(buffer, out, rows), first);
    if (words[at + 1] === 1) column.hasDecimal = true;
    if (words[at + 2] === 1) column.hasTime = true;
  }
  scan.lines.set(words.subarray(linesAt / 4, linesAt / 4 + rows), first);
  if (!readOdd(memory, batch, scan)) return undefined;
  scan.rows = first + rows;
  scan.batchStart = scan.rows;
  scan.line = words[scanAt / 4 + field.line]!;
  return next;
}

/**
 * Reads the cells that the kernel leaves to the host, those of a column in the order of their rows: what is not plain, and
 * what does not fit. False where one is no text: the other scanner then says which cell is the first.
 */
function readOdd(memory: CsvMemory, { scanAt, oddAt }: Batch, scan: CsvScan): boolean {
  const bytes = memory.bytes();
  const words = memory.words();
  const count = words[scanAt / 4 + field.oddCount]!;
  try {
    for (let entry = 0, at = oddAt / 4; entry < count; entry++, at += oddWords) {
      const row = scan.rows + words[at]!;
      const index = words[at + 1]!;
      const column = scan.columns[index]!;
      const from = words[at + 2]! | 0;
      const to = words[at + 3]!;
      if (column.kind === dateKind && storeDate(column, row, bytes, from, to)) continue;
      const cell = from < 0 ? unescaped(bytes, ~from, to, scan) : bytes.subarray(from, to);
      storeTyped(column, row, decodeCell(scan, cell, words[at + 4]!, index));
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return false;
  }
  return true;
}

function storeDate(column: ColumnBuilder, row: number, bytes: Uint8Array, from: number, to: number): boolean {
  if (from < 0 || from === to) return false;
  const value = parseIsoDate(bytes, from, to);
  const hasTime = to - from > 10;
  if (Number.isNaN(value) || (hasTime && column.forced === "date")) return false;
  column.values[row] = value;
  column.hasTime ||= hasTime;
  return true;
}
