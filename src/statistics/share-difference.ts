import type { Estimate } from "./estimate.ts";
import { findRoot } from "./find-root.ts";
import { normalCdf, normalQuantile } from "./normal.ts";

/** Rows that only one of two models gets right, of all rows. */
export interface Discordance {
  firstOnly: number;
  secondOnly: number;
  rows: number;
}

/**
 * How much greater the share of the first model is on the same rows, with Tango's score interval ("Equivalence test and
 * confidence interval for the difference in proportions for the paired-sample design", 1998): it holds for few
 * discordant rows, and is never of zero width. Without rows the value is NaN and the bounds are -1 and 1.
 */
export function estimateShareDifference(seen: Discordance): Estimate {
  const { firstOnly, secondOnly, rows } = seen;
  const value = (firstOnly - secondOnly) / rows;
  const swapped = { firstOnly: secondOnly, secondOnly: firstOnly, rows };
  return {
    value,
    n: rows,
    standardError: Math.sqrt(((firstOnly + secondOnly) / rows - value * value) / rows),
    method: "Tango's score interval",
    bounds: (alpha) => {
      if (rows === 0) return [-1, 1];
      const z = -normalQuantile(alpha);
      return [-tangoBound(swapped, z), tangoBound(seen, z)];
    },
    pBelow: (x) => (rows === 0 || x <= -1 ? 1 : x > 1 ? 0 : normalCdf(tangoScore(seen, x))),
    pAbove: (x) => (rows === 0 || x >= 1 ? 1 : x < -1 ? 0 : normalCdf(-tangoScore(seen, x))),
  };
}

/** The difference from which the seen one is `z` standard errors down. */
function tangoBound(seen: Discordance, z: number): number {
  return findRoot((x) => tangoScore(seen, x) + z, -1, 1);
}

/**
 * How many standard errors the seen difference is above `x`, each discordance as likely as it can be where the true
 * difference is `x` (Tango's equations 7 and 9). It does not rise with x; Infinity at -1 and -Infinity at 1 but where
 * the seen difference is that.
 */
function tangoScore({ firstOnly, secondOnly, rows }: Discordance, x: number): number {
  if (x < 0) return -tangoScore({ firstOnly: secondOnly, secondOnly: firstOnly, rows }, -x) || 0;
  const linear = (2 * rows - firstOnly + secondOnly) * x - firstOnly - secondOnly;
  const constant = secondOnly * x * (1 - x);
  const root = Math.sqrt(linear * linear + 8 * rows * constant);
  // The share of rows that only the second model gets right: the larger root of a quadratic, without cancellation.
  const second = linear > 0 ? (2 * constant) / (root + linear) : (root - linear) / (4 * rows);
  return (firstOnly - secondOnly - rows * x) / Math.sqrt(rows * (2 * second + x * (1 - x))) || 0;
}
