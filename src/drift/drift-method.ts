import { jensenShannon, klDivergence, lInfinity, psi, totalVariation } from "../statistics/divergence.ts";

/** Distances of two lists of counts, each with the words that reports have for it. */
export const countDistances = {
  psi: { words: "PSI", distance: psi },
  kl_divergence: { words: "KL divergence", distance: klDivergence },
  jensen_shannon: {
    words: "Jensen-Shannon distance",
    distance: (reference: ArrayLike<number>, current: ArrayLike<number>) => jensenShannon(reference, current),
  },
  total_variation: { words: "total variation", distance: totalVariation },
  l_infinity: { words: "L-infinity", distance: lInfinity },
} as const;

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

/** A method that compares counts. */
export type CountMethod = keyof typeof countDistances;

/** What a check asks of the change of a distribution. */
export interface DriftOptions {
  method: DriftMethod;
  /** Largest effect; `evidently` has its own limits. */
  max?: number | undefined;
  /** Largest p-value that counts as more than chance. */
  alpha: number;
  /** Columns with fewer values on either side are not compared. */
  min_rows: number;
}
