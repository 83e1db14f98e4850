import type { CountedValues } from "./count-distinct.ts";
import { type Distribution, fencesOf } from "./distribution.ts";
import { histogramEdges } from "./histogram.ts";
import { interpolate, quantileRanks } from "./quantiles.ts";

/**
 * As `distributionOf`, from ascending values and how often each occurs; undefined where their range has no bins.
 * `finite` is the sum of the counts.
 */
export function distributionOfCounts(
  { keys, counts }: CountedValues,
  range: { min: number; max: number; finite: number },
  probabilities: readonly number[],
): Distribution | undefined {
  const { min, max, finite } = range;
  const bins = 20;
  const edges = histogramEdges(min, max, bins);
  if (edges === undefined) return undefined;
  const ranks = quantileRanks(finite, probabilities);
  const found = new Map<number, number>();
  const heights = new Array<number>(bins).fill(0);
  let below = 0;
  let next = 0;
  let bin = 0;
  for (let place = 0; place < keys.length; place++) {
    const count = counts[place]!;
    if (count === 0) continue;
    const key = keys[place]!;
    while (bin < bins - 1 && key >= edges[bin + 1]!) bin++;
    heights[bin]! += count;
    below += count;
    for (; next < ranks.length && ranks[next]! < below; next++) found.set(ranks[next]!, key);
  }
  const quantiles = interpolate(found, finite, probabilities);
  const [low, high] = fencesOf(quantiles, probabilities);
  let outliers = 0;
  for (let place = 0; place < keys.length; place++)
    if (keys[place]! < low || keys[place]! > high) outliers += counts[place]!;
  return { quantiles, histogram: { edges, counts: heights }, outliers };
}
