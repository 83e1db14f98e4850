import type { Estimate } from "./estimate.ts";
import { findRoot } from "./find-root.ts";

/**
 * How much greater the first of two estimates on different rows is, from the bounds of both: MOVER (Zou and Donner,
 * "Construction of confidence limits about effect measures", 2008; of Wilson's bounds it is Newcombe's interval). It has
 * no pairs to compare, so it tells far less than a paired difference.
 */
export function differenceOfIndependent(first: Estimate, second: Estimate): Estimate {
  const value = first.value - second.value;
  const bounds = (alpha: number): [number, number] => {
    const [firstLow, firstHigh] = first.bounds(alpha);
    const [secondLow, secondHigh] = second.bounds(alpha);
    return [
      value - reach(first.value - firstLow, secondHigh - second.value),
      value + reach(firstHigh - first.value, second.value - secondLow),
    ];
  };
  const levelOf = (excess: (alpha: number) => number) =>
    Math.exp(findRoot((log) => excess(Math.exp(log)), -700, -1e-12));
  return {
    value,
    n: first.n + second.n,
    standardError: Math.hypot(first.standardError, second.standardError),
    method: `difference of independent estimates (MOVER; ${first.method}, ${second.method})`,
    bounds,
    pBelow: (x) => levelOf((alpha) => bounds(alpha)[1] - x),
    pAbove: (x) => levelOf((alpha) => x - bounds(alpha)[0]),
    caution: first.caution ?? second.caution,
  };
}

/** Of two distances; both are negative where alpha is above a half. */
function reach(first: number, second: number): number {
  return Math.sign(first + second) * Math.hypot(first, second);
}
