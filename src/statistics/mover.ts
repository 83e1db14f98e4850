/** A quantity that was measured, and its bounds. */
export interface Bounded {
  value: number;
  lower: number;
  upper: number;
}

/**
 * Bounds of the difference of two independent quantities from the bounds of each: MOVER (Newcombe, "Interval estimation
 * for the difference between independent proportions", 1998, method 10, where they are Wilson's; in general Zou and
 * Donner, "Construction of confidence limits about effect measures", 2008).
 */
export function differenceBounds(first: Bounded, second: Bounded): [lower: number, upper: number] {
  const difference = first.value - second.value;
  return [
    difference - Math.hypot(first.value - first.lower, second.upper - second.value),
    difference + Math.hypot(first.upper - first.value, second.value - second.lower),
  ];
}

/**
 * Bounds of the ratio of two independent quantities that are not negative: the x at which MOVER's bound of
 * first - x second is 0 (Donner and Zou, "Closed-form confidence intervals for functions of the normal mean and standard
 * deviation", 2012, page 351), in a form without cancellation. The upper one is Infinity where the second may be 0.
 */
export function ratioBounds(first: Bounded, second: Bounded): [lower: number, upper: number] {
  const product = first.value * second.value;
  const squared = ({ value }: Bounded, end: number): number => end * (2 * value - end);
  const root = (numerator: number, denominator: number): number =>
    Math.sqrt(Math.max(0, product * product - numerator * denominator));
  const least = squared(first, first.lower);
  const most = squared(first, first.upper);
  const below = squared(second, second.upper);
  const above = squared(second, second.lower);
  return [
    least === 0 ? 0 : least / (product + root(least, below)),
    above <= 0 ? Number.POSITIVE_INFINITY : (product + root(most, above)) / above,
  ];
}
