import type { TestResult } from "./chi-square.ts";
import { exactTail } from "./exact-tail.ts";
import { kolmogorovTail } from "./kolmogorov-tail.ts";

/** Up to this many values a side the p-value is exact. */
const mostExact = 10_000;

/**
 * The two-sample Kolmogorov-Smirnov test, two-sided, as scipy's `ks_2samp` with `method="auto"`: exact up to 10,000
 * values on the larger side, and by the one-sample distribution at the effective size above. Both are sorted in
 * ascending order, without NaN, and not empty.
 */
export function kolmogorovSmirnov(reference: Float64Array, current: Float64Array): TestResult {
  const d = largestDifference(reference, current);
  const [m, n] = [reference.length, current.length];
  if (Math.max(m, n) > mostExact)
    return { statistic: d, p: kolmogorovTail(d, roundHalfEven((m * n) / (m + n))) };
  const divisor = gcd(m, n);
  const multiple = (m / divisor) * n;
  const steps = Math.round(d * multiple);
  return { statistic: steps / multiple, p: exactTail(m, n, divisor, steps) };
}

function largestDifference(reference: Float64Array, current: Float64Array): number {
  let [i, j, most] = [0, 0, 0];
  while (i < reference.length && j < current.length) {
    const value = Math.min(reference[i]!, current[j]!);
    while (reference[i] === value) i++;
    while (current[j] === value) j++;
    most = Math.max(most, Math.abs(i / reference.length - j / current.length));
  }
  return most;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function roundHalfEven(value: number): number {
  const down = Math.floor(value);
  if (value - down !== 0.5) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}
