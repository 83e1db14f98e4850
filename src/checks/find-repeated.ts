import type { Column } from "../tables/table.ts";
import type { CellTest } from "./test-of.ts";

/** A test that a value occurs once in its column; every row of a repeated value breaks it, as in Great Expectations. */
export function findRepeated(column: Column): CellTest {
  if (column.kind === "numeric") {
    const repeated = repeatedNumbers(column.values);
    return { number: (value) => !repeated.has(value), text: () => true };
  }
  const counts = new Int32Array(column.dictionary.length);
  for (const code of column.codes) if (code >= 0) counts[code]!++;
  return { number: () => true, text: (_, code) => counts[code]! < 2 };
}

function repeatedNumbers(values: Float64Array): Set<number> {
  const sorted = values.slice().sort();
  const repeated = new Set<number>();
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) repeated.add(sorted[i]!);
  return repeated;
}
