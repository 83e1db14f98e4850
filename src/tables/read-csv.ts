import { createHash } from "node:crypto";
import { UserError } from "../errors.ts";
import { type DeclaredCells, kindOf, openColumns } from "./csv-columns.ts";
import type { CsvDialect } from "./csv-dialect.ts";
import { csvError, limits } from "./csv-errors.ts";
import { type CsvHeader, readHeader } from "./csv-header.ts";
import { type CsvKernel, type KernelScanner, openKernelScanner } from "./csv-kernel.ts";
import { type CsvScan, reserveRows, startScan } from "./csv-scan.ts";
import { scanRecords } from "./csv-scanner.ts";
import { finishColumn, settleColumn } from "./infer-type.ts";
import type { Column, ColumnType, Table } from "./table.ts";

/** Bytes of the first windows, which are read without the kernel until so many rows, or bytes, tell what types there are. */
const firstWindow = 1 << 13;
const firstRows = 128;
const firstBytes = 1 << 18;

/** How a CSV file is read. */
export interface CsvOptions extends CsvDialect, DeclaredCells {
  /** Path as the user knows it, for messages. */
  source: string;
  /** Size of the file where it is known: saves memory. */
  bytes?: number | undefined;
  /** Bytes that are scanned at a time, the first ones apart; default 256 KiB. */
  window?: number | undefined;
  onProgress?: ((bytes: number) => void) | undefined;
  /** Makes an instance of the compiled kernel: about twice as fast on large files, the same to the last bit. */
  kernel?: (() => CsvKernel) | undefined;
}

/**
 * Reads a CSV or TSV file (RFC 4180 or a dialect; UTF-8 with or without BOM; LF or CRLF; blank lines skipped) into
 * typed columns. Types come from all cells (see `inferType`); an empty cell is missing. Opens the file once, and a
 * second time only where the first rows promised numbers or dates and later ones did not hold it. A file with
 * only a header gives a table without rows. Throws UserError with file and line for what cannot be read.
 */
export async function readCsv(open: () => AsyncIterable<Uint8Array>, options: CsvOptions): Promise<Table> {
  const first = await scanFile(open, options, new Map());
  const columns = first.scan.columns.map((column) => finishColumn(column, first.scan.rows));
  if (columns.every((column) => column !== undefined)) return tableOf(first, columns, options.source);

  const kinds = new Map(first.scan.columns.map((column, index) => [column.name, columns[index]?.type]));
  const second = await scanFile(open, options, kinds);
  const again = second.scan.columns.map((column) => finishColumn(column, second.scan.rows));
  if (second.digest === first.digest && again.every((column) => column !== undefined))
    return tableOf(second, again, options.source);
  throw new UserError(`Cannot read "${options.source}": the file changed while it was read`, {
    file: options.source,
  });
}

interface Scanned {
  scan: CsvScan;
  bytes: number;
  digest: string;
}

function tableOf(scanned: Scanned, columns: Column[], source: string): Table {
  const { scan, bytes, digest } = scanned;
  return { source, rows: scan.rows, columns, lines: scan.lines.slice(0, scan.rows), bytes, digest };
}

/**
 * One pass over the file. `known` has the types that an earlier pass found: undefined for a column that must be
 * scanned as text. Where it is empty, columns start as text and are typed once the first window is read.
 */
async function scanFile(
  open: () => AsyncIterable<Uint8Array>,
  options: CsvOptions,
  known: ReadonlyMap<string, ColumnType | undefined>,
): Promise<Scanned> {
  const hash = createHash("sha256");
  let buffer = new Uint8Array((options.window ?? 1 << 18) + 1);
  let filled = 0;
  let total = 0;
  let scan: CsvScan | undefined;
  let windows = 0;
  let scanned = 0;
  let scanner: KernelScanner | undefined;

  const step = (isLast: boolean): void => {
    let start = 0;
    if (scan === undefined) {
      const header = readHeader(buffer, filled, { ...options, isLast });
      if (header !== undefined) {
        scan = openScan(header, options, known);
        start = header.next;
      }
    }
    if (scan !== undefined) {
      const from = start;
      start =
        scanner === undefined
          ? scanRecords(scan, buffer, from, filled, isLast)
          : scanner.scan(buffer, from, filled, isLast);
      scanned += start - from;
      const isEnough = scan.rows >= firstRows || scanned >= (options.window ?? firstBytes);
      if (windows < 2 && scan.rows > 0 && isEnough && !isLast) {
        windows++;
        if (windows === 1 && known.size === 0)
          for (const column of scan.columns) settleColumn(column, scan.rows);
        // The second window tells more.
        reserveExpected(scan, options.bytes, scanned, windows === 1 ? 1.1 : 1.02);
        if (windows === 1 && options.kernel !== undefined) scanner = openKernelScanner(options.kernel, scan);
      }
    }
    buffer.copyWithin(0, start, filled);
    filled -= start;
    if (scan !== undefined && !isLast) refuseLong(scan, filled, scan.pendingStart - start);
    if (filled * 2 >= buffer.length) buffer = widened(buffer, options.source, filled);
  };

  for await (const chunk of open()) {
    hash.update(chunk);
    for (let from = 0; from < chunk.length; ) {
      const isFirst = windows === 0 && filled < firstWindow;
      const limit = Math.min(buffer.length - 1, isFirst ? firstWindow : Infinity);
      const taken = Math.min(chunk.length - from, limit - filled);
      buffer.set(chunk.subarray(from, from + taken), filled);
      filled += taken;
      from += taken;
      if (filled === limit) step(false);
    }
    total += chunk.length;
    options.onProgress?.(total);
  }
  step(true);
  scanner?.finish();
  if (scan === undefined) throw new Error("the last step always has a header");
  return { scan, bytes: total, digest: hash.digest("hex") };
}

function openScan(
  header: CsvHeader,
  options: CsvOptions,
  known: ReadonlyMap<string, ColumnType | undefined>,
): CsvScan {
  const columns = openColumns(header, options);
  for (const column of columns)
    if (column.forced === undefined) column.kind = kindOf(known.get(column.name), column.rule);
  const { marks, line } = header;
  return startScan({ source: options.source, columns, line, marks });
}

/** Room for all rows at once, by the size of the first ones and a factor for what these do not tell. */
function reserveExpected(scan: CsvScan, bytes: number | undefined, scanned: number, factor: number): void {
  if (bytes === undefined) return;
  const expected = Math.ceil((bytes / scanned) * scan.rows * factor);
  if (expected > scan.capacity) reserveRows(scan, expected);
}

function refuseLong(scan: CsvScan, filled: number, pendingStart: number): void {
  if (filled === 0) return;
  const place = { line: scan.line, column: scan.pendingColumn };
  if (filled - pendingStart > limits.cell) throw csvError(scan, place, "cell");
  if (filled > limits.record) throw csvError(scan, place, "record");
}

function widened(buffer: Uint8Array, source: string, filled: number): Uint8Array<ArrayBuffer> {
  if (filled > limits.record)
    throw csvError({ source, columns: [] }, { line: 1, column: undefined }, "record");
  const wider = new Uint8Array(buffer.length * 2);
  wider.set(buffer.subarray(0, filled));
  return wider;
}
