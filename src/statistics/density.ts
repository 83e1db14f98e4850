const halfLogTau = 0.5 * Math.log(2 * Math.PI);

/**
 * ln Γ(x + 1) less Stirling's approximation of it, for whole and half x ≥ 0; Infinity at 0. With `deviance` it gives
 * densities to almost full precision (C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000).
 */
function stirlingError(x: number): number {
  if (x === 0) return Infinity;
  if (x <= 15) return logFactorial(x) - (x + 0.5) * Math.log(x) + x - halfLogTau;
  const square = x * x;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / x;
}

/** ln Γ(x + 1) for small whole and half x. */
function logFactorial(x: number): number {
  let product = x % 1 === 0 ? 1 : Math.sqrt(Math.PI);
  for (let factor = x; factor > 0; factor--) product *= factor;
  return Math.log(product);
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

/** The probability of `x` where `mean` are expected, after Poisson; x may also be a half: mean^x e^-mean / Γ(x + 1). */
export function poissonDensity(x: number, mean: number): number {
  if (mean === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
}

/** The probability of `x` successes in `n` trials of probability `p`. */
export function binomialDensity(x: number, n: number, p: number): number {
  const q = 1 - p;
  if (p === 0) return x === 0 ? 1 : 0;
  if (q === 0) return x === n ? 1 : 0;
  if (x === 0) return Math.exp(n * Math.log1p(-p));
  if (x === n) return p ** n;
  const exponent =
    stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}
