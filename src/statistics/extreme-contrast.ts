import type { Estimate } from "./estimate.ts";
import { type Bounded, differenceBounds, ratioBounds } from "./mover.ts";
import { normalCdf } from "./normal.ts";

/** Shares that are compared with each other, each with all of its family, of rows of their own. */
export type Family = readonly Estimate[];

/** The largest standard score that a bound is looked for at: p below 1e-299 is nobody's. */
const mostScore = 37;

/** The greatest difference of two members of a family: of several families the greatest of all. */
export function estimateGreatestDifference(families: readonly Family[]): Estimate {
  const ends = extremeBounds(families, differenceBounds, Math.max);
  return withBounds(families, {
    value: Math.max(...families.map((family) => spreadOf(family, (low, high) => high - low))),
    lower: { at: (alpha) => Math.max(0, ends(alpha)[0]), pairs: pairsOf(families) },
    upper: { at: (alpha) => Math.min(1, ends(alpha)[1]), pairs: 1 },
  });
}

/** The least ratio of two members of a family: of several families the least of all. */
export function estimateLeastRatio(families: readonly Family[]): Estimate {
  const ends = extremeBounds(families, ratioBounds, Math.min);
  return withBounds(families, {
    value: Math.min(...families.map((family) => spreadOf(family, (low, high) => low / high))),
    lower: { at: (alpha) => Math.max(0, ends(alpha)[0]), pairs: 1 },
    upper: { at: (alpha) => Math.min(1, ends(alpha)[1]), pairs: pairsOf(families) },
  });
}

/** A bound at an alpha of each pair; the claim that one of several pairs is beyond it is as likely as all of theirs. */
interface Side {
  at(alpha: number): number;
  /** Pairs that share alpha. */
  pairs: number;
}

/**
 * That no pair is as far apart as x is shown where it is shown of every pair, each at alpha: an intersection-union test
 * (Berger, "Multiparameter hypothesis testing and acceptance sampling", 1982). That some pair is farther apart is shown by
 * one pair of many, so that they share alpha (Bonferroni).
 */
function withBounds(
  families: readonly Family[],
  { value, lower, upper }: { value: number; lower: Side; upper: Side },
): Estimate {
  const boundOf = (side: Side, alpha: number): number => side.at(alpha / side.pairs);
  const proving = upper.pairs === 1 ? upper : lower;
  return {
    value,
    n: Math.max(...families.map((family) => family.reduce((sum, { n }) => sum + n, 0))),
    // The bound that proves, one standard score away: what more rows make smaller.
    standardError: Math.abs(boundOf(proving, normalCdf(-1)) - value),
    method: "MOVER of each pair of groups, from Wilson's bounds of their shares",
    bounds: (alpha) => [boundOf(lower, alpha), boundOf(upper, alpha)],
    pBelow: (x) => leastAlpha(upper, (bound) => bound < x),
    pAbove: (x) => leastAlpha(lower, (bound) => bound > x),
  };
}

/** The least alpha at which a bound is beyond a value; 1 where that is more than a half of each pair. */
function leastAlpha({ at, pairs }: Side, isBeyond: (bound: number) => boolean): number {
  let [low, high] = [0, mostScore];
  if (!isBeyond(at(0.5))) return 1;
  if (isBeyond(at(normalCdf(-high)))) return Math.min(1, pairs * normalCdf(-high));
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (isBeyond(at(normalCdf(-middle)))) low = middle;
    else high = middle;
  }
  return Math.min(1, pairs * normalCdf(-low));
}

/** The most extreme of all ordered pairs' bounds, each pair at alpha. */
function extremeBounds(
  families: readonly Family[],
  boundsOf: (first: Bounded, second: Bounded) => [number, number],
  extreme: (one: number, other: number) => number,
): (alpha: number) => [lower: number, upper: number] {
  return (alpha) => {
    let [lower, upper] = [Number.NaN, Number.NaN];
    for (const family of families) {
      const members = family.map((member): Bounded => {
        const [low, high] = member.bounds(alpha);
        return { value: member.value, lower: Math.max(0, low), upper: Math.min(1, high) };
      });
      for (const [index, first] of members.entries())
        for (const [other, second] of members.entries()) {
          if (index === other) continue;
          const [low, high] = boundsOf(first, second);
          lower = Number.isNaN(lower) ? low : extreme(lower, low);
          upper = Number.isNaN(upper) ? high : extreme(upper, high);
        }
    }
    return [lower, upper];
  };
}

function pairsOf(families: readonly Family[]): number {
  return families.reduce((sum, { length }) => sum + length * (length - 1), 0);
}

function spreadOf(family: Family, of: (low: number, high: number) => number): number {
  const values = family.map(({ value }) => value);
  return of(Math.min(...values), Math.max(...values));
}
