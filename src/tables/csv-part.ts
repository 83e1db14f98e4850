import { UserError } from "../errors.ts";
import type { CellRule } from "./cell-rule.ts";
import { type ColumnEvidence, finishAs } from "./column-evidence.ts";
import { type ColumnBuilder, createColumn, kindOf, textKind } from "./csv-columns.ts";
import type { CsvMarks } from "./csv-dialect.ts";
import { csvError, limits } from "./csv-errors.ts";
import { type CsvKernel, type KernelScanner, openKernelScanner } from "./csv-kernel.ts";
import { type CsvScan, startScan } from "./csv-scan.ts";
import { scanRecords } from "./csv-scanner.ts";
import type { ColumnType, Table } from "./table.ts";

/** Reads a file's bytes from `position` on into `target`; how many there were, fewer only at the end. */
export type ReadAt = (position: number, target: Uint8Array) => number;

/** What is known of a CSV file before its rows are read part by part, beside its columns. */
export interface CsvLayout {
  format: "csv";
  source: string;
  /** Size of the file. */
  bytes: number;
  marks: CsvMarks;
  /** Where the first record starts, and on which line. */
  start: number;
  line: number;
}

/** How a CSV file is read. */
export interface CsvPlan extends CsvLayout {
  columns: readonly PlannedColumn[];
}

/** A column as it is read: by the type that is expected of it, or as text where that did not hold. */
export interface PlannedColumn {
  name: string;
  type: ColumnType;
  /** The type is declared: cells that do not fit are invalid cells, however many. */
  isDeclared: boolean;
  rule: CellRule;
  /** Of JSON: its type before what is declared. */
  base?: ColumnType;
  /** It is text, and numbers of a format that has them are read as they are written. */
  isWritten?: boolean;
}

/** Bytes of a file in which a part's records start; a record may end beyond them. Of Parquet, rows. */
export interface PartRange {
  from: number;
  to: number;
  /** `from` is known to be the start of a record; else the part starts behind the first line end. */
  isExact: boolean;
  /** The line on which the part starts, where that is known; else lines count from 0. */
  line?: number;
  /** The byte that line starts with, where the part starts behind it. */
  lineStart?: number;
}

/** The rows of one part of a file. */
export interface CsvPart {
  /** Its lines count from the range's. */
  table: Table;
  /** What each column's type is to be told from. */
  evidence: ColumnEvidence[];
  /** Where its first record starts, and where the next part's must. */
  start: number;
  next: number;
  /** Line ends in the part. */
  lines: number;
}

/** Arrays that one part after another is read into: a part's table is only valid until the next one is read. */
export interface PartRoom {
  values: Float64Array[];
  codes: Int32Array[];
  lines: Uint32Array;
  /** What the file is read into. */
  buffer: Uint8Array<ArrayBuffer>;
  /** The scanner in the kernel, which goes on from part to part and knows texts again, where they are to stay known. */
  scanner: KernelScanner | undefined;
  keepsTexts: boolean;
}

/**
 * Room that grows with the first part. Where texts are kept, a part's dictionaries hold texts of earlier ones too, in no
 * row of it: what is worked out of a text once need not be again.
 */
export function createPartRoom(keepsTexts = false): PartRoom {
  return {
    values: [],
    codes: [],
    lines: new Uint32Array(0),
    buffer: new Uint8Array(window + 1),
    scanner: undefined,
    keepsTexts,
  };
}

const window = 1 << 18;

/**
 * Scans the records that start in a range of a file. A part whose start was guessed is only right if the part before
 * ends there: a line end inside of quotes looks like one between records. Throws UserError for what is no CSV; its
 * line counts from the part's start.
 */
export function scanCsvPart(
  read: ReadAt,
  plan: CsvPlan,
  range: PartRange,
  kernel: (() => CsvKernel) | undefined,
  room = createPartRoom(),
): CsvPart {
  const start = range.isExact ? range.from : findLineEnd(read, range.from - 1, plan.bytes) + 1;
  const scan = startPart(plan, range.line ?? 0, room);
  if (start >= range.to) return finishPart(scan, plan, { range, room, start, next: start });
  room.scanner?.resume(scan);
  const scanner = room.scanner ?? (kernel === undefined ? undefined : openKernelScanner(kernel, scan));
  // A part that fails leaves nothing behind.
  room.scanner = undefined;
  const step = (buffer: Uint8Array, end: number, isLast: boolean): number =>
    scanner === undefined ? scanRecords(scan, buffer, 0, end, isLast) : scanner.scan(buffer, 0, end, isLast);

  let { buffer } = room;
  let filled = 0;
  let at = start;
  const take = (until: number): void => {
    const count = read(
      at,
      buffer.subarray(filled, filled + Math.min(buffer.length - 1 - filled, until - at)),
    );
    if (count === 0) throw new UserError(`Cannot read "${plan.source}": the file changed while it was read`);
    filled += count;
    at += count;
  };
  const scanFilled = (isLast: boolean): void => {
    const consumed = step(buffer, filled, isLast);
    buffer.copyWithin(0, consumed, filled);
    filled -= consumed;
    if (isLast || filled === 0) return;
    refuseLong(scan, filled, scan.pendingStart - consumed);
    if (filled * 2 >= buffer.length) buffer = widened(buffer);
  };
  while (at < range.to) {
    take(range.to);
    scanFilled(at === plan.bytes);
  }
  // The last record goes on beyond the range: line by line, so that no other is taken with it.
  while (filled > 0 && at < plan.bytes) {
    const lineEnd = Math.min(plan.bytes, findLineEnd(read, at, plan.bytes) + 1);
    while (at < lineEnd) {
      take(lineEnd);
      scanFilled(at === plan.bytes);
    }
  }
  room.buffer = buffer;
  if (!room.keepsTexts) scanner?.finish();
  else if (scanner?.pause()) room.scanner = scanner;
  return finishPart(scan, plan, { range, room, start, next: at - filled });
}

/** The place of the first line feed from `position` on; `end` where there is none. */
export function findLineEnd(read: ReadAt, position: number, end: number): number {
  const block = new Uint8Array(4096);
  for (let at = position; at < end; ) {
    const count = read(at, block);
    if (count === 0) break;
    const index = block.subarray(0, count).indexOf(10);
    if (index >= 0) return at + index;
    at += count;
  }
  return end;
}

function startPart(plan: CsvPlan, line: number, room: PartRoom): CsvScan {
  const columns = plan.columns.map(({ name, type, isDeclared, rule }) => {
    const column = createColumn(name, isDeclared ? type : undefined, rule);
    if (!isDeclared) column.kind = kindOf(type, rule);
    return column;
  });
  // What a part left over is written over, cell by cell.
  const capacity = room.lines.length;
  for (const [index, column] of columns.entries()) {
    if (column.kind === textKind) {
      column.codes = sized(room.codes[index], capacity) ?? new Int32Array(capacity);
      // For what turns out to be no text.
      column.values = sized(room.values[index], capacity) ?? column.values;
    } else column.values = sized(room.values[index], capacity) ?? new Float64Array(capacity);
  }
  return startScan({ source: plan.source, columns, line, marks: plan.marks, lines: room.lines });
}

/** The array where it has that length. */
function sized<T extends Float64Array | Int32Array>(array: T | undefined, length: number): T | undefined {
  return array?.length === length ? array : undefined;
}

function finishPart(
  scan: CsvScan,
  plan: CsvPlan,
  of: { range: PartRange; room: PartRoom; start: number; next: number },
): CsvPart {
  const { rows } = scan;
  const { range, room, start, next } = of;
  room.lines = scan.lines;
  room.codes = scan.columns.map(({ codes }) => codes);
  const finished = scan.columns.map((column: ColumnBuilder, index) =>
    finishAs(column, rows, plan.columns[index]?.type ?? "text"),
  );
  room.values = scan.columns.map(({ values }) => values);
  return {
    table: {
      source: plan.source,
      rows,
      columns: finished.map(({ column }) => column),
      lines: scan.lines.subarray(0, rows),
      bytes: next - start,
      digest: "",
    },
    evidence: finished.map(({ evidence }) => evidence),
    start,
    next,
    lines: scan.line - (range.line ?? 0),
  };
}

function refuseLong(scan: CsvScan, filled: number, pendingStart: number): void {
  const place = { line: scan.line, column: scan.pendingColumn };
  if (filled - pendingStart > limits.cell) throw csvError(scan, place, "cell");
  if (filled > limits.record) throw csvError(scan, place, "record");
}

function widened(buffer: Uint8Array): Uint8Array<ArrayBuffer> {
  const wider = new Uint8Array(buffer.length * 2);
  wider.set(buffer);
  return wider;
}
