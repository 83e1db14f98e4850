import { chiSquareTail } from "./upper-tail.ts";

/** A statistic with the probability of one as large by chance. */
export interface TestResult {
  statistic: number;
  p: number;
}

/**
 * Pearson's chi-square test that counts come from the reference's shares, as Evidently has it: the reference's counts
 * are scaled to the current total and then taken as exact, so p is smaller than that of `chiSquareContingency`. A
 * category that only the current side has makes the statistic infinite. One count a category, in the same order.
 */
export function chiSquareGoodness(reference: ArrayLike<number>, current: ArrayLike<number>): TestResult {
  const scale = total(current) / total(reference);
  let statistic = 0;
  let categories = 0;
  for (let i = 0; i < reference.length; i++) {
    const expected = reference[i]! * scale;
    const observed = current[i]!;
    if (expected === 0 && observed === 0) continue;
    categories++;
    statistic += (observed - expected) ** 2 / expected;
  }
  return { statistic, p: categories < 2 ? 1 : chiSquareTail(statistic, categories - 1) };
}

/**
 * Pearson's chi-square test that two samples share one distribution, with Yates's correction for two categories
 * (scipy's `chi2_contingency` of 2 × k counts). Categories that neither side has are left out.
 */
export function chiSquareContingency(reference: ArrayLike<number>, current: ArrayLike<number>): TestResult {
  const totals = [total(reference), total(current)] as const;
  const whole = totals[0] + totals[1];
  const rows = Array.from(reference, (count, i) => [count, current[i]!] as const).filter(
    ([left, right]) => left + right > 0,
  );
  if (rows.length < 2 || totals[0] === 0 || totals[1] === 0) return { statistic: 0, p: 1 };
  let statistic = 0;
  for (const row of rows)
    for (const [side, observed] of row.entries()) {
      const expected = ((row[0] + row[1]) * totals[side as 0 | 1]) / whole;
      const difference = Math.abs(observed - expected);
      statistic += (difference - (rows.length === 2 ? Math.min(0.5, difference) : 0)) ** 2 / expected;
    }
  return { statistic, p: chiSquareTail(statistic, rows.length - 1) };
}

function total(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]!;
  return sum;
}
