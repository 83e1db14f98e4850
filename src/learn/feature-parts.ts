import type { Matrix } from "./matrix.ts";

/** Bins of values that a kernel's bytes hold; one more is for missing ones. */
const mostBins = 255;

/** A feature as a kernel has it: a column of numbers, or some of a column's categories. */
export interface FeaturePart {
  /** Of the matrix. */
  column: number;
  /** Of categories: which codes these are; others of the column are as missing. */
  codes?: { first: number; count: number };
}

/**
 * What a kernel searches. A column of more categories than a byte tells apart becomes several features of as many codes
 * as possible: a split then moves categories of one of them, and codes are in order of frequency.
 */
export function featureParts({ names, categories }: Pick<Matrix, "names" | "categories">): FeaturePart[] {
  return names.flatMap((_, column): FeaturePart[] => {
    const all = categories?.[column] ?? 0;
    if (all === 0) return [{ column }];
    const parts = Math.ceil(all / mostBins);
    return Array.from({ length: parts }, (_, part) => {
      const first = Math.floor((all * part) / parts);
      return { column, codes: { first, count: Math.floor((all * (part + 1)) / parts) - first } };
    });
  });
}
