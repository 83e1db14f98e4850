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

/** A method that compares counts. */
export type CountMethod = keyof typeof countDistances;
