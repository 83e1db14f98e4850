import { openColumns } from "./csv-columns.ts";
import type { CsvDialect } from "./csv-dialect.ts";
import { readHeader } from "./csv-header.ts";
import type { CsvPlan, PartRange, PlannedColumn } from "./csv-part.ts";
import { startScan } from "./csv-scan.ts";
import { scanRecords } from "./csv-scanner.ts";
import { finishColumn, settleColumn } from "./infer-type.ts";
import type { CsvOptions } from "./read-csv.ts";

/** Bytes that types are first guessed from. */
export const planBytes = 1 << 20;

/**
 * Plans to read a CSV file part by part, from its first bytes: `planBytes` of them, or all. Types that are not declared
 * are guessed from these rows. Undefined where the first rows alone do not fit in them. Throws UserError as `readCsv`.
 */
export function planCsv(
  head: Uint8Array,
  bytes: number,
  options: Pick<CsvOptions, "source" | "types" | "declared"> & CsvDialect,
): CsvPlan | undefined {
  const { source } = options;
  const isLast = head.length === bytes;
  const header = readHeader(head, head.length, { ...options, isLast });
  if (header === undefined) return undefined;
  const { marks } = header;
  const scan = startScan({ source, columns: openColumns(header, options), line: header.line, marks });
  const sample = new Uint8Array(head.length + 1);
  sample.set(head);
  const planned = scanRecords(scan, sample, header.next, head.length, isLast);
  if (scan.rows === 0 && !isLast) return undefined;
  const columns = scan.columns.map((column): PlannedColumn => {
    const isDeclared = column.forced !== undefined;
    settleColumn(column, scan.rows);
    return {
      name: column.name,
      type: column.forced ?? finishColumn(column, scan.rows)?.type ?? "text",
      isDeclared,
      rule: column.rule,
    };
  });
  const { next: start, line } = header;
  return { format: "csv", source, bytes, marks, start, line, planned, columns };
}

/** The parts of a planned file: ranges of about `size` bytes, whatever the number of threads. */
export function partsOf({ start, bytes }: CsvPlan, size: number): PartRange[] {
  const count = Math.max(1, Math.ceil((bytes - start) / size));
  return Array.from({ length: count }, (_, index) => ({
    from: start + index * size,
    to: Math.min(bytes, start + (index + 1) * size),
    isExact: index === 0,
  }));
}
