import type { TestResult } from "./chi-square.ts";
import { normalTails } from "./upper-tail.ts";

/**
 * The Z test of two proportions with a pooled variance, two-sided. Where both samples are all successes or all
 * failures there is no difference: z is 0.
 */
export function zTest(
  reference: { successes: number; count: number },
  current: { successes: number; count: number },
): TestResult {
  const pooled = (reference.successes + current.successes) / (reference.count + current.count);
  if (pooled === 0 || pooled === 1) return { statistic: 0, p: 1 };
  const difference = reference.successes / reference.count - current.successes / current.count;
  const variance = pooled * (1 - pooled) * (1 / reference.count + 1 / current.count);
  const statistic = difference / Math.sqrt(variance);
  return { statistic, p: normalTails(statistic) };
}
