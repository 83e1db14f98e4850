/** How a change of distribution is measured; `evidently` chooses by column and size as Evidently does. */
export const driftMethods = [
  "psi",
  "kl_divergence",
  "jensen_shannon",
  "total_variation",
  "l_infinity",
  "kolmogorov_smirnov",
  "wasserstein",
  "evidently",
] as const;

/** A word of `driftMethods`. */
export type DriftMethod = (typeof driftMethods)[number];

/** What a check asks of the change of a distribution. */
export interface DriftOptions {
  method: DriftMethod;
  /** Largest effect; `evidently` has its own limits. */
  max?: number | undefined;
  /** Largest p-value that counts as more than chance. */
  alpha: number;
  /** Columns with fewer values on either side are not compared. */
  min_rows: number;
  /** Most permutations for a p-value. Default: 9,999. */
  permutations?: number | undefined;
}
