/** Ranks (from 0, ascending, each once) of the sorted values that quantiles of `count` values rest on. */
export function quantileRanks(count: number, probabilities: readonly number[]): number[] {
  const last = count - 1;
  const ranks = probabilities.flatMap((probability) => {
    const rank = Math.floor(probability * last);
    return [rank, Math.min(last, rank + 1)];
  });
  return [...new Set(ranks)].sort((a, b) => a - b);
}

/**
 * Exact quantiles of `count` finite values with linear interpolation: numpy's `quantile`, method "linear". `found` has
 * the values at `quantileRanks`.
 */
export function interpolate(
  found: ReadonlyMap<number, number>,
  count: number,
  probabilities: readonly number[],
): number[] {
  const last = count - 1;
  return probabilities.map((probability) => {
    const position = probability * last;
    const rank = Math.floor(position);
    const low = found.get(rank) ?? Number.NaN;
    const high = found.get(Math.min(last, rank + 1)) ?? Number.NaN;
    const share = position - rank;
    if (!Number.isFinite(high - low)) return low * (1 - share) + high * share;
    // numpy interpolates from the nearer end.
    return share >= 0.5 ? high - (high - low) * (1 - share) : low + (high - low) * share;
  });
}
