import { type ColumnBuilder, textKind } from "./csv-columns.ts";
import type { CsvMarks } from "./csv-dialect.ts";

/** Where a scan stands. */
export interface CsvScan extends CsvMarks {
  source: string;
  columns: ColumnBuilder[];
  rows: number;
  capacity: number;
  lines: Uint32Array;
  /** Line of the next record. */
  line: number;
  /** Rows before this one have their texts encoded; the texts of later ones are still only places in the buffer. */
  batchStart: number;
  /** Rows that the columns' `cells` have room for. */
  batchCapacity: number;
  /** Start of the first cell that was incomplete when the last buffer ended, and its column's index. */
  pendingStart: number;
  pendingColumn: number;
}

/** A scan before its first record, which starts on that line; `lines` has room for as many rows as the columns. */
export function startScan(
  of: Pick<CsvScan, "source" | "columns" | "line"> & { marks: CsvMarks; lines?: Uint32Array },
): CsvScan {
  const { source, columns, line, marks, lines = new Uint32Array(0) } = of;
  return {
    ...marks,
    source,
    columns,
    rows: 0,
    capacity: lines.length,
    lines,
    line,
    batchStart: 0,
    batchCapacity: 0,
    pendingStart: 0,
    pendingColumn: 0,
  };
}

/** Makes room for that many rows in every column. */
export function reserveRows(scan: CsvScan, capacity: number): void {
  for (const column of scan.columns) {
    if (column.kind === textKind) column.codes = grown(column.codes, new Int32Array(capacity));
    else column.values = grown(column.values, new Float64Array(capacity));
  }
  scan.lines = grown(scan.lines, new Uint32Array(capacity));
  scan.capacity = capacity;
}

/** Makes room for the places of that many rows of text. */
export function reserveBatch(scan: CsvScan, capacity: number): void {
  for (const column of scan.columns)
    if (column.kind === textKind) column.cells = grown(column.cells, new Int32Array(capacity * 2));
  scan.batchCapacity = capacity;
}

function grown<T extends Float64Array | Int32Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
