import { findRoot } from "./find-root.ts";
import { betaTails } from "./incomplete-beta.ts";
import { normalCdf, normalQuantile } from "./normal.ts";

/** The probability that Student's t of `df` > 0 degrees of freedom (any number; Infinity: normal) is below `x`. */
export function tCdf(x: number, df: number): number {
  if (df === Infinity) return normalCdf(x);
  const tail = upperTail(Math.abs(x), df);
  return x < 0 ? tail : 1 - tail;
}

/** The `p` quantile of Student's t of `df` degrees of freedom (any number above 0; Infinity: normal). */
export function tQuantile(p: number, df: number): number {
  if (df === Infinity || !(p > 0 && p < 1 && df > 0)) return df > 0 ? normalQuantile(p) : Number.NaN;
  if (p === 0.5) return 0;
  const goal = Math.log(Math.min(p, 1 - p));
  const excess = (log: number) => Math.log(upperTail(Math.exp(log), df)) - goal;
  // Student's t is further out than the normal; in logarithms its tail is about a straight line.
  const low = Math.log(Math.abs(normalQuantile(p))) - 1e-9;
  let high = low + 1;
  while (excess(high) > 0 && high < 700) high += high - low;
  const size = Math.exp(findRoot(excess, low, high));
  return p < 0.5 ? -size : size;
}

/** The probability of more than `x` ≥ 0. */
function upperTail(x: number, df: number): number {
  const square = x * x;
  if (square === Infinity) return 0;
  return betaTails(df / (df + square), df / 2, 0.5, square / (df + square))[0] / 2;
}
