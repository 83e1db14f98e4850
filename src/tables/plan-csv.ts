import { openColumns } from "./csv-columns.ts";
import type { CsvDialect } from "./csv-dialect.ts";
import { readHeader } from "./csv-header.ts";
import { openKernelScanner } from "./csv-kernel.ts";
import type { CsvLayout, CsvPlan, PartRange, PlannedColumn } from "./csv-part.ts";
import { startScan } from "./csv-scan.ts";
import { scanRecords } from "./csv-scanner.ts";
import { inferType } from "./infer-type.ts";
import type { CsvOptions } from "./read-csv.ts";
import { emptyTally, type Tally, tallyDictionary } from "./tally.ts";

/** Bytes that types are first guessed from. */
export const planBytes = 1 << 20;

/** What the first bytes of a CSV file say of it. */
export interface CsvHead {
  layout: CsvLayout;
  names: string[];
}

/** The first rows of a CSV file: how many, where they end, and what the cells of each column look like. */
export interface CsvGlance {
  rows: number;
  end: number;
  /** Nothing of columns whose types are declared. */
  tallies: Tally[];
}

type HeadOptions = Pick<CsvOptions, "source" | "types" | "declared" | "kernel"> & CsvDialect;

/**
 * Looks at the header of a CSV file in its first bytes: `planBytes` of them, or all. Undefined where it does not fit in
 * them. Throws UserError as `readCsv`.
 */
export function readCsvHead(head: Uint8Array, bytes: number, options: HeadOptions): CsvHead | undefined {
  const header = readHeader(head, head.length, { ...options, isLast: head.length === bytes });
  if (header === undefined) return undefined;
  const { marks, names, next: start, line } = header;
  return { layout: { format: "csv", source: options.source, bytes, marks, start, line }, names };
}

/** Reads the rows in the first bytes of a file; undefined where these hold none as a whole, and the file has some. */
export function glanceAtRows(
  head: Uint8Array,
  { layout, names }: CsvHead,
  options: HeadOptions,
): CsvGlance | undefined {
  const { source, marks, line, start, bytes } = layout;
  const isLast = head.length === bytes;
  const scan = startScan({ source, columns: openColumns({ names, marks }, options), line, marks });
  const sample = new Uint8Array(head.length + 1);
  sample.set(head);
  const scanner = options.kernel && openKernelScanner(options.kernel, scan);
  const end =
    scanner === undefined
      ? scanRecords(scan, sample, start, head.length, isLast)
      : scanner.scan(sample, start, head.length, isLast);
  scanner?.finish();
  if (scan.rows === 0 && !isLast) return undefined;
  const tallies = scan.columns.map((column) =>
    column.forced === undefined ? tallyDictionary(column, scan.rows, Infinity) : emptyTally(),
  );
  return { rows: scan.rows, end, tallies };
}

/** The columns of a file as they are first read: types that are not declared are guessed from what cells look like. */
export function planColumns(
  { names, layout }: CsvHead,
  tallies: readonly Tally[],
  options: HeadOptions,
): PlannedColumn[] {
  return openColumns({ names, marks: layout.marks }, options).map(({ name, forced, rule }, index) => ({
    name,
    type: forced ?? inferType(tallies[index] ?? emptyTally()),
    isDeclared: forced !== undefined,
    rule,
  }));
}

/** Plans to read a CSV file part by part, by its first rows; undefined where the first bytes hold none. */
export function planCsv(head: Uint8Array, bytes: number, options: HeadOptions): CsvPlan | undefined {
  const found = readCsvHead(head, bytes, options);
  const glance = found && glanceAtRows(head, found, options);
  return glance && { ...found.layout, columns: planColumns(found, glance.tallies, options) };
}

/** The parts of a planned file: ranges of about `size` bytes, whatever the number of threads. */
export function partsOf({ start, bytes }: Pick<CsvLayout, "start" | "bytes">, size: number): PartRange[] {
  const count = Math.max(1, Math.ceil((bytes - start) / size));
  return Array.from({ length: count }, (_, index) => ({
    from: start + index * size,
    to: Math.min(bytes, start + (index + 1) * size),
    isExact: index === 0,
  }));
}
