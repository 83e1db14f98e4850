import type { Column } from "../tables/table.ts";

/** How often each value that is there occurs, in no order; exact. */
export function countValues(column: Column): Float64Array {
  if (column.kind === "text") {
    const counts = new Float64Array(column.dictionary.length);
    for (const code of column.codes) if (code >= 0) counts[code]!++;
    return counts.filter((count) => count > 0);
  }
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
  const counts: number[] = [];
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    counts.push(end - start);
  }
  return Float64Array.from(counts);
}
