import { countUpTo } from "./count-up-to.ts";
import { normalCdf, normalQuantile } from "./normal.ts";

/** Quantiles by normal deviates: -1.96 asks for that of 2.5 %. */
export interface TailedQuantiles {
  at(deviate: number): number;
  /** The least deviate whose quantile is x or more, and the greatest whose quantile is x or less. */
  below(x: number): number;
  above(x: number): number;
}

/** Resamples further out than this many are no guide to a quantile. */
export const outermost = 5;

/**
 * Linear quantiles of a sample (Hyndman and Fan 1996, definition 7) between its outermost five values on both sides.
 * Further out a normal tail goes on from there, with the greater of the slope of the sample's outer parts and its
 * standard deviation: the sample's own extremes would be too near.
 */
export function tailedQuantiles(sample: Float64Array): TailedQuantiles {
  const sorted = sample.slice().sort();
  const last = sorted.length - 1;
  const edge = Math.min(0.25, outermost / last);
  const within = (level: number): number => {
    const place = level * last;
    const low = Math.min(last, Math.floor(place));
    const high = Math.min(last, low + 1);
    return sorted[low]! + (place - low) * (sorted[high]! - sorted[low]!);
  };
  const edgeDeviate = -normalQuantile(edge);
  const inner = Math.min(0.25, 10 * edge);
  const run = edgeDeviate + normalQuantile(inner) || 1;
  const spread = standardDeviation(sorted);
  const [lowEdge, highEdge] = [within(edge), within(1 - edge)];
  const lowSlope = Math.max(spread, (within(inner) - lowEdge) / run);
  const highSlope = Math.max(spread, (highEdge - within(1 - inner)) / run);
  const outside = (x: number): number | undefined => {
    if (x < lowEdge) return -edgeDeviate - (lowEdge - x) / lowSlope;
    return x > highEdge ? edgeDeviate + (x - highEdge) / highSlope : undefined;
  };
  return {
    at(deviate) {
      if (deviate < -edgeDeviate) return lowEdge + lowSlope * (deviate + edgeDeviate);
      if (deviate > edgeDeviate) return highEdge + highSlope * (deviate - edgeDeviate);
      return within(normalCdf(deviate));
    },
    below(x) {
      const next = firstAtLeast(sorted, x);
      const place = next === 0 ? 0 : next - 1 + (x - sorted[next - 1]!) / (sorted[next]! - sorted[next - 1]!);
      return outside(x) ?? Math.max(-edgeDeviate, normalQuantile(Math.min(1, place / last)));
    },
    above(x) {
      const next = countUpTo(sorted, x);
      const gap = next > last ? 1 : sorted[next]! - sorted[next - 1]!;
      const place = next > last ? last : next - 1 + (x - sorted[next - 1]!) / gap;
      return outside(x) ?? Math.min(edgeDeviate, normalQuantile(Math.max(0, place / last)));
    },
  };
}

/** The sample standard deviation. */
export function standardDeviation(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}

function firstAtLeast(sorted: Float64Array, x: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! >= x) high = middle;
    else low = middle + 1;
  }
  return low;
}
