/** A number that was measured on a sample of rows, and what chance leaves open of it. */
export interface Estimate {
  value: number;
  /** Rows that it was measured on; clusters, where rows belong together. */
  n: number;
  /** Standard deviation of the estimate; NaN where it is not known. */
  standardError: number;
  /** How the bounds were found, in words that a reader can look up: `DeLong`, `BCa bootstrap, 9,999 resamples`. */
  method: string;
  /** One-sided bounds that each miss the true value with probability alpha; both hold with 1 - 2 alpha. */
  bounds(alpha: number): readonly [lower: number, upper: number];
  /** One-sided p of "the true value is x or more": the least alpha at which the upper bound is below x. */
  pBelow(x: number): number;
  /** One-sided p of "the true value is x or less": the least alpha at which the lower bound is above x. */
  pAbove(x: number): number;
  /** Why the bounds may be too narrow, in words. */
  caution?: string | undefined;
}
