import type { Estimate } from "./estimate.ts";
import { removeSkewness } from "./remove-skewness.ts";
import { tCdf, tQuantile } from "./student-t.ts";

/**
 * The estimate whose distance from the true value, in standard errors, is Student's t of `df` degrees of freedom
 * (Infinity: normal), once the skewness of the estimate is removed, where it is told; or whether it is removed or not,
 * where that `mayBeChance`: of both bounds the one that is further out holds. A standard error that is 0, infinite or
 * unknown bounds nothing.
 */
export function studentEstimate(
  found: Pick<Estimate, "value" | "n" | "standardError" | "method" | "caution"> & {
    df: number;
    skewness?: number;
    mayBeChance?: boolean;
  },
): Estimate {
  const { df, skewness = 0, mayBeChance = false, ...estimate } = found;
  const { value, standardError } = estimate;
  if (!(standardError > 0 && standardError < Infinity && df > 0)) return { ...estimate, ...unbounded };
  const removed = removeSkewness(skewness);
  const of = (t: number, side: 1 | -1): number =>
    mayBeChance ? side * Math.min(side * t, side * removed.of(t)) : removed.of(t);
  const back = (x: number, side: 1 | -1): number =>
    mayBeChance ? side * Math.max(side * x, side * removed.back(x)) : removed.back(x);
  return {
    ...estimate,
    bounds: (alpha) => {
      const reach = -tQuantile(alpha, df);
      return [value - back(reach, 1) * standardError, value - back(-reach, -1) * standardError];
    },
    pBelow: (x) => tCdf(of((value - x) / standardError, -1), df),
    pAbove: (x) => tCdf(-of((value - x) / standardError, 1), df),
  };
}

/** What can be said of a value of which nothing is known. */
export const unbounded: Pick<Estimate, "bounds" | "pBelow" | "pAbove"> = {
  bounds: () => [-Infinity, Infinity],
  pBelow: () => 1,
  pAbove: () => 1,
};
