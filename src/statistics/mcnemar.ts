import { betaTails } from "./incomplete-beta.ts";
import { normalTails } from "./upper-tail.ts";

/** McNemar's test of two models on the same rows: is one right where the other is wrong as often as the reverse? */
export interface McNemarTest {
  /** The exact two-sided p, of the binomial distribution of the discordant rows. */
  exact: number;
  /** Chi-square with the correction for continuity (Edwards 1948), of one degree of freedom; 0 without discordant rows. */
  chiSquare: number;
  /** The two-sided p of that. */
  corrected: number;
}

/** As `statsmodels.stats.contingency_tables.mcnemar`, of the rows that only one of the models gets right. */
export function mcnemar(firstOnly: number, secondOnly: number): McNemarTest {
  const discordant = firstOnly + secondOnly;
  if (discordant === 0) return { exact: 1, chiSquare: 0, corrected: 1 };
  const fewer = Math.min(firstOnly, secondOnly);
  const reach = Math.abs(firstOnly - secondOnly) - 1;
  const chiSquare = (reach * reach) / discordant;
  return {
    // The chance of no more than `fewer` of fair tosses is the tail of a beta variable at a half.
    exact: Math.min(1, 2 * betaTails(0.5, discordant - fewer, fewer + 1)[0]),
    chiSquare,
    corrected: normalTails(Math.sqrt(chiSquare)),
  };
}
