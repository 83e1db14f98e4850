import { poissonDensity } from "./density.ts";

/**
 * The probability that a chi-square variable of that many degrees of freedom (a whole number from 1) is above `x`:
 * the regularised incomplete gamma function Q(degrees / 2, x / 2), by its series below the mean and by Lentz's
 * continued fraction above it (Numerical Recipes, 6.2).
 */
export function chiSquareTail(x: number, degrees: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const [a, half] = [degrees / 2, x / 2];
  const density = poissonDensity(a, half);
  return half < a + 1 ? 1 - density * lowerSeries(a, half) : density * a * upperFraction(a, half);
}

/** The probability that a standard normal variable is further from 0 than `z`, on either side. */
export function normalTails(z: number): number {
  return chiSquareTail(z * z, 1);
}

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let factor = a + 1; term > sum * 1e-17; factor++) {
    term *= x / factor;
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < 1_000_000; i++) {
    const numerator = -i * (i - a);
    b += 2;
    d = numerator * d + b;
    d = 1 / (d === 0 ? tiny : d);
    c = b + numerator / c;
    if (c === 0) c = tiny;
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < 2e-16) break;
  }
  return fraction;
}
