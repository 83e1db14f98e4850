/**
 * Where a continuous function that changes its sign between `low` and `high` is 0, to the last digits (Chandrupatla,
 * "A new hybrid quadratic/bisection algorithm", 1997). It may be infinite at its ends. The end where it is nearer to 0, if its sign does not
 * change.
 */
export function findRoot(f: (x: number) => number, low: number, high: number): number {
  let [a, b, c] = [low, high, low];
  let [fa, fb, fc] = [f(a), f(b), f(a)];
  if (fa > 0 === fb > 0 || fb === 0) return Math.abs(fa) < Math.abs(fb) ? a : b;
  for (let part = 0.5, step = 0; step < 300 && fa !== 0; step++) {
    const x = a + part * (b - a);
    const fx = f(x);
    if (fx > 0 === fa > 0) [c, fc] = [a, fa];
    else [c, fc, b, fb] = [b, fb, a, fa];
    [a, fa] = [x, fx];
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const least = (4 * Number.EPSILON * Math.abs(best) + Number.MIN_VALUE) / Math.abs(b - a);
    if (least > 0.5) return best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    part =
      1 - Math.sqrt(1 - xi) < phi && phi < Math.sqrt(xi)
        ? (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb))
        : 0.5;
    part = Math.min(1 - least, Math.max(least, part));
  }
  return a;
}
