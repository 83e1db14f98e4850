import type { Estimate } from "./estimate.ts";
import { unbounded } from "./student-estimate.ts";

/**
 * The estimate of a mean of values that were all the same in `n` rows or groups drawn by chance. Had a share p of them
 * another value, it would not show with probability (1 - p)^n; with `range`, the least and the greatest value that one
 * can have, that bounds the mean (the exact form of the rule of three). Without it nothing does.
 */
export function unvariedEstimate(
  value: number,
  n: number,
  range: readonly [low: number, high: number] | undefined,
): Estimate {
  const known = { value, n, standardError: n > 1 ? 0 : Number.NaN };
  if (range === undefined || n === 0)
    return { ...known, ...unbounded, method: "no bounds: the rows do not vary" };
  const [low, high] = range;
  const shareOf = (alpha: number) => -Math.expm1(Math.log(alpha) / n);
  const chanceOf = (share: number) => Math.max(0, 1 - share) ** n;
  return {
    ...known,
    method: "exact bound of rows that do not vary",
    bounds: (alpha) => {
      const share = shareOf(alpha);
      return [value - share * (value - low), value + share * (high - value)];
    },
    pBelow: (x) => (x <= value ? 1 : chanceOf((x - value) / (high - value))),
    pAbove: (x) => (x >= value ? 1 : chanceOf((value - x) / (value - low))),
  };
}
