/**
 * ln Γ(x + 1) less Stirling's approximation of it, for x ≥ 0; Infinity at 0. With `deviance` it gives densities to
 * almost full precision (C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000). Below 16 the
 * series is entered from x + 1, x + 2, …
 */
function stirlingError(x: number): number {
  if (x === 0) return Infinity;
  let steps = 0;
  for (; x < 16; x++) steps += (x + 0.5) * Math.log1p(1 / x) - 1;
  const square = x * x;
  const series =
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / x;
  return steps + series;
}

/** x ln(x / mean) + mean - x without cancellation (Loader's bd0). */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  const ratio = difference / (x + mean);
  let sum = difference * ratio;
  let term = 2 * x * ratio;
  for (let odd = 3; ; odd += 2) {
    term *= ratio * ratio;
    const next = sum + term / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/** The probability of `x` where `mean` are expected, after Poisson, for any x ≥ 0: mean^x e^-mean / Γ(x + 1). */
export function poissonDensity(x: number, mean: number): number {
  if (mean === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
}

/**
 * The probability of `x` successes in `n` trials of probability `p`, for any n ≥ x ≥ 0. `q` is 1 - p, where the caller
 * has it more exactly.
 */
export function binomialDensity(x: number, n: number, p: number, q = 1 - p): number {
  if (p === 0) return x === 0 ? 1 : 0;
  if (q === 0) return x === n ? 1 : 0;
  if (x === 0) return Math.exp(n * (p < 0.5 ? Math.log1p(-p) : Math.log(q)));
  if (x === n) return Math.exp(n * (q < 0.5 ? Math.log1p(-q) : Math.log(p)));
  const exponent =
    stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}
