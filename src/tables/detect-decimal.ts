import type { CsvMarks } from "./csv-dialect.ts";
import { findRecord, splitRecord } from "./csv-header-cells.ts";

/** Rows that are looked at, from the first. */
const mostRows = 1000;
const comma = 44;
const withComma = /^[-+]?\d*,\d+(?:[eE][-+]?\d+)?$/;
const withPoint = /^[-+]?\d*\.\d+(?:[eE][-+]?\d+)?$/;
const grouped = /^[-+]?[1-9]\d{0,2}(?:,\d{3})+$/;

/**
 * The decimal mark of a file that commas do not delimit: a comma where some column holds numbers with a comma and
 * nothing else with a digit but whole numbers, no cell is a number with a point, and not all of the commas could stand between
 * thousands. `bytes` are the file's first rows; the
 * last one may be cut unless `isLast`.
 */
export function detectDecimal(
  bytes: Uint8Array,
  marks: Omit<CsvMarks, "decimal">,
  isLast: boolean,
): "." | "," {
  if (marks.delimiter === comma) return ".";
  const delimiter = String.fromCharCode(marks.delimiter);
  const columns: { isNumeric: boolean; decimals: number }[] = [];
  let isGrouped = true;
  const decoder = new TextDecoder("latin1");
  for (let at = 0, row = 0; at < bytes.length && row < mostRows; row++) {
    const { stop } = findRecord(bytes, at, bytes.length, marks);
    const isComment = bytes[at] === marks.comment;
    const text = decoder.decode(bytes.subarray(at, stop)).replace(/\r$/, "");
    const isWhole = stop < bytes.length || isLast;
    at = stop + 1;
    if (isComment || !isWhole) continue;
    for (const [index, cell] of splitRecord(text, delimiter, marks).cells.entries()) {
      columns[index] ??= { isNumeric: true, decimals: 0 };
      const column = columns[index];
      const value = cell.trim();
      if (withPoint.test(value)) return ".";
      if (withComma.test(value)) {
        column.decimals++;
        isGrouped &&= grouped.test(value);
      } else if (/\d/.test(value) && !/^[-+]?\d+$/.test(value)) column.isNumeric = false;
    }
  }
  const hasDecimals = columns.some(({ isNumeric, decimals }) => isNumeric && decimals > 0);
  return hasDecimals && !isGrouped ? "," : ".";
}
