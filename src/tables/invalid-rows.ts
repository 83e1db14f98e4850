import { limits } from "./csv-errors.ts";
import type { InvalidCell, NumericColumn } from "./table.ts";

/** The invalid cells of a column, as it has them. */
export type InvalidCells = Pick<NumericColumn, "invalid" | "invalidCount" | "invalidRows">;

/** Invalid cells while a column is read, row by row: the first with their texts, the others as rows. */
export interface InvalidLog {
  invalid: InvalidCell[];
  /** Rows of all of them. */
  rows: number[];
}

/** Adds a cell that does not fit; its text is cut after 100 characters. */
export function addInvalid({ invalid, rows }: InvalidLog, row: number, text: string): void {
  rows.push(row);
  if (invalid.length < limits.invalidKept)
    invalid.push({ row, text: text.length > 100 ? `${text.slice(0, 100)}…` : text });
}

/** The invalid cells of a finished column; `rows` ascend, and `invalid` are the first of them. */
export function invalidCells({ invalid, rows }: InvalidLog): InvalidCells {
  const invalidCount = rows.length;
  return invalidCount === invalid.length
    ? { invalid, invalidCount }
    : { invalid, invalidCount, invalidRows: Uint32Array.from(rows) };
}

/** Rows of all invalid cells, ascending. */
export function rowsOfInvalid({ invalid, invalidRows }: InvalidCells): Uint32Array {
  return invalidRows ?? Uint32Array.from(invalid, ({ row }) => row);
}
