import type { Estimate } from "./estimate.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { tCdf, tQuantile } from "./student-t.ts";
import { tailedQuantiles } from "./tailed-quantiles.ts";

/** What a bootstrap found. */
export interface Replicates {
  /** The number on all rows. */
  value: number;
  /** The same on each resample. */
  replicates: Float64Array;
  /** The number without each unit, `times` each; without, the interval is that of plain percentiles. */
  deletions?: { values: Float64Array; times?: ArrayLike<number> | undefined } | undefined;
  /** The least and the greatest value that there can be; without, any. */
  range?: readonly [number, number] | undefined;
  /** Units that were resampled, where they are few: the interval is as much wider as Student's t with them is. */
  fewUnits?: number | undefined;
}

/**
 * The bias-corrected and accelerated interval (Efron, "Better bootstrap confidence intervals", JASA 1987), as scipy 1.17's
 * `bootstrap`: z0 with ties counting half, the acceleration from the jackknife, linear quantiles. Past the five outermost
 * resamples, where quantiles are chance, a normal tail goes on. Resamples of few units vary too little: their interval is
 * expanded (Hesterberg, "What Teachers Should Know About the Bootstrap", The American Statistician 2015, section 4.2).
 * p-values invert the bounds exactly.
 */
export function bcaInterval({
  value,
  replicates,
  deletions,
  range = [-Infinity, Infinity],
  fewUnits,
}: Replicates): Pick<Estimate, "bounds" | "pBelow" | "pAbove"> {
  const quantiles = tailedQuantiles(replicates);
  const bias = deletions === undefined ? 0 : biasOf(value, replicates);
  const a = deletions === undefined ? 0 : accelerationOf(deletions.values, deletions.times);
  const [least, most] = range;
  const clip = (x: number): number => Math.min(most, Math.max(least, x));
  /** The place of the bound at normal deviate z among the resamples, as a normal deviate, and the way back. */
  const placeOf = (z: number): number => {
    const w = bias + z;
    return 1 - a * w > 0 ? bias + w / (1 - a * w) : Math.sign(a) * Infinity;
  };
  const deviateOf = (place: number): number => {
    const u = place - bias;
    return 1 + a * u > 0 ? u / (1 + a * u) - bias : Math.sign(u) * Infinity;
  };
  const degrees = (fewUnits ?? 0) - 1;
  const stretch = Math.sqrt((degrees + 1) / degrees);
  const quantile = (p: number): number =>
    fewUnits === undefined ? normalQuantile(p) : stretch * tQuantile(p, degrees);
  const cdf = (z: number): number => (fewUnits === undefined ? normalCdf(z) : tCdf(z / stretch, degrees));
  return {
    bounds(alpha) {
      const z = quantile(alpha);
      return [clip(quantiles.at(placeOf(z))), clip(quantiles.at(placeOf(-z)))];
    },
    pBelow(x) {
      if (x > most) return 0;
      return x <= least ? 1 : cdf(-deviateOf(quantiles.below(x)));
    },
    pAbove(x) {
      if (x < least) return 0;
      return x >= most ? 1 : cdf(deviateOf(quantiles.above(x)));
    },
  };
}

/**
 * z0: where the value lies among the resamples; those that differ from it by rounding are equal to it. Half a resample
 * stands for none.
 */
export function biasOf(value: number, replicates: Float64Array): number {
  const rounding = 1e-12 * Math.max(1, Math.abs(value));
  let twice = 0;
  for (const each of replicates) twice += Math.abs(each - value) <= rounding ? 1 : each < value ? 2 : 0;
  const share = twice / (2 * replicates.length);
  const least = 0.5 / replicates.length;
  return normalQuantile(Math.min(1 - least, Math.max(least, share)));
}

/** How the standard error changes with the value: a sixth of the skewness of the jackknife. */
export function accelerationOf(values: Float64Array, times?: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = times ? times[i]! : 1;
    sum += weight * values[i]!;
    count += weight;
  }
  const mean = sum / count;
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = times ? times[i]! : 1;
    const distance = mean - values[i]!;
    squares += weight * distance * distance;
    cubes += weight * distance * distance * distance;
  }
  const a = cubes / (6 * squares ** 1.5);
  return Number.isFinite(a) ? a : 0;
}
