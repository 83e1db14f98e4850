import type { ColumnBuilder } from "./csv-columns.ts";
import type { CsvMarks } from "./csv-dialect.ts";
import { csvError, limits } from "./csv-errors.ts";
import type { CsvScan } from "./csv-scan.ts";
import { encode, hashOf, prefetch } from "./dictionary.ts";

/**
 * Encodes the texts that were found since the last call, column by column: look-ups in one dictionary that follow
 * each other closely overlap their waits for memory, which those of a row would not.
 */
export function encodeBatch(scan: CsvScan, bytes: Uint8Array): void {
  for (const [index, column] of scan.columns.entries())
    if (column.cells.length > 0) encodeCells(scan, column, bytes, index);
  scan.batchStart = scan.rows;
}

/** Dictionaries of fewer texts stay in the cache by themselves. */
const manyTexts = 8192;
const hashes = new Int32Array(1024);

function encodeCells(scan: CsvScan, column: ColumnBuilder, bytes: Uint8Array, index: number): void {
  const { dictionary, codes, cells } = column;
  const { batchStart, rows } = scan;
  const isLarge = dictionary.size > manyTexts && dictionary.fallback === undefined;
  if (isLarge) {
    for (let i = 0, at = 0; i < rows - batchStart; i++, at += 2) {
      const start = cells[at]!;
      hashes[i] = start < 0 ? 0 : hashOf(bytes, start, cells[at + 1]!);
    }
    prefetch(dictionary, hashes, rows - batchStart);
  }
  for (let row = batchStart, at = 0; row < rows; row++, at += 2) {
    const start = cells[at]!;
    const end = cells[at + 1]!;
    if (start === end) {
      codes[row] = -1;
      continue;
    }
    const known = dictionary.size;
    let code: number;
    if (start < 0) {
      const cell = unescaped(bytes, ~start, end, scan);
      code = encode(dictionary, cell, 0, cell.length);
    } else if (isLarge) code = encode(dictionary, bytes, start, end, hashes[row - batchStart]);
    else code = encode(dictionary, bytes, start, end);
    codes[row] = code;
    if (code === known) checkText(scan, bytes, start < 0 ? ~start : start, end, row, index);
  }
}

/** A text that is seen first: short enough, and UTF-8. */
function checkText(
  scan: CsvScan,
  bytes: Uint8Array,
  start: number,
  end: number,
  row: number,
  column: number,
): void {
  let high = end - start > limits.cell ? 128 : 0;
  for (let i = start; i < end && high < 128; i++) high |= bytes[i]!;
  if (high >= 128) decodeCell(scan, bytes.subarray(start, end), scan.lines[row]!, column);
}

const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of a cell. Throws UserError when it is too long or not UTF-8. */
export function decodeCell(scan: CsvScan, cell: Uint8Array, line: number, column: number): string {
  if (cell.length > limits.cell) throw csvError(scan, { line, column }, "cell");
  try {
    return strictDecoder.decode(cell);
  } catch {
    throw csvError(scan, { line, column }, "utf8");
  }
}

/** The inside of a quoted cell: each two quotes made one, and each escaped character itself. */
export function unescaped(
  bytes: Uint8Array,
  start: number,
  end: number,
  { quote, escape: escaper }: Pick<CsvMarks, "quote" | "escape">,
): Uint8Array {
  const cell = new Uint8Array(end - start);
  let length = 0;
  for (let from = start; from < end; from++) {
    if (bytes[from] === quote || bytes[from] === escaper) from++;
    cell[length++] = bytes[from]!;
  }
  return cell.subarray(0, length);
}
