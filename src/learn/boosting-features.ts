import { UserError } from "../errors.ts";
import type { Thresholds } from "./bins.ts";
import type { Matrix } from "./matrix.ts";
import type { Pool } from "./pool.ts";

/** Bins of values that the kernel's bytes hold; one more is for missing ones. */
const mostBins = 255;

/** A feature as the kernel has it: a column of the matrix, or some of a column's categories. */
export interface KernelFeature {
  column: number;
  /** Bins of values, at least 1. */
  bins: number;
  /** Of numbers; see `Thresholds`. */
  thresholds?: Float32Array;
  hasMissing: boolean;
  /** Of categories: the code of the first bin. Other codes of the column are as missing. */
  firstCode?: number;
}

/**
 * What the kernel searches. A column of more categories than a byte tells apart becomes several features of as many
 * codes as possible: a split then moves categories of one of them, and codes are in order of frequency.
 */
export async function kernelFeatures(
  matrix: Matrix,
  { limit, pool, signal }: { limit: number; pool: Pool; signal: AbortSignal | undefined },
): Promise<KernelFeature[]> {
  const thresholds = await pool.run<Thresholds>("thresholds", { matrix, limit }, matrix.names.length, {
    signal,
  });
  return thresholds.flatMap((each, column): KernelFeature[] => {
    const categories = matrix.categories?.[column] ?? 0;
    return categories === 0 ? [{ column, ...each }] : categoryFeatures(column, categories);
  });
}

function categoryFeatures(column: number, categories: number): KernelFeature[] {
  const count = Math.ceil(categories / mostBins);
  return Array.from({ length: count }, (_, index) => {
    const firstCode = Math.floor((categories * index) / count);
    const bins = Math.floor((categories * (index + 1)) / count) - firstCode;
    return { column, bins, hasMissing: true, firstCode };
  });
}

/** Throws UserError for a direction of a column of categories, which have no order. */
export function refuseOrder({ names, categories }: Matrix, directions: Int8Array): void {
  const column = directions.findIndex((direction, at) => direction !== 0 && (categories?.[at] ?? 0) > 0);
  if (column >= 0)
    throw new UserError(
      `Cannot train gradient boosting: "monotone_constraints" names "${names[column]}", whose categories have no order`,
      { hint: `Set train.features.columns.${names[column]}.encode: ordinal, or remove it` },
    );
}
