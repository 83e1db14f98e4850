import { type Random, randomFrom, randomState } from "../learn/random.ts";
import { formatNumber } from "../number-format.ts";
import type { Estimate } from "../statistics/estimate.ts";

/** Times of one-row predictions that were made by turns, of both models in the same order. */
export interface LatencyBlock {
  challenger: Float64Array;
  champion: Float64Array;
}

const resamples = 2000;

/** The median of values, of an even number of them the mean of the middle two. */
export function median(values: Float64Array): number {
  const sorted = values.toSorted();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * How many times as long a prediction takes as the baseline's: the median over blocks of the ratio of both medians, with
 * the percentile interval of resampled blocks, for what disturbs a machine disturbs both models of a block.
 */
export function latencyRatio(blocks: readonly LatencyBlock[], seed: number): Estimate {
  const ratios = Float64Array.from(
    blocks,
    ({ challenger, champion }) => median(challenger) / median(champion),
  );
  const drawn = drawMedians(ratios, randomFrom(randomState(seed, 0)));
  const shareOf = (holds: (each: number) => boolean): number =>
    Math.min(1, (drawn.filter(holds).length + 1) / (resamples + 1));
  return {
    value: median(ratios),
    n: blocks.length,
    // More rows would not make it smaller.
    standardError: Number.NaN,
    method: `percentile bootstrap of ${blocks.length} repeats by turns, ${formatNumber(resamples)} resamples`,
    bounds: (alpha) => [quantile(drawn, alpha), quantile(drawn, 1 - alpha)],
    pBelow: (x) => shareOf((each) => each >= x),
    pAbove: (x) => shareOf((each) => each <= x),
  };
}

/** Medians of values that are drawn with replacement, in ascending order. */
function drawMedians(values: Float64Array, random: Random): Float64Array {
  const one = new Float64Array(values.length);
  return Float64Array.from({ length: resamples }, () => {
    for (let at = 0; at < one.length; at++) one[at] = values[random.below(values.length)]!;
    return median(one);
  }).sort();
}

function quantile(sorted: Float64Array, p: number): number {
  const place = Math.min(1, Math.max(0, p)) * (sorted.length - 1);
  const below = Math.floor(place);
  const next = sorted[Math.min(sorted.length - 1, below + 1)]!;
  return sorted[below]! + (place - below) * (next - sorted[below]!);
}
