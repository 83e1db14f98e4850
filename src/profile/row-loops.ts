import type { Table } from "../tables/table.ts";
import { countCodes } from "../tables/tally.ts";
import { type CountedValues, countGrid } from "./count-distinct.ts";
import { countDuplicates } from "./count-duplicates.ts";
import { hashContent } from "./hash-content.ts";
import { type Moments, momentsOf } from "./moments.ts";

/** The loops over rows that a table's profile is made of. */
export interface RowLoops {
  momentsOf(values: Float64Array): Moments;
  /** Keys and counts hold until the next call. */
  countGrid(values: Float64Array, min: number, max: number): CountedValues | undefined;
  countCodes(codes: Int32Array, size: number): { counts: Int32Array; missing: number };
  /** Rows of which an earlier row holds the same. */
  countDuplicateRows(table: Table): number;
}

/** In TypeScript. */
export const plainLoops: RowLoops = {
  momentsOf,
  countGrid,
  countCodes,
  countDuplicateRows: (table) => countDuplicates(hashContent(table)),
};
