import type { Estimate } from "./estimate.ts";
import { tCdf, tQuantile } from "./student-t.ts";

/**
 * The estimate whose distance from the true value, in standard errors, is Student's t of `df` degrees of freedom
 * (Infinity: normal). A standard error that is 0, infinite or unknown bounds nothing.
 */
export function studentEstimate(
  found: Pick<Estimate, "value" | "n" | "standardError" | "method" | "caution"> & { df: number },
): Estimate {
  const { df, ...estimate } = found;
  const { value, standardError } = estimate;
  if (!(standardError > 0 && standardError < Infinity && df > 0)) return { ...estimate, ...unbounded };
  return {
    ...estimate,
    bounds: (alpha) => {
      const reach = -tQuantile(alpha, df) * standardError;
      return [value - reach, value + reach];
    },
    pBelow: (x) => tCdf((value - x) / standardError, df),
    pAbove: (x) => tCdf((x - value) / standardError, df),
  };
}

/** What can be said of a value of which nothing is known. */
export const unbounded: Pick<Estimate, "bounds" | "pBelow" | "pAbove"> = {
  bounds: () => [-Infinity, Infinity],
  pBelow: () => 1,
  pAbove: () => 1,
};
