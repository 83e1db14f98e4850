/** What the CSV kernel and its host, src/tables/csv-kernel.ts, share in memory. */

/** A column; the host writes it in this order, all fields u32. */
@unmanaged
export class Column {
  /** 0: text, 1: number, 2: date. */
  kind: i32;
  /** Set here: a decimal was seen; a time of day was seen; a text with bytes past ASCII was added. */
  hasDecimal: u32;
  hasTime: u32;
  hasHigh: u32;
  /** Set by the host: decimals (of numbers) or times (of dates) are for the host to judge. */
  isWhole: u32;
  /** What the batch gives, a row each: f64, or i32 codes (-1: missing). */
  out: usize;
  /** Texts of the batch: start (inverted where quotes are escaped), end, hash; u32 each. */
  cells: usize;
  /** Hash table of 16 bytes a slot: hash, code + 1 (0: empty), and the text or its start and length. */
  slots: usize;
  slotMask: u32;
  /** Distinct texts, their bytes, and where each starts. */
  size: u32;
  heap: usize;
  heapUsed: u32;
  heapRoom: u32;
  offsets: usize;
  /** Bytes of the text that found no room. */
  wanted: u32;
}
/** Bytes of a `Column`. */
export const COLUMN: usize = 60;

/** The scan; the host writes it in this order, all fields u32. */
@unmanaged
export class Scan {
  delimiter: u32;
  last: u32;
  columns: usize;
  maxRows: u32;
  /** Line of each row: u32. */
  lines: usize;
  /** Cells for the host to read: row, column, start (inverted where quotes are escaped), end, line; u32 each. */
  odd: usize;
  oddRoom: u32;
  /** Room for one cell. */
  scratch: usize;
  cellLimit: u32;
  /** Line of the next record. */
  line: u32;
  rows: u32;
  oddCount: u32;
  /** 1: the record at the returned place is not for this kernel. */
  isFault: u32;
  pendingStart: usize;
  pendingColumn: u32;
  /** Room for the ends of that many cells, and of 69 more. */
  ends: usize;
  endRoom: u32;
}
