import type { Estimate } from "./estimate.ts";
import { cautionOfFewRows } from "./heavy-tails.ts";
import { boundless } from "./interval-kinds.ts";
import { type BootstrapRequest, influenceOf, numberOf } from "./measure.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { type Design, sumByUnit } from "./resample-design.ts";

/**
 * The infinitesimal jackknife (Jaeckel 1972; Efron, "The Jackknife, the Bootstrap and Other Resampling Plans", 1982,
 * chapter 6): the variance of a number is the sum of the squared influences of the units, times n / (n - 1), and the
 * interval is normal, which it is for many rows. Blocks in time add up their influences first (non-overlapping batch
 * means). Undefined where the influence is not known.
 */
export function influenceEstimate(request: BootstrapRequest, design: Design): Estimate | undefined {
  const slopes = influenceOf(request, design);
  if (slopes === undefined) return undefined;
  const { blockOf } = design;
  const blocks = blockOf ? blockOf.reduce((most, each) => Math.max(most, each), 0) + 1 : design.units;
  const summed = sumByUnit(slopes, blockOf, blocks);
  let sum = 0;
  for (const slope of summed) sum += slope;
  let squares = 0;
  for (const slope of summed) squares += (slope - sum / blocks) ** 2;
  const value = numberOf(request);
  const standardError = Math.sqrt((squares * blocks) / (blocks - 1));
  const of = { value, n: design.units, method: "infinitesimal jackknife" };
  if (!(standardError > 1e-14 * Math.abs(value)))
    return boundless(
      { ...of, caution: "no row changes it: nothing here shows how it varies" },
      request.range,
    );
  const caution = cautionOfFewRows(summed);
  return {
    ...of,
    standardError,
    ...normalInterval(value, standardError, request.range),
    ...(caution && { caution }),
  };
}

/** Bounds and p-values of a normal estimate, cut at its range. */
export function normalInterval(
  value: number,
  standardError: number,
  [least, most]: readonly [number, number] = [-Infinity, Infinity],
): Pick<Estimate, "bounds" | "pBelow" | "pAbove"> {
  return {
    bounds(alpha) {
      const reach = -normalQuantile(alpha) * standardError;
      return [Math.max(least, value - reach), Math.min(most, value + reach)];
    },
    pBelow(x) {
      if (x > most) return 0;
      return x <= least ? 1 : normalCdf((value - x) / standardError);
    },
    pAbove(x) {
      if (x < least) return 0;
      return x >= most ? 1 : normalCdf((x - value) / standardError);
    },
  };
}
