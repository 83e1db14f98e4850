import { binomialDensity } from "./density.ts";
import { durbinMatrix } from "./durbin-matrix.ts";
import { pelzGood } from "./pelz-good.ts";

/**
 * The probability that the one-sample Kolmogorov-Smirnov statistic of `n` values is above `x`: which method is exact
 * or good enough where is after Simard and L'Ecuyer, "Computing the Two-Sided Kolmogorov-Smirnov Distribution",
 * Journal of Statistical Software 39 (2011), with the limits of scipy's `kstwo`.
 */
export function kolmogorovTail(x: number, n: number): number {
  const p = tailOf(x, n);
  return Math.min(1, Math.max(0, p));
}

function tailOf(x: number, n: number): number {
  if (x >= 1) return 0;
  const t = n * x;
  if (t <= 0.5) return 1;
  if (t <= 1) return 1 - rubenGambino(n, 2 * t - 1);
  if (t >= n - 1) return 2 * (1 - x) ** n;
  if (x >= 0.5) return 2 * smirnovTail(x, n);
  const square = t * x;
  if (n <= 140) return square <= 4 ? 1 - durbinMatrix(x, n) : 2 * smirnovTail(x, n);
  if (square >= 370) return 0;
  if (square >= 2.2) return 2 * smirnovTail(x, n);
  return n <= 100_000 && n * x ** 1.5 <= 1.4 ? 1 - durbinMatrix(x, n) : 1 - pelzGood(x, n);
}

/** n! (base / n)^n: the distribution function up to 1 / n. */
function rubenGambino(n: number, base: number): number {
  let product = 1;
  for (let i = 1; i <= n && product > 0; i++) product *= (i / n) * base;
  return product;
}

/** The one-sided tail, x Σ C(n, j) (x + j/n)^(j-1) (1 - x - j/n)^(n-j) over j ≤ n (1 - x) (Birnbaum and Tingey, 1951). */
function smirnovTail(x: number, n: number): number {
  let sum = 0;
  for (let j = 0; j <= Math.floor(n * (1 - x)); j++) {
    const chance = x + j / n;
    if (chance < 1) sum += binomialDensity(j, n, chance) / chance;
  }
  return x * sum;
}
