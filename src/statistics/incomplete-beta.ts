import { binomialDensity } from "./density.ts";
import { findRoot } from "./find-root.ts";

/**
 * The probabilities that a beta variable of shapes `a`, `b` > 0 is below and above `x`: the regularised incomplete beta
 * function. `rest` is 1 - x, where the caller has it more exactly.
 */
export function betaTails(x: number, a: number, b: number, rest = 1 - x): [below: number, above: number] {
  if (x <= 0) return [0, 1];
  if (rest <= 0) return [1, 0];
  const scaled = (binomialDensity(a, a + b, x, rest) * a * b) / (a + b);
  if ((a + 1) * rest > (b + 1) * x) {
    const below = Math.min(1, scaled * fraction(x, rest, a, b));
    return [below, 1 - below];
  }
  const above = Math.min(1, scaled * fraction(rest, x, b, a));
  return [1 - above, above];
}

/** The `p` quantile of the beta distribution of shapes `a`, `b` > 0, found in logarithms, where tails are almost lines. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p > 0 && p < 1)) return p === 0 || p === 1 ? p : Number.NaN;
  const excess = (log: number) => {
    const [below, above] = betaTails(Math.exp(log), a, b, -Math.expm1(log));
    return p < 0.5 ? Math.log(p / below) : Math.log(above / (1 - p));
  };
  return Math.exp(findRoot(excess, -745, 0));
}

/**
 * The continued fraction of Didonato and Morris ("Algorithm 708", 1992, equation 9) by Lentz's method, for x up to about
 * the mean: it takes 1 - x too, so that nothing cancels where one shape is large.
 */
function fraction(x: number, rest: number, a: number, b: number): number {
  const tiny = 1e-300;
  let value = (a * (a * rest - b * x + 1)) / (a + 1);
  if (Math.abs(value) < tiny) value = tiny;
  let [c, d] = [value, 0];
  for (let m = 1; m < 1_000_000; m++) {
    const odd = a + 2 * m - 1;
    const numerator = (((a + m - 1) * (a + b + m - 1)) / (odd * odd)) * m * (b - m) * x * x;
    const own = ((a + m) * (a * rest - b * x + 1 + m * (1 + rest))) / (odd + 2) + m + (m * (b - m) * x) / odd;
    d = own + numerator * d;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = own + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 3e-16) break;
  }
  return 1 / value;
}
