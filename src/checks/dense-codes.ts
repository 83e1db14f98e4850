import { countUpTo } from "../statistics/count-up-to.ts";
import type { Column } from "../tables/table.ts";

/** A code from 0 for each distinct value; -1 is missing. */
export interface DenseCodes {
  codes: Float64Array;
  size: number;
}

/** Codes of a column's values, equal where the values are. */
export function codesOf(column: Column): DenseCodes {
  if (column.kind === "text")
    return { codes: Float64Array.from(column.codes), size: column.dictionary.length };
  return densify(column.values);
}

/** Codes of pairs of codes; a missing one counts as a value. Exact for up to 94 million rows. */
export function pairCodes(left: DenseCodes, right: DenseCodes): DenseCodes {
  const width = right.size + 1;
  return densify(left.codes.map((code, row) => (code + 1) * width + right.codes[row]! + 1));
}

/** Replaces numbers by their rank among the distinct ones; NaN becomes -1. */
export function densify(values: Float64Array): DenseCodes {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  let size = 0;
  for (const value of sorted) if (size === 0 || sorted[size - 1] !== value) sorted[size++] = value;
  const codes = values.map((value) => (Number.isNaN(value) ? -1 : countUpTo(sorted, value, size) - 1));
  return { codes, size };
}
