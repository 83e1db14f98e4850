import { UserError } from "../errors.ts";
import { formatNumber } from "../number-format.ts";
import { createValueColumn, type ValueColumn } from "./value-column.ts";

/** A column and the name as its first record writes it, quotes left out. */
export interface JsonColumn extends ValueColumn {
  key: Uint8Array;
  /** The attempt that last gave it a value: a second one in a record is a duplicate key. */
  attempt: number;
}

/** Where a scan of objects stands. */
export interface JsonScan {
  source: string;
  /** Objects of a list, over as many lines as they like; else one object a line. */
  isList: boolean;
  columns: JsonColumn[];
  byName: Map<string, JsonColumn>;
  /** Columns whose values are kept as they are written. */
  texts: ReadonlySet<string>;
  rows: number;
  capacity: number;
  lines: Uint32Array;
  /** Keys that all rows have together. */
  cells: number;
  /** Line from 1, and where it starts in the buffer; negative when that is gone. */
  line: number;
  lineStart: number;
  /** Records that were begun; one that crosses two buffers counts twice. */
  attempt: number;
}

/** A scan before the first record. */
export function createJsonScan(source: string, texts: ReadonlySet<string>): JsonScan {
  return {
    source,
    isList: false,
    columns: [],
    byName: new Map(),
    texts,
    rows: 0,
    capacity: 0,
    lines: new Uint32Array(0),
    cells: 0,
    line: 1,
    lineStart: 0,
    attempt: 0,
  };
}

/** Tables of more cells than this must have a value in every hundredth. */
const freeCells = 2 ** 26;

/** Makes room for more rows. Throws UserError where the objects share so few keys that the table would be empty space. */
export function reserveJsonRows(scan: JsonScan): void {
  refuseSparse(scan, scan.capacity, scan.columns.length);
  scan.capacity = Math.max(1024, scan.capacity * 2);
  const lines = new Uint32Array(scan.capacity);
  lines.set(scan.lines);
  scan.lines = lines;
}

/** Throws UserError where a table of so many rows and columns would be empty space. */
export function refuseSparse(scan: JsonScan, rows: number, columns: number): void {
  const cells = rows * columns;
  if (cells > freeCells && cells > scan.cells * 100)
    throw new UserError(
      `Cannot read "${scan.source}": its ${formatNumber(scan.rows)} objects have ${formatNumber(columns)} different keys, and hardly share any`,
      { file: scan.source, line: scan.line, hint: "Keys are columns; write what varies as values" },
    );
}

/** Adds the column of a key that comes for the first time. */
export function addJsonColumn(scan: JsonScan, name: string, key: Uint8Array): JsonColumn {
  const column = { ...createValueColumn(name, scan.texts.has(name)), key: key.slice(), attempt: 0 };
  scan.columns.push(column);
  scan.byName.set(name, column);
  return column;
}

/** The error of JSON that cannot be read at a place of the buffer. Columns count bytes. */
export function jsonError(scan: JsonScan, at: number, what: string, hint: string): UserError {
  const column = at - scan.lineStart + 1;
  return new UserError(`Cannot read "${scan.source}": ${what} at line ${scan.line}, column ${column}`, {
    file: scan.source,
    line: scan.line,
    column,
    hint,
  });
}
