import type { Estimate } from "./estimate.ts";
import { removeSkewness } from "./remove-skewness.ts";
import { tCdf, tQuantile } from "./student-t.ts";

/**
 * The estimate whose distance from the true value, in standard errors, is Student's t of `df` degrees of freedom
 * (Infinity: normal), once the skewness of the estimate is removed, where it is told. A standard error that is 0,
 * infinite or unknown bounds nothing.
 */
export function studentEstimate(
  found: Pick<Estimate, "value" | "n" | "standardError" | "method" | "caution"> & {
    df: number;
    skewness?: number;
  },
): Estimate {
  const { df, skewness = 0, ...estimate } = found;
  const { value, standardError } = estimate;
  if (!(standardError > 0 && standardError < Infinity && df > 0)) return { ...estimate, ...unbounded };
  const { of, back } = removeSkewness(skewness);
  return {
    ...estimate,
    bounds: (alpha) => {
      const reach = -tQuantile(alpha, df);
      return [value - back(reach) * standardError, value - back(-reach) * standardError];
    },
    pBelow: (x) => tCdf(of((value - x) / standardError), df),
    pAbove: (x) => tCdf(-of((value - x) / standardError), df),
  };
}

/** What can be said of a value of which nothing is known. */
export const unbounded: Pick<Estimate, "bounds" | "pBelow" | "pAbove"> = {
  bounds: () => [-Infinity, Infinity],
  pBelow: () => 1,
  pAbove: () => 1,
};
