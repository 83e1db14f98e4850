import { sampleRows } from "../checks/sample-rows.ts";
import type { Column } from "../tables/table.ts";

const mostRows = 100_000;

/** What of a column is compared: all of its values, or those of a sample of 100,000 rows that is always the same. */
export type ColumnSample = NumberSample | TextSample;

/** Finite values in row order. */
export interface NumberSample {
  kind: "numbers";
  values: Float64Array;
  isInteger: boolean;
  rows: number;
}

/** How often each text occurs. */
export interface TextSample {
  kind: "texts";
  counts: ReadonlyMap<string, number>;
  /** Values in all. */
  size: number;
  rows: number;
}

/** Takes the sample; `rows` less the values is what is missing, or infinite. */
export function sampleColumn(column: Column): ColumnSample {
  const length = column.kind === "text" ? column.codes.length : column.values.length;
  const rows = sampleRows(length, mostRows);
  if (column.kind === "numeric") {
    const values = Float64Array.from(rows, (row) => column.values[row]!).filter(Number.isFinite);
    return { kind: "numbers", values, isInteger: column.type === "integer", rows: rows.length };
  }
  const codes = new Float64Array(column.dictionary.length);
  let size = 0;
  for (const row of rows) {
    const code = column.codes[row]!;
    if (code < 0) continue;
    codes[code]!++;
    size++;
  }
  const counts = new Map<string, number>();
  for (const [code, count] of codes.entries()) if (count > 0) counts.set(column.dictionary[code]!, count);
  return { kind: "texts", counts, size, rows: rows.length };
}

/** Values of a sample. */
export function sizeOf(sample: ColumnSample): number {
  return sample.kind === "numbers" ? sample.values.length : sample.size;
}
