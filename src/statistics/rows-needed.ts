import type { Estimate } from "./estimate.ts";
import { normalQuantile } from "./normal.ts";

/** How sure a test is to be, of which difference. */
export interface Demand {
  /** The difference that is to be told from 0, above 0. */
  margin: number;
  /** One-sided. */
  alpha?: number;
  /** Probability that the test succeeds where there is no difference. */
  power?: number;
}

/**
 * Rows (or groups) at which the lower bound of a mean difference lies above -margin with probability `power`, were the
 * true difference 0: (z(1 - alpha) + z(power))² s² / margin², s the standard deviation of the rows' differences.
 */
export function rowsNeeded(asked: Demand & { standardDeviation: number }): number {
  const { standardDeviation, margin, alpha = 0.025, power = 0.8 } = asked;
  const reach = normalQuantile(1 - alpha) + normalQuantile(power);
  return Math.ceil(((reach * standardDeviation) / margin) ** 2);
}

/**
 * The same, of rows like those of an estimate. One whose rows did not vary has a bound that nears its value as 1 / n: the
 * rows at which that is within the margin. Undefined where nothing is known of the rows.
 */
export function rowsNeededLike(estimate: Estimate, asked: Demand): number | undefined {
  const { n, standardError } = estimate;
  if (standardError > 0) return rowsNeeded({ ...asked, standardDeviation: standardError * Math.sqrt(n) });
  const reach = estimate.value - estimate.bounds(asked.alpha ?? 0.025)[0];
  return Number.isFinite(reach) ? Math.ceil((n * reach) / asked.margin) : undefined;
}
