import type { Thresholds } from "./bins.ts";
import { featureParts } from "./feature-parts.ts";
import type { Matrix } from "./matrix.ts";
import type { Pool } from "./pool.ts";

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

/** What the kernel searches. */
export async function kernelFeatures(
  matrix: Matrix,
  { limit, pool, signal }: { limit: number; pool: Pool; signal: AbortSignal | undefined },
): Promise<KernelFeature[]> {
  const thresholds = await pool.run<Thresholds>("thresholds", { matrix, limit }, matrix.names.length, {
    signal,
  });
  return featureParts(matrix).map(({ column, codes }) =>
    codes === undefined
      ? { column, ...thresholds[column]! }
      : { column, bins: codes.count, hasMissing: true, firstCode: codes.first },
  );
}
